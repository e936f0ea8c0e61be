//! What checks and rules need to know besides the record: the day, code lists, calendar, delays, settings.
//! Loaded by the store once per session, passed by reference: the domain has no clock and no database.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::code::Codes;
use crate::domain::delays::Delays;
use crate::fault::Flaw;

/// Everything that a rule may ask for.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Today at the office (Africa/Libreville), or the training day.
    pub today: NaiveDate,
    /// Code lists of domain.md §2.10 and places, countries, occupations.
    pub codes: Arc<Codes>,
    /// Holidays and working days.
    pub calendar: Arc<Calendar>,
    /// Delays of domain.md §4.
    pub delays: Arc<Delays>,
    /// Settings of the office: name, minimum wage, opening hours (`setting` table).
    pub settings: Arc<BTreeMap<String, String>>,
    /// Paper and import: what is missing or implausible warns instead of refusing (domain.md §2, product.md Exchange format).
    pub lenient: bool,
}

impl Rules {
    /// A flaw that only warns where the rules are lenient.
    pub fn soft(&self, flaw: Flaw) -> Flaw {
        Flaw { warning: flaw.warning || self.lenient, ..flaw }
    }
    /// A setting as text, or this default.
    pub fn setting<'a>(&'a self, key: &str, default: &'a str) -> &'a str {
        self.settings.get(key).map_or(default, String::as_str)
    }
    /// A setting as a number, or this default.
    pub fn number(&self, key: &str, default: i64) -> i64 {
        self.settings.get(key).and_then(|v| v.parse().ok()).unwrap_or(default)
    }
    /// The guaranteed minimum wage in FCFA a month: 80 000 since decree 855/PR/MTE of 9 Nov 2006 (domain.md §6).
    pub fn smig(&self) -> i64 {
        self.number("smig", 80_000)
    }
}
