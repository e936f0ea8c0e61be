//! Lists of tasks, and one reminder for many people (screens.md drawings 1 and 2). Called by the day, the tasks, the caseload.

use chrono::NaiveDate;

use crate::domain::ids::{DeedId, PersonId, RowId, TaskId, UserId};
use crate::domain::person::Person;
use crate::domain::record::Head;
use crate::domain::rights::{self, Owner};
use crate::domain::task::Task;
use crate::fault::Outcome;
use crate::services::access;
use crate::store::tasks::{self as store, Filter, Mark, TaskRow};
use crate::store::{Deed, Desk, Read, records};

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
    access::may(desk, rights::Deed::Tasks, Owner::of(agency, owner))?;
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
    access::may(desk, rights::Deed::Tasks, Owner::of(who.agency, Some(assignee)))?;
    let ask = Ask { persons, kind, due, assignee };
    access::of_people(desk, rights::Deed::Tasks, persons, assignee)?;
    let today = desk.rules.today;
    let Some(deed) = deed else { return desk.read(|read| Ok(sort_out(read, &ask, today, &[])?.0)) };
    desk.write(Deed::new(deed, "remind"), |w| {
        // One id for each person, also for those who keep theirs: a repeated deed then knows which tasks it had made.
        let ids: Vec<TaskId> = persons.iter().map(|_| w.new_id()).collect();
        let (reminded, new) = sort_out(w.reader(), &ask, today, &ids)?;
        w.insert_all(&new)?;
        let touched: Vec<PersonId> = new.iter().filter_map(|t| t.person).collect();
        store::set_next_due(w, &touched);
        Ok(reminded)
    })
}

struct Ask<'a> {
    persons: &'a [PersonId],
    kind: &'a str,
    due: NaiveDate,
    assignee: UserId,
}

/// Who keeps what is planned, and the tasks of the others. Tasks with these `ids` are this deed's own.
fn sort_out(read: &mut dyn Read, ask: &Ask<'_>, today: NaiveDate, ids: &[TaskId]) -> Outcome<(Reminded, Vec<Task>)> {
    let (mut planned, mut people) = (Vec::new(), Vec::new());
    for block in ask.persons.chunks(200) {
        planned.extend(store::open_of_kind(read, block, ask.kind)?);
        people.extend(records::by_ids::<Person>(read, block)?);
    }
    planned.retain(|t| !ids.contains(&t.head.id));
    let kept_day = |person: PersonId| {
        let own = planned.iter().filter(|t| t.person == Some(person)).filter_map(|t| t.due);
        own.filter(|day| *day >= today && *day <= ask.due).min()
    };
    let (mut reminded, mut new) = (Reminded::default(), Vec::new());
    for (number, person) in people.iter().enumerate() {
        if let Some(day) = kept_day(person.head.id) {
            reminded.kept.push((person.head.id, person.name(), day));
            continue;
        }
        reminded.created += 1;
        new.push(Task {
            head: Head::new(ids.get(number).copied().unwrap_or_default()),
            kind: ask.kind.to_owned(),
            subject_kind: "person".to_owned(),
            subject: RowId(person.head.id.0),
            person: Some(person.head.id),
            agency: person.agency.clone(),
            assignee: ask.assignee,
            due: Some(ask.due),
            priority: 2,
            ..Task::default()
        });
    }
    Ok((reminded, new))
}
