//! The rows of one day (drawing 6a): appointments, gaps as one row each, the pause.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::appointment::grace;
use crate::domain::lifecycle::AppointmentState;
use crate::domain::slots::Span;
use crate::services::agenda::Page;
use crate::services::day::Meeting;
use crate::tui::frame::hour;
use crate::tui::look::Look;
use crate::tui::screens::{Office, said};
use crate::tui::widgets::table::{Cell, Column, Row};

/// What a row is about.
#[derive(Clone)]
pub enum Item {
    /// An appointment or a walk-in.
    Meeting(Box<Meeting>),
    /// Free time.
    Free(Span),
    /// The midday pause.
    Pause,
}

/// A row.
#[derive(Clone)]
pub struct Line {
    /// What it is about.
    pub item: Item,
    /// When it begins.
    pub at: NaiveDateTime,
    key: Vec<u8>,
    when: Cell,
    minutes: String,
    motif: String,
    who: String,
    room: String,
    situation: String,
    more: String,
    phone: String,
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.key.clone()
    }
}

/// The columns of drawing 6a.
pub fn columns() -> Vec<Column<Line>> {
    vec![
        Column::new("day-when", 6, 0, |l: &Line, _| l.when.clone()).signed(),
        Column::new("agenda-minutes", 4, 2, |l: &Line, _| Cell::from(l.minutes.as_str())).right(),
        Column::new("day-motif", 16, 1, |l: &Line, _| Cell::from(l.motif.as_str())),
        Column::new("day-who", 18, 0, |l: &Line, _| Cell::from(l.who.as_str())),
        Column::new("agenda-room", 9, 3, |l: &Line, _| Cell::from(l.room.as_str())),
        Column::new("day-situation", 15, 0, |l: &Line, _| Cell::from(l.situation.as_str())),
        Column::new("agenda-occupation", 22, 4, |l: &Line, _| Cell::from(l.more.as_str())).extra(),
        Column::new("day-phone", 14, 5, |l: &Line, _| Cell::from(l.phone.as_str())).extra(),
    ]
}

impl Line {
    /// An appointment.
    pub fn of_meeting(meeting: Meeting, house: &Office, now: NaiveDateTime, look: &Look) -> Self {
        let a = &meeting.appointment;
        let at = a.at().unwrap_or(now);
        let by_phone =
            a.mode.as_deref().filter(|m| *m != "1").map(|m| house.rules.codes.label("MEET", m, look.lang()).to_owned());
        let codes = &house.rules.codes;
        let kind = a.kind.as_deref().unwrap_or_default();
        Line {
            at,
            key: a.head.id.0.as_bytes().to_vec(),
            when: Cell::alert_if(hour(look, at), a.to_settle(now, grace(&house.rules))),
            minutes: a.minutes.map(|m| m.to_string()).unwrap_or_default(),
            motif: codes.label("APPT", kind, look.lang()).to_owned(),
            who: meeting.name.clone(),
            room: by_phone.or_else(|| a.room.clone()).or_else(|| meeting.room.clone()).unwrap_or_default(),
            situation: said::short_situation(&meeting, house, now, look),
            more: meeting.occupation.as_deref().map(|c| codes.label("ISCO", c, look.lang()).to_owned()).unwrap_or_default(),
            phone: meeting.phone.as_deref().map(crate::domain::phone::shown).unwrap_or_default(),
            item: Item::Meeting(Box::new(meeting)),
        }
    }
    fn of_span(span: Span, item: Item, word: &str, look: &Look) -> Self {
        let empty = String::new;
        Line {
            at: span.from,
            key: format!("{word}{}", span.from).into_bytes(),
            when: Cell::from(hour(look, span.from)),
            minutes: span.minutes().to_string(),
            motif: look.text(word),
            who: empty(),
            room: empty(),
            situation: empty(),
            more: empty(),
            phone: empty(),
            item,
        }
    }
}

/// What stands in the day: not what was moved or cancelled, whose slot may be another's now.
fn stands(meeting: &Meeting) -> bool {
    use AppointmentState::{Cancelled, Excused, Moved};
    !matches!(meeting.appointment.state, Moved | Cancelled | Excused)
}

/// The rows of a day, by hour.
pub fn of_day(page: &Page, day: NaiveDate, house: &Office, look: &Look) -> Vec<Line> {
    let own = page.meetings.iter().filter(|m| stands(m) && m.appointment.at().is_some_and(|at| at.date() == day));
    let mut rows: Vec<Line> = own.map(|m| Line::of_meeting(m.clone(), house, page.now, look)).collect();
    for gap in gaps(page, day, house) {
        rows.push(Line::of_span(gap, Item::Free(gap), "agenda-free", look));
    }
    if let Some(pause) = page.times.pause_of(day).filter(|_| house.rules.calendar.holiday(day).is_none()) {
        rows.push(Line::of_span(pause, Item::Pause, "agenda-pause", look));
    }
    rows.sort_by_key(|r| r.at);
    rows
}

/// The free time of a day that is still to come.
pub fn gaps(page: &Page, day: NaiveDate, house: &Office) -> Vec<Span> {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    if day < page.now.date() {
        return Vec::new();
    }
    page.times.gaps(day, &page.busy(), &house.rules.calendar, page.now.max(midnight))
}
