//! Truth about the check of an offer's text (domain.md §7): 300 sentences as employers write them, more written later to
//! break the word list, and what the screens and the publication need of a passage.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::path::Path;

use guichet::domain::wording::{Kind, Passage, Place, Severity, allows, blocking, check};
use guichet::services::reference;
use guichet::services::wording::list;
use guichet::texts::Texts;

struct Sentence {
    text: String,
    unlawful: bool,
    kind: String,
    part: String,
}

fn sentences(name: &str) -> Vec<Sentence> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    let mut file = csv::Reader::from_path(path).unwrap();
    let rows = file.records().map(|r| r.unwrap());
    rows.map(|r| Sentence { text: r[0].into(), unlawful: &r[1] == "unlawful", kind: r[2].into(), part: r[3].into() }).collect()
}

fn passages(text: &str) -> Vec<Passage> {
    check("", text, None, list().unwrap())
}

fn stopped(text: &str) -> bool {
    passages(text).iter().any(Passage::blocks)
}

/// Unlawful, of these caught, innocent, of these stopped.
type Sums = [u32; 4];

/// Counts and prints by part of the file; the sums of all.
fn measured(name: &str) -> Sums {
    let mut parts: BTreeMap<String, Sums> = BTreeMap::new();
    for sentence in sentences(name) {
        let stops = stopped(&sentence.text);
        let sums = parts.entry(sentence.part).or_default();
        let at = if sentence.unlawful { 0 } else { 2 };
        sums[at] += 1;
        sums[at + 1] += u32::from(stops);
        if stops != sentence.unlawful {
            println!("{} {}: {}", if sentence.unlawful { "missed" } else { "stopped" }, sentence.kind, sentence.text);
        }
    }
    for (part, [unlawful, caught, innocent, stopped]) in &parts {
        println!("{name} {part}: {caught} of {unlawful} unlawful caught, {stopped} of {innocent} innocent stopped");
    }
    parts.values().fold([0; 4], |all, part| [0, 1, 2, 3].map(|i| all[i] + part[i]))
}

fn holds([unlawful, caught, innocent, stopped]: Sums) {
    assert!(caught * 100 >= unlawful * 95, "{caught} of {unlawful} unlawful sentences caught");
    assert!(stopped * 100 <= innocent * 5, "{stopped} of {innocent} innocent sentences stopped");
}

#[test]
fn of_300_sentences_95_of_100_unlawful_are_caught_and_at_most_5_of_100_innocent_stopped() {
    let sums = measured("wording.csv");
    assert_eq!((sums[0], sums[2]), (150, 150));
    holds(sums);
}

#[test]
fn sentences_written_later_to_break_the_list_hold_too() {
    holds(measured("wording_more.csv"));
}

#[test]
fn a_caught_sentence_is_caught_for_what_it_asks() {
    let all = sentences("wording.csv");
    let unlawful: Vec<&Sentence> = all.iter().filter(|s| s.unlawful).collect();
    let named = |s: &&&Sentence| passages(&s.text).iter().any(|p| p.kinds.iter().any(|k| k.id() == s.kind));
    let right = unlawful.iter().filter(named).count();
    assert!(right * 100 >= unlawful.len() * 90, "{right} of {} have the kind that was meant", unlawful.len());
}

#[test]
fn the_offer_of_drawing_8c_has_two_passages_with_their_words_and_no_basis() {
    let text = "Nous cherchons quatre jeunes hommes de 22 à 45 ans, motivés, pour un chantier à Owendo.";
    let found = check("Manœuvre de chantier", text, Some("03"), list().unwrap());
    let said: Vec<(&str, &[Kind])> = found.iter().map(|p| (p.words.as_str(), p.kinds.as_slice())).collect();
    assert_eq!(said, [("jeunes hommes", [Kind::Sex, Kind::Age].as_slice()), ("de 22 à 45 ans", [Kind::Age].as_slice())]);
    assert!(found.iter().all(|p| p.blocks() && p.place == Place::Description && p.bases.is_empty()));
    assert_eq!(found[0].replace.as_deref(), Some("personnes"));
    assert_eq!((found[1].replace.as_deref(), found[1].ages), (None, Some((22, 45))));
    let mended = text.replace(&text[found[1].range.clone()], "").replace("jeunes hommes", "personnes");
    assert!(!stopped(&mended), "{mended}");
}

#[test]
fn a_title_in_one_gender_gets_both() {
    for (text, words) in [
        ("Recrute serveuse", "serveur ou serveuse"),
        ("Nous cherchons une caissière", "un caissier ou une caissière"),
        ("Infirmières diplômées", "infirmiers ou infirmières"),
        ("Hôtesse", "hôte ou hôtesse"),
        ("Femme de ménage", "agent d'entretien"),
        ("Aide-soignante de nuit", "soignant ou soignante"),
        ("Recrute serveuze", "serveur ou serveuse"),
    ] {
        let found = check(text, "", None, list().unwrap());
        assert_eq!(found.first().and_then(|p| p.replace.as_deref()), Some(words), "{text}");
        assert_eq!(found[0].place, Place::Title);
    }
    for text in
        ["Serveuse (H/F)", "Vendeur ou vendeuse", "Caissier(ère)", "Infirmier/ère", "Agent·e", "Steward / Hôtesse", "Sage-femme"]
    {
        assert!(!stopped(text), "{text}");
    }
    assert!(check("Caissière", "Poste ouvert aux femmes et aux hommes", None, list().unwrap()).is_empty());
}

#[test]
fn a_basis_is_offered_only_with_its_contract_and_within_its_ages() {
    let list = list().unwrap();
    let bases = |text: &str, contract: &str| check("", text, Some(contract), list)[0].bases.clone();
    assert_eq!(bases("Âgé de 18 à 30 ans", "10"), ["1"]);
    assert_eq!(bases("Âgé de 18 à 25 ans", "11"), ["2"]);
    assert_eq!(bases("Âgé de 18 à 25 ans", "09"), ["2"]);
    assert!(bases("Âgé de 18 à 30 ans", "01").is_empty(), "CAJ only");
    assert!(bases("Âgé de 18 à 40 ans", "10").is_empty(), "35 at most");
    assert!(bases("Âgé de 18 à 30 ans", "11").is_empty(), "25 at most");
    assert_eq!(bases("35 ans maximum", "10"), ["1"]);
    assert_eq!(bases("18 ans minimum", "01"), ["3"]);
    assert_eq!(bases("Nationalité gabonaise exigée", "01"), ["5"]);
}

#[test]
fn a_special_condition_frees_what_its_basis_covers_and_nothing_else() {
    let list = list().unwrap();
    let found = check("", "De 18 à 30 ans, célibataire", Some("10"), list);
    let left: Vec<&str> = blocking(&found, Some("1"), Some("10"), list).iter().map(|p| p.words.as_str()).collect();
    assert_eq!(left, ["célibataire"]);
    assert_eq!(blocking(&found, None, Some("10"), list).len(), 2);
    assert_eq!(blocking(&found, Some("1"), Some("01"), list).len(), 2, "CAJ is contract 10");
    // The head may accept another text for anything.
    assert!(found.iter().all(|p| allows(p, "9", Some("10"), list)));
}

#[test]
fn what_is_only_suspicious_does_not_block() {
    for text in ["Une nounou", "Femme de chambre", "Être majeur", "Parlant le fang", "Bonne condition physique"] {
        let found = passages(text);
        assert!(!found.is_empty() && found.iter().all(|p| p.severity == Severity::Suspicious), "{text} {found:?}");
    }
}

#[test]
fn accents_case_apostrophes_and_places_of_bytes_are_right() {
    for text in [
        "ÂGÉ DE 30 ANS",
        "âge\u{301} de 30 ans",
        "J\u{2019}exige : célibataire, né après 1990",
        "é • homme",
        "",
        "\n\n",
        "H",
        "ans 35",
    ] {
        for p in passages(text) {
            assert_eq!(&text[p.range.clone()], p.words, "{text}");
        }
    }
    assert!(stopped("HOMME") && stopped("CÉLIBATAIRE") && stopped("celibataires"));
}

#[test]
fn the_offices_own_titles_and_skills_pass() {
    let mut wrong = Vec::new();
    let titles = reference::rows(reference::JOB_TITLES, ["title_m", "title_f"]).unwrap();
    for [male, female] in &titles {
        let asks = ["homme", "garçon", "boy"].iter().any(|w| male.starts_with(w));
        if !asks && stopped(male) {
            wrong.push(male.clone());
        }
        if !asks && male != female && stopped(&format!("{male} / {female}")) {
            wrong.push(format!("{male} / {female}"));
        }
    }
    for [skill] in reference::rows(reference::SKILLS, ["title_fr"]).unwrap() {
        if stopped(&skill) {
            wrong.push(skill);
        }
    }
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), titles.len());
}

#[test]
fn every_kind_has_its_name_and_its_reason_in_both_languages() {
    for lang in ["fr", "en"] {
        let texts = Texts::load(lang).unwrap();
        for kind in Kind::ALL {
            assert!(texts.has(&format!("wording-kind-{}", kind.id())), "{lang} {kind:?}");
            assert!(texts.has(&format!("wording-reason-{}", kind.id())), "{lang} {kind:?}");
            assert_eq!(Kind::of(kind.id()), Some(kind));
        }
    }
}
