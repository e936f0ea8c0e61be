//! Random screens A to B through a real tmux: what it shows is what the emulator shows. Skipped, and said so, where there is none;
//! with CI set that is a failure.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use guichet::tui::terminal::caps::Caps;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::oracle::Line;
use crate::screens::{H, Step, W, apply, step};

/// A pane of the size of the screens that shows what is written into a pipe.
struct Pane {
    dir: tempfile::TempDir,
    pipe: std::fs::File,
}

impl Pane {
    fn tmux(dir: &Path, args: &[&str]) -> std::process::Output {
        let mut command = Command::new("tmux");
        command.arg("-u").arg("-S").arg(dir.join("socket")).args(["-f", "/dev/null"]).args(args);
        command.env("LANG", "C.UTF-8").env_remove("TMUX").stdin(Stdio::null()).output().unwrap()
    }
    fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let show = format!("stty raw -echo; exec cat {}", pipe.display());
        let (w, h) = (W.to_string(), H.to_string());
        let made = Self::tmux(dir.path(), &["new-session", "-d", "-x", &w, "-y", &h, &show, ";", "set", "-g", "status", "off"]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        Self::tmux(dir.path(), &["resize-window", "-x", &w, "-y", &h]);
        let pipe = OpenOptions::new().write(true).open(pipe).unwrap();
        Pane { dir, pipe }
    }
    /// What tmux shows, read by another emulator.
    fn shown(&self) -> vt100::Parser {
        let out = Self::tmux(self.dir.path(), &["capture-pane", "-p", "-e", "-N"]).stdout;
        let mut parser = vt100::Parser::new(H.try_into().unwrap(), W.try_into().unwrap(), 0);
        let text = String::from_utf8(out).unwrap();
        parser.process(text.trim_end_matches('\n').replace('\n', "\r\n").as_bytes());
        parser
    }
}

impl Drop for Pane {
    fn drop(&mut self) {
        Self::tmux(self.dir.path(), &["kill-server"]);
    }
}

/// The first cell that looks different.
fn difference(wanted: &vt100::Screen, shown: &vt100::Screen) -> Option<String> {
    for y in 0..H {
        for x in 0..W {
            let (want, have) = (wanted.cell(y, x).unwrap(), shown.cell(y, x).unwrap());
            let text = |cell: &vt100::Cell| if cell.contents().is_empty() { " ".to_owned() } else { cell.contents().to_owned() };
            let looks = |cell: &vt100::Cell| {
                let seen = text(cell) != " " || cell.inverse() || cell.underline();
                (text(cell), cell.inverse(), cell.underline(), cell.bold() && seen, seen.then(|| cell.fgcolor()))
            };
            if looks(want) != looks(have) {
                return Some(format!("at {x}, {y}: {:?} wanted, {:?} shown", looks(want), looks(have)));
            }
        }
    }
    None
}

#[test]
fn any_screen_becomes_any_other_in_a_real_tmux() {
    if Command::new("tmux").arg("-V").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "no tmux found: in CI its test must run");
        let _ = writeln!(std::io::stderr(), "skipped: no tmux found");
        return;
    }
    let mut pane = Pane::open();
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let stories = prop::collection::vec(step(), 2..6);
    for n in 0..40 {
        let steps: Vec<Step> = stories.new_tree(&mut runner).unwrap().current();
        let mut line = Line::new(&Caps::full(), W, H);
        let mut screen = Buffer::empty(Rect::new(0, 0, W, H));
        for step in &steps {
            apply(step, &mut screen);
            let bytes = line.draw(Some((1, 1)), |buffer| buffer.clone_from(&screen));
            pane.pipe.write_all(&bytes).unwrap();
            let end = Instant::now() + Duration::from_secs(5);
            while let Some(other) = difference(line.screen(), pane.shown().screen()) {
                assert!(Instant::now() < end, "story {n}, {other}, after {steps:?}");
                std::thread::sleep(Duration::from_millis(5));
            }
        }
    }
}
