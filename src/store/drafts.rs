//! Drafts: a form being typed, saved at each field and offered again after a cut (product.md). Not audited. Called by `services/draft.rs`.

use chrono::{DateTime, Utc};

use crate::domain::ids::{RowId, UserId};
use crate::domain::record::instant_text;
use crate::fault::{Outcome, Value};
use crate::store::{Read, Write};

/// A form as it was left.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its id, made when the form is opened.
    pub id: RowId,
    /// Which form: the screen's name.
    pub form: String,
    /// The record that the form edits, 16 bytes; none for a new one.
    pub subject: Option<Vec<u8>>,
    /// What was typed, in the form's own JSON.
    pub body: String,
    /// When it was last saved; given by the store.
    pub saved_at: Option<DateTime<Utc>>,
}

/// Saves a draft of the one who acts, over its former state.
pub fn save(write: &mut Write<'_>, draft: &Draft) {
    let owner = write.who().user;
    let at = instant_text(write.now());
    write.execute(
        "INSERT INTO draft (id, owner, form, subject, body, saved_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (id) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at",
        vec![
            draft.id.into(),
            owner.into(),
            draft.form.as_str().into(),
            draft.subject.clone().map_or(Value::Null, Value::Blob),
            draft.body.as_str().into(),
            at.into(),
        ],
    );
}

/// Throws a draft away, in the same transaction as the save of its form.
pub fn discard(write: &mut Write<'_>, id: RowId) {
    write.execute("DELETE FROM draft WHERE id = $1", vec![id.into()]);
}

/// The drafts of an account, the last saved first.
pub fn of(read: &mut dyn Read, owner: UserId) -> Outcome<Vec<Draft>> {
    let sql = "SELECT id, form, subject, body, saved_at FROM draft WHERE owner = $1 ORDER BY saved_at DESC NULLS LAST";
    Ok(read.all(sql, &[owner.into()], |r| {
        Ok(Draft {
            id: r.id("id")?,
            form: r.text("form")?.to_owned(),
            subject: r.opt_blob("subject")?.map(<[u8]>::to_vec),
            body: r.text("body")?.to_owned(),
            saved_at: Some(r.instant("saved_at")?),
        })
    })?)
}
