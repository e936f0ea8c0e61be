//! Screens of the real binary: cut, killed, two at once, nothing written while nobody types.

use std::time::Duration;

use crate::office::Home;
use crate::pty::Session;

#[test]
fn killed_at_any_field_at_most_that_field_is_lost_and_one_key_brings_the_form_back() {
    let home = Home::new();
    let db = home.training(60);
    let mut first = Session::start(home.path(), &["--db", &db, "--at", "intake"], &[]);
    first.wait("Inscription").press("2").typing("GA00DEMO994502").press("<Enter>").typing("NYINGONE").press("<Enter>");
    first.typing("Rosalie").press("<Enter>").typing("MBOU");
    std::thread::sleep(Duration::from_millis(300));
    first.signal("KILL");
    first.ended();
    let mut second = Session::start(home.path(), &["--db", &db], &[]);
    second.wait("à reprendre");
    second.keys = 0;
    second.press("<Enter>").wait("NYINGONE");
    assert_eq!(second.keys, 1);
    assert!(second.text().contains("Rosalie") && second.text().contains("GA00DEMO994502"), "{}", second.text());
}

#[test]
fn a_line_that_is_cut_ends_the_program_and_keeps_the_form() {
    let home = Home::new();
    let db = home.training(60);
    let mut first = Session::start(home.path(), &["--db", &db, "--at", "intake"], &[]);
    first.wait("Inscription").press("2").typing("GA00DEMO994503").press("<Enter>").typing("ZOMO");
    // In the middle of the next field, which nobody has left yet.
    first.press("<Enter>").typing("Hono").wait("Hono").signal("HUP");
    first.ended();
    let mut second = Session::start(home.path(), &["--db", &db], &[]);
    second.wait("à reprendre").press("<Enter>").wait("ZOMO").wait("Hono").typing("rine").wait("Honorine");
}

#[test]
fn nothing_is_written_while_nobody_types() {
    let home = Home::new();
    let db = home.training(60);
    let mut session = Session::start(home.path(), &["--db", &db, "--at", "caseload"], &[]);
    session.wait("Portefeuille");
    session.settle();
    let before = session.bytes.len();
    std::thread::sleep(Duration::from_secs(3));
    session.settle();
    // The clock may have turned a minute meanwhile: one digit, or a few when the hour turns.
    assert!(session.bytes.len() - before <= 40, "{} bytes", session.bytes.len() - before);
}
