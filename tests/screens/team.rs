//! Équipe: as drawn, in English, narrow, empty; the levelling and the way to a caseload by their keys.

use guichet::domain::appointment::Appointment;
use guichet::domain::calendar;
use guichet::domain::fold::sort_key;
use guichet::domain::ids::{AppointmentId, Id, PersonId, RegistrationId, RowId, TaskId, UserId};
use guichet::domain::lifecycle::RegistrationState;
use guichet::domain::office::User;
use guichet::domain::person::Person;
use guichet::domain::record::{Head, parse_day};
use guichet::domain::registration::Registration;
use guichet::domain::task::Task;
use guichet::tui::screens::team::Team;
use uuid::Uuid;

use crate::caseload::office;
use crate::harness::Harness;

fn id<I: Id>(n: u128) -> I {
    I::from_uuid(Uuid::from_u128(n))
}

/// Counsellor, intensity and how many such files.
const CARRIED: &[(u128, &str, u128)] =
    &[(1, "REN", 2), (1, "STD", 8), (1, "AUT", 2), (2, "STD", 2), (3, "AUT", 1), (4, "STD", 9)];

fn file(w: &mut guichet::store::Write<'_>, n: u128, user: UserId, intensity: &str) -> guichet::fault::Outcome<()> {
    let surname = format!("Essai{n}");
    w.insert(&Person {
        head: Head::new(id::<PersonId>(1000 + n)),
        number: format!("LBV-26-{n:06}-0"),
        index_no: n as i64,
        agency: "LBV".into(),
        surname: surname.clone(),
        given_names: Some("Anne".into()),
        ..Person::default()
    })?;
    w.insert(&Registration {
        head: Head::new(id::<RegistrationId>(2000 + n)),
        person: id(1000 + n),
        agency: "LBV".into(),
        state: RegistrationState::Active,
        registered_on: parse_day("2026-01-12"),
        intensity: Some(intensity.into()),
        renewal_due: parse_day("2026-12-20"),
        counsellor: Some(user),
        sort_key: sort_key(&surname, "Anne"),
        occupation: Some(if n.is_multiple_of(2) { "5223" } else { "7231" }.into()),
        last_contact: parse_day(&format!("2026-10-{:02}", n % 28 + 1)),
        ..Registration::default()
    })?;
    w.insert(&Task {
        head: Head::new(id::<TaskId>(4000 + n)),
        kind: if n.is_multiple_of(5) { "T1" } else { "T72" }.into(),
        subject_kind: "person".into(),
        subject: RowId(id::<PersonId>(1000 + n).0),
        person: Some(id(1000 + n)),
        agency: "LBV".into(),
        assignee: user,
        due: parse_day(if n.is_multiple_of(3) { "2026-11-20" } else { "2026-12-01" }),
        priority: 2,
        ..Task::default()
    })
}

/// Four counsellors; MABIALA, who is the head too, sees one person on Thursday.
fn team(roles: Option<&[&str]>, lang: &str, thin: bool, size: (u16, u16)) -> Harness {
    let (mut desk, house) = office(&[], roles);
    let deed = desk.deed("story");
    desk.lenient(|desk| {
        desk.write(deed, |w| {
            for (n, login, name) in [(3, "aetoughe", "ETOUGHE Anicet"), (4, "rmounguengui", "MOUNGUENGUI Reine")] {
                w.insert(&User {
                    head: Head::new(id::<UserId>(n)),
                    login: login.into(),
                    name: name.into(),
                    roles: vec!["counsellor".into()],
                    agency: "LBV".into(),
                    active: true,
                    ..User::default()
                })?;
            }
            let mut n = 0;
            for (user, intensity, count) in CARRIED {
                for _ in 0..*count {
                    n += 1;
                    file(w, n, id(*user), intensity)?;
                }
            }
            w.insert(&Appointment {
                head: Head::new(id::<AppointmentId>(6001)),
                kind: Some("2".into()),
                agency: "LBV".into(),
                person: Some(id(1004)),
                counsellor: Some(id(1)),
                starts_at: Some(calendar::utc(parse_day("2026-11-26").unwrap().and_hms_opt(9, 0, 0).unwrap())),
                minutes: Some(30),
                mode: Some("1".into()),
                ..Appointment::default()
            })
        })
    })
    .unwrap();
    Harness::at(Team::new(&house), desk, lang, thin, size)
}

fn drawn() -> Harness {
    team(None, "fr", false, (80, 24))
}

#[test]
fn the_team_is_as_drawn() {
    let mut h = drawn();
    insta::assert_snapshot!("team", h.text());
    assert!(h.row(2).starts_with(" 4 conseillers, 24 dossiers, charge moyenne 12"), "{}", h.row(2));
    assert!(h.row(2).ends_with("1-4 sur 4"));
    let words = |text: String| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
    assert_eq!(words(h.row(3)), "Conseiller Doss. Charge R S A 1er Retard Absents Libre/sem.");
    assert_eq!(words(h.row(4)), "> MABIALA Hugues 12 24 2 8 2 2 4 - 25 h 45");
    assert_eq!(h.row(8), " Charge : renforcé compte 3, standard 2, autonome 1.");
    insta::assert_snapshot!("team_english", team(None, "en", false, (80, 24)).text());
    insta::assert_snapshot!("team_narrow", team(None, "fr", true, (60, 18)).text());
}

#[test]
fn a_caseload_is_levelled_in_two_keys_after_its_picture_was_seen() {
    let mut h = drawn();
    h.keys("x");
    insta::assert_snapshot!("team_level", h.text());
    let text = h.text();
    assert!(text.contains("de MABIALA Hugues (charge 24, moyenne 12)") && text.contains("MABIALA Hugues reste"), "{text}");
    assert!(text.contains("Gardé : 1 personne a un entretien avec MABIALA Hugues cette semaine."), "{text}");
    assert!(text.contains("Ne reçoit rien : MOUNGUENGUI Reine"), "{text}");
    h.keys("<Esc>");
    assert!(
        h.row(2).contains("charge moyenne 12") && h.row(4).contains("MABIALA Hugues"),
        "nothing is saved before Enter: {}",
        h.text()
    );
    assert!(h.row(4).contains(" 24 "), "{}", h.row(4));
    h.keys("x <Enter>");
    assert_eq!(h.row(23), "= 5 dossiers transférés (collègues : 2), 5 relances et 0 RDV suivent.");
    assert!(
        h.row(4).starts_with("> MABIALA Hugues") || h.row(5).starts_with("> MABIALA Hugues"),
        "the cursor stays on his row: {}",
        h.text()
    );
    insta::assert_snapshot!("team_levelled", h.text());
    insta::assert_snapshot!("team_level_english", team(None, "en", false, (80, 24)).keys("x").text());
    insta::assert_snapshot!("team_level_narrow", team(None, "fr", true, (60, 18)).keys("x").text());
}

#[test]
fn enter_opens_that_caseload_and_a_question_mark_explains_the_load() {
    let mut h = drawn();
    h.keys("<Down> <Enter>");
    assert_eq!(h.app.stack(), ["team", "caseload"]);
    assert!(h.row(2).contains("De MOUNGUENGUI Reine"), "{}", h.row(2));
    h.keys("<Esc> ?");
    assert!(h.text().contains("un dossier renforcé compte 3"), "{}", h.text());
}

#[test]
fn who_is_not_above_the_average_gives_nothing() {
    let mut h = drawn();
    h.keys("<End> x");
    assert!(h.row(23).starts_with("! Impossible : la charge de ETOUGHE Anicet ne dépasse pas la moyenne (12)"), "{}", h.row(23));
}

#[test]
fn the_team_is_the_heads() {
    let mut h = team(Some(&["counsellor"]), "fr", false, (80, 24));
    assert!(h.row(23).starts_with("! Réservé au chef d'agence"), "{}", h.text());
    let (mut desk, house) = office(&[], None);
    desk.engine().execute("UPDATE account SET roles = 'reception'", &[]).unwrap();
    let mut h = Harness::at(Team::new(&house), desk, "fr", false, (80, 24));
    assert!(h.text().contains("Aucun conseiller dans l'agence."), "{}", h.text());
    insta::assert_snapshot!("team_empty", h.text());
}
