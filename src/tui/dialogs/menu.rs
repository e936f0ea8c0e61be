//! A few deeds or answers to choose from by their digit, the likely one first; what is refused is shown with the reason.
//! Opened by `s` Suite…, `i` Imprimer… and wherever a digit is asked.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::action::Action;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Dialog, Kind, Message, Offer, Screen, Words};

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct MenuRow {
    /// What is done or answered.
    pub label: String,
    /// What it brings along.
    pub about: String,
    /// Why it can't be chosen.
    pub why_not: Option<String>,
    /// Its own digit, where it stands for a code; else its place.
    pub digit: Option<u8>,
}

impl MenuRow {
    /// One that can be chosen.
    pub fn new(label: impl Into<String>, about: impl Into<String>) -> Self {
        MenuRow { label: label.into(), about: about.into(), why_not: None, digit: None }
    }
    /// With the digit of its code.
    pub fn digit(mut self, code: &str) -> Self {
        self.digit = code.parse().ok().filter(|d| *d <= 9);
        self
    }
    /// Can't be chosen, and why.
    pub fn refused(mut self, why: Option<String>) -> Self {
        self.why_not = why;
        self
    }
}

/// The drawer; its reply is the index of the row.
pub struct Menu {
    title: Words,
    rows: Vec<MenuRow>,
    cursor: usize,
    /// Labels take the whole row: nothing is said beside them.
    wide: bool,
}

impl Menu {
    /// As [`Menu::new`], of long labels without anything beside them.
    pub fn wide(title: Words, rows: Vec<MenuRow>) -> Self {
        Menu { wide: true, ..Menu::new(title, rows) }
    }
    /// With a title; the cursor is on the first row that can be chosen.
    pub fn new(title: Words, rows: Vec<MenuRow>) -> Self {
        let cursor = rows.iter().position(|r| r.why_not.is_none()).unwrap_or(0);
        Menu { title, rows, cursor, wide: false }
    }
    fn choose(&mut self, at: usize, cx: &mut Cx<'_>) {
        let Some(row) = self.rows.get(at) else { return };
        self.cursor = at;
        match &row.why_not {
            None => cx.reply(at),
            Some(why) => cx.say(Message::failed(Words::new("said").with("text", why))),
        }
    }
    /// The digit of a row: its own, else by its place: 1 to 9, then 0; none further down.
    fn digit(&self, at: usize) -> Option<u8> {
        let place = u8::try_from(at + 1).ok().filter(|d| *d <= 10).map(|d| d % 10);
        self.rows.get(at).and_then(|r| r.digit).or(place)
    }
}

impl Dialog for Menu {
    type Reply = usize;
}

impl Screen for Menu {
    fn name(&self) -> &'static str {
        "menu"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Open).labelled("menu-choose"));
        out.push(Offer::main(Action::Back));
        let digits = (0..self.rows.len()).filter_map(|at| self.digit(at)).filter_map(Action::of_digit);
        out.extend(digits.map(|d| Offer::usual(d).labelled("menu-choose")));
        out.extend([Action::Up, Action::Down].map(Offer::silent));
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        let last = self.rows.len().saturating_sub(1);
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(last),
            Action::Open => self.choose(self.cursor, cx),
            Action::Back => cx.close(),
            other => {
                let at = other.digit().and_then(|d| (0..self.rows.len()).find(|at| self.digit(*at) == Some(d)));
                if let Some(at) = at {
                    self.choose(at, cx);
                }
            }
        }
    }
    fn title(&self, look: &Look) -> String {
        look.words(&self.title)
    }
    fn rows(&self, _width: u16) -> u16 {
        u16::try_from(self.rows.len().clamp(1, 14)).unwrap_or(14)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let buffer = frame.buffer_mut();
        let height = usize::from(area.height).max(1);
        let top = (self.cursor + 1).saturating_sub(height);
        for (i, row) in self.rows.iter().enumerate().skip(top).take(height) {
            let y = area.y + u16::try_from(i - top).unwrap_or(0);
            let here = i == self.cursor;
            let style = if here { look.selected() } else { Style::new() };
            look.fill(buffer, area.x, y, area.width.saturating_sub(1), if here { ">" } else { "" }, style);
            let digit = self.digit(i).map_or_else(String::new, |d| d.to_string());
            look.put(buffer, area.x + 2, y, 1, &digit, style);
            if here {
                look.point(area.x, y);
            }
            if self.wide {
                look.put(buffer, area.x + 4, y, area.width.saturating_sub(5), &row.label, style);
                continue;
            }
            look.put(buffer, area.x + 4, y, 30, &row.label, style);
            let about = row.why_not.as_ref().unwrap_or(&row.about);
            look.put(buffer, area.x + 35, y, area.width.saturating_sub(36), about, style);
        }
    }
}
