//! Turns what the terminal shows into what is wanted, in as few bytes as it can. Called by `backend` at `flush`, also for
//! trials: nothing is written here, and the state of the terminal (pen, place, cursor) is a value.

use super::glyph::Glyph;
use super::grid::Grid;
use super::moves::{self, Spot, Tabs};
use super::pen::Pen;

/// Equal cells up to this many may be written again instead of jumped over.
const GAP: u16 = 8;

/// Fewer blanks than this to write are no reason to try erasing.
const WORTH_ERASING: usize = 3;
/// Places of a row from which erasing is tried.
const TRIED: usize = 4;

/// What is known of the terminal beside its cells. Kept across frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// Its pen.
    pub pen: Pen,
    /// Its cursor; `None` where it isn't sure, as after the last column or a wide character.
    pub at: Option<Spot>,
    /// The row whose last column was written, while the cursor waits there for the next character: CR is sure all the same.
    pub waits: Option<u16>,
    /// Its cursor is seen; `None` when it isn't known.
    pub cursor_on: Option<bool>,
    /// It is drawing with the line drawing set.
    pub lines: bool,
}

/// Bytes under way and the state that the terminal has after them.
pub struct Painter {
    /// The bytes so far.
    pub out: Vec<u8>,
    /// The state after them.
    pub state: State,
    means: Means,
    trial: Vec<u8>,
}

/// What the terminal knows beside the sequences that all know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Means {
    /// SGR 22, 24 and 27.
    pub short_resets: bool,
    /// HT as a move.
    pub tabs: Tabs,
}

impl Painter {
    /// A painter that starts from `state`.
    #[must_use]
    pub fn new(state: State, means: Means) -> Self {
        Self { out: Vec::with_capacity(2048), state, means, trial: Vec::with_capacity(64) }
    }

    /// All rows, from the top.
    pub fn rows(&mut self, shown: &Grid, wanted: &Grid) {
        self.some_rows(shown, wanted, 0..wanted.rows());
    }

    /// Those rows, from the top.
    pub fn some_rows(&mut self, shown: &Grid, wanted: &Grid, rows: std::ops::Range<u16>) {
        let mut changed = Vec::new();
        for y in rows {
            let (old, new) = (shown.row(y), wanted.row(y));
            if old != new {
                differences(old, new, &mut changed);
                self.cheapest(y, old, new, &changed);
            }
        }
    }

    /// Blanks everything from the row `y` on, before the rows are painted over a screen that is blank there.
    pub fn clear_below(&mut self, y: u16) {
        self.go(Spot { x: 0, y });
        self.pen_for_blank(Pen::PLAIN);
        self.out.extend_from_slice(b"\x1b[J");
    }

    /// A row in place, or erased from somewhere on and painted over blanks: what is shorter. A form over a list is mostly blanks,
    /// which would have to be written one by one.
    fn cheapest(&mut self, y: u16, old: &[Glyph], new: &[Glyph], changed: &[bool]) {
        let (before, start) = (self.state, self.out.len());
        self.row(y, new, changed);
        let blanks = new.iter().zip(changed).filter(|(glyph, is_changed)| **is_changed && **glyph == Glyph::BLANK).count();
        if blanks <= WORTH_ERASING {
            return;
        }
        let mut best = (self.state, self.out.split_off(start));
        let mut over = Vec::with_capacity(new.len());
        for x in starts(old, new, changed) {
            self.state = before;
            self.go(Spot { x, y });
            self.pen_for_blank(Pen::PLAIN);
            // The cells before `x` as they are, the others against blanks.
            over.clear();
            let blank = new.iter().map(|glyph| *glyph != Glyph::BLANK);
            over.extend(changed.iter().zip(blank).zip(0_u16..).map(|((c, b), at)| if at < x { *c } else { b }));
            self.out.extend_from_slice(b"\x1b[K");
            self.row(y, new, &over);
            let trial = self.out.split_off(start);
            if trial.len() < best.1.len() {
                best = (self.state, trial);
            }
        }
        self.state = best.0;
        self.out.extend_from_slice(&best.1);
    }

    /// The end of a frame: letters drawn as letters again, the cursor at its place.
    pub fn finish(&mut self, cursor: Spot, visible: bool) {
        self.line_set(false);
        if visible {
            self.go(cursor);
        }
        if self.state.cursor_on != Some(visible) {
            self.out.extend_from_slice(if visible { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.state.cursor_on = Some(visible);
        }
    }

    /// Makes the terminal's rows `top..=bottom` scroll by `by` (up if positive).
    pub fn scroll(&mut self, top: u16, bottom: u16, by: i32, rows: u16) {
        // Some terminals give the new rows the pen's background.
        self.pen_for_blank(Pen::PLAIN);
        let whole = top == 0 && bottom + 1 == rows;
        if !whole {
            self.region(top, bottom, rows);
        }
        let times = usize::try_from(by.unsigned_abs()).unwrap_or(0);
        if by > 0 {
            self.go(Spot { x: 0, y: bottom });
            self.out.extend(std::iter::repeat_n(b'\n', times));
        } else {
            self.go(Spot { x: 0, y: top });
            self.out.extend(std::iter::repeat_n(*b"\x1bM", times).flatten());
        }
        if !whole {
            self.out.extend_from_slice(b"\x1b[r");
            (self.state.at, self.state.waits) = (None, None);
        }
    }

    fn region(&mut self, top: u16, bottom: u16, rows: u16) {
        self.out.extend_from_slice(b"\x1b[");
        if top > 0 {
            super::pen::number(usize::from(top) + 1, &mut self.out);
        }
        if bottom + 1 < rows {
            self.out.push(b';');
            super::pen::number(usize::from(bottom) + 1, &mut self.out);
        }
        self.out.push(b'r');
        (self.state.at, self.state.waits) = (None, None);
    }

    fn row(&mut self, y: u16, new: &[Glyph], changed: &[bool]) {
        let tail = new.iter().rposition(|glyph| *glyph != Glyph::BLANK).map_or(0, |last| last + 1);
        let erased = changed.iter().skip(tail).filter(|it| **it).count();
        let erase = erased > 3;
        let end = if erase { tail } else { new.len() };
        let mut after_wide = false;
        for (x, (glyph, is_changed)) in (0_u16..).zip(new.iter().zip(changed)).take(end) {
            if after_wide {
                after_wide = false;
            } else if *is_changed {
                self.reach(Spot { x, y }, new);
                self.put(glyph, new.len());
                after_wide = glyph.is_wide();
            }
        }
        if erase {
            self.erase_tail(y, tail, changed);
        }
    }

    /// `ESC[K` from the first changed cell of the tail, or from where the cursor already is among its blanks.
    fn erase_tail(&mut self, y: u16, tail: usize, changed: &[bool]) {
        let first = changed.iter().skip(tail).position(|it| *it).map_or(tail, |n| tail + n);
        let is_there = |at: &Spot| at.y == y && (tail..=first).contains(&usize::from(at.x));
        if !self.state.at.as_ref().is_some_and(is_there) {
            self.go(Spot { x: u16::try_from(first).unwrap_or(0), y });
        }
        self.pen_for_blank(Pen::PLAIN);
        self.out.extend_from_slice(b"\x1b[K");
    }

    /// The cursor to `to`: a move, or a move to a cell some before it and what lies between written once more if that's shorter.
    fn reach(&mut self, to: Spot, new: &[Glyph]) {
        if self.state.at == Some(to) {
            return;
        }
        let Some(target) = new.get(usize::from(to.x)) else { return self.go(to) };
        let (before, start) = (self.state, self.out.len());
        let mut best: Option<(usize, State, Vec<u8>)> = None;
        for x in (to.x.saturating_sub(GAP)..=to.x).rev() {
            let Some(gap) = new.get(usize::from(x)..usize::from(to.x)) else { break };
            if !gap.first().is_none_or(Glyph::is_sure) {
                break;
            }
            self.go(Spot { x, y: to.y });
            for glyph in gap {
                self.put(glyph, new.len());
            }
            let cost = self.out.len() - start + self.pen_cost(target);
            let way = self.out.split_off(start);
            if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                best = Some((cost, self.state, way));
            }
            self.state = before;
        }
        if let Some((_, state, way)) = best {
            self.out.extend_from_slice(&way);
            self.state = state;
        }
    }

    fn go(&mut self, to: Spot) {
        match (self.state.at, self.state.waits) {
            (None, Some(y)) => moves::go_by_return(y, to, self.means.tabs, &mut self.out),
            (at, _) => moves::go(at, to, self.means.tabs, &mut self.out),
        }
        (self.state.at, self.state.waits) = (Some(to), None);
    }

    fn put(&mut self, glyph: &Glyph, columns: usize) {
        if glyph.is_quiet() {
            self.pen_for_blank(glyph.pen);
        } else {
            self.state.pen.turn_into(glyph.pen, self.means.short_resets, &mut self.out);
            self.state.pen = glyph.pen;
        }
        // A space is the same in both sets.
        if !glyph.is_space() {
            self.line_set(glyph.is_line());
        }
        self.out.extend_from_slice(glyph.bytes());
        let after = self.state.at.map(|at| Spot { x: at.x + glyph.width(), ..at }).filter(|_| glyph.is_sure());
        self.state.waits = after.filter(|at| usize::from(at.x) >= columns).map(|at| at.y);
        self.state.at = after.filter(|at| usize::from(at.x) < columns);
    }

    /// Bytes that the pen of `glyph` would cost now.
    fn pen_cost(&self, glyph: &Glyph) -> usize {
        let mut bytes = Vec::new();
        let to = if glyph.is_quiet() { glyph.pen.lent_by(self.state.pen) } else { glyph.pen };
        self.state.pen.turn_into(to, self.means.short_resets, &mut bytes);
        bytes.len()
    }

    /// The pen for a blank that is neither reversed nor underlined: its foreground and bold are free.
    fn pen_for_blank(&mut self, wanted: Pen) {
        let lent = wanted.lent_by(self.state.pen);
        if lent == self.state.pen {
            return;
        }
        let start = self.out.len();
        self.state.pen.turn_into(lent, self.means.short_resets, &mut self.out);
        self.trial.clear();
        self.state.pen.turn_into(wanted, self.means.short_resets, &mut self.trial);
        if self.trial.len() < self.out.len() - start {
            self.out.truncate(start);
            self.out.extend_from_slice(&self.trial);
            self.state.pen = wanted;
        } else {
            self.state.pen = lent;
        }
    }

    fn line_set(&mut self, on: bool) {
        if self.state.lines != on {
            self.out.extend_from_slice(if on { b"\x1b(0" } else { b"\x1b(B" });
            self.state.lines = on;
        }
    }
}

/// Where a row may be erased from: its first changed cell, and the beginnings of its runs of new blanks.
fn starts(old: &[Glyph], new: &[Glyph], changed: &[bool]) -> Vec<u16> {
    let mut found = Vec::new();
    let mut run = false;
    for (x, ((was, is), changes)) in (0_u16..).zip(old.iter().zip(new).zip(changed)) {
        let blanked = *changes && *is == Glyph::BLANK;
        // Half of a wide character can't be erased.
        if (blanked && !run || *changes && found.is_empty()) && !was.is_second() && !is.is_second() {
            found.push(x);
        }
        run = blanked;
        if found.len() == TRIED {
            break;
        }
    }
    found
}

/// Marks the cells to write. A wide character is written or destroyed as a whole: where half of one changes, shown or
/// wanted, both halves are written, and this can spread to its neighbours.
fn differences(old: &[Glyph], new: &[Glyph], changed: &mut Vec<bool>) {
    changed.clear();
    changed.extend(old.iter().zip(new).map(|(old, new)| old != new));
    if !old.iter().chain(new).any(Glyph::is_wide) {
        return;
    }
    loop {
        let mut spread = false;
        for row in [old, new] {
            for x in row.iter().enumerate().filter(|(_, glyph)| glyph.is_wide()).map(|(x, _)| x) {
                if let Some([first, second]) = changed.get_mut(x..x + 2)
                    && first != second
                {
                    (*first, *second) = (true, true);
                    spread = true;
                }
            }
        }
        if !spread {
            return;
        }
    }
}
