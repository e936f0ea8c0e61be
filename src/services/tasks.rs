//! The list of one's own tasks, and of those one stands in for. Called by the screen of the tasks and by `show tasks`; settling one is
//! `follow_up`'s.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use crate::domain::ids::{DeedId, RowId, TaskId, UserId};
use crate::domain::record::day_text;
use crate::domain::task::Task;
use crate::fault::{Fault, Outcome};
use crate::services::{follow_up, undo};
use crate::store::tasks::Filter;
use crate::store::{Desk, records};

pub use crate::store::tasks::TaskRow;

/// Tasks listed at most: nobody reads more, and what is due first comes first.
const MOST: u32 = 1000;

/// The open tasks of who acts and of whoever he stands in for, by due day. One statement.
pub fn mine(desk: &mut Desk) -> Outcome<Vec<TaskRow>> {
    let user = desk.who.user;
    Ok(follow_up::list(desk, user, &Filter::default(), None, MOST)?.rows)
}

/// What is done to a task from the list.
#[derive(Debug, Clone, PartialEq)]
pub enum Settle {
    /// Done, with its result.
    Done(Option<String>),
    /// To another day.
    Postpone(NaiveDate),
    /// To someone else.
    Transfer(UserId),
    /// One's own last deed of the day on it is taken back.
    Undo,
}

/// Does it, and gives the task as it became. Rights and effects are `follow_up`'s.
pub fn settle(desk: &mut Desk, deed: DeedId, id: TaskId, how: &Settle) -> Outcome<Task> {
    match how {
        Settle::Done(result) => follow_up::done(desk, deed, id, result.clone()),
        Settle::Postpone(day) => follow_up::postpone(desk, deed, id, *day),
        Settle::Transfer(to) => follow_up::transfer(desk, deed, id, *to),
        Settle::Undo => {
            let last = undo::last(desk, RowId(id.0))?.ok_or_else(|| Fault::refused("refused-nothing-to-undo"))?;
            undo::undo(desk, deed, last.deed, None)?;
            desk.read(|read| records::by_id(read, id))
        }
    }
}

/// What `show tasks --json` gives.
pub fn show(desk: &mut Desk) -> Outcome<Vec<Json>> {
    let today = desk.rules.today;
    let row = |row: TaskRow| {
        json!({
            "row": "task",
            "id": row.task.head.id.0.to_string(),
            "kind": row.task.kind,
            "due": row.task.due.map(day_text),
            "late": row.task.due.is_some_and(|d| d < today),
            "priority": row.task.priority,
            "state": row.task.state.id(),
            "subject_kind": row.task.subject_kind,
            "name": row.name,
            "number": row.number,
            "words": row.task.words,
            "assignee": row.assignee,
            "postponed": row.task.postponed_count,
        })
    };
    Ok(mine(desk)?.into_iter().map(row).collect())
}
