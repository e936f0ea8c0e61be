//! Which key a sequence of the terminal is: every form listed in terminal.md §4, and nothing for all others.
//! Called by `decoder` with whole sequences.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What a whole sequence means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A key.
    Key(KeyEvent),
    /// The start of a paste.
    Paste,
}

/// A key without modifiers.
#[must_use]
pub fn plain(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

/// `ESC [` with these parameters and this last byte. `None`: unknown, an answer of the terminal, or a report that wasn't
/// asked for.
#[must_use]
pub fn csi(params: &[u8], last: u8) -> Option<Found> {
    let (first, modifiers) = numbers(params)?;
    let bare = params.is_empty();
    let at = |code| Some(Found::Key(KeyEvent::new(code, modifiers)));
    let with = |code, modifiers| Some(Found::Key(KeyEvent::new(code, modifiers)));
    match last {
        b'A'..=b'D' | b'H' | b'F' if first <= 1 => at(arrow(last)?),
        b'Z' => with(KeyCode::BackTab, KeyModifiers::SHIFT),
        // Without parameters these are Delete or Pause somewhere; with other ones, R is an answer.
        b'P'..=b'S' if first == 1 && params.contains(&b';') => at(KeyCode::F(last - b'P' + 1)),
        b'a'..=b'd' if bare => with(arrow(last.to_ascii_uppercase())?, KeyModifiers::SHIFT),
        b'~' if first == 200 => Some(Found::Paste),
        b'~' => at(numbered(first)?),
        b'^' => with(numbered(first)?, KeyModifiers::CONTROL),
        b'$' => with(numbered(first)?, KeyModifiers::SHIFT),
        b'@' => with(numbered(first)?, KeyModifiers::CONTROL | KeyModifiers::SHIFT),
        _ => None,
    }
}

/// `ESC [ [` and this letter: F1 to F5 of the linux console.
#[must_use]
pub fn linux(last: u8) -> Option<KeyEvent> {
    matches!(last, b'A'..=b'E').then(|| plain(KeyCode::F(last - b'A' + 1)))
}

/// `ESC O` with these parameters and this last byte. `keypad`: the terminal has shown that its keypad sends digits in
/// this form, so that `w` is 7; otherwise it is End (as PuTTY and rxvt send it).
#[must_use]
pub fn ss3(params: &[u8], last: u8, keypad: bool) -> Option<KeyEvent> {
    let modifiers = match params {
        // Older terminals put the modifier alone.
        [b'1'..=b'9'] => modifiers(u16::from(params.first()? - b'0')),
        _ => numbers(params)?.1,
    };
    let code = match last {
        b'A'..=b'D' | b'H' | b'F' => arrow(last)?,
        b'a'..=b'd' => return Some(KeyEvent::new(arrow(last.to_ascii_uppercase())?, KeyModifiers::CONTROL)),
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        b'T'..=b'[' => KeyCode::F(last - b'T' + 5),
        b'M' => KeyCode::Enter,
        b'w' if !keypad => KeyCode::End,
        b'p'..=b'y' => KeyCode::Char(char::from(last - b'p' + b'0')),
        // `* + , - . /` in the order of ASCII.
        b'j'..=b'o' => KeyCode::Char(char::from(last - b'j' + b'*')),
        _ => return None,
    };
    Some(KeyEvent::new(code, modifiers))
}

/// True if `ESC O` and this letter can only be a key of a keypad in application mode.
#[must_use]
pub fn shows_keypad(last: u8) -> bool {
    matches!(last, b'j'..=b'v' | b'x' | b'y')
}

fn arrow(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        _ => return None,
    })
}

fn numbered(n: u16) -> Option<KeyCode> {
    let function = |base: u16, first: u8| u8::try_from(n - base).ok().map(|step| KeyCode::F(first + step));
    match n {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => function(11, 1),
        17..=21 => function(17, 6),
        23 | 24 => function(23, 11),
        25 | 26 => function(25, 13),
        28 | 29 => function(28, 15),
        31..=34 => function(31, 17),
        _ => None,
    }
}

/// The first parameter (0 if absent) and the modifiers of the second. `None` for private parameters and what is no number.
fn numbers(params: &[u8]) -> Option<(u16, KeyModifiers)> {
    let text = std::str::from_utf8(params).ok()?;
    let mut parts = text.split(';').map(|part| {
        let number = part.split(':').next().unwrap_or_default();
        if number.is_empty() { Some(0) } else { number.parse::<u16>().ok().filter(|_| !number.starts_with('+')) }
    });
    let first = parts.next().flatten()?;
    let second = parts.next().unwrap_or(Some(0))?;
    // A third parameter is no key of ours.
    parts.next().is_none().then(|| (first, modifiers(second)))
}

/// xterm's modifiers: 1, and 1, 2, 4 for Shift, Alt, Control.
fn modifiers(n: u16) -> KeyModifiers {
    let bits = n.saturating_sub(1);
    let mut out = KeyModifiers::NONE;
    for (bit, it) in [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)] {
        out.set(it, bits & bit != 0);
    }
    out
}
