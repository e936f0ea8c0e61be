//! Employers in and out: a file as a spreadsheet of a former office saves it, twice; what it gets wrong; the way out and back in.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::{NaiveDate, TimeZone, Utc};
use guichet::cli::import::{label, labels, words};
use guichet::domain::employer::Employer;
use guichet::domain::employer_file::{EmployerFile, sheet};
use guichet::domain::office::User;
use guichet::domain::record::Head;
use guichet::domain::rights;
use guichet::fault::{Fault, Flaw};
use guichet::services::import::{self, Face, Report, Wish};
use guichet::services::{codes, export, search};
use guichet::store::{Desk, employers, records};
use guichet::texts::Texts;

use crate::{both, common};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An office with its lists and an officer for employers, on 9 March 2026; its owner works.
fn office(desk: &mut Desk) {
    codes::load_reference(desk.engine(), Utc.with_ymd_and_hms(2026, 3, 9, 8, 0, 0).unwrap()).unwrap();
    desk.rules = desk.read(|r| codes::load_rules(r, day("2026-03-09"))).unwrap();
    desk.who.roles = rights::all_roles();
    let account = User {
        head: Head::new(desk.who.user),
        login: "patrice".into(),
        name: "TCHOUA Patrice".into(),
        roles: vec!["employer_officer".into()],
        agency: "LBV".into(),
        active: true,
        ..User::default()
    };
    let deed = desk.deed("make");
    desk.write(deed, |w| w.insert(&account)).unwrap();
}

fn try_import(desk: &mut Desk, file: &Path) -> Result<Report, Fault> {
    let texts = Texts::load("fr").unwrap();
    let kind = import::kind("employers").unwrap();
    let say = |flaw: &Flaw| texts.flaw(flaw);
    let label = |id: &str| label(&texts, kind, id);
    let noted = |id: &str, text: &str| texts.with("exchange-noted", &[("field", label(id)), ("value", text.to_owned())]);
    let face = Face { labels: labels(kind).unwrap(), say: &say, label: &label, noted: &noted, words: words(&texts) };
    let report = (kind.run)(desk, &Wish { file: file.to_owned(), ..Wish::default() }, &face)?;
    assert_eq!(report.read, report.imported + report.updated + report.same + report.rejected);
    Ok(report)
}

fn import(desk: &mut Desk, file: &Path) -> Report {
    try_import(desk, file).unwrap()
}

fn counts(report: &Report) -> [u64; 4] {
    [report.imported, report.updated, report.same, report.rejected]
}

fn files(desk: &mut Desk) -> Vec<EmployerFile> {
    desk.read(|r| {
        let all: Vec<Employer> = records::where_(r, "agency <> $1 ORDER BY number", &["".into()])?;
        all.iter().map(|e| employers::load(r, e.head.id)).collect()
    })
    .unwrap()
}

/// 500 firms as a former office kept them in a spreadsheet, every twelfth with something to say.
fn former() -> String {
    let (kinds, names) =
        (["Ets", "Société", "SARL", "Boutique", "Garage"], ["Mbolo", "Ogooué", "Palmier", "Étoile", "N'Tchengué"]);
    let mut text = "Ancien numéro;Raison sociale;NIF;Secteur;Effectif;Téléphone;Province;Ville;Contact\r\n".to_owned();
    for n in 0..500 {
        let name = format!("{} {} n° {n}", kinds[n % 5], names[n / 100]);
        let sector = if n % 12 == 3 { "commerce de tout" } else { "G" };
        let phone = if n % 12 == 5 { "sans".to_owned() } else { format!("0110{:05}", 10_000 + n) };
        let town = ["Libreville", "Owendo", "Oyem"][n % 3];
        writeln!(text, "A{n};{name};{:06} X;{sector};{};{phone};Estuaire;{town};M. Ndong {n}\r", 100 + n, n % 5 + 1).unwrap();
    }
    text
}

both! {
    fn five_hundred_firms_of_a_spreadsheet_come_in_and_twice_changes_nothing(desk, _ground) {
        office(desk);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("entreprises.csv");
        fs::write(&path, encoding_rs::WINDOWS_1252.encode(&former()).0).unwrap();
        let report = import(desk, &path);
        assert_eq!((counts(&report), report.unknown_columns.as_slice()), ([500, 0, 0, 0], [].as_slice()), "{:?}", report.said);
        let shape = report.shape.unwrap();
        assert_eq!((shape.encoding, shape.separator), ("windows-1252", Some(';')));
        // 42 sectors and 42 telephones that can't be read.
        assert_eq!((report.warnings, report.incomplete), (84, 42), "{:?}", report.said);
        let all = files(desk);
        let firm = all.iter().find(|f| f.employer.external_ref.as_deref() == Some("A402")).unwrap();
        assert_eq!((firm.employer.name.as_str(), firm.employer.tax_id.as_deref()), ("SARL N'Tchengué n° 402", Some("000502X")));
        assert_eq!((firm.employer.sector.as_deref(), firm.employer.phone.as_deref()), (Some("G"), Some("+24111010402")));
        assert_eq!((firm.owner_login.as_deref(), firm.contacts[0].name.as_str()), (Some("patrice"), "M. Ndong 402"));
        assert!(firm.employer.number.starts_with("E-LBV-26-00"));
        let noted = all.iter().find(|f| f.employer.external_ref.as_deref() == Some("A3")).unwrap();
        assert_eq!(noted.employer.import_note.as_deref().map(|n| n.replace('\u{a0}', " ")).as_deref(), Some("Secteur : commerce de tout"));
        assert_eq!(search::people(desk, "ntchengue 402", 5).unwrap()[0].card.number, firm.employer.number);
        let again = import(desk, &path);
        assert_eq!((counts(&again), again.warnings), ([0, 0, 500, 0], 0));
        assert_eq!(files(desk), all);
        // One cell changed, by the former number.
        let changed = former().replace("A7;", "A7;X").replace("A8;Boutique", "A8;Tout autre nom").replace("000108 X", "");
        fs::write(&path, encoding_rs::WINDOWS_1252.encode(&changed).0).unwrap();
        let report = import(desk, &path);
        assert_eq!(counts(&report), [0, 2, 498, 0], "{:?}", report.said);
    }

    fn a_row_without_a_name_is_rejected_and_a_twin_comes_in_and_is_listed(desk, _ground) {
        office(desk);
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| { let path = folder.path().join(name); fs::write(&path, text).unwrap(); path };
        let one = file("1.csv", "external_ref,name,trade_name,tax_id,phone,owner\n\
            1,Ets Deux Palmiers,Les Deux Palmiers,000 demo 298,011 00 00 29 / 066 11 22 33,patrice\n2,,Sans nom,,,\n\
            1,Autre maison,,,,\n4,Garage du Port,,000DEMO298,,personne\n");
        let report = import(desk, &one);
        assert_eq!((counts(&report), report.twins), ([2, 0, 0, 2], 1), "{:?}", report.said);
        let rejected: Vec<_> = report.said.iter().filter(|s| s.rejected).map(|s| (s.line, s.column.as_deref())).collect();
        assert_eq!(rejected, [(3, Some("name")), (4, Some("external_ref"))]);
        let said: Vec<String> = report.said.iter().map(|s| s.text.replace('\u{a0}', " ")).collect();
        assert!(said.iter().any(|s| s.contains("peut-être aussi") && s.contains("même NIF")), "{said:?}");
        assert!(said.iter().any(|s| s.starts_with("Chargé d'affaires inconnu ici : personne")), "{said:?}");
        let all = files(desk);
        assert_eq!((all[0].employer.phone.as_deref(), all[0].employer.tax_id.as_deref()), (Some("+24111000029"), Some("000DEMO298")));
        assert!(all[0].employer.import_note.as_deref().is_some_and(|n| n.contains("066 11 22 33")));
        // The number of another firm changes nothing in it.
        let wrong = file("2.csv", &format!("number,name\n{},Pharmacie Nouvelle\n", all[0].employer.number));
        assert_eq!(counts(&import(desk, &wrong)), [0, 0, 0, 1]);
        assert_eq!(files(desk)[0], all[0]);
        let missing = try_import(desk, &file("3.csv", "phone,town\n011000029,Oyem\n"));
        assert!(matches!(missing, Err(Fault::Wrong(r)) if r.key == "wrong-column-missing"));
    }

    fn what_goes_out_comes_into_another_office_with_the_same_values(desk, ground) {
        office(desk);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        fs::write(&path, former().lines().take(30).collect::<Vec<_>>().join("\n")).unwrap();
        import(desk, &path);
        let before = files(desk);
        for name in ["out.csv", "out.xlsx", "out.json"] {
            let out = folder.path().join(name);
            let report = export::employers(desk, &out, None).unwrap();
            assert_eq!((report.rows, report.columns), (29, sheet().columns().len() as u64));
            let copy = if ground.is_postgres() { common::Ground::postgres().unwrap() } else { common::Ground::sqlite() };
            let mut other = copy.desk("patrice");
            office(&mut other);
            let report = import(&mut other, &out);
            assert_eq!(counts(&report), [29, 0, 0, 0], "{name}: {:?}", report.said);
            for (was, is) in before.iter().zip(files(&mut other)) {
                for column in sheet().columns().iter().filter(|c| !["number", "import_note"].contains(&c.id)) {
                    assert_eq!(column.get(was), column.get(&is), "{name}: {} of {}", column.id, was.employer.name);
                }
            }
        }
        desk.who.roles = vec!["counsellor".into()];
        desk.who.user = desk.new_id();
        let own = export::employers(desk, &folder.path().join("own.csv"), None).unwrap();
        assert_eq!(own.rows, 0, "a counsellor takes out what is in his charge");
        desk.who.roles = vec!["reception".into()];
        assert!(matches!(export::employers(desk, &folder.path().join("no.csv"), None), Err(Fault::Denied(_))));
    }
}
