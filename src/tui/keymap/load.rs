//! Reads keymap files strictly: an error names file and line (terminal.md §4). Called by `Keymap`.

use std::collections::HashMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::fault::{Fault, Outcome};
use crate::tui::action::Action;
use crate::tui::keymap::keys::{Class, Key, class_of, sequence};
use crate::tui::screen::{Edit, Kind};

/// Names of screens that may have a context of their own; others are refused as unknown.
pub const SCREENS: &[&str] = &[
    "day",
    "queue",
    "caseload",
    "search",
    "file",
    "intake",
    "agenda",
    "interview",
    "vacancies",
    "vacancy",
    "vacancy_form",
    "employers",
    "employer",
    "employer_form",
    "proposals",
    "bulk_entry",
    "bulk_batch",
    "bulk_form",
    "bulk_slip",
    "bulk_aside",
    "bulk_difference",
    "team",
    "tasks",
    "notices",
    "duplicates",
    "duplicate_pair",
    "unmerge",
    "statistics",
    "admin",
    "import",
    "lessons",
    "pause",
    "login",
    "own_account",
    "password",
    "reading",
    "palette",
    "help",
    "conflict",
    "confirm",
    "pick",
    "fault",
    "card",
    "remind",
    "transfer",
    "views",
    "save_view",
    "print_list",
    "import_file",
    "task_done",
    "task_new",
];

const FILES: &[(&str, &str)] = &[
    ("fr", include_str!("../../../keymaps/fr.toml")),
    ("en", include_str!("../../../keymaps/en.toml")),
    ("5250", include_str!("../../../keymaps/5250.toml")),
];

/// Where the keys of an action stand: for the fault that names them.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    pub keys: Vec<Vec<Key>>,
    file: String,
    line: usize,
}

/// A keymap as read, before it is checked as a whole.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub contexts: HashMap<String, Vec<(Action, Bound)>>,
    pub edits: Vec<(Edit, Bound)>,
}

/// The built-in file of a name.
pub(super) fn builtin(name: &str) -> Option<&'static str> {
    FILES.iter().find(|(n, _)| *n == name).map(|(_, text)| *text)
}

/// Reads a file and those it is based on, and checks the whole.
pub(super) fn read(file: &str, text: &str) -> Outcome<Draft> {
    let mut draft = layered(file, text, 0)?;
    check_twice(&draft)?;
    check_safe(&draft, file)?;
    draft.contexts.values_mut().for_each(|bound| bound.sort_by_key(|(action, _)| *action));
    Ok(draft)
}

fn layered(file: &str, text: &str, depth: u8) -> Outcome<Draft> {
    let table =
        DeTable::parse(text).map_err(|e| wrong("wrong-keymap-syntax", file, line_at(text, e.span().map_or(0, |s| s.start))))?;
    let table = table.get_ref();
    let base = table.iter().find(|(name, _)| name.get_ref() == "base");
    let mut draft = match base {
        None => Draft::default(),
        Some((at, value)) => {
            let name = value.get_ref().as_str().unwrap_or_default();
            let base = builtin(name).filter(|_| depth < 4);
            let base = base.ok_or_else(|| wrong("wrong-keymap-base", file, line_at(text, at.span().start)).with("name", name))?;
            layered(name, base, depth + 1)?
        }
    };
    for (name, value) in table.iter().filter(|(name, _)| name.get_ref() != "base") {
        let line = line_at(text, name.span().start);
        let Some(actions) = value.get_ref().as_table() else {
            return Err(wrong("wrong-keymap-value", file, line).with("name", name.get_ref()));
        };
        let source = Source { file, text };
        match name.get_ref().as_ref() {
            "edit" => source.edits(actions, &mut draft)?,
            context if known_context(context) => source.actions(context, actions, &mut draft)?,
            unknown => return Err(wrong("wrong-keymap-context", file, line).with("name", unknown)),
        }
    }
    Ok(draft)
}

fn known_context(name: &str) -> bool {
    let kinds = [Kind::List, Kind::Form, Kind::Text, Kind::Dialog];
    name == "global" || kinds.iter().any(|k| k.name() == name) || SCREENS.contains(&name)
}

struct Source<'a> {
    file: &'a str,
    text: &'a str,
}

impl Source<'_> {
    fn actions(&self, context: &str, table: &DeTable<'_>, draft: &mut Draft) -> Outcome<()> {
        let all = draft.contexts.entry(context.to_owned()).or_default();
        for (name, value) in table {
            let line = line_at(self.text, name.span().start);
            let action = Action::named(name.get_ref())
                .ok_or_else(|| wrong("wrong-keymap-action", self.file, line).with("name", name.get_ref()))?;
            let bound = self.bound(value, line)?;
            all.retain(|(a, _)| *a != action);
            all.push((action, bound));
        }
        Ok(())
    }
    fn edits(&self, table: &DeTable<'_>, draft: &mut Draft) -> Outcome<()> {
        for (name, value) in table {
            let line = line_at(self.text, name.span().start);
            let found = Edit::ALL.iter().find(|(_, n)| n == name.get_ref());
            let (edit, _) = found.ok_or_else(|| wrong("wrong-keymap-action", self.file, line).with("name", name.get_ref()))?;
            let bound = self.bound(value, line)?;
            draft.edits.retain(|(e, _)| e != edit);
            draft.edits.push((*edit, bound));
        }
        Ok(())
    }
    fn bound(&self, value: &Spanned<DeValue<'_>>, line: usize) -> Outcome<Bound> {
        let mut keys = Vec::new();
        let one = value.get_ref().as_str().map(|text| (text, line));
        let many = value.get_ref().as_array().into_iter().flatten();
        let many = many.map(|v| (v.get_ref().as_str().unwrap_or_default(), line_at(self.text, v.span().start)));
        if one.is_none() && value.get_ref().as_array().is_none() {
            return Err(wrong("wrong-keymap-value", self.file, line).with("name", value.get_ref().type_str()));
        }
        for (text, line) in one.into_iter().chain(many) {
            let seq = sequence(text).ok_or_else(|| wrong("wrong-keymap-key", self.file, line).with("name", text))?;
            if class_of(&seq) == Class::Never {
                return Err(wrong("wrong-keymap-never", self.file, line).with("name", text));
            }
            keys.push(seq);
        }
        Ok(Bound { keys, file: self.file.to_owned(), line })
    }
}

/// One key for two actions in a context; a key that begins another's sequence must be the prefix `go`.
fn check_twice(draft: &Draft) -> Outcome<()> {
    for (context, actions) in &draft.contexts {
        let flat: Vec<(Action, &Vec<Key>, &Bound)> =
            actions.iter().flat_map(|(a, b)| b.keys.iter().map(move |k| (*a, k, b))).collect();
        for (i, (action, keys, _)) in flat.iter().enumerate() {
            for (other, others, at) in flat.iter().skip(i + 1) {
                let (short, long, first) =
                    if keys.len() <= others.len() { (keys, others, action) } else { (others, keys, other) };
                let clash =
                    if short.len() == long.len() { short == long } else { long.starts_with(short) && *first != Action::Go };
                if clash {
                    let fault = wrong("wrong-keymap-twice", &at.file, at.line);
                    return Err(fault
                        .with("context", context)
                        .with("one", action.name())
                        .with("two", other.name())
                        .with("key", super::keys::label_of(short, "en")));
                }
            }
        }
    }
    Ok(())
}

/// Every action has a key that every terminal has.
fn check_safe(draft: &Draft, file: &str) -> Outcome<()> {
    for action in Action::ALL.iter().filter(|a| !a.palette_only()) {
        let bounds: Vec<&Bound> = draft.contexts.values().flatten().filter(|(a, _)| a == action).map(|(_, b)| b).collect();
        if !bounds.iter().any(|b| b.keys.iter().any(|k| class_of(k) == Class::A)) {
            let at = bounds.iter().find(|b| b.file == file).or(bounds.first());
            let (file, line) = at.map_or((file, 1), |b| (b.file.as_str(), b.line));
            return Err(wrong("wrong-keymap-unsafe", file, line).with("name", action.name()));
        }
    }
    Ok(())
}

fn wrong(key: &'static str, file: &str, line: usize) -> Fault {
    Fault::wrong(key).with("file", file).with("line", line)
}

fn line_at(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|b| *b == b'\n').count() + 1
}
