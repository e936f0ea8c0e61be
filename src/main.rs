//! Arguments → command or screens → exit status; nothing else.
use std::process::ExitCode;

fn main() -> ExitCode {
    guichet::cli::start(std::env::args_os(), Some(guichet::cli::open::open))
}
