//! The store on both engines: each story runs on SQLite and on PostgreSQL.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;
mod deeds;
mod disk;
mod engines;
mod guard;
mod migrations;
mod search;
mod thing;
mod trail;
