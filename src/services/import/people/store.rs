//! Storing of people's files that a row gave: numbers, records, search words, tasks, pairs. Called by `people`.

use chrono::Datelike;

use crate::domain::ids::{self, PersonId, RowId};
use crate::domain::office::DuplicatePair;
use crate::domain::person_file::PersonFile;
use crate::domain::record::Head;
use crate::fault::Outcome;
use crate::services::follow_up::{self, Staff};
use crate::services::import::block::{Other, Plan, Twin, many, one, serials};
use crate::services::import::people::People;
use crate::store::search::{self, Batch};
use crate::store::{Write, candidates};

/// Stores new files.
pub(super) fn insert(w: &mut Write<'_>, new: &mut [PersonFile]) -> Outcome<()> {
    number(w, new)?;
    let mut batch = Batch::default();
    for file in &mut *new {
        file.person.head = Head::new(w.new_id());
        batch.add(&file.person);
        bind(w, file);
    }
    w.insert_all(&all(new, |f| f.person.clone()))?;
    w.insert_all(&all(new, |f| f.registration.clone()))?;
    w.insert_all(&all(new, |f| f.goal.clone()))?;
    w.insert_all(&all(new, |f| f.wishes.clone()))?;
    w.insert_all(&new.iter().flat_map(|f| f.skills.iter().cloned()).collect::<Vec<_>>())?;
    w.insert_all(&new.iter().flat_map(|f| f.languages.iter().cloned()).collect::<Vec<_>>())?;
    candidates::add(w, new)?;
    if batch.is_empty() { Ok(()) } else { search::index_many(w, &batch) }
}

/// Numbers in blocks: one for each agency, one for the search index.
fn number(w: &mut Write<'_>, new: &mut [PersonFile]) -> Outcome<()> {
    let Ok(count @ 1..) = i64::try_from(new.len()) else { return Ok(()) };
    let year = w.rules().today.year();
    let agencies: Vec<&str> = new.iter().map(|f| f.person.agency.as_str()).collect();
    let serials = serials(w, "person", &agencies)?;
    let first = w.serials("", "index", 0, count)?;
    for ((file, serial), index) in new.iter_mut().zip(serials).zip(first..) {
        file.person.number = ids::person_number(&file.person.agency, year, serial);
        file.person.index_no = index;
    }
    Ok(())
}

fn all<R>(files: &[PersonFile], of: fn(&PersonFile) -> R) -> Vec<R> {
    files.iter().map(of).collect()
}

/// Ids of all records of a file whose person has one.
fn bind(w: &mut Write<'_>, file: &mut PersonFile) {
    let person = file.person.head.id;
    file.registration.head = Head::new(w.new_id());
    file.registration.person = person;
    let registration = file.registration.head.id;
    file.goal.head = Head::new(w.new_id());
    (file.goal.registration, file.goal.rank) = (registration, 1);
    file.wishes.head = Head::new(w.new_id());
    file.wishes.registration = registration;
    for skill in &mut file.skills {
        skill.head = Head::new(w.new_id());
        skill.person = person;
    }
    for language in &mut file.languages {
        language.head = Head::new(w.new_id());
        language.person = person;
    }
}

/// Stores a changed file.
pub(super) fn update(w: &mut Write<'_>, before: &PersonFile, after: &mut PersonFile) -> Outcome<()> {
    let person = before.person.head.id;
    w.update(&before.person, &after.person)?;
    search::index_person(w, Some(&before.person), Some(&after.person))?;
    let registered = before.registration.head.version > 0 || after.registration != before.registration;
    if registered && before.registration.head.version == 0 {
        after.registration.head = Head::new(w.new_id());
        after.registration.person = person;
        w.insert(&after.registration)?;
    } else if registered {
        w.update(&before.registration, &after.registration)?;
    }
    if registered {
        let registration = after.registration.head.id;
        (after.goal.registration, after.goal.rank) = (registration, 1);
        after.wishes.registration = registration;
        one(w, &before.goal, &mut after.goal)?;
        one(w, &before.wishes, &mut after.wishes)?;
    }
    after.skills.iter_mut().for_each(|s| s.person = person);
    after.languages.iter_mut().for_each(|l| l.person = person);
    many(w, &before.skills, &mut after.skills)?;
    many(w, &before.languages, &mut after.languages)?;
    candidates::refresh(w, person)
}

/// Keeps the pairs that may be the same person.
pub(super) fn pairs(w: &mut Write<'_>, twins: &[Twin<PersonId>], stored: &[PersonFile]) -> Outcome<()> {
    let mut new = Vec::new();
    for twin in twins {
        let other = match &twin.other {
            Other::Stored(id, _) => Some(*id),
            Other::Row(at) => stored.get(*at).map(|s| s.person.head.id),
        };
        let (Some(person_a), Some(of)) = (other, stored.get(twin.at)) else { continue };
        new.push(DuplicatePair {
            head: Head::new(w.new_id()),
            person_a,
            person_b: of.person.head.id,
            state: "suspected".to_owned(),
            evidence: twin.evidence.clone(),
            score: twin.score,
            registration: None,
        });
    }
    w.insert_all(&new).map(drop)
}

/// Brings the tasks of registrations that start or changed up to date, as a save at the counter does. People taken over start no reminders
/// (domain.md §4); what the rules ask of them later comes with the night's run.
pub(super) fn follow(w: &mut Write<'_>, plans: &[Plan<People>], stored: &[PersonFile]) -> Outcome<()> {
    let mut registered: Vec<RowId> = Vec::new();
    for (plan, file) in plans.iter().zip(stored) {
        let (r, was) = (&file.registration, plan.before.as_ref().map(|b| &b.registration));
        let starts = was.is_none() && r.closed_on.is_none() && r.channel.as_deref() != Some("5");
        if starts || was.is_some_and(|was| was != r) {
            registered.push(RowId(r.head.id.0));
        }
    }
    if registered.is_empty() || w.replayed() {
        return Ok(());
    }
    let staff = Staff::load(w)?;
    follow_up::registrations(w, &registered, &staff)?.touch(w);
    Ok(())
}
