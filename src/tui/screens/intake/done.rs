//! The end of an intake: the number to dictate, who is in charge and why, the first slots, the slip (screens.md drawing 5b).

use chrono::NaiveDateTime;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::dates;
use crate::domain::ids::{DeedId, Id};
use crate::services::appointment::Booking;
use crate::services::people::Registered;
use crate::tui::action::Action;
use crate::tui::look::{Look, wrap};
use crate::tui::screen::Offer;
use crate::tui::screens::House;

/// APPT: a first interview.
const FIRST: &str = "1";
/// Cell of the number on the slip.
const NUMBER_AT: usize = 55;
/// Cells from the left edge: labels, values.
const COLUMNS: [u16; 2] = [1, 17];

/// What was registered, and what follows.
pub struct Done {
    /// What the registration gave.
    pub registered: Registered,
    /// First slots of the counsellor in charge.
    pub slots: Vec<NaiveDateTime>,
    /// The chosen one.
    pub chosen: usize,
    /// Name of the agency, on the slip.
    pub agency: String,
    /// Booked: nothing more to choose.
    pub booked: bool,
    /// Where the slip went, once it is made.
    pub slip: Option<String>,
    /// Made once: a repeated save books once.
    pub deed: DeedId,
    minutes: i64,
    house: House,
}

impl Done {
    /// Just registered.
    pub fn new(registered: Registered, house: &House) -> Self {
        let minutes = house.rules.codes.get("APPT", FIRST).and_then(|c| c.number("minutes")).unwrap_or(45);
        let deed = DeedId::from_uuid(uuid::Uuid::now_v7());
        Done {
            registered,
            slots: Vec::new(),
            chosen: 0,
            agency: house.who.agency.clone(),
            booked: false,
            slip: None,
            deed,
            minutes,
            house: house.clone(),
        }
    }
    /// What can be done now.
    pub fn offers(&self, out: &mut Vec<Offer>) {
        if self.booking().is_some() {
            out.push(Offer::main(Action::Open).labelled("intake-book"));
            let digits = [Action::Digit2, Action::Digit3].into_iter().take(self.slots.len().saturating_sub(1));
            out.extend(digits.map(Offer::silent));
            out.push(Offer::silent(Action::Digit4));
        }
        out.push(Offer::main(Action::Print));
        out.push(Offer::main(Action::New));
    }
    /// The slot to be booked, if there is one to book.
    pub fn booking(&self) -> Option<Booking> {
        let counsellor = self.registered.counsellor.as_ref().filter(|_| !self.booked)?;
        Some(Booking {
            kind: FIRST.to_owned(),
            person: Some(self.registered.person),
            counsellor: counsellor.user,
            at: self.slots.get(self.chosen).copied()?,
            room: counsellor.room.clone(),
            ..Booking::default()
        })
    }
    /// Moves the choice to the slot of a digit.
    pub fn choose(&mut self, digit: usize) {
        if let (Some(at), true) = (digit.checked_sub(1), digit <= self.slots.len()) {
            self.slots.swap(0, at);
            self.chosen = 0;
        }
    }
    fn at(&self, slot: NaiveDateTime, look: &Look) -> String {
        let lang = look.lang();
        format!("{} {}", dates::with_weekday(slot.date(), lang), dates::shown_time(slot.time(), lang))
    }
    /// « , guichet 6 », where the counsellor has a usual one.
    fn room(&self, look: &Look) -> String {
        let room = self.registered.counsellor.as_ref().and_then(|c| c.room.as_deref()).filter(|r| !r.is_empty());
        room.map_or(String::new(), |room| format!(", {}", look.with("intake-room", &[("room", room.to_owned())])))
    }
    /// The lines of the slip, without what only a printer needs.
    pub fn slip_lines(&self, look: &Look) -> Vec<String> {
        let r = &self.registered;
        let office = self.house.rules.setting("office_name", "").to_owned();
        let agency = self.agency.clone();
        let key = if office.is_empty() { "slip-agency" } else { "slip-office" };
        let whence = look.with(key, &[("office", office), ("agency", agency)]);
        let number = look.with("slip-number", &[("number", r.number.clone())]);
        let head = format!("{whence:NUMBER_AT$} {number}");
        let mut lines = vec![head, r.name.clone()];
        if let (Some(slot), Some(counsellor)) = (self.slots.get(self.chosen), &r.counsellor) {
            let lang = look.lang();
            let args = [
                ("day", dates::long_day(slot.date(), lang)),
                ("hour", dates::shown_time(slot.time(), lang)),
                ("counsellor", counsellor.name.clone()),
            ];
            lines.push(look.with("slip-first-interview", &args) + &self.room(look));
        }
        lines.push(look.text("slip-bring"));
        lines
    }
    /// Draws it.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, look: &Look) {
        let [label_at, value_at] = COLUMNS;
        let plain = Style::new();
        let mut y = area.y + 1;
        let room = area.width.saturating_sub(value_at);
        let mut line = |key: &str, value: &str, bold: bool| {
            look.put(buffer, area.x + label_at, y, 15, &look.text(key), plain);
            look.put(buffer, area.x + value_at, y, room, value, if bold { look.heading() } else { plain });
            y += 1;
        };
        line("intake-number", &self.registered.number, true);
        line("intake-situation", &self.situation(look), false);
        line("intake-counsellor", &self.in_charge(look), false);
        line("intake-first", "", false);
        self.draw_slots(buffer, Rect { y: y - 1, ..area }, look);
        y += 1;
        let rule = Rect { y, height: 1, ..area };
        look.rule(buffer, rule, &look.text(if self.slip.is_some() { "slip-title" } else { "slip-dictate" }), "");
        let room = usize::from(area.width.saturating_sub(1));
        let lines = self.slip_lines(look).into_iter().flat_map(|l| wrap(&l, room));
        for (row, text) in (y + 1..area.bottom()).zip(lines) {
            look.put(buffer, area.x + 1, row, area.width.saturating_sub(1), &text, plain);
        }
    }
    fn situation(&self, look: &Look) -> String {
        let r = &self.registered;
        let state = look.text(&format!("state-registration-{}", crate::domain::lifecycle::State::id(r.state).replace('_', "-")));
        let due = r.renewal_due.map(|d| dates::shown(d, look.lang())).unwrap_or_default();
        look.with("intake-state", &[("state", state), ("category", r.category.clone()), ("due", due)])
    }
    fn in_charge(&self, look: &Look) -> String {
        match &self.registered.counsellor {
            Some(c) => {
                let args = [("load", c.load.to_string()), ("average", c.average.to_string())];
                format!("{}   {}", c.name, look.with("intake-why", &args))
            }
            None => look.text("intake-no-counsellor"),
        }
    }
    fn draw_slots(&self, buffer: &mut Buffer, area: Rect, look: &Look) {
        let at = area.x + COLUMNS[1] - 2;
        let room = area.width.saturating_sub(COLUMNS[1]);
        let Some(first) = self.slots.get(self.chosen) else {
            look.put(buffer, at + 2, area.y, room, &look.text("intake-no-slot"), Style::new());
            return;
        };
        let args = [("at", self.at(*first, look)), ("minutes", self.minutes.to_string())];
        let end = if self.booked { look.text("intake-slot-booked") } else { String::new() };
        let text = look.with("intake-slot", &args) + &self.room(look) + &end;
        look.put(buffer, at, area.y, 2, if self.booked { "=" } else { ">" }, Style::new());
        look.put(buffer, at + 2, area.y, room, &text, if self.booked { Style::new() } else { look.selected() });
        look.point(at, area.y);
        if self.booked {
            return;
        }
        let others = self.slots.iter().enumerate().skip(1);
        let mut all: Vec<String> = others.map(|(i, s)| format!("{} {}", i + 1, self.at(*s, look))).collect();
        all.push(format!("4 {}", look.text("intake-agenda")));
        look.put(buffer, at, area.y + 1, room + 2, &all.join("    "), Style::new());
    }
}
