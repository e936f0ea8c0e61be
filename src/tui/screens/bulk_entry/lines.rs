//! Rows of both tables: batches, and the forms of one batch.

use crate::domain::batch::{FormKind, FormState, forms};
use crate::domain::ids::RowId;
use crate::domain::lifecycle::BatchState;
use crate::services::batches::{FormRow, Overview};
use crate::tui::look::Look;
use crate::tui::widgets::table::Row;

/// A batch and its words.
pub struct BatchLine {
    /// As loaded.
    pub row: Overview,
    /// Kind of its forms.
    pub kind: String,
    /// Its state.
    pub state: String,
    /// `56/200`.
    pub count: String,
    /// What waits: forms set aside, doubtful ones.
    pub waits: String,
    /// Both clerks.
    pub clerks: String,
}

impl BatchLine {
    /// In words.
    pub fn new(row: Overview, look: &Look) -> Self {
        let batch = &row.batch;
        let second = matches!(batch.state, BatchState::SecondKeying | BatchState::FirstClosed);
        let done = if second { row.verified } else { row.keyed };
        let mut waits = Vec::new();
        let open = !matches!(batch.state, BatchState::Posted | BatchState::PartRejected);
        if row.aside > 0 && open {
            waits.push(look.with("bulk-aside-count", &[("count", row.aside.to_string())]));
        }
        if row.doubtful > 0 {
            waits.push(look.with("bulk-doubtful-count", &[("count", row.doubtful.to_string())]));
        }
        if row.rejected > 0 {
            waits.push(look.with("bulk-rejected-count", &[("count", row.rejected.to_string())]));
        }
        let clerks: Vec<&str> = [&row.first, &row.second].into_iter().flatten().map(String::as_str).collect();
        BatchLine {
            kind: look.text(&format!("bulk-kind-{}", batch.form_kind.id())),
            state: look.texts.state("batch", batch.state.id()),
            count: format!("{done}/{}", batch.announced_forms),
            waits: waits.join(", "),
            clerks: clerks.join(", "),
            row,
        }
    }
}

impl Row for BatchLine {
    fn key(&self) -> Vec<u8> {
        self.row.batch.head.id.0.as_bytes().to_vec()
    }
}

/// A form and its words.
pub struct FormLine {
    /// Which.
    pub id: RowId,
    /// Place in the pile.
    pub no: String,
    /// Whose.
    pub name: String,
    /// Where it stands.
    pub state: FormState,
    /// The same in words.
    pub said: String,
    /// Why it waits, or what became of it.
    pub about: String,
}

impl FormLine {
    /// In words.
    pub fn new(row: &FormRow, kind: FormKind, look: &Look) -> Self {
        let form = &row.form;
        let about = match form.state {
            FormState::Aside | FormState::Rejected => reason(form.aside_reason.as_deref(), look),
            FormState::Doubtful => look.with("bulk-doubt-about", &[("numbers", form.doubts.join(", "))]),
            FormState::Posted => form.subject_number.clone().unwrap_or_default(),
            _ if !row.differences.is_empty() => {
                look.with("bulk-form-differences", &[("count", row.differences.len().to_string())])
            }
            _ => String::new(),
        };
        FormLine {
            id: form.head.id,
            no: form.form_no.to_string(),
            name: forms::label(kind, &row.keyed),
            state: form.state,
            said: look.texts.state("batch_form", form.state.id()),
            about,
        }
    }
    /// Somebody has to look at it.
    pub fn waits(&self) -> bool {
        matches!(self.state, FormState::Aside | FormState::Doubtful | FormState::Rejected)
    }
}

/// Why a form was set aside or rejected: as written, or the sentence of the rule that refused it (its key, then the field).
pub fn reason(text: Option<&str>, look: &Look) -> String {
    let text = text.unwrap_or_default();
    if !text.starts_with("flaw-") && !text.starts_with("refused-") {
        return text.to_owned();
    }
    let (key, field) = text.split_once(' ').unwrap_or((text, ""));
    let label = look.label("", field);
    let args = ["value", "number", "name", "count", "document"].map(|name| (name, String::new()));
    let mut args: Vec<_> = args.to_vec();
    args.push(("field", label));
    look.with(key, &args)
}

impl Row for FormLine {
    fn key(&self) -> Vec<u8> {
        self.id.0.as_bytes().to_vec()
    }
}
