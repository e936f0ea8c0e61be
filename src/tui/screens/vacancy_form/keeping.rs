//! Keeps the draft of an offer at each field that is left, and takes it up again.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::{FORM, VacancyForm};
use crate::domain::calendar;
use crate::domain::ids::{Id, RowId, VacancyId};
use crate::fault::Outcome;
use crate::services::draft::{self, Draft};
use crate::services::vacancies::{self, Page, Special};
use crate::tui::cx::Slot;
use crate::tui::frame;
use crate::tui::look::Look;
use crate::tui::screen::Cx;

/// Where a draft keeps the special condition that was asked.
const SPECIAL: [&str; 3] = ["_special", "_basis", "_reference"];

/// What is kept, and since when.
pub struct Keeping {
    /// Id of the draft, made with the form.
    pub id: RowId,
    kept: BTreeMap<String, String>,
    focus: &'static str,
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
        Keeping { id, kept: BTreeMap::new(), focus: "", sent: false, at: None, done: false }
    }
    /// An untouched form is no draft.
    pub fn begin(&mut self, raw: BTreeMap<String, String>) {
        self.kept = raw;
    }
    /// Saved for good.
    pub fn saved(&mut self) {
        self.done = true;
    }
    /// « brouillon gardé à 08h47 ».
    pub fn said(&self, look: &Look) -> String {
        self.at.map_or(String::new(), |at| look.with("intake-kept-at", &[("hour", frame::hour(look, at))]))
    }
}

impl VacancyForm {
    fn all_raw(&self) -> BTreeMap<String, String> {
        let mut raw = self.steps.raw();
        if let Some(special) = &self.special {
            let values = [special.text.clone(), special.basis.clone(), special.reference.clone().unwrap_or_default()];
            raw.extend(SPECIAL.iter().map(|k| (*k).to_owned()).zip(values));
        }
        raw
    }
    /// Keeps what is new.
    pub(super) fn keep(&mut self, cx: &mut Cx<'_>) {
        let raw = self.all_raw();
        let focus = self.steps.now().focused();
        let typed = raw != self.keeping.kept;
        if self.keeping.done || !typed && (!self.keeping.sent || focus == self.keeping.focus) {
            return;
        }
        self.keeping.kept.clone_from(&raw);
        self.keeping.focus = focus;
        self.keeping.sent = true;
        let title = raw.get("title").cloned().unwrap_or_default();
        let firm = self.steps.post().picked_line("employer").map(|c| c.label.clone()).unwrap_or_default();
        let label = [title, firm].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
        let draft = Draft {
            id: self.keeping.id,
            form: FORM.to_owned(),
            subject: (!self.is_new()).then_some(RowId(self.before.head.id.0)),
            label,
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
    /// A draft as it was, the cursor in its field; of a stored offer that is read first.
    pub(super) fn take_up(&mut self, draft: Draft, cx: &mut Cx<'_>) {
        self.steps.restore(&draft.fields, &draft.focus, cx.look.lang());
        let get = |key: &str| draft.fields.get(key).cloned().unwrap_or_default();
        let [text, basis, reference] = SPECIAL.map(get);
        self.special = (!text.is_empty()).then(|| Special { text, basis, reference: Some(reference).filter(|r| !r.is_empty()) });
        self.keeping.id = draft.id;
        self.keeping.sent = true;
        self.keeping.at = Some(calendar::local(draft.saved_at));
        self.keeping.kept = self.all_raw();
        if let Some(subject) = draft.subject {
            let id = VacancyId(subject.0);
            cx.load(
                Slot("stored"),
                move |desk| vacancies::page(desk, id),
                |me: &mut Self, page: Outcome<Page>, _| {
                    if let Ok(page) = page {
                        me.before = page.vacancy;
                    }
                },
            );
            cx.hold(Slot("stored"));
        }
        self.firm_of_field(cx);
    }
    /// The firm of the number that stands in the field: nothing is copied over what was typed.
    pub(super) fn firm_of_field(&mut self, cx: &mut Cx<'_>) {
        let Some(number) = self.steps.post().picked_line("employer").map(|c| c.code.clone()) else { return };
        cx.load(
            Slot("firm"),
            move |desk| vacancies::firm(desk, &number),
            |me: &mut Self, firm, _| {
                if let Ok(firm) = firm {
                    me.firm = Some(firm);
                }
            },
        );
    }
}
