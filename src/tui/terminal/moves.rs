//! The shortest way to move the cursor. Called by `paint`.

use super::pen::number;

/// A place on the screen, both from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Column.
    pub x: u16,
    /// Row.
    pub y: u16,
}

/// What HT does on this terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tabs {
    /// It moves to the next of the stops every eight columns.
    pub every_eight: bool,
    /// The terminal's width.
    pub columns: u16,
}

/// Cells between tab stops.
const STOPS: u16 = 8;

/// Appends the shortest move to `to`: absolute, relative, CR, LF, BS or, where the terminal has `tabs` every eight columns and
/// `columns` of them, HT. `from` is `None` where the place of the cursor isn't sure.
pub fn go(from: Option<Spot>, to: Spot, tabs: Tabs, out: &mut Vec<u8>) {
    let start = out.len();
    absolute(to, out);
    let Some(from) = from else { return };
    if from == to {
        out.truncate(start);
        return;
    }
    let mut best = out.len() - start;
    for return_first in [false, true] {
        let x = if return_first { 0 } else { from.x };
        let length = usize::from(return_first) + down_or_up_len(from.y, to.y) + sideways_len(x, to.x, tabs);
        if length < best {
            best = length;
            out.truncate(start);
            if return_first {
                out.push(b'\r');
            }
            down_or_up(from.y, to.y, out);
            sideways(x, to.x, tabs, out);
        }
    }
}

/// The same from the end of row `from`, where the cursor may still wait after the last column: CR first, or absolute.
pub fn go_by_return(from: u16, to: Spot, tabs: Tabs, out: &mut Vec<u8>) {
    let start = out.len();
    absolute(to, out);
    if 1 + down_or_up_len(from, to.y) + sideways_len(0, to.x, tabs) < out.len() - start {
        out.truncate(start);
        out.push(b'\r');
        down_or_up(from, to.y, out);
        sideways(0, to.x, tabs, out);
    }
}

fn absolute(to: Spot, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    if to.y > 0 {
        number(usize::from(to.y) + 1, out);
    }
    if to.x > 0 {
        out.push(b';');
        number(usize::from(to.x) + 1, out);
    }
    out.push(b'H');
}

fn relative(n: u16, letter: u8, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    if n > 1 {
        number(usize::from(n), out);
    }
    out.push(letter);
}

fn relative_len(n: u16) -> usize {
    match n {
        0 => 0,
        1 => 3,
        2..10 => 4,
        10..100 => 5,
        _ => 6,
    }
}

/// Small steps are cheaper as LF or BS than as a sequence.
fn single_steps(n: u16) -> bool {
    usize::from(n) <= relative_len(n)
}

fn down_or_up_len(from: u16, to: u16) -> usize {
    let n = from.abs_diff(to);
    if from < to && single_steps(n) { usize::from(n) } else { relative_len(n) }
}

fn down_or_up(from: u16, to: u16, out: &mut Vec<u8>) {
    let n = from.abs_diff(to);
    match from < to {
        _ if n == 0 => {}
        true if single_steps(n) => out.extend(std::iter::repeat_n(b'\n', usize::from(n))),
        true => relative(n, b'B', out),
        false => relative(n, b'A', out),
    }
}

/// How a step along a row is made.
#[derive(Clone, Copy)]
enum Along {
    /// A sequence, or BS some times.
    Plain,
    /// HT so many times, then plain to the place.
    ByTabs { times: u16, stop: u16 },
}

fn plain_len(from: u16, to: u16) -> usize {
    let n = from.abs_diff(to);
    if from > to && single_steps(n) { usize::from(n) } else { relative_len(n) }
}

/// The shortest way along a row and its bytes: the stop before the place or the one after it may be on it.
fn along(from: u16, to: u16, tabs: Tabs) -> (usize, Along) {
    let mut best = (plain_len(from, to), Along::Plain);
    if from < to && tabs.every_eight {
        for stop in [to / STOPS * STOPS, (to / STOPS + 1) * STOPS] {
            // In the last column a terminal may do as if it had been written.
            if stop > from && stop + 1 < tabs.columns {
                let times = stop / STOPS - from / STOPS;
                let length = usize::from(times) + plain_len(stop, to);
                if length < best.0 {
                    best = (length, Along::ByTabs { times, stop });
                }
            }
        }
    }
    best
}

fn sideways_len(from: u16, to: u16, tabs: Tabs) -> usize {
    along(from, to, tabs).0
}

fn sideways(from: u16, to: u16, tabs: Tabs, out: &mut Vec<u8>) {
    match along(from, to, tabs).1 {
        Along::Plain => plain(from, to, out),
        Along::ByTabs { times, stop } => {
            out.extend(std::iter::repeat_n(b'\t', usize::from(times)));
            plain(stop, to, out);
        }
    }
}

fn plain(from: u16, to: u16, out: &mut Vec<u8>) {
    let n = from.abs_diff(to);
    match from > to {
        _ if n == 0 => {}
        true if single_steps(n) => out.extend(std::iter::repeat_n(8, usize::from(n))),
        true => relative(n, b'D', out),
        false => relative(n, b'C', out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved_by(from: (u16, u16), to: (u16, u16), every_eight: bool) -> String {
        let mut out = Vec::new();
        let tabs = Tabs { every_eight, columns: 80 };
        go(Some(Spot { x: from.0, y: from.1 }), Spot { x: to.0, y: to.1 }, tabs, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_cheapest_move_is_taken() {
        let moved = |from, to| moved_by(from, to, false);
        assert_eq!(moved((5, 5), (5, 5)), "");
        assert_eq!(moved((5, 5), (4, 5)), "\u{8}");
        assert_eq!(moved((5, 5), (0, 6)), "\r\n");
        assert_eq!(moved((5, 5), (6, 5)), "\x1b[C");
        assert_eq!(moved((40, 0), (40, 1)), "\n");
        assert_eq!(moved((40, 20), (0, 0)), "\x1b[H");
        assert_eq!(moved((3, 3), (70, 20)), "\x1b[21;71H");
    }

    #[test]
    fn tabs_are_taken_where_the_terminal_has_them() {
        let moved = |from, to| moved_by(from, to, true);
        assert_eq!(moved((5, 5), (8, 5)), "\t");
        assert_eq!(moved((5, 5), (7, 5)), "\t\u{8}");
        assert_eq!(moved((0, 5), (24, 6)), "\n\t\t\t");
        assert_eq!(moved((70, 11), (24, 12)), "\r\n\t\t\t");
        assert_eq!(moved((0, 5), (60, 5)), "\x1b[60C");
        // Never to the last column, where the next letter could go to the next row.
        assert_eq!(moved((73, 5), (79, 5)), "\x1b[6C");
    }
}
