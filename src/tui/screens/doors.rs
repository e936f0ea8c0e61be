//! The ways from a row to the screen of the thing itself: one line to change here when a screen is built. Until then the short card
//! stands there. Called by the caseload, the search, the tasks and the notices.

use crate::domain::ids::{EmployerId, PersonId, VacancyId};
use crate::services::search;
use crate::tui::screen::Cx;
use crate::tui::screens::House;
use crate::tui::screens::card::ShortCard;
use crate::tui::screens::intake::Intake;

/// The file of a person.
pub fn person(house: &House, id: PersonId, cx: &mut Cx<'_>) {
    let _ = house;
    cx.show(ShortCard::of_person(id));
}
/// The file of an offer, found by the search.
pub fn vacancy(house: &House, id: VacancyId, card: &search::Card, cx: &mut Cx<'_>) {
    let _ = (house, id);
    cx.show(ShortCard::known(card.clone()));
}
/// The file of an employer, found by the search.
pub fn employer(house: &House, id: EmployerId, card: &search::Card, cx: &mut Cx<'_>) {
    let _ = (house, id);
    cx.show(ShortCard::known(card.clone()));
}
/// The intake form, with a name that was typed already or empty.
pub fn intake(house: &House, name: &str, cx: &mut Cx<'_>) {
    if name.is_empty() { cx.push(Intake::new(house)) } else { cx.push(Intake::named(house, name)) }
}
