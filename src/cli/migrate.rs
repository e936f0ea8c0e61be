//! `guichet migrate`: brings the schema to this program's version (architecture.md, migrations).

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Only says what is done and what is to do.
    #[arg(long)]
    pub status: bool,
}
