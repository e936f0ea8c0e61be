//! What a screen is (trait `Screen`), what a dialog is (`Dialog`), what a screen offers (`Offer`).
//! Implemented by `screens/` and `dialogs/`; called by `app.rs` only.

use std::any::Any;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::fault::{Arg, Fault};
use crate::tui::action::Action;
pub use crate::tui::cx::{Cx, Ticket};
pub use crate::tui::event::Topic;
use crate::tui::look::Look;

/// Key of a text.
pub type TextKey = &'static str;

/// A text by key with its arguments; becomes words when it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// Key of the locales.
    pub key: String,
    /// Arguments.
    pub args: Vec<Arg>,
}

impl Words {
    /// Without arguments.
    pub fn new(key: impl Into<String>) -> Self {
        Words { key: key.into(), args: Vec::new() }
    }
    /// With one more argument.
    pub fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// The sign in the first column of the message line (screens.md §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `=` saved.
    Saved,
    /// `~` on its way.
    Sent,
    /// `!` failed or refused.
    Failed,
    /// Blank: advice.
    Advice,
}

impl Sign {
    /// The character.
    pub fn mark(self) -> &'static str {
        match self {
            Sign::Saved => "=",
            Sign::Sent => "~",
            Sign::Failed => "!",
            Sign::Advice => " ",
        }
    }
}

/// A line for the message line; stays until the next deed.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Its sign.
    pub sign: Sign,
    /// Its words; of a fault its own texts stand instead.
    pub words: Words,
    /// The fault it comes from.
    pub fault: Option<Fault>,
    /// What is said besides.
    pub also: Option<Words>,
}

impl Message {
    /// With a sign.
    pub fn new(sign: Sign, words: Words) -> Self {
        Message { sign, words, fault: None, also: None }
    }
    /// `=`.
    pub fn saved(words: Words) -> Self {
        Message::new(Sign::Saved, words)
    }
    /// `!`.
    pub fn failed(words: Words) -> Self {
        Message::new(Sign::Failed, words)
    }
    /// Advice.
    pub fn advice(words: Words) -> Self {
        Message::new(Sign::Advice, words)
    }
    /// A fault: what happened and what it means, in one line.
    pub fn fault(fault: &Fault) -> Self {
        Message { sign: Sign::Failed, words: Words::new(""), fault: Some(fault.clone()), also: None }
    }
}

/// Where an offer stands in the help line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// One of the three main keys.
    Main,
    /// As many as fit.
    Usual,
    /// In the palette and in which-key.
    Rare,
    /// Moving about: works, never shown.
    Silent,
}

/// An action that can be done now, or why not.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// What.
    pub action: Action,
    /// How near to the help line.
    pub rank: Rank,
    /// Why it can't be done; it stays in the palette with this reason.
    pub why_not: Option<Words>,
    /// Another label than the action's own (the deed of a drawer, the answer of a digit).
    pub label: Option<Words>,
}

impl Offer {
    /// An offer of a rank.
    pub fn new(action: Action, rank: Rank) -> Self {
        Offer { action, rank, why_not: None, label: None }
    }
    /// One of the three main ones.
    pub fn main(action: Action) -> Self {
        Offer::new(action, Rank::Main)
    }
    /// In the help line where there is room.
    pub fn usual(action: Action) -> Self {
        Offer::new(action, Rank::Usual)
    }
    /// In the palette.
    pub fn rare(action: Action) -> Self {
        Offer::new(action, Rank::Rare)
    }
    /// Moving about.
    pub fn silent(action: Action) -> Self {
        Offer::new(action, Rank::Silent)
    }
    /// With this label.
    pub fn labelled(mut self, key: &str) -> Self {
        self.label = Some(Words::new(key));
        self
    }
    /// Can't be done, and why.
    pub fn refused(mut self, why: Words) -> Self {
        self.why_not = Some(why);
        self
    }
    /// The refusal, if there is one: `Offer::main(Save).unless(rights.refusal())`.
    pub fn unless(mut self, why: Option<Words>) -> Self {
        self.why_not = why;
        self
    }
}

/// A change of the text under the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// One character left.
    Left,
    /// One character right.
    Right,
    /// One word left.
    WordLeft,
    /// One word right.
    WordRight,
    /// To the start.
    Home,
    /// To the end.
    End,
    /// Removes the character before.
    Backspace,
    /// Removes the character after.
    Delete,
    /// Empties the field.
    Empty,
    /// Empties from the cursor on.
    EmptyToEnd,
}

impl Edit {
    /// All, with the names of the keymaps' `[edit]`.
    pub const ALL: &'static [(Edit, &'static str)] = &[
        (Edit::Left, "left"),
        (Edit::Right, "right"),
        (Edit::WordLeft, "word_left"),
        (Edit::WordRight, "word_right"),
        (Edit::Home, "home"),
        (Edit::End, "end"),
        (Edit::Backspace, "backspace"),
        (Edit::Delete, "delete"),
        (Edit::Empty, "empty"),
        (Edit::EmptyToEnd, "empty_to_end"),
    ];
}

/// What goes to the field with the focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// One character.
    Text(char),
    /// A paste, already without control characters but line ends.
    Paste(String),
    /// An edit.
    Edit(Edit),
}

/// What the key test is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// Bytes as they came from the terminal.
    Bytes(Vec<u8>),
    /// A key understood.
    Key {
        /// Its name.
        label: String,
        /// What it does in a list; empty where it does nothing.
        does: String,
        /// It is Esc.
        escape: bool,
    },
}

/// What kind of thing has the focus: the innermost context of the keymap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A list, a file: letters act.
    List,
    /// A coded, date or number field: letters type, `?` explains.
    Form,
    /// Free text: all letters type.
    Text,
    /// A drawer.
    Dialog,
}

impl Kind {
    /// Name of its context.
    pub fn name(self) -> &'static str {
        match self {
            Kind::List => "list",
            Kind::Form => "form",
            Kind::Text => "text",
            Kind::Dialog => "dialog",
        }
    }
}

/// A screen: one struct that owns its state. State changes in `opened`, `act`, `typed`, `changed` and answers; never in `draw`.
pub trait Screen: Any {
    /// Keymap context, locale prefix, test name.
    fn name(&self) -> &'static str;
    /// What has the focus now.
    fn kind(&self) -> Kind {
        Kind::List
    }
    /// Whether letters go to a field.
    fn typing(&self) -> bool {
        matches!(self.kind(), Kind::Form | Kind::Text)
    }
    /// Nothing but this screen may be reached from it (the pause): no search, no palette, no ways.
    fn alone(&self) -> bool {
        false
    }
    /// Keys are told to `heard` instead of doing anything: the key test.
    fn hears(&self) -> bool {
        false
    }
    /// A key or its bytes, where `hears`.
    fn heard(&mut self, heard: Heard, cx: &mut Cx<'_>) {
        let _ = (heard, cx);
    }
    /// What can be done now. What is not offered is not delivered.
    fn actions(&self, out: &mut Vec<Offer>);
    /// Just put on the stack.
    fn opened(&mut self, cx: &mut Cx<'_>) {
        let _ = cx;
    }
    /// Another screen is about to lie over this one (not a drawer).
    fn covered(&mut self) {}
    /// On top again after what lay above was closed.
    fn uncovered(&mut self, cx: &mut Cx<'_>) {
        let _ = cx;
    }
    /// About to be closed by Esc or by a way to another screen: the draft is kept here.
    fn closing(&mut self, cx: &mut Cx<'_>) {
        let _ = cx;
    }
    /// Does an action that was offered.
    fn act(&mut self, action: Action, cx: &mut Cx<'_>);
    /// Text for the field with the focus; false: nothing took it.
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        let _ = (what, cx);
        false
    }
    /// Someone, here or elsewhere, saved.
    fn changed(&mut self, topic: Topic, cx: &mut Cx<'_>) {
        let _ = (topic, cx);
    }
    /// Title of the screen, or of the drawer's rule. By default `title-<name>`.
    fn title(&self, look: &Look) -> String {
        look.text(&format!("title-{}", self.name().replace('_', "-")))
    }
    /// The context line (row 2).
    fn context(&self, look: &Look) -> String {
        let _ = look;
        String::new()
    }
    /// Cells from the start of the context line's text to the hardware cursor, while something is typed there.
    fn context_cursor(&self, look: &Look) -> Option<u16> {
        let _ = look;
        None
    }
    /// The state slot at its right end: the position. `attente` and the age are put there by the frame.
    fn slot(&self, look: &Look) -> String {
        let _ = look;
        String::new()
    }
    /// Advice for the message line while nothing else is to be said.
    fn advice(&self, look: &Look) -> String {
        let _ = look;
        String::new()
    }
    /// What the palette says the deeds are about: the row or record under the cursor.
    fn subject(&self, look: &Look) -> String {
        let _ = look;
        String::new()
    }
    /// Rows that a drawer needs below its rule.
    fn rows(&self, width: u16) -> u16 {
        let _ = width;
        4
    }
    /// Draws. The hardware cursor is put by `look.point`.
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look);
}

/// A drawer that gives an answer.
pub trait Dialog: Screen {
    /// The answer.
    type Reply: 'static;
}
