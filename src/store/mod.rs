//! The only SQL: what both engines can do ([`Engine`]), reading ([`Read`], which cannot write), and opening a database.
//! Called by services through `Desk`; by commands and jobs only to open.

pub mod day;
pub mod changes;
pub mod accounts;
pub mod appointments;
pub mod audit;
pub mod audit_log;
pub mod backup;
pub mod batches;
pub mod candidates;
pub mod caseload;
pub mod check;
pub mod clock;
pub mod deeds;
pub mod dedupe;
pub mod delays;
pub mod desk;
pub mod disk;
pub mod door;
pub mod dossier;
pub mod drafts;
pub mod employer_file;
pub mod employer_list;
pub mod employers;
pub mod erasure;
pub mod error;
pub mod exports;
pub mod facts;
pub mod failing;
pub mod file;
pub mod guard;
pub mod imports;
pub mod interviews;
pub mod merge;
pub mod migrate;
pub mod notices;
pub mod office;
pub mod people;
pub mod proposals;
pub mod postgres;
pub mod paging;
pub mod pairs;
mod pass;
mod postgres_line;
pub mod records;
pub mod reference;
pub mod row;
pub mod search;
pub mod seals;
pub mod sqlite;
pub mod tasks;
pub mod team;
mod trail;
pub mod vacancies;
pub mod vacancy_file;
pub mod vacancy_match;
pub mod whole;
mod whole_postgres;
mod whole_sqlite;
pub mod vocabulary;
pub mod write;

use std::borrow::Cow;
use std::sync::Arc;

pub use clock::Clock;
pub use desk::{DAMAGED, Deed, Desk};
pub use error::DbError;
pub use row::{Cells, Raw, Row};
pub use write::Write;

use crate::fault::{Fault, Outcome, Value};

/// A statement and its arguments (`$1` is the first), to be flown with others.
#[derive(Debug, Clone, PartialEq)]
pub struct Stmt {
    /// The text, one for both engines.
    pub sql: Cow<'static, str>,
    /// The arguments.
    pub args: Vec<Value>,
}

impl Stmt {
    /// A statement.
    pub fn new(sql: impl Into<Cow<'static, str>>, args: Vec<Value>) -> Self {
        Stmt { sql: sql.into(), args }
    }
}

/// What one statement of a flight gave.
#[derive(Debug, Clone, Default)]
pub struct Ran {
    /// Rows inserted, changed or deleted (of a SELECT: not to be used).
    pub affected: u64,
    /// Names of the columns (empty without rows).
    pub names: Vec<String>,
    /// The rows of a SELECT or RETURNING, copied.
    pub rows: Vec<Vec<Value>>,
}

impl Ran {
    /// Each row, as `Read::each` would have given it.
    pub fn each(&self, row: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>) -> Result<(), DbError> {
        self.rows.iter().try_for_each(|cells| row(&Row::new(&self.names, cells)))
    }
    /// Every row read by `f`.
    pub fn all<T>(&self, f: impl Fn(&Row<'_>) -> Result<T, DbError>) -> Result<Vec<T>, DbError> {
        self.rows.iter().map(|cells| f(&Row::new(&self.names, cells))).collect()
    }
    /// The first row read by `f`.
    pub fn one<T>(&self, f: impl Fn(&Row<'_>) -> Result<T, DbError>) -> Result<Option<T>, DbError> {
        self.rows.first().map(|cells| f(&Row::new(&self.names, cells))).transpose()
    }
}

/// Reading. A function that takes `&mut dyn Read` cannot write.
pub trait Read {
    /// Streams the rows of one statement: nothing is kept, text is borrowed. An error of `row` ends it.
    fn each(&mut self, sql: &str, args: &[Value], row: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>) -> Result<(), DbError>;
    /// Several reads in one round trip (pipelined in PostgreSQL, a loop in SQLite), in the order given.
    fn gather(&mut self, all: &[Stmt]) -> Result<Vec<Ran>, DbError>;
}

impl<'r> dyn Read + 'r {
    /// The first row, if there is one; the others are passed over (write the query so that there is one).
    pub fn one<T>(
        &mut self,
        sql: &str,
        args: &[Value],
        mut f: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Option<T>, DbError> {
        let mut found = None;
        self.each(sql, args, &mut |row| {
            if found.is_none() {
                found = Some(f(row)?);
            }
            Ok(())
        })?;
        Ok(found)
    }
    /// Every row, made by `f`.
    pub fn all<T>(
        &mut self,
        sql: &str,
        args: &[Value],
        mut f: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        let mut found = Vec::new();
        self.each(sql, args, &mut |row| {
            found.push(f(row)?);
            Ok(())
        })?;
        Ok(found)
    }
}

/// One of the two databases: no table names in it. Named only in the store and where jobs are run.
pub trait Engine: Read + whole::Whole + Send {
    /// One writing statement; gives the number of rows.
    fn execute(&mut self, sql: &str, args: &[Value]) -> Result<u64, DbError>;
    /// A text of several statements without arguments (migrations).
    fn batch(&mut self, sql: &str) -> Result<(), DbError>;
    /// Begins a writing transaction (IMMEDIATE in SQLite; in PostgreSQL it flies with the next statement).
    fn begin(&mut self) -> Result<(), DbError>;
    /// Ends it, kept.
    fn commit(&mut self) -> Result<(), DbError>;
    /// Ends it, undone. Without a transaction: nothing.
    fn rollback(&mut self) -> Result<(), DbError>;
    /// From here to `end_reads` every read sees the same state (SQLite; nothing in PostgreSQL, where it would cost a round trip).
    fn begin_reads(&mut self) -> Result<(), DbError>;
    /// Ends what `begin_reads` began.
    fn end_reads(&mut self) -> Result<(), DbError>;
    /// Several statements in one round trip (pipelined; a loop in SQLite). The first error, in order, is given.
    /// Outside a transaction each is kept by itself.
    fn flight(&mut self, all: &[Stmt]) -> Result<Vec<Ran>, DbError>;
    /// Many rows into a table, as fast as the engine can (COPY, or a prepared insert). Gives the number of rows.
    fn fill(&mut self, table: &str, columns: &[&str], rows: &mut dyn Iterator<Item = Vec<Value>>) -> Result<u64, DbError>;
    /// A handle to cancel what runs, from another thread.
    fn canceller(&self) -> Canceller;
    /// Whether the line still stands, as far as is known without asking.
    fn alive(&self) -> bool;
    /// From now on a server that sends nothing for `times` its patience (20 s, or `answer_timeout=SECONDS` in the address) counts as
    /// away; `None`: it is waited for however long it takes, as at the opening. Nothing where there is no line.
    fn hurry(&mut self, times: Option<u32>) {
        let _ = times;
    }
    /// Closes the connection and opens it again: after a write that the disk did not confirm nothing of the old one is trusted.
    fn reopen(&mut self) -> Result<(), DbError>;
    /// Gives the disk what was set aside for the day it is full; false: there is nothing (any more).
    fn give_reserve(&mut self) -> bool;
    /// Whether the disk is full: only drafts and the audit of readings go on.
    fn tight(&self) -> bool;
    /// Statements sent since the opening.
    fn statements(&self) -> u64;
    /// Round trips since the opening (in SQLite: calls).
    fn round_trips(&self) -> u64;
    /// Whether a table of this name exists.
    fn has_table(&mut self, name: &str) -> Result<bool, DbError>;
    /// What the engine itself finds damaged in its files; empty: nothing (PostgreSQL keeps that to itself).
    fn damaged_pages(&mut self) -> Result<Vec<String>, DbError>;
    /// Makes the schema's own types (`key_text`, `blob`) where the engine wants them made. May be repeated.
    fn own_types(&mut self) -> Result<(), DbError>;
    /// Inside a transaction: nobody else migrates until it ends.
    fn lock_schema(&mut self) -> Result<(), DbError>;
    /// Nothing that was deleted stays readable in the engine's own files: the log of changes is emptied, free space cleared. False when another
    /// connection holds it up.
    fn scrub(&mut self) -> Result<bool, DbError>;
    /// Whether the engine has accounts of its own (a server), which could be held to their rights.
    fn knows_accounts(&self) -> bool {
        false
    }
    /// Whether this connection may hold them to it: it owns the schema and may make roles.
    fn holds_accounts(&mut self) -> Result<bool, DbError> {
        Ok(false)
    }
    /// Has the server refuse changes and deletions of this table's rows (against slips: security.md §3).
    fn append_only(&mut self, table: &str) -> Result<(), DbError>;
}

/// Cancels the statement that runs on one engine, from any thread.
#[derive(Clone)]
pub enum Canceller {
    /// SQLite's interrupt.
    Sqlite(Arc<rusqlite::InterruptHandle>),
    /// PostgreSQL's cancel request, over its own connection.
    Postgres(postgres::CancelHandle),
}

impl Canceller {
    /// Asks for the running statement to end; it then fails with [`DbError::Cancelled`]. Nothing running: nothing happens.
    pub fn cancel(&self) {
        match self {
            Canceller::Sqlite(handle) => handle.interrupt(),
            Canceller::Postgres(handle) => handle.cancel(),
        }
    }
}

/// Opens an existing database: `sqlite:PATH`, a bare path, `sqlite::memory:` or `postgres://…`.
/// Refuses, with a key `wrong-…`: a file that isn't there, a network file system, an address or login that doesn't pass.
pub fn open(url: &str) -> Outcome<Box<dyn Engine>> {
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        return Ok(Box::new(postgres::Postgres::open(url)?));
    }
    match url.strip_prefix("sqlite:").unwrap_or(url) {
        "" => Err(Fault::wrong("wrong-database-address")),
        ":memory:" => Ok(Box::new(sqlite::Sqlite::memory()?)),
        path => Ok(Box::new(sqlite::Sqlite::open(path.as_ref())?)),
    }
}

/// Takes everything out of a database: the SQLite file goes, a PostgreSQL database is left without tables. For a training office that
/// is made anew; the caller has made sure that it is one.
pub fn clear(url: &str) -> Outcome<()> {
    let path = url.strip_prefix("sqlite:").unwrap_or(url);
    if url.contains("://") {
        let mut engine = open(url)?;
        return Ok(engine.batch("DROP SCHEMA public CASCADE; CREATE SCHEMA public")?);
    }
    for end in ["", "-wal", "-shm"] {
        match std::fs::remove_file(format!("{path}{end}")) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(Fault::wrong("wrong-database-not-made").with("path", path));
            }
            _ => {}
        }
    }
    Ok(())
}

/// As [`open`], but makes the SQLite file (readable by its owner only) when it isn't there. For `init` and the training office.
pub fn create(url: &str) -> Outcome<Box<dyn Engine>> {
    let path = url.strip_prefix("sqlite:").unwrap_or(url);
    if !url.contains("://") && !path.is_empty() && path != ":memory:" {
        sqlite::make_file(path.as_ref())?;
    }
    open(url)
}
