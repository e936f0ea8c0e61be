//! Draws a form: labels in column 2, signs in column 18, fields from column 20; a second column at 45, 61 and 63;
//! under 70 columns one below the other (screens.md §8).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::form::Form;
use crate::tui::form::editor::Place;
use crate::tui::look::{Look, cut};

/// Cells from the left edge: label, sign, field.
const FIRST: [u16; 3] = [1, 17, 19];
const SECOND: [u16; 3] = [44, 60, 62];

impl Form {
    /// Row from the top and columns of each field.
    fn places(&self, width: u16) -> Vec<(u16, [u16; 3])> {
        let narrow = width < 70;
        let (mut next, mut last) = (0, 0);
        let mut out = Vec::new();
        for field in &self.fields {
            let second = field.spec.second && !narrow;
            if field.spec.heading.is_some() && !second {
                next += 1;
            }
            let row = if second { last } else { next };
            out.push((row, if second { SECOND } else { FIRST }));
            last = row;
            next = next.max(row + field.spec.editor.rows());
        }
        out
    }
    /// Rows that it takes at a width.
    pub fn height(&self, width: u16) -> u16 {
        let places = self.places(width);
        places.iter().zip(&self.fields).map(|((row, _), f)| row + f.spec.editor.rows()).max().unwrap_or(0)
    }
    /// Draws it; `focused`: the cursor is in it.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, look: &Look, focused: bool) {
        let places = self.places(area.width);
        let focus_row = places.get(self.focus).map_or(0, |(row, _)| *row);
        let focus_rows = self.fields.get(self.focus).map_or(1, |f| f.spec.editor.rows());
        let hidden = (focus_row + focus_rows).saturating_sub(area.height);
        for (i, ((row, columns), field)) in places.iter().zip(&self.fields).enumerate() {
            let Some(offset) = row.checked_sub(hidden).filter(|o| *o < area.height) else { continue };
            let [label_at, sign_at, field_at] = columns.map(|c| area.x + c);
            let y = area.y + offset;
            if let Some(key) = field.spec.heading.filter(|_| offset > 0) {
                look.put(buffer, area.x, y - 1, area.width, &look.text(key), look.heading());
            }
            let star = if field.spec.must || field.spec.star { " *" } else { "" };
            let label = cut(&field.spec.label(look), 16 - star.len());
            look.put(buffer, label_at, y, 16, &format!("{label}{star}"), Style::new());
            let (sign, style) = match (&field.flaw, field.sticky) {
                (Some(_), _) => ("!", look.alert()),
                (None, true) => ("=", Style::new()),
                _ => ("", Style::new()),
            };
            look.put(buffer, sign_at, y, 1, sign, style);
            let here = focused && i == self.focus;
            let width = field.spec.width.min(area.right().saturating_sub(field_at + 1));
            let style = if here { look.focused() } else { look.field() };
            if look.thin {
                look.put(buffer, field_at - 1, y, 1, "[", Style::new());
                look.put(buffer, field_at + width, y, 1, "]", Style::new());
            }
            field.spec.editor.draw(buffer, Place { x: field_at, y, width, focused: here }, look, style);
            if !field.spec.unit.is_empty() {
                look.put(buffer, field_at + width + 1 + u16::from(look.thin), y, 12, &field.spec.unit, Style::new());
            }
        }
    }
    /// Draws the field with the focus alone, without its label; gives the cells that it took.
    pub fn draw_bare(&self, buffer: &mut Buffer, (x, y): (u16, u16), room: u16, look: &Look) -> u16 {
        let Some(field) = self.fields.get(self.focus) else { return 0 };
        let width = field.spec.width.min(room);
        field.spec.editor.draw(buffer, Place { x, y, width, focused: true }, look, look.focused());
        width
    }
}
