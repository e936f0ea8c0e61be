//! The real binary in a pseudo-terminal of its own: keys in, picture out, bytes counted.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use unicode_normalization::UnicodeNormalization;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a picture may take to come before the test gives up: a guard against hanging, never a figure.
const PATIENCE: Duration = Duration::from_secs(60);
/// Quiet for so long means that the answer to the last key is whole.
const QUIET: Duration = Duration::from_millis(120);

/// A terminal on which a story is played, and what the program is told of it.
pub struct Terminal {
    pub args: &'static [&'static str],
    pub env: &'static [(&'static str, &'static str)],
}

pub const XTERM: Terminal = Terminal { args: &[], env: &[("TERM", "xterm-256color")] };
pub const PLAIN_ASCII: Terminal = Terminal { args: &["--charset", "ascii", "--no-color"], env: &[] };
pub const VT100_ASCII: Terminal = Terminal { args: &[], env: &[("TERM", "vt100"), ("LANG", "C")] };
pub const LINUX_LATIN_1: Terminal = Terminal { args: &[], env: &[("TERM", "linux"), ("LANG", "fr_FR.ISO-8859-1")] };

/// How a session's terminal shows a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Set {
    Utf8,
    Latin1,
    Ascii,
    /// ASCII, and rules in the terminal's own set for lines, where `q` is one; the emulator shows the letter.
    AsciiWithLines,
}

impl Set {
    fn of(args: &[&str], env: &BTreeMap<&str, &str>) -> Self {
        let lang = env.get("LANG").copied().unwrap_or_default();
        match env.get("TERM").copied() {
            _ if args.windows(2).any(|pair| pair == ["--charset", "ascii"]) => Set::Ascii,
            Some("vt100") if lang == "C" => Set::AsciiWithLines,
            _ if lang == "C" => Set::Ascii,
            _ if lang.ends_with("8859-1") => Set::Latin1,
            _ => Set::Utf8,
        }
    }
    /// The text as it stands on the screen.
    fn shown(self, text: &str) -> String {
        let plain = |c: char| match c {
            '─' if self == Set::AsciiWithLines => 'q',
            '─' | '–' => '-',
            '…' => '.',
            '’' => '\'',
            '«' | '»' if self != Set::Latin1 => '"',
            c => c,
        };
        match self {
            Set::Utf8 => text.to_owned(),
            Set::Latin1 => text.chars().map(plain).collect(),
            Set::Ascii | Set::AsciiWithLines => text.chars().map(plain).nfd().filter(char::is_ascii).collect(),
        }
    }
}

/// A running guichet.
pub struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// The terminal takes one byte for a character.
    eight_bit: bool,
    set: Set,
    /// Everything written since the start.
    pub bytes: Vec<u8>,
    /// Keys other than typed content, since the last `count_from_here`.
    pub keys: usize,
}

impl Session {
    /// Starts it at 80x24 with these arguments and environment, and nothing else of ours.
    pub fn start(home: &Path, args: &[&str], env: &[(&str, &str)]) -> Session {
        Session::sized(home, args, env, 24, 80)
    }

    /// Starts it on a terminal.
    pub fn at(home: &Path, args: &[&str], terminal: &Terminal) -> Session {
        Session::start(home, &[args, terminal.args].concat(), terminal.env)
    }

    /// Starts it at another size.
    pub fn sized(home: &Path, args: &[&str], env: &[(&str, &str)], rows: u16, cols: u16) -> Session {
        Session::through(&[], home, args, env, (rows, cols))
    }

    /// Starts it as the argument of another program (a terminal multiplexer), or that program alone when `args` are none.
    pub fn through(other: &[&str], home: &Path, args: &[&str], env: &[(&str, &str)], (rows, cols): (u16, u16)) -> Session {
        let pair = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        let own = [env!("CARGO_BIN_EXE_guichet")];
        let own: &[&str] = if args.is_empty() { &[] } else { &own };
        let words: Vec<&str> = other.iter().chain(own).chain(args).copied().collect();
        let mut command = CommandBuilder::new(words[0]);
        command.args(&words[1..]);
        command.env_clear();
        let mut all: BTreeMap<&str, &str> =
            [("TERM", "xterm-256color"), ("LANG", "fr_FR.UTF-8"), ("PATH", "/usr/bin:/bin")].into_iter().collect();
        let home_text = home.to_str().unwrap().to_owned();
        all.insert("HOME", &home_text);
        all.extend(env.iter().copied());
        for (key, value) in &all {
            command.env(key, value);
        }
        let set = Set::of(args, &all);
        let eight_bit = !all.get("LANG").is_some_and(|lang| lang.ends_with("UTF-8"));
        command.cwd(home);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n) = reader.read(&mut buffer) {
                if n == 0 || send.send(buffer[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        Session {
            child,
            master: pair.master,
            writer,
            output,
            parser: vt100::Parser::new(nonzero(rows), nonzero(cols), 0),
            eight_bit,
            set,
            bytes: Vec::new(),
            keys: 0,
        }
    }

    /// Takes in what was written until it is quiet.
    pub fn settle(&mut self) {
        while let Ok(chunk) = self.output.recv_timeout(QUIET) {
            self.take(&chunk);
        }
    }

    fn take(&mut self, chunk: &[u8]) {
        if self.eight_bit {
            // The emulator speaks UTF-8 only.
            self.parser.process(chunk.iter().map(|b| char::from(*b)).collect::<String>().as_bytes());
        } else {
            self.parser.process(chunk);
        }
        self.bytes.extend_from_slice(chunk);
    }

    /// Waits until the picture holds this text as the terminal shows it, then until it is quiet.
    pub fn wait(&mut self, text: &str) -> &mut Self {
        let text = &self.set.shown(text);
        let end = Instant::now() + PATIENCE;
        loop {
            if self.text().contains(text) {
                self.settle();
                return self;
            }
            assert!(Instant::now() < end, "« {text} » never came; the screen:\n{}", self.text());
            if let Ok(chunk) = self.output.recv_timeout(Duration::from_millis(50)) {
                self.take(&chunk);
            }
        }
    }

    /// Waits until the picture holds this text, and no longer.
    pub fn wait_for(&mut self, text: &str) {
        let end = Instant::now() + PATIENCE;
        while !self.text().contains(text) {
            assert!(Instant::now() < end, "« {text} » never came; the screen:\n{}", self.text());
            if let Ok(chunk) = self.output.recv_timeout(Duration::from_millis(20)) {
                self.take(&chunk);
            }
        }
    }

    /// Sends keys: `"a <Enter> <F3>"` (blanks between names; `<Space>` for a blank) and counts each.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.keys += 1;
            self.send(bytes_of(key));
        }
        self.settle();
        self
    }

    /// Types content a character at a time, each one alone.
    pub fn type_each(&mut self, text: &str) -> Vec<usize> {
        let each = text.chars().map(|c| {
            let before = self.bytes.len();
            self.send(self.in_set(&c.to_string()));
            // A lone letter of an 8-bit set waits a quarter of a second in a terminal that is not known to be one.
            let quiet = if self.eight_bit && !c.is_ascii() { QUIET * 3 } else { QUIET / 2 };
            self.settle_well(quiet);
            self.bytes.len() - before
        });
        each.collect()
    }

    /// Sends keys without blanks between them (`gi`, `<Esc>`) and waits until all is quiet, longer than a job of the store takes.
    pub fn press_slowly(&mut self, keys: &str) {
        if keys.starts_with('<') {
            self.send(bytes_of(keys));
        } else {
            self.send(keys.as_bytes().to_vec());
        }
        self.settle_well(QUIET * 2);
    }

    /// Takes in what is written until it is quiet for so long and the program has nothing left to do, however slow the machine is.
    fn settle_well(&mut self, quiet: Duration) {
        loop {
            match self.output.recv_timeout(quiet) {
                Ok(chunk) => self.take(&chunk),
                Err(_) if self.is_busy() => {}
                Err(_) => return,
            }
        }
    }

    /// Whether one of its threads runs, or waits for a processor or a disk.
    fn is_busy(&self) -> bool {
        let tasks = self.child.process_id().map(|pid| std::fs::read_dir(format!("/proc/{pid}/task")));
        let state = |stat: String| stat.rsplit(") ").next().and_then(|rest| rest.chars().next());
        let mut tasks = tasks.and_then(Result::ok).into_iter().flatten().flatten();
        tasks.any(|task| {
            let stat = std::fs::read_to_string(task.path().join("stat")).unwrap_or_default();
            matches!(state(stat), Some('R' | 'D'))
        })
    }

    /// Takes in what is written in so long.
    pub fn settle_for(&mut self, time: Duration) {
        let end = Instant::now() + time;
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            if let Ok(chunk) = self.output.recv_timeout(left) {
                self.take(&chunk);
            }
        }
    }

    /// A text in the terminal's set.
    fn in_set(&self, text: &str) -> Vec<u8> {
        let byte = |c: char| u8::try_from(u32::from(c)).unwrap_or(b'?');
        if self.eight_bit { text.chars().map(byte).collect() } else { text.as_bytes().to_vec() }
    }

    /// Types content: not counted as keys.
    pub fn typing(&mut self, text: &str) -> &mut Self {
        self.send(self.in_set(text));
        self.settle();
        self
    }

    /// Sends raw bytes at once.
    pub fn send(&mut self, bytes: Vec<u8>) {
        self.writer.write_all(&bytes).unwrap();
        self.writer.flush().unwrap();
    }

    /// The picture as text, a line a row.
    pub fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// One row of the picture (1 is the first).
    pub fn row(&self, number: u16) -> String {
        let screen = self.parser.screen();
        screen.rows(0, screen.size().1.get()).nth(usize::from(number) - 1).unwrap_or_default()
    }

    /// Where the cursor is: row and column from 1.
    pub fn cursor(&self) -> (u16, u16) {
        let (row, col) = self.parser.screen().cursor_position();
        (row + 1, col + 1)
    }

    /// Changes the size.
    pub fn resize(&mut self, rows: u16, cols: u16) {
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        self.parser.screen_mut().set_size(nonzero(rows), nonzero(cols));
        self.settle();
    }

    /// Sends a signal by name (`KILL`, `HUP`, `TERM`).
    pub fn signal(&mut self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap().success());
    }

    /// Waits for its end and gives its exit status.
    pub fn ended(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(Instant::now() < end, "it never ended; the screen:\n{}", self.text());
            if let Ok(chunk) = self.output.recv_timeout(Duration::from_millis(20)) {
                self.take(&chunk);
            }
        }
    }

    /// What the emulator shows.
    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn nonzero(n: u16) -> std::num::NonZeroU16 {
    std::num::NonZeroU16::new(n).unwrap()
}

fn bytes_of(key: &str) -> Vec<u8> {
    let Some(name) = key.strip_prefix('<').and_then(|k| k.strip_suffix('>')).filter(|n| !n.is_empty()) else {
        return key.as_bytes().to_vec();
    };
    let text: &[u8] = match name {
        "Enter" => b"\r",
        "Esc" => b"\x1b",
        "Tab" => b"\t",
        "BackTab" => b"\x1b[Z",
        "Space" => b" ",
        "Backspace" => b"\x7f",
        "Up" => b"\x1b[A",
        "Down" => b"\x1b[B",
        "Right" => b"\x1b[C",
        "Left" => b"\x1b[D",
        "PageUp" => b"\x1b[5~",
        "PageDown" => b"\x1b[6~",
        "F1" => b"\x1bOP",
        "F2" => b"\x1bOQ",
        "F3" => b"\x1bOR",
        "F4" => b"\x1bOS",
        "F10" => b"\x1b[21~",
        _ => {
            let letter = name.strip_prefix("C-").and_then(|l| l.bytes().next()).unwrap_or_else(|| panic!("unknown key {key}"));
            return vec![letter & 0x1f];
        }
    };
    text.to_vec()
}
