//! The page of the audit: who did what, the newest first, in windows. `/` narrows it, Enter shows what a line changed, `s` seals it now.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::calendar;
use crate::domain::dates::Toward;
use crate::domain::record::parse_instant;
use crate::domain::rights::Deed;
use crate::fault::{Outcome, Value};
use crate::services::audit::journal::{self, Changes, Wanted};
use crate::services::audit::{self, Entry, Seal};
use crate::services::listing::Side;
use crate::texts::dashed;
use crate::tui::action::Action;
use crate::tui::cx::{Desk, Slot};
use crate::tui::dialogs::{Ask, Filled, Lines};
use crate::tui::form::{Form, Spec};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Offer, Words};
use crate::tui::screens::admin::{Admin, Page, has};
use crate::tui::screens::{House, fields, secret};
use crate::tui::widgets::table::{Cell, Column, Row, Table, Want};

/// Rows of a window at least.
const WINDOW: usize = 40;

struct Line {
    entry: Entry,
    at: String,
    act: String,
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.entry.deed.0.as_bytes().to_vec()
    }
}

/// The page.
pub struct Journal {
    table: Table<Line>,
    wanted: Wanted,
    seal: Option<Seal>,
    verifies: bool,
    house: House,
    came: bool,
}

/// For who reads more than their own lines.
pub(super) fn page(house: &House) -> Option<Box<dyn Page>> {
    if !journal::has(&house.who) {
        return None;
    }
    let columns = vec![
        Column::new("journal-act", 26, 0, |l: &Line, _| Cell::alert_if(l.act.as_str(), l.entry.act.contains("refused"))).signed(),
        Column::new("journal-at", 17, 0, |l: &Line, _| Cell::from(l.at.as_str())),
        Column::new("admin-login", 10, 0, |l: &Line, _| Cell::from(l.entry.login.as_str())),
        Column::new("journal-number", 12, 1, |l: &Line, _| Cell::from(l.entry.number.as_deref().unwrap_or_default())),
        Column::new("admin-post", 8, 2, |l: &Line, _| Cell::from(l.entry.post.as_str())),
    ];
    Some(Box::new(Journal {
        table: Table::new(columns),
        wanted: Wanted::default(),
        seal: None,
        verifies: has(house, Deed::AuditVerify),
        house: House::clone(house),
        came: false,
    }))
}

fn act(id: &str, look: &Look) -> String {
    let key = format!("act-{}", dashed(id));
    if look.texts.has(&key) { look.text(&key) } else { id.to_owned() }
}

impl Journal {
    fn load(&mut self, want: Want, cx: &mut Cx<'_>) {
        let (first, last) = self.table.ends();
        let mark = |line: Option<&Line>| line.map(|l| l.entry.mark());
        let side = match want {
            Want::First => Side::First,
            Want::Last => Side::Last,
            Want::After => mark(last).map_or(Side::First, Side::After),
            Want::Before => mark(first).map_or(Side::First, Side::Before),
        };
        let (wanted, size) = (self.wanted.clone(), u32::try_from(self.table.page().max(WINDOW)).unwrap_or(100));
        let job = move |desk: &mut Desk| journal::page(desk, &wanted, &side, size);
        cx.load(Slot("journal"), job, move |me: &mut Admin, page: Outcome<journal::Page>, cx| {
            let Ok(page) = page else { return me.with::<Journal>(|j| j.table.missed()) };
            let line = |entry: Entry| Line { at: instant(cx.look, entry.at), act: act(&entry.act, cx.look), entry };
            let lines: Vec<Line> = page.lines.into_iter().map(line).collect();
            me.with::<Journal>(|j| {
                (j.came, j.seal) = (true, page.seal);
                j.table.came(want, lines, page.total);
            });
        });
    }
    fn narrow(&self, cx: &mut Cx<'_>) {
        let mut form = Form::new(vec![
            Spec::text("journal_login", 32).width(32),
            Spec::text("journal_number", 20).width(20),
            Spec::date("journal_day", fields::day_reader(&self.house, Toward::Past, cx.look.lang())),
            Spec::yes_no("journal_refused", &cx.text("word-yes"), &cx.text("word-no")),
        ]);
        form.set("journal_login", &self.wanted.login.clone().into());
        form.set("journal_number", &self.wanted.person.clone().into());
        form.set("journal_day", &self.wanted.day.map(crate::domain::record::day_text).into());
        form.set("journal_refused", &self.wanted.refused.into());
        let ask = Ask::new(Words::new("title-journal-filter"), form, "action-journal-filter")
            .about(vec![cx.text("journal-filter-says")]);
        cx.ask(ask, |me: &mut Admin, filled: Filled, cx| {
            let text = |id| Some(filled.text(id).trim().to_owned()).filter(|t| !t.is_empty());
            let wanted = Wanted {
                login: text("journal_login"),
                person: text("journal_number"),
                day: filled.day("journal_day"),
                refused: filled.get("journal_refused") == Value::Bool(true),
            };
            me.with::<Journal>(|j| {
                j.wanted = wanted;
                j.table.act(Action::First);
                j.load(Want::First, cx);
            });
        });
    }
    fn details(&self, cx: &mut Cx<'_>) {
        let Some(line) = self.table.current() else { return };
        let entry = line.entry.clone();
        let asked = entry.clone();
        cx.load(
            Slot("journal-line"),
            move |desk: &mut Desk| journal::changes(desk, &asked),
            move |_: &mut Admin, found: Outcome<Changes>, cx| {
                if let Ok(found) = found {
                    let title = Words::new("title-journal-line").with("act", act(&entry.act, cx.look));
                    cx.show(Lines::new(title, told(&entry, &found, cx.look)));
                }
            },
        );
    }
    fn seal(cx: &mut Cx<'_>) {
        secret::guarded(
            cx,
            |desk: &mut Desk, _| audit::seal(desk),
            |me: &mut Admin, done: Outcome<Seal>, cx| {
                if let Ok(seal) = done {
                    cx.say_saved(Words::new("journal-sealed").with("seal", seal.short()));
                    me.with::<Journal>(|j| j.load(Want::First, cx));
                }
            },
        );
    }
    fn head(&self, look: &Look) -> String {
        let sealed = match &self.seal {
            Some(seal) => look.with("journal-sealed-until", &[("at", instant(look, seal.at)), ("seal", seal.short())]),
            None if self.verifies && self.came => look.text("journal-never-sealed"),
            None => String::new(),
        };
        let w = &self.wanted;
        let day = w.day.map(|d| d.format("%d/%m/%Y").to_string());
        let refused = w.refused.then(|| look.text("journal-only-refused"));
        let by: Vec<String> = [w.login.clone(), w.person.clone(), day, refused].into_iter().flatten().collect();
        if by.is_empty() { sealed } else { format!("{} {sealed}", look.with("journal-narrowed", &[("by", by.join(", "))])) }
    }
}

/// Day and hour by the office's clock.
fn instant(look: &Look, at: chrono::DateTime<chrono::Utc>) -> String {
    let at = calendar::local(at);
    format!("{} {}", at.format("%d/%m/%Y"), crate::tui::frame::hour(look, at))
}

/// A line in words: who, when, why, and each field before and after.
fn told(entry: &Entry, found: &Changes, look: &Look) -> Vec<String> {
    let at = instant(look, entry.at);
    let by = [("name", entry.name.clone()), ("login", entry.login.clone()), ("post", entry.post.clone()), ("at", at)];
    let mut out = vec![look.with("journal-by", &by)];
    if let Some(number) = &entry.number {
        out.push(look.with("journal-on", &[("number", number.clone())]));
    }
    if let Some(reason) = &entry.reason {
        out.push(look.with("journal-reason", &[("reason", reason.clone())]));
    }
    let named = |prefix: &str, id: &str| {
        let key = format!("{prefix}-{}", dashed(id));
        if look.texts.has(&key) { look.text(&key) } else { id.to_owned() }
    };
    let mut record = "";
    for field in &found.fields {
        if record != field.record {
            record = &field.record;
            out.push(named("record", record));
        }
        // An id says nothing to a reader; whom it was about and who did it stand above.
        let is_id = |text: &str| uuid::Uuid::try_parse(text).is_ok();
        if is_id(&field.was) || is_id(&field.became) {
            continue;
        }
        let name = named("field", &field.field);
        let dash = |text: &str| match parse_instant(text) {
            Some(at) => instant(look, at),
            None if text.is_empty() => "-".to_owned(),
            None if text == "true" => look.text("word-yes"),
            None if text == "false" => look.text("word-no"),
            None => text.to_owned(),
        };
        out.push(match found.withheld {
            true => format!("  {name}"),
            false => look.with("journal-field", &[("name", name), ("was", dash(&field.was)), ("became", dash(&field.became))]),
        });
    }
    if found.fields.is_empty() {
        out.push(look.text("journal-no-values"));
    }
    if found.withheld {
        out.push(look.text("journal-withheld"));
    }
    out
}

impl Page for Journal {
    fn label(&self) -> &'static str {
        "admin-tab-journal"
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(Want::First, cx);
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        self.table.offers(out);
        if self.table.current().is_some() {
            out.push(Offer::main(Action::Open).labelled("action-journal-line"));
        }
        if self.verifies {
            out.push(Offer::main(Action::NextState).labelled("action-journal-seal"));
        }
        out.push(Offer::usual(Action::Filter));
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        if self.table.act(action) {
            if let Some(want) = self.table.take_want() {
                self.load(want, cx);
            }
            return;
        }
        match action {
            Action::Open => self.details(cx),
            Action::Filter => self.narrow(cx),
            Action::NextState if self.verifies => Self::seal(cx),
            _ => {}
        }
    }
    fn slot(&self, look: &Look) -> String {
        self.table.position(look)
    }
    fn subject(&self) -> String {
        self.table.current().map(|l| l.act.clone()).unwrap_or_default()
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let head = self.head(look);
        let below = u16::from(!head.is_empty());
        look.put(frame.buffer_mut(), area.x + 1, area.y, area.width.saturating_sub(2), &head, Style::new());
        let rest = Rect { y: area.y + below, height: area.height.saturating_sub(below), ..area };
        self.table.draw(frame.buffer_mut(), rest, look, true);
        if self.table.is_empty() && self.came {
            look.put(frame.buffer_mut(), rest.x + 2, rest.y + 2, rest.width - 2, &look.text("journal-empty"), Style::new());
        }
    }
}
