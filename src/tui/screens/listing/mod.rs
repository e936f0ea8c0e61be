//! A list in pages that are loaded a page ahead and behind, with its filter and its orders: what the caseload, the employers and the
//! offers have in common. A screen holds a [`Listing`] and says by [`Lists`] what is its own.

pub mod saved;
mod views;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::office::SavedView;
use crate::fault::Outcome;
use crate::services::listing::{Listed, Mark, Side};
use crate::tui::action::Action;
use crate::tui::cx::{Desk, Slot};
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Message, Screen, Typed, Words};
use crate::tui::widgets::filter::{Filter, Filtered};
use crate::tui::widgets::table::{Row, Table, Want};

pub use views::Keeps;

/// The state of a list.
pub struct Listing<S: Lists> {
    /// The window over its rows.
    pub table: Table<S::Line>,
    /// What narrows it.
    pub filter: Filter,
    /// Its order.
    pub sort: S::Sort,
    /// The saved view that is shown.
    pub view: Option<SavedView>,
    /// What the words of the filter were understood as.
    pub meanings: Vec<S::Meaning>,
    /// How many there are without a filter.
    all: usize,
    came: bool,
}

impl<S: Lists> Listing<S> {
    /// Nothing yet, in this table.
    pub fn new(table: Table<S::Line>) -> Self {
        Listing {
            table,
            filter: Filter::default(),
            sort: S::Sort::default(),
            view: None,
            meanings: Vec::new(),
            all: 0,
            came: false,
        }
    }
    /// The saved view, for the beginning of the context line.
    pub fn view_said(&self, look: &Look) -> String {
        let said = |view: &SavedView| format!("{}   ", look.with("caseload-view", &[("name", view.name.clone())]));
        self.view.as_ref().map(said).unwrap_or_default()
    }
    /// The order, for the end of the context line; nothing where it is the usual one.
    pub fn sort_said(&self, look: &Look) -> String {
        if self.sort == S::Sort::default() { String::new() } else { format!("   {}", look.text(sort_key::<S>(self.sort))) }
    }
}

/// Key of what an order is called.
fn sort_key<S: Lists>(sort: S::Sort) -> &'static str {
    S::SORTS.iter().find(|(s, _)| *s == sort).map_or("", |(_, key)| key)
}

/// A screen that is such a list: what it asks of its service, and what it says of a row and of a word.
pub trait Lists: Screen + Sized {
    /// A row as the service gives it.
    type Found: Send + 'static;
    /// Its id.
    type Id: Send + 'static;
    /// A row as it is shown.
    type Line: Row;
    /// What a word of the filter is understood as.
    type Meaning: Send + 'static;
    /// What is asked for.
    type Query: Send + 'static;
    /// An order.
    type Sort: Copy + Default + PartialEq + 'static;
    /// The orders one after the other, with the keys of what they are called.
    const SORTS: &'static [(Self::Sort, &'static str)];

    /// The list.
    fn list(&self) -> &Listing<Self>;
    /// The same, to change it.
    fn list_mut(&mut self) -> &mut Listing<Self>;
    /// What is shown now.
    fn query(&self) -> Self::Query;
    /// A page from the service.
    fn page(desk: &mut Desk, query: &Self::Query, side: &Side, size: u32) -> Outcome<Listed<Self::Found, Self::Meaning>>;
    /// These rows as they are now.
    fn again(desk: &mut Desk, query: &Self::Query, ids: &[Self::Id]) -> Outcome<Vec<Self::Found>>;
    /// The ids of the rows held.
    fn held(&self) -> Vec<Self::Id>;
    /// The words of a row.
    fn line(&self, found: Self::Found, cx: &Cx<'_>) -> Self::Line;
    /// The place of a line in the order.
    fn mark(&self, line: &Self::Line) -> Mark;
    /// What one word was understood as.
    fn meaning(&self, meaning: &Self::Meaning, look: &Look) -> String;
    /// The table took an action: the marks may be others.
    fn acted(&mut self) {}
    /// A line that was read again takes its place.
    fn put(&mut self, line: Self::Line) {
        let key = line.key();
        self.list_mut().table.update(&key, |held| *held = line);
    }
    /// Reads the rows held again; where there are none, the first page.
    fn refresh(&mut self, cx: &mut Cx<'_>) {
        let ids = self.held();
        if ids.is_empty() { self.load(Want::First, cx) } else { self.read_again(ids, cx) }
    }

    /// The screen is opened: the first page.
    fn begin(&mut self, cx: &mut Cx<'_>) {
        let _ = self.list_mut().table.take_want();
        self.load(Want::First, cx);
    }
    /// From the first row on: the filter or the order is another.
    fn begin_again(&mut self, cx: &mut Cx<'_>) {
        self.list_mut().table.act(Action::First);
        self.load(Want::First, cx);
    }
    /// Asks for a page: twice the height, so that one ahead and one behind are held.
    fn load(&mut self, want: Want, cx: &mut Cx<'_>) {
        let table = &self.list().table;
        let (first, last) = table.ends();
        let side = match (want, first, last) {
            (Want::After, _, Some(line)) => Side::After(self.mark(line)),
            (Want::Before, Some(line), _) => Side::Before(self.mark(line)),
            (Want::Last, _, _) => Side::Last,
            _ => Side::First,
        };
        let size = u32::try_from(2 * table.page()).unwrap_or(40);
        let query = self.query();
        cx.load(
            Slot("rows"),
            move |desk| Self::page(desk, &query, &side, size),
            move |me: &mut Self, page, cx| me.page_came(want, page, cx),
        );
    }
    /// A page is here, or isn't to be had.
    fn page_came(&mut self, want: Want, page: Outcome<Listed<Self::Found, Self::Meaning>>, cx: &mut Cx<'_>) {
        let Ok(page) = page else { return self.list_mut().table.missed() };
        let lines = page.rows.into_iter().map(|row| self.line(row, cx)).collect();
        let list = self.list_mut();
        list.meanings = page.meanings;
        if list.meanings.is_empty() {
            list.all = page.total;
        }
        list.came = true;
        list.table.came(want, lines, page.total);
        self.look_ahead(cx);
    }
    /// Loads what the table wants next.
    fn look_ahead(&mut self, cx: &mut Cx<'_>) {
        if let Some(want) = self.list_mut().table.take_want() {
            self.load(want, cx);
        }
    }
    /// Reads these rows again, each in its place: what was done elsewhere shows without moving anything.
    fn read_again(&mut self, ids: Vec<Self::Id>, cx: &mut Cx<'_>) {
        let query = self.query();
        cx.load(
            Slot("again"),
            move |desk| Self::again(desk, &query, &ids),
            |me: &mut Self, rows, cx| {
                for row in rows.unwrap_or_default() {
                    let line = me.line(row, cx);
                    me.put(line);
                }
            },
        );
    }
    /// Moves, marks, and the filter; false: not the list's.
    fn took(&mut self, action: Action, cx: &mut Cx<'_>) -> bool {
        if self.list_mut().table.act(action) {
            self.acted();
            self.look_ahead(cx);
            return true;
        }
        let filtered = self.list_mut().filter.act(action);
        self.filtered(filtered, cx)
    }
    /// What is typed goes to the filter.
    fn took_typed(&mut self, what: &Typed, cx: &mut Cx<'_>) -> bool {
        let filtered = self.list_mut().filter.typed(what);
        self.filtered(filtered, cx)
    }
    /// A filter that was changed is no saved view any more.
    fn filtered(&mut self, filtered: Filtered, cx: &mut Cx<'_>) -> bool {
        if filtered == Filtered::Changed {
            self.list_mut().view = None;
            self.begin_again(cx);
        }
        filtered != Filtered::Ignored
    }
    /// The next order, said in the message line.
    fn next_sort(&mut self, cx: &mut Cx<'_>) {
        let mut from = Self::SORTS.iter().skip_while(|(sort, _)| *sort != self.list().sort);
        if let Some((sort, key)) = from.nth(1).or(Self::SORTS.first()) {
            self.list_mut().sort = *sort;
            cx.say(Message::advice(Words::new(*key)));
            self.begin_again(cx);
        }
    }
    /// What the words of the filter were understood as.
    fn understood(&self, look: &Look) -> String {
        let said: Vec<String> = self.list().meanings.iter().map(|m| self.meaning(m, look)).collect();
        said.join(", ")
    }
    /// The filter, for the context line: as typed while it is, then as it was understood.
    fn filter_said(&self, look: &Look) -> String {
        let list = self.list();
        match (list.filter.is_open(), list.meanings.is_empty()) {
            (true, true) => list.filter.shown(look),
            (true, false) => format!("{}  = {}", list.filter.shown(look), self.understood(look)),
            (false, false) => look.with("filter-shown", &[("typed", self.understood(look))]),
            (false, true) => look.text("caseload-no-filter"),
        }
    }
    /// The table; where it is empty why: `empty` is the key where nothing narrows it, `none` where the filter does.
    fn draw_list(&self, frame: &mut Frame<'_>, area: Rect, look: &Look, empty: &str, none: &str) {
        let list = self.list();
        list.table.draw(frame.buffer_mut(), area, look, true);
        if !list.table.is_empty() || !list.came {
            return;
        }
        let text = if list.filter.text().is_empty() {
            look.text(empty)
        } else {
            look.with(none, &[("filter", self.understood(look)), ("all", list.all.to_string())])
        };
        let lines = wrap(&text, usize::from(area.width.saturating_sub(4)));
        for (y, line) in (area.y + 2..area.bottom()).zip(lines) {
            look.put(frame.buffer_mut(), area.x + 2, y, area.width - 2, &line, Style::new());
        }
    }
}
