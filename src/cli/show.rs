//! `guichet show SCREEN`: the rows and counts of a screen. One line a screen in `SHOWN`.

use serde_json::Value as Json;

use crate::cli::{Cx, Exit};
use crate::fault::{Fault, Outcome};
use crate::services::{agenda, day, queue, session};
use crate::store::Desk;

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Its name as in `--at`.
    #[arg(value_parser = super::SCREENS)]
    pub screen: String,
    /// For a program: an array of objects.
    #[arg(long)]
    pub json: bool,
}

/// What gives the rows of a screen: one object each.
type Rows = fn(&mut Desk) -> Outcome<Vec<Json>>;

/// The screens that can be shown.
const SHOWN: &[(&str, Rows)] = &[("day", day::show), ("queue", queue::show), ("agenda", agenda::show)];

/// Values of a row that a line of text has, in this order, where they are there.
const SAID: &[&str] = &[
    "starts_at",
    "arrived_at",
    "due",
    "saved_at",
    "minutes",
    "kind",
    "form",
    "name",
    "label",
    "number",
    "vacancy",
    "words",
    "state",
];

/// Prints the rows of a screen.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
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
