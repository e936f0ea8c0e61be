//! A list with names to a file: fifty rows at most, kept from other users of the machine, and noted in the audit.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::domain::ids::{DeedId, PersonId, RowId, UserId};
use crate::domain::rights::{self, Owner};
use crate::fault::{Fault, Outcome, Value};
use crate::services::access;
use crate::store::{Deed, Desk};

/// Rows with names that one list may have (security.md §3).
pub const LONGEST_LIST: usize = 50;

/// Writes a list of these people to a new file; one that is there is never written over. The audit says whose names left.
pub fn print_list(
    desk: &mut Desk,
    deed: DeedId,
    counsellor: UserId,
    persons: &[PersonId],
    path: &str,
    text: &str,
) -> Outcome<()> {
    let owner = Owner::of(desk.who.agency.clone(), Some(counsellor));
    access::may(desk, rights::Deed::ExportFewNames, owner)?;
    if persons.len() > LONGEST_LIST {
        return Err(Fault::refused("refused-list-long").with("max", LONGEST_LIST).with("count", persons.len()));
    }
    let name = Path::new(path).file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let sum: String = Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
    let rows = i64::try_from(persons.len()).unwrap_or(i64::MAX);
    let facts = [("what", Value::from("list")), ("rows", rows.into()), ("sha256", sum.into()), ("file", name.into())];
    let id: RowId = desk.new_id();
    desk.write(Deed::new(deed, "print_list"), |w| {
        w.note("export", id, &facts);
        for person in persons {
            w.saw("person", *person);
        }
        Ok(())
    })?;
    write_new(Path::new(path), text)
}

fn write_new(path: &Path, text: &str) -> Outcome<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let done = options.open(path).and_then(|mut file| file.write_all(text.as_bytes()));
    done.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Fault::refused("refused-file-there").with("path", path.display()),
        _ => Fault::wrong("wrong-file-not-written").with("path", path.display()),
    })
}
