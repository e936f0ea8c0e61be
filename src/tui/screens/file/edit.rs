//! A tab edited in place: the form, its draft at each field, the save, and a conflict settled field by field (screens.md §7, §16).

use ratatui::Frame;
use ratatui::layout::Rect;
use uuid::Uuid;

use super::parts::{self, Part};
use super::{CaseFile, What, target_of};
use crate::domain::calendar;
use crate::domain::dates;
use crate::domain::ids::{Id, RowId};
use crate::domain::person_file::{PersonFile, sheet};
use crate::domain::record::Value;
use crate::fault::{Conflict, Fault, Flaw, Outcome};
use crate::services::draft::{self, Draft};
use crate::services::file::{self, Page};
use crate::services::people;
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::form::{Form, Spec, Step};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Message, Offer, Typed, Words};
use crate::tui::screens::clash::{self, Chosen};
use crate::tui::screens::{House, fields};

/// Name of these drafts.
pub const FORM: &str = "file";
/// Where a draft says what it edits.
const TARGET: &str = "_target";

/// What is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The tab Identité.
    Identity,
    /// The fields of the tab Profil.
    Profile,
    /// A row of one of its lists; none: a new one.
    Row(Part, Option<usize>),
}

impl Target {
    fn text(self) -> String {
        match self {
            Target::Identity => "identity".to_owned(),
            Target::Profile => "profile".to_owned(),
            Target::Row(part, None) => format!("{}/new", part.id()),
            Target::Row(part, Some(n)) => format!("{}/{n}", part.id()),
        }
    }
    fn from_text(text: &str) -> Option<Self> {
        match text.split_once('/') {
            None if text == "profile" => Some(Target::Profile),
            None => Some(Target::Identity),
            Some((part, n)) => Some(Target::Row(Part::from_id(part)?, n.parse().ok())),
        }
    }
}

/// The form of a tab with what it began from.
pub struct Edit {
    /// What is edited.
    pub target: Target,
    /// The form.
    pub form: Form,
    before: PersonFile,
    after: PersonFile,
    start: Vec<(&'static str, Value)>,
    draft: RowId,
    /// Instant at which the draft was last really on disk.
    kept_at: Option<chrono::NaiveDateTime>,
}

/// Identité: id, whether beside the one before, the heading above it.
const IDENTITY: &[(&str, bool, Option<&str>)] = &[
    ("surname", false, Some("file-section-identity")),
    ("sex", true, None),
    ("given_names", false, None),
    ("birth_date", true, None),
    ("married_name", false, None),
    ("birth_place", true, None),
    ("nationality", false, None),
    ("birth_country", true, None),
    ("id_document_type", false, None),
    ("id_document_number", true, None),
    ("id_document_expires", false, None),
    ("residence_permit_expires", true, None),
    ("phone", false, Some("file-section-reach")),
    ("phone_2", true, None),
    ("contact_via", false, None),
    ("email", true, None),
    ("province", false, None),
    ("department", true, None),
    ("town", false, None),
    ("district", true, None),
    ("landmark", false, None),
    ("po_box", true, None),
    ("entry_reason", false, Some("file-section-registration")),
    ("intensity", true, None),
    ("privacy_notice_at", false, None),
    ("consent_employers", true, None),
    ("consent_sms", false, None),
    ("consent_health", true, None),
];

/// Profil.
const PROFILE: &[(&str, bool, Option<&str>)] = &[
    ("education_level", false, Some("file-section-training")),
    ("diploma", true, None),
    ("study_field", false, None),
    ("diploma_year", true, None),
    ("diploma_country", false, None),
    ("driving_licences", false, None),
    ("own_vehicle", true, None),
    ("occupation", false, Some("file-section-project")),
    ("occupation_label", false, None),
    ("experience_months", false, None),
    ("first_time_seeker", true, None),
    ("mobility", false, Some("file-section-wishes")),
    ("max_minutes", true, None),
    ("contract_types", false, None),
    ("working_time", false, None),
    ("wage_min", false, None),
    ("available_from", true, None),
];

impl Edit {
    fn new(target: Target, file: &PersonFile, house: &House, look: &Look) -> Option<Self> {
        let form = match target {
            Target::Identity => tab_form(IDENTITY, file, house, look),
            Target::Profile => tab_form(PROFILE, file, house, look),
            Target::Row(part, n) => parts::form(part, n, file, house, look)?,
        };
        let start = form.values();
        let (before, after) = (file.clone(), file.clone());
        Some(Edit { target, form, before, after, start, draft: RowId::from_uuid(Uuid::now_v7()), kept_at: None })
    }
    /// What the form offers.
    pub fn offers(&self, out: &mut Vec<Offer>) {
        self.form.offers(out);
        out.push(Offer::main(Action::Save));
        out.push(Offer::usual(Action::Back));
    }
    /// Row 2: when the draft was last on disk.
    pub fn kept(&self, look: &Look) -> String {
        let hour = self.kept_at.map(|at| crate::tui::frame::hour(look, at));
        hour.map_or_else(String::new, |hour| look.with("file-draft-kept", &[("hour", hour)]))
    }
    /// The form in the place of the tab's body.
    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        self.form.draw(frame.buffer_mut(), if self.form.height(area.width) < area.height { below } else { area }, look, true);
    }
    /// What was changed in the form, into the file as it was read; an emptied field is emptied.
    fn take(&mut self, house: &House) -> Result<(), Flaw> {
        let mut after = self.after.clone();
        match self.target {
            Target::Row(part, n) => parts::take(part, n, &self.form, &self.start, &mut after, house)?,
            Target::Identity | Target::Profile => self.take_columns(&mut after, house)?,
        }
        self.after = after;
        Ok(())
    }
    fn take_columns(&self, after: &mut PersonFile, house: &House) -> Result<(), Flaw> {
        for (id, value) in self.changes() {
            let Some(column) = sheet().column(id) else { continue };
            if id == "birth_date" {
                let typed = self.form.raw_of(id);
                let read = dates::parse_birth(&typed, house.rules.today).ok().filter(|_| !typed.trim().is_empty());
                after.person.birth_date = read.map(|(day, _)| day);
                after.person.birth_precision = read.map(|(_, known)| known.code().to_owned());
                continue;
            }
            column.set(after, value)?;
        }
        // A new occupation brings its title along, unless the person's own words were typed too.
        let changed = |id: &str| self.changes().any(|(i, _)| i == id);
        if changed("occupation") && !changed("occupation_label") {
            after.goal.occupation_label = self.form.picked_line("occupation").map(|c| c.label.clone());
        }
        Ok(())
    }
    fn changes(&self) -> impl Iterator<Item = (&'static str, Value)> + '_ {
        let start = |id: &str| self.start.iter().find(|(i, _)| *i == id).map(|(_, v)| v);
        self.form.values().into_iter().filter(move |(id, value)| start(id) != Some(value))
    }
}

fn tab_form(list: &[(&'static str, bool, Option<&'static str>)], file: &PersonFile, house: &House, look: &Look) -> Form {
    let mut specs = Vec::new();
    for (id, second, heading) in list {
        let Some(column) = sheet().column(id) else { continue };
        if column.table == "registration" && file.registration.head.version == 0 {
            continue;
        }
        let mut spec: Spec = fields::spec(column, house, look);
        if column.get(file).is_null() {
            spec = spec.may();
        }
        if *second {
            spec = spec.second();
        }
        if let Some(key) = heading {
            spec = spec.heading(key);
        }
        specs.push(spec);
    }
    let mut form = Form::new(specs);
    for (id, ..) in list {
        if let Some(column) = sheet().column(id) {
            fields::put(&mut form, column, file);
        }
    }
    fields::put_birth(&mut form, file, look.lang());
    fields::restored(&mut form, house, look.lang());
    let department = file.person.department.clone();
    form.set("department", &department.map_or(Value::Null, Value::from));
    form
}

impl CaseFile {
    /// `m`: the tab as a form, or the row of a list under the cursor; a note is corrected.
    pub(super) fn start_edit(&mut self, cx: &mut Cx<'_>) {
        if let Some(What::Note(id)) = self.what() {
            return self.correct_note(id, cx);
        }
        let target = match self.what() {
            Some(What::Education(n)) => Target::Row(Part::Education, Some(n)),
            Some(What::Experience(n)) => Target::Row(Part::Experience, Some(n)),
            Some(What::Skill(n)) => Target::Row(Part::Skill, Some(n)),
            Some(What::Language(n)) => Target::Row(Part::Language, Some(n)),
            Some(What::Goal(n)) if n > 0 => Target::Row(Part::Goal, Some(n - 1)),
            Some(What::Disability) => return self.edit_disability(cx),
            _ => target_of(self.tab()),
        };
        self.begin(target, cx);
    }
    /// Begins an edit, or goes on with the one that Esc left.
    pub(super) fn begin(&mut self, target: Target, cx: &mut Cx<'_>) {
        if let Some(parked) = self.parked.take_if(|p| p.target == target) {
            self.edit = Some(parked);
            cx.say(Message::advice(Words::new("file-resumed")));
            return;
        }
        let Some(page) = &self.page else { return };
        let Some(mut edit) = Edit::new(target, &page.file, &self.house, cx.look) else { return };
        edit.form = self.with_draft(edit.form, edit.draft, target);
        self.edit = Some(edit);
    }
    fn with_draft(&self, form: Form, id: RowId, target: Target) -> Form {
        let (person, label) = (RowId(self.id.0), self.name());
        form.with_draft(move |form, cx| {
            let mut fields: std::collections::BTreeMap<String, String> =
                form.raw().into_iter().map(|(id, text)| (id.to_owned(), text)).collect();
            fields.insert(TARGET.to_owned(), target.text());
            let draft = Draft {
                id,
                form: FORM.to_owned(),
                subject: Some(person),
                label: label.clone(),
                focus: form.focused().to_owned(),
                fields,
                ..Draft::default()
            };
            cx.keep(
                move |desk| draft::keep(desk, &draft),
                |me: &mut CaseFile, at, _| {
                    if let (Some(edit), Ok(at)) = (&mut me.edit, at) {
                        edit.kept_at = Some(calendar::local(at));
                    }
                },
            );
        })
    }
    /// A draft of an earlier session, as it was, the cursor in its field.
    pub(super) fn take_up(&mut self, draft: Draft, cx: &mut Cx<'_>) {
        if draft.form == super::note::FORM {
            return self.take_up_note(&draft, cx);
        }
        let target = draft.fields.get(TARGET).and_then(|t| Target::from_text(t)).unwrap_or(Target::Identity);
        self.go_to(if target == Target::Identity { super::Tab::Identity } else { super::Tab::Profile });
        self.begin(target, cx);
        let Some(edit) = &mut self.edit else { return };
        let raw: Vec<(String, String)> = draft.fields.into_iter().filter(|(id, _)| id != TARGET).collect();
        edit.form.restore(&raw, &draft.focus);
        fields::restored(&mut edit.form, &self.house, cx.look.lang());
        edit.draft = draft.id;
        let (form, id) = (std::mem::replace(&mut edit.form, Form::new(Vec::new())), edit.draft);
        let form = self.with_draft(form, id, target);
        if let Some(edit) = &mut self.edit {
            edit.form = form;
        }
    }

    pub(super) fn edit_act(&mut self, action: Action, cx: &mut Cx<'_>) {
        let Some(edit) = &mut self.edit else { return };
        match action {
            Action::Save => return self.save(cx),
            Action::Back => {
                edit.form.keep(cx);
                // What was typed waits for the next `m`; nothing typed: nothing kept.
                self.parked = self.edit.take().filter(|e| e.form.dirty());
                if self.parked.is_some() {
                    cx.say(Message::advice(Words::new("file-parked")));
                }
                return;
            }
            _ => {}
        }
        let step = edit.form.act(action, cx, form_of);
        self.stepped(step, cx);
    }
    pub(super) fn edit_typed(&mut self, what: &Typed, cx: &mut Cx<'_>) -> bool {
        let Some(edit) = &mut self.edit else { return false };
        let step = edit.form.typed(what, cx);
        self.stepped(step, cx);
        step != Step::Ignored
    }
    fn stepped(&mut self, step: Step, cx: &mut Cx<'_>) {
        match step {
            Step::Left(id) => {
                let (house, lang) = (&self.house, cx.look.lang());
                if let Some(edit) = &mut self.edit {
                    fields::residence(&mut edit.form, id, house, lang);
                }
            }
            Step::Finished => self.save(cx),
            _ => {}
        }
    }

    fn save(&mut self, cx: &mut Cx<'_>) {
        let house = std::rc::Rc::clone(&self.house);
        let Some(edit) = &mut self.edit else { return };
        if !edit.form.check(cx) {
            return;
        }
        if let Err(flaw) = edit.take(&house) {
            edit.form.refuse(vec![flaw], cx);
            return;
        }
        self.send(cx);
    }
    fn send(&mut self, cx: &mut Cx<'_>) {
        let Some(edit) = &self.edit else { return };
        let (before, after, draft, id) = (edit.before.clone(), edit.after.clone(), edit.draft, self.id);
        let ticket = cx.deed(
            move |desk, deed| {
                file::save(desk, deed, &before, &after, Some(draft))?;
                file::page(desk, id)
            },
            Self::saved,
        );
        cx.hold_for(ticket);
    }
    fn saved(&mut self, page: Outcome<Page>, cx: &mut Cx<'_>) {
        match page {
            Ok(page) => {
                self.edit = None;
                self.parked = None;
                self.show(page, cx);
            }
            Err(Fault::Conflict(conflict)) => {
                let (house, name) = (std::rc::Rc::clone(&self.house), self.name());
                clash::meet(self, *conflict, house, name, cx, Self::settle_conflict);
            }
            Err(Fault::Flaws(flaws)) => {
                if let Some(edit) = &mut self.edit {
                    edit.form.refuse(flaws, cx);
                }
            }
            // Said by the app; the form stays with all that was typed.
            Err(_) => {}
        }
    }

    /// Saves what was chosen against the newer version.
    fn settle_conflict(&mut self, conflict: Conflict, values: Chosen, cx: &mut Cx<'_>) {
        let id = self.id;
        cx.load(
            Slot("newer"),
            move |desk| people::load(desk, id),
            move |me: &mut Self, newer: Outcome<PersonFile>, cx| {
                let (Ok(newer), Some(edit)) = (newer, &mut me.edit) else { return };
                if !file::rebase(&mut edit.before, &mut edit.after, &newer, &conflict, &values) {
                    cx.say_fault(&Fault::Missing(conflict.record));
                    return;
                }
                me.send(cx);
            },
        );
    }
}

/// The form of the edit that is open; only asked for while there is one.
fn form_of(me: &mut CaseFile) -> &mut Form {
    &mut me.edit.get_or_insert_with(Edit::none).form
}

impl Edit {
    fn none() -> Self {
        Edit {
            target: Target::Identity,
            form: Form::new(Vec::new()),
            before: PersonFile::default(),
            after: PersonFile::default(),
            start: Vec::new(),
            draft: RowId::default(),
            kept_at: None,
        }
    }
}
