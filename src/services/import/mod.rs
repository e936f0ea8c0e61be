//! Import of people, employers and offers from a file (product.md "Exchange format"): rows → whole files by the sheet, what can't be read kept as text, the same
//! file twice changes nothing. Called by `cli/import` (and, as `work`, by the administration's screen).
//!
//! The file is read twice: first from end to end for what refuses it altogether, so that nothing is written of a broken file; then 500
//! rows a transaction. A row is known again by the digest of its cells; a row with a former number or a number also by that, and then only
//! the cells that are filled and differ are saved. An empty cell never empties a field.

mod block;
mod cell;
mod code;
mod employers;
mod kind;
mod lists;
mod machine;
mod offers;
pub mod pace;
mod people;
mod row;
pub mod sketch;

use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::lifecycle::{RegistrationState, VacancyState};
use crate::domain::sheet::Sheet;
use crate::domain::{employer_file, person_file, vacancy_file};
use crate::fault::{Flaw, Outcome};
use crate::services::import::employers::Employers;
use crate::services::import::offers::Offers;
use crate::services::import::pace::Pace;
use crate::services::import::people::People;

pub use crate::exchange::header::Labels;
pub use crate::exchange::{Asked, Dates, Form, Shape};
pub use crate::store::Desk;

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// The file.
    pub file: PathBuf,
    /// Agency of rows that name none; else that of who imports.
    pub agency: Option<String>,
    /// Character set, separator, order of dates, when forced.
    pub asked: Asked,
    /// File of other names of columns.
    pub map: Option<PathBuf>,
    /// The former system; else the agency.
    pub source: Option<String>,
    /// Only looks.
    pub dry_run: bool,
    /// Where rejected rows go; else beside the file.
    pub rejects: Option<PathBuf>,
    /// How many sentences of each kind the report keeps; none: the 20 that a terminal shows.
    pub most_said: Option<usize>,
    /// How far it is; lets it be stopped between two blocks.
    pub pace: Arc<Pace>,
}

/// Words of the files that are written.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Heading: line of the file.
    pub line: String,
    /// Heading: column.
    pub column: String,
    /// Heading: reason.
    pub reason: String,
    /// In the name of the file of rejected rows.
    pub rejects: String,
    /// In the name of the file of warnings.
    pub warnings: String,
}

/// What the face hands over: labels in, sentences out.
pub struct Face<'f> {
    /// Labels of fields and states in all languages.
    pub labels: Labels,
    /// The sentence of a flaw.
    pub say: &'f dyn Fn(&Flaw) -> String,
    /// The label of a field.
    pub label: &'f dyn Fn(&str) -> String,
    /// A line of an import note: label of a field and text.
    pub noted: &'f dyn Fn(&str, &str) -> String,
    /// Other words.
    pub words: Words,
}

/// A sentence about a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Line of the file.
    pub line: u64,
    /// The column, as named in the file or by its label.
    pub column: Option<String>,
    /// The sentence.
    pub text: String,
    /// Whether the row was rejected for it.
    pub rejected: bool,
}

/// One reason, and how often it was met.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// Key of its sentence.
    pub key: &'static str,
    /// The field that it is about; empty: the row.
    pub field: &'static str,
    /// Whether rows were rejected for it.
    pub rejected: bool,
    /// Its first sentence.
    pub text: String,
    /// How often.
    pub count: u64,
}

/// What an import did. `read = imported + updated + same + rejected`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Rows read.
    pub read: u64,
    /// New people.
    pub imported: u64,
    /// People changed.
    pub updated: u64,
    /// Rows that changed nothing.
    pub same: u64,
    /// Rows rejected.
    pub rejected: u64,
    /// Warnings about rows taken.
    pub warnings: u64,
    /// Of the new ones: « à compléter ».
    pub incomplete: u64,
    /// Files that may be another one's twin.
    pub twins: u64,
    /// The rejected rows.
    pub rejects_file: Option<PathBuf>,
    /// The warnings.
    pub warnings_file: Option<PathBuf>,
    /// Columns that aren't known.
    pub unknown_columns: Vec<String>,
    /// Lines above the header, passed over.
    pub titles: u64,
    /// How the file is written.
    pub shape: Option<Shape>,
    /// The first sentences.
    pub said: Vec<Said>,
    /// Every reason of a rejection or a warning, the most frequent first.
    pub reasons: Vec<Counted>,
    /// Stopped between two blocks, as was asked: rows read are in, the others weren't looked at.
    pub stopped: bool,
}

/// A kind of row that can be imported.
#[derive(Debug)]
pub struct Importable {
    /// Its name on the command line.
    pub name: &'static str,
    /// Field and table of each column, for the labels.
    pub columns: fn() -> Vec<(&'static str, &'static str)>,
    /// The states that a `state` column may name, of this record.
    pub states: (&'static str, fn() -> Vec<&'static str>),
    /// Imports. Rights: `import-many` from 51 rows on, else the right to write one, for the agency of each row.
    /// Errors: `wrong-…` for the file as a whole, nothing written; line away, busy, cancelled: blocks before it are in, and the same
    /// import run again goes on where it was.
    pub run: fn(&mut Desk, &Wish, &Face<'_>) -> Outcome<Report>,
}

/// The kinds. A new one is a file with its `Kind` and a line here.
pub const KINDS: &[Importable] = &[
    Importable {
        name: "people",
        columns: || columns(person_file::sheet()),
        states: ("registration", || RegistrationState::ALL.iter().map(|s| s.id()).collect()),
        run: |desk, wish, face| desk.lenient(|desk| machine::run(People::default(), desk, wish, face)),
    },
    Importable {
        name: "employers",
        columns: || columns(employer_file::sheet()),
        states: ("employer", Vec::new),
        run: |desk, wish, face| desk.lenient(|desk| machine::run(Employers::default(), desk, wish, face)),
    },
    Importable {
        name: "offers",
        columns: || columns(vacancy_file::sheet()),
        states: ("vacancy", || VacancyState::ALL.iter().map(|s| s.id()).collect()),
        run: |desk, wish, face| desk.lenient(|desk| machine::run(Offers::default(), desk, wish, face)),
    },
];

/// The kind of this name.
pub fn kind(name: &str) -> Option<&'static Importable> {
    KINDS.iter().find(|k| k.name == name)
}

fn columns<F: 'static>(sheet: &'static Sheet<F>) -> Vec<(&'static str, &'static str)> {
    sheet.columns().iter().map(|c| (c.id, c.table)).collect()
}
