//! One cell of a file as the value of its field: codes or labels, dates loosely but day first, telephones in every form. Called by
//! `row` only. What can't be read says why; nothing is guessed.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::code::{Code, Codes};
use crate::domain::dates::{self, Precision, Toward};
use crate::domain::fold::fold;
use crate::domain::record::{Kind, Place, Value, day_text};
use crate::domain::rules::Rules;
use crate::domain::{neutral, phone};
use crate::exchange::Dates;
use crate::fault::Flaw;

/// Words for yes and no that files bring, folded; beside `1` and `0`, which we write ourselves.
const YES: &[&str] = &["1", "oui", "o", "vrai", "x", "yes", "y", "true"];
const NO: &[&str] = &["0", "non", "n", "faux", "no", "false"];
/// Words around an amount of money, folded.
const MONEY: &[&str] = &["fcfa", "cfa", "xaf", "f"];
/// Readings of code labels kept at most.
const MOST_KEPT: usize = 20_000;

/// What a cell gave: a value, and a flaw when some of it couldn't be read.
pub struct Taken {
    /// What is taken.
    pub value: Option<Value>,
    /// Why not, or not all.
    pub flaw: Option<Flaw>,
}

impl Taken {
    fn whole(value: impl Into<Value>) -> Self {
        Taken { value: Some(value.into()), flaw: None }
    }
    fn none(flaw: Flaw) -> Self {
        Taken { value: None, flaw: Some(flaw) }
    }
}

/// Reads cells for one import.
pub struct Cells {
    rules: Rules,
    /// The order of dates, when it is forced.
    forced: Option<Dates>,
    found: HashMap<(&'static str, String), Option<String>>,
}

impl Cells {
    /// For a session's rules.
    pub fn new(rules: Rules, forced: Option<Dates>) -> Self {
        Cells { rules, forced, found: HashMap::new() }
    }

    /// The value of a cell that isn't empty, for a field of this kind.
    pub fn take(&mut self, id: &'static str, kind: Kind, typed: &str) -> Taken {
        let unread = |key| Taken::none(Flaw::new(id, key).with("value", typed));
        match kind {
            Kind::Int(..) => whole_number(typed).map_or_else(|| unread("flaw-not-number"), Taken::whole),
            Kind::Money => money(typed).map_or_else(|| unread("flaw-not-number"), Taken::whole),
            Kind::Bool => match fold(typed).as_str() {
                word if YES.contains(&word) => Taken::whole(true),
                word if NO.contains(&word) => Taken::whole(false),
                _ => unread("flaw-not-yes-or-no"),
            },
            Kind::Past => self.day(id, typed, Toward::Past),
            Kind::Future => self.day(id, typed, Toward::Future),
            Kind::Code(list) => self.code(id, list, typed),
            Kind::Codes(list) => self.codes(id, list, typed),
            Kind::Country => self.code(id, "COUNTRY", typed),
            Kind::Occupation => self.code(id, "ISCO", typed),
            Kind::Place(Place::Province) => self.code(id, "PROVINCE", typed),
            Kind::Place(Place::Department) => self.code(id, "DEPARTMENT", typed),
            Kind::Phone => match phone::parse(typed) {
                // As typed: the file keeps the old form beside the new one.
                Ok(_) => Taken::whole(neutral::tidy(typed)),
                Err(key) => Taken::none(Flaw::new(id, key).with("value", typed).with("count", phone::digits(typed))),
            },
            Kind::Note => Taken::whole(neutral::tidy_note(typed)),
            _ => Taken::whole(neutral::tidy(typed)),
        }
    }

    fn day(&self, id: &'static str, typed: &str, toward: Toward) -> Taken {
        match self.whole_day(typed, toward) {
            Some(day) => Taken::whole(day_text(day)),
            None => Taken::none(Flaw::new(id, "flaw-not-date").with("value", typed)),
        }
    }

    /// A day with its year: what is left open (`3/12`, `lundi`, `+7`) means nothing in a file.
    fn whole_day(&self, typed: &str, toward: Toward) -> Option<NaiveDate> {
        let text = without_time(typed.trim());
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty());
        let parts: Vec<&str> = parts.collect();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let iso = matches!(parts.as_slice(), [y, m, d] if y.len() == 4 && m.len() == 2 && d.len() == 2 && text.len() == 10);
        let whole = parts.len() >= 3 || (parts.len() == 1 && matches!(digits, 6 | 8) && digits == text.len());
        let wrong_order = self.forced.is_some_and(|order| (order == Dates::Iso) != iso);
        if text.starts_with(['+', '-']) || !whole || wrong_order {
            return None;
        }
        dates::parse(text, self.rules.today, toward).ok()
    }

    /// A birth date, of which perhaps only the year or the month is known.
    pub fn birth(&self, typed: &str) -> Result<(NaiveDate, Precision), Flaw> {
        let unread = || Flaw::new("birth_date", "flaw-not-date").with("value", typed);
        if let Some(day) = self.whole_day(typed, Toward::Past) {
            return Ok((day, Precision::Day));
        }
        match dates::parse_birth(without_time(typed.trim()), self.rules.today) {
            Ok((day, precision)) if precision != Precision::Day => Ok((day, precision)),
            _ => Err(unread()),
        }
    }

    /// The code that a cell names in a list.
    pub fn find(&mut self, list: &'static str, typed: &str) -> Option<String> {
        let key = (list, typed.to_owned());
        if let Some(known) = self.found.get(&key) {
            return known.clone();
        }
        if self.found.len() >= MOST_KEPT {
            self.found.clear();
        }
        let found = lookup(&self.rules.codes, list, typed).map(|c| c.code.clone());
        self.found.insert(key, found.clone());
        found
    }

    fn code(&mut self, id: &'static str, list: &'static str, typed: &str) -> Taken {
        match self.find(list, typed) {
            Some(code) => Taken::whole(code),
            None => Taken::none(Flaw::new(id, "flaw-unknown-code").with("value", typed).with("list", list)),
        }
    }

    fn codes(&mut self, id: &'static str, list: &'static str, typed: &str) -> Taken {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for word in words(typed) {
            match self.find(list, word) {
                Some(code) if known.contains(&code) => {}
                Some(code) => known.push(code),
                None => unknown.push(word),
            }
        }
        let flaw = (!unknown.is_empty())
            .then(|| Flaw::new(id, "flaw-unknown-code").with("value", unknown.join(", ")).with("list", list));
        Taken { value: (!known.is_empty()).then(|| Value::Text(known.join("|"))), flaw }
    }

    /// Languages with their levels: `fr:C1|fan:native`, labels too.
    pub fn languages(&mut self, typed: &str) -> Taken {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for word in words(typed) {
            let (name, level) = word.split_once(':').unwrap_or((word, ""));
            let level = if level.trim().is_empty() { Some(String::new()) } else { self.find("LANGLEVEL", level.trim()) };
            match (self.find("LANG", name.trim()), level) {
                (Some(code), Some(level)) => known.push(format!("{code}:{level}")),
                _ => unknown.push(word),
            }
        }
        let flaw = (!unknown.is_empty())
            .then(|| Flaw::new("languages", "flaw-unknown-code").with("value", unknown.join(", ")).with("list", "LANG"));
        Taken { value: (!known.is_empty()).then(|| Value::Text(known.join("|"))), flaw }
    }

    /// Skills: codes where they are known, else the words as they are (they wait for moderation).
    pub fn skills(&mut self, typed: &str) -> Taken {
        let (mut known, mut long) = (Vec::new(), Vec::new());
        for word in words(typed) {
            let word = neutral::tidy(word);
            match self.find("SKILL", &word) {
                Some(code) => known.push(code),
                None if word.chars().count() > 120 || neutral::refused_in_short(&word).is_some() => long.push(word),
                None => known.push(word),
            }
        }
        let flaw = (!long.is_empty())
            .then(|| Flaw::new("skills", "flaw-unknown-code").with("value", long.join(", ")).with("list", "SKILL"));
        Taken { value: (!known.is_empty()).then(|| Value::Text(known.join("|"))), flaw }
    }
}

/// Parts of a list: between `|`, else `;` or a comma.
fn words(typed: &str) -> impl Iterator<Item = &str> {
    let sign = ['|', ';', ','].into_iter().find(|s| typed.contains(*s)).unwrap_or('|');
    typed.split(sign).map(str::trim).filter(|w| !w.is_empty())
}

fn lookup<'a>(codes: &'a Codes, list: &'static str, typed: &str) -> Option<&'a Code> {
    let typed = neutral::tidy(typed);
    let wanted = |c: &&Code| list != "ISCO" || c.code.len() == 4;
    if let Some(code) = codes.find(list, &typed).filter(wanted) {
        return Some(code);
    }
    if list == "ISCO" {
        let name = fold(&typed);
        return codes.list(list).find(|c| c.code.len() == 4 && (fold(&c.fr) == name || fold(&c.en) == name));
    }
    // A part of a label that only one code has: « BEPC » of « collège, BEPC ».
    let name = fold(&typed);
    let part = |c: &&Code| [&c.fr, &c.en].iter().any(|l| l.split(['/', ',', '(', ')', ';', '–']).any(|p| fold(p) == name));
    let mut parts = codes.list(list).filter(part);
    if let (Some(only), None, false) = (parts.next(), parts.next(), name.is_empty()) {
        return Some(only);
    }
    // A spreadsheet takes the zeros away before a number.
    let length = codes.fixed_length(list);
    let short = typed.len() < length && typed.bytes().all(|b| b.is_ascii_digit());
    if short { codes.get(list, &format!("{typed:0>length$}")) } else { None }
}

fn without_time(text: &str) -> &str {
    match text.split_once(['T', ' ']) {
        Some((day, time)) if time.contains(':') && day.contains(['-', '/', '.']) => day,
        _ => text,
    }
}

fn whole_number(typed: &str) -> Option<i64> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = digits.strip_suffix(".0").or_else(|| digits.strip_suffix(",0")).unwrap_or(&digits);
    digits.parse().ok()
}

/// FCFA have no decimals, so a point or comma before three digits groups them.
fn money(typed: &str) -> Option<i64> {
    let folded = typed.to_lowercase();
    let bare = MONEY.iter().find_map(|w| folded.trim().strip_suffix(w)).unwrap_or(&folded);
    let grouped: Vec<&str> = bare.split(['.', ',', ' ', '\u{a0}', '\u{202f}']).map(str::trim).filter(|p| !p.is_empty()).collect();
    match grouped.as_slice() {
        [one] => one.parse().ok(),
        [first, rest @ ..] if (1..=3).contains(&first.len()) && rest.iter().all(|p| p.len() == 3) => {
            grouped.concat().parse().ok()
        }
        _ => whole_number(bare),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(forced: Option<Dates>) -> Cells {
        let day = NaiveDate::from_ymd_opt(2026, 3, 9).unwrap();
        let code =
            |list: &str, code: &str, fr: &str| Code { list: list.into(), code: code.into(), fr: fr.into(), ..Code::default() };
        let codes = [
            code("CONTRACT", "01", "CDI"),
            code("CONTRACT", "02", "CDD"),
            code("SEX", "F", "femme"),
            code("LANG", "fra", "français"),
            code("LANGLEVEL", "C1", "C1"),
        ];
        Cells::new(Rules { today: day, codes: std::sync::Arc::new(Codes::new(codes)), ..Rules::default() }, forced)
    }
    fn value(kind: Kind, typed: &str) -> Option<Value> {
        cells(None).take("phone", kind, typed).value
    }

    #[test]
    fn dates_are_day_first_and_whole() {
        for typed in ["03/04/1985", "3.4.1985", "1985-04-03", "1985-04-03 00:00:00", "03041985", "3 avril 1985", "03-04-85"] {
            assert_eq!(value(Kind::Past, typed), Some("1985-04-03".into()), "{typed}");
        }
        for typed in ["3/4", "lundi", "+7", "04/31/1985", "demain", "inconnue", "24"] {
            assert_eq!(value(Kind::Past, typed), None, "{typed}");
        }
        assert_eq!(cells(None).birth("1985").unwrap().1, Precision::Year);
        assert_eq!(cells(None).birth("1985-03").unwrap(), (NaiveDate::from_ymd_opt(1985, 3, 1).unwrap(), Precision::Month));
        assert!(cells(None).birth("13").is_err());
        assert_eq!(cells(Some(Dates::Iso)).take("x", Kind::Past, "03/04/1985").value, None);
        assert_eq!(cells(Some(Dates::DayFirst)).take("x", Kind::Past, "1985-04-03").value, None);
    }

    #[test]
    fn codes_and_labels_are_taken_and_the_rest_is_named() {
        assert_eq!(value(Kind::Code("SEX"), "Femme"), Some("F".into()));
        assert_eq!(value(Kind::Codes("CONTRACT"), "1, cdd"), Some("01|02".into()));
        let taken = cells(None).take("contract_types", Kind::Codes("CONTRACT"), "CDI|truc");
        assert_eq!((taken.value, taken.flaw.unwrap().args[0].1.as_str()), (Some("01".into()), "truc"));
        assert_eq!(cells(None).languages("Français:c1").value, Some("fra:C1".into()));
    }

    #[test]
    fn numbers_and_money_are_read_as_people_write_them() {
        for typed in ["150000", "150 000", "150.000 FCFA", "150\u{202f}000 F", "150,000"] {
            assert_eq!(value(Kind::Money, typed), Some(Value::Int(150_000)), "{typed}");
        }
        assert_eq!(value(Kind::Int(0, 720), "24.0"), Some(Value::Int(24)));
        assert_eq!(value(Kind::Int(0, 720), "2 ans"), None);
        assert_eq!(value(Kind::Bool, "Oui"), Some(Value::Bool(true)));
        assert_eq!(value(Kind::Phone, "+241 77 12 34 56"), Some("+241 77 12 34 56".into()));
    }
}
