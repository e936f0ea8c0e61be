//! Ma journée as drawn, and its walks by keys counted against screens.md §3.

use guichet::domain::lifecycle::AppointmentEvent;
use guichet::services::appointment;
use guichet::tui::screens::day::Day;

use crate::harness::Harness;
use crate::reception::{Reception, house, id};

fn day(office: &Reception, lang: &str, thin: bool, size: (u16, u16)) -> Harness {
    let desk = office.counsellor();
    let house = house(&desk);
    Harness::at(Day::new(&house), desk, lang, thin, size)
}

pub fn french(office: &Reception) -> Harness {
    day(office, "fr", false, (80, 24))
}

#[test]
fn the_day_is_one_list_of_appointments_and_of_what_is_due() {
    let office = Reception::day();
    let mut h = french(&office);
    insta::assert_snapshot!("day", h.text());
    assert_eq!(h.row(2), " 6 rendez-vous, 1 personne à l'accueil, 2 relances en retard        1-10 sur 10");
    assert_eq!(h.row(3), "   Heure Motif             Personne             Situation");
    assert_eq!(h.row(5), "  !08h00 suivi             OWONO Didier         prévu, à régler");
    assert_eq!(h.row(6), ">  08h30 premier           AKOMA Grâce          à l'accueil depuis 08h21");
    assert!(h.row(10).starts_with("── À faire : 2 en retard, 1 aujourd'hui, 1 cette semaine ──"), "{}", h.row(10));
}

#[test]
fn the_cursor_starts_on_the_next_appointment_so_that_its_file_is_one_key() {
    let office = Reception::day();
    let mut h = french(&office);
    assert_eq!(h.cursor(), (1, 6), "the first one not settled from now on");
    assert!(h.row(24).starts_with("Entrée Ouvrir  e Entretien  s Suite"), "{}", h.row(24));
    h.keys("<Enter>");
    assert_eq!(h.app.stack(), ["day", "file"]);
    assert!(h.text().contains("AKOMA Grâce"), "{}", h.text());
    h.keys("<Esc>");
    assert_eq!(h.cursor(), (1, 6), "Esc returns to the same line");
    h.keys("e");
    assert_eq!(h.app.stack(), ["day", "interview"]);
}

#[test]
fn the_cursor_runs_over_the_rule() {
    let office = Reception::day();
    let mut h = french(&office);
    h.keys("<Down> <Down> <Down> <Down>");
    assert_eq!(h.cursor().1, 11, "the first task");
    assert!(h.row(24).starts_with("Entrée Ouvrir  f Fait  d Autre date"), "{}", h.row(24));
    h.keys("<Up>");
    assert_eq!(h.cursor().1, 9, "the last appointment");
}

#[test]
fn a_no_show_is_two_keys_and_says_its_reminder_before() {
    let office = Reception::day();
    let mut h = french(&office);
    h.keys("<Up>");
    h.keys("a");
    insta::assert_snapshot!("day_absence", h.text());
    assert!(h.text().contains("Absence de OWONO Didier, 08h00 (1re en 12 mois)"), "{}", h.text());
    assert!(h.text().contains("appeler mer. 25/11/2026, MABIALA Hugues"), "{}", h.text());
    h.keys("<Enter>");
    assert_eq!(h.row(5), ">  08h00 suivi             OWONO Didier         manqué");
    assert_eq!(h.row(23), "= Absence notée, OWONO Didier : la relance est dans Ma journée.");
    h.keys("z");
    assert_eq!(h.row(5), "> !08h00 suivi             OWONO Didier         prévu, à régler");
}

#[test]
fn keys_typed_ahead_reach_the_drawer_of_the_absence() {
    let office = Reception::day();
    let mut h = french(&office);
    h.keys("<Up>").pause().keys("a <Enter>").resume();
    assert_eq!(h.row(5), ">  08h00 suivi             OWONO Didier         manqué");
}

#[test]
fn an_absence_before_its_time_is_refused_with_the_reason() {
    let office = Reception::day();
    let mut h = french(&office);
    h.keys("<Down> a");
    assert_eq!(h.row(23), "! Trop tôt : une absence se note 15 minutes après l'heure.");
}

#[test]
fn what_may_follow_is_listed_the_likely_one_first() {
    let office = Reception::day();
    let mut h = french(&office);
    h.keys("<Down> s");
    let text = h.text();
    assert!(text.contains("── Suite, MOUSSAVOU Jean-Bosco") && text.contains("> 1 Arrivée : la personne est là"), "{text}");
    assert!(text.contains("3 Absence : la personne n'est pas venue (pas encore 15 minutes de retard)"), "{text}");
    h.keys("4 malade <Enter>");
    assert!(h.row(7).ends_with("excusé"), "{}", h.row(7));
}

#[test]
fn someone_quicker_is_named_and_the_row_shows_what_is_there_now() {
    let office = Reception::day();
    let mut h = french(&office);
    let mut other = office.receptionist();
    let deed = other.new_id();
    appointment::apply(&mut other, deed, id(202), AppointmentEvent::Arrive, None).unwrap();
    h.keys("<Up> a <Enter>");
    assert_eq!(h.row(23), "! ANGOUÉ Lydie a été plus rapide à 08h42 : arrivé. La ligne le montre.");
    assert_eq!(h.row(5), ">  08h00 suivi             OWONO Didier         à l'accueil depuis 08h42");
}

#[test]
fn an_arrival_noted_at_the_reception_shows_within_two_seconds_and_nothing_is_asked_after_some_minutes() {
    let office = Reception::day();
    let mut h = french(&office);
    let mut other = office.receptionist();
    let deed = other.new_id();
    appointment::apply(&mut other, deed, id(204), AppointmentEvent::Arrive, None).unwrap();
    assert!(h.row(7).ends_with("prévu"));
    h.wait(2000);
    assert_eq!(h.row(7), "   09h15 suivi             MOUSSAVOU Jean-Bosco à l'accueil depuis 08h42");
    assert_eq!(h.cursor(), (1, 6), "the cursor stays");
    for _ in 0..160 {
        h.wait(2000);
    }
    let wake = h.app.wake_in(h.now());
    assert!(
        wake > std::time::Duration::from_secs(2) || wake.as_secs() == 60 - chrono::Timelike::second(&chrono::Local::now()) as u64,
        "{wake:?}"
    );
    let deed = other.new_id();
    appointment::apply(&mut other, deed, id(205), AppointmentEvent::Arrive, None).unwrap();
    h.wait(4000);
    assert!(!h.row(8).contains("à l'accueil"), "nobody types: nothing is asked");
    h.keys("<Down>");
    assert!(h.row(8).contains("à l'accueil"), "the first key asks: {}", h.row(8));
}

#[test]
fn a_task_done_stays_in_its_place_and_is_taken_back_by_one_key() {
    let office = Reception::day();
    let mut h = french(&office);
    h.keys("<Down> <Down> <Down> <Down> f");
    assert_eq!(h.row(11), ">  17/11 réponse attendue  BOULINGUI Estelle    faite");
    h.keys("z");
    assert_eq!(h.row(23), "= Défait : la tâche est de nouveau ouverte.");
    assert!(h.row(11).starts_with("> !17/11 réponse attendue  BOULINGUI Estelle"), "{}", h.row(11));
}

#[test]
fn a_task_is_put_off_to_a_day_typed_loosely() {
    let office = Reception::day();
    let mut h = french(&office);
    h.keys("<Down> <Down> <Down> <Down> d ven <Enter>");
    assert_eq!(h.row(23), "= Remis au 27/11/2026.");
    assert!(h.row(11).starts_with(">  27/11 réponse attendue"), "{}", h.row(11));
}

#[test]
fn the_first_day_says_how_to_begin() {
    let office = Reception::empty();
    let mut h = french(&office);
    insta::assert_snapshot!("day_empty", h.text());
    assert!(h.text().contains("Aucun rendez-vous, rien à faire. Pour commencer :"), "{}", h.text());
    assert!(h.row(24).starts_with("n Nouveau  g Aller à"), "{}", h.row(24));
    h.keys("n");
    assert_eq!(h.app.stack(), ["day", "intake"]);
}

#[test]
fn rows_stay_and_waiting_is_said_while_the_list_is_read_again() {
    let office = Reception::day();
    let mut h = french(&office);
    h.keys("<Enter>").pause().keys("<Esc>").wait(400);
    assert_eq!(h.row(3), "   Heure Motif             Personne             Situation");
    assert!(h.row(2).ends_with("attente"), "{}", h.row(2));
    assert!(h.row(6).contains("AKOMA Grâce"), "{}", h.text());
    h.resume();
    assert!(h.row(2).ends_with("1-10 sur 10"), "{}", h.row(2));
}

#[test]
fn leaving_says_what_is_not_settled() {
    let office = Reception::day();
    let mut h = french(&office);
    h.keys("q");
    assert!(
        h.text().contains("2 rendez-vous passés ne sont pas réglés") || h.text().contains("1 rendez-vous passé n'est pas réglé"),
        "{}",
        h.text()
    );
    assert!(!h.app.over());
    h.keys("<Enter>");
    assert!(h.app.over());
}

#[test]
fn english_narrow_and_thin_are_drawn_too() {
    let office = Reception::day();
    insta::assert_snapshot!("day_english", day(&office, "en", false, (80, 24)).text());
    insta::assert_snapshot!("day_narrow", day(&office, "fr", true, (60, 18)).text());
    insta::assert_snapshot!("day_wide", day(&office, "fr", false, (132, 30)).text());
}

#[test]
fn a_letter_that_the_row_s_state_refuses_says_why() {
    let office = Reception::day();
    let mut h = french(&office);
    // Up to NGARI Sidonie, who came and was seen.
    h.keys("<Up> <Up> y");
    assert_eq!(h.row(23), "! Impossible : ce rendez-vous est honoré.");
    h.keys("j");
    assert_eq!(h.row(23), "! Impossible : ce rendez-vous est honoré.");
    assert!(!h.row(24).contains("Justifier"), "what is refused isn't in the help line: {}", h.row(24));
    // In the palette it stands with the reason.
    h.keys("<F4> justif");
    assert!(h.text().contains("> Justifier                       j         Impossible : ce rendez-vous"), "{}", h.text());
}
