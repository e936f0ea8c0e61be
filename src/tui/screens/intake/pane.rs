//! What stands beside the intake's form: the possible duplicates, or the list that helps the field with the focus. It never
//! takes the cursor by itself and never covers the form (screens.md §8).

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::dates::{self, Precision};
use crate::domain::duplicate::{Sketch, Strength};
use crate::domain::phone;
use crate::domain::record::parse_day;
use crate::services::search::Possible;
use crate::tui::form::Form;
use crate::tui::look::{Look, cut, wrap};
use crate::tui::widgets::pick::Choice;

/// Under this width the pane is one row below the form.
pub const WIDE: u16 = 76;
/// First cell of the pane.
pub const AT: u16 = 47;
/// Letters of a name from which duplicates are looked for, and digits of a telephone.
const LETTERS: usize = 3;

/// The possible duplicates.
#[derive(Default)]
pub struct Pane {
    found: Vec<Possible>,
    cursor: usize,
    /// Whether the cursor is in it.
    pub focused: bool,
    /// The first answer is here.
    answered: bool,
    /// An answer is awaited.
    pub waiting: bool,
    /// The cursor goes into it when the answer is there.
    pub wanted: bool,
    asked: Option<Sketch>,
    distinct: Vec<uuid::Uuid>,
}

/// What the duplicates are looked for by: the form as typed so far; none before the third letter, a telephone, a document.
pub fn sketch(form: &Form, today: NaiveDate) -> Option<Sketch> {
    let text = |id: &str| form.raw_of(id).trim().to_owned();
    let phones: Vec<String> = ["phone", "phone_2"].iter().filter_map(|id| phone::parse(&text(id)).ok()).collect();
    let number: String = text("id_document_number").chars().filter(|c| !c.is_whitespace()).collect();
    let kind = form.value("id_document_type").as_text().unwrap_or_default().to_owned();
    let names = [text("surname"), text("given_names"), text("married_name")];
    let named = names.iter().any(|n| n.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS);
    if !named && phones.is_empty() && number.chars().count() < LETTERS {
        return None;
    }
    let (birth_date, birth_precision) =
        dates::parse_birth(&text("birth_date"), today).map_or((None, Precision::default()), |(d, p)| (Some(d), p));
    let [surname, given_names, married_name] = names;
    let valid = parse_day(&text("id_document_expires")).is_none_or(|d| d >= today);
    Some(Sketch {
        number: String::new(),
        surname,
        given_names,
        married_name,
        sex: form.value("sex").as_text().unwrap_or_default().to_owned(),
        birth_date,
        birth_precision,
        document: (!number.is_empty()).then(|| (kind, number.to_uppercase(), valid)),
        phones,
        former: None,
        town: text("town"),
    })
}

impl Pane {
    /// Whether this is a new question; then it is awaited.
    pub fn ask(&mut self, sketch: Option<&Sketch>) -> bool {
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
    /// Asks the same again next time: something was saved elsewhere.
    pub fn forget(&mut self) {
        self.asked = None;
    }
    /// Puts what was found; the cursor stays on its person.
    pub fn put(&mut self, found: Vec<Possible>) {
        let here = self.current().map(|p| p.card.id);
        self.waiting = false;
        self.answered = self.asked.is_some();
        self.found = found.into_iter().filter(|p| !self.distinct.contains(&p.card.id)).collect();
        self.cursor = self.found.iter().position(|p| Some(p.card.id) == here).unwrap_or(0);
        self.focused = (self.focused || std::mem::take(&mut self.wanted)) && !self.found.is_empty();
    }
    /// Nobody is there.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
    /// The person under the cursor.
    pub fn current(&self) -> Option<&Possible> {
        self.found.get(self.cursor)
    }
    /// A certain one: it stops the saving.
    pub fn certain(&self) -> Option<&Possible> {
        self.found.iter().find(|p| p.verdict == Strength::Certain)
    }
    /// One up or down.
    pub fn turn(&mut self, down: bool) {
        let last = self.found.len().saturating_sub(1);
        self.cursor = if down { (self.cursor + 1).min(last) } else { self.cursor.saturating_sub(1) };
    }
    /// The person under the cursor is somebody else: not shown again for this form.
    pub fn set_distinct(&mut self) {
        if let Some(id) = self.current().map(|p| p.card.id) {
            self.distinct.push(id);
            let found = std::mem::take(&mut self.found);
            self.put(found);
        }
    }
    /// Who was said to be somebody else.
    pub fn distinct(&self) -> &[uuid::Uuid] {
        &self.distinct
    }
    fn title(&self, look: &Look) -> String {
        let sign = if self.certain().is_some() { "!" } else { "" };
        format!("{sign}{}", look.with("intake-duplicates", &[("count", self.found.len().to_string())]))
    }
    /// Draws it at the right.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, look: &Look) {
        // That a question is on its way is said in the state slot, if it takes long: not here, at each letter typed.
        if self.asked.is_none() || !self.answered {
            return;
        }
        look.put(buffer, area.x, area.y, area.width, &self.title(look), look.heading());
        let mut y = area.y + 1;
        let first = if self.focused { self.first_shown(area, look) } else { 0 };
        for (at, person) in self.found.iter().enumerate().skip(first) {
            let here = self.focused && at == self.cursor;
            let lines = lines(person, look, usize::from(area.width.saturating_sub(2)));
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
    /// The first person to be drawn so that the one under the cursor has room.
    fn first_shown(&self, area: Rect, look: &Look) -> usize {
        let height = |p: &Possible| lines(p, look, usize::from(area.width.saturating_sub(2))).len() + 1;
        let mut room = usize::from(area.height);
        let mut first = self.cursor;
        for (at, person) in self.found.iter().enumerate().take(self.cursor + 1).rev() {
            let Some(left) = room.checked_sub(height(person)) else { break };
            (room, first) = (left, at);
        }
        first
    }
    /// Draws it as one row, for narrow screens.
    pub fn draw_row(&self, buffer: &mut Buffer, row: Rect, look: &Look) {
        let text = match self.current().filter(|_| self.focused) {
            Some(p) => format!("> {}, {}, {}", p.card.name, facts(p, look), evidence(p, look)),
            None if self.found.is_empty() => String::new(),
            None => {
                let sign = if self.certain().is_some() { "!" } else { "" };
                format!("{sign}{}", look.with("intake-fold", &[("count", self.found.len().to_string())]))
            }
        };
        let style = if self.focused { look.selected() } else { look.heading() };
        look.put(
            buffer,
            row.x + 1,
            row.y,
            row.width.saturating_sub(2),
            &cut(&text, usize::from(row.width.saturating_sub(2))),
            style,
        );
        if self.focused {
            look.point(row.x + 1, row.y);
        }
    }
}

/// Birth year, town, agency and state: what is known of them.
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
fn evidence(person: &Possible, look: &Look) -> String {
    let all: Vec<String> = person.evidence.iter().map(|e| look.with(e.key, &e.args)).collect();
    look.with("intake-evidence", &[("strength", look.text(person.verdict.key())), ("evidence", all.join(", "))])
}

fn lines(person: &Possible, look: &Look, room: usize) -> Vec<String> {
    let card = &person.card;
    let mut all = wrap(&card.name, room);
    all.extend(wrap(&whence(person), room));
    all.push(state(person, look));
    all.push(card.number.clone());
    all.extend(wrap(&evidence(person, look), room));
    all
}

/// A line of the list; codes of towns and countries say nothing to anybody.
pub fn side_line(choice: &Choice) -> String {
    let telling = choice.code.chars().all(|c| c.is_ascii_digit());
    if telling { format!("{} {}", choice.code, choice.label) } else { choice.label.clone() }
}

/// The list that helps a field, with its marked line, at the right.
pub fn draw_side(list: &[Choice], mark: Option<usize>, buffer: &mut Buffer, area: Rect, look: &Look) {
    let title = look.with("intake-side", &[("count", list.len().to_string())]);
    look.put(buffer, area.x, area.y, area.width, &title, look.heading());
    let height = usize::from(area.height.saturating_sub(1)).max(1);
    let top = mark.unwrap_or(0).saturating_sub(height.saturating_sub(1));
    for (row, choice) in list.iter().enumerate().skip(top).take(height) {
        let here = mark == Some(row);
        let y = area.y + 1 + u16::try_from(row - top).unwrap_or(0);
        let text = format!("{} {}", if here { ">" } else { " " }, side_line(choice));
        let style = if here { look.selected() } else { Style::new() };
        look.put(buffer, area.x, y, area.width, &cut(&text, usize::from(area.width)), style);
    }
}
