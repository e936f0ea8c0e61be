//! A day typed loosely (`3/12`, `+7`, `lun`), shown in full at once. How it is read is given as a closure, since it
//! depends on today and on whether the field looks to the past or the future.

use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::fault::Value;
use crate::tui::form::editor::{After, Editor, Place, Why};
use crate::tui::look::Look;
use crate::tui::screen::Typed;
use crate::tui::widgets::line::Line;

/// A day as stored (`2026-03-09`) and as shown (`09/03/2026`); it must read both again.
pub type ReadDay = Rc<dyn Fn(&str) -> Result<(String, String), Why>>;

/// The editor.
pub struct DateEditor {
    read: ReadDay,
    line: Line,
    value: Option<String>,
    /// What stood there when the value was read.
    shown: String,
}

impl DateEditor {
    /// Read by this closure.
    pub fn new(read: ReadDay) -> Self {
        DateEditor { read, line: Line::new(20), value: None, shown: String::new() }
    }
    fn take(&mut self) -> Result<(), Why> {
        let typed = self.line.text().trim().to_owned();
        self.value = None;
        if typed.is_empty() {
            return Ok(());
        }
        let (day, shown) = (self.read)(&typed)?;
        self.value = Some(day);
        self.line.set(&shown);
        self.shown = shown;
        Ok(())
    }
}

impl Editor for DateEditor {
    fn enter(&mut self) {
        self.line.enter();
    }
    fn typed(&mut self, what: &Typed) -> After {
        if self.line.typed(what) { After::Stay } else { After::No }
    }
    fn leave(&mut self) -> Result<(), Why> {
        if self.value.is_some() && self.line.text() == self.shown {
            return Ok(());
        }
        self.take()
    }
    fn value(&self) -> Value {
        let current = self.line.text() == self.shown;
        self.value.clone().filter(|_| current).map_or(Value::Null, Value::from)
    }
    fn set(&mut self, value: &Value) {
        self.line.set(value.as_text().unwrap_or_default());
        // A stored day that the closure can't read stays as it is, in sight.
        let _ = self.take();
    }
    fn digits(&self) -> bool {
        true
    }
    fn raw(&self) -> String {
        self.line.text().to_owned()
    }
    fn set_raw(&mut self, raw: &str) {
        self.line.set(raw);
        let _ = self.take();
    }
    fn draw(&self, buffer: &mut Buffer, place: Place, look: &Look, style: Style) {
        self.line.draw(buffer, (place.x, place.y), place.width, look, style, place.focused);
    }
}
