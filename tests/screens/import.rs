//! The import of a file (drawing 13c): what was detected, what it would do, the import itself, and the keys.

use std::path::PathBuf;
use std::rc::Rc;

use chrono::Utc;
use guichet::domain::ids::{Id, UserId};
use guichet::domain::office::User;
use guichet::domain::record::{Head, parse_instant};
use guichet::domain::rules::Rules;
use guichet::domain::who::Who;
use guichet::services::codes;
use guichet::store::{self, Clock, Desk, migrate};
use guichet::tui::screens::import::Import;
use guichet::tui::screens::{House, Office};
use uuid::Uuid;

use crate::harness::Harness;

const NOW: &str = "2026-11-24T09:31:00.000Z";
const FILE: &str = "Ancien numéro;Nom(s);Prénom(s);Sexe;Né(e) le;Téléphone;Photo\r\n\
    2019/0071;OYANE;Louis;M;03/04/1981;074 00 00 31;x\r\n\
    2019/0072;EYA;Rose;F;1979;066 00 00 32;\r\n\
    2019/0073;;;F;12/02/1990;;\r\n\
    2019/0074;ZUÉ;Blaise;M;30/02/1990;074 00 00 31;\r\n";

fn office() -> (Desk, House) {
    let mut engine = store::open("sqlite::memory:").unwrap();
    migrate::migrate(&mut *engine, Utc::now()).unwrap();
    codes::load_reference(&mut *engine, Utc::now()).unwrap();
    let today = "2026-11-24".parse().unwrap();
    let rules = Rules { today, ..codes::load_rules(&mut *engine, today).unwrap() };
    let clock = Clock::Training { offset: parse_instant(NOW).unwrap() - Utc::now() };
    let user = UserId::from_uuid(Uuid::from_u128(1));
    let who = Who {
        user,
        login: "tobame".into(),
        name: "OBAME Thérèse".into(),
        agency: "LBV".into(),
        roles: vec!["head".into(), "counsellor".into()],
        post: "LBV-1".into(),
    };
    let mut desk = Desk::new(engine, who.clone(), clock, rules.clone());
    let account = User {
        head: Head::new(user),
        login: "tobame".into(),
        name: "OBAME Thérèse".into(),
        roles: who.roles.clone(),
        agency: "LBV".into(),
        active: true,
        ..User::default()
    };
    let deed = desk.deed("story");
    desk.write(deed, |w| w.insert(&account)).unwrap();
    (desk, Rc::new(Office { rules, who, training: false }))
}

/// The screen with a file in a folder of its own, its path typed; the folder goes with the test.
fn opened(lang: &str, size: (u16, u16), bytes: &[u8]) -> (Harness, tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demandeurs_2019.csv");
    std::fs::write(&path, bytes).unwrap();
    let (desk, house) = office();
    let mut h = Harness::at(Import::new(&house), desk, lang, false, size);
    h.keys(&path.display().to_string()).keys("<Enter>");
    (h, folder, path)
}

#[test]
fn what_the_import_would_do_as_in_drawing_13c() {
    let old = encoding_rs::WINDOWS_1252.encode(FILE).0.into_owned();
    for (name, lang, size) in [("import_fr", "fr", (80, 24)), ("import_en", "en", (80, 24)), ("import_narrow", "fr", (60, 18))] {
        let (mut h, _folder, _) = opened(lang, size, &old);
        insta::assert_snapshot!(name, h.text());
    }
}

#[test]
fn without_a_file_the_page_says_what_to_do() {
    let (desk, house) = office();
    let mut h = Harness::at(Import::new(&house), desk, "fr", false, (80, 24));
    insta::assert_snapshot!("import_ask", h.text());
    h.keys("<Esc>");
    insta::assert_snapshot!("import_empty", h.text());
    h.keys("<Enter>/nowhere/at/all.csv<Enter>");
    let text = h.text();
    assert!(text.contains("all.csv") && text.contains("n Autre fichier"), "{text}");
}

#[test]
fn three_keys_import_a_file_whole_and_say_where_the_rejects_lie() {
    let (mut h, folder, path) = opened("fr", (80, 24), FILE.as_bytes());
    assert!(h.text().contains("Lus 4 = nouveaux 3 + mis à jour 0 + inchangés 0 + rejetés 1"), "{}", h.text());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is written by the look");
    h.keys("?");
    let text = h.text();
    assert!(text.contains("Rejetés") && text.contains("Ligne 4"), "{text}");
    h.keys("<Esc><Enter>");
    let text = h.text();
    assert!(text.contains("= Import terminé : 3 reprises sur 4 lignes, rejets : 1."), "{text}");
    assert!(text.contains("Ce que l'import a fait") && text.contains("demandeurs_2019.rejets.csv"), "{text}");
    assert!(folder.path().join("demandeurs_2019.rejets.csv").exists());
    // The same file again changes nothing: its path stands there already.
    h.keys("n<Enter>");
    assert!(h.text().contains("Lus 4 = nouveaux 0 + mis à jour 0 + inchangés 3 + rejetés 1"), "{}", h.text());
    assert!(path.exists());
}

#[test]
fn what_was_detected_can_be_forced_and_forced_back() {
    let (mut h, _folder, _) = opened("fr", (80, 24), FILE.as_bytes());
    assert!(h.row(2).contains("UTF-8  point-virgule  JJ/MM/AAAA"), "{}", h.row(2));
    h.keys("2");
    assert!(h.row(2).contains("Windows-1252") && h.text().contains("numÃ©ro"), "{}", h.text());
    h.keys("2 2");
    assert!(h.row(2).contains("UTF-8"), "{}", h.row(2));
    // No column is known with a comma: nothing can be imported, and it can be set right.
    h.keys("3");
    assert!(h.row(2).contains("virgule") && !h.text().contains("Entrée Importer"), "{}", h.text());
    h.keys("3 3");
    assert!(h.row(2).contains("point-virgule") && h.text().contains("Entrée Importer"), "{}", h.text());
    h.keys("4");
    assert!(h.row(2).contains("AAAA-MM-JJ") && h.text().contains("Lus 4"), "{}", h.text());
    h.keys("1");
    assert!(h.text().contains("Entreprises"), "{}", h.text());
}

#[test]
fn while_it_writes_esc_asks_it_to_stop_and_nothing_else_is_reached() {
    let (mut h, _folder, _) = opened("fr", (80, 24), FILE.as_bytes());
    h.pause().keys("<Enter>");
    assert!(h.text().contains("Échap Arrêter"), "{}", h.text());
    h.keys("<Esc>");
    assert!(h.text().contains("L'import s'arrête à la fin du bloc en cours."), "{}", h.text());
    assert_eq!(h.app.stack(), ["import"]);
    h.resume();
    // Four rows are one block: they were all taken before the wish could be heard.
    assert!(h.text().contains("Ce que l'import a fait"), "{}", h.text());
}
