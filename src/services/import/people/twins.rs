//! Other people's files with the same document or telephone as a row of the block. Called by `people`.

use std::collections::HashMap;

use crate::domain::dates::Precision;
use crate::domain::duplicate::{self, Sketch};
use crate::domain::ids::PersonId;
use crate::domain::person::Person;
use crate::fault::Outcome;
use crate::services::import::block::{Other, Plan, Twin};
use crate::services::import::people::People;
use crate::store::{Desk, imports, records};

/// Files with the same document or telephone as a row of the block, stored or earlier in it: one for each value (a telephone that a whole
/// quarter uses doesn't pair everybody with everybody).
pub(super) fn twins(desk: &mut Desk, plans: &[Plan<People>]) -> Outcome<Vec<Twin<PersonId>>> {
    let told = |p: &&Plan<People>| p.before.as_ref().is_none_or(|b| b.person != p.file.person);
    let of = |f: fn(&Person) -> Vec<String>| plans.iter().filter(told).flat_map(|p| f(&p.file.person)).collect::<Vec<String>>();
    let (documents, phones) = (of(documents), of(phones));
    let ids: Vec<PersonId> = plans.iter().filter_map(|p| p.before.as_ref()).map(|b| b.person.head.id).collect();
    let (known, people) = desk.read(|read| {
        let mut found = imports::by_document(read, &documents)?;
        found.extend(imports::by_phone(read, &phones)?);
        let known = imports::pairs_of(read, &ids)?;
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
                Other::Stored(id, _) => {
                    *id == person.head.id || known.iter().any(|k| *k == (*id, person.head.id) || *k == (person.head.id, *id))
                }
                Other::Row(row) => *row == at,
            };
            let had = |t: &Twin<PersonId>| t.at == at && t.other.same(other);
            if same || !told(&plan) || found.iter().any(had) {
                continue;
            }
            let evidence = duplicate::compare(&sketch(person), &sketch(twin));
            let score = (duplicate::score(&evidence) * 1000.0).round() as i64;
            let evidence = evidence.iter().map(|e| e.key.to_owned()).collect();
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

fn sketch(person: &Person) -> Sketch {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let document = person.id_document_type.clone().zip(person.id_document_number.clone());
    Sketch {
        number: person.number.clone(),
        surname: person.surname.clone(),
        given_names: text(&person.given_names),
        married_name: text(&person.married_name),
        sex: text(&person.sex),
        birth_date: person.birth_date,
        birth_precision: Precision::from_code(person.birth_precision.as_deref().unwrap_or_default()),
        document: document.map(|(kind, number)| (kind, number, false)),
        phones: phones(person),
        former: None,
        town: text(&person.town),
    }
}
