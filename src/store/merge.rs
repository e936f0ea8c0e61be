//! Files merged into another (domain.md §3.8): which deed merged them, which were of late, what came since. Called by `services/merge` and
//! by the erasure.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::domain::ids::{DeedId, PersonId};
use crate::domain::person::Person;
use crate::domain::record::instant_text;
use crate::fault::{Outcome, Value};
use crate::store::{Read, records};

/// Files of one statement.
const BLOCK: usize = 500;

/// Columns with a person that a merge leaves with the lost file, which leads to the survivor: pairs and imported rows find the survivor
/// through `merged_into`, candidates are derived, the others are proofs about the file as it was.
pub const STAYS: &[(&str, &str)] = &[
    ("duplicate_pair", "person_a"),
    ("duplicate_pair", "person_b"),
    ("import_row", "person"),
    ("candidate", "person"),
    ("safeguard", "person"),
    ("reading", "person"),
    ("keyed_twice", "person"),
    ("erasure", "person"),
];

/// The deeds that merged these files last, and when.
pub fn deeds_of(read: &mut dyn Read, lost: &[PersonId]) -> Outcome<HashMap<PersonId, (DeedId, DateTime<Utc>)>> {
    let mut found = HashMap::new();
    for block in lost.chunks(BLOCK) {
        let sql = format!(
            "SELECT a.subject AS lost, a.deed AS deed, a.at AS at FROM audit a WHERE a.act = 'merge' AND a.deed IN \
             (SELECT v.deed FROM audit_value v WHERE v.subject IN ({})) ORDER BY a.at, a.seq",
            records::marks(1, block.len())
        );
        let args: Vec<Value> = block.iter().map(|p| Value::from(*p)).collect();
        let all = read.all(&sql, &args, |r| Ok((r.opt_id::<PersonId>("lost")?, (r.id("deed")?, r.instant("at")?))))?;
        found.extend(all.into_iter().filter_map(|(lost, deed)| Some((lost?, deed))).filter(|(lost, _)| block.contains(lost)));
    }
    Ok(found)
}

/// The files merged into this one.
pub fn merged_into(read: &mut dyn Read, survivor: PersonId) -> Outcome<Vec<Person>> {
    records::where_(read, "merged_into = $1 ORDER BY id", &[survivor.into()])
}

/// The files of an agency that were merged and changed since an instant.
pub fn since(read: &mut dyn Read, agency: &str, at: DateTime<Utc>) -> Outcome<Vec<Person>> {
    let rest = "merged_into IS NOT NULL AND agency = $1 AND updated_at >= $2 ORDER BY updated_at DESC, id";
    records::where_(read, rest, &[agency.into(), instant_text(at).into()])
}

/// A file by its own number, merged or not.
pub fn own_number(read: &mut dyn Read, number: &str) -> Outcome<Option<PersonId>> {
    Ok(read.one("SELECT id FROM person WHERE number = $1", &[number.into()], |r| r.id("id"))?)
}

/// Whether a file was erased or anonymised.
pub fn erased(read: &mut dyn Read, person: PersonId) -> Outcome<bool> {
    Ok(read.one("SELECT person FROM erasure WHERE person = $1", &[person.into()], |r| r.id::<PersonId>("person"))?.is_some())
}

/// How many rows of each of these tables and columns are of a person, made since an instant or ever; empty ones left out. One statement.
pub fn tally(
    read: &mut dyn Read,
    tables: &[(&'static str, &'static str)],
    person: PersonId,
    since: Option<DateTime<Utc>>,
) -> Outcome<Vec<(&'static str, usize)>> {
    let narrowed = if since.is_some() { " AND created_at > $2" } else { "" };
    let one = |(nth, (table, column)): (usize, &(&str, &str))| {
        format!("SELECT {nth} AS nth, CAST(count(*) AS BIGINT) AS n FROM {table} WHERE {column} = $1{narrowed}")
    };
    let all: Vec<String> = tables.iter().enumerate().map(one).collect();
    let args: Vec<Value> = std::iter::once(person.into()).chain(since.map(|at| instant_text(at).into())).collect();
    let sql = format!("SELECT nth, n FROM ({}) c WHERE n > 0 ORDER BY nth", all.join(" UNION ALL "));
    let found = read.all(&sql, &args, |r| Ok((r.int("nth")?, r.int("n")?)))?;
    let count = |(nth, n): (i64, i64)| Some((tables.get(usize::try_from(nth).ok()?)?.0, usize::try_from(n).ok()?));
    Ok(found.into_iter().filter_map(count).collect())
}
