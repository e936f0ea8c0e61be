//! What one cell of the terminal shows: bytes in the terminal's set, and a pen. Called by `backend` for each cell that
//! ratatui hands over; two glyphs are equal exactly when they look equal.

use ratatui::buffer::CellWidth;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

use super::caps::Caps;
use super::pen::Pen;
use super::translit;

/// Room for a letter and its marks; further marks are dropped.
const ROOM: usize = 13;

/// One cell, or the first of the two cells of a wide character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Glyph {
    bytes: [u8; ROOM],
    len: u8,
    shape: Shape,
    /// Colours and attributes; on a blank only what is seen there.
    pub pen: Pen,
}

/// How a glyph lies on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Shape {
    /// One character, one cell.
    Plain,
    /// One cell, drawn with the line drawing set.
    Line,
    /// One cell, with combining marks.
    Marked,
    /// Two cells, of which this is the first.
    Wide,
    /// The second cell of a wide one.
    Second,
}

impl Glyph {
    /// A blank without colour.
    pub const BLANK: Self = Self::blank(Pen::PLAIN);

    const fn blank(pen: Pen) -> Self {
        let mut bytes = [0; ROOM];
        bytes[0] = b' ';
        Self { bytes, len: 1, shape: Shape::Plain, pen }
    }

    /// A blank in `pen`, without what isn't seen on a blank.
    #[must_use]
    pub fn blank_in(pen: Pen) -> Self {
        Self::blank(pen.for_blank())
    }

    /// The second half of a wide character.
    #[must_use]
    pub fn second(pen: Pen) -> Self {
        Self { bytes: [0; ROOM], len: 0, shape: Shape::Second, pen }
    }

    /// The glyph of a cell's symbol and the cells that the symbol takes in ratatui's eyes. The first character counts,
    /// with its marks: controls, bidi controls and characters without width show as `·`, so that no text reaches the
    /// terminal as a command.
    #[must_use]
    pub fn of(symbol: &str, pen: Pen, caps: &Caps) -> (Self, u16) {
        let bytes = symbol.as_bytes();
        match bytes {
            [] | [b' '] => return (Self::blank_in(pen), 1),
            [only @ 0x21..=0x7E] => return (Self::single(&[*only], Shape::Plain, pen), 1),
            _ => {}
        }
        // A control makes ratatui's own measure complain.
        let cells = if symbol.chars().any(char::is_control) { 1 } else { symbol.cell_width().max(1) };
        let mut chars = symbol.nfc();
        let first = chars.next().unwrap_or(' ');
        (Self::of_char(first, chars, cells, pen, caps), cells)
    }

    fn of_char(first: char, rest: impl Iterator<Item = char>, cells: u16, pen: Pen, caps: &Caps) -> Self {
        if matches!(first, '\u{a0}' | '\u{202f}' | '\u{2000}'..='\u{200a}') {
            return Self::blank_in(pen);
        }
        let (first, rest) = if is_seen(first) { (first, Some(rest)) } else { ('·', None) };
        if !caps.charset.is_utf8() {
            if let Some(line) = translit::line_drawing(first).filter(|_| caps.acs) {
                return Self::single(&[line], Shape::Line, pen);
            }
            let b = caps.charset.cell_byte(first);
            return if b == b' ' { Self::blank_in(pen) } else { Self::single(&[b], Shape::Plain, pen) };
        }
        let width = first.width().unwrap_or(1);
        if width > usize::from(cells) {
            return Self::single(b"?", Shape::Plain, pen);
        }
        let shape = if width == 2 { Shape::Wide } else { Shape::Plain };
        let mut glyph = Self::single(first.encode_utf8(&mut [0; 4]).as_bytes(), shape, pen);
        for mark in rest.into_iter().flatten().filter(|c| is_combining_mark(*c) && c.width() == Some(0)) {
            glyph.add_mark(mark);
        }
        glyph
    }

    fn single(text: &[u8], shape: Shape, pen: Pen) -> Self {
        let mut bytes = [0; ROOM];
        for (to, from) in bytes.iter_mut().zip(text) {
            *to = *from;
        }
        Self { bytes, len: u8::try_from(text.len()).unwrap_or(0), shape, pen }
    }

    fn add_mark(&mut self, mark: char) {
        // Variation selectors are marks to Unicode, but they change the width in some terminals.
        if matches!(mark, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180f}' | '\u{34f}') {
            return;
        }
        let (start, mut room) = (usize::from(self.len), [0; 4]);
        let text = mark.encode_utf8(&mut room).as_bytes();
        if let Some(place) = self.bytes.get_mut(start..start + text.len()) {
            place.copy_from_slice(text);
            self.len += u8::try_from(text.len()).unwrap_or(0);
            if self.shape == Shape::Plain {
                self.shape = Shape::Marked;
            }
        }
    }

    /// The bytes to write; none for the second half of a wide character.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.len)).unwrap_or(&[])
    }

    /// Cells taken: 1 or 2.
    #[must_use]
    pub fn width(&self) -> u16 {
        if self.shape == Shape::Wide { 2 } else { 1 }
    }

    /// True for the first half of a wide character.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.shape == Shape::Wide
    }

    /// True for the second half of a wide character.
    #[must_use]
    pub fn is_second(&self) -> bool {
        self.shape == Shape::Second
    }

    /// True if it is drawn with the line drawing set.
    #[must_use]
    pub fn is_line(&self) -> bool {
        self.shape == Shape::Line
    }

    /// True if every terminal agrees on its width; after others the cursor's place is not relied on.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        matches!(self.shape, Shape::Plain | Shape::Line)
    }

    /// True for a space.
    #[must_use]
    pub fn is_space(&self) -> bool {
        self.len == 1 && self.shape == Shape::Plain && self.bytes[0] == b' '
    }

    /// True for a blank that another pen's foreground and bold don't change.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.is_space() && !self.pen.marks_blanks()
    }
}

/// False for what must not reach a terminal as the base of a cell: controls, bidi and other format characters, line
/// separators, lone marks, tags, private use and unassigned room for tricks.
fn is_seen(c: char) -> bool {
    let is_format = matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}');
    if is_format || matches!(c, '\u{e0000}'..='\u{e0fff}') {
        return false;
    }
    !is_combining_mark(c) && c.width().is_some_and(|width| width == 1 || width == 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::terminal::charset::Charset;

    fn text(symbol: &str, caps: &Caps) -> Vec<u8> {
        Glyph::of(symbol, Pen::PLAIN, caps).0.bytes().to_vec()
    }

    #[test]
    fn no_symbol_reaches_the_terminal_as_a_command() {
        for evil in ["\x1b[31m", "\u{9b}31m", "\u{202e}abc", "\u{200b}", "\u{7f}", "\u{301}", "\u{2028}", "\r", "\t"] {
            assert_eq!(text(evil, &Caps::full()), "·".as_bytes(), "{evil:?}");
            let ascii = Caps { charset: Charset::Ascii, ..Caps::full() };
            assert_eq!(text(evil, &ascii), b".", "{evil:?}");
        }
        assert_eq!(text("a\u{200d}\x1b[m", &Caps::full()), b"a");
    }

    #[test]
    fn marks_are_composed_and_kept_with_their_letter() {
        assert_eq!(text("e\u{301}", &Caps::full()), "é".as_bytes());
        assert_eq!(text("x\u{301}\u{302}", &Caps::full()), "x\u{301}\u{302}".as_bytes());
        assert_eq!(text("漢", &Caps { charset: Charset::Latin1, ..Caps::full() }), b"?");
    }

    #[test]
    fn blanks_are_equal_when_they_look_equal() {
        use ratatui::style::{Color, Modifier};
        let red = Pen::of(Color::Red, Color::Reset, Modifier::BOLD, 16);
        let bar = Pen::of(Color::Red, Color::Reset, Modifier::REVERSED, 16);
        assert_eq!(Glyph::of(" ", red, &Caps::full()).0, Glyph::BLANK);
        assert_eq!(Glyph::of("\u{a0}", red, &Caps::full()).0, Glyph::BLANK);
        assert_ne!(Glyph::of(" ", bar, &Caps::full()).0, Glyph::BLANK);
    }

    #[test]
    fn lines_are_drawn_with_the_line_set_where_there_is_one() {
        let old = Caps { charset: Charset::Latin1, acs: true, ..Caps::full() };
        let rule = Glyph::of("─", Pen::PLAIN, &old).0;
        assert!(rule.is_line() && rule.bytes() == b"q");
        assert_eq!(text("─", &Caps { acs: false, ..old }), b"-");
        assert_eq!(text("─", &Caps::full()), "─".as_bytes());
    }
}
