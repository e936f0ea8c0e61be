//! The pictures of the user guide, taken from the running program. `GUIDE=write cargo test --test whole guide` takes them again and
//! writes them into docs/guide.md, each behind its mark `<!-- picture: SCREEN LOOK -->`; without it the test only sees that they are there.

use std::path::Path;

use crate::office::Home;
use crate::pty::Session;

/// Name in the mark, the screen it begins at, keys until it is shown, a text that is then there.
const PICTURES: [(&str, &str, &[&str], &str); 11] = [
    ("day", "day", &[], "rendez-vous"),
    ("queue", "queue", &[], "File"),
    ("caseload", "caseload", &["<Down>", "<Down>"], "Filtre"),
    ("file", "caseload", &["<Enter>"], "Inscription"),
    ("intake", "intake", &["2"], "Nom(s)"),
    ("agenda", "agenda", &[], "Agenda"),
    ("tasks", "caseload", &["gt"], "Tâches"),
    ("notices", "caseload", &["gn"], "Avis"),
    ("search", "search", &["oy"], "OY"),
    ("palette", "caseload", &["<F4>", "re"], "Tout : re"),
    ("bulk", "bulk_entry", BULK, "fiche 1 sur 200"),
];

/// A pile is announced and its first form begun.
const BULK: &[&str] = &["n", "1", "200", "<Enter>", "396418", "<Enter>", "<Enter>", "<Enter>", "3"];

/// The picture as text: a field's blanks as `_`, a reversed row with `▌` at its end.
fn picture(session: &Session) -> String {
    let screen = session.screen();
    let (rows, columns) = (screen.size().0.get(), screen.size().1.get());
    let mut all = String::new();
    for y in 0..rows {
        let mut line = String::new();
        for x in 0..columns {
            let cell = screen.cell(y, x).unwrap();
            match cell.contents() {
                "" | " " if cell.underline() => line.push('_'),
                "" => line.push(' '),
                text => line.push_str(text),
            }
        }
        let bar = y > 0 && screen.cell(y, 0).is_some_and(vt100::Cell::inverse);
        let line = if bar { format!("{line}▌") } else { line.trim_end().to_owned() };
        all.push_str(&line);
        all.push('\n');
    }
    all
}

/// Puts a picture behind its mark.
fn put(guide: &str, mark: &str, picture: &str) -> String {
    let at = guide.find(mark).unwrap_or_else(|| panic!("{mark} is missing in docs/guide.md")) + mark.len();
    let (head, tail) = guide.split_at(at);
    let rest = match tail.trim_start().strip_prefix("```text\n") {
        Some(old) => old.split_once("```\n").unwrap().1,
        None => tail,
    };
    format!("{head}\n```text\n{picture}```\n\n{}", rest.trim_start_matches('\n'))
}

#[test]
fn the_guide_has_a_picture_of_each_screen_in_both_looks() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide.md");
    let mut guide = std::fs::read_to_string(&path).unwrap();
    let write = std::env::var_os("GUIDE").is_some_and(|what| what == "write");
    let home = Home::new();
    let db = if write { home.training(2000) } else { String::new() };
    for (name, at, keys, text) in PICTURES {
        for look in ["full", "thin"] {
            let mark = format!("<!-- picture: {name} {look} -->");
            if write {
                let mut session = Session::start(home.path(), &["--db", &db, "--at", at, "--look", look], &[]);
                session.wait("F1 ");
                keys.iter().for_each(|keys| session.press_slowly(keys));
                session.wait(text);
                guide = put(&guide, &mark, &picture(&session));
            }
            let after = guide.split(&mark).nth(1).unwrap_or_else(|| panic!("{mark} is missing"));
            let block = after.split("```").nth(1).unwrap_or_default();
            assert!(after.trim_start().starts_with("```text") && block.contains(text) && block.lines().count() == 25, "{mark}");
        }
    }
    if write {
        std::fs::write(path, guide).unwrap();
    }
}
