//! A code of a list. Of full length it leaves by itself; words need Enter; an unknown code beeps and stays
//! (terminal.md §5).

use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::fault::Value;
use crate::tui::form::editor::{After, Editor, Place, Why};
use crate::tui::look::{Look, width};
use crate::tui::screen::Typed;
use crate::tui::widgets::line::Line;
use crate::tui::widgets::pick::{Choice, fitting};

/// The editor.
pub struct CodeEditor {
    options: Rc<[Choice]>,
    /// Length of all codes, 0 when they differ.
    fixed: usize,
    /// What the stored code has before the keyed one: `GA-` of a province.
    prefix: String,
    line: Line,
}

impl CodeEditor {
    /// Of these codes.
    pub fn new(options: impl Into<Rc<[Choice]>>) -> Self {
        let options: Rc<[Choice]> = options.into();
        let length = |c: &Choice| c.code.chars().count();
        let first = options.first().map_or(0, length);
        let fixed = if options.iter().all(|c| length(c) == first) { first } else { 0 };
        CodeEditor { options, fixed, prefix: String::new(), line: Line::new(0) }
    }
    /// Of codes that are keyed without what they all begin with: province `1` is stored as `GA-1`.
    pub fn keyed(prefix: &str, options: impl IntoIterator<Item = Choice>) -> Self {
        let short = |c: Choice| Choice::new(c.code.strip_prefix(prefix).unwrap_or(&c.code), c.label);
        let options: Rc<[Choice]> = options.into_iter().map(short).collect();
        CodeEditor { prefix: prefix.to_owned(), ..CodeEditor::new(options) }
    }
    fn exact(&self) -> Option<&Choice> {
        let typed = self.line.text().trim().to_uppercase();
        self.options.iter().find(|o| o.code.to_uppercase() == typed)
    }
    fn unknown(&self) -> Why {
        Why::new("flaw-unknown-code").with("value", self.line.text()).stays()
    }
}

impl Editor for CodeEditor {
    fn enter(&mut self) {
        self.line.enter();
    }
    fn typed(&mut self, what: &Typed) -> After {
        if !self.line.typed(what) {
            return After::No;
        }
        let full = self.fixed > 0 && self.line.text().chars().count() == self.fixed;
        if !full || matches!(what, Typed::Edit(_)) {
            return After::Stay;
        }
        if let Some(code) = self.exact().map(|c| c.code.clone()) {
            self.line.set(&code);
            return After::Leave;
        }
        if fitting(&self.options, self.line.text()).is_empty() {
            let why = self.unknown();
            self.line.enter();
            return After::Wrong(why);
        }
        After::Stay
    }
    fn leave(&mut self) -> Result<(), Why> {
        let typed = self.line.text().trim().to_owned();
        if typed.is_empty() {
            return Ok(());
        }
        let found = match self.exact() {
            Some(choice) => Ok(choice.code.clone()),
            None => match fitting(&self.options, &typed).as_slice() {
                [] => Err(self.unknown()),
                [one] => Ok(one.code.clone()),
                many => Err(Why::new("flaw-many-codes").with("value", &typed).with("count", many.len()).stays()),
            },
        };
        match found {
            Ok(code) => {
                self.line.set(&code);
                Ok(())
            }
            Err(why) => {
                self.line.enter();
                Err(why)
            }
        }
    }
    fn value(&self) -> Value {
        self.exact().map_or(Value::Null, |c| Value::from(format!("{}{}", self.prefix, c.code)))
    }
    fn set(&mut self, value: &Value) {
        let code = super::text::shown(value);
        self.line.set(code.strip_prefix(self.prefix.as_str()).unwrap_or(&code));
    }
    fn raw(&self) -> String {
        self.line.text().to_owned()
    }
    fn set_raw(&mut self, raw: &str) {
        self.line.set(raw);
    }
    fn choices(&self) -> &[Choice] {
        &self.options
    }
    fn draw(&self, buffer: &mut Buffer, place: Place, look: &Look, style: Style) {
        let longest = self.options.iter().map(|o| width(&o.code)).max().unwrap_or(2).max(2);
        let typed = width(self.line.text());
        let cells = u16::try_from(longest.max(typed)).unwrap_or(2).min(place.width);
        self.line.draw(buffer, (place.x, place.y), cells, look, style, place.focused);
        let label = self.exact().map_or("", |c| c.label.as_str());
        let rest = place.width.saturating_sub(cells + 1);
        let label_style = if place.focused { Style::new() } else { style };
        look.fill(buffer, place.x + cells + 1, place.y, rest, label, label_style);
    }
}
