//! What can be done with a task of the day: open what it is about, done, another day, remind, to a colleague, no object, take back.

use std::rc::Rc;

use chrono::NaiveDate;

use super::Day;
use super::lines::Line;
use crate::domain::dates::{self, Toward};
use crate::domain::ids::{EmployerId, PersonId, ProposalId, RowId, TaskId, VacancyId};
use crate::domain::lifecycle::TaskState;
use crate::domain::record::{day_text, parse_day};
use crate::domain::task::Task;
use crate::fault::{Fault, Outcome};
use crate::services::day::{self, Todo};
use crate::services::deed::once;
use crate::services::{follow_up, undo};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::dialogs::{Answer, Answers, PickDialog, TypedLine};
use crate::tui::form::ReadDay;
use crate::tui::form::editor::Why;
use crate::tui::screen::{Cx, Offer, Words};
use crate::tui::screens::agenda::{Agenda, For};
use crate::tui::screens::{House, doors, meetings};

/// A retention check: it is done with its result.
const CHECK: &str = "T31";
/// A hire to be confirmed: by whom (CONFIRM), or it is denied.
const HIRE: &str = "T30";
/// Contact to be taken: what « relancer » plans.
const CONTACT: &str = "T4";

/// The deeds of a task.
pub(super) fn offers(todo: &Todo, out: &mut Vec<Offer>) {
    let open = todo.task.state == TaskState::Open;
    if open {
        out.push(Offer::main(Action::Done));
        out.push(Offer::main(Action::Postpone));
        out.push(Offer::usual(Action::NextState));
        out.push(Offer::usual(Action::Transfer));
    }
    if todo.task.person.is_some() {
        out.push(Offer::usual(Action::Remind));
        out.push(Offer::usual(Action::Book));
    }
    out.push(Offer::usual(Action::Undo));
}

/// Does one of them on the task under the cursor.
pub(super) fn act(me: &mut Day, action: Action, cx: &mut Cx<'_>) {
    let Some(todo) = me.todo().cloned() else { return };
    match action {
        Action::Open => open(&me.house, &todo, cx),
        Action::Done => done(me, &todo, cx),
        Action::Postpone => postpone(me, &todo, cx),
        Action::Remind => remind(me, &todo, cx),
        Action::Transfer => transfer(&todo, cx),
        Action::NextState => next_state(&todo, cx),
        Action::Book => book(me, &todo, cx),
        Action::Undo => take_back(&todo, cx),
        _ => {}
    }
}

/// The thing itself: a due proposal its row, an offer its file, else the person.
fn open(house: &House, todo: &Todo, cx: &mut Cx<'_>) {
    let id = todo.task.subject.0;
    match (todo.task.subject_kind.as_str(), todo.task.person) {
        ("proposal", _) => doors::proposal(house, ProposalId(id), cx),
        ("vacancy", _) => doors::vacancy(house, VacancyId(id), cx),
        ("employer", _) => doors::employer(house, EmployerId(id), cx),
        (_, Some(person)) => doors::person(house, person, cx),
        ("person", None) => doors::person(house, PersonId(id), cx),
        _ => cx.say(crate::tui::screen::Message::advice(Words::new("task-alone"))),
    }
}

/// The row says what became of the task.
fn came(me: &mut Day, done: Outcome<(Task, Words)>, cx: &mut Cx<'_>) {
    let Ok((task, said)) = done else { return };
    cx.say_saved(said);
    let situation = match task.state {
        TaskState::Open => None,
        state => Some(cx.look.texts.state("task", state.id())),
    };
    let key = task.head.id.0.as_bytes().to_vec();
    let (house, today, look) = (me.house.clone(), cx.today(), cx.look);
    me.table.update(&key, |row| {
        if let super::lines::Item::Task(todo) = &row.item {
            let line = Line::of_task(Todo { task: task.clone(), ..todo.as_ref().clone() }, &house, today, look);
            *row = match situation {
                Some(words) => line.settled(words),
                None => line,
            };
        }
    });
}

fn done(me: &Day, todo: &Todo, cx: &mut Cx<'_>) {
    let id = todo.task.head.id;
    let name = todo.name.clone().unwrap_or_default();
    if todo.task.kind == HIRE {
        let codes = &me.house.rules.codes;
        let mut all: Vec<(String, String)> =
            codes.list("CONFIRM").map(|c| (c.code.clone(), c.label(cx.look.lang()).to_owned())).collect();
        all.push(("denied".to_owned(), cx.text("answers-denied")));
        let drawer = all.iter().fold(Answers::new(Words::new("tasks-confirm"), "answers-choose"), |drawer, (_, label)| {
            drawer.answer(Words::new("said").with("text", label), None)
        });
        return cx.ask(drawer, move |_: &mut Day, answer, cx| {
            if let Answer::Nth(nth) = answer {
                settle(id, all.get(nth).map(|(code, _)| code.clone()), name, cx);
            }
        });
    }
    if todo.task.kind != CHECK {
        return settle(id, None, name, cx);
    }
    let results = ["yes", "no", "unknown"];
    let title = Words::new("title-check").with("name", &name);
    let drawer = results
        .iter()
        .fold(Answers::new(title, "answers-choose"), |drawer, result| drawer.answer(Words::new(format!("check-{result}")), None));
    cx.ask(drawer, move |_: &mut Day, answer, cx| {
        if let Answer::Nth(nth) = answer {
            settle(id, results.get(nth).map(|r| (*r).to_owned()), name, cx);
        }
    });
}

fn settle(id: TaskId, result: Option<String>, name: String, cx: &mut Cx<'_>) {
    let mut deed = once();
    let ticket = cx.save(
        move |desk| {
            let deed = deed(desk);
            let task = follow_up::done(desk, deed, id, result.clone())?;
            Ok((task, Words::new("task-done").with("name", &name)))
        },
        came,
    );
    cx.hold_for(ticket);
}

/// Reads a day to come, loosely.
pub fn coming_day(today: NaiveDate, lang: &str) -> ReadDay {
    let lang = lang.to_owned();
    Rc::new(move |typed| {
        let day = dates::parse(typed, today, Toward::Future).map_err(Why::new)?;
        Ok((day_text(day), dates::with_weekday(day, &lang)))
    })
}

/// The drawer in which a day is typed, the next working day proposed.
fn day_drawer(me: &Day, title: Words, deed: &'static str, cx: &Cx<'_>) -> TypedLine {
    let (today, lang) = (cx.today(), cx.look.lang());
    let next = me.house.rules.calendar.add_working_days(today, 1);
    let drawer = TypedLine::day(title, deed, Words::new("typed-day"), coming_day(today, lang));
    drawer.with(&dates::shown(next, lang))
}

fn postpone(me: &Day, todo: &Todo, cx: &mut Cx<'_>) {
    let id = todo.task.head.id;
    let title = Words::new("title-postpone").with("name", todo.name.as_deref().unwrap_or_default());
    let drawer =
        day_drawer(me, title, "action-postpone", cx).line(Words::new("postpone-count").with("count", todo.task.postponed_count));
    cx.ask(drawer, move |_: &mut Day, day, cx| {
        let Some(to) = parse_day(&day) else { return };
        let mut deed = once();
        let shown = dates::shown(to, cx.look.lang());
        cx.save(
            move |desk| {
                let deed = deed(desk);
                let task = follow_up::postpone(desk, deed, id, to)?;
                Ok((task, Words::new("task-postponed").with("day", &shown)))
            },
            came,
        );
    });
}

fn remind(me: &Day, todo: &Todo, cx: &mut Cx<'_>) {
    let Some(person) = todo.task.person else { return };
    let who = me.house.who.user;
    let title = Words::new("title-remind").with("name", todo.name.as_deref().unwrap_or_default());
    cx.ask(day_drawer(me, title, "action-remind", cx), move |_: &mut Day, day, cx| {
        let Some(due) = parse_day(&day) else { return };
        let mut deed = once();
        let shown = dates::shown(due, cx.look.lang());
        cx.save(
            move |desk| {
                let deed = deed(desk);
                follow_up::remind_many(desk, Some(deed), &[person], CONTACT, due, who)
            },
            move |_: &mut Day, made, cx| {
                let Ok(made) = made else { return };
                match made.kept.first() {
                    Some((_, name, day)) => {
                        let day = dates::shown(*day, cx.look.lang());
                        cx.say_saved(Words::new("remind-kept").with("name", name).with("day", day));
                    }
                    None => cx.say_saved(Words::new("remind-made").with("day", shown)),
                }
            },
        );
    });
}

fn transfer(todo: &Todo, cx: &mut Cx<'_>) {
    let id = todo.task.head.id;
    let slot = Slot("officers");
    cx.load(slot, day::officers, move |_: &mut Day, officers, cx| {
        let Ok(officers) = officers else { return };
        let drawer = PickDialog::new(Words::new("title-transfer"), meetings::choices(&officers));
        cx.ask(drawer, move |_: &mut Day, choice, cx| {
            let Some(to) = meetings::chosen(&officers, &choice).cloned() else { return };
            let mut deed = once();
            cx.save(
                move |desk| {
                    let deed = deed(desk);
                    let task = follow_up::transfer(desk, deed, id, to.user)?;
                    Ok((task, Words::new("task-transferred").with("who", &to.name)))
                },
                came,
            );
        });
    });
    cx.hold(slot);
}

fn next_state(todo: &Todo, cx: &mut Cx<'_>) {
    let events = [Action::Done, Action::Postpone, Action::Transfer];
    let title = Words::new("title-next-state").with("name", todo.name.as_deref().unwrap_or_default());
    let mut drawer = Answers::new(title, "answers-choose");
    for event in ["task-event-done", "task-event-postpone", "task-event-transfer", "task-event-drop"] {
        drawer = drawer.answer(Words::new(event), None);
    }
    let id = todo.task.head.id;
    cx.ask(drawer, move |me: &mut Day, answer, cx| {
        let Answer::Nth(nth) = answer else { return };
        match events.get(nth) {
            Some(action) => act(me, *action, cx),
            None => drop_task(id, cx),
        }
    });
}

fn drop_task(id: TaskId, cx: &mut Cx<'_>) {
    let line = TypedLine::new(Words::new("title-drop"), "typed-note", Words::new("meeting-reason"), 200);
    cx.ask(line, move |_: &mut Day, reason, cx| {
        let mut deed = once();
        cx.save(
            move |desk| {
                let deed = deed(desk);
                let task = follow_up::drop(desk, deed, id, &reason)?;
                Ok((task, Words::new("task-dropped")))
            },
            came,
        );
    });
}

fn book(me: &Day, todo: &Todo, cx: &mut Cx<'_>) {
    let wanted = For {
        person: todo.task.person,
        name: todo.name.clone().unwrap_or_default(),
        kind: if todo.task.kind == "T1" { "1".to_owned() } else { "2".to_owned() },
        counsellor: me.house.who.user,
        ..For::default()
    };
    cx.push(Agenda::booking(&me.house, wanted));
}

fn take_back(todo: &Todo, cx: &mut Cx<'_>) {
    let id = todo.task.head.id;
    let mut deed = once();
    cx.save(
        move |desk| {
            let deed = deed(desk);
            let last = undo::last(desk, RowId(id.0))?.ok_or_else(|| Fault::refused("refused-nothing-to-undo"))?;
            undo::undo(desk, deed, last.deed, None)?;
            let task = day::task(desk, id)?;
            Ok((task, Words::new("task-undone")))
        },
        came,
    );
}
