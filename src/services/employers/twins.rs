//! Files that may be the employer in the form, each with its evidence in words (domain.md §2.7).

use crate::domain::duplicate::{self, Evidence, Strength};
use crate::domain::duplicate_firm::{self, FirmSketch};
use crate::domain::rights::{Deed, Owner};
use crate::fault::Outcome;
use crate::services::access;
use crate::services::search::{Card, Kind};
use crate::store::{Desk, employers as store};

/// Files of like names that are compared, before telephones and numbers.
const COMPARED: usize = 60;
/// Shown at most.
const SHOWN: usize = 12;
/// Score of a name that only begins alike.
const BEGUN: f64 = 0.1;

/// An employer that may be the one in the form.
#[derive(Debug, Clone, PartialEq)]
pub struct PossibleFirm {
    /// The short card.
    pub card: Card,
    /// The evidence, strongest first; never empty.
    pub evidence: Vec<Evidence>,
    /// What it comes to.
    pub verdict: Strength,
    /// The same from 0 to 1.
    pub score: f64,
}

/// Files that may be the employer in the form, by a word of its names from the third letter on, NIF, RCCM and telephone, the strongest
/// evidence first. Rights: the short card.
pub fn possible_duplicates(desk: &mut Desk, form: &FirmSketch) -> Outcome<Vec<PossibleFirm>> {
    access::may(desk, Deed::ReadCard, Owner::office())?;
    let near = desk.read(|read| store::near(read, form, COMPARED))?;
    let mut found: Vec<PossibleFirm> = near
        .into_iter()
        .filter(|(employer, _)| form.number.is_empty() || employer.number != form.number)
        .filter_map(|(employer, sketch)| {
            let mut evidence = duplicate_firm::compare(form, &sketch);
            let begun = evidence.is_empty();
            if begun {
                evidence.extend(duplicate_firm::begins(form, &sketch));
            }
            let verdict = duplicate::verdict(&evidence)?;
            let score = if begun { BEGUN } else { duplicate::score(&evidence) };
            let card = Card {
                kind: Kind::Employer,
                id: employer.head.id.0,
                number: employer.number,
                name: employer.name,
                birth_year: None,
                agency: employer.agency,
                state: Some("active".to_owned()),
                town: employer.town,
            };
            Some(PossibleFirm { card, evidence, verdict, score })
        })
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.card.number.cmp(&b.card.number)));
    found.truncate(SHOWN);
    Ok(found)
}
