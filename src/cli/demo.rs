//! `guichet demo`: a training office of fictitious people, opened. Never over a database that isn't a training one;
//! the same seed, people and day give the same records (product.md, Commands).

use chrono::NaiveDate;

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// How many people.
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=2_000_000))]
    pub people: u32,
    /// What chance starts from.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The office's day, `2026-11-24`; a working day.
    #[arg(long)]
    pub today: Option<NaiveDate>,
    /// Anew, even where one exists.
    #[arg(long)]
    pub fresh: bool,
    /// Made, but not opened.
    #[arg(long)]
    pub no_open: bool,
}
