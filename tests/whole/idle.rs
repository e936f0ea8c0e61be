//! A screen at which nobody types writes nothing but the turn of the minute.

use std::time::Duration;

use crate::office::Home;
use crate::pty::Session;
use crate::steps;

#[test]
fn nobody_types_and_not_one_byte_is_written() {
    let home = Home::new();
    let db = steps::office(&home, 2);
    // The day looks every 2 s whether others have saved: that paints nothing either.
    for screen in ["caseload", "day", "queue"] {
        let mut session = Session::start(home.path(), &["--db", &db, "--at", screen], &[]);
        session.wait("F1 Aide");
        session.settle_for(Duration::from_secs(1));
        let before = session.bytes.len();
        session.settle_for(Duration::from_secs(10));
        assert_eq!(session.bytes.len(), before, "{screen}: {}", session.bytes[before..].escape_ascii());
    }
}

#[test]
fn the_minute_that_turns_costs_at_most_twenty_bytes_and_the_rest_of_it_none() {
    let home = Home::new();
    let db = steps::office(&home, 52);
    let mut session = Session::start(home.path(), &["--db", &db, "--at", "caseload"], &[]);
    session.wait("F1 Aide");
    let before = session.bytes.len();
    session.settle_for(Duration::from_secs(15));
    let bytes = &session.bytes[before..];
    assert!((1..=20).contains(&bytes.len()), "{}", bytes.escape_ascii());
    assert!(session.row(1).contains("08h01"), "{}", session.row(1));
}
