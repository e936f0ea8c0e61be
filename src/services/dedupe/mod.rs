//! Files of one person in the whole base: keys, blocks, evidence, pairs (domain.md §3.8). Called by `cli/dedupe`.

use std::collections::{BTreeSet, HashMap};

mod keys;

use crate::domain::duplicate::{self, Evidence};
use crate::domain::rights::{self, Deed, Owner};
use crate::fault::Outcome;
use crate::services::access;
use crate::store::dedupe::{self, Known};
use crate::store::{Desk, pairs as on_record};

/// Files of one block at most; more than that share nothing that tells them apart, and meet by a narrower key.
const BLOCK: usize = 60;
/// Pairs judged at once.
const JUDGED: usize = 2_000;

/// Two files that may be of one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The older file.
    pub a: Known,
    /// The newer file.
    pub b: Known,
    /// 0 to 1.
    pub score: f64,
    /// Why, strongest first.
    pub evidence: Vec<Evidence>,
}

/// What a run found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Files read.
    pub files: u64,
    /// Pairs compared.
    pub compared: u64,
    /// Pairs found that wait for somebody's word, the likeliest first: new ones, now on record as suspected, and those that were and
    /// still are. So a list that was lost is had again.
    pub pairs: Vec<Pair>,
    /// So many of them are new.
    pub new: u64,
    /// Pairs found that were on record, in whatever state: left as they are; those settled aren't listed.
    pub known: u64,
}

/// Looks for pairs of at least this score (0 to 1) and keeps the new ones as suspected. Whoever owns the office sees all of it, the head
/// of an agency the files of that agency.
///
/// # Errors
/// Denied to others.
pub fn people(desk: &mut Desk, least: f64) -> Outcome<Report> {
    let who = desk.who.clone();
    let owner = rights::owns_office(&who);
    if !owner {
        access::may(desk, Deed::Merge, Owner::agency(&who.agency))?;
    }
    let agency = (!owner).then(|| who.agency.clone());
    let today = desk.rules.today;
    let mut report = Report::default();
    let mut all: Vec<(u64, i64)> = Vec::new();
    desk.read(|read| {
        dedupe::each(read, agency.as_deref(), today, &mut |known| {
            report.files += 1;
            all.extend(keys::keys(&known.sketch).into_iter().map(|key| (key, known.index_no)));
        })
    })?;
    let pairs = meetings(all);
    report.compared = pairs.len() as u64;
    for some in pairs.chunks(JUDGED) {
        judge(desk, some, least, &mut report)?;
    }
    report.pairs.sort_by(|x, y| y.score.total_cmp(&x.score).then_with(|| x.a.sketch.number.cmp(&y.a.sketch.number)));
    Ok(report)
}

/// Who meets whom, older first, each pair once.
fn meetings(mut all: Vec<(u64, i64)>) -> Vec<(i64, i64)> {
    all.sort_unstable();
    let mut pairs = Vec::new();
    for block in all.chunk_by(|x, y| x.0 == y.0).filter(|b| b.len() <= BLOCK) {
        for (at, (_, a)) in block.iter().enumerate() {
            pairs.extend(block.iter().skip(at + 1).map(|(_, b)| (*a, *b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn judge(desk: &mut Desk, some: &[(i64, i64)], least: f64, report: &mut Report) -> Outcome<()> {
    let numbers: Vec<i64> = some.iter().flat_map(|p| [p.0, p.1]).collect::<BTreeSet<_>>().into_iter().collect();
    let today = desk.rules.today;
    let files: HashMap<i64, Known> =
        desk.read(|read| dedupe::by_index(read, &numbers, today))?.into_iter().map(|k| (k.index_no, k)).collect();
    let mut found = Vec::new();
    for (a, b) in some {
        let (Some(a), Some(b)) = (files.get(a), files.get(b)) else { continue };
        let evidence = duplicate::compare(&a.sketch, &b.sketch);
        let score = duplicate::score(&evidence);
        if score > 0.0 && score >= least {
            found.push(Pair { a: a.clone(), b: b.clone(), score, evidence });
        }
    }
    let newer: Vec<_> = found.iter().map(|p| p.b.id).collect::<BTreeSet<_>>().into_iter().collect();
    let deed = desk.deed("dedupe");
    let (fresh, waiting) = desk.write(deed, |w| {
        // Asked inside the write: another run may have been here in between.
        let known = on_record::of(w.reader(), &newer)?;
        let open = |p: &Pair| known.get(&on_record::key(p.a.id, p.b.id)).copied();
        let fresh: Vec<Pair> = found.iter().filter(|p| open(p).is_none()).cloned().collect();
        let waiting: Vec<Pair> = found.iter().filter(|p| open(p) == Some(true)).cloned().collect();
        let mut rows = Vec::new();
        for pair in &fresh {
            rows.push(duplicate::pair(w.new_id(), (pair.a.id, pair.b.id), "suspected", &pair.evidence));
        }
        if !rows.is_empty() {
            w.insert_all(&rows)?;
        }
        Ok((fresh, waiting))
    })?;
    report.known += (found.len() - fresh.len()) as u64;
    report.new += fresh.len() as u64;
    report.pairs.extend(fresh);
    report.pairs.extend(waiting);
    Ok(())
}
