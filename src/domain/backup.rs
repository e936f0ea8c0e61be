//! A backup as it was made and tried (security.md §6, §7), and what its age means.

use chrono::{DateTime, Duration, Utc};

use crate::domain::ids::RowId;
use crate::domain::record::{Kind, OwnRules};
use crate::record;

record! {
    /// One backup: tried by opening it, or not made.
    BackupDone: "backup", RowId {
        /// `hourly`, `daily`, `hand`, `before_migration`, `before_restore`.
        kind: String = Made, Kind::Text(20);
        /// The instant whose state it holds.
        made_at: Option<DateTime<Utc>> = Made, Kind::Instant;
        /// Where it was put.
        target: String = Made, Kind::Text(1000);
        /// Size of the file.
        bytes: i64 = Made, Kind::Int(0, i64::MAX);
        /// Digest of the file, hexadecimal.
        sha256: Option<String> = Made, Kind::Text(64);
        /// Rows of all tables.
        row_count: i64 = Made, Kind::Int(0, i64::MAX);
        /// Public key that it was encrypted to.
        recipient: Option<String> = Made, Kind::Text(3000);
        /// Seal of the audit then.
        seal: Option<String> = Made, Kind::Text(200);
        /// Whether it lies on another disk than the database.
        elsewhere: bool = Made, Kind::Bool;
        /// `good`: opened again and counted; `incomplete`: not made, the one before stands; `differs`: made, but not what it should be.
        outcome: String = Made, Kind::Text(20);
    }
}
impl OwnRules for BackupDone {}

/// Good: it can be restored.
pub const GOOD: &str = "good";

/// What the age of the last good backup means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Within the hours allowed.
    Fresh,
    /// Older: the administrator is told.
    Old,
    /// There is none.
    Never,
}

/// The age of the last good backup against the hours allowed (26 by default: a day and two hours of patience).
pub fn age(last: Option<DateTime<Utc>>, now: DateTime<Utc>, hours: i64) -> Age {
    match last {
        None => Age::Never,
        Some(at) if now - at > Duration::hours(hours) => Age::Old,
        Some(_) => Age::Fresh,
    }
}

/// Which of these backups of one kind, newest first, go when so many are kept.
pub fn surplus(keep: usize, newest_first: &[String]) -> &[String] {
    newest_first.get(keep.max(1)..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_of_yesterday_is_fresh_for_26_hours_and_the_last_one_is_never_surplus() {
        let now = DateTime::UNIX_EPOCH + Duration::days(20_000);
        assert_eq!(age(Some(now - Duration::hours(26)), now, 26), Age::Fresh);
        assert_eq!(age(Some(now - Duration::minutes(26 * 60 + 1)), now, 26), Age::Old);
        assert_eq!(age(None, now, 26), Age::Never);
        let all: Vec<String> = ["c", "b", "a"].map(str::to_owned).to_vec();
        assert_eq!(surplus(2, &all), ["a"]);
        assert_eq!(surplus(0, &all), ["b", "a"]);
        assert_eq!(surplus(9, &all), [] as [&str; 0]);
    }
}
