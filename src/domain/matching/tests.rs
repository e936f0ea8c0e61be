//! Examples after domain.md §7 and screens.md drawings 4b and 8.

use chrono::NaiveDate;

use super::*;
use crate::domain::code::{Code, Codes};
use crate::domain::ids::{Id, VacancyId};
use crate::domain::lifecycle::RegistrationState;
use crate::domain::person_file::PersonFile;
use crate::domain::profile::{Education, Experience, Language, Skill};
use crate::domain::record::Head;
use crate::domain::registration::JobGoal;
use crate::domain::vacancy::Vacancy;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}
fn today() -> NaiveDate {
    day(2026, 11, 24)
}
fn codes() -> Codes {
    let code = |list: &str, code: &str, fr: &str| Code { list: list.into(), code: code.into(), fr: fr.into(), ..Code::default() };
    Codes::new([code("SKILL", "G031", "tenir une caisse"), code("LANG", "fra", "français"), code("EDU", "2", "BEPC")])
}
fn near() -> Neighbours {
    Neighbours::new([("5223", "5230", "proche"), ("9510", "5223", "evolution")])
}

/// « Vente en magasin, Ets Deux Palmiers » of drawing 8.
fn offer() -> Vacancy {
    Vacancy {
        head: Head::new(VacancyId::default()),
        occupation: some("5223"),
        min_experience_months: Some(12),
        min_education: some("2"),
        required_skills: vec!["tenir une caisse".into()],
        languages: vec!["fra:B1".into()],
        licences: vec!["B".into()],
        desired: vec!["licences".into()],
        contract: some("02"),
        working_time: some("1"),
        wage_min: Some(150_000),
        wage_period: some("M"),
        province: some("GA-1"),
        department: some("GA-1-05"),
        town: some("Libreville"),
        start_on: Some(day(2026, 12, 1)),
        ..Vacancy::default()
    }
}
fn wanted() -> Wanted {
    Wanted::of(&offer(), &codes(), today())
}

/// DIKAMONA Prudence: 26 months, BEPC seen, French C1, the till and the licence unknown.
fn file() -> PersonFile {
    let mut file = PersonFile::default();
    file.person.head = Head::new(crate::domain::ids::PersonId::from_uuid(uuid::Uuid::from_u128(7)));
    file.person.nationality = some("GA");
    file.person.education_level = some("2");
    (file.person.province, file.person.department, file.person.town) = (some("GA-1"), some("GA-1-05"), some("LIBREVILLE"));
    file.registration.state = RegistrationState::Active;
    file.registration.registered_on = Some(day(2026, 1, 8));
    file.goal = JobGoal { rank: 1, occupation: some("5223"), experience_months: Some(26), ..JobGoal::default() };
    file.wishes.mobility = some("2");
    file.wishes.wage_min = Some(120_000);
    file.wishes.available_from = Some(day(2026, 11, 1));
    file.wishes.contract_types = vec!["01".into(), "02".into()];
    file.education =
        vec![Education { level: some("2"), obtained: true, proof: Some(Default::default()), ..Education::default() }];
    file.languages = vec![Language { code: some("fra"), spoken: some("C1"), ..Language::default() }];
    file
}
fn one(file: &PersonFile) -> Candidate {
    candidates(file, None).remove(0)
}
fn met(w: &Wanted, c: &Candidate, criterion: Criterion) -> (Met, &'static str) {
    let relation = near().relation(&c.occupation, &w.occupation).unwrap();
    let why = Explanation::of(w, c, relation, &POINTS);
    why.reasons.iter().find(|r| r.criterion == criterion).map(|r| (r.met, r.key)).unwrap()
}

#[test]
fn the_reason_of_a_rank_can_be_followed_by_hand() {
    let why = Explanation::of(&wanted(), &one(&file()), Relation::Same, &POINTS);
    let lines: Vec<String> = why
        .reasons
        .iter()
        .map(|r| format!("{} {} {} {}/{}", r.sign(), r.criterion.id(), r.need.id(), r.points, r.weight))
        .collect();
    let expected = [
        "+ occupation required 40/40",
        "+ experience required 16/16",
        "+ education required 16/16",
        "? skill required 8/16",
        "+ language required 16/16",
        "? licence desired 4/8",
        "+ right_to_work required 16/16",
        "+ travel required 20/20",
        "+ contract wish 8/8",
        "+ working_time wish 8/8",
        "+ pay wish 8/8",
        "+ availability wish 8/8",
    ];
    assert_eq!(lines, expected);
    assert_eq!((why.score, why.one_line(), why.lacking), (168, "+ 10  ? 2".to_owned(), false));
    assert_eq!(why.score, why.reasons.iter().map(|r| r.points).sum::<i64>());
    assert_eq!(why.rule, "2026-11");
    let skill = &why.reasons[3];
    assert_eq!(skill.args_in(&codes(), "fr"), [("skill", "tenir une caisse".to_owned())]);
}

#[test]
fn missing_data_is_to_be_verified_and_never_a_fail() {
    let mut bare = PersonFile::default();
    bare.registration.state = RegistrationState::Active;
    bare.goal.occupation = some("5223");
    let why = Explanation::of(&wanted(), &one(&bare), Relation::Same, &POINTS);
    assert_eq!(why.counts().2, 0, "{why:?}");
    assert!(!why.lacking);
    for criterion in [Criterion::Experience, Criterion::Education, Criterion::Skill, Criterion::Language, Criterion::Travel] {
        assert_eq!(met(&wanted(), &one(&bare), criterion).0, Met::Unknown, "{criterion:?}");
    }
}

#[test]
fn what_is_known_not_to_be_met_is_said_and_a_required_lack_stands_below() {
    let mut poor = file();
    poor.goal.experience_months = Some(9);
    poor.person.education_level = some("1");
    poor.languages[0].spoken = some("A2");
    poor.person.driving_licences = vec!["A".into()];
    poor.wishes.contract_types = vec!["01".into()];
    poor.wishes.wage_min = Some(200_000);
    poor.wishes.available_from = Some(day(2026, 12, 15));
    let c = one(&poor);
    for (criterion, key) in [
        (Criterion::Experience, "match-experience-no"),
        (Criterion::Education, "match-education-no"),
        (Criterion::Language, "match-language-no"),
        (Criterion::Licence, "match-licence-no"),
        (Criterion::Contract, "match-contract-no"),
        (Criterion::Pay, "match-pay-no"),
        (Criterion::Availability, "match-available-no"),
    ] {
        assert_eq!(met(&wanted(), &c, criterion), (Met::No, key));
    }
    // Who lacks something required stands below whoever lacks nothing, whatever the points.
    let mut rich = file();
    rich.goal.experience_months = Some(9);
    rich.skills = vec![Skill { code: some("G031"), evidence: some("2"), ..Skill::default() }];
    rich.person.driving_licences = vec!["B".into()];
    let mut plain = file();
    plain.person.education_level = None;
    let place = |f: &PersonFile| Place::of(sum(&wanted(), &one(f), Relation::Same, &POINTS), &one(f));
    let points = |f: &PersonFile| sum(&wanted(), &one(f), Relation::Same, &POINTS).score;
    assert!(points(&rich) > points(&plain) && place(&plain) < place(&rich));
    // A criterion that is only desired doesn't do that.
    let mut licence = file();
    licence.person.driving_licences = vec!["A".into()];
    assert!(!sum(&wanted(), &one(&licence), Relation::Same, &POINTS).lacking);
}

#[test]
fn neighbouring_occupations_follow_and_a_step_on_ranks_below() {
    let n = near();
    assert_eq!(n.relation("5230", "5223"), Some(Relation::Near));
    assert_eq!(n.relation("5223", "5230"), Some(Relation::Near));
    assert_eq!(n.relation("9510", "5223"), Some(Relation::Evolution));
    assert_eq!(n.relation("5223", "9510"), None, "nobody is led back");
    assert_eq!(n.relation("5221", "5223"), None, "the vocabulary knows its neighbours");
    assert_eq!(n.relation("7111", "7112"), Some(Relation::Group), "else the same three digits");
    let points = |r| sum(&wanted(), &one(&file()), r, &POINTS).score;
    assert!(points(Relation::Same) > points(Relation::Near) && points(Relation::Group) > points(Relation::Evolution));
    // Months in a neighbouring occupation may do: a person decides.
    let mut other = file();
    other.goal.occupation = some("5230");
    assert_eq!(met(&wanted(), &one(&other), Criterion::Experience), (Met::Unknown, "match-experience-near"));
    // A job held in the occupation itself counts, overlaps once.
    let job =
        |from, to| Experience { occupation: some("5223"), start_month: Some(from), end_month: Some(to), ..Experience::default() };
    other.experience = vec![job(day(2024, 1, 1), day(2024, 8, 1)), job(day(2024, 6, 1), day(2024, 12, 1))];
    assert_eq!(one(&other).worked, "5223:12:2:0");
    assert_eq!(met(&wanted(), &one(&other), Criterion::Experience), (Met::Yes, "match-experience-jobs"));
}

#[test]
fn the_journey_is_classed_by_place_and_by_what_the_person_says() {
    let mut f = file();
    let travel = |f: &PersonFile| met(&wanted(), &one(f), Criterion::Travel);
    f.wishes.mobility = some("1");
    assert_eq!(travel(&f), (Met::Unknown, "match-travel-quarter"));
    f.person.department = some("GA-1-01");
    f.person.town = some("Owendo");
    assert_eq!(travel(&f).0, Met::No);
    f.wishes.mobility = some("3");
    assert_eq!(travel(&f), (Met::Yes, "match-travel-province"));
    f.person.province = some("GA-8");
    assert_eq!(travel(&f).0, Met::No);
    f.wishes.mobility = some("4");
    assert_eq!(travel(&f), (Met::Yes, "match-travel-elsewhere"));
    f.wishes.mobility = None;
    assert_eq!(travel(&f).0, Met::Unknown);
    let mut housed = offer();
    housed.housing = true;
    f.wishes.mobility = some("2");
    let w = Wanted::of(&housed, &codes(), today());
    assert_eq!(met(&w, &one(&f), Criterion::Travel), (Met::Unknown, "match-travel-housing"));
}

#[test]
fn a_mother_tongue_is_never_asked_and_wages_are_compared_by_the_month() {
    let mut v = offer();
    v.languages = vec!["fra:native".into()];
    v.wage_min = Some(750);
    v.wage_period = some("H");
    let w = Wanted::of(&v, &codes(), today());
    assert_eq!(w.languages[0].1, "C2");
    assert_eq!(w.pay, Some(130_000));
    v.wage_period = some("J");
    v.wage_min = Some(6_000);
    assert_eq!(Wanted::of(&v, &codes(), today()).pay, Some(130_000));
    let mut f = file();
    f.languages[0].spoken = some("native");
    assert_eq!(met(&w, &one(&f), Criterion::Language).0, Met::Yes);
}

#[test]
fn ties_go_by_art_137_then_the_last_proposal_then_the_registration_then_the_file() {
    let base = one(&file());
    let c = |n: u128, national, last, registered| Candidate {
        person: crate::domain::ids::PersonId::from_uuid(uuid::Uuid::from_u128(n)),
        national: Some(national),
        permit_until: Some(day(2030, 1, 1)),
        last_proposed: last,
        registered_on: Some(registered),
        ..base.clone()
    };
    let all = [
        c(1, false, None, day(2020, 1, 1)),
        c(2, true, Some(day(2026, 10, 1)), day(2026, 1, 1)),
        c(3, true, Some(day(2026, 9, 1)), day(2026, 6, 1)),
        c(4, true, None, day(2026, 6, 1)),
        c(5, true, None, day(2026, 5, 1)),
        c(6, true, None, day(2026, 5, 1)),
    ];
    let mut best = Best::new(10);
    for c in &all {
        best.take(Place::of(sum(&wanted(), c, Relation::Same, &POINTS), c), || c.person.uuid().as_u128());
    }
    let expected = [
        (5, Some("match-tie-id")),
        (6, Some("match-tie-registered")),
        (4, Some("match-tie-never-proposed")),
        (3, Some("match-tie-last-proposed")),
        (2, Some("match-tie-national")),
        (1, None),
    ];
    assert_eq!(best.done(), expected);
}

#[test]
fn the_best_are_kept_each_person_once() {
    let base = one(&file());
    let mut best = Best::new(2);
    for (n, score) in [(1, 10), (2, 30), (1, 40), (3, 20), (2, 5), (4, 25)] {
        let c = Candidate { person: crate::domain::ids::PersonId::from_uuid(uuid::Uuid::from_u128(n)), ..base.clone() };
        best.take(Place::of(Sum { score, lacking: false }, &c), || (n, score));
    }
    assert_eq!(best.done().into_iter().map(|(t, _)| t).collect::<Vec<_>>(), [(1, 40), (2, 30)]);
}

#[test]
fn every_reason_can_be_read_back_by_its_key() {
    let mut keys = std::collections::BTreeSet::new();
    for source in [include_str!("judge.rs"), include_str!("mod.rs")] {
        keys.extend(source.split('"').filter(|t| t.starts_with("match-") && !t.contains(' ')));
    }
    let lost: Vec<_> = keys.iter().filter(|k| Reason::known_key(k).is_none() && Explanation::known_tie(k).is_none()).collect();
    assert!(lost.is_empty() && keys.len() > 50, "{lost:?}");
}

#[test]
fn who_may_not_be_proposed_is_no_candidate() {
    let mut f = file();
    f.more_goals = vec![JobGoal { rank: 2, occupation: some("5230"), ..JobGoal::default() }];
    assert_eq!(
        candidates(&f, None).iter().map(|c| (c.goal, c.occupation.as_str())).collect::<Vec<_>>(),
        [(1, "5223"), (2, "5230")]
    );
    for state in [RegistrationState::Suspended, RegistrationState::InMeasure, RegistrationState::Incomplete] {
        f.registration.state = state;
        assert!(candidates(&f, None).is_empty(), "{state:?}");
    }
}
