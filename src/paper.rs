//! Papers in words: a `Paper` and the texts (`paper-…`) become lines of 78 columns at most without a control character, and go out to
//! a file of the export folder or to the print command. Called by the screens and commands that print.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use unicode_width::UnicodeWidthStr;

use crate::config::Config;
use crate::domain::{dates, neutral};
use crate::fault::{Fault, Outcome};
use crate::services::letters::{Datum, Paper, PaperKind};
use crate::texts::Texts;

/// Widest line, in columns.
pub const WIDTH: usize = 78;
/// Blank columns at the left of a paper.
const MARGIN: usize = 4;

/// Where papers go: told once by the command line, as the log is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlet {
    /// Folder for files; made when it isn't there, readable by its owner only.
    pub folder: PathBuf,
    /// Prints what it reads; none: a file is made.
    pub command: Option<String>,
    /// To the printer behind the terminal (terminal.md §6).
    pub terminal: bool,
}

static OUTLET: OnceLock<Outlet> = OnceLock::new();

/// Says where papers go for the rest of the run; the first word stands.
pub fn start(config: &Config) {
    let command = config.print_command.clone().filter(|_| config.print == "command");
    let _ = OUTLET.set(Outlet { folder: config.data_folder.join("papers"), command, terminal: config.print == "terminal" });
}

/// Where papers go; a run that was told nothing keeps them in the system's temporary folder.
pub fn outlet() -> Outlet {
    OUTLET.get().cloned().unwrap_or_else(|| Outlet {
        folder: std::env::temp_dir().join("guichet-papers"),
        command: None,
        terminal: false,
    })
}

/// The lines of a paper in the language of the texts.
pub fn lines(paper: &Paper, texts: &Texts) -> Vec<String> {
    let lang = texts.lang();
    let kind = paper.kind.id();
    let args: Vec<(&'static str, String)> = paper.says.iter().map(|(name, datum)| (*name, said(datum, lang, texts))).collect();
    let mut parts =
        vec![(format!("paper-{kind}-head"), 0), (format!("paper-{kind}-title"), 8), (format!("paper-{kind}-body"), 0)];
    if paper.kind == PaperKind::Convocation
        && paper.says.iter().any(|(name, datum)| *name == "documents" && *datum != Datum::None)
    {
        parts.push(("paper-documents".to_owned(), 0));
    }
    let mut out = vec![String::new()];
    let mut put = |key: &str, indent: usize, args: &[(&'static str, String)]| {
        for paragraph in texts.with(key, args).split('\n') {
            out.extend(wrapped(paragraph, indent));
        }
        out.push(String::new());
    };
    for (key, indent) in parts {
        put(&key, indent, &args);
    }
    for row in &paper.rows {
        let row: Vec<(&'static str, String)> = row.iter().map(|(name, datum)| (*name, said(datum, lang, texts))).collect();
        put(&format!("paper-{kind}-row"), 0, &row);
    }
    put(&format!("paper-{kind}-foot"), 0, &args);
    out.push(" ".repeat(MARGIN) + &shown(&texts.with("paper-reference", &[("ref", reference(paper))])));
    out.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// What names a paper: file number, kind and the end of its row's id. Made by the program only.
pub fn reference(paper: &Paper) -> String {
    let id = paper.letter.0.simple().to_string();
    let tail = id.get(id.len().saturating_sub(8)..).unwrap_or_default().to_owned();
    format!("{}-{}-{tail}", paper.number, paper.kind.id())
}

fn said(datum: &Datum, lang: &str, texts: &Texts) -> String {
    let text = match datum {
        Datum::Text(text) => text.clone(),
        Datum::Day(day) => dates::long_day(*day, lang),
        Datum::Birth(day, precision) => dates::shown_birth(*day, *precision, lang),
        Datum::Moment(at) => {
            let args = [("day", dates::long_day(at.date(), lang)), ("hour", dates::shown_time(at.time(), lang))];
            texts.with("paper-moment", &args)
        }
        Datum::Label { fr, en } => if lang == "fr" { fr } else { en }.clone(),
        Datum::None => "-".to_owned(),
    };
    shown(&text)
}

/// Without anything that a printer or terminal could take for a command.
fn shown(text: &str) -> String {
    neutral::shown(text)
}

/// A paragraph in lines; a word longer than a line is cut.
fn wrapped(paragraph: &str, indent: usize) -> Vec<String> {
    let start = " ".repeat(MARGIN + indent);
    let room = WIDTH - MARGIN - indent;
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in shown(paragraph).split(' ') {
        for piece in pieces(word, room) {
            if !line.is_empty() && line.width() + 1 + piece.width() > room {
                lines.push(format!("{start}{line}"));
                line.clear();
            } else if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&piece);
        }
    }
    lines.push(format!("{start}{line}"));
    lines
}

fn pieces(word: &str, room: usize) -> Vec<String> {
    let (mut all, mut piece) = (Vec::new(), String::new());
    for c in word.chars() {
        piece.push(c);
        if piece.width() > room {
            piece.pop();
            all.push(std::mem::replace(&mut piece, c.to_string()));
        }
    }
    all.push(piece);
    all
}

/// Where a paper went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// Into this file.
    File(PathBuf),
    /// To the print command.
    Printer,
    /// Nowhere yet: these lines are for the printer behind the terminal, which only the screens can reach.
    Terminal(Vec<String>),
}

/// Sends a paper out. Errors: `wrong-print-folder`, `wrong-print-command`; nothing half-written stays.
pub fn send(outlet: &Outlet, name: &str, lines: &[String]) -> Outcome<Sent> {
    if outlet.terminal {
        return Ok(Sent::Terminal(lines.to_vec()));
    }
    let mut text = lines.join("\n");
    text.push('\n');
    match &outlet.command {
        Some(command) => print(command, &text).map(|()| Sent::Printer),
        None => keep(&outlet.folder, name, &text).map(Sent::File),
    }
}

fn print(command: &str, text: &str) -> Outcome<()> {
    let failed = || Fault::wrong("wrong-print-command").with("value", neutral::shown(command));
    let mut words = command.split_whitespace();
    let program = words.next().ok_or_else(failed)?;
    let spawned = Command::new(program).args(words).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut child = spawned.map_err(|_| failed())?;
    let written = child.stdin.take().map(|mut input| input.write_all(text.as_bytes()));
    let ended = child.wait().map_err(|_| failed())?;
    if ended.success() && matches!(written, Some(Ok(()))) { Ok(()) } else { Err(failed()) }
}

/// Written beside, then put in its place: a reader sees the whole paper or none.
fn keep(folder: &Path, name: &str, text: &str) -> Outcome<PathBuf> {
    let failed = |_| Fault::wrong("wrong-print-folder").with("path", folder.display());
    make_folder(folder).map_err(failed)?;
    let target = folder.join(format!("{name}.txt"));
    let beside = folder.join(format!(".{name}.tmp"));
    let mut open = OpenOptions::new();
    open.write(true).create(true).truncate(true).mode(0o600);
    let written = open.open(&beside).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    if let Err(error) = written.and_then(|()| fs::rename(&beside, &target)) {
        let _ = fs::remove_file(&beside);
        return Err(failed(error));
    }
    Ok(target)
}

fn make_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}
