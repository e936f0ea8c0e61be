//! Every way a wish can fail, and the plain values that travel between records, store and exchange.
//! Used by all layers; knows none of them.

use std::fmt;

/// The result of everything that can fail.
pub type Outcome<T> = Result<T, Fault>;

/// A value of a cell, in the small set of types that both engines share.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// No value.
    #[default]
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with decimals.
    Real(f64),
    /// Text; days are `2026-03-09`, instants `2026-03-09T08:15:00.000Z`.
    Text(String),
    /// Bytes; ids are 16 bytes.
    Blob(Vec<u8>),
    /// Several values; never stored as such (a list column is text with `|` between).
    List(Vec<Value>),
}

impl Value {
    /// The text inside, if it is text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(t) => Some(t),
            _ => None,
        }
    }
    /// Whether there is nothing here.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }
}

impl From<&str> for Value {
    fn from(v: &str) -> Self {
        Value::Text(v.to_owned())
    }
}
impl From<String> for Value {
    fn from(v: String) -> Self {
        Value::Text(v)
    }
}
impl From<i64> for Value {
    fn from(v: i64) -> Self {
        Value::Int(v)
    }
}
impl From<bool> for Value {
    fn from(v: bool) -> Self {
        Value::Bool(v)
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(v: Option<T>) -> Self {
        v.map_or(Value::Null, Into::into)
    }
}

/// An argument of a text: its name in the locale files and its value.
pub type Arg = (&'static str, String);

/// One thing wrong with one field: which, why (a key `flaw-…` of the locales) and the arguments of the sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Flaw {
    /// The field's id.
    pub field: &'static str,
    /// Key of the sentence, `flaw-…`.
    pub key: &'static str,
    /// Arguments of the sentence.
    pub args: Vec<Arg>,
    /// A warning lets the save pass; an error doesn't.
    pub warning: bool,
}

impl Flaw {
    /// An error at a field.
    pub fn new(field: &'static str, key: &'static str) -> Self {
        Flaw { field, key, args: Vec::new(), warning: false }
    }
    /// A warning at a field: said, never in the way.
    pub fn warn(field: &'static str, key: &'static str) -> Self {
        Flaw { field, key, args: Vec::new(), warning: true }
    }
    /// With one more argument.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// A rule said no: key `refused-…` of the locales and arguments.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// Key of the sentence, `refused-…`.
    pub key: &'static str,
    /// Arguments of the sentence.
    pub args: Vec<Arg>,
}

/// One field changed by both sides of a conflict.
#[derive(Debug, Clone, PartialEq)]
pub struct Clash {
    /// The field's id.
    pub field: &'static str,
    /// As both sides had read it.
    pub base: Value,
    /// What this session wants to save.
    pub mine: Value,
    /// What is stored now.
    pub theirs: Value,
}

/// Someone else saved the same row in the meantime.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// Table of the record.
    pub record: &'static str,
    /// Id of the record (16 bytes).
    pub id: Vec<u8>,
    /// The version stored now.
    pub version: i64,
    /// Who saved last (name as shown).
    pub by: String,
    /// When, an instant as stored.
    pub at: String,
    /// Every field that differs between the three.
    pub fields: Vec<Clash>,
}

/// Every way a wish can fail. Each has three texts in the locales: what happened, what it means, what to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// Fields that don't pass.
    Flaws(Vec<Flaw>),
    /// Someone else saved meanwhile.
    Conflict(Box<Conflict>),
    /// A rule of the domain says no.
    Refused(Reason),
    /// A right is missing: the deed's id; the sentence says who can.
    Denied(&'static str),
    /// The record (its table) doesn't exist or is not to be seen.
    Missing(&'static str),
    /// The line to the database is away.
    Away,
    /// The database is busy with someone else's long work.
    Busy,
    /// Cancelled by the user.
    Cancelled,
    /// Wrong use of a command or a file: key `wrong-…` and arguments.
    Wrong(Reason),
    /// A bug or a damaged database: the detail goes to the log only.
    Broken(String),
}

impl Fault {
    /// A refusal with its key.
    pub fn refused(key: &'static str) -> Self {
        Fault::Refused(Reason { key, args: Vec::new() })
    }
    /// A wrong use with its key (`wrong-…`).
    pub fn wrong(key: &'static str) -> Self {
        Fault::Wrong(Reason { key, args: Vec::new() })
    }
    /// With one more argument (only for refusals and wrong uses).
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        if let Fault::Refused(r) | Fault::Wrong(r) = &mut self {
            r.args.push((name, value.to_string()));
        }
        self
    }
    /// A bug: never shown, always logged.
    pub fn broken(detail: impl fmt::Display) -> Self {
        Fault::Broken(detail.to_string())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}
impl std::error::Error for Fault {}
