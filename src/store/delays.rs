//! The delays that the office changed (domain.md §4, table `delay`), and who changed them. Called by `services/delays`.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::domain::ids::RowId;
use crate::fault::{Outcome, Value};
use crate::store::{Read, Write};

/// Act of the audit.
pub const ACT: &str = "delay_set";

/// The subject under which the changes of one delay stand in the audit: always the same.
pub fn subject(rule: &str, name: &str) -> RowId {
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(Sha256::digest(format!("delay {rule} {name}"))).for_each(|(to, from)| *to = from);
    RowId(Uuid::from_bytes(bytes))
}

/// Keeps a value, or goes back to the default; both values stand in the audit.
pub fn set(w: &mut Write<'_>, rule: &str, name: &str, was: i64, value: Option<i64>) {
    let args: Vec<Value> = vec![rule.into(), name.into()];
    w.execute("DELETE FROM delay WHERE rule = $1 AND name = $2", args.clone());
    if let Some(value) = value {
        let args = args.into_iter().chain([value.into()]).collect();
        w.execute("INSERT INTO delay (rule, name, value) VALUES ($1, $2, $3)", args);
    }
    let facts = [("rule", rule.into()), ("name", name.into()), ("was", was.into()), ("became", value.into())];
    w.note("delay", subject(rule, name), &facts);
}

/// The values that the office changed.
pub fn changed(read: &mut dyn Read) -> Outcome<Vec<(String, String, i64)>> {
    Ok(read.all("SELECT rule, name, value FROM delay", &[], |row| {
        Ok((row.text("rule")?.to_owned(), row.text("name")?.to_owned(), row.int("value")?))
    })?)
}

/// Who changed which delay last, and when: by the subject of [`subject`].
pub fn authors(read: &mut dyn Read) -> Outcome<Vec<(RowId, String, DateTime<Utc>)>> {
    let sql = "SELECT v.subject, a.name, a.at FROM audit a JOIN audit_value v ON v.deed = a.deed WHERE a.act = $1 \
               ORDER BY a.at NULLS FIRST";
    Ok(read.all(sql, &[ACT.into()], |row| Ok((row.id("subject")?, row.text("name")?.to_owned(), row.instant("at")?)))?)
}
