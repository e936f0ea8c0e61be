//! Texts that must fit a column, shortened where a reader loses least: given names to their initials, an occupation at a word.
//! Called by `widgets::table` for the columns that ask for it; what has no better way is cut as `look::cut` does.

use unicode_width::UnicodeWidthStr;

use crate::domain::both_genders::first_form;
use crate::tui::look::cut;

/// What is left of a word must have more letters than this, or it says nothing.
const STUMP: usize = 2;

/// How a column shortens what doesn't fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// Cut where the room ends.
    Cut,
    /// A person's name, surname in capitals first: `NKILI MABIKA Jean-Pierre Aimé` is `NKILI MABIKA Jean-P. A.`
    Name,
    /// Cut at a word where only a stump of the next one would be left: `Agente de comptoir` is `Agente…`, not `Agente de c…`.
    Words,
    /// An offer's title: only its first form where both genders don't fit, `vendeur en boutique`.
    Title,
}

impl Fit {
    /// The text in this many cells.
    pub fn text(self, text: &str, width: usize) -> String {
        match self {
            _ if text.width() <= width => text.to_owned(),
            Fit::Cut => cut(text, width),
            Fit::Name => name(text, width).unwrap_or_else(|| cut(text, width)),
            Fit::Words => words(text, width),
            Fit::Title => words(&first_form(text).unwrap_or_else(|| text.to_owned()), width),
        }
    }
}

/// With as many given names as must be, from the last, as initials; none where that isn't enough, or nobody's name is known by its
/// capitals.
fn name(text: &str, width: usize) -> Option<String> {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let is_given = |word: &String| word.chars().any(char::is_lowercase);
    let first = words.iter().position(is_given).filter(|first| *first > 0)?;
    for at in (first..words.len()).rev() {
        let word = words.get(at)?.clone();
        // The parts of a compound name go from its last one too: Jean-Pierre, Jean-P., J.-P.
        let mut parts: Vec<String> = word.split('-').map(str::to_owned).collect();
        for n in (0..parts.len()).rev() {
            let part = parts.get_mut(n)?;
            *part = initial(part);
            *words.get_mut(at)? = parts.join("-");
            let shorter = words.join(" ");
            if shorter.width() <= width {
                return Some(shorter);
            }
        }
    }
    None
}

/// `Pierre` is `P.`; what is no longer than that stays.
fn initial(part: &str) -> String {
    let mut letters = part.chars();
    match letters.next() {
        Some(letter) if letter.is_uppercase() && letters.count() > 1 => format!("{letter}."),
        _ => part.to_owned(),
    }
}

fn words(text: &str, width: usize) -> String {
    let whole = cut(text, width);
    let Some(kept) = whole.strip_suffix('…') else { return whole };
    let begins = |c: char| matches!(c, ' ' | '\u{a0}' | '\'' | '’');
    let mut short = kept;
    // A stump after an elided article takes the article along: `Gardien d'i…` is `Gardien…`.
    while let Some((before, last)) = short.rsplit_once(begins)
        && last.chars().count() <= STUMP
        && !before.is_empty()
    {
        short = before;
    }
    format!("{}…", short.trim_end_matches(begins))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_become_initials_from_the_last_one_and_a_surname_never_does() {
        let fit = |text, width| Fit::Name.text(text, width);
        assert_eq!(fit("BADINGA Emma", 22), "BADINGA Emma");
        assert_eq!(fit("KASSA NZAMBI Régine Sophie", 22), "KASSA NZAMBI Régine S.");
        assert_eq!(fit("NKILI MABIKA Jean-Pierre", 22), "NKILI MABIKA Jean-P.");
        assert_eq!(fit("TCHIBINDA NDONGO Annick Aimée", 22), "TCHIBINDA NDONGO A. A.");
        assert_eq!(fit("NZAMBA MOUNGUENGUI MBADINGA Igor", 22), "NZAMBA MOUNGUENGUI MB…");
        // A firm has no given names.
        assert_eq!(fit("Comptoir commercial des bois", 22), "Comptoir commercial d…");
    }

    #[test]
    fn an_occupation_is_cut_at_a_word_where_only_a_stump_would_be_left() {
        let fit = |text| Fit::Words.text(text, 12);
        assert_eq!(fit("Gargotière"), "Gargotière");
        assert_eq!(fit("Agente de comptoir"), "Agente…");
        assert_eq!(fit("Gardien d'immeuble"), "Gardien…");
        assert_eq!(fit("Garde d'enfants"), "Garde d'enf…");
        assert_eq!(fit("Technicienne de surface"), "Technicienn…");
    }
}
