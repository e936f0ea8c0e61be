//! What the list of the caseload asks for and shows: its pages, lines read again in their places, marks that outlive a filter.

use std::collections::HashSet;
use std::sync::Arc;

use super::meaning;
use crate::domain::ids::RegistrationId;
use crate::fault::Outcome;
use crate::services::caseload::{self, CaseRow, MANY, Meaning, Page, Query, Side, Sort};
use crate::services::listing::Mark;
use crate::tui::cx::{Desk, Slot};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Message, Words};
use crate::tui::screens::caseload::Caseload;
use crate::tui::screens::caseload::line::Line;
use crate::tui::screens::listing::{Keeps, Listing, Lists};
use crate::tui::widgets::table::Row;

impl Lists for Caseload {
    type Found = CaseRow;
    type Id = RegistrationId;
    type Line = Line;
    type Meaning = Meaning;
    type Query = Query;
    type Sort = Sort;
    const SORTS: &'static [(Sort, &'static str)] = &[
        (Sort::Due, "caseload-by-due"),
        (Sort::Name, "caseload-by-name"),
        (Sort::LastContact, "caseload-by-contact"),
        (Sort::Registered, "caseload-by-registered"),
    ];

    fn list(&self) -> &Listing<Self> {
        &self.list
    }
    fn list_mut(&mut self) -> &mut Listing<Self> {
        &mut self.list
    }
    fn query(&self) -> Query {
        Query {
            counsellor: Some(self.whose.0),
            filter: self.list.filter.text().to_owned(),
            vocabulary: Arc::clone(&self.vocabulary),
            sort: self.list.sort,
        }
    }
    fn page(desk: &mut Desk, query: &Query, side: &Side, size: u32) -> Outcome<Page> {
        caseload::page(desk, query, side, size)
    }
    fn again(desk: &mut Desk, _: &Query, ids: &[RegistrationId]) -> Outcome<Vec<CaseRow>> {
        caseload::rows(desk, ids)
    }
    /// Also the lines marked that are out of the window.
    fn held(&self) -> Vec<RegistrationId> {
        let mut ids: Vec<RegistrationId> = self.list.table.rows().iter().map(|l| l.row.registration).collect();
        let held: HashSet<RegistrationId> = ids.iter().copied().collect();
        ids.extend(self.marked.values().map(|l| l.row.registration).filter(|id| !held.contains(id)));
        ids
    }
    fn line(&self, row: CaseRow, cx: &Cx<'_>) -> Line {
        Line::new(row, self.whose.0, cx.today(), &self.house, cx.look)
    }
    fn mark(&self, line: &Line) -> Mark {
        self.list.sort.mark(&line.row)
    }
    fn meaning(&self, m: &Meaning, look: &Look) -> String {
        meaning(m, look)
    }
    fn acted(&mut self) {
        self.note_marks();
    }
    fn put(&mut self, line: Line) {
        let key = line.key();
        if let Some(marked) = self.marked.get_mut(&key) {
            *marked = line.clone();
        }
        self.list.table.update(&key, |held| *held = line);
    }
    fn refresh(&mut self, cx: &mut Cx<'_>) {
        let ids = self.held();
        if !ids.is_empty() {
            self.read_again(ids, cx);
        }
    }
}

impl Keeps for Caseload {
    fn sort_id(sort: Sort) -> &'static str {
        match sort {
            Sort::Due => "due",
            Sort::Name => "name",
            Sort::LastContact => "last_contact",
            Sort::Registered => "registered",
        }
    }
}

impl Caseload {
    /// Keeps the lines that are marked, so that a filter doesn't lose them.
    fn note_marks(&mut self) {
        let marks = self.list.table.marks();
        self.marked.retain(|key, _| marks.contains(key));
        for line in self.list.table.rows() {
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
                me.list.table.mark_only(lines.iter().map(Row::key));
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
            return self.list.table.current().into_iter().collect();
        }
        let mut all: Vec<&Line> = self.marked.values().collect();
        all.sort_by(|a, b| a.row.sort_key.cmp(&b.row.sort_key));
        all
    }
    pub(super) fn unmark(&mut self) {
        self.list.table.unmark();
        self.marked.clear();
    }
}
