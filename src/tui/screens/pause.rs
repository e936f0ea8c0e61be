//! The pause (screens.md §16): Ctrl+W, or minutes without a key. The screen is cleared and names only the post's user; the form below
//! stays as it was, its draft kept. The password lifts it; five wrong ones, or Esc, end the session.

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::fault::{Fault, Outcome};
use crate::services::door::{self, Lock};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::form::{Form, SecretEditor, Spec, Step};
use crate::tui::frame::hour;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Kind, Message, Offer, Screen, Typed, Words};
use crate::tui::screens::House;
use crate::tui::screens::guesses::Wait;

/// Column of the text, and row of its first line in the body: rows 10-14 of the drawing.
const AT: (u16, u16) = (14, 7);
/// The setting in which the opening puts the agency's minutes; absent: the post locks by its key only.
pub const MINUTES: &str = "idle_minutes";

/// What follows so long a quiet: a quiet look whether the session still stands, a word one minute before, and whether to lock now.
pub(super) fn idle(house: &House, quiet: Duration, cx: &mut Cx<'_>) -> bool {
    let minutes = house.rules.number(MINUTES, 0);
    if minutes <= 0 {
        return false;
    }
    cx.glance(Slot("session"), |desk| desk.still_open(), |_: &mut Pause, _: Outcome<()>, _| {});
    let now = i64::try_from(quiet.as_secs()).unwrap_or(i64::MAX) / 60;
    if now >= minutes - 1 && now < minutes {
        cx.say(Message::advice(Words::new("pause-soon")));
    }
    now >= minutes
}

/// The screen.
pub struct Pause {
    user: String,
    since: String,
    /// None until it is known what the pause asks for: meanwhile no key ends anything.
    lock: Option<Lock>,
    form: Form,
    tries: u32,
    wait: Wait,
}

impl Pause {
    /// Of who works.
    pub fn new(house: &House) -> Self {
        let form = Form::new(vec![Spec::new("password", 20, SecretEditor::default())]);
        Pause { user: house.who.name.clone(), since: String::new(), lock: None, form, tries: 0, wait: Wait::default() }
    }
    fn try_it(&mut self, cx: &mut Cx<'_>) {
        if self.lock == Some(Lock::Open) {
            return cx.close();
        }
        if self.wait.lasts() || self.lock.is_none() {
            return cx.bell();
        }
        let typed = self.form.value("password").as_text().unwrap_or_default().to_owned();
        if typed.is_empty() {
            return cx.bell();
        }
        self.form.set("password", &crate::fault::Value::Null);
        // As a save nothing else gets in between; its good end is silent.
        let job = move |desk: &mut crate::tui::cx::Desk| door::confirm(desk, &typed, &door::watch());
        let asked = cx.keep(job, |me: &mut Self, done: Outcome<()>, cx| match done {
            Ok(()) => {
                cx.hush();
                cx.close();
            }
            Err(fault) => me.refused(&fault, cx),
        });
        cx.hold_for(asked);
    }
    fn refused(&mut self, fault: &Fault, cx: &mut Cx<'_>) {
        cx.bell();
        if self.wait.begins(fault, cx, |me: &mut Self| &mut me.wait) {
            return;
        }
        cx.say_fault(fault);
        let Fault::Refused(reason) = fault else { return };
        self.tries += 1;
        if self.tries >= door::TRIES || reason.key == "refused-guess-blocked" {
            cx.quit();
        }
    }
}

impl Screen for Pause {
    fn name(&self) -> &'static str {
        "pause"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn typing(&self) -> bool {
        true
    }
    fn alone(&self) -> bool {
        true
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Open).labelled("pause-resume"));
        out.push(Offer::main(Action::Back).labelled("pause-end"));
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.since = hour(cx.look, cx.now);
        cx.hush();
        let mut deed = None;
        let job = move |desk: &mut crate::tui::cx::Desk| {
            let id = *deed.get_or_insert_with(|| desk.new_id());
            door::lock(desk, id)?;
            door::lock_of(desk)
        };
        let asked = cx.keep(job, |me: &mut Self, lock: Outcome<Lock>, _| me.lock = Some(lock.unwrap_or(Lock::Password)));
        // What is typed at once waits until it is known what Esc means here.
        cx.hold_for(asked);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Open => self.try_it(cx),
            // One's own file has no session to close: the pause only covered the screen.
            Action::Back if self.lock == Some(Lock::Open) => cx.close(),
            Action::Back if self.lock.is_none() => cx.bell(),
            Action::Back => cx.quit(),
            _ => {}
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        self.lock == Some(Lock::Password) && self.form.typed(&what, cx) != Step::Ignored
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let buffer = frame.buffer_mut();
        let x = area.x + AT.0.min(area.width / 6);
        let y = area.y + AT.1.min(area.height / 2);
        let room = area.right().saturating_sub(x);
        let by = look.with("pause-by", &[("name", self.user.clone()), ("hour", self.since.clone())]);
        look.put(buffer, x, y, room, &by, Style::new());
        if self.lock == Some(Lock::Password) {
            // The form has its label in column 2 and its field in column 20 of the place that it is given.
            let place = Rect { x: x.saturating_sub(1), y: y + 2, width: room.min(60), height: 1 };
            self.form.draw(buffer, place, look, true);
        }
        look.put(buffer, x, y + 4, room, &look.text("pause-kept"), Style::new());
    }
}
