//! Written SELECTs about proposals and the hires that came of them: what waits for an answer, the proposals of an offer, the checks that
//! are due. Called by `services/proposals`.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::domain::ids::{PersonId, ProposalId, UserId, VacancyId};
use crate::domain::person::{Person, full_name};
use crate::domain::proposal::{Placement, Proposal};
use crate::domain::record::day_text;
use crate::domain::registration::Registration;
use crate::fault::{Fault, Outcome, Value};
use crate::store::records::{columns, from_row, where_stmt};
use crate::store::{DbError, Read, Row, Stmt, Write, erasure};

/// A proposal with its person, offer and firm in words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProposalRow {
    /// The proposal.
    pub proposal: Proposal,
    /// Number of the person.
    pub number: String,
    /// Capital surname and given names.
    pub name: String,
    /// Telephone of the person.
    pub phone: Option<String>,
    /// How to reach somebody without a telephone.
    pub contact_via: Option<String>,
    /// Title of the offer.
    pub title: String,
    /// Number of the offer.
    pub vacancy_number: String,
    /// Name of the firm.
    pub employer: String,
    /// Telephone of the firm.
    pub employer_phone: Option<String>,
    /// Name of who proposed.
    pub by: String,
}

/// A hire that is to be confirmed or checked, with the task that asks for it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HireRow {
    /// The placement.
    pub placement: Placement,
    /// T30 (confirm) or T31 (check).
    pub kind: String,
    /// `1m`, `3m`, `6m` of a check.
    pub step: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Number of the person.
    pub number: String,
    /// Capital surname and given names.
    pub name: String,
    /// Telephone of the person.
    pub phone: Option<String>,
    /// Name of the firm, on file or as said.
    pub employer: String,
    /// Title of the offer; empty when found alone.
    pub title: String,
}

const JOINS: &str = "FROM proposal p JOIN person s ON s.id = p.person JOIN vacancy v ON v.id = p.vacancy \
                     JOIN employer e ON e.id = v.employer JOIN account a ON a.id = p.by";

fn select() -> String {
    let own: Vec<String> = columns::<Proposal>().split(", ").map(|c| format!("p.{c}")).collect();
    format!(
        "SELECT {}, s.number AS s_number, s.surname AS s_surname, s.given_names AS s_given, s.phone AS s_phone, \
         s.contact_via AS s_via, v.title AS v_title, v.number AS v_number, e.name AS e_name, e.phone AS e_phone, a.name AS a_name {JOINS}",
        own.join(", ")
    )
}

fn row(row: &Row<'_>) -> Result<ProposalRow, DbError> {
    let opt = |name: &str| Ok::<_, DbError>(row.opt_text(name)?.map(str::to_owned));
    Ok(ProposalRow {
        proposal: from_row(row)?,
        number: row.text("s_number")?.to_owned(),
        name: full_name(row.text("s_surname")?, row.opt_text("s_given")?),
        phone: opt("s_phone")?,
        contact_via: opt("s_via")?,
        title: row.text("v_title")?.to_owned(),
        vacancy_number: row.text("v_number")?.to_owned(),
        employer: row.text("e_name")?.to_owned(),
        employer_phone: opt("e_phone")?,
        by: row.text("a_name")?.to_owned(),
    })
}

/// The user `$1` and those he stands in for on the day `$2`.
fn mine(column: &str) -> String {
    format!(
        "({column} = $1 OR {column} IN (SELECT d.id FROM account d WHERE d.deputy = $1 AND d.absent_from <= $2 \
         AND (d.absent_to IS NULL OR d.absent_to >= $2)))"
    )
}

/// What waits for an answer, of the user and of those he stands in for, the day awaited first in front; one more by its id, whosever
/// and however it stands.
pub fn waiting(
    read: &mut dyn Read,
    user: UserId,
    today: NaiveDate,
    also: Option<ProposalId>,
    most: u32,
) -> Outcome<Vec<ProposalRow>> {
    let mut args: Vec<Value> = vec![user.into(), day_text(today).into()];
    let own = format!("{} AND p.state IN ('proposed', 'accepted', 'sent', 'employer_interview')", mine("p.by"));
    let mut clause = own;
    if let Some(id) = also {
        args.push(id.into());
        clause = format!("({clause}) OR p.id = $3");
    }
    let due = "CASE p.state WHEN 'proposed' THEN p.answer_due WHEN 'accepted' THEN p.answered_on ELSE p.feedback_due END";
    let sql = format!("{} WHERE {clause} ORDER BY {due} ASC NULLS FIRST, p.id LIMIT {most}", select());
    Ok(read.all(&sql, &args, row)?)
}

/// The proposals of an offer: open ones first, then the newest.
pub fn of_vacancy(read: &mut dyn Read, vacancy: VacancyId) -> Outcome<Vec<ProposalRow>> {
    let open = "CASE WHEN p.state IN ('prepared', 'proposed', 'accepted', 'sent', 'employer_interview') THEN 0 ELSE 1 END";
    let sql =
        format!("{} WHERE p.vacancy = $1 ORDER BY {open}, p.sent_on DESC NULLS FIRST, p.rank ASC NULLS LAST, p.id", select());
    Ok(read.all(&sql, &[vacancy.into()], row)?)
}

/// One proposal with its words.
pub fn by_id(read: &mut dyn Read, id: ProposalId) -> Outcome<Option<ProposalRow>> {
    Ok(read.one(&format!("{} WHERE p.id = $1", select()), &[id.into()], row)?)
}

/// Hires that the user, or those he stands in for, are to confirm or check by a day.
pub fn hires(read: &mut dyn Read, user: UserId, today: NaiveDate, until: NaiveDate, most: u32) -> Outcome<Vec<HireRow>> {
    let own: Vec<String> = columns::<Placement>().split(", ").map(|c| format!("l.{c}")).collect();
    let sql = format!(
        "SELECT {}, t.kind AS t_kind, t.origin AS t_origin, t.due AS t_due, s.number AS s_number, s.surname AS s_surname, \
         s.given_names AS s_given, s.phone AS s_phone, coalesce(e.name, l.employer_name) AS e_name, v.title AS v_title \
         FROM task t JOIN placement l ON l.id = t.subject JOIN person s ON s.id = l.person LEFT JOIN employer e ON e.id = l.employer \
         LEFT JOIN proposal p ON p.id = l.proposal LEFT JOIN vacancy v ON v.id = p.vacancy \
         WHERE {} AND t.state = 'open' AND t.kind IN ('T30', 'T31') AND t.subject_kind = 'placement' AND t.due <= $3 \
         ORDER BY t.due ASC NULLS FIRST, t.id LIMIT {most}",
        own.join(", "),
        mine("t.assignee")
    );
    let args = [user.into(), day_text(today).into(), day_text(until).into()];
    Ok(read.all(&sql, &args, |row| {
        let text = |name: &str| Ok::<_, DbError>(row.opt_text(name)?.unwrap_or_default().to_owned());
        let step = text("t_origin")?.split('~').next().and_then(|o| o.rsplit_once('/')).map(|(_, step)| step.to_owned());
        Ok(HireRow {
            placement: from_row(row)?,
            kind: text("t_kind")?,
            step: step.unwrap_or_default(),
            due: row.opt_day("t_due")?,
            number: text("s_number")?,
            name: full_name(row.text("s_surname")?, row.opt_text("s_given")?),
            phone: row.opt_text("s_phone")?.map(str::to_owned),
            employer: text("e_name")?,
            title: text("v_title")?,
        })
    })?)
}

/// Whoever proposes an offer or counts its positions holds it until the end of the transaction: two sessions wait for each other, and
/// the second sees what the first has stored.
pub fn hold(w: &mut Write<'_>, vacancies: &[VacancyId]) {
    let mut ids = vacancies.to_vec();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        w.execute("UPDATE vacancy SET sort_key = sort_key WHERE id = $1", vec![id.into()]);
    }
}

/// What is asked of people before they are proposed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    /// They.
    pub people: HashMap<PersonId, Person>,
    /// The open registration of those who have one.
    pub registrations: HashMap<PersonId, Registration>,
    /// Those whose contested data may not be used.
    pub restricted: HashSet<PersonId>,
    /// Open proposals of the pairs: by whom and since when (none: only prepared).
    pub open: HashMap<(PersonId, VacancyId), (String, Option<NaiveDate>)>,
}

/// What is asked of these people before these offers are proposed to them. One round trip, however many they are.
pub fn asked(read: &mut dyn Read, people: &[PersonId], vacancies: &[VacancyId]) -> Outcome<Asked> {
    if people.is_empty() || vacancies.is_empty() {
        return Ok(Asked::default());
    }
    let marks = |first: usize, count: usize| (first..first + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let (who, args) = (marks(1, people.len()), people.iter().map(|p| Value::from(*p)).collect::<Vec<_>>());
    let pairs = args.iter().cloned().chain(vacancies.iter().map(|v| Value::from(*v))).collect();
    let ran = read.gather(&[
        where_stmt::<Person>(&format!("id IN ({who})"), args.clone()),
        where_stmt::<Registration>(&format!("person IN ({who}) AND closed_on IS NULL"), args),
        erasure::restricted_stmt(people),
        Stmt::new(
            format!(
                "SELECT p.person, p.vacancy, a.name AS name, p.sent_on AS sent_on FROM proposal p JOIN account a ON a.id = p.by \
                 WHERE p.person IN ({who}) AND p.vacancy IN ({}) \
                 AND p.state IN ('prepared', 'proposed', 'accepted', 'sent', 'employer_interview')",
                marks(people.len() + 1, vacancies.len())
            ),
            pairs,
        ),
    ])?;
    let mut ran = ran.into_iter();
    let mut next = || ran.next().ok_or_else(|| Fault::broken("a flight came back short"));
    let of_person = next()?.all(from_row::<Person>)?;
    let of_registration = next()?.all(from_row::<Registration>)?;
    let restricted = next()?.all(|r| r.id("person"))?;
    let open = next()?.all(|r| Ok(((r.id("person")?, r.id("vacancy")?), (r.text("name")?.to_owned(), r.opt_day("sent_on")?))))?;
    Ok(Asked {
        people: of_person.into_iter().map(|p| (p.head.id, p)).collect(),
        registrations: of_registration.into_iter().map(|r| (r.person, r)).collect(),
        restricted: restricted.into_iter().collect(),
        open: open.into_iter().collect(),
    })
}

/// The statement that counts the open proposals of an offer made to people.
pub fn count_open(vacancy: VacancyId) -> Stmt {
    let sql = "SELECT CAST(count(*) AS BIGINT) AS n FROM proposal WHERE vacancy = $1 \
               AND state IN ('proposed', 'accepted', 'sent', 'employer_interview')";
    Stmt::new(sql, vec![vacancy.into()])
}
