//! What the office does: one file a craft; rights, rules, one `Desk` call. Used by both faces.

pub mod codes;
pub mod demo;
pub mod draft;
pub mod export;
pub mod import;
pub mod reference;
pub mod search;
pub mod session;
