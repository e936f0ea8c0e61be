//! A whole database at once: its tables as they stand, a copy of its file, a copy of all rows into the other engine, held against the
//! source by counts and sums. Past `Desk`, as the schema's owner. Called by `services/backup` and `services/copy`.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::fault::{Fault, Outcome, Value};
use crate::store::{DbError, Engine, Read};

/// Rows that go from one engine to the other at once.
const BLOCK: usize = 2_000;

/// A table and its columns, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<String>,
}

/// What an engine can do with a whole database. Part of [`Engine`].
pub trait Whole {
    /// From here to `rollback` every read sees the same state of all tables, whoever writes meanwhile.
    fn begin_snapshot(&mut self) -> Result<(), DbError>;
    /// The tables that the schema made, by name.
    fn tables(&mut self) -> Result<Vec<Table>, DbError>;
    /// Writes what the open snapshot sees to a file that isn't there yet, as a database by itself. False: this engine has no file.
    fn copy_file(&mut self, to: &Path) -> Result<bool, DbError>;
    /// Puts the content of a file in the place of everything here, in one transaction; those who have it open then see it.
    /// False: this engine has no file.
    fn take_file(&mut self, from: &Path) -> Result<bool, DbError>;
    /// As `damaged_pages`, in so much time at most. None: that wasn't enough to look at everything.
    fn damaged_within(&mut self, limit: Duration) -> Result<Option<Vec<String>>, DbError>;
    /// Inside a transaction: references between rows are looked at by `settle_keys`, not row by row.
    fn defer_keys(&mut self) -> Result<(), DbError>;
    /// Inside the same transaction: every reference is looked at now.
    fn settle_keys(&mut self) -> Result<(), DbError>;
    /// Inside a transaction: takes every row out of these tables.
    fn empty(&mut self, tables: &[Table]) -> Result<(), DbError>;
}

/// Rows of a table and a sum over their content that knows no order: the same on both engines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    /// Number of rows.
    pub rows: u64,
    lanes: [u64; 4],
}

impl Sum {
    /// Adds one row.
    pub fn add(&mut self, cells: &[Value]) {
        let mut hash = Sha256::new();
        for cell in cells {
            // Each cell says its kind and its length, so that no two rows are written alike.
            let (kind, bytes): (u8, Vec<u8>) = match cell {
                Value::Null | Value::List(_) => (0, Vec::new()),
                Value::Bool(b) => (1, vec![u8::from(*b)]),
                Value::Int(i) => (2, i.to_be_bytes().to_vec()),
                Value::Real(r) => (3, r.to_bits().to_be_bytes().to_vec()),
                Value::Text(t) => (4, t.as_bytes().to_vec()),
                Value::Blob(b) => (5, b.clone()),
            };
            hash.update([kind]);
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        }
        self.rows += 1;
        for (lane, bytes) in self.lanes.iter_mut().zip(hash.finalize().as_chunks::<8>().0) {
            *lane = lane.wrapping_add(u64::from_be_bytes(*bytes));
        }
    }
}

/// What a whole database holds, by table.
pub type Sums = BTreeMap<String, Sum>;

/// One digest over all tables, in hexadecimal.
pub fn digest(sums: &Sums) -> String {
    let mut hash = Sha256::new();
    for (name, sum) in sums {
        hash.update(name.as_bytes());
        hash.update(sum.rows.to_be_bytes());
        sum.lanes.iter().for_each(|lane| hash.update(lane.to_be_bytes()));
    }
    crate::store::trail::hex(&hash.finalize())
}

/// The number of rows of each table.
pub fn counts(engine: &mut dyn Engine) -> Outcome<BTreeMap<String, u64>> {
    let tables = engine.tables()?;
    let read: &mut dyn Read = engine;
    let mut found = BTreeMap::new();
    for table in tables {
        let sql = format!("SELECT CAST(count(*) AS BIGINT) AS n FROM \"{}\"", table.name);
        let rows = read.one(&sql, &[], |row| row.int("n"))?.unwrap_or(0);
        found.insert(table.name, u64::try_from(rows).unwrap_or(0));
    }
    Ok(found)
}

/// The sum of one table.
fn sum(read: &mut dyn Read, table: &Table, mut also: impl FnMut(Vec<Value>) -> Result<(), DbError>) -> Result<Sum, DbError> {
    let names: Vec<String> = table.columns.iter().map(|c| format!("\"{c}\"")).collect();
    let sql = format!("SELECT {} FROM \"{}\"", names.join(", "), table.name);
    let mut sum = Sum::default();
    read.each(&sql, &[], &mut |row| {
        let cells = row.values()?;
        sum.add(&cells);
        also(cells)
    })?;
    Ok(sum)
}

/// Copies every row of one database into another of the same schema, from one snapshot, in one transaction; what is there afterwards is
/// read back and held against the source. Nothing is kept unless all of it agrees (`refused-copy-differs`); tables or columns that
/// differ are refused before (`refused-copy-shape`).
pub fn copy(from: &mut dyn Engine, to: &mut dyn Engine) -> Outcome<Sums> {
    from.begin_snapshot()?;
    let done = to.begin().map_err(Fault::from).and_then(|()| all(from, to));
    let ended = from.rollback();
    match done.and_then(|sums| Ok(to.commit().map(|()| sums)?)) {
        Ok(sums) => {
            ended?;
            Ok(sums)
        }
        Err(fault) => {
            to.rollback()?;
            Err(fault)
        }
    }
}

fn all(from: &mut dyn Engine, to: &mut dyn Engine) -> Outcome<Sums> {
    let (tables, there) = (from.tables()?, to.tables()?);
    let shape = |tables: &[Table]| -> BTreeMap<String, Vec<String>> {
        let sorted = |t: &Table| {
            let mut columns = t.columns.clone();
            columns.sort();
            columns
        };
        tables.iter().map(|t| (t.name.clone(), sorted(t))).collect()
    };
    if shape(&tables) != shape(&there) {
        return Err(Fault::refused("refused-copy-shape"));
    }
    to.defer_keys()?;
    to.empty(&tables)?;
    let mut sums = Sums::new();
    for table in &tables {
        let sum = stream(from, to, table)?;
        sums.insert(table.name.clone(), sum);
    }
    to.settle_keys()?;
    for table in &tables {
        let found = sum(to, table, |_| Ok(()))?;
        if sums.get(&table.name) != Some(&found) {
            return Err(Fault::refused("refused-copy-differs").with("table", &table.name));
        }
    }
    Ok(sums)
}

fn stream(from: &mut dyn Engine, to: &mut dyn Engine, table: &Table) -> Result<Sum, DbError> {
    let columns: Vec<&str> = table.columns.iter().map(String::as_str).collect();
    let mut block: Vec<Vec<Value>> = Vec::with_capacity(BLOCK);
    let found = sum(from, table, |cells| {
        block.push(cells);
        if block.len() < BLOCK {
            return Ok(());
        }
        to.fill(&table.name, &columns, &mut block.drain(..)).map(drop)
    })?;
    if !block.is_empty() {
        to.fill(&table.name, &columns, &mut block.drain(..))?;
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_knows_no_order_but_every_cell() {
        let sum = |rows: &[Vec<Value>]| {
            let mut sum = Sum::default();
            rows.iter().for_each(|row| sum.add(row));
            sum
        };
        let (a, b): (Vec<Value>, Vec<Value>) = (vec!["NDONG".into(), 1.into()], vec!["ZUÉ".into(), Value::Null]);
        assert_eq!(sum(&[a.clone(), b.clone()]), sum(&[b.clone(), a.clone()]));
        assert_ne!(sum(&[a.clone(), a.clone()]), sum(&[b.clone(), b.clone()]));
        assert_ne!(sum(&[vec!["ab".into(), "c".into()]]), sum(&[vec!["a".into(), "bc".into()]]));
        assert_ne!(sum(&[vec![Value::Null]]), sum(&[vec!["".into()]]));
    }
}
