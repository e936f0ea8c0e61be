//! The pages of the day, the queue and the agenda, and the question what others have saved, on both engines.

use guichet::domain::lifecycle::{AppointmentEvent, AppointmentState};
use guichet::domain::office::User;
use guichet::domain::record::{Head, parse_day};
use guichet::domain::task::Task;
use guichet::services::appointment::Booking;
use guichet::services::{agenda, changes, day, queue};
use guichet::store::Desk;

use crate::appointments::{apply, book, booking, colleague, moment, open};
use crate::office::{self, at, counsellor, id, officer, person, write};
use crate::{both, common};

fn task(desk: &mut Desk, n: u128, due: &str, f: impl Fn(&mut Task)) {
    let mut task = Task {
        head: Head::new(id(7000 + n)),
        kind: "T99".to_owned(),
        subject_kind: "person".to_owned(),
        subject: id(1001),
        person: Some(person(1)),
        agency: "LBV".to_owned(),
        assignee: counsellor(),
        due: parse_day(due),
        priority: 2,
        ..Task::default()
    };
    f(&mut task);
    write(desk, |w| w.insert(&task));
}

both! {
    fn what_is_left_unsettled_stands_first_on_the_next_day(desk, _ground) {
        open(desk);
        book(desk, &booking(1, "2026-11-24 10:00")).unwrap();
        let settled = book(desk, &booking(2, "2026-11-24 11:00")).unwrap();
        apply(desk, settled.head.id, AppointmentEvent::Excuse).unwrap();
        book(desk, &booking(3, "2026-11-25 08:00")).unwrap();
        at(desk, "2026-11-25");
        let page = day::page(desk).unwrap();
        let names: Vec<&str> = page.meetings.iter().map(|m| m.name.as_str()).collect();
        assert_eq!(names, ["NOM1 Essai", "NOM3 Essai"]);
        assert!(page.meetings[0].appointment.to_settle(page.now, 15));
        assert_eq!((page.booked(), page.waiting()), (1, 0));
    }

    fn tasks_come_by_their_day_until_the_end_of_the_week_with_their_counts(desk, _ground) {
        open(desk);
        let own = day::page(desk).unwrap().due;
        for (n, due) in [(1, "2026-11-17"), (2, "2026-11-24"), (3, "2026-11-27"), (4, "2026-11-30")] {
            task(desk, n, due, |_| {});
        }
        let page = day::page(desk).unwrap();
        assert_eq!((page.due.late - own.late, page.due.today - own.today, page.due.week - own.week), (1, 1, 1));
        let days: Vec<_> = page.todos.iter().filter(|t| t.task.kind == "T99").map(|t| t.task.due.unwrap().to_string()).collect();
        assert_eq!(days, ["2026-11-17", "2026-11-24", "2026-11-27"]);
        let first = page.todos.iter().find(|t| t.task.kind == "T99").unwrap();
        assert_eq!(first.name.as_deref(), Some("NOM1 Essai"));
    }

    fn the_tasks_of_who_is_away_show_to_the_deputy(desk, _ground) {
        open(desk);
        let before: User = office::get(desk, officer());
        let away = User {
            deputy: Some(counsellor()),
            absent_from: parse_day("2026-11-23"),
            absent_to: parse_day("2026-11-27"),
            ..before.clone()
        };
        task(desk, 1, "2026-11-24", |t| t.assignee = officer());
        let has = |desk: &mut Desk| day::page(desk).unwrap().todos.iter().any(|t| t.task.assignee == officer());
        assert!(!has(desk));
        write(desk, |w| w.update(&before, &away));
        assert!(has(desk));
    }

    fn a_page_is_few_round_trips(desk, ground) {
        open(desk);
        book(desk, &booking(1, "2026-11-24 10:00")).unwrap();
        let mut trips = |f: &dyn Fn(&mut Desk)| {
            let before = desk.round_trips();
            f(desk);
            desk.round_trips() - before
        };
        let (one, two, three) = (
            trips(&|d| drop(day::page(d).unwrap())),
            trips(&|d| drop(queue::page(d).unwrap())),
            trips(&|d| drop(agenda::page(d, counsellor(), parse_day("2026-11-23").unwrap(), 7).unwrap())),
        );
        // The question what others have saved, the drafts, and the lists in one flight; in SQLite each statement is a call.
        if ground.is_postgres() {
            assert!(one <= 3 && two <= 2 && three <= 2, "{one} {two} {three}");
        }
    }

    fn what_others_save_is_news_and_what_oneself_saves_is_not(desk, ground) {
        open(desk);
        let planned = book(desk, &booking(1, "2026-11-24 10:00")).unwrap();
        let mark = changes::mark(desk).unwrap();
        book(desk, &booking(2, "2026-11-24 11:00")).unwrap();
        assert!(!changes::news(desk, mark).unwrap());
        let mut other = colleague(ground, "bruno", &["reception"]);
        apply(&mut other, planned.head.id, AppointmentEvent::Arrive).unwrap();
        assert!(changes::news(desk, mark).unwrap());
        let page = day::page(desk).unwrap();
        assert_eq!(page.meetings[0].appointment.state, AppointmentState::Arrived);
        assert!(!changes::news(desk, page.mark).unwrap());
    }

    fn the_queue_has_who_waits_by_arrival_who_is_expected_and_who_is_free(desk, ground) {
        open(desk);
        let first = book(desk, &booking(1, "2026-11-24 10:00")).unwrap();
        book(desk, &booking(2, "2026-11-24 11:00")).unwrap();
        let mut reception = colleague(ground, "bruno", &["reception"]);
        let deed = reception.new_id();
        queue::walk_in(&mut reception, deed, Some(person(3)), None, "2").unwrap();
        std::thread::sleep(std::time::Duration::from_millis(5));
        apply(&mut reception, first.head.id, AppointmentEvent::Arrive).unwrap();
        let page = queue::page(&mut reception).unwrap();
        let names = |all: &[day::Meeting]| all.iter().map(|m| m.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&page.waiting), ["NOM3 Essai", "NOM1 Essai"]);
        assert_eq!(names(&page.expected), ["NOM2 Essai"]);
        let free: Vec<_> = page.free.iter().map(|(o, until)| (o.name.as_str(), until.map(|t| t.to_string()))).collect();
        assert_eq!(free, [("ALINE", Some("11:00:00".to_owned())), ("BRUNO", None)]);
        apply(desk, first.head.id, AppointmentEvent::Start).unwrap();
        let page = queue::page(&mut reception).unwrap();
        assert!(page.free.iter().all(|(o, _)| o.name != "ALINE"), "who holds an interview is not free");
    }

    fn the_agenda_has_a_day_with_its_gaps_and_each_page_an_answer_for_programs(desk, _ground) {
        open(desk);
        book(desk, &booking(1, "2026-11-24 10:00")).unwrap();
        book(desk, &Booking { minutes: 45, ..booking(2, "2026-11-24 10:30") }).unwrap();
        let page = agenda::page(desk, counsellor(), parse_day("2026-11-24").unwrap(), 1).unwrap();
        let busy: Vec<_> = page.busy().iter().map(|s| (s.from, s.minutes())).collect();
        assert_eq!(busy, [(moment("2026-11-24 10:00"), 30), (moment("2026-11-24 10:30"), 45)]);
        let rows = agenda::show(desk).unwrap();
        let hours: Vec<&str> = rows.iter().map(|r| r["starts_at"].as_str().unwrap()).collect();
        assert_eq!(hours[..3], ["2026-11-24T07:30", "2026-11-24T10:00", "2026-11-24T10:30"], "{rows:?}");
        let day = day::show(desk).unwrap();
        assert_eq!((day[0]["row"].as_str(), day[0]["state"].as_str(), day[0]["name"].as_str()), (Some("appointment"), Some("planned"), Some("NOM1 Essai")));
        let queue = queue::show(desk).unwrap();
        assert_eq!(queue.len(), 2);
        assert!(queue[0]["waiting_minutes"].is_null());
    }
}
