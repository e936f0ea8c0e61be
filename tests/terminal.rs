//! The bytes that go to the terminal, against a terminal emulator that shares no code with them; and the bytes that come
//! from it, whatever they are.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "common/forbid.rs"]
mod forbid;
#[path = "terminal/budget.rs"]
mod budget;
#[path = "terminal/keys.rs"]
mod keys;
#[path = "terminal/oracle.rs"]
mod oracle;
#[path = "terminal/pty.rs"]
mod pty;
#[path = "terminal/screens.rs"]
mod screens;
#[path = "terminal/tmux.rs"]
mod tmux;
