//! An interview on one screen (domain.md §2.8, §5): what the last one left, and the save of summary, notes, diagnosis, obstacles,
//! actions and next appointment in one deed. Used by the interview screen and the commands.

use chrono::{NaiveDateTime, NaiveTime};

use crate::domain::appointment::Appointment;
use crate::domain::calendar;
use crate::domain::ids::{AppointmentId, DeedId, InterviewId, PersonId, RowId};
use crate::domain::interview::{Diagnosis, Interview, Obstacle, PlanAction};
use crate::domain::lifecycle::{AppointmentEvent, AppointmentState};
use crate::domain::person::Person;
use crate::domain::person_file::PersonFile;
use crate::domain::record::{Head, Record};
use crate::domain::rights::{self, Owner};
use crate::domain::rules::Rules;
use crate::domain::slots::Wish;
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::services::appointment::{self, Booking};
use crate::services::follow_up;
use crate::store::interviews::{self as store, Left};
use crate::store::{Deed, Desk, Write, appointments, drafts, people, records};

/// What the screen shows before a word is typed.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The whole file.
    pub file: PersonFile,
    /// What the last interviews left.
    pub left: Left,
    /// The appointment, now « en cours ».
    pub appointment: Option<Appointment>,
    /// APPT: kind of this interview.
    pub kind: String,
    /// The next appointment proposed by the rhythm of the intensity (T4), and its length.
    pub next: Option<(NaiveDateTime, i64)>,
    /// Days of the rhythm.
    pub rhythm: i64,
}

/// What was said and agreed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Talk {
    /// With whom.
    pub person: PersonId,
    /// The appointment, if there was one.
    pub appointment: Option<AppointmentId>,
    /// APPT.
    pub kind: String,
    /// MEET.
    pub mode: String,
    /// One line at least.
    pub summary: String,
    /// As long as needed.
    pub notes: Option<String>,
    /// Axis, rating, note: those rated.
    pub ratings: Vec<(String, String, Option<String>)>,
    /// Obstacles as they stand now; version 0: new. Of one known before, state and wish are saved, never its words.
    pub obstacles: Vec<Obstacle>,
    /// Actions agreed now (version 0), and earlier ones, whose state is saved.
    pub actions: Vec<PlanAction>,
    /// The plan was signed.
    pub signed: bool,
    /// What follows.
    pub next: Next,
}

/// What follows an interview.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// An appointment at this local time, of this kind and length.
    At(NaiveDateTime, String, i64),
    /// None, for this reason (NONEXT).
    None(String),
}

impl Default for Next {
    fn default() -> Self {
        Next::None(String::new())
    }
}

/// What was saved.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// The interview.
    pub interview: InterviewId,
    /// The next appointment.
    pub next: Option<Appointment>,
}

fn owner(file: &PersonFile) -> Owner {
    Owner::of(file.person.agency.clone(), file.registration.counsellor).about(file.person.head.id)
}

/// Whether an obstacle's theme is sensitive (domain.md §2.8: 4 and 9; the list says which).
pub fn is_sensitive(rules: &Rules, obstacle: &Obstacle) -> bool {
    obstacle.theme.as_deref().is_some_and(|theme| theme_is_sensitive(rules, theme))
}

/// The same of a theme.
pub fn theme_is_sensitive(rules: &Rules, theme: &str) -> bool {
    rules.codes.get("THEME", theme).and_then(|c| c.extra("sensitive")) == Some("1")
}

/// The words of a sensitive obstacle, which `open` leaves out: own right, and the audit says who saw it (security.md §4).
pub fn reveal(desk: &mut Desk, deed: DeedId, person: PersonId, obstacle: RowId) -> Outcome<Obstacle> {
    let file = desk.read(|read| people::load(read, person))?;
    access::may(desk, rights::Deed::ReadSensitive, owner(&file))?;
    desk.write(Deed::new(deed, "reveal_obstacle"), |w| {
        w.saw(Obstacle::TABLE, obstacle);
        let found: Obstacle = records::by_id(w.reader(), obstacle)?;
        if found.person == person { Ok(found) } else { Err(Fault::Missing(Obstacle::TABLE)) }
    })
}

/// Opens the interview of a person: the appointment of the list, else the one of today that isn't settled, becomes « en cours ».
/// Of sensitive obstacles only the theme comes; `reveal` gives the words.
pub fn open(desk: &mut Desk, deed: DeedId, person: PersonId, appointment: Option<AppointmentId>) -> Outcome<Opened> {
    let file = desk.read(|read| people::load(read, person))?;
    access::may(desk, rights::Deed::WriteInterviews, owner(&file))?;
    if file.registration.head.version == 0 || !file.registration.state.is_open() {
        return Err(Fault::refused("refused-interview-no-registration").with("name", file.person.name()));
    }
    let registration = file.registration.head.id;
    let mut left = desk.read(|read| store::left(read, person, registration))?;
    for obstacle in left.obstacles.iter_mut().filter(|o| is_sensitive(&desk.rules, o)) {
        obstacle.situation = None;
    }
    let seen = desk.deed("open_interview");
    desk.write(seen, |w| {
        w.saw(Person::TABLE, person);
        Ok(())
    })?;
    let appointment = begin(desk, deed, person, appointment)?;
    let kind = match &appointment {
        Some(a) => a.kind.clone().filter(|k| k != "7").unwrap_or_else(|| "2".to_owned()),
        None if left.last.is_none() => "1".to_owned(),
        None => "2".to_owned(),
    };
    let rhythm = rhythm(&desk.rules, file.registration.intensity.as_deref());
    let next = propose(desk, rhythm)?;
    Ok(Opened { file, left, appointment, kind, next, rhythm })
}

fn begin(desk: &mut Desk, deed: DeedId, person: PersonId, wished: Option<AppointmentId>) -> Outcome<Option<Appointment>> {
    let today = desk.rules.today;
    let found = desk.read(|read| match wished {
        Some(id) => appointments::by_id(read, id).map(Some),
        None => appointments::unsettled_of(read, person, today),
    })?;
    let Some(before) = found else { return Ok(None) };
    if !matches!(before.state, AppointmentState::Planned | AppointmentState::Arrived) {
        return Ok((before.state == AppointmentState::InProgress).then_some(before));
    }
    appointment::apply(desk, deed, before.head.id, AppointmentEvent::Start, None).map(Some)
}

/// Days between contacts of an intensity: data (`INTENSITY` in codes.csv, T4).
pub fn rhythm(rules: &Rules, intensity: Option<&str>) -> i64 {
    rules.codes.get("INTENSITY", intensity.unwrap_or("STD")).and_then(|c| c.number("days")).unwrap_or(60)
}

/// The next appointment that the rhythm asks for: the first free slot of the last working day within it, or of the days before; when
/// all is taken, the first free slot after it.
pub fn propose(desk: &mut Desk, days: i64) -> Outcome<Option<(NaiveDateTime, i64)>> {
    let user = desk.who.user;
    let minutes = appointment::minutes_of(&desk.rules, "2");
    let due = calendar::add_days(desk.rules.today, days);
    let first = calendar::add_days(due, -14).max(calendar::add_days(desk.rules.today, 1));
    let wish = Wish { minutes, earliest: first.and_time(NaiveTime::MIN), until: due, count: 20, per_day: 1 };
    let before = appointment::free(desk, user, &wish)?;
    if let Some(at) = before.last() {
        return Ok(Some((*at, minutes)));
    }
    let earliest = calendar::add_days(due, 1).and_time(NaiveTime::MIN);
    let later = Wish { earliest, until: calendar::add_days(due, 60), count: 1, ..wish };
    Ok(appointment::free(desk, user, &later)?.first().map(|at| (*at, minutes)))
}

/// Saves an interview: one deed, one transaction. The draft goes with it.
pub fn save(desk: &mut Desk, deed: DeedId, talk: &Talk, draft: Option<RowId>) -> Outcome<Saved> {
    let file = desk.read(|read| people::load(read, talk.person))?;
    let agency = file.person.agency.clone();
    access::may(desk, rights::Deed::WriteInterviews, owner(&file))?;
    if talk.obstacles.iter().any(|o| o.head.version == 0 && is_sensitive(&desk.rules, o)) {
        access::may(desk, rights::Deed::WriteSensitive, owner(&file))?;
    }
    if let Next::At(at, ..) = &talk.next
        && *at < calendar::local(desk.now())
    {
        return Err(Fault::refused("refused-slot-past"));
    }
    let (user, room) = (desk.who.user, None);
    desk.write(Deed::new(deed, "interview"), |w| {
        // Before anything whose number of rows depends on the state: a repeated deed must give the same ids.
        let interview: InterviewId = w.new_id();
        let next = match &talk.next {
            Next::At(at, kind, minutes) => {
                let booking = Booking {
                    kind: kind.clone(),
                    person: Some(talk.person),
                    counsellor: user,
                    at: *at,
                    minutes: *minutes,
                    room: room.clone(),
                    ..Booking::default()
                };
                Some(appointment::new_appointment(w, &booking, &agency)?)
            }
            Next::None(_) => None,
        };
        store_interview(w, interview, talk, &file, next.as_ref())?;
        store_agreed(w, talk, &file, interview)?;
        settle_appointment(w, talk)?;
        if talk.signed && file.registration.plan_signed_on.is_none() && !w.replayed() {
            let mut signed = file.registration.clone();
            signed.plan_signed_on = Some(w.rules().today);
            w.update(&file.registration, &signed)?;
        }
        if let Some(draft) = draft {
            drafts::discard(w, draft);
        }
        follow_up::refresh_registration(w, file.registration.head.id)?;
        Ok(Saved { interview, next })
    })
}

fn store_interview(
    w: &mut Write<'_>,
    id: InterviewId,
    talk: &Talk,
    file: &PersonFile,
    next: Option<&Appointment>,
) -> Outcome<()> {
    let reason = match &talk.next {
        Next::None(reason) if !reason.is_empty() => Some(reason.clone()),
        _ => None,
    };
    let interview = Interview {
        head: Head::new(id),
        registration: file.registration.head.id,
        person: talk.person,
        agency: file.person.agency.clone(),
        appointment: talk.appointment,
        kind: Some(talk.kind.clone()),
        mode: Some(if talk.mode.is_empty() { "1".to_owned() } else { talk.mode.clone() }),
        day: Some(w.rules().today),
        counsellor: w.who().user,
        summary: crate::domain::neutral::tidy(&talk.summary),
        notes: talk.notes.as_deref().map(crate::domain::neutral::tidy_note).filter(|n| !n.is_empty()),
        next_appointment: next.map(|a| a.head.id),
        no_next_reason: reason,
        signed_by_person: talk.signed,
    };
    w.insert(&interview)
}

/// Ratings, obstacles and actions of the interview.
fn store_agreed(w: &mut Write<'_>, talk: &Talk, file: &PersonFile, interview: InterviewId) -> Outcome<()> {
    for (axis, rating, note) in &talk.ratings {
        let row = Diagnosis {
            head: Head::new(w.new_id()),
            interview,
            person: talk.person,
            axis: axis.clone(),
            rating: rating.clone(),
            note: note.clone(),
        };
        w.insert(&row)?;
    }
    for obstacle in talk.obstacles.iter().filter(|o| o.head.version == 0) {
        let state = if obstacle.state.is_empty() { "open".to_owned() } else { obstacle.state.clone() };
        let row =
            Obstacle { head: Head::new(w.new_id()), person: talk.person, interview: Some(interview), state, ..obstacle.clone() };
        w.insert(&row)?;
    }
    for action in talk.actions.iter().filter(|a| a.head.version == 0) {
        let row = PlanAction {
            head: Head::new(w.new_id()),
            registration: file.registration.head.id,
            person: talk.person,
            interview: Some(interview),
            state: "todo".to_owned(),
            owner: if action.owner.is_empty() { "person".to_owned() } else { action.owner.clone() },
            ..action.clone()
        };
        w.insert(&row)?;
    }
    if w.replayed() { Ok(()) } else { store_changed(w, talk) }
}

/// States of what was agreed before.
fn store_changed(w: &mut Write<'_>, talk: &Talk) -> Outcome<()> {
    let today = w.rules().today;
    for obstacle in talk.obstacles.iter().filter(|o| o.head.version > 0) {
        let before: Obstacle = records::by_id(w.reader(), obstacle.head.id)?;
        let mut after = before.clone();
        after.state.clone_from(&obstacle.state);
        after.wish_to_work_on_it = obstacle.wish_to_work_on_it;
        w.update(&before, &after)?;
    }
    for action in talk.actions.iter().filter(|a| a.head.version > 0) {
        let before: PlanAction = records::by_id(w.reader(), action.head.id)?;
        let mut after = before.clone();
        after.state.clone_from(&action.state);
        if after.state == "done" && after.done_on.is_none() {
            after.done_on = Some(today);
        }
        w.update(&before, &after)?;
    }
    Ok(())
}

/// The appointment is honoured: from « en cours », or in two steps when the interview was begun without it.
fn settle_appointment(w: &mut Write<'_>, talk: &Talk) -> Outcome<()> {
    let Some(id) = talk.appointment else { return Ok(()) };
    if w.replayed() {
        return Ok(());
    }
    let mut before = appointments::by_id(w.reader(), id)?;
    if before.state == AppointmentState::Planned {
        before = appointment::change(w, &before, AppointmentEvent::Start, |_| {})?;
        before.head.version += 1;
    }
    appointment::change(w, &before, AppointmentEvent::Hold, |_| {})?;
    Ok(())
}
