//! Hires after they were announced: confirmed, denied, checked at one, three and six months, broken off (domain.md §3.5; T30, T31, T72).

use chrono::NaiveDate;

use super::offer;
use crate::domain::ids::{DeedId, PlacementId, ProposalId, RegistrationId, RowId};
use crate::domain::lifecycle::{PlacementEvent, PlacementState, ProposalEvent, ProposalState, State, TaskState};
use crate::domain::proposal::{Placement, Proposal};
use crate::domain::registration::Registration;
use crate::domain::rights::{self, Owner};
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::access;
use crate::services::follow_up;
use crate::store::{Deed, Desk, Write, proposals as store, records, tasks};

/// CONFIRM: by whom a hire can be confirmed, where the list isn't loaded.
const CHECKS: [&str; 3] = ["yes", "no", "unknown"];

/// What came of a word about a hire.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hired {
    /// As it stands now.
    pub placement: Placement,
    /// The hire is denied and its person's registration had ended by it: « rétablir » can be offered for this one.
    pub restores: Option<RegistrationId>,
}

fn next(before: &Placement, event: PlacementEvent) -> Outcome<PlacementState> {
    before.state.after(event).ok_or_else(|| Fault::refused("refused-placement-state").with("state", before.state.id()))
}

fn on_hire(
    desk: &mut Desk,
    deed: Deed,
    id: PlacementId,
    f: impl Fn(&mut Write<'_>) -> Outcome<Option<RegistrationId>>,
) -> Outcome<Hired> {
    let seen: Placement = desk.read(|read| records::by_id(read, id))?;
    access::may(desk, rights::Deed::WritePlacements, Owner::agency(seen.agency))?;
    desk.lenient(|desk| {
        desk.write(deed, |w| {
            let restores = if w.replayed() { None } else { f(w)? };
            Ok(Hired { placement: records::by_id(w.reader(), id)?, restores })
        })
    })
}

/// annoncé → confirmé: by the employer, by the person, or the contract was seen (CONFIRM). Only now it counts. `start`: the first day
/// of work where it is another than was announced.
pub fn confirm(desk: &mut Desk, deed: DeedId, id: PlacementId, by: &str, start: Option<NaiveDate>) -> Outcome<Hired> {
    on_hire(desk, Deed::new(deed, "hire_confirmed"), id, |w| confirm_in(w, id, by, start).map(|()| None))
}

/// As [`confirm`], within a save.
pub(crate) fn confirm_in(w: &mut Write<'_>, id: PlacementId, by: &str, start: Option<NaiveDate>) -> Outcome<()> {
    if w.rules().codes.get("CONFIRM", by).is_none() {
        return Err(Fault::Flaws(vec![Flaw::new("confirmed_by", "flaw-unknown-code").with("value", by)]));
    }
    let before: Placement = records::by_id(w.reader(), id)?;
    let mut after = before.clone();
    after.state = next(&before, PlacementEvent::Confirm)?;
    after.confirmed_by = Some(by.to_owned());
    after.confirmed_on = Some(w.rules().today);
    after.start_on = start.or(before.start_on);
    w.update(&before, &after)?;
    follow_up::refresh_placement(w, id)
}

/// annoncé → infirmé: it wasn't true. The position is free again, an offer closed as filled reopens, the proposal counts as not kept;
/// « rétablir » can then be offered.
pub fn deny(desk: &mut Desk, deed: DeedId, id: PlacementId) -> Outcome<Hired> {
    on_hire(desk, Deed::new(deed, "hire_denied"), id, |w| deny_in(w, id))
}

/// As [`deny`], within a save. Gives the registration that could be restored.
pub(crate) fn deny_in(w: &mut Write<'_>, id: PlacementId) -> Outcome<Option<RegistrationId>> {
    let before: Placement = records::by_id(w.reader(), id)?;
    let state = next(&before, PlacementEvent::Deny)?;
    w.update(&before, &Placement { state, ..before.clone() })?;
    if let Some(proposal) = before.proposal {
        let proposal: Proposal = records::by_id(w.reader(), proposal)?;
        if proposal.state == ProposalState::Hired {
            store::hold(w, &[proposal.vacancy]);
            let mut after = proposal.clone();
            after.state = super::answer::next(&proposal, ProposalEvent::HireDenied)?;
            w.update(&proposal, &after)?;
            offer::empty_one(w, proposal.vacancy)?;
            follow_up::refresh_proposal(w, proposal.head.id)?;
        }
    }
    follow_up::refresh_placement(w, id)?;
    follow_up::refresh_person(w, before.person)?;
    let last = "person = $1 ORDER BY registered_on DESC NULLS LAST, id DESC LIMIT 1";
    let last: Option<Registration> = records::where_(w.reader(), last, &[before.person.into()])?.pop();
    let hired = |r: &Registration| r.closed_on.is_some() && matches!(r.exit_reason.as_deref(), Some("01" | "02" | "03"));
    Ok(last.filter(hired).map(|r| r.head.id))
}

/// A check after one, three or six months (`1m`, `3m`, `6m`): still at work `yes`, `no` or `unknown`. The task that asks for it is done
/// with it; at six months « yes » is « maintenu ». « No » says that the hire is over: [`break_off`] follows.
pub fn check(desk: &mut Desk, deed: DeedId, id: PlacementId, step: &str, result: &str) -> Outcome<Hired> {
    if !CHECKS.contains(&result) {
        return Err(Fault::Flaws(vec![Flaw::new("result", "flaw-check-result")]));
    }
    let asked = desk.read(|read| tasks::of_subjects(read, &[RowId(id.0)]))?;
    let mut asked = asked.into_iter().filter(|t| t.kind == "T31");
    let of = |origin: &Option<String>| {
        origin.as_deref().is_some_and(|o| o.split('~').next().is_some_and(|o| o.ends_with(&format!("/{step}"))))
    };
    // A repeated deed finds its task done already: it is done again under the same id, and nothing is written twice.
    let task = asked.find(|t| of(&t.origin) && t.state != TaskState::Dropped);
    let task = task.ok_or_else(|| Fault::refused("refused-no-check-due"))?;
    follow_up::done(desk, deed, task.head.id, Some(result.to_owned()))?;
    Ok(Hired { placement: desk.read(|read| records::by_id(read, id))?, restores: None })
}

/// confirmé, maintenu → rompu: on a day, for a reason (ENDREASON). The person is to be reached at once (T72).
pub fn break_off(desk: &mut Desk, deed: DeedId, id: PlacementId, on: NaiveDate, reason: &str) -> Outcome<Hired> {
    if on > desk.rules.today {
        return Err(Fault::Flaws(vec![Flaw::new("end_on", "flaw-end-future")]));
    }
    on_hire(desk, Deed::new(deed, "hire_broken"), id, |w| {
        let before: Placement = records::by_id(w.reader(), id)?;
        if w.rules().codes.get("ENDREASON", reason).is_none() {
            return Err(Fault::Flaws(vec![Flaw::new("end_reason", "flaw-unknown-code").with("value", reason)]));
        }
        if before.start_on.is_some_and(|start| on < start) {
            return Err(Fault::Flaws(vec![Flaw::new("end_on", "flaw-end-before-start")]));
        }
        let mut after = before.clone();
        after.state = next(&before, PlacementEvent::Break)?;
        after.end_on = Some(on);
        after.end_reason = Some(reason.to_owned());
        w.update(&before, &after)?;
        follow_up::refresh_placement(w, id)?;
        follow_up::refresh_person(w, before.person)?;
        Ok(None)
    })
}

/// One hire as it stands.
pub fn placement(desk: &mut Desk, id: PlacementId) -> Outcome<Placement> {
    let found: Placement = desk.read(|read| records::by_id(read, id))?;
    access::may(desk, rights::Deed::ReadPlacements, Owner::agency(found.agency.clone()))?;
    Ok(found)
}

/// The hire that came of a proposal, if there is one that wasn't denied.
pub fn of_proposal(desk: &mut Desk, id: ProposalId) -> Outcome<Option<Placement>> {
    let rest = "proposal = $1 AND state <> 'denied' ORDER BY id DESC LIMIT 1";
    let found = desk.read(|read| records::where_::<Placement>(read, rest, &[id.into()]))?.pop();
    if let Some(placement) = &found {
        access::may(desk, rights::Deed::ReadPlacements, Owner::agency(placement.agency.clone()))?;
    }
    Ok(found)
}
