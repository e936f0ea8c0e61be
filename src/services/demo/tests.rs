//! What the training office promises, over the pure records.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use chrono::{NaiveDate, TimeDelta};
use sha2::{Digest, Sha256};

use super::*;
use crate::domain::code::Codes;
use crate::domain::lifecycle::{
    AppointmentState, PlacementState, ProposalState, RegistrationState, State, TaskState, VacancyState,
};
use crate::services::codes::reference_codes;

/// A Tuesday.
fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

fn sheaves(people: i64, seed: u64) -> Vec<Sheaf> {
    let mut all = Vec::new();
    generate(&Plan { people, seed, today: day() }, &mut |sheaf, _| {
        all.push(sheaf);
        Ok(())
    })
    .unwrap();
    all
}

/// The usual office, made once for all tests.
fn office() -> &'static [Sheaf] {
    static OFFICE: OnceLock<Vec<Sheaf>> = OnceLock::new();
    OFFICE.get_or_init(|| sheaves(2_000, 1))
}

fn rules() -> Rules {
    let source = Source::read().unwrap();
    Rules { codes: Arc::new(Codes::new(reference_codes().unwrap())), ..super::rules(&source, day()) }
}

fn digest(all: &[Sheaf]) -> String {
    let mut hash = Sha256::new();
    for sheaf in all {
        sheaf.each_row(&mut |table, row| hash.update(format!("{table} {row:?}")));
    }
    format!("{:x?}", hash.finalize())
}

/// Thousandths of `part` in `whole`.
fn share(part: usize, whole: usize) -> usize {
    part * 1000 / whole.max(1)
}

#[test]
fn the_same_plan_gives_the_same_records_and_another_seed_others() {
    let first = digest(&sheaves(120, 5));
    assert_eq!(first, digest(&sheaves(120, 5)));
    assert_ne!(first, digest(&sheaves(120, 6)));
}

#[test]
fn every_record_passes_its_own_check() {
    let rules = rules();
    let mut seen = BTreeMap::new();
    for (table, flaw) in office().iter().flat_map(|s| s.errors(&rules)) {
        *seen.entry(format!("{table}.{} {} {:?}", flaw.field, flaw.key, flaw.args)).or_insert(0) += 1;
    }
    assert!(seen.is_empty(), "{seen:#?}");
}

fn reached<S: State + std::hash::Hash>(states: impl Iterator<Item = S>, but: &[S]) {
    let seen: HashSet<S> = states.collect();
    let missing: Vec<&S> = S::all().iter().filter(|s| !seen.contains(s) && !but.contains(s)).collect();
    assert!(missing.is_empty(), "never seen: {missing:?}");
}

#[test]
fn every_state_of_every_lifecycle_is_there() {
    let all = office();
    reached(all.iter().flat_map(|s| &s.registrations).map(|r| r.record.state), &[]);
    reached(all.iter().flat_map(|s| &s.vacancies).map(|r| r.record.state), &[]);
    reached(all.iter().flat_map(|s| &s.proposals).map(|r| r.record.state), &[]);
    reached(all.iter().flat_map(|s| &s.placements).map(|r| r.record.state), &[]);
    // Nobody is being interviewed at 08:00.
    reached(all.iter().flat_map(|s| &s.appointments).map(|r| r.record.state), &[AppointmentState::InProgress]);
    reached(all.iter().flat_map(|s| &s.tasks).map(|r| r.record.state), &[TaskState::Dropped]);
}

#[test]
fn shares_of_the_registrations_are_sensible() {
    let all: Vec<_> = office().iter().flat_map(|s| &s.registrations).map(|r| &r.record).collect();
    let count = |state| all.iter().filter(|r| r.state == state).count();
    let open = all.iter().filter(|r| r.state.is_open()).count();
    assert!((500..700).contains(&share(open, all.len())), "open {}", share(open, all.len()));
    for (state, low, high) in [
        (RegistrationState::Active, 600, 850),
        (RegistrationState::ToRenew, 20, 130),
        (RegistrationState::InMeasure, 30, 110),
        (RegistrationState::Suspended, 15, 80),
        (RegistrationState::Incomplete, 10, 60),
        (RegistrationState::StrikeProposed, 3, 30),
    ] {
        let part = share(count(state), open);
        assert!((low..high).contains(&part), "{state:?}: {part} thousandths of the open ones");
    }
    let people: usize = office().iter().map(|s| s.people.len()).sum();
    let again = all.len() - people;
    assert!((20..150).contains(&share(again, people)), "registered again: {again}");
}

#[test]
fn each_registration_obeys_its_lifecycle() {
    let today = day();
    for r in office().iter().flat_map(|s| &s.registrations).map(|r| &r.record) {
        let due = r.renewal_due;
        match r.state {
            RegistrationState::Active => assert!(due.is_some_and(|d| d >= today && d <= add_days(today, 90)), "{r:?}"),
            RegistrationState::ToRenew => assert!(due.is_some_and(|d| d < today && add_days(d, 16) > today), "{r:?}"),
            RegistrationState::InMeasure | RegistrationState::Suspended => {
                assert!(r.pause_until.is_some_and(|d| d > today) && matches!(r.category.as_deref(), Some("4" | "5")), "{r:?}");
            }
            RegistrationState::Incomplete => assert!(!r.missing_documents.is_empty(), "{r:?}"),
            _ => {}
        }
        if r.exit_reason.as_deref() == Some("05") {
            assert_eq!(r.closed_on, due.map(|d| add_days(d, 16)));
        }
        assert_eq!(r.counsellor.is_none(), r.state == RegistrationState::Draft, "{r:?}");
    }
    // Each striking off has its decision.
    let decided: HashSet<_> = office().iter().flat_map(|s| &s.decisions).map(|d| d.record.subject.0).collect();
    for r in office().iter().flat_map(|s| &s.registrations).map(|r| &r.record) {
        let struck = matches!(r.exit_reason.as_deref(), Some("06" | "07" | "08"));
        if struck || r.state == RegistrationState::StrikeProposed {
            assert!(decided.contains(&r.head.id.0));
        }
    }
}

#[test]
fn nobody_has_two_open_registrations() {
    let mut open = HashSet::new();
    for r in office().iter().flat_map(|s| &s.registrations).map(|r| &r.record).filter(|r| r.closed_on.is_none()) {
        assert!(open.insert(r.person));
    }
}

#[test]
fn no_counsellor_is_in_two_places_and_all_work_in_office_hours() {
    let mut by: HashMap<_, Vec<_>> = HashMap::new();
    let rules = rules();
    for a in office().iter().flat_map(|s| &s.appointments).map(|a| &a.record) {
        let Some(start) = a.starts_at else { continue };
        let local = start + TimeDelta::hours(1);
        assert!(rules.calendar.is_working_day(local.date_naive()), "{a:?}");
        let minute = (local.time() - chrono::NaiveTime::MIN).num_minutes();
        assert!(minute >= 450 && minute + a.minutes.unwrap() <= 930 && minute % 15 == 0, "{a:?}");
        by.entry(a.counsellor).or_default().push((start, a.minutes.unwrap()));
    }
    assert!(by.len() > 10);
    for (who, mut all) in by {
        all.sort();
        for pair in all.windows(2) {
            let ((first, minutes), (second, _)) = (pair[0], pair[1]);
            assert!(first + TimeDelta::minutes(minutes) <= second, "{who:?} at {first} and {second}");
        }
    }
}

#[test]
fn about_one_appointment_in_nine_is_missed_and_moves_are_chained() {
    let all: Vec<_> =
        office().iter().flat_map(|s| &s.appointments).map(|a| &a.record).filter(|a| a.starts_at.is_some()).collect();
    let settled = all.iter().filter(|a| !a.state.is_unsettled()).count();
    let missed = all.iter().filter(|a| matches!(a.state, AppointmentState::Missed | AppointmentState::Justified)).count();
    assert!((90..150).contains(&share(missed, settled)), "{}", share(missed, settled));
    let states: HashMap<_, _> = all.iter().map(|a| (a.head.id, a.state)).collect();
    let chained: Vec<_> = all.iter().filter_map(|a| a.moved_from).collect();
    assert!(chained.len() > 100);
    assert!(chained.iter().all(|id| matches!(states[id], AppointmentState::Moved | AppointmentState::Cancelled)));
}

#[test]
fn positions_filled_are_the_hires_and_every_hire_closes_a_registration() {
    let mut hired: HashMap<_, i64> = HashMap::new();
    let proposals: HashMap<_, _> = office().iter().flat_map(|s| &s.proposals).map(|p| (p.record.head.id, &p.record)).collect();
    for p in office().iter().flat_map(|s| &s.placements).map(|p| &p.record) {
        let Some(proposal) = p.proposal.map(|id| proposals[&id]) else { continue };
        if p.state == PlacementState::Denied {
            assert_eq!(proposal.state, ProposalState::Rejected);
        } else {
            assert_eq!(proposal.state, ProposalState::Hired);
            *hired.entry(proposal.vacancy).or_default() += 1;
        }
    }
    for v in office().iter().flat_map(|s| &s.vacancies).map(|v| &v.record) {
        assert_eq!(v.positions_filled, hired.get(&v.head.id).copied().unwrap_or(0), "{}", v.number);
        assert_eq!(v.positions == Some(v.positions_filled), v.close_reason.as_deref() == Some("1"), "{}", v.number);
        assert_eq!(v.state == VacancyState::Filled, matches!(v.close_reason.as_deref(), Some("1" | "2")));
    }
    let placed = office().iter().flat_map(|s| &s.registrations).filter(|r| r.record.exit_reason.as_deref() == Some("01"));
    assert_eq!(placed.count() as i64, hired.values().sum::<i64>());
}

#[test]
fn the_days_of_a_proposal_follow_each_other_and_none_is_to_come() {
    for p in office().iter().flat_map(|s| &s.proposals).map(|p| &p.record) {
        let days = [p.sent_on, p.answered_on, p.sent_to_employer_on, p.feedback_on];
        let days: Vec<_> = days.into_iter().flatten().collect();
        assert!(days.is_sorted() && days.iter().all(|d| *d < day()), "{p:?}");
    }
}

#[test]
fn names_follow_the_patterns_of_the_country_and_hold_no_filler() {
    let all: Vec<_> = office().iter().flat_map(|s| &s.people).map(|p| &p.record).collect();
    for p in &all {
        let name = p.name();
        assert!(!name.contains("  ") && name.trim() == name && !name.to_lowercase().contains("null"), "{name:?}");
        assert!(!p.surname.is_empty() && p.given_names.as_deref() != Some("") && p.married_name.as_deref() != Some(""));
    }
    let some = |what: &dyn Fn(&crate::domain::person::Person) -> bool| all.iter().filter(|p| what(p)).count();
    assert!((30..150).contains(&share(some(&|p| p.given_names.is_none()), all.len())));
    assert!(some(&|p| p.surname.contains(' ')) > 300);
    assert!(some(&|p| p.surname.contains('-')) > 50);
    assert!(some(&|p| p.surname.contains('\'')) > 5);
    assert!(some(&|p| p.married_name.is_some()) > 50);
    assert!(some(&|p| p.phone.is_none() && p.contact_via.is_some()) > 20);
    assert!(some(&|p| p.id_document_expires.is_some_and(|d| d < day())) > 100);
}

#[test]
fn two_thirds_live_in_estuaire_and_numbers_are_unique() {
    let all: Vec<_> = office().iter().flat_map(|s| &s.people).map(|p| &p.record).collect();
    let estuaire = all.iter().filter(|p| p.province.as_deref() == Some("GA-1")).count();
    let woleu = all.iter().filter(|p| p.province.as_deref() == Some("GA-9")).count();
    assert!((660..690).contains(&share(estuaire, all.len())), "{estuaire}");
    assert!((140..160).contains(&share(woleu, all.len())), "{woleu}");
    let numbers: HashSet<_> = all.iter().map(|p| &p.number).collect();
    let places: Vec<_> = all.iter().map(|p| p.index_no).collect();
    assert_eq!(numbers.len(), all.len());
    assert_eq!(places, (1..=2_000).collect::<Vec<_>>());
}

#[test]
fn the_counsellor_who_logs_in_has_a_full_day() {
    let today = day();
    let own = office().iter().flat_map(|s| &s.users).find(|u| u.record.login == OWN_LOGIN).unwrap().record.clone();
    assert_eq!((own.name.as_str(), own.agency.as_str(), own.roles.len()), ("MABIALA Hugues", "LBV", 8));
    let mine = office().iter().flat_map(|s| &s.registrations).map(|r| &r.record).filter(|r| r.counsellor == Some(own.head.id));
    assert_eq!(mine.filter(|r| r.state.is_open()).count(), 214);
    let planned: Vec<_> = office()
        .iter()
        .flat_map(|s| &s.appointments)
        .map(|a| &a.record)
        .filter(|a| a.counsellor == Some(own.head.id) && a.starts_at.is_some_and(|t| t.date_naive() == today))
        .map(|a| (a.starts_at.unwrap().format("%H:%M").to_string(), a.state.id()))
        .collect();
    let mut planned = planned;
    planned.sort();
    // UTC, one hour before the office.
    let wanted = [
        ("06:30", "held"),
        ("07:00", "planned"),
        ("07:30", "arrived"),
        ("08:15", "planned"),
        ("09:00", "planned"),
        ("09:45", "planned"),
        ("12:00", "planned"),
    ];
    assert_eq!(planned, wanted.map(|(at, state)| (at.to_owned(), state)));
    let due: Vec<_> = office()
        .iter()
        .flat_map(|s| &s.tasks)
        .map(|t| &t.record)
        .filter(|t| t.assignee == own.head.id && t.state == TaskState::Open)
        .filter_map(|t| t.due)
        .collect();
    let (late, now) = (due.iter().filter(|d| **d < today).count(), due.iter().filter(|d| **d == today).count());
    assert!((4..25).contains(&late) && (5..25).contains(&now), "late {late}, today {now}");
    let waiting = office().iter().flat_map(|s| &s.appointments).map(|a| &a.record);
    let waiting = waiting.filter(|a| a.kind.as_deref() == Some("7") && a.state == AppointmentState::Arrived && a.agency == "LBV");
    assert_eq!(waiting.count(), 4);
}

#[test]
fn the_day_is_a_working_day() {
    let saturday = NaiveDate::from_ymd_opt(2026, 8, 15).unwrap();
    assert_eq!(working_day(saturday).unwrap(), NaiveDate::from_ymd_opt(2026, 8, 18).unwrap());
    assert_eq!(working_day(day()).unwrap(), day());
}

#[test]
fn offices_of_any_size_can_be_made() {
    for people in [1, 7, 40] {
        let made: usize = sheaves(people, 3).iter().map(|s| s.people.len()).sum();
        assert_eq!(made as i64, people);
    }
    assert!(generate(&Plan { people: 0, seed: 1, today: day() }, &mut |_, _| Ok(())).is_err());
}
