//! What a row of the file opens: the offer, the person, a visit or a note to read, a contact to change, before and after of a deed.

use super::rows::What;
use super::{FirmFile, Tab};
use crate::domain::employer::Contact;
use crate::domain::ids::{ContactId, DeedId, RowId};
use crate::domain::record::{Kind, Record, Value, field};
use crate::domain::rights;
use crate::fault::{Fault, Outcome};
use crate::services::employers;
use crate::services::file::ChangedField;
use crate::tui::cx::Slot;
use crate::tui::dialogs::{Ask, Filled, Lines};
use crate::tui::form::{Form, Spec};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Message, Words};
use crate::tui::screens::doors;
use crate::tui::screens::employer::deeds::{self, VisitStart};
use crate::tui::screens::employer_form::EmployerForm;
use crate::tui::screens::fields;
use crate::tui::screens::file::{history, words};

/// Fields of a contact's drawer.
const CONTACT: [&str; 6] = ["name", "role", "phone", "email", "preferred", "disclose"];

impl FirmFile {
    /// Enter.
    pub(super) fn open(&mut self, cx: &mut Cx<'_>) {
        match self.what() {
            Some(What::Offer(id)) => doors::vacancy(&self.house, id, cx),
            Some(What::Proposal(id)) => doors::proposal(&self.house, id, cx),
            Some(What::Person(id)) => doors::person(&self.house, id, cx),
            Some(What::Contact(id)) => self.contact(Some(id), cx),
            Some(What::Visit(id)) => self.read_visit(id, cx),
            Some(What::Note(id)) => self.read_note(id, cx),
            _ => {}
        }
    }
    /// `m`: the row under the cursor where it is one's to change, else the employer.
    pub(super) fn edit(&mut self, cx: &mut Cx<'_>) {
        match (self.tab(), self.what()) {
            (Tab::Visits, Some(What::Visit(id))) => self.correct_visit(id, cx),
            (Tab::Visits, Some(What::Note(id))) => self.correct_note(id, cx),
            (Tab::Contacts, Some(What::Contact(id))) => self.contact(Some(id), cx),
            _ => cx.push(EmployerForm::of(&self.house, self.id)),
        }
    }
    fn read_visit(&mut self, id: RowId, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let Some(visit) = page.all.visits.iter().find(|v| v.head.id == id) else { return };
        let (house, look) = (&self.house, cx.look);
        let line = |field: &str, said: String| {
            look.with("file-label-value", &[("label", look.texts.field_full("visit", field)), ("said", said)])
        };
        let mut text = vec![line("purpose", words::label(house, look, "VISIT", visit.purpose.as_deref()))];
        text.extend(visit.offers.map(|n| line("offers", n.to_string())));
        text.extend(visit.next_on.map(|day| line("next_on", words::day(look, Some(day)))));
        text.extend(visit.summary.iter().flat_map(|s| s.lines().map(str::to_owned)));
        let by = page.account(visit.by).unwrap_or_default();
        let title = Words::new("visit-read-title").with("day", words::day(look, visit.day)).with("by", by);
        cx.show(Lines::new(title, text));
    }
    fn read_note(&mut self, id: RowId, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let notes = &page.all.notes;
        let Some(note) = notes.iter().find(|n| n.head.id == id) else { return };
        let look = cx.look;
        let mut text: Vec<String> = note.text.lines().map(str::to_owned).collect();
        let mut older = note.corrects;
        while let Some(old) = older.and_then(|id| notes.iter().find(|n| n.head.id == id)) {
            let by = page.account(old.by).unwrap_or_default().to_owned();
            text.push(String::new());
            text.push(look.with("file-note-before", &[("day", words::day(look, old.day)), ("by", by)]));
            text.extend(old.text.lines().map(str::to_owned));
            older = old.corrects;
        }
        let by = page.account(note.by).unwrap_or_default();
        let title = Words::new("file-note-title").with("day", words::day(look, note.day)).with("by", by);
        cx.show(Lines::new(title, text));
    }
    fn correct_visit(&mut self, id: RowId, cx: &mut Cx<'_>) {
        let Some(visit) = self.page.as_ref().and_then(|p| p.all.visits.iter().find(|v| v.head.id == id)) else { return };
        if visit.by != self.house.who.user {
            return cx.say(Message::failed(Words::new("refused-visit-not-yours")));
        }
        deeds::visit(&self.house, self.firm(), VisitStart::of(visit), Self::reload, cx);
    }
    fn correct_note(&mut self, id: RowId, cx: &mut Cx<'_>) {
        let Some(note) = self.page.as_ref().and_then(|p| p.all.notes.iter().find(|n| n.head.id == id)) else { return };
        if note.by != self.house.who.user {
            return cx.say(Message::failed(Words::new("refused-note-not-yours")));
        }
        deeds::note(self.firm(), note.text.clone(), Some(id), None, Self::reload, cx);
    }

    /// A contact's drawer: a new one, or one that is there.
    pub(super) fn contact(&mut self, id: Option<ContactId>, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        if let Err(deed) = page.may.edit {
            return cx.say(Message::failed(super::denied(deed)));
        }
        let before = id.and_then(|id| page.file().contacts.iter().find(|c| c.head.id == id)).cloned();
        let values = CONTACT.iter().filter_map(|id| {
            let field = field::<Contact>(id)?;
            Some((*id, (field.get)(before.as_ref()?)))
        });
        let values = values.collect();
        self.ask_contact(before, values, cx);
    }
    fn ask_contact(&mut self, before: Option<Contact>, values: Vec<(&'static str, Value)>, cx: &mut Cx<'_>) {
        let mut form = Form::new(contact_specs(cx.look));
        for (id, value) in &values {
            form.set(id, value);
        }
        let key = if before.is_some() { "employer-contact-title" } else { "employer-contact-new" };
        let ask = Ask::new(Words::new(key).with("name", self.name()), form, "action-save");
        cx.ask(ask, move |me: &mut Self, answers: Filled, cx| me.keep_contact(before, answers, cx));
    }
    fn keep_contact(&mut self, before: Option<Contact>, answers: Filled, cx: &mut Cx<'_>) {
        let mut after = before.clone().unwrap_or_default();
        for (id, value) in &answers.0 {
            if let Some(field) = field::<Contact>(id) {
                // A value that the editor took fits its field.
                let _ = (field.set)(&mut after, value.clone());
            }
        }
        let (id, old) = (self.id, before.clone());
        let ticket = cx.deed(
            move |desk, deed| employers::contact(desk, deed, id, old.as_ref(), &after),
            move |me: &mut Self, done: Outcome<ContactId>, cx| match done {
                Ok(_) => {
                    cx.say(Message::saved(Words::new("employer-contact-saved").with("name", answers.text("name"))));
                    me.reload(cx);
                }
                Err(Fault::Away | Fault::Cancelled) => {}
                // Somebody else changed it meanwhile: what is stored now is shown, and what was typed over it again.
                Err(Fault::Conflict(_)) => me.reload(cx),
                Err(_) => me.ask_contact(before, answers.0, cx),
            },
        );
        cx.hold_for(ticket);
    }

    /// `?` on a deed: before and after.
    pub(super) fn explain(&mut self, cx: &mut Cx<'_>) {
        let Some(What::Trace(deed)) = self.what() else { return };
        self.read_changes(deed, cx);
    }
    fn read_changes(&mut self, deed: DeedId, cx: &mut Cx<'_>) {
        let traces = self.page.as_ref().map(|p| &p.all.traces);
        let Some(trace) = traces.and_then(|t| t.iter().find(|t| t.deed == deed)).cloned() else { return };
        let id = self.id;
        let shown = move |me: &mut Self, all: Outcome<Vec<ChangedField>>, cx: &mut Cx<'_>| {
            if let Ok(all) = all {
                history::show(&me.house, &trace, &all, cx);
            }
        };
        cx.load(Slot("changes"), move |desk| employers::changes(desk, id, deed), shown);
    }
    /// Whether the reader may change the employer.
    pub(super) fn may_edit(&self) -> Result<(), rights::Deed> {
        self.page.as_ref().map_or(Err(rights::Deed::WriteOffers), |p| p.may.edit)
    }
}

fn contact_specs(look: &Look) -> Vec<Spec> {
    let spec = |id: &'static str| {
        let kind = field::<Contact>(id).map_or(Kind::Text(120), |f| f.kind);
        let spec = match kind {
            Kind::Phone => Spec::read(id, fields::phone_reader()),
            Kind::Bool => Spec::yes_no(id, &look.text("word-yes"), &look.text("word-no")),
            Kind::Text(max) => Spec::text(id, max),
            _ => Spec::text(id, 120),
        };
        let spec = spec.of(Contact::TABLE);
        match id {
            "name" => spec.must(),
            "role" | "email" | "disclose" => spec.second(),
            _ => spec,
        }
    };
    CONTACT.into_iter().map(spec).collect()
}
