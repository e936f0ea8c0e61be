//! A real `App` on a terminal in memory: keys by name in, text out. Jobs run at once; the clocks stand still until told.

use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use chrono::{NaiveDate, NaiveDateTime};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use guichet::domain::ids::{Id, UserId};
use guichet::domain::rules::Rules;
use guichet::domain::who::Who;
use guichet::store::{self, Clock, Desk};
use guichet::texts::Texts;
use guichet::tui::action::Action;
use guichet::tui::app::{App, Parts, Status, Ways};
use guichet::tui::event::Event;
use guichet::tui::jobs::AtOnce;
use guichet::tui::keymap::{Key, Keymap};
use guichet::tui::look::Look;
use guichet::tui::screen::{Cx, Offer, Screen};
use guichet::tui::screens::{AllWays, House};
use guichet::tui::terminal::{Caps, OwnBackend};
use ratatui::Terminal;
use ratatui::backend::{Backend, TestBackend};
use uuid::Uuid;

use crate::toy::ToyList;

/// One app under test.
pub struct Harness {
    /// The app.
    pub app: App,
    terminal: Terminal<TestBackend>,
    paused: Rc<Cell<bool>>,
    now: Instant,
    wall: Rc<Cell<NaiveDateTime>>,
}

struct ToyWays;

impl Ways for ToyWays {
    fn offers(&self, out: &mut Vec<Offer>) {
        out.extend([Offer::rare(Action::Search), Offer::rare(Action::GoDay), Offer::rare(Action::GoCaseload)]);
    }
    fn go(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Search => cx.push(ToyList::new()),
            _ => cx.replace(ToyList::new()),
        }
    }
}

/// 24 November 2026, 08h42, a Tuesday.
fn wall() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap().and_hms_opt(8, 42, 0).unwrap()
}

/// A desk on a database in memory.
pub fn desk() -> Desk {
    let who = Who {
        user: UserId::from_uuid(Uuid::nil()),
        login: "hmabiala".into(),
        name: "MABIALA Hugues".into(),
        agency: "LBV".into(),
        roles: vec!["counsellor".into()],
        post: "LBV-3".into(),
    };
    Desk::new(store::open("sqlite::memory:").unwrap(), who, Clock::Real, Rules::default())
}

impl Harness {
    /// In French, 80x24.
    pub fn new(first: impl Screen) -> Self {
        Harness::with(first, "fr", false, (80, 24))
    }
    /// In a language, thin or not, of a size.
    pub fn with(first: impl Screen, lang: &str, thin: bool, size: (u16, u16)) -> Self {
        Harness::at(first, desk(), lang, thin, size)
    }
    /// At a desk of one's own, with an office behind it.
    pub fn at(first: impl Screen, desk: Desk, lang: &str, thin: bool, size: (u16, u16)) -> Self {
        Harness::build(first, desk, Look::new(Texts::load(lang).unwrap(), 0, thin), size)
    }
    /// The same in French, with the ways of the real house.
    pub fn everywhere(first: impl Screen, house: &House, desk: Desk) -> Self {
        let look = Look::new(Texts::load("fr").unwrap(), 0, false);
        Harness::with_ways(first, Box::new(AllWays(Rc::clone(house))), desk, look, (80, 24))
    }
    /// With a look changed.
    pub fn of(first: impl Screen, change: impl FnOnce(&mut Look)) -> Self {
        let mut look = Look::new(Texts::load("fr").unwrap(), 0, false);
        change(&mut look);
        Harness::build(first, desk(), look, (80, 24))
    }
    fn build(first: impl Screen, desk: Desk, look: Look, size: (u16, u16)) -> Self {
        Harness::with_ways(first, Box::new(ToyWays), desk, look, size)
    }
    fn with_ways(first: impl Screen, ways: Box<dyn Ways>, desk: Desk, look: Look, size: (u16, u16)) -> Self {
        let paused = Rc::new(Cell::new(false));
        let wall = Rc::new(Cell::new(wall()));
        let parts = Parts {
            keymap: Keymap::builtin(look.texts.lang()).unwrap(),
            look,
            jobs: Box::new(AtOnce::new(desk, paused.clone())),
            ways,
            wall: Box::new({
                let wall = Rc::clone(&wall);
                move || wall.get()
            }),
            status: Status { agency: "LBV".into(), user: "MABIALA Hugues".into(), notices: 3, ..Status::default() },
            which_key: Duration::from_millis(800),
        };
        let now = Instant::now();
        let app = App::new(parts, Box::new(first), now);
        let terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
        Harness { app, terminal, paused, now, wall }
    }
    /// Presses keys: characters as they are, names in `<…>`, blanks between are nothing (`<Space>` is one).
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let name = rest.strip_prefix('<').and_then(|r| r.split_once('>'));
            let (name, after) = name.unwrap_or_else(|| rest.split_at(c.len_utf8()));
            rest = after;
            if name != " " {
                self.press(Key::named(name).unwrap_or_else(|| panic!("no key {name}")));
            }
        }
        self
    }
    fn press(&mut self, key: Key) {
        let back_tab = key.code == KeyCode::Tab && key.mods == KeyModifiers::SHIFT;
        let code = if back_tab { KeyCode::BackTab } else { key.code };
        self.app.handle(Event::Key(KeyEvent::new(code, key.mods)), self.now);
    }
    /// Hands an event in.
    pub fn event(&mut self, event: Event) -> &mut Self {
        self.app.handle(event, self.now);
        self
    }
    /// Time passes.
    pub fn wait(&mut self, millis: u64) -> &mut Self {
        self.now += Duration::from_millis(millis);
        self.event(Event::Tick)
    }
    /// Nobody types for so many seconds, both clocks going: the loop of `tui::run` without its sleeping. For each time that the
    /// terminal was written to, the second and the bytes; and how often the loop woke.
    pub fn left_alone(&mut self, seconds: u64) -> (Vec<(u64, usize)>, usize) {
        let backend = OwnBackend::fixed(Vec::new(), &Caps::full(), 80, 24);
        let mut terminal = Terminal::new(backend).unwrap();
        let (start, began) = (self.now, self.wall.get());
        let (mut written, mut woken) = (Vec::new(), 0);
        terminal.draw(|frame| self.app.draw(frame)).unwrap();
        let mut before = terminal.backend().writer().len();
        while self.now < start + Duration::from_secs(seconds) {
            self.now += self.app.wake_in(self.now);
            let passed = self.now - start;
            self.wall.set(began + passed);
            self.app.handle(Event::Tick, self.now);
            terminal.draw(|frame| self.app.draw(frame)).unwrap();
            woken += 1;
            let bytes = terminal.backend().writer().len() - before;
            before += bytes;
            if bytes > 0 {
                written.push((passed.as_secs(), bytes));
            }
        }
        (written, woken)
    }
    /// The app's now.
    pub fn now(&self) -> Instant {
        self.now
    }
    /// Jobs wait from now on.
    pub fn pause(&mut self) -> &mut Self {
        self.paused.set(true);
        self
    }
    /// Jobs are done again, those that waited first.
    pub fn resume(&mut self) -> &mut Self {
        self.paused.set(false);
        self.event(Event::Tick)
    }
    /// What is on the screen, row by row, without blanks at the ends.
    pub fn text(&mut self) -> String {
        self.terminal.draw(|frame| self.app.draw(frame)).unwrap();
        let buffer = self.terminal.backend().buffer();
        let (width, height) = (buffer.area.width, buffer.area.height);
        let row = |y: u16| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..height).map(row).collect::<Vec<_>>().join("\n").replace('\u{a0}', " ")
    }
    /// One row, 1 is the first.
    pub fn row(&mut self, row: usize) -> String {
        self.text().lines().nth(row - 1).unwrap_or_default().to_owned()
    }
    /// Where the hardware cursor is: column and row, 1 is the first.
    pub fn cursor(&mut self) -> (u16, u16) {
        self.text();
        let at = self.terminal.backend_mut().get_cursor_position().unwrap();
        (at.x + 1, at.y + 1)
    }
}
