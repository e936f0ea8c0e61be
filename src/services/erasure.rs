//! Rights of persons (security.md §4 "Keeping and erasing", domain.md §6 "Data protection"): restriction of contested data, legal hold, erasure and
//! anonymising by two persons (the auditor asks, a head confirms), and what a restored backup is given again. Called by `cli/person`, by the
//! case file (`screens/file/protect.rs`) and by `restore`.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::domain::ids::{DeedId, PersonId, RowId};
use crate::domain::person::Person;
use crate::domain::record::{Head, Record};
use crate::domain::rights::{self, Deed as Right, Owner};
use crate::domain::safeguard::{ANONYMISING, ERASURE, HOLD, RESTRICTION, Safeguard};
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::{access, consent};
use crate::store::erasure::{self as store, Marks};
use crate::store::{Deed, Desk, Write, candidates, file, office, people, records};

pub use crate::store::erasure::Erased;

/// What comes of a confirmed erasure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Number of the file.
    pub number: String,
    /// Audit values cleared.
    pub cleared: i64,
    /// Whether nothing of it is left in the database's own files; false: a session reads still, the next checkpoint finishes it.
    pub scrubbed: bool,
    /// Exports and papers that named the person and were deleted.
    pub deleted: Vec<PathBuf>,
    /// Files of the same folders that can't be read through, to be looked at by hand.
    pub unread: Vec<PathBuf>,
}

fn agency_of(desk: &mut Desk, person: PersonId) -> Outcome<String> {
    Ok(desk.read(|read| file::owner(read, person))?.0)
}

/// The auditor everywhere, the head in his agency.
fn may_guard(desk: &mut Desk, person: PersonId) -> Outcome<()> {
    let owner = Owner::agency(agency_of(desk, person)?);
    let asks = rights::allowed(&desk.who, Right::AskErase, owner.clone()).is_ok();
    access::may(desk, if asks { Right::AskErase } else { Right::ConfirmErase }, owner)
}

fn reason_of(reason: &str) -> Outcome<String> {
    let reason = crate::domain::neutral::tidy(reason);
    if reason.is_empty() { Err(Fault::Flaws(vec![Flaw::new("reason", "flaw-missing")])) } else { Ok(reason) }
}

fn begin(w: &mut Write<'_>, person: PersonId, kind: &str, reason: &str) -> Outcome<()> {
    let open = store::open_of(w.reader(), person)?;
    if open.iter().any(|s| s.kind == kind) && !w.replayed() {
        return Err(Fault::refused("refused-safeguard-there"));
    }
    let new = Safeguard {
        head: Head::new(w.new_id()),
        person,
        kind: kind.to_owned(),
        reason: Some(reason.to_owned()),
        since: Some(w.rules().today),
        asked_by: w.who().user,
        ..Safeguard::default()
    };
    w.insert(&new)
}

fn end(w: &mut Write<'_>, person: PersonId, kinds: &[&str]) -> Outcome<()> {
    let open = store::open_of(w.reader(), person)?;
    let all: Vec<&Safeguard> = open.iter().filter(|s| kinds.contains(&s.kind.as_str())).collect();
    if all.is_empty() && !w.replayed() {
        return Err(Fault::refused("refused-safeguard-none"));
    }
    for before in all {
        let after = Safeguard { ended_on: Some(w.rules().today), ended_by: Some(w.who().user), ..before.clone() };
        w.update(before, &after)?;
    }
    Ok(())
}

/// Restriction: the data is contested; the file is off lists and proposals until it is lifted. By the auditor or the agency's head.
pub fn restrict(desk: &mut Desk, deed: DeedId, person: PersonId, reason: &str) -> Outcome<()> {
    may_guard(desk, person)?;
    let reason = reason_of(reason)?;
    desk.write(Deed::new(deed, "restrict"), |w| {
        begin(w, person, RESTRICTION, &reason)?;
        candidates::refresh(w, person)
    })
}

/// Lifts a restriction.
pub fn lift_restriction(desk: &mut Desk, deed: DeedId, person: PersonId) -> Outcome<()> {
    may_guard(desk, person)?;
    desk.write(Deed::new(deed, "lift_restriction"), |w| {
        end(w, person, &[RESTRICTION])?;
        candidates::refresh(w, person)
    })
}

/// Legal hold: neither T60 nor an erasure touches the file until it is lifted.
pub fn hold(desk: &mut Desk, deed: DeedId, person: PersonId, reason: &str) -> Outcome<()> {
    may_guard(desk, person)?;
    let reason = reason_of(reason)?;
    desk.write(Deed::new(deed, "keep_for_law"), |w| begin(w, person, HOLD, &reason))
}

/// Lifts a legal hold.
pub fn lift_hold(desk: &mut Desk, deed: DeedId, person: PersonId) -> Outcome<()> {
    may_guard(desk, person)?;
    desk.write(Deed::new(deed, "lift_hold"), |w| end(w, person, &[HOLD]))
}

/// What protects a person now. For whoever may open the file.
pub fn safeguards(desk: &mut Desk, person: PersonId) -> Outcome<Vec<Safeguard>> {
    let (agency, user) = desk.read(|read| file::owner(read, person))?;
    access::may(desk, Right::PersonRead, Owner::of(agency, user).about(person))?;
    desk.read(|read| store::open_of(read, person))
}

/// The auditor asks for a file to be erased, or anonymised: nothing is done until a head confirms.
/// Errors: `refused-legal-hold`, `refused-registration-open`.
pub fn ask(desk: &mut Desk, deed: DeedId, person: PersonId, anonymise: bool, reason: &str) -> Outcome<()> {
    let agency = agency_of(desk, person)?;
    access::may(desk, Right::AskErase, Owner::agency(agency))?;
    let reason = reason_of(reason)?;
    let kind = if anonymise { ANONYMISING } else { ERASURE };
    let file: Person = desk.read(|read| records::by_id(read, person))?;
    if let Some(into) = file.merged_into {
        let into: Person = desk.read(|read| records::by_id(read, into))?;
        return Err(Fault::refused("refused-merge-gone").with("number", &file.number).with("into", into.number));
    }
    desk.write(Deed::new(deed, "ask_erase"), |w| {
        free_of_law(w, person)?;
        begin(w, person, kind, &reason)
    })
}

/// Takes the wish back: by the auditor, or the head who doesn't confirm.
pub fn withdraw(desk: &mut Desk, deed: DeedId, person: PersonId) -> Outcome<()> {
    may_guard(desk, person)?;
    desk.write(Deed::new(deed, "withdraw_erase"), |w| end(w, person, &[ERASURE, ANONYMISING]))
}

/// Wishes that wait for a head's word: of the own agency, or all for the auditor.
pub fn waiting(desk: &mut Desk) -> Outcome<Vec<(Safeguard, String)>> {
    let all = rights::allowed(&desk.who, Right::AskErase, Owner::agency("\u{0}")).is_ok();
    if !all {
        access::may(desk, Right::ConfirmErase, Owner::agency(&desk.who.agency))?;
    }
    let agency = (!all).then(|| desk.who.agency.clone());
    desk.read(|read| {
        let open = store::waiting(read, &[ERASURE, ANONYMISING], agency.as_deref())?;
        open.into_iter()
            .map(|s| Ok((records::by_id::<Person>(read, s.person)?.number, s)))
            .map(|r: Outcome<_>| r.map(|(n, s)| (s, n)))
            .collect()
    })
}

fn free_of_law(w: &mut Write<'_>, person: PersonId) -> Outcome<()> {
    if w.replayed() {
        return Ok(());
    }
    if store::open_of(w.reader(), person)?.iter().any(|s| s.kind == HOLD) {
        return Err(Fault::refused("refused-legal-hold"));
    }
    if people::open_registration(w.reader(), person)?.is_some() {
        return Err(Fault::refused("refused-registration-open"));
    }
    Ok(())
}

/// The head confirms what the auditor asked: the file goes from the database, its audit values, drafts, search words and candidates in one
/// transaction, then from the database's free space and from the folders given (exports, papers). Never by who asked.
/// Errors: `refused-erase-not-asked`, `refused-same-person`, `refused-legal-hold`, `refused-registration-open`.
pub fn confirm(desk: &mut Desk, deed: DeedId, person: PersonId, folders: &[PathBuf]) -> Outcome<Done> {
    let agency = agency_of(desk, person)?;
    access::may(desk, Right::ConfirmErase, Owner::agency(agency.clone()))?;
    let before: Person = desk.read(|read| records::by_id(read, person))?;
    let open = desk.read(|read| store::open_of(read, person))?;
    let asked = open.into_iter().find(|s| matches!(s.kind.as_str(), ERASURE | ANONYMISING));
    let Some(asked) = asked else { return Err(Fault::refused("refused-erase-not-asked")) };
    // As for roles: the owner of a file may alone where nobody else can (decision 030).
    let alone = asked.asked_by == desk.who.user;
    if alone && (desk.has_door() || consent::another_can(desk, Right::ConfirmErase, &agency, RowId::default())?) {
        return Err(Fault::refused("refused-same-person"));
    }
    let by = desk.read(|read| records::by_id::<crate::domain::office::User>(read, asked.asked_by))?.login;
    let act = if asked.kind == ANONYMISING { "anonymise" } else { "erase" };
    let confirmed_by = desk.who.login.clone();
    let cleared = desk.lenient(|desk| {
        desk.write(Deed::new(deed, act), |w| {
            free_of_law(w, person)?;
            clear_now(w, &before, &asked.kind, &by, &confirmed_by)
        })
    })?;
    let scrubbed = desk.engine().scrub()?;
    let (deleted, unread) = sweep(folders, &Marks::of(&before));
    Ok(Done { number: before.number, cleared, scrubbed, deleted, unread })
}

/// Clears, says so in the audit by the number only, and lists it for a restore.
fn clear_now(w: &mut Write<'_>, before: &Person, kind: &str, asked_by: &str, confirmed_by: &str) -> Outcome<i64> {
    let person = before.head.id;
    w.note("event", person, &[("number", before.number.as_str().into()), ("kind", kind.into())]);
    // Files merged into it are of the same person.
    let merged = if w.replayed() { Vec::new() } else { crate::store::merge::merged_into(w.reader(), person)? };
    for lost in &merged {
        clear_now(w, lost, kind, asked_by, confirmed_by)?;
    }
    let cleared = store::clear(w, before, kind == ANONYMISING)?;
    for open in store::open_of(w.reader(), person)? {
        store::end_quietly(w, open.head.id);
    }
    let erased = Erased {
        person,
        number: before.number.clone(),
        kind: kind.to_owned(),
        agency: before.agency.clone(),
        at: w.now(),
        asked_by: asked_by.to_owned(),
        confirmed_by: confirmed_by.to_owned(),
        cleared,
    };
    store::keep(w, &erased);
    Ok(cleared)
}

/// What was erased or anonymised since an instant: what a backup of that instant still holds. For `restore`, which gives it to [`again`] after
/// it has put the backup in place (decision 033), and for the list of backups that still hold somebody.
pub fn since(desk: &mut Desk, at: DateTime<Utc>) -> Outcome<Vec<Erased>> {
    let keeps = rights::allowed(&desk.who, Right::Maintain, Owner::office()).is_ok();
    access::may(desk, if keeps { Right::Maintain } else { Right::AuditVerify }, Owner::office())?;
    desk.read(|read| store::since(read, at))
}

/// Erases again, in a restored office, what was erased after its backup. Those that the backup doesn't know are passed over. Gives how many.
pub fn again(desk: &mut Desk, all: &[Erased]) -> Outcome<u64> {
    access::may(desk, Right::Maintain, Owner::office())?;
    let known: Vec<PersonId> =
        desk.read(|read| store::since(read, DateTime::UNIX_EPOCH))?.into_iter().map(|e| e.person).collect();
    let mut count = 0;
    for erased in all.iter().filter(|e| !known.contains(&e.person)) {
        let Some(before) = desk.read(|read| records::find::<Person>(read, erased.person))? else { continue };
        let deed = desk.deed("erase_again");
        desk.lenient(|desk| {
            desk.write(deed.clone(), |w| clear_now(w, &before, &erased.kind, &erased.asked_by, &erased.confirmed_by))
        })?;
        count += 1;
    }
    if count > 0 {
        desk.engine().scrub()?;
    }
    Ok(count)
}

/// Files of these folders that name the person: deleted. Those that can't be read through are given back.
fn sweep(folders: &[PathBuf], marks: &Marks) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let (mut deleted, mut unread) = (Vec::new(), Vec::new());
    let entries = folders.iter().filter_map(|f| std::fs::read_dir(f).ok()).flatten().flatten();
    for path in entries.map(|e| e.path()).filter(|p| p.is_file() && !p.is_symlink()) {
        match names(&path, marks) {
            Some(true) if std::fs::remove_file(&path).is_ok() => deleted.push(path),
            Some(false) => {}
            _ => unread.push(path),
        }
    }
    deleted.sort();
    unread.sort();
    (deleted, unread)
}

/// Whether a file names the person; none: it isn't text (a spreadsheet's cells are read).
fn names(path: &Path, marks: &Marks) -> Option<bool> {
    if path.extension().is_some_and(|e| e == "xlsx") {
        let source = crate::exchange::Source::open(path, &Default::default()).ok()?;
        let mut found = false;
        let read = source.each(&mut |line| {
            found |= marks.named_in(&line.cells.join(" "));
            Ok(())
        });
        return read.is_ok().then_some(found);
    }
    let text = std::fs::read(path).ok()?;
    let text = String::from_utf8(text).ok()?;
    Some(text.lines().any(|line| marks.named_in(line)))
}

/// A number as typed to the person.
pub fn person_of(desk: &mut Desk, typed: &str) -> Outcome<PersonId> {
    let number = crate::domain::ids::parse_number(typed).ok_or_else(|| Fault::wrong("wrong-number").with("value", typed))?;
    desk.read(|read| file::by_number(read, &number))?.ok_or(Fault::Missing(Person::TABLE))
}

/// The folders of exports and papers of this office, as its settings and this run have them.
pub fn folders(desk: &mut Desk, data_folder: &Path) -> Outcome<Vec<PathBuf>> {
    with_office(desk, vec![data_folder.join("exports"), data_folder.join("slips")])
}

/// The same for the screens, which were told the folders of this run by its rules.
pub fn told_folders(desk: &mut Desk) -> Outcome<Vec<PathBuf>> {
    let told =
        ["slip_folder", "export_folder"].iter().filter_map(|key| desk.rules.settings.get(*key)).map(PathBuf::from).collect();
    with_office(desk, told)
}

fn with_office(desk: &mut Desk, mut all: Vec<PathBuf>) -> Outcome<Vec<PathBuf>> {
    for key in ["slip_folder", "export_folder"] {
        all.extend(desk.read(|read| office::setting(read, key))?.map(PathBuf::from));
    }
    all.sort();
    all.dedup();
    Ok(all)
}
