//! What a form has to do with the list beside it, and with what the screen finds out about a field: suggestions, a
//! picked line, a flaw that a rule found when the field was left.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::fault::Flaw;
use crate::tui::form::Form;
use crate::tui::form::editor::Editor;
use crate::tui::look::{Look, cut};
use crate::tui::screen::{Cx, Message};
use crate::tui::widgets::pick::Choice;

impl Form {
    /// Words of the field with the focus for which codes are to be found, if there are new ones: field and words.
    pub fn wanted(&self) -> Option<(&'static str, String)> {
        let field = self.fields.get(self.focus)?;
        Some((field.spec.id, field.spec.editor.wants()?.to_owned()))
    }
    /// Puts what was found for these words, best first.
    pub fn suggest(&mut self, id: &str, words: &str, found: Vec<Choice>) {
        if let Some(field) = self.fields.iter_mut().find(|f| f.spec.id == id) {
            field.spec.editor.suggest(words, found);
        }
    }
    /// Nothing will be found for these words for now: the field can be left, and isn't right until it is entered again.
    pub fn unanswered(&mut self, id: &str, words: &str) {
        if let Some(field) = self.fields.iter_mut().find(|f| f.spec.id == id) {
            field.spec.editor.unanswered(words);
        }
    }
    /// The list beside the field with the focus, and its marked line.
    pub fn side(&self) -> (Vec<Choice>, Option<usize>) {
        self.fields.get(self.focus).map_or((Vec::new(), None), |f| f.spec.editor.side())
    }
    /// Draws that list with its marked line, each line in the screen's words; false: the field has none.
    pub fn draw_side(&self, buffer: &mut Buffer, area: Rect, look: &Look, say: fn(&Choice) -> String) -> bool {
        let (list, mark) = self.side();
        if list.is_empty() {
            return false;
        }
        let title = look.with("intake-side", &[("count", list.len().to_string())]);
        look.put(buffer, area.x, area.y, area.width, &title, look.heading());
        let rows = area.y + 1..area.bottom();
        let top = mark.unwrap_or(0).saturating_sub(rows.len().saturating_sub(1));
        for (y, (at, choice)) in rows.zip(list.iter().enumerate().skip(top)) {
            let (sign, style) = if mark == Some(at) { (">", look.selected()) } else { (" ", Style::new()) };
            let text = format!("{sign} {}", say(choice));
            look.put(buffer, area.x, y, area.width, &cut(&text, usize::from(area.width)), style);
        }
        true
    }
    /// The line of its list that a field holds.
    pub fn picked_line(&self, id: &str) -> Option<&Choice> {
        self.field(id)?.spec.editor.picked()
    }
    /// The words by which a field's code was found.
    pub fn words_of(&self, id: &str) -> &str {
        self.field(id).map_or("", |f| f.spec.editor.words())
    }
    /// What stands in a field, right or wrong.
    pub fn raw_of(&self, id: &str) -> String {
        self.field(id).map(|f| f.spec.editor.raw()).unwrap_or_default()
    }
    /// Whether something stands in a field.
    pub fn is_filled(&self, id: &str) -> bool {
        self.field(id).is_some_and(|f| !f.spec.editor.raw().trim().is_empty())
    }
    /// Another editor for a field (the departments of the province just typed); what stood there is put again.
    pub fn put_editor(&mut self, id: &str, editor: impl Editor + 'static) {
        let Some(field) = self.fields.iter_mut().find(|f| f.spec.id == id) else { return };
        let raw = field.spec.editor.raw();
        field.spec.editor = Box::new(editor);
        field.spec.editor.set_raw(&raw);
        if field.spec.editor.leave().is_err() {
            field.spec.editor.set_raw("");
        }
    }
    /// Whether a field is in this form.
    pub fn has(&self, id: &str) -> bool {
        self.field(id).is_some()
    }
    /// Number of fields with something in them.
    pub fn filled(&self) -> usize {
        self.fields.iter().filter(|f| !f.spec.editor.raw().trim().is_empty()).count()
    }
    /// Says what a rule found at a field that was left. An error stays at the field and stops the saving; a warning is
    /// advice and no more.
    pub fn note_flaw(&mut self, flaw: Flaw, cx: &mut Cx<'_>) {
        let words = self.sentence(&flaw, cx);
        if flaw.warning {
            cx.say(Message::advice(words));
            return;
        }
        cx.say(Message::failed(words));
        cx.bell();
        self.heads_down.slipped();
        if let Some(field) = self.fields.iter_mut().find(|f| f.spec.id == flaw.field) {
            field.flaw = Some(flaw);
        }
    }
    /// Whether any field has a flaw that stops the saving.
    pub fn flawed(&self) -> bool {
        self.fields.iter().any(|f| f.flaw.as_ref().is_some_and(|f| !f.warning))
    }
}
