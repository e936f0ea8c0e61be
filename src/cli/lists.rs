//! `guichet lists`: which code lists and vocabularies are loaded; `lists add FILE…` loads more.

use std::path::PathBuf;

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// What to do; nothing: say what is loaded.
    #[arg(value_parser = ["add"], requires = "files")]
    pub action: Option<String>,
    /// CSV files, or ROME and ESCO as they are published.
    pub files: Vec<PathBuf>,
    /// For a program.
    #[arg(long)]
    pub json: bool,
}

use serde_json::json;

use crate::cli::{Cx, Exit};
use crate::fault::Outcome;
use crate::services::{session, vocabulary};

/// Says what is loaded, or loads.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let mut office = session::open(&cx.config.db().secret_url())?;
    let taken: Vec<vocabulary::Taken> = match args.action {
        Some(_) => vocabulary::add(&mut office.desk, &args.files)?,
        None => {
            let loaded = vocabulary::loaded(&mut office.desk)?;
            loaded.into_iter().map(|loaded| vocabulary::Taken { loaded, left_out: 0, same: false }).collect()
        }
    };
    if args.json {
        let rows = taken.iter().map(|t| {
            let l = &t.loaded;
            json!({"source": l.source, "kind": l.kind, "file": l.file, "rows": l.rows, "sha256": l.sha256, "loaded_at": l.at,
                   "left_out": t.left_out, "same": t.same})
        });
        cx.out.json(&serde_json::Value::Array(rows.collect()))?;
    } else {
        print(&taken, args.action.is_some(), cx)?;
    }
    Ok(Exit::Done)
}

fn print(taken: &[vocabulary::Taken], added: bool, cx: &mut Cx<'_>) -> Outcome<()> {
    if taken.is_empty() {
        cx.out.line(&cx.texts.get("cli-lists-none"))?;
    }
    for t in taken {
        let l = &t.loaded;
        let what = cx.texts.get(&format!("cli-lists-of-{}", l.kind));
        let args = [
            ("source", l.source.clone()),
            ("what", what),
            ("rows", l.rows.to_string()),
            ("file", l.file.clone()),
            ("day", l.at.get(..10).unwrap_or_default().to_owned()),
        ];
        cx.out.line(&cx.texts.with("cli-lists-line", &args))?;
        if t.same {
            cx.out.line(&cx.texts.get("cli-lists-same"))?;
        } else if added && t.left_out > 0 {
            cx.out.line(&cx.texts.with("cli-lists-left-out", &[("count", t.left_out.to_string())]))?;
        }
    }
    Ok(())
}
