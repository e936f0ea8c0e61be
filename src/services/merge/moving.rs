//! What moves from the lost file to the survivor at a merge, record by record, so that the audit has each and the merge can be undone from it.

use chrono::{DateTime, Utc};

use crate::domain::appointment::Appointment;
use crate::domain::ids::{PersonId, RowId};
use crate::domain::interview::{Diagnosis, Interview, Obstacle, PlanAction};
use crate::domain::lifecycle::{ProposalEvent, State, TaskState};
use crate::domain::office::{Decision, Enrolment, Letter};
use crate::domain::person::Person;
use crate::domain::profile::{Document, Education, Experience, Language, Note, Skill};
use crate::domain::proposal::{Placement, Proposal};
use crate::domain::record::{Record, field};
use crate::domain::registration::Registration;
use crate::domain::task::Task;
use crate::fault::{Fault, Outcome};
use crate::store::{Read, Write, merge as store, records, tasks};

/// The one list of what moves: the kind of record and its column with the person. `kinds!(each, …)` gives it to a macro with these
/// arguments before it.
macro_rules! kinds {
    ($each:ident $(, $arg:expr)*) => {
        $each! {
            ($($arg),*)
            Registration "person", Proposal "person", Task "person", Document "person", Education "person", Experience "person",
            Skill "person", Language "person", Enrolment "person", Placement "person", Appointment "person", Interview "person",
            Diagnosis "person", Obstacle "person", PlanAction "person", Note "subject", Letter "subject", Decision "subject",
            Person "merged_into"
        }
    };
}
pub(super) use kinds;

macro_rules! table {
    (() $($kind:ident $column:literal),*) => { &[$((<$kind as Record>::TABLE, $column)),*] };
}

/// Tables and columns that move.
pub const MOVED: &[(&str, &str)] = kinds!(table);

/// What would move: table and number of rows, empty ones left out.
pub fn counts(read: &mut dyn Read, lost: PersonId) -> Outcome<Vec<(&'static str, usize)>> {
    store::tally(read, MOVED, lost, None)
}

/// What was added to a file after an instant: table and number of rows. Reminders aren't told: they follow their facts.
pub(super) fn since(read: &mut dyn Read, person: PersonId, at: DateTime<Utc>) -> Outcome<Vec<(&'static str, usize)>> {
    let mut all = store::tally(read, MOVED, person, Some(at))?;
    all.retain(|(table, _)| *table != Task::TABLE);
    Ok(all)
}

fn of<R: Record>(read: &mut dyn Read, person: PersonId, column: &str) -> Outcome<Vec<R>> {
    records::where_(read, &format!("{column} = $1 ORDER BY id"), &[person.into()])
}

/// Those that move as they are; the others have their own way.
fn shift<R: Record>(w: &mut Write<'_>, from: PersonId, to: PersonId, column: &str) -> Outcome<()> {
    if [Registration::TABLE, Proposal::TABLE, Task::TABLE].contains(&R::TABLE) {
        return Ok(());
    }
    let set = field::<R>(column).ok_or_else(|| Fault::broken("a column that moves is missing"))?.set;
    for before in of::<R>(w.reader(), from, column)? {
        let mut after = before.clone();
        set(&mut after, RowId(to.0).into()).map_err(|flaw| Fault::broken(flaw.key))?;
        w.update(&before, &after)?;
    }
    Ok(())
}

macro_rules! shifts {
    (($w:expr, $from:expr, $to:expr) $($kind:ident $column:literal),*) => { $(shift::<$kind>($w, $from, $to, $column)?;)* };
}

/// Moves everything of one file to another inside a write. `sort_key` is the survivor's, for its lists.
pub(super) fn all(w: &mut Write<'_>, lost: PersonId, survivor: PersonId, sort_key: &str) -> Outcome<()> {
    for person in [survivor, lost] {
        for before in of::<Registration>(w.reader(), person, "person")? {
            let after = Registration { person: survivor, sort_key: sort_key.to_owned(), ..before.clone() };
            w.update(&before, &after)?;
        }
    }
    proposals(w, lost, survivor)?;
    // Files merged into the lost one before lead to the survivor, too.
    kinds!(shifts, w, lost, survivor);
    own_tasks(w, lost, survivor)
}

/// An offer proposed to both and open twice stays open once.
fn proposals(w: &mut Write<'_>, lost: PersonId, survivor: PersonId) -> Outcome<()> {
    let open = tasks::open_proposals(w.reader(), survivor)?;
    let taken: Vec<_> = records::by_ids::<Proposal>(w.reader(), &open)?.into_iter().map(|p| p.vacancy).collect();
    for before in of::<Proposal>(w.reader(), lost, "person")? {
        let mut after = Proposal { person: survivor, ..before.clone() };
        if taken.contains(&before.vacancy)
            && let Some(state) = before.state.after(ProposalEvent::Withdraw)
        {
            after.state = state;
        }
        w.update(&before, &after)?;
    }
    Ok(())
}

/// Tasks about the person himself: one that the survivor has already under the same rule and origin stays with the lost file, settled.
fn own_tasks(w: &mut Write<'_>, lost: PersonId, survivor: PersonId) -> Outcome<()> {
    let there = tasks::of_subjects(w.reader(), &[RowId(survivor.0)])?;
    let all: Vec<Task> = records::where_(w.reader(), "person = $1 OR subject = $1 ORDER BY id", &[lost.into()])?;
    let today = w.rules().today;
    for before in all {
        let mut after = before.clone();
        after.person = Some(survivor);
        if before.subject.0 == lost.0 {
            if before.origin.is_some() && there.iter().any(|t| t.rule_id == before.rule_id && t.origin == before.origin) {
                if before.state == TaskState::Open {
                    after.state = TaskState::Dropped;
                    after.done_on = Some(today);
                }
            } else {
                after.subject = RowId(survivor.0);
            }
        }
        w.update(&before, &after)?;
    }
    Ok(())
}
