//! One's own account: the sessions open under it, each can be ended from here (a post left open, a ghost after a cut line); and a new
//! password. Reached by the palette (« Mon compte »).

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::fault::{Fault, Outcome};
use crate::services::accounts;
use crate::services::door::{self, SessionRow};
use crate::tui::action::Action;
use crate::tui::cx::{Desk, Slot};
use crate::tui::dialogs::{Ask, Filled};
use crate::tui::form::{Form, SecretEditor, Spec};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Message, Offer, Screen, Topic, Words};
use crate::tui::screens::admin::SessionLine as Line;
use crate::tui::screens::{House, secret};
use crate::tui::widgets::table::{Cell, Column, Table};

/// The screen.
pub struct OwnAccount {
    house: House,
    table: Table<Line>,
    came: bool,
}

impl OwnAccount {
    /// Of who works.
    pub fn new(house: &House) -> Self {
        let columns = vec![
            Column::new("admin-post", 40, 0, |l: &Line, _| Cell::from(l.row.post.as_str())),
            Column::new("admin-since", 9, 0, |l: &Line, _| Cell::from(l.since.as_str())),
        ];
        OwnAccount { house: Rc::clone(house), table: Table::new(columns), came: false }
    }
    fn load(cx: &mut Cx<'_>) {
        cx.load(Slot("rows"), door::own_sessions, |me: &mut Self, rows: Outcome<Vec<SessionRow>>, cx| {
            let Ok(rows) = rows else { return };
            me.came = true;
            me.table.refresh(Line::all(rows, cx));
        });
    }
    fn end(&self, cx: &mut Cx<'_>) {
        let Some(line) = self.table.current() else { return };
        let (id, post) = (line.row.id, line.row.post.clone());
        let save = cx.deed(
            move |desk: &mut Desk, deed| door::end(desk, deed, id),
            move |_: &mut Self, done: Outcome<()>, cx| {
                if done.is_ok() {
                    cx.say_saved(Words::new("own-session-ended").with("post", post));
                    Self::load(cx);
                }
            },
        );
        cx.hold_for(save);
    }
    fn password(&self, cx: &mut Cx<'_>) {
        let field = |id: &'static str| Spec::new(id, 30, SecretEditor::default()).must();
        let form = Form::new(vec![field("password"), field("password_again")]);
        let ask = Ask::new(Words::new("title-own-password").with("name", &self.house.who.name), form, "action-save");
        cx.ask(ask.about(vec![cx.text("own-password-says")]), |_: &mut Self, filled: Filled, cx| {
            let (typed, again) = (filled.text("password"), filled.text("password_again"));
            if typed != again {
                return cx.say(Message::failed(Words::new("own-password-differs")));
            }
            let job = move |desk: &mut Desk, deed| accounts::own_password(desk, deed, &typed);
            secret::guarded(cx, job, |_: &mut Self, done: Outcome<()>, cx| match done {
                Ok(()) => cx.say_saved(Words::new("own-password-set")),
                Err(fault @ Fault::Flaws(_)) => cx.say_fault(&fault),
                Err(_) => {}
            });
        });
    }
}

impl Screen for OwnAccount {
    fn name(&self) -> &'static str {
        "own_account"
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        out.push(Offer::main(Action::Edit).labelled("own-password"));
        if self.table.current().is_some() {
            out.push(Offer::main(Action::NextState).labelled("action-end-session"));
        }
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        Self::load(cx);
    }
    fn changed(&mut self, _topic: Topic, cx: &mut Cx<'_>) {
        Self::load(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.table.act(action) {
            return;
        }
        match action {
            Action::Edit => self.password(cx),
            Action::NextState => self.end(cx),
            _ => {}
        }
    }
    fn context(&self, look: &Look) -> String {
        let who = &self.house.who;
        look.with("own-context", &[("name", who.name.clone()), ("count", self.table.rows().len().to_string())])
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.table.draw(frame.buffer_mut(), area, look, true);
        if self.table.is_empty() && self.came {
            look.put(frame.buffer_mut(), area.x + 2, area.y + 2, area.width - 2, &look.text("own-sessions-empty"), Style::new());
        }
    }
}
