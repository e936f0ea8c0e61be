//! Job titles in the feminine alone: « recrute serveuse ». Called by the check of wording.

use super::list::{Title, WordList};
use super::tokens::{Sort, Token};
use super::{Found, Kind, Severity};
use crate::domain::fold;

/// A title in one gender at this token.
pub(super) fn at(tokens: &[Token], at: usize, list: &WordList) -> Option<Found> {
    let token = tokens.get(at).filter(|t| t.sort == Sort::Word && !t.both)?;
    let title = list.title(&token.folded)?;
    let before = at.checked_sub(1).and_then(|b| tokens.get(b));
    if (title.shy && !asked(tokens, at, list)) || partner(tokens, title) {
        return None;
    }
    let plural = token.folded.ends_with('s');
    let une = before.filter(|t| t.folded == "une");
    let replace = match (&title.neutral, une, plural) {
        (Some(words), _, _) => words.clone(),
        (None, Some(_), _) => format!("un {} ou une {}", title.male, title.female),
        (None, None, false) => format!("{} ou {}", title.male, title.female),
        (None, None, true) => format!("{}s ou {}s", title.male.trim_end_matches('x'), title.female),
    };
    let from = if une.is_some() && title.neutral.is_none() { at.saturating_sub(1) } else { at };
    let severity = Severity::Unlawful;
    Some(Found { from, to: at + 1, weight: 1, kinds: vec![Kind::Sex], severity, replace: Some(replace) })
}

/// Whether words that are things or adjectives too stand where a person is asked: after « recrute », « une », at the begin.
fn asked(tokens: &[Token], at: usize, list: &WordList) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|b| tokens.get(b)) else { return true };
    // « entretien d'une tondeuse », but « besoin d'une ouvrière ».
    let words: Vec<&Token> = tokens.get(..at).unwrap_or_default().iter().rev().filter(|t| t.sort == Sort::Word).take(3).collect();
    if let [une, d, asks] = words.as_slice()
        && (une.folded.as_str(), d.folded.as_str()) == ("une", "d")
    {
        return list.seeks(asks);
    }
    matches!(before.sort, Sort::Break | Sort::Sign(':' | '-')) || list.seeks(before)
}

/// Whether the text names the other gender too: « chef de rang expérimenté / cheffe de rang expérimentée ».
fn partner(tokens: &[Token], title: &Title) -> bool {
    let male = fold::fold(&title.male);
    tokens.iter().any(|t| t.folded == male || t.folded.strip_suffix(['s', 'x']).is_some_and(|one| one == male))
}
