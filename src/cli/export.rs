//! `guichet export KIND FILE`: CSV, xlsx or JSON by the file's ending (product.md, Exchange format).

use std::path::PathBuf;

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// What to write out.
    #[arg(value_parser = ["people", "employers", "offers", "proposals", "placements", "tasks"])]
    pub kind: String,
    /// The file; its ending says the form.
    pub file: PathBuf,
}
