//! The list of one's own tasks, and of those one stands in for. Called by the screen of the tasks and by `show tasks`; settling one is
//! `follow_up`'s.

use serde_json::{Value as Json, json};

use crate::domain::record::day_text;
use crate::fault::Outcome;
use crate::services::follow_up;
use crate::store::Desk;
use crate::store::tasks::Filter;

pub use crate::store::tasks::TaskRow;

/// Tasks listed at most: nobody reads more, and what is due first comes first.
const MOST: u32 = 1000;

/// The open tasks of who acts and of whoever he stands in for, by due day. One statement.
pub fn mine(desk: &mut Desk) -> Outcome<Vec<TaskRow>> {
    let user = desk.who.user;
    Ok(follow_up::list(desk, user, &Filter::default(), None, MOST)?.rows)
}

/// What `show tasks --json` gives.
pub fn show(desk: &mut Desk) -> Outcome<Vec<Json>> {
    let today = desk.rules.today;
    let row = |row: TaskRow| {
        json!({
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
