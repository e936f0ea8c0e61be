//! The employer of an offer that comes in by telephone: found as the name is typed, or made in passing with name and telephone.

use crate::domain::employer::{Contact, Employer};
use crate::domain::employer_file::EmployerFile;
use crate::domain::ids::{DeedId, EmployerId};
use crate::domain::record::Record;
use crate::domain::rights::{self, Owner};
use crate::domain::{fold, neutral, phone};
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::access;
use crate::services::employers::make;
use crate::services::search;
use crate::store::{Deed, Desk, employers, records, vacancies as store};

pub use crate::store::vacancies::Firm;

/// What the telephone says of a firm that isn't known yet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewFirm {
    /// Raison sociale.
    pub name: String,
    /// Telephone as typed.
    pub phone: String,
    /// Who called.
    pub contact: Option<String>,
    /// ISIC section.
    pub sector: Option<String>,
    /// SIZE.
    pub size_class: Option<String>,
    /// Town.
    pub town: Option<String>,
    /// The firms shown were looked at: it is none of them.
    pub distinct: bool,
}

/// Firms by what was typed of their name, number or telephone: number and name, best first.
pub fn firms_named(desk: &mut Desk, typed: &str, limit: usize) -> Outcome<Vec<(String, String)>> {
    access::may(desk, rights::Deed::ReadOffers, Owner::own(&desk.who))?;
    let hits = search::of_kind(desk, typed, search::Kind::Employer, limit)?;
    Ok(hits.into_iter().map(|h| (h.card.number, h.card.name)).collect())
}

/// A firm by its number, with its contacts and its last offer. [`Fault::Missing`] when there is none.
pub fn firm(desk: &mut Desk, number: &str) -> Outcome<Firm> {
    access::may(desk, rights::Deed::ReadOffers, Owner::own(&desk.who))?;
    desk.read(|read| {
        let id = employers::by_number(read, number)?.ok_or(Fault::Missing(Employer::TABLE))?;
        store::firm(read, id)
    })
}

/// The same by its id.
pub fn firm_of(desk: &mut Desk, id: EmployerId) -> Outcome<Firm> {
    access::may(desk, rights::Deed::ReadOffers, Owner::own(&desk.who))?;
    desk.read(|read| store::firm(read, id))
}

/// Makes a firm with what the telephone says; its file is completed later. Refused, once, where a firm of the same name or telephone is
/// known: the sentence names it.
pub fn new_firm(desk: &mut Desk, deed: DeedId, new: &NewFirm) -> Outcome<Employer> {
    access::may(desk, rights::Deed::WriteOffers, Owner::own(&desk.who))?;
    let name = neutral::tidy(&new.name);
    if name.is_empty() {
        return Err(Fault::Flaws(vec![Flaw::new("name", "flaw-missing")]));
    }
    let e164 = phone::parse(&new.phone).map_err(|key| {
        Fault::Flaws(vec![Flaw::new("phone", key).with("value", &new.phone).with("count", phone::digits(&new.phone))])
    })?;
    let some = |text: &Option<String>| text.as_deref().map(neutral::tidy).filter(|t| !t.is_empty());
    let (agency, user) = (desk.who.agency.clone(), desk.who.user);
    desk.lenient(|desk| {
        desk.write(Deed::new(deed, "new_employer"), |w| {
            let look = !w.replayed() && !new.distinct;
            let known = if look { store::firm_like(w.reader(), &name, &e164)? } else { None };
            if let Some(known) = known {
                return Err(Fault::refused("refused-employer-known").with("name", &known.name).with("number", &known.number));
            }
            let employer = Employer {
                agency: agency.clone(),
                sort_key: fold::fold(&name),
                name: name.clone(),
                phone: Some(e164.clone()),
                sector: some(&new.sector),
                size_class: some(&new.size_class),
                town: some(&new.town),
                owner: Some(user),
                ..Employer::default()
            };
            let caller = |name| Contact { name, phone: Some(e164.clone()), ..Contact::default() };
            let contacts = some(&new.contact).map(caller).into_iter().collect();
            let mut file = EmployerFile { employer, contacts, ..EmployerFile::default() };
            make(w, &mut file)?;
            records::by_id(w.reader(), file.employer.head.id)
        })
    })
}
