//! What the process itself must not do (security.md §6): die of a full quota, or leave a person's data in a core dump. Called first by `cli::start`.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

/// A write beyond the limit of a file's size becomes an error that is said; memory is written to no file.
pub fn start() {
    // A handler that does nothing but mark: then the write fails with EFBIG instead of ending the program.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)));
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}
