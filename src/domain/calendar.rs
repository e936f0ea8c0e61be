//! Working days, holidays, opening hours, and the office's clock (domain.md §4, §6). Holidays and hours are data
//! (`holidays_gabon.csv`, `agencies.csv`). Called by the delays, the agenda, reminders and all that shows an hour.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, Duration, Months, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};

/// Hours that Africa/Libreville is ahead of UTC, the whole year (domain.md §2: no summer time).
pub const LIBREVILLE: i32 = 1;

/// The days the office works: Monday to Friday but for holidays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    holidays: BTreeMap<NaiveDate, String>,
}

impl Calendar {
    /// From the public holidays and their names.
    pub fn new(holidays: impl IntoIterator<Item = (NaiveDate, String)>) -> Self {
        Calendar { holidays: holidays.into_iter().collect() }
    }

    /// Neither a weekend nor a public holiday.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.holidays.contains_key(&day)
    }

    /// The name of the public holiday on this day.
    pub fn holiday(&self, day: NaiveDate) -> Option<&str> {
        self.holidays.get(&day).map(String::as_str)
    }

    /// The n-th working day after this day, before it when n is negative; 0 is the day itself, working or not.
    /// From Friday one working day leads to Monday, from Saturday too.
    pub fn add_working_days(&self, day: NaiveDate, n: i64) -> NaiveDate {
        let mut left = n.unsigned_abs();
        let mut at = day;
        while left > 0 {
            let Some(next) = (if n > 0 { at.succ_opt() } else { at.pred_opt() }) else { break };
            at = next;
            if self.is_working_day(at) {
                left -= 1;
            }
        }
        at
    }

    /// This day when it is a working day, else the next one.
    pub fn next_working_day(&self, day: NaiveDate) -> NaiveDate {
        if self.is_working_day(day) { day } else { self.add_working_days(day, 1) }
    }

    /// This day when it is a working day, else the last one before.
    pub fn last_working_day(&self, day: NaiveDate) -> NaiveDate {
        if self.is_working_day(day) { day } else { self.add_working_days(day, -1) }
    }

    /// Working days after `from` up to and with `to`; negative when `to` is earlier. The inverse of
    /// [`Calendar::add_working_days`] where that day is a working day.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        let count = |first: NaiveDate, last: NaiveDate| {
            let days = first.iter_days().take_while(|d| *d <= last).filter(|d| self.is_working_day(*d)).count();
            i64::try_from(days).unwrap_or(i64::MAX)
        };
        if to >= from {
            from.succ_opt().map_or(0, |first| count(first, to))
        } else {
            -from.pred_opt().map_or(0, |last| count(to, last))
        }
    }
}

/// The same day some months later (earlier when negative), the last of the month where that day doesn't exist.
pub fn add_months(day: NaiveDate, n: i32) -> NaiveDate {
    let months = Months::new(n.unsigned_abs());
    if n >= 0 { day.checked_add_months(months) } else { day.checked_sub_months(months) }.unwrap_or(day)
}

/// Some days later, earlier when negative.
pub fn add_days(day: NaiveDate, n: i64) -> NaiveDate {
    let days = Days::new(n.unsigned_abs());
    if n >= 0 { day.checked_add_days(days) } else { day.checked_sub_days(days) }.unwrap_or(day)
}

/// Full years between a birth and a day; 0 when the birth is later.
pub fn age(birth: NaiveDate, on: NaiveDate) -> u32 {
    on.years_since(birth).unwrap_or(0)
}

/// A span of opening hours on some days of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// Days of the week, Monday first.
    pub days: Vec<Weekday>,
    /// Opens.
    pub from: NaiveTime,
    /// Closes; the last appointment ends then.
    pub to: NaiveTime,
}

impl Hours {
    /// Reads the hours of `agencies.csv`: `1-5 07:30-15:30`, several spans with `|` between, days as `1-5`, `6` or
    /// `1,3` (1 is Monday). None when a span can't be read or ends before it begins.
    pub fn parse(text: &str) -> Option<Vec<Hours>> {
        text.split('|').map(str::trim).filter(|s| !s.is_empty()).map(Hours::span).collect()
    }

    /// Whether the span from this moment for so many minutes lies within.
    pub fn covers(&self, at: NaiveDateTime, minutes: i64) -> bool {
        let end = at + Duration::minutes(minutes);
        self.days.contains(&at.weekday()) && at.time() >= self.from && end.time() <= self.to && end.date() == at.date()
    }

    fn span(text: &str) -> Option<Hours> {
        let (days, times) = text.split_once(' ')?;
        let (from, to) = times.trim().split_once('-')?;
        let time = |t: &str| NaiveTime::parse_from_str(t.trim(), "%H:%M").ok();
        let (from, to) = (time(from)?, time(to)?);
        let mut all = Vec::new();
        for part in days.split(',') {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let (first, last): (u8, u8) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
            for number in first..=last {
                // chrono counts from 0 for Monday.
                all.push(Weekday::try_from(number.checked_sub(1)?).ok()?);
            }
        }
        (from < to && !all.is_empty()).then_some(Hours { days: all, from, to })
    }
}

/// The office's time of an instant, for an offset in hours (normally [`LIBREVILLE`]).
pub fn local_at(at: DateTime<Utc>, offset: i32) -> NaiveDateTime {
    at.naive_utc() + Duration::hours(i64::from(offset))
}

/// The instant of the office's time, for an offset in hours (normally [`LIBREVILLE`]).
pub fn utc_at(at: NaiveDateTime, offset: i32) -> DateTime<Utc> {
    (at - Duration::hours(i64::from(offset))).and_utc()
}

/// An instant as the clock in Libreville shows it.
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    local_at(at, LIBREVILLE)
}

/// The instant of a time read on the clock in Libreville.
pub fn utc(at: NaiveDateTime) -> DateTime<Utc> {
    utc_at(at, LIBREVILLE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    /// Christmas 2026 is a Friday, New Year's Day too.
    fn calendar() -> Calendar {
        Calendar::new([(day(2026, 12, 25), "Noël".to_owned()), (day(2027, 1, 1), "Jour de l'an".to_owned())])
    }

    #[test]
    fn working_days_skip_weekends_and_holidays() {
        let c = calendar();
        assert_eq!(c.add_working_days(day(2026, 11, 24), 3), day(2026, 11, 27));
        assert_eq!(c.add_working_days(day(2026, 11, 27), 1), day(2026, 11, 30));
        assert_eq!(c.add_working_days(day(2026, 12, 24), 1), day(2026, 12, 28));
        assert_eq!(c.add_working_days(day(2026, 12, 28), -1), day(2026, 12, 24));
        assert_eq!(c.next_working_day(day(2026, 12, 25)), day(2026, 12, 28));
        assert_eq!(c.last_working_day(day(2026, 12, 27)), day(2026, 12, 24));
        assert_eq!(c.next_working_day(day(2026, 12, 24)), day(2026, 12, 24));
        assert_eq!(c.holiday(day(2026, 12, 25)), Some("Noël"));
        assert_eq!(c.working_days_between(day(2026, 12, 24), day(2027, 1, 4)), 5);
        assert_eq!(c.working_days_between(day(2027, 1, 4), day(2026, 12, 24)), -5);
        assert_eq!(c.working_days_between(day(2026, 12, 24), day(2026, 12, 24)), 0);
    }

    #[test]
    fn months_end_where_the_day_is_missing() {
        assert_eq!(add_months(day(2026, 1, 31), 1), day(2026, 2, 28));
        assert_eq!(add_months(day(2026, 3, 31), -1), day(2026, 2, 28));
        assert_eq!(add_months(day(2026, 11, 24), 6), day(2027, 5, 24));
        assert_eq!(add_days(day(2026, 11, 24), 90), day(2027, 2, 22));
        assert_eq!((age(day(2010, 11, 25), day(2026, 11, 24)), age(day(2010, 11, 24), day(2026, 11, 24))), (15, 16));
    }

    #[test]
    fn opening_hours_are_read_and_hold_a_slot() {
        let hours = Hours::parse("1-5 07:30-15:30").unwrap();
        let [week] = hours.as_slice() else { panic!("one span") };
        assert_eq!(week.days.len(), 5);
        let at = |d, h, m| day(2026, 11, d).and_hms_opt(h, m, 0).unwrap();
        assert!(week.covers(at(24, 7, 30), 45) && week.covers(at(24, 15, 0), 30));
        assert!(!week.covers(at(24, 15, 15), 30) && !week.covers(at(28, 9, 0), 30) && !week.covers(at(24, 7, 15), 30));
        assert_eq!(Hours::parse("1-4 07:30-12:00|1,3 13:00-15:30|6 08:00-11:00").map(|h| h.len()), Some(3));
        for bad in ["1-5", "1-8 07:30-15:30", "0 07:30-15:30", "1-5 15:30-07:30", "5-1 07:30-15:30"] {
            assert_eq!(Hours::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_office_is_one_hour_ahead_of_utc() {
        let night = day(2026, 11, 24).and_hms_opt(23, 30, 0).unwrap().and_utc();
        assert_eq!(local(night), day(2026, 11, 25).and_hms_opt(0, 30, 0).unwrap());
        assert_eq!(utc(local(night)), night);
        assert_eq!(local_at(night, 0), night.naive_utc());
    }

    proptest! {
        #[test]
        fn counting_and_adding_agree(start in 0u64..700, n in -60i64..60) {
            let c = calendar();
            let from = c.next_working_day(day(2026, 1, 1) + Days::new(start));
            let to = c.add_working_days(from, n);
            prop_assert!(c.is_working_day(to));
            prop_assert_eq!(c.working_days_between(from, to), n);
        }
    }
}
