//! Dates, months and hours entered loosely and shown in full (product.md "Rules that hold everywhere", terminal.md §5,
//! wording.md). Called by the form's editors, the bulk entry, the import, and everything that shows a day.
//!
//! Day and month names are data of the two languages and stand in `NAMES`; all other texts are in the locales.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Weekday};

use crate::domain::fold::words;

/// Where a field looks for what the typed date leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    /// Birth, registered: the last such day up to today.
    Past,
    /// Due: the next such day from today.
    Future,
}

/// How much of a birth date is known (domain.md §2.1 `birth_precision`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Only the year: born about 1985, kept as 1 January.
    Year,
    /// Month and year, kept as the first of the month.
    Month,
    /// The day.
    #[default]
    Day,
}

impl Precision {
    /// As stored: `D`, `M`, `Y`.
    pub fn code(self) -> &'static str {
        match self {
            Precision::Day => "D",
            Precision::Month => "M",
            Precision::Year => "Y",
        }
    }
    /// From its stored form; anything else is a day.
    pub fn from_code(code: &str) -> Self {
        match code {
            "M" => Precision::Month,
            "Y" => Precision::Year,
            _ => Precision::Day,
        }
    }
}

/// The names of one language.
struct Names {
    lang: &'static str,
    days: [&'static str; 7],
    short_days: [&'static str; 7],
    months: [&'static str; 12],
    short_months: [&'static str; 12],
    about: &'static str,
}

const NAMES: [Names; 2] = [
    Names {
        lang: "fr",
        days: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        short_days: ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        short_months: ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
        about: "vers",
    },
    Names {
        lang: "en",
        days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        short_days: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        months: [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        short_months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        about: "about",
    },
];

/// Words for a day near today, folded, with the days to add; their first three letters are enough.
const NEAR: [(&str, i64); 6] = [("aujourdhui", 0), ("demain", 1), ("hier", -1), ("today", 0), ("tomorrow", 1), ("yesterday", -1)];

/// The same, typed whole only.
const NEAR_WHOLE: [(&str, i64); 5] = [("aj", 0), ("apres demain", 2), ("apresdemain", 2), ("avant hier", -2), ("avanthier", -2)];

/// Words before a birth date that mean "about" or "born", folded.
const BEFORE_BIRTH: [&str; 14] =
    ["ne", "nee", "vers", "v", "env", "environ", "en", "born", "about", "around", "c", "ca", "circa", "in"];

/// First and last year that a typed date may have.
const YEARS: std::ops::RangeInclusive<i32> = 1850..=2199;

/// A day from what was typed: `3/12`, `3.12.98`, `03121998`, `0312`, `24`, `+7`, `-3`, `+2s`, `lun`, `mardi`, `demain`,
/// `hier`, `auj`, `24 nov 2026`, the English words, ISO, and every form shown here. A weekday is never today.
/// Errors: `flaw-date-unreadable`, `flaw-date-no-such-day` (31/02), `flaw-date-weekday` (that day is another weekday).
pub fn parse(typed: &str, today: NaiveDate, toward: Toward) -> Result<NaiveDate, &'static str> {
    let typed = typed.trim();
    if typed.starts_with(['+', '-']) {
        return offset(typed, today).ok_or("flaw-date-unreadable");
    }
    let tokens = words(typed);
    if let Some(days) = near_word(&tokens.join(" ")) {
        return shifted(today, days).ok_or("flaw-date-unreadable");
    }
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let (weekday, rest) = match tokens.split_first() {
        Some((first, rest)) => match weekday(first) {
            Some(day) => (Some(day), rest),
            None => (None, tokens.as_slice()),
        },
        None => return Err("flaw-date-unreadable"),
    };
    match (weekday, rest) {
        (Some(day), []) => Ok(nearest_weekday(day, today, toward)),
        (_, rest) => {
            let day = day_of(rest, today, toward)?;
            if weekday.is_some_and(|w| w != day.weekday()) { Err("flaw-date-weekday") } else { Ok(day) }
        }
    }
}

/// A birth date and how much of it is known: all of [`parse`] with a year, `1985`, `vers 1985`, `03/1985`, `1985-03`,
/// `mars 1985`. Errors as [`parse`], and `flaw-birth-no-year` where the year is missing.
pub fn parse_birth(typed: &str, today: NaiveDate) -> Result<(NaiveDate, Precision), &'static str> {
    let tokens = words(typed);
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).skip_while(|t| BEFORE_BIRTH.contains(t)).collect();
    match tokens.as_slice() {
        [year] if year.len() == 4 => match full_year(year).filter(|y| (1900..=today.year()).contains(y)) {
            Some(y) => date(y, 1, 1).map(|d| (d, Precision::Year)),
            None => Err("flaw-birth-no-year"),
        },
        [a, b] => match month_and_year(a, b) {
            Some((month, year)) => date(year, month, 1).map(|d| (d, Precision::Month)),
            None if day_of(&[a, b], today, Toward::Past).is_ok() => Err("flaw-birth-no-year"),
            None => Err("flaw-date-unreadable"),
        },
        [one] if number(one).is_none_or(|n| n < 32) => Err("flaw-date-unreadable"),
        [] => Err("flaw-date-unreadable"),
        rest => parse(&rest.join(" "), today, Toward::Past).map(|d| (d, Precision::Day)),
    }
}

/// A month as its first day: `03/2026`, `2026-03`, `mars 2026`, and without year the nearest: `mars`, `3`.
/// Error: `flaw-month-unreadable`.
pub fn parse_month(typed: &str, today: NaiveDate, toward: Toward) -> Result<NaiveDate, &'static str> {
    let tokens = words(typed);
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let found = match tokens.as_slice() {
        [a, b] => month_and_year(a, b).or_else(|| Some((month(a)?, short_year(b, today, toward)?))),
        [six] if six.len() == 6 => six.split_at_checked(2).and_then(|(m, y)| month_and_year(m, y)),
        [one] => month(one).map(|m| {
            let later = m > today.month();
            match toward {
                Toward::Past if later => (m, today.year() - 1),
                Toward::Future if m < today.month() => (m, today.year() + 1),
                _ => (m, today.year()),
            }
        }),
        _ => None,
    };
    found.and_then(|(m, y)| NaiveDate::from_ymd_opt(y, m, 1)).ok_or("flaw-month-unreadable")
}

/// A time of day: `9h30`, `9h`, `9`, `930`, `9:30`, `0930`, `09.30`. Error: `flaw-time-unreadable`.
pub fn parse_time(typed: &str) -> Result<NaiveTime, &'static str> {
    let tidy = typed.trim().to_lowercase().replace(['h', '.', ' '], ":");
    let tidy = tidy.trim_end_matches(':');
    let (hour, minute) = match tidy.split_once(':') {
        Some((h, m)) => (h, m),
        None if tidy.len() <= 2 => (tidy, "0"),
        None => tidy.split_at_checked(tidy.len().saturating_sub(2)).unwrap_or(("", "")),
    };
    let short = (1..=2).contains(&hour.len()) && (1..=2).contains(&minute.len());
    match (number(hour), number(minute)) {
        (Some(h), Some(m)) if short => NaiveTime::from_hms_opt(h, m, 0),
        _ => None,
    }
    .ok_or("flaw-time-unreadable")
}

/// A day in a column: `24/11/2026`, `24 Nov 2026`.
pub fn shown(day: NaiveDate, lang: &str) -> String {
    match lang {
        "en" => format!("{} {} {:04}", day.day(), month_name(day, lang, true), day.year()),
        _ => format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year()),
    }
}

/// A day in a list of days, without its year: `mar. 24 nov.`, `Tue 24 Nov`.
pub fn short_day(day: NaiveDate, lang: &str) -> String {
    format!("{} {} {}", day_name(day, lang, true), day_number(day, lang), month_name(day, lang, true))
}

/// A day in a letter: `mardi 24 novembre 2026`, `Tuesday 24 November 2026`.
pub fn long_day(day: NaiveDate, lang: &str) -> String {
    format!("{} {} {} {:04}", day_name(day, lang, false), day_number(day, lang), month_name(day, lang, false), day.year())
}

/// A day with its weekday: `ven. 27/11/2026`, `Fri 27 Nov 2026`.
pub fn with_weekday(day: NaiveDate, lang: &str) -> String {
    format!("{} {}", day_name(day, lang, true), shown(day, lang))
}

/// A month: `novembre 2026`, `November 2026`.
pub fn shown_month(day: NaiveDate, lang: &str) -> String {
    format!("{} {:04}", month_name(day, lang, false), day.year())
}

/// A birth date by what is known of it: `03/12/1998`, `12/1998`, `vers 1998`; `3 Dec 1998`, `Dec 1998`, `about 1998`.
pub fn shown_birth(day: NaiveDate, precision: Precision, lang: &str) -> String {
    match precision {
        Precision::Day => shown(day, lang),
        Precision::Month if lang == "en" => format!("{} {:04}", month_name(day, lang, true), day.year()),
        Precision::Month => format!("{:02}/{:04}", day.month(), day.year()),
        Precision::Year => format!("{} {:04}", names(lang).about, day.year()),
    }
}

/// A time of day: `08h30`, `08:30`.
pub fn shown_time(at: NaiveTime, lang: &str) -> String {
    at.format(if lang == "en" { "%H:%M" } else { "%Hh%M" }).to_string()
}

fn names(lang: &str) -> &'static Names {
    let [french, english] = &NAMES;
    if lang == english.lang { english } else { french }
}

fn day_name(day: NaiveDate, lang: &str, short: bool) -> &'static str {
    let all = if short { &names(lang).short_days } else { &names(lang).days };
    all.get(day.weekday().num_days_from_monday() as usize).copied().unwrap_or_default()
}

fn month_name(day: NaiveDate, lang: &str, short: bool) -> &'static str {
    let all = if short { &names(lang).short_months } else { &names(lang).months };
    all.get(day.month0() as usize).copied().unwrap_or_default()
}

/// French writes the first of a month `1er`.
fn day_number(day: NaiveDate, lang: &str) -> String {
    if day.day() == 1 && lang != "en" { "1er".to_owned() } else { day.day().to_string() }
}

/// `+7`, `-3`, `+2s` (weeks, also w), `+1m` (months); `j` and `d` are days.
fn offset(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (sign, rest) = typed.split_at_checked(1)?;
    let rest = rest.trim().to_lowercase();
    let digits = rest.trim_end_matches(|c: char| !c.is_ascii_digit());
    let many = u64::from(number(digits).filter(|n| *n < 100_000)?);
    let back = sign == "-";
    match rest.get(digits.len()..)?.trim() {
        "" | "j" | "d" if back => today.checked_sub_days(Days::new(many)),
        "" | "j" | "d" => today.checked_add_days(Days::new(many)),
        "s" | "w" if back => today.checked_sub_days(Days::new(many * 7)),
        "s" | "w" => today.checked_add_days(Days::new(many * 7)),
        "m" if back => today.checked_sub_months(Months::new(u32::try_from(many).ok()?)),
        "m" => today.checked_add_months(Months::new(u32::try_from(many).ok()?)),
        _ => None,
    }
}

fn shifted(today: NaiveDate, days: i64) -> Option<NaiveDate> {
    let by = Days::new(days.unsigned_abs());
    if days < 0 { today.checked_sub_days(by) } else { today.checked_add_days(by) }
}

/// `auj`, `dem`, `hie`, `tod` … from three letters on (`dim` stays Sunday).
fn near_word(typed: &str) -> Option<i64> {
    let begun = NEAR.iter().find(|(word, _)| typed.len() >= 3 && word.starts_with(typed));
    begun.or_else(|| NEAR_WHOLE.iter().find(|(word, _)| *word == typed)).map(|(_, days)| *days)
}

/// A weekday from three letters on, either language.
fn weekday(typed: &str) -> Option<Weekday> {
    position(typed, NAMES.iter().map(|n| n.days.as_slice())).and_then(|i| Weekday::try_from(u8::try_from(i).ok()?).ok())
}

/// A month by its number or by three letters of its name, either language; `jui` is two months, so none.
fn month(typed: &str) -> Option<u32> {
    match number(typed) {
        Some(n) => (1..=12).contains(&n).then_some(n),
        None => position(typed, NAMES.iter().map(|n| n.months.as_slice())).and_then(|i| u32::try_from(i + 1).ok()),
    }
}

/// The one place in the lists whose name begins like this; none when two places do.
fn position<'a>(typed: &str, lists: impl Iterator<Item = &'a [&'a str]>) -> Option<usize> {
    if typed.chars().count() < 3 {
        return None;
    }
    let mut found = None;
    for (i, name) in lists.flat_map(|l| l.iter().enumerate()) {
        if words(name).first().is_some_and(|w| w.starts_with(typed)) {
            if found.is_some_and(|f| f != i) {
                return None;
            }
            found = Some(i);
        }
    }
    found
}

fn nearest_weekday(wanted: Weekday, today: NaiveDate, toward: Toward) -> NaiveDate {
    let (have, want) = (today.weekday().num_days_from_monday(), wanted.num_days_from_monday());
    let gap = match toward {
        Toward::Future => (want + 7 - have) % 7,
        Toward::Past => (have + 7 - want) % 7,
    };
    let gap = if gap == 0 { 7 } else { i64::from(gap) };
    shifted(today, if toward == Toward::Future { gap } else { -gap }).unwrap_or(today)
}

/// Day, month and year from their tokens.
fn day_of(tokens: &[&str], today: NaiveDate, toward: Toward) -> Result<NaiveDate, &'static str> {
    let unreadable = "flaw-date-unreadable";
    match tokens {
        [one] => {
            number(one).ok_or(unreadable)?;
            let cut = |at: usize| one.split_at_checked(at).ok_or(unreadable);
            match one.len() {
                1 | 2 => nearest_in_month(number(one).ok_or(unreadable)?, today, toward),
                4 | 6 | 8 => {
                    let (day, rest) = cut(2)?;
                    let (month, year) = rest.split_at_checked(2).ok_or(unreadable)?;
                    if year.is_empty() {
                        day_of(&[day, month], today, toward)
                    } else {
                        day_of(&[day, month, year], today, toward)
                    }
                }
                _ => Err(unreadable),
            }
        }
        [day, m] => {
            let (day, m) = (day_number_of(day).ok_or(unreadable)?, month_number(m)?);
            nearest_in_year(day, m, today, toward)
        }
        [year, m, day] if year.len() == 4 => {
            let year = full_year(year).ok_or(unreadable)?;
            date(year, month_number(m)?, day_number_of(day).ok_or(unreadable)?)
        }
        [day, m, year] => {
            let day = day_number_of(day).ok_or(unreadable)?;
            let m = month_number(m)?;
            date(full_year(year).or_else(|| short_year(year, today, toward)).ok_or(unreadable)?, m, day)
        }
        _ => Err(unreadable),
    }
}

/// A month's number; a number over 12 is a day that doesn't exist, a word that is no month can't be read.
fn month_number(typed: &str) -> Result<u32, &'static str> {
    let key = if number(typed).is_some() { "flaw-date-no-such-day" } else { "flaw-date-unreadable" };
    month(typed).ok_or(key)
}

/// `3`, `03`, `1er`, `1st`.
fn day_number_of(typed: &str) -> Option<u32> {
    let digits = ["er", "st", "nd", "rd", "th"].iter().find_map(|e| typed.strip_suffix(e)).unwrap_or(typed);
    number(digits).filter(|_| digits.len() <= 2)
}

fn number(typed: &str) -> Option<u32> {
    if typed.is_empty() || !typed.bytes().all(|b| b.is_ascii_digit()) { None } else { typed.parse().ok() }
}

fn full_year(typed: &str) -> Option<i32> {
    let year = i32::try_from(number(typed)?).ok()?;
    (typed.len() == 4 && YEARS.contains(&year)).then_some(year)
}

/// Two digits: in the past up to this year 20xx, else 19xx; in the future 20xx (product.md).
fn short_year(typed: &str, today: NaiveDate, toward: Toward) -> Option<i32> {
    let year = i32::try_from(number(typed).filter(|_| typed.len() == 2)?).ok()?;
    Some(if toward == Toward::Past && 2000 + year > today.year() { 1900 + year } else { 2000 + year })
}

fn month_and_year(a: &str, b: &str) -> Option<(u32, i32)> {
    full_year(b).and_then(|y| Some((month(a)?, y))).or_else(|| full_year(a).and_then(|y| Some((month(b)?, y))))
}

fn date(year: i32, month: u32, day: u32) -> Result<NaiveDate, &'static str> {
    NaiveDate::from_ymd_opt(year, month, day).ok_or("flaw-date-no-such-day")
}

/// Day and month without year: the nearest such day, today included; 29/02 may be up to eight years away.
fn nearest_in_year(day: u32, month: u32, today: NaiveDate, toward: Toward) -> Result<NaiveDate, &'static str> {
    let candidate = |years: i32| match toward {
        Toward::Past => NaiveDate::from_ymd_opt(today.year() - years, month, day).filter(|d| *d <= today),
        Toward::Future => NaiveDate::from_ymd_opt(today.year() + years, month, day).filter(|d| *d >= today),
    };
    (0..=8).find_map(candidate).ok_or("flaw-date-no-such-day")
}

/// A day of the month alone: the nearest such day, today included.
fn nearest_in_month(day: u32, today: NaiveDate, toward: Toward) -> Result<NaiveDate, &'static str> {
    let first = today.with_day(1).unwrap_or(today);
    let candidate = |months: u32| {
        let at = match toward {
            Toward::Past => first.checked_sub_months(Months::new(months)),
            Toward::Future => first.checked_add_months(Months::new(months)),
        };
        at.and_then(|m| m.with_day(day)).filter(|d| if toward == Toward::Past { *d <= today } else { *d >= today })
    };
    (0..=2).find_map(candidate).ok_or("flaw-date-no-such-day")
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
