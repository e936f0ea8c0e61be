//! domain.md §3.1.

use super::{lifecycle, stored_cell, stored_enum};

stored_enum! {
    /// States of a registration.
    RegistrationState {
        /// brouillon
        Draft = "draft",
        /// à compléter
        Incomplete = "incomplete",
        /// inscrit
        Active = "active",
        /// en mesure
        InMeasure = "in_measure",
        /// suspendu
        Suspended = "suspended",
        /// à actualiser
        ToRenew = "to_renew",
        /// radiation proposée
        StrikeProposed = "strike_proposed",
        /// sorti
        Closed = "closed",
    }
}
stored_cell!(RegistrationState, Draft);

stored_enum! {
    /// What can happen to a registration.
    RegistrationEvent {
        /// Saved with everything.
        Complete = "complete",
        /// Saved with a document missing.
        SaveIncomplete = "save_incomplete",
        /// The documents were seen.
        DocumentsSeen = "documents_seen",
        /// T3 lapsed: exit 17, decided by the head.
        LapseIncomplete = "lapse_incomplete",
        /// Enters a CAJ, stage or training.
        EnterMeasure = "enter_measure",
        /// Illness, maternity or absence declared.
        Suspend = "suspend",
        /// End reached or early return.
        Resume = "resume",
        /// `renewal_due` passed.
        RenewalPassed = "renewal_passed",
        /// The person confirms (counter, telephone).
        Renew = "renew",
        /// Grace ended: exit 05.
        LapseRenewal = "lapse_renewal",
        /// Hired: exit 01, 02, 03.
        Hire = "hire",
        /// Its hire is denied, or « rétablir » within 30 days of exit 05.
        Restore = "restore",
        /// Repeated no-shows or refusals.
        ProposeStrike = "propose_strike",
        /// Struck off: exit 06–08.
        ConfirmStrike = "confirm_strike",
        /// Not struck off.
        DropStrike = "drop_strike",
        /// Studies, leaving, retiring, death, other: exit 04, 09–13, 16.
        Leave = "leave",
        /// Three attempts on three days: exit 18.
        Unreachable = "unreachable",
        /// Opened by mistake: exit 15.
        Mistake = "mistake",
        /// Merged into another file: exit 14.
        Merge = "merge",
        /// A merge is undone.
        Unmerge = "unmerge",
        /// Taken back by its author the same day, later by the head.
        Corrected = "corrected",
    }
}

impl RegistrationState {
    /// « Open »: counted in the stock (domain.md §3).
    pub const fn is_open(self) -> bool {
        !matches!(self, RegistrationState::Draft | RegistrationState::Closed)
    }
    /// Every open state.
    pub const OPEN: &'static [RegistrationState] = &[
        RegistrationState::Incomplete,
        RegistrationState::Active,
        RegistrationState::InMeasure,
        RegistrationState::Suspended,
        RegistrationState::ToRenew,
        RegistrationState::StrikeProposed,
    ];
}

lifecycle!(RegistrationState, RegistrationEvent, [
    Draft -- Complete: "AC" --> Active,
    Draft -- SaveIncomplete: "ACS" --> Incomplete,
    Incomplete -- DocumentsSeen: "AC" --> Active,
    Incomplete -- LapseIncomplete: "H" --> Closed,
    Incomplete -- Hire: "CE" --> Closed,
    Incomplete -- Leave: "C" --> Closed,
    Incomplete -- Unreachable: "H" --> Closed,
    Incomplete -- Mistake: "H" --> Closed,
    Incomplete -- Merge: "CH" --> Closed,
    Active -- Renew: "AC" --> Active,
    Active -- EnterMeasure: "CE" --> InMeasure,
    Active -- Suspend: "AC" --> Suspended,
    Active -- Hire: "CE" --> Closed,
    Active -- Leave: "C" --> Closed,
    Active -- RenewalPassed: "R" --> ToRenew,
    Active -- ProposeStrike: "C" --> StrikeProposed,
    Active -- Unreachable: "H" --> Closed,
    Active -- Mistake: "H" --> Closed,
    Active -- Merge: "CH" --> Closed,
    InMeasure -- Resume: "C" --> Active,
    InMeasure -- Hire: "CE" --> Closed,
    InMeasure -- Leave: "C" --> Closed,
    InMeasure -- Unreachable: "H" --> Closed,
    InMeasure -- Mistake: "H" --> Closed,
    InMeasure -- Merge: "CH" --> Closed,
    Suspended -- Resume: "C" --> Active,
    Suspended -- Hire: "CE" --> Closed,
    Suspended -- Leave: "C" --> Closed,
    Suspended -- Unreachable: "H" --> Closed,
    Suspended -- Mistake: "H" --> Closed,
    Suspended -- Merge: "CH" --> Closed,
    ToRenew -- Renew: "AC" --> Active,
    ToRenew -- LapseRenewal: "R" --> Closed,
    ToRenew -- Hire: "CE" --> Closed,
    ToRenew -- Leave: "C" --> Closed,
    ToRenew -- Unreachable: "H" --> Closed,
    ToRenew -- Mistake: "H" --> Closed,
    ToRenew -- Merge: "CH" --> Closed,
    StrikeProposed -- ConfirmStrike: "H" --> Closed,
    StrikeProposed -- DropStrike: "H" --> Active,
    StrikeProposed -- Hire: "CE" --> Closed,
    StrikeProposed -- Leave: "C" --> Closed,
    StrikeProposed -- Unreachable: "H" --> Closed,
    StrikeProposed -- Mistake: "H" --> Closed,
    StrikeProposed -- Merge: "CH" --> Closed,
    Closed -- Restore: "ACE" --> Active,
    Closed -- Merge: "CH" --> Closed,
    Closed -- Unmerge: "H" --> Active,
]);
