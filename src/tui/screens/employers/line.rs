//! One line of the list of employers as it is shown, and its columns (screens.md §12). Called by the screen.

use crate::domain::phone;
use crate::services::employers::{self, FirmRow};
use crate::tui::look::Look;
use crate::tui::screens::House;
use crate::tui::screens::caseload::short;
use crate::tui::screens::file::words;
use crate::tui::widgets::table::{Cell, Column, Row};

/// A row and its words.
#[derive(Debug, Clone)]
pub struct Line {
    /// As the service gave it.
    pub row: FirmRow,
    sector: String,
    offers: String,
    contact: String,
    late: bool,
    owner: String,
    phone: String,
}

impl Line {
    /// The words of a row.
    pub fn new(row: FirmRow, house: &House, look: &Look) -> Self {
        let sector = words::coded(house, look, "SECTION", row.sector.as_deref());
        let owner = match &row.owner_name {
            _ if row.owner == Some(house.who.user) => look.text("file-you"),
            Some(name) => name.split(' ').next().unwrap_or(name).to_owned(),
            None => "-".to_owned(),
        };
        let days = employers::days(&house.rules);
        Line {
            sector,
            offers: if row.open_offers > 0 { row.open_offers.to_string() } else { "-".to_owned() },
            contact: row.last_contact.map_or_else(|| "-".to_owned(), |d| short(d, look)),
            late: row.is_late(&days),
            owner,
            phone: row.phone.as_deref().map_or_else(|| "-".to_owned(), phone::shown),
            row,
        }
    }
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.row.id.0.as_bytes().to_vec()
    }
}

/// The columns, with their ranks.
pub fn columns() -> Vec<Column<Line>> {
    vec![
        Column::new("employers-name", 28, 0, |l: &Line, _| Cell::from(l.row.name.as_str())),
        Column::new("employers-town", 12, 1, |l: &Line, _| Cell::from(l.row.town.as_deref().unwrap_or("-"))),
        Column::new("employers-sector", 10, 2, |l: &Line, _| Cell::from(l.sector.as_str())),
        Column::new("employers-offers", 6, 0, |l: &Line, _| Cell::from(l.offers.as_str())),
        Column::new("employers-phone", 13, 6, |l: &Line, _| Cell::from(l.phone.as_str())).extra(),
        Column::new("employers-number", 16, 6, |l: &Line, _| Cell::from(l.row.number.as_str())).extra(),
        Column::new("employers-contact", 6, 0, |l: &Line, _| Cell::alert_if(l.contact.as_str(), l.late)).signed(),
        Column::new("employers-owner", 10, 3, |l: &Line, _| Cell::from(l.owner.as_str())),
    ]
}
