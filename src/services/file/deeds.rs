//! Deeds on a file that are no events of the registration's lifecycle (those are `follow_up`'s): notes, documents seen, the plan,
//! another counsellor in charge; and what was chosen in a conflict.

use crate::domain::ids::{DeedId, Id, PersonId, RowId, UserId};
use crate::domain::interview::PlanAction;
use crate::domain::lifecycle::{RegistrationEvent, RegistrationState, State};
use crate::domain::neutral;
use crate::domain::office::User;
use crate::domain::person::Person;
use crate::domain::person_file::PersonFile;
use crate::domain::profile::{Document, Note};
use crate::domain::record::{Head, Record};
use crate::domain::registration::Registration;
use crate::domain::rights::{self, Owner};
use crate::domain::task::Notice;
use crate::fault::{Conflict, Fault, Flaw, Outcome, Value};
use crate::services::access;
use crate::services::{follow_up, rebase};
use crate::store::file as store;
use crate::store::{Deed, Desk, Write, drafts, people, records};

/// Keeps a dated note, or a new version of one's own: the old one stays. Gives its id.
pub fn note(
    desk: &mut Desk,
    deed: DeedId,
    person: PersonId,
    text: &str,
    corrects: Option<RowId>,
    draft: Option<RowId>,
) -> Outcome<RowId> {
    let owner = super::owner(desk, person)?;
    access::may(desk, rights::Deed::WriteInterviews, owner)?;
    let text = neutral::tidy_note(text);
    if text.trim().is_empty() {
        return Err(Fault::Flaws(vec![Flaw::new("text", "flaw-missing")]));
    }
    let me = desk.who.user;
    if let Some(old) = corrects {
        let old: Note = desk.read(|read| records::by_id(read, old))?;
        if old.by != me {
            return Err(Fault::refused("refused-note-not-yours"));
        }
    }
    let act = if corrects.is_some() { "correct_note" } else { "note" };
    desk.write(Deed::new(deed, act), |w| {
        let new = Note {
            head: Head::new(w.new_id()),
            subject_kind: Person::TABLE.to_owned(),
            subject: RowId(person.0),
            text: text.trim_end().to_owned(),
            by: me,
            day: Some(w.rules().today),
            corrects,
        };
        w.insert(&new)?;
        if let Some(draft) = draft {
            drafts::discard(w, draft);
        }
        Ok(new.head.id)
    })
}

/// Documents were seen (DOC codes): noted, and the registration is complete when nothing is missing any more (domain.md §3.1).
pub fn documents_seen(desk: &mut Desk, deed: DeedId, person: PersonId, seen: &[String]) -> Outcome<Registration> {
    let file = desk.read(|read| people::load(read, person))?;
    access::may(desk, rights::Deed::WriteDocuments, Owner::of(file.person.agency.clone(), file.registration.counsellor))?;
    let before = file.registration.clone();
    if before.state.after(RegistrationEvent::DocumentsSeen).is_none() {
        return Err(Fault::refused("refused-registration-state")
            .with("state", before.state.id())
            .with("event", "documents_seen"));
    }
    let mut after = file.clone();
    after.registration.missing_documents.retain(|d| !seen.contains(d));
    let lacking = after.check(&desk.rules).iter().any(|f| f.key == "flaw-missing" && !f.warning);
    let complete = after.registration.missing_documents.is_empty() && !lacking;
    if complete {
        after.registration.state = RegistrationState::Active;
    }
    desk.lenient(|desk| {
        desk.write(Deed::new(deed, "documents_seen"), |w| {
            let (me, today) = (w.who().user, w.rules().today);
            for kind in seen {
                let document = Document {
                    head: Head::new(w.new_id()),
                    person,
                    kind: Some(kind.clone()),
                    seen_on: Some(today),
                    seen_by: Some(me),
                    ..Document::default()
                };
                w.insert(&document)?;
            }
            w.update(&before, &after.registration)?;
            follow_up::refresh_registration(w, before.head.id)?;
            records::by_id(w.reader(), before.head.id)
        })
    })
}

/// How an action of the plan is settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settling {
    /// todo, doing, done, dropped.
    pub state: String,
    /// Why, obligatory when it is dropped.
    pub reason: Option<String>,
}

/// Puts an action of the plan into another state; a dropped one says why (domain.md §2.8).
pub fn settle_action(desk: &mut Desk, deed: DeedId, action: RowId, settling: &Settling) -> Outcome<PlanAction> {
    let before: PlanAction = desk.read(|read| records::by_id(read, action))?;
    let owner = super::owner(desk, before.person)?;
    access::may(desk, rights::Deed::WriteInterviews, owner)?;
    let reason = settling.reason.clone().filter(|r| !r.trim().is_empty());
    if settling.state == "dropped" && reason.is_none() {
        return Err(Fault::Flaws(vec![Flaw::new("reason", "flaw-missing")]));
    }
    desk.lenient(|desk| {
        desk.write(Deed::new(deed, "settle_action"), |w| {
            let ends = matches!(settling.state.as_str(), "done" | "dropped");
            let after = PlanAction {
                state: settling.state.clone(),
                reason: reason.clone(),
                done_on: ends.then_some(w.rules().today),
                ..before.clone()
            };
            w.update(&before, &after)?;
            follow_up::refresh_person(w, before.person)?;
            records::by_id(w.reader(), action)
        })
    })
}

/// Someone to whom a file or a task could go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Account.
    pub user: UserId,
    /// Name as shown.
    pub name: String,
    /// Weighted load of open files (domain.md §5).
    pub load: i64,
}

/// The active accounts of the person's agency but those in charge or acting, the lightest load first.
pub fn colleagues(desk: &mut Desk, person: PersonId) -> Outcome<Vec<Colleague>> {
    access::of_person(desk, rights::Deed::PersonRead, person)?;
    let file = desk.read(|read| people::load(read, person))?;
    let all = desk.read(|read| people::counsellors(read, &file.person.agency))?;
    let codes = std::sync::Arc::clone(&desk.rules.codes);
    let works = |roles: &[String]| roles.iter().any(|r| matches!(r.as_str(), "counsellor" | "employer_officer" | "head"));
    let others = all.iter().filter(|c| works(&c.roles) && Some(c.user) != file.registration.counsellor);
    let mut found: Vec<Colleague> = others
        .map(|c| Colleague { user: c.user, name: c.name.clone(), load: crate::services::people::load_of(c, &codes) })
        .collect();
    found.sort_by(|a, b| (a.load, &a.name).cmp(&(b.load, &b.name)));
    Ok(found)
}

/// What a wish for another counsellor in charge came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transferred {
    /// Done; so many open tasks went along.
    Done(u64),
    /// The heads of the agency were told; they decide.
    Asked(usize),
}

/// Another counsellor is in charge: by the head, at once, and both are told by a notice; a counsellor's wish goes to the head.
pub fn transfer(desk: &mut Desk, deed: DeedId, person: PersonId, to: UserId, reason: &str) -> Outcome<Transferred> {
    let file = desk.read(|read| people::load(read, person))?;
    let owner = Owner::of(file.person.agency.clone(), file.registration.counsellor);
    if rights::allowed(&desk.who, rights::Deed::Transfer, owner.clone()).is_err() {
        access::may(desk, rights::Deed::AskTransfer, owner)?;
        return ask_transfer(desk, deed, &file, to, reason);
    }
    let before = file.registration;
    if !before.state.is_open() {
        return Err(Fault::refused("refused-registration-state").with("state", before.state.id()).with("event", "transfer"));
    }
    if before.counsellor == Some(to) {
        return Err(Fault::refused("refused-already-in-charge"));
    }
    let (name, me) = (file.person.name(), desk.who.user);
    desk.lenient(|desk| {
        desk.write(Deed::new(deed, "transfer").because(reason), |w| {
            let after = Registration { counsellor: Some(to), ..before.clone() };
            w.update(&before, &after)?;
            let mut moved = 0;
            if let Some(from) = before.counsellor.filter(|_| !w.replayed()) {
                moved = follow_up::files_follow(w, &[person], from, to)?;
            }
            for user in [Some(to), before.counsellor].into_iter().flatten().filter(|u| *u != me) {
                let key = if user == to { "notice-file-received" } else { "notice-file-given" };
                tell(w, user, key, vec![format!("name={name}")], person)?;
            }
            follow_up::refresh_registration(w, before.head.id)?;
            Ok(Transferred::Done(moved))
        })
    })
}

fn ask_transfer(desk: &mut Desk, deed: DeedId, file: &PersonFile, to: UserId, reason: &str) -> Outcome<Transferred> {
    let heads = desk.read(|read| store::heads(read, &file.person.agency))?;
    let (name, id) = (file.person.name(), file.person.head.id);
    let to: User = desk.read(|read| records::by_id(read, to))?;
    desk.write(Deed::new(deed, "ask_transfer").because(reason), |w| {
        w.saw(Person::TABLE, id);
        for head in &heads {
            tell(w, *head, "notice-transfer-asked", vec![format!("name={name}"), format!("to={}", to.name)], id)?;
        }
        Ok(Transferred::Asked(heads.len()))
    })
}

/// A notice to a colleague about this person; `by` is who acts.
fn tell(w: &mut Write<'_>, account: UserId, key: &str, mut arguments: Vec<String>, person: PersonId) -> Outcome<()> {
    arguments.push(format!("by={}", w.who().name));
    let notice = Notice {
        head: Head::new(w.new_id()),
        account,
        key: key.to_owned(),
        arguments,
        subject_kind: Some(Person::TABLE.to_owned()),
        subject: Some(RowId(person.0)),
        at: Some(w.now()),
        read_at: None,
    };
    w.insert(&notice)
}

/// After a conflict: puts the stored row and what was chosen into both sides of an edit, so that it can be saved again over the
/// newer version. What else was typed stays as it is. `newer` is the file as it is stored now.
/// Gives false when the row is no longer there: someone took it away, and the edited one is then new.
pub fn rebase(
    before: &mut PersonFile,
    after: &mut PersonFile,
    newer: &PersonFile,
    conflict: &Conflict,
    values: &[(&'static str, Value)],
) -> bool {
    match conflict.record {
        "person" => rebase::one(&mut before.person, &mut after.person, &newer.person, values),
        "registration" => rebase::one(&mut before.registration, &mut after.registration, &newer.registration, values),
        "wishes" => rebase::one(&mut before.wishes, &mut after.wishes, &newer.wishes, values),
        "job_goal" if before.goal.head.id.uuid().as_bytes()[..] == conflict.id[..] => {
            rebase::one(&mut before.goal, &mut after.goal, &newer.goal, values);
        }
        "job_goal" => return rebase::row(&mut before.more_goals, &mut after.more_goals, &newer.more_goals, conflict, values),
        "education" => return rebase::row(&mut before.education, &mut after.education, &newer.education, conflict, values),
        "experience" => return rebase::row(&mut before.experience, &mut after.experience, &newer.experience, conflict, values),
        "skill" => return rebase::row(&mut before.skills, &mut after.skills, &newer.skills, conflict, values),
        "language" => return rebase::row(&mut before.languages, &mut after.languages, &newer.languages, conflict, values),
        _ => return false,
    }
    true
}
