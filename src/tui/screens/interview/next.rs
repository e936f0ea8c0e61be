//! The end of an interview: only the next appointment is asked. Enter accepts the one proposed, `d` types another day, a digit
//! says why there is none (NONEXT). Opened by Ctrl+E, and by the part « Prochain RDV ».

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::dates::{self, Toward};
use crate::domain::slots::Wish;
use crate::fault::Outcome;
use crate::services::appointment;
use crate::services::interview::Next;
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::look::{Look, cut};
use crate::tui::screen::{Cx, Dialog, Kind, Message, Offer, Rank, Screen, Typed, Words};
use crate::tui::screens::House;
use crate::tui::widgets::line::Line;

const FREE: Slot = Slot("free");
/// APPT of what follows an interview.
pub const FOLLOW_UP: &str = "2";
/// Reasons in a row of the drawer.
const ACROSS: usize = 2;

/// What was chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// What follows.
    pub next: Next,
    /// The plan was signed.
    pub signed: bool,
}

/// The drawer.
pub struct NextDialog {
    house: House,
    /// What Enter accepts.
    next: Option<Next>,
    /// Why it is proposed.
    rhythm: Option<Words>,
    /// `action-save`, or only to take it.
    deed: &'static str,
    /// Another day while it is typed.
    line: Option<Line>,
    /// Whether the plan is signed now; none: it needs no signature.
    signed: Option<bool>,
    minutes: i64,
}

impl NextDialog {
    /// With what Enter accepts and why it is proposed; `deed` is the label of Enter.
    pub fn new(house: &House, next: Option<Next>, rhythm: Option<Words>, deed: &'static str) -> Self {
        let minutes = appointment::minutes_of(&house.rules, FOLLOW_UP);
        NextDialog { house: house.clone(), next, rhythm, deed, line: None, signed: None, minutes }
    }
    /// Asks too whether the plan is signed.
    pub fn signing(mut self, signed: bool) -> Self {
        self.signed = Some(signed);
        self
    }
    /// With another day being typed.
    pub fn typing_day(mut self) -> Self {
        self.line = Some(Line::new(30));
        self
    }
    fn reasons(&self) -> Vec<(String, String)> {
        let today = self.house.rules.today;
        let all = self.house.rules.codes.list("NONEXT").filter(|c| c.valid(today));
        all.map(|c| (c.code.clone(), c.fr.clone())).collect()
    }
    fn accept(&self, next: Next, cx: &mut Cx<'_>) {
        cx.reply(Chosen { next, signed: self.signed == Some(true) });
    }
    fn at(&self, at: NaiveDateTime) -> Next {
        Next::At(at, FOLLOW_UP.to_owned(), self.minutes)
    }
    /// Enter.
    fn enter(&mut self, cx: &mut Cx<'_>) {
        let Some(line) = &self.line else {
            match self.next.clone() {
                Some(next) => self.accept(next, cx),
                None => refuse(Words::new("interview-next-none"), cx),
            }
            return;
        };
        match read(line.text(), cx.today()) {
            Ok((day, Some(time))) => self.accept(self.at(day.and_time(time)), cx),
            Ok((day, None)) => self.look_for(day, cx),
            Err(key) => refuse(Words::new(key).with("field", cx.text("field-next-appointment")), cx),
        }
    }
    /// A day without an hour: its first free slot.
    fn look_for(&self, day: NaiveDate, cx: &mut Cx<'_>) {
        let earliest = if day == cx.today() { cx.now } else { day.and_time(NaiveTime::MIN) };
        let wish = Wish { minutes: self.minutes, earliest, until: day, count: 1, per_day: 1 };
        let then = move |me: &mut Self, free: Outcome<Vec<NaiveDateTime>>, cx: &mut Cx<'_>| match free {
            Ok(free) => match free.first() {
                Some(at) => me.accept(me.at(*at), cx),
                None => {
                    let shown = dates::with_weekday(day, cx.look.lang());
                    refuse(Words::new("interview-next-full").with("when", shown), cx);
                }
            },
            Err(_) => cx.bell(),
        };
        cx.load(FREE, move |desk| appointment::free(desk, desk.who.user, &wish), then);
        cx.hold(FREE);
    }
    fn reason(&self, digit: u8, cx: &mut Cx<'_>) {
        let code = digit.to_string();
        if self.reasons().iter().any(|(c, _)| *c == code) {
            self.accept(Next::None(code), cx);
        } else {
            cx.bell();
        }
    }
    fn draw_reasons(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let each = usize::from(area.width.saturating_sub(2)) / ACROSS;
        let codes = &self.house.rules.codes;
        for (nth, (code, _)) in self.reasons().iter().enumerate() {
            let (row, column) = (u16::try_from(nth / ACROSS).unwrap_or(0), u16::try_from(nth % ACROSS * each).unwrap_or(0));
            if row >= area.height {
                return;
            }
            let text = cut(&format!("{code} {}", codes.label("NONEXT", code, look.lang())), each.saturating_sub(1));
            look.put(frame.buffer_mut(), area.x + 1 + column, area.y + row, area.width, &text, Style::new());
        }
    }
}

/// `12/1 9h30`: a day and, perhaps, an hour after it.
///
/// # Errors
/// Key of the sentence.
pub fn read(typed: &str, today: NaiveDate) -> Result<(NaiveDate, Option<NaiveTime>), &'static str> {
    let typed = typed.trim();
    if let Some((day, hour)) = typed.rsplit_once(' ')
        && (hour.contains(['h', 'H', ':']) || hour.len() == 4 && !day.contains(|c: char| c.is_alphabetic()))
        && let Ok(time) = dates::parse_time(hour)
    {
        return Ok((dates::parse(day, today, Toward::Future)?, Some(time)));
    }
    Ok((dates::parse(typed, today, Toward::Future)?, None))
}

/// What follows, in words: `ven. 22/01/2027 09h30, suivi, 30 min`.
pub fn said(next: &Next, house: &House, look: &Look) -> String {
    let codes = &house.rules.codes;
    match next {
        Next::At(at, kind, minutes) => look.with(
            "interview-next-at",
            &[
                ("when", dates::with_weekday(at.date(), look.lang())),
                ("hour", crate::tui::frame::hour(look, *at)),
                ("kind", codes.label("APPT", kind, look.lang()).to_owned()),
                ("minutes", minutes.to_string()),
            ],
        ),
        Next::None(reason) => {
            look.with("interview-next-without", &[("reason", codes.label("NONEXT", reason, look.lang()).to_owned())])
        }
    }
}

fn refuse(words: Words, cx: &mut Cx<'_>) {
    cx.say(Message::failed(words));
    cx.bell();
}

impl Dialog for NextDialog {
    type Reply = Chosen;
}

impl Screen for NextDialog {
    fn name(&self) -> &'static str {
        "interview_next"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn typing(&self) -> bool {
        self.line.is_some()
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Open).labelled(self.deed));
        out.push(Offer::silent(Action::Save));
        if self.line.is_none() {
            out.push(Offer::main(Action::Postpone));
            let digits = self.reasons();
            let digits = digits.iter().filter_map(|(c, _)| Action::of_digit(c.parse().ok()?));
            out.extend(digits.map(|d| Offer::new(d, Rank::Usual).labelled("interview-no-next")));
            if self.signed.is_some() {
                out.push(Offer::usual(Action::Mark).labelled("interview-sign"));
            }
        }
        out.push(Offer::usual(Action::Back));
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Open | Action::Save => self.enter(cx),
            Action::Postpone => self.line = Some(Line::new(30)),
            Action::Mark => self.signed = self.signed.map(|signed| !signed),
            Action::Back if self.line.is_some() && self.next.is_some() => self.line = None,
            Action::Back => cx.close(),
            other => {
                if let Some(digit) = other.digit() {
                    self.reason(digit, cx);
                }
            }
        }
    }
    fn typed(&mut self, what: Typed, _: &mut Cx<'_>) -> bool {
        self.line.as_mut().is_some_and(|line| line.typed(&what))
    }
    fn title(&self, look: &Look) -> String {
        look.text("interview-next-title")
    }
    fn rows(&self, _: u16) -> u16 {
        let rows = self.reasons().len().div_ceil(ACROSS) + 2 + usize::from(self.signed.is_some());
        u16::try_from(rows).unwrap_or(6)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let buffer = frame.buffer_mut();
        let room = area.width.saturating_sub(2);
        match (&self.line, &self.next) {
            (Some(line), _) => {
                let used = look.put(buffer, area.x + 1, area.y, room, &look.text("interview-next-day"), Style::new());
                line.draw(buffer, (area.x + 2 + used, area.y), 18, look, look.field(), true);
                if let Ok((day, time)) = read(line.text(), self.house.rules.today) {
                    let hour = time.map_or_else(String::new, |t| format!(" {}", dates::shown_time(t, look.lang())));
                    let shown = format!("{}{hour}", dates::with_weekday(day, look.lang()));
                    look.put(buffer, area.x + used + 22, area.y, room.saturating_sub(used + 22), &shown, Style::new());
                }
            }
            (None, Some(next)) => {
                let why = self.rhythm.as_ref().map_or_else(String::new, |w| format!(" ({})", look.words(w)));
                let text = format!("{}{why}", said(next, &self.house, look));
                look.put(buffer, area.x + 1, area.y, room, &text, look.heading());
                look.point(area.x + 1, area.y);
            }
            (None, None) => {
                look.put(buffer, area.x + 1, area.y, room, &look.text("interview-next-none"), Style::new());
                look.point(area.x + 1, area.y);
            }
        }
        let mut y = area.y + 1;
        if let Some(signed) = self.signed {
            let key = if signed { "interview-signed" } else { "interview-not-signed" };
            look.put(buffer, area.x + 1, y, room, &look.text(key), Style::new());
            y += 1;
        }
        look.put(buffer, area.x + 1, y, room, &look.text("interview-next-or"), Style::new());
        let below = Rect { y: y + 1, height: area.bottom().saturating_sub(y + 1), ..area };
        self.draw_reasons(frame, below, look);
    }
}
