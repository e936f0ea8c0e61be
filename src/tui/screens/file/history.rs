//! The tab Historique: what was done and by whom, and the drawer with before and after. Used by the files of a person, an employer and an
//! offer.

use super::line::{Line, nth};
use super::words::{self, NONE};
use crate::domain::calendar;
use crate::domain::ids::DeedId;
use crate::services::file::{self, ChangedField, Trace};
use crate::tui::dialogs::Lines;
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Words};
use crate::tui::screens::House;
use crate::tui::widgets::table::{Column, Table};

/// The table.
pub fn table<W: 'static>() -> Table<Line<W>> {
    Table::new(vec![
        Column::new("file-when", 18, 1, nth::<W, 0>),
        Column::new("file-who", 18, 2, nth::<W, 1>),
        Column::new("file-deed", 24, 0, nth::<W, 2>),
    ])
}

/// Its rows: changes, or who saw the file; `what` is what a deed's row stands for.
pub fn rows<W>(look: &Look, traces: &[Trace], what: fn(DeedId) -> W) -> Vec<Line<W>> {
    let line = |t: &Trace| Line::of(t.deed, what(t.deed), vec![at(look, t).into(), t.name.as_str().into(), deed(look, t).into()]);
    traces.iter().map(line).collect()
}

/// When it was done.
pub fn at(look: &Look, trace: &Trace) -> String {
    words::moment(look, calendar::local(trace.at))
}

/// What was done, and why where a reason was given.
pub fn deed(look: &Look, trace: &Trace) -> String {
    match &trace.reason {
        Some(reason) => format!("{} ({reason})", words::act(look, trace)),
        None => words::act(look, trace),
    }
}

/// The drawer: before and after of each field.
pub fn show(house: &House, trace: &Trace, all: &[ChangedField], cx: &mut Cx<'_>) {
    let look = cx.look;
    let title = Words::new("file-changes-title").with("deed", words::act(look, trace)).with("at", at(look, trace));
    cx.show(Lines::new(title.with("by", &trace.name), changes(house, look, all)));
}

/// Before and after of each field.
fn changes(house: &House, look: &Look, all: &[ChangedField]) -> Vec<String> {
    if all.is_empty() {
        return vec![look.text("file-changes-none")];
    }
    let line = |c: &ChangedField| {
        if c.record == "keyed_twice" {
            return keyed_twice(house, look, c);
        }
        let said = |value: &Option<String>| {
            if c.hidden { look.text("file-hidden") } else { words::value(house, look, &c.record, &c.field, value.as_deref()) }
        };
        let label = look.label(&c.record, &c.field);
        look.with("file-change", &[("label", label), ("was", said(&c.was)), ("became", said(&c.became))])
    };
    all.iter().map(line).collect()
}

/// A field that two clerks keyed from paper, and what was taken: in the history of a person, an employer, an offer.
pub fn keyed_twice(house: &House, look: &Look, c: &ChangedField) -> String {
    let mut parts = c.was.as_deref().unwrap_or_default().split(file::PARTS);
    let mut part = || parts.next().filter(|p| !p.is_empty());
    let records = ["person", "registration", "job_goal", "wishes", "interview", "employer", "contact", "vacancy"];
    let record = records.into_iter().find(|r| file::kind_of(r, &c.field).is_some()).unwrap_or_default();
    let said = |text: Option<&str>| words::value(house, look, record, &c.field, text);
    let (first, by, second, other) = (said(part()), part().unwrap_or(NONE), said(part()), part().unwrap_or(NONE));
    let args = [
        ("label", look.label(record, &c.field)),
        ("first", first),
        ("by", by.to_owned()),
        ("second", second),
        ("other", other.to_owned()),
        ("kept", said(c.became.as_deref())),
    ];
    look.with("bulk-keyed-twice", &args)
}
