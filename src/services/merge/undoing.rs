//! Taking a merge back within the delay (T73 `unmerge`, 30 days [d]): the audit says what the merge changed; each field that nobody has
//! changed since is put back, what was added to the survivor stays with it and is told.

use serde_json::{Map, Value as Json};
use uuid::Uuid;

use crate::domain::appointment::Appointment;
use crate::domain::calendar;
use crate::domain::ids::{DeedId, Id, PersonId, RowId};
use crate::domain::interview::{Diagnosis, Interview, Obstacle, PlanAction};
use crate::domain::lifecycle::TaskState;
use crate::domain::office::{Decision, DuplicatePair, Enrolment, Letter};
use crate::domain::person::Person;
use crate::domain::profile::{Document, Education, Experience, Language, Note, Skill};
use crate::domain::proposal::{Placement, Proposal};
use crate::domain::record::{Record, field};
use crate::domain::registration::Registration;
use crate::domain::rights::{Deed as Right, Owner};
use crate::domain::task::Task;
use crate::fault::{Fault, Flaw, Outcome, Value};
use crate::services::access;
use crate::store::deeds::{self, Changed};
use crate::store::{Deed, Desk, Write, erasure, file, merge as store, records, search};

use super::moving;

/// What came of taking a merge back.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Undone {
    /// The file that stayed.
    pub survivor: String,
    /// The file that is there again.
    pub lost: String,
    /// Added to the survivor since, which stays with it: table and number of rows.
    pub stays: Vec<(&'static str, usize)>,
    /// Values changed since, which stay as they are: table and field.
    pub changed: Vec<(String, String)>,
}

/// Merges of the own agency that can still be taken back, the newest first: lost file, survivor, days left.
pub fn recent(desk: &mut Desk) -> Outcome<Vec<(Person, Person, i64)>> {
    let own = Owner::own(&desk.who);
    access::may(desk, Right::PersonRead, own)?;
    let (agency, now) = (desk.who.agency.clone(), desk.now());
    let days = desk.rules.delays.get("T73", "unmerge");
    let since = now - chrono::TimeDelta::days(days);
    desk.read(|read| {
        let mut all = Vec::new();
        for lost in store::since(read, &agency, since)? {
            let Some((_, at)) = store::deed_of(read, lost.head.id)? else { continue };
            let left = days - (calendar::local(now).date() - calendar::local(at).date()).num_days();
            if let Some(into) = lost.merged_into.filter(|_| left >= 0) {
                all.push((lost, records::by_id(read, into)?, left));
            }
        }
        Ok(all)
    })
}

/// Takes a merge back: the head's, with a reason, within the delay.
/// Errors: `refused-not-merged`, `refused-unmerge-late`, `refused-unmerge-erased`, `refused-merge-guarded`, `refused-merged-since`.
pub fn unmerge(desk: &mut Desk, deed: DeedId, lost: PersonId, reason: &str) -> Outcome<Undone> {
    let before: Person = desk.read(|read| records::by_id(read, lost))?;
    let Some(survivor) = before.merged_into else {
        return Err(Fault::refused("refused-not-merged").with("number", &before.number));
    };
    for id in [survivor, lost] {
        let (agency, user) = desk.read(|read| file::owner(read, id))?;
        access::may(desk, Right::Merge, Owner::of(agency, user).about(id))?;
    }
    if reason.trim().is_empty() {
        return Err(Fault::Flaws(vec![Flaw::new("reason", "flaw-missing")]));
    }
    let found = desk.read(|read| store::deed_of(read, lost))?;
    let Some((merged, at)) = found else { return Err(Fault::refused("refused-unmerge-erased")) };
    let days = desk.rules.delays.get("T73", "unmerge");
    if (calendar::local(desk.now()).date() - calendar::local(at).date()).num_days() > days {
        return Err(Fault::refused("refused-unmerge-late").with("number", &before.number).with("days", days));
    }
    let changes = desk.read(|read| deeds::changes(read, merged))?;
    desk.lenient(|desk| {
        desk.write(Deed::new(deed, "unmerge").because(reason), |w| {
            let stayed: Person = records::by_id(w.reader(), survivor)?;
            let mut undone = Undone { survivor: stayed.number.clone(), lost: before.number.clone(), ..Undone::default() };
            if w.replayed() {
                return Ok(undone);
            }
            free(w, &[&stayed, &before])?;
            for change in changes.iter().rev() {
                one(w, change, &mut undone)?;
            }
            let (back, own): (Person, Person) = (records::by_id(w.reader(), lost)?, records::by_id(w.reader(), survivor)?);
            if back.merged_into.is_some() {
                return Err(Fault::refused("refused-merged-since").with("number", &undone.survivor));
            }
            search::index_person(w, Some(&stayed), Some(&own))?;
            super::refresh(w, survivor, lost)?;
            undone.stays = added(w, survivor, &at)?;
            Ok(undone)
        })
    })
}

/// Neither guarded nor erased.
fn free(w: &mut Write<'_>, both: &[&Person]) -> Outcome<()> {
    for person in both {
        if store::erased(w.reader(), person.head.id)? {
            return Err(Fault::refused("refused-unmerge-erased"));
        }
        if !erasure::open_of(w.reader(), person.head.id)?.is_empty() {
            return Err(Fault::refused("refused-merge-guarded").with("number", &person.number));
        }
    }
    Ok(())
}

fn one(w: &mut Write<'_>, change: &Changed, undone: &mut Undone) -> Outcome<()> {
    let (Some(was), Some(became)) = (&change.was, &change.became) else { return unmake(w, change) };
    let id = change.subject;
    match change.record.as_str() {
        "person" => back::<Person>(w, id, was, became, undone),
        "registration" => back::<Registration>(w, id, was, became, undone),
        "proposal" => back::<Proposal>(w, id, was, became, undone),
        "task" => back::<Task>(w, id, was, became, undone),
        "document" => back::<Document>(w, id, was, became, undone),
        "education" => back::<Education>(w, id, was, became, undone),
        "experience" => back::<Experience>(w, id, was, became, undone),
        "skill" => back::<Skill>(w, id, was, became, undone),
        "language" => back::<Language>(w, id, was, became, undone),
        "enrolment" => back::<Enrolment>(w, id, was, became, undone),
        "placement" => back::<Placement>(w, id, was, became, undone),
        "appointment" => back::<Appointment>(w, id, was, became, undone),
        "interview" => back::<Interview>(w, id, was, became, undone),
        "diagnosis" => back::<Diagnosis>(w, id, was, became, undone),
        "obstacle" => back::<Obstacle>(w, id, was, became, undone),
        "plan_action" => back::<PlanAction>(w, id, was, became, undone),
        "note" => back::<Note>(w, id, was, became, undone),
        "letter" => back::<Letter>(w, id, was, became, undone),
        "decision" => back::<Decision>(w, id, was, became, undone),
        "duplicate_pair" => back::<DuplicatePair>(w, id, was, became, undone),
        _ => Ok(()),
    }
}

/// What the merge made ends: a pair is only suspected again, a task has no object.
fn unmake(w: &mut Write<'_>, change: &Changed) -> Outcome<()> {
    let today = w.rules().today;
    match change.record.as_str() {
        "duplicate_pair" => {
            let Some(pair) = records::find::<DuplicatePair>(w.reader(), RowId(change.subject))? else { return Ok(()) };
            w.update(&pair, &DuplicatePair { state: "suspected".to_owned(), ..pair.clone() })
        }
        "task" => {
            let Some(task) = records::find::<Task>(w.reader(), Id::from_uuid(change.subject))? else { return Ok(()) };
            if task.state != TaskState::Open {
                return Ok(());
            }
            // Its place is free again for the rule.
            let short = change.subject.simple().to_string();
            let origin = task.origin.as_ref().map(|o| format!("{o}~{}", short.get(20..).unwrap_or_default()));
            w.update(&task, &Task { state: TaskState::Dropped, done_on: Some(today), origin, ..task.clone() })
        }
        _ => Ok(()),
    }
}

fn fields(json: &str) -> Outcome<Map<String, Json>> {
    serde_json::from_str(json).map_err(Fault::broken)
}

fn value(json: &Json) -> Value {
    match json {
        Json::Bool(b) => Value::Bool(*b),
        Json::Number(n) => n.as_i64().map(Value::Int).or(n.as_f64().map(Value::Real)).unwrap_or_default(),
        Json::String(t) => Value::Text(t.clone()),
        Json::Array(all) => Value::List(all.iter().map(value).collect()),
        _ => Value::Null,
    }
}

/// Puts back each field that is still as the merge left it.
fn back<R: Record>(w: &mut Write<'_>, subject: Uuid, was: &str, became: &str, undone: &mut Undone) -> Outcome<()> {
    let Some(current) = records::find::<R>(w.reader(), R::Id::from_uuid(subject))? else { return Ok(()) };
    let (was, became) = (fields(was)?, fields(became)?);
    let mut left = current.clone();
    let mut after = current.clone();
    for (id, then) in &was {
        let Some(field) = field::<R>(id) else { continue };
        let set = |on: &mut R, json: &Json| (field.set)(on, value(json)).map_err(|flaw| Fault::broken(flaw.key));
        set(&mut left, became.get(id).unwrap_or(&Json::Null))?;
        if (field.get)(&left) == (field.get)(&current) {
            set(&mut after, then)?;
        } else if !matches!(id.as_str(), "next_due" | "last_contact") {
            undone.changed.push((R::TABLE.to_owned(), id.clone()));
        }
    }
    w.update(&current, &after)
}

/// What came to the survivor after the merge.
fn added(w: &mut Write<'_>, survivor: PersonId, at: &chrono::DateTime<chrono::Utc>) -> Outcome<Vec<(&'static str, usize)>> {
    moving::since(w.reader(), survivor, *at)
}
