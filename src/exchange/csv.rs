//! Text with separators, in and out. In: streamed, a row at a time, with the limits of security.md §5.8; quotes as RFC 4180 has
//! them. Out: semicolons, UTF-8 with its mark and CR LF, which is what a spreadsheet in French opens by a double click.
//! The `csv` crate isn't used for reading: it would read a quote that is never closed to the end of the file.

use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::Path;

use encoding_rs::DecoderResult;

use crate::exchange::detect::{Shape, encoding_of};
use crate::exchange::{
    Bad, Line, MOST_CELL, MOST_COLUMNS, MOST_LINE, Sink, Take, formula, inspect, regular, text_of, too_long, unreadable,
};
use crate::fault::{Fault, Flaw, Outcome, Value};

/// Separator of what is written.
const SEPARATOR: &str = ";";

/// Every row of a file. See `Source::each`.
pub(super) fn read(path: &Path, shape: &Shape, take: Take<'_>) -> Outcome<()> {
    let (mut file, _) = regular(path)?;
    let mut decoder = encoding_of(shape.encoding).new_decoder_with_bom_removal();
    let mut parser = Parser::new(shape.separator.unwrap_or(';'));
    let mut bytes = vec![0; 64 * 1024];
    let mut text = String::with_capacity(256 * 1024);
    loop {
        let read = file.read(&mut bytes).map_err(|e| unreadable(path, &e))?;
        let mut rest = bytes.get(..read).unwrap_or_default();
        loop {
            text.clear();
            let (result, used) = decoder.decode_to_string_without_replacement(rest, &mut text, read == 0);
            rest = rest.get(used..).unwrap_or_default();
            parser.feed(&text, take)?;
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => parser.broken(),
            }
        }
        if read == 0 {
            return parser.end(take);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// Before the first sign of a cell.
    Start,
    /// In a cell without quotes.
    Plain,
    /// Between quotes.
    Quoted,
    /// After a quote in a quoted cell: its end, or the first of two.
    Quote,
}

struct Parser {
    separator: char,
    at: At,
    cells: Vec<String>,
    cell: String,
    /// The present line of the file, and the one on which the row began.
    line: u64,
    first: u64,
    /// Where the last quote opened: line, column.
    opened: (u64, usize),
    size: usize,
    bad: Option<Bad>,
    after_cr: bool,
    quoted: bool,
}

impl Parser {
    fn new(separator: char) -> Self {
        Parser {
            separator,
            at: At::Start,
            cells: Vec::new(),
            cell: String::new(),
            line: 1,
            first: 1,
            opened: (1, 1),
            size: 0,
            bad: None,
            after_cr: false,
            quoted: false,
        }
    }

    fn feed(&mut self, text: &str, take: Take<'_>) -> Outcome<()> {
        for c in text.chars() {
            let second_half = self.after_cr && c == '\n';
            self.after_cr = c == '\r';
            let newline = c == '\n' || c == '\r';
            if self.at == At::Quoted {
                if second_half {
                    self.push(c)?;
                    continue;
                }
                self.line += u64::from(newline);
                if c == '"' {
                    self.at = At::Quote;
                } else {
                    self.push(c)?;
                }
                continue;
            }
            if second_half {
                continue;
            }
            match c {
                '"' if self.at == At::Start => {
                    self.at = At::Quoted;
                    self.quoted = true;
                    self.opened = (self.line, self.cells.len() + 1);
                }
                '"' if self.at == At::Quote => {
                    self.at = At::Quoted;
                    self.push(c)?;
                }
                _ if c == self.separator => self.next_cell(),
                _ if newline => {
                    self.row(take)?;
                    self.line += 1;
                    self.first = self.line;
                }
                _ => {
                    if self.at == At::Quote {
                        // Text after a closing quote: most likely a quote that was opened elsewhere and closed here.
                        let (line, column) = self.opened;
                        let mut bad = Bad::at("flaw-row-quote", column);
                        bad.flaw = bad.flaw.with("line", line);
                        self.bad.get_or_insert(bad);
                    }
                    self.at = At::Plain;
                    self.push(c)?;
                }
            }
        }
        Ok(())
    }

    /// Bytes that are no letter in this character set.
    fn broken(&mut self) {
        self.bad.get_or_insert(Bad::at("flaw-row-bytes", self.cells.len() + 1));
        self.cell.push('\u{fffd}');
    }

    fn push(&mut self, c: char) -> Outcome<()> {
        self.size += c.len_utf8();
        if self.size > MOST_LINE {
            if self.at == At::Quoted {
                return Err(self.unclosed());
            }
            let flaw = Flaw::new("", "flaw-row-line").with("most", MOST_LINE / 1024 / 1024);
            self.bad.get_or_insert(Bad { flaw, column: None });
        } else if self.cell.len() > MOST_CELL {
            self.bad.get_or_insert(too_long(self.cells.len() + 1));
        } else {
            self.cell.push(c);
        }
        Ok(())
    }

    fn unclosed(&self) -> Fault {
        Fault::wrong("wrong-quote-unclosed").with("line", self.opened.0).with("column", self.opened.1)
    }

    fn next_cell(&mut self) {
        self.at = At::Start;
        self.size += 1;
        let cell = std::mem::take(&mut self.cell);
        // One more than allowed is kept, so that the row is known to be too wide.
        if self.cells.len() <= MOST_COLUMNS {
            self.cells.push(cell);
        }
    }

    fn row(&mut self, take: Take<'_>) -> Outcome<()> {
        self.next_cell();
        let cells = std::mem::take(&mut self.cells);
        let bad = self.bad.take().or_else(|| inspect(&cells));
        let blank = !self.quoted && bad.is_none() && cells.iter().all(|c| c.trim().is_empty());
        (self.size, self.quoted) = (0, false);
        if blank {
            return Ok(());
        }
        let cells = cells.into_iter().map(|c| formula::unguard(&c).to_owned()).collect();
        take(Line { number: self.first, cells, bad })
    }

    fn end(mut self, take: Take<'_>) -> Outcome<()> {
        if self.at == At::Quoted {
            return Err(self.unclosed());
        }
        if self.cells.is_empty() && self.cell.is_empty() && !self.quoted {
            return Ok(());
        }
        self.row(take)
    }
}

/// Writes rows.
pub struct Writer {
    to: BufWriter<File>,
}

impl Writer {
    /// Begins with the mark of UTF-8.
    pub fn new(file: File) -> Outcome<Writer> {
        let mut writer = Writer { to: BufWriter::new(file) };
        writer.put("\u{feff}")?;
        Ok(writer)
    }

    fn put(&mut self, text: &str) -> Outcome<()> {
        self.to.write_all(text.as_bytes()).map_err(|e| Fault::wrong("wrong-not-written").with("detail", e.kind()))
    }
}

impl Sink for Writer {
    fn row(&mut self, cells: &[Value]) -> Outcome<()> {
        let mut line = String::new();
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                line.push_str(SEPARATOR);
            }
            match cell {
                Value::Text(text) => {
                    line.push('"');
                    line.push_str(&formula::guard(text).replace('"', "\"\""));
                    line.push('"');
                }
                other => line.push_str(&text_of(other)),
            }
        }
        line.push_str("\r\n");
        self.put(&line)
    }

    fn finish(mut self: Box<Self>) -> Outcome<()> {
        self.to.flush().map_err(|e| Fault::wrong("wrong-not-written").with("detail", e.kind()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{Asked, Source};

    fn rows(bytes: &[u8]) -> Outcome<Vec<Line>> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("people.csv");
        std::fs::write(&path, bytes).unwrap();
        let mut all = Vec::new();
        Source::open(&path, &Asked::default())?.each(&mut |line| {
            all.push(line);
            Ok(())
        })?;
        Ok(all)
    }

    fn plain(bytes: &[u8]) -> Vec<(u64, Vec<String>)> {
        rows(bytes).unwrap().into_iter().map(|l| (l.number, l.cells)).collect()
    }

    #[test]
    fn quotes_line_ends_and_blank_lines_are_read_as_spreadsheets_write_them() {
        let text = "a;b\r\n\"x;\"\"y\"\"\";\"two\r\nlines\"\r\n\r\n;\r\n5\" pipe;N'Nang\n'=1+1;'quoted\n\"\";\"\"";
        let cells = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
        assert_eq!(
            plain(text.as_bytes()),
            [
                (1, cells("a", "b")),
                (2, cells("x;\"y\"", "two\r\nlines")),
                (6, cells("5\" pipe", "N'Nang")),
                (7, cells("=1+1", "'quoted")),
                (8, cells("", "")),
            ]
        );
    }

    #[test]
    fn a_quote_never_closed_is_said_with_the_line_where_it_opens() {
        let fault = Fault::wrong("wrong-quote-unclosed").with("line", 3).with("column", 2);
        assert_eq!(rows(b"a;b\n1;2\n3;\"4\n5;6\n"), Err(fault.clone()));
        let mut long = b"a;b\n1;2\n3;\"4\n".to_vec();
        long.extend(std::iter::repeat_n(b'x', MOST_LINE + 10));
        assert_eq!(rows(&long), Err(fault));
    }

    #[test]
    fn rows_that_break_a_limit_are_marked_and_the_next_ones_read() {
        let long = "x".repeat(MOST_CELL + 10);
        let wide = ";".repeat(MOST_COLUMNS);
        let text = format!("a;b\n1;{long}\n{wide}\n\u{1};2\n\"3\"4;5\n6;7\n{}\n8;9\n", "y;".repeat(MOST_LINE / 2 + 9));
        let found = rows(text.as_bytes()).unwrap();
        let bad: Vec<_> = found.iter().map(|l| (l.number, l.bad.as_ref().map(|b| (b.flaw.key, b.column)))).collect();
        assert_eq!(
            bad,
            [
                (1, None),
                (2, Some(("flaw-row-cell", Some(2)))),
                (3, Some(("flaw-row-columns", None))),
                (4, Some(("flaw-row-control", Some(1)))),
                (5, Some(("flaw-row-quote", Some(1)))),
                (6, None),
                (7, Some(("flaw-row-line", None))),
                (8, None),
            ]
        );
    }

    #[test]
    fn bytes_that_are_no_letters_refuse_their_row_only() {
        let mut bytes = "é;è\n".repeat(30).into_bytes();
        bytes.extend(b"1;a\xffb\n3;4\n");
        let found = rows(&bytes).unwrap();
        let bad: Vec<_> = found.iter().filter_map(|l| l.bad.as_ref().map(|b| (l.number, b.flaw.key, b.column))).collect();
        assert_eq!(bad, [(31, "flaw-row-bytes", Some(2))]);
    }
}
