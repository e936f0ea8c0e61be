//! Telephones of Gabon and elsewhere (domain.md §6): read in all the forms people write, stored as E.164, shown in
//! pairs, found by the form of before 2019 too. Called by the record checks, forms, import, search, duplicates.

/// Country code of Gabon with its plus sign.
const GABON: &str = "+241";
/// What old numbers of eight digits became: old first two digits → new first three (15 Nov 2019).
const OLD: &[(&str, &str)] = &[("01", "011"), ("02", "062"), ("05", "065"), ("06", "066"), ("04", "074"), ("07", "077")];
/// First digits of numbers in use, with the leading 0 (domain.md §6).
const IN_USE: &[&str] = &["011", "0600", "0601", "0602", "0603", "0604", "0610", "062", "065", "066", "074", "076", "077"];
/// Country codes of two digits; 1 and 7 have one, all others three.
const TWO_DIGIT_COUNTRIES: &[&str] = &[
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49", "51", "52", "53",
    "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94",
    "95", "98",
];

/// A typed number as E.164. Takes +241, 00241, blanks, dots, dashes, nine digits, the old eight (converted) and
/// foreign numbers that begin with + or 00. Errors: `flaw-phone-letters`, `flaw-phone-length`,
/// `flaw-phone-unknown-prefix`.
pub fn parse(typed: &str) -> Result<String, &'static str> {
    let (abroad, digits) = read(typed).ok_or("flaw-phone-letters")?;
    if abroad && !digits.starts_with("241") {
        return match digits.len() {
            8..=15 if digits.starts_with('0') => Err("flaw-phone-unknown-prefix"),
            8..=15 => Ok(format!("+{digits}")),
            _ => Err("flaw-phone-length"),
        };
    }
    let home = match digits.strip_prefix("241") {
        Some(rest) if abroad || digits.len() >= 10 => at_home(rest, true),
        _ => at_home(&digits, false),
    }?;
    if IN_USE.iter().any(|p| home.starts_with(p)) {
        Ok(format!("{GABON}{}", home.trim_start_matches('0')))
    } else {
        Err("flaw-phone-unknown-prefix")
    }
}

/// Nine digits with the leading 0 from what stands after the country code, or alone.
fn at_home(digits: &str, after_code: bool) -> Result<String, &'static str> {
    match (digits.len(), digits.starts_with('0')) {
        (9, true) => Ok(digits.to_owned()),
        (8, true) => renewed(digits).ok_or("flaw-phone-unknown-prefix"),
        (8, false) => Ok(format!("0{digits}")),
        // Before 2019 the 0 was often left out after +241.
        (7, false) if after_code => renewed(&format!("0{digits}")).ok_or("flaw-phone-unknown-prefix"),
        (9, false) => Err("flaw-phone-unknown-prefix"),
        _ => Err("flaw-phone-length"),
    }
}

/// The number of today for an old one, or for its first digits.
fn renewed(old: &str) -> Option<String> {
    OLD.iter().find_map(|(before, now)| old.strip_prefix(before).map(|rest| format!("{now}{rest}")))
}

/// The form of before 2019 in eight digits, as old papers have it; none for foreign numbers and newer ranges.
pub fn old_form(e164: &str) -> Option<String> {
    let home = format!("0{}", e164.strip_prefix(GABON)?);
    OLD.iter().find_map(|(before, now)| home.strip_prefix(now).map(|rest| format!("{before}{rest}")))
}

/// A stored number as people read it: `077 12 34 56`, `+33 6 12 34 56 78`. What isn't E.164 comes back as it is.
pub fn shown(e164: &str) -> String {
    let Some(digits) = e164.strip_prefix('+').filter(|d| d.bytes().all(|b| b.is_ascii_digit())) else {
        return e164.to_owned();
    };
    if let Some(home) = digits.strip_prefix("241").filter(|h| h.len() == 8) {
        let (first, rest) = home.split_at(2);
        return format!("0{first} {}", pairs(rest));
    }
    let code = match digits.get(..2) {
        _ if digits.starts_with(['1', '7']) => 1,
        Some(two) if TWO_DIGIT_COUNTRIES.contains(&two) => 2,
        _ => 3,
    };
    match (digits.get(..code), digits.get(code..)) {
        (Some(country), Some(rest)) if !rest.is_empty() => format!("+{country} {}", pairs(rest)),
        _ => e164.to_owned(),
    }
}

/// Digits in pairs, an odd one first.
fn pairs(digits: &str) -> String {
    let odd = digits.len() % 2;
    let mut out = String::new();
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && i % 2 == odd {
            out.push(' ');
        }
        out.push(d);
    }
    out
}

/// How many digits were typed, for the message of a wrong number.
pub fn digits(typed: &str) -> usize {
    typed.chars().filter(char::is_ascii_digit).count()
}

/// The beginning of the stored number (E.164, with +) to look for, whichever form is typed and whole or not: new, old
/// (`07 12` is `+2417712`), with the country code. None when it can't be the beginning of a telephone number of at
/// least four digits.
pub fn search_digits(typed: &str) -> Option<String> {
    if let Ok(whole) = parse(typed) {
        return Some(whole);
    }
    let (abroad, digits) = read(typed)?;
    if digits.len() < 4 || digits.len() > 15 {
        return None;
    }
    let home = match digits.strip_prefix("241") {
        Some("") => return Some(GABON.to_owned()),
        Some(rest) => rest,
        None if abroad => return (!digits.starts_with('0')).then(|| format!("+{digits}")),
        None => digits.as_str(),
    };
    let home = if home.starts_with('0') { home.to_owned() } else { format!("0{home}") };
    let known = |h: &str| IN_USE.iter().any(|p| h.starts_with(p) || p.starts_with(h));
    let home = if known(&home) { home } else { renewed(&home)? };
    (home.len() <= 9).then(|| format!("{GABON}{}", home.trim_start_matches('0')))
}

/// Whether it begins with + or 00, and the digits behind. None: something else than digits and the signs between.
fn read(typed: &str) -> Option<(bool, String)> {
    let typed = typed.trim();
    let (plus, rest) = match typed.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, typed),
    };
    let mut digits = String::new();
    for c in rest.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '.' | '-' | '/' | '(' | ')' | '\u{2010}'..='\u{2013}' => {}
            c if c.is_whitespace() => {}
            _ => return None,
        }
    }
    match digits.strip_prefix("00") {
        Some(behind) if !plus => Some((true, behind.to_owned())),
        _ => Some((plus, digits)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn all_ways_to_write_a_number_give_one() {
        for typed in [
            "077 12 34 56",
            "077.12.34.56",
            "077123456",
            "07 12 34 56",
            "77 12 34 56",
            "+241 77 12 34 56",
            "00241 077 12 34 56",
            "+241 (0)77-12-34-56",
            "+241 07 12 34 56",
            "+241 7 12 34 56",
            "24177123456",
        ] {
            assert_eq!(parse(typed).as_deref(), Ok("+24177123456"), "{typed}");
        }
        assert_eq!(shown("+24177123456"), "077 12 34 56");
    }

    #[test]
    fn old_numbers_got_a_digit_and_are_found_by_their_old_form() {
        for (old, new) in [
            ("01 76 00 00", "011 76 00 00"),
            ("02 12 34 56", "062 12 34 56"),
            ("05 12 34 56", "065 12 34 56"),
            ("06 12 34 56", "066 12 34 56"),
            ("04 12 34 56", "074 12 34 56"),
            ("07 12 34 56", "077 12 34 56"),
        ] {
            let stored = parse(old).unwrap();
            assert_eq!(shown(&stored), new);
            assert_eq!(old_form(&stored), Some(old.replace(' ', "")));
            assert_eq!(search_digits(old), Some(stored));
        }
        assert_eq!(old_form("+24176000000"), None);
        assert_eq!(old_form("+33612345678"), None);
    }

    #[test]
    fn the_beginning_of_a_number_is_looked_for_in_its_stored_form() {
        for (typed, found) in [
            ("077 12", Some("+2417712")),
            ("07 12 34", Some("+241771234")),
            ("+241 77 1", Some("+241771")),
            ("0033 6 12", Some("+33612")),
            ("077", None),
            ("09 12 34", None),
            ("NDONG 77", None),
        ] {
            assert_eq!(search_digits(typed).as_deref(), found, "{typed}");
        }
    }

    #[test]
    fn wrong_numbers_say_what_is_wrong() {
        for (typed, flaw) in [
            ("07 12 34", "flaw-phone-length"),
            ("0771234567", "flaw-phone-length"),
            ("+33 12", "flaw-phone-length"),
            ("077 12 34 5a", "flaw-phone-letters"),
            ("tante", "flaw-phone-letters"),
            ("078 12 34 56", "flaw-phone-unknown-prefix"),
            ("0605 12 345", "flaw-phone-unknown-prefix"),
            ("03 12 34 56", "flaw-phone-unknown-prefix"),
            ("+0 12345678", "flaw-phone-unknown-prefix"),
        ] {
            assert_eq!(parse(typed), Err(flaw), "{typed}");
        }
        assert_eq!(digits("07 12 34"), 6);
    }

    #[test]
    fn foreign_numbers_are_kept_and_shown_with_their_country() {
        assert_eq!(parse("0033 6 12 34 56 78").as_deref(), Ok("+33612345678"));
        assert_eq!(shown("+33612345678"), "+33 6 12 34 56 78");
        assert_eq!(shown("+237612345678"), "+237 6 12 34 56 78");
        assert_eq!(shown("boutique"), "boutique");
    }

    proptest! {
        #[test]
        fn a_shown_number_is_read_back(rest in 0u32..1_000_000, prefix in 0usize..6, foreign in "[2-9][0-9]{8,12}") {
            let home = format!("{}{rest:06}", ["011", "062", "065", "066", "074", "077"][prefix]);
            let stored = parse(&home).unwrap();
            prop_assert_eq!(parse(&shown(&stored)), Ok(stored.clone()));
            prop_assert_eq!(parse(&old_form(&stored).unwrap()), Ok(stored));
            prop_assume!(!foreign.starts_with("241"));
            let stored = format!("+{foreign}");
            prop_assert_eq!(parse(&shown(&stored)), Ok(stored));
        }
    }
}
