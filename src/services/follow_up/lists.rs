//! Lists of tasks, and one reminder for many people (screens.md drawings 1 and 2). Called by the day, the tasks, the caseload.

use chrono::NaiveDate;

use crate::domain::ids::{DeedId, PersonId, UserId};
use crate::domain::person::Person;
use crate::domain::record::Head;
use crate::domain::rights::{self, Owner};
use crate::domain::task::Task;
use crate::fault::Outcome;
use crate::store::tasks::{self as store, Filter, Mark, TaskRow};
use crate::store::{Deed, Desk, records};

/// A page of tasks and where the next begins.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct List {
    /// In order of their due day.
    pub rows: Vec<TaskRow>,
    /// None: this was the last page.
    pub next: Option<Mark>,
}

/// The tasks of a user and of those he stands in for, or of an agency (head): by due day, from a mark on.
pub fn list(desk: &mut Desk, user: UserId, filter: &Filter, after: Option<&Mark>, size: u32) -> Outcome<List> {
    let who = desk.who.clone();
    let agency = filter.agency.clone().unwrap_or_else(|| who.agency.clone());
    let owner = if filter.agency.is_some() { None } else { Some(user) };
    rights::allowed(&who, rights::Deed::Tasks, Owner::of(agency, owner))?;
    let today = desk.rules.today;
    let rows = desk.read(|read| store::page(read, user, today, filter, after, size))?;
    let full = rows.len() >= usize::try_from(size).unwrap_or(usize::MAX);
    let last = rows.last().filter(|_| full);
    let next = last.and_then(|row| Some(Mark { due: row.task.due?, id: row.task.head.id }));
    Ok(List { rows, next })
}

/// What « relancer » gives: how many were made, and which were planned already and kept.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reminded {
    /// Made.
    pub created: u64,
    /// Kept: person, name as shown, day.
    pub kept: Vec<(PersonId, String, NaiveDate)>,
}

/// One reminder for each of these people. Whoever has one of the kind planned between today and that day keeps it. With
/// `deed` none it is only a preview: nothing is made.
pub fn remind_many(
    desk: &mut Desk,
    deed: Option<DeedId>,
    persons: &[PersonId],
    kind: &str,
    due: NaiveDate,
    assignee: UserId,
) -> Outcome<Reminded> {
    let who = desk.who.clone();
    rights::allowed(&who, rights::Deed::Tasks, Owner::of(who.agency.clone(), Some(assignee)))?;
    let today = desk.rules.today;
    let (mut planned, mut people) = (Vec::new(), Vec::new());
    desk.read(|read| {
        for block in persons.chunks(200) {
            planned.extend(store::open_of_kind(read, block, kind)?);
            people.extend(records::by_ids::<Person>(read, block)?);
        }
        Ok(())
    })?;
    let kept_day = |person: PersonId| {
        planned.iter().filter(|t| t.person == Some(person)).filter_map(|t| t.due).find(|day| *day >= today && *day <= due)
    };
    let mut reminded = Reminded::default();
    let mut new: Vec<&Person> = Vec::new();
    for person in &people {
        match kept_day(person.head.id) {
            Some(day) => reminded.kept.push((person.head.id, person.name(), day)),
            None => new.push(person),
        }
    }
    reminded.created = new.len() as u64;
    let Some(deed) = deed.filter(|_| !new.is_empty()) else { return Ok(reminded) };
    desk.write(Deed::new(deed, "remind"), |w| {
        let tasks: Vec<Task> = new
            .iter()
            .map(|person| Task {
                head: Head::new(w.new_id()),
                kind: kind.to_owned(),
                subject_kind: "person".to_owned(),
                subject: crate::domain::ids::RowId(person.head.id.0),
                person: Some(person.head.id),
                agency: person.agency.clone(),
                assignee,
                due: Some(due),
                priority: 2,
                ..Task::default()
            })
            .collect();
        w.insert_all(&tasks)?;
        let persons: Vec<PersonId> = new.iter().map(|p| p.head.id).collect();
        store::set_next_due(w, &persons);
        Ok(())
    })?;
    Ok(reminded)
}
