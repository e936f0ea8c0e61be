//! The screens: one of the two faces of the application.
pub mod terminal;
