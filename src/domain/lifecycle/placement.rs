//! domain.md §3.5. The checks at one, three and six months are dates on the record, not states.

use super::{lifecycle, stored_cell, stored_enum};

stored_enum! {
    /// States of a placement.
    PlacementState {
        /// annoncé
        Announced = "announced",
        /// confirmé: only this and what follows counts
        Confirmed = "confirmed",
        /// maintenu
        Kept = "kept",
        /// rompu
        Broken = "broken",
        /// achevé
        Ended = "ended",
        /// infirmé
        Denied = "denied",
    }
}
stored_cell!(PlacementState, Announced);

stored_enum! {
    /// What can happen to a placement.
    PlacementEvent {
        /// Employer, person or contract seen.
        Confirm = "confirm",
        /// Not true.
        Deny = "deny",
        /// Still there at six months.
        Keep = "keep",
        /// Ended before its time.
        Break = "break",
        /// End of a fixed contract.
        End = "end",
    }
}

lifecycle!(PlacementState, PlacementEvent, [
    Announced -- Confirm: "CE" --> Confirmed,
    Announced -- Deny: "CE" --> Denied,
    Confirmed -- Keep: "CE" --> Kept,
    Confirmed -- Break: "CE" --> Broken,
    Confirmed -- End: "CER" --> Ended,
    Kept -- Break: "CE" --> Broken,
    Kept -- End: "CER" --> Ended,
]);
