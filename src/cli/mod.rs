//! The command line: arguments → one command or the screens → exit status (product.md, Commands). `main` calls `start`.
//! A subcommand is one file with its `Args` (clap derive) and `run`; it exists when it stands in `COMMANDS`.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{ArgMatches, Args, Command, FromArgMatches};

use crate::config::{Config, Env, Flags};
use crate::fault::{Fault, Outcome};
use crate::services::backup as backups;
use crate::texts::Texts;

pub mod backup;
pub mod audit;
pub mod agency;
pub mod check;
pub mod completions;
pub mod copy;
pub mod dedupe;
pub mod delays;
pub mod demo;
pub mod export;
mod first_run;
mod help;
pub mod open;
pub mod person;
pub mod import;
pub mod init;
pub mod lists;
pub mod man;
pub mod match_;
mod merge;
pub mod migrate;
pub mod print;
pub mod restore;
pub mod rules;
pub mod search;
mod secret;
pub mod session;
pub mod sessions;
pub mod show;
pub mod ssh_keys;
mod usage;
pub mod user;

pub use print::Out;

/// What a command works with.
pub struct Cx<'a> {
    /// The texts of the run's language.
    pub texts: &'a Texts,
    /// What this run was told.
    pub config: &'a Config,
    /// Where it prints.
    pub out: &'a mut Out,
    /// The screen to start with, where screens are opened.
    pub at: Option<&'a str>,
}

/// How a command ended (product.md, Commands).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: failed, nothing changed.
    Failed,
    /// 2: wrong usage.
    Wrong,
    /// 3: done in part: some rows rejected, findings found.
    Partly,
}

impl Exit {
    /// The status for the shell.
    pub fn status(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Wrong => 2,
            Exit::Partly => 3,
        }
    }
}

/// One subcommand that is built.
pub struct Entry {
    /// Its name on the command line, and in the keys of its texts (`cli-NAME`, `cli-NAME-ARGUMENT`).
    pub name: &'static str,
    augment: fn(Command) -> Command,
    run: fn(&ArgMatches, &mut Cx<'_>) -> Outcome<Exit>,
}

macro_rules! entry {
    ($module:ident) => {
        entry!($module, stringify!($module))
    };
    // Where the command's name is a word of the language that the code is written in.
    ($module:ident, $name:expr) => {
        Entry {
            name: $name,
            augment: <$module::Args as Args>::augment_args,
            run: |matches, cx| {
                let args = <$module::Args as FromArgMatches>::from_arg_matches(matches).map_err(|e| usage::fault(&e))?;
                $module::run(args, cx)
            },
        }
    };
}

/// The subcommands that are built, in the order of the help.
pub const COMMANDS: &[Entry] = &[
    entry!(demo),
    entry!(init),
    entry!(migrate),
    entry!(lists),
    entry!(rules),
    entry!(search),
    entry!(match_, "match"),
    entry!(dedupe),
    entry!(show),
    entry!(user),
    entry!(agency),
    entry!(delays),
    entry!(sessions),
    entry!(session),
    entry!(ssh_keys, "ssh-keys"),
    entry!(import),
    entry!(export),
    entry!(copy),
    entry!(backup),
    entry!(restore),
    entry!(check),
    entry!(audit),
    entry!(person),
    entry!(completions),
    entry!(man),
];

/// The screens that `--at` and `show` name.
pub const SCREENS: [&str; 15] = [
    "day",
    "queue",
    "caseload",
    "search",
    "intake",
    "agenda",
    "interview",
    "vacancies",
    "employers",
    "proposals",
    "bulk_entry",
    "team",
    "tasks",
    "notices",
    "duplicates",
];
/// The screens that only `--at` names.
pub const ONLY_AT: [&str; 2] = ["admin", "import"];

/// Options that stand before or after any command.
#[derive(Debug, Clone, Default, Args)]
pub struct Global {
    /// The database.
    #[arg(long, global = true, value_name = "URL")]
    pub db: Option<String>,
    /// The language.
    #[arg(long, global = true, value_name = "fr|en")]
    pub lang: Option<String>,
    /// The keymap.
    #[arg(long, global = true)]
    pub keymap: Option<String>,
    /// The terminal's character set.
    #[arg(long, global = true)]
    pub charset: Option<String>,
    /// The look.
    #[arg(long, global = true, value_name = "full|thin")]
    pub look: Option<String>,
    /// Without colour.
    #[arg(long, global = true)]
    pub no_color: bool,
    /// The screen to start with.
    #[arg(long, global = true)]
    pub at: Option<String>,
}

impl Global {
    fn flags(&self) -> Flags {
        Flags {
            db: self.db.clone(),
            lang: self.lang.clone(),
            keymap: self.keymap.clone(),
            charset: self.charset.clone(),
            look: self.look.clone(),
            no_color: self.no_color,
            forced: false,
        }
    }
}

/// Opens the screens, at this one or the day's work, until the user leaves.
pub type Screens = fn(&Config, &Texts, Option<&str>) -> Outcome<Exit>;

/// Runs what the arguments wish and gives the exit status. Without a subcommand `screens` are opened; without those
/// the help is printed and the usage is wrong.
pub fn start(args: impl IntoIterator<Item = OsString>, screens: Option<Screens>) -> ExitCode {
    crate::guard::start();
    let args: Vec<OsString> = args.into_iter().collect();
    session::start_anew(&args);
    let env = Env::read();
    let (texts, outcome) = run(&args, &env, &mut Out::standard(), screens);
    let exit = outcome.unwrap_or_else(|fault| said(&texts, &fault));
    ExitCode::from(exit.status())
}

/// As `start`, printing to `out`; gives the texts too, in which a fault is to be said.
pub fn run(args: &[OsString], env: &Env, out: &mut Out, screens: Option<Screens>) -> (Texts, Outcome<Exit>) {
    let texts = first_texts(args, env);
    let matches = match command(&texts).try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(e) => {
            let outcome = usage::shown(&e, out);
            return (texts, outcome);
        }
    };
    let outcome = settled(&matches, env).and_then(|(config, at)| {
        crate::log::start(&config);
        crate::paper::start(&config);
        let texts = Texts::load(&config.lang)?;
        let done = match matches.subcommand() {
            Some((name, inner)) => {
                let entry = COMMANDS.iter().find(|e| e.name == name).ok_or_else(|| Fault::broken(name))?;
                (entry.run)(inner, &mut Cx { texts: &texts, config: &config, out, at: at.as_deref() })
            }
            None => match screens {
                Some(open) => open(&config, &texts, at.as_deref()),
                None => {
                    out.lines(&command(&texts).render_help().to_string())?;
                    Ok(Exit::Wrong)
                }
            },
        };
        if matches!(&done, Err(Fault::Wrong(r)) if ["wrong-database-damaged", "wrong-not-a-database"].contains(&r.key)) {
            say_last_backup(&texts, &config);
        }
        done
    });
    (texts, outcome)
}

/// Beside a damaged database: the last good backup, by the labels of its folder, with its age.
fn say_last_backup(texts: &Texts, config: &Config) {
    let Some((path, _, at)) = backups::newest_in(&config.backup_folder()) else { return };
    let hours = (chrono::Utc::now() - at).num_hours().to_string();
    let text = texts.with("cli-last-backup", &[("path", path.display().to_string()), ("hours", hours)]);
    // Nobody is left to tell when the error output itself is gone.
    let _ = Out::to(std::io::stderr()).line(&text);
}

fn settled(matches: &ArgMatches, env: &Env) -> Outcome<(Config, Option<String>)> {
    // What sshd starts reads the server's configuration and nothing that the client could have set.
    if let Some(("session" | "ssh-keys", inner)) = matches.subcommand() {
        let file = inner.get_one::<std::path::PathBuf>("config");
        return Ok((Config::forced(file.map(std::path::PathBuf::as_path))?, None));
    }
    let global = Global::from_arg_matches(matches).map_err(|e| usage::fault(&e))?;
    if let Some(at) = global.at.as_deref().filter(|at| !ONLY_AT.contains(at) && !SCREENS.contains(at)) {
        let allowed = format!("{}, {}", SCREENS.join(", "), ONLY_AT.join(", "));
        return Err(Fault::wrong("wrong-screen").with("value", at).with("allowed", allowed));
    }
    Ok((Config::load(&global.flags(), env)?, global.at))
}

/// The texts for help and faults of the arguments themselves: `--lang` as it stands there, else what is configured.
fn first_texts(args: &[OsString], env: &Env) -> Texts {
    let mut words = args.iter().filter_map(|a| a.to_str());
    let said = loop {
        match words.next() {
            None | Some("--") => break None,
            Some("--lang") => break words.next(),
            Some(word) => match word.strip_prefix("--lang=") {
                None => {}
                value => break value,
            },
        }
    };
    let configured = || Config::load(&Flags::default(), env).ok().map(|c| c.lang);
    let lang = said.map(str::to_owned).or_else(configured).unwrap_or_default();
    Texts::load(&lang).unwrap_or_else(|_| Texts::default())
}

/// The whole command line, in the language of these texts.
pub fn command(texts: &Texts) -> Command {
    let mut root = Global::augment_args(Command::new("guichet").version(env!("CARGO_PKG_VERSION")));
    for entry in COMMANDS {
        root = root.subcommand((entry.augment)(Command::new(entry.name)));
    }
    help::in_words(root, texts)
}

/// Says a fault on the error output, in one line and its remedy.
fn said(texts: &Texts, fault: &Fault) -> Exit {
    let message = texts.fault(fault);
    if let Fault::Broken(detail) = fault {
        tracing::error!(%detail, "broken");
    }
    let mut err = Out::to(std::io::stderr());
    // Nobody is left to tell when the error output itself is gone.
    let _ = err.line(&format!("guichet{}{} {}", texts.get("cli-colon"), message.what, message.todo));
    match fault {
        Fault::Wrong(_) => Exit::Wrong,
        _ => Exit::Failed,
    }
}
