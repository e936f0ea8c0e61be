//! The caseload: pages that cover every row once, filters by words, transfers, saved views, what a page costs.

use std::sync::Arc;

use guichet::domain::appointment::Appointment;
use guichet::domain::calendar;
use guichet::domain::code::{Code, Codes};
use guichet::domain::ids::{AppointmentId, PersonId, RegistrationId, RowId, UserId};
use guichet::domain::lifecycle::RegistrationState;
use guichet::domain::office::{SavedView, User};
use guichet::domain::record::Head;
use guichet::domain::registration::Registration;
use guichet::domain::task::{Notice, Task};
use guichet::fault::{Fault, Value};
use guichet::services::caseload::{self, CaseRow, Page, Query, Side, Sort, Vocabulary};
use guichet::services::{follow_up, notices, tasks};
use guichet::store::caseload as store;
use guichet::store::{Desk, records};

use crate::office::{self, counsellor, day, get, head, id, person, register, write};
use crate::{both, common};

fn second() -> UserId {
    id(4)
}

/// The office with another counsellor, and twelve files with equal, missing and different due days.
fn stocked(desk: &mut Desk) -> Vec<RegistrationId> {
    office::open(desk);
    write(desk, |w| {
        w.insert(&User {
            head: Head::new(second()),
            login: "diane".to_owned(),
            name: "DIANE".to_owned(),
            roles: vec!["counsellor".to_owned()],
            agency: "LBV".to_owned(),
            active: true,
            ..User::default()
        })
    });
    let dues = [
        "2026-11-20",
        "2026-11-24",
        "2026-11-24",
        "",
        "2026-12-01",
        "",
        "2026-11-20",
        "2026-11-20",
        "2027-01-05",
        "",
        "2026-11-16",
        "2026-12-01",
    ];
    let mut all = Vec::new();
    for (n, due) in (1_u128..).zip(dues) {
        let reg = register(desk, n, "2026-11-10", |r| r.sort_key = format!("nom{:02}", (n * 7) % 12));
        let contact = if n % 3 == 0 { Value::Null } else { format!("2026-10-{:02}", n % 4 + 1).into() };
        set(desk, "next_due", if due.is_empty() { Value::Null } else { due.into() }, reg);
        set(desk, "last_contact", contact, reg);
        all.push(reg);
    }
    all
}

fn set(desk: &mut Desk, column: &str, value: Value, reg: RegistrationId) {
    let sql = format!("UPDATE registration SET {column} = $1 WHERE id = $2");
    desk.engine().execute(&sql, &[value, reg.into()]).unwrap();
}

fn page(desk: &mut Desk, query: &Query, side: &Side, size: u32) -> Page {
    caseload::page(desk, query, side, size).unwrap()
}

fn found(desk: &mut Desk, words: &str) -> Vec<String> {
    let states = [("inscrit", RegistrationState::Active), ("suspendu", RegistrationState::Suspended)];
    let query = Query { filter: words.to_owned(), vocabulary: Arc::new(Vocabulary::new(states, "retard")), ..Query::default() };
    page(desk, &query, &Side::First, 50).rows.into_iter().map(|r| r.number).collect()
}

fn code(list: &str, code: &str, fr: &str) -> Code {
    Code { list: list.to_owned(), code: code.to_owned(), fr: fr.to_owned(), ..Code::default() }
}

both! {
    fn pages_forward_and_back_cover_every_row_once_in_every_order(desk, _ground) {
        stocked(desk);
        for sort in [Sort::Due, Sort::Name, Sort::LastContact, Sort::Registered] {
            let query = Query { sort, ..Query::default() };
            let whole: Vec<CaseRow> = page(desk, &query, &Side::First, 50).rows;
            assert_eq!(whole.len(), 12);
            let mut forward = page(desk, &query, &Side::First, 5).rows;
            while forward.len() < 12 {
                let mark = sort.mark(forward.last().unwrap());
                let next = page(desk, &query, &Side::After(mark), 5);
                assert_eq!(next.total, 12);
                assert!(!next.rows.is_empty(), "{sort:?} ends after {}", forward.len());
                forward.extend(next.rows);
            }
            assert_eq!(forward, whole, "{sort:?} forward");
            let mut back = page(desk, &query, &Side::Last, 5).rows;
            while back.len() < 12 {
                let mark = sort.mark(back.first().unwrap());
                let mut before = page(desk, &query, &Side::Before(mark), 5).rows;
                assert!(!before.is_empty(), "{sort:?} back ends after {}", back.len());
                before.append(&mut back);
                back = before;
            }
            assert_eq!(back, whole, "{sort:?} back");
        }
        let due = page(desk, &Query::default(), &Side::First, 50).rows;
        assert_eq!(due.first().unwrap().next_due, Some(day("2026-11-16")));
        assert_eq!(due.last().unwrap().next_due, None, "nothing due comes last");
        let seen = page(desk, &Query { sort: Sort::LastContact, ..Query::default() }, &Side::First, 50).rows;
        assert_eq!(seen.first().unwrap().last_contact, None, "never seen comes first");
    }

    fn each_word_of_a_filter_narrows(desk, _ground) {
        let regs = stocked(desk);
        let mut codes: Vec<Code> = Vec::new();
        for list in ["TASK", "INTENSITY", "CATEGORY", "CHAN", "ENTRY"] {
            codes.extend(desk.rules.codes.list(list).cloned());
        }
        codes.extend([code("ISCO", "5223", "Vendeurs, grands magasins"), code("ISCO", "7231", "Mécaniciens"), code("TOWN", "OYE", "Oyem")]);
        desk.rules.codes = Arc::new(Codes::new(codes));
        for (n, reg) in regs.iter().enumerate() {
            let seller = n % 2 == 0;
            set(desk, "occupation", if seller { "5223" } else { "7231" }.into(), *reg);
            let town = if n < 6 { "Oyem" } else { "Akanda" };
            desk.engine().execute("UPDATE person SET town = $1 WHERE id = $2", &[town.into(), person(n as u128 + 1).into()]).unwrap();
        }
        set(desk, "state", "suspended".into(), regs[2]);
        assert_eq!(found(desk, "").len(), 12);
        assert_eq!(found(desk, "vend").len(), 6);
        assert_eq!(found(desk, "vend oyem").len(), 3);
        assert_eq!(found(desk, "vend oyem retard"), ["LBV-26-000001-0"]);
        assert_eq!(found(desk, "Suspendu"), ["LBV-26-000003-0"]);
        assert_eq!(found(desk, "vend OYEM inscrit").len(), 2);
        assert_eq!(found(desk, "nom07").len(), 1, "else a name begins so");
        assert!(found(desk, "xyz").is_empty());
        set(desk, "sort_key", "obone  ludovic".into(), regs[4]);
        assert_eq!(found(desk, "obone lud"), ["LBV-26-000005-0"], "the given name narrows too");
        assert!(found(desk, "udov").is_empty(), "a word begins so, it doesn't contain it");
        let query = Query { filter: "vend oyem".to_owned(), ..Query::default() };
        let page = page(desk, &query, &Side::First, 2);
        assert_eq!((page.rows.len(), page.total), (2, 3), "the total is the filter's");
        assert_eq!(page.meanings[1].towns, ["Oyem"]);
        let today = desk.rules.today;
        assert!(page.rows.iter().all(|row| page.meanings.iter().all(|m| m.fits(row, today))), "the same said in Rust");
    }

    fn a_page_is_two_statements_in_one_round_trip_whoever_else_is_registered(desk, ground) {
        stocked(desk);
        found(desk, "vend");
        for words in ["", "vend retard"] {
            let (statements, trips) = (desk.statements(), desk.round_trips());
            found(desk, words);
            // In SQLite the reads of a page are a transaction of their own: begun and ended.
            let around = if ground.is_postgres() { 0 } else { 2 };
            assert_eq!(desk.statements() - statements, 2 + around, "« {words} »");
            if ground.is_postgres() {
                assert_eq!(desk.round_trips() - trips, 1);
            }
        }
        if !ground.is_postgres() {
            plans(desk);
        }
    }

    fn files_change_hands_with_their_reminders_and_the_appointments_that_fit(desk, _ground) {
        let regs = stocked(desk);
        let planned = |n: u128, who: UserId, at: &str, with: Option<PersonId>| Appointment {
            head: Head::new(id::<AppointmentId>(6000 + n)),
            kind: Some("2".to_owned()),
            agency: "LBV".to_owned(),
            person: with,
            counsellor: Some(who),
            starts_at: Some(calendar::utc(chrono::NaiveDateTime::parse_from_str(at, "%Y-%m-%d %H:%M").unwrap())),
            minutes: Some(30),
            mode: Some("1".to_owned()),
            ..Appointment::default()
        };
        write(desk, |w| {
            w.insert(&planned(1, counsellor(), "2026-11-26 09:00", Some(person(1))))?;
            w.insert(&planned(2, counsellor(), "2026-11-26 10:00", Some(person(2))))?;
            w.insert(&planned(3, second(), "2026-11-26 10:15", Some(person(9))))
        });
        let three = &regs[..3];
        desk.who.roles = vec!["counsellor".to_owned()];
        assert_eq!(caseload::plan_transfer(desk, three), Err(Fault::Denied("transfer")));
        desk.who.roles = vec!["head".to_owned()];
        desk.who.user = head();
        let plan = caseload::plan_transfer(desk, three).unwrap();
        let to = plan.colleagues.first().unwrap();
        assert_eq!((plan.files, to.name.as_str(), to.load, to.after), (3, "DIANE", 0, 6));
        assert_eq!((to.moved, to.kept), (1, 1), "at 10h00 she has someone at 10h15");
        assert!(plan.tasks > 0);
        let deed = desk.new_id();
        let done = caseload::transfer(desk, deed, three, second()).unwrap();
        assert_eq!((done.files, done.moved, done.kept, done.tasks), (3, 1, 1, u64::try_from(plan.tasks).unwrap()));
        for reg in three {
            assert_eq!(get::<Registration>(desk, *reg).counsellor, Some(second()));
            let open = desk.read(|r| records::where_::<Task>(r, "subject = $1 AND state = 'open'", &[RowId(reg.0).into()])).unwrap();
            assert!(!open.is_empty() && open.iter().all(|t| t.assignee == second()));
        }
        assert_eq!(get::<Appointment>(desk, id(6001)).counsellor, Some(second()));
        assert_eq!(get::<Appointment>(desk, id(6002)).counsellor, Some(counsellor()));
        let told = |desk: &mut Desk, user: UserId| {
            let all = desk.read(|r| records::where_::<Notice>(r, "account = $1", &[user.into()])).unwrap();
            all.into_iter().map(|n| (n.key, n.arguments.join("|"))).collect::<Vec<_>>()
        };
        assert_eq!(told(desk, second()), [("notice-files-received".to_owned(), "count=3|by=Mme aline".to_owned())]);
        assert_eq!(told(desk, counsellor()), [("notice-files-given".to_owned(), "count=3|to=DIANE|by=Mme aline".to_owned())]);
        let again = caseload::transfer(desk, deed, three, second()).unwrap();
        assert_eq!(again.tasks, 0, "the same deed again moves nothing");
        assert_eq!(told(desk, second()).len(), 1, "and tells nobody twice");
        let other = desk.new_id();
        assert_eq!(caseload::transfer(desk, other, three, id(99)), Err(Fault::refused("refused-transfer-to")));
    }

    fn a_view_is_kept_under_its_name_for_oneself_or_for_all(desk, _ground) {
        office::open(desk);
        let view = |filters: &str| SavedView {
            screen: "caseload".to_owned(),
            name: " À relancer ".to_owned(),
            filters: Some(filters.to_owned()),
            sort: Some("due".to_owned()),
            ..SavedView::default()
        };
        let keep = |desk: &mut Desk, filters: &str, shared: bool| {
            let deed = desk.new_id();
            caseload::save_view(desk, deed, &view(filters), shared)
        };
        keep(desk, "retard", false).unwrap();
        keep(desk, "retard inscrit", false).unwrap();
        let mine = caseload::views(desk, "caseload").unwrap();
        assert_eq!(mine.len(), 1, "the same name is the same view");
        assert_eq!((mine[0].name.as_str(), mine[0].filters.as_deref()), ("À relancer", Some("retard inscrit")));
        keep(desk, "oyem", true).unwrap();
        assert!(matches!(keep(desk, "akanda", true), Err(Fault::Refused(r)) if r.key == "refused-view-taken"));
        desk.who.user = second();
        let theirs = caseload::views(desk, "caseload").unwrap();
        assert_eq!(theirs.len(), 1, "a colleague sees the agency's only");
        assert_eq!(theirs[0].filters.as_deref(), Some("oyem"));
    }

    fn a_reminder_for_several_keeps_what_is_planned_already(desk, _ground) {
        stocked(desk);
        let three = [person(1), person(2), person(3)];
        let deed = desk.new_id();
        follow_up::remind_many(desk, Some(deed), &three[..1], "T72", day("2026-11-26"), counsellor()).unwrap();
        let preview = follow_up::remind_many(desk, None, &three, "T72", day("2026-11-27"), counsellor()).unwrap();
        assert_eq!((preview.created, preview.kept.len()), (2, 1));
        let mine = tasks::mine(desk).unwrap();
        assert_eq!(mine.iter().filter(|row| row.task.kind == "T72").count(), 1, "a preview makes nothing");
        assert!(mine.windows(2).all(|two| two[0].task.due <= two[1].task.due), "by due day");
    }

    fn a_notice_is_read_once_and_counted(desk, _ground) {
        stocked(desk);
        let reg = RowId(id::<RegistrationId>(2001).0);
        for n in 0..2_u128 {
            let notice = Notice {
                head: Head::new(id(8000 + n)),
                account: counsellor(),
                key: "notice-lapsed".to_owned(),
                subject_kind: Some("registration".to_owned()),
                subject: Some(reg),
                at: Some(guichet::domain::record::parse_instant(&format!("2026-11-2{n}T08:00:00.000Z")).unwrap()),
                ..Notice::default()
            };
            write(desk, |w| w.insert(&notice));
        }
        assert_eq!(notices::unread(desk).unwrap(), 2);
        let deed = desk.new_id();
        assert_eq!(notices::read(desk, deed, id(8001)).unwrap(), 1);
        let all = notices::mine(desk).unwrap();
        assert_eq!(all[0].notice.head.id, id(8000), "the unread one stands first");
        assert_eq!((all[0].person, all[0].name.as_deref()), (Some(person(1)), Some("NOM1 Essai")));
        desk.who.user = head();
        let other = desk.new_id();
        assert_eq!(notices::read(desk, other, id(8000)), Err(Fault::Missing("notice")), "nobody else's");
    }
}

/// Each page seeks in an index of the counsellor's own rows: what is read follows the caseload, never the database.
fn plans(desk: &mut Desk) {
    let rows = page(desk, &Query::default(), &Side::First, 3).rows;
    for sort in [Sort::Due, Sort::Name, Sort::LastContact, Sort::Registered] {
        let mark = sort.mark(rows.last().unwrap());
        for side in [Side::First, Side::After(mark.clone()), Side::Before(mark), Side::Last] {
            let filter = store::Filter { counsellor: counsellor(), parts: Vec::new() };
            let stmt = store::plan(&filter, sort, &side, 19);
            let mut plan = String::new();
            let sql = format!("EXPLAIN QUERY PLAN {}", stmt.sql);
            desk.engine()
                .each(&sql, &stmt.args, &mut |row| {
                    plan.push_str(row.text("detail")?);
                    plan.push('\n');
                    Ok(())
                })
                .unwrap();
            assert!(!plan.contains("SCAN"), "{sort:?} {side:?}:\n{plan}");
            let index = if sort == Sort::Name { "registration_names" } else { "registration_" };
            assert!(plan.contains(&format!("SEARCH r USING INDEX {index}")), "{sort:?} {side:?}:\n{plan}");
            if matches!(sort, Sort::Due | Sort::Name) {
                assert!(!plan.contains("TEMP B-TREE FOR ORDER BY"), "{sort:?} {side:?} comes in the order of its index:\n{plan}");
            }
        }
    }
}
