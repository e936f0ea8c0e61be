//! The real thing in a pseudo-terminal: this test program starts itself as the child.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyCode};
use guichet::tui::terminal::{self, Caps, Input};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use ratatui::style::Style;
use rustix::process::{Pid, Signal, kill_process};

const CHILD: &str = "TERMINAL_TEST_CHILD";

/// Not a test but the child of the tests below; by itself it does nothing.
#[test]
fn child() {
    if std::env::var(CHILD).is_err() {
        return;
    }
    let caps = Caps::full();
    let (mut screen, restore) = terminal::open(&caps).unwrap();
    let (sender, receiver) = channel();
    terminal::spawn_input(move |input| sender.send(input).is_ok(), &caps).unwrap();
    let mut text = "ready".to_owned();
    loop {
        screen.draw(|frame| frame.buffer_mut().set_string(0, 0, format!("<{text}>"), Style::default())).unwrap();
        match receiver.recv().unwrap() {
            Input::Event(Event::Key(key)) => match key.code {
                KeyCode::Char('!') => panic!("as asked"),
                KeyCode::Char('q') => break,
                code => text = format!("{code}"),
            },
            Input::Event(Event::Resize(width, height)) => text = format!("{width}x{height}"),
            Input::Hangup => break,
            other => text = format!("{other:?}"),
        }
    }
    drop(restore);
    std::process::exit(7);
}

struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    bytes: Receiver<Vec<u8>>,
    seen: Vec<u8>,
}

impl Pty {
    fn open() -> Self {
        let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--exact", "pty::child", "--nocapture"]);
        command.env(CHILD, "1");
        command.env("RUST_BACKTRACE", "0");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (sender, bytes) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        let mut pty = Self { master: Some(pair.master), writer: Some(writer), child, bytes, seen: Vec::new() };
        pty.wait("<ready>");
        pty
    }

    /// Waits for that text, and gives all that came up to it.
    fn wait(&mut self, text: &str) -> String {
        let end = Instant::now() + Duration::from_secs(10);
        loop {
            let seen = self.seen.escape_ascii().to_string();
            if let Some(at) = seen.find(text) {
                self.seen.clear();
                return seen[..at + text.len()].to_owned();
            }
            let left = end.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.seen.extend(bytes),
                Err(error) => panic!("{error}, no {text} in {seen}"),
            }
        }
    }

    fn send(&mut self, bytes: &[u8]) {
        self.writer.as_mut().unwrap().write_all(bytes).unwrap();
    }

    fn signal(&self, signal: Signal) {
        let id = Pid::from_raw(self.child.process_id().unwrap().cast_signed()).unwrap();
        kill_process(id, signal).unwrap();
    }

    fn flags(&self) -> (u64, u64) {
        let termios = self.master.as_ref().unwrap().get_termios().unwrap();
        (u64::from(termios.local_flags.bits()), u64::from(termios.input_flags.bits()))
    }

    fn end(&mut self) -> u32 {
        let end = Instant::now() + Duration::from_secs(10);
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        self.child.kill().unwrap();
        panic!("the child doesn't end");
    }
}

const OFF: &str = "\\x1b[m\\x1b[r\\x1b[H\\x1b[J\\x1b[?2004l\\x1b[?25h\\x1b[?1049l";

#[test]
fn keys_come_and_everything_is_put_back_at_the_end() {
    let mut pty = Pty::open();
    let raw = pty.flags();
    pty.send(b"\x1b");
    pty.wait("Esc>");
    // Keys, not signals or flow control.
    pty.send(b"\x13\x03\x1b[5~");
    pty.wait("Page Up>");
    pty.send(b"q");
    pty.wait(OFF);
    assert_eq!(pty.end(), 7);
    assert_ne!(pty.flags(), raw);
}

#[test]
fn sigterm_and_a_cut_line_end_it_within_a_second() {
    let mut pty = Pty::open();
    pty.signal(Signal::TERM);
    pty.wait(OFF);
    assert_eq!(pty.end(), 7);
    let mut pty = Pty::open();
    let start = Instant::now();
    (pty.writer, pty.master) = (None, None);
    pty.signal(Signal::HUP);
    pty.signal(Signal::HUP);
    assert_eq!(pty.end(), 7);
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}

#[test]
fn a_panic_gives_the_terminal_back_before_its_message() {
    let mut pty = Pty::open();
    pty.send(b"!");
    let all = pty.wait("as asked");
    assert!(all.contains(OFF), "{all}");
    assert_ne!(pty.end(), 7);
}

#[test]
fn a_new_size_and_a_pause_paint_all_anew() {
    let mut pty = Pty::open();
    for (rows, cols) in [(30, 90), (31, 91), (32, 100)] {
        pty.master.as_ref().unwrap().resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
    }
    let all = pty.wait("<100x32>");
    assert_eq!(all.matches("\\x1b[J").count(), 1, "{all}");
    pty.signal(Signal::TSTP);
    pty.wait(OFF);
    std::thread::sleep(Duration::from_millis(50));
    pty.signal(Signal::CONT);
    let all = pty.wait("<100x32>");
    assert!(all.contains("\\x1b[?1049h") && all.contains("\\x1b[J"), "{all}");
    pty.send(b"q");
    assert_eq!(pty.end(), 7);
}
