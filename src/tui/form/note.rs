//! Free text of several lines: `ratatui-textarea` driven by its methods, never by events. Enter is a new line; Tab leaves.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use crate::fault::Value;
use crate::tui::action::Action;
use crate::tui::form::editor::{After, Editor, Place, Why};
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Edit, Kind, Typed};

/// The editor.
pub struct NoteEditor {
    area: TextArea<'static>,
    rows: u16,
}

impl NoteEditor {
    /// Of this many rows on the screen; the text may be longer.
    pub fn new(rows: u16) -> Self {
        NoteEditor { area: fresh(""), rows }
    }
    /// Rows that the whole text takes at a width, the cursor's own one included.
    pub fn height(&self, width: u16) -> u16 {
        let lines = wrap(&self.raw(), usize::from(width.max(2)) - 1).len();
        u16::try_from(lines).unwrap_or(u16::MAX)
    }
    /// Draws in an area of any height, scrolled so that the cursor is seen.
    pub fn draw_in(&self, buffer: &mut Buffer, area: Rect, look: &Look, focused: bool) {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        for y in area.y..area.bottom() {
            look.fill(buffer, area.x, y, area.width, "", look.field());
        }
        let anew = self.unscrolled(area);
        let shown = anew.as_ref().unwrap_or(&self.area);
        shown.render(area, buffer);
        buffer.set_style(area, look.field());
        if focused {
            let at = shown.screen_cursor();
            let (row, column) = (u16::try_from(at.row).unwrap_or(0), u16::try_from(at.col).unwrap_or(0));
            let (top, left) = shown.scroll_offset();
            look.point(area.x + column.saturating_sub(left), area.y + row.saturating_sub(top).min(area.height - 1));
        }
    }
    /// A drawer left less room for a while and the text was scrolled for it: without the scroll, now that there is room again.
    fn unscrolled(&self, area: Rect) -> Option<TextArea<'static>> {
        let top = self.area.scroll_offset().0;
        if top == 0 || top + area.height <= self.height(area.width) {
            return None;
        }
        let mut anew = fresh(&self.raw());
        let at = self.area.cursor();
        let (row, column) = (u16::try_from(at.0).unwrap_or(u16::MAX), u16::try_from(at.1).unwrap_or(u16::MAX));
        anew.move_cursor(CursorMove::Jump(row, column));
        Some(anew)
    }
}

fn fresh(text: &str) -> TextArea<'static> {
    let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
    area.set_cursor_line_style(Style::new());
    area.set_cursor_style(Style::new());
    area.set_wrap_mode(WrapMode::WordOrGlyph);
    area.move_cursor(CursorMove::Bottom);
    area.move_cursor(CursorMove::End);
    area
}

impl Editor for NoteEditor {
    fn kind(&self) -> Kind {
        Kind::Text
    }
    fn typed(&mut self, what: &Typed) -> After {
        match what {
            Typed::Text(c) => self.area.insert_char(*c),
            Typed::Paste(text) => {
                let clean: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
                self.area.insert_str(clean);
            }
            Typed::Edit(edit) => match edit {
                Edit::Left => self.area.move_cursor(CursorMove::Back),
                Edit::Right => self.area.move_cursor(CursorMove::Forward),
                Edit::WordLeft => self.area.move_cursor(CursorMove::WordBack),
                Edit::WordRight => self.area.move_cursor(CursorMove::WordForward),
                Edit::Home => self.area.move_cursor(CursorMove::Head),
                Edit::End => self.area.move_cursor(CursorMove::End),
                Edit::Backspace => {
                    self.area.delete_char();
                }
                Edit::Delete => {
                    self.area.delete_next_char();
                }
                // Of a note only the line is emptied: a whole text is never lost by one key.
                Edit::Empty => {
                    self.area.delete_line_by_head();
                }
                Edit::EmptyToEnd => {
                    self.area.delete_line_by_end();
                }
            },
        }
        After::Stay
    }
    fn act(&mut self, action: Action) -> bool {
        let before = self.area.cursor();
        match action {
            Action::Next => {
                self.area.insert_newline();
                return true;
            }
            Action::Up => self.area.move_cursor(CursorMove::Up),
            Action::Down => self.area.move_cursor(CursorMove::Down),
            _ => return false,
        }
        // On the first or last line Up and Down leave the note.
        self.area.cursor() != before
    }
    fn leave(&mut self) -> Result<(), Why> {
        Ok(())
    }
    fn value(&self) -> Value {
        let text = self.raw();
        if text.trim().is_empty() { Value::Null } else { Value::from(text.trim_end()) }
    }
    fn set(&mut self, value: &Value) {
        self.area = fresh(value.as_text().unwrap_or_default());
    }
    fn raw(&self) -> String {
        self.area.lines().join("\n")
    }
    fn set_raw(&mut self, raw: &str) {
        self.area = fresh(raw);
    }
    fn rows(&self) -> u16 {
        self.rows
    }
    fn draw(&self, buffer: &mut Buffer, place: Place, look: &Look, _style: Style) {
        self.draw_in(buffer, Rect { x: place.x, y: place.y, width: place.width, height: self.rows }, look, place.focused);
    }
}
