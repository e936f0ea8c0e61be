//! Several short values: Enter takes one, Enter in the empty place goes on, Backspace there takes the last one away.

use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::fault::Value;
use crate::tui::action::Action;
use crate::tui::form::editor::{After, Editor, Place, Why};
use crate::tui::look::Look;
use crate::tui::screen::{Edit, Kind, Typed};
use crate::tui::widgets::line::Line;
use crate::tui::widgets::pick::{Choice, fitting};

/// The editor.
pub struct ListEditor {
    items: Vec<String>,
    /// Empty: free words.
    options: Rc<[Choice]>,
    line: Line,
    rows: u16,
}

impl ListEditor {
    /// Free words, on this many rows.
    pub fn free(rows: u16) -> Self {
        ListEditor { items: Vec::new(), options: Rc::from([]), line: Line::new(60), rows: rows.max(1) }
    }
    /// Codes of a list, on this many rows.
    pub fn coded(options: impl Into<Rc<[Choice]>>, rows: u16) -> Self {
        ListEditor { options: options.into(), ..ListEditor::free(rows) }
    }
    /// Takes what is typed as one more item.
    fn take(&mut self) -> Result<bool, Why> {
        let typed = self.line.text().trim().to_owned();
        if typed.is_empty() {
            return Ok(false);
        }
        let item = if self.options.is_empty() {
            typed
        } else {
            let exact = self.options.iter().find(|o| o.code.eq_ignore_ascii_case(&typed));
            let fits = fitting(&self.options, &typed);
            match (exact, fits.as_slice()) {
                (Some(choice), _) => choice.code.clone(),
                (None, [choice]) => choice.code.clone(),
                (None, []) => return Err(Why::new("flaw-unknown-code").with("value", typed).stays()),
                (None, many) => {
                    return Err(Why::new("flaw-many-codes").with("value", typed).with("count", many.len()).stays());
                }
            }
        };
        self.line.set("");
        if !self.items.contains(&item) {
            self.items.push(item);
        }
        Ok(true)
    }
    fn label(&self, item: &str) -> String {
        self.options.iter().find(|o| o.code == item).map_or_else(|| item.to_owned(), |o| format!("{} {}", o.code, o.label))
    }
}

impl Editor for ListEditor {
    fn kind(&self) -> Kind {
        if self.options.is_empty() { Kind::Text } else { Kind::Form }
    }
    fn typed(&mut self, what: &Typed) -> After {
        if self.line.text().is_empty() && *what == Typed::Edit(Edit::Backspace) {
            return if self.items.pop().is_some() { After::Stay } else { After::No };
        }
        if self.line.typed(what) { After::Stay } else { After::No }
    }
    fn act(&mut self, action: Action) -> bool {
        action == Action::Next && self.take().is_ok_and(|taken| taken)
    }
    fn leave(&mut self) -> Result<(), Why> {
        self.take().map(|_| ())
    }
    fn value(&self) -> Value {
        if self.items.is_empty() {
            return Value::Null;
        }
        Value::List(self.items.iter().cloned().map(Value::from).collect())
    }
    fn set(&mut self, value: &Value) {
        self.items = match value {
            Value::List(all) => all.iter().filter_map(|v| v.as_text().map(str::to_owned)).collect(),
            Value::Text(all) => all.split('|').filter(|i| !i.is_empty()).map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        self.line.set("");
    }
    fn raw(&self) -> String {
        self.items.iter().map(String::as_str).chain([self.line.text()]).collect::<Vec<_>>().join("|")
    }
    fn set_raw(&mut self, raw: &str) {
        let mut parts: Vec<String> = raw.split('|').map(str::to_owned).collect();
        let typed = parts.pop().unwrap_or_default();
        self.items = parts;
        self.line.set(&typed);
    }
    fn choices(&self) -> &[Choice] {
        &self.options
    }
    fn rows(&self) -> u16 {
        self.rows
    }
    fn draw(&self, buffer: &mut Buffer, place: Place, look: &Look, style: Style) {
        let rows = usize::from(self.rows);
        let above: Vec<String> = self.items.iter().map(|i| self.label(i)).collect();
        let one_row = if rows == 1 { above.join(", ") } else { String::new() };
        let skipped = above.len().saturating_sub(rows - 1);
        let mut y = place.y;
        for item in above.iter().skip(skipped).take(rows - 1) {
            look.fill(buffer, place.x, y, place.width, item, look.field());
            y += 1;
        }
        let used = u16::try_from(crate::tui::look::width(&one_row)).unwrap_or(0);
        let used = if used == 0 { 0 } else { (used + 2).min(place.width.saturating_sub(8)) };
        look.put(buffer, place.x, y, used, &one_row, look.field());
        self.line.draw(buffer, (place.x + used, y), place.width - used, look, style, place.focused);
    }
}
