//! Vocabularies that an office loads, and free words coded with them (product.md, `lists add`; decision 042). The lists are small ones
//! in the forms in which ROME and ESCO are published.

use std::path::{Path, PathBuf};

use chrono::Utc;
use guichet::fault::Fault;
use guichet::services::{codes, search, vocabulary};
use guichet::store::Desk;

use crate::office::{self, TODAY, day};
use crate::{both, common};

const CROSS: &str = "rome,isco08\nA1407,9212\nA1411,6122\n";
const TITLES: &str = "\"code_ogr\",\"libelle_appellation_long\",\"libelle_appellation_court\",\"code_rome\"\n\
    \"1\",\"Vacher / Vachère\",\"Vacher / Vachère\",\"A1407\"\n\
    \"2\",\"Porcher / Porchère en plein air\",\"\",\"A1407\"\n\
    \"3\",\"Aviculteur / Avicultrice\",\"\",\"A1411\"\n\
    \"4\",\"Éleveur / Éleveuse de dindes\",\"\",\"A1411\"\n\
    \"5\",\"Éleveur / Éleveuse de pintades\",\"\",\"A1411\"\n\
    \"6\",\"Sans groupe\",\"\",\"Z9999\"\n";
const SKILLS: &str = "conceptType,conceptUri,skillType,preferredLabel\n\
    K,http://data.europa.eu/esco/skill/s1,knowledge,soigner des volailles\n\
    K,http://data.europa.eu/esco/skill/s2,knowledge,traire des vaches à la main\n";

fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn code(desk: &mut Desk, words: &str) -> (String, String) {
    let found = search::occupations(desk, words, 5).unwrap();
    (found[0].code.clone(), found[0].title.clone())
}

both! {
    fn an_office_loads_what_rome_and_esco_publish_and_free_words_are_coded_with_it(desk, ground) {
        codes::load_reference(&mut *ground.engine(), Utc::now()).unwrap();
        office::open(desk);
        desk.rules = desk.read(|r| codes::load_rules(r, day(TODAY))).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let titles = file(folder.path(), "unix_referentiel_appellation_v460_utf8.csv", TITLES);
        let cross = file(folder.path(), "rome_isco08.csv", CROSS);
        let skills = file(folder.path(), "skills_fr.csv", SKILLS);
        let other = file(folder.path(), "autre.csv", "a,b\n1,2\n");

        // Before: refused whole without the table, and for a file that is none.
        for (files, key) in [
            (vec![titles.clone()], "wrong-vocabulary-crosswalk"),
            (vec![cross.clone(), titles.clone(), other], "wrong-vocabulary-unknown"),
        ] {
            match vocabulary::add(desk, &files) {
                Err(Fault::Wrong(reason)) => assert_eq!(reason.key, key),
                done => panic!("{done:?}"),
            }
            assert!(vocabulary::loaded(desk).unwrap().is_empty());
        }
        assert_ne!(code(desk, "eleveuse de pintades").1, "Éleveuse de pintades");

        let taken = vocabulary::add(desk, &[titles.clone(), cross.clone(), skills.clone()]).unwrap();
        let counts: Vec<(&str, i64, u64)> = taken.iter().map(|t| (t.loaded.kind.as_str(), t.loaded.rows, t.left_out)).collect();
        assert_eq!(counts, [("crosswalk", 2, 0), ("titles", 5, 1), ("skills", 2, 0)]);
        // Just so, either gender, whatever the accents; with what an employer writes around it; a title that no list holds.
        assert_eq!(code(desk, "eleveuse de pintades"), ("6122".into(), "Éleveuse de pintades".into()));
        assert_eq!(code(desk, "PORCHER EN PLEIN AIR (H/F) URGENT").0, "9212");
        assert_eq!(code(desk, "éleveur de pintades et de dindes").0, "6122");
        // The program's own titles stay.
        assert_eq!(code(desk, "maçon").0, "7112");
        let found = search::skills(desk, "soigner volaile", 3).unwrap();
        assert_eq!((found[0].code.as_str(), found[0].title.as_str()), ("esco:s1", "soigner des volailles"));
        assert!(search::skills(desk, "tenir la caisse", 3).unwrap()[0].code.starts_with("starter:"));

        // The same again does nothing; a newer edition takes the place of the older.
        let again = vocabulary::add(desk, &[cross.clone(), titles.clone(), skills]).unwrap();
        assert!(again.iter().all(|t| t.same), "{again:?}");
        let newer = file(folder.path(), "v461.csv", &TITLES.replace("pintades", "cailles"));
        let taken = vocabulary::add(desk, &[newer]).unwrap();
        assert_eq!((taken[0].loaded.rows, taken[0].same), (5, false));
        assert_eq!(code(desk, "éleveur de cailles").1, "Éleveur de cailles");
        assert_eq!(vocabulary::loaded(desk).unwrap().len(), 3);
    }
}
