//! The checks that a field's kind and need ask for, the same for every record (domain.md §2).
//! A record adds its own rules in `OwnRules`.

use crate::domain::record::{Field, Kind, Need, Place, Record};
use crate::domain::rules::Rules;
use crate::domain::{neutral, phone};
use crate::fault::{Flaw, Value};

/// Adds the flaws of every field by its kind and need.
pub fn fields<R: Record>(record: &R, rules: &Rules, flaws: &mut Vec<Flaw>) {
    for field in R::fields() {
        let value = (field.get)(record);
        if value.is_null() || value.as_text().is_some_and(str::is_empty) {
            if field.need == Need::Must {
                flaws.push(rules.soft(Flaw::new(field.id, "flaw-missing")));
            }
            continue;
        }
        if let Some(flaw) = one(field, &value, rules) {
            flaws.push(flaw);
        }
    }
}

fn one<R: Record>(field: &Field<R>, value: &Value, rules: &Rules) -> Option<Flaw> {
    match (field.kind, value) {
        (Kind::Text(max) | Kind::Name(max), Value::Text(t)) => short(field.id, t, max),
        (Kind::Int(low, high), Value::Int(i)) if *i < low || *i > high => {
            Some(Flaw::new(field.id, "flaw-out-of-range").with("low", low).with("high", high).with("value", i))
        }
        (Kind::Money, Value::Int(i)) if *i < 0 => Some(Flaw::new(field.id, "flaw-negative").with("value", i)),
        (Kind::Code(list), Value::Text(t)) => known(field.id, list, t, rules),
        (Kind::Codes(list), Value::Text(t)) => t.split('|').find_map(|c| known(field.id, list, c, rules)),
        (Kind::Country, Value::Text(t)) => known(field.id, "COUNTRY", t, rules),
        (Kind::Occupation, Value::Text(t)) => known(field.id, "ISCO", t, rules),
        (Kind::Place(Place::Province), Value::Text(t)) => known(field.id, "PROVINCE", t, rules),
        (Kind::Place(Place::Department), Value::Text(t)) => known(field.id, "DEPARTMENT", t, rules),
        (Kind::Place(Place::Town), Value::Text(t)) => short(field.id, t, 80),
        (Kind::Phone, Value::Text(t)) => phone(field.id, t),
        (Kind::Email, Value::Text(t)) => email(field.id, t),
        _ => None,
    }
}

fn phone(id: &'static str, text: &str) -> Option<Flaw> {
    phone::parse(text).err().map(|key| Flaw::new(id, key).with("value", text).with("count", phone::digits(text)))
}

fn short(id: &'static str, text: &str, max: usize) -> Option<Flaw> {
    if let Some((position, kind)) = neutral::refused_in_short(text) {
        return Some(Flaw::new(id, "flaw-hidden-character").with("position", position).with("kind", kind));
    }
    let length = text.chars().count();
    (length > max).then(|| Flaw::new(id, "flaw-too-long").with("max", max).with("length", length))
}

fn known(id: &'static str, list: &'static str, code: &str, rules: &Rules) -> Option<Flaw> {
    // An unknown code of an import is kept and listed (domain.md §2.10).
    let unknown = || rules.soft(Flaw::new(id, "flaw-unknown-code").with("value", code).with("list", list));
    rules.codes.get(list, code).is_none().then(unknown)
}

/// Codes that were put into a record and are closed on the day of `rules`, or not open yet (domain.md, code lists with validity). What stood
/// there `before` stays as it is: an old record keeps its codes.
pub fn closed<R: Record>(before: Option<&R>, after: &R, rules: &Rules, flaws: &mut Vec<Flaw>) {
    for field in R::fields() {
        let list = match field.kind {
            Kind::Code(list) | Kind::Codes(list) => list,
            Kind::Country => "COUNTRY",
            Kind::Occupation => "ISCO",
            Kind::Place(Place::Province) => "PROVINCE",
            Kind::Place(Place::Department) => "DEPARTMENT",
            _ => continue,
        };
        if !rules.codes.dated(list) {
            continue;
        }
        let (was, now) = (before.map(|b| (field.get)(b)), (field.get)(after));
        let held = was.as_ref().and_then(Value::as_text).unwrap_or_default();
        let mut put = now.as_text().unwrap_or_default().split('|').filter(|c| !held.split('|').any(|h| h == *c));
        if let Some(code) = put.find(|c| rules.codes.get(list, c).is_some_and(|c| !c.valid(rules.today))) {
            flaws.push(rules.soft(Flaw::new(field.id, "flaw-code-closed").with("value", code)));
        }
    }
}

fn email(id: &'static str, text: &str) -> Option<Flaw> {
    let good = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@')
    }) && !text.contains(char::is_whitespace)
        && text.chars().count() <= 120;
    (!good).then(|| Flaw::new(id, "flaw-email").with("value", text))
}
