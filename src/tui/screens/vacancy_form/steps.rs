//! The three steps of an offer's form, each one screen, in the order in which one asks on the telephone: who, what, how many, where, under
//! which contract, for how much; then the conditions; then the criteria. Only the form of an offer uses them.

use std::sync::LazyLock;

use crate::domain::fold::fold;
use crate::domain::record::{Record, day_text, parse_day};
use crate::domain::sheet::Sheet;
use crate::domain::vacancy::{Vacancy, published_until};
use crate::fault::{Flaw, Value};
use crate::tui::form::{Form, Spec};
use crate::tui::look::Look;
use crate::tui::screen::Cx;
use crate::tui::screens::House;
use crate::tui::screens::fields;
use crate::tui::screens::steps::Steps;
use crate::tui::widgets::pick::Choice;

/// How a field stands: beside the one before, how wide (0: as its kind says), under which label.
struct Place {
    id: &'static str,
    second: bool,
    width: u16,
    label: Option<&'static str>,
}

const fn row(id: &'static str) -> Place {
    Place { id, second: false, width: 0, label: None }
}
const fn wide(id: &'static str) -> Place {
    Place { id, second: false, width: 58, label: None }
}
const fn beside(id: &'static str) -> Place {
    Place { id, second: true, width: 0, label: None }
}
const fn called(mut place: Place, label: &'static str) -> Place {
    place.label = Some(label);
    place
}

const POST: &[Place] = &[
    wide("employer"),
    wide("title"),
    wide("occupation"),
    row("positions"),
    called(beside("town"), "field-workplace"),
    wide("description"),
    row("contract"),
    beside("duration_months"),
    called(row("wage_min"), "vacancy-wage-label"),
    beside("wage_period"),
    row("province"),
    beside("department"),
];
const CONDITIONS: &[Place] = &[
    row("working_time"),
    beside("hours_week"),
    wide("schedule"),
    row("wage_max"),
    beside("start_on"),
    wide("benefits"),
    row("housing"),
    beside("remote"),
    row("received_on"),
    beside("publish_until"),
    row("mode"),
    beside("source"),
];
const CRITERIA: &[Place] = &[
    row("min_education"),
    beside("min_experience_months"),
    wide("required_skills"),
    wide("desired_skills"),
    wide("languages"),
    row("licences"),
    wide("desired"),
];
const STEPS: [&[Place]; 3] = [POST, CONDITIONS, CRITERIA];
/// Labels of the steps.
const LABELS: [&str; 3] = ["vacancy-step-post", "vacancy-step-conditions", "vacancy-step-criteria"];
/// Criteria that may be only desired.
const WEIGHED: [&str; 4] = ["min_education", "min_experience_months", "languages", "licences"];
/// Flaws that wait for a field that comes later, or for the save.
const LATER: &[&str] = &["flaw-missing", "flaw-duration-missing", "flaw-hours-missing", "flaw-legal-basis"];

/// What stands in a field of the employer before anything is typed by hand: whether it belongs to the post or to the firm.
pub const OF_THE_POST: &[&str] = &[
    "occupation",
    "description",
    "duration_months",
    "wage_min",
    "wage_max",
    "min_education",
    "min_experience_months",
    "required_skills",
    "desired_skills",
    "languages",
    "licences",
    "desired",
];

static SHEET: LazyLock<Sheet<Vacancy>> = LazyLock::new(|| {
    let ids: Vec<&'static str> = STEPS.iter().flat_map(|s| s.iter()).map(|p| p.id).filter(|id| *id != "employer").collect();
    Sheet::new().fields::<Vacancy>(|v| v, |v| v, &ids)
});

/// With fields, and what a new offer has by default: one position, full time, posted, from the employer, received today.
pub fn new(house: &House, cx: &Cx<'_>) -> Steps {
    let [post, conditions, criteria] = STEPS.map(|places| Form::new(places.iter().map(|p| spec(p, house, cx.look)).collect()));
    let mut steps = Steps::new(post, vec![conditions, criteria], &LABELS);
    for (id, value) in [
        ("positions", Value::from(1)),
        ("wage_period", Value::from("M")),
        ("working_time", Value::from("1")),
        ("mode", Value::from("1")),
        ("source", Value::from("1")),
        ("received_on", Value::from(day_text(cx.today()))),
        ("publish_until", Value::from(day_text(published_until(cx.today(), &house.rules)))),
    ] {
        steps.set(id, &value);
    }
    steps.focus_on("employer");
    steps
}

/// Values that Idem puts in: the employer's last offer.
pub fn remember(steps: &mut Steps, last: &Vacancy) {
    for form in steps.all_mut() {
        let values = form.values().into_iter().filter_map(|(id, _)| Some((id, SHEET.column(id)?.get(last)))).collect();
        form.remember(values);
    }
}

/// Puts an offer's values: all of them, or only where nothing stands yet.
pub fn put(steps: &mut Steps, vacancy: &Vacancy, only_empty: bool, house: &House, lang: &str) {
    for column in SHEET.columns() {
        if only_empty && steps.is_filled(column.id) {
            continue;
        }
        let value = column.get(vacancy);
        if !value.is_null() {
            steps.set(column.id, &shown(column.id, value));
        }
    }
    let post = steps.first_mut();
    fields::restored(post, house, lang);
    if vacancy.province.is_none() {
        fields::residence(post, "town", house, lang);
    }
    if let Some(department) = vacancy.department.clone().filter(|_| post.value("department").is_null()) {
        post.set("department", &Value::from(department));
    }
}

/// What follows from a field that was left: places, the day of expiry, and what the rules say of it now.
pub fn left(steps: &mut Steps, id: &'static str, house: &House, cx: &mut Cx<'_>) {
    if steps.first().has(id) {
        if id == "town" {
            only_town(steps.first_mut(), house);
        }
        fields::residence(steps.first_mut(), id, house, cx.look.lang());
    }
    if id == "received_on" {
        received(steps, house);
    }
    if steps.flawed(id) {
        return;
    }
    if let Ok(vacancy) = vacancy(steps, &Vacancy::default()) {
        steps.note(id, vacancy.check(&house.rules), LATER, cx);
    }
}

/// Another day received moves the day of expiry along (domain.md §2.7).
fn received(steps: &mut Steps, house: &House) {
    let Some(day) = steps.value("received_on").as_text().and_then(parse_day) else { return };
    let until = published_until(day, &house.rules);
    if until >= house.rules.today {
        steps.set("publish_until", &Value::from(day_text(until)));
    }
}

/// The offer as typed, on top of what is stored; an emptied field is emptied. The employer is the screen's to know.
///
/// # Errors
/// The flaw of a field whose value the record can't take.
pub fn vacancy(steps: &Steps, base: &Vacancy) -> Result<Vacancy, Flaw> {
    let mut vacancy = base.clone();
    for (id, value) in steps.all().flat_map(Form::values) {
        if let Some(column) = SHEET.column(id) {
            column.set(&mut vacancy, stored(value))?;
        }
    }
    Ok(vacancy)
}

/// The town whose name alone begins as typed: on the telephone one writes three letters.
fn only_town(form: &mut Form, house: &House) {
    let typed = fold(form.raw_of("town").trim());
    if form.picked_line("town").is_some() || typed.chars().count() < 3 {
        return;
    }
    let mut towns = house.rules.codes.list("TOWN").filter(|c| fold(&c.fr).starts_with(&typed));
    if let (Some(only), None) = (towns.next(), towns.next()) {
        form.set("town", &Value::from(only.fr.clone()));
    }
}

/// A list as its editor takes it.
fn shown(id: &str, value: Value) -> Value {
    let listed = matches!(id, "required_skills" | "desired_skills" | "languages" | "licences" | "desired");
    match value {
        Value::Text(text) if listed => Value::List(text.split('|').map(Value::from).collect()),
        other => other,
    }
}

/// A list as the record takes it.
fn stored(value: Value) -> Value {
    match value {
        Value::List(all) => Value::Text(all.iter().filter_map(Value::as_text).collect::<Vec<_>>().join("|")),
        other => other,
    }
}

fn spec(place: &Place, house: &House, look: &Look) -> Spec {
    let spec = match place.id {
        "employer" => Spec::by_name("employer", 120, &look.text("vacancy-new-employer")).of("vacancy").must(),
        "description" => Spec::note("description", 2).of("vacancy"),
        "desired" => {
            let options: Vec<Choice> = WEIGHED.iter().map(|id| Choice::new(*id, look.label("vacancy", id))).collect();
            Spec::codes("desired", options, 1).of("vacancy")
        }
        id => match SHEET.column(id) {
            Some(column) => fields::spec(column, house, look),
            None => Spec::text(place.id, 80),
        },
    };
    let spec = if place.second { spec.second() } else { spec };
    let spec = if place.width > 0 { spec.width(place.width) } else { spec };
    match place.label {
        Some(key) => spec.labelled(key),
        None => spec,
    }
}
