//! What the law says of an offer, in lines: the passages with the words to put instead, the legal bases, the wage. Shown below the form
//! while it is typed (screens.md drawing 8c) and on the offer's file.

use crate::domain::offer_law::{Law, Spot};
use crate::domain::wording::Severity;
use crate::tui::look::{Look, cut, width, wrap};
use crate::tui::screens::House;

/// Cells of the words and of what they are about.
const WORDS: usize = 22;
const KINDS: usize = 14;

/// « Formulation : 2 passages empêchent la publication ».
pub fn title(law: &Law, look: &Look) -> String {
    if law.blocking() == 0 && law.wage_blocks() {
        return look.text("vacancy-wage-stops");
    }
    if law.blocking() == 0 && law.doubtful() > 0 {
        return look.with("vacancy-doubtful", &[("count", law.doubtful().to_string())]);
    }
    look.with("wording-title", &[("count", law.blocking().to_string())])
}

/// Whether there is anything that the form should show.
pub fn speaks(law: &Law) -> bool {
    !law.spots.is_empty() || law.wage.is_some_and(|w| w.note.is_some() || w.converted)
}

/// What to do about a passage.
fn advice(spot: &Spot, look: &Look) -> String {
    let passage = &spot.passage;
    let lifted = passage.severity == Severity::Unlawful && !spot.blocks;
    if lifted {
        return look.text("vacancy-lifted");
    }
    let todo = match &passage.replace {
        Some(words) => look.with("wording-replace", &[("words", words.clone())]),
        None if !passage.bases.is_empty() => look.text("wording-remove-or-condition"),
        None => look.text("wording-remove"),
    };
    if passage.severity == Severity::Suspicious { format!("{todo} ({})", look.text("vacancy-doubt")) } else { todo }
}

/// The passages as numbered lines, then the law and the legal bases, then the wage; each line within `room` cells.
pub fn lines(law: &Law, house: &House, look: &Look, room: usize) -> Vec<String> {
    let mut all = Vec::new();
    for (n, spot) in (1..).zip(&law.spots) {
        let passage = &spot.passage;
        let words = format!("« {} »", passage.words.split_whitespace().collect::<Vec<_>>().join(" "));
        let kinds: Vec<String> = passage.kinds.iter().map(|k| look.text(&format!("wording-kind-{}", k.id()))).collect();
        let kinds = kinds.join(", ");
        let head = format!("{n} {}", pad(&words, WORDS));
        all.push(cut(&format!("{head} {} {}", pad(&kinds, KINDS), advice(spot, look)), room));
    }
    if !law.spots.is_empty() {
        let mut bases: Vec<&str> = Vec::new();
        for basis in law.spots.iter().filter(|s| s.passage.blocks()).flat_map(|s| &s.passage.bases) {
            if !bases.contains(&basis.as_str()) {
                bases.push(basis);
            }
        }
        let said: Vec<String> = bases.iter().map(|b| house.rules.codes.label("LEGAL", b, look.lang()).to_owned()).collect();
        let bases = if said.is_empty() {
            look.text("wording-no-basis")
        } else {
            look.with("wording-basis", &[("bases", said.join(" ; "))])
        };
        all.push(cut(&format!("{} {bases}", look.text("wording-law")), room));
    }
    if let Some(wage) = law.wage {
        let monthly = ("monthly", wage.monthly.to_string());
        let text = match wage.note {
            Some(note) => look.with(note.key(), &[monthly.clone(), ("amount", note.amount().to_string())]),
            None => look.with("wage-lawful", std::slice::from_ref(&monthly)),
        };
        let converted = wage.converted && wage.note.is_none_or(|n| n.key() != "wage-under-smig");
        let text = if converted { format!("{text} {}", look.with("vacancy-wage-month", &[monthly])) } else { text };
        all.extend(wrap(&text, room));
    }
    all
}

/// Cut or filled to so many cells, with the sign of what follows never lost.
fn pad(text: &str, cells: usize) -> String {
    let text = if width(text) > cells { cut(text, cells) } else { text.to_owned() };
    let blanks = cells.saturating_sub(width(&text));
    format!("{text}{}", " ".repeat(blanks))
}
