//! The reception's queue (screens.md §4, drawing 1b): who waits since when, who is expected, who is free now. Opened by `--at queue`
//! and `g f`. Nothing of the reason for coming beyond its kind: the counter is public.

use chrono::NaiveDateTime;
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::appointment::grace;
use crate::domain::lifecycle::AppointmentState;
use crate::fault::Outcome;
use crate::services::day::Meeting;
use crate::services::deed::once;
use crate::services::queue::{self, Page};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::dialogs::PickDialog;
use crate::tui::fit::Fit;
use crate::tui::frame::hour;
use crate::tui::look::{Look, width};
use crate::tui::screen::{Cx, Offer, Screen, Topic, Words};
use crate::tui::screens::finder::{Finder, Found};
use crate::tui::screens::meetings::{self, Meets, waited};
use crate::tui::screens::watch::{self, Watch, Watches};
use crate::tui::screens::{House, Office, fields, said};
use crate::tui::widgets::table::{Band, Cell, Column, Row, Table};

const PAGE: Slot = Slot("queue");
/// Width of one who is free.
const FREE: usize = 34;

/// A row.
#[derive(Clone)]
struct Line {
    meeting: Option<Box<Meeting>>,
    band: Option<Band>,
    key: Vec<u8>,
    since: Cell,
    whom: String,
    motif: String,
    booked: Cell,
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.key.clone()
    }
    fn band(&self, _look: &Look) -> Option<Band> {
        self.band.clone()
    }
}

impl Line {
    fn name(&self) -> &str {
        self.meeting.as_ref().map_or("", |m| m.name.as_str())
    }
    fn of(meeting: &Meeting, house: &Office, now: NaiveDateTime, look: &Look) -> Self {
        let a = &meeting.appointment;
        let waits = a.state == AppointmentState::Arrived;
        let alert = waits && waited(meeting, now) >= house.rules.number("queue_alert", 30);
        let since = match (a.state, a.arrived_at) {
            (AppointmentState::Arrived, Some(at)) => hour(look, crate::domain::calendar::local(at)),
            (AppointmentState::Planned, _) => "-".to_owned(),
            (state, _) => look.texts.state("appointment", state.id()),
        };
        let late = a.to_settle(now, grace(&house.rules));
        let booked = match a.starts_at {
            Some(at) => Cell::alert_if(hour(look, crate::domain::calendar::local(at)), late),
            None => Cell::from(look.text("queue-without")),
        };
        Line {
            key: a.head.id.0.as_bytes().to_vec(),
            since: Cell::alert_if(since, alert),
            whom: meeting.counsellor.clone().unwrap_or_else(|| look.text("queue-reception")),
            motif: said::motif(meeting, house, look),
            booked,
            band: None,
            meeting: Some(Box::new(meeting.clone())),
        }
    }
    fn band(band: Band, name: String) -> Self {
        let (since, booked) = (Cell::default(), Cell::default());
        Line { meeting: None, band: Some(band), key: name.into_bytes(), since, whom: String::new(), motif: String::new(), booked }
    }
}

fn columns() -> Vec<Column<Line>> {
    vec![
        Column::new("queue-since", 7, 0, |l: &Line, _| l.since.clone()).signed(),
        Column::new("day-who", 21, 0, |l: &Line, _| Cell::from(l.name())).fit(Fit::Name),
        Column::new("queue-whom", 23, 1, |l: &Line, _| Cell::from(l.whom.as_str())),
        Column::new("day-motif", 16, 2, |l: &Line, _| Cell::from(l.motif.as_str())),
        Column::new("queue-booked", 7, 0, |l: &Line, _| l.booked.clone()).signed(),
        Column::new("queue-number", 15, 3, |l: &Line, _| {
            Cell::from(l.meeting.as_ref().and_then(|m| m.number.clone()).unwrap_or_default())
        })
        .extra(),
    ]
}

/// The screen.
pub struct Queue {
    house: House,
    table: Table<Line>,
    page: Option<Page>,
    now: NaiveDateTime,
    watch: Watch,
}

impl Queue {
    /// Of the agency of who works.
    pub fn new(house: &House) -> Self {
        let now = house.rules.today.and_time(chrono::NaiveTime::MIN);
        Queue { house: house.clone(), table: Table::new(columns()), page: None, now, watch: Watch::default() }
    }
    fn load(cx: &mut Cx<'_>) {
        cx.load(PAGE, queue::page, Self::came);
    }
    /// The queue is what it is now: who was called leaves it, whoever comes stands at its end; the cursor stays on its row.
    fn came(&mut self, page: Outcome<Page>, cx: &mut Cx<'_>) {
        let Ok(page) = page else { return };
        self.now = page.now;
        self.watch.read(page.mark);
        self.table.refresh(self.lines(&page, cx.look));
        self.table.leave_band(cx.look, true);
        self.page = Some(page);
        watch::begin(self, cx);
    }
    fn lines(&self, page: &Page, look: &Look) -> Vec<Line> {
        let of = |m: &Meeting| Line::of(m, &self.house, page.now, look);
        let mut lines: Vec<Line> = page.waiting.iter().map(of).collect();
        if lines.is_empty() {
            lines.push(Line::band(Band::Text(look.text("queue-nobody")), "nobody".to_owned()));
        }
        if !page.expected.is_empty() {
            lines.push(Line::band(Band::Heading(look.text("queue-expected")), "expected".to_owned()));
            lines.extend(page.expected.iter().map(of));
        }
        if !page.free.is_empty() {
            lines.push(Line::band(Band::Heading(look.text("queue-free")), "free".to_owned()));
            for (n, pair) in page.free.chunks(2).enumerate() {
                let words = pair.iter().map(|(officer, until)| free_words(officer, *until, look));
                let text = words.map(|w| format!("{w}{}", " ".repeat(FREE.saturating_sub(width(&w))))).collect::<String>();
                lines.push(Line::band(Band::Text(text.trim_end().to_owned()), format!("free {n}")));
            }
        }
        lines
    }
    /// Someone comes without an appointment: searched first, then with which wish.
    fn walk_in(&self, cx: &mut Cx<'_>) {
        cx.ask(Finder::new(Words::new("title-walk-in"), true), |me: &mut Self, found, cx| {
            let (person, name) = match found {
                Found::Person(id, _) => (Some(id), None),
                Found::Said(name) => (None, Some(name)),
            };
            let wishes = fields::choices(&me.house, "WISH", cx.look.lang()).to_vec();
            cx.ask(PickDialog::new(Words::new("title-wish"), wishes), move |_: &mut Self, wish, cx| {
                let mut deed = once();
                cx.save(
                    move |desk| {
                        let deed = deed(desk);
                        queue::walk_in(desk, deed, person, name.clone(), &wish.code)
                    },
                    |_: &mut Self, done, cx| {
                        if let Ok(meeting) = done {
                            cx.say_saved(Words::new("meeting-done-arrive").with("name", &meeting.name));
                            Self::load(cx);
                        }
                    },
                );
            });
        });
    }
}

/// `LEKOUMBA Rodrigue jusqu'à 09h30`, `TCHOUA Patrice (entreprises)`.
fn free_words(officer: &crate::services::day::Officer, until: Option<chrono::NaiveTime>, look: &Look) -> String {
    let firms = !officer.roles.iter().any(|r| r == "counsellor");
    let name = if firms { look.with("queue-free-firms", &[("name", officer.name.clone())]) } else { officer.name.clone() };
    match until {
        Some(at) => {
            look.with("queue-free-until", &[("name", name), ("hour", hour(look, chrono::NaiveDate::default().and_time(at)))])
        }
        None => name,
    }
}

impl Meets for Queue {
    fn house(&self) -> &House {
        &self.house
    }
    fn meeting(&self) -> Option<&Meeting> {
        self.table.current()?.meeting.as_deref()
    }
    /// Its row changes where it is, until the queue is read again.
    fn became(&mut self, meeting: Meeting, cx: &mut Cx<'_>) {
        let line = Line::of(&meeting, &self.house, cx.now, cx.look);
        self.table.update(&line.key(), |row| *row = line.clone());
    }
}

impl Watches for Queue {
    fn watch(&mut self) -> &mut Watch {
        &mut self.watch
    }
    fn news(&mut self, cx: &mut Cx<'_>) {
        cx.glance(PAGE, queue::page, Self::came);
    }
}

impl Screen for Queue {
    fn name(&self) -> &'static str {
        "queue"
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        let Some(meeting) = self.meeting() else {
            out.push(Offer::main(Action::New));
            return;
        };
        out.push(Offer::main(Action::Open));
        let mut own = Vec::new();
        meetings::offers(meeting, &self.house, self.now, &mut own);
        // At the reception arrival, a new one and for whom come first.
        let mains = [Action::Arrive, Action::Transfer];
        let (first, rest): (Vec<Offer>, Vec<Offer>) = own.into_iter().partition(|o| mains.contains(&o.action));
        out.extend(first.into_iter().map(|o| Offer { rank: crate::tui::screen::Rank::Main, ..o }));
        out.push(Offer::main(Action::New));
        out.extend(rest.into_iter().map(|o| Offer { rank: crate::tui::screen::Rank::Usual, ..o }));
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.now = cx.now;
        Self::load(cx);
    }
    fn covered(&mut self) {
        self.watch.cover();
    }
    fn uncovered(&mut self, cx: &mut Cx<'_>) {
        if self.watch.uncover() {
            Self::load(cx);
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
            Action::New => self.walk_in(cx),
            _ => {
                meetings::act(self, action, cx);
            }
        }
    }
    fn context(&self, look: &Look) -> String {
        let Some(page) = &self.page else { return String::new() };
        let waiting = self.table.rows().iter().filter_map(|l| l.meeting.as_ref());
        let waiting: Vec<_> = waiting.filter(|m| m.appointment.state == AppointmentState::Arrived).collect();
        let Some(first) = waiting.iter().filter_map(|m| m.appointment.arrived_at).min() else {
            let expected = page.expected.len().to_string();
            return look.with("queue-empty", &[("count", expected)]);
        };
        let first = hour(look, crate::domain::calendar::local(first));
        look.with("queue-waiting", &[("count", waiting.len().to_string()), ("hour", first)])
    }
    fn slot(&self, look: &Look) -> String {
        self.table.position(look)
    }
    fn subject(&self, _look: &Look) -> String {
        self.meeting().map(|m| m.name.clone()).unwrap_or_default()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.table.draw(frame.buffer_mut(), area, look, true);
    }
}
