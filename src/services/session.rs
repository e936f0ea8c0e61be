//! Opening an office: the database, its rules, its clock, and who works. Until accounts are asked for at the door, the owner of the
//! file works under the account that the file names as its owner, and holds all roles (security.md §2, « one's own file »).

use chrono::{DateTime, Utc};

use crate::domain::calendar;
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

/// The same over a connection that was opened already.
pub fn opened(mut engine: Box<dyn Engine>) -> Outcome<Opened> {
    let mut rules = codes::load_rules(&mut *engine, Utc::now().date_naive())?;
    let training = rules.setting("training", "0") == "1";
    let last = if training { office::last_deed(&mut *engine)? } else { None };
    let clock = clock_of(&rules, training, last, Utc::now());
    rules.today = calendar::local(clock.now()).date();
    let login = rules.setting("owner", if training { "hmabiala" } else { "" }).to_owned();
    let account = office::account(&mut *engine, &login)?.ok_or_else(|| Fault::wrong("wrong-no-owner").with("login", login))?;
    let who = Who {
        user: account.head.id,
        login: account.login.clone(),
        name: account.name.clone(),
        agency: account.agency.clone(),
        roles: rights::all_roles(),
        post: "local".to_owned(),
    };
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
