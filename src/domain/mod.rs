//! Pure rules: no clock, no chance, no file, no database, no terminal. Today and new ids are arguments.

pub mod appointment;
pub mod calendar;
pub mod check;
pub mod code;
pub mod dates;
pub mod delays;
pub mod duplicate;
pub mod employer;
pub mod fold;
pub mod ids;
pub mod interview;
pub mod lifecycle;
pub mod neutral;
pub mod office;
pub mod person;
pub mod person_file;
pub mod phone;
pub mod profile;
pub mod proposal;
pub mod record;
pub mod registration;
pub mod rights;
pub mod rules;
pub mod sheet;
pub mod task;
pub mod vacancy;
