//! What a proposal asks for: T20 to T22, and the reminder before an interview at the employer's (domain.md §3.4, §4).

use chrono::NaiveDate;

use super::{Asker, Expected, Whom};
use crate::domain::ids::{PersonId, ProposalId, RowId, UserId};
use crate::domain::lifecycle::ProposalState;
use crate::domain::rules::Rules;

/// The facts of a proposal that ask for tasks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProposalFacts {
    /// Which.
    pub id: ProposalId,
    /// To whom.
    pub person: PersonId,
    /// By whom.
    pub by: UserId,
    /// Its state.
    pub state: ProposalState,
    /// Day of the contact.
    pub sent_on: Option<NaiveDate>,
    /// The answer's day as set, later than the rule's when the person thinks it over.
    pub answer_due: Option<NaiveDate>,
    /// The offer starts soon: shorter delays.
    pub urgent: bool,
    /// Day sent to the employer.
    pub sent_to_employer_on: Option<NaiveDate>,
    /// Day of the employer's feedback.
    pub feedback_on: Option<NaiveDate>,
    /// Day of the interview at the employer's.
    pub interview_on: Option<NaiveDate>,
    /// Day on which the person was told.
    pub told_on: Option<NaiveDate>,
    /// The person had said yes and the offer closed on this day: to be told.
    pub offer_closed_on: Option<NaiveDate>,
}

/// When an answer is expected, by T20: three working days after the contact, one for an urgent offer.
pub fn answer_day(sent_on: NaiveDate, urgent: bool, rules: &Rules) -> NaiveDate {
    let name = if urgent { "urgent_answer" } else { "answer" };
    rules.delays.after(&rules.calendar, sent_on, "T20", name)
}

/// Whether an offer is urgent on this day: work starts within seven days.
pub fn is_urgent(sent_on: NaiveDate, start_on: Option<NaiveDate>, rules: &Rules) -> bool {
    start_on.is_some_and(|start| start <= rules.delays.after(&rules.calendar, sent_on, "T20", "urgent"))
}

/// The tasks that a proposal asks for.
pub fn of_proposal(facts: &ProposalFacts, rules: &Rules) -> Vec<Expected> {
    let mut asker = Asker::new(rules, "proposal", RowId(facts.id.0), Some(facts.person));
    let by = Whom::User(facts.by);
    match facts.state {
        ProposalState::Proposed => answer(&mut asker, facts, by),
        ProposalState::Sent => feedback(&mut asker, facts, by),
        ProposalState::EmployerInterview => {
            tell(&mut asker, facts, by);
            if let Some(day) = facts.interview_on.filter(|d| *d > asker.today()) {
                let due = asker.before(day, "T9", "before");
                asker.ask("T9", by, 2, day, "-1", due);
            }
        }
        ProposalState::Rejected => tell(&mut asker, facts, by),
        ProposalState::Withdrawn if facts.told_on.is_none() => {
            if let Some(day) = facts.offer_closed_on {
                let due = asker.after(day, "T22", "tell");
                asker.ask("T22", by, 2, day, "closed", due);
            }
        }
        _ => {}
    }
    asker.out
}

/// T20: the answer, and a second reminder on the day after which it counts as none.
fn answer(asker: &mut Asker<'_>, facts: &ProposalFacts, by: Whom) {
    let Some(sent) = facts.sent_on else { return };
    let first = facts.answer_due.unwrap_or_else(|| answer_day(sent, facts.urgent, asker.rules));
    let last = super::lapse_day(facts, asker.rules).unwrap_or(first);
    asker.steps("T20", by, sent, &[("1".to_owned(), first), ("2".to_owned(), last)]);
}

/// T21: five working days after sending, then each five; at fifteen the owner of the offer.
fn feedback(asker: &mut Asker<'_>, facts: &ProposalFacts, by: Whom) {
    let Some(sent) = facts.sent_to_employer_on else { return };
    let step = asker.delay("T21", "feedback").max(1);
    let calendar = &asker.rules.calendar;
    let mut steps = Vec::new();
    // The steps reached and the next one; a year of silence is enough to count.
    for n in 1..=50 {
        let due = calendar.add_working_days(sent, n * step);
        steps.push(((n * step).to_string(), due));
        if due > asker.today() {
            break;
        }
    }
    asker.steps("T21", by, sent, &steps);
    let from = asker.after(sent, "T21", "owner");
    if asker.today() >= from {
        asker.ask("T21", Whom::Owner, 1, sent, "15/owner", from);
    }
}

/// T22: tell the person what the employer said.
fn tell(asker: &mut Asker<'_>, facts: &ProposalFacts, by: Whom) {
    if let Some(day) = facts.feedback_on.filter(|_| facts.told_on.is_none()) {
        let due = asker.after(day, "T22", "tell");
        asker.ask("T22", by, 2, day, "2", due);
    }
}
