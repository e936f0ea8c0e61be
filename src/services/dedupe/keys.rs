//! Keys by which two files of one person meet (domain.md §3.8). Called by `services/dedupe`.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::Datelike;

use crate::domain::duplicate::{self, Sketch};
use crate::domain::fold;

/// All keys of a file, as hashes: a chance meeting costs one comparison and no more. Each broad key (one word, a telephone) has a
/// narrower one beside it, which is what remains where the broad one gathers too many.
pub(super) fn keys(of: &Sketch) -> Vec<u64> {
    let mut found = BTreeSet::new();
    let mut add = |kind: u8, text: &str, number: i64| {
        let mut hasher = DefaultHasher::new();
        (kind, text, number).hash(&mut hasher);
        found.insert(hasher.finish());
    };
    if let Some((kind, number, _)) = &of.document {
        add(0, &format!("{kind} {}", duplicate::document_number(number)), 0);
    }
    if let Some((source, number)) = &of.former {
        add(1, &format!("{source} {number}"), 0);
    }
    let year = of.birth_date.map(|d| i64::from(d.year()));
    for phone in of.phones.iter().filter(|p| !p.is_empty()) {
        add(2, phone, 0);
        add(3, phone, year.unwrap_or_default());
    }
    let words: BTreeSet<String> =
        [&of.surname, &of.given_names, &of.married_name].into_iter().flat_map(|name| fold::words(name)).collect();
    let sounds: BTreeSet<String> = words.iter().map(|w| fold::sound(w)).collect();
    add(4, &words.iter().map(String::as_str).collect::<Vec<_>>().join(" "), 0);
    let (Some(date), Some(year)) = (of.birth_date, year) else { return found.into_iter().collect() };
    // The same whichever of day and month stands first.
    let days = i64::from(date.day().min(date.month()) * 100 + date.day().max(date.month()));
    for sound in &sounds {
        add(5, sound, year);
        add(6, sound, year * 10_000 + days);
        for other in sounds.range::<String, _>((std::ops::Bound::Excluded(sound), std::ops::Bound::Unbounded)) {
            let two = format!("{sound} {other}");
            add(7, &two, year);
            // A slip in the year.
            add(8, &two, days);
        }
    }
    found.into_iter().collect()
}
