//! The papers of a proposal: the employer's list, without anything that the law protects and with the identity of those only who have
//! said yes (domain.md §7 rule 6); the letter with which a person presents himself. Making one keeps its `letter` row.

use crate::domain::calendar;
use crate::domain::code::Codes;
use crate::domain::employer::{Contact, Employer};
use crate::domain::ids::{DeedId, PersonId, ProposalId, RowId, VacancyId};
use crate::domain::lifecycle::ProposalState;
use crate::domain::office::{Agency, Letter};
use crate::domain::person::Person;
use crate::domain::person_file::PersonFile;
use crate::domain::proposal::Proposal;
use crate::domain::record::{Head, Record};
use crate::domain::rights::{self, Owner};
use crate::domain::vacancy::Vacancy;
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::services::letters::{Datum, Paper, PaperKind, kept};
use crate::store::{Deed, Desk, appointments, people, proposals as store, records};

/// The employer's list of an offer: who said yes with the name, whom else was asked or is chosen here (`also`) by number only; each with
/// experience, level, skills, languages, licences. Refused when there is nobody.
pub fn employer_list(desk: &mut Desk, deed: DeedId, vacancy: VacancyId, also: &[PersonId]) -> Outcome<Paper> {
    let offer: Vacancy = desk.read(|read| records::by_id(read, vacancy))?;
    access::may(desk, rights::Deed::ReadProposals, Owner::own(&desk.who))?;
    access::may(desk, rights::Deed::Letters, Owner::agency(offer.agency.clone()))?;
    let (who, codes) = (desk.who.clone(), desk.rules.codes.clone());
    let (rows, persons) = desk.read(|read| {
        let mut chosen: Vec<(PersonId, bool)> = Vec::new();
        for row in store::of_vacancy(read, vacancy)? {
            use ProposalState::{Accepted, EmployerInterview, Hired, Proposed, Sent};
            let own = rights::allowed(&who, rights::Deed::ReadProposals, Owner::agency(row.proposal.agency.clone())).is_ok();
            if own && matches!(row.proposal.state, Proposed | Accepted | Sent | EmployerInterview | Hired) {
                chosen.push((row.proposal.person, row.proposal.state != Proposed));
            }
        }
        let more = also.iter().filter(|p| !chosen.iter().any(|(known, _)| known == *p)).map(|p| (*p, false));
        let all: Vec<(PersonId, bool)> = chosen.iter().copied().chain(more).collect();
        let mut rows = Vec::with_capacity(all.len());
        for (n, (person, named)) in (1..).zip(&all) {
            rows.push(candidate(n, &people::load(read, *person)?, *named, &codes));
        }
        Ok((rows, all))
    })?;
    if rows.is_empty() {
        return Err(Fault::refused("refused-nobody-to-list").with("number", &offer.number));
    }
    let mut says = head(desk, &offer)?;
    says.push(("count", Datum::Text(rows.len().to_string())));
    let seen: Vec<PersonId> = persons.into_iter().map(|(p, _)| p).collect();
    let letter = keep(desk, deed, PaperKind::EmployerList, RowId(offer.head.id.0), Vacancy::TABLE, &says, &seen)?;
    Ok(Paper { letter, kind: PaperKind::EmployerList, number: offer.number, says, rows })
}

/// What a list says of one candidate: nothing else of the file is read here.
fn candidate(n: usize, file: &PersonFile, named: bool, codes: &Codes) -> Vec<(&'static str, Datum)> {
    let text = |t: String| if t.is_empty() { Datum::None } else { Datum::Text(t) };
    let label = |list: &str, code: &str| both(codes, list, &[code.to_owned()]);
    let occupation = match (&file.goal.occupation_label, &file.goal.occupation) {
        (Some(label), _) => text(label.clone()),
        (None, Some(code)) => label("ISCO", code),
        (None, None) => Datum::None,
    };
    let skills: Vec<String> = file.skills.iter().map(|s| s.label.clone()).filter(|l| !l.is_empty()).collect();
    let languages: Vec<String> = file.languages.iter().filter_map(|l| l.code.clone()).collect();
    vec![
        ("n", Datum::Text(n.to_string())),
        ("number", Datum::Text(file.person.number.clone())),
        ("name", if named { Datum::Text(file.person.name()) } else { Datum::None }),
        ("occupation", occupation),
        ("months", file.goal.experience_months.map_or(Datum::None, |m| Datum::Text(m.to_string()))),
        ("level", file.person.education_level.as_deref().map_or(Datum::None, |c| label("EDU", c))),
        ("skills", text(skills.join(", "))),
        ("languages", if languages.is_empty() { Datum::None } else { both(codes, "LANG", &languages) }),
        ("licences", text(file.person.driving_licences.join(", "))),
    ]
}

fn both(codes: &Codes, list: &str, all: &[String]) -> Datum {
    let said = |lang: &str| all.iter().map(|c| codes.label(list, c, lang).to_owned()).collect::<Vec<_>>().join(", ");
    Datum::Label { fr: said("fr"), en: said("en") }
}

/// The letter of somebody who has said yes: to whom to present oneself, for which offer, when. The contact's name only where it may be
/// told (`disclose`). Refused before the person has said yes.
pub fn introduction(desk: &mut Desk, deed: DeedId, id: ProposalId) -> Outcome<Paper> {
    let proposal: Proposal = desk.read(|read| records::by_id(read, id))?;
    access::may(desk, rights::Deed::Letters, Owner::agency(proposal.agency.clone()))?;
    let yes = matches!(proposal.state, ProposalState::Accepted | ProposalState::Sent | ProposalState::EmployerInterview);
    if !yes {
        return Err(Fault::refused("refused-not-accepted-yet").with("state", proposal.state.id()));
    }
    let (offer, person, contact) = desk.read(|read| {
        let offer: Vacancy = records::by_id(read, proposal.vacancy)?;
        let contact = offer.contact.map(|c| records::find::<Contact>(read, c)).transpose()?.flatten();
        Ok((offer, records::by_id::<Person>(read, proposal.person)?, contact))
    })?;
    let mut says = head(desk, &offer)?;
    let contact = contact.filter(|c| c.disclose).map_or(Datum::None, |c| Datum::Text(c.name));
    says.push(("contact", contact));
    says.push(("name", Datum::Text(person.name())));
    says.push(("number", Datum::Text(person.number.clone())));
    says.push(("at", proposal.employer_interview_at.map_or(Datum::None, |at| Datum::Moment(calendar::local(at)))));
    let letter = keep(desk, deed, PaperKind::Introduction, RowId(id.0), Proposal::TABLE, &says, &[person.head.id])?;
    Ok(Paper { letter, kind: PaperKind::Introduction, number: person.number, says, rows: Vec::new() })
}

/// What both papers say of the office, the offer and its firm.
fn head(desk: &mut Desk, offer: &Vacancy) -> Outcome<Vec<(&'static str, Datum)>> {
    let today = calendar::local(desk.now()).date();
    let office = desk.rules.setting("office_name", "Office National de l'Emploi").to_owned();
    let by = desk.who.name.clone();
    desk.read(|read| {
        let agency: Agency = appointments::agency(read, &offer.agency)?;
        let firm: Employer = records::by_id(read, offer.employer)?;
        let place: Vec<String> =
            [firm.address.clone(), firm.town.clone().or_else(|| offer.town.clone())].into_iter().flatten().collect();
        Ok(vec![
            ("office", Datum::Text(office.clone())),
            ("agency", Datum::Text(agency.name)),
            ("today", Datum::Day(today)),
            ("by", Datum::Text(by.clone())),
            ("title", Datum::Text(offer.title.clone())),
            ("vacancy", Datum::Text(offer.number.clone())),
            ("positions", Datum::Text(offer.positions.unwrap_or(1).to_string())),
            ("employer", Datum::Text(firm.trade_name.clone().unwrap_or_else(|| firm.name.clone()))),
            ("place", if place.is_empty() { Datum::None } else { Datum::Text(place.join(", ")) }),
        ])
    })
}

fn keep(
    desk: &mut Desk,
    deed: DeedId,
    kind: PaperKind,
    subject: RowId,
    record: &str,
    says: &[(&'static str, Datum)],
    persons: &[PersonId],
) -> Outcome<RowId> {
    let (me, now) = (desk.who.user, desk.now());
    let arguments: Vec<String> = says.iter().map(|(name, datum)| format!("{name}={}", kept(datum))).collect();
    desk.write(Deed::new(deed, "print_letter"), |w| {
        let letter = Letter {
            head: Head::new(w.new_id()),
            kind: kind.id().to_owned(),
            subject_kind: record.to_owned(),
            subject,
            template: format!("{}/1", kind.id()),
            arguments: arguments.clone(),
            made_by: me,
            made_at: Some(now),
            printed_at: None,
        };
        // Whose data went onto paper can be told afterwards.
        persons.iter().for_each(|person| w.saw(Person::TABLE, *person));
        w.insert(&letter)?;
        Ok(letter.head.id)
    })
}
