//! How old the last good backup is, and telling the administrator when it is too old. Called by the page of the backups, by the timers,
//! by `check --deployment`, and where a damaged database is named.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::{Label, label};
use crate::domain::backup::{Age, BackupDone, age};
use crate::domain::record::{Head, parse_instant};
use crate::domain::task::Notice;
use crate::fault::Outcome;
use crate::store::backup as store;
use crate::store::{Desk, notices, tasks};

/// Backups listed at most.
const MOST: u32 = 200;

/// Where the backups of an office stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Health {
    /// The last good one.
    pub last: Option<BackupDone>,
    /// The last good one on another disk.
    pub elsewhere: Option<BackupDone>,
    /// What its age means.
    pub age: Age,
    /// All that is noted, newest first.
    pub all: Vec<BackupDone>,
}

/// Where they stand, `hours` being allowed.
pub fn health(desk: &mut Desk, hours: i64) -> Outcome<Health> {
    let now = desk.now();
    desk.read(|read| {
        let (last, elsewhere) = store::last_good(read)?;
        let all = store::noted(read, MOST)?;
        Ok(Health { age: age(last.as_ref().and_then(|b| b.made_at), now, hours), last, elsewhere, all })
    })
}

/// Tells each administrator, once a day, when the last good backup is too old. Gives how many were told.
pub fn alarm(desk: &mut Desk, hours: i64) -> Outcome<u64> {
    let now = desk.now();
    let found = health(desk, hours)?;
    if found.age == Age::Fresh || desk.read(tasks::is_training)? {
        return Ok(0);
    }
    let told = desk.read(|read| notices::of_role(read, "admin", "backup-old", &now.format("%Y-%m-%d").to_string()))?;
    if told.is_empty() {
        return Ok(0);
    }
    let since = found.last.and_then(|b| b.made_at).map_or(0, |at| (now - at).num_hours());
    let notice = |account, id| Notice {
        head: Head::new(id),
        account,
        key: "backup-old".to_owned(),
        arguments: vec![format!("hours={since}")],
        at: Some(now),
        ..Notice::default()
    };
    let deed = desk.deed("backup_alarm");
    desk.write(deed, |w| {
        let rows: Vec<Notice> = told.iter().map(|account| notice(*account, w.new_id())).collect();
        w.insert_all(&rows)
    })
}

/// The newest backup of a folder by its labels, for an office whose own list can't be read.
pub fn newest_in(folder: &Path) -> Option<(PathBuf, Label, DateTime<Utc>)> {
    let files = std::fs::read_dir(folder).ok()?.flatten().map(|e| e.path());
    let ours = files.filter(|p| p.extension().is_some_and(|e| e == "db" || e == "age"));
    let labelled = ours.filter_map(|path| {
        let label = label(&path)?;
        let at = parse_instant(&label.manifest.at)?;
        Some((path, label, at))
    });
    labelled.max_by_key(|(_, _, at)| *at)
}
