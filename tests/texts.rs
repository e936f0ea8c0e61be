//! Truth about the texts: both languages have the same keys and arguments, French keeps its typography and the office's
//! words (wording.md), labels fit their places, every field, state and fault has its text.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;
use guichet::domain::batch::FormState;
use guichet::domain::lifecycle::{
    AppointmentState, BatchState, PlacementState, ProposalState, RegistrationState, TaskState, VacancyState,
};
use guichet::texts::{FILES, LANGUAGES, Texts, dashed};

/// A message as written: its file and its lines without comments.
struct Message {
    file: String,
    lines: Vec<String>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The messages of a language by id; terms (`-name`) too.
fn messages(lang: &str) -> BTreeMap<String, Message> {
    let mut all = BTreeMap::new();
    for (_, file, source) in FILES.iter().filter(|(l, _, _)| *l == lang) {
        let mut id = String::new();
        for line in source.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
            let text = match line.split_once('=') {
                Some((head, text)) if !line.starts_with([' ', '}', '[', '*', '.']) => {
                    id = head.trim().to_owned();
                    let message = Message { file: (*file).to_owned(), lines: Vec::new() };
                    assert!(all.insert(id.clone(), message).is_none(), "{lang}/{file}: {id} stands twice");
                    text
                }
                _ => line,
            };
            let text = text.trim_start();
            // An attribute's name is no text.
            let text = if text.starts_with('.') { text.split_once("= ").map_or(text, |(_, t)| t) } else { text };
            all.get_mut(&id).unwrap().lines.push(text.to_owned());
        }
    }
    all
}

/// What stands after each `sign` in a text, as long as it is a name.
fn names_after(text: &str, sign: &str) -> BTreeSet<String> {
    let name = |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '-').collect::<String>();
    text.split(sign).skip(1).map(name).filter(|n| !n.is_empty()).collect()
}

/// The words of a line: each placeable becomes one sign, variants' names go.
fn words(line: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for c in line.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    out.push('¤');
                }
            }
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    let out = out.trim();
    let variant = out.trim_start_matches('*').strip_prefix('[').and_then(|r| r.split_once(']'));
    variant.map_or(out, |(_, text)| text.trim()).to_owned()
}

/// Each line of words of the French files, with its key.
fn french() -> Vec<(String, String)> {
    let all = messages("fr");
    let lines = all.iter().flat_map(|(id, m)| m.lines.iter().map(move |l| (format!("{}: {id}", m.file), words(l))));
    lines.filter(|(_, l)| !l.is_empty()).collect()
}

fn sources(folder: &Path, out: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push((path.clone(), fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn every_file_of_the_folder_is_in_the_binary_and_is_sound_fluent() {
    for lang in LANGUAGES {
        let folder = root().join("locales").join(lang);
        let there: BTreeSet<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        let carried: BTreeSet<String> = FILES.iter().filter(|f| f.0 == lang).map(|f| f.1.to_owned()).collect();
        assert_eq!(there, carried);
    }
    for (lang, file, source) in FILES {
        if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
            panic!("{lang}/{file}: {errors:?}");
        }
    }
}

#[test]
fn each_key_is_in_both_languages_with_the_same_arguments() {
    let (fr, en) = (messages("fr"), messages("en"));
    let texts = |id: &&String| !id.starts_with('-');
    let missing: Vec<_> = fr.keys().filter(texts).filter(|k| !en.contains_key(*k)).collect();
    assert!(missing.is_empty(), "not in English: {missing:?}");
    let missing: Vec<_> = en.keys().filter(texts).filter(|k| !fr.contains_key(*k)).collect();
    assert!(missing.is_empty(), "not in French: {missing:?}");
    for (id, message) in fr.iter().filter(|(id, _)| !id.starts_with('-')) {
        let args = |m: &Message| names_after(&m.lines.join("\n"), "$");
        assert_eq!(args(message), args(&en[id]), "arguments of {id}");
        assert_eq!(message.file, en[id].file, "{id} lies in two different files");
    }
}

#[test]
fn a_text_refers_only_to_its_own_file_because_files_are_read_when_needed() {
    for lang in LANGUAGES {
        let all = messages(lang);
        for (id, message) in &all {
            for line in &message.lines {
                for placeable in line.split('{').skip(1).map(str::trim_start) {
                    let name: String = placeable.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
                    if name.is_empty() {
                        continue;
                    }
                    let target = all.get(&name).unwrap_or_else(|| panic!("{lang}: {id} refers to {name}, which is nowhere"));
                    assert_eq!(target.file, message.file, "{lang}: {id} refers to {name} in another file");
                }
            }
        }
    }
}

#[test]
fn french_has_its_no_break_spaces_its_quotation_marks_and_no_double_space() {
    for (key, line) in french() {
        assert!(!line.contains('"'), "ASCII quotation mark in {key}: {line}");
        assert!(!line.contains("  "), "double space in {key}: {line}");
        let signs: Vec<char> = line.chars().collect();
        for (i, sign) in signs.iter().enumerate() {
            let before = i.checked_sub(1).map(|b| signs[b]);
            let after = signs.get(i + 1);
            let ends = after.is_none_or(|c| c.is_whitespace() || *c == '¤');
            match sign {
                ':' | ';' | '?' | '!' if ends && i > 0 => {
                    assert_eq!(before, Some('\u{a0}'), "no no-break space before {sign} in {key}: {line}");
                }
                '»' | '%' => assert_eq!(before, Some('\u{a0}'), "no no-break space before {sign} in {key}: {line}"),
                '«' => assert_eq!(after, Some(&'\u{a0}'), "no no-break space after « in {key}: {line}"),
                '!' => panic!("exclamation mark in {key}: {line}"),
                _ => {}
            }
        }
        for unit in ["FCFA", "XAF"] {
            for (at, _) in line.match_indices(&format!(" {unit}")) {
                let before = line[..at].chars().next_back().unwrap();
                assert!(!before.is_ascii_digit() && before != '¤', "no no-break space before {unit} in {key}: {line}");
            }
        }
    }
}

#[test]
fn french_says_the_words_of_the_glossary_and_no_english() {
    let twins = ["chômeur", "chômeurs", "chômeuse", "client", "clients", "ticket", "tickets", "veuillez", "oups", "tu"];
    let more = ["ok", "supprimer", "éditer", "soumettre", "email", "mail"];
    let english = [
        "the", "and", "with", "your", "this", "not", "save", "cancel", "delete", "click", "login", "password", "update",
        "settings", "default", "error", "warning", "invalid", "please", "enter", "back", "field",
    ];
    // The words of the command line are its own in every language.
    for (key, line) in french().into_iter().filter(|(key, _)| !key.ends_with("cli-user-action")) {
        let said = line.to_lowercase();
        for word in said.split(|c: char| !c.is_alphanumeric() && c != '-') {
            assert!(!twins.contains(&word) && !more.contains(&word), "« {word} » is not a word of the office, in {key}: {line}");
            assert!(!english.contains(&word), "« {word} » is English, in {key}: {line}");
        }
        assert!(!said.contains("dossier clos"), "a file is « sorti », in {key}: {line}");
    }
}

#[test]
fn english_has_no_contraction() {
    for (id, message) in messages("en") {
        for line in message.lines.iter().map(|l| words(l)).filter(|l| !l.is_empty()) {
            let said = line.to_lowercase();
            for short in ["n't ", "n't.", "'ll ", "'re ", "'ve "] {
                assert!(id.starts_with("help-") || !said.contains(short), "contraction in {id}: {line}");
            }
        }
    }
}

#[test]
fn labels_and_sentences_fit_their_places_at_80_columns() {
    for lang in LANGUAGES {
        for (id, message) in messages(lang) {
            let first = message.lines.first().map(|l| words(l)).unwrap_or_default();
            if id.starts_with("field-") {
                // 16 with the mark of obligatory fields.
                assert!(first.chars().count() <= 14, "{lang}: label {id} is longer than 14: {first}");
            }
            if id.starts_with("state-") {
                assert!(first.chars().count() <= 22, "{lang}: state {id} is longer than 22: {first}");
            }
            if id.starts_with("flaw-") {
                for line in &message.lines {
                    let label = if line.contains("$field") { 13 } else { 0 };
                    let length = words(line).chars().count() + label + 3 * line.matches("{ $").count();
                    assert!(length <= 78, "{lang}: {id} would take {length} columns: {line}");
                }
            }
        }
    }
}

#[test]
fn every_field_of_a_record_has_a_label_and_a_help_in_both_languages() {
    let mut files = Vec::new();
    sources(&root().join("src/domain"), &mut files);
    let mut fields = BTreeSet::new();
    for (_, text) in &files {
        for line in text.lines().map(str::trim).filter(|l| l.contains(", Kind::") && !l.starts_with("//")) {
            let Some((name, rest)) = line.split_once(':') else { continue };
            if ["= Must", "= May", "= Depends", "= Made"].iter().any(|need| rest.contains(need)) {
                fields.insert(name.to_owned());
            }
        }
    }
    assert!(fields.len() > 150, "the field tables are not where they were: {}", fields.len());
    for lang in LANGUAGES {
        let texts = Texts::load(lang).unwrap();
        let lacking: Vec<_> = fields
            .iter()
            .flat_map(|f| [format!("field-{}", dashed(f)), format!("help-field-{}", dashed(f))])
            .filter(|key| !texts.has(key))
            .collect();
        assert!(lacking.is_empty(), "{lang} lacks {lacking:?}");
    }
}

#[test]
fn every_field_of_a_drawer_has_its_help() {
    let mut sources_of_screens = Vec::new();
    sources(&root().join("src/tui/screens"), &mut sources_of_screens);
    let texts = LANGUAGES.map(|lang| Texts::load(lang).unwrap());
    let mut seen = 0;
    for (file, text) in &sources_of_screens {
        for opener in ["Spec::text(", "Spec::note(", "Spec::code(", "Spec::codes(", "Spec::date(", "day_field("] {
            for rest in text.split(opener).skip(1) {
                let Some(id) = rest.trim_start().strip_prefix('"').and_then(|r| r.split('"').next()) else { continue };
                seen += 1;
                let key = format!("help-field-{}", dashed(id));
                assert!(texts.iter().all(|t| t.has(&key)), "{key} is missing, asked in {}", file.display());
            }
        }
    }
    assert!(seen > 15, "the fields are no longer found in the sources: {seen}");
}

#[test]
fn ways_named_in_a_text_are_keys_of_its_language() {
    let keys = |file: &str| {
        let text = fs::read_to_string(root().join("keymaps").join(file)).unwrap();
        let ways =
            text.lines().filter_map(|l| l.split_once(" = [\"g ")).map(|(way, rest)| (way.to_owned(), rest[..1].to_owned()));
        ways.collect::<BTreeMap<_, _>>()
    };
    let french_ways = keys("fr.toml");
    let mut english_ways = french_ways.clone();
    english_ways.extend(keys("en.toml"));
    for (lang, ways) in [("fr", french_ways), ("en", english_ways)] {
        for (id, message) in messages(lang).iter().filter(|(id, _)| !id.starts_with("wrong-keymap")) {
            let text = message.lines.join(" ");
            for key in text.split(|c: char| c.is_whitespace() || c == '"').collect::<Vec<_>>().windows(2) {
                if let ["g", letter] = key
                    && letter.trim_matches([',', '.', ';']).len() == 1
                {
                    let letter = letter.trim_matches([',', '.', ';']);
                    assert!(ways.values().any(|k| k == letter), "{lang}, {id}: g {letter} leads nowhere");
                }
            }
        }
    }
}

#[test]
fn every_state_of_a_lifecycle_has_its_word() {
    let mut states: Vec<(&str, &str)> = Vec::new();
    states.extend(RegistrationState::ALL.iter().map(|s| ("registration", s.id())));
    states.extend(AppointmentState::ALL.iter().map(|s| ("appointment", s.id())));
    states.extend(VacancyState::ALL.iter().map(|s| ("vacancy", s.id())));
    states.extend(ProposalState::ALL.iter().map(|s| ("proposal", s.id())));
    states.extend(PlacementState::ALL.iter().map(|s| ("placement", s.id())));
    states.extend(TaskState::ALL.iter().map(|s| ("task", s.id())));
    states.extend(BatchState::ALL.iter().map(|s| ("batch", s.id())));
    states.extend(FormState::ALL.iter().map(|s| ("batch-form", s.id())));
    for lang in LANGUAGES {
        let texts = Texts::load(lang).unwrap();
        for (record, state) in &states {
            let key = format!("state-{record}-{}", dashed(state));
            assert!(texts.has(&key), "{lang} lacks {key}");
        }
    }
}

#[test]
fn every_record_has_its_name() {
    let mut files = Vec::new();
    sources(&root().join("src/domain"), &mut files);
    let mut tables = BTreeSet::new();
    for (_, text) in &files {
        for line in text.lines().map(str::trim).filter(|l| l.ends_with("Id {")) {
            tables.extend(line.split('"').nth(1).map(str::to_owned));
        }
    }
    assert!(tables.len() > 20, "the records are not where they were: {tables:?}");
    for lang in LANGUAGES {
        let texts = Texts::load(lang).unwrap();
        for table in &tables {
            assert!(texts.has(&format!("record-{}", dashed(table))), "{lang} lacks the name of {table}");
        }
    }
}

#[test]
fn every_act_of_the_audit_has_its_words() {
    let mut all = Vec::new();
    sources(&root().join("src"), &mut all);
    let mut acts: BTreeSet<String> = BTreeSet::new();
    for (_, text) in &all {
        for sign in [".deed(\"", "Deed::new(deed, \"", "Act::new(deed, \"", "Deed::new(this, \"", "Act::new(this, \""] {
            acts.extend(names_after(text, sign));
        }
    }
    assert!(acts.len() > 80, "the reader of acts sees too few: {acts:?}");
    let known = messages("fr");
    let missing: Vec<_> = acts.iter().filter(|act| !known.contains_key(&format!("act-{}", dashed(act)))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_flaw_refusal_and_wrong_use_in_the_code_has_its_sentence() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let mut keys = BTreeMap::new();
    for (path, text) in &files {
        for start in ["flaw-", "refused-", "wrong-", "who-can-"] {
            for rest in text.split(&format!("\"{start}")).skip(1) {
                let name: String = rest.chars().take_while(|c| *c != '"').collect();
                let is_key = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
                if is_key && !name.ends_with('-') {
                    keys.insert(format!("{start}{name}"), path.clone());
                }
            }
        }
    }
    assert!(keys.len() > 40, "the keys are not where they were");
    for lang in LANGUAGES {
        let texts = Texts::load(lang).unwrap();
        let lacking: Vec<_> = keys.iter().filter(|(key, _)| !texts.has(key)).collect();
        assert!(lacking.is_empty(), "{lang} lacks {lacking:#?}");
    }
}
