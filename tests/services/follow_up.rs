//! Tasks follow their facts; registrations live by domain.md §3.1.

use chrono::NaiveDateTime;
use guichet::domain::appointment::Appointment;
use guichet::domain::calendar;
use guichet::domain::ids::{AppointmentId, RowId};
use guichet::domain::interview::Interview;
use guichet::domain::lifecycle::{AppointmentEvent, AppointmentState, ProposalState, RegistrationState, TaskState};
use guichet::domain::proposal::{Placement, Proposal};
use guichet::domain::record::Head;
use guichet::domain::registration::Registration;
use guichet::domain::task::Task;
use guichet::fault::Fault;
use guichet::services::follow_up::{self, Hire, Renewed};
use guichet::services::{appointment, undo};
use guichet::store::tasks::Filter;
use guichet::store::{Desk, records};

use crate::office::{self, TODAY, counsellor, day, get, head, id, open_tasks, person, register, tasks, write};
use crate::{both, common};

fn subject(desk: &mut Desk, subject: RowId, kind: &str) -> Task {
    let args = [subject.into(), kind.into()];
    desk.read(|r| records::where_::<Task>(r, "subject = $1 AND kind = $2 AND state = 'open' ORDER BY due", &args))
        .unwrap()
        .remove(0)
}

fn appointment(desk: &mut Desk, n: u128, with: u128, at: &str) -> AppointmentId {
    let at = NaiveDateTime::parse_from_str(at, "%Y-%m-%d %H:%M").unwrap();
    let new = Appointment {
        head: Head::new(id(6000 + n)),
        kind: Some("2".to_owned()),
        agency: "LBV".to_owned(),
        person: Some(person(with)),
        counsellor: Some(counsellor()),
        starts_at: Some(calendar::utc(at)),
        minutes: Some(30),
        mode: Some("1".to_owned()),
        ..Appointment::default()
    };
    write(desk, |w| {
        w.insert(&new)?;
        follow_up::refresh_appointment(w, new.head.id)
    });
    new.head.id
}

both! {
    fn a_registration_gets_its_tasks_with_the_save_and_again_changes_nothing(desk, _ground) {
        office::open(desk);
        let reg = register(desk, 1, TODAY, |_| {});
        let expected = [
            "T1 2026-11-24/10 2026-12-08",
            "T2 2026-11-24/30 2026-12-24",
            "T4 2026-11-24/contact 2027-01-23",
            "T5 2027-02-22/-10 2027-02-12",
            "T5 2027-02-22/0 2027-02-22",
        ];
        assert_eq!(open_tasks(desk, RowId(reg.0)), expected);
        assert_eq!(get::<Registration>(desk, reg).next_due, Some(day("2026-12-08")));
        write(desk, |w| follow_up::refresh_registration(w, reg));
        assert_eq!(tasks(desk, RowId(reg.0)).len(), expected.len());
    }

    fn an_interview_settles_the_first_and_moves_the_contact(desk, _ground) {
        office::open(desk);
        let reg = register(desk, 1, "2026-11-10", |_| {});
        let held = Interview {
            head: Head::new(id(7001)),
            registration: reg,
            person: person(1),
            agency: "LBV".to_owned(),
            kind: Some("1".to_owned()),
            day: Some(day(TODAY)),
            counsellor: counsellor(),
            summary: "vu".to_owned(),
            no_next_reason: Some("4".to_owned()),
            ..Interview::default()
        };
        write(desk, |w| {
            w.insert(&held)?;
            follow_up::refresh_registration(w, reg)
        });
        let open = open_tasks(desk, RowId(reg.0));
        assert!(!open.iter().any(|t| t.starts_with("T1 ")), "{open:?}");
        assert!(open.contains(&"T4 2026-11-24/contact 2027-01-23".to_owned()), "{open:?}");
        assert_eq!(get::<Registration>(desk, reg).last_contact, Some(day(TODAY)));
    }

    fn a_renewal_counts_from_its_day_and_its_reminders_move(desk, _ground) {
        office::open(desk);
        let reg = register(desk, 1, "2026-09-01", |_| {});
        let deed = desk.new_id();
        let renewed = follow_up::renew(desk, deed, reg).unwrap();
        assert_eq!(renewed.renewal_due, Some(day("2027-02-22")));
        let all = tasks(desk, RowId(reg.0));
        assert!(all.contains(&"T5 2026-11-30/0 2026-11-30 done".to_owned()), "{all:?}");
        assert!(all.contains(&"T5 2027-02-22/0 2027-02-22 open".to_owned()), "{all:?}");
        assert_eq!(renewed.last_contact, Some(day(TODAY)));
        // The same deed again, and another one on the same day: nothing is done twice.
        assert_eq!(follow_up::renew(desk, deed, reg).unwrap().renewal_due, renewed.renewal_due);
        let again = desk.new_id();
        follow_up::renew(desk, again, reg).unwrap();
        assert_eq!(tasks(desk, RowId(reg.0)), all);
    }

    fn a_task_put_off_by_hand_stays_there_and_the_third_time_asks_the_head(desk, _ground) {
        office::open(desk);
        let reg = register(desk, 1, TODAY, |_| {});
        let task = subject(desk, RowId(reg.0), "T4").head.id;
        for (n, to) in ["2027-02-01", "2027-02-08", "2027-02-15"].into_iter().enumerate() {
            let deed = desk.new_id();
            assert_eq!(follow_up::postpone(desk, deed, task, day(to)).unwrap().postponed_count, n as i64 + 1);
        }
        write(desk, |w| follow_up::refresh_registration(w, reg));
        assert_eq!(get::<Task>(desk, task).due, Some(day("2027-02-15")));
        let asked = subject(desk, RowId(task.0), "T74");
        assert_eq!((asked.assignee, asked.due), (head(), Some(day("2026-12-01"))));
        let deed = desk.new_id();
        assert!(matches!(follow_up::postpone(desk, deed, task, day("2026-11-01")), Err(Fault::Flaws(_))));
        // Settled: the head has nothing to decide any more, and the rule doesn't make it again.
        let deed = desk.new_id();
        follow_up::done(desk, deed, task, None).unwrap();
        assert_eq!(open_tasks(desk, RowId(task.0)), Vec::<String>::new());
        let deed = desk.new_id();
        assert!(matches!(follow_up::done(desk, deed, task, None), Err(Fault::Refused(_))));
    }

    fn an_absence_noted_taken_back_and_noted_again_asks_again(desk, _ground) {
        office::open(desk);
        register(desk, 1, "2026-11-10", |_| {});
        let booked = appointment(desk, 1, 1, "2026-11-24 08:00");
        for event in [AppointmentEvent::Miss, AppointmentEvent::Corrected, AppointmentEvent::Miss] {
            let deed = desk.new_id();
            appointment::apply(desk, deed, booked, event, None).unwrap();
        }
        assert_eq!(open_tasks(desk, RowId(booked.0)), ["T6 2026-11-24/call 2026-11-25", "T6 2026-11-24/new_date 2026-12-01"]);
        assert_eq!(tasks(desk, RowId(booked.0)).len(), 4);
    }

    fn leaving_cancels_what_was_planned_and_undo_gives_it_back(desk, _ground) {
        office::open(desk);
        let reg = register(desk, 1, TODAY, |_| {});
        let booked = appointment(desk, 1, 1, "2026-11-26 08:00");
        let offer = office::offer(desk, 1, "2026-11-20", "2026-12-20", |_| {});
        let proposal = office::propose(desk, 1, person(1), offer, TODAY);
        let before = open_tasks(desk, RowId(reg.0));
        let deed = desk.new_id();
        let left = follow_up::leave(desk, deed, reg, "13").unwrap();
        assert_eq!((left.state, left.closed_on, left.next_due), (RegistrationState::Closed, Some(day(TODAY)), None));
        assert_eq!(get::<Appointment>(desk, booked).state, AppointmentState::Cancelled);
        assert_eq!(get::<Proposal>(desk, proposal).state, ProposalState::Withdrawn);
        assert_eq!(open_tasks(desk, RowId(reg.0)), Vec::<String>::new());
        assert_eq!(open_tasks(desk, RowId(proposal.0)), Vec::<String>::new());
        let found = undo::last(desk, RowId(reg.0)).unwrap().unwrap();
        assert_eq!((found.act.as_str(), found.deed), ("leave", deed));
        let back = desk.new_id();
        undo::undo(desk, back, deed, None).unwrap();
        let again = get::<Registration>(desk, reg);
        assert_eq!((again.state, again.closed_on, again.exit_reason), (RegistrationState::Active, None, None));
        assert_eq!(again.next_due, Some(day("2026-11-25")));
        assert_eq!(get::<Appointment>(desk, booked).state, AppointmentState::Planned);
        assert_eq!(get::<Proposal>(desk, proposal).state, ProposalState::Proposed);
        assert_eq!(open_tasks(desk, RowId(reg.0)), before);
        assert_eq!(undo::last(desk, RowId(reg.0)).unwrap(), None, "an undo is not undone");
    }

    fn only_the_author_takes_back_the_same_day_later_the_head_with_a_reason(desk, ground) {
        office::open(desk);
        let reg = register(desk, 1, TODAY, |_| {});
        let deed = desk.new_id();
        follow_up::leave(desk, deed, reg, "13").unwrap();
        let mut other = ground.desk("chantal");
        office::seat(&mut other, "2026-11-25");
        let back = other.new_id();
        assert!(matches!(undo::undo(&mut other, back, deed, Some("erreur")), Err(Fault::Refused(_))));
        other.who.roles = vec!["head".to_owned()];
        assert!(matches!(undo::undo(&mut other, back, deed, None), Err(Fault::Flaws(_))));
        undo::undo(&mut other, back, deed, Some("erreur")).unwrap();
        assert_eq!(get::<Registration>(desk, reg).state, RegistrationState::Active);
    }

    fn a_hire_closes_and_keeps_the_placement_whose_confirmation_is_asked(desk, _ground) {
        office::open(desk);
        let reg = register(desk, 1, "2026-11-10", |_| {});
        let placement = Placement { start_on: Some(day("2026-12-01")), employer_name: Some("Maison".into()), ..Placement::default() };
        let deed = desk.new_id();
        let hire = Hire { exit: "01".to_owned(), placement: Some(placement) };
        let placed = follow_up::hire(desk, deed, reg, &hire).unwrap().unwrap();
        assert_eq!(open_tasks(desk, RowId(placed.0)), ["T30 2026-12-01/10 2026-12-15"]);
        assert_eq!(get::<Registration>(desk, reg).exit_reason.as_deref(), Some("01"));
        // Not denied: nothing to restore. Denied: restored whatever the delay, to be reached the same day.
        let deed = desk.new_id();
        assert!(matches!(follow_up::restore(desk, deed, reg), Err(Fault::Refused(_))));
        let before = get::<Placement>(desk, placed);
        let mut denied = before.clone();
        denied.state = guichet::domain::lifecycle::PlacementState::Denied;
        write(desk, |w| w.update(&before, &denied));
        office::at(desk, "2027-03-01");
        let deed = desk.new_id();
        let back = follow_up::restore(desk, deed, reg).unwrap();
        assert_eq!((back.state, back.renewal_due), (RegistrationState::Active, Some(day("2027-05-30"))));
        assert!(open_tasks(desk, RowId(reg.0)).contains(&"T72 event:2027-03-01/restore 2027-03-01".to_owned()));
    }

    fn an_absence_suspends_and_a_return_asks_for_an_interview(desk, _ground) {
        office::open(desk);
        let reg = register(desk, 1, "2026-11-10", |_| {});
        let deed = desk.new_id();
        let away = follow_up::suspend(desk, deed, reg, day("2026-12-31"), "maternité").unwrap();
        assert_eq!((away.category.as_deref(), away.next_due), (Some("5"), Some(day("2026-12-31"))));
        assert_eq!(open_tasks(desk, RowId(reg.0)), ["T71 2026-12-31/0 2026-12-31"]);
        let deed = desk.new_id();
        assert!(matches!(follow_up::renew(desk, deed, reg), Err(Fault::Refused(_))));
        let deed = desk.new_id();
        let back = follow_up::resume(desk, deed, reg).unwrap();
        assert_eq!((back.state, back.pause_until), (RegistrationState::Active, None));
        assert!(open_tasks(desk, RowId(reg.0)).contains(&"T72 event:2026-11-24/resume 2026-12-08".to_owned()));
    }

    fn one_reminder_a_person_and_one_already_planned_is_kept_and_named(desk, _ground) {
        office::open(desk);
        let people: Vec<_> = (1..=3).map(|n| { register(desk, n, TODAY, |_| {}); person(n) }).collect();
        let deed = desk.new_id();
        follow_up::remind_many(desk, Some(deed), &people[..1], "T4", day("2026-11-26"), counsellor()).unwrap();
        let seen = follow_up::remind_many(desk, None, &people, "T4", day("2026-11-27"), counsellor()).unwrap();
        assert_eq!((seen.created, seen.kept.clone()), (2, vec![(person(1), "NOM1 Essai".to_owned(), day("2026-11-26"))]));
        let deed = desk.new_id();
        assert_eq!(follow_up::remind_many(desk, Some(deed), &people, "T4", day("2026-11-27"), counsellor()).unwrap(), seen);
        let again = follow_up::remind_many(desk, Some(deed), &people, "T4", day("2026-11-27"), counsellor()).unwrap();
        assert_eq!(again, seen, "a repeated deed gives the same answer and makes nothing");
        let filter = Filter { before: Some(day("2026-11-28")), ..Filter::default() };
        let list = follow_up::list(desk, counsellor(), &filter, None, 2).unwrap();
        assert_eq!((list.rows.len(), list.rows[0].name.as_deref()), (2, Some("NOM1 Essai")));
        let rest = follow_up::list(desk, counsellor(), &filter, list.next.as_ref(), 2).unwrap();
        assert_eq!((rest.rows.len(), rest.next), (1, None));
    }

    fn striking_off_needs_its_number_its_days_to_reply_and_the_head(desk, _ground) {
        office::open(desk);
        let reg = register(desk, 1, "2026-01-05", |_| {});
        let deed = desk.new_id();
        let refused = follow_up::propose_strike(desk, deed, reg, "06", "absences");
        assert!(matches!(refused, Err(Fault::Refused(_))), "{refused:?}");
        for (n, at) in ["2026-06-01 08:00", "2026-09-01 08:00", "2026-11-02 08:00"].into_iter().enumerate() {
            let missed = appointment(desk, n as u128 + 1, 1, at);
            let deed = desk.new_id();
            appointment::apply(desk, deed, missed, AppointmentEvent::Miss, None).unwrap();
        }
        let deed = desk.new_id();
        let decision = follow_up::propose_strike(desk, deed, reg, "06", "trois absences").unwrap();
        assert_eq!(get::<Registration>(desk, reg).state, RegistrationState::StrikeProposed);
        // Reply until 9 December, then five working days.
        assert_eq!(open_tasks(desk, decision), ["T74 2026-11-24/decide 2026-12-16"]);
        let deed = desk.new_id();
        assert_eq!(follow_up::decide_strike(desk, deed, decision, true, "vu", None), Err(Fault::Denied("decide-strike")));
        desk.who.roles.push("head".to_owned());
        let deed = desk.new_id();
        assert!(matches!(follow_up::decide_strike(desk, deed, decision, true, "vu", None), Err(Fault::Refused(_))));
        office::at(desk, "2026-12-10");
        let deed = desk.new_id();
        let closed = follow_up::decide_strike(desk, deed, decision, true, "vu", None).unwrap();
        assert_eq!((closed.exit_reason.as_deref(), closed.closed_on), (Some("06"), Some(day("2026-12-10"))));
        assert_eq!(open_tasks(desk, decision), Vec::<String>::new());
    }

    fn the_same_key_renews_or_registers_again_and_never_twice(desk, _ground) {
        office::open(desk);
        let reg = register(desk, 1, "2026-09-01", |_| {});
        let deed = desk.new_id();
        assert!(matches!(follow_up::renew_or_register(desk, deed, person(1)), Ok(Renewed::Renewed(_))));
        let deed = desk.new_id();
        follow_up::leave(desk, deed, reg, "11").unwrap();
        let deed = desk.new_id();
        let Ok(Renewed::Registered(new)) = follow_up::renew_or_register(desk, deed, person(1)) else { panic!("registered") };
        assert_eq!((new.registered_on, new.counsellor, new.state), (Some(day(TODAY)), Some(counsellor()), RegistrationState::Active));
        let deed = desk.new_id();
        assert_eq!(follow_up::register_again(desk, deed, person(1), "1"), Err(Fault::refused("refused-already-registered")));
        assert_eq!(get::<Registration>(desk, reg).state, RegistrationState::Closed);
        assert!(desk.read(|r| records::where_::<Task>(r, "subject = $1 AND state = 'open'", &[new.head.id.into()])).unwrap().iter().all(|t| t.state == TaskState::Open));
    }
}
