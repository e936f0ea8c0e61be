//! Working days and hours of the training office, from the holidays that the program ships, and the agendas of its
//! counsellors: who is taken when. Called by the generators of `services/demo`.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Datelike, Days as Count, NaiveDate, TimeDelta, Utc, Weekday};

/// Libreville is one hour before UTC the whole year (domain.md §2).
const LOCAL_HOURS: i64 = 1;
/// Minutes of one slot.
pub const SLOT: i64 = 15;
/// Lunch, local minutes of the day.
const LUNCH: std::ops::Range<i64> = 12 * 60..13 * 60;

/// The working days.
#[derive(Debug, Clone, Default)]
pub struct Days {
    holidays: HashSet<NaiveDate>,
}

impl Days {
    /// With these days off besides weekends.
    pub fn new(holidays: impl IntoIterator<Item = NaiveDate>) -> Self {
        Days { holidays: holidays.into_iter().collect() }
    }
    /// Whether the office works on this day.
    pub fn working(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.holidays.contains(&day)
    }
    /// This day, or the next one on which the office works.
    pub fn from(&self, day: NaiveDate) -> NaiveDate {
        let mut day = day;
        while !self.working(day) {
            day = plus(day, 1);
        }
        day
    }
    /// This day, or the last one before on which the office worked.
    pub fn before(&self, day: NaiveDate) -> NaiveDate {
        let mut day = day;
        while !self.working(day) {
            day = plus(day, -1);
        }
        day
    }
    /// So many working days later; earlier when negative.
    pub fn add(&self, day: NaiveDate, count: i64) -> NaiveDate {
        let step = if count < 0 { -1 } else { 1 };
        let mut day = day;
        for _ in 0..count.abs() {
            day = plus(day, step);
            while !self.working(day) {
                day = plus(day, step);
            }
        }
        day
    }
}

/// So many calendar days later; earlier when negative.
pub fn plus(day: NaiveDate, count: i64) -> NaiveDate {
    let step = Count::new(count.unsigned_abs());
    let moved = if count < 0 { day.checked_sub_days(step) } else { day.checked_add_days(step) };
    moved.unwrap_or(day)
}

/// The instant of a local minute of a day at the office.
pub fn instant(day: NaiveDate, minute: i64) -> DateTime<Utc> {
    day.and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::minutes(minute - LOCAL_HOURS * 60)
}

/// Who is taken when: one mask of quarters of an hour for a counsellor and day.
#[derive(Debug, Default)]
pub struct Agenda {
    taken: HashMap<(usize, NaiveDate), u64>,
    opens: i64,
    slots: i64,
}

impl Agenda {
    /// Between these local minutes of the day.
    pub fn new(opens: i64, closes: i64) -> Self {
        Agenda { taken: HashMap::new(), opens, slots: ((closes - opens) / SLOT).clamp(0, 64) }
    }
    fn mask(&self, start: i64, minutes: i64) -> Option<u64> {
        let first = (start - self.opens) / SLOT;
        let count = (minutes + SLOT - 1) / SLOT;
        let whole = start >= self.opens && first + count <= self.slots;
        let lunch = start < LUNCH.end && start + minutes > LUNCH.start;
        (whole && !lunch).then(|| (0..count).fold(0, |mask, slot| mask | (1 << (first + slot))))
    }
    /// Takes these minutes; false when something else lies there or the office is closed.
    pub fn take(&mut self, who: usize, day: NaiveDate, start: i64, minutes: i64) -> bool {
        let Some(mask) = self.mask(start, minutes) else { return false };
        let taken = self.taken.entry((who, day)).or_default();
        let free = *taken & mask == 0;
        if free {
            *taken |= mask;
        }
        free
    }
    /// Keeps everyone out of these minutes of a day.
    pub fn block(&mut self, who: usize, day: NaiveDate, start: i64, minutes: i64) {
        let first = ((start - self.opens) / SLOT).clamp(0, 63);
        let last = ((start + minutes - self.opens) / SLOT).clamp(0, 63);
        let mask = (first..last).fold(0u64, |mask, slot| mask | (1 << slot));
        *self.taken.entry((who, day)).or_default() |= mask;
    }
    /// Takes the first free time from a day on (at most ten working days later), each day begun at this slot.
    pub fn book(&mut self, days: &Days, who: usize, from: NaiveDate, minutes: i64, begin: i64) -> Option<(NaiveDate, i64)> {
        let mut day = days.from(from);
        for _ in 0..10 {
            for slot in 0..self.slots {
                let start = self.opens + (begin + slot).rem_euclid(self.slots) * SLOT;
                if self.take(who, day, start, minutes) {
                    return Some((day, start));
                }
            }
            day = days.add(day, 1);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
    }

    #[test]
    fn working_days_pass_over_weekends_and_holidays() {
        let days = Days::new([day("2026-05-01")]);
        assert_eq!(days.from(day("2026-05-01")), day("2026-05-04"));
        assert_eq!(days.add(day("2026-04-30"), 1), day("2026-05-04"));
        assert_eq!(days.add(day("2026-05-04"), -1), day("2026-04-30"));
    }

    #[test]
    fn an_agenda_never_gives_the_same_quarter_twice_and_keeps_lunch_free() {
        let days = Days::new([]);
        let mut agenda = Agenda::new(450, 930);
        let monday = day("2026-05-04");
        let given: Vec<_> = (0..14).filter_map(|_| agenda.book(&days, 0, monday, 30, 0)).collect();
        assert_eq!(given.iter().filter(|(d, _)| *d == monday).count(), 14);
        assert!(given.iter().all(|(_, start)| !LUNCH.contains(start)));
        assert_eq!(agenda.book(&days, 0, monday, 30, 0).map(|(d, _)| d), Some(day("2026-05-05")));
        assert_eq!(instant(monday, 480).to_rfc3339(), "2026-05-04T07:00:00+00:00");
    }
}
