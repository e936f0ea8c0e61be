//! Backups (security.md §6, §7): made from one snapshot beside the work, opened and counted, then put in their place without ever
//! replacing a file, encrypted where a recipient is named. Called by `guichet backup`, the page of the backups, `migrate` and `restore`.

mod crypt;
mod health;
mod place;
mod restore;

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::backup::{BackupDone, GOOD, surplus};
use crate::domain::record::{Head, instant_text};
use crate::domain::rights::{Deed, Owner};
use crate::fault::{Fault, Outcome};
use crate::services::{access, audit};
use crate::store::backup as store;
use crate::store::{Desk, Engine};

pub use crypt::make_key;
pub use health::{Health, alarm, health, newest_in};
pub use restore::{Restored, Wanted, restore};
pub use store::Manifest;

/// Where a backup goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// To this file, which must not be there.
    File(PathBuf),
    /// Into this folder under a name made of the instant; so many of this kind are kept, the oldest go.
    Folder(PathBuf, usize),
}

/// A backup as wished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// `hourly`, `daily`, `hand`, `before_migration`, `before_restore`.
    pub kind: &'static str,
    /// Where to.
    pub to: To,
    /// Public key (`age1…`) that it is encrypted to.
    pub recipient: Option<String>,
    /// Folder on a local disk, read by nobody else, for the copy while it is made: the database's own.
    pub work: PathBuf,
}

/// What lies beside a backup, in clear: which file, and what it holds. No name and no number of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Public key that it is encrypted to.
    pub recipient: Option<String>,
    /// What it holds.
    pub manifest: Manifest,
}

/// A backup that was made and tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Where it lies.
    pub path: PathBuf,
    /// Its label.
    pub label: Label,
    /// Older ones of its kind that went.
    pub gone: Vec<PathBuf>,
}

/// The file of the label that lies beside a backup.
pub fn label_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".json");
    PathBuf::from(name)
}

/// Makes a backup, tries it, puts it in its place and notes it. Errors: `wrong-backup-there`, `wrong-recipient`,
/// `refused-backup-incomplete` (nothing lies under its name then), [`Fault::Denied`].
pub fn make(desk: &mut Desk, wish: &Wish) -> Outcome<Made> {
    access::may(desk, Deed::Maintain, Owner::office())?;
    let recipient = wish.recipient.as_deref().map(crypt::recipient).transpose()?;
    let now = desk.now();
    let path = path_of(wish, now);
    place::free(&path)?;
    let seal = audit::seal_only(desk).map(|seal| seal.line());
    let made = file(desk.engine(), wish, recipient.as_ref(), &path, now, seal);
    let noted = note(desk, wish, &path, now, made.as_ref().ok());
    let label = made?;
    noted?;
    let gone = match &wish.to {
        To::File(_) => Vec::new(),
        To::Folder(folder, keep) => prune(folder, wish.kind, *keep),
    };
    Ok(Made { path, label, gone })
}

/// The backup of an office whose schema isn't this program's, or that nobody has opened: neither asked for nor noted.
pub fn before(engine: &mut dyn Engine, wish: &Wish, now: DateTime<Utc>) -> Outcome<Made> {
    let recipient = wish.recipient.as_deref().map(crypt::recipient).transpose()?;
    let path = path_of(wish, now);
    place::free(&path)?;
    let label = file(engine, wish, recipient.as_ref(), &path, now, None)?;
    Ok(Made { path, label, gone: Vec::new() })
}

fn path_of(wish: &Wish, now: DateTime<Utc>) -> PathBuf {
    match &wish.to {
        To::File(path) => path.clone(),
        To::Folder(folder, _) => {
            let end = if wish.recipient.is_some() { "db.age" } else { "db" };
            folder.join(format!("guichet-{}-{}.{end}", wish.kind.replace('_', "-"), now.format("%Y%m%dT%H%M%S%3fZ")))
        }
    }
}

fn file(
    engine: &mut dyn Engine,
    wish: &Wish,
    recipient: Option<&crypt::Recipient>,
    path: &Path,
    now: DateTime<Utc>,
    seal: Option<String>,
) -> Outcome<Label> {
    if let To::Folder(folder, _) = &wish.to {
        place::folder(folder)?;
    }
    place::folder(&wish.work)?;
    place::sweep(&wish.work);
    let copy = place::Temp::new(&wish.work)?;
    let program = env!("CARGO_PKG_VERSION").to_owned();
    let manifest = Manifest { program, at: instant_text(now), seal, ..Manifest::default() };
    let manifest = store::write(engine, copy.path(), manifest).and_then(|_| store::tried(copy.path())).map_err(incomplete)?;
    let shipped = place::ship(copy.path(), path, recipient)?;
    let label = Label { sha256: shipped.sha256, bytes: shipped.bytes, recipient: wish.recipient.clone(), manifest };
    let text = serde_json::to_string_pretty(&label).map_err(Fault::broken)?;
    place::write(&label_of(path), text.as_bytes())?;
    shipped.part.settle(path)?;
    Ok(label)
}

/// What broke while a backup was made is said as what it means: the one before stands. Who waits or was cut off hears that.
fn incomplete(fault: Fault) -> Fault {
    match fault {
        Fault::Away | Fault::Busy | Fault::Cancelled | Fault::Denied(_) => fault,
        Fault::Wrong(r) if r.key == "wrong-newer-schema" || r.key == "wrong-no-schema" => Fault::Wrong(r),
        other => {
            tracing::error!(%other, "backup incomplete");
            Fault::refused("refused-backup-incomplete")
        }
    }
}

/// Keeps what was made, or that nothing was, in the office itself.
pub fn note(desk: &mut Desk, wish: &Wish, path: &Path, now: DateTime<Utc>, label: Option<&Label>) -> Outcome<()> {
    let row = BackupDone {
        head: Head::new(desk.new_id()),
        kind: wish.kind.to_owned(),
        made_at: Some(now),
        target: path.display().to_string(),
        bytes: label.map_or(0, |l| i64::try_from(l.bytes).unwrap_or(i64::MAX)),
        sha256: label.map(|l| l.sha256.clone()),
        row_count: label.map_or(0, |l| i64::try_from(l.manifest.total()).unwrap_or(i64::MAX)),
        recipient: wish.recipient.clone(),
        seal: label.and_then(|l| l.manifest.seal.clone()),
        elsewhere: label.is_some() && place::elsewhere(path, &wish.work),
        outcome: if label.is_some() { GOOD } else { "incomplete" }.to_owned(),
    };
    let deed = desk.deed("backup");
    desk.write(deed, |w| w.insert(&row))
}

/// Takes the oldest of a kind away, so many being kept; a file that another hand put there isn't touched.
fn prune(folder: &Path, kind: &str, keep: usize) -> Vec<PathBuf> {
    let stem = format!("guichet-{}-", kind.replace('_', "-"));
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten().filter_map(|e| e.file_name().into_string().ok());
    let mut own: Vec<String> =
        names.filter(|n| n.starts_with(&stem) && (n.ends_with("Z.db") || n.ends_with("Z.db.age"))).collect();
    own.sort_by(|a, b| b.cmp(a));
    let old = surplus(keep, &own).iter().map(|name| folder.join(name));
    old.filter(|path| std::fs::remove_file(path).is_ok()).inspect(|path| drop(std::fs::remove_file(label_of(path)))).collect()
}

/// The label beside a backup, if there is one that can be read.
pub fn label(path: &Path) -> Option<Label> {
    let mut text = String::new();
    File::open(label_of(path)).ok()?.take(1 << 20).read_to_string(&mut text).ok()?;
    serde_json::from_str(&text).ok()
}
