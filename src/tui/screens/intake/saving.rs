//! What the intake has done: the save, the person who is known already, the first appointment, the slip.

use std::path::PathBuf;

use super::{Done, Intake, refuse, steps};
use crate::domain::duplicate;
use crate::domain::ids::{DeedId, Id, PersonId};
use crate::fault::{Fault, Outcome};
use crate::services::draft;
use crate::services::follow_up;
use crate::services::intake::{self, After};
use crate::services::people::{self, Registered};
use crate::services::{appointment, slip};
use crate::tui::cx::Slot;
use crate::tui::dialogs::Confirm;
use crate::tui::screen::{Cx, Words};
use crate::tui::screens::doors;
use crate::tui::screens::said;

fn new_deed() -> DeedId {
    DeedId::from_uuid(uuid::Uuid::now_v7())
}

impl Intake {
    /// F10: everything is read; a certain duplicate stops the saving, never the typing.
    pub(super) fn save(&mut self, cx: &mut Cx<'_>) {
        self.keep(cx);
        if !self.steps.check(cx) {
            return;
        }
        if let Some(other) = self.pane.certain() {
            let document = self.steps.first().raw_of("id_document_number");
            let words = Words::new("refused-same-document").with("document", document).with("number", &other.card.number);
            refuse(words, cx);
            return;
        }
        let file = match steps::file(&self.steps, &self.house) {
            Ok(file) => file,
            Err(flaw) => return self.steps.refuse(vec![flaw], cx),
        };
        let deed = *self.deed.get_or_insert_with(new_deed);
        let draft = self.keeping.id;
        let distinct: Vec<PersonId> = self.pane.distinct().iter().copied().map(PersonId).collect();
        let job = move |desk: &mut _| people::create_beside(desk, deed, &file, Some(draft), &distinct);
        let ticket = cx.save(job, Self::saved);
        cx.hold_for(ticket);
    }
    fn saved(&mut self, registered: Outcome<Registered>, cx: &mut Cx<'_>) {
        match registered {
            Ok(registered) => {
                self.deed = None;
                self.keeping.saved(cx.now);
                let about = registered.clone();
                self.done = Some(Done::new(registered, &self.house));
                cx.say_saved(Words::new("intake-saved"));
                cx.load(Slot("after"), move |desk| intake::after(desk, &about), Self::slots_came);
            }
            Err(Fault::Flaws(flaws)) => self.steps.refuse(flaws, cx),
            Err(Fault::Refused(_)) => {
                // Someone was quicker: the other file comes into the pane.
                self.pane.forget();
                self.look_for_duplicates(cx);
            }
            Err(_) => {}
        }
    }
    fn slots_came(&mut self, after: Outcome<After>, _: &mut Cx<'_>) {
        if let (Some(done), Ok(after)) = (&mut self.done, after) {
            (done.slots, done.agency) = (after.slots, after.agency);
        }
    }
    /// Enter at the end: books the slot, then makes the slip.
    pub(super) fn book(&mut self, cx: &mut Cx<'_>) {
        let Some(done) = &self.done else { return };
        let (Some(booking), deed) = (done.booking(), done.deed) else { return };
        let ticket = cx.save(
            move |desk| appointment::book(desk, deed, &booking),
            |me: &mut Self, booked, cx| match booked {
                Ok(_) => {
                    if let Some(done) = &mut me.done {
                        done.booked = true;
                    }
                    me.print(cx);
                }
                Err(_) => {
                    // Taken meanwhile: the next ones are shown.
                    let Some(done) = &mut me.done else { return };
                    done.deed = new_deed();
                    let about = done.registered.clone();
                    cx.load(Slot("after"), move |desk| intake::after(desk, &about), Self::slots_came);
                }
            },
        );
        cx.hold_for(ticket);
    }
    /// The slip: to a file, and to the printer where there is one; else it is dictated from the screen.
    pub(super) fn print(&mut self, cx: &mut Cx<'_>) {
        let Some(done) = &self.done else { return };
        let rules = &self.house.rules;
        let folder = PathBuf::from(rules.setting("slip_folder", ""));
        let booked = done.booked;
        if rules.setting("print", "") == "terminal" {
            cx.slip(slip::folded_lines(&done.slip_lines(cx.look)));
            return cx.say_saved(Words::new(if booked { "intake-booked-printed" } else { "file-printed" }));
        }
        if folder.as_os_str().is_empty() {
            cx.say_saved(Words::new(if booked { "intake-booked-dictate" } else { "intake-dictate" }));
            return;
        }
        let command = Some(rules.setting("print_command", "").to_owned());
        let (name, lines) = (done.registered.number.clone(), done.slip_lines(cx.look));
        let job = move |_: &mut _| slip::make(&folder, &name, &lines, command.as_deref());
        cx.load(Slot("slip"), job, move |me: &mut Self, path, cx| {
            let (Some(done), Ok(path)) = (&mut me.done, path) else { return };
            let path = said::place(&path);
            let key = if booked { "intake-booked" } else { "intake-printed" };
            cx.say_saved(Words::new(key).with("path", &path));
            done.slip = Some(path);
        });
    }

    /// `u` in the pane: it is that person. Renewed, restored or registered again, whichever the file asks for.
    pub(super) fn renew(&mut self, cx: &mut Cx<'_>) {
        let Some(card) = self.pane.current().map(|p| p.card.clone()) else { return };
        let (deed, person) = (new_deed(), PersonId(card.id));
        let ticket = cx.save(
            move |desk| follow_up::renew_or_register(desk, deed, person),
            move |me: &mut Self, done, cx| {
                let Ok(done) = done else { return };
                let said = said::renewed(done, &card.name, cx.look);
                cx.say_saved(said.clone());
                me.pane.focused = false;
                me.offer_to_drop(said, cx);
            },
        );
        cx.hold_for(ticket);
    }
    /// The draft is dropped, or stays as the person chooses.
    fn offer_to_drop(&mut self, said: Words, cx: &mut Cx<'_>) {
        let question = Words::new("intake-drop-question").with("name", self.name_typed());
        cx.ask(Confirm::new(Words::new("intake-drop-title"), question, "intake-drop"), move |me: &mut Self, _, cx| {
            let id = me.keeping.id;
            cx.save(
                move |desk| draft::drop(desk, id),
                move |me: &mut Self, dropped, cx| {
                    if dropped.is_ok() {
                        cx.say_saved(said);
                        me.start_again(cx);
                        cx.close();
                    }
                },
            );
        });
    }
    /// `s` in the pane: two persons. Against certain evidence that is the head's to say (domain.md §3.8).
    pub(super) fn distinct(&mut self, cx: &mut Cx<'_>) {
        if self.pane.current().is_some_and(|p| !duplicate::may_part(&self.house.who, p.verdict)) {
            refuse(Words::new("intake-distinct-head"), cx);
            return;
        }
        self.pane.set_distinct();
    }
    /// Enter in the pane: looks at the person's file; one of another agency gives its short card (security.md §3).
    pub(super) fn look_at(&mut self, cx: &mut Cx<'_>) {
        let Some(person) = self.pane.current() else { return };
        if person.card.agency == self.house.who.agency {
            return doors::person(&self.house, PersonId(person.card.id), cx);
        }
        cx.show(super::known::Known::new(person.clone()));
    }
}
