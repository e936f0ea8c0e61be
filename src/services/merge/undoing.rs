//! Taking a merge back within the delay (T73 `unmerge`, 30 days [d]): the audit says what the merge changed; each field that nobody has
//! changed since is put back, what was added to the survivor stays with it and is told.

use crate::domain::appointment::Appointment;
use crate::domain::calendar;
use crate::domain::ids::{DeedId, Id, PersonId};
use crate::domain::interview::{Diagnosis, Interview, Obstacle, PlanAction};
use crate::domain::office::{Decision, DuplicatePair, Enrolment, Letter};
use crate::domain::person::Person;
use crate::domain::profile::{Document, Education, Experience, Language, Note, Skill};
use crate::domain::proposal::{Placement, Proposal};
use crate::domain::record::{Record, field};
use crate::domain::registration::Registration;
use crate::domain::rights::{Deed as Right, Owner};
use crate::domain::task::Task;
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::{access, undo};
use crate::store::deeds::{self, Changed};
use crate::store::{Deed, Desk, Write, erasure, file, merge as store, records, search};

use super::moving::{self, kinds};

/// What came of taking a merge back.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Undone {
    /// The file that stayed.
    pub survivor: String,
    /// The file that is there again.
    pub lost: String,
    /// Added to the survivor since, which stays with it: table and number of rows.
    pub stays: Vec<(&'static str, usize)>,
    /// Values changed since, which stay as they are: table and field.
    pub changed: Vec<(String, String)>,
}

/// Merges of the own agency that can still be taken back, the newest first: lost file, survivor, days left.
pub fn recent(desk: &mut Desk) -> Outcome<Vec<(Person, Person, i64)>> {
    let own = Owner::own(&desk.who);
    access::may(desk, Right::PersonRead, own)?;
    let (agency, now) = (desk.who.agency.clone(), desk.now());
    let days = desk.rules.delays.get("T73", "unmerge");
    let since = now - chrono::TimeDelta::days(days);
    desk.read(|read| {
        let all = store::since(read, &agency, since)?;
        let deeds = store::deeds_of(read, &all.iter().map(|p| p.head.id).collect::<Vec<_>>())?;
        let into: Vec<PersonId> = all.iter().filter_map(|p| p.merged_into).collect();
        let into: Vec<Person> = records::by_ids(read, &into)?;
        let row = |lost: Person| {
            let (_, at) = deeds.get(&lost.head.id)?;
            let left = days - (calendar::local(now).date() - calendar::local(*at).date()).num_days();
            let into = into.iter().find(|p| Some(p.head.id) == lost.merged_into)?.clone();
            (left >= 0).then_some((lost, into, left))
        };
        Ok(all.into_iter().filter_map(row).collect())
    })
}

/// Takes a merge back: the head's, with a reason, within the delay.
/// Errors: `refused-not-merged`, `refused-unmerge-late`, `refused-unmerge-erased`, `refused-merge-guarded`, `refused-merged-since`.
pub fn unmerge(desk: &mut Desk, deed: DeedId, lost: PersonId, reason: &str) -> Outcome<Undone> {
    let before: Person = desk.read(|read| records::by_id(read, lost))?;
    let Some(survivor) = before.merged_into else {
        return Err(Fault::refused("refused-not-merged").with("number", &before.number));
    };
    for id in [survivor, lost] {
        let (agency, user) = desk.read(|read| file::owner(read, id))?;
        access::may(desk, Right::Merge, Owner::of(agency, user).about(id))?;
    }
    if reason.trim().is_empty() {
        return Err(Fault::Flaws(vec![Flaw::new("reason", "flaw-missing")]));
    }
    let found = desk.read(|read| store::deeds_of(read, &[lost]))?.remove(&lost);
    let Some((merged, at)) = found else { return Err(Fault::refused("refused-unmerge-erased")) };
    let days = desk.rules.delays.get("T73", "unmerge");
    if (calendar::local(desk.now()).date() - calendar::local(at).date()).num_days() > days {
        return Err(Fault::refused("refused-unmerge-late").with("number", &before.number).with("days", days));
    }
    let changes = desk.read(|read| deeds::changes(read, merged))?;
    desk.lenient(|desk| {
        desk.write(Deed::new(deed, "unmerge").because(reason), |w| {
            let stayed: Person = records::by_id(w.reader(), survivor)?;
            let mut undone = Undone { survivor: stayed.number.clone(), lost: before.number.clone(), ..Undone::default() };
            if w.replayed() {
                return Ok(undone);
            }
            free(w, &[&stayed, &before])?;
            for change in changes.iter().rev() {
                one(w, change, &mut undone)?;
            }
            let (back, own): (Person, Person) = (records::by_id(w.reader(), lost)?, records::by_id(w.reader(), survivor)?);
            if back.merged_into.is_some() {
                return Err(Fault::refused("refused-merged-since").with("number", &undone.survivor));
            }
            search::index_person(w, Some(&stayed), Some(&own))?;
            super::refresh(w, survivor, lost)?;
            undone.stays = moving::since(w.reader(), survivor, at)?;
            Ok(undone)
        })
    })
}

/// Neither guarded nor erased.
fn free(w: &mut Write<'_>, both: &[&Person]) -> Outcome<()> {
    for person in both {
        if store::erased(w.reader(), person.head.id)? {
            return Err(Fault::refused("refused-unmerge-erased"));
        }
        if !erasure::open_of(w.reader(), person.head.id)?.is_empty() {
            return Err(Fault::refused("refused-merge-guarded").with("number", &person.number));
        }
    }
    Ok(())
}

macro_rules! backs {
    (($w:expr, $change:expr, $undone:expr) $($kind:ident $column:literal),*) => {
        match $change.record.as_str() {
            $(<$kind as Record>::TABLE => back::<$kind>($w, $change, $undone),)*
            DuplicatePair::TABLE => back::<DuplicatePair>($w, $change, $undone),
            _ => Ok(()),
        }
    };
}

fn one(w: &mut Write<'_>, change: &Changed, undone: &mut Undone) -> Outcome<()> {
    match change.was {
        Some(_) => kinds!(backs, w, change, undone),
        None => unmake(w, change),
    }
}

/// What the merge made ends: a pair is only suspected again, a task has no object.
fn unmake(w: &mut Write<'_>, change: &Changed) -> Outcome<()> {
    let today = w.rules().today;
    match change.record.as_str() {
        DuplicatePair::TABLE => undo::end(w, change, |p: &mut DuplicatePair| "suspected".clone_into(&mut p.state)),
        Task::TABLE => undo::end(w, change, |t: &mut Task| undo::no_object(t, today)),
        _ => Ok(()),
    }
}

/// Puts back each field that is still as the merge left it.
fn back<R: Record>(w: &mut Write<'_>, change: &Changed, undone: &mut Undone) -> Outcome<()> {
    let Some(current) = records::find::<R>(w.reader(), R::Id::from_uuid(change.subject))? else { return Ok(()) };
    let mut left = current.clone();
    deeds::put(&mut left, change.became.as_deref().unwrap_or("{}"))?;
    let mut after = current.clone();
    for (id, then) in deeds::fields(change.was.as_deref().unwrap_or("{}"))? {
        let Some(field) = field::<R>(&id) else { continue };
        if (field.get)(&left) == (field.get)(&current) {
            (field.set)(&mut after, then).map_err(|flaw| Fault::broken(flaw.key))?;
        } else if !matches!(id.as_str(), "next_due" | "last_contact") {
            undone.changed.push((R::TABLE.to_owned(), id));
        }
    }
    w.update(&current, &after)
}
