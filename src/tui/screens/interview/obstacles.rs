//! Obstacles: a digit for the theme, a few words, Enter. Those known before keep their words; their state turns with Space.
//! Sensitive themes show as their digit only (domain.md §2.8).

use crate::domain::interview::Obstacle;
use crate::services::interview::theme_is_sensitive;
use crate::tui::look::Look;
use crate::tui::screen::{Edit, Typed};
use crate::tui::screens::House;
use crate::tui::screens::interview::axes::Took;
use crate::tui::widgets::line::Line;

/// States in the order in which Space turns them; their texts are `interview-obstacle-<state>`.
const STATES: [&str; 3] = ["open", "in_progress", "lifted"];
/// Longest words.
const WORDS: usize = 200;

/// The list and the row to be filled below it.
pub struct Obstacles {
    /// Known ones (version above 0), then new ones.
    pub rows: Vec<Obstacle>,
    /// The row with the cursor; one past the last is the empty one.
    pub at: usize,
    /// Theme of the row to be filled.
    pub theme: Option<String>,
    /// Its words.
    pub line: Line,
    themes: Vec<String>,
}

impl Obstacles {
    /// Without any.
    pub fn new(house: &House) -> Self {
        let themes = house.rules.codes.list("THEME").map(|c| c.code.clone()).collect();
        Obstacles { rows: Vec::new(), at: 0, theme: None, line: Line::new(WORDS), themes }
    }
    /// Those known before come first; new ones stay. States that were turned in a draft are kept.
    pub fn put_before(&mut self, before: &[Obstacle]) {
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
    /// Whether words are typed now.
    pub fn in_words(&self) -> bool {
        self.theme.is_some() && self.at >= self.rows.len()
    }
    /// The theme of the row to be filled.
    pub fn take_theme(&mut self, theme: &str) -> Took {
        if !self.themes.iter().any(|t| t == theme) {
            return Took::No;
        }
        self.at = self.rows.len();
        self.theme = Some(theme.to_owned());
        Took::Yes
    }
    /// Takes what was typed.
    pub fn typed(&mut self, what: &Typed) -> Took {
        if self.in_words() {
            if self.line.text().is_empty() && *what == Typed::Edit(Edit::Backspace) {
                self.theme = None;
                return Took::Yes;
            }
            return if self.line.typed(what) { Took::Yes } else { Took::No };
        }
        match what {
            Typed::Text(' ') | Typed::Edit(Edit::Left | Edit::Right) => self.turn_state(),
            Typed::Text(c) => self.take_theme(&c.to_string()),
            Typed::Edit(Edit::Backspace | Edit::Delete) => self.take_away(),
            _ => Took::No,
        }
    }
    fn turn_state(&mut self) -> Took {
        let Some(row) = self.rows.get_mut(self.at) else { return Took::No };
        let now = STATES.iter().position(|s| *s == row.state).unwrap_or(0);
        row.state = STATES.get((now + 1) % STATES.len()).copied().unwrap_or("open").to_owned();
        Took::Yes
    }
    /// Only what was typed here goes; what was told before is lifted, never deleted.
    fn take_away(&mut self) -> Took {
        let at = if self.at >= self.rows.len() { self.rows.len().saturating_sub(1) } else { self.at };
        match self.rows.get(at) {
            Some(row) if row.head.version == 0 => {
                self.rows.remove(at);
                self.at = self.rows.len();
                Took::Yes
            }
            _ => Took::No,
        }
    }
    /// Enter, or the part is left: what is typed becomes a row.
    pub fn enter(&mut self) {
        let Some(theme) = self.theme.take() else { return };
        let words = self.line.text().trim().to_owned();
        self.line.set("");
        self.rows.push(Obstacle {
            theme: Some(theme),
            situation: Some(words).filter(|w| !w.is_empty()),
            state: "open".to_owned(),
            ..Obstacle::default()
        });
        self.at = self.rows.len();
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
    /// The row with the cursor.
    pub fn current(&self) -> Option<&Obstacle> {
        self.rows.get(self.at)
    }
}

/// `mobilité`: the theme's first word or two.
pub fn theme_label(theme: &str, house: &House, look: &Look) -> String {
    let label = house.rules.codes.label("THEME", theme, look.lang());
    label.split(',').next().unwrap_or(label).to_owned()
}

/// Theme, words and letter of the state as they are shown: of a sensitive one only the digit.
pub fn shown(row: &Obstacle, house: &House, look: &Look) -> (String, String, String) {
    let theme = row.theme.clone().unwrap_or_default();
    let state = look.text(&format!("interview-obstacle-{}", row.state.replace('_', "-")));
    if theme_is_sensitive(&house.rules, &theme) {
        return (format!("{theme} …"), String::new(), state);
    }
    let label = theme_label(&theme, house, look);
    (format!("{theme} {label}"), row.situation.clone().unwrap_or_default(), state)
}
