//! `guichet delays`: the delays of the rules, and setting one (domain.md §4; product.md, Commands).

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// What to do; nothing: say what holds.
    #[arg(value_parser = ["set"], requires = "rule")]
    pub action: Option<String>,
    /// The rule, `T5`.
    #[arg(requires = "name")]
    pub rule: Option<String>,
    /// Its delay, `grace`.
    #[arg(requires = "value")]
    pub name: Option<String>,
    /// The number, or `-` to go back to what domain.md says.
    pub value: Option<String>,
    /// For a program.
    #[arg(long)]
    pub json: bool,
}

use serde_json::json;

use crate::cli::print::Cell;
use crate::cli::{Cx, Exit};
use crate::domain::calendar;
use crate::domain::delays::Unit;
use crate::domain::record::instant_text;
use crate::fault::{Fault, Outcome};
use crate::services::{delays, session};

/// Lists, or sets one.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let mut office = session::open(&cx.config.db().secret_url())?;
    if let (Some(rule), Some(name), Some(value)) = (&args.rule, &args.name, &args.value) {
        let number = match value.as_str() {
            "-" | "default" => None,
            typed => Some(typed.parse::<i64>().map_err(|_| Fault::wrong("wrong-delay-number").with("value", typed))?),
        };
        let deed = office.desk.new_id();
        delays::set(&mut office.desk, deed, rule, name, number)?;
    }
    let rows = delays::all(&mut office.desk)?;
    if args.json {
        let object = |d: &delays::DelayRow| {
            json!({
                "rule": d.rule, "name": d.name, "unit": unit(d.unit), "value": d.value, "default": d.default,
                "changed_by": d.changed.as_ref().map(|c| &c.0), "changed_at": d.changed.as_ref().map(|c| instant_text(c.1)),
            })
        };
        cx.out.json(&rows.iter().map(object).collect())?;
        return Ok(Exit::Done);
    }
    let headings = ["rule", "name", "meaning", "value", "default", "changed"].map(|h| cx.texts.get(&format!("delay-head-{h}")));
    let lines: Vec<Vec<Cell>> = rows
        .iter()
        .map(|d| {
            let by = d.changed.as_ref().map(|(by, at)| format!("{} {by}", calendar::local(*at).format("%d/%m/%Y")));
            let value = cx.texts.with(&format!("delay-unit-{}", unit(d.unit)), &[("count", d.value.to_string())]);
            vec![
                d.rule.into(),
                d.name.into(),
                cx.texts.get(&delays_label(d.rule, d.name)).into(),
                value.into(),
                d.default.into(),
                by.unwrap_or_default().into(),
            ]
        })
        .collect();
    cx.out.table(&headings, &lines)?;
    Ok(Exit::Done)
}

/// The key of a delay's label.
fn delays_label(rule: &str, name: &str) -> String {
    format!("delay-{}-{}", rule.to_lowercase(), name.to_lowercase().replace('_', "-"))
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Days => "days",
        Unit::WorkingDays => "working-days",
        Unit::Months => "months",
        Unit::Times => "times",
    }
}
