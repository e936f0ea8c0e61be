//! The commands of product.md as a script would use them: exit statuses, JSON, refusals with their remedy.

use std::fmt::Write as _;

use crate::office::{DAY, Home};
use crate::pty::Session;

#[test]
fn a_training_office_is_kept_as_it_is_made_anew_when_asked_and_never_made_over_a_real_one() {
    let home = Home::new();
    let db = home.training(60);
    let made = std::fs::read(&db).unwrap();
    let again = home.run(&["demo", "--no-open", "--people", "60", "--today", DAY, "--db", &db]);
    assert_eq!(again.status(), 0, "{}", again.all());
    assert_eq!(std::fs::read(&db).unwrap(), made, "an existing one is opened as it is");
    let fresh = home.run(&["demo", "--no-open", "--people", "80", "--fresh", "--today", DAY, "--db", &db]);
    assert_eq!(fresh.status(), 0, "{}", fresh.all());
    assert!(fresh.out().contains("80"), "{}", fresh.all());
    let office = home.office();
    let over = home.run(&["demo", "--no-open", "--fresh", "--db", &office]);
    assert_eq!(over.status(), 2, "{}", over.all());
    assert!(home.run(&["check", "--db", &office]).out().contains("Rien à signaler"));
}

#[test]
fn the_same_seed_people_and_day_give_the_same_people() {
    let home = Home::new();
    let export = |seed: &str, name: &str| {
        let db = home.file(&format!("{name}.db")).display().to_string();
        let ran = home.run(&["demo", "--no-open", "--people", "50", "--seed", seed, "--today", DAY, "--db", &db]);
        assert_eq!(ran.status(), 0, "{}", ran.all());
        let file = home.file(&format!("{name}.json")).display().to_string();
        let ran = home.run(&["export", "people", &file, "--db", &db]);
        assert_eq!(ran.status(), 0, "{}", ran.all());
        std::fs::read_to_string(file).unwrap()
    };
    let (a, b, other) = (export("7", "a"), export("7", "b"), export("8", "c"));
    assert_eq!(a, b);
    assert_ne!(a, other);
}

#[test]
fn the_day_of_the_office_is_a_working_day() {
    let home = Home::new();
    let db = home.file("t.db").display().to_string();
    // 15 August 2026 is a Saturday and a holiday; 17 August one too (domain.md §6): the next working day is the 18th.
    let ran = home.run(&["demo", "--no-open", "--people", "20", "--today", "2026-08-15", "--db", &db]);
    assert_eq!(ran.status(), 0, "{}", ran.all());
    assert!(ran.out().contains("mardi 18 août 2026"), "{}", ran.out());
}

#[test]
fn wrong_use_is_one_sentence_with_its_remedy_and_status_two() {
    let home = Home::new();
    let wrong: &[(&[&str], &str)] = &[
        (&["--lang", "de"], "fr ou en"),
        (&["check", "--db", "mysql://x"], "postgres"),
        (&["search", "trains", "x"], "people"),
        (&["rules", "--until", "hier"], "hier"),
        (&["search"], "guichet"),
    ];
    for (args, part) in wrong {
        let ran = home.run(args);
        assert_eq!(ran.status(), 2, "{args:?}: {}", ran.all());
        assert!(ran.err().contains(part), "{args:?}: {}", ran.all());
    }
    let none = home.run(&["check", "--db", "nowhere/x.db"]);
    assert_ne!(none.status(), 0, "{}", none.all());
    assert!(!none.err().contains("panicked") && none.err().contains("nowhere/x.db"), "{}", none.all());
}

#[test]
fn a_configuration_file_is_refused_with_its_line() {
    let home = Home::new();
    std::fs::create_dir_all(home.file(".config/guichet")).unwrap();
    std::fs::write(home.file(".config/guichet/guichet.toml"), "lang = \"fr\"\ncouleur = 3\n").unwrap();
    let ran = home.run(&["check"]);
    assert_eq!(ran.status(), 2, "{}", ran.all());
    assert!(ran.err().contains("guichet.toml") && ran.err().contains('2') && ran.err().contains("couleur"), "{}", ran.all());
}

#[test]
fn a_newer_schema_is_refused_untouched() {
    let home = Home::new();
    let db = home.office();
    let add = "INSERT INTO migration (number, name, sha256, at) VALUES (9999, 'future', 'x', '2030-01-01T00:00:00.000Z')";
    rusqlite::Connection::open(&db).unwrap().execute(add, []).unwrap();
    let before = std::fs::read(&db).unwrap();
    for args in [["check", "--db", &db], ["migrate", "--db", &db], ["rules", "--db", &db]] {
        let ran = home.run(&args);
        assert_ne!(ran.status(), 0, "{}", ran.all());
        assert!(ran.err().contains("9999"), "{}", ran.all());
    }
    assert_eq!(std::fs::read(&db).unwrap(), before);
}

#[test]
fn rules_run_twice_change_nothing_the_second_time() {
    let home = Home::new();
    let db = home.training(150);
    let first = home.run(&["rules", "--until", "2027-03-01", "--db", &db]);
    assert_eq!(first.status(), 0, "{}", first.all());
    assert!(first.out().contains("Sorties pour non-actualisation"), "{}", first.all());
    let second = home.run(&["rules", "--until", "2027-03-01", "--db", &db]);
    assert_eq!(second.status(), 0);
    assert!(second.out().contains("Rien n'était à faire"), "{}", second.all());
    assert_eq!(home.run(&["check", "--db", &db]).status(), 0);
}

#[test]
fn occupations_are_found_by_a_persons_own_words() {
    let home = Home::new();
    let db = home.office();
    for (words, code) in [("maçon", "7112"), ("vendeuse en prêt-à-porter", "5223"), ("chaufeur poids lourd", "8332")] {
        let ran = home.run(&["search", "occupations", words, "--db", &db, "--json"]);
        assert_eq!(ran.status(), 0, "{}", ran.all());
        let first = &ran.json()[0];
        assert_eq!((first["rank"].as_i64(), first["code"].as_str()), (Some(1), Some(code)), "{words}: {}", ran.out());
    }
}

#[test]
fn a_match_gives_rank_number_score_and_reasons_and_the_same_from_both_sides() {
    let home = Home::new();
    let db = home.training(300);
    let words = ["vendeur", "agent", "maçon", "chauffeur", "aide", "caissier", "gardien", "serveur", "femme", "technicien"];
    let numbers = words.iter().flat_map(|w| {
        let found = home.run(&["search", "offers", w, "--db", &db, "--json"]).json();
        found.as_array().unwrap().iter().map(|o| o["number"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    });
    let ranked = |number: &String| {
        let ran = home.run(&["match", "offer", number, "--limit", "3", "--db", &db, "--json"]);
        // A refusal (closed, expired, silent) is a sentence and status 1.
        assert!(ran.status() == 0 || (ran.status() == 1 && ran.all().contains(number.as_str())), "{}", ran.all());
        (ran.status() == 0).then(|| ran.json()).filter(|rows| rows.as_array().is_some_and(|r| !r.is_empty()))
    };
    let (offer, rows) =
        numbers.into_iter().find_map(|n| ranked(&n).map(|rows| (n, rows))).expect("an open offer with candidates");
    let first = &rows[0];
    assert_eq!(first["rank"], 1);
    let reasons = first["reasons"].as_array().unwrap();
    assert_eq!(first["score"].as_i64(), Some(reasons.iter().filter_map(|r| r["points"].as_i64()).sum()));
    for reason in reasons {
        assert!(["yes", "no", "unknown"].contains(&reason["met"].as_str().unwrap()), "{reason}");
        assert!(!reason["text"].as_str().unwrap().contains("match-"), "{reason}");
    }
    let person = first["number"].as_str().unwrap();
    let back = home.run(&["match", "person", person, "--limit", "1000", "--db", &db, "--json"]);
    if back.status() == 0 {
        let back = back.json();
        let same = back.as_array().unwrap().iter().find(|row| row["number"] == offer.as_str()).expect("the offer");
        assert_eq!(same["reasons"], first["reasons"]);
    } else {
        assert!(back.all().contains("agence"), "only a profile of another agency is not read: {}", back.all());
    }
    assert_eq!(home.run(&["match", "offer", "O-LBV-00", "--db", &db]).status(), 1);
    assert_eq!(home.run(&["match", "thing", "1", "--db", &db]).status(), 2);
}

/// A list of people as a spreadsheet in French writes it: semicolons, DD/MM/YYYY, Windows-1252.
pub fn spreadsheet(rows: usize) -> Vec<u8> {
    let surnames = ["N'GOMA", "NDONG-MBA", "Moukala", "ÉYÉGHÉ", "ONDO MBA", "Bouanga", "D'ALMEIDA", "ZUÉ"];
    let given = ["Marie-Ange", "", "Joël", "Hervé", "Françoise", "Aïcha"];
    let mut text = String::from(
        "Ancien numéro;Nom(s);Prénom(s);Sexe;Né(e) le;Téléphone;Province;Ville;Niveau;Métier recherché;Expérience (mois)\r\n",
    );
    for n in 0..rows {
        let born = if n % 50 == 0 { String::new() } else { format!("{:02}/{:02}/{}", n % 28 + 1, n % 12 + 1, 1960 + n % 45) };
        let sex = if n % 2 == 0 { "F" } else { "M" };
        let phone = format!("07 {:02} {:02} {:02}", n / 10_000 % 100, n / 100 % 100, n % 100);
        writeln!(
            text,
            "2019/{n:05};{} {};{};{sex};{born};{phone};Estuaire;Libreville;{};{};{}\r",
            surnames[n % surnames.len()],
            surnames[n / 8 % surnames.len()],
            given[n % given.len()],
            n % 10,
            ["7112", "5223", "9313", "4120"][n % 4],
            n % 60
        )
        .unwrap();
    }
    encoding_rs::WINDOWS_1252.encode(&text).0.into_owned()
}

#[test]
fn a_list_from_a_spreadsheet_comes_in_once_and_is_worked_with() {
    let home = Home::new();
    let db = home.office();
    let file = home.file("demandeurs_2019.csv");
    std::fs::write(&file, spreadsheet(10_000)).unwrap();
    let file = file.display().to_string();
    let dry = home.run(&["import", "people", &file, "--db", &db, "--dry-run", "--json"]);
    assert_eq!(dry.json()["read"], 10_000, "{}", dry.all());
    let first = home.run(&["import", "people", &file, "--db", &db, "--json"]);
    let sum = first.json();
    assert_eq!(
        (sum["read"].as_i64(), sum["imported"].as_i64(), sum["rejected"].as_i64()),
        (Some(10_000), Some(10_000), Some(0)),
        "{sum}"
    );
    let second = home.run(&["import", "people", &file, "--db", &db, "--json"]);
    let sum = second.json();
    assert_eq!(
        (sum["same"].as_i64(), sum["imported"].as_i64(), sum["updated"].as_i64()),
        (Some(10_000), Some(0), Some(0)),
        "{sum}"
    );
    let found = home.run(&["search", "people", "ngoma eyeghe", "--db", &db, "--json"]);
    assert!(found.out().contains("N'GOMA"), "{}", found.all());
    let check = home.run(&["check", "--db", &db]);
    assert_eq!(check.status(), 0, "{}", check.out().lines().rev().take(5).collect::<Vec<_>>().join("\n"));
    assert_eq!(home.run(&["rules", "--db", &db]).status(), 0);
    // Those people are worked with on the screens: found by fewer letters, opened, an appointment booked.
    let mut screen = Session::start(home.path(), &["--db", &db], &[]);
    screen.wait("Ma journée").press("<F3>").typing("n goma eyegh").press("<Enter>").wait("[Identité]");
    screen.press("r").wait("Réserver").press("<Enter>").wait("= Réservé, N'GOMA");
}

#[test]
fn double_files_are_kept_once_and_listed_until_somebody_says_what_they_are() {
    let home = Home::new();
    let db = home.office();
    let people = home.file("people.csv");
    std::fs::write(
        &people,
        "external_ref,surname,given_names,birth_date\nA1,Ella,Jeanne,1981-03-09\nA2,Ella Mba,Jeanne,1981-03-09\n",
    )
    .unwrap();
    let ran = home.run(&["import", "people", &people.display().to_string(), "--source", "OLD", "--db", &db]);
    assert!(ran.out().contains('2'), "{}", ran.all());
    let pairs = home.file("pairs.csv");
    let ran = home.run(&["dedupe", "--pairs", &pairs.display().to_string(), "--db", &db]);
    assert_eq!(ran.status(), 0, "{}", ran.all());
    let text = std::fs::read_to_string(&pairs).unwrap().replace('"', "");
    assert!(text.contains("number_a") && text.contains("A1") && text.contains("A2") && text.contains("0.80"), "{text}");
    let again = home.run(&["dedupe", "people", "--json", "--db", &db]);
    let listed = again.json();
    assert_eq!((again.status(), listed.as_array().map(Vec::len)), (0, Some(1)), "{}", again.all());
    assert_eq!((listed[0]["external_ref_b"].as_str(), listed[0]["score"].as_f64()), (Some("A2"), Some(0.8)), "{listed}");
    let wrong = home.run(&["dedupe", "--min", "70", "--db", &db]);
    assert_eq!(wrong.status(), 2, "{}", wrong.all());
}
