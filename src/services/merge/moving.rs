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
use crate::domain::record::{Record, field, instant_text};
use crate::domain::registration::Registration;
use crate::domain::task::Task;
use crate::fault::{Fault, Outcome};
use crate::store::{Read, Write, records, tasks};

/// Tables and columns that move.
pub const MOVED: &[(&str, &str)] = &[
    ("person", "merged_into"),
    ("registration", "person"),
    ("proposal", "person"),
    ("task", "person"),
    ("document", "person"),
    ("education", "person"),
    ("experience", "person"),
    ("skill", "person"),
    ("language", "person"),
    ("enrolment", "person"),
    ("placement", "person"),
    ("appointment", "person"),
    ("interview", "person"),
    ("diagnosis", "person"),
    ("obstacle", "person"),
    ("plan_action", "person"),
    ("note", "subject"),
    ("letter", "subject"),
    ("decision", "subject"),
];

/// Does one thing with each kind of record that moves as it is.
macro_rules! each_kind {
    ($f:ident, $($arg:expr),*) => {
        $f::<Document>($($arg),*, "person")?;
        $f::<Education>($($arg),*, "person")?;
        $f::<Experience>($($arg),*, "person")?;
        $f::<Skill>($($arg),*, "person")?;
        $f::<Language>($($arg),*, "person")?;
        $f::<Enrolment>($($arg),*, "person")?;
        $f::<Placement>($($arg),*, "person")?;
        $f::<Appointment>($($arg),*, "person")?;
        $f::<Interview>($($arg),*, "person")?;
        $f::<Diagnosis>($($arg),*, "person")?;
        $f::<Obstacle>($($arg),*, "person")?;
        $f::<PlanAction>($($arg),*, "person")?;
        $f::<Note>($($arg),*, "subject")?;
        $f::<Letter>($($arg),*, "subject")?;
        $f::<Decision>($($arg),*, "subject")?;
    };
}

fn of<R: Record>(read: &mut dyn Read, person: PersonId, column: &str) -> Outcome<Vec<R>> {
    records::where_(read, &format!("{column} = $1 ORDER BY id"), &[person.into()])
}

fn count<R: Record>(read: &mut dyn Read, person: PersonId, all: &mut Vec<(&'static str, usize)>, column: &str) -> Outcome<()> {
    let rows = of::<R>(read, person, column)?.len();
    if rows > 0 {
        all.push((R::TABLE, rows));
    }
    Ok(())
}

/// What would move: table and number of rows, empty ones left out.
pub fn counts(read: &mut dyn Read, lost: PersonId) -> Outcome<Vec<(&'static str, usize)>> {
    let mut all = Vec::new();
    count::<Registration>(read, lost, &mut all, "person")?;
    count::<Proposal>(read, lost, &mut all, "person")?;
    count::<Task>(read, lost, &mut all, "person")?;
    each_kind!(count, read, lost, &mut all);
    Ok(all)
}

fn newer<R: Record>(
    read: &mut dyn Read,
    (person, at): (PersonId, &str),
    all: &mut Vec<(&'static str, usize)>,
    column: &str,
) -> Outcome<()> {
    let rows = records::where_::<R>(read, &format!("{column} = $1 AND created_at > $2"), &[person.into(), at.into()])?.len();
    if rows > 0 {
        all.push((R::TABLE, rows));
    }
    Ok(())
}

/// What was added to a file after an instant: table and number of rows.
pub(super) fn since(read: &mut dyn Read, person: PersonId, at: DateTime<Utc>) -> Outcome<Vec<(&'static str, usize)>> {
    let (mut all, at) = (Vec::new(), instant_text(at));
    newer::<Registration>(read, (person, &at), &mut all, "person")?;
    newer::<Proposal>(read, (person, &at), &mut all, "person")?;
    each_kind!(newer, read, (person, &at), &mut all);
    Ok(all)
}

fn shift<R: Record>(w: &mut Write<'_>, from: PersonId, to: PersonId, column: &str) -> Outcome<()> {
    let set = field::<R>(column).ok_or_else(|| Fault::broken("a column that moves is missing"))?.set;
    for before in of::<R>(w.reader(), from, column)? {
        let mut after = before.clone();
        set(&mut after, RowId(to.0).into()).map_err(|flaw| Fault::broken(flaw.key))?;
        w.update(&before, &after)?;
    }
    Ok(())
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
    each_kind!(shift, w, lost, survivor);
    // Files merged into the lost one before lead to the survivor.
    shift::<Person>(w, lost, survivor, "merged_into")?;
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
