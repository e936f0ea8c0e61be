//! What the clock does: once, dated by its due day, whenever and however often it runs.

use guichet::domain::ids::{PlacementId, ProposalId, RegistrationId, RowId, VacancyId};
use guichet::domain::lifecycle::{PlacementState, ProposalState, RegistrationState, VacancyState};
use guichet::domain::proposal::{Placement, Proposal};
use guichet::domain::record::Head;
use guichet::domain::registration::Registration;
use guichet::domain::task::{Notice, Task};
use guichet::domain::vacancy::Vacancy;
use guichet::fault::Fault;
use guichet::services::{follow_up, rules};
use guichet::store::failing::{Call, Failing, When};
use guichet::store::{Desk, records};

use crate::office::{self, at, counsellor, day, get, head, id, open_tasks, person, register, write};
use crate::{both, common};

/// A bit of everything that falls due by 24 November 2026.
fn fill(desk: &mut Desk) {
    office::open(desk);
    let lapsed = day("2026-11-01");
    register(desk, 1, "2026-08-03", |r| r.renewal_due = Some(lapsed));
    register(desk, 2, "2026-08-03", |r| (r.state, r.renewal_due) = (RegistrationState::ToRenew, Some(lapsed)));
    register(desk, 3, "2026-08-20", |r| r.renewal_due = Some(day("2026-11-20")));
    register(desk, 4, "2026-08-26", |r| r.renewal_due = Some(day("2026-11-24")));
    register(desk, 5, "2016-03-01", |r| {
        r.channel = Some("5".to_owned());
        r.renewal_due = Some(lapsed);
        r.no_exit_before = Some(day("2027-01-15"));
    });
    for n in 6..10 {
        register(desk, n, "2026-10-01", |_| {});
    }
    let old = office::offer(desk, 1, "2026-10-20", "2026-11-19", |_| {});
    office::propose(desk, 1, person(6), old, "2026-10-22");
    let live = office::offer(desk, 2, "2026-11-02", "2026-12-20", |_| {});
    office::propose(desk, 2, person(6), live, "2026-11-10");
    office::propose(desk, 3, person(7), live, "2026-11-20");
    let called = office::offer(desk, 3, "2026-10-20", "2026-11-19", |v| v.contacted_on = Some(day("2026-11-17")));
    office::propose(desk, 4, person(8), called, "2026-11-23");
    let placement = Placement {
        head: Head::new(id(8001)),
        person: person(9),
        agency: "LBV".to_owned(),
        start_on: Some(day("2026-08-03")),
        duration_months: Some(3),
        state: PlacementState::Confirmed,
        ..Placement::default()
    };
    write(desk, |w| w.insert(&placement));
}

fn registration(desk: &mut Desk, n: u128) -> (String, Option<String>) {
    let r: Registration = get(desk, RegistrationId(id::<RowId>(2000 + n).0));
    (r.state.id().to_owned(), r.closed_on.map(|d| d.to_string()))
}

/// Everything the rules may change, in words that don't depend on ids made by chance.
fn picture(desk: &mut Desk) -> Vec<String> {
    let mut all = Vec::new();
    desk.read(|r| {
        for x in records::where_::<Registration>(r, "1 = 1 ORDER BY id", &[])? {
            all.push(format!(
                "{} {} {:?} {:?} {:?} {:?}",
                x.head.id,
                x.state.id(),
                x.closed_on,
                x.exit_reason,
                x.next_due,
                x.last_contact
            ));
        }
        for x in records::where_::<Proposal>(r, "1 = 1 ORDER BY id", &[])? {
            all.push(format!("{} {}", x.head.id, x.state.id()));
        }
        for x in records::where_::<Vacancy>(r, "1 = 1 ORDER BY id", &[])? {
            all.push(format!("{} {} {:?} {:?}", x.head.id, x.state.id(), x.closed_on, x.close_reason));
        }
        for x in records::where_::<Placement>(r, "1 = 1 ORDER BY id", &[])? {
            all.push(format!("{} {} {:?} {:?}", x.head.id, x.state.id(), x.end_on, x.end_reason));
        }
        let mut rest: Vec<String> = records::where_::<Task>(r, "1 = 1", &[])?
            .iter()
            .map(|t| {
                let origin = t.origin.clone().unwrap_or_default().split('~').next().map(str::to_owned);
                format!("{} {} {origin:?} {:?} {} {} {}", t.kind, t.subject, t.due, t.state.id(), t.assignee, t.priority)
            })
            .collect();
        rest.extend(
            records::where_::<Notice>(r, "1 = 1", &[])?.iter().map(|n| format!("{} {} {:?}", n.key, n.account, n.arguments)),
        );
        rest.sort();
        all.extend(rest);
        Ok(())
    })
    .unwrap();
    all
}

fn audit_rows(desk: &mut Desk) -> i64 {
    let sql = "SELECT CAST(count(*) AS BIGINT) AS n FROM audit";
    desk.read(|r| Ok(r.one(sql, &[], |row| row.int("n"))?)).unwrap().unwrap()
}

both! {
    fn a_second_run_changes_nothing(desk, _ground) {
        fill(desk);
        let report = rules::run(desk, None).unwrap();
        assert_eq!((report.lapsed, report.to_renew, report.no_answer, report.expired, report.ended), (2, 2, 2, 1, 1), "{report:?}");
        assert_eq!((report.held, report.failed), (0, 0), "{report:?}");
        let (after, rows) = (picture(desk), audit_rows(desk));
        let again = rules::run(desk, None).unwrap();
        assert!(again.is_empty(), "{again:?}");
        assert_eq!(picture(desk), after);
        assert_eq!(audit_rows(desk), rows, "not even an audit row");
        assert!(!rules::due_today(desk).unwrap());
    }

    fn each_effect_is_dated_by_its_due_day(desk, _ground) {
        fill(desk);
        rules::run(desk, None).unwrap();
        // 1 November + 16; the takeover is asked but not ended; the day itself has not passed.
        assert_eq!(registration(desk, 1), ("closed".to_owned(), Some("2026-11-17".to_owned())));
        assert_eq!(registration(desk, 2), ("closed".to_owned(), Some("2026-11-17".to_owned())));
        assert_eq!(registration(desk, 3), ("to_renew".to_owned(), None));
        assert_eq!(registration(desk, 4), ("active".to_owned(), None));
        assert_eq!(registration(desk, 5), ("to_renew".to_owned(), None));
        let offer: Vacancy = get(desk, VacancyId(id::<RowId>(4001).0));
        assert_eq!((offer.state, offer.closed_on, offer.close_reason.as_deref()), (VacancyState::Expired, Some(day("2026-11-19")), Some("4")));
        let reached: Vacancy = get(desk, VacancyId(id::<RowId>(4003).0));
        assert_eq!(reached.state, VacancyState::Open, "the employer was reached: its new date is asked for");
        let state = |desk: &mut Desk, n: u128| get::<Proposal>(desk, ProposalId(id::<RowId>(5000 + n).0)).state;
        assert_eq!(state(desk, 2), ProposalState::NoAnswer);
        assert_eq!(state(desk, 3), ProposalState::Proposed);
        let placed: Placement = get(desk, PlacementId(id::<RowId>(8001).0));
        assert_eq!((placed.state, placed.end_on), (PlacementState::Ended, Some(day("2026-11-02"))));
        let told = desk.read(|r| records::where_::<Notice>(r, "account = $1", &[head().into()])).unwrap();
        assert_eq!(told.iter().filter(|n| n.key == "notice-lapsed").count(), 2);
    }

    fn a_run_cut_anywhere_and_repeated_gives_the_same_as_one_run(desk, ground) {
        fill(desk);
        rules::run(desk, None).unwrap();
        let whole = picture(desk);
        let postgres = ground.is_postgres();
        for cut in [3, 12, 25, 60] {
            let ground = if postgres { common::Ground::postgres().unwrap() } else { common::Ground::sqlite() };
            let mut first = ground.desk("aline");
            fill(&mut first);
            for when in [When::Before, When::After] {
                let (engine, switch) = Failing::new(ground.engine());
                let mut failing = ground.desk_on(Box::new(engine), "aline");
                office::seat(&mut failing, office::TODAY);
                switch.cut_at(Call::Any, cut, when);
                let cut_off = rules::run(&mut failing, None);
                assert!(when == When::After || cut_off.is_err(), "the cut at {cut} comes too late to cut anything");
                switch.mend();
            }
            let mut last = ground.desk("aline");
            office::seat(&mut last, office::TODAY);
            rules::run(&mut last, None).unwrap();
            assert_eq!(picture(&mut last), whole, "cut at call {cut}");
        }
    }

    fn after_a_stop_of_more_than_three_days_nothing_closes_for_fifteen_days(desk, _ground) {
        fill(desk);
        at(desk, "2026-11-16");
        rules::run(desk, None).unwrap();
        assert_eq!(registration(desk, 1).0, "to_renew");
        at(desk, "2026-11-24");
        let report = rules::run(desk, None).unwrap();
        assert_eq!((report.lapsed, report.expired, report.held), (0, 0, 3), "{report:?}");
        assert_eq!(report.held_until, Some(day("2026-12-09")));
        assert_eq!(report.to_renew, 1, "what only reminds goes on");
        for quiet in ["2026-11-26", "2026-11-29", "2026-12-02", "2026-12-05", "2026-12-08"] {
            at(desk, quiet);
            rules::run(desk, None).unwrap();
        }
        assert_eq!(registration(desk, 1).0, "to_renew");
        at(desk, "2026-12-09");
        let report = rules::run(desk, None).unwrap();
        assert_eq!((report.held, report.expired), (0, 1), "{report:?}");
        assert_eq!(registration(desk, 1), ("closed".to_owned(), Some("2026-12-09".to_owned())));
    }

    fn a_day_to_come_is_for_a_training_office_only(desk, _ground) {
        fill(desk);
        let refused = rules::run(desk, Some(day("2026-12-24")));
        assert!(matches!(refused, Err(Fault::Refused(_))), "{refused:?}");
        desk.engine().execute("INSERT INTO setting (key, value) VALUES ('training', '1')", &[]).unwrap();
        let report = rules::run(desk, Some(day("2026-12-24"))).unwrap();
        assert_eq!(report.lapsed, 4, "{report:?}");
        assert_eq!(registration(desk, 3), ("closed".to_owned(), Some("2026-12-06".to_owned())));
        assert_eq!(desk.rules.today, day(office::TODAY));
    }

    fn an_exit_05_is_restored_within_thirty_days_with_its_tasks(desk, _ground) {
        fill(desk);
        rules::run(desk, None).unwrap();
        let reg = RegistrationId(id::<RowId>(2001).0);
        assert_eq!(open_tasks(desk, RowId(reg.0)), Vec::<String>::new());
        let deed = desk.new_id();
        assert_eq!(follow_up::register_again(desk, deed, person(1), "0"), Err(Fault::refused("refused-restore-instead")));
        let deed = desk.new_id();
        let back = follow_up::restore(desk, deed, reg).unwrap();
        assert_eq!((back.state, back.closed_on, back.renewal_due), (RegistrationState::Active, None, Some(day("2027-02-22"))));
        let open = open_tasks(desk, RowId(reg.0));
        assert!(open.contains(&"T5 2027-02-22/0 2027-02-22".to_owned()), "{open:?}");
        assert!(open.contains(&"T72 event:2026-11-24/resume 2026-12-08".to_owned()), "{open:?}");
        assert!(rules::run(desk, None).unwrap().lapsed == 0);
    }

    fn an_offer_whose_positions_are_filled_closes_and_those_who_wait_are_to_be_told(desk, _ground) {
        office::open(desk);
        register(desk, 1, "2026-11-10", |_| {});
        let filled_offer = office::offer(desk, 1, "2026-11-10", "2026-12-20", |v| v.positions_filled = 1);
        let waiting = office::propose(desk, 1, person(1), filled_offer, "2026-11-20");
        let before = get::<Proposal>(desk, waiting);
        let sent = Proposal {
            state: ProposalState::Sent,
            answered_on: Some(day("2026-11-20")),
            sent_to_employer_on: Some(day("2026-11-20")),
            ..before.clone()
        };
        write(desk, |w| w.update(&before, &sent));
        assert_eq!(rules::run(desk, None).unwrap().filled, 1);
        let closed: Vacancy = get(desk, filled_offer);
        assert_eq!((closed.state, closed.close_reason.as_deref()), (VacancyState::Filled, Some("1")));
        assert_eq!(get::<Proposal>(desk, waiting).state, ProposalState::Withdrawn);
        assert_eq!(open_tasks(desk, RowId(waiting.0)), ["T22 2026-11-24/closed 2026-11-26"]);
        assert_eq!(open_tasks(desk, RowId(filled_offer.0)), Vec::<String>::new());
    }

    fn overdue_first_interviews_go_to_the_head_on_their_day(desk, _ground) {
        office::open(desk);
        at(desk, "2026-10-26");
        let reg = register(desk, 1, "2026-10-25", |_| {});
        let own = |desk: &mut Desk| desk.read(|r| records::where_::<Task>(r, "subject = $1 AND kind = 'T1' AND assignee = $2", &[reg.into(), head().into()])).unwrap().len();
        at(desk, "2026-11-23");
        rules::run(desk, None).unwrap();
        assert_eq!(own(desk), 0);
        at(desk, "2026-11-24");
        let report = rules::run(desk, None).unwrap();
        assert_eq!((own(desk), report.created.get("T1")), (1, Some(&1)));
        let first = desk.read(|r| records::where_::<Task>(r, "subject = $1 AND kind = 'T1' AND assignee = $2", &[reg.into(), counsellor().into()])).unwrap();
        assert_eq!(first[0].priority, 1, "fifteen working days have gone");
    }
}
