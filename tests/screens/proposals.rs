//! Propositions, the candidates of an offer, the offers for a person: what is seen, and the keys of the budgets counted.

use guichet::domain::employer::Employer;
use guichet::domain::ids::{EmployerId, PersonId, ProposalId, RegistrationId, VacancyId};
use guichet::domain::lifecycle::{ProposalState, RegistrationState, VacancyState};
use guichet::domain::person::Person;
use guichet::domain::profile::Skill;
use guichet::domain::proposal::{Placement, Proposal};
use guichet::domain::record::{Head, parse_day};
use guichet::domain::registration::{JobGoal, Registration, Wishes};
use guichet::domain::vacancy::Vacancy;
use guichet::services::{follow_up, matching};
use guichet::store::{Desk, records};
use guichet::texts::Texts;
use guichet::tui::look::Look;
use guichet::tui::screens::House;
use guichet::tui::screens::file::CaseFile;
use guichet::tui::screens::proposals::Proposals;
use guichet::tui::screens::vacancy::VacancyFile;
use uuid::Uuid;

use crate::caseload::office;
use crate::harness::Harness;

const NAMES: &[(&str, &str)] = &[
    ("Essone", "Marie-Ange"),
    ("Ndong Obame", "Marie-Claire"),
    ("Dikamona", "Prudence"),
    ("Koussou", "Hortense"),
    ("Mouélé", "Fidèle"),
    ("Babongui", "Christelle"),
    ("Tsinga", "Joël"),
];

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(1000 + n))
}
fn offer(n: u128) -> VacancyId {
    VacancyId(Uuid::from_u128(4000 + n))
}
fn proposal(n: u128) -> ProposalId {
    ProposalId(Uuid::from_u128(5000 + n))
}
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// A shop's two offers and seven sellers, the first with the most experience.
fn shop(people: usize) -> (Desk, House) {
    let (mut desk, house) = office(&[], None);
    let deed = desk.deed("story");
    let day = |text: &str| parse_day(text);
    desk.lenient(|desk| {
        desk.write(deed, |w| {
            let firm = Employer {
                head: Head::new(EmployerId(Uuid::from_u128(3000))),
                number: "E-LBV-25-00298-3".into(),
                agency: "LBV".into(),
                name: "Ets Deux Palmiers".into(),
                town: some("Libreville"),
                ..Employer::default()
            };
            w.insert(&firm)?;
            for (n, title, months) in [(1, "Vente en magasin", 12), (2, "Caisse", 60)] {
                let vacancy = Vacancy {
                    head: Head::new(offer(n)),
                    number: format!("O-LBV-26-0013{n}-1"),
                    employer: firm.head.id,
                    agency: "LBV".into(),
                    title: title.into(),
                    occupation: some("5223"),
                    positions: Some(2),
                    min_experience_months: Some(months),
                    required_skills: vec!["tenir une caisse".into()],
                    contract: some("02"),
                    duration_months: Some(6),
                    wage_min: Some(150_000),
                    wage_period: some("M"),
                    province: some("GA-1"),
                    department: some("GA-1-05"),
                    town: some("Libreville"),
                    received_on: day("2026-11-16"),
                    accepted_on: day("2026-11-16"),
                    publish_until: day("2026-12-15"),
                    state: VacancyState::Open,
                    ..Vacancy::default()
                };
                w.insert(&vacancy)?;
                follow_up::refresh_vacancy(w, offer(n))?;
            }
            for (n, (surname, given)) in (1..).zip(NAMES.iter().take(people)) {
                seller(w, n, surname, given)?;
            }
            Ok(())
        })
    })
    .unwrap();
    (desk, house)
}

fn seller(w: &mut guichet::store::Write<'_>, n: u128, surname: &str, given: &str) -> guichet::fault::Outcome<()> {
    let registration = RegistrationId(Uuid::from_u128(2000 + n));
    w.insert(&Person {
        head: Head::new(person(n)),
        number: format!("LBV-26-00012{n}-7"),
        index_no: i64::try_from(n).unwrap(),
        agency: "LBV".into(),
        surname: surname.into(),
        given_names: some(given),
        phone: Some(format!("+2417400003{n}")),
        province: some("GA-1"),
        department: some("GA-1-05"),
        town: some("Libreville"),
        nationality: some("GA"),
        education_level: some("2"),
        ..Person::default()
    })?;
    w.insert(&Registration {
        head: Head::new(registration),
        person: person(n),
        agency: "LBV".into(),
        state: RegistrationState::Active,
        category: some("1"),
        registered_on: parse_day("2026-10-08"),
        renewal_due: parse_day("2027-01-06"),
        counsellor: Some(crate::caseload::me()),
        intensity: some("STD"),
        occupation: some("5223"),
        ..Registration::default()
    })?;
    w.insert(&JobGoal {
        head: Head::new(guichet::domain::ids::RowId(Uuid::from_u128(6000 + n))),
        registration,
        rank: 1,
        occupation: some("5223"),
        experience_months: Some(70 - 10 * i64::try_from(n).unwrap()),
        ..JobGoal::default()
    })?;
    w.insert(&Wishes {
        head: Head::new(guichet::domain::ids::RowId(Uuid::from_u128(7000 + n))),
        registration,
        mobility: some("2"),
        contract_types: vec!["01".into(), "02".into()],
        available_from: parse_day("2026-11-01"),
        ..Wishes::default()
    })?;
    if n == 1 {
        w.insert(&Skill {
            head: Head::new(guichet::domain::ids::RowId(Uuid::from_u128(8000 + n))),
            person: person(n),
            label: "tenir une caisse".into(),
            evidence: some("2"),
            ..Skill::default()
        })?;
    }
    follow_up::refresh_registration(w, registration)
}

/// Seven proposals of the first offer, each at another point; nothing of them is due to anybody else.
fn waiting(desk: &mut Desk) {
    let all = [
        (ProposalState::Accepted, "2026-11-12", "2026-11-17"),
        (ProposalState::Proposed, "2026-11-12", "2026-11-17"),
        (ProposalState::Proposed, "2026-11-13", "2026-11-18"),
        (ProposalState::Sent, "2026-11-13", "2026-11-20"),
        (ProposalState::Proposed, "2026-11-19", "2026-11-24"),
        (ProposalState::EmployerInterview, "2026-11-16", "2026-11-26"),
        (ProposalState::Proposed, "2026-11-20", "2026-11-25"),
    ];
    let deed = desk.deed("story");
    desk.lenient(|desk| {
        desk.write(deed, |w| {
            for (n, (state, sent, due)) in (1..).zip(all) {
                let at_employer = matches!(state, ProposalState::Sent | ProposalState::EmployerInterview);
                w.insert(&Proposal {
                    head: Head::new(proposal(n)),
                    person: person(n),
                    vacancy: offer(1),
                    agency: "LBV".into(),
                    by: crate::caseload::me(),
                    origin: some("1"),
                    rank: Some(i64::try_from(n).unwrap()),
                    channel: some("2"),
                    sent_on: parse_day(sent),
                    answer_due: parse_day(due),
                    answered_on: (state != ProposalState::Proposed).then(|| parse_day(due)).flatten(),
                    answer: (state != ProposalState::Proposed).then(|| "1".to_owned()),
                    attempts: if n == 3 { 2 } else { 1 },
                    sent_to_employer_on: parse_day(sent).filter(|_| at_employer),
                    feedback_due: parse_day(due).filter(|_| at_employer),
                    state,
                    ..Proposal::default()
                })?;
                follow_up::refresh_proposal(w, proposal(n))?;
            }
            Ok(())
        })
    })
    .unwrap();
}

fn proposals(people: usize, lang: &str, size: (u16, u16)) -> Harness {
    let (mut desk, house) = shop(people.max(7));
    if people > 0 {
        waiting(&mut desk);
    }
    Harness::at(Proposals::new(&house), desk, lang, false, size)
}

fn candidates(people: usize, lang: &str, size: (u16, u16)) -> Harness {
    let (desk, house) = shop(people);
    Harness::at(VacancyFile::new(&house, offer(1)).on_candidates(), desk, lang, false, size)
}

/// How many keys a walk has: names in `<…>` and letters, blanks between.
fn count(keys: &str) -> usize {
    keys.split_whitespace().count()
}

#[test]
fn what_waits_for_an_answer_stands_by_its_day_in_both_languages_narrow_wide_and_empty() {
    insta::assert_snapshot!("proposals", proposals(7, "fr", (80, 24)).text());
    insta::assert_snapshot!("proposals_en", proposals(7, "en", (80, 24)).text());
    insta::assert_snapshot!("proposals_narrow", proposals(7, "fr", (60, 18)).text());
    insta::assert_snapshot!("proposals_wide", proposals(7, "fr", (120, 24)).text());
    insta::assert_snapshot!("proposals_empty", proposals(0, "fr", (80, 24)).text());
}

#[test]
fn an_answer_takes_one_key_a_refusal_two_and_the_cursor_goes_on() {
    let mut h = proposals(7, "fr", (80, 24));
    // The accepted one goes to the employer, then yes, then no for a reason: 1, 1 and 2 keys.
    assert_eq!((count("1"), count("2 3")), (1, 2));
    h.keys("1 1 2");
    assert!(h.text().contains(">Refus"), "{}", h.text());
    insta::assert_snapshot!("proposals_reason", h.text());
    h.keys("<Esc>");
    assert!(h.row(6).contains("injoign., 2e"), "a wrong first digit is forgotten: {}", h.row(6));
    h.keys("2 3");
    assert!(h.row(4).starts_with(" =") && h.row(4).contains("transmise"), "{}", h.row(4));
    assert!(h.row(5).starts_with(" =") && h.row(5).contains("acceptée"), "{}", h.row(5));
    assert!(h.row(6).contains("refusée, 3"), "{}", h.row(6));
    assert!(h.row(23).starts_with("= DIKAMONA Prudence : refusée, horaires."), "{}", h.row(23));
    // The employer's legend on a row that was sent: to be seen, hired.
    assert!(h.text().contains("\n>Employeur"), "{}", h.text());
    h.keys("2");
    assert!(h.row(7).contains("recruté"), "{}", h.row(7));
    assert!(h.row(23).contains("embauche à confirmer"), "{}", h.row(23));
    // The last one is taken back from anywhere in the list; the cursor goes to it.
    h.keys("<Down> <Down> z");
    assert!(h.row(23).starts_with("= Défait : KOUSSOU Hortense"), "{}", h.row(23));
    assert!(h.row(7).starts_with('>') && h.row(7).contains("transmise"), "{}", h.row(7));
    // A digit that is not of the legend does nothing.
    h.keys("9");
    assert!(h.row(7).contains("transmise"), "{}", h.row(7));
}

#[test]
fn thirty_answers_in_a_row_are_thirty_rows_that_never_moved() {
    let (mut desk, house) = shop(7);
    let deed = desk.deed("story");
    desk.lenient(|desk| {
        desk.write(deed, |w| {
            for n in 1..=30_u128 {
                let copy = VacancyId(Uuid::from_u128(4100 + n));
                let model: Vacancy = records::by_id(w.reader(), offer(1))?;
                w.insert(&Vacancy { head: Head::new(copy), number: format!("O{n}"), title: format!("Poste {n:02}"), ..model })?;
                w.insert(&Proposal {
                    head: Head::new(proposal(100 + n)),
                    person: person(1 + n % 7),
                    vacancy: copy,
                    agency: "LBV".into(),
                    by: crate::caseload::me(),
                    origin: some("2"),
                    channel: some("2"),
                    sent_on: parse_day("2026-11-19"),
                    answer_due: parse_day("2026-11-24"),
                    attempts: 1,
                    state: ProposalState::Proposed,
                    ..Proposal::default()
                })?;
            }
            Ok(())
        })
    })
    .unwrap();
    let mut h = Harness::at(Proposals::new(&house), desk, "fr", false, (80, 24));
    for n in 1..=30 {
        h.keys(if n % 3 == 0 { "2 1" } else { "1" });
    }
    assert!(h.row(2).contains("30 répondues"), "{}", h.row(2));
    assert!(h.row(18).contains("Poste 30") && h.row(18).contains("refusée, 1"), "{}", h.text());
    h.keys("g h");
    assert!(h.row(4).contains("Poste 01") && h.row(4).starts_with(">="), "{}", h.row(4));
}

#[test]
fn the_candidates_of_an_offer_are_ranked_and_explained_in_both_languages() {
    let mut h = candidates(7, "fr", (80, 24));
    insta::assert_snapshot!("candidates", h.text());
    h.keys("<Down> <Down> ?");
    insta::assert_snapshot!("candidates_explained", h.text());
    h.keys("<Down>");
    assert!(h.text().contains("Rang 4, KOUSSOU Hortense"), "the next rank is explained: {}", h.text());
    h.keys("<Esc>");
    assert!(!h.text().contains("Jamais utilisés"), "{}", h.text());
    insta::assert_snapshot!("candidates_en", candidates(7, "en", (80, 24)).text());
    insta::assert_snapshot!("candidates_narrow", candidates(7, "fr", (60, 18)).text());
    insta::assert_snapshot!("candidates_empty", candidates(0, "fr", (80, 24)).text());
}

#[test]
fn the_five_best_candidates_are_proposed_in_seven_keys() {
    let mut h = candidates(7, "fr", (80, 24));
    let keys = "<Space> <Space> <Space> <Space> <Space> p <Enter>";
    assert_eq!(count(keys), 7);
    h.keys("<Space> <Space> <Space> <Space> <Space> p");
    insta::assert_snapshot!("candidates_proposing", h.text());
    h.keys("<Enter>");
    assert!(h.row(23).starts_with("= Proposée à 5 personnes, réponse attendue ven. 27/11/2026."), "{}", h.row(23));
    for row in 5..=9 {
        assert!(h.row(row).starts_with(" =") && h.row(row).contains("proposée"), "{}", h.row(row));
    }
    // What was done stays in its place; the tab beside has them; one key takes all five back.
    h.keys("<Right>");
    assert!(h.text().contains("[Propositions 5]"), "{}", h.text());
    insta::assert_snapshot!("offer_proposals", h.text());
    h.keys("z");
    assert!(h.row(23).starts_with("= Défait"), "{}", h.row(23));
    assert!(!h.text().contains("proposée"), "all five: {}", h.text());
    h.keys("<Left>");
    assert!(h.row(3).contains("[Candidats 7]"), "ranked again: {}", h.text());
}

#[test]
fn passing_over_a_better_rank_asks_one_digit() {
    let mut h = candidates(7, "fr", (80, 24));
    h.keys("<Down> p");
    assert!(h.text().contains("Un meilleur rang est passé"), "{}", h.text());
    h.keys("9");
    assert!(h.text().contains("Quel motif"), "« autre » asks for words: {}", h.text());
    h.keys("vue<Space>hier <Enter> 1 <Enter>");
    assert!(h.row(23).starts_with("= NDONG OBAME Marie-Claire : proposée"), "{}", h.row(23));
    // Shortlisted only, then proposed from the tab Propositions.
    h.keys("g h p 0 <Enter>");
    assert!(h.row(23).starts_with("= Une personne retenue."), "{}", h.row(23));
    h.keys("<Right>");
    assert!(h.text().contains("préparée"), "{}", h.text());
    h.keys("p 2");
    assert!(h.row(23).contains("Proposée à une personne"), "{}", h.row(23));
}

#[test]
fn from_a_file_the_best_offer_is_proposed_in_three_keys() {
    let (desk, house) = shop(7);
    let mut h = Harness::at(CaseFile::new(&house, person(3)), desk, "fr", false, (80, 24));
    assert_eq!(count("o p <Enter>"), 3);
    h.keys("o p");
    insta::assert_snapshot!("file_offers", h.text());
    h.keys("<Enter>");
    assert!(h.row(23).starts_with("= DIKAMONA Prudence : proposée, réponse attendue ven. 27/11/2026."), "{}", h.row(23));
    assert!(h.text().contains("[Propositions 1]"), "{}", h.text());
    // Above, the digits answer.
    h.keys("<Tab> 1");
    assert!(h.text().contains("acceptée"), "{}", h.text());
    h.keys("z");
    assert!(h.text().contains("proposée"), "{}", h.text());
    h.keys("2 2");
    assert!(h.text().contains("refusée, distan"), "{}", h.text());
    insta::assert_snapshot!("file_offers_answered", h.text());
}

#[test]
fn the_reason_on_the_screen_is_the_one_frozen_and_can_be_followed_from_the_file() {
    let (mut desk, house) = shop(3);
    let found = matching::for_vacancy(&mut desk, offer(1), 10).unwrap();
    let row = &found.rows[1];
    let texts = Texts::load("fr").unwrap();
    let said: Vec<String> =
        row.why.reasons.iter().map(|r| texts.with(r.key, &r.args_in(&house.rules.codes, "fr")).replace('\u{a0}', " ")).collect();
    assert_eq!(row.why.reasons.iter().map(|r| r.points).sum::<i64>(), row.why.score, "the points add up to the score");
    assert!(said.iter().any(|s| s.contains("50 mois, 12 demandés")), "the file says 50 months: {said:?}");
    let look = Look::new(texts, 0, false);
    let mut h = Harness::at(VacancyFile::new(&house, offer(1)).on_candidates(), desk, "fr", false, (120, 40));
    h.keys("<Down> ?");
    let shown = h.text();
    for sentence in &said {
        assert!(shown.contains(sentence.as_str()), "{sentence} is not in {shown}");
    }
    h.keys("<Esc> <Up> <Space> <Space> p <Enter> <Right> <Down> ?");
    let frozen = h.text();
    for sentence in &said {
        assert!(frozen.contains(sentence.as_str()), "{sentence} is not in {frozen}");
    }
    let _ = look;
}

#[test]
fn a_hire_is_confirmed_and_checked_in_the_same_series() {
    let (mut desk, house) = shop(7);
    let deed = desk.deed("story");
    desk.lenient(|desk| {
        desk.write(deed, |w| {
            let placement = Placement {
                head: Head::new(guichet::domain::ids::PlacementId(Uuid::from_u128(9000))),
                person: person(2),
                agency: "LBV".into(),
                employer: Some(EmployerId(Uuid::from_u128(3000))),
                start_on: parse_day("2026-11-10"),
                ..Placement::default()
            };
            w.insert(&placement)?;
            follow_up::refresh_placement(w, placement.head.id)
        })
    })
    .unwrap();
    let mut h = Harness::at(Proposals::new(&house), desk, "fr", false, (80, 24));
    assert!(h.row(4).contains("NDONG OBAME Marie-Claire") && h.row(4).contains("à confirmer"), "{}", h.row(4));
    assert!(h.text().contains(">Embauche"), "{}", h.text());
    h.keys("3");
    assert!(h.row(4).contains("confirmé"), "{}", h.row(4));
    h.keys("z 0");
    assert!(h.row(4).contains("infirmé"), "{}", h.row(4));
}
