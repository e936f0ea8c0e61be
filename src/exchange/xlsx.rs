//! Spreadsheets, in and out: the first sheet. In: cell by cell, numbers and days as plain text, a formula by its last result.
//! Out: every text cell typed as text, rows written as they come (memory flat).

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{DataRef, Reader, Xlsx};
use rust_xlsxwriter::{Format, Workbook};

use crate::exchange::{Line, MOST_COLUMNS, MOST_LINE, Sink, Take, inspect, regular, text_of, wrong};
use crate::fault::{Fault, Flaw, Outcome, Value};

/// Rows of a sheet at most, the header included.
const MOST_ROWS: u32 = 1_048_576;

/// Every row of the first sheet. See `Source::each`.
pub(super) fn read(path: &Path, take: Take<'_>) -> Outcome<()> {
    let (file, _) = regular(path)?;
    let damaged = |_| wrong(path, "wrong-file-damaged");
    let mut book = Xlsx::new(BufReader::new(file)).map_err(damaged)?;
    let sheet = book.sheet_names().first().cloned().ok_or_else(|| wrong(path, "wrong-file-empty"))?;
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(damaged)?;
    let mut row = Row::default();
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let (line, column) = cell.get_position();
        if u64::from(line) + 1 != row.number {
            row.give(take)?;
            row.number = u64::from(line) + 1;
        }
        row.put(column as usize, text(cell.get_value()));
    }
    row.give(take)
}

#[derive(Default)]
struct Row {
    number: u64,
    width: usize,
    size: usize,
    cells: Vec<String>,
    wide: bool,
}

impl Row {
    fn put(&mut self, column: usize, text: String) {
        self.size += text.len();
        if column >= MOST_COLUMNS {
            self.wide |= !text.is_empty();
            return;
        }
        if self.size > MOST_LINE {
            return;
        }
        while self.cells.len() < column {
            self.cells.push(String::new());
        }
        self.cells.push(text);
    }

    /// Gives the row away. A sheet leaves empty cells out, so every row is filled up to the header's width.
    fn give(&mut self, take: Take<'_>) -> Outcome<()> {
        let mut cells = std::mem::take(&mut self.cells);
        let (size, wide) = (std::mem::take(&mut self.size), std::mem::take(&mut self.wide));
        if !wide && cells.iter().all(|c| c.trim().is_empty()) {
            return Ok(());
        }
        while cells.len() > self.width.max(1) && cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        self.width = if self.width == 0 { cells.len() } else { self.width };
        while cells.len() < self.width {
            cells.push(String::new());
        }
        let whole = |key, most: usize| Some(crate::exchange::Bad { flaw: Flaw::new("", key).with("most", most), column: None });
        let bad = match (wide, size > MOST_LINE) {
            (true, _) => whole("flaw-row-columns", MOST_COLUMNS)
                .map(|b| crate::exchange::Bad { flaw: b.flaw.with("count", MOST_COLUMNS + 1), ..b }),
            (_, true) => whole("flaw-row-line", MOST_LINE / 1024 / 1024),
            _ => inspect(&cells),
        };
        take(Line { number: self.number, cells, bad })
    }
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(i) => i.to_string(),
        // A telephone or a document typed as a number has no decimals; those of others are kept.
        DataRef::Float(f) => f.to_string(),
        DataRef::String(s) => s.clone(),
        DataRef::SharedString(s) => (*s).to_owned(),
        DataRef::Bool(b) => String::from(if *b { "1" } else { "0" }),
        DataRef::DateTime(at) if at.is_datetime() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(at) => at.as_f64().to_string(),
        DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => s.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// Writes rows.
pub struct Writer {
    book: Workbook,
    to: File,
    row: u32,
    text: Format,
}

impl Writer {
    /// Begins a sheet; what is not yet in the file lies in `folder`.
    pub fn new(to: File, folder: &Path) -> Outcome<Writer> {
        let mut book = Workbook::new();
        book.set_tempdir(folder).map_err(Fault::broken)?;
        book.add_worksheet_with_constant_memory().map_err(Fault::broken)?;
        Ok(Writer { book, to, row: 0, text: Format::new().set_num_format("@") })
    }
}

impl Sink for Writer {
    fn row(&mut self, cells: &[Value]) -> Outcome<()> {
        if self.row >= MOST_ROWS {
            return Err(Fault::wrong("wrong-sheet-full").with("most", MOST_ROWS));
        }
        let sheet = self.book.worksheet_from_index(0).map_err(Fault::broken)?;
        for (column, cell) in (0u16..).zip(cells) {
            let text = text_of(cell);
            if !text.is_empty() {
                sheet.write_string_with_format(self.row, column, text, &self.text).map_err(Fault::broken)?;
            }
        }
        self.row += 1;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Outcome<()> {
        self.book.save_to_writer(&mut self.to).map_err(|_| Fault::wrong("wrong-not-written").with("detail", "xlsx"))
    }
}
