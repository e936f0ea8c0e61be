//! Saisie en série (screens.md §14): the list of batches, one batch with its totals, forms and report, and the form itself, heads down.
//! Reached by `g s`, and by a draft taken up again.

mod batch;
mod difference;
mod doubt;
mod draw;
mod keeping;
mod keying;
mod lines;
mod list;
mod paper;
mod report;
mod saving;
mod slip;

pub use keying::{Keying, Pass};
pub use list::BulkEntry;

/// The form's name among drafts.
pub const FORM: &str = "bulk";
