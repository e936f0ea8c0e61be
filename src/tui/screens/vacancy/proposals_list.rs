//! Propositions of an offer as a plain list to read: who, where it stands, what is awaited. Answers are recorded in the screen of the
//! proposals.

use std::rc::Rc;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::part::Part;
use crate::domain::ids::Id;
use crate::services::vacancies::{Page, Proposed};
use crate::tui::action::Action;
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Offer};
use crate::tui::screens::file::words::{NONE, brief};
use crate::tui::screens::{House, doors};
use crate::tui::widgets::table::{Cell, Column, Row, Table};

/// One proposal in words.
struct Line {
    row: Proposed,
    sent: String,
    state: String,
    due: String,
    late: bool,
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.row.id.uuid().as_bytes().to_vec()
    }
}

/// The tab.
pub struct ProposalsList {
    house: House,
    table: Table<Line>,
    count: (usize, bool),
    denied: bool,
}

impl ProposalsList {
    /// Empty until the page comes.
    pub fn new(house: &House) -> Self {
        let columns = vec![
            Column::new("vacancy-column-sent", 6, 1, |l: &Line, _| Cell::from(l.sent.as_str())),
            Column::new("vacancy-column-person", 26, 0, |l: &Line, _| Cell::from(l.row.name.as_str())),
            Column::new("vacancy-column-state", 16, 0, |l: &Line, _| Cell::from(l.state.as_str())),
            Column::new("vacancy-column-due", 6, 0, |l: &Line, _| Cell::alert_if(l.due.as_str(), l.late)).signed(),
            Column::new("vacancy-column-number", 16, 2, |l: &Line, _| Cell::from(l.row.number.as_str())),
        ];
        ProposalsList { house: Rc::clone(house), table: Table::new(columns), count: (0, false), denied: false }
    }
}

fn line(row: &Proposed, today: NaiveDate, look: &Look) -> Line {
    let day = |d: Option<NaiveDate>| d.map_or_else(|| NONE.to_owned(), |d| brief(look, d));
    Line {
        sent: day(row.sent_on),
        state: look.texts.state("proposal", crate::domain::lifecycle::State::id(row.state)),
        due: day(row.due()),
        late: row.due().is_some_and(|d| d < today),
        row: row.clone(),
    }
}

impl Part for ProposalsList {
    fn page(&mut self, page: &Page, cx: &mut Cx<'_>) {
        self.table.refresh(page.proposals.iter().map(|p| line(p, page.today, cx.look)).collect());
        self.count = page.proposal_count();
        self.denied = page.may.proposals.is_err();
    }
    fn offers(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        if self.table.current().is_some() {
            out.push(Offer::main(Action::Open));
        }
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) -> bool {
        match (action, self.table.current()) {
            (Action::Open, Some(line)) => doors::proposal(&self.house, line.row.id, cx),
            (other, _) => return self.table.act(other),
        }
        true
    }
    fn count(&self) -> (usize, bool) {
        self.count
    }
    fn slot(&self, look: &Look) -> String {
        self.table.position(look)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        if self.table.is_empty() {
            let text = look.text(if self.denied { "vacancy-proposals-denied" } else { "vacancy-proposals-none" });
            for (y, line) in (area.y + 1..area.bottom()).zip(wrap(&text, usize::from(area.width.saturating_sub(4)))) {
                look.put(frame.buffer_mut(), area.x + 2, y, area.width.saturating_sub(3), &line, Style::new());
            }
            return;
        }
        self.table.draw(frame.buffer_mut(), area, look, true);
    }
}
