//! Tests of the loose dates, from product.md and terminal.md §5.

use super::*;
use proptest::prelude::*;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

/// Tuesday.
fn today() -> NaiveDate {
    day(2026, 11, 24)
}

#[test]
fn each_field_looks_its_own_way() {
    for (typed, past, future) in [
        ("3/12", day(2025, 12, 3), day(2026, 12, 3)),
        ("0312", day(2025, 12, 3), day(2026, 12, 3)),
        ("24/11", day(2026, 11, 24), day(2026, 11, 24)),
        ("3.12.98", day(1998, 12, 3), day(2098, 12, 3)),
        ("031298", day(1998, 12, 3), day(2098, 12, 3)),
        ("3:12:26", day(2026, 12, 3), day(2026, 12, 3)),
        ("3 12 27", day(1927, 12, 3), day(2027, 12, 3)),
        ("lun", day(2026, 11, 23), day(2026, 11, 30)),
        ("mardi", day(2026, 11, 17), day(2026, 12, 1)),
        ("Mon", day(2026, 11, 23), day(2026, 11, 30)),
        ("ven.", day(2026, 11, 20), day(2026, 11, 27)),
        ("dim", day(2026, 11, 22), day(2026, 11, 29)),
        ("30", day(2026, 10, 30), day(2026, 11, 30)),
        ("29/02", day(2024, 2, 29), day(2028, 2, 29)),
        ("3 déc.", day(2025, 12, 3), day(2026, 12, 3)),
    ] {
        assert_eq!(parse(typed, today(), Toward::Past), Ok(past), "{typed}");
        assert_eq!(parse(typed, today(), Toward::Future), Ok(future), "{typed}");
    }
}

#[test]
fn whole_dates_words_and_offsets_need_no_direction() {
    for (typed, found) in [
        ("03121998", day(1998, 12, 3)),
        ("2026-03-09", day(2026, 3, 9)),
        ("3-12-1998", day(1998, 12, 3)),
        ("1er janvier 2026", day(2026, 1, 1)),
        ("24 Nov 2026", day(2026, 11, 24)),
        ("mar. 24 nov. 2026", day(2026, 11, 24)),
        ("+7", day(2026, 12, 1)),
        ("-3", day(2026, 11, 21)),
        ("+2s", day(2026, 12, 8)),
        ("+3m", day(2027, 2, 24)),
        ("demain", day(2026, 11, 25)),
        ("DEM", day(2026, 11, 25)),
        ("après-demain", day(2026, 11, 26)),
        ("hier", day(2026, 11, 23)),
        ("auj", today()),
        ("aujourd'hui", today()),
        ("today", today()),
        ("tomorrow", day(2026, 11, 25)),
        ("yesterday", day(2026, 11, 23)),
    ] {
        assert_eq!(parse(typed, today(), Toward::Past), Ok(found), "{typed}");
        assert_eq!(parse(typed, today(), Toward::Future), Ok(found), "{typed}");
    }
}

#[test]
fn what_is_no_date_says_why() {
    for (typed, flaw) in [
        ("", "flaw-date-unreadable"),
        ("bientôt", "flaw-date-unreadable"),
        ("312", "flaw-date-unreadable"),
        ("3/jui", "flaw-date-unreadable"),
        ("+", "flaw-date-unreadable"),
        ("+7x", "flaw-date-unreadable"),
        ("3/12/998", "flaw-date-unreadable"),
        ("+999999999999", "flaw-date-unreadable"),
        ("31/02", "flaw-date-no-such-day"),
        ("31/13/2026", "flaw-date-no-such-day"),
        ("29/02/2026", "flaw-date-no-such-day"),
        ("32", "flaw-date-no-such-day"),
        ("ven. 24/11/2026", "flaw-date-weekday"),
    ] {
        assert_eq!(parse(typed, today(), Toward::Future), Err(flaw), "{typed}");
    }
}

#[test]
fn a_birth_date_may_be_a_month_or_a_year() {
    for (typed, found) in [
        ("1985", (day(1985, 1, 1), Precision::Year)),
        ("vers 1985", (day(1985, 1, 1), Precision::Year)),
        ("né vers 1985", (day(1985, 1, 1), Precision::Year)),
        ("about 1985", (day(1985, 1, 1), Precision::Year)),
        ("03/1985", (day(1985, 3, 1), Precision::Month)),
        ("1985-03", (day(1985, 3, 1), Precision::Month)),
        ("mars 1985", (day(1985, 3, 1), Precision::Month)),
        ("17/02/1996", (day(1996, 2, 17), Precision::Day)),
        ("17021996", (day(1996, 2, 17), Precision::Day)),
        ("17 2 96", (day(1996, 2, 17), Precision::Day)),
        ("1996-02-17", (day(1996, 2, 17), Precision::Day)),
    ] {
        assert_eq!(parse_birth(typed, today()), Ok(found), "{typed}");
        let (d, precision) = found;
        for lang in ["fr", "en"] {
            assert_eq!(parse_birth(&shown_birth(d, precision, lang), today()), Ok(found), "{typed} {lang}");
        }
    }
    for (typed, flaw) in [
        ("0312", "flaw-birth-no-year"),
        ("3/12", "flaw-birth-no-year"),
        ("2085", "flaw-birth-no-year"),
        ("3", "flaw-date-unreadable"),
        ("mardi", "flaw-date-unreadable"),
        ("31/02/1985", "flaw-date-no-such-day"),
    ] {
        assert_eq!(parse_birth(typed, today()), Err(flaw), "{typed}");
    }
}

#[test]
fn months_and_hours_are_read_loosely_too() {
    for (typed, past, future) in [
        ("03/2026", day(2026, 3, 1), day(2026, 3, 1)),
        ("2026-03", day(2026, 3, 1), day(2026, 3, 1)),
        ("mars", day(2026, 3, 1), day(2027, 3, 1)),
        ("12", day(2025, 12, 1), day(2026, 12, 1)),
        ("nov", day(2026, 11, 1), day(2026, 11, 1)),
        ("032026", day(2026, 3, 1), day(2026, 3, 1)),
        ("3/98", day(1998, 3, 1), day(2098, 3, 1)),
    ] {
        assert_eq!(parse_month(typed, today(), Toward::Past), Ok(past), "{typed}");
        assert_eq!(parse_month(typed, today(), Toward::Future), Ok(future), "{typed}");
    }
    assert_eq!(parse_month("13/2026", today(), Toward::Past), Err("flaw-month-unreadable"));
    let at = |h, m| Ok(NaiveTime::from_hms_opt(h, m, 0).unwrap());
    for (typed, found) in
        [("9h30", at(9, 30)), ("930", at(9, 30)), ("9:30", at(9, 30)), ("0930", at(9, 30)), ("9h", at(9, 0)), ("14", at(14, 0))]
    {
        assert_eq!(parse_time(typed), found, "{typed}");
    }
    for bad in ["", "25h", "9h75", "midi", "12345", "h30"] {
        assert_eq!(parse_time(bad), Err("flaw-time-unreadable"), "{bad}");
    }
}

#[test]
fn days_are_shown_as_the_office_writes_them() {
    let d = today();
    assert_eq!((shown(d, "fr").as_str(), shown(d, "en").as_str()), ("24/11/2026", "24 Nov 2026"));
    assert_eq!((short_day(d, "fr").as_str(), short_day(d, "en").as_str()), ("mar. 24 nov.", "Tue 24 Nov"));
    assert_eq!(long_day(d, "fr"), "mardi 24 novembre 2026");
    assert_eq!(long_day(d, "en"), "Tuesday 24 November 2026");
    assert_eq!(with_weekday(day(2026, 11, 27), "fr"), "ven. 27/11/2026");
    assert_eq!(long_day(day(2026, 11, 1), "fr"), "dimanche 1er novembre 2026");
    assert_eq!(shown_month(d, "fr"), "novembre 2026");
    let at = NaiveTime::from_hms_opt(8, 30, 0).unwrap();
    assert_eq!((shown_time(at, "fr").as_str(), shown_time(at, "en").as_str()), ("08h30", "08:30"));
}

proptest! {
    #[test]
    fn every_shown_form_is_read_back(offset in 0u64..73_000, english in any::<bool>()) {
        let d = day(1900, 1, 1) + Days::new(offset);
        let lang = if english { "en" } else { "fr" };
        for toward in [Toward::Past, Toward::Future] {
            for text in [shown(d, lang), long_day(d, lang), with_weekday(d, lang), d.to_string()] {
                prop_assert_eq!(parse(&text, today(), toward), Ok(d), "{}", text);
            }
            // Without its year a day is found from itself.
            prop_assert_eq!(parse(&short_day(d, lang), d, toward), Ok(d));
        }
        prop_assert_eq!(parse_month(&shown_month(d, lang), today(), Toward::Past), Ok(d.with_day(1).unwrap()));
    }

    #[test]
    fn every_hour_is_read_back(minutes in 0u32..1440, english in any::<bool>()) {
        let at = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap();
        prop_assert_eq!(parse_time(&shown_time(at, if english { "en" } else { "fr" })), Ok(at));
    }

    #[test]
    fn anything_typed_is_answered(typed in "\\PC{0,12}") {
        // A number sees the day through or gives a reason: never a panic.
        let _ = parse(&typed, today(), Toward::Future);
        let _ = parse_birth(&typed, today());
        let _ = parse_month(&typed, today(), Toward::Past);
        prop_assert!(parse_time(&typed).is_ok() || parse_time(&typed) == Err("flaw-time-unreadable"));
    }
}
