//! Files in and out: people from a former system, twice, with all that such files bring; the way out and back in.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, TimeZone, Utc};
use guichet::cli::import::{label, labels, words};
use guichet::domain::lifecycle::RegistrationState;
use guichet::domain::office::User;
use guichet::domain::person::Person;
use guichet::domain::person_file::{PersonFile, sheet};
use guichet::domain::record::Head;
use guichet::domain::rights;
use guichet::fault::{Fault, Flaw, Outcome};
use guichet::services::export;
use guichet::services::import::{self, Asked, Face, Report, Wish};
use guichet::services::{codes, search};
use guichet::store::{Desk, people, records};
use guichet::texts::Texts;

use crate::{both, common};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An office with its lists, its agencies and one counsellor, on 9 March 2026; its owner works.
pub fn office(desk: &mut Desk) {
    codes::load_reference(desk.engine(), Utc.with_ymd_and_hms(2026, 3, 9, 8, 0, 0).unwrap()).unwrap();
    desk.rules = desk.read(|r| codes::load_rules(r, day("2026-03-09"))).unwrap();
    desk.who.roles = rights::all_roles();
    let account = User {
        head: Head::new(desk.who.user),
        login: "aline".into(),
        name: "Mme Aline".into(),
        roles: vec!["counsellor".into()],
        agency: "LBV".into(),
        active: true,
        ..User::default()
    };
    let deed = desk.deed("make");
    desk.write(deed, |w| w.insert(&account)).unwrap();
}

pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Folder(tempfile::tempdir().unwrap())
    }
    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

fn try_import(desk: &mut Desk, wish: Wish) -> Outcome<Report> {
    let texts = Texts::load("fr").unwrap();
    let say = |flaw: &Flaw| texts.flaw(flaw);
    let people = import::kind("people").unwrap();
    let label = |id: &str| label(&texts, people, id);
    let noted = |id: &str, text: &str| texts.with("exchange-noted", &[("field", label(id)), ("value", text.to_owned())]);
    let face = Face { labels: labels(people).unwrap(), say: &say, label: &label, noted: &noted, words: words(&texts) };
    let report = (people.run)(desk, &wish, &face)?;
    assert_eq!(report.read, report.imported + report.updated + report.same + report.rejected);
    Ok(report)
}

pub fn import(desk: &mut Desk, file: &Path) -> Report {
    try_import(desk, Wish { file: file.to_owned(), ..Wish::default() }).unwrap()
}

fn counts(report: &Report) -> [u64; 4] {
    [report.imported, report.updated, report.same, report.rejected]
}

fn files(desk: &mut Desk) -> Vec<PersonFile> {
    desk.read(|r| {
        let people: Vec<Person> = records::where_(r, "index_no > $1 ORDER BY index_no", &[0.into()])?;
        people.iter().map(|p| people::load(r, p.head.id)).collect()
    })
    .unwrap()
}

pub fn count(desk: &mut Desk, what: &str) -> i64 {
    let sql = format!("SELECT CAST(count(*) AS BIGINT) AS n FROM {what}");
    desk.read(|r| Ok(r.one(&sql, &[], |row| row.int("n"))?)).unwrap().unwrap()
}

fn said(report: &Report) -> Vec<(u64, String)> {
    report.said.iter().map(|s| (s.line, s.text.replace('\u{a0}', " "))).collect()
}

const FORMER: &str = "Nom(s);PRENOM;Sexe;né(e) le;Lieu de naissance;Nationalité;Téléphone;Métier recherché;Province;Niveau;Photo\r\n\
    N'GUÉMA OBAME;Marie-Claire;femme;03/04/1985;Oyem;gabonaise;07 12 34 56;vendeuse;Estuaire;5;x\r\n\
    Moussavou;;M;1985;Mouila;GA;sans;;Ngounié;;\r\n\
    \"Ondo; dit Petit-Jean\";Éloi;Homme;12/1990;Bitam;GA;+241 62 00 11 22;réparateur de tout;;;\r\n";

both! {
    fn a_file_of_a_former_system_comes_in_whole_and_twice_changes_nothing(desk, _ground) {
        office(desk);
        let folder = Folder::new();
        let old = encoding_rs::WINDOWS_1252.encode(FORMER).0.into_owned();
        let path = folder.file("anciens.csv", old);
        let report = import(desk, &path);
        assert_eq!(counts(&report), [3, 0, 0, 0], "{:?}", report.said);
        let shape = report.shape.unwrap();
        assert_eq!((shape.encoding, shape.separator, shape.dates.unwrap().id()), ("windows-1252", Some(';'), "dmy"));
        assert_eq!(report.unknown_columns, ["Photo"]);
        let all = files(desk);
        let (marie, moussavou, ondo) = (&all[0], &all[1], &all[2]);
        assert_eq!((marie.person.surname.as_str(), marie.person.given_names.as_deref()), ("N'GUÉMA OBAME", Some("Marie-Claire")));
        assert_eq!((marie.person.sex.as_deref(), marie.person.birth_date), (Some("F"), Some(day("1985-04-03"))));
        assert_eq!((marie.person.nationality.as_deref(), marie.person.province.as_deref()), (Some("GA"), Some("GA-1")));
        // The number of before 2019 is brought to today's, and kept as it was.
        assert_eq!((marie.person.phone.as_deref(), marie.person.phone_typed.as_deref()), (Some("+24177123456"), Some("07 12 34 56")));
        assert_eq!((marie.goal.occupation_label.as_deref(), marie.goal.occupation.as_deref()), (Some("vendeuse"), Some("5223")));
        assert_eq!(marie.registration.counsellor, Some(desk.who.user));
        assert_eq!((moussavou.person.birth_date, moussavou.person.birth_precision.as_deref()), (Some(day("1985-01-01")), Some("Y")));
        assert_eq!((moussavou.person.given_names.as_deref(), moussavou.person.phone.as_deref()), (None, None));
        assert_eq!(moussavou.person.import_note.as_deref().map(|n| n.replace('\u{a0}', " ")).as_deref(), Some("Téléphone : sans"));
        assert_eq!((ondo.person.surname.as_str(), ondo.person.birth_precision.as_deref()), ("Ondo; dit Petit-Jean", Some("M")));
        assert_eq!((ondo.person.sex.as_deref(), ondo.goal.occupation.as_deref()), (Some("M"), None));
        let warned: Vec<u64> = report.said.iter().map(|s| s.line).collect();
        assert_eq!((report.warnings, warned), (2, vec![3, 4]), "{:?}", report.said);
        assert!(fs::read_to_string(report.warnings_file.unwrap()).unwrap().contains("réparateur de tout"));
        assert_eq!(search::people(desk, "nguema marie", 5).unwrap().len(), 1);
        let (audits, people) = (count(desk, "audit"), files(desk));
        let again = import(desk, &path);
        assert_eq!((counts(&again), again.warnings), ([0, 0, 3, 0], 0));
        // Nothing but that it was done: an import is in the audit even when it changes nothing.
        assert_eq!((count(desk, "audit"), files(desk)), (audits + 1, people));
    }

    fn people_taken_over_are_asked_nothing_and_confirm_spread_over_ninety_days(desk, _ground) {
        office(desk);
        let folder = Folder::new();
        let path = folder.file("a.csv", "surname,channel,renewal_due,closed_on,exit_reason,birth_date\nA,,,,,1990\nB,,,,,\nC,,2026-12-31,,,1990\nD,1,,,,1990\nE,,,2020-02-01,02,1990\n");
        assert_eq!(counts(&import(desk, &path)), [5, 0, 0, 0]);
        let r: Vec<_> = files(desk).into_iter().map(|f| f.registration).collect();
        let due: Vec<_> = r.iter().map(|r| r.renewal_due).collect();
        let days = ["2026-06-07", "2026-06-25", "2026-12-31", "2026-06-07"].map(|d| Some(day(d)));
        assert_eq!(due, [days[0], days[1], days[2], days[3], None]);
        assert_eq!(r.iter().map(|r| r.no_exit_before).collect::<Vec<_>>(), [days[0], days[1], days[2], None, None]);
        assert_eq!(r.iter().map(|r| r.channel.as_deref().unwrap()).collect::<Vec<_>>(), ["5", "5", "5", "1", "5"]);
        assert_eq!((r[4].state, r[4].exit_reason.as_deref(), r[4].counsellor), (RegistrationState::Closed, Some("02"), None));
        assert_eq!(r[1].state, RegistrationState::Incomplete);
        assert_eq!(count(desk, "task"), 0);
        assert_eq!(r.iter().take(4).filter(|r| r.channel.as_deref() == Some("5")).filter(|r| r.next_due != r.renewal_due).count(), 0);
    }

    fn a_row_is_rejected_for_its_names_its_former_number_an_exit_without_motive_or_its_form_only(desk, _ground) {
        office(desk);
        let folder = Folder::new();
        let long = "9".repeat(41);
        let path = folder.file("a.csv", format!(
            "external_ref;surname;given_names;closed_on;exit_reason;sex;birth_date;wage_min\n\
             1;Abessolo;;;;M;1990;\n2;;;;;F;1991;\n3;Bo\u{202e}b;;;;F;1991;\n{long};Long;;;;F;1990;\n1;Autre;;;;F;1980;\n\
             6;Closed;;03/04/2020;;F;1990;\n7;Short;;;\n8;Con\u{7}trol;;;;F;1990;\n\"9\"x;Quote;;;;F;1990;\n10;Kept;;;;Q;31/02/1990;peu\n1;Abessolo;;;;M;1990;\n"));
        let report = import(desk, &path);
        assert_eq!(counts(&report), [2, 0, 1, 8], "{:?}", said(&report));
        let rejected: Vec<_> = report.said.iter().filter(|s| s.rejected).map(|s| (s.line, s.column.as_deref())).collect();
        assert_eq!(rejected, [
            (3, Some("surname")), (4, Some("surname")), (5, Some("external_ref")), (6, Some("external_ref")),
            (7, Some("exit_reason")), (8, None), (9, Some("surname")), (10, Some("external_ref")),
        ]);
        let kept = files(desk).pop().unwrap().person;
        assert_eq!((kept.surname.as_str(), kept.sex, kept.birth_date), ("Kept", None, None));
        let note = kept.import_note.unwrap();
        for text in ["Q", "31/02/1990", "peu"] {
            assert!(note.contains(&format!(": {text}")), "{note}");
        }
        // The rejected rows as they came, with the reason; corrected, they come in from there.
        let rejects = report.rejects_file.unwrap();
        assert_eq!(rejects.file_name().unwrap(), "a.rejets.csv");
        let text = fs::read_to_string(&rejects).unwrap();
        assert!(text.contains("\"6\";\"Closed\";\"\";\"03/04/2020\";\"\";\"F\";\"1990\";\"\";7;\"exit_reason\";"), "{text}");
        let mended = text.replace("\"03/04/2020\";\"\"", "\"03/04/2020\";\"16\"");
        let report = import(desk, &folder.file("b.csv", mended));
        // The short row is filled up now and the quotes are closed; the number of another person is still refused.
        assert_eq!((counts(&report), report.unknown_columns.len()), ([3, 0, 0, 5], 0), "{:?}", said(&report));
        let other = report.said.iter().find(|s| s.text.contains("autre personne"));
        assert_eq!(other.and_then(|s| s.column.as_deref()), Some("external_ref"));
    }

    fn a_changed_row_with_a_former_number_updates_its_file_cell_by_cell(desk, _ground) {
        office(desk);
        let folder = Folder::new();
        let one = "external_ref;surname;town;phone;birth_date;skills\n77;Mba;Oyem;077123456;1990;dactylographie rare\n78;Ella;Bitam;;1991;\n";
        let two = one.replace("Oyem;077123456", "Mitzic;");
        assert_eq!(counts(&import(desk, &folder.file("1.csv", one))), [2, 0, 0, 0]);
        assert_eq!(counts(&import(desk, &folder.file("2.csv", &two))), [0, 1, 1, 0]);
        let mba = files(desk).remove(0);
        // An empty cell empties nothing.
        assert_eq!((mba.person.town.as_deref(), mba.person.phone.as_deref()), (Some("Mitzic"), Some("+24177123456")));
        assert_eq!((mba.person.head.version, mba.registration.head.version, mba.skills.len()), (2, 1, 1));
        // Back to what it was: a change again.
        assert_eq!(counts(&import(desk, &folder.path("1.csv"))), [0, 1, 1, 0]);
        // Another former system has its own numbers.
        let other = Wish { file: folder.path("1.csv"), source: Some("PNPE".into()), ..Wish::default() };
        let report = try_import(desk, other).unwrap();
        assert_eq!((counts(&report), report.twins), ([2, 0, 0, 0], 1));
        let number = files(desk).remove(1).person.number;
        let by_number = folder.file("3.csv", format!("number,married_name\n{number},Ndong\n"));
        assert_eq!(counts(&import(desk, &by_number)), [0, 1, 0, 0]);
        assert_eq!(files(desk).remove(1).person.married_name.as_deref(), Some("Ndong"));
    }

    fn the_same_document_or_telephone_comes_in_and_the_pair_is_listed(desk, _ground) {
        office(desk);
        let folder = Folder::new();
        let head = "surname,given_names,birth_date,id_document_type,id_document_number,phone\n";
        let report = import(desk, &folder.file("1.csv", format!("{head}Nze,Paul,1980,3,AB 12,077123456\nNze,Anne,1984,,,+241 77 12 34 56\n")));
        assert_eq!((report.imported, report.twins), (2, 1));
        let report = import(desk, &folder.file("2.csv", format!("{head}Nzé,Paul Marie,1980,3,ab12,\nOther,Person,1970,3,ZZ9,\n")));
        assert_eq!((report.imported, report.twins), (2, 1));
        assert_eq!(count(desk, "duplicate_pair WHERE state = 'suspected' AND evidence LIKE '%evidence-document%' AND score >= 950"), 1);
        let all = files(desk);
        let text = format!("{}, peut-être aussi {}", all[2].person.number, all[0].person.number);
        assert!(said(&report).iter().any(|s| s.0 == 2 && s.1.starts_with(&text)), "{:?}", said(&report));
    }

    fn what_old_files_write_is_understood(desk, _ground) {
        office(desk);
        let folder = Folder::new();
        let path = folder.file("a.csv", "Nom;Sexe;Téléphone;Niveau;Permis;Nationalité;Né le\nNzé;H;077 12 34 56 / 066 11 22 33;BEPC;B, C;camerounaise;vers 1985\nEdou;Féminin;;bac+2;;gabonais;05/1990\n");
        let report = import(desk, &path);
        assert_eq!(counts(&report), [2, 0, 0, 0]);
        let [nze, edou] = [files(desk).remove(0).person, files(desk).remove(1).person];
        assert_eq!((nze.sex.as_deref(), edou.sex.as_deref()), (Some("M"), Some("F")));
        assert_eq!((nze.phone.as_deref(), nze.phone_2.as_deref()), (Some("+24177123456"), Some("+24166112233")));
        assert_eq!((nze.education_level.as_deref(), edou.education_level.as_deref()), (Some("2"), Some("6")));
        assert_eq!((nze.driving_licences.join("|"), nze.nationality.as_deref()), ("B|C".to_owned(), Some("CM")));
        assert_eq!((nze.birth_precision.as_deref(), edou.birth_precision.as_deref()), (Some("Y"), Some("M")));
        assert_eq!((nze.import_note, edou.import_note), (None, None));
    }

    fn what_is_merely_implausible_warns_and_comes_in(desk, _ground) {
        office(desk);
        let folder = Folder::new();
        let path = folder.file("a.csv", "surname;birth_date;registered_on;id_document_expires;state\nYoung;01/01/2014;01/02/1980;01/01/2001;inscrit\n");
        let report = import(desk, &path);
        assert_eq!(counts(&report), [1, 0, 0, 0], "{:?}", said(&report));
        let file = files(desk).remove(0);
        assert_eq!((file.person.birth_date, file.registration.registered_on), (Some(day("2014-01-01")), Some(day("1980-02-01"))));
        assert_eq!((file.person.id_document_expires, file.registration.state), (Some(day("2001-01-01")), RegistrationState::Active));
        assert_eq!((report.warnings, file.person.import_note), (3, None), "{:?}", said(&report));
    }

    fn a_formula_stays_text_on_its_way_in_and_out(desk, _ground) {
        office(desk);
        let folder = Folder::new();
        let path = folder.file("a.csv", "surname;landmark;district;address\nObiang;\"=HYPERLINK(\"\"http://x\"\")\";@SUM(A1);'quoted\n");
        assert_eq!(counts(&import(desk, &path)), [1, 0, 0, 0]);
        let file = files(desk).remove(0);
        assert_eq!((file.person.landmark.as_deref(), file.person.district.as_deref()), (Some("=HYPERLINK(\"http://x\")"), Some("@SUM(A1)")));
        let out = folder.path("out.csv");
        export::people(desk, &out, None).unwrap();
        let text = fs::read_to_string(&out).unwrap();
        assert!(text.contains("\"'=HYPERLINK(\"\"http://x\"\")\"") && text.contains("\"'@SUM(A1)\"") && text.contains("\"''quoted\""), "{text}");
        export::people(desk, &folder.path("out.xlsx"), None).unwrap();
        let mut seen = false;
        let source = guichet::exchange::Source::open(&folder.path("out.xlsx"), &Asked::default()).unwrap();
        source.each(&mut |line| { seen |= line.cells.iter().any(|c| c == "=HYPERLINK(\"http://x\")"); Ok(()) }).unwrap();
        assert!(seen);
    }

    fn what_goes_out_comes_into_an_empty_office_with_the_same_values(desk, ground) {
        office(desk);
        let folder = Folder::new();
        import(desk, &folder.file("a.csv", FORMER));
        import(desk, &folder.file("b.csv", "external_ref;surname;languages;skills;contract_types;wage_min;experience_months;own_vehicle;counsellor;intensity;closed_on;exit_reason;landmark\n\
            A-1;Ékomy;fr:C1|fan:native;couture à la main|broderie ancienne;CDI|02;150 000;24;oui;aline;REN;;;\"deux\tmots\"\nA-2;Sortie;;;;;;;;;31/12/2020;02;=1+1\n"));
        let before = files(desk);
        assert_eq!(before.len(), 5);
        for name in ["out.csv", "out.xlsx", "out.json"] {
            let report = export::people(desk, &folder.path(name), None).unwrap();
            assert_eq!((report.rows, report.columns), (5, sheet().columns().len() as u64));
            let copy = if ground.is_postgres() { common::Ground::postgres().unwrap() } else { common::Ground::sqlite() };
            let mut other = copy.desk("aline");
            office(&mut other);
            let report = import(&mut other, &folder.path(name));
            assert_eq!(counts(&report), [5, 0, 0, 0], "{name}: {:?}", said(&report));
            for (was, is) in before.iter().zip(files(&mut other)) {
                for column in sheet().columns().iter().filter(|c| !["number", "import_note"].contains(&c.id)) {
                    assert_eq!(column.get(was), column.get(&is), "{name}: {} of {}", column.id, was.person.surname);
                }
            }
        }
        let exists = export::people(desk, &folder.path("out.csv"), None);
        assert!(matches!(exists, Err(Fault::Wrong(r)) if r.key == "wrong-file-exists"));
        assert_eq!(count(desk, "audit_value WHERE record = 'export' AND became LIKE '%\"file\":\"out.%\"rows\":5,\"sha256\":%'"), 3);
        let left: Vec<_> = fs::read_dir(folder.0.path()).unwrap().map(|e| e.unwrap().file_name()).filter(|n| n.to_string_lossy().starts_with('.')).collect();
        assert!(left.is_empty(), "{left:?}");
    }

    fn an_offices_own_file_changes_nothing_in_it(desk, _ground) {
        office(desk);
        let folder = Folder::new();
        import(desk, &folder.file("a.csv", FORMER));
        // Somebody who is known without ever having been registered.
        let number = guichet::domain::ids::person_number("LBV", 2026, 900);
        let known = Person { head: Head::new(desk.new_id()), number, index_no: 900, agency: "LBV".into(), surname: "Connu".into(), sort_key: "connu".into(), ..Person::default() };
        let deed = desk.deed("make");
        desk.lenient(|desk| desk.write(deed, |w| w.insert(&known))).unwrap();
        let before = files(desk);
        export::people(desk, &folder.path("out.csv"), None).unwrap();
        let report = import(desk, &folder.path("out.csv"));
        assert_eq!(counts(&report), [0, 0, 4, 0], "{:?}", said(&report));
        assert_eq!(files(desk), before);
        assert_eq!(before[3].registration.head.version, 0);
    }

    fn a_trial_writes_nothing(desk, _ground) {
        office(desk);
        let folder = Folder::new();
        let path = folder.file("a.csv", format!("{FORMER};;;;;;;;;;y\n"));
        let tables = ["person", "registration", "import_row", "audit", "duplicate_pair", "serial"];
        let before: Vec<i64> = tables.iter().map(|t| count(desk, t)).collect();
        let report = try_import(desk, Wish { file: path, dry_run: true, ..Wish::default() }).unwrap();
        assert_eq!(counts(&report), [3, 0, 0, 1]);
        assert_eq!(tables.iter().map(|t| count(desk, t)).collect::<Vec<_>>(), before);
        assert_eq!(fs::read_dir(folder.0.path()).unwrap().count(), 1);
    }

    fn a_broken_file_is_refused_as_a_whole_and_says_where(desk, _ground) {
        office(desk);
        let folder = Folder::new();
        let key = |desk: &mut Desk, name: &str, text: &str| {
            match try_import(desk, Wish { file: folder.file(name, text), ..Wish::default() }) {
                Err(Fault::Wrong(reason)) => (reason.key, reason.args),
                other => panic!("{other:?}"),
            }
        };
        let cut = key(desk, "cut.csv", "surname;town\nA;B\nC;\"D\nE;F\n");
        assert_eq!(cut, ("wrong-quote-unclosed", vec![("line", "3".into()), ("column", "2".into())]));
        assert_eq!(key(desk, "twice.csv", "surname;Nom(s)\nA;B\n").0, "wrong-column-doubled");
        assert_eq!(key(desk, "none.csv", "town;phone\nA;B\n").0, "wrong-column-missing");
        assert_eq!(key(desk, "odd.csv", "x;y\nA;B\n").0, "wrong-columns-unknown");
        assert_eq!(key(desk, "empty.csv", "").0, "wrong-file-empty");
        assert_eq!(key(desk, "bad.xlsx", "PK nothing").0, "wrong-file-damaged");
        assert_eq!(key(desk, "bad.json", "[{\"surname\":\"A\"},\n{").0, "wrong-json");
        let folder_itself = try_import(desk, Wish { file: folder.0.path().to_owned(), ..Wish::default() });
        assert!(matches!(folder_itself, Err(Fault::Wrong(r)) if r.key == "wrong-file-not-regular"));
        assert_eq!(count(desk, "person"), 0);
    }

    fn more_than_fifty_rows_and_lists_of_names_are_for_the_head(desk, _ground) {
        office(desk);
        desk.who.roles = vec!["counsellor".into()];
        let folder = Folder::new();
        let rows = |n: usize| (0..n).fold("surname\n".to_owned(), |text, i| format!("{text}Name{i}\n").replace("Name", "Nom"));
        let path = folder.file("many.csv", rows(51));
        assert_eq!(try_import(desk, Wish { file: path, ..Wish::default() }), Err(Fault::Denied("import-many")));
        assert_eq!(counts(&import(desk, &folder.file("few.csv", rows(50)))), [50, 0, 0, 0]);
        // His own caseload, 50 at most.
        assert_eq!(export::people(desk, &folder.path("own.csv"), None).unwrap().rows, 50);
        import(desk, &folder.file("one.csv", "surname\nEncore\n"));
        assert!(matches!(export::people(desk, &folder.path("own2.csv"), None), Err(Fault::Wrong(r)) if r.key == "wrong-export-many"));
        desk.who.roles = vec!["head".into()];
        assert_eq!(export::people(desk, &folder.path("head.csv"), None), Err(Fault::wrong("wrong-reason-missing")));
        assert_eq!(export::people(desk, &folder.path("head.csv"), Some("enquête")).unwrap().rows, 51);
        let foreign = try_import(desk, Wish { file: folder.file("pog.csv", "surname\nX\n"), agency: Some("POG".into()), ..Wish::default() });
        assert_eq!(foreign, Err(Fault::Denied("write-identity")));
    }

    fn two_thousand_rows_come_in_and_a_row_the_database_refuses_is_found_alone(desk, _ground) {
        office(desk);
        let folder = Folder::new();
        let mut text = "external_ref,surname,given_names,sex,birth_date,phone,occupation,town\n".to_owned();
        for n in 0..2000 {
            let letters: String = format!("{n:04}").bytes().map(|b| char::from(b - b'0' + b'a')).collect();
            text += &format!("R{n},Nom{letters},Prenom{letters},F,1{}/02/19{},,5223,Oyem\n", n % 9, 60 + n % 40);
        }
        let path = folder.file("many.csv", &text);
        // Somebody has one of the former numbers under another agency's source name already: the row with it can't be stored.
        desk.engine().batch("CREATE UNIQUE INDEX one_each ON person(surname) WHERE surname = 'Nombaaa'").unwrap();
        import(desk, &folder.file("first.csv", "surname\nNombaaa\n"));
        let since = std::time::Instant::now();
        let report = import(desk, &path);
        assert_eq!(counts(&report), [1999, 0, 0, 1], "{:?}", said(&report));
        assert_eq!(report.said.iter().filter(|s| s.rejected).map(|s| s.line).collect::<Vec<_>>(), [1002]);
        assert!(since.elapsed().as_secs() < 60, "{:?}", since.elapsed());
        eprintln!("2,000 rows: {:?}", since.elapsed());
        assert_eq!(count(desk, "import_row"), 2000);
        assert_eq!(counts(&import(desk, &path))[2], 1999);
    }
}

both! {
    fn a_row_costs_few_statements_new_or_changed(desk, _ground) {
        office(desk);
        let folder = Folder::new();
        let text = |town: &str| {
            let row = |n: usize| {
                let name: String = format!("{n:03}").bytes().map(|b| char::from(b - b'0' + b'a')).collect();
                format!("R{n},Nom{name},Prenom,F,1{}/02/1980,{town}\n", n % 9)
            };
            format!("external_ref,surname,given_names,sex,birth_date,town\n{}", (0..400).map(row).collect::<String>())
        };
        let first = folder.file("first.csv", text("Oyem"));
        let before = (desk.statements(), desk.round_trips());
        assert_eq!(counts(&import(desk, &first)), [400, 0, 0, 0]);
        let new = (desk.statements() - before.0, desk.round_trips() - before.1);
        let changed = folder.file("changed.csv", text("Bitam"));
        let before = (desk.statements(), desk.round_trips());
        assert_eq!(counts(&import(desk, &changed)), [0, 400, 0, 0]);
        let updated = (desk.statements() - before.0, desk.round_trips() - before.1);
        assert_eq!(count(desk, "import_row"), 400);
        // Statements and round trips of 400 rows: a new row costs no round trip of its own, a changed one none for its loading.
        assert!(new.0 <= 3 * 400 && new.1 <= 400 / 10, "{new:?}");
        assert!(updated.0 <= 25 * 400 && updated.1 <= 5 * 400 / 2, "{updated:?}");
    }
}
