//! The audit as the office uses it: events that change no record (searches, exports, the clock), its lines by the rights of who
//! reads, verification and seals (security.md §4). Called by both faces and by every service whose deed is more than a change of records.

use chrono::{DateTime, TimeDelta, Utc};

use crate::config::Config;
use crate::domain::ids::{DeedId, PersonId, RowId};
use crate::domain::person::Person;
use crate::domain::record::{Record, instant_text};
use crate::domain::rights::{self, Deed as Right, Owner};
use crate::fault::{Fault, Outcome, Value};
use crate::services::access;
use crate::store::audit::{self, Break};
use crate::store::audit_log::{self, Which};
use crate::store::{Deed, Desk, file, office, seals};

pub use crate::store::audit::Verified;
pub use crate::store::audit_log::Entry;
pub use crate::store::seals::Seal;

pub mod journal;
mod tell;

pub use tell::tell;

/// Lines of one answer at most, when nobody says how many.
const LINES: u32 = 500;
/// A clock that stands before the last deed by more than this went back.
const BACK: TimeDelta = TimeDelta::minutes(2);
/// One that stands after it by more than this went far ahead, or the office was shut so long.
const AHEAD: TimeDelta = TimeDelta::days(60);

/// What is technical, and no case file: accounts and their doors, lists, settings, the program's own events.
const TECHNICAL: &[&str] = &["event", "session", "account", "account_key", "agency", "consent"];

/// An event that changes no record: its facts are kept with it.
pub fn event(desk: &mut Desk, act: &'static str, reason: Option<&str>, facts: &[(&str, Value)]) -> Outcome<()> {
    let deed = Deed { reason: reason.map(str::to_owned).filter(|r| !r.trim().is_empty()), ..desk.deed(act) };
    let id: RowId = desk.new_id();
    desk.write(deed, |w| {
        w.note("event", id, facts);
        Ok(())
    })
}

/// A search, once: when one of its rows is opened or it is left. Its words may name someone: they lie among the values.
pub fn searched(desk: &mut Desk, deed: DeedId, words: &str, count: usize, opened: Option<PersonId>) -> Outcome<()> {
    let id: RowId = desk.new_id();
    let facts = [("words", words.into()), ("count", Value::Int(i64::try_from(count).unwrap_or(i64::MAX)))];
    desk.write(Deed::new(deed, "search"), |w| {
        w.note("search", opened.map_or(id, |p| RowId(p.0)), &facts);
        Ok(())
    })
}

/// Which way the clock jumped since the last deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jump {
    /// It stands before the last deed.
    Back,
    /// Far after it.
    Ahead,
}

/// Notices a clock that jumped since the last deed and says so in the audit. Called when a session opens; never for a training office.
pub fn clock(desk: &mut Desk) -> Outcome<Option<Jump>> {
    let now = desk.now();
    let Some(last) = desk.read(office::last_deed)? else { return Ok(None) };
    let (act, jump) = match now {
        now if now < last - BACK => ("clock_back", Jump::Back),
        now if now > last + AHEAD => ("clock_ahead", Jump::Ahead),
        _ => return Ok(None),
    };
    event(desk, act, None, &[("last", instant_text(last).into())])?;
    Ok(Some(jump))
}

/// What of the audit is asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// Number of a person, as typed.
    pub person: Option<String>,
    /// A login.
    pub account: Option<String>,
    /// Since this instant.
    pub since: Option<DateTime<Utc>>,
    /// Lines at most; 0: 500.
    pub limit: u32,
}

/// The lines that one may read, the newest first: all (auditor), those of the agency's accounts and on its files (head), technical ones
/// and one's own (administrator), one's own (everyone). What is out of reach is refused, never left out in silence.
pub fn log(desk: &mut Desk, query: &Query) -> Outcome<Vec<Entry>> {
    let which = within_reach(desk, query)?;
    let most = if query.limit == 0 { LINES } else { query.limit };
    desk.read(|read| audit_log::list(read, &which, most))
}

/// What of a question one may read: see [`log`].
fn within_reach(desk: &mut Desk, query: &Query) -> Outcome<Which> {
    let mut which = Which { login: query.account.clone(), since: query.since, ..Which::default() };
    let mut agency = None;
    if let Some(typed) = &query.person {
        let number = crate::domain::ids::parse_number(typed).ok_or_else(|| Fault::wrong("wrong-number").with("value", typed))?;
        let id = desk.read(|read| file::by_number(read, &number))?.ok_or(Fault::Missing(Person::TABLE))?;
        agency = Some(desk.read(|read| file::owner(read, id))?.0);
        which.person = Some(id);
    }
    let who = &desk.who;
    let own = query.account.as_deref() == Some(who.login.as_str());
    if rights::allowed(who, Right::AuditAll, Owner::office()).is_err() && !own {
        let here = rights::allowed(who, Right::AuditAgency, Owner::agency(&who.agency)).is_ok();
        let technical = rights::allowed(who, Right::AuditTechnical, Owner::office()).is_ok();
        match (&agency, here) {
            (Some(of), true) if *of == who.agency => {}
            (None, true) => which.agency = Some(who.agency.clone()),
            (None, false) if technical => which.records = Some((TECHNICAL, who.login.clone())),
            _ if query.account.is_none() => which.login = Some(who.login.clone()),
            _ => return Err(Fault::Denied(Right::AuditAll.id())),
        }
    }
    Ok(which)
}

/// Seals where that can be done, and tells the seal outside; what it goes with is done all the same without one (a full disk, an account that
/// may not seal). What can't be told now is told with the next seal.
pub fn seal_beside(desk: &mut Desk, config: &Config) -> Option<Seal> {
    let sealed = seal_only(desk)?;
    if let Err(fault) = tell(desk, config) {
        tracing::warn!(%fault, "a seal waits to be told");
    }
    Some(sealed)
}

/// The same without telling it: it travels with a backup.
pub fn seal_only(desk: &mut Desk) -> Option<Seal> {
    if rights::allowed(&desk.who, Right::AuditVerify, Owner::office()).is_err() {
        return None;
    }
    let sealed = seal(desk);
    if let Err(fault) = &sealed {
        tracing::warn!(%fault, "no seal");
    }
    sealed.ok()
}

/// Holds the whole audit against its chains, and against a seal: the one that `told` repeats (the line, or `number-12 digits`), else the
/// last one kept in the database. Errors: `wrong-seal` when the text is no seal; the right to verify.
pub fn verify(desk: &mut Desk, told: Option<&str>) -> Outcome<Verified> {
    access::may(desk, Right::AuditVerify, Owner::office())?;
    let told = told.map(parse).transpose()?;
    desk.read(|read| {
        let sealed = seals::sealed(read, told.as_ref().map(|(number, _)| *number))?;
        let mut found = audit::verify(read, sealed.as_ref())?;
        let same = match (&sealed, &told) {
            (Some(sealed), Some((_, digits))) => sealed.sound && sealed.seal.hex().starts_with(digits),
            (Some(sealed), None) => sealed.sound,
            (None, told) => told.is_none(),
        };
        if !same {
            // Said first: all that is held against a false seal is worth nothing.
            found.first_bad = Some((Default::default(), told.map_or(0, |(number, _)| number), Break::Seal));
        }
        Ok(found)
    })
}

/// Number and digits of a seal as it was told: `guichet-seal:7:…:HEX` or `7-abcdef012345`.
fn parse(text: &str) -> Outcome<(i64, String)> {
    let text = text.trim();
    let wrong = || Fault::wrong("wrong-seal").with("value", text);
    let (number, digits) = match text.strip_prefix("guichet-seal:") {
        Some(rest) => (rest.split(':').next(), rest.rsplit(':').next()),
        None => text.split_once('-').map_or((None, None), |(n, d)| (Some(n), Some(d))),
    };
    let number = number.and_then(|n| n.parse().ok()).ok_or_else(wrong)?;
    let digits =
        digits.map(str::to_lowercase).filter(|d| (12..=64).contains(&d.len()) && d.bytes().all(|b| b.is_ascii_hexdigit()));
    Ok((number, digits.ok_or_else(wrong)?))
}

/// Seals the audit as it stands, and gives the seal, which must be told outside ([`tell`]). By a timer each hour, at each backup.
pub fn seal(desk: &mut Desk) -> Outcome<Seal> {
    access::may(desk, Right::AuditVerify, Owner::office())?;
    let deed = desk.deed("seal");
    let id: RowId = desk.new_id();
    desk.write(deed, |w| {
        let seal = seals::make(w)?;
        w.note("event", id, &[("seal", seal.number.into())]);
        Ok(seal)
    })
}
