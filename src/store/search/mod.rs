//! Search as you type over people, employers and vacancies (screens.md §6): by words of names in any order, by sound,
//! with a slip in any letter, by number, telephone, document. Called by `services/search`; the index is kept by
//! [`index`]. At most three flights: words, who bears them (several words only), cards.

pub(in crate::store) mod cards;
pub mod index;
mod numbers;
mod offers;
mod packed;
mod people;
mod titles;
pub(super) mod vocabulary;
mod whole;

use uuid::Uuid;

use crate::domain::likeness::{Fit, How, Part, Term};
use crate::fault::{Arg, Outcome};
use crate::store::{Read, Stmt};

pub use cards::{card, sketches};
pub use index::{Batch, fill, forget, index_employer, index_many, index_person, index_vacancy};
pub use people::alike;
pub use titles::{all_job_titles, job_titles};
pub use whole::{Unfindable, unfindable};

/// What a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A job seeker (DE).
    Person,
    /// An employer (ENT).
    Employer,
    /// A vacancy (OFF).
    Vacancy,
}

/// Why a row was found, in words: a key `found-…` and its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundBy {
    /// Key of the text.
    pub key: &'static str,
    /// Its arguments: `part` (surname, given, married), `count`.
    pub args: Vec<Arg>,
}

impl FoundBy {
    /// Without arguments.
    pub fn new(key: &'static str) -> Self {
        FoundBy { key, args: Vec::new() }
    }
    fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// The short card of security.md §3: no telephone, document or address, whatever it was found by.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// What it is.
    pub kind: Kind,
    /// Id of the row.
    pub id: Uuid,
    /// Its number.
    pub number: String,
    /// Name of a person or employer; title and employer of a vacancy.
    pub name: String,
    /// Year of birth of a person.
    pub birth_year: Option<i32>,
    /// Agency that keeps it.
    pub agency: String,
    /// State of the last registration, or of the vacancy; `active` for an employer; none: never registered.
    pub state: Option<String>,
    /// Town; for people only in the own agency.
    pub town: Option<String>,
}

/// A row of the search.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The short card.
    pub card: Card,
    /// Why it was found, the most telling first; never empty.
    pub found_by: Vec<FoundBy>,
}

/// What the typed text finds, best first, at most `limit`: exact before sound before slip, then fewer words more, then
/// names in order. `agency` is the reader's own: other agencies' people come without town.
pub fn people(read: &mut dyn Read, typed: &str, limit: usize, agency: &str) -> Outcome<Vec<Hit>> {
    found(read, typed, None, limit, agency)
}

/// As [`people`], of one kind only: what is of another kind takes no room.
pub fn of_kind(read: &mut dyn Read, typed: &str, kind: Kind, limit: usize, agency: &str) -> Outcome<Vec<Hit>> {
    found(read, typed, Some(kind), limit, agency)
}

fn found(read: &mut dyn Read, typed: &str, only: Option<Kind>, limit: usize, agency: &str) -> Outcome<Vec<Hit>> {
    let numbers = numbers::Numbers::new(typed, agency, only);
    let terms = Term::all(typed);
    let asked = |kind: bool| if kind { terms.as_slice() } else { &[] };
    let names = people::Asked::new(asked(only.is_none_or(|k| k == Kind::Person)), limit);
    let offers = offers::Asked::new(asked(only != Some(Kind::Person)), only);
    let mut words = names.statements();
    let split = words.len();
    words.extend(offers.statements());
    let split_numbers = words.len();
    words.extend(numbers.statements());
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let answers = read.gather(&words)?;
    let (named, rest) = answers.split_at(split.min(answers.len()));
    let (offered, counted) = rest.split_at((split_numbers - split).min(rest.len()));

    let chosen = names.choose(read, named)?;
    let subjects = offers.choose(offered)?;
    let mut cards: Vec<Stmt> = cards::of_people(&chosen).into_iter().collect();
    cards.extend(subjects.statements());
    let found = if cards.is_empty() { Vec::new() } else { read.gather(&cards)? };
    let (of_people, of_offers) = found.split_at(usize::from(!chosen.is_empty()).min(found.len()));

    let mut hits = numbers.hits(counted, agency)?;
    let others = subjects.hits(of_offers, limit)?;
    let room = limit.saturating_sub(others.len().min(limit / 4));
    let mut all = names.hits(&chosen, of_people.first(), agency, room)?;
    all.extend(others);
    all.sort_by(|a, b| a.0.cmp(&b.0));
    for (_, hit) in all {
        if !hits.iter().any(|h| h.card.id == hit.card.id) {
            hits.push(hit);
        }
    }
    hits.truncate(limit);
    Ok(hits)
}

/// Where a hit stands: how it fits, kind, name, newest first.
type Place = (Fit, Kind, String, i64);

/// The reasons in words, the most telling first (screens.md §6, column « Trouvé par »).
fn reasons(fit: &Fit) -> Vec<FoundBy> {
    let mut all = Vec::new();
    for (how, part) in &fit.words {
        if let How::Slip { letters: n, .. } = how {
            all.push(letters(*part, *n));
        }
    }
    if fit.inverted {
        all.push(FoundBy::new("found-inverted"));
    } else if fit.more_before {
        all.push(FoundBy::new("found-more").with("count", fit.more));
    }
    // The word typed last is on its way: that it isn't whole is worth a word when little is missing.
    for (how, part) in &fit.words {
        if let How::Begins(n @ 1..=2) = how {
            all.push(letters(*part, *n));
        }
    }
    for (how, part) in &fit.words {
        if let How::Sound { .. } = how {
            all.push(FoundBy::new("found-sound").with("part", part.id()));
        }
    }
    if fit.more > 0 && !fit.more_before && fit.words.iter().all(|(how, _)| *how == How::Whole) && !fit.inverted {
        all.push(FoundBy::new("found-more").with("count", fit.more));
    }
    for (how, part) in &fit.words {
        if let How::Begins(3..) = how {
            all.push(FoundBy::new("found-begins").with("part", part.id()));
        }
    }
    if all.is_empty() {
        all.push(FoundBy::new("found-exact"));
    }
    all.dedup();
    all
}

fn letters(part: Part, count: usize) -> FoundBy {
    FoundBy::new("found-letters").with("part", part.id()).with("count", count)
}
