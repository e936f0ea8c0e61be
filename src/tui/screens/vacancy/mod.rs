//! Offre: the file of one offer, its tabs Détail, Candidats, Propositions and Historique (screens.md §11). Opened by Enter on an offer
//! anywhere: `doors::vacancy`. This file owns the shell: the heading, the tab line, the page and the letters that every tab has; a tab is
//! a [`Part`] and one line in `TABS`.

mod deeds;
mod details;
mod history;
mod part;
mod plugged;
pub(super) mod suite;
mod words;

pub use part::Part;

use std::any::Any;
use std::cell::Cell as Shared;
use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::ids::VacancyId;
use crate::domain::rights::Deed;
use crate::fault::Outcome;
use crate::services::vacancies::{self, Page};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::event::Topic;
use crate::tui::look::{Look, width};
use crate::tui::screen::{Cx, Kind, Offer, Screen, Typed, Words};
use crate::tui::screens::House;
use crate::tui::screens::candidates::Candidates;
use crate::tui::screens::series::{Series, Source};
use crate::tui::widgets::tabs::Tabs;

/// How a tab is made.
type Make = fn(&House, VacancyId) -> Box<dyn Part>;

/// The tabs in their order: label and what makes them. A tab made elsewhere is plugged in here, one line.
const TABS: &[(&str, Make)] = &[
    ("vacancy-tab-details", |house, _| Box::new(details::Details::new(house))),
    ("vacancy-tab-candidates", |house, id| Box::new(Candidates::new(house, id))),
    ("vacancy-tab-proposals", |house, id| Box::new(Series::new(house, Source::Offer(id)))),
    ("vacancy-tab-history", |house, id| Box::new(history::History::new(house, id))),
];

/// The tabs that letters lead to.
const CANDIDATES: usize = 1;
const PROPOSALS: usize = 2;
const HISTORY: usize = 3;

thread_local! {
    // The tab is kept for the next offer, as in the file of a person.
    static LAST: Shared<usize> = const { Shared::new(0) };
}

/// The screen.
pub struct VacancyFile {
    house: House,
    id: VacancyId,
    page: Option<Page>,
    tabs: Tabs,
    parts: Vec<Box<dyn Part>>,
}

impl VacancyFile {
    /// The file of this offer, on the tab that was last looked at; nothing is asked before it lies on the stack.
    pub fn new(house: &House, id: VacancyId) -> Self {
        let labels: Vec<&'static str> = TABS.iter().map(|(label, _)| *label).collect();
        let mut tabs = Tabs::new(&labels);
        tabs.current = LAST.with(Shared::get).min(TABS.len() - 1);
        let parts = TABS.iter().map(|(_, make)| make(house, id)).collect();
        VacancyFile { house: Rc::clone(house), id, page: None, tabs, parts }
    }
    /// On the tab Candidats: `c` on an offer.
    pub fn on_candidates(self) -> Self {
        self.at(CANDIDATES)
    }
    /// On the tab Propositions.
    pub fn on_proposals(self) -> Self {
        self.at(PROPOSALS)
    }
    /// On the tab Détail: an offer that was just saved.
    pub fn on_details(self) -> Self {
        self.at(0)
    }
    fn at(mut self, tab: usize) -> Self {
        self.tabs.current = tab;
        LAST.with(|last| last.set(tab));
        self
    }
    /// The offer of this file.
    pub fn id(&self) -> VacancyId {
        self.id
    }
    /// The page, once it has come.
    pub fn page(&self) -> Option<&Page> {
        self.page.as_ref()
    }
    /// The tab of this type: where the answer to its question goes.
    pub fn part<P: Part>(&mut self) -> Option<&mut P> {
        self.parts.iter_mut().find_map(|part| {
            let part: &mut dyn Any = part.as_mut();
            part.downcast_mut::<P>()
        })
    }
    /// The page again after a deed; every tab gets it.
    pub fn reload(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        cx.load(Slot("vacancy"), move |desk| vacancies::page(desk, id), Self::came);
    }
    fn load(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        cx.load(Slot("vacancy"), move |desk| vacancies::open(desk, id), Self::came);
        cx.hold(Slot("vacancy"));
    }
    fn came(&mut self, page: Outcome<Page>, cx: &mut Cx<'_>) {
        // A fault is said by the app already; what was there stays.
        if let Ok(page) = page {
            self.show(page, cx);
        }
    }
    fn show(&mut self, page: Page, cx: &mut Cx<'_>) {
        let first = self.page.is_none();
        for part in &mut self.parts {
            part.page(&page, cx);
        }
        self.page = Some(page);
        self.count();
        if first && let Some(part) = self.parts.get_mut(self.tabs.current) {
            part.shown(cx);
        }
    }
    /// The counts of the tab line.
    fn count(&mut self) {
        for (tab, part) in self.tabs.tabs.iter_mut().zip(&self.parts) {
            (tab.count, tab.alert) = part.count();
        }
    }
    fn now(&self) -> Option<&dyn Part> {
        self.parts.get(self.tabs.current).map(AsRef::as_ref)
    }
    fn go_to(&mut self, tab: usize, cx: &mut Cx<'_>) {
        if tab != self.tabs.current {
            self.tabs.current = tab;
            self.tab_changed(cx);
        }
    }
    fn tab_changed(&mut self, cx: &mut Cx<'_>) {
        LAST.with(|last| last.set(self.tabs.current));
        if let Some(part) = self.parts.get_mut(self.tabs.current).filter(|_| self.page.is_some()) {
            part.shown(cx);
        }
    }
    fn offers(&self, out: &mut Vec<Offer>) {
        self.tabs.offers(out);
        if let Some(part) = self.now() {
            part.offers(out);
        }
        let Some(page) = &self.page else { return };
        let unless = |may: Result<(), Deed>| may.err().map(denied);
        let mut add = |offer: Offer| {
            if !out.iter().any(|o| o.action == offer.action) {
                out.push(offer);
            }
        };
        // What is done next with an open offer; the other tabs have their own.
        if page.vacancy.state.is_open() && self.tabs.current == 0 {
            add(Offer::main(Action::Candidates));
        }
        add(Offer::main(Action::NextState));
        add(Offer::main(Action::Edit).unless(unless(page.may.write)));
        if page.vacancy.state.is_open() {
            add(Offer::usual(Action::Postpone).labelled("vacancy-extend").unless(unless(page.may.settle)));
            add(Offer::usual(Action::Remind).labelled("vacancy-called").unless(unless(page.may.write)));
        }
        add(Offer::usual(Action::Candidates));
        add(Offer::usual(Action::New).labelled("vacancy-copy").unless(unless(page.may.write)));
        add(Offer::rare(Action::History));
        add(Offer::rare(Action::Undo));
    }
}

/// The sentence that says who can.
fn denied(deed: Deed) -> Words {
    Words::new("fault-denied-who").with("who", format!("who-can-{}", deed.id()))
}

impl Screen for VacancyFile {
    fn name(&self) -> &'static str {
        "vacancy"
    }
    fn kind(&self) -> Kind {
        self.now().map_or(Kind::List, Part::kind)
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.offers(out);
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }
    fn uncovered(&mut self, cx: &mut Cx<'_>) {
        self.reload(cx);
    }
    fn changed(&mut self, _topic: Topic, cx: &mut Cx<'_>) {
        if self.page.is_some() {
            self.reload(cx);
        }
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if matches!(action, Action::Left | Action::Right) {
            if self.tabs.act(action) {
                self.tab_changed(cx);
            }
            return;
        }
        let taken = self.parts.get_mut(self.tabs.current).is_some_and(|part| part.act(action, cx));
        if taken {
            return self.count();
        }
        match action {
            Action::NextState => self.next_state(cx),
            Action::Edit => self.edit(cx),
            Action::Postpone => self.extend(cx),
            Action::Remind => self.called(cx),
            Action::Candidates => self.go_to(CANDIDATES, cx),
            Action::History => self.go_to(HISTORY, cx),
            Action::New => self.copy(cx),
            Action::Undo => self.undo(cx),
            _ => {}
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        self.parts.get_mut(self.tabs.current).is_some_and(|part| part.typed(&what, cx))
    }
    fn context(&self, look: &Look) -> String {
        let slot = self.now().map_or(0, |part| width(&part.slot(look)));
        let room = 77_usize.saturating_sub(if slot > 0 { slot + 2 } else { 0 });
        self.page.as_ref().map_or_else(String::new, |page| words::heading(look, page, room))
    }
    fn slot(&self, look: &Look) -> String {
        self.now().map_or_else(String::new, |part| part.slot(look))
    }
    fn advice(&self, look: &Look) -> String {
        self.now().map_or_else(String::new, |part| part.advice(look))
    }
    fn subject(&self, look: &Look) -> String {
        let of_part = self.now().map(|part| part.subject(look)).filter(|s| !s.is_empty());
        of_part.or_else(|| self.page.as_ref().map(|p| p.vacancy.title.clone())).unwrap_or_default()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let row = Rect { height: 1, ..area };
        // What a part knows by now, however it came to it.
        let mut tabs = self.tabs.clone();
        for (tab, part) in tabs.tabs.iter_mut().zip(&self.parts) {
            (tab.count, tab.alert) = part.count();
        }
        tabs.draw(frame.buffer_mut(), row, look);
        let Some(page) = &self.page else { return };
        // What is left and until when stands at the right end, where the tabs leave room.
        let text = words::left_and_until(look, page);
        let room = u16::try_from(width(&text)).unwrap_or(0);
        let wide = |t: &crate::tui::widgets::tabs::Tab| {
            let count = if t.count > 0 { 2 + t.count.to_string().len() } else { 0 };
            width(&look.text(t.label)) + 2 + count
        };
        let taken: usize = self.tabs.tabs.iter().map(wide).sum();
        if usize::from(area.width) > taken + usize::from(room) {
            let x = area.right().saturating_sub(room + 1);
            look.put(frame.buffer_mut(), x, row.y, room, &text, Style::new());
        }
        if let Some(part) = self.now() {
            let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
            part.draw(frame, body, look);
        }
    }
}
