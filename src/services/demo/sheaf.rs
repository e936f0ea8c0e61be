//! A sheaf of records of all tables, in the order in which foreign keys want them written. One block of the training
//! office is one sheaf: made, checked, written, forgotten, so that memory stays flat. Called by `services/demo`.

use chrono::{DateTime, Utc};

use crate::domain::appointment::Appointment;
use crate::domain::employer::{Contact, Employer, Visit};
use crate::domain::ids::{Id, UserId};
use crate::domain::interview::{Diagnosis, Interview, Obstacle, PlanAction};
use crate::domain::office::{Decision, DuplicatePair, Enrolment, Letter, Programme, User};
use crate::domain::person::Person;
use crate::domain::profile::{Document, Education, Experience, Language, Note, Skill};
use crate::domain::proposal::{Placement, Proposal};
use crate::domain::record::{Record, instant_text};
use crate::domain::registration::{JobGoal, Registration, Wishes};
use crate::domain::rules::Rules;
use crate::domain::task::{Notice, Task};
use crate::domain::vacancy::Vacancy;
use crate::fault::{Flaw, Outcome, Value};
use crate::store::Engine;
use crate::store::search::index::{self, Batch, OFFER_COLUMNS};

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
            /// Writes everything, table after table; gives the number of rows.
            pub fn write(&self, engine: &mut dyn Engine) -> Outcome<u64> {
                let mut rows = 0;
                $( rows += fill(engine, &self.$tray)?; )*
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
                $( for made in &self.$tray { take(<$record>::TABLE, cells(made)); } )*
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
        Ok(engine.fill("offer_word", OFFER_COLUMNS, &mut employers.chain(vacancies))?)
    }
}

/// When a record was made: the instant in its UUIDv7.
fn made_at<I: Id>(id: I) -> DateTime<Utc> {
    let millis = i64::try_from(id.uuid().as_u64_pair().0 >> 16).unwrap_or(0);
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

fn cells<R: Record>(made: &Made<R>) -> Vec<Value> {
    let fields = R::fields();
    let id = made.record.head().id;
    let (at, by) = (instant_text(made_at(id)), Value::Blob(made.by.0.as_bytes().to_vec()));
    let mut row = Vec::with_capacity(fields.len() + 6);
    row.push(Value::Blob(id.uuid().as_bytes().to_vec()));
    row.push(Value::Int(1));
    row.extend(fields.iter().map(|f| (f.get)(&made.record)));
    row.extend([Value::Text(at.clone()), by.clone(), Value::Text(at), by]);
    row
}

fn fill<R: Record>(engine: &mut dyn Engine, tray: &[Made<R>]) -> Outcome<u64> {
    if tray.is_empty() {
        return Ok(0);
    }
    let mut columns = vec!["id", "version"];
    columns.extend(R::fields().iter().map(|f| f.id));
    columns.extend(["created_at", "created_by", "updated_at", "updated_by"]);
    Ok(engine.fill(R::TABLE, &columns, &mut tray.iter().map(cells))?)
}
