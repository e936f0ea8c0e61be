//! Forms being typed, kept at each field and offered again after a cut. Never audited. Called by `services/draft`.

use chrono::{DateTime, Utc};

use crate::domain::ids::{RowId, UserId};
use crate::domain::record::instant_text;
use crate::fault::{Outcome, Value};
use crate::store::{Engine, Read, Write};

/// A kept draft as stored: its body is JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// Its id.
    pub id: RowId,
    /// Form: `intake`, `file`, `interview`, `note`.
    pub form: String,
    /// The record it changes; none for a new one.
    pub subject: Option<RowId>,
    /// JSON.
    pub body: String,
    /// When it was kept last.
    pub saved_at: DateTime<Utc>,
}

/// Keeps a draft: one statement, one round trip.
pub fn keep(engine: &mut dyn Engine, owner: UserId, draft: &Stored) -> Outcome<()> {
    let args: Vec<Value> = vec![
        draft.id.into(),
        owner.into(),
        draft.form.as_str().into(),
        draft.subject.into(),
        draft.body.as_str().into(),
        instant_text(draft.saved_at).into(),
    ];
    engine.execute(
        "INSERT INTO draft (id, owner, form, subject, body, saved_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (id) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at",
        &args,
    )?;
    Ok(())
}

/// Throws a draft away (its form was saved, or its author said so).
pub fn drop(engine: &mut dyn Engine, owner: UserId, id: RowId) -> Outcome<()> {
    engine.execute("DELETE FROM draft WHERE id = $1 AND owner = $2", &[id.into(), owner.into()])?;
    Ok(())
}

/// Throws a draft away in the same transaction as the save of its form.
pub fn discard(write: &mut Write<'_>, id: RowId) {
    write.execute("DELETE FROM draft WHERE id = $1", vec![id.into()]);
}

/// Drafts of an account, the last kept first.
pub fn of(read: &mut dyn Read, owner: UserId) -> Outcome<Vec<Stored>> {
    let sql = "SELECT id, form, subject, body, saved_at FROM draft WHERE owner = $1 ORDER BY saved_at DESC, id DESC";
    Ok(read.all(sql, &[owner.into()], |r| {
        Ok(Stored {
            id: r.id("id")?,
            form: r.text("form")?.to_owned(),
            subject: r.opt_id("subject")?,
            body: r.text("body")?.to_owned(),
            saved_at: r.instant("saved_at")?,
        })
    })?)
}

/// Drafts older than an instant (domain.md §3.1: thrown away after 30 days).
pub fn forget_before(engine: &mut dyn Engine, before: DateTime<Utc>) -> Outcome<u64> {
    Ok(engine.execute("DELETE FROM draft WHERE saved_at < $1", &[instant_text(before).into()])?)
}
