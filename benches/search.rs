//! Search at the size of a country: people with names composed by chance (a fixed seed), then how long an answer takes,
//! how often the person meant is among the first twenty for each kind of damage, and how big the index is.
//! `GUICHET_BENCH_PEOPLE` sets the number of people (100,000), `GUICHET_BENCH_URL` another database, empty.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::collections::BTreeSet;
use std::sync::{Mutex, OnceLock};
use std::time::Instant;

use fastrand::Rng;
use guichet::domain::fold;
use guichet::domain::person::Person;
use guichet::fault::Value;
use guichet::store::search::{Batch, Hit, alike, fill, people, sketches};
use guichet::store::{Engine, Read, migrate};

const FIRST: usize = 20;
const SYLLABLES: &[&str] = &[
    "ba", "be", "bi", "bo", "bou", "da", "di", "dou", "ga", "go", "gui", "ka", "ki", "kou", "la", "le", "li", "lo", "lou", "ma",
    "me", "mi", "mo", "mou", "na", "ne", "ni", "no", "nga", "ngo", "ngou", "nde", "ndo", "ndou", "mba", "mbe", "mbi", "mbou",
    "mvou", "nza", "nze", "nzi", "ntou", "nta", "pa", "pe", "pi", "sa", "se", "si", "sou", "ssa", "ssou", "ta", "to", "tou",
    "va", "vi", "ya", "yo", "za", "ze", "o", "a", "e", "obi", "ona", "ebo", "essa",
];
const ENDS: &[&str] = &["", "", "", "n", "ng", "s", "ma", "nda", "mba", "ssi", "me", "lle", "th", "t", "gue", "nze"];

struct Pools {
    surnames: Vec<String>,
    given: Vec<String>,
}

fn main() {
    report();
    report_duplicates();
    divan::main();
}

/// A word of two to four syllables.
fn composed(rng: &mut Rng) -> String {
    let mut word = String::new();
    for _ in 0..rng.usize(2..=3) {
        word += SYLLABLES[rng.usize(..SYLLABLES.len())];
    }
    word + ENDS[rng.usize(..ENDS.len())]
}

fn pools(rng: &mut Rng) -> Pools {
    let list = include_str!("../reference/names_gabon_demo.csv");
    let of = |kind: &str| -> Vec<String> {
        list.lines().filter(|l| l.starts_with(kind)).filter_map(|l| l.split(',').nth(2)).map(str::to_owned).collect()
    };
    let (mut surnames, mut given) = (of("surname"), of("given"));
    while surnames.len() < 120_000 {
        surnames.push(composed(rng));
    }
    while given.len() < 12_000 {
        given.push(composed(rng));
    }
    Pools { surnames, given }
}

/// Few names are frequent, many are rare.
fn one<'a>(pool: &'a [String], rng: &mut Rng) -> &'a str {
    let x = rng.f64();
    &pool[((pool.len() as f64) * x * x * x) as usize]
}

fn person(pools: &Pools, index_no: i64, rng: &mut Rng) -> Person {
    let mut surname = one(&pools.surnames, rng).to_uppercase();
    if rng.f64() < 0.55 {
        surname = format!("{surname} {}", one(&pools.surnames, rng).to_uppercase());
    }
    let mut given = one(&pools.given, rng).to_owned();
    if rng.f64() < 0.4 {
        given = format!("{given} {}", one(&pools.given, rng));
    }
    let married = (rng.f64() < 0.1).then(|| one(&pools.surnames, rng).to_uppercase());
    Person { index_no, surname, given_names: Some(given), married_name: married, ..Person::default() }
}

fn size() -> i64 {
    std::env::var("GUICHET_BENCH_PEOPLE").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000)
}

struct Built {
    engine: Mutex<Box<dyn Engine>>,
    people: Vec<(String, String)>,
    _folder: tempfile::TempDir,
}

static BUILT: OnceLock<Built> = OnceLock::new();

fn built() -> &'static Built {
    BUILT.get_or_init(build)
}

fn build() -> Built {
    let folder = tempfile::tempdir().unwrap();
    let url =
        std::env::var("GUICHET_BENCH_URL").unwrap_or_else(|_| format!("sqlite:{}", folder.path().join("bench.db").display()));
    let mut engine = guichet::store::create(&url).unwrap();
    migrate::migrate(engine.as_mut(), chrono::Utc::now()).unwrap();
    let mut rng = Rng::with_seed(42);
    let pools = pools(&mut rng);
    let all: Vec<Person> = (1..=size()).map(|no| person(&pools, no, &mut rng)).collect();
    let begun = Instant::now();
    fill_people(engine.as_mut(), &all);
    println!("people and registrations: {:.1} s", begun.elapsed().as_secs_f64());
    let begun = Instant::now();
    let mut batch = Batch::default();
    all.iter().for_each(|p| batch.add(p));
    engine.begin().unwrap();
    fill(engine.as_mut(), &batch).unwrap();
    engine.commit().unwrap();
    println!("index of {} people, {} words: {:.1} s", size(), batch.len(), begun.elapsed().as_secs_f64());
    if !url.starts_with("postgres") {
        index_size(engine.as_mut());
    } else {
        engine.batch("ANALYZE").unwrap();
    }
    let people = all.into_iter().map(|p| (p.surname, p.given_names.unwrap())).collect();
    Built { engine: Mutex::new(engine), people, _folder: folder }
}

fn index_size(engine: &mut dyn Engine) {
    let read: &mut dyn Read = engine;
    let total = |read: &mut dyn Read| -> i64 {
        let pages = read.one("PRAGMA page_count", &[], |r| r.int("page_count")).unwrap().unwrap();
        let free = read.one("PRAGMA freelist_count", &[], |r| r.int("freelist_count")).unwrap().unwrap();
        (pages - free) * 4096
    };
    let with = total(read);
    let mut sizes = Vec::new();
    engine.begin().unwrap();
    let mut last = with;
    for gone in ["DROP INDEX name_word_word", "DROP INDEX name_word_sound", "DROP TABLE name_word", "DROP TABLE name_people"] {
        engine.execute(gone, &[]).unwrap();
        let now = total(engine);
        sizes.push(format!("{gone}: {:.1} MB", (last - now) as f64 / 1e6));
        last = now;
    }
    println!("index in SQLite: {:.1} MB of {:.1} MB ({})", (with - last) as f64 / 1e6, with as f64 / 1e6, sizes.join(", "));
    engine.rollback().unwrap();
}

fn id(no: i64, kind: u8) -> Value {
    let mut bytes = vec![kind; 16];
    bytes[8..].copy_from_slice(&no.to_be_bytes());
    Value::Blob(bytes)
}

fn fill_people(engine: &mut dyn Engine, all: &[Person]) {
    let at = || Value::from("2026-01-01T08:00:00.000Z");
    let columns = [
        "id",
        "version",
        "number",
        "index_no",
        "agency",
        "surname",
        "given_names",
        "married_name",
        "sort_key",
        "birth_date",
        "town",
        "phone",
        "own_vehicle",
        "disability_declared",
        "consent_employers",
        "consent_sms",
        "consent_health",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
    ];
    let no = || Value::Bool(false);
    let mut rows = all.iter().map(|p| {
        let given = p.given_names.clone().unwrap_or_default();
        vec![
            id(p.index_no, 1),
            Value::Int(1),
            format!("LBV-26-{:06}-7", p.index_no).into(),
            Value::Int(p.index_no),
            "LBV".into(),
            p.surname.clone().into(),
            given.clone().into(),
            p.married_name.clone().into(),
            fold::sort_key(&p.surname, &given).into(),
            "1990-05-04".into(),
            "Libreville".into(),
            format!("+2417{:07}", p.index_no).into(),
            no(),
            no(),
            no(),
            no(),
            no(),
            at(),
            id(1, 9),
            at(),
            id(1, 9),
        ]
    });
    engine.fill("person", &columns, &mut rows).unwrap();
    let columns = [
        "id",
        "version",
        "person",
        "agency",
        "state",
        "registered_on",
        "first_time_seeker",
        "sort_key",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
    ];
    let mut rows = all.iter().map(|p| {
        vec![
            id(p.index_no, 2),
            Value::Int(1),
            id(p.index_no, 1),
            "LBV".into(),
            "registered".into(),
            "2026-01-01".into(),
            no(),
            "".into(),
            at(),
            id(1, 9),
            at(),
            id(1, 9),
        ]
    });
    engine.fill("registration", &columns, &mut rows).unwrap();
}

/// A slip at this letter: another, one less, one more, two exchanged.
fn slip(word: &str, at: usize, rng: &mut Rng) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let any = rng.lowercase();
    match rng.u8(..4) {
        0 => letters[at] = if letters[at] == any { 'q' } else { any },
        1 if letters.len() > 3 => drop(letters.remove(at)),
        2 if at + 1 < letters.len() && letters[at] != letters[at + 1] => letters.swap(at, at + 1),
        _ => letters.insert(at, any),
    }
    letters.into_iter().collect()
}

/// Written as it is heard.
fn heard(word: &str) -> String {
    let mut out = word.replace("ou", "u").replace("ss", "s").replace("gue", "ge").replace("gui", "gi").replace('y', "i");
    if out == word {
        out = if word.ends_with('a') { format!("{word}h") } else { format!("{word}s") };
    }
    out
}

fn begin(word: &str, letters: usize) -> String {
    word.chars().take(letters).collect()
}

type Damage = fn(&str, &str, &mut Rng) -> Option<(String, Vec<String>)>;

fn damages() -> Vec<(&'static str, Damage)> {
    fn cut(s: &str, n: usize) -> Option<String> {
        (s.chars().count() >= n).then(|| begin(s, n))
    }
    fn any(w: &str, from: usize, rng: &mut Rng) -> String {
        let at = rng.usize(from..w.chars().count());
        slip(w, at, rng)
    }
    fn both(s: &str, g: &str) -> Vec<String> {
        vec![s.to_owned(), g.to_owned()]
    }
    vec![
        ("3 letters", |s, _, _| Some((cut(s, 3)?, vec![cut(s, 3)?]))),
        ("5 letters", |s, _, _| Some((cut(s, 5)?, vec![s.to_owned()]))),
        ("8 letters", |s, _, _| Some((cut(s, 8)?, vec![s.to_owned()]))),
        ("5 letters, slip, begins as meant", |s, _, r| Some((any(&cut(s, 5)?, 0, r), vec![cut(s, 5)?]))),
        ("5 letters, slip", |s, _, r| Some((any(&cut(s, 5)?, 0, r), vec![s.to_owned()]))),
        ("5 letters, slip in the first", |s, _, r| Some((slip(&cut(s, 5)?, 0, r), vec![s.to_owned()]))),
        ("8 letters, slip", |s, _, r| Some((any(&cut(s, 8)?, 0, r), vec![s.to_owned()]))),
        ("8 letters, slip in the first", |s, _, r| Some((slip(&cut(s, 8)?, 0, r), vec![s.to_owned()]))),
        ("surname, sound", |s, _, _| Some((heard(&cut(s, 4).map(|_| s.to_owned())?), vec![s.to_owned()]))),
        ("surname and 4 letters", |s, g, _| Some((format!("{s} {}", cut(g, 4)?), vec![s.to_owned(), cut(g, 4)?]))),
        ("surname and 4 letters, slip", |s, g, r| {
            cut(s, 4)?;
            Some((format!("{} {}", any(s, 0, r), cut(g, 4)?), vec![s.to_owned(), cut(g, 4)?]))
        }),
        ("surname and 4 letters, slip in the first", |s, g, r| {
            cut(s, 4)?;
            Some((format!("{} {}", slip(s, 0, r), cut(g, 4)?), vec![s.to_owned(), cut(g, 4)?]))
        }),
        ("surname and 4 letters, sound", |s, g, _| {
            cut(s, 4)?;
            Some((format!("{} {}", heard(s), cut(g, 4)?), vec![s.to_owned(), cut(g, 4)?]))
        }),
        ("surname and 1 letter", |s, g, _| {
            Some((format!("{} {}", cut(s, 4).map(|_| s)?, cut(g, 1)?), vec![s.to_owned(), cut(g, 1)?]))
        }),
        ("inverted", |s, g, _| Some((format!("{g} {s}"), both(s, g)))),
        ("full name, slip", |s, g, r| {
            cut(s, 4)?;
            cut(g, 4)?;
            Some((if r.bool() { format!("{} {g}", any(s, 0, r)) } else { format!("{s} {}", any(g, 0, r)) }, both(s, g)))
        }),
        ("full name, slip in the first", |s, g, r| {
            cut(s, 4)?;
            Some((format!("{} {g}", slip(s, 0, r)), both(s, g)))
        }),
        ("full name, two slips", |s, g, r| {
            cut(s, 4)?;
            cut(g, 4)?;
            Some((format!("{} {}", any(s, 0, r), any(g, 0, r)), both(s, g)))
        }),
    ]
}

/// Processor time of this thread so far, in ms (it moves by whole ticks); 0 where the system doesn't tell.
fn work() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    told.and_then(|t| t.split(' ').next().and_then(|n| n.parse::<f64>().ok())).unwrap_or(0.0) / 1e6
}

fn meant(hits: &[Hit], words: &[String]) -> bool {
    hits.iter().any(|h| {
        let name: BTreeSet<String> = fold::words(&h.card.name).into_iter().collect();
        words.iter().all(|w| name.iter().any(|n| n == w || n.starts_with(w.as_str()) && w.len() <= 5))
    })
}

fn report() {
    let built = built();
    let mut engine = built.engine.lock().unwrap();
    let times = std::env::var("GUICHET_BENCH_TIMES").ok().and_then(|n| n.parse().ok()).unwrap_or(500);
    println!(
        "{:42} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>6}",
        "typed", "found %", "p50 ms", "p95", "p99", "max", "work", "trips"
    );
    for (name, damage) in damages() {
        let mut rng = Rng::with_seed(7);
        let (mut found, mut spent, mut trips, worked) = (0, Vec::new(), 0, work());
        while spent.len() < times {
            let (surname, given) = &built.people[rng.usize(..built.people.len())];
            let (surname, given) = (fold::words(surname), fold::words(given));
            let Some((typed, words)) = damage(&surname[0], &given[0], &mut rng) else { continue };
            let before = engine.round_trips();
            let begun = Instant::now();
            let hits = people(engine.as_mut(), &typed, FIRST, "LBV").unwrap();
            spent.push(begun.elapsed().as_secs_f64() * 1000.0);
            trips += engine.round_trips() - before;
            found += usize::from(meant(&hits, &words));
            if std::env::var_os("GUICHET_BENCH_MISSED").is_some() && !meant(&hits, &words) && spent.len() < 60 {
                println!("   {typed} for {words:?}: {:?}", hits.iter().map(|h| &h.card.name).take(9).collect::<Vec<_>>());
            }
        }
        let worked = (work() - worked) / times as f64;
        spent.sort_by(f64::total_cmp);
        let at = |part: f64| spent[((spent.len() - 1) as f64 * part) as usize];
        println!(
            "{name:42} {:7.1} {:7.2} {:7.2} {:7.2} {:7.2} {worked:7.2} {:6.1}",
            found as f64 * 100.0 / times as f64,
            at(0.5),
            at(0.95),
            at(0.99),
            at(1.0),
            trips as f64 / times as f64
        );
    }
}

/// Duplicates beside the form: the two names whole, one with a slip, a telephone; then the cards that are compared.
fn report_duplicates() {
    let built = built();
    let mut engine = built.engine.lock().unwrap();
    let (mut rng, mut spent, mut found) = (Rng::with_seed(9), Vec::new(), 0);
    let worked = work();
    for _ in 0..200 {
        let (surname, given) = &built.people[rng.usize(..built.people.len())];
        let mut words = fold::words(&format!("{surname} {given}"));
        words[0] = slip(&words[0].clone(), rng.usize(..words[0].len()), &mut rng);
        let begun = Instant::now();
        let near = alike(engine.as_mut(), &words, 60).unwrap();
        let phones = vec!["+24170000007".to_owned()];
        let today = chrono::NaiveDate::default();
        let cards = sketches(engine.as_mut(), &near, &phones, Some("AB12345"), "LBV", today).unwrap();
        spent.push(begun.elapsed().as_secs_f64() * 1000.0);
        found += usize::from(cards.iter().any(|(_, s)| s.surname == *surname && s.given_names == *given));
    }
    let worked = (work() - worked) / 200.0;
    spent.sort_by(f64::total_cmp);
    println!("duplicates: found {:.1} %, p50 {:.1} ms, p95 {:.1}, work {worked:.1}", found as f64 / 2.0, spent[100], spent[190]);
}

#[divan::bench(args = ["mou", "mouss", "moussavo", "qoussavo", "moussavou jean", "mussavu jaen"])]
fn answer(bencher: divan::Bencher, typed: &str) {
    let mut engine = built().engine.lock().unwrap();
    bencher.bench_local(|| people(engine.as_mut(), typed, FIRST, "LBV").unwrap().len());
}
