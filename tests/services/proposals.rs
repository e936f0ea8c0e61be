//! Proposals and hires as stories (domain.md §3.4, §3.5): five proposed, answered in series, sent, hired, confirmed, checked; what is
//! refused, what is taken back, two counsellors at once.

use guichet::domain::ids::{PersonId, PlacementId, ProposalId, RegistrationId, RowId, VacancyId};
use guichet::domain::lifecycle::{PlacementState, ProposalState, RegistrationState, VacancyState};
use guichet::domain::matching::Explanation;
use guichet::domain::proposal::{Placement, Proposal};
use guichet::domain::registration::Registration;
use guichet::domain::vacancy::Vacancy;
use guichet::fault::{Fault, Outcome};
use guichet::services::proposals::{self, Answered, Said, Side, Wish};
use guichet::services::{follow_up, matching, rules, undo};
use guichet::store::{Desk, records};

use crate::matching::{open, seller, shop};
use crate::office::{self, at, day, get, id, open_tasks};
use crate::{both, common};

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub(crate) fn offer_to(desk: &mut Desk, vacancy: VacancyId, people: &[PersonId]) -> Outcome<proposals::Proposed> {
    let deed = desk.new_id();
    proposals::propose(desk, deed, &Wish::new(Side::Offer(vacancy, people.to_vec()), Some("2")))
}

fn say(desk: &mut Desk, id: ProposalId, said: Said) -> Outcome<Answered> {
    let deed = desk.new_id();
    proposals::answer(desk, deed, id, &said)
}

fn person_says(desk: &mut Desk, id: ProposalId, code: &str, reason: Option<&str>) -> Outcome<Answered> {
    say(desk, id, Said::Person(code.to_owned(), reason.map(str::to_owned)))
}

fn employer_says(desk: &mut Desk, id: ProposalId, code: &str, reason: Option<&str>) -> Outcome<Answered> {
    say(desk, id, Said::Employer(code.to_owned(), reason.map(str::to_owned)))
}

fn take_back(desk: &mut Desk, subject: RowId) {
    let last = undo::last(desk, subject).unwrap().expect("something to take back");
    let deed = desk.new_id();
    undo::undo(desk, deed, last.deed, None).unwrap();
}

pub(crate) fn refusal<T: std::fmt::Debug>(done: Outcome<T>) -> &'static str {
    match done.unwrap_err() {
        Fault::Refused(r) => r.key,
        Fault::Flaws(f) => f[0].key,
        other => panic!("{other:?}"),
    }
}

fn state(desk: &mut Desk, id: ProposalId) -> ProposalState {
    get::<Proposal>(desk, id).state
}

/// Five sellers, the first with most to offer.
fn five(desk: &mut Desk) -> Vec<PersonId> {
    (1..=5).map(|n| seller(desk, n, move |f| f.goal.experience_months = Some(24))).collect()
}

fn ranks(desk: &mut Desk, vacancy: VacancyId) -> Vec<(PersonId, Explanation)> {
    matching::for_vacancy(desk, vacancy, 20).unwrap().rows.into_iter().map(|r| (r.person, r.why)).collect()
}

both! {
    fn many_are_proposed_and_sent_in_as_many_round_trips_as_two(desk, ground) {
        open(desk, ground);
        let people = five(desk);
        let (few, many) = (shop(desk, 1, |_| {}), shop(desk, 2, |_| {}));
        let [kept, more] = [3, 4].map(|n| shop(desk, n, |v| v.occupation = some("7411")));
        let trips = |desk: &mut Desk, f: &mut dyn FnMut(&mut Desk)| {
            let before = desk.round_trips();
            f(desk);
            desk.round_trips() - before
        };
        ranks(desk, few);
        let wish = |vacancy, people: &[PersonId], channel: Option<&str>| {
            Wish { override_reason: some("6"), ..Wish::new(Side::Offer(vacancy, people.to_vec()), channel) }
        };
        let mut made: Vec<Vec<ProposalId>> = Vec::new();
        let mut propose = |desk: &mut Desk, wish: &Wish| {
            trips(desk, &mut |desk| {
                let deed = desk.new_id();
                made.push(proposals::propose(desk, deed, wish).unwrap().made.iter().map(|p| p.head.id).collect());
            })
        };
        let two = propose(desk, &wish(few, &people[..2], Some("2")));
        assert_eq!(propose(desk, &wish(many, &people, Some("2"))), two);
        // Who has no rank has the reason explained: all in one look.
        let one = propose(desk, &wish(kept, &people[..1], None));
        assert_eq!(propose(desk, &wish(more, &people[1..], None)), one);
        println!("two or five proposed in {two} round trips, one or four without a rank prepared in {one}");
        let sent = |desk: &mut Desk, vacancy| {
            trips(desk, &mut |desk| {
                let deed = desk.new_id();
                proposals::forward_all(desk, deed, vacancy).unwrap();
            })
        };
        for id in made[..2].iter().flatten() {
            person_says(desk, *id, "1", None).unwrap();
        }
        let two = sent(desk, few);
        assert_eq!(sent(desk, many), two);
        let contact = |desk: &mut Desk, ids: &[ProposalId]| {
            trips(desk, &mut |desk| {
                let deed = desk.new_id();
                proposals::propose_prepared(desk, deed, ids, "2").unwrap();
            })
        };
        let one = contact(desk, &made[2]);
        assert_eq!(contact(desk, &made[3]), one);
    }

    fn five_are_proposed_answer_are_sent_one_is_hired_and_the_rest_withdrawn(desk, ground) {
        open(desk, ground);
        five(desk);
        let vacancy = shop(desk, 1, |v| v.min_experience_months = Some(12));
        let seen = ranks(desk, vacancy);
        let people: Vec<PersonId> = seen.iter().map(|(p, _)| *p).collect();
        let made = offer_to(desk, vacancy, &people).unwrap();
        assert_eq!((made.made.len(), made.open, made.left, made.due), (5, 5, 1, Some(day("2026-11-27"))));
        for (proposal, (person, why)) in made.made.iter().zip(&seen) {
            assert_eq!(proposal.person, *person);
            assert_eq!(matching::thaw(proposal.explanation.as_deref().unwrap()).as_ref(), Some(why), "frozen as it was shown");
            assert_eq!((proposal.score, proposal.override_reason.clone(), proposal.attempts), (Some(why.score), None, 1));
        }
        assert_eq!(made.made.iter().map(|p| p.rank).collect::<Vec<_>>(), (1..=5).map(Some).collect::<Vec<_>>());
        assert_eq!(get::<Vacancy>(desk, vacancy).state, VacancyState::Shortlisting);
        let ids: Vec<ProposalId> = made.made.iter().map(|p| p.head.id).collect();
        assert_eq!(open_tasks(desk, RowId(ids[0].0)), ["T20 2026-11-24/1 2026-11-27", "T20 2026-11-24/2 2026-12-03"]);

        // In series: yes, no for a reason, thinks, not reached, yes.
        person_says(desk, ids[0], "1", None).unwrap();
        assert_eq!(refusal(person_says(desk, ids[1], "2", None)), "flaw-missing");
        person_says(desk, ids[1], "2", Some("2")).unwrap();
        person_says(desk, ids[2], "3", None).unwrap();
        assert_eq!(get::<Proposal>(desk, ids[2]).answer_due, Some(day("2026-12-02")), "three working days more");
        assert_eq!(refusal(person_says(desk, ids[2], "3", None)), "refused-thinking-once");
        person_says(desk, ids[3], "4", None).unwrap();
        assert_eq!((state(desk, ids[3]), get::<Proposal>(desk, ids[3]).attempts), (ProposalState::Proposed, 2));
        person_says(desk, ids[3], "4", None).unwrap();
        assert_eq!(state(desk, ids[3]), ProposalState::NoAnswer, "the third attempt");
        person_says(desk, ids[3], "1", None).unwrap();
        assert_eq!(state(desk, ids[3]), ProposalState::Accepted, "answered later all the same");
        assert_eq!(state(desk, ids[1]), ProposalState::Refused);
        assert_eq!(open_tasks(desk, RowId(ids[1].0)), [""; 0]);

        // To the employer, who answers.
        let deed = desk.new_id();
        assert_eq!(proposals::forward_all(desk, deed, vacancy).unwrap(), 2);
        let deed = desk.new_id();
        assert_eq!(refusal(proposals::forward_all(desk, deed, vacancy)), "refused-none-accepted");
        assert_eq!(get::<Proposal>(desk, ids[0]).feedback_due, Some(day("2026-12-01")));
        assert_eq!(open_tasks(desk, RowId(ids[0].0)), ["T21 2026-11-24/5 2026-12-01"]);
        employer_says(desk, ids[0], "1", None).unwrap();
        assert_eq!(open_tasks(desk, RowId(ids[0].0)), ["T22 2026-11-24/2 2026-11-26"], "the person is to be told");
        let done = employer_says(desk, ids[0], "2", None).unwrap();
        let hire = done.placement.unwrap();
        assert_eq!(done.filled, Some(3), "who thinks, who said yes, who hasn't answered");
        let offer: Vacancy = get(desk, vacancy);
        assert_eq!((offer.positions_filled, offer.state, offer.close_reason, offer.closed_on),
            (1, VacancyState::Filled, some("1"), Some(day("2026-11-24"))));
        assert_eq!((state(desk, ids[2]), state(desk, ids[3])), (ProposalState::Withdrawn, ProposalState::Withdrawn));
        assert_eq!(open_tasks(desk, RowId(ids[3].0)), ["T22 2026-11-24/closed 2026-11-26"], "who said yes is told");
        assert_eq!(open_tasks(desk, RowId(ids[2].0)), [""; 0]);
        let n = people[0].0.as_u128() - 1000;
        let registration: RegistrationId = id(2000 + n);
        let left: Registration = get(desk, registration);
        assert_eq!((left.state, left.exit_reason), (RegistrationState::Closed, some("01")));
        assert_eq!(refusal(offer_to(desk, vacancy, &people[1..2])), "refused-offer-not-open");

        // Confirmed, then the checks.
        assert_eq!(open_tasks(desk, RowId(hire.0)), ["T30 2026-11-24/10 2026-12-08"]);
        let deed = desk.new_id();
        proposals::confirm(desk, deed, hire, "3", None).unwrap();
        let deed = desk.new_id();
        assert_eq!(refusal(proposals::confirm(desk, deed, hire, "1", None)), "refused-placement-state");
        assert_eq!(open_tasks(desk, RowId(hire.0)), ["T31 2026-11-24/1m 2026-12-24", "T31 2026-11-24/3m 2027-02-24"]);
        at(desk, "2026-12-23");
        let waits = proposals::waiting(desk, None).unwrap().hires;
        assert_eq!(waits.iter().map(|h| (h.kind.as_str(), h.step.as_str())).collect::<Vec<_>>(), [("T31", "1m")]);
        let deed = desk.new_id();
        let checked = proposals::check(desk, deed, hire, "1m", "yes").unwrap().placement;
        assert_eq!((checked.check_1_on, checked.check_1), (Some(day("2026-12-23")), some("yes")));
        assert!(proposals::waiting(desk, None).unwrap().hires.is_empty());
        let deed = desk.new_id();
        assert_eq!(refusal(proposals::break_off(desk, deed, hire, day("2026-11-01"), "3")), "flaw-end-before-start");
        let deed = desk.new_id();
        let broken = proposals::break_off(desk, deed, hire, day("2026-12-22"), "3").unwrap().placement;
        assert_eq!(broken.state, PlacementState::Broken);
        assert_eq!(open_tasks(desk, RowId(hire.0)), ["T72 2026-12-22/broken 2026-12-23"]);
    }

    fn whoever_is_better_ranked_is_passed_over_for_a_reason_only(desk, ground) {
        open(desk, ground);
        let best = seller(desk, 1, |f| f.goal.experience_months = Some(24));
        let second = seller(desk, 2, |f| f.goal.experience_months = Some(3));
        let vacancy = shop(desk, 1, |_| {});
        assert_eq!(refusal(offer_to(desk, vacancy, &[second])), "flaw-out-of-order");
        assert!(!proposals::out_of_order(&[2, 1]) && proposals::out_of_order(&[2]) && proposals::out_of_order(&[1, 3]));
        let mut wish = Wish::new(Side::Offer(vacancy, vec![second]), Some("1"));
        (wish.override_reason, wish.why) = (some("9"), some("vu hier au guichet"));
        let deed = desk.new_id();
        let made = proposals::propose(desk, deed, &wish).unwrap().made;
        assert_eq!((made[0].rank, made[0].override_reason.as_deref()), (Some(2), Some("9")));
        // The same deed again (the line was cut): nothing is made twice.
        let again = proposals::propose(desk, deed, &wish);
        assert_eq!(again.unwrap().made, made);
        let deed = desk.new_id();
        assert_eq!(refusal(proposals::propose(desk, deed, &wish)), "refused-proposed-already");
        // From the person's side, the best offer first.
        let far = shop(desk, 2, |v| v.min_experience_months = Some(60));
        let deed = desk.new_id();
        let wish = Wish::new(Side::Person(best, vec![far]), Some("1"));
        assert_eq!(refusal(proposals::propose(desk, deed, &wish)), "flaw-out-of-order");
        let deed = desk.new_id();
        let made = proposals::propose(desk, deed, &Wish::new(Side::Person(best, vec![vacancy]), Some("1"))).unwrap();
        assert_eq!((made.made[0].rank, made.made[0].origin.as_deref(), made.open), (Some(1), Some("2"), 2));
    }

    fn only_whom_and_what_may_be_proposed_is(desk, ground) {
        open(desk, ground);
        let who = seller(desk, 1, |_| {});
        let away = seller(desk, 2, |_| {});
        let vacancy = shop(desk, 1, |_| {});
        let deed = desk.new_id();
        follow_up::suspend(desk, deed, id(2002), day("2026-12-20"), "maladie").unwrap();
        let mut wish = Wish::new(Side::Offer(vacancy, vec![away]), Some("1"));
        wish.override_reason = some("6");
        let deed = desk.new_id();
        assert_eq!(refusal(proposals::propose(desk, deed, &wish)), "refused-not-to-propose");
        // The offer expires while the drawer is open.
        at(desk, "2026-12-16");
        assert_eq!(refusal(offer_to(desk, vacancy, &[who])), "refused-offer-expired");
        let deed = desk.new_id();
        let wish = Wish::new(Side::Person(who, vec![vacancy]), Some("1"));
        assert_eq!(refusal(proposals::propose(desk, deed, &Wish { override_reason: some("7"), ..wish })), "refused-offer-expired");
        at(desk, office::TODAY);
        desk.who.roles = vec!["reception".into()];
        assert!(matches!(offer_to(desk, vacancy, &[who]), Err(Fault::Denied("write-proposals"))));
        desk.who.roles = vec!["counsellor".into()];
        desk.who.agency = "OYE".into();
        assert!(matches!(offer_to(desk, vacancy, &[who]), Err(Fault::Denied("write-proposals"))));
    }

    fn prepared_first_then_proposed(desk, ground) {
        open(desk, ground);
        let who = seller(desk, 1, |_| {});
        let vacancy = shop(desk, 1, |_| {});
        let deed = desk.new_id();
        let made = proposals::propose(desk, deed, &Wish::new(Side::Offer(vacancy, vec![who]), None)).unwrap().made;
        assert_eq!((made[0].state, made[0].sent_on, made[0].channel.clone()), (ProposalState::Prepared, None, None));
        assert_eq!(open_tasks(desk, RowId(vacancy.0)).iter().filter(|t| t.starts_with("T10")).count(), 0, "shortlisted");
        let deed = desk.new_id();
        let done = proposals::propose_prepared(desk, deed, &[made[0].head.id], "3").unwrap();
        assert_eq!((done[0].state, done[0].answer_due), (ProposalState::Proposed, Some(day("2026-11-27"))));
        let deed = desk.new_id();
        assert_eq!(refusal(proposals::propose_prepared(desk, deed, &[made[0].head.id], "3")), "refused-proposal-state");
    }

    fn an_answer_on_the_wrong_row_is_taken_back_with_all_its_effects(desk, ground) {
        open(desk, ground);
        let people = five(desk);
        let vacancy = shop(desk, 1, |v| v.positions = Some(2));
        let order: Vec<PersonId> = ranks(desk, vacancy).into_iter().map(|(p, _)| p).collect();
        let ids: Vec<ProposalId> = offer_to(desk, vacancy, &order).unwrap().made.iter().map(|p| p.head.id).collect();
        assert_eq!(ids.len(), people.len());
        let other = shop(desk, 2, |_| {});
        let deed = desk.new_id();
        let elsewhere = proposals::propose(desk, deed, &Wish::new(Side::Person(order[0], vec![other]), Some("1"))).unwrap().made[0].head.id;
        for id in &ids[..3] {
            person_says(desk, *id, "1", None).unwrap();
            say(desk, *id, Said::Sent).unwrap();
        }
        let first = employer_says(desk, ids[0], "2", None).unwrap();
        assert_eq!((first.filled, state(desk, elsewhere)), (None, ProposalState::Withdrawn), "hired: nothing else is open");
        let second = employer_says(desk, ids[1], "2", None).unwrap();
        assert_eq!(second.filled, Some(3));
        assert_eq!(refusal(employer_says(desk, ids[2], "2", None)), "refused-proposal-state");
        // The first was the wrong row: its hire, the exit, the other proposal; the count falls by one and the offer opens again.
        take_back(desk, RowId(ids[0].0));
        let offer: Vacancy = get(desk, vacancy);
        assert_eq!((offer.positions_filled, offer.state, offer.closed_on), (1, VacancyState::Open, None));
        assert_eq!((state(desk, ids[0]), state(desk, elsewhere)), (ProposalState::Sent, ProposalState::Proposed));
        assert_eq!(get::<Placement>(desk, first.placement.unwrap()).state, PlacementState::Denied);
        let n = order[0].0.as_u128() - 1000;
        assert_eq!(get::<Registration>(desk, id(2000 + n)).state, RegistrationState::Active);
        assert_eq!(get::<Placement>(desk, second.placement.unwrap()).state, PlacementState::Announced, "the other stands");
        assert_eq!(open_tasks(desk, RowId(ids[0].0)), ["T21 2026-11-24/5 2026-12-01"]);
        take_back(desk, RowId(ids[1].0));
        assert_eq!((get::<Vacancy>(desk, vacancy).positions_filled, state(desk, ids[3])), (0, ProposalState::Proposed));
        // A proposal taken back was never made: it breaks no tie and the person is ranked again.
        let before = ranks(desk, other);
        let third = before.iter().map(|(p, _)| *p).next().unwrap();
        let new = offer_to(desk, other, &[third]).unwrap().made[0].head.id;
        assert_eq!(ranks(desk, other).len(), before.len() - 1);
        take_back(desk, RowId(new.0));
        assert_eq!(ranks(desk, other), before);
    }

    fn a_hire_that_is_denied_opens_the_offer_again_and_lets_the_person_back(desk, ground) {
        open(desk, ground);
        let who = seller(desk, 1, |_| {});
        let vacancy = shop(desk, 1, |_| {});
        let id0 = offer_to(desk, vacancy, &[who]).unwrap().made[0].head.id;
        person_says(desk, id0, "1", None).unwrap();
        say(desk, id0, Said::Sent).unwrap();
        let hire: PlacementId = employer_says(desk, id0, "2", None).unwrap().placement.unwrap();
        at(desk, "2026-11-30");
        let deed = desk.new_id();
        let denied = proposals::deny(desk, deed, hire).unwrap();
        assert_eq!((denied.placement.state, denied.restores), (PlacementState::Denied, Some(id(2001))));
        let offer: Vacancy = get(desk, vacancy);
        assert_eq!((offer.state, offer.positions_filled, offer.close_reason), (VacancyState::Open, 0, None));
        assert_eq!(state(desk, id0), ProposalState::Rejected);
        let deed = desk.new_id();
        let back = follow_up::restore(desk, deed, denied.restores.unwrap()).unwrap();
        assert_eq!(back.state, RegistrationState::Active);
        let deed = desk.new_id();
        assert_eq!(refusal(proposals::check(desk, deed, hire, "1m", "yes")), "refused-no-check-due");
    }

    fn two_refusals_without_a_good_reason_ask_for_an_interview(desk, ground) {
        open(desk, ground);
        let who = seller(desk, 1, |_| {});
        let offers = [shop(desk, 1, |_| {}), shop(desk, 2, |_| {}), shop(desk, 3, |_| {})];
        for (vacancy, reason) in offers.into_iter().zip(["7", "1", "2"]) {
            let deed = desk.new_id();
            let mut wish = Wish::new(Side::Person(who, vec![vacancy]), Some("1"));
            wish.override_reason = some("9");
            let made = proposals::propose(desk, deed, &wish).unwrap().made[0].head.id;
            let before = open_tasks(desk, RowId(id::<RegistrationId>(2001).0)).iter().any(|t| t.starts_with("T7"));
            assert!(!before, "health doesn't count, one isn't enough");
            person_says(desk, made, "2", Some(reason)).unwrap();
        }
        assert!(open_tasks(desk, RowId(id::<RegistrationId>(2001).0)).iter().any(|t| t.starts_with("T7")));
    }

    fn already_in_work_is_withdrawn_and_the_exit_is_offered(desk, ground) {
        open(desk, ground);
        let who = seller(desk, 1, |_| {});
        let vacancy = shop(desk, 1, |_| {});
        let made = offer_to(desk, vacancy, &[who]).unwrap().made[0].head.id;
        let done = person_says(desk, made, "5", None).unwrap();
        assert_eq!((done.proposal.state, done.leaves), (ProposalState::Withdrawn, Some(id(2001))));
        assert_eq!(open_tasks(desk, RowId(made.0)), [""; 0]);
    }

    fn a_silent_person_is_reminded_then_counts_as_no_answer_and_the_list_says_so(desk, ground) {
        open(desk, ground);
        let who = seller(desk, 8, |_| {});
        let vacancy = shop(desk, 1, |_| {});
        let made = offer_to(desk, vacancy, &[who]).unwrap().made[0].head.id;
        let rows = proposals::waiting(desk, None).unwrap().proposals;
        assert_eq!(rows.iter().map(|r| (r.number.as_str(), r.title.as_str())).collect::<Vec<_>>(), [("LBV-26-000008-0", "vendeur")]);
        at(desk, "2026-12-04");
        rules::run(desk, None).unwrap();
        assert_eq!(state(desk, made), ProposalState::NoAnswer);
        assert!(proposals::waiting(desk, None).unwrap().proposals.is_empty());
        assert_eq!(proposals::waiting(desk, Some(made)).unwrap().proposals.len(), 1, "its own row is shown when asked for");
        assert_eq!(proposals::show(desk).unwrap().len(), 0);
        assert_eq!(proposals::of_vacancy(desk, vacancy).unwrap().len(), 1);
    }

    fn of_two_counsellors_at_once_the_second_gets_a_sentence(desk, ground) {
        open(desk, ground);
        seller(desk, 1, |_| {});
        seller(desk, 2, |_| {});
        let vacancy = shop(desk, 1, |_| {});
        let order: Vec<PersonId> = ranks(desk, vacancy).into_iter().map(|(p, _)| p).collect();
        let (clock, rules) = (desk.clock, desk.rules.clone());
        let mut second = Desk::new(ground.engine(), desk.who.clone(), clock, rules);
        second.who.login = "denise".into();
        // Both have the list on their screens; both press the key.
        let told = std::thread::scope(|scope| {
            let (best, other) = (order[..1].to_vec(), &mut second);
            let there = scope.spawn(move || offer_to(other, vacancy, &best));
            let here = offer_to(desk, vacancy, &order[..1]);
            [here, there.join().unwrap()]
        });
        assert_eq!(told.iter().filter(|t| t.is_ok()).count(), 1, "{told:?}");
        let lost = told.into_iter().find(Result::is_err).unwrap();
        assert!(["refused-proposed-already", "flaw-out-of-order"].contains(&refusal(lost)));
        let made = desk.read(|r| records::where_::<Proposal>(r, "vacancy = $1", &[vacancy.into()])).unwrap();
        assert_eq!((made.len(), made[0].person), (1, order[0]));
        // The last position: two hires announced at once, one stands.
        let other = offer_to(desk, vacancy, &order[1..]).unwrap().made[0].head.id;
        for id in [made[0].head.id, other] {
            person_says(desk, id, "1", None).unwrap();
            say(desk, id, Said::Sent).unwrap();
        }
        let told = std::thread::scope(|scope| {
            let (second, first) = (&mut second, made[0].head.id);
            let there = scope.spawn(move || employer_says(second, first, "2", None));
            let here = employer_says(desk, other, "2", None);
            [here, there.join().unwrap()]
        });
        assert_eq!(told.iter().filter(|t| t.is_ok()).count(), 1, "{told:?}");
        let lost = told.into_iter().find(Result::is_err).unwrap();
        assert!(["refused-positions-filled", "refused-proposal-state"].contains(&refusal(lost)));
        assert_eq!(get::<Vacancy>(desk, vacancy).positions_filled, 1);
    }
}
