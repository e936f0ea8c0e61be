//! The list of offers: views, what the words of a filter mean, the page, `show vacancies`.

use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use crate::domain::fold;
use crate::domain::ids::VacancyId;
use crate::domain::lifecycle::VacancyState;
use crate::domain::record::day_text;
use crate::domain::rights::{Deed, Owner};
use crate::fault::Outcome;
use crate::services::access;
use crate::services::listing::{Listed, Side};
use crate::store::Desk;
use crate::store::vacancies::{self as store, Filter, Narrow, OfferRow, Sort};

/// Rows that a command gives at most.
pub const MANY: u32 = 5000;
/// Letters from which a word can be a state that isn't written out.
const LETTERS: usize = 3;
/// Days before the end from which an offer is « bientôt » over (T12).
const SOON: i64 = 5;

/// What of the offers is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// All that isn't closed, of the agency.
    #[default]
    Current,
    /// Drafts and those that wait to be accepted.
    ToCheck,
    /// Not closed and one's own.
    Mine,
    /// Closed and refused ones of the agency.
    Closed,
    /// Open ones of every agency.
    Everywhere,
}

impl View {
    /// All of them in their order.
    pub const ALL: [View; 5] = [View::Current, View::ToCheck, View::Mine, View::Closed, View::Everywhere];
    /// Its name, and the end of its text key `vacancies-view-…`.
    pub fn id(self) -> &'static str {
        match self {
            View::Current => "current",
            View::ToCheck => "to-check",
            View::Mine => "mine",
            View::Closed => "closed",
            View::Everywhere => "everywhere",
        }
    }
    fn states(self) -> Vec<VacancyState> {
        use VacancyState as S;
        match self {
            View::Current | View::Mine => vec![S::Draft, S::ToCheck, S::Open, S::Shortlisting, S::Paused],
            View::ToCheck => vec![S::Draft, S::ToCheck],
            View::Closed => vec![S::Filled, S::Cancelled, S::Expired, S::NoCandidate, S::Refused],
            View::Everywhere => vec![S::Open, S::Shortlisting],
        }
    }
}

/// What the screen's language calls the states, and what is soon over.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vocabulary {
    states: Vec<(String, VacancyState)>,
    soon: Vec<String>,
}

impl Vocabulary {
    /// From the labels of the states, and words for « bientôt » with blanks between.
    pub fn new<'a>(states: impl IntoIterator<Item = (&'a str, VacancyState)>, soon: &str) -> Self {
        let words = |label: &str| fold::words(label).into_iter().filter(|w| w.chars().count() >= LETTERS).collect::<Vec<_>>();
        Vocabulary {
            states: states.into_iter().flat_map(|(l, s)| words(l).into_iter().map(move |w| (w, s))).collect(),
            soon: words(soon),
        }
    }
}

/// What one word of a filter was understood as; where all is empty, as a word of the title or the firm's name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Meaning {
    /// The word, folded.
    pub word: String,
    /// States whose label has it.
    pub states: Vec<VacancyState>,
    /// It means what expires soon.
    pub soon: bool,
    /// Towns of that name.
    pub towns: Vec<String>,
}

impl Meaning {
    fn narrow(&self, today: NaiveDate) -> Narrow {
        let stated = !self.states.is_empty() || self.soon;
        Narrow {
            states: self.states.clone(),
            before: self.soon.then(|| crate::domain::calendar::add_days(today, SOON + 1)),
            towns: self.towns.clone(),
            word: (!stated).then(|| self.word.clone()),
        }
    }
}

/// What is shown: which offers, narrowed by which words, in which order.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Which of them.
    pub view: View,
    /// The filter as typed.
    pub filter: String,
    /// The words of the screen's language.
    pub vocabulary: Arc<Vocabulary>,
    /// The order.
    pub sort: Sort,
}

/// A page.
pub type List = Listed<OfferRow, Meaning>;

fn understand(desk: &Desk, query: &Query) -> Vec<Meaning> {
    fold::words(&query.filter).into_iter().map(|word| meaning(word, query, desk)).collect()
}

/// A word written out as a state is that and nothing else.
fn meaning(word: String, query: &Query, desk: &Desk) -> Meaning {
    let vocabulary = &query.vocabulary;
    let states = |fits: &dyn Fn(&str) -> bool| {
        let mut found: Vec<VacancyState> = vocabulary.states.iter().filter(|(w, _)| fits(w)).map(|(_, s)| *s).collect();
        found.dedup();
        found
    };
    let begun = word.chars().count() >= LETTERS;
    let mut meaning = Meaning { states: states(&|w| w == word), soon: vocabulary.soon.contains(&word), ..Meaning::default() };
    if meaning.states.is_empty() && !meaning.soon && begun {
        meaning.states = states(&|w| w.starts_with(word.as_str()));
        meaning.soon = vocabulary.soon.iter().any(|w| w.starts_with(word.as_str()));
    }
    if meaning.states.is_empty() && !meaning.soon {
        let towns = desk.rules.codes.list("TOWN").filter(|c| fold::words(&c.fr).iter().any(|w| w.starts_with(word.as_str())));
        meaning.towns = towns.map(|c| c.fr.clone()).collect();
    }
    meaning.word = word;
    meaning
}

fn filter(desk: &Desk, view: View, meanings: &[Meaning]) -> Filter {
    let who = &desk.who;
    Filter {
        states: view.states(),
        agency: (view != View::Everywhere).then(|| who.agency.clone()),
        owner: (view == View::Mine).then_some(who.user),
        parts: meanings.iter().map(|m| m.narrow(desk.rules.today)).collect(),
    }
}

/// A page of the offers and how many there are, in one round trip. Rights: offers are read.
pub fn list(desk: &mut Desk, query: &Query, side: &Side, size: u32) -> Outcome<List> {
    access::may(desk, Deed::ReadOffers, Owner::own(&desk.who))?;
    let meanings = understand(desk, query);
    let filter = filter(desk, query.view, &meanings);
    let (rows, total) = desk.read(|read| store::page(read, &filter, query.sort, side, size))?;
    Ok(List { rows, total, meanings })
}

/// These offers as they are now: after a deed on them, or when one comes back to the list.
pub fn rows(desk: &mut Desk, ids: &[VacancyId], sort: Sort) -> Outcome<Vec<OfferRow>> {
    access::may(desk, Deed::ReadOffers, Owner::own(&desk.who))?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    desk.read(|read| store::rows(read, ids, sort))
}

/// What `show vacancies --json` gives: one object an offer that isn't closed.
pub fn show(desk: &mut Desk) -> Outcome<Vec<Json>> {
    let (today, silence) = (desk.rules.today, desk.rules.delays.get("T12", "silence"));
    let list = list(desk, &Query::default(), &Side::First, MANY)?;
    let row = |row: &OfferRow| {
        json!({
            "row": "vacancy",
            "number": row.number,
            "title": row.title,
            "employer": row.employer,
            "town": row.town,
            "positions": row.positions,
            "positions_filled": row.filled,
            "state": row.state.id(),
            "received_on": row.received_on.map(day_text),
            "publish_until": row.publish_until.map(day_text),
            "last_news": row.news().map(day_text),
            "silent": row.state.is_open() && row.news().is_some_and(|d| (today - d).num_days() > silence),
            "proposals": row.proposals,
            "agency": row.agency,
        })
    };
    Ok(list.rows.iter().map(row).collect())
}
