//! What stands beside the form: the employers that may be the same, or the list that helps the field with the focus. It never takes the
//! cursor by itself and never covers the form.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use uuid::Uuid;

use crate::domain::duplicate::Strength;
use crate::domain::duplicate_firm::FirmSketch;
use crate::services::employers::PossibleFirm;
use crate::tui::look::{Look, cut, wrap};
pub use crate::tui::screens::intake::pane::{AT, WIDE, draw_side, side_line};
use crate::tui::widgets::pick::Choice;

/// The employers that may be the same.
#[derive(Default)]
pub struct Pane {
    found: Vec<PossibleFirm>,
    cursor: usize,
    /// Whether the cursor is in it.
    pub focused: bool,
    answered: bool,
    /// An answer is awaited.
    pub waiting: bool,
    /// The cursor goes into it when the answer is there.
    pub wanted: bool,
    asked: Option<FirmSketch>,
    distinct: Vec<Uuid>,
}

impl Pane {
    /// Whether this is a new question; then it is awaited.
    pub fn ask(&mut self, sketch: Option<&FirmSketch>) -> bool {
        if self.asked.as_ref() == sketch {
            return false;
        }
        self.asked = sketch.cloned();
        if sketch.is_none() {
            self.put(Vec::new());
            return false;
        }
        self.waiting = true;
        true
    }
    /// Asks the same again next time.
    pub fn forget(&mut self) {
        (self.asked, self.waiting, self.wanted) = (None, false, false);
    }
    /// Puts what was found; the cursor stays on its employer.
    pub fn put(&mut self, found: Vec<PossibleFirm>) {
        let here = self.current().map(|p| p.card.id);
        self.waiting = false;
        self.answered = self.asked.is_some();
        self.found = found.into_iter().filter(|p| !self.distinct.contains(&p.card.id)).collect();
        self.cursor = self.found.iter().position(|p| Some(p.card.id) == here).unwrap_or(0);
        self.focused = (self.focused || std::mem::take(&mut self.wanted)) && !self.found.is_empty();
    }
    /// None is there.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
    /// The employer under the cursor.
    pub fn current(&self) -> Option<&PossibleFirm> {
        self.found.get(self.cursor)
    }
    /// One up or down.
    pub fn turn(&mut self, down: bool) {
        let last = self.found.len().saturating_sub(1);
        self.cursor = if down { (self.cursor + 1).min(last) } else { self.cursor.saturating_sub(1) };
    }
    /// The employer under the cursor is another one: not shown again for this form.
    pub fn set_distinct(&mut self) {
        if let Some(id) = self.current().map(|p| p.card.id) {
            self.distinct.push(id);
            let found = std::mem::take(&mut self.found);
            self.put(found);
        }
    }
    fn title(&self, look: &Look) -> String {
        let certain = self.found.iter().any(|p| p.verdict == Strength::Certain);
        format!(
            "{}{}",
            if certain { "!" } else { "" },
            look.with("intake-duplicates", &[("count", self.found.len().to_string())])
        )
    }
    /// Draws it at the right.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, look: &Look) {
        if self.asked.is_none() || !self.answered {
            return;
        }
        look.put(buffer, area.x, area.y, area.width, &self.title(look), look.heading());
        let room = usize::from(area.width.saturating_sub(2));
        let mut y = area.y + 1;
        // The one under the cursor always has room: those before it give way.
        let first = if self.focused { self.cursor.saturating_sub(2) } else { 0 };
        for (at, firm) in self.found.iter().enumerate().skip(first) {
            let here = self.focused && at == self.cursor;
            let lines = lines(firm, look, room);
            if y + u16::try_from(lines.len()).unwrap_or(9) > area.bottom() {
                return;
            }
            for (row, line) in lines.iter().enumerate() {
                let style = if here && row == 0 { look.selected() } else { Style::new() };
                let sign = if here && row == 0 { "> " } else { "  " };
                look.put(buffer, area.x, y, area.width, &format!("{sign}{line}"), style);
                if here && row == 0 {
                    look.point(area.x, y);
                }
                y += 1;
            }
            y += 1;
        }
    }
    /// Draws it as one row, for narrow screens.
    pub fn draw_row(&self, buffer: &mut Buffer, row: Rect, look: &Look) {
        let text = match self.current().filter(|_| self.focused) {
            Some(p) => format!("> {}, {}", p.card.name, evidence(p, look)),
            None if self.found.is_empty() => String::new(),
            None => look.with("intake-fold", &[("count", self.found.len().to_string())]),
        };
        let style = if self.focused { look.selected() } else { look.heading() };
        let width = row.width.saturating_sub(2);
        look.put(buffer, row.x + 1, row.y, width, &cut(&text, usize::from(width)), style);
        if self.focused {
            look.point(row.x + 1, row.y);
        }
    }
}

/// `FORT : même nom, même ville`.
fn evidence(firm: &PossibleFirm, look: &Look) -> String {
    let all: Vec<String> = firm.evidence.iter().map(|e| look.with(e.key, &e.args)).collect();
    look.with("intake-evidence", &[("strength", look.text(firm.verdict.key())), ("evidence", all.join(", "))])
}

fn lines(firm: &PossibleFirm, look: &Look, room: usize) -> Vec<String> {
    let card = &firm.card;
    let mut all = wrap(&card.name, room);
    let place = card.town.clone().unwrap_or_else(|| card.agency.clone());
    all.push(format!("{place}  {}", card.number));
    all.extend(wrap(&evidence(firm, look), room));
    all
}

/// The marked line of the list that helps a field, as one row.
pub fn draw_choice(choice: &Choice, buffer: &mut Buffer, row: Rect, look: &Look) {
    look.put(buffer, row.x + 1, row.y, row.width, &format!("> {}", side_line(choice)), look.heading());
}
