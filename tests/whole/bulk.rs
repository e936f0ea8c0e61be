//! A pile of paper forms on the real binary at 80x24: announced, keyed, verified by another clerk with differences seeded, balanced and
//! posted; and a hand faster than any, of which no stroke is lost.

use std::time::Duration;

use crate::office::Home;
use crate::pty::Session;

/// One paper form.
struct Paper {
    document: String,
    surname: String,
    given: &'static str,
    sex: char,
    birth: (u32, u32, u32),
    phone: String,
    months: u32,
}

/// Letters of a number: names have no digits.
fn letters(n: u32) -> String {
    [n / 26 % 26, n % 26].map(|d| char::from(b'A' + u8::try_from(d).unwrap())).iter().collect()
}

fn paper(n: u32) -> Paper {
    const GIVEN: [&str; 6] = ["Gertrude", "Albert", "Paul", "Rosalie", "Judith", "Firmin"];
    Paper {
        document: format!("XD{n:05}"),
        surname: format!("{}WUZ{} {}", letters(n * 7 + 3), letters(n * 31), letters(n * 17 + 5)),
        given: GIVEN[n as usize % 6],
        sex: if n.is_multiple_of(3) { 'F' } else { 'M' },
        birth: (1 + n % 28, 1 + n % 12, 1960 + n % 40),
        phone: format!("0775{n:05}"),
        months: n % 90,
    }
}

impl Paper {
    fn day(&self) -> String {
        format!("{:02}{:02}{}", self.birth.0, self.birth.1, self.birth.2)
    }
    /// Its keys: free fields end with Enter, coded ones leave by themselves; the first form has the sticky fields too.
    fn keys(&self, first: bool) -> String {
        let head = format!("3{}\r{}\r{}\r{}{}\rOyem\r", self.document, self.surname, self.given, self.sex, self.day());
        let (country, place, day) = if first { ("GA\r", "601Makokou\r", "12/11/2026\r") } else { ("", "", "") };
        format!("{head}{country}{}\r{place}35223{}\r{day}", self.phone, self.months)
    }
    /// The fields that matter, as the second clerk keys them.
    fn twice(&self) -> [String; 8] {
        [
            "3".into(),
            format!("{}\r", self.document),
            format!("{}\r", self.surname),
            format!("{}\r", self.given),
            self.sex.to_string(),
            format!("{}\r", self.day()),
            format!("{}\r", self.phone),
            "5223".into(),
        ]
    }
}

fn pile(count: u32) -> Vec<Paper> {
    (1..=count).map(paper).collect()
}

fn one<T: rusqlite::types::FromSql>(db: &str, sql: &str) -> T {
    rusqlite::Connection::open(db).unwrap().query_row(sql, [], |r| r.get(0)).unwrap()
}

/// Another clerk sits down at the post.
fn seat(db: &str, login: &str) {
    let file = rusqlite::Connection::open(db).unwrap();
    file.execute("INSERT INTO setting (key, value) VALUES ('owner', ?1) ON CONFLICT (key) DO UPDATE SET value = ?1", [login])
        .unwrap();
}

fn open(home: &Home, db: &str) -> Session {
    let mut s = Session::start(home.path(), &["--db", db, "--at", "bulk_entry"], &[]);
    s.wait("Saisie en série");
    s
}

/// Announces a pile with the sum of its birth years.
fn announce(s: &mut Session, pile: &[Paper]) {
    let births: u32 = pile.iter().map(|p| p.birth.2).sum();
    s.press("n").wait("Annoncer un lot").press("1").wait("Bordereau, inscriptions");
    s.typing(&format!("{}\r{births}\r\r\r", pile.len())).wait("fiche 1 sur");
}

#[test]
fn a_pile_of_thirty_is_announced_keyed_verified_balanced_and_posted() {
    let home = Home::new();
    let db = home.training(60);
    let pile = pile(30);
    let people: i64 = one(&db, "SELECT count(*) FROM person");
    let mut s = open(&home, &db);
    announce(&mut s, &pile);
    for (n, paper) in pile.iter().enumerate() {
        s.send(paper.keys(n == 0).into_bytes());
        // In the middle of the pile the line is cut; the work goes on in the same field.
        if n + 1 == 15 {
            s.wait("Fiche 15 enregistrée").typing("3XD00016\rHALF");
            s.signal("KILL");
            s.ended();
            s = open(&home, &db);
            s.press("<Enter>").wait("fiche 16 sur 30").wait("XD00016");
            s.press("<C-u>").typing("\x1b[A\x1b[A");
        }
        if n + 1 < pile.len() {
            s.wait_for(&format!("fiche {} sur 30", n + 2));
        }
    }
    s.wait("30 fiches saisies").wait("1re saisie close");
    drop(s);
    seat(&db, "eossavou");
    let mut s = open(&home, &db);
    s.press("<Enter>").wait("2e saisie    fiche 1 sur 30");
    assert!(!s.text().contains(&pile[0].surname), "blind: {}", s.text());
    for (n, paper) in pile.iter().enumerate() {
        // Seeded differences: the second clerk misreads a day, a name, a telephone.
        let wrong = match n + 1 {
            5 => Some((5, "01011999\r", "1")),
            12 => Some((2, "AUTRE NOM\r", "2")),
            20 => Some((6, "077999999\r", " 077888888\r")),
            _ => None,
        };
        for (at, keys) in paper.twice().into_iter().enumerate() {
            let Some((_, slip, settled)) = wrong.filter(|w| w.0 == at) else {
                s.send(keys.into_bytes());
                continue;
            };
            s.send(slip.as_bytes().to_vec());
            s.wait("── Différence");
            // A hand that hears the bell stops; what it typed at once would be the next field's.
            s.settle_for(Duration::from_millis(600));
            s.typing(settled);
        }
        if n + 1 < pile.len() {
            s.wait_for(&format!("fiche {} sur 30", n + 2));
        }
    }
    s.wait("30 fiches vérifiées").wait("équilibré").press("<Tab>").wait("3 différences sur 240");
    s.press("i")
        .wait("rapport-lot-2026-001")
        .press("s")
        .wait("Verser le lot")
        .press("<Enter>")
        .wait("Versées : 30 ; doublons à voir : 0");
    drop(s);
    assert_eq!(one::<i64>(&db, "SELECT count(*) FROM person"), people + 30);
    let got: String = one(&db, "SELECT birth_date FROM person WHERE id_document_number = 'XD00005'");
    assert_eq!(got, format!("{}-{:02}-{:02}", pile[4].birth.2, pile[4].birth.1, pile[4].birth.0), "the first keying was right");
    assert_eq!(one::<String>(&db, "SELECT surname FROM person WHERE id_document_number = 'XD00012'"), "AUTRE NOM");
    assert_eq!(one::<String>(&db, "SELECT phone FROM person WHERE id_document_number = 'XD00020'"), "+24177888888");
    assert_eq!(
        one::<i64>(&db, "SELECT count(*) FROM keyed_twice k JOIN person p ON p.id = k.person"),
        3,
        "both values in the history"
    );
    let shown = home.run(&["show", "bulk_entry", "--json", "--db", &db]).json();
    assert_eq!((&shown[0]["state"], &shown[0]["posted"]), (&"posted".into(), &30.into()), "{shown}");
    assert_eq!((&shown[0]["report"]["differences"], &shown[0]["report"]["compared"]), (&3.into(), &240.into()));
    assert_eq!(shown[0]["totals"][1]["difference"], 0);
    assert_eq!(shown[0]["report"]["operators"][1]["verified"], 30);
    let check = home.run(&["check", "--db", &db]);
    assert_eq!(check.status(), 0, "{}", check.all());
}

#[test]
fn ten_thousand_strokes_as_fast_as_the_terminal_takes_them_lose_none() {
    let home = Home::new();
    let db = home.training(20);
    let mut count = 0;
    let mut length = 0;
    while length < 10_000 {
        count += 1;
        length += paper(count).keys(count == 1).chars().count();
    }
    let pile = pile(count);
    let mut s = open(&home, &db);
    announce(&mut s, &pile);
    let keys: String = pile.iter().enumerate().map(|(n, p)| p.keys(n == 0)).collect();
    assert!(keys.len() >= 10_000);
    s.send(keys.clone().into_bytes());
    s.wait(&format!("{count} fiches saisies"));
    let file = rusqlite::Connection::open(&db).unwrap();
    let mut forms = file.prepare("SELECT keyed FROM batch_form ORDER BY form_no").unwrap();
    let forms: Vec<serde_json::Value> = forms
        .query_map([], |r| r.get::<_, String>(0))
        .unwrap()
        .map(|text| serde_json::from_str(&text.unwrap()).unwrap())
        .collect();
    assert_eq!(forms.len(), pile.len());
    for (paper, form) in pile.iter().zip(&forms) {
        let birth = format!("{}-{:02}-{:02}", paper.birth.2, paper.birth.1, paper.birth.0);
        for (field, wanted) in [
            ("id_document_number", paper.document.clone()),
            ("surname", paper.surname.clone()),
            ("given_names", paper.given.into()),
            ("sex", paper.sex.into()),
            ("birth_date", birth),
            ("birth_place", "Oyem".into()),
            ("occupation", "5223".into()),
            ("education_level", "3".into()),
            ("experience_months", paper.months.to_string()),
            ("town", "Makokou".into()),
            ("registered_on", "2026-11-12".into()),
        ] {
            assert_eq!(form[field], wanted.as_str(), "{field} of {}", paper.document);
        }
        assert!(form["phone"].as_str().unwrap().ends_with(&paper.phone[1..]), "{form}");
    }
    let strokes: i64 = one(&db, "SELECT sum(keyed_strokes) FROM batch_form");
    assert_eq!(strokes, i64::try_from(keys.chars().count()).unwrap(), "each stroke is counted");
    assert_eq!(one::<i64>(&db, "SELECT count(*) FROM draft"), 0, "no draft is left behind");
}
