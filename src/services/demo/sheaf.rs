//! A sheaf of records of all tables, in the order in which foreign keys want them written. One block of the training
//! office is one sheaf: made, checked, written, forgotten, so that memory stays flat. Called by `services/demo`.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::appointment::Appointment;
use crate::domain::employer::{Contact, Employer, Visit};
use crate::domain::ids::{Id, PersonId, RegistrationId, UserId};
use crate::domain::interview::{Diagnosis, Interview, Obstacle, PlanAction};
use crate::domain::office::{Decision, DuplicatePair, Enrolment, Letter, Programme, User};
use crate::domain::person::Person;
use crate::domain::person_file::PersonFile;
use crate::domain::profile::{Document, Education, Experience, Language, Note, Skill};
use crate::domain::proposal::{Placement, Proposal};
use crate::domain::record::{Record, instant_text};
use crate::domain::registration::{JobGoal, Registration, Wishes};
use crate::domain::rules::Rules;
use crate::domain::task::{Notice, Task};
use crate::domain::vacancy::Vacancy;
use crate::fault::{Flaw, Outcome, Value};
use crate::store::search::index::{self, Batch, OFFER_COLUMNS};
use crate::store::{Engine, candidates};

/// The logins of the accounts.
pub type Logins = HashMap<UserId, String>;

/// A record and who made it; when is in its id.
#[derive(Debug, Clone, PartialEq)]
pub struct Made<R> {
    /// The record.
    pub record: R,
    /// Its author.
    pub by: UserId,
}

/// Where records go to.
pub trait Tray<R> {
    /// One more record.
    fn add(&mut self, by: UserId, record: R);
}
impl<R> Tray<R> for Vec<Made<R>> {
    fn add(&mut self, by: UserId, record: R) {
        self.push(Made { record, by });
    }
}

macro_rules! sheaf {
    ($( $(#[$doc:meta])* $tray:ident: $record:ty, )*) => {
        /// Records of all tables.
        #[derive(Debug, Default)]
        pub struct Sheaf { $( $(#[$doc])* pub $tray: Vec<Made<$record>>, )* }

        impl Sheaf {
            /// Writes everything, table after table, the authors by their logins; gives the number of rows.
            pub fn write(&self, engine: &mut dyn Engine, logins: &Logins) -> Outcome<u64> {
                let mut rows = 0;
                $( rows += fill(engine, &self.$tray, logins)?; )*
                Ok(rows)
            }
            /// Tables with the number of their records.
            pub fn counts(&self) -> Vec<(&'static str, usize)> {
                vec![ $( (<$record>::TABLE, self.$tray.len()), )* ]
            }
            /// What the records' own checks say, warnings left out.
            pub fn errors(&self, rules: &Rules) -> Vec<(&'static str, Flaw)> {
                let mut found = Vec::new();
                $( for made in &self.$tray {
                    let flaws = made.record.check(rules).into_iter().filter(|f| !f.warning);
                    found.extend(flaws.map(|flaw| (<$record>::TABLE, flaw)));
                } )*
                found
            }
            /// Gives every row as written to `take`: table and cells.
            pub fn each_row(&self, take: &mut dyn FnMut(&'static str, Vec<Value>)) {
                $( for made in &self.$tray { take(<$record>::TABLE, cells(made, &Logins::new())); } )*
            }
        }
    };
}
sheaf! {
    /// Accounts.
    users: User,
    /// Programmes.
    programmes: Programme,
    /// People.
    people: Person,
    /// Documents seen.
    documents: Document,
    /// Courses.
    educations: Education,
    /// Jobs held.
    experiences: Experience,
    /// Skills.
    skills: Skill,
    /// Languages.
    languages: Language,
    /// Registrations.
    registrations: Registration,
    /// Occupations sought.
    goals: JobGoal,
    /// What is accepted.
    wishes: Wishes,
    /// Two files that may be of one person.
    pairs: DuplicatePair,
    /// Employers.
    employers: Employer,
    /// Contacts.
    contacts: Contact,
    /// Visits.
    visits: Visit,
    /// Vacancies.
    vacancies: Vacancy,
    /// People in programmes.
    enrolments: Enrolment,
    /// Proposals.
    proposals: Proposal,
    /// Placements.
    placements: Placement,
    /// Appointments and walk-ins.
    appointments: Appointment,
    /// Interviews.
    interviews: Interview,
    /// Diagnoses.
    diagnoses: Diagnosis,
    /// Obstacles.
    obstacles: Obstacle,
    /// Steps of plans.
    actions: PlanAction,
    /// Letters.
    letters: Letter,
    /// Decisions.
    decisions: Decision,
    /// Notes.
    notes: Note,
    /// Tasks.
    tasks: Task,
    /// Notices.
    notices: Notice,
}

impl Sheaf {
    /// Writes the search index of its employers and vacancies, and adds its people's names to those to be written at the end.
    pub fn index(&self, engine: &mut dyn Engine, names: &mut Batch) -> Outcome<u64> {
        for made in &self.people {
            names.add(&made.record);
        }
        let employers = self.employers.iter().flat_map(|e| index::employer_rows(&e.record));
        let vacancies = self.vacancies.iter().flat_map(|v| index::vacancy_rows(&v.record));
        let words = engine.fill("offer_word", OFFER_COLUMNS, &mut employers.chain(vacancies))?;
        Ok(words + candidates::fill(engine, self.candidates())?)
    }

    /// What matching reads of its people. A sheaf is closed in itself: proposals of its people are in it.
    fn candidates(&self) -> Vec<Vec<Value>> {
        let mut files: HashMap<PersonId, PersonFile> = HashMap::new();
        let mut whose: HashMap<RegistrationId, PersonId> = HashMap::new();
        for made in self.registrations.iter().filter(|r| r.record.closed_on.is_none()) {
            let registration = made.record.clone();
            whose.insert(registration.head.id, registration.person);
            files.insert(registration.person, PersonFile { registration, ..PersonFile::default() });
        }
        for made in &self.people {
            if let Some(file) = files.get_mut(&made.record.head.id) {
                file.person = made.record.clone();
            }
        }
        let mut goals: Vec<&JobGoal> = self.goals.iter().map(|g| &g.record).collect();
        goals.sort_by_key(|g| g.rank);
        for goal in goals {
            match whose.get(&goal.registration).and_then(|p| files.get_mut(p)) {
                Some(file) if goal.rank == 1 => file.goal = goal.clone(),
                Some(file) => file.more_goals.push(goal.clone()),
                None => {}
            }
        }
        for made in &self.wishes {
            if let Some(file) = whose.get(&made.record.registration).and_then(|p| files.get_mut(p)) {
                file.wishes = made.record.clone();
            }
        }
        lay(&self.educations, &mut files, |r| r.person, |f| &mut f.education);
        lay(&self.experiences, &mut files, |r| r.person, |f| &mut f.experience);
        lay(&self.skills, &mut files, |r| r.person, |f| &mut f.skills);
        lay(&self.languages, &mut files, |r| r.person, |f| &mut f.languages);
        let mut last: HashMap<PersonId, NaiveDate> = HashMap::new();
        for (person, day) in self.proposals.iter().filter_map(|p| Some((p.record.person, p.record.sent_on?))) {
            let kept = last.entry(person).or_insert(day);
            *kept = day.max(*kept);
        }
        files.values().flat_map(|file| candidates::rows(file, last.get(&file.person.head.id).copied())).collect()
    }
}

/// Lays rows of one kind into the files of their people.
fn lay<R: Clone>(
    tray: &[Made<R>],
    files: &mut HashMap<PersonId, PersonFile>,
    of: fn(&R) -> PersonId,
    list: fn(&mut PersonFile) -> &mut Vec<R>,
) {
    for made in tray {
        if let Some(file) = files.get_mut(&of(&made.record)) {
            list(file).push(made.record.clone());
        }
    }
}

/// When a record was made: the instant in its UUIDv7.
fn made_at<I: Id>(id: I) -> DateTime<Utc> {
    let millis = i64::try_from(id.uuid().as_u64_pair().0 >> 16).unwrap_or(0);
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

fn cells<R: Record>(made: &Made<R>, logins: &Logins) -> Vec<Value> {
    let fields = R::fields();
    let id = made.record.head().id;
    let by = Value::from(logins.get(&made.by).map_or("guichet", String::as_str));
    let at = instant_text(made_at(id));
    let mut row = Vec::with_capacity(fields.len() + 6);
    row.push(Value::Blob(id.uuid().as_bytes().to_vec()));
    row.push(Value::Int(1));
    row.extend(fields.iter().map(|f| (f.get)(&made.record)));
    row.extend([Value::Text(at.clone()), by.clone(), Value::Text(at), by]);
    row
}

fn fill<R: Record>(engine: &mut dyn Engine, tray: &[Made<R>], logins: &Logins) -> Outcome<u64> {
    if tray.is_empty() {
        return Ok(0);
    }
    let mut columns = vec!["id", "version"];
    columns.extend(R::fields().iter().map(|f| f.id));
    columns.extend(["created_at", "created_by", "updated_at", "updated_by"]);
    Ok(engine.fill(R::TABLE, &columns, &mut tray.iter().map(|made| cells(made, logins)))?)
}
