//! Keeps the draft of an intake at each field that is left (product.md, « a form being typed is saved as a draft »).

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::{FORM, Intake};
use crate::domain::calendar;
use crate::domain::ids::{Id, RowId};
use crate::services::draft::{self, Draft};
use crate::tui::frame;
use crate::tui::look::Look;
use crate::tui::screen::Cx;

/// What is kept, and since when.
pub struct Keeping {
    /// Id of the draft, made with the form.
    pub id: RowId,
    kept: BTreeMap<String, String>,
    focus: &'static str,
    /// There is a draft, on disk or on its way there.
    sent: bool,
    at: Option<NaiveDateTime>,
}

impl Keeping {
    /// Nothing yet.
    pub fn new() -> Self {
        Keeping { id: RowId::from_uuid(uuid::Uuid::now_v7()), kept: BTreeMap::new(), focus: "", sent: false, at: None }
    }
    /// A draft that was resumed: it goes on under its id.
    pub fn of(draft: &Draft, raw: BTreeMap<String, String>) -> Self {
        Keeping { id: draft.id, kept: raw, focus: "", sent: true, at: Some(calendar::local(draft.saved_at)) }
    }
    /// An untouched form is no draft.
    pub fn begin(&mut self, raw: BTreeMap<String, String>) {
        self.kept = raw;
    }
    /// Saved for good at this hour.
    pub fn saved(&mut self, at: NaiveDateTime) {
        self.at = Some(at);
    }
    /// « brouillon gardé à 08h47 ».
    pub fn said(&self, done: bool, look: &Look) -> String {
        let key = if done { "intake-saved-at" } else { "intake-kept-at" };
        self.at.map_or(String::new(), |at| look.with(key, &[("hour", frame::hour(look, at))]))
    }
}

impl Intake {
    /// The name typed so far.
    pub(super) fn name_typed(&self) -> String {
        let form = self.steps.identity();
        let given = form.raw_of("given_names");
        crate::domain::person::full_name(form.raw_of("surname").trim(), Some(given.trim()))
    }
    /// Keeps what is new.
    pub(super) fn keep(&mut self, cx: &mut Cx<'_>) {
        let raw = self.steps.raw();
        let focus = self.steps.now().focused();
        let typed = raw != self.keeping.kept;
        if !typed && (!self.keeping.sent || focus == self.keeping.focus) {
            return;
        }
        self.keeping.kept.clone_from(&raw);
        self.keeping.focus = focus;
        self.keeping.sent = true;
        let draft = Draft {
            id: self.keeping.id,
            form: FORM.to_owned(),
            label: self.name_typed(),
            focus: focus.to_owned(),
            fields: raw,
            ..Draft::default()
        };
        cx.keep(
            move |desk| draft::keep(desk, &draft),
            |me: &mut Self, at, _| {
                if let Ok(at) = at {
                    me.keeping.at = Some(calendar::local(at));
                }
            },
        );
    }
}
