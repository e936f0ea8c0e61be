//! Proposing: one offer to one person, or to many in one deed, each with the reason of its rank frozen beside it (domain.md §3.4, §7).
//! Preparing is the same without a contact (the shortlist).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::delays::{answer_day, is_urgent};
use crate::domain::ids::{DeedId, PersonId, ProposalId, RegistrationId, RowId, VacancyId};
use crate::domain::lifecycle::{ProposalEvent, ProposalState, RegistrationState, State, VacancyEvent};
use crate::domain::matching::{Explanation, may_be_proposed};
use crate::domain::person::Person;
use crate::domain::proposal::Proposal;
use crate::domain::record::Head;
use crate::domain::rights::{self, Owner};
use crate::domain::vacancy::Vacancy;
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::access;
use crate::services::follow_up::{self, Staff};
use crate::services::matching;
use crate::store::proposals::{self as store, Asked};
use crate::store::{Deed, Desk, Write, records};

/// Ranks looked at when something is proposed; who stands further down is proposed without a rank, for a reason.
const RANKS: usize = 500;

/// From which side one looks at the list that is proposed from.
#[derive(Debug, Clone, PartialEq)]
pub enum Side {
    /// One offer to these people (ORIGIN 1).
    Offer(VacancyId, Vec<PersonId>),
    /// These offers to one person (ORIGIN 2).
    Person(PersonId, Vec<VacancyId>),
}

/// What is wished.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    /// What to whom.
    pub side: Side,
    /// PCHAN; none: only prepared.
    pub channel: Option<String>,
    /// OVERRIDE, where somebody better ranked is passed over.
    pub override_reason: Option<String>,
    /// The words that an override « autre » asks for; kept in the audit.
    pub why: Option<String>,
}

impl Wish {
    /// By a channel, in the order of the ranks.
    pub fn new(side: Side, channel: Option<&str>) -> Self {
        Wish { side, channel: channel.map(str::to_owned), override_reason: None, why: None }
    }
}

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Proposed {
    /// In the order asked for.
    pub made: Vec<Proposal>,
    /// Open proposals of the (first) offer, these and those of colleagues.
    pub open: i64,
    /// Positions of that offer still to be filled.
    pub left: i64,
    /// By when the answer is awaited.
    pub due: Option<NaiveDate>,
}

/// One pair with its rank and reason.
struct Pick {
    person: PersonId,
    vacancy: VacancyId,
    rank: Option<i64>,
    why: Option<Explanation>,
    passed_over: bool,
}

/// Whether a choice passes over a better rank: of the ranks taken (from 1), one has a rank before it that isn't taken.
pub fn out_of_order(taken: &[i64]) -> bool {
    let all: BTreeSet<i64> = taken.iter().copied().collect();
    all.iter().zip(1..).any(|(rank, at)| *rank != at)
}

/// Proposes, or prepares. Refused: an offer that is not open, in date and with news of its employer ([`matching::may_propose`]); a person
/// who is not on the list; a pair that is proposed already (by whom and when). A better rank passed over without a reason is a flaw of
/// `override_reason`. Nothing is stored unless all of it is.
pub fn propose(desk: &mut Desk, deed: DeedId, wish: &Wish) -> Outcome<Proposed> {
    let picks = ranked(desk, wish)?;
    if picks.is_empty() {
        return Err(Fault::refused("refused-nobody-chosen"));
    }
    may(desk, &picks)?;
    let passed = picks.iter().filter(|p| p.passed_over).count();
    if passed > 0 && wish.override_reason.is_none() {
        return Err(Fault::Flaws(vec![Flaw::new("override_reason", "flaw-out-of-order").with("count", passed)]));
    }
    let act = if wish.channel.is_some() { "propose" } else { "prepare" };
    let mut deed = Deed::new(deed, act);
    if let Some(why) = wish.why.as_deref().filter(|w| !w.trim().is_empty()) {
        deed = deed.because(why.trim());
    }
    desk.lenient(|desk| desk.write(deed, |w| store_all(w, wish, &picks)))
}

/// Every file must be one's own agency's, or the right reach that far.
fn may(desk: &mut Desk, picks: &[Pick]) -> Outcome<()> {
    let ids: BTreeSet<PersonId> = picks.iter().map(|p| p.person).collect();
    let ids: Vec<PersonId> = ids.into_iter().collect();
    let of: Vec<VacancyId> = picks.iter().map(|p| p.vacancy).take(1).collect();
    let asked = desk.read(|read| store::asked(read, &ids, &of))?;
    let all: Vec<&Person> = ids.iter().filter_map(|id| asked.people.get(id)).collect();
    if all.len() != ids.len() {
        return Err(Fault::Missing("person"));
    }
    // Said before the rank: who is restricted has none.
    all.iter().try_for_each(|p| uncontested(&asked, p))?;
    all.iter().try_for_each(|p| rights::allowed(&desk.who, rights::Deed::WriteProposals, Owner::agency(p.agency.clone())))
}

/// The pairs with the ranks and reasons that hold now, as the lists show them.
fn ranked(desk: &mut Desk, wish: &Wish) -> Outcome<Vec<Pick>> {
    let mut picks = match &wish.side {
        Side::Offer(vacancy, people) => {
            let found = matching::for_vacancy(desk, *vacancy, RANKS)?;
            let pick = |person: &PersonId| {
                let row = found.rows.iter().find(|r| r.person == *person);
                Pick::new(*person, *vacancy, row.map(|r| (r.rank, r.why.clone())))
            };
            people.iter().map(pick).collect::<Vec<_>>()
        }
        Side::Person(person, vacancies) => {
            let found = matching::for_person(desk, *person, RANKS)?;
            let pick = |vacancy: &VacancyId| {
                let row = found.rows.iter().find(|r| r.vacancy.head.id == *vacancy);
                Pick::new(*person, *vacancy, row.map(|r| (r.rank, r.why.clone())))
            };
            vacancies.iter().map(pick).collect::<Vec<_>>()
        }
    };
    let taken: BTreeSet<i64> = picks.iter().filter_map(|p| p.rank).collect();
    for pick in &mut picks {
        pick.passed_over = pick.rank.is_none_or(|rank| (1..rank).any(|better| !taken.contains(&better)));
    }
    let (unranked, pairs): (Vec<&mut Pick>, Vec<_>) = picks
        .iter_mut()
        .filter(|p| p.why.is_none())
        .map(|p| {
            let pair = (p.vacancy, p.person);
            (p, pair)
        })
        .unzip();
    for (pick, why) in unranked.into_iter().zip(matching::explain_all(desk, &pairs)?) {
        pick.why = why;
    }
    Ok(picks)
}

impl Pick {
    fn new(person: PersonId, vacancy: VacancyId, row: Option<(i64, Explanation)>) -> Self {
        let (rank, why) = row.map_or((None, None), |(rank, why)| (Some(rank), Some(why)));
        Pick { person, vacancy, rank, why, passed_over: false }
    }
}

fn store_all(w: &mut Write<'_>, wish: &Wish, picks: &[Pick]) -> Outcome<Proposed> {
    let ids: Vec<ProposalId> = picks.iter().map(|_| w.new_id()).collect();
    if !w.replayed() {
        let of: BTreeSet<VacancyId> = picks.iter().map(|p| p.vacancy).collect();
        let of: Vec<VacancyId> = of.into_iter().collect();
        store::hold(w, &of);
        let rules = w.rules().clone();
        let offers: Vec<Vacancy> = records::by_ids(w.reader(), &of)?;
        offers.iter().try_for_each(|v| matching::may_propose(v, &rules))?;
        let who: Vec<PersonId> = picks.iter().map(|p| p.person).collect();
        let asked = store::asked(w.reader(), &who, &of)?;
        let mut registrations: Vec<RegistrationId> = Vec::new();
        let mut new = Vec::with_capacity(picks.len());
        for (pick, id) in picks.iter().zip(&ids) {
            let offer = offers.iter().find(|v| v.head.id == pick.vacancy).ok_or(Fault::Missing("vacancy"))?;
            let (person, registration) = free(&asked, pick)?;
            registrations.push(registration);
            new.push(made(w, wish, pick, offer, person, *id));
        }
        w.insert_all(&new)?;
        for offer in &offers {
            shortlisted(w, offer)?;
        }
        follow(w, &ids, &of, &registrations)?;
    }
    told(w, wish, &ids)
}

/// Contested data are proposed to nobody (security.md §4).
fn uncontested(asked: &Asked, person: &Person) -> Outcome<()> {
    if asked.restricted.contains(&person.head.id) {
        return Err(Fault::refused("refused-restricted").with("number", &person.number));
    }
    Ok(())
}

/// The person and the open registration, if the pair can be proposed.
fn free<'a>(asked: &'a Asked, pick: &Pick) -> Outcome<(&'a Person, RegistrationId)> {
    let (person, registration) = followed(asked, pick.person)?;
    if let Some((by, since)) = asked.open.get(&(pick.person, pick.vacancy)) {
        let day = since.map_or_else(|| "-".to_owned(), |d| d.format("%d/%m/%Y").to_string());
        return Err(Fault::refused("refused-proposed-already").with("name", person.name()).with("by", by).with("day", day));
    }
    Ok((person, registration))
}

/// The person and the open registration, if anything can be proposed to him.
fn followed(asked: &Asked, id: PersonId) -> Outcome<(&Person, RegistrationId)> {
    let person = asked.people.get(&id).ok_or(Fault::Missing("person"))?;
    let registration = asked.registrations.get(&id);
    let state = registration.map_or(RegistrationState::Closed, |r| r.state);
    let registration = registration.filter(|_| may_be_proposed(state) && person.merged_into.is_none());
    let Some(registration) = registration else {
        return Err(Fault::refused("refused-not-to-propose").with("number", &person.number).with("state", state.id()));
    };
    uncontested(asked, person)?;
    Ok((person, registration.head.id))
}

fn made(w: &Write<'_>, wish: &Wish, pick: &Pick, offer: &Vacancy, person: &Person, id: ProposalId) -> Proposal {
    let (today, origin) = (w.rules().today, if matches!(wish.side, Side::Offer(..)) { "1" } else { "2" });
    let mut new = Proposal {
        head: Head::new(id),
        person: pick.person,
        vacancy: pick.vacancy,
        agency: person.agency.clone(),
        by: w.who().user,
        origin: Some(origin.to_owned()),
        rank: pick.rank,
        score: pick.why.as_ref().map(|why| why.score),
        explanation: pick.why.as_ref().map(matching::freeze),
        override_reason: wish.override_reason.clone().filter(|_| pick.passed_over),
        state: ProposalState::Prepared,
        ..Proposal::default()
    };
    if let Some(channel) = &wish.channel {
        contacted(&mut new, channel, offer, w, today);
    }
    new
}

/// préparée → proposée: the contact was made.
fn contacted(proposal: &mut Proposal, channel: &str, offer: &Vacancy, w: &Write<'_>, today: NaiveDate) {
    let rules = w.rules();
    proposal.channel = Some(channel.to_owned());
    proposal.sent_on = Some(today);
    proposal.answer_due = Some(answer_day(today, is_urgent(today, offer.start_on, rules), rules));
    proposal.attempts = 1;
    proposal.state = ProposalState::Proposed;
}

/// ouverte → en présélection.
fn shortlisted(w: &mut Write<'_>, offer: &Vacancy) -> Outcome<()> {
    let Some(state) = offer.state.after(VacancyEvent::Shortlist) else { return Ok(()) };
    w.update(offer, &Vacancy { state, ..offer.clone() })
}

/// The tasks of all that was touched.
pub(super) fn follow(
    w: &mut Write<'_>,
    ids: &[ProposalId],
    offers: &[VacancyId],
    registrations: &[RegistrationId],
) -> Outcome<()> {
    let staff = Staff::load(w)?;
    let rows = |ids: &[ProposalId]| ids.iter().map(|id| RowId(id.0)).collect::<Vec<_>>();
    let mut settled = follow_up::proposals(w, &rows(ids), &staff)?;
    settled.add(follow_up::vacancies(w, &offers.iter().map(|id| RowId(id.0)).collect::<Vec<_>>(), &staff)?);
    settled.add(follow_up::registrations(w, &registrations.iter().map(|id| RowId(id.0)).collect::<Vec<_>>(), &staff)?);
    settled.touch(w);
    ids.iter().for_each(|id| crate::store::candidates::proposed(w, *id));
    Ok(())
}

fn told(w: &mut Write<'_>, wish: &Wish, ids: &[ProposalId]) -> Outcome<Proposed> {
    let made: Vec<Proposal> = records::by_ids(w.reader(), ids)?;
    let first = match &wish.side {
        Side::Offer(vacancy, _) => Some(*vacancy),
        Side::Person(_, vacancies) => vacancies.first().copied(),
    };
    let first = first.ok_or(Fault::Missing("vacancy"))?;
    let offer: Vacancy = records::by_id(w.reader(), first)?;
    let counted = store::count_open(first);
    let open = w.reader().one(&counted.sql, &counted.args, |r| r.int("n"))?.unwrap_or_default();
    let left = offer.positions.unwrap_or(1) - offer.positions_filled;
    let due = made.iter().filter_map(|p| p.answer_due).min();
    Ok(Proposed { made, open, left, due })
}

/// The contact with people who were only prepared (« présélection »): proposed by a channel, all in one deed.
pub fn propose_prepared(desk: &mut Desk, deed: DeedId, ids: &[ProposalId], channel: &str) -> Outcome<Vec<Proposal>> {
    let all: Vec<Proposal> = desk.read(|read| records::by_ids(read, ids))?;
    if all.len() != ids.len() {
        return Err(Fault::Missing("proposal"));
    }
    for p in &all {
        access::may(desk, rights::Deed::WriteProposals, Owner::agency(p.agency.clone()))?;
    }
    let of: BTreeSet<VacancyId> = all.iter().map(|p| p.vacancy).collect();
    let of: Vec<VacancyId> = of.into_iter().collect();
    desk.lenient(|desk| {
        desk.write(Deed::new(deed, "propose"), |w| {
            if !w.replayed() {
                store::hold(w, &of);
                let (rules, mut registrations) = (w.rules().clone(), Vec::new());
                let who: Vec<PersonId> = all.iter().map(|p| p.person).collect();
                let asked = store::asked(w.reader(), &who, &of)?;
                let offers: Vec<Vacancy> = records::by_ids(w.reader(), &of)?;
                let stored: Vec<Proposal> = records::by_ids(w.reader(), ids)?;
                for before in &stored {
                    let offer = offers.iter().find(|v| v.head.id == before.vacancy).ok_or(Fault::Missing("vacancy"))?;
                    matching::may_propose(offer, &rules)?;
                    registrations.push(followed(&asked, before.person)?.1);
                    let mut after = before.clone();
                    super::answer::next(before, ProposalEvent::Propose)?;
                    contacted(&mut after, channel, offer, w, rules.today);
                    after.by = w.who().user;
                    w.update(before, &after)?;
                }
                follow(w, ids, &of, &registrations)?;
            }
            records::by_ids(w.reader(), ids)
        })
    })
}
