//! Entreprise: one employer, six tabs, one letter a deed (screens.md §12, drawing 9). Opened by Enter on an employer anywhere:
//! `doors::employer`.

pub mod deeds;
mod fiche;
mod opening;
mod rows;
mod suite;

use std::cell::Cell as Shared;
use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use self::deeds::{Firm, VISIT_FORM, VisitStart};
use self::rows::{Line, What};
use crate::domain::ids::EmployerId;
use crate::domain::rights::Deed;
use crate::fault::Outcome;
use crate::services::draft::Draft;
use crate::services::employers::{self, Page};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::event::Topic;
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Offer, Screen, Words};
use crate::tui::screens::file::history;
use crate::tui::screens::{House, doors};
use crate::tui::widgets::table::Table;
use crate::tui::widgets::tabs::Tabs;

const LABELS: [&str; 6] = [
    "employer-tab-fiche",
    "employer-tab-contacts",
    "employer-tab-offers",
    "employer-tab-proposals",
    "employer-tab-visits",
    "employer-tab-history",
];

/// The tabs in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Facts, offers and contacts on one screen.
    Fiche,
    /// Contacts.
    Contacts,
    /// Offers.
    Offers,
    /// People proposed and hired.
    Proposals,
    /// Visits, notes, meetings.
    Visits,
    /// What was done.
    History,
}

const TABS: [Tab; 6] = [Tab::Fiche, Tab::Contacts, Tab::Offers, Tab::Proposals, Tab::Visits, Tab::History];

thread_local! {
    // The tab is kept for the next file, as in the files of people.
    static LAST: Shared<usize> = const { Shared::new(0) };
}

/// The screen.
pub struct FirmFile {
    house: House,
    id: EmployerId,
    page: Option<Page>,
    tabs: Tabs,
    offers: Table<Line>,
    contacts: Table<Line>,
    proposals: Table<Line>,
    visits: Table<Line>,
    history: Table<Line>,
    /// On the tab Fiche the cursor is in the contacts.
    lower: bool,
    resume: Option<Draft>,
}

impl FirmFile {
    /// The file of this employer; nothing is asked before it lies on the stack.
    pub fn new(house: &House, id: EmployerId) -> Self {
        let mut tabs = Tabs::new(&LABELS);
        tabs.current = LAST.with(Shared::get).min(LABELS.len() - 1);
        FirmFile {
            house: Rc::clone(house),
            id,
            page: None,
            tabs,
            offers: rows::offer_table(),
            contacts: rows::contact_table(),
            proposals: rows::proposal_table(),
            visits: rows::visit_table(),
            history: history::table(),
            lower: false,
            resume: None,
        }
    }
    /// On this tab.
    pub fn on(mut self, tab: Tab) -> Self {
        self.go_to(tab);
        self
    }
    /// Takes up a draft of a note or a visit as it was left. None: it is of no employer.
    pub fn resumed(house: &House, draft: Draft) -> Option<Self> {
        let mut file = FirmFile::new(house, EmployerId(draft.subject?.0)).on(Tab::Visits);
        file.resume = Some(draft);
        Some(file)
    }

    fn tab(&self) -> Tab {
        TABS.get(self.tabs.current).copied().unwrap_or(Tab::Fiche)
    }
    fn go_to(&mut self, tab: Tab) {
        self.tabs.current = TABS.iter().position(|t| *t == tab).unwrap_or(0);
        LAST.with(|last| last.set(self.tabs.current));
    }
    fn list(&self) -> &Table<Line> {
        match self.tab() {
            Tab::Fiche if self.lower => &self.contacts,
            Tab::Fiche | Tab::Offers => &self.offers,
            Tab::Contacts => &self.contacts,
            Tab::Proposals => &self.proposals,
            Tab::Visits => &self.visits,
            Tab::History => &self.history,
        }
    }
    fn list_mut(&mut self) -> &mut Table<Line> {
        match self.tab() {
            Tab::Fiche if self.lower => &mut self.contacts,
            Tab::Fiche | Tab::Offers => &mut self.offers,
            Tab::Contacts => &mut self.contacts,
            Tab::Proposals => &mut self.proposals,
            Tab::Visits => &mut self.visits,
            Tab::History => &mut self.history,
        }
    }
    fn what(&self) -> Option<What> {
        self.list().current().map(|line| line.what)
    }
    fn name(&self) -> String {
        self.page.as_ref().map_or_else(String::new, |p| p.file().employer.name.clone())
    }
    fn firm(&self) -> Firm {
        Firm { id: self.id, name: self.name() }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        cx.load(Slot("employer"), move |desk| employers::page(desk, id), Self::came);
        cx.hold(Slot("employer"));
    }
    /// The same again after a deed.
    fn reload(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        cx.load(Slot("employer"), move |desk| employers::page(desk, id), Self::came);
    }
    fn came(&mut self, page: Outcome<Page>, cx: &mut Cx<'_>) {
        // A fault is said by the app already; what was there stays.
        let Ok(page) = page else { return };
        self.show(page, cx.look);
        if let Some(draft) = self.resume.take() {
            let firm = self.firm();
            match draft.form.as_str() {
                VISIT_FORM => deeds::visit(&self.house, firm, VisitStart::resumed(draft), Self::reload, cx),
                _ => {
                    let text = draft.fields.get("text").cloned().unwrap_or_default();
                    deeds::note(firm, text, None, Some(draft.id), Self::reload, cx);
                }
            }
        }
    }
    fn show(&mut self, page: Page, look: &Look) {
        let house = Rc::clone(&self.house);
        let visits = page.all.visits.len();
        let counts = [
            (0, false),
            (page.file().contacts.len(), false),
            (page.open_offers(), false),
            page.open_proposals(),
            (visits, false),
            (0, false),
        ];
        for (tab, (count, alert)) in self.tabs.tabs.iter_mut().zip(counts) {
            (tab.count, tab.alert) = (count, alert);
        }
        self.offers.refresh(rows::offers(&house, look, &page));
        self.contacts.refresh(rows::contacts(look, &page));
        self.proposals.refresh(rows::proposals(&house, look, &page));
        self.visits.refresh(rows::visits(&house, look, &page));
        self.history.refresh(history::rows(look, &page.all.traces, What::Trace));
        self.page = Some(page);
    }

    fn offers_of_rows(&self, out: &mut Vec<Offer>, page: &Page) {
        let edit = page.may.edit.err().map(denied);
        match (self.tab(), self.what()) {
            (_, Some(What::Offer(_) | What::Proposal(_) | What::Person(_))) => out.push(Offer::main(Action::Open)),
            (_, Some(What::Visit(_) | What::Note(_))) => {
                out.push(Offer::main(Action::Open));
                out.push(Offer::usual(Action::Edit).labelled("file-correct").unless(edit.clone()));
            }
            (_, Some(What::Contact(_))) => out.push(Offer::main(Action::Open).labelled("action-edit").unless(edit.clone())),
            (_, Some(What::Trace(_))) => out.push(Offer::main(Action::Explain).labelled("file-before-after")),
            _ => {}
        }
        let new = match self.tab() {
            Tab::Contacts => Some("employer-new-contact"),
            Tab::Visits => Some("employer-new-visit"),
            Tab::Fiche | Tab::Offers => Some("employer-new-offer"),
            Tab::Proposals | Tab::History => None,
        };
        if let Some(label) = new {
            out.push(Offer::main(Action::New).labelled(label).unless(edit));
        }
    }
    fn view(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Left | Action::Right => {
                if self.tabs.act(action) {
                    LAST.with(|last| last.set(self.tabs.current));
                }
            }
            Action::NextPane | Action::PreviousPane => self.lower = !self.lower,
            Action::Open => self.open(cx),
            Action::New => match self.tab() {
                Tab::Contacts => self.contact(None, cx),
                Tab::Visits => deeds::visit(&self.house, self.firm(), VisitStart::default(), Self::reload, cx),
                _ => doors::new_vacancy(&self.house, Some(self.id), cx),
            },
            Action::Edit => self.edit(cx),
            Action::Book => deeds::book(&self.house, self.firm(), cx),
            Action::Remind => deeds::remind(&self.house, self.firm(), Self::reload, cx),
            Action::Note => deeds::note(self.firm(), String::new(), None, None, Self::reload, cx),
            Action::NextState => self.next_state(cx),
            Action::Transfer => self.transfer(cx),
            Action::History => self.go_to(Tab::History),
            Action::Explain => self.explain(cx),
            moved => {
                self.list_mut().act(moved);
            }
        }
    }
    fn empty(&self) -> &'static str {
        match self.tab() {
            Tab::Contacts => "employer-tab-contacts-none",
            Tab::Proposals => "employer-tab-proposals-none",
            Tab::Visits => "employer-tab-visits-none",
            Tab::History => "file-empty-history",
            Tab::Fiche | Tab::Offers => "employer-tab-offers-none",
        }
    }
    fn draw_list(&self, frame: &mut Frame<'_>, area: Rect, look: &Look, page: &Page) {
        let withheld = page.may.proposals.err().filter(|_| self.tab() == Tab::Proposals);
        let text = match withheld {
            Some(deed) => {
                let said = look.texts.fault(&crate::fault::Fault::Denied(deed.id()));
                format!("{} {}", said.what, said.todo)
            }
            None if self.list().is_empty() => look.text(self.empty()),
            None => return self.list().draw(frame.buffer_mut(), area, look, true),
        };
        for (y, line) in (area.y + 1..area.bottom()).zip(wrap(&text, usize::from(area.width.saturating_sub(4)))) {
            look.put(frame.buffer_mut(), area.x + 2, y, area.width.saturating_sub(3), &line, Style::new());
        }
    }
}

/// The sentence that says who can.
fn denied(deed: Deed) -> Words {
    Words::new("file-denied").with("who", format!("who-can-{}", deed.id()))
}

impl Screen for FirmFile {
    fn name(&self) -> &'static str {
        "employer"
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.tabs.offers(out);
        self.list().offers(out);
        let Some(page) = &self.page else { return };
        let unless = |may: Result<(), Deed>| may.err().map(denied);
        if self.tab() == Tab::Fiche {
            out.push(Offer::silent(Action::NextPane));
            out.push(Offer::silent(Action::PreviousPane));
        }
        self.offers_of_rows(out, page);
        out.push(Offer::usual(Action::Book).unless(unless(page.may.agenda)));
        out.push(Offer::usual(Action::Remind).unless(unless(page.may.tasks)));
        if matches!(self.tab(), Tab::Fiche | Tab::Offers | Tab::Proposals) {
            out.push(Offer::usual(Action::Edit).unless(unless(page.may.edit)));
        }
        out.push(Offer::usual(Action::Note).unless(unless(page.may.edit)));
        out.push(Offer::usual(Action::NextState));
        out.push(Offer::rare(Action::History));
        out.push(Offer::rare(Action::Transfer).unless(unless(page.may.transfer)));
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }
    fn uncovered(&mut self, cx: &mut Cx<'_>) {
        if self.page.is_some() {
            self.reload(cx);
        }
    }
    fn changed(&mut self, _topic: Topic, cx: &mut Cx<'_>) {
        if self.page.is_some() {
            self.reload(cx);
        }
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        self.view(action, cx);
    }
    fn context(&self, look: &Look) -> String {
        self.page.as_ref().map_or_else(String::new, |page| fiche::heading(look, page))
    }
    fn subject(&self, _look: &Look) -> String {
        self.name()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let row = |n: u16| Rect { y: area.y + n, height: 1, ..area };
        self.tabs.draw(frame.buffer_mut(), row(0), look);
        let Some(page) = &self.page else { return };
        let width = area.width.saturating_sub(2);
        look.put(frame.buffer_mut(), area.x + 1, area.y + 1, width, &fiche::to_do(look, page), Style::new());
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        match self.tab() {
            Tab::Fiche => self.draw_fiche(frame, body, look, page),
            _ => self.draw_list(frame, body, look, page),
        }
    }
}
