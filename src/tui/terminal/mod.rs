//! The terminal.
pub mod backend;
pub mod caps;
pub mod charset;
mod glyph;
mod grid;
mod moves;
mod paint;
mod pen;
mod scroll;
mod translit;
