//! `guichet import KIND FILE`: people, employers, offers from CSV, xlsx or JSON (product.md, Exchange format). Exit status 3 when rows were rejected.

use std::path::PathBuf;

use crate::cli::{Cx, Exit};
use crate::columns;
pub use crate::columns::{label, labels, words};
use crate::fault::{Fault, Outcome};
use crate::services::import::{self, Asked, Dates, Report, Wish};
use crate::services::session;

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// What the rows are.
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(import::KINDS.iter().map(|k| k.name)))]
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
    /// The order of dates; detected otherwise.
    #[arg(long, value_parser = ["iso", "dmy"])]
    pub dates: Option<String>,
    /// Names of columns: a TOML file, theirs = "ours", or a CSV file of two columns.
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

/// Runs it.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let kind = import::kind(&args.kind).ok_or_else(|| Fault::broken("no such kind of row"))?;
    let mut opened = session::open(&cx.config.db().secret_url())?;
    let wish = Wish {
        file: args.file,
        agency: args.agency,
        asked: Asked {
            encoding: args.encoding,
            separator: args.separator,
            dates: args.dates.as_deref().and_then(Dates::from_id),
        },
        map: args.map,
        source: args.source,
        dry_run: args.dry_run,
        rejects: args.rejects,
        ..Wish::default()
    };
    let report = columns::take(kind, cx.texts, &mut opened.desk, &wish)?;
    if args.json {
        cx.out.json(&object(&report))?;
    } else {
        print(&report, args.dry_run, cx)?;
    }
    Ok(if report.rejected > 0 { Exit::Partly } else { Exit::Done })
}

fn object(report: &Report) -> serde_json::Value {
    serde_json::json!({
        "read": report.read,
        "imported": report.imported,
        "updated": report.updated,
        "same": report.same,
        "rejected": report.rejected,
        "warnings": report.warnings,
        "rejects_file": report.rejects_file.as_ref().map(|p| p.display().to_string()),
    })
}

fn print(report: &Report, dry_run: bool, cx: &mut Cx<'_>) -> Outcome<()> {
    let texts = cx.texts;
    let mut lines = Vec::new();
    if let Some(shape) = report.shape {
        let separator = match shape.separator {
            Some('\t') => "tab".to_owned(),
            Some(sign) => sign.to_string(),
            None => "none".to_owned(),
        };
        let dates = shape.dates.map_or("none", Dates::id);
        let args = [("encoding", shape.encoding.to_owned()), ("separator", separator), ("dates", dates.to_owned())];
        lines.push(texts.with("exchange-shape", &args));
    }
    if report.titles > 0 {
        lines.push(texts.with("exchange-titles", &[("count", report.titles.to_string())]));
    }
    if !report.unknown_columns.is_empty() {
        lines.push(texts.with("exchange-unknown-columns", &[("value", report.unknown_columns.join(", "))]));
    }
    for said in &report.said {
        // A sentence that begins with the label says the column itself.
        let column = said.column.as_ref().filter(|c| !said.text.starts_with(c.as_str()));
        let key = match (said.rejected, column) {
            (true, Some(_)) => "exchange-said-rejected-at",
            (true, None) => "exchange-said-rejected",
            (false, Some(_)) => "exchange-said-at",
            (false, None) => "exchange-said",
        };
        let column = column.cloned().unwrap_or_default();
        lines.push(texts.with(key, &[("line", said.line.to_string()), ("value", column), ("text", said.text.clone())]));
    }
    if report.rejected + report.warnings > report.said.len() as u64 {
        lines.push(texts.get("exchange-more"));
    }
    let counts = [
        ("read", report.read),
        ("imported", report.imported),
        ("updated", report.updated),
        ("same", report.same),
        ("rejected", report.rejected),
        ("warnings", report.warnings),
        ("incomplete", report.incomplete),
        ("twins", report.twins),
    ];
    let counts = counts.map(|(name, count)| (name, count.to_string()));
    lines.push(texts.with("exchange-counts", &counts));
    if report.incomplete + report.twins > 0 {
        lines.push(texts.with("exchange-to-do", &counts));
    }
    for (key, file) in [("exchange-rejects-file", &report.rejects_file), ("exchange-warnings-file", &report.warnings_file)] {
        if let Some(file) = file {
            lines.push(texts.with(key, &[("value", file.display().to_string())]));
        }
    }
    if dry_run {
        lines.push(texts.get("exchange-dry-run"));
    }
    lines.iter().try_for_each(|line| cx.out.line(line))
}
