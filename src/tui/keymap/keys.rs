//! Keys as written in keymaps and as shown on screen; which are safe, which never come. Used by `keymap`.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// How sure a terminal has a key (terminal.md §4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Everywhere.
    A,
    /// Almost everywhere.
    B,
    /// To be avoided.
    C,
    /// Taken by the terminal, by screen or tmux, or the same byte as another key.
    Never,
}

/// One key with its modifiers. Shift counts only with named keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which.
    pub code: KeyCode,
    /// Control, Alt, Shift.
    pub mods: KeyModifiers,
}

const NAMED: &[(&str, KeyCode)] = &[
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Space", KeyCode::Char(' ')),
    ("Backspace", KeyCode::Backspace),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("Ins", KeyCode::Insert),
    ("Del", KeyCode::Delete),
];

impl Key {
    /// From what the terminal says.
    pub fn from_event(event: &KeyEvent) -> Key {
        let mut mods = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        match event.code {
            KeyCode::Char(c) if mods.contains(KeyModifiers::CONTROL) => {
                Key { code: KeyCode::Char(c.to_ascii_lowercase()), mods: mods - KeyModifiers::SHIFT }
            }
            KeyCode::BackTab => Key { code: KeyCode::Tab, mods: KeyModifiers::SHIFT },
            KeyCode::Char(_) => {
                mods -= KeyModifiers::SHIFT;
                Key { code: event.code, mods }
            }
            code => Key { code, mods },
        }
    }
    /// From its name: `a`, `F3`, `Ctrl+E`, `Shift+Tab`, `Space`.
    pub fn named(name: &str) -> Option<Key> {
        let mut mods = KeyModifiers::NONE;
        let mut rest = name;
        for (prefix, bit) in [("Ctrl+", KeyModifiers::CONTROL), ("Alt+", KeyModifiers::ALT), ("Shift+", KeyModifiers::SHIFT)] {
            if let Some(after) = rest.strip_prefix(prefix)
                && !after.is_empty()
            {
                mods |= bit;
                rest = after;
            }
        }
        let mut chars = rest.chars();
        let code = match (chars.next(), chars.next()) {
            (Some(c), None) if mods.contains(KeyModifiers::CONTROL) => KeyCode::Char(c.to_ascii_lowercase()),
            (Some(c), None) => KeyCode::Char(c),
            _ => match NAMED.iter().find(|(n, _)| *n == rest) {
                Some((_, code)) => *code,
                None => KeyCode::F(rest.strip_prefix('F')?.parse().ok().filter(|n| (1..=12).contains(n))?),
            },
        };
        Some(Key { code, mods })
    }
    /// The character that it types, if it types one.
    pub fn types(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if self.mods.is_empty() => Some(c),
            _ => None,
        }
    }
    /// The same key as a small letter, for a shift lock left on.
    pub fn lower(self) -> Key {
        match self.types() {
            Some(c) => Key { code: KeyCode::Char(c.to_lowercase().next().unwrap_or(c)), mods: self.mods },
            None => self,
        }
    }
    /// How safe it is.
    pub fn class(self) -> Class {
        use KeyCode::{Backspace, Char, Delete, Down, End, Enter, Esc, F, Home, Insert, Left, PageDown, PageUp, Right, Tab, Up};
        let (control, alt, shift) = (
            self.mods.contains(KeyModifiers::CONTROL),
            self.mods.contains(KeyModifiers::ALT),
            self.mods.contains(KeyModifiers::SHIFT),
        );
        if alt || (control && shift) {
            return Class::Never;
        }
        match self.code {
            Char(c) if control => match c {
                'e' | 'f' | 'g' | 'k' | 'n' | 'o' | 'p' | 'r' | 't' | 'u' | 'v' | 'x' | 'y' | 'd' | 'l' | 'w' => Class::A,
                _ => Class::Never,
            },
            Char(_) if shift => Class::Never,
            Char(c) if c.is_ascii_alphanumeric() || " /:?*!".contains(c) => Class::A,
            Char(_) => Class::B,
            Tab if shift => Class::B,
            _ if control || shift => Class::C,
            Enter | Esc | Tab | Backspace | Up | Down | Left | Right | F(1..=4) => Class::A,
            F(5..=10) | PageUp | PageDown | Home | End | Insert | Delete => Class::B,
            _ => Class::C,
        }
    }
    /// As it is written on the screen in a language: `Entrée`, `Échap`, `Ctrl+E`.
    pub fn label(self, lang: &str) -> String {
        let name = match self.code {
            KeyCode::Char(' ') => "Space".to_owned(),
            KeyCode::Char(c) if self.mods.contains(KeyModifiers::CONTROL) => c.to_uppercase().to_string(),
            KeyCode::Char(c) => c.to_string(),
            KeyCode::F(n) => format!("F{n}"),
            code => NAMED.iter().find(|(_, c)| *c == code).map_or_else(String::new, |(n, _)| (*n).to_owned()),
        };
        let name = if lang == "en" { name } else { in_french(&name).to_owned() };
        let shift = if lang == "en" { "Shift+" } else { "Maj+" };
        let mut out = String::new();
        if self.mods.contains(KeyModifiers::CONTROL) {
            out.push_str("Ctrl+");
        }
        if self.mods.contains(KeyModifiers::SHIFT) {
            out.push_str(shift);
        }
        out + &name
    }
}

/// The words on a French keyboard's keys: names of things, as in the keymaps, not texts.
fn in_french(name: &str) -> &str {
    match name {
        "Enter" => "Entrée",
        "Esc" => "Échap",
        "Space" => "Espace",
        "Backspace" => "Retour",
        "Up" => "Haut",
        "Down" => "Bas",
        "Left" => "Gauche",
        "Right" => "Droite",
        "Home" => "Début",
        "End" => "Fin",
        "PgUp" => "PgPréc",
        "PgDn" => "PgSuiv",
        "Del" => "Suppr",
        other => other,
    }
}

/// A sequence from its text: `g j`.
pub fn sequence(text: &str) -> Option<Vec<Key>> {
    let keys: Option<Vec<Key>> = text.split(' ').filter(|p| !p.is_empty()).map(Key::named).collect();
    keys.filter(|k| !k.is_empty())
}

/// The worst class in a sequence.
pub fn class_of(keys: &[Key]) -> Class {
    keys.iter().map(|k| k.class()).max().unwrap_or(Class::Never)
}

/// A sequence as shown.
pub fn label_of(keys: &[Key], lang: &str) -> String {
    keys.iter().map(|k| k.label(lang)).collect::<Vec<_>>().join(" ")
}
