//! domain.md §3.7. The facts lead on by themselves (all announced forms keyed, all verified, totals equal); posting is said by a clerk.

use super::{lifecycle, stored_cell, stored_enum};

stored_enum! {
    /// States of a batch of paper forms.
    BatchState {
        /// ouvert
        Open = "open",
        /// 1re saisie close
        FirstClosed = "first_closed",
        /// 2e saisie
        SecondKeying = "second_keying",
        /// à concilier
        ToReconcile = "to_reconcile",
        /// équilibré
        Balanced = "balanced",
        /// versé
        Posted = "posted",
        /// rejeté en partie
        PartRejected = "part_rejected",
    }
}
stored_cell!(BatchState, Open);

stored_enum! {
    /// What can happen to a batch.
    BatchEvent {
        /// As many forms keyed as announced.
        CloseFirst = "close_first",
        /// Another clerk begins to verify.
        BeginSecond = "begin_second",
        /// Every form is verified or set aside.
        EndSecond = "end_second",
        /// Number and totals agree with the slip.
        Balance = "balance",
        /// Something was changed after the balance.
        Unbalance = "unbalance",
        /// Something was changed that another clerk verifies, or the slip was corrected.
        Reopen = "reopen",
        /// The records are made.
        Post = "post",
        /// What can't be taken is rejected, with its list; the rest is posted.
        RejectPart = "reject_part",
    }
}

lifecycle!(BatchState, BatchEvent, [
    Open -- CloseFirst: "S" --> FirstClosed,
    Open -- RejectPart: "SH" --> PartRejected,
    FirstClosed -- BeginSecond: "S" --> SecondKeying,
    FirstClosed -- Reopen: "S" --> Open,
    FirstClosed -- RejectPart: "SH" --> PartRejected,
    SecondKeying -- EndSecond: "S" --> ToReconcile,
    SecondKeying -- RejectPart: "SH" --> PartRejected,
    ToReconcile -- Balance: "S" --> Balanced,
    ToReconcile -- Reopen: "S" --> SecondKeying,
    ToReconcile -- RejectPart: "SH" --> PartRejected,
    Balanced -- Post: "SH" --> Posted,
    Balanced -- Unbalance: "S" --> ToReconcile,
    Balanced -- Reopen: "S" --> SecondKeying,
    Balanced -- RejectPart: "SH" --> PartRejected,
]);
