//! Three values of each field beside each other: before, theirs, mine, with a choice where both changed (screens.md §16).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::fault::{Clash, Value};
use crate::tui::look::Look;

/// Whose value is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Who saved meanwhile.
    Theirs,
    /// This session.
    Mine,
}

/// One row.
#[derive(Debug, Clone)]
pub struct DiffRow {
    /// The three values.
    pub clash: Clash,
    /// The choice; made at once where only one side changed.
    pub side: Option<Side>,
    /// Both changed: a person chooses.
    pub both: bool,
}

impl DiffRow {
    /// With the choice that makes itself.
    pub fn new(clash: Clash) -> Self {
        let (mine, theirs) = (clash.mine != clash.base, clash.theirs != clash.base);
        let both = mine && theirs && clash.mine != clash.theirs;
        let side = if both { None } else { Some(if mine { Side::Mine } else { Side::Theirs }) };
        DiffRow { clash, side, both }
    }
    /// The value taken.
    pub fn value(&self) -> Option<&Value> {
        self.side.map(|side| if side == Side::Mine { &self.clash.mine } else { &self.clash.theirs })
    }
}

/// A value as a person reads it.
pub fn shown(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Bool(b) => if *b { "1" } else { "0" }.to_owned(),
        Value::Int(i) => i.to_string(),
        Value::Real(r) => r.to_string(),
        Value::Text(t) => t.clone(),
        Value::Blob(_) => "…".to_owned(),
        Value::List(all) => all.iter().map(shown).collect::<Vec<_>>().join(", "),
    }
}

/// How a value of a field is said.
pub type Say = dyn Fn(&str, &Value) -> String;

/// What is drawn: of which record, under which headings, how values are said, where the cursor is.
pub struct Diff<'a> {
    /// Table of the record, for the labels.
    pub record: &'a str,
    /// Field, before, theirs, mine.
    pub headings: [&'a str; 4],
    /// The rows.
    pub rows: &'a [DiffRow],
    /// Index of the row with the cursor.
    pub cursor: usize,
    /// How values are said.
    pub say: &'a Say,
}

/// Draws headings and rows; under 76 columns the values from before go.
pub fn draw(buffer: &mut Buffer, area: Rect, look: &Look, diff: &Diff<'_>) {
    let Diff { record, headings, rows, cursor, say } = *diff;
    let narrow = area.width < 76;
    let columns: [u16; 4] = if narrow { [2, 0, 16, 38] } else { [2, 16, 34, 56] };
    let widths: [u16; 4] = if narrow { [13, 0, 21, 20] } else { [13, 17, 21, 22] };
    for ((x, width), heading) in columns.iter().zip(widths).zip(headings) {
        look.put(buffer, area.x + x, area.y, width, heading, look.heading());
    }
    for (i, row) in rows.iter().enumerate() {
        let y = area.y + 1 + u16::try_from(i).unwrap_or(u16::MAX / 2);
        if y >= area.bottom() {
            return;
        }
        let style = if i == cursor { look.selected() } else { Style::new() };
        look.fill(buffer, area.x, y, area.width, if i == cursor { ">" } else { "" }, style);
        if i == cursor {
            look.point(area.x, y);
        }
        let marked = |side: Side, digit: &str, value: &Value, changed: bool| {
            let sign = if row.side == Some(side) && changed { "=" } else { " " };
            format!("{sign} {} {}", if changed { digit } else { " " }, say(row.clash.field, value))
        };
        let theirs = marked(Side::Theirs, "1", &row.clash.theirs, row.clash.theirs != row.clash.base);
        let mine = marked(Side::Mine, "2", &row.clash.mine, row.clash.mine != row.clash.base);
        let cells = [look.label(record, row.clash.field), say(row.clash.field, &row.clash.base), theirs, mine];
        for (n, ((x, width), cell)) in columns.iter().zip(widths).zip(cells).enumerate() {
            let x = if n >= 2 { x.saturating_sub(2) } else { *x };
            look.put(buffer, area.x + x, y, width, &cell, style);
        }
    }
}
