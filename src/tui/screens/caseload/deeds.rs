//! What is done from the caseload: reminders, transfers, renewals, the views, the printed list. On the marks, else on the row.

use uuid::Uuid;

use crate::domain::ids::{Id, PersonId, RegistrationId, RowId};
use crate::domain::record::day_text;
use crate::domain::registration::Registration;
use crate::fault::{Fault, Outcome};
use crate::services::caseload::{self, Colleague, LONGEST_LIST, MANY, Page, Plan, Side, Transferred};
use crate::services::follow_up::{self, Reminded};
use crate::services::{file, undo};
use crate::tui::cx::Slot;
use crate::tui::dialogs::Filled;
use crate::tui::screen::{Cx, Message, Words};
use crate::tui::screens::agenda::{Agenda, For};
use crate::tui::screens::ask_line::AskLine;
use crate::tui::screens::caseload::Caseload;
use crate::tui::screens::caseload::hand_over::{HandOver, Taker};
use crate::tui::screens::caseload::line::Line;
use crate::tui::screens::caseload::remind::{Remind, Wished, said};
use crate::tui::screens::file::note_drawer;
use crate::tui::screens::listing::Lists;
use crate::tui::screens::said;

/// APPT: the first interview, then the follow-up.
const KINDS: [&str; 2] = ["1", "2"];

impl Caseload {
    fn people(&self) -> Vec<PersonId> {
        self.chosen().iter().map(|l| l.row.person).collect()
    }
    fn registrations(&self) -> Vec<RegistrationId> {
        self.chosen().iter().map(|l| l.row.registration).collect()
    }

    /// `l`: the drawer comes when the colleagues are known.
    pub(super) fn remind(&mut self, cx: &mut Cx<'_>) {
        cx.load(Slot("remind"), caseload::colleagues, |me: &mut Self, all: Outcome<Vec<Colleague>>, cx| {
            let Ok(all) = all else { return };
            let drawer = Remind::new(&me.house, me.people(), all, cx.today(), cx.look);
            cx.ask(drawer, Self::reminded);
        });
        cx.hold(Slot("remind"));
    }
    fn reminded(&mut self, wished: Wished, cx: &mut Cx<'_>) {
        let people = self.people();
        let save = cx.deed(
            move |desk, deed| follow_up::remind_many(desk, Some(deed), &people, &wished.kind, wished.due, wished.assignee),
            |me: &mut Self, done: Outcome<Reminded>, cx| {
                let Ok(done) = done else { return };
                let text = said(&done, "remind-done", cx.look);
                cx.say_saved(Words::new("caseload-said").with("text", text));
                me.refresh(cx);
                me.unmark();
            },
        );
        cx.hold_for(save);
    }

    /// `x`: the drawer comes with what it would do.
    pub(super) fn transfer(&mut self, cx: &mut Cx<'_>) {
        let ids = self.registrations();
        let then = |_: &mut Self, plan: Outcome<Plan>, cx: &mut Cx<'_>| {
            if let Ok(plan) = plan {
                cx.ask(HandOver::new(plan), Self::handed_over);
            }
        };
        cx.load(Slot("transfer"), move |desk| caseload::plan_transfer(desk, &ids), then);
        cx.hold(Slot("transfer"));
    }
    fn handed_over(&mut self, to: Taker, cx: &mut Cx<'_>) {
        let (ids, user) = (self.registrations(), to.user);
        let save = cx.deed(
            move |desk, deed| caseload::transfer(desk, deed, &ids, user),
            move |me: &mut Self, done: Outcome<Transferred>, cx| {
                let Ok(done) = done else { return };
                let words = Words::new("transfer-done").with("count", done.files).with("name", &to.name);
                cx.say_saved(words.with("tasks", done.tasks).with("moved", done.moved));
                me.refresh(cx);
                me.unmark();
            },
        );
        cx.hold_for(save);
    }

    /// `u`: the person confirms, at the counter or by telephone.
    pub(super) fn renew(&mut self, cx: &mut Cx<'_>) {
        let Some(line) = self.list.table.current() else { return };
        let (id, name) = (line.row.registration, line.row.name.clone());
        let save = cx.deed(
            move |desk, deed| follow_up::renew(desk, deed, id),
            move |me: &mut Self, done: Outcome<Registration>, cx| {
                let Ok(done) = done else { return };
                let until = done.renewal_due.map(|d| crate::domain::dates::shown(d, cx.look.lang())).unwrap_or_default();
                cx.say_saved(Words::new("caseload-renewed").with("name", &name).with("day", until));
                me.refresh(cx);
            },
        );
        cx.hold_for(save);
    }

    /// `b`: a dated note on the person's file, its draft kept as there.
    pub(super) fn note(&mut self, text: String, cx: &mut Cx<'_>) {
        let Some(line) = self.list.table.current() else { return };
        let (person, name) = (line.row.person, line.row.name.clone());
        let draft = RowId::from_uuid(Uuid::now_v7());
        let ask = note_drawer(person, &name, text, None, draft);
        cx.ask(ask, move |_: &mut Self, answers: Filled, cx| {
            let typed = answers.text("text");
            let again = typed.clone();
            let save = cx.deed(
                move |desk, deed| file::note(desk, deed, person, &typed, None, Some(draft)),
                move |me: &mut Self, done: Outcome<RowId>, cx| match done {
                    Ok(_) => cx.say_saved(Words::new("caseload-noted").with("name", &name)),
                    Err(Fault::Away | Fault::Cancelled) => {}
                    // The text is offered again as it was; the app says why it wasn't taken.
                    Err(_) => me.note(again, cx),
                },
            );
            cx.hold_for(save);
        });
    }
    /// `r`: the agenda, the cursor on the first free slot for this person.
    pub(super) fn book(&mut self, cx: &mut Cx<'_>) {
        let Some(row) = self.list.table.current().map(|l| &l.row) else { return };
        let [first, follow_up] = KINDS;
        let kind = if row.last_contact.is_none() { first } else { follow_up };
        let wanted = For {
            person: Some(row.person),
            name: row.name.clone(),
            kind: kind.to_owned(),
            counsellor: self.whose.0,
            ..For::default()
        };
        cx.push(Agenda::booking(&self.house, wanted));
    }

    /// `z`: one's own last deed of the day on this registration.
    pub(super) fn undo(&mut self, cx: &mut Cx<'_>) {
        let Some(line) = self.list.table.current() else { return };
        let (id, name) = (RowId(line.row.registration.0), line.row.name.clone());
        let save = cx.deed(
            move |desk, deed| {
                let last = undo::last(desk, id)?.ok_or_else(|| Fault::refused("refused-nothing-to-undo"))?;
                undo::undo(desk, deed, last.deed, None)
            },
            move |me: &mut Self, done: Outcome<String>, cx| {
                if done.is_ok() {
                    cx.say_saved(Words::new("undone-about").with("name", &name));
                    me.refresh(cx);
                }
            },
        );
        cx.hold_for(save);
    }

    /// `i`: the list with names, of the marks or of all that the filter leaves, to a file.
    pub(super) fn print(&mut self, cx: &mut Cx<'_>) {
        let count = if self.marked.is_empty() { self.list.table.total() } else { self.marked.len() };
        if count > LONGEST_LIST {
            let words = Words::new("refused-list-long").with("max", LONGEST_LIST).with("count", count);
            return cx.say(Message::failed(words));
        }
        let file = format!("{}-{}.txt", cx.text("caseload-file"), day_text(cx.today()));
        let title = Words::new("title-print-list").with("count", count);
        let ask = AskLine::text("print_list", title, "path", 200, true, "action-print").with(file).saying(cx.text("print-says"));
        cx.ask(ask, Self::print_to);
    }
    fn print_to(&mut self, path: String, cx: &mut Cx<'_>) {
        if !self.marked.is_empty() {
            let lines: Vec<Line> = self.chosen().into_iter().cloned().collect();
            return self.write_list(lines, path, cx);
        }
        let query = self.query();
        let job = move |desk: &mut _| caseload::page(desk, &query, &Side::First, MANY);
        cx.load(Slot("print"), job, move |me: &mut Self, page: Outcome<Page>, cx| {
            if let Ok(page) = page {
                let lines = page.rows.into_iter().map(|row| me.line(row, cx)).collect();
                me.write_list(lines, path, cx);
            }
        });
        cx.hold(Slot("print"));
    }
    fn write_list(&mut self, lines: Vec<Line>, path: String, cx: &mut Cx<'_>) {
        let heads = ["number", "who", "age", "occupation", "state", "due", "phone"];
        let heads: Vec<String> = heads.iter().map(|h| cx.text(&format!("caseload-{h}"))).collect();
        let mut text = heads.join("\t") + "\n";
        for line in &lines {
            let cells: Vec<String> = line.cells().iter().map(|c| crate::domain::neutral::shown(c)).collect();
            text.push_str(&(cells.join("\t") + "\n"));
        }
        let people: Vec<PersonId> = lines.iter().map(|l| l.row.person).collect();
        let (counsellor, count) = (self.whose.0, lines.len());
        let place = said::place(std::path::Path::new(&path));
        let save = cx.deed(
            move |desk, deed| caseload::print_list(desk, deed, counsellor, &people, &path, &text),
            move |_: &mut Self, done: Outcome<()>, cx| {
                if done.is_ok() {
                    cx.say_saved(Words::new("print-done").with("count", count).with("path", place));
                }
            },
        );
        cx.hold_for(save);
    }
}
