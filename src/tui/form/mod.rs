//! A form: focus, values, flaws, what is not yet kept. Screens own one and hand it actions and typed text
//! (`form.act(action, cx, |s| &mut s.form)`); values are `fault::Value` by field id.

mod choice;
mod code;
pub mod date;
mod draw;
mod heads_down;
pub mod editor;
mod list;
pub mod named;
pub mod note;
mod number;
mod secret;
mod side;
mod spec;
mod suggest;
mod text;

use std::rc::Rc;

pub use code::CodeEditor;
pub use date::ReadDay;
pub use editor::{After, Editor, Place, Why};
pub use secret::SecretEditor;
pub use spec::Spec;

use crate::fault::{Flaw, Value};
use crate::tui::action::Action;
use crate::tui::dialogs::{Help, PickDialog};
use crate::tui::screen::{Cx, Edit, Kind, Message, Offer, Screen, Typed, Words};
use crate::tui::widgets::pick::Choice;

/// What an action or a key did to the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Not the form's.
    Ignored,
    /// Taken; no value changed.
    Same,
    /// What stands in this field changed.
    Changed(&'static str),
    /// This field was left.
    Left(&'static str),
    /// Enter, or a full code, in the last field.
    Finished,
}

/// How a screen finds its form again when a drawer of the form replies.
pub type Lens<S> = fn(&mut S) -> &mut Form;

type DraftHook = Rc<dyn Fn(&Form, &mut Cx<'_>)>;

struct Field {
    spec: Spec,
    flaw: Option<Flaw>,
    sticky: bool,
}

/// The form.
pub struct Form {
    fields: Vec<Field>,
    focus: usize,
    dirty: bool,
    unkept: bool,
    /// Just taken up from a draft.
    resumed: bool,
    draft: Option<DraftHook>,
    previous: Vec<(&'static str, Value)>,
    line_by_line: bool,
    heads_down: heads_down::Hand,
}

impl Form {
    /// With its fields in the order of the focus; the cursor is in the first.
    pub fn new(specs: Vec<Spec>) -> Self {
        let fields = specs.into_iter().map(|spec| Field { spec, flaw: None, sticky: false }).collect();
        let mut form = Form {
            fields,
            focus: 0,
            dirty: false,
            unkept: false,
            resumed: false,
            draft: None,
            previous: Vec::new(),
            line_by_line: false,
            heads_down: heads_down::Hand::default(),
        };
        form.enter(0);
        form
    }
    /// Keeps the draft: called at each field left with something new, and by `keep`. It calls `cx.keep` with `form.raw()`.
    pub fn with_draft(mut self, hook: impl Fn(&Form, &mut Cx<'_>) + 'static) -> Self {
        self.draft = Some(Rc::new(hook));
        self
    }
    /// In bulk entry: the lines of a paste go into one field after the other.
    pub fn line_by_line(mut self) -> Self {
        self.line_by_line = true;
        self
    }
    /// The value of a field; Null for an unknown one.
    pub fn value(&self, id: &str) -> Value {
        self.field(id).map_or(Value::Null, |f| f.spec.editor.value())
    }
    /// All values.
    pub fn values(&self) -> Vec<(&'static str, Value)> {
        self.fields.iter().map(|f| (f.spec.id, f.spec.editor.value())).collect()
    }
    /// What stands in the fields, right or wrong: for a draft.
    pub fn raw(&self) -> Vec<(&'static str, String)> {
        self.fields.iter().map(|f| (f.spec.id, f.spec.editor.raw())).collect()
    }
    /// Puts a value; the form isn't dirty by it.
    pub fn set(&mut self, id: &str, value: &Value) {
        if let Some(field) = self.fields.iter_mut().find(|f| f.spec.id == id) {
            field.spec.editor.set(value);
            field.flaw = None;
        }
        self.enter(self.focus);
    }
    /// Puts a draft back, the cursor in its field.
    pub fn restore(&mut self, raw: &[(String, String)], focus: &str) {
        for (id, text) in raw {
            if let Some(field) = self.fields.iter_mut().find(|f| f.spec.id == id) {
                field.spec.editor.set_raw(text);
            }
        }
        self.dirty = true;
        self.resumed = true;
        self.focus_on(focus);
    }
    /// Whether anything was typed since it was made or saved.
    pub fn dirty(&self) -> bool {
        self.dirty
    }
    /// Saved: nothing is unkept.
    pub fn saved(&mut self) {
        self.dirty = false;
        self.unkept = false;
    }
    /// The next form of a batch: the values are remembered for Idem, and emptied but for the sticky ones.
    pub fn next_form(&mut self) {
        self.previous = self.values();
        for field in &mut self.fields {
            field.flaw = None;
            if !field.sticky {
                field.spec.editor.set(&Value::Null);
            }
        }
        self.saved();
        self.heads_down.next_form();
        self.enter(self.first_open());
    }
    /// Id of the field with the focus.
    pub fn focused(&self) -> &'static str {
        self.fields.get(self.focus).map_or("", |f| f.spec.id)
    }
    /// Puts the cursor into a field.
    pub fn focus_on(&mut self, id: &str) {
        if let Some(at) = self.fields.iter().position(|f| f.spec.id == id) {
            let resumed = self.resumed;
            self.enter(at);
            if let Some(field) = self.fields.get_mut(at).filter(|f| resumed && f.spec.editor.kind() == Kind::Text) {
                // A half-typed text goes on where the line was cut: the next letter is not to replace it.
                field.spec.editor.typed(&Typed::Edit(Edit::End));
            }
        }
    }
    /// Kind of the field with the focus: the screen's `kind`.
    pub fn kind(&self) -> Kind {
        self.fields.get(self.focus).map_or(Kind::Form, |f| f.spec.editor.kind())
    }
    /// The flaw of a field.
    pub fn flaw(&self, id: &str) -> Option<&Flaw> {
        self.field(id)?.flaw.as_ref()
    }
    /// What the form offers; the screen adds its own (save).
    pub fn offers(&self, out: &mut Vec<Offer>) {
        use Action::{Ditto, Down, Explain, Next, NextPane, PreviousPane, Stamp, Sticky, Up};
        out.push(Offer::main(Next));
        out.extend([Up, Down, NextPane, PreviousPane].map(Offer::silent));
        let Some(field) = self.fields.get(self.focus) else { return };
        if field.spec.editor.choices().is_empty() {
            out.push(Offer::rare(Explain));
        } else {
            out.push(Offer::usual(Explain).labelled("form-codes"));
        }
        if !self.previous.is_empty() {
            out.push(Offer::usual(Ditto));
        }
        if field.spec.sticks {
            out.push(Offer::rare(Sticky));
        }
        if field.spec.editor.rows() > 1 && field.spec.editor.kind() == Kind::Text {
            out.push(Offer::rare(Stamp));
        }
    }
    /// Does a form's action.
    pub fn act<S: Screen>(&mut self, action: Action, cx: &mut Cx<'_>, me: Lens<S>) -> Step {
        let (at, count) = (self.focus, self.fields.len());
        let Some(field) = self.fields.get_mut(at) else { return Step::Ignored };
        let id = field.spec.id;
        if field.spec.editor.act(action) {
            return if matches!(action, Action::Up | Action::Down) { Step::Same } else { self.changed(id) };
        }
        match action {
            Action::Next => self.leave(cx, at + 1),
            Action::NextPane | Action::Down if at + 1 < count => self.leave(cx, at + 1),
            Action::PreviousPane | Action::Up if at > 0 => self.leave(cx, at - 1),
            Action::NextPane | Action::Down | Action::PreviousPane | Action::Up => {
                self.check_field(cx, at);
                self.keep(cx);
                Step::Same
            }
            Action::Explain => {
                self.explain(cx, me);
                Step::Same
            }
            Action::Ditto => {
                let before = self.previous.iter().find(|(i, _)| *i == id).map(|(_, v)| v.clone());
                field.spec.editor.set(&before.unwrap_or(Value::Null));
                self.changed(id);
                self.leave(cx, at + 1)
            }
            Action::Sticky => {
                field.sticky = !field.sticky;
                Step::Same
            }
            Action::Stamp => {
                let day = crate::tui::frame::day(cx.look, cx.today());
                let hour = crate::tui::frame::hour(cx.look, cx.now);
                field.spec.editor.typed(&Typed::Paste(format!("{day} {hour} ")));
                self.changed(id)
            }
            _ => Step::Ignored,
        }
    }
    /// Gives typed text to the field with the focus.
    pub fn typed(&mut self, what: &Typed, cx: &mut Cx<'_>) -> Step {
        let at = self.focus;
        let Some(field) = self.fields.get_mut(at) else { return Step::Ignored };
        if let Typed::Paste(text) = what
            && self.line_by_line
            && field.spec.editor.rows() == 1
            && text.trim_end().contains('\n')
        {
            return self.pasted(text, cx);
        }
        let id = field.spec.id;
        let digit = match what {
            Typed::Text(c) if cx.look.azerty && field.spec.editor.digits() => azerty_digit(*c).map(Typed::Text),
            _ => None,
        };
        match field.spec.editor.typed(digit.as_ref().unwrap_or(what)) {
            After::No => Step::Ignored,
            After::Stay => self.changed(id),
            After::Leave => {
                self.changed(id);
                self.leave(cx, at + 1)
            }
            After::Wrong(why) => {
                self.blame(cx, at, why);
                self.changed(id)
            }
        }
    }
    /// A paste in bulk entry: each line goes into its field; nothing is finished by it.
    fn pasted(&mut self, text: &str, cx: &mut Cx<'_>) -> Step {
        let mut last = Step::Ignored;
        for line in text.trim_end().lines() {
            let before = self.focus;
            last = self.typed(&Typed::Paste(line.to_owned()), cx);
            if self.focus == before && before + 1 < self.fields.len() {
                self.leave(cx, before + 1);
            }
        }
        if last == Step::Finished { Step::Same } else { last }
    }
    /// Reads every field and looks for missing ones: before a save. The cursor goes to the first flaw.
    pub fn check(&mut self, cx: &mut Cx<'_>) -> bool {
        let mut flaws = Vec::new();
        for field in &mut self.fields {
            let (id, editor) = (field.spec.id, &mut field.spec.editor);
            match editor.leave() {
                Err(why) => flaws.push(Flaw { field: id, key: why.key, args: why.args, warning: false }),
                Ok(()) if field.spec.must && editor.value().is_null() => flaws.push(Flaw::new(id, "flaw-missing")),
                Ok(()) => {}
            }
        }
        let good = flaws.is_empty();
        self.refuse(flaws, cx);
        good
    }
    /// Puts the flaws that a check or a service found; what was typed stays.
    pub fn refuse(&mut self, flaws: Vec<Flaw>, cx: &mut Cx<'_>) {
        self.fields.iter_mut().for_each(|f| f.flaw = None);
        let mut first = None;
        for flaw in flaws {
            let at = self.fields.iter().position(|f| f.spec.id == flaw.field);
            if first.is_none() && !flaw.warning {
                first = Some((at, self.sentence(&flaw, cx)));
            }
            if let Some(field) = at.and_then(|at| self.fields.get_mut(at)) {
                field.flaw.get_or_insert(flaw);
            }
        }
        if let Some((at, words)) = first {
            cx.say(Message::failed(words));
            cx.bell();
            self.enter(at.unwrap_or(self.focus));
        }
    }
    /// Keeps the draft if something is new: also when the screen closes.
    pub fn keep(&mut self, cx: &mut Cx<'_>) {
        if self.unkept
            && let Some(hook) = self.draft.clone()
        {
            hook(self, cx);
            self.unkept = false;
        }
    }

    fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.spec.id == id)
    }
    fn changed(&mut self, id: &'static str) -> Step {
        self.dirty = true;
        self.unkept = true;
        Step::Changed(id)
    }
    fn enter(&mut self, at: usize) {
        self.focus = at;
        self.resumed = false;
        if let Some(field) = self.fields.get_mut(at) {
            field.spec.editor.enter();
        }
    }
    /// Leaves the field with the focus for another; past the last one the form is finished.
    fn leave(&mut self, cx: &mut Cx<'_>, to: usize) -> Step {
        let id = self.focused();
        let to = self.beyond(to);
        if !self.may_leave(cx, to) {
            return Step::Same;
        }
        self.keep(cx);
        if to >= self.fields.len() {
            return Step::Finished;
        }
        self.enter(to);
        Step::Left(id)
    }
    /// Reads a field that is left; false: it can't be left.
    fn check_field(&mut self, cx: &mut Cx<'_>, at: usize) -> bool {
        let Some(field) = self.fields.get_mut(at) else { return true };
        match field.spec.editor.leave() {
            Ok(()) => {
                if field.flaw.take().is_some() {
                    cx.hush();
                }
                true
            }
            Err(why) => {
                let stays = why.stays;
                self.blame(cx, at, why);
                !stays
            }
        }
    }
    fn blame(&mut self, cx: &mut Cx<'_>, at: usize, why: Why) {
        let Some(field) = self.fields.get(at) else { return };
        let flaw = Flaw { field: field.spec.id, key: why.key, args: why.args, warning: false };
        cx.say(Message::failed(self.sentence(&flaw, cx)));
        cx.bell();
        self.heads_down.slipped();
        if let Some(field) = self.fields.get_mut(at) {
            field.flaw = Some(flaw);
        }
    }
    fn sentence(&self, flaw: &Flaw, cx: &Cx<'_>) -> Words {
        let label = self.field(flaw.field).map_or_else(|| cx.look.label("", flaw.field), |f| f.spec.label(cx.look));
        let mut words = Words { key: flaw.key.to_owned(), args: flaw.args.clone() };
        words.args.push(("field", label));
        words
    }
    /// F2: the codes of a field to choose from, else its help.
    fn explain<S: Screen>(&self, cx: &mut Cx<'_>, me: Lens<S>) {
        let Some(field) = self.fields.get(self.focus) else { return };
        let (id, label) = (field.spec.id, field.spec.label(cx.look));
        let options = field.spec.editor.choices().to_vec();
        if options.is_empty() {
            let help = cx.look.texts.field_help(field.spec.record, id);
            cx.show(Help::new(id, &label, Vec::new(), cx.look).saying(help));
            return;
        }
        let dialog = PickDialog::new(Words::new("form-pick").with("field", label), options).at(&field.spec.editor.raw());
        cx.ask(dialog, move |screen: &mut S, choice: Choice, cx| me(screen).picked(id, &choice, cx));
    }
    fn picked(&mut self, id: &'static str, choice: &Choice, cx: &mut Cx<'_>) {
        let Some(at) = self.fields.iter().position(|f| f.spec.id == id) else { return };
        if let Some(field) = self.fields.get_mut(at) {
            let editor = &mut field.spec.editor;
            match editor.value() {
                Value::List(mut all) => {
                    all.push(Value::from(choice.code.clone()));
                    editor.set(&Value::List(all));
                }
                _ => editor.set(&Value::from(choice.code.clone())),
            }
            if editor.value().is_null() {
                editor.set_raw(&choice.code);
            }
        }
        self.changed(id);
        self.focus = at;
        self.leave(cx, (at + 1).min(self.fields.len() - 1));
    }
}

/// What the unshifted top row of a French keyboard would type with Shift (terminal.md §5).
pub fn azerty_digit(typed: char) -> Option<char> {
    "à&é\"'(-è_ç".chars().position(|c| c == typed).and_then(|n| char::from_digit(u32::try_from(n).ok()?, 10))
}
