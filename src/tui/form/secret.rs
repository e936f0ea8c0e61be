//! A password: every sign shows as `*`, nothing of it comes into a draft. A paste is taken.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::fault::Value;
use crate::tui::form::editor::{After, Editor, Place, Why};
use crate::tui::look::Look;
use crate::tui::screen::{Kind, Typed};
use crate::tui::widgets::line::Line;

/// Characters that are taken at most: a little more than the longest password.
const MOST: usize = 1030;

/// The editor.
pub struct SecretEditor {
    line: Line,
}

impl Default for SecretEditor {
    fn default() -> Self {
        SecretEditor { line: Line::new(MOST) }
    }
}

impl Editor for SecretEditor {
    fn kind(&self) -> Kind {
        Kind::Text
    }
    fn typed(&mut self, what: &Typed) -> After {
        if self.line.typed(what) { After::Stay } else { After::No }
    }
    fn leave(&mut self) -> Result<(), Why> {
        Ok(())
    }
    /// As typed: blanks at both ends belong to it.
    fn value(&self) -> Value {
        if self.line.text().is_empty() { Value::Null } else { Value::from(self.line.text()) }
    }
    fn set(&mut self, value: &Value) {
        self.line.set(value.as_text().unwrap_or_default());
    }
    fn raw(&self) -> String {
        String::new()
    }
    fn set_raw(&mut self, _raw: &str) {}
    fn draw(&self, buffer: &mut Buffer, place: Place, look: &Look, style: Style) {
        let mut stars = Line::new(0);
        stars.set(&"*".repeat(self.line.text().chars().count().min(usize::from(place.width.saturating_sub(1)))));
        stars.draw(buffer, (place.x, place.y), place.width, look, style, place.focused);
    }
}
