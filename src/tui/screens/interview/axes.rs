//! The eight axes of employability: one digit rates one and goes on to the next; Enter opens its short note. What the last
//! interview said stands beside (domain.md §2.8).

use crate::domain::interview::Diagnosis;
use crate::tui::look::Look;
use crate::tui::screen::{Edit, Typed};
use crate::tui::screens::House;
use crate::tui::widgets::line::Line;

/// Longest note of an axis.
const NOTE: usize = 200;
/// The rating of an axis that has a note and no digit: not discussed.
const NOT_DISCUSSED: &str = "0";

/// One axis.
pub struct Axis {
    /// AXIS.
    pub code: String,
    /// RATING of the last interview.
    pub before: Option<String>,
    /// RATING of this one.
    pub rating: Option<String>,
    /// Its short note.
    pub note: String,
}

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Took {
    /// Nothing.
    No,
    /// Something changed, or not; the part goes on.
    Yes,
    /// All of the part is answered.
    Full,
}

/// All of them.
pub struct Axes {
    /// In the order of the list.
    pub rows: Vec<Axis>,
    /// The one with the cursor.
    pub at: usize,
    /// Its note, while it is typed.
    pub note: Option<Line>,
    ratings: Vec<String>,
}

impl Axes {
    /// Nothing rated yet.
    pub fn new(house: &House) -> Self {
        let codes = |list: &str| house.rules.codes.list(list).map(|c| c.code.clone()).collect::<Vec<_>>();
        let row = |code: String| Axis { code, before: None, rating: None, note: String::new() };
        Axes { rows: codes("AXIS").into_iter().map(row).collect(), at: 0, note: None, ratings: codes("RATING") }
    }
    /// The ratings of the last interviews.
    pub fn put_before(&mut self, before: &[Diagnosis]) {
        for row in &mut self.rows {
            row.before = before.iter().find(|d| d.axis == row.code).map(|d| d.rating.clone());
        }
    }
    /// Gives a rating to the one with the cursor and goes on.
    pub fn rate(&mut self, rating: &str) -> Took {
        if !self.ratings.iter().any(|r| r == rating) {
            return Took::No;
        }
        let last = self.at + 1 >= self.rows.len();
        if let Some(row) = self.rows.get_mut(self.at) {
            row.rating = Some(rating.to_owned());
        }
        if last {
            return Took::Full;
        }
        self.at += 1;
        Took::Yes
    }
    /// Takes what was typed.
    pub fn typed(&mut self, what: &Typed) -> Took {
        if let Some(line) = &mut self.note {
            return if line.typed(what) { Took::Yes } else { Took::No };
        }
        match what {
            Typed::Text(c) => self.rate(&c.to_string()),
            Typed::Edit(Edit::Backspace | Edit::Delete | Edit::Empty) => {
                let empty = self.rows.get(self.at).is_none_or(|r| r.rating.is_none());
                if empty {
                    self.at = self.at.saturating_sub(1);
                }
                if let Some(row) = self.rows.get_mut(self.at) {
                    row.rating = None;
                }
                Took::Yes
            }
            Typed::Edit(Edit::Left | Edit::Right) => {
                let half = self.rows.len().div_ceil(2);
                let to = if self.at < half { self.at + half } else { self.at - half };
                self.at = to.min(self.rows.len().saturating_sub(1));
                Took::Yes
            }
            _ => Took::No,
        }
    }
    /// Enter: opens the note of the one with the cursor, or takes it.
    pub fn enter(&mut self) {
        if self.note.is_some() {
            return self.leave();
        }
        let Some(row) = self.rows.get(self.at) else { return };
        let mut line = Line::new(NOTE);
        line.set(&row.note);
        self.note = Some(line);
    }
    /// Takes the note that is being typed.
    pub fn leave(&mut self) {
        if let (Some(line), Some(row)) = (self.note.take(), self.rows.get_mut(self.at)) {
            row.note = line.text().trim().to_owned();
        }
    }
    /// Up or down; false: at the edge.
    pub fn turn(&mut self, down: bool) -> bool {
        self.leave();
        let to = if down { self.at.checked_add(1) } else { self.at.checked_sub(1) };
        match to.filter(|to| *to < self.rows.len()) {
            Some(to) => {
                self.at = to;
                true
            }
            None => false,
        }
    }
    /// What is saved: axis, rating, note.
    pub fn rated(&self) -> Vec<(String, String, Option<String>)> {
        self.rows
            .iter()
            .filter(|r| r.rating.is_some() || !r.note.is_empty())
            .map(|r| {
                let rating = r.rating.clone().unwrap_or_else(|| NOT_DISCUSSED.to_owned());
                (r.code.clone(), rating, Some(r.note.clone()).filter(|n| !n.is_empty()))
            })
            .collect()
    }
}

/// The short name of an axis, else what the list says.
pub fn label(code: &str, house: &House, look: &Look) -> String {
    let key = format!("interview-axis-{}", code.to_lowercase());
    if look.texts.has(&key) { look.text(&key) } else { house.rules.codes.label("AXIS", code, look.lang()).to_owned() }
}
