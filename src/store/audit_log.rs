//! The audit as a list of lines: who did what, when, from where (security.md §4). Called by `services/audit`.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::ids::{DeedId, PersonId, RowId, SessionId};
use crate::domain::record::instant_text;
use crate::fault::{Outcome, Value};
use crate::store::Read;
use crate::store::file::SUBJECTS;
use crate::store::trail::reason_of;

/// One deed as the audit has it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    /// The deed.
    pub deed: DeedId,
    /// Its session.
    pub session: SessionId,
    /// Its number in the session.
    pub seq: i64,
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// By whom.
    pub login: String,
    /// Name as shown then.
    pub name: String,
    /// Roles then.
    pub roles: Vec<String>,
    /// Agency then.
    pub agency: String,
    /// From where.
    pub post: String,
    /// What was done, an English id.
    pub act: String,
    /// Table of what it was done on.
    pub record: Option<String>,
    /// Which row.
    pub subject: Option<Uuid>,
    /// Number of the file or offer, where the row has one.
    pub number: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Facts of the deed itself (words of a search, rows of an export), a JSON object.
    pub facts: Option<String>,
    /// Records that it changed.
    pub changed: i64,
}

/// Which lines. Everything that is set narrows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Which {
    /// On this person's file.
    pub person: Option<PersonId>,
    /// By this login.
    pub login: Option<String>,
    /// By accounts of this agency.
    pub agency: Option<String>,
    /// Since.
    pub since: Option<DateTime<Utc>>,
    /// On these records only, or by this login.
    pub records: Option<(&'static [&'static str], String)>,
    /// This many at most.
    pub limit: i64,
}

/// The lines, the newest first.
pub fn list(read: &mut dyn Read, which: &Which) -> Outcome<Vec<Entry>> {
    let mut args: Vec<Value> = Vec::new();
    let mut put = |value: Value| {
        args.push(value);
        format!("${}", args.len())
    };
    let mut sql = String::new();
    let mut rest = Vec::new();
    if let Some(person) = which.person {
        put(person.into());
        sql.push_str(SUBJECTS);
        sql.push(' ');
        rest.push("a.deed IN (SELECT v.deed FROM subject s JOIN audit_value v ON v.subject = s.id)".to_owned());
    }
    if let Some(login) = &which.login {
        rest.push(format!("a.login = {}", put(login.as_str().into())));
    }
    if let Some(agency) = &which.agency {
        rest.push(format!("a.agency = {}", put(agency.as_str().into())));
    }
    if let Some(since) = which.since {
        rest.push(format!("a.at >= {}", put(instant_text(since).into())));
    }
    if let Some((records, login)) = &which.records {
        let list: Vec<String> = records.iter().map(|r| put((*r).into())).collect();
        rest.push(format!("(a.record IN ({}) OR a.login = {})", list.join(", "), put(login.as_str().into())));
    }
    let within = if rest.is_empty() { String::new() } else { format!("WHERE {}", rest.join(" AND ")) };
    sql.push_str(&format!(
        "SELECT a.deed, a.session, a.seq, a.at, a.login, a.name, a.roles, a.agency, a.post, a.act, a.record, a.subject, \
         COALESCE(a.reason, (SELECT w.became FROM audit_value w WHERE w.deed = a.deed AND w.record = 'reason')) AS reason, \
         (SELECT w.became FROM audit_value w WHERE w.deed = a.deed AND w.record IN ('search', 'export', 'event') \
          ORDER BY w.nth LIMIT 1) AS facts, \
         (SELECT CAST(count(*) AS BIGINT) FROM audit_value w WHERE w.deed = a.deed \
          AND w.record NOT IN ('reason', 'search', 'export', 'event') AND (w.was IS NOT NULL OR w.became IS NOT NULL)) AS changed, \
         COALESCE(p.number, o.number, e.number) AS number \
         FROM audit a LEFT JOIN person p ON p.id = a.subject LEFT JOIN vacancy o ON o.id = a.subject \
         LEFT JOIN employer e ON e.id = a.subject {within} ORDER BY a.at DESC, a.seq DESC, a.deed DESC LIMIT {}",
        put(which.limit.into())
    ));
    Ok(read.all(&sql, &args, |r| {
        let text = |name| Ok::<_, crate::store::DbError>(r.text(name)?.to_owned());
        Ok(Entry {
            deed: r.id("deed")?,
            session: r.id("session")?,
            seq: r.int("seq")?,
            at: r.instant("at")?,
            login: text("login")?,
            name: text("name")?,
            roles: r.text("roles")?.split('|').filter(|r| !r.is_empty()).map(str::to_owned).collect(),
            agency: text("agency")?,
            post: text("post")?,
            act: text("act")?,
            record: r.opt_text("record")?.map(str::to_owned),
            subject: r.opt_id::<RowId>("subject")?.map(|id| id.0),
            number: r.opt_text("number")?.map(str::to_owned),
            reason: r.opt_text("reason")?.map(reason_of),
            facts: r.opt_text("facts")?.map(str::to_owned),
            changed: r.int("changed")?,
        })
    })?)
}
