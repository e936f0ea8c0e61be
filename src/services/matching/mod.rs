//! Matching both ways: the candidates of an offer, the offers for a person, each with the reasons of its rank (domain.md §7). Called by
//! the screens of offers and files (inside jobs), by proposals, and by `guichet match`. Only open offers in date whose employer gave
//! news within thirty days; only registrations that may be proposed.

mod everything;
mod frozen;

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use chrono::NaiveDate;

pub use everything::{Everything, everything};
pub use frozen::{freeze, thaw};

use crate::domain::ids::{PersonId, VacancyId};
use crate::domain::lifecycle::{RegistrationState, VacancyState};
use crate::domain::matching::{
    Best, Candidate, Distance, Explanation, Mark, Met, Neighbours, POINTS, Place, Reason, Relation, Sum, Wanted, distance, judge,
    may_be_proposed, sum,
};
use crate::domain::rights::{Deed, Owner};
use crate::domain::rules::Rules;
use crate::domain::vacancy::Vacancy;
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::store::vacancy_match::{self as store, Named};
use crate::store::{Desk, Ran, Stmt, candidates, people, records};

/// A ranked candidate of an offer.
#[derive(Debug, Clone, PartialEq)]
pub struct CandidateRow {
    /// From 1.
    pub rank: i64,
    /// Who.
    pub person: PersonId,
    /// Number, name, agency, town.
    pub named: Named,
    /// Months of experience said for the occupation sought.
    pub experience_months: Option<i64>,
    /// How far the workplace is; none: not known.
    pub distance: Option<Distance>,
    /// Last day on which any offer was proposed.
    pub last_proposed: Option<NaiveDate>,
    /// Why.
    pub why: Explanation,
}

/// The candidates of an offer.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidates {
    /// The offer.
    pub vacancy: Vacancy,
    /// How many there are in all, proposed ones left out.
    pub total: usize,
    /// The best, in order.
    pub rows: Vec<CandidateRow>,
    /// What is unknown for most of all candidates, and for how many: to be asked first.
    pub ask_first: Option<(Reason, usize)>,
}

/// A ranked offer for a person.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferRow {
    /// From 1.
    pub rank: i64,
    /// The offer.
    pub vacancy: Vacancy,
    /// Name of the employer.
    pub employer: String,
    /// How far the workplace is; none: not known.
    pub distance: Option<Distance>,
    /// Why.
    pub why: Explanation,
}

/// The offers for a person.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Offers {
    /// How many there are in all, proposed ones left out.
    pub total: usize,
    /// The best, in order.
    pub rows: Vec<OfferRow>,
    /// Offers that would fit but for their date or the silence of their employer: to be called again.
    pub stale: usize,
}

/// The neighbouring occupations, loaded once a session.
pub(crate) fn neighbours(desk: &mut Desk) -> Outcome<Arc<Neighbours>> {
    desk.once(|desk| desk.read(|read| store::neighbours(read)))
}

/// Whether an offer may be proposed today: open, in date, news within thirty days (T12). The refusal says which is missing.
pub fn may_propose(v: &Vacancy, rules: &Rules) -> Outcome<()> {
    if !matches!(v.state, VacancyState::Open | VacancyState::Shortlisting) {
        return Err(Fault::refused("refused-offer-not-open").with("number", &v.number).with("state", v.state.id()));
    }
    if let Some(day) = v.publish_until.filter(|d| *d < rules.today) {
        return Err(Fault::refused("refused-offer-expired").with("number", &v.number).with("day", day.format("%d/%m/%Y")));
    }
    let days = rules.delays.get("T12", "silence");
    let news = [v.contacted_on, v.accepted_on, v.received_on].into_iter().flatten().max();
    if news.is_none_or(|day| (rules.today - day).num_days() > days) {
        return Err(Fault::refused("refused-offer-silent").with("number", &v.number).with("days", days));
    }
    Ok(())
}

/// The candidates of an offer, best first, at most so many. Rights: offers and short cards are read. Refused when the offer may not be
/// proposed today ([`may_propose`]).
pub fn for_vacancy(desk: &mut Desk, id: VacancyId, limit: usize) -> Outcome<Candidates> {
    access::may(desk, Deed::ReadOffers, Owner::office())?;
    access::may(desk, Deed::ReadCard, Owner::office())?;
    let (near, rules) = (neighbours(desk)?, desk.rules.clone());
    desk.read(|read| {
        let mut ran = read.gather(&[records::by_id_stmt::<Vacancy>(id), store::known_people(id)])?.into_iter();
        let vacancy: Vacancy = ran.next().unwrap_or_default().one(records::from_row)?.ok_or(Fault::Missing("vacancy"))?;
        may_propose(&vacancy, &rules)?;
        let known: People = ran.next().unwrap_or_default().all(|r| r.id("person"))?.into_iter().collect();
        let wanted = Wanted::of(&vacancy, &rules.codes, rules.today);
        let mut found = Found::new(limit);
        candidates::for_offer(read, &wanted.occupation, &near, &mut |c| {
            if !known.contains(&c.person)
                && let Some(relation) = near.relation(&c.occupation, &wanted.occupation)
            {
                found.take(&wanted, c, relation);
            }
        })?;
        let (total, ask_first) = (found.people.len(), found.ask_first(&wanted));
        let best: Vec<(Candidate, Option<&'static str>)> = found.best.done();
        let named = store::people(read, &best.iter().map(|(c, _)| c.person).collect::<Vec<_>>())?;
        let rows = best.into_iter().zip(1..).filter_map(|((c, tie), rank)| {
            let relation = near.relation(&c.occupation, &wanted.occupation)?;
            let why = Explanation { tie, ..Explanation::of(&wanted, &c, relation, &POINTS) };
            Some(CandidateRow {
                rank,
                person: c.person,
                named: named.get(&c.person).cloned().unwrap_or_default(),
                experience_months: c.experience_months,
                distance: distance(&wanted, &c),
                last_proposed: c.last_proposed,
                why,
            })
        });
        Ok(Candidates { rows: rows.collect(), vacancy, total, ask_first })
    })
}

/// People by their ids, whose last bytes are chance or a count: spread by one multiplication, for many thousand look-ups a list.
type People = HashSet<PersonId, BuildHasherDefault<OwnHash>>;

/// The last eight bytes written, spread.
#[derive(Debug, Default, Clone, Copy)]
struct OwnHash(u64);

impl Hasher for OwnHash {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        let last = bytes.last_chunk::<8>().map_or(0, |tail| u64::from_be_bytes(*tail));
        let spread = last.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = spread ^ (spread >> 32);
    }
    fn write_usize(&mut self, _: usize) {}
}

/// The best so far, everybody counted once, and what is unknown of how many.
struct Found {
    best: Best<Candidate>,
    people: People,
    unknown: Vec<Unknown>,
    marks: Vec<Mark>,
}

/// A criterion that is unknown for some, and the first of them.
struct Unknown {
    mark: Mark,
    count: usize,
    first: (Candidate, Relation),
}

impl Found {
    fn new(limit: usize) -> Self {
        Found { best: Best::new(limit), people: People::default(), unknown: Vec::new(), marks: Vec::new() }
    }

    fn take(&mut self, w: &Wanted, c: &Candidate, relation: Relation) {
        let (mut sum, marks) = (Sum::default(), &mut self.marks);
        marks.clear();
        judge(w, c, relation, &POINTS, |mark| {
            sum.add(&mark);
            if mark.met == Met::Unknown {
                marks.push(mark);
            }
        });
        self.best.take(Place::of(sum, c), || c.clone());
        if !self.people.insert(c.person) {
            return;
        }
        for mark in &self.marks {
            match self.unknown.iter_mut().find(|u| (u.mark.criterion, u.mark.nth) == (mark.criterion, mark.nth)) {
                Some(known) => known.count += 1,
                None => self.unknown.push(Unknown { mark: *mark, count: 1, first: (c.clone(), relation) }),
            }
        }
    }

    /// What is unknown for most people; its sentence is that of the first of them.
    fn ask_first(&self, w: &Wanted) -> Option<(Reason, usize)> {
        let most = self.unknown.iter().max_by_key(|u| u.count)?;
        let why = Explanation::of(w, &most.first.0, most.first.1, &POINTS);
        let reason = why.reasons.into_iter().filter(|r| r.criterion == most.mark.criterion).nth(most.mark.nth)?;
        Some((reason, most.count))
    }
}

/// The offers for a person, best first, at most so many. Rights: the profile is read. Refused when the registration may not be proposed.
pub fn for_person(desk: &mut Desk, id: PersonId, limit: usize) -> Outcome<Offers> {
    access::may(desk, Deed::ReadOffers, Owner::office())?;
    let (near, rules) = (neighbours(desk)?, desk.rules.clone());
    let file = desk.read(|read| people::load(read, id))?;
    let owner = Owner::of(file.person.agency.clone(), file.registration.counsellor);
    access::may(desk, Deed::ReadProfile, owner)?;
    if !may_be_proposed(file.registration.state) {
        let state = if file.registration.head.version > 0 { file.registration.state } else { RegistrationState::Closed };
        return Err(Fault::refused("refused-not-to-propose").with("number", &file.person.number).with("state", state.id()));
    }
    desk.read(|read| {
        let mut ran = read.gather(&[candidates::of_person(id), store::known_offers(id)])?.into_iter();
        let own: Vec<Candidate> = ran.next().unwrap_or_default().all(candidates::from)?;
        let known: HashSet<VacancyId> = ran.next().unwrap_or_default().all(|r| r.id("vacancy"))?.into_iter().collect();
        if own.is_empty() {
            return Ok(Offers::default());
        }
        let sought: Vec<&str> = own.iter().map(|c| c.occupation.as_str()).collect();
        let mut all = Offers::default();
        let mut found: Vec<(Ahead, Vacancy, Explanation, Option<Distance>)> = Vec::new();
        store::open_offers(read, &sought, &near, &mut |v| {
            let wanted = Wanted::of(v, &rules.codes, rules.today);
            if known.contains(&v.head.id) {
                return;
            }
            let best = own.iter().filter_map(|c| {
                let relation = near.relation(&c.occupation, &wanted.occupation)?;
                Some((sum(&wanted, c, relation, &POINTS), c, relation))
            });
            let Some((sum, c, relation)) = best.max_by_key(|(s, c, _)| (!s.lacking, s.score, -c.goal)) else { return };
            if may_propose(v, &rules).is_err() {
                all.stale += 1;
                return;
            }
            let ahead = (sum.lacking, -sum.score, v.accepted_on.or(v.received_on), v.head.id);
            let why = Explanation::of(&wanted, c, relation, &POINTS);
            found.push((ahead, v.clone(), why, distance(&wanted, c)));
        })?;
        found.sort_by_key(|(ahead, ..)| *ahead);
        all.total = found.len();
        found.truncate(limit);
        let firms = store::employers(read, &found.iter().map(|(_, v, ..)| v.employer).collect::<Vec<_>>())?;
        let rows = found.into_iter().zip(1..).map(|((_, vacancy, why, distance), rank)| OfferRow {
            rank,
            employer: firms.get(&vacancy.employer).cloned().unwrap_or_default(),
            vacancy,
            distance,
            why,
        });
        all.rows = rows.collect();
        Ok(all)
    })
}

/// The order of offers: lacks something required, points, oldest first, id.
type Ahead = (bool, i64, Option<NaiveDate>, VacancyId);

/// Why one person stands where he or she stands for one offer, whatever the offer's state: for a proposal that is to be frozen, or a
/// person who is not among those shown. None: no occupation sought is beside the one offered.
pub fn explain(desk: &mut Desk, vacancy: VacancyId, person: PersonId) -> Outcome<Option<Explanation>> {
    Ok(explain_all(desk, &[(vacancy, person)])?.pop().flatten())
}

/// [`explain`] of each pair, in their order: one flight.
pub fn explain_all(desk: &mut Desk, pairs: &[(VacancyId, PersonId)]) -> Outcome<Vec<Option<Explanation>>> {
    access::may(desk, Deed::ReadOffers, Owner::office())?;
    if pairs.is_empty() {
        return Ok(Vec::new());
    }
    let (near, rules) = (neighbours(desk)?, desk.rules.clone());
    let of =
        |(vacancy, person): &(VacancyId, PersonId)| [records::by_id_stmt::<Vacancy>(*vacancy), candidates::of_person(*person)];
    let asked: Vec<Stmt> = pairs.iter().flat_map(of).collect();
    let ran = desk.read(|read| Ok(read.gather(&asked)?))?;
    let reason = |ran: &[Ran]| {
        let [vacancy, own] = ran else { return Err(Fault::broken("a flight came back short")) };
        let vacancy: Vacancy = vacancy.one(records::from_row)?.ok_or(Fault::Missing("vacancy"))?;
        let own: Vec<Candidate> = own.all(candidates::from)?;
        let wanted = Wanted::of(&vacancy, &rules.codes, rules.today);
        let all = own.iter().filter_map(|c| {
            let relation = near.relation(&c.occupation, &wanted.occupation)?;
            Some(Explanation::of(&wanted, c, relation, &POINTS))
        });
        Ok(all.max_by_key(|why| (!why.lacking, why.score)))
    };
    ran.chunks(2).map(reason).collect()
}

/// The offer of this number; [`Fault::Missing`] when there is none.
pub fn offer_of(desk: &mut Desk, number: &str) -> Outcome<VacancyId> {
    desk.read(|read| store::vacancy_id(read, number))?.ok_or(Fault::Missing("vacancy"))
}

/// The person of this number; [`Fault::Missing`] when there is none.
pub fn person_of(desk: &mut Desk, number: &str) -> Outcome<PersonId> {
    desk.read(|read| store::person_id(read, number))?.ok_or(Fault::Missing("person"))
}
