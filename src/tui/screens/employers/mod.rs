//! Entreprises: the agency's employers, one row a firm, in pages that are loaded a page ahead and behind; filter, order, saved views
//! (screens.md §12). Reached by `g e`.

mod line;

use std::rc::Rc;
use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::fold;
use crate::domain::ids::EmployerId;
use crate::domain::rights::{Deed, Owner};
use crate::fault::Outcome;
use crate::services::employers::{self, FirmRow, ListPage, Meaning, Query, Side, Sort, Vocabulary};
use crate::services::listing::Mark;
use crate::tui::action::Action;
use crate::tui::cx::Desk;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Kind, Offer, Screen, Topic, Typed, Words};
use crate::tui::screens::employer::deeds::{self, Firm};
use crate::tui::screens::listing::{Keeps, Listing, Lists};
use crate::tui::screens::{House, doors, refusal};
use crate::tui::widgets::table::{Table, Want};
use line::Line;

/// The screen.
pub struct Employers {
    house: House,
    list: Listing<Self>,
    vocabulary: Arc<Vocabulary>,
    /// A new one was begun from here: when one comes back the list is read anew.
    adding: bool,
}

impl Employers {
    /// The agency's.
    pub fn new(house: &House) -> Self {
        Employers {
            house: Rc::clone(house),
            list: Listing::new(Table::new(line::columns())),
            vocabulary: Arc::default(),
            adding: false,
        }
    }
    /// The words of this language for what the filter knows.
    fn learn(&mut self, look: &Look) {
        let words = |key: &str| fold::words(&look.text(key));
        let sections = self.house.rules.codes.list("SECTION");
        let sectors = sections.flat_map(|c| fold::words(c.label(look.lang())).into_iter().map(|w| (w, c.code.clone())));
        self.vocabulary = Arc::new(Vocabulary {
            mine: words("employers-mine-words"),
            offers: words("employers-offers-words"),
            late: words("employers-late-words"),
            active: words("state-employer-active"),
            dormant: words("employers-dormant-words"),
            sectors: sectors.filter(|(w, _)| w.chars().count() > 2).collect(),
        });
    }
    fn refusal(&self, deed: Deed) -> Option<Words> {
        refusal(&self.house, deed, Owner::own(&self.house.who))
    }
    /// The row under the cursor, for the deeds that the file has too.
    fn firm(&self) -> Option<Firm> {
        let row = &self.list.table.current()?.row;
        Some(Firm { id: row.id, name: row.name.clone() })
    }
}

impl Lists for Employers {
    type Found = FirmRow;
    type Id = EmployerId;
    type Line = Line;
    type Meaning = Meaning;
    type Query = Query;
    type Sort = Sort;
    const SORTS: &'static [(Sort, &'static str)] = &[
        (Sort::Name, "caseload-by-name"),
        (Sort::LastContact, "caseload-by-contact"),
        (Sort::Offers, "employers-by-offers"),
        (Sort::Town, "employers-by-town"),
    ];

    fn list(&self) -> &Listing<Self> {
        &self.list
    }
    fn list_mut(&mut self) -> &mut Listing<Self> {
        &mut self.list
    }
    fn query(&self) -> Query {
        let filter = self.list.filter.text().to_owned();
        Query { filter, vocabulary: Arc::clone(&self.vocabulary), sort: self.list.sort }
    }
    fn page(desk: &mut Desk, query: &Query, side: &Side, size: u32) -> Outcome<ListPage> {
        employers::list(desk, query, side, size)
    }
    fn again(desk: &mut Desk, _: &Query, ids: &[EmployerId]) -> Outcome<Vec<FirmRow>> {
        employers::rows(desk, ids)
    }
    fn held(&self) -> Vec<EmployerId> {
        self.list.table.rows().iter().map(|l| l.row.id).collect()
    }
    fn line(&self, row: FirmRow, cx: &Cx<'_>) -> Line {
        Line::new(row, &self.house, cx.look)
    }
    fn mark(&self, line: &Line) -> Mark {
        self.list.sort.mark(&line.row)
    }
    /// What one word was understood as; of several meanings each is named.
    fn meaning(&self, m: &Meaning, look: &Look) -> String {
        if m.is_name() {
            return look.with("caseload-name-begins", &[("word", m.word.clone())]);
        }
        let mut said = Vec::new();
        let own = [
            (m.mine, "employers-mine"),
            (m.offers, "employers-with-offers"),
            (m.late, "employers-late"),
            (m.active == Some(true), "state-employer-active"),
            (m.active == Some(false), "state-employer-dormant"),
        ];
        said.extend(own.iter().filter(|(is, _)| *is).map(|(_, key)| look.text(key)));
        match m.towns.as_slice() {
            [] => {}
            [town] => said.push(town.clone()),
            _ => said.push(look.with("caseload-towns", &[("word", m.word.clone())])),
        }
        let codes = &self.house.rules.codes;
        match m.sectors.as_slice() {
            [] => {}
            [one] => said.push(codes.label("SECTION", one, look.lang()).to_owned()),
            _ => said.push(look.with("employers-sectors", &[("word", m.word.clone())])),
        }
        said.join(&look.text("caseload-or"))
    }
}

impl Keeps for Employers {
    fn sort_id(sort: Sort) -> &'static str {
        match sort {
            Sort::Name => "name",
            Sort::LastContact => "last_contact",
            Sort::Offers => "offers",
            Sort::Town => "town",
        }
    }
}

impl Screen for Employers {
    fn name(&self) -> &'static str {
        "employers"
    }
    fn kind(&self) -> Kind {
        self.list.filter.kind()
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.list.table.offers(out);
        if self.list.filter.is_open() {
            return self.list.filter.offers(out);
        }
        let there = self.list.table.current().is_some();
        if there {
            out.push(Offer::main(Action::Open));
        }
        out.push(Offer::main(Action::New).unless(self.refusal(Deed::WriteOffers)));
        self.list.filter.offers(out);
        if there {
            out.push(Offer::usual(Action::Book).unless(self.refusal(Deed::Agenda)));
            out.push(Offer::usual(Action::Remind).unless(self.refusal(Deed::Tasks)));
            out.push(Offer::usual(Action::Note).unless(self.refusal(Deed::WriteOffers)));
        }
        out.push(Offer::usual(Action::Views));
        out.push(Offer::rare(Action::Sort));
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.learn(cx.look);
        self.begin(cx);
    }
    fn uncovered(&mut self, cx: &mut Cx<'_>) {
        if std::mem::take(&mut self.adding) {
            return self.load(Want::First, cx);
        }
        self.refresh(cx);
    }
    fn changed(&mut self, _topic: Topic, cx: &mut Cx<'_>) {
        self.refresh(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.took(action, cx) {
            return;
        }
        match (action, self.firm()) {
            (Action::Open, Some(firm)) => doors::employer(&self.house, firm.id, cx),
            (Action::Book, Some(firm)) => deeds::book(&self.house, firm, cx),
            (Action::Remind, Some(firm)) => deeds::remind(&self.house, firm, Self::refresh, cx),
            (Action::Note, Some(firm)) => deeds::note(firm, String::new(), None, None, Self::refresh, cx),
            (Action::New, _) => {
                self.adding = true;
                doors::new_employer(&self.house, "", cx);
            }
            (Action::Views, _) => self.views(cx),
            (Action::Sort, _) => self.next_sort(cx),
            _ => {}
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        self.took_typed(&what, cx)
    }
    fn context(&self, look: &Look) -> String {
        self.list.view_said(look) + &self.filter_said(look) + &self.list.sort_said(look)
    }
    fn context_cursor(&self, look: &Look) -> Option<u16> {
        self.list.filter.cursor(&self.list.view_said(look), look)
    }
    fn slot(&self, look: &Look) -> String {
        self.list.table.position(look)
    }
    fn subject(&self, _look: &Look) -> String {
        self.list.table.current().map(|l| l.row.name.clone()).unwrap_or_default()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.draw_list(frame, area, look, "employers-empty", "employers-none");
    }
}
