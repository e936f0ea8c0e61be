//! Entreprises: the agency's employers, one row a firm, in pages that are loaded a page ahead and behind; filter, order, saved views
//! (screens.md §12). Reached by `g e`.

mod line;
mod views;

use std::rc::Rc;
use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::fold;
use crate::domain::ids::EmployerId;
use crate::domain::office::SavedView;
use crate::domain::rights::{self, Deed, Owner};
use crate::fault::{Fault, Outcome};
use crate::services::employers::{self, FirmRow, ListPage, Meaning, Query, Side, Sort, Vocabulary};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Kind, Message, Offer, Screen, Topic, Typed, Words};
use crate::tui::screens::employer::deeds::{self, Firm};
use crate::tui::screens::{House, doors};
use crate::tui::widgets::filter::{Filter, Filtered};
use crate::tui::widgets::table::{Row, Table, Want};
use line::Line;

/// The screen.
pub struct Employers {
    house: House,
    table: Table<Line>,
    filter: Filter,
    sort: Sort,
    view: Option<SavedView>,
    vocabulary: Arc<Vocabulary>,
    meanings: Vec<Meaning>,
    /// How many there are without a filter.
    all: usize,
    came: bool,
    /// A new one was begun from here: when one comes back the list is read anew.
    adding: bool,
}

impl Employers {
    /// The agency's.
    pub fn new(house: &House) -> Self {
        Employers {
            house: Rc::clone(house),
            table: Table::new(line::columns()),
            filter: Filter::default(),
            sort: Sort::default(),
            view: None,
            vocabulary: Arc::default(),
            meanings: Vec::new(),
            all: 0,
            came: false,
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
    fn query(&self) -> Query {
        Query { filter: self.filter.text().to_owned(), vocabulary: Arc::clone(&self.vocabulary), sort: self.sort }
    }
    fn line(&self, row: FirmRow, look: &Look) -> Line {
        Line::new(row, &self.house, look)
    }
    /// Asks for a page: twice the height, so that one ahead and one behind are held.
    fn load(&mut self, want: Want, cx: &mut Cx<'_>) {
        let (first, last) = self.table.ends();
        let side = match (want, first, last) {
            (Want::After, _, Some(line)) => Side::After(self.sort.mark(&line.row)),
            (Want::Before, Some(line), _) => Side::Before(self.sort.mark(&line.row)),
            (Want::Last, _, _) => Side::Last,
            _ => Side::First,
        };
        let size = u32::try_from(2 * self.table.page()).unwrap_or(40);
        let query = self.query();
        cx.load(
            Slot("rows"),
            move |desk| employers::list(desk, &query, &side, size),
            move |me: &mut Self, page, cx| me.page_came(want, page, cx),
        );
    }
    fn page_came(&mut self, want: Want, page: Outcome<ListPage>, cx: &mut Cx<'_>) {
        let Ok(page) = page else { return self.table.missed() };
        let lines = page.rows.into_iter().map(|row| self.line(row, cx.look)).collect();
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
    fn refresh(&mut self, cx: &mut Cx<'_>) {
        let ids: Vec<EmployerId> = self.table.rows().iter().map(|l| l.row.id).collect();
        if ids.is_empty() {
            return self.load(Want::First, cx);
        }
        cx.load(
            Slot("again"),
            move |desk| employers::rows(desk, &ids),
            |me: &mut Self, rows: Outcome<Vec<FirmRow>>, cx| {
                for row in rows.unwrap_or_default() {
                    let line = me.line(row, cx.look);
                    me.table.update(&line.key(), |held| *held = line);
                }
            },
        );
    }
    fn filtered(&mut self, cx: &mut Cx<'_>) {
        self.table.act(Action::First);
        self.load(Want::First, cx);
    }
    /// The next order, said in the context line.
    fn sorted(&mut self, cx: &mut Cx<'_>) {
        self.sort = match self.sort {
            Sort::Name => Sort::LastContact,
            Sort::LastContact => Sort::Offers,
            Sort::Offers => Sort::Town,
            Sort::Town => Sort::Name,
        };
        cx.say(Message::advice(Words::new(views::sort_key(self.sort))));
        self.filtered(cx);
    }
    fn understood(&self, look: &Look) -> String {
        let said: Vec<String> = self.meanings.iter().map(|m| self.meaning(m, look)).collect();
        said.join(", ")
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
    fn view_said(&self, look: &Look) -> String {
        self.view
            .as_ref()
            .map_or_else(String::new, |view| format!("{}   ", look.with("caseload-view", &[("name", view.name.clone())])))
    }
    fn refusal(&self, deed: Deed) -> Option<Words> {
        let refused = rights::allowed(&self.house.who, deed, Owner::own(&self.house.who));
        refused.err().map(|fault| match fault {
            Fault::Denied(id) => Words::new("fault-denied-who").with("who", format!("who-can-{id}")),
            _ => Words::new("fault-denied-what"),
        })
    }
    /// The row under the cursor, for the deeds that the file has too.
    fn firm(&self) -> Option<Firm> {
        let row = &self.table.current()?.row;
        Some(Firm { id: row.id, name: row.name.clone() })
    }
}

impl Screen for Employers {
    fn name(&self) -> &'static str {
        "employers"
    }
    fn kind(&self) -> Kind {
        self.filter.kind()
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        if self.filter.is_open() {
            return self.filter.offers(out);
        }
        let there = self.table.current().is_some();
        if there {
            out.push(Offer::main(Action::Open));
        }
        out.push(Offer::main(Action::New).unless(self.refusal(Deed::WriteOffers)));
        self.filter.offers(out);
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
        let _ = self.table.take_want();
        self.load(Want::First, cx);
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
        if self.table.act(action) {
            if let Some(want) = self.table.take_want() {
                self.load(want, cx);
            }
            return;
        }
        match self.filter.act(action) {
            Filtered::Changed => {
                self.view = None;
                return self.filtered(cx);
            }
            Filtered::Same => return,
            Filtered::Ignored => {}
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
            (Action::Sort, _) => self.sorted(cx),
            _ => {}
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        let filtered = self.filter.typed(&what);
        if filtered == Filtered::Changed {
            self.view = None;
            self.filtered(cx);
        }
        filtered != Filtered::Ignored
    }
    fn context(&self, look: &Look) -> String {
        let mut text = self.view_said(look);
        if self.filter.is_open() {
            text.push_str(&self.filter.shown(look));
            if !self.meanings.is_empty() {
                text.push_str(&format!("  = {}", self.understood(look)));
            }
        } else if !self.meanings.is_empty() {
            text.push_str(&look.with("filter-shown", &[("typed", self.understood(look))]));
        } else {
            text.push_str(&look.text("caseload-no-filter"));
        }
        if self.sort != Sort::Name {
            text.push_str(&format!("   {}", look.text(views::sort_key(self.sort))));
        }
        text
    }
    fn context_cursor(&self, look: &Look) -> Option<u16> {
        self.filter.cursor(&self.view_said(look), look)
    }
    fn slot(&self, look: &Look) -> String {
        self.table.position(look)
    }
    fn subject(&self, _look: &Look) -> String {
        self.table.current().map(|l| l.row.name.clone()).unwrap_or_default()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.table.draw(frame.buffer_mut(), area, look, true);
        if self.table.is_empty() && self.came {
            let text = if self.filter.text().is_empty() {
                look.text("employers-empty")
            } else {
                look.with("employers-none", &[("filter", self.understood(look)), ("all", self.all.to_string())])
            };
            let lines = wrap(&text, usize::from(area.width.saturating_sub(4)));
            for (y, line) in (area.y + 2..area.bottom()).zip(lines) {
                look.put(frame.buffer_mut(), area.x + 2, y, area.width - 2, &line, Style::new());
            }
        }
    }
}
