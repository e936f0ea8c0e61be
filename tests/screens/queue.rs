//! The reception's queue as drawn, and its walks by keys.

use guichet::domain::lifecycle::AppointmentState;
use guichet::tui::screens::queue::Queue;

use crate::harness::Harness;
use crate::reception::{Reception, appointment, house, instant, mounguengui, person, write};

pub fn queue(office: &Reception, lang: &str, thin: bool, size: (u16, u16)) -> Harness {
    let desk = office.receptionist();
    let house = house(&desk);
    Harness::at(Queue::new(&house), desk, lang, thin, size)
}

/// The day of drawing 1, and two walk-ins.
fn office() -> Reception {
    let office = Reception::day();
    let mut desk = office.receptionist();
    person(&mut desk, 110, "Pambou", "Sylvestre", "");
    let mut with_colleague = appointment(210, "08:45", "2", 110, AppointmentState::Arrived);
    with_colleague.counsellor = Some(mounguengui());
    with_colleague.arrived_at = Some(instant("08:33"));
    let mut walk_in = appointment(211, "08:02", "7", 110, AppointmentState::Arrived);
    walk_in.person = None;
    walk_in.counsellor = None;
    walk_in.starts_at = None;
    walk_in.name_said = Some("KOMBILA Jean-Félix".into());
    walk_in.wish = Some("6".into());
    walk_in.arrived_at = Some(instant("08:02"));
    write(&mut desk, |w| {
        w.insert(&with_colleague)?;
        w.insert(&walk_in)
    });
    office
}

#[test]
fn the_queue_shows_who_waits_who_is_expected_and_who_is_free() {
    let office = office();
    let mut h = queue(&office, "fr", false, (80, 24));
    insta::assert_snapshot!("queue", h.text());
    assert!(h.row(2).starts_with(" 3 personnes attendent, la première depuis 08h02"), "{}", h.row(2));
    assert_eq!(h.row(4), "> !08h02  KOMBILA Jean-Félix    accueil                 information       sans");
    assert!(h.text().contains("\nAttendus") && h.text().contains("\nLibres maintenant"), "{}", h.text());
    insta::assert_snapshot!("queue_english", queue(&office, "en", false, (80, 24)).text());
    insta::assert_snapshot!("queue_narrow", queue(&office, "fr", true, (60, 18)).text());
}

#[test]
fn an_arrival_is_one_key_on_the_row_of_who_was_expected() {
    let office = office();
    let mut h = queue(&office, "fr", false, (80, 24));
    h.keys("<Down> <Down> <Down>");
    assert!(h.row(8).starts_with(">  -      OWONO Didier"), "the heading is passed over: {}", h.row(8));
    h.keys("y");
    assert!(h.row(8).starts_with(">  08h42  OWONO Didier"), "{}", h.row(8));
    assert_eq!(h.row(23), "= OWONO Didier attend à l'accueil.");
}

#[test]
fn a_walk_in_is_searched_first_and_received_under_his_name_if_nobody_is_found() {
    let office = office();
    let mut h = queue(&office, "fr", false, (80, 24));
    h.keys("n makos");
    assert!(h.text().contains("> MAKOSSO Blanche"), "{}", h.text());
    h.keys("<Enter>");
    assert!(h.text().contains("Pour quoi"), "{}", h.text());
    h.keys("2 <Enter>");
    assert_eq!(h.row(23), "= MAKOSSO Blanche attend à l'accueil.");
    assert!(h.text().contains("MAKOSSO Blanche       accueil                 actualisation"), "{}", h.text());
    h.keys("n zzyx <Enter> 6 <Enter>");
    assert_eq!(h.row(23), "= zzyx attend à l'accueil.");
}

#[test]
fn who_waits_is_given_to_a_colleague_by_letters() {
    let office = office();
    let mut h = queue(&office, "fr", false, (80, 24));
    h.keys("x moun <Enter>");
    assert_eq!(h.row(23), "= KOMBILA Jean-Félix : confié à MOUNGUENGUI Reine.");
    assert!(h.row(4).contains("MOUNGUENGUI Reine"), "{}", h.row(4));
}

#[test]
fn a_walk_in_is_answered_at_the_counter_in_one_line() {
    let office = office();
    let mut h = queue(&office, "fr", false, (80, 24));
    h.keys("s");
    assert!(h.text().contains("1 Commencer l'entretien (réservé au conseiller)"), "{}", h.text());
    h.keys("2 horaires <Space> donnés <Enter>");
    assert!(h.row(4).contains("honoré"), "{}", h.row(4));
}

#[test]
fn an_empty_queue_says_how_to_fill_it() {
    let office = Reception::empty();
    let mut h = queue(&office, "fr", false, (80, 24));
    assert!(h.text().contains("Personne n'attend. n reçoit quelqu'un sans rendez-vous."), "{}", h.text());
    assert!(h.row(24).starts_with("n Nouveau"), "{}", h.row(24));
}

#[test]
fn who_waits_is_renewed_and_booked_from_the_queue() {
    let office = office();
    let mut h = queue(&office, "fr", false, (80, 24));
    h.keys("<Down>");
    assert!(h.row(5).starts_with(">") && h.row(5).contains("AKOMA Grâce"), "{}", h.text());
    h.keys("u");
    assert!(h.row(23).starts_with("= AKOMA Grâce : inscription actualisée, à actualiser le 22/02/2027"), "{}", h.row(23));
    h.keys("r");
    assert_eq!(h.app.stack(), ["queue", "agenda"]);
}
