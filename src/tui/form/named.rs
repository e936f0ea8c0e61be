//! Something that has a number and a name, found by the screen as its name is typed; or a new name, which the screen then makes
//! (`Form::wanted`, `Form::suggest`). The value is the number of what was picked, else `+` and the new name.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::domain::fold::{fold, words};
use crate::domain::ids::parse_number;
use crate::fault::Value;
use crate::tui::action::Action;
use crate::tui::form::editor::{After, Editor, Place, Why};
use crate::tui::look::{Look, width};
use crate::tui::screen::{Edit, Kind, Typed};
use crate::tui::widgets::line::Line;
use crate::tui::widgets::pick::Choice;

/// Code of the last line of the list: none of those above.
pub const NEW: &str = "+";
/// Letters from which the screen is asked.
const LETTERS: usize = 2;

/// The editor.
pub struct NamedEditor {
    line: Line,
    picked: Option<Choice>,
    found: Vec<Choice>,
    asked: String,
    mark: Option<usize>,
    /// Words before a new name in the list.
    new: String,
}

impl NamedEditor {
    /// Of names of at most `max` characters; `new` stands before a name that isn't known: « nouvelle : ».
    pub fn new(max: usize, new: impl Into<String>) -> Self {
        NamedEditor { line: Line::new(max), picked: None, found: Vec::new(), asked: String::new(), mark: None, new: new.into() }
    }
    fn typed_text(&self) -> &str {
        self.line.text().trim()
    }
    fn list(&self) -> Vec<Choice> {
        let typed = self.typed_text();
        if typed.is_empty() || self.picked.is_some() {
            return Vec::new();
        }
        let new = Choice::new(NEW, format!("{} {typed}", self.new));
        self.found.iter().cloned().chain(std::iter::once(new)).collect()
    }
    /// The line that Enter takes: the first whose name has every word typed as the beginning of one of its own, else the new one.
    fn implied(&self) -> Option<usize> {
        let list = self.list();
        let typed = words(self.typed_text());
        let fits = |c: &Choice| {
            let own = words(&c.label);
            typed.iter().all(|t| own.iter().any(|w| w.starts_with(t.as_str())))
        };
        let same = self.found.iter().position(|c| fold(&c.label) == fold(self.typed_text()));
        let number = parse_number(self.typed_text());
        let numbered = self.found.iter().position(|c| Some(&c.code) == number.as_ref());
        numbered.or(same).or_else(|| self.found.iter().position(fits)).or(list.len().checked_sub(1))
    }
    fn take(&mut self, choice: Choice) {
        self.line.set(&choice.label);
        self.mark = None;
        self.picked = Some(choice);
    }
}

impl Editor for NamedEditor {
    fn kind(&self) -> Kind {
        Kind::Text
    }
    fn enter(&mut self) {
        self.line.enter();
        self.mark = None;
    }
    fn typed(&mut self, what: &Typed) -> After {
        let before = self.line.text().to_owned();
        if !self.line.typed(what) {
            return After::No;
        }
        if self.line.text() == before && matches!(what, Typed::Edit(_)) {
            return After::Stay;
        }
        if matches!(what, Typed::Edit(Edit::Empty)) {
            self.found.clear();
        }
        self.picked = None;
        self.mark = None;
        After::Stay
    }
    fn act(&mut self, action: Action) -> bool {
        let count = self.list().len();
        if count == 0 {
            return false;
        }
        let at = self.mark.or(self.implied()).unwrap_or(0);
        match action {
            Action::Down => self.mark = Some((at + 1).min(count - 1)),
            Action::Up if at > 0 => self.mark = Some(at - 1),
            _ => return false,
        }
        true
    }
    fn leave(&mut self) -> Result<(), Why> {
        if self.picked.is_some() || self.typed_text().is_empty() {
            return Ok(());
        }
        let marked = self.mark.or(self.implied()).and_then(|at| self.list().get(at).cloned());
        if let Some(choice) = marked.filter(|c| c.code != NEW) {
            self.take(choice);
        }
        Ok(())
    }
    fn value(&self) -> Value {
        match &self.picked {
            Some(choice) => Value::from(choice.code.clone()),
            None if self.typed_text().is_empty() => Value::Null,
            None => Value::from(format!("{NEW}{}", self.typed_text())),
        }
    }
    fn set(&mut self, value: &Value) {
        self.set_raw(value.as_text().unwrap_or_default());
    }
    /// Number and name with a blank between; a name alone isn't known yet.
    fn raw(&self) -> String {
        match &self.picked {
            Some(choice) => format!("{} {}", choice.code, choice.label),
            None => self.line.text().to_owned(),
        }
    }
    fn set_raw(&mut self, raw: &str) {
        self.found.clear();
        self.asked.clear();
        self.picked = None;
        match raw.split_once(' ') {
            Some((number, name)) if parse_number(number).as_deref() == Some(number) => self.take(Choice::new(number, name)),
            _ => self.line.set(raw),
        }
    }
    fn wants(&self) -> Option<&str> {
        let typed = self.typed_text();
        let asks = self.picked.is_none() && typed.chars().filter(|c| c.is_alphanumeric()).count() >= LETTERS;
        (asks && typed != self.asked).then_some(typed)
    }
    fn suggest(&mut self, words: &str, found: Vec<Choice>) {
        words.clone_into(&mut self.asked);
        self.found = found;
        self.mark = None;
    }
    fn side(&self) -> (Vec<Choice>, Option<usize>) {
        (self.list(), self.mark.or(self.implied()))
    }
    fn picked(&self) -> Option<&Choice> {
        self.picked.as_ref()
    }
    fn draw(&self, buffer: &mut Buffer, place: Place, look: &Look, style: Style) {
        let Some(choice) = &self.picked else {
            self.line.draw(buffer, (place.x, place.y), place.width, look, style, place.focused);
            return;
        };
        let number = u16::try_from(width(&choice.code)).unwrap_or(16);
        let cells = place.width.saturating_sub(number + 1);
        self.line.draw(buffer, (place.x, place.y), cells, look, style, place.focused);
        look.fill(buffer, place.x + cells, place.y, number + 1, &format!(" {}", choice.code), Style::new());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, found: &[(&str, &str)]) -> NamedEditor {
        let mut editor = NamedEditor::new(60, "new:");
        for c in text.chars() {
            editor.typed(&Typed::Text(c));
        }
        editor.suggest(text, found.iter().map(|(n, l)| Choice::new(*n, *l)).collect());
        editor
    }

    #[test]
    fn a_firm_that_has_all_the_words_typed_is_taken_by_enter_and_a_near_one_only_when_marked() {
        let found = [("E-LBV-26-00042-1", "BTP Sablière-Nord")];
        let mut known = typed("sabl", &found);
        known.leave().unwrap();
        assert_eq!(known.value(), Value::from("E-LBV-26-00042-1"));
        assert_eq!(known.raw(), "E-LBV-26-00042-1 BTP Sablière-Nord");
        let mut near = typed("Sablons du Nord", &found);
        near.leave().unwrap();
        assert_eq!(near.value(), Value::from("+Sablons du Nord"));
        let mut marked = typed("Sablons du Nord", &found);
        assert!(marked.act(Action::Up));
        marked.leave().unwrap();
        assert_eq!(marked.value(), Value::from("E-LBV-26-00042-1"));
    }

    #[test]
    fn a_draft_gives_back_what_was_picked_or_typed() {
        let mut editor = NamedEditor::new(60, "new:");
        editor.set_raw("E-LBV-26-00042-1 BTP Sablière-Nord");
        assert_eq!(editor.value(), Value::from("E-LBV-26-00042-1"));
        editor.set_raw("Chez Rosalie");
        assert_eq!(editor.value(), Value::from("+Chez Rosalie"));
        editor.set_raw("");
        assert_eq!(editor.value(), Value::Null);
    }
}
