//! All open offers against all who may be proposed: for reports (people eligible for at least one offer, positions without candidates).
//! Everybody is read once; the judging is shared between the processor's cores. Called by reports and benches.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};

use super::neighbours;
use crate::domain::ids::{PersonId, VacancyId};
use crate::domain::matching::{Block, Dictionary, Neighbours, POINTS, QuickWanted, Relation, Wanted, group};
use crate::domain::rights::{Deed, Owner};
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::store::{Desk, Read, candidates, vacancy_match as store};

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

/// Judges all against all: one reads, the others judge. Rights: statistics without names.
pub fn everything(desk: &mut Desk) -> Outcome<Everything> {
    access::may(desk, Deed::ExportPlain, Owner::office())?;
    let (near, rules) = (neighbours(desk)?, desk.rules.clone());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    desk.read(|read| {
        let offers = store::all_open(read, rules.today)?;
        let ids: Vec<VacancyId> = offers.iter().map(|v| v.head.id).collect();
        let wanted: Vec<Wanted> = offers.iter().map(|v| Wanted::of(v, &rules.codes, rules.today)).collect();
        let mut dictionary = Dictionary::default();
        let quick: Vec<QuickWanted> = wanted.iter().map(|w| dictionary.wanted(w)).collect();
        let board = Board::new(&wanted, &near);
        let (counts, people) = std::thread::scope(|scope| {
            let (send, receive) = sync_channel::<Load>(2 * cores);
            // Held by the judges alone: when none is left the reader's sending fails instead of waiting.
            let receive = Arc::new(Mutex::new(receive));
            let quick = &quick;
            let judge_of = |receive: Arc<Mutex<Receiver<Load>>>| scope.spawn(move || judge(quick, &receive));
            let judges: Vec<_> = (0..cores).map(|_| judge_of(Arc::clone(&receive))).collect();
            drop(receive);
            let read = loads(read, &board, &dictionary, &send);
            drop(send);
            let parts: Vec<Option<Counts>> = judges.into_iter().map(|thread| thread.join().ok()).collect();
            read?;
            added(parts, quick.len())
        })?;
        Ok(Everything { offers: ids.into_iter().zip(counts).collect(), people })
    })
}

/// Reads everybody, occupation after occupation, and hands on so many at a time.
fn loads(read: &mut dyn Read, board: &Board<'_>, dictionary: &Dictionary, send: &SyncSender<Load>) -> Outcome<()> {
    let (mut load, mut last, mut offers) = (Load::default(), String::new(), Arc::default());
    let mut open = true;
    candidates::all(read, &mut |c| {
        if last != c.occupation || load.offers.is_empty() {
            if last != c.occupation {
                offers = Arc::new(board.of(&c.occupation));
                last.clone_from(&c.occupation);
            }
            load.offers.push((load.people.len(), Arc::clone(&offers)));
        }
        load.block.push(c, dictionary);
        load.people.push(c.person);
        if load.people.len() == BLOCK {
            open &= send.send(std::mem::take(&mut load)).is_ok();
        }
    })?;
    open &= send.send(load).is_ok();
    if open { Ok(()) } else { Err(Fault::broken("a thread of the matching ended before its work")) }
}

/// Candidates on their way to be judged: who, in numbers, and from which place on which offers go with them.
#[derive(Default)]
struct Load {
    block: Block,
    people: Vec<PersonId>,
    offers: Vec<(usize, Beside)>,
}

/// The offers that go with an occupation sought, and how they stand to it.
type Beside = Arc<Vec<(usize, Relation)>>;

/// Counts of one core: candidates and sufficient ones by offer; offers by person.
type Counts = (Vec<(u64, u64)>, HashMap<PersonId, u64>);

/// Judges what comes until nothing comes any more.
fn judge(wanted: &[QuickWanted], receive: &Mutex<Receiver<Load>>) -> Counts {
    let (mut counts, mut people) = (vec![(0, 0); wanted.len()], HashMap::new());
    loop {
        let next = receive.lock().ok().and_then(|queue| queue.recv().ok());
        let Some(load) = next else { return (counts, people) };
        let ends = load.offers.iter().skip(1).map(|(from, _)| *from).chain([load.people.len()]);
        for ((from, offers), end) in load.offers.iter().zip(ends) {
            for (at, person) in load.people.iter().enumerate().take(end).skip(*from) {
                let mut own = 0;
                for (offer, relation) in offers.iter() {
                    let (Some(w), Some(count)) = (wanted.get(*offer), counts.get_mut(*offer)) else { continue };
                    let enough = u64::from(!load.block.sum(at, w, *relation, &POINTS).lacking);
                    count.0 += 1;
                    count.1 += enough;
                    own += enough;
                }
                *people.entry(*person).or_default() += own;
            }
        }
    }
}

/// What the cores counted, together.
fn added(parts: Vec<Option<Counts>>, offers: usize) -> Outcome<Counts> {
    let mut all: Counts = (vec![(0, 0); offers], HashMap::new());
    for part in parts {
        let (counts, people) = part.ok_or_else(|| Fault::broken("a thread of the matching ended before its work"))?;
        for (sum, (seen, enough)) in all.0.iter_mut().zip(counts) {
            sum.0 += seen;
            sum.1 += enough;
        }
        if all.1.is_empty() {
            all.1 = people;
            continue;
        }
        for (person, offers) in people {
            *all.1.entry(person).or_default() += offers;
        }
    }
    Ok(all)
}

/// The offers by the occupations sought that they take.
struct Board<'a> {
    wanted: &'a [Wanted],
    near: &'a Neighbours,
    by_occupation: HashMap<&'a str, Vec<usize>>,
    by_group: HashMap<&'a str, Vec<usize>>,
}

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
}
