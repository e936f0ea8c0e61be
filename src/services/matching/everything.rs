//! All open offers against all who may be proposed: for reports (people eligible for at least one offer, positions without candidates).
//! Everybody is read once; the judging is shared between the processor's cores. Called by reports and benches.

use std::collections::HashMap;

use super::neighbours;
use crate::domain::ids::{PersonId, VacancyId};
use crate::domain::matching::{Candidate, Neighbours, POINTS, Relation, Wanted, group, sum};
use crate::domain::rights::{Deed, Owner};
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::store::{Desk, candidates, vacancy_match as store};

/// Candidates judged at a time.
const BLOCK: usize = 16_384;

/// What each offer and each person came to. Somebody who seeks two occupations beside one offer counts twice in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Everything {
    /// For each open offer: candidates, and those who lack nothing required.
    pub offers: HashMap<VacancyId, (u64, u64)>,
    /// For each person who may be proposed: offers for which nothing required is lacking.
    pub people: HashMap<PersonId, u64>,
}

/// Judges all against all. Rights: statistics without names.
pub fn everything(desk: &mut Desk) -> Outcome<Everything> {
    access::may(desk, Deed::ExportPlain, Owner::office())?;
    let (near, rules) = (neighbours(desk)?, desk.rules.clone());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    desk.read(|read| {
        let offers = store::all_open(read, rules.today)?;
        let ids: Vec<VacancyId> = offers.iter().map(|v| v.head.id).collect();
        let wanted: Vec<Wanted> = offers.iter().map(|v| Wanted::of(v, &rules.codes, rules.today)).collect();
        let board = Board::new(&wanted, &near);
        let mut counts = vec![(0, 0); wanted.len()];
        let (mut all, mut whole) = (Everything::default(), true);
        let mut block: Vec<Candidate> = Vec::with_capacity(BLOCK);
        candidates::all(read, &mut |c| {
            block.push(c.clone());
            if block.len() == BLOCK {
                whole &= board.judge(&block, cores, &mut counts, &mut all.people);
                block.clear();
            }
        })?;
        whole &= board.judge(&block, cores, &mut counts, &mut all.people);
        if !whole {
            return Err(Fault::broken("a thread of the matching ended before its work"));
        }
        all.offers = ids.into_iter().zip(counts).collect();
        Ok(all)
    })
}

/// The offers by the occupations sought that they take.
struct Board<'a> {
    wanted: &'a [Wanted],
    near: &'a Neighbours,
    by_occupation: HashMap<&'a str, Vec<usize>>,
    by_group: HashMap<&'a str, Vec<usize>>,
}

/// Counts of one core: candidates and sufficient ones by offer; offers by person.
type Counts = (Vec<(u64, u64)>, HashMap<PersonId, u64>);

impl<'a> Board<'a> {
    fn new(wanted: &'a [Wanted], near: &'a Neighbours) -> Self {
        let mut board = Board { wanted, near, by_occupation: HashMap::new(), by_group: HashMap::new() };
        for (at, w) in wanted.iter().enumerate() {
            board.by_occupation.entry(&w.occupation).or_default().push(at);
            if near.alone(&w.occupation) {
                board.by_group.entry(group(&w.occupation)).or_default().push(at);
            }
        }
        board
    }

    /// The offers that an occupation sought goes with.
    fn of(&self, sought: &str) -> Vec<(usize, Relation)> {
        let mut found: Vec<usize> = self.by_group.get(group(sought)).cloned().unwrap_or_default();
        for offered in self.near.offered_for(sought) {
            found.extend(self.by_occupation.get(offered.as_str()).into_iter().flatten());
        }
        found.sort_unstable();
        found.dedup();
        let related = |at: usize| Some((at, self.near.relation(sought, &self.wanted.get(at)?.occupation)?));
        found.into_iter().filter_map(related).collect()
    }

    /// False when a thread didn't come to its end.
    fn judge(&self, block: &[Candidate], cores: usize, counts: &mut [(u64, u64)], people: &mut HashMap<PersonId, u64>) -> bool {
        let share = block.len().div_ceil(cores.max(1)).max(1);
        let parts: Vec<Option<Counts>> = std::thread::scope(|scope| {
            let run: Vec<_> = block.chunks(share).map(|part| scope.spawn(|| self.part(part))).collect();
            run.into_iter().map(|thread| thread.join().ok()).collect()
        });
        let whole = parts.iter().all(Option::is_some);
        for (offers, persons) in parts.into_iter().flatten() {
            for (sum, (all, enough)) in counts.iter_mut().zip(offers) {
                sum.0 += all;
                sum.1 += enough;
            }
            for (person, offers) in persons {
                *people.entry(person).or_default() += offers;
            }
        }
        whole
    }

    fn part(&self, part: &[Candidate]) -> Counts {
        let (mut counts, mut people) = (vec![(0, 0); self.wanted.len()], HashMap::with_capacity(part.len()));
        let (mut last, mut offers) = ("", Vec::new());
        for c in part {
            if last != c.occupation {
                offers = self.of(&c.occupation);
                last = &c.occupation;
            }
            let own = people.entry(c.person).or_default();
            for (at, relation) in &offers {
                let (Some(w), Some(count)) = (self.wanted.get(*at), counts.get_mut(*at)) else { continue };
                let enough = !sum(w, c, *relation, &POINTS).lacking;
                count.0 += 1;
                count.1 += u64::from(enough);
                *own += u64::from(enough);
            }
        }
        (counts, people)
    }
}
