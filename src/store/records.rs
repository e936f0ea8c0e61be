//! Any record in and out of its table, from its field table: the SQL is built once a record type. Every table has
//! `id blob, version BIGINT`, the record's fields, `created_at, created_by, updated_at, updated_by` (filled by `Write`).
//! Called by the store's subjects and by `Write`.

use std::any::TypeId;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use crate::domain::record::{Cell, Head, Record};
use crate::fault::{Fault, Outcome, Value};
use crate::store::{DbError, Ran, Raw, Read, Row, Stmt};

/// Arguments that one statement may have, with room below both engines' limits (32,766 and 65,535).
const MOST_ARGUMENTS: usize = 20_000;
/// Rows of one INSERT: more gains nothing.
const MOST_ROWS: usize = 100;

struct Texts {
    /// `SELECT "id", "version", … FROM "table"`
    select: String,
    /// `INSERT INTO "table" ("id", "version", …, "updated_by") VALUES `
    insert: String,
    /// Columns of an INSERT.
    width: usize,
}

static TEXTS: LazyLock<Mutex<HashMap<TypeId, Arc<Texts>>>> = LazyLock::new(Mutex::default);

fn texts<R: Record>() -> Arc<Texts> {
    let mut all = TEXTS.lock().unwrap_or_else(|e| e.into_inner());
    Arc::clone(all.entry(TypeId::of::<R>()).or_insert_with(|| {
        let read = columns::<R>();
        let made = ["created_at", "created_by", "updated_at", "updated_by"].map(|c| format!("\"{c}\"")).join(", ");
        Arc::new(Texts {
            select: format!("SELECT {read} FROM \"{}\"", R::TABLE),
            insert: format!("INSERT INTO \"{}\" ({read}, {made}) VALUES ", R::TABLE),
            width: R::fields().len() + 6,
        })
    }))
}

/// The columns of a record as a SELECT lists them: `"id", "version", …`.
pub fn columns<R: Record>() -> String {
    let mut all = "\"id\", \"version\"".to_owned();
    for field in R::fields() {
        all.push_str(&format!(", \"{}\"", field.id));
    }
    all
}

/// A record from a row that has its columns by name (others are passed over).
pub fn from_row<R: Record>(row: &Row<'_>) -> Result<R, DbError> {
    let mut record = R::default();
    let id = R::Id::set(cell(row, 0, "id")?.value()).map_err(|key| odd::<R>("id", key))?;
    let Raw::Int(version) = cell(row, 1, "version")? else { return Err(odd::<R>("version", "not a number")) };
    *record.head_mut() = Head { id, version };
    for (at, field) in R::fields().iter().enumerate() {
        let value = cell(row, at + 2, field.id)?.value();
        (field.set)(&mut record, value).map_err(|flaw| odd::<R>(field.id, flaw.key))?;
    }
    Ok(record)
}

/// The cell where it lies in the record's own SELECT, else by its name.
fn cell<'a>(row: &Row<'a>, guess: usize, name: &str) -> Result<Raw<'a>, DbError> {
    if row.names().get(guess).is_some_and(|n| n == name) { row.raw_at(guess) } else { row.raw(name) }
}

fn odd<R: Record>(column: &str, key: &str) -> DbError {
    DbError::other(format!("{}.{column} holds what its field refuses: {key}", R::TABLE))
}

/// The record of this id, if it is there.
pub fn find<R: Record>(read: &mut dyn Read, id: R::Id) -> Outcome<Option<R>> {
    let sql = format!("{} WHERE \"id\" = $1", texts::<R>().select);
    Ok(read.one(&sql, &[id.get()], from_row)?)
}

/// The record of this id; [`Fault::Missing`] when it isn't there.
pub fn by_id<R: Record>(read: &mut dyn Read, id: R::Id) -> Outcome<R> {
    find(read, id)?.ok_or(Fault::Missing(R::TABLE))
}

/// The statement of [`by_id`], to be flown with others; read each row with [`from_row`].
pub fn by_id_stmt<R: Record>(id: R::Id) -> Stmt {
    Stmt::new(format!("{} WHERE \"id\" = $1", texts::<R>().select), vec![id.get()])
}

/// The records of these ids, in the order of the ids; those that aren't there are left out.
pub fn by_ids<R: Record>(read: &mut dyn Read, ids: &[R::Id]) -> Outcome<Vec<R>> {
    let mut found: HashMap<R::Id, R> = HashMap::with_capacity(ids.len());
    for block in ids.chunks(500) {
        let marks = marks(1, block.len());
        let sql = format!("{} WHERE \"id\" IN ({marks})", texts::<R>().select);
        let args: Vec<Value> = block.iter().map(|id| id.get()).collect();
        read.each(&sql, &args, &mut |row| {
            let record: R = from_row(row)?;
            found.insert(record.head().id, record);
            Ok(())
        })?;
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// Files of one flight.
const FLIGHT: usize = 50;

/// Whole files of many ids, in their order: the statements of 50 of them fly together, `from` takes what each file's gave.
pub(super) fn flights<I: Copy, T>(
    read: &mut dyn Read,
    ids: &[I],
    stmts: fn(I) -> Vec<Stmt>,
    from: fn(&mut std::vec::IntoIter<Ran>) -> Outcome<T>,
) -> Outcome<Vec<T>> {
    let mut files = Vec::with_capacity(ids.len());
    for block in ids.chunks(FLIGHT) {
        let all: Vec<Stmt> = block.iter().flat_map(|id| stmts(*id)).collect();
        let mut ran = read.gather(&all)?.into_iter();
        for _ in block {
            files.push(from(&mut ran)?);
        }
    }
    Ok(files)
}

/// The statement of [`where_`], to be flown with others.
pub fn where_stmt<R: Record>(rest: &str, args: Vec<Value>) -> Stmt {
    Stmt::new(format!("{} WHERE {rest}", texts::<R>().select), args)
}

/// The records that `rest` picks and orders: what follows WHERE, for instance `"person" = $1 ORDER BY "since" NULLS LAST`.
pub fn where_<R: Record>(read: &mut dyn Read, rest: &str, args: &[Value]) -> Outcome<Vec<R>> {
    let sql = format!("{} WHERE {rest}", texts::<R>().select);
    Ok(read.all(&sql, args, from_row)?)
}

/// Who writes and when: the four columns that every table has.
pub(super) struct Stamp<'a> {
    pub(super) at: &'a str,
    pub(super) by: &'a str,
}

/// INSERT statements for these records, many rows a statement.
pub(super) fn insert<R: Record>(records: &[&R], stamp: &Stamp<'_>) -> Vec<(Stmt, u64)> {
    let texts = texts::<R>();
    let block = (MOST_ARGUMENTS / texts.width).clamp(1, MOST_ROWS);
    let statements = records.chunks(block).map(|rows| {
        let mut args = Vec::with_capacity(rows.len() * texts.width);
        let mut sql = texts.insert.clone();
        for (at, record) in rows.iter().enumerate() {
            let comma = if at > 0 { ", " } else { "" };
            sql.push_str(&format!("{comma}({})", marks(at * texts.width + 1, texts.width)));
            args.push(record.head().id.get());
            args.push(Value::Int(1));
            args.extend(R::fields().iter().map(|f| (f.get)(record)));
            args.extend([stamp.at, stamp.by, stamp.at, stamp.by].map(Value::from));
        }
        (Stmt::new(sql, args), rows.len() as u64)
    });
    statements.collect()
}

/// The UPDATE of the columns that differ, held to the version read; none when nothing differs.
pub(super) fn update<R: Record>(before: &R, after: &R, stamp: &Stamp<'_>) -> Option<Stmt> {
    let changed = crate::domain::record::changed(before, after);
    if changed.is_empty() {
        return None;
    }
    let mut args: Vec<Value> = Vec::with_capacity(changed.len() + 4);
    let mut sql = format!("UPDATE \"{}\" SET \"version\" = \"version\" + 1", R::TABLE);
    for field in changed {
        args.push((field.get)(after));
        sql.push_str(&format!(", \"{}\" = ${}", field.id, args.len()));
    }
    for (column, value) in [("updated_at", stamp.at), ("updated_by", stamp.by)] {
        args.push(value.into());
        sql.push_str(&format!(", \"{column}\" = ${}", args.len()));
    }
    args.extend([before.head().id.get(), Value::Int(before.head().version)]);
    sql.push_str(&format!(" WHERE \"id\" = ${} AND \"version\" = ${}", args.len() - 1, args.len()));
    Some(Stmt::new(sql, args))
}

/// The DELETE of one row, held to the version read.
pub(super) fn delete<R: Record>(before: &R) -> Stmt {
    let sql = format!("DELETE FROM \"{}\" WHERE \"id\" = $1 AND \"version\" = $2", R::TABLE);
    Stmt::new(sql, vec![before.head().id.get(), Value::Int(before.head().version)])
}

/// `$first, …`, so many.
pub(super) fn marks(first: usize, count: usize) -> String {
    let all: Vec<String> = (first..first + count).map(|n| format!("${n}")).collect();
    all.join(", ")
}
