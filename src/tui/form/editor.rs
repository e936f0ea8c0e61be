//! What an editor of one field is. One file an editor; a form holds them as trait objects.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::fault::{Arg, Value};
use crate::tui::action::Action;
use crate::tui::look::Look;
use crate::tui::screen::{Kind, Typed};
use crate::tui::widgets::pick::Choice;

/// What typing led to.
#[derive(Debug, Clone, PartialEq)]
pub enum After {
    /// Changed; the field goes on.
    Stay,
    /// Full and right: on to the next field by itself.
    Leave,
    /// Wrong: the bell, the sentence, the field stays.
    Wrong(Why),
    /// Nothing taken.
    No,
}

/// Why what stands in a field can't be taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// Key of the sentence, `flaw-…`.
    pub key: &'static str,
    /// Its arguments.
    pub args: Vec<Arg>,
    /// The field isn't left (an unknown code); else moving on is allowed, saving isn't.
    pub stays: bool,
}

impl Why {
    /// Moving on is allowed.
    pub fn new(key: &'static str) -> Self {
        Why { key, args: Vec::new(), stays: false }
    }
    /// With one more argument.
    pub fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
    /// The field isn't left.
    pub fn stays(mut self) -> Self {
        self.stays = true;
        self
    }
}

/// Where a field is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Left cell.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Cells.
    pub width: u16,
    /// Whether it has the focus.
    pub focused: bool,
}

/// The editor of one field.
pub trait Editor {
    /// Form: letters type, `?` explains; Text: everything types.
    fn kind(&self) -> Kind {
        Kind::Form
    }
    /// Just entered.
    fn enter(&mut self) {}
    /// Takes what was typed.
    fn typed(&mut self, what: &Typed) -> After;
    /// Takes a move or Enter for itself (a new line of a note); false: the form's.
    fn act(&mut self, action: Action) -> bool {
        let _ = action;
        false
    }
    /// Reads what was typed into the value; on an error what was typed stays.
    ///
    /// # Errors
    /// Why it can't be read.
    fn leave(&mut self) -> Result<(), Why>;
    /// The value; Null where there is none or it can't be read.
    fn value(&self) -> Value;
    /// Puts a value.
    fn set(&mut self, value: &Value);
    /// What stands in the field, right or wrong: for drafts.
    fn raw(&self) -> String;
    /// Puts what stood in the field, from a draft.
    fn set_raw(&mut self, raw: &str);
    /// The codes that F2 shows.
    fn choices(&self) -> &[Choice] {
        &[]
    }
    /// Words for which the screen is to find codes, if they are new.
    fn wants(&self) -> Option<&str> {
        None
    }
    /// Takes what was found for these words.
    fn suggest(&mut self, words: &str, found: Vec<Choice>) {
        let _ = (words, found);
    }
    /// Nothing can be found for these words now, since the line is away: leaving is allowed, saving isn't.
    fn unanswered(&mut self, words: &str) {
        let _ = words;
    }
    /// The list beside the form, and its marked line.
    fn side(&self) -> (Vec<Choice>, Option<usize>) {
        (Vec::new(), None)
    }
    /// The line of its list that it holds.
    fn picked(&self) -> Option<&Choice> {
        None
    }
    /// The words by which its code was found.
    fn words(&self) -> &str {
        ""
    }
    /// Takes digits: a date, a number.
    fn digits(&self) -> bool {
        false
    }
    /// Rows it takes.
    fn rows(&self) -> u16 {
        1
    }
    /// Draws; with the focus it puts the hardware cursor.
    fn draw(&self, buffer: &mut Buffer, place: Place, look: &Look, style: Style);
}
