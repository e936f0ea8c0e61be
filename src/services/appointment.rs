//! Appointments by their lifecycle (domain.md §3.2): free slots, booking, arrival, no-show, moving, justifying, taking back.
//! Used by the day, the queue, the agenda, the interview, the intake and the commands.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::appointment::{self, Appointment};
use crate::domain::calendar::{self, Hours};
use crate::domain::ids::{AppointmentId, DeedId, EmployerId, PersonId, UserId, VacancyId};
use crate::domain::lifecycle::{AppointmentEvent, AppointmentState, State};
use crate::domain::office::Agency;
use crate::domain::record::Head;
use crate::domain::rights::{self, Owner};
use crate::domain::rules::Rules;
use crate::domain::slots::{Span, Times, Wish};
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::services::follow_up;
use crate::store::appointments as store;
use crate::store::{Deed, Desk, Read, Write, day};

/// A slot to be booked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Booking {
    /// APPT: `1` premier, `2` suivi …
    pub kind: String,
    /// With this person.
    pub person: Option<PersonId>,
    /// Or this employer.
    pub employer: Option<EmployerId>,
    /// About this offer.
    pub vacancy: Option<VacancyId>,
    /// By whom.
    pub counsellor: UserId,
    /// Local time.
    pub at: NaiveDateTime,
    /// Length; 0: the kind's own.
    pub minutes: i64,
    /// MEET; empty: at the counter.
    pub mode: String,
    /// Counter or room.
    pub room: Option<String>,
    /// The appointment that it replaces, which becomes « reporté ».
    pub instead_of: Option<AppointmentId>,
}

/// What the drawer of a no-show says before it is noted (screens.md drawing 6a).
#[derive(Debug, Clone, PartialEq)]
pub struct Absence {
    /// Its place in the last 12 months, this one counted.
    pub nth: i64,
    /// Striking off can be proposed from this number on (T6).
    pub limit: i64,
    /// Day of the call (T6).
    pub call_on: NaiveDate,
    /// New date proposed, within T6's days.
    pub proposed: Option<NaiveDateTime>,
    /// Length of the slot.
    pub minutes: i64,
}

/// When an agency works: hours of its record, pause of the settings.
pub fn times(read: &mut dyn Read, agency: &str, rules: &Rules) -> Outcome<Times> {
    Ok(times_of(&store::agency(read, agency)?, rules))
}

/// The same of an agency that was read already.
pub fn times_of(agency: &Agency, rules: &Rules) -> Times {
    let pause = rules.setting("pause", "12:00-13:00").split_once('-').and_then(|(a, b)| {
        let time = |t: &str| NaiveTime::parse_from_str(t.trim(), "%H:%M").ok();
        Some((time(a)?, time(b)?))
    });
    Times { hours: Hours::parse(&agency.hours).unwrap_or_default(), pause, slot: agency.slot_minutes }
}

/// Length of an appointment of this kind: data (`APPT` in codes.csv).
pub fn minutes_of(rules: &Rules, kind: &str) -> i64 {
    rules.codes.get("APPT", kind).and_then(|c| c.number("minutes")).unwrap_or(30)
}

/// Free slots of a counsellor, the first ones first.
pub fn free(desk: &mut Desk, counsellor: UserId, wish: &Wish) -> Outcome<Vec<NaiveDateTime>> {
    let rules = desk.rules.clone();
    let agency = desk.who.agency.clone();
    access::may(desk, rights::Deed::Agenda, Owner::of(agency.clone(), Some(counsellor)))?;
    desk.read(|read| {
        let times = times(read, &agency, &rules)?;
        free_in(read, &times, &rules, counsellor, wish)
    })
}

fn free_in(read: &mut dyn Read, times: &Times, rules: &Rules, counsellor: UserId, wish: &Wish) -> Outcome<Vec<NaiveDateTime>> {
    let from = calendar::utc(wish.earliest.date().and_time(NaiveTime::MIN));
    let to = calendar::utc(wish.until.and_time(NaiveTime::MIN) + Duration::days(1));
    let busy = store::busy(read, counsellor, from, to)?;
    Ok(times.next_free(wish, &busy, &rules.calendar))
}

/// First slots for a first interview: within T1's working days, one a day (screens.md drawing 5b); further on when all is taken.
pub fn first_interview_slots(desk: &mut Desk, counsellor: UserId, count: usize) -> Outcome<Vec<NaiveDateTime>> {
    let rules = &desk.rules;
    let minutes = minutes_of(rules, "1");
    let until = rules.calendar.add_working_days(rules.today, rules.delays.get("T1", "book"));
    let tomorrow = calendar::add_days(rules.today, 1).and_time(NaiveTime::MIN);
    let wish = Wish { minutes, earliest: tomorrow, until, count, per_day: 1 };
    let mut found = free(desk, counsellor, &wish)?;
    if found.len() < count {
        let earliest = calendar::add_days(until, 1).and_time(NaiveTime::MIN);
        let later = Wish { earliest, until: calendar::add_days(until, 60), count: count - found.len(), ..wish };
        found.extend(free(desk, counsellor, &later)?);
    }
    Ok(found)
}

/// Books a slot. Refused with its reason: holiday, closed, past, taken meanwhile by someone else. With `instead_of`, that one is moved.
pub fn book(desk: &mut Desk, deed: DeedId, booking: &Booking) -> Outcome<Appointment> {
    let agency = desk.who.agency.clone();
    access::may(desk, rights::Deed::Agenda, Owner::of(agency.clone(), Some(booking.counsellor)))?;
    let now = calendar::local(desk.now());
    if booking.at < now {
        return Err(Fault::refused("refused-slot-past"));
    }
    desk.write(Deed::new(deed, "book"), |w| {
        let new = new_appointment(w, booking, &agency)?;
        if let Some(old) = booking.instead_of
            && !w.replayed()
        {
            let before = store::by_id(w.reader(), old)?;
            if before.agency != agency {
                return Err(Fault::Denied(rights::Deed::Agenda.id()));
            }
            change(w, &before, AppointmentEvent::Move, |_| {})?;
        }
        Ok(new)
    })
}

/// Stores a booking inside a write; used by intake and interview too.
pub fn new_appointment(w: &mut Write<'_>, booking: &Booking, agency: &str) -> Outcome<Appointment> {
    let minutes = if booking.minutes > 0 { booking.minutes } else { minutes_of(w.rules(), &booking.kind) };
    let slot = Span::new(booking.at, minutes);
    if !w.replayed() {
        store::lock_agenda(w, booking.counsellor);
        let rules = w.rules().clone();
        let times = times(w.reader(), agency, &rules)?;
        let day = booking.at.date().and_time(NaiveTime::MIN);
        let mut busy = store::busy(w.reader(), booking.counsellor, calendar::utc(day), calendar::utc(day + Duration::days(1)))?;
        if let Some(old) = booking.instead_of {
            let old = store::by_id(w.reader(), old)?;
            let own = old.starts_at.map(|at| Span::new(calendar::local(at), old.minutes.unwrap_or(0)));
            busy.retain(|b| Some(*b) != own);
        }
        if let Some(key) = times.refusal(slot, &busy, &rules.calendar) {
            return Err(Fault::refused(key).with("at", booking.at.format("%d/%m/%Y %Hh%M")));
        }
    }
    let new = Appointment {
        head: Head::new(w.new_id()),
        kind: Some(booking.kind.clone()),
        agency: agency.to_owned(),
        person: booking.person,
        employer: booking.employer,
        vacancy: booking.vacancy,
        counsellor: Some(booking.counsellor),
        room: booking.room.clone(),
        starts_at: Some(calendar::utc(booking.at)),
        minutes: Some(minutes),
        mode: Some(if booking.mode.is_empty() { "1".to_owned() } else { booking.mode.clone() }),
        state: AppointmentState::Planned,
        moved_from: booking.instead_of,
        ..Appointment::default()
    };
    w.insert(&new)?;
    follow_up::refresh_appointment(w, new.head.id)?;
    refresh_person(w, &new)?;
    Ok(new)
}

/// A walk-in at the counter (flux): arrived now, with a wish, no slot.
pub fn walk_in(
    desk: &mut Desk,
    deed: DeedId,
    person: Option<PersonId>,
    name: Option<String>,
    wish: &str,
) -> Outcome<Appointment> {
    let agency = desk.who.agency.clone();
    access::may(desk, rights::Deed::Agenda, Owner::agency(agency.clone()))?;
    desk.write(Deed::new(deed, "walk_in"), |w| {
        let new = Appointment {
            head: Head::new(w.new_id()),
            kind: Some("7".to_owned()),
            agency: agency.clone(),
            person,
            name_said: name.clone(),
            wish: Some(wish.to_owned()),
            minutes: Some(minutes_of(w.rules(), "7")),
            mode: Some("1".to_owned()),
            state: AppointmentState::Arrived,
            arrived_at: Some(w.now()),
            ..Appointment::default()
        };
        w.insert(&new)?;
        Ok(new)
    })
}

/// Applies an event of the lifecycle. Refused when the present state doesn't allow it (someone was quicker), in words.
pub fn apply(
    desk: &mut Desk,
    deed: DeedId,
    id: AppointmentId,
    event: AppointmentEvent,
    note: Option<String>,
) -> Outcome<Appointment> {
    match apply_once(desk, deed, id, event, note.clone()) {
        // Someone saved the same row between reading and writing: what can be done now is asked of what is there now.
        Err(Fault::Conflict(_)) => apply_once(desk, deed, id, event, note),
        done => done,
    }
}

fn apply_once(
    desk: &mut Desk,
    deed: DeedId,
    id: AppointmentId,
    event: AppointmentEvent,
    note: Option<String>,
) -> Outcome<Appointment> {
    let me = desk.who.user;
    let today = desk.rules.today;
    let before = desk.read(|read| store::by_id(read, id))?;
    access::may(desk, rights::Deed::Agenda, Owner::of(before.agency.clone(), before.counsellor))?;
    if before.state.after(event).is_some() {
        appointment::may(&desk.who, before.state, event)?;
    }
    let now = calendar::local(desk.now());
    if event == AppointmentEvent::Miss
        && before.state == AppointmentState::Planned
        && !before.may_be_missed(now, appointment::grace(&desk.rules))
    {
        return Err(Fault::refused("refused-absence-early").with("minutes", appointment::grace(&desk.rules)));
    }
    if event == AppointmentEvent::Corrected {
        same_day_author(desk, id)?;
    }
    if event == AppointmentEvent::Justify {
        let limit = desk.rules.delays.get("T6", "justify");
        if before.starts_at.is_some_and(|at| calendar::add_days(calendar::local(at).date(), limit) < today) {
            return Err(Fault::refused("refused-justify-late").with("days", limit));
        }
    }
    let act = match event {
        AppointmentEvent::Corrected => "appointment_undo",
        other => other.id(),
    };
    desk.write(Deed { id: deed, act, reason: note.clone() }, |w| {
        if w.replayed() {
            return store::by_id(w.reader(), id);
        }
        let before = store::by_id(w.reader(), id)?;
        if before.state.after(event).is_none() {
            return Err(quicker(w, &before)?);
        }
        change(w, &before, event, |a| {
            if note.is_some() {
                a.note.clone_from(&note);
            }
            if event == AppointmentEvent::Start && a.counsellor.is_none() {
                a.counsellor = Some(me);
            }
        })
    })
}

/// What is said when the present state doesn't allow an event: who was quicker, when, and what it is now.
fn quicker(w: &mut Write<'_>, before: &Appointment) -> Outcome<Fault> {
    let me = w.who().login.clone();
    let (login, at) = store::last_saved(w.reader(), before.head.id)?;
    if login == me {
        return Ok(Fault::refused("refused-appointment-state").with("state", before.state.id()));
    }
    let by = day::name_of(w.reader(), &login)?;
    let at = calendar::local(at).format("%Hh%M");
    Ok(Fault::refused("refused-quicker-appointment-state").with("by", by).with("at", at).with("state", before.state.id()))
}

/// Gives an appointment or someone who waits to a colleague; of a booked one the hour must be free there.
pub fn hand_over(desk: &mut Desk, deed: DeedId, id: AppointmentId, to: UserId) -> Outcome<Appointment> {
    let before = desk.read(|read| store::by_id(read, id))?;
    access::may(desk, rights::Deed::Agenda, Owner::of(before.agency.clone(), before.counsellor))?;
    desk.write(Deed::new(deed, "hand_over"), |w| {
        let before = store::by_id(w.reader(), id)?;
        if w.replayed() || before.counsellor == Some(to) {
            return Ok(before);
        }
        if !before.state.is_unsettled() {
            return Err(quicker(w, &before)?);
        }
        if let (Some(at), Some(end)) = (before.starts_at, before.ends()) {
            store::lock_agenda(w, to);
            let slot = Span { from: calendar::local(at), to: end };
            let busy = store::busy(w.reader(), to, at, calendar::utc(end))?;
            if busy.iter().any(|b| b.meets(slot)) {
                return Err(Fault::refused("refused-slot-taken").with("at", slot.from.format("%d/%m/%Y %Hh%M")));
            }
        }
        let after = Appointment { counsellor: Some(to), room: None, ..before.clone() };
        w.update(&before, &after)?;
        follow_up::refresh_appointment(w, id)?;
        Ok(after)
    })
}

/// One event on one row inside a write, with its times and the tasks that follow.
pub fn change(
    w: &mut Write<'_>,
    before: &Appointment,
    event: AppointmentEvent,
    also: impl Fn(&mut Appointment),
) -> Outcome<Appointment> {
    let state =
        before.state.after(event).ok_or_else(|| Fault::refused("refused-appointment-state").with("state", before.state.id()))?;
    let now = w.now();
    let mut after = before.clone();
    after.state = state;
    match event {
        AppointmentEvent::Arrive => after.arrived_at = Some(now),
        AppointmentEvent::Start => after.started_at = Some(now),
        AppointmentEvent::Hold => after.ended_at = Some(now),
        AppointmentEvent::Corrected if state == AppointmentState::Planned => after.arrived_at = None,
        AppointmentEvent::Corrected => after.started_at = None,
        _ => {}
    }
    also(&mut after);
    w.update(before, &after)?;
    follow_up::refresh_appointment(w, before.head.id)?;
    refresh_person(w, &after)?;
    Ok(after)
}

fn refresh_person(w: &mut Write<'_>, appointment: &Appointment) -> Outcome<()> {
    match appointment.person {
        Some(person) => follow_up::refresh_person(w, person),
        None => Ok(()),
    }
}

/// A deed of the day is taken back by its author, the same day (domain.md §3); later by the head, with a reason.
fn same_day_author(desk: &mut Desk, id: AppointmentId) -> Outcome<()> {
    let (login, at) = desk.read(|read| store::last_saved(read, id))?;
    let today = calendar::local(desk.now()).date();
    if login != desk.who.login || calendar::local(at).date() != today {
        return Err(Fault::refused("refused-undo-not-yours").with("login", login));
    }
    Ok(())
}

/// What the drawer of a no-show shows: its rank in 12 months, the day of the call, the new date proposed.
pub fn absence(desk: &mut Desk, id: AppointmentId) -> Outcome<Absence> {
    let rules = desk.rules.clone();
    let before = desk.read(|read| store::by_id(read, id))?;
    access::may(desk, rights::Deed::Agenda, Owner::of(before.agency.clone(), before.counsellor))?;
    let year_ago = calendar::add_months(rules.today, -12);
    let missed = match before.person {
        Some(person) => desk.read(|read| store::missed_since(read, person, year_ago))?,
        None => 0,
    };
    let call_on = rules.calendar.add_working_days(rules.today, 1);
    let minutes = before.minutes.unwrap_or(30);
    let until = calendar::add_days(rules.today, rules.delays.get("T6", "new_date"));
    let wish = Wish { minutes, earliest: call_on.and_time(NaiveTime::MIN), until, count: 1, per_day: 1 };
    let proposed = match before.counsellor {
        Some(counsellor) => free(desk, counsellor, &wish)?.first().copied(),
        None => None,
    };
    Ok(Absence { nth: missed + 1, limit: rules.delays.get("T6", "strike"), call_on, proposed, minutes })
}
