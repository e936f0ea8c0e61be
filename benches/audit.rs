//! What proof and protection cost: the verification of a long audit, the making of a seal, and row security on a page of the caseload and on a
//! file (PostgreSQL, the same session under the owner and under the counsellor's own login role).
//!
//! `GUICHET_BENCH_ROWS` audit rows (1,000,000), `GUICHET_BENCH_PEOPLE` people for the pages (20,000).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "../tests/common/mod.rs"]
mod common;

use std::time::Instant;

use chrono::{NaiveDate, Utc};
use guichet::domain::ids::{PersonId, RowId};
use guichet::domain::person::Person;
use guichet::domain::record::Record;
use guichet::domain::rules::Rules;
use guichet::domain::who::Who;
use guichet::services::caseload::{self, Query, Side};
use guichet::services::demo::{self, Plan};
use guichet::services::{audit, file, office, session};
use guichet::store::{self, Clock, Desk, Read, guard, migrate};

const KEY: &[u8] = b"a key for the bench";

fn number(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

fn main() {
    match number("GUICHET_BENCH_ROWS", 1_000_000) {
        0 => {}
        rows => verification(rows),
    }
    pages(number("GUICHET_BENCH_PEOPLE", 20_000));
}

/// Sessions that open files one after the other, side by side, as on a day with 50 counsellors.
fn verification(rows: usize) {
    let dir = tempfile::tempdir().unwrap();
    let url = dir.path().join("audit.db").display().to_string();
    migrate::migrate(&mut *store::create(&url).unwrap(), Utc::now()).unwrap();
    let mut engine = store::open(&url).unwrap();
    engine.batch("PRAGMA synchronous=OFF").unwrap();
    let who = |login: &str| Who {
        login: login.into(),
        name: format!("Mme {login}"),
        agency: "LBV".into(),
        roles: vec!["auditor".into()],
        post: "LBV-3 10.0.0.4".into(),
        ..Who::default()
    };
    drop(engine);
    let began = Instant::now();
    let mut desks: Vec<Desk> = (0..50)
        .map(|n| {
            let mut engine = store::open(&url).unwrap();
            engine.batch("PRAGMA synchronous=OFF").unwrap();
            Desk::new(engine, who(&format!("c{n}")), Clock::Real, Rules::default())
        })
        .collect();
    for n in 0..rows {
        let at = n % 50;
        if n % 10_000 == at {
            let engine = store::open(&url).unwrap();
            desks[at] = Desk::new(engine, who(&format!("c{at}")), Clock::Real, Rules::default());
            desks[at].engine().batch("PRAGMA synchronous=OFF").unwrap();
        }
        let desk = &mut desks[at];
        let (deed, id) = (desk.deed("open_file"), desk.new_id::<RowId>());
        desk.write(deed, |w| {
            w.saw(Person::TABLE, id);
            Ok(())
        })
        .unwrap();
    }
    println!(
        "{rows} audit rows made in {:.0} s, {} MB",
        began.elapsed().as_secs_f64(),
        std::fs::metadata(&url).unwrap().len() >> 20
    );
    let mut desk = desks.pop().unwrap();
    let began = Instant::now();
    let seal = audit::seal(&mut desk).unwrap();
    println!("sealed in {:.2} s", began.elapsed().as_secs_f64());
    let began = Instant::now();
    let found = audit::verify(&mut desk, Some(&seal.line())).unwrap();
    println!(
        "{} rows, {} sessions verified in {:.2} s: {:?}",
        found.rows,
        found.sessions,
        began.elapsed().as_secs_f64(),
        found.first_bad
    );
}

fn pages(people: usize) {
    let Some(server) = common::server::running() else { return };
    let url = server.database(None);
    let mut engine = office::prepare(&url, Utc::now()).unwrap();
    let plan =
        Plan { people: u32::try_from(people).unwrap().into(), seed: 1, today: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap() };
    demo::make(&mut *engine, &plan, &mut |_| {}).unwrap();
    engine.batch("ANALYZE").unwrap();
    let opened = session::open(&url).unwrap();
    let login = opened.account.login.clone();
    guard::make_login(&mut *engine, KEY, &login).unwrap();
    let own = store::open(&guard::address(&url, KEY, &login).unwrap()).unwrap();
    let mut desks = [opened.desk, Desk::new(own, Who::default(), Clock::Real, Rules::default())];
    let (who, rules, clock) = (desks[0].who.clone(), desks[0].rules.clone(), desks[0].clock);
    (desks[1].who, desks[1].rules, desks[1].clock) = (who.clone(), rules, clock);
    let ids: Vec<PersonId> = desks[0]
        .read(|r| {
            let sql = "SELECT person FROM registration WHERE agency = $1 AND closed_on IS NULL ORDER BY id LIMIT 200";
            Ok(r.all(sql, &[who.agency.as_str().into()], |row| row.id("person"))?)
        })
        .unwrap();
    println!("{people} people; {:<28} {:>9} {:>9} {:>7}", "ms, median of 300", "owner", "own role", "ratio");
    let query = Query::default();
    compare("caseload, a page of 50", &mut desks, |desk, _| drop(caseload::page(desk, &query, &Side::First, 50).unwrap()));
    compare("a file, all tabs", &mut desks, |desk, n| drop(file::page(desk, ids[n % ids.len()]).unwrap()));
    let sql =
        "SELECT p.id, p.number, p.surname, p.given_names, p.phone FROM person p WHERE p.agency = $1 ORDER BY p.sort_key LIMIT 50";
    compare("50 people of the agency", &mut desks, |desk, _| {
        let agency = desk.who.agency.clone();
        let read: &mut dyn Read = desk.engine();
        drop(read.all(sql, &[agency.into()], |r| Ok(r.text("number")?.to_owned())).unwrap());
    });
}

/// One after the other in turns, so that the machine's other work falls on both.
fn compare(what: &str, desks: &mut [Desk; 2], mut work: impl FnMut(&mut Desk, usize)) {
    let mut times = [Vec::new(), Vec::new()];
    for n in 0..300 {
        for (desk, times) in desks.iter_mut().zip(&mut times) {
            let began = Instant::now();
            work(desk, n);
            times.push(began.elapsed().as_secs_f64() * 1000.0);
        }
    }
    let median = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    let [owner, own] = &mut times;
    let (owner, own) = (median(owner), median(own));
    println!("{what:<44} {owner:>9.2} {own:>9.2} {:>7.2}", own / owner);
}
