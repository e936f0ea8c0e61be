//! When a rule changes a state by itself (events R of domain.md §3), and when a person may. Pure days: `services::rules`
//! and `services::follow_up` do it.

use chrono::NaiveDate;

use super::proposed::answer_day;
use super::{PlacementFacts, ProposalFacts, RegistrationFacts, VacancyFacts};
use crate::domain::calendar::{add_days, add_months};
use crate::domain::lifecycle::{PlacementState, ProposalState, RegistrationState};
use crate::domain::rules::Rules;

/// After a stop of the clock of more than three days nothing closes by itself: what was due by the run is put off
/// (domain.md §4, Clock).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// The day of the first run after the stop.
    pub run: NaiveDate,
    /// What was due by then falls due on this day.
    pub until: NaiveDate,
}

impl Hold {
    /// The day on which something due on `day` falls due now.
    pub fn moved(hold: Option<Hold>, day: NaiveDate) -> NaiveDate {
        hold.filter(|h| day <= h.run).map_or(day, |h| h.until)
    }
}

/// Whether the day of the renewal has gone (inscrit → à actualiser).
pub fn renewal_passed(facts: &RegistrationFacts, rules: &Rules) -> bool {
    facts.state == RegistrationState::Active && facts.renewal_due.is_some_and(|due| due < rules.today)
}

/// The day on which a registration that was not renewed ends (exit 05): `renewal_due` + 15 days of grace + 1, never before
/// what a takeover or a stop of the clock allows.
pub fn exit_day(facts: &RegistrationFacts, hold: Option<Hold>, rules: &Rules) -> Option<NaiveDate> {
    let due = facts.renewal_due.filter(|_| matches!(facts.state, RegistrationState::Active | RegistrationState::ToRenew))?;
    let day = add_days(due, rules.delays.get("T5", "grace") + 1);
    Some(Hold::moved(hold, facts.no_exit_before.map_or(day, |first| day.max(first))))
}

/// Whether « rétablir » is offered: up to and including thirty days after exit 05; whatever the delay when the hire of an
/// exit 01 to 03 was denied; never over a newer registration.
pub fn may_restore(facts: &RegistrationFacts, hire_denied: bool, rules: &Rules) -> bool {
    let Some(closed) = facts.closed_on.filter(|_| !facts.newer) else { return false };
    match facts.exit_reason.as_deref() {
        Some("05") => rules.today <= rules.delays.after(&rules.calendar, closed, "T5", "restore"),
        Some("01" | "02" | "03") => hire_denied,
        _ => false,
    }
}

/// Whether striking off may be proposed for this EXIT code: 06 after three no-shows in twelve months, 07 after two refusals
/// without good reason; 08 (false statement) has no number.
pub fn may_strike(facts: &RegistrationFacts, exit: &str, rules: &Rules) -> bool {
    let count = |days: usize, name: (&str, &str)| i64::try_from(days).unwrap_or(0) >= rules.delays.get(name.0, name.1);
    match exit {
        "06" => {
            let since = rules.delays.before(&rules.calendar, rules.today, "T6", "window");
            count(facts.absences.iter().filter(|d| **d > since).count(), ("T6", "strike"))
        }
        "07" => count(facts.refusals.len(), ("T7", "refusals")),
        "08" => true,
        _ => false,
    }
}

/// The last day for an answer: lapsed twice after it (sans réponse). Thinking it over moves both days alike.
pub fn lapse_day(facts: &ProposalFacts, rules: &Rules) -> Option<NaiveDate> {
    let sent = facts.sent_on.filter(|_| facts.state == ProposalState::Proposed)?;
    let first = facts.answer_due.unwrap_or_else(|| answer_day(sent, facts.urgent, rules));
    let (answer, lapse) = if facts.urgent { ("urgent_answer", "urgent_lapse") } else { ("answer", "lapse") };
    let more = rules.delays.get("T20", lapse) - rules.delays.get("T20", answer);
    Some(rules.calendar.add_working_days(first, more.max(0)))
}

/// The day on which an open offer expires (VCLOSE 4): five days after the call before its end (T12) was not answered.
/// An employer reached since then decides; the offer then waits for its new date.
pub fn expiry_day(facts: &VacancyFacts, hold: Option<Hold>, rules: &Rules) -> Option<NaiveDate> {
    let end = facts.publish_until.filter(|_| facts.state.is_open())?;
    let call = rules.delays.before(&rules.calendar, end, "T12", "before");
    if facts.contacted_on.is_some_and(|day| day >= call) {
        return None;
    }
    Some(Hold::moved(hold, rules.delays.after(&rules.calendar, call, "T13", "expire").max(end)))
}

/// The last day of a fixed-term contract, where its length is known.
pub fn fixed_end(facts: &PlacementFacts) -> Option<NaiveDate> {
    if facts.end_on.is_some() || !matches!(facts.state, PlacementState::Confirmed | PlacementState::Kept) {
        return facts.end_on;
    }
    let months = i32::try_from(facts.duration_months?).ok()?;
    add_days(add_months(facts.start_on?, months), -1).into()
}
