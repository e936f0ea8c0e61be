//! `Cx`: the only way for a screen to act on the world. It collects effects; `app.rs` does them when the screen
//! has returned, so that no screen is ever called while another one is.

use std::any::Any;
use std::time::Duration;

use chrono::NaiveDateTime;

use crate::domain::ids::DeedId;
use crate::fault::{Fault, Outcome};
pub use crate::store::Desk;
use crate::tui::action::Action;
use crate::tui::look::Look;
use crate::tui::screen::{Dialog, Message, Screen, Words};

/// A place for one answer of a screen: a newer load of the same slot supersedes an older one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Slot(pub &'static str);

/// Number of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// Number of a screen on the stack; never used twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ScreenId(pub u64);

/// What a job brings, before its type is known again.
pub type Fruit = Outcome<Box<dyn Any + Send>>;
/// A job: run on a worker, perhaps more than once (the line may be cut in the middle).
pub type Job = Box<dyn FnMut(&mut Desk) -> Fruit + Send>;
/// What the screen that asked does with the answer.
pub type Then = Box<dyn FnOnce(&mut dyn Screen, Fruit, &mut Cx<'_>)>;
/// What the screen that opened a dialog does with its reply.
pub type Replied = Box<dyn FnOnce(&mut dyn Screen, Box<dyn Any>, &mut Cx<'_>)>;

/// What a screen does when its delay is over.
pub type Woken = Box<dyn FnOnce(&mut dyn Screen, &mut Cx<'_>)>;

/// How a job is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// Reads for a slot; newest wins.
    Load(Slot),
    /// Writes; never superseded, its result always reaches the message line.
    Save,
    /// Writes a draft; never superseded, nothing is said of its success.
    Keep,
    /// Long; on the back worker, can be cancelled.
    Work,
    /// A quiet look whether others have saved: as a load, but nothing is said of its waiting or failing.
    Glance(Slot),
}

impl Care {
    /// Reads for a slot: a newer one supersedes it.
    pub(crate) fn reads(self) -> bool {
        matches!(self, Care::Load(_) | Care::Glance(_))
    }
}

/// What a screen wants done.
pub(crate) enum Effect {
    Push(Box<dyn Screen>),
    Replace(Box<dyn Screen>),
    Drawer(Box<dyn Screen>, Replied),
    Close,
    Reply(Box<dyn Any>),
    Say(Message),
    Hush,
    Job(Ticket, Care, Job, Then),
    Cancel(Ticket),
    Hold(Slot),
    HoldFor(Ticket),
    CarryOn,
    Wake(Slot, Duration, Woken),
    Perform(Action),
    Notices(u32),
    Slip(Vec<String>),
    Bell,
    Quit,
}

/// Handed to each method of a screen.
pub struct Cx<'a> {
    pub(crate) effects: Vec<Effect>,
    pub(crate) next_ticket: &'a mut u64,
    /// How things look, and the texts.
    pub look: &'a Look,
    /// Local date and hour.
    pub now: NaiveDateTime,
}

impl<'a> Cx<'a> {
    pub(crate) fn new(look: &'a Look, now: NaiveDateTime, next_ticket: &'a mut u64) -> Self {
        Cx { effects: Vec::new(), next_ticket, look, now }
    }
    /// Opens a screen over this one.
    pub fn push(&mut self, screen: impl Screen) {
        self.effects.push(Effect::Push(Box::new(screen)));
    }
    /// Opens a screen in the place of all others: where the ways of `g` lead.
    pub fn replace(&mut self, screen: impl Screen) {
        self.effects.push(Effect::Replace(Box::new(screen)));
    }
    /// Closes this screen.
    pub fn close(&mut self) {
        self.effects.push(Effect::Close);
    }
    /// Closes this dialog with its reply.
    pub fn reply<T: 'static>(&mut self, value: T) {
        self.effects.push(Effect::Reply(Box::new(value)));
    }
    /// Says something in the message line.
    pub fn say(&mut self, message: Message) {
        self.effects.push(Effect::Say(message));
    }
    /// Says nothing any more.
    pub fn hush(&mut self) {
        self.effects.push(Effect::Hush);
    }
    /// Says a sentence with `=`.
    pub fn say_saved(&mut self, words: Words) {
        self.say(Message::saved(words));
    }
    /// Says a fault.
    pub fn say_fault(&mut self, fault: &Fault) {
        self.say(Message::fault(fault));
    }
    /// The bell, once.
    pub fn bell(&mut self) {
        self.effects.push(Effect::Bell);
    }
    /// Opens a dialog as a drawer; `then` gets its reply. Esc closes it without one.
    pub fn ask<S: Screen, D: Dialog>(&mut self, dialog: D, then: impl FnOnce(&mut S, D::Reply, &mut Cx<'_>) + 'static) {
        let replied: Replied = Box::new(move |screen, reply, cx| {
            let screen: &mut dyn Any = screen;
            if let (Some(screen), Ok(reply)) = (screen.downcast_mut::<S>(), reply.downcast::<D::Reply>()) {
                then(screen, *reply, cx);
            }
        });
        self.effects.push(Effect::Drawer(Box::new(dialog), replied));
    }
    /// Opens a dialog whose reply is an action, to be done by what lies below.
    pub(crate) fn ask_action(&mut self, dialog: impl Dialog<Reply = Action>) {
        let replied: Replied = Box::new(|_, reply, cx| {
            if let Ok(action) = reply.downcast::<Action>() {
                cx.perform(*action);
            }
        });
        self.effects.push(Effect::Drawer(Box::new(dialog), replied));
    }
    /// Shows something in a drawer that gives no answer (help, the details of a fault).
    pub fn show(&mut self, drawer: impl Screen) {
        self.effects.push(Effect::Drawer(Box::new(drawer), Box::new(|_, _, _| {})));
    }
    /// Reads on the front worker. A newer load of the same slot supersedes it; the answer goes to `then`.
    pub fn load<S: Screen, T: Send + 'static>(
        &mut self,
        slot: Slot,
        job: impl FnMut(&mut Desk) -> Outcome<T> + Send + 'static,
        then: impl FnOnce(&mut S, Outcome<T>, &mut Cx<'_>) + 'static,
    ) -> Ticket {
        self.job(Care::Load(slot), job, then)
    }
    /// Writes on the front worker; never superseded. The line of success or failure is said before `then` runs.
    pub fn save<S: Screen, T: Send + 'static>(
        &mut self,
        job: impl FnMut(&mut Desk) -> Outcome<T> + Send + 'static,
        then: impl FnOnce(&mut S, Outcome<T>, &mut Cx<'_>) + 'static,
    ) -> Ticket {
        self.job(Care::Save, job, then)
    }
    /// As `save`, with the id of its deed: made at the first run and the same when the job is run again, so that nothing is done twice.
    pub fn deed<S: Screen, T: Send + 'static>(
        &mut self,
        mut job: impl FnMut(&mut Desk, DeedId) -> Outcome<T> + Send + 'static,
        then: impl FnOnce(&mut S, Outcome<T>, &mut Cx<'_>) + 'static,
    ) -> Ticket {
        let mut made = None;
        self.save(
            move |desk| {
                let deed = *made.get_or_insert_with(|| desk.new_id());
                job(desk, deed)
            },
            then,
        )
    }
    /// Writes a draft on the front worker: as `save`, but success is silent (a screen shows the hour in its context line).
    pub fn keep<S: Screen, T: Send + 'static>(
        &mut self,
        job: impl FnMut(&mut Desk) -> Outcome<T> + Send + 'static,
        then: impl FnOnce(&mut S, Outcome<T>, &mut Cx<'_>) + 'static,
    ) -> Ticket {
        self.job(Care::Keep, job, then)
    }
    /// Looks quietly whether others have saved: as `load`, without a word on the screen.
    pub fn glance<S: Screen, T: Send + 'static>(
        &mut self,
        slot: Slot,
        job: impl FnMut(&mut Desk) -> Outcome<T> + Send + 'static,
        then: impl FnOnce(&mut S, Outcome<T>, &mut Cx<'_>) + 'static,
    ) -> Ticket {
        self.job(Care::Glance(slot), job, then)
    }
    /// Long work on the back worker; Ctrl+X cancels it.
    pub fn work<S: Screen, T: Send + 'static>(
        &mut self,
        job: impl FnMut(&mut Desk) -> Outcome<T> + Send + 'static,
        then: impl FnOnce(&mut S, Outcome<T>, &mut Cx<'_>) + 'static,
    ) -> Ticket {
        self.job(Care::Work, job, then)
    }
    fn job<S: Screen, T: Send + 'static>(
        &mut self,
        care: Care,
        mut job: impl FnMut(&mut Desk) -> Outcome<T> + Send + 'static,
        then: impl FnOnce(&mut S, Outcome<T>, &mut Cx<'_>) + 'static,
    ) -> Ticket {
        *self.next_ticket += 1;
        let ticket = Ticket(*self.next_ticket);
        let run: Job = Box::new(move |desk| job(desk).map(|t| Box::new(t) as Box<dyn Any + Send>));
        let then: Then = Box::new(move |screen, fruit, cx| {
            let screen: &mut dyn Any = screen;
            let Some(screen) = screen.downcast_mut::<S>() else { return };
            let fruit = fruit.and_then(|b| b.downcast::<T>().map(|b| *b).map_err(|_| Fault::broken("type of an answer")));
            then(screen, fruit, cx);
        });
        self.effects.push(Effect::Job(ticket, care, run, then));
        ticket
    }
    /// Cancels a job.
    pub fn cancel(&mut self, ticket: Ticket) {
        self.effects.push(Effect::Cancel(ticket));
    }
    /// Keys wait in order for the answer of this slot, or until the line is said to be away, then go to the top screen. If what came
    /// is a fault they are let fall, and that is said: they were meant for what didn't come (see `carry_on`).
    pub fn hold(&mut self, slot: Slot) {
        self.effects.push(Effect::Hold(slot));
    }
    /// The same for a save.
    pub fn hold_for(&mut self, ticket: Ticket) {
        self.effects.push(Effect::HoldFor(ticket));
    }
    /// Said by what is done with an answer that is a fault: the keys that waited for it have their places all the same.
    pub fn carry_on(&mut self) {
        self.effects.push(Effect::CarryOn);
    }
    /// Calls `then` once after a delay; armed again for the same slot the delay begins anew (a pause in typing, a note kept
    /// after 2 s). Never a repeating timer: the screen is redrawn by it.
    pub fn wake<S: Screen>(&mut self, slot: Slot, delay: Duration, then: impl FnOnce(&mut S, &mut Cx<'_>) + 'static) {
        let woken: Woken = Box::new(move |screen, cx| {
            let screen: &mut dyn Any = screen;
            if let Some(screen) = screen.downcast_mut::<S>() {
                then(screen, cx);
            }
        });
        self.effects.push(Effect::Wake(slot, delay, woken));
    }
    /// Has an action done as if its key had been pressed.
    pub fn perform(&mut self, action: Action) {
        self.effects.push(Effect::Perform(action));
    }
    /// The number of unread notices for the title line.
    pub fn notices(&mut self, count: u32) {
        self.effects.push(Effect::Notices(count));
    }
    /// A slip of these lines to the printer behind the terminal (terminal.md §6).
    pub fn slip(&mut self, lines: Vec<String>) {
        self.effects.push(Effect::Slip(lines));
    }
    /// Ends the program.
    pub fn quit(&mut self) {
        self.effects.push(Effect::Quit);
    }
    /// Today.
    pub fn today(&self) -> chrono::NaiveDate {
        self.now.date()
    }
    /// A text.
    pub fn text(&self, key: &str) -> String {
        self.look.text(key)
    }
}
