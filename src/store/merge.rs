//! Files merged into another (domain.md §3.8): which deed merged them, which were of late, what came since. Called by `services/merge` and
//! by the erasure.

use chrono::{DateTime, Utc};

use crate::domain::ids::{DeedId, PersonId};
use crate::domain::office::DuplicatePair;
use crate::domain::person::Person;
use crate::domain::record::instant_text;
use crate::fault::Outcome;
use crate::store::{Read, records};

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

/// The deed that merged this file last, and when.
pub fn deed_of(read: &mut dyn Read, lost: PersonId) -> Outcome<Option<(DeedId, DateTime<Utc>)>> {
    let sql = "SELECT a.deed AS deed, a.at AS at FROM audit_value v JOIN audit a ON a.deed = v.deed WHERE v.subject = $1 AND a.act = 'merge' \
               AND a.subject = $1 ORDER BY a.at DESC, a.seq DESC LIMIT 1";
    Ok(read.one(sql, &[lost.into()], |r| Ok((r.id("deed")?, r.instant("at")?)))?)
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

/// The pair of two files, whichever is named first.
pub fn pair_of(read: &mut dyn Read, a: PersonId, b: PersonId) -> Outcome<Option<DuplicatePair>> {
    let rest = "(person_a = $1 AND person_b = $2) OR (person_a = $2 AND person_b = $1) ORDER BY id";
    Ok(records::where_(read, rest, &[a.into(), b.into()])?.into_iter().next())
}

/// Pairs of an agency that wait for a word, the strongest first: neither file merged.
pub fn waiting(read: &mut dyn Read, agency: &str, most: usize) -> Outcome<Vec<DuplicatePair>> {
    let rest = format!(
        "state IN ('suspected', 'to_verify') \
         AND EXISTS (SELECT 1 FROM person p WHERE p.id = duplicate_pair.person_a AND p.merged_into IS NULL) \
         AND EXISTS (SELECT 1 FROM person p WHERE p.id = duplicate_pair.person_b AND p.merged_into IS NULL AND p.agency = $1) \
         ORDER BY score DESC, id LIMIT {most}"
    );
    records::where_(read, &rest, &[agency.into()])
}

/// Whether a file was erased or anonymised.
pub fn erased(read: &mut dyn Read, person: PersonId) -> Outcome<bool> {
    Ok(read.one("SELECT person FROM erasure WHERE person = $1", &[person.into()], |r| r.id::<PersonId>("person"))?.is_some())
}
