//! Entreprises and the file of an employer: as drawn, narrow, in English, empty; made, visited, reminded by their keys, counted.

use std::rc::Rc;

use chrono::Utc;
use guichet::domain::employer::{Contact, Employer, Visit};
use guichet::domain::ids::{ContactId, EmployerId, PersonId, ProposalId, RowId, UserId, VacancyId};
use guichet::domain::lifecycle::{ProposalState, VacancyState};
use guichet::domain::office::User;
use guichet::domain::person::Person;
use guichet::domain::proposal::Proposal;
use guichet::domain::record::{Head, parse_day, parse_instant};
use guichet::domain::rights;
use guichet::domain::vacancy::Vacancy;
use guichet::domain::who::Who;
use guichet::fault::Outcome;
use guichet::services::{codes, draft};
use guichet::store::{self, Clock, Desk, Write, migrate, search};
use guichet::tui::screens::employer::{FirmFile, Tab};
use guichet::tui::screens::employer_form::EmployerForm;
use guichet::tui::screens::employers::Employers;
use guichet::tui::screens::{House, Office};
use uuid::Uuid;

use crate::harness::Harness;

const NOW: &str = "2026-11-24T08:45:00.000Z";

fn me() -> UserId {
    UserId(Uuid::from_u128(1))
}
fn palmiers() -> EmployerId {
    EmployerId(Uuid::from_u128(100))
}
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// An office with all its lists; TCHOUA, who has every role, works; with what `rows` puts there.
fn office(rows: impl Fn(&mut Write<'_>) -> Outcome<()>) -> (Desk, House) {
    let mut engine = store::open("sqlite::memory:").unwrap();
    migrate::migrate(&mut *engine, Utc::now()).unwrap();
    codes::load_reference(&mut *engine, Utc::now()).unwrap();
    let rules = codes::load_rules(&mut *engine, parse_day("2026-11-24").unwrap()).unwrap();
    let who = Who {
        user: me(),
        login: "ptchoua".into(),
        name: "TCHOUA Patrice".into(),
        agency: "LBV".into(),
        roles: rights::all_roles(),
        post: "LBV-3".into(),
    };
    let clock = Clock::Training { offset: parse_instant(NOW).unwrap() - Utc::now() };
    let mut desk = Desk::new(engine, who.clone(), clock, rules.clone());
    let deed = desk.deed("story");
    desk.lenient(|desk| {
        desk.write(deed, |w| {
            for (n, login, name) in [(1, "ptchoua", "TCHOUA Patrice"), (2, "gbitome", "BITOME Geneviève")] {
                w.insert(&User {
                    head: Head::new(UserId(Uuid::from_u128(n))),
                    login: login.into(),
                    name: name.into(),
                    roles: vec!["employer_officer".into()],
                    agency: "LBV".into(),
                    active: true,
                    ..User::default()
                })?;
            }
            rows(w)
        })
    })
    .unwrap();
    (desk, Rc::new(Office { rules, who, training: false }))
}

fn firm(n: u128, name: &str, town: &str, sector: &str, owner: u128) -> Employer {
    Employer {
        head: Head::new(EmployerId(Uuid::from_u128(100 + n))),
        number: format!("E-LBV-25-{n:05}-0"),
        agency: "LBV".into(),
        source: some("ANCIEN"),
        name: name.into(),
        sort_key: guichet::domain::fold::fold(name),
        sector: some(sector),
        size_class: some("3"),
        town: some(town),
        phone: some("+24111000029"),
        owner: Some(UserId(Uuid::from_u128(owner))),
        ..Employer::default()
    }
}

fn offer(
    w: &mut Write<'_>,
    n: u128,
    employer: EmployerId,
    said: (&str, &str, &str),
    posts: (i64, i64),
    state: VacancyState,
) -> Outcome<VacancyId> {
    let (number, title, until) = said;
    let open = state.is_open();
    let vacancy = Vacancy {
        head: Head::new(VacancyId(Uuid::from_u128(200 + n))),
        number: number.into(),
        employer,
        agency: "LBV".into(),
        title: title.into(),
        sort_key: title.to_lowercase(),
        positions: Some(posts.1),
        positions_filled: posts.0,
        received_on: parse_day("2026-11-02"),
        publish_until: parse_day(until),
        state,
        close_reason: (!open).then(|| "1".into()),
        closed_on: if open { None } else { parse_day("2026-11-10") },
        ..Vacancy::default()
    };
    w.insert(&vacancy)?;
    Ok(vacancy.head.id)
}

/// Drawing 9 of screens.md, and four firms more.
fn drawn(w: &mut Write<'_>) -> Outcome<()> {
    let mut palmiers = firm(0, "Ets Deux Palmiers", "Libreville", "G", 1);
    palmiers.number = "E-LBV-25-00298-3".into();
    palmiers.trade_name = some("Les Deux Palmiers");
    palmiers.tax_id = some("000DEMO298");
    palmiers.address = some("Nombakélé");
    palmiers.apprentice_quota = Some(2);
    palmiers.caj_signed_on = parse_day("2026-05-04");
    let more = [
        firm(1, "Boulangerie de la Forêt", "Oyem", "C", 1),
        firm(2, "BTP Sablière-Nord", "Owendo", "F", 2),
        firm(3, "Garage du Port", "Port-Gentil", "G", 2),
        firm(4, "Pharmacie du Marché", "Libreville", "G", 1),
    ];
    for employer in std::iter::once(&palmiers).chain(&more) {
        w.insert(employer)?;
        search::index_employer(w, employer)?;
    }
    let id = palmiers.head.id;
    let running = offer(w, 1, id, ("O-LBV-26-00131-1", "Vente en magasin", "2026-12-15"), (0, 2), VacancyState::Open)?;
    offer(w, 2, id, ("O-LBV-26-00118-8", "Magasinier", "2026-11-29"), (0, 1), VacancyState::Shortlisting)?;
    offer(w, 3, id, ("O-LBV-26-00042-3", "Aide en boutique", "2026-11-20"), (1, 1), VacancyState::Filled)?;
    offer(w, 4, more[1].head.id, ("O-LBV-26-00140-9", "Manœuvre de chantier", "2026-12-20"), (0, 4), VacancyState::Open)?;
    let contact = |n: u128, name: &str, role: &str, phone: &str, preferred: Option<String>, disclose| Contact {
        head: Head::new(ContactId(Uuid::from_u128(300 + n))),
        employer: id,
        name: name.into(),
        role: some(role),
        phone: some(phone),
        preferred,
        disclose,
        ..Contact::default()
    };
    w.insert(&contact(1, "M. NZIGOU Fernand", "gérant", "+24111000029", some("le matin"), true))?;
    w.insert(&contact(2, "Mme OYANE Solange", "magasin", "+24166000029", None, false))?;
    let visit = |n: u128, of: EmployerId, day: &str, next: &str| Visit {
        head: Head::new(RowId(Uuid::from_u128(400 + n))),
        employer: of,
        by: me(),
        day: parse_day(day),
        purpose: some("1"),
        offers: Some(1),
        summary: some("Cherche une vendeuse avant les fêtes."),
        next_on: parse_day(next),
    };
    w.insert(&visit(1, id, "2026-11-16", "2026-11-26"))?;
    w.insert(&visit(2, more[3].head.id, "2026-08-03", ""))?;
    w.insert(&visit(3, more[1].head.id, "2026-11-20", ""))?;
    for n in 1..3_u128 {
        let person = Person {
            head: Head::new(PersonId(Uuid::from_u128(500 + n))),
            number: format!("LBV-26-{n:06}-0"),
            index_no: n as i64,
            agency: "LBV".into(),
            surname: "Essone".into(),
            given_names: some("Marie-Ange"),
            ..Person::default()
        };
        w.insert(&person)?;
        w.insert(&Proposal {
            head: Head::new(ProposalId(Uuid::from_u128(600 + n))),
            person: person.head.id,
            vacancy: running,
            agency: "LBV".into(),
            by: me(),
            origin: some("1"),
            sent_on: parse_day("2026-11-09"),
            feedback_due: parse_day("2026-11-16"),
            state: ProposalState::Sent,
            ..Proposal::default()
        })?;
    }
    Ok(())
}

fn list(lang: &str, thin: bool, size: (u16, u16)) -> Harness {
    let (desk, house) = office(drawn);
    Harness::at(Employers::new(&house), desk, lang, thin, size)
}

fn file(lang: &str, thin: bool, size: (u16, u16)) -> Harness {
    let (desk, house) = office(drawn);
    Harness::at(FirmFile::new(&house, palmiers()).on(Tab::Fiche), desk, lang, thin, size)
}

#[test]
fn the_list_as_drawn_narrow_and_in_english() {
    insta::assert_snapshot!("employers_fr", list("fr", false, (80, 24)).text());
    insta::assert_snapshot!("employers_en", list("en", true, (80, 24)).text());
    insta::assert_snapshot!("employers_narrow", list("fr", false, (60, 18)).text());
    insta::assert_snapshot!("employers_wide", list("fr", false, (120, 24)).text());
}

#[test]
fn an_agency_without_employers_says_how_they_come() {
    let (desk, house) = office(|_| Ok(()));
    let mut h = Harness::at(Employers::new(&house), desk, "fr", false, (80, 24));
    insta::assert_snapshot!("employers_empty", h.text());
    h.keys("/zzz");
    assert!(h.text().contains("Aucune entreprise pour « nom zzz »"), "{}", h.text());
}

#[test]
fn words_narrow_the_list_and_a_view_keeps_them() {
    let mut h = list("fr", false, (80, 24));
    h.keys("/silence<Enter>");
    assert!(h.row(2).contains("à appeler") && h.row(4).contains("Pharmacie du Marché"), "{}", h.text());
    h.keys("vnVisites<Enter>");
    assert!(h.row(2).contains("Vue : Visites"), "{}", h.text());
    h.keys("<Esc>/com<Space>offres<Enter>");
    assert!(h.text().contains("Ets Deux Palmiers") && !h.text().contains("Garage"), "{}", h.text());
    h.keys("v<Down><Enter>");
    assert!(h.row(2).contains("Vue : Visites") && h.row(4).contains("Pharmacie"), "{}", h.text());
    h.keys("<Esc>t");
    assert!(h.text().contains("Tri : dernier contact"), "{}", h.text());
}

#[test]
fn the_file_as_drawn_its_tabs_narrow_and_in_english() {
    insta::assert_snapshot!("employer_fr", file("fr", false, (80, 24)).text());
    insta::assert_snapshot!("employer_en", file("en", true, (80, 24)).text());
    insta::assert_snapshot!("employer_narrow", file("fr", false, (60, 18)).text());
    let mut h = file("fr", false, (80, 24));
    h.keys("<Right>");
    insta::assert_snapshot!("employer_contacts", h.text());
    h.keys("<Right><Right>");
    insta::assert_snapshot!("employer_proposals", h.text());
    h.keys("<Right>");
    insta::assert_snapshot!("employer_visits", h.text());
    h.keys("<Enter>");
    assert!(h.text().contains("Cherche une vendeuse avant les fêtes."), "{}", h.text());
    h.keys("<Esc>h");
    assert!(h.row(3).contains("[Historique]"), "{}", h.text());
}

#[test]
fn a_visit_is_noted_a_reminder_planned_and_a_contact_added_by_few_keys() {
    let mut h = file("fr", false, (80, 24));
    // Suite, its first line, the purpose by its digit, what was said, saved: 4 keys beyond what is typed.
    h.keys("s<Enter>2<Tab><Tab>Deux<Space>postes<Space>en<Space>janvier.<F10>");
    assert!(h.row(23).contains("= Visite à Ets Deux Palmiers notée ; nouvelles pour 2 offres"), "{}", h.text());
    // Two keys: the reminder for the next working day.
    h.keys("l<F10>");
    assert!(h.row(23).contains("= Relance de Ets Deux Palmiers prévue le 25/11/2026"), "{}", h.text());
    assert!(h.row(4).contains("1 relance prévue"), "{}", h.text());
    h.keys("bRappelé,<Space>rien.<F10>");
    assert!(h.row(23).contains("= Note gardée"), "{}", h.text());
    h.keys("<Right>nM.<Space>MBA<F10>");
    assert!(h.text().contains("= Contact M. MBA enregistré.") && h.row(3).contains("Contacts 3"), "{}", h.text());
    // A day to come is no visit: said, and nothing typed is lost.
    h.keys("<Right><Right><Right>n<Up>");
    h.keys("<Ctrl+U>+3<Tab>1<Tab><Tab>Trop<Space>tôt<F10>");
    assert!(h.text().contains("une visite se note après") && h.text().contains("Trop tôt"), "{}", h.text());
    h.keys("<Esc>");
    assert!(h.row(3).contains("[Visites 2]"), "{}", h.text());
}

#[test]
fn a_new_firm_shows_those_that_are_alike_while_it_is_typed_and_opens_when_it_is_saved() {
    let (desk, house) = office(drawn);
    let mut h = Harness::at(Employers::new(&house), desk, "fr", false, (80, 24));
    h.keys("ndeux<Space>pal");
    assert!(h.text().contains("Doublons possibles : 1") && h.text().contains("faible : début du nom"), "{}", h.text());
    h.keys("miers<Enter>");
    assert!(h.text().contains("Ets Deux Palmiers"), "{}", h.text());
    // Into the pane and into that file, and back to what was typed.
    h.keys("<Ctrl+O><Enter>");
    assert!(h.row(2).contains("E-LBV-25-00298-3"), "{}", h.text());
    h.keys("<Esc><Ctrl+O>");
    h.keys("<Ctrl+O>s");
    assert!(!h.text().contains("Ets Deux Palmiers"), "said to be another: {}", h.text());
    // A number of another is said at its field.
    h.keys("<Enter>000<Space>demo<Space>298<Enter>");
    assert!(h.text().contains("000 demo 298"), "{}", h.text());
    h.keys("<Enter><Enter>G2011<Space>22<Space>33<Space>44<Enter><Enter><Enter><Enter>Oyem<Enter><Enter>Mme<Space>OBONE<F10>");
    assert!(h.row(23).starts_with("! NIF : déjà celui de Ets Deux Palmiers"), "{}", h.text());
    insta::assert_snapshot!("employer_form_refused", h.text());
    h.keys("<Ctrl+U>777<F10>");
    assert!(h.row(2).contains("deux palmiers") && h.row(2).contains("réf. vous"), "{}", h.text());
    assert!(h.row(23).contains("= deux palmiers a le numéro E-LBV-26-00001-8."), "{}", h.text());
    h.keys("m<Down>Chez<Space>Obone<F10>");
    assert!(
        h.text().contains("= deux palmiers : modifications enregistrées.") && h.text().contains("Chez Obone"),
        "{}",
        h.text()
    );
    h.keys("<Esc>");
    assert!(h.text().contains("deux palmiers"), "the list has it: {}", h.text());
}

#[test]
fn a_form_left_half_typed_comes_back_as_it_was() {
    let (mut desk, house) = office(drawn);
    let kept = draft::Draft {
        id: RowId(Uuid::from_u128(9)),
        form: "employer".into(),
        label: "Scierie".into(),
        focus: "tax_id".into(),
        fields: [("name".to_owned(), "Scierie du Nord".to_owned()), ("tax_id".to_owned(), "12".to_owned())].into(),
        ..draft::Draft::default()
    };
    draft::keep(&mut desk, &kept).unwrap();
    let kept = draft::mine(&mut desk).unwrap().remove(0);
    let mut h = Harness::at(EmployerForm::resume(&house, kept), desk, "fr", false, (80, 24));
    assert!(h.text().contains("Scierie du Nord"), "{}", h.text());
    // The cursor is in its field: what is typed there replaces what stood there, as everywhere.
    h.keys("34");
    assert!(h.row(5).contains("34"), "{}", h.text());
}

#[test]
fn a_small_screen_without_colour_in_ascii_shows_the_form_too() {
    let (desk, house) = office(drawn);
    let mut h = Harness::at(EmployerForm::new(&house, "Garage"), desk, "en", true, (60, 18));
    insta::assert_snapshot!("employer_form_narrow", h.text());
}
