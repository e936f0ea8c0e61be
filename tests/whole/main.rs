//! The real binary: its commands as scripts, its screens in a pseudo-terminal (tests/whole/pty.rs).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod backups;
mod bulk;
mod bytes;
mod clean;
mod commands;
#[path = "../common/mod.rs"]
mod common;
mod damage;
#[path = "../common/forbid.rs"]
mod forbid;
mod deployment;
mod erasing;
mod guide;
mod idle;
mod input;
mod mux;
mod offers_story;
mod office;
mod line;
mod package;
mod printing;
mod proxy;
mod pty;
mod served;
mod session;
mod sshd;
mod steps;
mod story;
mod terminals;
mod two;
