//! The file of one person as a page: what all its tabs show, in one round trip; the opening and each showing of notes and of
//! sensitive data in the audit (security.md §4). Called by the file's screen and by `show file`.

mod deeds;
mod page;
mod trace;

pub use deeds::{Colleague, Settling, Transferred, colleagues, documents_seen, note, rebase, settle_action, transfer};
pub use page::{Awaited, May, Page};
pub use trace::{ChangedField, PARTS, READINGS, changed_fields, changes, kind_of};

use crate::domain::ids::{DeedId, InterviewId, PersonId, RowId};
use crate::domain::interview::{Interview, Obstacle};
use crate::domain::person::Person;
use crate::domain::person_file::PersonFile;
use crate::domain::record::{Record, Value};
use crate::domain::registration::Registration;
use crate::domain::rights::{self, Owner};
use crate::domain::{calendar, ids};
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::services::people;
use crate::store::file as store;
use crate::store::{Desk, records};

pub use crate::store::file::{Held, Offered, Trace};

/// Opens a file on a screen: read whole, and the audit says who saw it before it is shown.
pub fn open(desk: &mut Desk, id: PersonId) -> Outcome<Page> {
    let mut page = page(desk, id)?;
    let at = desk.now();
    let deed = log(desk, "open_file", Person::TABLE, id)?;
    let (login, name, post) = (desk.who.login.clone(), desk.who.name.clone(), desk.who.post.clone());
    let records = vec![Person::TABLE.to_owned()];
    page.accesses.insert(0, Trace { deed, at, login, name, post, act: "open_file".to_owned(), reason: None, records });
    Ok(page)
}

/// The page without a trace: after one's own save, when the file is on the screen already.
pub fn page(desk: &mut Desk, id: PersonId) -> Outcome<Page> {
    let now = desk.now();
    let all = desk.read(|read| store::gather(read, id, now))?;
    let owner = Owner::of(all.file.person.agency.clone(), all.file.registration.counsellor).about(id);
    access::may(desk, rights::Deed::PersonRead, owner.clone())?;
    let may = May::of(&desk.who, &owner, !all.interviews.is_empty());
    let today = calendar::local(now).date();
    Ok(Page::new(all, may, &desk.who, today))
}

/// Saves what was changed on a tab. The profile (training, experience, skills, goals, wishes) asks for its own right, which the
/// reception has until the first interview (security.md §3). Errors: as `people::save`.
pub fn save(desk: &mut Desk, deed: DeedId, before: &PersonFile, after: &PersonFile, draft: Option<RowId>) -> Outcome<PersonFile> {
    if profile_differs(before, after) {
        let id = before.person.head.id;
        let interviewed = desk.read(|read| store::interviewed(read, id))?;
        let right = if interviewed { rights::Deed::WriteProfile } else { rights::Deed::WriteProfileEarly };
        let owner = Owner::of(before.person.agency.clone(), before.registration.counsellor).about(id);
        access::may(desk, right, owner)?;
    }
    people::save(desk, deed, before, after, draft)
}

/// Fields of the person that belong to the profile.
const PROFILE: [&str; 7] =
    ["education_level", "diploma", "study_field", "diploma_year", "diploma_country", "driving_licences", "own_vehicle"];

fn profile_differs(before: &PersonFile, after: &PersonFile) -> bool {
    let blank =
        |file: &PersonFile| PersonFile { person: Person::default(), registration: Registration::default(), ..file.clone() };
    let of_person = |file: &PersonFile| {
        let columns = PROFILE.iter().filter_map(|id| crate::domain::record::field::<Person>(id));
        columns.map(|f| (f.get)(&file.person)).collect::<Vec<_>>()
    };
    blank(before) != blank(after) || of_person(before) != of_person(after)
}

/// Opens the file of a number as typed: any case, with or without its dashes.
pub fn by_number(desk: &mut Desk, typed: &str) -> Outcome<Page> {
    let number = ids::parse_number(typed).ok_or_else(|| Fault::wrong("wrong-number").with("value", typed))?;
    let id = desk.read(|read| store::by_number(read, &number))?.ok_or(Fault::Missing(Person::TABLE))?;
    open(desk, id)
}

/// The tab with interviews and notes is opened: said in the audit before it is shown.
pub fn open_notes(desk: &mut Desk, id: PersonId) -> Outcome<()> {
    let owner = owner(desk, id)?;
    access::may(desk, rights::Deed::ReadInterviews, owner)?;
    log(desk, "open_notes", Person::TABLE, id).map(drop)
}

/// Opens one interview to read it. Obstacles of health and justice come without their words.
pub fn open_interview(desk: &mut Desk, id: InterviewId) -> Outcome<Held> {
    let mut held = desk.read(|read| store::held(read, id))?;
    let owner = owner(desk, held.interview.person)?;
    access::may(desk, rights::Deed::ReadInterviews, owner)?;
    let codes = std::sync::Arc::clone(&desk.rules.codes);
    for obstacle in held.obstacles.iter_mut().filter(|o| page::sensitive(o, &codes)) {
        obstacle.situation = None;
    }
    log(desk, "open_interview", Interview::TABLE, id)?;
    Ok(held)
}

/// What is shown on demand only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensitive {
    /// Disability and what it asks for.
    Disability(PersonId),
    /// The words of an obstacle of health or justice.
    Obstacle(PersonId, RowId),
}

/// Shows something sensitive: the right is the counsellor's in charge and the head's; each showing is in the audit first.
/// Gives field and value.
pub fn show_sensitive(desk: &mut Desk, what: Sensitive) -> Outcome<Vec<(&'static str, Value)>> {
    let (Sensitive::Disability(person) | Sensitive::Obstacle(person, _)) = what;
    let owner = owner(desk, person)?;
    access::may(desk, rights::Deed::ReadSensitive, owner)?;
    match what {
        Sensitive::Disability(id) => {
            log(desk, "show_sensitive", Person::TABLE, id)?;
            let person: Person = desk.read(|read| records::by_id(read, id))?;
            let needs = person.adaptation_needs.map_or(Value::Null, Value::from);
            Ok(vec![("disability_declared", Value::Bool(person.disability_declared)), ("adaptation_needs", needs)])
        }
        Sensitive::Obstacle(_, id) => {
            log(desk, "show_sensitive", Obstacle::TABLE, id)?;
            let obstacle: Obstacle = desk.read(|read| records::by_id(read, id))?;
            Ok(vec![("theme", obstacle.theme.into()), ("situation", obstacle.situation.into())])
        }
    }
}

/// Saves disability and what it asks for: its own right (security.md §3), with the person's accord only.
pub fn save_sensitive(desk: &mut Desk, deed: DeedId, before: &PersonFile, after: &PersonFile) -> Outcome<PersonFile> {
    let owner = Owner::of(before.person.agency.clone(), before.registration.counsellor);
    access::may(desk, rights::Deed::WriteSensitive, owner)?;
    let p = &after.person;
    if (p.disability_declared || p.adaptation_needs.is_some()) && !p.consent_health {
        return Err(Fault::refused("refused-no-accord"));
    }
    people::save(desk, deed, before, after, None)
}

fn owner(desk: &mut Desk, id: PersonId) -> Outcome<Owner> {
    let (agency, user) = desk.read(|read| store::owner(read, id))?;
    Ok(Owner::of(agency, user).about(id))
}

fn log(desk: &mut Desk, act: &'static str, record: &'static str, id: impl ids::Id) -> Outcome<DeedId> {
    let deed = desk.deed(act);
    let made = deed.id;
    desk.write(deed, |w| {
        w.saw(record, id);
        Ok(())
    })?;
    Ok(made)
}
