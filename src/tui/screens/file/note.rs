//! `b` Bloc-notes: a dated note, its draft kept each two seconds; a correction keeps the old text.

use uuid::Uuid;

use super::{CaseFile, Tab};
use crate::domain::ids::{Id, PersonId, RowId};
use crate::fault::{Fault, Outcome, Value};
use crate::services::draft::{self, Draft};
use crate::services::file::{self, Page};
use crate::tui::dialogs::{Ask, Filled};
use crate::tui::form::{Form, Spec};
use crate::tui::screen::{Cx, Message, Words};

/// Name of these drafts.
pub const FORM: &str = "note";
/// Where a draft says which note it corrects.
const CORRECTS: &str = "_corrects";

/// The drawer of a note about a person; what is typed is kept under `draft`. The caseload opens it too.
pub fn drawer(person: PersonId, name: &str, text: String, corrects: Option<RowId>, draft: RowId) -> Ask {
    let (subject, label) = (RowId(person.0), name.to_owned());
    let mut form = Form::new(vec![Spec::note("text", 6).labelled("field-note")]).with_draft(move |form, cx| {
        let mut kept =
            Draft { id: draft, form: FORM.to_owned(), subject: Some(subject), label: label.clone(), ..Draft::default() };
        kept.fields = form.raw().into_iter().map(|(id, text)| (id.to_owned(), text)).collect();
        if let Some(old) = corrects {
            kept.fields.insert(CORRECTS.to_owned(), old.to_string());
        }
        cx.keep(move |desk| draft::keep(desk, &kept), |_: &mut Ask, _, _| {});
    });
    form.set("text", &Value::from(text));
    let title = Words::new(if corrects.is_some() { "file-note-correct" } else { "file-note-new" }).with("name", name);
    Ask::new(title, form, "action-save")
}

impl CaseFile {
    /// Asks for a note's text. `draft`: the draft that it goes on with.
    pub(super) fn ask_note(&mut self, text: String, corrects: Option<RowId>, draft: Option<RowId>, cx: &mut Cx<'_>) {
        let draft = draft.unwrap_or_else(|| RowId::from_uuid(Uuid::now_v7()));
        let ask = drawer(self.id, &self.name(), text, corrects, draft);
        cx.ask(ask, move |me: &mut Self, answers: Filled, cx| me.keep_note(&answers.text("text"), corrects, draft, cx));
    }
    fn keep_note(&mut self, text: &str, corrects: Option<RowId>, draft: RowId, cx: &mut Cx<'_>) {
        let (id, typed) = (self.id, text.to_owned());
        let again = typed.clone();
        let ticket = cx.deed(
            move |desk, deed| {
                file::note(desk, deed, id, &typed, corrects, Some(draft))?;
                file::page(desk, id)
            },
            move |me: &mut Self, page: Outcome<Page>, cx| match page {
                Ok(page) => me.show(page, cx),
                Err(Fault::Away | Fault::Cancelled) => {}
                // The text is offered again as it was; the app says why it wasn't taken.
                Err(_) => me.ask_note(again, corrects, Some(draft), cx),
            },
        );
        cx.hold_for(ticket);
    }
    /// `m` on a note: its author writes it anew.
    pub(super) fn correct_note(&mut self, id: RowId, cx: &mut Cx<'_>) {
        let Some(note) = self.page.as_ref().and_then(|p| p.notes.iter().find(|n| n.head.id == id)) else { return };
        if note.by != self.house.who.user {
            cx.say(Message::failed(Words::new("refused-note-not-yours")));
            return;
        }
        let text = note.text.clone();
        self.ask_note(text, Some(id), None, cx);
    }
    /// A note of an earlier session, as it was.
    pub(super) fn take_up_note(&mut self, draft: &Draft, cx: &mut Cx<'_>) {
        self.go_to(Tab::Interviews);
        self.open_notes(cx);
        let corrects = draft.fields.get(CORRECTS).and_then(|t| Uuid::parse_str(t).ok()).map(RowId);
        let text = draft.fields.get("text").cloned().unwrap_or_default();
        self.ask_note(text, corrects, Some(draft.id), cx);
    }
}
