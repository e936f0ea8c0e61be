//! The reasons of a rank in words: the same sentences in the lists, in the drawers, beside a frozen proposal and in `guichet match`
//! (domain.md §7). Called by the candidates of an offer, the offers for a person, the proposals.

use crate::domain::matching::{Criterion, Explanation, Met, Reason};
use crate::tui::look::Look;
use crate::tui::screens::House;

/// The sentence of a reason.
pub fn text(reason: &Reason, house: &House, look: &Look) -> String {
    look.with(reason.key, &reason.args_in(&house.rules.codes, look.lang()))
}

/// Criterion by criterion: sign, required or desired, points of the weight, the sentence; then the tie, and what never counts. The points
/// add up to the score, so that a rank can be followed by hand.
pub fn lines(why: &Explanation, house: &House, look: &Look) -> Vec<String> {
    let line = |r: &Reason| {
        let need = look.text(&format!("match-need-{}", r.need.id()));
        format!("{} {need:<9} {:>2}/{:<2}  {}", r.sign(), r.points, r.weight, text(r, house, look))
    };
    let mut all: Vec<String> = why.reasons.iter().map(line).collect();
    all.extend(why.tie.map(|tie| look.text(tie)));
    all.push(look.text("match-never-used"));
    all
}

/// One criterion in a word or two: `métier`, `caisse`, `24 m`.
pub fn word(reason: &Reason, house: &House, look: &Look) -> String {
    let args = reason.args_in(&house.rules.codes, look.lang());
    let arg = |name: &str| args.iter().find(|(n, _)| *n == name).map(|(_, v)| v.clone()).filter(|v| !v.is_empty());
    let own = match reason.criterion {
        Criterion::Skill => arg("skill"),
        Criterion::Language => arg("language"),
        Criterion::Licence => arg("licence").map(|l| look.with("why-licence", &[("licence", l)])),
        Criterion::Experience if reason.met == Met::Yes => arg("months").map(|m| look.with("why-months", &[("months", m)])),
        _ => None,
    };
    own.unwrap_or_else(|| look.text(&format!("why-{}", reason.criterion.id().replace('_', "-"))))
}

/// `+ 6  ? 2 caisse, permis B`: how many are met, to be verified, not met, and of the last kind that there is which.
pub fn counts(why: &Explanation, house: &House, look: &Look) -> String {
    let worst = [Met::No, Met::Unknown].into_iter().find(|met| why.reasons.iter().any(|r| r.met == *met));
    let words: Vec<String> = why.reasons.iter().filter(|r| Some(r.met) == worst).map(|r| word(r, house, look)).collect();
    let lacking = if why.lacking { look.text("why-required") + " " } else { String::new() };
    format!("{} {lacking}{}", why.one_line(), words.join(", ")).trim_end().to_owned()
}

/// `+ métier  + 48 m  + niveau  ? caisse`: all of it in one line, for the drawer of a proposal.
pub fn line(why: &Explanation, house: &House, look: &Look) -> String {
    let all: Vec<String> =
        why.reasons.iter().map(|r| format!("{}\u{a0}{}", r.sign(), word(r, house, look).replace(' ', "\u{a0}"))).collect();
    all.join("  ")
}
