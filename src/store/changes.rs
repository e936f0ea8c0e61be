//! Whether others have saved something in an agency: one cheap question to the audit. Called by `services/changes`.

use chrono::{DateTime, Utc};

use crate::domain::ids::SessionId;
use crate::domain::record::instant_text;
use crate::fault::Outcome;
use crate::store::Read;

/// How many deeds of other sessions the agency's audit has since an instant: it only grows, so that a deed stamped by a post
/// whose clock is late is counted too.
pub fn since(read: &mut dyn Read, agency: &str, but: SessionId, from: DateTime<Utc>) -> Outcome<i64> {
    let sql = "SELECT CAST(count(*) AS BIGINT) AS n FROM audit WHERE at >= $1 AND agency = $2 AND session <> $3";
    Ok(read.one(sql, &[instant_text(from).into(), agency.into(), but.into()], |r| r.int("n"))?.unwrap_or(0))
}
