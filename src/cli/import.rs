//! `guichet import KIND FILE`: people, employers, offers from CSV, xlsx or JSON (product.md, Exchange format). Exit status 3 when rows were rejected.

use std::path::PathBuf;

use crate::cli::{Cx, Exit};
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::import::{self, Asked, Dates, Face, Importable, Labels, Report, Wish, Words};
use crate::services::session;
use crate::texts::{LANGUAGES, Texts};

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
    };
    let texts = cx.texts;
    let say = |flaw: &Flaw| texts.flaw(flaw);
    let label = |id: &str| label(texts, kind, id);
    let noted = |id: &str, text: &str| texts.with("exchange-noted", &[("field", label(id)), ("value", text.to_owned())]);
    let face = Face { labels: labels(kind)?, say: &say, label: &label, noted: &noted, words: words(texts) };
    let report = (kind.run)(&mut opened.desk, &wish, &face)?;
    if args.json {
        cx.out.json(&object(&report))?;
    } else {
        print(&report, args.dry_run, cx)?;
    }
    Ok(if report.rejected > 0 { Exit::Partly } else { Exit::Done })
}

/// The label of a column of this kind.
pub fn label(texts: &Texts, kind: &Importable, id: &str) -> String {
    let table = (kind.columns)().iter().find(|(column, _)| *column == id).map_or("", |(_, table)| table);
    texts.field_full(table, id)
}

/// The labels of all columns and states of a kind, and our own headings, in all languages.
pub fn labels(kind: &Importable) -> Outcome<Labels> {
    let mut labels = Labels::default();
    let (record, states) = (kind.states.0, (kind.states.1)());
    for state in &states {
        labels.state(state, state);
    }
    for lang in LANGUAGES {
        let texts = Texts::load(lang)?;
        for (id, table) in (kind.columns)() {
            labels.field(&texts.field_full(table, id), id);
            labels.field(&texts.field(table, id), id);
        }
        for state in &states {
            labels.state(&texts.state(record, state), state);
        }
        let words = words(&texts);
        [&words.line, &words.column, &words.reason].into_iter().for_each(|w| labels.pass_over(w));
    }
    Ok(labels)
}

/// The words of the files that an import writes.
pub fn words(texts: &Texts) -> Words {
    Words {
        line: texts.get("exchange-line"),
        column: texts.get("exchange-column"),
        reason: texts.get("exchange-reason"),
        rejects: texts.get("exchange-rejects-word"),
        warnings: texts.get("exchange-warnings-word"),
    }
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
