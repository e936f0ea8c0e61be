//! Saving the form of an employer: a new one opens its file, a change is merged with what others saved (screens.md §16).

use super::EmployerForm;
use crate::domain::employer_file::EmployerFile;
use crate::domain::ids::{DeedId, Id};
use crate::fault::{Conflict, Fault, Flaw, Outcome};
use crate::services::employers::{self, Page};
use crate::tui::cx::Slot;
use crate::tui::screen::{Cx, Message, Words};
use crate::tui::screens::clash::{self, Chosen};
use crate::tui::screens::doors;

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
            Err(Fault::Conflict(conflict)) => {
                self.deed = None;
                let name = self.before.employer.name.clone();
                clash::meet(self, *conflict, self.house.clone(), name, cx, Self::settle);
            }
            // Said by the app; the form stays with all that was typed.
            Err(_) => {}
        }
    }
    /// A flaw of a field that the form doesn't show is said at its first.
    fn at_form(&self, flaw: Flaw) -> Flaw {
        if self.form.has(flaw.field) { flaw } else { Flaw { field: "name", ..flaw } }
    }
    /// Saves what was chosen against the newer version.
    fn settle(&mut self, conflict: Conflict, values: Chosen, cx: &mut Cx<'_>) {
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
