//! A whole office from one database to another, between SQLite and PostgreSQL either way (product.md, `copy`): every row of one snapshot,
//! read back there and held against the source. Called by `guichet copy`.

use chrono::{DateTime, Utc};

use crate::domain::rights::{Deed, Owner};
use crate::fault::{Fault, Outcome};
use crate::services::office::{self, Kind};
use crate::services::{access, session};
use crate::store::{self, migrate, whole};

/// What was copied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Copied {
    /// Tables.
    pub tables: usize,
    /// Rows of all tables.
    pub rows: u64,
    /// Digest of all of them, the same on both sides.
    pub digest: String,
}

/// Copies an office to an address where none stands. Errors: `wrong-copy-there` (an office stands there), `refused-copy-differs`
/// (nothing is kept there then), [`Fault::Denied`].
pub fn office(from: &str, to: &str, now: DateTime<Utc>) -> Outcome<Copied> {
    let mut source = session::open(from)?;
    access::may(&mut source.desk, Deed::Maintain, Owner::office())?;
    drop(source);
    if office::kind(to)? != Kind::None {
        return Err(Fault::wrong("wrong-copy-there"));
    }
    let mut there = match store::open(to) {
        Err(Fault::Wrong(reason)) if reason.key == "wrong-no-database" => store::create(to)?,
        other => other?,
    };
    migrate::migrate(&mut *there, now)?;
    let mut here = store::open(from)?;
    let sums = whole::copy(&mut *here, &mut *there)?;
    Ok(Copied { tables: sums.len(), rows: sums.values().map(|s| s.rows).sum(), digest: whole::digest(&sums) })
}
