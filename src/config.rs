//! What this run was told: flag > environment > file > default. `main` builds it once; both faces read it.
//! The only place that reads the environment. In a session forced by sshd (security.md §5.10) only what sshd passes on
//! is read: neither the user's file nor `GUICHET_…`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::fault::{Fault, Outcome};

mod database;
mod file;
mod forced;
pub use database::{Db, shown_url};
pub use forced::{Forced, clean};

/// The keymaps that the binary carries.
pub const KEYMAPS: [&str; 3] = ["fr", "en", "5250"];
/// The character sets of a terminal (terminal.md §3).
pub const CHARSETS: [&str; 7] = ["auto", "ask", "utf-8", "latin1", "latin9", "cp1252", "ascii"];
/// The looks: with or without rules and bars.
pub const LOOKS: [&str; 2] = ["full", "thin"];
/// Where slips go (terminal.md §6).
pub const PRINTS: [&str; 3] = ["file", "terminal", "command"];
/// Keyboards: on `azerty` number fields read the unshifted top row (terminal.md §5).
pub const KEYBOARDS: [&str; 2] = ["qwerty", "azerty"];
/// Levels of the log, from nothing to all.
pub const LOGS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];
/// Levels of colour; `auto` asks the terminal (terminal.md §2).
pub const COLOURS: [&str; 5] = ["auto", "0", "8", "16", "256"];
const LANGUAGES: [&str; 2] = ["fr", "en"];

/// What the command line said; nothing where it said nothing.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--db`.
    pub db: Option<String>,
    /// `--lang`.
    pub lang: Option<String>,
    /// `--keymap`.
    pub keymap: Option<String>,
    /// `--charset`.
    pub charset: Option<String>,
    /// `--look`.
    pub look: Option<String>,
    /// `--no-color`.
    pub no_color: bool,
    /// A session that sshd forces: the user's file and `GUICHET_…` don't count.
    pub forced: bool,
}

/// The environment, read once; tests give their own.
#[derive(Debug, Clone, Default)]
pub struct Env {
    values: BTreeMap<String, String>,
}

/// What may be read at all.
const NAMES: [&str; 18] = [
    "GUICHET_DB",
    "GUICHET_LANG",
    "GUICHET_KEYMAP",
    "GUICHET_CHARSET",
    "GUICHET_LOOK",
    "GUICHET_LOG",
    "NO_COLOR",
    "TERM",
    "LC_ALL",
    "LC_CTYPE",
    "LANG",
    "TZ",
    "SSH_CONNECTION",
    "HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "USER",
];

impl Env {
    /// The environment of this process.
    pub fn read() -> Env {
        NAMES.iter().filter_map(|name| Some((*name, std::env::var(name).ok()?))).collect::<Vec<_>>().as_slice().into()
    }
    /// A variable that is set and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str).filter(|v| !v.is_empty())
    }
    /// A folder of the XDG base directories: the variable when it is an absolute path, else this below the home folder.
    fn folder(&self, variable: &str, below_home: &str) -> PathBuf {
        let set = self.get(variable).map(PathBuf::from).filter(|p| p.is_absolute());
        let home = self.get("HOME").map_or_else(|| PathBuf::from("."), PathBuf::from);
        set.unwrap_or_else(|| home.join(below_home)).join("guichet")
    }
}

impl<K: ToString, V: ToString> From<&[(K, V)]> for Env {
    fn from(pairs: &[(K, V)]) -> Self {
        Env { values: pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect() }
    }
}

/// What holds in this run.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The database; `None`: nobody named one and the default of the command holds (`default_db`, `training_db`).
    pub named_db: Option<Db>,
    /// Language of texts, `fr` or `en`.
    pub lang: String,
    /// Whether flag or environment set the language, so that the user's own setting doesn't.
    pub lang_fixed: bool,
    /// A keymap's name or file; `None`: the user's setting, else the language's.
    pub keymap: Option<String>,
    /// One of `CHARSETS`.
    pub charset: String,
    /// One of `LOOKS`.
    pub look: String,
    /// One of `COLOURS`.
    pub colours: String,
    /// No colour at all: `--no-color` or a non-empty `NO_COLOR`.
    pub no_color: bool,
    /// One of `PRINTS`.
    pub print: String,
    /// The command that prints a slip from its standard input.
    pub print_command: Option<String>,
    /// One of `KEYBOARDS`.
    pub keyboard: String,
    /// Milliseconds until the next keys are shown.
    pub which_key_ms: u64,
    /// Milliseconds that an ESC waits for more bytes; `None`: 50, or 100 through SSH (terminal.md §4).
    pub escape_ms: Option<u64>,
    /// Where seals of the audit are told: `syslog`, `none`, or the absolute path of a file.
    pub seal_to: String,
    /// Level of the log, one of `LOGS`.
    pub log: String,
    /// `TERM`.
    pub term: String,
    /// `LC_ALL`, else `LC_CTYPE`, else `LANG`, empty where none is set: says the character set only.
    pub locale: String,
    /// `SSH_CONNECTION`: addresses and ports of both ends.
    pub ssh: Option<String>,
    /// Folder of databases and drafts.
    pub data_folder: PathBuf,
    /// Folder of logs and local drafts.
    pub state_folder: PathBuf,
    /// Backups.
    pub backup: Keeping,
    /// sshd's key file, written by `user key`; `None`: none is written.
    pub keys_file: Option<PathBuf>,
    /// The front server's key, from which the secrets of the accounts' login roles are made (PostgreSQL); `None`: all work under the
    /// account of `db`.
    pub login_key: Option<PathBuf>,
    /// Where sessions wait in line; `None`: `run` in the data folder.
    pub run: Option<PathBuf>,
    /// The account of the system under which sshd starts sessions.
    pub account: String,
}

/// How backups are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keeping {
    /// Folder of the timers' backups; `None`: `backups` in the data folder.
    pub folder: Option<PathBuf>,
    /// Public key (`age1…`) that they are encrypted to.
    pub recipient: Option<String>,
    /// Hourly ones kept.
    pub hourly: usize,
    /// Daily ones kept.
    pub daily: usize,
    /// Hours after which the last good one is too old.
    pub alarm_hours: i64,
}

impl Default for Keeping {
    fn default() -> Self {
        Keeping { folder: None, recipient: None, hourly: 24, daily: 30, alarm_hours: 26 }
    }
}

impl Config {
    /// Reads the files and settles everything; what is wrong is refused with its place and remedy (`wrong-config-…`).
    pub fn load(flags: &Flags, env: &Env) -> Outcome<Config> {
        let mut files = vec![PathBuf::from("/etc/guichet/guichet.toml")];
        if !flags.forced {
            files.push(env.folder("XDG_CONFIG_HOME", ".config").join("guichet.toml"));
        }
        Config::from_files(flags, env, &files)
    }

    /// As `load`, from these files; a later one wins; one that isn't there is passed over.
    pub fn from_files(flags: &Flags, env: &Env, files: &[PathBuf]) -> Outcome<Config> {
        let mut config = Config::defaults(env);
        for path in files {
            match std::fs::read_to_string(path) {
                Ok(text) => file::apply(&mut config, path, &text)?,
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
                Err(_) => return Err(Fault::wrong("wrong-config-unreadable").with("file", path.display())),
            }
        }
        if !flags.forced {
            config.environment(env)?;
        }
        config.flags(flags)?;
        Ok(config)
    }

    /// Before any file: what the environment says about the terminal, and defaults.
    pub fn defaults(env: &Env) -> Config {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|n| env.get(n)).unwrap_or_default();
        Config {
            named_db: None,
            lang: "fr".into(),
            lang_fixed: false,
            keymap: None,
            charset: "auto".into(),
            look: "full".into(),
            colours: "auto".into(),
            no_color: env.get("NO_COLOR").is_some(),
            print: "file".into(),
            print_command: None,
            keyboard: "qwerty".into(),
            which_key_ms: 400,
            escape_ms: None,
            seal_to: "syslog".into(),
            log: "info".into(),
            term: env.get("TERM").unwrap_or("").into(),
            locale: locale.into(),
            ssh: env.get("SSH_CONNECTION").map(str::to_owned),
            data_folder: env.folder("XDG_DATA_HOME", ".local/share"),
            state_folder: env.folder("XDG_STATE_HOME", ".local/state"),
            backup: Keeping::default(),
            keys_file: None,
            login_key: None,
            run: None,
            account: "guichet".into(),
        }
    }

    fn environment(&mut self, env: &Env) -> Outcome<()> {
        let flags = Flags {
            db: env.get("GUICHET_DB").map(str::to_owned),
            lang: env.get("GUICHET_LANG").map(str::to_owned),
            keymap: env.get("GUICHET_KEYMAP").map(str::to_owned),
            charset: env.get("GUICHET_CHARSET").map(str::to_owned),
            look: env.get("GUICHET_LOOK").map(str::to_owned),
            ..Flags::default()
        };
        if let Some(level) = env.get("GUICHET_LOG") {
            self.log = one_of(level, &LOGS, "wrong-log")?;
        }
        self.flags(&flags)
    }

    fn flags(&mut self, flags: &Flags) -> Outcome<()> {
        if let Some(db) = &flags.db {
            self.named_db = Some(Db::parse(db)?);
        }
        if let Some(lang) = &flags.lang {
            self.lang = one_of(lang, &LANGUAGES, "wrong-lang")?;
            self.lang_fixed = true;
        }
        if let Some(keymap) = &flags.keymap {
            self.keymap = Some(keymap_named(keymap)?);
        }
        if let Some(charset) = &flags.charset {
            self.charset = one_of(charset, &CHARSETS, "wrong-charset")?;
        }
        if let Some(look) = &flags.look {
            self.look = one_of(look, &LOOKS, "wrong-look")?;
        }
        self.no_color |= flags.no_color;
        Ok(())
    }

    /// The database of the office: the one named, else `guichet.db` in the data folder.
    pub fn db(&self) -> Db {
        self.named_db.clone().unwrap_or_else(|| Db::Sqlite(self.data_folder.join("guichet.db")))
    }

    /// The database of the training office: the one named, else `training.db` in the data folder.
    pub fn training_db(&self) -> Db {
        self.named_db.clone().unwrap_or_else(|| Db::Sqlite(self.data_folder.join("training.db")))
    }

    /// The folder of the timers' backups.
    pub fn backup_folder(&self) -> PathBuf {
        self.backup.folder.clone().unwrap_or_else(|| self.data_folder.join("backups"))
    }

    /// The folder beside the database, on a local disk, where a copy is made: the file's own, else the data folder.
    pub fn work_folder(&self) -> PathBuf {
        match self.db() {
            Db::Sqlite(path) => match path.parent().filter(|p| !p.as_os_str().is_empty()) {
                Some(folder) => folder.to_owned(),
                None => PathBuf::from("."),
            },
            Db::Postgres(_) => self.data_folder.clone(),
        }
    }

    /// Milliseconds that an ESC waits for more bytes.
    pub fn escape_wait(&self) -> u64 {
        self.escape_ms.unwrap_or(if self.ssh.is_some() { 100 } else { 50 })
    }

    /// The keymap: the one named, else the user's own setting, else the language's.
    pub fn keymap<'a>(&'a self, of_user: Option<&'a str>) -> &'a str {
        self.keymap.as_deref().or(of_user).unwrap_or(&self.lang)
    }
}

/// The value when it is one of these, else a wrong use with the list as remedy.
fn one_of(value: &str, allowed: &[&str], key: &'static str) -> Outcome<String> {
    let lower = value.to_lowercase();
    if allowed.contains(&lower.as_str()) {
        return Ok(lower);
    }
    Err(Fault::wrong(key).with("value", value).with("allowed", allowed.join(", ")))
}

/// A keymap of the binary by name, or a file that exists.
fn keymap_named(value: &str) -> Outcome<String> {
    if KEYMAPS.contains(&value) || Path::new(value).is_file() {
        return Ok(value.to_owned());
    }
    Err(Fault::wrong("wrong-keymap").with("value", value).with("allowed", KEYMAPS.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env(pairs: &[(&str, &str)]) -> Env {
        Env::from(pairs)
    }
    fn with_file(text: &str, flags: &Flags, env: &Env) -> Outcome<Config> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("guichet.toml");
        std::fs::write(&path, text).unwrap();
        Config::from_files(flags, env, &[folder.path().join("none.toml"), path])
    }
    fn refused(text: &str) -> (String, String, String) {
        let Err(Fault::Wrong(reason)) = with_file(text, &Flags::default(), &Env::default()) else { panic!("{text}") };
        let arg = |name: &str| reason.args.iter().find(|(n, _)| *n == name).map(|(_, v)| v.clone()).unwrap_or_default();
        (reason.key.to_owned(), arg("line"), arg("allowed"))
    }

    #[test]
    fn a_flag_wins_over_the_environment_which_wins_over_the_file() {
        let file = "lang = 'en'\nlook = 'thin'\nlog = 'debug'\n";
        let got = with_file(file, &Flags::default(), &Env::default()).unwrap();
        assert_eq!((got.lang.as_str(), got.look.as_str(), got.log.as_str(), got.lang_fixed), ("en", "thin", "debug", false));
        let told = env(&[("GUICHET_LOOK", "full"), ("GUICHET_DB", "postgres://a:b@h/d"), ("LANG", "en_GB.UTF-8")]);
        let got = with_file("look = 'thin'", &Flags::default(), &told).unwrap();
        assert_eq!((got.look.as_str(), got.lang.as_str(), got.locale.as_str()), ("full", "fr", "en_GB.UTF-8"));
        let flags = Flags { db: Some("x.db".into()), lang: Some("en".into()), ..Flags::default() };
        let got = with_file("", &flags, &told).unwrap();
        assert_eq!((got.db(), got.lang_fixed), (Db::Sqlite("x.db".into()), true));
    }

    #[test]
    fn an_unknown_key_or_a_bad_value_is_refused_with_its_line_and_what_is_allowed() {
        let (key, line, allowed) = refused("# one\n\nlangue = 'fr'\n");
        assert_eq!((key.as_str(), line.as_str()), ("wrong-config-key", "3"));
        assert!(allowed.contains("keyboard"));
        assert_eq!(refused("lang = 'fr'\nkeyboard = 'bepo'"), ("wrong-config-value".into(), "2".into(), "qwerty, azerty".into()));
        assert_eq!(refused("escape_ms = 5").0, "wrong-config-number");
        assert_eq!(refused("log = 3").0, "wrong-config-not-text");
        assert_eq!(refused("db = 'mysql://u:secret@h/d'").0, "wrong-config-db");
        assert_eq!(refused("lang = 'fr'\nlook =").1, "2");
    }

    #[test]
    fn a_forced_session_reads_neither_the_users_file_nor_our_variables() {
        let told = env(&[("GUICHET_DB", "other.db"), ("GUICHET_LANG", "en"), ("SSH_CONNECTION", "10.0.0.4 22 10.0.0.1 22")]);
        let got = with_file("", &Flags { forced: true, ..Flags::default() }, &told).unwrap();
        assert_eq!((got.named_db.clone(), got.lang.as_str(), got.escape_wait()), (None, "fr", 100));
    }

    #[test]
    fn the_default_database_lies_in_the_data_folder_and_training_beside_it() {
        let got = with_file("", &Flags::default(), &env(&[("HOME", "/home/a")])).unwrap();
        assert_eq!(got.db(), Db::Sqlite("/home/a/.local/share/guichet/guichet.db".into()));
        let got = with_file("", &Flags::default(), &env(&[("HOME", "/home/a"), ("XDG_DATA_HOME", "/srv")])).unwrap();
        assert_eq!(got.training_db(), Db::Sqlite("/srv/guichet/training.db".into()));
    }

    #[test]
    fn a_url_never_shows_its_password() {
        assert_eq!(shown_url("postgres://a:b@h:5432/d"), "postgres://a:***@h:5432/d");
        assert_eq!(shown_url("postgres://a:b@c@h/d"), "postgres://a:***@h/d");
        assert_eq!(shown_url("postgres://a@h/d?sslmode=require&password=b"), "postgres://a@h/d?sslmode=require&password=***");
        assert!(!shown_url("postgres://a:x?y@h/d").contains('y'));
        assert_eq!(shown_url("sqlite:a.db"), "sqlite:a.db");
        let db = Db::parse("postgresql://a:b@h/d").unwrap();
        assert!(!format!("{db} {db:?}").contains(":b@"));
        assert_eq!(Db::parse("sqlite:///srv/a.db").unwrap(), Db::Sqlite("/srv/a.db".into()));
        assert_eq!(Db::parse("mysql://x").err(), Some(Fault::wrong("wrong-db-scheme").with("value", "mysql")));
    }
}
