//! Opening an office: the database, its rules, its clock, and who works. Who opens the file itself is its owner: works under the account
//! that the file names, and holds all roles (security.md §2, « one's own file »); who comes through the door has the account's own.

use chrono::{DateTime, Utc};

use crate::domain::calendar;
use crate::domain::ids::SessionId;
use crate::domain::office::User;
use crate::domain::record::parse_instant;
use crate::domain::rights;
use crate::domain::rules::Rules;
use crate::domain::who::Who;
use crate::fault::{Fault, Outcome};
use crate::services::codes;
use crate::store::{self, Clock, Desk, Engine, migrate, office};

/// An office that is open: a desk to work at, and what the title line says of it.
pub struct Opened {
    /// The desk.
    pub desk: Desk,
    /// The account that works.
    pub account: User,
    /// Whether it is a training office, which the title line says.
    pub training: bool,
}

/// Opens the office of a database that has its schema. `url` may hold a password.
/// Errors: `wrong-…` when it isn't there, has no schema, a newer or an older one; nothing is touched then.
pub fn open(url: &str) -> Outcome<Opened> {
    let mut engine = store::open(url)?;
    migrate::check(&mut *engine)?;
    opened(engine)
}

/// Who comes in through the door, and from where.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Login of the account.
    pub login: String,
    /// Label of the key and address.
    pub post: String,
    /// The session, made at the door.
    pub session: SessionId,
}

/// Opens the office for who came through the door: his own roles, and a session that can be ended. The first desk of a session chains
/// its audit under the session's id; a second one (`beside`) under its own.
pub fn entered(mut engine: Box<dyn Engine>, entry: &Entry, beside: bool) -> Outcome<Opened> {
    migrate::check(&mut *engine)?;
    let (rules, clock, training) = terms(&mut *engine)?;
    let account = office::account(&mut *engine, &entry.login)?.filter(|a| a.active);
    let account = account.ok_or_else(|| Fault::refused("refused-login"))?;
    let who = Who { roles: account.roles.clone(), post: entry.post.clone(), ..who_of(&account) };
    let mut desk = Desk::new(engine, who, clock, rules);
    if !beside {
        desk.continue_session(entry.session);
    }
    desk.came_through_the_door(entry.session);
    Ok(Opened { desk, account, training })
}

/// A desk for what is done before anybody is known: it holds no role.
pub fn threshold(mut engine: Box<dyn Engine>, post: &str, agency: &str) -> Outcome<Desk> {
    migrate::check(&mut *engine)?;
    let (rules, clock, _) = terms(&mut *engine)?;
    let who =
        Who { login: "-".to_owned(), name: "-".to_owned(), agency: agency.to_owned(), post: post.to_owned(), ..Who::default() };
    Ok(Desk::new(engine, who, clock, rules))
}

fn who_of(account: &User) -> Who {
    Who {
        user: account.head.id,
        login: account.login.clone(),
        name: account.name.clone(),
        agency: account.agency.clone(),
        roles: rights::all_roles(),
        post: "local".to_owned(),
    }
}

/// Rules and clock of an office, and whether it is a training one.
fn terms(engine: &mut dyn Engine) -> Outcome<(Rules, Clock, bool)> {
    let mut rules = codes::load_rules(&mut *engine, Utc::now().date_naive())?;
    let training = rules.setting("training", "0") == "1";
    let last = if training { office::last_deed(&mut *engine)? } else { None };
    let clock = clock_of(&rules, training, last, Utc::now());
    rules.today = calendar::local(clock.now()).date();
    Ok((rules, clock, training))
}

/// The same over a connection that was opened already.
pub fn opened(mut engine: Box<dyn Engine>) -> Outcome<Opened> {
    let (rules, clock, training) = terms(&mut *engine)?;
    let login = rules.setting("owner", if training { "hmabiala" } else { "" }).to_owned();
    let account = office::account(&mut *engine, &login)?.ok_or_else(|| Fault::wrong("wrong-no-owner").with("login", login))?;
    let who = who_of(&account);
    Ok(Opened { desk: Desk::new(engine, who, clock, rules), account, training })
}

/// The training clock begins at the instant that the training office keeps, or at its last deed, and then goes on; real databases
/// never read it.
fn clock_of(rules: &Rules, training: bool, last: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Clock {
    match (training, parse_instant(rules.setting("training_clock", ""))) {
        (true, Some(start)) => Clock::Training { offset: last.map_or(start, |l| l.max(start)) - now },
        _ => Clock::Real,
    }
}
