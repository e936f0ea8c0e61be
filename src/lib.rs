//! guichet: the working tool of the counsellors of a public employment office.
//!
//! The layers, from the bottom; a lower one never names a higher one (held by `tests/truth.rs`):
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

/// Pure rules of the domain.
pub mod domain;
/// Every way a wish can fail, and plain values.
pub mod fault;
/// The only SQL: both engines, reading, writing.
pub mod store;
/// What the office does.
pub mod services;
