//! Finds a person by letters, number or telephone before anything is made for someone (screens.md §4, « search first »): who comes
//! without an appointment, for whom a gap is booked. Not found: the name as said, where that may be.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::ids::PersonId;
use crate::services::queue;
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::look::{Look, width};
use crate::tui::screen::{Cx, Dialog, Kind, Offer, Screen, Typed, Words};
use crate::tui::widgets::line::Line;

/// People shown.
const MOST: usize = 6;
/// Letters from which on it looks.
const LETTERS: usize = 2;

/// Who was meant.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A person with a file: id and name as shown.
    Person(PersonId, String),
    /// Nobody that is known: the name as said.
    Said(String),
}

/// A line of the list.
struct Hit {
    id: PersonId,
    name: String,
    about: String,
}

/// The drawer.
pub struct Finder {
    title: Words,
    line: Line,
    hits: Vec<Hit>,
    cursor: usize,
    may_be_said: bool,
}

impl Finder {
    /// With its title; `may_be_said`: a name without a file is an answer too.
    pub fn new(title: Words, may_be_said: bool) -> Self {
        Finder { title, line: Line::new(60), hits: Vec::new(), cursor: 0, may_be_said }
    }
    fn said(&self) -> bool {
        self.may_be_said && self.line.text().trim().chars().count() >= LETTERS
    }
    fn last(&self) -> usize {
        (self.hits.len() + usize::from(self.said())).saturating_sub(1)
    }
    fn look_for(&mut self, cx: &mut Cx<'_>) {
        let typed = self.line.text().trim().to_owned();
        self.cursor = 0;
        if typed.chars().count() < LETTERS {
            self.hits.clear();
            return;
        }
        let slot = Slot("find");
        cx.load(
            slot,
            move |desk| queue::find(desk, &typed, MOST),
            |me: &mut Self, found, cx| {
                let Ok(found) = found else { return };
                let hit = |card: crate::services::queue::Card| Hit {
                    id: PersonId(card.id),
                    about: [card.birth_year.map(|y| y.to_string()), card.town, Some(card.number)]
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .join("  "),
                    name: card.name,
                };
                me.hits = found.into_iter().map(hit).collect();
                me.cursor = me.cursor.min(me.last());
                let _ = cx;
            },
        );
        cx.hold(slot);
    }
}

impl Dialog for Finder {
    type Reply = Found;
}

impl Screen for Finder {
    fn name(&self) -> &'static str {
        "finder"
    }
    fn kind(&self) -> Kind {
        Kind::Dialog
    }
    fn typing(&self) -> bool {
        true
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Open).labelled("pick-take"));
        out.push(Offer::main(Action::Back));
        out.extend([Action::Up, Action::Down].map(Offer::silent));
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(self.last()),
            Action::Open => match self.hits.get(self.cursor) {
                Some(hit) => cx.reply(Found::Person(hit.id, hit.name.clone())),
                None if self.said() => cx.reply(Found::Said(self.line.text().trim().to_owned())),
                None => cx.bell(),
            },
            _ => cx.close(),
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        let taken = self.line.typed(&what);
        if taken {
            self.look_for(cx);
        }
        taken
    }
    fn title(&self, look: &Look) -> String {
        look.words(&self.title)
    }
    fn rows(&self, _width: u16) -> u16 {
        u16::try_from(MOST + 2).unwrap_or(8)
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let buffer = frame.buffer_mut();
        let label = look.text("finder-name");
        look.put(buffer, area.x + 1, area.y, area.width, &label, Style::new());
        let at = area.x + 3 + u16::try_from(width(&label)).unwrap_or(0);
        let names = self.hits.iter().map(|h| format!("{:<34} {}", h.name, h.about));
        let said = self.said().then(|| look.with("finder-said", &[("value", self.line.text().trim().to_owned())]));
        for ((y, text), nth) in (area.y + 1..area.bottom()).zip(names.chain(said)).zip(0..) {
            let here = nth == self.cursor;
            let text = format!("{} {text}", if here { ">" } else { " " });
            look.fill(buffer, area.x, y, area.width, &text, if here { look.selected() } else { Style::new() });
        }
        self.line.draw(buffer, (at, area.y), area.width.saturating_sub(at + 1), look, look.field(), true);
    }
}
