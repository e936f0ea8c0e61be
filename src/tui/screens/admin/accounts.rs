//! The page of the users (drawing 13): who, roles (one that waits for its second person has a `?`), keys, last use.

use std::rc::Rc;

use chrono::{DateTime, Utc};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::rights::Deed;
use crate::domain::{calendar, record};
use crate::fault::Outcome;
use crate::services::accounts::{self, Listed};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Offer};
use crate::tui::screens::House;
use crate::tui::screens::admin::{Admin, Page, deeds, has, since};
use crate::tui::widgets::table::{Cell, Column, Row, Table};

/// Days without a session after which the last use carries the alert.
const QUIET: i64 = 90;

/// A user and the words of his row.
pub(super) struct Line {
    pub(super) listed: Listed,
    roles: String,
    last: Cell,
    alert_keys: bool,
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.listed.row.user.head.id.0.as_bytes().to_vec()
    }
}

/// The name of a role.
pub(super) fn role(id: &str, look: &Look) -> String {
    look.text(&format!("role-{}", id.replace('_', "-")))
}

impl Line {
    fn new(listed: Listed, cx: &Cx<'_>) -> Self {
        let look = cx.look;
        let user = &listed.row.user;
        let mut roles: Vec<String> = user.roles.iter().map(|r| role(r, look)).collect();
        roles.extend(listed.waiting.iter().map(|r| look.with("admin-role-waits", &[("role", role(r, look))])));
        let text = if user.active { roles.join(", ") } else { look.with("admin-disabled", &[("roles", roles.join(", "))]) };
        Line { last: last(listed.row.last, cx), alert_keys: user.active && listed.row.keys == 0, roles: text, listed }
    }
}

/// The hour of today, else the day; « jamais ».
fn last(at: Option<DateTime<Utc>>, cx: &Cx<'_>) -> Cell {
    let Some(at) = at else { return Cell::from(cx.look.text("admin-never")) };
    let days = cx.today().signed_duration_since(calendar::local(at).date()).num_days();
    Cell::alert_if(since(at, cx), days > QUIET)
}

/// The page.
pub struct Users {
    pub(super) house: House,
    pub(super) table: Table<Line>,
    pub(super) may_make: bool,
}

/// For who makes accounts or confirms them.
pub(super) fn page(house: &House) -> Option<Box<dyn Page>> {
    let may_make = has(house, Deed::Accounts);
    if !may_make && !has(house, Deed::ConfirmAccounts) {
        return None;
    }
    let columns = vec![
        Column::new("admin-name", 21, 0, |l: &Line, _| Cell::from(l.listed.row.user.name.as_str())),
        Column::new("admin-login", 9, 1, |l: &Line, _| Cell::from(l.listed.row.user.login.as_str())),
        Column::new("admin-roles", 18, 0, |l: &Line, _| Cell::from(l.roles.as_str())),
        Column::new("admin-agency", 6, 2, |l: &Line, _| Cell::from(l.listed.row.user.agency.as_str())),
        Column::new("admin-keys", 5, 3, |l: &Line, _| Cell::alert_if(l.listed.row.keys.to_string(), l.alert_keys)).signed(),
        Column::new("admin-last", 8, 0, |l: &Line, _| l.last.clone()).signed(),
    ];
    Some(Box::new(Users { house: Rc::clone(house), table: Table::new(columns), may_make }))
}

impl Users {
    pub(super) fn load(cx: &mut Cx<'_>) {
        cx.load(Slot("users"), accounts::list, |me: &mut Admin, rows: Outcome<Vec<Listed>>, cx| {
            let Ok(rows) = rows else { return };
            let lines = rows.into_iter().map(|l| Line::new(l, cx)).collect();
            me.with::<Users>(|page| page.table.refresh(lines));
        });
    }
}

impl Page for Users {
    fn label(&self) -> &'static str {
        "admin-tab-users"
    }
    fn badge(&self) -> (usize, bool) {
        (self.table.rows().len(), false)
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        Users::load(cx);
    }
    fn todo(&self, look: &Look) -> Vec<String> {
        let line = |l: &Line| {
            let roles: Vec<String> = l.listed.waiting.iter().map(|r| role(r, look)).collect();
            let by = &l.listed.confirms;
            let key = if by.is_empty() { "admin-waits-nobody" } else { "admin-waits" };
            let name = l.listed.row.user.name.clone();
            look.with(key, &[("name", name), ("roles", roles.join(", ")), ("by", by.join(", "))])
        };
        self.table.rows().iter().filter(|l| l.listed.wish.is_some()).map(line).collect()
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        if self.table.current().is_some() {
            out.push(Offer::main(Action::Open));
        }
        if self.may_make {
            out.push(Offer::main(Action::New));
        }
        if self.table.current().is_some() {
            out.push(Offer::main(Action::NextState));
            if self.may_make {
                out.push(Offer::usual(Action::Edit));
            }
        }
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.table.act(action) {
            return;
        }
        match action {
            Action::New => deeds::new_user(&self.house, None, cx),
            Action::Open => deeds::details(self, cx),
            Action::Edit => deeds::edit_roles(self, cx),
            Action::NextState => deeds::next(self, cx),
            _ => {}
        }
    }
    fn slot(&self, _look: &Look) -> String {
        String::new()
    }
    fn subject(&self) -> String {
        self.table.current().map(|l| l.listed.row.user.name.clone()).unwrap_or_default()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.table.draw(frame.buffer_mut(), area, look, true);
        if self.table.is_empty() {
            look.put(frame.buffer_mut(), area.x + 2, area.y + 2, area.width - 2, &look.text("admin-users-empty"), Style::new());
        }
    }
}

/// A day as a sentence has it.
pub(super) fn day(day: Option<chrono::NaiveDate>) -> String {
    day.map_or_else(|| "-".to_owned(), record::day_text)
}
