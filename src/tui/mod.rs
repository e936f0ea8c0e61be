//! The screens.

pub mod action;
pub mod cx;
pub mod event;
pub mod jobs;
pub mod keymap;
pub mod look;
pub mod screen;
