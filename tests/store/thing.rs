//! A record with a field of each type, for the store's tests only.

use chrono::{DateTime, NaiveDate, Utc};
use guichet::domain::ids::{PersonId, RowId};
use guichet::domain::record::{Head, Kind, OwnRules};
use guichet::domain::rules::Rules;
use guichet::fault::Flaw;
use guichet::record;
use guichet::store::Desk;

record! {
    /// Anything.
    Thing: "thing", RowId {
        /// Text.
        label: String = Must, Kind::Text(20);
        /// A number.
        amount: Option<i64> = May, Kind::Int(0, 1000);
        /// With decimals.
        share: Option<f64> = May, Kind::Real;
        /// Yes or no.
        active: bool = May, Kind::Bool;
        /// Yes, no or not known.
        known: Option<bool> = May, Kind::Bool;
        /// A day.
        since: Option<NaiveDate> = May, Kind::Past;
        /// An instant.
        seen: Option<DateTime<Utc>> = May, Kind::Instant;
        /// Another row.
        owner: Option<PersonId> = May, Kind::Ref("person");
        /// A list.
        words: Vec<String> = May, Kind::Words;
    }
}

impl OwnRules for Thing {
    fn own_rules(&self, _: &Rules, flaws: &mut Vec<Flaw>) {
        if self.amount == Some(13) {
            flaws.push(Flaw::warn("amount", "flaw-unlucky"));
        }
    }
}

/// Its table.
pub fn table(desk: &mut Desk) {
    desk.engine()
        .batch(
            "CREATE TABLE thing (id blob NOT NULL PRIMARY KEY, version BIGINT NOT NULL, label key_text NOT NULL, amount BIGINT, \
             share DOUBLE PRECISION, active BOOLEAN NOT NULL, known BOOLEAN, since TEXT, seen TEXT, owner blob, words TEXT, \
             created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL)",
        )
        .unwrap();
}

/// A new one.
pub fn thing(desk: &Desk, label: &str) -> Thing {
    Thing { head: Head::new(desk.new_id()), label: label.to_owned(), ..Thing::default() }
}

/// With every field filled.
pub fn full(desk: &Desk) -> Thing {
    Thing {
        amount: Some(7),
        share: Some(0.25),
        active: true,
        known: Some(false),
        since: NaiveDate::from_ymd_opt(2026, 3, 9),
        seen: DateTime::from_timestamp_millis(1_773_044_100_123),
        owner: Some(desk.new_id()),
        words: vec!["un".to_owned(), "deux".to_owned()],
        ..thing(desk, "Éloïse \\ \"N'\" ☂")
    }
}

/// Saves one and gives it as stored.
pub fn stored(desk: &mut Desk, new: &Thing) -> Thing {
    let deed = desk.deed("make");
    desk.write(deed, |w| w.insert(new)).unwrap();
    desk.read(|r| guichet::store::records::by_id(r, new.head.id)).unwrap()
}
