//! Appointments by their lifecycle (domain.md §3.2), slots that may be booked, two people at one row or one slot.

use chrono::NaiveDateTime;
use guichet::domain::appointment::Appointment;
use guichet::domain::ids::{AppointmentId, RowId};
use guichet::domain::lifecycle::{AppointmentEvent, AppointmentState};
use guichet::fault::{Fault, Outcome};
use guichet::services::appointment::{self, Booking};
use guichet::services::{queue, undo};
use guichet::store::Desk;

use crate::office::{self, TODAY, at, counsellor, get, officer, open_tasks, person, register, write};
use crate::{both, common};

pub fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

/// The office with its agency (07h30 to 15h30, pause at noon) and three people.
pub fn open(desk: &mut Desk) {
    office::open(desk);
    write(desk, |w| w.insert(&office::agency()));
    for n in 1..=3 {
        register(desk, n, "2026-11-02", |_| {});
    }
}

pub fn booking(n: u128, when: &str) -> Booking {
    Booking { kind: "2".into(), person: Some(person(n)), counsellor: counsellor(), at: moment(when), ..Booking::default() }
}

pub fn book(desk: &mut Desk, booking: &Booking) -> Outcome<Appointment> {
    let deed = desk.new_id();
    appointment::book(desk, deed, booking)
}

pub fn apply(desk: &mut Desk, id: AppointmentId, event: AppointmentEvent) -> Outcome<Appointment> {
    let deed = desk.new_id();
    appointment::apply(desk, deed, id, event, Some("en une ligne".into()))
}

fn refused<T: std::fmt::Debug>(done: Outcome<T>) -> &'static str {
    match done {
        Err(Fault::Refused(reason)) => reason.key,
        other => panic!("{other:?}"),
    }
}

/// Another session in the same database.
pub fn colleague(ground: &common::Ground, login: &str, roles: &[&str]) -> Desk {
    let mut desk = ground.desk(login);
    office::seat(&mut desk, TODAY);
    desk.who.user = officer();
    desk.who.roles = roles.iter().map(|r| (*r).to_owned()).collect();
    desk
}

fn nth(desk: &mut Desk, id: AppointmentId) -> i64 {
    appointment::absence(desk, id).unwrap().nth
}

both! {
    fn a_no_show_makes_a_reminder_counts_and_counts_no_more_once_justified(desk, _ground) {
        open(desk);
        let first = book(desk, &booking(1, "2026-11-25 08:00")).unwrap();
        let second = book(desk, &booking(1, "2026-12-09 08:00")).unwrap();
        at(desk, "2026-11-25");
        assert_eq!(nth(desk, first.head.id), 1);
        let missed = apply(desk, first.head.id, AppointmentEvent::Miss).unwrap();
        assert_eq!(missed.state, AppointmentState::Missed);
        let tasks = open_tasks(desk, RowId(first.head.id.0));
        assert!(tasks.iter().any(|t| t.starts_with("T6 ") && t.ends_with("2026-11-26")), "call on the next working day: {tasks:?}");
        assert_eq!(nth(desk, second.head.id), 2, "the next one would be the second in 12 months");
        at(desk, "2026-12-10");
        assert_eq!(apply(desk, first.head.id, AppointmentEvent::Justify).unwrap().state, AppointmentState::Justified);
        assert_eq!(open_tasks(desk, RowId(first.head.id.0)), Vec::<String>::new());
        assert_eq!(nth(desk, second.head.id), 1);
    }

    fn after_fifteen_days_an_absence_is_not_justified_any_more(desk, _ground) {
        open(desk);
        let missed = book(desk, &booking(1, "2026-11-25 08:00")).unwrap();
        at(desk, "2026-11-25");
        apply(desk, missed.head.id, AppointmentEvent::Miss).unwrap();
        at(desk, "2026-12-11");
        assert_eq!(refused(apply(desk, missed.head.id, AppointmentEvent::Justify)), "refused-justify-late");
    }

    fn an_absence_is_noted_a_quarter_of_an_hour_after_the_hour_at_the_earliest(desk, _ground) {
        open(desk);
        // It is 09h00.
        let soon = book(desk, &booking(1, "2026-11-24 09:15")).unwrap();
        assert_eq!(refused(apply(desk, soon.head.id, AppointmentEvent::Miss)), "refused-absence-early");
    }

    fn who_comes_the_same_day_after_all_has_no_absence_and_no_reminder(desk, _ground) {
        open(desk);
        let late = book(desk, &booking(1, "2026-11-25 08:00")).unwrap();
        at(desk, "2026-11-25");
        apply(desk, late.head.id, AppointmentEvent::Miss).unwrap();
        let here = apply(desk, late.head.id, AppointmentEvent::Arrive).unwrap();
        assert!(here.arrived_at.is_some());
        assert_eq!(open_tasks(desk, RowId(late.head.id.0)), Vec::<String>::new());
        assert_eq!(nth(desk, late.head.id), 1);
    }

    fn a_moved_appointment_is_a_chain_of_rows_of_which_one_stands(desk, _ground) {
        open(desk);
        let a = book(desk, &booking(1, "2026-11-25 08:00")).unwrap();
        let b = book(desk, &Booking { instead_of: Some(a.head.id), ..booking(1, "2026-11-26 08:00") }).unwrap();
        let c = book(desk, &Booking { instead_of: Some(b.head.id), ..booking(1, "2026-11-26 08:15") }).unwrap();
        let states: Vec<_> = [a.head.id, b.head.id, c.head.id].iter().map(|id| get::<Appointment>(desk, *id).state).collect();
        assert_eq!(states, [AppointmentState::Moved, AppointmentState::Moved, AppointmentState::Planned]);
        assert_eq!((b.moved_from, c.moved_from), (Some(a.head.id), Some(b.head.id)));
        // Its own old slot was no obstacle, and is free again.
        assert!(book(desk, &booking(2, "2026-11-25 08:00")).is_ok());
        assert_eq!(refused(book(desk, &Booking { instead_of: Some(a.head.id), ..booking(1, "2026-11-27 08:00") })), "refused-appointment-state");
    }

    fn a_slot_off_hours_in_the_pause_on_a_holiday_past_or_taken_is_refused(desk, _ground) {
        open(desk);
        let taken = booking(1, "2026-11-25 08:00");
        book(desk, &taken).unwrap();
        for (when, key) in [
            ("2026-11-24 08:30", "refused-slot-past"),
            ("2026-11-25 15:15", "refused-slot-closed"),
            ("2026-11-28 09:00", "refused-slot-closed"),
            ("2026-11-25 11:45", "refused-slot-pause"),
            ("2026-12-25 09:00", "refused-slot-holiday"),
            ("2026-11-25 08:15", "refused-slot-taken"),
        ] {
            assert_eq!(refused(book(desk, &booking(2, when))), key, "{when}");
        }
        assert!(book(desk, &booking(2, "2026-11-25 08:30")).is_ok());
    }

    fn of_two_who_book_one_slot_at_once_one_has_it_and_the_other_is_told(desk, ground) {
        open(desk);
        let start = std::sync::Barrier::new(2);
        let done: Vec<Outcome<Appointment>> = std::thread::scope(|scope| {
            let threads: Vec<_> = [("bruno", 1), ("chantal", 2)]
                .map(|(login, n)| {
                    let start = &start;
                    scope.spawn(move || {
                        let mut desk = colleague(ground, login, &["counsellor"]);
                        start.wait();
                        book(&mut desk, &booking(n, "2026-11-26 10:00"))
                    })
                })
                .into_iter()
                .collect();
            threads.into_iter().map(|t| t.join().unwrap()).collect()
        });
        let (won, lost): (Vec<_>, Vec<_>) = done.into_iter().partition(Result::is_ok);
        assert_eq!((won.len(), lost.len()), (1, 1));
        assert_eq!(refused(lost.into_iter().next().unwrap()), "refused-slot-taken");
    }

    fn of_two_on_one_row_the_second_is_told_who_was_quicker_and_what_it_is_now(desk, ground) {
        open(desk);
        let planned = book(desk, &booking(1, "2026-11-24 10:00")).unwrap();
        let mut reception = colleague(ground, "bruno", &["reception"]);
        apply(&mut reception, planned.head.id, AppointmentEvent::Arrive).unwrap();
        match apply(desk, planned.head.id, AppointmentEvent::Excuse) {
            Err(Fault::Refused(reason)) => {
                assert_eq!(reason.key, "refused-quicker-appointment-state");
                assert!(reason.args.contains(&("by", "BRUNO".to_owned())), "{reason:?}");
                assert!(reason.args.contains(&("state", AppointmentState::Arrived.id().to_owned())), "{reason:?}");
            }
            other => panic!("{other:?}"),
        }
        // What the present state allows is done.
        assert_eq!(apply(desk, planned.head.id, AppointmentEvent::Start).unwrap().state, AppointmentState::InProgress);
    }

    fn a_walk_in_is_answered_at_the_counter_but_interviewed_by_a_counsellor_only(desk, ground) {
        open(desk);
        let mut reception = colleague(ground, "bruno", &["reception"]);
        let deed = reception.new_id();
        let come = queue::walk_in(&mut reception, deed, None, Some("KOMBILA Jean-Félix".into()), "6").unwrap();
        assert_eq!((come.name.as_str(), come.appointment.state), ("KOMBILA Jean-Félix", AppointmentState::Arrived));
        assert!(come.appointment.starts_at.is_none() && come.appointment.arrived_at.is_some());
        let id = come.appointment.head.id;
        assert!(matches!(apply(&mut reception, id, AppointmentEvent::Start), Err(Fault::Denied(_))));
        let held = apply(&mut reception, id, AppointmentEvent::Hold).unwrap();
        assert_eq!((held.state, held.note.as_deref()), (AppointmentState::Held, Some("en une ligne")));
    }

    fn a_deed_is_taken_back_the_same_day_by_its_author_only(desk, ground) {
        open(desk);
        let planned = book(desk, &booking(1, "2026-11-25 08:00")).unwrap();
        at(desk, "2026-11-25");
        apply(desk, planned.head.id, AppointmentEvent::Miss).unwrap();
        let mut other = colleague(ground, "bruno", &["counsellor"]);
        at(&mut other, "2026-11-25");
        assert_eq!(refused(apply(&mut other, planned.head.id, AppointmentEvent::Corrected)), "refused-undo-not-yours");
        let subject = RowId(planned.head.id.0);
        assert_eq!(undo::last(&mut other, subject).unwrap(), None);
        let mine = undo::last(desk, subject).unwrap().unwrap();
        let deed = desk.new_id();
        undo::undo(desk, deed, mine.deed, None).unwrap();
        assert_eq!(get::<Appointment>(desk, planned.head.id).state, AppointmentState::Planned);
        apply(desk, planned.head.id, AppointmentEvent::Miss).unwrap();
        at(desk, "2026-11-26");
        assert_eq!(refused(apply(desk, planned.head.id, AppointmentEvent::Corrected)), "refused-undo-not-yours");
    }

    fn an_appointment_goes_to_a_colleague_whose_hour_is_free(desk, _ground) {
        open(desk);
        let mine = book(desk, &booking(1, "2026-11-25 08:00")).unwrap();
        let theirs = book(desk, &Booking { counsellor: officer(), ..booking(2, "2026-11-25 08:15") }).unwrap();
        let deed = desk.new_id();
        assert_eq!(refused(appointment::hand_over(desk, deed, mine.head.id, officer())), "refused-slot-taken");
        apply(desk, theirs.head.id, AppointmentEvent::Excuse).unwrap();
        let deed = desk.new_id();
        let given = appointment::hand_over(desk, deed, mine.head.id, officer()).unwrap();
        assert_eq!(given.counsellor, Some(officer()));
    }
}
