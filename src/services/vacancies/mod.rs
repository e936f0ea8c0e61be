//! Offers: the list, the file of one offer, making and saving one, its course from draft to closing (domain.md §2.7, §3.3, §7).
//! Called by the screens of offers inside jobs, by `show vacancies`, by import and by `rules`.

mod course;
mod firms;
mod list;
mod page;
mod save;
mod special;

pub use course::{Course, close_in, close_with, contacted, follow};
pub use firms::{Firm, NewFirm, firm, firm_of, firms_named, new_firm};
pub use list::{List, MANY, Meaning, Query, View, Vocabulary, list, rows, show};
pub use page::{May, Page, by_number, changes, open, page};
pub use save::{Aim, Saved, check, copy_of, create, law, save, store_new};
pub use special::{Special, ask_special, decide_special};

pub use crate::services::listing::Side;
pub use crate::store::vacancies::{OfferRow, Sort};
pub use crate::store::vacancy_file::Proposed;
