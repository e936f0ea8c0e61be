//! Recherche: as drawn, over a form that stays, the two keys from anywhere, the whole text typed before Enter.

use guichet::domain::person_file::{PersonFile, sheet};
use guichet::fault::Value;
use guichet::services::people;
use guichet::store::Desk;
use guichet::tui::screens::House;
use guichet::tui::screens::intake::Intake;
use guichet::tui::screens::search::Search;

use crate::caseload::office;
use crate::harness::Harness;

/// Surname, given names, birth date, telephone.
const PEOPLE: &[(&str, &str, &str, &str)] = &[
    ("Moukala", "Joël", "1991-02-03", "074 00 00 01"),
    ("Moukala Nzeng", "Joël", "1984-02-03", "074 00 00 02"),
    ("Moukani", "Joël", "1979-02-03", "074 00 00 03"),
    ("Mezui", "Gaëlle", "2004-02-03", "074 00 00 04"),
];

fn stocked() -> (Desk, House) {
    let (mut desk, house) = office(&[], None);
    for (n, (surname, given, birth, phone)) in PEOPLE.iter().enumerate() {
        let mut file = PersonFile::default();
        let document = format!("DEMO{n}");
        let agency = if n == 1 { "OYE" } else { "LBV" };
        for (column, text) in [
            ("id_document_type", "3"),
            ("id_document_number", document.as_str()),
            ("surname", surname),
            ("given_names", given),
            ("sex", "M"),
            ("birth_date", birth),
            ("nationality", "GA"),
            ("phone", phone),
            ("province", "GA-1"),
            ("department", "GA-1-05"),
            ("town", "Libreville"),
            ("education_level", "3"),
            ("occupation", "5223"),
            ("mobility", "2"),
            ("entry_reason", "1"),
        ] {
            sheet().column(column).unwrap().set(&mut file, Value::from(text)).unwrap();
        }
        sheet().column("experience_months").unwrap().set(&mut file, Value::Int(12)).unwrap();
        file.person.agency = agency.to_owned();
        let who = desk.who.agency.clone();
        desk.who.agency = agency.to_owned();
        let deed = desk.new_id();
        people::create(&mut desk, deed, &file, None).unwrap();
        desk.who.agency = who;
    }
    (desk, house)
}

fn at(lang: &str, thin: bool, size: (u16, u16)) -> Harness {
    let (desk, house) = stocked();
    Harness::at(Search::new(&house), desk, lang, thin, size)
}

#[test]
fn the_search_is_as_drawn() {
    let mut h = at("fr", false, (80, 24));
    insta::assert_snapshot!("search_empty", h.text());
    h.keys("mukal<Space>joel").wait(200);
    insta::assert_snapshot!("search", h.text());
    assert_eq!(h.row(3), "  Quoi  Nom                        Né(e) Agence Situation  Trouvé par");
    assert!(
        h.row(4).starts_with("> DE    MOUKALA Joël               1991  LBV    inscrit    nom, un son proche"),
        "{}",
        h.row(4)
    );
    assert_eq!(h.cursor(), (45, 2));
    assert!(h.text().contains("1 dossier d'une autre agence : fiche courte seulement."), "{}", h.text());
    assert!(h.text().contains("Ctrl+N  Inscrire « mukal joel »"), "{}", h.text());
}

#[test]
fn it_is_narrow_wide_english_and_thin() {
    for (name, lang, thin, size) in [
        ("narrow", "fr", false, (60, 18)),
        ("wide", "fr", false, (120, 24)),
        ("en", "en", false, (80, 24)),
        ("thin", "fr", true, (80, 24)),
    ] {
        let mut h = at(lang, thin, size);
        h.keys("mouk").wait(200);
        insta::assert_snapshot!(format!("search_{name}"), h.text());
    }
}

#[test]
fn enter_before_the_rows_came_waits_for_the_whole_text_typed() {
    let mut h = at("fr", false, (80, 24));
    h.keys("mo").wait(200);
    assert!(h.row(4).contains("MOUK"), "{}", h.text());
    // Faster than the pause: what is on screen answers « mo » only.
    h.keys("<Ctrl+U>mezui<Enter>");
    assert_eq!(h.app.stack().last(), Some(&"file"), "{}", h.text());
    assert!(h.text().contains("MEZUI Gaëlle"), "{}", h.text());
    h.keys("<Esc>");
    assert_eq!(h.app.stack().last(), Some(&"search"));
}

#[test]
fn a_person_is_found_from_any_field_in_two_keys_and_the_form_stays() {
    let (desk, house) = stocked();
    let mut h = Harness::everywhere(Intake::new(&house), &house, desk);
    h.keys("DEMO");
    let (form, cursor) = (h.text(), h.cursor());
    // F3, the letters, Enter: two keys besides what is typed.
    h.keys("<F3>mezui<Enter>");
    assert_eq!(h.app.stack(), ["intake", "search", "file"]);
    assert!(h.text().contains("MEZUI Gaëlle"), "{}", h.text());
    h.keys("<Esc><Esc>");
    assert_eq!((h.text(), h.cursor()), (form, cursor), "the very field again");
}

#[test]
fn rows_stay_while_one_types_and_the_arrows_choose() {
    let mut h = at("fr", false, (80, 24));
    h.keys("mouk").wait(200);
    let before = h.row(4);
    h.keys("an");
    assert_eq!(h.row(4), before, "until the pause");
    h.wait(200);
    assert!(h.row(4).contains("MOUKANI"), "{}", h.text());
    h.keys("<Ctrl+U>mouk").wait(200);
    h.keys("<Down>");
    let second = h.row(5);
    assert!(second.starts_with("> "), "{second}");
    h.keys("<Enter>");
    let name = second.get(8..20).unwrap().trim().to_owned();
    assert!(h.text().contains(&name), "{}", h.text());
}

#[test]
fn tab_narrows_to_a_kind_and_nothing_near_is_said() {
    let mut h = at("fr", false, (80, 24));
    h.keys("mouk").wait(200);
    h.keys("<Tab>");
    assert!(h.row(2).starts_with(" Personnes seulement : "), "{}", h.row(2));
    h.keys("<Tab><Ctrl+U>zzzzzz").wait(200);
    assert!(h.text().contains("Rien de proche"), "{}", h.text());
    assert!(h.row(2).ends_with("aucun trouvé"), "{}", h.row(2));
}

#[test]
fn who_is_not_found_is_registered_under_the_name_typed() {
    let mut h = at("fr", false, (80, 24));
    h.keys("tsinga").wait(200);
    h.keys("<Ctrl+N>");
    assert_eq!(h.app.stack().last(), Some(&"intake"));
    assert!(h.text().contains("TSINGA"), "{}", h.text());
    h.keys("<Esc>");
    assert_eq!(h.app.stack().last(), Some(&"search"), "and back");
}
