//! What the office does, as stories on both engines.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;
mod access;
mod appointments;
mod backups;
mod batches;
mod day;
mod dedupe;
mod employers;
mod employers_exchange;
mod file;
mod exchange;
mod caseload;
mod erasure;
mod follow_up;
mod guard;
mod hostile;
mod import_shapes;
mod intake;
mod matching;
mod merge;
mod matrix;
mod interviews;
mod journal;
mod office;
mod offers_exchange;
mod papers;
mod proposals;
mod rules;
mod team;
mod vacancies;
mod vocabulary;
