//! `guichet show SCREEN`: the rows and counts of a screen. One line a screen in `SHOWN`.

use serde_json::Value as Json;

use crate::cli::{Cx, Exit};
use crate::fault::{Fault, Outcome};
use crate::services::{
    agenda, batches, caseload, day, employers, file, merge, notices, proposals, queue, session, tasks, team, vacancies,
};
use crate::store::Desk;

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Its name as in `--at`, or one of those that are reached from others.
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(super::SCREENS.into_iter().chain([FILE])))]
    pub screen: String,
    /// The number of the file.
    #[arg(required_if_eq("screen", FILE))]
    pub number: Option<String>,
    /// For a program: an array of objects.
    #[arg(long)]
    pub json: bool,
}

/// The screen of one person, which needs a number.
const FILE: &str = "file";

/// What gives the rows of a screen: one object each.
type Rows = fn(&mut Desk) -> Outcome<Vec<Json>>;

/// The screens that can be shown.
const SHOWN: &[(&str, Rows)] = &[
    ("day", day::show),
    ("queue", queue::show),
    ("agenda", agenda::show),
    ("caseload", caseload::show),
    ("employers", employers::show),
    ("bulk_entry", batches::show),
    ("team", team::show),
    ("tasks", tasks::show),
    ("notices", notices::show),
    ("duplicates", merge::pairs::show),
    ("proposals", proposals::show),
    ("vacancies", vacancies::show),
];

/// Values of a row that a line of text has, in this order, where they are there.
const SAID: &[&str] = &[
    "starts_at",
    "arrived_at",
    "due",
    "next_due",
    "publish_until",
    "at",
    "saved_at",
    "minutes",
    "kind",
    "announced",
    "forms",
    "key",
    "form",
    "name",
    "other",
    "label",
    "title",
    "employer",
    "number",
    "vacancy",
    "words",
    "files",
    "load",
    "occupation_label",
    "town",
    "phone",
    "state",
];

/// Prints the rows of a screen.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    if args.screen == FILE {
        return show_file(&args, cx);
    }
    let rows = SHOWN.iter().find(|(name, _)| *name == args.screen).map(|(_, rows)| *rows);
    let rows = rows.ok_or_else(|| Fault::wrong("wrong-show-screen").with("name", &args.screen))?;
    let mut office = session::open(&cx.config.db().secret_url())?;
    let rows = rows(&mut office.desk)?;
    if args.json {
        cx.out.json(&Json::Array(rows))?;
        return Ok(Exit::Done);
    }
    for row in &rows {
        let line: Vec<String> = SAID.iter().filter_map(|key| said(row, key, cx)).collect();
        cx.out.line(&line.join("  "))?;
    }
    cx.out.line(&cx.texts.with("cli-show-count", &[("count", rows.len().to_string())]))?;
    Ok(Exit::Done)
}

/// One file: who, where the registration stands, how much each tab holds; whole with `--json`. Its opening is in the audit.
fn show_file(args: &Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let number = args.number.as_deref().unwrap_or_default();
    let mut office = session::open(&cx.config.db().secret_url())?;
    let page = file::by_number(&mut office.desk, number)?;
    if args.json {
        let whole = serde_json::to_value(&page).map_err(Fault::broken)?;
        cx.out.json(&Json::Array(vec![whole]))?;
        return Ok(Exit::Done);
    }
    let (person, registration) = (&page.file.person, &page.file.registration);
    let state = cx.texts.state("registration", registration.state.id());
    let by = page.counsellor.clone().unwrap_or_default();
    cx.out.line(&format!("{}  {}  {state}  {by}", person.number, person.name()))?;
    let late = |(count, overdue): (usize, bool)| format!("{}{count}", if overdue { "!" } else { "" });
    for (tab, count) in [
        ("interviews", page.interviews.len().to_string()),
        ("plan", late(page.plan_count())),
        ("proposals", late(page.proposal_count())),
        ("tasks", late(page.task_count())),
        ("history", page.history.len().to_string()),
    ] {
        cx.out.line(&format!("  {}  {count}", cx.texts.get(&format!("file-tab-{tab}"))))?;
    }
    Ok(Exit::Done)
}

/// A value as text; of a state its word.
fn said(row: &Json, key: &str, cx: &Cx<'_>) -> Option<String> {
    let record = row.get("row").and_then(Json::as_str).unwrap_or_default();
    match row.get(key)? {
        Json::String(text) if key == "state" => Some(cx.texts.state(record, text)),
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
