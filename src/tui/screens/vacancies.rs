//! Offres: the offers of the agency in pages, what expires first in front; filter, views, order, what is done to the row (screens.md §11).
//! Reached by `g o`.

use std::rc::Rc;
use std::sync::Arc;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::ids::{Id, RowId, VacancyId};
use crate::domain::lifecycle::VacancyState;
use crate::domain::rights::{Deed, Owner};
use crate::fault::{Fault, Outcome};
use crate::services::listing::Mark;
use crate::services::undo;
use crate::services::vacancies::{self, List, Meaning, OfferRow, Query, Side, Sort, View, Vocabulary};
use crate::tui::action::Action;
use crate::tui::cx::Desk;
use crate::tui::dialogs::PickDialog;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Kind, Offer, Screen, Topic, Typed, Words};
use crate::tui::screens::caseload::short;
use crate::tui::screens::listing::{Listing, Lists};
use crate::tui::screens::{House, doors, refusal};
use crate::tui::widgets::fit::Fit;
use crate::tui::widgets::pick::Choice;
use crate::tui::widgets::table::{Cell, Column, Row, Table};

/// An offer and its words.
pub struct Line {
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
    list: Listing<Self>,
    view: View,
    vocabulary: Arc<Vocabulary>,
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
            list: Listing::new(Table::new(columns)),
            view: View::default(),
            vocabulary: Arc::default(),
        }
    }
    fn learn(&mut self, look: &Look) {
        let labels: Vec<(String, VacancyState)> =
            VacancyState::ALL.iter().map(|s| (look.texts.state("vacancy", s.id()), *s)).collect();
        let labels = labels.iter().map(|(label, state)| (label.as_str(), *state));
        self.vocabulary = Arc::new(Vocabulary::new(labels, &look.text("vacancies-soon-words")));
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
        let rows = (1..).zip(Self::SORTS).map(|(n, (_, key))| Choice::new(n.to_string(), cx.text(key))).collect();
        cx.ask(PickDialog::new(Words::new("vacancies-sort"), rows), |me: &mut Self, choice: Choice, cx| {
            let chosen = choice.code.parse::<usize>().ok().and_then(|n| Self::SORTS.get(n.checked_sub(1)?));
            if let Some((sort, _)) = chosen {
                me.list.sort = *sort;
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
        let Some(id) = self.list.table.current().map(|l| l.row.id) else { return };
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
        let row = self.list.table.current().map(|l| &l.row);
        let owner = row.map_or_else(|| Owner::own(&self.house.who), |r| Owner::of(r.agency.clone(), r.owner));
        refusal(&self.house, deed, owner)
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

impl Lists for Vacancies {
    type Found = OfferRow;
    type Id = VacancyId;
    type Line = Line;
    type Meaning = Meaning;
    type Query = Query;
    type Sort = Sort;
    const SORTS: &'static [(Sort, &'static str)] = &[
        (Sort::Expires, "vacancies-by-expiry"),
        (Sort::Title, "vacancies-by-title"),
        (Sort::Employer, "vacancies-by-employer"),
        (Sort::Received, "vacancies-by-received"),
    ];

    fn list(&self) -> &Listing<Self> {
        &self.list
    }
    fn list_mut(&mut self) -> &mut Listing<Self> {
        &mut self.list
    }
    fn query(&self) -> Query {
        let filter = self.list.filter.text().to_owned();
        Query { view: self.view, filter, vocabulary: Arc::clone(&self.vocabulary), sort: self.list.sort }
    }
    fn page(desk: &mut Desk, query: &Query, side: &Side, size: u32) -> Outcome<List> {
        vacancies::list(desk, query, side, size)
    }
    fn again(desk: &mut Desk, query: &Query, ids: &[VacancyId]) -> Outcome<Vec<OfferRow>> {
        vacancies::rows(desk, ids, query.sort)
    }
    fn held(&self) -> Vec<VacancyId> {
        self.list.table.rows().iter().map(|l| l.row.id).collect()
    }
    fn line(&self, row: OfferRow, cx: &Cx<'_>) -> Line {
        Line::new(row, cx.today(), &self.house, cx.look)
    }
    fn mark(&self, line: &Line) -> Mark {
        line.row.mark()
    }
    fn meaning(&self, m: &Meaning, look: &Look) -> String {
        meaning(m, look)
    }
}

impl Screen for Vacancies {
    fn name(&self) -> &'static str {
        "vacancies"
    }
    fn kind(&self) -> Kind {
        self.list.filter.kind()
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.list.table.offers(out);
        if self.list.filter.is_open() {
            return self.list.filter.offers(out);
        }
        let row = self.list.table.current().map(|l| &l.row);
        if row.is_some() {
            out.push(Offer::main(Action::Open));
            out.push(Offer::main(Action::Candidates));
        }
        out.push(Offer::main(Action::New).unless(self.refusal(Deed::WriteOffers)));
        if row.is_some_and(|r| r.state.is_open()) {
            out.push(Offer::usual(Action::Remind).labelled("vacancy-called").unless(self.refusal(Deed::WriteOffers)));
        }
        self.list.filter.offers(out);
        out.push(Offer::usual(Action::Views));
        out.push(Offer::rare(Action::Sort));
        if row.is_some() {
            out.push(Offer::rare(Action::Undo));
        }
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.learn(cx.look);
        self.begin(cx);
    }
    fn uncovered(&mut self, cx: &mut Cx<'_>) {
        self.refresh(cx);
    }
    fn changed(&mut self, _topic: Topic, cx: &mut Cx<'_>) {
        self.refresh(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.took(action, cx) {
            return;
        }
        let id = self.list.table.current().map(|l| l.row.id);
        match (action, id) {
            (Action::Open, Some(id)) => doors::vacancy(&self.house, id, cx),
            (Action::Candidates, Some(id)) => doors::candidates(&self.house, id, cx),
            (Action::New, _) => doors::new_vacancy(&self.house, None, cx),
            (Action::Remind, Some(_)) => {
                let name = self.list.table.current().map(|l| l.row.employer.clone()).unwrap_or_default();
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
        self.took_typed(&what, cx)
    }
    fn context(&self, look: &Look) -> String {
        let filter = self.filter_said(look);
        if self.list.filter.is_open() {
            return filter;
        }
        let view = look.with("caseload-view", &[("name", look.text(view_key(self.view)))]);
        format!("{view}   {filter}{}", self.list.sort_said(look))
    }
    fn context_cursor(&self, look: &Look) -> Option<u16> {
        self.list.filter.cursor("", look)
    }
    fn slot(&self, look: &Look) -> String {
        self.list.table.position(look)
    }
    fn subject(&self, _: &Look) -> String {
        self.list.table.current().map(|l| format!("{}, {}", l.row.title, l.row.employer)).unwrap_or_default()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.draw_list(frame, area, look, "vacancies-empty", "vacancies-none");
    }
}
