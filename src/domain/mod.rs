//! Pure rules: no clock, no chance, no file, no database, no terminal. Today and new ids are arguments.

pub mod calendar;
pub mod check;
pub mod code;
pub mod dates;
pub mod delays;
pub mod duplicate;
pub mod fold;
pub mod ids;
pub mod lifecycle;
pub mod neutral;
pub mod phone;
pub mod record;
pub mod rights;
pub mod rules;
pub mod who;
