//! The course of an offer (domain.md §3.3): submitted, accepted or refused, paused, extended, closed. What ends an offer ends its open
//! proposals, without fault of anybody. Called by the offer's file, and by `rules` for what the clock does.

use chrono::NaiveDate;

use crate::domain::ids::{DeedId, RowId, VacancyId};
use crate::domain::lifecycle::{ProposalEvent, State, VacancyEvent, VacancyState};
use crate::domain::offer_law;
use crate::domain::proposal::Proposal;
use crate::domain::rights::{self, Owner};
use crate::domain::vacancy::Vacancy;
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::access;
use crate::services::{follow_up, wording};
use crate::store::{Deed, Desk, Write, records, tasks as store};

/// VCLOSE: not in conformity.
const UNLAWFUL: &str = "6";

/// One step of the course, with what it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Course {
    /// Complete: to be accepted.
    Submit,
    /// Published. `seen`: doubtful passages were looked at.
    Accept {
        /// Doubtful passages were looked at.
        seen: bool,
    },
    /// A draft submitted and accepted in one.
    Publish,
    /// Not accepted (VREFUSE).
    Refuse(String),
    /// Mended after a refusal: to be accepted again.
    Mend,
    /// Enough candidates: no new proposals.
    Pause,
    /// Open again.
    Reopen,
    /// The employer extends it to this day.
    Extend(NaiveDate),
    /// Every position is filled.
    Fill,
    /// Filled without the office.
    FillOtherwise,
    /// Given up by the employer.
    Cancel,
    /// Nobody was found.
    NoCandidate,
}

impl Course {
    /// The event of the lifecycle.
    pub fn event(&self) -> VacancyEvent {
        match self {
            Course::Submit => VacancyEvent::Submit,
            Course::Accept { .. } | Course::Publish => VacancyEvent::Accept,
            Course::Refuse(_) => VacancyEvent::Refuse,
            Course::Mend => VacancyEvent::Mend,
            Course::Pause => VacancyEvent::Pause,
            Course::Reopen => VacancyEvent::Reopen,
            Course::Extend(_) => VacancyEvent::Extend,
            Course::Fill => VacancyEvent::Fill,
            Course::FillOtherwise => VacancyEvent::FillOtherwise,
            Course::Cancel => VacancyEvent::Cancel,
            Course::NoCandidate => VacancyEvent::NoCandidate,
        }
    }
    /// Who may: those who write offers submit and mend them, the others are E's and H's.
    pub fn right(event: VacancyEvent) -> rights::Deed {
        match event {
            VacancyEvent::Submit | VacancyEvent::Mend => rights::Deed::WriteOffers,
            VacancyEvent::Shortlist => rights::Deed::WriteProposals,
            VacancyEvent::Expire => rights::Deed::RunRules,
            _ => rights::Deed::SettleOffers,
        }
    }
    /// VCLOSE of a step that closes.
    fn closing(&self) -> Option<&'static str> {
        match self {
            Course::Fill => Some("1"),
            Course::FillOtherwise => Some("2"),
            Course::Cancel => Some("3"),
            Course::NoCandidate => Some("5"),
            _ => None,
        }
    }
    fn act(&self) -> &'static str {
        match self {
            Course::Submit => "submit_offer",
            Course::Accept { .. } | Course::Publish => "accept_offer",
            Course::Refuse(_) => "refuse_offer",
            Course::Mend => "mend_offer",
            Course::Pause => "pause_offer",
            Course::Reopen => "reopen_offer",
            Course::Extend(_) => "extend_offer",
            Course::Fill | Course::FillOtherwise | Course::Cancel | Course::NoCandidate => "close_offer",
        }
    }
}

/// Does one step. Refused: not from this state, words or wage that stop it, a special condition without visa, a date that has gone.
pub fn follow(desk: &mut Desk, deed: DeedId, id: VacancyId, course: &Course) -> Outcome<Vacancy> {
    let seen: Vacancy = desk.read(|read| records::by_id(read, id))?;
    access::may(desk, Course::right(course.event()), Owner::of(seen.agency, seen.owner))?;
    if let Course::Extend(day) = course
        && *day < desk.rules.today
    {
        return Err(Fault::Flaws(vec![Flaw::new("publish_until", "flaw-expired-already")]));
    }
    desk.lenient(|desk| {
        desk.write(Deed::new(deed, course.act()), |w| {
            if !w.replayed() {
                step(w, id, course)?;
            }
            records::by_id(w.reader(), id)
        })
    })
}

fn step(w: &mut Write<'_>, id: VacancyId, course: &Course) -> Outcome<()> {
    let today = w.rules().today;
    let before: Vacancy = records::by_id(w.reader(), id)?;
    let mut from = before.clone();
    if *course == Course::Publish {
        from.state = next(&before, VacancyEvent::Submit)?;
    }
    let state = next(&from, course.event())?;
    if let Some(reason) = course.closing() {
        return close_in(w, &before, course.event(), reason, today).map(drop);
    }
    let mut after = before.clone();
    after.state = state;
    match course {
        Course::Submit => whole(w, &after)?,
        Course::Accept { seen } => {
            whole(w, &after)?;
            accepted(w, &mut after, *seen)?;
        }
        Course::Publish => {
            whole(w, &after)?;
            accepted(w, &mut after, true)?;
        }
        Course::Refuse(reason) => {
            (after.refuse_reason, after.close_reason, after.closed_on) =
                (Some(reason.clone()), Some(UNLAWFUL.to_owned()), Some(today));
        }
        Course::Mend => (after.refuse_reason, after.close_reason, after.closed_on) = (None, None, None),
        Course::Extend(day) => (after.publish_until, after.contacted_on) = (Some(*day), Some(today)),
        Course::Reopen => {
            if let Some(day) = after.publish_until.filter(|d| *d < today) {
                return Err(Fault::refused("refused-reopen-expired")
                    .with("number", &after.number)
                    .with("day", day.format("%d/%m/%Y")));
            }
        }
        _ => {}
    }
    w.update(&before, &after)?;
    follow_up::refresh_vacancy(w, id)
}

/// The state after an event, or the sentence that says why not.
fn next(vacancy: &Vacancy, event: VacancyEvent) -> Outcome<VacancyState> {
    let refused = || Fault::refused("refused-offer-step").with("number", &vacancy.number).with("state", vacancy.state.id());
    vacancy.state.after(event).ok_or_else(refused)
}

/// Nothing that a publication needs is missing.
fn whole(w: &Write<'_>, vacancy: &Vacancy) -> Outcome<()> {
    let strict = crate::domain::rules::Rules { lenient: false, ..w.rules().clone() };
    let errors: Vec<Flaw> = super::check(vacancy, &strict).into_iter().filter(|f| !f.warning).collect();
    if errors.is_empty() { Ok(()) } else { Err(Fault::Flaws(errors)) }
}

fn accepted(w: &mut Write<'_>, after: &mut Vacancy, seen: bool) -> Outcome<()> {
    let law = offer_law::of(after, w.rules(), wording::list()?);
    super::save::stop(after, &law, seen)?;
    if !super::special::has_visa(w, after)? {
        return Err(Fault::refused("refused-offer-visa").with("number", &after.number));
    }
    let today = w.rules().today;
    if after.publish_until.is_none_or(|d| d < today) {
        return Err(Fault::Flaws(vec![Flaw::new("publish_until", "flaw-expired-already")]));
    }
    after.accepted_on = Some(today);
    Ok(())
}

/// Closes an offer inside a write, on a day, with its VCLOSE: its open proposals are withdrawn, its tasks are settled. Used by the
/// course, by `rules` and by whoever records the last hire. Gives the offer as it became (`version` as it will be stored).
pub fn close_in(w: &mut Write<'_>, before: &Vacancy, event: VacancyEvent, reason: &str, day: NaiveDate) -> Outcome<Vacancy> {
    close_with(w, before, before.clone(), event, reason, day)
}

/// As [`close_in`], with what else changes by the same deed (`after`): one change, so that it can be taken back as one.
pub fn close_with(
    w: &mut Write<'_>,
    before: &Vacancy,
    mut after: Vacancy,
    event: VacancyEvent,
    reason: &str,
    day: NaiveDate,
) -> Outcome<Vacancy> {
    after.state = next(before, event)?;
    after.close_reason = Some(reason.to_owned());
    after.closed_on = Some(day);
    w.update(before, &after)?;
    let open = store::open_proposals_of_vacancy(w.reader(), RowId(before.head.id.0))?;
    for proposal in records::by_ids::<Proposal>(w.reader(), &open)? {
        let mut withdrawn = proposal.clone();
        withdrawn.state = proposal.state.after(ProposalEvent::Withdraw).unwrap_or(proposal.state);
        w.update(&proposal, &withdrawn)?;
        follow_up::refresh_proposal(w, proposal.head.id)?;
    }
    follow_up::refresh_vacancy(w, before.head.id)?;
    Ok(after)
}

/// The employer was called about it: the news count from today (T12).
pub fn contacted(desk: &mut Desk, deed: DeedId, id: VacancyId) -> Outcome<Vacancy> {
    let seen: Vacancy = desk.read(|read| records::by_id(read, id))?;
    access::may(desk, rights::Deed::WriteOffers, Owner::of(seen.agency.clone(), seen.owner))?;
    if !seen.state.is_open() {
        return Err(Fault::refused("refused-offer-step").with("number", &seen.number).with("state", seen.state.id()));
    }
    desk.lenient(|desk| {
        desk.write(Deed::new(deed, "employer_called"), |w| {
            let before: Vacancy = records::by_id(w.reader(), id)?;
            if w.replayed() {
                return Ok(before);
            }
            let mut after = before.clone();
            after.contacted_on = Some(w.rules().today);
            w.update(&before, &after)?;
            follow_up::refresh_vacancy(w, id)?;
            records::by_id(w.reader(), id)
        })
    })
}
