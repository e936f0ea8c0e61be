//! An offer as one row of a file (product.md "Exchange format"): the record, the employer by number, former number or name, the
//! occupation in the employer's own words. Import and export use `sheet()`.

use std::sync::LazyLock;

use crate::domain::ids::EmployerId;
use crate::domain::record::{Kind, Need, Record, Value};
use crate::domain::rules::Rules;
use crate::domain::sheet::Sheet;
use crate::domain::vacancy::Vacancy;
use crate::domain::{fold, neutral};
use crate::fault::Flaw;

/// Everything that a row of an offer holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VacancyFile {
    /// The offer.
    pub vacancy: Vacancy,
    /// The employer as the file names it; its number in an export.
    pub employer: String,
    /// The occupation in words.
    pub occupation_label: Option<String>,
    /// Login of who is in charge, for files.
    pub owner_login: Option<String>,
}

/// Fields of the record that are columns, before and after those that aren't.
const FIRST: &[&str] = &["number", "external_ref"];
const REST: &[&str] = &[
    "description",
    "positions",
    "positions_filled",
    "contract",
    "duration_months",
    "working_time",
    "hours_week",
    "schedule",
    "wage_min",
    "wage_max",
    "wage_period",
    "benefits",
    "province",
    "department",
    "town",
    "remote",
    "housing",
    "min_education",
    "min_experience_months",
    "required_skills",
    "desired_skills",
    "languages",
    "licences",
    "mode",
    "source",
    "received_on",
    "publish_until",
    "start_on",
    "agency",
    "state",
    "close_reason",
    "closed_on",
    "import_note",
];

static SHEET: LazyLock<Sheet<VacancyFile>> = LazyLock::new(|| {
    Sheet::<VacancyFile>::new()
        .fields::<Vacancy>(|f| &f.vacancy, |f| &mut f.vacancy, FIRST)
        .special(
            "employer",
            Vacancy::TABLE,
            Kind::Text(120),
            Need::Must,
            |f| Value::from(f.employer.clone()),
            |f, v| {
                f.employer = v.as_text().map(neutral::tidy).unwrap_or_default();
                Ok(())
            },
        )
        .fields::<Vacancy>(|f| &f.vacancy, |f| &mut f.vacancy, &["title", "occupation"])
        .special(
            "occupation_label",
            Vacancy::TABLE,
            Kind::Text(80),
            Need::May,
            |f| Value::from(f.occupation_label.clone()),
            |f, v| {
                f.occupation_label = v.as_text().map(neutral::tidy).filter(|t| !t.is_empty());
                Ok(())
            },
        )
        .fields::<Vacancy>(|f| &f.vacancy, |f| &mut f.vacancy, REST)
});

/// The columns, in the order of the exchange format.
pub fn sheet() -> &'static Sheet<VacancyFile> {
    &SHEET
}

impl VacancyFile {
    /// Brings what was read into the form that is stored.
    pub fn tidy(&mut self) {
        let v = &mut self.vacancy;
        v.title = neutral::tidy(&v.title);
        v.sort_key = fold::fold(&v.title).chars().take(200).collect();
        for text in [&mut v.schedule, &mut v.benefits, &mut v.town, &mut v.external_ref] {
            *text = text.take().map(|t| neutral::tidy(&t)).filter(|t| !t.is_empty());
        }
        v.description = v.description.take().map(|t| neutral::tidy_note(&t)).filter(|t| !t.is_empty());
        if v.wage_min.is_some() || v.wage_max.is_some() {
            v.wage_period.get_or_insert_with(|| "M".to_owned());
        }
    }
    /// All that is wrong with it; warnings included.
    pub fn check(&self, rules: &Rules) -> Vec<Flaw> {
        let mut flaws = self.vacancy.check(rules);
        if self.vacancy.employer == EmployerId::default() {
            flaws.push(Flaw::new("employer", "flaw-missing"));
        }
        if self.vacancy.title.is_empty() {
            // Without a title there is no offer, whatever the way in.
            flaws.push(Flaw::new("title", "flaw-missing"));
        }
        flaws
    }
}
