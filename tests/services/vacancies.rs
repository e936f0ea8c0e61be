//! Offers from the telephone to their closing (domain.md §2.7, §3.3, §7): what the law stops, who may, what follows; what is refused, each
//! with a sentence.

use guichet::domain::ids::{EmployerId, RowId, VacancyId};
use guichet::domain::lifecycle::{ProposalState, VacancyState};
use guichet::domain::proposal::Proposal;
use guichet::domain::vacancy::Vacancy;
use guichet::fault::{Fault, Outcome};
use guichet::services::vacancies::{self, Aim, Course, List, NewFirm, Query, Side, Special, View};
use guichet::services::{codes, matching, search, undo};
use guichet::store::Desk;

use crate::office::{self, TODAY, at, day, get, offer, open_tasks, propose, register};
use crate::{both, common};

const PUBLISH: Aim = Aim::Publish { seen: false };

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// The office with its lists; an employer officer acts.
fn open(desk: &mut Desk, ground: &common::Ground) {
    codes::load_reference(&mut *ground.engine(), chrono::Utc::now()).unwrap();
    office::open(desk);
    desk.rules = desk.read(|r| codes::load_rules(r, day(TODAY))).unwrap();
    act_as(desk, office::officer(), &["employer_officer"]);
}

fn act_as(desk: &mut Desk, user: guichet::domain::ids::UserId, roles: &[&str]) {
    desk.who.user = user;
    desk.who.roles = roles.iter().map(|r| (*r).to_owned()).collect();
}

fn firm(desk: &mut Desk) -> EmployerId {
    let deed = desk.new_id();
    let new = NewFirm {
        name: "BTP Sablière-Nord".into(),
        phone: "011 00 00 29".into(),
        contact: some("M. Ella"),
        ..NewFirm::default()
    };
    vacancies::new_firm(desk, deed, &new).unwrap().head.id
}

/// What is told on the telephone.
fn told(employer: EmployerId, description: &str, wage: i64) -> Vacancy {
    Vacancy {
        employer,
        title: "Manœuvre de chantier".into(),
        occupation: some("9313"),
        description: some(description),
        positions: Some(4),
        contract: some("03"),
        duration_months: Some(5),
        working_time: some("1"),
        wage_min: Some(wage),
        province: some("GA-1"),
        department: some("GA-1-03"),
        town: some("Owendo"),
        mode: some("1"),
        source: some("1"),
        ..Vacancy::default()
    }
}

fn create(desk: &mut Desk, vacancy: &Vacancy, aim: Aim) -> Outcome<Vacancy> {
    let deed = desk.new_id();
    vacancies::create(desk, deed, vacancy, None, aim).map(|s| s.vacancy)
}

fn follow(desk: &mut Desk, id: VacancyId, course: &Course) -> Outcome<Vacancy> {
    let deed = desk.new_id();
    vacancies::follow(desk, deed, id, course)
}

fn refused<T: std::fmt::Debug>(outcome: Outcome<T>) -> &'static str {
    match outcome.unwrap_err() {
        Fault::Refused(reason) => reason.key,
        Fault::Denied(_) => "denied",
        Fault::Flaws(flaws) => flaws[0].key,
        other => panic!("{other:?}"),
    }
}

fn list(desk: &mut Desk, view: View, filter: &str) -> List {
    let query = Query { view, filter: filter.into(), ..Query::default() };
    vacancies::list(desk, &query, &Side::First, 50).unwrap()
}

both! {
    fn an_offer_told_on_the_telephone_is_mended_numbered_opened_and_found(desk, ground) {
        open(desk, ground);
        let employer = firm(desk);
        let words = "Nous cherchons quatre jeunes hommes de 22 à 45 ans, motivés, pour un chantier à Owendo.";
        let bad = told(employer, words, 90_000);
        assert_eq!(refused(create(desk, &bad, PUBLISH)), "refused-offer-wording");
        let draft = create(desk, &bad, Aim::Keep).unwrap();
        assert_eq!((draft.state, draft.number.as_str()), (VacancyState::Draft, "O-LBV-26-00001-3"));
        assert_eq!(refused(follow(desk, draft.head.id, &Course::Publish)), "refused-offer-wording");
        // Each passage is mended as the form does it.
        let mut mended = draft.clone();
        while let Some(spot) = vacancies::law(desk, &mended).unwrap().spots.first().cloned() {
            let text = mended.description.clone().unwrap();
            mended.description = Some(guichet::domain::offer_law::mended(&text, &spot.passage));
        }
        assert_eq!(mended.description.as_deref(), Some("Nous cherchons quatre personnes, motivés, pour un chantier à Owendo."));
        let deed = desk.new_id();
        let open = vacancies::save(desk, deed, &draft, &mended, None, PUBLISH).unwrap().vacancy;
        assert_eq!((open.state, open.accepted_on, open.publish_until), (VacancyState::Open, Some(day(TODAY)), Some(day("2026-12-24"))));
        // T10 first shortlist, T11 proposal, T12 the employer, T13 the end.
        let tasks = open_tasks(desk, RowId(open.head.id.0));
        assert!(["T10", "T11", "T12", "T13"].iter().all(|kind| tasks.iter().any(|t| t.starts_with(kind))), "{tasks:?}");
        matching::for_vacancy(desk, open.head.id, 5).unwrap();
        assert_eq!(list(desk, View::Current, "manœuvre owendo").rows[0].id, open.head.id);
        assert_eq!(list(desk, View::Current, "sabliere").total, 1);
        assert_eq!(list(desk, View::Closed, "").total, 0);
        let hit = search::people(desk, "manoeuvre chantier", 5).unwrap();
        assert!(hit.iter().any(|h| h.card.number == open.number), "{hit:?}");
        let page = vacancies::by_number(desk, "o lbv 26 00001 3").unwrap();
        assert_eq!((page.history.len(), page.contact.as_ref().map(|c| c.name.as_str())), (2, Some("M. Ella")));
        let changed = vacancies::changes(desk, open.head.id, page.history[0].deed).unwrap();
        assert!(changed.iter().any(|c| c.field == "state" && c.became.as_deref() == Some("open")), "{changed:?}");
        // An open offer stays lawful.
        let mut worse = open.clone();
        worse.description = some("Hommes uniquement.");
        let deed = desk.new_id();
        assert_eq!(refused(vacancies::save(desk, deed, &open, &worse, None, Aim::Keep)), "refused-offer-wording");
    }

    fn who_takes_offers_may_not_open_them_and_the_course_is_who_may_what_when(desk, ground) {
        open(desk, ground);
        let employer = firm(desk);
        act_as(desk, office::counsellor(), &["counsellor"]);
        let taken = create(desk, &told(employer, "Terrassement, équipe de six.", 120_000), PUBLISH).unwrap();
        assert_eq!(taken.state, VacancyState::ToCheck);
        assert_eq!(refused(follow(desk, taken.head.id, &Course::Accept { seen: true })), "denied");
        act_as(desk, office::officer(), &["employer_officer"]);
        let no = follow(desk, taken.head.id, &Course::Refuse("3".into())).unwrap();
        assert_eq!((no.state, no.close_reason.as_deref(), no.closed_on), (VacancyState::Refused, Some("6"), Some(day(TODAY))));
        assert_eq!(refused(follow(desk, taken.head.id, &Course::Pause)), "refused-offer-step");
        follow(desk, taken.head.id, &Course::Mend).unwrap();
        let open = follow(desk, taken.head.id, &Course::Accept { seen: false }).unwrap();
        assert_eq!((open.number == no.number, open.state, open.closed_on), (true, VacancyState::Open, None));
        follow(desk, open.head.id, &Course::Pause).unwrap();
        assert_eq!(refused(matching::for_vacancy(desk, open.head.id, 5)), "refused-offer-not-open");
        follow(desk, open.head.id, &Course::Reopen).unwrap();
        let longer = follow(desk, open.head.id, &Course::Extend(day("2027-01-15"))).unwrap();
        assert_eq!((longer.publish_until, longer.contacted_on), (Some(day("2027-01-15")), Some(day(TODAY))));
        assert_eq!(refused(follow(desk, open.head.id, &Course::Extend(day("2026-11-01")))), "flaw-expired-already");
        // Cancelled: what was proposed is withdrawn, the tasks end; the author takes it back the same day.
        register(desk, 1, "2026-09-01", |_| {});
        let proposal = propose(desk, 1, office::person(1), open.head.id, "2026-11-23");
        let closed = follow(desk, open.head.id, &Course::Cancel).unwrap();
        assert_eq!((closed.state, closed.close_reason.as_deref()), (VacancyState::Cancelled, Some("3")));
        assert_eq!(get::<Proposal>(desk, proposal).state, ProposalState::Withdrawn);
        assert!(open_tasks(desk, RowId(open.head.id.0)).is_empty());
        let last = undo::last(desk, RowId(open.head.id.0)).unwrap().unwrap();
        let deed = desk.new_id();
        undo::undo(desk, deed, last.deed, None).unwrap();
        assert_eq!(get::<Vacancy>(desk, open.head.id).state, VacancyState::Open);
        assert_eq!(get::<Proposal>(desk, proposal).state, ProposalState::Proposed);
    }

    fn a_special_condition_waits_for_the_head_and_falls_with_his_refusal(desk, ground) {
        open(desk, ground);
        let employer = firm(desk);
        let mut caj = told(employer, "Contrat d'apprentissage jeunesse, de 16 à 35 ans.", 80_000);
        (caj.contract, caj.duration_months) = (some("10"), Some(12));
        assert_eq!(refused(create(desk, &caj, PUBLISH)), "refused-offer-wording");
        let draft = create(desk, &caj, Aim::Keep).unwrap();
        let asked = Special { text: "de 16 à 35 ans".into(), basis: "1".into(), reference: None };
        let deed = desk.new_id();
        vacancies::ask_special(desk, deed, draft.head.id, &asked).unwrap();
        assert_eq!(refused(follow(desk, draft.head.id, &Course::Publish)), "refused-offer-visa");
        let deed = desk.new_id();
        assert_eq!(refused(vacancies::decide_special(desk, deed, draft.head.id, true, "vu")), "denied");
        let page = vacancies::page(desk, draft.head.id).unwrap();
        assert!(page.awaits_visa());
        assert!(open_tasks(desk, RowId(page.decision.unwrap().head.id.0)).iter().any(|t| t.starts_with("T74")));
        act_as(desk, office::head(), &["head"]);
        let deed = desk.new_id();
        vacancies::decide_special(desk, deed, draft.head.id, true, "CAJ, convention signée").unwrap();
        assert_eq!(follow(desk, draft.head.id, &Course::Publish).unwrap().state, VacancyState::Open);
        // Another one is refused: the words have to go.
        let other = create(desk, &Vacancy { title: "Aide maçon".into(), ..caj.clone() }, Aim::Keep).unwrap();
        let deed = desk.new_id();
        vacancies::ask_special(desk, deed, other.head.id, &asked).unwrap();
        let deed = desk.new_id();
        let after = vacancies::decide_special(desk, deed, other.head.id, false, "pas de convention").unwrap();
        assert_eq!((after.special_condition, after.legal_basis), (None, None));
        assert_eq!(refused(follow(desk, other.head.id, &Course::Publish)), "refused-offer-wording");
        // Another text has to be named.
        let deed = desk.new_id();
        let unnamed = Special { basis: "9".into(), ..asked };
        assert_eq!(refused(vacancies::ask_special(desk, deed, other.head.id, &unnamed)), "flaw-missing");
    }

    fn what_is_wrong_is_refused_at_its_field_with_a_sentence(desk, ground) {
        open(desk, ground);
        let employer = firm(desk);
        let good = told(employer, "Terrassement.", 120_000);
        let mut wrong = |f: &dyn Fn(&mut Vacancy)| {
            let mut v = good.clone();
            f(&mut v);
            refused(create(desk, &v, PUBLISH))
        };
        assert_eq!(wrong(&|v| v.employer = EmployerId::default()), "flaw-missing");
        assert_eq!(wrong(&|v| v.publish_until = Some(day("2026-11-20"))), "flaw-expires-before-received");
        assert_eq!(
            wrong(&|v| (v.received_on, v.publish_until) = (Some(day("2026-10-01")), Some(day("2026-11-01")))),
            "flaw-expired-already"
        );
        assert_eq!(wrong(&|v| v.start_on = Some(day("2026-11-01"))), "flaw-starts-before-received");
        assert_eq!(wrong(&|v| v.wage_min = Some(70_000)), "refused-offer-wage");
        assert_eq!(wrong(&|v| v.wage_min = Some(4_500)), "flaw-wage-unit-low");
        assert_eq!(wrong(&|v| (v.wage_min, v.wage_period) = (Some(150_000), some("J"))), "flaw-wage-unit-high");
        assert_eq!(wrong(&|v| v.positions_filled = 5), "flaw-more-filled-than-positions");
        assert_eq!(wrong(&|v| v.contract = some("77")), "flaw-unknown-code");
        assert_eq!(wrong(&|v| v.occupation = some("0000")), "flaw-unknown-code");
        assert_eq!(wrong(&|v| v.description = some("Jeune diplômé, bonne forme physique.")), "refused-offer-doubtful");
        // The firm that calls again is not made twice.
        let deed = desk.new_id();
        let same = NewFirm { name: "B T P".into(), phone: "011000029".into(), ..NewFirm::default() };
        assert_eq!(refused(vacancies::new_firm(desk, deed, &same)), "refused-employer-known");
        let deed = desk.new_id();
        assert!(vacancies::new_firm(desk, deed, &NewFirm { distinct: true, ..same }).is_ok());
    }

    fn an_offer_that_expires_while_a_proposal_is_typed_is_not_proposed(desk, ground) {
        open(desk, ground);
        let vacancy = offer(desk, 1, "2026-11-16", TODAY, |v| v.occupation = some("5223"));
        assert!(matching::for_vacancy(desk, vacancy, 5).is_ok());
        at(desk, "2026-11-25");
        let known: Vacancy = get(desk, vacancy);
        assert_eq!(refused(matching::may_propose(&known, &desk.rules)), "refused-offer-expired");
        assert_eq!(refused(matching::for_vacancy(desk, vacancy, 5)), "refused-offer-expired");
        assert!(vacancies::page(desk, vacancy).unwrap().stale.is_some());
    }

    fn two_who_change_one_offer_meet_and_its_copy_is_a_new_one(desk, ground) {
        open(desk, ground);
        let employer = firm(desk);
        let first = create(desk, &told(employer, "Terrassement.", 120_000), PUBLISH).unwrap();
        let (mut a, mut b) = (first.clone(), first.clone());
        a.wage_min = Some(130_000);
        b.wage_min = Some(140_000);
        let deed = desk.new_id();
        vacancies::save(desk, deed, &first, &a, None, Aim::Keep).unwrap();
        let deed = desk.new_id();
        assert!(matches!(vacancies::save(desk, deed, &first, &b, None, Aim::Keep), Err(Fault::Conflict(_))));
        // The same deed again (the line was cut): one offer.
        let deed = desk.new_id();
        let new = vacancies::copy_of(&first, &desk.rules);
        let one = vacancies::create(desk, deed, &new, None, PUBLISH).unwrap().vacancy;
        let again = vacancies::create(desk, deed, &new, None, PUBLISH).unwrap().vacancy;
        assert_eq!((one.head.id, one.number.as_str(), one.copied_from), (again.head.id, again.number.as_str(), Some(first.head.id)));
        assert_eq!(vacancies::firm_of(desk, employer).unwrap().last.map(|v| v.head.id), Some(one.head.id));
        assert_eq!(list(desk, View::Current, "").total, 2);
        let shown = vacancies::show(desk).unwrap();
        assert_eq!(shown[0]["state"], "open");
    }
}
