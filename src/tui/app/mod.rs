//! The stack of screens: keys become actions and are delivered only if offered; effects are done; answers find their
//! screen by ticket. Called by `tui::run` and by the tests' harness; knows no screen, no service.

mod deliver;
mod effects;
mod hold;
mod line;
mod paint;

use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, Instant};

use chrono::{NaiveDateTime, Timelike};

use crate::fault::Fault;
use crate::tui::action::Action;
use crate::tui::cx::{Care, Cx, Effect, Replied, ScreenId, Slot, Then, Ticket, Woken};
use crate::tui::event::Event;
pub use crate::tui::frame::Status;
use crate::tui::jobs::Jobs;
use crate::tui::keymap::{Key, Keymap};
use crate::tui::look::Look;
use crate::tui::screen::{Heard, Message, Offer, Screen, Words};

/// After this, waiting is said (screens.md §1).
const SAY_WAITING: Duration = Duration::from_millis(300);
/// How often idleness is looked at.
const IDLE: Duration = Duration::from_secs(55);

/// The ways from anywhere to a screen, and what else works everywhere: given by the program's list of screens.
pub trait Ways {
    /// What can be reached now, with why not.
    fn offers(&self, out: &mut Vec<Offer>);
    /// Goes there: `cx.replace(Caseload::new())`, `cx.push(Search::new())`.
    fn go(&mut self, action: Action, cx: &mut Cx<'_>);
    /// Nothing was typed for so long; called once a minute. Says whether the post is to be locked now (screens.md §16).
    fn idle(&mut self, quiet: Duration, cx: &mut Cx<'_>) -> bool {
        let _ = (quiet, cx);
        false
    }
}

/// What an app is made of.
pub struct Parts {
    /// Keys.
    pub keymap: Keymap,
    /// Look and texts.
    pub look: Look,
    /// Where jobs go.
    pub jobs: Box<dyn Jobs>,
    /// Ways from anywhere.
    pub ways: Box<dyn Ways>,
    /// Local date and hour.
    pub wall: Box<dyn Fn() -> NaiveDateTime>,
    /// What the title line says.
    pub status: Status,
    /// After this, which-key shows what may follow (screens.md §16: 800 ms).
    pub which_key: Duration,
}

struct Layer {
    id: ScreenId,
    screen: Box<dyn Screen>,
    /// A drawer: who opened it, and what is done with its reply.
    drawer: Option<(ScreenId, Replied)>,
}

struct Wait {
    screen: ScreenId,
    care: Care,
    then: Then,
    since: Instant,
    /// The hour at which it was asked, and the deed with what it is about: for the list of what waits.
    at: String,
    said: String,
}

/// A delay that a screen armed.
struct Alarm {
    screen: ScreenId,
    slot: Slot,
    due: Instant,
    then: Woken,
}

/// The program between the terminal and the workers.
pub struct App {
    layers: Vec<Layer>,
    parts: Parts,
    next_id: u64,
    next_ticket: u64,
    waiting: BTreeMap<Ticket, Wait>,
    alarms: Vec<Alarm>,
    todo: VecDeque<(ScreenId, Effect)>,
    message: Option<Message>,
    pending: Vec<Key>,
    pending_since: Option<Instant>,
    which_key: bool,
    hold: Option<Ticket>,
    held: VecDeque<Event>,
    /// The screen said that the keys held have their places though their answer didn't come.
    carried: bool,
    now: Instant,
    /// The deed done last and what it was about.
    deed: String,
    backlog: Option<line::Backlog>,
    slips: Vec<Vec<String>>,
    bell: bool,
    repaint: bool,
    over: bool,
    /// When a key came last, and when the minute of idleness was told last.
    typed_at: Instant,
    told_at: Instant,
    /// Why the session ended, to be said once the terminal is as it was.
    last_words: Option<Fault>,
}

impl App {
    /// With its first screen, which stays at the bottom of the stack.
    pub fn new(parts: Parts, first: Box<dyn Screen>, now: Instant) -> Self {
        let mut app = App {
            layers: Vec::new(),
            parts,
            next_id: 0,
            next_ticket: 0,
            waiting: BTreeMap::new(),
            alarms: Vec::new(),
            todo: VecDeque::new(),
            message: None,
            pending: Vec::new(),
            pending_since: None,
            which_key: false,
            hold: None,
            held: VecDeque::new(),
            carried: false,
            now,
            deed: String::new(),
            backlog: None,
            slips: Vec::new(),
            bell: false,
            repaint: false,
            over: false,
            typed_at: now,
            told_at: now,
            last_words: None,
        };
        app.open(first, None);
        app.settle();
        app
    }
    /// Says something at the start.
    pub fn greet(&mut self, hello: Option<Message>) {
        self.message = hello.or(self.message.take());
    }
    /// Takes one event; `now` never goes back.
    pub fn handle(&mut self, event: Event, now: Instant) {
        self.now = now;
        if matches!(event, Event::Key(_) | Event::Paste(_)) {
            self.typed_at = now;
        }
        match event {
            Event::Key(_) | Event::Paste(_) if self.hold.is_some() => self.keep_back(event),
            Event::Key(key) => self.key(&key),
            Event::Latin1 => self.message = Some(Message::advice(Words::new("hint-latin-1"))),
            Event::Bytes(bytes) => self.tell(Heard::Bytes(bytes)),
            Event::Paste(text) => self.paste(&text),
            Event::Answer(answer) => self.answer(answer),
            Event::Changed(topic) => {
                for id in self.layers.iter().map(|l| l.id).collect::<Vec<_>>() {
                    self.call(id, |screen, cx| screen.changed(topic, cx));
                }
            }
            Event::Line(line) => self.line(line),
            Event::Resize(..) => {}
            Event::Hangup => {
                // What was typed in the field under the cursor too.
                self.keep_all();
                self.over = true;
            }
            Event::Tick => self.tick(),
        }
        self.settle();
    }
    /// How long to sleep: to the next minute, or to a delay that is armed.
    pub fn wake_in(&self, now: Instant) -> Duration {
        let minute = 60_u64.saturating_sub(u64::from((self.parts.wall)().second())).max(1);
        let until = |since: Instant, delay: Duration| (since + delay).saturating_duration_since(now);
        let mut wake = Duration::from_secs(minute);
        if let (Some(since), false) = (self.pending_since, self.which_key) {
            wake = wake.min(until(since, self.parts.which_key));
        }
        for alarm in &self.alarms {
            wake = wake.min(alarm.due.saturating_duration_since(now));
        }
        for wait in self.waiting.values() {
            let left = until(wait.since, SAY_WAITING);
            if !left.is_zero() {
                wake = wake.min(left);
            }
        }
        wake.max(Duration::from_millis(1))
    }
    /// Whether an answer is on its way that will change what is shown.
    pub fn awaits(&self) -> bool {
        self.parts.status.away_since.is_none() && self.waiting.values().any(|w| matches!(w.care, Care::Load(_) | Care::Save))
    }
    /// Why it ended, when that wasn't the user's wish; asked once.
    pub fn take_last_words(&mut self) -> Option<Fault> {
        self.last_words.take()
    }
    /// Whether the program is to end.
    pub fn over(&self) -> bool {
        self.over
    }
    /// Whether the bell is to ring; asked once.
    pub fn take_bell(&mut self) -> bool {
        std::mem::take(&mut self.bell)
    }
    /// Slips for the printer behind the terminal; asked once.
    pub fn take_slips(&mut self) -> Vec<Vec<String>> {
        std::mem::take(&mut self.slips)
    }
    /// Whether everything is to be painted again; asked once.
    pub fn take_repaint(&mut self) -> bool {
        std::mem::take(&mut self.repaint)
    }
    /// Names on the stack, from the bottom: for tests and the log.
    pub fn stack(&self) -> Vec<&'static str> {
        self.layers.iter().map(|l| l.screen.name()).collect()
    }
    /// Everything that can be done now, the screen's own first.
    pub fn offers(&self) -> Vec<Offer> {
        let mut out = Vec::new();
        let Some(top) = self.layers.last() else { return out };
        top.screen.actions(&mut out);
        for offer in self.everywhere() {
            if !out.iter().any(|o| o.action == offer.action) {
                out.push(offer);
            }
        }
        out
    }
    /// The status of the title line, to change.
    pub fn status_mut(&mut self) -> &mut Status {
        &mut self.parts.status
    }

    fn top(&self) -> Option<ScreenId> {
        self.layers.last().map(|l| l.id)
    }
    /// Calls a method of a screen and queues its effects.
    fn call(&mut self, id: ScreenId, f: impl FnOnce(&mut dyn Screen, &mut Cx<'_>)) {
        let Some(layer) = self.layers.iter_mut().find(|l| l.id == id) else { return };
        let mut cx = Cx::new(&self.parts.look, (self.parts.wall)(), &mut self.next_ticket);
        f(layer.screen.as_mut(), &mut cx);
        let effects = std::mem::take(&mut cx.effects);
        self.todo.extend(effects.into_iter().map(|e| (id, e)));
    }
    fn tick(&mut self) {
        self.idle();
        if self.pending_since.is_some_and(|since| self.now.duration_since(since) >= self.parts.which_key) {
            self.which_key = true;
        }
        while let Some(at) = self.alarms.iter().position(|a| a.due <= self.now) {
            let alarm = self.alarms.swap_remove(at);
            self.call(alarm.screen, alarm.then);
            self.drain();
        }
    }
    /// Once a minute: how long nothing was typed. The ways decide what follows.
    fn idle(&mut self) {
        if self.now.duration_since(self.told_at) < IDLE {
            return;
        }
        self.told_at = self.now;
        let Some(top) = self.top() else { return };
        let mut cx = Cx::new(&self.parts.look, (self.parts.wall)(), &mut self.next_ticket);
        let lock = self.parts.ways.idle(self.now.duration_since(self.typed_at), &mut cx);
        let effects = std::mem::take(&mut cx.effects);
        self.todo.extend(effects.into_iter().map(|e| (top, e)));
        if lock && self.layers.last().is_some_and(|l| !l.screen.alone()) {
            self.keep_all();
            self.do_everywhere(Action::Lock, top);
        }
    }
    /// Every form keeps what was typed: the post is locked, or the session ends.
    pub(super) fn keep_all(&mut self) {
        for id in self.layers.iter().map(|l| l.id).collect::<Vec<_>>() {
            self.call(id, |screen, cx| screen.closing(cx));
        }
        self.drain();
    }
}
