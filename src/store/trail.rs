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
    fn of<R: Record>(record: &R, was: Option<Map<String, Json>>, became: Option<Map<String, Json>>) -> Self {
        let text = |m: Map<String, Json>| Json::Object(m).to_string();
        Change {
            record: R::TABLE,
            subject: record.head().id.uuid().as_bytes().to_vec(),
            was: was.map(text),
            became: became.map(text),
        }
    }

    fn digest(&self, salt: &[u8]) -> Vec<u8> {
        let empty: &[u8] = &[];
        let text = |t: &Option<String>| t.as_ref().map_or(empty, |t| t.as_bytes()).to_vec();
        hash(salt, &[self.record.as_bytes(), &self.subject, &text(&self.was), &text(&self.became)])
    }
}

fn fields<R: Record>(record: &R, keep: impl Fn(&Value) -> bool) -> Map<String, Json> {
    let values = R::fields().iter().map(|f| (f.id.to_owned(), (f.get)(record)));
    values.filter(|(_, v)| keep(v)).map(|(id, v)| (id, json(&v))).collect()
}

fn json(value: &Value) -> Json {
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

/// The statements that write the audit rows, and the chain as it stands after them.
pub(super) fn rows(chain: &Chain, line: &Line<'_>, changes: &[Change]) -> (Vec<Stmt>, Chain) {
    let salted: Vec<(Vec<u8>, Vec<u8>)> = changes.iter().map(|c| (salt(), c)).map(|(s, c)| (c.digest(&s), s)).collect();
    let digests: Vec<&[u8]> = salted.iter().map(|(d, _)| d.as_slice()).collect();
    let digest = hash(&[], &digests);
    let (record, subject) = changes.first().map_or((Value::Null, Value::Null), |c| (c.record.into(), blob(&c.subject)));
    let (who, deed) = (line.who, line.deed);
    let (seq, roles) = (chain.seq + 1, who.roles.join("|"));
    let id = deed.id.uuid().as_bytes().to_vec();
    let reason = deed.reason.as_deref().unwrap_or_default();
    let own = hash(
        &chain.last,
        &[
            &id,
            chain.session.uuid().as_bytes(),
            &seq.to_be_bytes(),
            line.at.as_bytes(),
            who.login.as_bytes(),
            who.name.as_bytes(),
            roles.as_bytes(),
            who.agency.as_bytes(),
            who.post.as_bytes(),
            deed.act.as_bytes(),
            reason.as_bytes(),
            line.numbers.as_bytes(),
            &digest,
        ],
    );
    let mut all = vec![Stmt::new(
        "INSERT INTO audit (deed, session, seq, at, login, name, roles, agency, post, act, record, subject, reason, numbers, \
         digest, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        vec![
            blob(&id),
            chain.session.into(),
            seq.into(),
            line.at.into(),
            who.login.as_str().into(),
            who.name.as_str().into(),
            roles.into(),
            who.agency.as_str().into(),
            who.post.as_str().into(),
            deed.act.into(),
            record,
            subject,
            deed.reason.clone().into(),
            line.numbers.into(),
            Value::Blob(digest),
            Value::Blob(own.clone()),
        ],
    )];
    all.extend(values(&id, changes, &salted));
    (all, Chain { session: chain.session, seq, last: own, known: true })
}

fn values(deed: &[u8], changes: &[Change], salted: &[(Vec<u8>, Vec<u8>)]) -> Vec<Stmt> {
    let numbered: Vec<_> = changes.iter().zip(salted).enumerate().collect();
    let block = |rows: &[(usize, (&Change, &(Vec<u8>, Vec<u8>)))]| {
        let mut sql = "INSERT INTO audit_value (deed, nth, record, subject, was, became, salt, digest) VALUES ".to_owned();
        let mut args = Vec::with_capacity(rows.len() * 8);
        for (at, (nth, (change, (digest, salt)))) in rows.iter().enumerate() {
            let n = at * 8;
            let comma = if at > 0 { ", " } else { "" };
            sql.push_str(&format!(
                "{comma}(${}, ${}, ${}, ${}, ${}, ${}, ${}, ${})",
                n + 1,
                n + 2,
                n + 3,
                n + 4,
                n + 5,
                n + 6,
                n + 7,
                n + 8
            ));
            args.extend([
                blob(deed),
                Value::Int(*nth as i64),
                change.record.into(),
                blob(&change.subject),
                change.was.clone().into(),
                change.became.clone().into(),
                blob(salt),
                blob(digest),
            ]);
        }
        Stmt::new(sql, args)
    };
    numbered.chunks(BLOCK).map(block).collect()
}

fn blob(bytes: &[u8]) -> Value {
    Value::Blob(bytes.to_vec())
}

/// 16 bytes by chance, from the system's generator (two version 4-like halves of version 7 ids, mixed).
fn salt() -> Vec<u8> {
    let mut salt = hash(Uuid::now_v7().as_bytes(), &[Uuid::now_v7().as_bytes()]);
    salt.truncate(16);
    salt
}
