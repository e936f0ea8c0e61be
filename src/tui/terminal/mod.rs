//! The terminal: bytes out, bytes in, and nothing of it known elsewhere. `tui::run` opens it, hands a closure to
//! `spawn_input` that turns what comes into its own events, and draws through ratatui.

/// ratatui's backend.
pub mod backend;
/// What the terminal can do.
pub mod caps;
/// Its character set.
pub mod charset;
/// Bytes into keys.
pub mod decoder;
mod glyph;
mod grid;
/// The threads that wait for it.
pub mod input;
mod keys;
mod moves;
mod paint;
mod pen;
/// Slips to the printer behind it.
pub mod print;
mod scroll;
mod translit;
mod tty;

use std::io;
use std::os::fd::AsFd;

pub use backend::OwnBackend;
pub use caps::{Caps, Wish};
pub use charset::Charset;
pub use input::Input;
pub use tty::{Device, Restore};

/// ratatui on the real terminal.
pub type Screen = ratatui::Terminal<OwnBackend<Device>>;

/// Opens the terminal on standard input and output: raw mode, alternate screen, paste mode. It is restored when
/// `Restore` is dropped; keep it until after the last draw.
///
/// # Errors
/// Standard input or output is no terminal (`ENOTTY`), or one is open already.
pub fn open(caps: &Caps) -> io::Result<(Screen, Restore)> {
    let input = io::stdin().as_fd().try_clone_to_owned()?;
    let output = io::stdout().as_fd().try_clone_to_owned()?;
    let (to_write, to_ask) = (output.try_clone()?, output.try_clone()?);
    let restore = tty::enter(input, output, caps)?;
    let size_of = Box::new(move || tty::size_of(&to_ask));
    let backend = OwnBackend::new(Device::new(to_write), caps, size_of, tty::stale());
    Ok((ratatui::Terminal::new(backend)?, restore))
}

/// Starts the threads that read the open terminal and wait for signals. `send` gets everything that comes, from either
/// thread, never both at once; it returns false when nobody listens any more.
///
/// # Errors
/// No terminal is open, or a thread can't be started.
pub fn spawn_input(send: impl FnMut(Input) -> bool + Send + 'static, caps: &Caps) -> io::Result<()> {
    input::spawn_both(decoder::Decoder::new(caps.charset, caps.esc_delay), send)
}
