//! `check` finds nothing wrong on a training office, and each of ten kinds of damage that is done to it.
use std::io::{Seek, SeekFrom, Write};

use rusqlite::Connection;

use crate::office::Home;
use crate::pty::Session;

/// What is done to the file, and the kind under which it is found.
const DAMAGE: &[(&str, &str)] = &[
    (
        "UPDATE person SET number = substr(number, 1, 14) || ((CAST(substr(number, 15) AS INTEGER) + 1) % 10) WHERE index_no = 3",
        "number",
    ),
    (
        "UPDATE registration SET exit_reason = NULL WHERE id = (SELECT id FROM registration WHERE state = 'closed' LIMIT 1)",
        "state-and-exit",
    ),
    ("UPDATE person SET sort_key = 'zzz' WHERE index_no = 4", "name-fold"),
    (
        "UPDATE registration SET next_due = '1999-01-01' WHERE id = (SELECT id FROM registration WHERE closed_on IS NULL LIMIT 1)",
        "next-due",
    ),
    ("UPDATE registration SET occupation = '0110' WHERE id = (SELECT id FROM registration LIMIT 1)", "occupation-key"),
    ("DELETE FROM person WHERE id = (SELECT person FROM registration LIMIT 1)", "orphan"),
    ("UPDATE person SET birth_date = 'jadis' WHERE index_no = 5", "unreadable"),
    ("UPDATE person SET sex = 'Q', surname = '' , given_names = NULL WHERE index_no = 6", "field"),
    ("UPDATE name_people SET people = zeroblob(2)", "search-word"),
    ("UPDATE serial SET last = 0", "counter"),
    ("UPDATE audit SET login = 'nobody'", "audit-chain"),
];

#[test]
fn a_training_office_is_sound_and_each_damage_is_found() {
    let home = Home::new();
    let db = home.training(150);
    // A deed of one's own, so that the audit has a chain.
    let ran = home.run(&["rules", "--until", "2027-02-01", "--db", &db]);
    assert_eq!(ran.status(), 0, "{}", ran.all());
    let sound = home.run(&["check", "--db", &db]);
    assert_eq!(sound.status(), 0, "{}", sound.all());
    for (n, (sql, kind)) in DAMAGE.iter().enumerate() {
        let copy = home.file(&format!("damaged-{n}.db")).display().to_string();
        std::fs::copy(&db, &copy).unwrap();
        let file = Connection::open(&copy).unwrap();
        file.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        let triggers: Vec<String> = file
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            .unwrap()
            .query_map([], |r| r.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        for trigger in triggers {
            file.execute_batch(&format!("DROP TRIGGER \"{trigger}\"")).unwrap();
        }
        assert!(file.execute(sql, []).unwrap() > 0, "{sql} changed nothing");
        drop(file);
        let ran = home.run(&["check", "--db", &copy, "--json"]);
        assert_eq!(ran.status(), 3, "{sql}: {}", ran.all());
        let found = ran.json();
        assert!(found.as_array().unwrap().iter().any(|f| f["kind"] == *kind), "{sql}: {found}");
    }
}

#[test]
fn twenty_thousand_people_are_sound() {
    let home = Home::new();
    let db = home.training(20_000);
    let ran = home.run(&["check", "--db", &db]);
    assert_eq!(ran.status(), 0, "{}", ran.out().lines().rev().take(10).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_damaged_file_is_said_without_keeping_the_first_screen_waiting_and_nothing_is_written_to_it() {
    let home = Home::new();
    let db = home.training(150);
    let file = Connection::open(&db).unwrap();
    file.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    // A page that the first screen doesn't read.
    let page: i64 = file.query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'audit_value'", [], |r| r.get(0)).unwrap();
    let size: i64 = file.query_row("PRAGMA page_size", [], |r| r.get(0)).unwrap();
    drop(file);
    let mut raw = std::fs::OpenOptions::new().write(true).open(&db).unwrap();
    raw.seek(SeekFrom::Start(u64::try_from((page - 1) * size).unwrap())).unwrap();
    raw.write_all(&[0xA5; 64]).unwrap();
    drop(raw);
    let before = std::fs::read(&db).unwrap();
    let mut session = Session::start(home.path(), &["--db", &db], &[]);
    session.wait("Base endommagée, rien n'a été écrit").wait("CONSULTATION").wait("Ma journée");
    // The deed is refused in words, and the file is as it was.
    session.press("g").press("d").press("f");
    session.settle();
    session.press("<Enter>");
    session.settle();
    drop(session);
    assert!(std::fs::read(&db).unwrap() == before, "the damaged file was written to");
}
