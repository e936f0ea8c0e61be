//! The audit as a list in windows, for the page of the administration: narrowed by login, file, day, refusals; the values of one line; how
//! far the last seal goes.

use chrono::{Days, NaiveDate, NaiveTime};
use serde_json::{Map, Value as Json};

use super::{Entry, Query, TECHNICAL, within_reach};
use crate::domain::calendar;
use crate::domain::ids::RowId;
use crate::domain::rights::{self, Deed as Right, Owner};
use crate::fault::Outcome;
use crate::services::access;
use crate::services::listing::Side;
use crate::store::audit_log::{self, Which};
use crate::store::{Desk, seals};

use crate::store::seals::Seal;

/// What the list is narrowed by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// A login.
    pub login: Option<String>,
    /// Number of a person, as typed.
    pub person: Option<String>,
    /// One day, by the office's clock.
    pub day: Option<NaiveDate>,
    /// Refused deeds and logins only.
    pub refused: bool,
}

/// A window of the list.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its lines, the newest first.
    pub lines: Vec<Entry>,
    /// How many there are in all.
    pub total: usize,
    /// The last seal; none: never sealed, or not for these eyes.
    pub seal: Option<Seal>,
}

/// One field that a deed changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// Table.
    pub record: String,
    /// Field id.
    pub field: String,
    /// Before; empty: nothing.
    pub was: String,
    /// After; empty: nothing.
    pub became: String,
}

/// What a deed changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Field by field.
    pub fields: Vec<Field>,
    /// The values are of a case file and stay closed to who asks: only the names of the fields are given (security.md §3).
    pub withheld: bool,
}

/// Whether who works has a journal to read beyond their own lines.
pub fn has(who: &crate::domain::who::Who) -> bool {
    [Right::AuditAll, Right::AuditAgency, Right::AuditTechnical]
        .iter()
        .any(|right| rights::allowed(who, *right, Owner::own(who)).is_ok())
}

/// A window of the lines that one may read. Errors: those of [`super::log`].
pub fn page(desk: &mut Desk, wanted: &Wanted, side: &Side, size: u32) -> Outcome<Page> {
    let query = Query { person: wanted.person.clone(), account: wanted.login.clone(), ..Query::default() };
    let instant = |day: NaiveDate| calendar::utc(day.and_time(NaiveTime::MIN));
    let which = Which {
        since: wanted.day.map(instant),
        until: wanted.day.and_then(|d| d.checked_add_days(Days::new(1))).map(instant),
        refused: wanted.refused,
        ..within_reach(desk, &query)?
    };
    let sees_seals = rights::allowed(&desk.who, Right::AuditVerify, Owner::office()).is_ok();
    desk.read(|read| {
        let (lines, total) = audit_log::page(read, &which, side, size)?;
        Ok(Page { lines, total, seal: if sees_seals { seals::last(read)? } else { None } })
    })
}

/// What the deed of a line changed. Values of case files are given to the head of the agency whose account made it, and the audit says that
/// they were looked at; to others the names of the fields.
pub fn changes(desk: &mut Desk, line: &Entry) -> Outcome<Changes> {
    if !has(&desk.who) && line.login != desk.who.login {
        access::may(desk, Right::AuditAll, Owner::office())?;
    }
    let deed = line.deed;
    let values = desk.read(|read| audit_log::values(read, deed))?;
    let open = |record: &str| TECHNICAL.contains(&record) || OPEN.contains(&record);
    let of_a_file = values.iter().any(|v| !open(&v.record));
    let here = rights::allowed(&desk.who, Right::AuditAgency, Owner::agency(&line.agency)).is_ok();
    let reads = rights::demands(&desk.who, Right::ReadSensitive, &Owner::agency(&line.agency)).is_ok_and(|d| !d.reason);
    let withheld = of_a_file && !(here && reads);
    let mut fields = Vec::new();
    for value in values {
        let (was, became) = (object(value.was.as_deref()), object(value.became.as_deref()));
        let mut ids: Vec<&String> = was.keys().chain(became.keys()).collect();
        ids.sort();
        ids.dedup();
        let closed = withheld && !open(&value.record);
        let said = |side: &Map<String, Json>, id: &str| if closed { String::new() } else { text(side.get(id)) };
        fields.extend(ids.into_iter().map(|id| Field {
            record: value.record.clone(),
            field: id.clone(),
            was: said(&was, id),
            became: said(&became, id),
        }));
    }
    if of_a_file && !withheld && !fields.is_empty() {
        let subject = line.subject.map_or_else(RowId::default, RowId);
        let act = desk.deed("journal_values");
        desk.write(act, |w| {
            w.note("event", subject, &[("seq", line.seq.into())]);
            Ok(())
        })?;
    }
    Ok(Changes { fields, withheld })
}

/// Settings and lists: no case file either.
const OPEN: &[&str] = &["delay", "code", "export", "backup"];

fn object(text: Option<&str>) -> Map<String, Json> {
    text.and_then(|t| serde_json::from_str(t).ok()).unwrap_or_default()
}

fn text(value: Option<&Json>) -> String {
    match value {
        None | Some(Json::Null) => String::new(),
        Some(Json::String(text)) => text.clone(),
        Some(Json::Array(all)) => all.iter().map(|v| text(Some(v))).collect::<Vec<_>>().join(", "),
        Some(other) => other.to_string(),
    }
}
