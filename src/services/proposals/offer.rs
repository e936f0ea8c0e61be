//! What hires do to an offer: its positions filled one by one, closed when none is left, opened again when a hire is denied
//! (domain.md §3.3).

use chrono::NaiveDate;

use crate::domain::ids::{ProposalId, RowId, VacancyId};
use crate::domain::lifecycle::{ProposalEvent, State, VacancyEvent, VacancyState};
use crate::domain::proposal::Proposal;
use crate::domain::vacancy::Vacancy;
use crate::fault::{Fault, Outcome};
use crate::services::follow_up;
use crate::store::{Write, records, tasks};

/// VCLOSE 1: filled by the office.
const FILLED: &str = "1";

/// One position more is filled; with the last one the offer closes and its other candidates are withdrawn. Gives how many were, or none
/// while positions are left. Refused: no position is left. The caller holds the offer.
pub(super) fn fill_one(w: &mut Write<'_>, id: VacancyId, but: ProposalId) -> Outcome<Option<usize>> {
    let before: Vacancy = records::by_id(w.reader(), id)?;
    let positions = before.positions.unwrap_or(1);
    if before.positions_filled >= positions {
        return Err(Fault::refused("refused-positions-filled").with("number", &before.number).with("count", positions));
    }
    let mut after = Vacancy { positions_filled: before.positions_filled + 1, ..before.clone() };
    if after.positions_filled < positions || before.state.after(VacancyEvent::Fill).is_none() {
        w.update(&before, &after)?;
        follow_up::refresh_vacancy(w, id)?;
        return Ok(None);
    }
    let today = w.rules().today;
    closed(&mut after, VacancyEvent::Fill, FILLED, today);
    w.update(&before, &after)?;
    ended(w, &after, VacancyEvent::Fill, Some(but)).map(Some)
}

fn closed(offer: &mut Vacancy, event: VacancyEvent, reason: &str, on: NaiveDate) {
    offer.state = offer.state.after(event).unwrap_or(offer.state);
    offer.close_reason = Some(reason.to_owned());
    offer.closed_on = Some(on);
}

/// An offer closes (VCLOSE): its open proposals are withdrawn without fault, whoever had said yes is to be told (T22), its owner is told.
/// False where the event can't follow its state. Called by `rules` and by whoever closes an offer.
pub fn close_in(w: &mut Write<'_>, id: VacancyId, event: VacancyEvent, reason: &str, on: Option<NaiveDate>) -> Outcome<bool> {
    let before: Vacancy = records::by_id(w.reader(), id)?;
    if before.state.after(event).is_none() {
        return Ok(false);
    }
    let mut after = before.clone();
    closed(&mut after, event, reason, on.unwrap_or(w.rules().today));
    w.update(&before, &after)?;
    ended(w, &after, event, None)?;
    Ok(true)
}

/// After an offer has closed. Gives how many proposals were withdrawn.
fn ended(w: &mut Write<'_>, offer: &Vacancy, event: VacancyEvent, but: Option<ProposalId>) -> Outcome<usize> {
    let id = RowId(offer.head.id.0);
    let open: Vec<ProposalId> = tasks::open_proposals_of_vacancy(w.reader(), id)?.into_iter().filter(|p| Some(*p) != but).collect();
    for proposal in records::by_ids::<Proposal>(w.reader(), &open)? {
        let mut withdrawn = proposal.clone();
        withdrawn.state = proposal.state.after(ProposalEvent::Withdraw).unwrap_or(proposal.state);
        w.update(&proposal, &withdrawn)?;
        follow_up::refresh_proposal(w, proposal.head.id)?;
    }
    follow_up::refresh_vacancy(w, offer.head.id)?;
    let key = match event {
        VacancyEvent::Expire => Some("notice-offer-expired"),
        VacancyEvent::Fill => Some("notice-offer-filled"),
        // By the owner's own hand.
        _ => None,
    };
    if let (Some(owner), Some(key)) = (offer.owner, key) {
        let arguments = vec![format!("number={}", offer.number), format!("title={}", offer.title.replace('|', " "))];
        follow_up::notify(w, owner, key, arguments, "vacancy", id)?;
    }
    Ok(open.len())
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
