//! What a vacancy asks for: T10 to T13 (domain.md §3.3, §4).

use chrono::NaiveDate;

use super::{Asker, Expected, Whom};
use crate::domain::ids::{RowId, VacancyId};
use crate::domain::lifecycle::VacancyState;
use crate::domain::rules::Rules;

/// The facts of a vacancy that ask for tasks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VacancyFacts {
    /// Which.
    pub id: VacancyId,
    /// Its state.
    pub state: VacancyState,
    /// Day accepted; an imported one counts as accepted on that day.
    pub accepted_on: Option<NaiveDate>,
    /// Published until.
    pub publish_until: Option<NaiveDate>,
    /// Last contact with the employer about it.
    pub contacted_on: Option<NaiveDate>,
    /// Proposals of any state: a shortlist was made.
    pub shortlisted: bool,
    /// Proposals made to people.
    pub proposed: bool,
}

/// The tasks that a vacancy asks for.
pub fn of_vacancy(facts: &VacancyFacts, rules: &Rules) -> Vec<Expected> {
    let mut asker = Asker::new(rules, "vacancy", RowId(facts.id.0), None);
    if !facts.state.is_open() {
        return asker.out;
    }
    if let Some(start) = facts.accepted_on {
        // A paused offer has enough candidates: nobody is looked for.
        if facts.state == VacancyState::Open && !facts.shortlisted {
            let due = asker.after(start, "T10", "shortlist");
            asker.ask("T10", Whom::Owner, 2, start, "2", due);
            let from = asker.after(start, "T10", "head");
            asker.escalate("T10", start, "5", from);
        }
        if facts.state != VacancyState::Paused && !facts.proposed {
            let due = asker.after(start, "T11", "proposal");
            asker.ask("T11", Whom::Owner, 2, start, "7", due);
            if asker.today() > due {
                asker.escalate("T11", start, "7", due);
            }
        }
        employer_contact(&mut asker, facts, start);
    }
    if let Some(end) = facts.publish_until {
        asker.ask("T13", Whom::Owner, 2, end, "0", end);
    }
    asker.out
}

/// T12: ten days after the offer was accepted, then never over thirty days without news, and five days before it expires.
fn employer_contact(asker: &mut Asker<'_>, facts: &VacancyFacts, start: NaiveDate) {
    let last_call = facts.publish_until.map(|end| asker.before(end, "T12", "before"));
    let contacted = facts.contacted_on.filter(|d| *d >= start);
    let rhythm = match contacted {
        None => asker.after(start, "T12", "first"),
        Some(day) => asker.after(day, "T12", "silence"),
    };
    // The call before the end comes first or makes this one needless.
    if last_call.is_none_or(|day| rhythm < day) {
        asker.ask("T12", Whom::Owner, 2, contacted.unwrap_or(start), if contacted.is_some() { "30" } else { "10" }, rhythm);
    }
    if let (Some(end), Some(day)) = (facts.publish_until, last_call)
        && contacted.is_none_or(|c| c < day)
    {
        asker.ask("T12", Whom::Owner, 1, end, "-5", day);
    }
    let base = contacted.unwrap_or(start);
    let silent = asker.after(base, "T12", "silence");
    if asker.today() > silent {
        asker.escalate("T12", base, "30", silent);
    }
}
