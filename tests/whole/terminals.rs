//! The same day on every terminal: pictures, forbidden sequences, bytes that would be commands, sizes.

use unicode_normalization::UnicodeNormalization;

use crate::forbid::forbid;
use crate::office::Home;
use crate::pty::Session;
use crate::steps::{self, Picture};

/// Fails where a terminal that isn't UTF-8 would get a byte that it takes for a command (terminal.md §3).
fn forbid_c1(bytes: &[u8]) {
    let bad: Vec<_> = bytes.iter().filter(|b| (0x80..0xA0).contains(*b)).collect();
    assert!(bad.is_empty(), "{bad:02x?}");
}

/// A row as a terminal of that set shows it.
fn in_set(row: &str, set: &str) -> String {
    let plain = |c: char| match c {
        '…' => '.',
        '°' if set == "ascii" => 'o',
        '─' => '-',
        '’' => '\'',
        '–' => '-',
        c => c,
    };
    let row: String = row.chars().map(plain).collect();
    match set {
        "ascii" => row.nfd().filter(char::is_ascii).collect(),
        _ => row,
    }
}

fn rows(picture: &Picture) -> Vec<String> {
    picture.rows.iter().map(|row| row.iter().map(|spot| spot.text.as_str()).collect::<String>()).collect()
}

/// Plays the story there and compares each picture with that of an xterm in UTF-8; the help line names other keys.
fn same_story(term: &str, lang: &str, set: &str) {
    let wanted = steps::full();
    let found = steps::play(&Home::new(), "full", &[("TERM", term), ("LANG", lang)]);
    assert_eq!(wanted.len(), found.len());
    for (want, have) in wanted.iter().zip(&found) {
        forbid(&have.bytes);
        forbid_c1(&have.bytes);
        for (y, (want_row, row)) in rows(&want.picture).iter().zip(rows(&have.picture)).enumerate().take(23) {
            // Characters that take two cells elsewhere are looked at in the tests of the terminal.
            if want_row.contains(['œ', '«', '»', '→']) {
                continue;
            }
            // A vt100 draws rules with its own set, where `q` is a line.
            let row =
                if term == "vt100" { row.replace("qqqq", "----").replace("qq ", "-- ").replace(" qqq", " ---") } else { row };
            let (want_row, row) = (in_set(want_row, set), row.trim_end().to_owned());
            let alike = want_row.trim_end().chars().zip(row.chars()).all(|(a, b)| a == b || (a == '-' && b == 'q'));
            assert!(alike, "{} « {} », row {y}:\n{want_row}\n{row}", want.kind, want.keys);
        }
    }
}

#[test]
fn the_story_is_the_same_on_a_vt100_in_ascii() {
    same_story("vt100", "C", "ascii");
}

#[test]
fn the_story_is_the_same_on_a_linux_console_in_latin_1() {
    same_story("linux", "fr_FR.ISO-8859-1", "latin1");
}

#[test]
fn each_terminal_shows_the_list_and_the_form_and_names_keys_that_it_has() {
    let home = Home::new();
    let db = home.training(200);
    let terminals = [
        ("vt100", "C", "Ctrl+E"),
        ("vt220", "fr_FR.ISO-8859-1", "F10"),
        ("xterm", "fr_FR.UTF-8", "F10"),
        ("screen", "fr_FR.UTF-8", "F10"),
        ("tmux-256color", "fr_FR.UTF-8", "F10"),
        ("linux", "fr_FR@euro", "F10"),
        ("no-such-terminal", "C", "F10"),
    ];
    for (term, lang, key) in terminals {
        let mut session = Session::start(home.path(), &["--db", &db, "--at", "caseload"], &[("TERM", term), ("LANG", lang)]);
        session.wait("Portefeuille").wait("sur");
        session.press("g i").wait("Inscription");
        session.settle();
        assert!(session.row(24).contains(key), "{term}: {}", session.row(24));
        assert_eq!(session.cursor().0, 3, "{term}: the cursor is on the first field");
        session.press("<Esc>").wait("Portefeuille").press("<Esc>");
        forbid(&session.bytes);
        if !lang.ends_with("UTF-8") {
            forbid_c1(&session.bytes);
        }
        if term == "vt100" {
            // Neither colours nor the resets that it doesn't know.
            let text = session.bytes.escape_ascii().to_string();
            assert!(!text.contains("[31m") && !text.contains("[27m") && !text.contains("1049"), "{text}");
        }
    }
}

#[test]
fn where_no_locale_says_it_the_first_run_asks_whether_one_sees_e_acute_and_keeps_the_answer() {
    let home = Home::new();
    let db = home.training(60);
    let open = |args: &[&str]| {
        let args = [&["--db", &db, "--at", "caseload"], args].concat();
        Session::start(home.path(), &args, &[("LANG", "")])
    };
    // The emulator shows one byte as one letter here: the second line is the right one.
    let mut session = open(&[]);
    session.wait("2   é").press("2 <Enter>").wait("Portefeuille").wait("Échéance");
    forbid_c1(&session.bytes[session.bytes.windows(2).rposition(|w| w == b"\x1b[").unwrap()..]);
    drop(session);
    let mut session = open(&[]);
    session.wait("Portefeuille").wait("Échéance");
    assert!(!session.bytes.windows(2).any(|w| w == b"\xc3\xa9"), "it isn't asked twice");
    drop(session);
    let mut session = open(&["--charset", "ask"]);
    session.wait("2   é").press("3 <Enter>").wait("Portefeuille").wait("Echeance");
}

#[test]
fn a_letter_in_latin_1_where_utf_8_was_expected_is_understood_and_told_once() {
    let home = Home::new();
    let db = home.training(60);
    let mut session = Session::start(home.path(), &["--db", &db, "--at", "intake"], &[]);
    session.wait("Inscription").press("2 <Enter>");
    session.send(b"NGUL\xc9".to_vec());
    session.wait("NGULÉ").wait("Latin-1");
    assert!(session.row(23).contains("--charset ask"), "{}", session.row(23));
    session.press("<Enter>");
    session.send(b"Ren\xe9".to_vec());
    session.wait("René");
}

#[test]
fn a_wide_screen_has_more_and_one_that_changes_its_size_is_painted_as_if_it_had_begun_so() {
    let home = Home::new();
    let db = home.training(200);
    let args = ["--db", &db, "--at", "caseload"];
    let fresh = |rows, cols| {
        let mut session = Session::sized(home.path(), &args, &[], rows, cols);
        session.wait("Portefeuille").wait("F1 Aide");
        session.settle();
        session.text()
    };
    let wide = fresh(43, 132);
    assert!(wide.lines().count() > 40 && wide.lines().any(|line| line.chars().count() > 110), "{wide}");
    let mut session = Session::start(home.path(), &args, &[]);
    session.wait("Portefeuille").wait("F1 Aide");
    for (rows, cols) in [(43, 132), (18, 60), (10, 40), (24, 80)] {
        session.resize(rows, cols);
        session.settle();
        if rows >= 18 {
            assert_eq!(session.text(), fresh(rows, cols), "{rows}x{cols}");
        }
    }
    forbid(&session.bytes);
}
