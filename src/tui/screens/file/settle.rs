//! Rows that are settled: actions of the plan, tasks; and taking back one's own deed of the day.

use chrono::NaiveDate;

use super::rows::What;
use super::{CaseFile, row_id};
use crate::domain::dates::{self, Toward};
use crate::domain::ids::{RowId, TaskId};
use crate::fault::{Fault, Outcome};
use crate::services::file::{self, Page, Settling};
use crate::services::{follow_up, undo};
use crate::tui::action::Action;
use crate::tui::dialogs::{Ask, Filled, Menu, MenuRow};
use crate::tui::form::{Form, Spec, Why};
use crate::tui::screen::{Cx, Message, Words};

/// The states of an action of the plan, the likely one first.
const ACTION_STATES: [&str; 4] = ["done", "doing", "todo", "dropped"];
/// What a check of T31 can give.
const CHECKS: [&str; 3] = ["yes", "no", "unknown"];

impl CaseFile {
    /// `f` and `d` on a row.
    pub(super) fn settle(&mut self, action: Action, cx: &mut Cx<'_>) {
        match (self.what(), action) {
            (Some(What::Action(id)), Action::Done) => self.settle_action(id, "done", None, cx),
            (Some(What::Task(id)), Action::Done) => self.task_done(id, cx),
            (Some(What::Task(id)), Action::Postpone) => self.task_postpone(id, cx),
            _ => {}
        }
    }
    /// `s` on an action of the plan: its states; a dropped one says why.
    pub(super) fn action_states(&mut self, id: RowId, cx: &mut Cx<'_>) {
        let rows = ACTION_STATES.iter().map(|s| MenuRow::new(cx.look.texts.state("plan_action", s), ""));
        let menu = Menu::new(Words::new("file-action-title"), rows.collect());
        cx.ask(menu, move |me: &mut Self, at: usize, cx| match ACTION_STATES.get(at) {
            Some(&"dropped") => {
                let form = Form::new(vec![Spec::text("reason", 120).must()]);
                let ask = Ask::new(Words::new("file-action-dropped"), form, "action-save");
                cx.ask(ask, move |me: &mut Self, answers: Filled, cx| {
                    me.settle_action(id, "dropped", Some(answers.text("reason")), cx)
                });
            }
            Some(state) => me.settle_action(id, state, None, cx),
            None => {}
        });
    }
    fn settle_action(&mut self, id: RowId, state: &str, reason: Option<String>, cx: &mut Cx<'_>) {
        let (person, settling) = (self.id, Settling { state: state.to_owned(), reason });
        self.and_page(cx, move |desk, deed| {
            file::settle_action(desk, deed, id, &settling)?;
            file::page(desk, person)
        });
    }

    fn task_done(&mut self, id: TaskId, cx: &mut Cx<'_>) {
        let kind = self.page.as_ref().and_then(|p| p.tasks.iter().find(|t| t.head.id == id)).map(|t| t.kind.clone());
        if kind.as_deref() == Some("T30") {
            // A hire is confirmed by somebody, or it is denied.
            let codes = &self.house.rules.codes;
            let mut all: Vec<(String, String)> =
                codes.list("CONFIRM").map(|c| (c.code.clone(), c.label(cx.look.lang()).to_owned())).collect();
            all.push(("denied".to_owned(), cx.text("answers-denied")));
            let rows = all.iter().map(|(_, label)| MenuRow::new(label, "")).collect();
            let menu = Menu::new(Words::new("tasks-confirm"), rows);
            return cx.ask(menu, move |me: &mut Self, at: usize, cx| me.finish_task(id, all.get(at).map(|(c, _)| c.clone()), cx));
        }
        if kind.as_deref() != Some("T31") {
            return self.finish_task(id, None, cx);
        }
        // A retention check is done with what it found.
        let rows = CHECKS.iter().map(|c| MenuRow::new(cx.look.text(&format!("file-result-{c}")), ""));
        let menu = Menu::new(Words::new("file-check-title"), rows.collect());
        cx.ask(menu, move |me: &mut Self, at: usize, cx| me.finish_task(id, CHECKS.get(at).map(|c| (*c).to_owned()), cx));
    }
    fn finish_task(&mut self, id: TaskId, result: Option<String>, cx: &mut Cx<'_>) {
        let person = self.id;
        self.and_page(cx, move |desk, deed| {
            follow_up::done(desk, deed, id, result.clone())?;
            file::page(desk, person)
        });
    }
    fn task_postpone(&mut self, id: TaskId, cx: &mut Cx<'_>) {
        let form = Form::new(vec![self.day_field("due", cx).must()]);
        let ask = Ask::new(Words::new("file-postpone-title"), form, "action-postpone");
        let person = self.id;
        cx.ask(ask, move |me: &mut Self, answers: Filled, cx| {
            let Some(to) = answers.day("due") else { return };
            me.and_page(cx, move |desk, deed| {
                follow_up::postpone(desk, deed, id, to)?;
                file::page(desk, person)
            });
        });
    }
    /// `s` on a task.
    pub(super) fn task_states(&mut self, id: TaskId, cx: &mut Cx<'_>) {
        let look = cx.look;
        let labels = ["action-done", "action-postpone", "action-transfer", "file-task-drop"];
        let menu = Menu::new(Words::new("file-task-title"), labels.iter().map(|l| MenuRow::new(look.text(l), "")).collect());
        cx.ask(menu, move |me: &mut Self, at: usize, cx| match at {
            0 => me.task_done(id, cx),
            1 => me.task_postpone(id, cx),
            2 => me.task_transfer(id, cx),
            _ => me.task_drop(id, cx),
        });
    }
    fn task_drop(&mut self, id: TaskId, cx: &mut Cx<'_>) {
        let form = Form::new(vec![Spec::text("reason", 120).must()]);
        let ask = Ask::new(Words::new("file-task-drop-title"), form, "file-task-drop");
        let person = self.id;
        cx.ask(ask, move |me: &mut Self, answers: Filled, cx| {
            let reason = answers.text("reason");
            me.and_page(cx, move |desk, deed| {
                follow_up::drop(desk, deed, id, &reason)?;
                file::page(desk, person)
            });
        });
    }
    /// `x` on a task.
    pub(super) fn task_transfer(&mut self, id: TaskId, cx: &mut Cx<'_>) {
        let person = self.id;
        self.ask_colleague(Words::new("file-task-transfer-title"), cx, move |me, to, cx| {
            me.and_page(cx, move |desk, deed| {
                follow_up::transfer(desk, deed, id, to)?;
                file::page(desk, person)
            });
        });
    }

    /// `z`: the last deed of today on the row under the cursor, else on the registration.
    pub(super) fn undo(&mut self, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let registration = RowId(page.file.registration.head.id.0);
        let (subject, person) = (row_id(self.what()).unwrap_or(registration), self.id);
        let ticket = cx.deed(
            move |desk, deed| {
                let last = undo::last(desk, subject)?.ok_or_else(|| Fault::refused("refused-nothing-to-undo"))?;
                undo::undo(desk, deed, last.deed, None)?;
                file::page(desk, person)
            },
            |me: &mut Self, page: Outcome<Page>, cx| {
                if let Ok(page) = page {
                    me.show(page, cx);
                    cx.say(Message::saved(Words::new("file-undone")));
                }
            },
        );
        cx.hold_for(ticket);
    }

    /// A field for a day to come.
    pub(super) fn day_field(&self, id: &'static str, cx: &Cx<'_>) -> Spec {
        let (today, lang) = (cx.today(), cx.look.lang());
        Spec::date(
            id,
            std::rc::Rc::new(move |typed| {
                let day: NaiveDate =
                    dates::parse(typed, today, Toward::Future).map_err(|key| Why::new(key).with("value", typed))?;
                Ok((crate::domain::record::day_text(day), dates::shown(day, lang)))
            }),
        )
    }
}
