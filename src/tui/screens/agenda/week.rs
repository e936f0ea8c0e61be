//! The week as a grid of half hours (drawing 6b): which cell says what, which may be booked, and how the cursor jumps from free slot to
//! free slot. Pure but for drawing.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::calendar::Calendar;
use crate::domain::dates;
use crate::domain::ids::PersonId;
use crate::domain::slots::Span;
use crate::services::agenda::{Page, takes};
use crate::services::day::Meeting;
use crate::tui::action::Action;
use crate::tui::frame::hour;
use crate::tui::look::Look;

/// Minutes of a row.
const ROW: i64 = 30;
/// Width of a day's column, its gap included.
const WIDE: u16 = 14;

/// The grid of a page.
pub struct Grid<'a> {
    page: &'a Page,
    calendar: &'a Calendar,
    minutes: i64,
    person: Option<PersonId>,
    busy: Vec<Span>,
    shown: Vec<&'a Meeting>,
}

impl<'a> Grid<'a> {
    /// For a length; appointments of this person carry `*`. The slot of `but` counts as free: it is being moved.
    pub fn new(page: &'a Page, calendar: &'a Calendar, minutes: i64, person: Option<PersonId>, but: Option<Span>) -> Self {
        let mut busy = page.busy();
        busy.retain(|b| Some(*b) != but);
        let shown = page.meetings.iter().filter(|m| takes(&m.appointment) || m.appointment.starts_at.is_none()).collect();
        Grid { page, calendar, minutes, person, busy, shown }
    }
    /// The days of the week on which the agency opens.
    pub fn days(&self) -> Vec<NaiveDate> {
        let all = (0..self.page.days).map(|n| self.page.from + Duration::days(n));
        all.filter(|day| self.page.times.is_open(*day)).collect()
    }
    /// The hours of the rows, from the first opening to the last closing; of the pause one.
    pub fn rows(&self) -> Vec<NaiveTime> {
        let opens = self.page.times.hours.iter().map(|h| h.from).min().unwrap_or_default();
        let closes = self.page.times.hours.iter().map(|h| h.to).max().unwrap_or_default();
        let mut rows = Vec::new();
        let mut at = opens;
        while at < closes {
            let in_pause = self.page.times.pause.is_some_and(|(from, to)| from < at && at < to);
            if !in_pause {
                rows.push(at);
            }
            let (next, wrapped) = at.overflowing_add_signed(Duration::minutes(ROW));
            if wrapped != 0 {
                break;
            }
            at = next;
        }
        rows
    }
    /// Whether a slot of the wanted length may begin here.
    pub fn free(&self, at: NaiveDateTime) -> bool {
        at >= self.page.now && self.page.times.refusal(Span::new(at, self.minutes), &self.busy, self.calendar).is_none()
    }
    /// All free slots of the page, in order.
    pub fn all_free(&self) -> Vec<NaiveDateTime> {
        let rows = self.rows();
        let days = self.days();
        days.iter().flat_map(|day| rows.iter().map(|time| day.and_time(*time))).filter(|at| self.free(*at)).collect()
    }
    /// Where the cursor goes; none: out of this week, to the next or the previous one.
    pub fn step(&self, from: NaiveDateTime, action: Action) -> Option<NaiveDateTime> {
        let free = self.all_free();
        match action {
            Action::Down => free.into_iter().find(|at| *at > from),
            Action::Up => free.into_iter().rev().find(|at| *at < from),
            Action::Right => nearest(free.into_iter().filter(|at| at.date() > from.date()), from, true),
            Action::Left => nearest(free.into_iter().filter(|at| at.date() < from.date()), from, false),
            _ => Some(from),
        }
    }
    /// A few other slots than this one, one or two a day.
    pub fn others(&self, but: NaiveDateTime, count: usize) -> Vec<NaiveDateTime> {
        let mut found: Vec<NaiveDateTime> = Vec::new();
        for at in self.all_free().into_iter().filter(|at| *at != but) {
            if found.iter().filter(|f| f.date() == at.date()).count() < 1 {
                found.push(at);
            }
        }
        found.truncate(count);
        found
    }
    fn cell(&self, at: NaiveDateTime, look: &Look) -> (String, bool) {
        let half = Span::new(at, ROW);
        let pause = self.page.times.pause_of(at.date());
        if self.calendar.holiday(at.date()).is_some() {
            return (look.text("agenda-holiday"), false);
        }
        if pause.is_some_and(|p| p.meets(half)) {
            return (look.text("agenda-pause"), false);
        }
        let spans = self.shown.iter().filter_map(|m| Some((m, Span { from: m.appointment.at()?, to: m.appointment.ends()? })));
        if let Some((meeting, _)) = spans.into_iter().find(|(_, s)| s.meets(half)) {
            return (self.name(meeting, half), false);
        }
        if self.free(at) {
            return (look.text("agenda-free"), true);
        }
        let too_short = at >= self.page.now && self.page.times.refusal(Span::new(at, ROW), &self.busy, self.calendar).is_none();
        (if too_short { look.text("agenda-short") } else { String::new() }, false)
    }
    /// `OWONO D.`, ` *` for the person who is booked for, ` x` where a walk-in came in between.
    fn name(&self, meeting: &Meeting, half: Span) -> String {
        let mut words = meeting.name.split(' ');
        let surname = words.next().unwrap_or_default();
        let given = words.find(|w| w.chars().nth(1).is_some_and(char::is_lowercase)).and_then(|w| w.chars().next());
        let mut name = given.map_or_else(|| surname.to_owned(), |initial| format!("{surname} {initial}."));
        if self.person.is_some() && meeting.appointment.person == self.person {
            name.push_str(" *");
        }
        let walk_in = |m: &&&Meeting| m.appointment.starts_at.is_none();
        let within = |m: &&&Meeting| m.appointment.at().is_some_and(|at| half.from <= at && at < half.to);
        if self.shown.iter().filter(walk_in).any(|m| within(&m)) {
            name.push_str(" x");
        }
        name
    }
    /// Draws headings and the rows around the cursor.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, look: &Look, cursor: Option<NaiveDateTime>) {
        let days = self.days();
        let fit = usize::from((area.width.saturating_sub(8)) / WIDE).max(1);
        let here = cursor.and_then(|at| days.iter().position(|d| *d == at.date())).unwrap_or(0);
        let first = (here + 1).saturating_sub(fit).min(days.len().saturating_sub(fit));
        let days: Vec<NaiveDate> = days.into_iter().skip(first).take(fit).collect();
        let rows = self.rows();
        let height = usize::from(area.height.saturating_sub(1)).max(1);
        let row = cursor.and_then(|at| rows.iter().rposition(|t| *t <= at.time())).unwrap_or(0);
        let top = (row + 1).saturating_sub(height);
        for (n, day) in days.iter().enumerate() {
            let x = area.x + 8 + u16::try_from(n).unwrap_or(0) * WIDE;
            look.put(buffer, x + 2, area.y, WIDE - 1, &heading(*day, look), look.heading());
        }
        for (y, time) in (area.y + 1..area.bottom()).zip(rows.iter().skip(top)) {
            look.put(buffer, area.x + 2, y, 6, &hour(look, NaiveDate::default().and_time(*time)), Style::new());
            for (n, day) in days.iter().enumerate() {
                let at = day.and_time(*time);
                let x = area.x + 8 + u16::try_from(n).unwrap_or(0) * WIDE;
                let (text, free) = self.cell(at, look);
                let chosen = cursor == Some(at);
                let style = match (chosen, free) {
                    (true, _) => look.selected(),
                    (false, true) => look.heading(),
                    _ => Style::new(),
                };
                if chosen {
                    look.put(buffer, x, y, 1, ">", Style::new());
                    look.fill(buffer, x + 2, y, WIDE - 2, &text, style);
                    look.point(x, y);
                } else {
                    look.put(buffer, x + 2, y, WIDE - 2, &text, style);
                }
            }
        }
    }
}

/// Of the first day on, or of the last day before, the slot whose hour is nearest.
fn nearest(all: impl Iterator<Item = NaiveDateTime>, from: NaiveDateTime, forward: bool) -> Option<NaiveDateTime> {
    let all: Vec<NaiveDateTime> = all.collect();
    let day = if forward { all.first() } else { all.last() }?.date();
    let apart = |at: &NaiveDateTime| (at.time() - from.time()).num_minutes().abs();
    all.into_iter().filter(|at| at.date() == day).min_by_key(apart)
}

/// `mer. 25`.
pub fn heading(day: NaiveDate, look: &Look) -> String {
    let short = dates::short_day(day, look.lang());
    short.rsplit_once(' ').map_or(short.clone(), |(head, _)| head.to_owned())
}
