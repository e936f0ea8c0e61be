//! Other people's files with the same document or telephone as a row of the block. Called by `people`.

use std::collections::HashMap;

use crate::domain::duplicate::{self, Sketch};
use crate::domain::ids::PersonId;
use crate::domain::person::Person;
use crate::fault::Outcome;
use crate::services::import::block::{Other, Plan, Twin};
use crate::services::import::people::People;
use crate::store::{Desk, imports, pairs, records};

/// Files with the same document or telephone as a row of the block, stored or earlier in it: one for each value (a telephone that a whole
/// quarter uses doesn't pair everybody with everybody).
pub(super) fn twins(desk: &mut Desk, plans: &[Plan<People>]) -> Outcome<Vec<Twin<PersonId>>> {
    let today = desk.rules.today;
    let told = |p: &&Plan<People>| p.before.as_ref().is_none_or(|b| b.person != p.file.person);
    let of = |f: fn(&Person) -> Vec<String>| plans.iter().filter(told).flat_map(|p| f(&p.file.person)).collect::<Vec<String>>();
    let (documents, phones) = (of(documents), of(phones));
    let ids: Vec<PersonId> = plans.iter().filter_map(|p| p.before.as_ref()).map(|b| b.person.head.id).collect();
    let (known, people) = desk.read(|read| {
        let mut found = imports::by_document(read, &documents)?;
        found.extend(imports::by_phone(read, &phones)?);
        let known = pairs::of(read, &ids)?;
        let mut twins: Vec<PersonId> = found.iter().map(|t| t.person).collect();
        twins.sort_unstable();
        twins.dedup();
        Ok((known, records::by_ids::<Person>(read, &twins)?))
    })?;
    let mut first: HashMap<String, (Other<PersonId>, Person)> = HashMap::new();
    for person in people {
        for key in documents_and_phones(&person) {
            let other = Other::Stored(person.head.id, person.number.clone());
            first.entry(key).or_insert_with(|| (other, person.clone()));
        }
    }
    let mut found: Vec<Twin<PersonId>> = Vec::new();
    for (at, plan) in plans.iter().enumerate() {
        let person = &plan.file.person;
        for key in documents_and_phones(person) {
            let Some((other, twin)) = first.get(&key) else {
                first.insert(key, (Other::Row(at), person.clone()));
                continue;
            };
            let same = match other {
                Other::Stored(id, _) => *id == person.head.id || known.contains_key(&pairs::key(*id, person.head.id)),
                Other::Row(row) => *row == at,
            };
            let had = |t: &Twin<PersonId>| t.at == at && t.other.same(other);
            if same || !told(&plan) || found.iter().any(had) {
                continue;
            }
            let (evidence, score) = duplicate::kept(&duplicate::compare(&Sketch::of(person, today), &Sketch::of(twin, today)));
            found.push(Twin { at, other: other.clone(), evidence, score });
        }
    }
    Ok(found)
}

fn documents(person: &Person) -> Vec<String> {
    person.id_document_number.iter().cloned().collect()
}

fn phones(person: &Person) -> Vec<String> {
    person.phone.iter().chain(&person.phone_2).cloned().collect()
}

/// What another file may share: its kind before it, so that no number is taken for a telephone.
fn documents_and_phones(person: &Person) -> Vec<String> {
    let kind = person.id_document_type.as_deref().unwrap_or_default();
    let documents = person.id_document_number.iter().map(|n| format!("{kind} {n}"));
    documents.chain(phones(person)).collect()
}
