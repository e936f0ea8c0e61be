//! Who may do what, asked of the services themselves: all roles, deeds and scopes; a refusal is in the audit and says who can; files of
//! another agency with a reason; two persons where the table wants two; the door, its guesses and its sessions.

use guichet::domain::ids::{Id, PersonId, SessionId, UserId};
use guichet::domain::office::{Agency, User};
use guichet::domain::person::Person;
use guichet::domain::record::Head;
use guichet::domain::rights::{self, Deed, Owner};
use guichet::domain::task::Notice;
use guichet::fault::{Fault, Outcome};
use guichet::services::accounts::{self, KeyOf, New};
use guichet::services::audit::Jump;
use guichet::services::door::{self, Watch};
use guichet::services::opening;
use guichet::services::{
    access, agenda, appointment, caseload, check, consent, day, export, file, follow_up, letters, matching, password, people,
    queue, search, team,
};
use guichet::store::{Clock, Desk, door as store, records};
use uuid::Uuid;

use crate::both;
use crate::common;
use crate::office::{self, counsellor, head, id, person, register, write};

const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl aline@lbv-3";

/// Two agencies; a person of each; a counsellor, a head, an auditor and an administrator.
fn open(desk: &mut Desk) {
    office::open(desk);
    let agency = |n: u128, code: &str| Agency {
        head: Head::new(id(n)),
        code: code.to_owned(),
        name: code.to_owned(),
        kind: "L".to_owned(),
        hours: "1-5 07:30-15:30".to_owned(),
        reception_until: "15:00".to_owned(),
        slot_minutes: 15,
        province: Some("GA-1".to_owned()),
        ..Agency::default()
    };
    let user = |n: u128, login: &str, role: &str, agency: &str| User {
        head: Head::new(id(n)),
        login: login.to_owned(),
        name: login.to_uppercase(),
        roles: vec![role.to_owned()],
        agency: agency.to_owned(),
        active: true,
        ..User::default()
    };
    write(desk, |w| {
        w.insert(&agency(91, "LBV"))?;
        w.insert(&agency(92, "OYE"))?;
        w.insert(&user(21, "valere", "auditor", "LBV"))?;
        w.insert(&user(22, "xavier", "admin", "LBV"))?;
        w.insert(&user(23, "odile", "counsellor", "OYE"))
    });
    register(desk, 1, "2026-11-02", |_| {});
    register(desk, 2, "2026-11-02", |r| r.counsellor = Some(id(2)));
    register(desk, 3, "2026-11-02", |r| {
        r.agency = "OYE".to_owned();
        r.counsellor = Some(id(23));
    });
    let there: Person = office::get(desk, person(3));
    write(desk, |w| w.update(&there, &Person { agency: "OYE".to_owned(), ..there.clone() }));
}

fn with(desk: &mut Desk, roles: &[&str]) {
    desk.who.roles = roles.iter().map(|r| (*r).to_owned()).collect();
}

fn refusals(desk: &mut Desk) -> i64 {
    let sql = "SELECT CAST(count(*) AS BIGINT) AS n FROM audit WHERE act = 'refused'";
    desk.read(|r| Ok(r.one(sql, &[], |row| row.int("n"))?)).unwrap().unwrap()
}

type OnFile = fn(&mut Desk, PersonId) -> Outcome<()>;
type AtHome = fn(&mut Desk) -> Outcome<()>;

/// Every deed of a service on the file of a person, with the right that the table gives it.
fn deeds_on_files() -> Vec<(&'static str, Deed, OnFile)> {
    fn new<I: Id>(desk: &Desk) -> I {
        desk.new_id()
    }
    vec![
        ("file::page", Deed::PersonRead, |d, p| file::page(d, p).map(drop)),
        ("file::open_notes", Deed::ReadInterviews, |d, p| file::open_notes(d, p)),
        ("file::sensitive", Deed::ReadSensitive, |d, p| file::show_sensitive(d, file::Sensitive::Disability(p)).map(drop)),
        ("people::load", Deed::PersonRead, |d, p| people::load(d, p).map(drop)),
        ("people::open_registration", Deed::PersonRead, |d, p| people::open_registration(d, p).map(drop)),
        ("people::save", Deed::PersonWrite, |d, p| {
            let whole = d.read(|r| guichet::store::people::load(r, p))?;
            let deed = new(d);
            people::save(d, deed, &whole, &whole, None).map(drop)
        }),
        ("file::note", Deed::WriteInterviews, |d, p| {
            let deed = new(d);
            file::note(d, deed, p, "vu au guichet", None, None).map(drop)
        }),
        ("file::documents_seen", Deed::WriteDocuments, |d, p| {
            let deed = new(d);
            file::documents_seen(d, deed, p, &[]).map(drop)
        }),
        ("letters::make", Deed::Letters, |d, p| {
            let deed = new(d);
            letters::make(d, deed, letters::PaperKind::Certificate, letters::Subject::Person(p)).map(drop)
        }),
        ("matching::for_person", Deed::ReadProfile, |d, p| matching::for_person(d, p, 5).map(drop)),
        ("follow_up::renew", Deed::Renew, |d, p| {
            let deed = new(d);
            let registration = id(p.uuid().as_u128() + 1000);
            follow_up::renew(d, deed, registration).map(drop)
        }),
    ]
}

/// Services that show or do something of one's own agency.
fn deeds_at_home() -> Vec<(&'static str, Deed, AtHome)> {
    vec![
        ("day::page", Deed::Agenda, |d| day::page(d).map(drop)),
        ("queue::page", Deed::Agenda, |d| queue::page(d).map(drop)),
        ("agenda::page", Deed::Agenda, |d| {
            let (user, today) = (d.who.user, d.rules.today);
            agenda::page(d, user, today, 1).map(drop)
        }),
        ("caseload::page", Deed::ReadProfile, |d| {
            caseload::page(d, &caseload::Query::default(), &caseload::Side::First, 10).map(drop)
        }),
        ("search::people", Deed::ReadCard, |d| search::people(d, "nom", 5).map(drop)),
        ("tasks", Deed::Tasks, |d| {
            let user = d.who.user;
            follow_up::list(d, user, &guichet::store::tasks::Filter::default(), None, 5).map(drop)
        }),
        ("walk_in", Deed::Agenda, |d| {
            let deed = d.new_id();
            appointment::walk_in(d, deed, None, Some("Une dame".into()), "1").map(drop)
        }),
        ("team::page", Deed::Transfer, |d| team::page(d).map(drop)),
        ("transfer", Deed::Transfer, |d| caseload::plan_transfer(d, &[]).map(drop)),
        ("export", Deed::ExportFewNames, |d| {
            let folder = tempfile::tempdir().unwrap();
            export::people(d, &folder.path().join("liste.csv"), Some("contrôle")).map(drop)
        }),
        ("check", Deed::Maintain, |d| check::run(d, 5).map(drop)),
        ("accounts::add", Deed::Accounts, |d| {
            let deed: guichet::domain::ids::DeedId = d.new_id();
            let login = format!("u{}", deed.0.simple());
            let new =
                New { name: "ESSAI".into(), login: login.chars().rev().take(20).collect(), roles: vec![], agency: "LBV".into() };
            accounts::add(d, deed, &new).map(drop)
        }),
        ("accounts::agencies", Deed::Settings, |d| {
            let deed = d.new_id();
            let before = accounts::agencies(d)?.remove(0);
            accounts::change_agency(d, deed, &before, &before)
        }),
    ]
}

/// Denied, or asked for a reason: both say no for now. What a rule of the domain refuses was allowed by the right.
fn let_through(done: &Outcome<()>) -> bool {
    let asks = ["refused-reason", "refused-other-agency"];
    !matches!(done, Err(Fault::Denied(_))) && !matches!(done, Err(Fault::Refused(r)) if asks.contains(&r.key))
}

both! {
    fn every_role_gets_from_every_service_what_the_table_gives_and_no_more(desk, _ground) {
        open(desk);
        let own = [(person(1), "own"), (person(2), "agency"), (person(3), "elsewhere")];
        for (_, role) in rights::ROLES {
            with(desk, &[role]);
            for (name, deed, call) in deeds_on_files() {
                for (who, place) in own {
                    let (agency, user) = desk.read(|r| guichet::store::file::owner(r, who)).unwrap();
                    let owner = Owner::of(agency, user).about(who);
                    // What asks for a reason shows nothing without one.
                    let may = rights::demands(&desk.who, deed, &owner).is_ok_and(|d| !d.reason);
                    let before = refusals(desk);
                    let done = call(desk, who);
                    assert_eq!(let_through(&done), may, "{name} by {role} on a file {place}: {done:?}");
                    if matches!(done, Err(Fault::Denied(_))) {
                        assert_eq!(refusals(desk), before + 1, "{name} by {role}: the refusal isn't in the audit");
                    }
                }
            }
            for (name, deed, call) in deeds_at_home() {
                let may = rights::demands(&desk.who, deed, &Owner::own(&desk.who)).is_ok_and(|d| !d.reason || deed == Deed::ExportFewNames);
                let done = call(desk);
                assert_eq!(let_through(&done), may, "{name} by {role}: {done:?}");
            }
        }
    }

    fn a_refusal_says_who_can_by_name(desk, _ground) {
        open(desk);
        with(desk, &["counsellor"]);
        let refused = access::may(desk, Deed::DecideStrike, Owner::agency("LBV"));
        let texts = guichet::texts::Texts::load("fr").unwrap().with_people(access::names(desk).unwrap());
        assert_eq!(texts.fault(&refused.unwrap_err()).what, "Réservé au chef d'agence (CHANTAL).");
    }

    fn a_file_of_another_agency_is_read_for_four_hours_with_a_reason_and_its_counsellor_is_told(desk, _ground) {
        open(desk);
        with(desk, &["counsellor"]);
        let far = person(3);
        assert!(matches!(file::page(desk, far), Err(Fault::Refused(r)) if r.key == "refused-other-agency"));
        let deed = desk.new_id();
        assert!(matches!(access::open_reading(desk, deed, far, " "), Err(Fault::Flaws(_))), "a reason says something");
        let deed = desk.new_id();
        access::open_reading(desk, deed, far, "vient de s'installer à Libreville").unwrap();
        let page = file::page(desk, far).unwrap();
        assert!(page.may.interviews.is_ok() && page.may.edit.is_err() && page.may.sensitive.is_err());
        let deed = desk.new_id();
        assert!(matches!(file::note(desk, deed, far, "vu", None, None), Err(Fault::Denied(_))), "reading only");
        let told: Vec<Notice> = desk.read(|r| records::where_(r, "account = $1", &[id::<UserId>(23).into()])).unwrap();
        assert_eq!((told.len(), told[0].key.as_str()), (1, "notice-read-elsewhere"));
        office::at(desk, "2026-11-25");
        assert!(matches!(file::page(desk, far), Err(Fault::Refused(_))), "four hours are over");
        // The auditor reads everywhere, with a reason each time; the clerk nowhere but at home.
        with(desk, &["auditor"]);
        assert!(matches!(file::page(desk, person(1)), Err(Fault::Refused(r)) if r.key == "refused-reason"));
        let deed = desk.new_id();
        access::open_reading(desk, deed, person(1), "plainte du 3 mars").unwrap();
        assert!(file::page(desk, person(1)).is_ok());
        with(desk, &["clerk"]);
        let deed = desk.new_id();
        assert!(matches!(access::open_reading(desk, deed, far, "par curiosité"), Err(Fault::Denied(_))));
    }

    fn a_role_that_reads_files_waits_for_a_second_person(desk, _ground) {
        open(desk);
        with(desk, &["admin"]);
        desk.who.user = id(22);
        let deed = desk.new_id();
        let new = New { name: "ZOGO Edmond".into(), roles: vec!["counsellor".into(), "statistician".into()], agency: "LBV".into(), ..New::default() };
        let given = accounts::add(desk, deed, &new).unwrap();
        assert_eq!((given.user.login.as_str(), given.user.roles.join(" ").as_str()), ("ezogo", "statistician"));
        assert_eq!((given.waiting.as_slice(), given.confirms.as_slice()), (&["counsellor".to_owned()][..], &["CHANTAL".to_owned(), "VALERE".to_owned()][..]));
        let waits = accounts::waiting_for(desk, given.user.head.id);
        // The administrator neither sees what the head decides nor decides it.
        let wish = waits.unwrap().unwrap().head.id;
        let deed = desk.new_id();
        assert!(matches!(accounts::agree(desk, deed, wish), Err(Fault::Denied("confirm-accounts"))));
        // Nor with the head's role of his own: who asks doesn't grant.
        with(desk, &["admin", "head"]);
        let deed = desk.new_id();
        assert!(matches!(accounts::agree(desk, deed, wish), Err(Fault::Refused(r)) if r.key == "refused-same-person"));
        with(desk, &["head"]);
        desk.who.user = head();
        let deed = desk.new_id();
        let user = accounts::agree(desk, deed, wish).unwrap();
        assert!(user.roles.contains(&"counsellor".to_owned()));
        let deed = desk.new_id();
        assert!(matches!(accounts::agree(desk, deed, wish), Err(Fault::Refused(r)) if r.key == "refused-decided"));
        // Taking a role away waits for nobody; the last administrator stays.
        with(desk, &["admin"]);
        let deed = desk.new_id();
        assert_eq!(accounts::set_roles(desk, deed, "ezogo", &["statistician".into()]).unwrap().waiting.len(), 0);
        let deed = desk.new_id();
        assert!(matches!(accounts::set_active(desk, deed, "xavier", false), Err(Fault::Refused(r)) if r.key == "refused-last-admin"));
        assert!(consent::waiting(desk).unwrap().is_empty());
    }

    fn a_key_belongs_to_one_account_and_opens_until_it_is_taken_away(desk, _ground) {
        open(desk);
        let deed = desk.new_id();
        let key = accounts::add_key(desk, deed, &KeyOf::Person("aline".into()), KEY, "LBV-3", None).unwrap();
        let deed = desk.new_id();
        let twice = accounts::add_key(desk, deed, &KeyOf::Terminal("LBV".into()), KEY, "poste", None);
        assert!(matches!(twice, Err(Fault::Flaws(f)) if f[0].key == "flaw-key-taken"));
        let auth = format!("publickey {KEY}\n");
        let now = desk.now();
        let (found, user) = door::by_key(desk.engine(), &auth, now).unwrap();
        assert_eq!((found.head.id, user.unwrap().login.as_str()), (key.head.id, "aline"));
        assert!(door::by_key(desk.engine(), "publickey ssh-ed25519 AAAA\n", now).is_err());
        let deed = desk.new_id();
        accounts::set_active(desk, deed, "aline", false).unwrap();
        assert!(matches!(door::by_key(desk.engine(), &auth, now), Err(Fault::Refused(r)) if r.key == "refused-key"));
        assert!(guichet::services::keys::lines(desk).unwrap().is_empty());
        let deed = desk.new_id();
        accounts::set_active(desk, deed, "aline", true).unwrap();
        let deed = desk.new_id();
        accounts::end_key(desk, deed, key.head.id).unwrap();
        assert!(door::by_key(desk.engine(), &auth, now).is_err());
    }

    fn a_clock_that_jumped_is_said_at_the_opening_and_stands_in_the_audit(desk, _ground) {
        open(desk);
        let told = "SELECT CAST(count(*) AS BIGINT) AS n FROM audit WHERE act IN ('clock_back', 'clock_ahead')";
        assert_eq!(opening::clock(desk, false).unwrap(), None);
        office::at(desk, "2026-11-20");
        assert_eq!(opening::clock(desk, false).unwrap(), Some(Jump::Back));
        office::at(desk, "2027-06-01");
        assert_eq!(opening::clock(desk, true).unwrap(), None, "a training office has a clock of its own");
        assert_eq!(opening::clock(desk, false).unwrap(), Some(Jump::Ahead));
        assert_eq!(desk.read(|r| Ok(r.one(told, &[], |row| row.int("n"))?)).unwrap(), Some(2));
    }

    fn at_most_twenty_five_guesses_fit_into_the_first_hour(desk, _ground) {
        open(desk);
        let mut watch = Watch { boot: "one".into(), ms: 0 };
        let (mut guesses, mut second) = (0, 0);
        while second < 3600 {
            watch.ms = second * 1000;
            // The store alone: what the hash says makes no difference to the count.
            let act = desk.deed("guess");
            match desk.write(act, |w| store::guess(w, "aline", &watch, 100, door::pause)).unwrap() {
                store::Guess::Made(_) => guesses += 1,
                store::Guess::Wait(g) => second += g.wait,
            }
        }
        assert!((15..=25).contains(&guesses), "{guesses} guesses");
        // Whoever moves the clock of the wall gains nothing; a new boot counts by it.
        office::at(desk, "2026-11-26");
        let act = desk.deed("guess");
        let other = desk.write(act, |w| store::guess(w, "aline", &watch, 100, door::pause)).unwrap();
        assert!(matches!(other, store::Guess::Wait(_)));
        let new = Watch { boot: "two".into(), ms: 0 };
        let act = desk.deed("guess");
        assert!(matches!(desk.write(act, |w| store::guess(w, "aline", &new, 100, door::pause)).unwrap(), store::Guess::Made(_)));
    }

    fn a_login_says_the_same_of_a_wrong_name_and_a_wrong_password(desk, _ground) {
        open(desk);
        let deed = desk.new_id();
        let made = accounts::new_password(desk, deed, "aline").unwrap();
        let watch = Watch { boot: "one".into(), ms: 0 };
        let wrong = door::login(desk, "aline", "pas celui-ci du tout", &watch);
        assert_eq!(wrong, door::login(desk, "personne", "pas celui-ci du tout", &watch));
        assert_eq!(wrong.unwrap_err(), Fault::refused("refused-login"));
        let came = door::login(desk, "ALINE ", &made, &watch).unwrap();
        assert_eq!((came.user.login.as_str(), came.refused), ("aline", 1));
        // Wrong ones in a row: three are free, then it waits; the good one forgets them.
        for _ in 0..3 {
            assert!(door::login(desk, "aline", "x", &watch).is_err());
        }
        assert!(matches!(door::login(desk, "aline", &made, &watch), Err(Fault::Refused(r)) if r.key == "refused-guess-wait"));
        let later = Watch { ms: 2000, ..watch };
        assert_eq!(door::login(desk, "aline", &made, &later).unwrap().refused, 3);
        // A short one stands beside a key only.
        let short = password::hash("8 signes").unwrap();
        write(desk, |w| { store::set_secret(w, counsellor(), &short); Ok(()) });
        assert!(matches!(door::login(desk, "aline", "8 signes", &later), Err(Fault::Refused(r)) if r.key == "refused-password-alone"));
        let audit = "SELECT CAST(count(*) AS BIGINT) AS n FROM audit WHERE act = 'login_refused'";
        assert_eq!(desk.read(|r| Ok(r.one(audit, &[], |row| row.int("n"))?)).unwrap(), Some(5));
    }

    fn a_session_ends_when_it_is_ended_elsewhere_and_its_deeds_ask_for_the_password(desk, ground) {
        open(desk);
        let user: User = office::get(desk, counsellor());
        let deed = desk.new_id();
        let made = accounts::new_password(desk, deed, "aline").unwrap();
        let (mut opened, entry, others) = door::enter(ground.engine(), &user, "LBV-3 10.0.0.4", None, false).unwrap();
        assert!(others.is_empty());
        let own = &mut opened.desk;
        own.clock = desk.clock;
        assert_eq!((own.who.roles.as_slice(), own.who.post.as_str()), (&["counsellor".to_owned()][..], "LBV-3 10.0.0.4"));
        // `!`: the password, typed within 15 minutes.
        with(own, &["head"]);
        own.ask_the_door_again();
        let before: User = office::get(desk, counsellor());
        write(desk, |w| w.update(&before, &User { roles: vec!["head".into()], ..before.clone() }));
        let strike = |own: &mut Desk| access::may(own, Deed::DecideStrike, Owner::agency("LBV"));
        assert!(matches!(strike(own), Err(Fault::Refused(r)) if r.key == "refused-password"));
        let watch = Watch { boot: "one".into(), ms: 0 };
        assert!(matches!(door::confirm(own, "non", &watch), Err(Fault::Refused(r)) if r.key == "refused-unlock"));
        door::confirm(own, &made, &watch).unwrap();
        assert_eq!(strike(own), Ok(()));
        let Clock::Training { offset } = own.clock else { panic!() };
        own.clock = Clock::Training { offset: offset + chrono::TimeDelta::minutes(16) };
        assert!(matches!(strike(own), Err(Fault::Refused(_))), "16 minutes later");
        // A second session of the account; the first is ended from it.
        let (mut second, _, others) = door::enter(ground.engine(), &user, "LBV-4", None, true).unwrap();
        assert_eq!(others.iter().map(|s| s.post.as_str()).collect::<Vec<_>>(), ["LBV-3 10.0.0.4"]);
        let deed = second.desk.new_id();
        door::end(&mut second.desk, deed, entry.session).unwrap();
        own.ask_the_door_again();
        assert_eq!(own.still_open(), Err(Fault::refused("refused-session-ended")));
        // Disabling ends the other one.
        let deed = desk.new_id();
        accounts::set_active(desk, deed, "aline", false).unwrap();
        second.desk.ask_the_door_again();
        assert!(second.desk.still_open().is_err());
        assert!(door::enter(ground.engine(), &user, "LBV-5", None, false).is_err());
        let unknown = SessionId(Uuid::nil());
        let deed = desk.new_id();
        assert_eq!(door::end(desk, deed, unknown), Err(Fault::Missing("session")));
        }
}
