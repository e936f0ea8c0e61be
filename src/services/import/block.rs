//! Writing of a block of rows in one transaction, with all that a save at the counter writes: numbers, those in charge, search words. A block
//! that fails is halved until the row that fails stands alone. Called by `machine`.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::domain::ids::Id;
use crate::domain::record::{Head, Record};
use crate::fault::{Fault, Outcome};
use crate::services::import::kind::Kind;
use crate::services::import::row::Row;
use crate::store::{Desk, Write, imports};

/// A row ready to be written.
pub(super) struct Plan<K: Kind> {
    pub(super) row: Row<K::File>,
    pub(super) file: K::File,
    /// As stored; none: new. Equal to `file`: only the row is remembered.
    pub(super) before: Option<K::File>,
}

/// A row that was written: its place in the block, the number of the file, and the numbers of files that may be the same.
pub(super) struct Done {
    pub(super) at: usize,
    pub(super) number: String,
    pub(super) twins: Vec<String>,
}

/// What became of a block.
#[derive(Default)]
pub(super) struct Outcomes {
    pub(super) done: Vec<Done>,
    /// Rows that can't be stored, by their place, and why.
    pub(super) failed: Vec<(usize, Fault)>,
}

/// Another file that may be the same.
#[derive(Clone)]
pub(super) struct Twin<I> {
    /// Place in the block of the row.
    pub(super) at: usize,
    pub(super) other: Other<I>,
    /// Keys of the evidence.
    pub(super) evidence: Vec<String>,
    /// From 0 to 1000.
    pub(super) score: i64,
}

/// The other file of a pair.
#[derive(Clone)]
pub(super) enum Other<I> {
    /// Stored: id and number.
    Stored(I, String),
    /// A row of the block by its place.
    Row(usize),
}

impl<I: Id> Other<I> {
    /// Whether both are the same file.
    pub(super) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Other::Stored(a, _), Other::Stored(b, _)) => a == b,
            (Other::Row(a), Other::Row(b)) => a == b,
            _ => false,
        }
    }
}

/// Writes rows, `first` being the place of the first one in its block. Errors: what ends an import (line away, busy, cancelled, a right).
pub(super) fn store<K: Kind>(
    desk: &mut Desk,
    plans: &[Plan<K>],
    first: usize,
    source: &str,
    why: &str,
    out: &mut Outcomes,
) -> Outcome<()> {
    if plans.is_empty() {
        return Ok(());
    }
    let twins = K::twins(desk, plans)?;
    let deed = desk.deed("import").because(why);
    match desk.write(deed, |w| write::<K>(w, plans, &twins, source)) {
        Ok(numbers) => {
            for (at, number) in numbers.iter().enumerate() {
                let other = |t: &Twin<K::Id>| match &t.other {
                    Other::Stored(_, number) => Some(number.clone()),
                    Other::Row(other) => numbers.get(*other).cloned(),
                };
                let twins = twins.iter().filter(|t| t.at == at).filter_map(other).collect();
                out.done.push(Done { at: first + at, number: number.clone(), twins });
            }
            Ok(())
        }
        Err(fault @ (Fault::Away | Fault::Busy | Fault::Cancelled | Fault::Denied(_) | Fault::Wrong(_))) => Err(fault),
        Err(fault) if plans.len() == 1 => {
            out.failed.push((first, fault));
            Ok(())
        }
        Err(_) => {
            let (left, right) = plans.split_at(plans.len() / 2);
            store::<K>(desk, left, first, source, why, out)?;
            store::<K>(desk, right, first + left.len(), source, why, out)
        }
    }
}

fn write<K: Kind>(w: &mut Write<'_>, plans: &[Plan<K>], twins: &[Twin<K::Id>], source: &str) -> Outcome<Vec<String>> {
    let mut new: Vec<K::File> = plans.iter().filter(|p| p.before.is_none()).map(|p| p.file.clone()).collect();
    if !new.is_empty() {
        K::insert(w, &mut new)?;
    }
    let mut new = new.into_iter();
    let mut stored: Vec<K::File> = Vec::with_capacity(plans.len());
    let mut rows = Vec::with_capacity(plans.len());
    for plan in plans {
        let file = match &plan.before {
            None => new.next().ok_or_else(|| Fault::broken("a new file is missing"))?,
            Some(before) => {
                let mut after = plan.file.clone();
                if after != *before {
                    K::update(w, before, &mut after)?;
                }
                after
            }
        };
        rows.push((plan.row.digest.clone(), K::id(&file), plan.before.is_some()));
        stored.push(file);
    }
    imports::keep_rows(w, K::KEPT, source, &rows);
    K::pair(w, twins, &stored)?;
    K::follow(w, plans, &stored)?;
    Ok(stored.iter().map(|f| K::number(f).to_owned()).collect())
}

/// A serial of this year for each file, in order, from the agencies that keep them: taken in one block an agency.
pub(super) fn serials(w: &mut Write<'_>, kind: &str, agencies: &[&str]) -> Outcome<Vec<i64>> {
    let year = i64::from(w.rules().today.year());
    let mut next: BTreeMap<&str, i64> = BTreeMap::new();
    for agency in agencies {
        *next.entry(agency).or_default() += 1;
    }
    for (agency, many) in &mut next {
        *many = w.serials(agency, kind, year, *many)?;
    }
    let mut serials = Vec::with_capacity(agencies.len());
    for agency in agencies {
        let serial = next.entry(agency).or_default();
        serials.push(*serial);
        *serial += 1;
    }
    Ok(serials)
}

/// Saves one record of a file: new when it isn't stored yet.
pub(super) fn one<R: Record>(w: &mut Write<'_>, before: &R, after: &mut R) -> Outcome<()>
where
    R::Id: Id,
{
    if before.head().version > 0 {
        return w.update(before, after);
    }
    *after.head_mut() = Head::new(w.new_id());
    w.insert(&*after)
}

/// Saves a list of a file: what is gone from it is taken away.
pub(super) fn many<R: Record>(w: &mut Write<'_>, before: &[R], after: &mut [R]) -> Outcome<()> {
    for row in after.iter_mut() {
        match before.iter().find(|b| row.head().version > 0 && b.head().id == row.head().id) {
            Some(old) => w.update(old, row)?,
            None => one(w, &R::default(), row)?,
        }
    }
    for old in before.iter().filter(|b| !after.iter().any(|a| a.head().id == b.head().id)) {
        w.delete(old)?;
    }
    Ok(())
}
