//! Administration (screens.md drawing 13): pages like tabs, by left and right. A page is one struct (`Page`) and one line in `PAGES`;
//! it shows only to those whose role has its right. Opened by `g m` and `--at admin`.
//!
//! How a page loads: `cx.load(Slot("users"), job, |me: &mut Admin, rows, cx| me.with::<Users>(|page| page.came(rows, cx)))`, since the
//! screen on the stack is `Admin`. What a page says under « À faire » of the first one stands in its `todo`.

mod accounts;
mod agencies;
mod backups;
mod deeds;
mod delays;
mod journal;
mod sessions;

pub(super) use sessions::Line as SessionLine;
use sessions::since;

use std::any::Any;
use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::rights::{self, Deed, Owner};
use crate::tui::action::Action;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Kind, Offer, Screen, Topic, Typed};
use crate::tui::screens::{House, Office};
use crate::tui::widgets::tabs::{Tab, Tabs};

/// One page of the administration.
pub trait Page: Any {
    /// Key of its label in the line of tabs.
    fn label(&self) -> &'static str;
    /// How many (0 isn't shown), and whether something in it is overdue.
    fn badge(&self) -> (usize, bool) {
        (0, false)
    }
    /// The screen opens, whichever page is shown: a quiet look for the badge and « À faire » (`cx.glance`).
    fn noticed(&mut self, cx: &mut Cx<'_>) {
        let _ = cx;
    }
    /// The page is shown: it loads.
    fn opened(&mut self, cx: &mut Cx<'_>);
    /// What waits to be done, a line each; shown on the first page.
    fn todo(&self, look: &Look) -> Vec<String> {
        let _ = look;
        Vec::new()
    }
    /// What can be done now.
    fn actions(&self, out: &mut Vec<Offer>);
    /// Does what was offered.
    fn act(&mut self, action: Action, cx: &mut Cx<'_>);
    /// Text for a field of the page; false: nothing took it.
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        let _ = (what, cx);
        false
    }
    /// Whether letters go to a field of the page.
    fn typing(&self) -> bool {
        false
    }
    /// The state slot: the position.
    fn slot(&self, look: &Look) -> String {
        let _ = look;
        String::new()
    }
    /// What the deeds are about.
    fn subject(&self) -> String {
        String::new()
    }
    /// Draws below the line of tabs.
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look);
}

/// A page for who works, or none where the role has nothing to do there.
type Make = fn(&House) -> Option<Box<dyn Page>>;

/// The pages in the order of drawing 13. One line plugs one in.
const PAGES: &[Make] = &[accounts::page, agencies::page, delays::page, journal::page, sessions::page, backups::page];

/// Whether who works has a right for the whole office, or in the own agency: for `Make`.
pub fn has(house: &Office, deed: Deed) -> bool {
    rights::allowed(&house.who, deed, Owner::own(&house.who)).is_ok()
}

/// The screen.
pub struct Admin {
    pages: Vec<Box<dyn Page>>,
    current: usize,
}

impl Admin {
    /// With the pages of who works.
    pub fn new(house: &House) -> Self {
        Admin { pages: PAGES.iter().filter_map(|make| make(&Rc::clone(house))).collect(), current: 0 }
    }
    /// A page of this type, when it is there: for answers of its jobs.
    pub fn with<P: Page>(&mut self, f: impl FnOnce(&mut P)) {
        for page in &mut self.pages {
            let page: &mut dyn Any = page.as_mut();
            if let Some(page) = page.downcast_mut::<P>() {
                return f(page);
            }
        }
    }
    fn page(&self) -> Option<&dyn Page> {
        self.pages.get(self.current).map(AsRef::as_ref)
    }
    fn tabs(&self) -> Tabs {
        let tab = |page: &dyn Page| {
            let (count, alert) = page.badge();
            Tab { label: page.label(), count, alert }
        };
        Tabs { tabs: self.pages.iter().map(|page| tab(page.as_ref())).collect(), current: self.current }
    }
    fn open(&mut self, cx: &mut Cx<'_>) {
        if let Some(page) = self.pages.get_mut(self.current) {
            page.opened(cx);
        }
    }
}

impl Screen for Admin {
    fn name(&self) -> &'static str {
        "admin"
    }
    fn kind(&self) -> Kind {
        if self.typing() { Kind::Text } else { Kind::List }
    }
    fn typing(&self) -> bool {
        self.page().is_some_and(Page::typing)
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        if let Some(page) = self.page() {
            page.actions(out);
        }
        if !self.typing() {
            self.tabs().offers(out);
        }
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        for page in &mut self.pages {
            page.noticed(cx);
        }
        self.open(cx);
    }
    fn changed(&mut self, _topic: Topic, cx: &mut Cx<'_>) {
        self.open(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        let mut tabs = self.tabs();
        if !self.typing() && matches!(action, Action::Left | Action::Right) {
            if tabs.act(action) {
                self.current = tabs.current;
                self.open(cx);
            }
            return;
        }
        if let Some(page) = self.pages.get_mut(self.current) {
            page.act(action, cx);
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        self.pages.get_mut(self.current).is_some_and(|page| page.typed(what, cx))
    }
    fn slot(&self, look: &Look) -> String {
        self.page().map(|p| p.slot(look)).unwrap_or_default()
    }
    fn subject(&self, _look: &Look) -> String {
        self.page().map(Page::subject).unwrap_or_default()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let Some(page) = self.page() else {
            look.put(frame.buffer_mut(), area.x + 2, area.y + 1, area.width - 2, &look.text("admin-nothing"), Style::new());
            return;
        };
        self.tabs().draw(frame.buffer_mut(), Rect { y: area.y.saturating_sub(1), height: 1, ..area }, look);
        let todo: Vec<String> =
            if self.current == 0 { self.pages.iter().flat_map(|p| p.todo(look)).collect() } else { Vec::new() };
        // What waits stands at the bottom, a third of the page at most.
        let below = if todo.is_empty() { 0 } else { u16::try_from(todo.len()).unwrap_or(1).min(area.height / 3) + 1 };
        page.draw(frame, Rect { height: area.height - below, ..area }, look);
        if below > 0 {
            let top = area.bottom() - below;
            look.put(frame.buffer_mut(), area.x, top, area.width, &look.text("admin-todo"), look.heading());
            for (y, line) in (top + 1..area.bottom()).zip(&todo) {
                look.put(frame.buffer_mut(), area.x + 1, y, area.width.saturating_sub(2), line, Style::new());
            }
        }
    }
}
