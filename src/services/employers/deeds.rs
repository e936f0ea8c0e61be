//! What is done with an employer: made, saved, visited, noted, reminded, given to a colleague (domain.md §2.7, §2.9).

use chrono::{Datelike, NaiveDate};

use crate::domain::employer::{Contact, Employer, Visit};
use crate::domain::employer_file::EmployerFile;
use crate::domain::ids::{self, ContactId, DeedId, EmployerId, RowId, TaskId, UserId};
use crate::domain::lifecycle::TaskState;
use crate::domain::neutral;
use crate::domain::profile::Note;
use crate::domain::record::{Head, Record, field};
use crate::domain::rights::{self, Owner};
use crate::domain::task::Task;
use crate::domain::vacancy::Vacancy;
use crate::fault::{Conflict, Fault, Flaw, Outcome, Value};
use crate::services::access;
use crate::services::{follow_up, rebase};
use crate::store::employers::{self as store, Officer};
use crate::store::{Deed, Desk, Write, drafts, records, search};

/// Numbers that no two employers have, when they are typed (domain.md §2.7): the column and the flaw that names the other file.
const UNIQUE: [&str; 3] = ["tax_id", "trade_register", "cnss_number"];

fn owner(employer: &Employer) -> Owner {
    Owner::of(employer.agency.clone(), employer.owner)
}

/// Makes an employer with its contacts; who is in charge: the one named, else who makes it if that is his work, else the officer of the
/// agency with the fewest. The deed is made before the job, so that a lost answer never makes two.
/// Errors: flaws at fields; a NIF, RCCM or CNSS number of another file is a flaw that names it.
pub fn create(desk: &mut Desk, deed: DeedId, file: &EmployerFile, draft: Option<RowId>) -> Outcome<EmployerFile> {
    let mut file = file.clone();
    let who = desk.who.clone();
    if file.employer.agency.is_empty() {
        file.employer.agency.clone_from(&who.agency);
    }
    if file.employer.owner.is_none() {
        file.employer.owner =
            Some(if who.has("employer_officer") { who.user } else { officer_for(desk, &file.employer.agency)? });
    }
    access::may(desk, rights::Deed::WriteOffers, owner(&file.employer))?;
    file.tidy();
    no_flaw(file.check(&desk.rules))?;
    desk.write(Deed::new(deed, "new_employer"), |w| {
        let mut file = file.clone();
        make(w, &mut file)?;
        discard(w, draft);
        store::load(w.reader(), file.employer.head.id)
    })
}

/// A new employer with its contacts within a save: numbers, records, search words. What it is was checked by the caller.
pub(crate) fn make(w: &mut Write<'_>, file: &mut EmployerFile) -> Outcome<()> {
    let year = w.rules().today.year();
    // Taken first: its row makes two who make an employer at once wait for each other.
    let serial = w.serial(&file.employer.agency, "employer", i64::from(year))?;
    unique(w, &Employer::default(), &file.employer)?;
    file.employer.number = ids::employer_number(&file.employer.agency, year, serial);
    file.employer.head = Head::new(w.new_id());
    w.insert(&file.employer)?;
    for contact in &mut file.contacts {
        contact.head = Head::new(w.new_id());
        contact.employer = file.employer.head.id;
        w.insert(&*contact)?;
    }
    search::index_employer(w, &file.employer)
}

fn officer_for(desk: &mut Desk, agency: &str) -> Outcome<UserId> {
    let all = desk.read(|read| store::officers(read, agency))?;
    let least = all.iter().filter(|o| o.officer).min_by_key(|o| o.employers);
    Ok(least.map_or(desk.who.user, |o| o.user))
}

/// Saves what was changed in an employer and its contacts. Errors: as [`create`]; a conflict when somebody else saved first.
pub fn save(
    desk: &mut Desk,
    deed: DeedId,
    before: &EmployerFile,
    after: &EmployerFile,
    draft: Option<RowId>,
) -> Outcome<EmployerFile> {
    access::may(desk, rights::Deed::WriteOffers, owner(&before.employer))?;
    let mut after = after.clone();
    after.tidy();
    // What was wrong before and wasn't touched doesn't stop the saving of something else.
    let known = before.check(&desk.rules);
    no_flaw(after.check(&desk.rules).into_iter().filter(|f| !known.contains(f)).collect())?;
    let id = before.employer.head.id;
    desk.lenient(|desk| {
        desk.write(Deed::new(deed, "save_employer"), |w| {
            unique(w, &before.employer, &after.employer)?;
            w.update(&before.employer, &after.employer)?;
            for contact in &after.contacts {
                match before.contacts.iter().find(|b| b.head.id == contact.head.id && contact.head.version > 0) {
                    Some(old) => w.update(old, contact)?,
                    None => new_contact(w, id, contact).map(drop)?,
                }
            }
            if before.employer.name != after.employer.name || before.employer.trade_name != after.employer.trade_name {
                search::index_employer(w, &after.employer)?;
            }
            discard(w, draft);
            store::load(w.reader(), id)
        })
    })
}

fn discard(w: &mut Write<'_>, draft: Option<RowId>) {
    if let Some(draft) = draft {
        drafts::discard(w, draft);
    }
}

fn no_flaw(flaws: Vec<Flaw>) -> Outcome<()> {
    let errors: Vec<Flaw> = flaws.into_iter().filter(|f| !f.warning).collect();
    if errors.is_empty() { Ok(()) } else { Err(Fault::Flaws(errors)) }
}

/// A number that was typed and is another employer's already.
fn unique(w: &mut Write<'_>, before: &Employer, after: &Employer) -> Outcome<()> {
    if w.replayed() {
        return Ok(());
    }
    let typed = |column: &'static str| {
        let get = field::<Employer>(column)?.get;
        let value = get(after);
        (!value.is_null() && value != get(before)).then_some((column, value))
    };
    let typed: Vec<(&'static str, Value)> = UNIQUE.into_iter().filter_map(typed).collect();
    let others = store::with_numbers(w.reader(), &typed, after.head.id)?;
    let flaw = |(column, number, name): (&'static str, String, String)| {
        Flaw::new(column, "flaw-number-of-another").with("number", number).with("name", name)
    };
    let flaws: Vec<Flaw> = others.into_iter().map(flaw).collect();
    if flaws.is_empty() { Ok(()) } else { Err(Fault::Flaws(flaws)) }
}

fn new_contact(w: &mut Write<'_>, employer: EmployerId, contact: &Contact) -> Outcome<ContactId> {
    let new = Contact { head: Head::new(w.new_id()), employer, ..contact.clone() };
    w.insert(&new)?;
    Ok(new.head.id)
}

/// Adds a contact, or saves what was changed in one (`before`).
pub fn contact(
    desk: &mut Desk,
    deed: DeedId,
    employer: EmployerId,
    before: Option<&Contact>,
    after: &Contact,
) -> Outcome<ContactId> {
    let firm: Employer = desk.read(|read| records::by_id(read, employer))?;
    access::may(desk, rights::Deed::WriteOffers, owner(&firm))?;
    let mut file = EmployerFile { contacts: vec![after.clone()], ..EmployerFile::default() };
    file.tidy();
    let Some(after) = file.contacts.pop() else {
        return Err(Fault::Flaws(vec![Flaw::new("name", "flaw-missing")]));
    };
    no_flaw(after.check(&desk.rules))?;
    desk.write(Deed::new(deed, if before.is_some() { "save_contact" } else { "new_contact" }), |w| match before {
        Some(before) => {
            w.update(before, &after)?;
            Ok(before.head.id)
        }
        None => new_contact(w, employer, &after),
    })
}

/// Keeps a dated note, or a new version of one's own: the old one stays. Gives its id.
pub fn note(
    desk: &mut Desk,
    deed: DeedId,
    employer: EmployerId,
    text: &str,
    corrects: Option<RowId>,
    draft: Option<RowId>,
) -> Outcome<RowId> {
    let firm: Employer = desk.read(|read| records::by_id(read, employer))?;
    access::may(desk, rights::Deed::WriteOffers, owner(&firm))?;
    let text = neutral::tidy_note(text).trim_end().to_owned();
    if text.is_empty() {
        return Err(Fault::Flaws(vec![Flaw::new("text", "flaw-missing")]));
    }
    let me = desk.who.user;
    if let Some(old) = corrects {
        let old: Note = desk.read(|read| records::by_id(read, old))?;
        if old.by != me {
            return Err(Fault::refused("refused-note-not-yours"));
        }
    }
    desk.write(Deed::new(deed, if corrects.is_some() { "correct_note" } else { "note" }), |w| {
        let new = Note {
            head: Head::new(w.new_id()),
            subject_kind: Employer::TABLE.to_owned(),
            subject: RowId(employer.0),
            text: text.clone(),
            by: me,
            day: Some(w.rules().today),
            corrects,
        };
        w.insert(&new)?;
        discard(w, draft);
        Ok(new.head.id)
    })
}

/// What a visit noted brought along.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visited {
    /// The visit.
    pub visit: RowId,
    /// Open offers about which the employer was heard by it (T12).
    pub offers: usize,
    /// The reminder of the next contact.
    pub next: Option<TaskId>,
}

/// Notes a visit, today's or an earlier one, or saves what was changed in one's own (`before`). It is news of the employer for each of its
/// open offers (T12); `next_on` makes a reminder in these words.
pub fn visit(
    desk: &mut Desk,
    deed: DeedId,
    before: Option<&Visit>,
    after: &Visit,
    words: &str,
    draft: Option<RowId>,
) -> Outcome<Visited> {
    let firm: Employer = desk.read(|read| records::by_id(read, after.employer))?;
    access::may(desk, rights::Deed::WriteOffers, owner(&firm))?;
    let (me, today) = (desk.who.user, desk.rules.today);
    if before.is_some_and(|b| b.by != me) {
        return Err(Fault::refused("refused-visit-not-yours"));
    }
    let mut after = Visit { by: me, ..after.clone() };
    after.summary = after.summary.map(|s| neutral::tidy_note(&s).trim_end().to_owned()).filter(|s| !s.is_empty());
    let mut flaws = after.check(&desk.rules);
    if after.day.is_some_and(|day| day > today) {
        flaws.push(Flaw::new("day", "flaw-visit-future"));
    }
    if after.next_on.zip(after.day).is_some_and(|(next, day)| next < day) {
        flaws.push(Flaw::new("next_on", "flaw-next-before-visit"));
    }
    no_flaw(flaws)?;
    let told = before.and_then(|b| b.next_on) != after.next_on;
    let act = if before.is_some() { "save_visit" } else { "visit" };
    desk.lenient(|desk| {
        desk.write(Deed::new(deed, act), |w| {
            let mut done = Visited::default();
            match before {
                Some(before) => {
                    w.update(before, &after)?;
                    done.visit = before.head.id;
                }
                None => {
                    let new = Visit { head: Head::new(w.new_id()), ..after.clone() };
                    w.insert(&new)?;
                    done.visit = new.head.id;
                }
            }
            done.offers = heard(w, after.employer, after.day)?;
            if let Some(due) = after.next_on.filter(|due| told && *due >= today) {
                done.next = Some(task(w, &firm, due, me, words)?);
            }
            discard(w, draft);
            Ok(done)
        })
    })
}

/// The employer was heard on a day: said of each open offer that it is about.
fn heard(w: &mut Write<'_>, employer: EmployerId, day: Option<NaiveDate>) -> Outcome<usize> {
    if w.replayed() {
        return Ok(0);
    }
    let all = store::open_vacancies(w.reader(), employer)?;
    let mut heard = Vec::new();
    for before in all.iter().filter(|v| v.contacted_on < day) {
        let after = Vacancy { contacted_on: day, ..before.clone() };
        w.update(before, &after)?;
        heard.push(RowId(before.head.id.0));
    }
    follow_up::refresh_vacancies(w, &heard)?;
    Ok(heard.len())
}

fn task(w: &mut Write<'_>, firm: &Employer, due: NaiveDate, assignee: UserId, words: &str) -> Outcome<TaskId> {
    let new = Task {
        head: Head::new(w.new_id()),
        kind: "T99".to_owned(),
        subject_kind: Employer::TABLE.to_owned(),
        subject: RowId(firm.head.id.0),
        agency: firm.agency.clone(),
        assignee,
        due: Some(due),
        priority: 2,
        state: TaskState::Open,
        words: Some(words.to_owned()),
        ..Task::default()
    };
    w.insert(&new)?;
    Ok(new.head.id)
}

/// A reminder about an employer, in one's own words, on a day from today on, for oneself.
pub fn remind(desk: &mut Desk, deed: DeedId, employer: EmployerId, words: &str, due: NaiveDate) -> Outcome<TaskId> {
    let firm: Employer = desk.read(|read| records::by_id(read, employer))?;
    access::may(desk, rights::Deed::Tasks, Owner::own(&desk.who))?;
    let words = neutral::tidy(words);
    if words.is_empty() {
        return Err(Fault::Flaws(vec![Flaw::new("words", "flaw-missing")]));
    }
    if due < desk.rules.today {
        return Err(Fault::Flaws(vec![Flaw::new("due", "flaw-due-past").with("day", due.format("%d/%m/%Y"))]));
    }
    let me = desk.who.user;
    desk.write(Deed::new(deed, "task_new"), |w| task(w, &firm, due, me, &words))
}

/// Those of the employer's agency who may be in charge of it, the officers first.
pub fn officers(desk: &mut Desk, employer: EmployerId) -> Outcome<Vec<Officer>> {
    let firm: Employer = desk.read(|read| records::by_id(read, employer))?;
    let mut all = desk.read(|read| store::officers(read, &firm.agency))?;
    all.retain(|o| Some(o.user) != firm.owner);
    Ok(all)
}

/// Another one is in charge, who is told by a notice. Rights: the officer's, the head's.
pub fn transfer(desk: &mut Desk, deed: DeedId, employer: EmployerId, to: UserId) -> Outcome<()> {
    let before: Employer = desk.read(|read| records::by_id(read, employer))?;
    access::may(desk, rights::Deed::SettleOffers, owner(&before))?;
    if before.owner == Some(to) {
        return Err(Fault::refused("refused-already-in-charge"));
    }
    let me = desk.who.clone();
    desk.lenient(|desk| {
        desk.write(Deed::new(deed, "transfer"), |w| {
            let after = Employer { owner: Some(to), ..before.clone() };
            w.update(&before, &after)?;
            if to != me.user {
                let arguments = vec![format!("name={}", before.name), format!("by={}", me.name)];
                follow_up::notify(w, to, "notice-employer-received", arguments, Employer::TABLE, RowId(employer.0))?;
            }
            Ok(())
        })
    })
}

/// After a conflict: puts the stored row and what was chosen into both sides of an edit, so that it can be saved again over the newer
/// version. `newer` is the file as it is stored now. False: the row is no longer there.
pub fn rebase(
    before: &mut EmployerFile,
    after: &mut EmployerFile,
    newer: &EmployerFile,
    conflict: &Conflict,
    values: &[(&'static str, Value)],
) -> bool {
    if conflict.record == Employer::TABLE {
        rebase::one(&mut before.employer, &mut after.employer, &newer.employer, values);
        return true;
    }
    rebase::row(&mut before.contacts, &mut after.contacts, &newer.contacts, conflict, values)
}
