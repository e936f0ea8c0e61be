//! `guichet check`: what is wrong with the data or the deployment; findings end with status 3.

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The installation instead of the data: rights of files, the line, the clock.
    #[arg(long)]
    pub deployment: bool,
    /// For a program: kind, table, id, text.
    #[arg(long)]
    pub json: bool,
}
