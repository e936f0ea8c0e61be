//! The words of a card that the search found: what its state is called, and of what it is. Called by the search.

use crate::services::search::{Card, Kind as Of};
use crate::tui::look::Look;

/// What a card's state is called: a registration's, a vacancy's; an employer's.
pub fn state(card: &Card, look: &Look) -> String {
    let record = match card.kind {
        Of::Person => "registration",
        Of::Employer => "employer",
        Of::Vacancy => "vacancy",
    };
    card.state.as_deref().map_or_else(|| look.text("card-never"), |state| look.texts.state(record, state))
}

/// What a card is of: DE, ENT, OFF.
pub fn kind(of: Of, look: &Look) -> String {
    look.text(match of {
        Of::Person => "search-kind-person",
        Of::Employer => "search-kind-employer",
        Of::Vacancy => "search-kind-vacancy",
    })
}
