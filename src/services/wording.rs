//! The word list of the check of an offer's text, from the reference files, read once. Called by the services and forms of
//! offers and by the import.

use std::sync::OnceLock;

use crate::domain::wording::{WordList, WordRow};
use crate::fault::{Fault, Outcome};
use crate::services::reference;

static LIST: OnceLock<WordList> = OnceLock::new();

/// The word list; a line of the reference file that can't be read is a fault of the program.
pub fn list() -> Outcome<&'static WordList> {
    if let Some(list) = LIST.get() {
        return Ok(list);
    }
    let list = read()?;
    Ok(LIST.get_or_init(|| list))
}

fn read() -> Outcome<WordList> {
    let rows = reference::rows(reference::WORDING, ["use", "kind", "severity", "words", "replace"])?;
    let rows = rows.into_iter().map(|[used, kind, severity, words, replace]| WordRow { used, kind, severity, words, replace });
    let titles = reference::rows(reference::JOB_TITLES, ["title_m", "title_f"])?;
    let pairs = titles.iter().map(|[male, female]| (male.as_str(), female.as_str()));
    WordList::new(rows, pairs).map_err(|bad| Fault::broken(format!("wording.csv: rows {bad:?} can't be read")))
}
