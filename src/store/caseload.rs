//! A caseload page by page: one statement on `registration`'s derived columns over its index, joined to the person, and the total in
//! the same flight (screens.md §5). What is read follows the length of the caseload, never that of the database. Called by
//! `services/caseload`.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::ids::{AppointmentId, PersonId, RegistrationId, UserId};
use crate::domain::lifecycle::RegistrationState;
use crate::domain::person::full_name;
use crate::domain::record::{day_text, instant_text};
use crate::fault::{Fault, Outcome};
use crate::store::facts::within;
use crate::store::paging::{self, Args, Empty, Mark, Order, Side};
use crate::store::{DbError, Read, Row, Stmt};

/// One person of a caseload.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CaseRow {
    /// The open registration.
    pub registration: RegistrationId,
    /// The person.
    pub person: PersonId,
    /// In charge.
    pub counsellor: Option<UserId>,
    /// `LBV-26-000123-7`.
    pub number: String,
    /// Capital surname, then given names.
    pub name: String,
    /// Born on, where it is known.
    pub birth_date: Option<NaiveDate>,
    /// ISCO-08 unit group of the first occupation sought.
    pub occupation: Option<String>,
    /// The same in the person's own words.
    pub occupation_label: Option<String>,
    /// State of the registration.
    pub state: RegistrationState,
    /// AUT, STD, REN.
    pub intensity: Option<String>,
    /// Last interview or contact.
    pub last_contact: Option<NaiveDate>,
    /// Earliest open task, or the renewal.
    pub next_due: Option<NaiveDate>,
    /// Registered on.
    pub registered_on: Option<NaiveDate>,
    /// Town.
    pub town: Option<String>,
    /// Telephone as stored.
    pub phone: Option<String>,
    /// Next planned appointment.
    pub next_at: Option<DateTime<Utc>>,
    /// Folded names: the order by name.
    pub sort_key: String,
}

/// What one word of the filter narrows to: any of these. All empty: nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Narrow {
    /// In one of these states.
    pub states: Vec<RegistrationState>,
    /// Due before this day.
    pub overdue: Option<NaiveDate>,
    /// Seeking one of these occupations.
    pub occupations: Vec<String>,
    /// Living in one of these towns.
    pub towns: Vec<String>,
    /// A word of the folded name begins so.
    pub name: Option<String>,
}

/// Whose caseload, and what it is narrowed to: every part at once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// In charge.
    pub counsellor: UserId,
    /// Each word of the filter.
    pub parts: Vec<Narrow>,
}

/// The order of the rows; ties by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// What is due first in front, nothing due at the end.
    #[default]
    Due,
    /// By name.
    Name,
    /// Never seen first, then seen longest ago.
    LastContact,
    /// Newest first.
    Registered,
}

impl Sort {
    fn order(self) -> Order {
        let (column, down, empty) = match self {
            Sort::Due => ("r.next_due", false, Empty::Last),
            Sort::Name => ("r.sort_key", false, Empty::Last),
            Sort::LastContact => ("r.last_contact", false, Empty::First),
            Sort::Registered => ("r.registered_on", true, Empty::Last),
        };
        // A column that is never empty is ordered as its index is.
        Order { column, id: "r.id", down, empty, said: self != Sort::Name }
    }
    /// Where a row stands in this order.
    pub fn mark(self, row: &CaseRow) -> Mark {
        let value = match self {
            Sort::Due => row.next_due.map(day_text),
            Sort::Name => Some(row.sort_key.clone()),
            Sort::LastContact => row.last_contact.map(day_text),
            Sort::Registered => row.registered_on.map(day_text),
        };
        Mark::new(value, row.registration)
    }
}

/// `FROM … WHERE …` of a filter; the person is joined only where it is asked for.
fn clause(filter: &Filter, args: &mut Args, person: bool) -> String {
    let joined = person || filter.parts.iter().any(|p| !p.towns.is_empty());
    // CROSS JOIN: SQLite keeps the registration outside, so that its index gives the order.
    let mut sql = if joined {
        format!("FROM registration r CROSS JOIN person p {} WHERE p.id = r.person AND", if person { GOAL } else { "" })
    } else {
        "FROM registration r WHERE".to_owned()
    };
    sql.push_str(&format!(" r.counsellor = {} AND r.closed_on IS NULL", args.put(filter.counsellor)));
    // Contested data is on no list (security.md §4); the people meant are few, and asked for once.
    sql.push_str(" AND r.person NOT IN (SELECT s.person FROM safeguard s WHERE s.kind = 'restriction' AND s.ended_on IS NULL)");
    for part in &filter.parts {
        sql.push_str(&format!(" AND ({})", narrow(part, args)));
    }
    sql
}

const GOAL: &str = "LEFT JOIN job_goal g ON g.registration = r.id AND g.rank = 1";

fn narrow(part: &Narrow, args: &mut Args) -> String {
    let mut any = Vec::new();
    if !part.states.is_empty() {
        any.push(format!("r.state IN ({})", args.list(part.states.iter().map(|s| s.id()))));
    }
    if let Some(day) = part.overdue {
        any.push(format!("r.next_due < {}", args.put(day_text(day))));
    }
    if !part.occupations.is_empty() {
        any.push(format!("r.occupation IN ({})", args.list(part.occupations.iter().map(String::as_str))));
    }
    if !part.towns.is_empty() {
        any.push(format!("p.town IN ({})", args.list(part.towns.iter().map(String::as_str))));
    }
    if let Some(name) = &part.name {
        // `~` comes after every letter and digit of a folded name.
        let (from, to) = (args.put(name.as_str()), args.put(format!("{name}~")));
        // A later word of the name too: « obone lud » is how one writes a person.
        let within = args.put(format!("% {name}%"));
        any.push(format!("(r.sort_key >= {from} AND r.sort_key < {to}) OR r.sort_key LIKE {within}"));
    }
    if any.is_empty() { "FALSE".to_owned() } else { any.join(" OR ") }
}

/// What a row shows; `now` is the argument from which the next appointment counts.
fn columns(now: &str) -> String {
    format!(
        "SELECT r.id, r.person, r.counsellor, p.number, p.surname, p.given_names, p.birth_date, p.town, p.phone, r.state, \
         r.intensity, r.occupation, g.occupation_label, r.last_contact, r.next_due, r.registered_on, r.sort_key, \
         (SELECT min(a.starts_at) FROM appointment a WHERE a.person = r.person AND a.state = 'planned' AND a.starts_at >= {now}) \
         AS next_at"
    )
}

fn page_stmt(filter: &Filter, sort: Sort, side: &Side, size: u32, now: DateTime<Utc>) -> Stmt {
    let mut args = Args::default();
    let now = args.put(instant_text(now));
    let rest = clause(filter, &mut args, true);
    let page = sort.order().page(side, size, &mut args);
    args.stmt(format!("{} {rest}{page}", columns(&now)))
}

fn count_stmt(filter: &Filter) -> Stmt {
    let mut args = Args::default();
    let rest = clause(filter, &mut args, false);
    paging::count_stmt(&rest, args)
}

fn case_row(row: &Row<'_>) -> Result<CaseRow, DbError> {
    let text = |name: &str| Ok::<_, DbError>(row.opt_text(name)?.map(str::to_owned));
    Ok(CaseRow {
        registration: row.id("id")?,
        person: row.id("person")?,
        counsellor: row.opt_id("counsellor")?,
        number: row.text("number")?.to_owned(),
        name: full_name(row.text("surname")?, row.opt_text("given_names")?),
        birth_date: row.opt_day("birth_date")?,
        occupation: text("occupation")?,
        occupation_label: text("occupation_label")?,
        state: RegistrationState::from_id(row.text("state")?).unwrap_or_default(),
        intensity: text("intensity")?,
        last_contact: row.opt_day("last_contact")?,
        next_due: row.opt_day("next_due")?,
        registered_on: row.opt_day("registered_on")?,
        town: text("town")?,
        phone: text("phone")?,
        next_at: row.opt_instant("next_at")?,
        sort_key: row.text("sort_key")?.to_owned(),
    })
}

/// A page in its order, and how many rows the filter leaves in all. Two statements, one round trip.
pub fn page(
    read: &mut dyn Read,
    filter: &Filter,
    sort: Sort,
    side: &Side,
    size: u32,
    now: DateTime<Utc>,
) -> Outcome<(Vec<CaseRow>, usize)> {
    paging::fly(read, side, page_stmt(filter, sort, side, size, now), count_stmt(filter), case_row)
}

/// These rows of an agency as they are now, whoever is in charge: what was settled stays in its place. In no order.
pub fn rows(read: &mut dyn Read, ids: &[RegistrationId], agency: &str, now: DateTime<Utc>) -> Outcome<Vec<CaseRow>> {
    let mut args = Args::default();
    let now = args.put(instant_text(now));
    let (list, agency) = (args.list(ids.iter().copied()), args.put(agency));
    let from = format!("FROM registration r CROSS JOIN person p {GOAL} WHERE p.id = r.person");
    let sql = format!("{} {from} AND r.id IN ({list}) AND r.agency = {agency}", columns(&now));
    Ok(read.all(&sql, args.values(), case_row)?)
}

/// The text and arguments of a page's statement, to ask an engine for its plan.
pub fn plan(filter: &Filter, sort: Sort, side: &Side, size: u32) -> Stmt {
    page_stmt(filter, sort, side, size, DateTime::UNIX_EPOCH)
}

/// A planned appointment, as far as it matters for who holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// Which.
    pub id: AppointmentId,
    /// With whom.
    pub counsellor: Option<UserId>,
    /// About whom.
    pub person: Option<PersonId>,
    /// When.
    pub starts_at: DateTime<Utc>,
    /// How long, minutes.
    pub minutes: i64,
}

/// Everything planned in an agency from an instant on, and how many open tasks of the counsellor in charge these people have.
/// One round trip.
pub fn what_follows(
    read: &mut dyn Read,
    agency: &str,
    now: DateTime<Utc>,
    registrations: &[RegistrationId],
) -> Outcome<(Vec<Planned>, i64)> {
    let mut all = vec![Stmt::new(
        "SELECT id, counsellor, person, starts_at, minutes FROM appointment \
         WHERE agency = $1 AND state = 'planned' AND starts_at >= $2 ORDER BY starts_at, id",
        vec![agency.into(), instant_text(now).into()],
    )];
    for block in registrations.chunks(500) {
        let (clause, args) = within("r.id", block);
        let sql = format!(
            "SELECT CAST(count(*) AS BIGINT) AS n FROM registration r JOIN task t \
             ON t.person = r.person AND t.state = 'open' AND t.assignee = r.counsellor WHERE {clause}"
        );
        all.push(Stmt::new(sql, args));
    }
    let ran = read.gather(&all)?;
    let mut ran = ran.iter();
    let planned = ran.next().ok_or_else(|| Fault::broken("a flight came back short"))?;
    let planned = planned.all(|row| {
        Ok(Planned {
            id: row.id("id")?,
            counsellor: row.opt_id("counsellor")?,
            person: row.opt_id("person")?,
            starts_at: row.instant("starts_at")?,
            minutes: row.opt_int("minutes")?.unwrap_or(30),
        })
    })?;
    let mut tasks = 0;
    for count in ran {
        tasks += count.one(|r| r.int("n"))?.unwrap_or(0);
    }
    Ok((planned, tasks))
}
