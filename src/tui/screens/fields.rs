//! A sheet's column as a field of a form: its editor follows from its kind, so that no screen lists editors by hand.
//! Used by intake, the case file and bulk entry.

use std::rc::Rc;

use crate::domain::dates::{self, Toward};
use crate::domain::record::{Kind, Need, Place, Value, day_text};
use crate::domain::sheet::Column;
use crate::tui::form::date::ReadDay;
use crate::tui::form::editor::Why;
use crate::tui::form::{Form, Spec};
use crate::tui::look::Look;
use crate::tui::screens::House;
use crate::tui::widgets::pick::Choice;

/// The codes of a list as choices, those valid today, in the order of their codes.
pub fn choices(house: &House, list: &str, lang: &str) -> Rc<[Choice]> {
    let today = house.rules.today;
    house.rules.codes.list(list).filter(|c| c.valid(today)).map(|c| Choice::new(&c.code, c.label(lang))).collect()
}

/// The field of a column. Departments are chosen by their rank within the province already typed: see `departments`.
pub fn spec<F>(column: &Column<F>, house: &House, look: &Look) -> Spec {
    let lang = look.lang();
    let id = column.id;
    let spec = match column.kind {
        Kind::Text(max) | Kind::Name(max) => Spec::text(id, max),
        Kind::Note => Spec::note(id, 3),
        Kind::Int(low, high) => Spec::number(id, low, high),
        Kind::Money => Spec::money(id),
        Kind::Bool => Spec::yes_no(id, &look.text("word-yes"), &look.text("word-no")),
        Kind::Past => Spec::date(id, day_reader(house, Toward::Past, lang)),
        Kind::Future => Spec::date(id, day_reader(house, Toward::Future, lang)),
        Kind::Code(list) => Spec::code(id, choices(house, list, lang)),
        Kind::Codes(list) => Spec::codes(id, choices(house, list, lang), 1),
        Kind::Country => Spec::code(id, choices(house, "COUNTRY", lang)),
        Kind::Occupation => Spec::code(id, occupations(house, lang)),
        Kind::Place(Place::Province) => Spec::code(id, choices(house, "PROVINCE", lang)),
        Kind::Place(Place::Department) => Spec::code(id, choices(house, "DEPARTMENT", lang)),
        Kind::Phone => Spec::text(id, 40),
        Kind::Email => Spec::text(id, 120),
        _ => Spec::text(id, 200),
    };
    let spec = spec.of(column.table);
    if column.need == Need::Must { spec.must() } else { spec }
}

/// Only the unit groups can be chosen.
fn occupations(house: &House, lang: &str) -> Rc<[Choice]> {
    let units = house.rules.codes.list("ISCO").filter(|c| c.code.len() == 4);
    units.map(|c| Choice::new(&c.code, c.label(lang))).collect()
}

/// Reads a day loosely, as product.md says, towards past or future.
fn day_reader(house: &House, toward: Toward, lang: &str) -> ReadDay {
    let (today, lang) = (house.rules.today, lang.to_owned());
    Rc::new(move |typed| {
        let day = dates::parse(typed, today, toward).map_err(Why::new)?;
        Ok((day_text(day), dates::shown(day, &lang)))
    })
}

/// The column's value in a form, put there.
pub fn put<F>(form: &mut Form, column: &Column<F>, file: &F) {
    let value = column.get(file);
    if !matches!(value, Value::Null) {
        form.set(column.id, &value);
    }
}
