//! What protects a person against the use of the file, or the file against its end (security.md §4, domain.md §6 "Data protection"): restriction of
//! contested data, legal hold, and a wish for erasure that waits for its second person. Kept by `services/erasure`.

use chrono::NaiveDate;

use crate::domain::ids::{PersonId, RowId, UserId};
use crate::domain::record::{Kind, OwnRules};
use crate::domain::rules::Rules;
use crate::fault::Flaw;
use crate::record;

/// The file is off lists and proposals.
pub const RESTRICTION: &str = "restriction";
/// The file may neither be erased nor anonymised.
pub const HOLD: &str = "hold";
/// It shall be erased.
pub const ERASURE: &str = "erasure";
/// It shall keep what statistics need, and nothing that names.
pub const ANONYMISING: &str = "anonymising";

record! {
    /// One safeguard; open while it has no end.
    Safeguard: "safeguard", RowId {
        /// Of whom.
        person: PersonId = Made, Kind::Ref("person");
        /// restriction, hold, erasure, anonymising.
        kind: String = Made, Kind::Text(12);
        /// Why.
        reason: Option<String> = May, Kind::Text(400);
        /// From which day.
        since: Option<NaiveDate> = Made, Kind::Past;
        /// Who asked.
        asked_by: UserId = Made, Kind::Ref("account");
        /// Until which day; none: still.
        ended_on: Option<NaiveDate> = Made, Kind::Past;
        /// Who ended it.
        ended_by: Option<UserId> = Made, Kind::Ref("account");
    }
}

impl OwnRules for Safeguard {
    fn own_rules(&self, _: &Rules, flaws: &mut Vec<Flaw>) {
        if self.ended_on.is_none() && self.reason.as_deref().is_none_or(|r| r.trim().is_empty()) {
            flaws.push(Flaw::new("reason", "flaw-missing"));
        }
    }
}
