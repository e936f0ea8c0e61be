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
    /// Before this instant.
    pub until: Option<DateTime<Utc>>,
    /// Refused deeds and refused logins only.
    pub refused: bool,
    /// From where in the list.
    pub place: Place,
    /// This many at most.
    pub limit: i64,
}

/// What places a line in the list: instant, number in its session, deed.
pub type Mark = (DateTime<Utc>, i64, DeedId);

/// Which window of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    /// The newest.
    #[default]
    First,
    /// Those older than this one.
    After(Mark),
    /// Those newer than this one, the nearest.
    Before(Mark),
    /// The oldest.
    Last,
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

/// A query under way: what stands before SELECT, the conditions, their values.
#[derive(Default)]
struct Asked {
    with: String,
    rest: Vec<String>,
    args: Vec<Value>,
}

impl Asked {
    fn put(&mut self, value: Value) -> String {
        self.args.push(value);
        format!("${}", self.args.len())
    }
    fn of(which: &Which) -> Self {
        let mut q = Asked::default();
        if let Some(person) = which.person {
            q.put(person.into());
            q.with = format!("{SUBJECTS} ");
            q.rest.push("a.deed IN (SELECT v.deed FROM subject s JOIN audit_value v ON v.subject = s.id)".to_owned());
        }
        let until = which.until.map(instant_text);
        let since = which.since.map(instant_text);
        let equal = [("a.login =", &which.login), ("a.agency =", &which.agency), ("a.at >=", &since), ("a.at <", &until)];
        for (left, right) in equal {
            if let Some(right) = right {
                let mark = q.put(right.as_str().into());
                q.rest.push(format!("{left} {mark}"));
            }
        }
        if which.refused {
            q.rest.push("a.act LIKE '%refused%'".to_owned());
        }
        if let Some((records, login)) = &which.records {
            let list: Vec<String> = records.iter().map(|r| q.put((*r).into())).collect();
            let own = q.put(login.as_str().into());
            q.rest.push(format!("(a.record IN ({}) OR a.login = {own})", list.join(", ")));
        }
        q
    }
    fn place(&mut self, place: Place) {
        let (sign, (at, seq, deed)) = match place {
            Place::After(mark) => ("<", mark),
            Place::Before(mark) => (">", mark),
            Place::First | Place::Last => return,
        };
        let marks = [instant_text(at).into(), seq.into(), deed.into()].map(|v| self.put(v));
        self.rest.push(format!("(a.at, a.seq, a.deed) {sign} ({})", marks.join(", ")));
    }
    fn within(&self) -> String {
        if self.rest.is_empty() { String::new() } else { format!("WHERE {}", self.rest.join(" AND ")) }
    }
}

/// How many lines there are, wherever the window lies.
pub fn count(read: &mut dyn Read, which: &Which) -> Outcome<usize> {
    let asked = Asked::of(which);
    let sql = format!("{}SELECT CAST(count(*) AS BIGINT) AS n FROM audit a {}", asked.with, asked.within());
    let found = read.one(&sql, &asked.args, |r| r.int("n"))?;
    Ok(found.and_then(|n| usize::try_from(n).ok()).unwrap_or(0))
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

/// The lines, the newest first.
pub fn list(read: &mut dyn Read, which: &Which) -> Outcome<Vec<Entry>> {
    let mut asked = Asked::of(which);
    asked.place(which.place);
    let upward = matches!(which.place, Place::Before(_) | Place::Last);
    let order = if upward { "a.at, a.seq, a.deed" } else { "a.at DESC, a.seq DESC, a.deed DESC" };
    let limit = asked.put(which.limit.into());
    let mut sql = asked.with.clone();
    let within = asked.within();
    sql.push_str(&format!(
        "SELECT a.deed, a.session, a.seq, a.at, a.login, a.name, a.roles, a.agency, a.post, a.act, a.record, a.subject, \
         COALESCE(a.reason, (SELECT w.became FROM audit_value w WHERE w.deed = a.deed AND w.record = 'reason')) AS reason, \
         (SELECT w.became FROM audit_value w WHERE w.deed = a.deed AND w.record IN ('search', 'export', 'event') \
          ORDER BY w.nth LIMIT 1) AS facts, \
         (SELECT CAST(count(*) AS BIGINT) FROM audit_value w WHERE w.deed = a.deed \
          AND w.record NOT IN ('reason', 'search', 'export', 'event') AND (w.was IS NOT NULL OR w.became IS NOT NULL)) AS changed, \
         COALESCE(p.number, o.number, e.number) AS number \
         FROM audit a LEFT JOIN person p ON p.id = a.subject LEFT JOIN vacancy o ON o.id = a.subject \
         LEFT JOIN employer e ON e.id = a.subject {within} ORDER BY {order} LIMIT {limit}"
    ));
    let mut lines = read.all(&sql, &asked.args, |r| {
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
    })?;
    if upward {
        lines.reverse();
    }
    Ok(lines)
}
