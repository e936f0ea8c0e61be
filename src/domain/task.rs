//! Tasks and notices (domain.md §2.9, §3.6).

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::ids::{PersonId, RowId, TaskId, UserId};
use crate::domain::lifecycle::TaskState;
use crate::domain::record::{Kind, OwnRules};
use crate::record;

record! {
    /// Work to do by a date; made by hand or by a rule. « En retard » is computed, never stored.
    Task: "task", TaskId {
        /// TASK code: `T1` … `T99`.
        kind: String = Must, Kind::Code("TASK");
        /// Table of the record it is about.
        subject_kind: String = Made, Kind::Text(20);
        /// The record it is about.
        subject: RowId = Made, Kind::Ref("");
        /// The person it is about, when there is one.
        person: Option<PersonId> = Made, Kind::Ref("person");
        /// Agency.
        agency: String = Made, Kind::Text(3);
        /// Whose work it is.
        assignee: UserId = Made, Kind::Ref("account");
        /// By when.
        due: Option<NaiveDate> = Must, Kind::Future;
        /// 1 high, 2 usual, 3 low.
        priority: i64 = Made, Kind::Int(1, 3);
        /// Lifecycle of domain.md §3.6.
        state: TaskState = Made, Kind::State;
        /// Day done or dropped.
        done_on: Option<NaiveDate> = Made, Kind::Past;
        /// What came of it.
        result: Option<String> = May, Kind::Text(200);
        /// Free words of a free task.
        words: Option<String> = May, Kind::Text(120);
        /// The rule that made it; empty for a free one.
        rule_id: Option<String> = Made, Kind::Text(8);
        /// The fact it follows (`2026-11-30/0`): unique with rule and subject, so that nothing is made twice.
        origin: Option<String> = Made, Kind::Text(60);
        /// How often it was put off; the third time asks the head.
        postponed_count: i64 = Made, Kind::Int(0, 99);
    }
}
impl OwnRules for Task {}

record! {
    /// Something told to a user, in the program only; the text is made when shown.
    Notice: "notice", RowId {
        /// To whom.
        account: UserId = Made, Kind::Ref("account");
        /// Key of the text, `notice-…`.
        key: String = Made, Kind::Text(40);
        /// Arguments, `name=value` with `|` between.
        arguments: Vec<String> = Made, Kind::Words;
        /// Table of the record it is about.
        subject_kind: Option<String> = Made, Kind::Text(20);
        /// The record it is about.
        subject: Option<RowId> = Made, Kind::Ref("");
        /// When.
        at: Option<DateTime<Utc>> = Made, Kind::Instant;
        /// When read.
        read_at: Option<DateTime<Utc>> = Made, Kind::Instant;
    }
}
impl OwnRules for Notice {}
