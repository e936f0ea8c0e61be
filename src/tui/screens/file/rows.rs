//! The rows of the tabs that are lists, each cell already in words, each with what it stands for.

use super::history;
use super::line::nth;
use super::words::{self, NONE};
use crate::domain::ids::{DeedId, InterviewId, ProposalId, RowId, TaskId};
use crate::domain::interview::PlanAction;
use crate::domain::lifecycle::{ProposalState, TaskState};
use crate::domain::profile::{Education, Experience, Language, Skill};
use crate::domain::registration::JobGoal;
use crate::services::file::Page;
use crate::tui::look::Look;
use crate::tui::screens::House;
use crate::tui::widgets::fit::Fit;
use crate::tui::widgets::table::{Cell, Column, Table};

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Fields of the tab's own form.
    Fields,
    /// An occupation sought: 0 is the first.
    Goal(usize),
    /// A course of education.
    Education(usize),
    /// A job held.
    Experience(usize),
    /// A skill.
    Skill(usize),
    /// A language.
    Language(usize),
    /// Disability: shown on demand.
    Disability,
    /// An obstacle; true: its words are shown on demand.
    Obstacle(RowId, bool),
    /// An interview.
    Interview(InterviewId),
    /// A dated note.
    Note(RowId),
    /// An action of the plan.
    Action(RowId),
    /// A proposal.
    Proposal(ProposalId),
    /// A task.
    Task(TaskId),
    /// A deed of the audit.
    Trace(DeedId),
}

/// One row.
pub type Line = super::line::Line<What>;

/// The tables in the order of the tabs after Identité: profile, interviews, plan, proposals, tasks, history.
pub fn tables() -> [Table<Line>; 6] {
    [
        Table::new(vec![Column::new("file-part", 16, 1, nth::<What, 0>), Column::new("file-content", 40, 0, nth::<What, 1>)]),
        Table::new(vec![
            Column::new("file-day", 11, 1, nth::<What, 0>),
            Column::new("file-kind", 10, 2, nth::<What, 1>),
            Column::new("file-by", 16, 3, nth::<What, 2>),
            Column::new("field-summary", 18, 0, nth::<What, 3>),
        ]),
        Table::new(vec![
            Column::new("file-action", 34, 0, nth::<What, 0>),
            Column::new("file-owner", 10, 2, nth::<What, 1>),
            Column::new("field-due", 11, 1, nth::<What, 2>).signed(),
            Column::new("field-state", 12, 1, nth::<What, 3>),
        ]),
        Table::new(vec![
            Column::new("file-proposed", 8, 3, nth::<What, 0>),
            Column::new("field-vacancy", 20, 0, nth::<What, 1>).fit(Fit::Title),
            Column::new("field-employer", 20, 2, nth::<What, 2>),
            Column::new("field-state", 16, 1, nth::<What, 3>),
            Column::new("file-expected", 7, 1, nth::<What, 4>).signed(),
        ]),
        Table::new(vec![
            Column::new("file-task", 24, 0, nth::<What, 0>),
            Column::new("field-due", 11, 1, nth::<What, 1>).signed(),
            Column::new("field-assignee", 16, 2, nth::<What, 2>),
            Column::new("field-result", 18, 3, nth::<What, 3>),
        ]),
        history::table(),
    ]
}

/// The tab Profil: one row a fact, the part's name on its first row.
pub fn profile(house: &House, look: &Look, page: &Page) -> Vec<Line> {
    let mut all = Vec::new();
    let file = &page.file;
    let mut put = |part: String, content: String, what: What| {
        let key = format!("{}", all.len());
        all.push(Line::new(key, what, vec![part.into(), content.into()]));
    };
    let fields = What::Fields;
    put(
        look.label("person", "education_level"),
        words::coded(house, look, "EDU", file.person.education_level.as_deref()),
        fields,
    );
    put(look.label("person", "diploma"), diploma(house, look, page), fields);
    for (n, row) in file.education.iter().enumerate() {
        put(part(look, "file-part-education", n), education(house, look, row), What::Education(n));
    }
    for (n, row) in file.experience.iter().enumerate() {
        put(part(look, "file-part-experience", n), experience(house, look, row), What::Experience(n));
    }
    for (n, row) in file.skills.iter().enumerate() {
        put(part(look, "file-part-skills", n), skill(house, look, row), What::Skill(n));
    }
    for (n, row) in file.languages.iter().enumerate() {
        put(part(look, "file-part-languages", n), language(house, look, row), What::Language(n));
    }
    let mut licences = words::labels(house, look, "LICENCE", &file.person.driving_licences, "file-none");
    if file.person.own_vehicle {
        licences = format!("{licences}, {}", look.text("file-own-vehicle"));
    }
    put(look.label("person", "driving_licences"), licences, fields);
    for (n, goal) in std::iter::once(&file.goal).chain(&file.more_goals).enumerate() {
        put(part(look, "file-part-goals", n), goal_words(house, look, goal), What::Goal(n));
    }
    let wish = |id: &str| look.label("wishes", id);
    let w = &file.wishes;
    let minutes = w.max_minutes.map(|m| look.with("file-minutes", &[("count", m.to_string())]));
    let mobility = [Some(words::coded(house, look, "MOB", w.mobility.as_deref())), minutes].into_iter().flatten();
    put(wish("mobility"), mobility.collect::<Vec<_>>().join(", "), fields);
    put(wish("contract_types"), words::labels(house, look, "CONTRACT", &w.contract_types, "file-all"), fields);
    put(wish("working_time"), words::labels(house, look, "TIME", &w.working_time, "file-all"), fields);
    let wage = w.wage_min.map_or_else(|| NONE.to_owned(), |m| look.with("file-wage", &[("amount", m.to_string())]));
    put(wish("wage_min"), wage, fields);
    put(wish("available_from"), words::day(look, w.available_from), fields);
    let first = if file.registration.first_time_seeker { "word-yes" } else { "word-no" };
    put(look.label("registration", "first_time_seeker"), look.text(first), fields);
    put(look.label("person", "disability_declared"), look.text("file-on-demand"), What::Disability);
    for (n, obstacle) in page.obstacles.iter().enumerate() {
        let theme = words::label(house, look, "THEME", obstacle.theme.as_deref());
        let hidden = matches!(obstacle.theme.as_deref(), Some("4" | "9"));
        let state = look.texts.state("obstacle", &obstacle.state);
        let said = if hidden { look.text("file-on-demand") } else { words::or_none(obstacle.situation.as_deref()) };
        let words = look.with("file-obstacle", &[("theme", theme), ("state", state), ("said", said)]);
        put(part(look, "file-part-obstacles", n), words, What::Obstacle(obstacle.head.id, hidden));
    }
    all
}

fn part(look: &Look, key: &str, n: usize) -> String {
    if n == 0 { look.text(key) } else { String::new() }
}

fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let all: Vec<String> = parts.into_iter().flatten().filter(|p| !p.is_empty() && p != NONE).collect();
    if all.is_empty() { NONE.to_owned() } else { all.join(", ") }
}

fn diploma(house: &House, look: &Look, page: &Page) -> String {
    let p = &page.file.person;
    joined([
        p.diploma.as_deref().map(|c| words::label(house, look, "CERT", Some(c))),
        p.study_field.as_deref().map(|c| words::label(house, look, "FIELD", Some(c))),
        p.diploma_year.map(|y| y.to_string()),
        p.diploma_country.as_deref().filter(|c| *c != "GA").map(|c| words::label(house, look, "COUNTRY", Some(c))),
    ])
}

/// A course of education in one line.
pub fn education(house: &House, look: &Look, row: &Education) -> String {
    joined([
        row.year.map(|y| y.to_string()),
        row.certificate.as_deref().map(|c| words::label(house, look, "CERT", Some(c))),
        row.field.as_deref().map(|c| words::label(house, look, "FIELD", Some(c))),
        row.school.clone(),
        (!row.obtained).then(|| look.text("file-not-obtained")),
    ])
}

/// A job held in one line.
pub fn experience(house: &House, look: &Look, row: &Experience) -> String {
    let month = |day: chrono::NaiveDate| day.format("%m/%Y").to_string();
    let span = row.start_month.map(|from| match row.end_month {
        Some(to) => format!("{}-{}", month(from), month(to)),
        None => look.with("file-since", &[("month", month(from))]),
    });
    joined([
        span,
        row.occupation.as_deref().map(|c| words::label(house, look, "ISCO", Some(c))),
        row.employer_name.clone(),
        row.contract.as_deref().map(|c| words::label(house, look, "CONTRACT", Some(c))),
    ])
}

/// A skill in one line.
pub fn skill(house: &House, look: &Look, row: &Skill) -> String {
    let label = match row.code.as_deref().and_then(|c| house.rules.codes.get("SKILL", c)) {
        Some(code) => code.label(look.lang()).to_owned(),
        None => row.label.clone(),
    };
    joined([
        Some(label),
        row.level.as_deref().map(|c| words::label(house, look, "SKILLLEVEL", Some(c))),
        row.evidence.as_deref().map(|c| words::label(house, look, "EVIDENCE", Some(c))),
        row.last_used.map(|y| y.to_string()),
    ])
}

/// A language in one line.
pub fn language(house: &House, look: &Look, row: &Language) -> String {
    let level = |key: &str, code: &Option<String>| {
        code.as_deref().map(|c| {
            format!("{} {}", look.label("language", key).to_lowercase(), words::coded(house, look, "LANGLEVEL", Some(c)))
        })
    };
    joined([
        row.code.as_deref().map(|c| words::label(house, look, "LANG", Some(c))),
        level("spoken", &row.spoken),
        level("read", &row.read),
        level("written", &row.written),
    ])
}

fn goal_words(house: &House, look: &Look, goal: &JobGoal) -> String {
    let title =
        goal.occupation_label.clone().or_else(|| goal.occupation.as_deref().map(|c| words::label(house, look, "ISCO", Some(c))));
    let title = match (goal.occupation.as_deref(), title) {
        (Some(code), Some(title)) => Some(format!("{code} {title}")),
        (_, title) => title,
    };
    joined([title, goal.experience_months.map(|m| words::months(look, m))])
}

/// The tab Entretiens: interviews and notes by day, the newest first.
pub fn interviews(house: &House, look: &Look, page: &Page) -> Vec<Line> {
    let mut all: Vec<(Option<chrono::NaiveDate>, Line)> = Vec::new();
    for i in &page.interviews {
        let cells = vec![
            words::day(look, i.day).into(),
            words::label(house, look, "APPT", i.kind.as_deref()).into(),
            words::colleague(house, look, page, i.counsellor).into(),
            i.summary.as_str().into(),
        ];
        all.push((i.day, Line::of(i.head.id, What::Interview(i.head.id), cells)));
    }
    for note in &page.notes {
        let first = note.text.lines().next().unwrap_or_default();
        let cells = vec![
            words::day(look, note.day).into(),
            look.text("file-note").into(),
            words::colleague(house, look, page, note.by).into(),
            first.into(),
        ];
        all.push((note.day, Line::of(note.head.id, What::Note(note.head.id), cells)));
    }
    all.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    all.into_iter().map(|(_, line)| line).collect()
}

/// What an action of the plan is called.
pub fn action_name(house: &House, look: &Look, action: &PlanAction) -> String {
    action.title.clone().unwrap_or_else(|| words::label(house, look, "ACTION", action.action.as_deref()))
}

/// The tab Plan.
pub fn plan(house: &House, look: &Look, page: &Page) -> Vec<Line> {
    let line = |a: &PlanAction| {
        let open = a.state != "done" && a.state != "dropped";
        let due = if open { a.due } else { a.done_on.or(a.due) };
        let cells = vec![
            action_name(house, look, a).into(),
            look.text(&format!("file-owner-{}", a.owner)).into(),
            Cell::alert_if(words::day(look, due), open && page.overdue(a.due)),
            look.texts.state("plan_action", &a.state).into(),
        ];
        Line::of(a.head.id, What::Action(a.head.id), cells)
    };
    page.actions.iter().map(line).collect()
}

/// The tab Propositions.
pub fn proposals(house: &House, look: &Look, page: &Page) -> Vec<Line> {
    let mut all = Vec::new();
    for offered in &page.proposals {
        let p = &offered.proposal;
        let mut state = look.texts.state("proposal", p.state.id());
        let reason = match p.state {
            ProposalState::Refused => p.answer_reason.as_deref().map(|c| words::label(house, look, "REFUSAL", Some(c))),
            ProposalState::Rejected => p.employer_reason.as_deref().map(|c| words::label(house, look, "EMPREASON", Some(c))),
            _ => None,
        };
        if let Some(reason) = reason {
            state = format!("{state}, {reason}");
        }
        let due = match p.state {
            ProposalState::Proposed => p.answer_due,
            ProposalState::Sent | ProposalState::EmployerInterview => p.feedback_due,
            _ => None,
        };
        let cells = vec![
            p.sent_on.map_or_else(|| NONE.to_owned(), |d| words::brief(look, d)).into(),
            offered.title.as_str().into(),
            offered.employer.as_str().into(),
            state.into(),
            Cell::alert_if(due.map_or_else(|| NONE.to_owned(), |d| words::brief(look, d)), page.overdue(due)),
        ];
        all.push(Line::of(p.head.id, What::Proposal(p.head.id), cells));
    }
    all
}

/// The tab Suivi.
pub fn tasks(house: &House, look: &Look, page: &Page) -> Vec<Line> {
    let mut all = Vec::new();
    for task in &page.tasks {
        let open = task.state == TaskState::Open;
        let what = task.words.clone().unwrap_or_else(|| words::label(house, look, "TASK", Some(&task.kind)));
        let result = match (open, &task.result) {
            (true, _) => String::new(),
            (false, Some(result)) => {
                let key = format!("file-result-{result}");
                if look.texts.has(&key) { look.text(&key) } else { result.clone() }
            }
            (false, None) => look.texts.state("task", task.state.id()),
        };
        let due = if open { task.due } else { task.done_on.or(task.due) };
        let cells = vec![
            what.into(),
            Cell::alert_if(words::day(look, due), open && page.overdue(task.due)),
            words::colleague(house, look, page, task.assignee).into(),
            result.into(),
        ];
        all.push(Line::of(task.head.id, What::Task(task.head.id), cells));
    }
    all
}
