//! A whole number within bounds, thousands apart when it is money.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::fault::Value;
use crate::tui::form::editor::{After, Editor, Place, Why};
use crate::tui::look::Look;
use crate::tui::screen::Typed;
use crate::tui::widgets::line::Line;

/// The editor.
pub struct NumberEditor {
    min: i64,
    max: i64,
    grouped: bool,
    line: Line,
}

impl NumberEditor {
    /// Within bounds.
    pub fn new(min: i64, max: i64) -> Self {
        NumberEditor { min, max, grouped: false, line: Line::new(20) }
    }
    /// FCFA without decimals, 0 or more, `150 000`.
    pub fn money() -> Self {
        NumberEditor { grouped: true, ..NumberEditor::new(0, 1_000_000_000_000) }
    }
    fn parsed(&self) -> Option<i64> {
        let digits: String = self.line.text().chars().filter(|c| !c.is_whitespace()).collect();
        digits.parse().ok()
    }
}

impl Editor for NumberEditor {
    fn enter(&mut self) {
        self.line.enter();
    }
    fn typed(&mut self, what: &Typed) -> After {
        if self.line.typed(what) { After::Stay } else { After::No }
    }
    fn leave(&mut self) -> Result<(), Why> {
        if self.line.text().trim().is_empty() {
            return Ok(());
        }
        let number = self.parsed().ok_or_else(|| Why::new("flaw-not-number").with("value", self.line.text()))?;
        if !(self.min..=self.max).contains(&number) {
            return Err(Why::new("flaw-out-of-range").with("low", self.min).with("high", self.max).with("value", number));
        }
        self.set(&Value::Int(number));
        Ok(())
    }
    fn value(&self) -> Value {
        self.parsed().filter(|n| (self.min..=self.max).contains(n)).map_or(Value::Null, Value::Int)
    }
    fn set(&mut self, value: &Value) {
        let text = match value {
            Value::Int(n) if self.grouped => grouped(*n),
            other => super::text::shown(other),
        };
        self.line.set(&text);
    }
    fn digits(&self) -> bool {
        true
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

/// Thousands apart by no-break spaces.
fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "-" } else { "" });
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(c);
    }
    out
}
