//! Two programs on one file, on one person: the second to save sees both values and chooses; nothing is lost.

use crate::office::Home;
use crate::pty::Session;

fn opened(home: &Home, db: &str) -> Session {
    let mut s = Session::start(home.path(), &["--db", db], &[]);
    s.wait("Ma journée").press("<Enter>").wait("[Identité]").press("m").wait("Enregistrer");
    s
}

#[test]
fn the_second_to_save_sees_both_values_and_chooses() {
    let home = Home::new();
    let db = home.training(60);
    let (mut first, mut second) = (opened(&home, &db), opened(&home, &db));
    // Both change the telephone.
    for s in [&mut first, &mut second] {
        while !s.row(s.cursor().0).contains("Téléphone") {
            s.press("<Enter>");
            assert!(s.keys < 60, "{}", s.text());
        }
    }
    first.typing("066 11 11 11").press("<Enter> <C-e>").wait("Enregistré");
    second.typing("066 22 22 22").press("<Enter> <C-e>").wait("Modifié par");
    let shown = second.text();
    assert!(shown.contains("066 11 11 11") && shown.contains("066 22 22 22"), "{shown}");
    second.press("2 <Enter>").wait("Enregistré");
    let stored: String = rusqlite::Connection::open(&db)
        .unwrap()
        .query_row("SELECT phone FROM person WHERE phone IN ('+24166111111', '+24166222222')", [], |r| r.get(0))
        .unwrap();
    assert_eq!(stored, "+24166222222");
    // The value that was not taken stands in the history.
    let kept: i64 = rusqlite::Connection::open(&db)
        .unwrap()
        .query_row("SELECT count(*) FROM audit_value WHERE became LIKE '%66111111%' OR was LIKE '%66111111%'", [], |r| r.get(0))
        .unwrap();
    assert!(kept >= 2, "{kept}");
    assert_eq!(home.run(&["check", "--db", &db]).status(), 0);
}
