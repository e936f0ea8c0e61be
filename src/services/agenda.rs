//! The agenda of one counsellor: appointments of some days with the hours of the agency, and the slots that may be booked
//! (screens.md §9). Called by the screen of the agenda and by `show agenda`.

use chrono::{Duration, NaiveDate, NaiveDateTime};
use serde_json::{Value as Json, json};

use crate::domain::appointment::{Appointment, grace};
use crate::domain::calendar;
use crate::domain::ids::{AppointmentId, DeedId, PersonId, UserId};
use crate::domain::lifecycle::AppointmentState;
use crate::domain::office::Agency;
use crate::domain::rights::{self, Owner};
use crate::domain::slots::{Span, Times};
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::services::appointment::{self, Booking};
use crate::services::changes::{self, Mark};
use crate::services::day::{Meeting, bounds, meeting_json};
use crate::store::records::{from_row, where_stmt};
use crate::store::{Desk, appointments, day as store};

/// Some days of an agenda.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Now, local time.
    pub now: NaiveDateTime,
    /// The first day.
    pub from: NaiveDate,
    /// How many days.
    pub days: i64,
    /// By hour; walk-ins that were given to this counsellor among them.
    pub meetings: Vec<Meeting>,
    /// When the agency works.
    pub times: Times,
    /// What others had saved when it was read.
    pub mark: Mark,
}

/// The agenda of a counsellor from a day on. Two round trips.
pub fn page(desk: &mut Desk, counsellor: UserId, from: NaiveDate, days: i64) -> Outcome<Page> {
    let agency = desk.who.agency.clone();
    access::may(desk, rights::Deed::Agenda, Owner::of(agency.clone(), Some(counsellor)))?;
    let mark = changes::mark(desk)?;
    let now = calendar::local(desk.now());
    let rules = desk.rules.clone();
    let (start, end) = bounds(from, days);
    let (meetings, times) = desk.read(|read| {
        let ran = read.gather(&[
            store::of_counsellor(counsellor, start, end, None),
            where_stmt::<Agency>("code = $1", vec![agency.as_str().into()]),
        ])?;
        let [meetings, agency] = ran.as_slice() else { return Err(Fault::broken("a flight came back short")) };
        let agency: Agency = agency.one(from_row)?.ok_or(Fault::Missing("agency"))?;
        Ok((store::read_meetings(meetings)?, appointment::times_of(&agency, &rules)))
    })?;
    Ok(Page { now, from, days, meetings, times, mark })
}

/// Whether an appointment takes its slot.
pub fn takes(appointment: &Appointment) -> bool {
    use AppointmentState::{Arrived, Held, InProgress, Planned};
    appointment.starts_at.is_some() && matches!(appointment.state, Planned | Arrived | InProgress | Held)
}

impl Page {
    /// What takes the counsellor's time, in order.
    pub fn busy(&self) -> Vec<Span> {
        let spans = self.meetings.iter().filter(|m| takes(&m.appointment));
        spans.filter_map(|m| Some(Span { from: m.appointment.at()?, to: m.appointment.ends()? })).collect()
    }
}

/// Books a slot, and gives it as a list shows it.
pub fn book(desk: &mut Desk, deed: DeedId, booking: &Booking) -> Outcome<Meeting> {
    let new = appointment::book(desk, deed, booking)?;
    desk.read(|read| store::one(read, new.head.id))
}

/// The next appointment of a person that is still to come, which a new one may replace.
pub fn next_of(desk: &mut Desk, person: PersonId, but: Option<AppointmentId>) -> Outcome<Option<Meeting>> {
    access::may(desk, rights::Deed::Agenda, Owner::own(&desk.who))?;
    let (now, agency) = (desk.now(), desk.who.agency.clone());
    desk.read(|read| {
        let mut planned = appointments::planned_of(read, person, now)?;
        // What another agency has booked is its own.
        planned.retain(|a| a.agency == agency);
        match planned.into_iter().find(|a| Some(a.head.id) != but) {
            Some(next) => store::one(read, next.head.id).map(Some),
            None => Ok(None),
        }
    })
}

/// What `show agenda --json` gives: today's appointments and free time, one object each.
pub fn show(desk: &mut Desk) -> Outcome<Vec<Json>> {
    let grace = grace(&desk.rules);
    let calendar = desk.rules.calendar.clone();
    let (user, today) = (desk.who.user, calendar::local(desk.now()).date());
    let page = page(desk, user, today, 1)?;
    let mut rows: Vec<Json> = page.meetings.iter().map(|m| meeting_json(m, page.now, grace)).collect();
    let opening = today.and_time(chrono::NaiveTime::MIN);
    for gap in page.times.gaps(today, &page.busy(), &calendar, opening) {
        let from = gap.from.format("%Y-%m-%dT%H:%M").to_string();
        rows.push(json!({ "row": "free", "starts_at": from, "minutes": (gap.to - gap.from).num_minutes() }));
    }
    rows.sort_by_key(|row| row.get("starts_at").and_then(Json::as_str).unwrap_or_default().to_owned());
    Ok(rows)
}

/// The Monday of the week of a day.
pub fn monday(day: NaiveDate) -> NaiveDate {
    use chrono::Datelike;
    day - Duration::days(i64::from(day.weekday().num_days_from_monday()))
}
