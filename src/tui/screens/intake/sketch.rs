//! What the intake looks for duplicates by: the form as typed so far (screens.md §8).

use chrono::NaiveDate;

use crate::domain::dates::{self, Precision};
use crate::domain::duplicate::{LETTERS, Sketch};
use crate::domain::phone;
use crate::domain::record::parse_day;
use crate::tui::form::Form;

/// What the duplicates are looked for by: the form as typed so far; none before the third letter, a telephone, a document.
pub fn of(form: &Form, today: NaiveDate) -> Option<Sketch> {
    let text = |id: &str| form.raw_of(id).trim().to_owned();
    let phones: Vec<String> = ["phone", "phone_2"].iter().filter_map(|id| phone::parse(&text(id)).ok()).collect();
    let number: String = text("id_document_number").chars().filter(|c| !c.is_whitespace()).collect();
    let kind = form.value("id_document_type").as_text().unwrap_or_default().to_owned();
    let names = [text("surname"), text("given_names"), text("married_name")];
    let named = names.iter().any(|n| n.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS);
    if !named && phones.is_empty() && number.chars().count() < LETTERS {
        return None;
    }
    let (birth_date, birth_precision) =
        dates::parse_birth(&text("birth_date"), today).map_or((None, Precision::default()), |(d, p)| (Some(d), p));
    let [surname, given_names, married_name] = names;
    let valid = parse_day(&text("id_document_expires")).is_none_or(|d| d >= today);
    Some(Sketch {
        number: String::new(),
        surname,
        given_names,
        married_name,
        sex: form.value("sex").as_text().unwrap_or_default().to_owned(),
        birth_date,
        birth_precision,
        document: (!number.is_empty()).then(|| (kind, number.to_uppercase(), valid)),
        phones,
        former: None,
        town: text("town"),
    })
}
