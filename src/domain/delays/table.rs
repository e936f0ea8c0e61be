//! The delays of domain.md §4 as one data table, changed by the office in table `delay`. Read by every rule of this folder,
//! shown and set by `guichet delays`.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::calendar::{Calendar, add_days, add_months};

/// In what a delay is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Working days: no weekends, no public holidays.
    WorkingDays,
    /// Calendar months.
    Months,
    /// Not a delay but a number of times.
    Times,
}

/// Every delay: rule, name, default value, unit (domain.md §4, all ours where no source is named there).
pub const DEFAULTS: &[(&str, &str, i64, Unit)] = &[
    ("T1", "book", 10, Unit::WorkingDays),
    ("T1", "alert", 15, Unit::WorkingDays),
    ("T1", "head", 30, Unit::Days),
    ("T2", "sign", 30, Unit::Days),
    ("T3", "reminder", 10, Unit::Days),
    ("T3", "documents", 15, Unit::Days),
    ("T3", "exit", 60, Unit::Days),
    ("T4", "REN", 30, Unit::Days),
    ("T4", "STD", 60, Unit::Days),
    ("T4", "AUT", 90, Unit::Days),
    ("T5", "renewal", 90, Unit::Days),
    ("T5", "reminder", 10, Unit::Days),
    ("T5", "grace", 15, Unit::Days),
    ("T5", "restore", 30, Unit::Days),
    ("T5", "held", 15, Unit::Days),
    ("T5", "stop", 3, Unit::Days),
    ("T6", "call", 1, Unit::WorkingDays),
    ("T6", "new_date", 7, Unit::Days),
    ("T6", "window", 12, Unit::Months),
    ("T6", "strike", 3, Unit::Times),
    ("T6", "justify", 15, Unit::Days),
    ("T7", "refusals", 2, Unit::Times),
    ("T7", "interview", 10, Unit::WorkingDays),
    ("T7", "head", 5, Unit::WorkingDays),
    ("T8", "before", 10, Unit::WorkingDays),
    ("T8", "outcome", 6, Unit::Months),
    ("T9", "before", 1, Unit::WorkingDays),
    ("T10", "shortlist", 2, Unit::WorkingDays),
    ("T10", "head", 5, Unit::WorkingDays),
    ("T11", "proposal", 7, Unit::Days),
    ("T12", "first", 10, Unit::Days),
    ("T12", "before", 5, Unit::Days),
    ("T12", "silence", 30, Unit::Days),
    ("T13", "publish", 30, Unit::Days),
    ("T13", "expire", 5, Unit::Days),
    ("T20", "answer", 3, Unit::WorkingDays),
    ("T20", "lapse", 7, Unit::WorkingDays),
    ("T20", "thinking", 3, Unit::WorkingDays),
    ("T20", "urgent", 7, Unit::Days),
    ("T20", "urgent_answer", 1, Unit::WorkingDays),
    ("T20", "urgent_lapse", 2, Unit::WorkingDays),
    ("T21", "feedback", 5, Unit::WorkingDays),
    ("T21", "owner", 15, Unit::WorkingDays),
    ("T22", "tell", 2, Unit::WorkingDays),
    ("T30", "confirm", 10, Unit::WorkingDays),
    ("T31", "first", 1, Unit::Months),
    ("T31", "second", 3, Unit::Months),
    ("T31", "third", 6, Unit::Months),
    ("T31", "margin", 10, Unit::Days),
    ("T31", "attempts", 3, Unit::Times),
    ("T40", "answer", 10, Unit::WorkingDays),
    ("T50", "answer", 30, Unit::Days),
    ("T50", "officer", 20, Unit::Days),
    ("T60", "archive", 60, Unit::Months),
    ("T72", "interview", 10, Unit::WorkingDays),
    ("T73", "document", 15, Unit::Days),
    ("T73", "unmerge", 30, Unit::Days),
    ("T74", "decide", 5, Unit::WorkingDays),
    ("T74", "reply", 15, Unit::Days),
    ("T74", "postponed", 3, Unit::Times),
];

/// The delays in force: the defaults, and what the office has changed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Delays {
    changed: BTreeMap<(String, String), i64>,
}

impl Delays {
    /// From the rows of table `delay`; a row that no default knows is kept and never asked for.
    pub fn new(rows: impl IntoIterator<Item = (String, String, i64)>) -> Self {
        Delays { changed: rows.into_iter().map(|(rule, name, value)| ((rule, name), value)).collect() }
    }

    /// The value in force, in the unit of [`DEFAULTS`]. A name that isn't there gives 0.
    pub fn get(&self, rule: &str, name: &str) -> i64 {
        let changed = self.changed.get(&(rule.to_owned(), name.to_owned())).copied();
        changed.unwrap_or_else(|| default_of(rule, name).map_or(0, |(value, _)| value))
    }

    /// The day this delay after another.
    pub fn after(&self, calendar: &Calendar, day: NaiveDate, rule: &str, name: &str) -> NaiveDate {
        self.shift(calendar, day, rule, name, 1)
    }

    /// The day this delay before another.
    pub fn before(&self, calendar: &Calendar, day: NaiveDate, rule: &str, name: &str) -> NaiveDate {
        self.shift(calendar, day, rule, name, -1)
    }

    fn shift(&self, calendar: &Calendar, day: NaiveDate, rule: &str, name: &str, sign: i64) -> NaiveDate {
        let n = self.get(rule, name) * sign;
        match default_of(rule, name).map(|(_, unit)| unit) {
            Some(Unit::WorkingDays) => calendar.add_working_days(day, n),
            Some(Unit::Months) => add_months(day, i32::try_from(n).unwrap_or(0)),
            Some(Unit::Days) => add_days(day, n),
            Some(Unit::Times) | None => day,
        }
    }
}

fn default_of(rule: &str, name: &str) -> Option<(i64, Unit)> {
    DEFAULTS.iter().find(|(r, n, ..)| *r == rule && *n == name).map(|(_, _, value, unit)| (*value, *unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delay_changed_by_the_office_wins_over_the_default() {
        let delays = Delays::new([("T5".to_owned(), "grace".to_owned(), 20)]);
        assert_eq!(delays.get("T5", "grace"), 20);
        assert_eq!(delays.get("T5", "renewal"), 90);
        assert_eq!(delays.get("T5", "unheard_of"), 0);
    }

    #[test]
    fn every_delay_stands_once_in_the_table() {
        for (i, (rule, name, ..)) in DEFAULTS.iter().enumerate() {
            assert!(!DEFAULTS[i + 1..].iter().any(|(r, n, ..)| r == rule && n == name), "{rule} {name}");
        }
    }
}
