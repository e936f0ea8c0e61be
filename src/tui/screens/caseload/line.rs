//! One line of the caseload as it is shown, and its columns (screens.md §5). Called by the screen.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

use crate::domain::ids::UserId;
use crate::domain::{calendar, person, phone};
use crate::services::caseload::CaseRow;
use crate::texts::dashed;
use crate::tui::fit::Fit;
use crate::tui::look::Look;
use crate::tui::screens::House;
use crate::tui::widgets::table::{Cell, Column, Row};

/// A row and its words.
#[derive(Debug, Clone)]
pub struct Line {
    /// As the service gave it.
    pub row: CaseRow,
    age: String,
    occupation: String,
    state: String,
    seen: String,
    due: String,
    overdue: bool,
    phone: String,
    next: String,
    intensity: String,
}

impl Line {
    /// The words of a row today; `of`: whose caseload is shown.
    pub fn new(row: CaseRow, of: UserId, today: NaiveDate, house: &House, look: &Look) -> Self {
        let codes = &house.rules.codes;
        let own = row.occupation_label.clone().filter(|l| !l.is_empty());
        let label = || row.occupation.as_deref().map(|c| codes.label("ISCO", c, look.lang()).to_owned());
        // What was given away meanwhile stays in its place, and says so.
        let state = if row.counsellor == Some(of) {
            look.text(&format!("short-registration-{}", dashed(row.state.id())))
        } else {
            look.text("caseload-gone")
        };
        let day = |d: Option<NaiveDate>| d.map_or_else(|| "-".to_owned(), |d| short(d, look));
        Line {
            age: row.birth_date.map_or_else(|| "-".to_owned(), |b| person::age(b, today).to_string()),
            occupation: own.or_else(label).map_or_else(|| "-".to_owned(), |words| capital(&words)),
            state,
            seen: day(row.last_contact),
            due: day(row.next_due),
            overdue: row.next_due.is_some_and(|d| d < today),
            phone: row.phone.as_deref().map_or_else(|| "-".to_owned(), phone::shown),
            next: row.next_at.map_or_else(|| "-".to_owned(), |at| moment(calendar::local(at), look)),
            intensity: row.intensity.as_deref().map_or("-", |i| codes.label("INTENSITY", i, look.lang())).to_owned(),
            row,
        }
    }
    /// Everything in a line of text, for the printed list.
    pub fn cells(&self) -> [&str; 7] {
        [&self.row.number, &self.row.name, &self.age, &self.occupation, &self.state, &self.due, &self.phone]
    }
}

/// Words as the person said them, with a capital.
fn capital(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

/// `16/11`.
pub fn short(day: NaiveDate, look: &Look) -> String {
    look.with("day-month", &[("d", format!("{:02}", day.day())), ("m", format!("{:02}", day.month()))])
}

/// `26/11 09h30`.
fn moment(at: NaiveDateTime, look: &Look) -> String {
    let hour = look.with("hour", &[("h", format!("{:02}", at.hour())), ("m", format!("{:02}", at.minute()))]);
    format!("{} {hour}", short(at.date(), look))
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.row.registration.0.as_bytes().to_vec()
    }
}

/// The columns, with their ranks; the number is last, for it is dictated and never read first.
pub fn columns() -> Vec<Column<Line>> {
    vec![
        Column::new("caseload-who", 21, 0, |l: &Line, _| Cell::from(l.row.name.as_str())).fit(Fit::Name),
        Column::new("caseload-age", 3, 3, |l: &Line, _| Cell::from(l.age.as_str())).right(),
        Column::new("caseload-occupation", 12, 2, |l: &Line, _| Cell::from(l.occupation.as_str())).fit(Fit::Words),
        Column::new("caseload-state", 8, 1, |l: &Line, _| Cell::from(l.state.as_str())),
        Column::new("caseload-town", 14, 6, |l: &Line, _| Cell::from(l.row.town.as_deref().unwrap_or("-"))).extra(),
        Column::new("caseload-intensity", 8, 6, |l: &Line, _| Cell::from(l.intensity.as_str())).extra(),
        Column::new("caseload-phone", 13, 6, |l: &Line, _| Cell::from(l.phone.as_str())).extra(),
        Column::new("caseload-next", 11, 6, |l: &Line, _| Cell::from(l.next.as_str())).extra(),
        Column::new("caseload-seen", 5, 4, |l: &Line, _| Cell::from(l.seen.as_str())),
        Column::new("caseload-due", 6, 0, |l: &Line, _| Cell::alert_if(l.due.as_str(), l.overdue)).signed(),
        Column::new("caseload-number", 15, 5, |l: &Line, _| Cell::from(l.row.number.as_str())),
    ]
}
