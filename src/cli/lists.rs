//! `guichet lists`: which code lists and vocabularies are loaded; `lists add FILE…` loads more.

use std::path::PathBuf;

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// What to do; nothing: say what is loaded.
    #[arg(value_parser = ["add"], requires = "files")]
    pub action: Option<String>,
    /// CSV files, or ROME and ESCO as they are published.
    pub files: Vec<PathBuf>,
    /// For a program.
    #[arg(long)]
    pub json: bool,
}
