//! All that can happen to the loop: keys, pastes, sizes, answers of jobs, news of the store and of the line.
//! Made by the input thread, the workers and the clock; eaten by `App::handle`.

use crossterm::event::KeyEvent;

use crate::tui::jobs::Answer;
use crate::tui::screen::Message;

/// What others can change: a subject of the store such as `person`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Topic(pub &'static str);

/// State of the line to the database.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// Cut; jobs wait.
    Away,
    /// There again.
    Back,
    /// Only reading goes on, and why (key of a text); none: everything goes on again.
    OnlyReads(Option<&'static str>),
    /// Only reading goes on, found beside the screens: why (key of a text), and what is to be said of it.
    Found(&'static str, Message),
}

/// One thing that happened.
pub enum Event {
    /// A key.
    Key(KeyEvent),
    /// The bytes of the keys that follow, for the key test.
    Bytes(Vec<u8>),
    /// A letter in Latin-1 came where UTF-8 was expected; told once.
    Latin1,
    /// Pasted text.
    Paste(String),
    /// The terminal's new size.
    Resize(u16, u16),
    /// A job is done.
    Answer(Answer),
    /// Someone, here or elsewhere, saved.
    Changed(Topic),
    /// The line went or came back.
    Line(Line),
    /// The terminal is gone.
    Hangup,
    /// Time passed: the minute, or a delay that was armed.
    Tick,
}
