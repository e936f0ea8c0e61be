//! Follow-up: the tasks that the facts ask for, kept in agreement with them in the save's own transaction; settling tasks;
//! the lifecycle of a registration (domain.md §3.1, §3.6, §4). Called by every service that changes a fact, by `rules`, and
//! by the screens of the day, tasks, caseload and file.

mod lists;
mod reconcile;
mod registration;
mod strike;
mod tasks;

use chrono::NaiveDate;

pub use lists::{List, Reminded, list, remind_many};
pub use reconcile::{Settled, Staff};
pub use registration::{
    Hire, Renewed, close_in, enter_measure, hire, hire_in, leave, register_again, renew, renew_or_register, restore, resume,
    suspend,
};
pub use strike::{decide_strike, propose_strike};
pub(crate) use tasks::notify;
pub use tasks::{done, drop, files_follow, new_free, postpone, privacy_request, transfer};

use crate::domain::delays::{self, Expected, RequestFacts};
use crate::domain::ids::{AppointmentId, PersonId, PlacementId, ProposalId, RegistrationId, RowId, VacancyId};
use crate::domain::rules::Rules;
use crate::fault::Outcome;
use crate::store::facts::{self, Known};
use crate::store::{Write, candidates, tasks as store};
use reconcile::{Asked, settle};

/// Brings the tasks of one registration up to date, its last contact and next due day too, and the person's rows for matching.
pub fn refresh_registration(w: &mut Write<'_>, id: RegistrationId) -> Outcome<()> {
    let mut persons = Vec::new();
    one(w, |w, staff| {
        let settled = registrations(w, &[RowId(id.0)], staff)?;
        persons.extend(settled.persons.iter().copied());
        Ok(settled)
    })?;
    persons.into_iter().try_for_each(|person| candidates::refresh(w, person))
}
/// Brings the tasks of one appointment up to date.
pub fn refresh_appointment(w: &mut Write<'_>, id: AppointmentId) -> Outcome<()> {
    one(w, |w, staff| appointments(w, &[RowId(id.0)], staff))
}
/// Brings the tasks of one vacancy up to date.
pub fn refresh_vacancy(w: &mut Write<'_>, id: VacancyId) -> Outcome<()> {
    refresh_vacancies(w, &[RowId(id.0)])
}
/// Brings the tasks of one proposal up to date; the person's and the vacancy's are theirs to ask for.
pub fn refresh_proposal(w: &mut Write<'_>, id: ProposalId) -> Outcome<()> {
    refresh_proposals(w, &[RowId(id.0)])
}
/// Brings the tasks of one placement up to date.
pub fn refresh_placement(w: &mut Write<'_>, id: PlacementId) -> Outcome<()> {
    one(w, |w, staff| placements(w, &[RowId(id.0)], staff))
}
/// Brings the tasks of one enrolment up to date.
pub fn refresh_enrolment(w: &mut Write<'_>, id: RowId) -> Outcome<()> {
    one(w, |w, staff| enrolments(w, &[id], staff))
}
/// Brings the tasks of several offers up to date, as one.
pub fn refresh_vacancies(w: &mut Write<'_>, ids: &[RowId]) -> Outcome<()> {
    one(w, |w, staff| vacancies(w, ids, staff))
}
/// Brings the tasks of several proposals up to date, as one.
pub fn refresh_proposals(w: &mut Write<'_>, ids: &[RowId]) -> Outcome<()> {
    one(w, |w, staff| proposals(w, ids, staff))?;
    ids.iter().for_each(|id| candidates::proposed(w, ProposalId(id.0)));
    Ok(())
}
/// Brings the tasks of one decision up to date.
pub fn refresh_decision(w: &mut Write<'_>, id: RowId) -> Outcome<()> {
    one(w, |w, staff| decisions(w, &[id], staff))
}
/// Brings the tasks of one duplicate pair up to date.
pub fn refresh_pair(w: &mut Write<'_>, id: RowId) -> Outcome<()> {
    one(w, |w, staff| pairs(w, &[id], staff))
}
/// Brings the tasks of one certificate of no candidate up to date.
pub fn refresh_carence(w: &mut Write<'_>, id: RowId) -> Outcome<()> {
    one(w, |w, staff| carences(w, &[id], staff))
}
/// Brings the tasks of a person's registrations up to date: after a contact, an absence, an answer.
pub fn refresh_person(w: &mut Write<'_>, person: PersonId) -> Outcome<()> {
    one(w, |w, staff| {
        let ids: Vec<RowId> = store::registrations_of(w.reader(), person)?.into_iter().map(|id| RowId(id.0)).collect();
        registrations(w, &ids, staff)
    })
}

/// One refresh within a save; of a deed that is stored already there is nothing to do.
fn one(w: &mut Write<'_>, f: impl FnOnce(&mut Write<'_>, &Staff) -> Outcome<Settled>) -> Outcome<()> {
    if w.replayed() {
        return Ok(());
    }
    let staff = Staff::load(w)?;
    let settled = f(w, &staff)?;
    settled.touch(w);
    Ok(())
}

/// Registrations: many subjects at once, as `rules` does; `next_due` is the caller's to set (`Settled::touch`).
pub(crate) fn registrations(w: &mut Write<'_>, ids: &[RowId], staff: &Staff) -> Outcome<Settled> {
    if ids.is_empty() {
        return Ok(Settled::default());
    }
    let rules = w.rules().clone();
    let all = facts::registrations(w.reader(), &rules, ids)?;
    let mut asked = Vec::with_capacity(all.len());
    let mut changed = Vec::new();
    for one in &all {
        let contact = one.known.facts.last_contact;
        if contact != one.record.last_contact {
            store::set_last_contact(w, one.record.head.id, contact);
            changed.push(one.record.person);
        }
        asked.push(Asked::new(&one.known, delays::of_registration(&one.known.facts, &rules)));
    }
    let mut settled = settle(w, &asked, ids, staff)?;
    settled.persons.extend(changed);
    // Of a single one the renewal itself may have moved: its next due day is always set anew.
    if let [only] = all.as_slice() {
        settled.persons.insert(only.record.person);
    }
    Ok(settled)
}

/// The shape of every other kind: facts, expected tasks, agreement.
fn of_kind<F>(
    w: &mut Write<'_>,
    ids: &[RowId],
    staff: &Staff,
    load: impl FnOnce(&mut Write<'_>, &Rules) -> Outcome<Vec<Known<F>>>,
    expect: impl Fn(&F, &Rules) -> Vec<Expected>,
) -> Outcome<Settled> {
    if ids.is_empty() {
        return Ok(Settled::default());
    }
    let rules = w.rules().clone();
    let known = load(w, &rules)?;
    let asked: Vec<Asked> = known.iter().map(|k| Asked::new(k, expect(&k.facts, &rules))).collect();
    settle(w, &asked, ids, staff)
}

pub(crate) fn appointments(w: &mut Write<'_>, ids: &[RowId], staff: &Staff) -> Outcome<Settled> {
    of_kind(w, ids, staff, |w, _| facts::appointments(w.reader(), ids), delays::of_appointment)
}
pub(crate) fn vacancies(w: &mut Write<'_>, ids: &[RowId], staff: &Staff) -> Outcome<Settled> {
    of_kind(w, ids, staff, |w, _| facts::vacancies(w.reader(), ids), delays::of_vacancy)
}
pub(crate) fn proposals(w: &mut Write<'_>, ids: &[RowId], staff: &Staff) -> Outcome<Settled> {
    of_kind(w, ids, staff, |w, rules| facts::proposals(w.reader(), rules, ids), delays::of_proposal)
}
pub(crate) fn placements(w: &mut Write<'_>, ids: &[RowId], staff: &Staff) -> Outcome<Settled> {
    of_kind(w, ids, staff, |w, _| facts::placements(w.reader(), ids), delays::of_placement)
}
pub(crate) fn enrolments(w: &mut Write<'_>, ids: &[RowId], staff: &Staff) -> Outcome<Settled> {
    of_kind(w, ids, staff, |w, _| facts::enrolments(w.reader(), ids), delays::of_enrolment)
}
pub(crate) fn decisions(w: &mut Write<'_>, ids: &[RowId], staff: &Staff) -> Outcome<Settled> {
    of_kind(w, ids, staff, |w, _| facts::decisions(w.reader(), ids), delays::of_decision)
}
pub(crate) fn pairs(w: &mut Write<'_>, ids: &[RowId], staff: &Staff) -> Outcome<Settled> {
    of_kind(w, ids, staff, |w, _| facts::pairs(w.reader(), ids), delays::of_pair)
}
pub(crate) fn carences(w: &mut Write<'_>, ids: &[RowId], staff: &Staff) -> Outcome<Settled> {
    of_kind(w, ids, staff, |w, _| facts::carences(w.reader(), ids), delays::of_carence)
}

/// A request for access or correction, whose only record is its task.
pub(crate) fn request(w: &mut Write<'_>, person: PersonId, received_on: NaiveDate, staff: &Staff) -> Outcome<Settled> {
    let rules = w.rules().clone();
    let expected = delays::of_request(&RequestFacts { person, received_on }, &rules);
    let agency = crate::store::records::by_id::<crate::domain::person::Person>(w.reader(), person)?.agency;
    let asked = Asked { expected, agency, counsellor: None, owner: None };
    reconcile::settle_only(w, &[asked], &[RowId(person.0)], staff, |task| {
        task.origin.as_deref().is_some_and(|o| o.starts_with(&crate::domain::record::day_text(received_on)))
    })
}
