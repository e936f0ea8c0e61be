//! The threads that wait for the terminal: one reads its bytes, one waits for signals. Both only send; started by
//! `spawn_input`.

use std::io;
use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use crossterm::event::Event;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::decoder::Decoder;
use super::tty;

/// A size counts when no other has come for this long.
const RESIZE: Duration = Duration::from_millis(100);

/// What comes from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key, a paste or a new size (also sent when the screen must be painted anew after the process was stopped).
    Event(Event),
    /// The bytes as they came, before the keys that they are: for the key test.
    Bytes(Vec<u8>),
    /// A letter came in Latin-1 although the terminal should speak UTF-8: worth one hint. Sent once.
    Latin1,
    /// The line is cut (end of file, SIGHUP) or the process is to end (SIGTERM): leave within a second. Sent once by each source.
    Hangup,
}

/// Reads `from` in a thread of its own until the line is cut or `send` returns false.
///
/// # Errors
/// No thread can be started.
pub fn spawn(
    from: OwnedFd,
    decoder: Decoder,
    mut send: impl FnMut(Input) -> bool + Send + 'static,
) -> io::Result<JoinHandle<()>> {
    Builder::new().name("terminal input".to_owned()).spawn(move || {
        if read(&from, decoder, &mut send).is_none() {
            send(Input::Hangup);
        }
    })
}

/// `Some` when nobody listens any more, `None` when the line is cut: an end of file must end the loop, since a poll
/// would return at once for ever.
fn read(from: &OwnedFd, mut decoder: Decoder, send: &mut impl FnMut(Input) -> bool) -> Option<()> {
    let start = Instant::now();
    let (mut buffer, mut events, mut hinted) = ([0; 4096], Vec::new(), false);
    loop {
        let wait = decoder.deadline().map(|deadline| deadline.saturating_sub(start.elapsed()));
        match ready(from, wait)? {
            Ready::No => decoder.expire(start.elapsed(), &mut events),
            Ready::Again => continue,
            Ready::Yes => match rustix::io::read(from, &mut buffer) {
                Ok(0) => return None,
                Ok(n) => {
                    let bytes = buffer.get(..n)?;
                    decoder.feed(bytes, start.elapsed(), &mut events);
                    if !send(Input::Bytes(bytes.to_vec())) {
                        return Some(());
                    }
                }
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(_) => return None,
            },
        }
        for event in events.drain(..) {
            if !send(Input::Event(event)) {
                return Some(());
            }
        }
        if decoder.take_latin1_hint() && !std::mem::replace(&mut hinted, true) && !send(Input::Latin1) {
            return Some(());
        }
    }
}

enum Ready {
    Yes,
    /// The time is over.
    No,
    /// Interrupted.
    Again,
}

fn ready(from: &OwnedFd, wait: Option<Duration>) -> Option<Ready> {
    let mut fds = [PollFd::new(from, PollFlags::IN)];
    let wait = wait.and_then(|wait| Timespec::try_from(wait).ok());
    match poll(&mut fds, wait.as_ref()) {
        Ok(0) => Some(Ready::No),
        // Bytes first: a line that is cut may still hold some.
        Ok(_) if fds.iter().any(|fd| fd.revents().contains(PollFlags::IN)) => Some(Ready::Yes),
        Err(Errno::INTR) => Some(Ready::Again),
        _ => None,
    }
}

/// Both threads on the open terminal, sending through one closure.
///
/// # Errors
/// No terminal is open, or no thread can be started.
pub fn spawn_both(decoder: Decoder, send: impl FnMut(Input) -> bool + Send + 'static) -> io::Result<()> {
    let shared = Arc::new(Mutex::new(send));
    let sender = move |shared: &Arc<Mutex<_>>| {
        let shared = Arc::clone(shared);
        move |input| call(&shared, input)
    };
    let signals = Signals::new([SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    let for_signals = sender(&shared);
    Builder::new().name("signals".to_owned()).spawn(move || wait_for_signals(signals, for_signals))?;
    spawn(tty::input()?, decoder, sender(&shared))?;
    Ok(())
}

fn call<F: FnMut(Input) -> bool>(shared: &Mutex<F>, input: Input) -> bool {
    let mut send = shared.lock().unwrap_or_else(PoisonError::into_inner);
    send(input)
}

fn wait_for_signals(mut signals: Signals, mut send: impl FnMut(Input) -> bool) {
    let mut ending = false;
    loop {
        let mut resized = false;
        let mut all: Vec<i32> = signals.wait().collect();
        while !all.is_empty() {
            let again = all.contains(&SIGWINCH);
            resized |= again;
            for signal in all.drain(..) {
                resized |= signal == SIGCONT;
                handle(signal, &mut ending, &mut send);
            }
            if again {
                std::thread::sleep(RESIZE);
                all = signals.pending().collect();
            }
        }
        if resized {
            tty::mark_stale();
            let size = tty::size();
            if !send(Input::Event(Event::Resize(size.width, size.height))) {
                return;
            }
        }
    }
}

fn handle(signal: i32, ending: &mut bool, send: &mut impl FnMut(Input) -> bool) {
    match signal {
        SIGTSTP => {
            tty::pause();
            // If it can't stop, it goes on as it was.
            if emulate_default_handler(SIGTSTP).is_err() {
                tty::resume();
            }
        }
        SIGCONT => tty::resume(),
        SIGHUP | SIGTERM | SIGINT | SIGQUIT => end(signal, ending, send),
        _ => {}
    }
}

/// Asks for the end. Whoever asks twice doesn't want to wait; but a line that is cut often sends SIGHUP twice, from the
/// kernel and from the shell, and that must not cut off the saving of a draft.
fn end(signal: i32, ending: &mut bool, send: &mut impl FnMut(Input) -> bool) {
    let again = std::mem::replace(ending, true);
    let now = if again { signal != SIGHUP } else { !send(Input::Hangup) };
    if now {
        tty::pause();
        let _ = emulate_default_handler(signal);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::mpsc::{Receiver, channel};

    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    use super::super::charset::Charset;
    use super::*;

    fn listen() -> (io::PipeWriter, Receiver<Input>, JoinHandle<()>) {
        let (from, to) = io::pipe().unwrap();
        let (sender, receiver) = channel();
        let decoder = Decoder::new(Charset::Utf8, Duration::from_millis(50));
        let thread =
            spawn(from.into(), decoder, move |input| matches!(input, Input::Bytes(_)) || sender.send(input).is_ok()).unwrap();
        (to, receiver, thread)
    }

    fn key(code: KeyCode) -> Input {
        Input::Event(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)))
    }

    #[test]
    fn a_lone_esc_comes_by_itself_and_a_cut_line_ends_the_thread() {
        let (mut to, receiver, thread) = listen();
        to.write_all(b"\x1b").unwrap();
        assert_eq!(receiver.recv_timeout(Duration::from_secs(5)), Ok(key(KeyCode::Esc)));
        to.write_all(b"\xe9a\xe9 ").unwrap();
        let seen: Vec<Input> = (0..5).map(|_| receiver.recv_timeout(Duration::from_secs(5)).unwrap()).collect();
        let letters = ['é', 'a', 'é', ' '].map(|c| key(KeyCode::Char(c)));
        assert_eq!(seen, [letters.as_slice(), &[Input::Latin1]].concat());
        drop(to);
        assert_eq!(receiver.recv_timeout(Duration::from_secs(5)), Ok(Input::Hangup));
        thread.join().unwrap();
        assert!(receiver.recv().is_err());
    }
}
