//! `guichet migrate`: brings the schema to this program's version (architecture.md, migrations).

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Only says what is done and what is to do.
    #[arg(long)]
    pub status: bool,
}

use chrono::Utc;

use crate::cli::{Cx, Exit};
use crate::fault::Outcome;
use crate::services::backup::{To, Wish};
use crate::services::office;

/// Applies what is missing, or says where the schema stands.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let url = cx.config.db().secret_url();
    let keep = Wish {
        kind: "before_migration",
        to: To::Folder(cx.config.backup_folder(), usize::MAX),
        recipient: cx.config.backup.recipient.clone(),
        work: cx.config.work_folder(),
    };
    let (status, saved) = if args.status { (office::schema(&url)?, None) } else { office::migrate(&url, Utc::now(), &keep)? };
    if let Some(path) = saved {
        cx.out.line(&cx.texts.with("cli-migrate-saved", &[("path", path.display().to_string())]))?;
    }
    for (number, name, at) in &status.applied {
        cx.out.line(&format!("{number:04} {name}  {at}"))?;
    }
    let key = if status.pending == 0 { "cli-migrate-done" } else { "cli-migrate-pending" };
    cx.out.line(&cx.texts.with(key, &[("count", status.pending.to_string())]))?;
    Ok(if status.pending == 0 { Exit::Done } else { Exit::Partly })
}
