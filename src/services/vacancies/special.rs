//! The special condition of an offer (domain.md §7 rule 1): sex, age or nationality with a legal basis, asked by who takes the offer,
//! decided by the head. Without his visa the offer isn't opened.

use crate::domain::ids::{DeedId, RowId, VacancyId};
use crate::domain::lifecycle::VacancyState;
use crate::domain::office::Decision;
use crate::domain::record::Head;
use crate::domain::rights::{self, Owner};
use crate::domain::vacancy::Vacancy;
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::access;
use crate::services::follow_up;
use crate::store::{Deed, Desk, Write, records, vacancy_file as store};

/// The kind of its decisions.
const KIND: &str = "special_condition";

/// What is asked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Special {
    /// The condition in words: « de 16 à 35 ans ».
    pub text: String,
    /// LEGAL.
    pub basis: String,
    /// The text and its article; obligatory where the basis is another text.
    pub reference: Option<String>,
}

/// Asks for a special condition on an offer that isn't open: it is written into the offer and the head gets it to decide.
pub fn ask_special(desk: &mut Desk, deed: DeedId, id: VacancyId, asked: &Special) -> Outcome<Vacancy> {
    if asked.text.trim().is_empty() {
        return Err(Fault::Flaws(vec![Flaw::new("special_condition", "flaw-missing")]));
    }
    let seen: Vacancy = desk.read(|read| records::by_id(read, id))?;
    access::may(desk, rights::Deed::WriteOffers, Owner::of(seen.agency, seen.owner))?;
    desk.write(Deed::new(deed, "ask_special"), |w| {
        let before: Vacancy = records::by_id(w.reader(), id)?;
        if w.replayed() {
            return Ok(before);
        }
        if before.state.is_open() {
            return Err(Fault::refused("refused-special-open").with("number", &before.number));
        }
        let mut after = before.clone();
        after.special_condition = Some(asked.text.trim().to_owned());
        after.legal_basis = Some(asked.basis.clone());
        after.legal_reference = asked.reference.clone();
        super::save::tidy(&mut after, &w.rules().clone());
        w.update(&before, &after)?;
        propose(w, &after)?;
        records::by_id(w.reader(), id)
    })
}

/// The decision to be taken, inside the write that stores the condition. One that still waits for another text is dropped.
pub(super) fn propose(w: &mut Write<'_>, vacancy: &Vacancy) -> Outcome<()> {
    if w.replayed() {
        return Ok(());
    }
    let today = w.rules().today;
    if let Some(old) = store::decision_of(w.reader(), vacancy.head.id)?.filter(|d| d.outcome.is_none()) {
        let mut dropped = old.clone();
        (dropped.outcome, dropped.decided_on, dropped.decided_by) = (Some("dropped".to_owned()), Some(today), Some(w.who().user));
        w.update(&old, &dropped)?;
        follow_up::refresh_decision(w, old.head.id)?;
    }
    let decision = Decision {
        head: Head::new(w.new_id()),
        kind: KIND.to_owned(),
        subject_kind: "vacancy".to_owned(),
        subject: RowId(vacancy.head.id.0),
        agency: vacancy.agency.clone(),
        reasons: reasons(vacancy),
        proposed_by: w.who().user,
        proposed_on: Some(today),
        ..Decision::default()
    };
    w.insert(&decision)?;
    follow_up::refresh_decision(w, decision.head.id)
}

/// The condition with its basis, as the decision keeps it.
fn reasons(vacancy: &Vacancy) -> String {
    let parts = [
        vacancy.special_condition.clone(),
        vacancy.legal_basis.as_ref().map(|b| format!("LEGAL {b}")),
        vacancy.legal_reference.clone(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// Whether the head has put his visa on the condition as it stands.
pub(super) fn has_visa(w: &mut Write<'_>, vacancy: &Vacancy) -> Outcome<bool> {
    if vacancy.special_condition.is_none() {
        return Ok(true);
    }
    let decision = store::decision_of(w.reader(), vacancy.head.id)?;
    Ok(decision.is_some_and(|d| d.outcome.as_deref() == Some("confirmed") && d.reasons == reasons(vacancy)))
}

/// The head decides, with a text. Confirmed: the offer can be accepted. Dropped: the condition is taken out, so that the words have to be
/// mended. Gives the offer; who asked is told.
pub fn decide_special(desk: &mut Desk, deed: DeedId, id: VacancyId, confirm: bool, text: &str) -> Outcome<Vacancy> {
    if text.trim().is_empty() {
        return Err(Fault::Flaws(vec![Flaw::new("text", "flaw-missing")]));
    }
    let seen: Vacancy = desk.read(|read| records::by_id(read, id))?;
    access::may(desk, rights::Deed::DecideOffers, Owner::of(seen.agency, seen.owner))?;
    desk.lenient(|desk| {
        desk.write(Deed::new(deed, "decide_special"), |w| {
            if !w.replayed() {
                decide(w, id, confirm, text)?;
            }
            records::by_id(w.reader(), id)
        })
    })
}

fn decide(w: &mut Write<'_>, id: VacancyId, confirm: bool, text: &str) -> Outcome<()> {
    let today = w.rules().today;
    let before: Vacancy = records::by_id(w.reader(), id)?;
    let decision = store::decision_of(w.reader(), id)?.filter(|d| d.outcome.is_none());
    let Some(decision) = decision.filter(|_| before.special_condition.is_some()) else {
        return Err(Fault::refused("refused-already-decided"));
    };
    let mut decided = decision.clone();
    decided.decided_by = Some(w.who().user);
    decided.decided_on = Some(today);
    decided.outcome = Some(if confirm { "confirmed" } else { "dropped" }.to_owned());
    decided.text = Some(text.trim().to_owned());
    w.update(&decision, &decided)?;
    if !confirm {
        let mut after = before.clone();
        (after.special_condition, after.legal_basis, after.legal_reference) = (None, None, None);
        if after.state == VacancyState::ToCheck {
            // Its words stop it now: back to who writes it.
            after.state = VacancyState::Draft;
        }
        w.update(&before, &after)?;
    }
    if decision.proposed_by != w.who().user {
        let key = if confirm { "notice-special-confirmed" } else { "notice-special-dropped" };
        let arguments = vec![format!("number={}", before.number), format!("by={}", w.who().name)];
        follow_up::notify(w, decision.proposed_by, key, arguments, "vacancy", RowId(id.0))?;
    }
    follow_up::refresh_decision(w, decision.head.id)?;
    follow_up::refresh_vacancy(w, id)
}
