//! What decisions, duplicate pairs, certificates and privacy requests ask for: T40, T50, T73, T74 (domain.md §4).

use chrono::NaiveDate;

use super::{Asker, Expected, Whom};
use crate::domain::ids::{PersonId, RowId, UserId};
use crate::domain::rules::Rules;

/// The facts of a decision that ask for tasks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DecisionFacts {
    /// Which.
    pub id: RowId,
    /// Whom it is about, if a person.
    pub person: Option<PersonId>,
    /// Day proposed.
    pub proposed_on: Option<NaiveDate>,
    /// Right to reply until this day: not to be decided before.
    pub reply_until: Option<NaiveDate>,
    /// Decided.
    pub decided: bool,
}

/// T74: the head decides within five working days, counted from the end of the right to reply where there is one.
pub fn of_decision(facts: &DecisionFacts, rules: &Rules) -> Vec<Expected> {
    let mut asker = Asker::new(rules, "decision", facts.id, facts.person);
    if let Some(day) = facts.proposed_on.filter(|_| !facts.decided) {
        let due = asker.after(facts.reply_until.unwrap_or(day).max(day), "T74", "decide");
        asker.ask("T74", Whom::Head, 1, day, "decide", due);
    }
    asker.out
}

/// The facts of a duplicate pair that ask for tasks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PairFacts {
    /// Which.
    pub id: RowId,
    /// The newer file, whose counsellor asks.
    pub person: PersonId,
    /// suspected, same, distinct, to_verify.
    pub state: String,
    /// Since when.
    pub since: Option<NaiveDate>,
}

/// T73: ask for a document that tells two files apart, within fifteen days.
pub fn of_pair(facts: &PairFacts, rules: &Rules) -> Vec<Expected> {
    let mut asker = Asker::new(rules, "duplicate_pair", facts.id, Some(facts.person));
    if let Some(day) = facts.since.filter(|_| facts.state == "to_verify") {
        let due = asker.after(day, "T73", "document");
        asker.ask("T73", Whom::Counsellor, 2, day, "15", due);
    }
    asker.out
}

/// The facts of a certificate of no candidate that ask for tasks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CarenceFacts {
    /// Which.
    pub id: RowId,
    /// Who took the request.
    pub by: UserId,
    /// Day asked.
    pub asked_on: Option<NaiveDate>,
    /// asked, searched, given, refused.
    pub state: String,
}

/// T40: answered within ten working days, then the head (the permit is decided in a month).
pub fn of_carence(facts: &CarenceFacts, rules: &Rules) -> Vec<Expected> {
    let mut asker = Asker::new(rules, "carence", facts.id, None);
    if let Some(day) = facts.asked_on.filter(|_| matches!(facts.state.as_str(), "asked" | "searched")) {
        let due = asker.after(day, "T40", "answer");
        asker.ask("T40", Whom::User(facts.by), 2, day, "10", due);
        if asker.today() > due {
            asker.escalate("T40", day, "10", due);
        }
    }
    asker.out
}

/// The facts of a request for access or correction (it has no record of its own: its task is the record).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RequestFacts {
    /// Who asks.
    pub person: PersonId,
    /// Day received.
    pub received_on: NaiveDate,
}

/// T50: answered by the head within thirty days; the data protection officer from the twentieth.
pub fn of_request(facts: &RequestFacts, rules: &Rules) -> Vec<Expected> {
    let mut asker = Asker::new(rules, "person", RowId(facts.person.0), Some(facts.person));
    let day = facts.received_on;
    let due = asker.after(day, "T50", "answer");
    asker.ask("T50", Whom::Head, 1, day, "30", due);
    if asker.today() >= asker.after(day, "T50", "officer") {
        asker.ask("T50", Whom::Auditor, 1, day, "20/officer", due);
    }
    asker.out
}
