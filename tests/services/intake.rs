//! Registering at the counter (domain.md §3.1, §5): the number, who is in charge, what follows, and no person twice.

use chrono::Utc;
use guichet::domain::ids::{DeedId, PersonId, RowId};
use guichet::domain::lifecycle::RegistrationState;
use guichet::domain::office::{DuplicatePair, User};
use guichet::domain::person::Person;
use guichet::domain::person_file::{PersonFile, sheet};
use guichet::domain::record::Head;
use guichet::domain::registration::Registration;
use guichet::fault::{Fault, Value};
use guichet::services::draft::{self, Draft};
use guichet::services::follow_up::{self, Renewed};
use guichet::services::{appointment, codes, intake, people, search};
use guichet::store::{Desk, records};

use crate::office::{self, TODAY, day, get, id, open_tasks, register, write};
use crate::{both, common};

/// The office with all its lists; who acts is aline, who has one intensive file; dora has none.
fn open(desk: &mut Desk, ground: &common::Ground) {
    codes::load_reference(&mut *ground.engine(), Utc::now()).unwrap();
    office::open(desk);
    desk.rules = desk.read(|r| codes::load_rules(r, day(TODAY))).unwrap();
    register(desk, 90_000, TODAY, |r| r.intensity = Some("REN".to_owned()));
    let dora = User {
        head: Head::new(id(9)),
        login: "dora".to_owned(),
        name: "DORA".to_owned(),
        roles: vec!["counsellor".to_owned()],
        agency: "LBV".to_owned(),
        room: Some("6".to_owned()),
        active: true,
        ..User::default()
    };
    write(desk, |w| w.insert(&dora));
}

/// As the form fills it.
pub fn form(surname: &str, document: (&str, &str)) -> PersonFile {
    let mut file = PersonFile::default();
    let mut put = |column: &str, value: Value| sheet().column(column).unwrap().set(&mut file, value).unwrap();
    for (column, text) in [
        ("id_document_type", document.0),
        ("surname", surname),
        ("given_names", "Rosalie"),
        ("sex", "F"),
        ("birth_date", "1996-02-17"),
        ("birth_precision", "D"),
        ("nationality", "GA"),
        ("phone", "07 12 34 56"),
        ("province", "GA-1"),
        ("department", "GA-1-05"),
        ("town", "Libreville"),
        ("education_level", "3"),
        ("occupation", "5223"),
        ("occupation_label", "vendeuse en prêt-à-porter"),
        ("mobility", "2"),
        ("entry_reason", "1"),
        ("privacy_notice_at", TODAY),
    ] {
        put(column, Value::from(text));
    }
    put("experience_months", Value::Int(36));
    if !document.1.is_empty() {
        put("id_document_number", Value::from(document.1));
    }
    file
}

pub const CNIE: (&str, &str) = ("2", "ga00 demo 004502");

fn count(desk: &mut Desk, what: &str) -> i64 {
    let sql = format!("SELECT CAST(count(*) AS BIGINT) AS n FROM {what}");
    desk.read(|r| Ok(r.one(&sql, &[], |row| row.int("n"))?)).unwrap().unwrap()
}

both! {
    fn a_registration_gives_number_counsellor_tasks_and_is_found(desk, ground) {
        open(desk, ground);
        let kept = Draft { id: RowId(uuid::Uuid::from_u128(77)), form: "intake".into(), ..Draft::default() };
        draft::keep(desk, &kept).unwrap();
        let deed = desk.new_id();
        let done = people::create(desk, deed, &form("Nyingone", CNIE), Some(kept.id)).unwrap();
        assert_eq!(done.number, guichet::domain::ids::person_number("LBV", 2026, 1));
        assert_eq!((done.name.as_str(), done.state), ("NYINGONE Rosalie", RegistrationState::Active));
        assert_eq!(done.renewal_due, Some(day("2027-02-22")));
        let assigned = done.counsellor.clone().unwrap();
        assert_eq!((assigned.name.as_str(), assigned.load, assigned.average), ("DORA", 0, 1));
        let open = open_tasks(desk, RowId(done.registration.0));
        assert!(open.iter().any(|t| t.starts_with("T1 ")) && open.iter().any(|t| t.starts_with("T2 ")), "{open:?}");
        let person: Person = get(desk, done.person);
        assert_eq!(person.id_document_number.as_deref(), Some("GA00DEMO004502"));
        assert_eq!(person.phone.as_deref(), Some("+24177123456"));
        assert_eq!(person.phone_typed.as_deref(), Some("07 12 34 56"), "the old number is kept as typed");
        for words in ["rosali nyngone", "07 12 34 56", &done.number] {
            let hits = search::people(desk, words, 5).unwrap();
            assert_eq!(hits.first().map(|h| h.card.number.as_str()), Some(done.number.as_str()), "{words}");
        }
        assert_eq!(draft::mine(desk).unwrap(), [], "the draft goes with the save");
    }

    fn the_first_slot_is_booked_with_the_counsellor_in_charge(desk, ground) {
        open(desk, ground);
        let deed = desk.new_id();
        let done = people::create(desk, deed, &form("Nyingone", CNIE), None).unwrap();
        let after = intake::after(desk, &done).unwrap();
        assert_eq!((after.slots.len(), after.agency.contains("Libreville")), (3, true), "{after:?}");
        let booking = appointment::Booking {
            kind: "1".into(),
            person: Some(done.person),
            counsellor: done.counsellor.unwrap().user,
            at: after.slots[0],
            ..appointment::Booking::default()
        };
        let deed = desk.new_id();
        let booked = appointment::book(desk, deed, &booking).unwrap();
        assert_eq!(booked.minutes, Some(45));
        let deed = desk.new_id();
        assert!(matches!(appointment::book(desk, deed, &booking), Err(Fault::Refused(_))), "a slot is taken once");
    }

    fn without_a_document_the_file_is_to_be_completed(desk, ground) {
        open(desk, ground);
        let deed = desk.new_id();
        let done = people::create(desk, deed, &form("Nyingone", ("0", "")), None).unwrap();
        assert_eq!(done.state, RegistrationState::Incomplete);
        let registration: Registration = get(desk, done.registration);
        assert_eq!(registration.missing_documents, ["1"]);
        let open = open_tasks(desk, RowId(done.registration.0));
        assert!(open.iter().any(|t| t.starts_with("T3 ")), "{open:?}");
    }

    fn what_is_missing_or_wrong_is_said_at_its_field_and_nothing_is_stored(desk, ground) {
        open(desk, ground);
        let before = count(desk, "person");
        let mut file = form("Nyingone", CNIE);
        file.person.birth_date = Some(day("2012-01-01"));
        file.wishes.mobility = None;
        let deed = desk.new_id();
        let Err(Fault::Flaws(flaws)) = people::create(desk, deed, &file, None) else { panic!("it was stored") };
        let found: Vec<_> = flaws.iter().map(|f| (f.field, f.key)).collect();
        assert!(found.contains(&("birth_date", "flaw-too-young")) && found.contains(&("mobility", "flaw-missing")), "{found:?}");
        assert_eq!(count(desk, "person"), before);
    }

    fn the_same_document_is_refused_and_names_the_other_file(desk, ground) {
        open(desk, ground);
        let deed = desk.new_id();
        let first = people::create(desk, deed, &form("Nyingone", CNIE), None).unwrap();
        let again = form("Autre", ("2", "GA00DEMO004502"));
        let deed = desk.new_id();
        let Err(Fault::Refused(reason)) = people::create(desk, deed, &again, None) else { panic!("it was stored") };
        assert_eq!(reason.key, "refused-same-document");
        assert!(reason.args.contains(&("number", first.number.clone())), "{reason:?}");
        // Only the head says that they are two.
        let deed = desk.new_id();
        assert!(people::create_beside(desk, deed, &again, None, &[first.person]).is_err());
        desk.who.roles.push("head".to_owned());
        let deed = desk.new_id();
        let second = people::create_beside(desk, deed, &again, None, &[first.person]).unwrap();
        let pairs = desk.read(|r| records::where_::<DuplicatePair>(r, "person_b = $1", &[second.person.into()])).unwrap();
        assert_eq!(pairs.iter().map(|p| (p.person_a, p.state.as_str())).collect::<Vec<_>>(), [(first.person, "distinct")]);
        assert!(second.number.starts_with("LBV-26-000002-"), "no number is lost by a refusal: {}", second.number);
    }

    fn a_deed_that_comes_again_registers_once(desk, ground) {
        open(desk, ground);
        let deed: DeedId = desk.new_id();
        let first = people::create(desk, deed, &form("Nyingone", CNIE), None).unwrap();
        let people_now = count(desk, "person");
        let again = people::create(desk, deed, &form("Nyingone", CNIE), None).unwrap();
        assert_eq!((again.person, again.number), (first.person, first.number));
        assert_eq!(count(desk, "person"), people_now);
        let deed = desk.new_id();
        let next = people::create(desk, deed, &form("Obame", ("3", "12AB")), None).unwrap();
        assert!(next.number.starts_with("LBV-26-000002-"), "{}", next.number);
    }

    fn of_two_counsellors_with_one_document_the_second_is_told_the_number_of_the_first(desk, ground) {
        open(desk, ground);
        let ends: Vec<_> = std::thread::scope(|scope| {
            let both: Vec<_> = ["aline", "dora"].into_iter().map(|login| {
                let mut desk = ground.desk(login);
                office::seat(&mut desk, TODAY);
                desk.rules = desk.read(|r| codes::load_rules(r, day(TODAY))).unwrap();
                scope.spawn(move || {
                    let deed = desk.new_id();
                    people::create(&mut desk, deed, &form("Nyingone", CNIE), None)
                })
            }).collect();
            both.into_iter().map(|t| t.join().unwrap()).collect()
        });
        let stored: Vec<_> = ends.iter().flatten().map(|d| d.number.clone()).collect();
        assert_eq!(stored.len(), 1, "{ends:?}");
        let refused = ends.iter().find_map(|e| match e {
            Err(Fault::Refused(reason)) => Some(reason.args.clone()),
            _ => None,
        });
        assert!(refused.is_some_and(|args| args.contains(&("number", stored[0].clone()))), "{ends:?}");
    }

    fn the_walk_in_who_is_known_is_renewed_or_registered_again(desk, ground) {
        open(desk, ground);
        let deed = desk.new_id();
        let done = people::create(desk, deed, &form("Nyingone", CNIE), None).unwrap();
        let found = search::possible_duplicates(desk, &sketch("NYINGONE", "Rosalie", "+24177123456")).unwrap();
        assert_eq!(found.first().map(|p| p.card.number.clone()), Some(done.number));
        office::at(desk, "2026-12-01");
        let deed = desk.new_id();
        let person = PersonId(found[0].card.id);
        let Renewed::Renewed(registration) = follow_up::renew_or_register(desk, deed, person).unwrap() else { panic!() };
        assert_eq!(registration.renewal_due, Some(day("2027-03-01")));
        let deed = desk.new_id();
        follow_up::leave(desk, deed, registration.head.id, "13").unwrap();
        let deed = desk.new_id();
        let Renewed::Registered(new) = follow_up::renew_or_register(desk, deed, person).unwrap() else { panic!() };
        assert!(new.head.id != registration.head.id && new.state == RegistrationState::Active);
    }
}

fn sketch(surname: &str, given: &str, phone: &str) -> guichet::domain::duplicate::Sketch {
    guichet::domain::duplicate::Sketch {
        surname: surname.to_owned(),
        given_names: given.to_owned(),
        phones: vec![phone.to_owned()],
        ..guichet::domain::duplicate::Sketch::default()
    }
}
