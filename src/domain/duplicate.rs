//! Two files of one person? Evidence in words, never a merge by itself (domain.md §3.8, §6 "Names").
//! Called by the intake's pane, the import and `guichet dedupe`, which bring the pairs together by the store's keys.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use crate::domain::dates::Precision;
use crate::domain::fold;
use crate::domain::ids::{PersonId, RowId};
use crate::domain::office::DuplicatePair;
use crate::domain::person::Person;
use crate::domain::record::Head;
use crate::domain::rights::{self, Owner};
use crate::domain::who::Who;
use crate::fault::Arg;

/// Letters of a name, and characters of a number, from which duplicates are looked for while one types (screens.md §8, §12).
pub const LETTERS: usize = 3;

/// Birth years further apart than this speak against (domain.md §3.8).
const YEARS_APART: i32 = 3;

/// What is compared of a person.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sketch {
    /// Number of the file, empty while it is typed.
    pub number: String,
    /// Surname or surnames.
    pub surname: String,
    /// Given names; may be empty.
    pub given_names: String,
    /// Name taken by marriage; may be empty.
    pub married_name: String,
    /// `F` or `M`, empty when unknown.
    pub sex: String,
    /// Birth date, the first day of what is known.
    pub birth_date: Option<NaiveDate>,
    /// How much of it is known.
    pub birth_precision: Precision,
    /// Type (code of IDDOC), number, and whether the paper is still valid.
    pub document: Option<(String, String, bool)>,
    /// Telephones in E.164.
    pub phones: Vec<String>,
    /// Former system and the number there.
    pub former: Option<(String, String)>,
    /// Town, as written.
    pub town: String,
}

impl Sketch {
    /// Of a file; `today` says whether its document is still valid.
    pub fn of(person: &Person, today: NaiveDate) -> Self {
        let text = |t: &Option<String>| t.clone().unwrap_or_default();
        let valid = person.id_document_expires.is_none_or(|d| d >= today);
        let document = person.id_document_type.clone().zip(person.id_document_number.clone());
        Sketch {
            number: person.number.clone(),
            surname: person.surname.clone(),
            given_names: text(&person.given_names),
            married_name: text(&person.married_name),
            sex: text(&person.sex),
            birth_date: person.birth_date,
            birth_precision: Precision::from_code(person.birth_precision.as_deref().unwrap_or_default()),
            document: document.map(|(kind, number)| (kind, number, valid)),
            phones: person.phone.iter().chain(&person.phone_2).cloned().collect(),
            former: person.source.clone().zip(person.external_ref.clone()),
            town: text(&person.town),
        }
    }
}

/// How much a piece of evidence weighs, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Speaks against.
    Against,
    /// Worth a look.
    Weak,
    /// Probably one person.
    Strong,
    /// One person: only the agency head says otherwise.
    Certain,
}

impl Strength {
    /// Key of the word before the evidence: `strength-strong` …
    pub fn key(self) -> &'static str {
        match self {
            Strength::Against => "strength-against",
            Strength::Weak => "strength-weak",
            Strength::Strong => "strength-strong",
            Strength::Certain => "strength-certain",
        }
    }
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// How much it weighs.
    pub strength: Strength,
    /// Key of the sentence, `evidence-…`.
    pub key: &'static str,
    /// Arguments of the sentence.
    pub args: Vec<Arg>,
}

impl Evidence {
    pub(in crate::domain) fn new(strength: Strength, key: &'static str) -> Self {
        Evidence { strength, key, args: Vec::new() }
    }
    pub(in crate::domain) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// All evidence for and against one person behind two files, strongest first. Symmetric but for the order of arguments.
pub fn compare(a: &Sketch, b: &Sketch) -> Vec<Evidence> {
    let mut found = Vec::new();
    found.extend(same_document(a, b));
    found.extend(same_former(a, b));
    let names = names(a, b);
    let birth = births(a, b);
    let by_names = names_and_birth(names, birth);
    let by_phone = phones(a, b);
    let named = by_names.is_some();
    found.extend(by_names);
    found.extend(by_phone);
    if !named {
        found.extend(names_only(names));
    }
    found.extend(against(a, b));
    found.sort_by_key(|e| std::cmp::Reverse(e.strength));
    found
}

/// While a name is still being typed: each of its words so far begins another word of the other's names, the third letter
/// reached (domain.md §5 « Walk-in intake »). Worth a look where nothing else speaks for or against.
pub fn begins(typed: &Sketch, other: &Sketch) -> Option<Evidence> {
    let words = |of: &Sketch| -> Vec<String> {
        [&of.surname, &of.given_names, &of.married_name].into_iter().flat_map(|name| fold::words(name)).collect()
    };
    let (few, mut free) = (words(typed), words(other));
    if !few.iter().any(|w| w.chars().count() >= 3) {
        return None;
    }
    for word in few {
        let at = free.iter().position(|w| w.starts_with(&word))?;
        free.swap_remove(at);
    }
    Some(Evidence::new(Strength::Weak, "evidence-names-begin"))
}

/// Whether an account may say that two files are two people or firms: against certain evidence that is the head's (domain.md §3.8).
pub fn may_part(who: &Who, evidence: Strength) -> bool {
    evidence != Strength::Certain || rights::allowed(who, rights::Deed::Merge, Owner::own(who)).is_ok()
}

/// What the evidence comes to: certain whatever speaks against; strong with something against is only worth a look;
/// none where nothing speaks for it.
pub fn verdict(evidence: &[Evidence]) -> Option<Strength> {
    let best = evidence.iter().map(|e| e.strength).filter(|s| *s != Strength::Against).max()?;
    let contested = evidence.iter().any(|e| e.strength == Strength::Against);
    Some(if best == Strength::Strong && contested { Strength::Weak } else { best })
}

/// The same as a number from 0 to 1, in the order of the verdicts: certain from 0.95, strong from 0.70, weak from 0.10;
/// within a verdict more evidence scores more, evidence against less.
pub fn score(evidence: &[Evidence]) -> f64 {
    let count = |s: Strength| evidence.iter().filter(|e| e.strength == s).count() as f64;
    let (strong, weak, against) = (count(Strength::Strong), count(Strength::Weak), count(Strength::Against));
    let value: f64 = match verdict(evidence) {
        None | Some(Strength::Against) => 0.0,
        Some(Strength::Certain) => (0.97 + 0.01 * (strong + weak) - 0.01 * against).clamp(0.95, 1.0),
        Some(Strength::Strong) => (0.80 + 0.05 * (strong - 1.0) + 0.02 * weak).clamp(0.70, 0.94),
        Some(Strength::Weak) if strong > 0.0 => (0.60 - 0.10 * against).clamp(0.40, 0.69),
        Some(Strength::Weak) => (0.30 + 0.20 * (weak - 1.0) - 0.15 * against).clamp(0.10, 0.69),
    };
    // Two decimals: the file of pairs shows them.
    (value * 100.0).round() / 100.0
}

/// Keys of the evidence and its score in thousandths, as a pair keeps them.
pub fn kept(evidence: &[Evidence]) -> (Vec<String>, i64) {
    (evidence.iter().map(|e| e.key.to_owned()).collect(), (score(evidence) * 1000.0).round() as i64)
}

/// The pair of an older and a newer file, in this state.
pub fn pair(id: RowId, (older, newer): (PersonId, PersonId), state: &str, evidence: &[Evidence]) -> DuplicatePair {
    let (keys, score) = kept(evidence);
    DuplicatePair {
        head: Head::new(id),
        person_a: older,
        person_b: newer,
        state: state.to_owned(),
        evidence: keys,
        score,
        registration: None,
    }
}

/// Letters and digits of a document's number, in capitals.
pub fn document_number(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn same_document(a: &Sketch, b: &Sketch) -> Option<Evidence> {
    let ((type_a, number_a, _), (type_b, number_b, _)) = (a.document.as_ref()?, b.document.as_ref()?);
    let number = document_number(number_a);
    (type_a == type_b && !number.is_empty() && number == document_number(number_b))
        .then(|| Evidence::new(Strength::Certain, "evidence-document").with("number", number))
}

fn same_former(a: &Sketch, b: &Sketch) -> Option<Evidence> {
    let (former, other) = (a.former.as_ref()?, b.former.as_ref()?);
    (former == other && !former.1.is_empty())
        .then(|| Evidence::new(Strength::Certain, "evidence-former").with("source", &former.0).with("number", &former.1))
}

/// How two people's names relate, closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::domain) enum Names {
    /// The same words in any order.
    Same,
    /// All of one's words, so many, are among the other's.
    Contained(usize),
    /// So too, but for one slip or words that sound alike.
    Close(usize),
    /// Not the same.
    Other,
}

/// The closest relation between any two ways to call them: with or without the name by marriage, given names joined.
fn names(a: &Sketch, b: &Sketch) -> Names {
    let (ways_a, ways_b) = (ways(a), ways(b));
    ways_a.iter().flat_map(|x| ways_b.iter().map(move |y| relation(x, y))).min().unwrap_or(Names::Other)
}

fn ways(of: &Sketch) -> Vec<BTreeSet<String>> {
    let (surname, given, married) = (fold::words(&of.surname), fold::words(&of.given_names), fold::words(&of.married_name));
    let set = |parts: &[&[String]]| -> BTreeSet<String> { parts.iter().flat_map(|p| p.iter().cloned()).collect() };
    let mut all = vec![set(&[&surname, &given])];
    if given.len() > 1 {
        all.push(set(&[&surname, &[given.concat()]]));
    }
    if !married.is_empty() {
        all.push(set(&[&surname, &given, &married]));
        all.push(set(&[&married, &given]));
    }
    all.retain(|words| !words.is_empty());
    all
}

/// How two sets of folded words relate.
pub(in crate::domain) fn relation(a: &BTreeSet<String>, b: &BTreeSet<String>) -> Names {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let missing: Vec<&String> = few.difference(many).collect();
    if missing.is_empty() {
        return if few.len() == many.len() { Names::Same } else { Names::Contained(few.len()) };
    }
    // One slip, or any number of words that sound alike; a word of the other side answers once.
    let mut free: Vec<&String> = many.difference(few).collect();
    let mut slips = 0;
    for word in missing {
        let heard = free.iter().position(|w| alike(word, w));
        let Some(at) = heard.or_else(|| free.iter().position(|w| fold::near(word, w))) else { return Names::Other };
        free.swap_remove(at);
        slips += usize::from(heard.is_none());
    }
    if slips <= 1 { Names::Close(few.len()) } else { Names::Other }
}

/// Whether two words sound alike; keys of one or two sounds say nothing.
fn alike(a: &str, b: &str) -> bool {
    let key = fold::sound(a);
    key.chars().count() > 2 && key == fold::sound(b)
}

/// How two birth dates relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Births {
    /// The same day, both known to the day.
    Same,
    /// The same year, day and month exchanged.
    Swapped,
    /// One digit other, or two neighbours exchanged.
    Slip,
    /// One known by year or month only, and that agrees.
    Partly,
    /// Different or unknown.
    Other,
}

fn births(a: &Sketch, b: &Sketch) -> Births {
    let (Some(x), Some(y)) = (a.birth_date, b.birth_date) else { return Births::Other };
    let known = a.birth_precision.min(b.birth_precision);
    match known {
        Precision::Day if x == y => Births::Same,
        Precision::Day if x.year() == y.year() && x.day() == y.month() && x.month() == y.day() => Births::Swapped,
        Precision::Day => {
            let digits = |d: NaiveDate| d.format("%d%m%Y").to_string();
            if fold::distance(&digits(x), &digits(y)) == 1 { Births::Slip } else { Births::Other }
        }
        Precision::Month if x.year() == y.year() && x.month() == y.month() => Births::Partly,
        Precision::Year if x.year() == y.year() => Births::Partly,
        _ => Births::Other,
    }
}

fn names_and_birth(names: Names, births: Births) -> Option<Evidence> {
    // Beside a doubtful date a single name word in common is too little.
    let full = matches!(names, Names::Same | Names::Contained(2..));
    let key = match (names, births) {
        (Names::Other, _) => return None,
        (Names::Same, Births::Same) => "evidence-names-birth",
        (Names::Contained(_), Births::Same) => "evidence-names-part-birth",
        (Names::Close(_), Births::Same) => "evidence-names-close-birth",
        (_, Births::Swapped) if full => "evidence-names-birth-swapped",
        (_, Births::Slip) if full => "evidence-names-birth-slip",
        (_, Births::Partly) if full => "evidence-names-birth-year",
        _ => return None,
    };
    Some(Evidence::new(Strength::Strong, key))
}

fn names_only(names: Names) -> Option<Evidence> {
    let key = match names {
        Names::Same => "evidence-names",
        Names::Contained(2..) => "evidence-names-part",
        Names::Close(2..) => "evidence-names-close",
        _ => return None,
    };
    Some(Evidence::new(Strength::Weak, key))
}

fn phones(a: &Sketch, b: &Sketch) -> Option<Evidence> {
    let shared = a.phones.iter().any(|p| !p.is_empty() && b.phones.contains(p));
    if !shared {
        return None;
    }
    let same_year = a.birth_date.zip(b.birth_date).is_some_and(|(x, y)| x.year() == y.year());
    Some(if same_year {
        Evidence::new(Strength::Strong, "evidence-phone-birth-year")
    } else {
        Evidence::new(Strength::Weak, "evidence-phone")
    })
}

fn against(a: &Sketch, b: &Sketch) -> Vec<Evidence> {
    let mut found = Vec::new();
    let other_papers = match (&a.document, &b.document) {
        (Some((type_a, number_a, valid_a)), Some((type_b, number_b, valid_b))) if type_a == type_b => {
            let (number_a, number_b) = (document_number(number_a), document_number(number_b));
            let differ = number_a != number_b && !number_a.is_empty() && !number_b.is_empty();
            if differ && *valid_a && *valid_b {
                found.push(Evidence::new(Strength::Against, "evidence-against-documents"));
            }
            differ
        }
        _ => false,
    };
    if let (Some(x), Some(y)) = (a.birth_date, b.birth_date) {
        let apart = (x.year() - y.year()).abs();
        if apart > YEARS_APART {
            found.push(Evidence::new(Strength::Against, "evidence-against-years").with("years", apart));
        }
    }
    let other_sex = !a.sex.is_empty() && !b.sex.is_empty() && a.sex != b.sex;
    if births(a, b) == Births::Same && (other_sex || other_papers) && same_surname_other_given(a, b, other_sex) {
        found.push(Evidence::new(Strength::Against, "evidence-against-twins"));
    }
    found
}

/// Martin and Martine sound alike, but are two when the sex differs too.
fn same_surname_other_given(a: &Sketch, b: &Sketch, other_sex: bool) -> bool {
    let set = |name: &str| -> BTreeSet<String> { fold::words(name).into_iter().collect() };
    let (given_a, given_b) = (set(&a.given_names), set(&b.given_names));
    set(&a.surname) == set(&b.surname)
        && !given_a.is_empty()
        && !given_b.is_empty()
        && match relation(&given_a, &given_b) {
            Names::Other => true,
            Names::Close(_) => other_sex,
            Names::Same | Names::Contained(_) => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sketch(surname: &str, given: &str, birth: &str) -> Sketch {
        Sketch { surname: surname.to_owned(), given_names: given.to_owned(), birth_date: birth.parse().ok(), ..Sketch::default() }
    }
    fn keys(a: &Sketch, b: &Sketch) -> Vec<&'static str> {
        compare(a, b).iter().map(|e| e.key).collect()
    }
    #[test]
    fn a_name_half_typed_points_at_those_that_begin_so() {
        let known = sketch("Nyingone Mba", "Rose-Alie", "1996-02-17");
        for (surname, given, seen) in [("Nyi", "", true), ("Mba", "Ro", true), ("Ny", "", false), ("Nyingone", "Paul", false)] {
            assert_eq!(begins(&sketch(surname, given, ""), &known).is_some(), seen, "{surname} {given}");
        }
    }

    fn found(a: &Sketch, b: &Sketch) -> Option<Strength> {
        assert_eq!(verdict(&compare(a, b)), verdict(&compare(b, a)), "both ways alike");
        verdict(&compare(a, b))
    }

    #[test]
    fn the_same_paper_or_former_number_is_certain_whatever_the_names() {
        let mut a = sketch("NDONG", "Paul", "1985-03-09");
        let mut b = sketch("OBAME", "Marie", "1970-01-01");
        a.document = Some(("2".into(), "ga00 demo 004502".into(), true));
        b.document = Some(("2".into(), "GA00DEMO004502".into(), false));
        assert_eq!(found(&a, &b), Some(Strength::Certain));
        b.document = Some(("1".into(), "GA00DEMO004502".into(), true));
        assert_eq!(found(&a, &b), None, "another type of paper");
        a.former = Some(("OYE".into(), "12".into()));
        b.former = Some(("OYE".into(), "12".into()));
        assert_eq!(found(&a, &b), Some(Strength::Certain));
        b.former = Some(("POG".into(), "12".into()));
        assert_eq!(found(&a, &b), None, "the same number of another system");
    }

    #[test]
    fn same_birth_date_and_one_set_of_names_in_the_other_is_strong() {
        let base = sketch("MOUSSAVOU BOUANGA", "Dieudonné", "1985-03-09");
        for (surname, given) in [
            ("BOUANGA", "Dieudonné"),
            ("BOUANGA MOUSSAVOU", "dieudonne"),
            ("BOUANGA", ""),
            ("MUSAVU BOUANGA", "Dieudonné"),
            ("MOUSSAVOU-BOUANGA", "Dieudoné"),
        ] {
            assert_eq!(found(&base, &sketch(surname, given, "1985-03-09")), Some(Strength::Strong), "{surname} {given}");
        }
        assert_eq!(found(&base, &sketch("NZE", "Dieudonné", "1985-03-09")), None);
    }

    #[test]
    fn same_names_and_a_birth_date_with_a_fault_are_strong() {
        let base = sketch("N'GOMA", "Rosalie", "1985-03-09");
        let other = |birth| sketch("NGOMA", "Rosalie", birth);
        assert_eq!(keys(&base, &other("1985-09-03")), ["evidence-names-birth-swapped"]);
        assert_eq!(keys(&base, &other("1985-03-19")), ["evidence-names-birth-slip"]);
        let year = Sketch { birth_precision: Precision::Year, ..other("1985-01-01") };
        assert_eq!(keys(&base, &year), ["evidence-names-birth-year"]);
        assert_eq!(found(&base, &other("1986-11-27")), Some(Strength::Weak), "the names only");
    }

    #[test]
    fn a_shared_phone_is_weak_and_with_the_birth_year_strong() {
        let phone = vec!["+24174000031".to_owned()];
        let a = Sketch { phones: phone.clone(), ..sketch("NYINGONE", "Rosalie", "1996-02-17") };
        let sister = Sketch { phones: phone.clone(), ..sketch("MBA", "Olga", "1999-02-17") };
        let same = Sketch { phones: phone, ..sketch("NYINGONE", "Rose-Alie", "1996-05-30") };
        assert_eq!(keys(&a, &sister), ["evidence-phone"]);
        assert_eq!(keys(&a, &same), ["evidence-phone-birth-year", "evidence-names-close"]);
        assert_eq!(found(&a, &same), Some(Strength::Strong));
    }

    #[test]
    fn what_speaks_against_is_said_and_weighs() {
        let a = sketch("NYINGONE", "Rosalie", "1996-02-17");
        let older = sketch("NYINGONE MBA", "Rosalie", "1969-05-30");
        let evidence = compare(&a, &older);
        assert_eq!(keys(&a, &older), ["evidence-names-part", "evidence-against-years"]);
        assert_eq!(evidence[1].args, [("years", "27".to_owned())]);
        assert_eq!(verdict(&evidence), Some(Strength::Weak));

        let mut twin = sketch("NYINGONE", "Olga", "1996-02-17");
        let mut one = Sketch { sex: "F".into(), ..a.clone() };
        twin.sex = "M".into();
        assert_eq!(keys(&one, &twin), ["evidence-against-twins"]);
        let martin = Sketch { given_names: "Martin".into(), ..one.clone() };
        let martine = Sketch { given_names: "Martine".into(), ..twin.clone() };
        assert_eq!(found(&martin, &martine), Some(Strength::Weak), "sounds alike, but another sex");
        one.document = Some(("2".into(), "A1".into(), true));
        let paper = Sketch { document: Some(("2".into(), "B2".into(), true)), ..a };
        assert_eq!(keys(&one, &paper), ["evidence-names-birth", "evidence-against-documents"]);
        assert_eq!(found(&one, &paper), Some(Strength::Weak));
    }

    #[test]
    fn a_name_by_marriage_is_a_name() {
        let before = sketch("OBAME", "Marie-Claire", "1990-07-01");
        let wife = Sketch { married_name: "NDONG".into(), ..before.clone() };
        assert_eq!(found(&sketch("NDONG", "Marie Claire", "1990-07-01"), &wife), Some(Strength::Strong));
        assert_eq!(keys(&before, &wife), ["evidence-names-birth"]);
    }

    #[test]
    fn brothers_with_one_name_in_common_are_no_pair() {
        assert_eq!(found(&sketch("NDONG MBA", "Paul", "1990-01-01"), &sketch("NDONG ONDO", "Jean", "1992-05-06")), None);
        assert_eq!(found(&Sketch::default(), &Sketch::default()), None, "nothing known proves nothing");
    }

    proptest! {
        #[test]
        fn the_score_follows_the_verdict(a in proptest::collection::vec(0u8..4, 0..6), b in proptest::collection::vec(0u8..4, 0..6)) {
            let build = |kinds: &[u8]| -> Vec<Evidence> {
                let all = [Strength::Against, Strength::Weak, Strength::Strong, Strength::Certain];
                kinds.iter().map(|k| Evidence::new(all[*k as usize], "evidence-names")).collect()
            };
            let (a, b) = (build(&a), build(&b));
            prop_assert!((0.0..=1.0).contains(&score(&a)));
            if verdict(&a) > verdict(&b) {
                prop_assert!(score(&a) > score(&b));
            }
        }
    }
}
