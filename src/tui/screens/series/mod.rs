//! Rows of proposals answered by digits in series (screens.md §13): the list, its legend, the cursor that goes on, what is taken back.
//! A part of a screen: Propositions is one whole, the file of an offer has one as a tab. Whoever has one hands in the way to it (`Lens`).

pub mod answering;
mod deeds;
mod line;
pub mod papers;
mod saving;

use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use self::answering::{Answering, Asks, Step};
pub use self::deeds::frozen;
pub use self::line::{Item, Line, situation};
pub use self::saving::told;
use crate::domain::fold::fold;
use crate::domain::ids::{ProposalId, VacancyId};
use crate::domain::lifecycle::ProposalState;
use crate::fault::Outcome;
use crate::services::proposals::{self, ProposalRow, Waiting};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Kind, Offer, Screen, Typed};
use crate::tui::screens::{House, doors};
use crate::tui::widgets::filter::{Filter, Filtered};
use crate::tui::widgets::table::{Row, Table};

/// Rows of the legend below the list.
const LEGEND: u16 = 4;

/// The way from a screen to the series that is a part of it.
pub type Lens<S> = fn(&mut S) -> Option<&mut Series>;

/// Does something with a part of a screen, where it is still there.
pub fn part<S, P>(way: fn(&mut S) -> Option<&mut P>, screen: &mut S, f: impl FnOnce(&mut P)) {
    if let Some(part) = way(screen) {
        f(part);
    }
}

/// Where the rows come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// All that waits for who works; the cursor on this one.
    Mine(Option<ProposalId>),
    /// All of an offer.
    Offer(VacancyId),
}

/// The part.
pub struct Series {
    house: House,
    source: Source,
    table: Table<Line>,
    /// All rows, also those that the filter leaves out.
    all: Vec<Line>,
    filter: Filter,
    answering: Answering,
    /// Keys of the rows answered in this series, the last at the end.
    answered: Vec<Vec<u8>>,
    came: bool,
    /// Open proposals of an offer and whether one is overdue, before the rows have come.
    counted: (usize, bool),
}

impl Series {
    /// Of a source; nothing is asked before [`Series::load`].
    pub fn new(house: &House, source: Source) -> Self {
        let table = match source {
            Source::Mine(_) => Table::new(line::waiting()),
            Source::Offer(_) => Table::new(line::of_offer()).markable(),
        };
        Series {
            house: Rc::clone(house),
            source,
            table,
            all: Vec::new(),
            filter: Filter::default(),
            answering: Answering::default(),
            answered: Vec::new(),
            came: false,
            counted: (0, false),
        }
    }
    /// Asks for the rows; what was answered leaves its place.
    pub fn load<S: Screen>(&mut self, cx: &mut Cx<'_>, me: Lens<S>) {
        match self.source {
            Source::Mine(also) => {
                cx.load(
                    Slot("series"),
                    move |desk| proposals::waiting(desk, also),
                    move |s: &mut S, all, cx| part(me, s, |it| it.waiting_came(all, cx)),
                );
            }
            Source::Offer(id) => {
                let came = move |s: &mut S, rows: Outcome<Vec<ProposalRow>>, cx: &mut Cx<'_>| {
                    let Ok(rows) = rows else { return };
                    let items = rows.into_iter().map(|r| Item::Proposal(Box::new(r))).collect();
                    part(me, s, |it| it.set(items, cx));
                };
                cx.load(Slot("series"), move |desk| proposals::of_vacancy(desk, id), came);
            }
        }
    }
    fn waiting_came(&mut self, all: Outcome<Waiting>, cx: &mut Cx<'_>) {
        let Ok(all) = all else { return };
        let hires = all.hires.into_iter().map(|r| Item::Hire(Box::new(r)));
        let proposals = all.proposals.into_iter().map(|r| Item::Proposal(Box::new(r)));
        let mut items: Vec<Item> = proposals.chain(hires).collect();
        // The oldest first, as the context line says, whatever is awaited.
        items.sort_by_key(Item::due);
        self.set(items, cx);
        if let Source::Mine(Some(id)) = self.source {
            self.table.go_to(id.0.as_bytes());
        }
    }
    fn set(&mut self, items: Vec<Item>, cx: &Cx<'_>) {
        self.came = true;
        self.answered.clear();
        self.answering = Answering::default();
        self.all = items.into_iter().map(|i| Line::new(i, &self.house, cx.today(), cx.look)).collect();
        self.filtered();
    }
    /// The rows that the words of the filter leave: each word narrows.
    fn filtered(&mut self) {
        let words: Vec<String> = self.filter.text().split_whitespace().map(fold).collect();
        let fits = |line: &&Line| {
            let all = fold(&line.words().join(" "));
            words.iter().all(|w| all.contains(w.as_str()))
        };
        let rows = self.all.iter().filter(fits).cloned().collect();
        self.table.set(rows);
    }
    /// A row changes in its place.
    fn replace(&mut self, line: Line) {
        let key = line.key();
        if let Some(kept) = self.all.iter_mut().find(|l| l.key() == key) {
            *kept = line.clone();
        }
        self.table.update(&key, |row| *row = line);
    }
    fn line_of(&self, key: &[u8]) -> Option<&Line> {
        self.all.iter().find(|l| l.key() == key)
    }
    fn asks(&self) -> Asks {
        self.table.current().map_or(Asks::Nobody, Line::asks)
    }
    /// The first digit on the row is forgotten.
    fn forget(&mut self, cx: &mut Cx<'_>) -> bool {
        if !self.answering.forget() {
            return false;
        }
        if let Some(line) = self.table.current() {
            let sign = line.sign;
            let mut again = Line::new(line.item.clone(), &self.house, cx.today(), cx.look);
            again.sign = sign;
            self.replace(again);
        }
        true
    }

    /// List, or text while the filter is typed.
    pub fn kind(&self) -> Kind {
        self.filter.kind()
    }
    /// How many rows wait for a word.
    pub fn count(&self) -> usize {
        self.all.iter().filter(|l| l.asks() != Asks::Nobody).count()
    }
    /// What the page of an offer says before the rows have come.
    pub fn counted(&mut self, count: (usize, bool)) {
        self.counted = count;
    }
    /// Open proposals, and whether one is overdue.
    pub fn open_and_late(&self) -> (usize, bool) {
        if !self.came {
            return self.counted;
        }
        let open = self.all.iter().filter(|l| matches!(&l.item, Item::Proposal(r) if r.proposal.state.is_open()));
        open.fold((0, false), |(n, late), l| (n + 1, late || l.is_late()))
    }
    /// How many were answered in this series.
    pub fn answered(&self) -> usize {
        self.answered.len()
    }
    /// Whether the rows have come.
    pub fn has_come(&self) -> bool {
        self.came
    }
    /// `1-15 sur 30`.
    pub fn position(&self, look: &Look) -> String {
        self.table.position(look)
    }
    /// Who the cursor is on.
    pub fn subject(&self) -> String {
        self.table.current().map(|l| l.name().to_owned()).unwrap_or_default()
    }
    /// The filter in words, for the context line.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }
    /// The rest of the legend that found no room: for the message line.
    pub fn advice(&self, look: &Look) -> String {
        self.answering.legend(self.asks(), &self.house, look, 78).1.trim().to_owned()
    }
    /// What can be done now.
    pub fn offers(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        if self.filter.is_open() {
            return self.filter.offers(out);
        }
        let Some(line) = self.table.current() else {
            return self.filter.offers(out);
        };
        self.answering.offers(line.asks(), &self.house, out);
        if self.answering.is_pending() {
            return;
        }
        if self.prepared() > 0 {
            out.push(Offer::main(Action::Propose));
        }
        out.push(Offer::main(Action::Undo));
        out.push(Offer::main(Action::NextState));
        out.push(Offer::usual(Action::Remind));
        out.push(Offer::usual(Action::Open));
        if self.may_postpone() {
            out.push(Offer::usual(Action::Postpone));
        }
        out.push(Offer::usual(Action::Explain));
        out.push(Offer::rare(Action::Print));
        self.filter.offers(out);
    }
    fn may_postpone(&self) -> bool {
        use ProposalState::{EmployerInterview, Proposed, Sent};
        let state = self.current_proposal().map(|r| r.proposal.state);
        matches!(state, Some(Proposed | Sent | EmployerInterview))
    }
    fn current_proposal(&self) -> Option<&ProposalRow> {
        match &self.table.current()?.item {
            Item::Proposal(r) => Some(r),
            Item::Hire(_) => None,
        }
    }
    /// Does what was offered; false: not the series'.
    pub fn act<S: Screen>(&mut self, action: Action, cx: &mut Cx<'_>, me: Lens<S>) -> bool {
        if self.answering.is_pending() && (action == Action::Back || action.digit().is_none()) {
            self.forget(cx);
            if action == Action::Back {
                return true;
            }
        }
        if self.table.act(action) {
            return true;
        }
        match self.filter.act(action) {
            Filtered::Changed => {
                self.filtered();
                return true;
            }
            Filtered::Same => return true,
            Filtered::Ignored => {}
        }
        if let Some(digit) = action.digit() {
            self.digit(digit, cx, me);
            return true;
        }
        match action {
            Action::Open => self.open(cx),
            Action::Undo => self.take_back(cx, me),
            Action::NextState => self.next_state(cx, me),
            Action::Postpone => self.postpone(cx, me),
            Action::Remind => self.remind::<S>(cx),
            Action::Explain => self.explain(cx),
            Action::Propose => self.propose_prepared(cx, me),
            Action::Print => self.print::<S>(cx),
            _ => return false,
        }
        true
    }
    /// What is typed goes to the filter.
    pub fn typed(&mut self, what: &Typed) -> bool {
        let done = self.filter.typed(what);
        if done == Filtered::Changed {
            self.filtered();
        }
        done != Filtered::Ignored
    }
    fn digit<S: Screen>(&mut self, digit: u8, cx: &mut Cx<'_>, me: Lens<S>) {
        let asks = self.asks();
        match self.answering.digit(asks, digit, &self.house.rules.codes) {
            Step::Say(word) => self.answer(word, cx, me),
            Step::Ask => {
                cx.hush();
                let words = cx.text(if asks == Asks::Employer { "short-proposal-rejecting" } else { "short-proposal-refusing" });
                if let Some(mut line) = self.table.current().cloned() {
                    line.waiting(words);
                    self.replace(line);
                }
            }
            Step::No => cx.bell(),
        }
    }
    fn open(&self, cx: &mut Cx<'_>) {
        match self.table.current().map(|l| &l.item) {
            Some(Item::Proposal(r)) => doors::person(&self.house, r.proposal.person, cx),
            Some(Item::Hire(r)) => doors::person(&self.house, r.placement.person, cx),
            None => {}
        }
    }
    /// Draws the list and its legend; `empty` is the key of what stands where there is no row.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, look: &Look, empty: &str) {
        let legend = if area.height > 12 && !self.table.is_empty() { LEGEND } else { 0 };
        let list = Rect { height: area.height.saturating_sub(legend), ..area };
        self.table.draw(buffer, list, look, true);
        if self.table.is_empty() && self.came {
            let key = if self.filter.text().is_empty() { empty } else { "series-none" };
            for (y, line) in (area.y + 2..area.bottom()).zip(wrap(&look.text(key), usize::from(area.width.saturating_sub(4)))) {
                look.put(buffer, area.x + 2, y, area.width.saturating_sub(2), &line, Style::new());
            }
        }
        if legend == 0 {
            return;
        }
        let wide = usize::from(area.width.saturating_sub(2));
        let (rows, _) = self.answering.legend(self.asks(), &self.house, look, wide);
        look.put(buffer, area.x, list.bottom(), area.width, &look.text("answers-heading"), look.heading());
        for (y, (here, text)) in (list.bottom() + 1..area.bottom()).zip(rows) {
            look.put(buffer, area.x, y, 1, if here { ">" } else { " " }, Style::new());
            look.put(buffer, area.x + 1, y, area.width.saturating_sub(1), &text, Style::new());
        }
    }
}
