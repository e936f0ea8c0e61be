//! Expected tasks against stored ones: what is missing is made, what moved is moved, what is asked no more becomes
//! « sans objet », what was done is never made again (domain.md §3.6, §4).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::delays::{EVENT, Expected, Whom};
use crate::domain::ids::{PersonId, RowId, UserId};
use crate::domain::lifecycle::{State, TaskEvent, TaskState};
use crate::domain::record::Head;
use crate::domain::task::Task;
use crate::fault::{Fault, Outcome};
use crate::store::facts::Known;
use crate::store::tasks::{self, Account};
use crate::store::{Read, Write};

/// Who can be given work.
#[derive(Debug, Clone, Default)]
pub struct Staff {
    accounts: Vec<Account>,
}

impl Staff {
    /// The active accounts.
    pub fn load(w: &mut Write<'_>) -> Outcome<Self> {
        let read: &mut dyn Read = w.reader();
        Ok(Staff { accounts: tasks::accounts(read)? })
    }
    fn active(&self, user: UserId) -> Option<UserId> {
        self.accounts.iter().find(|a| a.id == user).map(|a| a.id)
    }
    /// The first account of a role in an agency.
    pub fn with_role(&self, agency: &str, role: &str) -> Option<UserId> {
        self.accounts.iter().find(|a| a.agency == agency && a.roles.iter().any(|r| r == role)).map(|a| a.id)
    }
    /// The agency's head, else anyone there.
    pub fn head(&self, agency: &str) -> Option<UserId> {
        let anyone = || self.accounts.iter().find(|a| a.agency == agency).map(|a| a.id);
        self.with_role(agency, "head").or_else(anyone)
    }
    /// Who does it: the one meant if he still works here, else the counsellor in charge, else the head.
    fn who(&self, whom: Whom, asked: &Asked) -> Option<UserId> {
        let active = |user: Option<UserId>| user.and_then(|u| self.active(u));
        let auditor = || {
            let any = self.accounts.iter().find(|a| a.roles.iter().any(|r| r == "auditor")).map(|a| a.id);
            self.with_role(&asked.agency, "auditor").or(any)
        };
        let meant = match whom {
            Whom::Counsellor => active(asked.counsellor),
            Whom::Owner => active(asked.owner).or_else(|| self.with_role(&asked.agency, "employer_officer")),
            Whom::Head => None,
            Whom::Auditor => auditor(),
            Whom::User(user) => self.active(user).or_else(|| active(asked.counsellor)),
        };
        meant.or_else(|| self.head(&asked.agency))
    }
}

/// What one subject asks for, and of whom.
pub(super) struct Asked {
    pub(super) expected: Vec<Expected>,
    pub(super) agency: String,
    pub(super) counsellor: Option<UserId>,
    pub(super) owner: Option<UserId>,
}

impl Asked {
    pub(super) fn new<F>(known: &Known<F>, expected: Vec<Expected>) -> Self {
        Asked { expected, agency: known.agency.clone(), counsellor: known.counsellor, owner: known.owner }
    }
}

/// What was changed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settled {
    /// Tasks made, by rule.
    pub created: BTreeMap<&'static str, u64>,
    /// Tasks moved to another day or priority.
    pub moved: u64,
    /// Tasks that became « sans objet ».
    pub dropped: u64,
    /// People whose next due day may have changed.
    pub persons: BTreeSet<PersonId>,
}

impl Settled {
    /// Brings the next due day of the people concerned up to date.
    pub fn touch(&self, w: &mut Write<'_>) {
        let persons: Vec<PersonId> = self.persons.iter().copied().collect();
        tasks::set_next_due(w, &persons);
    }
    /// Adds another one.
    pub fn add(&mut self, other: Settled) {
        for (rule, count) in other.created {
            *self.created.entry(rule).or_default() += count;
        }
        self.moved += other.moved;
        self.dropped += other.dropped;
        self.persons.extend(other.persons);
    }
}

/// Makes the stored tasks of these subjects agree with what is asked.
pub(super) fn settle(w: &mut Write<'_>, asked: &[Asked], subjects: &[RowId], staff: &Staff) -> Outcome<Settled> {
    settle_only(w, asked, subjects, staff, |_| true)
}

/// As [`settle`], looking only at the stored tasks that `mine` picks.
pub(super) fn settle_only(
    w: &mut Write<'_>,
    asked: &[Asked],
    subjects: &[RowId],
    staff: &Staff,
    mine: impl Fn(&Task) -> bool,
) -> Outcome<Settled> {
    let stored = tasks::of_subjects(w.reader(), subjects)?;
    let mut left: HashMap<(String, RowId, String), Task> = stored
        .into_iter()
        .filter(|t| mine(t))
        .filter_map(|t| Some(((t.rule_id.clone()?, t.subject, t.origin.clone()?), t)))
        .collect();
    let mut settled = Settled::default();
    for one in asked {
        for expected in &one.expected {
            let key = (expected.rule.to_owned(), expected.subject, expected.origin.clone());
            match left.remove(&key) {
                None => make(w, expected, one, staff, &mut settled)?,
                Some(task) => follow(w, expected, task, &mut settled)?,
            }
        }
    }
    let mut gone: Vec<Task> = left.into_values().filter(|t| t.state == TaskState::Open && !is_event(t)).collect();
    gone.sort_by_key(|t| t.head.id);
    for task in gone {
        settled.persons.extend(task.person);
        settled.dropped += 1;
        drop_task(w, &task)?;
    }
    Ok(settled)
}

fn is_event(task: &Task) -> bool {
    task.origin.as_deref().is_some_and(|o| o.starts_with(EVENT))
}

fn make(w: &mut Write<'_>, expected: &Expected, asked: &Asked, staff: &Staff, settled: &mut Settled) -> Outcome<()> {
    let assignee = staff.who(expected.assignee, asked).unwrap_or(w.who().user);
    let id = w.new_id();
    w.insert(&task_of(expected, id, asked.agency.clone(), assignee))?;
    settled.persons.extend(expected.person);
    *settled.created.entry(expected.rule).or_default() += 1;
    Ok(())
}

/// The row of an expected task.
pub(super) fn task_of(expected: &Expected, id: crate::domain::ids::TaskId, agency: String, assignee: UserId) -> Task {
    Task {
        head: Head::new(id),
        kind: expected.rule.to_owned(),
        subject_kind: expected.subject_kind.to_owned(),
        subject: expected.subject,
        person: expected.person,
        agency,
        assignee,
        due: Some(expected.due),
        priority: expected.priority,
        state: TaskState::Open,
        rule_id: Some(expected.rule.to_owned()),
        origin: Some(expected.origin.clone()),
        ..Task::default()
    }
}

/// A stored one: moved along with its fact, unless someone put it off by hand. A settled one is left alone.
fn follow(w: &mut Write<'_>, expected: &Expected, task: Task, settled: &mut Settled) -> Outcome<()> {
    if task.state != TaskState::Open {
        return Ok(());
    }
    let mut after = task.clone();
    if expected.follows && task.postponed_count == 0 {
        after.due = Some(expected.due);
    }
    after.priority = expected.priority;
    if after != task {
        w.update(&task, &after)?;
        settled.moved += 1;
        settled.persons.extend(task.person);
    }
    Ok(())
}

/// « Sans objet »: its fact has moved or its subject is closed. The origin is given free, so that the same fact can ask
/// again (an absence noted, taken back and noted again).
pub(super) fn drop_task(w: &mut Write<'_>, task: &Task) -> Outcome<()> {
    let mut after = task.clone();
    after.state =
        task.state.after(TaskEvent::Drop).ok_or_else(|| Fault::refused("refused-task-settled").with("state", task.state.id()))?;
    after.done_on = Some(w.rules().today);
    after.origin = task.origin.as_ref().map(|o| {
        let id = task.head.id.0.simple().to_string();
        format!("{o}~{}", id.get(20..).unwrap_or_default())
    });
    w.update(task, &after)
}
