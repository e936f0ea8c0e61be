//! Dossier: one person, seven tabs, one letter a deed (screens.md §7). Opened by Enter on a person anywhere:
//! `cx.push(CaseFile::new(&house, id))`.

mod deeds;
mod edit;
mod fitting;
pub(super) mod history;
mod identity;
pub(super) mod line;
mod note;
pub(super) mod pairs;
mod papers;
mod parts;
mod protect;
mod reading;
mod reason;
mod rows;
mod settle;
mod suite;
pub(super) mod words;

pub use self::edit::FORM;
pub use self::note::{FORM as NOTE_FORM, drawer as note_drawer};

use std::cell::Cell as Shared;
use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use self::edit::{Edit, Target};
use self::fitting::Fitting;
use self::rows::{Line, What};
use crate::domain::ids::{PersonId, RowId};
use crate::domain::rights::Deed;
use crate::fault::{Fault, Outcome};
use crate::services::draft::Draft;
use crate::services::file::{self, Page};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::event::Topic;
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Kind, Message, Offer, Screen, Typed, Words};
use crate::tui::screens::House;
use crate::tui::widgets::table::Table;
use crate::tui::widgets::tabs::Tabs;

const LABELS: [&str; 7] = [
    "file-tab-identity",
    "file-tab-profile",
    "file-tab-interviews",
    "file-tab-plan",
    "file-tab-proposals",
    "file-tab-tasks",
    "file-tab-history",
];

/// The tabs in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Who, how to be reached, the registration.
    Identity,
    /// What the person brings and wishes.
    Profile,
    /// Interviews and notes.
    Interviews,
    /// Agreed actions.
    Plan,
    /// Proposals.
    Proposals,
    /// Tasks.
    Tasks,
    /// Changes, and who saw the file.
    History,
}

const TABS: [Tab; 7] = [Tab::Identity, Tab::Profile, Tab::Interviews, Tab::Plan, Tab::Proposals, Tab::Tasks, Tab::History];

thread_local! {
    // The tab is kept for the next file, whoever opens it: going through a caseload stays on Propositions (screens.md §7).
    static LAST: Shared<usize> = const { Shared::new(0) };
}

/// What is known of the person before the page has come: from the list that was left.
#[derive(Debug, Clone, Default)]
pub struct Heading {
    /// Name as shown.
    pub name: String,
    /// Number of the file.
    pub number: String,
}

/// The screen.
pub struct CaseFile {
    house: House,
    id: PersonId,
    heading: Heading,
    page: Option<Page>,
    tabs: Tabs,
    lists: [Table<Line>; 6],
    /// Historique shows who saw the file.
    accesses: bool,
    /// The opening of the notes is in the audit: they may be shown.
    notes_open: bool,
    top: usize,
    edit: Option<Edit>,
    /// An edit that was left with Esc, as it was.
    parked: Option<Edit>,
    resume: Option<Draft>,
    fitting: Fitting,
}

impl CaseFile {
    /// The file of this person; nothing is asked before it lies on the stack.
    pub fn new(house: &House, id: PersonId) -> Self {
        let mut tabs = Tabs::new(&LABELS);
        tabs.current = LAST.with(Shared::get).min(LABELS.len() - 1);
        CaseFile {
            house: Rc::clone(house),
            id,
            heading: Heading::default(),
            page: None,
            tabs,
            lists: rows::tables(),
            accesses: false,
            notes_open: false,
            top: 0,
            edit: None,
            parked: None,
            resume: None,
            fitting: Fitting::default(),
        }
    }
    /// With name and number from the list that was left: they stand there at once.
    pub fn headed(mut self, heading: Heading) -> Self {
        self.heading = heading;
        self
    }
    /// On this tab.
    pub fn on(mut self, tab: Tab) -> Self {
        self.go_to(tab);
        self
    }
    /// Takes up a draft of form `file` or `note` as it was left, the cursor in its field. None: it is of no person.
    pub fn resumed(house: &House, draft: Draft) -> Option<Self> {
        let id = PersonId(draft.subject?.0);
        let mut file = CaseFile::new(house, id).headed(Heading { name: draft.label.clone(), ..Heading::default() });
        file.resume = Some(draft);
        Some(file)
    }

    fn tab(&self) -> Tab {
        TABS.get(self.tabs.current).copied().unwrap_or(Tab::Identity)
    }
    fn go_to(&mut self, tab: Tab) {
        self.tabs.current = TABS.iter().position(|t| *t == tab).unwrap_or(0);
        LAST.with(|last| last.set(self.tabs.current));
        self.top = 0;
    }
    fn list(&self) -> Option<&Table<Line>> {
        self.lists.get(self.tabs.current.checked_sub(1)?)
    }
    fn list_mut(&mut self) -> Option<&mut Table<Line>> {
        self.lists.get_mut(self.tabs.current.checked_sub(1)?)
    }
    /// What the cursor is on; nothing on Identité and where the rows aren't shown.
    fn what(&self) -> Option<What> {
        if self.withheld().is_some() {
            return None;
        }
        self.list()?.current().map(|line| line.what)
    }
    fn name(&self) -> String {
        self.page.as_ref().map_or_else(|| self.heading.name.clone(), |p| p.file.person.name())
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        cx.load(Slot("file"), move |desk| file::open(desk, id), Self::came);
        cx.hold(Slot("file"));
    }
    /// The same again after a deed: it lies on the screen already, so that nothing is added to the audit.
    fn reload(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        cx.load(Slot("file"), move |desk| file::page(desk, id), Self::came);
    }
    fn came(&mut self, page: Outcome<Page>, cx: &mut Cx<'_>) {
        // A fault is said by the app already; what was there stays.
        let page = match page {
            Ok(page) => page,
            Err(fault) if self.page.is_none() && reason::wanted(&fault) => return self.ask_reason(&fault, cx),
            Err(_) => return,
        };
        self.show(page, cx);
        self.open_notes(cx);
        if !self.fitting.has_come() {
            self.load_offers(cx);
        }
        if let Some(draft) = self.resume.take() {
            self.take_up(draft, cx);
        }
    }
    fn show(&mut self, page: Page, cx: &Cx<'_>) {
        let (house, look) = (&self.house, cx.look);
        let (plan, proposals, tasks) = (page.plan_count(), page.proposal_count(), page.task_count());
        let counts = [(0, false), (0, false), (page.interviews.len(), false), plan, proposals, tasks, (0, false)];
        for (tab, (count, alert)) in self.tabs.tabs.iter_mut().zip(counts) {
            tab.count = count;
            tab.alert = alert;
        }
        let traces = if self.accesses { &page.accesses } else { &page.history };
        let all = [
            rows::profile(house, look, &page),
            rows::interviews(house, look, &page),
            rows::plan(house, look, &page),
            rows::proposals(house, look, &page),
            rows::tasks(house, look, &page),
            history::rows(look, traces, What::Trace),
        ];
        for (table, lines) in self.lists.iter_mut().zip(all) {
            table.set(lines);
        }
        self.page = Some(page);
    }
    fn show_traces(&mut self, accesses: bool, cx: &mut Cx<'_>) {
        self.accesses = accesses;
        if accesses && self.page.as_ref().is_some_and(|p| p.may.accesses.is_err()) {
            cx.say(Message::advice(Words::new("file-accesses-own")));
        }
        if let (Some(page), Some(table)) = (&self.page, self.lists.last_mut()) {
            table.set(history::rows(cx.look, if accesses { &page.accesses } else { &page.history }, What::Trace));
            table.act(Action::First);
        }
    }
    /// Notes are shown once their opening is in the audit.
    fn open_notes(&mut self, cx: &mut Cx<'_>) {
        let may = self.page.as_ref().is_some_and(|p| p.may.interviews.is_ok());
        if self.tab() != Tab::Interviews || self.notes_open || !may {
            return;
        }
        let id = self.id;
        cx.load(Slot("notes"), move |desk| file::open_notes(desk, id), |me: &mut Self, done, _| me.notes_open = done.is_ok());
    }
    /// The right that is missing for this tab.
    fn withheld(&self) -> Option<Deed> {
        let may = &self.page.as_ref()?.may;
        match self.tab() {
            Tab::Profile => may.profile.err(),
            Tab::Interviews | Tab::Plan => may.interviews.err(),
            Tab::Proposals => may.proposals.err(),
            Tab::Identity | Tab::Tasks | Tab::History => None,
        }
    }
    fn move_to(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.tabs.act(action) {
            LAST.with(|last| last.set(self.tabs.current));
            self.top = 0;
            self.open_notes(cx);
        }
    }

    fn offers(&self, out: &mut Vec<Offer>) {
        self.tabs.offers(out);
        match self.list() {
            Some(table) => table.offers(out),
            None => out.extend([Action::Up, Action::Down, Action::PageUp, Action::PageDown].map(Offer::silent)),
        }
        let Some(page) = &self.page else { return };
        let unless = |may: Result<(), Deed>| may.err().map(denied);
        let edits = if self.tab() == Tab::Profile { page.may.edit_profile } else { page.may.edit };
        self.row_offers(out, page);
        out.push(Offer::main(Action::Renew).unless(unless(page.may.edit).or_else(|| words::not_renewable(page))));
        out.push(Offer::main(Action::MatchingOffers).unless(unless(page.may.proposals)));
        out.push(Offer::main(Action::Interview).unless(unless(page.may.write_interviews)));
        if matches!(self.tab(), Tab::Identity | Tab::Profile) {
            out.push(Offer::usual(Action::Edit).unless(unless(edits)));
        }
        out.push(Offer::usual(Action::Book));
        out.push(Offer::usual(Action::Remind).unless(unless(page.may.tasks)));
        out.push(Offer::usual(Action::Note).unless(unless(page.may.write_interviews)));
        out.push(Offer::usual(Action::NextState));
        out.push(Offer::rare(Action::Print).unless(unless(page.may.letters)));
        out.push(Offer::rare(Action::History));
        out.push(Offer::rare(Action::Transfer).unless(unless(page.may.transfer)));
        out.push(Offer::rare(Action::Undo));
    }
    /// What the row under the cursor offers: first in the help line.
    fn row_offers(&self, out: &mut Vec<Offer>, page: &Page) {
        let unless = |may: Result<(), Deed>| may.err().map(denied);
        if self.tab() == Tab::History {
            out.push(Offer::main(Action::Digit1).labelled("file-changes"));
            out.push(Offer::main(Action::Digit2).labelled("file-accesses"));
        }
        if self.tab() == Tab::Profile {
            out.push(Offer::usual(Action::New).unless(unless(page.may.edit_profile)));
        }
        if self.tab() == Tab::Proposals {
            let may = page.may.write_proposals.err().map(denied);
            self.fitting_offers(out, may);
        }
        match self.what() {
            Some(What::Interview(_)) => out.push(Offer::main(Action::Open)),
            Some(What::Note(_)) => {
                out.push(Offer::main(Action::Open));
                out.push(Offer::usual(Action::Edit).labelled("file-correct").unless(unless(page.may.write_interviews)));
            }
            Some(What::Action(_)) => out.push(Offer::main(Action::Done).unless(unless(page.may.write_interviews))),
            Some(What::Task(_)) => {
                out.push(Offer::main(Action::Done).unless(unless(page.may.tasks)));
                out.push(Offer::main(Action::Postpone).unless(unless(page.may.tasks)));
            }
            Some(What::Trace(_)) if !self.accesses => out.push(Offer::usual(Action::Explain).labelled("file-before-after")),
            Some(What::Disability | What::Obstacle(_, true)) => {
                out.push(Offer::usual(Action::Explain).labelled("file-show").unless(unless(page.may.sensitive)));
            }
            _ => {}
        }
    }

    fn view(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.fitting_act(action, cx) {
            return;
        }
        match action {
            Action::MatchingOffers => self.show_offers(cx),
            Action::Left | Action::Right => self.move_to(action, cx),
            Action::History => {
                self.go_to(Tab::History);
                self.show_traces(false, cx);
            }
            Action::Digit1 => self.show_traces(false, cx),
            Action::Digit2 => self.show_traces(true, cx),
            Action::Edit => self.start_edit(cx),
            Action::New => self.new_part(cx),
            Action::Open => self.open_row(cx),
            Action::Explain => self.explain(cx),
            Action::Done | Action::Postpone => self.settle(action, cx),
            Action::Renew => self.renew(cx),
            Action::NextState => self.next_state(cx),
            Action::Note => self.ask_note(String::new(), None, None, cx),
            Action::Remind => self.remind(cx),
            Action::Transfer => self.transfer(cx),
            Action::Print => self.print(cx),
            Action::Undo => self.undo(cx),
            Action::Book => self.book(cx),
            Action::Interview => self.interview(cx),
            moved => {
                if let Some(table) = self.list_mut() {
                    table.act(moved);
                } else {
                    self.scroll(moved);
                }
            }
        }
    }
    fn scroll(&mut self, action: Action) {
        match action {
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::PageUp => self.top = self.top.saturating_sub(10),
            Action::Down => self.top += 1,
            Action::PageDown => self.top += 10,
            _ => {}
        }
    }

    fn draw_body(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let Some(page) = &self.page else { return };
        if let Some(deed) = self.withheld() {
            let said = look.texts.fault(&Fault::Denied(deed.id()));
            let text = format!("{} {}", said.what, said.todo);
            for (y, line) in (area.y..area.bottom()).zip(wrap(&text, usize::from(area.width.saturating_sub(2)))) {
                look.put(frame.buffer_mut(), area.x + 1, y, area.width.saturating_sub(2), &line, Style::new());
            }
            return;
        }
        match self.list() {
            None => self.draw_identity(frame, area, look, page),
            Some(_) if self.tab() == Tab::Interviews && !self.notes_open => {}
            Some(_) if self.tab() == Tab::Proposals => self.draw_fitting(frame, area, look),
            Some(table) if table.is_empty() => {
                let text = look.text(self.empty());
                for (y, line) in (area.y + 1..area.bottom()).zip(wrap(&text, usize::from(area.width.saturating_sub(4)))) {
                    look.put(frame.buffer_mut(), area.x + 2, y, area.width.saturating_sub(3), &line, Style::new());
                }
            }
            Some(table) => table.draw(frame.buffer_mut(), area, look, true),
        }
    }
    fn empty(&self) -> &'static str {
        match self.tab() {
            Tab::Interviews => "file-empty-interviews",
            Tab::Plan => "file-empty-plan",
            Tab::Proposals => "file-empty-proposals",
            Tab::Tasks => "file-empty-tasks",
            _ if self.accesses => "file-empty-accesses",
            _ => "file-empty-history",
        }
    }
    fn draw_identity(&self, frame: &mut Frame<'_>, area: Rect, look: &Look, page: &Page) {
        let sections = identity::sections(&self.house, look, page);
        let hint = identity::hint(look, page);
        let rows = area.height.saturating_sub(u16::from(!hint.is_empty()));
        let over = pairs::height(&sections, area.width).saturating_sub(usize::from(rows));
        let body = Rect { height: rows, ..area };
        pairs::draw(frame.buffer_mut(), body, look, &sections, self.top.min(over));
        if !hint.is_empty() {
            look.put(
                frame.buffer_mut(),
                area.x + 1,
                area.bottom().saturating_sub(1),
                area.width.saturating_sub(2),
                &hint,
                Style::new(),
            );
        }
        look.point(area.x, area.y.saturating_sub(2));
    }
}

/// The sentence that says who can.
fn denied(deed: Deed) -> Words {
    Words::new("file-denied").with("who", format!("who-can-{}", deed.id()))
}

impl Screen for CaseFile {
    fn name(&self) -> &'static str {
        "file"
    }
    fn kind(&self) -> Kind {
        self.edit.as_ref().map_or(Kind::List, |edit| edit.form.kind())
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        match &self.edit {
            Some(edit) => edit.offers(out),
            None => self.offers(out),
        }
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }
    fn uncovered(&mut self, cx: &mut Cx<'_>) {
        if self.edit.is_none() && self.page.is_some() {
            self.reload(cx);
        }
    }
    fn closing(&mut self, cx: &mut Cx<'_>) {
        if let Some(edit) = &mut self.edit {
            edit.form.keep(cx);
        }
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.edit.is_some() {
            self.edit_act(action, cx);
        } else {
            self.view(action, cx);
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        self.edit_typed(&what, cx)
    }
    fn changed(&mut self, _topic: Topic, cx: &mut Cx<'_>) {
        if self.edit.is_none() && self.page.is_some() {
            self.reload(cx);
        }
    }
    fn context(&self, look: &Look) -> String {
        match &self.page {
            // The hour of the draft takes the right end: name and number are what matters there.
            Some(page) if self.edit.is_some() => format!("{}   {}", self.name(), page.file.person.number),
            Some(page) => words::heading(&self.house, look, page),
            None => format!("{}   {}", self.heading.name, self.heading.number),
        }
    }
    fn slot(&self, look: &Look) -> String {
        match &self.edit {
            Some(edit) => edit.kept(look),
            None => String::new(),
        }
    }
    fn subject(&self, _look: &Look) -> String {
        self.name()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let row = |n: u16| Rect { y: area.y + n, height: 1, ..area };
        self.tabs.draw(frame.buffer_mut(), row(0), look);
        if let Some(page) = &self.page {
            look.put(
                frame.buffer_mut(),
                area.x + 1,
                area.y + 1,
                area.width.saturating_sub(2),
                &words::to_do(look, page),
                Style::new(),
            );
        }
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        match &self.edit {
            Some(edit) => edit.draw(frame, body, look),
            None => self.draw_body(frame, body, look),
        }
    }
}

/// The row of a record, for `RowId`-keyed helpers.
fn row_id(what: Option<What>) -> Option<RowId> {
    match what {
        Some(What::Note(id) | What::Action(id)) => Some(id),
        Some(What::Task(id)) => Some(RowId(id.0)),
        Some(What::Proposal(id)) => Some(RowId(id.0)),
        _ => None,
    }
}

/// What an edit of this tab would be.
fn target_of(tab: Tab) -> Target {
    if tab == Tab::Profile { Target::Profile } else { Target::Identity }
}
