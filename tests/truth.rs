//! Truths about the source itself: layers, SQL, lengths, heads of files. Each test reads `src` and names the lines that break one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};

/// Longest file, in lines.
const LONGEST: usize = 550;

/// Who may name what (architecture.md): the place of a file, and the modules of this crate that it may name. The first that fits counts.
const LAYERS: &[(&str, &[&str])] = &[
    ("src/fault.rs", &[]),
    ("src/texts.rs", &["fault", "domain"]),
    ("src/config.rs", &["fault", "domain"]),
    ("src/domain/", &["domain", "fault", "record"]),
    ("src/store/", &["store", "domain", "fault"]),
    ("src/exchange/", &["exchange", "domain", "fault"]),
    ("src/services/", &["services", "store", "exchange", "domain", "fault", "config"]),
    ("src/columns.rs", &["services::import", "fault", "texts"]),
    ("src/paper.rs", &["services::letters", "domain", "fault", "texts", "config"]),
    // Where the command line starts the screens: the one place that knows both.
    ("src/cli/open.rs", &["cli", "services", "store", "domain", "fault", "texts", "config", "tui"]),
    (
        "src/cli/",
        &[
            "cli",
            "services",
            "exchange",
            "domain",
            "fault",
            "texts",
            "config",
            "log",
            "guard",
            "paper",
            "columns",
            "store::open",
            "store::create",
            "store::Desk",
            "tui::run",
        ],
    ),
    ("src/tui/terminal/", &["tui", "domain", "fault", "config"]),
    ("src/tui/widgets/", &["tui::widgets", "tui::look", "tui::action", "tui::screen", "domain", "fault", "texts"]),
    ("src/tui/screens/", &["tui", "paper", "columns", "services", "domain", "fault", "texts"]),
    ("src/tui/dialogs/", &["tui", "services", "domain", "fault", "texts"]),
    ("src/tui/form/", &["tui", "services::codes", "services::draft", "domain", "fault", "texts"]),
    ("src/tui/", &["tui", "store", "domain", "fault", "texts", "config"]),
];

/// Crates that a layer never names: the domain has no clock of its own, no database, no terminal; services don't print.
const STRANGERS: &[(&str, &[&str])] = &[
    (
        "src/domain/",
        &[
            "rusqlite",
            "tokio_postgres",
            "ratatui",
            "crossterm",
            "std::fs",
            "std::net",
            "std::env",
            "Utc::now",
            "Local::now",
            "fastrand",
            "println!",
        ],
    ),
    ("src/store/", &["ratatui", "crossterm", "println!", "eprintln!"]),
    ("src/exchange/", &["rusqlite", "tokio_postgres", "ratatui", "crossterm", "println!", "eprintln!"]),
    ("src/services/", &["rusqlite", "tokio_postgres", "ratatui", "crossterm", "clap", "println!", "eprintln!"]),
    ("src/cli/", &["rusqlite", "tokio_postgres", "ratatui", "crossterm"]),
    ("src/tui/", &["rusqlite", "tokio_postgres"]),
];

/// What the two engines take differently (architecture.md, "SQL that both engines take"), and what never belongs in a text.
const NOT_SHARED: &[&str] = &[
    "LIKE",
    "ILIKE",
    "GLOB",
    "UPPER(",
    "LOWER(",
    "NOW()",
    "CURRENT_DATE",
    "CURRENT_TIMESTAMP",
    "DATE(",
    "DATETIME(",
    "STRFTIME(",
    "::",
    "OFFSET",
    "SELECT *",
    "SERIAL PRIMARY",
    "AUTOINCREMENT",
    "IFNULL(",
    "GROUP_CONCAT(",
    "STRING_AGG(",
    "= 1 AND ACTIVE",
    "ROWID",
];

fn files(dir: &Path, extension: &str, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, extension, into);
        } else if path.extension().is_some_and(|e| e == extension) {
            into.push(path);
        }
    }
}

/// Every file of a folder of the package with this extension: its path from the package and its text.
fn sources(folder: &str, extension: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    files(&root.join(folder), extension, &mut found);
    found.sort();
    let name = |p: &Path| p.strip_prefix(root).unwrap().to_string_lossy().into_owned();
    found.iter().map(|p| (name(p), std::fs::read_to_string(p).unwrap())).collect()
}

/// The code of a file in pieces: (line, text, whether it is inside a string). Comments are left out, and so is all after `#[cfg(test)]`.
fn pieces(source: &str) -> Vec<(usize, String, bool)> {
    let source = source.split("#[cfg(test)]\nmod ").next().unwrap_or(source);
    let chars: Vec<char> = source.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let (mut all, mut code, mut line, mut i) = (Vec::new(), String::new(), 1, 0);
    while i < chars.len() {
        let raw = at(i) == 'r' && (at(i + 1) == '"' || (at(i + 1) == '#' && (at(i + 2) == '"' || at(i + 2) == '#')));
        let word_before = i > 0 && (at(i - 1).is_alphanumeric() || at(i - 1) == '_');
        if at(i) == '/' && at(i + 1) == '/' {
            while i < chars.len() && at(i) != '\n' {
                i += 1;
            }
        } else if at(i) == '\'' && (at(i + 2) == '\'' || at(i + 1) == '\\') {
            i += if at(i + 1) == '\\' { 4 } else { 3 }; // a character, perhaps a quote
        } else if at(i) == '"' || (raw && !word_before) {
            all.push((line, std::mem::take(&mut code), false));
            let hashes = if at(i) == '"' { 0 } else { (i + 1..).take_while(|k| at(*k) == '#').count() };
            let is_raw = at(i) == 'r';
            i += if is_raw { hashes + 2 } else { 1 };
            let (first, mut text) = (line, String::new());
            while i < chars.len() {
                if at(i) == '"' && (1..=hashes).all(|k| at(i + k) == '#') {
                    break;
                }
                if at(i) == '\\' && !is_raw {
                    line += usize::from(at(i + 1) == '\n');
                    i += 2;
                    continue;
                }
                line += usize::from(at(i) == '\n');
                text.push(at(i));
                i += 1;
            }
            all.push((first, text, true));
            i += hashes + 1;
        } else {
            if at(i) == '\n' {
                all.push((line, std::mem::take(&mut code), false));
                line += 1;
            } else {
                code.push(at(i));
            }
            i += 1;
        }
    }
    all.push((line, code, false));
    all
}

/// The modules of this crate that a line of code names: `store::open` of `use crate::store::open;`.
fn named(code: &str) -> Vec<String> {
    let starts = code.match_indices("crate::").map(|(at, found)| &code[at + found.len()..]);
    let path = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':').collect::<String>();
    starts.map(path).filter(|p| !p.is_empty()).collect()
}

fn may(allowed: &[&str], path: &str) -> bool {
    allowed.iter().any(|a| path == *a || path.strip_prefix(a).is_some_and(|rest| rest.starts_with("::")))
}

fn none(broken: Vec<String>) {
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn no_layer_names_a_higher_one() {
    let mut broken = Vec::new();
    for (file, text) in sources("src", "rs") {
        let Some((_, allowed)) = LAYERS.iter().find(|(place, _)| file.starts_with(place)) else { continue };
        for (line, code, quoted) in pieces(&text) {
            for path in named(&code).into_iter().filter(|p| !quoted && !may(allowed, p)) {
                // `use crate::{a, b}` would hide what it names.
                broken.push(format!("{file}:{line}: names crate::{path}"));
            }
            if !quoted && code.contains("crate::{") {
                broken.push(format!("{file}:{line}: names several modules in one braced use: one line each"));
            }
        }
    }
    none(broken);
}

#[test]
fn no_layer_names_a_crate_that_is_not_its_business() {
    let mut broken = Vec::new();
    for (file, text) in sources("src", "rs") {
        let strangers = STRANGERS.iter().filter(|(place, _)| file.starts_with(place)).flat_map(|(_, s)| s.iter());
        let strangers: Vec<_> = strangers.filter(|_| !file.starts_with("src/tui/terminal/")).collect();
        for (line, code, quoted) in pieces(&text) {
            for stranger in strangers.iter().filter(|s| !quoted && code.contains(**s)) {
                broken.push(format!("{file}:{line}: {stranger}"));
            }
        }
    }
    none(broken);
}

/// Whether a text is SQL: it begins as a statement or a clause does.
fn is_sql(text: &str) -> bool {
    let first = text.trim_start().split(|c: char| !c.is_ascii_uppercase()).next().unwrap_or_default();
    [
        "SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "CREATE", "ALTER", "DROP", "FROM", "WHERE", "JOIN", "LEFT", "AND", "OR",
        "ORDER", "GROUP",
    ]
    .contains(&first)
        || text.contains("SELECT ")
}

#[test]
fn sql_keeps_to_what_both_engines_take() {
    let mut broken = Vec::new();
    for (file, text) in sources("src/store", "rs") {
        for (line, sql, _) in pieces(&text).into_iter().filter(|(_, t, quoted)| *quoted && is_sql(t)) {
            let folded = sql.to_uppercase();
            for word in NOT_SHARED {
                let whole = |(at, _): (usize, &str)| {
                    let before = folded[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_');
                    let after = folded[at + word.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '_');
                    before && (after || !word.ends_with(char::is_alphanumeric)) || *word == "::"
                };
                if folded.match_indices(word).any(whole) {
                    broken.push(format!("{file}:{line}: {word} in: {sql}"));
                }
            }
        }
    }
    none(broken);
}

#[test]
fn migrations_keep_to_what_both_engines_take() {
    let mut broken = Vec::new();
    for (file, text) in sources("migrations", "sql").into_iter().filter(|(f, _)| f != "migrations/postgres.sql") {
        for (at, line) in text.lines().enumerate() {
            // As a key of the rows themselves INTEGER means the same to both, and saves SQLite an index.
            let code = line.split("--").next().unwrap_or_default().to_uppercase().replace("INTEGER PRIMARY KEY", "");
            for word in [
                "SERIAL,",
                "SERIAL PRIMARY",
                "AUTOINCREMENT",
                "VARCHAR",
                "TIMESTAMP",
                " DATE",
                "BYTEA",
                " INT ",
                "INTEGER",
                "NOW()",
                "::",
            ] {
                if code.contains(word) {
                    broken.push(format!("{file}:{}: {word}", at + 1));
                }
            }
        }
    }
    none(broken);
}

#[test]
fn sql_is_written_in_the_store_only() {
    let mut broken = Vec::new();
    for (file, text) in sources("src", "rs").into_iter().filter(|(f, _)| !f.starts_with("src/store/")) {
        for (line, sql, quoted) in pieces(&text) {
            if quoted && ["SELECT ", "INSERT INTO ", "DELETE FROM "].iter().any(|w| sql.contains(w)) {
                broken.push(format!("{file}:{line}: {sql}"));
            }
        }
    }
    none(broken);
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut broken = Vec::new();
    for (file, text) in ["src", "tests", "benches"].iter().flat_map(|folder| sources(folder, "rs")) {
        let lines = text.lines().count();
        if lines > LONGEST {
            broken.push(format!("{file}: {lines} lines, {LONGEST} at most"));
        }
        if !text.starts_with("//!") {
            broken.push(format!("{file}: doesn't begin with //! and what it is for"));
        }
    }
    none(broken);
}

#[test]
fn the_readers_of_these_truths_see_what_they_should() {
    let source =
        "use crate::store::open; // crate::tui\nlet a = \"x \\\" LIKE\"; let c = '\"'; let b = r#\"SELECT \"y\" FROM z\"#;\n";
    let quoted: Vec<String> = pieces(source).into_iter().filter(|p| p.2).map(|p| p.1).collect();
    assert_eq!(quoted, ["x  LIKE", "SELECT \"y\" FROM z"]);
    let code: Vec<String> = pieces(source).into_iter().filter(|p| !p.2).flat_map(|p| named(&p.1)).collect();
    assert_eq!(code, ["store::open"]);
    assert!(may(&["store::open"], "store::open") && may(&["store"], "store::open") && !may(&["store"], "store_room"));
}

/// Where a service asks for a right without `access::may`: what is only shown, what was asked before by another way.
const ASKED_OTHERWISE: &[&str] = &["src/services/access.rs", "src/services/export.rs", "src/services/proposals/answer.rs"];

#[test]
fn services_ask_for_rights_in_one_place() {
    let mut broken = Vec::new();
    for (file, text) in sources("src/services", "rs") {
        if ASKED_OTHERWISE.contains(&file.as_str()) {
            continue;
        }
        let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or(&text).to_owned();
        for (at, _) in text.match_indices("rights::allowed(").chain(text.match_indices("rights::demands(")) {
            // Up to the end of the statement: with `?` it refuses, and then the refusal must be in the audit.
            let rest: String = text[at..].chars().take_while(|c| *c != ';' && *c != '{').collect();
            if rest.trim_end().ends_with(")?") {
                let line = text[..at].lines().count();
                broken
                    .push(format!("{file}:{line}: asks by itself; `access::may(desk, deed, owner)?` refuses with its audit row"));
            }
        }
    }
    none(broken);
}
