//! The drawer « Transférer »: to whom, with what it does to the loads, the reminders and the appointments; nothing is saved before
//! (screens.md §15, the same picture). Opened by the caseload.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::ids::UserId;
use crate::services::caseload::{Colleague, Plan};
use crate::tui::action::Action;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Dialog, Kind, Offer, Screen};
use crate::tui::widgets::table::{Cell, Column, Row, Table};

/// Who was chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Taker {
    /// Account.
    pub user: UserId,
    /// Name as shown.
    pub name: String,
}

impl Row for Colleague {
    fn key(&self) -> Vec<u8> {
        self.user.0.as_bytes().to_vec()
    }
}

/// The drawer.
pub struct HandOver {
    plan: Plan,
    table: Table<Colleague>,
}

impl HandOver {
    /// With what the transfer would do; the lowest load first.
    pub fn new(mut plan: Plan) -> Self {
        let columns = vec![
            Column::new("transfer-to", 22, 0, |c: &Colleague, look: &Look| {
                if c.absent {
                    Cell::from(look.with("transfer-absent", &[("name", c.name.clone())]))
                } else {
                    Cell::from(c.name.as_str())
                }
            }),
            Column::new("transfer-files", 10, 2, |c: &Colleague, _| Cell::from(c.files.to_string())).right(),
            Column::new("transfer-load", 10, 0, |c: &Colleague, _| Cell::from(c.load.to_string())).right(),
            Column::new("transfer-after", 9, 0, |c: &Colleague, _| Cell::from(c.after.to_string())).right(),
            Column::new("transfer-moved", 15, 1, |c: &Colleague, _| Cell::from(c.moved.to_string())).right(),
            Column::new("transfer-kept", 9, 1, |c: &Colleague, _| Cell::from(c.kept.to_string())).right(),
        ];
        let mut table = Table::new(columns);
        table.set(std::mem::take(&mut plan.colleagues));
        HandOver { plan, table }
    }
    fn listed(&self) -> u16 {
        u16::try_from(self.table.rows().len()).unwrap_or(6).clamp(1, 6)
    }
}

impl Dialog for HandOver {
    type Reply = Taker;
}

impl Screen for HandOver {
    fn name(&self) -> &'static str {
        "transfer"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        if self.table.current().is_some() {
            out.push(Offer::main(Action::Open).labelled("action-transfer"));
        }
        out.push(Offer::main(Action::Back));
        self.table.offers(out);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match (action, self.table.current()) {
            (Action::Open, Some(to)) => cx.reply(Taker { user: to.user, name: to.name.clone() }),
            (Action::Back, _) => cx.close(),
            (other, _) => {
                self.table.act(other);
            }
        }
    }
    fn title(&self, look: &Look) -> String {
        look.with("title-caseload-transfer", &[("count", self.plan.files.to_string())])
    }
    fn rows(&self, _width: u16) -> u16 {
        self.listed() + 4
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let buffer = frame.buffer_mut();
        let list = Rect { height: (self.listed() + 1).min(area.height), ..area };
        if self.table.is_empty() {
            look.put(buffer, area.x + 1, area.y + 1, area.width - 2, &look.text("transfer-nobody"), Style::new());
        } else {
            self.table.draw(buffer, list, look, true);
        }
        let follow = look.with("transfer-follow", &[("count", self.plan.tasks.to_string())]);
        let left = match self.plan.left {
            0 => String::new(),
            left => look.with("transfer-left", &[("count", left.to_string())]),
        };
        let lines = [format!("{follow} {left}"), look.text("transfer-told")];
        for (y, line) in (list.bottom()..area.bottom()).zip(lines) {
            look.put(buffer, area.x + 1, y, area.width - 2, line.trim_end(), Style::new());
        }
    }
}
