//! The screens: opens the office, the terminal, and runs until the user leaves. Called when no subcommand is given, and by `demo`.

use std::path::PathBuf;
use std::rc::Rc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::cli::Exit;
use crate::config::{Config, Db};
use crate::domain::access::AccountKey;
use crate::domain::calendar;
use crate::domain::rules::Rules;
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::services::audit::{self, Jump};
use crate::services::backup;
use crate::services::door::{self, LoggedIn, SessionRow};
use crate::services::notices;
use crate::services::opening;
use crate::services::own_login::Way;
use crate::services::rules;
use crate::services::session::{self, Entry, Opened};
use crate::store::{self, Desk};
use crate::texts::Texts;
use crate::tui::app::Status;
use crate::tui::event::{Event, Line};
use crate::tui::jobs::Opener;
use crate::tui::keymap::{Keyboard, Keymap};
use crate::tui::look::Look;
use crate::tui::own::OwnTerminal;
use crate::tui::screen::{Message, Words};
use crate::tui::screens::login::{Came, Login, NoWays};
use crate::tui::screens::{self, AllWays, House, Office};
use crate::tui::terminal::{Caps, Charset, Wish};
use crate::tui::{self, Setup};

/// Opens the configured office, at this screen or the day's work.
pub fn open(config: &Config, texts: &Texts, at: Option<&str>) -> Outcome<Exit> {
    run(config, texts, at, &config.db())
}

/// Opens the office of this database.
pub fn run(config: &Config, texts: &Texts, at: Option<&str>, db: &Db) -> Outcome<Exit> {
    let url = db.secret_url();
    let opened = session::open(&url)?;
    let again = url.clone();
    let reopen = Reopen { desk: Box::new(move || Ok(session::open(&again)?.desk)), url: url.clone(), office: url };
    screens(config, texts, at, opened, reopen, &[])?;
    Ok(Exit::Done)
}

/// The screens of a session that came through the door; its end is in the audit.
pub fn through_the_door(
    config: &Config,
    texts: &Texts,
    way: &Way,
    (opened, entry): (Opened, Entry),
    others: &[SessionRow],
) -> Outcome<Exit> {
    let url = way.own(&entry.login)?;
    let (again, who) = (url.clone(), entry.clone());
    let desk = move || Ok(session::entered(store::open(&again)?, &who, true)?.desk);
    let reopen = Reopen { desk: Box::new(desk), url: url.clone(), office: way.office().to_owned() };
    let ended = screens(config, texts, None, opened, reopen, others);
    // The first desk's audit chain goes on: its last row is the end.
    if let Ok(mut office) = store::open(&url).and_then(|engine| session::entered(engine, &entry, false)) {
        door::leave(&mut office.desk)?;
    }
    ended.map(|()| Exit::Done)
}

/// How a worker opens the office again.
struct Reopen {
    desk: Box<dyn Fn() -> Outcome<Desk> + Send + Sync>,
    /// The address of who works.
    url: String,
    /// The address of the office itself, under which the day's rules run.
    office: String,
}

fn screens(
    config: &Config,
    texts: &Texts,
    at: Option<&str>,
    opened: Opened,
    reopen: Reopen,
    others: &[SessionRow],
) -> Outcome<()> {
    let Opened { mut desk, account, training } = opened;
    let jump = opening::clock(&mut desk, training)?;
    if !training && jump.is_none() {
        run_rules(reopen.office.clone(), config.clone());
    }
    let (url, mark, folder) = (reopen.office.clone(), desk.damage(), config.backup_folder());
    let hello = jump.map(warned).or_else(|| others.first().map(|other| hello(other, &desk)));
    let rules = with_slips(&desk.rules, config);
    let rules = if desk.has_door() { with_pause(rules, door::idle_minutes(&mut desk)?) } else { rules };
    let lang = if config.lang_fixed { config.lang.clone() } else { account.language.clone().unwrap_or(config.lang.clone()) };
    let texts = if lang == texts.lang() { texts.clone() } else { Texts::load(&lang)? };
    let texts = texts.with_people(access::names(&mut desk)?);
    let caps = caps(config, asked_charset(config, &texts));
    let mut keymap = keymap(config.keymap(account.keymap.as_deref()))?;
    keymap.keyboard = Keyboard { functions: caps.function_keys, pages: caps.page_keys };
    let house: House = Rc::new(Office { rules, who: desk.who.clone(), training });
    let first = screens::first(&house, at).ok_or_else(|| Fault::broken("no screen"))?;
    let notices = notices::unread(&mut desk)?;
    let status = Status {
        agency: account.agency.clone(),
        user: account.name.clone(),
        notices,
        training,
        read_only: desk.only_reads(),
        ..Status::default()
    };
    let clock = desk.clock;
    let setup = Setup {
        keymap,
        look: Look::new(texts, caps.colours, config.look == "thin"),
        ways: Box::new(AllWays(house)),
        first,
        status,
        opener: opener(desk, reopen),
        wall: Box::new(move || calendar::local(clock.now())),
        which_key: Duration::from_millis(config.which_key_ms),
        hello,
    };
    tui::run(setup, &mut OwnTerminal::new(caps), |events| look_at_the_file(url, mark, folder, events))
}

/// Whether the file is whole is looked at beside the screens, over a connection that ends with it; a damaged one is said with the last
/// good backup and its age.
fn look_at_the_file(url: String, mark: Arc<AtomicBool>, backups: PathBuf, events: Sender<Event>) {
    std::thread::spawn(move || {
        let whole = store::open(&url).and_then(|mut engine| opening::whole(&mut *engine, &mark));
        if !matches!(whole, Ok(false)) {
            return;
        }
        let words = match backup::newest_in(&backups) {
            None => Words::new("opening-damaged-alone"),
            Some((_, _, at)) => Words::new("opening-damaged").with("hours", (chrono::Utc::now() - at).num_hours()),
        };
        // Nobody is left to tell when the screens are gone.
        let _ = events.send(Event::Line(Line::Found(store::DAMAGED, Message::failed(words))));
    });
}

/// A clock that can't be believed, said before anything else.
fn warned(jump: Jump) -> Message {
    Message::failed(Words::new(match jump {
        Jump::Back => "opening-clock-back",
        Jump::Ahead => "opening-clock-ahead",
    }))
}

/// The account is open elsewhere too: said at once, with the way to end it.
fn hello(other: &SessionRow, desk: &Desk) -> Message {
    let since = calendar::local(other.opened_at);
    let today = calendar::local(desk.now()).date();
    let shown = if since.date() == today { since.format("%Hh%M") } else { since.format("%d/%m") };
    Message::advice(Words::new("hello-also-open").with("post", &other.post).with("since", shown.to_string()))
}

/// The rules of the screens, which know after how many minutes the post locks.
fn with_pause(mut rules: Rules, minutes: i64) -> Rules {
    Arc::make_mut(&mut rules.settings).insert("idle_minutes".to_owned(), minutes.to_string());
    rules
}

/// Login and password at a shared terminal; none: its user went away.
pub fn login(config: &Config, texts: &Texts, key: &AccountKey, post: &str) -> Outcome<Option<LoggedIn>> {
    let url = config.db().secret_url();
    let caps = caps(config, asked_charset(config, texts));
    let mut keymap = keymap(config.keymap(None))?;
    keymap.keyboard = Keyboard { functions: caps.function_keys, pages: caps.page_keys };
    let came = Came::default();
    let desk = door::threshold(store::open(&url)?, post, &key.agency)?;
    let clock = desk.clock;
    let (again, whose, place) = (url.clone(), key.agency.clone(), post.to_owned());
    let reopen =
        Reopen { desk: Box::new(move || door::threshold(store::open(&again)?, &place, &whose)), url: url.clone(), office: url };
    let setup = Setup {
        keymap,
        look: Look::new(texts.clone(), caps.colours, config.look == "thin"),
        ways: Box::new(NoWays),
        first: Box::new(Login::new(&key.label, came.clone())),
        status: Status { agency: key.agency.clone(), ..Status::default() },
        opener: opener(desk, reopen),
        wall: Box::new(move || calendar::local(clock.now())),
        which_key: Duration::from_millis(config.which_key_ms),
        hello: None,
    };
    tui::run(setup, &mut OwnTerminal::new(caps), |_| {})?;
    Ok(came.take())
}

/// The rules of the screens, which know where slips go (terminal.md §6); a setting of the office comes before this run's.
fn with_slips(rules: &Rules, config: &Config) -> Rules {
    let mut rules = rules.clone();
    let settings = Arc::make_mut(&mut rules.settings);
    let folder = config.data_folder.join("slips").display().to_string();
    settings.entry("slip_folder".to_owned()).or_insert(folder);
    let folder = config.data_folder.join("exports").display().to_string();
    settings.entry("export_folder".to_owned()).or_insert(folder);
    let mut told = |key: &str, value: String| settings.insert(key.to_owned(), value);
    told("backup_folder", config.backup_folder().display().to_string());
    told("backup_work", config.work_folder().display().to_string());
    told("backup_recipient", config.backup.recipient.clone().unwrap_or_default());
    told("backup_alarm_hours", config.backup.alarm_hours.to_string());
    settings.entry("print".to_owned()).or_insert_with(|| config.print.clone());
    settings.entry("print_command".to_owned()).or_insert_with(|| config.print_command.clone().unwrap_or_default());
    rules
}

/// What falls due by itself is done by the day's first session of a real office, on a connection of its own beside the screens
/// (domain.md §4, Clock). It may be cut: the next session, or the timer, goes on where it was.
fn run_rules(url: String, config: Config) {
    std::thread::spawn(move || {
        let done = session::open(&url).and_then(|mut office| match rules::due_today(&mut office.desk)? {
            true => {
                rules::run(&mut office.desk, None)?;
                audit::seal_beside(&mut office.desk, &config);
                Ok(())
            }
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

/// What this terminal shows, asked once where nothing says it (terminal.md §3).
fn asked_charset(config: &Config, texts: &Texts) -> Option<String> {
    super::first_run::charset(config, texts, &|text| Charset::Ascii.encode_text(text))
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
fn opener(desk: Desk, reopen: Reopen) -> Opener {
    let mark = desk.damage();
    let first = Mutex::new(Some(desk));
    let Reopen { desk: again, url, .. } = reopen;
    Opener {
        desk: Arc::new(move || match first.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(desk) => Ok(desk),
            None => again().map(|desk| desk.with_damage(Arc::clone(&mark))),
        }),
        engine: Arc::new(move || store::open(&url)),
    }
}
