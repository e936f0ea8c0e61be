//! Ma journée (screens.md §4): the appointments of the day and what is due, one list. The cursor starts on the first appointment not
//! settled from now on. Opened at login and by `g j`.

mod deeds;
mod lines;

use chrono::NaiveDateTime;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::lifecycle::AppointmentState;
use crate::fault::Outcome;
use crate::services::day::{self, Meeting, Page, Todo};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::dialogs::{Answer, Answers};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Offer, Screen, Topic, Words};
use crate::tui::screens::intake::Intake;
use crate::tui::screens::meetings::{self, Meets};
use crate::tui::screens::watch::{self, Watch, Watches};
use crate::tui::screens::{House, resume};
use crate::tui::widgets::table::{Row, Table};
pub use deeds::coming_day;
use lines::{Item, Line};

const PAGE: Slot = Slot("day");

/// The screen.
pub struct Day {
    house: House,
    table: Table<Line>,
    page: Option<Page>,
    now: NaiveDateTime,
    /// Rows that others have added since: they come when the list is entered again.
    added: usize,
    watch: Watch,
}

impl Day {
    /// For an office.
    pub fn new(house: &House) -> Self {
        let now = house.rules.today.and_time(chrono::NaiveTime::MIN);
        Day {
            house: house.clone(),
            table: Table::new(lines::columns()).by_stops(),
            page: None,
            now,
            added: 0,
            watch: Watch::default(),
        }
    }
    fn load(cx: &mut Cx<'_>, then: fn(&mut Day, Outcome<Page>, &mut Cx<'_>)) {
        cx.load(PAGE, day::page, then);
    }
    /// The list is entered: rows in their order, the cursor on its row, the first time on the next appointment.
    fn entered(&mut self, page: Outcome<Page>, cx: &mut Cx<'_>) {
        let Ok(page) = page else { return };
        let first = self.page.is_none();
        let rows = lines::of_page(&page, &self.house, cx.look);
        let next = page.meetings.iter().find(|m| is_next(m, page.now)).map(|m| m.appointment.head.id.0.as_bytes().to_vec());
        self.table.refresh(rows);
        if first && let Some(key) = next {
            self.table.go_to(&key);
        }
        self.table.leave_band(cx.look, true);
        self.added = 0;
        self.took(page);
        watch::begin(self, cx);
    }
    /// Others have saved: rows change where they are, new ones are counted only.
    fn refreshed(&mut self, page: Outcome<Page>, cx: &mut Cx<'_>) {
        let Ok(page) = page else { return };
        if self.table.is_empty() {
            return self.entered(Ok(page), cx);
        }
        let fresh = lines::of_page(&page, &self.house, cx.look);
        let known: Vec<Vec<u8>> = self.table.rows().iter().map(Row::key).collect();
        let rows = self.table.rows().iter().map(|old| match fresh.iter().find(|new| new.key() == old.key()) {
            Some(new) => new.clone(),
            None if matches!(old.item, Item::Band(_)) => old.clone(),
            None => old.clone().settled(cx.text("day-gone")),
        });
        let rows: Vec<Line> = rows.collect();
        self.added = fresh.iter().filter(|new| !matches!(new.item, Item::Band(_)) && !known.contains(&new.key())).count();
        self.table.refresh(rows);
        self.took(page);
    }
    fn took(&mut self, page: Page) {
        self.now = page.now;
        self.watch.read(page.mark);
        self.page = Some(page);
    }
    fn todo(&self) -> Option<&Todo> {
        match &self.table.current()?.item {
            Item::Task(todo) => Some(todo),
            _ => None,
        }
    }
    fn meetings(&self) -> impl Iterator<Item = &Meeting> {
        self.table.rows().iter().filter_map(|l| match &l.item {
            Item::Meeting(meeting) => Some(meeting.as_ref()),
            _ => None,
        })
    }
    /// Drafts and unsettled appointments are said before one leaves.
    fn quit(&self, cx: &mut Cx<'_>) {
        let unsettled = self.meetings().filter(|m| m.appointment.to_settle(cx.now, 0)).count();
        let drafts = self.page.as_ref().map_or(0, |p| p.drafts.len());
        if unsettled + drafts == 0 {
            return cx.quit();
        }
        let drawer = Answers::new(Words::new("title-quit"), "action-quit")
            .line(Words::new("quit-unsettled").with("count", unsettled))
            .line(Words::new("quit-drafts").with("count", drafts));
        cx.ask(drawer, |_: &mut Self, answer, cx| {
            if answer == Answer::Done {
                cx.quit();
            }
        });
    }
    fn draw_first_day(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let admin = self.page.as_ref().and_then(|p| p.admin.clone()).unwrap_or_default();
        let keys = ["day-empty", "day-empty-new", "day-empty-import"].map(|key| look.text(key));
        let admin = if admin.is_empty() { String::new() } else { look.with("day-empty-admin", &[("name", admin)]) };
        for (y, text) in (area.y + 2..area.bottom()).zip(keys.into_iter().chain([String::new(), admin])) {
            look.put(frame.buffer_mut(), area.x + 2, y, area.width.saturating_sub(2), &text, Style::new());
        }
        look.point(area.x, area.y + 2);
    }
}

/// Not settled, and not past: a slot that hasn't ended, or someone who waits.
fn is_next(meeting: &Meeting, now: NaiveDateTime) -> bool {
    let a = &meeting.appointment;
    a.state.is_unsettled() && a.at().is_some_and(|at| at.date() == now.date()) && a.ends().is_none_or(|end| end > now)
}

impl Meets for Day {
    fn house(&self) -> &House {
        &self.house
    }
    fn meeting(&self) -> Option<&Meeting> {
        match &self.table.current()?.item {
            Item::Meeting(meeting) => Some(meeting),
            _ => None,
        }
    }
    fn became(&mut self, meeting: Meeting, cx: &mut Cx<'_>) {
        let line = Line::of_meeting(meeting, &self.house, cx.now, cx.look);
        self.table.update(&line.key(), |row| *row = line.clone());
    }
}

impl Watches for Day {
    fn watch(&mut self) -> &mut Watch {
        &mut self.watch
    }
    fn news(&mut self, cx: &mut Cx<'_>) {
        cx.glance(PAGE, day::page, Self::refreshed);
    }
}

impl Screen for Day {
    fn name(&self) -> &'static str {
        "day"
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        if self.table.is_empty() {
            out.push(Offer::main(Action::New));
            out.push(Offer::usual(Action::Go));
        } else {
            out.push(Offer::main(Action::Open));
        }
        match self.table.current().map(|l| &l.item) {
            Some(Item::Meeting(meeting)) => meetings::offers(meeting, &self.house, self.now, out),
            Some(Item::Task(todo)) => deeds::offers(todo, out),
            _ => {}
        }
        if !self.table.is_empty() {
            out.push(Offer::usual(Action::New));
        }
        out.push(Offer::rare(Action::Quit));
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.now = cx.now;
        Self::load(cx, Self::entered);
        resume::offer::<Self>(cx, &self.house);
    }
    fn covered(&mut self) {
        self.watch.cover();
    }
    fn uncovered(&mut self, cx: &mut Cx<'_>) {
        if self.watch.uncover() {
            Self::load(cx, Self::entered);
        }
    }
    fn changed(&mut self, _topic: Topic, cx: &mut Cx<'_>) {
        self.news(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        self.now = cx.now;
        watch::touched(self, cx);
        if self.table.act(action) {
            let down = !matches!(action, Action::Up | Action::PageUp | Action::Last);
            return self.table.leave_band(cx.look, down);
        }
        match action {
            Action::New => cx.push(Intake::new(&self.house)),
            Action::Quit => self.quit(cx),
            _ if self.meeting().is_some() => {
                meetings::act(self, action, cx);
            }
            _ if self.todo().is_some() => deeds::act(self, action, cx),
            Action::Open => {
                if let Some(Item::Draft(draft)) = self.table.current().map(|l| &l.item) {
                    resume::open(&self.house, draft.as_ref().clone(), cx);
                }
            }
            _ => {}
        }
    }
    fn context(&self, look: &Look) -> String {
        let Some(page) = &self.page else { return String::new() };
        let waiting = self.meetings().filter(|m| m.appointment.state == AppointmentState::Arrived).count();
        let part = |key: &str, count: usize| look.with(key, &[("count", count.to_string())]);
        let late = usize::try_from(page.due.late).unwrap_or(0);
        [part("day-booked", page.booked()), part("day-waiting", waiting), part("day-late", late)].join(", ")
    }
    fn slot(&self, look: &Look) -> String {
        let position = self.table.position(look);
        if self.added == 0 {
            position
        } else {
            look.with("slot-added", &[("count", self.added.to_string()), ("position", position)])
        }
    }
    fn subject(&self, _look: &Look) -> String {
        match self.table.current().map(|l| &l.item) {
            Some(Item::Meeting(meeting)) => meeting.name.clone(),
            Some(Item::Task(todo)) => todo.name.clone().unwrap_or_default(),
            _ => String::new(),
        }
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.table.draw(frame.buffer_mut(), area, look, true);
        if self.page.is_some() && self.table.is_empty() {
            self.draw_first_day(frame, area, look);
        }
    }
}
