//! The screens.

pub mod action;
pub mod app;
pub mod cx;
pub mod dialogs;
pub mod event;
pub mod frame;
pub mod jobs;
pub mod keymap;
pub mod look;
pub mod screen;
pub mod widgets;
