//! Everything that the file of one person shows, in one round trip, and what its tabs ask for later. Called by `services/file`.

use chrono::{DateTime, Utc};

use crate::domain::appointment::Appointment;
use crate::domain::ids::{DeedId, InterviewId, PersonId, RowId, UserId};
use crate::domain::interview::{Diagnosis, Interview, Obstacle, PlanAction};
use crate::domain::office::Decision;
use crate::domain::person_file::PersonFile;
use crate::domain::profile::Note;
use crate::domain::proposal::Proposal;
use crate::domain::record::{Record, instant_text};
use crate::domain::task::Task;
use crate::fault::{Fault, Outcome, Value};
use crate::store::records::{columns, from_row, where_stmt};
use crate::store::trail::reason_of;
use crate::store::{Ran, Read, Row, Stmt, people};

/// Deeds that a file's history shows; older ones are the audit's to show.
const DEEDS: usize = 300;

/// Ids of the person and of every record about it. A record that was taken away is found by its deed (`people::save`).
pub(super) const SUBJECTS: &str = "WITH subject(id) AS (SELECT id FROM person WHERE id = $1 \
     UNION ALL SELECT id FROM person WHERE merged_into = $1 \
     UNION ALL SELECT id FROM registration WHERE person = $1 \
     UNION ALL SELECT g.id FROM job_goal g JOIN registration r ON r.id = g.registration WHERE r.person = $1 \
     UNION ALL SELECT w.id FROM wishes w JOIN registration r ON r.id = w.registration WHERE r.person = $1 \
     UNION ALL SELECT d.id FROM decision d JOIN registration r ON r.id = d.subject WHERE r.person = $1 \
     UNION ALL SELECT l.id FROM letter l JOIN registration r ON r.id = l.subject WHERE r.person = $1 \
     UNION ALL SELECT id FROM letter WHERE subject = $1 \
     UNION ALL SELECT id FROM note WHERE subject = $1 \
     UNION ALL SELECT id FROM appointment WHERE person = $1 \
     UNION ALL SELECT id FROM interview WHERE person = $1 \
     UNION ALL SELECT id FROM diagnosis WHERE person = $1 \
     UNION ALL SELECT id FROM obstacle WHERE person = $1 \
     UNION ALL SELECT id FROM plan_action WHERE person = $1 \
     UNION ALL SELECT id FROM proposal WHERE person = $1 \
     UNION ALL SELECT id FROM placement WHERE person = $1 \
     UNION ALL SELECT id FROM enrolment WHERE person = $1 \
     UNION ALL SELECT id FROM task WHERE person = $1 \
     UNION ALL SELECT id FROM education WHERE person = $1 \
     UNION ALL SELECT id FROM experience WHERE person = $1 \
     UNION ALL SELECT id FROM skill WHERE person = $1 \
     UNION ALL SELECT id FROM language WHERE person = $1 \
     UNION ALL SELECT id FROM document WHERE person = $1 \
     UNION ALL SELECT id FROM keyed_twice WHERE person = $1)";

/// A proposal with its offer and firm in words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Offered {
    /// The proposal.
    pub proposal: Proposal,
    /// Title of the offer.
    pub title: String,
    /// Number of the offer.
    pub number: String,
    /// Name of the firm.
    pub employer: String,
}

/// One deed on this file, as the audit has it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trace {
    /// The deed.
    pub deed: DeedId,
    /// When.
    pub at: DateTime<Utc>,
    /// Login of who did it.
    pub login: String,
    /// Name as shown then.
    pub name: String,
    /// Post from which it was done.
    pub post: String,
    /// What was done, the audit's id.
    pub act: String,
    /// Why, where it was asked.
    pub reason: Option<String>,
    /// Tables of the records it touched, each once.
    pub records: Vec<String>,
}

/// One record as a deed found and left it: JSON of the changed fields.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TraceValue {
    /// Its table.
    pub record: String,
    /// Before; none of a new one.
    pub was: Option<String>,
    /// After; none of one taken away.
    pub became: Option<String>,
}

/// All of one file.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    /// Person, last registration, profile.
    pub file: PersonFile,
    /// Accounts: id and name.
    pub accounts: Vec<(UserId, String)>,
    /// Interviews, the newest first.
    pub interviews: Vec<Interview>,
    /// Dated notes with those they corrected, the newest first.
    pub notes: Vec<Note>,
    /// Obstacles, those not lifted first.
    pub obstacles: Vec<Obstacle>,
    /// Actions of the plan, the first due in front.
    pub actions: Vec<PlanAction>,
    /// Proposals, the newest first.
    pub proposals: Vec<Offered>,
    /// Tasks, open ones first by due day, then the newest settled.
    pub tasks: Vec<Task>,
    /// Appointments that are going on or planned to come.
    pub appointments: Vec<Appointment>,
    /// A striking off that waits for the head's decision.
    pub decision: Option<Decision>,
    /// What protects the file, or waits for its second person.
    pub safeguards: Vec<Guarded>,
    /// Deeds on this file, the newest first.
    pub traces: Vec<Trace>,
}

/// An open safeguard, as far as everyone who opens the file may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guarded {
    /// restriction, hold, erasure, anonymising.
    pub kind: String,
    /// Who asked.
    pub asked_by: UserId,
}

/// Everything about one person, in one round trip. [`Fault::Missing`] when there is no such person.
pub fn gather(read: &mut dyn Read, id: PersonId, now: DateTime<Utc>) -> Outcome<Gathered> {
    let arg = || vec![Value::from(id)];
    let mut all = people::file_stmts(id);
    let offered = "SELECT {p}, v.title AS offer_title, v.number AS offer_number, e.name AS employer_name FROM proposal p \
                   JOIN vacancy v ON v.id = p.vacancy JOIN employer e ON e.id = v.employer WHERE p.person = $1 \
                   ORDER BY p.sent_on DESC NULLS FIRST, p.id DESC";
    let proposal: Vec<String> = columns::<Proposal>().split(", ").map(|c| format!("p.{c}")).collect();
    all.extend([
        Stmt::new("SELECT id, name FROM account", Vec::new()),
        where_stmt::<Interview>("person = $1 ORDER BY day DESC NULLS LAST, id DESC", arg()),
        where_stmt::<Note>("subject = $1 ORDER BY day DESC NULLS LAST, id DESC", arg()),
        where_stmt::<Obstacle>("person = $1 ORDER BY CASE state WHEN 'lifted' THEN 1 ELSE 0 END, theme NULLS LAST, id", arg()),
        where_stmt::<PlanAction>(
            "person = $1 ORDER BY CASE WHEN state IN ('done', 'dropped') THEN 1 ELSE 0 END, due NULLS LAST, id",
            arg(),
        ),
        Stmt::new(offered.replace("{p}", &proposal.join(", ")), arg()),
        where_stmt::<Task>("person = $1 AND state = 'open' ORDER BY due NULLS LAST, id", arg()),
        where_stmt::<Task>("person = $1 AND state <> 'open' ORDER BY done_on DESC NULLS LAST, id DESC LIMIT 50", arg()),
        where_stmt::<Appointment>(
            "person = $1 AND (state IN ('arrived', 'in_progress') OR (state = 'planned' AND starts_at >= $2)) \
             ORDER BY starts_at NULLS LAST",
            vec![id.into(), instant_text(now).into()],
        ),
        where_stmt::<Decision>(
            "kind = 'strike' AND outcome IS NULL AND subject IN (SELECT id FROM registration WHERE person = $1) ORDER BY id DESC",
            arg(),
        ),
        // Why is for the auditor and the head only (`guard/own.sql`): they ask for it where they need it.
        Stmt::new("SELECT kind, asked_by FROM safeguard WHERE person = $1 AND ended_on IS NULL ORDER BY id", arg()),
        Stmt::new(traces_sql(SUBJECTS), vec![id.into(), Value::Int(i64::try_from(DEEDS * 3).unwrap_or(1000))]),
    ]);
    let mut ran = read.gather(&all)?.into_iter();
    let file = people::file_from(&mut ran)?;
    let mut next = || ran.next().ok_or_else(|| Fault::broken("a flight came back short"));
    let accounts = next()?.all(|r| Ok((r.id("id")?, r.text("name")?.to_owned())))?;
    let mut found = Gathered { file, accounts, interviews: next()?.all(from_row)?, ..Gathered::default() };
    found.notes = next()?.all(from_row)?;
    found.obstacles = next()?.all(from_row)?;
    found.actions = next()?.all(from_row)?;
    found.proposals = next()?.all(|r| {
        let text = |name| Ok::<_, crate::store::DbError>(r.text(name)?.to_owned());
        Ok(Offered {
            proposal: from_row(r)?,
            title: text("offer_title")?,
            number: text("offer_number")?,
            employer: text("employer_name")?,
        })
    })?;
    found.tasks = next()?.all(from_row)?;
    found.tasks.extend(next()?.all::<Task>(from_row)?);
    found.appointments = next()?.all(from_row)?;
    found.decision = next()?.one(from_row)?;
    found.safeguards = next()?.all(|r| Ok(Guarded { kind: r.text("kind")?.to_owned(), asked_by: r.id("asked_by")? }))?;
    found.traces = traces(&next()?, DEEDS)?;
    Ok(found)
}

/// The statement of the traces of a file, whose subjects these are (`WITH subject(id) AS …` over `$1`); `$2` limits the rows.
pub(super) fn traces_sql(subjects: &str) -> String {
    format!(
        "{subjects} SELECT a.deed, a.at, a.seq, a.login, a.name, a.post, a.act, v.record, v.nth, COALESCE(a.reason, \
         (SELECT w.became FROM audit_value w WHERE w.deed = a.deed AND w.record = 'reason')) AS reason \
         FROM subject s JOIN audit_value v ON v.subject = s.id AND v.record NOT IN ('reason', 'search') JOIN audit a ON a.deed = v.deed \
         ORDER BY a.at DESC NULLS LAST, a.seq DESC, a.deed, v.nth LIMIT $2"
    )
}

/// What the statement of [`traces_sql`] gave, one entry a deed, this many at most.
pub(super) fn traces(ran: &Ran, most: usize) -> Outcome<Vec<Trace>> {
    Ok(by_deed(ran.all(trace)?, most))
}

/// Deeds on a person's file, the newest first, this many at most.
pub fn traces_of(read: &mut dyn Read, person: PersonId, most: usize) -> Outcome<Vec<Trace>> {
    let args = [person.into(), Value::Int(i64::try_from(most * 3).unwrap_or(i64::MAX))];
    let rows = read.all(&traces_sql(SUBJECTS), &args, trace)?;
    Ok(by_deed(rows, most))
}

fn trace(r: &Row<'_>) -> Result<(Trace, String), crate::store::DbError> {
    let trace = Trace {
        deed: r.id("deed")?,
        at: r.instant("at")?,
        login: r.text("login")?.to_owned(),
        name: r.text("name")?.to_owned(),
        post: r.text("post")?.to_owned(),
        act: r.text("act")?.to_owned(),
        reason: r.opt_text("reason")?.map(reason_of),
        records: Vec::new(),
    };
    Ok((trace, r.text("record")?.to_owned()))
}

/// One entry a deed, with the records that it touched.
fn by_deed(rows: Vec<(Trace, String)>, most: usize) -> Vec<Trace> {
    let mut all: Vec<Trace> = Vec::new();
    for (trace, record) in rows {
        if all.last().is_none_or(|last| last.deed != trace.deed) {
            if all.len() == most {
                break;
            }
            all.push(trace);
        }
        if let Some(last) = all.last_mut().filter(|last| !last.records.contains(&record)) {
            last.records.push(record);
        }
    }
    all
}

/// What a deed found and left of this person's records, and of those that it took away.
pub fn trace_values(read: &mut dyn Read, person: PersonId, deed: DeedId) -> Outcome<Vec<TraceValue>> {
    values(read, SUBJECTS, person.into(), deed)
}

/// The same of any file with these subjects.
pub(super) fn values(read: &mut dyn Read, subjects: &str, of: Value, deed: DeedId) -> Outcome<Vec<TraceValue>> {
    let sql = format!(
        "{subjects} SELECT v.record, v.was, v.became FROM audit_value v WHERE v.deed = $2 \
         AND (v.became IS NULL OR v.subject IN (SELECT id FROM subject)) AND (v.was IS NOT NULL OR v.became IS NOT NULL) ORDER BY v.nth"
    );
    Ok(read.all(&sql, &[of, deed.into()], |r| {
        Ok(TraceValue {
            record: r.text("record")?.to_owned(),
            was: r.opt_text("was")?.map(str::to_owned),
            became: r.opt_text("became")?.map(str::to_owned),
        })
    })?)
}

/// One interview with what was found and agreed in it. One round trip.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Held {
    /// The interview.
    pub interview: Interview,
    /// Axes rated.
    pub diagnosis: Vec<Diagnosis>,
    /// Obstacles first told then.
    pub obstacles: Vec<Obstacle>,
    /// Actions agreed then.
    pub actions: Vec<PlanAction>,
    /// The appointment that was booked after it.
    pub next: Option<Appointment>,
    /// Name of who held it.
    pub counsellor: String,
}

/// The interview of this id; [`Fault::Missing`] when it isn't there.
pub fn held(read: &mut dyn Read, id: InterviewId) -> Outcome<Held> {
    let arg = || vec![Value::from(id)];
    let ran = read.gather(&[
        where_stmt::<Interview>("id = $1", arg()),
        where_stmt::<Diagnosis>("interview = $1 ORDER BY axis", arg()),
        where_stmt::<Obstacle>("interview = $1 ORDER BY theme NULLS LAST, id", arg()),
        where_stmt::<PlanAction>("interview = $1 ORDER BY due NULLS LAST, id", arg()),
        where_stmt::<Appointment>("id = (SELECT next_appointment FROM interview WHERE id = $1)", arg()),
        Stmt::new("SELECT a.name FROM account a JOIN interview i ON i.counsellor = a.id WHERE i.id = $1", arg()),
    ])?;
    let mut ran = ran.into_iter();
    let mut next = || ran.next().ok_or_else(|| Fault::broken("a flight came back short"));
    Ok(Held {
        interview: next()?.one(from_row)?.ok_or(Fault::Missing(Interview::TABLE))?,
        diagnosis: next()?.all(from_row)?,
        obstacles: next()?.all(from_row)?,
        actions: next()?.all(from_row)?,
        next: next()?.one(from_row)?,
        counsellor: next()?.one(|r| Ok(r.text("name")?.to_owned()))?.unwrap_or_default(),
    })
}

/// Agency of a person's file and who is in charge of it: what a right is held against.
pub fn owner(read: &mut dyn Read, id: PersonId) -> Outcome<(String, Option<UserId>)> {
    let sql = "SELECT p.agency, (SELECT r.counsellor FROM registration r WHERE r.person = p.id \
               ORDER BY r.registered_on DESC NULLS LAST, r.id DESC LIMIT 1) AS counsellor FROM person_card p WHERE p.id = $1";
    read.one(sql, &[id.into()], |r| Ok((r.text("agency")?.to_owned(), r.opt_id("counsellor")?)))?.ok_or(Fault::Missing("person"))
}

/// Whether the person was ever interviewed.
pub fn interviewed(read: &mut dyn Read, id: PersonId) -> Outcome<bool> {
    Ok(read.one("SELECT id FROM interview WHERE person = $1 LIMIT 1", &[id.into()], |r| r.id::<InterviewId>("id"))?.is_some())
}

/// The person of a number, written in full.
pub fn by_number(read: &mut dyn Read, number: &str) -> Outcome<Option<PersonId>> {
    Ok(read.one("SELECT id FROM person_card WHERE number = $1", &[number.into()], |r| r.id("id"))?)
}

/// Who is told of a transfer that a counsellor asks for: the active heads of an agency.
pub fn heads(read: &mut dyn Read, agency: &str) -> Outcome<Vec<UserId>> {
    let sql = "SELECT id, roles FROM account WHERE agency = $1 AND active ORDER BY login NULLS LAST";
    let all: Vec<(UserId, bool)> = read.all(sql, &[agency.into()], |r| {
        Ok((r.id("id")?, r.opt_text("roles")?.unwrap_or_default().split('|').any(|role| role == "head")))
    })?;
    Ok(all.into_iter().filter(|(_, head)| *head).map(|(id, _)| id).collect())
}

/// A note and every one that it corrects, the newest first.
pub fn versions(notes: &[Note], newest: RowId) -> Vec<&Note> {
    let mut all = Vec::new();
    let mut next = Some(newest);
    while let Some(note) = next.and_then(|id| notes.iter().find(|n| n.head.id == id)) {
        all.push(note);
        next = note.corrects.filter(|_| all.len() < notes.len());
    }
    all
}
