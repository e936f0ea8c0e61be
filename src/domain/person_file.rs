//! The file of a person as one form: person, present registration, job goals, wishes, education, experience, skills,
//! languages. Intake, the case file, import and export all use `sheet()`.

use std::sync::LazyLock;

use crate::domain::person::{self, Person};
use crate::domain::profile::{Education, Experience, Language, Skill};
use crate::domain::record::{Cell, Kind, Need, Record, Value};
use crate::domain::registration::{JobGoal, Registration, Wishes};
use crate::domain::rules::Rules;
use crate::domain::sheet::Sheet;
use crate::domain::{fold, neutral, phone};
use crate::fault::Flaw;

/// Everything that one form of a person holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PersonFile {
    /// Identity, contact, residence.
    pub person: Person,
    /// The present or last registration.
    pub registration: Registration,
    /// First occupation sought.
    pub goal: JobGoal,
    /// Second and third.
    pub more_goals: Vec<JobGoal>,
    /// What the person accepts.
    pub wishes: Wishes,
    /// Courses of education.
    pub education: Vec<Education>,
    /// Jobs held.
    pub experience: Vec<Experience>,
    /// Skills.
    pub skills: Vec<Skill>,
    /// Languages.
    pub languages: Vec<Language>,
    /// Login of the counsellor in charge, for files.
    pub counsellor_login: Option<String>,
}

impl PersonFile {
    /// Brings what was typed into the form that is stored: blanks, capitals, E.164, folded keys. What can't be read stays as typed.
    pub fn tidy(&mut self) {
        let p = &mut self.person;
        p.surname = neutral::tidy(&p.surname);
        for text in [
            &mut p.given_names,
            &mut p.married_name,
            &mut p.birth_place,
            &mut p.contact_via,
            &mut p.email,
            &mut p.town,
            &mut p.district,
            &mut p.landmark,
            &mut p.po_box,
            &mut p.external_ref,
        ] {
            *text = text.take().map(|t| neutral::tidy(&t)).filter(|t| !t.is_empty());
        }
        p.id_document_number = p
            .id_document_number
            .take()
            .map(|n| n.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase())
            .filter(|n| !n.is_empty());
        for (at, number) in [&mut p.phone, &mut p.phone_2].into_iter().enumerate() {
            let Some(typed) = number.take() else { continue };
            match phone::parse(&typed) {
                Ok(e164) => {
                    if at == 0 && phone::digits(&typed) == 8 {
                        p.phone_typed = Some(typed);
                    }
                    *number = Some(e164);
                }
                Err(_) => *number = Some(typed).filter(|t| !t.trim().is_empty()),
            }
        }
        // A goal that was typed has its place; one that wasn't stays as good as absent.
        for (rank, goal) in (1..).zip(std::iter::once(&mut self.goal).chain(&mut self.more_goals)) {
            if goal.rank == 0 && *goal != JobGoal::default() {
                goal.rank = rank;
            }
        }
        p.sort_key = fold::sort_key(&p.surname, p.given_names.as_deref().unwrap_or(""));
        self.registration.sort_key = p.sort_key.clone();
        self.registration.agency.clone_from(&p.agency);
        self.registration.occupation.clone_from(&self.goal.occupation);
    }

    /// All that is wrong with it, record by record; warnings included.
    pub fn check(&self, rules: &Rules) -> Vec<Flaw> {
        let mut flaws = self.person.check(rules);
        flaws.extend(self.registration.check(rules));
        flaws.extend(self.goal.check(rules));
        flaws.extend(self.more_goals.iter().flat_map(|g| g.check(rules)));
        flaws.extend(self.wishes.check(rules));
        for parts in [
            self.education.iter().flat_map(|r| r.check(rules)).collect::<Vec<_>>(),
            self.experience.iter().flat_map(|r| r.check(rules)).collect(),
            self.skills.iter().flat_map(|r| r.check(rules)).collect(),
            self.languages.iter().flat_map(|r| r.check(rules)).collect(),
        ] {
            flaws.extend(parts);
        }
        self.across(rules, &mut flaws);
        flaws
    }

    /// Rules that need two records (domain.md §2.1: `experience_months`, `first_time_seeker`).
    fn across(&self, rules: &Rules, flaws: &mut Vec<Flaw>) {
        let Some(months) = self.goal.experience_months else { return };
        if let Some(birth) = self.person.birth_date {
            let age = person::age(birth, rules.today);
            if months > (age - 14).max(0) * 12 {
                let flaw = Flaw::new("experience_months", "flaw-experience-over-age").with("months", months);
                flaws.push(rules.soft(flaw.with("age", age)));
            }
        }
        if self.registration.first_time_seeker && (months > 0 || !self.experience.is_empty()) {
            flaws.push(rules.soft(Flaw::new("first_time_seeker", "flaw-first-time-with-experience").with("months", months)));
        }
    }
}

fn languages_get(file: &PersonFile) -> Value {
    let all: Vec<String> = file
        .languages
        .iter()
        .filter_map(|l| l.code.as_ref().map(|c| format!("{c}:{}", l.spoken.as_deref().unwrap_or(""))))
        .collect();
    all.get()
}

fn languages_set(file: &mut PersonFile, value: Value) -> Result<(), Flaw> {
    let wanted = <Vec<String>>::set(value).map_err(|k| Flaw::new("languages", k))?;
    let old = std::mem::take(&mut file.languages);
    for word in wanted {
        let (code, level) = word.split_once(':').unwrap_or((word.as_str(), "B1"));
        let code = match code.trim() {
            "fr" => "fra",
            "en" => "eng",
            other => other,
        };
        let mut row = old.iter().find(|l| l.code.as_deref() == Some(code)).cloned().unwrap_or_default();
        row.code = Some(code.to_owned());
        row.spoken = Some(level.trim().to_owned());
        file.languages.push(row);
    }
    Ok(())
}

fn skills_get(file: &PersonFile) -> Value {
    let all: Vec<String> = file.skills.iter().map(|s| s.code.clone().unwrap_or_else(|| s.label.clone())).collect();
    all.get()
}

fn skills_set(file: &mut PersonFile, value: Value) -> Result<(), Flaw> {
    let wanted = <Vec<String>>::set(value).map_err(|k| Flaw::new("skills", k))?;
    let old = std::mem::take(&mut file.skills);
    for word in wanted {
        let known = old.iter().find(|s| s.code.as_deref() == Some(word.as_str()) || s.label == word).cloned();
        file.skills.push(known.unwrap_or_else(|| Skill { label: word, evidence: Some("1".to_owned()), ..Skill::default() }));
    }
    Ok(())
}

fn counsellor_get(file: &PersonFile) -> Value {
    file.counsellor_login.get()
}

fn counsellor_set(file: &mut PersonFile, value: Value) -> Result<(), Flaw> {
    file.counsellor_login = Cell::set(value).map_err(|k| Flaw::new("counsellor", k))?;
    Ok(())
}

/// The columns of a person's form and file, in the order of the paper (product.md, Exchange format).
pub fn sheet() -> &'static Sheet<PersonFile> {
    static SHEET: LazyLock<Sheet<PersonFile>> = LazyLock::new(|| {
        Sheet::<PersonFile>::new()
            .fields::<Person>(|f| &f.person, |f| &mut f.person, &["number", "external_ref"])
            .fields::<Person>(|f| &f.person, |f| &mut f.person, PERSON)
            .fields::<JobGoal>(|f| &f.goal, |f| &mut f.goal, &["occupation", "occupation_label", "experience_months"])
            .fields::<Registration>(|f| &f.registration, |f| &mut f.registration, &["first_time_seeker"])
            .special("skills", Skill::TABLE, Kind::Words, Need::May, skills_get, skills_set)
            .special("languages", Language::TABLE, Kind::Words, Need::May, languages_get, languages_set)
            .fields::<Person>(|f| &f.person, |f| &mut f.person, &["driving_licences", "own_vehicle"])
            .fields::<Wishes>(|f| &f.wishes, |f| &mut f.wishes, WISHES)
            .fields::<Registration>(|f| &f.registration, |f| &mut f.registration, REGISTRATION)
            .special("counsellor", Registration::TABLE, Kind::Text(32), Need::May, counsellor_get, counsellor_set)
            .fields::<Person>(|f| &f.person, |f| &mut f.person, ACCORDS)
    });
    &SHEET
}

const PERSON: &[&str] = &[
    "id_document_type",
    "id_document_number",
    "id_document_expires",
    "surname",
    "given_names",
    "married_name",
    "sex",
    "birth_date",
    "birth_precision",
    "birth_place",
    "birth_country",
    "nationality",
    "residence_permit_expires",
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
    "address",
    "education_level",
    "diploma",
    "study_field",
    "diploma_year",
    "diploma_country",
];
const WISHES: &[&str] = &["mobility", "max_minutes", "contract_types", "working_time", "wage_min", "available_from"];
const REGISTRATION: &[&str] =
    &["state", "category", "registered_on", "channel", "entry_reason", "intensity", "renewal_due", "closed_on", "exit_reason"];
const ACCORDS: &[&str] = &[
    "agency",
    "disability_declared",
    "adaptation_needs",
    "privacy_notice_at",
    "consent_employers",
    "consent_sms",
    "consent_health",
    "import_note",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_has_every_column_of_the_exchange_format() {
        let asked = "number external_ref surname given_names married_name sex birth_date birth_country contact_via district landmark po_box \
                     first_time_seeker driving_licences working_time wage_min entry_reason channel category intensity renewal_due closed_on \
                     exit_reason birth_place nationality id_document_type id_document_number phone phone_2 email province department town \
                     address education_level diploma study_field occupation occupation_label experience_months skills languages mobility \
                     contract_types available_from state registered_on agency counsellor";
        for id in asked.split_whitespace() {
            assert!(sheet().column(id).is_some(), "{id}");
        }
        let mut ids: Vec<_> = sheet().columns().iter().map(|c| c.id).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }

    #[test]
    fn child_lists_travel_as_text_and_keep_their_rows() {
        let mut file = PersonFile::default();
        let column = sheet().column("languages").unwrap();
        column.set(&mut file, Value::from("fr:C1|fan:native")).unwrap();
        assert_eq!(file.languages[0].code.as_deref(), Some("fra"));
        assert_eq!(column.get(&file), Value::from("fra:C1|fan:native"));
        file.languages[1].read = Some("B1".into());
        column.set(&mut file, Value::from("fan:native")).unwrap();
        assert_eq!(file.languages[0].read.as_deref(), Some("B1"));
    }
}
