//! A slow line, one that stalls, one that is cut and comes back: what is typed is echoed all the same, what was saved goes in
//! order and once (screens.md §1, §16).

use std::time::{Duration, Instant};

use crate::common::server;
use crate::office::{DAY, Home};
use crate::proxy::Proxy;
use crate::pty::Session;

/// A training office on PostgreSQL behind a proxy; none where there is no server.
fn behind_a_proxy(home: &Home) -> Option<(String, Proxy)> {
    let url = server::running()?.database(None);
    let ran = home.run(&["demo", "--no-open", "--people", "60", "--today", DAY, "--db", &url]);
    assert_eq!(ran.status(), 0, "{}", ran.all());
    let proxy = Proxy::before(&url);
    Some((url, proxy))
}

/// The texts of notes stored with such an end, in their order.
fn stored(url: &str, sql: &str) -> Vec<String> {
    let mut engine = guichet::store::open(url).unwrap();
    let mut found = Vec::new();
    engine
        .each(sql, &[], &mut |row| {
            found.push(row.text("text")?.to_owned());
            Ok(())
        })
        .unwrap();
    found
}

/// Notes in the order in which they were stored, by the session's audit; an id says only when its form was opened.
const IN_ORDER: &str = "SELECT n.text FROM note n JOIN audit_value v ON v.subject = n.id JOIN audit a ON a.deed = v.deed \
                        WHERE n.text LIKE '%ligne coupee.' ORDER BY a.session, a.seq";

#[test]
fn keys_are_echoed_at_once_while_the_database_takes_seconds() {
    let home = Home::new();
    let Some((_, proxy)) = behind_a_proxy(&home) else { return };
    let mut session = Session::start(home.path(), &["--db", &proxy.url(), "--at", "intake"], &[]);
    session.wait("Inscription");
    session.settle_for(Duration::from_secs(1));
    proxy.slow(Duration::from_secs(4), 1200);
    // A field left keeps the draft, a name looks for duplicates: both are on their way while the next is typed.
    for (text, key) in [("2", ""), ("GA00DEMO994511", "<Enter>"), ("ZOUGBEDJI", "<Enter>"), ("Rosalie", "<Enter>")] {
        let start = Instant::now();
        session.type_each(text);
        if !key.is_empty() {
            session.press(key);
        }
        assert!(session.text().contains(text) && start.elapsed() < Duration::from_secs(4), "{text}, {:?}", start.elapsed());
    }
    session.wait("attente");
    assert!(session.text().contains("ZOUGBEDJI"), "{}", session.text());
}

#[test]
fn a_key_is_echoed_in_one_round_trip_of_a_thin_line() {
    let home = Home::new();
    let db = home.training(60);
    let mut session = Session::start(home.path(), &["--db", &db, "--at", "intake"], &[]);
    session.wait("Inscription").press("2").typing("GA00DEMO994512").press("<Enter>");
    // 300 ms each way: ten keys are typed without waiting for one another, each is late by one way; their echo by the other.
    let way = Duration::from_millis(300);
    let start = Instant::now();
    for c in "ZOUGBEDJIS".chars() {
        let due = start + way;
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        session.send(c.to_string().into_bytes());
    }
    session.wait_for("ZOUGBEDJIS");
    let seen = start.elapsed() + way;
    assert!(seen < way * 2 + Duration::from_millis(250), "{seen:?}");
    // Nothing is asked of the terminal that it would have to answer first.
    let all = session.bytes.escape_ascii().to_string();
    assert!(!["[c", "[6n", "[5n", "]11;?", "[?u"].iter().any(|question| all.contains(&format!("\\x1b{question}"))));
}

#[test]
fn a_line_that_is_cut_is_said_and_what_waits_goes_in_order_and_once_when_it_is_back() {
    let home = Home::new();
    let Some((url, proxy)) = behind_a_proxy(&home) else { return };
    let mut session = Session::start(home.path(), &["--db", &proxy.url(), "--at", "caseload"], &[]);
    session.wait("Portefeuille").wait("sur");
    session.press("<Enter>").wait("Dossier").wait("Identité");
    session.settle_for(Duration::from_secs(1));
    proxy.cut();
    for text in ["Premier mot, ligne coupee.", "Second mot, ligne coupee."] {
        session.press("b").wait("Note,");
        session.typing(text).press("<C-e>");
        // Keys wait two seconds for a save, no longer.
        session.settle_for(Duration::from_millis(2300));
    }
    session.wait("HORS LIGNE");
    assert!(session.row(1).contains("depuis 08h0") && session.row(1).contains("2 att."), "{}", session.row(1));
    assert!(session.row(2).contains("de 08h0"), "{}", session.row(2));
    assert!(session.row(23).starts_with("~ ") && session.row(23).contains("2 saisies"), "{}", session.row(23));
    session.press("?").wait("En attente de la ligne : 2");
    assert_eq!(session.text().matches(" ~ Bloc-notes").count(), 2, "{}", session.text());
    session.press("<Esc>");
    proxy.mend();
    session.wait("2 enregistrements faits, 0 refusé");
    assert!(!session.row(1).contains("HORS LIGNE"), "{}", session.row(1));
    assert_eq!(stored(&url, IN_ORDER), ["Premier mot, ligne coupee.", "Second mot, ligne coupee."]);
}

#[test]
fn a_server_that_falls_silent_without_a_word_is_said_to_be_away_and_a_save_is_done_once() {
    let home = Home::new();
    let Some((url, proxy)) = behind_a_proxy(&home) else { return };
    let patient = format!("{}?answer_timeout=2", proxy.url());
    let mut session = Session::start(home.path(), &["--db", &patient, "--at", "caseload"], &[]);
    session.wait("Portefeuille").wait("sur");
    session.press("<Enter>").wait("Dossier").wait("Identité");
    session.settle_for(Duration::from_secs(1));
    let rows = session.row(6);
    // The line stays open: no end, no error, nothing. The save's statements lie in the proxy.
    proxy.stall();
    session.press("b").wait("Note,");
    session.typing("Un seul mot, ligne coupee.").press("<C-e>");
    session.wait("HORS LIGNE");
    assert!(session.row(1).contains("depuis 08h0") && session.row(1).contains("1 att."), "{}", session.row(1));
    assert!(session.row(2).contains("de 08h0"), "{}", session.row(2));
    assert!(session.row(23).starts_with("~ ") && session.row(23).contains("1 saisie"), "{}", session.row(23));
    assert_eq!(session.row(6), rows, "the rows stay");
    // New connections are taken by the proxy and are as silent: it isn't there yet.
    session.settle_for(Duration::from_secs(5));
    assert!(session.row(1).contains("HORS LIGNE"), "{}", session.row(1));
    // What the old connection had sent arrives now as well: the deed is the same, and is done once.
    proxy.flow();
    session.wait("1 enregistrement fait, 0 refusé");
    assert!(!session.row(1).contains("HORS LIGNE"), "{}", session.row(1));
    assert_eq!(stored(&url, "SELECT text FROM note WHERE text LIKE '%ligne coupee.'"), ["Un seul mot, ligne coupee."]);
}

/// An intake from its first field to its last with two corrections of many letters, saved: an occupation in words is on the way.
fn intake() -> String {
    let mut all = String::from("2GA00DEMO994599\rNYINGONE-MBADINGA\r");
    for _ in 0..11 {
        all.push_str("Clémentine Bernadette de la Nativité\x15");
    }
    all.push_str("Rosalie\r\rF17/2/96\rBitam\r\r\r077 99 34 56\r\r\r\r105Libreville\r\r\r\r");
    all.push_str("3\r\r\r\rvendeuse magasin\r\r36\r0\r\r\r\r12\r\r\r\r\r\r\r\r\rauj\r\x05");
    all
}

#[test]
fn five_hundred_strokes_at_once_over_a_line_that_stands_still_give_the_record_of_five_hundred_typed_slowly() {
    let strokes = intake();
    assert!(strokes.chars().count() >= 500, "{}", strokes.chars().count());
    let mut records = Vec::new();
    for at_once in [false, true] {
        let home = Home::new();
        let Some((url, proxy)) = behind_a_proxy(&home) else { return };
        let mut session = Session::start(home.path(), &["--db", &proxy.url(), "--at", "intake"], &[]);
        session.wait("Inscription");
        session.settle_for(Duration::from_secs(1));
        if at_once {
            // Longer than any key ever waited: the words for the occupation come when all the rest is typed.
            proxy.stall();
            session.send(strokes.clone().into_bytes());
            session.settle_for(Duration::from_secs(6));
            proxy.flow();
        } else {
            for c in strokes.chars() {
                session.send(c.to_string().into_bytes());
                session.settle_for(Duration::from_millis(if c == '\r' { 60 } else { 8 }));
            }
        }
        session.wait("Inscription enregistrée");
        let mut engine = guichet::store::open(&url).unwrap();
        let sql = "SELECT p.surname, p.given_names, p.birth_date, p.sex, p.phone, p.town, p.province, r.state, o.rank, o.occupation, o.occupation_label, o.experience_months FROM person p \
                   JOIN registration r ON r.person = p.id JOIN job_goal o ON o.registration = r.id WHERE p.id_document_number = 'GA00DEMO994599'";
        let ran = engine.gather(&[guichet::store::Stmt::new(sql, vec![])]).unwrap();
        records.push(format!("{:?}", ran[0].rows));
    }
    assert!(records[0].contains("Rosalie") && records[0].contains("52"), "{}", records[0]);
    assert_eq!(records[0], records[1]);
}
