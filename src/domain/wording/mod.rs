//! The legal check of an offer's text (domain.md §7): passages that ask for a sex, an age, an origin…, with the words to put
//! instead and the legal bases that could allow them. Called by the services of offers (forms, imports, publication) with
//! the word list that they load; the words themselves are data (`reference/wording.csv`), not code.

mod list;
mod pattern;
mod titles;
mod tokens;

use std::ops::Range;

pub use list::{Basis, WordList, WordRow};
use pattern::Reach;
use tokens::Token;

/// What a criterion is about: what the law protects (labour code art. 9), and what the office protects besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Sex, and titles in one gender.
    Sex,
    /// Age.
    Age,
    /// Race, colour, ethnic group, place of birth, mother tongue.
    Origin,
    /// National extraction.
    Nationality,
    /// Religion.
    Religion,
    /// Family state, children, pregnancy.
    Family,
    /// Health, disability.
    Health,
    /// Looks, height, photo.
    Appearance,
    /// Political opinion, union.
    Politics,
    /// Place of residence (except travel time).
    Residence,
}

impl Kind {
    /// All of them, in the order in which they are said.
    pub const ALL: [Kind; 10] = [
        Kind::Sex,
        Kind::Age,
        Kind::Origin,
        Kind::Nationality,
        Kind::Religion,
        Kind::Family,
        Kind::Health,
        Kind::Appearance,
        Kind::Politics,
        Kind::Residence,
    ];
    /// Its name in the word list, and the end of its text keys `wording-kind-…`, `wording-reason-…`.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Sex => "sex",
            Kind::Age => "age",
            Kind::Origin => "origin",
            Kind::Nationality => "nationality",
            Kind::Religion => "religion",
            Kind::Family => "family",
            Kind::Health => "health",
            Kind::Appearance => "appearance",
            Kind::Politics => "politics",
            Kind::Residence => "residence",
        }
    }
    /// The kind of this name.
    pub fn of(id: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.id() == id)
    }
}

/// How sure the check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a second look; publication goes on.
    Suspicious,
    /// Blocks publication until it is gone or is a special condition with a basis and the head's visa.
    Unlawful,
}

/// The field in which a passage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Intitulé.
    Title,
    /// Description.
    Description,
}

impl Place {
    /// The field's name.
    pub fn field(self) -> &'static str {
        match self {
            Place::Title => "title",
            Place::Description => "description",
        }
    }
}

/// Words of an offer that ask for something protected.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Its field.
    pub place: Place,
    /// Its bytes in the field's text.
    pub range: Range<usize>,
    /// The words as they were typed.
    pub words: String,
    /// What they are about, one or two (« jeunes hommes »: sex and age).
    pub kinds: Vec<Kind>,
    /// Whether they block.
    pub severity: Severity,
    /// The words to put instead; none: take them out.
    pub replace: Option<String>,
    /// LEGAL codes that could allow it under this contract (domain.md §2.10), a sure one first; none: no text is known.
    /// [`allows`] tells what else the head may accept.
    pub bases: Vec<String>,
    /// The lowest and highest age asked, where it is one number 14 is the lowest.
    pub ages: Option<(i64, i64)>,
}

impl Passage {
    /// Whether it blocks publication, whatever the basis given.
    pub fn blocks(&self) -> bool {
        self.severity == Severity::Unlawful
    }
}

/// The passages of an offer's title and description, in their order. `contract`: code of CONTRACT, for the bases.
pub fn check(title: &str, description: &str, contract: Option<&str>, list: &WordList) -> Vec<Passage> {
    let texts = [(Place::Title, title), (Place::Description, description)];
    let read: Vec<(Place, &str, Vec<Token>)> = texts.into_iter().map(|(p, t)| (p, t, tokens::read(t))).collect();
    // « H/F » anywhere says that the titles stand for both.
    let both = read.iter().any(|(_, _, tokens)| list.marked(tokens));
    let mut passages = Vec::new();
    for (place, text, tokens) in &read {
        for found in find(tokens, both, list) {
            passages.push(passage(*place, text, tokens, found, contract, list));
        }
    }
    passages
}

/// The passages that still block when a special condition with this legal basis has the head's visa (domain.md §7 rule 1).
pub fn blocking<'a>(passages: &'a [Passage], basis: Option<&str>, contract: Option<&str>, list: &WordList) -> Vec<&'a Passage> {
    passages.iter().filter(|p| p.blocks() && !basis.is_some_and(|b| allows(p, b, contract, list))).collect()
}

/// Whether a legal basis may stand for a passage: all its kinds, the ages within the text's bounds, the contract it names.
pub fn allows(passage: &Passage, basis: &str, contract: Option<&str>, list: &WordList) -> bool {
    passage.kinds.iter().all(|k| list.bases.iter().any(|b| b.code == basis && b.covers(*k, passage.ages, contract)))
}

/// Words found, by places of tokens.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    from: usize,
    to: usize,
    weight: usize,
    kinds: Vec<Kind>,
    severity: Severity,
    replace: Option<String>,
}

/// What is caught and not excused, without overlaps.
fn find(tokens: &[Token], both: bool, list: &WordList) -> Vec<Found> {
    let mut excused: Vec<Reach> = Vec::new();
    let mut caught: Vec<Found> = Vec::new();
    for at in 0..tokens.len() {
        for pass in &list.passes {
            excused.extend(pass.at(tokens, at, false, list));
        }
        for entry in &list.catches {
            if let Some(reach) = entry.pattern.at(tokens, at, true, list) {
                caught.push(Found {
                    from: reach.from,
                    to: reach.to,
                    weight: reach.weight,
                    kinds: entry.kinds.clone(),
                    severity: entry.severity,
                    replace: entry.replacement(tokens.get(reach.to.saturating_sub(1))),
                });
            }
        }
        if !both {
            caught.extend(titles::at(tokens, at, list));
        }
    }
    // The longer reading wins: « hommes et femmes » is innocent, « jeunes hommes et femmes » isn't.
    caught.retain(|c| !excused.iter().any(|p| p.from < c.to && c.from < p.to && p.weight >= c.weight));
    merged(caught)
}

/// One passage where several overlap: the longest rules, others add what they are about.
fn merged(mut caught: Vec<Found>) -> Vec<Found> {
    let long = |f: &Found| f.to - f.from;
    caught.sort_by(|a, b| {
        long(b).cmp(&long(a)).then(b.weight.cmp(&a.weight)).then(b.severity.cmp(&a.severity)).then(a.from.cmp(&b.from))
    });
    let mut kept: Vec<Found> = Vec::new();
    for one in caught {
        let Some(longer) = kept.iter_mut().find(|k| k.from < one.to && one.from < k.to) else {
            kept.push(one);
            continue;
        };
        let inside = longer.from <= one.from && one.to <= longer.to;
        let news: Vec<Kind> = one.kinds.iter().copied().filter(|k| !longer.kinds.contains(k)).collect();
        if (longer.from, longer.to) == (one.from, one.to) && longer.replace.is_none() {
            longer.replace = one.replace;
        }
        if inside && news.is_empty() {
            continue;
        }
        longer.severity = longer.severity.max(one.severity);
        longer.kinds.extend(news);
        if !inside {
            longer.from = longer.from.min(one.from);
            longer.to = longer.to.max(one.to);
            longer.replace = None;
        }
    }
    kept.sort_by_key(|k| k.from);
    kept
}

fn passage(place: Place, text: &str, tokens: &[Token], found: Found, contract: Option<&str>, list: &WordList) -> Passage {
    let own = tokens.get(found.from..found.to).unwrap_or_default();
    let start = own.first().map_or(0, |t| t.range.start);
    let end = own.last().map_or(start, |t| t.range.end);
    let ages = if found.kinds.contains(&Kind::Age) { ages(own, list) } else { None };
    let mut kinds = found.kinds;
    kinds.sort();
    let bases = list.bases.iter().filter(|b| b.offered && kinds.iter().any(|k| b.covers(*k, ages, contract)));
    let mut bases: Vec<String> = bases.map(|b| b.code.clone()).collect();
    bases.dedup();
    Passage {
        place,
        range: start..end,
        words: text.get(start..end).unwrap_or_default().to_owned(),
        kinds,
        severity: found.severity,
        replace: found.replace,
        bases,
        ages,
    }
}

/// The youngest who may work or be apprenticed; the lower bound where only a highest age is asked.
const YOUNGEST: i64 = 16;
/// The upper bound where only a lowest age is asked.
const OLDEST: i64 = 99;

fn ages(tokens: &[Token], list: &WordList) -> Option<(i64, i64)> {
    let all: Vec<i64> = tokens.iter().filter_map(|t| list.number(t)).filter(|n| (10..=OLDEST).contains(n)).collect();
    match all.as_slice() {
        [] => None,
        [one] => Some(if tokens.iter().any(|t| list.lowest(t)) { (*one, OLDEST) } else { (YOUNGEST.min(*one), *one) }),
        many => many.iter().min().copied().zip(many.iter().max().copied()),
    }
}
