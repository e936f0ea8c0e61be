//! Keys: typed ahead in one go, rubbish, a line that is cut.

use std::time::{Duration, Instant};

use crate::office::Home;
use crate::pty::Session;

/// An intake typed heads down, part of it twice over: about 500 strokes.
fn strokes() -> String {
    let mut all = String::from("2GA00DEMO994599\rNYINGONE-MBADINGA\rRosalie Ermine\r");
    // Corrections: typed, taken back and typed again.
    for _ in 0..4 {
        all.push_str("\x1b[Z");
        all.push_str("Clémentine Bernadette de la Nativité");
        all.push_str("\x15Rosalie Ermine Philomène\r");
    }
    all.push_str("MBOUMBA\r\x0b2");
    for _ in 0..6 {
        all.push_str("\x1b[Z\x1b[Z\x1b[ZNYINGONE-MBA\rRosalie\rMBOUMBA\r");
    }
    all
}

fn kept(db: &str) -> String {
    let file = rusqlite::Connection::open(db).unwrap();
    file.query_row("SELECT body FROM draft WHERE form = 'intake'", [], |row| row.get(0)).unwrap()
}

#[test]
fn five_hundred_strokes_at_once_give_the_record_of_five_hundred_typed_slowly() {
    let strokes = strokes();
    assert!(strokes.chars().count() >= 480, "{}", strokes.chars().count());
    let drafts: Vec<(String, String)> = [false, true]
        .into_iter()
        .map(|at_once| {
            let home = Home::new();
            let db = home.training(60);
            let mut session = Session::start(home.path(), &["--db", &db, "--at", "intake"], &[]);
            session.wait("Inscription");
            if at_once {
                session.send(strokes.clone().into_bytes());
            } else {
                let mut sequence = String::new();
                for c in strokes.chars() {
                    sequence.push(c);
                    // An Esc alone would be a key of its own.
                    if !sequence.starts_with('\x1b') || sequence.len() == 3 {
                        session.send(std::mem::take(&mut sequence).into_bytes());
                        std::thread::sleep(Duration::from_millis(4));
                    }
                }
            }
            session.settle();
            session.settle_for(Duration::from_secs(2));
            let text: Vec<String> = (2..=22).map(|row| session.row(row)).collect();
            session.press("<Esc>");
            session.settle_for(Duration::from_secs(1));
            (kept(&db), text.join("\n"))
        })
        .collect();
    assert_eq!(drafts[0], drafts[1]);
    assert!(drafts[0].0.contains("NYINGONE-MBA") && drafts[0].0.contains("Rosalie"), "{}", drafts[0].0);
}

#[test]
fn any_bytes_at_all_neither_end_the_program_nor_hang_it() {
    let home = Home::new();
    let db = home.training(60);
    let mut session = Session::start(home.path(), &["--db", &db], &[]);
    session.wait("Ma journée");
    let mut chance = fastrand::Rng::with_seed(5);
    let events = 1_000_000;
    let mut sent = 0;
    while sent < events {
        // No `q` and Ctrl+Q: those leave, as they should.
        let bytes: Vec<u8> = (0..2000).map(|_| chance.u8(..)).filter(|b| !matches!(b, b'q' | b'Q')).collect();
        sent += bytes.len();
        session.send(bytes);
        session.settle_for(Duration::from_millis(20));
    }
    session.settle();
    // It still answers: back from wherever it is, help comes.
    for _ in 0..12 {
        session.press("<Esc>");
    }
    session.press("<C-l>");
    session.wait("F1 ");
}

#[test]
fn a_terminal_that_is_gone_ends_the_program_in_a_second_without_burning_time() {
    let home = Home::new();
    let db = home.training(60);
    let mut session = Session::start(home.path(), &["--db", &db], &[]);
    session.wait("Ma journée");
    let before = ticks(session.pid());
    let start = Instant::now();
    session.signal("HUP");
    session.ended();
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    // And while nobody types it burns nothing: a second of waiting costs less than a hundredth of one.
    let idle = Session::start(home.path(), &["--db", &db, "--at", "caseload"], &[]);
    let mut idle = idle;
    idle.wait("Portefeuille");
    idle.settle_for(Duration::from_secs(1));
    let first = ticks(idle.pid());
    idle.settle_for(Duration::from_secs(4));
    assert!(ticks(idle.pid()) - first <= 4, "{} ticks", ticks(idle.pid()) - first);
    assert!(before > 0 || first > 0);
}

/// Hundredths of a second of processor time that a process has used.
fn ticks(pid: u32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let after = stat.rsplit(") ").next().unwrap();
    after.split(' ').skip(11).take(2).map(|n| n.parse::<u64>().unwrap()).sum()
}
