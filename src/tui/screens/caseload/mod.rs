//! Portefeuille: one row a person, in pages that are loaded a page ahead and behind; filter, order, saved views, marks and what is done
//! to all that is marked (screens.md §5). Reached by `g p`.

mod deeds;
mod hand_over;
mod line;
mod remind;
mod rows;

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::ids::UserId;
use crate::domain::lifecycle::RegistrationState;
use crate::domain::rights::{Deed, Owner};
use crate::services::caseload::{Meaning, Vocabulary};
use crate::tui::action::Action;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Kind, Offer, Screen, Topic, Typed, Words};
use crate::tui::screens::listing::{Keeps, Listing, Lists};
use crate::tui::screens::{House, doors, reaches, refusal};
use crate::tui::widgets::table::Table;
use line::Line;

pub use line::short;

/// States that an open registration can have.
const OPEN: &[RegistrationState] = &[
    RegistrationState::Incomplete,
    RegistrationState::Active,
    RegistrationState::InMeasure,
    RegistrationState::Suspended,
    RegistrationState::ToRenew,
    RegistrationState::StrikeProposed,
];

/// The screen.
pub struct Caseload {
    house: House,
    /// Whose, and the name to be shown where it isn't one's own.
    whose: (UserId, Option<String>),
    list: Listing<Self>,
    vocabulary: Arc<Vocabulary>,
    /// The lines marked, also those that a filter or the window leaves out.
    marked: BTreeMap<Vec<u8>, Line>,
}

impl Caseload {
    /// One's own.
    pub fn new(house: &House) -> Self {
        Caseload::make(house, (house.who.user, None))
    }
    /// A colleague's of the agency, under his name.
    pub fn of(house: &House, user: UserId, name: &str) -> Self {
        Caseload::make(house, (user, Some(name.to_owned())))
    }
    fn make(house: &House, whose: (UserId, Option<String>)) -> Self {
        Caseload {
            house: Rc::clone(house),
            whose,
            list: Listing::new(Table::new(line::columns()).markable().by_stops()),
            vocabulary: Arc::default(),
            marked: BTreeMap::new(),
        }
    }
    /// The words of this language for the states and for « en retard ».
    fn learn(&mut self, look: &Look) {
        let labels: Vec<(String, RegistrationState)> =
            OPEN.iter().map(|s| (look.texts.state("registration", s.id()), *s)).collect();
        let labels = labels.iter().map(|(label, state)| (label.as_str(), *state));
        self.vocabulary = Arc::new(Vocabulary::new(labels, &look.text("caseload-overdue-words")));
    }
    /// How many marks the filter hides.
    fn hidden(&self) -> usize {
        let today = self.house.rules.today;
        self.marked.values().filter(|l| !self.list.meanings.iter().all(|m| m.fits(&l.row, today))).count()
    }
    fn view_said(&self, look: &Look) -> String {
        let of = |name: &String| format!("{}   ", look.with("caseload-of", &[("name", name.clone())]));
        self.whose.1.as_ref().map(of).unwrap_or_default() + &self.list.view_said(look)
    }
    fn refusal(&self, deed: Deed) -> Option<Words> {
        refusal(&self.house, deed, Owner::of(self.house.who.agency.clone(), Some(self.whose.0)))
    }
}

/// `vend`, `inscrit`, `en retard`, `Oyem`, `nom mez`; of several meanings each kind is named.
fn meaning(m: &Meaning, look: &Look) -> String {
    if m.is_name() {
        return look.with("caseload-name-begins", &[("word", m.word.clone())]);
    }
    let mut said: Vec<String> = m.states.iter().map(|s| look.texts.state("registration", s.id())).collect();
    if m.overdue {
        said.push(look.text("state-task-late"));
    }
    match m.towns.as_slice() {
        [] => {}
        [town] => said.push(town.clone()),
        _ => said.push(look.with("caseload-towns", &[("word", m.word.clone())])),
    }
    match (m.occupations.is_empty(), said.is_empty()) {
        (true, _) => {}
        (false, true) => said.push(m.word.clone()),
        (false, false) => said.push(look.with("caseload-occupations", &[("word", m.word.clone())])),
    }
    said.join(&look.text("caseload-or"))
}

impl Screen for Caseload {
    fn name(&self) -> &'static str {
        "caseload"
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
        if there || self.list.table.marked() > 0 {
            out.push(Offer::main(Action::Remind).unless(self.refusal(Deed::Tasks)));
            out.push(Offer::usual(Action::Transfer).unless(self.refusal(Deed::Transfer)));
            out.push(Offer::rare(Action::Print).unless(self.refusal(Deed::ExportFewNames)));
        }
        self.list.filter.offers(out);
        if there {
            out.push(Offer::usual(Action::MatchingOffers).unless(self.refusal(Deed::WriteProposals)));
            out.push(Offer::usual(Action::Propose).unless(self.refusal(Deed::WriteProposals)));
            out.push(Offer::usual(Action::Renew).unless(self.refusal(Deed::Renew)));
            out.push(Offer::usual(Action::Interview).unless(self.refusal(Deed::WriteInterviews)));
            out.push(Offer::usual(Action::Book).unless(self.refusal(Deed::Agenda)));
            out.push(Offer::rare(Action::Note).unless(self.refusal(Deed::WriteInterviews)));
            out.push(Offer::rare(Action::Undo));
        }
        out.push(Offer::usual(Action::Views));
        out.push(Offer::rare(Action::Sort));
        if reaches(Action::GoIntake) {
            out.push(Offer::rare(Action::New));
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
        if action == Action::MarkAll && self.list.table.marked() == 0 && self.list.table.total() > self.list.table.rows().len() {
            return self.mark_all(cx);
        }
        if self.took(action, cx) {
            return;
        }
        match action {
            Action::Open => {
                if let Some(line) = self.list.table.current() {
                    doors::person(&self.house, line.row.person, cx);
                }
            }
            Action::MatchingOffers | Action::Propose => {
                if let Some(line) = self.list.table.current() {
                    doors::offers(&self.house, line.row.person, cx);
                }
            }
            Action::Remind => self.remind(cx),
            Action::Transfer => self.transfer(cx),
            Action::Renew => self.renew(cx),
            Action::Undo => self.undo(cx),
            Action::Book => self.book(cx),
            Action::Interview => {
                if let Some(line) = self.list.table.current() {
                    doors::talk(&self.house, line.row.person, cx);
                }
            }
            Action::Note => self.note(String::new(), cx),
            Action::Views => self.views(cx),
            Action::Sort => self.next_sort(cx),
            Action::Print => self.print(cx),
            Action::New => doors::intake(&self.house, "", cx),
            _ => {}
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        self.took_typed(&what, cx)
    }
    fn context(&self, look: &Look) -> String {
        let mut text = self.view_said(look) + &self.filter_said(look) + &self.list.sort_said(look);
        match (self.marked.len(), self.hidden()) {
            (0, _) => {}
            (count, 0) => text.push_str(&format!("   {}", look.with("caseload-marked", &[("count", count.to_string())]))),
            (count, out) => {
                let args = [("count", count.to_string()), ("out", out.to_string())];
                text.push_str(&format!("   {}", look.with("caseload-marked-out", &args)));
            }
        }
        text
    }
    fn context_cursor(&self, look: &Look) -> Option<u16> {
        self.list.filter.cursor(&self.view_said(look), look)
    }
    fn slot(&self, look: &Look) -> String {
        self.list.table.position(look)
    }
    fn subject(&self, look: &Look) -> String {
        match self.list.table.marked() {
            0 => self.list.table.current().map(|l| l.row.name.clone()).unwrap_or_default(),
            count => look.with("caseload-marked", &[("count", count.to_string())]),
        }
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.draw_list(frame, area, look, "caseload-empty", "caseload-none");
    }
}
