//! The agenda (screens.md §9): a day with its gaps as rows, the week with booking. Opened by `g a`, and by `r` or `d` of any screen to
//! book for someone (`Agenda::booking`).

mod booking;
mod rows;
mod week;

use chrono::{Duration, NaiveDate, NaiveDateTime};
use ratatui::Frame;
use ratatui::layout::Rect;

pub use booking::For;

use crate::domain::calendar::Calendar;
use crate::domain::dates;
use crate::domain::ids::UserId;
use crate::domain::lifecycle::AppointmentState;
use crate::fault::Outcome;
use crate::services::agenda::{self, Page, monday};
use crate::services::day::Meeting;
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Offer, Screen, Topic};
use crate::tui::screens::House;
use crate::tui::screens::meetings::{self, Meets};
use crate::tui::screens::watch::{self, Watch, Watches};
use crate::tui::widgets::table::Table;
use rows::{Item, Line};
use week::Grid;

const PAGE: Slot = Slot("agenda");
/// Days of a page: a whole week.
const WEEK: i64 = 7;
/// Weeks looked through for a first free slot.
const AHEAD: u32 = 9;

/// The screen.
pub struct Agenda {
    house: House,
    counsellor: UserId,
    day: NaiveDate,
    now: NaiveDateTime,
    page: Option<Page>,
    table: Table<Line>,
    /// The week is shown, not the day.
    week: bool,
    /// The free slot under the cursor of the week.
    slot: Option<NaiveDateTime>,
    /// Weeks that may still be looked through for a first free slot.
    seek: u32,
    wanted: Option<For>,
    /// The next appointment of the person who is booked for.
    next: Option<Meeting>,
    watch: Watch,
}

impl Agenda {
    /// One's own, today.
    pub fn new(house: &House) -> Self {
        let day = house.rules.today;
        Agenda {
            house: house.clone(),
            counsellor: house.who.user,
            day,
            now: day.and_time(chrono::NaiveTime::MIN),
            page: None,
            table: Table::new(rows::columns()),
            week: false,
            slot: None,
            seek: 0,
            wanted: None,
            next: None,
            watch: Watch::default(),
        }
    }
    /// To book for someone: the week, the cursor on the first free slot. Closes itself when that is done.
    pub fn booking(house: &House, wanted: For) -> Self {
        let counsellor = wanted.counsellor;
        Agenda { counsellor, week: true, seek: AHEAD, wanted: Some(wanted), ..Agenda::new(house) }
    }
    fn calendar(&self) -> &Calendar {
        &self.house.rules.calendar
    }
    fn load(&self, cx: &mut Cx<'_>, then: fn(&mut Agenda, Outcome<Page>, &mut Cx<'_>)) {
        let (counsellor, from) = (self.counsellor, monday(self.day));
        cx.load(PAGE, move |desk| agenda::page(desk, counsellor, from, WEEK), then);
    }
    fn came(&mut self, page: Outcome<Page>, cx: &mut Cx<'_>) {
        let Ok(page) = page else { return };
        let entering = self.page.as_ref().is_none_or(|p| p.from != page.from);
        self.now = page.now;
        self.watch.read(page.mark);
        self.page = Some(page);
        self.fill(entering, cx.look);
        self.seek_free(cx);
        watch::begin(self, cx);
    }
    /// The rows of the day shown; the cursor on its row, or on the present hour's.
    fn fill(&mut self, entering: bool, look: &Look) {
        let Some(page) = &self.page else { return };
        let rows = rows::of_day(page, self.day, &self.house, look);
        let here = rows.iter().find(|r| is_next(r, self.now)).or_else(|| rows.iter().rev().find(|r| r.at <= self.now));
        let here = here.or(rows.first()).map(crate::tui::widgets::table::Row::key);
        self.table.refresh(rows);
        if entering && let Some(key) = here {
            self.table.go_to(&key);
        }
    }
    /// The first free slot of the week; none: of one of the next weeks.
    fn seek_free(&mut self, cx: &mut Cx<'_>) {
        let Some(grid) = self.grid() else { return };
        let free = grid.all_free();
        let kept = self.slot.filter(|at| free.contains(at));
        let wished = free.iter().find(|at| at.date() >= self.day).or(free.first()).copied();
        self.slot = kept.or(wished);
        if self.slot.is_none() && self.seek > 0 && self.week {
            self.seek -= 1;
            self.day = monday(self.day) + Duration::days(WEEK);
            return self.load(cx, Self::came);
        }
        self.seek = 0;
        if self.week
            && let Some(at) = self.slot
        {
            self.day = at.date();
        }
    }
    fn grid(&self) -> Option<Grid<'_>> {
        let page = self.page.as_ref()?;
        let person = self.wanted.as_ref().and_then(|w| w.person);
        Some(Grid::new(page, self.calendar(), self.minutes(), person, self.moved_span()))
    }
    fn minutes(&self) -> i64 {
        self.wanted.as_ref().map_or(30, |w| w.minutes(&self.house.rules.codes))
    }
    /// To another day; another week is loaded.
    fn go(&mut self, day: NaiveDate, cx: &mut Cx<'_>) {
        let same = monday(day) == monday(self.day) && self.page.is_some();
        self.day = day;
        self.slot = None;
        if same {
            self.fill(true, cx.look);
            self.seek_free(cx);
        } else {
            self.load(cx, Self::came);
        }
    }
    /// The next day on which the agency opens, or the one before.
    fn neighbour(&self, forward: bool) -> NaiveDate {
        let mut day = self.day;
        for _ in 0..WEEK {
            day += Duration::days(if forward { 1 } else { -1 });
            if self.page.as_ref().is_none_or(|p| p.times.is_open(day)) {
                return day;
            }
        }
        day
    }
    /// Arrows jump from free slot to free slot; beyond the last one comes the next week.
    fn jump(&mut self, action: Action, cx: &mut Cx<'_>) {
        let forward = matches!(action, Action::Down | Action::Right);
        let from = self.slot.unwrap_or_else(|| self.day.and_time(chrono::NaiveTime::MIN));
        let to = self.grid().and_then(|grid| grid.step(from, action));
        match to.filter(|to| self.slot.is_none() || *to != from) {
            Some(at) => {
                self.slot = Some(at);
                self.day = at.date();
            }
            None => {
                let week = Duration::days(if forward { WEEK } else { -WEEK });
                self.go(monday(self.day) + week, cx);
            }
        }
    }
}

/// The row of the present: an appointment not settled, or the gap that goes on.
fn is_next(line: &Line, now: NaiveDateTime) -> bool {
    match &line.item {
        Item::Meeting(m) => m.appointment.state.is_unsettled() && m.appointment.ends().is_none_or(|end| end > now),
        _ => false,
    }
}

impl Meets for Agenda {
    fn house(&self) -> &House {
        &self.house
    }
    fn meeting(&self) -> Option<&Meeting> {
        match &self.table.current()?.item {
            Item::Meeting(meeting) if !self.week => Some(meeting),
            _ => None,
        }
    }
    fn became(&mut self, meeting: Meeting, cx: &mut Cx<'_>) {
        let id = meeting.appointment.head.id;
        let line = Line::of_meeting(meeting.clone(), &self.house, cx.now, cx.look);
        self.table.update(&crate::tui::widgets::table::Row::key(&line), |row| *row = line.clone());
        if let Some(old) = self.page.as_mut().and_then(|p| p.meetings.iter_mut().find(|m| m.appointment.head.id == id)) {
            *old = meeting;
        }
    }
}

impl Watches for Agenda {
    fn watch(&mut self) -> &mut Watch {
        &mut self.watch
    }
    fn news(&mut self, cx: &mut Cx<'_>) {
        let (counsellor, from) = (self.counsellor, monday(self.day));
        cx.glance(PAGE, move |desk| agenda::page(desk, counsellor, from, WEEK), Self::came);
    }
}

impl Screen for Agenda {
    fn name(&self) -> &'static str {
        "agenda"
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        if self.week {
            return self.week_offers(out);
        }
        self.table.offers(out);
        match self.table.current().map(|l| &l.item) {
            Some(Item::Meeting(meeting)) => {
                out.push(Offer::main(Action::Open));
                meetings::offers(meeting, &self.house, self.now, out);
            }
            Some(Item::Free(_)) => {
                out.push(Offer::main(Action::Open).labelled("agenda-book"));
                out.push(Offer::main(Action::Book));
            }
            _ => {}
        }
        out.extend([Action::Left, Action::Right].map(Offer::silent));
        out.push(Offer::usual(Action::NextPane).labelled("agenda-week"));
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.now = cx.now;
        self.day = cx.today();
        self.load_next(cx);
        self.load(cx, Self::came);
    }
    fn covered(&mut self) {
        self.watch.cover();
    }
    fn uncovered(&mut self, cx: &mut Cx<'_>) {
        if self.watch.uncover() {
            self.load(cx, Self::came);
        }
    }
    fn changed(&mut self, _topic: Topic, cx: &mut Cx<'_>) {
        self.news(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        self.now = cx.now;
        watch::touched(self, cx);
        if self.week {
            return self.week_act(action, cx);
        }
        let gap = match self.table.current().map(|l| &l.item) {
            Some(Item::Free(span)) => Some(*span),
            _ => None,
        };
        match action {
            Action::Left | Action::Right => {
                let day = self.neighbour(action == Action::Right);
                self.go(day, cx);
            }
            Action::NextPane => {
                self.week = true;
                self.seek_free(cx);
            }
            Action::Open | Action::Book if gap.is_some() => self.book_gap(gap, cx),
            _ if self.table.act(action) => {}
            _ => {
                meetings::act(self, action, cx);
            }
        }
    }
    fn title(&self, look: &Look) -> String {
        if !self.week {
            return look.text("title-agenda");
        }
        use chrono::Datelike;
        look.with("title-agenda-week", &[("value", self.day.iso_week().week().to_string())])
    }
    fn context(&self, look: &Look) -> String {
        if let Some(wanted) = self.wanted.as_ref().filter(|_| self.week) {
            return wanted.said(&self.house, look);
        }
        let Some(page) = &self.page else { return dates::short_day(self.day, look.lang()) };
        let booked = self.table.rows().iter().filter(|l| matches!(&l.item, Item::Meeting(_))).count();
        let free: i64 = rows::gaps(page, self.day, &self.house).iter().map(|g| g.minutes()).sum();
        let day = dates::short_day(self.day, look.lang());
        if let Some(name) = self.calendar().holiday(self.day) {
            return look.with("agenda-day-off", &[("day", day), ("name", name.to_owned())]);
        }
        look.with("agenda-day", &[("day", day), ("count", booked.to_string()), ("free", free_time(free, look))])
    }
    fn slot(&self, look: &Look) -> String {
        if self.week {
            return String::new();
        }
        let (before, after) = (week::heading(self.neighbour(false), look), week::heading(self.neighbour(true), look));
        format!("< {before}  {after} >")
    }
    fn advice(&self, look: &Look) -> String {
        if self.week {
            return self.week_advice(look);
        }
        let unsettled = self.table.rows().iter().find_map(|l| match &l.item {
            Item::Meeting(m) if m.appointment.state == AppointmentState::Planned => {
                m.appointment.to_settle(self.now, crate::domain::appointment::grace(&self.house.rules)).then_some(l.at)
            }
            _ => None,
        });
        unsettled.map(|at| look.with("agenda-unsettled", &[("hour", crate::tui::frame::hour(look, at))])).unwrap_or_default()
    }
    fn subject(&self, _look: &Look) -> String {
        self.meeting().map(|m| m.name.clone()).unwrap_or_default()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        if self.week {
            return self.draw_week(frame, area, look);
        }
        self.table.draw(frame.buffer_mut(), area, look, true);
    }
}

/// `3 h`, `2 h 30`, `45 min`.
fn free_time(minutes: i64, look: &Look) -> String {
    let (h, m) = (minutes / 60, minutes % 60);
    let key = match (h, m) {
        (0, _) => "free-minutes",
        (_, 0) => "free-hours",
        _ => "free-both",
    };
    look.with(key, &[("h", h.to_string()), ("m", m.to_string())])
}
