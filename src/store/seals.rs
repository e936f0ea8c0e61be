//! Seals of the audit (security.md §4): a digest over the heads of all sessions, told outside the database. Each seal keeps the heads of
//! the sessions that got rows since the one before, and chains that one's digest: so that any later day can be held against it.
//! Called by `services/audit`.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::domain::ids::{Id, SessionId};
use crate::domain::record::instant_text;
use crate::fault::{Outcome, Value};
use crate::store::trail::{hash, hex};
use crate::store::{DbError, Read, Row, Stmt, Write};

/// A seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// From 1, without gaps.
    pub number: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Audit rows that it covers, all sessions together.
    pub deeds: i64,
    /// Sessions that it covers.
    pub sessions: i64,
    /// 32 bytes.
    pub digest: Vec<u8>,
}

impl Seal {
    /// The digest as hexadecimal digits.
    pub fn hex(&self) -> String {
        hex(&self.digest)
    }
    /// The one line that is told outside, which `audit verify --seal` takes.
    pub fn line(&self) -> String {
        format!("guichet-seal:{}:{}:{}:{}:{}", self.number, instant_text(self.at), self.deeds, self.sessions, self.hex())
    }
    /// For the foot of a page: its number and 12 digits.
    pub fn short(&self) -> String {
        format!("{}-{}", self.number, self.hex().chars().take(12).collect::<String>())
    }
}

/// The last row of a session when it was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its number.
    pub seq: i64,
    /// Its hash.
    pub hash: Vec<u8>,
    /// Whether a verification has met it.
    pub(super) seen: bool,
}

/// A seal with the heads of every session that it covers.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// The seal.
    pub seal: Seal,
    /// The last covered row of each session.
    pub heads: HashMap<SessionId, Head>,
    /// Whether the digests of all seals up to this one follow from their heads and counts.
    pub sound: bool,
}

const SEALS: &str = "SELECT number, at, deeds, sessions, digest FROM audit_seal";

fn seal(row: &Row<'_>) -> Result<Seal, crate::store::DbError> {
    Ok(Seal {
        number: row.int("number")?,
        at: row.instant("at")?,
        deeds: row.int("deeds")?,
        sessions: row.int("sessions")?,
        digest: row.blob("digest")?.to_vec(),
    })
}

/// The last seal; none: there is none yet.
pub fn last(read: &mut dyn Read) -> Outcome<Option<Seal>> {
    Ok(read.one(&format!("{SEALS} ORDER BY number DESC LIMIT 1"), &[], seal)?)
}

/// The seals after a number, the oldest first: those that must still be told outside.
pub fn after(read: &mut dyn Read, number: i64) -> Outcome<Vec<Seal>> {
    Ok(read.all(&format!("{SEALS} WHERE number > $1 ORDER BY number"), &[number.into()], seal)?)
}

/// The seal of this number (none: the last) with all it covers, its own digests computed again.
pub fn sealed(read: &mut dyn Read, number: Option<i64>) -> Outcome<Option<Sealed>> {
    let seals: Vec<Seal> = read.all(&format!("{SEALS} ORDER BY number"), &[], seal)?;
    let Some(wanted) = seals.iter().find(|s| number.is_none_or(|n| n == s.number) && (number.is_some() || is_last(s, &seals)))
    else {
        return Ok(None);
    };
    let (mut heads, mut by_seal, mut sound) = (HashMap::new(), HashMap::<i64, Vec<(SessionId, Head)>>::new(), true);
    let sql = "SELECT seal, session, seq, hash FROM audit_seal_head WHERE seal <= $1 ORDER BY seal, session";
    read.each(sql, &[wanted.number.into()], &mut |row| {
        let mut one = || -> Result<(), DbError> {
            let head = Head { seq: row.int("seq")?, hash: row.blob("hash")?.to_vec(), seen: false };
            by_seal.entry(row.int("seal")?).or_default().push((row.id("session")?, head));
            Ok(())
        };
        // What can't be read is not what was sealed.
        sound &= one().is_ok();
        Ok(())
    })?;
    let (mut before, mut deeds) = (Vec::new(), 0);
    for (at, seal) in seals.iter().filter(|s| s.number <= wanted.number).enumerate() {
        let own = by_seal.remove(&seal.number).unwrap_or_default();
        let digest = digest(&before, seal, &own);
        for (session, head) in own {
            deeds += head.seq - heads.insert(session, head.clone()).map_or(0, |old: Head| old.seq);
        }
        sound &= digest == seal.digest && i64::try_from(at).is_ok_and(|at| at + 1 == seal.number);
        sound &= deeds == seal.deeds && i64::try_from(heads.len()).is_ok_and(|n| n == seal.sessions);
        before = digest;
    }
    Ok(Some(Sealed { seal: wanted.clone(), heads, sound }))
}

fn is_last(seal: &Seal, all: &[Seal]) -> bool {
    all.last().is_some_and(|last| last.number == seal.number)
}

fn digest(before: &[u8], seal: &Seal, heads: &[(SessionId, Head)]) -> Vec<u8> {
    let at = instant_text(seal.at);
    let counts = [seal.number, seal.deeds, seal.sessions].map(i64::to_be_bytes);
    let mut parts: Vec<Vec<u8>> = counts.iter().map(|c| c.to_vec()).collect();
    parts.push(at.into_bytes());
    let mut sorted: Vec<&(SessionId, Head)> = heads.iter().collect();
    sorted.sort_by_key(|(session, _)| session.uuid());
    for (session, head) in sorted {
        parts.push(session.uuid().as_bytes().to_vec());
        parts.push(head.seq.to_be_bytes().to_vec());
        parts.push(head.hash.clone());
    }
    hash(before, &parts.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// The heads of all sessions that have rows which no seal covers yet. A session's rows are numbered without gaps, so the last number
/// counts them.
const UNSEALED: &str = "SELECT a.session, a.seq, a.hash FROM audit a \
    JOIN (SELECT session, max(seq) AS seq FROM audit GROUP BY session) l ON l.session = a.session AND l.seq = a.seq \
    LEFT JOIN (SELECT session, max(seq) AS seq FROM audit_seal_head GROUP BY session) h ON h.session = a.session \
    WHERE h.seq IS NULL OR h.seq < a.seq";

/// Makes the next seal inside a write. Nothing new since the last one: that one is given again.
pub fn make(w: &mut Write<'_>) -> Outcome<Seal> {
    let former = last(w.reader())?;
    if w.replayed() {
        return former.ok_or(crate::fault::Fault::Missing("audit_seal"));
    }
    let heads: Vec<(SessionId, Head)> = w.reader().all(UNSEALED, &[], |row| {
        Ok((row.id("session")?, Head { seq: row.int("seq")?, hash: row.blob("hash")?.to_vec(), seen: false }))
    })?;
    let known: i64 = w
        .reader()
        .one("SELECT CAST(count(DISTINCT session) AS BIGINT) AS n FROM audit_seal_head", &[], |r| r.int("n"))?
        .unwrap_or(0);
    let mut fresh = 0;
    let mut deeds = former.as_ref().map_or(0, |f| f.deeds);
    for (session, head) in &heads {
        let sql = "SELECT seq FROM audit_seal_head WHERE session = $1 ORDER BY seal DESC LIMIT 1";
        let old = w.reader().one(sql, &[(*session).into()], |r| r.int("seq"))?;
        fresh += i64::from(old.is_none());
        deeds += head.seq - old.unwrap_or(0);
    }
    let before = former.as_ref().map(|f| f.digest.clone()).unwrap_or_default();
    let mut seal =
        Seal { number: former.map_or(1, |f| f.number + 1), at: w.now(), deeds, sessions: known + fresh, digest: Vec::new() };
    seal.digest = digest(&before, &seal, &heads);
    w.execute(
        "INSERT INTO audit_seal (number, at, deeds, sessions, digest) VALUES ($1, $2, $3, $4, $5)",
        vec![
            seal.number.into(),
            instant_text(seal.at).into(),
            seal.deeds.into(),
            seal.sessions.into(),
            Value::Blob(seal.digest.clone()),
        ],
    );
    for Stmt { sql, args } in heads.chunks(200).map(|block| heads_stmt(seal.number, block)) {
        w.execute(sql, args);
    }
    Ok(seal)
}

fn heads_stmt(seal: i64, heads: &[(SessionId, Head)]) -> Stmt {
    let marks: Vec<String> = (0..heads.len()).map(|n| format!("($1, ${}, ${}, ${})", n * 3 + 2, n * 3 + 3, n * 3 + 4)).collect();
    let mut args: Vec<Value> = vec![seal.into()];
    for (session, head) in heads {
        args.extend([(*session).into(), head.seq.into(), Value::Blob(head.hash.clone())]);
    }
    Stmt::new(format!("INSERT INTO audit_seal_head (seal, session, seq, hash) VALUES {}", marks.join(", ")), args)
}
