//! Matching both ways (domain.md §7): the ranks with their reasons, the derived table that follows every save, and what never counts.

use chrono::Utc;
use guichet::domain::ids::{PersonId, VacancyId};
use guichet::domain::lifecycle::{ProposalState, VacancyState};
use guichet::domain::matching::{Criterion, Met};
use guichet::domain::person::Person;
use guichet::domain::person_file::PersonFile;
use guichet::domain::profile::Skill;
use guichet::domain::proposal::Proposal;
use guichet::domain::record::Head;
use guichet::domain::registration::{JobGoal, Wishes};
use guichet::domain::vacancy::Vacancy;
use guichet::fault::Fault;
use guichet::services::{check, codes, follow_up, matching, people};
use guichet::store::{Desk, candidates, records};
use guichet::texts::Texts;

use crate::office::{self, TODAY, day, get, id, offer, person, propose, register, write};
use crate::{both, common};

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// The office with its lists and the starter vocabulary.
pub fn open(desk: &mut Desk, ground: &common::Ground) {
    codes::load_reference(&mut *ground.engine(), Utc::now()).unwrap();
    office::open(desk);
    desk.rules = desk.read(|r| codes::load_rules(r, day(TODAY))).unwrap();
}

/// Somebody who sells, in Libreville; `f` says what differs.
pub fn seller(desk: &mut Desk, n: u128, f: impl Fn(&mut PersonFile)) -> PersonId {
    let registered = format!("2026-0{}-10", 1 + n % 9);
    let registration = register(desk, n, &registered, |_| {});
    let before = people::load(desk, person(n)).unwrap();
    let mut after = before.clone();
    let p = &mut after.person;
    (p.sex, p.nationality, p.education_level) = (some("F"), some("GA"), some("5"));
    (p.province, p.department, p.town) = (some("GA-1"), some("GA-1-05"), some("Libreville"));
    p.phone = some("+24174000031");
    after.goal = JobGoal {
        head: Head::default(),
        registration,
        rank: 1,
        occupation: some("5223"),
        experience_months: Some(24),
        ..JobGoal::default()
    };
    after.wishes = Wishes {
        registration,
        mobility: some("2"),
        contract_types: vec!["01".into(), "02".into()],
        available_from: Some(day("2026-11-01")),
        ..Wishes::default()
    };
    f(&mut after);
    after.registration.occupation = after.goal.occupation.clone();
    let deed = desk.new_id();
    people::save(desk, deed, &before, &after, None).unwrap();
    person(n)
}

pub fn shop(desk: &mut Desk, n: u128, f: impl Fn(&mut Vacancy)) -> VacancyId {
    offer(desk, n, "2026-11-16", "2026-12-15", |v| {
        v.occupation = some("5223");
        v.min_experience_months = Some(12);
        v.required_skills = vec!["tenir une caisse".into()];
        (v.contract, v.duration_months) = (some("02"), Some(6));
        (v.province, v.department, v.town) = (some("GA-1"), some("GA-1-05"), some("Libreville"));
        f(v);
    })
}

fn order(desk: &mut Desk, vacancy: VacancyId) -> Vec<(PersonId, i64)> {
    let found = matching::for_vacancy(desk, vacancy, 50).unwrap();
    found.rows.iter().map(|r| (r.person, r.why.score)).collect()
}

fn findings(desk: &mut Desk) -> Vec<String> {
    let found = check::run(desk, 100).unwrap().findings;
    found.into_iter().filter(|f| f.kind == "candidate").map(|f| format!("{:?}", f.args)).collect()
}

both! {
    fn the_candidates_of_an_offer_are_ranked_with_their_reasons(desk, ground) {
        open(desk, ground);
        let vacancy = shop(desk, 1, |_| {});
        let proved = seller(desk, 1, |f| f.skills = vec![Skill { label: "tenir une caisse".into(), evidence: some("2"), ..Skill::default() }]);
        let unknown = seller(desk, 2, |_| {});
        let near = seller(desk, 3, |f| f.goal.occupation = some("5230"));
        let green = seller(desk, 4, |f| f.goal.experience_months = Some(3));
        seller(desk, 5, |f| f.goal.occupation = some("7411"));
        let found = matching::for_vacancy(desk, vacancy, 10).unwrap();
        assert_eq!(found.rows.iter().map(|r| r.person).collect::<Vec<_>>(), [proved, unknown, near, green]);
        assert_eq!(found.rows.iter().map(|r| r.rank).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!((found.total, found.rows[1].why.one_line().as_str()), (4, "+ 7  ? 1"));
        assert!(found.rows[3].why.lacking && !found.rows[2].why.lacking);
        assert_eq!(found.rows[0].named.number, "LBV-26-000001-0");
        let (ask, count) = found.ask_first.unwrap();
        assert_eq!((ask.criterion, count), (Criterion::Skill, 3));
        assert_eq!(matching::for_vacancy(desk, vacancy, 2).unwrap().rows.len(), 2);
        assert_eq!(findings(desk), [""; 0]);
    }

    fn the_offers_for_a_person_are_those_that_may_be_proposed_today(desk, ground) {
        open(desk, ground);
        let who = seller(desk, 1, |_| {});
        let best = shop(desk, 1, |_| {});
        let far = shop(desk, 2, |v| (v.province, v.department, v.town) = (some("GA-8"), some("GA-8-02"), some("Port-Gentil")));
        shop(desk, 3, |v| v.state = VacancyState::Paused);
        let late = shop(desk, 4, |v| v.publish_until = Some(day("2026-11-23")));
        let silent = shop(desk, 5, |v| (v.received_on, v.accepted_on) = (Some(day("2026-10-01")), Some(day("2026-10-02"))));
        let known = shop(desk, 6, |_| {});
        propose(desk, 1, who, known, "2026-11-20");
        shop(desk, 7, |v| v.occupation = some("7411"));
        let found = matching::for_person(desk, who, 10).unwrap();
        assert_eq!(found.rows.iter().map(|r| r.vacancy.head.id).collect::<Vec<_>>(), [best, far]);
        assert_eq!((found.total, found.stale, found.rows[0].employer.as_str()), (2, 2, "Maison 1"));
        assert!(found.rows[1].why.lacking, "beyond the stated mobility");
        let refused = |desk: &mut Desk, v| match matching::for_vacancy(desk, v, 5).unwrap_err() {
            Fault::Refused(r) => r.key,
            other => panic!("{other:?}"),
        };
        assert_eq!(refused(desk, late), "refused-offer-expired");
        assert_eq!(refused(desk, silent), "refused-offer-silent");
        // The same pair, from both sides, has the same reasons.
        let mut mine = matching::for_vacancy(desk, best, 5).unwrap().rows.remove(0).why;
        mine.tie = None;
        assert_eq!(mine, found.rows[0].why);
        assert_eq!(matching::explain(desk, best, who).unwrap(), Some(mine));
    }

    fn what_the_law_forbids_never_changes_the_order(desk, ground) {
        open(desk, ground);
        let vacancy = shop(desk, 1, |_| {});
        for n in 1..=6 {
            seller(desk, n, |f| {
                f.goal.experience_months = Some(if n % 2 == 0 { 24 } else { 6 });
                f.person.nationality = some(if n == 3 { "CM" } else { "GA" });
            });
        }
        let before = order(desk, vacancy);
        assert_eq!(before.len(), 6);
        // Sex, age, names, birth place, quarter, health, obstacles' silence: all swapped in what is stored.
        for n in 1..=6u128 {
            let was: Person = get(desk, person(n));
            let mut is = was.clone();
            is.sex = some(if n % 3 == 0 { "F" } else { "M" });
            is.birth_date = Some(day(&format!("{}-05-17", 2009 - 7 * n)));
            is.birth_precision = some("D");
            is.birth_place = some(if n % 2 == 0 { "Douala" } else { "Oyem" });
            is.birth_country = some(if n % 2 == 0 { "CM" } else { "GA" });
            (is.surname, is.given_names) = (format!("AAA{}", 9 - n), some("Zoé"));
            is.district = some("Nzeng-Ayong");
            is.disability_declared = n % 2 == 0;
            is.adaptation_needs = some("fauteuil");
            write(desk, |w| {
                w.update(&was, &is)?;
                candidates::refresh(w, is.head.id)
            });
        }
        assert_eq!(order(desk, vacancy), before);
        assert_eq!(findings(desk), [""; 0]);
    }

    fn the_table_follows_every_deed_in_its_own_transaction(desk, ground) {
        open(desk, ground);
        let vacancy = shop(desk, 1, |_| {});
        let who = seller(desk, 1, |_| {});
        let there = |desk: &mut Desk| !order(desk, vacancy).is_empty();
        assert!(there(desk));
        let registration = id(2001);
        let deed = desk.new_id();
        follow_up::suspend(desk, deed, registration, day("2026-12-20"), "maladie").unwrap();
        assert!(!there(desk) && findings(desk).is_empty());
        let refused = matching::for_person(desk, who, 5);
        assert!(matches!(&refused, Err(Fault::Refused(r)) if r.key == "refused-not-to-propose"), "{refused:?}");
        let deed = desk.new_id();
        follow_up::resume(desk, deed, registration).unwrap();
        assert!(there(desk) && findings(desk).is_empty());
        // A skill learned is seen at once.
        let score = order(desk, vacancy)[0].1;
        let file = people::load(desk, who).unwrap();
        let mut learned = file.clone();
        learned.skills = vec![Skill { label: "tenir une caisse".into(), ..Skill::default() }];
        let deed = desk.new_id();
        people::save(desk, deed, &file, &learned, None).unwrap();
        let more = matching::explain(desk, vacancy, who).unwrap().unwrap();
        let skill = more.reasons.iter().find(|r| r.criterion == Criterion::Skill).unwrap();
        assert_eq!((skill.met, order(desk, vacancy)[0].1 - score), (Met::Yes, 4), "{more:?}");
        // Damage is found.
        write(desk, |w| {
            let was: Person = records::by_id(w.reader(), who)?;
            w.update(&was, &Person { education_level: some("1"), ..was.clone() })
        });
        assert_eq!(findings(desk).len(), 1);
        let deed = desk.new_id();
        follow_up::leave(desk, deed, registration, "13").unwrap();
        assert!(!there(desk) && findings(desk).is_empty());
    }

    fn the_last_proposal_breaks_a_tie_and_who_has_one_of_this_offer_is_not_ranked_again(desk, ground) {
        open(desk, ground);
        let vacancy = shop(desk, 1, |_| {});
        let other = shop(desk, 2, |_| {});
        let (first, second) = (seller(desk, 1, |_| {}), seller(desk, 2, |_| {}));
        let ranks = |desk: &mut Desk| order(desk, vacancy).into_iter().map(|(p, _)| p).collect::<Vec<_>>();
        assert_eq!(ranks(desk), [first, second], "registered earlier");
        propose(desk, 1, first, other, "2026-11-20");
        assert_eq!(ranks(desk), [second, first]);
        let found = matching::for_vacancy(desk, vacancy, 5).unwrap();
        assert_eq!(found.rows[0].why.tie, Some("match-tie-never-proposed"));
        assert_eq!(found.rows[1].last_proposed, Some(day("2026-11-20")));
        let made = propose(desk, 2, second, vacancy, TODAY);
        assert_eq!(ranks(desk), [first]);
        write(desk, |w| {
            let was: Proposal = records::by_id(w.reader(), made)?;
            w.update(&was, &Proposal { state: ProposalState::Withdrawn, ..was.clone() })?;
            follow_up::refresh_proposal(w, made)
        });
        assert_eq!(ranks(desk).len(), 2);
        assert_eq!(findings(desk), [""; 0]);
    }

    fn a_frozen_explanation_says_the_same_a_year_later(desk, ground) {
        open(desk, ground);
        let vacancy = shop(desk, 1, |v| v.start_on = Some(day("2027-12-15")));
        let who = seller(desk, 1, |f| {
            f.person.nationality = some("CM");
            f.person.residence_permit_expires = Some(day("2026-12-31"));
            f.wishes.wage_min = Some(120_000);
        });
        let why = matching::for_vacancy(desk, vacancy, 5).unwrap().rows.remove(0).why;
        let kept = matching::freeze(&why);
        assert!(!kept.contains("CM"), "the frozen reasons don't say where somebody is from: {kept}");
        let before = desk.rules.clone();
        desk.rules.today = day("2027-11-24");
        let read = matching::thaw(&kept).unwrap();
        assert_eq!(read, why);
        for lang in ["fr", "en"] {
            let texts = Texts::load(lang).unwrap();
            let say = |e: &guichet::domain::matching::Explanation, codes| {
                e.reasons.iter().map(|r| texts.with(r.key, &r.args_in(codes, lang))).collect::<Vec<_>>()
            };
            let lines = say(&read, &desk.rules.codes);
            assert_eq!(lines, say(&why, &before.codes));
            assert!(lines.iter().all(|l| !l.contains("match-") && !l.contains('{')), "{lines:?}");
        }
        // The same inputs give the same order and points on another day.
        let again = matching::explain(desk, vacancy, who).unwrap().unwrap();
        assert_eq!((again.score, again.lacking), (why.score, why.lacking));
        assert_eq!(matching::thaw("une note d'un autre système"), None);
    }

    fn all_against_all_counts_what_each_side_counts(desk, ground) {
        open(desk, ground);
        let (shop_1, _) = (shop(desk, 1, |_| {}), shop(desk, 2, |v| v.occupation = some("7411")));
        let who = seller(desk, 1, |_| {});
        let green = seller(desk, 2, |f| f.goal.experience_months = Some(3));
        let all = matching::everything(desk).unwrap();
        assert_eq!(all.offers[&shop_1], (2, 1));
        assert_eq!((all.offers.len(), all.people[&who], all.people[&green]), (2, 1, 0));
    }

    fn a_table_that_is_new_is_made_from_the_files(desk, ground) {
        open(desk, ground);
        seller(desk, 1, |f| f.more_goals = vec![JobGoal { occupation: some("5230"), experience_months: Some(5), ..JobGoal::default() }]);
        let mut engine = ground.engine();
        engine.execute("DELETE FROM candidate", &[]).unwrap();
        assert_eq!(findings(desk).len(), 1);
        assert_eq!(candidates::rebuild_if_empty(&mut *engine).unwrap(), 2);
        assert_eq!(candidates::rebuild_if_empty(&mut *engine).unwrap(), 0);
        assert_eq!(findings(desk), [""; 0]);
    }
}
