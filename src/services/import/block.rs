//! Writing of a block of rows in one transaction, with all that a registration at the counter writes: numbers, counsellor in charge, search
//! words. A block that fails is halved until the row that fails stands alone. Called by `import`.

use std::collections::{BTreeMap, HashMap};

use chrono::Datelike;

use crate::domain::dates::Precision;
use crate::domain::duplicate::{self, Sketch};
use crate::domain::ids::{self, PersonId, RowId};
use crate::domain::office::DuplicatePair;
use crate::domain::person::Person;
use crate::domain::person_file::PersonFile;
use crate::domain::record::{Head, Record};
use crate::fault::{Fault, Outcome};
use crate::services::follow_up::{self, Staff};
use crate::services::import::row::Row;
use crate::store::search::{self, Batch};
use crate::store::{Desk, Write, candidates, imports, records};

/// A row ready to be written.
pub(super) struct Plan {
    pub(super) row: Row,
    pub(super) file: PersonFile,
    /// As stored; none: a new person. Equal to `file`: only the row is remembered.
    pub(super) before: Option<PersonFile>,
}

/// A row that was written: its place in the block, the number of the file, and the numbers of files that may be the same person.
pub(super) struct Done {
    pub(super) at: usize,
    pub(super) number: String,
    pub(super) twins: Vec<String>,
}

/// What became of a block.
#[derive(Default)]
pub(super) struct Outcomes {
    pub(super) done: Vec<Done>,
    /// Rows that can't be stored, by their place, and why.
    pub(super) failed: Vec<(usize, Fault)>,
}

/// Another file with the same document or telephone.
#[derive(Clone)]
struct Twin {
    /// Place in the block of the row.
    at: usize,
    other: Other,
    evidence: Vec<String>,
    score: i64,
}

#[derive(Clone)]
enum Other {
    Stored(PersonId, String),
    Row(usize),
}

/// Writes rows, `first` being the place of the first one in its block. Errors: what ends an import (line away, busy, cancelled, a right).
pub(super) fn store(desk: &mut Desk, plans: &[Plan], first: usize, source: &str, why: &str, out: &mut Outcomes) -> Outcome<()> {
    if plans.is_empty() {
        return Ok(());
    }
    let twins = twins(desk, plans)?;
    let deed = desk.deed("import").because(why);
    match desk.write(deed, |w| write(w, plans, &twins, source)) {
        Ok(numbers) => {
            for (at, number) in numbers.iter().enumerate() {
                let other = |t: &Twin| match &t.other {
                    Other::Stored(_, number) => Some(number.clone()),
                    Other::Row(other) => numbers.get(*other).cloned(),
                };
                let twins = twins.iter().filter(|t| t.at == at).filter_map(other).collect();
                out.done.push(Done { at: first + at, number: number.clone(), twins });
            }
            Ok(())
        }
        Err(fault @ (Fault::Away | Fault::Busy | Fault::Cancelled | Fault::Denied(_) | Fault::Wrong(_))) => Err(fault),
        Err(fault) if plans.len() == 1 => {
            out.failed.push((first, fault));
            Ok(())
        }
        Err(_) => {
            let (left, right) = plans.split_at(plans.len() / 2);
            store(desk, left, first, source, why, out)?;
            store(desk, right, first + left.len(), source, why, out)
        }
    }
}

fn write(w: &mut Write<'_>, plans: &[Plan], twins: &[Twin], source: &str) -> Outcome<Vec<String>> {
    let mut new: Vec<PersonFile> = plans.iter().filter(|p| p.before.is_none()).map(|p| p.file.clone()).collect();
    number(w, &mut new)?;
    insert(w, &mut new)?;
    let mut new = new.into_iter();
    let mut stored: Vec<(PersonId, String)> = Vec::with_capacity(plans.len());
    let mut rows = Vec::with_capacity(plans.len());
    let mut registered: Vec<RowId> = Vec::new();
    for plan in plans {
        let file = match &plan.before {
            None => new.next().ok_or_else(|| Fault::broken("a new file is missing"))?,
            Some(before) => {
                let mut after = plan.file.clone();
                if after != *before {
                    update(w, before, &mut after)?;
                }
                after
            }
        };
        let (r, was) = (&file.registration, plan.before.as_ref().map(|b| &b.registration));
        // People taken over start no reminders (domain.md §4); what the rules ask of them later comes with the night's run.
        let starts = was.is_none() && r.closed_on.is_none() && r.channel.as_deref() != Some("5");
        if starts || was.is_some_and(|was| was != r) {
            registered.push(RowId(r.head.id.0));
        }
        let person = file.person;
        rows.push((plan.row.digest.clone(), person.head.id, plan.before.is_some()));
        stored.push((person.head.id, person.number));
    }
    imports::keep_rows(w, source, &rows);
    pairs(w, twins, &stored)?;
    follow(w, &registered)?;
    Ok(stored.into_iter().map(|(_, number)| number).collect())
}

/// Brings the tasks of these registrations up to date, as a save at the counter does.
fn follow(w: &mut Write<'_>, registered: &[RowId]) -> Outcome<()> {
    if registered.is_empty() || w.replayed() {
        return Ok(());
    }
    let staff = Staff::load(w)?;
    follow_up::registrations(w, registered, &staff)?.touch(w);
    Ok(())
}

/// Numbers in blocks: one for each agency, one for the search index.
fn number(w: &mut Write<'_>, new: &mut [PersonFile]) -> Outcome<()> {
    let Ok(count @ 1..) = i64::try_from(new.len()) else { return Ok(()) };
    let year = w.rules().today.year();
    let mut agencies: BTreeMap<String, i64> = BTreeMap::new();
    for file in new.iter() {
        *agencies.entry(file.person.agency.clone()).or_default() += 1;
    }
    for (agency, many) in &mut agencies {
        *many = w.serials(agency, "person", i64::from(year), *many)?;
    }
    let mut index = w.serials("", "index", 0, count)?;
    for file in new {
        let Some(serial) = agencies.get_mut(&file.person.agency) else { continue };
        file.person.number = ids::person_number(&file.person.agency, year, *serial);
        file.person.index_no = index;
        *serial += 1;
        index += 1;
    }
    Ok(())
}

fn insert(w: &mut Write<'_>, new: &mut [PersonFile]) -> Outcome<()> {
    let mut batch = Batch::default();
    for file in new.iter_mut() {
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

fn update(w: &mut Write<'_>, before: &PersonFile, after: &mut PersonFile) -> Outcome<()> {
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

fn one<R: Record>(w: &mut Write<'_>, before: &R, after: &mut R) -> Outcome<()>
where
    R::Id: crate::domain::ids::Id,
{
    if before.head().version > 0 {
        return w.update(before, after);
    }
    *after.head_mut() = Head::new(w.new_id());
    w.insert(&*after)
}

fn many<R: Record>(w: &mut Write<'_>, before: &[R], after: &mut [R]) -> Outcome<()> {
    for row in after.iter_mut() {
        match before.iter().find(|b| row.head().version > 0 && b.head().id == row.head().id) {
            Some(old) => w.update(old, row)?,
            None => one(w, &R::default(), row)?,
        }
    }
    for old in before.iter().filter(|b| !after.iter().any(|a| a.head().id == b.head().id)) {
        w.delete(old)?;
    }
    Ok(())
}

fn pairs(w: &mut Write<'_>, twins: &[Twin], stored: &[(PersonId, String)]) -> Outcome<()> {
    let mut new = Vec::new();
    for twin in twins {
        let other = match &twin.other {
            Other::Stored(id, _) => Some(*id),
            Other::Row(at) => stored.get(*at).map(|s| s.0),
        };
        let (Some(person_a), Some((person_b, _))) = (other, stored.get(twin.at)) else { continue };
        new.push(DuplicatePair {
            head: Head::new(w.new_id()),
            person_a,
            person_b: *person_b,
            state: "suspected".to_owned(),
            evidence: twin.evidence.clone(),
            score: twin.score,
            registration: None,
        });
    }
    w.insert_all(&new).map(drop)
}

/// Files with the same document or telephone as a row of the block, stored or earlier in it: one for each value (a telephone that a whole
/// quarter uses doesn't pair everybody with everybody).
fn twins(desk: &mut Desk, plans: &[Plan]) -> Outcome<Vec<Twin>> {
    let told = |p: &&Plan| p.before.as_ref().is_none_or(|b| b.person != p.file.person);
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
    let mut first: HashMap<String, (Other, Person)> = HashMap::new();
    for person in people {
        for key in documents_and_phones(&person) {
            let other = Other::Stored(person.head.id, person.number.clone());
            first.entry(key).or_insert_with(|| (other, person.clone()));
        }
    }
    let mut found: Vec<Twin> = Vec::new();
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
            let had = |t: &Twin| t.at == at && same_other(&t.other, other);
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

fn same_other(a: &Other, b: &Other) -> bool {
    match (a, b) {
        (Other::Stored(a, _), Other::Stored(b, _)) => a == b,
        (Other::Row(a), Other::Row(b)) => a == b,
        _ => false,
    }
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
