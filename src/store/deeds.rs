//! What a deed changed, read back from the audit, so that it can be taken back. Called by `services/undo` and
//! by the undoing of a merge.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use crate::domain::ids::{DeedId, RowId};
use crate::domain::record::{Record, field, instant_text};
use crate::fault::{Fault, Outcome, Value};
use crate::store::Read;

/// A deed as the audit has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// Which.
    pub deed: DeedId,
    /// What was done.
    pub act: String,
    /// By whom.
    pub login: String,
    /// His agency then.
    pub agency: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// One record that a deed changed: the changed fields as JSON. Without `was` it was made then.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// Table.
    pub record: String,
    /// Id.
    pub subject: Uuid,
    /// Before.
    pub was: Option<String>,
    /// After.
    pub became: Option<String>,
}

const DONE: &str = "SELECT a.deed AS deed, a.act AS act, a.login AS login, a.agency AS agency, a.at AS at FROM audit a";

fn done(row: &crate::store::Row<'_>) -> Result<Done, crate::store::DbError> {
    Ok(Done {
        deed: row.id("deed")?,
        act: row.text("act")?.to_owned(),
        login: row.text("login")?.to_owned(),
        agency: row.text("agency")?.to_owned(),
        at: row.instant("at")?,
    })
}

/// A deed by its id.
pub fn by_id(read: &mut dyn Read, deed: DeedId) -> Outcome<Option<Done>> {
    Ok(read.one(&format!("{DONE} WHERE a.deed = $1"), &[deed.into()], done)?)
}

/// The last deed of an account since an instant that changed this record.
pub fn last_of(read: &mut dyn Read, login: &str, subject: RowId, since: DateTime<Utc>) -> Outcome<Option<Done>> {
    let sql = format!(
        "{DONE} JOIN audit_value v ON v.deed = a.deed WHERE v.subject = $1 AND a.login = $2 AND a.at >= $3 \
         AND v.became IS NOT NULL ORDER BY a.at DESC, a.seq DESC LIMIT 1"
    );
    Ok(read.one(&sql, &[subject.into(), login.into(), instant_text(since).into()], done)?)
}

/// What a deed changed, in order.
pub fn changes(read: &mut dyn Read, deed: DeedId) -> Outcome<Vec<Changed>> {
    let sql = "SELECT record, subject, was, became FROM audit_value WHERE deed = $1 AND record <> 'reason' ORDER BY nth";
    Ok(read.all(sql, &[deed.into()], |row| {
        let text = |name| Ok::<_, crate::store::DbError>(row.opt_text(name)?.map(str::to_owned));
        Ok(Changed {
            record: row.text("record")?.to_owned(),
            subject: row.id::<RowId>("subject")?.0,
            was: text("was")?,
            became: text("became")?,
        })
    })?)
}

/// The changed fields of one side of a change: id and value, as [`crate::store::trail`] wrote them.
pub fn fields(side: &str) -> Outcome<Vec<(String, Value)>> {
    let all: Map<String, Json> = serde_json::from_str(side).map_err(Fault::broken)?;
    Ok(all.into_iter().map(|(id, json)| (id, value(json))).collect())
}

/// Puts the fields of one side of a change into a record; what it has no longer is passed over.
pub fn put<R: Record>(record: &mut R, side: &str) -> Outcome<()> {
    for (id, value) in fields(side)? {
        let Some(field) = field::<R>(&id) else { continue };
        (field.set)(record, value).map_err(|flaw| Fault::broken(flaw.key))?;
    }
    Ok(())
}

fn value(json: Json) -> Value {
    match json {
        Json::Bool(b) => Value::Bool(b),
        Json::Number(n) => n.as_i64().map(Value::Int).or(n.as_f64().map(Value::Real)).unwrap_or_default(),
        Json::String(t) => Value::Text(t),
        Json::Array(all) => Value::List(all.into_iter().map(value).collect()),
        Json::Null | Json::Object(_) => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::registration::Registration;

    #[test]
    fn lists_and_empty_fields_come_back_as_they_were() {
        let mut file = Registration { closed_on: "2026-11-24".parse().ok(), ..Registration::default() };
        put(&mut file, r#"{"missing_documents":["2","5"],"closed_on":null,"gone_since":1}"#).unwrap();
        assert_eq!((file.missing_documents, file.closed_on), (vec!["2".to_owned(), "5".to_owned()], None));
    }
}
