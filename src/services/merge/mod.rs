//! Two files of one person (domain.md §3.8): seen side by side, merged field by field, taken apart again within the delay, or said to be two
//! people. Called by `cli/merge` and the screen of
//! duplicates.

pub mod moving;
pub mod pairs;
mod undoing;

use crate::domain::duplicate::{self, Evidence, Sketch, Strength};
use crate::domain::fold;
use crate::domain::ids::{DeedId, PersonId, RowId};
use crate::domain::lifecycle::{RegistrationEvent, RegistrationState, State};
use crate::domain::office::DuplicatePair;
use crate::domain::person::Person;
use crate::domain::record::{Field, Need, Record};
use crate::domain::registration::Registration;
use crate::domain::rights::{self, Deed as Right, Owner};
use crate::fault::{Fault, Outcome, Value};
use crate::services::{access, follow_up};
use crate::store::{Deed, Desk, Write, candidates, erasure, file, pairs as pairs_of, people, records, search, tasks};

pub use undoing::{Undone, recent, unmerge};

/// Fields that are taken together: a number without its kind says nothing.
const TOGETHER: &[&[&str]] = &[
    &["id_document_type", "id_document_number", "id_document_expires"],
    &["birth_date", "birth_precision"],
    &["phone", "phone_typed"],
];

/// The fields that are taken with this one; itself only where it stands alone.
pub fn together(id: &str) -> Option<&'static [&'static str]> {
    TOGETHER.iter().copied().find(|group| group.contains(&id))
}

/// One field that both files fill, otherwise; or one that goes with such a field.
#[derive(Debug, Clone, PartialEq)]
pub struct Differs {
    /// The field's id.
    pub field: &'static str,
    /// In the file that stays.
    pub survivor: Value,
    /// In the file that goes.
    pub lost: Value,
}

/// Two files side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Sides {
    /// Stays, with its number.
    pub survivor: Person,
    /// Goes; its number leads to the other.
    pub lost: Person,
    /// What speaks for and against, the strongest first.
    pub evidence: Vec<Evidence>,
    /// Fields to be chosen.
    pub differs: Vec<Differs>,
    /// Fields that only the lost file has: taken.
    pub taken: Vec<&'static str>,
    /// Fields that stay as they are: alike in both, or filled in the survivor only.
    pub stays: Vec<&'static str>,
    /// What moves: table and number of rows.
    pub moves: Vec<(&'static str, usize)>,
    /// Both are registered: the lost file's registration exits 14.
    pub both_open: bool,
}

/// Whether a field is chosen at a merge: what the program makes stays with each file, the former number too (both stay findable).
fn chosen(field: &Field<Person>) -> bool {
    field.need != Need::Made && !matches!(field.id, "external_ref" | "source" | "agency" | "number" | "index_no" | "sort_key")
}

fn empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Text(t) => t.is_empty(),
        Value::List(all) => all.is_empty(),
        _ => false,
    }
}

/// How much a file says: the fuller of two stays by default.
fn filled(person: &Person) -> usize {
    Person::fields().iter().filter(|f| chosen(f) && !empty(&(f.get)(person))).count()
}

fn owner_of(desk: &mut Desk, person: PersonId) -> Outcome<Owner> {
    let (agency, user) = desk.read(|read| file::owner(read, person))?;
    Ok(Owner::of(agency, user).about(person))
}

/// Merging two own files on certain evidence is the counsellor's, any other the head's (security.md §3).
fn may_merge(desk: &mut Desk, sides: &Sides) -> Outcome<()> {
    let certain = duplicate::verdict(&sides.evidence) == Some(Strength::Certain);
    for id in [sides.survivor.head.id, sides.lost.head.id] {
        let owner = owner_of(desk, id)?;
        let heads = rights::allowed(&desk.who, Right::Merge, owner.clone()).is_ok();
        access::may(desk, if certain && !heads { Right::MergeCertain } else { Right::Merge }, owner)?;
    }
    Ok(())
}

/// Two files side by side: `a` stays where it is told (`keep`), else the fuller one, then the newer one. For whoever may read both.
/// Errors: `refused-merge-itself`, `refused-merge-done`.
pub fn look(desk: &mut Desk, a: PersonId, b: PersonId, keep: bool) -> Outcome<Sides> {
    if a == b {
        return Err(Fault::refused("refused-merge-itself"));
    }
    for id in [a, b] {
        let owner = owner_of(desk, id)?;
        access::may(desk, Right::PersonRead, owner)?;
    }
    let (a, b): (Person, Person) = desk.read(|read| Ok((records::by_id(read, a)?, records::by_id(read, b)?)))?;
    if let Some(gone) = [&a, &b].into_iter().find(|p| p.merged_into.is_some()) {
        return Err(Fault::refused("refused-merge-done").with("number", &gone.number));
    }
    let swap = !keep && (filled(&b), b.head.id.0) > (filled(&a), a.head.id.0);
    let (survivor, lost) = if swap { (b, a) } else { (a, b) };
    let mut differs = Vec::new();
    let (mut taken, mut stays) = (Vec::new(), Vec::new());
    for field in Person::fields().iter().filter(|f| chosen(f)) {
        let (mine, theirs) = ((field.get)(&survivor), (field.get)(&lost));
        if mine == theirs || empty(&theirs) {
            if !empty(&mine) {
                stays.push(field.id);
            }
            continue;
        }
        if empty(&mine) {
            taken.push(field.id);
        } else {
            differs.push(Differs { field: field.id, survivor: mine, lost: theirs });
        }
    }
    // Of fields that go together none is taken beside another one that stays: they are chosen with it.
    let beside = |id: &str| together(id).is_some_and(|group| differs.iter().any(|d| group.contains(&d.field)));
    let (chosen_too, taken): (Vec<&'static str>, Vec<&'static str>) = taken.into_iter().partition(|id| beside(id));
    for field in Person::fields().iter().filter(|f| chosen_too.contains(&f.id)) {
        differs.push(Differs { field: field.id, survivor: (field.get)(&survivor), lost: (field.get)(&lost) });
    }
    let (moves, open) = desk.read(|read| {
        let mut open = 0;
        for id in [survivor.head.id, lost.head.id] {
            open += usize::from(people::open_registration(read, id)?.is_some());
        }
        Ok((moving::counts(read, lost.head.id)?, open))
    })?;
    let today = desk.rules.today;
    let evidence = duplicate::compare(&Sketch::of(&survivor, today), &Sketch::of(&lost, today));
    Ok(Sides { survivor, lost, evidence, differs, taken, stays, moves, both_open: open == 2 })
}

/// The survivor as it will be: what only the lost file has, and of what differs the fields named.
/// Errors: `wrong-merge-field` for a field that isn't to be chosen.
pub fn joined(sides: &Sides, from_lost: &[String]) -> Outcome<Person> {
    let mut ids: Vec<&str> = sides.taken.clone();
    for id in from_lost {
        let known = sides.differs.iter().find(|d| d.field == id.as_str());
        let Some(known) = known else { return Err(Fault::wrong("wrong-merge-field").with("value", id)) };
        match together(known.field) {
            Some(group) => ids.extend(group),
            None => ids.push(known.field),
        }
    }
    let mut after = sides.survivor.clone();
    for field in Person::fields().iter().filter(|f| ids.contains(&f.id)) {
        (field.set)(&mut after, (field.get)(&sides.lost)).map_err(|flaw| Fault::broken(flaw.key))?;
    }
    after.sort_key = fold::sort_key(&after.surname, after.given_names.as_deref().unwrap_or_default());
    Ok(after)
}

/// Merges the two files as they were seen: one transaction, held to the versions read. Everything of the lost file moves to the survivor;
/// where both are registered the lost file's registration exits 14.
/// Errors: the right; `refused-merge-guarded` (contested data, legal hold, an erasure asked for); a conflict where either was changed since.
pub fn merge(desk: &mut Desk, deed: DeedId, sides: &Sides, from_lost: &[String], reason: Option<&str>) -> Outcome<()> {
    may_merge(desk, sides)?;
    let after = joined(sides, from_lost)?;
    let (survivor, lost) = (sides.survivor.head.id, sides.lost.head.id);
    let this = Deed { reason: reason.map(str::to_owned), ..Deed::new(deed, "merge") };
    desk.lenient(|desk| {
        desk.write(this.clone(), |w| {
            if w.replayed() {
                return Ok(());
            }
            for person in [&sides.survivor, &sides.lost] {
                if !erasure::open_of(w.reader(), person.head.id)?.is_empty() {
                    return Err(Fault::refused("refused-merge-guarded").with("number", &person.number));
                }
            }
            let gone = Person { merged_into: Some(survivor), ..sides.lost.clone() };
            w.update(&sides.lost, &gone)?;
            w.update(&sides.survivor, &after)?;
            search::index_person(w, Some(&sides.survivor), Some(&after))?;
            close_one(w, survivor, lost)?;
            moving::all(w, lost, survivor, &after.sort_key)?;
            settle(w, (survivor, lost), &sides.evidence, "same")?;
            refresh(w, survivor, lost)
        })
    })
}

/// Where both are registered one registration stays: the survivor's.
fn close_one(w: &mut Write<'_>, survivor: PersonId, lost: PersonId) -> Outcome<()> {
    if people::open_registration(w.reader(), survivor)?.is_none() {
        return Ok(());
    }
    let Some(before) = people::open_registration(w.reader(), lost)? else { return Ok(()) };
    let state = before.state.after(RegistrationEvent::Merge).unwrap_or(RegistrationState::Closed);
    let today = w.rules().today;
    let after = Registration { state, closed_on: Some(today), exit_reason: Some("14".to_owned()), ..before.clone() };
    w.update(&before, &after)
}

/// Keeps what was said of two files, as a new pair where none was kept.
fn settle(w: &mut Write<'_>, (a, b): (PersonId, PersonId), evidence: &[Evidence], state: &str) -> Outcome<()> {
    let id = match pairs_of::between(w.reader(), a, b)? {
        Some(before) => {
            w.update(&before, &DuplicatePair { state: state.to_owned(), ..before.clone() })?;
            before.head.id
        }
        None => {
            let id: RowId = w.new_id();
            let both = if a.0 <= b.0 { (a, b) } else { (b, a) };
            w.insert(&duplicate::pair(id, both, state, evidence))?;
            id
        }
    };
    follow_up::refresh_pair(w, id)
}

/// Tasks, candidates and next days of both files.
fn refresh(w: &mut Write<'_>, survivor: PersonId, lost: PersonId) -> Outcome<()> {
    for person in [survivor, lost] {
        follow_up::refresh_person(w, person)?;
        candidates::refresh(w, person)?;
    }
    tasks::set_next_due(w, &[survivor, lost]);
    Ok(())
}
