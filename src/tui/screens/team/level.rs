//! The drawer that shows a levelling before it is done: who receives how many files, the loads before and after, the appointments that
//! move and stay, and why someone receives none. Opened by the team's `x`; nothing is saved before its Enter.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::ids::{RegistrationId, UserId};
use crate::services::team::Levelling;
use crate::tui::action::Action;
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Dialog, Kind, Offer, Screen};
use crate::tui::widgets::fit::Fit;
use crate::tui::widgets::table::{Cell, Column, Row, Table};

/// What was agreed to: each receiver's files.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreed(pub Vec<(UserId, Vec<RegistrationId>)>);

/// A receiver, or who gives, last.
struct Line {
    key: Vec<u8>,
    name: String,
    gives: bool,
    files: String,
    before: i64,
    after: i64,
    moved: String,
    kept: String,
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.key.clone()
    }
}

/// The drawer.
pub struct Level {
    plan: Levelling,
    table: Table<Line>,
}

impl Level {
    /// With what it would do.
    pub fn new(plan: Levelling) -> Self {
        let columns = vec![
            Column::new("transfer-to", 24, 0, |l: &Line, look| {
                if l.gives {
                    Cell::from(look.with("team-stays", &[("name", l.name.clone())]))
                } else {
                    Cell::from(l.name.as_str())
                }
            })
            .fit(Fit::Name),
            Column::new("transfer-files", 8, 0, |l: &Line, _| Cell::from(l.files.as_str())).right(),
            Column::new("transfer-load", 7, 0, |l: &Line, _| Cell::from(l.before.to_string())).right(),
            Column::new("transfer-after", 7, 0, |l: &Line, _| Cell::from(l.after.to_string())).right(),
            Column::new("transfer-moved", 13, 1, |l: &Line, _| Cell::from(l.moved.as_str())).right(),
            Column::new("transfer-kept", 7, 1, |l: &Line, _| Cell::from(l.kept.as_str())).right(),
        ];
        let mut lines: Vec<Line> = plan
            .parts
            .iter()
            .map(|p| Line {
                key: p.user.0.as_bytes().to_vec(),
                name: p.name.clone(),
                gives: false,
                files: p.ids.len().to_string(),
                before: p.before,
                after: p.after,
                moved: p.moved.to_string(),
                kept: p.kept.to_string(),
            })
            .collect();
        let stay = plan.files - i64::try_from(plan.given()).unwrap_or_default();
        lines.push(Line {
            key: Vec::new(),
            name: plan.name.clone(),
            gives: true,
            files: stay.to_string(),
            before: plan.before,
            after: plan.after,
            moved: "-".to_owned(),
            kept: plan.meets.to_string(),
        });
        let mut table = Table::new(columns);
        table.set(lines);
        Level { plan, table }
    }
    fn listed(&self) -> u16 {
        u16::try_from(self.table.rows().len()).unwrap_or(7).clamp(1, 7)
    }
    /// What is said under the rows.
    fn said(&self, look: &Look, width: u16) -> Vec<String> {
        let plan = &self.plan;
        let follow = look.with("team-follow", &[("count", plan.tasks.to_string())]);
        let mut said = vec![follow];
        if plan.meets > 0 {
            said.push(look.with("team-meets", &[("count", plan.meets.to_string()), ("name", plan.name.clone())]));
        }
        if !plan.full.is_empty() {
            let names = plan.full.join(", ");
            said.push(look.with("team-full", &[("count", plan.full.len().to_string()), ("names", names)]));
        }
        said.iter().flat_map(|line| wrap(line, usize::from(width.saturating_sub(2)))).collect()
    }
}

impl Dialog for Level {
    type Reply = Agreed;
}

impl Screen for Level {
    fn name(&self) -> &'static str {
        "transfer"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Open).labelled("action-transfer"));
        out.push(Offer::main(Action::Back));
        self.table.offers(out);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Open => {
                let parts = self.plan.parts.iter().map(|p| (p.user, p.ids.clone())).collect();
                cx.reply(Agreed(parts));
            }
            Action::Back => cx.close(),
            other => {
                self.table.act(other);
            }
        }
    }
    fn title(&self, look: &Look) -> String {
        let plan = &self.plan;
        let (count, load, average) = (plan.given().to_string(), plan.before.to_string(), plan.average.to_string());
        look.with("title-team-level", &[("count", count), ("name", plan.name.clone()), ("load", load), ("average", average)])
    }
    fn rows(&self, _width: u16) -> u16 {
        self.listed() + 6
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let buffer = frame.buffer_mut();
        let args = [("count", self.plan.given().to_string()), ("files", self.plan.files.to_string())];
        look.put(buffer, area.x + 1, area.y, area.width - 2, &look.with("team-whole", &args), Style::new());
        let list = Rect { y: area.y + 1, height: (self.listed() + 1).min(area.height.saturating_sub(1)), ..area };
        self.table.draw(buffer, list, look, true);
        for (y, line) in (list.bottom()..area.bottom()).zip(self.said(look, area.width)) {
            look.put(buffer, area.x + 1, y, area.width - 2, &line, Style::new());
        }
    }
}
