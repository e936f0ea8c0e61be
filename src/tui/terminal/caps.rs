//! What the terminal can do, from TERM (terminfo), the environment and what the user asked for.
//! Called once, before the terminal is opened; everything else in this folder only reads the answer.

use std::time::Duration;

use termini::{NumberCapability, StringCapability, TermInfo};

use super::charset::Charset;

/// What the terminal can do. See terminal.md §1-§4.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caps {
    /// The value of TERM, empty if it has none.
    pub term: String,
    /// The set of characters in both directions.
    pub charset: Charset,
    /// 0, 8 or 16 colours.
    pub colours: u8,
    /// It has an alternate screen.
    pub alternate: bool,
    /// It knows SGR 22, 24 and 27; a vt100 does not: there everything is reset and set again.
    pub short_resets: bool,
    /// HT moves to the next of the stops every eight columns.
    pub tabs: bool,
    /// Lines are drawn with `ESC(0`: a vt100 or vt220 that is not UTF-8.
    pub acs: bool,
    /// The function keys that its keyboard has: bit 0 is F1, bit 11 is F12. The help line shows no other.
    pub function_keys: u16,
    /// Its keyboard has Page Up, Page Down, Home, End, Insert and Delete.
    pub page_keys: bool,
    /// How long a lone ESC waits for more bytes before it is the Esc key.
    pub esc_delay: Duration,
}

/// What the user or the configuration asked for; the default asks for nothing.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// `--charset`, or the configuration.
    pub charset: Option<String>,
    /// `--no-color`.
    pub no_colour: bool,
    /// Colours by configuration: 0, 8 or 16; overrides terminfo, not `NO_COLOR`.
    pub colours: Option<u8>,
    /// Wait after ESC by configuration; otherwise 50 ms, 100 ms over SSH.
    pub esc_delay: Option<Duration>,
}

impl Default for Caps {
    /// The least: an unknown terminal, ASCII, no colour.
    fn default() -> Self {
        Self {
            term: String::new(),
            charset: Charset::Ascii,
            colours: 0,
            alternate: false,
            short_resets: false,
            tabs: false,
            acs: false,
            function_keys: 0x0FFF,
            page_keys: true,
            esc_delay: Duration::from_millis(50),
        }
    }
}

impl Caps {
    /// Everything at its best: UTF-8, 16 colours, an alternate screen. For tests and measurements.
    #[must_use]
    pub fn full() -> Self {
        Self {
            term: "xterm".to_owned(),
            charset: Charset::Utf8,
            colours: 16,
            alternate: true,
            short_resets: true,
            tabs: true,
            ..Self::default()
        }
    }

    /// Finds out, from `wish` and the environment as `env` gives it. An unknown TERM has no colour, no alternate
    /// screen and no short resets.
    #[must_use]
    pub fn detect(wish: &Wish, env: &dyn Fn(&str) -> Option<String>) -> Self {
        let term = env("TERM").unwrap_or_default();
        let charset = Charset::detect(wish.charset.as_deref(), env);
        let info = known(&term);
        let of_terminfo = info.as_ref().map_or(0, colours);
        let plain = wish.no_colour || env("NO_COLOR").is_some_and(|value| !value.is_empty());
        let by_ssh = env("SSH_CONNECTION").is_some_and(|value| !value.is_empty());
        let (function_keys, page_keys) = keyboard(&term);
        Self {
            charset,
            colours: if plain { 0 } else { level(wish.colours.unwrap_or(of_terminfo)) },
            alternate: info.as_ref().is_some_and(alternate),
            short_resets: info.as_ref().is_some_and(short_resets),
            tabs: info.as_ref().is_some_and(tabs),
            acs: term.starts_with("vt") && info.is_some() && !charset.is_utf8(),
            function_keys,
            page_keys,
            esc_delay: wish.esc_delay.unwrap_or(Duration::from_millis(if by_ssh { 100 } else { 50 })),
            term,
        }
    }

    /// True if the keyboard has the function key `n` (1 to 12).
    #[must_use]
    pub fn has_function_key(&self, n: u8) -> bool {
        (1..=12).contains(&n) && self.function_keys & (1 << (n - 1)) != 0
    }
}

/// The terminfo entry of that name. TERM comes over the line: no path is made of anything but a plain name, and a
/// broken entry counts as none (the crate indexes into it unchecked).
fn known(term: &str) -> Option<TermInfo> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'+');
    if term.is_empty() || term.starts_with('.') || !term.bytes().all(plain) {
        return None;
    }
    std::panic::catch_unwind(|| TermInfo::from_name(term).ok()).ok().flatten()
}

/// A string of the entry. The crate panics where the entry's offsets are wrong; such an entry has no strings.
fn string(info: &TermInfo, cap: StringCapability) -> Vec<u8> {
    let read = std::panic::AssertUnwindSafe(|| info.raw_string_cap(cap).map(<[u8]>::to_vec));
    std::panic::catch_unwind(read).ok().flatten().unwrap_or_default()
}

fn has(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

fn colours(info: &TermInfo) -> u8 {
    let count = info.number_cap(NumberCapability::MaxColors).unwrap_or(0);
    u8::try_from(count.clamp(0, 16)).unwrap_or(0)
}

fn level(count: u8) -> u8 {
    match count {
        0..8 => 0,
        8..16 => 8,
        _ => 16,
    }
}

fn alternate(info: &TermInfo) -> bool {
    has(&string(info, StringCapability::EnterAlternativeMode), b"?1049h")
}

fn short_resets(info: &TermInfo) -> bool {
    has(&string(info, StringCapability::ExitUnderlineMode), b"24m")
}

/// Stops every eight columns, and nothing but HT itself to go to the next.
fn tabs(info: &TermInfo) -> bool {
    info.number_cap(NumberCapability::InitTabs) == Some(8) && string(info, StringCapability::Tab) == b"\t"
}

/// A vt100 has F1 to F4 and arrows only; a vt220's F5 is a local key (terminal.md §4, class B).
fn keyboard(term: &str) -> (u16, bool) {
    match term {
        _ if ["vt100", "vt102", "vt52"].iter().any(|old| term.starts_with(old)) => (0x000F, false),
        _ if term.starts_with("vt2") => (0x0FEF, true),
        _ => (0x0FFF, true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(pairs: &[(&str, &str)], wish: &Wish) -> Caps {
        Caps::detect(wish, &|name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn an_unknown_terminal_has_no_colour_and_the_least_of_everything() {
        for term in ["", "no-such-thing", "../../etc/passwd", "."] {
            let caps = detect(&[("TERM", term), ("LANG", "fr_FR.UTF-8")], &Wish::default());
            assert_eq!((caps.colours, caps.alternate, caps.short_resets, caps.acs), (0, false, false, false), "{term}");
            assert!(!caps.tabs, "{term}");
            assert_eq!(caps.charset, Charset::Utf8);
        }
    }

    #[test]
    fn no_color_and_the_flag_win_over_the_configuration() {
        let sixteen = Wish { colours: Some(16), ..Wish::default() };
        assert_eq!(detect(&[("TERM", "no-such-thing")], &sixteen).colours, 16);
        assert_eq!(detect(&[("TERM", "xterm"), ("NO_COLOR", "1")], &sixteen).colours, 0);
        assert_eq!(detect(&[("TERM", "xterm"), ("NO_COLOR", "")], &sixteen).colours, 16);
        assert_eq!(detect(&[("TERM", "xterm")], &Wish { no_colour: true, ..sixteen }).colours, 0);
    }

    #[test]
    fn terminfo_tells_a_vt100_from_an_xterm() {
        // Where the machine has no terminfo at all there is nothing to tell.
        if TermInfo::from_name("vt100").is_err() || TermInfo::from_name("xterm-256color").is_err() {
            return;
        }
        let old = detect(&[("TERM", "vt100"), ("LANG", "fr_FR")], &Wish::default());
        assert_eq!((old.colours, old.alternate, old.short_resets, old.acs, old.tabs), (0, false, false, true, true));
        assert!(old.has_function_key(4) && !old.has_function_key(5) && !old.page_keys);
        let new = detect(&[("TERM", "xterm-256color"), ("LANG", "fr_FR.UTF-8")], &Wish::default());
        assert_eq!((new.colours, new.alternate, new.short_resets, new.acs, new.tabs), (16, true, true, false, true));
    }

    #[test]
    fn esc_waits_longer_over_ssh() {
        assert_eq!(detect(&[], &Wish::default()).esc_delay, Duration::from_millis(50));
        assert_eq!(detect(&[("SSH_CONNECTION", "a 1 b 22")], &Wish::default()).esc_delay, Duration::from_millis(100));
    }
}
