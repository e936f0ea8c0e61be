//! What all records have in common: head, field table, kinds of fields, generic checks.
//! One field table per record drives SQL columns, audit, JSON, forms, import and export.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::ids::Id;
use crate::domain::rules::Rules;
pub use crate::fault::{Flaw, Value};

/// Identity of a stored row. Version 0: not yet stored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head<I> {
    /// UUIDv7, made by the client.
    pub id: I,
    /// Grows by one at each save.
    pub version: i64,
}

impl<I: Id> Head<I> {
    /// The head of a row not yet stored.
    pub fn new(id: I) -> Self {
        Head { id, version: 0 }
    }
}

/// What a field holds, which gives its checks, its editor and its way in and out of files.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// Free short text of at most this many characters.
    Text(usize),
    /// A name: letters of any script, space, `'`, `-`, `.`; at most this many characters.
    Name(usize),
    /// Free long text with line ends.
    Note,
    /// A whole number within bounds.
    Int(i64, i64),
    /// FCFA without decimals, 0 or more.
    Money,
    /// Yes or no.
    Bool,
    /// A day that looks to the past (birth, registered).
    Past,
    /// A day that looks to the future (due).
    Future,
    /// A month, `2026-03`.
    Month,
    /// An instant, UTC.
    Instant,
    /// One code of a list of `codes.csv`.
    Code(&'static str),
    /// Several codes of a list, `|` between.
    Codes(&'static str),
    /// ISO 3166 alpha-2.
    Country,
    /// An ISCO-08 unit group, four digits.
    Occupation,
    /// A province, department or town (see `domain::geo`).
    Place(Place),
    /// A telephone, E.164.
    Phone,
    /// An e-mail address, syntax only.
    Email,
    /// Another row of this table (16 bytes).
    Ref(&'static str),
    /// A state of the record's lifecycle.
    State,
    /// Texts with `|` between.
    Words,
    /// A number with decimals.
    Real,
}

/// Levels of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Keyed by one digit, stored as `GA-1`.
    Province,
    /// Keyed by two digits within the province, stored as `GA-1-05`.
    Department,
    /// Free text with help from the list.
    Town,
}

/// Whether a field must be filled at the counter (domain.md §2: O, F, C).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Obligatory.
    Must,
    /// Free.
    May,
    /// Obligatory on a condition that the record's own check knows.
    Depends,
    /// Made by the program, never typed.
    Made,
}

/// One line of a record's field table.
pub struct Field<T: 'static> {
    /// English snake_case: column, exchange name, text key.
    pub id: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it must be there.
    pub need: Need,
    /// Reads it.
    pub get: fn(&T) -> Value,
    /// Sets it; the flaw says why not.
    pub set: fn(&mut T, Value) -> Result<(), Flaw>,
}

/// A stored record: a struct with a head and a field table.
pub trait Record: Default + Clone + PartialEq + Send + 'static {
    /// Its table.
    const TABLE: &'static str;
    /// Type of its id.
    type Id: Id;
    /// Its field table, in the order of the columns.
    fn fields() -> &'static [Field<Self>];
    /// Id and version.
    fn head(&self) -> &Head<Self::Id>;
    /// Id and version, to change.
    fn head_mut(&mut self) -> &mut Head<Self::Id>;
    /// All that is wrong with it; warnings included.
    fn check(&self, rules: &Rules) -> Vec<Flaw>;
}

/// The rules of one record beyond those of its fields' kinds.
pub trait OwnRules {
    /// Adds what is wrong. The default: nothing.
    fn own_rules(&self, rules: &Rules, flaws: &mut Vec<Flaw>) {
        let _ = (rules, flaws);
    }
}

/// A Rust type that can be a field.
pub trait Cell: Sized {
    /// As a value.
    fn get(&self) -> Value;
    /// From a value, or the key of the flaw.
    fn set(value: Value) -> Result<Self, &'static str>;
}

impl Cell for String {
    fn get(&self) -> Value {
        Value::Text(self.clone())
    }
    fn set(value: Value) -> Result<Self, &'static str> {
        match value {
            Value::Text(t) => Ok(t),
            Value::Null => Ok(String::new()),
            Value::Int(i) => Ok(i.to_string()),
            _ => Err("flaw-not-text"),
        }
    }
}
impl Cell for bool {
    fn get(&self) -> Value {
        Value::Bool(*self)
    }
    fn set(value: Value) -> Result<Self, &'static str> {
        match value {
            Value::Bool(b) => Ok(b),
            Value::Int(i) => Ok(i != 0),
            Value::Null => Ok(false),
            _ => Err("flaw-not-yes-or-no"),
        }
    }
}
impl Cell for i64 {
    fn get(&self) -> Value {
        Value::Int(*self)
    }
    fn set(value: Value) -> Result<Self, &'static str> {
        match value {
            Value::Int(i) => Ok(i),
            Value::Text(t) => t.parse().map_err(|_| "flaw-not-number"),
            Value::Null => Ok(0),
            _ => Err("flaw-not-number"),
        }
    }
}
impl Cell for f64 {
    fn get(&self) -> Value {
        Value::Real(*self)
    }
    fn set(value: Value) -> Result<Self, &'static str> {
        match value {
            Value::Real(r) => Ok(r),
            Value::Int(i) => Ok(i as f64),
            Value::Null => Ok(0.0),
            _ => Err("flaw-not-number"),
        }
    }
}
impl Cell for NaiveDate {
    fn get(&self) -> Value {
        Value::Text(day_text(*self))
    }
    fn set(value: Value) -> Result<Self, &'static str> {
        value.as_text().and_then(parse_day).ok_or("flaw-not-date")
    }
}
impl Cell for DateTime<Utc> {
    fn get(&self) -> Value {
        Value::Text(instant_text(*self))
    }
    fn set(value: Value) -> Result<Self, &'static str> {
        value.as_text().and_then(parse_instant).ok_or("flaw-not-instant")
    }
}
impl<T: Cell> Cell for Option<T> {
    fn get(&self) -> Value {
        self.as_ref().map_or(Value::Null, Cell::get)
    }
    fn set(value: Value) -> Result<Self, &'static str> {
        match value {
            Value::Null => Ok(None),
            Value::Text(t) if t.is_empty() => Ok(None),
            v => T::set(v).map(Some),
        }
    }
}
/// A list of short texts: stored as one text with `|` between, empty as NULL.
impl Cell for Vec<String> {
    fn get(&self) -> Value {
        if self.is_empty() { Value::Null } else { Value::Text(self.join("|")) }
    }
    fn set(value: Value) -> Result<Self, &'static str> {
        match value {
            Value::Null => Ok(Vec::new()),
            Value::Text(t) => Ok(t.split('|').map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect()),
            Value::List(l) => Ok(l.into_iter().filter_map(|v| v.as_text().map(str::to_owned)).collect()),
            _ => Err("flaw-not-text"),
        }
    }
}

/// A day as stored: `2026-03-09`.
pub fn day_text(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}
/// A day from its stored form.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}
/// An instant as stored: `2026-03-09T08:15:00.000Z`.
pub fn instant_text(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}
/// An instant from its stored form.
pub fn parse_instant(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|t| t.with_timezone(&Utc))
}

/// The field of this id.
pub fn field<R: Record>(id: &str) -> Option<&'static Field<R>> {
    R::fields().iter().find(|f| f.id == id)
}

/// Fields whose values differ between two states of a record.
pub fn changed<R: Record>(before: &R, after: &R) -> Vec<&'static Field<R>> {
    R::fields().iter().filter(|f| (f.get)(before) != (f.get)(after)).collect()
}

/// Declares a record: struct, field table, `Record`. Each line: doc, name, type, need, kind.
/// ```text
/// record! {
///     /// A person known to the office (domain.md §2.1).
///     Person: "person", PersonId {
///         /// As on the document.
///         surname: String = Must, Kind::Name(80);
///     }
/// }
/// impl OwnRules for Person {}
/// ```
#[macro_export]
macro_rules! record {
    (
        $(#[$meta:meta])*
        $name:ident : $table:literal, $id:ty {
            $( $(#[$fmeta:meta])* $field:ident : $ty:ty = $need:ident, $kind:expr; )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name {
            /// Id and version.
            pub head: $crate::domain::record::Head<$id>,
            $( $(#[$fmeta])* pub $field: $ty, )*
        }
        impl $crate::domain::record::Record for $name {
            const TABLE: &'static str = $table;
            type Id = $id;
            fn fields() -> &'static [$crate::domain::record::Field<Self>] {
                static FIELDS: &[$crate::domain::record::Field<$name>] = &[
                    $( $crate::domain::record::Field {
                        id: stringify!($field),
                        kind: $kind,
                        need: $crate::domain::record::Need::$need,
                        get: |r| $crate::domain::record::Cell::get(&r.$field),
                        set: |r, v| {
                            r.$field = $crate::domain::record::Cell::set(v)
                                .map_err(|key| $crate::fault::Flaw::new(stringify!($field), key))?;
                            Ok(())
                        },
                    }, )*
                ];
                FIELDS
            }
            fn head(&self) -> &$crate::domain::record::Head<$id> { &self.head }
            fn head_mut(&mut self) -> &mut $crate::domain::record::Head<$id> { &mut self.head }
            fn check(&self, rules: &$crate::domain::rules::Rules) -> Vec<$crate::fault::Flaw> {
                let mut flaws = Vec::new();
                $crate::domain::check::fields(self, rules, &mut flaws);
                $crate::domain::record::OwnRules::own_rules(self, rules, &mut flaws);
                flaws
            }
        }
    };
}
