//! Files written (security.md §5.9): an unguessable name in the same folder, readable by its owner only, synced, then given its
//! name without ever replacing a file. Called by import (rejected rows) and export.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::exchange::{unwritten, wrong};
use crate::fault::Outcome;

/// A file in the making; dropped, it leaves nothing.
pub struct New {
    temporary: NamedTempFile,
    target: PathBuf,
}

/// The folder of a file.
pub fn folder(target: &Path) -> &Path {
    target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

impl New {
    /// Begins one. Errors: `wrong-file-exists`, `wrong-folder-missing`, `wrong-file-denied`.
    pub fn create(target: &Path) -> Outcome<New> {
        if target.symlink_metadata().is_ok() {
            return Err(wrong(target, "wrong-file-exists"));
        }
        // tempfile opens with O_EXCL and 0600.
        let made = tempfile::Builder::new().prefix(".guichet-").tempfile_in(folder(target));
        let temporary = made.map_err(|e| unwritten(target, &e))?;
        Ok(New { temporary, target: target.to_owned() })
    }

    /// A second handle to write through.
    pub fn handle(&self) -> Outcome<File> {
        self.temporary.as_file().try_clone().map_err(|e| unwritten(&self.target, &e))
    }

    /// SHA-256 of what stands in it, in hexadecimal.
    pub fn sha256(&self) -> Outcome<String> {
        let failed = |e: std::io::Error| unwritten(&self.target, &e);
        sum_of(self.temporary.reopen().map_err(failed)?).map_err(failed)
    }

    /// Gives it its name. Errors: `wrong-file-exists` (made by someone in the meantime), `wrong-file-unwritten`.
    pub fn keep(self) -> Outcome<()> {
        let failed = |e: std::io::Error| unwritten(&self.target, &e);
        self.temporary.as_file().sync_all().map_err(failed)?;
        let target = self.target.clone();
        self.temporary.persist_noclobber(&target).map_err(|e| match e.error.kind() {
            std::io::ErrorKind::AlreadyExists => wrong(&target, "wrong-file-exists"),
            _ => unwritten(&target, &e.error),
        })?;
        if let Ok(dir) = File::open(folder(&target)) {
            // Some file systems can't sync a folder; the file itself is safe.
            let _ = dir.sync_all();
        }
        Ok(())
    }
}

/// SHA-256 of a file that is there, in hexadecimal. Errors: `wrong-file-…`.
pub fn sha256_of(path: &Path) -> Outcome<String> {
    File::open(path).and_then(sum_of).map_err(|e| unwritten(path, &e))
}

fn sum_of(mut file: File) -> std::io::Result<String> {
    let (mut sum, mut block) = (Sha256::new(), vec![0; 64 * 1024]);
    loop {
        match file.read(&mut block)? {
            0 => return Ok(sum.finalize().iter().map(|b| format!("{b:02x}")).collect()),
            read => sum.update(block.get(..read).unwrap_or_default()),
        }
    }
}

/// `people.csv` → `people.WORD.csv` beside it, with a number when that is taken: nothing is ever replaced.
pub fn beside(input: &Path, word: &str) -> PathBuf {
    let stem = input.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let name = |n: u32| match n {
        0 | 1 => input.with_file_name(format!("{stem}.{word}.csv")),
        _ => input.with_file_name(format!("{stem}.{word}-{n}.csv")),
    };
    let free = (1..10_000).map(name).find(|p| p.symlink_metadata().is_err());
    free.unwrap_or_else(|| name(0))
}
