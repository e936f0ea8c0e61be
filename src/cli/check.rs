//! `guichet check`: what is wrong with the data; findings end with status 3.

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// For a program: kind, table, id, text.
    #[arg(long)]
    pub json: bool,
    /// How the server is set up, instead of the data.
    #[arg(long)]
    pub deployment: bool,
    /// The root of the installation that is looked at: an image, a container.
    #[arg(long, value_name = "DIR", default_value = "/", requires = "deployment")]
    pub root: std::path::PathBuf,
}

use chrono::Utc;
use serde_json::json;

use crate::cli::{Cx, Exit};
use crate::fault::{Outcome, Value};
use crate::services::deployment::{self, Site};
use crate::services::{audit, check, session};

/// Findings that are listed; more are only said to be there.
const MOST: usize = 1_000;

/// Looks over the data; status 3 when anything is found.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    if args.deployment {
        return deployment(&args, cx);
    }
    let mut office = session::open(&cx.config.db().secret_url())?;
    let report = check::run(&mut office.desk, MOST)?;
    // A check of damaged data is still a check: what can't be noted doesn't stop it.
    let findings = Value::Int(i64::try_from(report.findings.len()).unwrap_or(i64::MAX));
    let _ = audit::event(&mut office.desk, "check", None, &[("findings", findings)]);
    let mut rows = Vec::new();
    for finding in &report.findings {
        let mut text = cx.texts.with(&format!("check-{}", finding.kind), &finding.args);
        if let Some(flaw) = &finding.flaw {
            text = format!("{text} {}", cx.texts.flaw(flaw));
        }
        if args.json {
            rows.push(json!({"kind": finding.kind, "table": finding.table, "id": finding.id, "text": text}));
        } else {
            cx.out.line(&format!("{} {} {text}", finding.table, finding.id))?;
        }
    }
    if args.json {
        cx.out.json(&serde_json::Value::Array(rows))?;
    } else {
        let counts = [("count", report.findings.len().to_string()), ("rows", report.rows.to_string())];
        cx.out.line(&cx.texts.with("cli-check-done", &counts))?;
    }
    Ok(if report.findings.is_empty() { Exit::Done } else { Exit::Partly })
}

/// Reads the installation back; each finding in words with the command that mends it.
fn deployment(args: &Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let found = deployment::look(&Site::new(&args.root), cx.config, Utc::now());
    let mut rows = Vec::new();
    for finding in &found {
        let text = cx.texts.with(&format!("deploy-{}", finding.kind), &finding.args);
        let remedy = cx.texts.with(&format!("deploy-{}-do", finding.kind), &finding.args);
        if args.json {
            rows.push(json!({"kind": finding.kind, "table": "deployment", "id": finding.place, "text": text, "remedy": remedy}));
        } else {
            cx.out.line(&text)?;
            cx.out.line(&format!("    {remedy}"))?;
        }
    }
    if args.json {
        cx.out.json(&serde_json::Value::Array(rows))?;
    } else {
        cx.out.line(&cx.texts.with("cli-check-deployment-done", &[("count", found.len().to_string())]))?;
    }
    Ok(if found.is_empty() { Exit::Done } else { Exit::Partly })
}
