//! A screen full of glyphs: what the terminal shows, and what is wanted. Called by `backend`, `paint` and `scroll`.

use super::glyph::Glyph;
use super::pen::Pen;

/// Rows of glyphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    columns: u16,
    rows: u16,
    cells: Vec<Glyph>,
}

impl Grid {
    /// A blank screen.
    #[must_use]
    pub fn new(columns: u16, rows: u16) -> Self {
        Self { columns, rows, cells: vec![Glyph::BLANK; usize::from(columns) * usize::from(rows)] }
    }

    /// Width in cells.
    #[must_use]
    pub fn columns(&self) -> u16 {
        self.columns
    }

    /// Height in cells.
    #[must_use]
    pub fn rows(&self) -> u16 {
        self.rows
    }

    /// The row `y`; empty outside the screen.
    #[must_use]
    pub fn row(&self, y: u16) -> &[Glyph] {
        let start = usize::from(y) * usize::from(self.columns);
        self.cells.get(start..start + usize::from(self.columns)).unwrap_or(&[])
    }

    fn row_mut(&mut self, y: u16) -> &mut [Glyph] {
        let start = usize::from(y) * usize::from(self.columns);
        self.cells.get_mut(start..start + usize::from(self.columns)).unwrap_or(&mut [])
    }

    /// Blanks the cells from `(x, y)` on in reading order, `count` of them.
    pub fn blank(&mut self, x: u16, y: u16, count: usize) {
        let start = usize::from(y) * usize::from(self.columns) + usize::from(x);
        for cell in self.cells.iter_mut().skip(start).take(count) {
            *cell = Glyph::BLANK;
        }
    }

    /// Takes everything from `other`, which may have another size.
    pub fn copy_from(&mut self, other: &Self) {
        self.columns = other.columns;
        self.rows = other.rows;
        self.cells.clone_from(&other.cells);
    }

    /// Takes one row from `other`, of the same size.
    pub fn take_row(&mut self, y: u16, other: &Self) {
        for (cell, new) in self.row_mut(y).iter_mut().zip(other.row(y)) {
            *cell = *new;
        }
    }

    /// Puts a glyph that takes `cells` cells in ratatui's eyes. Halves of wide characters that it cuts become blanks, and so do
    /// the cells that it doesn't fill. The last cell of the last row stays blank: writing there scrolls some terminals.
    pub fn put(&mut self, x: u16, y: u16, glyph: Glyph, cells: u16) {
        let end = if y + 1 == self.rows { self.columns.saturating_sub(1) } else { self.columns };
        if x >= end {
            return;
        }
        let glyph = if x + glyph.width() > end { Glyph::blank_in(glyph.pen) } else { glyph };
        let width = glyph.width();
        let filled = cells.max(width).min(end - x);
        self.cut(x, y);
        self.cut(x + filled, y);
        let row = self.row_mut(y);
        for (i, cell) in (0_u16..).zip(row.iter_mut().skip(usize::from(x)).take(usize::from(filled))) {
            *cell = match i {
                0 => glyph,
                1 if width == 2 => Glyph::second(glyph.pen),
                _ => Glyph::blank_in(glyph.pen),
            };
        }
    }

    /// If a wide character lies across the left edge of `x`, both its halves become blanks.
    fn cut(&mut self, x: u16, y: u16) {
        let at = usize::from(x);
        let row = self.row_mut(y);
        if !row.get(at).is_some_and(Glyph::is_second) {
            return;
        }
        for cell in row.iter_mut().skip(at.saturating_sub(1)).take(2) {
            *cell = Glyph::blank_in(Pen::PLAIN);
        }
    }

    /// The screen after the terminal has scrolled the rows `top..=bottom` by `by` (up if positive).
    #[must_use]
    pub fn scrolled(&self, top: u16, bottom: u16, by: i32) -> Self {
        let mut after = self.clone();
        for y in top..=bottom {
            let source = i32::from(y) + by;
            let source = u16::try_from(source).ok().filter(|y| (top..=bottom).contains(y));
            let row = after.row_mut(y);
            match source {
                Some(source) => row.copy_from_slice(self.row(source)),
                None => row.fill(Glyph::BLANK),
            }
        }
        after
    }
}
