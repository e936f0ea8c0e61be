//! The caseload: its pages, what a filter's words mean, saved views, transfers, the printed list (screens.md §5). Called by the
//! screen of the caseload and by `show caseload`.

mod print;
mod transfer;
mod views;
mod words;

use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::domain::ids::{RegistrationId, UserId};
use crate::domain::person;
use crate::domain::record::day_text;
use crate::domain::rights::{self, Owner};
use crate::fault::Outcome;
use crate::services::access;
use crate::services::listing::Listed;
use crate::store::Desk;
use crate::store::caseload as store;

pub use crate::services::listing::Side;
pub use crate::store::caseload::{CaseRow, Sort};
pub use print::{LONGEST_LIST, print_list};
pub use transfer::{BLOCK, Colleague, Plan, Transferred, colleagues, plan_parts, plan_transfer, transfer};
pub use views::{save_view, views};
pub use words::{Meaning, Vocabulary};

/// Rows that all marks at once, or a command, may take.
pub const MANY: u32 = 1000;

/// What is shown: whose, narrowed by which words, in which order.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// In charge; none: who acts.
    pub counsellor: Option<UserId>,
    /// The filter as typed.
    pub filter: String,
    /// The words that the language of the screen has for states and for « en retard ».
    pub vocabulary: Arc<Vocabulary>,
    /// The order.
    pub sort: Sort,
}

/// A page.
pub type Page = Listed<CaseRow, Meaning>;

/// A page of a caseload: the rows and how many there are, in one round trip. Rights: profiles of the agency are read; another
/// counsellor's caseload must be of the own agency, which its rows are.
pub fn page(desk: &mut Desk, query: &Query, side: &Side, size: u32) -> Outcome<Page> {
    let who = desk.who.clone();
    let counsellor = query.counsellor.unwrap_or(who.user);
    access::may(desk, rights::Deed::ReadProfile, Owner::of(who.agency, Some(counsellor)))?;
    let meanings = words::understand(desk, &query.filter, &query.vocabulary)?;
    let today = desk.rules.today;
    let filter = store::Filter { counsellor, parts: meanings.iter().map(|m| m.narrow(today)).collect() };
    let now = desk.now();
    let (rows, total) = desk.read(|read| store::page(read, &filter, query.sort, side, size, now))?;
    Ok(Page { rows, total, meanings })
}

/// These rows as they are now: after a deed on them, or when one comes back to the list.
pub fn rows(desk: &mut Desk, ids: &[RegistrationId]) -> Outcome<Vec<CaseRow>> {
    access::may(desk, rights::Deed::ReadProfile, Owner::own(&desk.who))?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (now, agency) = (desk.now(), desk.who.agency.clone());
    desk.read(|read| store::rows(read, ids, &agency, now))
}

/// What `show caseload --json` gives: one object a person.
pub fn show(desk: &mut Desk) -> Outcome<Vec<Json>> {
    let today = desk.rules.today;
    let page = page(desk, &Query::default(), &Side::First, MANY)?;
    Ok(page
        .rows
        .iter()
        .map(|row| {
            json!({
                "row": "registration",
                "number": row.number,
                "name": row.name,
                "age": row.birth_date.map(|b| person::age(b, today)),
                "occupation": row.occupation,
                "occupation_label": row.occupation_label,
                "state": row.state.id(),
                "intensity": row.intensity,
                "last_contact": row.last_contact.map(day_text),
                "next_due": row.next_due.map(day_text),
                "late": row.next_due.is_some_and(|d| d < today),
                "registered_on": row.registered_on.map(day_text),
                "town": row.town,
                "phone": row.phone,
                "next_appointment": row.next_at.map(|at| crate::domain::calendar::local(at).format("%Y-%m-%dT%H:%M").to_string()),
            })
        })
        .collect())
}
