//! Candidats of an offer as a plain list to read: rank, who, why in one line.

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::VacancyFile;
use super::part::Part;
use crate::domain::ids::{Id, VacancyId};
use crate::fault::{Fault, Outcome};
use crate::services::matching::{self, CandidateRow, Candidates};
use crate::services::vacancies::Page;
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Offer};
use crate::tui::screens::{House, doors};
use crate::tui::widgets::table::{Cell, Column, Row, Table};

/// Candidates shown at most.
const MOST: usize = 200;

impl Row for CandidateRow {
    fn key(&self) -> Vec<u8> {
        self.person.uuid().as_bytes().to_vec()
    }
}

/// The tab.
pub struct CandidatesList {
    house: House,
    id: VacancyId,
    table: Table<CandidateRow>,
    total: usize,
    /// Why there is none.
    why_not: Option<Fault>,
    asked: bool,
}

impl CandidatesList {
    /// Asked for when the tab is shown.
    pub fn new(house: &House, id: VacancyId) -> Self {
        let columns = vec![
            Column::new("vacancy-column-rank", 3, 0, |c: &CandidateRow, _| Cell::from(c.rank.to_string())).right(),
            Column::new("vacancy-column-person", 26, 0, |c: &CandidateRow, _| Cell::from(c.named.name.as_str())),
            Column::new("vacancy-column-town", 14, 1, |c: &CandidateRow, _| {
                Cell::from(c.named.town.as_deref().unwrap_or_default())
            }),
            Column::new("vacancy-column-why", 16, 0, |c: &CandidateRow, _| Cell::from(c.why.one_line())),
            Column::new("vacancy-column-number", 16, 2, |c: &CandidateRow, _| Cell::from(c.named.number.as_str())),
        ];
        CandidatesList { house: Rc::clone(house), id, table: Table::new(columns), total: 0, why_not: None, asked: false }
    }
    fn ask(&mut self, cx: &mut Cx<'_>) {
        self.asked = true;
        let id = self.id;
        // What refuses the ranking is shown in the tab, it is no fault of the user's.
        let job = move |desk: &mut _| match matching::for_vacancy(desk, id, MOST) {
            Ok(found) => Ok(Ok(found)),
            Err(fault @ (Fault::Refused(_) | Fault::Denied(_))) => Ok(Err(fault)),
            Err(fault) => Err(fault),
        };
        cx.load(Slot("candidates"), job, |shell: &mut VacancyFile, found: Outcome<Result<Candidates, Fault>>, _| {
            if let (Some(me), Ok(found)) = (shell.part::<Self>(), found) {
                me.came(found);
            }
            shell.count();
        });
    }
    fn came(&mut self, found: Result<Candidates, Fault>) {
        match found {
            Ok(found) => {
                (self.total, self.why_not) = (found.total, None);
                self.table.refresh(found.rows);
            }
            Err(fault) => {
                (self.total, self.why_not) = (0, Some(fault));
                self.table.set(Vec::new());
            }
        }
    }
}

impl Part for CandidatesList {
    fn page(&mut self, _: &Page, cx: &mut Cx<'_>) {
        if self.asked {
            self.ask(cx);
        }
    }
    fn shown(&mut self, cx: &mut Cx<'_>) {
        self.ask(cx);
    }
    fn offers(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        if self.table.current().is_some() {
            out.push(Offer::main(Action::Open));
        }
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) -> bool {
        match (action, self.table.current()) {
            (Action::Open, Some(row)) => doors::person(&self.house, row.person, cx),
            (other, _) => return self.table.act(other),
        }
        true
    }
    fn count(&self) -> (usize, bool) {
        (self.total, false)
    }
    fn slot(&self, look: &Look) -> String {
        self.table.position(look)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        if self.table.is_empty() {
            let text = match &self.why_not {
                Some(fault) => {
                    let said = look.texts.fault(fault);
                    format!("{} {} {}", said.what, said.means, said.todo)
                }
                None => look.text("vacancy-candidates-none"),
            };
            for (y, line) in (area.y + 1..area.bottom()).zip(wrap(&text, usize::from(area.width.saturating_sub(4)))) {
                look.put(frame.buffer_mut(), area.x + 2, y, area.width.saturating_sub(3), &line, Style::new());
            }
            return;
        }
        self.table.draw(frame.buffer_mut(), area, look, true);
    }
}
