//! Taking a deed back (domain.md §3): by its author the same day with one key, later by the head with a reason. What the
//! audit says it changed is put back as it was, what it made is closed in its own way; both stay in the audit. The tasks
//! follow. Called by every screen's `z`.

use std::collections::BTreeSet;

use chrono::NaiveTime;
use uuid::Uuid;

use crate::domain::appointment::Appointment;
use crate::domain::calendar;
use crate::domain::ids::{AppointmentId, DeedId, Id, PlacementId, ProposalId, RegistrationId, RowId, VacancyId};
use crate::domain::lifecycle::{AppointmentState, PlacementState, ProposalState, RegistrationState, TaskState};
use crate::domain::office::{Decision, Enrolment};
use crate::domain::proposal::{Placement, Proposal};
use crate::domain::record::Record;
use crate::domain::registration::Registration;
use crate::domain::rights::{self, Owner};
use crate::domain::task::Task;
use crate::domain::vacancy::Vacancy;
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::{follow_up, proposals};
use crate::store::deeds::{self, Changed, Done};
use crate::store::{Deed, Desk, Write, records, tasks};

/// The act of a deed that takes another back.
pub const ACT: &str = "undo";

/// What could be taken back of a record: one's own last deed of the day that changed it. None: nothing, or it was an undo.
pub fn last(desk: &mut Desk, subject: RowId) -> Outcome<Option<Done>> {
    let midnight = calendar::utc(calendar::local(desk.now()).date().and_time(NaiveTime::MIN));
    let login = desk.who.login.clone();
    let found = desk.read(|read| deeds::last_of(read, &login, subject, midnight))?;
    Ok(found.filter(|done| done.act != ACT))
}

/// Takes a deed back. Refused: not one's own of the day (unless the head gives a reason), changed again since, or of a kind
/// that is not taken back (a registration at the counter, an interview, an import). Gives the act taken back.
pub fn undo(desk: &mut Desk, deed: DeedId, what: DeedId, reason: Option<&str>) -> Outcome<String> {
    let done = desk.read(|read| deeds::by_id(read, what))?.ok_or(Fault::Missing("audit"))?;
    let today = calendar::local(desk.now()).date();
    let own = done.login == desk.who.login && calendar::local(done.at).date() == today;
    let mut this = Deed::new(deed, ACT);
    if !own {
        if rights::allowed(&desk.who, rights::Deed::Decide, Owner::agency(done.agency.clone())).is_err() {
            return Err(Fault::refused("refused-undo-not-yours").with("login", &done.login));
        }
        let Some(reason) = reason.filter(|r| !r.trim().is_empty()) else {
            return Err(Fault::Flaws(vec![Flaw::new("reason", "flaw-missing")]));
        };
        this = this.because(reason);
    }
    if done.act == ACT {
        return Err(Fault::refused("refused-nothing-to-undo"));
    }
    let changes = desk.read(|read| deeds::changes(read, what))?;
    desk.lenient(|desk| {
        desk.write(this.clone(), |w| {
            if w.replayed() {
                return Ok(());
            }
            for change in changes.iter().rev() {
                one(w, change)?;
            }
            follow(w, &changes)
        })
    })?;
    Ok(done.act)
}

fn one(w: &mut Write<'_>, change: &Changed) -> Outcome<()> {
    match (change.was.as_deref(), change.became.as_deref()) {
        (None, None) => Ok(()),
        (Some(_), None) => Err(Fault::refused("refused-cannot-undo")),
        (None, Some(_)) => unmake(w, change),
        (Some(was), Some(became)) => match change.record.as_str() {
            "registration" => back::<Registration>(w, change.subject, was, became),
            "appointment" => back::<Appointment>(w, change.subject, was, became),
            "vacancy" => back_offer(w, change.subject, was, became),
            "proposal" => back::<Proposal>(w, change.subject, was, became),
            "placement" => back::<Placement>(w, change.subject, was, became),
            "enrolment" => back::<Enrolment>(w, change.subject, was, became),
            "decision" => back::<Decision>(w, change.subject, was, became),
            "task" => back_task(w, change.subject, was, became),
            "notice" => Ok(()),
            _ => Err(Fault::refused("refused-cannot-undo")),
        },
    }
}

/// Puts the fields back as they were, if nobody has changed them since. A task that has moved on is left to the rules.
fn back<R: Record>(w: &mut Write<'_>, subject: Uuid, was: &str, became: &str) -> Outcome<()> {
    let current: R = records::by_id(w.reader(), R::Id::from_uuid(subject))?;
    let mut seen = current.clone();
    deeds::put(&mut seen, became)?;
    if seen != current {
        return if R::TABLE == Task::TABLE { Ok(()) } else { Err(Fault::refused("refused-changed-since")) };
    }
    let mut after = current.clone();
    deeds::put(&mut after, was)?;
    w.update(&current, &after)
}

/// A task whose place another one has taken since (a rule made it anew) stays as it is.
fn back_task(w: &mut Write<'_>, subject: Uuid, was: &str, became: &str) -> Outcome<()> {
    let mut again: Task = records::by_id(w.reader(), Id::from_uuid(subject))?;
    deeds::put(&mut again, was)?;
    let twins = tasks::of_subjects(w.reader(), &[again.subject])?;
    let taken = |t: &Task| t.head.id != again.head.id && t.kind == again.kind && t.origin.is_some() && t.origin == again.origin;
    if twins.iter().any(taken) { Ok(()) } else { back::<Task>(w, subject, was, became) }
}

/// An offer: what its positions filled were changed by is taken off what stands there now (others may have been hired since), and one
/// that has a position again opens again.
fn back_offer(w: &mut Write<'_>, subject: Uuid, was: &str, became: &str) -> Outcome<()> {
    let count = |json: &str| -> Outcome<Option<i64>> {
        let mut offer = Vacancy { positions_filled: -1, ..Vacancy::default() };
        deeds::put(&mut offer, json)?;
        Ok(Some(offer.positions_filled).filter(|n| *n >= 0))
    };
    let Some((from, to)) = count(was)?.zip(count(became)?) else { return back::<Vacancy>(w, subject, was, became) };
    let current: Vacancy = records::by_id(w.reader(), VacancyId(subject))?;
    let (mut seen, mut after) = (current.clone(), current.clone());
    deeds::put(&mut seen, became)?;
    seen.positions_filled = current.positions_filled;
    if seen == current {
        deeds::put(&mut after, was)?;
    }
    after.positions_filled = (current.positions_filled - (to - from)).max(0);
    proposals::reopened(&mut after);
    w.update(&current, &after)
}

/// What the deed made is not deleted: it ends in the way that its kind ends when it should not have been.
fn unmake(w: &mut Write<'_>, change: &Changed) -> Outcome<()> {
    let today = w.rules().today;
    match change.record.as_str() {
        "task" => end(w, change, |t: &mut Task| no_object(t, today)),
        "placement" => end(w, change, |p: &mut Placement| p.state = PlacementState::Denied),
        "appointment" => end(w, change, |a: &mut Appointment| a.state = AppointmentState::Cancelled),
        // Never proposed: it counts neither as a contact nor as the last proposal.
        "proposal" => end(w, change, |p: &mut Proposal| {
            p.state = ProposalState::Withdrawn;
            p.sent_on = None;
            p.answer_due = None;
        }),
        "decision" => end(w, change, |d: &mut Decision| {
            d.outcome = Some("dropped".to_owned());
            d.decided_on = Some(today);
        }),
        "registration" => end(w, change, |r: &mut Registration| {
            r.state = RegistrationState::Closed;
            r.closed_on = Some(today);
            r.exit_reason = Some("15".to_owned());
        }),
        // They say what was; nothing follows from them.
        "letter" | "notice" | "job_goal" | "wishes" => Ok(()),
        _ => Err(Fault::refused("refused-cannot-undo")),
    }
}

/// A task that should not have been made: it has no object, and its place is free again for the rule.
pub(super) fn no_object(task: &mut Task, today: chrono::NaiveDate) {
    if task.state == TaskState::Open {
        task.state = TaskState::Dropped;
        task.done_on = Some(today);
        let id = task.head.id.0.simple().to_string();
        task.origin = task.origin.take().map(|o| format!("{o}~{}", id.get(20..).unwrap_or_default()));
    }
}

pub(super) fn end<R: Record>(w: &mut Write<'_>, change: &Changed, f: impl FnOnce(&mut R)) -> Outcome<()> {
    let before: R = records::by_id(w.reader(), R::Id::from_uuid(change.subject))?;
    let mut after = before.clone();
    f(&mut after);
    w.update(&before, &after)
}

/// The tasks of everything that was put back, and the next due day of the people concerned.
fn follow(w: &mut Write<'_>, changes: &[Changed]) -> Outcome<()> {
    let touched: BTreeSet<(&str, Uuid)> = changes.iter().map(|c| (c.record.as_str(), c.subject)).collect();
    let mut persons = BTreeSet::new();
    for (record, id) in touched {
        match record {
            "registration" => follow_up::refresh_registration(w, RegistrationId(id))?,
            "appointment" => {
                follow_up::refresh_appointment(w, AppointmentId(id))?;
                persons.extend(records::by_id::<Appointment>(w.reader(), AppointmentId(id))?.person);
            }
            "vacancy" => follow_up::refresh_vacancy(w, VacancyId(id))?,
            "proposal" => {
                follow_up::refresh_proposal(w, ProposalId(id))?;
                persons.insert(records::by_id::<Proposal>(w.reader(), ProposalId(id))?.person);
            }
            "placement" => follow_up::refresh_placement(w, PlacementId(id))?,
            "enrolment" => follow_up::refresh_enrolment(w, RowId(id))?,
            "decision" => follow_up::refresh_decision(w, RowId(id))?,
            "task" => persons.extend(records::by_id::<Task>(w.reader(), Id::from_uuid(id))?.person),
            _ => {}
        }
    }
    for person in &persons {
        follow_up::refresh_person(w, *person)?;
    }
    let persons: Vec<_> = persons.into_iter().collect();
    tasks::set_next_due(w, &persons);
    Ok(())
}
