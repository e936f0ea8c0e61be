//! Files that may be the employer in the form, each with its evidence in words (domain.md §2.7).

use crate::domain::duplicate_firm::{self, FirmSketch};
use crate::domain::rights::{Deed, Owner};
use crate::fault::Outcome;
use crate::services::access;
use crate::services::search::{self, Card, Kind, Possible};
use crate::store::{Desk, employers as store};

/// Files of like names that are compared, before telephones and numbers.
const COMPARED: usize = 60;

/// Files that may be the employer in the form, by a word of its names from the third letter on, NIF, RCCM and telephone, the strongest
/// evidence first. Rights: the short card.
pub fn possible_duplicates(desk: &mut Desk, form: &FirmSketch) -> Outcome<Vec<Possible>> {
    access::may(desk, Deed::ReadCard, Owner::office())?;
    let near = desk.read(|read| store::near(read, form, COMPARED))?;
    let found = near.into_iter().filter(|(employer, _)| form.number.is_empty() || employer.number != form.number).filter_map(
        |(employer, sketch)| {
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
            Possible::of(card, duplicate_firm::compare(form, &sketch), || duplicate_firm::begins(form, &sketch))
        },
    );
    Ok(search::strongest(found))
}
