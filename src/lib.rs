//! guichet: the working tool of the counsellors of a public employment office.
//!
//! The layers, from the bottom; a lower one never names a higher one (held by `tests/truth.rs`):
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

/// Every way a wish can fail, and plain values.
pub mod fault;
/// Pure rules of the domain.
pub mod domain;
/// The only SQL: both engines, reading, writing.
pub mod store;
/// Bytes ↔ rows: CSV, xlsx, JSON.
pub mod exchange;
/// What the office does, one file a craft.
pub mod services;
/// Texts by key, language chosen once.
pub mod texts;
/// Words of files that come in.
pub mod columns;
/// What this run was told: flag > environment > file > default.
pub mod config;
/// What the process itself must not do.
pub mod guard;
/// The log file; nothing of a person, nothing on the terminal.
pub mod log;
/// Papers in words, and out to a file or printer.
pub mod paper;
/// The command line.
pub mod cli;
/// The screens.
pub mod tui;
