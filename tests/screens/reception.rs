//! The office of drawings 1, 1b, 6a and 6b: a counsellor with his day, a colleague, a receptionist, on Tuesday 24 November 2026 at 08h42.

use std::rc::Rc;

use chrono::Utc;
use guichet::domain::appointment::Appointment;
use guichet::domain::calendar;
use guichet::domain::ids::{AppointmentId, Id, PersonId, RowId, TaskId, UserId};
use guichet::domain::lifecycle::{AppointmentState, RegistrationState};
use guichet::domain::office::User;
use guichet::domain::person::Person;
use guichet::domain::record::{Head, parse_day, parse_instant};
use guichet::domain::registration::Registration;
use guichet::domain::task::Task;
use guichet::domain::who::Who;
use guichet::fault::Outcome;
use guichet::services::codes;
use guichet::store::{self, Clock, Desk, Write, migrate};
use guichet::tui::screens::{House, Office};
use uuid::Uuid;

/// 08h42 in Libreville.
pub const NOW: &str = "2026-11-24T07:42:00.000Z";

pub fn id<I: Id>(n: u128) -> I {
    I::from_uuid(Uuid::from_u128(n))
}
pub fn mabiala() -> UserId {
    id(1)
}
pub fn mounguengui() -> UserId {
    id(2)
}

pub fn write<T>(desk: &mut Desk, mut f: impl FnMut(&mut Write<'_>) -> Outcome<T>) -> T {
    let deed = desk.deed("story");
    desk.lenient(|desk| desk.write(deed, |w| f(w))).unwrap()
}

/// A session in the same database: another post.
pub fn post(url: &str, user: UserId, login: &str, roles: &[&str]) -> Desk {
    let mut engine = store::open(url).unwrap();
    let rules = codes::load_rules(&mut *engine, parse_day("2026-11-24").unwrap()).unwrap();
    let who = Who {
        user,
        login: login.into(),
        name: login.to_uppercase(),
        agency: "LBV".into(),
        roles: roles.iter().map(|r| (*r).to_owned()).collect(),
        post: format!("LBV-{login}"),
    };
    let clock = Clock::Training { offset: parse_instant(NOW).unwrap() - Utc::now() };
    Desk::new(engine, who, clock, rules)
}

/// Who made the office, an hour before.
fn maker(url: &str) -> Desk {
    let mut desk = post(url, mabiala(), "story", &["counsellor"]);
    desk.clock = Clock::Training { offset: parse_instant("2026-11-24T06:42:00.000Z").unwrap() - Utc::now() };
    desk
}

/// An office in a file, so that several posts share it.
pub struct Reception {
    _dir: tempfile::TempDir,
    pub url: String,
}

impl Reception {
    /// With lists and accounts, nobody expected.
    pub fn empty() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", dir.path().join("office.db").display());
        let mut engine = store::create(&url).unwrap();
        migrate::migrate(&mut *engine, Utc::now()).unwrap();
        codes::load_reference(&mut *engine, Utc::now()).unwrap();
        let office = Reception { _dir: dir, url };
        let account = |n: u128, login: &str, name: &str, role: &str, room: &str| User {
            head: Head::new(id(n)),
            login: login.into(),
            name: name.into(),
            roles: vec![role.into()],
            agency: "LBV".into(),
            room: Some(room.into()).filter(|r: &String| !r.is_empty()),
            active: true,
            ..User::default()
        };
        write(&mut maker(&office.url), |w| {
            w.insert(&account(1, "hmabiala", "MABIALA Hugues", "counsellor", "4"))?;
            w.insert(&account(2, "rmounguengui", "MOUNGUENGUI Reine", "counsellor", "5"))?;
            w.insert(&account(3, "langoue", "ANGOUÉ Lydie", "reception", ""))?;
            w.insert(&account(4, "ptchoua", "TCHOUA Patrice", "employer_officer", ""))?;
            w.insert(&account(5, "nzondo", "NZONDO Faustin", "admin", ""))
        });
        office
    }
    /// With the day of drawing 1.
    pub fn day() -> Self {
        let office = Reception::empty();
        let mut desk = maker(&office.url);
        for (n, surname, given, phone) in PEOPLE {
            person(&mut desk, *n, surname, given, phone);
        }
        register(&mut desk, 103);
        for (n, at, kind, mode, who, state, arrived) in DAY {
            let mut a = appointment(*n, at, kind, *who, *state);
            a.mode = Some((*mode).to_owned());
            a.arrived_at = (!arrived.is_empty()).then(|| instant(arrived));
            write(&mut desk, |w| w.insert(&a));
        }
        for (n, kind, due, who, words) in TASKS {
            task(&mut desk, *n, kind, due, *who, words);
        }
        office
    }
    /// The counsellor's session.
    pub fn counsellor(&self) -> Desk {
        post(&self.url, mabiala(), "hmabiala", &["counsellor"])
    }
    /// The receptionist's.
    pub fn receptionist(&self) -> Desk {
        post(&self.url, id(3), "langoue", &["reception"])
    }
}

/// What the screens know of the office of a session.
pub fn house(desk: &Desk) -> House {
    Rc::new(Office { rules: desk.rules.clone(), who: desk.who.clone(), training: false })
}

const PEOPLE: &[(u128, &str, &str, &str)] = &[
    (101, "Ngari", "Sidonie", ""),
    (102, "Owono", "Didier", "+24174000031"),
    (103, "Akoma", "Grâce", ""),
    (104, "Moussavou", "Jean-Bosco", ""),
    (105, "Eyeghe", "Philomène", "+24174000012"),
    (106, "Mboumba", "Wilfried", ""),
    (107, "Boulingui", "Estelle", ""),
    (108, "Obiang", "Ulrich", ""),
    (109, "Makosso", "Blanche", ""),
];

type Meeting = (u128, &'static str, &'static str, &'static str, u128, AppointmentState, &'static str);
const DAY: &[Meeting] = &[
    (201, "07:30", "2", "1", 101, AppointmentState::Held, "07:20"),
    (202, "08:00", "2", "1", 102, AppointmentState::Planned, ""),
    (203, "08:30", "1", "1", 103, AppointmentState::Arrived, "08:21"),
    (204, "09:15", "2", "1", 104, AppointmentState::Planned, ""),
    (205, "10:45", "2", "2", 105, AppointmentState::Planned, ""),
    (206, "13:00", "1", "1", 106, AppointmentState::Planned, ""),
];

const TASKS: &[(u128, &str, &str, u128, &str)] = &[
    (301, "T20", "2026-11-17", 107, ""),
    (302, "T6", "2026-11-20", 108, ""),
    (303, "T99", "2026-11-24", 109, "rappeler pour le CV"),
    (304, "T4", "2026-11-27", 104, ""),
];

/// `08:21` of the day, as an instant.
pub fn instant(time: &str) -> chrono::DateTime<Utc> {
    let day = parse_day("2026-11-24").unwrap();
    calendar::utc(day.and_time(chrono::NaiveTime::parse_from_str(time, "%H:%M").unwrap()))
}

pub fn person(desk: &mut Desk, n: u128, surname: &str, given: &str, phone: &str) {
    let person = Person {
        head: Head::new(id::<PersonId>(n)),
        number: format!("LBV-26-{n:06}-0"),
        index_no: n as i64,
        agency: "LBV".to_owned(),
        surname: surname.to_owned(),
        given_names: Some(given.to_owned()),
        birth_date: parse_day("2000-05-04"),
        phone: Some(phone.to_owned()).filter(|p| !p.is_empty()),
        ..Person::default()
    };
    write(desk, |w| {
        w.insert(&person)?;
        store::search::index_person(w, None, Some(&person))
    });
}

/// An open registration of a person with the counsellor.
fn register(desk: &mut Desk, n: u128) {
    let registration = Registration {
        head: Head::new(id(400 + n)),
        person: id(n),
        agency: "LBV".to_owned(),
        state: RegistrationState::Active,
        category: Some("1".to_owned()),
        registered_on: parse_day("2026-11-10"),
        channel: Some("1".to_owned()),
        entry_reason: Some("1".to_owned()),
        intensity: Some("STD".to_owned()),
        counsellor: Some(mabiala()),
        renewal_due: parse_day("2027-02-08"),
        ..Registration::default()
    };
    write(desk, |w| w.insert(&registration));
}

pub fn appointment(n: u128, at: &str, kind: &str, who: u128, state: AppointmentState) -> Appointment {
    Appointment {
        head: Head::new(id::<AppointmentId>(n)),
        kind: Some(kind.to_owned()),
        agency: "LBV".to_owned(),
        person: Some(id(who)),
        counsellor: Some(mabiala()),
        starts_at: Some(instant(at)),
        minutes: Some(if kind == "1" { 45 } else { 30 }),
        mode: Some("1".to_owned()),
        state,
        ..Appointment::default()
    }
}

pub fn task(desk: &mut Desk, n: u128, kind: &str, due: &str, who: u128, words: &str) {
    let task = Task {
        head: Head::new(id::<TaskId>(n)),
        kind: kind.to_owned(),
        subject_kind: "person".to_owned(),
        subject: id::<RowId>(who),
        person: Some(id(who)),
        agency: "LBV".to_owned(),
        assignee: mabiala(),
        due: parse_day(due),
        priority: 2,
        words: Some(words.to_owned()).filter(|w| !w.is_empty()),
        ..Task::default()
    };
    write(desk, |w| w.insert(&task));
}
