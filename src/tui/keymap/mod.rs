//! From keys to actions, and back for the help line. Files are in `keymaps/`; loaded by `tui::run`, asked by `app.rs`.

mod keys;
mod load;

use std::collections::HashMap;

pub use keys::{Class, Key, class_of, label_of, sequence};
pub use load::SCREENS;

use crate::fault::{Fault, Outcome};
use crate::tui::action::Action;
use crate::tui::screen::{Edit, Kind};

/// Where a key is pressed, from the inside out: the kind, the screen, `global`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Where {
    /// Kind of what has the focus.
    pub kind: Kind,
    /// Letters go to a field: only keys that type nothing act (but for `?` in a coded field).
    pub typing: bool,
    /// Name of the screen.
    pub screen: &'static str,
}

/// What a key means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// This.
    Action(Action),
    /// A change of the field.
    Edit(Edit),
    /// The start of a longer sequence.
    Pending,
    /// Nothing; if it types a character, that is for the field.
    None,
}

type Table = Vec<(Vec<Key>, Action)>;

/// A whole keymap.
#[derive(Debug, Clone)]
pub struct Keymap {
    contexts: HashMap<String, Table>,
    edits: Vec<(Key, Edit)>,
    /// The keys that the terminal's keyboard has: no others are shown (a vt100 has no F10, a vt220 no F5).
    pub keyboard: Keyboard,
}

/// What a terminal's keyboard has beyond the keys that every one has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keyboard {
    /// Bit 0 is F1, bit 11 is F12.
    pub functions: u16,
    /// Page Up and Down, Home, End, Insert, Delete; a vt100 has no Shift+Tab either.
    pub pages: bool,
}

impl Default for Keyboard {
    /// All of them.
    fn default() -> Self {
        Keyboard { functions: 0x0FFF, pages: true }
    }
}

impl Keyboard {
    fn has(self, key: Key) -> bool {
        match key.code {
            crossterm::event::KeyCode::F(n) => {
                self.functions & 1_u16.checked_shl(u32::from(n).saturating_sub(1)).unwrap_or(0) != 0
            }
            _ => self.pages || key.class() == Class::A,
        }
    }
}

impl Keymap {
    /// A built-in one: `fr`, `en`, `5250`.
    pub fn builtin(name: &str) -> Outcome<Keymap> {
        let text = load::builtin(name).ok_or_else(|| Fault::wrong("wrong-keymap-name").with("name", name))?;
        Keymap::read(&format!("{name}.toml"), text)
    }
    /// From the text of a file; the fault names file and line.
    pub fn read(file: &str, text: &str) -> Outcome<Keymap> {
        let draft = load::read(file, text)?;
        let flat = |actions: Vec<(Action, load::Bound)>| -> Table {
            actions.into_iter().flat_map(|(a, b)| b.keys.into_iter().map(move |k| (k, a))).collect()
        };
        let edits = draft.edits.into_iter().flat_map(|(e, b)| b.keys.into_iter().flatten().map(move |k| (k, e)));
        Ok(Keymap {
            edits: edits.collect(),
            contexts: draft.contexts.into_iter().map(|(name, actions)| (name, flat(actions))).collect(),
            keyboard: Keyboard::default(),
        })
    }
    /// The tables that count here, the inner ones first, each with whether typed characters act in it.
    fn tables(&self, at: Where) -> impl Iterator<Item = (&Table, bool)> {
        let own = [(at.kind.name(), !at.typing || at.kind == Kind::Form)];
        let outer = [(at.screen, !at.typing), ("global", !at.typing)];
        own.into_iter().chain(outer).filter_map(|(name, letters)| Some((self.contexts.get(name)?, letters)))
    }
    /// Bindings that can be reached here, the inner ones first.
    fn bindings(&self, at: Where) -> impl Iterator<Item = (&[Key], Action)> {
        self.tables(at).flat_map(|(table, letters)| {
            let reached = table.iter().filter(move |(keys, _)| letters || keys.first().is_some_and(|k| k.types().is_none()));
            reached.map(|(keys, action)| (keys.as_slice(), *action))
        })
    }
    /// What a key means after those pending.
    pub fn resolve(&self, at: Where, pending: &[Key], key: Key) -> Meaning {
        if pending.is_empty()
            && at.typing
            && let Some((_, edit)) = self.edits.iter().find(|(k, _)| *k == key)
        {
            return Meaning::Edit(*edit);
        }
        let mut seq = pending.to_vec();
        seq.push(key);
        let found = self.look_up(at, &seq);
        if found != Meaning::None {
            return found;
        }
        if (!at.typing || !pending.is_empty()) && key.lower() != key {
            return self.resolve(at, pending, key.lower());
        }
        Meaning::None
    }
    fn look_up(&self, at: Where, seq: &[Key]) -> Meaning {
        if self.bindings(at).any(|(keys, _)| keys.len() > seq.len() && keys.starts_with(seq)) {
            return Meaning::Pending;
        }
        self.bindings(at).find(|(keys, _)| *keys == seq).map_or(Meaning::None, |(_, a)| Meaning::Action(a))
    }
    /// The keys of an action here, the first in the file first; those that an inner context gives to another left out.
    pub fn keys_of(&self, action: Action, at: Where) -> Vec<&[Key]> {
        let mut out: Vec<&[Key]> = Vec::new();
        for (keys, found) in self.bindings(at) {
            let first = self.bindings(at).find(|(k, _)| *k == keys).map(|(_, a)| a);
            let edits = at.typing && matches!(keys, [one] if self.edits.iter().any(|(k, _)| k == one));
            if found == action && first == Some(action) && !edits && !out.contains(&keys) {
                out.push(keys);
            }
        }
        out.retain(|keys| keys.iter().all(|key| self.keyboard.has(*key)));
        out
    }
    /// The label of an action's first key here.
    pub fn label_of(&self, action: Action, at: Where, lang: &str) -> Option<String> {
        self.keys_of(action, at).first().map(|keys| label_of(keys, lang))
    }
    /// What may follow the pending keys: the next key and its action.
    pub fn following(&self, at: Where, pending: &[Key]) -> Vec<(Key, Action)> {
        let mut out: Vec<(Key, Action)> = Vec::new();
        for (keys, action) in self.bindings(at) {
            if keys.starts_with(pending)
                && let Some(next) = keys.get(pending.len())
                && !out.iter().any(|(k, _)| k == next)
            {
                out.push((*next, action));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: Where = Where { kind: Kind::List, typing: false, screen: "caseload" };
    const FORM: Where = Where { kind: Kind::Form, typing: true, screen: "intake" };
    const TEXT: Where = Where { kind: Kind::Text, typing: true, screen: "intake" };

    fn key(name: &str) -> Key {
        Key::named(name).unwrap()
    }
    fn refused(text: &str) -> (&'static str, String) {
        let Err(Fault::Wrong(reason)) = Keymap::read("mine.toml", text) else { panic!("{text} should be refused") };
        let line = reason.args.iter().find(|(n, _)| *n == "line").unwrap().1.clone();
        (reason.key, line)
    }

    #[test]
    fn every_action_has_a_safe_key_in_every_keymap() {
        for name in ["fr", "en", "5250"] {
            let map = Keymap::builtin(name).unwrap();
            for action in Action::ALL.iter().filter(|a| !a.palette_only()) {
                let safe = [LIST, FORM, TEXT, Where { kind: Kind::Dialog, typing: false, screen: "confirm" }]
                    .iter()
                    .any(|at| map.keys_of(*action, *at).iter().any(|k| class_of(k) == Class::A));
                assert!(safe, "{action:?} in {name}");
            }
        }
    }

    #[test]
    fn a_letter_acts_in_a_list_and_types_in_a_field() {
        let map = Keymap::builtin("fr").unwrap();
        assert_eq!(map.resolve(LIST, &[], key("p")), Meaning::Action(Action::Propose));
        assert_eq!(map.resolve(LIST, &[], key("P")), Meaning::Action(Action::Propose));
        assert_eq!(map.resolve(FORM, &[], key("p")), Meaning::None);
        assert_eq!(map.resolve(FORM, &[], key("?")), Meaning::Action(Action::Explain));
        assert_eq!(map.resolve(TEXT, &[], key("?")), Meaning::None);
        assert_eq!(map.resolve(TEXT, &[], key("Left")), Meaning::Edit(Edit::Left));
        assert_eq!(map.resolve(LIST, &[], key("Left")), Meaning::Action(Action::Left));
    }

    #[test]
    fn g_waits_for_the_next_key_and_ctrl_g_does_so_in_a_field() {
        let map = Keymap::builtin("fr").unwrap();
        assert_eq!(map.resolve(LIST, &[], key("g")), Meaning::Pending);
        assert_eq!(map.resolve(LIST, &[key("g")], key("j")), Meaning::Action(Action::GoDay));
        assert_eq!(map.resolve(LIST, &[key("g")], key("h")), Meaning::Action(Action::First));
        assert_eq!(map.resolve(TEXT, &[key("Ctrl+G")], key("j")), Meaning::Action(Action::GoDay));
        assert_eq!(map.resolve(LIST, &[key("g")], key("z")), Meaning::None);
    }

    #[test]
    fn a_bad_file_is_refused_with_its_line() {
        assert_eq!(refused("base = \"fr\"\n[list]\nfly = \"k\"\n"), ("wrong-keymap-action", "3".into()));
        assert_eq!(refused("base = \"fr\"\n[list]\nopen = \"Hop\"\n"), ("wrong-keymap-key", "3".into()));
        assert_eq!(refused("base = \"fr\"\n\n[global]\nopen = \"Ctrl+A\"\n"), ("wrong-keymap-never", "4".into()));
        assert_eq!(refused("base = \"fr\"\n[moon]\n"), ("wrong-keymap-context", "2".into()));
        assert_eq!(refused("base = \"xx\"\n"), ("wrong-keymap-base", "1".into()));
        assert_eq!(refused("[global]\nopen = [\n"), ("wrong-keymap-syntax", "2".into()));
        assert_eq!(refused("base = \"fr\"\n[global]\nnote = \"p\"\n").0, "wrong-keymap-twice");
        assert_eq!(refused("base = \"fr\"\n[global]\nundo = \"F7\"\n"), ("wrong-keymap-unsafe", "3".into()));
    }

    #[test]
    fn only_keys_that_the_terminal_has_are_shown() {
        let mut map = Keymap::builtin("fr").unwrap();
        let shown = |map: &Keymap, action| map.label_of(action, FORM, "fr").unwrap();
        assert_eq!(shown(&map, Action::Save), "F10");
        map.keyboard = Keyboard { functions: 0x000F, pages: false };
        assert_eq!((shown(&map, Action::Save), shown(&map, Action::Explain)), ("Ctrl+E".to_owned(), "F2".to_owned()));
        map.keyboard = Keyboard { functions: 0x0FEF, pages: true };
        assert_eq!(shown(&map, Action::Save), "F10");
        assert!(map.keys_of(Action::Save, FORM).len() == 2);
    }

    #[test]
    fn keys_are_written_in_the_users_language() {
        assert_eq!(label_of(&sequence("Ctrl+G j").unwrap(), "fr"), "Ctrl+G j");
        assert_eq!(key("Enter").label("fr"), "Entrée");
        assert_eq!(key("Esc").label("en"), "Esc");
        assert_eq!(key("Shift+Tab").label("fr"), "Maj+Tab");
    }
}
