//! Doublons: suspected pairs with their evidence in words, two files side by side, merged by keys and taken apart again.

use guichet::domain::ids::RowId;
use guichet::domain::office::DuplicatePair;
use guichet::domain::person::Person;
use guichet::domain::record::{Head, parse_day};
use guichet::store::{Desk, records};
use guichet::tui::screens::House;
use guichet::tui::screens::duplicates::Duplicates;
use guichet::tui::screens::tasks::Tasks;
use uuid::Uuid;

use crate::caseload::{Row, office, person};
use crate::harness::Harness;

const fn row(surname: &'static str, given: &'static str, born: &'static str, number: &'static str, town: &'static str) -> Row {
    (surname, given, born, "Vendeuse", "5223", "active", "2026-10-02", "2026-11-20", number, town)
}

const THREE: &[Row] = &[
    row("Babongui", "Christelle", "1999-03-01", "LBV-26-003302-2", "Libreville"),
    row("Babongui", "Christelle Ange", "1999-03-01", "LBV-26-004127-7", "Akanda"),
    row("Mezui", "Gaëlle", "2004-03-01", "LBV-25-013358-9", "Libreville"),
];

/// The first two have one paper: certain. The third has but the name of a town in common with the first.
fn stocked() -> (Desk, House) {
    let (mut desk, house) = office(THREE, None);
    let deed = desk.deed("story");
    desk.lenient(|desk| {
        desk.write(deed, |w| {
            for n in [1, 2] {
                let before: Person = records::by_id(w.reader(), person(n))?;
                let after = Person {
                    id_document_type: Some("2".into()),
                    id_document_number: Some("12345678901234".into()),
                    id_document_expires: parse_day("2030-01-01"),
                    email: (n == 2).then(|| "babongui@exemple.ga".to_owned()),
                    ..before.clone()
                };
                w.update(&before, &after)?;
            }
            for (n, b, score) in [(0, 2, 990), (1, 3, 120)] {
                w.insert(&DuplicatePair {
                    head: Head::new(RowId(Uuid::from_u128(800 + n))),
                    person_a: person(1),
                    person_b: person(b),
                    state: "suspected".into(),
                    score,
                    ..DuplicatePair::default()
                })?;
            }
            Ok(())
        })
    })
    .unwrap();
    (desk, house)
}

fn list(lang: &str, size: (u16, u16)) -> Harness {
    let (desk, house) = stocked();
    Harness::at(Duplicates::new(&house), desk, lang, false, size)
}

#[test]
fn pairs_stand_with_their_evidence_in_both_languages_narrow_wide_and_empty() {
    insta::assert_snapshot!("duplicates", list("fr", (80, 24)).text());
    insta::assert_snapshot!("duplicates_en", list("en", (80, 24)).text());
    insta::assert_snapshot!("duplicates_narrow", list("fr", (60, 18)).text());
    insta::assert_snapshot!("duplicates_wide", list("fr", (132, 24)).text());
    let (desk, house) = office(&[], None);
    insta::assert_snapshot!("duplicates_empty", Harness::at(Duplicates::new(&house), desk, "fr", false, (80, 24)).text());
}

#[test]
fn two_letters_lead_there_from_a_list() {
    let (desk, house) = stocked();
    let mut h = Harness::everywhere(Tasks::new(&house), &house, desk);
    h.keys("g u");
    assert_eq!(h.app.stack().last(), Some(&"duplicates"));
}

#[test]
fn two_files_are_merged_field_by_field_and_taken_apart_again_with_a_reason() {
    let mut h = list("fr", (80, 24));
    assert!(h.row(4).contains("!CERTAIN"), "{}", h.row(4));
    h.keys("<Enter>");
    insta::assert_snapshot!("duplicate_pair", h.text());
    let mut en = list("en", (80, 24));
    insta::assert_snapshot!("duplicate_pair_en", en.keys("<Enter>").text());
    let first = h.row(4);
    assert!(first.contains("= 1"), "what stays is marked: {first}");
    h.keys("2");
    assert!(h.row(4).contains("= 2"), "{}", h.row(4));
    h.keys("<Enter>");
    assert!(h.text().contains("pendant 30 jours"), "{}", h.text());
    h.keys("<Enter>");
    assert!(
        h.row(23).starts_with("= LBV-26-003302-2 est fusionné dans LBV-26-004127-7, 30 jours pour défaire."),
        "{}",
        h.row(23)
    );
    assert_eq!(h.app.stack().last(), Some(&"duplicates"));
    insta::assert_snapshot!("duplicates_merged", h.text());
    // The merge is below, `z` takes it back.
    h.keys("<Down>z");
    assert!(h.text().contains("── Défaire la fusion de LBV-26-003302-2"), "{}", h.text());
    h.keys("<Enter>");
    assert!(h.row(23).starts_with("! "), "a reason is asked: {}", h.row(23));
    h.keys("deux<Space>soeurs <Enter>");
    assert!(h.row(23).starts_with("= LBV-26-003302-2 est rétabli"), "{}", h.row(23));
    assert!(!h.text().contains("Fusions qui"), "{}", h.text());
}

#[test]
fn a_pair_is_two_people_or_to_be_verified_by_one_digit() {
    let mut h = list("fr", (80, 24));
    h.keys("s3 <Enter>");
    assert!(h.row(23).contains("sont à vérifier"), "{}", h.row(23));
    assert!(h.row(4).contains("à vérifier"), "it stays in the list, with that word: {}", h.row(4));
    h.keys("<Down>s2 <Enter>");
    assert!(h.row(23).contains("sont deux personnes"), "{}", h.row(23));
    assert!(h.row(2).starts_with(" 1 doublon possible"), "{}", h.row(2));
}

#[test]
fn the_other_file_can_be_the_one_that_stays() {
    let mut h = list("fr", (80, 24));
    h.keys("<Enter>");
    assert!(h.row(2).starts_with(" LBV-26-004127-7 reste, LBV-26-003302-2 part"), "the fuller one stays: {}", h.row(2));
    h.keys("s4 <Enter>");
    assert!(h.row(2).starts_with(" LBV-26-003302-2 reste, LBV-26-004127-7 part"), "{}", h.row(2));
}

#[test]
fn a_number_is_chosen_with_its_kind() {
    let (mut desk, house) = stocked();
    let deed = desk.deed("other");
    desk.lenient(|desk| {
        desk.write(deed, |w| {
            let before: Person = records::by_id(w.reader(), person(1))?;
            let after = Person { id_document_type: Some("1".into()), id_document_number: Some("99".into()), ..before.clone() };
            w.update(&before, &after)
        })
    })
    .unwrap();
    let mut h = Harness::at(Duplicates::new(&house), desk, "fr", false, (80, 24));
    h.keys("<Enter>");
    let at = (4..15).find(|y| h.row(*y).contains("N° de pièce")).unwrap();
    for _ in 4..at {
        h.keys("<Down>");
    }
    h.keys("2");
    for label in ["N° de pièce", "Pièce"] {
        let row = (4..15).map(|y| h.row(y)).find(|r| r.contains(label)).unwrap();
        assert!(row.contains("= 2"), "{row}");
    }
}

#[test]
fn what_is_refused_says_whose_it_is() {
    let (mut desk, house) = stocked();
    desk.who.roles = vec!["counsellor".into()];
    let mut h = Harness::at(Duplicates::new(&house), desk, "fr", false, (80, 24));
    h.keys("s2 <Enter>");
    assert!(h.row(23).starts_with("! ") && h.row(23).contains("chef d'agence"), "certain evidence: {}", h.row(23));
    h.keys("<Down><Enter><Enter><Enter>");
    assert!(h.row(23).starts_with("! ") && h.row(23).contains("chef d'agence"), "weak evidence: {}", h.row(23));
    let (mut desk, house) = stocked();
    desk.who.roles = vec!["reception".into()];
    let mut h = Harness::at(Duplicates::new(&house), desk, "fr", false, (80, 24));
    h.keys("<Enter><Enter><Enter>");
    assert!(h.row(23).starts_with("! ") && !h.row(23).contains("fusionné dans"), "{}", h.row(23));
}

#[test]
fn what_was_chosen_stays_when_a_colleague_saves_one_of_the_files_meanwhile() {
    let (mut desk, house) = stocked();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db").display().to_string();
    desk.engine().execute(&format!("VACUUM INTO '{path}'"), &[]).unwrap();
    let at = |house: &House| {
        let engine = guichet::store::open(&format!("sqlite:{path}")).unwrap();
        Desk::new(engine, house.who.clone(), guichet::store::Clock::Real, house.rules.clone())
    };
    let mut colleague = at(&house);
    let mut h = Harness::at(Duplicates::new(&house), at(&house), "fr", false, (80, 24));
    h.keys("<Enter>2");
    assert!(h.row(4).contains("= 2"), "{}", h.row(4));
    let deed = colleague.deed("other");
    colleague
        .lenient(|desk| {
            desk.write(deed, |w| {
                let before: Person = records::by_id(w.reader(), person(1))?;
                w.update(&before, &Person { landmark: Some("face à l'école".into()), ..before.clone() })
            })
        })
        .unwrap();
    h.keys("<Enter><Enter>");
    assert_eq!(h.app.stack().last(), Some(&"duplicate_pair"), "nothing was merged over it: {}", h.text());
    assert!(h.row(23).starts_with("! "), "{}", h.row(23));
    assert!(h.row(4).contains("= 2") && h.text().contains("face à l'école"), "{}", h.text());
    h.keys("<Enter><Enter>");
    assert!(h.row(23).starts_with("= LBV-26-003302-2 est fusionné"), "{}", h.row(23));
}
