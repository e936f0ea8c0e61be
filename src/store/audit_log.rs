//! The audit as a list of lines: who did what, when, from where (security.md §4). Called by `services/audit`.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::ids::{DeedId, PersonId, RowId, SessionId};
use crate::domain::record::instant_text;
use crate::fault::{Fault, Outcome};
use crate::store::file::SUBJECTS;
use crate::store::paging::{self, Args, Mark, Order, Side};
use crate::store::trail::reason_of;
use crate::store::{DbError, Read, Row, Stmt};

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
    /// Before this instant.
    pub until: Option<DateTime<Utc>>,
    /// Refused deeds and refused logins only.
    pub refused: bool,
}

impl Entry {
    /// Its place in the list.
    pub fn mark(&self) -> Mark {
        Mark::new(instant_text(self.at), self.deed)
    }
}

/// One changed record of a deed, as the audit has it: JSON objects of the changed fields.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Values {
    /// Table.
    pub record: String,
    /// Before.
    pub was: Option<String>,
    /// After.
    pub became: Option<String>,
}

/// The newest first. The index gives it by the instant; deeds of one instant stand by their ids, which are made in the order of time.
fn order() -> Order {
    Order::full("a.at", "a.deed", true)
}

/// What stands before SELECT, and the conditions.
fn narrowed(which: &Which, args: &mut Args) -> (String, String) {
    let mut with = String::new();
    let mut rest = vec!["a.at IS NOT NULL".to_owned()];
    if let Some(person) = which.person {
        // SUBJECTS has the person as its first argument.
        args.put(person);
        with = format!("{SUBJECTS} ");
        rest.push("a.deed IN (SELECT v.deed FROM subject s JOIN audit_value v ON v.subject = s.id)".to_owned());
    }
    let until = which.until.map(instant_text);
    let since = which.since.map(instant_text);
    let equal = [("a.login =", &which.login), ("a.agency =", &which.agency), ("a.at >=", &since), ("a.at <", &until)];
    for (left, right) in equal {
        if let Some(right) = right {
            rest.push(format!("{left} {}", args.put(right.as_str())));
        }
    }
    if which.refused {
        rest.push("a.act LIKE '%refused%'".to_owned());
    }
    if let Some((records, login)) = &which.records {
        let (list, own) = (args.list(records.iter().copied()), args.put(login.as_str()));
        rest.push(format!("(a.record IN ({list}) OR a.login = {own})"));
    }
    (with, format!("WHERE {}", rest.join(" AND ")))
}

/// The records that a deed changed or spoke of, in their order; its reason isn't among them.
pub fn values(read: &mut dyn Read, deed: DeedId) -> Outcome<Vec<Values>> {
    let sql = "SELECT record, was, became FROM audit_value WHERE deed = $1 AND record NOT IN ('reason', '') ORDER BY nth";
    Ok(read.all(sql, &[deed.into()], |r| {
        Ok(Values {
            record: r.text("record")?.to_owned(),
            was: r.opt_text("was")?.map(str::to_owned),
            became: r.opt_text("became")?.map(str::to_owned),
        })
    })?)
}

fn page_stmt(which: &Which, side: &Side, size: u32) -> Stmt {
    let mut args = Args::default();
    let (with, within) = narrowed(which, &mut args);
    let page = order().page(side, size, &mut args);
    args.stmt(format!(
        "{with}SELECT a.deed, a.session, a.seq, a.at, a.login, a.name, a.roles, a.agency, a.post, a.act, a.record, a.subject, \
         COALESCE(a.reason, (SELECT w.became FROM audit_value w WHERE w.deed = a.deed AND w.record = 'reason')) AS reason, \
         (SELECT w.became FROM audit_value w WHERE w.deed = a.deed AND w.record IN ('search', 'export', 'event') \
          ORDER BY w.nth LIMIT 1) AS facts, \
         (SELECT CAST(count(*) AS BIGINT) FROM audit_value w WHERE w.deed = a.deed \
          AND w.record NOT IN ('reason', 'search', 'export', 'event') AND (w.was IS NOT NULL OR w.became IS NOT NULL)) AS changed, \
         COALESCE(p.number, o.number, e.number) AS number \
         FROM audit a LEFT JOIN person p ON p.id = a.subject LEFT JOIN vacancy o ON o.id = a.subject \
         LEFT JOIN employer e ON e.id = a.subject {within}{page}"
    ))
}

fn entry(r: &Row<'_>) -> Result<Entry, DbError> {
    let text = |name| Ok::<_, DbError>(r.text(name)?.to_owned());
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
}

/// The newest lines, so many at most.
pub fn list(read: &mut dyn Read, which: &Which, most: u32) -> Outcome<Vec<Entry>> {
    let ran = read.gather(&[page_stmt(which, &Side::First, most)])?;
    Ok(ran.first().ok_or_else(|| Fault::broken("a flight came back short"))?.all(entry)?)
}

/// A page of the lines, and how many there are in all. Two statements, one round trip.
pub fn page(read: &mut dyn Read, which: &Which, side: &Side, size: u32) -> Outcome<(Vec<Entry>, usize)> {
    let mut args = Args::default();
    let (with, within) = narrowed(which, &mut args);
    let count = args.stmt(format!("{with}SELECT CAST(count(*) AS BIGINT) AS n FROM audit a {within}"));
    paging::fly(read, side, page_stmt(which, side, size), count, entry)
}
