//! The list of an agency's employers: its pages, what a filter's words mean, `show employers`.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::domain::calendar;
use crate::domain::fold;
use crate::domain::ids::EmployerId;
use crate::domain::record::day_text;
use crate::domain::rights::{Deed, Owner};
use crate::domain::rules::Rules;
use crate::fault::Outcome;
use crate::services::access;
use crate::services::listing::{Listed, Side};
use crate::store::Desk;
use crate::store::employer_list::{self as store, Days, FirmRow, Narrow, Sort};

/// Letters from which a word can be one of the list's own that isn't written out.
const LETTERS: usize = 3;
/// Rows of `show`.
const MANY: u32 = 1000;
/// Days without a contact after which an employer without offers is called (domain.md §5 « Employer officer »), unless set.
const CONTACT: i64 = 90;
/// Months after which an employer sleeps (domain.md §2.7), unless set.
const ACTIVE: i64 = 12;

/// What the screen's language calls things: folded words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vocabulary {
    /// Of one's own.
    pub mine: Vec<String>,
    /// With open offers.
    pub offers: Vec<String>,
    /// A contact is due.
    pub late: Vec<String>,
    /// « active ».
    pub active: Vec<String>,
    /// « en sommeil ».
    pub dormant: Vec<String>,
    /// Sectors by the words of their labels: word and code.
    pub sectors: Vec<(String, String)>,
}

/// What one word of a filter was understood as; where all is empty, as the beginning of a name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Meaning {
    /// The word, folded.
    pub word: String,
    /// One's own.
    pub mine: bool,
    /// With open offers.
    pub offers: bool,
    /// A contact is due.
    pub late: bool,
    /// `true` active, `false` en sommeil.
    pub active: Option<bool>,
    /// Sectors with such a word.
    pub sectors: Vec<String>,
    /// Towns of that name.
    pub towns: Vec<String>,
}

impl Meaning {
    /// Whether it can only be the beginning of a name.
    pub fn is_name(&self) -> bool {
        !self.own() && self.sectors.is_empty() && self.towns.is_empty()
    }
    /// One of the list's own words.
    fn own(&self) -> bool {
        self.mine || self.offers || self.late || self.active.is_some()
    }
    fn narrow(&self, desk: &Desk) -> Narrow {
        Narrow {
            owner: self.mine.then_some(desk.who.user),
            offers: self.offers,
            late: self.late,
            active: self.active,
            sectors: self.sectors.clone(),
            towns: self.towns.clone(),
            name: (!self.own()).then(|| self.word.clone()),
        }
    }
}

/// What is shown: narrowed by which words, in which order.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// The filter as typed.
    pub filter: String,
    /// The words of the screen's language.
    pub vocabulary: Arc<Vocabulary>,
    /// The order.
    pub sort: Sort,
}

/// A page.
pub type Page = Listed<FirmRow, Meaning>;

/// The days by which the list says what is late and what sleeps.
pub fn days(rules: &Rules) -> Days {
    let back = |days: i64| calendar::add_days(rules.today, -days);
    let months = i32::try_from(rules.number("employer_active_months", ACTIVE)).unwrap_or(12);
    Days {
        offers: back(rules.delays.get("T12", "first")),
        contact: back(rules.number("employer_contact_days", CONTACT)),
        active: calendar::add_months(rules.today, -months),
    }
}

/// A page of the agency's employers: the rows and how many there are, in one round trip. Rights: offers are read.
pub fn page(desk: &mut Desk, query: &Query, side: &Side, size: u32) -> Outcome<Page> {
    let agency = desk.who.agency.clone();
    access::may(desk, Deed::ReadOffers, Owner::agency(&agency))?;
    let meanings = understand(desk, &query.filter, &query.vocabulary);
    let parts: Vec<Narrow> = meanings.iter().map(|m| m.narrow(desk)).collect();
    let days = days(&desk.rules);
    let (rows, total) = desk.read(|read| store::page(read, &agency, &parts, &days, query.sort, side, size))?;
    Ok(Page { rows, total, meanings })
}

/// These rows as they are now: when one comes back to the list.
pub fn rows(desk: &mut Desk, ids: &[EmployerId]) -> Outcome<Vec<FirmRow>> {
    access::may(desk, Deed::ReadOffers, Owner::agency(&desk.who.agency))?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    desk.read(|read| store::rows(read, ids))
}

fn understand(desk: &Desk, typed: &str, vocabulary: &Vocabulary) -> Vec<Meaning> {
    let codes = &desk.rules.codes;
    let towns: Vec<(String, String)> = if typed.trim().is_empty() {
        Vec::new()
    } else {
        codes.list("TOWN").flat_map(|c| fold::words(&c.fr).into_iter().map(|w| (w, c.fr.clone()))).collect()
    };
    fold::words(typed).into_iter().map(|word| meaning(word, vocabulary, &towns)).collect()
}

/// A word written out as one of the list's own is that and nothing else.
fn meaning(word: String, v: &Vocabulary, towns: &[(String, String)]) -> Meaning {
    let long = word.chars().count() >= LETTERS;
    let of = |fits: &dyn Fn(&str) -> bool| {
        let has = |list: &[String]| list.iter().any(|w| fits(w));
        let active = if has(&v.active) { Some(true) } else { has(&v.dormant).then_some(false) };
        Meaning { mine: has(&v.mine), offers: has(&v.offers), late: has(&v.late), active, ..Meaning::default() }
    };
    let written = of(&|w| w == word);
    if written.own() {
        return Meaning { word, ..written };
    }
    let begun = if long { of(&|w| w.starts_with(&word)) } else { Meaning::default() };
    let under = |list: &[(String, String)]| {
        let mut found: Vec<String> = list.iter().filter(|(w, _)| long && w.starts_with(&word)).map(|(_, c)| c.clone()).collect();
        found.sort();
        found.dedup();
        found
    };
    Meaning { sectors: under(&v.sectors), towns: under(towns), word, ..begun }
}

/// What `show employers --json` gives: one object an employer.
pub fn show(desk: &mut Desk) -> Outcome<Vec<Json>> {
    let days = days(&desk.rules);
    let page = page(desk, &Query::default(), &Side::First, MANY)?;
    let row = |row: &FirmRow| {
        json!({
            "row": "employer",
            "number": row.number,
            "name": row.name,
            "trade_name": row.trade_name,
            "town": row.town,
            "sector": row.sector,
            "phone": row.phone,
            "owner": row.owner_name,
            "open_offers": row.open_offers,
            "last_contact": row.last_contact.map(day_text),
            "late": row.is_late(&days),
            "state": if row.is_active(&days) { "active" } else { "dormant" },
        })
    };
    Ok(page.rows.iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        Vocabulary {
            mine: words("miennes moi"),
            offers: words("offre offres"),
            late: words("appeler"),
            active: words("active"),
            dormant: words("sommeil"),
            sectors: vec![("commerce".into(), "G".into()), ("construction".into(), "F".into())],
        }
    }

    #[test]
    fn each_word_is_one_of_the_lists_own_a_sector_a_town_or_a_name() {
        let towns = [("oyem".to_owned(), "Oyem".to_owned()), ("port".to_owned(), "Port-Gentil".to_owned())];
        let read = |word: &str| meaning(word.to_owned(), &vocabulary(), &towns);
        assert!(read("moi").mine && read("off").offers && read("sommeil").active == Some(false));
        assert_eq!((read("com").sectors, read("oyem").towns), (vec!["G".to_owned()], vec!["Oyem".to_owned()]));
        assert!(read("palmiers").is_name() && read("of").is_name());
    }
}
