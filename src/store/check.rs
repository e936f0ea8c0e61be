//! Looking for damage: each question is one statement whose rows are findings, and each record is read back whole by its field
//! table. Nothing is changed. Called by `services/check`.

use crate::domain::record::Record;
use crate::domain::rules::Rules;
use crate::fault::{Flaw, Outcome, Value};
use crate::store::records::{columns, from_row};
use crate::store::{DbError, Read};

/// A question about the whole database: its rows are findings.
pub struct Question {
    /// Kind of the finding: the text key is `check-` and this.
    pub kind: &'static str,
    /// Table of the finding.
    pub table: &'static str,
    /// Gives `id` (16 bytes) and `what` (a number or words) of each finding.
    pub sql: &'static str,
}

/// What rows must agree with each other, and how to find those that don't.
pub const QUESTIONS: &[Question] = &[
    Question {
        kind: "two-open-registrations",
        table: "person",
        sql: "SELECT person AS id, CAST(count(*) AS TEXT) AS what FROM registration WHERE closed_on IS NULL GROUP BY person HAVING count(*) > 1",
    },
    Question {
        kind: "state-and-exit",
        table: "registration",
        sql: "SELECT id, state AS what FROM registration WHERE (state = 'closed') <> (closed_on IS NOT NULL) \
              OR (closed_on IS NULL) <> (exit_reason IS NULL)",
    },
    Question {
        kind: "name-key",
        table: "registration",
        sql: "SELECT r.id, p.number AS what FROM registration r JOIN person p ON p.id = r.person WHERE r.sort_key <> p.sort_key",
    },
    Question {
        kind: "occupation-key",
        table: "registration",
        sql: "SELECT r.id, p.number AS what FROM registration r JOIN person p ON p.id = r.person \
              LEFT JOIN job_goal g ON g.registration = r.id AND g.rank = 1 \
              WHERE COALESCE(r.occupation, '') <> COALESCE(g.occupation, '')",
    },
    Question {
        kind: "next-due",
        table: "registration",
        sql: "SELECT r.id, p.number AS what FROM registration r JOIN person p ON p.id = r.person WHERE COALESCE(r.next_due, '') <> \
              COALESCE(CASE WHEN r.closed_on IS NULL THEN (SELECT min(d.day) FROM \
              (SELECT t.due AS day FROM task t WHERE t.person = r.person AND t.state = 'open' \
              UNION ALL SELECT q.renewal_due AS day FROM registration q WHERE q.id = r.id AND q.state IN ('incomplete', 'active', 'to_renew')) d) END, '')",
    },
    Question {
        kind: "orphan",
        table: "registration",
        sql: "SELECT r.id, 'person' AS what FROM registration r LEFT JOIN person p ON p.id = r.person WHERE p.id IS NULL",
    },
    Question {
        kind: "orphan",
        table: "job_goal",
        sql: "SELECT g.id, 'registration' AS what FROM job_goal g LEFT JOIN registration r ON r.id = g.registration WHERE r.id IS NULL",
    },
    Question {
        kind: "orphan",
        table: "interview",
        sql: "SELECT i.id, 'registration' AS what FROM interview i LEFT JOIN registration r ON r.id = i.registration WHERE r.id IS NULL",
    },
    Question {
        kind: "orphan",
        table: "appointment",
        sql: "SELECT a.id, 'person' AS what FROM appointment a LEFT JOIN person p ON p.id = a.person WHERE a.person IS NOT NULL AND p.id IS NULL",
    },
    Question {
        kind: "orphan",
        table: "proposal",
        sql: "SELECT x.id, 'vacancy' AS what FROM proposal x LEFT JOIN vacancy v ON v.id = x.vacancy WHERE v.id IS NULL",
    },
    Question {
        kind: "orphan",
        table: "task",
        sql: "SELECT t.id, 'person' AS what FROM task t LEFT JOIN person p ON p.id = t.person WHERE t.person IS NOT NULL AND p.id IS NULL",
    },
    Question {
        kind: "task-of-closed",
        table: "task",
        sql: "SELECT t.id, t.kind AS what FROM task t JOIN registration r ON r.id = t.subject WHERE t.state = 'open' \
              AND t.subject_kind = 'registration' AND r.state = 'closed' AND t.kind IN ('T1', 'T2', 'T3', 'T4')",
    },
    Question {
        kind: "overlap",
        table: "appointment",
        sql: "SELECT a.id, a.starts_at AS what FROM appointment a JOIN appointment b ON b.counsellor = a.counsellor AND b.starts_at = a.starts_at \
              AND b.id > a.id WHERE a.state IN ('planned', 'arrived', 'in_progress') AND b.state IN ('planned', 'arrived', 'in_progress') \
              AND a.kind <> '5' AND b.kind <> '5'",
    },
    Question {
        kind: "filled-count",
        table: "vacancy",
        sql: "SELECT v.id, v.number AS what FROM vacancy v WHERE v.positions_filled < \
              (SELECT count(*) FROM proposal x WHERE x.vacancy = v.id AND x.state = 'hired')",
    },
    Question {
        kind: "merged-twice",
        table: "person",
        sql: "SELECT p.id, p.number AS what FROM person p JOIN person q ON q.id = p.merged_into WHERE q.merged_into IS NOT NULL",
    },
    Question {
        kind: "audit-gap",
        table: "audit",
        sql: "SELECT v.deed AS id, v.record AS what FROM audit_value v LEFT JOIN audit a ON a.deed = v.deed WHERE a.deed IS NULL",
    },
];

/// Asks one question; each row is given as 16 bytes and a word.
pub fn ask(read: &mut dyn Read, question: &Question, found: &mut dyn FnMut(&[u8], &str)) -> Outcome<()> {
    read.each(question.sql, &[], &mut |row| {
        found(row.blob("id")?, row.text("what")?);
        Ok(())
    })?;
    Ok(())
}

/// Reads every record of a table back by its field table and checks it. A row that can't be read is a finding too.
pub fn records<R: Record>(read: &mut dyn Read, rules: &Rules, found: &mut dyn FnMut(&[u8], Broken<'_, R>)) -> Outcome<()> {
    let sql = format!("SELECT {} FROM \"{}\"", columns::<R>(), R::TABLE);
    read.each(&sql, &[], &mut |row| {
        match from_row::<R>(row) {
            Ok(record) => {
                let flaws: Vec<Flaw> = record.check(rules).into_iter().filter(|f| !f.warning).collect();
                if !flaws.is_empty() {
                    found(row.blob("id")?, Broken::Flaws(&record, flaws));
                } else {
                    found(row.blob("id")?, Broken::Nothing(&record));
                }
            }
            Err(DbError::Other(detail)) => found(row.blob("id")?, Broken::Unreadable(&detail)),
            Err(error) => return Err(error),
        }
        Ok(())
    })?;
    Ok(())
}

/// What reading one record back gave.
pub enum Broken<'a, R> {
    /// Nothing is wrong by its own rules; the caller may look further.
    Nothing(&'a R),
    /// It breaks its own rules.
    Flaws(&'a R, Vec<Flaw>),
    /// A column holds what its field refuses.
    Unreadable(&'a str),
}

/// Counters of numbers that stand lower than a number in use: agency, kind, year, counter, highest.
pub fn counters(read: &mut dyn Read, numbers: &[(String, String, i64, i64)]) -> Outcome<Vec<(String, i64, i64)>> {
    let mut behind = Vec::new();
    for (agency, kind, year, highest) in numbers {
        let args: [Value; 3] = [agency.as_str().into(), kind.as_str().into(), (*year).into()];
        let sql = "SELECT last FROM serial WHERE agency = $1 AND kind = $2 AND year = $3";
        let last = read.one(sql, &args, |r| r.int("last"))?.unwrap_or(0);
        if last < *highest {
            behind.push((format!("{agency} {kind} {year}"), last, *highest));
        }
    }
    Ok(behind)
}
