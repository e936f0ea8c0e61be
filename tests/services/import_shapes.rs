//! The same list in every way that offices save it gives the same records; an import that is stopped lies between two blocks.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use guichet::columns;
use guichet::domain::person::Person;
use guichet::exchange;
use guichet::fault::Value;
use guichet::services::import::pace::Pace;
use guichet::services::import::{self, Report, Wish};
use guichet::store::{Desk, records};
use guichet::texts::Texts;

use crate::exchange::office;
use crate::{both, common};

/// The list, a row each; a cell with the separators and one with quotes are what goes wrong in such files.
const ROWS: [[&str; 6]; 4] = [
    ["Ancien numéro", "Nom(s)", "Prénom(s)", "Né(e) le", "Ville", "Métier recherché"],
    ["2019/0071", "N'GUÉMA OBAME", "Zoé Éléonore", "03/04/1981", "Libreville; Nzeng-Ayong, derrière le lavage", "menuisier"],
    ["2019/0072", "Mouélé", "François", "1979", "Franceville", "couturière"],
    ["2019/0073", "EYÈGHE", "Désiré dit \"Ñato\"", "12/02/1990", "Makokou", "chauffeur"],
];

fn csv(separator: char, end: &str) -> String {
    let cell = |text: &str| {
        if text.contains([separator, '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
    };
    ROWS.iter().map(|row| row.iter().map(|c| cell(c)).collect::<Vec<_>>().join(&separator.to_string()) + end).collect()
}

/// Every way: name of the file and its bytes.
fn ways() -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for (sign, separator) in [("comma", ','), ("semicolon", ';'), ("tab", '\t')] {
        for (ends, end) in [("lf", "\n"), ("crlf", "\r\n")] {
            let text = csv(separator, end);
            let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
            let bare = wide[2..].to_vec();
            let big: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect();
            let old = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
            let marked = format!("\u{feff}{text}").into_bytes();
            for (set, bytes) in [
                ("utf8", text.into_bytes()),
                ("bom", marked),
                ("1252", old),
                ("utf16", wide),
                ("utf16bare", bare),
                ("utf16be", big),
            ] {
                all.push((format!("{set}-{sign}-{ends}.csv"), bytes));
            }
        }
    }
    all
}

fn take(desk: &mut Desk, file: &Path, pace: Arc<Pace>) -> Report {
    let kind = import::kind("people").unwrap();
    let wish = Wish { file: file.to_owned(), pace, ..Wish::default() };
    columns::take(kind, &Texts::load("fr").unwrap(), desk, &wish).unwrap()
}

fn sheet(path: PathBuf) -> PathBuf {
    let mut sink = exchange::sink(&path, fs::File::create(&path).unwrap()).unwrap();
    for row in ROWS {
        sink.row(&row.map(Value::from)).unwrap();
    }
    sink.finish().unwrap();
    path
}

both! {
    fn the_same_list_saved_in_any_way_gives_the_same_records(desk, _ground) {
        office(desk);
        let folder = tempfile::tempdir().unwrap();
        let first = sheet(folder.path().join("list.xlsx"));
        let report = take(desk, &first, Arc::default());
        assert_eq!((report.imported, report.rejected), (3, 0), "{:?}", report.said);
        let people: Vec<Person> = desk.read(|r| records::where_(r, "index_no > $1 ORDER BY index_no", &[0.into()])).unwrap();
        let names: Vec<_> = people.iter().map(|p| (p.surname.as_str(), p.given_names.as_deref().unwrap())).collect();
        assert_eq!(names, [("N'GUÉMA OBAME", "Zoé Éléonore"), ("Mouélé", "François"), ("EYÈGHE", "Désiré dit \"Ñato\"")]);
        assert_eq!(people[0].birth_date, Some("1981-04-03".parse().unwrap()));
        for (name, bytes) in ways() {
            let path = folder.path().join(&name);
            fs::write(&path, bytes).unwrap();
            let sketch = columns::look(None, &Wish { file: path.clone(), ..Wish::default() }).unwrap();
            assert_eq!((sketch.kind.name, sketch.lines, sketch.trouble), ("people", 3, None), "{name}");
            assert!(sketch.columns.iter().all(|c| c.field.is_some()), "{name}: {:?}", sketch.columns);
            // A row is known again by the digest of its cells: not a sign is different.
            let report = take(desk, &path, Arc::default());
            assert_eq!((report.read, report.same, report.imported, report.updated), (3, 3, 0, 0), "{name}: {:?}", report.said);
        }
    }

    fn a_title_above_the_header_is_passed_over_and_said(desk, _ground) {
        office(desk);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("title.csv");
        let title = "Demandeurs d'emploi, Oyem;;;;;\r\n;;;;;\r\nArrêté au 24/11/2026\r\n";
        fs::write(&path, format!("{title}{}", csv(';', "\r\n"))).unwrap();
        let sketch = columns::look(None, &Wish { file: path.clone(), ..Wish::default() }).unwrap();
        assert_eq!((sketch.kind.name, sketch.lines, sketch.trouble), ("people", 3, None));
        assert_eq!(sketch.columns[0].first, ["2019/0071", "2019/0072", "2019/0073"]);
        let report = take(desk, &path, Arc::default());
        assert_eq!((report.titles, report.read, report.imported, report.rejected), (2, 3, 3, 0), "{:?}", report.said);
        // A blank line is none; the others keep the numbers that a spreadsheet shows.
        fs::write(&path, format!("{title}{}X1;;;;;\r\n", csv(';', "\r\n"))).unwrap();
        let report = take(desk, &path, Arc::default());
        assert_eq!(report.said.iter().filter(|s| s.rejected).map(|s| s.line).collect::<Vec<_>>(), [8]);
    }

    fn an_import_that_is_stopped_lies_between_two_blocks_and_goes_on_from_there(desk, _ground) {
        office(desk);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("many.csv");
        let letters = |n: u32| -> String { format!("{n:04}").bytes().map(|b| char::from(b - b'0' + b'a')).collect() };
        let rows: String = (0..1_100).map(|n| format!("R{n};Nom{};Oyem\n", letters(n))).collect();
        fs::write(&path, format!("external_ref;surname;town\nX1;;Oyem\n{rows}")).unwrap();
        let pace = Arc::new(Pace::default());
        pace.stop();
        let report = take(desk, &path, Arc::clone(&pace));
        assert!(report.stopped);
        assert_eq!((report.read, report.imported, report.rejected), (500, 499, 1));
        assert_eq!(pace.seen(), (500, 1_101));
        assert_eq!(report.reasons.iter().filter(|r| r.rejected).map(|r| (r.count, r.field)).collect::<Vec<_>>(), [(1, "surname")]);
        assert!(report.rejects_file.unwrap().exists(), "what was rejected so far is kept");
        let rest = take(desk, &path, Arc::default());
        assert_eq!((rest.stopped, rest.same, rest.imported, rest.rejected), (false, 499, 601, 1));
    }
}
