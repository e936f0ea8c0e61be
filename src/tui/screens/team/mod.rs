//! Équipe: one row a counsellor of the agency, with what he carries, and the split that levels it (screens.md §15, drawing 13b). For the
//! head; reached by `g q`.

mod level;

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::ids::UserId;
use crate::domain::rights::{Deed, Owner};
use crate::fault::Outcome;
use crate::services::caseload::Transferred;
use crate::services::people::weight_of;
use crate::services::team::{self, Levelling, Member, Page};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::dialogs::Help;
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Message, Offer, Screen, Topic, Words};
use crate::tui::screens::caseload::Caseload;
use crate::tui::screens::{House, refusal};
use crate::tui::widgets::fit::Fit;
use crate::tui::widgets::table::{Cell, Column, Row, Table};
use level::{Agreed, Level};

const PAGE: Slot = Slot("team");
const LEVEL: Slot = Slot("level");

impl Row for Member {
    fn key(&self) -> Vec<u8> {
        self.user.0.as_bytes().to_vec()
    }
}

fn columns() -> Vec<Column<Member>> {
    vec![
        Column::new("team-who", 21, 0, |m: &Member, look| {
            if m.absent { Cell::from(look.with("team-absent", &[("name", m.name.clone())])) } else { Cell::from(m.name.as_str()) }
        })
        .fit(Fit::Name),
        Column::new("team-files", 6, 0, |m: &Member, _| Cell::from(m.files.to_string())).right(),
        Column::new("team-load", 7, 0, |m: &Member, _| Cell::from(m.load.to_string())).right(),
        Column::new("team-intensive", 4, 4, |m: &Member, _| Cell::from(m.intensive.to_string())).right(),
        Column::new("team-standard", 4, 4, |m: &Member, _| Cell::from(m.standard.to_string())).right(),
        Column::new("team-independent", 4, 4, |m: &Member, _| Cell::from(m.independent.to_string())).right(),
        Column::new("team-first", 5, 2, |m: &Member, _| Cell::from(m.first.to_string())).right(),
        Column::new("team-late", 7, 1, |m: &Member, _| Cell::from(m.late.to_string())).right(),
        Column::new("team-missed", 8, 3, |m: &Member, look| match m.missed {
            Some(part) => Cell::from(look.with("team-percent", &[("part", part.to_string())])),
            None => Cell::from("-"),
        })
        .right(),
        Column::new("team-free", 11, 2, |m: &Member, look| {
            let args = [("hours", (m.free / 60).to_string()), ("minutes", format!("{:02}", m.free % 60))];
            Cell::from(look.with("team-hours", &args))
        })
        .right(),
    ]
}

/// The screen.
pub struct Team {
    house: House,
    table: Table<Member>,
    page: Option<Page>,
}

impl Team {
    /// Of the agency of who works.
    pub fn new(house: &House) -> Self {
        Team { house: Rc::clone(house), table: Table::new(columns()), page: None }
    }
    fn load(cx: &mut Cx<'_>) {
        cx.load(PAGE, team::page, Self::came);
    }
    fn came(&mut self, page: Outcome<Page>, _cx: &mut Cx<'_>) {
        let Ok(page) = page else { return self.table.missed() };
        match self.page {
            Some(_) => self.table.refresh(page.members.clone()),
            None => self.table.set(page.members.clone()),
        }
        self.page = Some(page);
    }
    /// Why nothing can go from this row; none: something may.
    fn level_not(&self) -> Option<Words> {
        if let Some(why) = refusal(&self.house, Deed::Transfer, Owner::agency(self.house.who.agency.clone())) {
            return Some(why);
        }
        let (page, member) = (self.page.as_ref()?, self.table.current()?);
        let words = Words::new("team-not-above").with("name", &member.name).with("average", page.average.rounded());
        (page.average.excess(member.load) == 0).then_some(words)
    }
    /// `x`: the drawer comes with what it would do.
    fn level(&mut self, user: UserId, cx: &mut Cx<'_>) {
        let then = |_: &mut Self, plan: Outcome<Levelling>, cx: &mut Cx<'_>| {
            let Ok(plan) = plan else { return };
            if plan.parts.is_empty() {
                let words = Words::new("team-nobody-below").with("name", &plan.name).with("count", plan.meets);
                cx.say(Message::advice(words));
                return cx.carry_on();
            }
            cx.ask(Level::new(plan), Self::give);
        };
        cx.load(LEVEL, move |desk| team::level(desk, user), then);
        cx.hold(LEVEL);
    }
    fn give(&mut self, agreed: Agreed, cx: &mut Cx<'_>) {
        let Agreed(parts) = agreed;
        let to = parts.len();
        let save = cx.deed(
            move |desk, deed| team::give(desk, deed, &parts),
            move |_: &mut Self, done: Outcome<Transferred>, cx| {
                if let Ok(done) = done {
                    let words = Words::new("team-given").with("count", done.files).with("to", to);
                    cx.say_saved(words.with("tasks", done.tasks).with("moved", done.moved));
                }
                // A transfer that was cut may have given some of them.
                Self::load(cx);
            },
        );
        cx.hold_for(save);
    }
    fn weights(&self) -> [(&'static str, String); 3] {
        let of = |code: &str| weight_of(code, &self.house.rules.codes).to_string();
        [("intensive", of("REN")), ("standard", of("STD")), ("independent", of("AUT"))]
    }
    fn explain(&self, cx: &mut Cx<'_>) {
        let words = cx.look.with("team-load-explained", &self.weights());
        let title = cx.text("team-load");
        cx.show(Help::new("team", &title, Vec::new(), cx.look).saying(words));
    }
}

impl Screen for Team {
    fn name(&self) -> &'static str {
        "team"
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        if self.table.current().is_some() {
            out.push(Offer::main(Action::Open));
            out.push(Offer::main(Action::Transfer).unless(self.level_not()));
        }
        out.push(Offer::main(Action::Explain));
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        Self::load(cx);
    }
    fn uncovered(&mut self, cx: &mut Cx<'_>) {
        Self::load(cx);
    }
    fn changed(&mut self, _topic: Topic, cx: &mut Cx<'_>) {
        cx.glance(PAGE, team::page, Self::came);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.table.act(action) {
            return;
        }
        if action == Action::Explain {
            return self.explain(cx);
        }
        let Some(member) = self.table.current() else { return };
        match action {
            Action::Open => cx.push(Caseload::of(&self.house, member.user, &member.name)),
            Action::Transfer => {
                let user = member.user;
                self.level(user, cx);
            }
            _ => {}
        }
    }
    fn context(&self, look: &Look) -> String {
        let Some(page) = &self.page else { return String::new() };
        let (count, average) = (page.members.len().to_string(), page.average.rounded().to_string());
        look.with("team-context", &[("count", count), ("files", page.files().to_string()), ("average", average)])
    }
    fn slot(&self, look: &Look) -> String {
        self.table.position(look)
    }
    fn subject(&self, _look: &Look) -> String {
        self.table.current().map(|m| m.name.clone()).unwrap_or_default()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let buffer = frame.buffer_mut();
        if self.page.is_some() && self.table.is_empty() {
            self.table.draw(buffer, area, look, true);
            let lines = wrap(&look.text("team-empty"), usize::from(area.width.saturating_sub(4)));
            for (y, line) in (area.y + 2..area.bottom()).zip(lines) {
                look.put(buffer, area.x + 2, y, area.width - 2, &line, Style::new());
            }
            return;
        }
        // A number that moves people must be understood: what it is stands under the rows.
        let rows = u16::try_from(self.table.rows().len()).unwrap_or(u16::MAX).saturating_add(1);
        let list = Rect { height: rows.min(area.height.saturating_sub(1)), ..area };
        self.table.draw(buffer, list, look, true);
        if self.page.is_some() && list.bottom() < area.bottom() {
            look.put(
                buffer,
                area.x + 1,
                list.bottom(),
                area.width - 1,
                &look.with("team-weights", &self.weights()),
                Style::new(),
            );
        }
    }
}
