//! Saving the form of an employer: a new one opens its file, a change is merged with what others saved (screens.md §16).

use super::EmployerForm;
use crate::domain::calendar;
use crate::domain::employer_file::EmployerFile;
use crate::domain::ids::{DeedId, Id};
use crate::domain::record::{Need, Value, parse_instant};
use crate::fault::{Conflict, Fault, Flaw, Outcome};
use crate::services::employers::{self, Page};
use crate::services::file;
use crate::tui::cx::Slot;
use crate::tui::dialogs::{ConflictDialog, Settled};
use crate::tui::screen::{Cx, Message, Words};
use crate::tui::screens::doors;
use crate::tui::screens::file::words;
use crate::tui::widgets::diff::{DiffRow, shown};

impl EmployerForm {
    /// F10: everything is read; what is wrong is said at its field and nothing typed is lost.
    pub(super) fn save(&mut self, cx: &mut Cx<'_>) {
        self.form.keep(cx);
        if !self.form.check(cx) {
            return;
        }
        match self.file() {
            Ok(file) => self.after = file,
            Err(flaw) => return self.form.refuse(vec![flaw], cx),
        }
        self.start = self.form.values();
        self.send(cx);
    }
    fn send(&mut self, cx: &mut Cx<'_>) {
        let deed = *self.deed.get_or_insert_with(|| DeedId::from_uuid(uuid::Uuid::now_v7()));
        let (before, after, draft, new) = (self.before.clone(), self.after.clone(), self.draft, self.id.is_none());
        let ticket = cx.save(
            move |desk| {
                if new {
                    employers::create(desk, deed, &after, Some(draft))
                } else {
                    employers::save(desk, deed, &before, &after, Some(draft))
                }
            },
            Self::saved,
        );
        cx.hold_for(ticket);
    }
    fn saved(&mut self, saved: Outcome<EmployerFile>, cx: &mut Cx<'_>) {
        match saved {
            Ok(file) => {
                self.deed = None;
                self.form.saved();
                let e = &file.employer;
                let key = if self.id.is_some() { "employer-saved" } else { "employer-made" };
                cx.say(Message::saved(Words::new(key).with("name", &e.name).with("number", &e.number)));
                let (house, id, new) = (self.house.clone(), e.head.id, self.id.is_none());
                cx.close();
                if new {
                    doors::employer(&house, id, cx);
                }
            }
            Err(Fault::Flaws(flaws)) => {
                let flaws = flaws.into_iter().map(|f| self.at_form(f)).collect();
                self.form.refuse(flaws, cx);
                self.pane.forget();
                self.look_for_duplicates(cx);
            }
            Err(Fault::Conflict(conflict)) => self.meet(*conflict, cx),
            // Said by the app; the form stays with all that was typed.
            Err(_) => {}
        }
    }
    /// A flaw of a field that the form doesn't show is said at its first.
    fn at_form(&self, flaw: Flaw) -> Flaw {
        if self.form.has(flaw.field) { flaw } else { Flaw { field: "name", ..flaw } }
    }
    /// Two people on one employer: what only one changed merges by itself, the rest is asked.
    fn meet(&mut self, mut conflict: Conflict, cx: &mut Cx<'_>) {
        self.deed = None;
        let record = conflict.record;
        conflict.fields.retain(|c| file::kind_of(record, c.field).is_none_or(|(_, need)| need != Need::Made));
        let rows: Vec<DiffRow> = conflict.fields.iter().cloned().map(DiffRow::new).collect();
        if rows.iter().all(|r| !r.both) {
            let values = rows.iter().filter_map(|r| Some((r.clash.field, r.value()?.clone()))).collect();
            return self.settle(conflict, values, cx);
        }
        let at = parse_instant(&conflict.at).map(calendar::local);
        let at = at.map_or_else(String::new, |at| crate::tui::frame::hour(cx.look, at));
        let (house, look) = (self.house.clone(), cx.look.clone());
        let say = move |field: &str, value: &Value| match value {
            Value::Null => words::NONE.to_owned(),
            value => words::value(&house, &look, record, field, Some(&shown(value))),
        };
        let name = self.before.employer.name.clone();
        let dialog = ConflictDialog::new(name, at, conflict.clone()).saying(say);
        cx.ask(dialog, move |me: &mut Self, settled: Settled, cx| me.settle(conflict, settled.values, cx));
    }
    /// Saves what was chosen against the newer version.
    fn settle(&mut self, conflict: Conflict, values: Vec<(&'static str, Value)>, cx: &mut Cx<'_>) {
        let Some(id) = self.id else { return };
        cx.load(
            Slot("newer"),
            move |desk| employers::page(desk, id),
            move |me: &mut Self, newer: Outcome<Page>, cx| {
                let Ok(newer) = newer else { return };
                if !employers::rebase(&mut me.before, &mut me.after, newer.file(), &conflict, &values) {
                    return cx.say_fault(&Fault::Missing(conflict.record));
                }
                me.send(cx);
            },
        );
    }
}
