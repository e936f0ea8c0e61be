//! What others have saved since a screen was read: one cheap question, asked only while someone works at it (the screens of the
//! day, the queue and the agenda; docs/decisions says when).

use chrono::{DateTime, Duration, Utc};

use crate::fault::Outcome;
use crate::store::{Desk, changes as store};

/// How far back deeds are counted, for posts whose clocks are late.
const LOOK_BACK: i64 = 5;

/// What had been saved by others when a list was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mark {
    from: DateTime<Utc>,
    seen: i64,
}

/// To be taken before the list is read.
pub fn mark(desk: &mut Desk) -> Outcome<Mark> {
    let from = desk.now() - Duration::minutes(LOOK_BACK);
    Ok(Mark { from, seen: count(desk, from)? })
}

/// Whether others have saved since; the mark to ask with next time if they have.
pub fn news(desk: &mut Desk, mark: Mark) -> Outcome<bool> {
    Ok(count(desk, mark.from)? != mark.seen)
}

fn count(desk: &mut Desk, from: DateTime<Utc>) -> Outcome<i64> {
    let (agency, session) = (desk.who.agency.clone(), desk.session());
    desk.read(|read| store::since(read, &agency, session, from))
}
