//! Agreed actions: two digits, then a day, Enter. Space turns the one in charge of a new one, the state of one agreed before.

use chrono::NaiveDate;

use crate::domain::dates::{self, Toward};
use crate::domain::interview::PlanAction;
use crate::domain::record::Record;
use crate::domain::rules::Rules;
use crate::fault::Flaw;
use crate::tui::screen::{Edit, Typed};
use crate::tui::screens::House;
use crate::tui::screens::interview::axes::Took;
use crate::tui::widgets::line::Line;

/// Who can be in charge; their texts are `interview-owner-<id>`.
const OWNERS: [&str; 3] = ["person", "counsellor", "partner"];
/// States that Space turns; their texts are `interview-action-<state>`.
const STATES: [&str; 3] = ["todo", "doing", "done"];

/// Which cell of the row to be filled has the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Its two digits.
    Code,
    /// Its words, of an action that the list doesn't name.
    Title,
    /// Its day.
    Due,
}

/// The list and the row to be filled below it.
pub struct Actions {
    /// Agreed before (version above 0), then new ones.
    pub rows: Vec<PlanAction>,
    /// The row with the cursor; one past the last is the one to be filled.
    pub at: usize,
    /// Its cell.
    pub cell: Cell,
    /// Its code.
    pub code: Line,
    /// Its title.
    pub title: Line,
    /// Its day as typed.
    pub due: Line,
    /// Who is in charge.
    pub owner: &'static str,
    codes: Vec<(String, bool)>,
}

impl Actions {
    /// Without any.
    pub fn new(house: &House) -> Self {
        let codes = house.rules.codes.list("ACTION");
        let codes = codes.map(|c| (c.code.clone(), c.extra("text") == Some("1"))).collect();
        Actions {
            rows: Vec::new(),
            at: 0,
            cell: Cell::Code,
            code: Line::new(2),
            title: Line::new(80),
            due: Line::new(20),
            owner: OWNERS[0],
            codes,
        }
    }
    /// Those agreed before come first; new ones stay, states turned in a draft too.
    pub fn put_before(&mut self, before: &[PlanAction]) {
        let mut rows = before.to_vec();
        for row in &mut rows {
            if let Some(turned) = self.rows.iter().find(|r| r.head.id == row.head.id && r.head.version > 0) {
                row.state.clone_from(&turned.state);
            }
        }
        rows.extend(self.rows.drain(..).filter(|r| r.head.version == 0));
        self.rows = rows;
        self.at = self.rows.len();
    }
    /// Whether the cursor is in the row to be filled.
    pub fn filling(&self) -> bool {
        self.at >= self.rows.len()
    }
    /// Takes a code: on to its words or its day.
    pub fn take_code(&mut self, code: &str) -> Took {
        let Some((_, text)) = self.codes.iter().find(|(c, _)| c == code) else { return Took::No };
        self.at = self.rows.len();
        self.cell = if *text { Cell::Title } else { Cell::Due };
        self.code.set(code);
        Took::Yes
    }
    /// Takes what was typed.
    pub fn typed(&mut self, what: &Typed) -> Took {
        let back = *what == Typed::Edit(Edit::Backspace);
        if !self.filling() {
            return match what {
                Typed::Text(' ') | Typed::Edit(Edit::Left | Edit::Right) => self.turn_row(),
                Typed::Edit(Edit::Backspace | Edit::Delete) => self.take_away(),
                Typed::Text(_) => {
                    self.at = self.rows.len();
                    self.typed(what)
                }
                _ => Took::No,
            };
        }
        match self.cell {
            Cell::Code if *what == Typed::Text(' ') => {
                self.owner = turned(&OWNERS, self.owner);
                Took::Yes
            }
            Cell::Code if back && self.code.text().is_empty() => self.take_away(),
            Cell::Code => self.typed_code(what),
            Cell::Title if back && self.title.text().is_empty() => self.back_to_code(),
            Cell::Due if back && self.due.text().is_empty() => self.back_to_code(),
            Cell::Title => took(self.title.typed(what)),
            Cell::Due => took(self.due.typed(what)),
        }
    }
    fn typed_code(&mut self, what: &Typed) -> Took {
        if matches!(what, Typed::Text(c) if !c.is_ascii_digit()) || !self.code.typed(what) {
            return Took::No;
        }
        let typed = self.code.text().to_owned();
        if typed.len() < 2 || matches!(what, Typed::Edit(_)) {
            return Took::Yes;
        }
        let known = self.take_code(&typed);
        if known == Took::No {
            self.code.set("");
        }
        known
    }
    fn back_to_code(&mut self) -> Took {
        self.cell = Cell::Code;
        self.code.set("");
        Took::Yes
    }
    fn turn_row(&mut self) -> Took {
        let Some(row) = self.rows.get_mut(self.at) else { return Took::No };
        if row.head.version == 0 {
            row.owner = turned(&OWNERS, &row.owner).to_owned();
        } else {
            row.state = turned(&STATES, &row.state).to_owned();
        }
        Took::Yes
    }
    /// Only what was typed here goes.
    fn take_away(&mut self) -> Took {
        let at = if self.filling() { self.rows.len().saturating_sub(1) } else { self.at };
        match self.rows.get(at) {
            Some(row) if row.head.version == 0 => {
                self.rows.remove(at);
                self.at = self.rows.len();
                Took::Yes
            }
            _ => Took::No,
        }
    }
    /// The day as it is read now.
    pub fn day(&self, today: NaiveDate) -> Option<NaiveDate> {
        dates::parse(self.due.text(), today, Toward::Future).ok()
    }
    /// Enter, or the part is left: what is typed becomes a row. Nothing typed: nothing.
    ///
    /// # Errors
    /// What is missing or wrong in it; it stays, the cursor in its cell.
    pub fn enter(&mut self, rules: &Rules, today: NaiveDate) -> Result<bool, Flaw> {
        if self.code.text().is_empty() {
            return Ok(false);
        }
        if self.cell == Cell::Title && self.filling() && !self.title.text().trim().is_empty() && self.due.text().is_empty() {
            self.cell = Cell::Due;
            return Ok(true);
        }
        self.at = self.rows.len();
        let missing = |field| Err(Flaw::new(field, "flaw-missing"));
        if !self.codes.iter().any(|(c, _)| c == self.code.text()) {
            self.cell = Cell::Code;
            return Err(Flaw::new("action", "flaw-unknown-code").with("value", self.code.text()));
        }
        if self.due.text().trim().is_empty() {
            self.cell = if self.cell == Cell::Title { Cell::Title } else { Cell::Due };
            return missing(if self.cell == Cell::Title { "title" } else { "due" });
        }
        self.cell = Cell::Due;
        let due = dates::parse(self.due.text(), today, Toward::Future).map_err(|key| Flaw::new("due", key))?;
        let row = PlanAction {
            action: Some(self.code.text().to_owned()),
            title: Some(self.title.text().trim().to_owned()).filter(|t| !t.is_empty()),
            owner: self.owner.to_owned(),
            due: Some(due),
            state: STATES[0].to_owned(),
            ..PlanAction::default()
        };
        if let Some(flaw) = row.check(rules).into_iter().find(|f| !f.warning) {
            self.cell = if flaw.field == "title" { Cell::Title } else { Cell::Due };
            return Err(flaw);
        }
        self.rows.push(row);
        self.at = self.rows.len();
        self.cell = Cell::Code;
        for line in [&mut self.code, &mut self.title, &mut self.due] {
            line.set("");
        }
        self.owner = OWNERS[0];
        Ok(true)
    }
    /// Up or down; false: at the edge.
    pub fn turn(&mut self, down: bool) -> bool {
        if !down && self.at > 0 {
            self.at -= 1;
            return true;
        }
        if down && self.at < self.rows.len() {
            self.at += 1;
            return true;
        }
        false
    }
}

fn took(taken: bool) -> Took {
    if taken { Took::Yes } else { Took::No }
}

/// The next of a few.
pub fn turned(all: &[&'static str], now: &str) -> &'static str {
    let at = all.iter().position(|o| *o == now).map_or(0, |at| (at + 1) % all.len());
    all.get(at).copied().unwrap_or_default()
}

/// The id of one in charge, from a draft.
pub fn owner_of(text: &str) -> &'static str {
    OWNERS.iter().find(|o| **o == text).copied().unwrap_or(OWNERS[0])
}
