//! guichet: the working tool of the counsellors of a public employment office.
//!
//! The layers, from the bottom; a lower one never names a higher one (held by `tests/truth.rs`):
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

/// The command line.
pub mod cli;
/// What this run was told: flag > environment > file > default.
pub mod config;
/// Pure rules of the domain.
pub mod domain;
/// Bytes ↔ rows: CSV, xlsx, JSON.
pub mod exchange;
/// Every way a wish can fail, and plain values.
pub mod fault;
/// The log file; nothing of a person, nothing on the terminal.
pub mod log;
/// The only SQL: both engines, reading, writing.
pub mod store;
/// Texts by key, language chosen once.
pub mod texts;
