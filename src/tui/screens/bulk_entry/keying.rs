//! The form of a batch, heads down (screens.md drawing 11): order of the paper, one key a free field, none a full code; Enter in the last
//! field saves and shows the next form. The same screen verifies a second time and mends a form that was set aside.

use std::collections::VecDeque;

use chrono::NaiveDateTime;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::keeping::Keeping;
use super::{FORM, draw, paper};
use crate::domain::batch::fields::{self as bulk, BulkField};
use crate::domain::batch::{Difference, Effort, FormState, forms};
use crate::domain::ids::{BatchId, Id, RowId};
use crate::domain::rules::Rules;
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::batches::{self, Entry, FormRow, Page};
use crate::services::draft::{self, Draft};
use crate::services::search;
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::form::{Form, Step};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Kind, Offer, Screen, Typed, Words};
use crate::tui::screens::ask_line::AskLine;
use crate::tui::screens::{House, fields};
use crate::tui::widgets::pick::Choice;

const BATCH: Slot = Slot("batch");
const WORDS: Slot = Slot("words");
/// Codes shown for an occupation in one's own words.
const FOUND: usize = 5;
/// Flaws that wait for a field that comes later, or that the paper may leave open.
const LATER: &[&str] = &["flaw-missing", "flaw-name-missing", "flaw-no-way-to-reach", "flaw-permit-missing", "flaw-no-next"];

/// Which keying.
#[derive(Debug, Clone, PartialEq)]
pub enum Pass {
    /// The first.
    First,
    /// The second, by another clerk.
    Second,
    /// One form is mended.
    Mend(RowId),
}

/// What is counted while one keys: it changes once a form.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Forms done in this pass.
    pub done: usize,
    /// Set aside.
    pub aside: usize,
    /// Errors caught: in the last form, in the batch.
    pub slips: (i64, i64),
    /// Seconds of the last ten forms.
    pub recent: VecDeque<i64>,
    /// Differences found, fields compared.
    pub differences: (i64, i64),
}

impl Tally {
    pub(super) fn add(&mut self, effort: Effort) {
        self.done += 1;
        self.slips = (effort.slips, self.slips.1 + effort.slips);
        self.recent.push_back(effort.seconds);
        if self.recent.len() > 10 {
            self.recent.pop_front();
        }
    }
    /// Forms an hour over the last ten.
    pub fn rate(&self) -> Option<i64> {
        let seconds = self.recent.iter().sum();
        Effort { seconds, ..Effort::default() }.rate(i64::try_from(self.recent.len()).unwrap_or(0))
    }
}

/// The screen.
pub struct Keying {
    pub(super) house: House,
    pub(super) id: BatchId,
    pub(super) pass: Pass,
    pub(super) page: Option<Page>,
    /// The fields on the form.
    pub(super) fields: Vec<BulkField>,
    pub(super) form: Form,
    pub(super) keeping: Keeping,
    pub(super) tally: Tally,
    /// Number of the form in the pile.
    pub(super) no: i64,
    /// Forms still to be verified or mended; the first is on the screen.
    pub(super) todo: VecDeque<FormRow>,
    /// Differences of this form that were settled.
    pub(super) settled: Vec<Difference>,
    /// Keys of this form, and when it was begun.
    pub(super) strokes: i64,
    pub(super) begun: Option<NaiveDateTime>,
    /// Forms whose save failed: sent again with the next one.
    pub(super) failed: Vec<Entry>,
    /// The last form is on its way: what is said when it is there.
    pub(super) last: Option<(RowId, &'static str)>,
    /// A move that waits for what is found for words typed.
    then: Option<Action>,
    resumed: Option<Draft>,
}

impl Keying {
    /// Of a batch.
    pub fn new(house: &House, id: BatchId, pass: Pass) -> Self {
        Keying {
            house: house.clone(),
            id,
            pass,
            page: None,
            fields: Vec::new(),
            form: Form::new(Vec::new()),
            keeping: Keeping::new(),
            tally: Tally::default(),
            no: 0,
            todo: VecDeque::new(),
            settled: Vec::new(),
            strokes: 0,
            begun: None,
            failed: Vec::new(),
            last: None,
            then: None,
            resumed: None,
        }
    }
    /// The form as it was, the cursor in its field.
    pub fn resume(house: &House, draft: Draft) -> Self {
        let batch = draft.subject.map_or_else(BatchId::default, |id| BatchId(id.0));
        Keying { resumed: Some(draft.clone()), ..Keying::new(house, batch, super::keeping::pass_of(&draft)) }
    }
    fn form_of(me: &mut Self) -> &mut Form {
        &mut me.form
    }
    pub(super) fn rules(&self) -> Rules {
        Rules { lenient: true, ..self.house.rules.clone() }
    }
    fn load(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        cx.load(
            BATCH,
            move |desk| {
                let page = batches::page(desk, id)?;
                let drafts = draft::mine(desk)?;
                Ok((page, drafts))
            },
            |me: &mut Self, found: Outcome<(Page, Vec<Draft>)>, cx| {
                if let Ok((page, drafts)) = found {
                    me.came(page, drafts, cx);
                }
            },
        );
        cx.hold(BATCH);
    }
    fn came(&mut self, page: Page, drafts: Vec<Draft>, cx: &mut Cx<'_>) {
        let kind = page.batch.form_kind;
        self.fields = match self.pass {
            Pass::Second => bulk::twice(&page.fields, &page.batch.verify),
            _ => page.fields.clone(),
        };
        self.form = paper::form(kind, &self.fields, &self.house, cx.look);
        self.count(&page);
        self.todo = match &self.pass {
            Pass::First => VecDeque::new(),
            Pass::Second => page.forms.iter().filter(|f| f.form.state == FormState::Keyed).cloned().collect(),
            Pass::Mend(id) => page.forms.iter().filter(|f| f.form.head.id == *id).cloned().collect(),
        };
        let mine = drafts.into_iter().find(|d| d.form == FORM && d.subject.is_some_and(|s| s.0 == self.id.0));
        let draft = self.resumed.take().or(mine).filter(|d| super::keeping::pass_of(d) == self.pass);
        self.previous_form(&page, cx);
        self.page = Some(page);
        match &self.pass {
            Pass::First => self.no = self.last_no() + 1,
            _ => self.no = self.todo.front().map_or(0, |f| f.form.form_no),
        }
        self.keeping = Keeping::new();
        self.put_serial();
        if let Pass::Mend(_) = self.pass
            && let Some(row) = self.todo.front().cloned()
        {
            paper::fill(&mut self.form, &self.fields, &row.keyed, &self.house, cx.look.lang());
            self.form.saved();
        }
        self.form.begin();
        if let Some(draft) = draft {
            self.restore(draft, cx);
        }
    }
    fn count(&mut self, page: &Page) {
        let second = self.pass == Pass::Second;
        let done = |f: &&FormRow| !second || f.form.verified_by.is_some();
        let effort = |f: &FormRow| if second { f.form.second_effort() } else { f.form.first_effort() };
        self.tally = Tally { aside: page.count(FormState::Aside), ..Tally::default() };
        for row in page.forms.iter().filter(done) {
            self.tally.add(effort(row));
        }
        self.tally.slips.0 = 0;
        self.tally.differences = (page.report.differences, page.report.compared);
    }
    fn last_no(&self) -> i64 {
        self.page.as_ref().and_then(|p| p.forms.iter().map(|f| f.form.form_no).max()).unwrap_or(0)
    }
    /// The form before this one: what its sticky fields have stands, and Idem knows it.
    fn previous_form(&mut self, page: &Page, cx: &Cx<'_>) {
        let Some(last) = page.forms.last().filter(|_| self.pass == Pass::First) else { return };
        paper::fill(&mut self.form, &self.fields, &last.keyed, &self.house, cx.look.lang());
        self.form.next_form();
    }
    /// The next number printed on the forms, where the slip has their sum.
    pub(super) fn put_serial(&mut self) {
        if self.pass != Pass::First || !self.form.has(bulk::SERIAL) {
            return;
        }
        let last = self.page.as_ref().and_then(|p| p.forms.last());
        let last = last.and_then(|f| f.keyed.get(bulk::SERIAL)).and_then(|n| n.parse::<i64>().ok());
        if let Some(last) = last {
            self.form.set(bulk::SERIAL, &(last + 1).into());
        }
    }
    fn restore(&mut self, draft: Draft, cx: &mut Cx<'_>) {
        let form = draft.fields.get(super::keeping::FORM_ID).cloned().unwrap_or_default();
        if let Some(at) = self.todo.iter().position(|f| f.form.head.id.to_string() == form) {
            self.todo.rotate_left(at);
            self.no = self.todo.front().map_or(self.no, |f| f.form.form_no);
        } else if self.pass != Pass::First {
            return;
        }
        let raw: Vec<(String, String)> = draft.fields.clone().into_iter().filter(|(id, _)| !id.starts_with('_')).collect();
        self.form.restore(&raw, &draft.focus);
        if self.form.has("department") {
            fields::restored(&mut self.form, &self.house, cx.look.lang());
            self.form.focus_on(&draft.focus);
        }
        self.strokes = super::keeping::number(&draft, super::keeping::STROKES);
        self.settled = super::keeping::settled(&draft);
        self.begun = Some(cx.now);
        self.keeping = Keeping::of(&draft);
    }

    /// Id of the form on the screen.
    pub(super) fn form_id(&self) -> RowId {
        self.todo.front().map_or(self.keeping.form, |f| f.form.head.id)
    }
    pub(super) fn effort(&self, cx: &Cx<'_>) -> Effort {
        let seconds = self.begun.map_or(0, |at| (cx.now - at).num_seconds().max(0));
        Effort { strokes: self.strokes, seconds, slips: self.form.slips() }
    }
    pub(super) fn field(&self, id: &str) -> Option<&BulkField> {
        self.fields.iter().find(|f| f.id == id)
    }
    fn stroke(&mut self, cx: &Cx<'_>) {
        self.strokes += 1;
        self.begun.get_or_insert(cx.now);
    }
    fn stepped(&mut self, step: Step, cx: &mut Cx<'_>) {
        match step {
            Step::Ignored | Step::Same => {}
            Step::Changed(_) => self.find_codes(cx),
            Step::Left(id) => {
                if self.left(id, cx) {
                    self.keep(cx);
                }
            }
            Step::Finished => {
                let id = self.form.focused();
                if self.left(id, cx) {
                    self.finish(cx);
                }
            }
        }
    }
    /// What follows from a field that was left; false: the hand is stopped at it.
    fn left(&mut self, id: &'static str, cx: &mut Cx<'_>) -> bool {
        if self.form.has("department") {
            fields::residence(&mut self.form, id, &self.house, cx.look.lang());
        }
        if self.form.flaw(id).is_some_and(|f| f.warning) {
            return true;
        }
        if let Some(flaw) = self.flaw_of(id) {
            let warning = flaw.warning;
            self.form.note_flaw(flaw, cx);
            if !warning {
                self.form.focus_on(id);
                return false;
            }
        }
        self.pass != Pass::Second || self.went_back(id) || self.compare(id, cx)
    }
    /// The cursor is before the field that was left: it is met again on the way forward.
    fn went_back(&self, id: &str) -> bool {
        let at = |id: &str| self.fields.iter().position(|f| f.id == id);
        at(self.form.focused()) < at(id)
    }
    /// What the rules say of a field as it stands now.
    fn flaw_of(&self, id: &str) -> Option<Flaw> {
        let kind = self.page.as_ref()?.batch.form_kind;
        let keyed = paper::keyed(&self.form, &self.fields, self.house.rules.today);
        let mut found = forms::flaws(kind, &keyed, &self.rules());
        found.retain(|f| f.field == id && !LATER.contains(&f.key));
        found.sort_by_key(|f| f.warning);
        found.into_iter().next()
    }
    fn find_codes(&mut self, cx: &mut Cx<'_>) {
        let Some((id, words)) = self.form.wanted() else { return };
        let asked = words.clone();
        cx.load(
            WORDS,
            move |desk| search::occupations(desk, &asked, FOUND),
            move |me: &mut Self, found, cx| {
                let found = found.unwrap_or_default().into_iter().map(|f| Choice::new(f.code, f.title)).collect();
                me.form.suggest(id, &words, found);
                if let Some(action) = me.then.take() {
                    me.do_in_form(action, cx);
                }
            },
        );
    }
    fn do_in_form(&mut self, action: Action, cx: &mut Cx<'_>) {
        let leaves = matches!(action, Action::Next | Action::NextPane | Action::PreviousPane);
        if leaves && self.form.wanted().is_some() {
            // What is found for these words is on its way: the keys that follow wait in order.
            self.then = Some(action);
            cx.hold(WORDS);
            return;
        }
        // `+` alone, then Enter: the same as on the form before (domain.md §5).
        let ditto = action == Action::Next && self.form.raw_of(self.form.focused()).trim() == "+";
        let action = if ditto { Action::Ditto } else { action };
        let step = self.form.act(action, cx, Self::form_of);
        self.stepped(step, cx);
    }
    /// Ctrl+R: this form waits, with its reason, and the next one comes.
    fn ask_aside(&mut self, cx: &mut Cx<'_>) {
        let title = Words::new("bulk-aside-title").with("no", self.no);
        let ask = AskLine::text("bulk_aside", title, "aside_reason", 200, false, "bulk-aside-short");
        cx.ask(ask.saying(cx.text("bulk-aside-says")), |me: &mut Self, reason: String, cx| {
            let reason = if reason.trim().is_empty() { cx.text("bulk-aside-no-reason") } else { reason.trim().to_owned() };
            me.send(Some(reason), cx);
        });
    }
    /// Keys typed ahead of an answer, in their order.
    pub(super) fn again(&mut self, key: super::difference::Ahead, cx: &mut Cx<'_>) {
        match key {
            super::difference::Ahead::Typed(what) => {
                self.typed(what, cx);
            }
            super::difference::Ahead::Act(action) => self.act(action, cx),
        }
    }
    /// The file is refused for good: its draft stays, the batch is shown.
    pub(super) fn refused(&mut self, fault: &Fault, cx: &mut Cx<'_>) {
        if matches!(fault, Fault::Refused(_) | Fault::Denied(_)) || self.last.take().is_some() {
            self.keep_all(cx);
            self.page = None;
            cx.close();
        }
    }
}

impl Screen for Keying {
    fn name(&self) -> &'static str {
        "bulk_form"
    }
    fn kind(&self) -> Kind {
        if self.page.is_some() { self.form.kind() } else { Kind::Form }
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        if self.page.is_none() {
            return;
        }
        self.form.offers(out);
        out.push(Offer::main(Action::SetAside));
        out.push(Offer::usual(Action::Save).labelled("bulk-save-short"));
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }
    fn closing(&mut self, cx: &mut Cx<'_>) {
        self.keep_all(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        self.stroke(cx);
        match action {
            Action::SetAside => self.ask_aside(cx),
            Action::Save => {
                if !self.form.object_to_missing(cx) {
                    self.finish(cx);
                }
            }
            other => self.do_in_form(other, cx),
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        if self.page.is_none() {
            return false;
        }
        self.stroke(cx);
        if let Typed::Paste(text) = &what {
            self.strokes += i64::try_from(text.chars().count()).unwrap_or(1) - 1;
        }
        let step = self.form.typed(&what, cx);
        self.stepped(step, cx);
        step != Step::Ignored
    }
    fn title(&self, look: &Look) -> String {
        look.text("title-bulk-entry")
    }
    fn context(&self, look: &Look) -> String {
        draw::context(self, look)
    }
    fn slot(&self, look: &Look) -> String {
        draw::slot(self, look)
    }
    fn subject(&self, look: &Look) -> String {
        look.with("bulk-form-no", &[("no", self.no.to_string())])
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        draw::screen(self, frame, area, look);
    }
}

/// A new id of a form.
pub(super) fn new_id<I: Id>() -> I {
    I::from_uuid(uuid::Uuid::now_v7())
}
