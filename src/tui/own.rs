//! The house's own terminal behind the trait that the loop knows: backend, input thread, restoring. Called by the command line.

use std::sync::mpsc::Sender;

use crate::fault::{Fault, Outcome};
use crate::tui::Terminal;
use crate::tui::event::Event;
use crate::tui::terminal::{self, Caps, Device, Input, OwnBackend, Restore};

/// The real terminal on standard input and output.
pub struct OwnTerminal {
    caps: Caps,
    restore: Option<Restore>,
}

impl OwnTerminal {
    /// With what this terminal can do.
    pub fn new(caps: Caps) -> Self {
        OwnTerminal { caps, restore: None }
    }
}

impl Terminal for OwnTerminal {
    type Backend = OwnBackend<Device>;

    fn start(&mut self) -> Outcome<ratatui::Terminal<Self::Backend>> {
        let (screen, restore) = terminal::open(&self.caps).map_err(|_| Fault::wrong("wrong-no-terminal"))?;
        self.restore = Some(restore);
        Ok(screen)
    }

    fn listen(&mut self, events: Sender<Event>) {
        let sent = terminal::spawn_input(
            move |input| {
                let event = match input {
                    Input::Event(crossterm::event::Event::Key(key)) => Event::Key(key),
                    Input::Event(crossterm::event::Event::Paste(text)) => Event::Paste(text),
                    Input::Event(crossterm::event::Event::Resize(width, height)) => Event::Resize(width, height),
                    Input::Bytes(bytes) => Event::Bytes(bytes),
                    Input::Hangup => Event::Hangup,
                    Input::Latin1 => Event::Latin1,
                    Input::Event(_) => return true,
                };
                events.send(event).is_ok()
            },
            &self.caps,
        );
        if let Err(error) = sent {
            tracing::error!(%error, "the terminal can't be read");
        }
    }

    fn bell(&mut self, surface: &mut ratatui::Terminal<Self::Backend>) {
        // A bell that can't be rung is no loss.
        let _ = surface.backend_mut().write_raw(b"\x07");
    }

    fn print(&mut self, surface: &mut ratatui::Terminal<Self::Backend>, lines: &[String]) -> Outcome<()> {
        let slip = terminal::print::slip(lines, self.caps.charset);
        surface.backend_mut().write_raw(&slip).map_err(Fault::broken)?;
        // The printer's bytes may have left anything on the screen of a client that has no printer.
        self.repaint(surface)
    }

    fn repaint(&mut self, surface: &mut ratatui::Terminal<Self::Backend>) -> Outcome<()> {
        surface.backend_mut().forget();
        surface.clear().map_err(Fault::broken)
    }

    fn stop(&mut self) {
        self.restore = None;
    }
}
