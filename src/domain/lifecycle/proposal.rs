//! domain.md §3.4.

use super::{lifecycle, stored_cell, stored_enum};

stored_enum! {
    /// States of a proposal.
    ProposalState {
        /// préparée
        Prepared = "prepared",
        /// proposée
        Proposed = "proposed",
        /// acceptée
        Accepted = "accepted",
        /// refusée
        Refused = "refused",
        /// sans réponse
        NoAnswer = "no_answer",
        /// transmise
        Sent = "sent",
        /// à l'entretien employeur
        EmployerInterview = "employer_interview",
        /// recruté
        Hired = "hired",
        /// non retenu
        Rejected = "rejected",
        /// ne s'est pas présenté
        NotShown = "not_shown",
        /// retirée
        Withdrawn = "withdrawn",
    }
}
stored_cell!(ProposalState, Prepared);

stored_enum! {
    /// What can happen to a proposal.
    ProposalEvent {
        /// The person was told.
        Propose = "propose",
        /// Accepts.
        Accept = "accept",
        /// Refuses (REFUSAL).
        Refuse = "refuse",
        /// Thinks it over, or not reached: stays.
        Wait = "wait",
        /// T20 lapsed twice.
        Lapse = "lapse",
        /// Sent to the employer.
        Send = "send",
        /// The employer wants to see the person.
        Invite = "invite",
        /// Hired.
        Hire = "hire",
        /// Turned down.
        Reject = "reject",
        /// Did not come to the employer.
        NotShow = "not_show",
        /// Offer closed, person out; no fault.
        Withdraw = "withdraw",
        /// A hire is denied.
        HireDenied = "hire_denied",
    }
}

impl ProposalState {
    /// « Open »: prepared to employer_interview without a final answer (domain.md §3).
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            ProposalState::Prepared
                | ProposalState::Proposed
                | ProposalState::Accepted
                | ProposalState::Sent
                | ProposalState::EmployerInterview
        )
    }
}

lifecycle!(ProposalState, ProposalEvent, [
    Prepared -- Propose: "CE" --> Proposed,
    Prepared -- Withdraw: "CER" --> Withdrawn,
    Proposed -- Accept: "CE" --> Accepted,
    Proposed -- Refuse: "CE" --> Refused,
    Proposed -- Wait: "CE" --> Proposed,
    Proposed -- Lapse: "RCE" --> NoAnswer,
    Proposed -- Withdraw: "CER" --> Withdrawn,
    NoAnswer -- Accept: "CE" --> Accepted,
    NoAnswer -- Refuse: "CE" --> Refused,
    Accepted -- Send: "CE" --> Sent,
    Accepted -- Withdraw: "CER" --> Withdrawn,
    Sent -- Invite: "CE" --> EmployerInterview,
    Sent -- Hire: "CE" --> Hired,
    Sent -- Reject: "CE" --> Rejected,
    Sent -- NotShow: "CE" --> NotShown,
    Sent -- Withdraw: "CER" --> Withdrawn,
    EmployerInterview -- Hire: "CE" --> Hired,
    EmployerInterview -- Reject: "CE" --> Rejected,
    EmployerInterview -- NotShow: "CE" --> NotShown,
    EmployerInterview -- Withdraw: "CER" --> Withdrawn,
    Hired -- HireDenied: "CE" --> Rejected,
]);
