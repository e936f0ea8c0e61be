//! The training office and the reference data in both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "common/mod.rs"]
mod common;

use chrono::{NaiveDate, Utc};
use guichet::domain::ids::person_number;
use guichet::domain::office::Agency;
use guichet::domain::person::Person;
use guichet::domain::record::{Record, parse_instant};
use guichet::fault::Value;
use guichet::services::{check, codes, demo, rules, session};
use guichet::store::{Desk, records, search};

fn number(desk: &mut Desk, sql: &str) -> i64 {
    desk.read(|r| Ok(r.one(sql, &[], |row| row.int("n"))?)).unwrap().unwrap()
}

fn plan(people: i64) -> demo::Plan {
    demo::Plan { people, ..demo::Plan::new(NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()) }
}

both! {
    fn reference_data_is_loaded_once_and_keeps_what_the_office_changed(desk, _ground) {
        let first = codes::load_reference(desk.engine(), Utc::now()).unwrap();
        assert!(first > 5_000, "{first}");
        desk.engine().execute("UPDATE code SET valid_to = $1 WHERE list = 'CONTRACT' AND code = '13'", &["2026-06-30".into()]).unwrap();
        desk.engine().execute("UPDATE agency SET name = $1 WHERE code = 'LBV'", &["Libreville Centre".into()]).unwrap();
        desk.engine().execute("UPDATE code SET fr = $1 WHERE list = 'SEX' AND code = 'F'", &["damaged".into()]).unwrap();
        assert_eq!(codes::load_reference(desk.engine(), Utc::now()).unwrap(), 1, "the damaged label only");
        assert_eq!(codes::load_reference(desk.engine(), Utc::now()).unwrap(), 0);
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let rules = desk.read(|r| codes::load_rules(r, today)).unwrap();
        assert_eq!(rules.today, today);
        assert_eq!(rules.codes.label("SEX", "F", "fr"), "femme");
        assert!(!rules.codes.get("CONTRACT", "13").unwrap().valid(today));
        assert_eq!(rules.codes.get("DEPARTMENT", "GA-2-03").unwrap().extra("alias"), Some("Djououri-Aguilli"));
        assert_eq!(rules.codes.find("COUNTRY", "camerounaise").map(|c| c.code.as_str()), Some("CM"));
        assert_eq!(rules.codes.find("LANG", "fr").map(|c| c.code.as_str()), Some("fra"));
        assert_eq!(rules.codes.get("ISCO", "5223").unwrap().extra("parent"), Some("522"));
        assert_eq!(rules.codes.list("SECTION").count(), 21);
        assert!(rules.codes.get("SKILL", "starter:G001").is_some());
        assert!(!rules.calendar.is_working_day(NaiveDate::from_ymd_opt(2026, 8, 17).unwrap()));
        assert_eq!(number(desk, "SELECT CAST(count(*) AS BIGINT) AS n FROM job_title"), 2_267);
        let name = desk.read(|r| Ok(r.one("SELECT name FROM agency WHERE code = 'LBV'", &[], |row| Ok(row.text("name")?.to_owned()))?));
        assert_eq!(name.unwrap().as_deref(), Some("Libreville Centre"));
    }

    fn the_training_office_is_whole_and_opens(desk, ground) {
        codes::load_reference(desk.engine(), Utc::now()).unwrap();
        let mut told = Vec::new();
        let summary = demo::make(desk.engine(), &plan(150), &mut |p| told.push(p.done)).unwrap();
        assert_eq!((summary.people, told.last().copied()), (150, Some(150)));
        assert!(told.is_sorted());
        // The 21st is a Saturday.
        assert_eq!(Some(summary.clock), parse_instant("2026-11-23T07:00:00.000Z"));
        assert_eq!(number(desk, "SELECT CAST(count(*) AS BIGINT) AS n FROM person"), 150);
        assert_eq!(number(desk, "SELECT CAST(count(*) AS BIGINT) AS n FROM registration WHERE next_due IS NOT NULL AND closed_on IS NOT NULL"), 0);
        // A record comes back as it was made, and passes its check with the office's own lists.
        let today = demo::working_day(plan(150).today).unwrap();
        let rules = desk.read(|r| codes::load_rules(r, today)).unwrap();
        let mut made = Vec::new();
        demo::generate(&plan(150), &mut |sheaf, _| {
            assert_eq!(sheaf.errors(&rules), Vec::new());
            made.extend(sheaf.people.iter().map(|p| p.record.clone()));
            Ok(())
        }).unwrap();
        for mut person in made {
            let stored: Person = desk.read(|r| records::by_id(r, person.head.id)).unwrap();
            person.head.version = 1;
            assert_eq!(stored, person);
        }
        // The next number of each kind follows the last one given.
        let last = number(desk, "SELECT last AS n FROM serial WHERE agency = 'LBV' AND kind = 'person' AND year = 2026");
        let taken = |desk: &mut Desk, serial: i64| {
            let args = [Value::from(person_number("LBV", 2026, serial))];
            desk.read(|r| Ok(r.one("SELECT surname FROM person WHERE number = $1", &args, |_| Ok(()))?.is_some())).unwrap()
        };
        assert!(taken(desk, last) && !taken(desk, last + 1));
        let opened = session::open(ground.url()).unwrap();
        assert!(opened.training);
        assert_eq!(opened.account.name, "MABIALA Hugues");
        assert_eq!(opened.desk.rules.today, today);
    }

    fn the_rules_of_the_day_find_everything_done(desk, ground) {
        codes::load_reference(desk.engine(), Utc::now()).unwrap();
        demo::make(desk.engine(), &plan(400), &mut |_| {}).unwrap();
        let mut desk = session::open(ground.url()).unwrap().desk;
        let report = rules::run(&mut desk, None).unwrap();
        assert_eq!(report, rules::Report { day: report.day, ..rules::Report::default() });
        assert_eq!(check::run(&mut desk, 20).unwrap().findings, Vec::new());
        let hits = desk.read(|r| {
            let name = r.one("SELECT surname FROM person WHERE index_no = 77", &[], |row| Ok(row.text("surname")?.to_owned()))?;
            search::people(r, &name.unwrap(), 50, "LBV")
        });
        assert!(!hits.unwrap().is_empty());
    }

    fn agencies_have_the_same_ids_everywhere(desk, _ground) {
        codes::load_reference(desk.engine(), Utc::now()).unwrap();
        for agency in codes::agencies().unwrap() {
            let stored: Agency = desk.read(|r| records::by_id(r, agency.head.id)).unwrap();
            assert_eq!(stored.code, agency.code);
            assert_eq!(Agency::TABLE, "agency");
        }
    }
}
