//! A sheet's column as a field of a form: its editor follows from its kind, so that no screen lists editors by hand.
//! Used by intake, the case file and bulk entry.

use std::rc::Rc;

use crate::domain::code::Code;
use crate::domain::dates::{self, Precision, Toward};
use crate::domain::person_file::{self, PersonFile};
use crate::domain::phone;
use crate::domain::record::{Kind, Need, Place, Value, day_text};
use crate::domain::sheet::Column;
use crate::tui::form::date::ReadDay;
use crate::tui::form::editor::Why;
use crate::tui::form::{CodeEditor, Form, Spec};
use crate::tui::look::Look;
use crate::tui::screens::House;
use crate::tui::widgets::pick::Choice;

/// Lists longer than this are found by their words; shorter ones have codes worth knowing by heart.
const BY_HEART: usize = 30;
/// Cells that a label has beside its code.
const LABEL: usize = 22;

/// The codes of a list as choices, those valid today, in the order of their codes. A label that is longer than its place
/// gives way to its alias (« CNIE »).
pub fn choices(house: &House, list: &str, lang: &str) -> Rc<[Choice]> {
    let today = house.rules.today;
    house.rules.codes.list(list).filter(|c| c.valid(today)).map(|c| Choice::new(&c.code, short(c, lang))).collect()
}

fn short<'a>(code: &'a Code, lang: &str) -> &'a str {
    let label = code.label(lang);
    let alias = code.extra("alias").and_then(|a| a.split('|').next());
    alias.filter(|_| lang == "fr" && label.chars().count() > LABEL).unwrap_or(label)
}

/// The field of a column.
pub fn spec<F>(column: &Column<F>, house: &House, look: &Look) -> Spec {
    let lang = look.lang();
    let id = column.id;
    let spec = match column.kind {
        _ if id == "birth_date" => Spec::date(id, birth_reader(house, lang)),
        Kind::Text(max) | Kind::Name(max) if id == "birth_place" => Spec::helped(id, max, choices(house, "TOWN", lang)),
        Kind::Text(max) | Kind::Name(max) => Spec::text(id, max),
        Kind::Note => Spec::note(id, 3),
        Kind::Int(low, high) => Spec::number(id, low, high),
        Kind::Money => Spec::money(id),
        Kind::Bool => Spec::yes_no(id, &look.text("word-yes"), &look.text("word-no")),
        Kind::Past => Spec::date(id, day_reader(house, Toward::Past, lang)),
        Kind::Future => Spec::date(id, day_reader(house, Toward::Future, lang)),
        Kind::Code(list) => {
            let all = choices(house, list, lang);
            if all.len() > BY_HEART { Spec::by_words(id, all) } else { Spec::code(id, all) }
        }
        Kind::Codes(list) => Spec::codes(id, choices(house, list, lang), 1).width(25),
        Kind::Words => Spec::list(id, 1).width(25),
        Kind::Country => Spec::by_words(id, choices(house, "COUNTRY", lang)),
        Kind::Occupation => Spec::by_title(id, occupations(house, lang)),
        Kind::Place(Place::Province) => Spec::new(id, 25, provinces(house, lang)),
        Kind::Place(Place::Department) => Spec::new(id, 25, departments_of(house, lang, None)),
        Kind::Place(Place::Town) => Spec::helped(id, 80, choices(house, "TOWN", lang)),
        Kind::Phone => Spec::read(id, phone_reader()),
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

/// A province is keyed by the last digit of its code: `1` for `GA-1`.
fn provinces(house: &House, lang: &str) -> CodeEditor {
    let all = choices(house, "PROVINCE", lang);
    CodeEditor::keyed(&shared(&all), all.iter().cloned())
}

/// A department is keyed by its rank in the province: `05` for `GA-1-05`. Without a province by its whole code or words.
fn departments_of(house: &House, lang: &str, province: Option<&str>) -> CodeEditor {
    let all = choices(house, "DEPARTMENT", lang);
    match province {
        Some(province) => {
            let prefix = format!("{province}-");
            CodeEditor::keyed(&prefix, all.iter().filter(|c| c.code.starts_with(&prefix)).cloned())
        }
        None => CodeEditor::new(all),
    }
}

/// What all codes of a list have before their last sign but letters and digits: `GA-`.
fn shared(all: &[Choice]) -> String {
    let prefix = all.first().and_then(|c| c.code.rfind('-').and_then(|at| c.code.get(..=at))).unwrap_or_default();
    if all.iter().all(|c| c.code.starts_with(prefix)) { prefix.to_owned() } else { String::new() }
}

/// Residence as far as it follows by itself, after one of its fields was left: the departments are those of the province, a
/// department of its own fills the province, a town that was picked fills both (domain.md §2.1).
pub fn residence(form: &mut Form, left: &str, house: &House, lang: &str) {
    let text = |form: &Form, id: &str| form.value(id).as_text().map(str::to_owned);
    let place =
        |list: &str, code: &str, key: &str| house.rules.codes.get(list, code).and_then(|c| c.extra(key)).map(str::to_owned);
    let mut department = text(form, "department");
    let mut province = text(form, "province");
    match left {
        "town" => {
            let Some(town) = form.picked_line("town").map(|c| c.code.clone()) else { return };
            province = place("TOWN", &town, "province").or(province);
            department = place("TOWN", &town, "department").or(department);
        }
        "department" if province.is_none() => {
            province = department.as_deref().and_then(|d| place("DEPARTMENT", d, "province"));
        }
        "province" => {
            let inside = |d: &String| province.as_deref().is_none_or(|p| d.starts_with(&format!("{p}-")));
            department = department.filter(inside);
        }
        _ => return,
    }
    form.put_editor("department", departments_of(house, lang, province.as_deref()));
    if let Some(province) = province {
        form.set("province", &Value::from(province));
    }
    form.set("department", &department.map_or(Value::Null, Value::from));
}

/// After a draft was put back: its department is keyed within its province.
pub fn restored(form: &mut Form, house: &House, lang: &str) {
    let province = form.value("province");
    form.put_editor("department", departments_of(house, lang, province.as_text()));
}

/// Reads a birth date with what is known of it: `1985`, `vers 1985`, `03/1985`, `17/2/96`.
fn birth_reader(house: &House, lang: &str) -> ReadDay {
    let (today, lang) = (house.rules.today, lang.to_owned());
    Rc::new(move |typed| {
        let (day, precision) = dates::parse_birth(typed, today).map_err(|key| Why::new(key).with("value", typed))?;
        Ok((day_text(day), dates::shown_birth(day, precision, &lang)))
    })
}

/// Reads a telephone. A number of today is shown in full; one of before 2019 stays as typed until it is saved, since the
/// typed form is kept beside the new one (domain.md §6).
pub fn phone_reader() -> ReadDay {
    Rc::new(|typed| {
        let count = phone::digits(typed);
        let e164 = phone::parse(typed).map_err(|key| Why::new(key).with("value", typed).with("count", count))?;
        if count == 8 {
            return Ok((typed.to_owned(), typed.to_owned()));
        }
        let shown = phone::shown(&e164);
        Ok((e164, shown))
    })
}

/// Reads a day loosely, as product.md says, towards past or future.
pub fn day_reader(house: &House, toward: Toward, lang: &str) -> ReadDay {
    let (today, lang) = (house.rules.today, lang.to_owned());
    Rc::new(move |typed| {
        let day = dates::parse(typed, today, toward).map_err(|key| Why::new(key).with("value", typed))?;
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

/// What a form holds, into a file; fields that are empty stay as the file has them.
///
/// # Errors
/// The flaw of the first column that can't take its value.
pub fn take(form: &Form, file: &mut PersonFile, house: &House) -> Result<(), crate::fault::Flaw> {
    for (id, value) in form.values().into_iter().filter(|(_, v)| !v.is_null()) {
        if let Some(column) = person_file::sheet().column(id) {
            column.set(file, value)?;
        }
    }
    let birth = form.raw_of("birth_date");
    if let Ok((day, precision)) = dates::parse_birth(&birth, house.rules.today)
        && !birth.is_empty()
    {
        file.person.birth_date = Some(day);
        file.person.birth_precision = Some(precision.code().to_owned());
    }
    Ok(())
}

/// A birth date as its field shows it, with what is known of it.
pub fn put_birth(form: &mut Form, file: &PersonFile, lang: &str) {
    if let Some(day) = file.person.birth_date {
        let known = Precision::from_code(file.person.birth_precision.as_deref().unwrap_or("D"));
        form.set("birth_date", &Value::from(dates::shown_birth(day, known, lang)));
    }
}
