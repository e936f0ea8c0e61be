//! The words of a filter: each is a state, « en retard », an occupation by its titles, a town, else the beginning of a name.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::fold;
use crate::domain::lifecycle::RegistrationState;
use crate::fault::Outcome;
use crate::store::caseload::{CaseRow, Narrow};
use crate::store::{Desk, search};

/// Letters from which a word can be a state or « en retard » that isn't written out.
const LETTERS: usize = 3;

/// What the screen's language calls things.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vocabulary {
    /// Folded words of the states' labels.
    states: Vec<(String, RegistrationState)>,
    /// Folded words for what is overdue.
    overdue: Vec<String>,
}

impl Vocabulary {
    /// From the labels of the states, and words for « en retard » with blanks between.
    pub fn new<'a>(states: impl IntoIterator<Item = (&'a str, RegistrationState)>, overdue: &str) -> Self {
        let words = |label: &str| fold::words(label).into_iter().filter(|w| w.chars().count() >= LETTERS).collect::<Vec<_>>();
        Vocabulary {
            states: states.into_iter().flat_map(|(l, s)| words(l).into_iter().map(move |w| (w, s))).collect(),
            overdue: words(overdue),
        }
    }
}

/// What one word of a filter was understood as; where all is empty, as the beginning of a name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Meaning {
    /// The word, folded.
    pub word: String,
    /// States whose label has it.
    pub states: Vec<RegistrationState>,
    /// It means « en retard ».
    pub overdue: bool,
    /// Occupations with such a title.
    pub occupations: Vec<String>,
    /// Towns of that name.
    pub towns: Vec<String>,
}

impl Meaning {
    /// Whether it can only be the beginning of a name.
    pub fn is_name(&self) -> bool {
        self.states.is_empty() && !self.overdue && self.occupations.is_empty() && self.towns.is_empty()
    }
    /// A name may begin with what is no state's word.
    fn name(&self) -> Option<&str> {
        (self.states.is_empty() && !self.overdue).then_some(&self.word)
    }
    /// For the store.
    pub(super) fn narrow(&self, today: NaiveDate) -> Narrow {
        Narrow {
            states: self.states.clone(),
            overdue: self.overdue.then_some(today),
            occupations: self.occupations.clone(),
            towns: self.towns.clone(),
            name: self.name().map(str::to_owned),
        }
    }
    /// Whether a row passes it: for rows marked before the filter was typed.
    pub fn fits(&self, row: &CaseRow, today: NaiveDate) -> bool {
        let held = |list: &[String], value: &Option<String>| value.as_ref().is_some_and(|v| list.contains(v));
        self.states.contains(&row.state)
            || (self.overdue && row.next_due.is_some_and(|d| d < today))
            || held(&self.occupations, &row.occupation)
            || held(&self.towns, &row.town)
            || self.name().is_some_and(|name| row.sort_key.split(' ').any(|word| word.starts_with(name)))
    }
}

/// Titles of occupations and names of towns by their words, in order: made once a session.
struct Index {
    occupations: Vec<(String, String)>,
    towns: Vec<(String, String)>,
}

impl Index {
    fn make(desk: &mut Desk) -> Outcome<Self> {
        let mut occupations = Vec::new();
        for title in desk.read(search::job_titles)? {
            for word in title.forms.iter().flat_map(|form| fold::words(form)) {
                occupations.push((word, title.code.clone()));
            }
        }
        let codes = Arc::clone(&desk.rules.codes);
        for code in codes.list("ISCO").filter(|c| c.code.len() == 4) {
            for word in fold::words(&code.fr).into_iter().chain(fold::words(&code.en)) {
                occupations.push((word, code.code.clone()));
            }
        }
        let mut towns: Vec<(String, String)> =
            codes.list("TOWN").flat_map(|c| fold::words(&c.fr).into_iter().map(|w| (w, c.fr.clone()))).collect();
        for list in [&mut occupations, &mut towns] {
            list.sort();
            list.dedup();
        }
        Ok(Index { occupations, towns })
    }
}

/// Everything under a word that begins so, each once.
fn beginning(list: &[(String, String)], word: &str) -> Vec<String> {
    let from = list.partition_point(|(w, _)| w.as_str() < word);
    let mut found: Vec<String> =
        list.iter().skip(from).take_while(|(w, _)| w.starts_with(word)).map(|(_, code)| code.clone()).collect();
    found.sort();
    found.dedup();
    found
}

/// What each word of a filter means. A word written out as a state or as « en retard » is that and nothing else.
pub(super) fn understand(desk: &mut Desk, typed: &str, vocabulary: &Vocabulary) -> Outcome<Vec<Meaning>> {
    let words = fold::words(typed);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let index = desk.once(Index::make)?;
    Ok(words.into_iter().map(|word| meaning(word, vocabulary, &index)).collect())
}

fn meaning(word: String, vocabulary: &Vocabulary, index: &Index) -> Meaning {
    let written = Meaning {
        states: vocabulary.states.iter().filter(|(w, _)| *w == word).map(|(_, s)| *s).collect(),
        overdue: vocabulary.overdue.contains(&word),
        word: word.clone(),
        ..Meaning::default()
    };
    if !written.is_name() {
        return written;
    }
    let begun = word.chars().count() >= LETTERS;
    let mut states: Vec<RegistrationState> =
        vocabulary.states.iter().filter(|(w, _)| begun && w.starts_with(&word)).map(|(_, s)| *s).collect();
    states.dedup();
    Meaning {
        states,
        overdue: begun && vocabulary.overdue.iter().any(|w| w.starts_with(&word)),
        occupations: beginning(&index.occupations, &word),
        towns: beginning(&index.towns, &word),
        word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Index {
        let pairs = |all: &[(&str, &str)]| {
            let mut list: Vec<_> = all.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
            list.sort();
            list
        };
        Index {
            occupations: pairs(&[("vendeuse", "5223"), ("vendeur", "5223"), ("porteur", "9621"), ("suspensions", "7231")]),
            towns: pairs(&[("oyem", "Oyem"), ("port", "Port-Gentil")]),
        }
    }
    fn vocabulary() -> Vocabulary {
        let states = [
            ("inscrit", RegistrationState::Active),
            ("à actualiser", RegistrationState::ToRenew),
            ("suspendu", RegistrationState::Suspended),
        ];
        Vocabulary::new(states, "retard retards")
    }

    #[test]
    fn each_word_is_a_state_overdue_an_occupation_a_town_or_a_name() {
        let read = |word: &str| meaning(word.to_owned(), &vocabulary(), &index());
        assert_eq!(read("vend").occupations, ["5223"]);
        assert_eq!(read("oyem").towns, ["Oyem"]);
        assert!(read("retard").overdue && read("ret").overdue);
        assert_eq!(read("actu").states, [RegistrationState::ToRenew]);
        assert_eq!((read("port").occupations.len(), read("port").towns.len()), (1, 1));
        assert!(read("mezui").is_name());
    }

    #[test]
    fn a_state_written_out_is_nothing_else() {
        let half = meaning("suspen".to_owned(), &vocabulary(), &index());
        assert_eq!((half.states.len(), half.occupations.len()), (1, 1));
        let whole = meaning("suspendu".to_owned(), &vocabulary(), &index());
        assert_eq!((whole.states.len(), whole.occupations.len()), (1, 0));
    }
}
