//! Tâches: one's own open tasks, and those of whoever one stands in for, by due day. What was settled stays in its place until the list
//! is entered again. Reached by `g t`.

use std::rc::Rc;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::ids::TaskId;
use crate::domain::lifecycle::TaskState;
use crate::domain::record::{day_text, parse_day};
use crate::domain::task::Task;
use crate::fault::Outcome;
use crate::services::caseload::{self, Colleague};
use crate::services::follow_up;
use crate::services::tasks::{self, Settle, TaskRow};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::dialogs::PickDialog;
use crate::tui::look::{Look, wrap};
use crate::tui::screen::{Cx, Message, Offer, Screen, Topic, Words};
use crate::tui::screens::ask_line::AskLine;
use crate::tui::screens::caseload::short;
use crate::tui::screens::{House, doors, fields};
use crate::tui::widgets::fit::Fit;
use crate::tui::widgets::pick::Choice;
use crate::tui::widgets::table::{Cell, Column, Row, Table};

/// Retention check (domain.md §4): its result is one of three words.
const CHECK: &str = "T31";
/// A hire to be confirmed: by whom (CONFIRM), or it is denied.
const HIRE: &str = "T30";
const DENIED: &str = "denied";

/// A task and its words.
struct Line {
    row: TaskRow,
    due: String,
    late: bool,
    kind: String,
    about: String,
    situation: String,
}

impl Line {
    fn new(row: TaskRow, today: NaiveDate, house: &House, look: &Look) -> Self {
        let task = &row.task;
        let other = task.assignee != house.who.user;
        let situation = match task.state {
            TaskState::Open if other => look.with("tasks-of", &[("name", row.assignee.clone())]),
            TaskState::Open => {
                task.words.clone().filter(|_| row.name.is_some()).or_else(|| row.number.clone()).unwrap_or_default()
            }
            state => look.texts.state("task", state.id()),
        };
        Line {
            due: task.due.map_or_else(|| "-".to_owned(), |d| short(d, look)),
            late: task.state == TaskState::Open && task.due.is_some_and(|d| d < today),
            kind: house.rules.codes.label("TASK", &task.kind, look.lang()).to_owned(),
            about: row.name.clone().or_else(|| task.words.clone()).unwrap_or_else(|| "-".to_owned()),
            situation,
            row,
        }
    }
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.row.task.head.id.0.as_bytes().to_vec()
    }
}

/// The screen.
pub struct Tasks {
    house: House,
    table: Table<Line>,
    came: bool,
}

impl Tasks {
    /// Of who works.
    pub fn new(house: &House) -> Self {
        let columns = vec![
            Column::new("tasks-due", 6, 0, |l: &Line, _| Cell::alert_if(l.due.as_str(), l.late)).signed(),
            Column::new("tasks-kind", 22, 2, |l: &Line, _| Cell::from(l.kind.as_str())),
            Column::new("tasks-about", 23, 0, |l: &Line, _| Cell::from(l.about.as_str())).fit(Fit::Name),
            Column::new("tasks-situation", 22, 1, |l: &Line, _| Cell::from(l.situation.as_str())),
            Column::new("tasks-phone", 13, 6, |l: &Line, _| {
                Cell::from(l.row.phone.as_deref().map_or_else(String::new, crate::domain::phone::shown))
            })
            .extra(),
        ];
        Tasks { house: Rc::clone(house), table: Table::new(columns).by_stops(), came: false }
    }
    fn load(&mut self, cx: &mut Cx<'_>) {
        cx.load(Slot("rows"), tasks::mine, |me: &mut Self, rows: Outcome<Vec<TaskRow>>, cx| {
            let Ok(rows) = rows else { return me.table.missed() };
            let lines = rows.into_iter().map(|r| Line::new(r, cx.today(), &me.house, cx.look)).collect();
            me.came = true;
            me.table.set(lines);
        });
    }
    fn open_task(&self) -> Option<&Line> {
        self.table.current().filter(|l| l.row.task.state == TaskState::Open)
    }
    fn is_late(&self) -> usize {
        self.table.rows().iter().filter(|l| l.late).count()
    }
    /// A deed on one task: the row changes in its place, the sentence says what was done.
    fn deed(&mut self, id: TaskId, how: Settle, words: Words, cx: &mut Cx<'_>) {
        let mut deed = None;
        let save = cx.save(
            move |desk| tasks::settle(desk, *deed.get_or_insert_with(|| desk.new_id()), id, &how),
            move |me: &mut Self, task: Outcome<Task>, cx| {
                if let Ok(task) = task {
                    me.settled(task, cx);
                    cx.say_saved(words);
                }
            },
        );
        cx.hold_for(save);
    }
    fn settled(&mut self, task: Task, cx: &Cx<'_>) {
        let (house, look, today) = (Rc::clone(&self.house), cx.look, cx.today());
        let key = task.head.id.0.as_bytes().to_vec();
        self.table.update(&key, |line| {
            let row = TaskRow { task, ..line.row.clone() };
            *line = Line::new(row, today, &house, look);
        });
    }
    fn done(&mut self, id: TaskId, kind: &str, about: String, cx: &mut Cx<'_>) {
        if kind == CHECK {
            let words = ["yes", "no", "unknown"].map(|code| Choice::new(code, cx.text(&format!("tasks-check-{code}"))));
            let ask = PickDialog::new(Words::new("tasks-still"), words.to_vec());
            cx.ask(ask, move |me: &mut Self, choice: Choice, cx| {
                let words = Words::new("tasks-done").with("about", &about);
                me.deed(id, Settle::Done(Some(choice.code)), words, cx);
            });
            return;
        }
        if kind == HIRE {
            let mut all = fields::choices(&self.house, "CONFIRM", cx.look.lang()).to_vec();
            all.push(Choice::new(DENIED, cx.text("answers-denied")));
            cx.ask(PickDialog::new(Words::new("tasks-confirm"), all), move |me: &mut Self, choice: Choice, cx| {
                let words = Words::new("tasks-done").with("about", &about);
                me.deed(id, Settle::Done(Some(choice.code)), words, cx);
            });
            return;
        }
        let title = Words::new("title-task-done").with("about", &about);
        let ask = AskLine::text("task_done", title, "result", 200, false, "action-done").saying(cx.text("tasks-done-says"));
        cx.ask(ask, move |me: &mut Self, result: String, cx| {
            let words = Words::new("tasks-done").with("about", &about);
            let result = Some(result.trim().to_owned()).filter(|r| !r.is_empty());
            me.deed(id, Settle::Done(result), words, cx);
        });
    }
    fn postpone(&mut self, id: TaskId, about: String, cx: &mut Cx<'_>) {
        let title = Words::new("title-task-postpone").with("about", &about);
        let next = self.house.rules.calendar.add_working_days(cx.today(), 1);
        let ask = AskLine::day("task_done", title, "due", "action-postpone", &self.house, cx.look).with(day_text(next));
        cx.ask(ask.saying(cx.text("tasks-postpone-says")), move |me: &mut Self, day: String, cx| {
            let Some(day) = parse_day(&day) else { return };
            let shown = crate::domain::dates::with_weekday(day, cx.look.lang());
            let words = Words::new("tasks-postponed").with("about", &about).with("day", shown);
            me.deed(id, Settle::Postpone(day), words, cx);
        });
    }
    fn transfer(&mut self, id: TaskId, about: String, cx: &mut Cx<'_>) {
        cx.load(Slot("colleagues"), caseload::colleagues, move |me: &mut Self, all: Outcome<Vec<Colleague>>, cx| {
            let Ok(all) = all else { return };
            let others: Vec<Colleague> = all.into_iter().filter(|c| c.user != me.house.who.user).collect();
            if others.is_empty() {
                return cx.say(Message::failed(Words::new("transfer-nobody")));
            }
            let choices = (1..).zip(&others).map(|(n, c)| Choice::new(n.to_string(), &c.name)).collect();
            let ask = PickDialog::new(Words::new("transfer-to"), choices);
            cx.ask(ask, move |me: &mut Self, choice: Choice, cx| {
                let at = choice.code.parse::<usize>().ok().and_then(|n| others.get(n.checked_sub(1)?));
                let Some(to) = at.map(|c| c.user) else { return };
                let words = Words::new("tasks-transferred").with("about", &about).with("name", &choice.label);
                me.deed(id, Settle::Transfer(to), words, cx);
            });
        });
        cx.hold(Slot("colleagues"));
    }
    fn new_free(&mut self, cx: &mut Cx<'_>) {
        let ask = AskLine::text("task_new", Words::new("title-task-new"), "words", 120, true, "drawer-field");
        cx.ask(ask, |me: &mut Self, words: String, cx| {
            let title = Words::new("title-task-postpone").with("about", &words);
            let ask = AskLine::day("task_new", title, "due", "action-save", &me.house, cx.look).with(day_text(cx.today()));
            cx.ask(ask, move |me: &mut Self, day: String, cx| {
                let Some(day) = parse_day(&day) else { return };
                me.keep_free(words, day, cx);
            });
        });
    }
    fn keep_free(&mut self, words: String, day: NaiveDate, cx: &mut Cx<'_>) {
        let (said, mut deed) = (words.clone(), None);
        let save = cx.save(
            move |desk| {
                let id = *deed.get_or_insert_with(|| desk.new_id());
                follow_up::new_free(desk, id, &words, day, None, None)
            },
            move |me: &mut Self, done: Outcome<TaskId>, cx| {
                if done.is_ok() {
                    cx.say_saved(Words::new("tasks-new-kept").with("words", &said).with("day", short(day, cx.look)));
                    me.load(cx);
                }
            },
        );
        cx.hold_for(save);
    }
}

impl Screen for Tasks {
    fn name(&self) -> &'static str {
        "tasks"
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        if self.table.current().is_some_and(|l| l.row.task.person.is_some()) {
            out.push(Offer::main(Action::Open));
        }
        if self.open_task().is_some() {
            out.push(Offer::main(Action::Done));
            out.push(Offer::main(Action::Postpone));
            out.push(Offer::usual(Action::Transfer));
        }
        out.push(Offer::usual(Action::New));
        if self.table.current().is_some() {
            out.push(Offer::rare(Action::Undo));
        }
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }
    fn changed(&mut self, _topic: Topic, _cx: &mut Cx<'_>) {}
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.table.act(action) {
            return;
        }
        if action == Action::New {
            return self.new_free(cx);
        }
        let Some(line) = self.table.current() else { return };
        let (id, kind, about) = (line.row.task.head.id, line.row.task.kind.clone(), line.about.clone());
        match action {
            Action::Open => {
                if let Some(person) = line.row.task.person {
                    doors::person(&self.house, person, cx);
                }
            }
            Action::Done => self.done(id, &kind, about, cx),
            Action::Postpone => self.postpone(id, about, cx),
            Action::Transfer => self.transfer(id, about, cx),
            Action::Undo => self.deed(id, Settle::Undo, Words::new("undone-about").with("name", about), cx),
            _ => {}
        }
    }
    fn context(&self, look: &Look) -> String {
        let open = self.table.rows().iter().filter(|l| l.row.task.state == TaskState::Open).count();
        look.with("tasks-context", &[("count", open.to_string()), ("late", self.is_late().to_string())])
    }
    fn slot(&self, look: &Look) -> String {
        self.table.position(look)
    }
    fn subject(&self, _look: &Look) -> String {
        self.table.current().map(|l| l.about.clone()).unwrap_or_default()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.table.draw(frame.buffer_mut(), area, look, true);
        if self.table.is_empty() && self.came {
            let lines = wrap(&look.text("tasks-empty"), usize::from(area.width.saturating_sub(4)));
            for (y, line) in (area.y + 2..area.bottom()).zip(lines) {
                look.put(frame.buffer_mut(), area.x + 2, y, area.width - 2, &line, Style::new());
            }
        }
    }
}
