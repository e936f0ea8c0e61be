//! Bytes of each transition of terminal.md §1 on the real screens of the real binary: counts, not times.

use std::collections::BTreeMap;

use crate::office::Home;
use crate::story::{self, Step};

/// Every step is within its budget; the message names all that aren't.
fn within(steps: &[Step], look: &str) {
    let mut dear = Vec::new();
    for step in steps {
        let Some(most) = story::budget(step.kind, look) else { continue };
        if step.bytes.len() > most {
            dear.push(format!("{} « {} »: {} bytes, {most} allowed: {}", step.kind, step.keys, step.bytes.len(), step.bytes.escape_ascii()));
        }
    }
    assert!(dear.is_empty(), "{look}:\n{}", dear.join("\n"));
}

fn report(steps: &[Step]) {
    let mut worst: BTreeMap<&str, usize> = BTreeMap::new();
    for step in steps {
        let most = worst.entry(step.kind).or_default();
        *most = step.bytes.len().max(*most);
        println!("{:28} {:8} {:5}", step.kind, step.keys, step.bytes.len());
    }
    println!("{worst:?}");
}

#[test]
fn the_day_s_story_stays_within_the_byte_budgets_in_the_full_look() {
    let steps = story::play(&Home::new(), "full", &[]);
    report(&steps);
    within(&steps, "full");
}

#[test]
fn the_day_s_story_stays_within_the_byte_budgets_in_the_thin_look() {
    let steps = story::play(&Home::new(), "thin", &[]);
    report(&steps);
    within(&steps, "thin");
}
