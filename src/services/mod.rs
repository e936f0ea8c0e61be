//! What the office does: one file a craft; rights, rules, one `Desk` call. Used by both faces.

pub mod draft;
pub mod session;
