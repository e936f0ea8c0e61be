//! The form of a batch on the screen: its fields in the order of the paper, what stands in them as it is kept, and the other way round.

use chrono::NaiveDate;

use crate::domain::batch::fields::{BulkField, SERIAL, keep, text_of, value_of};
use crate::domain::batch::{FormKind, Keyed, forms};
use crate::domain::dates::{self, Precision};
use crate::domain::record::{Kind, Value};
use crate::domain::{employer_file, person_file, vacancy_file};
use crate::tui::form::{Form, Spec};
use crate::tui::look::Look;
use crate::tui::screens::{House, fields};

/// Cells of a text on the form.
const WIDE: u16 = 35;

/// The field of a form; none: the kind has no such field.
pub fn spec(kind: FormKind, field: &BulkField, house: &House, look: &Look) -> Option<Spec> {
    let spec = if field.id == SERIAL {
        Spec::number(SERIAL, 1, 99_999_999)
    } else {
        match kind {
            FormKind::People => fields::spec(person_file::sheet().column(field.id)?, house, look),
            FormKind::Employers => fields::spec(employer_file::sheet().column(field.id)?, house, look),
            FormKind::Offers => fields::spec(vacancy_file::sheet().column(field.id)?, house, look),
            FormKind::Interviews => fields::spec(forms::interviews().column(field.id)?, house, look),
        }
    };
    let spec = match field.kind {
        Kind::Text(max) | Kind::Name(max) if max < 30 => spec.width(u16::try_from(max).unwrap_or(20)),
        Kind::Text(_) | Kind::Name(_) | Kind::Occupation | Kind::Code(_) => spec.width(WIDE),
        Kind::Int(..) => spec.width(9),
        _ => spec,
    };
    let spec = spec.may().named(field.label(look.lang())).sticks();
    let spec = if field.must { spec.must() } else { spec };
    Some(match &field.unit {
        Some((fr, en)) => spec.unit(if look.lang() == "en" { en } else { fr }),
        None => spec,
    })
}

/// The form of these fields, heads down, with those sticky that the office has made so.
pub fn form(kind: FormKind, all: &[BulkField], house: &House, look: &Look) -> Form {
    let mut form = Form::new(all.iter().filter_map(|f| spec(kind, f, house, look)).collect()).heads_down();
    for field in all.iter().filter(|f| f.sticky || f.id == SERIAL) {
        form.stick(field.id);
    }
    form
}

/// What stands in a field as it is kept: what can't be read with `~` before it.
pub fn reading(form: &Form, id: &str, today: NaiveDate) -> String {
    let (text, raw) = (text_in(form, id, today), form.raw_of(id));
    if text.is_empty() && !raw.trim().is_empty() { format!("~{}", raw.trim()) } else { text }
}

/// What stands in a field as it is kept; empty where there is nothing or it can't be read.
pub fn text_in(form: &Form, id: &str, today: NaiveDate) -> String {
    let value = form.value(id);
    if value.is_null() {
        return String::new();
    }
    if id == "birth_date" {
        return birth_text(&form.raw_of(id), today).unwrap_or_else(|| text_of(&value));
    }
    text_of(&value)
}

/// A birth date as far as it is known: `1981-04-03`, `1981-04`, `1981`.
fn birth_text(raw: &str, today: NaiveDate) -> Option<String> {
    let (day, precision) = dates::parse_birth(raw, today).ok()?;
    let format = match precision {
        Precision::Day => "%Y-%m-%d",
        Precision::Month => "%Y-%m",
        Precision::Year => "%Y",
    };
    Some(day.format(format).to_string())
}

/// The whole form as it is kept: values, and what the paper has where it can't be read.
pub fn keyed(form: &Form, all: &[BulkField], today: NaiveDate) -> Keyed {
    let mut keyed = Keyed::new();
    for field in all {
        keep(&mut keyed, field.id, &reading(form, field.id, today));
    }
    let words = form.words_of("occupation");
    if !words.is_empty() && keyed.contains_key("occupation") {
        keyed.insert("occupation_label".to_owned(), words.to_owned());
    }
    keyed
}

/// Puts one kept value into its field.
pub fn put(form: &mut Form, field: &BulkField, text: &str, house: &House, lang: &str) {
    let text = text.trim_start_matches('~');
    let value = match parts_of_birth(field.id, text, house.rules.today) {
        Some((day, precision)) => Value::from(dates::shown_birth(day, precision, lang)),
        None => value_of(field.kind, text),
    };
    form.set(field.id, &value);
    if field.id == "province" {
        fields::residence(form, "province", house, lang);
    }
}

fn parts_of_birth(id: &str, text: &str, today: NaiveDate) -> Option<(NaiveDate, Precision)> {
    if id == "birth_date" { dates::parse_birth(text, today).ok() } else { None }
}

/// Puts a kept form into the fields.
pub fn fill(form: &mut Form, all: &[BulkField], keyed: &Keyed, house: &House, lang: &str) {
    for field in all {
        match keyed.get(field.id) {
            Some(text) => put(form, field, text, house, lang),
            None => {
                let raw = keyed.get(&format!("~{}", field.id)).cloned().unwrap_or_default();
                form.set(field.id, &Value::from(raw));
            }
        }
    }
}

/// A kept value in words: a code with its label, a day in full.
pub fn shown(field: &BulkField, text: &str, house: &House, look: &Look) -> String {
    let text = text.trim_start_matches('~');
    if text.is_empty() {
        return look.text("bulk-nothing");
    }
    if let Some((day, precision)) = parts_of_birth(field.id, text, house.rules.today) {
        return dates::shown_birth(day, precision, look.lang());
    }
    let codes = &house.rules.codes;
    let coded = |list: &str| {
        let label = codes.label(list, text, look.lang());
        if label == text { text.to_owned() } else { format!("{text} {label}") }
    };
    match field.kind {
        Kind::Code(list) => coded(list),
        Kind::Occupation => coded("ISCO"),
        Kind::Country => coded("COUNTRY"),
        Kind::Past | Kind::Future => {
            crate::domain::record::parse_day(text).map_or_else(|| text.to_owned(), |d| dates::shown(d, look.lang()))
        }
        Kind::Phone => crate::domain::phone::shown(text),
        _ => text.to_owned(),
    }
}
