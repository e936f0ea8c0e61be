//! `guichet agency`: the agencies, and new ones.

use serde_json::json;

use crate::cli::{Cx, Exit};
use crate::domain::office::Agency;
use crate::fault::{Fault, Outcome};
use crate::services::{accounts, session};

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// What to do; nothing: list.
    #[arg(value_parser = ["list", "add"])]
    pub action: Option<String>,
    /// Three letters.
    pub code: Option<String>,
    /// Name as printed.
    #[arg(long)]
    pub name: Option<String>,
    /// Province, `GA-1` to `GA-9`.
    #[arg(long)]
    pub province: Option<String>,
    /// Town.
    #[arg(long)]
    pub town: Option<String>,
    /// Opening hours, `1-5 07:30-15:30`.
    #[arg(long)]
    pub hours: Option<String>,
    /// Minutes without a key until the pause.
    #[arg(long)]
    pub idle: Option<i64>,
    /// For a program.
    #[arg(long)]
    pub json: bool,
}

/// Lists, or makes one.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let mut office = session::open(&cx.config.db().secret_url())?;
    let desk = &mut office.desk;
    accounts::as_admin(desk)?;
    if args.action.as_deref() == Some("add") {
        let missing = |option: &str| Fault::wrong("wrong-argument-missing").with("option", option);
        let new = Agency {
            code: args.code.ok_or_else(|| missing("CODE"))?,
            name: args.name.ok_or_else(|| missing("--name"))?,
            kind: "L".to_owned(),
            province: Some(args.province.ok_or_else(|| missing("--province"))?),
            town: args.town,
            hours: args.hours.unwrap_or_else(|| "1-5 07:30-15:30".to_owned()),
            reception_until: "15:00".to_owned(),
            slot_minutes: 15,
            idle_minutes: args.idle,
            ..Agency::default()
        };
        let deed = desk.new_id();
        let made = accounts::add_agency(desk, deed, &new)?;
        cx.out.line(&cx.texts.with("admin-agency-made", &[("name", made.name)]))?;
        return Ok(Exit::Done);
    }
    let all = accounts::agencies(desk)?;
    if args.json {
        let row = |a: &Agency| {
            json!({ "code": a.code, "name": a.name, "kind": a.kind, "province": a.province, "town": a.town, "hours": a.hours,
                    "idle_minutes": a.idle_minutes })
        };
        cx.out.json(&serde_json::Value::Array(all.iter().map(row).collect()))?;
        return Ok(Exit::Done);
    }
    for agency in all {
        cx.out.line(&format!("{}  {}  {}", agency.code, agency.name, agency.hours))?;
    }
    Ok(Exit::Done)
}
