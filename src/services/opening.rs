//! What a session looks at when it opens: whether the clock can be believed, before its first screen; whether the file is whole,
//! beside the screens, which don't wait for it (security.md §7). Called where the screens are opened.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::fault::Outcome;
use crate::services::audit::{self, Jump};
use crate::store::{Desk, Engine};

/// So long is looked at the file at most: it costs the others on the machine too. A big one is looked at whole by each backup and by `check`.
const LIMIT: Duration = Duration::from_millis(300);

/// The clock, before the first screen; a training office has its own.
pub fn clock(desk: &mut Desk, training: bool) -> Outcome<Option<Jump>> {
    if training || desk.only_reads().is_some() { Ok(None) } else { audit::clock(desk) }
}

/// The file, over a connection of its own. Found damaged, the mark goes up: no desk that shares it writes any more.
pub fn whole(engine: &mut dyn Engine, mark: &AtomicBool) -> Outcome<bool> {
    let damaged = engine.damaged_within(LIMIT)?.is_some_and(|pages| !pages.is_empty());
    if damaged {
        tracing::error!("the database is damaged");
        mark.store(true, Ordering::Relaxed);
    }
    Ok(!damaged)
}
