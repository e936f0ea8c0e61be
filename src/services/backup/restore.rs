//! An office out of a backup. What it replaces is kept first, whatever state it is in; sessions that were open end; erasures made since
//! are made again, so that nobody comes back who was taken out by law. Called by `guichet restore`.

use std::fs::OpenOptions;
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, chown};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::{To, Wish, before, crypt, label, note, place};
use crate::domain::record::parse_instant;
use crate::domain::rights::{Deed, Owner};
use crate::fault::{Fault, Outcome};
use crate::services::erasure::{self, Erased};
use crate::services::{access, session};
use crate::store::backup::{self as inside, Manifest};
use crate::store::{self, Desk, Engine, migrate, whole};

/// A restore as wished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The backup.
    pub file: PathBuf,
    /// The file of the private key, for an encrypted one.
    pub identity: Option<PathBuf>,
    /// Folder on a local disk, read by nobody else: the database's own.
    pub work: PathBuf,
    /// Folder where the office that is replaced is kept.
    pub keep: PathBuf,
    /// Public key that what is kept is encrypted to.
    pub recipient: Option<String>,
}

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What the backup says of itself.
    pub manifest: Manifest,
    /// Migrations that it still lacked.
    pub migrated: Vec<i64>,
    /// Where the office that it replaced is kept; none: there was none.
    pub kept: Option<PathBuf>,
    /// Whether that one was damaged and is kept as the files lay.
    pub damaged: bool,
    /// Files that were erased by law since the backup and were erased again; none: what was erased since can't be known.
    pub erased: Option<u64>,
}

/// What stands where the office is to be put.
enum Live {
    Nothing,
    Whole(Box<dyn Engine>),
    Damaged,
}

/// Puts an office out of a backup in the place of what this address names. Errors: `wrong-backup-missing`, `wrong-backup-differs`,
/// `wrong-backup-damaged`, `wrong-not-a-backup`, `wrong-identity…`; until the last step nothing is changed.
pub fn restore(url: &str, wanted: &Wanted, now: DateTime<Utc>) -> Outcome<Restored> {
    let live = live(url)?;
    place::folder(&wanted.work)?;
    let copy = place::Temp::new(&wanted.work)?;
    clear(wanted, copy.path())?;
    let manifest = inside::tried(copy.path())?;
    let migrated = inside::revive(copy.path(), now)?;
    let since = erased_since(url, &live, &manifest);
    let erased = since.as_deref().map(|all| erase_again(copy.path(), all)).transpose()?;
    let (kept, damaged) = match live {
        Live::Nothing => {
            put_new(url, copy, now)?;
            (None, false)
        }
        Live::Damaged => {
            let aside = aside(Path::new(path(url)), now)?;
            put_new(url, copy, now)?;
            (Some(aside), true)
        }
        Live::Whole(mut engine) => {
            let kept = keep(&mut *engine, wanted, now)?;
            put_over(&mut *engine, copy.path())?;
            (kept, false)
        }
    };
    let restored = Restored { manifest, migrated, kept, damaged, erased };
    noted(url, wanted, &restored, now)?;
    Ok(restored)
}

/// What was erased by law since the backup, as the office that is replaced knows it; one that can't be opened doesn't say.
fn erased_since(url: &str, live: &Live, manifest: &Manifest) -> Option<Vec<Erased>> {
    let at = parse_instant(&manifest.at)?;
    match live {
        Live::Nothing => None,
        // Damaged elsewhere, perhaps: the list may still be read.
        Live::Whole(_) | Live::Damaged => {
            let mut office = session::open(url).ok()?;
            erasure::since(&mut office.desk, at).ok()
        }
    }
}

/// Erases them in the copy, before anybody sees it.
fn erase_again(copy: &Path, all: &[Erased]) -> Outcome<u64> {
    if all.is_empty() {
        return Ok(0);
    }
    let mut office = session::open(&format!("sqlite:{}", copy.display()))?;
    let count = erasure::again(&mut office.desk, all)?;
    inside::alone(office.desk.engine())?;
    Ok(count)
}

fn path(url: &str) -> &str {
    url.strip_prefix("sqlite:").unwrap_or(url)
}

/// What stands there; who may not maintain an office that is whole is refused.
fn live(url: &str) -> Outcome<Live> {
    let opened = match store::open(url) {
        Err(Fault::Wrong(r)) if r.key == "wrong-no-database" && !url.contains("://") => return Ok(Live::Nothing),
        Err(fault) if url.contains("://") => return Err(fault),
        Err(Fault::Wrong(r)) if r.key == "wrong-network-file-system" || r.key == "wrong-database-permission" => {
            return Err(Fault::Wrong(r));
        }
        Err(_) => return Ok(Live::Damaged),
        Ok(engine) => engine,
    };
    let mut engine = opened;
    let (tables, pages) = (engine.has_table("migration"), engine.damaged_pages());
    match (tables, pages) {
        (Ok(true), Ok(pages)) if pages.is_empty() => {}
        (Ok(false), Ok(pages)) if pages.is_empty() => return Ok(Live::Whole(engine)),
        (Err(fault @ store::DbError::Away), _) => return Err(fault.into()),
        _ => return Ok(Live::Damaged),
    }
    match session::open(url) {
        Ok(mut office) => access::may(&mut office.desk, Deed::Maintain, Owner::office())?,
        // An older schema, an office half made: its file's owner mends it.
        Err(Fault::Wrong(_)) => {}
        Err(fault) => return Err(fault),
    }
    Ok(Live::Whole(engine))
}

/// The backup in clear, in the work folder; held against its label where it has one.
fn clear(wanted: &Wanted, to: &Path) -> Outcome<()> {
    let file = &wanted.file;
    let missing = || Fault::wrong("wrong-backup-missing").with("path", file.display());
    if !file.is_file() {
        return Err(missing());
    }
    if let Some(label) = label(file) {
        let (sha256, bytes) = place::read_back(file).map_err(|_| missing())?;
        if (sha256, bytes) != (label.sha256, label.bytes) {
            return Err(Fault::wrong("wrong-backup-differs").with("path", file.display()));
        }
    }
    if crypt::is_encrypted(file) {
        let key = wanted.identity.as_ref().ok_or_else(|| Fault::wrong("wrong-identity-needed").with("path", file.display()))?;
        return crypt::decrypt(file, key, to);
    }
    let copied = std::fs::File::open(file).and_then(|mut from| {
        let mut out = OpenOptions::new().write(true).truncate(true).mode(0o600).open(to)?;
        io::copy(&mut from, &mut out)?;
        out.sync_all()
    });
    copied.map_err(|error| {
        tracing::error!(%error, "a backup was not copied");
        Fault::wrong("wrong-disk-full")
    })
}

/// The office that is replaced, as a backup of its own; an empty database needs none.
fn keep(engine: &mut dyn Engine, wanted: &Wanted, now: DateTime<Utc>) -> Outcome<Option<PathBuf>> {
    if !engine.has_table("migration")? {
        return Ok(None);
    }
    let wish = Wish {
        kind: "before_restore",
        to: To::Folder(wanted.keep.clone(), usize::MAX),
        recipient: wanted.recipient.clone(),
        work: wanted.work.clone(),
    };
    Ok(Some(before(engine, &wish, now)?.path))
}

/// Over an office in use: in one transaction, seen by whoever has it open.
fn put_over(engine: &mut dyn Engine, copy: &Path) -> Outcome<()> {
    if engine.take_file(copy)? {
        return Ok(());
    }
    migrate::migrate(engine, Utc::now())?;
    let mut from = store::open(&format!("sqlite:{}", copy.display()))?;
    whole::copy(&mut *from, engine).map(drop)
}

/// Where nothing stands (any more): the file takes the name.
fn put_new(url: &str, copy: place::Temp, now: DateTime<Utc>) -> Outcome<()> {
    if url.contains("://") {
        let mut engine = store::open(url)?;
        migrate::migrate(&mut *engine, now)?;
        return put_over(&mut *engine, copy.path());
    }
    let path = Path::new(path(url));
    let folder = place::folder_of(path);
    place::folder(folder)?;
    // Run by root, the file is the account's to which the folder belongs.
    if rustix::process::geteuid().is_root()
        && let Ok(meta) = folder.metadata()
    {
        chown(copy.path(), Some(meta.uid()), Some(meta.gid())).map_err(Fault::broken)?;
    }
    copy.settle(path)
}

/// Moves a damaged file and what belongs to it aside; gives the new name of the file.
fn aside(path: &Path, now: DateTime<Utc>) -> Outcome<PathBuf> {
    let end = format!(".damaged-{}", now.format("%Y%m%dT%H%M%SZ"));
    let named = |extra: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(extra);
        PathBuf::from(name)
    };
    for part in ["-wal", "-shm", ""] {
        match std::fs::rename(named(part), named(&format!("{end}{part}"))) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => {
                return Err(Fault::wrong("wrong-backup-folder").with("path", place::folder_of(path).display()));
            }
            _ => {}
        }
    }
    Ok(named(&end))
}

/// The audit of the restored office says that it was restored, from what, and where the former one is.
fn noted(url: &str, wanted: &Wanted, restored: &Restored, now: DateTime<Utc>) -> Outcome<()> {
    let mut desk: Desk = session::open(url)?.desk;
    if let Some(kept) = &restored.kept {
        let wish = Wish {
            kind: "before_restore",
            to: To::File(kept.clone()),
            recipient: wanted.recipient.clone(),
            work: wanted.work.clone(),
        };
        note(&mut desk, &wish, kept, now, label(kept).as_ref())?;
    }
    let row = crate::domain::backup::BackupDone {
        head: crate::domain::record::Head::new(desk.new_id()),
        kind: "restored".to_owned(),
        made_at: Some(now),
        target: wanted.file.display().to_string(),
        row_count: i64::try_from(restored.manifest.total()).unwrap_or(i64::MAX),
        seal: restored.manifest.seal.clone(),
        outcome: "restored".to_owned(),
        ..crate::domain::backup::BackupDone::default()
    };
    let deed = desk.deed("backup_restore").because(restored.manifest.at.clone());
    desk.write(deed, |w| w.insert(&row))
}
