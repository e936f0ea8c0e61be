//! Proposals from the first word to the check after six months (domain.md §2.9, §3.4, §3.5): prepared, proposed, answered, sent to the
//! employer, hired, confirmed, checked; what fills an offer and what opens it again. Called by the screens of offers, proposals and
//! files (inside jobs), by the tasks, by `rules`, and by `guichet show proposals`.

mod answer;
mod hires;
mod list;
mod offer;
mod papers;
mod propose;

use chrono::NaiveDate;

pub use self::answer::{Answered, Said, answer, forward_all, postpone, set_interview};
pub use self::hires::{Hired, break_off, check, confirm, deny, of_proposal, placement};
pub(crate) use self::hires::{confirm_in, deny_in};
pub use self::list::{Waiting, of_vacancy, row, show, waiting};
pub(crate) use self::offer::reopened;
pub use self::papers::{employer_list, introduction};
pub use self::propose::{Proposed, Side, Wish, out_of_order, propose, propose_prepared};
pub use crate::store::proposals::{HireRow, ProposalRow};

use crate::domain::lifecycle::ProposalState;
use crate::domain::proposal::Proposal;

/// Whose word is awaited on a proposal: the legend of the digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Awaits {
    /// The person's (ANSWER).
    Person,
    /// The office itself: to be sent to the employer.
    Office,
    /// The employer's (EMPANS).
    Employer,
    /// Nothing: prepared, or settled.
    Nobody,
}

/// Whose word a proposal in this state waits for. « Sans réponse » opens again when the person answers later (domain.md §3.4).
pub fn awaits(state: ProposalState) -> Awaits {
    match state {
        ProposalState::Proposed | ProposalState::NoAnswer => Awaits::Person,
        ProposalState::Accepted => Awaits::Office,
        ProposalState::Sent | ProposalState::EmployerInterview => Awaits::Employer,
        _ => Awaits::Nobody,
    }
}

/// The day by which something is awaited: the person's answer, the sending (the day of the « yes »), the employer's feedback.
pub fn due_of(proposal: &Proposal) -> Option<NaiveDate> {
    match proposal.state {
        ProposalState::Proposed => proposal.answer_due,
        ProposalState::Accepted => proposal.answered_on,
        ProposalState::Sent => proposal.feedback_due,
        ProposalState::EmployerInterview => {
            let day = proposal.employer_interview_at.map(|at| crate::domain::calendar::local(at).date());
            day.or(proposal.feedback_due)
        }
        _ => None,
    }
}
