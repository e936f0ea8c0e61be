//! Slips for the public (terminal.md §6): into a file, and to the office's own print command where one is set. Called by
//! the intake, the agenda and the interview, inside jobs.

use std::fs::{DirBuilder, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::domain::neutral;
use crate::fault::{Fault, Outcome};

/// Cells of a line at most: what every printer of a terminal takes.
const WIDTH: usize = 78;

/// Writes a slip of these lines as `NAME.txt` into a folder that only its owner can read, and gives its path. With a command
/// the slip goes to its standard input too; one that fails leaves the file.
/// Errors: the folder or file can't be written.
pub fn make(folder: &Path, name: &str, lines: &[String], command: Option<&str>) -> Outcome<PathBuf> {
    let text: String = lines.iter().flat_map(|l| folded(l)).map(|l| l + "\r\n").collect();
    let mut dir = DirBuilder::new();
    dir.recursive(true);
    let mut file = OpenOptions::new();
    file.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
        dir.mode(0o700);
        file.mode(0o600);
    }
    dir.create(folder).map_err(Fault::broken)?;
    let safe: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect();
    let path = folder.join(format!("{safe}.txt"));
    file.open(&path).and_then(|mut f| f.write_all(text.as_bytes())).map_err(Fault::broken)?;
    if let Some(command) = command.filter(|c| !c.is_empty()) {
        print(command, &text)?;
    }
    Ok(path)
}

/// Gives the text to a command's standard input; the command is words without a shell.
fn print(command: &str, text: &str) -> Outcome<()> {
    let mut words = command.split_whitespace();
    let Some(program) = words.next() else { return Ok(()) };
    let quiet = || Stdio::null();
    let mut child =
        Command::new(program).args(words).stdin(Stdio::piped()).stdout(quiet()).stderr(quiet()).spawn().map_err(Fault::broken)?;
    if let Some(mut input) = child.stdin.take() {
        // A command that reads nothing ends by itself; its status says so.
        let _ = input.write_all(text.as_bytes());
    }
    let ended = child.wait().map_err(Fault::broken)?;
    if ended.success() { Ok(()) } else { Err(Fault::broken("the print command failed")) }
}

/// Lines of at most the width, without control characters, cut at blanks.
fn folded(line: &str) -> Vec<String> {
    let clean = neutral::shown(&neutral::tidy(line));
    let mut all = vec![String::new()];
    for word in clean.split(' ') {
        let full = all.last().is_some_and(|l| !l.is_empty() && l.chars().count() + 1 + word.chars().count() > WIDTH);
        if full {
            all.push(String::new());
        }
        if let Some(last) = all.last_mut() {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_plain_lines_that_any_printer_takes() {
        let dir = tempfile::tempdir().unwrap();
        let long = "Apportez votre pièce d'identité, ".repeat(6);
        let path = make(dir.path(), "LBV-26-000001-1/..", &["NDONG\u{1b}[5i".into(), long], None).unwrap();
        assert_eq!(path.file_name().unwrap(), "LBV-26-000001-1___.txt");
        let text = std::fs::read_to_string(path).unwrap();
        assert!(text.lines().all(|l| l.chars().count() <= WIDTH) && !text.contains('\u{1b}'), "{text:?}");
        assert!(text.ends_with("\r\n"));
    }
}
