//! The four steps of the intake's form, each one screen, in the order of the paper. Only the intake uses them.

use std::collections::BTreeMap;

use crate::domain::person_file::{PersonFile, sheet};
use crate::domain::record::day_text;
use crate::fault::{Flaw, Value};
use crate::tui::form::{Form, Spec};
use crate::tui::look::Look;
use crate::tui::screen::Cx;
use crate::tui::screens::House;
use crate::tui::screens::fields;

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

/// The forms, and the one on the screen.
pub struct Steps {
    identity: Form,
    work: Form,
    availability: Form,
    accords: Form,
    at: usize,
    house: House,
}

impl Steps {
    /// Without fields, until the look is known.
    pub fn empty(house: &House) -> Self {
        let [identity, work, availability, accords] = [(); 4].map(|()| Form::new(Vec::new()));
        Steps { identity, work, availability, accords, at: 0, house: house.clone() }
    }
    /// With fields: Gabon, and available from today (domain.md §2.1, defaults).
    pub fn new(house: &House, cx: &Cx<'_>) -> Self {
        let [identity, work, availability, accords] = STEPS.map(|ids| Form::new(specs(ids, house, cx.look)));
        let mut steps = Steps { identity, work, availability, accords, at: 0, house: house.clone() };
        for id in ["nationality", "birth_country"] {
            steps.identity.set(id, &Value::from("GA"));
        }
        steps.availability.set("available_from", &Value::from(day_text(cx.today())));
        steps.identity.focus_on("id_document_type");
        steps
    }
    fn all(&self) -> [&Form; 4] {
        [&self.identity, &self.work, &self.availability, &self.accords]
    }
    fn form_mut(&mut self, at: usize) -> &mut Form {
        match at {
            0 => &mut self.identity,
            1 => &mut self.work,
            2 => &mut self.availability,
            _ => &mut self.accords,
        }
    }
    /// The form on the screen.
    pub fn now(&self) -> &Form {
        let [identity, work, availability, accords] = self.all();
        match self.at {
            0 => identity,
            1 => work,
            2 => availability,
            _ => accords,
        }
    }
    /// The form on the screen, to change.
    pub fn now_mut(&mut self) -> &mut Form {
        self.form_mut(self.at)
    }
    /// Who the person is and where: what the duplicates are looked for by.
    pub fn identity(&self) -> &Form {
        &self.identity
    }
    /// Whether this is the last step.
    pub fn last(&self) -> bool {
        self.at == 3
    }
    /// A step forward or back.
    pub fn turn(&mut self, forward: bool) {
        self.at = if forward { (self.at + 1).min(3) } else { self.at.saturating_sub(1) };
    }
    /// The cursor into the first field of the step.
    pub fn first(&mut self) {
        let first = STEPS.get(self.at).and_then(|ids| ids.first());
        if let Some(id) = first {
            self.now_mut().focus_on(id);
        }
    }
    /// The step of a field, the cursor in it.
    pub fn focus_on(&mut self, id: &str) {
        if let Some(at) = self.all().iter().position(|f| f.has(id)) {
            self.at = at;
            self.now_mut().focus_on(id);
        }
    }
    /// What follows from a field that was left: places, own words for an occupation, and what the rules say of it now.
    pub fn left(&mut self, id: &'static str, cx: &mut Cx<'_>) {
        let house = self.house.clone();
        if self.at == 0 {
            fields::residence(&mut self.identity, id, &house, cx.look.lang());
        }
        if id == "occupation" && self.work.raw_of("occupation_label").is_empty() {
            let words = self.work.words_of("occupation").to_owned();
            self.work.set("occupation_label", &Value::from(words));
        }
        if self.all().iter().any(|f| f.flaw(id).is_some()) {
            return;
        }
        let Ok(file) = self.file() else { return };
        let flaws = file.check(&house.rules);
        if let Some(flaw) = flaws.into_iter().find(|f| f.field == id && !LATER.contains(&f.key)) {
            self.note(flaw, cx);
        }
    }
    fn note(&mut self, flaw: Flaw, cx: &mut Cx<'_>) {
        if let Some(at) = self.all().iter().position(|f| f.has(flaw.field)) {
            self.form_mut(at).note_flaw(flaw, cx);
        }
    }
    /// Reads every field of every step; the cursor goes to the first flaw.
    pub fn check(&mut self, cx: &mut Cx<'_>) -> bool {
        for at in 0..4 {
            if !self.form_mut(at).check(cx) {
                self.at = at;
                return false;
            }
        }
        true
    }
    /// Puts the flaws that the service found, each at its field; the cursor goes to the first.
    pub fn refuse(&mut self, flaws: Vec<Flaw>, cx: &mut Cx<'_>) {
        let mut first = None;
        for at in 0..4 {
            let form = self.form_mut(at);
            let (mine, _): (Vec<Flaw>, Vec<Flaw>) = flaws.iter().cloned().partition(|f| form.has(f.field));
            if mine.iter().any(|f| !f.warning) && first.is_none() {
                first = Some(at);
                form.refuse(mine, cx);
            } else {
                // Only the first says its sentence; the others are found at the next save.
                form.refuse(Vec::new(), cx);
            }
        }
        match first {
            Some(at) => self.at = at,
            // A field that the form doesn't show.
            None => self.now_mut().refuse(flaws, cx),
        }
    }
    /// The file as typed.
    ///
    /// # Errors
    /// The flaw of a field whose value the record can't take.
    pub fn file(&self) -> Result<PersonFile, Flaw> {
        let mut file = PersonFile::default();
        for form in self.all() {
            fields::take(form, &mut file, &self.house)?;
        }
        Ok(file)
    }
    /// What stands in the fields, for a draft; empty ones left out.
    pub fn raw(&self) -> BTreeMap<String, String> {
        let all = self.all().into_iter().flat_map(Form::raw);
        all.filter(|(_, text)| !text.trim().is_empty()).map(|(id, text)| (id.to_owned(), text)).collect()
    }
    /// Puts a draft back, the cursor in its field.
    pub fn restore(&mut self, raw: &BTreeMap<String, String>, focus: &str, lang: &str) {
        let every: Vec<(String, String)> = STEPS
            .iter()
            .flat_map(|ids| ids.iter())
            .map(|id| ((*id).to_owned(), raw.get(*id).cloned().unwrap_or_default()))
            .collect();
        for at in 0..4 {
            self.form_mut(at).restore(&every, "");
        }
        let house = self.house.clone();
        fields::restored(&mut self.identity, &house, lang);
        self.focus_on(focus);
    }
    /// The steps in one line, the present one in brackets: `[1 Identité] 2 Métier  3 Disponibilité  4 Accords`.
    pub fn line(&self, look: &Look) -> String {
        let cell = |(at, key): (usize, &&str)| {
            let label = format!("{} {}", at + 1, look.text(key));
            if at == self.at { format!("[{label}]") } else { format!(" {label} ") }
        };
        LABELS.iter().enumerate().map(cell).collect()
    }
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
