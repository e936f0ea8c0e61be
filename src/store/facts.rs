//! The facts from which the delays make tasks (domain.md §4), many subjects in one round trip. Called by `services/follow_up`.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::appointment::Appointment;
use crate::domain::calendar::local;
use crate::domain::delays::{
    AppointmentFacts, CarenceFacts, DecisionFacts, EnrolmentFacts, PairFacts, PlacementFacts, ProposalFacts, RegistrationFacts,
    VacancyFacts, is_urgent,
};
use crate::domain::ids::{Id, PersonId, RowId, UserId};
use crate::domain::lifecycle::ProposalState;
use crate::domain::office::{Carence, Decision, DuplicatePair, Enrolment};
use crate::domain::proposal::{Placement, Proposal};
use crate::domain::record::{Record, parse_day};
use crate::domain::registration::Registration;
use crate::domain::rules::Rules;
use crate::domain::vacancy::Vacancy;
use crate::fault::{Fault, Outcome, Value};
use crate::store::records::{from_row, where_stmt};
use crate::store::{DbError, Ran, Read, Row, Stmt};

/// The facts of one subject, and those who may be asked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Known<F> {
    /// What the rules look at.
    pub facts: F,
    /// Agency whose head is asked.
    pub agency: String,
    /// In charge of the person's registration.
    pub counsellor: Option<UserId>,
    /// Owner of the offer or employer.
    pub owner: Option<UserId>,
}

/// `"id" IN ($1, …)` and its arguments.
pub(super) fn within<I: Id>(column: &str, ids: &[I]) -> (String, Vec<Value>) {
    let marks: Vec<String> = (1..=ids.len()).map(|n| format!("${n}")).collect();
    (format!("{column} IN ({})", marks.join(", ")), ids.iter().map(|id| id.get()).collect())
}

/// The answers of a flight, one after the other.
struct Answers(std::vec::IntoIter<Ran>);

impl Answers {
    fn of(read: &mut dyn Read, all: &[Stmt]) -> Outcome<Self> {
        Ok(Answers(read.gather(all)?.into_iter()))
    }
    fn next(&mut self) -> Outcome<Ran> {
        self.0.next().ok_or_else(|| Fault::broken("a flight came back short"))
    }
    fn records<R: Record>(&mut self) -> Outcome<Vec<R>> {
        Ok(self.next()?.all(from_row)?)
    }
    /// A value for each id; of several rows the last.
    fn by_id<T>(&mut self, f: impl Fn(&Row<'_>) -> Result<T, DbError>) -> Outcome<HashMap<Uuid, T>> {
        Ok(self.next()?.all(|row| Ok((row.id::<RowId>("id")?.0, f(row)?)))?.into_iter().collect())
    }
    /// All values of each id, in order.
    fn lists<T>(&mut self, f: impl Fn(&Row<'_>) -> Result<T, DbError>) -> Outcome<HashMap<Uuid, Vec<T>>> {
        let mut found: HashMap<Uuid, Vec<T>> = HashMap::new();
        for (id, value) in self.next()?.all(|row| Ok((row.id::<RowId>("id")?.0, f(row)?)))? {
            found.entry(id).or_default().push(value);
        }
        Ok(found)
    }
    fn ids(&mut self) -> Outcome<HashSet<Uuid>> {
        Ok(self.next()?.all(|row| Ok(row.id::<RowId>("id")?.0))?.into_iter().collect())
    }
}

/// Who is in charge of the person of each row: of several registrations the newest with a counsellor.
fn counsellors<I: Id>(table: &str, column: &str, ids: &[I]) -> Stmt {
    let (clause, args) = within("s.id", ids);
    let sql = format!(
        "SELECT s.id AS id, r.counsellor AS counsellor FROM {table} s JOIN registration r ON r.person = s.{column} \
         WHERE {clause} AND r.counsellor IS NOT NULL ORDER BY r.registered_on ASC NULLS FIRST, r.id"
    );
    Stmt::new(sql, args)
}

fn day_of(row: &Row<'_>) -> Result<Option<NaiveDate>, DbError> {
    // An instant's local day, or a day as it is: both are texts.
    Ok(match row.opt_text("day")? {
        Some(text) if text.len() > 10 => crate::domain::record::parse_instant(text).map(|at| local(at).date()),
        Some(text) => parse_day(text),
        None => None,
    })
}

/// A registration with its facts, and the last contact that the records show.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KnownRegistration {
    /// Facts; `last_contact` is the one to be kept.
    pub known: Known<RegistrationFacts>,
    /// As stored.
    pub record: Registration,
}

const CONTACTS: &str = "SELECT r.id AS id, max(coalesce(a.ended_at, a.started_at, a.arrived_at, a.starts_at)) AS day \
     FROM registration r JOIN appointment a ON a.person = r.person AND a.state = 'held' WHERE {} GROUP BY r.id \
     UNION ALL SELECT r.id AS id, max(p.sent_on) AS day FROM registration r JOIN proposal p ON p.person = r.person \
     AND p.sent_on >= r.registered_on WHERE {} GROUP BY r.id \
     UNION ALL SELECT r.id AS id, max(p.answered_on) AS day FROM registration r JOIN proposal p ON p.person = r.person \
     AND p.answered_on >= r.registered_on AND p.state <> 'no_answer' WHERE {} GROUP BY r.id \
     UNION ALL SELECT r.id AS id, max(t.done_on) AS day FROM registration r JOIN task t ON t.person = r.person \
     AND t.state = 'done' AND t.kind IN ('T1', 'T4', 'T5', 'T6', 'T7', 'T72') WHERE {} GROUP BY r.id";

/// Facts of registrations.
pub fn registrations<I: Id>(read: &mut dyn Read, rules: &Rules, ids: &[I]) -> Outcome<Vec<KnownRegistration>> {
    let (own, args) = within("\"id\"", ids);
    let (of, _) = within("r.id", ids);
    let stmt = |sql: String| Stmt::new(sql, args.clone());
    let mut answers = Answers::of(
        read,
        &[
            where_stmt::<Registration>(&own, args.clone()),
            stmt(format!(
                "SELECT r.id AS id, i.day AS day FROM registration r JOIN interview i ON i.registration = r.id \
                 WHERE {of} AND i.day IS NOT NULL ORDER BY i.day ASC NULLS FIRST"
            )),
            stmt(format!(
                "SELECT r.id AS id, p.answered_on AS day, p.answer_reason AS reason FROM registration r JOIN proposal p \
                 ON p.person = r.person AND p.answered_on >= r.registered_on JOIN vacancy v ON v.id = p.vacancy \
                 WHERE {of} AND p.state = 'refused' AND v.state <> 'refused' ORDER BY p.answered_on ASC NULLS FIRST, p.id"
            )),
            stmt(format!(
                "SELECT r.id AS id, a.starts_at AS day FROM registration r JOIN appointment a ON a.person = r.person \
                 WHERE {of} AND a.state = 'missed' AND a.starts_at IS NOT NULL ORDER BY a.starts_at ASC NULLS FIRST"
            )),
            stmt(format!(
                "SELECT DISTINCT r.id AS id FROM registration r JOIN enrolment e ON e.person = r.person \
                 WHERE {of} AND e.state = 'started' AND e.planned_end IS NOT NULL"
            )),
            stmt(format!(
                "SELECT DISTINCT r.id AS id FROM registration r JOIN registration n ON n.person = r.person AND n.id <> r.id \
                 WHERE {of} AND (n.closed_on IS NULL OR n.registered_on > r.registered_on)"
            )),
            stmt(format!(
                "SELECT r.id AS id FROM registration r JOIN safeguard s ON s.person = r.person \
                 WHERE {of} AND s.kind = 'hold' AND s.ended_on IS NULL \
                 UNION SELECT r.id AS id FROM registration r JOIN erasure e ON e.person = r.person WHERE {of}"
            )),
            stmt(CONTACTS.replace("{}", &of)),
        ],
    )?;
    let records: Vec<Registration> = answers.records()?;
    let mut interviews = answers.lists(|row| row.day("day"))?;
    let refusals = answers.lists(|row| Ok((row.day("day")?, row.opt_text("reason")?.map(str::to_owned))))?;
    let mut absences = answers.lists(day_of)?;
    let enrolled = answers.ids()?;
    let newer = answers.ids()?;
    let kept = answers.ids()?;
    let contacts = answers.lists(day_of)?;
    let all = records.into_iter().map(|record| {
        let id = record.head.id.0;
        let interviews = interviews.remove(&id).unwrap_or_default();
        let seen = contacts.get(&id).into_iter().flatten().flatten().chain(interviews.last()).max().copied();
        let counted = |reason: &Option<String>| {
            let code = reason.as_deref().and_then(|r| rules.codes.get("REFUSAL", r));
            code.and_then(|c| c.extra("not_counted")) != Some("1")
        };
        let refused = refusals.get(&id).into_iter().flatten().filter(|(_, reason)| counted(reason)).map(|(day, _)| *day);
        let facts = RegistrationFacts {
            last_contact: contact(record.last_contact, seen, rules.today),
            interviews,
            refusals: refused.collect(),
            absences: absences.remove(&id).unwrap_or_default().into_iter().flatten().collect(),
            enrolled: enrolled.contains(&id),
            newer: newer.contains(&id),
            kept: kept.contains(&id),
            ..RegistrationFacts::of(&record)
        };
        let known = Known { facts, agency: record.agency.clone(), counsellor: record.counsellor, owner: None };
        KnownRegistration { known, record }
    });
    Ok(all.collect())
}

/// The last contact to keep: the later of what is stored (a takeover brings its own) and what the records show. One stored
/// today that nothing shows any more was taken back.
fn contact(stored: Option<NaiveDate>, seen: Option<NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
    seen.max(stored.filter(|day| *day < today))
}

/// Facts of appointments.
pub fn appointments<I: Id>(read: &mut dyn Read, ids: &[I]) -> Outcome<Vec<Known<AppointmentFacts>>> {
    let (own, args) = within("\"id\"", ids);
    let (of, _) = within("a.id", ids);
    let mut answers = Answers::of(
        read,
        &[
            where_stmt::<Appointment>(&own, args.clone()),
            Stmt::new(
                format!(
                    "SELECT DISTINCT a.id AS id FROM appointment a JOIN appointment n ON n.person = a.person \
                     AND n.starts_at > a.starts_at AND n.state NOT IN ('cancelled', 'excused') WHERE {of}"
                ),
                args.clone(),
            ),
            Stmt::new(
                format!(
                    "SELECT a.id AS id, r.counsellor AS counsellor FROM appointment a JOIN registration r \
                     ON r.person = a.person AND r.closed_on IS NULL WHERE {of}"
                ),
                args,
            ),
        ],
    )?;
    let records: Vec<Appointment> = answers.records()?;
    let replaced = answers.ids()?;
    let open = answers.by_id(|row| row.opt_id::<UserId>("counsellor"))?;
    let all = records.into_iter().map(|record| {
        let id = record.head.id.0;
        let facts = AppointmentFacts {
            id: record.head.id,
            person: record.person,
            counsellor: record.counsellor,
            day: record.starts_at.map(|at| local(at).date()),
            state: record.state,
            reminded_on: record.reminded_on,
            replaced: replaced.contains(&id),
            left: !open.contains_key(&id),
        };
        Known { facts, agency: record.agency, counsellor: open.get(&id).copied().flatten(), owner: None }
    });
    Ok(all.collect())
}

/// Facts of vacancies.
pub fn vacancies<I: Id>(read: &mut dyn Read, ids: &[I]) -> Outcome<Vec<Known<VacancyFacts>>> {
    let (own, args) = within("\"id\"", ids);
    let (of, _) = within("vacancy", ids);
    let counts = format!(
        "SELECT vacancy AS id, CAST(sum(CASE WHEN state = 'prepared' THEN 0 ELSE 1 END) AS BIGINT) AS made \
         FROM proposal WHERE {of} GROUP BY vacancy"
    );
    let mut answers = Answers::of(read, &[where_stmt::<Vacancy>(&own, args.clone()), Stmt::new(counts, args)])?;
    let records: Vec<Vacancy> = answers.records()?;
    let made = answers.by_id(|row| row.int("made"))?;
    let all = records.into_iter().map(|record| {
        let made = made.get(&record.head.id.0);
        let facts = VacancyFacts {
            id: record.head.id,
            state: record.state,
            accepted_on: record.accepted_on,
            publish_until: record.publish_until,
            contacted_on: record.contacted_on,
            shortlisted: made.is_some(),
            proposed: made.is_some_and(|n| *n > 0),
        };
        Known { facts, agency: record.agency, counsellor: None, owner: record.owner }
    });
    Ok(all.collect())
}

/// Facts of proposals.
pub fn proposals<I: Id>(read: &mut dyn Read, rules: &Rules, ids: &[I]) -> Outcome<Vec<Known<ProposalFacts>>> {
    let (own, args) = within("\"id\"", ids);
    let (of, _) = within("p.id", ids);
    let offers = format!(
        "SELECT p.id AS id, v.owner AS owner, v.start_on AS start_on, v.closed_on AS closed_on \
         FROM proposal p JOIN vacancy v ON v.id = p.vacancy WHERE {of}"
    );
    let mut answers = Answers::of(
        read,
        &[where_stmt::<Proposal>(&own, args.clone()), Stmt::new(offers, args), counsellors("proposal", "person", ids)],
    )?;
    let records: Vec<Proposal> = answers.records()?;
    let offers = answers.by_id(|r| Ok((r.opt_id::<UserId>("owner")?, r.opt_day("start_on")?, r.opt_day("closed_on")?)))?;
    let in_charge = answers.by_id(|row| row.opt_id::<UserId>("counsellor"))?;
    let all = records.into_iter().map(|record| {
        let id = record.head.id.0;
        let (owner, start_on, closed_on) = offers.get(&id).copied().unwrap_or_default();
        // Who had said yes, sent on or not yet, hears that the offer is closed; not who left by himself (ANSWER 5).
        let yes = record.sent_to_employer_on.is_some() || record.answer.as_deref() == Some("1");
        let waiting = record.state == ProposalState::Withdrawn && yes;
        let facts = ProposalFacts {
            id: record.head.id,
            person: record.person,
            by: record.by,
            state: record.state,
            sent_on: record.sent_on,
            answer_due: record.answer_due,
            urgent: record.sent_on.is_some_and(|day| is_urgent(day, start_on, rules)),
            sent_to_employer_on: record.sent_to_employer_on,
            feedback_on: record.feedback_on,
            interview_on: record.employer_interview_at.map(|at| local(at).date()),
            told_on: record.told_on,
            offer_closed_on: closed_on.filter(|_| waiting),
        };
        Known { facts, agency: record.agency, counsellor: in_charge.get(&id).copied().flatten(), owner }
    });
    Ok(all.collect())
}

/// Facts of placements.
pub fn placements<I: Id>(read: &mut dyn Read, ids: &[I]) -> Outcome<Vec<Known<PlacementFacts>>> {
    let (own, args) = within("\"id\"", ids);
    let (of, _) = within("l.id", ids);
    let by = format!("SELECT l.id AS id, p.\"by\" AS user_id FROM placement l JOIN proposal p ON p.id = l.proposal WHERE {of}");
    let mut answers = Answers::of(
        read,
        &[where_stmt::<Placement>(&own, args.clone()), Stmt::new(by, args), counsellors("placement", "person", ids)],
    )?;
    let records: Vec<Placement> = answers.records()?;
    let by = answers.by_id(|row| row.id::<UserId>("user_id"))?;
    let in_charge = answers.by_id(|row| row.opt_id::<UserId>("counsellor"))?;
    let all = records.into_iter().map(|record| {
        let id = record.head.id.0;
        let facts = PlacementFacts {
            id: record.head.id,
            person: record.person,
            by: by.get(&id).copied(),
            state: record.state,
            start_on: record.start_on,
            end_on: record.end_on,
            duration_months: record.duration_months,
            checked: [record.check_1_on, record.check_3_on, record.check_6_on],
        };
        Known { facts, agency: record.agency, counsellor: in_charge.get(&id).copied().flatten(), owner: None }
    });
    Ok(all.collect())
}

/// Facts of enrolments.
pub fn enrolments(read: &mut dyn Read, ids: &[RowId]) -> Outcome<Vec<Known<EnrolmentFacts>>> {
    let (own, args) = within("\"id\"", ids);
    let mut answers = Answers::of(read, &[where_stmt::<Enrolment>(&own, args), counsellors("enrolment", "person", ids)])?;
    let records: Vec<Enrolment> = answers.records()?;
    let in_charge = answers.by_id(|row| row.opt_id::<UserId>("counsellor"))?;
    let all = records.into_iter().map(|record| {
        let facts = EnrolmentFacts {
            id: record.head.id,
            person: record.person,
            state: record.state,
            planned_end: record.planned_end,
            end_on: record.end_on,
            outcome: record.outcome.is_some(),
        };
        let counsellor = in_charge.get(&record.head.id.0).copied().flatten();
        Known { facts, agency: record.agency, counsellor, owner: None }
    });
    Ok(all.collect())
}

/// Facts of decisions.
pub fn decisions(read: &mut dyn Read, ids: &[RowId]) -> Outcome<Vec<Known<DecisionFacts>>> {
    let (own, args) = within("\"id\"", ids);
    let (of, _) = within("d.id", ids);
    let people =
        format!("SELECT d.id AS id, r.person AS person FROM decision d JOIN registration r ON r.id = d.subject WHERE {of}");
    let mut answers = Answers::of(read, &[where_stmt::<Decision>(&own, args.clone()), Stmt::new(people, args)])?;
    let records: Vec<Decision> = answers.records()?;
    let people = answers.by_id(|row| row.id::<PersonId>("person"))?;
    let all = records.into_iter().map(|record| {
        let facts = DecisionFacts {
            id: record.head.id,
            person: people.get(&record.head.id.0).copied(),
            proposed_on: record.proposed_on,
            reply_until: record.reply_until,
            decided: record.outcome.is_some(),
        };
        Known { facts, agency: record.agency, counsellor: Some(record.proposed_by), owner: None }
    });
    Ok(all.collect())
}

/// Facts of duplicate pairs.
pub fn pairs(read: &mut dyn Read, ids: &[RowId]) -> Outcome<Vec<Known<PairFacts>>> {
    let (own, args) = within("\"id\"", ids);
    let (of, _) = within("d.id", ids);
    let since = format!(
        "SELECT d.id AS id, d.updated_at AS day, p.agency AS agency FROM duplicate_pair d JOIN person p ON p.id = d.person_b WHERE {of}"
    );
    let mut answers = Answers::of(
        read,
        &[
            where_stmt::<DuplicatePair>(&own, args.clone()),
            Stmt::new(since, args),
            counsellors("duplicate_pair", "person_b", ids),
        ],
    )?;
    let records: Vec<DuplicatePair> = answers.records()?;
    let since = answers.by_id(|row| Ok((day_of(row)?, row.text("agency")?.to_owned())))?;
    let in_charge = answers.by_id(|row| row.opt_id::<UserId>("counsellor"))?;
    let all = records.into_iter().map(|record| {
        let id = record.head.id.0;
        let (since, agency) = since.get(&id).cloned().unwrap_or_default();
        let facts = PairFacts { id: record.head.id, person: record.person_b, state: record.state, since };
        Known { facts, agency, counsellor: in_charge.get(&id).copied().flatten(), owner: None }
    });
    Ok(all.collect())
}

/// Facts of certificates of no candidate.
pub fn carences(read: &mut dyn Read, ids: &[RowId]) -> Outcome<Vec<Known<CarenceFacts>>> {
    let (own, args) = within("\"id\"", ids);
    let (of, _) = within("c.id", ids);
    let asked = format!(
        "SELECT c.id AS id, c.created_at AS day, a.id AS user_id, e.owner AS owner FROM carence c \
         JOIN employer e ON e.id = c.employer LEFT JOIN account a ON a.login = c.created_by WHERE {of}"
    );
    let mut answers = Answers::of(read, &[where_stmt::<Carence>(&own, args.clone()), Stmt::new(asked, args)])?;
    let records: Vec<Carence> = answers.records()?;
    let asked = answers.by_id(|r| Ok((day_of(r)?, r.opt_id::<UserId>("user_id")?, r.opt_id::<UserId>("owner")?)))?;
    let all = records.into_iter().map(|record| {
        let (asked_on, by, owner) = asked.get(&record.head.id.0).copied().unwrap_or_default();
        let by = by.or(owner).unwrap_or_default();
        let facts = CarenceFacts { id: record.head.id, by, asked_on, state: record.state };
        Known { facts, agency: record.agency, counsellor: None, owner }
    });
    Ok(all.collect())
}
