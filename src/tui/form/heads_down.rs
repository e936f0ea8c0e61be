//! A form keyed from paper without looking at the screen (terminal.md §5, screens.md §14): sticky fields that stand are passed over, an
//! error stops the cursor once, and Enter again takes what the paper has. Only bulk entry turns it on.

use crate::fault::{Flaw, Value};
use crate::tui::form::Form;
use crate::tui::form::editor::Why;
use crate::tui::screen::{Cx, Message};

/// What a form knows about the hand that keys it.
#[derive(Debug, Clone, Default)]
pub(super) struct Hand {
    on: bool,
    /// The field that was objected to, and what stood in it: the same again is taken as it is on the paper.
    objected: Option<(usize, String)>,
    /// Errors caught since the form was begun.
    slips: i64,
}

impl Hand {
    pub(super) fn slipped(&mut self) {
        self.slips += 1;
    }
    pub(super) fn next_form(&mut self) {
        self.objected = None;
        self.slips = 0;
    }
}

impl Form {
    /// Keyed from paper: the lines of a paste go into one field after the other, sticky fields are passed over, errors stop once.
    pub fn heads_down(mut self) -> Self {
        self.heads_down.on = true;
        self.line_by_line()
    }
    /// Errors caught at a field since the form was begun.
    pub fn slips(&self) -> i64 {
        self.heads_down.slips
    }
    /// Makes a field sticky: passed over while it stands.
    pub fn stick(&mut self, id: &str) {
        if let Some(field) = self.fields.iter_mut().find(|f| f.spec.id == id) {
            field.sticky = true;
        }
    }
    /// Whether a field is sticky.
    pub fn is_sticky(&self, id: &str) -> bool {
        self.field(id).is_some_and(|f| f.sticky)
    }
    /// The form before this one, for Idem.
    pub fn remember(&mut self, values: Vec<(&'static str, Value)>) {
        self.previous = values;
    }
    /// The cursor into the first field that doesn't stand already.
    pub fn begin(&mut self) {
        self.enter(self.first_open());
    }
    /// What stands in a field can't be read and was taken as the paper has it.
    pub fn is_as_on_paper(&self, id: &str) -> bool {
        self.field(id).is_some_and(|f| f.flaw.as_ref().is_some_and(|f| f.warning))
    }
    /// The first obligatory field that is empty and wasn't objected to; objects to it.
    pub fn object_to_missing(&mut self, cx: &mut Cx<'_>) -> bool {
        let missing = self.fields.iter().position(|f| f.spec.must && f.spec.editor.raw().trim().is_empty() && f.flaw.is_none());
        let Some(at) = missing else { return false };
        self.blame(cx, at, Why::new("flaw-empty-on-paper"));
        self.object(at);
        self.enter(at);
        if let Some(flaw) = self.fields.get_mut(at).and_then(|f| f.flaw.as_mut()) {
            flaw.warning = true;
        }
        true
    }
    /// Says again what is wrong at the field with the focus: something else was said over it.
    pub fn say_again(&self, cx: &mut Cx<'_>) -> bool {
        let Some(flaw) = self.fields.get(self.focus).and_then(|f| f.flaw.as_ref()) else { return false };
        cx.say(Message::failed(self.sentence(flaw, cx)));
        true
    }

    fn stands(&self, at: usize) -> bool {
        self.fields.get(at).is_some_and(|f| f.sticky && !f.spec.editor.value().is_null())
    }
    pub(super) fn first_open(&self) -> usize {
        (0..self.fields.len()).find(|at| !self.stands(*at)).unwrap_or(0)
    }
    /// Where a move really leads: forward over the sticky fields that stand.
    pub(super) fn beyond(&self, to: usize) -> usize {
        if !self.heads_down.on || to <= self.focus {
            return to;
        }
        (to..self.fields.len()).find(|at| !self.stands(*at)).unwrap_or(self.fields.len())
    }
    /// Whether the field with the focus can be left for another.
    pub(super) fn may_leave(&mut self, cx: &mut Cx<'_>, to: usize) -> bool {
        let at = self.focus;
        if !self.heads_down.on {
            return self.check_field(cx, at);
        }
        let Some(field) = self.fields.get_mut(at) else { return true };
        let raw = field.spec.editor.raw();
        let wrong = match field.spec.editor.leave() {
            Ok(()) if field.spec.must && raw.trim().is_empty() => Some(Why::new("flaw-empty-on-paper")),
            Ok(()) => None,
            Err(why) => Some(why),
        };
        let Some(why) = wrong else {
            if field.flaw.take().is_some() {
                cx.hush();
            }
            self.heads_down.objected = None;
            return true;
        };
        // Back is always open; what is wrong is met again on the way forward.
        if to < at {
            return true;
        }
        if self.heads_down.objected.as_ref().is_some_and(|(field, text)| *field == at && *text == raw) {
            field.flaw = Some(Flaw { field: field.spec.id, key: why.key, args: why.args, warning: true });
            cx.hush();
            return true;
        }
        self.blame(cx, at, why);
        self.object(at);
        // What is typed now replaces it.
        self.enter(at);
        false
    }
    fn object(&mut self, at: usize) {
        let raw = self.fields.get(at).map(|f| f.spec.editor.raw()).unwrap_or_default();
        self.heads_down.objected = Some((at, raw));
    }
}
