//! What the office does, as stories on both engines.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;
mod appointments;
mod batches;
mod day;
mod file;
mod exchange;
mod caseload;
mod erasure;
mod follow_up;
mod guard;
mod hostile;
mod intake;
mod matching;
mod matrix;
mod interviews;
mod office;
mod papers;
mod rules;
mod vocabulary;
