//! What a session looks at before its first screen: whether the file is whole, and whether the clock can be believed (security.md §7).
//! Called where the screens are opened.

use std::time::Duration;

use crate::fault::Outcome;
use crate::services::audit::{self, Jump};
use crate::store::Desk;

/// So long may the first screen wait for the check of the file; a big one is looked at whole by each backup and by `check`.
const LIMIT: Duration = Duration::from_millis(300);

/// What is to be said before anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// The file is damaged: the session only reads.
    Damaged,
    /// The clock stands before the last deed.
    ClockBack,
    /// The clock stands far after it.
    ClockAhead,
}

/// Looks; a damaged file puts the desk to reading only.
pub fn look(desk: &mut Desk, training: bool) -> Outcome<Option<Warning>> {
    let damaged = desk.engine().damaged_within(LIMIT)?.is_some_and(|pages| !pages.is_empty());
    if damaged {
        tracing::error!("the database is damaged");
        desk.rescue();
        return Ok(Some(Warning::Damaged));
    }
    if training || desk.only_reads().is_some() {
        return Ok(None);
    }
    Ok(audit::clock(desk)?.map(|jump| match jump {
        Jump::Back => Warning::ClockBack,
        Jump::Ahead => Warning::ClockAhead,
    }))
}
