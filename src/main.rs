//! Arguments → command or screens → exit status; nothing else.
fn main() {}
