//! The draft of an interview: kept at each field that is left, and every 2 s while something is typed; the context line says the
//! hour of the last one that is really on disk (screens.md §10).

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::NaiveDateTime;
use uuid::Uuid;

use crate::domain::calendar;
use crate::domain::ids::{AppointmentId, Id, RowId};
use crate::domain::interview::{Obstacle, PlanAction};
use crate::domain::record::{Head, day_text, parse_day};
use crate::services::draft::{self, Draft};
use crate::services::interview::Next;
use crate::tui::cx::Slot;
use crate::tui::form::Editor;
use crate::tui::frame;
use crate::tui::look::Look;
use crate::tui::screen::Cx;
use crate::tui::screens::interview::actions::{self, Cell};
use crate::tui::screens::interview::{FORM, Interview, Part};

/// At least so often while something is typed.
const EVERY: Duration = Duration::from_secs(2);
/// How an hour stands in a draft.
const AT: &str = "%Y-%m-%dT%H:%M";

/// Before the id of the appointment, in the name of a field.
const APPOINTMENT: &str = "appointment ";

/// What is kept, and since when.
pub struct Keeping {
    /// Id of the draft, made with the screen.
    pub id: RowId,
    kept: BTreeMap<String, String>,
    focus: &'static str,
    at: Option<NaiveDateTime>,
    armed: bool,
}

impl Keeping {
    /// Nothing yet.
    pub fn new() -> Self {
        Keeping { id: RowId::from_uuid(Uuid::now_v7()), kept: BTreeMap::new(), focus: "", at: None, armed: false }
    }
    /// A draft that was resumed: it goes on under its id.
    pub fn of(draft: &Draft) -> Self {
        let at = Some(calendar::local(draft.saved_at));
        Keeping { id: draft.id, kept: draft.fields.clone(), focus: Part::of(&draft.focus).field(), at, armed: false }
    }
    /// « brouillon gardé à 09h28 ».
    pub fn said(&self, look: &Look) -> String {
        self.at.map_or_else(String::new, |at| look.with("interview-kept-at", &[("hour", frame::hour(look, at))]))
    }
}

impl Interview {
    /// Something was typed: it is on disk 2 s later at most.
    pub(super) fn touch(&mut self, cx: &mut Cx<'_>) {
        if std::mem::replace(&mut self.keeping.armed, true) {
            return;
        }
        cx.wake(Slot("keep"), EVERY, |me: &mut Self, cx| {
            me.keeping.armed = false;
            me.keep(cx);
        });
    }
    /// Keeps what is new. While the save is on its way it is left alone: the save throws the draft away.
    pub(super) fn keep(&mut self, cx: &mut Cx<'_>) {
        let (fields, focus) = (self.fields(), self.part.field());
        let same = fields == self.keeping.kept && focus == self.keeping.focus;
        if self.saving || same || (fields.len() <= 1 && self.keeping.at.is_none()) {
            return;
        }
        self.keeping.focus = focus;
        self.keeping.kept.clone_from(&fields);
        let draft = Draft {
            id: self.keeping.id,
            form: FORM.to_owned(),
            subject: Some(RowId::from_uuid(self.person.uuid())),
            label: self.name(),
            focus: focus.to_owned(),
            fields,
            ..Draft::default()
        };
        cx.keep(
            move |desk| draft::keep(desk, &draft),
            |me: &mut Self, at, _| match at {
                Ok(at) => me.keeping.at = Some(calendar::local(at)),
                // Not on disk: the next one tries again.
                Err(_) => me.keeping.kept.clear(),
            },
        );
    }
    /// All that was typed, by name; empty ones left out. One is always there: the appointment, in its name, so that it isn't
    /// counted among what was typed.
    fn fields(&self) -> BTreeMap<String, String> {
        let appointment = self.appointment.map_or_else(String::new, |a| a.to_string());
        let mut out = BTreeMap::from([(format!("{APPOINTMENT}{appointment}"), String::new())]);
        let mut put = |name: String, text: String| {
            if !text.trim().is_empty() {
                out.insert(name, text);
            }
        };
        put("summary".to_owned(), self.summary.text().to_owned());
        put("notes".to_owned(), self.notes.raw());
        for row in &self.axes.rows {
            put(format!("axis-{}", row.code), row.rating.clone().unwrap_or_default());
            put(format!("axis-note-{}", row.code), row.note.clone());
        }
        if let Some(line) = &self.axes.note {
            let code = self.axes.rows.get(self.axes.at).map_or("", |r| r.code.as_str());
            put(format!("axis-note-{code}"), line.text().to_owned());
        }
        put("obstacles".to_owned(), self.obstacles.rows.iter().map(obstacle_line).collect::<Vec<_>>().join("\n"));
        put("obstacle-theme".to_owned(), self.obstacles.theme.clone().unwrap_or_default());
        put("obstacle-words".to_owned(), self.obstacles.line.text().to_owned());
        put("actions".to_owned(), self.actions.rows.iter().map(action_line).collect::<Vec<_>>().join("\n"));
        put("action-code".to_owned(), self.actions.code.text().to_owned());
        put("action-title".to_owned(), self.actions.title.text().to_owned());
        put("action-due".to_owned(), self.actions.due.text().to_owned());
        put("next".to_owned(), self.next.as_ref().map(next_text).unwrap_or_default());
        if self.opened.is_some() && !self.touched_lists() {
            // What the last interview left is no typing.
            out.remove("obstacles");
            out.remove("actions");
        }
        out
    }
    /// Whether the lists differ from what the last interviews left.
    fn touched_lists(&self) -> bool {
        self.opened.as_ref().is_some_and(|o| self.obstacles.rows != o.left.obstacles || self.actions.rows != o.left.actions)
    }
    /// Puts a draft back, the cursor in its part.
    pub(super) fn restore(&mut self, draft: &Draft) {
        let text = |name: &str| draft.fields.get(name).map_or("", String::as_str);
        self.keeping = Keeping::of(draft);
        let appointment = draft.fields.keys().find_map(|k| k.strip_prefix(APPOINTMENT));
        if let Some(Ok(id)) = appointment.map(Uuid::parse_str) {
            self.appointment = Some(AppointmentId::from_uuid(id));
        }
        self.summary.set(text("summary"));
        self.notes.set_raw(text("notes"));
        for row in &mut self.axes.rows {
            row.rating = draft.fields.get(&format!("axis-{}", row.code)).cloned();
            row.note = text(&format!("axis-note-{}", row.code)).to_owned();
        }
        self.obstacles.rows = text("obstacles").lines().filter_map(obstacle_of).collect();
        self.obstacles.theme = Some(text("obstacle-theme").to_owned()).filter(|t| !t.is_empty());
        self.obstacles.line.set(text("obstacle-words"));
        self.actions.rows = text("actions").lines().filter_map(action_of).collect();
        self.actions.code.set(text("action-code"));
        self.actions.title.set(text("action-title"));
        self.actions.due.set(text("action-due"));
        if !text("action-code").is_empty() {
            self.actions.cell = if text("action-due").is_empty() { Cell::Code } else { Cell::Due };
        }
        self.next = next_of(text("next"));
        self.part = Part::of(&draft.focus);
        if let Some(opened) = &self.opened {
            self.obstacles.put_before(&opened.left.obstacles);
            self.actions.put_before(&opened.left.actions);
        }
    }
}

/// The cells of a line, apart by tabs, which no cell holds.
fn cells(line: &str) -> Vec<&str> {
    line.split('\t').collect()
}
fn cell<'a>(cells: &[&'a str], at: usize) -> &'a str {
    cells.get(at).copied().unwrap_or_default()
}
fn opt(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|t| !t.is_empty())
}
fn head(id: &str, version: &str) -> Head<RowId> {
    let id = Uuid::parse_str(id).map(RowId::from_uuid).unwrap_or_default();
    Head { id, version: version.parse().unwrap_or(0) }
}

fn obstacle_line(o: &Obstacle) -> String {
    let (theme, words) = (o.theme.as_deref().unwrap_or(""), o.situation.as_deref().unwrap_or(""));
    format!("{}\t{}\t{theme}\t{}\t{words}", o.head.id, o.head.version, o.state)
}
fn obstacle_of(line: &str) -> Option<Obstacle> {
    let c = cells(line);
    Some(Obstacle {
        head: head(cell(&c, 0), cell(&c, 1)),
        theme: Some(opt(cell(&c, 2))?),
        state: cell(&c, 3).to_owned(),
        situation: opt(cell(&c, 4)),
        ..Obstacle::default()
    })
}
fn action_line(a: &PlanAction) -> String {
    let (code, title) = (a.action.as_deref().unwrap_or(""), a.title.as_deref().unwrap_or(""));
    let due = a.due.map_or_else(String::new, day_text);
    format!("{}\t{}\t{code}\t{}\t{due}\t{}\t{title}", a.head.id, a.head.version, a.owner, a.state)
}
fn action_of(line: &str) -> Option<PlanAction> {
    let c = cells(line);
    Some(PlanAction {
        head: head(cell(&c, 0), cell(&c, 1)),
        action: Some(opt(cell(&c, 2))?),
        owner: actions::owner_of(cell(&c, 3)).to_owned(),
        due: parse_day(cell(&c, 4)),
        state: cell(&c, 5).to_owned(),
        title: opt(cell(&c, 6)),
        ..PlanAction::default()
    })
}
fn next_text(next: &Next) -> String {
    match next {
        Next::At(at, kind, minutes) => format!("{}\t{kind}\t{minutes}", at.format(AT)),
        Next::None(reason) => format!("\t{reason}"),
    }
}
fn next_of(text: &str) -> Option<Next> {
    let c = cells(text);
    if cell(&c, 0).is_empty() {
        return opt(cell(&c, 1)).map(Next::None);
    }
    let at = NaiveDateTime::parse_from_str(cell(&c, 0), AT).ok()?;
    Some(Next::At(at, cell(&c, 1).to_owned(), cell(&c, 2).parse().ok()?))
}
