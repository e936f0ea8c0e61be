//! One batch: who keys it, the slip beside what was keyed, its forms (those to look at first), the report. Enter opens a form, `s` what
//! may follow. Opened from the list it goes on by itself where the work stands.

use std::cmp::Reverse;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::draw::lines as total_lines;
use super::keying::{Keying, Pass};
use super::lines::FormLine;
use super::report;
use super::slip::{self, SlipDrawer};
use crate::domain::batch::{FormKind, FormState};
use crate::domain::ids::{BatchId, EmployerId, PersonId, VacancyId};
use crate::domain::lifecycle::{BatchState, State};
use crate::fault::Outcome;
use crate::paper::{self, Sent};
use crate::services::batches::{self, Page, Posted, Slip};
use crate::tui::action::Action;
use crate::tui::cx::Slot;
use crate::tui::dialogs::{Confirm, Menu, MenuRow};
use crate::tui::look::{Look, width};
use crate::tui::screen::{Cx, Message, Offer, Screen, Sign, Words};
use crate::tui::screens::{House, doors, said};
use crate::tui::widgets::table::{Cell, Column, Table};
use crate::tui::widgets::tabs::Tabs;

/// Ends of the columns of the totals: label at 1, then announced, keyed, difference.
const ENDS: [u16; 3] = [38, 50, 62];

/// The screen.
pub struct BatchPage {
    pub(super) house: House,
    pub(super) id: BatchId,
    pub(super) page: Option<Page>,
    table: Table<FormLine>,
    tabs: Tabs,
    /// Goes on by itself once it came.
    go: bool,
    /// The list of rejects is printed once it came.
    rejects: bool,
}

impl BatchPage {
    /// Of a batch.
    pub fn new(house: &House, id: BatchId) -> Self {
        let columns = vec![
            Column::new("bulk-form", 6, 0, |l: &FormLine, _| Cell::from(l.no.as_str())).right(),
            Column::new("bulk-name", 25, 0, |l: &FormLine, _| Cell::from(l.name.as_str())),
            Column::new("bulk-state", 18, 0, |l: &FormLine, _| Cell::alert_if(l.said.as_str(), l.waits())).signed(),
            Column::new("bulk-about", 27, 1, |l: &FormLine, _| Cell::from(l.about.as_str())),
        ];
        BatchPage {
            house: house.clone(),
            id,
            page: None,
            table: Table::new(columns),
            tabs: Tabs::new(&["bulk-tab-forms", "bulk-tab-report"]),
            go: true,
            rejects: false,
        }
    }
    pub(super) fn load(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        cx.load(
            Slot("batch"),
            move |desk| batches::page(desk, id),
            |me: &mut Self, page: Outcome<Page>, cx| {
                let Ok(page) = page else { return me.table.missed() };
                let mut lines: Vec<FormLine> =
                    page.forms.iter().map(|f| FormLine::new(f, page.batch.form_kind, cx.look)).collect();
                lines.sort_by_key(|l| Reverse(l.waits()));
                me.table.set(lines);
                if let Some(tab) = me.tabs.tabs.first_mut() {
                    tab.count = page.forms.len();
                }
                me.page = Some(page);
                if std::mem::take(&mut me.go) {
                    me.go_on(cx);
                }
            },
        );
        cx.hold(Slot("batch"));
    }
    /// Which keying waits for who works, or why none.
    fn waiting(&self) -> Result<Pass, Words> {
        let (Some(page), me) = (&self.page, self.house.who.user) else { return Err(Words::new("bulk-wait")) };
        let other = |who| Words::new("bulk-of-other").with("name", page.name(who));
        let batch = &page.batch;
        let short = i64::try_from(page.forms.len()).unwrap_or(0) < batch.announced_forms;
        if batch.state.is_final() {
            return Err(Words::new("bulk-done-already"));
        }
        if short && (batch.state == BatchState::Open || batch.first_clerk == Some(me)) {
            return if batch.first_clerk.is_none_or(|c| c == me) { Ok(Pass::First) } else { Err(other(batch.first_clerk)) };
        }
        if page.count(FormState::Keyed) == 0 {
            return Err(Words::new("bulk-nothing-to-key"));
        }
        if batch.first_clerk == Some(me) {
            return Err(Words::new("bulk-other-clerk-verifies"));
        }
        if batch.second_clerk.is_none_or(|c| c == me) { Ok(Pass::Second) } else { Err(other(batch.second_clerk)) }
    }
    fn go_on(&mut self, cx: &mut Cx<'_>) {
        if let Ok(pass) = self.waiting() {
            cx.push(Keying::new(&self.house, self.id, pass));
        }
    }
    /// `s`: the likely step first.
    fn suite(&mut self, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let waiting = self.waiting();
        let second =
            matches!(page.batch.state, BatchState::FirstClosed | BatchState::SecondKeying) || waiting == Ok(Pass::Second);
        let key = if second { "bulk-do-verify" } else { "bulk-do-key" };
        let why = |words: Words| Some(cx.look.words(&words));
        let differs = page.lines.iter().any(|l| l.difference() != 0);
        let not_yet = match page.batch.state {
            BatchState::Balanced => None,
            state if state.is_final() => why(Words::new("bulk-done-already")),
            BatchState::ToReconcile if differs => why(Words::new("bulk-totals-differ")),
            _ => why(Words::new("bulk-not-verified")),
        };
        let rest = page.batch.state.is_final().then(|| cx.text("bulk-done-already"));
        let rows = vec![
            (0, MenuRow::new(cx.text(key), cx.text("bulk-do-key-says")).refused(waiting.err().and_then(why))),
            (1, MenuRow::new(cx.text("bulk-do-post"), cx.text("bulk-do-post-says")).refused(not_yet)),
            (2, MenuRow::new(cx.text("bulk-do-reject"), cx.text("bulk-do-reject-says")).refused(rest)),
        ];
        let title = Words::new("bulk-suite-title").with("number", &page.batch.number);
        let (order, rows): (Vec<usize>, Vec<MenuRow>) = rows.into_iter().unzip();
        cx.ask(Menu::new(title, rows), move |me: &mut Self, at: usize, cx| match order.get(at) {
            Some(0) => me.go_on(cx),
            Some(1) => me.post(false, cx),
            _ => me.ask_rest(cx),
        });
    }
    fn ask_rest(&mut self, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let taken = page.count(FormState::Verified);
        let left = page.forms.len() - taken;
        let question = Words::new("bulk-reject-question").with("taken", taken).with("left", left);
        cx.ask(Confirm::new(Words::new("bulk-reject-title"), question, "bulk-reject-short"), |me: &mut Self, _, cx| {
            me.post(true, cx);
        });
    }
    fn post(&mut self, rest: bool, cx: &mut Cx<'_>) {
        let id = self.id;
        let mut made = None;
        cx.say(Message::new(Sign::Sent, Words::new("bulk-posting")));
        cx.work(
            move |desk| {
                let deed = *made.get_or_insert_with(|| desk.new_id());
                if rest { batches::reject_rest(desk, deed, id) } else { batches::post(desk, deed, id) }
            },
            |me: &mut Self, done: Outcome<Posted>, cx| {
                if let Ok(done) = done {
                    let words = Words::new("bulk-posted").with("posted", done.posted);
                    cx.say_saved(words.with("doubtful", done.doubtful).with("rejected", done.rejected));
                    // The list of rejects comes with the posting (domain.md §3.7).
                    me.rejects = done.rejected > 0;
                }
                me.load(cx);
            },
        );
    }
    fn open_form(&mut self, cx: &mut Cx<'_>) {
        let (Some(page), Some(line)) = (&self.page, self.table.current()) else { return };
        let Some(row) = page.forms.iter().find(|f| f.form.head.id == line.id).cloned() else { return };
        match row.form.state {
            FormState::Doubtful => self.ask_doubt(&row, cx),
            FormState::Posted => match (page.batch.form_kind, row.form.subject) {
                (FormKind::People, Some(id)) => doors::person(&self.house, PersonId(id.0), cx),
                (FormKind::Employers, Some(id)) => doors::employer(&self.house, EmployerId(id.0), cx),
                (FormKind::Offers, Some(id)) => doors::vacancy(&self.house, VacancyId(id.0), cx),
                _ => cx.say(Message::advice(Words::new("bulk-form-settled"))),
            },
            FormState::Keyed | FormState::Aside | FormState::Verified if !page.batch.state.is_final() => {
                cx.push(Keying::new(&self.house, self.id, Pass::Mend(row.form.head.id)));
            }
            _ => cx.say(Message::advice(Words::new("bulk-form-settled"))),
        }
    }
    /// The report and the list of what was rejected, to paper.
    fn print(&mut self, key: &'static str, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let lines = report::paper(page, cx.look);
        let (outlet, name) = (paper::outlet(), cx.look.with("bulk-paper-name", &[("number", page.batch.number.clone())]));
        let (posted, rejected) = (page.count(FormState::Posted), page.count(FormState::Rejected));
        cx.work(
            move |_| paper::send(&outlet, &name, &lines),
            move |_: &mut Self, sent: Outcome<Sent>, cx| match sent {
                Ok(Sent::File(path)) => {
                    let words = Words::new(key).with("path", said::place(&path));
                    cx.say_saved(words.with("posted", posted).with("rejected", rejected));
                }
                Ok(Sent::Terminal(lines)) => {
                    cx.slip(lines);
                    cx.say_saved(Words::new("file-printed"));
                }
                Ok(Sent::Printer) => cx.say_saved(Words::new("file-printed")),
                Err(_) => {}
            },
        );
    }
    fn reports(&self) -> bool {
        self.tabs.current == 1
    }
}

impl Screen for BatchPage {
    fn name(&self) -> &'static str {
        "bulk_batch"
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        let Some(page) = &self.page else { return };
        if !self.reports() {
            self.table.offers(out);
            if self.table.current().is_some() {
                out.push(Offer::main(Action::Open));
            }
        }
        out.push(Offer::main(Action::NextState));
        if !page.batch.state.is_final() {
            out.push(Offer::usual(Action::Edit).labelled("bulk-slip-short"));
        }
        out.push(Offer::main(Action::NextPane).labelled(if self.reports() { "bulk-tab-forms" } else { "bulk-tab-report" }));
        out.push(Offer::usual(Action::Print));
        self.tabs.offers(out);
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }
    fn uncovered(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::NextPane => self.tabs.current = 1 - self.tabs.current.min(1),
            Action::NextState => self.suite(cx),
            Action::Print => self.print("file-printed-to", cx),
            Action::Open => self.open_form(cx),
            Action::Edit => {
                let Some(batch) = self.page.as_ref().map(|p| p.batch.clone()) else { return };
                cx.ask(SlipDrawer::of(&self.house, &batch, cx.look), move |_: &mut Self, said: Slip, cx| {
                    slip::correct::<Self>(batch, said, cx, |me, cx| me.load(cx));
                });
            }
            other => {
                if !self.tabs.act(other) {
                    self.table.act(other);
                }
            }
        }
    }
    fn title(&self, look: &Look) -> String {
        look.text("title-bulk-entry")
    }
    fn context(&self, look: &Look) -> String {
        let Some(page) = &self.page else { return String::new() };
        let args = [
            ("number", page.batch.number.clone()),
            ("kind", look.text(&format!("bulk-kind-{}", page.batch.form_kind.id()))),
            ("state", look.texts.state("batch", page.batch.state.id())),
        ];
        look.with("bulk-page-context", &args)
    }
    fn slot(&self, look: &Look) -> String {
        if self.reports() { String::new() } else { self.table.position(look) }
    }
    fn subject(&self, look: &Look) -> String {
        self.page.as_ref().map_or_else(String::new, |p| look.with("bulk-batch-no", &[("number", p.batch.number.clone())]))
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let Some(page) = &self.page else { return };
        let buffer = frame.buffer_mut();
        let y = draw_head(page, buffer, area, look);
        self.tabs.draw(buffer, Rect { y, height: 1, ..area }, look);
        let below = Rect { y: y + 1, height: area.bottom().saturating_sub(y + 1), ..area };
        if self.reports() {
            report::draw(page, buffer, below, look);
        } else {
            self.table.draw(buffer, below, look, true);
        }
    }
}

/// Who keys, and the slip total by total; gives the row below.
fn draw_head(page: &Page, buffer: &mut Buffer, area: Rect, look: &Look) -> u16 {
    let nobody = look.text("bulk-nobody");
    let name = |who| Some(page.name(who).to_owned()).filter(|n| !n.is_empty()).unwrap_or_else(|| nobody.clone());
    let args = [("first", name(page.batch.first_clerk)), ("second", name(page.batch.second_clerk))];
    look.put(buffer, area.x + 1, area.y, area.width - 2, &look.with("bulk-clerks-line", &args), Style::new());
    let right = |buffer: &mut Buffer, y: u16, end: u16, text: &str, style: Style| {
        let at = (area.x + end).saturating_sub(u16::try_from(width(text)).unwrap_or(0));
        look.put(buffer, at, y, 20, text, style);
    };
    let mut y = area.y + 1;
    look.put(buffer, area.x + 1, y, 20, &look.text("bulk-slip"), look.heading());
    for (end, key) in ENDS.iter().zip(["bulk-announced-short", "bulk-keyed-short", "bulk-difference-short"]) {
        right(buffer, y, *end, &look.text(key), look.heading());
    }
    for (line, (label, announced, keyed)) in page.lines.iter().zip(total_lines(&page.lines, look)) {
        y += 1;
        look.put(buffer, area.x + 1, y, 26, &label, Style::new());
        let difference = line.difference();
        let (sign, style) =
            if difference == 0 { (String::new(), Style::new()) } else { (format!("!{difference:+}"), look.alert()) };
        for (end, text, style) in [(ENDS[0], announced, Style::new()), (ENDS[1], keyed, Style::new()), (ENDS[2], sign, style)] {
            right(buffer, y, end, &text, style);
        }
    }
    y + 2
}
