//! One line typed in a drawer: a reason, a name as said, or a day read loosely and shown in full while it is typed. Opened by the
//! screens of the day, the queue and the agenda.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::action::Action;
use crate::tui::form::ReadDay;
use crate::tui::look::{Look, width};
use crate::tui::screen::{Cx, Dialog, Kind, Message, Offer, Screen, Typed, Words};
use crate::tui::widgets::line::Line;

/// The drawer. The reply is the text; of a day its stored form (`2026-03-09`).
pub struct TypedLine {
    title: Words,
    deed: &'static str,
    label: Words,
    line: Line,
    read: Option<ReadDay>,
    lines: Vec<Words>,
    may_be_empty: bool,
}

impl TypedLine {
    /// With its title, the key of the label that Enter has and what is typed; at most `max` characters.
    pub fn new(title: Words, deed: &'static str, label: Words, max: usize) -> Self {
        TypedLine { title, deed, label, line: Line::new(max), read: None, lines: Vec::new(), may_be_empty: false }
    }
    /// A day.
    pub fn day(title: Words, deed: &'static str, label: Words, read: ReadDay) -> Self {
        TypedLine { read: Some(read), ..TypedLine::new(title, deed, label, 30) }
    }
    /// One more line that says what will be.
    pub fn line(mut self, words: Words) -> Self {
        self.lines.push(words);
        self
    }
    /// With a text to begin with.
    pub fn with(mut self, text: &str) -> Self {
        self.line.set(text);
        self.line.enter();
        self
    }
    /// Nothing need be typed.
    pub fn optional(mut self) -> Self {
        self.may_be_empty = true;
        self
    }
    fn value(&self) -> Result<String, Words> {
        let typed = self.line.text().trim();
        match &self.read {
            _ if typed.is_empty() && self.may_be_empty => Ok(String::new()),
            _ if typed.is_empty() => Err(Words::new("typed-empty")),
            None => Ok(typed.to_owned()),
            Some(read) => read(typed).map(|(day, _)| day).map_err(|_| Words::new("typed-not-a-day").with("value", typed)),
        }
    }
}

impl Dialog for TypedLine {
    type Reply = String;
}

impl Screen for TypedLine {
    fn name(&self) -> &'static str {
        "typed"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn typing(&self) -> bool {
        true
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Open).labelled(self.deed));
        out.push(Offer::main(Action::Back));
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match (action, self.value()) {
            (Action::Open, Ok(value)) => cx.reply(value),
            (Action::Open, Err(words)) => {
                cx.bell();
                cx.say(Message::failed(words));
            }
            _ => cx.close(),
        }
    }
    fn typed(&mut self, what: Typed, _cx: &mut Cx<'_>) -> bool {
        self.line.typed(&what)
    }
    fn title(&self, look: &Look) -> String {
        look.words(&self.title)
    }
    fn rows(&self, _width: u16) -> u16 {
        u16::try_from(self.lines.len() + 1).unwrap_or(3)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let buffer = frame.buffer_mut();
        let label = look.words(&self.label);
        look.put(buffer, area.x + 1, area.y, area.width, &label, Style::new());
        let at = area.x + 3 + u16::try_from(width(&label)).unwrap_or(0);
        let shown = self.read.as_ref().and_then(|read| read(self.line.text().trim()).ok()).map(|(_, shown)| shown);
        let room = if self.read.is_some() { 20 } else { area.width.saturating_sub(at + 1) };
        self.line.draw(buffer, (at, area.y), room, look, look.field(), true);
        if let Some(shown) = shown {
            look.put(buffer, at + room + 1, area.y, area.width.saturating_sub(at + room + 1), &shown, Style::new());
        }
        for (y, line) in (area.y + 1..area.bottom()).zip(&self.lines) {
            look.put(buffer, area.x + 1, y, area.width.saturating_sub(1), &look.words(line), Style::new());
        }
    }
}
