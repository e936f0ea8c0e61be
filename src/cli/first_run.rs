//! Which letters this terminal shows, where nothing says it: « Voyez-vous é ? » is asked once, before the screens, and the answer is
//! kept for this kind of terminal (terminal.md §3). Called by `open`.

use std::collections::BTreeMap;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;

use rustix::event::{PollFd, PollFlags, Timespec};

use crate::config::Config;
use crate::texts::Texts;
use crate::tui::terminal::Charset;

/// The letter in each set: neither is a command to a terminal of the other.
const LETTERS: [(&str, &[u8]); 2] = [("utf-8", b"\xc3\xa9"), ("latin1", b"\xe9")];
/// Who doesn't answer for so long gets plain letters today.
const PATIENCE: Timespec = Timespec { tv_sec: 20, tv_nsec: 0 };
/// What is taken of a name that comes over the line.
const LONGEST: usize = 60;

/// The name of the set to use; `None`: what the locale says. Asks where no flag, no file, no locale and no earlier answer says it, or
/// where `--charset ask` wants it asked again.
pub fn charset(config: &Config, texts: &Texts) -> Option<String> {
    let again = config.charset == "ask";
    if config.charset != "auto" && !again {
        return Some(config.charset.clone());
    }
    let kept = Kept::of(config);
    if !again && let Some(known) = kept.known() {
        return Some(known);
    }
    let seen = io::stdin().is_terminal() && io::stdout().is_terminal();
    if !seen || !again && !config.locale.is_empty() {
        return None;
    }
    show(texts, &mut io::stdout().lock()).ok()?;
    // A whole line is there, or nobody answers: then it isn't waited for.
    let mut wait = [PollFd::from_borrowed_fd(rustix::stdio::stdin(), PollFlags::IN)];
    if rustix::event::poll(&mut wait, Some(&PATIENCE)).ok()? == 0 {
        return None;
    }
    let answer = read(&mut io::stdin().lock()).ok().flatten()?;
    kept.keep(&answer);
    Some(answer)
}

/// The question in letters that every terminal has.
fn show(texts: &Texts, to: &mut impl Write) -> io::Result<()> {
    let plain = |key| Charset::Ascii.encode_text(&texts.get(key));
    to.write_all(&plain("charset-ask"))?;
    to.write_all(b"\r\n\r\n")?;
    for (number, (_, letter)) in (1..).zip(LETTERS) {
        write!(to, "   {number}   ")?;
        to.write_all(letter)?;
        to.write_all(b"\r\n")?;
    }
    to.write_all(b"   3   ")?;
    to.write_all(&plain("charset-ask-neither"))?;
    to.write_all(b"\r\n\r\n")?;
    to.write_all(&plain("charset-ask-number"))?;
    to.write_all(b" ")?;
    to.flush()
}

/// The answer. An empty line leaves it open: plain letters today, the question again next time.
fn read(from: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = String::new();
    from.read_line(&mut line)?;
    Ok(match line.trim() {
        "3" => Some("ascii".to_owned()),
        other => {
            let nth = other.parse::<usize>().ok().and_then(|n| LETTERS.get(n.checked_sub(1)?));
            nth.map(|(name, _)| (*name).to_owned())
        }
    })
}

/// Earlier answers, a line for each kind of terminal.
struct Kept {
    file: PathBuf,
    term: String,
}

impl Kept {
    fn of(config: &Config) -> Self {
        let term = config.term.chars().filter(|c| c.is_ascii_graphic()).take(LONGEST).collect();
        Kept { file: config.state_folder.join("charsets.toml"), term }
    }
    fn all(&self) -> BTreeMap<String, String> {
        std::fs::read_to_string(&self.file).ok().and_then(|text| toml::from_str(&text).ok()).unwrap_or_default()
    }
    fn known(&self) -> Option<String> {
        self.all().remove(&self.term).filter(|name| Charset::from_name(name).is_some())
    }
    /// An answer that can't be kept is asked again next time.
    fn keep(&self, answer: &str) {
        let mut all = self.all();
        all.insert(self.term.clone(), answer.to_owned());
        let written = toml::to_string(&all).map_err(io::Error::other).and_then(|text| {
            if let Some(folder) = self.file.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(&self.file, text)
        });
        if let Err(error) = written {
            tracing::warn!(%error, "the answer about the terminal's letters was not kept");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_shows_the_letter_in_both_sets_and_nothing_that_commands() {
        let texts = Texts::load("fr").unwrap();
        let mut out = Vec::new();
        show(&texts, &mut out).unwrap();
        let beyond: Vec<u8> = out.iter().copied().filter(|b| *b >= 0x80 || *b == 0x1b).collect();
        assert_eq!(beyond, b"\xc3\xa9\xe9");
        let answer = |line: &str| read(&mut line.as_bytes()).unwrap();
        let wanted =
            [("1\n", Some("utf-8")), ("2\n", Some("latin1")), ("3\r\n", Some("ascii")), ("\n", None), ("", None), ("7\n", None)];
        for (line, name) in wanted {
            assert_eq!(answer(line).as_deref(), name, "{line:?}");
        }
    }
}
