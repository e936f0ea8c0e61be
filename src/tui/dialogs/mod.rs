//! Drawers that ask or show: each is a `Screen`, those that answer are a `Dialog` with a `Reply`. Opened by
//! `cx.ask(Confirm::new(…), Self::confirmed)`; drawn by the app at the bottom of the body (screens.md §1).

mod answers;
mod ask;
mod confirm;
mod conflict;
mod fault;
mod help;
mod key_test;
mod lines;
mod menu;
mod palette;
mod pick;
mod typed;

pub use answers::{Answer, Answers};
pub use ask::{Ask, Filled};
pub use confirm::{Confirm, Confirmed};
pub use conflict::{ConflictDialog, Settled};
pub use fault::FaultDialog;
pub use help::Help;
pub use key_test::KeyTest;
pub use lines::Lines;
pub use menu::{Menu, MenuRow};
pub use palette::{Palette, PaletteRow};
pub use pick::PickDialog;
pub use typed::TypedLine;
