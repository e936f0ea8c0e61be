//! domain.md §3.2.

use super::{lifecycle, stored_cell, stored_enum};

stored_enum! {
    /// States of an appointment; a planned one whose hour is gone shows as « à régler ».
    AppointmentState {
        /// prévu
        Planned = "planned",
        /// arrivé, « à l'accueil »
        Arrived = "arrived",
        /// en cours
        InProgress = "in_progress",
        /// honoré
        Held = "held",
        /// excusé
        Excused = "excused",
        /// reporté
        Moved = "moved",
        /// manqué
        Missed = "missed",
        /// justifié
        Justified = "justified",
        /// annulé
        Cancelled = "cancelled",
    }
}
stored_cell!(AppointmentState, Planned);

stored_enum! {
    /// What can happen to an appointment.
    AppointmentEvent {
        /// The person comes.
        Arrive = "arrive",
        /// The interview begins.
        Start = "start",
        /// The interview is saved, or a walk-in answered at the counter.
        Hold = "hold",
        /// Excused before the hour.
        Excuse = "excuse",
        /// A new date replaces it.
        Move = "move",
        /// Did not come.
        Miss = "miss",
        /// The absence is justified within 15 days.
        Justify = "justify",
        /// By the office, or left unseen.
        Cancel = "cancel",
        /// An arrival or no-show taken back the same day.
        Corrected = "corrected",
    }
}

impl AppointmentState {
    /// Still to be settled at closing time.
    pub const fn is_unsettled(self) -> bool {
        matches!(self, AppointmentState::Planned | AppointmentState::Arrived | AppointmentState::InProgress)
    }
}

lifecycle!(AppointmentState, AppointmentEvent, [
    Planned -- Arrive: "AC" --> Arrived,
    Planned -- Start: "C" --> InProgress,
    Planned -- Miss: "AC" --> Missed,
    Planned -- Excuse: "AC" --> Excused,
    Planned -- Move: "AC" --> Moved,
    Planned -- Cancel: "CH" --> Cancelled,
    Arrived -- Start: "C" --> InProgress,
    Arrived -- Hold: "AC" --> Held,
    Arrived -- Cancel: "AC" --> Cancelled,
    Arrived -- Corrected: "AC" --> Planned,
    InProgress -- Hold: "C" --> Held,
    InProgress -- Corrected: "C" --> Arrived,
    Excused -- Move: "AC" --> Moved,
    Missed -- Arrive: "AC" --> Arrived,
    Missed -- Justify: "C" --> Justified,
    Missed -- Corrected: "AC" --> Planned,
]);
