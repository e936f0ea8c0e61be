//! The derived table `candidate`: what matching reads and nothing else. Written in the save's own transaction wherever a person, a
//! registration, a goal, a wish or a skill changes (`services/follow_up`, import, the training office); read by `services/matching`
//! as one streamed statement; compared with what it derives from by `check`.

use chrono::NaiveDate;

use crate::domain::ids::{Id, PersonId, ProposalId};
use crate::domain::matching::{Candidate, Neighbours, candidates, group};
use crate::domain::person_file::PersonFile;
use crate::domain::record::{day_text, parse_day};
use crate::fault::{Outcome, Value};
use crate::store::{DbError, Engine, Raw, Read, Row, Stmt, Write};

mod whole;

pub use whole::{rebuild, rebuild_if_empty, wrong};

/// Columns in the order in which rows are read and written.
const COLUMNS: [&str; 24] = [
    "id",
    "person",
    "goal",
    "occupation",
    "experience_months",
    "worked",
    "education",
    "education_proved",
    "skills",
    "languages",
    "licences",
    "contracts",
    "times",
    "wage_min",
    "available_from",
    "province",
    "department",
    "town",
    "mobility",
    "max_minutes",
    "national",
    "permit_until",
    "registered_on",
    "last_proposed",
];
/// Rows of one occupation lie within so many ids.
const SPAN: i64 = 1 << 40;

/// Whoever brings a person's rows up to date holds the registration until the end of the transaction: two sessions wait for each other,
/// and the second sees what the first has stored.
const HOLD: &str = "UPDATE registration SET sort_key = sort_key WHERE person = $1 AND closed_on IS NULL";

/// Where the rows of an occupation begin. A code that isn't a number lies before all.
fn start(occupation: &str) -> i64 {
    occupation.parse::<i64>().ok().filter(|o| (0..10_000).contains(o)).unwrap_or(0) * SPAN
}

fn cells(c: &Candidate, index_no: i64) -> Vec<Value> {
    let text = |t: &str| Value::from(t);
    let day = |d: Option<NaiveDate>| Value::from(d.map(day_text));
    vec![
        Value::Int(start(&c.occupation) + index_no * 4 + c.goal),
        c.person.into(),
        c.goal.into(),
        text(&c.occupation),
        c.experience_months.into(),
        text(&c.worked),
        c.education.clone().into(),
        c.education_proved.into(),
        text(&c.skills),
        text(&c.languages),
        text(&c.licences),
        text(&c.contracts),
        text(&c.times),
        c.wage_min.into(),
        day(c.available_from),
        text(&c.province),
        text(&c.department),
        text(&c.town),
        c.mobility.clone().into(),
        c.max_minutes.into(),
        c.national.into(),
        day(c.permit_until),
        day(c.registered_on),
        day(c.last_proposed),
    ]
}

/// Rows of a file, ready to be written.
pub fn rows(file: &PersonFile, last_proposed: Option<NaiveDate>) -> Vec<Vec<Value>> {
    candidates(file, last_proposed).iter().map(|c| cells(c, file.person.index_no)).collect()
}

/// Brings a person's rows up to date with what is stored and queued, inside the write that changed it. One more round trip.
pub fn refresh(w: &mut Write<'_>, person: PersonId) -> Outcome<()> {
    if w.replayed() {
        return Ok(());
    }
    w.execute(HOLD, vec![person.into()]);
    let files = whole::files(w.reader(), &[person.into()])?;
    w.execute("DELETE FROM candidate WHERE person = $1", vec![person.into()]);
    for stmt in inserts(files.iter().flat_map(|(file, last)| rows(file, *last)).collect()) {
        w.execute(stmt.sql, stmt.args);
    }
    Ok(())
}

/// The rows of people who were not stored before, inside the write that stores them (import, 500 at a time).
pub fn add(w: &mut Write<'_>, files: &[PersonFile]) -> Outcome<()> {
    for stmt in inserts(files.iter().flat_map(|file| rows(file, None)).collect()) {
        w.execute(stmt.sql, stmt.args);
    }
    Ok(())
}

fn inserts(rows: Vec<Vec<Value>>) -> Vec<Stmt> {
    let block = |rows: &[Vec<Value>]| {
        let marks =
            |at: usize| (1..=COLUMNS.len()).map(|n| format!("${}", at * COLUMNS.len() + n)).collect::<Vec<_>>().join(", ");
        let all: Vec<String> = (0..rows.len()).map(|at| format!("({})", marks(at))).collect();
        let sql = format!("INSERT INTO candidate ({}) VALUES {}", COLUMNS.join(", "), all.join(", "));
        Stmt::new(sql, rows.iter().flatten().cloned().collect())
    };
    rows.chunks(100).map(block).collect()
}

/// Fills in rows made elsewhere, as fast as the engine can: for the training office. In order of id, so that they lie together.
pub fn fill(engine: &mut dyn Engine, mut rows: Vec<Vec<Value>>) -> Outcome<u64> {
    if rows.is_empty() {
        return Ok(0);
    }
    rows.sort_by_key(|row| if let Some(Value::Int(id)) = row.first() { *id } else { 0 });
    Ok(engine.fill("candidate", &COLUMNS, &mut rows.into_iter())?)
}

/// A proposal was made: its person's last one may be another. No round trip of its own.
pub fn proposed(w: &mut Write<'_>, proposal: ProposalId) {
    w.execute(
        "UPDATE candidate SET last_proposed = (SELECT max(p.sent_on) FROM proposal p WHERE p.person = candidate.person) \
         WHERE person = (SELECT q.person FROM proposal q WHERE q.id = $1)",
        vec![proposal.into()],
    );
}

fn put(text: &mut String, raw: Raw<'_>) {
    text.clear();
    if let Raw::Text(new) = raw {
        text.push_str(new);
    }
}
fn put_opt(text: &mut Option<String>, raw: Raw<'_>) {
    match raw {
        Raw::Text(new) => put(text.get_or_insert_default(), Raw::Text(new)),
        _ => *text = None,
    }
}
fn int(raw: Raw<'_>) -> Option<i64> {
    if let Raw::Int(i) = raw { Some(i) } else { None }
}
fn flag(raw: Raw<'_>) -> Option<bool> {
    match raw {
        Raw::Bool(b) => Some(b),
        Raw::Int(i) => Some(i != 0),
        _ => None,
    }
}
/// `2026-03-09`, read by its digits: four of these in each of many thousand rows.
fn day(raw: Raw<'_>) -> Option<NaiveDate> {
    let Raw::Text(text) = raw else { return None };
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return parse_day(text) };
    let digit = |b: &u8| u32::from(b.wrapping_sub(b'0'));
    let year = i32::try_from(((digit(y1) * 10 + digit(y2)) * 10 + digit(y3)) * 10 + digit(y4)).ok()?;
    NaiveDate::from_ymd_opt(year, digit(m1) * 10 + digit(m2), digit(d1) * 10 + digit(d2))
}

/// Reads a row of [`COLUMNS`] by place into a candidate that is used again: nothing is allocated for a row that is passed over.
fn read_into(c: &mut Candidate, row: &Row<'_>) -> Result<(), DbError> {
    let at = |n: usize| row.raw_at(n);
    let Raw::Blob(id) = at(1)? else { return Err(DbError::other("candidate.person is no id")) };
    c.person = uuid::Uuid::from_slice(id).map(PersonId::from_uuid).map_err(DbError::other)?;
    c.goal = int(at(2)?).unwrap_or(1);
    put(&mut c.occupation, at(3)?);
    c.experience_months = int(at(4)?);
    put(&mut c.worked, at(5)?);
    put_opt(&mut c.education, at(6)?);
    c.education_proved = flag(at(7)?).unwrap_or(false);
    put(&mut c.skills, at(8)?);
    put(&mut c.languages, at(9)?);
    put(&mut c.licences, at(10)?);
    put(&mut c.contracts, at(11)?);
    put(&mut c.times, at(12)?);
    c.wage_min = int(at(13)?);
    c.available_from = day(at(14)?);
    put(&mut c.province, at(15)?);
    put(&mut c.department, at(16)?);
    put(&mut c.town, at(17)?);
    put_opt(&mut c.mobility, at(18)?);
    c.max_minutes = int(at(19)?);
    c.national = flag(at(20)?);
    c.permit_until = day(at(21)?);
    c.registered_on = day(at(22)?);
    c.last_proposed = day(at(23)?);
    Ok(())
}

/// The statement that reads everybody who seeks this occupation or one beside it: ranges of ids, each read together.
fn offer_stmt(offered: &str, near: &Neighbours) -> Stmt {
    let mut ranges: Vec<(i64, i64)> = near.sought_for(offered).iter().map(|o| (start(o), start(o) + SPAN)).collect();
    if near.alone(offered) {
        let first = start(&format!("{}0", group(offered)));
        ranges.push((first, first + 10 * SPAN));
    }
    ranges.sort_unstable();
    let mut joined: Vec<(i64, i64)> = Vec::new();
    for (from, to) in ranges {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    let columns = COLUMNS.join(", ");
    let parts =
        (0..joined.len()).map(|n| format!("SELECT {columns} FROM candidate WHERE id >= ${} AND id < ${}", 2 * n + 1, 2 * n + 2));
    let sql = parts.collect::<Vec<_>>().join(" UNION ALL ");
    Stmt::new(sql, joined.iter().flat_map(|(from, to)| [Value::Int(*from), Value::Int(*to)]).collect())
}

/// Streams everybody who seeks an occupation or one beside it. The candidate given is used again for the next row.
pub fn for_offer(read: &mut dyn Read, offered: &str, near: &Neighbours, take: &mut dyn FnMut(&Candidate)) -> Outcome<()> {
    let stmt = offer_stmt(offered, near);
    let mut c = Candidate::default();
    read.each(&stmt.sql, &stmt.args, &mut |row| {
        read_into(&mut c, row)?;
        take(&c);
        Ok(())
    })?;
    Ok(())
}

/// Streams everybody, occupation after occupation.
pub fn all(read: &mut dyn Read, take: &mut dyn FnMut(&Candidate)) -> Outcome<()> {
    let mut c = Candidate::default();
    read.each(&format!("SELECT {} FROM candidate ORDER BY id", COLUMNS.join(", ")), &[], &mut |row| {
        read_into(&mut c, row)?;
        take(&c);
        Ok(())
    })?;
    Ok(())
}

/// The statement that reads one person's rows; read each with [`from`].
pub fn of_person(person: PersonId) -> Stmt {
    let sql = format!("SELECT {} FROM candidate WHERE person = $1 ORDER BY goal", COLUMNS.join(", "));
    Stmt::new(sql, vec![person.into()])
}

/// A candidate from a row of [`of_person`].
pub fn from(row: &Row<'_>) -> Result<Candidate, DbError> {
    let mut c = Candidate::default();
    read_into(&mut c, row)?;
    Ok(c)
}
