//! What the law says of an offer as it stands: its words (domain.md §7) and its wage (§2.7, §6), in one answer. Pure and cheap: the
//! form asks at each field that is left, publication and import ask before they open an offer.

use crate::domain::rules::Rules;
use crate::domain::vacancy::Vacancy;
use crate::domain::wage::{self, Wage};
use crate::domain::wording::{self, Passage, Place, Severity, WordList};

/// A passage with the field in which it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// The field.
    pub field: &'static str,
    /// The passage; its range is within the field's text.
    pub passage: Passage,
    /// Whether it stops the publication, the special condition that was asked considered.
    pub blocks: bool,
}

/// What is to be said of an offer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Law {
    /// Passages in the order of the fields, those that block and those to look at again.
    pub spots: Vec<Spot>,
    /// Its wage; none where no figure is given.
    pub wage: Option<Wage>,
}

impl Law {
    /// How many passages stop the publication.
    pub fn blocking(&self) -> usize {
        self.spots.iter().filter(|s| s.blocks).count()
    }
    /// How many passages are only to be looked at again.
    pub fn doubtful(&self) -> usize {
        self.spots.iter().filter(|s| s.passage.severity == Severity::Suspicious).count()
    }
    /// Whether the wage stops the publication.
    pub fn wage_blocks(&self) -> bool {
        self.wage.is_some_and(|w| w.blocks())
    }
    /// Whether nothing stops the publication.
    pub fn passes(&self) -> bool {
        self.blocking() == 0 && !self.wage_blocks()
    }
    /// The words that stop the publication, for a sentence: « jeunes hommes », « de 22 à 45 ans ».
    pub fn words(&self) -> Vec<&str> {
        self.spots.iter().filter(|s| s.blocks).map(|s| s.passage.words.as_str()).collect()
    }
}

/// Reads an offer. The special condition counts by its basis alone: whether the head has put his visa is the caller's to ask.
pub fn of(vacancy: &Vacancy, rules: &Rules, list: &WordList) -> Law {
    let contract = vacancy.contract.as_deref();
    let description = vacancy.description.as_deref().unwrap_or_default();
    let mut found: Vec<(&'static str, Passage)> = wording::check(&vacancy.title, description, contract, list)
        .into_iter()
        .map(|passage| (passage.place.field(), passage))
        .collect();
    let lines = [
        ("schedule", vacancy.schedule.clone().unwrap_or_default()),
        ("benefits", vacancy.benefits.clone().unwrap_or_default()),
        ("required_skills", vacancy.required_skills.join("|")),
        ("desired_skills", vacancy.desired_skills.join("|")),
    ];
    for (field, text) in lines.iter().filter(|(_, text)| !text.is_empty()) {
        // The title goes along: « H/F » there stands for both everywhere.
        let read = wording::check(&vacancy.title, text, contract, list);
        found.extend(read.into_iter().filter(|p| p.place == Place::Description).map(|p| (*field, p)));
    }
    let basis = vacancy.legal_basis.as_deref().filter(|_| vacancy.special_condition.is_some());
    let spots = found.into_iter().map(|(field, passage)| {
        let blocks = passage.blocks() && !basis.is_some_and(|b| wording::allows(&passage, b, contract, list));
        Spot { field, passage, blocks }
    });
    Law { spots: spots.collect(), wage: wage::check(vacancy, rules) }
}

/// Prepositions before a passage, and the words that ask for them, as employers write them.
const LEADERS: [&str; 4] = [" de", "\u{a0}de", " d'", " d’"];
const AGED: [&str; 8] = [" âgées", " âgée", " âgés", " âgé", " agées", " agée", " agés", " agé"];

/// The text with the words to put instead of a passage, or without it; sentences stay whole: no two blanks, no blank before a comma.
pub fn mended(text: &str, passage: &Passage) -> String {
    let (Some(before), Some(after)) = (text.get(..passage.range.start), text.get(passage.range.end..)) else {
        return text.to_owned();
    };
    let words = passage.replace.as_deref().unwrap_or_default();
    let starts = before.trim().is_empty() || before.trim_end().ends_with(['.', '!', '?']) || before.ends_with('\n');
    if !words.is_empty() {
        return format!("{before}{}{after}", if starts { capital(words) } else { words.to_owned() });
    }
    let mut left = without_leader(before.trim_end_matches([' ', '\u{a0}'])).to_owned();
    let mut right = after.trim_start_matches([' ', '\u{a0}']).to_owned();
    // « , de 22 à 45 ans, » leaves one comma; at the start of a sentence none.
    if left.ends_with([',', ';', ':', '(']) || starts {
        right = right.trim_start_matches([',', ';', ':', ' ', '\u{a0}']).to_owned();
    }
    if right.is_empty() || right.starts_with(['.', '!', '?', ')', '\n']) {
        left = left.trim_end_matches([',', ';', ':', '(', ' ']).to_owned();
    }
    let apart = left.is_empty() || right.is_empty() || right.starts_with(['.', ',', ')', '\n']) || left.ends_with(['\n', '(']);
    let right = if starts { capital(&right) } else { right };
    format!("{left}{}{right}", if apart { "" } else { " " })
}

/// The words that led to a passage go with it: « une personne âgée de [moins de 30 ans] ».
fn without_leader(left: &str) -> &str {
    let Some(rest) = LEADERS.iter().find_map(|leader| left.strip_suffix(leader)) else { return left };
    let rest = rest.trim_end_matches([' ', '\u{a0}']);
    let aged = AGED.iter().find_map(|word| rest.strip_suffix(word));
    aged.map_or(rest, |before| before.trim_end_matches([' ', '\u{a0}']))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
