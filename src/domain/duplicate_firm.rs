//! Two files of one employer? Evidence in words, never a merge by itself (domain.md §2.7: folded name and town, telephone, NIF).
//! Called by the form's pane, the import and `guichet dedupe employers`, which bring the pairs together by the store's keys.

use std::collections::BTreeSet;

use crate::domain::duplicate::{Evidence, Names, Strength, relation};
use crate::domain::employer_file::{EmployerFile, normalised};
use crate::domain::fold;

/// Words of a firm's name that say what it is and not which, folded.
const FORMS: &[&str] = &[
    "ets",
    "etablissement",
    "etablissements",
    "ste",
    "societe",
    "sarl",
    "sarlu",
    "sas",
    "sasu",
    "sa",
    "suarl",
    "eurl",
    "gie",
    "cie",
    "compagnie",
    "entreprise",
    "groupe",
    "the",
    "company",
    "co",
    "ltd",
    "le",
    "la",
    "les",
    "de",
    "du",
    "des",
    "et",
    "l",
    "d",
];

/// What is compared of an employer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FirmSketch {
    /// Number of the file, empty while it is typed.
    pub number: String,
    /// Raison sociale and enseigne, those that are there.
    pub names: Vec<String>,
    /// Town, as written.
    pub town: String,
    /// NIF.
    pub tax_id: String,
    /// RCCM.
    pub trade_register: String,
    /// CNSS.
    pub cnss_number: String,
    /// Telephones in E.164, the contacts' too.
    pub phones: Vec<String>,
    /// Former system and the number there.
    pub former: Option<(String, String)>,
}

impl FirmSketch {
    /// Of a file.
    pub fn of(file: &EmployerFile) -> Self {
        let e = &file.employer;
        let text = |t: &Option<String>| t.clone().unwrap_or_default();
        let phones = file.contacts.iter().filter_map(|c| c.phone.clone());
        FirmSketch {
            number: e.number.clone(),
            names: [Some(e.name.clone()), e.trade_name.clone()].into_iter().flatten().filter(|n| !n.trim().is_empty()).collect(),
            town: text(&e.town),
            tax_id: text(&e.tax_id),
            trade_register: text(&e.trade_register),
            cnss_number: text(&e.cnss_number),
            phones: e.phone.iter().cloned().chain(phones).collect(),
            former: e.source.clone().zip(e.external_ref.clone()),
        }
    }
}

/// The words of a name that say which firm it is; of a name of nothing else all its words.
pub fn telling(name: &str) -> Vec<String> {
    let all = fold::words(name);
    let telling: Vec<String> = all.iter().filter(|w| !FORMS.contains(&w.as_str())).cloned().collect();
    if telling.is_empty() { all } else { telling }
}

/// All evidence for and against one employer behind two files, strongest first.
pub fn compare(a: &FirmSketch, b: &FirmSketch) -> Vec<Evidence> {
    let mut found: Vec<Evidence> = Vec::new();
    let numbers = [
        (&a.tax_id, &b.tax_id, "evidence-tax-id"),
        (&a.trade_register, &b.trade_register, "evidence-trade-register"),
        (&a.cnss_number, &b.cnss_number, "evidence-cnss-number"),
    ];
    for (ours, theirs, key) in numbers {
        let number = normalised(ours);
        if !number.is_empty() && number == normalised(theirs) {
            found.push(Evidence::new(Strength::Certain, key).with("number", number));
        }
    }
    if let (Some(former), Some(other)) = (&a.former, &b.former)
        && former == other
    {
        found.push(Evidence::new(Strength::Certain, "evidence-former").with("source", &former.0).with("number", &former.1));
    }
    let names = names(a, b);
    let town = !a.town.trim().is_empty() && fold::fold(&a.town) == fold::fold(&b.town);
    let phone = a.phones.iter().any(|p| !p.is_empty() && b.phones.contains(p));
    let near = matches!(names, Names::Same | Names::Contained(2..) | Names::Close(_));
    match (near, names == Names::Same, town, phone) {
        (true, _, _, true) => found.push(Evidence::new(Strength::Strong, "evidence-firm-name-phone")),
        (true, true, true, _) => found.push(Evidence::new(Strength::Strong, "evidence-firm-name-town")),
        (true, false, true, _) => found.push(Evidence::new(Strength::Strong, "evidence-firm-close-town")),
        (true, true, false, _) => found.push(Evidence::new(Strength::Weak, "evidence-firm-name")),
        (true, false, false, _) => found.push(Evidence::new(Strength::Weak, "evidence-firm-close")),
        (false, _, _, true) => found.push(Evidence::new(Strength::Weak, "evidence-firm-phone")),
        _ if matches!(names, Names::Contained(_)) && town => found.push(Evidence::new(Strength::Weak, "evidence-firm-part-town")),
        _ => {}
    }
    if !found.is_empty() && !a.tax_id.is_empty() && !b.tax_id.is_empty() && normalised(&a.tax_id) != normalised(&b.tax_id) {
        found.push(Evidence::new(Strength::Against, "evidence-against-tax-id"));
    }
    found.sort_by_key(|e| std::cmp::Reverse(e.strength));
    found
}

/// While a name is still being typed: each of its words so far begins a word of the other's names, the third letter reached.
pub fn begins(typed: &FirmSketch, other: &FirmSketch) -> Option<Evidence> {
    let words = typed.names.iter().flat_map(|n| fold::words(n));
    let few: Vec<String> = words.filter(|w| !FORMS.contains(&w.as_str())).collect();
    let mut free: Vec<String> = other.names.iter().flat_map(|n| fold::words(n)).collect();
    if !few.iter().any(|w| w.chars().count() >= 3) {
        return None;
    }
    for word in few {
        let at = free.iter().position(|w| w.starts_with(&word))?;
        free.swap_remove(at);
    }
    Some(Evidence::new(Strength::Weak, "evidence-firm-begin"))
}

/// The closest relation between any two of the names.
fn names(a: &FirmSketch, b: &FirmSketch) -> Names {
    let ways = |of: &FirmSketch| -> Vec<BTreeSet<String>> {
        of.names.iter().map(|n| telling(n).into_iter().collect()).filter(|w: &BTreeSet<String>| !w.is_empty()).collect()
    };
    let (ours, theirs) = (ways(a), ways(b));
    ours.iter().flat_map(|x| theirs.iter().map(move |y| relation(x, y))).min().unwrap_or(Names::Other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::duplicate::verdict;

    fn firm(name: &str, town: &str) -> FirmSketch {
        FirmSketch { names: vec![name.to_owned()], town: town.to_owned(), ..FirmSketch::default() }
    }
    fn keys(a: &FirmSketch, b: &FirmSketch) -> Vec<&'static str> {
        assert_eq!(verdict(&compare(a, b)), verdict(&compare(b, a)), "both ways alike");
        compare(a, b).iter().map(|e| e.key).collect()
    }

    #[test]
    fn the_same_number_is_certain_however_it_is_written() {
        let a = FirmSketch { tax_id: "000DEMO298".into(), ..firm("Ets Deux Palmiers", "Libreville") };
        let b = FirmSketch { tax_id: "000 demo-298".into(), ..firm("Autre chose", "Oyem") };
        assert_eq!(keys(&a, &b), ["evidence-tax-id"]);
        let b = FirmSketch { tax_id: "000DEMO299".into(), ..firm("Deux Palmiers SARL", "LIBREVILLE") };
        assert_eq!(keys(&a, &b), ["evidence-firm-name-town", "evidence-against-tax-id"]);
        assert_eq!(verdict(&compare(&a, &b)), Some(Strength::Weak));
    }

    #[test]
    fn the_name_counts_without_its_legal_form_and_with_a_slip() {
        let known = firm("Ets Deux Palmiers", "Libreville");
        for (name, town, key) in [
            ("Deux palmiers", "libreville", "evidence-firm-name-town"),
            ("Société des Deux Palmier", "Libreville", "evidence-firm-close-town"),
            ("Les Deux Palmiers", "Oyem", "evidence-firm-name"),
            ("Deux Palmiers Distribution", "Libreville", "evidence-firm-close-town"),
            ("Palmiers", "Libreville", "evidence-firm-part-town"),
        ] {
            assert_eq!(keys(&known, &firm(name, town)), [key], "{name}, {town}");
        }
        assert!(keys(&known, &firm("Ets Trois Rivières", "Libreville")).is_empty(), "the legal form alone is no name");
        let sign = FirmSketch { names: vec!["SOGADIS".into(), "Les Deux Palmiers".into()], ..firm("", "Libreville") };
        assert_eq!(keys(&known, &sign), ["evidence-firm-name-town"], "the name over the door counts too");
    }

    #[test]
    fn a_telephone_alone_is_weak_and_with_the_name_strong() {
        let phone = vec!["+24111000029".to_owned()];
        let a = FirmSketch { phones: phone.clone(), ..firm("Deux Palmiers", "") };
        assert_eq!(keys(&a, &FirmSketch { phones: phone.clone(), ..firm("Garage du Port", "") }), ["evidence-firm-phone"]);
        assert_eq!(keys(&a, &FirmSketch { phones: phone, ..firm("Deux Palmiers SA", "Oyem") }), ["evidence-firm-name-phone"]);
        assert!(begins(&firm("Ets deu", ""), &a).is_some() && begins(&firm("Ets", ""), &a).is_none());
    }
}
