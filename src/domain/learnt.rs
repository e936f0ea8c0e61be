//! What the titles of the loaded vocabularies teach about the unit group of a title that none of them holds: words, pairs of
//! words and three to five letters, each with what it says for or against a group (softmax regression, decision 042). Learnt by
//! `lists add`, kept packed in the database, so that no session holds it; asked by `services/search`.

use std::collections::{BTreeMap, HashMap};

use crate::domain::fold;
use crate::domain::titles;

/// Shortest and longest run of letters that is looked at, the blanks around a word included.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=5;
/// Times that all titles are gone through (more, and more letters, were measured and gave nothing).
const ROUNDS: usize = 8;
/// First step of learning; it grows smaller in a straight line.
const STEP: f32 = 2.0;
/// The step of what a group weighs by itself, against the step of a feature.
const BIAS: f32 = 0.02;
/// What a stored weight of 1 stands for; smaller than two of them isn't kept (measured: nothing is lost).
const UNIT: f32 = 0.1;
/// Rarities are kept in hundredths.
const HUNDREDTHS: f32 = 100.0;
/// Words that employers write around a title: they say nothing of the work (folded).
const AROUND: &[&str] = &[
    "h",
    "f",
    "hf",
    "fh",
    "mf",
    "m",
    "cdi",
    "cdd",
    "urgent",
    "recherche",
    "recherchons",
    "cherche",
    "cherchons",
    "recrute",
    "recrutons",
    "recrutement",
    "poste",
    "offre",
    "emploi",
    "besoin",
    "experimente",
    "experimentee",
    "debutant",
    "debutante",
    "confirme",
    "confirmee",
    "temps",
    "plein",
    "partiel",
    "mi",
    "stage",
    "stagiaire",
    "apprenti",
    "apprentie",
    "alternance",
];
/// The feature that stands for the groups themselves.
pub const ITSELF: i64 = 0;

/// A feature as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weight {
    /// Its key; [`ITSELF`]: the groups themselves.
    pub feature: i64,
    /// How rare it is, in hundredths.
    pub rarity: i64,
    /// Unit group and weight, three bytes each.
    pub codes: Vec<u8>,
}

/// The title without what employers write around it: `h/f`, the contract, « urgent ».
pub fn bare(title: &str) -> String {
    let words: Vec<String> = fold::words(&title.replace(['/', '(', ')', '-'], " "));
    let kept: Vec<&str> = words.iter().map(String::as_str).filter(|w| !AROUND.contains(w) && !number(w)).collect();
    if kept.is_empty() { words.join(" ") } else { kept.join(" ") }
}

fn number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

/// FNV-1a: the same on every machine and in every version, as what was learnt is kept.
fn key(kind: u8, parts: &[&str]) -> i64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    eat(kind);
    for part in parts {
        part.bytes().for_each(&mut eat);
        eat(0);
    }
    match hash.cast_signed() {
        ITSELF => 1,
        key => key,
    }
}

/// The features of a title and how often each comes.
pub fn features(title: &str) -> BTreeMap<i64, f32> {
    let bare = bare(title);
    let mut all = BTreeMap::new();
    let mut add = |key: i64| *all.entry(key).or_insert(0.0) += 1.0;
    for word in fold::words(&bare).iter().filter(|w| !titles::says_nothing(w)) {
        let letters: Vec<char> = std::iter::once(' ').chain(word.chars()).chain(std::iter::once(' ')).collect();
        for run in LETTERS.flat_map(|n| letters.windows(n)) {
            add(key(0, &[&run.iter().collect::<String>()]));
        }
    }
    let stems = titles::stems(&bare);
    stems.iter().for_each(|stem| add(key(1, &[stem])));
    for pair in stems.windows(2) {
        add(key(2, &pair.iter().map(String::as_str).collect::<Vec<_>>()));
    }
    if let Some(first) = stems.first() {
        add(key(3, &[first]));
    }
    all
}

/// The features of a title as a direction of length 1; unknown ones say nothing.
fn direction(features: &BTreeMap<i64, f32>, rarity: impl Fn(i64) -> Option<f32>) -> Vec<(i64, f32)> {
    let mut all: Vec<(i64, f32)> = features.iter().filter_map(|(key, n)| Some((*key, (1.0 + n.ln()) * rarity(*key)?))).collect();
    let length = all.iter().map(|(_, x)| x * x).sum::<f32>().sqrt().max(f32::EPSILON);
    all.iter_mut().for_each(|(_, x)| *x /= length);
    all
}

/// Learns from titles (unit group, title, trust from 0 to 1). The same titles in the same order give the same weights.
pub fn learn(titles: &[(u16, String, f32)]) -> Vec<Weight> {
    let seen: Vec<BTreeMap<i64, f32>> = titles.iter().map(|(_, title, _)| features(title)).collect();
    let mut counts: HashMap<i64, u32> = HashMap::new();
    seen.iter().flat_map(BTreeMap::keys).for_each(|key| *counts.entry(*key).or_default() += 1);
    let all = titles.len() as f32;
    // What stands in one title alone teaches nothing about others.
    let rarity: BTreeMap<i64, f32> =
        counts.iter().filter(|(_, n)| **n > 1).map(|(key, n)| (*key, ((1.0 + all) / (1.0 + *n as f32)).ln() + 1.0)).collect();
    let places: HashMap<i64, usize> = rarity.keys().enumerate().map(|(at, key)| (*key, at)).collect();
    let mut groups: Vec<u16> = titles.iter().map(|(code, ..)| *code).collect();
    groups.sort_unstable();
    groups.dedup();
    let lessons: Vec<Lesson> = titles
        .iter()
        .zip(&seen)
        .filter_map(|((code, _, trust), features)| {
            let of = direction(features, |key| rarity.get(&key).copied());
            let of = of.into_iter().filter_map(|(key, x)| Some((*places.get(&key)?, x))).collect();
            Some(Lesson { group: groups.binary_search(code).ok()?, trust: *trust, of })
        })
        .collect();
    let (weights, own) = softmax(&lessons, rarity.len(), groups.len());
    let itself = own.into_iter().enumerate().collect();
    let mut kept = vec![Weight { feature: ITSELF, rarity: 0, codes: pack(itself, &groups) }];
    for ((key, rare), row) in rarity.iter().zip(weights) {
        kept.push(Weight { feature: *key, rarity: (rare * HUNDREDTHS).round() as i64, codes: pack(row, &groups) });
    }
    kept
}

struct Lesson {
    group: usize,
    trust: f32,
    of: Vec<(usize, f32)>,
}

/// What a feature says of the groups in whose titles it stands; of others it says nothing, which keeps learning quick and small.
type Row = Vec<(usize, f32)>;

/// Stochastic descent in an order that is mixed but always the same. Gives the row of each feature and what the groups weigh.
fn softmax(lessons: &[Lesson], features: usize, groups: usize) -> (Vec<Row>, Vec<f32>) {
    let mut rows: Vec<Row> = vec![Row::new(); features];
    for lesson in lessons {
        for (feature, _) in &lesson.of {
            let Some(row) = rows.get_mut(*feature) else { continue };
            if !row.iter().any(|(group, _)| *group == lesson.group) {
                row.push((lesson.group, 0.0));
            }
        }
    }
    let mut own = vec![0.0_f32; groups];
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut mix: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut said = vec![0.0_f32; groups];
    for round in 0..ROUNDS {
        for at in (1..order.len()).rev() {
            mix ^= mix << 13;
            mix ^= mix >> 7;
            mix ^= mix << 17;
            order.swap(at, (mix % (at as u64 + 1)) as usize);
        }
        let step = STEP * (1.05 - round as f32 / ROUNDS as f32);
        for lesson in order.iter().filter_map(|at| lessons.get(*at)) {
            said.copy_from_slice(&own);
            for (row, x) in lesson.of.iter().filter_map(|(feature, x)| Some((rows.get(*feature)?, x))) {
                for (group, weight) in row {
                    if let Some(sum) = said.get_mut(*group) {
                        *sum += x * weight;
                    }
                }
            }
            chances(&mut said);
            if let Some(right) = said.get_mut(lesson.group) {
                *right -= 1.0;
            }
            let step = step * lesson.trust;
            for (feature, x) in &lesson.of {
                for (group, weight) in rows.get_mut(*feature).into_iter().flatten() {
                    *weight -= step * x * said.get(*group).copied().unwrap_or_default();
                }
            }
            own.iter_mut().zip(&said).for_each(|(w, s)| *w -= step * BIAS * s);
        }
    }
    (rows, own)
}

/// Sums to chances that add up to 1.
fn chances(sums: &mut [f32]) {
    let most = sums.iter().copied().fold(f32::MIN, f32::max);
    sums.iter_mut().for_each(|s| *s = (*s - most).exp());
    let all: f32 = sums.iter().sum();
    sums.iter_mut().for_each(|s| *s /= all.max(f32::EPSILON));
}

fn pack(mut row: Row, groups: &[u16]) -> Vec<u8> {
    row.sort_unstable_by_key(|(group, _)| *group);
    let units = row.into_iter().map(|(group, w)| (groups.get(group).copied(), (w / UNIT).round().clamp(-127.0, 127.0) as i8));
    let kept = units.filter_map(|(group, unit)| Some((group?, unit))).filter(|(_, unit)| unit.abs() >= 2);
    kept.flat_map(|(group, unit)| group.to_le_bytes().into_iter().chain([unit.cast_unsigned()])).collect()
}

fn unpack(codes: &[u8]) -> impl Iterator<Item = (u16, f32)> + '_ {
    codes.chunks_exact(3).filter_map(|c| match c {
        [low, high, unit] => Some((u16::from_le_bytes([*low, *high]), f32::from(unit.cast_signed()) * UNIT)),
        _ => None,
    })
}

/// The chance of each unit group for a title, from the weights of its features (and of [`ITSELF`]) as they are kept; best
/// first. Empty when nothing of the title is known.
pub fn groups(features: &BTreeMap<i64, f32>, known: &[Weight]) -> Vec<(u16, f32)> {
    let by_key: HashMap<i64, &Weight> = known.iter().map(|w| (w.feature, w)).collect();
    let of = direction(features, |key| by_key.get(&key).map(|w| w.rarity as f32 / HUNDREDTHS));
    if of.is_empty() {
        return Vec::new();
    }
    let mut sums: BTreeMap<u16, f32> = by_key.get(&ITSELF).into_iter().flat_map(|w| unpack(&w.codes)).collect();
    for (key, x) in of {
        for (group, weight) in by_key.get(&key).into_iter().flat_map(|w| unpack(&w.codes)) {
            *sums.entry(group).or_default() += x * weight;
        }
    }
    let mut values: Vec<f32> = sums.values().copied().collect();
    chances(&mut values);
    let mut all: Vec<(u16, f32)> = sums.keys().copied().zip(values).collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAUGHT: &[(u16, &str)] = &[
        (7112, "maçon"),
        (7112, "maçon en briques"),
        (7112, "maçonne coffreuse"),
        (7112, "ouvrier maçon"),
        (5120, "cuisinier"),
        (5120, "cuisinier de collectivité"),
        (5120, "cuisinière de restaurant"),
        (5120, "aide cuisinier de restaurant"),
        (8332, "chauffeur de poids lourd"),
        (8332, "conducteur de camion"),
        (8332, "chauffeur de camion"),
        (8322, "chauffeur de taxi"),
        (8322, "conducteur de taxi"),
    ];

    fn first(typed: &str) -> u16 {
        let titles: Vec<(u16, String, f32)> = TAUGHT.iter().map(|(code, t)| (*code, (*t).to_owned(), 1.0)).collect();
        let weights = learn(&titles);
        groups(&features(typed), &weights)[0].0
    }

    #[test]
    fn a_title_that_no_list_holds_gets_the_group_that_its_words_and_letters_speak_for() {
        assert_eq!(first("maçonnerie générale"), 7112);
        assert_eq!(first("CUISINIER H/F restaurant, urgent"), 5120);
        assert_eq!(first("conductrice poids lourds et camions"), 8332);
        assert_eq!(first("chauffeuse de taxi à Libreville"), 8322);
    }

    #[test]
    fn the_chances_of_all_groups_add_up_to_one_and_nothing_known_says_nothing() {
        let titles: Vec<(u16, String, f32)> = TAUGHT.iter().map(|(code, t)| (*code, (*t).to_owned(), 1.0)).collect();
        let weights = learn(&titles);
        let found = groups(&features("cuisinier"), &weights);
        assert!((found.iter().map(|(_, p)| p).sum::<f32>() - 1.0).abs() < 1e-4, "{found:?}");
        assert_eq!(groups(&features("xqzw"), &weights), Vec::new());
        assert_eq!(learn(&titles), weights, "learnt twice, the same");
    }

    #[test]
    fn what_employers_write_around_a_title_is_left_out() {
        assert_eq!(bare("URGENT recherche Vendeur (H/F) CDI 2"), "vendeur");
        assert_eq!(bare("stagiaire"), "stagiaire", "a title of such words alone stays");
    }
}
