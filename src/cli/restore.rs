//! `guichet restore`: an office out of a backup; what it replaces is kept first (security.md §6, §7).

use std::path::PathBuf;

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The backup.
    pub file: PathBuf,
    /// The file of the private key, for an encrypted one.
    #[arg(long)]
    pub identity: Option<PathBuf>,
}

use chrono::Utc;

use crate::cli::{Cx, Exit};
use crate::domain::calendar;
use crate::domain::record::parse_instant;
use crate::fault::Outcome;
use crate::services::backup::{self, Wanted};

/// Restores, and says of when it is, what it lacked, and where the former one is.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let wanted = Wanted {
        file: args.file,
        identity: args.identity,
        work: cx.config.work_folder(),
        keep: cx.config.backup_folder(),
        recipient: cx.config.backup.recipient.clone(),
    };
    let done = backup::restore(&cx.config.db().secret_url(), &wanted, Utc::now())?;
    let at = parse_instant(&done.manifest.at).map(|at| calendar::local(at).format("%d/%m/%Y %H:%M").to_string());
    let said = [("at", at.unwrap_or_default()), ("rows", done.manifest.total().to_string())];
    cx.out.line(&cx.texts.with("cli-restore-done", &said))?;
    if !done.migrated.is_empty() {
        cx.out.line(&cx.texts.with("cli-restore-migrated", &[("count", done.migrated.len().to_string())]))?;
    }
    if let Some(kept) = &done.kept {
        let key = if done.damaged { "cli-restore-aside" } else { "cli-restore-kept" };
        cx.out.line(&cx.texts.with(key, &[("path", kept.display().to_string())]))?;
    }
    match done.erased {
        Some(0) => {}
        Some(count) => cx.out.line(&cx.texts.with("cli-restore-erased", &[("count", count.to_string())]))?,
        // On an empty place there is nobody to ask: the auditor knows the numbers.
        None => cx.out.line(&cx.texts.get("cli-restore-erased-unknown"))?,
    }
    Ok(Exit::Done)
}
