//! Bytes ↔ rows: files of people and offers in CSV, xlsx and JSON (product.md "Exchange format", security.md §5.7 and §5.8).
//! Called by `services/import` and `services/export`. Knows field tables, no store and no texts: the faces hand over the
//! labels ([`header::Labels`]) and say the flaws.

pub mod csv;
pub mod detect;
pub mod file;
pub mod formula;
pub mod header;
pub mod json;
pub mod xlsx;

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::fault::{Fault, Flaw, Outcome, Value};
pub use detect::{Asked, Dates, Form, Shape};

/// Columns at most.
pub const MOST_COLUMNS: usize = 200;
/// Bytes of one cell at most.
pub const MOST_CELL: usize = 64 * 1024;
/// Bytes of one line at most.
pub const MOST_LINE: usize = 1024 * 1024;
/// Bytes of a file at most.
pub const MOST_FILE: u64 = 2 * 1024 * 1024 * 1024;

/// Why a row is refused by its form alone: the flaw and the column, counted from 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Bad {
    /// Its sentence, `flaw-row-…`; the field is empty.
    pub flaw: Flaw,
    /// Column, from 1; none: the whole row.
    pub column: Option<usize>,
}

impl Bad {
    /// A reason at a column.
    pub fn at(key: &'static str, column: usize) -> Self {
        Bad { flaw: Flaw::new("", key).with("column", column), column: Some(column) }
    }
    /// A reason for the whole row.
    pub fn row(key: &'static str) -> Self {
        Bad { flaw: Flaw::new("", key), column: None }
    }
}

/// A row as it came.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// Line of the file on which it begins, from 1.
    pub number: u64,
    /// The cells, as text.
    pub cells: Vec<String>,
    /// Why it can't be taken, if so.
    pub bad: Option<Bad>,
}

/// What takes the rows of a file.
pub type Take<'t> = &'t mut dyn FnMut(Line) -> Outcome<()>;

/// A file that is read row by row, as often as wished; nothing of it is kept.
#[derive(Debug, Clone)]
pub struct Source {
    path: PathBuf,
    /// How it is written: detected or forced.
    pub shape: Shape,
}

impl Source {
    /// Looks at a file. Errors: `wrong-file-unreadable`, `wrong-file-not-regular`, `wrong-file-too-big`, `wrong-file-empty`,
    /// `wrong-value` (a character set or separator that isn't known).
    pub fn open(path: &Path, asked: &Asked) -> Outcome<Source> {
        let size = regular(path)?.1;
        if size == 0 {
            return Err(wrong(path, "wrong-file-empty"));
        }
        let form = Form::of(path);
        let shape = match form {
            Form::Csv => detect::csv(path, asked)?,
            Form::Xlsx | Form::Json => Shape { form, encoding: detect::UTF_8, separator: None, dates: asked.dates },
        };
        Ok(Source { path: path.to_owned(), shape })
    }

    /// Every row in order, the header first. Errors beside those of `take`: `wrong-quote-unclosed` (line and column where it
    /// opens), `wrong-file-unreadable`, `wrong-file-damaged`.
    pub fn each(&self, take: Take<'_>) -> Outcome<()> {
        match self.shape.form {
            Form::Csv => csv::read(&self.path, &self.shape, take),
            Form::Xlsx => xlsx::read(&self.path, take),
            Form::Json => json::read(&self.path, take),
        }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// What writes rows of a form.
pub trait Sink {
    /// One row; the header is the first.
    fn row(&mut self, cells: &[Value]) -> Outcome<()>;
    /// Ends the file.
    fn finish(self: Box<Self>) -> Outcome<()>;
}

/// A sink of the form that the ending of `target` names, writing to `file`; xlsx keeps its parts in the same folder meanwhile.
pub fn sink(target: &Path, file: File) -> Outcome<Box<dyn Sink>> {
    Ok(match Form::of(target) {
        Form::Csv => Box::new(csv::Writer::new(file)?),
        Form::Xlsx => Box::new(xlsx::Writer::new(file, file::folder(target))?),
        Form::Json => Box::new(json::Writer::new(file)),
    })
}

/// Opens a regular file of a fit size; nothing else is ever opened (a pipe would make us wait).
pub(crate) fn regular(path: &Path) -> Outcome<(File, u64)> {
    let there = std::fs::metadata(path).map_err(|e| unreadable(path, &e))?;
    if !there.is_file() {
        return Err(wrong(path, "wrong-file-not-regular"));
    }
    if there.len() > MOST_FILE {
        return Err(wrong(path, "wrong-file-too-big").with("most", MOST_FILE / (1024 * 1024 * 1024)));
    }
    let file = File::open(path).map_err(|e| unreadable(path, &e))?;
    let opened = file.metadata().map_err(|e| unreadable(path, &e))?;
    if !opened.is_file() {
        return Err(wrong(path, "wrong-file-not-regular"));
    }
    Ok((file, opened.len()))
}

pub(crate) fn wrong(path: &Path, key: &'static str) -> Fault {
    Fault::wrong(key).with("file", path.display())
}

/// A file that can't be read; the detail goes to the log.
pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> Fault {
    match error.kind() {
        std::io::ErrorKind::NotFound => wrong(path, "wrong-file-missing"),
        std::io::ErrorKind::PermissionDenied => wrong(path, "wrong-file-denied"),
        _ => {
            tracing::warn!(%error, "file not read");
            wrong(path, "wrong-file-unreadable")
        }
    }
}

/// A file that can't be written.
pub(crate) fn unwritten(path: &Path, error: &std::io::Error) -> Fault {
    match error.kind() {
        std::io::ErrorKind::NotFound => wrong(path, "wrong-folder-missing"),
        std::io::ErrorKind::PermissionDenied => wrong(path, "wrong-file-denied"),
        std::io::ErrorKind::StorageFull => Fault::wrong("wrong-disk-full"),
        _ => {
            tracing::warn!(%error, "file not written");
            wrong(path, "wrong-file-unwritten")
        }
    }
}

/// What the form of a whole row tells: too many columns, too long cells, control characters. The first is given.
pub(crate) fn inspect(cells: &[String]) -> Option<Bad> {
    if cells.len() > MOST_COLUMNS {
        return Some(Bad {
            flaw: Flaw::new("", "flaw-row-columns").with("most", MOST_COLUMNS).with("count", cells.len()),
            column: None,
        });
    }
    let control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    cells.iter().enumerate().find_map(|(at, cell)| {
        if cell.len() > MOST_CELL {
            return Some(too_long(at + 1));
        }
        let place = cell.chars().position(control)?;
        let mut bad = Bad::at("flaw-row-control", at + 1);
        bad.flaw = bad.flaw.with("position", place + 1);
        Some(bad)
    })
}

pub(crate) fn too_long(column: usize) -> Bad {
    let mut bad = Bad::at("flaw-row-cell", column);
    bad.flaw = bad.flaw.with("most", MOST_CELL / 1024);
    bad
}

/// A value as text: as CSV and xlsx write it.
pub fn text_of(value: &Value) -> String {
    match value {
        Value::Null | Value::Blob(_) => String::new(),
        Value::Bool(b) => String::from(if *b { "1" } else { "0" }),
        Value::Int(i) => i.to_string(),
        Value::Real(r) => r.to_string(),
        Value::Text(t) => t.clone(),
        Value::List(l) => l.iter().map(text_of).collect::<Vec<_>>().join("|"),
    }
}
