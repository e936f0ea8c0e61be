//! The rows of the day: appointments, tasks, drafts, and what parts them. Made when the page comes, so that drawing only copies.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::appointment::grace;
use crate::domain::person::age;
use crate::domain::{calendar, phone};
use crate::fault::Arg;
use crate::services::day::{Meeting, Page, Todo};
use crate::services::draft::Draft;
use crate::tui::fit::Fit;
use crate::tui::look::Look;
use crate::tui::screens::{Office, resume, said};
use crate::tui::widgets::table::{Band, Cell, Column, Row};

/// What a row is about.
#[derive(Clone)]
pub enum Item {
    /// An appointment or walk-in.
    Meeting(Box<Meeting>),
    /// A task.
    Task(Box<Todo>),
    /// A form left for later.
    Draft(Box<Draft>),
    /// What parts the list.
    Band(Band),
}

/// A row.
#[derive(Clone)]
pub struct Line {
    /// What it is about.
    pub item: Item,
    key: Vec<u8>,
    when: Cell,
    motif: String,
    who: String,
    situation: String,
    more: String,
    phone: String,
}

impl Row for Line {
    fn key(&self) -> Vec<u8> {
        self.key.clone()
    }
    fn band(&self, _look: &Look) -> Option<Band> {
        match &self.item {
            Item::Band(band) => Some(band.clone()),
            _ => None,
        }
    }
}

/// The columns of drawing 1.
pub fn columns() -> Vec<Column<Line>> {
    vec![
        Column::new("day-when", 6, 0, |l: &Line, _| l.when.clone()).signed(),
        Column::new("day-motif", 17, 2, |l: &Line, _| Cell::from(l.motif.as_str())),
        Column::new("day-who", 20, 0, |l: &Line, _| Cell::from(l.who.as_str())).fit(Fit::Name),
        Column::new("day-situation", 29, 1, |l: &Line, _| Cell::from(l.situation.as_str())),
        Column::new("day-more", 22, 3, |l: &Line, _| Cell::from(l.more.as_str())).extra(),
        Column::new("day-phone", 14, 4, |l: &Line, _| Cell::from(l.phone.as_str())).extra(),
    ]
}

impl Line {
    fn blank(item: Item, key: Vec<u8>) -> Self {
        let empty = String::new;
        Line { item, key, when: Cell::default(), motif: empty(), who: empty(), situation: empty(), more: empty(), phone: empty() }
    }
    /// An appointment.
    pub fn of_meeting(meeting: Meeting, house: &Office, now: NaiveDateTime, look: &Look) -> Self {
        let a = &meeting.appointment;
        let occupation = meeting.occupation.as_deref().map(|code| house.rules.codes.label("ISCO", code, look.lang()).to_owned());
        let years = meeting.birth_date.map(|birth| age(birth, now.date()).to_string());
        Line {
            key: a.head.id.0.as_bytes().to_vec(),
            when: Cell::alert_if(said::when(a.at(), now.date(), look), a.to_settle(now, grace(&house.rules))),
            motif: said::motif(&meeting, house, look),
            who: meeting.name.clone(),
            situation: said::situation(&meeting, house, now, look),
            more: [years, occupation].into_iter().flatten().collect::<Vec<_>>().join(" "),
            phone: meeting.phone.as_deref().map(phone::shown).unwrap_or_default(),
            item: Item::Meeting(Box::new(meeting)),
        }
    }
    /// A task.
    pub fn of_task(todo: Todo, house: &Office, today: NaiveDate, look: &Look) -> Self {
        let due = todo.task.due;
        let when = due.map(|d| said::day_month(d, look)).unwrap_or_default();
        Line {
            key: todo.task.head.id.0.as_bytes().to_vec(),
            when: Cell::alert_if(when, due.is_some_and(|d| d < today)),
            motif: motif(&todo, house, look),
            who: todo.name.clone().unwrap_or_default(),
            situation: about(&todo, house, look),
            more: String::new(),
            phone: todo.phone.as_deref().map(phone::shown).unwrap_or_default(),
            item: Item::Task(Box::new(todo)),
        }
    }
    fn of_draft(draft: Draft, look: &Look) -> Self {
        let [what, far, at] = resume::said(&draft, look);
        let key = draft.id.0.as_bytes().to_vec();
        let (when, motif) = (Cell::from(at), look.text("day-draft"));
        Line { when, motif, who: what, situation: far, ..Line::blank(Item::Draft(Box::new(draft)), key) }
    }
    fn of_band(band: Band, name: &str) -> Self {
        Line::blank(Item::Band(band), name.as_bytes().to_vec())
    }
    /// The same row with another situation: what was settled stays where it is.
    pub fn settled(mut self, situation: String) -> Self {
        self.situation = situation;
        self.when.alert = false;
        self
    }
}

/// One list through both parts; nothing at all on an empty day.
pub fn of_page(page: &Page, house: &Office, look: &Look) -> Vec<Line> {
    if page.meetings.is_empty() && page.todos.is_empty() && page.drafts.is_empty() {
        return Vec::new();
    }
    let mut lines: Vec<Line> = page.meetings.iter().map(|m| Line::of_meeting(m.clone(), house, page.now, look)).collect();
    let count = |n: i64| n.to_string();
    let due = page.due;
    let title = [("late", due.late), ("today", due.today), ("week", due.week)];
    let args: Vec<Arg> = title.into_iter().map(|(name, n)| (name, count(n))).collect();
    lines.push(Line::of_band(Band::Rule(look.with("day-todo", &args)), "todo"));
    // What was left half typed comes first: under a week's reminders nobody sees it.
    lines.extend(page.drafts.iter().map(|d| Line::of_draft(d.clone(), look)));
    lines.extend(page.todos.iter().map(|t| Line::of_task(t.clone(), house, page.day, look)));
    if page.todos.is_empty() && page.drafts.is_empty() {
        lines.push(Line::of_band(Band::Text(look.text("day-nothing-else")), "nothing"));
    }
    lines
}

/// The short name of a task; of a free one its words.
fn motif(todo: &Todo, house: &Office, look: &Look) -> String {
    let kind = todo.task.kind.as_str();
    let key = format!("todo-{}", kind.to_lowercase());
    if look.texts.has(&key) {
        return look.with(&key, &[("months", months(todo))]);
    }
    house.rules.codes.label("TASK", kind, look.lang()).to_owned()
}

/// After how many months a retention check is: the step of its origin (`…/3m`).
fn months(todo: &Todo) -> String {
    let origin = todo.task.origin.as_deref().unwrap_or_default();
    origin.rsplit_once('/').map_or("", |(_, step)| step.trim_end_matches('m')).to_owned()
}

/// What a task is about, from the facts of its subject.
fn about(todo: &Todo, house: &Office, look: &Look) -> String {
    let words = todo.task.words.clone().unwrap_or_default();
    let key = format!("about-{}", todo.task.kind.to_lowercase());
    if !words.is_empty() || !look.texts.has(&key) {
        return if words.is_empty() { todo.vacancy.clone().unwrap_or_default() } else { words };
    }
    let day = |d: Option<NaiveDate>| d.map(|d| said::day_month(d, look)).unwrap_or_else(|| "-".to_owned());
    let missing: Vec<&str> = todo.missing.iter().map(|c| house.rules.codes.label("DOC", c, look.lang())).collect();
    let missed_on = todo.starts_at.map(|at| calendar::local(at).date());
    let args: Vec<Arg> = vec![
        ("number", todo.vacancy.clone().unwrap_or_default()),
        ("until", day(todo.publish_until)),
        ("nth", todo.attempts.unwrap_or(0).to_string()),
        ("sent", day(todo.sent_on)),
        ("registered", day(todo.registered_on)),
        ("renewal", day(todo.renewal_due)),
        ("missing", missing.join(", ")),
        ("missed", todo.missed.unwrap_or(1).to_string()),
        ("on", day(missed_on)),
        ("start", day(todo.start_on)),
        ("end", day(todo.planned_end)),
    ];
    look.with(&key, &args)
}
