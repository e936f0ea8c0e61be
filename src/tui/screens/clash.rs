//! Two people on one record (screens.md §16): what only one of them changed merges by itself, the rest is asked field by field. Used by
//! the file of a person and the forms of an employer and of an offer.

use crate::domain::calendar;
use crate::domain::record::{Need, Value, parse_instant};
use crate::fault::Conflict;
use crate::services::file;
use crate::tui::dialogs::{ConflictDialog, Settled};
use crate::tui::frame::hour;
use crate::tui::screen::{Cx, Screen};
use crate::tui::screens::House;
use crate::tui::screens::file::words;
use crate::tui::widgets::diff::{DiffRow, shown};

/// What was chosen, by field.
pub type Chosen = Vec<(&'static str, Value)>;

/// Settles the conflict over the record of this name: `settle` saves what was chosen against the newer version, at once where there is
/// nothing to ask.
pub fn meet<S: Screen>(
    me: &mut S,
    mut conflict: Conflict,
    house: House,
    name: String,
    cx: &mut Cx<'_>,
    settle: fn(&mut S, Conflict, Chosen, &mut Cx<'_>),
) {
    // The drawer, or what was saved over it, speaks of it.
    cx.hush();
    let record = conflict.record;
    conflict.fields.retain(|c| file::kind_of(record, c.field).is_none_or(|(_, need)| need != Need::Made));
    let rows: Vec<DiffRow> = conflict.fields.iter().cloned().map(DiffRow::new).collect();
    if rows.iter().all(|r| !r.both) {
        let values = rows.iter().filter_map(|r| Some((r.clash.field, r.value()?.clone()))).collect();
        return settle(me, conflict, values, cx);
    }
    let at = parse_instant(&conflict.at).map(calendar::local);
    let at = at.map_or_else(String::new, |at| hour(cx.look, at));
    let look = cx.look.clone();
    let say = move |field: &str, value: &Value| match value {
        Value::Null => words::NONE.to_owned(),
        Value::Bool(b) => words::value(&house, &look, record, field, Some(&b.to_string())),
        value => words::value(&house, &look, record, field, Some(&shown(value))),
    };
    let dialog = ConflictDialog::new(name, at, conflict.clone()).saying(say);
    cx.ask(dialog, move |me: &mut S, settled: Settled, cx| settle(me, conflict, settled.values, cx));
}
