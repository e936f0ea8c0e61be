//! `guichet sessions`: who works from which post since when; `sessions end ID` closes one.

use serde_json::json;

use crate::cli::{Cx, Exit};
use crate::domain::calendar;
use crate::domain::ids::{Id as _, SessionId};
use crate::domain::record::instant_text;
use crate::fault::{Fault, Outcome};
use crate::services::{accounts, door, session};

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// `end` closes one.
    #[arg(value_parser = ["end"], requires = "id")]
    pub action: Option<String>,
    /// Which, as listed.
    pub id: Option<String>,
    /// For a program.
    #[arg(long)]
    pub json: bool,
}

/// What is typed to name a session: the end of its id, which differs from one to the next.
fn short(id: SessionId) -> String {
    let all = id.uuid().simple().to_string();
    all.chars().skip(all.len().saturating_sub(8)).collect()
}

/// Lists them, or ends one.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let mut office = session::open(&cx.config.db().secret_url())?;
    let desk = &mut office.desk;
    accounts::as_admin(desk)?;
    if args.action.is_some() {
        let typed = args.id.ok_or_else(|| Fault::wrong("wrong-argument-missing").with("option", "ID"))?;
        let deed = desk.new_id();
        let ended = door::end_named(desk, deed, &typed)?;
        cx.out.line(&cx.texts.with("admin-session-ended", &[("name", ended.name)]))?;
        return Ok(Exit::Done);
    }
    let all = door::sessions(desk)?;
    if args.json {
        let row = |s: &door::SessionRow| {
            json!({ "id": short(s.id), "login": s.login, "name": s.name, "agency": s.agency, "post": s.post,
                    "opened_at": instant_text(s.opened_at) })
        };
        cx.out.json(&serde_json::Value::Array(all.iter().map(row).collect()))?;
        return Ok(Exit::Done);
    }
    for s in &all {
        let since = calendar::local(s.opened_at).format("%d/%m/%Y %H:%M");
        cx.out.line(&format!("{}  {since}  {}  {}  {}", short(s.id), s.login, s.agency, s.post))?;
    }
    cx.out.line(&cx.texts.with("cli-sessions-count", &[("count", all.len().to_string())]))?;
    Ok(Exit::Done)
}
