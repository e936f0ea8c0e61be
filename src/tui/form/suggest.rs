//! Words that a list helps with: the title of an occupation in a person's own words, a country, a town. What fits stands
//! in a list beside the form; Enter takes the marked line. A code of full length leaves by itself (terminal.md §5).

use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::domain::fold::fold;
use crate::fault::Value;
use crate::tui::action::Action;
use crate::tui::form::editor::{After, Editor, Place, Why};
use crate::tui::look::{Look, width};
use crate::tui::screen::{Edit, Kind, Typed};
use crate::tui::widgets::line::Line;
use crate::tui::widgets::pick::{Choice, fitting};

/// What the field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// A code, shown by its label: countries.
    Label,
    /// A code, shown with its label, that leaves by itself when it is whole; what fits its words is asked elsewhere.
    Code,
    /// A text; a line of the list is taken only when it was marked or typed whole: towns.
    Text,
}

/// The editor.
pub struct SuggestEditor {
    holds: Holds,
    options: Rc<[Choice]>,
    line: Line,
    picked: Option<Choice>,
    /// What was found elsewhere, and for which words.
    found: Vec<Choice>,
    asked: String,
    /// The line was away when these words were asked for.
    unanswered: bool,
    mark: Option<usize>,
    /// Words that led to the code, or the title that was taken.
    words: String,
}

impl SuggestEditor {
    fn new(holds: Holds, options: impl Into<Rc<[Choice]>>, max: usize) -> Self {
        SuggestEditor {
            holds,
            options: options.into(),
            line: Line::new(max),
            picked: None,
            found: Vec::new(),
            asked: String::new(),
            unanswered: false,
            mark: None,
            words: String::new(),
        }
    }
    /// One of a long list with codes of two letters, found by its words: a country.
    pub fn labels(options: impl Into<Rc<[Choice]>>) -> Self {
        SuggestEditor::new(Holds::Label, options, 60)
    }
    /// A code of fixed length, or words for which the screen finds codes (`Form::wanted`, `Form::suggest`).
    pub fn codes(options: impl Into<Rc<[Choice]>>) -> Self {
        SuggestEditor::new(Holds::Code, options, 80)
    }
    /// A text of at most `max` characters with help from a list.
    pub fn text(options: impl Into<Rc<[Choice]>>, max: usize) -> Self {
        SuggestEditor::new(Holds::Text, options, max)
    }
    fn typed_text(&self) -> &str {
        self.line.text().trim()
    }
    fn exact(&self) -> Option<Choice> {
        let typed = self.typed_text();
        let code = self.options.iter().find(|o| self.holds != Holds::Text && o.code.eq_ignore_ascii_case(typed));
        let wanted = fold(typed);
        code.or_else(|| self.options.iter().find(|o| fold(&o.label) == wanted)).cloned()
    }
    fn list(&self) -> Vec<Choice> {
        let typed = self.typed_text();
        match self.holds {
            _ if typed.is_empty() || self.picked.is_some() => Vec::new(),
            Holds::Code if typed.chars().all(|c| c.is_ascii_digit()) => {
                fitting(&self.options, typed).into_iter().cloned().collect()
            }
            Holds::Code => self.found.clone(),
            _ => fitting(&self.options, typed).into_iter().cloned().collect(),
        }
    }
    fn take(&mut self, choice: Choice) {
        let shown = if self.holds == Holds::Code { &choice.code } else { &choice.label };
        if self.holds == Holds::Code {
            let typed = self.typed_text().to_owned();
            self.words = if typed.eq_ignore_ascii_case(&choice.code) { String::new() } else { typed };
        }
        self.line.set(shown);
        self.mark = None;
        self.picked = Some(choice);
    }
    /// The code as the list of all codes names it: a title that was found stands for the heading of its code.
    fn heading(&self, choice: &Choice) -> Choice {
        self.options.iter().find(|o| o.code == choice.code).unwrap_or(choice).clone()
    }
}

impl Editor for SuggestEditor {
    fn kind(&self) -> Kind {
        Kind::Text
    }
    fn enter(&mut self) {
        self.line.enter();
        self.mark = None;
        if std::mem::take(&mut self.unanswered) {
            self.asked.clear();
        }
    }
    fn typed(&mut self, what: &Typed) -> After {
        let before = self.line.text().to_owned();
        if !self.line.typed(what) {
            return After::No;
        }
        if self.line.text() == before && matches!(what, Typed::Edit(_)) {
            return After::Stay;
        }
        self.picked = None;
        self.mark = None;
        let whole = self.holds == Holds::Code && !matches!(what, Typed::Edit(Edit::Backspace | Edit::Delete));
        let full = self.options.first().is_some_and(|o| o.code.chars().count() == self.typed_text().chars().count());
        match self.exact().filter(|c| whole && full && c.code == self.typed_text()) {
            Some(choice) => {
                self.take(choice);
                After::Leave
            }
            None => After::Stay,
        }
    }
    fn act(&mut self, action: Action) -> bool {
        let count = self.list().len();
        if count == 0 {
            return false;
        }
        let implied = self.holds != Holds::Text;
        match (action, self.mark) {
            (Action::Down, None) => self.mark = Some(usize::from(implied).min(count - 1)),
            (Action::Down, Some(at)) => self.mark = Some((at + 1).min(count - 1)),
            (Action::Up, Some(0)) => self.mark = None,
            (Action::Up, Some(at)) => self.mark = Some(at - 1),
            _ => return false,
        }
        true
    }
    fn leave(&mut self) -> Result<(), Why> {
        if self.picked.is_some() {
            return Ok(());
        }
        let typed = self.typed_text().to_owned();
        if typed.is_empty() {
            self.words.clear();
            return Ok(());
        }
        let marked = self.mark.and_then(|at| self.list().get(at).cloned());
        let first = || self.list().first().cloned().filter(|_| self.holds != Holds::Text);
        match marked.or_else(|| self.exact()).or_else(first) {
            Some(choice) => {
                let title = choice.label.clone();
                let choice = self.heading(&choice);
                self.take(choice);
                if self.holds == Holds::Code && self.words.is_empty() && !typed.chars().all(|c| c.is_ascii_digit()) {
                    self.words = title;
                }
                Ok(())
            }
            None if self.holds == Holds::Text => Ok(()),
            None if self.unanswered && typed == self.asked => Err(Why::new("flaw-code-unanswered").with("value", typed)),
            None => {
                self.line.enter();
                Err(Why::new("flaw-unknown-code").with("value", typed).stays())
            }
        }
    }
    fn value(&self) -> Value {
        let text = self.typed_text();
        match (&self.picked, self.holds) {
            (_, Holds::Text) if text.is_empty() => Value::Null,
            (_, Holds::Text) => Value::from(text),
            (Some(choice), _) => Value::from(choice.code.clone()),
            (None, _) => Value::Null,
        }
    }
    fn set(&mut self, value: &Value) {
        self.set_raw(&super::text::shown(value));
    }
    fn raw(&self) -> String {
        match (&self.picked, self.holds) {
            (Some(choice), Holds::Label | Holds::Code) => choice.code.clone(),
            _ => self.line.text().to_owned(),
        }
    }
    fn set_raw(&mut self, raw: &str) {
        self.line.set(raw);
        self.picked = None;
        self.found.clear();
        self.asked.clear();
        if let Some(choice) = self.exact().filter(|_| !raw.is_empty()) {
            self.take(choice);
        }
    }
    fn choices(&self) -> &[Choice] {
        if self.found.is_empty() { &self.options } else { &self.found }
    }
    fn wants(&self) -> Option<&str> {
        let typed = self.typed_text();
        let asks = self.holds == Holds::Code && self.picked.is_none() && typed.chars().any(char::is_alphabetic);
        (asks && typed != self.asked).then_some(typed)
    }
    fn suggest(&mut self, words: &str, found: Vec<Choice>) {
        words.clone_into(&mut self.asked);
        self.found = found;
        self.mark = None;
        self.unanswered = false;
    }
    fn unanswered(&mut self, words: &str) {
        self.suggest(words, Vec::new());
        self.unanswered = true;
    }
    fn side(&self) -> (Vec<Choice>, Option<usize>) {
        let list = self.list();
        let implied = Some(0).filter(|_| self.holds != Holds::Text && !list.is_empty());
        (list, self.mark.or(implied))
    }
    fn picked(&self) -> Option<&Choice> {
        self.picked.as_ref()
    }
    fn words(&self) -> &str {
        &self.words
    }
    fn draw(&self, buffer: &mut Buffer, place: Place, look: &Look, style: Style) {
        let label = self.picked.as_ref().filter(|_| self.holds == Holds::Code).map(|c| c.label.as_str());
        let Some(label) = label else {
            self.line.draw(buffer, (place.x, place.y), place.width, look, style, place.focused);
            return;
        };
        let cells = u16::try_from(width(self.line.text())).unwrap_or(4).min(place.width);
        self.line.draw(buffer, (place.x, place.y), cells, look, style, place.focused);
        let rest = place.width.saturating_sub(cells + 1);
        look.fill(buffer, place.x + cells + 1, place.y, rest, label, if place.focused { Style::new() } else { style });
    }
}
