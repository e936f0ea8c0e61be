//! A line of free text.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::fault::Value;
use crate::tui::form::editor::{After, Editor, Place, Why};
use crate::tui::look::Look;
use crate::tui::screen::{Kind, Typed};
use crate::tui::widgets::line::Line;

/// The editor.
pub struct TextEditor {
    line: Line,
}

impl TextEditor {
    /// Of at most this many characters; 0: no limit.
    pub fn new(max: usize) -> Self {
        TextEditor { line: Line::new(max) }
    }
}

impl Editor for TextEditor {
    fn kind(&self) -> Kind {
        Kind::Text
    }
    fn enter(&mut self) {
        self.line.enter();
    }
    fn typed(&mut self, what: &Typed) -> After {
        if self.line.typed(what) { After::Stay } else { After::No }
    }
    fn leave(&mut self) -> Result<(), Why> {
        Ok(())
    }
    fn value(&self) -> Value {
        let text = self.line.text().trim();
        if text.is_empty() { Value::Null } else { Value::from(text) }
    }
    fn set(&mut self, value: &Value) {
        self.line.set(&shown(value));
    }
    fn raw(&self) -> String {
        self.line.text().to_owned()
    }
    fn set_raw(&mut self, raw: &str) {
        self.line.set(raw);
    }
    fn draw(&self, buffer: &mut Buffer, place: Place, look: &Look, style: Style) {
        self.line.draw(buffer, (place.x, place.y), place.width, look, style, place.focused);
    }
}

/// A value as text in a field.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        other => crate::tui::widgets::diff::shown(other),
    }
}
