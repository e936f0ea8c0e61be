//! What the office does: one file a craft; rights, rules, one `Desk` call. Used by both faces.

pub mod agenda;
pub mod appointment;
pub mod changes;
pub mod check;
pub mod codes;
pub mod day;
pub mod deed;
pub mod demo;
pub mod draft;
pub mod file;
pub mod follow_up;
pub mod letters;
pub mod export;
pub mod import;
pub mod intake;
pub mod interview;
pub mod office;
pub mod people;
pub mod queue;
pub mod reference;
pub mod rules;
pub mod search;
pub mod session;
pub mod slip;
pub mod undo;
