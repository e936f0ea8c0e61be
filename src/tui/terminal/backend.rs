//! ratatui's `Backend` over any writer. It holds what the terminal shows and what is wanted, and writes once, at `flush`, and
//! nothing when nothing changed. terminal.md §1 says which sequences it may use.
//!
//! Made by `Terminal::open` for the real terminal; by tests over a `Vec<u8>`.

use std::cell::Cell as Shared;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::caps::Caps;
use super::glyph::Glyph;
use super::grid::Grid;
use super::moves::{Spot, Tabs};
use super::paint::{Means, Painter, State};
use super::pen::Pen;
use super::scroll;

/// A scroll must save more bytes than this.
const WORTH_A_SCROLL: usize = 20;
/// Frames of fewer bytes are not tried over a cleared screen.
const WORTH_A_CLEAR: usize = 500;

/// Where the size comes from: asked for once a frame.
pub type SizeOf = Box<dyn Fn() -> Size + Send>;

/// The terminal behind a writer.
pub struct OwnBackend<W: Write> {
    to: W,
    caps: Caps,
    size_of: SizeOf,
    /// The size last told to ratatui; the grids follow it, so that both always agree.
    told: Shared<Size>,
    /// Set from outside (SIGCONT, a resize) when the terminal may show something else.
    stale: Arc<AtomicBool>,
    forgotten: bool,
    shown: Grid,
    wanted: Grid,
    state: State,
    cursor: Spot,
    cursor_on: bool,
    bytes: u64,
    writes: u64,
}

impl<W: Write> OwnBackend<W> {
    /// A backend that takes the terminal for unknown: the first flush clears and paints all.
    pub fn new(to: W, caps: &Caps, size_of: SizeOf, stale: Arc<AtomicBool>) -> Self {
        let size = size_of();
        let grid = Grid::new(size.width, size.height);
        Self {
            to,
            caps: caps.clone(),
            size_of,
            told: Shared::new(size),
            stale,
            forgotten: true,
            shown: grid.clone(),
            wanted: grid,
            state: State { pen: Pen::PLAIN, at: None, waits: None, cursor_on: None, lines: false },
            cursor: Spot { x: 0, y: 0 },
            cursor_on: true,
            bytes: 0,
            writes: 0,
        }
    }

    /// A backend of a fixed size over a writer, for tests and measurements.
    pub fn fixed(to: W, caps: &Caps, width: u16, height: u16) -> Self {
        Self::new(to, caps, Box::new(move || Size::new(width, height)), Arc::default())
    }

    /// The terminal may show anything now (a resize, a print, SIGCONT, Ctrl+L): the next flush clears and paints all.
    pub fn forget(&mut self) {
        self.forgotten = true;
    }

    /// Bytes written so far.
    pub fn bytes_written(&self) -> u64 {
        self.bytes
    }

    /// Writes so far: one for each frame in which something changed.
    pub fn writes(&self) -> u64 {
        self.writes
    }

    /// The writer.
    pub fn writer(&self) -> &W {
        &self.to
    }

    /// Writes bytes past the screen, such as a slip for the printer or a BEL, in one write. Call `forget` after what
    /// moves the cursor.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes += bytes.len() as u64;
        self.writes += 1;
        self.to.write_all(bytes)?;
        self.to.flush()
    }

    /// The grids take the size that ratatui was told; what fits is kept.
    fn fit(&mut self) {
        let size = self.told.get();
        if (size.width, size.height) == (self.wanted.columns(), self.wanted.rows()) {
            return;
        }
        self.wanted = Grid::new(size.width, size.height);
        self.shown = self.wanted.clone();
        self.forgotten = true;
    }

    /// Clears the terminal, whatever it shows, and knows its state from then on.
    fn start_anew(&mut self) -> Vec<u8> {
        let mut out = Vec::with_capacity(4096);
        if self.caps.acs {
            out.extend_from_slice(b"\x1b(B");
        }
        out.extend_from_slice(b"\x1b[m\x1b[r\x1b[H\x1b[J");
        self.shown = Grid::new(self.wanted.columns(), self.wanted.rows());
        self.state = State { pen: Pen::PLAIN, at: Some(Spot { x: 0, y: 0 }), waits: None, cursor_on: None, lines: false };
        out
    }

    /// The shortest bytes for this frame: painted in place, or after the best scroll if that saves enough.
    fn frame(&self) -> Painter {
        let paint = |shown: &Grid, mut painter: Painter| {
            painter.rows(shown, &self.wanted);
            painter.finish(self.cursor, self.cursor_on);
            painter
        };
        let tabs = Tabs { every_eight: self.caps.tabs, columns: self.wanted.columns() };
        let means = Means { short_resets: self.caps.short_resets, tabs };
        let fresh = || Painter::new(self.state, means);
        let in_place = paint(&self.shown, fresh());
        if in_place.out.len() <= WORTH_A_SCROLL {
            return in_place;
        }
        let trial = |scroll: &scroll::Scroll| {
            let mut painter = fresh();
            painter.scroll(scroll.top, scroll.bottom, scroll.by, self.wanted.rows());
            paint(&self.shown.scrolled(scroll.top, scroll.bottom, scroll.by), painter)
        };
        let scrolls = scroll::candidates(&self.shown, &self.wanted);
        let best = match scrolls.iter().map(trial).min_by_key(|painter| painter.out.len()) {
            Some(scrolled) if scrolled.out.len() + WORTH_A_SCROLL < in_place.out.len() => scrolled,
            _ => in_place,
        };
        if best.out.len() < WORTH_A_CLEAR {
            return best;
        }
        // Another screen: erased from its first changed row, or from under the title, and painted over blanks.
        let first = (0..self.wanted.rows()).find(|y| self.shown.row(*y) != self.wanted.row(*y)).unwrap_or(0);
        let cleared = [first, first.max(2)].map(|y| {
            let mut painter = fresh();
            let mut shown = self.shown.clone();
            if y > first {
                // The rows above are painted by themselves, before.
                painter.some_rows(&self.shown, &self.wanted, 0..y);
            }
            painter.clear_below(y);
            shown.blank(0, y, usize::MAX);
            for above in 0..y {
                shown.take_row(above, &self.wanted);
            }
            paint(&shown, painter)
        });
        cleared
            .into_iter()
            .filter(|painter| painter.out.len() < best.out.len())
            .min_by_key(|painter| painter.out.len())
            .unwrap_or(best)
    }
}

impl<W: Write> Backend for OwnBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.fit();
        let mut wide = None;
        for (x, y, cell) in content {
            let pen = Pen::of(cell.fg, cell.bg, cell.modifier, self.caps.colours);
            let (glyph, cells) = Glyph::of(cell.symbol(), pen, &self.caps);
            // ratatui clears the second cell of some wide characters on its own; that would halve them here.
            if wide == Some((x, y)) && glyph.is_space() {
                continue;
            }
            self.wanted.put(x, y, glyph, cells);
            wide = (cells > 1).then_some((x + 1, y));
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor_on = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.cursor_on = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(Position::new(self.cursor.x, self.cursor.y))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        self.cursor = Spot { x, y };
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, kind: ClearType) -> io::Result<()> {
        self.fit();
        let Spot { x, y } = self.cursor;
        let columns = usize::from(self.wanted.columns());
        let before = usize::from(y) * columns + usize::from(x);
        match kind {
            ClearType::All => self.wanted.blank(0, 0, usize::MAX),
            ClearType::AfterCursor => self.wanted.blank(x, y, usize::MAX),
            ClearType::BeforeCursor => self.wanted.blank(0, 0, before + 1),
            ClearType::CurrentLine => self.wanted.blank(0, y, columns),
            ClearType::UntilNewLine => self.wanted.blank(x, y, columns.saturating_sub(usize::from(x))),
        }
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        self.told.set((self.size_of)());
        Ok(self.told.get())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.fit();
        let anew = self.stale.swap(false, Ordering::Relaxed) || std::mem::take(&mut self.forgotten);
        let clear = if anew { self.start_anew() } else { Vec::new() };
        let last = |n: u16| n.saturating_sub(1);
        self.cursor.x = self.cursor.x.min(last(self.wanted.columns()));
        self.cursor.y = self.cursor.y.min(last(self.wanted.rows()));
        let frame = self.frame();
        if clear.is_empty() && frame.out.is_empty() {
            return Ok(());
        }
        let bytes = if clear.is_empty() { frame.out } else { [clear, frame.out].concat() };
        // A write that failed may have written half: nothing is known then.
        self.forgotten = true;
        self.write_raw(&bytes)?;
        self.forgotten = false;
        self.state = frame.state;
        self.shown.copy_from(&self.wanted);
        Ok(())
    }
}
