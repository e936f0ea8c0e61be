//! Free words to codes where vocabularies are loaded: what was learnt of their titles, the titles that are just so or begin so, and
//! the titles at hand, weighed together (decision 042). Called by the search.

use std::collections::HashMap;

use crate::domain::likeness::Term;
use crate::domain::titles::{self, Found, Title, Titles};
use crate::domain::{fold, learnt};
use crate::fault::Outcome;
use crate::store::{Desk, vocabulary};

/// What a title counts that is just as typed, and one that begins so, against the chance that was learnt (at most 1).
const JUST_SO: f64 = 1.0;
const BEGINS: f64 = 0.3;
/// What a title of the starter list counts at most; its likeness is taken to this power, so that only near ones speak.
const AT_HAND: f64 = 0.4;
const POWER: i32 = 4;

/// Whether the office has loaded titles: asked once a session.
struct Learnt(bool);

/// The groups found by the titles at hand, put in order by everything that is known of the words.
pub fn occupations(desk: &mut Desk, words: &str, near: Vec<Found>, limit: usize) -> Outcome<Vec<Found>> {
    let learnt = desk.once(|d| {
        let loaded = d.read(vocabulary::loaded)?;
        Ok(Learnt(loaded.iter().any(|l| l.kind == "titles")))
    })?;
    let first = |mut all: Vec<Found>| {
        all.truncate(limit);
        Ok(all)
    };
    let features = learnt::features(words);
    if !learnt.0 || features.is_empty() {
        return first(near);
    }
    let keys: Vec<i64> = std::iter::once(learnt::ITSELF).chain(features.keys().copied()).collect();
    let typed = titles::stems(&learnt::bare(words)).join(" ");
    let (weights, begun) = desk.read(|read| vocabulary::of_title(read, &keys, &typed))?;
    let mut sums: HashMap<String, f64> = HashMap::new();
    for (group, chance) in learnt::groups(&features, &weights) {
        *sums.entry(format!("{group:04}")).or_default() += f64::from(chance);
    }
    let share = BEGINS / begun.len().max(1) as f64;
    for (key, group) in &begun {
        let counts = if *key == typed { JUST_SO } else { share };
        let known = sums.entry(group.clone()).or_default();
        // Several titles that are just so are one.
        *known = if counts < JUST_SO || *known < JUST_SO { *known + counts } else { *known };
    }
    for found in &near {
        let just_so = found.score > 0.999;
        let counts = if just_so { JUST_SO } else { AT_HAND * found.score.powi(POWER) };
        *sums.entry(found.code.clone()).or_default() += counts;
    }
    let mut ranked: Vec<(String, f64)> = sums.into_iter().filter(|(_, sum)| *sum > 0.001).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    ranked.truncate(limit);
    named(desk, words, &ranked)
}

/// The groups with the title of theirs that is nearest to what was typed.
fn named(desk: &mut Desk, words: &str, ranked: &[(String, f64)]) -> Outcome<Vec<Found>> {
    let groups: Vec<String> = ranked.iter().map(|(group, _)| group.clone()).collect();
    let mut forms: HashMap<String, Vec<String>> = HashMap::new();
    for (group, both) in desk.read(|read| vocabulary::titles_of(read, &groups))? {
        forms.entry(group).or_default().extend(both.into_iter().filter(|t| !t.is_empty()));
    }
    let of = |group: &str| match forms.get(group) {
        Some(all) => nearest(all, words),
        None => desk.rules.codes.label("ISCO", group, "fr").to_owned(),
    };
    Ok(ranked.iter().map(|(group, sum)| Found { code: group.clone(), title: of(group), score: sum.min(1.0) }).collect())
}

/// The title that is nearest to what was typed, letter by letter; of two that are as near the one that says less besides.
fn nearest(all: &[String], typed: &str) -> String {
    let words = fold::words(&learnt::bare(typed));
    let far = |title: &String| -> usize {
        let own = fold::words(title);
        let off: usize = words.iter().map(|w| own.iter().map(|o| fold::distance(w, o)).min().unwrap_or(w.len())).sum();
        off + own.len()
    };
    all.iter().min_by_key(|title| far(title)).cloned().unwrap_or_default()
}

/// Loaded skills that the words mean, together with those of the program's own list.
pub fn skills(desk: &mut Desk, words: &str, own: Vec<Found>, limit: usize) -> Outcome<Vec<Found>> {
    let like = desk.read(|read| vocabulary::skills_like(read, &Term::all(words)))?;
    let index = Titles::new(like.into_iter().map(|s| {
        let forms = [s.fr, s.en].into_iter().filter(|t| !t.is_empty()).collect();
        Title { code: s.code, forms, trust: 1.0 }
    }));
    let mut all = own;
    all.extend(index.search(words, limit));
    all.sort_by(|a, b| b.score.total_cmp(&a.score));
    all.truncate(limit);
    Ok(all)
}
