//! `guichet show SCREEN`: the rows and counts of a screen.

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Its name as in `--at`.
    #[arg(value_parser = super::SCREENS)]
    pub screen: String,
    /// For a program: an array of objects.
    #[arg(long)]
    pub json: bool,
}
