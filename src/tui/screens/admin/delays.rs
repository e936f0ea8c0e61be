//! The page of the delays: what holds, what was set by whom; Enter changes one.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::calendar;
use crate::domain::delays::Unit;
use crate::domain::rights::Deed;
use crate::fault::{Outcome, Value};
use crate::services::delays::{self, DelayRow};
use crate::tui::action::Action;
use crate::tui::cx::{Desk, Slot};
use crate::tui::dialogs::{Ask, Filled};
use crate::tui::form::{Form, Spec};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Offer, Words};
use crate::tui::screens::admin::{Admin, Page, has};
use crate::tui::screens::{House, secret};
use crate::tui::widgets::table::{Cell, Column, Row, Table};

struct Line {
    row: DelayRow,
    label: String,
    value: String,
    changed: String,
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        format!("{} {}", self.row.rule, self.row.name).into_bytes()
    }
}

/// The page.
pub struct DelaysPage {
    table: Table<Line>,
}

/// For who sets them.
pub(super) fn page(house: &House) -> Option<Box<dyn Page>> {
    if !has(house, Deed::Settings) {
        return None;
    }
    let columns = vec![
        Column::new("admin-delay-rule", 4, 0, |l: &Line, _| Cell::from(l.row.rule)),
        Column::new("admin-delay-meaning", 38, 0, |l: &Line, _| Cell::from(l.label.as_str())),
        Column::new("admin-delay-value", 15, 0, |l: &Line, _| Cell::from(l.value.as_str())),
        Column::new("admin-delay-changed", 17, 2, |l: &Line, _| Cell::from(l.changed.as_str())),
    ];
    Some(Box::new(DelaysPage { table: Table::new(columns) }))
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Days => "delay-unit-days",
        Unit::WorkingDays => "delay-unit-working-days",
        Unit::Months => "delay-unit-months",
        Unit::Times => "delay-unit-times",
    }
}

fn in_words(of: Unit, value: i64, look: &Look) -> String {
    look.with(unit(of), &[("count", value.to_string())])
}

impl DelaysPage {
    fn load(cx: &mut Cx<'_>) {
        cx.load(Slot("delays"), delays::all, Self::came);
    }
    fn came(me: &mut Admin, rows: Outcome<Vec<DelayRow>>, cx: &mut Cx<'_>) {
        let Ok(rows) = rows else { return };
        let line = |row: DelayRow| {
            let changed = row.changed.as_ref().map(|(by, at)| format!("{} {by}", calendar::local(*at).format("%d/%m")));
            Line {
                label: cx.text(&format!("delay-{}-{}", row.rule.to_lowercase(), row.name.to_lowercase().replace('_', "-"))),
                value: in_words(row.unit, row.value, cx.look),
                changed: changed.unwrap_or_default(),
                row,
            }
        };
        let lines = rows.into_iter().map(line).collect();
        me.with::<DelaysPage>(|page| page.table.refresh(lines));
    }
    fn change(&self, cx: &mut Cx<'_>) {
        let Some(line) = self.table.current() else { return };
        let row = line.row.clone();
        let mut form = Form::new(vec![Spec::number("delay_value", 0, 3_653)]);
        form.set("delay_value", &row.value.into());
        let about = vec![
            format!("{} {}", row.rule, line.label),
            format!("{}: {}", cx.text("admin-delay-default"), in_words(row.unit, row.default, cx.look)),
        ];
        let ask = Ask::new(Words::new("title-delay"), form, "action-save").about(about);
        cx.ask(ask, move |_: &mut Admin, filled: Filled, cx| {
            let value = match filled.get("delay_value") {
                Value::Int(value) => Some(value),
                _ => None,
            };
            let (rule, name) = (row.rule, row.name);
            let said = in_words(row.unit, value.unwrap_or(row.default), cx.look);
            let job = move |desk: &mut Desk, deed| delays::set(desk, deed, rule, name, value);
            secret::guarded(cx, job, move |_: &mut Admin, done: Outcome<()>, cx| {
                if done.is_ok() {
                    cx.say_saved(Words::new("admin-delay-saved").with("rule", rule).with("value", &said));
                    Self::load(cx);
                }
            });
        });
    }
}

impl Page for DelaysPage {
    fn label(&self) -> &'static str {
        "admin-tab-delays"
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        Self::load(cx);
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        if self.table.current().is_some() {
            out.push(Offer::main(Action::Open).labelled("action-set-delay"));
        }
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if !self.table.act(action) && action == Action::Open {
            self.change(cx);
        }
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.table.draw(frame.buffer_mut(), area, look, true);
    }
}
