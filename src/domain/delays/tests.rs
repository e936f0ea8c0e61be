//! Each rule by an example of domain.md §4, with Gabon's holidays (15, 16 and 17 August 2026: Saturday, Sunday, Monday).

use std::sync::Arc;

use chrono::NaiveDate;
use uuid::Uuid;

use super::*;
use crate::domain::calendar::Calendar;
use crate::domain::ids::{PersonId, UserId};
use crate::domain::lifecycle::{AppointmentState, PlacementState, ProposalState, RegistrationState, VacancyState};
use crate::domain::record::parse_day;

fn day(text: &str) -> NaiveDate {
    parse_day(text).unwrap()
}

fn rules(today: &str) -> Rules {
    let holidays = include_str!("../../../reference/holidays_gabon.csv").lines().skip(1).map(|line| {
        let mut cells = line.split(',');
        (day(cells.next().unwrap()), cells.next().unwrap().to_owned())
    });
    Rules { today: day(today), calendar: Arc::new(Calendar::new(holidays)), ..Rules::default() }
}

/// `T1 2026-08-10/10 2026-08-25` for each, in order.
fn shown(asked: &[Expected]) -> Vec<String> {
    asked.iter().map(|e| format!("{} {} {}", e.rule, e.origin, e.due)).collect()
}

fn active(registered: &str) -> RegistrationFacts {
    RegistrationFacts {
        state: RegistrationState::Active,
        channel: Some("1".into()),
        intensity: Some("STD".into()),
        registered_on: Some(day(registered)),
        ..RegistrationFacts::default()
    }
}

#[test]
fn a_new_registration_asks_for_its_first_interview_and_plan_past_the_holidays_of_august() {
    let facts = active("2026-08-10");
    let asked = of_registration(&facts, &rules("2026-08-10"));
    assert_eq!(shown(&asked), ["T1 2026-08-10/10 2026-08-25", "T2 2026-08-10/30 2026-09-09", "T4 2026-08-10/contact 2026-10-09"]);
    assert!(asked.iter().all(|e| e.assignee == Whom::Counsellor && e.priority == 2));
    // Fifteen working days: the alert; thirty days: the head.
    assert_eq!(of_registration(&facts, &rules("2026-08-31"))[0].priority, 2);
    assert_eq!(of_registration(&facts, &rules("2026-09-01"))[0].priority, 1);
    let head: Vec<_> = of_registration(&facts, &rules("2026-09-10")).into_iter().filter(|e| e.assignee == Whom::Head).collect();
    assert_eq!(shown(&head), ["T1 2026-08-10/30/head 2026-09-09", "T2 2026-08-10/30/head 2026-09-09"]);
}

#[test]
fn an_interview_and_a_signed_plan_end_the_first_two_rules() {
    let met = RegistrationFacts {
        interviews: vec![day("2026-08-20")],
        plan_signed_on: Some(day("2026-08-20")),
        last_contact: Some(day("2026-08-20")),
        ..active("2026-08-10")
    };
    assert_eq!(shown(&of_registration(&met, &rules("2026-08-21"))), ["T4 2026-08-20/contact 2026-10-19"]);
}

#[test]
fn the_rhythm_of_contacts_is_30_60_or_90_days_by_intensity() {
    for (intensity, due) in [("REN", "2026-09-13"), ("STD", "2026-10-13"), ("AUT", "2026-11-12")] {
        let facts = RegistrationFacts {
            intensity: Some(intensity.into()),
            last_contact: Some(day("2026-08-14")),
            ..active("2026-08-10")
        };
        let asked = of_registration(&facts, &rules("2026-08-14"));
        let contact = asked.iter().find(|e| e.rule == "T4").unwrap();
        assert_eq!(contact.due, day(due));
    }
}

#[test]
fn a_takeover_opens_neither_t1_t2_t3_nor_a_contact_never_had_here() {
    let taken = RegistrationFacts { channel: Some("5".into()), ..active("2016-03-01") };
    assert_eq!(of_registration(&taken, &rules("2026-08-10")), []);
    let incomplete = RegistrationFacts { state: RegistrationState::Incomplete, missing_documents: true, ..taken.clone() };
    assert_eq!(of_registration(&incomplete, &rules("2026-08-10")), []);
    let renewed = RegistrationFacts { renewal_due: Some(day("2026-11-30")), ..taken };
    let asked = of_registration(&renewed, &rules("2026-08-10"));
    assert_eq!(shown(&asked), ["T5 2026-11-30/-10 2026-11-20", "T5 2026-11-30/0 2026-11-30"]);
}

#[test]
fn missing_documents_are_recalled_at_10_and_15_days_and_go_to_the_head_at_60() {
    let facts = RegistrationFacts { state: RegistrationState::Incomplete, missing_documents: true, ..active("2026-08-10") };
    let only = |today| {
        let asked = of_registration(&facts, &rules(today));
        shown(&asked.into_iter().filter(|e| e.rule == "T3").collect::<Vec<_>>())
    };
    assert_eq!(only("2026-08-10"), ["T3 2026-08-10/10 2026-08-20", "T3 2026-08-10/15 2026-08-25"]);
    assert_eq!(only("2026-08-25"), ["T3 2026-08-10/15 2026-08-25"]);
    assert_eq!(only("2026-10-09"), ["T3 2026-08-10/15 2026-08-25", "T3 2026-08-10/60/head 2026-10-09"]);
}

#[test]
fn a_renewal_is_recalled_ten_days_before_and_on_its_day_and_moves_with_it() {
    let facts = RegistrationFacts { renewal_due: Some(day("2026-11-30")), ..active("2026-08-10") };
    let renewals = |facts: &RegistrationFacts, today| {
        let asked = of_registration(facts, &rules(today));
        shown(&asked.into_iter().filter(|e| e.rule == "T5").collect::<Vec<_>>())
    };
    assert_eq!(renewals(&facts, "2026-09-01"), ["T5 2026-11-30/-10 2026-11-20", "T5 2026-11-30/0 2026-11-30"]);
    assert_eq!(renewals(&facts, "2026-11-30"), ["T5 2026-11-30/0 2026-11-30"]);
    let renewed = RegistrationFacts { renewal_due: Some(day("2027-02-22")), ..facts };
    assert_eq!(renewals(&renewed, "2026-11-24"), ["T5 2027-02-22/-10 2027-02-12", "T5 2027-02-22/0 2027-02-22"]);
}

#[test]
fn grace_ends_sixteen_days_after_the_renewal_and_a_takeover_or_a_stop_puts_it_off() {
    let facts =
        RegistrationFacts { state: RegistrationState::ToRenew, renewal_due: Some(day("2026-11-30")), ..active("2026-08-10") };
    let rules = rules("2026-12-20");
    assert_eq!(exit_day(&facts, None, &rules), Some(day("2026-12-16")));
    let hold = Hold { run: day("2026-12-20"), until: day("2027-01-04") };
    assert_eq!(exit_day(&facts, Some(hold), &rules), Some(day("2027-01-04")));
    let taken = RegistrationFacts { no_exit_before: Some(day("2027-02-01")), ..facts.clone() };
    assert_eq!(exit_day(&taken, None, &rules), Some(day("2027-02-01")));
    assert_eq!(exit_day(&RegistrationFacts { state: RegistrationState::Suspended, ..facts.clone() }, None, &rules), None);
    // The day itself is not past.
    let due = RegistrationFacts { state: RegistrationState::Active, renewal_due: Some(rules.today), ..facts };
    assert!(!renewal_passed(&due, &rules));
}

#[test]
fn an_exit_05_can_be_taken_back_for_thirty_days_a_denied_hire_for_ever() {
    let facts = RegistrationFacts {
        state: RegistrationState::Closed,
        closed_on: Some(day("2026-12-16")),
        exit_reason: Some("05".into()),
        ..active("2026-08-10")
    };
    assert!(may_restore(&facts, false, &rules("2027-01-15")));
    assert!(!may_restore(&facts, false, &rules("2027-01-16")));
    let hired = RegistrationFacts { exit_reason: Some("01".into()), ..facts };
    assert!(!may_restore(&hired, false, &rules("2026-12-17")));
    assert!(may_restore(&hired, true, &rules("2027-12-17")));
    assert!(!may_restore(&RegistrationFacts { newer: true, ..hired }, true, &rules("2027-12-17")));
}

#[test]
fn a_no_show_asks_for_a_call_the_next_working_day_and_a_new_date_within_seven_days() {
    let facts = AppointmentFacts {
        person: Some(PersonId::default()),
        counsellor: Some(UserId(Uuid::from_u128(7))),
        day: Some(day("2026-08-14")),
        state: AppointmentState::Missed,
        ..AppointmentFacts::default()
    };
    let asked = of_appointment(&facts, &rules("2026-08-14"));
    assert_eq!(shown(&asked), ["T6 2026-08-14/call 2026-08-18", "T6 2026-08-14/new_date 2026-08-21"]);
    assert_eq!(asked[0].assignee, Whom::User(UserId(Uuid::from_u128(7))));
    let replaced = AppointmentFacts { replaced: true, ..facts.clone() };
    assert_eq!(shown(&of_appointment(&replaced, &rules("2026-08-14"))), ["T6 2026-08-14/call 2026-08-18"]);
    let justified = AppointmentFacts { state: AppointmentState::Justified, ..facts };
    assert_eq!(of_appointment(&justified, &rules("2026-08-14")), []);
}

#[test]
fn an_appointment_is_recalled_the_working_day_before_unless_it_was_done_or_has_come() {
    let facts =
        AppointmentFacts { person: Some(PersonId::default()), day: Some(day("2026-08-18")), ..AppointmentFacts::default() };
    assert_eq!(shown(&of_appointment(&facts, &rules("2026-08-03"))), ["T9 2026-08-18/-1 2026-08-14"]);
    // Booked on the holiday itself: called today.
    assert_eq!(shown(&of_appointment(&facts, &rules("2026-08-17"))), ["T9 2026-08-18/-1 2026-08-17"]);
    assert_eq!(of_appointment(&facts, &rules("2026-08-18")), []);
    let told = AppointmentFacts { reminded_on: Some(day("2026-08-14")), ..facts };
    assert_eq!(of_appointment(&told, &rules("2026-08-14")), []);
}

#[test]
fn three_no_shows_in_twelve_months_or_two_refusals_allow_a_striking_off() {
    let absences = ["2025-12-01", "2026-06-01", "2026-11-02"].map(day).to_vec();
    let facts = RegistrationFacts { absences, refusals: vec![day("2026-10-01")], ..active("2025-08-10") };
    assert!(may_strike(&facts, "06", &rules("2026-11-24")));
    assert!(!may_strike(&facts, "06", &rules("2026-12-02")), "the first is over twelve months ago");
    assert!(!may_strike(&facts, "07", &rules("2026-11-24")));
    assert!(may_strike(&facts, "08", &rules("2026-11-24")));
    assert!(!may_strike(&facts, "13", &rules("2026-11-24")));
}

#[test]
fn two_refusals_ask_for_an_interview_and_one_more_after_it_for_the_head() {
    let one = RegistrationFacts { refusals: vec![day("2026-08-03")], ..active("2026-05-04") };
    let only = |facts: &RegistrationFacts| {
        let asked = of_registration(facts, &rules("2026-08-14"));
        asked.into_iter().filter(|e| e.rule == "T7").collect::<Vec<_>>()
    };
    assert_eq!(only(&one), []);
    let two = RegistrationFacts { refusals: ["2026-08-03", "2026-08-10"].map(day).to_vec(), ..one.clone() };
    assert_eq!(shown(&only(&two)), ["T7 2026-08-10/interview 2026-08-25"]);
    let met = RegistrationFacts { interviews: vec![day("2026-08-12")], ..two.clone() };
    assert_eq!(only(&met), []);
    let refusals = ["2026-08-03", "2026-08-10", "2026-08-13"].map(day).to_vec();
    let asked = only(&RegistrationFacts { refusals, ..met });
    assert_eq!((asked[0].assignee, asked.len()), (Whom::Head, 1));
}

#[test]
fn the_end_of_a_measure_asks_for_an_interview_before_and_its_outcome_after() {
    let facts = EnrolmentFacts { state: "started".into(), planned_end: Some(day("2026-08-31")), ..EnrolmentFacts::default() };
    let rules = rules("2026-08-03");
    assert_eq!(shown(&of_enrolment(&facts, &rules)), ["T8 2026-08-31/-10 2026-08-14", "T70 2026-08-31/0 2026-08-31"]);
    let over = EnrolmentFacts { state: "finished".into(), end_on: Some(day("2026-08-31")), ..facts };
    assert_eq!(shown(&of_enrolment(&over, &rules)), ["T8 2026-08-31/6m 2027-02-28"]);
    assert_eq!(of_enrolment(&EnrolmentFacts { outcome: true, ..over }, &rules), []);
    // Without an enrolment the registration's own end does it; an absence has T71.
    let alone =
        RegistrationFacts { state: RegistrationState::InMeasure, pause_until: Some(day("2026-08-31")), ..active("2026-05-04") };
    assert_eq!(of_registration(&alone, &rules).len(), 2);
    assert_eq!(of_registration(&RegistrationFacts { enrolled: true, ..alone.clone() }, &rules), []);
    let away = RegistrationFacts { state: RegistrationState::Suspended, ..alone };
    assert_eq!(shown(&of_registration(&away, &rules)), ["T71 2026-08-31/0 2026-08-31"]);
}

#[test]
fn a_return_asks_for_an_interview_within_ten_working_days_a_denied_hire_the_same_day() {
    let facts = active("2026-05-04");
    let rules = rules("2026-08-10");
    assert_eq!(shown(&[at_resume(&facts, &rules, false)]), ["T72 event:2026-08-10/resume 2026-08-25"]);
    assert_eq!(shown(&[at_resume(&facts, &rules, true)]), ["T72 event:2026-08-10/restore 2026-08-10"]);
}

fn open_offer() -> VacancyFacts {
    VacancyFacts {
        state: VacancyState::Open,
        accepted_on: Some(day("2026-08-13")),
        publish_until: Some(day("2026-09-12")),
        ..VacancyFacts::default()
    }
}

#[test]
fn a_new_offer_asks_for_a_shortlist_a_proposal_and_calls_to_the_employer() {
    let asked = of_vacancy(&open_offer(), &rules("2026-08-13"));
    assert_eq!(
        shown(&asked),
        [
            "T10 2026-08-13/2 2026-08-18",
            "T11 2026-08-13/7 2026-08-20",
            "T12 2026-08-13/10 2026-08-23",
            "T12 2026-09-12/-5 2026-09-07",
            "T13 2026-09-12/0 2026-09-12"
        ]
    );
    assert!(asked.iter().all(|e| e.assignee == Whom::Owner));
    let late: Vec<_> = of_vacancy(&open_offer(), &rules("2026-08-21")).into_iter().filter(|e| e.assignee == Whom::Head).collect();
    assert_eq!(shown(&late), ["T10 2026-08-13/5/head 2026-08-21", "T11 2026-08-13/7/head 2026-08-20"]);
    let shortlisted = VacancyFacts { shortlisted: true, proposed: true, contacted_on: Some(day("2026-08-20")), ..open_offer() };
    assert_eq!(
        shown(&of_vacancy(&shortlisted, &rules("2026-08-21"))),
        ["T12 2026-09-12/-5 2026-09-07", "T13 2026-09-12/0 2026-09-12"]
    );
}

#[test]
fn thirty_days_without_news_of_the_employer_go_to_the_head() {
    let facts = VacancyFacts { proposed: true, shortlisted: true, publish_until: Some(day("2026-12-31")), ..open_offer() };
    let head = |today: &str| of_vacancy(&facts, &rules(today)).iter().any(|e| e.rule == "T12" && e.assignee == Whom::Head);
    assert!(!head("2026-09-12"));
    assert!(head("2026-09-13"));
}

#[test]
fn an_offer_expires_on_its_last_day_unless_the_employer_was_reached_since_the_last_call() {
    let rules = rules("2026-09-13");
    assert_eq!(expiry_day(&open_offer(), None, &rules), Some(day("2026-09-12")));
    let reached = VacancyFacts { contacted_on: Some(day("2026-09-07")), ..open_offer() };
    assert_eq!(expiry_day(&reached, None, &rules), None);
    let hold = Hold { run: day("2026-09-13"), until: day("2026-09-28") };
    assert_eq!(expiry_day(&open_offer(), Some(hold), &rules), Some(day("2026-09-28")));
    assert_eq!(expiry_day(&VacancyFacts { state: VacancyState::Filled, ..open_offer() }, None, &rules), None);
}

fn proposed() -> ProposalFacts {
    ProposalFacts { state: ProposalState::Proposed, sent_on: Some(day("2026-08-13")), ..ProposalFacts::default() }
}

#[test]
fn an_answer_is_due_after_three_working_days_and_counts_as_none_after_seven() {
    let rules = rules("2026-08-13");
    assert_eq!(shown(&of_proposal(&proposed(), &rules)), ["T20 2026-08-13/1 2026-08-19", "T20 2026-08-13/2 2026-08-25"]);
    assert_eq!(lapse_day(&proposed(), &rules), Some(day("2026-08-25")));
    let urgent = ProposalFacts { urgent: true, ..proposed() };
    assert_eq!(shown(&of_proposal(&urgent, &rules)), ["T20 2026-08-13/1 2026-08-14", "T20 2026-08-13/2 2026-08-18"]);
    // Thinking it over: three working days more, the lapse moves alike.
    let thinking = ProposalFacts { answer_due: Some(day("2026-08-24")), ..proposed() };
    assert_eq!(lapse_day(&thinking, &rules), Some(day("2026-08-28")));
    assert!(is_urgent(day("2026-08-13"), Some(day("2026-08-20")), &rules));
    assert!(!is_urgent(day("2026-08-13"), Some(day("2026-08-21")), &rules));
    assert_eq!(of_proposal(&ProposalFacts { state: ProposalState::Accepted, ..proposed() }, &rules), []);
}

#[test]
fn employer_feedback_is_asked_each_five_working_days_and_by_the_owner_at_fifteen() {
    let facts =
        ProposalFacts { state: ProposalState::Sent, sent_to_employer_on: Some(day("2026-08-13")), ..ProposalFacts::default() };
    assert_eq!(shown(&of_proposal(&facts, &rules("2026-08-13"))), ["T21 2026-08-13/5 2026-08-21"]);
    assert_eq!(
        shown(&of_proposal(&facts, &rules("2026-08-25"))),
        ["T21 2026-08-13/5 2026-08-21", "T21 2026-08-13/10 2026-08-28"]
    );
    let asked = of_proposal(&facts, &rules("2026-09-04"));
    assert_eq!(
        shown(&asked),
        ["T21 2026-08-13/15 2026-09-04", "T21 2026-08-13/20 2026-09-11", "T21 2026-08-13/15/owner 2026-09-04"]
    );
    assert_eq!(asked[2].assignee, Whom::Owner);
}

#[test]
fn the_person_is_told_the_outcome_within_two_working_days() {
    let facts =
        ProposalFacts { state: ProposalState::Rejected, feedback_on: Some(day("2026-08-13")), ..ProposalFacts::default() };
    let rules = rules("2026-08-13");
    assert_eq!(shown(&of_proposal(&facts, &rules)), ["T22 2026-08-13/2 2026-08-18"]);
    assert_eq!(of_proposal(&ProposalFacts { told_on: Some(day("2026-08-14")), ..facts.clone() }, &rules), []);
    let seen = ProposalFacts { state: ProposalState::EmployerInterview, interview_on: Some(day("2026-08-18")), ..facts };
    assert_eq!(shown(&of_proposal(&seen, &rules)), ["T22 2026-08-13/2 2026-08-18", "T9 2026-08-18/-1 2026-08-14"]);
}

#[test]
fn an_announced_hire_is_confirmed_after_ten_working_days_and_checked_at_one_three_and_six_months() {
    let facts = PlacementFacts { start_on: Some(day("2026-08-03")), ..PlacementFacts::default() };
    let today = rules("2026-08-03");
    assert_eq!(shown(&of_placement(&facts, &today)), ["T30 2026-08-03/10 2026-08-18"]);
    let confirmed =
        PlacementFacts { state: PlacementState::Confirmed, start_on: Some(day("2026-08-31")), ..PlacementFacts::default() };
    assert_eq!(
        shown(&of_placement(&confirmed, &today)),
        ["T31 2026-08-31/1m 2026-09-30", "T31 2026-08-31/3m 2026-11-30", "T31 2026-08-31/6m 2027-02-28"]
    );
    let checked = PlacementFacts { checked: [Some(day("2026-09-28")), None, None], ..confirmed.clone() };
    assert_eq!(of_placement(&checked, &today).len(), 2);
    let fixed = PlacementFacts { duration_months: Some(2), ..confirmed };
    assert_eq!(fixed_end(&fixed), Some(day("2026-10-30")));
    assert_eq!(shown(&of_placement(&fixed, &today)), ["T31 2026-08-31/1m 2026-09-30"]);
}

#[test]
fn a_broken_hire_asks_for_a_contact_on_the_day_it_becomes_known() {
    let facts = PlacementFacts {
        state: PlacementState::Broken,
        start_on: Some(day("2026-08-03")),
        end_on: Some(day("2026-10-02")),
        ..PlacementFacts::default()
    };
    assert_eq!(shown(&of_placement(&facts, &rules("2026-11-24"))), ["T72 2026-10-02/broken 2026-11-24"]);
}

#[test]
fn certificates_requests_pairs_and_decisions_have_their_days() {
    let rules_at = rules("2026-08-10");
    let asked_on = Some(day("2026-08-10"));
    let carence = CarenceFacts { asked_on, state: "asked".into(), ..CarenceFacts::default() };
    assert_eq!(shown(&of_carence(&carence, &rules_at)), ["T40 2026-08-10/10 2026-08-25"]);
    assert!(of_carence(&carence, &rules("2026-08-26")).iter().any(|e| e.assignee == Whom::Head));
    let request = RequestFacts { person: PersonId::default(), received_on: day("2026-08-10") };
    assert_eq!(shown(&of_request(&request, &rules_at)), ["T50 2026-08-10/30 2026-09-09"]);
    assert!(of_request(&request, &rules("2026-08-30")).iter().any(|e| e.assignee == Whom::Auditor));
    let pair = PairFacts { state: "to_verify".into(), since: asked_on, ..PairFacts::default() };
    assert_eq!(shown(&of_pair(&pair, &rules_at)), ["T73 2026-08-10/15 2026-08-25"]);
    let decision = DecisionFacts { proposed_on: asked_on, ..DecisionFacts::default() };
    assert_eq!(shown(&of_decision(&decision, &rules_at)), ["T74 2026-08-10/decide 2026-08-18"]);
    let strike = DecisionFacts { reply_until: Some(day("2026-08-25")), ..decision };
    assert_eq!(shown(&of_decision(&strike, &rules_at)), ["T74 2026-08-10/decide 2026-09-01"]);
}

#[test]
fn a_file_closed_for_five_years_is_put_to_the_data_protection_officer() {
    let facts = RegistrationFacts {
        state: RegistrationState::Closed,
        closed_on: Some(day("2021-11-24")),
        exit_reason: Some("02".into()),
        ..active("2021-01-04")
    };
    assert_eq!(of_registration(&facts, &rules("2026-11-23")), []);
    let asked = of_registration(&facts, &rules("2026-11-24"));
    assert_eq!(shown(&asked), ["T60 2021-11-24/archive 2026-11-24"]);
    assert_eq!(asked[0].assignee, Whom::Auditor);
    let back = RegistrationFacts { newer: true, ..facts.clone() };
    let kept = RegistrationFacts { kept: true, ..facts };
    assert!([back, kept].iter().all(|facts| of_registration(facts, &rules("2026-11-24")).is_empty()), "come back; legal hold");
}
