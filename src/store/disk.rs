//! The disk under a SQLite file: what kind it is, who may write there, and the reserve that lets drafts and the audit go on when it is
//! full (security.md §7). Called by `sqlite.rs`, by `init` and by `check --deployment`.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Access, AtFlags, CWD, StatVfsMountFlags, accessat};
use rustix::io::Errno;

use crate::fault::{Fault, Outcome};

/// File systems that WAL doesn't work on: NFS, SMB, CIFS, SMB2, 9p, FUSE, AFS, Ceph (magic numbers of statfs(2)).
const REMOTE: [(u32, &str); 8] = [
    (0x0000_6969, "NFS"),
    (0x0000_517B, "SMB"),
    (0xFF53_4D42, "CIFS"),
    (0xFE53_4D42, "SMB2"),
    (0x0102_1997, "9p"),
    (0x6573_5546, "FUSE"),
    (0x5346_414F, "AFS"),
    (0x00C3_6400, "Ceph"),
];

/// What `init` sets aside beside the file.
pub const RESERVE: u64 = 8 << 20;
/// So much must be free besides before the reserve is made again.
const AIR: u64 = 4 * RESERVE;

/// The name of a file system over a network, from its magic number.
fn remote(magic: u32) -> Option<&'static str> {
    REMOTE.iter().find(|(number, _)| *number == magic).map(|(_, name)| *name)
}

/// The file system over a network on which this place lies; none: a local disk.
pub fn network(path: &Path) -> Option<&'static str> {
    rustix::fs::statfs(path).ok().and_then(|stat| remote(stat.f_type as u32))
}

/// Refuses file systems over a network: WAL needs shared memory between the processes, and locks there lie.
pub(super) fn local(path: &Path) -> Outcome<()> {
    match network(path) {
        Some(name) => Err(Fault::wrong("wrong-network-file-system").with("path", path.display()).with("system", name)),
        None => Ok(()),
    }
}

/// Free bytes for who isn't root; none where that can't be asked.
pub fn free(path: &Path) -> Option<u64> {
    rustix::fs::statvfs(path).ok().map(|s| s.f_bavail * s.f_frsize)
}

/// What stands in the way of working with this file: the first of its folder, itself, its log and its index that this account may not
/// use, with the owner expected and the command that mends it. None: nothing does.
pub fn hindrance(path: &Path) -> Option<Fault> {
    let folder = folder_of(path);
    let owner_of = |p: &Path| p.metadata().map(|m| m.uid()).ok();
    if let Some(fault) = refused(folder, Access::EXEC_OK, "enter", owner_of(folder), "700") {
        return Some(fault);
    }
    let kept = owner_of(folder);
    for file in [path.to_owned(), beside(path, "-wal"), beside(path, "-shm")] {
        if file.symlink_metadata().is_err() {
            continue;
        }
        let fault = refused(&file, Access::READ_OK, "read", kept, "600")
            .or_else(|| refused(&file, Access::WRITE_OK, "write", kept, "600"));
        if fault.is_some() {
            return fault;
        }
    }
    refused(folder, Access::WRITE_OK, "write", owner_of(path), "700")
}

fn refused(path: &Path, wish: Access, deed: &str, owner: Option<u32>, mode: &str) -> Option<Fault> {
    match accessat(CWD, path, wish, AtFlags::EACCESS) {
        Err(Errno::ROFS) => {
            Some(Fault::wrong("wrong-read-only-disk").with("path", path.display()).with("mount", mount_of(path).display()))
        }
        Err(Errno::ACCESS | Errno::PERM) => {
            let owner = owner.map_or_else(|| "root".to_owned(), account);
            let shown = path.display().to_string();
            let command = format!("chown {owner}: {shown} && chmod {mode} {shown}");
            let me = account(rustix::process::geteuid().as_raw());
            Some(
                Fault::wrong("wrong-database-permission")
                    .with("path", shown)
                    .with("account", me)
                    .with("deed", deed)
                    .with("owner", owner)
                    .with("command", command),
            )
        }
        _ if wish == Access::WRITE_OK && read_only(path) => {
            Some(Fault::wrong("wrong-read-only-disk").with("path", path.display()).with("mount", mount_of(path).display()))
        }
        _ => None,
    }
}

fn read_only(path: &Path) -> bool {
    rustix::fs::statvfs(path).is_ok_and(|s| s.f_flag.contains(StatVfsMountFlags::RDONLY))
}

/// The folder where the disk of this place is mounted: the highest one on the same disk.
fn mount_of(path: &Path) -> PathBuf {
    let disk = path.metadata().map(|m| m.dev()).ok();
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let same = whole.ancestors().take_while(|p| p.metadata().map(|m| m.dev()).ok() == disk);
    same.last().unwrap_or(Path::new("/")).to_owned()
}

/// The name of an account, or its number.
pub fn account(uid: u32) -> String {
    let accounts = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let named = accounts.lines().find(|l| l.split(':').nth(2).and_then(|n| n.parse().ok()) == Some(uid));
    named.and_then(|l| l.split(':').next()).map_or_else(|| uid.to_string(), str::to_owned)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// The reserve of a database file.
pub fn reserve_of(path: &Path) -> PathBuf {
    beside(path, ".reserve")
}

/// Sets the reserve aside: bytes really written, so that the disk has them. One that is whole is left as it is.
pub fn make_reserve(path: &Path) -> std::io::Result<()> {
    let place = reserve_of(path);
    if place.metadata().is_ok_and(|m| m.len() >= RESERVE) {
        return Ok(());
    }
    let made = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&place).and_then(|mut file| {
        let block = vec![0xA5; 1 << 20];
        (0..RESERVE >> 20).try_for_each(|_| file.write_all(&block))?;
        file.sync_all()
    });
    if made.is_err() {
        // Half a reserve is none: what it took is given back.
        let _ = File::create(&place);
    }
    made
}

/// Gives the reserve back to the disk; false: there was none (any more).
pub(super) fn release(path: &Path) -> bool {
    let place = reserve_of(path);
    if !place.metadata().is_ok_and(|m| m.len() > 0) {
        return false;
    }
    tracing::error!("the disk is full: the reserve is given back, only drafts and the audit go on");
    OpenOptions::new().write(true).truncate(true).open(&place).is_ok()
}

/// Whether the reserve was given back and there is still no room to make it again. An office without one (in memory, made before
/// there was any) is never tight.
pub(super) fn tight(path: &Path) -> bool {
    let spent = reserve_of(path).metadata().is_ok_and(|m| m.len() < RESERVE);
    spent && !(free(folder_of(path)).is_some_and(|bytes| bytes > RESERVE + AIR) && make_reserve(path).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_file_system_is_known_by_its_number_and_a_local_one_passes() {
        assert_eq!((remote(0x6969), remote(0x6573_5546), remote(0x0102_1997)), (Some("NFS"), Some("FUSE"), Some("9p")));
        let ext4 = 0xEF53;
        assert_eq!(remote(ext4), None);
        assert_eq!(local(Path::new("/proc")), Ok(()));
    }

    #[test]
    fn the_reserve_is_given_back_once_and_made_again_when_there_is_room() {
        let dir = tempfile::tempdir().unwrap();
        let db = dir.path().join("a.db");
        assert!(!release(&db) && !tight(&db), "an office without a reserve");
        make_reserve(&db).unwrap();
        assert_eq!(reserve_of(&db).metadata().unwrap().len(), RESERVE);
        assert!(release(&db) && !release(&db));
        assert!(!tight(&db), "there is room here");
        assert_eq!(reserve_of(&db).metadata().unwrap().len(), RESERVE);
    }

    #[test]
    fn nothing_hinders_at_a_file_of_ones_own() {
        let dir = tempfile::tempdir().unwrap();
        let db = dir.path().join("a.db");
        std::fs::write(&db, "").unwrap();
        assert_eq!(hindrance(&db), None);
    }
}
