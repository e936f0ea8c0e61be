//! A few numbered answers, the likely one first (`s` Enter, or a digit), under lines that say what is known; and letters of deeds that
//! may be done instead. Opened by the screens of the day, the queue and the agenda: what may follow, a no-show.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::action::Action;
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Dialog, Kind, Offer, Rank, Screen, Words};

/// What was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Enter, where there are no numbered answers.
    Done,
    /// This answer, from 0.
    Nth(usize),
    /// The letter of this deed.
    Deed(Action),
}

/// The drawer.
pub struct Answers {
    title: Words,
    deed: &'static str,
    lines: Vec<Words>,
    answers: Vec<(Words, Option<Words>)>,
    deeds: Vec<(Action, &'static str)>,
    cursor: usize,
}

impl Answers {
    /// With its title and the key of the label that Enter has (14 characters).
    pub fn new(title: Words, deed: &'static str) -> Self {
        Answers { title, deed, lines: Vec::new(), answers: Vec::new(), deeds: Vec::new(), cursor: 0 }
    }
    /// One more line of what is known.
    pub fn line(mut self, words: Words) -> Self {
        self.lines.push(words);
        self
    }
    /// One more answer; refused ones say why.
    pub fn answer(mut self, label: Words, why_not: Option<Words>) -> Self {
        self.answers.push((label, why_not));
        self
    }
    /// A deed that may be done instead, by its letter.
    pub fn deed(mut self, action: Action, label: &'static str) -> Self {
        self.deeds.push((action, label));
        self
    }
    fn choose(&self, nth: usize, cx: &mut Cx<'_>) {
        match self.answers.get(nth) {
            Some((_, None)) => cx.reply(Answer::Nth(nth)),
            Some((_, Some(why))) => cx.say(crate::tui::screen::Message::failed(why.clone())),
            None if self.answers.is_empty() => cx.reply(Answer::Done),
            None => cx.bell(),
        }
    }
}

impl Dialog for Answers {
    type Reply = Answer;
}

impl Screen for Answers {
    fn name(&self) -> &'static str {
        "answers"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Open).labelled(self.deed));
        out.extend(self.deeds.iter().map(|(action, label)| Offer::main(*action).labelled(label)));
        out.push(Offer::main(Action::Back));
        let digits = (1..=self.answers.len().min(9)).filter_map(|n| Action::of_digit(u8::try_from(n).ok()?));
        out.extend(digits.map(|a| Offer::new(a, Rank::Usual).labelled("answers-choose")));
        out.extend([Action::Up, Action::Down].map(Offer::silent));
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        let last = self.answers.len().saturating_sub(1);
        match action {
            Action::Open => self.choose(self.cursor, cx),
            Action::Back => cx.close(),
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(last),
            other => match other.digit() {
                Some(digit) => self.choose(usize::from(digit).saturating_sub(1), cx),
                None => cx.reply(Answer::Deed(other)),
            },
        }
    }
    fn title(&self, look: &Look) -> String {
        look.words(&self.title)
    }
    fn rows(&self, _width: u16) -> u16 {
        u16::try_from(self.lines.len() + self.answers.len()).unwrap_or(9).max(1)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let buffer = frame.buffer_mut();
        let mut y = area.y;
        for line in &self.lines {
            let text = wrap(&look.words(line), usize::from(area.width.saturating_sub(2))).into_iter().next().unwrap_or_default();
            look.put(buffer, area.x + 1, y, area.width.saturating_sub(1), &text, Style::new());
            y += 1;
        }
        if self.answers.is_empty() {
            look.point(area.x, area.y);
        }
        for (nth, (label, why)) in self.answers.iter().enumerate() {
            let here = nth == self.cursor;
            let mut text = format!("{} {} {}", if here { ">" } else { " " }, nth + 1, look.words(label));
            if let Some(why) = why {
                text = format!("{text} ({})", look.words(why));
            }
            look.fill(buffer, area.x, y, area.width, &text, if here { look.selected() } else { Style::new() });
            if here {
                look.point(area.x, y);
            }
            y += 1;
        }
    }
}
