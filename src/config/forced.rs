//! What a session forced by sshd may know of its environment (security.md §5.10): TERM, LANG, LC_*, TZ, SSH_*, each checked; all else is
//! left behind when the program starts itself anew. Called by `cli/session`.

use std::ffi::OsString;
use std::net::IpAddr;
use std::os::unix::ffi::OsStringExt as _;
use std::path::{Path, PathBuf};

use super::{Config, Env, Flags};
use crate::fault::Outcome;

/// The configuration of a server.
const FILE: &str = "/etc/guichet/guichet.toml";
/// Where a server keeps its data (security.md §6).
const DATA: &str = "/var/lib/guichet";
/// Taken for a terminal whose name is none: nearly all understand it.
const PLAIN: &str = "vt100";
/// Characters of a name at most.
const MOST: usize = 64;

/// What sshd said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forced {
    /// The command that the client asked for: never run, never shown, kept for the audit in its first characters.
    pub original: Option<String>,
    /// The file with the key that was used (`ExposeAuthInfo`).
    pub auth: Option<PathBuf>,
    /// Where from.
    pub address: Option<IpAddr>,
}

impl Forced {
    /// Reads it from the environment as it was cleaned.
    pub fn read() -> Forced {
        let text = |name: &str| std::env::var(name).ok();
        let original = std::env::var_os("SSH_ORIGINAL_COMMAND").map(|command| {
            let text = String::from_utf8_lossy(&command.into_vec()).into_owned();
            text.chars().take(200).collect()
        });
        let address = text("SSH_CONNECTION").and_then(|c| c.split(' ').next()?.parse().ok());
        Forced { original, auth: text("SSH_USER_AUTH").map(PathBuf::from), address }
    }
}

/// The environment with which the program starts itself anew. `var` gives a variable of the present one, `all` their names.
pub fn clean(all: impl Iterator<Item = (OsString, OsString)>) -> Vec<(OsString, OsString)> {
    let mut kept: Vec<(OsString, OsString)> = vec![("PATH".into(), "/usr/bin:/bin".into())];
    let mut term = false;
    for (name, value) in all {
        let Some(known) = name.to_str() else { continue };
        let text = value.to_str();
        let good = match known {
            "TERM" => {
                term = text.is_some_and(|v| word(v, "._+-") && !v.starts_with(['.', '-']));
                term
            }
            "LANG" => text.is_some_and(|v| word(v, "._@-")),
            lc if lc.starts_with("LC_") && word(lc, "_") => text.is_some_and(|v| word(v, "._@-")),
            "TZ" => text.is_some_and(|v| word(v, "_+-/") && !v.starts_with('/') && !v.contains("//")),
            "SSH_CONNECTION" => text.is_some_and(connection),
            "SSH_USER_AUTH" => text.is_some_and(|v| v.starts_with('/')),
            "SSH_ORIGINAL_COMMAND" => true,
            _ => false,
        };
        if good {
            kept.push((name, value));
        }
    }
    if !term {
        kept.push(("TERM".into(), PLAIN.into()));
    }
    kept
}

/// Letters and digits of ASCII and these signs, of a reasonable length.
fn word(value: &str, signs: &str) -> bool {
    (1..=MOST).contains(&value.len()) && value.chars().all(|c| c.is_ascii_alphanumeric() || signs.contains(c))
}

/// Address, port, address, port.
fn connection(value: &str) -> bool {
    let words: Vec<&str> = value.split(' ').collect();
    let [from, from_port, to, to_port] = words.as_slice() else { return false };
    let address = |a: &str| a.split('%').next().is_some_and(|a| a.parse::<IpAddr>().is_ok());
    address(from) && address(to) && from_port.parse::<u16>().is_ok() && to_port.parse::<u16>().is_ok()
}

impl Config {
    /// The configuration of a forced session: this file, or that of the server; nothing of the account's home, nothing of `GUICHET_…`.
    pub fn forced(file: Option<&Path>) -> Outcome<Config> {
        Config::forced_from(file.unwrap_or(Path::new(FILE)))
    }
    /// The same from this file.
    pub fn forced_from(file: &Path) -> Outcome<Config> {
        let flags = Flags { forced: true, ..Flags::default() };
        let mut config = Config::from_files(&flags, &Env::read(), &[file.to_owned()])?;
        let beside = match &config.named_db {
            Some(super::Db::Sqlite(path)) => path.parent().map(Path::to_owned),
            _ => None,
        };
        config.data_folder = beside.unwrap_or_else(|| PathBuf::from(DATA));
        config.state_folder = config.data_folder.join("state");
        Ok(config)
    }
    /// Where the places of the gate are (security.md §2).
    pub fn run_folder(&self) -> PathBuf {
        self.run.clone().unwrap_or_else(|| self.data_folder.join("run"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(pairs: &[(&str, &str)]) -> Vec<String> {
        let all = pairs.iter().map(|(k, v)| (OsString::from(k), OsString::from(v)));
        let clean = clean(all).into_iter().map(|(k, v)| format!("{}={}", k.to_string_lossy(), v.to_string_lossy()));
        clean.filter(|p| !p.starts_with("PATH=")).collect()
    }

    #[test]
    fn only_checked_names_come_into_a_forced_session() {
        let connection = "SSH_CONNECTION=10.0.0.4 5022 10.0.0.1 22";
        assert_eq!(
            kept(&[
                ("TERM", "xterm-256color"),
                ("LANG", "fr_FR.UTF-8"),
                ("LC_CTYPE", "C"),
                ("TZ", "Africa/Libreville"),
                ("SSH_CONNECTION", "10.0.0.4 5022 10.0.0.1 22"),
                ("SSH_ORIGINAL_COMMAND", "\u{1b}[2J"),
                ("GUICHET_DB", "x"),
                ("PGPASSWORD", "x"),
                ("LD_PRELOAD", "x"),
                ("TERMINFO", "/tmp"),
                ("HOME", "/tmp"),
                ("TERMCAP", "x"),
                ("RUST_BACKTRACE", "1"),
                ("LC_../../x", "C"),
            ]),
            [
                "TERM=xterm-256color",
                "LANG=fr_FR.UTF-8",
                "LC_CTYPE=C",
                "TZ=Africa/Libreville",
                connection,
                "SSH_ORIGINAL_COMMAND=\u{1b}[2J"
            ]
        );
        for odd in ["../../etc/passwd", "\u{1b}]0;x\u{7}", "", ".", "-x", &"x".repeat(65)] {
            assert_eq!(kept(&[("TERM", odd)]), ["TERM=vt100"], "{odd:?}");
        }
        assert_eq!(
            kept(&[("TERM", "vt220"), ("TZ", "/etc/shadow"), ("LANG", "fr FR"), ("SSH_CONNECTION", "a b c d")]),
            ["TERM=vt220"]
        );
    }
}
