//! The agenda as drawn: a day with its gaps, the week with booking.

use guichet::tui::screens::agenda::{Agenda, For};

use crate::harness::Harness;
use crate::reception::{Reception, house, id, mabiala};

fn agenda(office: &Reception, lang: &str, thin: bool, size: (u16, u16)) -> Harness {
    let desk = office.counsellor();
    let house = house(&desk);
    Harness::at(Agenda::new(&house), desk, lang, thin, size)
}

fn booking(office: &Reception) -> Harness {
    let desk = office.counsellor();
    let house = house(&desk);
    let wanted =
        For { person: Some(id(109)), name: "MAKOSSO Blanche".into(), kind: "2".into(), counsellor: mabiala(), ..For::default() };
    Harness::at(Agenda::booking(&house, wanted), desk, "fr", false, (80, 24))
}

#[test]
fn a_day_shows_its_free_time_as_one_row_a_gap() {
    let office = Reception::day();
    let mut h = agenda(&office, "fr", false, (80, 24));
    insta::assert_snapshot!("agenda_day", h.text());
    assert!(h.row(2).starts_with(" mar. 24 nov.   6 RDV, "), "{}", h.row(2));
    assert!(h.row(2).ends_with("< lun. 23  mer. 25 >"), "{}", h.row(2));
    assert!(h.text().contains("09h45  60 libre"), "{}", h.text());
    assert!(h.text().contains("12h00  60 pause"), "{}", h.text());
    assert_eq!(h.row(23), "  Le RDV de 08h00 n'est pas réglé, ni arrivée ni absence.");
}

#[test]
fn left_and_right_change_the_day_over_a_weekend() {
    let office = Reception::day();
    let mut h = agenda(&office, "fr", false, (80, 24));
    h.keys("<Right> <Right> <Right> <Right>");
    assert!(h.row(2).starts_with(" lun. 30 nov."), "{}", h.row(2));
    h.keys("<Left>");
    assert!(h.row(2).starts_with(" ven. 27 nov."), "{}", h.row(2));
}

#[test]
fn booking_starts_on_the_first_free_slot_and_enter_books_it() {
    let office = Reception::day();
    let mut h = booking(&office);
    insta::assert_snapshot!("agenda_booking", h.text());
    assert!(h.row(2).starts_with(" RDV pour MAKOSSO Blanche : suivi, 30 min"), "{}", h.row(2));
    assert!(h.text().contains("── Réserver mar. 24/11/2026 10h00-10h30 ──"), "{}", h.text());
    h.keys("<Enter>");
    assert_eq!(h.row(23), "= Réservé, MAKOSSO Blanche : mar. 24/11/2026 10h00.");
}

#[test]
fn arrows_jump_from_free_slot_to_free_slot_and_digits_choose_another() {
    let office = Reception::day();
    let mut h = booking(&office);
    h.keys("<Down>");
    assert!(h.text().contains("── Réserver mar. 24/11/2026 11h30-12h00 ──"), "10h45 is taken until 11h15: {}", h.text());
    h.keys("<Down>");
    assert!(h.text().contains("── Réserver mar. 24/11/2026 14h00"), "the pause and 13h00 are passed over: {}", h.text());
    h.keys("<Right>");
    assert!(h.text().contains("── Réserver mer. 25/11/2026 14h00"), "{}", h.text());
    h.keys("5");
    assert!(
        h.text().contains("── Réserver jeu. 26/11/2026 07h30") || h.text().contains("── Réserver ven. 27/11/2026 07h30"),
        "{}",
        h.text()
    );
    h.keys("d 3/12 <Enter>");
    assert!(h.text().contains("── Réserver jeu. 03/12/2026 07h30"), "{}", h.text());
}

#[test]
fn an_appointment_that_there_is_can_be_brought_forward() {
    let office = Reception::day();
    let desk = office.counsellor();
    let house = house(&desk);
    let wanted =
        For { person: Some(id(106)), name: "MBOUMBA Wilfried".into(), kind: "2".into(), counsellor: mabiala(), ..For::default() };
    let mut h = Harness::at(Agenda::booking(&house, wanted), desk, "fr", false, (80, 24));
    assert!(h.text().contains("* A déjà un RDV : mar. 24/11/2026 13h00, premier. 2 avance celui-là ici"), "{}", h.text());
    h.keys("2");
    assert_eq!(h.row(23), "= Réservé, MBOUMBA Wilfried : mar. 24/11/2026 10h00.");
    let mut h = agenda(&office, "fr", false, (80, 24));
    assert!(!h.text().contains("MBOUMBA Wilfried         4         prévu\n   13h45"), "the old one is moved: {}", h.text());
    assert!(h.text().contains("10h00  30 suivi            MBOUMBA Wilfried"), "{}", h.text());
}

#[test]
fn a_gap_asks_for_whom_and_books_there() {
    let office = Reception::day();
    let mut h = agenda(&office, "fr", false, (80, 24));
    h.keys("<Down> <Down>");
    assert!(h.row(24).starts_with("Entrée Réserver"), "{}", h.text());
    h.keys("<Enter> boulin <Enter>");
    assert_eq!(h.row(23), "= Réservé, BOULINGUI Estelle : mar. 24/11/2026 09h45.");
    assert!(h.text().contains("09h45  30 suivi"), "{}", h.text());
}

#[test]
fn english_narrow_and_an_empty_day_are_drawn_too() {
    let office = Reception::day();
    insta::assert_snapshot!("agenda_english", agenda(&office, "en", false, (80, 24)).text());
    insta::assert_snapshot!("agenda_narrow", agenda(&office, "fr", true, (60, 18)).text());
    let empty = Reception::empty();
    insta::assert_snapshot!("agenda_empty", agenda(&empty, "fr", false, (80, 24)).text());
}
