//! A row of a tab of a file, its cells already in words, with what it stands for. Used by the file of a person and of an employer.

use crate::domain::ids::Id;
use crate::tui::look::Look;
use crate::tui::widgets::table::{Band, Cell, Row};

/// One row.
pub struct Line<W> {
    key: Vec<u8>,
    cells: Vec<Cell>,
    heading: bool,
    /// What it stands for.
    pub what: W,
}

impl<W> Line<W> {
    /// Under a key that no other row of the tab has.
    pub fn new(key: impl Into<Vec<u8>>, what: W, cells: Vec<Cell>) -> Self {
        Line { key: key.into(), cells, heading: false, what }
    }
    /// Of a record.
    pub fn of(id: impl Id, what: W, cells: Vec<Cell>) -> Self {
        Line::new(*id.uuid().as_bytes(), what, cells)
    }
    /// A heading between rows.
    pub fn heading(key: &str, what: W, words: String) -> Self {
        Line { heading: true, ..Line::new(key, what, vec![words.into()]) }
    }
}

impl<W: 'static> Row for Line<W> {
    fn key(&self) -> Vec<u8> {
        self.key.clone()
    }
    fn band(&self, _: &Look) -> Option<Band> {
        let words = || self.cells.first().map(|c| c.text.clone()).unwrap_or_default();
        self.heading.then(|| Band::Heading(words()))
    }
}

/// The cell of a column, by its place.
pub fn nth<W: 'static, const N: usize>(line: &Line<W>, _: &Look) -> Cell {
    line.cells.get(N).cloned().unwrap_or_default()
}
