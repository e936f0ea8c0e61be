//! Keeps the draft of a form in steps at each field that is left (product.md, « a form being typed is saved as a draft »). Used by the
//! intake and the form of an offer.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use crate::domain::calendar;
use crate::domain::ids::{Id, RowId};
use crate::services::draft::{self, Draft};
use crate::tui::frame;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Screen};

/// What is kept, and since when.
pub struct Keeping {
    /// Id of the draft, made with the form.
    pub id: RowId,
    kept: BTreeMap<String, String>,
    focus: String,
    /// There is a draft, on disk or on its way there.
    sent: bool,
    at: Option<NaiveDateTime>,
    /// Saved for good: nothing is kept any more.
    done: bool,
}

impl Keeping {
    /// Nothing yet.
    pub fn new() -> Self {
        let id = RowId::from_uuid(uuid::Uuid::now_v7());
        Keeping { id, kept: BTreeMap::new(), focus: String::new(), sent: false, at: None, done: false }
    }
    /// A draft that was resumed: it goes on under its id.
    pub fn of(draft: &Draft, raw: BTreeMap<String, String>) -> Self {
        let at = Some(calendar::local(draft.saved_at));
        Keeping { id: draft.id, kept: raw, sent: true, at, ..Keeping::new() }
    }
    /// An untouched form is no draft.
    pub fn begin(&mut self, raw: BTreeMap<String, String>) {
        self.kept = raw;
    }
    /// Saved for good at this hour.
    pub fn saved(&mut self, at: NaiveDateTime) {
        (self.at, self.done) = (Some(at), true);
    }
    /// « brouillon gardé à 08h47 ».
    pub fn said(&self, look: &Look) -> String {
        let key = if self.done { "intake-saved-at" } else { "intake-kept-at" };
        self.at.map_or(String::new(), |at| look.with(key, &[("hour", frame::hour(look, at))]))
    }
    /// Keeps the form as it stands, under the id of its draft, where something is new; `mine` finds this again when it is on disk.
    pub fn keep<S: Screen>(&mut self, now: Draft, cx: &mut Cx<'_>, mine: fn(&mut S) -> &mut Keeping) {
        let typed = now.fields != self.kept;
        if self.done || !typed && (!self.sent || now.focus == self.focus) {
            return;
        }
        let draft = Draft { id: self.id, ..now };
        self.kept.clone_from(&draft.fields);
        self.focus.clone_from(&draft.focus);
        self.sent = true;
        cx.keep(
            move |desk| draft::keep(desk, &draft),
            move |me: &mut S, at, _| {
                if let Ok(at) = at {
                    mine(me).at = Some(calendar::local(at));
                }
            },
        );
    }
}
