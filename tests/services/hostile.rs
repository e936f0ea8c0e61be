//! Hostile text in every field, as if it lay in the database already (security.md §5): on every way out no byte that commands a terminal, and a sign
//! for each hidden character; legitimate names of all scripts come in and go out as they are.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use chrono::Utc;
use guichet::cli::{self, Out};
use guichet::config::Env;
use guichet::domain::neutral::{DOT, hidden, shown};
use guichet::fault::Fault;
use guichet::services::{audit, codes, export, file, people};
use guichet::store::{Desk, Read};

use crate::common::Ground;
use crate::intake::form;
use crate::office::{self, TODAY, day};

/// Escape sequences, C1, direction, invisible and private characters, line ends, a formula, a flood of marks.
const POISON: &[&str] = &[
    "A\u{1b}[2J\u{1b}]0;x\u{7}B",
    "\u{9b}31mC\u{90}q\u{9c}",
    "D\u{202e}E\u{2066}F",
    "G\u{200b}H\u{feff}I\u{ad}",
    "J\r\nK\u{85}\u{2028}L\tM",
    "=cmd|' /C calc'!A1",
    "N\u{e000}\u{fffd}\u{7f}O",
    "P\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
];

#[derive(Clone, Default)]
struct Sink(Rc<RefCell<Vec<u8>>>);
impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Every TEXT column of the tables about a person, and the audit's, filled with poison, past all checks.
fn poison(desk: &mut Desk, word: &str) {
    desk.engine().batch("DROP TRIGGER IF EXISTS \"audit_no_UPDATE\"; PRAGMA foreign_keys=OFF").unwrap();
    let names = |desk: &mut Desk, sql: &str| -> Vec<String> {
        let read: &mut dyn Read = desk.engine();
        read.all(sql, &[], |r| Ok(r.text("name")?.to_owned())).unwrap()
    };
    let lists = [
        "rule_id",
        "origin",
        "subject_kind",
        "driving_licences",
        "missing_documents",
        "contract_types",
        "working_time",
        "roles",
        "specialties",
        "arguments",
    ];
    for table in [
        "person",
        "note",
        "interview",
        "obstacle",
        "plan_action",
        "task",
        "job_goal",
        "skill",
        "experience",
        "education",
        "audit",
        "account",
    ] {
        let sql = format!("SELECT name FROM pragma_table_info('{table}') WHERE type = 'TEXT'");
        for column in names(desk, &sql)
            .iter()
            .filter(|c| !lists.contains(&c.as_str()) && !matches!((table, c.as_str()), ("audit", "numbers")))
        {
            desk.engine()
                .execute(&format!("UPDATE {table} SET {column} = $1 WHERE {column} IS NOT NULL"), &[word.into()])
                .unwrap();
        }
    }
}

/// Runs a command of the real program on this database; gives its bytes.
fn run(url: &str, args: &[&str]) -> Vec<u8> {
    let sink = Sink::default();
    let mut all: Vec<std::ffi::OsString> = vec!["guichet".into()];
    all.extend(args.iter().map(std::ffi::OsString::from));
    all.extend(["--db".into(), url.trim_start_matches("sqlite:").into()]);
    let home = tempfile::tempdir().unwrap();
    let env = Env::from(&[("HOME", home.path().display().to_string())][..]);
    let (texts, end) = cli::run(&all, &env, &mut Out::to(sink.clone()), None);
    if let Err(fault) = end {
        let said = texts.fault(&fault);
        Out::to(sink.clone()).line(&format!("{} {} {}", said.what, said.means, said.todo)).unwrap();
    }
    sink.0.take()
}

fn clean(what: &str, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap_or_else(|e| panic!("{what}: {e}"));
    let bad: Vec<char> = text.chars().filter(|c| *c != '\n' && hidden(*c).is_some()).collect();
    assert!(bad.is_empty(), "{what}: {bad:?} in {text}");
}

#[test]
fn no_way_out_gives_a_byte_that_commands_and_each_hidden_character_leaves_a_sign() {
    let ground = Ground::sqlite();
    let mut desk = ground.desk("aline");
    codes::load_reference(desk.engine(), Utc::now()).unwrap();
    office::open(&mut desk);
    desk.rules = desk.read(|r| codes::load_rules(r, day(TODAY))).unwrap();
    guichet::store::office::set(desk.engine(), "owner", "aline").unwrap();
    let deed = desk.new_id();
    let made = people::create(&mut desk, deed, &form("Nyingone", ("", "")), None).unwrap();
    let deed = desk.new_id();
    file::note(&mut desk, deed, made.person, "mot", None, None).unwrap();
    for word in POISON {
        poison(&mut desk, word);
        let deed = desk.new_id();
        audit::searched(&mut desk, deed, word, 1, None).unwrap();
        let sign = shown(word);
        let dir = tempfile::tempdir().unwrap();
        for args in [
            &["show", "file", &made.number][..],
            &["show", "caseload"],
            &["show", "day"],
            &["search", "people", &made.number],
            &["audit", "log"],
            &["audit", "log", "--person", &made.number],
            &["person", "dossier", &made.number],
            &["check"],
            &["person", "dossier", "\u{1b}[2J"],
            &["audit", "verify", "--seal", "\u{9b}1-\u{1b}[0m"],
        ] {
            let said = run(ground.url(), args);
            clean(&format!("{args:?}"), &said);
            if matches!(args, ["show", "file", ..] | ["audit", "log"] | ["person", "dossier", "LBV"]) {
                let text = String::from_utf8(said).unwrap();
                assert!(
                    text.contains(sign.split('\n').next().unwrap()) || text.contains(DOT),
                    "{args:?}: no sign of {word:?} in {text}"
                );
            }
            let mut json = args.to_vec();
            json.push("--json");
            if !matches!(args, ["audit", "verify", ..]) {
                clean(&format!("{json:?}"), &run(ground.url(), &json));
            }
        }
        for ending in ["csv", "json", "xlsx"] {
            let path = dir.path().join(format!("out.{ending}"));
            match export::people(&mut desk, &path, Some("essai")) {
                Ok(report) => assert_eq!(report.rows, 1),
                Err(Fault::Denied(_)) => panic!("the owner exports"),
                Err(fault) => panic!("{fault:?}"),
            }
            if ending == "csv" {
                let text = std::fs::read_to_string(&path).unwrap();
                assert!(!text.bytes().any(|b| b == 0x1b || b == 0x7), "{text:?}");
                assert!(word.starts_with('=') <= text.contains("'="), "a formula is made harmless: {text:?}");
            }
        }
    }
}

#[test]
fn legitimate_names_of_all_scripts_come_in_and_go_out_as_they_are() {
    let ground = Ground::sqlite();
    let mut desk = ground.desk("aline");
    codes::load_reference(desk.engine(), Utc::now()).unwrap();
    office::open(&mut desk);
    desk.rules = desk.read(|r| codes::load_rules(r, day(TODAY))).unwrap();
    guichet::store::office::set(desk.engine(), "owner", "aline").unwrap();
    for name in [
        "N'GUEMA",
        "Ô",
        "Nguyễn",
        "محمد",
        "D’Almeida Jr.",
        "Marie-Claire",
        "Ŋgɔma",
        "李小龍",
        "Ébang",
        "O’Neill-Ÿ",
        "Владимир",
        "ʻAulani",
    ] {
        let mut one = form("X", ("", ""));
        one.person.surname = name.to_owned();
        one.person.given_names = Some(name.to_owned());
        let deed = desk.new_id();
        let made = people::create(&mut desk, deed, &one, None).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        let stored = desk.read(|r| guichet::store::people::load(r, made.person)).unwrap().person;
        assert_eq!(shown(stored.given_names.as_deref().unwrap()), stored.given_names.clone().unwrap(), "{name}");
        let said = String::from_utf8(run(ground.url(), &["show", "file", &made.number])).unwrap();
        assert!(said.contains(stored.given_names.as_deref().unwrap()), "{name}: {said}");
    }
}
