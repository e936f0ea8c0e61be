//! Booking in the week: for whom, what the lines below the grid say, and the deeds: book, move an existing one here, other slots by
//! digit, a date typed. A free gap without a person asks for one first.

use chrono::NaiveDateTime;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Agenda, Grid};
use crate::domain::code::Codes;
use crate::domain::dates;
use crate::domain::ids::{AppointmentId, EmployerId, PersonId, UserId, VacancyId};
use crate::domain::record::parse_day;
use crate::domain::slots::Span;
use crate::fault::Fault;
use crate::services::agenda;
use crate::services::appointment::Booking;
use crate::services::deed::once;
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::dialogs::TypedLine;
use crate::tui::frame::hour;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Offer, Words};
use crate::tui::screens::finder::{Finder, Found};
use crate::tui::screens::{Office, said};

/// Lines below the grid, the rule included.
const BELOW: u16 = 4;
/// The first digit of the other slots; 2 moves the appointment that there is.
const FIRST_OTHER: u8 = 3;
/// How many other slots have a digit.
const OTHERS: usize = 3;

/// For whom and what a slot is wanted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct For {
    /// The person.
    pub person: Option<PersonId>,
    /// Or the employer.
    pub employer: Option<EmployerId>,
    /// About this offer.
    pub vacancy: Option<VacancyId>,
    /// The name as shown.
    pub name: String,
    /// APPT.
    pub kind: String,
    /// MEET; empty: at the counter.
    pub mode: String,
    /// Length; 0: the kind's own.
    pub minutes: i64,
    /// With whom.
    pub counsellor: UserId,
    /// To be held by this day.
    pub latest: Option<chrono::NaiveDate>,
    /// The appointment that it replaces.
    pub instead_of: Option<AppointmentId>,
}

impl For {
    /// The length: given, or of the kind (`minutes` in APPT).
    pub fn minutes(&self, codes: &Codes) -> i64 {
        let own = codes.get("APPT", &self.kind).and_then(|c| c.number("minutes"));
        if self.minutes > 0 { self.minutes } else { own.unwrap_or(30) }
    }
    /// `RDV pour NDONG OBAME Marie-Claire : suivi, 30 min, au plus tard le 20/12`.
    pub fn said(&self, house: &Office, look: &Look) -> String {
        let codes = &house.rules.codes;
        let args = [
            ("name", self.name.clone()),
            ("kind", codes.label("APPT", &self.kind, look.lang()).to_owned()),
            ("minutes", self.minutes(codes).to_string()),
        ];
        let text = look.with(if self.instead_of.is_some() { "agenda-move-for" } else { "agenda-for" }, &args);
        match self.latest {
            Some(day) => format!("{text}, {}", look.with("agenda-latest", &[("day", said::day_month(day, look))])),
            None => text,
        }
    }
}

impl Agenda {
    /// The next appointment of the person who is booked for: it may be moved instead.
    pub(super) fn load_next(&self, cx: &mut Cx<'_>) {
        let Some(wanted) = &self.wanted else { return };
        let (Some(person), but) = (wanted.person, wanted.instead_of) else { return };
        cx.load(
            Slot("next"),
            move |desk| agenda::next_of(desk, person, but),
            |me: &mut Self, next, _| {
                me.next = next.ok().flatten();
            },
        );
    }
    /// The slot of the appointment that is being moved: it is free for its own new hour.
    pub(super) fn moved_span(&self) -> Option<Span> {
        let id = self.wanted.as_ref()?.instead_of?;
        let old = self.page.as_ref()?.meetings.iter().find(|m| m.appointment.head.id == id)?;
        Some(Span { from: old.appointment.at()?, to: old.appointment.ends()? })
    }
    pub(super) fn week_offers(&self, out: &mut Vec<Offer>) {
        if self.slot.is_some() {
            out.push(Offer::main(Action::Open).labelled("agenda-book"));
        }
        out.push(Offer::main(Action::Postpone));
        if self.next.is_some() {
            out.push(Offer::usual(Action::Digit2).labelled("agenda-bring"));
        }
        let others = self.others().len();
        let digits = (0..others).filter_map(|n| Action::of_digit(FIRST_OTHER + u8::try_from(n).ok()?));
        out.extend(digits.map(|d| Offer::usual(d).labelled("agenda-other")));
        use Action::{Down, Left, PageDown, PageUp, Right, Up};
        out.extend([Up, Down, Left, Right, PageUp, PageDown].map(Offer::silent));
        out.push(Offer::usual(Action::NextPane).labelled("agenda-one-day"));
    }
    fn others(&self) -> Vec<NaiveDateTime> {
        match (self.grid(), self.slot) {
            (Some(grid), Some(at)) => grid.others(at, OTHERS),
            _ => Vec::new(),
        }
    }
    pub(super) fn week_act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Up | Action::Down | Action::Left | Action::Right => self.jump(action, cx),
            Action::PageUp | Action::PageDown => {
                let week = chrono::Duration::days(if action == Action::PageDown { super::WEEK } else { -super::WEEK });
                self.go(agenda::monday(self.day) + week, cx);
            }
            Action::NextPane => {
                self.week = false;
                self.fill(true, cx.look);
            }
            Action::Open => match (self.slot, self.wanted.clone()) {
                (Some(at), Some(wanted)) => self.book(at, wanted, cx),
                (Some(at), None) => self.book_gap(Some(Span::new(at, self.minutes())), cx),
                _ => cx.bell(),
            },
            Action::Postpone => self.ask_day(cx),
            Action::Digit2 => {
                if let (Some(at), Some(mut wanted), Some(next)) = (self.slot, self.wanted.clone(), &self.next) {
                    wanted.instead_of = Some(next.appointment.head.id);
                    self.book(at, wanted, cx);
                }
            }
            other => {
                let nth = other.digit().and_then(|d| d.checked_sub(FIRST_OTHER));
                if let Some(at) = nth.and_then(|n| self.others().get(usize::from(n)).copied()) {
                    self.slot = Some(at);
                    self.day = at.date();
                }
            }
        }
    }
    fn ask_day(&self, cx: &mut Cx<'_>) {
        let read = crate::tui::screens::day::coming_day(cx.today(), cx.look.lang());
        let drawer = TypedLine::day(Words::new("title-go-day"), "agenda-go", Words::new("typed-day"), read);
        cx.ask(drawer, |me: &mut Self, day, cx| {
            if let Some(day) = parse_day(&day) {
                me.seek = super::AHEAD;
                me.go(day, cx);
            }
        });
    }
    /// A gap without a person: who, then it is booked.
    pub(super) fn book_gap(&self, gap: Option<Span>, cx: &mut Cx<'_>) {
        let Some(gap) = gap else { return };
        let counsellor = self.counsellor;
        cx.ask(
            Finder::new(Words::new("title-find-for").with("when", said::day_and_hour(gap.from, cx.look)), false),
            move |me: &mut Self, found, cx| {
                let Found::Person(person, name) = found else { return };
                let minutes = gap.minutes().min(30);
                let wanted = For { person: Some(person), name, kind: "2".to_owned(), minutes, counsellor, ..For::default() };
                me.book(gap.from, wanted, cx);
            },
        );
    }
    /// Books; a slot taken meanwhile is said, and the agenda is read again.
    fn book(&self, at: NaiveDateTime, wanted: For, cx: &mut Cx<'_>) {
        let booking = Booking {
            kind: wanted.kind,
            person: wanted.person,
            employer: wanted.employer,
            vacancy: wanted.vacancy,
            counsellor: self.counsellor,
            at,
            minutes: wanted.minutes,
            mode: wanted.mode,
            room: None,
            instead_of: wanted.instead_of,
        };
        let closes = self.wanted.is_some();
        let mut deed = once();
        let ticket = cx.save(
            move |desk| {
                let deed = deed(desk);
                agenda::book(desk, deed, &booking)
            },
            move |me: &mut Self, booked, cx| match booked {
                Ok(meeting) => {
                    let when = said::day_and_hour(at, cx.look);
                    cx.say_saved(Words::new("agenda-booked").with("name", &meeting.name).with("when", when));
                    if closes {
                        return cx.close();
                    }
                    me.load(cx, Self::came);
                }
                Err(Fault::Refused(_) | Fault::Conflict(_)) => me.load(cx, Self::came),
                Err(_) => {}
            },
        );
        cx.hold_for(ticket);
    }
    pub(super) fn week_advice(&self, look: &Look) -> String {
        let Some(page) = &self.page else { return String::new() };
        let days = (0..page.days).map(|n| page.from + chrono::Duration::days(n));
        let off: Vec<String> = days
            .filter(|d| page.times.is_open(*d))
            .filter_map(|d| Some(format!("{} {}", dates::short_day(d, look.lang()), self.calendar().holiday(d)?)))
            .collect();
        if off.is_empty() { look.text("agenda-no-holiday") } else { look.with("agenda-holidays", &[("days", off.join(", "))]) }
    }
    pub(super) fn draw_week(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let Some(grid) = self.grid() else { return };
        let below = if self.slot.is_some() || self.wanted.is_some() { BELOW } else { 0 };
        let height = area.height.saturating_sub(below);
        grid.draw(frame.buffer_mut(), Rect { height, ..area }, look, self.slot);
        if below > 0 {
            self.draw_booking(frame, Rect { y: area.y + height, height: below, ..area }, look, &grid);
        }
    }
    fn draw_booking(&self, frame: &mut Frame<'_>, area: Rect, look: &Look, grid: &Grid<'_>) {
        let buffer = frame.buffer_mut();
        let Some(at) = self.slot else {
            look.rule(buffer, Rect { height: 1, ..area }, &look.text("agenda-none-free"), "");
            return;
        };
        let to = at + chrono::Duration::minutes(self.minutes());
        let title = [("when", said::day_and_hour(at, look)), ("until", hour(look, to))];
        look.rule(buffer, Rect { height: 1, ..area }, &look.with("agenda-book-title", &title), "");
        let mut lines = Vec::new();
        if let Some(next) = self.next.as_ref().and_then(|n| Some((n, n.appointment.at()?))) {
            lines.push(look.with(
                "agenda-has-one",
                &[("when", said::day_and_hour(next.1, look)), ("kind", said::motif(next.0, &self.house, look))],
            ));
        }
        let others = grid.others(at, OTHERS).into_iter().enumerate();
        let others = others.map(|(n, at)| {
            format!("{} {} {}", usize::from(FIRST_OTHER) + n, super::week::heading(at.date(), look), hour(look, at))
        });
        let others: Vec<String> = others.collect();
        if !others.is_empty() {
            lines.push(look.with("agenda-others", &[("slots", others.join("   "))]));
        }
        lines.push(look.text("agenda-keys"));
        for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
            look.put(buffer, area.x + 1, y, area.width.saturating_sub(1), &line, Style::new());
        }
    }
}
