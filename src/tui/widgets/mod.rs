//! Pieces that screens are made of: they know the look and their own state, no service and no screen.

pub mod diff;
pub mod filter;
pub mod fit;
pub mod line;
pub mod pick;
pub mod table;
pub mod tabs;
