//! [`Whole`] for SQLite: the online backup of the library, from one snapshot. Called through `Engine`.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::store::sqlite::{Sqlite, error};
use crate::store::whole::{Table, Whole};
use crate::store::{DbError, Engine, Read};

/// Pages of one step: a megabyte at a time, so that an interrupt is heard.
const PAGES: i32 = 256;
/// How long a step is tried again while another process holds a lock.
const PATIENCE: Duration = Duration::from_secs(20);

impl Whole for Sqlite {
    fn begin_snapshot(&mut self) -> Result<(), DbError> {
        self.begin_reads()?;
        // The snapshot is taken by the first read, not by BEGIN.
        self.has_table("migration").map(drop)
    }

    fn tables(&mut self) -> Result<Vec<Table>, DbError> {
        let this: &mut dyn Read = self;
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
        let names = this.all(sql, &[], |r| Ok(r.text("name")?.to_owned()))?;
        let mut tables = Vec::new();
        for name in names.into_iter().filter(|n| !n.starts_with("sqlite_")) {
            let sql = "SELECT name FROM pragma_table_info($1) ORDER BY cid";
            let columns = this.all(sql, &[name.as_str().into()], |r| Ok(r.text("name")?.to_owned()))?;
            tables.push(Table { name, columns });
        }
        Ok(tables)
    }

    fn copy_file(&mut self, to: &Path) -> Result<bool, DbError> {
        let mut copy = Connection::open(to).map_err(error)?;
        // It is synced as a whole when it stands; until then it has no name that counts.
        copy.execute_batch("PRAGMA synchronous=OFF; PRAGMA cache_size=-2000").map_err(error)?;
        run(&Backup::new(&self.db, &mut copy).map_err(error)?)?;
        // A file by itself, readable from a medium that nobody writes: without a log beside it.
        copy.execute_batch("PRAGMA journal_mode=DELETE").map_err(error)?;
        copy.close().map_err(|(_, e)| error(e))?;
        Ok(true)
    }

    fn take_file(&mut self, from: &Path) -> Result<bool, DbError> {
        let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(error)?;
        run(&Backup::new(&source, &mut self.db).map_err(error)?)?;
        self.batch("PRAGMA journal_mode=WAL; PRAGMA wal_checkpoint(TRUNCATE)")?;
        Ok(true)
    }

    fn damaged_within(&mut self, limit: Duration) -> Result<Option<Vec<String>>, DbError> {
        let end = Instant::now() + limit;
        self.db.progress_handler(10_000, Some(move || Instant::now() > end)).map_err(error)?;
        let found = self.damaged_pages();
        self.db.progress_handler(0, None::<fn() -> bool>).map_err(error)?;
        match found {
            Ok(pages) => Ok(Some(pages)),
            Err(DbError::Cancelled) => Ok(None),
            Err(DbError::Damaged(what)) => Ok(Some(vec![what])),
            Err(error) => Err(error),
        }
    }

    fn defer_keys(&mut self) -> Result<(), DbError> {
        self.batch("PRAGMA defer_foreign_keys=ON")
    }

    fn settle_keys(&mut self) -> Result<(), DbError> {
        let this: &mut dyn Read = self;
        let sql = "SELECT \"table\" AS child, parent FROM pragma_foreign_key_check LIMIT 1";
        match this.one(sql, &[], |r| Ok(format!("{} {}", r.text("child")?, r.text("parent")?)))? {
            Some(broken) => Err(DbError::ForeignKey(broken)),
            None => Ok(()),
        }
    }

    fn empty(&mut self, tables: &[Table]) -> Result<(), DbError> {
        tables.iter().try_for_each(|t| self.execute(&format!("DELETE FROM \"{}\"", t.name), &[]).map(drop))
    }
}

/// Runs a backup to its end; a lock in its way is waited for, for a while.
fn run(backup: &Backup<'_, '_>) -> Result<(), DbError> {
    let mut since = Instant::now();
    loop {
        match backup.step(PAGES).map_err(error)? {
            StepResult::Done => return Ok(()),
            StepResult::More => since = Instant::now(),
            _ if since.elapsed() > PATIENCE => return Err(DbError::Busy),
            _ => std::thread::sleep(Duration::from_millis(fastrand::u64(5..25))),
        }
    }
}
