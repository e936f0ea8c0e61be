//! The terminal device itself: raw mode, what is switched on at the start and off at the end, and the end by panic.
//! Called by `open` and by the thread that waits for signals. There is one terminal for a process, so its state is kept here.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, Once, PoisonError};
use std::thread::ThreadId;
use std::time::Duration;

use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcgetwinsize, tcsetattr};

use super::caps::Caps;

/// A terminal that takes no bytes for this long is gone; its settings are restored all the same.
const PATIENCE: Duration = Duration::from_millis(200);

static SESSION: Mutex<Option<Session>> = Mutex::new(None);
static STALE: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

struct Session {
    input: OwnedFd,
    output: OwnedFd,
    before: Termios,
    opening: Vec<u8>,
    closing: Vec<u8>,
    owner: ThreadId,
}

/// Puts the terminal back as it was found when it is dropped. A panic of the thread that opened it does so before its message is
/// printed, SIGTSTP before the process stops.
#[derive(Debug)]
#[must_use = "the terminal is restored when this is dropped"]
pub struct Restore(());

impl Drop for Restore {
    fn drop(&mut self) {
        if let Some(session) = lock().take() {
            session.close();
        }
    }
}

fn lock() -> MutexGuard<'static, Option<Session>> {
    SESSION.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Switches the terminal on `input` and `output` to raw mode, and to its alternate screen where it has one.
///
/// # Errors
/// Either isn't a terminal, or the process has opened one already.
pub fn enter(input: OwnedFd, output: OwnedFd, caps: &Caps) -> io::Result<Restore> {
    let before = tcgetattr(&input)?;
    tcgetattr(&output)?;
    let session =
        Session { input, output, before, opening: opening(caps), closing: closing(caps), owner: std::thread::current().id() };
    let mut place = lock();
    if place.is_some() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    hook();
    session.open()?;
    *place = Some(session);
    Ok(Restore(()))
}

fn opening(caps: &Caps) -> Vec<u8> {
    let alternate: &[u8] = if caps.alternate { b"\x1b[?1049h" } else { b"" };
    [b"\x1b[m", alternate, b"\x1b[?2004h"].concat()
}

/// The screen is cleared as well: what stood on it is nobody else's business, also where the alternate screen is switched off.
fn closing(caps: &Caps) -> Vec<u8> {
    let letters: &[u8] = if caps.acs { b"\x1b(B" } else { b"" };
    let alternate: &[u8] = if caps.alternate { b"\x1b[?1049l" } else { b"" };
    [letters, b"\x1b[m\x1b[r\x1b[H\x1b[J\x1b[?2004l\x1b[?25h", alternate].concat()
}

impl Session {
    fn open(&self) -> io::Result<()> {
        let mut raw = self.before.clone();
        // Ctrl+C, Ctrl+Z, Ctrl+S and Ctrl+Q are keys from here on; nothing is done to the bytes that go out.
        raw.make_raw();
        raw.special_codes[SpecialCodeIndex::VMIN] = 1;
        raw.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(&self.input, OptionalActions::Now, &raw)?;
        write_soon(&self.output, &self.opening);
        Ok(())
    }

    /// Nothing here may fail or wait: it also runs when the line is cut.
    fn close(&self) {
        write_soon(&self.output, &self.closing);
        // If it fails there is no terminal left to restore.
        let _ = tcsetattr(&self.input, OptionalActions::Now, &self.before);
    }
}

fn write_soon(to: &OwnedFd, mut bytes: &[u8]) {
    let patience = Timespec::try_from(PATIENCE).ok();
    while !bytes.is_empty() {
        let mut fds = [PollFd::new(to, PollFlags::OUT)];
        match poll(&mut fds, patience.as_ref()) {
            Ok(n) if n > 0 => {}
            Err(rustix::io::Errno::INTR) => continue,
            _ => return,
        }
        match rustix::io::write(to, bytes) {
            Ok(n) => bytes = bytes.get(n..).unwrap_or(&[]),
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return,
        }
    }
}

/// Before the process stops: the shell gets its terminal as it was.
pub fn pause() {
    if let Some(session) = lock().as_ref() {
        session.close();
    }
}

/// After the process goes on: everything on again, and all to be painted anew.
pub fn resume() {
    if let Some(session) = lock().as_ref() {
        // A background process can't; it is stopped again by the terminal then.
        let _ = session.open();
        mark_stale();
    }
}

/// The next flush paints all: the terminal may show something else.
pub fn mark_stale() {
    STALE.store(true, Ordering::Relaxed);
}

/// The flag behind `mark_stale`, for the backend.
#[must_use]
pub fn stale() -> Arc<AtomicBool> {
    Arc::clone(&STALE)
}

/// A second handle on the open terminal's input.
///
/// # Errors
/// No terminal is open.
pub fn input() -> io::Result<OwnedFd> {
    lock().as_ref().map_or_else(|| Err(io::ErrorKind::NotConnected.into()), |session| session.input.try_clone())
}

/// The size of the open terminal, 80x24 where it doesn't know.
#[must_use]
pub fn size() -> Size {
    lock().as_ref().map_or(Size::new(80, 24), |session| size_of(&session.output))
}

/// The size of the terminal `of`, 80x24 where it doesn't know.
#[must_use]
pub fn size_of(of: impl AsFd) -> Size {
    match tcgetwinsize(of) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => Size::new(size.ws_col, size.ws_row),
        _ => Size::new(80, 24),
    }
}

/// The device to write to, unbuffered: what the backend writes at once goes out at once.
#[derive(Debug)]
pub struct Device(OwnedFd);

impl Device {
    /// Writes to this handle of the terminal.
    #[must_use]
    pub fn new(output: OwnedFd) -> Self {
        Self(output)
    }
}

impl io::Write for Device {
    /// Waits where another program has left the terminal in non-blocking mode.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match rustix::io::write(&self.0, bytes) {
                Err(rustix::io::Errno::AGAIN) => match poll(&mut [PollFd::new(&self.0, PollFlags::OUT)], None) {
                    Ok(_) | Err(rustix::io::Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                },
                other => return Ok(other?),
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A panic of the thread that owns the screen gives the terminal back before its message is printed. That of another thread isn't
/// printed over the screen; who joins the thread learns of it.
fn hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let next = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            // Held by the panicking thread itself in the worst case: then nothing can be done here.
            let Ok(mut place) = SESSION.try_lock() else { return next(info) };
            let open = place.as_ref().map(|session| session.owner == std::thread::current().id());
            let ours = if open == Some(true) { place.take() } else { None };
            drop(place);
            if let Some(session) = ours {
                session.close();
            } else if open == Some(false) && rustix::termios::isatty(rustix::stdio::stderr()) {
                return;
            }
            next(info);
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_switched_on_is_switched_off() {
        let (on, off) = (opening(&Caps::full()), closing(&Caps::full()));
        for mode in ["?1049", "?2004"] {
            assert!(on.escape_ascii().to_string().contains(&format!("[{mode}h")));
            assert!(off.escape_ascii().to_string().contains(&format!("[{mode}l")));
        }
        assert!(!closing(&Caps::default()).escape_ascii().to_string().contains("1049"));
    }
}
