//! Double files in the whole base: planted twins are found, others are left alone, and what was settled stays settled.

use std::fmt::Write as _;

use guichet::domain::office::DuplicatePair;
use guichet::services::dedupe;
use guichet::store::records;

use crate::exchange::{Folder, count, import, office};
use crate::{both, common};

const SURNAMES: [&str; 10] =
    ["Nguema", "Obiang", "Moussavou", "Ndong", "Essono", "Bouanga", "Mintsa", "Koumba", "Allogho", "Rekati"];
const GIVEN: [&str; 8] = ["Rosalie", "Dieudonné", "Clarisse", "Hervé", "Yolande", "Patrick", "Solange", "Firmin"];

both! {
    fn planted_twins_are_found_once_and_what_was_parted_never_comes_back(desk, _ground) {
        office(desk);
        let folder = Folder::new();
        let mut rows = "surname,given_names,birth_date\n".to_owned();
        // 80 people, all of another name and another date.
        for (i, surname) in SURNAMES.iter().enumerate() {
            for (j, given) in GIVEN.iter().enumerate() {
                writeln!(rows, "{surname},{given},{}-{:02}-{:02}", 1960 + i * 3 + j % 3, 1 + (i + j) % 9, 13 + j).unwrap();
            }
        }
        // Twins of five damages: a name more, a name heard otherwise, day and month swapped, a slip in the year, the order of names.
        rows += "Ella,Jeanne,1981-03-09\nElla Mba,Jeanne,1981-03-09\n";
        rows += "Moukala,Justin,1975-06-30\nMukala,Justin,1975-06-30\n";
        rows += "Biyogo,Estelle,1990-04-11\nBiyogo,Estelle,1990-11-04\n";
        rows += "Zame,Thérèse,1986-05-17\nZame,Thérèse,1988-05-17\n";
        rows += "Ovono,Gaston,1969-12-25\nGaston,Ovono,1969-12-25\n";
        // Same names, other people.
        rows += "Minko,Paul,1970-01-15\nMinko,Paul,1994-08-27\n";
        assert_eq!(import(desk, &folder.file("1.csv", rows)).imported, 92);

        let first = dedupe::people(desk, 0.70).unwrap();
        assert_eq!((first.files, first.new, first.known), (92, 5, 0));
        let mut names: Vec<&str> = first.pairs.iter().map(|p| p.a.sketch.surname.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["Biyogo", "Ella", "Moukala", "Ovono", "Zame"]);
        assert!(first.pairs.iter().all(|p| p.a.index_no < p.b.index_no), "the older file first");
        assert!(first.compared < 92 * 91 / 2, "not everybody with everybody: {}", first.compared);
        assert_eq!(count(desk, "duplicate_pair WHERE state = 'suspected' AND score >= 700"), 5);

        let pair = desk.read(|r| records::where_::<DuplicatePair>(r, "score > $1 ORDER BY id", &[0.into()])).unwrap().remove(0);
        let parted = DuplicatePair { state: "distinct".into(), ..pair.clone() };
        let deed = desk.deed("part");
        desk.write(deed, |w| w.update(&pair, &parted)).unwrap();
        let again = dedupe::people(desk, 0.70).unwrap();
        // Those that still wait are listed again, the parted one isn't.
        assert_eq!((again.pairs.len(), again.new, again.known), (4, 0, 5));
        assert_eq!(count(desk, "duplicate_pair"), 5);
        assert_eq!(count(desk, "duplicate_pair WHERE state = 'distinct'"), 1);
    }

    fn a_counsellor_does_not_look_through_the_base(desk, _ground) {
        office(desk);
        desk.who.roles = vec!["counsellor".into()];
        assert!(matches!(dedupe::people(desk, 0.70), Err(guichet::fault::Fault::Denied { .. })));
    }
}
