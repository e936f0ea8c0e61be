//! What a backup file is inside: a whole SQLite database, whatever the office runs on, with a manifest that says what it holds. Called by
//! `services/backup`, which knows folders, encryption and who asks.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::domain::backup::{BackupDone, GOOD};
use crate::fault::{Fault, Outcome};
use crate::store::whole::{self, Sums};
use crate::store::{DbError, Engine, Read, migrate, office, records, sqlite};

/// Key of the setting that holds the manifest inside a backup; an office in use has none.
const MANIFEST: &str = "backup_manifest";

/// What a backup says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the program that made it.
    pub program: String,
    /// Number of the schema.
    pub schema: i64,
    /// The instant whose state it holds, as stored.
    pub at: String,
    /// `sqlite` or `postgres`: where the office ran.
    pub engine: String,
    /// Rows of each table.
    pub rows: BTreeMap<String, u64>,
    /// Digest of all rows, where they were copied one by one.
    pub digest: Option<String>,
    /// Seal of the audit, taken in the same minute.
    pub seal: Option<String>,
}

impl Manifest {
    /// Rows of all tables.
    pub fn total(&self) -> u64 {
        self.rows.values().sum()
    }
}

/// Writes the state of this instant to a file that isn't there yet, and the manifest into it.
pub fn write(engine: &mut dyn Engine, to: &Path, mut manifest: Manifest) -> Outcome<Manifest> {
    engine.begin_snapshot()?;
    let counted = whole::counts(engine);
    let copied = counted.and_then(|rows| Ok((rows, engine.copy_file(to)?)));
    let ended = engine.rollback();
    let (rows, done) = copied?;
    ended?;
    manifest.rows = rows;
    manifest.engine = "sqlite".to_owned();
    if !done {
        let sums = rows_into_file(engine, to, &manifest)?;
        manifest.rows = sums.iter().map(|(name, sum)| (name.clone(), sum.rows)).collect();
        manifest.digest = Some(whole::digest(&sums));
        manifest.engine = "postgres".to_owned();
    }
    let mut file = sqlite::Sqlite::open(to)?;
    manifest.schema = migrate::status(&mut file)?.stored().unwrap_or(-1);
    let text = serde_json::to_string(&manifest).map_err(Fault::broken)?;
    office::set(&mut file, MANIFEST, &text)?;
    alone(&mut file)?;
    Ok(manifest)
}

/// A database without a file: all its rows, in one snapshot, into a new file of the same schema.
fn rows_into_file(engine: &mut dyn Engine, to: &Path, manifest: &Manifest) -> Outcome<Sums> {
    sqlite::make_file(to)?;
    let mut file = sqlite::Sqlite::open(to)?;
    let at = crate::domain::record::parse_instant(&manifest.at).unwrap_or_default();
    // The schema that the office has, which before a migration isn't the last.
    let stored = migrate::status(engine)?.stored().ok_or_else(|| Fault::wrong("wrong-no-schema"))?;
    let list: Vec<migrate::Migration> = migrate::all().iter().filter(|m| m.number <= stored).copied().collect();
    migrate::apply(&mut file, &list, at)?;
    let sums = whole::copy(engine, &mut file)?;
    alone(&mut file)?;
    Ok(sums)
}

/// Leaves nothing beside the file: no log that would have to travel with it.
pub fn alone(engine: &mut dyn Engine) -> Outcome<()> {
    Ok(engine.batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE")?)
}

/// Opens a backup and tries it: the engine's own check of every page, and every table against the manifest. Gives the manifest.
/// Errors: `wrong-not-a-backup`, `wrong-backup-damaged`, `wrong-newer-schema`.
pub fn tried(path: &Path) -> Outcome<Manifest> {
    let damaged = |what: &str| Fault::wrong("wrong-backup-damaged").with("path", path.display()).with("what", what);
    let mut file = sqlite::Sqlite::open(path).map_err(|e| match e {
        Fault::Wrong(r) if r.key == "wrong-no-database" => Fault::Wrong(r),
        _ => damaged("open"),
    })?;
    let engine: &mut dyn Engine = &mut file;
    let pages = engine.damaged_pages().unwrap_or_else(|e| vec![e.to_string()]);
    if !pages.is_empty() {
        return Err(damaged("pages"));
    }
    let text = if engine.has_table("setting")? { office::setting(engine, MANIFEST)? } else { None };
    let manifest: Option<Manifest> = text.and_then(|t| serde_json::from_str(&t).ok());
    let manifest = manifest.ok_or_else(|| Fault::wrong("wrong-not-a-backup").with("path", path.display()))?;
    migrate::status(engine)?;
    let mut rows = whole::counts(engine)?;
    // The manifest itself is the one row that the office didn't have.
    if let Some(settings) = rows.get_mut("setting") {
        *settings = settings.saturating_sub(1);
    }
    alone(engine)?;
    match rows.iter().find(|(table, count)| manifest.rows.get(*table) != Some(*count)) {
        Some((table, _)) => Err(damaged(table)),
        None if rows.len() != manifest.rows.len() => Err(damaged("tables")),
        None => Ok(manifest),
    }
}

/// Makes an office in use of a backup that was tried: without its manifest, with no session open, at the schema of this program.
pub fn revive(path: &Path, now: chrono::DateTime<chrono::Utc>) -> Outcome<Vec<i64>> {
    let mut file = sqlite::Sqlite::open(path)?;
    file.execute("DELETE FROM setting WHERE key = $1", &[MANIFEST.into()])?;
    let at = crate::domain::record::instant_text(now);
    file.execute("UPDATE session SET valid = FALSE, ended_at = $1 WHERE ended_at IS NULL", &[at.into()])?;
    let done = migrate::migrate(&mut file, now)?;
    alone(&mut file)?;
    Ok(done)
}

/// The backups noted, newest first.
pub fn noted(read: &mut dyn Read, most: u32) -> Outcome<Vec<BackupDone>> {
    let sql = format!(
        "SELECT {} FROM backup ORDER BY made_at DESC NULLS LAST, id DESC NULLS LAST LIMIT {most}",
        records::columns::<BackupDone>()
    );
    Ok(read.all(&sql, &[], records::from_row)?)
}

/// The last good backup on any disk, and the last one on another disk than the database's.
pub fn last_good(read: &mut dyn Read) -> Outcome<(Option<BackupDone>, Option<BackupDone>)> {
    let mut find = |more: &str| {
        let sql = format!(
            "SELECT {} FROM backup WHERE outcome = $1{more} ORDER BY made_at DESC NULLS LAST LIMIT 1",
            records::columns::<BackupDone>()
        );
        read.one(&sql, &[GOOD.into()], records::from_row)
    };
    let any: Result<Option<BackupDone>, DbError> = find("");
    Ok((any?, find(" AND elsewhere = TRUE")?))
}
