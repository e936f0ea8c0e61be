//! The four steps of the intake's form, each one screen, in the order of the paper. Only the intake uses them.

use crate::domain::person_file::{PersonFile, sheet};
use crate::domain::record::day_text;
use crate::fault::{Flaw, Value};
use crate::tui::form::{Form, Spec};
use crate::tui::look::Look;
use crate::tui::screen::Cx;
use crate::tui::screens::House;
use crate::tui::screens::fields;
use crate::tui::screens::steps::Steps;

/// Fields of each step.
const STEPS: [&[&str]; 4] = [
    &[
        "id_document_type",
        "id_document_number",
        "surname",
        "given_names",
        "married_name",
        "sex",
        "birth_date",
        "birth_place",
        "birth_country",
        "nationality",
        "phone",
        "phone_2",
        "contact_via",
        "email",
        "province",
        "department",
        "town",
        "district",
        "landmark",
        "po_box",
    ],
    &[
        "education_level",
        "diploma",
        "study_field",
        "diploma_year",
        "diploma_country",
        "occupation",
        "occupation_label",
        "experience_months",
        "first_time_seeker",
        "skills",
        "languages",
        "driving_licences",
        "own_vehicle",
    ],
    &["entry_reason", "mobility", "max_minutes", "contract_types", "working_time", "wage_min", "available_from"],
    &[
        "id_document_expires",
        "residence_permit_expires",
        "disability_declared",
        "adaptation_needs",
        "privacy_notice_at",
        "consent_employers",
        "consent_sms",
        "consent_health",
    ],
];
/// Asked at the counter although the record can be without them: paper and import follow the lighter rule (domain.md §2).
const ASKED: &[&str] = &["id_document_type", "privacy_notice_at"];
/// One of two is needed; the rules know (domain.md §2.1).
const STARRED: &[&str] = &["id_document_number", "surname", "birth_date", "phone"];
/// Flaws that wait for a field that comes later, or for the save.
const LATER: &[&str] = &["flaw-missing", "flaw-name-missing", "flaw-no-way-to-reach", "flaw-permit-missing"];

/// Labels of the steps.
const LABELS: [&str; 4] = ["intake-identity", "intake-work", "intake-availability", "intake-accords"];

/// With fields: Gabon, and available from today (domain.md §2.1, defaults).
pub fn new(house: &House, cx: &Cx<'_>) -> Steps {
    let [identity, work, availability, accords] = STEPS.map(|ids| Form::new(specs(ids, house, cx.look)));
    let mut steps = Steps::new(identity, vec![work, availability, accords], &LABELS);
    for id in ["nationality", "birth_country"] {
        steps.set(id, &Value::from("GA"));
    }
    steps.set("available_from", &Value::from(day_text(cx.today())));
    steps.focus_on("id_document_type");
    steps
}

/// What follows from a field that was left: places, own words for an occupation, and what the rules say of it now.
pub fn left(steps: &mut Steps, id: &'static str, house: &House, cx: &mut Cx<'_>) {
    if steps.first().has(id) {
        fields::residence(steps.first_mut(), id, house, cx.look.lang());
    }
    if id == "occupation"
        && let Some(work) = steps.with(id).filter(|work| work.raw_of("occupation_label").is_empty())
    {
        let words = Value::from(work.words_of(id).to_owned());
        steps.set("occupation_label", &words);
    }
    if steps.flawed(id) {
        return;
    }
    if let Ok(file) = file(steps, house) {
        steps.note(id, file.check(&house.rules), LATER, cx);
    }
}

/// The file as typed.
///
/// # Errors
/// The flaw of a field whose value the record can't take.
pub fn file(steps: &Steps, house: &House) -> Result<PersonFile, Flaw> {
    let mut file = PersonFile::default();
    for form in steps.all() {
        fields::take(form, &mut file, house)?;
    }
    Ok(file)
}

fn specs(ids: &[&'static str], house: &House, look: &Look) -> Vec<Spec> {
    let columns = ids.iter().filter_map(|id| sheet().column(id));
    columns
        .map(|column| {
            let spec = fields::spec(column, house, look);
            let spec = match column.id {
                "birth_place" | "birth_country" | "phone_2" => spec.labelled(match column.id {
                    "birth_place" => "intake-birth-place",
                    "birth_country" => "intake-birth-country",
                    _ => "intake-phone-2",
                }),
                _ => spec,
            };
            match column.id {
                id if ASKED.contains(&id) => spec.must(),
                id if STARRED.contains(&id) => spec.starred(),
                _ => spec,
            }
        })
        .collect()
}
