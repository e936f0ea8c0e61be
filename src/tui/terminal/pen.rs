//! The terminal's pen: colours and attributes, and the shortest SGR that turns one into another.
//! Called by `glyph` (what a cell wants) and `paint` (what the terminal has).

use ratatui::style::{Color, Modifier};

/// The default colour, beside 0 to 15.
pub const DEFAULT: u8 = 16;

const BOLD: u8 = 1;
const UNDERLINE: u8 = 2;
const REVERSE: u8 = 4;

/// Colours and attributes of a cell, as far as the terminal shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pen {
    fg: u8,
    bg: u8,
    attributes: u8,
}

impl Pen {
    /// Default colours, no attribute: what `ESC[m` gives.
    pub const PLAIN: Self = Self { fg: DEFAULT, bg: DEFAULT, attributes: 0 };

    /// What a terminal of `level` (0, 8 or 16) colours shows of these colours and modifiers. Dim, italic and blink are not used.
    #[must_use]
    pub fn of(fg: Color, bg: Color, modifier: Modifier, level: u8) -> Self {
        let mut attributes = 0;
        for (of, to) in [(Modifier::BOLD, BOLD), (Modifier::UNDERLINED, UNDERLINE), (Modifier::REVERSED, REVERSE)] {
            if modifier.contains(of) {
                attributes |= to;
            }
        }
        Self { fg: colour(fg, level, true), bg: colour(bg, level, false), attributes }
    }

    /// True if a blank in this pen is seen: reversed or underlined (the background is another matter).
    #[must_use]
    pub fn marks_blanks(self) -> bool {
        self.attributes & (UNDERLINE | REVERSE) != 0
    }

    /// The pen of a blank without what isn't seen on it.
    #[must_use]
    pub fn for_blank(self) -> Self {
        if self.marks_blanks() { self } else { Self { bg: self.bg, ..Self::PLAIN } }
    }

    /// The pen that looks the same on a blank that wants `self`, and is nearest to `current`.
    #[must_use]
    pub fn lent_by(self, current: Self) -> Self {
        Self { fg: current.fg, bg: self.bg, attributes: current.attributes & BOLD }
    }

    /// Appends the shortest SGR that turns this pen into `to`. `short` allows 22, 24 and 27.
    pub fn turn_into(self, to: Self, short: bool, out: &mut Vec<u8>) {
        if self == to {
            return;
        }
        let mut whole = Codes::default();
        whole.add(&to);
        let whole_len = if whole.len == 0 { 3 } else { whole.width + 4 };
        let gone = self.attributes & !to.attributes;
        if gone == 0 || short {
            let mut step = Codes::default();
            step.difference(&self, &to);
            if step.width + 3 <= whole_len {
                step.write(false, out);
                return;
            }
        }
        whole.write(true, out);
    }
}

/// The parameters of one SGR: never more than three attributes and two colours.
#[derive(Default)]
struct Codes {
    codes: [u8; 5],
    len: usize,
    /// Bytes of the parameters with the `;` between them.
    width: usize,
}

impl Codes {
    fn push(&mut self, code: u8) {
        if let Some(slot) = self.codes.get_mut(self.len) {
            *slot = code;
            self.width += digits(code) + usize::from(self.len > 0);
            self.len += 1;
        }
    }

    fn add(&mut self, to: &Pen) {
        for (bit, code) in [(BOLD, 1), (UNDERLINE, 4), (REVERSE, 7)] {
            if to.attributes & bit != 0 {
                self.push(code);
            }
        }
        if to.fg != DEFAULT {
            self.push(foreground(to.fg));
        }
        if to.bg != DEFAULT {
            self.push(foreground(to.bg) + 10);
        }
    }

    fn difference(&mut self, from: &Pen, to: &Pen) {
        for (bit, on, off) in [(BOLD, 1, 22), (UNDERLINE, 4, 24), (REVERSE, 7, 27)] {
            match (from.attributes & bit != 0, to.attributes & bit != 0) {
                (false, true) => self.push(on),
                (true, false) => self.push(off),
                _ => {}
            }
        }
        if from.fg != to.fg {
            self.push(foreground(to.fg));
        }
        if from.bg != to.bg {
            self.push(foreground(to.bg) + 10);
        }
    }

    /// `reset` puts an empty first parameter, which means 0.
    fn write(&self, reset: bool, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\x1b[");
        for (i, code) in self.codes.iter().take(self.len).enumerate() {
            if reset || i > 0 {
                out.push(b';');
            }
            number(usize::from(*code), out);
        }
        out.push(b'm');
    }
}

/// Appends `n` in decimal.
pub fn number(n: usize, out: &mut Vec<u8>) {
    if n >= 10 {
        number(n / 10, out);
    }
    out.push(b'0' + u8::try_from(n % 10).unwrap_or(0));
}

fn digits(code: u8) -> usize {
    match code {
        0..10 => 1,
        10..100 => 2,
        _ => 3,
    }
}

fn foreground(colour: u8) -> u8 {
    match colour {
        0..8 => 30 + colour,
        8..16 => 90 + colour - 8,
        _ => 39,
    }
}

/// 0 to 15 or `DEFAULT`. With 8 colours a bright one becomes its plain sister; dark grey as text becomes the default,
/// since its plain sister is black on black.
fn colour(colour: Color, level: u8, text: bool) -> u8 {
    let of_sixteen = match colour {
        _ if level == 0 => DEFAULT,
        Color::Reset => DEFAULT,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Indexed(n) if n < 16 => n,
        Color::Indexed(n) => nearest(cube(n)),
        Color::Rgb(r, g, b) => nearest((r, g, b)),
    };
    match of_sixteen {
        8 if level < 16 && text => DEFAULT,
        bright @ 8..16 if level < 16 => bright - 8,
        other => other,
    }
}

/// The colour of one of the 256: the cube of 6x6x6, then greys.
fn cube(n: u8) -> (u8, u8, u8) {
    if n >= 232 {
        let grey = 8 + (n - 232) * 10;
        return (grey, grey, grey);
    }
    let n = n.saturating_sub(16);
    let part = |v: u8| if v == 0 { 0 } else { 55 + v * 40 };
    (part(n / 36), part(n / 6 % 6), part(n % 6))
}

/// The nearest of the 16: one bit for each primary, and bright if the strongest is.
fn nearest((r, g, b): (u8, u8, u8)) -> u8 {
    let top = r.max(g).max(b);
    if top < 64 {
        return 0;
    }
    let bit = |v: u8| u8::from(v > top / 2);
    let base = bit(r) | bit(g) << 1 | bit(b) << 2;
    match (base, top) {
        (7, 64..128) => 8,
        (_, 224..) => base + 8,
        _ => base,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sgr(from: Pen, to: Pen, short: bool) -> String {
        let mut out = Vec::new();
        from.turn_into(to, short, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_pen_turns_by_difference_or_by_reset_whichever_is_shorter() {
        let reversed = Pen { attributes: REVERSE, ..Pen::PLAIN };
        let loud = Pen { fg: 1, bg: 4, attributes: BOLD };
        assert_eq!(sgr(Pen::PLAIN, Pen::PLAIN, true), "");
        assert_eq!(sgr(Pen::PLAIN, reversed, true), "\x1b[7m");
        assert_eq!(sgr(loud, Pen::PLAIN, true), "\x1b[m");
        assert_eq!(sgr(loud, Pen { attributes: 0, ..loud }, true), "\x1b[22m");
        assert_eq!(sgr(loud, Pen { attributes: 0, ..loud }, false), "\x1b[;31;44m");
        assert_eq!(sgr(Pen::PLAIN, Pen { fg: 9, bg: 12, attributes: 0 }, true), "\x1b[91;104m");
    }

    #[test]
    fn fewer_colours_never_hide_text() {
        assert_eq!(Pen::of(Color::DarkGray, Color::Reset, Modifier::empty(), 8).fg, DEFAULT);
        assert_eq!(Pen::of(Color::LightRed, Color::Blue, Modifier::empty(), 8), Pen { fg: 1, bg: 4, attributes: 0 });
        assert_eq!(Pen::of(Color::LightRed, Color::Blue, Modifier::BOLD, 0), Pen { attributes: BOLD, ..Pen::PLAIN });
        assert_eq!(Pen::of(Color::Rgb(255, 0, 0), Color::Indexed(4), Modifier::empty(), 16).fg, 9);
    }
}
