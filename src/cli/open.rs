//! The screens: opens the office, the terminal, and runs until the user leaves. Called when no subcommand is given, and by `demo`.

use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::cli::Exit;
use crate::config::{Config, Db};
use crate::domain::calendar;
use crate::domain::rules::Rules;
use crate::fault::{Fault, Outcome};
use crate::services::notices;
use crate::services::rules;
use crate::services::session::{self, Opened};
use crate::store::{self, Desk};
use crate::texts::Texts;
use crate::tui::app::Status;
use crate::tui::jobs::Opener;
use crate::tui::keymap::{Keyboard, Keymap};
use crate::tui::look::Look;
use crate::tui::own::OwnTerminal;
use crate::tui::screens::{self, AllWays, House, Office};
use crate::tui::terminal::{Caps, Wish};
use crate::tui::{self, Setup};

/// Opens the configured office, at this screen or the day's work.
pub fn open(config: &Config, texts: &Texts, at: Option<&str>) -> Outcome<Exit> {
    run(config, texts, at, &config.db())
}

/// Opens the office of this database.
pub fn run(config: &Config, texts: &Texts, at: Option<&str>, db: &Db) -> Outcome<Exit> {
    let url = db.secret_url();
    let Opened { mut desk, account, training } = session::open(&url)?;
    if !training {
        run_rules(url.clone());
    }
    let lang = if config.lang_fixed { config.lang.clone() } else { account.language.clone().unwrap_or(config.lang.clone()) };
    let texts = if lang == texts.lang() { texts.clone() } else { Texts::load(&lang)? };
    let caps = caps(config, super::first_run::charset(config, &texts));
    let mut keymap = keymap(config.keymap(account.keymap.as_deref()))?;
    keymap.keyboard = Keyboard { functions: caps.function_keys, pages: caps.page_keys };
    let house: House = Rc::new(Office { rules: with_slips(&desk.rules, config), who: desk.who.clone(), training });
    let first = screens::first(&house, at).ok_or_else(|| Fault::broken("no screen"))?;
    let notices = notices::unread(&mut desk)?;
    let status = Status { agency: account.agency.clone(), user: account.name.clone(), notices, training, ..Status::default() };
    let clock = desk.clock;
    let setup = Setup {
        keymap,
        look: Look::new(texts, caps.colours, config.look == "thin"),
        ways: Box::new(AllWays(house)),
        first,
        status,
        opener: opener(desk, url),
        wall: Box::new(move || calendar::local(clock.now())),
        which_key: Duration::from_millis(config.which_key_ms),
    };
    tui::run(setup, &mut OwnTerminal::new(caps), |_| {})?;
    Ok(Exit::Done)
}

/// The rules of the screens, which know where slips go (terminal.md §6); a setting of the office comes before this run's.
fn with_slips(rules: &Rules, config: &Config) -> Rules {
    let mut rules = rules.clone();
    let settings = Arc::make_mut(&mut rules.settings);
    let folder = config.data_folder.join("slips").display().to_string();
    settings.entry("slip_folder".to_owned()).or_insert(folder);
    settings.entry("print".to_owned()).or_insert_with(|| config.print.clone());
    settings.entry("print_command".to_owned()).or_insert_with(|| config.print_command.clone().unwrap_or_default());
    rules
}

/// What falls due by itself is done by the day's first session of a real office, on a connection of its own beside the screens
/// (domain.md §4, Clock). It may be cut: the next session, or the timer, goes on where it was.
fn run_rules(url: String) {
    std::thread::spawn(move || {
        let done = session::open(&url).and_then(|mut office| match rules::due_today(&mut office.desk)? {
            true => rules::run(&mut office.desk, None).map(drop),
            false => Ok(()),
        });
        if done.is_err() {
            tracing::warn!("the day's rules were not run to their end");
        }
    });
}

/// A keymap by its name, or from a file.
fn keymap(name: &str) -> Outcome<Keymap> {
    if !name.contains(['/', '.']) {
        return Keymap::builtin(name);
    }
    let text = std::fs::read_to_string(name).map_err(|_| Fault::wrong("wrong-keymap-file").with("path", name))?;
    Keymap::read(name, &text)
}

fn caps(config: &Config, charset: Option<String>) -> Caps {
    let wish = Wish {
        charset,
        no_colour: config.no_color,
        colours: config.colours.parse().ok(),
        esc_delay: config.escape_ms.map(Duration::from_millis),
    };
    Caps::detect(&wish, &|name| std::env::var(name).ok())
}

/// The first worker takes the desk that is open already; a later one opens the office again.
fn opener(desk: Desk, url: String) -> Opener {
    let first = Mutex::new(Some(desk));
    let again = url.clone();
    Opener {
        desk: Arc::new(move || match first.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(desk) => Ok(desk),
            None => Ok(session::open(&again)?.desk),
        }),
        engine: Arc::new(move || store::open(&url)),
    }
}
