//! `guichet search KIND WORDS`: the same search as on every screen, ranked (product.md, Screens 3).

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// What is looked for.
    #[arg(value_parser = ["people", "employers", "offers", "occupations", "skills"])]
    pub kind: String,
    /// Name, number, phone, document, or the words for an occupation.
    #[arg(required = true)]
    pub words: Vec<String>,
    /// How many at most.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub limit: u32,
    /// For a program: rank, number or code, label, score.
    #[arg(long)]
    pub json: bool,
}
