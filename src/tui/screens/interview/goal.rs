//! An occupation sought, in the person's own words: the codes found stand below, Enter takes one, then its months of experience.
//! Opened by the part « Métier recherché ».

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::titles::Found;
use crate::fault::Outcome;
use crate::services::search;
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Dialog, Kind, Message, Offer, Screen, Typed, Words};
use crate::tui::widgets::line::Line;

const FOUND: Slot = Slot("found");
/// Codes shown.
const ROWS: usize = 6;
/// A pause in typing after which is looked.
const PAUSE: Duration = Duration::from_millis(150);
/// Most months of experience.
const MONTHS: i64 = 720;

/// What was chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// ISCO-08 unit group.
    pub occupation: String,
    /// The title chosen.
    pub title: String,
    /// 0 is an answer.
    pub months: i64,
}

/// The drawer.
pub struct GoalDialog {
    rank: usize,
    words: Line,
    found: Vec<Found>,
    at: usize,
    /// The code taken; then months are typed.
    taken: Option<Found>,
    months: Line,
    /// Enter came before the codes did.
    wants: bool,
}

impl GoalDialog {
    /// For this rank, from 1, with what was typed already.
    pub fn new(rank: usize, typed: &str) -> Self {
        let mut words = Line::new(80);
        words.set(typed);
        GoalDialog { rank, words, found: Vec::new(), at: 0, taken: None, months: Line::new(3), wants: false }
    }
    fn look_up(&mut self, cx: &mut Cx<'_>) {
        let words = self.words.text().trim().to_owned();
        if words.is_empty() {
            self.found.clear();
            return;
        }
        cx.load(FOUND, move |desk| search::occupations(desk, &words, ROWS), Self::came);
    }
    fn came(&mut self, found: Outcome<Vec<Found>>, cx: &mut Cx<'_>) {
        self.found = found.unwrap_or_default();
        self.at = 0;
        if std::mem::take(&mut self.wants) {
            self.take(cx);
        }
    }
    fn take(&mut self, cx: &mut Cx<'_>) {
        match self.found.get(self.at) {
            Some(found) => self.taken = Some(found.clone()),
            None => {
                cx.bell();
                cx.say(Message::failed(Words::new("interview-goal-none").with("value", self.words.text())));
            }
        }
    }
    fn finish(&self, found: &Found, cx: &mut Cx<'_>) {
        let typed = self.months.text().trim();
        match typed.parse::<i64>().ok().filter(|m| (0..=MONTHS).contains(m)) {
            Some(months) => cx.reply(Goal { occupation: found.code.clone(), title: found.title.clone(), months }),
            None => {
                cx.bell();
                cx.say(Message::failed(Words::new("interview-goal-months")));
            }
        }
    }
    fn enter(&mut self, cx: &mut Cx<'_>) {
        if let Some(found) = self.taken.clone() {
            return self.finish(&found, cx);
        }
        // What was typed last may not have been looked for yet.
        self.wants = true;
        self.look_up(cx);
        if self.words.text().trim().is_empty() {
            self.wants = false;
            cx.bell();
        } else {
            cx.hold(FOUND);
        }
    }
}

impl Dialog for GoalDialog {
    type Reply = Goal;
}

impl Screen for GoalDialog {
    fn name(&self) -> &'static str {
        "goal"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn typing(&self) -> bool {
        true
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Open).labelled(if self.taken.is_some() { "action-save" } else { "pick-take" }));
        out.push(Offer::main(Action::Back));
        out.extend([Action::Up, Action::Down].map(Offer::silent));
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.look_up(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Open if self.taken.is_none() && self.at > 0 => self.take(cx),
            Action::Open => self.enter(cx),
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Down => self.at = (self.at + 1).min(self.found.len().saturating_sub(1)),
            _ if self.taken.is_some() => self.taken = None,
            _ => cx.close(),
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        if self.taken.is_some() {
            let word = matches!(what, Typed::Text(c) if !c.is_ascii_digit());
            return !word && self.months.typed(&what);
        }
        let taken = self.words.typed(&what);
        if taken {
            self.at = 0;
            cx.wake(FOUND, PAUSE, |me: &mut Self, cx| me.look_up(cx));
        }
        taken
    }
    fn title(&self, look: &Look) -> String {
        look.with("interview-goal-title", &[("rank", self.rank.to_string())])
    }
    fn rows(&self, _: u16) -> u16 {
        u16::try_from(ROWS).unwrap_or(6) + 1
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let buffer = frame.buffer_mut();
        let plain = Style::new();
        let room = area.width.saturating_sub(2);
        if let Some(found) = &self.taken {
            look.put(buffer, area.x + 1, area.y, room, &format!("{} {}", found.code, found.title), plain);
            let label = look.text("interview-goal-experience");
            let used = look.put(buffer, area.x + 1, area.y + 1, room, &label, plain);
            self.months.draw(buffer, (area.x + 2 + used, area.y + 1), 4, look, look.field(), true);
            return;
        }
        let label = look.text("interview-goal-words");
        let used = look.put(buffer, area.x + 1, area.y, room, &label, plain);
        self.words.draw(buffer, (area.x + 2 + used, area.y), room.saturating_sub(used + 1).min(40), look, look.field(), true);
        for (at, found) in self.found.iter().enumerate().take(ROWS) {
            let here = at == self.at;
            let y = area.y + 1 + u16::try_from(at).unwrap_or(0);
            let line = format!("{} {} {}", if here { ">" } else { " " }, found.code, found.title);
            look.fill(buffer, area.x, y, area.width, &line, if here { look.selected() } else { plain });
        }
    }
}
