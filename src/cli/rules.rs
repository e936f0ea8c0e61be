//! `guichet rules`: runs what is due (domain.md §4); may be cut and repeated.

use chrono::NaiveDate;

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Up to this day; after today on a training database only.
    #[arg(long)]
    pub until: Option<NaiveDate>,
}
