//! `guichet import KIND FILE`: people, employers or offers from CSV or xlsx (product.md, Exchange format).

use std::path::PathBuf;

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// What the rows are.
    #[arg(value_parser = ["people", "employers", "offers"])]
    pub kind: String,
    /// The file.
    pub file: PathBuf,
    /// The agency of rows that name none.
    #[arg(long)]
    pub agency: Option<String>,
    /// The file's character set; detected otherwise.
    #[arg(long, value_parser = ["utf-8", "utf-16", "windows-1252"])]
    pub encoding: Option<String>,
    /// The sign between cells; detected otherwise.
    #[arg(long)]
    pub separator: Option<String>,
    /// Names of columns: a TOML file, theirs = "ours".
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// The former system; the agency otherwise.
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Checks only.
    #[arg(long)]
    pub dry_run: bool,
    /// Where rejected rows go.
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// For a program: one object.
    #[arg(long)]
    pub json: bool,
}
