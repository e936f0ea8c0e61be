//! `guichet copy`: a whole office between SQLite and PostgreSQL, either way, verified (product.md, Commands).

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The office.
    #[arg(long, value_name = "URL")]
    pub from: String,
    /// Where none stands yet.
    #[arg(long, value_name = "URL")]
    pub to: String,
}

use chrono::Utc;

use crate::cli::{Cx, Exit};
use crate::config::Db;
use crate::fault::Outcome;
use crate::services::copy;

/// Copies and says what was counted.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let (from, to) = (Db::parse(&args.from)?, Db::parse(&args.to)?);
    let done = copy::office(&from.secret_url(), &to.secret_url(), Utc::now())?;
    let said = [
        ("tables", done.tables.to_string()),
        ("rows", done.rows.to_string()),
        ("digest", done.digest.chars().take(12).collect()),
        ("to", to.to_string()),
    ];
    cx.out.line(&cx.texts.with("cli-copy-done", &said))?;
    Ok(Exit::Done)
}
