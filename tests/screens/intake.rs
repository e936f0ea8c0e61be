//! The intake at the counter: the form, its duplicates, its end, and what was left unfinished (screens.md §8, §16).

use chrono::Utc;
use guichet::domain::ids::UserId;
use guichet::domain::office::User;
use guichet::domain::person_file::{PersonFile, sheet};
use guichet::domain::record::{Head, parse_day, parse_instant};
use guichet::domain::who::Who;
use guichet::fault::Value;
use guichet::services::{codes, draft, people};
use guichet::store::{self, Clock, Desk, migrate};
use guichet::tui::screens::day::Day;
use guichet::tui::screens::intake::Intake;
use guichet::tui::screens::{House, Office};
use std::rc::Rc;
use uuid::Uuid;

use crate::harness::Harness;

const NOW: &str = "2026-11-24T07:47:00.000Z";

/// An office with all its lists, a counsellor who has no file yet, and these people.
fn office(known: &[(&str, &str, &str, &str)]) -> (Desk, House) {
    office_of(store::open("sqlite::memory:").unwrap(), known)
}

fn office_of(mut engine: Box<dyn store::Engine>, known: &[(&str, &str, &str, &str)]) -> (Desk, House) {
    migrate::migrate(&mut *engine, Utc::now()).unwrap();
    codes::load_reference(&mut *engine, Utc::now()).unwrap();
    let rules = codes::load_rules(&mut *engine, parse_day("2026-11-24").unwrap()).unwrap();
    let user = UserId(Uuid::from_u128(1));
    let who = Who {
        user,
        login: "langoue".into(),
        name: "ANGOUÉ Lydie".into(),
        agency: "LBV".into(),
        roles: vec!["reception".into(), "counsellor".into()],
        post: "LBV-3".into(),
    };
    let mut desk = Desk::new(engine, who.clone(), clock(), rules.clone());
    let counsellor = User {
        head: Head::new(user),
        login: "aetoughe".into(),
        name: "ETOUGHE Anicet".into(),
        roles: vec!["counsellor".into()],
        agency: "LBV".into(),
        room: Some("6".into()),
        active: true,
        ..User::default()
    };
    let deed = desk.deed("story");
    desk.write(deed, |w| w.insert(&counsellor)).unwrap();
    for (surname, given, birth, phone) in known {
        let deed = desk.new_id();
        people::create(&mut desk, deed, &person(surname, given, birth, phone), None).unwrap();
    }
    (desk, Rc::new(Office { rules, who, training: false }))
}

fn clock() -> Clock {
    Clock::Training { offset: parse_instant(NOW).unwrap() - Utc::now() }
}

fn person(surname: &str, given: &str, birth: &str, phone: &str) -> PersonFile {
    let mut file = PersonFile::default();
    let document = format!("DEMO{}", phone.replace(' ', ""));
    for (column, text) in [
        ("id_document_type", "3"),
        ("id_document_number", document.as_str()),
        ("surname", surname),
        ("given_names", given),
        ("sex", "F"),
        ("birth_date", birth),
        ("nationality", "GA"),
        ("phone", phone),
        ("province", "GA-1"),
        ("department", "GA-1-05"),
        ("town", "Libreville"),
        ("education_level", "3"),
        ("occupation", "5223"),
        ("experience_months", "12"),
        ("mobility", "2"),
        ("entry_reason", "1"),
    ] {
        let value = if column == "experience_months" { Value::Int(12) } else { Value::from(text) };
        sheet().column(column).unwrap().set(&mut file, value).unwrap();
    }
    file
}

const ROSE: (&str, &str, &str, &str) = ("Nyingone", "Rose-Alie", "1996-03-01", "077 12 34 56");

pub fn counter() -> Harness {
    let (desk, house) = office(&[ROSE]);
    Harness::at(Intake::new(&house), desk, "fr", false, (80, 24))
}

/// Identity up to the telephone, counted: the paper's order.
const IDENTITY: &str =
    "2 GA00DEMO004502 <Enter> NYINGONE <Enter> Rosalie <Enter> <Enter> F 17/2/96 <Enter> Bitam <Enter> <Enter> <Enter>";
/// From the telephone to the end of the first step.
const RESIDENCE: &str = "<Enter> <Enter> <Enter> <Enter> 1 05 Libreville <Enter> <Enter> <Enter> <Enter>";
const WORK: &str = "3 <Enter> <Enter> <Enter> <Enter> vendeuse <Enter> <Enter> 36 <Enter> 0 <Enter> <Enter> <Enter> <Enter>";
const WISHES: &str = "1 2 <Enter> <Enter> <Enter> <Enter> <Enter>";
const ACCORDS: &str = "<Enter> <Enter> <Enter> <Enter> auj <Enter>";

#[test]
fn the_form_is_as_drawn_with_the_error_at_its_telephone() {
    let mut h = counter();
    h.keys(IDENTITY).keys("07 <Space> 12 <Space> 34 <Enter> <Up>");
    insta::assert_snapshot!("intake_error", h.text());
    assert!(h.row(13).starts_with(" Téléphone *     ! 07 12 34"), "{}", h.row(13));
    assert_eq!(h.row(23), "! Téléphone : 9 chiffres (077 00 00 12) ou 8 (ancien). Il y en a 6.");
    assert_eq!(h.cursor(), (28, 13));
    // Moving on is allowed, saving isn't; what was typed stays.
    h.keys("<F10>");
    assert_eq!(h.app.stack(), ["intake"]);
    assert!(h.row(13).starts_with(" Téléphone *     ! 07 12 34"), "{}", h.row(13));
}

#[test]
fn a_full_code_leaves_by_itself_and_a_free_field_costs_one_key() {
    let mut h = counter();
    h.keys("2");
    assert_eq!(h.cursor().1, 4, "the code alone leads on");
    h.keys("GA00DEMO004502 <Enter>");
    assert_eq!(h.cursor().1, 5);
    h.keys("NYINGONE <Enter> Rosalie <Enter> <Enter> f");
    assert_eq!(h.cursor().1, 9);
    h.keys("vers <Space> 1996 <Enter>");
    assert!(h.row(9).contains("vers 1996"), "{}", h.row(9));
}

#[test]
fn province_and_department_are_keyed_short_and_a_town_fills_both() {
    let mut h = counter();
    h.keys(IDENTITY).keys("077 <Space> 99 <Space> 34 <Space> 56 <Enter> <Enter> <Enter> <Enter> 1 05");
    assert!(h.row(17).contains("1  Estuaire") && h.row(18).contains("05 Libreville"), "{}", h.text());
    assert_eq!(h.cursor().1, 19);
    h.keys("bita");
    assert!(h.text().contains("Bitam"), "the list stands beside the form: {}", h.text());
    h.keys("<Down> <Enter>");
    assert!(h.row(19).contains("Bitam"), "{}", h.row(19));
    assert!(h.row(17).contains("9  Woleu-Ntem") && h.row(18).contains("Ntem"), "{}", h.text());
    // A village is typed as it is.
    h.keys("<Up> <Ctrl+U> Essassa <Enter>");
    assert!(h.row(19).contains("Essassa"), "{}", h.row(19));
}

#[test]
fn the_words_of_a_person_find_the_code_of_an_occupation() {
    let mut h = counter();
    h.keys("<Ctrl+V> 3 <Enter> <Enter> <Enter> <Enter> vendeuse <Space> magasin");
    insta::assert_snapshot!("intake_occupation", h.text());
    h.keys("<Enter>");
    assert!(h.row(8).contains("5223"), "{}", h.row(8));
    assert!(h.row(9).contains("vendeuse magasin"), "the own words stay: {}", h.row(9));
    // Keys that come while the codes are looked for wait in order.
    h.keys("<Up>").pause().keys("macon <Enter> x").resume();
    assert!(h.row(8).contains("7112"), "{}", h.row(8));
    assert!(h.row(9).contains("x"), "{}", h.row(9));
}

#[test]
fn duplicates_come_from_the_third_letter_and_never_take_the_cursor() {
    let mut h = counter();
    h.keys("2 <Enter> Ny");
    assert!(!h.text().contains("Doublons possibles"), "{}", h.text());
    h.keys("i");
    assert!(h.text().contains("faible : début du nom"), "{}", h.text());
    h.keys("ngone <Enter> Rose-Alie");
    assert!(h.row(3).contains("Doublons possibles : 1") && h.row(4).contains("NYINGONE Rose-Alie"), "{}", h.text());
    assert_eq!(h.cursor().1, 6);
    h.keys("<Enter> <Enter> f 1/3/96 <Enter>");
    assert!(h.text().contains("FORT : mêmes noms, même date"), "{}", h.text());
}

#[test]
fn a_known_walk_in_is_renewed_in_two_keys() {
    let mut h = counter();
    h.keys("2 <Enter> Nyingone <Enter> Rose-Alie <Enter>");
    h.keys("<Ctrl+O> u");
    assert_eq!(h.row(23), "= NYINGONE Rose-Alie : inscription actualisée, à actualiser le 22/02/2027.");
    assert!(h.text().contains("La saisie de NYINGONE Rose-Alie sera jetée"), "{}", h.text());
    // Typed ahead of the answer the keys wait in order.
    let mut fast = counter();
    fast.pause().keys("2 <Enter> Nyingone <Enter> Rose-Alie <Enter> <Ctrl+O> u").resume();
    assert!(fast.row(23).starts_with("= NYINGONE Rose-Alie : inscription actualisée"), "{}", fast.text());
    // Esc keeps the form as it is.
    h.keys("<Esc>");
    assert!(h.row(5).contains("Nyingone"), "{}", h.row(5));
}

#[test]
fn in_the_pane_enter_looks_s_tells_apart_and_esc_leads_back_to_the_field() {
    let mut h = counter();
    h.keys("2 <Enter> Nyingone <Enter> Rose-Alie <Enter>");
    let before = h.cursor();
    h.keys("<Ctrl+O> <Enter>");
    assert_eq!(h.app.stack(), ["intake", "file"]);
    assert!(h.text().contains("NYINGONE Rose-Alie"), "{}", h.text());
    h.keys("<Esc> <Esc>");
    assert_eq!(h.cursor(), before);
    h.keys("<Ctrl+O> s");
    assert!(h.row(3).contains("Doublons possibles : aucun"), "{}", h.row(3));
    assert_eq!(h.cursor(), before);
}

#[test]
fn a_certain_duplicate_stops_the_saving_only() {
    let mut h = counter();
    h.keys("3 DEMO077123456 <Enter>");
    assert!(h.row(3).contains("!Doublons possibles : 1") && h.text().contains("CERTAIN"), "{}", h.text());
    h.keys("OBAME <Enter> Rosalie <Enter> <Enter> F 17/2/90 <Enter> <Enter> <Enter> <Enter>");
    h.keys("077 <Space> 99 <Space> 34 <Space> 56 <Enter>")
        .keys(&RESIDENCE[8..])
        .keys(WORK)
        .keys(WISHES)
        .keys(ACCORDS)
        .keys("<F10>");
    assert!(h.row(23).starts_with("! Même pièce DEMO077123456 que le dossier LBV-26-000001-"), "{}", h.text());
    h.keys("<Ctrl+O> s");
    assert!(h.row(23).contains("réservé au chef d'agence"), "{}", h.row(23));
}

fn whole(h: &mut Harness) {
    h.keys(IDENTITY).keys("077 <Space> 99 <Space> 34 <Space> 56").keys(RESIDENCE).keys(WORK).keys(WISHES).keys(ACCORDS);
}

#[test]
fn the_end_gives_number_counsellor_and_slots_and_enter_books() {
    let mut h = counter();
    whole(&mut h);
    h.keys("<F10>");
    insta::assert_snapshot!("intake_done", h.text());
    assert_eq!(h.row(23), "= Inscription enregistrée. Entrée réserve le RDV et imprime le talon.");
    assert_eq!(h.row(24), "Entrée Réserver  i Imprimer  n Nouveau             F1 Aide F3 Chercher F4 Tout");
    h.keys("2 <Enter>");
    assert!(h.row(7).contains("réservé"), "{}", h.text());
    assert_eq!(h.row(23), "= RDV réservé. Talon à dicter.");
    h.keys("n");
    assert!(h.row(2).contains("[1 Identité]") && !h.text().contains("NYINGONE"), "{}", h.text());
}

#[test]
fn a_cut_costs_nothing_and_one_key_brings_the_form_back() {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", dir.path().join("office.db").display());
    let (desk, house) = office_of(store::create(&url).unwrap(), &[]);
    let mut h = Harness::at(Intake::new(&house), desk, "fr", false, (80, 24));
    h.keys(IDENTITY).keys("077 <Space> 99");
    assert!(h.row(2).ends_with("brouillon gardé à 08h47"), "{}", h.row(2));
    let (was, at) = (h.text(), h.cursor());
    drop(h);

    let again = || Desk::new(store::open(&url).unwrap(), house.who.clone(), clock(), house.rules.clone());
    let mut h = Harness::at(Day::new(&house), again(), "fr", false, (80, 24));
    insta::assert_snapshot!("resume", h.text());
    h.keys("<Enter>");
    assert_eq!(h.app.stack(), ["day", "intake"]);
    // All but the field that was not left yet.
    let row = |text: &str, n: usize| text.lines().nth(n - 1).unwrap().get(..40).unwrap_or_default().to_owned();
    let now = h.text();
    assert!((3..13).all(|n| row(&now, n) == row(&was, n)), "{now}\n{was}");
    assert_eq!(h.cursor().1, at.1);

    // Esc leaves it for later; thrown away it is gone.
    let mut h = Harness::at(Day::new(&house), again(), "fr", false, (80, 24));
    h.keys("<Esc>");
    assert_eq!(draft::mine(&mut again()).unwrap().len(), 1);
    let mut h = Harness::at(Day::new(&house), again(), "fr", false, (80, 24));
    h.keys("s <Enter>");
    assert_eq!(h.app.stack(), ["day"]);
    assert_eq!(draft::mine(&mut again()).unwrap().len(), 0);
}

#[test]
fn english_thin_and_narrow() {
    let (desk, house) = office(&[ROSE]);
    let mut h = Harness::at(Intake::new(&house), desk, "en", true, (80, 24));
    h.keys("3 <Enter> Nyingone <Enter> Rose-Alie <Enter>");
    insta::assert_snapshot!("intake_english", h.text());
    let (desk, house) = office(&[ROSE]);
    let mut h = Harness::at(Intake::new(&house), desk, "fr", false, (60, 18));
    h.keys("3 <Enter> Nyingone <Enter> Rose-Alie <Enter>");
    assert_eq!(h.row(16), " 1 doublon possible : Ctrl+O", "{}", h.text());
}
