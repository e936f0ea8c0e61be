//! Drafts: a form being typed is kept at each field and offered again after a cut (product.md, Rules that hold everywhere).

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::ids::RowId;
use crate::fault::{Fault, Outcome};
use crate::store::Desk;
use crate::store::drafts::{self, Stored};

/// A form as it was typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// Its id, made when the form is opened.
    pub id: RowId,
    /// Form: `intake`, `file`, `interview`, `note`.
    pub form: String,
    /// The record it changes; none for a new one.
    pub subject: Option<RowId>,
    /// What to show in the list: usually the name typed so far.
    pub label: String,
    /// The field that had the cursor.
    pub focus: String,
    /// Field id → text as typed.
    pub fields: BTreeMap<String, String>,
    /// When it was kept last; set by `keep`.
    pub saved_at: DateTime<Utc>,
}

#[derive(Serialize, Deserialize)]
struct Body {
    label: String,
    focus: String,
    fields: BTreeMap<String, String>,
}

/// Keeps it, and gives the instant at which it is really on disk.
pub fn keep(desk: &mut Desk, draft: &Draft) -> Outcome<DateTime<Utc>> {
    let body = Body { label: draft.label.clone(), focus: draft.focus.clone(), fields: draft.fields.clone() };
    let stored = Stored {
        id: draft.id,
        form: draft.form.clone(),
        subject: draft.subject,
        body: serde_json::to_string(&body).map_err(Fault::broken)?,
        saved_at: desk.now(),
    };
    let owner = desk.who.user;
    if let Err(fault) = drafts::keep(desk.engine(), owner, &stored) {
        // On a full disk what was set aside is there for drafts.
        if !matches!(&fault, Fault::Wrong(r) if r.key == "wrong-disk-full") || !desk.engine().give_reserve() {
            return Err(fault);
        }
        drafts::keep(desk.engine(), owner, &stored)?;
    }
    Ok(stored.saved_at)
}

/// The drafts of who acts, the last kept first. One that can't be read is passed over.
pub fn mine(desk: &mut Desk) -> Outcome<Vec<Draft>> {
    let owner = desk.who.user;
    let all = desk.read(|read| drafts::of(read, owner))?;
    Ok(all
        .into_iter()
        .filter_map(|s| {
            let body: Body = serde_json::from_str(&s.body).ok()?;
            Some(Draft {
                id: s.id,
                form: s.form,
                subject: s.subject,
                label: body.label,
                focus: body.focus,
                fields: body.fields,
                saved_at: s.saved_at,
            })
        })
        .collect())
}

/// Throws one away: its form was saved, or its author said so.
pub fn drop(desk: &mut Desk, id: RowId) -> Outcome<()> {
    let owner = desk.who.user;
    drafts::drop(desk.engine(), owner, id)
}
