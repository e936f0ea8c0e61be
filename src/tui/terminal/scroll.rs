//! Finds the parts of the screen that have only moved up or down. Called by `backend` before it paints; it only proposes:
//! what a scroll really saves is known when it has been painted for trial.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::glyph::Glyph;
use super::grid::Grid;

/// Rows `top..=bottom` scrolled by `by`, up if positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scroll {
    /// First row of the region, from 0.
    pub top: u16,
    /// Last row of the region, from 0.
    pub bottom: u16,
    /// Rows, up if positive.
    pub by: i32,
    /// Cells that it seems to save.
    gain: i32,
}

/// Below this many cells a scroll can't save its own bytes and 20 more.
const LEAST: i32 = 20;

/// What is known of a row of the wanted screen.
struct Row {
    hash: u64,
    /// Cells that differ from what is shown in its place.
    changed: i32,
    /// Cells that a blank row would need.
    filled: i32,
}

/// At most two scrolls that are worth a trial, the best first, then each of them one row wider.
#[must_use]
pub fn candidates(shown: &Grid, wanted: &Grid) -> Vec<Scroll> {
    let rows: Vec<Row> = (0..wanted.rows()).map(|y| measure(shown.row(y), wanted.row(y))).collect();
    if rows.iter().map(|row| row.changed).sum::<i32>() < LEAST {
        return Vec::new();
    }
    let old: Vec<u64> = (0..shown.rows()).map(|y| hash(shown.row(y))).collect();
    let height = i32::from(wanted.rows());
    let mut found: Vec<Scroll> = (1 - height..height).filter(|by| *by != 0).filter_map(|by| best(&rows, &old, by)).collect();
    found.sort_by_key(|scroll| std::cmp::Reverse(scroll.gain));
    found.truncate(2);
    let wider: Vec<Scroll> = found.iter().filter_map(|scroll| scroll.wider(wanted.rows())).collect();
    found.extend(wider);
    found
}

impl Scroll {
    /// The same with one more row where rows come from: it moves along, changed in a few cells (the mark of the cursor).
    fn wider(self, rows: u16) -> Option<Self> {
        if self.by > 0 {
            (self.bottom + 1 < rows).then(|| Self { bottom: self.bottom + 1, ..self })
        } else {
            self.top.checked_sub(1).map(|top| Self { top, ..self })
        }
    }
}

fn measure(old: &[Glyph], new: &[Glyph]) -> Row {
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    Row {
        hash: hash(new),
        changed: count(old.iter().zip(new).filter(|(old, new)| old != new).count()),
        filled: count(new.iter().filter(|glyph| **glyph != Glyph::BLANK).count()),
    }
}

fn hash(row: &[Glyph]) -> u64 {
    let mut hasher = DefaultHasher::new();
    row.hash(&mut hasher);
    hasher.finish()
}

/// The run of rows that gains most when the screen moves by `by`: rows found `by` further on need no bytes, others in
/// between may need more than in place.
fn best(rows: &[Row], old: &[u64], by: i32) -> Option<Scroll> {
    let mut best: Option<(i32, i32, i32)> = None;
    let (mut sum, mut start) = (0, 0);
    for (y, row) in (0_i32..).zip(rows) {
        let source = usize::try_from(y + by).ok().and_then(|y| old.get(y));
        let gain = if source == Some(&row.hash) { row.changed } else { (row.changed - row.filled).min(0) };
        if sum <= 0 {
            (sum, start) = (0, y);
        }
        sum += gain;
        if source.is_some() && sum > best.map_or(LEAST, |(sum, ..)| sum) {
            best = Some((sum, start, y));
        }
    }
    let (gain, first, last) = best?;
    let (from, to) = (first.min(first + by).max(0), last.max(last + by).min(i32::try_from(rows.len()).ok()? - 1));
    Some(Scroll { top: u16::try_from(from).ok()?, bottom: u16::try_from(to).ok()?, by, gain })
}
