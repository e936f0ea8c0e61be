//! `guichet completions SHELL`: the file that a shell reads to complete commands and options.

use clap_complete::Shell;

use super::{Cx, Exit, command};
use crate::fault::Outcome;

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// For which shell.
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Prints the completions.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut command(cx.texts), "guichet", &mut text);
    cx.out.bytes(&text)?;
    Ok(Exit::Done)
}
