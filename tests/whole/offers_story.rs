//! The story of an offer by the keys alone, on the real binary at 80x24: an employer telephones, his words are mended and the offer is
//! published, its candidates are ranked and explained, five are proposed, their answers recorded in series, the list goes to the employer,
//! one is hired, confirmed, and checked after a month; and the same from a person's file. In both languages, and again in ASCII
//! without colour. The key budgets of product.md that concern proposals and answers are counted on the way.

use std::path::Path;

use crate::office::Home;
use crate::pty::{LINUX_LATIN_1, PLAIN_ASCII, Session, Terminal, VT100_ASCII, XTERM};
use crate::story::{allowed, one, set_clock};

/// What stands on the screens in one language; a session looks for it as its terminal's set shows it.
struct Words {
    lang: &'static str,
    /// The keys of this language's keymap: offers, Propositions, the last row.
    to_offers: &'static str,
    to_series: &'static str,
    last: &'static str,
    day: &'static str,
    offers: &'static str,
    form: &'static str,
    firm: &'static str,
    stopped: &'static str,
    open: &'static str,
    reasons: &'static str,
    never: &'static str,
    to_five: &'static str,
    proposed: &'static str,
    series: &'static str,
    five_rows: &'static str,
    one_row: &'static str,
    kept: &'static str,
    refused: &'static str,
    unreached: &'static str,
    sent: &'static str,
    paper: &'static str,
    hired: &'static str,
    to_confirm: &'static str,
    confirmed: &'static str,
    to_check: &'static str,
    checked: &'static str,
    file: &'static str,
    fitting: &'static str,
    to_one: &'static str,
    awaited: &'static str,
    accepted_row: &'static str,
    sent_row: &'static str,
    hired_row: &'static str,
}

const FRENCH: Words = Words {
    lang: "fr",
    to_offers: "g o",
    to_series: "g r",
    last: "g d",
    day: "Ma journée",
    offers: "En cours",
    form: "[1 Poste]",
    firm: "Nouvelle entreprise",
    stopped: "2 passages empêchent",
    open: "dictez ce numéro",
    reasons: "Rang 1,",
    never: "Jamais utilisés",
    to_five: "Proposer à 5 personnes",
    proposed: "Proposée à 5 personnes",
    series: "attendues, la plus ancienne",
    five_rows: "1-5 sur 5",
    one_row: "1-1 sur 1",
    kept: "acceptée.",
    refused: "refusée, 2",
    unreached: "injoign., 2e",
    sent: "transmise.",
    paper: "Papier gardé",
    hired: "Offre pourvue",
    to_confirm: "à confirmer",
    confirmed: "confirmé.",
    to_check: "maintien 1 m",
    checked: "maintien à 1 mois",
    file: "inscrit, cat. 1",
    fitting: "Offres qui conviennent",
    to_one: "Réponse attendue",
    awaited: "proposée, réponse attendue",
    accepted_row: "acceptée",
    sent_row: "transmise",
    hired_row: "recruté",
};
const ENGLISH: Words = Words {
    lang: "en",
    to_offers: "g v",
    to_series: "g p",
    last: "g z",
    day: "My day",
    offers: "Current",
    form: "[1 Post]",
    firm: "New employer",
    stopped: "2 passages prevent",
    open: "dictate this number",
    reasons: "Rank 1,",
    never: "Never used",
    to_five: "Propose to 5 people",
    proposed: "Proposed to 5 people",
    series: "awaited, the oldest",
    five_rows: "1-5 of 5",
    one_row: "1-1 of 1",
    kept: "accepted.",
    refused: "refused, 2",
    unreached: "not reached, 2",
    sent: "sent.",
    paper: "Paper kept",
    hired: "Vacancy filled",
    to_confirm: "to confirm",
    confirmed: "confirmed.",
    to_check: "check 1 m",
    checked: "check at 1 m",
    file: "registered, cat. 1",
    fitting: "Vacancies that fit",
    to_one: "Answer awaited",
    awaited: "proposed, answer awaited",
    accepted_row: "accepted",
    sent_row: "sent",
    hired_row: "hired",
};

/// The offer of this story among all of the office.
const OFFER: &str = "(SELECT id FROM vacancy WHERE title = 'Vendeur en boutique' ORDER BY created_at DESC LIMIT 1)";

fn open(home: &Path, db: &str, words: &Words, at: &Terminal) -> Session {
    let mut session = Session::at(home, &["--db", db, "--lang", words.lang], at);
    session.wait(words.day);
    session
}

/// Asks the database about the proposal of this rank.
fn of_rank(db: &str, rank: usize, what: &str) -> String {
    one(
        db,
        &format!("SELECT {what} FROM proposal r JOIN person p ON p.id = r.person WHERE r.vacancy = {OFFER} AND r.rank = {rank}"),
    )
}

/// Firm, title, place, words, terms; the law stops two words, a digit mends each.
fn by_telephone(s: &mut Session, words: &Words) {
    s.press(words.to_offers).wait(words.offers);
    s.keys = 0;
    s.press("n").wait(words.form).typing("Chez Rosalie Ermine").press("<Enter>").wait(words.firm);
    s.typing("077 12 34 56").press("<Enter>").wait("E-LBV-26-");
    s.typing("Vendeur en boutique").press("<Enter>").wait("5223 ").press("<Enter> <Enter>").typing("Libreville").press("<Enter>");
    s.typing("Nous cherchons une vendeuse de moins de 30 ans, deux ans de boutique.").press("<Tab>").wait(words.stopped);
    s.typing("02").typing("6").press("<Enter>").typing("160000").press("<Enter>");
    s.press("<C-o> 1 1").wait("vendeur ou une vendeuse, deux ans");
    s.press("<C-e>").wait(words.open);
    assert_eq!(s.keys, 14, "n, nine fields passed, Ctrl+O with a digit for each passage, the save");
}

fn five_candidates(s: &mut Session, db: &str, words: &Words) {
    s.press("c").wait(">  1 ").press("?").wait(words.reasons).wait(words.never);
    s.press("?");
    s.keys = 0;
    s.press("<Space> <Space> <Space> <Space> <Space> p").wait(words.to_five).press("<Enter>").wait(words.proposed);
    assert_eq!(s.keys, 7, "five marked and proposed");
    let sql = "AND state = 'proposed' AND rank BETWEEN 1 AND 5 AND explanation IS NOT NULL";
    assert_eq!(one::<i64>(db, &format!("SELECT count(*) FROM proposal WHERE vacancy = {OFFER} {sql}")), 5);
}

/// One key an answer, two a refusal, and the cursor goes on.
fn answers(s: &mut Session, db: &str, words: &Words) {
    s.press(words.to_series).wait(words.series).press("/").typing("rosalie").press("<Enter>").wait(words.five_rows);
    s.keys = 0;
    s.press("1").wait(words.kept);
    assert_eq!(s.keys, 1, "accepted");
    s.press("2 2").wait(words.refused);
    assert_eq!(s.keys, 3, "refused with its reason");
    s.press("3 4 1").wait(words.unreached).wait(words.kept);
    assert_eq!(s.keys, 6, "five answers");
    let said: Vec<String> = (1..=5).map(|rank| of_rank(db, rank, "r.state || coalesce(r.answer_reason, '')")).collect();
    assert_eq!(said, ["accepted", "refused2", "proposed", "proposed", "accepted"]);
}

/// The employer's list names who accepted and nobody else; then both are sent, and the first is hired.
fn to_the_employer(home: &Home, s: &mut Session, db: &str, words: &Words) {
    s.press("g h i").press("1").wait(words.paper);
    let mut papers = std::fs::read_dir(home.file(".local/share/guichet/papers")).unwrap();
    let paper = std::fs::read_to_string(papers.next().unwrap().unwrap().path()).unwrap();
    for (rank, listed, named) in [(1, true, true), (2, false, false), (3, true, false), (4, true, false), (5, true, true)] {
        assert_eq!(paper.contains(&of_rank(db, rank, "p.number")), listed, "rank {rank}: {paper}");
        let given = of_rank(db, rank, "coalesce(p.given_names, '')");
        // The paper of an ASCII session has no accents; who has no given names is told apart by the number alone.
        assert!(given.is_empty() || !given.is_ascii() || paper.contains(&given) == named, "rank {rank}, {given}: {paper}");
    }
    s.keys = 0;
    s.press("1").wait(words.sent);
    assert_eq!(s.keys, 1, "sent to the employer by one key after the yes");
    s.press(words.last).press("1").wait(words.sent).press("g h");
    s.keys = 0;
    s.press("2").wait(words.hired);
    assert_eq!(s.keys, 1, "hired");
    s.settle();
    let said: Vec<String> = (1..=5).map(|rank| of_rank(db, rank, "r.state")).collect();
    assert_eq!(said, ["hired", "refused", "withdrawn", "withdrawn", "withdrawn"], "the only position is taken");
    assert_eq!(one::<String>(db, &format!("SELECT state FROM vacancy WHERE id = {OFFER}")), "filled");
}

/// From a file: its best offer in three keys; then yes, sent, hired, by the digits of the tab. Gives the number of the person.
fn from_the_file(s: &mut Session, db: &str, words: &Words) -> String {
    let number: String = one(
        db,
        "SELECT p.number FROM person p JOIN registration r ON r.person = p.id WHERE r.state = 'active' AND r.category = '1' \
         AND r.occupation = '5223' AND r.counsellor = (SELECT id FROM account WHERE login = 'hmabiala') \
         AND p.id NOT IN (SELECT person FROM proposal) ORDER BY p.number LIMIT 1",
    );
    s.press("<F3>").typing(&number).press("<Enter>").wait(words.file);
    s.keys = 0;
    s.press("o").wait(words.fitting).press("p").wait(words.to_one).press("<Enter>").wait(words.awaited);
    assert_eq!(s.keys, 3, "the best offer is proposed from the file");
    s.press("<Tab> 1").wait(words.accepted_row);
    s.press("1").wait(words.sent_row);
    s.press("2").wait(words.hired_row);
    s.settle();
    let state = "SELECT r.state FROM proposal r JOIN person p ON p.id = r.person WHERE p.number = ";
    assert_eq!(one::<String>(db, &format!("{state}'{number}'")), "hired");
    number
}

/// A hire of the story: whose, when it is to be confirmed (ten working days after the first day of work), checked, and checked again.
struct Hire {
    number: String,
    confirm: &'static str,
    check: &'static str,
    again: &'static str,
}

impl Hire {
    fn placement(&self, db: &str, what: &str) -> String {
        let rest = "FROM placement l JOIN person p ON p.id = l.person";
        one(db, &format!("SELECT {what} {rest} WHERE p.number = '{}' ORDER BY l.created_at DESC LIMIT 1", self.number))
    }
    /// The day of the first open task of this kind.
    fn due(&self, db: &str, kind: &str) -> String {
        let rest = "FROM task t JOIN placement l ON l.id = t.subject JOIN person p ON p.id = l.person";
        let which = format!("p.number = '{}' AND t.kind = '{kind}' AND t.state = 'open'", self.number);
        one(db, &format!("SELECT coalesce(min(t.due), '-') {rest} WHERE {which}"))
    }
    /// Its row alone in Propositions, on this day.
    fn on(&self, day: &str, home: &Path, db: &str, words: &Words, at: &Terminal) -> Session {
        set_clock(db, &format!("{day}T08:00:00.000Z"));
        let name = "SELECT surname || ' ' || coalesce(given_names, '') FROM person WHERE number = ";
        let name: String = one(db, &format!("{name}'{}'", self.number));
        let mut s = open(home, db, words, at);
        s.press(words.to_series).wait(words.series).press("/").typing(&name).press("<Enter>").wait(words.one_row);
        s.keys = 0;
        s
    }
    /// Confirmed by the employer, then found still at work after a month: one key each.
    fn followed(&self, home: &Path, db: &str, words: &Words, at: &Terminal) {
        assert_eq!(self.placement(db, "l.state"), "announced");
        assert_eq!(self.due(db, "T30"), self.confirm);
        let mut s = self.on(self.confirm, home, db, words, at);
        s.wait(words.to_confirm).press("1").wait(words.confirmed);
        assert_eq!(s.keys, 1, "confirmed by the employer");
        assert_eq!(self.placement(db, "l.state || l.confirmed_by || l.confirmed_on"), format!("confirmed1{}", self.confirm));
        assert_eq!(self.due(db, "T31"), self.check, "a month after the first day of work");
        drop(s);
        let mut s = self.on(self.check, home, db, words, at);
        s.wait(words.to_check).press("1").wait(words.checked);
        assert_eq!(s.keys, 1, "still at work");
        assert_eq!(self.placement(db, "l.state || l.check_1 || l.check_1_on"), format!("confirmedyes{}", self.check));
        assert_eq!(self.due(db, "T31"), self.again, "the next check, at three months");
        allowed(&s, at);
    }
}

fn story(words: &Words, at: &Terminal) {
    let home = Home::new();
    let db = home.training(400);
    let mut s = open(home.path(), &db, words, at);
    let of_file = from_the_file(&mut s, &db, words);
    by_telephone(&mut s, words);
    five_candidates(&mut s, &db, words);
    answers(&mut s, &db, words);
    to_the_employer(&home, &mut s, &db, words);
    allowed(&s, at);
    drop(s);
    // Work of the offer taken by telephone begins at once; that of the other offer, on its own day.
    let of_offer = of_rank(&db, 1, "p.number");
    let hires = [
        Hire { number: of_offer, confirm: "2026-12-08", check: "2026-12-24", again: "2027-02-24" },
        Hire { number: of_file, confirm: "2027-01-13", check: "2027-01-29", again: "2027-03-29" },
    ];
    for hire in &hires {
        hire.followed(home.path(), &db, words, at);
    }
    let check = home.run(&["check", "--db", &db]);
    assert_eq!(check.status(), 0, "{}", check.all());
}

#[test]
fn the_story_of_an_offer_in_french() {
    story(&FRENCH, &XTERM);
}

#[test]
fn the_story_of_an_offer_in_english() {
    story(&ENGLISH, &XTERM);
}

#[test]
fn the_story_of_an_offer_in_ascii_without_colour() {
    story(&FRENCH, &PLAIN_ASCII);
}

#[test]
fn the_story_of_an_offer_on_a_vt100_in_ascii() {
    story(&FRENCH, &VT100_ASCII);
}

#[test]
fn the_story_of_an_offer_on_a_linux_console_in_latin_1() {
    story(&FRENCH, &LINUX_LATIN_1);
}
