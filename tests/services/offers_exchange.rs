//! Offers in and out: 300 as employers really write them, coded, checked and ranked; what a file gets wrong; the way out and back in.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{TimeZone, Utc};
use guichet::cli::import::{label, labels, words};
use guichet::domain::lifecycle::VacancyState;
use guichet::domain::offer_law;
use guichet::domain::office::User;
use guichet::domain::record::{Head, parse_day};
use guichet::domain::rights;
use guichet::domain::vacancy::Vacancy;
use guichet::fault::Flaw;
use guichet::services::import::{self, Face, Report, Wish};
use guichet::services::{codes, export, matching, search, vacancies, wording};
use guichet::store::{Desk, records};
use guichet::texts::Texts;

use crate::{both, common};

/// Coded as a person coded them by hand, of a hundred; and coded otherwise: better no code, which is asked for, than another one.
const RIGHT_AT_LEAST: usize = 75;
const WRONG_AT_MOST: usize = 12;
/// Judged as a person judged: words and wages together.
const AGREED_AT_LEAST: usize = 95;

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// An office with its lists and an officer, on 24 November 2026; its owner works.
fn office(desk: &mut Desk) {
    codes::load_reference(desk.engine(), Utc.with_ymd_and_hms(2026, 11, 24, 8, 0, 0).unwrap()).unwrap();
    desk.rules = desk.read(|r| codes::load_rules(r, parse_day("2026-11-24").unwrap())).unwrap();
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

fn import(desk: &mut Desk, kind: &str, file: &Path, folder: &Path) -> Report {
    let texts = Texts::load("fr").unwrap();
    let kind = import::kind(kind).unwrap();
    let say = |flaw: &Flaw| texts.flaw(flaw);
    let label = |id: &str| label(&texts, kind, id);
    let noted = |id: &str, text: &str| texts.with("exchange-noted", &[("field", label(id)), ("value", text.to_owned())]);
    let face = Face { labels: labels(kind).unwrap(), say: &say, label: &label, noted: &noted, words: words(&texts) };
    // Copied, so that what is written beside the file isn't in the sources.
    let copy = folder.join(file.file_name().unwrap());
    if copy != file {
        fs::copy(file, &copy).unwrap();
    }
    let report = (kind.run)(desk, &Wish { file: copy, source: Some("releve".into()), ..Wish::default() }, &face).unwrap();
    assert_eq!(report.read, report.imported + report.updated + report.same + report.rejected);
    report
}

fn counts(report: &Report) -> [u64; 4] {
    [report.imported, report.updated, report.same, report.rejected]
}

fn offers(desk: &mut Desk) -> BTreeMap<String, Vacancy> {
    let all: Vec<Vacancy> = desk.read(|r| records::where_(r, "external_ref IS NOT NULL", &[])).unwrap();
    all.into_iter().map(|v| (v.external_ref.clone().unwrap(), v)).collect()
}

/// The labels given by hand: reference, ISCO code, what the law says.
fn by_hand() -> Vec<(String, String, String)> {
    let text = fs::read_to_string(data("offers_labels.csv")).unwrap();
    text.lines()
        .skip(1)
        .map(|line| {
            let mut cells = line.split(';').map(str::to_owned);
            (cells.next().unwrap(), cells.next().unwrap(), cells.next().unwrap())
        })
        .collect()
}

both! {
    fn offers_as_employers_write_them_come_in_are_coded_checked_and_ranked(desk, _ground) {
        office(desk);
        let folder = tempfile::tempdir().unwrap();
        let firms = import(desk, "employers", &data("offers_employers.csv"), folder.path());
        assert_eq!(counts(&firms), [40, 0, 0, 0], "{:?}", firms.said);
        let trips = desk.round_trips();
        let report = import(desk, "offers", &data("offers.csv"), folder.path());
        let trips = desk.round_trips() - trips;
        assert!(trips <= 40, "the firms of a block are looked up at once: {trips} round trips for 300 offers of 40 firms");
        // One names a firm that isn't known, one has no title.
        assert_eq!(counts(&report), [298, 0, 0, 2], "{:?}", report.said.iter().filter(|s| s.rejected).collect::<Vec<_>>());
        let again = import(desk, "offers", &data("offers.csv"), folder.path());
        assert_eq!(counts(&again), [0, 0, 298, 2], "the same file twice changes nothing");

        let stored = offers(desk);
        let list = wording::list().unwrap();
        let (mut right, mut wrong, mut uncoded, mut agreed, mut differ) = (0, Vec::new(), Vec::new(), 0, Vec::new());
        for (reference, isco, law) in by_hand() {
            let Some(v) = stored.get(&reference) else {
                assert_eq!(law, "rejected", "{reference}");
                continue;
            };
            match v.occupation.as_deref() {
                Some(code) if code == isco => right += 1,
                Some(code) => wrong.push(format!("{reference} {} : {code}, {isco} by hand", v.title)),
                None => uncoded.push(format!("{reference} {}", v.title)),
            }
            let read = offer_law::of(v, &desk.rules, list);
            let said = if read.blocking() > 0 { "wording" } else if read.wage_blocks() { "wage" } else { "lawful" };
            if said == law { agreed += 1 } else { differ.push(format!("{reference} {} : {said}, {law} by hand", v.title)) }
            let date_gone = v.publish_until.unwrap() < desk.rules.today;
            let opens = read.passes() && !date_gone && v.occupation.is_some();
            assert_eq!(v.state, if opens { VacancyState::Open } else { VacancyState::ToCheck }, "{reference}");
            assert_eq!(v.accepted_on.is_some(), opens);
        }
        let total = stored.len();
        println!("coded right {right} of {total}, wrong {}, not coded {}; law as by hand {agreed} of {total}", wrong.len(), uncoded.len());
        assert!(right * 100 >= RIGHT_AT_LEAST * total, "{wrong:#?}\n{uncoded:#?}");
        assert!(wrong.len() * 100 <= WRONG_AT_MOST * total, "{wrong:#?}");
        assert!(agreed * 100 >= AGREED_AT_LEAST * total, "{differ:#?}");

        // A town of the list has its province; nothing else of a place is guessed.
        assert_eq!(stored["A098"].province.as_deref(), Some("GA-9"));
        assert_eq!(stored["A098"].department.as_deref(), Some("GA-9-05"));

        // What is open is found, listed and ranked; the search finds it by a word of its title.
        let shown = vacancies::show(desk).unwrap();
        assert_eq!(shown.len(), total);
        let open = stored.values().filter(|v| v.state == VacancyState::Open).count();
        for v in stored.values().filter(|v| v.state == VacancyState::Open) {
            matching::for_vacancy(desk, v.head.id, 5).unwrap();
        }
        assert!(open > 180, "{open}");
        let hits = search::people(desk, "plongeur profesionel", 10).unwrap();
        assert!(hits.iter().any(|h| h.card.number == stored["A278"].number), "{hits:?}");
    }

    fn a_file_of_offers_says_what_is_wrong_and_nothing_is_corrected_in_silence(desk, _ground) {
        office(desk);
        let folder = tempfile::tempdir().unwrap();
        import(desk, "employers", &data("offers_employers.csv"), folder.path());
        let text = "external_ref;employer;title;occupation_label;positions;contract;wage_min;wage_period;received_on;publish_until\n\
            B1;;Maçon;maçon;2;CDI;150000;M;20/11/2026;\n\
            B2;F01;Maçon;maçon;deux;CDI;150000;M;20/11/2026;20/10/2026\n\
            B3;F01;Manoeuvre;manoeuvre de chantier;3;contrat oral;1500;M;20/11/2026;\n\
            B4;F01;Menuisier;menuisier;1;CDI;200000;J;20/11/2026;\n\
            B5;E-LBV-26-00001-7;Xylographe hors cadre;zzzz;1;CDI;200000;M;20/11/2026;\n";
        let path = folder.path().join("faux.csv");
        fs::write(&path, text).unwrap();
        let report = import(desk, "offers", &path, folder.path());
        assert_eq!(counts(&report), [3, 0, 0, 2], "{:?}", report.said);
        let said: Vec<String> = report.said.iter().map(|s| format!("{} {}", s.line, s.text.replace('\u{a0}', " "))).collect();
        for wanted in [
            "2 Entreprise : à remplir.",
            "3 Postes : un nombre entier est attendu, par exemple 12.",
            "3 Expire le : avant la réception de l'offre.",
            "4 Contrat : « contrat oral » n'est pas dans la liste.",
            "4 Par : 1 500 FCFA par mois, est-ce par jour ou par heure ?",
            "5 Par : 4 333 333 FCFA par mois, est-ce un salaire par mois ?",
            "6 Entreprise : « E-LBV-26-00001-7 » n'est pas connue ; importez-la d'abord.",
        ] {
            let plain = |t: &str| t.replace(' ', "").to_lowercase();
            assert!(said.iter().any(|s| plain(s) == plain(wanted)), "{wanted}\nnot in {said:#?}");
        }
        let stored = offers(desk);
        assert_eq!(stored["B3"].wage_min, Some(1500), "kept as written");
        assert_eq!(stored["B3"].state, VacancyState::ToCheck);
        assert!(stored["B2"].import_note.as_deref().is_some_and(|n| n.contains("deux")));
    }

    fn offers_go_out_and_come_back_unchanged(desk, _ground) {
        office(desk);
        let folder = tempfile::tempdir().unwrap();
        import(desk, "employers", &data("offers_employers.csv"), folder.path());
        import(desk, "offers", &data("offers.csv"), folder.path());
        let before = offers(desk);
        let target = folder.path().join("offres.csv");
        let report = export::offers(desk, &target, None).unwrap();
        assert_eq!(report.rows, 298);
        let back = import(desk, "offers", &target, folder.path());
        assert_eq!(counts(&back), [0, 0, 298, 0], "{:?}", back.said);
        assert_eq!(offers(desk), before);
    }
}
