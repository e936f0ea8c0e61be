//! The case file: each tab, an edit with its error, a conflict settled, the deeds by their keys (screens.md §3, §7, §16).

use std::rc::Rc;

use chrono::{NaiveDateTime, Utc};
use guichet::domain::appointment::Appointment;
use guichet::domain::calendar;
use guichet::domain::employer::Employer;
use guichet::domain::ids::{EmployerId, Id, InterviewId, PersonId, UserId, VacancyId};
use guichet::domain::interview::{Diagnosis, Interview, Obstacle, PlanAction};
use guichet::domain::lifecycle::{ProposalState, RegistrationState, VacancyState};
use guichet::domain::office::User;
use guichet::domain::person::Person;
use guichet::domain::person_file::{PersonFile, sheet};
use guichet::domain::profile::{Education, Experience, Language, Skill};
use guichet::domain::proposal::Proposal;
use guichet::domain::record::{Head, parse_day, parse_instant};
use guichet::domain::vacancy::Vacancy;
use guichet::domain::who::Who;
use guichet::fault::Value;
use guichet::services::{codes, draft, people};
use guichet::store::{self, Clock, Desk, migrate, records};
use guichet::tui::screens::file::CaseFile;
use guichet::tui::screens::{House, Office};
use uuid::Uuid;

use crate::harness::Harness;

const NOW: &str = "2026-11-24T08:16:00.000Z";

fn id<I: Id>(n: u128) -> I {
    I::from_uuid(Uuid::from_u128(n))
}

fn day(text: &str) -> Option<chrono::NaiveDate> {
    parse_day(text)
}

pub fn who(user: u128, login: &str, name: &str, roles: &[&str]) -> Who {
    Who {
        user: id(user),
        login: login.into(),
        name: name.into(),
        agency: "LBV".into(),
        roles: roles.iter().map(|r| (*r).to_owned()).collect(),
        post: "LBV-3".into(),
    }
}

pub fn me() -> Who {
    who(1, "hmabiala", "MABIALA Hugues", &["counsellor"])
}

pub struct Told {
    pub desk: Desk,
    pub house: House,
    pub person: PersonId,
    pub _dir: tempfile::TempDir,
    pub url: String,
}

pub fn desk_of(url: &str, who: Who) -> Desk {
    let mut engine = store::open(url).unwrap();
    let rules = codes::load_rules(&mut *engine, day("2026-11-24").unwrap()).unwrap();
    let clock = Clock::Training { offset: parse_instant(NOW).unwrap() - Utc::now() };
    Desk::new(engine, who, clock, rules)
}

/// An office with one whole file, as in drawing 4a, and who works there.
pub fn told(who: Who) -> Told {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", dir.path().join("office.db").display());
    let mut engine = store::create(&url).unwrap();
    migrate::migrate(&mut *engine, Utc::now()).unwrap();
    codes::load_reference(&mut *engine, Utc::now()).unwrap();
    drop(engine);
    let mut desk = desk_of(&url, me());
    let deed = desk.deed("init");
    let user = |n: u128, login: &str, name: &str, role: &str| User {
        head: Head::new(id::<UserId>(n)),
        login: login.into(),
        name: name.into(),
        roles: vec![role.into()],
        agency: "LBV".into(),
        active: true,
        ..User::default()
    };
    desk.write(deed, |w| {
        w.insert(&user(1, "hmabiala", "MABIALA Hugues", "counsellor"))?;
        w.insert(&user(2, "gbitome", "BITOME Geneviève", "counsellor"))?;
        w.insert(&user(3, "tobame", "OBAME Thérèse", "head"))
    })
    .unwrap();
    let deed = desk.new_id();
    let made = people::create(&mut desk, deed, &file(), None).unwrap();
    story(&mut desk, made.person, made.registration);
    let house = Rc::new(Office { rules: desk.rules.clone(), who: who.clone(), training: false });
    desk.who = who;
    Told { desk, house, person: made.person, _dir: dir, url }
}

fn file() -> PersonFile {
    let mut file = PersonFile::default();
    for (column, text) in [
        ("id_document_type", "2"),
        ("id_document_number", "GA00DEMO000123"),
        ("id_document_expires", "2034-06-12"),
        ("surname", "Ndong Obame"),
        ("given_names", "Marie-Claire"),
        ("sex", "F"),
        ("birth_date", "1992-03-14"),
        ("birth_place", "Oyem"),
        ("birth_country", "GA"),
        ("nationality", "GA"),
        ("external_ref", "2016/4471"),
        ("phone", "074 00 00 31"),
        ("phone_2", "066 00 00 31"),
        ("contact_via", "tante, boutique du carrefour"),
        ("province", "GA-1"),
        ("department", "GA-1-05"),
        ("town", "Libreville"),
        ("district", "Nzeng-Ayong"),
        ("landmark", "après le lavage"),
        ("education_level", "3"),
        ("occupation", "5223"),
        ("occupation_label", "Vendeuse en magasin"),
        ("mobility", "2"),
        ("entry_reason", "2"),
        ("registered_on", "2026-01-08"),
        ("renewal_due", "2026-11-30"),
    ] {
        sheet().column(column).unwrap().set(&mut file, Value::from(text)).unwrap();
    }
    file.goal.experience_months = Some(24);
    file.person.consent_employers = true;
    file.person.consent_sms = true;
    file.registration.counsellor = Some(id(1));
    file.education.push(Education {
        level: Some("3".into()),
        certificate: Some(certificate()),
        country: Some("GA".into()),
        year: Some(2008),
        obtained: true,
        school: Some("collège d'Oyem".into()),
        ..Education::default()
    });
    file.experience.push(Experience {
        occupation: Some("5223".into()),
        employer_name: Some("Ets Deux Palmiers".into()),
        start_month: day("2023-02-01"),
        end_month: day("2025-01-01"),
        ..Experience::default()
    });
    file.skills.push(Skill { label: "tenue de caisse".into(), level: Some("3".into()), ..Skill::default() });
    file.languages.push(Language { code: Some("fra".into()), spoken: Some("C1".into()), ..Language::default() });
    file
}

fn certificate() -> String {
    let all = codes::reference_codes().unwrap();
    all.iter()
        .find(|c| c.list == "CERT" && c.fr.contains("BEPC"))
        .or_else(|| all.iter().find(|c| c.list == "CERT"))
        .unwrap()
        .code
        .clone()
}

fn story(desk: &mut Desk, person: PersonId, registration: guichet::domain::ids::RegistrationId) {
    let held = Interview {
        head: Head::new(id::<InterviewId>(100)),
        registration,
        person,
        agency: "LBV".into(),
        kind: Some("1".into()),
        day: day("2026-10-21"),
        counsellor: id(1),
        summary: "Projet vente confirmé, CV à refaire, accepte Akanda.".into(),
        notes: Some("Deux ans en boutique chez un oncle.\nTransport : deux taxis.".into()),
        no_next_reason: Some("4".into()),
        ..Interview::default()
    };
    let axis = Diagnosis {
        head: Head::new(id(101)),
        interview: held.head.id,
        person,
        axis: "D".into(),
        rating: "1".into(),
        ..Diagnosis::default()
    };
    let obstacle = |n: u128, theme: &str, said: &str| Obstacle {
        head: Head::new(id(n)),
        person,
        interview: Some(held.head.id),
        theme: Some(theme.into()),
        situation: Some(said.into()),
        state: "open".into(),
        ..Obstacle::default()
    };
    let action = PlanAction {
        head: Head::new(id(104)),
        registration,
        person,
        interview: Some(held.head.id),
        action: Some("01".into()),
        owner: "person".into(),
        due: day("2026-11-18"),
        state: "todo".into(),
        ..PlanAction::default()
    };
    let meeting = Appointment {
        head: Head::new(id(105)),
        kind: Some("2".into()),
        agency: "LBV".into(),
        person: Some(person),
        counsellor: Some(id(1)),
        starts_at: Some(calendar::utc(NaiveDateTime::parse_from_str("2026-11-26 10:00", "%Y-%m-%d %H:%M").unwrap())),
        minutes: Some(30),
        mode: Some("1".into()),
        ..Appointment::default()
    };
    let deed = desk.deed("hold");
    desk.lenient(|desk| {
        desk.write(deed, |w| {
            w.insert(&held)?;
            w.insert(&axis)?;
            w.insert(&obstacle(102, "1", "deux taxis"))?;
            w.insert(&obstacle(103, "4", "asthme"))?;
            w.insert(&action)?;
            w.insert(&meeting)
        })
    })
    .unwrap();
    for (n, title, firm, state, sent, due) in [
        (1, "Caisse", "Supérette Pont-Blanc", ProposalState::Proposed, "2026-11-19", Some("2026-11-24")),
        (2, "Vente de pagnes", "Textiles Akébé-Sud", ProposalState::Proposed, "2026-11-12", Some("2026-11-20")),
        (3, "Vente au comptoir", "Quincaillerie Stade", ProposalState::Refused, "2026-10-05", None),
    ] {
        offer(desk, n, person, (title, firm, state, sent, due));
    }
    let deed = desk.deed("task_new");
    desk.write(deed, |w| guichet::services::follow_up::refresh_registration(w, registration)).unwrap();
}

fn offer(
    desk: &mut Desk,
    n: u128,
    person: PersonId,
    (title, firm, state, sent, due): (&str, &str, ProposalState, &str, Option<&str>),
) {
    let employer = Employer {
        head: Head::new(id::<EmployerId>(200 + n)),
        number: format!("E-LBV-26-{n:05}-1"),
        agency: "LBV".into(),
        name: firm.into(),
        ..Employer::default()
    };
    let vacancy = Vacancy {
        head: Head::new(id::<VacancyId>(210 + n)),
        number: format!("O-LBV-26-{n:05}-1"),
        employer: employer.head.id,
        agency: "LBV".into(),
        title: title.into(),
        positions: Some(1),
        received_on: day(sent),
        state: VacancyState::Open,
        ..Vacancy::default()
    };
    let proposal = Proposal {
        head: Head::new(id(220 + n)),
        person,
        vacancy: vacancy.head.id,
        agency: "LBV".into(),
        by: id(1),
        origin: Some("1".into()),
        sent_on: day(sent),
        answer_due: due.and_then(day),
        answer_reason: (state == ProposalState::Refused).then(|| "2".to_owned()),
        state,
        ..Proposal::default()
    };
    let deed = desk.deed("propose");
    desk.lenient(|desk| {
        desk.write(deed, |w| {
            w.insert(&employer)?;
            w.insert(&vacancy)?;
            w.insert(&proposal)
        })
    })
    .unwrap();
}

pub fn open_as(who: Who, lang: &str, thin: bool, size: (u16, u16)) -> (Harness, String, PersonId, tempfile::TempDir) {
    let Told { desk, house, person, _dir, url } = told(who);
    (Harness::at(CaseFile::new(&house, person), desk, lang, thin, size), url, person, _dir)
}

fn open() -> (Harness, String, PersonId, tempfile::TempDir) {
    open_as(me(), "fr", false, (80, 24))
}

pub fn stored(url: &str, person: PersonId) -> PersonFile {
    desk_of(url, me()).read(|r| store::people::load(r, person)).unwrap()
}

const RIGHT: &str = "<Right>";

#[test]
fn each_tab_in_french() {
    let (mut h, ..) = open();
    insta::assert_snapshot!("file_identity_fr", h.text());
    for tab in ["profile", "interviews", "plan", "proposals", "tasks", "history"] {
        h.keys(RIGHT);
        insta::assert_snapshot!(format!("file_{tab}_fr"), h.text());
    }
}

#[test]
fn the_file_in_english_narrow_and_thin() {
    let (mut h, ..) = open_as(me(), "en", false, (80, 24));
    insta::assert_snapshot!("file_identity_en", h.text());
    h.keys("<Right> <Right> <Right> <Right>");
    insta::assert_snapshot!("file_proposals_en", h.text());
    let (mut h, ..) = open_as(me(), "fr", true, (60, 18));
    insta::assert_snapshot!("file_narrow", h.text());
}

#[test]
fn who_saw_the_file_takes_two_keys_and_the_tab_stays_for_the_next_file() {
    let (mut h, ..) = open();
    h.keys("h 2");
    assert!(h.text().contains("Dossier ouvert"), "{}", h.text());
    assert!(h.row(6).contains("24/11/2026 09h16") && h.row(6).contains("MABIALA Hugues"), "{}", h.row(6));
    let (mut next, ..) = open();
    assert!(next.row(3).contains("[Historique]"), "{}", next.row(3));
    next.keys("h ?");
    assert!(next.text().contains("──"), "{}", next.text());
}

#[test]
fn an_edit_keeps_its_draft_shows_its_error_and_is_saved() {
    let (mut h, url, person, _dir) = open();
    h.keys("m");
    for _ in 0..12 {
        h.keys("<Tab>");
    }
    h.keys("<Ctrl+U> 07 <Space> 12 <Enter>");
    insta::assert_snapshot!("file_edit_error", h.text());
    let kept = draft::mine(&mut desk_of(&url, me())).unwrap();
    assert_eq!((kept.len(), kept[0].form.as_str(), kept[0].fields["phone"].as_str()), (1, "file", "07 12"));
    h.keys("<F10>");
    assert!(h.row(23).starts_with("! "), "{}", h.row(23));
    h.keys("<Ctrl+U> 077123456 <F10>");
    assert!(h.row(23).starts_with("= "), "{}", h.text());
    assert!(h.text().contains("077 12 34 56"), "{}", h.text());
    assert_eq!(stored(&url, person).person.phone.as_deref(), Some("+24177123456"));
    assert!(draft::mine(&mut desk_of(&url, me())).unwrap().is_empty());
}

#[test]
fn what_was_typed_waits_after_escape() {
    let (mut h, url, person, _dir) = open();
    h.keys("m <Ctrl+U> MBA <Enter> <Esc>");
    assert!(h.text().contains("NDONG OBAME"), "{}", h.text());
    assert_eq!(stored(&url, person).person.surname, "Ndong Obame");
    h.keys("m");
    assert!(h.text().contains("MBA"), "{}", h.text());
    h.keys("<F10>");
    assert_eq!(stored(&url, person).person.surname, "MBA");
}

#[test]
fn a_conflict_is_settled_field_by_field_and_nothing_typed_is_lost() {
    let (mut h, url, person, _dir) = open();
    h.keys("m");
    for _ in 0..12 {
        h.keys("<Tab>");
    }
    h.keys("<Ctrl+U> 066112233 <Enter>");
    let mut other = desk_of(&url, who(2, "gbitome", "BITOME Geneviève", &["counsellor"]));
    let before = people::load(&mut other, person).unwrap();
    let mut after = before.clone();
    after.person.phone = Some("077 00 00 31".into());
    after.person.district = Some("Akanda".into());
    let deed = other.new_id();
    people::save(&mut other, deed, &before, &after, None).unwrap();
    h.keys("<F10>");
    insta::assert_snapshot!("file_conflict", h.text());
    h.keys("2 <Enter>");
    assert!(h.row(23).starts_with("= "), "{}", h.text());
    let saved = stored(&url, person).person;
    assert_eq!((saved.phone.as_deref(), saved.district.as_deref()), (Some("+24166112233"), Some("Akanda")));
}

#[test]
fn what_only_one_side_changed_merges_by_itself() {
    let (mut h, url, person, _dir) = open();
    h.keys("m <Ctrl+U> MBA <Enter>");
    let mut other = desk_of(&url, who(2, "gbitome", "BITOME Geneviève", &["counsellor"]));
    let before = people::load(&mut other, person).unwrap();
    let mut after = before.clone();
    after.person.district = Some("Akanda".into());
    let deed = other.new_id();
    people::save(&mut other, deed, &before, &after, None).unwrap();
    h.keys("<F10>");
    assert!(h.row(23).starts_with("= "), "{}", h.text());
    let saved = stored(&url, person).person;
    assert_eq!((saved.surname.as_str(), saved.district.as_deref()), ("MBA", Some("Akanda")));
}

#[test]
fn a_row_of_the_profile_is_added_edited_and_taken_away() {
    let (mut h, url, person, _dir) = open();
    h.keys("<Right> n 3 mise <Space> en <Space> rayon <Enter> <F10>");
    assert_eq!(stored(&url, person).skills.len(), 2, "{}", h.text());
    assert!(h.text().contains("mise en rayon"), "{}", h.text());
    h.keys("<Down> <Down> <Down> <Down> s");
    insta::assert_snapshot!("file_take_away", h.text());
    h.keys("<Enter>");
    assert_eq!(stored(&url, person).skills.len(), 1, "{}", h.text());
}

#[test]
fn the_next_states_are_shown_with_who_can_and_done() {
    let (mut h, url, person, _dir) = open();
    h.keys("s");
    insta::assert_snapshot!("file_suite", h.text());
    h.keys("3 +30 <Tab> maladie <Enter>");
    let registration = stored(&url, person).registration;
    assert_eq!((registration.state, registration.pause_until), (RegistrationState::Suspended, day("2026-12-24")), "{}", h.text());
    h.keys("s");
    assert!(h.text().contains("Fin de mesure ou d'absence"), "{}", h.text());
    h.keys("<Esc> u");
    assert!(h.row(23).starts_with("! "), "{}", h.text());
}

#[test]
fn renewed_with_one_key() {
    let (mut h, url, person, _dir) = open();
    h.keys("u");
    assert_eq!(stored(&url, person).registration.renewal_due, day("2027-02-22"));
    assert_eq!(h.row(23), "= Actualisé, prochaine échéance le 22/02/2027.");
}

#[test]
fn the_plan_and_the_tasks_are_settled_in_place() {
    let (mut h, url, person, _dir) = open();
    h.keys("<Right> <Right> <Right> f");
    assert!(h.text().contains("fait"), "{}", h.text());
    h.keys("<Right> <Right> d +9 <Enter>");
    assert!(h.row(23).starts_with("= "), "{}", h.text());
    let tasks = desk_of(&url, me())
        .read(|r| records::where_::<guichet::domain::task::Task>(r, "person = $1 AND postponed_count = 1", &[person.into()]))
        .unwrap();
    assert_eq!((tasks.len(), tasks[0].due), (1, day("2026-12-03")));
}

#[test]
fn a_note_is_kept_read_and_corrected() {
    let (mut h, url, person, _dir) = open();
    h.keys("b Rappeler <Space> lundi.");
    insta::assert_snapshot!("file_note", h.text());
    h.wait(2_000);
    let kept = draft::mine(&mut desk_of(&url, me())).unwrap().remove(0);
    assert_eq!(kept.fields.get("text").map(String::as_str), Some("Rappeler lundi."), "on disk without another key");
    h.keys("<F10> <Right> <Right>");
    assert!(h.row(6).contains("Rappeler lundi."), "{}", h.text());
    h.keys("m <Ctrl+U> Rappeler <Space> mardi. <F10> <Enter>");
    insta::assert_snapshot!("file_note_versions", h.text());
    let notes =
        desk_of(&url, me()).read(|r| records::where_::<guichet::domain::profile::Note>(r, "subject = $1", &[person.into()]));
    assert_eq!(notes.unwrap().len(), 2);
}

#[test]
fn an_interview_is_read_and_what_is_sensitive_is_shown_on_demand_and_logged() {
    let (mut h, ..) = open();
    h.keys("<Right> <Right> <Enter>");
    insta::assert_snapshot!("file_interview", h.text());
    assert!(!h.text().contains("asthme"));
    h.keys("<Esc> <Left> <End>");
    assert!(h.row(23).trim().is_empty() && !h.text().contains("asthme"), "{}", h.text());
    h.keys("?");
    assert!(h.text().contains("asthme"), "{}", h.text());
    h.keys("<Esc> h 2");
    assert!(h.row(6).contains("Donnée sensible montrée"), "{}", h.text());
}

#[test]
fn the_reception_sees_no_interviews_and_is_told_who_can() {
    let (mut h, ..) = open_as(who(9, "accueil", "ACCUEIL", &["reception"]), "fr", false, (80, 24));
    h.keys("<Right> <Right>");
    insta::assert_snapshot!("file_reception", h.text());
    h.keys("b");
    assert!(h.row(23).starts_with("! Réservé"), "{}", h.row(23));
}

#[test]
fn a_file_given_to_a_colleague_is_asked_of_the_head() {
    let (mut h, url, person, _dir) = open();
    h.keys("x");
    insta::assert_snapshot!("file_transfer", h.text());
    h.keys("bit <Enter> absence <Enter>");
    assert!(h.row(23).contains("chef d'agence"), "{}", h.text());
    assert_eq!(stored(&url, person).registration.counsellor, Some(id(1)));
    let head = who(3, "tobame", "OBAME Thérèse", &["head"]);
    let (mut h, url, person, _dir) = open_as(head, "fr", false, (80, 24));
    h.keys("x bit <Enter> absence <Enter>");
    assert!(h.row(23).starts_with("= Dossier transféré"), "{}", h.text());
    assert_eq!(stored(&url, person).registration.counsellor, Some(id(2)));
}

#[test]
fn a_draft_of_an_earlier_session_is_taken_up_in_its_field() {
    let (mut h, url, _, _dir) = open();
    h.keys("m <Enter> <Enter> <Ctrl+U> Marie <Enter> <Esc>");
    let left = draft::mine(&mut desk_of(&url, me())).unwrap().remove(0);
    let desk = desk_of(&url, me());
    let house = Rc::new(Office { rules: desk.rules.clone(), who: me(), training: false });
    let mut again = Harness::at(CaseFile::resumed(&house, left).unwrap(), desk, "fr", false, (80, 24));
    assert!(again.text().contains("Marie"), "{}", again.text());
    again.keys("<F10>");
    assert!(again.row(23).starts_with("= "), "{}", again.text());
}

#[test]
fn an_empty_file_says_what_fills_each_list() {
    let Told { mut desk, house, _dir, .. } = told(who(1, "hmabiala", "MABIALA Hugues", &["counsellor", "head"]));
    let bare = Person {
        head: Head::new(id(500)),
        number: "LBV-26-000999-1".into(),
        index_no: 999,
        agency: "LBV".into(),
        surname: "Seul".into(),
        ..Person::default()
    };
    let deed = desk.deed("init");
    desk.lenient(|desk| desk.write(deed, |w| w.insert(&bare))).unwrap();
    let mut h = Harness::at(CaseFile::new(&house, bare.head.id), desk, "fr", false, (80, 24));
    insta::assert_snapshot!("file_bare", h.text());
    for tab in 2..6 {
        h.keys(RIGHT);
        if tab > 2 {
            assert!(h.row(6).starts_with("  Aucun"), "{}", h.text());
        }
    }
}
