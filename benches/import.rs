//! Import of many people against many more: work, peak memory, statements and round trips a row, against what the sqlite3 shell needs to
//! `.import` the rows that the import wrote into the same tables and indexes of a copy of the base.
//!
//! `GUICHET_BENCH_DB` names an office (it is copied, never written); without it one of `GUICHET_BENCH_PEOPLE` (20,000) is made by the
//! importer itself. `GUICHET_BENCH_ROWS` (10,000) rows are imported, one of 50 with the telephone of somebody known. Needs the sqlite3 shell.
//! The shell's ids are text of twice the length: kinder to the import by some percent.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chrono::Utc;
use guichet::cli::import::{label, labels, words};
use guichet::domain::rights;
use guichet::fault::Flaw;
use guichet::services::import::{self, Face, Report, Wish};
use guichet::services::{office, session};
use guichet::store::Desk;
use guichet::texts::Texts;

fn main() {
    let dir = tempfile::tempdir().unwrap();
    let (people, rows) = (of("GUICHET_BENCH_PEOPLE", 20_000), of("GUICHET_BENCH_ROWS", 10_000));
    let base = dir.path().join("base.db");
    match std::env::var("GUICHET_BENCH_DB") {
        Ok(from) => drop(sql(Path::new(&from), &format!("VACUUM INTO '{}'", base.display()))),
        Err(_) => {
            drop(office::init(&base.display().to_string(), "LBV", "Marie BANC", "Paul ESSAI", Utc::now()).unwrap());
            let (report, took) = import(&base, &csv(dir.path(), "base", people, 0));
            println!("base: {} people made in {:.1} s; {}", report.imported, took.as_secs_f64(), peak());
        }
    }
    sql(&base, "PRAGMA wal_checkpoint(TRUNCATE)");
    let (after, shell) = (dir.path().join("after.db"), dir.path().join("shell.db"));
    fs::copy(&base, &after).unwrap();
    let file = csv(dir.path(), "new", rows, people);
    // Forgets the peak of the making.
    drop(fs::write("/proc/self/clear_refs", "5"));
    let (report, ours) = import(&after, &file);
    println!(
        "import: {} read, {} imported, {} rejected, {} twins; {}",
        report.read,
        report.imported,
        report.rejected,
        report.twins,
        peak()
    );
    println!("{} warnings; the first: {:?}", report.warnings, report.said.first().map(|s| &s.text));
    assert!(report.twins > 0, "the duplicates of the file weren't looked for");
    sql(&after, "PRAGMA wal_checkpoint(TRUNCATE)");
    fs::copy(&base, &shell).unwrap();
    let script = dump(dir.path(), &base, &after, &shell);
    let theirs = fed(&shell, &script);
    same_counts(&after, &shell);
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!("import {:.2} s, sqlite3 .import {:.2} s, ratio {ratio:.2}", ours.as_secs_f64(), theirs.as_secs_f64());
}

fn of(name: &str, else_: usize) -> usize {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(else_)
}

fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM")).unwrap_or("VmHWM unknown");
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn letters(mut n: usize) -> String {
    let syllables = ["ba", "do", "gui", "ka", "lem", "mou", "ndo", "ngue", "ob", "pa", "ri", "sou", "ta", "va", "yem", "zo"];
    let mut word = String::new();
    for _ in 0..3 {
        word += syllables[n % 16];
        n /= 16;
    }
    word
}

/// People that no other file of this bench holds, but every fiftieth's telephone is that of the person of the base in this place.
fn csv(dir: &Path, name: &str, rows: usize, first: usize) -> PathBuf {
    let path = dir.join(format!("{name}.csv"));
    let mut out = BufWriter::new(File::create(&path).unwrap());
    writeln!(out, "external_ref,surname,given_names,sex,birth_date,phone,occupation,town").unwrap();
    for n in first..first + rows {
        let phone = if first > 0 && n % 50 == 0 { n % first } else { n };
        let (day, month, year) = (1 + n % 28, 1 + n / 28 % 12, 1960 + n / 336 % 45);
        let (surname, given) = (letters(n.wrapping_mul(2_654_435_761) >> 4), letters(n.wrapping_mul(40_503) >> 3));
        writeln!(out, "R{n},N{surname},P{given},F,{day:02}/{month:02}/{year},+2416{phone:07},5223,Oyem").unwrap();
    }
    out.flush().unwrap();
    path
}

fn import(db: &Path, file: &Path) -> (Report, Duration) {
    let mut desk: Desk = session::open(&db.display().to_string()).unwrap().desk;
    desk.who.roles = rights::all_roles();
    let texts = Texts::load("fr").unwrap();
    let say = |flaw: &Flaw| texts.flaw(flaw);
    let people = import::kind("people").unwrap();
    let label = |id: &str| label(&texts, people, id);
    let noted = |id: &str, text: &str| format!("{} {text}", label(id));
    let face = Face { labels: labels(people).unwrap(), say: &say, label: &label, noted: &noted, words: words(&texts) };
    let wish = Wish { file: file.to_owned(), source: Some("bench".into()), ..Wish::default() };
    let (statements, trips, began) = (desk.statements(), desk.round_trips(), Instant::now());
    let report = (people.run)(&mut desk, &wish, &face).unwrap();
    let took = began.elapsed();
    let each = |n: u64| n as f64 / report.read.max(1) as f64;
    println!(
        "a row: {:.3} statements, {:.3} round trips",
        each(desk.statements() - statements),
        each(desk.round_trips() - trips)
    );
    (report, took)
}

fn sql(db: &Path, text: &str) -> String {
    let out = Command::new("sqlite3").arg(db).arg(text).output().expect("the sqlite3 shell");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// Writes the rows that came or changed as CSV, a file a table; gives what the shell is fed with. Rows that changed are taken away first.
fn dump(dir: &Path, base: &Path, after: &Path, shell: &Path) -> String {
    let tables = sql(base, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
    let mut script =
        "PRAGMA journal_mode = WAL;\nPRAGMA synchronous = FULL;\nPRAGMA foreign_keys = OFF;\n.mode csv\nBEGIN;\n".to_owned();
    for table in tables.lines() {
        let names = sql(base, &format!("SELECT name FROM pragma_table_info('{table}')"));
        let cells: Vec<String> =
            names.lines().map(|c| format!("CASE typeof(\"{c}\") WHEN 'blob' THEN hex(\"{c}\") ELSE \"{c}\" END")).collect();
        let path = dir.join(format!("{table}.rows"));
        let select = format!(
            "ATTACH '{}' AS old; SELECT {} FROM (SELECT * FROM main.\"{table}\" EXCEPT SELECT * FROM old.\"{table}\")",
            base.display(),
            cells.join(", ")
        );
        let done =
            Command::new("sqlite3").arg("-csv").arg(after).arg(select).stdout(File::create(&path).unwrap()).status().unwrap();
        assert!(done.success(), "{table}");
        let gone = format!("SELECT rowid, * FROM main.\"{table}\" EXCEPT SELECT rowid, * FROM after.\"{table}\"");
        let gone = format!("DELETE FROM main.\"{table}\" WHERE rowid IN (SELECT rowid FROM ({gone}))");
        sql(shell, &format!("ATTACH '{}' AS after; {gone}", after.display()));
        if fs::metadata(&path).unwrap().len() > 0 {
            script += &format!(".import '{}' '{table}'\n", path.display());
        }
    }
    script + "COMMIT;\n"
}

/// Panics unless the shell's copy holds as many rows in each table: a row that it refused would make it look fast.
fn same_counts(after: &Path, shell: &Path) {
    for table in sql(after, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").lines() {
        let count = format!("SELECT count(*) FROM \"{table}\"");
        assert_eq!(sql(after, &count), sql(shell, &count), "{table}");
    }
}

fn fed(db: &Path, script: &str) -> Duration {
    let began = Instant::now();
    let mut shell =
        Command::new("sqlite3").arg(db).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    shell.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let out = shell.wait_with_output().unwrap();
    let took = began.elapsed();
    let said = String::from_utf8_lossy(&out.stderr);
    println!("sqlite3 said {} lines; {}", said.lines().count(), said.lines().next().unwrap_or("nothing amiss"));
    took
}
