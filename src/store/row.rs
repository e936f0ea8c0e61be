//! A row as it lies in the driver's buffer: read by column name, text and bytes borrowed. Called by every SELECT of the store.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::ids::Id;
use crate::domain::record::{parse_day, parse_instant};
use crate::fault::Value;
use crate::store::DbError;

/// A cell as it lies in the driver's buffer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Raw<'a> {
    /// No value.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with decimals.
    Real(f64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Blob(&'a [u8]),
}

impl Raw<'_> {
    /// Copied out of the buffer.
    pub fn value(self) -> Value {
        match self {
            Raw::Null => Value::Null,
            Raw::Bool(b) => Value::Bool(b),
            Raw::Int(i) => Value::Int(i),
            Raw::Real(r) => Value::Real(r),
            Raw::Text(t) => Value::Text(t.to_owned()),
            Raw::Blob(b) => Value::Blob(b.to_vec()),
        }
    }
}

/// Where a row's cells lie: implemented by each engine and by rows kept in memory.
pub trait Cells {
    /// The cell at this place, from 0.
    fn raw(&self, at: usize) -> Result<Raw<'_>, DbError>;
}

impl Cells for [Value] {
    fn raw(&self, at: usize) -> Result<Raw<'_>, DbError> {
        Ok(match self.get(at) {
            Some(Value::Null) => Raw::Null,
            Some(Value::Bool(b)) => Raw::Bool(*b),
            Some(Value::Int(i)) => Raw::Int(*i),
            Some(Value::Real(r)) => Raw::Real(*r),
            Some(Value::Text(t)) => Raw::Text(t),
            Some(Value::Blob(b)) => Raw::Blob(b),
            Some(Value::List(_)) | None => return Err(DbError::other(format!("no cell {at}"))),
        })
    }
}
impl Cells for Vec<Value> {
    fn raw(&self, at: usize) -> Result<Raw<'_>, DbError> {
        self.as_slice().raw(at)
    }
}

/// One row of an answer, borrowed. A column that isn't there, NULL or of another type is a bug of the query: an error that names the column.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    names: &'a [String],
    cells: &'a dyn Cells,
}

impl<'a> Row<'a> {
    /// Made by the engines.
    pub fn new(names: &'a [String], cells: &'a dyn Cells) -> Self {
        Row { names, cells }
    }
    /// The names of the columns, in order.
    pub fn names(&self) -> &'a [String] {
        self.names
    }
    /// The cell at this place, from 0.
    pub fn raw_at(&self, at: usize) -> Result<Raw<'a>, DbError> {
        self.cells.raw(at)
    }
    /// The cell of this column.
    pub fn raw(&self, name: &str) -> Result<Raw<'a>, DbError> {
        match self.names.iter().position(|n| n == name) {
            Some(at) => self.cells.raw(at),
            None => Err(DbError::other(format!("no column {name}"))),
        }
    }
    /// The cell of this column, copied.
    pub fn value(&self, name: &str) -> Result<Value, DbError> {
        self.raw(name).map(Raw::value)
    }
    /// All cells in order, copied.
    pub fn values(&self) -> Result<Vec<Value>, DbError> {
        (0..self.names.len()).map(|i| self.cells.raw(i).map(Raw::value)).collect()
    }

    /// Text, or nothing.
    pub fn opt_text(&self, name: &str) -> Result<Option<&'a str>, DbError> {
        match self.raw(name)? {
            Raw::Null => Ok(None),
            Raw::Text(t) => Ok(Some(t)),
            other => Err(unlike(name, "text", other)),
        }
    }
    /// Text.
    pub fn text(&self, name: &str) -> Result<&'a str, DbError> {
        self.opt_text(name)?.ok_or_else(|| empty(name))
    }
    /// A whole number, or nothing.
    pub fn opt_int(&self, name: &str) -> Result<Option<i64>, DbError> {
        match self.raw(name)? {
            Raw::Null => Ok(None),
            Raw::Int(i) => Ok(Some(i)),
            other => Err(unlike(name, "int", other)),
        }
    }
    /// A whole number.
    pub fn int(&self, name: &str) -> Result<i64, DbError> {
        self.opt_int(name)?.ok_or_else(|| empty(name))
    }
    /// Yes or no, or nothing. SQLite gives 0 and 1 for expressions.
    pub fn opt_flag(&self, name: &str) -> Result<Option<bool>, DbError> {
        match self.raw(name)? {
            Raw::Null => Ok(None),
            Raw::Bool(b) => Ok(Some(b)),
            Raw::Int(i) => Ok(Some(i != 0)),
            other => Err(unlike(name, "flag", other)),
        }
    }
    /// Yes or no.
    pub fn flag(&self, name: &str) -> Result<bool, DbError> {
        self.opt_flag(name)?.ok_or_else(|| empty(name))
    }
    /// A number with decimals, or nothing.
    pub fn opt_real(&self, name: &str) -> Result<Option<f64>, DbError> {
        match self.raw(name)? {
            Raw::Null => Ok(None),
            Raw::Real(r) => Ok(Some(r)),
            Raw::Int(i) => Ok(Some(i as f64)),
            other => Err(unlike(name, "real", other)),
        }
    }
    /// A number with decimals.
    pub fn real(&self, name: &str) -> Result<f64, DbError> {
        self.opt_real(name)?.ok_or_else(|| empty(name))
    }
    /// Bytes, or nothing.
    pub fn opt_blob(&self, name: &str) -> Result<Option<&'a [u8]>, DbError> {
        match self.raw(name)? {
            Raw::Null => Ok(None),
            Raw::Blob(b) => Ok(Some(b)),
            other => Err(unlike(name, "blob", other)),
        }
    }
    /// Bytes.
    pub fn blob(&self, name: &str) -> Result<&'a [u8], DbError> {
        self.opt_blob(name)?.ok_or_else(|| empty(name))
    }
    /// A day stored as `2026-03-09`, or nothing.
    pub fn opt_day(&self, name: &str) -> Result<Option<NaiveDate>, DbError> {
        let Some(text) = self.opt_text(name)? else { return Ok(None) };
        parse_day(text).map(Some).ok_or_else(|| DbError::other(format!("column {name}: not a day: {text}")))
    }
    /// A day.
    pub fn day(&self, name: &str) -> Result<NaiveDate, DbError> {
        self.opt_day(name)?.ok_or_else(|| empty(name))
    }
    /// An instant stored as `2026-03-09T08:15:00.000Z`, or nothing.
    pub fn opt_instant(&self, name: &str) -> Result<Option<DateTime<Utc>>, DbError> {
        let Some(text) = self.opt_text(name)? else { return Ok(None) };
        parse_instant(text).map(Some).ok_or_else(|| DbError::other(format!("column {name}: not an instant: {text}")))
    }
    /// An instant.
    pub fn instant(&self, name: &str) -> Result<DateTime<Utc>, DbError> {
        self.opt_instant(name)?.ok_or_else(|| empty(name))
    }
    /// An id of 16 bytes, or nothing.
    pub fn opt_id<I: Id>(&self, name: &str) -> Result<Option<I>, DbError> {
        let Some(bytes) = self.opt_blob(name)? else { return Ok(None) };
        uuid::Uuid::from_slice(bytes).map(|u| Some(I::from_uuid(u))).map_err(|e| DbError::other(format!("column {name}: {e}")))
    }
    /// An id.
    pub fn id<I: Id>(&self, name: &str) -> Result<I, DbError> {
        self.opt_id(name)?.ok_or_else(|| empty(name))
    }
}

fn empty(name: &str) -> DbError {
    DbError::other(format!("column {name} is empty"))
}
fn unlike(name: &str, wanted: &str, got: Raw<'_>) -> DbError {
    let kind = match got {
        Raw::Null => "null",
        Raw::Bool(_) => "flag",
        Raw::Int(_) => "int",
        Raw::Real(_) => "real",
        Raw::Text(_) => "text",
        Raw::Blob(_) => "blob",
    };
    DbError::other(format!("column {name}: {wanted} wanted, {kind} found"))
}
