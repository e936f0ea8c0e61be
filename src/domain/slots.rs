//! Free time in an agenda: the gaps of a day and the next free slots (domain.md §2.8: office hours, no holiday, no
//! overlap, slots of the agency's length). Pure: the agenda service gives what is booked.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::calendar::{Calendar, Hours};

/// A span of one day, local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Begins.
    pub from: NaiveDateTime,
    /// Ends.
    pub to: NaiveDateTime,
}

impl Span {
    /// A span of so many minutes.
    pub fn new(from: NaiveDateTime, minutes: i64) -> Self {
        Span { from, to: from + Duration::minutes(minutes) }
    }
    /// Its length in minutes.
    pub fn minutes(self) -> i64 {
        (self.to - self.from).num_minutes()
    }
    /// Whether two spans share time.
    pub fn meets(self, other: Span) -> bool {
        self.from < other.to && other.from < self.to
    }
}

/// When an agency works.
#[derive(Debug, Clone, PartialEq)]
pub struct Times {
    /// Opening hours.
    pub hours: Vec<Hours>,
    /// Midday pause, when there is one.
    pub pause: Option<(NaiveTime, NaiveTime)>,
    /// Length of a slot in minutes.
    pub slot: i64,
}

/// What slots are looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    /// Length.
    pub minutes: i64,
    /// Not before this moment.
    pub earliest: NaiveDateTime,
    /// Last day.
    pub until: NaiveDate,
    /// How many at most.
    pub count: usize,
    /// How many at most on one day.
    pub per_day: usize,
}

impl Times {
    /// The pause of a day, if the agency is open then.
    pub fn pause_of(&self, day: NaiveDate) -> Option<Span> {
        let (from, to) = self.pause?;
        let pause = Span { from: day.and_time(from), to: day.and_time(to) };
        self.open(day).any(|o| o.meets(pause)).then_some(pause)
    }
    /// Whether the agency has hours on this day of the week.
    pub fn is_open(&self, day: NaiveDate) -> bool {
        self.open(day).next().is_some()
    }
    fn open(&self, day: NaiveDate) -> impl Iterator<Item = Span> + '_ {
        use chrono::Datelike;
        let weekday = day.weekday();
        self.hours
            .iter()
            .filter(move |h| h.days.contains(&weekday))
            .map(move |h| Span { from: day.and_time(h.from), to: day.and_time(h.to) })
    }
    /// Why a slot can't be booked, or nothing: `refused-…` keys.
    pub fn refusal(&self, slot: Span, busy: &[Span], calendar: &Calendar) -> Option<&'static str> {
        let day = slot.from.date();
        if calendar.holiday(day).is_some() {
            return Some("refused-slot-holiday");
        }
        if !self.open(day).any(|o| o.from <= slot.from && slot.to <= o.to) {
            return Some("refused-slot-closed");
        }
        if self.pause_of(day).is_some_and(|p| p.meets(slot)) {
            return Some("refused-slot-pause");
        }
        if busy.iter().any(|b| b.meets(slot)) {
            return Some("refused-slot-taken");
        }
        None
    }
    /// The free spans of a day from `earliest` on, pause and bookings taken away; none on a day off.
    pub fn gaps(&self, day: NaiveDate, busy: &[Span], calendar: &Calendar, earliest: NaiveDateTime) -> Vec<Span> {
        if calendar.holiday(day).is_some() {
            return Vec::new();
        }
        let mut taken: Vec<Span> = busy.iter().copied().filter(|b| b.from.date() == day).collect();
        taken.extend(self.pause_of(day));
        taken.sort();
        let mut free = Vec::new();
        for open in self.open(day) {
            let mut at = open.from.max(self.next_slot(open.from, earliest));
            for t in taken.iter().filter(|t| t.meets(open)) {
                if t.from > at {
                    free.push(Span { from: at, to: t.from });
                }
                at = at.max(t.to);
            }
            if at < open.to {
                free.push(Span { from: at, to: open.to });
            }
        }
        free
    }
    /// The first moment on the grid of slots, counted from opening, that isn't before `earliest`.
    fn next_slot(&self, opening: NaiveDateTime, earliest: NaiveDateTime) -> NaiveDateTime {
        let late = (earliest - opening).num_minutes();
        if late <= 0 || self.slot <= 0 {
            return opening;
        }
        opening + Duration::minutes((late + self.slot - 1) / self.slot * self.slot)
    }
    /// The first free slots of a wish.
    pub fn next_free(&self, wish: &Wish, busy: &[Span], calendar: &Calendar) -> Vec<NaiveDateTime> {
        let mut found = Vec::new();
        let mut day = wish.earliest.date();
        while day <= wish.until && found.len() < wish.count {
            let mut today = 0;
            for gap in self.gaps(day, busy, calendar, wish.earliest) {
                let mut at = gap.from;
                while at + Duration::minutes(wish.minutes) <= gap.to && today < wish.per_day && found.len() < wish.count {
                    found.push(at);
                    today += 1;
                    at += Duration::minutes(wish.minutes.max(self.slot));
                }
            }
            day += Duration::days(1);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }
    fn times() -> Times {
        let hour = |h| NaiveTime::from_hms_opt(h, 0, 0).unwrap();
        Times { hours: Hours::parse("1-5 07:30-15:30").unwrap(), pause: Some((hour(12), hour(13))), slot: 15 }
    }

    #[test]
    fn a_day_shows_its_free_time_as_gaps_between_bookings_and_pause() {
        // Drawing 6a: 07h30 30, 08h00 30, 08h30 45, 09h15 30, free 09h45 15, 10h00 30, free 10h30 15, 10h45 30, free 11h15 45.
        let busy: Vec<Span> =
            [("07:30", 30), ("08:00", 30), ("08:30", 45), ("09:15", 30), ("10:00", 30), ("10:45", 30), ("13:00", 45)]
                .iter()
                .map(|(t, m)| Span::new(at(&format!("2026-11-24 {t}")), *m))
                .collect();
        let gaps = times().gaps(at("2026-11-24 07:30").date(), &busy, &Calendar::default(), at("2026-11-24 07:30"));
        let shown: Vec<_> = gaps.iter().map(|g| (g.from.format("%H:%M").to_string(), g.minutes())).collect();
        assert_eq!(shown, [("09:45".into(), 15), ("10:30".into(), 15), ("11:15".into(), 45), ("13:45".to_string(), 105)]);
    }

    #[test]
    fn slots_skip_weekends_holidays_and_what_is_gone_today() {
        let calendar = Calendar::new([(at("2026-11-30 00:00").date(), "jour férié".to_owned())]);
        let wish =
            Wish { minutes: 45, earliest: at("2026-11-27 15:01"), until: at("2026-12-10 00:00").date(), count: 2, per_day: 1 };
        let found = times().next_free(&wish, &[], &calendar);
        assert_eq!(found, [at("2026-12-01 07:30"), at("2026-12-02 07:30")]);
        let t = times();
        let day = Span::new(at("2026-11-30 08:00"), 30);
        assert_eq!(t.refusal(day, &[], &calendar), Some("refused-slot-holiday"));
        let night = Span::new(at("2026-12-01 15:15"), 30);
        assert_eq!(t.refusal(night, &[], &calendar), Some("refused-slot-closed"));
        let first = Span::new(at("2026-12-01 08:00"), 30);
        assert_eq!(t.refusal(first, &[Span::new(at("2026-12-01 08:15"), 15)], &calendar), Some("refused-slot-taken"));
        assert_eq!(t.refusal(first, &[Span::new(at("2026-12-01 08:30"), 15)], &calendar), None);
        let noon = Span::new(at("2026-12-01 11:45"), 30);
        assert_eq!(t.refusal(noon, &[], &calendar), Some("refused-slot-pause"));
    }
}
