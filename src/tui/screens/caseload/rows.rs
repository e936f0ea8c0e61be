//! The rows of the caseload: pages asked for and come, lines refreshed in their places, marks that outlive a filter.

use std::collections::HashSet;

use crate::domain::ids::RegistrationId;
use crate::fault::Outcome;
use crate::services::caseload::{self, CaseRow, MANY, Page, Side, Sort};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::screen::{Cx, Message, Words};
use crate::tui::screens::caseload::Caseload;
use crate::tui::screens::caseload::line::Line;
use crate::tui::widgets::table::{Row, Want};

/// Key of what an order is called.
pub(super) fn sort_key(sort: Sort) -> &'static str {
    match sort {
        Sort::Due => "caseload-by-due",
        Sort::Name => "caseload-by-name",
        Sort::LastContact => "caseload-by-contact",
        Sort::Registered => "caseload-by-registered",
    }
}

/// As a saved view keeps it.
pub(super) fn sort_id(sort: Sort) -> &'static str {
    match sort {
        Sort::Due => "due",
        Sort::Name => "name",
        Sort::LastContact => "last_contact",
        Sort::Registered => "registered",
    }
}

/// The order of a saved view.
pub(super) fn sort_named(id: &str) -> Sort {
    let all = [Sort::Due, Sort::Name, Sort::LastContact, Sort::Registered];
    all.into_iter().find(|s| sort_id(*s) == id).unwrap_or_default()
}

impl Caseload {
    pub(super) fn line(&self, row: CaseRow, cx: &Cx<'_>) -> Line {
        Line::new(row, self.whose.0, cx.today(), &self.house, cx.look)
    }
    /// Asks for a page: twice the height, so that one ahead and one behind are held.
    pub(super) fn load(&mut self, want: Want, cx: &mut Cx<'_>) {
        let (first, last) = self.table.ends();
        let side = match (want, first, last) {
            (Want::After, _, Some(row)) => Side::After(self.sort.mark(&row.row)),
            (Want::Before, Some(row), _) => Side::Before(self.sort.mark(&row.row)),
            (Want::Last, _, _) => Side::Last,
            _ => Side::First,
        };
        let size = u32::try_from(2 * self.table.page()).unwrap_or(40);
        let query = self.query();
        cx.load(
            Slot("rows"),
            move |desk| caseload::page(desk, &query, &side, size),
            move |me: &mut Self, page, cx| me.page_came(want, page, cx),
        );
    }
    fn page_came(&mut self, want: Want, page: Outcome<Page>, cx: &mut Cx<'_>) {
        let Ok(page) = page else { return self.table.missed() };
        let lines = page.rows.into_iter().map(|row| self.line(row, cx)).collect();
        self.meanings = page.meanings;
        if self.meanings.is_empty() {
            self.all = page.total;
        }
        self.came = true;
        self.table.came(want, lines, page.total);
        if let Some(want) = self.table.take_want() {
            self.load(want, cx);
        }
    }
    /// Reads the rows held again, each in its place: what was done elsewhere shows without moving anything.
    pub(super) fn refresh(&mut self, cx: &mut Cx<'_>) {
        let mut ids: Vec<RegistrationId> = self.table.rows().iter().map(|l| l.row.registration).collect();
        let held: HashSet<RegistrationId> = ids.iter().copied().collect();
        ids.extend(self.marked.values().map(|l| l.row.registration).filter(|id| !held.contains(id)));
        if ids.is_empty() {
            return;
        }
        cx.load(Slot("again"), move |desk| caseload::rows(desk, &ids), Self::again);
    }
    fn again(&mut self, rows: Outcome<Vec<CaseRow>>, cx: &mut Cx<'_>) {
        for row in rows.unwrap_or_default() {
            let line = self.line(row, cx);
            let key = line.key();
            if let Some(marked) = self.marked.get_mut(&key) {
                *marked = line.clone();
            }
            self.table.update(&key, |held| *held = line);
        }
    }
    /// Keeps the lines that are marked, so that a filter doesn't lose them.
    pub(super) fn note_marks(&mut self) {
        let marks = self.table.marks();
        self.marked.retain(|key, _| marks.contains(key));
        for line in self.table.rows() {
            let key = line.key();
            if marks.contains(&key) && !self.marked.contains_key(&key) {
                self.marked.insert(key, line.clone());
            }
        }
    }
    /// Marks everything that the filter leaves, of which only a window is held.
    pub(super) fn mark_all(&mut self, cx: &mut Cx<'_>) {
        let query = self.query();
        cx.load(
            Slot("all"),
            move |desk| caseload::page(desk, &query, &Side::First, MANY),
            |me: &mut Self, page, cx| {
                let Ok(page) = page else { return };
                let more = page.total > page.rows.len();
                let lines: Vec<Line> = page.rows.into_iter().map(|row| me.line(row, cx)).collect();
                me.table.mark_only(lines.iter().map(Row::key));
                me.marked = lines.into_iter().map(|l| (l.key(), l)).collect();
                if more {
                    cx.say(Message::advice(Words::new("caseload-marked-most").with("count", MANY)));
                }
            },
        );
        cx.hold(Slot("all"));
    }
    /// The lines that a deed is about: the marks, else the row under the cursor.
    pub(super) fn chosen(&self) -> Vec<&Line> {
        if self.marked.is_empty() {
            return self.table.current().into_iter().collect();
        }
        let mut all: Vec<&Line> = self.marked.values().collect();
        all.sort_by(|a, b| a.row.sort_key.cmp(&b.row.sort_key));
        all
    }
    pub(super) fn unmark(&mut self) {
        self.table.unmark();
        self.marked.clear();
    }
    /// The next order, said in the context line.
    pub(super) fn sorted(&mut self, cx: &mut Cx<'_>) {
        self.sort = match self.sort {
            Sort::Due => Sort::Name,
            Sort::Name => Sort::LastContact,
            Sort::LastContact => Sort::Registered,
            Sort::Registered => Sort::Due,
        };
        self.table.act(Action::First);
        cx.say(Message::advice(Words::new(sort_key(self.sort))));
        self.load(Want::First, cx);
    }
}
