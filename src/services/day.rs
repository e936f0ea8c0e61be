//! Ma journée: a counsellor's appointments, unsettled ones of earlier days first, then what is due until the end of the week, and the
//! drafts left for later (screens.md §4). Called by the screen of the day and by `show day`.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde_json::{Value as Json, json};

use crate::domain::appointment::grace;
use crate::domain::calendar;
use crate::domain::ids::{AppointmentId, TaskId};
use crate::domain::record::day_text;
use crate::domain::rights::{self, Owner};
use crate::domain::task::Task;
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::services::changes::{self, Mark};
use crate::services::draft::{self, Draft};
use crate::store::{Desk, day as store, records};

pub use crate::store::day::{Due, Meeting, Officer, Todo};

/// Appointments left unsettled longer than this are the business of the check of the data, not of each morning.
const LEFT: i64 = 31;

/// The page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// Which day.
    pub day: NaiveDate,
    /// Now, local time.
    pub now: NaiveDateTime,
    /// By hour; those still to be settled of earlier days first.
    pub meetings: Vec<Meeting>,
    /// By due day.
    pub todos: Vec<Todo>,
    /// How many are due.
    pub due: Due,
    /// Forms left for later.
    pub drafts: Vec<Draft>,
    /// Who administers the office; only when there is nothing else to show.
    pub admin: Option<String>,
    /// What others had saved when it was read.
    pub mark: Mark,
}

/// The day of who acts. Two flights: the question what others have saved goes before the lists.
pub fn page(desk: &mut Desk) -> Outcome<Page> {
    let user = desk.who.user;
    access::may(desk, rights::Deed::Agenda, Owner::own(&desk.who))?;
    let mark = changes::mark(desk)?;
    let now = calendar::local(desk.now());
    let today = now.date();
    let (from, to) = bounds(today, 1);
    let until = week_end(today);
    let drafts = draft::mine(desk)?;
    let (meetings, todos, due) = desk.read(|read| {
        let ran = read.gather(&[
            store::of_counsellor(user, from, to, Some(from - Duration::days(LEFT))),
            store::todos(user, today, until),
            store::due(user, today, until),
        ])?;
        let [meetings, todos, due] = ran.as_slice() else { return Err(Fault::broken("a flight came back short")) };
        Ok((store::read_meetings(meetings)?, store::read_todos(todos)?, store::read_due(due)?))
    })?;
    let empty = meetings.is_empty() && todos.is_empty() && drafts.is_empty();
    let admin = if empty { administrator(desk)? } else { None };
    Ok(Page { day: today, now, meetings, todos, due, drafts, admin, mark })
}

/// The first administrator of the agency, by name.
fn administrator(desk: &mut Desk) -> Outcome<Option<String>> {
    let admin = |o: &Officer| o.roles.iter().any(|r| r == "admin");
    Ok(everyone(desk)?.into_iter().find(admin).map(|o| o.name))
}

/// One task as it is now.
pub fn task(desk: &mut Desk, id: TaskId) -> Outcome<Task> {
    let task: Task = desk.read(|read| records::by_id(read, id))?;
    access::may(desk, rights::Deed::Tasks, Owner::of(task.agency.clone(), Some(task.assignee)))?;
    Ok(task)
}

/// One appointment as it is now: after a deed, or when someone was quicker.
pub fn meeting(desk: &mut Desk, id: AppointmentId) -> Outcome<Meeting> {
    let meeting = desk.read(|read| store::one(read, id))?;
    let appointment = &meeting.appointment;
    access::may(desk, rights::Deed::Agenda, Owner::of(appointment.agency.clone(), appointment.counsellor))?;
    Ok(meeting)
}

/// Who of the agency can be given appointments today, by name.
pub fn officers(desk: &mut Desk) -> Outcome<Vec<Officer>> {
    Ok(everyone(desk)?.into_iter().filter(receives).collect())
}

/// The active accounts of the agency, by name.
fn everyone(desk: &mut Desk) -> Outcome<Vec<Officer>> {
    let (agency, today) = (desk.who.agency.clone(), calendar::local(desk.now()).date());
    desk.read(|read| {
        let ran = read.gather(&[store::officers(&agency, today)])?;
        store::read_officers(ran.first().ok_or_else(|| Fault::broken("a flight came back short"))?)
    })
}

/// Whether people are received by this account.
pub(super) fn receives(officer: &Officer) -> bool {
    officer.roles.iter().any(|r| r == "counsellor" || r == "employer_officer")
}

/// The instants at which so many days begin and end.
pub(super) fn bounds(day: NaiveDate, days: i64) -> (DateTime<Utc>, DateTime<Utc>) {
    let midnight = day.and_time(NaiveTime::MIN);
    (calendar::utc(midnight), calendar::utc(midnight + Duration::days(days)))
}

/// The Sunday of the week of a day.
pub(super) fn week_end(day: NaiveDate) -> NaiveDate {
    calendar::add_days(day, 6 - i64::from(day.weekday().num_days_from_monday()))
}

impl Page {
    /// How many people wait at the reception.
    pub fn waiting(&self) -> usize {
        self.meetings.iter().filter(|m| m.appointment.state == crate::domain::lifecycle::AppointmentState::Arrived).count()
    }
    /// How many appointments today has, without those that were moved or cancelled.
    pub fn booked(&self) -> usize {
        use crate::domain::lifecycle::AppointmentState::{Cancelled, Excused, Moved};
        let stands = |m: &&Meeting| {
            m.appointment.at().is_some_and(|at| at.date() == self.day)
                && ![Cancelled, Excused, Moved].contains(&m.appointment.state)
        };
        self.meetings.iter().filter(stands).count()
    }
    /// For `show day --json`: one object a row.
    pub fn rows(&self, grace: i64) -> Vec<Json> {
        let meetings = self.meetings.iter().map(|m| meeting_json(m, self.now, grace));
        meetings.chain(self.todos.iter().map(|t| todo_json(t, self.day))).chain(self.drafts.iter().map(draft_json)).collect()
    }
}

/// One appointment for a program. Ids as UUIDs, hours in local time.
pub(super) fn meeting_json(m: &Meeting, now: NaiveDateTime, grace: i64) -> Json {
    let a = &m.appointment;
    let hour = |at: Option<DateTime<Utc>>| at.map(|at| calendar::local(at).format("%Y-%m-%dT%H:%M").to_string());
    json!({
        "row": "appointment",
        "id": a.head.id.0.to_string(),
        "starts_at": hour(a.starts_at),
        "arrived_at": hour(a.arrived_at),
        "minutes": a.minutes,
        "kind": a.kind,
        "mode": a.mode,
        "state": a.state.id(),
        "to_settle": a.to_settle(now, grace),
        "name": m.name,
        "number": m.number,
        "vacancy": m.vacancy,
        "counsellor": m.counsellor,
        "room": a.room.clone().or_else(|| m.room.clone()),
        "wish": a.wish,
    })
}

fn todo_json(t: &Todo, today: NaiveDate) -> Json {
    let day = |d: Option<NaiveDate>| d.map(day_text);
    json!({
        "row": "task",
        "id": t.task.head.id.0.to_string(),
        "kind": t.task.kind,
        "due": day(t.task.due),
        "late": t.task.due.is_some_and(|d| d < today),
        "priority": t.task.priority,
        "subject_kind": t.task.subject_kind,
        "name": t.name,
        "number": t.number,
        "vacancy": t.vacancy,
        "words": t.task.words,
    })
}

fn draft_json(d: &Draft) -> Json {
    json!({
        "row": "draft",
        "id": d.id.0.to_string(),
        "form": d.form,
        "label": d.label,
        "focus": d.focus,
        "saved_at": calendar::local(d.saved_at).format("%Y-%m-%dT%H:%M").to_string(),
    })
}

/// What `show day --json` gives.
pub fn show(desk: &mut Desk) -> Outcome<Vec<Json>> {
    let grace = grace(&desk.rules);
    Ok(page(desk)?.rows(grace))
}
