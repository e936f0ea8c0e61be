//! The life of a registration (domain.md §3.1): renewed, suspended, in a measure, left, hired, restored, registered again.
//! Each by the lifecycle's table, with its effects, in one deed. Called by the file, the caseload, reception and proposals.

use chrono::NaiveDate;

use super::reconcile::{self, Staff};
use crate::domain::appointment::Appointment;
use crate::domain::delays::{at_resume, may_restore};
use crate::domain::ids::{DeedId, PersonId, PlacementId, RegistrationId, RowId};
use crate::domain::lifecycle::{
    AppointmentEvent, ProposalEvent, RegistrationEvent, RegistrationState, State, TaskEvent, TaskState,
};
use crate::domain::office::Decision;
use crate::domain::proposal::{Placement, Proposal};
use crate::domain::record::{Head, instant_text};
use crate::domain::registration::Registration;
use crate::domain::rights::{self, Owner};
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::access;
use crate::store::{Deed, Desk, Write, facts, people, records, tasks};

/// CATEGORY 1: available without a job.
const AVAILABLE: &str = "1";
/// CATEGORY 4: in a measure or training.
const IN_MEASURE: &str = "4";
/// CATEGORY 5: not available.
const AWAY: &str = "5";

/// Reads, asks the right, and writes one event; `f` sets what the event brings along.
pub(super) fn event(
    desk: &mut Desk,
    deed: Deed,
    id: RegistrationId,
    right: rights::Deed,
    event: RegistrationEvent,
    mut f: impl FnMut(&mut Write<'_>, &mut Registration) -> Outcome<()>,
) -> Outcome<Registration> {
    let seen = desk.read(|read| records::by_id::<Registration>(read, id))?;
    access::may(desk, right, Owner::of(seen.agency, seen.counsellor))?;
    desk.lenient(|desk| {
        desk.write(deed, |w| {
            if !w.replayed() {
                let before: Registration = records::by_id(w.reader(), id)?;
                let mut after = before.clone();
                after.state = next(&before, event)?;
                f(w, &mut after)?;
                w.update(&before, &after)?;
                super::refresh_registration(w, id)?;
            }
            records::by_id(w.reader(), id)
        })
    })
}

/// The state after an event, or the refusal that names the present one.
pub(super) fn next(before: &Registration, event: RegistrationEvent) -> Outcome<RegistrationState> {
    let refused = || Fault::refused("refused-registration-state").with("state", before.state.id()).with("event", event.id());
    before.state.after(event).ok_or_else(refused)
}

fn renewal_from(w: &Write<'_>) -> NaiveDate {
    let rules = w.rules();
    rules.delays.after(&rules.calendar, rules.today, "T5", "renewal")
}

/// The person confirms, at the counter or by telephone: to be renewed in 90 days from today, early or late. A second time
/// on the same day changes nothing.
pub fn renew(desk: &mut Desk, deed: DeedId, id: RegistrationId) -> Outcome<Registration> {
    event(desk, Deed::new(deed, "renew"), id, rights::Deed::Renew, RegistrationEvent::Renew, |w, after| {
        let due = renewal_from(w);
        if after.renewal_due == Some(due) {
            return Ok(());
        }
        after.renewal_due = Some(due);
        after.no_exit_before = None;
        reminders_done(w, after)
    })
}

/// The reminders of this renewal are done: the person was reached.
fn reminders_done(w: &mut Write<'_>, registration: &Registration) -> Outcome<()> {
    let today = w.rules().today;
    for task in tasks::of_subjects(w.reader(), &[RowId(registration.head.id.0)])? {
        if task.kind == "T5"
            && let Some(state) = task.state.after(TaskEvent::Do)
        {
            let mut after = task.clone();
            after.state = state;
            after.done_on = Some(today);
            w.update(&task, &after)?;
        }
    }
    Ok(())
}

/// Illness, maternity, absence: not available until a day (T71 then). The reason goes to the audit.
pub fn suspend(desk: &mut Desk, deed: DeedId, id: RegistrationId, until: NaiveDate, reason: &str) -> Outcome<Registration> {
    not_past(desk, until)?;
    let deed = Deed::new(deed, "suspend").because(reason);
    event(desk, deed, id, rights::Deed::Renew, RegistrationEvent::Suspend, |_, after| {
        after.pause_until = Some(until);
        after.category = Some(AWAY.to_owned());
        Ok(())
    })
}

/// Enters a CAJ, a traineeship or a training until a planned end (T70, T8 then).
pub fn enter_measure(desk: &mut Desk, deed: DeedId, id: RegistrationId, until: NaiveDate) -> Outcome<Registration> {
    not_past(desk, until)?;
    let deed = Deed::new(deed, "enter_measure");
    event(desk, deed, id, rights::Deed::Follow, RegistrationEvent::EnterMeasure, |_, after| {
        after.pause_until = Some(until);
        after.category = Some(IN_MEASURE.to_owned());
        Ok(())
    })
}

fn not_past(desk: &Desk, until: NaiveDate) -> Outcome<()> {
    if until < desk.rules.today {
        return Err(Fault::Flaws(vec![Flaw::new("pause_until", "flaw-due-past").with("day", until.format("%d/%m/%Y"))]));
    }
    Ok(())
}

/// The measure or absence is over, at its end or before: an interview within ten working days, renewal in 90 days.
pub fn resume(desk: &mut Desk, deed: DeedId, id: RegistrationId) -> Outcome<Registration> {
    event(desk, Deed::new(deed, "resume"), id, rights::Deed::Leave, RegistrationEvent::Resume, |w, after| back(w, after, false))
}

/// On the list again: available, to be renewed in 90 days, to be seen.
fn back(w: &mut Write<'_>, after: &mut Registration, same_day: bool) -> Outcome<()> {
    after.pause_until = None;
    after.no_exit_before = None;
    after.category = Some(AVAILABLE.to_owned());
    after.renewal_due = Some(renewal_from(w));
    let id = RowId(after.head.id.0);
    let rules = w.rules().clone();
    let known = facts::registrations(w.reader(), &rules, &[id])?.pop().ok_or(Fault::Missing("registration"))?;
    let mut wanted = at_resume(&known.known.facts, w.rules(), same_day);
    // Twice on one day: the open one stays, a settled one isn't made again under its origin.
    let stored = tasks::of_subjects(w.reader(), &[id])?;
    let same = stored.iter().filter(|t| t.origin.as_ref().is_some_and(|o| o.starts_with(&wanted.origin)));
    let (open, count) = same.fold((false, 0), |(open, n), t| (open || t.state == TaskState::Open, n + 1));
    if open {
        return Ok(());
    }
    if count > 0 {
        wanted.origin = format!("{}-{count}", wanted.origin);
    }
    let staff = Staff::load(w)?;
    let assignee = after.counsellor.or_else(|| staff.head(&after.agency)).unwrap_or(w.who().user);
    let id = w.new_id();
    let agency = after.agency.clone();
    w.insert(&reconcile::task_of(&wanted, id, agency, assignee))
}

/// The end by another motive than a hire: 04, 09 to 13, 16 by the counsellor; 15, 17, 18 by the head. 05 is the clock's,
/// 06 to 08 are decided, 14 is a merge.
pub fn leave(desk: &mut Desk, deed: DeedId, id: RegistrationId, exit: &str) -> Outcome<Registration> {
    let (event, right) = match exit {
        "04" | "09" | "10" | "11" | "12" | "13" | "16" => (RegistrationEvent::Leave, rights::Deed::Leave),
        "15" => (RegistrationEvent::Mistake, rights::Deed::CloseByHead),
        "17" => (RegistrationEvent::LapseIncomplete, rights::Deed::CloseByHead),
        "18" => (RegistrationEvent::Unreachable, rights::Deed::CloseByHead),
        _ => return Err(Fault::refused("refused-exit-not-here").with("code", exit)),
    };
    close(desk, Deed::new(deed, "leave"), id, right, |w, before| {
        let today = w.rules().today;
        close_in(w, before, event, exit, today)
    })
}

fn close(
    desk: &mut Desk,
    deed: Deed,
    id: RegistrationId,
    right: rights::Deed,
    mut f: impl FnMut(&mut Write<'_>, &Registration) -> Outcome<()>,
) -> Outcome<Registration> {
    let seen = desk.read(|read| records::by_id::<Registration>(read, id))?;
    access::may(desk, right, Owner::of(seen.agency, seen.counsellor))?;
    desk.lenient(|desk| {
        desk.write(deed, |w| {
            if !w.replayed() {
                let before: Registration = records::by_id(w.reader(), id)?;
                f(w, &before)?;
            }
            records::by_id(w.reader(), id)
        })
    })
}

/// A hire: exit 01 (by the office), 02 (found alone) or 03 (own business), and the placement, if it is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hire {
    /// EXIT 01, 02 or 03.
    pub exit: String,
    /// To be stored, with its state; person, agency and id are filled in.
    pub placement: Option<Placement>,
}

/// Hired: the registration ends, the placement is kept, open proposals are withdrawn. Gives the placement's id.
pub fn hire(desk: &mut Desk, deed: DeedId, id: RegistrationId, hire: &Hire) -> Outcome<Option<PlacementId>> {
    let mut placed = None;
    close(desk, Deed::new(deed, "hire"), id, rights::Deed::Follow, |w, before| {
        placed = hire_in(w, before, hire)?;
        Ok(())
    })?;
    Ok(placed)
}

/// As [`hire`], within a save: an employer's « recruté » does it.
pub fn hire_in(w: &mut Write<'_>, before: &Registration, hire: &Hire) -> Outcome<Option<PlacementId>> {
    if !matches!(hire.exit.as_str(), "01" | "02" | "03") {
        return Err(Fault::refused("refused-exit-not-here").with("code", &hire.exit));
    }
    let today = w.rules().today;
    close_in(w, before, RegistrationEvent::Hire, &hire.exit, today)?;
    let Some(placement) = &hire.placement else { return Ok(None) };
    let mut placement = placement.clone();
    placement.head = Head::new(w.new_id());
    placement.person = before.person;
    placement.agency.clone_from(&before.agency);
    w.insert(&placement)?;
    super::refresh_placement(w, placement.head.id)?;
    Ok(Some(placement.head.id))
}

/// Ends a registration within a save: planned appointments are cancelled, open proposals withdrawn, tasks without object,
/// but for those of placements, measures and privacy.
pub fn close_in(w: &mut Write<'_>, before: &Registration, event: RegistrationEvent, exit: &str, on: NaiveDate) -> Outcome<()> {
    let mut after = before.clone();
    after.state = next(before, event)?;
    after.closed_on = Some(on);
    after.exit_reason = Some(exit.to_owned());
    after.pause_until = None;
    w.update(before, &after)?;
    let now = instant_text(w.now());
    let planned = tasks::planned_after(w.reader(), before.person, &now)?;
    for appointment in records::by_ids::<Appointment>(w.reader(), &planned)? {
        let mut cancelled = appointment.clone();
        cancelled.state = appointment.state.after(AppointmentEvent::Cancel).unwrap_or(appointment.state);
        w.update(&appointment, &cancelled)?;
    }
    let open = tasks::open_proposals(w.reader(), before.person)?;
    for proposal in records::by_ids::<Proposal>(w.reader(), &open)? {
        let mut withdrawn = proposal.clone();
        withdrawn.state = proposal.state.after(ProposalEvent::Withdraw).unwrap_or(proposal.state);
        w.update(&proposal, &withdrawn)?;
    }
    undecided(w, before, event)?;
    for task in tasks::open_of_person(w.reader(), before.person)? {
        let stays = matches!(task.subject_kind.as_str(), "placement" | "enrolment" | "duplicate_pair" | "decision" | "carence");
        if !stays && !matches!(task.kind.as_str(), "T50" | "T60") {
            reconcile::drop_task(w, &task)?;
        }
    }
    super::refresh_registration(w, before.head.id)
}

/// A striking off proposed and overtaken by another end has no object any more.
fn undecided(w: &mut Write<'_>, before: &Registration, event: RegistrationEvent) -> Outcome<()> {
    if before.state != RegistrationState::StrikeProposed || event == RegistrationEvent::ConfirmStrike {
        return Ok(());
    }
    let today = w.rules().today;
    let rest = "subject = $1 AND kind = 'strike' AND outcome IS NULL";
    for decision in records::where_::<Decision>(w.reader(), rest, &[before.head.id.into()])? {
        let mut after = decision.clone();
        after.outcome = Some("dropped".to_owned());
        after.decided_on = Some(today);
        w.update(&decision, &after)?;
        super::refresh_decision(w, decision.head.id)?;
    }
    Ok(())
}

/// « Rétablir »: the same registration, its exit revised away. Up to and including 30 days after exit 05; after a hire that
/// was denied, whatever the delay (then the person is to be reached the same day); never over a newer registration.
pub fn restore(desk: &mut Desk, deed: DeedId, id: RegistrationId) -> Outcome<Registration> {
    event(desk, Deed::new(deed, "restore"), id, rights::Deed::Renew, RegistrationEvent::Restore, |w, after| {
        let rules = w.rules().clone();
        let known = facts::registrations(w.reader(), &rules, &[id])?.pop().ok_or(Fault::Missing("registration"))?;
        let denied = tasks::hire_denied(w.reader(), after.person)?;
        if !may_restore(&known.known.facts, denied, &rules) {
            return Err(Fault::refused("refused-restore").with("days", rules.delays.get("T5", "restore")));
        }
        let hired = after.exit_reason.as_deref() != Some("05");
        after.closed_on = None;
        after.exit_reason = None;
        back(w, after, hired)
    })
}

/// A new period of a known person: same person and number, goals and wishes as last time. Refused while one is open, and
/// where « rétablir » is to be used instead.
pub fn register_again(desk: &mut Desk, deed: DeedId, person: PersonId, entry_reason: &str) -> Outcome<Registration> {
    let last = desk.read(|read| people::load(read, person))?;
    access::may(desk, rights::Deed::PersonWrite, Owner::of(last.person.agency.clone(), last.registration.counsellor))?;
    desk.lenient(|desk| {
        desk.write(Deed::new(deed, "register_again"), |w| {
            let id: RegistrationId = w.new_id();
            if !w.replayed() {
                again(w, id, person, entry_reason)?;
            }
            records::by_id(w.reader(), id)
        })
    })
}

fn again(w: &mut Write<'_>, id: RegistrationId, person: PersonId, entry_reason: &str) -> Outcome<()> {
    let rules = w.rules().clone();
    let file = people::load(w.reader(), person)?;
    let old = &file.registration;
    if old.head.version > 0 && old.state != RegistrationState::Closed {
        return Err(Fault::refused("refused-already-registered"));
    }
    if old.head.version > 0
        && let Some(known) = facts::registrations(w.reader(), &rules, &[old.head.id])?.pop()
        && old.exit_reason.as_deref() == Some("05")
        && may_restore(&known.known.facts, false, &rules)
    {
        return Err(Fault::refused("refused-restore-instead"));
    }
    let new = Registration {
        head: Head::new(id),
        person,
        agency: file.person.agency.clone(),
        state: if old.missing_documents.is_empty() { RegistrationState::Active } else { RegistrationState::Incomplete },
        category: Some(AVAILABLE.to_owned()),
        registered_on: Some(rules.today),
        channel: Some("1".to_owned()),
        entry_reason: Some(entry_reason.to_owned()),
        renewal_due: Some(renewal_from(w)),
        no_exit_before: None,
        pause_until: None,
        closed_on: None,
        exit_reason: None,
        plan_signed_on: None,
        last_contact: None,
        next_due: None,
        ..old.clone()
    };
    w.insert(&new)?;
    for goal in std::iter::once(&file.goal).chain(&file.more_goals).filter(|g| g.head.version > 0) {
        let mut goal = goal.clone();
        goal.head = Head::new(w.new_id());
        goal.registration = id;
        w.insert(&goal)?;
    }
    if file.wishes.head.version > 0 {
        let mut wishes = file.wishes.clone();
        wishes.head = Head::new(w.new_id());
        wishes.registration = id;
        wishes.available_from = Some(rules.today);
        w.insert(&wishes)?;
    }
    super::refresh_registration(w, id)
}

/// What `u` did for a person found among the possible duplicates.
#[derive(Debug, Clone, PartialEq)]
pub enum Renewed {
    /// The open registration was renewed.
    Renewed(Registration),
    /// The one lapsed less than 30 days ago was restored.
    Restored(Registration),
    /// A new one was opened.
    Registered(Registration),
}

/// Renews, restores or registers again, whichever the person's file asks for (screens.md: `u`, two keys at the counter).
pub fn renew_or_register(desk: &mut Desk, deed: DeedId, person: PersonId) -> Outcome<Renewed> {
    let rules = desk.rules.clone();
    let file = desk.read(|read| people::load(read, person))?;
    let last = &file.registration;
    if last.head.version > 0 && last.state != RegistrationState::Closed {
        return renew(desk, deed, last.head.id).map(Renewed::Renewed);
    }
    let id = RowId(last.head.id.0);
    let known = desk.read(|read| facts::registrations(read, &rules, &[id]))?.pop();
    let denied = desk.read(|read| tasks::hire_denied(read, person))?;
    if known.is_some_and(|k| may_restore(&k.known.facts, denied, &rules)) {
        return restore(desk, deed, last.head.id).map(Renewed::Restored);
    }
    register_again(desk, deed, person, "0").map(Renewed::Registered)
}
