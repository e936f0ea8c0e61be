//! The three steps of an offer's form, each one screen, in the order in which one asks on the telephone: who, what, how many, where, under
//! which contract, for how much; then the conditions; then the criteria. Only the form of an offer uses them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::domain::fold::fold;
use crate::domain::record::{Record, day_text};
use crate::domain::sheet::Sheet;
use crate::domain::vacancy::Vacancy;
use crate::fault::{Flaw, Value};
use crate::tui::form::{Form, Spec};
use crate::tui::look::Look;
use crate::tui::screen::Cx;
use crate::tui::screens::House;
use crate::tui::screens::fields;
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

/// The forms, and the one on the screen.
pub struct Steps {
    forms: [Form; 3],
    at: usize,
    house: House,
}

impl Steps {
    /// Without fields, until the look is known.
    pub fn empty(house: &House) -> Self {
        Steps { forms: [(); 3].map(|()| Form::new(Vec::new())), at: 0, house: house.clone() }
    }
    /// With fields, and what a new offer has by default: one position, full time, posted, from the employer, received today.
    pub fn new(house: &House, cx: &Cx<'_>) -> Self {
        let forms = STEPS.map(|places| Form::new(places.iter().map(|p| spec(p, house, cx.look)).collect()));
        let mut steps = Steps { forms, at: 0, house: house.clone() };
        let days = house.rules.delays.get("T13", "publish");
        let until = day_text(crate::domain::calendar::add_days(cx.today(), days));
        for (id, value) in [
            ("positions", Value::from(1)),
            ("wage_period", Value::from("M")),
            ("working_time", Value::from("1")),
            ("mode", Value::from("1")),
            ("source", Value::from("1")),
            ("received_on", Value::from(day_text(cx.today()))),
            ("publish_until", Value::from(until)),
        ] {
            steps.set(id, &value);
        }
        steps.forms[0].focus_on("employer");
        steps
    }
    /// The form on the screen.
    pub fn now(&self) -> &Form {
        let [post, conditions, criteria] = &self.forms;
        match self.at {
            0 => post,
            1 => conditions,
            _ => criteria,
        }
    }
    /// The form on the screen, to change.
    pub fn now_mut(&mut self) -> &mut Form {
        let [post, conditions, criteria] = &mut self.forms;
        match self.at {
            0 => post,
            1 => conditions,
            _ => criteria,
        }
    }
    /// The first step: who, what, where.
    pub fn post(&self) -> &Form {
        let [post, ..] = &self.forms;
        post
    }
    /// Puts a value, whatever the step.
    pub fn set(&mut self, id: &str, value: &Value) {
        if let Some(form) = self.forms.iter_mut().find(|f| f.has(id)) {
            form.set(id, value);
        }
    }
    /// The value of a field, whatever the step.
    pub fn value(&self, id: &str) -> Value {
        self.forms.iter().find(|f| f.has(id)).map_or(Value::Null, |f| f.value(id))
    }
    /// Whether anything stands in a field.
    pub fn is_filled(&self, id: &str) -> bool {
        self.forms.iter().any(|f| f.is_filled(id))
    }
    /// Whether this is the last step.
    pub fn last(&self) -> bool {
        self.at + 1 == STEPS.len()
    }
    /// A step forward or back.
    pub fn turn(&mut self, forward: bool) {
        self.at = if forward { (self.at + 1).min(STEPS.len() - 1) } else { self.at.saturating_sub(1) };
    }
    /// The cursor into the first field of the step.
    pub fn first(&mut self) {
        if let Some(place) = STEPS.get(self.at).and_then(|places| places.first()) {
            self.now_mut().focus_on(place.id);
        }
    }
    /// The step of a field, the cursor in it.
    pub fn focus_on(&mut self, id: &str) {
        if let Some(at) = self.forms.iter().position(|f| f.has(id)) {
            self.at = at;
            self.now_mut().focus_on(id);
        }
    }
    /// Values that Idem puts in: the employer's last offer.
    pub fn remember(&mut self, last: &Vacancy) {
        for form in &mut self.forms {
            let values = form.values().into_iter().filter_map(|(id, _)| Some((id, SHEET.column(id)?.get(last)))).collect();
            form.remember(values);
        }
    }
    /// Puts an offer's values: all of them, or only where nothing stands yet.
    pub fn put(&mut self, vacancy: &Vacancy, only_empty: bool, lang: &str) {
        for column in SHEET.columns() {
            if only_empty && self.is_filled(column.id) {
                continue;
            }
            let value = column.get(vacancy);
            if !value.is_null() {
                self.set(column.id, &shown(column.id, value));
            }
        }
        let house = self.house.clone();
        let department = vacancy.department.clone();
        if let Some(form) = self.forms.first_mut() {
            fields::restored(form, &house, lang);
            if vacancy.province.is_none() {
                fields::residence(form, "town", &house, lang);
            }
            if let Some(department) = department.filter(|_| form.value("department").is_null()) {
                form.set("department", &Value::from(department));
            }
        }
    }
    /// What follows from a field that was left: places, and what the rules say of it now.
    pub fn left(&mut self, id: &'static str, cx: &mut Cx<'_>) {
        let house = self.house.clone();
        if let Some(form) = self.forms.first_mut().filter(|f| f.has(id)) {
            if id == "town" {
                only_town(form, &house);
            }
            fields::residence(form, id, &house, cx.look.lang());
        }
        if id == "received_on" {
            self.received(&house, cx);
        }
        if self.forms.iter().any(|f| f.flaw(id).is_some()) {
            return;
        }
        let Ok(vacancy) = self.vacancy(&Vacancy::default()) else { return };
        let flaws = vacancy.check(&house.rules);
        if let Some(flaw) = flaws.into_iter().find(|f| f.field == id && !LATER.contains(&f.key))
            && let Some(form) = self.forms.iter_mut().find(|f| f.has(id))
        {
            form.note_flaw(flaw, cx);
        }
    }
    /// Another day received moves the day of expiry along (domain.md §2.7).
    fn received(&mut self, house: &House, _: &Cx<'_>) {
        let Some(day) = self.value("received_on").as_text().and_then(crate::domain::record::parse_day) else { return };
        let until = crate::domain::calendar::add_days(day, house.rules.delays.get("T13", "publish"));
        if until >= house.rules.today {
            self.set("publish_until", &Value::from(day_text(until)));
        }
    }
    /// Reads every field of every step; the cursor goes to the first flaw.
    pub fn check(&mut self, cx: &mut Cx<'_>) -> bool {
        for at in 0..STEPS.len() {
            if let Some(form) = self.forms.get_mut(at)
                && !form.check(cx)
            {
                self.at = at;
                return false;
            }
        }
        true
    }
    /// Puts the flaws that the service found, each at its field; the cursor goes to the first.
    pub fn refuse(&mut self, flaws: Vec<Flaw>, cx: &mut Cx<'_>) {
        let mut first = None;
        for at in 0..STEPS.len() {
            let Some(form) = self.forms.get_mut(at) else { continue };
            let mine: Vec<Flaw> = flaws.iter().filter(|f| form.has(f.field)).cloned().collect();
            if mine.iter().any(|f| !f.warning) && first.is_none() {
                first = Some(at);
                form.refuse(mine, cx);
            } else {
                form.refuse(Vec::new(), cx);
            }
        }
        match first {
            Some(at) => self.at = at,
            None => self.now_mut().refuse(flaws, cx),
        }
    }
    /// The offer as typed, on top of what is stored; an emptied field is emptied. The employer is the screen's to know.
    ///
    /// # Errors
    /// The flaw of a field whose value the record can't take.
    pub fn vacancy(&self, base: &Vacancy) -> Result<Vacancy, Flaw> {
        let mut vacancy = base.clone();
        for form in &self.forms {
            for (id, value) in form.values() {
                if let Some(column) = SHEET.column(id) {
                    column.set(&mut vacancy, stored(id, value))?;
                }
            }
        }
        Ok(vacancy)
    }
    /// What stands in the fields, for a draft; empty ones left out.
    pub fn raw(&self) -> BTreeMap<String, String> {
        let all = self.forms.iter().flat_map(Form::raw);
        all.filter(|(_, text)| !text.trim().is_empty()).map(|(id, text)| (id.to_owned(), text)).collect()
    }
    /// Puts a draft back, the cursor in its field.
    pub fn restore(&mut self, raw: &BTreeMap<String, String>, focus: &str, lang: &str) {
        let every: Vec<(String, String)> = STEPS
            .iter()
            .flat_map(|places| places.iter())
            .map(|p| (p.id.to_owned(), raw.get(p.id).cloned().unwrap_or_default()))
            .collect();
        for form in &mut self.forms {
            form.restore(&every, "");
        }
        let house = self.house.clone();
        if let Some(form) = self.forms.first_mut() {
            fields::restored(form, &house, lang);
        }
        self.focus_on(focus);
    }
    /// The steps in one line, the present one in brackets: `[1 Poste] 2 Conditions  3 Critères`.
    pub fn line(&self, look: &Look) -> String {
        let cell = |(at, key): (usize, &&str)| {
            let label = format!("{} {}", at + 1, look.text(key));
            if at == self.at { format!("[{label}]") } else { format!(" {label} ") }
        };
        LABELS.iter().enumerate().map(cell).collect()
    }
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
fn stored(id: &str, value: Value) -> Value {
    // Languages are typed as they are said: `fr:B1`, `français`.
    match (id, value) {
        (_, Value::List(all)) => Value::Text(all.iter().filter_map(Value::as_text).collect::<Vec<_>>().join("|")),
        (_, other) => other,
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
