//! What each criterion is worth, as data with a version: a changed row is a new version, so that a frozen explanation says by which
//! rule it was made. Called by `judge`.

use super::candidate::Relation;
use super::judge::{Criterion, Distance, Met, Need};

/// A version of the rule. Weights are points; parts are hundredths of a weight.
#[derive(Debug)]
pub struct Points {
    /// `2026-11`.
    pub version: &'static str,
    /// Criterion, weight where it is required (or the person's own condition), weight where it is only desired.
    weights: &'static [(Criterion, i64, i64)],
    /// What a missing datum earns: less than a yes, more than a no (domain.md §7: never a fail).
    unknown: i64,
    /// What a skill earns that is only declared; proved or assessed earns all.
    declared: i64,
    relations: &'static [(Relation, i64)],
    distances: &'static [(Distance, i64)],
}

/// The rule in force.
pub const POINTS: Points = Points {
    version: "2026-11",
    weights: &[
        (Criterion::Occupation, 40, 40),
        (Criterion::Experience, 16, 8),
        (Criterion::Education, 16, 8),
        (Criterion::Skill, 16, 8),
        (Criterion::Language, 16, 8),
        (Criterion::Licence, 16, 8),
        (Criterion::RightToWork, 16, 16),
        (Criterion::Travel, 20, 20),
        (Criterion::Contract, 8, 8),
        (Criterion::WorkingTime, 8, 8),
        (Criterion::Pay, 8, 8),
        (Criterion::Availability, 8, 8),
    ],
    unknown: 50,
    declared: 75,
    relations: &[(Relation::Same, 100), (Relation::Near, 75), (Relation::Group, 50), (Relation::Evolution, 25)],
    distances: &[
        (Distance::Town, 100),
        (Distance::Department, 80),
        (Distance::Province, 60),
        (Distance::Elsewhere, 30),
        (Distance::None, 100),
    ],
};

impl Points {
    /// Points that a criterion gives when it is fully met.
    pub fn weight(&self, criterion: Criterion, need: Need) -> i64 {
        // The rows stand in the order of the criteria; looked up a million times.
        let row = self.weights.get(criterion as usize).filter(|w| w.0 == criterion);
        row.map_or(0, |(_, required, desired)| if need == Need::Desired { *desired } else { *required })
    }
    /// Points earned: all of the weight, the part of a missing datum, none.
    pub fn earned(&self, weight: i64, met: Met) -> i64 {
        match met {
            Met::Yes => weight,
            Met::Unknown => weight * self.unknown / 100,
            Met::No => 0,
        }
    }
    /// Points earned by a skill that is there.
    pub fn skill(&self, weight: i64, declared: bool) -> i64 {
        if declared { weight * self.declared / 100 } else { weight }
    }
    /// Points earned by how near the occupation is.
    pub fn relation(&self, weight: i64, relation: Relation) -> i64 {
        weight * self.relations.iter().find(|r| r.0 == relation).map_or(0, |r| r.1) / 100
    }
    /// Points earned by a distance that the person accepts.
    pub fn distance(&self, weight: i64, distance: Distance) -> i64 {
        weight * self.distances.iter().find(|d| d.0 == distance).map_or(0, |d| d.1) / 100
    }
}
