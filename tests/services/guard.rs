//! The day's work over PostgreSQL as each account's own login role: what the rights allow goes through, though the server holds every statement
//! to them (security.md §3, « Enforced where »).

use chrono::Utc;
use guichet::domain::ids::{Id, UserId};
use guichet::domain::office::User;
use guichet::domain::record::Head;
use guichet::domain::registration::Registration;
use guichet::domain::who::Who;
use guichet::fault::Fault;
use guichet::services::audit::{self, Query};
use guichet::services::caseload::{self, Side};
use guichet::services::draft::{self, Draft};
use guichet::services::interview::{self, Next};
use guichet::services::{appointment, codes, day, file, follow_up, matching, people, queue, search, tasks};
use guichet::store::{self, Desk, guard, migrate, records};

use crate::common::Ground;
use crate::intake::{CNIE, form};
use crate::interviews::talk;
use crate::office::{self, TODAY, person, register};

const KEY: &[u8] = b"the key of the front server of a test";

/// The office by its owner, with an account of each role beside its three.
fn open() -> Option<(Ground, Desk)> {
    let ground = Ground::bare_postgres()?;
    migrate::migrate(&mut *ground.engine(), Utc::now()).unwrap();
    codes::load_reference(&mut *ground.engine(), Utc::now()).unwrap();
    let mut desk = ground.desk("owner");
    office::open(&mut desk);
    desk.rules = desk.read(|r| codes::load_rules(r, office::day(TODAY))).unwrap();
    let more =
        [("rose", "reception"), ("simon", "clerk"), ("denise", "statistician"), ("victor", "auditor"), ("xavier", "admin")];
    let users: Vec<User> = (20..)
        .zip(more)
        .map(|(n, (login, role))| User {
            head: Head::new(UserId::from_uuid(uuid::Uuid::from_u128(n))),
            login: login.to_owned(),
            name: login.to_uppercase(),
            roles: vec![role.to_owned()],
            agency: "LBV".to_owned(),
            active: true,
            ..User::default()
        })
        .collect();
    office::write(&mut desk, |w| w.insert_all(&users));
    Some((ground, desk))
}

/// A session of this account over its own login role.
fn session(ground: &Ground, owner: &mut Desk, login: &str) -> Desk {
    guard::make_login(owner.engine(), KEY, login).unwrap();
    let account = owner.read(|r| Ok(records::where_::<User>(r, "login = $1", &[login.into()])?.remove(0))).unwrap();
    let who = Who {
        user: account.head.id,
        login: account.login,
        name: account.name,
        agency: account.agency,
        roles: account.roles,
        post: "LBV-1".to_owned(),
    };
    let engine = store::open(&guard::address(ground.url(), KEY, login).unwrap()).unwrap();
    let mut desk = Desk::new(engine, who, owner.clock, owner.rules.clone());
    desk.rules = desk.read(|r| codes::load_rules(r, office::day(TODAY))).unwrap();
    desk
}

#[test]
fn each_role_does_its_work_over_its_own_login() {
    let Some((ground, mut owner)) = open() else { return };
    for n in 90_001..90_004 {
        register(&mut owner, n, TODAY, |_| {});
    }
    let offer = office::offer(&mut owner, 1, TODAY, "2027-01-30", |v| v.occupation = Some("5223".to_owned()));
    let deed = |desk: &Desk| desk.new_id();

    let mut rose = session(&ground, &mut owner, "rose");
    assert_eq!(
        search::people(&mut rose, "lbv-26-090001", 5).unwrap().first().map(|h| h.card.number.clone()).as_deref(),
        Some("LBV-26-090001-0")
    );
    let made = deed(&rose);
    let done = people::create(&mut rose, made, &form("Nyingone", CNIE), None).unwrap();
    assert!(done.counsellor.is_some());
    let page = file::open(&mut rose, person(90_001)).unwrap();
    assert!(page.may.interviews.is_err() && !page.history.is_empty());
    let registration = page.file.registration.head.id;
    let made = deed(&rose);
    follow_up::renew(&mut rose, made, registration).unwrap();
    let made = deed(&rose);
    queue::walk_in(&mut rose, made, Some(person(90_002)), None, "1").unwrap();
    assert!(!queue::page(&mut rose).unwrap().waiting.is_empty());
    day::page(&mut rose).unwrap();

    let mut aline = session(&ground, &mut owner, "aline");
    let query = caseload::Query::default();
    assert_eq!(caseload::page(&mut aline, &query, &Side::First, 20).unwrap().rows.len(), 4);
    file::open(&mut aline, person(90_001)).unwrap();
    file::open(&mut aline, done.person).unwrap();
    let made = deed(&aline);
    let note = file::note(&mut aline, made, person(90_001), "Cherche à Owendo.", None, None).unwrap();
    let made = deed(&aline);
    file::note(&mut aline, made, person(90_001), "Cherche à Akanda.", Some(note), None).unwrap();
    let kept = Draft { id: aline.new_id(), form: "interview".into(), ..Draft::default() };
    draft::keep(&mut aline, &kept).unwrap();
    assert_eq!(draft::mine(&mut aline).unwrap().len(), 1);
    let made = deed(&aline);
    let opened = interview::open(&mut aline, made, person(90_001), None).unwrap();
    let said = talk(90_001, &opened, Next::None("1".into()));
    let made = deed(&aline);
    interview::save(&mut aline, made, &said, Some(kept.id)).unwrap();
    assert!(draft::mine(&mut aline).unwrap().is_empty());
    let page = file::open(&mut aline, person(90_001)).unwrap();
    assert_eq!((page.interviews.len(), page.notes.len()), (1, 1));
    assert!(page.file.registration.last_contact.is_some());
    matching::for_vacancy(&mut aline, offer, 10).unwrap();
    assert!(!tasks::mine(&mut aline).unwrap().is_empty());
    appointment::first_interview_slots(&mut aline, office::counsellor(), 3).unwrap();

    // What the reception saved was counted from facts that it doesn't see in words.
    let made = deed(&rose);
    follow_up::renew(&mut rose, made, registration).unwrap();
    let seen: Registration = owner.read(|r| records::by_id(r, registration)).unwrap();
    assert_eq!(seen.last_contact, page.file.registration.last_contact);

    let mut chantal = session(&ground, &mut owner, "chantal");
    let made = deed(&chantal);
    file::transfer(&mut chantal, made, person(90_002), office::officer(), "congé").unwrap();
    let mut bruno = session(&ground, &mut owner, "bruno");
    assert_eq!(matching::for_person(&mut bruno, person(90_003), 5).map(|_| ()), Ok(()));
    file::open(&mut bruno, person(90_003)).unwrap();
    let mut simon = session(&ground, &mut owner, "simon");
    let made = deed(&simon);
    people::create(&mut simon, made, &form("Obone", ("", "")), None).unwrap();

    let mut victor = session(&ground, &mut owner, "victor");
    file::open(&mut victor, done.person).unwrap();
    let lines = audit::log(&mut victor, &Query { person: Some(done.number.clone()), ..Query::default() }).unwrap();
    let by: Vec<&str> = lines.iter().map(|l| l.login.as_str()).collect();
    assert!(by.contains(&"rose") && by.contains(&"aline") && by.contains(&"victor"), "{by:?}");
    assert_eq!(audit::verify(&mut victor, None).unwrap().first_bad, None);
    let mut xavier = session(&ground, &mut owner, "xavier");
    assert!(audit::seal(&mut xavier).is_err(), "a seal covers rows that the administrator may not read");
    let seal = audit::seal(&mut owner).unwrap();
    assert_eq!(audit::verify(&mut victor, Some(&seal.line())).unwrap().first_bad, None);
    let technical = |l: &audit::Entry| l.login == "xavier" || matches!(l.record.as_deref(), Some("event" | "account"));
    assert!(audit::log(&mut xavier, &Query::default()).unwrap().iter().all(technical));
    assert!(matches!(file::open(&mut xavier, person(90_001)), Err(Fault::Denied(_) | Fault::Missing(_))));
    let mut denise = session(&ground, &mut owner, "denise");
    let count = "SELECT CAST(count(*) AS BIGINT) AS n FROM registration r JOIN person p ON p.id = r.person WHERE p.surname = ''";
    assert_eq!(denise.read(|r| Ok(r.one(count, &[], |row| row.int("n"))?)).unwrap(), Some(5));
    assert_eq!(audit::verify(&mut owner, None).unwrap().first_bad, None);
}
