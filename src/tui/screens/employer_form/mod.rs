//! Nouvelle entreprise, and the same form for one that is there: the facts, the first contact, probable duplicates beside them while one
//! types (screens.md §12, domain.md §2.7). Reached by `n` of the list, `m` of the file, `doors::new_employer`, and by a resumed draft.

mod saving;

use ratatui::Frame;
use ratatui::layout::Rect;
use uuid::Uuid;

use crate::domain::calendar;
use crate::domain::duplicate::LETTERS;
use crate::domain::duplicate_firm::FirmSketch;
use crate::domain::employer_file::{EmployerFile, sheet};
use crate::domain::ids::{DeedId, EmployerId, Id, RowId};
use crate::domain::phone;
use crate::domain::sheet::Column;
use crate::fault::{Flaw, Outcome, Value};
use crate::services::draft::{self, Draft};
use crate::services::employers::{self, Page};
use crate::services::search::Possible;
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::form::{Form, Spec, Step};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Kind, Offer, Screen, Typed};
use crate::tui::screens::twins::{DUPLICATES, Pane};
use crate::tui::screens::{House, doors, fields};

/// The form's name among drafts.
pub const FORM: &str = "employer";
/// Fields that say which employer it is.
const TELLING: &[&str] = &["name", "trade_name", "tax_id", "trade_register", "cnss_number", "phone", "town", "contact_phone"];
/// Fields of the firm, in the order of the conversation.
const FIRM: &[&str] = &[
    "name",
    "trade_name",
    "tax_id",
    "trade_register",
    "cnss_number",
    "sector",
    "size_class",
    "phone",
    "email",
    "province",
    "department",
    "town",
    "address",
];
/// Besides of a new one: its first contact.
const NEW: &[&str] = &["contact_name", "contact_role", "contact_phone", "contact_preferred", "contact_disclose"];
/// Besides of one that is there, whose contacts have their tab.
const CHANGED: &[&str] = &["caj_signed_on", "apprentice_quota"];
/// Flaws that wait for the save.
const LATER: &[&str] = &["flaw-missing"];

/// The screen.
pub struct EmployerForm {
    house: House,
    form: Form,
    pane: Pane<FirmSketch>,
    /// The employer that is changed; none: a new one.
    id: Option<EmployerId>,
    before: EmployerFile,
    after: EmployerFile,
    start: Vec<(&'static str, Value)>,
    draft: RowId,
    /// Instant at which the draft was last really on disk.
    kept_at: Option<chrono::NaiveDateTime>,
    /// The deed of the save, made when it is pressed first.
    deed: Option<DeedId>,
    resumed: Option<Draft>,
    /// A name typed elsewhere, taken over.
    named: String,
}

impl EmployerForm {
    fn make(house: &House, id: Option<EmployerId>) -> Self {
        EmployerForm {
            house: house.clone(),
            form: Form::new(Vec::new()),
            pane: Pane::default(),
            id,
            before: EmployerFile::default(),
            after: EmployerFile::default(),
            start: Vec::new(),
            draft: RowId::from_uuid(Uuid::now_v7()),
            kept_at: None,
            deed: None,
            resumed: None,
            named: String::new(),
        }
    }
    /// A new one, with a name that was typed already or empty.
    pub fn new(house: &House, name: &str) -> Self {
        EmployerForm { named: name.trim().to_owned(), ..EmployerForm::make(house, None) }
    }
    /// Of an employer that is there.
    pub fn of(house: &House, id: EmployerId) -> Self {
        EmployerForm::make(house, Some(id))
    }
    /// As it was, the cursor in its field.
    pub fn resume(house: &House, draft: Draft) -> Self {
        let id = draft.subject.map(|id| EmployerId(id.0));
        EmployerForm { draft: draft.id, resumed: Some(draft), ..EmployerForm::make(house, id) }
    }

    /// The fields, with what is stored, then with what a draft has.
    fn begin(&mut self, file: EmployerFile, cx: &mut Cx<'_>) {
        let look = cx.look;
        let besides = if self.id.is_some() { CHANGED } else { NEW };
        let columns = || FIRM.iter().chain(besides).filter_map(|id| sheet().column(id));
        let mut form = Form::new(columns().map(|column| spec(column, &file, &self.house, look)).collect());
        for column in columns() {
            fields::put(&mut form, column, &file);
        }
        fields::restored(&mut form, &self.house, look.lang());
        form.set("department", &file.employer.department.clone().map_or(Value::Null, Value::from));
        self.start = form.values();
        if !self.named.is_empty() {
            form.set("name", &std::mem::take(&mut self.named).into());
        }
        if let Some(draft) = self.resumed.take() {
            let raw: Vec<(String, String)> = draft.fields.into_iter().collect();
            form.restore(&raw, &draft.focus);
            fields::restored(&mut form, &self.house, look.lang());
        }
        self.before = file.clone();
        self.after = file;
        self.form = self.with_draft(form);
        self.look_for_duplicates(cx);
    }
    fn with_draft(&self, form: Form) -> Form {
        let (id, subject) = (self.draft, self.id.map(|id| RowId(id.0)));
        form.with_draft(move |form, cx| {
            let kept = Draft {
                id,
                form: FORM.to_owned(),
                subject,
                label: form.raw_of("name").trim().to_owned(),
                focus: form.focused().to_owned(),
                fields: form.raw().into_iter().map(|(id, text)| (id.to_owned(), text)).collect(),
                ..Draft::default()
            };
            cx.keep(
                move |desk| draft::keep(desk, &kept),
                |me: &mut EmployerForm, at, _| {
                    if let Ok(at) = at {
                        me.kept_at = Some(calendar::local(at));
                    }
                },
            );
        })
    }
    fn form(me: &mut Self) -> &mut Form {
        &mut me.form
    }
    fn stepped(&mut self, step: Step, cx: &mut Cx<'_>) {
        match step {
            Step::Ignored | Step::Same => {}
            Step::Changed(id) => {
                if TELLING.contains(&id) {
                    self.look_for_duplicates(cx);
                }
            }
            Step::Left(id) => self.left(id, cx),
            Step::Finished => {
                self.left(self.form.focused(), cx);
                self.save(cx);
            }
        }
    }
    /// A field was left: the place follows, the field's own rule speaks, duplicates are looked for.
    fn left(&mut self, id: &'static str, cx: &mut Cx<'_>) {
        fields::residence(&mut self.form, id, &self.house, cx.look.lang());
        if TELLING.contains(&id) {
            self.look_for_duplicates(cx);
        }
        if self.form.flaw(id).is_some() {
            return;
        }
        let Ok(file) = self.file() else { return };
        let flaws = file.check(&self.house.rules);
        if let Some(flaw) = flaws.into_iter().find(|f| f.field == id && !LATER.contains(&f.key)) {
            self.form.note_flaw(flaw, cx);
        }
    }
    /// The file as typed: what was changed in the form, on top of what it began from.
    fn file(&self) -> Result<EmployerFile, Flaw> {
        let mut file = self.after.clone();
        let start = |id: &str| self.start.iter().find(|(i, _)| *i == id).map(|(_, v)| v);
        for (id, value) in self.form.values() {
            if start(id) == Some(&value) {
                continue;
            }
            if let Some(column) = sheet().column(id) {
                column.set(&mut file, value)?;
            }
        }
        Ok(file)
    }
    /// What the duplicates are looked for by; none before the third letter of a name, a number or a telephone.
    fn sketch(&self) -> Option<FirmSketch> {
        let text = |id: &str| self.form.raw_of(id).trim().to_owned();
        let phones: Vec<String> = ["phone", "contact_phone"].iter().filter_map(|id| phone::parse(&text(id)).ok()).collect();
        let names: Vec<String> =
            [text("name"), text("trade_name")].into_iter().filter(|n| n.chars().count() >= LETTERS).collect();
        let numbers = [text("tax_id"), text("trade_register"), text("cnss_number")];
        if names.is_empty() && phones.is_empty() && numbers.iter().all(|n| n.chars().count() < LETTERS) {
            return None;
        }
        let mut like = EmployerFile::default();
        let [tax_id, trade_register, cnss_number] = numbers.map(|n| Some(n).filter(|n| !n.is_empty()));
        (like.employer.tax_id, like.employer.trade_register) = (tax_id, trade_register);
        like.employer.cnss_number = cnss_number;
        like.tidy();
        let number = self.before.employer.number.clone();
        Some(FirmSketch { number, names, town: text("town"), phones, ..FirmSketch::of(&like) })
    }
    fn look_for_duplicates(&mut self, cx: &mut Cx<'_>) {
        let sketch = self.sketch();
        if !self.pane.ask(sketch.as_ref()) {
            return;
        }
        let Some(sketch) = sketch else { return };
        cx.load(
            DUPLICATES,
            move |desk| employers::possible_duplicates(desk, &sketch),
            |me: &mut Self, found: Outcome<Vec<Possible>>, _| match found {
                Ok(found) => me.pane.put(found),
                Err(_) => me.pane.unanswered(),
            },
        );
    }
    fn act_in_pane(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Up => self.pane.turn(false),
            Action::Down => self.pane.turn(true),
            Action::Open => {
                if let Some(firm) = self.pane.current() {
                    doors::employer(&self.house, EmployerId(firm.card.id), cx);
                }
            }
            Action::NextState => self.pane.set_distinct(),
            _ => self.pane.focused = false,
        }
    }
}

fn spec(column: &Column<EmployerFile>, file: &EmployerFile, house: &House, look: &Look) -> Spec {
    let spec = fields::spec(column, house, look);
    let new = file.employer.head.version == 0;
    match column.id {
        "contact_name" => spec.must().heading("employer-tab-contacts"),
        // What was missing before may stay so.
        _ if !new && column.get(file).is_null() => spec.may(),
        _ => spec,
    }
}

impl Screen for EmployerForm {
    fn name(&self) -> &'static str {
        "employer_form"
    }
    fn kind(&self) -> Kind {
        if self.pane.focused { Kind::List } else { self.form.kind() }
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        if self.pane.focused {
            out.push(Offer::main(Action::Open));
            out.push(Offer::main(Action::NextState).labelled("employer-distinct"));
            out.extend([Action::Up, Action::Down, Action::Side].map(Offer::silent));
            out.push(Offer::usual(Action::Back));
            return;
        }
        self.form.offers(out);
        out.push(self.pane.offer("employer-no-twin"));
        out.push(Offer::main(Action::Save));
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        let Some(id) = self.id else { return self.begin(EmployerFile::default(), cx) };
        cx.load(
            Slot("employer"),
            move |desk| employers::page(desk, id),
            |me: &mut Self, page: Outcome<Page>, cx| match page {
                Ok(page) => me.begin(page.file().clone(), cx),
                Err(_) => cx.close(),
            },
        );
        cx.hold(Slot("employer"));
    }
    fn closing(&mut self, cx: &mut Cx<'_>) {
        self.form.keep(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.pane.focused {
            return self.act_in_pane(action, cx);
        }
        match action {
            Action::Save => self.save(cx),
            Action::Side => self.pane.enter(cx),
            other => {
                let step = self.form.act(other, cx, Self::form);
                self.stepped(step, cx);
            }
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        if self.pane.focused {
            return false;
        }
        let step = self.form.typed(&what, cx);
        self.stepped(step, cx);
        step != Step::Ignored
    }
    fn changed(&mut self, _: crate::tui::screen::Topic, cx: &mut Cx<'_>) {
        self.pane.forget();
        self.look_for_duplicates(cx);
    }
    fn title(&self, look: &Look) -> String {
        look.text(if self.id.is_some() { "title-employer-edit" } else { "title-employer-form" })
    }
    fn context(&self, look: &Look) -> String {
        match self.id {
            Some(_) => format!("{}   {}", self.before.employer.name, self.before.employer.number),
            None => look.text("employer-form-says"),
        }
    }
    fn slot(&self, look: &Look) -> String {
        let hour = self.kept_at.map(|at| crate::tui::frame::hour(look, at));
        hour.map_or_else(String::new, |hour| look.with("file-draft-kept", &[("hour", hour)]))
    }
    fn subject(&self, _: &Look) -> String {
        self.form.raw_of("name").trim().to_owned()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.pane.draw_beside(&self.form, frame.buffer_mut(), area, look);
    }
}
