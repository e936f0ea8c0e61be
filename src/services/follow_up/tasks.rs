//! Settling tasks one by one: done, put off, transferred, without object, made by hand (domain.md §3.6).
//! Called by the screens of the day, tasks and file.

use chrono::NaiveDate;

use super::reconcile::{self, Staff};
use crate::domain::appointment::Appointment;
use crate::domain::delays::event_origin;
use crate::domain::ids::{
    AppointmentId, DeedId, PersonId, PlacementId, ProposalId, RegistrationId, RowId, TaskId, UserId, VacancyId,
};
use crate::domain::lifecycle::{PlacementEvent, State, TaskEvent, TaskState};
use crate::domain::proposal::{Placement, Proposal};
use crate::domain::record::Head;
use crate::domain::registration::Registration;
use crate::domain::rights::{self, Owner};
use crate::domain::task::{Notice, Task};
use crate::domain::vacancy::Vacancy;
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::access;
use crate::services::proposals;
use crate::store::{Deed, Desk, Write, records, tasks as store};

/// What a check of T31 can give.
const CHECKS: [&str; 3] = ["yes", "no", "unknown"];

/// Runs a change of one task, after the right to it; a repeated deed gives the task as it became.
fn on_task(desk: &mut Desk, deed: Deed, id: TaskId, mut f: impl FnMut(&mut Write<'_>, &Task) -> Outcome<Task>) -> Outcome<Task> {
    let task = desk.read(|read| records::by_id::<Task>(read, id))?;
    access::may(desk, rights::Deed::Tasks, Owner::of(task.agency, Some(task.assignee)))?;
    desk.lenient(|desk| {
        desk.write(deed, |w| {
            let before: Task = records::by_id(w.reader(), id)?;
            if w.replayed() {
                return Ok(before);
            }
            let after = f(w, &before)?;
            w.update(&before, &after)?;
            subject_of(w, &after)?;
            store::set_next_due(w, after.person.as_slice());
            Ok(after)
        })
    })
}

fn settled(task: &Task, event: TaskEvent, today: NaiveDate) -> Outcome<Task> {
    let mut after = task.clone();
    after.state = task.state.after(event).ok_or_else(|| Fault::refused("refused-task-settled").with("state", task.state.id()))?;
    if after.state != TaskState::Open {
        after.done_on = Some(today);
    }
    Ok(after)
}

/// Done, with its result, and what it says about its subject: the employer was called (T12), the person was reminded (T9),
/// told (T22), is still at work (T31: `yes`, `no` or `unknown`), the plan was signed (T2).
pub fn done(desk: &mut Desk, deed: DeedId, task: TaskId, result: Option<String>) -> Outcome<Task> {
    on_task(desk, Deed::new(deed, "task_done"), task, |w, before| {
        let today = w.rules().today;
        if before.kind == "T31" && !result.as_deref().is_some_and(|r| CHECKS.contains(&r)) {
            return Err(Fault::Flaws(vec![Flaw::new("result", "flaw-check-result")]));
        }
        let mut after = settled(before, TaskEvent::Do, today)?;
        after.result.clone_from(&result);
        effect(w, before, result.as_deref(), today)?;
        questions_end(w, before)?;
        Ok(after)
    })
}

/// What a task done says about its subject.
fn effect(w: &mut Write<'_>, task: &Task, result: Option<&str>, today: NaiveDate) -> Outcome<()> {
    let id = task.subject.0;
    match (task.kind.as_str(), task.subject_kind.as_str()) {
        ("T2", "registration") => {
            change(w, RegistrationId(id), |r: &mut Registration| r.plan_signed_on = r.plan_signed_on.or(Some(today)))
        }
        ("T9", "appointment") => change(w, AppointmentId(id), |a: &mut Appointment| a.reminded_on = Some(today)),
        ("T12" | "T13", "vacancy") => change(w, VacancyId(id), |v: &mut Vacancy| v.contacted_on = Some(today)),
        ("T22", "proposal") => change(w, ProposalId(id), |p: &mut Proposal| p.told_on = Some(today)),
        ("T30", "placement") => match result {
            Some("denied") => proposals::deny_in(w, PlacementId(id)).map(|_| ()),
            Some(by) if w.rules().codes.get("CONFIRM", by).is_some() => proposals::confirm_in(w, PlacementId(id), by, None),
            _ => Ok(()),
        },
        ("T31", "placement") => {
            let step = task.origin.as_deref().and_then(|o| o.rsplit_once('/')).map_or("", |(_, step)| step).to_owned();
            check(w, PlacementId(id), &step, result.unwrap_or("unknown"), today)
        }
        _ => Ok(()),
    }
}

fn change<R: crate::domain::record::Record>(w: &mut Write<'_>, id: R::Id, f: impl FnOnce(&mut R)) -> Outcome<()> {
    let before: R = records::by_id(w.reader(), id)?;
    let mut after = before.clone();
    f(&mut after);
    w.update(&before, &after)
}

/// A retention check: still at work at six months is « maintenu ».
fn check(w: &mut Write<'_>, id: PlacementId, step: &str, result: &str, today: NaiveDate) -> Outcome<()> {
    change(w, id, |p: &mut Placement| {
        let (day, value) = match step {
            "1m" => (&mut p.check_1_on, &mut p.check_1),
            "3m" => (&mut p.check_3_on, &mut p.check_3),
            _ => (&mut p.check_6_on, &mut p.check_6),
        };
        (*day, *value) = (Some(today), Some(result.to_owned()));
        if step == "6m" && result == "yes" {
            p.state = p.state.after(PlacementEvent::Keep).unwrap_or(p.state);
        }
    })
}

/// What was asked of the head about a task that is settled now has no object any more.
fn questions_end(w: &mut Write<'_>, task: &Task) -> Outcome<()> {
    for asked in store::of_subjects(w.reader(), &[RowId(task.head.id.0)])? {
        if asked.state == TaskState::Open {
            reconcile::drop_task(w, &asked)?;
        }
    }
    Ok(())
}

/// Brings the tasks of a task's subject up to date.
fn subject_of(w: &mut Write<'_>, task: &Task) -> Outcome<()> {
    let id = task.subject.0;
    match task.subject_kind.as_str() {
        "registration" => super::refresh_registration(w, RegistrationId(id)),
        "appointment" => super::refresh_appointment(w, AppointmentId(id)),
        "vacancy" => super::refresh_vacancy(w, VacancyId(id)),
        "proposal" => super::refresh_proposal(w, ProposalId(id)),
        "placement" => super::refresh_placement(w, PlacementId(id)),
        "enrolment" => super::refresh_enrolment(w, task.subject),
        _ => Ok(()),
    }?;
    // A contact counts for the rhythm of the person's registration, whatever the task was about.
    match task.person.filter(|_| task.state == TaskState::Done && task.subject_kind != "registration") {
        Some(person) => super::refresh_person(w, person),
        None => Ok(()),
    }
}

/// To another day, not before today. The third time the head is asked (T74); a third attempt at a retention check (T31)
/// closes it as « inconnu ». Gives the task; `postponed_count` says how often.
pub fn postpone(desk: &mut Desk, deed: DeedId, task: TaskId, to: NaiveDate) -> Outcome<Task> {
    let today = desk.rules.today;
    if to < today {
        return Err(Fault::Flaws(vec![Flaw::new("due", "flaw-due-past").with("day", to.format("%d/%m/%Y"))]));
    }
    on_task(desk, Deed::new(deed, "task_postpone"), task, |w, before| {
        let mut after = settled(before, TaskEvent::Postpone, today)?;
        after.postponed_count += 1;
        let attempts = w.rules().delays.get("T31", "attempts");
        if before.kind == "T31" && after.postponed_count >= attempts {
            after = settled(before, TaskEvent::Do, today)?;
            after.postponed_count = before.postponed_count + 1;
            after.result = Some("unknown".to_owned());
            effect(w, before, Some("unknown"), today)?;
            return Ok(after);
        }
        after.due = Some(to);
        let limit = w.rules().delays.get("T74", "postponed");
        if after.postponed_count >= limit && !w.who().has("head") {
            ask_head(w, &after)?;
        }
        Ok(after)
    })
}

fn ask_head(w: &mut Write<'_>, about: &Task) -> Outcome<()> {
    let subject = RowId(about.head.id.0);
    if store::of_subjects(w.reader(), &[subject])?.iter().any(|t| t.state == TaskState::Open) {
        return Ok(());
    }
    let staff = Staff::load(w)?;
    let rules = w.rules().clone();
    let new = Task {
        head: Head::new(w.new_id()),
        kind: "T74".to_owned(),
        subject_kind: "task".to_owned(),
        subject,
        person: about.person,
        agency: about.agency.clone(),
        assignee: staff.head(&about.agency).unwrap_or(about.assignee),
        due: Some(rules.delays.after(&rules.calendar, rules.today, "T74", "decide")),
        priority: 1,
        rule_id: Some("T74".to_owned()),
        origin: Some(event_origin(rules.today, &format!("postponed-{}", about.postponed_count))),
        ..Task::default()
    };
    w.insert(&new)
}

/// To someone else, who gets a notice.
pub fn transfer(desk: &mut Desk, deed: DeedId, task: TaskId, to: UserId) -> Outcome<Task> {
    let today = desk.rules.today;
    on_task(desk, Deed::new(deed, "task_transfer"), task, |w, before| {
        let mut after = settled(before, TaskEvent::Transfer, today)?;
        after.assignee = to;
        if to != w.who().user {
            let arguments = vec![format!("kind={}", before.kind), format!("by={}", w.who().name)];
            notify(w, to, "notice-task-transferred", arguments, "task", RowId(before.head.id.0))?;
        }
        Ok(after)
    })
}

/// A notice to a user.
pub(crate) fn notify(
    w: &mut Write<'_>,
    account: UserId,
    key: &str,
    arguments: Vec<String>,
    subject_kind: &str,
    subject: RowId,
) -> Outcome<()> {
    let notice = Notice {
        head: Head::new(w.new_id()),
        account,
        key: key.to_owned(),
        arguments,
        subject_kind: Some(subject_kind.to_owned()),
        subject: Some(subject),
        at: Some(w.now()),
        read_at: None,
    };
    w.insert(&notice)
}

/// « Sans objet », said by hand: the rule doesn't ask for it again. The reason goes to the audit.
pub fn drop(desk: &mut Desk, deed: DeedId, task: TaskId, reason: &str) -> Outcome<Task> {
    let today = desk.rules.today;
    on_task(desk, Deed::new(deed, "task_drop").because(reason), task, |_, before| settled(before, TaskEvent::Drop, today))
}

/// A free task (T99) in one's own words, about a person or about nothing.
pub fn new_free(
    desk: &mut Desk,
    deed: DeedId,
    words: &str,
    due: NaiveDate,
    assignee: Option<UserId>,
    person: Option<PersonId>,
) -> Outcome<TaskId> {
    if words.trim().is_empty() {
        return Err(Fault::Flaws(vec![Flaw::new("words", "flaw-missing")]));
    }
    let who = desk.who.clone();
    let assignee = assignee.unwrap_or(who.user);
    access::may(desk, rights::Deed::Tasks, Owner::of(who.agency.clone(), Some(assignee)))?;
    access::of_people(desk, rights::Deed::Tasks, person.as_slice(), assignee)?;
    desk.write(Deed::new(deed, "task_new"), |w| {
        let new = Task {
            head: Head::new(w.new_id()),
            kind: "T99".to_owned(),
            subject_kind: if person.is_some() { "person" } else { "account" }.to_owned(),
            subject: person.map_or(RowId(assignee.0), |p| RowId(p.0)),
            person,
            agency: who.agency.clone(),
            assignee,
            due: Some(due),
            priority: 2,
            words: Some(words.trim().to_owned()),
            ..Task::default()
        };
        w.insert(&new)?;
        store::set_next_due(w, person.as_slice());
        Ok(new.head.id)
    })
}

/// Someone asks to see or correct what is kept about him (T50): answered by the head within 30 days.
pub fn privacy_request(desk: &mut Desk, deed: DeedId, person: PersonId) -> Outcome<()> {
    access::of_person(desk, rights::Deed::PersonRead, person)?;
    let today = desk.rules.today;
    desk.write(Deed::new(deed, "privacy_request"), |w| {
        if w.replayed() {
            return Ok(());
        }
        let staff = Staff::load(w)?;
        super::request(w, person, today, &staff)?.touch(w);
        Ok(())
    })
}

/// The open tasks of one user about these people become another's: files transferred (« 31 relances suivent leur dossier »).
/// Within a save; gives their number.
pub fn files_follow(w: &mut Write<'_>, persons: &[PersonId], from: UserId, to: UserId) -> Outcome<u64> {
    let mut count = 0;
    for block in persons.chunks(200) {
        for task in store::of_files(w.reader(), block, from)? {
            let after = Task { assignee: to, ..task.clone() };
            w.update(&task, &after)?;
            count += 1;
        }
    }
    Ok(count)
}
