//! Matching at the size of a country: one offer's candidates, one person's offers, all against all (product.md; store.md "Matching").
//! Times are those of work (processor time).
//! Over `GUICHET_BENCH_DB` (the address of a training office already made), else over one made here of `GUICHET_BENCH_PEOPLE` people
//! (20,000). `GUICHET_BENCH_TIMES=50` copies its candidates so many times under other ids, and its open offers until there are 5,000:
//! what matching reads is then that of 1,000,000 people, without the hour that making them all takes (SQLite only).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::time::{Duration, Instant};

use chrono::{NaiveDate, Utc};
use guichet::domain::ids::{PersonId, VacancyId};
use guichet::services::{codes, demo, matching, session};
use guichet::store::{self, Desk, migrate};

/// Offers and people asked, spread over the office.
const ASKED: usize = 200;

fn main() {
    let dir = tempfile::tempdir().unwrap();
    let url = std::env::var("GUICHET_BENCH_DB").unwrap_or_else(|_| {
        let people = std::env::var("GUICHET_BENCH_PEOPLE").ok().and_then(|n| n.parse().ok()).unwrap_or(20_000);
        let url = format!("sqlite:{}", dir.path().join("office.db").display());
        let began = Instant::now();
        let mut engine = store::create(&url).unwrap();
        migrate::migrate(&mut *engine, Utc::now()).unwrap();
        codes::load_reference(&mut *engine, Utc::now()).unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        demo::make(&mut *engine, &demo::Plan { people, ..demo::Plan::new(today) }, &mut |_| {}).unwrap();
        println!("{people} people made in {:.1} s", began.elapsed().as_secs_f64());
        url
    });
    if let Some(times) = std::env::var("GUICHET_BENCH_TIMES").ok().and_then(|n| n.parse().ok()) {
        multiply(&url, times);
    }
    let mut office = session::open(&url).unwrap();
    let desk = &mut office.desk;
    println!("{} candidates, {} open offers in date", count(desk, "candidate"), offers(desk).len());
    one_offer(desk);
    one_person(desk);
    let (began, cpu) = (Instant::now(), worked(true));
    let all = matching::everything(desk).unwrap();
    let cpu = (worked(true) - cpu).as_secs_f64();
    let pairs: u64 = all.offers.values().map(|o| o.0).sum();
    let (elapsed, offers) = (began.elapsed().as_secs_f64(), all.offers.len());
    println!(
        "all against all: {offers} offers, {} people, {pairs} pairs in {elapsed:.2} s, {cpu:.2} s of work",
        all.people.len()
    );
}

/// The candidates so many times, the open offers until there are 5,000; each copy under ids of its own.
fn multiply(url: &str, times: i64) {
    let mut engine = store::open(url).unwrap();
    let columns = |engine: &mut dyn store::Engine, table: &str| {
        let read: &mut dyn store::Read = engine;
        let sql = format!("SELECT name FROM pragma_table_info('{table}')");
        read.all(&sql, &[], |r| Ok(r.text("name")?.to_owned())).unwrap()
    };
    let (candidate, vacancy) = (columns(&mut *engine, "candidate"), columns(&mut *engine, "vacancy"));
    let list = |all: &[String], put: &dyn Fn(&str) -> String| all.iter().map(|c| put(c)).collect::<Vec<_>>().join(", ");
    let plain = |c: &str| format!("\"{c}\"");
    engine.begin().unwrap();
    for n in 1..times {
        let put = |c: &str| match c {
            "id" => format!("id + {}", n * 4 * 200_000),
            "person" => format!("CAST(substr(person, 1, 12) || unhex(printf('%08x', {n} * 1000003 + id % 1000003)) AS BLOB)"),
            other => plain(other),
        };
        let (into, from) = (list(&candidate, &plain), list(&candidate, &put));
        let max = 4 * 200_000;
        engine
            .execute(
                &format!("INSERT INTO candidate ({into}) SELECT {from} FROM candidate WHERE id % 1099511627776 < {max}"),
                &[],
            )
            .unwrap();
    }
    for n in 1.. {
        let read: &mut dyn store::Read = &mut *engine;
        let open = "SELECT CAST(count(*) AS BIGINT) AS n FROM vacancy WHERE state IN ('open', 'shortlisting')";
        if read.one(open, &[], |r| r.int("n")).unwrap().unwrap() >= 5_000 {
            break;
        }
        let put = |c: &str| match c {
            "id" => "randomblob(16)".to_owned(),
            "number" => format!("number || '/{n}'"),
            "external_ref" => "NULL".to_owned(),
            other => plain(other),
        };
        let (into, from) = (list(&vacancy, &plain), list(&vacancy, &put));
        let own = "state IN ('open', 'shortlisting') AND number NOT LIKE '%/%'";
        engine.execute(&format!("INSERT INTO vacancy ({into}) SELECT {from} FROM vacancy WHERE {own}"), &[]).unwrap();
    }
    engine.commit().unwrap();
}

/// What this thread, or the whole program, has worked so far: on a machine that others use too the clock on the wall says little.
fn worked(whole: bool) -> Duration {
    let path = if whole { "/proc/self/stat" } else { "/proc/thread-self/schedstat" };
    let text = std::fs::read_to_string(path).unwrap_or_default();
    if !whole {
        return Duration::from_nanos(text.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0));
    }
    // User and system time in hundredths of a second, after the name in brackets.
    let after = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: u64 = after.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

fn count(desk: &mut Desk, table: &str) -> i64 {
    let sql = format!("SELECT CAST(count(*) AS BIGINT) AS n FROM {table}");
    desk.read(|read| Ok(read.one(&sql, &[], |r| r.int("n"))?)).unwrap().unwrap()
}

fn offers(desk: &mut Desk) -> Vec<VacancyId> {
    let today = desk.rules.today.to_string();
    let sql = "SELECT id FROM vacancy WHERE state IN ('open', 'shortlisting') AND publish_until >= $1 ORDER BY id";
    desk.read(|read| Ok(read.all(sql, &[today.as_str().into()], |r| r.id("id"))?)).unwrap()
}

fn one_offer(desk: &mut Desk) {
    let all = offers(desk);
    let step = (all.len() / ASKED).max(1);
    let (mut times, mut ranked) = (Vec::new(), 0);
    for id in all.iter().step_by(step) {
        let began = worked(false);
        if let Ok(found) = matching::for_vacancy(desk, *id, 20) {
            times.push(worked(false) - began);
            ranked += found.total;
        }
    }
    told("one offer's candidates", times, ranked);
}

fn one_person(desk: &mut Desk) {
    // Of the acting counsellor's agency: whose profile may be read.
    let agency = desk.who.agency.clone();
    let sql = "SELECT r.person FROM registration r WHERE r.agency = $1 AND r.state = 'active' ORDER BY r.id";
    let all: Vec<PersonId> = desk.read(|read| Ok(read.all(sql, &[agency.as_str().into()], |r| r.id("person"))?)).unwrap();
    let step = (all.len() / ASKED).max(1);
    let (mut times, mut ranked) = (Vec::new(), 0);
    for id in all.iter().step_by(step) {
        let began = worked(false);
        if let Ok(found) = matching::for_person(desk, *id, 20) {
            times.push(worked(false) - began);
            ranked += found.total;
        }
    }
    told("one person's offers", times, ranked);
}

fn told(what: &str, mut times: Vec<Duration>, ranked: usize) {
    times.sort_unstable();
    let at = |part: usize| times.get(times.len() * part / 100).or(times.last()).map_or(0.0, |t| t.as_secs_f64() * 1000.0);
    let mean = ranked / times.len().max(1);
    println!("{what}: {} asked, {mean} ranked each, median {:.1} ms, 99 of 100 under {:.1} ms", times.len(), at(50), at(99));
}
