//! What the office does, as stories on both engines.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;
mod access;
mod appointments;
mod backups;
mod batches;
mod day;
mod employers;
mod employers_exchange;
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
mod journal;
mod office;
mod offers_exchange;
mod papers;
mod proposals;
mod rules;
mod vacancies;
mod vocabulary;
