//! Login and password at a shared terminal (security.md §2): the same words whichever is wrong, the wait as a countdown. Opened by the
//! command `session` before anybody is known; who came is told to the caller.

use std::cell::RefCell;
use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::fault::{Outcome, Value};
use crate::services::door::{self, LoggedIn};
use crate::tui::action::Action;
use crate::tui::app::Ways;
use crate::tui::cx::Desk;
use crate::tui::form::{Form, SecretEditor, Spec, Step};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Kind, Offer, Screen, Typed};
use crate::tui::screens::guesses::Wait;

/// Where the caller finds who came.
pub type Came = Rc<RefCell<Option<LoggedIn>>>;

/// No way leads anywhere from here.
pub struct NoWays;

impl Ways for NoWays {
    fn offers(&self, _out: &mut Vec<Offer>) {}
    fn go(&mut self, _action: Action, _cx: &mut Cx<'_>) {}
}

/// The screen.
pub struct Login {
    post: String,
    came: Came,
    form: Form,
    wait: Wait,
}

impl Login {
    /// At this post.
    pub fn new(post: &str, came: Came) -> Self {
        let login = Spec::text("login", 32).must();
        let password = Spec::new("password", 30, SecretEditor::default()).must();
        Login { post: post.to_owned(), came, form: Form::new(vec![login, password]), wait: Wait::default() }
    }
    fn try_it(&mut self, cx: &mut Cx<'_>) {
        if self.wait.lasts() || !self.form.check(cx) {
            return cx.bell();
        }
        let text = |id: &str| self.form.value(id).as_text().unwrap_or_default().to_owned();
        let (login, typed) = (text("login"), text("password"));
        self.form.set("password", &Value::Null);
        let job = move |desk: &mut Desk| door::login(desk, &login, &typed, &door::watch());
        let asked = cx.keep(job, |me: &mut Self, done: Outcome<LoggedIn>, cx| match done {
            Ok(came) => {
                *me.came.borrow_mut() = Some(came);
                cx.quit();
            }
            Err(fault) => {
                cx.bell();
                if !me.wait.begins(&fault, cx, |me: &mut Self| &mut me.wait) {
                    cx.say_fault(&fault);
                }
            }
        });
        cx.hold_for(asked);
    }
}

impl Screen for Login {
    fn name(&self) -> &'static str {
        "login"
    }
    fn kind(&self) -> Kind {
        self.form.kind()
    }
    fn typing(&self) -> bool {
        true
    }
    fn alone(&self) -> bool {
        true
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Next).labelled("login-enter"));
        out.push(Offer::main(Action::Back).labelled("login-leave"));
        out.extend([Action::NextPane, Action::PreviousPane, Action::Up, Action::Down, Action::Save].map(Offer::silent));
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Back => cx.quit(),
            Action::Save => self.try_it(cx),
            other => {
                if self.form.act(other, cx, |me: &mut Self| &mut me.form) == Step::Finished {
                    self.try_it(cx);
                }
            }
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        self.form.typed(&what, cx) != Step::Ignored
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let buffer = frame.buffer_mut();
        let x = area.x + 13.min(area.width / 6);
        let y = area.y + 7.min(area.height / 2);
        let room = area.right().saturating_sub(x);
        look.put(buffer, x + 1, y, room, &look.with("login-post", &[("post", self.post.clone())]), Style::new());
        self.form.draw(buffer, Rect { x, y: y + 2, width: room.min(60), height: 2 }, look, true);
        look.put(buffer, x + 1, y + 5, room, &look.text("login-says"), Style::new());
    }
}
