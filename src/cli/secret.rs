//! A password asked on the command line: without an echo on a terminal, else one line of the standard input.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

use crate::cli::Cx;
use crate::fault::{Fault, Outcome};
use crate::services::door;
use crate::store::Desk;

/// From here on who types the password of this account acts, with its own roles: the second person's word at the server.
///
/// # Errors
/// As [`door::stand_in`].
pub fn stand_in(desk: &mut Desk, by: &str, cx: &Cx<'_>) -> Outcome<()> {
    crate::services::gate::at(&cx.config.run_folder());
    let typed = ask(&cx.texts.with("cli-user-ask-password", &[("login", by.to_owned())]))?;
    door::stand_in(desk, by, &typed, &door::watch())
}

/// Asks for it.
///
/// # Errors
/// The input is at its end.
pub fn ask(question: &str) -> Outcome<String> {
    let input = std::io::stdin();
    let before = if input.is_terminal() { tcgetattr(&input).ok() } else { None };
    if let Some(before) = &before {
        let mut quiet = before.clone();
        quiet.local_modes.remove(LocalModes::ECHO);
        let _ = tcsetattr(&input, OptionalActions::Now, &quiet);
        let mut to = std::io::stderr();
        let _ = write!(to, "{question} ").and_then(|()| to.flush());
    }
    let mut line = String::new();
    let read = input.lock().read_line(&mut line);
    if let Some(before) = &before {
        let _ = tcsetattr(&input, OptionalActions::Now, before);
        eprintln!();
    }
    match read {
        Ok(bytes) if bytes > 0 => Ok(line.trim_end_matches(['\n', '\r']).to_owned()),
        _ => Err(Fault::wrong("wrong-no-password")),
    }
}
