//! Bytes from the terminal into keys and pastes: a state machine that only knows bytes and time, so that it can be tested
//! without a terminal. Driven by `input`; the rules are those of terminal.md §4.
//!
//! It never types a part of a sequence that it doesn't know, and never waits without a deadline.

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

use super::charset::Charset;
use super::keys::{self, Found, plain};

const ESC: u8 = 0x1B;
const PASTE_START: &str = "\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// A begun sequence that stops for this long is dropped whole.
const SEQUENCE: Duration = Duration::from_secs(1);
/// Half a character that stops for this long is taken as Latin-1.
const CHARACTER: Duration = Duration::from_millis(250);
/// A paste that stops for this long without its end mark has lost it.
const PASTE: Duration = Duration::from_secs(5);
/// No key is longer than this; the rest of such a sequence is swallowed.
const LONGEST_SEQUENCE: usize = 32;
/// Nor is any answer of a terminal.
const LONGEST_ANSWER: usize = 4096;
/// A longer paste comes in several parts.
const PASTE_PART: usize = 1 << 20;

/// What the bytes so far have begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Ground,
    Esc,
    EscEsc,
    /// `ESC P`, `ESC ]` or `ESC _`: an answer of the terminal, or Esc and that letter.
    MaybeAnswer(u8),
    Answer,
    AnswerEsc,
    Csi,
    /// A sequence too long to be a key, until its end.
    Overlong,
    Linux,
    Ss3,
    Utf8,
    Paste,
}

/// The state machine.
#[derive(Debug)]
pub struct Decoder {
    set: Charset,
    esc_delay: Duration,
    state: State,
    /// When the last byte came.
    since: Duration,
    /// The bytes of what is begun.
    begun: Vec<u8>,
    /// The keypad is in application mode.
    keypad: bool,
    /// The last byte was CR: a LF after it is the same Enter.
    after_cr: bool,
    latin1: bool,
}

impl Decoder {
    /// A decoder for a terminal of that set; a lone ESC is the Esc key after `esc_delay`.
    #[must_use]
    pub fn new(set: Charset, esc_delay: Duration) -> Self {
        Self {
            set,
            esc_delay,
            state: State::Ground,
            since: Duration::ZERO,
            begun: Vec::new(),
            keypad: false,
            after_cr: false,
            latin1: false,
        }
    }

    /// Takes bytes that came at `now` (counted from any fixed moment) and appends what they mean.
    pub fn feed(&mut self, bytes: &[u8], now: Duration, out: &mut Vec<Event>) {
        let start = out.len();
        for b in bytes {
            self.byte(*b, out);
        }
        compose_marks(out, start);
        if !bytes.is_empty() {
            self.since = now;
        }
    }

    /// When `expire` must be called if no byte comes before; `None` while nothing is begun.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        let wait = match self.state {
            State::Ground => return None,
            State::Esc | State::EscEsc | State::MaybeAnswer(_) => self.esc_delay,
            State::Utf8 => CHARACTER,
            State::Paste => PASTE,
            _ => SEQUENCE,
        };
        Some(self.since + wait)
    }

    /// Ends what has waited too long at `now`: a lone ESC is a key, a cut sequence is dropped whole.
    pub fn expire(&mut self, now: Duration, out: &mut Vec<Event>) {
        if self.deadline().is_none_or(|deadline| now < deadline) {
            return;
        }
        match self.settle() {
            State::Esc | State::EscEsc => out.push(key(KeyCode::Esc)),
            State::MaybeAnswer(letter) => {
                out.push(key(KeyCode::Esc));
                out.push(key(KeyCode::Char(char::from(letter))));
            }
            State::Utf8 => self.latin1(out),
            State::Paste => self.end_paste(out),
            _ => {}
        }
        self.begun.clear();
    }

    /// True once, after a lone Latin-1 letter came from a terminal that should speak UTF-8: worth a hint to the user.
    pub fn take_latin1_hint(&mut self) -> bool {
        std::mem::take(&mut self.latin1)
    }

    fn settle(&mut self) -> State {
        std::mem::replace(&mut self.state, State::Ground)
    }

    fn begin(&mut self, state: State) {
        self.begun.clear();
        self.state = state;
    }

    fn byte(&mut self, b: u8, out: &mut Vec<Event>) {
        match self.state {
            State::Ground => self.ground(b, out),
            State::Esc | State::EscEsc => self.after_esc(b, out),
            State::MaybeAnswer(letter) => self.after_answer_letter(letter, b, out),
            State::Answer | State::AnswerEsc => self.answer(b, out),
            State::Csi | State::Overlong | State::Linux | State::Ss3 => self.sequence(b, out),
            State::Utf8 => self.utf8(b, out),
            State::Paste => self.paste(b, out),
        }
    }

    fn ground(&mut self, b: u8, out: &mut Vec<Event>) {
        let after_cr = std::mem::replace(&mut self.after_cr, b == b'\r');
        match b {
            ESC => self.state = State::Esc,
            b'\n' if after_cr => {}
            0x80.. => self.high(b, out),
            _ => out.push(Event::Key(of_ascii(b))),
        }
    }

    fn high(&mut self, b: u8, out: &mut Vec<Event>) {
        match self.set {
            Charset::Utf8 | Charset::Ascii => {
                self.begin(State::Utf8);
                self.utf8(b, out);
            }
            // The 8-bit forms of `ESC [` and `ESC O`.
            Charset::Latin1 | Charset::Latin9 if b == 0x9B => self.begin(State::Csi),
            Charset::Latin1 | Charset::Latin9 if b == 0x8F => self.begin(State::Ss3),
            _ => out.extend(self.set.typed(b).map(|c| key(KeyCode::Char(c)))),
        }
    }

    fn after_esc(&mut self, b: u8, out: &mut Vec<Event>) {
        let twice = self.state == State::EscEsc;
        let begun = match b {
            b'[' => State::Csi,
            b'O' => State::Ss3,
            b'P' | b']' | b'_' => State::MaybeAnswer(b),
            ESC if twice => State::Esc,
            ESC => State::EscEsc,
            _ => State::Ground,
        };
        // Esc typed before a key that sends a sequence is a key of its own; Esc twice is one.
        if twice || begun == State::Ground {
            out.push(key(KeyCode::Esc));
        }
        self.begin(begun);
        if begun == State::Ground {
            self.byte(b, out);
        }
    }

    fn after_answer_letter(&mut self, letter: u8, b: u8, out: &mut Vec<Event>) {
        let is_answer = match letter {
            b'P' => b.is_ascii_digit() || matches!(b, b'>' | b'!' | b'$' | b'+'),
            b']' => b.is_ascii_digit() || matches!(b, b'l' | b'L' | b'I'),
            _ => b == b'G',
        };
        if is_answer {
            self.begin(State::Answer);
        } else {
            self.state = State::Ground;
            out.push(key(KeyCode::Esc));
            out.push(key(KeyCode::Char(char::from(letter))));
            self.byte(b, out);
        }
    }

    /// The text of an answer, swallowed up to BEL or `ESC \`. A control in between is a key: the answer was cut.
    fn answer(&mut self, b: u8, out: &mut Vec<Event>) {
        match (self.state, b) {
            (State::AnswerEsc, b'\\') | (_, 7) => self.state = State::Ground,
            (State::AnswerEsc, _) => {
                self.state = State::Esc;
                self.byte(b, out);
            }
            (_, ESC) => self.state = State::AnswerEsc,
            (_, 0..0x20) => {
                self.state = State::Ground;
                self.byte(b, out);
            }
            _ => {
                self.begun.push(b);
                if self.begun.len() > LONGEST_ANSWER {
                    self.begin(State::Ground);
                }
            }
        }
    }

    /// The bytes of a sequence. A byte that can't belong to it drops what is begun and is read on its own.
    fn sequence(&mut self, b: u8, out: &mut Vec<Event>) {
        let state = self.state;
        match (state, b) {
            (_, ESC) => self.begin(State::Esc),
            (_, 0..0x20 | 0x7F..) => {
                self.begin(State::Ground);
                self.byte(b, out);
            }
            (State::Csi, b'[') if self.begun.is_empty() => self.state = State::Linux,
            (State::Linux, _) => {
                self.state = State::Ground;
                out.extend(keys::linux(b).map(Event::Key));
            }
            (State::Ss3, 0x20..0x30) => self.begin(State::Ground),
            // rxvt ends Shift with `$`, which elsewhere stands before the end.
            (State::Csi, b'$') if self.begun.iter().all(u8::is_ascii_digit) => self.end_csi(b, out),
            (State::Csi | State::Ss3, 0x20..0x40) => {
                self.begun.push(b);
                if self.begun.len() > LONGEST_SEQUENCE {
                    self.begin(State::Overlong);
                }
            }
            (State::Csi, _) => self.end_csi(b, out),
            (State::Ss3, _) => {
                self.state = State::Ground;
                self.keypad |= keys::shows_keypad(b);
                out.extend(keys::ss3(&self.begun, b, self.keypad).map(Event::Key));
            }
            (_, 0x40..) => self.state = State::Ground,
            _ => {}
        }
    }

    fn end_csi(&mut self, last: u8, out: &mut Vec<Event>) {
        let found = keys::csi(&self.begun, last);
        self.begin(if found == Some(Found::Paste) { State::Paste } else { State::Ground });
        if let Some(Found::Key(event)) = found {
            out.push(Event::Key(event));
        }
    }

    fn utf8(&mut self, b: u8, out: &mut Vec<Event>) {
        self.begun.push(b);
        match std::str::from_utf8(&self.begun) {
            Ok(text) => {
                out.extend(text.chars().filter(|c| !c.is_control()).map(|c| key(KeyCode::Char(c))));
                self.begin(State::Ground);
            }
            Err(error) if error.error_len().is_none() => self.state = State::Utf8,
            Err(_) => {
                // The byte that spoils a character isn't part of it, unless it stands alone.
                let alone = self.begun.len() == 1;
                if !alone {
                    self.begun.pop();
                }
                self.state = State::Ground;
                self.latin1(out);
                if !alone {
                    self.byte(b, out);
                }
            }
        }
    }

    /// What is begun, taken as Latin-1.
    fn latin1(&mut self, out: &mut Vec<Event>) {
        for c in self.begun.drain(..).filter_map(|b| self.set.typed(b)) {
            self.latin1 = true;
            out.push(key(KeyCode::Char(c)));
        }
    }

    fn paste(&mut self, b: u8, out: &mut Vec<Event>) {
        self.begun.push(b);
        if self.begun.ends_with(PASTE_END) {
            self.begun.truncate(self.begun.len() - PASTE_END.len());
            self.state = State::Ground;
            self.end_paste(out);
        } else if self.begun.len() >= PASTE_PART && self.may_part() {
            self.end_paste(out);
        }
    }

    /// A long paste is parted neither within a character nor within its end mark, as far as there are ends.
    fn may_part(&self) -> bool {
        let recent = self.begun.iter().rev().take(PASTE_END.len());
        self.begun.len() >= 2 * PASTE_PART || (recent.clone().all(|b| *b != ESC) && recent.take(1).all(u8::is_ascii))
    }

    fn end_paste(&mut self, out: &mut Vec<Event>) {
        let bytes = std::mem::take(&mut self.begun);
        let text = tidy(&self.text(&bytes));
        if !text.is_empty() {
            out.push(Event::Paste(text));
        }
    }

    fn text(&self, bytes: &[u8]) -> String {
        if !matches!(self.set, Charset::Utf8 | Charset::Ascii) {
            return bytes.iter().filter_map(|b| if *b < 0x80 { Some(char::from(*b)) } else { self.set.typed(*b) }).collect();
        }
        let mut text = String::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            text.extend(chunk.invalid().iter().filter_map(|b| self.set.typed(*b)));
        }
        text
    }
}

/// A paste as text: its line ends are `\n`, it is composed, and no mark of paste mode or control is left but TAB.
fn tidy(text: &str) -> String {
    let text = text.replace(PASTE_START, "").replace("\r\n", "\n").replace('\r', "\n");
    text.nfc().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

fn key(code: KeyCode) -> Event {
    Event::Key(plain(code))
}

/// A byte below 80 that is no ESC. Letters carry no Shift: their case says it.
fn of_ascii(b: u8) -> KeyEvent {
    let control = |c: u8| KeyEvent::new(KeyCode::Char(char::from(c)), KeyModifiers::CONTROL);
    match b {
        b'\r' | b'\n' => plain(KeyCode::Enter),
        b'\t' => plain(KeyCode::Tab),
        8 | 0x7F => plain(KeyCode::Backspace),
        0 => control(b' '),
        1..=26 => control(b - 1 + b'a'),
        ESC => plain(KeyCode::Esc),
        28..0x20 => control(b - 28 + b'\\'),
        _ => plain(KeyCode::Char(char::from(b))),
    }
}

/// A mark that came together with its letter becomes one letter with it.
fn compose_marks(out: &mut Vec<Event>, start: usize) {
    let mut at = start + 1;
    while let Some([Event::Key(letter), Event::Key(mark)]) = out.get(at.saturating_sub(1)..=at) {
        let whole = match (letter.code, mark.code) {
            (KeyCode::Char(letter), KeyCode::Char(mark)) if !mark.is_ascii() => compose(letter, mark),
            _ => None,
        };
        if let Some(c) = whole.filter(|_| letter.modifiers.is_empty()) {
            out.remove(at);
            if let Some(slot) = out.get_mut(at - 1) {
                *slot = key(KeyCode::Char(c));
            }
        } else {
            at += 1;
        }
    }
}
