//! What commands print: aligned tables, JSON, lines. Called by every subcommand; each text passes `neutral`, so that no
//! byte of a name or note reaches the terminal as a command. A reader that went away (`| head`) ends the printing quietly.

use std::io::{ErrorKind, Write};

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::fault::{Fault, Outcome};

/// Where a command prints.
pub struct Out {
    to: Box<dyn Write>,
    gone: bool,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Set to the left.
    Text(String),
    /// Set to the right.
    Number(i64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}
impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}
impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Cell::Number(number)
    }
}

impl Out {
    /// To the standard output.
    pub fn standard() -> Out {
        Out::to(std::io::stdout())
    }
    /// To anything that takes bytes.
    pub fn to(writer: impl Write + 'static) -> Out {
        Out { to: Box::new(writer), gone: false }
    }

    /// One line.
    pub fn line(&mut self, text: &str) -> Outcome<()> {
        self.bytes(format!("{}\n", neutral(text)).as_bytes())
    }

    /// Several lines as they are, each made neutral.
    pub fn lines(&mut self, text: &str) -> Outcome<()> {
        text.lines().try_for_each(|line| self.line(line))
    }

    /// A table with its headings; columns two blanks apart, as wide as their widest cell.
    pub fn table(&mut self, headings: &[String], rows: &[Vec<Cell>]) -> Outcome<()> {
        let text = |cell: &Cell| match cell {
            Cell::Text(t) => neutral(t),
            Cell::Number(n) => n.to_string(),
        };
        let width = |column: usize, heading: &String| {
            let cells = rows.iter().filter_map(|r| r.get(column)).map(|c| text(c).width());
            cells.max().unwrap_or(0).max(neutral(heading).width())
        };
        let widths: Vec<usize> = headings.iter().enumerate().map(|(i, h)| width(i, h)).collect();
        let numeric = |column: usize| rows.first().and_then(|r| r.get(column)).is_some_and(|c| matches!(c, Cell::Number(_)));
        let mut line = |cells: Vec<String>| {
            let mut out = String::new();
            for (column, (cell, wide)) in cells.iter().zip(&widths).enumerate() {
                let blanks = " ".repeat(wide.saturating_sub(cell.width()));
                let gap = if column == 0 { "" } else { "  " };
                out += &if numeric(column) { format!("{gap}{blanks}{cell}") } else { format!("{gap}{cell}{blanks}") };
            }
            self.line(out.trim_end())
        };
        line(headings.iter().map(|h| neutral(h)).collect())?;
        rows.iter().try_for_each(|row| line(row.iter().map(text).collect()))
    }

    /// JSON for a program: an array of objects, or one object where product.md says so.
    pub fn json(&mut self, value: &Value) -> Outcome<()> {
        let text = serde_json::to_string_pretty(value).map_err(Fault::broken)?;
        let escaped: String = text.chars().fold(String::new(), |mut out, c| {
            if c != '\n' && hidden(c) {
                out += &format!("\\u{:04x}", c as u32);
            } else {
                out.push(c);
            }
            out
        });
        self.bytes(format!("{escaped}\n").as_bytes())
    }

    /// Bytes of our own making (completions, pages of the manual): never text from outside.
    pub fn bytes(&mut self, bytes: &[u8]) -> Outcome<()> {
        if self.gone {
            return Ok(());
        }
        match self.to.write_all(bytes).and_then(|()| self.to.flush()) {
            Ok(()) => Ok(()),
            Err(e) if e.kind() == ErrorKind::BrokenPipe => {
                self.gone = true;
                Ok(())
            }
            Err(e) => Err(Fault::wrong("wrong-not-written").with("detail", e.kind())),
        }
    }
}

/// A text as it may reach a terminal: one function for all that commands print (security.md §5).
pub fn neutral(text: &str) -> String {
    crate::domain::neutral::shown(text)
}

fn hidden(c: char) -> bool {
    crate::domain::neutral::hidden(c).is_some()
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::io;
    use std::rc::Rc;

    use super::*;

    #[derive(Clone, Default)]
    struct Sink(Rc<RefCell<Vec<u8>>>);
    impl Write for Sink {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    fn printed(what: impl FnOnce(&mut Out)) -> String {
        let sink = Sink::default();
        what(&mut Out::to(sink.clone()));
        String::from_utf8(sink.0.take()).unwrap()
    }

    #[test]
    fn a_table_sets_numbers_right_and_counts_accents_as_one_column() {
        let rows = vec![vec!["MOUÉLÉ Fidèle".into(), 9.into()], vec!["ZUÉ".into(), 120.into()]];
        let text = printed(|out| out.table(&["Nom".into(), "Jours".into()], &rows).unwrap());
        assert_eq!(text, "Nom            Jours\nMOUÉLÉ Fidèle      9\nZUÉ              120\n");
    }

    #[test]
    fn no_byte_of_a_name_is_a_command_and_json_keeps_it_readable_for_programs() {
        let name = "A\u{1b}[2J\u{9b}\u{202e}B";
        assert_eq!(printed(|out| out.line(name).unwrap()), "A·[2J··B\n");
        let json = printed(|out| out.json(&serde_json::json!([{ "name": name }])).unwrap());
        assert!(json.is_ascii(), "{json}");
        let back: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(back[0]["name"], name);
    }

    #[test]
    fn a_reader_that_went_away_ends_the_printing_without_a_fault() {
        struct Gone;
        impl Write for Gone {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut out = Out::to(Gone);
        assert_eq!(out.line("a"), Ok(()));
        assert_eq!(out.line("b"), Ok(()));
    }
}
