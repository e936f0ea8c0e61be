//! Search from anywhere, the short card, possible duplicates beside the form, and codes by a person's own words.
//! Called by the search screen, the intake's pane, forms (codes), import and `guichet search`.

mod codes;

use std::sync::Arc;

use crate::domain::duplicate::{self, Evidence, LETTERS, Sketch, Strength};
use crate::domain::fold;
use crate::domain::ids::PersonId;
use crate::domain::rights::{Deed, Owner};
use crate::domain::titles::{Found, Title, Titles};
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::store::Desk;
use crate::store::search;

pub use crate::store::search::{Card, FoundBy, Hit, Kind};

/// People of like names that are compared, before telephones and the document.
const COMPARED: usize = 60;
/// Groups of the titles at hand that are weighed against what was learnt.
const LOOKED_AT: usize = 30;
/// Duplicates shown at most.
const SHOWN: usize = 12;
/// Score of a name that only begins alike: below everything that is known of somebody.
const BEGUN: f64 = 0.1;
/// How much a heading of the classification is trusted against a title in people's own words, and a heading of leftovers.
pub(crate) const HEADING: f64 = 0.92;
pub(crate) const LEFTOVERS: f64 = 0.8;

/// A file that may be the one in the form: a person's, an employer's.
#[derive(Debug, Clone, PartialEq)]
pub struct Possible {
    /// The short card.
    pub card: Card,
    /// The evidence, strongest first; never empty.
    pub evidence: Vec<Evidence>,
    /// What it comes to.
    pub verdict: Strength,
    /// The same from 0 to 1.
    pub score: f64,
}

impl Possible {
    /// With the evidence of a comparison, else that a name begins alike; none: nothing speaks for it.
    pub(crate) fn of(card: Card, compared: Vec<Evidence>, begins: impl FnOnce() -> Option<Evidence>) -> Option<Possible> {
        let begun = compared.is_empty();
        let evidence = if begun { begins().into_iter().collect() } else { compared };
        let verdict = duplicate::verdict(&evidence)?;
        let score = if begun { BEGUN } else { duplicate::score(&evidence) };
        Some(Possible { card, evidence, verdict, score })
    }
}

/// What the typed text finds, best first (screens.md §6). Rights: the national short card, else refused.
pub fn people(desk: &mut Desk, typed: &str, limit: usize) -> Outcome<Vec<Hit>> {
    access::may(desk, Deed::ReadCard, Owner::office())?;
    let agency = desk.who.agency.clone();
    desk.read(|read| search::people(read, typed, limit, &agency))
}

/// As [`people`], of one kind only: a word that many others bear pushes none of them out.
pub fn of_kind(desk: &mut Desk, typed: &str, kind: Kind, limit: usize) -> Outcome<Vec<Hit>> {
    access::may(desk, Deed::ReadCard, Owner::office())?;
    let agency = desk.who.agency.clone();
    desk.read(|read| search::of_kind(read, typed, kind, limit, &agency))
}

/// The short card of one person, whatever the agency (security.md §3).
pub fn card(desk: &mut Desk, id: PersonId) -> Outcome<Card> {
    access::may(desk, Deed::ReadCard, Owner::office())?;
    let agency = desk.who.agency.clone();
    desk.read(|read| search::card(read, id.0, &agency))?.ok_or(Fault::Missing("person"))
}

/// Files that may be the person in the form, by names from the third letter on, telephone and document, the strongest
/// evidence first. A file of another agency gives its short card and no more.
pub fn possible_duplicates(desk: &mut Desk, form: &Sketch) -> Outcome<Vec<Possible>> {
    access::may(desk, Deed::ReadCard, Owner::office())?;
    let (agency, today) = (desk.who.agency.clone(), desk.rules.today);
    let mut words: Vec<String> = [&form.surname, &form.given_names, &form.married_name]
        .into_iter()
        .flat_map(|name| fold::words(name))
        .filter(|w| w.chars().count() >= LETTERS)
        .collect();
    words.dedup();
    let document: Option<String> = form
        .document
        .as_ref()
        .map(|(_, number, _)| number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect())
        .filter(|n: &String| !n.is_empty());
    let near = desk.read(|read| {
        let near = search::alike(read, &words, COMPARED)?;
        search::sketches(read, &near, &form.phones, document.as_deref(), &agency, today)
    })?;
    let found = near
        .into_iter()
        .filter(|(card, _)| form.number.is_empty() || card.number != form.number)
        .filter_map(|(card, sketch)| Possible::of(card, duplicate::compare(form, &sketch), || duplicate::begins(form, &sketch)));
    Ok(strongest(found))
}

/// Those shown, the strongest evidence first.
pub(crate) fn strongest(found: impl Iterator<Item = Possible>) -> Vec<Possible> {
    let mut found: Vec<Possible> = found.collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.card.number.cmp(&b.card.number)));
    found.truncate(SHOWN);
    found
}

/// How near a hit is to what was typed, from 0 to 1: less for each thing that differs. The order of hits is the search's own.
pub fn score(hit: &Hit) -> f64 {
    let lost: f64 = hit
        .found_by
        .iter()
        .map(|by| match by.key {
            "found-exact" | "found-number" | "found-phone" | "found-document" | "found-former" => 0.0,
            "found-sound" => 0.2,
            "found-letters" => 0.15,
            _ => 0.05,
        })
        .sum();
    (1.0 - lost).max(0.05)
}

/// The codes of ISCO-08 that a person's own words mean, best first: over all vocabularies loaded and the headings.
pub fn occupations(desk: &mut Desk, words: &str, limit: usize) -> Outcome<Vec<Found>> {
    let near = desk.once(occupation_titles)?.0.search(words, limit.max(LOOKED_AT));
    codes::occupations(desk, words, near, limit)
}

/// The codes of a list whose labels or aliases the words mean, best first: `SKILL`, `TOWN`, `SECTOR` …
pub fn codes(desk: &mut Desk, list: &'static str, words: &str, limit: usize) -> Outcome<Vec<Found>> {
    let all = desk.once(|_| Ok(CodeTitles::default()))?;
    let index = all.of(list, desk);
    Ok(index.search(words, limit))
}

/// Skills by a person's own words: the program's own and those of loaded vocabularies.
pub fn skills(desk: &mut Desk, words: &str, limit: usize) -> Outcome<Vec<Found>> {
    let own = codes(desk, "SKILL", words, limit)?;
    codes::skills(desk, words, own, limit)
}

/// Towns by their name or an alias, as it is typed or heard.
pub fn places(desk: &mut Desk, words: &str, limit: usize) -> Outcome<Vec<Found>> {
    codes(desk, "TOWN", words, limit)
}

struct Occupations(Titles);

fn occupation_titles(desk: &mut Desk) -> Outcome<Occupations> {
    let mut titles = desk.read(search::job_titles)?;
    for code in desk.rules.codes.list("ISCO").filter(|c| c.code.len() == 4) {
        let rest = fold::fold(&code.fr).contains("ailleurs");
        let forms = [&code.fr, &code.en].into_iter().filter(|t| !t.is_empty()).cloned().collect();
        titles.push(Title { code: code.code.clone(), forms, trust: if rest { LEFTOVERS } else { HEADING } });
    }
    Ok(Occupations(Titles::new(titles)))
}

/// Indexes of code lists, each made when first asked.
#[derive(Default)]
struct CodeTitles(std::sync::Mutex<std::collections::HashMap<&'static str, Arc<Titles>>>);

impl CodeTitles {
    fn of(&self, list: &'static str, desk: &Desk) -> Arc<Titles> {
        let mut all = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let make = || {
            Arc::new(Titles::new(desk.rules.codes.list(list).map(|c| {
                let mut forms = vec![c.fr.clone()];
                forms.extend(Some(c.en.clone()).filter(|e| !e.is_empty()));
                forms.extend(c.extra("alias").into_iter().flat_map(|a| a.split('|')).map(str::to_owned));
                Title { code: c.code.clone(), forms, trust: 1.0 }
            })))
        };
        Arc::clone(all.entry(list).or_insert_with(make))
    }
}
