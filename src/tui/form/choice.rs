//! One of a few options: a digit takes it and goes on, left and right turn them over.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::domain::fold::fold;
use crate::fault::Value;
use crate::tui::form::editor::{After, Editor, Place, Why};
use crate::tui::look::Look;
use crate::tui::screen::{Edit, Typed};
use crate::tui::widgets::pick::Choice;

/// The editor.
pub struct ChoiceEditor {
    options: Vec<Choice>,
    chosen: Option<usize>,
    /// The values are yes and no: codes `1` and `0`.
    yes_no: bool,
}

impl ChoiceEditor {
    /// Of these options.
    pub fn new(options: Vec<Choice>) -> Self {
        ChoiceEditor { options, chosen: None, yes_no: false }
    }
    /// Yes or no, with their labels.
    pub fn yes_no(yes: &str, no: &str) -> Self {
        let options = vec![Choice::new("1", yes), Choice::new("0", no)];
        ChoiceEditor { yes_no: true, ..ChoiceEditor::new(options) }
    }
    fn by_code(&self, code: &str) -> Option<usize> {
        self.options.iter().position(|o| o.code == code)
    }
    fn turn(&mut self, forward: bool) -> After {
        let count = self.options.len();
        if count == 0 {
            return After::No;
        }
        self.chosen = Some(match (self.chosen, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        });
        After::Stay
    }
}

impl Editor for ChoiceEditor {
    fn typed(&mut self, what: &Typed) -> After {
        match what {
            Typed::Text(' ') | Typed::Edit(Edit::Right) => self.turn(true),
            Typed::Edit(Edit::Left) => self.turn(false),
            Typed::Edit(Edit::Backspace | Edit::Delete | Edit::Empty) => {
                self.chosen = None;
                After::Stay
            }
            Typed::Text(c) => {
                let wanted = fold(&c.to_string());
                let code = self.options.iter().position(|o| fold(&o.code) == wanted);
                let found = code.or_else(|| self.options.iter().position(|o| fold(&o.label).starts_with(&wanted)));
                match found {
                    Some(at) => {
                        self.chosen = Some(at);
                        After::Leave
                    }
                    None => After::Wrong(Why::new("flaw-unknown-code").with("value", c).stays()),
                }
            }
            _ => After::No,
        }
    }
    fn leave(&mut self) -> Result<(), Why> {
        Ok(())
    }
    fn value(&self) -> Value {
        let Some(chosen) = self.chosen.and_then(|at| self.options.get(at)) else { return Value::Null };
        if self.yes_no { Value::Bool(chosen.code == "1") } else { Value::from(chosen.code.clone()) }
    }
    fn set(&mut self, value: &Value) {
        self.chosen = match value {
            Value::Bool(b) => self.by_code(if *b { "1" } else { "0" }),
            Value::Text(code) => self.by_code(code),
            Value::Int(code) => self.by_code(&code.to_string()),
            _ => None,
        };
    }
    fn raw(&self) -> String {
        self.chosen.and_then(|at| self.options.get(at)).map(|c| c.code.clone()).unwrap_or_default()
    }
    fn set_raw(&mut self, raw: &str) {
        self.chosen = self.by_code(raw);
    }
    fn choices(&self) -> &[Choice] {
        &self.options
    }
    fn draw(&self, buffer: &mut Buffer, place: Place, look: &Look, style: Style) {
        let text = self.chosen.and_then(|at| self.options.get(at)).map_or(String::new(), |c| format!("{}  {}", c.code, c.label));
        look.fill(buffer, place.x, place.y, place.width, &text, style);
        if place.focused {
            look.point(place.x, place.y);
        }
    }
}
