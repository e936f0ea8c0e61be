//! A window of rows over a list in the store: only the rows that are seen are asked for, a page ahead and behind is kept.
//! Rows never move under the cursor: a screen changes them in place (`update`).

use std::cell::Cell as Shared;
use std::collections::HashSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::action::Action;
use crate::tui::fit::Fit;
use crate::tui::look::{Look, number, width};
use crate::tui::screen::{Offer, Rank};

/// Cells that are few.
const FEW: u16 = 4;

/// A row of a table.
pub trait Row: 'static {
    /// What names it: an id's bytes.
    fn key(&self) -> Vec<u8>;
    /// What stands instead of cells where the row only parts or explains the others; the cursor passes over it, it is not counted.
    /// Only in lists that are given whole (`set`).
    fn band(&self, look: &Look) -> Option<Band> {
        let _ = look;
        None
    }
}

/// A row without cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Band {
    /// The one rule of a screen, with its title (screens.md §1).
    Rule(String),
    /// The heading of a section.
    Heading(String),
    /// A line of text.
    Text(String),
}

/// A cell's text and whether it carries the alert `!`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text.
    pub text: String,
    /// With `!` directly before.
    pub alert: bool,
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Cell { text: text.into(), alert: false }
    }
}

impl Cell {
    /// With the sign where this is true.
    pub fn alert_if(text: impl Into<String>, alert: bool) -> Self {
        Cell { text: text.into(), alert }
    }
}

/// A column: heading, width, rank; dropped from the highest rank down where there is no room (screens.md §1).
pub struct Column<R> {
    heading: &'static str,
    width: u16,
    rank: u8,
    extra: bool,
    signed: bool,
    right: bool,
    fit: Fit,
    cell: fn(&R, &Look) -> Cell,
}

impl<R> Column<R> {
    /// `name width(rank)` of the drawings; the heading is a key.
    pub fn new(heading: &'static str, width: u16, rank: u8, cell: fn(&R, &Look) -> Cell) -> Self {
        Column { heading, width, rank, extra: false, signed: false, right: false, fit: Fit::Cut, cell }
    }
    /// Blanks before it.
    fn gap(&self) -> u16 {
        u16::from(!self.right)
    }
    /// One marked `+`: comes where there is room.
    pub fn extra(mut self) -> Self {
        self.extra = true;
        self
    }
    /// Its first cell is for the sign `!`.
    pub fn signed(mut self) -> Self {
        self.signed = true;
        self
    }
    /// How what doesn't fit is shortened.
    pub fn fit(mut self, fit: Fit) -> Self {
        self.fit = fit;
        self
    }
    /// A number: at the right, directly after the column before, and `###` where it doesn't fit.
    pub fn right(mut self) -> Self {
        self.right = true;
        self
    }
}

/// What rows are to be asked for next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// The first page.
    First,
    /// The page after the last row held.
    After,
    /// The page before the first row held.
    Before,
    /// The last page.
    Last,
}

/// The widget's state.
pub struct Table<R> {
    columns: Vec<Column<R>>,
    rows: Vec<R>,
    /// Index in the whole list of the first row held.
    start: usize,
    total: usize,
    cursor: usize,
    top: Shared<usize>,
    height: Shared<usize>,
    marks: HashSet<Vec<u8>>,
    want: Option<Want>,
    asked: bool,
    markable: bool,
    by_stops: bool,
}

impl<R: Row> Table<R> {
    /// Empty, with its columns in their order.
    pub fn new(columns: Vec<Column<R>>) -> Self {
        let empty = (Vec::new(), HashSet::new());
        Table {
            columns,
            rows: empty.0,
            start: 0,
            total: 0,
            cursor: 0,
            top: Shared::new(0),
            height: Shared::new(19),
            marks: empty.1,
            want: Some(Want::First),
            asked: false,
            markable: false,
            by_stops: false,
        }
    }
    /// Rows can be marked.
    pub fn markable(mut self) -> Self {
        self.markable = true;
        self
    }
    /// A few cells that are left of the room stay blank instead of going to the first column: at 80 columns the others then begin where
    /// one HT reaches them (decision 026).
    pub fn by_stops(mut self) -> Self {
        self.by_stops = true;
        self
    }
    /// The whole list at once.
    pub fn set(&mut self, rows: Vec<R>) {
        // All of it is held: nothing is let go and nothing more is asked for, however low the window was.
        (self.start, self.total, self.rows) = (0, rows.len(), rows);
        (self.want, self.asked) = (None, false);
        self.cursor = self.cursor.min(self.total.saturating_sub(1));
    }
    /// The whole list again: the cursor stays on its row, wherever that is now.
    pub fn refresh(&mut self, rows: Vec<R>) {
        let here = self.current().map(Row::key);
        self.set(rows);
        if let Some(key) = here {
            self.go_to(&key);
        }
    }
    /// Leaves a row that has no cells: on in the direction of the move, else back.
    pub fn leave_band(&mut self, look: &Look, down: bool) {
        let band = |at: usize| self.rows.get(at).is_some_and(|r| r.band(look).is_some());
        let at = self.cursor.saturating_sub(self.start);
        let after = (at..self.rows.len()).find(|i| !band(*i));
        let before = (0..=at).rev().find(|i| !band(*i));
        let found = if down { after.or(before) } else { before.or(after) };
        self.cursor = self.start + found.unwrap_or(at);
    }
    /// A page came. `First` and `Last` replace what was held.
    pub fn came(&mut self, want: Want, mut page: Vec<R>, total: usize) {
        self.total = total.max(page.len());
        match want {
            Want::First => {
                self.start = 0;
                self.rows = page;
            }
            Want::Last => {
                self.start = self.total - page.len();
                self.rows = page;
                self.cursor = self.total.saturating_sub(1);
            }
            Want::After => self.rows.append(&mut page),
            Want::Before => {
                self.start = self.start.saturating_sub(page.len());
                page.append(&mut self.rows);
                self.rows = page;
            }
        }
        self.asked = false;
        self.want = None;
        self.cursor = self.cursor.min(self.total.saturating_sub(1));
        self.trim();
        self.look_ahead();
    }
    /// What is to be asked for now, once: the screen loads it and calls `came`.
    pub fn take_want(&mut self) -> Option<Want> {
        if self.asked {
            return None;
        }
        let want = self.want.take();
        self.asked = want.is_some();
        want
    }
    /// How many rows a page is.
    pub fn page(&self) -> usize {
        self.height.get().max(1)
    }
    /// The first and last row held: marks for the next page.
    pub fn ends(&self) -> (Option<&R>, Option<&R>) {
        (self.rows.first(), self.rows.last())
    }
    /// The row under the cursor.
    pub fn current(&self) -> Option<&R> {
        self.rows.get(self.cursor.checked_sub(self.start)?)
    }
    /// The rows held.
    pub fn rows(&self) -> &[R] {
        &self.rows
    }
    /// Changes a row in place: what was settled stays where it is.
    pub fn update(&mut self, key: &[u8], change: impl FnOnce(&mut R)) {
        if let Some(row) = self.rows.iter_mut().find(|r| r.key() == key) {
            change(row);
        }
    }
    /// Puts the cursor on a row that is held.
    pub fn go_to(&mut self, key: &[u8]) -> bool {
        let at = self.rows.iter().position(|r| r.key() == key);
        self.cursor = at.map_or(self.cursor, |at| self.start + at);
        at.is_some()
    }
    /// The marks; where there are none, the row under the cursor.
    pub fn chosen(&self) -> Vec<Vec<u8>> {
        if self.marks.is_empty() {
            return self.current().map(Row::key).into_iter().collect();
        }
        let mut keys: Vec<Vec<u8>> = self.rows.iter().map(Row::key).filter(|k| self.marks.contains(k)).collect();
        let mut outside: Vec<Vec<u8>> = self.marks.iter().filter(|k| !keys.contains(k)).cloned().collect();
        outside.sort();
        keys.append(&mut outside);
        keys
    }
    /// How many are marked.
    pub fn marked(&self) -> usize {
        self.marks.len()
    }
    /// The keys marked.
    pub fn marks(&self) -> &HashSet<Vec<u8>> {
        &self.marks
    }
    /// Marks these and no others: all of a list of which only a window is held.
    pub fn mark_only(&mut self, keys: impl IntoIterator<Item = Vec<u8>>) {
        self.marks = keys.into_iter().collect();
    }
    /// The page asked for didn't come: it may be asked for again.
    pub fn missed(&mut self) {
        self.asked = false;
    }
    /// How many rows the whole list has.
    pub fn total(&self) -> usize {
        self.total
    }
    /// Forgets all marks.
    pub fn unmark(&mut self) {
        self.marks.clear();
    }
    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }
    /// `41-55 sur 214` for the state slot; nothing for an empty list.
    pub fn position(&self, look: &Look) -> String {
        if self.total == 0 {
            return String::new();
        }
        // The context line is drawn before the list: the window is where the cursor will have moved it.
        let top = self.first_seen(self.height.get());
        let end = (top + self.height.get()).min(self.total);
        // Rows without cells are not counted; only whole lists have them.
        let bands = |upto: usize| self.rows.iter().take(upto).filter(|r| r.band(look).is_some()).count();
        let bands = if self.start == 0 { (bands(top), bands(end), bands(self.total)) } else { (0, 0, 0) };
        let (from, to, total) = (top + 1 - bands.0, end - bands.1, self.total - bands.2);
        if total == 0 {
            return String::new();
        }
        look.with("slot-position", &[("from", from.to_string()), ("to", to.to_string()), ("total", total.to_string())])
    }
    /// The moves of a list.
    pub fn offers(&self, out: &mut Vec<Offer>) {
        use Action::{Down, First, Last, PageDown, PageUp, Up};
        out.extend([Up, Down, PageUp, PageDown, First, Last].map(Offer::silent));
        if self.markable {
            out.push(Offer::new(Action::Mark, Rank::Rare));
            out.push(Offer::new(Action::MarkAll, Rank::Rare));
        }
    }
    /// Does a move or a mark; false: not the table's.
    pub fn act(&mut self, action: Action) -> bool {
        let last = self.total.saturating_sub(1);
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(last),
            Action::PageUp => self.cursor = self.cursor.saturating_sub(self.page()),
            Action::PageDown => self.cursor = (self.cursor + self.page()).min(last),
            Action::First => self.cursor = 0,
            Action::Last => self.cursor = last,
            Action::Mark => {
                if let Some(key) = self.current().map(Row::key)
                    && !self.marks.remove(&key)
                {
                    self.marks.insert(key);
                }
                self.cursor = (self.cursor + 1).min(last);
            }
            Action::MarkAll => {
                if self.marks.is_empty() {
                    self.marks = self.rows.iter().map(Row::key).collect();
                } else {
                    self.marks.clear();
                }
            }
            _ => return false,
        }
        self.look_ahead();
        true
    }
    /// The first row seen in a window of this height: no further from where it was than the cursor asks for, and no empty
    /// rows at the end while others are hidden above.
    fn first_seen(&self, height: usize) -> usize {
        let top = self.top.get().min(self.total.saturating_sub(height));
        top.min(self.cursor).max((self.cursor + 1).saturating_sub(height))
    }
    /// Wants the next page when less than one is held beyond the cursor.
    fn look_ahead(&mut self) {
        let (end, page) = (self.start + self.rows.len(), self.page());
        let far_before = self.cursor + 2 * page < self.start;
        let far_after = self.cursor > end + 2 * page;
        self.want = if far_before {
            Some(Want::First)
        } else if far_after {
            Some(Want::Last)
        } else if end < self.total && self.cursor + 2 * page > end {
            Some(Want::After)
        } else if self.start > 0 && self.cursor < self.start + page {
            Some(Want::Before)
        } else {
            None
        };
    }
    /// Keeps three pages on each side of the cursor.
    fn trim(&mut self) {
        let keep = 4 * self.page();
        let at = self.cursor.saturating_sub(self.start);
        let (from, to) = (at.saturating_sub(keep), (at + keep).min(self.rows.len()));
        if from < to {
            self.rows.truncate(to);
            self.rows.drain(..from);
            self.start += from;
        }
    }
    /// The columns that fit, with their places and widths; what is left goes to the first one.
    fn layout(&self, room: u16) -> Vec<(&Column<R>, u16, u16)> {
        let mut shown: Vec<(usize, &Column<R>)> = self.columns.iter().enumerate().filter(|(_, c)| !c.extra).collect();
        let needed = |all: &[(usize, &Column<R>)]| all.iter().map(|(_, c)| c.width + c.gap()).sum::<u16>() + 1;
        let all = shown.len();
        while needed(&shown) > room
            && let Some(worst) = shown.iter().map(|(_, c)| c.rank).max().filter(|rank| *rank > 0)
            && let Some(at) = shown.iter().rposition(|(_, c)| c.rank == worst)
        {
            shown.remove(at);
        }
        // The extra ones come only where none of the others had to go.
        let whole = shown.len() == all;
        for (i, extra) in self.columns.iter().enumerate().filter(|(_, c)| c.extra && whole) {
            if needed(&shown) + extra.width + extra.gap() <= room {
                shown.push((i, extra));
            }
        }
        shown.sort_by_key(|(i, _)| *i);
        let left = room.saturating_sub(needed(&shown));
        let left = if self.by_stops && left < FEW { 0 } else { left };
        let grows = shown.iter().filter(|(_, c)| c.rank == 0 && !c.signed && !c.right).map(|(i, _)| *i).next();
        let mut x = 1;
        let placed = shown.into_iter().map(|(i, c)| {
            let wide = if Some(i) == grows { c.width + left } else { c.width };
            let at = x + c.gap();
            x = at + wide;
            (c, at, wide)
        });
        placed.collect()
    }
    /// Draws headings and the rows that are seen; the cursor's row in reverse, in the thin look only its `>`.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, look: &Look, focused: bool) {
        let height = usize::from(area.height.saturating_sub(1)).max(1);
        self.height.set(height);
        let top = self.first_seen(height);
        self.top.set(top);
        let columns = self.layout(area.width);
        self.draw_headings(buffer, area, look, &columns);
        for index in top..(top + height).min(self.total) {
            let Some(row) = index.checked_sub(self.start).and_then(|at| self.rows.get(at)) else { continue };
            let y = area.y + 1 + u16::try_from(index - top).unwrap_or(0);
            if let Some(band) = row.band(look) {
                draw_band(buffer, look, Rect { y, height: 1, ..area }, &band);
                continue;
            }
            let here = index == self.cursor && focused;
            let style = if here { look.selected() } else { Style::new() };
            let cursor = if here { ">" } else { " " };
            let mark = if self.marks.contains(&row.key()) { "*" } else { " " };
            look.fill(buffer, area.x, y, area.width, &format!("{cursor}{mark}"), style);
            if here {
                look.point(area.x, y);
            }
            for (column, x, wide) in &columns {
                draw_cell(buffer, look, (area.x + x, y), *wide, column, &(column.cell)(row, look), style);
            }
        }
    }
    /// A heading longer than its column moves the next one to the right, it is never cut for it.
    fn draw_headings(&self, buffer: &mut Buffer, area: Rect, look: &Look, columns: &[(&Column<R>, u16, u16)]) {
        let mut free = 0;
        for (column, at, wide) in columns {
            let text = look.text(column.heading);
            let long = u16::try_from(width(&text)).unwrap_or(*wide);
            let at = match column {
                Column { right: true, .. } => (at + wide).saturating_sub(long),
                Column { signed: true, .. } if long < *wide => at + 1,
                _ => *at,
            };
            let at = at.min(area.width.saturating_sub(long)).max(free);
            look.put(buffer, area.x + at, area.y, area.width.saturating_sub(at), &text, look.heading());
            free = at + long + 1;
        }
    }
}

fn draw_band(buffer: &mut Buffer, look: &Look, row: Rect, band: &Band) {
    match band {
        Band::Rule(title) => look.rule(buffer, row, title, ""),
        Band::Heading(text) => {
            look.put(buffer, row.x, row.y, row.width, text, look.heading());
        }
        Band::Text(text) => {
            look.put(buffer, row.x + 2, row.y, row.width.saturating_sub(2), text, Style::new());
        }
    }
}

/// An alert has its sign; in the reversed row nothing more, since the bar moves at each key.
fn alerted(row: Style, look: &Look) -> Style {
    if row == Style::new() { look.alert() } else { row }
}

fn draw_cell<R>(buffer: &mut Buffer, look: &Look, at: (u16, u16), wide: u16, column: &Column<R>, cell: &Cell, style: Style) {
    let (mut x, mut room) = (at.0, wide);
    if column.signed {
        if cell.alert {
            look.put(buffer, x, at.1, 1, "!", alerted(style, look));
        }
        x += 1;
        room = room.saturating_sub(1);
    }
    // Beside a sign of its own the text stays plain: when the alert goes, only the sign is repainted (decision 026).
    let style = if cell.alert && !column.signed { alerted(style, look) } else { style };
    let sign = if cell.alert && !column.signed { "!" } else { "" };
    let text = format!("{sign}{}", cell.text);
    if column.right {
        let text = number(&text, usize::from(room));
        let blanks = usize::from(room).saturating_sub(width(&text));
        look.put(buffer, x + u16::try_from(blanks).unwrap_or(0), at.1, room, &text, style);
    } else {
        look.put(buffer, x, at.1, room, &column.fit.text(&text, usize::from(room)), style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct N(usize);
    impl Row for N {
        fn key(&self) -> Vec<u8> {
            self.0.to_be_bytes().to_vec()
        }
    }
    fn page(from: usize, to: usize) -> Vec<N> {
        (from..to).map(N).collect()
    }

    #[test]
    fn a_whole_list_stays_whole_however_low_its_window_was() {
        let mut table: Table<N> = Table::new(vec![]);
        table.height.set(1);
        table.set(page(0, 60));
        assert_eq!(table.rows().len(), 60);
        table.act(Action::Last);
        assert_eq!((table.current().unwrap().0, table.take_want()), (59, None));
    }

    #[test]
    fn only_the_pages_around_the_cursor_are_asked_for() {
        let mut table: Table<N> = Table::new(vec![]);
        assert_eq!(table.take_want(), Some(Want::First));
        table.came(Want::First, page(0, 19), 1000);
        assert_eq!(table.take_want(), Some(Want::After));
        assert_eq!(table.take_want(), None);
        table.came(Want::After, page(19, 57), 1000);
        assert_eq!(table.take_want(), None);
        table.act(Action::Last);
        assert_eq!(table.take_want(), Some(Want::Last));
        table.came(Want::Last, page(981, 1000), 1000);
        assert_eq!(table.current().unwrap().0, 999);
        table.act(Action::Mark);
        assert_eq!(table.chosen(), vec![999_usize.to_be_bytes().to_vec()]);
    }
}
