//! Batches of paper forms (domain.md §2.9, §3.7, §5 « Clerk, 200 paper forms »): the batch, its forms as keyed, where two
//! keyings differ, which fields a form has. Called by `services/batches` and the screens of bulk entry.

pub mod fields;
pub mod forms;
pub mod report;
pub mod totals;

use std::collections::BTreeMap;

use crate::domain::ids::{BatchId, PersonId, RowId, UserId};
use crate::domain::lifecycle::{BatchState, stored_cell, stored_enum};
use crate::domain::record::{Kind, OwnRules};
use crate::record;

/// A form as keyed: field id → value as stored, as text; `~` and a field id → what the paper has where it can't be read.
pub type Keyed = BTreeMap<String, String>;

stored_enum! {
    /// What the paper forms of a batch are about.
    FormKind {
        /// Registrations.
        People = "people",
        /// Employers.
        Employers = "employers",
        /// Offers.
        Offers = "offers",
        /// Outcomes of interviews.
        Interviews = "interviews",
    }
}
stored_cell!(FormKind, People);

impl FormKind {
    /// The code list that has its fields in the order of the paper (reference/README.md).
    pub fn list(self) -> &'static str {
        match self {
            FormKind::People => "BULK_PEOPLE",
            FormKind::Employers => "BULK_EMPLOYERS",
            FormKind::Offers => "BULK_OFFERS",
            FormKind::Interviews => "BULK_INTERVIEWS",
        }
    }
}

stored_enum! {
    /// Where one form of a batch stands.
    FormState {
        /// saisie
        Keyed = "keyed",
        /// à revoir
        Aside = "aside",
        /// vérifiée
        Verified = "verified",
        /// doublon possible
        Doubtful = "doubtful",
        /// versée
        Posted = "posted",
        /// rejetée
        Rejected = "rejected",
    }
}
stored_cell!(FormState, Keyed);

record! {
    /// A pile of paper forms entered together under control totals.
    Batch: "batch", BatchId {
        /// `2026-117`: year and serial in the agency.
        number: String = Made, Kind::Text(20);
        /// Agency.
        agency: String = Made, Kind::Text(3);
        /// What the forms are about.
        form_kind: FormKind = Made, Kind::State;
        /// Forms announced on the slip.
        announced_forms: i64 = Must, Kind::Int(1, 10_000);
        /// Totals on the slip, `births=396418|serials=18330`; those that it hasn't are left out.
        control_totals: Vec<String> = May, Kind::Words;
        /// Who keys first.
        first_clerk: Option<UserId> = Made, Kind::Ref("account");
        /// Who keys a second time: never the first.
        second_clerk: Option<UserId> = Made, Kind::Ref("account");
        /// Lifecycle of domain.md §3.7.
        state: BatchState = Made, Kind::State;
        /// `critical`: the fields that matter are keyed twice; `all`: every field.
        verify: String = Made, Kind::Text(12);
    }
}
impl OwnRules for Batch {}

record! {
    /// One paper form of a batch: as keyed until it is posted, and after.
    BatchForm: "batch_form", RowId {
        /// Of this batch.
        batch: BatchId = Made, Kind::Ref("batch");
        /// Place in the pile, from 1.
        form_no: i64 = Made, Kind::Int(1, 10_000);
        /// Where it stands.
        state: FormState = Made, Kind::State;
        /// JSON of [`Keyed`]: the first keying, and what was settled.
        keyed: String = Made, Kind::Note;
        /// JSON of the differences between both keyings.
        differences: Option<String> = Made, Kind::Note;
        /// Fields that were keyed twice.
        compared: i64 = Made, Kind::Int(0, 100);
        /// Why it was set aside, or what refused it.
        aside_reason: Option<String> = May, Kind::Text(200);
        /// First keying: by whom, with how many strokes, in how many seconds, with how many errors caught at a field.
        keyed_by: Option<UserId> = Made, Kind::Ref("account");
        /// Strokes.
        keyed_strokes: i64 = Made, Kind::Int(0, i64::MAX);
        /// Seconds.
        keyed_seconds: i64 = Made, Kind::Int(0, i64::MAX);
        /// Errors caught.
        keyed_slips: i64 = Made, Kind::Int(0, i64::MAX);
        /// Second keying: by whom.
        verified_by: Option<UserId> = Made, Kind::Ref("account");
        /// Strokes.
        verified_strokes: i64 = Made, Kind::Int(0, i64::MAX);
        /// Seconds.
        verified_seconds: i64 = Made, Kind::Int(0, i64::MAX);
        /// Errors caught.
        verified_slips: i64 = Made, Kind::Int(0, i64::MAX);
        /// The record that it became.
        subject: Option<RowId> = Made, Kind::Ref("");
        /// Number of the file that it went into.
        subject_number: Option<String> = Made, Kind::Text(20);
        /// Numbers of files that may be the same.
        doubts: Vec<String> = Made, Kind::Words;
    }
}
impl OwnRules for BatchForm {}

record! {
    /// Two keyings of one field that differed, kept in the history of the record that was made of the form.
    KeyedTwice: "keyed_twice", RowId {
        /// The form.
        batch_form: RowId = Made, Kind::Ref("batch_form");
        /// The person whose file it went into.
        person: Option<PersonId> = Made, Kind::Ref("person");
        /// The record itself, where it is another one.
        subject: Option<RowId> = Made, Kind::Ref("");
        /// Number of the batch.
        batch_number: String = Made, Kind::Text(20);
        /// Place of the form in the pile.
        form_no: i64 = Made, Kind::Int(1, 10_000);
        /// Which field.
        keyed_field: String = Made, Kind::Text(40);
        /// As the first keyed it.
        first_value: Option<String> = Made, Kind::Note;
        /// Name of the first.
        first_clerk: Option<String> = Made, Kind::Text(120);
        /// As the second keyed it.
        second_value: Option<String> = Made, Kind::Note;
        /// Name of the second.
        second_clerk: Option<String> = Made, Kind::Text(120);
        /// What was taken, read from the paper.
        kept_value: Option<String> = Made, Kind::Note;
    }
}
impl OwnRules for KeyedTwice {}

/// Two keyings of a field that differ, and what was taken from the paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Field id.
    pub field: String,
    /// As the first keyed it.
    pub first: String,
    /// As the second keyed it.
    pub second: String,
    /// What was taken: one of both, or a third value.
    pub kept: String,
}

/// What one keying of a form took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Effort {
    /// Keys pressed.
    pub strokes: i64,
    /// From the first key to the save.
    pub seconds: i64,
    /// Errors caught at a field.
    pub slips: i64,
}

impl Effort {
    /// Both together.
    pub fn and(self, other: Effort) -> Effort {
        Effort { strokes: self.strokes + other.strokes, seconds: self.seconds + other.seconds, slips: self.slips + other.slips }
    }
    /// Forms in an hour at this pace; none while nothing was measured.
    pub fn rate(self, forms: i64) -> Option<i64> {
        (self.seconds > 0 && forms > 0).then(|| (forms * 3600 + self.seconds / 2) / self.seconds)
    }
}

impl BatchForm {
    /// What the first keying took.
    pub fn first_effort(&self) -> Effort {
        Effort { strokes: self.keyed_strokes, seconds: self.keyed_seconds, slips: self.keyed_slips }
    }
    /// What the second took.
    pub fn second_effort(&self) -> Effort {
        Effort { strokes: self.verified_strokes, seconds: self.verified_seconds, slips: self.verified_slips }
    }
}

/// The state that the facts lead to: `keyed` forms of `announced`, of which `settled` are verified or set aside; `agrees`: totals and
/// number are those of the slip. What was posted or rejected stays.
pub fn state_by_facts(state: BatchState, announced: i64, keyed: i64, settled: i64, begun: bool, agrees: bool) -> BatchState {
    use BatchState::{Balanced, FirstClosed, Open, PartRejected, Posted, SecondKeying, ToReconcile};
    match state {
        Posted | PartRejected => state,
        _ if keyed != announced && !begun => Open,
        _ if !begun => FirstClosed,
        _ if settled < keyed => SecondKeying,
        _ if agrees => Balanced,
        _ => ToReconcile,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::lifecycle::State;

    #[test]
    fn the_facts_lead_a_batch_along_the_lifecycle_and_never_past_it() {
        use BatchState::{Balanced, FirstClosed, Open, Posted, SecondKeying, ToReconcile};
        assert_eq!(state_by_facts(Open, 30, 29, 0, false, false), Open);
        assert_eq!(state_by_facts(Open, 30, 30, 0, false, true), FirstClosed);
        assert_eq!(state_by_facts(FirstClosed, 30, 30, 1, true, true), SecondKeying);
        assert_eq!(state_by_facts(SecondKeying, 30, 30, 30, true, false), ToReconcile);
        assert_eq!(state_by_facts(ToReconcile, 30, 30, 30, true, true), Balanced);
        assert_eq!(state_by_facts(Balanced, 30, 30, 30, true, false), ToReconcile);
        assert_eq!(state_by_facts(Posted, 30, 30, 30, true, false), Posted);
        for (from, to) in [(Open, FirstClosed), (FirstClosed, SecondKeying), (SecondKeying, ToReconcile), (ToReconcile, Balanced)]
        {
            assert!(from.following().any(|s| s.to == to), "{from:?} to {to:?}");
        }
    }

    #[test]
    fn the_pace_is_counted_in_forms_an_hour() {
        assert_eq!(Effort { seconds: 1161, ..Effort::default() }.rate(10), Some(31));
        assert_eq!(Effort::default().rate(0), None);
    }
}
