//! Making an office: schema, code lists, first accounts (`init`, `demo`, `migrate`). Called by the command line.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::ids::{Id, UserId};
use crate::domain::office::User;
use crate::domain::record::Head;
use crate::domain::rights;
use crate::domain::rules::Rules;
use crate::domain::who::Who;
use crate::fault::{Fault, Outcome};
use crate::services::backup::{self, Wish};
use crate::services::{audit, codes, session};
use crate::store::{self, Clock, Desk, Engine, disk, migrate, office};

/// What stands at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing, or a database without a schema.
    None,
    /// A training office.
    Training,
    /// A real one.
    Real,
}

/// What stands at an address. An empty file or database counts as nothing.
pub fn kind(url: &str) -> Outcome<Kind> {
    let mut engine = match store::open(url) {
        Ok(engine) => engine,
        Err(Fault::Wrong(reason)) if reason.key == "wrong-no-database" => return Ok(Kind::None),
        Err(fault) => return Err(fault),
    };
    if !engine.has_table("setting")? {
        return Ok(Kind::None);
    }
    let training = office::setting(&mut *engine, "training")?;
    // A making that was cut leaves its mark: it is no real office.
    let making = office::setting(&mut *engine, "making")?;
    Ok(if training.as_deref() == Some("1") || making.as_deref() == Some("training") { Kind::Training } else { Kind::Real })
}

/// Empties a training database before it is made anew. Refused for any other.
pub fn clear(url: &str) -> Outcome<()> {
    match kind(url)? {
        Kind::Real => Err(Fault::wrong("wrong-demo-real").with("path", "")),
        Kind::None => Ok(()),
        Kind::Training => store::clear(url),
    }
}

/// A database with schema and reference data, made when it isn't there.
pub fn prepare(url: &str, now: DateTime<Utc>) -> Outcome<Box<dyn Engine>> {
    let mut engine = match store::open(url) {
        Err(Fault::Wrong(reason)) if reason.key == "wrong-no-database" => store::create(url)?,
        other => other?,
    };
    migrate::migrate(&mut *engine, now)?;
    codes::load_reference(&mut *engine, now)?;
    Ok(engine)
}

/// Marks a database as a training office in the making: if that is cut, it can be made anew.
pub fn begin_training(engine: &mut dyn Engine) -> Outcome<()> {
    office::set(engine, "making", "training")
}

/// What `init` made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The agency.
    pub agency: String,
    /// Login and name of the first accounts.
    pub accounts: Vec<(String, String)>,
}

/// A new office: schema, lists, its agency, the first head and the first administrator; the head owns the file.
/// Refused where an office stands already, and for an unknown agency.
pub fn init(url: &str, agency: &str, head: &str, admin: &str, now: DateTime<Utc>) -> Outcome<Made> {
    if kind(url)? != Kind::None {
        return Err(Fault::wrong("wrong-office-there"));
    }
    let known: Vec<String> = codes::agencies()?.into_iter().map(|a| a.code).collect();
    if !known.iter().any(|code| code == agency) {
        return Err(Fault::wrong("wrong-agency").with("value", agency).with("allowed", known.join(", ")));
    }
    let mut engine = prepare(url, now)?;
    let rules = codes::load_rules(&mut *engine, now.date_naive())?;
    let who = Who {
        user: UserId::from_uuid(Uuid::nil()),
        login: "init".to_owned(),
        name: "init".to_owned(),
        agency: agency.to_owned(),
        roles: rights::all_roles(),
        post: "init".to_owned(),
    };
    let mut desk = Desk::new(engine, who, Clock::Real, Rules { ..rules });
    let mut accounts = vec![account(&desk, head, agency, &["head", "counsellor"])];
    if admin != head {
        accounts.push(account(&desk, admin, agency, &["admin"]));
    }
    let deed = desk.deed("init");
    desk.write(deed, |w| w.insert_all(&accounts).map(drop))?;
    let owner = accounts.first().map(|a| a.login.clone()).unwrap_or_default();
    office::set(desk.engine(), "owner", &owner)?;
    set_aside(url);
    Ok(Made { agency: agency.to_owned(), accounts: accounts.into_iter().map(|a| (a.login, a.name)).collect() })
}

/// Sets room aside beside the file, for drafts and the audit on the day the disk is full. An office works without it.
fn set_aside(url: &str) {
    let path = url.strip_prefix("sqlite:").unwrap_or(url);
    if !url.contains("://")
        && let Err(error) = disk::make_reserve(path.as_ref())
    {
        tracing::warn!(%error, "no reserve for a full disk");
    }
}

/// An account: its login is the first letter of the given name and the surname, in ASCII.
fn account(desk: &Desk, name: &str, agency: &str, roles: &[&str]) -> User {
    User {
        head: Head::new(desk.new_id()),
        login: login_of(name),
        name: name.trim().to_owned(),
        roles: roles.iter().map(|r| (*r).to_owned()).collect(),
        agency: agency.to_owned(),
        active: true,
        ..User::default()
    }
}

/// « OBAME Thérèse » → `tobame`: the words in capitals are the surname.
pub fn login_of(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |w: &&&str| w.chars().any(char::is_alphabetic) && w.chars().all(|c| !c.is_lowercase());
    let surname = words.iter().find(capital).or(words.first()).copied().unwrap_or("chef");
    let given = words.iter().find(|w| !capital(w)).and_then(|w| w.chars().next());
    let plain: String = given.into_iter().chain(surname.chars()).collect();
    crate::domain::fold::fold(&plain).chars().filter(char::is_ascii_alphanumeric).take(32).collect()
}

/// Where the schema of a database stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schema {
    /// Number, name and instant of each migration applied.
    pub applied: Vec<(i64, String, String)>,
    /// How many are still to apply.
    pub pending: usize,
}

/// Where the schema of a database stands; nothing is touched.
pub fn schema(url: &str) -> Outcome<Schema> {
    let mut engine = store::open(url)?;
    let status = migrate::status(&mut *engine)?;
    let applied = status.applied.into_iter().map(|a| (a.number, a.name, a.at)).collect();
    Ok(Schema { applied, pending: status.pending.len() })
}

/// Brings schema and reference lists up to the program's; may be cut and repeated. Before an office's schema is changed it is backed up,
/// and without that backup nothing is changed. Gives where the schema stands and where the backup lies.
pub fn migrate(url: &str, now: DateTime<Utc>, keep: &Wish) -> Outcome<(Schema, Option<PathBuf>)> {
    let mut engine = store::open(url)?;
    let status = migrate::status(&mut *engine)?;
    let changes = status.stored().is_some() && !status.pending.is_empty();
    let made = match changes && kind(url)? == Kind::Real {
        true => Some(backup::before(&mut *engine, keep, now)?),
        false => None,
    };
    let done = migrate::migrate(&mut *engine, now)?;
    codes::load_reference(&mut *engine, now)?;
    drop(engine);
    // An office in the making has nobody yet in whose name it could be noted.
    if !done.is_empty()
        && kind(url)? == Kind::Real
        && let Ok(mut opened) = session::open(url)
    {
        let numbers: Vec<String> = done.iter().map(i64::to_string).collect();
        audit::event(&mut opened.desk, "migrate", None, &[("numbers", numbers.join(" ").into())])?;
        if let Some(made) = &made {
            backup::note(&mut opened.desk, keep, &made.path, now, Some(&made.label))?;
        }
    }
    Ok((schema(url)?, made.map(|m| m.path)))
}
