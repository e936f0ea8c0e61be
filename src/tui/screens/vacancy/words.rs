//! What the file of an offer says in words: its heading, positions and date, place, wage.

use crate::domain::both_genders::first_form;
use crate::domain::vacancy::Vacancy;
use crate::services::vacancies::Page;
use crate::texts::group;
use crate::tui::look::{Look, cut, width};
use crate::tui::screens::House;
use crate::tui::screens::file::words::{NONE, brief, coded};

/// Row 2: title and firm, number and state, within so many cells: the title goes to its first form, the name is cut, never the number.
pub fn heading(look: &Look, page: &Page, room: usize) -> String {
    let v = &page.vacancy;
    let rest = format!("{} {}", v.number, look.texts.state("vacancy", v.state.id()));
    let room = room.saturating_sub(width(&rest) + 3);
    let mut name = format!("{}, {}", v.title, page.employer.name);
    if width(&name) > room
        && let Some(title) = first_form(&v.title)
    {
        name = format!("{title}, {}", page.employer.name);
    }
    format!("{}   {rest}", cut(&name, room))
}

/// « 0/2 postes, expire 15/12 ».
pub fn left_and_until(look: &Look, page: &Page) -> String {
    let v = &page.vacancy;
    let args = [("filled", v.positions_filled.to_string()), ("positions", v.positions.unwrap_or(0).to_string())];
    let posts = look.with("vacancy-posts", &args);
    match (v.closed_on, v.publish_until) {
        (Some(day), _) => format!("{posts}, {}", look.with("vacancy-closed-on", &[("day", brief(look, day))])),
        (None, Some(day)) => format!("{posts}, {}", look.with("vacancy-until", &[("day", brief(look, day))])),
        (None, None) => posts,
    }
}

/// « 90 000 à 120 000 FCFA par mois ».
pub fn wage(house: &House, look: &Look, v: &Vacancy) -> String {
    let separator = if look.lang() == "fr" { '\u{a0}' } else { ',' };
    let money = |amount: i64| group(&amount.to_string(), separator);
    let amount = match (v.wage_min, v.wage_max) {
        (None, None) => return NONE.to_owned(),
        (Some(a), Some(b)) if a != b => look.with("vacancy-wage-between", &[("low", money(a)), ("high", money(b))]),
        (Some(a), _) => money(a),
        (None, Some(b)) => look.with("vacancy-wage-most", &[("high", money(b))]),
    };
    let period = v.wage_period.as_deref().unwrap_or("M");
    let period = house.rules.codes.label("PERIOD", period, look.lang()).to_owned();
    look.with("vacancy-wage", &[("amount", amount), ("period", period)])
}

/// Province, department, town: what is known of them, the nearest first.
pub fn place(house: &House, look: &Look, v: &Vacancy) -> String {
    let label =
        |list: &str, code: &Option<String>| code.as_deref().map(|c| house.rules.codes.label(list, c, look.lang()).to_owned());
    let mut all: Vec<String> = Vec::new();
    for part in [v.town.clone(), label("DEPARTMENT", &v.department), label("PROVINCE", &v.province)].into_iter().flatten() {
        if !part.is_empty() && !all.contains(&part) {
            all.push(part);
        }
    }
    if all.is_empty() { NONE.to_owned() } else { all.join(", ") }
}

/// « 02 CDD, 6 mois ».
pub fn contract(house: &House, look: &Look, v: &Vacancy) -> String {
    let contract = coded(house, look, "CONTRACT", v.contract.as_deref());
    match v.duration_months {
        Some(months) => format!("{contract}, {}", look.with("file-months", &[("count", months.to_string())])),
        None => contract,
    }
}
