//! Everything about one employer in one round trip: contacts, offers, proposals, hires, visits, notes, meetings, reminders and what was
//! done (screens.md §12). Called by `services/employers`.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::appointment::Appointment;
use crate::domain::employer::Visit;
use crate::domain::employer_file::EmployerFile;
use crate::domain::ids::{DeedId, EmployerId, PersonId, PlacementId, ProposalId, UserId, VacancyId};
use crate::domain::lifecycle::{PlacementState, ProposalState, VacancyState};
use crate::domain::person::full_name;
use crate::domain::profile::Note;
use crate::domain::record::instant_text;
use crate::domain::task::Task;
use crate::fault::{Fault, Outcome, Value};
use crate::store::employer_list::{self, FirmRow};
use crate::store::file::{self, Trace, TraceValue};
use crate::store::records::{from_row, where_stmt};
use crate::store::{DbError, Read, Stmt, employers};

/// Rows of a list of the file at most.
const MOST: usize = 300;

/// Ids of the employer and of every record about it.
const SUBJECTS: &str = "WITH subject(id) AS (SELECT id FROM employer WHERE id = $1 \
     UNION ALL SELECT id FROM contact WHERE employer = $1 \
     UNION ALL SELECT id FROM visit WHERE employer = $1 \
     UNION ALL SELECT id FROM note WHERE subject = $1 \
     UNION ALL SELECT id FROM task WHERE subject = $1 \
     UNION ALL SELECT id FROM appointment WHERE employer = $1 \
     UNION ALL SELECT id FROM vacancy WHERE employer = $1 \
     UNION ALL SELECT id FROM keyed_twice WHERE subject = $1)";

/// An offer of the employer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Offered {
    /// The offer.
    pub id: VacancyId,
    /// `O-LBV-26-00042-3`.
    pub number: String,
    /// Title.
    pub title: String,
    /// Positions.
    pub positions: i64,
    /// Filled so far.
    pub filled: i64,
    /// Where it stands.
    pub state: VacancyState,
    /// Received on.
    pub received_on: Option<NaiveDate>,
    /// Expires.
    pub publish_until: Option<NaiveDate>,
}

/// A proposal of one of its offers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Proposed {
    /// The proposal.
    pub id: ProposalId,
    /// To whom.
    pub person: PersonId,
    /// Name as shown.
    pub name: String,
    /// The offer's title.
    pub title: String,
    /// Where it stands.
    pub state: ProposalState,
    /// Answer of the person or of the employer awaited by.
    pub due: Option<NaiveDate>,
    /// Proposed on.
    pub sent_on: Option<NaiveDate>,
}

/// A hire.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hired {
    /// The placement.
    pub id: PlacementId,
    /// Who.
    pub person: PersonId,
    /// Name as shown.
    pub name: String,
    /// ISCO-08 unit group.
    pub occupation: Option<String>,
    /// First day.
    pub start_on: Option<NaiveDate>,
    /// Where it stands.
    pub state: PlacementState,
}

/// All of one employer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gathered {
    /// Employer and contacts.
    pub file: EmployerFile,
    /// What the list says of it.
    pub row: FirmRow,
    /// Names of the accounts.
    pub accounts: Vec<(UserId, String)>,
    /// Offers: those that run first, then the newest.
    pub offers: Vec<Offered>,
    /// Proposals of one agency: those that wait first.
    pub proposals: Vec<Proposed>,
    /// Hires of one agency, the newest first.
    pub hires: Vec<Hired>,
    /// Visits, the newest first.
    pub visits: Vec<Visit>,
    /// Notes, the newest first.
    pub notes: Vec<Note>,
    /// Planned meetings from now on, the next first.
    pub meetings: Vec<Appointment>,
    /// Open reminders about it.
    pub tasks: Vec<Task>,
    /// Trainees and apprentices there now.
    pub trainees: i64,
    /// What was done, the newest first.
    pub traces: Vec<Trace>,
}

/// Everything about one employer. People only of this agency. [`Fault::Missing`] when there is no such employer.
pub fn gather(read: &mut dyn Read, id: EmployerId, agency: &str, now: DateTime<Utc>) -> Outcome<Gathered> {
    let arg = || vec![Value::from(id)];
    let of_agency = || vec![Value::from(id), Value::from(agency)];
    let mut all = employers::file_stmts(id);
    all.extend([
        Stmt::new("SELECT id, name FROM account", Vec::new()),
        Stmt::new(offers_sql(), arg()),
        Stmt::new(proposals_sql(), of_agency()),
        Stmt::new(hires_sql(), of_agency()),
        where_stmt::<Visit>("employer = $1 ORDER BY day DESC NULLS LAST, created_at DESC, id LIMIT 100", arg()),
        where_stmt::<Note>("subject = $1 ORDER BY day DESC NULLS LAST, created_at DESC, id LIMIT 100", arg()),
        where_stmt::<Appointment>(
            "employer = $1 AND state = 'planned' AND starts_at >= $2 ORDER BY starts_at, id LIMIT 20",
            vec![id.into(), instant_text(now).into()],
        ),
        where_stmt::<Task>("subject = $1 AND state = 'open' ORDER BY due NULLS LAST, id LIMIT 50", arg()),
        Stmt::new(
            "SELECT CAST(count(*) AS BIGINT) AS n FROM enrolment WHERE employer = $1 AND state IN ('accepted', 'started')",
            arg(),
        ),
        Stmt::new(file::traces_sql(SUBJECTS), vec![id.into(), Value::Int(900)]),
        employer_list::row_stmt(id),
    ]);
    let mut ran = read.gather(&all)?.into_iter();
    let file = employers::file_from(&mut ran)?;
    let mut next = || ran.next().ok_or_else(|| Fault::broken("a flight came back short"));
    let mut found = Gathered { file, ..Gathered::default() };
    found.accounts = next()?.all(|r| Ok((r.id("id")?, r.text("name")?.to_owned())))?;
    found.offers = next()?.all(|r| {
        Ok(Offered {
            id: r.id("id")?,
            number: r.text("number")?.to_owned(),
            title: r.text("title")?.to_owned(),
            positions: r.opt_int("positions")?.unwrap_or(0),
            filled: r.int("positions_filled")?,
            state: VacancyState::from_id(r.text("state")?).unwrap_or_default(),
            received_on: r.opt_day("received_on")?,
            publish_until: r.opt_day("publish_until")?,
        })
    })?;
    found.proposals = next()?.all(proposed)?;
    found.hires = next()?.all(|r| {
        Ok(Hired {
            id: r.id("id")?,
            person: r.id("person")?,
            name: full_name(r.text("surname")?, r.opt_text("given_names")?),
            occupation: r.opt_text("occupation")?.map(str::to_owned),
            start_on: r.opt_day("start_on")?,
            state: PlacementState::from_id(r.text("state")?).unwrap_or_default(),
        })
    })?;
    found.visits = next()?.all(from_row)?;
    found.notes = next()?.all(from_row)?;
    found.meetings = next()?.all(from_row)?;
    found.tasks = next()?.all(from_row)?;
    found.trainees = next()?.one(|r| r.int("n"))?.unwrap_or(0);
    found.traces = file::traces(&next()?, 300)?;
    found.row = next()?.one(employer_list::firm_row)?.unwrap_or_default();
    Ok(found)
}

fn offers_sql() -> String {
    format!(
        "SELECT id, number, title, positions, positions_filled, state, received_on, publish_until FROM vacancy WHERE employer = $1 \
         ORDER BY CASE WHEN closed_on IS NULL THEN 0 ELSE 1 END, received_on DESC NULLS LAST, id DESC LIMIT {MOST}"
    )
}

const OPEN: &str = "('prepared', 'proposed', 'accepted', 'sent', 'employer_interview')";

fn proposals_sql() -> String {
    format!(
        "SELECT p.id, p.person, p.state, p.answer_due, p.feedback_due, p.sent_on, v.title, d.surname, d.given_names \
         FROM vacancy v JOIN proposal p ON p.vacancy = v.id JOIN person d ON d.id = p.person WHERE v.employer = $1 AND p.agency = $2 \
         ORDER BY CASE WHEN p.state IN {OPEN} THEN 0 ELSE 1 END, p.sent_on DESC NULLS LAST, p.id DESC LIMIT {MOST}"
    )
}

fn proposed(r: &crate::store::Row<'_>) -> Result<Proposed, DbError> {
    let state = ProposalState::from_id(r.text("state")?).unwrap_or_default();
    let due = match state {
        ProposalState::Proposed => r.opt_day("answer_due")?,
        ProposalState::Sent | ProposalState::EmployerInterview => r.opt_day("feedback_due")?,
        _ => None,
    };
    Ok(Proposed {
        id: r.id("id")?,
        person: r.id("person")?,
        name: full_name(r.text("surname")?, r.opt_text("given_names")?),
        title: r.text("title")?.to_owned(),
        state,
        due,
        sent_on: r.opt_day("sent_on")?,
    })
}

fn hires_sql() -> String {
    format!(
        "SELECT p.id, p.person, p.occupation, p.start_on, p.state, d.surname, d.given_names FROM placement p \
         JOIN person d ON d.id = p.person WHERE p.employer = $1 AND p.agency = $2 \
         ORDER BY p.start_on DESC NULLS LAST, p.id DESC LIMIT {MOST}"
    )
}

/// What a deed found and left of this employer's records.
pub fn trace_values(read: &mut dyn Read, id: EmployerId, deed: DeedId) -> Outcome<Vec<TraceValue>> {
    file::values(read, SUBJECTS, id.into(), deed)
}
