//! The page of the sessions: who works from which post since when; `s` ends one. One's own are seen by everyone who gets here.

use chrono::{DateTime, Utc};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::calendar;
use crate::domain::rights::Deed;
use crate::fault::Outcome;
use crate::services::door::{self, SessionRow};
use crate::tui::action::Action;
use crate::tui::cx::{Desk, Slot};
use crate::tui::dialogs::{Confirm, Confirmed};
use crate::tui::frame::hour;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Offer, Words};
use crate::tui::screens::admin::{Admin, Page, has};
use crate::tui::screens::caseload::short;
use crate::tui::screens::{House, secret};
use crate::tui::widgets::table::{Cell, Column, Row, Table};

/// A session as both lists show it.
pub struct Line {
    /// As stored.
    pub row: SessionRow,
    /// Since when, in words.
    pub since: String,
}

impl Line {
    /// The sessions as lines.
    pub fn all(rows: Vec<SessionRow>, cx: &Cx<'_>) -> Vec<Self> {
        rows.into_iter().map(|row| Line { since: since(row.opened_at, cx), row }).collect()
    }
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.row.id.0.as_bytes().to_vec()
    }
}

/// The page.
pub struct Sessions {
    table: Table<Line>,
    came: bool,
}

/// For who makes accounts.
pub(super) fn page(house: &House) -> Option<Box<dyn Page>> {
    if !has(house, Deed::Accounts) {
        return None;
    }
    let columns = vec![
        Column::new("admin-name", 26, 0, |l: &Line, _| Cell::from(l.row.name.as_str())),
        Column::new("admin-agency", 6, 2, |l: &Line, _| Cell::from(l.row.agency.as_str())),
        Column::new("admin-post", 30, 0, |l: &Line, _| Cell::from(l.row.post.as_str())),
        Column::new("admin-since", 9, 0, |l: &Line, _| Cell::from(l.since.as_str())),
    ];
    Some(Box::new(Sessions { table: Table::new(columns), came: false }))
}

/// Since when: the hour of today, else the day.
pub(super) fn since(at: DateTime<Utc>, cx: &Cx<'_>) -> String {
    let at = calendar::local(at);
    if at.date() == cx.today() { hour(cx.look, at) } else { short(at.date(), cx.look) }
}

impl Sessions {
    fn came(me: &mut Admin, rows: Outcome<Vec<SessionRow>>, cx: &mut Cx<'_>) {
        let Ok(rows) = rows else { return };
        let lines = Line::all(rows, cx);
        me.with::<Sessions>(|page| {
            page.came = true;
            page.table.refresh(lines);
        });
    }
    fn end(&self, cx: &mut Cx<'_>) {
        let Some(line) = self.table.current() else { return };
        let (id, name, post) = (line.row.id, line.row.name.clone(), line.row.post.clone());
        let question = Words::new("admin-session-end-question").with("name", &name).with("post", &post);
        let ask = Confirm::new(Words::new("title-session-end"), question, "action-end-session");
        cx.ask(ask, move |_: &mut Admin, _: Confirmed, cx| {
            let job = move |desk: &mut Desk, deed| door::end(desk, deed, id);
            secret::guarded(cx, job, move |_: &mut Admin, done: Outcome<()>, cx| {
                if done.is_ok() {
                    cx.say_saved(Words::new("admin-session-ended").with("name", &name));
                    cx.load(Slot("sessions"), door::sessions, Sessions::came);
                }
            });
        });
    }
}

impl Page for Sessions {
    fn label(&self) -> &'static str {
        "admin-tab-sessions"
    }
    fn badge(&self) -> (usize, bool) {
        (self.table.rows().len(), false)
    }
    fn noticed(&mut self, cx: &mut Cx<'_>) {
        cx.glance(Slot("sessions"), door::sessions, Sessions::came);
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        cx.load(Slot("sessions"), door::sessions, Sessions::came);
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        if self.table.current().is_some() {
            out.push(Offer::main(Action::NextState).labelled("action-end-session"));
        }
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if !self.table.act(action) && action == Action::NextState {
            self.end(cx);
        }
    }
    fn subject(&self) -> String {
        self.table.current().map(|l| l.row.name.clone()).unwrap_or_default()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.table.draw(frame.buffer_mut(), area, look, true);
        if self.table.is_empty() && self.came {
            look.put(
                frame.buffer_mut(),
                area.x + 2,
                area.y + 2,
                area.width - 2,
                &look.text("admin-sessions-empty"),
                Style::new(),
            );
        }
    }
}
