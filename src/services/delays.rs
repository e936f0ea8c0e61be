//! The delays of the rules T (domain.md §4) as data: which hold, which the office changed, who did. Called by the command `delays` and by
//! the page of the administration.

use chrono::{DateTime, Utc};

use crate::domain::delays::{DEFAULTS, Delays, Unit};
use crate::domain::ids::DeedId;
use crate::domain::rights::{Deed as Right, Owner};
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::store::{Deed, Desk, delays as store};

/// The longest delay: ten years in days.
const MOST: i64 = 3_653;

/// One delay.
#[derive(Debug, Clone, PartialEq)]
pub struct DelayRow {
    /// `T5`.
    pub rule: &'static str,
    /// `grace`.
    pub name: &'static str,
    /// In what it is counted.
    pub unit: Unit,
    /// What holds.
    pub value: i64,
    /// What domain.md says.
    pub default: i64,
    /// Who changed it last, and when.
    pub changed: Option<(String, DateTime<Utc>)>,
}

/// All delays in the order of domain.md.
pub fn all(desk: &mut Desk) -> Outcome<Vec<DelayRow>> {
    let (changed, authors) = desk.read(|read| Ok((store::changed(read)?, store::authors(read)?)))?;
    let delays = Delays::new(changed);
    let row = |(rule, name, default, unit): &(&'static str, &'static str, i64, Unit)| {
        let subject = store::subject(rule, name);
        let last = authors.iter().rev().find(|(id, ..)| *id == subject);
        DelayRow {
            rule,
            name,
            unit: *unit,
            value: delays.get(rule, name),
            default: *default,
            changed: last.map(|(_, by, at)| (by.clone(), *at)),
        }
    };
    Ok(DEFAULTS.iter().map(row).collect())
}

/// Sets a delay, or puts it back to what domain.md says; the sessions opened from now on go by it. Errors: `wrong-delay` (no such
/// delay), `flaw-out-of-range` at the field `value`, [`Fault::Denied`].
pub fn set(desk: &mut Desk, deed: DeedId, rule: &str, name: &str, value: Option<i64>) -> Outcome<()> {
    access::may(desk, Right::Settings, Owner::office())?;
    let known = DEFAULTS.iter().find(|(r, n, ..)| r.eq_ignore_ascii_case(rule) && *n == name);
    let Some((rule, name, default, _)) = known else {
        let names: Vec<&str> = DEFAULTS.iter().filter(|(r, ..)| r.eq_ignore_ascii_case(rule)).map(|(_, n, ..)| *n).collect();
        let allowed = if names.is_empty() { "T1 … T74".to_owned() } else { names.join(", ") };
        return Err(Fault::wrong("wrong-delay").with("value", format!("{rule} {name}")).with("allowed", allowed));
    };
    if let Some(value) = value.filter(|v| !(0..=MOST).contains(v)) {
        return Err(Fault::wrong("wrong-delay-value").with("value", value).with("low", 0).with("high", MOST));
    }
    let value = value.filter(|v| v != default);
    desk.write(Deed::new(deed, store::ACT), |w| {
        let was = Delays::new(store::changed(w.reader())?).get(rule, name);
        store::set(w, rule, name, was, value);
        Ok(())
    })
}
