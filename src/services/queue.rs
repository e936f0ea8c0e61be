//! The reception's queue: who waits since when, who is expected, who is free now (screens.md §4, drawing 1b). Called by the screen
//! of the queue and by `show queue`. No reason for coming is given beyond the kind of appointment or the wish: the counter is public.

use chrono::{NaiveDateTime, NaiveTime};
use serde_json::Value as Json;

use crate::domain::appointment::grace;
use crate::domain::calendar;
use crate::domain::ids::{AppointmentId, DeedId, PersonId, UserId};
use crate::domain::lifecycle::AppointmentState;
use crate::domain::record::Head;
use crate::domain::rights::{self, Owner};
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::services::appointment;
use crate::services::changes::{self, Mark};
use crate::services::day::{Meeting, Officer, bounds, meeting_json, receives};
use crate::store::{Desk, day as store, search};

pub use crate::store::search::Card;

/// The page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// Now, local time.
    pub now: NaiveDateTime,
    /// Who waits, the longest first.
    pub waiting: Vec<Meeting>,
    /// Who is expected today, by hour.
    pub expected: Vec<Meeting>,
    /// Who is free, and until when if something is booked today.
    pub free: Vec<(Officer, Option<NaiveTime>)>,
    /// What others had saved when it was read.
    pub mark: Mark,
}

/// The queue of the agency of who acts. Two round trips.
pub fn page(desk: &mut Desk) -> Outcome<Page> {
    let agency = desk.who.agency.clone();
    access::may(desk, rights::Deed::Agenda, Owner::own(&desk.who))?;
    let mark = changes::mark(desk)?;
    let now = calendar::local(desk.now());
    let (from, to) = bounds(now.date(), 1);
    let (all, officers) = desk.read(|read| {
        let ran = read.gather(&[store::queue(&agency, from, to), store::officers(&agency, now.date())])?;
        let [all, officers] = ran.as_slice() else { return Err(Fault::broken("a flight came back short")) };
        Ok((store::read_meetings(all)?, store::read_officers(officers)?))
    })?;
    let state = |wanted: AppointmentState| move |m: &&Meeting| m.appointment.state == wanted;
    let expected: Vec<Meeting> = all.iter().filter(state(AppointmentState::Planned)).cloned().collect();
    let waiting = all.iter().filter(state(AppointmentState::Arrived)).cloned().collect();
    let busy: Vec<UserId> =
        all.iter().filter(state(AppointmentState::InProgress)).filter_map(|m| m.appointment.counsellor).collect();
    let free = officers.into_iter().filter(receives).filter_map(|officer| free_until(officer, &busy, &expected, now)).collect();
    Ok(Page { now, waiting, expected, free, mark })
}

/// Someone who has nobody and nothing booked at this moment, and the hour of what is next.
fn free_until(
    officer: Officer,
    busy: &[UserId],
    expected: &[Meeting],
    now: NaiveDateTime,
) -> Option<(Officer, Option<NaiveTime>)> {
    let own = || expected.iter().filter(|m| m.appointment.counsellor == Some(officer.user));
    let booked_now =
        own().any(|m| m.appointment.at().is_some_and(|at| at <= now) && m.appointment.ends().is_some_and(|end| end > now));
    if booked_now || busy.contains(&officer.user) {
        return None;
    }
    let next = own().filter_map(|m| m.appointment.at()).filter(|at| *at > now).min();
    Some((officer, next.map(|at| at.time())))
}

/// Since how many minutes someone waits.
pub fn minutes(meeting: &Meeting, now: NaiveDateTime) -> i64 {
    meeting.appointment.arrived_at.map_or(0, |at| (now - calendar::local(at)).num_minutes())
}

/// People whose names, numbers or telephones fit what was typed, for a walk-in: search first, so that nobody is registered twice.
pub fn find(desk: &mut Desk, typed: &str, limit: usize) -> Outcome<Vec<Card>> {
    access::may(desk, rights::Deed::ReadCard, Owner::office())?;
    let agency = desk.who.agency.clone();
    let hits = desk.read(|read| search::of_kind(read, typed, search::Kind::Person, limit, &agency))?;
    Ok(hits.into_iter().map(|hit| hit.card).collect())
}

/// Someone who comes without an appointment, known or by the name as said, with a wish (WISH).
pub fn walk_in(desk: &mut Desk, deed: DeedId, person: Option<PersonId>, name: Option<String>, wish: &str) -> Outcome<Meeting> {
    let new = appointment::walk_in(desk, deed, person, name, wish)?;
    desk.read(|read| store::one(read, new.head.id))
}

/// Gives someone who waits, or an appointment, to a colleague.
pub fn hand_over(desk: &mut Desk, deed: DeedId, id: AppointmentId, to: UserId) -> Outcome<Meeting> {
    let given = appointment::hand_over(desk, deed, id, to)?;
    let Head { id, .. } = given.head;
    desk.read(|read| store::one(read, id))
}

/// What `show queue --json` gives: one object for each who waits or is expected.
pub fn show(desk: &mut Desk) -> Outcome<Vec<Json>> {
    let grace = grace(&desk.rules);
    let page = page(desk)?;
    let mut rows = Vec::new();
    for meeting in page.waiting.iter().chain(&page.expected) {
        let mut row = meeting_json(meeting, page.now, grace);
        if let Some(object) = row.as_object_mut() {
            let minutes = (meeting.appointment.state == AppointmentState::Arrived).then(|| minutes(meeting, page.now));
            object.insert("waiting_minutes".to_owned(), minutes.into());
        }
        rows.push(row);
    }
    Ok(rows)
}
