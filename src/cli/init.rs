//! `guichet init`: schema, agencies and code lists, first head and administrator. Without a terminal it asks nothing
//! and prints secrets once (product.md, Commands).

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The agency of this office, three letters; LBV when nobody can be asked.
    #[arg(long)]
    pub agency: Option<String>,
    /// Name of the first head.
    #[arg(long, value_name = "NAME")]
    pub head: Option<String>,
    /// Name of the first administrator.
    #[arg(long, value_name = "NAME")]
    pub admin: Option<String>,
}
