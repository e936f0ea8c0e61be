//! What waits for an answer, the proposals of an offer, and what `show proposals` gives.

use chrono::Days;
use serde_json::{Value as Json, json};

use super::{HireRow, ProposalRow, due_of};
use crate::domain::ids::{ProposalId, VacancyId};
use crate::domain::record::day_text;
use crate::domain::rights::{self, Owner};
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::store::{Desk, proposals as store};

/// Rows at most: whoever has more answers them first.
const MOST: u32 = 1000;
/// Hires are listed so many days before their check is due.
const AHEAD: u64 = 7;

/// Everything that waits.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Waiting {
    /// Proposals, the day awaited first in front.
    pub proposals: Vec<ProposalRow>,
    /// Hires to be confirmed or checked.
    pub hires: Vec<HireRow>,
}

/// What waits for who acts and for whoever he stands in for; one proposal more by its id, so that its row can be shown.
pub fn waiting(desk: &mut Desk, also: Option<ProposalId>) -> Outcome<Waiting> {
    let who = desk.who.clone();
    access::may(desk, rights::Deed::ReadProposals, Owner::own(&who))?;
    let today = desk.rules.today;
    let until = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let mut found = desk.read(|read| {
        Ok(Waiting {
            proposals: store::waiting(read, who.user, today, also, MOST)?,
            hires: store::hires(read, who.user, today, until, MOST)?,
        })
    })?;
    // By the day that is shown: an interview at the employer's stands for the feedback after it.
    found.proposals.sort_by_key(|r| due_of(&r.proposal));
    // One of another agency is not shown, whoever asks for its row.
    found
        .proposals
        .retain(|r| rights::allowed(&who, rights::Deed::ReadProposals, Owner::agency(r.proposal.agency.clone())).is_ok());
    Ok(found)
}

/// The proposals of an offer: open ones first. Those of people of other agencies are left out where the right doesn't reach.
pub fn of_vacancy(desk: &mut Desk, id: VacancyId) -> Outcome<Vec<ProposalRow>> {
    let who = desk.who.clone();
    access::may(desk, rights::Deed::ReadProposals, Owner::own(&who))?;
    let mut rows = desk.read(|read| store::of_vacancy(read, id))?;
    rows.retain(|r| rights::allowed(&who, rights::Deed::ReadProposals, Owner::agency(r.proposal.agency.clone())).is_ok());
    Ok(rows)
}

/// One row.
pub fn row(desk: &mut Desk, id: ProposalId) -> Outcome<ProposalRow> {
    let row = desk.read(|read| store::by_id(read, id))?.ok_or(Fault::Missing("proposal"))?;
    access::may(desk, rights::Deed::ReadProposals, Owner::agency(row.proposal.agency.clone()))?;
    Ok(row)
}

/// What `show proposals --json` gives: proposals, then hires, by the day awaited.
pub fn show(desk: &mut Desk) -> Outcome<Vec<Json>> {
    let today = desk.rules.today;
    let all = waiting(desk, None)?;
    let proposal = |r: &ProposalRow| {
        let due = due_of(&r.proposal);
        json!({
            "row": "proposal",
            "id": r.proposal.head.id.0.to_string(),
            "due": due.map(day_text),
            "late": due.is_some_and(|d| d < today),
            "number": r.number,
            "name": r.name,
            "phone": r.phone,
            "vacancy": r.vacancy_number,
            "title": r.title,
            "employer": r.employer,
            "state": r.proposal.state.id(),
            "answer": r.proposal.answer,
            "attempts": r.proposal.attempts,
            "rank": r.proposal.rank,
            "by": r.by,
        })
    };
    let hire = |r: &HireRow| {
        json!({
            "row": "placement",
            "id": r.placement.head.id.0.to_string(),
            "kind": r.kind,
            "step": r.step,
            "due": r.due.map(day_text),
            "late": r.due.is_some_and(|d| d < today),
            "number": r.number,
            "name": r.name,
            "phone": r.phone,
            "title": r.title,
            "employer": r.employer,
            "state": r.placement.state.id(),
        })
    };
    Ok(all.proposals.iter().map(proposal).chain(all.hires.iter().map(hire)).collect())
}
