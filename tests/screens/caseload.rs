//! Portefeuille: as drawn, narrow, wide, in English and ASCII, empty; filter, marks, reminders, transfers, views by their keys.

use std::rc::Rc;

use chrono::Utc;
use guichet::domain::fold::sort_key;
use guichet::domain::ids::{Id, PersonId, UserId};
use guichet::domain::lifecycle::RegistrationState;
use guichet::domain::office::User;
use guichet::domain::person::Person;
use guichet::domain::record::{Head, parse_day, parse_instant};
use guichet::domain::registration::{JobGoal, Registration};
use guichet::domain::rights;
use guichet::domain::task::Task;
use guichet::domain::who::Who;
use guichet::services::codes;
use guichet::store::{self, Clock, Desk, migrate};
use guichet::tui::screens::caseload::Caseload;
use guichet::tui::screens::{House, Office};
use uuid::Uuid;

use crate::harness::Harness;

const NOW: &str = "2026-11-24T08:10:00.000Z";

/// Surname, given names, born, occupation in own words and its code, state, last contact, next due, number, town.
pub type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

/// Drawing 2 of screens.md.
const DRAWN: &[Row] = &[
    (
        "Babongui",
        "Christelle",
        "1999-03-01",
        "Vendeuse",
        "5223",
        "active",
        "2026-10-02",
        "2026-11-16",
        "LBV-26-003302-2",
        "Libreville",
    ),
    (
        "Bouanga",
        "Mireille",
        "1985-03-01",
        "Vendeuse marché",
        "5223",
        "active",
        "2026-10-06",
        "2026-11-18",
        "LBV-25-013358-9",
        "Akanda",
    ),
    (
        "Boukandou",
        "Yves",
        "1993-03-01",
        "Vendeur pièces",
        "5223",
        "active",
        "2026-10-12",
        "2026-11-19",
        "LBV-26-002740-3",
        "Oyem",
    ),
    ("Dikamona", "Prudence", "2002-03-01", "Vendeuse", "5223", "active", "", "2026-11-20", "LBV-26-003981-8", "Libreville"),
    (
        "Edzang",
        "Noëlla",
        "1988-03-01",
        "Vendeuse pagne",
        "5223",
        "to_renew",
        "2026-09-28",
        "2026-11-21",
        "LBV-24-009415-4",
        "Libreville",
    ),
    (
        "Essone",
        "Marie-Ange",
        "1997-03-01",
        "Vendeuse prêt",
        "5223",
        "active",
        "2026-10-14",
        "2026-11-24",
        "LBV-26-001566-0",
        "Oyem",
    ),
    (
        "Koussou",
        "Hortense",
        "1991-03-01",
        "Couturière",
        "7531",
        "active",
        "2026-10-15",
        "2026-11-25",
        "LBV-25-020077-7",
        "Libreville",
    ),
    (
        "Mezui",
        "Gaëlle",
        "2004-03-01",
        "Vendeuse",
        "5223",
        "in_measure",
        "2026-10-19",
        "2026-11-27",
        "LBV-26-004127-7",
        "Libreville",
    ),
    (
        "Ndong Obame",
        "Marie-Claire",
        "1992-03-14",
        "Vendeuse magasin",
        "5223",
        "active",
        "2026-10-21",
        "2026-11-30",
        "LBV-26-000123-7",
        "Libreville",
    ),
    (
        "Onanga",
        "Perpétue",
        "1980-03-01",
        "Vendeuse marché",
        "5223",
        "suspended",
        "2026-10-22",
        "2026-12-01",
        "LBV-22-006214-5",
        "Akanda",
    ),
];

pub fn me() -> UserId {
    UserId(Uuid::from_u128(1))
}

pub fn person(n: u128) -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(100 + n))
}

/// An office with all its lists, MABIALA (every role, or these) and BITOME, and these people in MABIALA's caseload.
pub fn office(rows: &[Row], roles: Option<&[&str]>) -> (Desk, House) {
    let mut engine = store::open("sqlite::memory:").unwrap();
    migrate::migrate(&mut *engine, Utc::now()).unwrap();
    codes::load_reference(&mut *engine, Utc::now()).unwrap();
    let rules = codes::load_rules(&mut *engine, parse_day("2026-11-24").unwrap()).unwrap();
    let roles = roles.map_or_else(rights::all_roles, |r| r.iter().map(|r| (*r).to_owned()).collect());
    let who = Who {
        user: me(),
        login: "hmabiala".into(),
        name: "MABIALA Hugues".into(),
        agency: "LBV".into(),
        roles,
        post: "LBV-3".into(),
    };
    let clock = Clock::Training { offset: parse_instant(NOW).unwrap() - Utc::now() };
    let mut desk = Desk::new(engine, who.clone(), clock, rules.clone());
    let deed = desk.deed("story");
    desk.lenient(|desk| {
        desk.write(deed, |w| {
            for (n, login, name) in [(1, "hmabiala", "MABIALA Hugues"), (2, "gbitome", "BITOME Geneviève")] {
                w.insert(&User {
                    head: Head::new(UserId(Uuid::from_u128(n))),
                    login: login.into(),
                    name: name.into(),
                    roles: vec!["counsellor".into()],
                    agency: "LBV".into(),
                    active: true,
                    ..User::default()
                })?;
            }
            for (n, row) in (1..).zip(rows) {
                insert(w, n, row)?;
            }
            Ok(())
        })
    })
    .unwrap();
    (desk, Rc::new(Office { rules, who, training: false }))
}

fn insert(w: &mut store::Write<'_>, n: u128, row: &Row) -> guichet::fault::Outcome<()> {
    let (surname, given, born, label, code, state, contact, due, number, town) = *row;
    w.insert(&Person {
        head: Head::new(person(n)),
        number: number.into(),
        index_no: n as i64,
        agency: "LBV".into(),
        surname: surname.into(),
        given_names: Some(given.into()),
        birth_date: parse_day(born),
        town: Some(town.into()),
        phone: Some(format!("+241740000{n:02}")),
        ..Person::default()
    })?;
    let registration = Registration {
        head: Head::new(guichet::domain::ids::RegistrationId(Uuid::from_u128(200 + n))),
        person: person(n),
        agency: "LBV".into(),
        state: RegistrationState::from_id(state).unwrap(),
        registered_on: parse_day("2026-01-12"),
        intensity: Some("STD".into()),
        renewal_due: parse_day("2026-12-20"),
        counsellor: Some(me()),
        sort_key: sort_key(surname, given),
        occupation: Some(code.into()),
        last_contact: parse_day(contact),
        next_due: parse_day(due),
        ..Registration::default()
    };
    w.insert(&registration)?;
    w.insert(&JobGoal {
        head: Head::new(guichet::domain::ids::RowId(Uuid::from_u128(300 + n))),
        registration: registration.head.id,
        rank: 1,
        occupation: Some(code.into()),
        occupation_label: Some(label.into()),
        ..JobGoal::default()
    })?;
    // What gives the due day: a contact to be taken up again.
    w.insert(&Task {
        head: Head::new(guichet::domain::ids::TaskId(Uuid::from_u128(400 + n))),
        kind: "T72".into(),
        subject_kind: "person".into(),
        subject: guichet::domain::ids::RowId(person(n).0),
        person: Some(person(n)),
        agency: "LBV".into(),
        assignee: me(),
        due: parse_day(due),
        priority: 2,
        ..Task::default()
    })
}

fn at(rows: &[Row], lang: &str, thin: bool, size: (u16, u16)) -> Harness {
    let (desk, house) = office(rows, None);
    Harness::at(Caseload::new(&house), desk, lang, thin, size)
}

pub fn drawn() -> Harness {
    at(DRAWN, "fr", false, (80, 24))
}

#[test]
fn the_caseload_is_as_drawn() {
    let mut h = drawn();
    insta::assert_snapshot!("caseload", h.text());
    assert_eq!(h.row(3), "  Personne             Âge Métier       Situat.  Vu    Échéance N°");
    assert_eq!(h.row(4), "> BABONGUI Christelle   27 Vendeuse     inscrit  02/10 !16/11 LBV-26-003302-2");
    assert_eq!(h.row(8), "  EDZANG Noëlla         38 Vendeuse…    à actua. 28/09 !21/11 LBV-24-009415-4");
    assert_eq!(h.row(9), "  ESSONE Marie-Ange     29 Vendeuse…    inscrit  14/10  24/11 LBV-26-001566-0");
    assert!(h.row(2).ends_with("1-10 sur 10"));
}

#[test]
fn it_is_narrow_wide_english_thin_and_empty() {
    insta::assert_snapshot!("caseload_narrow", at(DRAWN, "fr", false, (60, 18)).text());
    insta::assert_snapshot!("caseload_wide", at(DRAWN, "fr", false, (120, 24)).text());
    insta::assert_snapshot!("caseload_en", at(DRAWN, "en", false, (80, 24)).text());
    insta::assert_snapshot!("caseload_thin", at(DRAWN, "fr", true, (80, 24)).text());
    insta::assert_snapshot!("caseload_empty", at(&[], "fr", false, (80, 24)).text());
    insta::assert_snapshot!("caseload_empty_en", at(&[], "en", false, (80, 24)).text());
}

#[test]
fn a_filter_narrows_as_one_types_and_says_what_it_understood() {
    let mut h = drawn();
    h.keys("/vend");
    assert!(h.row(2).starts_with(" Filtre : vend  = vend"), "{}", h.row(2));
    assert!(h.row(2).ends_with("1-9 sur 9"));
    h.keys("<Space>oyem<Space>retard");
    assert!(h.row(2).contains("= vend, Oyem, en retard"), "{}", h.row(2));
    assert!(h.row(4).starts_with("> BOUKANDOU Yves"));
    h.keys("<Enter>");
    assert!(h.row(2).starts_with(" Filtre : vend, Oyem, en retard"), "{}", h.row(2));
    h.keys("<Esc>");
    assert!(h.row(2).starts_with(" Filtre : aucun") && h.row(2).ends_with("1-10 sur 10"));
    h.keys("/susp <Enter>");
    assert!(h.row(2).starts_with(" Filtre : suspendu"), "{}", h.row(2));
    h.keys("/<Ctrl+U>zz <Enter>");
    insta::assert_snapshot!("caseload_none", h.text());
    assert!(h.text().contains("Aucune personne pour « nom zz ». Échap enlève le filtre (10)."));
}

#[test]
fn marks_outlive_a_filter_and_remind_says_before_what_it_will_do() {
    let mut h = drawn();
    h.keys("<Down><Down><Space><Down><Space><Down><Space>");
    assert!(h.row(2).contains("3 marquées"), "{}", h.row(2));
    h.keys("/vend <Enter>");
    assert!(h.row(2).contains("3 marquées, dont 1 hors du filtre"), "{}", h.row(2));
    h.keys("l");
    let text = h.text();
    assert!(text.contains("── Relancer 3 personnes"), "{text}");
    assert!(text.contains("3 seront créées"), "{text}");
    h.keys("<Tab><Tab>");
    // One of them has such a task in these days already: its kind is chosen, by its digits.
    let mut again = drawn();
    again.keys("<Down><Down><Space><Down><Space><Down><Space> l <Shift+Tab> 72 <Tab>");
    insta::assert_snapshot!("caseload_remind", again.text());
    assert!(again.text().contains("2 seront créées, 1 déjà prévue gardée (KOUSSOU Hortense, 25/11)"), "{}", again.text());
    again.keys("<Enter>");
    assert!(again.row(23).starts_with("= 2 relances créées, 1 déjà prévue gardée"), "{}", again.row(23));
    assert!(!again.row(2).contains("marquée"), "done: nothing is marked any more");
}

#[test]
fn a_transfer_shows_its_picture_first_and_the_rows_stay_in_their_places() {
    let mut h = drawn();
    h.keys("<Space><Space> x");
    insta::assert_snapshot!("caseload_transfer", h.text());
    assert!(h.text().contains("BITOME Geneviève") && h.text().contains("2 relances suivent leur dossier."), "{}", h.text());
    h.keys("<Enter>");
    assert!(h.row(23).starts_with("= 2 dossiers transférés à BITOME Geneviève"), "{}", h.row(23));
    assert!(h.row(4).contains("transmis") && h.row(5).contains("transmis"), "{}", h.row(4));
    assert!(h.row(6).starts_with("> BOUKANDOU Yves"), "the cursor stays");
}

#[test]
fn a_counsellor_is_told_who_can_transfer() {
    let (desk, house) = office(DRAWN, Some(&["counsellor"]));
    let mut h = Harness::at(Caseload::new(&house), desk, "fr", false, (80, 24));
    h.keys("x");
    assert_eq!(h.row(23), "! Réservé au chef d'agence.");
    assert!(!h.row(24).contains("Transférer"));
}

#[test]
fn a_view_is_kept_and_taken_again() {
    let mut h = drawn();
    h.keys("/retard <Enter> v n");
    assert!(h.text().contains("Garder la vue affichée"), "{}", h.text());
    h.keys("À<Space>relancer <Enter>");
    assert_eq!(h.row(23), "= Vue « À relancer » gardée.");
    h.keys("<Esc> v <Down>");
    insta::assert_snapshot!("caseload_views", h.text());
    h.keys("<Enter>");
    assert!(h.row(2).starts_with(" Vue : À relancer   Filtre : en retard"), "{}", h.row(2));
    assert!(h.row(2).ends_with("1-5 sur 5"));
}

#[test]
fn the_order_turns_and_a_long_list_is_scrolled_by_pages() {
    let many: Vec<Row> = (0..90).map(|n| if n % 2 == 0 { DRAWN[0] } else { DRAWN[5] }).collect();
    let numbers: Vec<String> = (0..90).map(|n| format!("LBV-26-{n:06}-0")).collect();
    let many: Vec<Row> =
        many.into_iter().zip(numbers).map(|(r, number)| (r.0, r.1, r.2, r.3, r.4, r.5, r.6, r.7, &*number.leak(), r.9)).collect();
    let mut h = at(&many, "fr", false, (80, 24));
    assert!(h.row(2).ends_with("1-19 sur 90"), "{}", h.row(2));
    h.keys("<PgDn><PgDn><PgDn>");
    assert!(h.row(22).starts_with('>') && h.row(2).ends_with("sur 90"), "{}", h.text());
    h.keys("<End>");
    assert!(h.row(2).ends_with("72-90 sur 90"), "{}", h.row(2));
    h.keys("*");
    assert!(h.row(2).contains("90 marquées"), "{}", h.text());
    h.keys("t");
    assert!(h.row(2).contains("Tri : nom") && h.row(4).starts_with(">*BABONGUI"), "{}", h.text());
}

#[test]
fn renewing_changes_the_row_in_its_place_and_can_be_undone() {
    let mut h = drawn();
    h.keys("<Down><Down><Down><Down> u");
    assert_eq!(h.row(23), "= EDZANG Noëlla : actualisation faite, la prochaine le 22/02/2027.");
    assert!(h.row(8).contains("inscrit"), "{}", h.row(8));
    h.keys("z");
    assert!(h.row(23).starts_with("= Défait : EDZANG Noëlla"), "{}", h.row(23));
    assert!(h.row(8).contains("à actua."), "{}", h.row(8));
}

#[test]
fn enter_opens_the_file_r_the_agenda_e_the_interview_and_b_keeps_a_note() {
    let mut h = drawn();
    h.keys("<Down><Enter>");
    assert_eq!(h.app.stack(), ["caseload", "file"]);
    assert!(h.text().contains("BOUANGA Mireille"), "{}", h.text());
    h.keys("<Esc> b");
    assert!(h.text().contains("BOUANGA Mireille"), "{}", h.text());
    h.keys("passe<Space>vendredi <F10>");
    assert_eq!(h.row(23), "= Note gardée au dossier de BOUANGA Mireille.");
    assert!(h.row(5).starts_with("> BOUANGA"), "on the same line again: {}", h.row(5));
    h.keys("r");
    assert_eq!(h.app.stack().last(), Some(&"agenda"));
    h.keys("<Esc> e");
    assert_eq!(h.app.stack().last(), Some(&"interview"));
}

#[test]
fn a_list_goes_to_a_new_file_and_never_over_another() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("liste.txt");
    let mut h = drawn();
    h.keys("<Space><Space> i");
    assert!(h.text().contains("portefeuille-2026-11-24.txt"), "{}", h.text());
    let typed = format!("{}<Enter>", path.display());
    h.keys(&typed);
    assert!(h.row(23).starts_with("= 2 lignes écrites"), "{}", h.row(23));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.lines().count() == 3 && text.contains("LBV-25-013358-9\tBOUANGA Mireille\t41"), "{text}");
    h.keys("i");
    h.keys(&typed);
    assert!(h.row(23).starts_with("! ") && h.row(23).contains("existe déjà"), "{}", h.row(23));
}
