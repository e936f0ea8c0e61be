//! Titles found by a person's own words: occupations, skills, towns. Tolerant of gender, plural, accents, order, slips and
//! words on their way (product.md, `search occupations`). Called by the services with an index built once a session.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::fold;

/// Words that say nothing in a title.
const EMPTY: &[&str] = &[
    "a",
    "au",
    "aux",
    "avec",
    "d",
    "dans",
    "de",
    "des",
    "du",
    "en",
    "et",
    "l",
    "la",
    "le",
    "les",
    "ou",
    "par",
    "pour",
    "qu",
    "sur",
    "un",
    "une",
    "n",
    "c",
    "s",
    "the",
    "of",
    "and",
    "in",
    "for",
    "non",
    "classes",
    "ailleurs",
    "assimiles",
    "assimile",
];
/// Endings of the feminine and what they are in the masculine, the longest first (folded).
const FEMININE: &[(&str, &str)] = &[
    ("trice", "teur"),
    ("euse", "eur"),
    ("iere", "ier"),
    ("enne", "en"),
    ("onne", "on"),
    ("esse", "e"),
    ("elle", "el"),
    ("ante", "ant"),
    ("ente", "ent"),
    ("ere", "er"),
    ("ive", "if"),
    ("ale", "al"),
    ("ffe", "f"),
    ("ine", "in"),
    ("iste", "iste"),
    ("ee", "e"),
];
/// Letters that a stem keeps at least.
const SHORTEST: usize = 3;
/// What a word of a title counts that the typed text doesn't have, against one that it has.
const UNTYPED: f64 = 0.45;

/// What the first typed word counts more: it is the craft, the others say where and with what (measured on titles of
/// another vocabulary: 1.8 makes the first five worse).
const CRAFT: f64 = 1.4;

/// One title of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Title {
    /// The code that it stands for.
    pub code: String,
    /// Its forms: masculine and feminine, aliases; the first is shown unless another is closer to what was typed.
    pub forms: Vec<String>,
    /// How much it is trusted, 1 for titles in people's own words; a heading of a classification less.
    pub trust: f64,
}

/// A code found, with the title that was closest.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The code.
    pub code: String,
    /// The closest title, in the form closest to what was typed.
    pub title: String,
    /// From 0 to 1.
    pub score: f64,
}

#[derive(Debug)]
struct Entry {
    title: Title,
    stems: Vec<u32>,
    weight: f64,
}

#[derive(Debug)]
struct Stem {
    text: String,
    sound: String,
    rarity: f64,
    titles: Vec<u32>,
}

/// Titles ready to be searched.
#[derive(Debug, Default)]
pub struct Titles {
    entries: Vec<Entry>,
    stems: Vec<Stem>,
    by_text: BTreeMap<String, u32>,
    by_sound: HashMap<String, Vec<u32>>,
    by_trigram: HashMap<[char; 3], Vec<u32>>,
}

/// Whether a folded word says nothing in a title: an article, a preposition.
pub fn says_nothing(word: &str) -> bool {
    EMPTY.contains(&word)
}

/// The stems of a text in their order: folded, without empty words, gender, plural, doubled letters.
pub fn stems(text: &str) -> Vec<String> {
    let apart: String = text.chars().map(|c| if matches!(c, '\'' | '’' | '-' | '/' | '(' | ')') { ' ' } else { c }).collect();
    fold::words(&apart).iter().filter(|w| !EMPTY.contains(&w.as_str())).map(|w| stem(w)).collect()
}

/// One folded word without plural, gender, doubled letters.
fn stem(word: &str) -> String {
    let mut text = word.to_owned();
    let letters = |t: &str| t.chars().count();
    if letters(&text) > SHORTEST
        && let Some(one) =
            text.strip_suffix("eaux").map(|t| format!("{t}eau")).or_else(|| text.strip_suffix("aux").map(|t| format!("{t}al")))
    {
        text = one;
    }
    if letters(&text) > SHORTEST && text.ends_with(['s', 'x']) && !text.ends_with("eux") {
        text.pop();
    }
    if letters(&text) > SHORTEST + 1
        && let Some(male) = FEMININE.iter().find_map(|(she, he)| text.strip_suffix(she).map(|t| format!("{t}{he}")))
    {
        text = male;
    }
    let mut chars: Vec<char> = text.chars().collect();
    chars.dedup();
    if chars.len() > SHORTEST + 1 && chars.last() == Some(&'e') {
        chars.pop();
    }
    chars.into_iter().collect()
}

fn trigrams(stem: &str) -> HashSet<[char; 3]> {
    let padded: Vec<char> = [' ', ' '].into_iter().chain(stem.chars()).chain([' ']).collect();
    padded.windows(3).filter_map(|w| w.try_into().ok()).collect()
}

impl Titles {
    /// Makes the index; titles without a word are left out.
    pub fn new(titles: impl IntoIterator<Item = Title>) -> Self {
        let mut all = Titles::default();
        for title in titles {
            all.add(title);
        }
        let count = all.entries.len() as f64;
        for stem in &mut all.stems {
            stem.rarity = (1.0 + count / stem.titles.len().max(1) as f64).ln();
        }
        for entry in &mut all.entries {
            entry.weight = entry.stems.iter().filter_map(|s| all.stems.get(*s as usize)).map(|s| s.rarity.powi(2)).sum();
        }
        all
    }

    /// Number of titles, their forms counted where they differ in their words.
    pub fn len(&self) -> usize {
        self.entries.len()
    }
    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn add(&mut self, title: Title) {
        let mut known: Vec<Vec<u32>> = Vec::new();
        for form in &title.forms {
            let mut words: Vec<u32> = Vec::new();
            for text in stems(form) {
                let id = self.stem_id(&text);
                if !words.contains(&id) {
                    words.push(id);
                }
            }
            if !words.is_empty() && !known.contains(&words) {
                known.push(words);
            }
        }
        for words in known {
            let at = self.entries.len() as u32;
            for id in &words {
                if let Some(stem) = self.stems.get_mut(*id as usize) {
                    stem.titles.push(at);
                }
            }
            self.entries.push(Entry { title: title.clone(), stems: words, weight: 0.0 });
        }
    }

    fn stem_id(&mut self, text: &str) -> u32 {
        if let Some(id) = self.by_text.get(text) {
            return *id;
        }
        let id = self.stems.len() as u32;
        let sound = fold::sound(text);
        self.by_text.insert(text.to_owned(), id);
        self.by_sound.entry(sound.clone()).or_default().push(id);
        for gram in trigrams(text) {
            self.by_trigram.entry(gram).or_default().push(id);
        }
        self.stems.push(Stem { text: text.to_owned(), sound, rarity: 0.0, titles: Vec::new() });
        id
    }

    /// The codes whose titles are closest to the words, each once, best first. The last word may be on its way.
    pub fn search(&self, typed: &str, limit: usize) -> Vec<Found> {
        let words = stems(typed);
        let on_its_way = !typed.ends_with(char::is_whitespace);
        let mut asked = 0.0;
        let mut sums: HashMap<u32, (f64, f64)> = HashMap::new();
        for (at, word) in words.iter().enumerate() {
            let last = on_its_way && at + 1 == words.len();
            let raw = if last { fold::words(typed).pop().unwrap_or_default() } else { String::new() };
            let (weight, best) = self.titles_with(word, &raw);
            let weight = if at == 0 { weight * CRAFT } else { weight };
            asked += weight.powi(2);
            for (title, (likeness, rarity)) in best {
                let (dot, found) = sums.entry(title).or_default();
                // The first word of a title is the craft: « chauffeur » before « aide-chauffeur ».
                let head = at == 0 && self.starts(title, likeness, word);
                *dot += likeness * weight * rarity * if head { 1.08 } else { 1.0 };
                *found += rarity.powi(2);
            }
        }
        if asked == 0.0 {
            return Vec::new();
        }
        let mut ranked: Vec<(f64, u32)> = sums
            .into_iter()
            .filter_map(|(at, (dot, found))| {
                let entry = self.entries.get(at as usize)?;
                let length = found + (entry.weight - found).max(0.0) * UNTYPED;
                Some((entry.title.trust * dot / (asked.sqrt() * length.sqrt().max(0.1)), at))
            })
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        self.codes(&ranked, typed, limit)
    }

    fn starts(&self, title: u32, likeness: f64, word: &str) -> bool {
        let first = self.entries.get(title as usize).and_then(|e| e.stems.first()).and_then(|s| self.stems.get(*s as usize));
        likeness > 0.5 && first.is_some_and(|s| s.text.chars().take(3).eq(word.chars().take(3)))
    }

    fn codes(&self, ranked: &[(f64, u32)], typed: &str, limit: usize) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for (score, at) in ranked {
            let Some(entry) = self.entries.get(*at as usize) else { continue };
            if found.iter().any(|f| f.code == entry.title.code) {
                continue;
            }
            if found.len() >= limit {
                break;
            }
            let title = closest(&entry.title.forms, typed);
            found.push(Found { code: entry.title.code.clone(), title, score: score.min(1.0) });
        }
        found
    }

    /// What a typed word weighs and the titles that have it or one like it, with likeness and rarity of theirs.
    fn titles_with(&self, word: &str, raw: &str) -> (f64, HashMap<u32, (f64, f64)>) {
        let mut best: HashMap<u32, (f64, f64)> = HashMap::new();
        let mut weight: f64 = 0.0;
        let mut surest = 0.0;
        for (id, likeness) in self.alike(word, raw) {
            let Some(stem) = self.stems.get(id as usize) else { continue };
            if likeness > surest {
                (surest, weight) = (likeness, stem.rarity);
            }
            for title in &stem.titles {
                let entry = best.entry(*title).or_insert((0.0, 0.0));
                if likeness > entry.0 {
                    *entry = (likeness, stem.rarity);
                }
            }
        }
        // A word that no title has (a town, a firm) counts little.
        if surest == 0.0 { (1.5, best) } else { (weight, best) }
    }

    /// Stems like a typed word, with their likeness from 0 to 1. `raw`: the folded word when it is on its way.
    fn alike(&self, word: &str, raw: &str) -> Vec<(u32, f64)> {
        let mut all: HashMap<u32, f64> = HashMap::new();
        let mut add = |id: u32, likeness: f64| {
            let known = all.entry(id).or_insert(0.0);
            *known = known.max(likeness);
        };
        if let Some(id) = self.by_text.get(word) {
            add(*id, 1.0);
        }
        for begin in [word, raw] {
            if begin.chars().count() >= 2 && !raw.is_empty() {
                for (text, id) in self.by_text.range(begin.to_owned()..).take_while(|(t, _)| t.starts_with(begin)) {
                    let part = begin.chars().count() as f64 / text.chars().count().max(1) as f64;
                    add(*id, 0.72 + 0.2 * part);
                }
            }
        }
        let sound = fold::sound(word);
        for id in self.by_sound.get(&sound).into_iter().flatten().filter(|_| sound.chars().count() > 2) {
            add(*id, 0.95);
        }
        let grams = trigrams(word);
        let mut shared: HashMap<u32, usize> = HashMap::new();
        for id in grams.iter().filter_map(|g| self.by_trigram.get(g)).flatten() {
            *shared.entry(*id).or_default() += 1;
        }
        for (id, count) in shared.into_iter().filter(|(_, count)| *count >= 2) {
            let Some(stem) = self.stems.get(id as usize) else { continue };
            if let Some(likeness) = likeness(word, &sound, stem, count, grams.len()) {
                add(id, likeness);
            }
        }
        let mut all: Vec<(u32, f64)> = all.into_iter().collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        all
    }
}

/// How alike a typed word and a stem are that share this many trigrams; none: too little.
fn likeness(word: &str, sound: &str, stem: &Stem, shared: usize, grams: usize) -> Option<f64> {
    let (a, b) = (word.chars().count(), stem.text.chars().count());
    if a < SHORTEST || b < SHORTEST {
        return None;
    }
    if fold::near(word, &stem.text) && a.abs_diff(b) <= 2 {
        return Some(0.9 - 0.08 * fold::distance(word, &stem.text) as f64);
    }
    if a.min(b) >= 5 && fold::near(sound, &stem.sound) {
        return Some(0.75);
    }
    // One family of words: gardiennage, gardien.
    let common = word.chars().zip(stem.text.chars()).take_while(|(x, y)| x == y).count();
    if common >= 5 && common * 10 >= a.max(b) * 6 {
        return Some(0.55 + 0.2 * common as f64 / a.max(b) as f64);
    }
    let dice = 2.0 * shared as f64 / (grams + b + 1) as f64;
    (dice >= 0.6).then_some(dice * 0.75)
}

/// The form that is nearest to what was typed, letter by letter (« vandeuse » is nearer to vendeuse), else the first.
fn closest(forms: &[String], typed: &str) -> String {
    let words = fold::words(typed);
    let far = |form: &String| -> usize {
        let own = fold::words(form);
        words.iter().map(|w| own.iter().map(|o| fold::distance(w, o)).min().unwrap_or(0)).sum()
    };
    forms.iter().min_by_key(|f| far(f)).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starter() -> Titles {
        let mut titles: Vec<Title> = Vec::new();
        for line in include_str!("../../reference/job_titles.csv").lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            titles.push(Title {
                code: cells[0].to_owned(),
                forms: cells[1..].iter().map(|c| c.trim_matches('"').to_owned()).collect(),
                trust: 1.0,
            });
        }
        let mut lists = csv::Reader::from_reader(include_str!("../../reference/occupations_isco08.csv").as_bytes());
        for row in lists.records().map(|r| r.unwrap()).filter(|r| r[0].len() == 4) {
            titles.push(Title { code: row[0].to_owned(), forms: vec![row[3].to_owned()], trust: 0.92 });
        }
        Titles::new(titles)
    }

    #[test]
    fn a_persons_own_words_give_the_code_first() {
        let titles = starter();
        let mut wrong = Vec::new();
        for (typed, code) in [
            ("vendeuse en prêt-à-porter", "5223"),
            ("macon", "7112"),
            ("chaufeur poids lourd", "8332"),
            ("secretaire", "4120"),
            ("infirmier", "2221"),
            ("gardienage", "5414"),
            ("infirmieres", "2221"),
            ("poids lourd chauffeur", "8332"),
            ("coiffeuse", "5141"),
            ("cuisiniere", "5120"),
            ("mecanicien auto", "7231"),
            ("plombier", "7126"),
            ("soudeur", "7212"),
            ("comptable", "3313"),
            ("menusier", "7522"),
            ("caissiere", "5230"),
            ("couturiere", "7531"),
            ("electricien batiment", "7411"),
            ("femme de menage", "9111"),
            ("instituteur", "2341"),
        ] {
            let found = titles.search(typed, 3);
            if found.first().map(|f| f.code.as_str()) != Some(code) {
                wrong.push(format!("{typed} {code}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn each_code_comes_once_and_the_form_is_the_gender_typed() {
        let titles = starter();
        let found = titles.search("vendeuse", 9);
        let codes: HashSet<&str> = found.iter().map(|f| f.code.as_str()).collect();
        assert_eq!(codes.len(), found.len());
        assert!(found[0].title.contains("vendeuse"), "{found:?}");
        assert!(titles.search("  ", 9).is_empty() && titles.search("xqzw", 9).is_empty());
    }

    #[test]
    fn a_word_on_its_way_finds_already() {
        let titles = starter();
        for (typed, code) in [("infirm", "2221"), ("electric", "7411"), ("maço", "7112")] {
            let found = titles.search(typed, 5);
            assert!(found.iter().any(|f| f.code == code), "{typed}: {found:?}");
        }
    }
}
