//! `guichet backup`: a backup now, by a timer, or the list of those made (security.md §6, §7).

use std::path::PathBuf;

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The file to make; it must not be there.
    pub file: Option<PathBuf>,
    /// Public key that it is encrypted to, `age1…`.
    #[arg(long)]
    pub to_recipient: Option<String>,
    /// The hourly one, into the folder of the configuration.
    #[arg(long, conflicts_with_all = ["file", "daily", "list", "make_key"])]
    pub hourly: bool,
    /// The daily one.
    #[arg(long, conflicts_with_all = ["file", "list", "make_key"])]
    pub daily: bool,
    /// Says what was made, and how old the last good one is.
    #[arg(long, conflicts_with_all = ["file", "make_key"])]
    pub list: bool,
    /// Makes a key pair: the private key in this file, the public one said.
    #[arg(long, value_name = "FILE", conflicts_with = "file")]
    pub make_key: Option<PathBuf>,
    /// For a program.
    #[arg(long)]
    pub json: bool,
}

use serde_json::json;

use crate::cli::print::Cell;
use crate::cli::{Cx, Exit};
use crate::domain::backup::{Age, BackupDone};
use crate::domain::record::instant_text;
use crate::fault::{Fault, Outcome};
use crate::services::backup::{self, To, Wish};
use crate::services::session;

/// Makes one, or lists them.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    if let Some(file) = &args.make_key {
        let public = backup::make_key(file)?;
        cx.out.line(&cx.texts.with("cli-backup-key-made", &[("path", file.display().to_string()), ("key", public)]))?;
        return Ok(Exit::Done);
    }
    if args.list {
        return list(args.json, cx);
    }
    let keeping = &cx.config.backup;
    let scheduled = |kind, keep| (kind, To::Folder(cx.config.backup_folder(), keep));
    let (kind, to) = match (args.file, args.hourly, args.daily) {
        (Some(file), _, _) => ("hand", To::File(file)),
        (None, true, _) => scheduled("hourly", keeping.hourly),
        (None, _, true) => scheduled("daily", keeping.daily),
        (None, false, false) => return Err(Fault::wrong("wrong-backup-file")),
    };
    let wish = Wish { kind, to, recipient: args.to_recipient.or(keeping.recipient.clone()), work: cx.config.work_folder() };
    let mut office = session::open(&cx.config.db().secret_url())?;
    let made = backup::make(&mut office.desk, &wish);
    if kind != "hand" {
        // Said whether or not this one was made: the alarm is about the last good one.
        backup::alarm(&mut office.desk, keeping.alarm_hours)?;
    }
    let made = made?;
    let label = &made.label;
    if args.json {
        cx.out.json(&json!({
            "path": made.path, "sha256": label.sha256, "bytes": label.bytes, "rows": label.manifest.total(),
            "at": label.manifest.at, "schema": label.manifest.schema, "seal": label.manifest.seal,
            "recipient": label.recipient, "removed": made.gone.len(),
        }))?;
    } else {
        let said = [
            ("path", made.path.display().to_string()),
            ("rows", label.manifest.total().to_string()),
            ("size", (label.bytes / 1024).to_string()),
            ("encrypted", if label.recipient.is_some() { "yes" } else { "no" }.to_owned()),
            ("removed", made.gone.len().to_string()),
        ];
        cx.out.line(&cx.texts.with("cli-backup-made", &said))?;
    }
    Ok(Exit::Done)
}

/// What is noted, newest first; status 3 when the last good one is too old.
fn list(as_json: bool, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let mut office = session::open(&cx.config.db().secret_url())?;
    let found = backup::health(&mut office.desk, cx.config.backup.alarm_hours)?;
    if as_json {
        let rows = found.all.iter().map(|b| {
            json!({
                "kind": b.kind, "at": b.made_at.map(instant_text), "path": b.target, "bytes": b.bytes, "rows": b.row_count,
                "sha256": b.sha256, "recipient": b.recipient, "elsewhere": b.elsewhere, "outcome": b.outcome,
            })
        });
        cx.out.json(&rows.collect())?;
    } else {
        let headings = ["at", "kind", "outcome", "rows", "path"].map(|h| cx.texts.get(&format!("backup-head-{h}")));
        let rows: Vec<Vec<Cell>> = found.all.iter().map(|b| row(b, cx)).collect();
        cx.out.table(&headings, &rows)?;
        let now = office.desk.now();
        let hours = found.last.as_ref().and_then(|b| b.made_at).map_or(0, |at| (now - at).num_hours());
        let key = match found.age {
            Age::Fresh => "backup-age-fresh",
            Age::Old => "backup-age-old",
            Age::Never => "backup-age-never",
        };
        cx.out.line(&cx.texts.with(key, &[("hours", hours.to_string())]))?;
    }
    Ok(if found.age == Age::Fresh { Exit::Done } else { Exit::Partly })
}

fn row(b: &BackupDone, cx: &Cx<'_>) -> Vec<Cell> {
    let at = b.made_at.map(|at| crate::domain::calendar::local(at).format("%d/%m/%Y %H:%M").to_string()).unwrap_or_default();
    let kind = cx.texts.get(&format!("backup-kind-{}", b.kind.replace('_', "-")));
    vec![
        at.into(),
        kind.into(),
        cx.texts.get(&format!("backup-outcome-{}", b.outcome)).into(),
        b.row_count.into(),
        b.target.clone().into(),
    ]
}
