//! Bytes of the day's story on the real screens, beside what ncurses and crossterm write for the same pictures:
//! `cargo bench --bench bytes` prints the table of the README. Fails where the goals of the totals are missed.
//! ncurses is asked through a small C program, compiled here; where no C compiler or no ncurses is found, that is said.
// The harness of tests/whole has more than a bench needs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, dead_code)]

#[path = "../tests/whole/office.rs"]
mod office;
#[path = "../tests/whole/pty.rs"]
mod pty;
#[path = "../tests/whole/steps.rs"]
mod steps;

use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::rc::Rc;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::{Terminal, TerminalOptions, Viewport};

use office::Home;
use steps::{Picture, Step};

const MARK: &[u8] = b"\x1b]frame\x07";

/// Collects what a backend writes.
#[derive(Clone, Default)]
struct Sink(Rc<RefCell<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Bytes of each picture through ratatui's own backend.
fn crossterm(pictures: &[&Picture]) -> Vec<usize> {
    crossterm::style::force_color_output(true);
    let sink = Sink::default();
    let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, 80, 24)) };
    let mut terminal = Terminal::with_options(CrosstermBackend::new(sink.clone()), options).unwrap();
    let draw = |picture: &&Picture| {
        let before = sink.0.borrow().len();
        terminal.draw(|frame| paint(frame, picture)).unwrap();
        sink.0.borrow().len() - before
    };
    pictures.iter().map(draw).collect()
}

fn paint(frame: &mut ratatui::Frame<'_>, picture: &Picture) {
    let buffer = frame.buffer_mut();
    for (y, row) in (0_u16..).zip(&picture.rows) {
        for (x, spot) in (0_u16..).zip(row) {
            let mut style = named(spot.colour, Style::new());
            let set = [(spot.bold, Modifier::BOLD), (spot.underlined, Modifier::UNDERLINED), (spot.reversed, Modifier::REVERSED)];
            for (_, modifier) in set.into_iter().filter(|(on, _)| *on) {
                style = style.add_modifier(modifier);
            }
            buffer.set_string(x, y, &spot.text, style);
        }
    }
    frame.set_cursor_position((picture.cursor.1, picture.cursor.0));
}

/// Bytes of each picture through our backend, without the frames that came in between.
fn alone(pictures: &[&Picture]) -> Vec<usize> {
    let caps = guichet::tui::terminal::Caps::full();
    let backend = guichet::tui::terminal::OwnBackend::fixed(Vec::new(), &caps, 80, 24);
    let mut terminal = Terminal::new(backend).unwrap();
    let draw = |picture: &&Picture| {
        let before = terminal.backend().writer().len();
        terminal.draw(|frame| paint(frame, picture)).unwrap();
        terminal.backend().writer().len() - before
    };
    pictures.iter().map(draw).collect()
}

/// The colours by name, as the screens have them: an index costs crossterm more.
fn named(colour: Option<u8>, style: Style) -> Style {
    const NAMES: [Color; 8] =
        [Color::Black, Color::Red, Color::Green, Color::Yellow, Color::Blue, Color::Magenta, Color::Cyan, Color::Gray];
    match colour.and_then(|n| NAMES.get(usize::from(n))) {
        Some(colour) => style.fg(*colour),
        None => style,
    }
}

/// Bytes of each picture through ncurses; why not, where it isn't there.
fn ncurses(folder: &Path, pictures: &[&Picture]) -> Result<Vec<usize>, String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/bytes/ncurses.c");
    let program = folder.join("replay");
    let made = Command::new("cc").arg("-O1").arg("-o").arg(&program).arg(&source).arg("-lncursesw").arg("-ltinfo").output();
    let made = made.map_err(|e| format!("no C compiler: {e}"))?;
    if !made.status.success() {
        let said = String::from_utf8_lossy(&made.stderr).lines().next().unwrap_or_default().to_owned();
        return Err(format!("no ncurses (Debian: libncurses-dev): {said}"));
    }
    let mut text = String::new();
    for picture in pictures {
        writeln!(text, "F {} {}", picture.cursor.0, picture.cursor.1).unwrap();
        for (y, row) in picture.rows.iter().enumerate() {
            for (x, spot) in row.iter().enumerate() {
                let marks = [spot.bold, spot.underlined, spot.reversed].map(u8::from);
                if spot.text != " " || marks != [0; 3] {
                    let colour = spot.colour.map_or(-1, i32::from);
                    writeln!(text, "{y} {x} {} {} {} {colour} {}", marks[0], marks[1], marks[2], spot.text).unwrap();
                }
            }
        }
    }
    let file = folder.join("pictures");
    std::fs::write(&file, text).unwrap();
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
    let mut command = CommandBuilder::new(&program);
    command.arg(&file);
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let (mut all, mut buffer) = (Vec::new(), [0; 4096]);
    while let Ok(n @ 1..) = reader.read(&mut buffer) {
        all.extend_from_slice(&buffer[..n]);
    }
    assert!(child.wait().unwrap().success(), "the replay failed");
    let mut sizes = Vec::new();
    let mut rest = all.as_slice();
    while let Some(at) = rest.windows(MARK.len()).position(|w| w == MARK) {
        sizes.push(at);
        rest = &rest[at + MARK.len()..];
    }
    assert_eq!(sizes.len(), pictures.len());
    Ok(sizes)
}

/// The same picture when the clock has turned by one digit.
fn a_minute_later(picture: &Picture) -> Picture {
    let mut later = picture.clone();
    let digit = &mut later.rows[0][71].text;
    *digit = if digit == "7" { "8" } else { "7" }.to_owned();
    later
}

/// The dearest step of a kind, by any measure.
fn worst(steps: &[Step], kind: &str, bytes: &[usize]) -> usize {
    steps.iter().zip(bytes).filter(|(step, _)| step.kind == kind).map(|(_, n)| *n).max().unwrap_or(0)
}

fn total(steps: &[Step], bytes: &[usize]) -> usize {
    steps.iter().zip(bytes).filter(|(step, _)| !step.kind.is_empty()).map(|(_, n)| *n).sum()
}

fn table(look: &str) -> bool {
    let home = Home::new();
    let mut steps = steps::play(&home, look, &[]);
    // Their clock turns on another picture: the last one with another minute.
    let last = steps.len() - 1;
    steps[last].picture = a_minute_later(&steps[last - 1].picture);
    let ours: Vec<usize> = steps.iter().map(|step| step.bytes.len()).collect();
    let pictures: Vec<&Picture> = steps.iter().map(|step| &step.picture).collect();
    let theirs = crossterm(&pictures);
    let curses = ncurses(home.path(), &pictures);
    if std::env::var_os("STEPS").is_some() {
        let alone = alone(&pictures);
        for (n, step) in steps.iter().enumerate() {
            let other = curses.as_ref().map_or(0, |bytes| bytes[n]);
            println!("{:28} {:8} {:5} {:5} {other:5}", step.kind, step.keys, ours[n], alone[n]);
        }
    }
    if let Err(why) = &curses {
        println!("ncurses isn't measured: {why}");
    }
    let of = |kind: &str| curses.as_ref().map_or_else(|_| "-".to_owned(), |bytes| worst(&steps, kind, bytes).to_string());
    println!("\n{look} look, 80x24, 16 colours, UTF-8: the dearest of each kind\n");
    println!("| transition | budget | ours | ncurses | crossterm |\n|---|---|---|---|---|");
    for kind in steps::KINDS.iter().chain(&steps::LARGE).chain([&steps::WRAPPED, &steps::OTHER]) {
        let most = if look == "thin" { kind.thin } else { kind.full };
        let (name, own, other) = (kind.name, worst(&steps, kind.name, &ours), worst(&steps, kind.name, &theirs));
        println!("| {name} | {most} | {own} | {} | {other} |", of(name));
    }
    let (own, other) = (total(&steps, &ours), total(&steps, &theirs));
    let ncurses = curses.as_ref().map(|bytes| total(&steps, bytes));
    println!(
        "| the story, {} steps | | {own} | {} | {other} |",
        steps.iter().filter(|s| !s.kind.is_empty()).count(),
        of_total(&ncurses)
    );
    let mut good = own * 2 < other;
    println!("\nours / crossterm: {:.0} % (goal: below 50 %)", percent(own, other));
    if let Ok(ncurses) = ncurses {
        println!("ours / ncurses: {:.0} % (goal: 80 % at most)", percent(own, ncurses));
        let most = 80;
        good &= own * 100 <= ncurses * most;
    }
    good
}

fn of_total(ncurses: &Result<usize, &String>) -> String {
    ncurses.as_ref().map_or_else(|_| "-".to_owned(), ToString::to_string)
}

fn percent(part: usize, whole: usize) -> f64 {
    part as f64 * 100.0 / whole as f64
}

fn main() {
    // `cargo test` runs benches too; there the tests of tests/whole/bytes.rs count.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let good = [table("full"), table("thin")];
    if good != [true, true] {
        std::process::exit(1);
    }
}
