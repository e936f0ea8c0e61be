//! A terminal by crossterm alone: the one place that knows it, until the house's own backend and input take over.

use std::io::{Stdout, Write, stdout};
use std::sync::mpsc::Sender;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event as Input, read};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::backend::CrosstermBackend;

use crate::fault::{Fault, Outcome};
use crate::tui::Terminal;
use crate::tui::event::Event;

/// The terminal.
#[derive(Debug, Default)]
pub struct PlainTerminal;

impl Terminal for PlainTerminal {
    type Backend = CrosstermBackend<Stdout>;
    fn start(&mut self) -> Outcome<ratatui::Terminal<Self::Backend>> {
        enable_raw_mode().map_err(Fault::broken)?;
        execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste).map_err(Fault::broken)?;
        ratatui::Terminal::new(CrosstermBackend::new(stdout())).map_err(Fault::broken)
    }
    fn listen(&mut self, events: Sender<Event>) {
        std::thread::spawn(move || {
            loop {
                let event = match read() {
                    Ok(Input::Key(key)) => Event::Key(key),
                    Ok(Input::Paste(text)) => Event::Paste(text),
                    Ok(Input::Resize(width, height)) => Event::Resize(width, height),
                    Ok(_) => continue,
                    Err(_) => Event::Hangup,
                };
                let last = matches!(event, Event::Hangup);
                if events.send(event).is_err() || last {
                    return;
                }
            }
        });
    }
    fn bell(&mut self) {
        let mut out = stdout();
        let _ = out.write_all(b"\x07").and_then(|()| out.flush());
    }
    fn stop(&mut self) {
        let _ = execute!(stdout(), DisableBracketedPaste, LeaveAlternateScreen);
        let _ = disable_raw_mode();
    }
}
