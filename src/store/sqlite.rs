//! SQLite: one file on a local disk, shared by all processes of the server (store.md: WAL, FULL, IMMEDIATE, an own busy handler
//! with short random sleeps, which is fairer than the built-in one). No table names here.

use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags, ToSql, ffi};

use crate::fault::{Fault, Outcome, Value};
use crate::store::disk;
use crate::store::{Canceller, Cells, DbError, Engine, Ran, Raw, Read, Row, Stmt};

/// How long a lock is waited for before the statement fails with [`DbError::Busy`].
const PATIENCE: Duration = Duration::from_millis(5000);

/// Set at each opening (store.md: measured; mmap was worse, none of the others mattered much).
const PRAGMAS: &str = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-2000;
    PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF; PRAGMA secure_delete=ON;";

/// A connection to a SQLite file.
pub struct Sqlite {
    pub(in crate::store) db: Connection,
    /// Where it lies; none in memory.
    path: Option<PathBuf>,
    writing: bool,
    statements: u64,
    trips: u64,
}

impl Sqlite {
    /// Opens a file that exists, on a local disk. What stands in the way is said with the command that mends it.
    pub fn open(path: &Path) -> Outcome<Self> {
        if matches!(path.try_exists(), Ok(false)) {
            return Err(Fault::wrong("wrong-no-database").with("path", path.display()));
        }
        if let Some(hindrance) = disk::hindrance(path) {
            return Err(hindrance);
        }
        disk::local(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags)
            .map_err(|_| Fault::wrong("wrong-database-not-opened").with("path", path.display()))?;
        let mut open = Self::set_up(db).map_err(|e| match e {
            DbError::Damaged(detail) if detail.contains("NotADatabase") => {
                Fault::wrong("wrong-not-a-database").with("path", path.display())
            }
            e => e.into(),
        })?;
        open.path = Some(path.to_owned());
        Ok(open)
    }

    /// A database in memory, for tests and screens without a file.
    pub fn memory() -> Outcome<Self> {
        Ok(Self::set_up(Connection::open_in_memory().map_err(error)?)?)
    }

    fn set_up(mut db: Connection) -> Result<Self, DbError> {
        db.busy_handler(Some(patience())).map_err(error)?;
        db.execute_batch(PRAGMAS).map_err(error)?;
        for (setting, on) in [
            (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
            (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
            (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
            (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        ] {
            db.set_db_config(setting, on).map_err(error)?;
        }
        db.set_prepared_statement_cache_capacity(128);
        Ok(Sqlite { db, path: None, writing: false, statements: 0, trips: 0 })
    }

    fn run(&mut self, stmt: &Stmt) -> Result<Ran, DbError> {
        self.statements += 1;
        let mut ready = self.ready(&stmt.sql, &stmt.args)?;
        if ready.column_count() == 0 {
            let affected = ready.raw_execute().map_err(error)? as u64;
            return Ok(Ran { affected, ..Ran::default() });
        }
        let columns = Columns::of(&ready);
        let writes = !ready.readonly();
        let mut rows = Vec::new();
        let mut lines = ready.raw_query();
        while let Some(row) = lines.next().map_err(error)? {
            rows.push(Row::new(&columns.names, &Line { row, flags: &columns.flags }).values()?);
        }
        let affected = if writes { rows.len() as u64 } else { 0 };
        Ok(Ran { affected, names: columns.names, rows })
    }

    fn ready(&self, sql: &str, args: &[Value]) -> Result<CachedStatement<'_>, DbError> {
        let mut ready = self.db.prepare_cached(sql).map_err(|e| worded(e, sql))?;
        let order = order(sql);
        if order.len() != ready.parameter_count() {
            return Err(DbError::other(format!("arguments not read: {sql}")));
        }
        for (at, number) in (1..).zip(order) {
            let arg = args.get(number.wrapping_sub(1));
            let arg = arg.ok_or_else(|| DbError::other(format!("argument {number} missing: {sql}")))?;
            ready.raw_bind_parameter(at, Arg(arg)).map_err(error)?;
        }
        Ok(ready)
    }

    fn plain(&mut self, sql: &str) -> Result<(), DbError> {
        self.trips += 1;
        self.statements += 1;
        self.db.execute_batch(sql).map_err(error)
    }
}

impl Read for Sqlite {
    fn each(&mut self, sql: &str, args: &[Value], row: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>) -> Result<(), DbError> {
        self.trips += 1;
        self.statements += 1;
        let mut ready = self.ready(sql, args)?;
        if !ready.readonly() && !self.writing {
            return Err(DbError::other(format!("a reader cannot write: {sql}")));
        }
        let columns = Columns::of(&ready);
        let mut lines = ready.raw_query();
        while let Some(line) = lines.next().map_err(error)? {
            row(&Row::new(&columns.names, &Line { row: line, flags: &columns.flags }))?;
        }
        Ok(())
    }

    fn gather(&mut self, all: &[Stmt]) -> Result<Vec<Ran>, DbError> {
        self.trips += 1;
        all.iter()
            .map(|s| match self.writing || self.ready(&s.sql, &s.args)?.readonly() {
                true => self.run(s),
                false => Err(DbError::other(format!("a reader cannot write: {}", s.sql))),
            })
            .collect()
    }
}

impl Engine for Sqlite {
    fn execute(&mut self, sql: &str, args: &[Value]) -> Result<u64, DbError> {
        self.trips += 1;
        self.statements += 1;
        Ok(self.ready(sql, args)?.raw_execute().map_err(error)? as u64)
    }
    fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        self.plain(sql)
    }
    fn begin(&mut self) -> Result<(), DbError> {
        self.plain("BEGIN IMMEDIATE")?;
        self.writing = true;
        Ok(())
    }
    fn commit(&mut self) -> Result<(), DbError> {
        self.plain("COMMIT")?;
        self.writing = false;
        Ok(())
    }
    fn rollback(&mut self) -> Result<(), DbError> {
        self.writing = false;
        // A full disk or an interrupt may have ended the transaction already.
        if self.db.is_autocommit() { Ok(()) } else { self.plain("ROLLBACK") }
    }
    fn begin_reads(&mut self) -> Result<(), DbError> {
        self.plain("BEGIN")
    }
    fn end_reads(&mut self) -> Result<(), DbError> {
        if self.db.is_autocommit() { Ok(()) } else { self.plain("COMMIT") }
    }
    fn flight(&mut self, all: &[Stmt]) -> Result<Vec<Ran>, DbError> {
        self.trips += 1;
        all.iter().map(|s| self.run(s)).collect()
    }

    fn fill(&mut self, table: &str, columns: &[&str], rows: &mut dyn Iterator<Item = Vec<Value>>) -> Result<u64, DbError> {
        let alone = self.db.is_autocommit();
        let names: Vec<String> = columns.iter().map(|c| format!("\"{c}\"")).collect();
        let marks: Vec<String> = (1..=columns.len()).map(|n| format!("${n}")).collect();
        let sql = format!("INSERT INTO \"{table}\" ({}) VALUES ({})", names.join(", "), marks.join(", "));
        if alone {
            self.begin()?;
        }
        self.trips += 1;
        let mut count = 0;
        let mut filled = Ok(());
        for row in rows {
            self.statements += 1;
            filled = self.ready(&sql, &row).and_then(|mut s| s.raw_execute().map(drop).map_err(error));
            if filled.is_err() {
                break;
            }
            count += 1;
        }
        match (alone, filled) {
            (true, Ok(())) => self.commit()?,
            (true, Err(e)) => {
                self.rollback()?;
                return Err(e);
            }
            (false, end) => end?,
        }
        Ok(count)
    }

    fn canceller(&self) -> Canceller {
        Canceller::Sqlite(Arc::new(self.db.get_interrupt_handle()))
    }
    fn alive(&self) -> bool {
        true
    }
    fn reopen(&mut self) -> Result<(), DbError> {
        let Some(path) = &self.path else { return Ok(()) };
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let fresh = Self::set_up(Connection::open_with_flags(path, flags).map_err(error)?)?;
        (self.db, self.writing) = (fresh.db, false);
        Ok(())
    }
    fn give_reserve(&mut self) -> bool {
        self.path.as_deref().is_some_and(disk::release)
    }
    fn tight(&self) -> bool {
        self.path.as_deref().is_some_and(disk::tight)
    }
    fn statements(&self) -> u64 {
        self.statements
    }
    fn round_trips(&self) -> u64 {
        self.trips
    }
    fn has_table(&mut self, name: &str) -> Result<bool, DbError> {
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = $1";
        let this: &mut dyn Read = self;
        Ok(this.one(sql, &[name.into()], |_| Ok(()))?.is_some())
    }
    fn damaged_pages(&mut self) -> Result<Vec<String>, DbError> {
        let this: &mut dyn Read = self;
        let said = this.all("PRAGMA quick_check", &[], |r| Ok(r.text("quick_check")?.to_owned()))?;
        Ok(said.into_iter().filter(|line| line != "ok").collect())
    }
    fn own_types(&mut self) -> Result<(), DbError> {
        Ok(()) // names are enough: `key_text` has TEXT affinity, `blob` BLOB
    }
    fn lock_schema(&mut self) -> Result<(), DbError> {
        Ok(()) // BEGIN IMMEDIATE holds the one write lock
    }
    fn scrub(&mut self) -> Result<bool, DbError> {
        // Deleted cells and freed pages are zeroes already (secure_delete); the log of changes still has their old pages.
        for _ in 0..20 {
            let ran = self.run(&Stmt::new("PRAGMA wal_checkpoint(TRUNCATE)", Vec::new()))?;
            if ran.one(|row| row.int("busy"))? == Some(0) {
                return Ok(true);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(false)
    }
    fn append_only(&mut self, table: &str) -> Result<(), DbError> {
        let trigger = |deed: &str| {
            format!(
                "CREATE TRIGGER \"{table}_no_{deed}\" BEFORE {deed} ON \"{table}\" \
                 BEGIN SELECT RAISE(ABORT, 'rows of this table are never changed'); END;"
            )
        };
        self.plain(&format!("{}{}", trigger("UPDATE"), trigger("DELETE")))
    }
}

struct Columns {
    names: Vec<String>,
    flags: Vec<bool>,
}

impl Columns {
    fn of(ready: &rusqlite::Statement<'_>) -> Self {
        let columns = ready.columns();
        let flag = |c: &rusqlite::Column<'_>| c.decl_type().is_some_and(|t| t.eq_ignore_ascii_case("BOOLEAN"));
        let mut all = Columns { names: Vec::with_capacity(columns.len()), flags: Vec::with_capacity(columns.len()) };
        for column in columns {
            all.names.push(column.name().to_owned());
            all.flags.push(flag(&column));
        }
        all
    }
}

struct Line<'a> {
    row: &'a rusqlite::Row<'a>,
    flags: &'a [bool],
}

impl Cells for Line<'_> {
    fn raw(&self, at: usize) -> Result<Raw<'_>, DbError> {
        Ok(match self.row.get_ref(at).map_err(error)? {
            ValueRef::Null => Raw::Null,
            ValueRef::Integer(i) if self.flags.get(at) == Some(&true) => Raw::Bool(i != 0),
            ValueRef::Integer(i) => Raw::Int(i),
            ValueRef::Real(r) => Raw::Real(r),
            ValueRef::Text(t) => Raw::Text(std::str::from_utf8(t).map_err(DbError::other)?),
            ValueRef::Blob(b) => Raw::Blob(b),
        })
    }
}

/// The numbers of the arguments in the order in which the text first names them, which is how SQLite counts them (asking
/// it for each name costs its whole list each time: lists have hundreds).
fn order(sql: &str) -> Vec<usize> {
    let mut order = Vec::new();
    let mut seen: Vec<bool> = Vec::new();
    for part in sql.split('$').skip(1) {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let Some(number) = part.get(..digits).and_then(|d| d.parse::<usize>().ok()) else { continue };
        if seen.len() <= number {
            seen.resize(number + 1, false);
        }
        if let Some(known) = seen.get_mut(number).filter(|k| !**k) {
            *known = true;
            order.push(number);
        }
    }
    order
}

struct Arg<'a>(&'a Value);

impl ToSql for Arg<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Null => ValueRef::Null,
            Value::Bool(b) => ValueRef::Integer(i64::from(*b)),
            Value::Int(i) => ValueRef::Integer(*i),
            Value::Real(r) => ValueRef::Real(*r),
            Value::Text(t) => ValueRef::Text(t.as_bytes()),
            Value::Blob(b) => ValueRef::Blob(b),
            Value::List(_) => return Err(rusqlite::Error::InvalidQuery),
        }))
    }
}

/// Sleeps of 1 to 12 ms by chance: waiting processes don't wake together, so none starves (store.md).
fn patience() -> impl FnMut(i32) -> bool + Send + 'static {
    let mut since = Instant::now();
    move |times| {
        if times == 0 {
            since = Instant::now();
        }
        if since.elapsed() >= PATIENCE {
            return false;
        }
        std::thread::sleep(Duration::from_micros(fastrand::u64(1_000..12_000)));
        true
    }
}

/// Makes an empty file that only its owner reads; one that exists is left as it is.
pub fn make_file(path: &Path) -> Outcome<()> {
    if path.exists() {
        return Ok(());
    }
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // The data folder of a new user isn't there yet: it is made for him alone.
    if !parent.exists() {
        let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(parent);
        made.map_err(|_| Fault::wrong("wrong-database-not-made").with("path", path.display()))?;
    }
    disk::local(parent)?;
    std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map(drop).map_err(|e| {
        tracing::warn!(%e, "database not made");
        Fault::wrong("wrong-database-not-made").with("path", path.display())
    })
}

fn worded(e: rusqlite::Error, sql: &str) -> DbError {
    match error(e) {
        DbError::Other(detail) => DbError::Other(format!("{detail}: {sql}")),
        known => known,
    }
}

/// The driver's codes in our words.
pub(in crate::store) fn error(e: rusqlite::Error) -> DbError {
    let rusqlite::Error::SqliteFailure(code, message) = &e else { return DbError::other(e) };
    let detail = message.clone().unwrap_or_default();
    match (code.code, code.extended_code) {
        (_, ffi::SQLITE_BUSY_SNAPSHOT) => DbError::Serialization,
        (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => DbError::Busy,
        (_, ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID) => {
            DbError::Unique(detail)
        }
        (_, ffi::SQLITE_CONSTRAINT_FOREIGNKEY) => DbError::ForeignKey(detail),
        (ErrorCode::ConstraintViolation, _) => DbError::Check(detail),
        (ErrorCode::OperationInterrupted, _) => DbError::Cancelled,
        (ErrorCode::DiskFull, _) | (_, ffi::SQLITE_IOERR_WRITE) => DbError::Full,
        (ErrorCode::ReadOnly, _) => DbError::ReadOnly,
        (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase, _) => DbError::Damaged(format!("{:?}: {detail}", code.code)),
        (ErrorCode::SystemIoFailure, _) => DbError::Unsure(detail),
        (kind, _) => DbError::Other(format!("{kind:?}: {detail}")),
    }
}
