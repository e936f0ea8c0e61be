//! Interviews (domain.md §2.8, §5): what is agreed is stored as one deed, the appointment is honoured, tasks follow, the next slot is
//! held to the agenda, and sensitive obstacles have their own right.

use chrono::{NaiveDateTime, Utc};
use guichet::domain::appointment::Appointment;
use guichet::domain::ids::{AppointmentId, DeedId, RowId};
use guichet::domain::interview::{Diagnosis, Interview, Obstacle, PlanAction};
use guichet::domain::lifecycle::{AppointmentEvent, AppointmentState};
use guichet::domain::record::Record;
use guichet::domain::registration::Registration;
use guichet::fault::{Fault, Outcome};
use guichet::services::appointment::{self, Booking};
use guichet::services::codes;
use guichet::services::draft::{self, Draft};
use guichet::services::interview::{self, Next, Opened, Saved, Talk};
use guichet::store::{Desk, records};

use crate::office::{self, TODAY, counsellor, day, get, open_tasks, person, register, tasks};
use crate::{both, common};

fn open(desk: &mut Desk, ground: &common::Ground) {
    codes::load_reference(&mut *ground.engine(), Utc::now()).unwrap();
    office::open(desk);
    desk.rules = desk.read(|r| codes::load_rules(r, day(TODAY))).unwrap();
}

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn book(desk: &mut Desk, n: u128, kind: &str, when: &str) -> Outcome<Appointment> {
    let booking =
        Booking { kind: kind.into(), person: Some(person(n)), counsellor: counsellor(), at: at(when), ..Booking::default() };
    let deed = desk.new_id();
    appointment::book(desk, deed, &booking)
}

fn begin(desk: &mut Desk, n: u128, appointment: Option<AppointmentId>) -> Opened {
    let deed = desk.new_id();
    interview::open(desk, deed, person(n), appointment).unwrap()
}

/// What AKOMA Grâce said (screens.md drawing 7).
pub fn talk(n: u128, opened: &Opened, next: Next) -> Talk {
    let obstacle = |theme: &str, words: &str| Obstacle {
        theme: Some(theme.into()),
        situation: Some(words.into()),
        state: "open".into(),
        ..Obstacle::default()
    };
    let action = |code: &str, due: &str| PlanAction { action: Some(code.into()), due: Some(day(due)), ..PlanAction::default() };
    let rated = ["2", "3", "2", "1", "2", "2", "4", "3"];
    Talk {
        person: person(n),
        appointment: opened.appointment.as_ref().map(|a| a.head.id),
        kind: opened.kind.clone(),
        summary: "Projet vente confirmé, CV à refaire, accepte Akanda.".into(),
        notes: Some("Deux ans en boutique chez un oncle.\nSans certificat.".into()),
        ratings: "ABCDEFGH".chars().zip(rated).map(|(a, r)| (a.to_string(), r.to_owned(), None)).collect(),
        obstacles: vec![obstacle("1", "deux taxis"), obstacle("8", "sans courriel")],
        actions: vec![action("01", "2026-12-08"), action("09", "2026-12-02")],
        next,
        ..Talk::default()
    }
}

fn follow_up(when: &str) -> Next {
    Next::At(at(when), "2".into(), 30)
}

fn save(desk: &mut Desk, talk: &Talk) -> Outcome<Saved> {
    let deed = desk.new_id();
    interview::save(desk, deed, talk, None)
}

/// Interviews, ratings, obstacles, actions of a person.
fn stored(desk: &mut Desk, n: u128) -> [usize; 4] {
    fn count<R: Record>(desk: &mut Desk, n: u128) -> usize {
        desk.read(|r| records::where_::<R>(r, "person = $1", &[person(n).into()])).unwrap().len()
    }
    [count::<Interview>(desk, n), count::<Diagnosis>(desk, n), count::<Obstacle>(desk, n), count::<PlanAction>(desk, n)]
}

fn key(fault: &Fault) -> &str {
    match fault {
        Fault::Refused(reason) => reason.key,
        other => panic!("{other:?}"),
    }
}

both! {
    fn a_first_interview_stores_all_that_was_agreed_and_settles_what_was_due(desk, ground) {
        open(desk, ground);
        let reg = register(desk, 1, "2026-11-10", |_| {});
        let booked = book(desk, 1, "1", "2026-11-24 10:00").unwrap().head.id;
        assert!(open_tasks(desk, RowId(reg.0)).iter().any(|t| t.starts_with("T1 ")), "{:?}", open_tasks(desk, RowId(reg.0)));
        let opened = begin(desk, 1, Some(booked));
        assert_eq!((opened.kind.as_str(), opened.rhythm), ("1", 60));
        assert_eq!(get::<Appointment>(desk, booked).state, AppointmentState::InProgress);
        let proposed = opened.next.unwrap();
        assert_eq!((proposed.0.date(), proposed.1), (day("2027-01-22"), 30), "the last working day within 60 days");
        let kept = Draft { id: desk.new_id(), form: "interview".into(), subject: Some(RowId(person(1).0)), ..Draft::default() };
        draft::keep(desk, &kept).unwrap();

        let talk = talk(1, &opened, Next::At(proposed.0, "2".into(), proposed.1));
        let deed: DeedId = desk.new_id();
        let saved = interview::save(desk, deed, &talk, Some(kept.id)).unwrap();
        let held = get::<Appointment>(desk, booked);
        assert_eq!((held.state, held.ended_at.is_some()), (AppointmentState::Held, true));
        let next = saved.next.clone().unwrap();
        assert_eq!((get::<Appointment>(desk, next.head.id).state, next.minutes), (AppointmentState::Planned, Some(30)));
        let row = get::<Interview>(desk, saved.interview);
        assert_eq!((row.appointment, row.next_appointment, row.day), (Some(booked), Some(next.head.id), Some(day(TODAY))));
        assert_eq!(stored(desk, 1), [1, 8, 2, 2]);
        let registration = get::<Registration>(desk, reg);
        assert_eq!(registration.last_contact, Some(day(TODAY)));
        let all = tasks(desk, RowId(reg.0));
        let of = |kind: &str| all.iter().filter(|t| t.starts_with(kind)).map(String::as_str).collect::<Vec<_>>();
        assert_eq!(of("T1 "), ["T1 2026-11-10/10 2026-11-24 dropped"], "no first interview is asked any more");
        assert_eq!(of("T4 "), ["T4 2026-11-10/contact 2027-01-09 dropped", "T4 2026-11-24/contact 2027-01-23 open"]);
        assert_eq!(draft::mine(desk).unwrap(), [], "the draft goes with the save");

        // The answer was lost and the deed comes again: nothing twice, the same ids.
        let again = interview::save(desk, deed, &talk, Some(kept.id)).unwrap();
        assert_eq!((again.interview, again.next.map(|a| a.head.id)), (saved.interview, Some(next.head.id)));
        assert_eq!(stored(desk, 1), [1, 8, 2, 2]);

        // The next one begins from what this one left; the latest rating of an axis is the present one.
        office::at(desk, "2027-01-22");
        let opened = begin(desk, 1, None);
        assert_eq!((opened.kind.as_str(), opened.appointment.as_ref().map(|a| a.head.id)), ("2", Some(next.head.id)));
        assert_eq!(opened.left.ratings.iter().map(|d| d.rating.as_str()).collect::<String>(), "23212243");
        let mut talk = Talk { ratings: vec![("D".into(), "3".into(), Some("CV refait".into()))], ..talk };
        talk.appointment = opened.appointment.as_ref().map(|a| a.head.id);
        talk.obstacles = opened.left.obstacles.clone();
        talk.obstacles[0].state = "lifted".into();
        talk.actions = opened.left.actions.clone();
        talk.actions[0].state = "done".into();
        talk.next = Next::None("4".into());
        save(desk, &talk).unwrap();
        assert_eq!(stored(desk, 1), [2, 9, 2, 2], "what was told before is changed, not told again");
        let opened = begin(desk, 1, None);
        assert_eq!(opened.left.ratings.iter().map(|d| d.rating.as_str()).collect::<String>(), "23232243");
        assert_eq!((opened.left.obstacles.len(), opened.left.actions.len()), (1, 1));
        let done = desk.read(|r| records::where_::<PlanAction>(r, "state = 'done'", &[])).unwrap();
        assert_eq!(done[0].done_on, Some(day("2027-01-22")));
    }

    fn a_slot_taken_meanwhile_is_refused_and_nothing_is_stored(desk, ground) {
        open(desk, ground);
        register(desk, 1, "2026-11-10", |_| {});
        register(desk, 2, "2026-11-10", |_| {});
        let booked = book(desk, 1, "1", "2026-11-24 10:00").unwrap().head.id;
        let opened = begin(desk, 1, Some(booked));
        book(desk, 2, "2", "2027-01-22 09:30").unwrap();
        let mut talk = talk(1, &opened, follow_up("2027-01-22 09:45"));
        assert_eq!(key(&save(desk, &talk).unwrap_err()), "refused-slot-taken");
        for (when, why) in [
            ("2027-01-23 09:30", "refused-slot-closed"),
            ("2027-01-01 09:30", "refused-slot-holiday"),
            ("2026-11-23 09:30", "refused-slot-past"),
        ] {
            talk.next = follow_up(when);
            assert_eq!(key(&save(desk, &talk).unwrap_err()), why);
        }
        assert_eq!(stored(desk, 1), [0, 0, 0, 0]);
        assert_eq!(get::<Appointment>(desk, booked).state, AppointmentState::InProgress);
        talk.next = follow_up("2027-01-22 10:00");
        save(desk, &talk).unwrap();
        assert_eq!(stored(desk, 1), [1, 8, 2, 2]);
    }

    fn of_two_who_take_one_slot_at_the_same_moment_one_is_refused_whole(desk, ground) {
        open(desk, ground);
        register(desk, 1, "2026-11-10", |_| {});
        register(desk, 2, "2026-11-10", |_| {});
        let talks = [1, 2].map(|n| { let opened = begin(desk, n, None); talk(n, &opened, follow_up("2027-01-21 08:00")) });
        let start = std::sync::Barrier::new(2);
        let outcomes: Vec<Outcome<Saved>> = std::thread::scope(|scope| {
            let both: Vec<_> = talks.iter().map(|talk| {
                let (mut other, start) = (ground.desk("aline"), &start);
                office::seat(&mut other, TODAY);
                scope.spawn(move || { start.wait(); save(&mut other, talk) })
            }).collect();
            both.into_iter().map(|t| t.join().unwrap()).collect()
        });
        let refused: Vec<usize> = (0..2).filter(|i| outcomes[*i].is_err()).collect();
        assert_eq!(refused.len(), 1, "{outcomes:?}");
        let (lost, won) = (refused[0], 1 - refused[0]);
        assert_eq!(key(outcomes[lost].as_ref().unwrap_err()), "refused-slot-taken");
        assert_eq!(stored(desk, lost as u128 + 1), [0, 0, 0, 0]);
        assert_eq!(stored(desk, won as u128 + 1), [1, 8, 2, 2]);
    }

    fn an_appointment_settled_by_someone_else_stops_the_save_until_it_is_left_out(desk, ground) {
        open(desk, ground);
        register(desk, 1, "2026-11-10", |_| {});
        let booked = book(desk, 1, "1", "2026-11-24 10:00").unwrap().head.id;
        let opened = begin(desk, 1, Some(booked));
        let mut talk = talk(1, &opened, Next::None("6".into()));
        for event in [AppointmentEvent::Corrected, AppointmentEvent::Cancel] {
            let deed = desk.new_id();
            appointment::apply(desk, deed, booked, event, None).unwrap();
        }
        assert_eq!(key(&save(desk, &talk).unwrap_err()), "refused-appointment-state");
        assert_eq!(stored(desk, 1), [0, 0, 0, 0]);
        talk.appointment = None;
        let saved = save(desk, &talk).unwrap();
        assert_eq!(get::<Interview>(desk, saved.interview).no_next_reason.as_deref(), Some("6"));
    }

    fn the_words_of_a_sensitive_obstacle_have_their_own_right_and_leave_a_trace(desk, ground) {
        open(desk, ground);
        register(desk, 1, "2026-11-10", |_| {});
        let opened = begin(desk, 1, None);
        let mut talk = talk(1, &opened, Next::None("4".into()));
        talk.obstacles[1].theme = Some("4".into());
        save(desk, &talk).unwrap();
        let left = begin(desk, 1, None).left.obstacles;
        assert_eq!(left.iter().map(|o| o.situation.as_deref()).collect::<Vec<_>>(), [Some("deux taxis"), None]);
        let deed: DeedId = desk.new_id();
        let shown = interview::reveal(desk, deed, person(1), left[1].head.id).unwrap();
        assert_eq!(shown.situation.as_deref(), Some("sans courriel"));
        let sql = "SELECT CAST(count(*) AS BIGINT) AS n FROM audit WHERE act = 'reveal_obstacle'";
        assert_eq!(desk.read(|r| Ok(r.one(sql, &[], |row| row.int("n"))?)).unwrap(), Some(1));

        // A counsellor who isn't in charge: neither reads nor writes one, and holds the interview without it.
        let mut other = ground.desk("bruno");
        office::seat(&mut other, TODAY);
        (other.who.user, other.who.roles) = (office::officer(), vec!["counsellor".to_owned()]);
        let deed: DeedId = other.new_id();
        assert!(matches!(interview::reveal(&mut other, deed, person(1), left[1].head.id), Err(Fault::Denied(_))));
        assert!(matches!(save(&mut other, &talk), Err(Fault::Denied(_))));
        talk.obstacles.remove(1);
        save(&mut other, &talk).unwrap();
        // Saving what is known keeps the words that weren't shown.
        let mut known = begin(desk, 1, None).left.obstacles;
        known[1].state = "in_progress".into();
        talk.obstacles = known.clone();
        save(desk, &talk).unwrap();
        assert_eq!(get::<Obstacle>(desk, known[1].head.id).situation.as_deref(), Some("sans courriel"));
        assert_eq!(stored(desk, 1)[0], 3);
    }

    fn a_person_who_left_the_list_has_no_interview(desk, ground) {
        open(desk, ground);
        let reg = register(desk, 1, "2026-11-10", |_| {});
        let deed = desk.new_id();
        guichet::services::follow_up::leave(desk, deed, reg, "13").unwrap();
        let deed = desk.new_id();
        let refused = interview::open(desk, deed, person(1), None).unwrap_err();
        assert_eq!(key(&refused), "refused-interview-no-registration");
    }
}
