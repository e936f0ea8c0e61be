//! Labels and values in pairs beside each other: two at 80 columns, one under 70, three from 130 (screens.md §7).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::look::Look;

/// Cells of a label.
const LABEL: u16 = 16;

/// One label and its value.
pub struct Pair {
    label: String,
    value: String,
    wide: bool,
    alert: bool,
}

impl Pair {
    /// In the next free place.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Pair { label: label.into(), value: value.into(), wide: false, alert: false }
    }
    /// On a row of its own.
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }
    /// With `!` before its value where this is true.
    pub fn alert_if(mut self, alert: bool) -> Self {
        self.alert = alert;
        self
    }
}

/// A heading and its pairs in reading order.
pub struct Section {
    /// Text of the heading.
    pub heading: String,
    /// The pairs.
    pub pairs: Vec<Pair>,
}

/// One row as it is drawn: a heading, or pairs each with its place from the left.
enum Line<'a> {
    Heading(&'a str),
    Pairs(Vec<(u16, u16, &'a Pair)>),
}

fn columns(width: u16) -> Vec<(u16, u16)> {
    match width {
        0..=69 => vec![(1, width.saturating_sub(LABEL + 2))],
        70..=129 => vec![(1, 26), (44, width.saturating_sub(44 + LABEL + 1))],
        _ => vec![(1, 26), (44, 26), (88, width.saturating_sub(88 + LABEL + 1))],
    }
}

fn lines(sections: &[Section], width: u16) -> Vec<Line<'_>> {
    let places = columns(width);
    let mut all = Vec::new();
    for section in sections {
        all.push(Line::Heading(&section.heading));
        let mut row: Vec<(u16, u16, &Pair)> = Vec::new();
        for pair in &section.pairs {
            if pair.wide && !row.is_empty() {
                all.push(Line::Pairs(std::mem::take(&mut row)));
            }
            let Some((x, room)) = places.get(row.len()).copied() else { continue };
            let room = if pair.wide { width.saturating_sub(x + LABEL + 1) } else { room };
            row.push((x, room, pair));
            if pair.wide || row.len() == places.len() {
                all.push(Line::Pairs(std::mem::take(&mut row)));
            }
        }
        if !row.is_empty() {
            all.push(Line::Pairs(row));
        }
    }
    all
}

/// Rows that they take at a width.
pub fn height(sections: &[Section], width: u16) -> usize {
    lines(sections, width).len()
}

/// Draws from the row `top` on.
pub fn draw(buffer: &mut Buffer, area: Rect, look: &Look, sections: &[Section], top: usize) {
    for (y, line) in (area.y..area.bottom()).zip(lines(sections, area.width).into_iter().skip(top)) {
        match line {
            Line::Heading(text) => {
                look.put(buffer, area.x, y, area.width, text, look.heading());
            }
            Line::Pairs(pairs) => {
                for (x, room, pair) in pairs {
                    look.put(buffer, area.x + x, y, LABEL - 1, &pair.label, Style::new());
                    if pair.alert {
                        look.put(buffer, area.x + x + LABEL - 1, y, 1, "!", look.alert());
                    }
                    look.put(buffer, area.x + x + LABEL, y, room, &pair.value, Style::new());
                }
            }
        }
    }
}
