//! How things look: styles with a colourless form, the thin look, the width of text and cuts. Handed to each `draw`;
//! holds the texts too, so that a screen needs nothing else to draw.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::fault::{Arg, Flaw};
use crate::texts::Texts;
use crate::tui::screen::{Message, Words};

/// The look of a session.
#[derive(Clone)]
pub struct Look {
    /// 0, 8 or 16 colours. Meaning is never by colour alone.
    pub colours: u8,
    /// Fewer bytes: no reverse rows, no underlined fields, short rules.
    pub thin: bool,
    /// The unshifted top row of a French keyboard types digits in dates and numbers (`keyboard = "azerty"`).
    pub azerty: bool,
    /// The texts.
    pub texts: Texts,
    cursor: Cell<Option<Position>>,
}

impl Look {
    /// A look with these texts.
    pub fn new(texts: Texts, colours: u8, thin: bool) -> Self {
        Look { colours, thin, azerty: false, texts, cursor: Cell::new(None) }
    }
    /// Language of the texts.
    pub fn lang(&self) -> &'static str {
        self.texts.lang()
    }
    /// A text.
    pub fn text(&self, key: &str) -> String {
        self.texts.get(key)
    }
    /// A text with arguments.
    pub fn with(&self, key: &str, args: &[Arg]) -> String {
        self.texts.with(key, args)
    }
    /// A text by its words. An argument that is a key `who-can-…` is said in words: screens that offer have no texts at hand.
    pub fn words(&self, words: &Words) -> String {
        let said = |(name, value): &Arg| {
            let is_key = ["who-can-", "state-"].iter().any(|of| value.starts_with(of)) && self.texts.has(value);
            (*name, if is_key { self.text(value) } else { value.clone() })
        };
        self.texts.with(&words.key, &words.args.iter().map(said).collect::<Vec<Arg>>())
    }
    /// The label of a field of a record (its table; empty: the general label).
    pub fn label(&self, record: &str, field: &str) -> String {
        self.texts.field(record, field)
    }
    /// The sentence of a flaw with its field's label.
    pub fn flaw(&self, flaw: &Flaw) -> String {
        self.texts.flaw(flaw)
    }
    /// What a message says, in one line; of a fault what happened and what it means.
    pub fn message(&self, message: &Message) -> String {
        let first = match &message.fault {
            Some(fault) => {
                let said = self.texts.fault(fault);
                format!("{} {}", said.what, said.means)
            }
            None => self.words(&message.words),
        };
        // What is added comes first: a fault's sentence is the one that may be cut, `?` shows it whole.
        message.also.as_ref().map_or(first.clone(), |also| format!("{} {first}", self.words(also)))
    }

    /// The title line and what is selected.
    pub fn bar(&self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }
    /// The selected row: reverse; in the thin look only its `>`.
    pub fn selected(&self) -> Style {
        if self.thin { Style::new() } else { self.bar() }
    }
    /// Headings of columns, sections and drawers.
    pub fn heading(&self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }
    /// A key in the help line.
    pub fn key(&self) -> Style {
        if self.thin { Style::new() } else { Style::new().add_modifier(Modifier::UNDERLINED) }
    }
    /// An alert; always with its sign `!`, in the thin look nothing but that.
    pub fn alert(&self) -> Style {
        // One attribute only: each alert of a list is paid for in bytes, and again when its row is left.
        match self.colours {
            _ if self.thin => Style::new(),
            8.. => Style::new().fg(Color::Red),
            _ => self.heading(),
        }
    }
    /// A field to be filled.
    pub fn field(&self) -> Style {
        if self.thin { Style::new() } else { Style::new().add_modifier(Modifier::UNDERLINED) }
    }
    /// The field with the focus.
    pub fn focused(&self) -> Style {
        if self.thin { Style::new() } else { self.bar() }
    }

    /// Writes a text cut to a width; gives the width written.
    pub fn put(&self, buffer: &mut Buffer, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let area = buffer.area;
        if y < area.top() || y >= area.bottom() || x < area.left() || x >= area.right() || width == 0 {
            return 0;
        }
        let text = cut(text, usize::from(width.min(area.right() - x)));
        buffer.set_string(x, y, &text, style);
        u16::try_from(text.width()).unwrap_or(width)
    }
    /// The same, blanks up to the width.
    pub fn fill(&self, buffer: &mut Buffer, x: u16, y: u16, width: u16, text: &str, style: Style) {
        let text = cut(text, usize::from(width));
        let blanks = usize::from(width).saturating_sub(text.width());
        self.put(buffer, x, y, width, &format!("{text}{}", " ".repeat(blanks)), style);
    }
    /// A rule with a title; in the thin look its two first cells only.
    pub fn rule(&self, buffer: &mut Buffer, area: Rect, title: &str, right: &str) {
        let width = usize::from(area.width);
        let mut line = format!("── {title} ");
        if !self.thin {
            let room = width.saturating_sub(line.width());
            let tail = if right.is_empty() { 0 } else { right.width() + 1 };
            line.push_str(&"─".repeat(room.saturating_sub(tail)));
        }
        if !right.is_empty() {
            line.push(' ');
            line.push_str(right);
        }
        self.put(buffer, area.x, area.y, area.width, line.trim_end(), self.heading());
    }
    /// Puts the hardware cursor: on the field with the focus or the selected row.
    pub fn point(&self, x: u16, y: u16) {
        self.cursor.set(Some(Position::new(x, y)));
    }
    /// Where the cursor was put since the last call.
    pub(crate) fn take_point(&self) -> Option<Position> {
        self.cursor.take()
    }
    /// Blanks an area.
    pub(crate) fn clear(&self, frame: &mut Frame<'_>, area: Rect) {
        frame.render_widget(ratatui::widgets::Clear, area);
    }
}

/// Width in cells.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Cut to a width, with `…` where something is missing.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let w = c.width().unwrap_or(0);
        if used + w + 1 > width {
            break;
        }
        used += w;
        out.push(c);
    }
    if width > 0 {
        out.push('…');
    }
    out
}

/// A number in a width: never a part of itself, `###` where it doesn't fit.
pub fn number(text: &str, width: usize) -> String {
    if text.width() <= width { text.to_owned() } else { "#".repeat(width) }
}

/// As [`wrap`]; a line that begins with a sign (`+`, `-`, `?`) goes on under its words, so that the signs stand alone in their column.
pub fn hang(text: &str, width: usize) -> Vec<String> {
    if !["+ ", "- ", "? "].iter().any(|sign| text.starts_with(sign)) {
        return wrap(text, width);
    }
    let lines = wrap(text, width.saturating_sub(2));
    lines.into_iter().enumerate().map(|(n, line)| if n == 0 { line } else { format!("  {line}") }).collect()
}

/// Cuts a text into lines of at most this width, at blanks where it can.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            if !line.is_empty() && line.width() + 1 + word.width() > width {
                lines.push(std::mem::take(&mut line));
            } else if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_keeps_the_width_and_shows_that_something_is_missing() {
        assert_eq!(cut("NDONG OBAME", 8), "NDONG O…");
        assert_eq!(cut("NDONG", 8), "NDONG");
        assert_eq!(number("150000", 4), "####");
    }
    #[test]
    fn a_line_with_a_sign_goes_on_under_its_words() {
        assert_eq!(hang("? exigé  tableur à demander", 18), ["? exigé  tableur", "  à demander"]);
        assert_eq!(hang("à demander au retour", 12), ["à demander", "au retour"]);
    }
}
