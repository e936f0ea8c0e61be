//! domain.md §3.6. Postponing and transferring are events that leave the task open.

use super::{lifecycle, stored_cell, stored_enum};

stored_enum! {
    /// States of a task.
    TaskState {
        /// ouverte
        Open = "open",
        /// faite
        Done = "done",
        /// sans objet
        Dropped = "dropped",
    }
}
stored_cell!(TaskState, Open);

stored_enum! {
    /// What can happen to a task.
    TaskEvent {
        /// Done, with its result.
        Do = "do",
        /// Another date; the third time asks the head.
        Postpone = "postpone",
        /// Someone else's.
        Transfer = "transfer",
        /// Its subject is closed or its fact has moved.
        Drop = "drop",
        /// Taken back by its author the same day.
        Corrected = "corrected",
    }
}

lifecycle!(TaskState, TaskEvent, [
    Open -- Do: "ACEH" --> Done,
    Open -- Postpone: "ACEH" --> Open,
    Open -- Transfer: "ACEH" --> Open,
    Open -- Drop: "RACEH" --> Dropped,
    Done -- Corrected: "ACEH" --> Open,
]);
