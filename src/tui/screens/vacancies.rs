//! Offres: the offers of the agency in pages, what expires first in front; filter, views, order, what is done to the row (screens.md §11).
//! Reached by `g o`.

use std::rc::Rc;
use std::sync::Arc;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::ids::{Id, RowId, VacancyId};
use crate::domain::lifecycle::VacancyState;
use crate::domain::rights::{self, Deed, Owner};
use crate::fault::{Fault, Outcome};
use crate::services::undo;
use crate::services::vacancies::{self, List, Mark, Meaning, OfferRow, Query, Side, Sort, View, Vocabulary};
use crate::tui::action::Action;
use crate::tui::cx::{Desk, Slot};
use crate::tui::dialogs::PickDialog;
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Kind, Offer, Screen, Topic, Typed, Words};
use crate::tui::screens::caseload::short;
use crate::tui::screens::{House, doors};
use crate::tui::widgets::filter::{Filter, Filtered};
use crate::tui::widgets::fit::Fit;
use crate::tui::widgets::pick::Choice;
use crate::tui::widgets::table::{Cell, Column, Row, Table, Want};

/// The orders, with the keys of what they are called.
const SORTS: [(Sort, &str); 4] = [
    (Sort::Expires, "vacancies-by-expiry"),
    (Sort::Title, "vacancies-by-title"),
    (Sort::Employer, "vacancies-by-employer"),
    (Sort::Received, "vacancies-by-received"),
];

/// An offer and its words.
struct Line {
    row: OfferRow,
    posts: String,
    state: String,
    expires: String,
    alert: bool,
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.row.id.uuid().as_bytes().to_vec()
    }
}

impl Line {
    fn new(row: OfferRow, today: NaiveDate, house: &House, look: &Look) -> Self {
        let rules = &house.rules;
        let open = row.state.is_open();
        let soon = crate::domain::calendar::add_days(today, rules.delays.get("T12", "before"));
        let silent = row.news().is_some_and(|d| (today - d).num_days() > rules.delays.get("T12", "silence"));
        Line {
            posts: format!("{}/{}", row.filled, row.positions.unwrap_or(0)),
            state: look.texts.state("vacancy", row.state.id()),
            expires: row.publish_until.filter(|_| !is_over(row.state)).map_or_else(|| "-".to_owned(), |d| short(d, look)),
            alert: open && (silent || row.publish_until.is_some_and(|d| d <= soon)),
            row,
        }
    }
}

fn is_over(state: VacancyState) -> bool {
    !state.is_open() && !matches!(state, VacancyState::Draft | VacancyState::ToCheck)
}

/// The screen.
pub struct Vacancies {
    house: House,
    table: Table<Line>,
    filter: Filter,
    view: View,
    sort: Sort,
    vocabulary: Arc<Vocabulary>,
    meanings: Vec<Meaning>,
    /// How many there are without a filter.
    all: usize,
    came: bool,
}

impl Vacancies {
    /// Those of the agency that aren't closed.
    pub fn new(house: &House) -> Self {
        let columns = vec![
            Column::new("vacancy-column-title", 19, 0, |l: &Line, _| Cell::from(l.row.title.as_str())).fit(Fit::Title),
            Column::new("vacancy-column-firm", 16, 1, |l: &Line, _| Cell::from(l.row.employer.as_str())),
            Column::new("vacancy-column-town", 10, 2, |l: &Line, _| Cell::from(l.row.town.as_deref().unwrap_or("-"))),
            Column::new("vacancy-column-posts", 6, 3, |l: &Line, _| Cell::from(l.posts.as_str())),
            Column::new("vacancy-column-state", 15, 0, |l: &Line, _| Cell::from(l.state.as_str())),
            Column::new("vacancy-column-expires", 6, 0, |l: &Line, _| Cell::alert_if(l.expires.as_str(), l.alert)).signed(),
            Column::new("vacancy-column-number", 16, 4, |l: &Line, _| Cell::from(l.row.number.as_str())).extra(),
            Column::new("vacancy-column-proposals", 6, 5, |l: &Line, _| Cell::from(l.row.proposals.to_string())).extra(),
        ];
        Vacancies {
            house: Rc::clone(house),
            table: Table::new(columns),
            filter: Filter::default(),
            view: View::default(),
            sort: Sort::default(),
            vocabulary: Arc::default(),
            meanings: Vec::new(),
            all: 0,
            came: false,
        }
    }
    fn query(&self) -> Query {
        Query {
            view: self.view,
            filter: self.filter.text().to_owned(),
            vocabulary: Arc::clone(&self.vocabulary),
            sort: self.sort,
        }
    }
    fn learn(&mut self, look: &Look) {
        let labels: Vec<(String, VacancyState)> =
            VacancyState::ALL.iter().map(|s| (look.texts.state("vacancy", s.id()), *s)).collect();
        let labels = labels.iter().map(|(label, state)| (label.as_str(), *state));
        self.vocabulary = Arc::new(Vocabulary::new(labels, &look.text("vacancies-soon-words")));
    }
    /// Asks for a page: twice the height, so that one ahead and one behind are held.
    fn load(&mut self, want: Want, cx: &mut Cx<'_>) {
        let (first, last) = self.table.ends();
        let side = match (want, first, last) {
            (Want::After, _, Some(line)) => Side::After(Mark::of(&line.row)),
            (Want::Before, Some(line), _) => Side::Before(Mark::of(&line.row)),
            (Want::Last, _, _) => Side::Last,
            _ => Side::First,
        };
        let size = u32::try_from(2 * self.table.page()).unwrap_or(40);
        let query = self.query();
        cx.load(
            Slot("rows"),
            move |desk| vacancies::list(desk, &query, &side, size),
            move |me: &mut Self, page, cx| me.page_came(want, page, cx),
        );
    }
    fn page_came(&mut self, want: Want, page: Outcome<List>, cx: &mut Cx<'_>) {
        let Ok(page) = page else { return self.table.missed() };
        let lines = page.rows.into_iter().map(|row| Line::new(row, cx.today(), &self.house, cx.look)).collect();
        self.meanings = page.meanings;
        if self.meanings.is_empty() {
            self.all = page.total;
        }
        self.came = true;
        self.table.came(want, lines, page.total);
        self.moved(cx);
    }
    fn moved(&mut self, cx: &mut Cx<'_>) {
        if let Some(want) = self.table.take_want() {
            self.load(want, cx);
        }
    }
    fn begin_again(&mut self, cx: &mut Cx<'_>) {
        self.table.act(Action::First);
        self.load(Want::First, cx);
    }
    /// The rows held again, each in its place.
    fn refresh(&mut self, cx: &mut Cx<'_>) {
        let ids: Vec<VacancyId> = self.table.rows().iter().map(|l| l.row.id).collect();
        if ids.is_empty() {
            return self.load(Want::First, cx);
        }
        let sort = self.sort;
        cx.load(
            Slot("again"),
            move |desk| vacancies::rows(desk, &ids, sort),
            |me: &mut Self, rows, cx| {
                for row in rows.unwrap_or_default() {
                    let line = Line::new(row, cx.today(), &me.house, cx.look);
                    let key = line.key();
                    me.table.update(&key, |held| *held = line);
                }
            },
        );
    }
    fn views(&mut self, cx: &mut Cx<'_>) {
        let rows = (1..).zip(View::ALL).map(|(n, v)| Choice::new(n.to_string(), cx.text(view_key(v)))).collect();
        cx.ask(PickDialog::new(Words::new("vacancies-views"), rows), |me: &mut Self, choice: Choice, cx| {
            let chosen = choice.code.parse::<usize>().ok().and_then(|n| View::ALL.get(n.checked_sub(1)?));
            if let Some(view) = chosen {
                me.view = *view;
                me.begin_again(cx);
            }
        });
    }
    fn sorted(&mut self, cx: &mut Cx<'_>) {
        let rows = (1..).zip(SORTS).map(|(n, (_, key))| Choice::new(n.to_string(), cx.text(key))).collect();
        cx.ask(PickDialog::new(Words::new("vacancies-sort"), rows), |me: &mut Self, choice: Choice, cx| {
            let chosen = choice.code.parse::<usize>().ok().and_then(|n| SORTS.get(n.checked_sub(1)?));
            if let Some((sort, _)) = chosen {
                me.sort = *sort;
                me.begin_again(cx);
            }
        });
    }
    /// A deed on the row under the cursor: the row changes in its place.
    fn deed(
        &mut self,
        said: Words,
        mut job: impl FnMut(&mut Desk, crate::domain::ids::DeedId, VacancyId) -> Outcome<()> + Send + 'static,
        cx: &mut Cx<'_>,
    ) {
        let Some(id) = self.table.current().map(|l| l.row.id) else { return };
        let ticket = cx.deed(
            move |desk, deed| job(desk, deed, id),
            move |me: &mut Self, done: Outcome<()>, cx| {
                if done.is_ok() {
                    me.refresh(cx);
                    cx.say_saved(said);
                }
            },
        );
        cx.hold_for(ticket);
    }
    fn refusal(&self, deed: Deed) -> Option<Words> {
        let row = self.table.current().map(|l| &l.row);
        let owner = row.map_or_else(|| Owner::own(&self.house.who), |r| Owner::of(r.agency.clone(), r.owner));
        match rights::allowed(&self.house.who, deed, owner) {
            Err(Fault::Denied(id)) => Some(Words::new("fault-denied-who").with("who", format!("who-can-{id}"))),
            Err(_) => Some(Words::new("fault-denied-what")),
            Ok(()) => None,
        }
    }
    fn understood(&self, look: &Look) -> String {
        let said: Vec<String> = self.meanings.iter().map(|m| meaning(m, look)).collect();
        said.join(", ")
    }
}

fn view_key(view: View) -> &'static str {
    match view {
        View::Current => "vacancies-view-current",
        View::ToCheck => "vacancies-view-to-check",
        View::Mine => "vacancies-view-mine",
        View::Closed => "vacancies-view-closed",
        View::Everywhere => "vacancies-view-everywhere",
    }
}

fn meaning(m: &Meaning, look: &Look) -> String {
    let mut said: Vec<String> = m.states.iter().map(|s| look.texts.state("vacancy", s.id())).collect();
    if m.soon {
        said.push(look.text("vacancies-soon"));
    }
    if said.is_empty() {
        match m.towns.as_slice() {
            [town] => said.push(look.with("vacancies-word-or-town", &[("word", m.word.clone()), ("town", town.clone())])),
            _ => said.push(m.word.clone()),
        }
    }
    said.join(&look.text("caseload-or"))
}

impl Screen for Vacancies {
    fn name(&self) -> &'static str {
        "vacancies"
    }
    fn kind(&self) -> Kind {
        self.filter.kind()
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        if self.filter.is_open() {
            return self.filter.offers(out);
        }
        let row = self.table.current().map(|l| &l.row);
        if row.is_some() {
            out.push(Offer::main(Action::Open));
            out.push(Offer::main(Action::Candidates));
        }
        out.push(Offer::main(Action::New).unless(self.refusal(Deed::WriteOffers)));
        if row.is_some_and(|r| r.state.is_open()) {
            out.push(Offer::usual(Action::Remind).labelled("vacancy-called").unless(self.refusal(Deed::WriteOffers)));
        }
        self.filter.offers(out);
        out.push(Offer::usual(Action::Views));
        out.push(Offer::rare(Action::Sort));
        if row.is_some() {
            out.push(Offer::rare(Action::Undo));
        }
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.learn(cx.look);
        let _ = self.table.take_want();
        self.load(Want::First, cx);
    }
    fn uncovered(&mut self, cx: &mut Cx<'_>) {
        self.refresh(cx);
    }
    fn changed(&mut self, _topic: Topic, cx: &mut Cx<'_>) {
        self.refresh(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.table.act(action) {
            return self.moved(cx);
        }
        match self.filter.act(action) {
            Filtered::Changed => return self.begin_again(cx),
            Filtered::Same => return,
            Filtered::Ignored => {}
        }
        let id = self.table.current().map(|l| l.row.id);
        match (action, id) {
            (Action::Open, Some(id)) => doors::vacancy(&self.house, id, cx),
            (Action::Candidates, Some(id)) => doors::candidates(&self.house, id, cx),
            (Action::New, _) => doors::new_vacancy(&self.house, None, cx),
            (Action::Remind, Some(_)) => {
                let name = self.table.current().map(|l| l.row.employer.clone()).unwrap_or_default();
                let said = Words::new("vacancy-called-said").with("name", name);
                self.deed(said, |desk, deed, id| vacancies::contacted(desk, deed, id).map(drop), cx);
            }
            (Action::Undo, Some(_)) => self.deed(
                Words::new("vacancy-undone"),
                |desk, deed, id| {
                    let last = undo::last(desk, RowId(id.0))?.ok_or_else(|| Fault::refused("refused-nothing-to-undo"))?;
                    undo::undo(desk, deed, last.deed, None).map(drop)
                },
                cx,
            ),
            (Action::Views, _) => self.views(cx),
            (Action::Sort, _) => self.sorted(cx),
            _ => {}
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        let filtered = self.filter.typed(&what);
        if filtered == Filtered::Changed {
            self.begin_again(cx);
        }
        filtered != Filtered::Ignored
    }
    fn context(&self, look: &Look) -> String {
        if self.filter.is_open() {
            let understood = if self.meanings.is_empty() { String::new() } else { format!("  = {}", self.understood(look)) };
            return format!("{}{understood}", self.filter.shown(look));
        }
        let view = look.with("caseload-view", &[("name", look.text(view_key(self.view)))]);
        let mut text = format!("{view}   ");
        if self.meanings.is_empty() {
            text.push_str(&look.text("caseload-no-filter"));
        } else {
            text.push_str(&look.with("filter-shown", &[("typed", self.understood(look))]));
        }
        if let Some((_, key)) = SORTS.iter().find(|(sort, _)| *sort == self.sort && *sort != Sort::Expires) {
            text.push_str(&format!("   {}", look.text(key)));
        }
        text
    }
    fn context_cursor(&self, look: &Look) -> Option<u16> {
        self.filter.cursor("", look)
    }
    fn slot(&self, look: &Look) -> String {
        self.table.position(look)
    }
    fn subject(&self, _: &Look) -> String {
        self.table.current().map(|l| format!("{}, {}", l.row.title, l.row.employer)).unwrap_or_default()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.table.draw(frame.buffer_mut(), area, look, true);
        if self.table.is_empty() && self.came {
            let text = if self.filter.text().is_empty() {
                look.text("vacancies-empty")
            } else {
                look.with("vacancies-none", &[("filter", self.understood(look)), ("all", self.all.to_string())])
            };
            let lines = wrap(&text, usize::from(area.width.saturating_sub(4)));
            for (y, line) in (area.y + 2..area.bottom()).zip(lines) {
                look.put(frame.buffer_mut(), area.x + 2, y, area.width - 2, &line, Style::new());
            }
        }
    }
}
