//! One row of a file and a file in the filling, whatever the kind: what is taken, what is left out and kept as text, why it is rejected.
//! Called by `machine` and the kinds.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::domain::fold::fold;
use crate::domain::ids;
use crate::domain::neutral;
use crate::domain::phone;
use crate::domain::record::Value;
use crate::domain::rules::Rules;
use crate::domain::sheet::{Column, Sheet};
use crate::exchange::header::{Header, Labels};
use crate::exchange::{Bad, Line};
use crate::fault::Flaw;
use crate::services::import::cell::{Cells, Taken};
use crate::services::import::kind::Kind;

/// Flaws that say that something is missing: the registration is then « à compléter ».
const MISSING: &[&str] = &["flaw-missing", "flaw-birth-or-document"];
/// How often the check is run again after values were left out.
const CHECKS: usize = 8;

/// A row that may be taken.
pub struct Row<F: 'static> {
    /// As it came.
    pub line: Line,
    /// The filled cells of known columns.
    pub cells: Vec<(&'static Column<F>, String)>,
    /// Digest of those.
    pub digest: Vec<u8>,
    /// `number`, when it is one.
    pub number: Option<String>,
    /// `external_ref`.
    pub reference: Option<String>,
    /// Which row of data it is, from 0.
    pub nth: u64,
}

/// Why a row is rejected.
#[derive(Debug, Clone, PartialEq)]
pub struct Rejection {
    /// The sentence.
    pub flaw: Flaw,
    /// The column, from 1, where there is one.
    pub column: Option<usize>,
}

impl From<Bad> for Rejection {
    fn from(bad: Bad) -> Self {
        Rejection { flaw: bad.flaw, column: bad.column }
    }
}

impl<F: 'static> Row<F> {
    /// The cells of a line under their fields. Errors: what `security.md` §5.8 refuses.
    pub fn of(line: Line, header: &Header, sheet: &'static Sheet<F>, nth: u64) -> Result<Row<F>, Box<(Line, Rejection)>> {
        if let Some(bad) = line.bad.clone() {
            return Err(Box::new((line, bad.into())));
        }
        let width = header.names.len();
        let extra = line.cells.iter().skip(width).any(|c| !c.trim().is_empty());
        if line.cells.len() < width || extra {
            let flaw = Flaw::new("", "flaw-row-width").with("wanted", width).with("count", line.cells.len());
            return Err(Box::new((line, Rejection { flaw, column: None })));
        }
        let mut cells = Vec::new();
        for (cell, field) in line.cells.iter().zip(&header.fields) {
            if let Some(column) = field.and_then(|id| sheet.column(id))
                && !cell.trim().is_empty()
            {
                cells.push((column, cell.trim().to_owned()));
            }
        }
        let of = |id: &str| cells.iter().find(|(c, _)| c.id == id).map(|(_, text)| text.clone());
        let number = of("number").and_then(|n| ids::parse_number(&n));
        let reference = of("external_ref").map(|r| neutral::tidy(&r)).filter(|r| !r.is_empty());
        Ok(Row { digest: digest(&cells), number, reference, cells, line, nth })
    }

    /// The text of a column, where it is filled.
    pub fn cell(&self, id: &str) -> Option<&str> {
        self.cells.iter().find(|(c, _)| c.id == id).map(|(_, text)| text.as_str())
    }
}

/// Over the fields and their texts, in the order of the fields' ids: the order of the columns doesn't matter.
fn digest<F>(cells: &[(&'static Column<F>, String)]) -> Vec<u8> {
    let mut sorted: Vec<(&str, &str)> = cells.iter().map(|(c, text)| (c.id, text.as_str())).collect();
    sorted.sort_unstable();
    let mut sum = Sha256::new();
    for part in sorted.iter().flat_map(|(id, text)| [id, text]) {
        sum.update((part.len() as u64).to_be_bytes());
        sum.update(part.as_bytes());
    }
    sum.finalize().to_vec()
}

/// What a row came to.
pub struct Filled<F> {
    /// The file as it is to be stored.
    pub file: F,
    /// Warnings, each with its field.
    pub warnings: Vec<Flaw>,
    /// Whether it is listed as still to be completed.
    pub incomplete: bool,
}

/// What filling a row needs to know besides the row.
pub struct Filler<'a> {
    /// The reader of cells.
    pub cells: Cells,
    /// Rules, lenient.
    pub rules: Rules,
    /// Names of states.
    pub labels: &'a Labels,
    /// Agencies by code and by name: code.
    pub agencies: HashMap<String, String>,
    /// Agency of rows that name none.
    pub agency: String,
    /// The former system.
    pub source: String,
    /// Rows of the file.
    pub total: u64,
    /// One line of an import note, from a field's id and the text.
    pub noted: &'a dyn Fn(&str, &str) -> String,
    /// Occupations found for words.
    pub coded: HashMap<String, Option<String>>,
}

/// A file in the filling.
pub(super) struct Work<'r, K: Kind> {
    /// The row.
    pub row: &'r Row<K::File>,
    /// As stored; new otherwise.
    pub base: K::File,
    /// As filled so far.
    pub file: K::File,
    /// What was found wrong and taken or left out.
    pub warnings: Vec<Flaw>,
    /// Left out: field and text.
    pub left: Vec<(&'static str, String)>,
}

impl<'r, K: Kind> Work<'r, K> {
    /// Before the first cell.
    pub fn new(row: &'r Row<K::File>, base: Option<&K::File>) -> Self {
        let base = base.cloned().unwrap_or_default();
        Work { row, file: base.clone(), base, warnings: Vec::new(), left: Vec::new() }
    }

    /// Leaves a value out: the file keeps what it had, the text goes to the note.
    pub fn leave(&mut self, column: &Column<K::File>, text: &str, flaw: Flaw) {
        let before = column.get(&self.base);
        // What was there before always passes again.
        let _ = column.set(&mut self.file, before);
        if !self.left.iter().any(|(id, _)| *id == column.id) {
            self.left.push((column.id, text.to_owned()));
        }
        self.warnings.push(Flaw { warning: true, ..flaw });
    }

    /// Puts what a cell gave into its column.
    pub fn put(&mut self, column: &'static Column<K::File>, text: &str, taken: Taken) {
        let set = taken.value.map(|value| column.set(&mut self.file, value));
        match (set, taken.flaw) {
            (Some(Err(flaw)), _) | (None, Some(flaw)) => self.leave(column, text, flaw),
            (Some(Ok(())), Some(flaw)) => {
                self.left.push((column.id, text.to_owned()));
                self.warnings.push(Flaw { warning: true, ..flaw });
            }
            _ => {}
        }
    }

    /// A number that names nothing here: said, and a new one is given.
    pub fn number(&mut self, column: &'static Column<K::File>, text: &str) {
        if K::number(&self.base).is_empty() {
            let key = if self.row.number.is_some() { "flaw-import-number-unknown" } else { "flaw-import-number" };
            self.leave(column, text, Flaw::new("number", key).with("value", text));
        }
    }

    /// Leaves out the value of a column that the row may have.
    pub fn revert(&mut self, id: &str, flaw: Flaw) {
        if let Some(column) = K::sheet().column(id) {
            let text = self.row.cell(column.id).unwrap_or_default().to_owned();
            self.leave(column, &text, flaw);
        }
    }

    /// Leaves out every value that breaks a rule. Gives whether something obligatory is missing.
    pub fn check(&mut self, rules: &Rules) -> Result<bool, Flaw> {
        for _ in 0..CHECKS {
            let flaws = K::check(&self.file, rules);
            let missing = |f: &Flaw| MISSING.contains(&f.key);
            let Some(flaw) = flaws.iter().find(|f| !f.warning).cloned() else {
                let incomplete = flaws.iter().any(missing);
                // That a cell is empty isn't said for each: the file itself lists it; without birth date and document it is.
                let quiet = |f: &Flaw| f.key == "flaw-missing" || f.key == "flaw-no-way-to-reach";
                self.warnings.extend(flaws.into_iter().filter(|f| !quiet(f)));
                return Ok(incomplete);
            };
            if K::MUST.contains(&flaw.field) {
                return Err(flaw);
            }
            let Some(column) = K::sheet().column(flaw.field) else { return Err(flaw) };
            let text = self.row.cell(column.id).unwrap_or_default().to_owned();
            self.leave(column, &text, flaw);
            if column.get(&self.file) != column.get(&self.base) || self.row.cell(column.id).is_none() {
                // Nothing of this row is behind it, so leaving it out doesn't mend it.
                let _ = column.set(&mut self.file, Value::Null);
            }
            K::tidy(&mut self.file);
        }
        K::check(&self.file, rules).into_iter().find(|f| !f.warning).map_or(Ok(true), Err)
    }

    /// The note of what couldn't be read: the row's own, and a line for each cell left out.
    pub fn note(&mut self, noted: &dyn Fn(&str, &str) -> String) {
        let own = self.row.cell("import_note").map(neutral::tidy_note).or_else(|| K::note(&mut self.base).clone());
        let mut lines: Vec<String> = own.into_iter().filter(|n| !n.is_empty()).collect();
        for (id, text) in self.left.iter().filter(|(_, text)| !text.is_empty()) {
            let line = noted(id, text);
            if !lines.iter().any(|l| l.split('\n').any(|old| old == line)) {
                lines.push(line);
            }
        }
        *K::note(&mut self.file) = (!lines.is_empty()).then(|| lines.join("\n"));
    }
}

impl Filler<'_> {
    /// The agency that a cell names by its code or its name.
    pub fn agency_of(&self, id: &'static str, text: &str) -> Taken {
        match self.agencies.get(&fold(text)) {
            Some(code) => Taken { value: Some(code.as_str().into()), flaw: None },
            None => {
                Taken { value: None, flaw: Some(Flaw::new(id, "flaw-unknown-code").with("value", text).with("list", "AGENCY")) }
            }
        }
    }
}

/// Two telephones in one cell: `077 12 34 56 / 066 11 22 33`. Both must be whole.
pub(super) fn two_phones(text: &str) -> Option<(&str, &str)> {
    let (first, second) = text.split_once(['/', ';', ','])?;
    let whole = |t: &str| phone::parse(t.trim()).is_ok();
    (whole(first) && whole(second)).then(|| (first.trim(), second.trim()))
}

/// A row rejected for this flaw, with its column.
pub(super) fn rejected(flaw: Flaw, header: &Header) -> Rejection {
    Rejection { column: header.place(flaw.field).map(|at| at + 1), flaw }
}
