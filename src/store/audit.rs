//! The audit as it lies: whether its chains hold (security.md §4). Called by `services/audit.rs`.

use crate::domain::ids::SessionId;
use crate::fault::Outcome;
use crate::store::trail::{Entry, value_digest, whole};
use crate::store::{DbError, Read, Row};

/// What is wrong with an audit row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// A number is missing before it.
    Gap,
    /// The row isn't what its hash says.
    Row,
    /// Its values aren't what its digest says (erased values are all right).
    Values,
}

/// What a verification found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Rows read.
    pub rows: i64,
    /// Sessions read.
    pub sessions: i64,
    /// The first bad row, by session and number.
    pub first_bad: Option<(SessionId, i64, Break)>,
}

const ALL: &str = "SELECT a.deed, a.session, a.seq, a.at, a.login, a.name, a.roles, a.agency, a.post, a.act, a.record, a.subject, \
    a.reason, a.numbers, a.digest, a.hash, v.record AS v_record, v.subject AS v_subject, v.was, v.became, v.salt, \
    v.digest AS v_digest FROM audit a LEFT JOIN audit_value v ON v.deed = a.deed \
    ORDER BY a.session NULLS LAST, a.seq NULLS LAST, v.nth NULLS FIRST";

#[derive(Default)]
struct Walk {
    found: Verified,
    session: SessionId,
    seq: i64,
    last: Vec<u8>,
    // Of the row whose values are being read: its digest, and those of its values so far.
    digest: Vec<u8>,
    values: Vec<Vec<u8>>,
}

/// Reads every row of every session and holds it against its chain. Nothing is kept in memory but the row before.
pub fn verify(read: &mut dyn Read) -> Outcome<Verified> {
    let mut walk = Walk::default();
    read.each(ALL, &[], &mut |row| walk.row(row))?;
    walk.close();
    Ok(walk.found)
}

impl Walk {
    fn row(&mut self, row: &Row<'_>) -> Result<(), DbError> {
        let (session, seq): (SessionId, i64) = (row.id("session")?, row.int("seq")?);
        if (session, seq) != (self.session, self.seq) || self.found.rows == 0 {
            self.close();
            self.open(row, session, seq)?;
        }
        if let Some(digest) = row.opt_blob("v_digest")? {
            self.values.push(digest.to_vec());
            let text = |name: &str| Ok::<_, DbError>(row.opt_text(name)?.unwrap_or_default());
            if let Some(salt) = row.opt_blob("salt")? {
                let own = value_digest(salt, row.text("v_record")?, row.blob("v_subject")?, text("was")?, text("became")?);
                if own != digest {
                    self.bad(Break::Values);
                }
            }
        }
        Ok(())
    }

    fn open(&mut self, row: &Row<'_>, session: SessionId, seq: i64) -> Result<(), DbError> {
        if session != self.session || self.found.rows == 0 {
            self.found.sessions += 1;
            self.seq = 0;
            self.last.clear();
        }
        let expected = self.seq + 1;
        (self.session, self.seq) = (session, seq);
        self.found.rows += 1;
        self.digest = row.blob("digest")?.to_vec();
        if seq != expected {
            self.bad(Break::Gap);
        }
        let text = |name: &str| Ok::<_, DbError>(row.opt_text(name)?.unwrap_or_default());
        let entry = Entry {
            deed: row.blob("deed")?,
            session: row.blob("session")?,
            seq,
            texts: [
                text("at")?,
                text("login")?,
                text("name")?,
                text("roles")?,
                text("agency")?,
                text("post")?,
                text("act")?,
                text("record")?,
                text("reason")?,
                text("numbers")?,
            ],
            subject: row.opt_blob("subject")?.unwrap_or_default(),
            digest: &self.digest,
        };
        let (own, stored) = (entry.hash(&self.last), row.blob("hash")?);
        if own != stored {
            self.bad(Break::Row);
        }
        self.last = stored.to_vec();
        Ok(())
    }

    fn close(&mut self) {
        let values = std::mem::take(&mut self.values);
        if self.found.rows > 0 && whole(values.iter().map(Vec::as_slice)) != self.digest {
            self.bad(Break::Values);
        }
    }

    fn bad(&mut self, what: Break) {
        self.found.first_bad.get_or_insert((self.session, self.seq, what));
    }
}
