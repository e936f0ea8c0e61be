//! The audit as it lies: whether its chains hold, and whether it is what its seals said (security.md §4). Called by `services/audit`.

use std::collections::{BTreeMap, HashMap};

use crate::domain::ids::{Id, SessionId};
use crate::domain::record::parse_instant;
use crate::fault::Outcome;
use crate::store::seals::{Head, Sealed};
use crate::store::trail::{Entry, chained, value_digest, whole};
use crate::store::{DbError, Read, Row};

/// What is wrong with an audit row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// A number is missing before it.
    Gap,
    /// The row isn't what its hash says.
    Row,
    /// Its values aren't what its digest says.
    Values,
    /// Values are empty that no erasure has cleared.
    Emptied,
    /// It isn't the row that was sealed.
    Sealed,
    /// A sealed row is no longer there, or a whole session.
    Missing,
    /// It is dated before the seal that should hold it.
    Backdated,
    /// The seal isn't the one that was told outside.
    Seal,
}

impl Break {
    /// The end of its text key.
    pub fn id(self) -> &'static str {
        match self {
            Break::Gap => "gap",
            Break::Row => "row",
            Break::Values => "values",
            Break::Emptied => "emptied",
            Break::Sealed => "sealed",
            Break::Missing => "missing",
            Break::Backdated => "backdated",
            Break::Seal => "seal",
        }
    }
}

/// What a verification found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Rows read.
    pub rows: i64,
    /// Sessions read.
    pub sessions: i64,
    /// Values that a lawful erasure has cleared.
    pub erased: i64,
    /// Number of the seal that it was held against; none: there is none.
    pub seal: Option<i64>,
    /// Rows that this seal covers.
    pub covered: i64,
    /// The first bad row, by session and number.
    pub first_bad: Option<(SessionId, i64, Break)>,
}

/// In the order in which deeds were begun: both tables lie so, and a session's rows come nearly in their own order.
const ALL: &str = "SELECT a.deed, a.session, a.seq, a.at, a.login, a.name, a.roles, a.agency, a.post, a.act, a.record, a.subject, \
    a.reason, a.numbers, a.digest, a.hash, v.nth, v.record AS v_record, v.subject AS v_subject, v.was, v.became, v.salt, \
    v.digest AS v_digest FROM audit a LEFT JOIN audit_value v ON v.deed = a.deed ORDER BY a.deed, v.nth";

/// Seconds that a row may be older than the seal after which it was kept: a long save, two clocks of one server.
const LATE: i64 = 300;

/// Acts whose row says, as its first number, how many values they cleared.
pub(super) const CLEARING: [&str; 3] = ["erase", "anonymise", "erase_again"];

/// A row that waits for those before it, or for its values.
struct Waiting {
    encoded: Vec<u8>,
    stored: Vec<u8>,
}

/// Where the chain of a session stands in the walk.
#[derive(Default)]
struct Chain {
    seq: i64,
    last: Vec<u8>,
    waiting: BTreeMap<i64, Waiting>,
}

#[derive(Default)]
struct Walk {
    found: Verified,
    chains: HashMap<SessionId, Chain>,
    heads: HashMap<SessionId, Head>,
    sealed_at: Option<i64>,
    // Of the row whose values are being read: which, its digest, those of its values so far.
    deed: Vec<u8>,
    row: (SessionId, i64),
    digest: Vec<u8>,
    values: Vec<Vec<u8>>,
    emptied: i64,
    first_emptied: Option<(SessionId, i64)>,
    cleared: i64,
}

/// Reads every row of every session and holds it against its chain, and the rows that a seal covers against the seal. What is kept in
/// memory is a line for each session. `sealed`: the seal and the heads it covers, as `store/seals` read them.
pub fn verify(read: &mut dyn Read, sealed: Option<&Sealed>) -> Outcome<Verified> {
    let mut walk = Walk::default();
    if let Some(sealed) = sealed {
        walk.found.seal = Some(sealed.seal.number);
        walk.found.covered = sealed.seal.deeds;
        walk.heads = sealed.heads.clone();
        walk.sealed_at = Some(sealed.seal.at.timestamp() - LATE);
    }
    read.each(ALL, &[], &mut |row| {
        walk.row(row);
        Ok(())
    })?;
    walk.end();
    Ok(walk.found)
}

/// An optional text as its hash sees it; an empty one that isn't NULL is never written.
fn text<'a>(row: &Row<'a>, name: &str, odd: &mut bool) -> Result<&'a str, DbError> {
    let found = row.opt_text(name)?;
    *odd |= found == Some("");
    Ok(found.unwrap_or_default())
}

impl Walk {
    /// A cell that can't be read as what was written there is a changed row, not the end of the walk.
    fn row(&mut self, row: &Row<'_>) {
        if self.read(row).is_err() {
            self.found.rows = self.found.rows.max(1);
            self.bad(self.row, Break::Row);
        }
    }

    fn read(&mut self, row: &Row<'_>) -> Result<(), DbError> {
        if row.blob("deed")? != self.deed {
            self.close();
            self.open(row)?;
        }
        let Some(digest) = row.opt_blob("v_digest")? else { return Ok(()) };
        let mut odd = row.int("nth")? != i64::try_from(self.values.len()).unwrap_or(-1);
        self.values.push(digest.to_vec());
        let (was, became) = (text(row, "was", &mut odd)?, text(row, "became", &mut odd)?);
        let (record, subject) = (row.text("v_record")?, row.blob("v_subject")?);
        match row.opt_blob("salt")? {
            Some(salt) => odd |= value_digest(salt, record, subject, was, became) != digest,
            // Cleared by law: nothing is left of it but the digest.
            None => {
                odd |= !(was.is_empty() && became.is_empty() && record.is_empty() && subject.is_empty());
                self.emptied += 1;
                self.first_emptied.get_or_insert(self.row);
            }
        }
        if odd {
            self.bad(self.row, Break::Values);
        }
        Ok(())
    }

    fn open(&mut self, row: &Row<'_>) -> Result<(), DbError> {
        let (session, seq): (SessionId, i64) = (row.id("session")?, row.int("seq")?);
        self.row = (session, seq);
        self.deed = row.blob("deed")?.to_vec();
        self.digest = row.blob("digest")?.to_vec();
        self.found.rows += 1;
        let mut odd = row.opt_blob("subject")?.is_some_and(<[u8]>::is_empty);
        let (record, reason) = (text(row, "record", &mut odd)?, text(row, "reason", &mut odd)?);
        let (at, act, numbers) = (row.text("at")?, row.text("act")?, row.text("numbers")?);
        let entry = Entry {
            deed: &self.deed,
            session: row.blob("session")?,
            seq,
            texts: [
                at,
                row.text("login")?,
                row.text("name")?,
                row.text("roles")?,
                row.text("agency")?,
                row.text("post")?,
                act,
                record,
                reason,
                numbers,
            ],
            subject: row.opt_blob("subject")?.unwrap_or_default(),
            digest: &self.digest,
        };
        let (encoded, stored) = (entry.encoded(), row.blob("hash")?.to_vec());
        if odd {
            self.bad(self.row, Break::Row);
        }
        if CLEARING.contains(&act) {
            self.cleared += numbers.split('|').next().and_then(|n| n.parse::<i64>().ok()).unwrap_or(0);
        }
        self.against_the_seal(at, &stored);
        self.link(session, seq, Waiting { encoded, stored });
        Ok(())
    }

    fn against_the_seal(&mut self, at: &str, stored: &[u8]) {
        let (session, seq) = self.row;
        let head = self.heads.get_mut(&session);
        match head {
            Some(head) if seq == head.seq => {
                head.seen = true;
                if head.hash != stored {
                    self.bad(self.row, Break::Sealed);
                }
            }
            Some(head) if seq < head.seq => {}
            _ => {
                let at = parse_instant(at).map_or(i64::MIN, |at| at.timestamp());
                if self.sealed_at.is_some_and(|sealed| at < sealed) {
                    self.bad(self.row, Break::Backdated);
                }
            }
        }
    }

    /// Puts a row into its chain, and those that waited for it.
    fn link(&mut self, session: SessionId, seq: i64, row: Waiting) {
        let chain = self.chains.entry(session).or_default();
        let mut bad = Vec::new();
        if seq <= chain.seq || chain.waiting.insert(seq, row).is_some() {
            bad.push((seq, Break::Gap));
        }
        while let Some(next) = chain.waiting.remove(&(chain.seq + 1)) {
            chain.seq += 1;
            if chained(&chain.last, &next.encoded) != next.stored {
                bad.push((chain.seq, Break::Row));
            }
            chain.last = next.stored;
        }
        for (seq, what) in bad {
            self.bad((session, seq), what);
        }
    }

    /// All values of a row are read.
    fn close(&mut self) {
        let values = std::mem::take(&mut self.values);
        if self.found.rows > 0 && whole(values.iter().map(Vec::as_slice)) != self.digest {
            self.bad(self.row, Break::Values);
        }
    }

    fn end(&mut self) {
        self.close();
        self.found.sessions = i64::try_from(self.chains.len()).unwrap_or(i64::MAX);
        let gaps = self.chains.iter().filter_map(|(s, c)| c.waiting.keys().next().map(|seq| (*s, *seq)));
        if let Some(first) = gaps.min_by_key(|(s, seq)| (s.uuid(), *seq)) {
            self.bad(first, Break::Gap);
        }
        let gone = self.heads.iter().filter(|(_, head)| !head.seen).map(|(s, head)| (*s, head.seq));
        if let Some(first) = gone.min_by_key(|(s, seq)| (s.uuid(), *seq)) {
            self.bad(first, Break::Missing);
        }
        self.found.erased = self.emptied.min(self.cleared);
        if let Some(first) = self.first_emptied.filter(|_| self.emptied != self.cleared) {
            self.bad(first, Break::Emptied);
        }
    }

    fn bad(&mut self, (session, seq): (SessionId, i64), what: Break) {
        self.found.first_bad.get_or_insert((session, seq, what));
    }
}
