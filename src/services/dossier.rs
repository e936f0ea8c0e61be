//! One person's whole file, for the right of access (domain.md §6, security.md §4): every table, corrected notes too, and who read it. The
//! giving is in the audit before anything is shown. Called by `cli/person`.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value as Json, json};

use crate::domain::ids::{Id, PersonId, UserId};
use crate::domain::person::Person;
use crate::domain::record::{Kind, Record, instant_text};
use crate::domain::rights::{self, Deed as Right, Owner};
use crate::fault::{Fault, Outcome, Value};
use crate::services::file::READINGS;
use crate::store::dossier::{self as store, Cell};
use crate::store::{Deed, Desk, file};

/// A reading or a change of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub name: String,
    /// From where.
    pub post: String,
    /// What was done, the audit's id.
    pub act: String,
    /// Why, where it was asked.
    pub reason: Option<String>,
}

/// The file, table by table.
#[derive(Debug, Clone, Default)]
pub struct Dossier {
    /// Number.
    pub number: String,
    /// Name.
    pub name: String,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// Tables, and of each record the fields that hold something: id, kind, value; accounts by name, other references left out.
    pub sections: Vec<(&'static str, Vec<Vec<Cell>>)>,
    /// Who changed it, the newest first.
    pub changes: Vec<Seen>,
    /// Who read it, the newest first.
    pub readings: Vec<Seen>,
}

/// Gives one person's whole file. `reason` where the right asks for one (the auditor's).
/// Errors: the right; `wrong-reason-missing`.
pub fn whole(desk: &mut Desk, person: PersonId, reason: Option<&str>) -> Outcome<Dossier> {
    let (agency, user) = desk.read(|read| file::owner(read, person))?;
    let demand = rights::demands(&desk.who, Right::Dossier, &Owner::of(agency, user))?;
    let reason = reason.map(str::trim).filter(|r| !r.is_empty());
    if demand.reason && reason.is_none() {
        return Err(Fault::wrong("wrong-reason-missing"));
    }
    let deed = Deed { reason: reason.map(str::to_owned), ..desk.deed("dossier") };
    desk.write(deed, |w| {
        w.saw(Person::TABLE, person);
        Ok(())
    })?;
    let at = desk.now();
    let all = desk.read(|read| store::whole(read, person))?;
    let accounts: BTreeMap<UserId, String> = all.accounts.into_iter().collect();
    let mut found = Dossier { at, ..Dossier::default() };
    for section in all.sections {
        if section.record == Person::TABLE {
            let text = |id: &str| {
                let cells = section.rows.iter().flatten();
                cells.filter(|c| c.0 == id).find_map(|c| c.2.as_text()).unwrap_or_default().to_owned()
            };
            found.number = text("number");
            found.name = format!("{} {}", text("surname"), text("given_names")).trim().to_owned();
        }
        let rows = section.rows.into_iter().map(|row| row.into_iter().filter_map(|c| named(c, &accounts)).collect());
        found.sections.push((section.record, rows.collect()));
    }
    let seen = |t: file::Trace| Seen { at: t.at, name: t.name, post: t.post, act: t.act, reason: t.reason };
    let (readings, changes): (Vec<file::Trace>, Vec<file::Trace>) =
        all.traces.into_iter().partition(|t| READINGS.contains(&t.act.as_str()));
    found.readings = readings.into_iter().map(seen).collect();
    found.changes = changes.into_iter().map(seen).collect();
    Ok(found)
}

/// An account by its name; what only joins tables, and what is made of the names, says nothing to the person.
fn named((id, kind, value): Cell, accounts: &BTreeMap<UserId, String>) -> Option<Cell> {
    match kind {
        Kind::Ref("account") => {
            let Value::Blob(bytes) = &value else { return None };
            let user = UserId::from_uuid(uuid::Uuid::from_slice(bytes).ok()?);
            Some((id, kind, accounts.get(&user)?.as_str().into()))
        }
        Kind::Ref(_) => None,
        _ if matches!(id, "sort_key" | "index_no" | "subject_kind" | "rule_id" | "origin") => None,
        _ => Some((id, kind, value)),
    }
}

impl Dossier {
    /// For a program: one object, tables as arrays of objects by field ids.
    pub fn json(&self) -> Json {
        let row =
            |cells: &Vec<Cell>| Json::Object(cells.iter().map(|(id, _, v)| ((*id).to_owned(), value(v))).collect::<Map<_, _>>());
        let tables: Map<String, Json> =
            self.sections.iter().map(|(name, rows)| ((*name).to_owned(), Json::Array(rows.iter().map(row).collect()))).collect();
        let seen = |all: &[Seen]| {
            let one =
                |s: &Seen| json!({"at": instant_text(s.at), "name": s.name, "post": s.post, "act": s.act, "reason": s.reason});
            Json::Array(all.iter().map(one).collect())
        };
        json!({
            "number": self.number, "name": self.name, "at": instant_text(self.at), "records": tables,
            "changes": seen(&self.changes), "readings": seen(&self.readings),
        })
    }
}

fn value(value: &Value) -> Json {
    match value {
        Value::Bool(b) => Json::Bool(*b),
        Value::Int(i) => Json::from(*i),
        Value::Real(r) => Json::from(*r),
        Value::Text(t) => Json::String(t.clone()),
        Value::List(l) => Json::Array(l.iter().map(self::value).collect()),
        Value::Blob(_) | Value::Null => Json::Null,
    }
}
