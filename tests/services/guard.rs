//! The day's work over PostgreSQL as each account's own login role: what the rights allow goes through, though the server holds every statement
//! to them (security.md §3, « Enforced where »).

use std::os::unix::fs::PermissionsExt as _;

use chrono::Utc;
use guichet::domain::ids::{Id, UserId};
use guichet::domain::office::User;
use guichet::domain::record::Head;
use guichet::domain::registration::Registration;
use guichet::domain::who::Who;
use guichet::fault::Fault;
use guichet::services::accounts::{self, New};
use guichet::services::audit::{self, Query};
use guichet::services::caseload::{self, Side};
use guichet::services::door::{self, Watch};
use guichet::services::draft::{self, Draft};
use guichet::services::interview::{self, Next};
use guichet::services::own_login::Way;
use guichet::services::{
    access, appointment, codes, day, file, follow_up, matching, notices, opening, password, people, queue, search, session, tasks,
};
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
fn seat(ground: &Ground, owner: &mut Desk, login: &str) -> Desk {
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

    let mut rose = seat(&ground, &mut owner, "rose");
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

    let mut aline = seat(&ground, &mut owner, "aline");
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

    let mut chantal = seat(&ground, &mut owner, "chantal");
    let made = deed(&chantal);
    file::transfer(&mut chantal, made, person(90_002), office::officer(), "congé").unwrap();
    let mut bruno = seat(&ground, &mut owner, "bruno");
    assert_eq!(matching::for_person(&mut bruno, person(90_003), 5).map(|_| ()), Ok(()));
    file::open(&mut bruno, person(90_003)).unwrap();
    let mut simon = seat(&ground, &mut owner, "simon");
    let made = deed(&simon);
    people::create(&mut simon, made, &form("Obone", ("", "")), None).unwrap();

    let mut victor = seat(&ground, &mut owner, "victor");
    let made = deed(&victor);
    access::open_reading(&mut victor, made, done.person, "contrôle de mars").unwrap();
    file::open(&mut victor, done.person).unwrap();
    let lines = audit::log(&mut victor, &Query { person: Some(done.number.clone()), ..Query::default() }).unwrap();
    let by: Vec<&str> = lines.iter().map(|l| l.login.as_str()).collect();
    assert!(by.contains(&"rose") && by.contains(&"aline") && by.contains(&"victor"), "{by:?}");
    assert_eq!(audit::verify(&mut victor, None).unwrap().first_bad, None);
    let mut xavier = seat(&ground, &mut owner, "xavier");
    assert!(audit::seal(&mut xavier).is_err(), "a seal covers rows that the administrator may not read");
    let seal = audit::seal(&mut owner).unwrap();
    assert_eq!(audit::verify(&mut victor, Some(&seal.line())).unwrap().first_bad, None);
    let technical = |l: &audit::Entry| l.login == "xavier" || matches!(l.record.as_deref(), Some("event" | "account"));
    assert!(audit::log(&mut xavier, &Query::default()).unwrap().iter().all(technical));
    assert!(matches!(file::open(&mut xavier, person(90_001)), Err(Fault::Denied(_) | Fault::Missing(_))));
    let mut denise = seat(&ground, &mut owner, "denise");
    let count = "SELECT CAST(count(*) AS BIGINT) AS n FROM registration r JOIN person p ON p.id = r.person WHERE p.surname = ''";
    assert_eq!(denise.read(|r| Ok(r.one(count, &[], |row| row.int("n"))?)).unwrap(), Some(5));
    assert_eq!(audit::verify(&mut owner, None).unwrap().first_bad, None);
}

#[test]
fn who_comes_through_the_door_works_over_the_login_of_the_account() {
    let Some((ground, mut owner)) = open() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("key");
    std::fs::write(&file, KEY).unwrap();
    let mode = |mode| std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
    mode(0o640);
    assert!(matches!(Way::new(ground.url(), Some(&file)), Err(Fault::Wrong(r)) if r.key == "wrong-login-key"));
    mode(0o600);
    assert_eq!(Way::new(ground.url(), None).unwrap().own("rose").unwrap(), ground.url(), "as configured, where there is no key");
    let way = Way::new(ground.url(), Some(&file)).unwrap();
    register(&mut owner, 90_001, TODAY, |_| {});
    for login in ["rose", "aline", "bruno", "chantal", "simon", "denise", "victor", "xavier"] {
        let user: User = owner.read(|r| Ok(records::where_::<User>(r, "login = $1", &[login.into()])?.remove(0))).unwrap();
        let secret = password::hash("un mot de passe assez long").unwrap();
        office::write(&mut owner, |w| {
            store::door::set_secret(w, user.head.id, &secret);
            Ok(())
        });
        let engine = way.open(owner.engine(), login).unwrap();
        let (mut opened, entry, others) = door::enter(engine, &user, "LBV-3 10.0.0.4", None, false).unwrap();
        assert!(others.is_empty(), "{login}");
        let desk = &mut opened.desk;
        let sql = "SELECT CAST(session_user AS TEXT) AS who";
        let who = desk.read(|r| Ok(r.one(sql, &[], |row| Ok(row.text("who")?.to_owned()))?)).unwrap();
        assert!(who.is_some_and(|w| w.ends_with(&format!("_u_{login}"))), "{login}");
        // All that the screens ask for before the first of them, then the pause, and the same at a shared terminal.
        opening::clock(desk, false).unwrap();
        access::names(desk).unwrap();
        notices::unread(desk).unwrap();
        door::idle_minutes(desk).unwrap();
        let deed = desk.new_id();
        door::lock(desk, deed).unwrap();
        let watch = Watch { boot: "one".into(), ms: 0 };
        assert!(door::confirm(desk, "pas celui-ci du tout", &watch).is_err(), "{login}");
        door::confirm(desk, "un mot de passe assez long", &watch).unwrap();
        let (mut seated, same) = door::seated(&way, &entry.session.0.simple().to_string()).unwrap();
        assert_eq!(same, entry);
        assert_eq!(door::own_sessions(&mut seated.desk).unwrap().len(), 1, "{login}");
        // A second connection of the same session.
        let engine = way.open(owner.engine(), login).unwrap();
        session::entered(engine, &entry, true).unwrap();
        door::leave(desk).unwrap();
        assert!(door::own_sessions(&mut seated.desk).unwrap().is_empty(), "{login}");
    }
    assert_eq!(audit::verify(&mut owner, None).unwrap().first_bad, None);
}

#[test]
fn an_account_made_and_agreed_in_the_screens_comes_in_at_once() {
    let Some((ground, mut owner)) = open() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("key");
    std::fs::write(&file, KEY).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    let way = Way::new(ground.url(), Some(&file)).unwrap();
    let enter = |owner: &mut Desk, login: &str| {
        let user: User = owner.read(|r| Ok(records::where_::<User>(r, "login = $1", &[login.into()])?.remove(0))).unwrap();
        let engine = way.open(owner.engine(), login)?;
        door::enter(engine, &user, "LBV-3", None, true).map(|(opened, _, _)| opened.desk)
    };
    let mut xavier = enter(&mut owner, "xavier").unwrap();
    let new = New { name: "NZE Nadia".into(), roles: vec!["counsellor".into()], agency: "LBV".into(), ..New::default() };
    let deed = xavier.new_id();
    let given = accounts::add(&mut xavier, deed, &new).unwrap();
    assert_eq!((given.user.login.as_str(), given.waiting.len(), given.user.roles.len()), ("nnze", 1, 0));
    let mut chantal = enter(&mut owner, "chantal").unwrap();
    let waits = accounts::waiting_for(&mut chantal, given.user.head.id).unwrap().unwrap();
    let deed = chantal.new_id();
    assert_eq!(accounts::agree(&mut chantal, deed, waits.head.id).unwrap().roles, ["counsellor"]);
    let mut nadia = enter(&mut owner, "nnze").unwrap();
    assert_eq!(caseload::page(&mut nadia, &caseload::Query::default(), &Side::First, 20).unwrap().rows.len(), 0);
    let deed = xavier.new_id();
    accounts::set_active(&mut xavier, deed, "nnze", false).unwrap();
    nadia.ask_the_door_again();
    assert!(nadia.still_open().is_err());
    assert!(enter(&mut owner, "nnze").is_err(), "nor over the login role");
}
