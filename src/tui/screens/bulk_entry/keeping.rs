//! Keeps the form being keyed at each field: after a cut the work goes on in the same field. One draft is on its way at a time, so that
//! a fast hand on a slow line sends one form, not fifteen.

use std::collections::BTreeMap;

use super::FORM;
use super::keying::{Keying, Pass, new_id};
use crate::domain::batch::Difference;
use crate::domain::batch::forms;
use crate::domain::ids::{Id, RowId};
use crate::services::batches::Entry;
use crate::services::draft::{self, Draft};
use crate::tui::screen::Cx;

/// Names of what a draft holds besides the fields.
pub const PASS: &str = "_pass";
/// The form that is verified or mended.
pub const FORM_ID: &str = "_form";
/// Keys so far.
pub const STROKES: &str = "_strokes";
/// Before the field of a settled difference.
const SETTLED: &str = "_settled_";

/// Where the draft of the form on the screen stands.
pub struct Keeping {
    /// Id of the draft.
    pub id: RowId,
    /// Id that the form will have.
    pub form: RowId,
    on_its_way: bool,
    again: bool,
    kept: BTreeMap<String, String>,
    focus: String,
}

impl Keeping {
    /// Of a new form.
    pub fn new() -> Self {
        let (id, form) = (new_id(), new_id());
        Keeping { id, form, on_its_way: false, again: false, kept: BTreeMap::new(), focus: String::new() }
    }
    /// Of a draft taken up again.
    pub fn of(draft: &Draft) -> Self {
        Keeping { id: draft.id, kept: draft.fields.clone(), focus: draft.focus.clone(), ..Keeping::new() }
    }
}

/// Which keying a draft belongs to.
pub fn pass_of(draft: &Draft) -> Pass {
    match draft.fields.get(PASS).map(String::as_str) {
        Some("2") => Pass::Second,
        Some("mend") => {
            let form = draft.fields.get(FORM_ID).and_then(|f| uuid::Uuid::parse_str(f).ok()).unwrap_or_default();
            Pass::Mend(RowId::from_uuid(form))
        }
        _ => Pass::First,
    }
}

/// A number that a draft holds.
pub fn number(draft: &Draft, id: &str) -> i64 {
    draft.fields.get(id).and_then(|n| n.parse().ok()).unwrap_or(0)
}

/// The differences that were settled in a draft.
pub fn settled(draft: &Draft) -> Vec<Difference> {
    let known = draft.fields.iter().filter_map(|(id, text)| {
        let mut parts = text.splitn(3, '\u{1f}').map(str::to_owned);
        Some(Difference {
            field: id.strip_prefix(SETTLED)?.to_owned(),
            first: parts.next()?,
            second: parts.next()?,
            kept: parts.next()?,
        })
    });
    known.collect()
}

impl Keying {
    fn draft(&self) -> Draft {
        let raw = self.form.raw().into_iter().filter(|(_, text)| !text.trim().is_empty());
        let mut fields: BTreeMap<String, String> = raw.map(|(id, text)| (id.to_owned(), text)).collect();
        let mut put = |id: &str, text: String| fields.insert(id.to_owned(), text);
        put(STROKES, self.strokes.to_string());
        match &self.pass {
            Pass::First => put(PASS, "1".to_owned()),
            Pass::Second => put(PASS, "2".to_owned()),
            Pass::Mend(_) => put(PASS, "mend".to_owned()),
        };
        if self.pass != Pass::First {
            put(FORM_ID, self.form_id().to_string());
        }
        for d in &self.settled {
            put(&format!("{SETTLED}{}", d.field), [d.first.as_str(), &d.second, &d.kept].join("\u{1f}"));
        }
        let number = self.page.as_ref().map_or("", |p| p.batch.number.as_str());
        Draft {
            id: self.keeping.id,
            form: FORM.to_owned(),
            subject: Some(RowId(self.id.0)),
            label: format!("{number}/{}", self.no),
            focus: self.form.focused().to_owned(),
            fields,
            ..Draft::default()
        }
    }
    /// Keeps what is new; while a draft is on its way the next one waits and has everything.
    pub(super) fn keep(&mut self, cx: &mut Cx<'_>) {
        // The last form is on its way already: its draft would outlive it.
        if self.page.is_none() || !self.form.dirty() || self.last.is_some() {
            return;
        }
        if self.keeping.on_its_way {
            self.keeping.again = true;
            return;
        }
        let draft = self.draft();
        if draft.fields == self.keeping.kept && draft.focus == self.keeping.focus {
            return;
        }
        self.keeping.kept.clone_from(&draft.fields);
        self.keeping.focus.clone_from(&draft.focus);
        self.keeping.on_its_way = true;
        let id = draft.id;
        cx.keep(
            move |desk| draft::keep(desk, &draft),
            move |me: &mut Self, _, cx| {
                if me.keeping.id != id {
                    return;
                }
                me.keeping.on_its_way = false;
                if std::mem::take(&mut me.keeping.again) {
                    me.keep(cx);
                }
            },
        );
    }
    /// The screen closes: the form, and those whose save failed, stay as drafts.
    pub(super) fn keep_all(&mut self, cx: &mut Cx<'_>) {
        if self.page.is_some() && self.form.dirty() {
            let draft = self.draft();
            cx.keep(move |desk| draft::keep(desk, &draft), |_: &mut Self, _, _| {});
        }
        for entry in std::mem::take(&mut self.failed) {
            let draft = self.draft_of(&entry);
            cx.keep(move |desk| draft::keep(desk, &draft), |_: &mut Self, _, _| {});
        }
    }
    fn draft_of(&self, entry: &Entry) -> Draft {
        let fields = entry.keyed.iter().map(|(id, text)| (id.trim_start_matches('~').to_owned(), text.clone())).collect();
        let kind = self.page.as_ref().map(|p| p.batch.form_kind).unwrap_or_default();
        Draft {
            id: new_id(),
            form: FORM.to_owned(),
            subject: Some(RowId(self.id.0)),
            label: forms::label(kind, &entry.keyed),
            fields,
            ..Draft::default()
        }
    }
}
