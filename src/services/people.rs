//! The file of a person: loaded whole, registered (intake, import), saved. Both faces call it; the screens inside jobs.

use chrono::{Datelike, NaiveDate};

use crate::domain::check;
use crate::domain::code::Codes;
use crate::domain::ids::{DeedId, PersonId, RegistrationId, RowId, UserId};
use crate::domain::lifecycle::RegistrationState;
use crate::domain::office::DuplicatePair;
use crate::domain::person::Person;
use crate::domain::person_file::PersonFile;
use crate::domain::record::{Head, Record};
use crate::domain::registration::{JobGoal, Registration};
use crate::domain::rights::{self, Owner};
use crate::domain::team;
use crate::domain::{calendar, ids};
use crate::fault::{Fault, Flaw, Outcome, Value};
use crate::services::access;
use crate::services::follow_up;
use crate::store::people::{self, Counsellor};
use crate::store::{Deed, Desk, Write, drafts, search};

/// Who will be in charge of a new registration, and why: always said (screens.md drawing 5b).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Assigned {
    /// Account.
    pub user: UserId,
    /// Name as shown.
    pub name: String,
    /// Usual counter.
    pub room: Option<String>,
    /// Weighted load before (renforcé 3, standard 2, autonome 1).
    pub load: i64,
    /// Mean weighted load of the agency's counsellors.
    pub average: i64,
}

/// What a registration gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Registered {
    /// The person.
    pub person: PersonId,
    /// The registration.
    pub registration: RegistrationId,
    /// `LBV-26-000123-7`.
    pub number: String,
    /// Capital surname, then given names.
    pub name: String,
    /// Active or incomplete.
    pub state: RegistrationState,
    /// Category.
    pub category: String,
    /// To be confirmed by.
    pub renewal_due: Option<NaiveDate>,
    /// In charge; none where the agency has no counsellor.
    pub counsellor: Option<Assigned>,
    /// What passed with a warning.
    pub warnings: Vec<Flaw>,
}

/// Loads a whole file. Rights: the person's identity is read.
pub fn load(desk: &mut Desk, id: PersonId) -> Outcome<PersonFile> {
    let file = desk.read(|read| people::load(read, id))?;
    access::may(desk, rights::Deed::PersonRead, owner(&file))?;
    Ok(file)
}

/// Loads a whole file that is opened on a screen: the audit says who saw it (law 025/2023 art. 113, security.md §4).
pub fn open(desk: &mut Desk, id: PersonId) -> Outcome<PersonFile> {
    let file = load(desk, id)?;
    let deed = desk.deed("open_file");
    desk.write(deed, |w| {
        w.saw(Person::TABLE, id);
        Ok(())
    })?;
    Ok(file)
}

fn owner(file: &PersonFile) -> Owner {
    Owner::of(file.person.agency.clone(), file.registration.counsellor).about(file.person.head.id)
}

/// Weighted load of a counsellor: the weights are data (`INTENSITY` in codes.csv).
pub fn load_of(counsellor: &Counsellor, codes: &Codes) -> i64 {
    team::load(&counsellor.files, |intensity| weight_of(intensity, codes))
}

/// What a file of this intensity counts in a load: the list INTENSITY says it, which an office may change.
pub fn weight_of(intensity: &str, codes: &Codes) -> i64 {
    codes.get("INTENSITY", intensity).and_then(|c| c.number("weight")).unwrap_or(team::weight(intensity))
}

/// The counsellor with the lowest weighted load (domain.md §5), absent ones passed over.
pub fn propose_counsellor(all: &[Counsellor], codes: &Codes, today: NaiveDate) -> Option<Assigned> {
    let at_work = |c: &&Counsellor| c.counsels() && !c.is_away(today);
    let loads: Vec<(&Counsellor, i64)> = all.iter().filter(at_work).map(|c| (c, load_of(c, codes))).collect();
    let average = loads.iter().map(|(_, l)| l).sum::<i64>() / i64::try_from(loads.len().max(1)).unwrap_or(1);
    let (lowest, load) = loads.into_iter().min_by_key(|(_, l)| *l)?;
    Some(Assigned { user: lowest.user, name: lowest.name.clone(), room: lowest.room.clone(), load, average })
}

/// Registers a new person. The deed is made before the job, so that a lost answer never registers twice.
/// Errors: flaws at fields; a certain duplicate (same document) is refused and names the other file.
pub fn create(desk: &mut Desk, deed: DeedId, file: &PersonFile, draft: Option<RowId>) -> Outcome<Registered> {
    create_beside(desk, deed, file, draft, &[])
}

/// The same beside people who were said to be others: they are kept as pairs settled as distinct (domain.md §3.8).
/// Against the same document that is the head's to say.
pub fn create_beside(
    desk: &mut Desk,
    deed: DeedId,
    file: &PersonFile,
    draft: Option<RowId>,
    distinct: &[PersonId],
) -> Outcome<Registered> {
    let agency = if file.person.agency.is_empty() { desk.who.agency.clone() } else { file.person.agency.clone() };
    access::may(desk, rights::Deed::PersonWrite, Owner::of(agency.clone(), None))?;
    let mut file = file.clone();
    file.person.agency = agency;
    complete(&mut file, desk.rules.today);
    file.tidy();
    let flaws = file.check(&desk.rules);
    let (warnings, errors): (Vec<Flaw>, Vec<Flaw>) = flaws.into_iter().partition(|f| f.warning);
    if !errors.is_empty() {
        return Err(Fault::Flaws(errors));
    }
    let head = rights::allowed(&desk.who, rights::Deed::Merge, Owner::of(file.person.agency.clone(), None));
    desk.write(Deed::new(deed, "register"), |w| {
        let mut file = file.clone();
        // Taken first: its row makes two who register at once wait for each other, so that the second sees the first's document.
        file.person.index_no = w.serial("", "index", 0)?;
        no_certain_duplicate(w, &file, if head.is_ok() { distinct } else { &[] })?;
        let mut done = store_new(w, file)?;
        for other in distinct {
            let pair = DuplicatePair {
                head: Head::new(w.new_id()),
                person_a: *other,
                person_b: done.person,
                state: "distinct".to_owned(),
                ..DuplicatePair::default()
            };
            w.insert(&pair)?;
        }
        if let Some(draft) = draft {
            drafts::discard(w, draft);
        }
        done.warnings.clone_from(&warnings);
        Ok(done)
    })
}

/// What the counter never asks when it is clear: channel, day, category, intensity, availability.
pub(crate) fn complete(file: &mut PersonFile, today: NaiveDate) {
    let r = &mut file.registration;
    let set = |field: &mut Option<String>, value: &str| {
        if field.as_deref().is_none_or(str::is_empty) {
            *field = Some(value.to_owned());
        }
    };
    set(&mut r.channel, "1");
    set(&mut r.category, "1");
    set(&mut r.intensity, "STD");
    r.registered_on.get_or_insert(today);
    file.wishes.available_from.get_or_insert(today);
    file.goal.rank = 1;
    let p = &mut file.person;
    if p.id_document_type.as_deref().is_none_or(|t| t == "0") && !r.missing_documents.iter().any(|d| d == "1") {
        r.missing_documents.push("1".to_owned());
    }
}

fn no_certain_duplicate(w: &mut Write<'_>, file: &PersonFile, distinct: &[PersonId]) -> Outcome<()> {
    let p = &file.person;
    let (Some(kind), Some(number)) = (p.id_document_type.as_deref(), p.id_document_number.as_deref()) else { return Ok(()) };
    if w.replayed() {
        return Ok(());
    }
    match people::with_document(w.reader(), kind, number, p.head.id)? {
        Some((id, _)) if distinct.contains(&id) => Ok(()),
        Some((_, other)) => Err(Fault::refused("refused-same-document").with("number", other).with("document", number)),
        None => Ok(()),
    }
}

/// Stores a new file inside a write: numbers, counsellor in charge, renewal day, search words, tasks. Used by intake and import.
pub fn store_new(w: &mut Write<'_>, mut file: PersonFile) -> Outcome<Registered> {
    let today = w.rules().today;
    let assigned = assign(w, &mut file)?;
    let year = today.year();
    let serial = w.serial(&file.person.agency, "person", i64::from(year))?;
    if file.person.index_no == 0 {
        file.person.index_no = w.serial("", "index", 0)?;
    }
    file.person.number = ids::person_number(&file.person.agency, year, serial);
    file.person.head = Head::new(w.new_id());
    w.insert(&file.person)?;
    search::index_person(w, None, Some(&file.person))?;
    let registration = store_registration(w, &mut file)?;
    store_children(w, &PersonFile::default(), &mut file)?;
    follow_up::refresh_registration(w, registration)?;
    Ok(Registered {
        person: file.person.head.id,
        registration,
        number: file.person.number.clone(),
        name: file.person.name(),
        state: file.registration.state,
        category: file.registration.category.clone().unwrap_or_default(),
        renewal_due: file.registration.renewal_due,
        counsellor: assigned,
        warnings: Vec::new(),
    })
}

/// Opens a new registration of a known person inside a write (re-registration keeps person and number).
pub fn store_registration(w: &mut Write<'_>, file: &mut PersonFile) -> Outcome<RegistrationId> {
    let today = w.rules().today;
    let days = w.rules().delays.get("T5", "renewal");
    let incomplete =
        !file.registration.missing_documents.is_empty() || file.check(w.rules()).iter().any(|f| f.key == "flaw-missing");
    let r = &mut file.registration;
    r.head = Head::new(w.new_id());
    r.person = file.person.head.id;
    if r.closed_on.is_none() && r.state == RegistrationState::Draft {
        r.state = if incomplete { RegistrationState::Incomplete } else { RegistrationState::Active };
    }
    if r.renewal_due.is_none() && r.closed_on.is_none() {
        r.renewal_due = Some(calendar::add_days(today, days));
    }
    let id = r.head.id;
    w.insert(&*r)?;
    for (rank, goal) in std::iter::once(&mut file.goal).chain(&mut file.more_goals).enumerate() {
        goal.head = Head::new(w.new_id());
        goal.registration = id;
        goal.rank = rank as i64 + 1;
        w.insert(&*goal)?;
    }
    file.wishes.head = Head::new(w.new_id());
    file.wishes.registration = id;
    w.insert(&file.wishes)?;
    Ok(id)
}

fn assign(w: &mut Write<'_>, file: &mut PersonFile) -> Outcome<Option<Assigned>> {
    if w.replayed() || file.registration.counsellor.is_some() || file.registration.closed_on.is_some() {
        return Ok(None);
    }
    let all = people::counsellors(w.reader(), &file.person.agency)?;
    let wished = file.counsellor_login.as_deref().and_then(|l| all.iter().find(|c| c.login == l || c.name == l));
    let codes = std::sync::Arc::clone(&w.rules().codes);
    let assigned = match wished {
        Some(c) => {
            Some(Assigned { user: c.user, name: c.name.clone(), room: c.room.clone(), load: load_of(c, &codes), average: 0 })
        }
        None => propose_counsellor(&all, &codes, w.rules().today),
    };
    file.registration.counsellor = assigned.as_ref().map(|a| a.user);
    Ok(assigned)
}

/// Saves a file that was changed on a screen. `before` must be as read; someone else's save in between is a conflict.
/// What was missing before may stay missing (an incomplete file can be mended bit by bit); nothing else gets laxer.
pub fn save(desk: &mut Desk, deed: DeedId, before: &PersonFile, after: &PersonFile, draft: Option<RowId>) -> Outcome<PersonFile> {
    access::may(desk, rights::Deed::PersonWrite, owner(before))?;
    let mut after = after.clone();
    after.tidy();
    let old = before.check(&desk.rules);
    let mut errors: Vec<Flaw> = after.check(&desk.rules).into_iter().filter(|f| !f.warning && !old.contains(f)).collect();
    // Said here, since the write itself is lenient towards what was incomplete.
    check::closed(Some(&before.person), &after.person, &desk.rules, &mut errors);
    check::closed(Some(&before.registration), &after.registration, &desk.rules, &mut errors);
    check::closed(Some(&before.goal), &after.goal, &desk.rules, &mut errors);
    check::closed(Some(&before.wishes), &after.wishes, &desk.rules, &mut errors);
    if !errors.is_empty() {
        return Err(Fault::Flaws(errors));
    }
    desk.lenient(|desk| {
        desk.write(Deed::new(deed, "edit_file"), |w| {
            if after.person.id_document_number != before.person.id_document_number {
                no_certain_duplicate(w, &after, &[])?;
            }
            let mut saved = after.clone();
            if takes_away(before, &saved) {
                // A row that is gone can't say whose it was: the history finds its deed by the person.
                w.saw(Person::TABLE, before.person.head.id);
            }
            w.update(&before.person, &saved.person)?;
            search::index_person(w, Some(&before.person), Some(&saved.person))?;
            if before.registration.head.version > 0 {
                w.update(&before.registration, &saved.registration)?;
                put(
                    w,
                    &before.goal,
                    &mut saved.goal,
                    |g, id| {
                        g.registration = id;
                        g.rank = 1;
                    },
                    before.registration.head.id,
                )?;
                put(w, &before.wishes, &mut saved.wishes, |g, id| g.registration = id, before.registration.head.id)?;
            }
            store_children(w, before, &mut saved)?;
            if before.registration.head.version > 0 {
                follow_up::refresh_registration(w, before.registration.head.id)?;
            }
            if let Some(draft) = draft {
                drafts::discard(w, draft);
            }
            people::load(w.reader(), before.person.head.id)
        })
    })
}

fn put<R: Record>(
    w: &mut Write<'_>,
    before: &R,
    after: &mut R,
    bind: fn(&mut R, RegistrationId),
    registration: RegistrationId,
) -> Outcome<()> {
    if before.head().version > 0 {
        return w.update(before, after);
    }
    if *after == R::default() {
        return Ok(());
    }
    *after.head_mut() = Head::new(w.new_id());
    bind(after, registration);
    w.insert(&*after)
}

/// Rows of the lists: new ones stored, changed ones updated, those taken away deleted.
fn store_children(w: &mut Write<'_>, before: &PersonFile, after: &mut PersonFile) -> Outcome<()> {
    let person = after.person.head.id;
    let registration = after.registration.head.id;
    label_skills(&mut after.skills, w.rules().codes.as_ref());
    children(w, &before.education, &mut after.education, |r| r.person = person)?;
    children(w, &before.experience, &mut after.experience, |r| r.person = person)?;
    children(w, &before.skills, &mut after.skills, |r| r.person = person)?;
    children(w, &before.languages, &mut after.languages, |r| r.person = person)?;
    if before.registration.head.version > 0 {
        let mut rank = 1;
        children(w, &before.more_goals, &mut after.more_goals, |g: &mut JobGoal| {
            rank += 1;
            g.registration = registration;
            g.rank = rank;
        })?;
    }
    Ok(())
}

/// A skill typed as a code gets its label, one typed as a label its code; other words wait for moderation as they are.
fn label_skills(skills: &mut [crate::domain::profile::Skill], codes: &Codes) {
    for skill in skills {
        if let Some(code) = codes.find("SKILL", skill.code.as_deref().unwrap_or(&skill.label)) {
            skill.code = Some(code.code.clone());
            skill.label.clone_from(&code.fr);
        }
    }
}

fn children<R: Record<Id = RowId>>(
    w: &mut Write<'_>,
    before: &[R],
    after: &mut [R],
    mut bind: impl FnMut(&mut R),
) -> Outcome<()> {
    // First what goes: a rank that a later row takes over must be free.
    for old in before.iter().filter(|b| !after.iter().any(|a| a.head().id == b.head().id)) {
        w.delete(old)?;
    }
    for row in after.iter_mut() {
        bind(row);
        match before.iter().find(|b| row.head().version > 0 && b.head().id == row.head().id) {
            Some(old) => w.update(old, row)?,
            None => {
                *row.head_mut() = Head::new(w.new_id());
                w.insert(&*row)?;
            }
        }
    }
    Ok(())
}

/// Whether a row of one of the lists is no longer there.
fn takes_away(before: &PersonFile, after: &PersonFile) -> bool {
    fn gone<R: Record>(before: &[R], after: &[R]) -> bool {
        before.iter().any(|b| !after.iter().any(|a| a.head().id == b.head().id))
    }
    gone(&before.education, &after.education)
        || gone(&before.experience, &after.experience)
        || gone(&before.skills, &after.skills)
        || gone(&before.languages, &after.languages)
        || gone(&before.more_goals, &after.more_goals)
}

/// Whether the person has an open registration now, and it.
pub fn open_registration(desk: &mut Desk, person: PersonId) -> Outcome<Option<Registration>> {
    access::of_person(desk, rights::Deed::PersonRead, person)?;
    desk.read(|read| people::open_registration(read, person))
}

/// The values of a file's columns as pairs, for `--json` and drafts.
pub fn values(file: &PersonFile) -> Vec<(&'static str, Value)> {
    crate::domain::person_file::sheet().columns().iter().map(|c| (c.id, c.get(file))).collect()
}
