//! The day's lists: appointments with the names they need in one statement, tasks with what they are about in one, both flown
//! together. Called by `services/day`, `services/queue` and `services/agenda`.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::appointment::Appointment;
use crate::domain::ids::UserId;
use crate::domain::person::full_name;
use crate::domain::record::{day_text, instant_text};
use crate::domain::task::Task;
use crate::fault::{Fault, Outcome, Value};
use crate::store::records::{columns, from_row};
use crate::store::{DbError, Ran, Read, Row, Stmt};

/// An appointment or walk-in with the words that a list shows of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Meeting {
    /// The record.
    pub appointment: Appointment,
    /// Capital surname and given names, the employer's name, or the name as said; empty: nobody yet.
    pub name: String,
    /// Number of the person or employer.
    pub number: Option<String>,
    /// Telephone of the person or employer.
    pub phone: Option<String>,
    /// Birth date of the person.
    pub birth_date: Option<NaiveDate>,
    /// Occupation sought, a code.
    pub occupation: Option<String>,
    /// Number of the offer that it is about.
    pub vacancy: Option<String>,
    /// Name of the counsellor.
    pub counsellor: Option<String>,
    /// Usual counter of the counsellor.
    pub room: Option<String>,
}

/// A task with the facts of its subject that a list shows; each is there for some kinds only.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Todo {
    /// The task.
    pub task: Task,
    /// Who it is about: person or employer.
    pub name: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Number of the person.
    pub number: Option<String>,
    /// The offer's number.
    pub vacancy: Option<String>,
    /// Last day of the offer.
    pub publish_until: Option<NaiveDate>,
    /// How often the answer was asked for.
    pub attempts: Option<i64>,
    /// The person was sent to the employer.
    pub sent_on: Option<NaiveDate>,
    /// Registered on.
    pub registered_on: Option<NaiveDate>,
    /// To be renewed on.
    pub renewal_due: Option<NaiveDate>,
    /// DOC codes still missing.
    pub missing: Vec<String>,
    /// Hour of the appointment it is about.
    pub starts_at: Option<DateTime<Utc>>,
    /// How many were missed in twelve months.
    pub missed: Option<i64>,
    /// A hire's first day.
    pub start_on: Option<NaiveDate>,
    /// A measure's last day.
    pub planned_end: Option<NaiveDate>,
}

/// How many tasks are due.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Due {
    /// Before today.
    pub late: i64,
    /// Today.
    pub today: i64,
    /// Later this week.
    pub week: i64,
}

/// The states that are still to be settled at closing time.
const UNSETTLED: &str = "('planned', 'arrived', 'in_progress')";
/// More tasks than this are not shown at once; the list of tasks has them all.
const MOST: usize = 300;

/// The columns of a record under a table's short name.
fn of<R: crate::domain::record::Record>(short: &str) -> String {
    columns::<R>().split(", ").map(|c| format!("{short}.{c}")).collect::<Vec<_>>().join(", ")
}

fn meetings(rest: &str, args: Vec<Value>) -> Stmt {
    let sql = format!(
        "SELECT {}, p.surname AS p_surname, p.given_names AS p_given, p.number AS p_number, p.phone AS p_phone, p.birth_date AS p_birth, \
         e.name AS e_name, e.number AS e_number, e.phone AS e_phone, v.number AS v_number, c.name AS c_name, c.room AS c_room, \
         (SELECT r.occupation FROM registration r WHERE r.person = a.person ORDER BY r.registered_on DESC NULLS LAST LIMIT 1) AS r_occupation \
         FROM appointment a LEFT JOIN person p ON p.id = a.person LEFT JOIN employer e ON e.id = a.employer \
         LEFT JOIN vacancy v ON v.id = a.vacancy LEFT JOIN account c ON c.id = a.counsellor WHERE {rest}",
        of::<Appointment>("a")
    );
    Stmt::new(sql, args)
}

/// Reads one row of the meetings' statements.
fn meeting(row: &Row<'_>) -> Result<Meeting, DbError> {
    let text = |name: &str| Ok::<_, DbError>(row.opt_text(name)?.map(str::to_owned));
    let appointment: Appointment = from_row(row)?;
    let person = row.opt_text("p_surname")?.map(|surname| Ok::<_, DbError>(full_name(surname, row.opt_text("p_given")?)));
    let name = person.transpose()?.or(text("e_name")?).or_else(|| appointment.name_said.clone()).unwrap_or_default();
    Ok(Meeting {
        name,
        number: text("p_number")?.or(text("e_number")?),
        phone: text("p_phone")?.or(text("e_phone")?),
        birth_date: row.opt_day("p_birth")?,
        occupation: text("r_occupation")?,
        vacancy: text("v_number")?,
        counsellor: text("c_name")?,
        room: text("c_room")?,
        appointment,
    })
}

/// A counsellor's appointments that begin within these instants, and the walk-ins given to him since the first.
/// `unsettled_since`: older ones still to be settled come too, before the others.
pub fn of_counsellor(user: UserId, from: DateTime<Utc>, to: DateTime<Utc>, unsettled_since: Option<DateTime<Utc>>) -> Stmt {
    let mut args: Vec<Value> = vec![user.into(), instant_text(from).into(), instant_text(to).into()];
    let old = match unsettled_since {
        Some(since) => {
            args.push(instant_text(since).into());
            format!(" OR (a.starts_at >= $4 AND a.starts_at < $2 AND a.state IN {UNSETTLED})")
        }
        None => String::new(),
    };
    let rest = format!(
        "a.counsellor = $1 AND ((a.starts_at >= $2 AND a.starts_at < $3){old} OR (a.starts_at IS NULL AND a.arrived_at >= $2 AND a.arrived_at < $3)) \
         ORDER BY coalesce(a.starts_at, a.arrived_at) ASC NULLS LAST, a.id"
    );
    meetings(&rest, args)
}

/// Everyone who waits in an agency, the longest first, then who is expected until an instant.
pub fn queue(agency: &str, from: DateTime<Utc>, to: DateTime<Utc>) -> Stmt {
    let args: Vec<Value> = vec![agency.into(), instant_text(from).into(), instant_text(to).into()];
    let rest = "a.agency = $1 AND ((a.state = 'arrived' AND a.arrived_at >= $2) OR (a.state IN ('planned', 'in_progress') AND a.starts_at >= $2 \
                AND a.starts_at < $3)) ORDER BY CASE WHEN a.state = 'arrived' THEN 0 ELSE 1 END, coalesce(a.arrived_at, a.starts_at) ASC NULLS LAST, a.id";
    meetings(rest, args)
}

/// The meetings of one of these statements.
pub fn read_meetings(ran: &Ran) -> Outcome<Vec<Meeting>> {
    Ok(ran.all(meeting)?)
}

/// One meeting, as it is now.
pub fn one(read: &mut dyn Read, id: crate::domain::ids::AppointmentId) -> Outcome<Meeting> {
    let stmt = meetings("a.id = $1", vec![id.into()]);
    read.one(&stmt.sql, &stmt.args, meeting)?.ok_or(Fault::Missing("appointment"))
}

/// The open tasks of a user, and of those he stands in for, due until a day; by due day.
pub fn todos(user: UserId, today: NaiveDate, until: NaiveDate) -> Stmt {
    let year_ago = crate::domain::calendar::add_months(today, -12);
    let args: Vec<Value> = vec![user.into(), day_text(today).into(), day_text(until).into(), day_text(year_ago).into()];
    let sql = format!(
        "SELECT {}, p.surname AS p_surname, p.given_names AS p_given, p.phone AS p_phone, p.number AS p_number, \
         coalesce(e.name, l.employer_name) AS e_name, e.phone AS e_phone, v.number AS v_number, v.publish_until AS v_until, pr.attempts AS pr_attempts, \
         pr.sent_to_employer_on AS pr_sent, r.registered_on AS r_registered, r.renewal_due AS r_renewal, r.missing_documents AS r_missing, \
         m.starts_at AS m_starts, l.start_on AS l_start, n.planned_end AS n_end, \
         CASE WHEN t.kind = 'T6' THEN (SELECT CAST(count(*) AS BIGINT) FROM appointment o WHERE o.person = t.person AND o.state = 'missed' \
         AND o.starts_at >= $4) END AS missed \
         FROM task t LEFT JOIN person p ON p.id = t.person LEFT JOIN proposal pr ON pr.id = t.subject \
         LEFT JOIN vacancy v ON v.id = coalesce(pr.vacancy, t.subject) LEFT JOIN placement l ON l.id = t.subject \
         LEFT JOIN employer e ON e.id = coalesce(v.employer, l.employer, t.subject) LEFT JOIN registration r ON r.id = t.subject \
         LEFT JOIN appointment m ON m.id = t.subject LEFT JOIN enrolment n ON n.id = t.subject \
         WHERE {MINE} AND t.due <= $3 ORDER BY t.due ASC NULLS LAST, t.priority, t.id LIMIT {MOST}",
        of::<Task>("t")
    );
    Stmt::new(sql, args)
}

/// The tasks of `$1`, and of those for whom he stands in on the day `$2`.
const MINE: &str = "t.state = 'open' AND (t.assignee = $1 OR t.assignee IN (SELECT d.id FROM account d WHERE d.deputy = $1 \
                    AND d.absent_from <= $2 AND (d.absent_to IS NULL OR d.absent_to >= $2)))";

/// The tasks of the statement of [`todos`].
pub fn read_todos(ran: &Ran) -> Outcome<Vec<Todo>> {
    Ok(ran.all(todo)?)
}

fn todo(row: &Row<'_>) -> Result<Todo, DbError> {
    let text = |name: &str| Ok::<_, DbError>(row.opt_text(name)?.map(str::to_owned));
    let person = row.opt_text("p_surname")?.map(|surname| Ok::<_, DbError>(full_name(surname, row.opt_text("p_given")?)));
    let missing = row.opt_text("r_missing")?.unwrap_or_default();
    Ok(Todo {
        task: from_row(row)?,
        name: person.transpose()?.or(text("e_name")?),
        phone: text("p_phone")?.or(text("e_phone")?),
        number: text("p_number")?,
        vacancy: text("v_number")?,
        publish_until: row.opt_day("v_until")?,
        attempts: row.opt_int("pr_attempts")?,
        sent_on: row.opt_day("pr_sent")?,
        registered_on: row.opt_day("r_registered")?,
        renewal_due: row.opt_day("r_renewal")?,
        missing: missing.split('|').filter(|c| !c.is_empty()).map(str::to_owned).collect(),
        starts_at: row.opt_instant("m_starts")?,
        missed: row.opt_int("missed")?,
        start_on: row.opt_day("l_start")?,
        planned_end: row.opt_day("n_end")?,
    })
}

/// Counts the tasks of [`todos`], all of them.
pub fn due(user: UserId, today: NaiveDate, until: NaiveDate) -> Stmt {
    let sql = format!(
        "SELECT CAST(coalesce(sum(CASE WHEN t.due < $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS late, \
         CAST(coalesce(sum(CASE WHEN t.due = $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS today, \
         CAST(coalesce(sum(CASE WHEN t.due > $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS week FROM task t WHERE {MINE} AND t.due <= $3"
    );
    Stmt::new(sql, vec![user.into(), day_text(today).into(), day_text(until).into()])
}

/// The counts of the statement of [`due`].
pub fn read_due(ran: &Ran) -> Outcome<Due> {
    Ok(ran.one(|r| Ok(Due { late: r.int("late")?, today: r.int("today")?, week: r.int("week")? }))?.unwrap_or_default())
}

/// Someone of an agency who can be given appointments.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Officer {
    /// Account.
    pub user: UserId,
    /// Name as shown.
    pub name: String,
    /// Usual counter.
    pub room: Option<String>,
    /// Role ids.
    pub roles: Vec<String>,
}

/// The active accounts of an agency that are not away on a day, by name.
pub fn officers(agency: &str, today: NaiveDate) -> Stmt {
    let sql = "SELECT id, name, room, roles FROM account WHERE agency = $1 AND active AND (absent_from IS NULL OR absent_from > $2 OR absent_to < $2) \
               ORDER BY name ASC NULLS LAST, id";
    Stmt::new(sql, vec![agency.into(), day_text(today).into()])
}

/// The accounts of the statement of [`officers`].
pub fn read_officers(ran: &Ran) -> Outcome<Vec<Officer>> {
    Ok(ran.all(|r| {
        Ok(Officer {
            user: r.id("id")?,
            name: r.text("name")?.to_owned(),
            room: r.opt_text("room")?.map(str::to_owned),
            roles: r.opt_text("roles")?.unwrap_or_default().split('|').map(str::to_owned).collect(),
        })
    })?)
}

/// Name as shown of a login; the login itself when the account is gone.
pub fn name_of(read: &mut dyn Read, login: &str) -> Outcome<String> {
    let name = read.one("SELECT name FROM account WHERE login = $1", &[login.into()], |r| Ok(r.text("name")?.to_owned()))?;
    Ok(name.unwrap_or_else(|| login.to_owned()))
}
