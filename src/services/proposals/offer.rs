//! What hires do to an offer: its positions filled one by one, closed when none is left, opened again when a hire is denied
//! (domain.md §3.3).

use crate::domain::ids::{RowId, VacancyId};
use crate::domain::lifecycle::{State, VacancyEvent, VacancyState};
use crate::domain::vacancy::Vacancy;
use crate::fault::{Fault, Outcome};
use crate::services::{follow_up, vacancies};
use crate::store::{Write, records, tasks};

/// VCLOSE 1: filled by the office.
const FILLED: &str = "1";

/// One position more is filled; with the last one the offer closes and its other candidates are withdrawn. Gives how many were, or none
/// while positions are left. Refused: no position is left. The caller holds the offer.
pub(super) fn fill_one(w: &mut Write<'_>, id: VacancyId) -> Outcome<Option<usize>> {
    let before: Vacancy = records::by_id(w.reader(), id)?;
    let positions = before.positions.unwrap_or(1);
    if before.positions_filled >= positions {
        return Err(Fault::refused("refused-positions-filled").with("number", &before.number).with("count", positions));
    }
    let after = Vacancy { positions_filled: before.positions_filled + 1, ..before.clone() };
    if after.positions_filled < positions || before.state.after(VacancyEvent::Fill).is_none() {
        w.update(&before, &after)?;
        follow_up::refresh_vacancy(w, id)?;
        return Ok(None);
    }
    let others = tasks::open_proposals_of_vacancy(w.reader(), RowId(id.0))?.len();
    let today = w.rules().today;
    let after = vacancies::close_with(w, &before, after, VacancyEvent::Fill, FILLED, today)?;
    if let Some(owner) = after.owner {
        let arguments = vec![format!("number={}", after.number), format!("title={}", after.title.replace('|', " "))];
        follow_up::notify(w, owner, "notice-offer-filled", arguments, "vacancy", RowId(id.0))?;
    }
    Ok(Some(others))
}

/// A hire is denied: one position less is filled, an offer that was closed as filled opens again. The caller holds the offer.
pub(super) fn empty_one(w: &mut Write<'_>, id: VacancyId) -> Outcome<()> {
    let before: Vacancy = records::by_id(w.reader(), id)?;
    let after = without_one(&before);
    w.update(&before, &after)?;
    follow_up::refresh_vacancy(w, id)
}

/// The offer with one position less filled.
fn without_one(before: &Vacancy) -> Vacancy {
    let mut after = Vacancy { positions_filled: (before.positions_filled - 1).max(0), ..before.clone() };
    reopened(&mut after);
    after
}

/// An offer closed as filled by the office that has a position again.
pub(crate) fn reopened(offer: &mut Vacancy) {
    let filled = offer.state == VacancyState::Filled && offer.close_reason.as_deref() == Some(FILLED);
    if filled && offer.positions_filled < offer.positions.unwrap_or(1) {
        offer.state = offer.state.after(VacancyEvent::HireDenied).unwrap_or(offer.state);
        offer.close_reason = None;
        offer.closed_on = None;
    }
}
