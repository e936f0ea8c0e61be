//! Everything that the file of one offer shows, in one round trip, and what its history asks for later. Called by
//! `services/vacancies`.

use chrono::NaiveDate;

use crate::domain::employer::{Contact, Employer};
use crate::domain::ids::{DeedId, Id, ProposalId, RowId, UserId, VacancyId};
use crate::domain::lifecycle::{ProposalState, TaskState};
use crate::domain::office::Decision;
use crate::domain::person::full_name;
use crate::domain::task::Task;
use crate::domain::vacancy::Vacancy;
use crate::fault::{Fault, Outcome, Value};
use crate::store::file::{self, Trace, TraceValue};
use crate::store::records::{by_id_stmt, from_row, where_stmt};
use crate::store::{Read, Stmt};

/// Deeds that a history shows; older ones are the audit's to show.
const DEEDS: usize = 200;

/// Ids of the offer and of every record about it but its proposals, which have their own tab.
const SUBJECTS: &str = "WITH subject(id) AS (SELECT id FROM vacancy WHERE id = $1 \
     UNION ALL SELECT id FROM decision WHERE subject = $1 \
     UNION ALL SELECT id FROM letter WHERE subject = $1 \
     UNION ALL SELECT id FROM task WHERE subject = $1 \
     UNION ALL SELECT id FROM keyed_twice WHERE subject = $1)";

/// A proposal of the offer in a line: the number of the person, the name only for those who may see it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Proposed {
    /// Which.
    pub id: ProposalId,
    /// Number of the person.
    pub number: String,
    /// Name of the person.
    pub name: String,
    /// Agency of the person's file.
    pub agency: String,
    /// Where it stands.
    pub state: ProposalState,
    /// Made on.
    pub sent_on: Option<NaiveDate>,
    /// The person's answer is due.
    pub answer_due: Option<NaiveDate>,
    /// The employer's answer is due.
    pub feedback_due: Option<NaiveDate>,
}

impl Proposed {
    /// The day on which something is awaited.
    pub fn due(&self) -> Option<NaiveDate> {
        match self.state {
            ProposalState::Proposed => self.answer_due,
            ProposalState::Sent | ProposalState::EmployerInterview => self.feedback_due,
            _ => None,
        }
    }
}

/// All of one offer.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    /// The offer.
    pub vacancy: Vacancy,
    /// Its firm.
    pub employer: Employer,
    /// Whom to call: the contact named, else the firm's first.
    pub contact: Option<Contact>,
    /// Accounts: id and name.
    pub accounts: Vec<(UserId, String)>,
    /// Its proposals, the newest first.
    pub proposals: Vec<Proposed>,
    /// Its open tasks by due day.
    pub tasks: Vec<Task>,
    /// The decision on its special condition, the newest.
    pub decision: Option<Decision>,
    /// Number of the offer that it was copied from.
    pub copied_from: Option<String>,
    /// Deeds, the newest first.
    pub traces: Vec<Trace>,
}

/// Everything about one offer, in one round trip. [`Fault::Missing`] when there is no such offer.
pub fn gather(read: &mut dyn Read, id: VacancyId) -> Outcome<Gathered> {
    let arg = || vec![Value::from(id)];
    let ran = read.gather(&[
        by_id_stmt::<Vacancy>(id),
        where_stmt::<Employer>("id = (SELECT employer FROM vacancy WHERE id = $1)", arg()),
        where_stmt::<Contact>(
            "employer = (SELECT employer FROM vacancy WHERE id = $1) \
             ORDER BY CASE WHEN id = (SELECT contact FROM vacancy WHERE id = $1) THEN 0 ELSE 1 END, id LIMIT 1",
            arg(),
        ),
        Stmt::new("SELECT id, name FROM account", Vec::new()),
        Stmt::new(
            "SELECT p.id, s.number, s.surname, s.given_names, s.agency, p.state, p.sent_on, p.answer_due, p.feedback_due \
             FROM proposal p JOIN person s ON s.id = p.person WHERE p.vacancy = $1 ORDER BY p.sent_on DESC NULLS FIRST, p.id DESC",
            arg(),
        ),
        where_stmt::<Task>("subject = $1 AND state = 'open' ORDER BY due NULLS LAST, id", arg()),
        where_stmt::<Decision>("subject = $1 AND kind = 'special_condition' ORDER BY proposed_on DESC NULLS LAST, id DESC LIMIT 1", arg()),
        Stmt::new("SELECT number FROM vacancy WHERE id = (SELECT copied_from FROM vacancy WHERE id = $1)", arg()),
        Stmt::new(file::traces_sql(SUBJECTS), vec![id.into(), (DEEDS as i64).into()]),
    ])?;
    let mut ran = ran.into_iter();
    let mut next = || ran.next().ok_or_else(|| Fault::broken("a flight came back short"));
    Ok(Gathered {
        vacancy: next()?.one(from_row)?.ok_or(Fault::Missing("vacancy"))?,
        employer: next()?.one(from_row)?.unwrap_or_default(),
        contact: next()?.one(from_row)?,
        accounts: next()?.all(|r| Ok((r.id("id")?, r.text("name")?.to_owned())))?,
        proposals: next()?.all(proposed)?,
        tasks: next()?.all(from_row::<Task>)?.into_iter().filter(|t| t.state == TaskState::Open).collect(),
        decision: next()?.one(from_row)?,
        copied_from: next()?.one(|r| Ok(r.text("number")?.to_owned()))?,
        traces: file::traces(&next()?, DEEDS)?,
    })
}

fn proposed(r: &crate::store::Row<'_>) -> Result<Proposed, crate::store::DbError> {
    Ok(Proposed {
        id: r.id("id")?,
        number: r.text("number")?.to_owned(),
        name: full_name(r.text("surname")?, r.opt_text("given_names")?),
        agency: r.text("agency")?.to_owned(),
        state: ProposalState::from_id(r.text("state")?).unwrap_or_default(),
        sent_on: r.opt_day("sent_on")?,
        answer_due: r.opt_day("answer_due")?,
        feedback_due: r.opt_day("feedback_due")?,
    })
}

/// What a deed found and left of this offer's records.
pub fn trace_values(read: &mut dyn Read, id: VacancyId, deed: DeedId) -> Outcome<Vec<TraceValue>> {
    let sql = format!(
        "{SUBJECTS} SELECT v.record, v.was, v.became FROM audit_value v WHERE v.deed = $2 AND v.subject IN (SELECT id FROM subject) \
         AND (v.was IS NOT NULL OR v.became IS NOT NULL) ORDER BY v.nth"
    );
    Ok(read.all(&sql, &[id.into(), deed.into()], |r| {
        Ok(TraceValue {
            record: r.text("record")?.to_owned(),
            was: r.opt_text("was")?.map(str::to_owned),
            became: r.opt_text("became")?.map(str::to_owned),
        })
    })?)
}

/// The decision on the special condition of an offer, the newest; none was asked.
pub fn decision_of(read: &mut dyn Read, id: VacancyId) -> Outcome<Option<Decision>> {
    let subject = RowId(id.uuid());
    let rest = "subject = $1 AND kind = 'special_condition' ORDER BY proposed_on DESC NULLS LAST, id DESC LIMIT 1";
    Ok(crate::store::records::where_::<Decision>(read, rest, &[subject.into()])?.pop())
}
