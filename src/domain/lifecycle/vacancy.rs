//! domain.md §3.3.

use super::{lifecycle, stored_cell, stored_enum};

stored_enum! {
    /// States of a vacancy.
    VacancyState {
        /// brouillon
        Draft = "draft",
        /// à valider
        ToCheck = "to_check",
        /// ouverte
        Open = "open",
        /// en présélection
        Shortlisting = "shortlisting",
        /// suspendue
        Paused = "paused",
        /// pourvue
        Filled = "filled",
        /// annulée
        Cancelled = "cancelled",
        /// expirée
        Expired = "expired",
        /// sans candidat
        NoCandidate = "no_candidate",
        /// non conforme
        Refused = "refused",
    }
}
stored_cell!(VacancyState, Draft);

stored_enum! {
    /// What can happen to a vacancy.
    VacancyEvent {
        /// Sent to be checked.
        Submit = "submit",
        /// Accepted and published.
        Accept = "accept",
        /// Not accepted (VREFUSE).
        Refuse = "refuse",
        /// Mended after a refusal.
        Mend = "mend",
        /// Shortlist made, proposals sent.
        Shortlist = "shortlist",
        /// Enough candidates.
        Pause = "pause",
        /// Reopened by hand.
        Reopen = "reopen",
        /// The employer extends it.
        Extend = "extend",
        /// Every position filled.
        Fill = "fill",
        /// Filled otherwise.
        FillOtherwise = "fill_otherwise",
        /// Cancelled.
        Cancel = "cancel",
        /// Expired.
        Expire = "expire",
        /// No candidate.
        NoCandidate = "no_candidate",
        /// A hire is denied or taken back.
        HireDenied = "hire_denied",
    }
}

impl VacancyState {
    /// « Open » (domain.md §3).
    pub const fn is_open(self) -> bool {
        matches!(self, VacancyState::Open | VacancyState::Shortlisting | VacancyState::Paused)
    }
}

lifecycle!(VacancyState, VacancyEvent, [
    Draft -- Submit: "EC" --> ToCheck,
    ToCheck -- Accept: "EH" --> Open,
    ToCheck -- Refuse: "EH" --> Refused,
    Refused -- Mend: "EC" --> ToCheck,
    Open -- Shortlist: "CE" --> Shortlisting,
    Open -- Extend: "E" --> Open,
    Open -- Pause: "E" --> Paused,
    Open -- Fill: "RE" --> Filled,
    Open -- FillOtherwise: "E" --> Filled,
    Open -- Cancel: "E" --> Cancelled,
    Open -- Expire: "R" --> Expired,
    Open -- NoCandidate: "E" --> NoCandidate,
    Shortlisting -- Extend: "E" --> Shortlisting,
    Shortlisting -- Pause: "E" --> Paused,
    Shortlisting -- Fill: "RE" --> Filled,
    Shortlisting -- FillOtherwise: "E" --> Filled,
    Shortlisting -- Cancel: "E" --> Cancelled,
    Shortlisting -- Expire: "R" --> Expired,
    Shortlisting -- NoCandidate: "E" --> NoCandidate,
    Paused -- Reopen: "E" --> Open,
    Paused -- Extend: "E" --> Paused,
    Paused -- Fill: "RE" --> Filled,
    Paused -- FillOtherwise: "E" --> Filled,
    Paused -- Cancel: "E" --> Cancelled,
    Paused -- Expire: "R" --> Expired,
    Paused -- NoCandidate: "E" --> NoCandidate,
    Filled -- HireDenied: "RE" --> Open,
]);
