//! Employers by their names, vacancies by their titles and by their employers. Called by the search.

use std::collections::HashMap;

use uuid::Uuid;

use crate::domain::likeness::{Names, Term, fit};
use crate::fault::{Outcome, Value};
use crate::store::search::cards::{self, EMPLOYER, VACANCY};
use crate::store::search::vocabulary::{self, Words};
use crate::store::search::{Card, FoundBy, Hit, Kind, Place, reasons};
use crate::store::{DbError, Ran, Stmt};

/// Employers and vacancies looked at, at most.
const LOOKED_AT: usize = 40;

const WORDS: Words = Words { table: "offer_word", columns: "w.word, w.sound, w.kind, w.subject", often: "", also: "" };
/// Only of firms: the words of many offers don't stand before theirs.
const OF_FIRMS: Words = Words { also: " AND w.kind = 'ENT'", ..WORDS };

/// A question for employers and vacancies.
pub struct Asked<'a> {
    terms: &'a [Term],
    long: Vec<(&'a Term, vocabulary::Asked)>,
    only: Option<Kind>,
}

/// What was found of it.
pub struct Subjects<'a> {
    terms: &'a [Term],
    employers: Vec<Vec<u8>>,
    vacancies: Vec<Vec<u8>>,
    only: Option<Kind>,
}

impl<'a> Asked<'a> {
    /// From the typed words; those of one or two letters only filter. Only firms, or only offers, where one kind is wanted.
    pub fn new(terms: &'a [Term], only: Option<Kind>) -> Self {
        let words = if only == Some(Kind::Employer) { &OF_FIRMS } else { &WORDS };
        let long = terms.iter().filter(|t| t.letters >= 3).map(|t| (t, vocabulary::Asked::new(t, words))).collect();
        Asked { terms, long, only }
    }
    /// The statements of the first flight.
    pub fn statements(&self) -> Vec<Stmt> {
        self.long.iter().flat_map(|(_, asked)| asked.statements.iter().cloned()).collect()
    }
    /// Employers and vacancies that have a word for each typed one.
    pub fn choose(&self, answers: &[Ran]) -> Outcome<Subjects<'a>> {
        let mut rest = answers;
        let mut scores: HashMap<(bool, Vec<u8>), (usize, usize)> = HashMap::new();
        for (turn, (term, asked)) in self.long.iter().enumerate() {
            let (mine, others) = rest.split_at(asked.statements.len().min(rest.len()));
            rest = others;
            for ran in mine {
                ran.each(&mut |row| {
                    let Some(how) = term.fits(row.text("word")?, row.text("sound")?) else { return Ok(()) };
                    let key = (row.text("kind")? == "ENT", row.blob("subject")?.to_vec());
                    let (terms, class) = scores.entry(key).or_default();
                    if *terms == turn {
                        *terms += 1;
                        *class += how.class();
                    }
                    Ok(())
                })?;
            }
        }
        let mut all: Vec<_> = scores.into_iter().filter(|(_, (terms, _))| *terms == self.long.len()).collect();
        all.sort_by(|a, b| (a.1.1, &a.0).cmp(&(b.1.1, &b.0)));
        let ids = |employers: bool| -> Vec<Vec<u8>> {
            all.iter().filter(|((e, _), _)| *e == employers).take(LOOKED_AT).map(|((_, id), _)| id.clone()).collect()
        };
        Ok(Subjects { terms: self.terms, employers: ids(true), vacancies: ids(false), only: self.only })
    }
}

impl Subjects<'_> {
    fn wants(&self, kind: Kind) -> bool {
        self.only.is_none_or(|only| only == kind)
    }
    /// The statements that ask for their cards: employers, their open vacancies, vacancies by title.
    pub fn statements(&self) -> Vec<Stmt> {
        let list = |ids: &[Vec<u8>]| {
            let marks: Vec<String> = (1..=ids.len()).map(|n| format!("(CAST(${n} AS blob))")).collect();
            let args: Vec<Value> = ids.iter().map(|id| Value::Blob(id.clone())).collect();
            (format!("WITH i(id) AS (VALUES {})", marks.join(", ")), args)
        };
        let mut all = Vec::new();
        if !self.employers.is_empty() {
            let (with, args) = list(&self.employers);
            if self.wants(Kind::Employer) {
                all.push(Stmt::new(format!("{with} {EMPLOYER} i CROSS JOIN employer e WHERE e.id = i.id"), args.clone()));
            }
            if self.wants(Kind::Vacancy) {
                all.push(Stmt::new(
                    format!(
                        "{with} {VACANCY} i JOIN employer e ON e.id = i.id JOIN vacancy v ON v.employer = e.id \
                         WHERE v.closed_on IS NULL ORDER BY v.received_on DESC NULLS LAST, v.id LIMIT 20"
                    ),
                    args,
                ));
            }
        }
        if !self.vacancies.is_empty() {
            let (with, args) = list(&self.vacancies);
            all.push(Stmt::new(
                format!("{with} {VACANCY} i JOIN vacancy v ON v.id = i.id JOIN employer e ON e.id = v.employer"),
                args,
            ));
        }
        all
    }
    /// Hits with their places, from the answers to [`Subjects::statements`], best first, at most `limit`.
    pub fn hits(&self, answers: &[Ran], limit: usize) -> Outcome<Vec<(Place, Hit)>> {
        let mut hits: Vec<(Place, Hit)> = Vec::new();
        let mut answers = answers.iter();
        let mut next = |asked: bool| if asked { answers.next() } else { None };
        let named = !self.employers.is_empty();
        if let Some(ran) = next(named && self.wants(Kind::Employer)) {
            hits.extend(ran.all(|row| Ok(self.hit(cards::employer(row)?, &both(row)?)))?.into_iter().flatten());
        }
        if let Some(ran) = next(named && self.wants(Kind::Vacancy)) {
            let through = ran.all(|row| Ok((cards::vacancy(row)?, row.text("employer")?.to_owned())))?;
            for (card, employer) in through {
                if let Some((place, mut hit)) = self.hit(card, &employer) {
                    hit.found_by.insert(0, FoundBy::new("found-employer"));
                    hits.push((place, hit));
                }
            }
        }
        if let Some(ran) = next(!self.vacancies.is_empty()) {
            hits.extend(ran.all(|row| Ok(self.hit(cards::vacancy(row)?, row.text("title")?)))?.into_iter().flatten());
        }
        hits.sort_by(|a, b| a.0.cmp(&b.0));
        let mut seen: Vec<Uuid> = Vec::new();
        hits.retain(|(_, h)| {
            !seen.contains(&h.card.id) && {
                seen.push(h.card.id);
                true
            }
        });
        hits.truncate(limit);
        Ok(hits)
    }
    fn hit(&self, card: Card, text: &str) -> Option<(Place, Hit)> {
        let mut fit = fit(self.terms, &Names::new(text, None, None))?;
        // The words that a firm's name or a title has besides say nothing: « Ets … et fils ».
        fit.more = 0;
        fit.more_before = false;
        let kind = if card.kind == Kind::Person { Kind::Employer } else { card.kind };
        let place = (fit.clone(), kind, card.name.clone(), 0);
        Some((place, Hit { card, found_by: reasons(&fit) }))
    }
}

fn both(row: &crate::store::Row<'_>) -> Result<String, DbError> {
    Ok(format!("{} {}", row.text("name")?, row.opt_text("trade_name")?.unwrap_or_default()))
}
