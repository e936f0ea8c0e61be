//! Employers: made and saved with their contacts, visits, notes, reminders, who is in charge; their list and their file as a page
//! (domain.md §2.7, §2.9; screens.md §12). Called by the screens of employers and by `show employers`.

mod deeds;
mod list;
mod page;
mod twins;

pub(crate) use deeds::make;
pub use deeds::{Visited, contact, create, note, officers, rebase, remind, save, transfer, visit};
pub use list::{Meaning, Page as ListPage, Query, Vocabulary, days, page as list, rows, show};
pub use page::{May, Page, by_number, changes, page};
pub use twins::possible_duplicates;

pub use crate::services::listing::Side;
pub use crate::store::employer_file::{Hired, Offered, Proposed};
pub use crate::store::employer_list::{Days, FirmRow, Sort};
pub use crate::store::employers::Officer;
