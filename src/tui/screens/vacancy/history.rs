//! Historique: what was done to the offer, by whom; `?` shows before and after.

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::VacancyFile;
use super::part::Part;
use crate::domain::ids::{DeedId, Id, VacancyId};
use crate::fault::Outcome;
use crate::services::file::{ChangedField, Trace};
use crate::services::vacancies::{self, Page};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::dialogs::Lines;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Offer, Words};
use crate::tui::screens::House;
use crate::tui::screens::file::{history, words};
use crate::tui::widgets::table::{Cell, Column, Row, Table};

/// One deed in words.
struct Line {
    deed: DeedId,
    at: String,
    by: String,
    said: String,
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.deed.uuid().as_bytes().to_vec()
    }
}

/// The tab.
pub struct History {
    house: House,
    id: VacancyId,
    table: Table<Line>,
}

impl History {
    /// Of this offer.
    pub fn new(house: &House, id: VacancyId) -> Self {
        let columns = vec![
            Column::new("file-when", 16, 0, |l: &Line, _| Cell::from(l.at.as_str())),
            Column::new("file-who", 18, 0, |l: &Line, _| Cell::from(l.by.as_str())),
            Column::new("file-deed", 40, 0, |l: &Line, _| Cell::from(l.said.as_str())),
        ];
        History { house: Rc::clone(house), id, table: Table::new(columns) }
    }
    fn explain(&self, cx: &mut Cx<'_>) {
        let Some(line) = self.table.current() else { return };
        let (id, deed, house) = (self.id, line.deed, Rc::clone(&self.house));
        let title = Words::new("file-changes-title").with("deed", &line.said).with("at", &line.at).with("by", &line.by);
        cx.load(
            Slot("changes"),
            move |desk| vacancies::changes(desk, id, deed),
            move |_: &mut VacancyFile, all: Outcome<Vec<ChangedField>>, cx| {
                let Ok(all) = all else { return };
                cx.show(Lines::new(title, all.iter().map(|c| changed(&house, cx.look, c)).collect()));
            },
        );
    }
}

fn changed(house: &House, look: &Look, field: &ChangedField) -> String {
    if field.record == "keyed_twice" {
        return history::keyed_twice(house, look, field);
    }
    let value = |v: &Option<String>| words::value(house, look, &field.record, &field.field, v.as_deref());
    let label = look.texts.field_full(&field.record, &field.field);
    look.with("vacancy-changed", &[("label", label), ("was", value(&field.was)), ("became", value(&field.became))])
}

fn line(look: &Look, trace: &Trace) -> Line {
    Line { deed: trace.deed, at: history::at(look, trace), by: trace.name.clone(), said: history::deed(look, trace) }
}

impl Part for History {
    fn page(&mut self, page: &Page, cx: &mut Cx<'_>) {
        self.table.refresh(page.history.iter().map(|t| line(cx.look, t)).collect());
    }
    fn shown(&mut self, _: &mut Cx<'_>) {
        self.table.act(Action::First);
    }
    fn offers(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        if self.table.current().is_some() {
            out.push(Offer::main(Action::Explain).labelled("file-before-after"));
        }
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) -> bool {
        match action {
            Action::Explain => self.explain(cx),
            other => return self.table.act(other),
        }
        true
    }
    fn slot(&self, look: &Look) -> String {
        self.table.position(look)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        if self.table.is_empty() {
            let row = area.y + 1;
            look.put(
                frame.buffer_mut(),
                area.x + 2,
                row,
                area.width.saturating_sub(2),
                &look.text("file-empty-history"),
                Style::new(),
            );
            return;
        }
        self.table.draw(frame.buffer_mut(), area, look, true);
    }
}
