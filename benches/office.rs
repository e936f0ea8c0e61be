//! The day's work at the size of a country: opening the office, the first screen, a page of the caseload, a file, the search as one
//! types. Times are wall times of one session's work (the database's included), printed as median, 95th and 99th of 100 parts.
//!
//! `GUICHET_BENCH_DB` names a training office made by `guichet demo --people N`; without it one of `GUICHET_BENCH_PEOPLE`
//! (10,000) is made in a temporary folder. Run it at two sizes to see that a screen doesn't slow down with the number of people.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::time::{Duration, Instant};

use chrono::{NaiveDate, Utc};
use fastrand::Rng;
use guichet::domain::fold;
use guichet::domain::ids::PersonId;
use guichet::services::caseload::{self, Query, Side};
use guichet::services::demo::{self, Plan};
use guichet::services::{day, file, office, search, session};
use guichet::store::{Desk, Read, Row};

const ROUNDS: usize = 200;

fn main() {
    let dir = tempfile::tempdir().unwrap();
    let url = std::env::var("GUICHET_BENCH_DB").unwrap_or_else(|_| made(dir.path()));
    let began = Instant::now();
    let mut desk = session::open(&url).unwrap().desk;
    let opened = began.elapsed();
    let people = one(&mut desk, "SELECT CAST(count(*) AS BIGINT) AS n FROM person");
    println!("{people} people; office opened in {:.1} ms", ms(opened));
    println!("{:<44} {:>8} {:>8} {:>8}", "ms", "median", "95 %", "99 %");
    measure("first screen (Ma journée)", &mut desk, |desk, _| drop(day::page(desk).unwrap()));
    let query = Query::default();
    let first = caseload::page(&mut desk, &query, &Side::First, 20).unwrap();
    let after = Side::After(query.sort.mark(first.rows.last().unwrap()));
    measure("caseload, first page", &mut desk, |desk, _| drop(caseload::page(desk, &query, &Side::First, 20).unwrap()));
    measure("caseload, next page", &mut desk, |desk, _| drop(caseload::page(desk, &query, &after, 20).unwrap()));
    let (ids, names) = sample(&mut desk, people);
    measure("a file, all tabs", &mut desk, |desk, n| drop(file::page(desk, ids[n % ids.len()]).unwrap()));
    let mut rng = Rng::with_seed(7);
    for (letters, slip) in [(3, false), (5, false), (5, true), (8, false), (8, true)] {
        let typed: Vec<String> =
            names.iter().filter(|n| n.chars().count() >= letters).map(|n| cut(n, letters, slip, &mut rng)).collect();
        let what = format!("search, {letters} letters{}", if slip { ", one wrong" } else { "" });
        measure(&what, &mut desk, |desk, n| drop(search::people(desk, &typed[n % typed.len()], 20).unwrap()));
    }
}

fn made(dir: &std::path::Path) -> String {
    let people = std::env::var("GUICHET_BENCH_PEOPLE").ok().and_then(|p| p.parse().ok()).unwrap_or(10_000);
    let url = dir.join("bench.db").display().to_string();
    let mut engine = office::prepare(&url, Utc::now()).unwrap();
    let plan = Plan { people, seed: 1, today: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap() };
    demo::make(&mut *engine, &plan, &mut |_| {}).unwrap();
    url
}

fn one(desk: &mut Desk, sql: &str) -> i64 {
    let read: &mut dyn Read = desk.engine();
    read.one(sql, &[], |r| r.int("n")).unwrap().unwrap_or(0)
}

/// People of the own agency, spread over the whole table, and the words of their names.
fn sample(desk: &mut Desk, people: i64) -> (Vec<PersonId>, Vec<String>) {
    let (mut ids, mut names) = (Vec::new(), Vec::new());
    let read: &mut dyn Read = desk.engine();
    let step = (people / 400).max(1);
    for n in 0..400 {
        let sql = "SELECT id, surname, agency FROM person WHERE index_no >= $1 ORDER BY index_no LIMIT 1";
        let row = |r: &Row<'_>| Ok((r.id("id")?, r.text("surname")?.to_owned(), r.text("agency")? == "LBV"));
        if let Some((id, surname, true)) = read.one(sql, &[(n * step + 1).into()], row).unwrap() {
            ids.push(id);
            names.push(fold::fold(&surname));
        }
    }
    (ids, names)
}

/// The first letters of a name, one of them wrong if so wished (the first too).
fn cut(name: &str, letters: usize, slip: bool, rng: &mut Rng) -> String {
    let mut all: Vec<char> = name.chars().take(letters).collect();
    if slip {
        let at = rng.usize(..all.len());
        all[at] = if all[at] == 'x' { 'k' } else { 'x' };
    }
    all.into_iter().collect()
}

fn measure(what: &str, desk: &mut Desk, mut work: impl FnMut(&mut Desk, usize)) {
    work(desk, 0);
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|n| {
            let began = Instant::now();
            work(desk, n);
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    let part = |p: usize| ms(times[(times.len() * p / 100).min(times.len() - 1)]);
    println!("{what:<44} {:>8.2} {:>8.2} {:>8.2}", part(50), part(95), part(99));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
