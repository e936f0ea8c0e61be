//! The ways from a row to the screen of the thing itself: one line to change here when a screen is built. Called by the day, the
//! queue, the agenda, the caseload, the search, the tasks and the notices.

use crate::domain::ids::{AppointmentId, EmployerId, PersonId, ProposalId, VacancyId};
use crate::tui::screen::Cx;
use crate::tui::screens::House;
use crate::tui::screens::employer::FirmFile;
use crate::tui::screens::employer_form::EmployerForm;
use crate::tui::screens::file::CaseFile;
use crate::tui::screens::intake::Intake;
use crate::tui::screens::interview::Interview;
use crate::tui::screens::proposals::Proposals;
use crate::tui::screens::vacancy::VacancyFile;
use crate::tui::screens::vacancy_form::VacancyForm;

/// The file of a person.
pub fn person(house: &House, id: PersonId, cx: &mut Cx<'_>) {
    cx.push(CaseFile::new(house, id));
}
/// The file of a person on the offers that fit.
pub fn offers(house: &House, id: PersonId, cx: &mut Cx<'_>) {
    cx.push(CaseFile::new(house, id).with_offers());
}
/// The interview of a person, with the appointment of the list: it becomes « en cours ».
pub fn interview(house: &House, person: PersonId, appointment: AppointmentId, cx: &mut Cx<'_>) {
    cx.push(Interview::new(house, person, Some(appointment)));
}
/// The interview of a person: with the appointment of today where one isn't settled, else without.
pub fn talk(house: &House, person: PersonId, cx: &mut Cx<'_>) {
    cx.push(Interview::new(house, person, None));
}
/// The file of an offer.
pub fn vacancy(house: &House, id: VacancyId, cx: &mut Cx<'_>) {
    cx.push(VacancyFile::new(house, id));
}
/// The candidates of an offer: `c` on a row.
pub fn candidates(house: &House, id: VacancyId, cx: &mut Cx<'_>) {
    cx.push(VacancyFile::new(house, id).on_candidates());
}
/// The form of a new offer: of a firm, whose last offer is copied, or of one that is found as its name is typed.
pub fn new_vacancy(house: &House, employer: Option<EmployerId>, cx: &mut Cx<'_>) {
    match employer {
        Some(employer) => cx.push(VacancyForm::of_employer(house, employer)),
        None => cx.push(VacancyForm::new(house)),
    }
}
/// The file of an employer.
pub fn employer(house: &House, id: EmployerId, cx: &mut Cx<'_>) {
    cx.push(FirmFile::new(house, id));
}
/// The form of a new employer, with a name that was typed already or empty.
pub fn new_employer(house: &House, name: &str, cx: &mut Cx<'_>) {
    cx.push(EmployerForm::new(house, name));
}
/// The row of a proposal in its list.
pub fn proposal(house: &House, id: ProposalId, cx: &mut Cx<'_>) {
    cx.push(Proposals::at(house, id));
}
/// The intake form, with a name that was typed already or empty.
pub fn intake(house: &House, name: &str, cx: &mut Cx<'_>) {
    if name.is_empty() { cx.push(Intake::new(house)) } else { cx.push(Intake::named(house, name)) }
}
