//! Numbered migrations (migrations/NNNN_name.sql, one text for both engines, inside the binary): one transaction a file, a lock against two
//! at once, refusal of a changed file and of a newer schema, with nothing touched. Called by `init`, `migrate`, `check` and at each opening.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use crate::domain::record::instant_text;
use crate::fault::{Fault, Outcome};
use crate::store::trail::hex;
use crate::store::{Engine, Read, candidates, guard};

/// One file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migration {
    /// Its number, growing by one from 0.
    pub number: i64,
    /// Its name.
    pub name: &'static str,
    /// Its text.
    pub sql: &'static str,
    /// Tables whose rows the server then refuses to change.
    pub append_only: &'static [&'static str],
}

impl Migration {
    /// SHA-256 of the text, in hexadecimal.
    pub fn sha256(&self) -> String {
        hex(&Sha256::digest(self.sql.as_bytes()))
    }
}

/// A released file is never edited: a new one is added at the end.
const ALL: &[Migration] = &[
    Migration { number: 0, name: "base", sql: include_str!("../../migrations/0000_base.sql"), append_only: &["audit"] },
    Migration { number: 1, name: "office", sql: include_str!("../../migrations/0001_office.sql"), append_only: &[] },
    Migration { number: 2, name: "people", sql: include_str!("../../migrations/0002_people.sql"), append_only: &[] },
    Migration { number: 3, name: "offers", sql: include_str!("../../migrations/0003_offers.sql"), append_only: &[] },
    Migration { number: 4, name: "day", sql: include_str!("../../migrations/0004_day.sql"), append_only: &[] },
    Migration { number: 5, name: "search", sql: include_str!("../../migrations/0005_search.sql"), append_only: &[] },
    Migration { number: 6, name: "import", sql: include_str!("../../migrations/0006_import.sql"), append_only: &[] },
    Migration { number: 7, name: "candidate", sql: include_str!("../../migrations/0007_candidate.sql"), append_only: &[] },
    Migration { number: 8, name: "employer", sql: include_str!("../../migrations/0008_employer.sql"), append_only: &[] },
    Migration { number: 9, name: "vacancy", sql: include_str!("../../migrations/0009_vacancy.sql"), append_only: &[] },
    Migration { number: 10, name: "access", sql: include_str!("../../migrations/0010_access.sql"), append_only: &[] },
    Migration {
        number: 11,
        name: "proof",
        sql: include_str!("../../migrations/0011_proof.sql"),
        append_only: &["audit_seal", "audit_seal_head"],
    },
    Migration { number: 12, name: "card", sql: include_str!("../../migrations/0012_card.sql"), append_only: &[] },
    Migration { number: 13, name: "backup", sql: include_str!("../../migrations/0013_backup.sql"), append_only: &[] },
    Migration { number: 14, name: "bulk", sql: include_str!("../../migrations/0014_bulk.sql"), append_only: &[] },
    Migration { number: 15, name: "vocabulary", sql: include_str!("../../migrations/0015_vocabulary.sql"), append_only: &[] },
    Migration { number: 16, name: "merge", sql: include_str!("../../migrations/0016_merge.sql"), append_only: &[] },
];

/// All migrations that this program knows, in order.
pub fn all() -> &'static [Migration] {
    ALL
}

/// A migration as it was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Its number.
    pub number: i64,
    /// Its name then.
    pub name: String,
    /// SHA-256 of its text then.
    pub sha256: String,
    /// When, UTC.
    pub at: String,
}

/// Where a schema stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Status {
    /// What was applied, in order; empty: a new database.
    pub applied: Vec<Applied>,
    /// The last number that this program knows.
    pub known: i64,
    /// Numbers still to apply.
    pub pending: Vec<i64>,
}

impl Status {
    /// The number that the schema stands at; none: a new database.
    pub fn stored(&self) -> Option<i64> {
        self.applied.last().map(|a| a.number)
    }
}

/// Where the schema stands; refuses a newer one (`wrong-newer-schema`) and a changed file (`wrong-changed-migration`).
pub fn status(engine: &mut dyn Engine) -> Outcome<Status> {
    status_of(engine, ALL)
}

/// Refuses a schema that isn't exactly this program's: newer, changed, older (`wrong-older-schema`) or none (`wrong-no-schema`).
pub fn check(engine: &mut dyn Engine) -> Outcome<()> {
    let status = status(engine)?;
    match (status.stored(), status.pending.is_empty()) {
        (None, _) => Err(Fault::wrong("wrong-no-schema")),
        (Some(stored), false) => Err(Fault::wrong("wrong-older-schema").with("stored", stored).with("known", status.known)),
        (Some(_), true) => Ok(()),
    }
}

/// Applies what is missing; gives the numbers applied. Twice does nothing the second time.
pub fn migrate(engine: &mut dyn Engine, now: DateTime<Utc>) -> Outcome<Vec<i64>> {
    let done = apply(engine, ALL, now)?;
    // What derives from records is made with the schema of the present, so after all files.
    candidates::rebuild_if_empty(engine)?;
    // Also where nothing was missing: the account may have been given the right to make roles since.
    guard::install(engine)?;
    Ok(done)
}

/// As [`status`], for this list.
pub fn status_of(engine: &mut dyn Engine, list: &[Migration]) -> Outcome<Status> {
    let known = list.last().map_or(-1, |m| m.number);
    let applied = if engine.has_table("migration")? { applied(engine)? } else { Vec::new() };
    if let Some(stored) = applied.last().map(|a| a.number).filter(|n| *n > known) {
        return Err(Fault::wrong("wrong-newer-schema").with("stored", stored).with("known", known));
    }
    for done in &applied {
        if list.iter().any(|m| m.number == done.number && m.sha256() != done.sha256) {
            return Err(Fault::wrong("wrong-changed-migration").with("number", done.number).with("name", &done.name));
        }
    }
    let pending = list.iter().map(|m| m.number).filter(|n| applied.iter().all(|a| a.number != *n)).collect();
    Ok(Status { applied, known, pending })
}

/// As [`migrate`], for this list.
pub fn apply(engine: &mut dyn Engine, list: &[Migration], now: DateTime<Utc>) -> Outcome<Vec<i64>> {
    let status = status_of(engine, list)?;
    if status.pending.is_empty() {
        return Ok(Vec::new());
    }
    let mut done = Vec::new();
    for number in status.pending {
        engine.begin()?;
        match one(engine, list, number, now) {
            Ok(true) => {
                engine.commit()?;
                done.push(number);
            }
            Ok(false) => engine.rollback()?,
            Err(fault) => {
                engine.rollback()?;
                return Err(fault);
            }
        }
    }
    Ok(done)
}

/// One file inside the transaction; false when another process applied it while this one waited for the lock.
fn one(engine: &mut dyn Engine, list: &[Migration], number: i64, now: DateTime<Utc>) -> Outcome<bool> {
    engine.lock_schema()?;
    let status = status_of(engine, list)?;
    let Some(migration) = list.iter().find(|m| m.number == number).filter(|_| status.pending.contains(&number)) else {
        return Ok(false);
    };
    engine.own_types()?;
    if !engine.has_table("migration")? {
        engine.batch(
            "CREATE TABLE migration (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL)",
        )?;
    }
    engine.batch(migration.sql)?;
    for table in migration.append_only {
        engine.append_only(table)?;
    }
    engine.execute(
        "INSERT INTO migration (number, name, sha256, at) VALUES ($1, $2, $3, $4)",
        &[number.into(), migration.name.into(), migration.sha256().into(), instant_text(now).into()],
    )?;
    Ok(true)
}

fn applied(engine: &mut dyn Engine) -> Outcome<Vec<Applied>> {
    let read: &mut dyn Read = engine;
    Ok(read.all("SELECT number, name, sha256, at FROM migration ORDER BY number", &[], |r| {
        Ok(Applied {
            number: r.int("number")?,
            name: r.text("name")?.to_owned(),
            sha256: r.text("sha256")?.to_owned(),
            at: r.text("at")?.to_owned(),
        })
    })?)
}
