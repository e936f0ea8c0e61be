//! What the office does: one file a craft, used by both faces.

pub mod demo;
pub mod reference;
