//! Slips to the printer behind the terminal (terminal.md §6), and the key test.

use crate::office::Home;
use crate::pty::Session;

fn configured(text: &str) -> Home {
    let home = Home::new();
    std::fs::create_dir_all(home.file(".config/guichet")).unwrap();
    std::fs::write(home.file(".config/guichet/guichet.toml"), text).unwrap();
    home
}

#[test]
fn a_paper_goes_to_the_printer_of_the_thin_client_in_one_piece_and_the_screen_is_whole_again() {
    for (lang, name) in [("fr_FR.UTF-8", "Thérèse"), ("fr_FR.ISO-8859-1", "Th\u{e9}r\u{e8}se")] {
        let home = configured("print = 'terminal'\n");
        let db = home.training(60);
        let mut session = Session::start(home.path(), &["--db", &db, "--at", "caseload"], &[("LANG", lang)]);
        session.wait("Portefeuille").wait("sur").press("<Enter>").wait("Dossier").wait("Identité");
        let from = session.bytes.len();
        session.press("i").wait("1").press("1").wait("envoyé à l'imprimante");
        let bytes = &session.bytes[from..];
        let start = bytes.windows(4).position(|w| w == b"\x1b[5i").expect("the printer is switched on") + 4;
        let end = bytes.windows(4).position(|w| w == b"\x1b[4i").expect("and off again");
        let slip = &bytes[start..end];
        assert!(slip.ends_with(b"\r\n\x0c") && !slip.contains(&0x1B), "{}", slip.escape_ascii());
        let text = if lang.ends_with("UTF-8") {
            String::from_utf8(slip.to_vec()).unwrap()
        } else {
            slip.iter().map(|b| char::from(*b)).collect()
        };
        assert!(text.split("\r\n").all(|line| line.chars().count() <= 78), "{text}");
        assert!(text.contains("Office") || text.contains(name), "{text}");
        // What was printed stands nowhere on the screen.
        let shown = session.text();
        assert!(shown.contains("Dossier") && session.row(24).contains("F1 Aide"), "{shown}");
        session.press("<C-l>");
        assert_eq!(session.text(), shown);
    }
}

#[test]
fn the_key_test_shows_the_bytes_received_and_the_key_understood() {
    let home = Home::new();
    let db = home.training(60);
    let mut session = Session::start(home.path(), &["--db", &db], &[]);
    session.wait("Ma journée").press("<F4>").typing("essai").press("<Enter>").wait("Octets reçus");
    for bytes in [&b"\x1b[6~"[..], b"\x1b[99~", "é".as_bytes(), b"\x05", b"q"] {
        session.send(bytes.to_vec());
        session.settle();
    }
    let text = session.text();
    let row =
        |part: &str| text.lines().find(|line| line.contains(part)).unwrap_or_else(|| panic!("no {part} in\n{text}")).to_owned();
    assert!(
        row("ESC [ 6 ~").contains("PgSuiv") || row("ESC [ 6 ~").contains("PgDn") || row("ESC [ 6 ~").contains("Pg"),
        "{text}"
    );
    assert!(row("ESC [ 9 9 ~").contains("inconnue"), "{text}");
    assert!(row("C3 A9").contains('é') && row(" 05").contains("Ctrl+E"), "{text}");
    session.press("<Esc>");
    session.press("<Esc>");
    assert!(!session.text().contains("Octets reçus") && session.text().contains("Ma journée"), "{}", session.text());
}
