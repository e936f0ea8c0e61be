//! What screens wanted is done here, after they have returned; answers find their screen by ticket.

use super::{Alarm, App, Layer, Wait};
use crate::fault::Fault;
use crate::tui::cx::{Care, Effect, Replied, ScreenId, Ticket};
use crate::tui::jobs::{Answer, Request};
use crate::tui::screen::{Message, Screen, Words};

/// More effects than this from one event is a screen that calls itself for ever.
const TOO_MANY: usize = 10_000;

/// The session was ended elsewhere, or its account disabled.
const ENDED: &str = "refused-session-ended";

impl App {
    pub(super) fn open(&mut self, screen: Box<dyn Screen>, drawer: Option<(ScreenId, Replied)>) {
        if let (None, Some(top)) = (&drawer, self.layers.last_mut()) {
            top.screen.covered();
        }
        self.next_id += 1;
        let id = ScreenId(self.next_id);
        self.layers.push(Layer { id, screen, drawer });
        self.call(id, |screen, cx| screen.opened(cx));
    }
    /// Does all that is queued and takes the answers that are already here.
    pub(super) fn settle(&mut self) {
        for _ in 0..TOO_MANY {
            self.drain();
            match self.parts.jobs.ready() {
                Some(answer) => self.answer(answer),
                None => return,
            }
        }
    }
    pub(super) fn drain(&mut self) {
        for _ in 0..TOO_MANY {
            match self.todo.pop_front() {
                Some((id, effect)) => self.effect(id, effect),
                None => return,
            }
        }
        self.todo.clear();
    }
    fn effect(&mut self, id: ScreenId, effect: Effect) {
        match effect {
            Effect::Push(screen) => self.open(screen, None),
            Effect::Replace(screen) => self.replace(screen),
            Effect::Drawer(screen, then) => self.open(screen, Some((id, then))),
            Effect::Close => self.close(id),
            Effect::Reply(value) => {
                let at = self.layers.iter().position(|l| l.id == id);
                let drawer = at.and_then(|at| self.layers.get_mut(at)).and_then(|l| l.drawer.take());
                self.close(id);
                if let Some((opener, then)) = drawer {
                    self.call(opener, |screen, cx| then(screen, value, cx));
                }
            }
            Effect::Say(message) => self.message = Some(message),
            Effect::Hush => self.message = None,
            Effect::Job(ticket, care, run, then) => {
                if care.reads() {
                    self.waiting.retain(|_, w| w.screen != id || w.care != care);
                }
                let at = crate::tui::frame::hour(&self.parts.look, (self.parts.wall)());
                let said = self.deed.clone();
                self.waiting.insert(ticket, Wait { screen: id, care, then, since: self.now, at, said });
                self.parts.jobs.send(Request { ticket, screen: id, care, run });
                self.count_unsent();
                if care == Care::Save {
                    self.say_away();
                }
            }
            Effect::Cancel(ticket) => self.parts.jobs.cancel(ticket),
            Effect::Hold(slot) => {
                let waits = self.waiting.iter().rev();
                let newest = waits.filter(|(_, w)| w.screen == id && w.care == Care::Load(slot)).map(|(t, _)| *t).next();
                self.hold_for(newest);
            }
            Effect::CarryOn => self.carried = true,
            Effect::HoldFor(ticket) => self.hold_for(Some(ticket)),
            Effect::Wake(slot, delay, then) => {
                self.alarms.retain(|a| a.screen != id || a.slot != slot);
                self.alarms.push(Alarm { screen: id, slot, due: self.now + delay, then });
            }
            Effect::Perform(action) => self.deliver(action),
            Effect::Notices(count) => self.parts.status.notices = count,
            Effect::Slip(lines) => self.slips.push(lines),
            Effect::Bell => self.bell = true,
            Effect::Quit => self.over = true,
        }
    }
    /// Closes a screen and all above it; the first one stays.
    fn close(&mut self, id: ScreenId) {
        let Some(at) = self.layers.iter().position(|l| l.id == id).filter(|at| *at > 0) else { return };
        for layer in self.layers.split_off(at) {
            self.alarms.retain(|a| a.screen != layer.id);
            let gone: Vec<Ticket> = self
                .waiting
                .iter()
                .filter(|(_, w)| w.screen == layer.id && !matches!(w.care, Care::Save | Care::Keep))
                .map(|(ticket, _)| *ticket)
                .collect();
            for ticket in gone {
                let work = self.waiting.remove(&ticket).is_some_and(|w| w.care == Care::Work);
                if work {
                    self.parts.jobs.cancel(ticket);
                }
                if self.hold == Some(ticket) {
                    self.release();
                }
            }
        }
        if let Some(top) = self.top() {
            self.call(top, |screen, cx| screen.uncovered(cx));
        }
    }
    /// Leads to another screen: all but the first are closed, drafts kept.
    fn replace(&mut self, screen: Box<dyn Screen>) {
        for id in self.layers.iter().skip(1).map(|l| l.id).collect::<Vec<_>>().into_iter().rev() {
            self.call(id, |screen, cx| screen.closing(cx));
        }
        if let Some(second) = self.layers.get(1).map(|l| l.id) {
            // What the closing screens want (a draft saved) is queued before they go.
            let kept: Vec<_> = self.todo.drain(..).collect();
            for (id, effect) in kept {
                if matches!(effect, Effect::Job(..) | Effect::Say(_)) {
                    self.effect(id, effect);
                }
            }
            self.close(second);
        }
        if self.layers.first().is_none_or(|first| first.screen.name() != screen.name()) {
            self.open(screen, None);
        }
    }
    pub(super) fn answer(&mut self, answer: Answer) {
        let Some(wait) = self.waiting.remove(&answer.ticket) else { return };
        self.count_unsent();
        if let Err(fault @ Fault::Refused(reason)) = &answer.fruit
            && reason.key == ENDED
        {
            self.last_words = Some(fault.clone());
            self.keep_all();
            self.over = true;
            return;
        }
        match (&answer.fruit, wait.care) {
            (Ok(_), Care::Save) => {
                let hour = crate::tui::frame::hour(&self.parts.look, (self.parts.wall)());
                self.message = Some(Message::saved(Words::new("saved-at").with("hour", hour)));
            }
            // The title line says it already.
            (Err(Fault::Away), _) if self.parts.status.away_since.is_some() => {}
            (Err(fault), _) => self.message = Some(Message::fault(fault)),
            (Ok(_), _) => {}
        }
        let (then, fruit) = (wait.then, answer.fruit);
        let (save, well) = (wait.care == Care::Save, fruit.is_ok());
        let held = self.hold == Some(answer.ticket);
        self.carried = false;
        self.call(wait.screen, |screen, cx| then(screen, fruit, cx));
        if save {
            self.drain();
            self.answered(well);
        }
        if held {
            self.drain();
            let carried = std::mem::take(&mut self.carried);
            if well || carried { self.release() } else { self.let_fall() }
        }
    }
}
