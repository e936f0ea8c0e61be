//! The screens: terminal on and off (also after a panic), threads, the loop. Called by the command line.

pub mod action;
pub mod app;
pub mod cx;
pub mod dialogs;
pub mod event;
pub mod form;
pub mod frame;
pub mod jobs;
pub mod keymap;
pub mod look;
pub mod screen;
pub mod screens;
pub mod terminal;
pub mod own;
pub mod widgets;

use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;

use ratatui::backend::Backend;

use crate::fault::{Fault, Outcome};
use crate::tui::app::{App, Parts, Status, Ways};
use crate::tui::event::Event;
use crate::tui::jobs::{Opener, Threads};
use crate::tui::keymap::Keymap;
use crate::tui::look::Look;
use crate::tui::screen::{Message, Screen};

/// An answer that is here this soon counts as being there already.
const AT_ONCE: Duration = Duration::from_millis(50);

/// A terminal that can be written to and that tells its keys: given by `OwnTerminal`.
pub trait Terminal {
    /// What ratatui draws on.
    type Backend: Backend;
    /// The drawing surface; raw mode is on from here.
    ///
    /// # Errors
    /// The terminal can't be set up.
    fn start(&mut self) -> Outcome<ratatui::Terminal<Self::Backend>>;
    /// Sends keys, pastes, sizes and the hangup from its own thread.
    fn listen(&mut self, events: Sender<Event>);
    /// The bell.
    fn bell(&mut self, surface: &mut ratatui::Terminal<Self::Backend>);
    /// A slip to the printer behind the terminal, then everything is painted again (terminal.md §6).
    ///
    /// # Errors
    /// The terminal can't be written to.
    fn print(&mut self, surface: &mut ratatui::Terminal<Self::Backend>, lines: &[String]) -> Outcome<()>;
    /// What the terminal shows is not known any more: everything is to be painted again.
    ///
    /// # Errors
    /// The terminal can't be written to.
    fn repaint(&mut self, surface: &mut ratatui::Terminal<Self::Backend>) -> Outcome<()>;
    /// Everything as it was before; called also after a panic, so it may be called twice.
    fn stop(&mut self);
}

/// What the screens are started with.
pub struct Setup {
    /// Keys.
    pub keymap: Keymap,
    /// Look and texts.
    pub look: Look,
    /// Ways from anywhere.
    pub ways: Box<dyn Ways>,
    /// The screen at the bottom of the stack.
    pub first: Box<dyn Screen>,
    /// What the title line says.
    pub status: Status,
    /// Opens a connection for a worker.
    pub opener: Opener,
    /// Local date and hour, by the office's clock.
    pub wall: Box<dyn Fn() -> NaiveDateTime>,
    /// After this, which-key shows what may follow.
    pub which_key: Duration,
    /// What is said first.
    pub hello: Option<Message>,
}

/// Runs the screens until the user leaves or the terminal is gone. News of the store (`Event::Changed`) may be sent by
/// what `news` starts with the sender it is given.
///
/// # Errors
/// The terminal can't be set up or written to.
pub fn run(setup: Setup, terminal: &mut impl Terminal, news: impl FnOnce(Sender<Event>)) -> Outcome<()> {
    let (events, received) = channel();
    let mut surface = terminal.start()?;
    terminal.listen(events.clone());
    news(events.clone());
    let jobs = Box::new(Threads::start(&setup.opener, &events));
    let Setup { keymap, look, ways, first, status, wall, which_key, hello, .. } = setup;
    let mut app = App::new(Parts { keymap, look, jobs, ways, wall, status, which_key }, first, Instant::now());
    app.greet(hello);
    let mut drawn = || -> Outcome<()> {
        while !app.over() {
            if app.take_repaint() {
                terminal.repaint(&mut surface)?;
            }
            for slip in app.take_slips() {
                terminal.print(&mut surface, &slip)?;
            }
            if app.take_bell() {
                terminal.bell(&mut surface);
            }
            gather(&mut app, &received);
            surface.draw(|frame| app.draw(frame)).map_err(|e| Fault::broken(e.to_string()))?;
            let wake = app.wake_in(Instant::now());
            let event = received.recv_timeout(wake).unwrap_or(Event::Tick);
            app.handle(event, Instant::now());
            while let Ok(event) = received.try_recv() {
                app.handle(event, Instant::now());
            }
        }
        app.take_last_words().map_or(Ok(()), Err)
    };
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(&mut drawn));
    terminal.stop();
    outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Rows that come at once are painted together with the frame around them, in one write. What is typed in a field is
/// never kept waiting for them.
fn gather(app: &mut App, received: &Receiver<Event>) {
    let end = Instant::now() + AT_ONCE;
    while app.awaits() && !app.place().typing && !app.over() {
        let Some(left) = end.checked_duration_since(Instant::now()) else { return };
        match received.recv_timeout(left) {
            Ok(event) => app.handle(event, Instant::now()),
            Err(_) => return,
        }
    }
}
