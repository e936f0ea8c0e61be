//! Rules T1 to T74 (domain.md §4): which tasks the facts of a record ask for, by when and of whom. Pure: facts and calendar
//! in, expected tasks out; `services::follow_up` makes the stored tasks agree, `services::rules` does what falls due.
//!
//! A task is made at once with its future day. Its `origin` names the fact and the step (`2026-11-30/-10`): when the fact
//! moves the old origin is no longer asked for and another is.

mod closing;
mod office;
mod people;
mod placed;
mod proposed;
mod table;
mod vacant;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub use closing::{Hold, exit_day, expiry_day, fixed_end, lapse_day, may_restore, may_strike, renewal_passed};
pub use office::{CarenceFacts, DecisionFacts, PairFacts, RequestFacts, of_carence, of_decision, of_pair, of_request};
pub use people::{AppointmentFacts, RegistrationFacts, at_resume, of_appointment, of_registration};
pub use placed::{EnrolmentFacts, PlacementFacts, of_enrolment, of_placement};
pub use proposed::{ProposalFacts, answer_day, is_urgent, of_proposal};
pub use table::{DEFAULTS, Delays, Unit};
pub use vacant::{VacancyFacts, of_vacancy};

use crate::domain::ids::{PersonId, RowId, UserId};
use crate::domain::record::day_text;
use crate::domain::rules::Rules;

/// Whose work a task is; the service finds the user, and falls back to the head of the agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// The counsellor in charge of the person's registration.
    Counsellor,
    /// The officer who owns the vacancy or the employer.
    Owner,
    /// The agency head.
    Head,
    /// The data protection officer (role auditor).
    Auditor,
    /// This user.
    User(UserId),
}

/// A task that the facts ask for.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// `T1` … `T74`; also the kind of the task.
    pub rule: &'static str,
    /// Table of the subject.
    pub subject_kind: &'static str,
    /// The record whose facts ask for it.
    pub subject: RowId,
    /// The person it is about.
    pub person: Option<PersonId>,
    /// Whose work.
    pub assignee: Whom,
    /// By when.
    pub due: NaiveDate,
    /// 1 high, 2 usual, 3 low.
    pub priority: i64,
    /// Fact and step, unique with rule and subject.
    pub origin: String,
    /// Whether a stored task follows when `due` differs; false for « the same day », which is the day it was made.
    pub follows: bool,
}

/// Origins with this beginning are made by an event, not by a fact: the task stays until it is settled or its subject closes.
pub const EVENT: &str = "event:";

/// The origin of a task made by an event of a day (`event:2026-11-24/resume`).
pub fn event_origin(day: NaiveDate, step: &str) -> String {
    format!("{EVENT}{}/{step}", day_text(day))
}

/// Collects what one record asks for.
struct Asker<'a> {
    rules: &'a Rules,
    kind: &'static str,
    subject: RowId,
    person: Option<PersonId>,
    out: Vec<Expected>,
}

impl<'a> Asker<'a> {
    fn new(rules: &'a Rules, kind: &'static str, subject: RowId, person: Option<PersonId>) -> Self {
        Asker { rules, kind, subject, person, out: Vec::new() }
    }
    fn after(&self, day: NaiveDate, rule: &str, name: &str) -> NaiveDate {
        self.rules.delays.after(&self.rules.calendar, day, rule, name)
    }
    fn before(&self, day: NaiveDate, rule: &str, name: &str) -> NaiveDate {
        self.rules.delays.before(&self.rules.calendar, day, rule, name)
    }
    fn delay(&self, rule: &str, name: &str) -> i64 {
        self.rules.delays.get(rule, name)
    }
    fn today(&self) -> NaiveDate {
        self.rules.today
    }
    /// Asks for a task.
    fn ask(&mut self, rule: &'static str, assignee: Whom, priority: i64, fact: NaiveDate, step: &str, due: NaiveDate) {
        let origin = format!("{}/{step}", day_text(fact));
        let (subject_kind, subject, person) = (self.kind, self.subject, self.person);
        self.out.push(Expected { rule, subject_kind, subject, person, assignee, due, priority, origin, follows: true });
    }
    /// Asks the head from this day on (never before: an escalation isn't made in advance).
    fn escalate(&mut self, rule: &'static str, fact: NaiveDate, step: &str, from: NaiveDate) {
        if self.today() >= from {
            self.ask(rule, Whom::Head, 1, fact, &format!("{step}/head"), from);
        }
    }
    /// Steps of one reminder in order of their days: those to come, and of those reached the latest only, so that a list
    /// never shows two lines for one thing.
    fn steps(&mut self, rule: &'static str, assignee: Whom, fact: NaiveDate, steps: &[(String, NaiveDate)]) {
        let today = self.today();
        let reached = steps.iter().rposition(|(_, due)| *due <= today).unwrap_or(0);
        for (step, due) in steps.iter().skip(reached) {
            self.ask(rule, assignee, 2, fact, step, *due);
        }
    }
}
