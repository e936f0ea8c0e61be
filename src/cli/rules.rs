//! `guichet rules`: runs what is due (domain.md §4); may be cut and repeated.

use chrono::NaiveDate;

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Up to this day; after today on a training database only.
    #[arg(long)]
    pub until: Option<NaiveDate>,
}

use crate::cli::{Cx, Exit};
use crate::fault::Outcome;
use crate::services::{audit, rules, session};

/// Runs what is due and says what was done.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let mut office = session::open(&cx.config.db().secret_url())?;
    let report = rules::run(&mut office.desk, args.until)?;
    for (key, count) in report.counts() {
        if count > 0 {
            cx.out.line(&cx.texts.with(&format!("cli-rules-{key}"), &[("count", count.to_string())]))?;
        }
    }
    if report.is_empty() {
        cx.out.line(&cx.texts.get("cli-rules-nothing"))?;
    }
    // What the day changed is sealed at once.
    if let Some(seal) = audit::seal_beside(&mut office.desk, cx.config) {
        cx.out.line(&cx.texts.with("cli-rules-sealed", &[("seal", seal.short())]))?;
    }
    Ok(Exit::Done)
}
