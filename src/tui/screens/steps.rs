//! A form in steps, each one screen: the intake's four, the three of an offer. The screens say which fields stand in which step and what
//! follows from them; moving between the steps, drafts and flaws are the same for all and stand here.

use std::collections::BTreeMap;

use crate::fault::{Flaw, Value};
use crate::tui::form::Form;
use crate::tui::look::Look;
use crate::tui::screen::Cx;
use crate::tui::screens::{House, fields};

/// The forms, and the one on the screen.
pub struct Steps {
    first: Form,
    rest: Vec<Form>,
    at: usize,
    labels: &'static [&'static str],
}

impl Steps {
    /// Without fields, until the look is known.
    pub fn empty() -> Self {
        Steps::new(Form::new(Vec::new()), Vec::new(), &[])
    }
    /// With these forms, in the order in which one goes through them, and their labels.
    pub fn new(first: Form, rest: Vec<Form>, labels: &'static [&'static str]) -> Self {
        Steps { first, rest, at: 0, labels }
    }
    /// The forms in order.
    pub fn all(&self) -> impl Iterator<Item = &Form> {
        std::iter::once(&self.first).chain(&self.rest)
    }
    /// The same, to change.
    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut Form> {
        std::iter::once(&mut self.first).chain(&mut self.rest)
    }
    /// The first step: who it is about, and where.
    pub fn first(&self) -> &Form {
        &self.first
    }
    /// The first step, to change.
    pub fn first_mut(&mut self) -> &mut Form {
        &mut self.first
    }
    /// The form on the screen.
    pub fn now(&self) -> &Form {
        self.at.checked_sub(1).and_then(|at| self.rest.get(at)).unwrap_or(&self.first)
    }
    /// The form on the screen, to change.
    pub fn now_mut(&mut self) -> &mut Form {
        self.at.checked_sub(1).and_then(|at| self.rest.get_mut(at)).unwrap_or(&mut self.first)
    }
    /// The form with this field.
    pub fn with(&self, id: &str) -> Option<&Form> {
        self.all().find(|f| f.has(id))
    }
    fn with_mut(&mut self, id: &str) -> Option<&mut Form> {
        self.all_mut().find(|f| f.has(id))
    }
    /// A step forward or back.
    pub fn turn(&mut self, forward: bool) {
        self.at = if forward { (self.at + 1).min(self.rest.len()) } else { self.at.saturating_sub(1) };
    }
    /// Into the first field of the next step; false: this was the last.
    pub fn go_on(&mut self) -> bool {
        if self.at == self.rest.len() {
            return false;
        }
        self.turn(true);
        if let Some((id, _)) = self.now().raw().first() {
            self.now_mut().focus_on(id);
        }
        true
    }
    /// The step of a field, the cursor in it.
    pub fn focus_on(&mut self, id: &str) {
        let step = self.all().position(|f| f.has(id));
        if let Some(at) = step {
            self.at = at;
            self.now_mut().focus_on(id);
        }
    }
    /// Puts a value, whatever the step.
    pub fn set(&mut self, id: &str, value: &Value) {
        if let Some(form) = self.with_mut(id) {
            form.set(id, value);
        }
    }
    /// The value of a field, whatever the step.
    pub fn value(&self, id: &str) -> Value {
        self.with(id).map_or(Value::Null, |f| f.value(id))
    }
    /// Whether anything stands in a field.
    pub fn is_filled(&self, id: &str) -> bool {
        self.all().any(|f| f.is_filled(id))
    }
    /// Whether a field has a flaw already.
    pub fn flawed(&self, id: &str) -> bool {
        self.all().any(|f| f.flaw(id).is_some())
    }
    /// Says what the rules find in a field that was left; flaws that wait for a field that comes later, or for the save, are `later`.
    pub fn note(&mut self, id: &str, flaws: Vec<Flaw>, later: &[&str], cx: &mut Cx<'_>) {
        let flaw = flaws.into_iter().find(|f| f.field == id && !later.contains(&f.key));
        if let Some((flaw, form)) = flaw.zip(self.with_mut(id)) {
            form.note_flaw(flaw, cx);
        }
    }
    /// Reads every field of every step; the cursor goes to the first flaw.
    pub fn check(&mut self, cx: &mut Cx<'_>) -> bool {
        let flawed = self.all_mut().position(|form| !form.check(cx));
        self.at = flawed.unwrap_or(self.at);
        flawed.is_none()
    }
    /// Puts the flaws that the service found, each at its field; the cursor goes to the first.
    pub fn refuse(&mut self, flaws: Vec<Flaw>, cx: &mut Cx<'_>) {
        let mut first = None;
        for (at, form) in self.all_mut().enumerate() {
            let mine: Vec<Flaw> = flaws.iter().filter(|f| form.has(f.field)).cloned().collect();
            if first.is_none() && mine.iter().any(|f| !f.warning) {
                first = Some(at);
                form.refuse(mine, cx);
            } else {
                // Only the first says its sentence; the others are found at the next save.
                form.refuse(Vec::new(), cx);
            }
        }
        match first {
            Some(at) => self.at = at,
            // A field that the form doesn't show.
            None => self.now_mut().refuse(flaws, cx),
        }
    }
    /// What stands in the fields, for a draft; empty ones left out.
    pub fn raw(&self) -> BTreeMap<String, String> {
        let all = self.all().flat_map(Form::raw);
        all.filter(|(_, text)| !text.trim().is_empty()).map(|(id, text)| (id.to_owned(), text)).collect()
    }
    /// Puts a draft back, the cursor in its field.
    pub fn restore(&mut self, raw: &BTreeMap<String, String>, focus: &str, house: &House, lang: &str) {
        for form in self.all_mut() {
            let text = |id: &str| raw.get(id).cloned().unwrap_or_default();
            let own: Vec<(String, String)> = form.raw().into_iter().map(|(id, _)| (id.to_owned(), text(id))).collect();
            form.restore(&own, "");
        }
        fields::restored(&mut self.first, house, lang);
        self.focus_on(focus);
    }
    /// The steps in one line, the present one in brackets: `[1 Identité] 2 Métier  3 Disponibilité  4 Accords`.
    pub fn line(&self, look: &Look) -> String {
        let cell = |(at, key): (usize, &&str)| {
            let label = format!("{} {}", at + 1, look.text(key));
            if at == self.at { format!("[{label}]") } else { format!(" {label} ") }
        };
        self.labels.iter().enumerate().map(cell).collect()
    }
}
