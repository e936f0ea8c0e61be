//! What one field of a form is: id, label, place, editor. Screens list them: `Spec::text("surname", 60).must()`.

use std::rc::Rc;

use crate::tui::form::choice::ChoiceEditor;
use crate::tui::form::code::CodeEditor;
use crate::tui::form::date::{DateEditor, ReadDay};
use crate::tui::form::editor::Editor;
use crate::tui::form::list::ListEditor;
use crate::tui::form::note::NoteEditor;
use crate::tui::form::number::NumberEditor;
use crate::tui::form::suggest::SuggestEditor;
use crate::tui::form::text::TextEditor;
use crate::tui::look::Look;
use crate::tui::widgets::pick::Choice;

/// One field.
pub struct Spec {
    pub(super) id: &'static str,
    pub(super) editor: Box<dyn Editor>,
    pub(super) must: bool,
    pub(super) star: bool,
    pub(super) sticks: bool,
    pub(super) second: bool,
    pub(super) width: u16,
    pub(super) heading: Option<&'static str>,
    label: Option<&'static str>,
    named: Option<String>,
    pub(super) unit: String,
    pub(super) record: &'static str,
}

impl Spec {
    /// With an editor of one's own.
    pub fn new(id: &'static str, width: u16, editor: impl Editor + 'static) -> Self {
        let editor = Box::new(editor);
        Spec {
            id,
            editor,
            must: false,
            star: false,
            sticks: false,
            second: false,
            width,
            heading: None,
            label: None,
            named: None,
            unit: String::new(),
            record: "",
        }
    }
    /// Free text of at most `max` characters.
    pub fn text(id: &'static str, max: usize) -> Self {
        Spec::new(id, 25, TextEditor::new(max))
    }
    /// A code of a list.
    pub fn code(id: &'static str, options: impl Into<Rc<[Choice]>>) -> Self {
        Spec::new(id, 25, CodeEditor::new(options))
    }
    /// A day, read by this closure.
    pub fn date(id: &'static str, read: ReadDay) -> Self {
        Spec::new(id, 16, DateEditor::new(read))
    }
    /// Text that is read at the end and then shown in full: a telephone.
    pub fn read(id: &'static str, read: ReadDay) -> Self {
        Spec::new(id, 25, DateEditor::new(read))
    }
    /// One of a long list, by its words: a country.
    pub fn by_words(id: &'static str, options: impl Into<Rc<[Choice]>>) -> Self {
        Spec::new(id, 25, SuggestEditor::labels(options))
    }
    /// A code, or words for which the screen finds codes.
    pub fn by_title(id: &'static str, options: impl Into<Rc<[Choice]>>) -> Self {
        Spec::new(id, 25, SuggestEditor::codes(options))
    }
    /// Free text with help from a list: a town.
    pub fn helped(id: &'static str, max: usize, options: impl Into<Rc<[Choice]>>) -> Self {
        Spec::new(id, 25, SuggestEditor::text(options, max))
    }
    /// A whole number within bounds.
    pub fn number(id: &'static str, min: i64, max: i64) -> Self {
        Spec::new(id, 10, NumberEditor::new(min, max))
    }
    /// FCFA.
    pub fn money(id: &'static str) -> Self {
        Spec::new(id, 12, NumberEditor::money())
    }
    /// One of a few.
    pub fn choice(id: &'static str, options: Vec<Choice>) -> Self {
        Spec::new(id, 25, ChoiceEditor::new(options))
    }
    /// Yes or no, with the words for both.
    pub fn yes_no(id: &'static str, yes: &str, no: &str) -> Self {
        Spec::new(id, 8, ChoiceEditor::yes_no(yes, no))
    }
    /// Text of several lines.
    pub fn note(id: &'static str, rows: u16) -> Self {
        Spec::new(id, 60, NoteEditor::new(rows))
    }
    /// Several words.
    pub fn list(id: &'static str, rows: u16) -> Self {
        Spec::new(id, 60, ListEditor::free(rows))
    }
    /// Several codes.
    pub fn codes(id: &'static str, options: impl Into<Rc<[Choice]>>, rows: u16) -> Self {
        Spec::new(id, 40, ListEditor::coded(options, rows))
    }
    /// Obligatory: `*`.
    pub fn must(mut self) -> Self {
        self.must = true;
        self
    }
    /// Obligatory on a condition that the rules know: `*`, not looked at before the save.
    pub fn starred(mut self) -> Self {
        self.star = true;
        self
    }
    /// Not obligatory after all: what was missing before may stay so.
    pub fn may(mut self) -> Self {
        self.must = false;
        self
    }
    /// Can be kept for the next form (Ctrl+F).
    pub fn sticks(mut self) -> Self {
        self.sticks = true;
        self
    }
    /// In the second column, on the row of the field before.
    pub fn second(mut self) -> Self {
        self.second = true;
        self.width = self.width.min(17);
        self
    }
    /// Of this width.
    pub fn width(mut self, width: u16) -> Self {
        self.width = width;
        self
    }
    /// A section's heading above it.
    pub fn heading(mut self, key: &'static str) -> Self {
        self.heading = Some(key);
        self
    }
    /// Of this record (its table), which may have a label of its own for it.
    pub fn of(mut self, record: &'static str) -> Self {
        self.record = record;
        self
    }
    /// Another label than `field-<id>`: a short one.
    pub fn labelled(mut self, key: &'static str) -> Self {
        self.label = Some(key);
        self
    }
    /// With a label that is data: what the paper form calls it.
    pub fn named(mut self, label: &str) -> Self {
        self.named = Some(label.to_owned());
        self
    }
    /// With its unit after it.
    pub fn unit(mut self, unit: &str) -> Self {
        unit.clone_into(&mut self.unit);
        self
    }
    /// The label.
    pub(super) fn label(&self, look: &Look) -> String {
        if let Some(named) = &self.named {
            return named.clone();
        }
        self.label.map_or_else(|| look.label(self.record, self.id), |key| look.text(key))
    }
}
