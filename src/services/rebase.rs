//! After a conflict: an edit is put on top of what is stored now, so that it can be saved again over the newer version (screens.md §16).
//! Used by the files of a person and of an employer, and by the form of an offer.

use crate::domain::ids::Id;
use crate::domain::record::{Need, Record, Value, field};
use crate::fault::Conflict;

/// Puts the stored record into both sides of the edit, and what was chosen into the later one.
pub(super) fn one<R: Record>(before: &mut R, after: &mut R, newer: &R, values: &[(&'static str, Value)]) {
    *before = newer.clone();
    *after = newer.clone();
    for (id, value) in values {
        if let Some(field) = field::<R>(id) {
            // What doesn't fit its field was chosen from two stored or checked values: it can't fail.
            let _ = (field.set)(after, value.clone());
        }
    }
}

/// The same of the record in conflict among others of its kind. False: it is no longer there.
pub(super) fn row<R: Record>(
    before: &mut [R],
    after: &mut Vec<R>,
    newer: &[R],
    conflict: &Conflict,
    values: &[(&'static str, Value)],
) -> bool {
    let is = |r: &R| r.head().id.uuid().as_bytes()[..] == conflict.id[..];
    let Some(stored) = newer.iter().find(|r| is(r)) else { return false };
    if let Some(old) = before.iter_mut().find(|r| is(r)) {
        let mut mine = after.iter_mut().find(|r| is(r));
        match mine.as_mut() {
            Some(mine) => one(old, mine, stored, values),
            // Taken away here, changed there: it stays, as it is stored.
            None => {
                *old = stored.clone();
                after.push(stored.clone());
            }
        }
    }
    true
}

/// The stored record with what was chosen, and with every other field that `mine` has otherwise than the record it was begun from.
pub fn merged<R: Record>(newer: &R, begun: &R, mine: &R, chosen: &[(&'static str, Value)]) -> R {
    let mut merged = newer.clone();
    for f in R::fields().iter().filter(|f| f.need != Need::Made) {
        let chosen = chosen.iter().find(|(id, _)| *id == f.id).map(|(_, v)| v.clone());
        let own = (f.get)(mine);
        let value = chosen.or_else(|| (own != (f.get)(begun)).then_some(own));
        if let Some(value) = value {
            // What passed the form passes again.
            let _ = (f.set)(&mut merged, value);
        }
    }
    merged
}
