//! The ways from a row to the screen of the thing itself. Called by the screens of the day, the queue and the agenda: one line to
//! change here when a screen is built.

use crate::domain::ids::{AppointmentId, EmployerId, PersonId, ProposalId, VacancyId};
use crate::tui::action::Action;
use crate::tui::screen::{Cx, Message, Words};
use crate::tui::screens::House;

/// The file of a person.
pub fn person(house: &House, id: PersonId, cx: &mut Cx<'_>) {
    let _ = (house, id);
    closed(cx);
}
/// The interview of an appointment that is « en cours ».
pub fn interview(house: &House, id: AppointmentId, cx: &mut Cx<'_>) {
    let _ = (house, id);
    closed(cx);
}
/// The file of an offer.
pub fn vacancy(house: &House, id: VacancyId, cx: &mut Cx<'_>) {
    let _ = (house, id);
    closed(cx);
}
/// The file of an employer.
pub fn employer(house: &House, id: EmployerId, cx: &mut Cx<'_>) {
    let _ = (house, id);
    closed(cx);
}
/// The row of a proposal in its list.
pub fn proposal(house: &House, id: ProposalId, cx: &mut Cx<'_>) {
    let _ = (house, id);
    cx.perform(Action::GoProposals);
}
fn closed(cx: &mut Cx<'_>) {
    cx.say(Message::advice(Words::new("door-closed")));
}
