//! Answers in series: the person's, the employer's, the sending between them, other dates (domain.md §2.10 ANSWER, EMPANS; §3.4).
//! Each is one deed that its author can take back the same day (`services/undo`).

use chrono::{DateTime, NaiveDate, Utc};

use super::offer;
use crate::domain::ids::{DeedId, PersonId, PlacementId, ProposalId, RegistrationId, RowId, VacancyId};
use crate::domain::lifecycle::{PlacementState, ProposalEvent, ProposalState, RegistrationEvent, State};
use crate::domain::proposal::{Placement, Proposal};
use crate::domain::record::Head;
use crate::domain::rights::{self, Owner};
use crate::domain::vacancy::Vacancy;
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::access;
use crate::services::follow_up::{self, Hire};
use crate::store::{Deed, Desk, Write, people, proposals as store, records};

/// EXIT 01: placed by the office.
const PLACED: &str = "01";
/// Working days more for somebody who thinks it over, where the list says nothing.
const THINKING: i64 = 3;
/// Attempts after which there is no answer, where the list says nothing.
const ATTEMPTS: i64 = 3;

/// What was said about a proposal.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// By the person: ANSWER, and REFUSAL for a refusal.
    Person(String, Option<String>),
    /// By the employer: EMPANS, and EMPREASON for a rejection.
    Employer(String, Option<String>),
    /// By the office: it goes to the employer.
    Sent,
    /// Taken back, without fault.
    Withdrawn,
    /// The person was told the outcome (T22).
    Told,
}

/// What an answer brought along.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answered {
    /// As it stands now.
    pub proposal: Proposal,
    /// The hire that was made.
    pub placement: Option<PlacementId>,
    /// The offer is filled: so many other candidates were withdrawn.
    pub filled: Option<usize>,
    /// The person is in work already: exit 02 can be recorded for this registration.
    pub leaves: Option<RegistrationId>,
}

/// The state after an event, or the refusal that names the present one.
pub(super) fn next(before: &Proposal, event: ProposalEvent) -> Outcome<ProposalState> {
    let refused = || Fault::refused("refused-proposal-state").with("state", before.state.id());
    before.state.after(event).ok_or_else(refused)
}

/// Records what was said. Refused where it can't follow the state that is stored now (somebody else has answered meanwhile), a second
/// time to think, and a hire beyond the positions. A reason that the list asks for and doesn't get is a flaw.
pub fn answer(desk: &mut Desk, deed: DeedId, id: ProposalId, said: &Said) -> Outcome<Answered> {
    let seen: Proposal = desk.read(|read| records::by_id(read, id))?;
    access::may(desk, rights::Deed::WriteProposals, Owner::agency(seen.agency.clone()))?;
    let act = match said {
        Said::Sent => "proposal_sent",
        Said::Withdrawn => "proposal_withdrawn",
        Said::Told => "proposal_told",
        Said::Person(..) | Said::Employer(..) => "proposal_answer",
    };
    desk.lenient(|desk| {
        desk.write(Deed::new(deed, act), |w| {
            let placement: PlacementId = w.new_id();
            let mut done = Answered::default();
            if !w.replayed() {
                store::hold(w, &[seen.vacancy]);
                let before: Proposal = records::by_id(w.reader(), id)?;
                record(w, &before, said, placement, &mut done)?;
            }
            done.proposal = records::by_id(w.reader(), id)?;
            Ok(done)
        })
    })
}

fn record(w: &mut Write<'_>, before: &Proposal, said: &Said, placement: PlacementId, done: &mut Answered) -> Outcome<()> {
    let today = w.rules().today;
    let mut after = before.clone();
    match said {
        Said::Person(code, reason) => by_person(w, &mut after, code, reason.as_deref())?,
        Said::Employer(code, reason) => by_employer(w, &mut after, code, reason.as_deref())?,
        Said::Sent => sent(w, &mut after)?,
        Said::Withdrawn => after.state = next(before, ProposalEvent::Withdraw)?,
        Said::Told => after.told_on = Some(today),
    }
    w.update(before, &after)?;
    if after.state == ProposalState::Hired {
        let offer: Vacancy = records::by_id(w.reader(), after.vacancy)?;
        hired(w, &after, &offer, placement)?;
        done.placement = Some(placement);
        done.filled = offer::fill_one(w, after.vacancy)?;
    }
    if matches!(said, Said::Person(code, _) if code == "5") {
        done.leaves = people::open_registration(w.reader(), after.person)?.map(|r| r.head.id);
    }
    touched(w, after.head.id, after.vacancy, after.person)
}

/// The tasks of the proposal, the offer and the person (T7, T10, T11, T20 to T22, the last contact).
fn touched(w: &mut Write<'_>, id: ProposalId, vacancy: VacancyId, person: PersonId) -> Outcome<()> {
    follow_up::refresh_proposal(w, id)?;
    follow_up::refresh_vacancy(w, vacancy)?;
    follow_up::refresh_person(w, person)
}

/// A code of a list, with the reason that it asks for.
fn reason_of(w: &Write<'_>, list: &str, code: &str, reason: Option<&str>, field: &'static str) -> Outcome<Option<String>> {
    let codes = &w.rules().codes;
    let known =
        codes.get(list, code).ok_or_else(|| Fault::Flaws(vec![Flaw::new("answer", "flaw-unknown-code").with("value", code)]))?;
    let Some(reasons) = known.extra("reason") else { return Ok(None) };
    match reason {
        Some(reason) if codes.get(reasons, reason).is_some() => Ok(Some(reason.to_owned())),
        Some(reason) => Err(Fault::Flaws(vec![Flaw::new(field, "flaw-unknown-code").with("value", reason)])),
        None => Err(Fault::Flaws(vec![Flaw::new(field, "flaw-missing")])),
    }
}

fn by_person(w: &Write<'_>, p: &mut Proposal, code: &str, reason: Option<&str>) -> Outcome<()> {
    let rules = w.rules();
    let reason = reason_of(w, "ANSWER", code, reason, "answer_reason")?;
    let number = |name: &str, default: i64| rules.codes.get("ANSWER", code).and_then(|c| c.number(name)).unwrap_or(default);
    let before = p.clone();
    match code {
        "1" => p.state = next(&before, ProposalEvent::Accept)?,
        "2" => p.state = next(&before, ProposalEvent::Refuse)?,
        "3" => {
            p.state = next(&before, ProposalEvent::Wait)?;
            if before.answer.as_deref() == Some("3") {
                return Err(Fault::refused("refused-thinking-once"));
            }
            let from = before.answer_due.unwrap_or(rules.today).max(rules.today);
            p.answer_due = Some(rules.calendar.add_working_days(from, number("days", THINKING)));
        }
        "4" => {
            p.attempts = before.attempts + 1;
            let event = if p.attempts >= number("attempts", ATTEMPTS) { ProposalEvent::Lapse } else { ProposalEvent::Wait };
            p.state = next(&before, event)?;
            // Somebody who had asked for time stays « réfléchit »: that he was not reached is in the attempts.
            p.answer = before.answer.clone().or(Some("4".to_owned()));
            return Ok(());
        }
        _ => p.state = next(&before, ProposalEvent::Withdraw)?,
    }
    p.answer = Some(code.to_owned());
    p.answer_reason = reason;
    p.answered_on = Some(rules.today);
    Ok(())
}

fn by_employer(w: &Write<'_>, p: &mut Proposal, code: &str, reason: Option<&str>) -> Outcome<()> {
    let today = w.rules().today;
    let reason = reason_of(w, "EMPANS", code, reason, "employer_reason")?;
    let event = match code {
        "1" => ProposalEvent::Invite,
        "2" => ProposalEvent::Hire,
        "4" => ProposalEvent::NotShow,
        _ => ProposalEvent::Reject,
    };
    p.state = next(&p.clone(), event)?;
    p.employer_answer = Some(code.to_owned());
    p.employer_reason = reason;
    p.feedback_on = Some(today);
    // What the person knows already needs no telling: the hire itself, the absence.
    p.told_on = matches!(event, ProposalEvent::Hire | ProposalEvent::NotShow).then_some(today);
    Ok(())
}

fn sent(w: &Write<'_>, p: &mut Proposal) -> Outcome<()> {
    let rules = w.rules();
    p.state = next(&p.clone(), ProposalEvent::Send)?;
    p.sent_to_employer_on = Some(rules.today);
    p.feedback_due = Some(rules.delays.after(&rules.calendar, rules.today, "T21", "feedback"));
    Ok(())
}

/// « Recruté »: the hire is announced (to be confirmed, T30), an open registration ends by exit 01, the person's other open proposals
/// are withdrawn.
fn hired(w: &mut Write<'_>, p: &Proposal, offer: &Vacancy, id: PlacementId) -> Outcome<()> {
    let today = w.rules().today;
    let placement = Placement {
        head: Head::new(id),
        person: p.person,
        agency: p.agency.clone(),
        proposal: Some(p.head.id),
        employer: Some(offer.employer),
        occupation: offer.occupation.clone(),
        contract: offer.contract.clone(),
        duration_months: offer.duration_months,
        start_on: Some(offer.start_on.unwrap_or(today).max(today)),
        state: PlacementState::Announced,
        ..Placement::default()
    };
    w.insert(&placement)?;
    if let Some(registration) = people::open_registration(w.reader(), p.person)?
        && registration.state.after(RegistrationEvent::Hire).is_some()
    {
        follow_up::hire_in(w, &registration, &Hire { exit: PLACED.to_owned(), placement: None })?;
    }
    follow_up::refresh_placement(w, id)
}

/// Every accepted proposal of an offer goes to its employer, in one deed. Gives how many did.
pub fn forward_all(desk: &mut Desk, deed: DeedId, vacancy: VacancyId) -> Outcome<u64> {
    let offer: Vacancy = desk.read(|read| records::by_id(read, vacancy))?;
    access::may(desk, rights::Deed::WriteProposals, Owner::agency(offer.agency))?;
    desk.lenient(|desk| {
        desk.write(Deed::new(deed, "proposal_sent"), |w| {
            let mut sent_now = Vec::new();
            if w.replayed() {
                return Ok(0);
            }
            store::hold(w, &[vacancy]);
            let rest = "vacancy = $1 AND state = 'accepted' ORDER BY id";
            for before in records::where_::<Proposal>(w.reader(), rest, &[vacancy.into()])? {
                rights::allowed(w.who(), rights::Deed::WriteProposals, Owner::agency(before.agency.clone()))?;
                let mut after = before.clone();
                sent(w, &mut after)?;
                w.update(&before, &after)?;
                sent_now.push(RowId(before.head.id.0));
            }
            if sent_now.is_empty() {
                return Err(Fault::refused("refused-none-accepted").with("number", &offer.number));
            }
            follow_up::refresh_proposals(w, &sent_now)?;
            Ok(sent_now.len() as u64)
        })
    })
}

/// Another day: of the person's answer, or of the employer's feedback. Not before today.
pub fn postpone(desk: &mut Desk, deed: DeedId, id: ProposalId, to: NaiveDate) -> Outcome<Proposal> {
    if to < desk.rules.today {
        return Err(Fault::Flaws(vec![Flaw::new("due", "flaw-due-past").with("day", to.format("%d/%m/%Y"))]));
    }
    change(desk, Deed::new(deed, "proposal_postpone"), id, |p| {
        match p.state {
            ProposalState::Proposed => p.answer_due = Some(to),
            ProposalState::Sent | ProposalState::EmployerInterview => p.feedback_due = Some(to),
            _ => return Err(Fault::refused("refused-proposal-state").with("state", p.state.id())),
        }
        Ok(())
    })
}

/// The day and hour at the employer's: the person is reminded the day before (T9).
pub fn set_interview(desk: &mut Desk, deed: DeedId, id: ProposalId, at: DateTime<Utc>) -> Outcome<Proposal> {
    change(desk, Deed::new(deed, "proposal_interview"), id, |p| {
        if p.state != ProposalState::EmployerInterview {
            return Err(Fault::refused("refused-proposal-state").with("state", p.state.id()));
        }
        p.employer_interview_at = Some(at);
        Ok(())
    })
}

fn change(desk: &mut Desk, deed: Deed, id: ProposalId, f: impl Fn(&mut Proposal) -> Outcome<()>) -> Outcome<Proposal> {
    let seen: Proposal = desk.read(|read| records::by_id(read, id))?;
    access::may(desk, rights::Deed::WriteProposals, Owner::agency(seen.agency))?;
    desk.lenient(|desk| {
        desk.write(deed, |w| {
            if !w.replayed() {
                let before: Proposal = records::by_id(w.reader(), id)?;
                let mut after = before.clone();
                f(&mut after)?;
                w.update(&before, &after)?;
                follow_up::refresh_proposal(w, id)?;
            }
            records::by_id(w.reader(), id)
        })
    })
}
