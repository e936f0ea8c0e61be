//! The terminal's character set: which bytes a symbol becomes, and which characters typed bytes are.
//!
//! Called by the glyphs of the backend (one cell in, one cell out), by printing (whole lines) and by the decoder of
//! the keyboard. The rules are those of terminal.md §3: to a terminal that is not UTF-8 no byte 80-9F ever goes out
//! (it would be a command there), except the printable ones of cp1252 when that was asked for by name.

use unicode_normalization::UnicodeNormalization;

use super::translit;

/// The character set that the terminal speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Charset {
    /// UTF-8.
    Utf8,
    /// ISO 8859-1.
    Latin1,
    /// ISO 8859-15: Latin-1 with the euro sign, œ and Ÿ.
    Latin9,
    /// Windows code page 1252; only when asked for by name.
    Cp1252,
    /// Plain ASCII: accents fall off on screen, the database keeps them.
    #[default]
    Ascii,
}

/// Latin-9's differences from Latin-1.
const LATIN9: [(u8, char); 8] =
    [(0xA4, '€'), (0xA6, 'Š'), (0xA8, 'š'), (0xB4, 'Ž'), (0xB8, 'ž'), (0xBC, 'Œ'), (0xBD, 'œ'), (0xBE, 'Ÿ')];

/// The printable part of 80-9F in cp1252; 81, 8D, 8F, 90 and 9D are controls and never used.
const CP1252: [(u8, char); 27] = [
    (0x80, '€'),
    (0x82, '‚'),
    (0x83, 'ƒ'),
    (0x84, '„'),
    (0x85, '…'),
    (0x86, '†'),
    (0x87, '‡'),
    (0x88, 'ˆ'),
    (0x89, '‰'),
    (0x8A, 'Š'),
    (0x8B, '‹'),
    (0x8C, 'Œ'),
    (0x8E, 'Ž'),
    (0x91, '‘'),
    (0x92, '’'),
    (0x93, '“'),
    (0x94, '”'),
    (0x95, '•'),
    (0x96, '–'),
    (0x97, '—'),
    (0x98, '˜'),
    (0x99, '™'),
    (0x9A, 'š'),
    (0x9B, '›'),
    (0x9C, 'œ'),
    (0x9E, 'ž'),
    (0x9F, 'Ÿ'),
];

impl Charset {
    /// The set of that name (`utf-8`, `latin1`, `latin9`, `cp1252`, `ascii` and their usual other spellings);
    /// `None` for `auto` and unknown names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let plain: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        Some(match plain.as_str() {
            "utf8" => Self::Utf8,
            "latin1" | "iso88591" | "l1" => Self::Latin1,
            "latin9" | "iso885915" | "latin0" | "l9" => Self::Latin9,
            "cp1252" | "windows1252" | "win1252" => Self::Cp1252,
            "ascii" | "usascii" | "ansix341968" | "646" => Self::Ascii,
            _ => return None,
        })
    }

    /// The set to use: `flag` (from the command line or the configuration; `auto` counts as none), else the first
    /// that is set of `LC_ALL`, `LC_CTYPE` and `LANG` as `env` gives them. Nothing set is the C locale: ASCII.
    pub fn detect(flag: Option<&str>, env: &dyn Fn(&str) -> Option<String>) -> Self {
        if let Some(asked) = flag.and_then(Self::from_name) {
            return asked;
        }
        ["LC_ALL", "LC_CTYPE", "LANG"]
            .iter()
            .find_map(|name| env(name).filter(|value| !value.is_empty()))
            .map_or(Self::Ascii, |value| Self::of_locale(&value))
    }

    /// A locale without a set means what the C library has always meant by it: Latin-1, or Latin-9 with `@euro`.
    fn of_locale(locale: &str) -> Self {
        let (base, modifier) = locale.split_once('@').unwrap_or((locale, ""));
        let (place, set) = base.split_once('.').unwrap_or((base, ""));
        match Self::from_name(set) {
            // Only when asked for by name: its 80-9F are commands to any other terminal.
            Some(Self::Cp1252) => Self::Latin1,
            Some(set) => set,
            None if !set.is_empty() || matches!(place, "C" | "POSIX") => Self::Ascii,
            None if modifier.eq_ignore_ascii_case("euro") => Self::Latin9,
            None => Self::Latin1,
        }
    }

    /// True for UTF-8.
    #[must_use]
    pub fn is_utf8(self) -> bool {
        self == Self::Utf8
    }

    /// The byte of `c` in this 8-bit set; `None` if it has none, or only one that could be a command.
    /// Always `None` above ASCII for UTF-8 and ASCII.
    #[must_use]
    pub fn byte(self, c: char) -> Option<u8> {
        let code = u32::from(c);
        if (0x20..0x7F).contains(&code) {
            return u8::try_from(code).ok();
        }
        let latin1 = u8::try_from(code).ok().filter(|b| *b >= 0xA0);
        let own = |table: &[(u8, char)]| table.iter().find(|(_, it)| *it == c).map(|(b, _)| *b);
        match self {
            Self::Utf8 | Self::Ascii => None,
            Self::Latin1 => latin1,
            Self::Latin9 => own(&LATIN9).or_else(|| latin1.filter(|b| !LATIN9.iter().any(|(it, _)| it == b))),
            Self::Cp1252 => own(&CP1252).or(latin1),
        }
    }

    /// The character that the typed byte `b` (80-FF) is in this set; `None` for a control. UTF-8 and ASCII take a
    /// lone byte as Latin-1: that is what a terminal set to Latin-1 sends.
    #[must_use]
    pub fn typed(self, b: u8) -> Option<char> {
        let own = |table: &[(u8, char)]| table.iter().find(|(it, _)| *it == b).map(|(_, c)| *c);
        let latin1 = (b >= 0xA0).then(|| char::from(b));
        match self {
            Self::Utf8 | Self::Ascii | Self::Latin1 => latin1,
            Self::Latin9 => own(&LATIN9).or(latin1),
            Self::Cp1252 => own(&CP1252).or(latin1),
        }
    }

    /// The one byte that stands for `c` in one cell of a terminal of this set that is not UTF-8: its own, its first
    /// transliterated letter (`œ` is `o`, `€` is `E`), else `?`.
    #[must_use]
    pub fn cell_byte(self, c: char) -> u8 {
        self.byte(c)
            .or_else(|| translit::of(c).and_then(|text| text.bytes().next()))
            .or_else(|| self.nearest_base(c))
            .unwrap_or(b'?')
    }

    /// A whole text for paper or a file in this set: transliterated in full (`œ` is `oe`, `€` is `EUR`).
    /// Controls are dropped, so lines are joined by the caller.
    #[must_use]
    pub fn encode_text(self, text: &str) -> Vec<u8> {
        let mut out = Vec::with_capacity(text.len());
        for c in text.nfc().filter(|c| !c.is_control()) {
            if self.is_utf8() {
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            } else if let Some(b) = self.byte(c) {
                out.push(b);
            } else if let Some(text) = translit::of(c) {
                out.extend_from_slice(text.as_bytes());
            } else if !unicode_normalization::char::is_combining_mark(c) {
                out.push(self.nearest_base(c).unwrap_or(b'?'));
            }
        }
        out
    }

    /// Take the accents off one by one until the set has the letter (ộ is ô in Latin-1 and o in ASCII).
    fn nearest_base(self, c: char) -> Option<u8> {
        let mut found = None;
        unicode_normalization::char::decompose_compatible(c, |part| {
            found = found.or_else(|| self.byte(part));
        });
        let mut best = c;
        loop {
            let mut first = None;
            let mut rest = 0_u8;
            unicode_normalization::char::decompose_canonical(best, |part| {
                if first.is_none() {
                    first = Some(part);
                } else {
                    rest = rest.saturating_add(1);
                }
            });
            match first {
                Some(base) if base != best && rest > 0 => best = base,
                _ => break,
            }
            if let Some(b) = self.byte(best) {
                return Some(b);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Charset; 4] = [Charset::Latin1, Charset::Latin9, Charset::Cp1252, Charset::Ascii];

    #[test]
    fn no_character_ever_becomes_a_control_byte() {
        for c in (0..=0x0010_FFFF_u32).filter_map(char::from_u32) {
            for set in ALL {
                let b = set.cell_byte(c);
                let own = set == Charset::Cp1252 && CP1252.iter().any(|(it, _)| *it == b);
                assert!(matches!(b, 0x20..=0x7E) || (b >= 0xA0 && set != Charset::Ascii) || own, "{c:?} {set:?} {b:x}");
            }
        }
    }

    #[test]
    fn accents_fall_off_one_letter_for_one() {
        let show = |set: Charset, text: &str| text.chars().map(|c| char::from(set.cell_byte(c))).collect::<String>();
        assert_eq!(show(Charset::Ascii, "Élève œuvré « né » … ─ ’"), "Eleve ouvre \" ne \" . - '");
        assert_eq!(show(Charset::Latin1, "Élève – œ €"), "Élève - o E");
        assert_eq!(Charset::Latin9.cell_byte('€'), 0xA4);
        assert_eq!(Charset::Latin9.cell_byte('¤'), b'?');
        assert_eq!(Charset::Cp1252.cell_byte('’'), 0x92);
        assert_eq!(Charset::Ascii.cell_byte('ộ'), b'o');
        assert_eq!(Charset::Latin1.encode_text("cœur 5 €\u{1b}[m"), b"coeur 5 EUR[m");
    }

    #[test]
    fn the_set_comes_from_the_flag_then_the_locale() {
        let locale = |value: &'static str| move |name: &str| (name == "LANG").then(|| value.to_owned());
        assert_eq!(Charset::detect(Some("latin9"), &locale("fr_FR.UTF-8")), Charset::Latin9);
        assert_eq!(Charset::detect(Some("auto"), &locale("fr_FR.UTF-8")), Charset::Utf8);
        assert_eq!(Charset::detect(None, &locale("fr_FR.utf8")), Charset::Utf8);
        assert_eq!(Charset::detect(None, &locale("fr_FR.ISO-8859-15")), Charset::Latin9);
        assert_eq!(Charset::detect(None, &locale("fr_FR@euro")), Charset::Latin9);
        assert_eq!(Charset::detect(None, &locale("fr_FR")), Charset::Latin1);
        assert_eq!(Charset::detect(None, &locale("fr_FR.CP1252")), Charset::Latin1);
        assert_eq!(Charset::detect(None, &locale("POSIX")), Charset::Ascii);
        assert_eq!(Charset::detect(None, &locale("C.UTF-8")), Charset::Utf8);
        assert_eq!(Charset::detect(None, &|_| None), Charset::Ascii);
    }
}
