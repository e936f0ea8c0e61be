//! `guichet ssh-keys USER`: for sshd's AuthorizedKeysCommand (security.md §6). Run twice a login; always exit 0, within a second even
//! when the database is locked (then what the key file holds), and no login counted.

use std::sync::mpsc::channel;
use std::time::Duration;

use crate::cli::{Cx, Exit};
use crate::config::Config;
use crate::fault::Outcome;
use crate::services::{keys, session};

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The account of the system that logs in.
    pub user: String,
    /// The configuration, instead of /etc/guichet/guichet.toml.
    #[arg(long)]
    pub config: Option<std::path::PathBuf>,
}

/// The database may take so long to answer; sshd waits for the rest.
const PATIENCE: Duration = Duration::from_millis(700);

/// Prints the lines.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let config = match &args.config {
        Some(file) => Config::forced_from(file).unwrap_or_else(|_| cx.config.clone()),
        None => cx.config.clone(),
    };
    if args.user != config.account {
        return Ok(Exit::Done);
    }
    let url = config.db().secret_url();
    let (send, answer) = channel();
    std::thread::spawn(move || {
        let found = session::open(&url).and_then(|mut office| keys::lines(&mut office.desk));
        let _ = send.send(found);
    });
    let lines = match answer.recv_timeout(PATIENCE) {
        Ok(Ok(lines)) => lines,
        _ => written(&config),
    };
    for line in lines {
        // Nobody is left to tell when sshd has closed the pipe; a printed key with another status than 0 would be refused.
        let _ = cx.out.line(&line);
    }
    Ok(Exit::Done)
}

/// What `user key` wrote last.
fn written(config: &Config) -> Vec<String> {
    let text = config.keys_file.as_ref().and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default();
    text.lines().filter(|l| l.starts_with("restrict,pty ")).map(str::to_owned).collect()
}
