//! The history of a file: who changed what, before and after, in field ids; who only saw it.

use serde_json::{Map, Value as Json};

use crate::domain::appointment::Appointment;
use crate::domain::batch::KeyedTwice;
use crate::domain::employer::{Contact, Employer, Visit};
use crate::domain::ids::{DeedId, PersonId};
use crate::domain::interview::{Diagnosis, Interview, Obstacle, PlanAction};
use crate::domain::office::{Decision, Enrolment, Letter};
use crate::domain::person::Person;
use crate::domain::profile::{Document, Education, Experience, Language, Note, Skill};
use crate::domain::proposal::{Placement, Proposal};
use crate::domain::record::{Kind, Need, Record, field};
use crate::domain::registration::{JobGoal, Registration, Wishes};
use crate::domain::rights;
use crate::domain::task::Task;
use crate::domain::vacancy::Vacancy;
use crate::fault::Outcome;
use crate::services::access;
use crate::store::Desk;
use crate::store::file as store;

/// Deeds that change nothing: the file, its notes or something sensitive was seen.
pub const READINGS: &[&str] = &["open_file", "open_notes", "open_interview", "show_sensitive", "reveal_obstacle", "dossier"];

/// One field as a deed found and left it.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedField {
    /// Table of the record.
    pub record: String,
    /// Its field.
    pub field: String,
    /// Before, a code as it is stored; none: empty.
    pub was: Option<String>,
    /// After.
    pub became: Option<String>,
    /// Its words are shown on demand only.
    pub hidden: bool,
}

/// What a deed changed in this file. Interviews, plan and notes only for those who may read them; sensitive words never.
pub fn changes(desk: &mut Desk, person: PersonId, deed: DeedId) -> Outcome<Vec<ChangedField>> {
    let owner = super::owner(desk, person)?;
    access::may(desk, rights::Deed::PersonRead, owner.clone())?;
    let interviews = rights::allowed(&desk.who, rights::Deed::ReadInterviews, owner).is_ok();
    let values = desk.read(|read| store::trace_values(read, person, deed))?;
    Ok(changed_fields(values.iter().filter(|v| interviews || !of_interviews(&v.record))))
}

/// The fields that differ between what a deed found and what it left, of these records.
pub fn changed_fields<'v>(values: impl Iterator<Item = &'v store::TraceValue>) -> Vec<ChangedField> {
    let mut all = Vec::new();
    for value in values {
        let object = |text: &Option<String>| -> Map<String, Json> {
            text.as_deref().and_then(|t| serde_json::from_str(t).ok()).unwrap_or_default()
        };
        let (was, became) = (object(&value.was), object(&value.became));
        let mut names: Vec<&String> = was.keys().chain(became.keys()).collect();
        names.sort();
        names.dedup();
        if value.record == KeyedTwice::TABLE {
            all.extend(keyed_twice(&became));
            continue;
        }
        for name in names {
            if made(&value.record, name) {
                continue;
            }
            let hidden = matches!(
                (value.record.as_str(), name.as_str()),
                ("person", "disability_declared" | "adaptation_needs") | ("obstacle", "situation")
            );
            let (was, became) = (words(was.get(name)), words(became.get(name)));
            if was != became {
                all.push(ChangedField { record: value.record.clone(), field: name.clone(), was, became, hidden });
            }
        }
    }
    all
}

/// Between the parts of what two clerks keyed: first value, its clerk, second value, its clerk.
pub const PARTS: char = '\u{1f}';

/// Two keyings of a field that differed, as one change: before is what both keyed, after what was taken from the paper.
fn keyed_twice(became: &Map<String, Json>) -> Option<ChangedField> {
    let text = |name: &str| words(became.get(name)).unwrap_or_default();
    let both = ["first_value", "first_clerk", "second_value", "second_clerk"].map(text);
    Some(ChangedField {
        record: KeyedTwice::TABLE.to_owned(),
        field: words(became.get("keyed_field"))?,
        was: Some(both.join(&PARTS.to_string())),
        became: words(became.get("kept_value")),
        hidden: false,
    })
}

fn of_interviews(record: &str) -> bool {
    matches!(record, "interview" | "diagnosis" | "obstacle" | "plan_action" | "note")
}

/// Derived columns and references say nothing to a reader.
fn made(record: &str, name: &str) -> bool {
    let derived =
        matches!(name, "sort_key" | "index_no" | "birth_precision" | "phone_typed" | "vocabulary_code" | "source_system");
    derived || matches!(kind_of(record, name), Some((Kind::Ref(_), _)))
}

fn words(value: Option<&Json>) -> Option<String> {
    match value? {
        Json::Null => None,
        Json::String(text) if text.is_empty() => None,
        Json::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn of<R: Record>(id: &str) -> Option<(Kind, Need)> {
    field::<R>(id).map(|f| (f.kind, f.need))
}

/// What a field of a record holds, by its table: to say its value in words.
pub fn kind_of(record: &str, id: &str) -> Option<(Kind, Need)> {
    match record {
        "person" => of::<Person>(id),
        "registration" => of::<Registration>(id),
        "job_goal" => of::<JobGoal>(id),
        "wishes" => of::<Wishes>(id),
        "education" => of::<Education>(id),
        "experience" => of::<Experience>(id),
        "skill" => of::<Skill>(id),
        "language" => of::<Language>(id),
        "document" => of::<Document>(id),
        "note" => of::<Note>(id),
        "appointment" => of::<Appointment>(id),
        "interview" => of::<Interview>(id),
        "diagnosis" => of::<Diagnosis>(id),
        "obstacle" => of::<Obstacle>(id),
        "plan_action" => of::<PlanAction>(id),
        "proposal" => of::<Proposal>(id),
        "placement" => of::<Placement>(id),
        "task" => of::<Task>(id),
        "enrolment" => of::<Enrolment>(id),
        "decision" => of::<Decision>(id),
        "letter" => of::<Letter>(id),
        "employer" => of::<Employer>(id),
        "contact" => of::<Contact>(id),
        "visit" => of::<Visit>(id),
        "vacancy" => of::<Vacancy>(id),
        "keyed_twice" => of::<KeyedTwice>(id),
        _ => None,
    }
}
