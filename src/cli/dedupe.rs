//! `guichet dedupe`: files that may be of one person, in the whole base (product.md, Commands).

use std::path::PathBuf;

use serde_json::json;

use crate::cli::{Cx, Exit};
use crate::domain::duplicate::Sketch;
use crate::domain::neutral::shown_note;
use crate::exchange::{self, file};
use crate::fault::{Outcome, Value};
use crate::services::{audit, dedupe, session};

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// What is compared.
    #[arg(default_value = "people", value_parser = ["people"])]
    pub kind: String,
    /// From which score a pair counts; from 0.70 the evidence is strong.
    #[arg(long, value_name = "SCORE", default_value_t = 0.70, value_parser = score)]
    pub min: f64,
    /// A file for the pairs.
    #[arg(long, value_name = "FILE")]
    pub pairs: Option<PathBuf>,
    /// For a program.
    #[arg(long)]
    pub json: bool,
}

const COLUMNS: [&str; 6] = ["number_a", "number_b", "external_ref_a", "external_ref_b", "score", "evidence"];

/// A score from 0 to 1; what else was meant is refused rather than finding nothing.
fn score(typed: &str) -> Result<f64, String> {
    let value = typed.replace(',', ".").parse().ok().filter(|s| (0.0..=1.0).contains(s));
    value.ok_or_else(|| "0 … 1".to_owned())
}

/// Looks for pairs and prints or writes those that wait for a word.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let mut office = session::open(&cx.config.db().secret_url())?;
    // A file that can't be made is said before anything is kept.
    let new = args.pairs.as_deref().map(file::New::create).transpose()?;
    let report = dedupe::people(&mut office.desk, args.min)?;
    let rows: Vec<[String; 6]> = report.pairs.iter().map(|pair| cells(pair, cx)).collect();
    if let (Some(new), Some(path)) = (new, args.pairs.as_deref()) {
        let mut sink = exchange::sink(path, new.handle()?)?;
        sink.row(&COLUMNS.map(Value::from))?;
        for row in &rows {
            sink.row(&row.iter().map(|c| Value::from(shown_note(c).as_str())).collect::<Vec<_>>())?;
        }
        sink.finish()?;
        // The trail first, as for every file that leaves the office (security.md §5.7).
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let count = Value::Int(i64::try_from(rows.len()).unwrap_or(i64::MAX));
        let sha256 = Value::from(new.sha256()?.as_str());
        let facts = [("what", "pairs".into()), ("rows", count), ("sha256", sha256), ("file", name.as_str().into())];
        audit::event(&mut office.desk, "export", None, &facts)?;
        new.keep()?;
    } else if !args.json {
        for row in &rows {
            cx.out.line(&row.join("  "))?;
        }
    }
    if args.json {
        let cell = |c: &str, v: &String| if c == "score" { json!(v.parse::<f64>().unwrap_or_default()) } else { json!(v) };
        let object = |row: &[String; 6]| COLUMNS.iter().zip(row).map(|(c, v)| ((*c).to_owned(), cell(c, v))).collect();
        let all = rows.iter().map(|row| serde_json::Value::Object(object(row))).collect();
        cx.out.json(&serde_json::Value::Array(all))?;
    } else {
        let said = [
            ("files", report.files.to_string()),
            ("pairs", report.pairs.len().to_string()),
            ("new", report.new.to_string()),
            ("known", report.known.to_string()),
        ];
        cx.out.line(&cx.texts.with("cli-dedupe-done", &said))?;
    }
    Ok(Exit::Done)
}

fn cells(pair: &dedupe::Pair, cx: &Cx<'_>) -> [String; 6] {
    let former = |of: &Sketch| of.former.clone().map(|f| f.1).unwrap_or_default();
    let why: Vec<String> = pair.evidence.iter().map(|e| cx.texts.with(e.key, &e.args)).collect();
    let (a, b) = (pair.a.sketch.number.clone(), pair.b.sketch.number.clone());
    [a, b, former(&pair.a.sketch), former(&pair.b.sketch), format!("{:.2}", pair.score), why.join(" ; ")]
}
