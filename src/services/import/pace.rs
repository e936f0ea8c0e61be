//! How far an import is, and the wish that it stop: shared by the screen that shows it and the worker that imports. Called by `machine`.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::fault::{Fault, Outcome};

/// Seen from both sides.
#[derive(Debug, Default)]
pub struct Pace {
    done: AtomicU64,
    total: AtomicU64,
    stopped: AtomicBool,
}

impl Pace {
    /// Rows done, and rows in all; of all 0 while the file is still being counted.
    pub fn seen(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }
    /// Asks it to stop after the block that is being written.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }
    /// Whether that was asked.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
    pub(super) fn begin(&self, total: u64) {
        self.total.store(total, Ordering::Relaxed);
    }
    /// After a block. Errors: cancelled, when it is to stop.
    pub(super) fn step(&self, done: u64) -> Outcome<()> {
        self.done.store(done, Ordering::Relaxed);
        if self.is_stopped() { Err(Fault::Cancelled) } else { Ok(()) }
    }
}
