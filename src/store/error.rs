//! What an engine can answer instead of rows: one small list for both drivers' codes. Made in `sqlite.rs` and `postgres.rs`,
//! turned into a [`Fault`] by `Desk` (or by `?` in any function that gives an `Outcome`).

use std::fmt;

use crate::fault::Fault;

/// Key of the fault of a write that the disk did not confirm.
pub(super) const UNCONFIRMED: &str = "wrong-write-unconfirmed";
/// Key of the fault of a full disk.
pub(super) const FULL: &str = "wrong-disk-full";

/// Every way a statement can fail.
#[derive(Debug, Clone, PartialEq)]
pub enum DbError {
    /// A unique index holds this value already (detail of the driver, for the log).
    Unique(String),
    /// A row is still pointed at, or points at nothing.
    ForeignKey(String),
    /// A CHECK or NOT NULL of the schema: a rule that `check` should have held.
    Check(String),
    /// Another transaction holds the lock; run again.
    Busy,
    /// Two transactions crossed (serialization, deadlock, stale snapshot); run again.
    Serialization,
    /// The line to the server is away.
    Away,
    /// Cancelled by a [`crate::store::Canceller`].
    Cancelled,
    /// The disk (or the quota) is full.
    Full,
    /// The disk did not confirm a write: whether it was kept must be read again.
    Unsure(String),
    /// The file is damaged.
    Damaged(String),
    /// The database can only be read.
    ReadOnly,
    /// The server refuses this role this deed.
    Denied(String),
    /// A fault met while reading a row, carried through unchanged.
    Fault(Box<Fault>),
    /// A bug or a damaged database.
    Other(String),
}

impl DbError {
    /// A bug, with its detail for the log.
    pub fn other(detail: impl fmt::Display) -> Self {
        DbError::Other(detail.to_string())
    }
    /// Whether running the same transaction again can help.
    pub fn again(&self) -> bool {
        matches!(self, DbError::Busy | DbError::Serialization)
    }
}

impl From<DbError> for Fault {
    fn from(error: DbError) -> Self {
        match error {
            // The driver's words are English and name tables: for the log only.
            DbError::Unique(detail) => logged(&detail, Fault::refused("refused-already-there")),
            DbError::ForeignKey(detail) => logged(&detail, Fault::refused("refused-still-used")),
            DbError::Busy | DbError::Serialization => Fault::Busy,
            DbError::Away => Fault::Away,
            DbError::Cancelled => Fault::Cancelled,
            DbError::Full => Fault::wrong(FULL),
            DbError::Unsure(detail) => logged(&detail, Fault::wrong(UNCONFIRMED)),
            DbError::Damaged(detail) => logged(&detail, Fault::wrong("wrong-database-damaged")),
            DbError::ReadOnly => Fault::wrong("wrong-read-only"),
            DbError::Denied(detail) => logged(&detail, Fault::Denied("database")),
            DbError::Fault(fault) => *fault,
            DbError::Check(detail) => Fault::Broken(format!("check: {detail}")),
            DbError::Other(detail) => Fault::Broken(detail),
        }
    }
}

fn logged(detail: &str, fault: Fault) -> Fault {
    tracing::warn!(detail, "refused by the database");
    fault
}

impl From<Fault> for DbError {
    fn from(fault: Fault) -> Self {
        DbError::Fault(Box::new(fault))
    }
}

impl fmt::Display for DbError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}
impl std::error::Error for DbError {}
