//! Matching: person × vacancy → rank and its reasons (domain.md §7). Pure: the same inputs give the same order, whatever the day on
//! which it is asked again. Called by `services/matching` for one offer, one person, and all against all.
//!
//! The order, to be followed by hand: first those who lack nothing that is required; then the points; at equal points nationals (art.
//! 137), then the longest time since any proposal, then the earliest registration, then the id. Never the alphabet.

mod candidate;
mod judge;
mod points;
mod quick;
mod reason;
mod wanted;

#[cfg(test)]
mod tests;

use std::cmp::Reverse;

use chrono::NaiveDate;

pub use candidate::{Candidate, Neighbours, Relation, candidates, group, may_be_proposed};
pub use judge::{Criterion, Distance, Mark, Met, Need, distance, judge};
pub use points::{POINTS, Points};
pub use quick::{Block, Dictionary, QuickWanted};
pub use reason::{Explanation, Reason};
pub use wanted::{Wanted, WantedSkill};

use crate::domain::ids::PersonId;

/// What a candidate comes to for an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// Points of all criteria.
    pub score: i64,
    /// Lacks something that is required.
    pub lacking: bool,
}

/// The points of one candidate for one offer, without the reasons.
pub fn sum(w: &Wanted, c: &Candidate, relation: Relation, points: &Points) -> Sum {
    let mut sum = Sum::default();
    judge(w, c, relation, points, |mark| sum.add(&mark));
    sum
}

impl Sum {
    /// Adds one criterion.
    pub fn add(&mut self, mark: &Mark) {
        self.score += mark.points;
        self.lacking |= mark.need == Need::Required && mark.met == Met::No;
    }
}

/// Where a candidate stands among others: the smaller comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    lacking: bool,
    score: Reverse<i64>,
    foreign: bool,
    // None, never proposed, stands before every day.
    last_proposed: Option<NaiveDate>,
    // A registration without a day stands last.
    registered: (bool, Option<NaiveDate>),
    person: PersonId,
}

impl Place {
    /// The place of a candidate with this sum.
    pub fn of(sum: Sum, c: &Candidate) -> Self {
        Place {
            lacking: sum.lacking,
            score: Reverse(sum.score),
            foreign: c.national != Some(true),
            last_proposed: c.last_proposed,
            registered: (c.registered_on.is_none(), c.registered_on),
            person: c.person,
        }
    }
    /// Why this one stands before the next when their points are equal: the key of a sentence, none when points decide.
    pub fn tie(&self, next: &Place) -> Option<&'static str> {
        if (self.lacking, self.score) != (next.lacking, next.score) {
            return None;
        }
        Some(if self.foreign != next.foreign {
            "match-tie-national"
        } else if self.last_proposed != next.last_proposed {
            if self.last_proposed.is_none() { "match-tie-never-proposed" } else { "match-tie-last-proposed" }
        } else if self.registered != next.registered {
            "match-tie-registered"
        } else {
            "match-tie-id"
        })
    }
}

/// The best so far, in order, each person once by the best of his or her occupations. One place more than asked is kept, for the tie.
#[derive(Debug, Clone)]
pub struct Best<T> {
    most: usize,
    kept: Vec<(Place, T)>,
}

impl<T> Best<T> {
    /// At most so many.
    pub fn new(most: usize) -> Self {
        Best { most: most.saturating_add(1), kept: Vec::new() }
    }
    /// Takes one if it belongs among the best; `make` is called only then.
    pub fn take(&mut self, place: Place, make: impl FnOnce() -> T) {
        if self.kept.len() >= self.most && self.kept.last().is_some_and(|(last, _)| *last <= place) {
            return;
        }
        if let Some(at) = self.kept.iter().position(|(p, _)| p.person == place.person) {
            if self.kept.get(at).is_some_and(|(p, _)| *p <= place) {
                return;
            }
            drop(self.kept.remove(at));
        }
        let at = self.kept.partition_point(|(p, _)| *p < place);
        self.kept.insert(at, (place, make()));
        self.kept.truncate(self.most);
    }
    /// In order, at most as many as asked, each with the reason for which it stands before the next at equal points.
    pub fn done(self) -> Vec<(T, Option<&'static str>)> {
        let places: Vec<Place> = self.kept.iter().map(|(p, _)| *p).collect();
        let ties = places.iter().zip(places.iter().skip(1).map(Some).chain([None])).map(|(p, next)| next.and_then(|n| p.tie(n)));
        let ties: Vec<Option<&'static str>> = ties.collect();
        self.kept.into_iter().map(|(_, t)| t).zip(ties).take(self.most - 1).collect()
    }
}
