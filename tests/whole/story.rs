//! The counsellor's story by the keys alone, on the real binary at 80x24: a walk-in is registered, gets a slip, has a first interview
//! with diagnosis, obstacles and actions and a next appointment; does not come, is justified, renews. In both languages, and
//! again in ASCII without colour, on a vt100 and on a linux console in Latin-1. The key budgets of product.md that concern people are counted on the way.

use std::path::Path;

use crate::forbid::forbid;
use crate::office::Home;
use crate::pty::{LINUX_LATIN_1, PLAIN_ASCII, Session, Terminal, VT100_ASCII, XTERM};
use crate::terminals::forbid_c1;

/// What stands on the screens in one language; a session looks for it as its terminal's set shows it.
struct Words {
    lang: &'static str,
    day: &'static str,
    intake: &'static str,
    done: &'static str,
    booked: &'static str,
    registered: &'static str,
    interview: &'static str,
    next: &'static str,
    held: &'static str,
    absence: &'static str,
    absent: &'static str,
    justify: &'static str,
    justified: &'static str,
    renewed: &'static str,
    today: &'static str,
}

const FRENCH: Words = Words {
    lang: "fr",
    day: "Ma journée",
    intake: "[1 Identité]",
    done: "Inscription faite",
    booked: "RDV réservé",
    registered: "inscrit, cat. 1",
    interview: "Résumé",
    next: "Prochain RDV ───",
    held: "Entretien enregistré",
    absence: "Absence de ZOMO NDONG Prisca",
    absent: "Absence notée",
    justify: "Absence justifiée, ZOMO",
    justified: "justifi",
    renewed: "23/02/2027.",
    today: "auj",
};
const ENGLISH: Words = Words {
    lang: "en",
    day: "My day",
    intake: "[1 Identity]",
    done: "Registration",
    booked: "ppointment booked",
    registered: "registered, cat. 1",
    interview: "Summary",
    next: "Next appointment ──",
    held: "Interview saved",
    absence: "No-show of ZOMO NDONG Prisca",
    absent: "No-show noted",
    justify: "No-show justified, ZOMO",
    justified: "justifi",
    renewed: "23 Feb 2027.",
    today: "today",
};

fn open(home: &Path, db: &str, words: &Words, at: &Terminal) -> Session {
    let mut session = Session::at(home, &["--db", db, "--lang", words.lang], at);
    session.wait(words.day);
    session
}

/// The training clock is set to an instant (UTC): the day after, for the appointment that was booked.
pub fn set_clock(db: &str, at: &str) {
    let file = rusqlite::Connection::open(db).unwrap();
    assert_eq!(file.execute("UPDATE setting SET value = ?1 WHERE key = 'training_clock'", [at]).unwrap(), 1);
}

pub fn one<T: rusqlite::types::FromSql>(db: &str, sql: &str) -> T {
    rusqlite::Connection::open(db).unwrap().query_row(sql, [], |r| r.get(0)).unwrap()
}

/// Registers ZOMO NDONG Prisca at the counter; the keys beside what is typed are counted: one a free field, none a full code.
fn register(s: &mut Session, words: &Words) {
    s.press("g i").wait(words.intake);
    s.keys = 0;
    s.typing("2")
        .typing("GA00DEMO994502")
        .press("<Enter>")
        .typing("ZOMO NDONG")
        .press("<Enter>")
        .typing("Prisca")
        .press("<Enter>");
    // Married name is left empty; the sex leaves by itself.
    s.press("<Enter>").typing("F").typing("17/2/96").press("<Enter>").typing("Bitam").press("<Enter>");
    // Country and nationality stand already.
    s.press("<Enter> <Enter>").typing("077 12 34 56").press("<Enter>");
    // Second telephone, contact, mail are left empty; province and department leave by themselves.
    s.press("<Enter> <Enter> <Enter>").typing("1").typing("05").typing("Libreville").press("<Enter>");
    assert_eq!(s.keys, 13, "13 fields that are free or stand already were passed with one key each, 4 coded ones with none");
    s.press("<Enter> <Enter> <Enter>");
    s.typing("3").press("<Enter> <Enter> <Enter> <Enter>").typing("vendeuse").wait("5223").press("<Enter>").wait("5223");
    s.press("<Enter>").typing("24").press("<Enter> <C-e>");
    s.typing("1").typing("3").press("<C-e>").typing(words.today).press("<Enter> <C-e>").wait(words.done);
    assert!(s.text().contains("LBV-26-"), "{}", s.text());
    s.keys = 0;
    s.press("<Enter>").wait(words.booked);
    assert_eq!(s.keys, 1, "the slot proposed is booked and its slip made by one key");
}

/// F3, letters, Enter: the file.
fn find(s: &mut Session, words: &Words) {
    s.keys = 0;
    s.press("<F3>").typing("zomo ndong pris").press("<Enter>").wait(words.registered);
    assert_eq!(s.keys, 2, "a person is found and opened from anywhere with two keys");
}

fn first_interview(s: &mut Session, words: &Words) {
    s.keys = 0;
    s.press("e").wait(words.interview).typing("Projet vente, CV a refaire.").press("<Tab>").typing("Deux ans en boutique.");
    s.press("<C-e>").wait(words.next).press("<Esc>").wait(words.interview);
    s.keys -= 1;
    assert_eq!(s.keys, 3, "e, Tab, Ctrl+E; Enter in the drawer is the fourth");
    // Back in the form: the axes by one digit each, an obstacle, an action.
    // The eighth digit goes on to the obstacles.
    s.press("<Tab> <Tab>").typing("23212243").typing("1").typing("deux taxis").press("<Enter>");
    s.press("<Tab> <Tab>").typing("01").typing("+14").press("<Enter> <C-e>").wait(words.next).press("<Enter>").wait(words.held);
}

fn no_show_justified_renewed(home: &Path, db: &str, words: &Words, at: &Terminal) {
    let mut s = open(home, db, words, at);
    s.wait("ZOMO NDONG");
    s.keys = 0;
    s.press("a").wait(words.absence).press("<Enter>").wait(words.absent);
    assert_eq!(s.keys, 2, "a no-show is recorded, its reminder planned, with two keys");
    assert_eq!(one::<String>(db, "SELECT state FROM appointment ORDER BY updated_at DESC LIMIT 1"), "missed");
    let reminders = "SELECT count(*) FROM task t JOIN person p ON p.id = t.person \
                     WHERE p.id_document_number = 'GA00DEMO994502' AND t.kind = 'T6' AND t.state = 'open'";
    assert!(one::<i64>(db, reminders) > 0, "the reminder is planned by itself");
    s.press("j").wait(words.justify).typing("Malade, certificat vu").press("<Enter>").wait(words.justified);
    assert_eq!(one::<String>(db, "SELECT state FROM appointment ORDER BY updated_at DESC LIMIT 1"), "justified");
    find(&mut s, words);
    s.press("u").wait(words.renewed);
    s.settle();
    let due: String = one(
        db,
        "SELECT renewal_due FROM registration r JOIN person p ON p.id = r.person WHERE p.id_document_number = 'GA00DEMO994502'",
    );
    assert_eq!(due, "2027-02-23", "90 days from the day of the confirmation");
    s.keys = 0;
    s.press("h 2");
    assert_eq!(s.keys, 2, "who saw this file");
    allowed(&s, at);
}

/// All that was written is allowed on every terminal, and no command to one that isn't UTF-8 (terminal.md §1, §3).
pub fn allowed(s: &Session, at: &Terminal) {
    forbid(&s.bytes);
    let set = at.env.iter().find(|(name, _)| *name == "LANG");
    if set.is_some_and(|(_, lang)| !lang.ends_with("UTF-8")) {
        forbid_c1(&s.bytes);
    }
}

fn story(words: &Words, at: &Terminal) {
    let home = Home::new();
    let db = home.training(120);
    let mut s = open(home.path(), &db, words, at);
    s.keys = 0;
    s.press("<Enter>").wait("LBV-");
    assert_eq!(s.keys, 1, "the file of the next appointment");
    s.press("<Esc>").wait(words.day);
    register(&mut s, words);
    assert!(std::fs::read_dir(home.file(".local/share/guichet/slips")).unwrap().count() == 1, "the slip is a file");
    s.press("<Esc>");
    find(&mut s, words);
    first_interview(&mut s, words);
    allowed(&s, at);
    drop(s);
    assert_eq!(
        one::<i64>(
            &db,
            "SELECT count(*) FROM diagnosis d JOIN person p ON p.id = d.person WHERE p.id_document_number = 'GA00DEMO994502'"
        ),
        8
    );
    assert_eq!(
        one::<String>(
            &db,
            "SELECT situation FROM obstacle o JOIN person p ON p.id = o.person WHERE p.id_document_number = 'GA00DEMO994502'"
        ),
        "deux taxis"
    );
    assert_eq!(
        one::<String>(
            &db,
            "SELECT due FROM plan_action a JOIN person p ON p.id = a.person WHERE p.id_document_number = 'GA00DEMO994502'"
        ),
        "2026-12-08"
    );
    // The first slot proposed at the intake is the next working day at 07:30; a no-show can be noted 15 minutes later.
    set_clock(&db, "2026-11-25T06:50:00.000Z");
    no_show_justified_renewed(home.path(), &db, words, at);
    let check = home.run(&["check", "--db", &db]);
    assert_eq!(check.status(), 0, "{}", check.all());
}

#[test]
fn the_counsellors_story_in_french() {
    story(&FRENCH, &XTERM);
}

#[test]
fn the_counsellors_story_in_english() {
    story(&ENGLISH, &XTERM);
}

#[test]
fn the_counsellors_story_in_ascii_without_colour() {
    story(&FRENCH, &PLAIN_ASCII);
}

#[test]
fn the_counsellors_story_on_a_vt100_in_ascii() {
    story(&FRENCH, &VT100_ASCII);
}

#[test]
fn the_counsellors_story_on_a_linux_console_in_latin_1() {
    story(&FRENCH, &LINUX_LATIN_1);
}
