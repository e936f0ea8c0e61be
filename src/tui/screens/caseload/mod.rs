//! Portefeuille: one row a person, in pages that are loaded a page ahead and behind; filter, order, saved views, marks and what is done
//! to all that is marked (screens.md §5). Reached by `g p`.

mod deeds;
mod hand_over;
mod line;
mod remind;
mod rows;
mod saved;

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::ids::UserId;
use crate::domain::lifecycle::RegistrationState;
use crate::domain::office::SavedView;
use crate::domain::rights::{self, Deed, Owner};
use crate::fault::Fault;
use crate::services::caseload::{Meaning, Query, Sort, Vocabulary};
use crate::tui::action::Action;
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Kind, Message, Offer, Screen, Topic, Typed, Words};
use crate::tui::screens::{House, doors, reaches};
use crate::tui::widgets::filter::{Filter, Filtered};
use crate::tui::widgets::table::{Table, Want};
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
    table: Table<Line>,
    filter: Filter,
    sort: Sort,
    view: Option<SavedView>,
    vocabulary: Arc<Vocabulary>,
    meanings: Vec<Meaning>,
    /// The lines marked, also those that a filter or the window leaves out.
    marked: BTreeMap<Vec<u8>, Line>,
    /// How many there are without a filter.
    all: usize,
    came: bool,
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
            table: Table::new(line::columns()).markable().by_stops(),
            filter: Filter::default(),
            sort: Sort::default(),
            view: None,
            vocabulary: Arc::default(),
            meanings: Vec::new(),
            marked: BTreeMap::new(),
            all: 0,
            came: false,
        }
    }
    fn query(&self) -> Query {
        Query {
            counsellor: Some(self.whose.0),
            filter: self.filter.text().to_owned(),
            vocabulary: Arc::clone(&self.vocabulary),
            sort: self.sort,
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
        self.marked.values().filter(|l| !self.meanings.iter().all(|m| m.fits(&l.row, today))).count()
    }
    /// What the words of the filter were understood as.
    fn understood(&self, look: &Look) -> String {
        let said: Vec<String> = self.meanings.iter().map(|m| meaning(m, look)).collect();
        said.join(", ")
    }
    fn view_said(&self, look: &Look) -> String {
        let mut parts = Vec::new();
        if let Some(name) = &self.whose.1 {
            parts.push(look.with("caseload-of", &[("name", name.clone())]));
        }
        if let Some(view) = &self.view {
            parts.push(look.with("caseload-view", &[("name", view.name.clone())]));
        }
        parts.iter().map(|p| format!("{p}   ")).collect()
    }
    fn refusal(&self, deed: Deed) -> Option<Words> {
        let owner = Owner::of(self.house.who.agency.clone(), Some(self.whose.0));
        let refused = rights::allowed(&self.house.who, deed, owner);
        refused.err().map(|fault| match fault {
            Fault::Denied(id) => Words::new("fault-denied-who").with("who", format!("who-can-{id}")),
            _ => Words::new("fault-denied-what"),
        })
    }
    fn moved(&mut self, cx: &mut Cx<'_>) {
        self.note_marks();
        if let Some(want) = self.table.take_want() {
            self.load(want, cx);
        }
    }
    fn filtered(&mut self, cx: &mut Cx<'_>) {
        self.table.act(Action::First);
        self.load(Want::First, cx);
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
        if there || self.table.marked() > 0 {
            out.push(Offer::main(Action::Remind).unless(self.refusal(Deed::Tasks)));
            out.push(Offer::usual(Action::Transfer).unless(self.refusal(Deed::Transfer)));
            out.push(Offer::rare(Action::Print).unless(self.refusal(Deed::ExportFewNames)));
        }
        self.filter.offers(out);
        if there {
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
        if action == Action::MarkAll && self.table.marked() == 0 && self.table.total() > self.table.rows().len() {
            return self.mark_all(cx);
        }
        if self.table.act(action) {
            return self.moved(cx);
        }
        match self.filter.act(action) {
            Filtered::Changed => {
                self.view = None;
                return self.filtered(cx);
            }
            Filtered::Same => return,
            Filtered::Ignored => {}
        }
        match action {
            Action::Open => {
                if let Some(line) = self.table.current() {
                    doors::person(&self.house, line.row.person, cx);
                }
            }
            Action::Remind => self.remind(cx),
            Action::Transfer => self.transfer(cx),
            Action::Renew => self.renew(cx),
            Action::Undo => self.undo(cx),
            Action::Book => self.book(cx),
            Action::Interview => {
                if let Some(line) = self.table.current() {
                    doors::talk(&self.house, line.row.person, cx);
                }
            }
            Action::Note => self.note(String::new(), cx),
            Action::Views => self.views(cx),
            Action::Sort => self.sorted(cx),
            Action::Print => self.print(cx),
            Action::New => doors::intake(&self.house, "", cx),
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
        if self.sort != Sort::Due {
            text.push_str(&format!("   {}", look.text(rows::sort_key(self.sort))));
        }
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
        self.filter.cursor(&self.view_said(look), look)
    }
    fn slot(&self, look: &Look) -> String {
        self.table.position(look)
    }
    fn subject(&self, look: &Look) -> String {
        match self.table.marked() {
            0 => self.table.current().map(|l| l.row.name.clone()).unwrap_or_default(),
            count => look.with("caseload-marked", &[("count", count.to_string())]),
        }
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.table.draw(frame.buffer_mut(), area, look, true);
        if self.table.is_empty() && self.came {
            let text = if self.filter.text().is_empty() {
                look.text("caseload-empty")
            } else {
                look.with("caseload-none", &[("filter", self.understood(look)), ("all", self.all.to_string())])
            };
            let lines = wrap(&text, usize::from(area.width.saturating_sub(4)));
            for (y, line) in (area.y + 2..area.bottom()).zip(lines) {
                look.put(frame.buffer_mut(), area.x + 2, y, area.width - 2, &line, Style::new());
            }
        }
    }
}

/// Says how a deed on several ended.
fn say(words: Words, cx: &mut Cx<'_>) {
    cx.say(Message::saved(words));
}
