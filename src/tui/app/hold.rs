//! Keys typed ahead: they wait in order for the answer that the screen waits for, however long it takes, or until the line is said
//! to be away. Where what they were meant for didn't come, they are let fall and that is said: none is ever done elsewhere
//! (terminal.md §5, decision 027).

use super::App;
use crate::fault::Fault;
use crate::tui::action::Action;
use crate::tui::cx::{Care, Ticket};
use crate::tui::event::Event;
use crate::tui::jobs::Answer;
use crate::tui::keymap::{Key, Meaning};
use crate::tui::screen::{Message, Words};

impl App {
    /// Keys wait for this answer from now on.
    pub(super) fn hold_for(&mut self, ticket: Option<Ticket>) {
        let Some(ticket) = ticket.filter(|t| self.waiting.contains_key(t)) else { return };
        self.hold = Some(ticket);
        if self.parts.status.away_since.is_some() {
            self.give_up();
        }
    }
    /// A key that comes meanwhile. Ctrl+X, which stops long work, stops the waiting as well: a read is cancelled, a save goes on.
    pub(super) fn keep_back(&mut self, event: Event) {
        let stops = |key| self.parts.keymap.resolve(self.place(), &[], Key::from_event(key)) == Meaning::Action(Action::Stop);
        match (&event, self.hold) {
            (Event::Key(key), Some(ticket)) if stops(key) => {
                if self.waiting.get(&ticket).is_some_and(|w| w.care.reads()) {
                    self.parts.jobs.cancel(ticket);
                }
                self.let_fall();
            }
            _ => self.held.push_back(event),
        }
    }
    /// Lets the keys go that waited for an answer, until one of them makes the next wait.
    pub(super) fn release(&mut self) {
        self.hold = None;
        while self.hold.is_none()
            && let Some(event) = self.held.pop_front()
        {
            match event {
                Event::Key(key) => self.key(&key),
                Event::Paste(text) => self.paste(&text),
                _ => {}
            }
            self.drain();
        }
    }
    /// The line is away: what is held isn't waited for any more. A read has failed, a save stays on its way.
    pub(super) fn give_up(&mut self) {
        let Some(ticket) = self.hold else { return };
        let Some(wait) = self.waiting.get(&ticket) else { return self.release() };
        let (asker, reads) = (wait.screen, matches!(wait.care, Care::Load(_)));
        if reads {
            // The screen does what it does without an answer; the late one is for nobody.
            return self.answer(Answer { ticket, fruit: Err(Fault::Away) });
        }
        // What follows a save that closed its form is for the screen below; else it was for what comes after the answer.
        if self.top() == Some(asker) { self.let_fall() } else { self.release() }
    }
    /// What the keys were meant for didn't come: they aren't done, for they would do something else, and that is said.
    pub(super) fn let_fall(&mut self) {
        self.hold = None;
        if self.held.is_empty() {
            return;
        }
        let fell = Words::new("keys-let-fall").with("count", self.held.len());
        self.held.clear();
        self.bell = true;
        match &mut self.message {
            Some(message) => message.also = Some(fell),
            none => *none = Some(Message::failed(fell)),
        }
    }
}
