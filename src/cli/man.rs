//! `guichet man DIR`: the pages of the manual, one a command, in the run's language.

use std::path::{Path, PathBuf};

use clap::Command;
use clap_mangen::Man;

use super::{Cx, Exit, command};
use crate::fault::{Arg, Fault, Outcome};
use crate::texts::Texts;

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The folder to write to; made when it isn't there.
    pub dir: PathBuf,
}

/// clap_mangen's headings, which are English, and the keys of ours.
const HEADINGS: [(&str, &str); 6] = [
    ("NAME", "cli-man-name"),
    ("SYNOPSIS", "cli-man-synopsis"),
    ("DESCRIPTION", "cli-man-description"),
    ("OPTIONS", "cli-man-options"),
    ("SUBCOMMANDS", "cli-man-commands"),
    ("VERSION", "cli-man-version"),
];

/// Writes the pages and says how many.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let refused = |_| Fault::wrong("wrong-folder").with("path", args.dir.display());
    std::fs::create_dir_all(&args.dir).map_err(refused)?;
    let mut root = command(cx.texts);
    root.build();
    let mut pages = vec![(String::from("guichet"), root.clone())];
    for sub in root.get_subcommands() {
        pages.push((format!("guichet-{}", sub.get_name()), sub.clone()));
    }
    for (name, page) in &pages {
        write(&args.dir, name, page, cx.texts).map_err(refused)?;
    }
    let said: [Arg; 2] = [("count", pages.len().to_string()), ("path", args.dir.display().to_string())];
    cx.out.line(&cx.texts.with("cli-man-done", &said))?;
    Ok(Exit::Done)
}

fn write(dir: &Path, name: &str, page: &Command, texts: &Texts) -> std::io::Result<()> {
    let mut roff = Vec::new();
    Man::new(page.clone().display_name(name)).render(&mut roff)?;
    let mut text = String::new();
    for line in String::from_utf8_lossy(&roff).lines() {
        let heading =
            line.strip_prefix(".SH ").and_then(|h| HEADINGS.iter().find(|(english, _)| *english == h.trim_matches('"')));
        match heading {
            Some((_, key)) => text += &format!(".SH {}\n", texts.get(key)),
            None => text += &format!("{line}\n"),
        }
    }
    std::fs::write(dir.join(format!("{name}.1")), text)
}
