//! What a placement and an enrolment ask for: T30, T31, T72, T8, T70 (domain.md §3.5, §4).

use chrono::NaiveDate;

use super::{Asker, Expected, Whom, fixed_end};
use crate::domain::ids::{PersonId, PlacementId, RowId, UserId};
use crate::domain::lifecycle::PlacementState;
use crate::domain::rules::Rules;

/// The facts of a placement that ask for tasks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlacementFacts {
    /// Which.
    pub id: PlacementId,
    /// Who was hired.
    pub person: PersonId,
    /// Who proposed, if a proposal led to it.
    pub by: Option<UserId>,
    /// Its state.
    pub state: PlacementState,
    /// First day of work.
    pub start_on: Option<NaiveDate>,
    /// Last day, when it ended.
    pub end_on: Option<NaiveDate>,
    /// Months of a fixed-term contract.
    pub duration_months: Option<i64>,
    /// Days of the checks done at one, three and six months.
    pub checked: [Option<NaiveDate>; 3],
}

/// The tasks that a placement asks for.
pub fn of_placement(facts: &PlacementFacts, rules: &Rules) -> Vec<Expected> {
    let mut asker = Asker::new(rules, "placement", RowId(facts.id.0), Some(facts.person));
    let whom = facts.by.map_or(Whom::Counsellor, Whom::User);
    let Some(start) = facts.start_on else { return asker.out };
    match facts.state {
        PlacementState::Announced => {
            let due = asker.after(start, "T30", "confirm");
            asker.ask("T30", whom, 2, start, "10", due);
        }
        PlacementState::Confirmed | PlacementState::Kept => {
            let end = fixed_end(facts);
            for ((name, step), done) in [("first", "1m"), ("second", "3m"), ("third", "6m")].into_iter().zip(facts.checked) {
                let due = asker.after(start, "T31", name);
                // Checks stop at the end of a fixed contract.
                if done.is_none() && end.is_none_or(|end| due <= end) {
                    asker.ask("T31", whom, 2, start, step, due);
                }
            }
        }
        PlacementState::Broken => {
            // « At once »: the day it becomes known, which may be long after the last day of work.
            let due = facts.end_on.unwrap_or(start).max(asker.today());
            asker.ask("T72", Whom::Counsellor, 1, facts.end_on.unwrap_or(start), "broken", due);
            if let Some(last) = asker.out.last_mut() {
                last.follows = false;
            }
        }
        PlacementState::Ended | PlacementState::Denied => {}
    }
    asker.out
}

/// The facts of an enrolment that ask for tasks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EnrolmentFacts {
    /// Which.
    pub id: RowId,
    /// Who.
    pub person: PersonId,
    /// referred, accepted, started, finished, dropped, refused.
    pub state: String,
    /// Planned last day.
    pub planned_end: Option<NaiveDate>,
    /// Last day.
    pub end_on: Option<NaiveDate>,
    /// The outcome at six months is known.
    pub outcome: bool,
}

/// The tasks that an enrolment asks for: T8 (interview ten working days before the end, outcome six months after), T70.
pub fn of_enrolment(facts: &EnrolmentFacts, rules: &Rules) -> Vec<Expected> {
    let mut asker = Asker::new(rules, "enrolment", facts.id, Some(facts.person));
    match (facts.state.as_str(), facts.planned_end, facts.end_on) {
        ("started", Some(end), _) => {
            let talk = asker.before(end, "T8", "before");
            asker.ask("T8", Whom::Counsellor, 2, end, "-10", talk);
            asker.ask("T70", Whom::Counsellor, 2, end, "0", end);
        }
        ("finished", planned, end) if !facts.outcome => {
            if let Some(end) = end.or(planned) {
                let due = asker.after(end, "T8", "outcome");
                asker.ask("T8", Whom::Counsellor, 2, end, "6m", due);
            }
        }
        _ => {}
    }
    asker.out
}
