//! Files that stand whole or not at all: written under another name in the same folder, synced, read back, then renamed without ever
//! replacing. Called by the backups.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, BufReader, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rustix::fs::{Advice, CWD, RenameFlags, fadvise, renameat_with};
use rustix::io::Errno;
use sha2::{Digest, Sha256};

use super::crypt;
use crate::fault::{Fault, Outcome};

/// Beginning of the names of files that aren't finished.
const PART: &str = ".guichet-part-";
/// A part of a process that died is swept away after this long.
const STALE: Duration = Duration::from_secs(24 * 3600);

/// A file in the making, gone when dropped.
pub(super) struct Temp {
    path: PathBuf,
    settled: bool,
}

impl Temp {
    /// An empty file of an unguessable name in this folder, read by its owner only.
    pub(super) fn new(folder: &Path) -> Outcome<Self> {
        let path = folder.join(format!("{PART}{}", uuid::Uuid::now_v7().simple()));
        made(&path, OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path))?;
        Ok(Temp { path, settled: false })
    }
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
    /// Gives it its name, which nothing may have, and makes sure that the folder has it on disk.
    pub(super) fn settle(mut self, name: &Path) -> Outcome<()> {
        match rename(&self.path, name) {
            Ok(()) => self.settled = true,
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => return Err(there(name)),
            Err(e) => return Err(broken(&e)),
        }
        sync_folder(name).map_err(|e| broken(&e))
    }
}

impl Drop for Temp {
    fn drop(&mut self) {
        if self.settled {
            return;
        }
        for end in ["", "-journal", "-wal", "-shm"] {
            let mut name = self.path.as_os_str().to_owned();
            name.push(end);
            drop(std::fs::remove_file(PathBuf::from(name)));
        }
    }
}

/// What was written to its folder, not yet under its name.
pub(super) struct Shipped {
    pub(super) part: Temp,
    pub(super) sha256: String,
    pub(super) bytes: u64,
}

/// Copies a file to the folder of `to`, encrypted for this recipient, syncs it and reads it back from the medium.
/// Any error on the way: `refused-backup-incomplete`, and nothing lies there.
pub(super) fn ship(from: &Path, to: &Path, recipient: Option<&crypt::Recipient>) -> Outcome<Shipped> {
    let part = Temp::new(folder_of(to))?;
    let copied = copy(from, part.path(), recipient).map_err(|e| broken(&e))?;
    let read = read_back(part.path()).map_err(|e| broken(&e))?;
    if copied != read {
        return Err(Fault::refused("refused-backup-incomplete"));
    }
    Ok(Shipped { part, sha256: read.0, bytes: read.1 })
}

fn copy(from: &Path, to: &Path, recipient: Option<&crypt::Recipient>) -> io::Result<(String, u64)> {
    let mut source = BufReader::with_capacity(1 << 20, File::open(from)?);
    let mut out = Hashing { file: OpenOptions::new().write(true).open(to)?, hash: Sha256::new(), bytes: 0 };
    match recipient {
        None => drop(io::copy(&mut source, &mut out)?),
        Some(recipient) => crypt::encrypt(recipient, &mut source, &mut out)?,
    }
    out.file.sync_all()?;
    // What is read back then comes from the medium where the system lets it.
    let _ = fadvise(&out.file, 0, None, Advice::DontNeed);
    Ok((hex(&out.hash.finalize()), out.bytes))
}

struct Hashing {
    file: File,
    hash: Sha256,
    bytes: u64,
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.hash.update(bytes.get(..count).unwrap_or_default());
        self.bytes += count as u64;
        Ok(count)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Digest and size of a file as it lies there.
pub(super) fn read_back(path: &Path) -> io::Result<(String, u64)> {
    let mut file = File::open(path)?;
    let (mut hash, mut bytes, mut block) = (Sha256::new(), 0u64, vec![0; 1 << 20]);
    loop {
        let count = file.read(&mut block)?;
        if count == 0 {
            return Ok((hex(&hash.finalize()), bytes));
        }
        hash.update(block.get(..count).unwrap_or_default());
        bytes += count as u64;
    }
}

/// Writes a small file: whole or not at all.
pub(super) fn write(to: &Path, bytes: &[u8]) -> Outcome<()> {
    let part = Temp::new(folder_of(to))?;
    let written = OpenOptions::new().write(true).open(part.path()).and_then(|mut f| {
        f.write_all(bytes)?;
        f.sync_all()
    });
    written.map_err(|e| broken(&e))?;
    // A label without its backup (cut before the last step) is of no use: it may be replaced.
    drop(std::fs::remove_file(to));
    part.settle(to)
}

/// Refuses a name that is taken.
pub(super) fn free(path: &Path) -> Outcome<()> {
    if path.symlink_metadata().is_ok() { Err(there(path)) } else { Ok(()) }
}

fn there(path: &Path) -> Fault {
    Fault::wrong("wrong-backup-there").with("path", path.display())
}

/// Makes a folder that only its owner may look into; one that is there is left as it is.
pub(super) fn folder(path: &Path) -> Outcome<()> {
    if path.is_dir() {
        return Ok(());
    }
    made(path, DirBuilder::new().recursive(true).mode(0o700).create(path))
}

fn made<T>(path: &Path, done: io::Result<T>) -> Outcome<T> {
    done.map_err(|e| match e.raw_os_error().map(Errno::from_raw_os_error) {
        Some(Errno::NOSPC | Errno::DQUOT | Errno::FBIG | Errno::IO) => broken(&e),
        _ => Fault::wrong("wrong-backup-folder").with("path", path.parent().unwrap_or(path).display()),
    })
}

/// Whether two places lie on different disks.
pub(super) fn elsewhere(path: &Path, other: &Path) -> bool {
    let disk = |p: &Path| p.metadata().map(|m| m.dev()).ok();
    disk(folder_of(path)) != disk(other)
}

/// Takes away what a process that died has left in a folder.
pub(super) fn sweep(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let stale = entry.metadata().and_then(|m| m.modified()).is_ok_and(|at| at + STALE < SystemTime::now());
        if stale && entry.file_name().to_string_lossy().starts_with(PART) {
            drop(std::fs::remove_file(entry.path()));
        }
    }
}

/// The folder of a file.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn rename(from: &Path, to: &Path) -> io::Result<()> {
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(()),
        // A stick's file system may not know it: a link fails too when the name is taken; without links it is looked at before.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => match std::fs::hard_link(from, to) {
            Ok(()) => std::fs::remove_file(from),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Err(e),
            Err(_) if to.symlink_metadata().is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => std::fs::rename(from, to),
        },
        Err(e) => Err(e.into()),
    }
}

fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}

fn broken(error: &io::Error) -> Fault {
    tracing::error!(%error, "a file was not written whole");
    Fault::refused("refused-backup-incomplete")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
