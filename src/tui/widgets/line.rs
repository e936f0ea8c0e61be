//! One line of text being typed: the field of a form, of the palette, of a search. Driven by `Typed`, never by keys.

use ratatui::buffer::Buffer;
use unicode_segmentation::UnicodeSegmentation;

use crate::tui::look::{Look, width};
use crate::tui::screen::{Edit, Typed};

/// A line of text with its cursor.
#[derive(Debug, Clone, Default)]
pub struct Line {
    text: String,
    /// Byte offset, always at the border of a grapheme.
    cursor: usize,
    /// Just entered: what is typed replaces the whole.
    fresh: bool,
    /// At most this many characters; 0: no limit.
    max: usize,
}

impl Line {
    /// Empty, of at most this many characters (0: no limit).
    pub fn new(max: usize) -> Self {
        Line { max, ..Line::default() }
    }
    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// Cells from its start to the cursor.
    pub fn column(&self) -> u16 {
        u16::try_from(width(self.text.get(..self.cursor).unwrap_or_default())).unwrap_or(0)
    }
    /// Puts a text, the cursor at its end.
    pub fn set(&mut self, text: &str) {
        self.text = text.to_owned();
        self.cursor = self.text.len();
        self.fresh = false;
    }
    /// Entered: typing replaces, Left and Home keep (terminal.md §5).
    pub fn enter(&mut self) {
        self.cursor = self.text.len();
        self.fresh = true;
    }
    /// Takes what was typed; false: full, or nothing to change.
    pub fn typed(&mut self, what: &Typed) -> bool {
        match what {
            Typed::Text(c) => self.insert(&c.to_string()),
            Typed::Paste(text) => {
                let flat: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
                self.insert(flat.trim())
            }
            Typed::Edit(edit) => {
                let fresh = std::mem::take(&mut self.fresh);
                self.edit(*edit, fresh)
            }
        }
    }
    fn insert(&mut self, text: &str) -> bool {
        if std::mem::take(&mut self.fresh) {
            self.text.clear();
            self.cursor = 0;
        }
        let room = if self.max == 0 { usize::MAX } else { self.max.saturating_sub(self.text.chars().count()) };
        let taken: String = text.chars().take(room).collect();
        self.text.insert_str(self.cursor, &taken);
        self.cursor += taken.len();
        !taken.is_empty()
    }
    fn edit(&mut self, edit: Edit, fresh: bool) -> bool {
        let before = (self.text.len(), self.cursor);
        match edit {
            Edit::Left => self.cursor = self.previous(),
            Edit::Right => self.cursor = self.next(),
            Edit::WordLeft => {
                let head = self.text.get(..self.cursor).unwrap_or_default();
                self.cursor = head.trim_end().rfind(' ').map_or(0, |at| at + 1);
            }
            Edit::WordRight => {
                let tail = self.text.get(self.cursor..).unwrap_or_default();
                self.cursor += tail.find(' ').map_or(tail.len(), |at| at + 1);
            }
            Edit::Home => self.cursor = 0,
            Edit::End => self.cursor = self.text.len(),
            Edit::Backspace => {
                let from = self.previous();
                self.text.replace_range(from..self.cursor, "");
                self.cursor = from;
            }
            Edit::Delete => {
                let to = self.next();
                self.text.replace_range(self.cursor..to, "");
            }
            Edit::Empty => self.set(""),
            Edit::EmptyToEnd => self.text.truncate(self.cursor),
        }
        fresh || before != (self.text.len(), self.cursor)
    }
    fn previous(&self) -> usize {
        let head = self.text.get(..self.cursor).unwrap_or_default();
        head.grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }
    fn next(&self) -> usize {
        let tail = self.text.get(self.cursor..).unwrap_or_default();
        tail.graphemes(true).next().map_or(self.cursor, |g| self.cursor + g.len())
    }
    /// Draws in a width, scrolled so that the cursor is seen, and puts the hardware cursor there when focused.
    pub fn draw(&self, buffer: &mut Buffer, at: (u16, u16), room: u16, look: &Look, style: ratatui::style::Style, focused: bool) {
        let head = self.text.get(..self.cursor).unwrap_or_default();
        let mut skipped = 0;
        // A text that fills the field exactly stays whole, the cursor behind it: a code of four digits isn't read as one of three.
        if focused && width(&self.text) > usize::from(room) {
            for g in head.graphemes(true) {
                if width(head.get(skipped..).unwrap_or_default()) < usize::from(room) {
                    break;
                }
                skipped += g.len();
            }
        }
        let shown = self.text.get(skipped..).unwrap_or_default();
        look.fill(buffer, at.0, at.1, room, shown, style);
        if focused {
            let offset = u16::try_from(width(head.get(skipped..).unwrap_or_default())).unwrap_or(0);
            look.point((at.0 + offset.min(room)).min(buffer.area.right().saturating_sub(1)), at.1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_in_a_field_just_entered_replaces_it_and_left_keeps_it() {
        let mut line = Line::new(0);
        line.set("Bitam");
        line.enter();
        line.typed(&Typed::Text('O'));
        assert_eq!(line.text(), "O");
        line.set("Oyem");
        line.enter();
        line.typed(&Typed::Edit(Edit::Left));
        line.typed(&Typed::Text('é'));
        assert_eq!(line.text(), "Oyeém");
        line.typed(&Typed::Edit(Edit::Backspace));
        line.typed(&Typed::Edit(Edit::EmptyToEnd));
        assert_eq!(line.text(), "Oye");
    }
}
