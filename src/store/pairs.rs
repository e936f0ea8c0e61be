//! Pairs of files that may be of one person (domain.md §3.8): those of a file, the one of two, those that wait for a word. Called by
//! `services/merge`, `services/dedupe` and the import.

use std::collections::HashMap;

use crate::domain::ids::PersonId;
use crate::domain::office::DuplicatePair;
use crate::fault::{Outcome, Value};
use crate::store::{Read, records};

/// Files of one statement.
const BLOCK: usize = 500;

/// Two files, whichever is named first.
pub type Both = (PersonId, PersonId);

/// The same two whichever is named first.
pub fn key(a: PersonId, b: PersonId) -> Both {
    if a.0 <= b.0 { (a, b) } else { (b, a) }
}

/// The pairs on record of these files, and whether they still wait for a word.
pub fn of(read: &mut dyn Read, persons: &[PersonId]) -> Outcome<HashMap<Both, bool>> {
    let mut found = HashMap::new();
    for block in persons.chunks(BLOCK) {
        let marks = records::marks(1, block.len());
        let sql =
            format!("SELECT person_a, person_b, state FROM duplicate_pair WHERE person_a IN ({marks}) OR person_b IN ({marks})");
        let args: Vec<Value> = block.iter().map(|p| Value::from(*p)).collect();
        found.extend(read.all(&sql, &args, |r| {
            let waits = matches!(r.text("state")?, "suspected" | "to_verify");
            Ok((key(r.id("person_a")?, r.id("person_b")?), waits))
        })?);
    }
    Ok(found)
}

/// The pair of two files.
pub fn between(read: &mut dyn Read, a: PersonId, b: PersonId) -> Outcome<Option<DuplicatePair>> {
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
