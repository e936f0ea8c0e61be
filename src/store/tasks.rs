//! Tasks as stored, the subjects that the rules look at each night, and the marks that the clock leaves. Called by
//! `services/follow_up` and `services/rules`.

use chrono::NaiveDate;

use crate::domain::delays::Hold;
use crate::domain::ids::{AppointmentId, Id, PersonId, ProposalId, RegistrationId, RowId, TaskId, UserId};
use crate::domain::person::full_name;
use crate::domain::record::{day_text, parse_day};
use crate::domain::task::Task;
use crate::fault::{Outcome, Value};
use crate::store::facts::within;
use crate::store::records::where_;
use crate::store::{Read, Stmt, Write};

/// An account that can be given work.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Account {
    /// Which.
    pub id: UserId,
    /// Its agency.
    pub agency: String,
    /// Its roles.
    pub roles: Vec<String>,
}

/// The active accounts, in order of login.
pub fn accounts(read: &mut dyn Read) -> Outcome<Vec<Account>> {
    let sql = "SELECT id, agency, roles FROM account WHERE active ORDER BY login ASC NULLS LAST";
    Ok(read.all(sql, &[], |row| {
        let roles = row.opt_text("roles")?.unwrap_or_default().split('|').map(str::to_owned).collect();
        Ok(Account { id: row.id("id")?, agency: row.text("agency")?.to_owned(), roles })
    })?)
}

/// The tasks that rules made for these subjects, in any state.
pub fn of_subjects<I: Id>(read: &mut dyn Read, ids: &[I]) -> Outcome<Vec<Task>> {
    let (clause, args) = within("\"subject\"", ids);
    where_(read, &format!("{clause} AND rule_id IS NOT NULL ORDER BY id"), &args)
}

/// The open tasks about a person, of every kind.
pub fn open_of_person(read: &mut dyn Read, person: PersonId) -> Outcome<Vec<Task>> {
    where_(read, "person = $1 AND state = 'open' ORDER BY due ASC NULLS LAST, id", &[person.into()])
}

/// Open tasks of a kind about these people, those due first in front.
pub fn open_of_kind(read: &mut dyn Read, persons: &[PersonId], kind: &str) -> Outcome<Vec<Task>> {
    let (clause, mut args) = within("\"person\"", persons);
    args.push(kind.into());
    where_(read, &format!("{clause} AND state = 'open' AND kind = ${} ORDER BY due ASC NULLS LAST, id", args.len()), &args)
}

/// Open tasks of one user about these people: they go along when files are transferred.
pub fn of_files(read: &mut dyn Read, persons: &[PersonId], user: UserId) -> Outcome<Vec<Task>> {
    let (clause, mut args) = within("\"person\"", persons);
    args.push(user.into());
    where_(read, &format!("{clause} AND state = 'open' AND assignee = ${}", args.len()), &args)
}

/// Brings `next_due` of these people's registrations up to date: the earliest open task, or the renewal where it runs.
/// A derived column: no version, no audit row.
pub fn set_next_due(w: &mut Write<'_>, persons: &[PersonId]) {
    for block in persons.chunks(200) {
        let (clause, args) = within("person", block);
        let sql = format!(
            "UPDATE registration SET next_due = CASE WHEN closed_on IS NULL THEN (SELECT min(d.day) FROM \
             (SELECT t.due AS day FROM task t WHERE t.person = registration.person AND t.state = 'open' \
             UNION ALL SELECT r.renewal_due AS day FROM registration r WHERE r.id = registration.id \
             AND r.state IN ('incomplete', 'active', 'to_renew')) d) END WHERE {clause}"
        );
        w.execute(sql, args);
    }
}

/// Keeps the last contact of a registration: derived too.
pub fn set_last_contact(w: &mut Write<'_>, id: RegistrationId, day: Option<NaiveDate>) {
    w.execute("UPDATE registration SET last_contact = $1 WHERE id = $2", vec![day.map(day_text).into(), id.into()]);
}

/// The registrations of a person.
pub fn registrations_of(read: &mut dyn Read, person: PersonId) -> Outcome<Vec<RegistrationId>> {
    Ok(read.all("SELECT id FROM registration WHERE person = $1 ORDER BY id", &[person.into()], |row| row.id("id"))?)
}

/// Open proposals of a person.
pub fn open_proposals(read: &mut dyn Read, person: PersonId) -> Outcome<Vec<ProposalId>> {
    let sql = "SELECT id FROM proposal WHERE person = $1 \
               AND state IN ('prepared', 'proposed', 'accepted', 'sent', 'employer_interview') ORDER BY id";
    Ok(read.all(sql, &[person.into()], |row| row.id("id"))?)
}

/// Open proposals of a vacancy.
pub fn open_proposals_of_vacancy(read: &mut dyn Read, vacancy: RowId) -> Outcome<Vec<ProposalId>> {
    let sql = "SELECT id FROM proposal WHERE vacancy = $1 \
               AND state IN ('prepared', 'proposed', 'accepted', 'sent', 'employer_interview') ORDER BY id";
    Ok(read.all(sql, &[vacancy.into()], |row| row.id("id"))?)
}

/// Planned appointments of a person after an instant.
pub fn planned_after(read: &mut dyn Read, person: PersonId, at: &str) -> Outcome<Vec<AppointmentId>> {
    let sql = "SELECT id FROM appointment WHERE person = $1 AND state = 'planned' AND starts_at > $2 ORDER BY id";
    Ok(read.all(sql, &[person.into(), at.into()], |row| row.id("id"))?)
}

/// Whether the last placement of a person was denied.
pub fn hire_denied(read: &mut dyn Read, person: PersonId) -> Outcome<bool> {
    let sql = "SELECT state FROM placement WHERE person = $1 ORDER BY created_at DESC, id DESC LIMIT 1";
    Ok(read.one(sql, &[person.into()], |row| Ok(row.text("state")? == "denied"))?.unwrap_or(false))
}

/// What the clock does by itself to records: which to look at, with `$1` the day as a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Registrations whose renewal has gone.
    Renewals,
    /// Proposals whose answer has not come.
    Answers,
    /// Offers past their date.
    Offers,
    /// Offers with every position filled.
    Filled,
    /// Placements whose contract may have ended.
    Contracts,
}

/// The next ids due after the last one looked at, so many at most.
pub fn due(read: &mut dyn Read, what: Due, day: NaiveDate, after: RowId, count: usize) -> Outcome<Vec<RowId>> {
    let (table, clause) = match what {
        Due::Renewals => ("registration", "state IN ('active', 'to_renew') AND closed_on IS NULL AND renewal_due < $1"),
        Due::Answers => ("proposal", "state = 'proposed' AND coalesce(answer_due, sent_on) < $1"),
        Due::Offers => ("vacancy", "state IN ('open', 'shortlisting', 'paused') AND publish_until < $1"),
        Due::Filled => (
            "vacancy",
            "state IN ('open', 'shortlisting', 'paused') AND positions_filled >= positions AND coalesce(received_on, $1) <= $1",
        ),
        Due::Contracts => {
            ("placement", "state IN ('confirmed', 'kept') AND duration_months IS NOT NULL AND end_on IS NULL AND start_on < $1")
        }
    };
    next_ids(read, table, clause, vec![day_text(day).into()], after, count)
}

/// Subjects whose tasks may have to change on a day: by their state, or because they have open tasks.
pub fn to_refresh(read: &mut dyn Read, kind: &str, day: NaiveDate, after: RowId, count: usize) -> Outcome<Vec<RowId>> {
    let five_years = day_text(crate::domain::calendar::add_months(day, -60));
    let recently = day_text(crate::domain::calendar::add_days(day, -31));
    let own = match kind {
        "registration" => {
            "closed_on IS NULL OR (closed_on <= $1 AND (closed_on > $2 \
             OR person IN (SELECT person FROM safeguard WHERE kind = 'hold' AND ended_on >= $3)))"
        }
        "appointment" => "(state = 'planned' AND starts_at >= $2) OR (state = 'missed' AND starts_at >= $1)",
        "vacancy" => "state IN ('open', 'shortlisting', 'paused')",
        "proposal" => {
            "state IN ('proposed', 'sent', 'employer_interview') OR (state = 'rejected' AND told_on IS NULL AND feedback_on >= $1)"
        }
        "placement" => "state IN ('announced', 'confirmed')",
        "enrolment" => "state = 'started' OR (state = 'finished' AND outcome IS NULL)",
        "decision" => "outcome IS NULL",
        "duplicate_pair" => "state = 'to_verify'",
        _ => "state IN ('asked', 'searched')",
    };
    let args: Vec<Value> = match kind {
        // A year is enough to find the files whose five years have just passed; older ones have had their task, but for those that a
        // legal hold kept until now.
        "registration" => vec![five_years.clone().into(), year_before(&five_years).into(), recently.into()],
        "appointment" => vec![recently.into(), day_text(day).into()],
        "proposal" => vec![recently.into()],
        _ => Vec::new(),
    };
    let clause = format!(
        "({own} OR id IN (SELECT subject FROM task WHERE state = 'open' AND rule_id IS NOT NULL AND subject_kind = '{kind}'))"
    );
    next_ids(read, kind, &clause, args, after, count)
}

fn year_before(day: &str) -> String {
    parse_day(day).map(|d| day_text(crate::domain::calendar::add_days(d, -400))).unwrap_or_default()
}

fn next_ids(
    read: &mut dyn Read,
    table: &str,
    clause: &str,
    mut args: Vec<Value>,
    after: RowId,
    count: usize,
) -> Outcome<Vec<RowId>> {
    args.push(after.into());
    let sql = format!("SELECT id FROM {table} WHERE ({clause}) AND id > ${} ORDER BY id LIMIT {count}", args.len());
    Ok(read.all(&sql, &args, |row| row.id("id"))?)
}

/// Open requests for access or correction: person and day received (T50 has no record but its task).
pub fn open_requests(read: &mut dyn Read) -> Outcome<Vec<(PersonId, NaiveDate)>> {
    let sql = "SELECT DISTINCT subject, origin FROM task WHERE kind = 'T50' AND rule_id = 'T50' AND state = 'open'";
    let rows = read.all(sql, &[], |row| Ok((row.id("subject")?, row.text("origin")?.get(..10).and_then(parse_day))))?;
    Ok(rows.into_iter().filter_map(|(person, day)| Some((person, day?))).collect())
}

/// Drafts kept last before an instant, with their ids.
pub fn old_drafts(read: &mut dyn Read, before: &str) -> Outcome<Vec<RowId>> {
    Ok(read.all("SELECT id FROM draft WHERE saved_at < $1 ORDER BY id", &[before.into()], |row| row.id("id"))?)
}

const LAST_RUN: &str = "rules_last_run";
const HELD_ON: &str = "rules_held_on";
const HELD_UNTIL: &str = "rules_held_until";

/// The day of the last run, and what a stop of the clock holds back.
pub fn clock_marks(read: &mut dyn Read) -> Outcome<(Option<NaiveDate>, Option<Hold>)> {
    let sql = "SELECT key, value FROM setting WHERE key IN ($1, $2, $3)";
    let args = [LAST_RUN.into(), HELD_ON.into(), HELD_UNTIL.into()];
    let rows = read.all(sql, &args, |row| Ok((row.text("key")?.to_owned(), parse_day(row.text("value")?))))?;
    let mark = |key: &str| rows.iter().find(|(k, _)| k == key).and_then(|(_, day)| *day);
    let hold = mark(HELD_ON).zip(mark(HELD_UNTIL)).map(|(run, until)| Hold { run, until });
    Ok((mark(LAST_RUN), hold))
}

/// Whether the database is a training office.
pub fn is_training(read: &mut dyn Read) -> Outcome<bool> {
    let sql = "SELECT value FROM setting WHERE key = 'training'";
    Ok(read.one(sql, &[], |row| Ok(row.text("value")? != "0"))?.unwrap_or(false))
}

/// Keeps the day of a run, and from when to when closings are held back.
pub fn set_clock_marks(w: &mut Write<'_>, last: Option<NaiveDate>, hold: Option<Hold>) {
    let marks = [(LAST_RUN, last), (HELD_ON, hold.map(|h| h.run)), (HELD_UNTIL, hold.map(|h| h.until))];
    for (key, day) in marks.into_iter().filter_map(|(key, day)| Some((key, day?))) {
        let sql = "INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        w.execute(sql, vec![key.into(), day_text(day).into()]);
    }
}

/// Which tasks a list shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// TASK codes; empty: all.
    pub kinds: Vec<String>,
    /// Due before this day only (overdue: today).
    pub before: Option<NaiveDate>,
    /// About this person only.
    pub person: Option<PersonId>,
    /// Of this agency, whoever's; else of the user and of those he stands in for.
    pub agency: Option<String>,
    /// Settled ones too.
    pub settled: bool,
}

/// Where the next page begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Due day of the last row.
    pub due: NaiveDate,
    /// Its id.
    pub id: TaskId,
}

/// One row of a list of tasks.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskRow {
    /// The task.
    pub task: Task,
    /// Capital surname and given names of the person, if any.
    pub name: Option<String>,
    /// The person's, vacancy's or employer's number.
    pub number: Option<String>,
    /// Telephone of the person.
    pub phone: Option<String>,
    /// Whose it is, as shown.
    pub assignee: String,
}

/// A page of tasks by due day. One round trip.
pub fn page(
    read: &mut dyn Read,
    user: UserId,
    today: NaiveDate,
    filter: &Filter,
    after: Option<&Mark>,
    size: u32,
) -> Outcome<Vec<TaskRow>> {
    let columns: Vec<String> = crate::store::records::columns::<Task>().split(", ").map(|c| format!("t.{c}")).collect();
    let mut args: Vec<Value> = Vec::new();
    let mut put = |value: Value| {
        args.push(value);
        format!("${}", args.len())
    };
    let mut clause = match &filter.agency {
        Some(agency) => format!("t.agency = {}", put(agency.as_str().into())),
        None => {
            let (me, day) = (put(user.into()), put(day_text(today).into()));
            format!(
                "(t.assignee = {me} OR t.assignee IN (SELECT d.id FROM account d WHERE d.deputy = {me} \
                 AND d.absent_from <= {day} AND (d.absent_to IS NULL OR d.absent_to >= {day})))"
            )
        }
    };
    if !filter.settled {
        clause.push_str(" AND t.state = 'open'");
    }
    if !filter.kinds.is_empty() {
        let marks: Vec<String> = filter.kinds.iter().map(|k| put(k.as_str().into())).collect();
        clause.push_str(&format!(" AND t.kind IN ({})", marks.join(", ")));
    }
    if let Some(day) = filter.before {
        clause.push_str(&format!(" AND t.due < {}", put(day_text(day).into())));
    }
    if let Some(person) = filter.person {
        clause.push_str(&format!(" AND t.person = {}", put(person.into())));
    }
    if let Some(mark) = after {
        let (due, id) = (put(day_text(mark.due).into()), put(mark.id.into()));
        clause.push_str(&format!(" AND (t.due > {due} OR (t.due = {due} AND t.id > {id}))"));
    }
    let sql = format!(
        "SELECT {}, p.surname AS p_surname, p.given_names AS p_given, p.phone AS p_phone, \
         coalesce(p.number, v.number) AS p_number, a.name AS a_name FROM task t JOIN account a ON a.id = t.assignee \
         LEFT JOIN person p ON p.id = t.person LEFT JOIN vacancy v ON v.id = t.subject \
         WHERE {clause} ORDER BY t.due ASC NULLS LAST, t.id LIMIT {size}",
        columns.join(", ")
    );
    Ok(read.all(&sql, &args, |row| {
        let given = row.opt_text("p_given")?;
        let name = row.opt_text("p_surname")?.map(|surname| full_name(surname, given));
        let text = |name: &str| Ok::<_, crate::store::DbError>(row.opt_text(name)?.map(str::to_owned));
        Ok(TaskRow {
            task: crate::store::records::from_row(row)?,
            name,
            number: text("p_number")?,
            phone: text("p_phone")?,
            assignee: row.text("a_name")?.to_owned(),
        })
    })?)
}

/// The statement that counts a user's open tasks due before a day, to be flown with others.
pub fn overdue_stmt(user: UserId, day: NaiveDate) -> Stmt {
    Stmt::new(
        "SELECT CAST(count(*) AS BIGINT) AS n FROM task WHERE assignee = $1 AND state = 'open' AND due < $2",
        vec![user.into(), day_text(day).into()],
    )
}
