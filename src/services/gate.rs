//! The gate of the password hashes (security.md §2): at most as many at once on this machine as it has cores, over all sessions. A place
//! is a file in the run folder, locked with `flock`: the kernel frees it when a process dies. Called by `services/password`.

use std::fs::{DirBuilder, File, OpenOptions};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rustix::fs::{FlockOperation, flock};

/// Where the places are; unset (one's own file, tests): no gate, nobody else hashes.
static FOLDER: OnceLock<PathBuf> = OnceLock::new();

/// From here on hashes of this process wait at the gate in this folder. Once a process; the first word counts.
pub fn at(folder: &Path) {
    let _ = FOLDER.set(folder.to_owned());
}

/// A place, given back when it is dropped.
pub struct Place {
    _locked: Option<File>,
}

/// Waits for a place. Where the folder can't be used the hash is made without one: a gate never keeps anyone out.
pub fn pass() -> Place {
    Place { _locked: FOLDER.get().and_then(|folder| wait(folder)) }
}

fn wait(folder: &Path) -> Option<File> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder).ok()?;
    let places = std::thread::available_parallelism().map_or(1, usize::from).max(1);
    let mut all = Vec::with_capacity(places);
    for nth in 0..places {
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(folder.join(format!("hash-{nth}")))
            .ok()?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Some(file),
            Err(_) => all.push(file),
        }
    }
    // All are taken: in line at one of them, by this process's number.
    let mine = usize::try_from(std::process::id()).unwrap_or(0) % places;
    let file = all.into_iter().nth(mine)?;
    flock(&file, FlockOperation::LockExclusive).ok()?;
    Some(file)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn no_more_hash_at_once_than_there_are_cores_and_everyone_gets_his_turn() {
        let folder = tempfile::tempdir().unwrap();
        let (inside, most, done) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..24 {
                scope.spawn(|| {
                    let place = wait(folder.path());
                    assert!(place.is_some());
                    let now = inside.fetch_add(1, Ordering::SeqCst) + 1;
                    most.fetch_max(now, Ordering::SeqCst);
                    std::thread::sleep(Duration::from_millis(5));
                    inside.fetch_sub(1, Ordering::SeqCst);
                    drop(place);
                    done.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        assert!(most.load(Ordering::SeqCst) <= cores, "{most:?} at once on {cores}");
        assert_eq!(done.load(Ordering::SeqCst), 24);
        assert!(wait(Path::new("/proc/no/folder")).is_none(), "a folder that can't be used keeps nobody out");
    }
}
