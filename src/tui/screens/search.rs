//! Recherche: persons, employers and offers as their name, number, telephone or document is typed; over whatever lies below, which
//! stays as it is (screens.md §6). Reached by F3 from anywhere.

use std::rc::Rc;
use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::domain::ids::{EmployerId, PersonId, VacancyId};
use crate::fault::Outcome;
use crate::services::audit;
use crate::services::deed::once;
use crate::services::search::{self, Hit, Kind as Of};
use crate::texts::dashed;
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::look::{Look, width};
use crate::tui::screen::{Cx, Kind, Offer, Screen, Typed};
use crate::tui::screens::{House, card, doors, reaches};
use crate::tui::widgets::line::Line as Typing;
use crate::tui::widgets::table::{Cell, Column, Row, Table};

/// Pause in typing after which it is asked.
const PAUSE: Duration = Duration::from_millis(150);
/// Rows asked for.
const MOST: usize = 60;
/// Cells of the field in the context line.
const FIELD: usize = 30;
/// Lines below the rows.
const BELOW: u16 = 6;

/// A hit and its words.
struct Line {
    hit: Hit,
    kind: String,
    state: String,
    found: String,
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.hit.card.id.as_bytes().to_vec()
    }
}

impl Line {
    fn new(hit: Hit, look: &Look) -> Self {
        let found = hit.found_by.first().map(|f| look.with(f.key, &f.args)).unwrap_or_default();
        let state = match (hit.card.kind, hit.card.state.as_deref()) {
            (Of::Person, Some(state)) => look.text(&format!("short-registration-{}", dashed(state))),
            (Of::Person, None) => look.text("card-never"),
            _ => card::state(&hit.card, look),
        };
        Line { kind: card::kind(hit.card.kind, look), state, found, hit }
    }
}

/// The screen.
pub struct Search {
    house: House,
    typing: Typing,
    /// The text that the rows answer.
    answered: Option<String>,
    /// The text whose search is in the audit already.
    logged: Option<String>,
    hits: Vec<Hit>,
    only: Option<Of>,
    table: Table<Line>,
    /// The cursor was moved since the last letter: Enter opens that row.
    picked: bool,
    /// Enter came before the rows: the first is opened when they come.
    waiting: bool,
}

impl Search {
    /// Empty.
    pub fn new(house: &House) -> Self {
        let columns = vec![
            Column::new("search-what", 5, 2, |l: &Line, _| Cell::from(l.kind.as_str())),
            Column::new("search-name", 26, 0, |l: &Line, _| Cell::from(l.hit.card.name.as_str())),
            Column::new("search-born", 5, 0, |l: &Line, _| {
                let person = l.hit.card.kind == Of::Person;
                Cell::from(l.hit.card.birth_year.map_or_else(|| if person { "-" } else { "" }.to_owned(), |y| y.to_string()))
            }),
            Column::new("search-agency", 6, 1, |l: &Line, _| Cell::from(l.hit.card.agency.as_str())),
            Column::new("search-state", 10, 3, |l: &Line, _| Cell::from(l.state.as_str())),
            Column::new("search-found", 21, 0, |l: &Line, _| Cell::from(l.found.as_str())),
            Column::new("search-number", 15, 6, |l: &Line, _| Cell::from(l.hit.card.number.as_str())).extra(),
            Column::new("search-town", 14, 6, |l: &Line, _| Cell::from(l.hit.card.town.as_deref().unwrap_or("-"))).extra(),
        ];
        Search {
            house: Rc::clone(house),
            typing: Typing::new(80),
            answered: None,
            logged: None,
            hits: Vec::new(),
            only: None,
            table: Table::new(columns),
            picked: false,
            waiting: false,
        }
    }
    fn text(&self) -> String {
        self.typing.text().trim().to_owned()
    }
    fn ask(&mut self, cx: &mut Cx<'_>) {
        let text = self.text();
        if text.is_empty() {
            self.hits.clear();
            self.answered = None;
            return self.show(cx.look);
        }
        let asked = text.clone();
        cx.load(
            Slot("rows"),
            move |desk| search::people(desk, &asked, MOST),
            move |me: &mut Self, hits, cx| me.came(text, hits, cx),
        );
    }
    fn came(&mut self, text: String, hits: Outcome<Vec<Hit>>, cx: &mut Cx<'_>) {
        let Ok(hits) = hits else {
            self.waiting = false;
            return;
        };
        self.hits = hits;
        self.answered = Some(text);
        self.show(cx.look);
        if std::mem::take(&mut self.waiting) {
            self.open(cx);
        }
    }
    /// The hits of the kind wanted; the cursor is on the first unless one was picked.
    fn show(&mut self, look: &Look) {
        let only = self.only;
        let fit = self.hits.iter().filter(|h| only.is_none_or(|k| h.card.kind == k));
        let lines: Vec<Line> = fit.map(|h| Line::new(h.clone(), look)).collect();
        let held = self.table.current().map(Row::key).filter(|_| self.picked);
        self.table.set(lines);
        if held.is_none_or(|key| !self.table.go_to(&key)) {
            self.table.act(Action::First);
            self.picked = false;
        }
    }
    fn enter(&mut self, cx: &mut Cx<'_>) {
        let text = self.text();
        if self.picked || self.answered.as_deref() == Some(&text) {
            return self.open(cx);
        }
        if text.is_empty() {
            return cx.bell();
        }
        // What opens is the first row for the whole text typed, never one for half of it.
        self.waiting = true;
        self.ask(cx);
        cx.hold(Slot("rows"));
    }
    /// The search is in the audit once: when one of its rows is opened, or it is left.
    fn log(&mut self, opened: Option<PersonId>, cx: &mut Cx<'_>) {
        let Some(words) = self.answered.clone().filter(|words| self.logged.as_ref() != Some(words)) else { return };
        let (count, asked, mut deed) = (self.hits.len(), words.clone(), once());
        self.logged = Some(words);
        cx.keep(
            move |desk| {
                let deed = deed(desk);
                audit::searched(desk, deed, &asked, count, opened)
            },
            |_: &mut Self, _, _| {},
        );
    }
    fn open(&mut self, cx: &mut Cx<'_>) {
        let Some(line) = self.table.current() else { return cx.bell() };
        let found = line.hit.card.clone();
        self.log((found.kind == Of::Person).then_some(PersonId(found.id)), cx);
        match found.kind {
            Of::Person => doors::person(&self.house, PersonId(found.id), cx),
            Of::Vacancy => doors::vacancy(&self.house, VacancyId(found.id), cx),
            Of::Employer => doors::employer(&self.house, EmployerId(found.id), cx),
        }
    }
    /// The next kind of which there is one, then all again.
    fn narrow(&mut self, look: &Look) {
        let there = |k: &Of| self.hits.iter().any(|h| h.card.kind == *k);
        let kinds: Vec<Of> = [Of::Person, Of::Employer, Of::Vacancy].into_iter().filter(there).collect();
        let next = match self.only {
            None => kinds.first(),
            Some(only) => kinds.iter().find(|k| **k > only),
        };
        self.only = next.copied();
        self.picked = false;
        self.show(look);
    }
    fn elsewhere(&self) -> usize {
        let own = &self.house.who.agency;
        self.table.rows().iter().filter(|l| l.hit.card.kind == Of::Person && l.hit.card.agency != *own).count()
    }
    fn prompt(&self, look: &Look) -> String {
        let key = match self.only {
            None => "search-prompt",
            Some(Of::Person) => "search-prompt-person",
            Some(Of::Employer) => "search-prompt-employer",
            Some(Of::Vacancy) => "search-prompt-vacancy",
        };
        format!("{}  ", look.text(key))
    }
    /// What stands below the rows, bold or not.
    fn below(&self, look: &Look) -> Vec<(String, bool)> {
        let mut lines = Vec::new();
        if self.answered.is_some() {
            let nothing = if self.table.is_empty() { "search-nothing" } else { "search-no-more" };
            let mut text = look.text(nothing);
            if self.elsewhere() > 0 {
                text = format!("{text} {}", look.with("search-elsewhere", &[("count", self.elsewhere().to_string())]));
            }
            lines.push((text, false));
            lines.push((look.text("search-missing"), true));
        }
        if reaches(Action::GoIntake) && !self.text().is_empty() {
            lines.push((look.with("search-register", &[("typed", self.text())]), false));
        }
        lines.push((look.text("search-or"), false));
        lines.push((look.text("search-enter"), false));
        lines
    }
}

impl Screen for Search {
    fn name(&self) -> &'static str {
        "search"
    }
    fn kind(&self) -> Kind {
        Kind::Text
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Next).labelled("action-open"));
        if reaches(Action::GoIntake) {
            out.push(Offer::main(Action::New).labelled("search-intake"));
        }
        out.push(Offer::main(Action::NextPane).labelled("search-kind"));
        // F3 again begins anew.
        out.push(Offer::silent(Action::Search));
        out.extend([Action::Up, Action::Down, Action::PageUp, Action::PageDown].map(Offer::silent));
    }
    fn closing(&mut self, cx: &mut Cx<'_>) {
        self.log(None, cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Next => self.enter(cx),
            Action::NextPane => self.narrow(cx.look),
            Action::New => doors::intake(&self.house, &self.text(), cx),
            Action::Search => {
                self.typing.set("");
                self.picked = false;
                self.ask(cx);
            }
            moved => {
                if self.table.act(moved) {
                    self.picked = self.table.current().is_some();
                }
            }
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        let before = self.text();
        let taken = self.typing.typed(&what);
        if before != self.text() {
            self.picked = false;
            // Rows stay in their places while one types.
            cx.wake(Slot("pause"), PAUSE, |me: &mut Self, cx| {
                if me.answered.as_deref() != Some(me.text().as_str()) {
                    me.ask(cx);
                }
            });
        }
        taken
    }
    fn context(&self, look: &Look) -> String {
        format!("{}{}", self.prompt(look), self.typing.text())
    }
    fn context_cursor(&self, look: &Look) -> Option<u16> {
        Some(u16::try_from(width(&self.prompt(look))).unwrap_or(0) + self.typing.column())
    }
    fn slot(&self, look: &Look) -> String {
        match &self.answered {
            Some(_) => look.with("search-count", &[("count", self.table.total().to_string())]),
            None => String::new(),
        }
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let buffer = frame.buffer_mut();
        // The empty cells of the field, in the row above the body.
        if !look.thin && area.y > 0 {
            let at = width(&self.prompt(look)) + width(self.typing.text());
            let left = FIELD.saturating_sub(width(self.typing.text()));
            let x = area.x + 1 + u16::try_from(at).unwrap_or(0);
            let room = area.width.saturating_sub(x + 14).min(u16::try_from(left).unwrap_or(0));
            look.fill(buffer, x, area.y - 1, room, "", Style::new().add_modifier(Modifier::UNDERLINED));
        }
        let rows = u16::try_from(self.table.total()).unwrap_or(u16::MAX);
        let room = area.height.saturating_sub(BELOW).max(2);
        let list = Rect { height: rows.saturating_add(1).min(room), ..area };
        self.table.draw(buffer, list, look, true);
        for (y, (line, bold)) in (list.bottom()..area.bottom()).zip(self.below(look)) {
            let style = if bold { look.heading() } else { Style::new() };
            let x = if bold { area.x } else { area.x + 1 };
            look.put(buffer, x, y, area.width - 1, &line, style);
        }
    }
}
