//! The audit rows of one deed (security.md §4): a row with a hash that chains it to the session's former one, and a row for each
//! changed record with its values before and after, salted, so that values can be erased by law and the chain still verifies.
//! Made by `Write`, in the same transaction as the deed.

use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::domain::ids::{Id, SessionId};
use crate::domain::record::Record;
use crate::domain::who::Who;
use crate::fault::Value;
use crate::store::{Deed, Stmt};

/// Rows of `audit_value` in one statement.
const BLOCK: usize = 100;

/// The record under which a deed's reason stands among its values.
pub(super) const REASON: &str = "reason";

/// The reason of a deed, from the row of earlier versions or from the value that holds it now (JSON).
pub(super) fn reason_of(text: &str) -> String {
    let parsed: Option<Json> = text.starts_with("{\"reason\":").then(|| serde_json::from_str(text).ok()).flatten();
    let said = parsed.as_ref().and_then(|p| p.get(REASON)).and_then(Json::as_str);
    said.unwrap_or(text).to_owned()
}

/// Where the chain of a session stands.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    pub(super) session: SessionId,
    /// Number of the last row, from 1; 0: none yet.
    pub(super) seq: i64,
    /// Hash of the last row; empty: none yet.
    pub(super) last: Vec<u8>,
    /// False after a lost line: whether the last row was kept must be asked first.
    pub(super) known: bool,
}

/// One record touched by a deed: its values as JSON, of the changed fields only. Both none: it was only seen.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) record: &'static str,
    pub(super) subject: Vec<u8>,
    pub(super) was: Option<String>,
    pub(super) became: Option<String>,
}

impl Change {
    pub(super) fn inserted<R: Record>(record: &R) -> Self {
        Self::of(record, None, Some(fields(record, |v| !v.is_null())))
    }
    pub(super) fn deleted<R: Record>(record: &R) -> Self {
        Self::of(record, Some(fields(record, |v| !v.is_null())), None)
    }
    pub(super) fn updated<R: Record>(before: &R, after: &R) -> Self {
        let (mut was, mut became) = (Map::new(), Map::new());
        for field in crate::domain::record::changed(before, after) {
            was.insert(field.id.to_owned(), json(&(field.get)(before)));
            became.insert(field.id.to_owned(), json(&(field.get)(after)));
        }
        Self::of(after, Some(was), Some(became))
    }
    /// What a deed says of itself besides the records it changed: facts of a search or an export, the reason that was typed.
    pub(super) fn said(record: &'static str, subject: Vec<u8>, facts: Map<String, Json>) -> Self {
        Change { record, subject, was: None, became: Some(Json::Object(facts).to_string()) }
    }
    fn of<R: Record>(record: &R, was: Option<Map<String, Json>>, became: Option<Map<String, Json>>) -> Self {
        let text = |m: Map<String, Json>| Json::Object(m).to_string();
        Change {
            record: R::TABLE,
            subject: record.head().id.uuid().as_bytes().to_vec(),
            was: was.map(text),
            became: became.map(text),
        }
    }
}

fn fields<R: Record>(record: &R, keep: impl Fn(&Value) -> bool) -> Map<String, Json> {
    let values = R::fields().iter().map(|f| (f.id.to_owned(), (f.get)(record)));
    values.filter(|(_, v)| keep(v)).map(|(id, v)| (id, json(&v))).collect()
}

/// A value as JSON: bytes of 16 as an id, others as hexadecimal digits.
pub(super) fn json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(b) => Json::Bool(*b),
        Value::Int(i) => Json::from(*i),
        Value::Real(r) => Json::from(*r),
        Value::Text(t) => Json::String(t.clone()),
        Value::Blob(b) => Json::String(Uuid::from_slice(b).map_or_else(|_| hex(b), |u| u.to_string())),
        Value::List(l) => Json::Array(l.iter().map(json).collect()),
    }
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// SHA-256 over a beginning and parts, each with its length before it, so that no two lists of parts give the same bytes.
pub(super) fn hash(start: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let mut sum = Sha256::new();
    sum.update(start);
    for part in parts {
        sum.update((part.len() as u64).to_be_bytes());
        sum.update(part);
    }
    sum.finalize().to_vec()
}

/// What an audit row's hash covers besides the former row's hash.
pub(super) struct Line<'a> {
    pub(super) deed: &'a Deed,
    pub(super) who: &'a Who,
    pub(super) at: &'a str,
    pub(super) numbers: &'a str,
}

/// An audit row as its hash sees it.
pub(super) struct Entry<'a> {
    pub(super) deed: &'a [u8],
    pub(super) session: &'a [u8],
    pub(super) seq: i64,
    /// at, login, name, roles, agency, post, act, record, reason, numbers; NULL as empty text.
    pub(super) texts: [&'a str; 10],
    pub(super) subject: &'a [u8],
    pub(super) digest: &'a [u8],
}

impl Entry<'_> {
    /// The row as bytes, each part with its length before it.
    pub(super) fn encoded(&self) -> Vec<u8> {
        let seq = self.seq.to_be_bytes();
        let mut parts: Vec<&[u8]> = vec![self.deed, self.session, &seq, self.subject, self.digest];
        parts.extend(self.texts.iter().map(|t| t.as_bytes()));
        let mut all = Vec::with_capacity(400);
        for part in parts {
            all.extend_from_slice(&(part.len() as u64).to_be_bytes());
            all.extend_from_slice(part);
        }
        all
    }
}

/// A row's hash, given that of the row before it (empty for the first).
pub(super) fn chained(last: &[u8], encoded: &[u8]) -> Vec<u8> {
    let mut sum = Sha256::new();
    sum.update(last);
    sum.update(encoded);
    sum.finalize().to_vec()
}

/// The statements that write the audit rows, and the chain as it stands after them. A typed reason may name someone: it lies among the
/// values, where the law can have it erased, and not in the row.
pub(super) fn rows(chain: &Chain, line: &Line<'_>, changes: &[Change]) -> (Vec<Stmt>, Chain) {
    let reason = line.deed.reason.as_deref().filter(|r| !r.is_empty()).map(|reason| {
        let subject = changes.first().map_or_else(|| chain.session.uuid().as_bytes().to_vec(), |c| c.subject.clone());
        Change::said(REASON, subject, Map::from_iter([(REASON.to_owned(), Json::from(reason))]))
    });
    let values: Vec<Salted<'_>> = changes.iter().chain(&reason).map(Salted::new).collect();
    let digest = whole(values.iter().map(|v| v.digest.as_slice()));
    let (who, deed, roles) = (line.who, line.deed, line.who.roles.join("|"));
    let (first, deed_id, session) = (changes.first(), deed.id.uuid(), chain.session.uuid());
    let entry = Entry {
        deed: deed_id.as_bytes(),
        session: session.as_bytes(),
        seq: chain.seq + 1,
        texts: [
            line.at,
            &who.login,
            &who.name,
            &roles,
            &who.agency,
            &who.post,
            deed.act,
            first.map_or("", |c| c.record),
            "",
            line.numbers,
        ],
        subject: first.map_or(&[], |c| &c.subject),
        digest: &digest,
    };
    let last = chained(&chain.last, &entry.encoded());
    let null_when_empty = |t: &str| if t.is_empty() { Value::Null } else { t.into() };
    let [at, login, name, roles, agency, post, act, record, reason, numbers] = entry.texts;
    let mut args = vec![blob(entry.deed), chain.session.into(), entry.seq.into()];
    args.extend([at, login, name, roles, agency, post, act].map(Value::from));
    args.extend([null_when_empty(record), first.map_or(Value::Null, |c| blob(&c.subject)), null_when_empty(reason)]);
    args.extend([numbers.into(), blob(&digest), blob(&last)]);
    let mut all = vec![Stmt::new(
        "INSERT INTO audit (deed, session, seq, at, login, name, roles, agency, post, act, record, subject, reason, numbers, \
         digest, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        args,
    )];
    for (at, block) in values.chunks(BLOCK).enumerate() {
        all.push(value_rows(entry.deed, at * BLOCK, block));
    }
    (all, Chain { session: chain.session, seq: entry.seq, last, known: true })
}

/// The digest of a deed's values, from that of each of them.
pub(super) fn whole<'a>(digests: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    hash(&[], &digests.collect::<Vec<_>>())
}

/// The digest of one value, from its salt and its columns (NULL as empty text).
pub(super) fn value_digest(salt: &[u8], record: &str, subject: &[u8], was: &str, became: &str) -> Vec<u8> {
    hash(salt, &[record.as_bytes(), subject, was.as_bytes(), became.as_bytes()])
}

struct Salted<'a> {
    change: &'a Change,
    salt: Vec<u8>,
    digest: Vec<u8>,
}

impl<'a> Salted<'a> {
    fn new(change: &'a Change) -> Self {
        let salt = salt();
        let (was, became) = (change.was.as_deref().unwrap_or_default(), change.became.as_deref().unwrap_or_default());
        let digest = value_digest(&salt, change.record, &change.subject, was, became);
        Salted { change, salt, digest }
    }
}

fn value_rows(deed: &[u8], first: usize, rows: &[Salted<'_>]) -> Stmt {
    let mut sql = "INSERT INTO audit_value (deed, nth, record, subject, was, became, salt, digest) VALUES ".to_owned();
    let mut args = Vec::with_capacity(rows.len() * 8);
    for (at, row) in rows.iter().enumerate() {
        let marks: Vec<String> = (at * 8 + 1..=at * 8 + 8).map(|n| format!("${n}")).collect();
        let comma = if at > 0 { ", " } else { "" };
        sql.push_str(&format!("{comma}({})", marks.join(", ")));
        args.extend([
            blob(deed),
            Value::Int((first + at) as i64),
            row.change.record.into(),
            blob(&row.change.subject),
            row.change.was.clone().into(),
            row.change.became.clone().into(),
            blob(&row.salt),
            blob(&row.digest),
        ]);
    }
    Stmt::new(sql, args)
}

fn blob(bytes: &[u8]) -> Value {
    Value::Blob(bytes.to_vec())
}

/// 16 bytes by chance, from the system's generator: the chance in two ids of version 7, mixed.
fn salt() -> Vec<u8> {
    let mut salt = hash(Uuid::now_v7().as_bytes(), &[Uuid::now_v7().as_bytes()]);
    salt.truncate(16);
    salt
}
