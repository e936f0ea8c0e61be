//! `guichet export KIND FILE`: CSV, xlsx or JSON by the file's ending (product.md, Exchange format).

use std::path::PathBuf;

use crate::cli::{Cx, Exit};
use crate::fault::{Fault, Outcome};
use crate::services::{export, session};

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// What to write out.
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(export::KINDS.iter().map(|k| k.name)))]
    pub kind: String,
    /// The file; its ending says the form.
    pub file: PathBuf,
    /// Why, where the right asks for a reason.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}

/// Runs it.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let kind = export::kind(&args.kind).ok_or_else(|| Fault::broken("no such kind of row"))?;
    let mut opened = session::open(&cx.config.db().secret_url())?;
    let report = (kind.run)(&mut opened.desk, &args.file, args.reason.as_deref())?;
    let file = report.file.display().to_string();
    let said = [("rows", report.rows.to_string()), ("columns", report.columns.to_string()), ("value", file)];
    cx.out.line(&cx.texts.with("exchange-exported", &said))?;
    cx.out.line(&cx.texts.with("exchange-sha256", &[("value", report.sha256)]))?;
    Ok(Exit::Done)
}
