//! Hours of the training office and the agendas of its counsellors: who is taken when. Called by the generators of
//! `services/demo`.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::domain::calendar::{Calendar, LIBREVILLE};

/// Minutes of one slot.
pub const SLOT: i64 = 15;
/// Lunch, local minutes of the day.
const LUNCH: std::ops::Range<i64> = 12 * 60..13 * 60;

/// The instant of a local minute of a day at the office.
pub fn instant(day: NaiveDate, minute: i64) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::minutes(minute - i64::from(LIBREVILLE) * 60)
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
    pub fn book(&mut self, days: &Calendar, who: usize, from: NaiveDate, minutes: i64, begin: i64) -> Option<(NaiveDate, i64)> {
        let mut day = days.next_working_day(from);
        for _ in 0..10 {
            for slot in 0..self.slots {
                let start = self.opens + (begin + slot).rem_euclid(self.slots) * SLOT;
                if self.take(who, day, start, minutes) {
                    return Some((day, start));
                }
            }
            day = days.add_working_days(day, 1);
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
    fn an_agenda_never_gives_the_same_quarter_twice_and_keeps_lunch_free() {
        let days = Calendar::default();
        let mut agenda = Agenda::new(450, 930);
        let monday = day("2026-05-04");
        let given: Vec<_> = (0..14).filter_map(|_| agenda.book(&days, 0, monday, 30, 0)).collect();
        assert_eq!(given.iter().filter(|(d, _)| *d == monday).count(), 14);
        assert!(given.iter().all(|(_, start)| !LUNCH.contains(start)));
        assert_eq!(agenda.book(&days, 0, monday, 30, 0).map(|(d, _)| d), Some(day("2026-05-05")));
        assert_eq!(instant(monday, 480).to_rfc3339(), "2026-05-04T07:00:00+00:00");
    }
}
