//! What stands beside a form that makes a new file: the files that may be the same one, or the list that helps the field with the
//! focus. It never takes the cursor by itself and never covers the form (screens.md §8, §12). Used by the intake and the employer's form.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use uuid::Uuid;

use crate::domain::duplicate::Strength;
use crate::services::search::{Kind, Possible};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::form::Form;
use crate::tui::look::{Look, cut, wrap};
use crate::tui::screen::{Cx, Offer, Rank, Words};
use crate::tui::widgets::pick::Choice;

/// The question for possible duplicates: a newer one supersedes it.
pub const DUPLICATES: Slot = Slot("duplicates");
/// Under this width the pane is one row below the form.
const WIDE: u16 = 76;
/// First cell of the pane.
const AT: u16 = 47;

/// The possible duplicates, looked for by a sketch of what is typed.
pub struct Pane<S> {
    found: Vec<Possible>,
    cursor: usize,
    /// Whether the cursor is in it.
    pub focused: bool,
    /// The first answer is here.
    answered: bool,
    /// An answer is awaited.
    waiting: bool,
    /// The cursor goes into it when the answer is there.
    wanted: bool,
    asked: Option<S>,
    distinct: Vec<Uuid>,
}

impl<S> Default for Pane<S> {
    fn default() -> Self {
        Pane {
            found: Vec::new(),
            cursor: 0,
            focused: false,
            answered: false,
            waiting: false,
            wanted: false,
            asked: None,
            distinct: Vec::new(),
        }
    }
}

impl<S: Clone + PartialEq> Pane<S> {
    /// Whether this is a new question; then it is awaited.
    pub fn ask(&mut self, sketch: Option<&S>) -> bool {
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
}

impl<S> Pane<S> {
    /// Asks the same again next time: something was saved elsewhere.
    pub fn forget(&mut self) {
        self.asked = None;
    }
    /// No answer came: the same may be asked again.
    pub fn unanswered(&mut self) {
        (self.asked, self.waiting, self.wanted) = (None, false, false);
    }
    /// Puts what was found; the cursor stays on its file.
    pub fn put(&mut self, found: Vec<Possible>) {
        let here = self.current().map(|p| p.card.id);
        self.waiting = false;
        self.answered = self.asked.is_some();
        self.found = found.into_iter().filter(|p| !self.distinct.contains(&p.card.id)).collect();
        self.cursor = self.found.iter().position(|p| Some(p.card.id) == here).unwrap_or(0);
        self.focused = (self.focused || std::mem::take(&mut self.wanted)) && !self.found.is_empty();
    }
    /// The file under the cursor.
    pub fn current(&self) -> Option<&Possible> {
        self.found.get(self.cursor)
    }
    /// A certain one: it stops the saving.
    pub fn certain(&self) -> Option<&Possible> {
        self.found.iter().find(|p| p.verdict == Strength::Certain)
    }
    /// The key that goes into it; `none` says why it can't where nothing was found.
    pub fn offer(&self, none: &'static str) -> Offer {
        let none = (self.found.is_empty() && !self.waiting).then(|| Words::new(none));
        // While it is only asked the key works, but the help line stays as it is: it would change twice at each letter.
        let rank = if self.found.is_empty() { Rank::Rare } else { Rank::Main };
        Offer::new(Action::Side, rank).labelled("intake-to-duplicates").unless(none)
    }
    /// Puts the cursor into it, at once or when the answer is there.
    pub fn enter(&mut self, cx: &mut Cx<'_>) {
        if self.found.is_empty() {
            self.wanted = true;
            cx.hold(DUPLICATES);
        } else {
            self.focused = true;
        }
    }
    /// One up or down.
    pub fn turn(&mut self, down: bool) {
        let last = self.found.len().saturating_sub(1);
        self.cursor = if down { (self.cursor + 1).min(last) } else { self.cursor.saturating_sub(1) };
    }
    /// The file under the cursor is another's: not shown again for this form.
    pub fn set_distinct(&mut self) {
        if let Some(id) = self.current().map(|p| p.card.id) {
            self.distinct.push(id);
            let found = std::mem::take(&mut self.found);
            self.put(found);
        }
    }
    /// Which were said to be another's.
    pub fn distinct(&self) -> &[Uuid] {
        &self.distinct
    }
    /// The form with this beside it, or as one row below it where the screen is narrow.
    pub fn draw_beside(&self, form: &Form, buffer: &mut Buffer, area: Rect, look: &Look) {
        let in_form = !self.focused;
        if area.width < WIDE {
            let (list, mark) = form.side();
            let row = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
            form.draw(buffer, Rect { height: area.height.saturating_sub(1), ..area }, look, in_form);
            match mark.and_then(|at| list.get(at)) {
                Some(choice) if in_form => {
                    look.put(buffer, row.x + 1, row.y, row.width, &format!("> {}", side_line(choice)), look.heading());
                }
                _ => self.draw_row(buffer, row, look),
            }
            return;
        }
        let right = Rect { x: area.x + AT, width: area.width - AT, ..area };
        form.draw(buffer, Rect { width: AT, ..area }, look, in_form);
        if !(in_form && form.draw_side(buffer, right, look, side_line)) {
            self.draw(buffer, right, look);
        }
    }
    /// A title with how many there are, and `!` where one is certain.
    fn title(&self, key: &str, look: &Look) -> String {
        let sign = if self.certain().is_some() { "!" } else { "" };
        format!("{sign}{}", look.with(key, &[("count", self.found.len().to_string())]))
    }
    fn draw(&self, buffer: &mut Buffer, area: Rect, look: &Look) {
        // That a question is on its way is said in the state slot, if it takes long: not here, at each letter typed.
        if self.asked.is_none() || !self.answered {
            return;
        }
        look.put(buffer, area.x, area.y, area.width, &self.title("intake-duplicates", look), look.heading());
        let mut y = area.y + 1;
        let first = if self.focused { self.first_shown(area, look) } else { 0 };
        for (at, possible) in self.found.iter().enumerate().skip(first) {
            let here = self.focused && at == self.cursor;
            let lines = lines(possible, look, usize::from(area.width.saturating_sub(2)));
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
    /// The first file to be drawn so that the one under the cursor has room.
    fn first_shown(&self, area: Rect, look: &Look) -> usize {
        let height = |p: &Possible| lines(p, look, usize::from(area.width.saturating_sub(2))).len() + 1;
        let mut room = usize::from(area.height);
        let mut first = self.cursor;
        for (at, possible) in self.found.iter().enumerate().take(self.cursor + 1).rev() {
            let Some(left) = room.checked_sub(height(possible)) else { break };
            (room, first) = (left, at);
        }
        first
    }
    fn draw_row(&self, buffer: &mut Buffer, row: Rect, look: &Look) {
        let text = match self.current().filter(|_| self.focused) {
            Some(p) => format!("> {}", one_line(p, look)),
            None if self.found.is_empty() => String::new(),
            None => self.title("intake-fold", look),
        };
        let style = if self.focused { look.selected() } else { look.heading() };
        let width = row.width.saturating_sub(2);
        look.put(buffer, row.x + 1, row.y, width, &cut(&text, usize::from(width)), style);
        if self.focused {
            look.point(row.x + 1, row.y);
        }
    }
}

/// Birth year, town, agency and state: what is known of a person.
pub fn facts(person: &Possible, look: &Look) -> String {
    format!("{}, {}", whence(person), state(person, look))
}

fn whence(person: &Possible) -> String {
    let card = &person.card;
    let year = card.birth_year.map(|y| y.to_string());
    [year, card.town.clone(), Some(card.agency.clone())].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn state(person: &Possible, look: &Look) -> String {
    let key = |state: &str| format!("state-registration-{}", state.replace('_', "-"));
    person.card.state.as_deref().map_or_else(|| look.text("intake-never-registered"), |s| look.text(&key(s)))
}

/// `FORT : même téléphone, même année de naissance`.
fn evidence(possible: &Possible, look: &Look) -> String {
    let all: Vec<String> = possible.evidence.iter().map(|e| look.with(e.key, &e.args)).collect();
    look.with("intake-evidence", &[("strength", look.text(possible.verdict.key())), ("evidence", all.join(", "))])
}

fn one_line(possible: &Possible, look: &Look) -> String {
    let (name, evidence) = (&possible.card.name, evidence(possible, look));
    match possible.card.kind {
        Kind::Employer => format!("{name}, {evidence}"),
        _ => format!("{name}, {}, {evidence}", facts(possible, look)),
    }
}

fn lines(possible: &Possible, look: &Look, room: usize) -> Vec<String> {
    let card = &possible.card;
    let mut all = wrap(&card.name, room);
    match card.kind {
        Kind::Employer => all.push(format!("{}  {}", card.town.as_ref().unwrap_or(&card.agency), card.number)),
        _ => {
            all.extend(wrap(&whence(possible), room));
            all.push(state(possible, look));
            all.push(card.number.clone());
        }
    }
    all.extend(wrap(&evidence(possible, look), room));
    all
}

/// A line of the list; codes of towns and countries say nothing to anybody.
fn side_line(choice: &Choice) -> String {
    let telling = choice.code.chars().all(|c| c.is_ascii_digit());
    if telling { format!("{} {}", choice.code, choice.label) } else { choice.label.clone() }
}
