//! Bytes of each transition of terminal.md §1 on the real screens of the real binary: counts, not times.

use crate::office::Home;
use crate::steps::{self, Step};

/// Where our rows hold more than the made-up ones on which terminal.md counted its budgets (accents, cut words, dates and numbers of
/// which each row has others): what they may cost instead. A page needs some 900 bytes for its new letters alone (decision 026).
const DEARER: &[(&str, &str, usize)] = &[("full", "page of 20 rows", 1180), ("thin", "page of 20 rows", 1180)];

/// Every step is within its budget; the message names all that aren't.
fn within(steps: &[Step], look: &str) {
    let mut dear = Vec::new();
    for step in steps {
        let Some(most) = steps::budget(step.kind, look) else { continue };
        let dearer = DEARER.iter().find(|(l, kind, _)| *l == look && *kind == step.kind);
        let most = dearer.map_or(most, |(_, _, dearer)| *dearer);
        let (count, bytes) = (step.bytes.len(), step.bytes.escape_ascii());
        if count > most {
            dear.push(format!("{} « {} »: {count} bytes, {most} allowed: {bytes}", step.kind, step.keys));
        }
    }
    assert!(dear.is_empty(), "{look}:\n{}", dear.join("\n"));
}

#[test]
fn the_day_s_story_stays_within_the_byte_budgets_in_the_full_look() {
    within(steps::full(), "full");
}

#[test]
fn the_day_s_story_stays_within_the_byte_budgets_in_the_thin_look() {
    let steps = steps::play(&Home::new(), "thin", &[]);
    within(&steps, "thin");
}
