//! Deeds marked `!` (security.md §3) ask for the password when it was typed over 15 minutes ago: the deed is tried, the drawer opens when
//! the service says so, and the same deed is done with the password. Called by every screen that has such a deed.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::ids::DeedId;
use crate::fault::{Fault, Outcome};
use crate::services::door;
use crate::tui::action::Action;
use crate::tui::cx::Desk;
use crate::tui::form::{Form, SecretEditor, Spec, Step};
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Dialog, Kind, Offer, Screen, Typed, Words};

/// As `cx.deed`, with the password asked in between where the service wants it: `guarded(cx, move |desk, deed| …, Self::done)`.
pub fn guarded<S: Screen, T: Send + 'static>(
    cx: &mut Cx<'_>,
    job: impl FnMut(&mut Desk, DeedId) -> Outcome<T> + Clone + Send + 'static,
    then: impl FnOnce(&mut S, Outcome<T>, &mut Cx<'_>) + 'static,
) {
    let again = job.clone();
    let save = cx.deed(job, move |me: &mut S, done, cx| match done {
        Err(Fault::Refused(reason)) if reason.key == "refused-password" => {
            cx.hush();
            cx.ask(PasswordAsk::default(), move |_: &mut S, typed: String, cx| {
                let mut job = again;
                let save = cx.deed(
                    move |desk, deed| {
                        door::confirm(desk, &typed, &door::watch())?;
                        job(desk, deed)
                    },
                    then,
                );
                cx.hold_for(save);
            });
        }
        done => then(me, done, cx),
    });
    cx.hold_for(save);
}

/// The drawer: one's own password. The reply is what was typed.
pub struct PasswordAsk {
    form: Form,
}

impl Default for PasswordAsk {
    fn default() -> Self {
        PasswordAsk { form: Form::new(vec![Spec::new("password", 30, SecretEditor::default()).must()]) }
    }
}

impl Dialog for PasswordAsk {
    type Reply = String;
}

impl Screen for PasswordAsk {
    fn name(&self) -> &'static str {
        "password"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn typing(&self) -> bool {
        true
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Open).labelled("action-confirm"));
        out.push(Offer::silent(Action::Save));
        out.push(Offer::main(Action::Back));
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Open | Action::Save if self.form.check(cx) => {
                cx.reply(self.form.value("password").as_text().unwrap_or_default().to_owned());
            }
            Action::Back => cx.close(),
            _ => {}
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        self.form.typed(&what, cx) != Step::Ignored
    }
    fn title(&self, look: &Look) -> String {
        look.words(&Words::new("title-password"))
    }
    fn rows(&self, _width: u16) -> u16 {
        2
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.form.draw(frame.buffer_mut(), Rect { height: 1.min(area.height), ..area }, look, true);
        let lines = wrap(&look.text("password-why"), usize::from(area.width.saturating_sub(2)));
        for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
            look.put(frame.buffer_mut(), area.x + 1, y, area.width - 2, &line, Style::new());
        }
    }
}
