//! The real binary: its commands as scripts, its screens in a pseudo-terminal (tests/whole/pty.rs).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod bytes;
mod commands;
mod damage;
mod office;
mod pty;
mod session;
mod story;
