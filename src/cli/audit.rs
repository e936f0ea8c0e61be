//! `guichet audit log|verify|seal`: the lines of the audit, whether its chains hold, and a seal to keep elsewhere (security.md §4).

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde_json::{Value as Json, json};

use crate::cli::{Cx, Exit};
use crate::domain::calendar;
use crate::domain::record::{instant_text, parse_instant};
use crate::fault::{Fault, Outcome};
use crate::services::audit::{self, Entry, Query};
use crate::services::session;
use crate::texts::dashed;

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// What to do.
    #[arg(value_parser = ["log", "verify", "seal"])]
    pub action: String,
    /// Number of a person: who saw and changed the file.
    #[arg(long)]
    pub person: Option<String>,
    /// A login.
    #[arg(long)]
    pub account: Option<String>,
    /// A day or an instant.
    #[arg(long)]
    pub since: Option<String>,
    /// How many lines at most.
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub limit: u32,
    /// A seal as it was told, to hold the audit against.
    #[arg(long)]
    pub seal: Option<String>,
    /// For a program.
    #[arg(long)]
    pub json: bool,
}

/// Lists, verifies (status 3 when something is wrong) or seals.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let mut office = session::open(&cx.config.db().secret_url())?;
    match args.action.as_str() {
        "verify" => verify(&args, &mut office, cx),
        "seal" => seal(&args, &mut office, cx),
        _ => log(args, &mut office, cx),
    }
}

fn log(args: Args, office: &mut session::Opened, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let since = args.since.as_deref().map(instant).transpose()?;
    let query = Query { person: args.person, account: args.account, since, limit: args.limit };
    let lines = audit::log(&mut office.desk, &query)?;
    if args.json {
        cx.out.json(&Json::Array(lines.iter().map(object).collect()))?;
        return Ok(Exit::Done);
    }
    for line in &lines {
        cx.out.line(&said(line, cx))?;
    }
    cx.out.line(&cx.texts.with("audit-log-count", &[("count", lines.len().to_string())]))?;
    Ok(Exit::Done)
}

/// One line whatever the values hold: `Out` makes each sign neutral, line ends too.
fn said(line: &Entry, cx: &Cx<'_>) -> String {
    let at = calendar::local(line.at).format("%d/%m/%Y %H:%M:%S");
    let act = format!("act-{}", dashed(&line.act));
    let act = if cx.texts.has(&act) { cx.texts.get(&act) } else { line.act.clone() };
    let mut out = format!("{at}  {:<10}  {:<20}  {act}", line.login, line.post);
    for more in [&line.number, &line.reason].into_iter().flatten() {
        out.push_str("  ");
        out.push_str(more);
    }
    let facts: Option<Json> = line.facts.as_deref().and_then(|f| serde_json::from_str(f).ok());
    for (name, value) in facts.as_ref().and_then(Json::as_object).into_iter().flatten() {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        out.push_str(&format!("  {name}={value}"));
    }
    out
}

fn object(line: &Entry) -> Json {
    let facts: Json = line.facts.as_deref().and_then(|f| serde_json::from_str(f).ok()).unwrap_or_default();
    json!({
        "at": instant_text(line.at), "session": line.session.0.to_string(), "seq": line.seq, "login": line.login, "name": line.name,
        "roles": line.roles, "agency": line.agency, "post": line.post, "act": line.act, "record": line.record,
        "subject": line.subject.map(|s| s.to_string()), "number": line.number, "reason": line.reason, "facts": facts,
        "changed": line.changed,
    })
}

/// `2026-11-25`, `25/11/2026` (from midnight) or an instant in UTC.
fn instant(text: &str) -> Outcome<DateTime<Utc>> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").or_else(|_| NaiveDate::parse_from_str(text, "%d/%m/%Y"));
    let found = day.ok().map(|d| calendar::utc(d.and_time(NaiveTime::MIN))).or_else(|| parse_instant(text));
    found.ok_or_else(|| Fault::wrong("wrong-instant").with("value", text))
}

fn verify(args: &Args, office: &mut session::Opened, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let found = audit::verify(&mut office.desk, args.seal.as_deref())?;
    let exit = if found.first_bad.is_some() { Exit::Partly } else { Exit::Done };
    if args.json {
        let bad =
            found.first_bad.map(|(session, seq, what)| json!({"session": session.0.to_string(), "seq": seq, "kind": what.id()}));
        cx.out.json(&json!({
            "rows": found.rows, "sessions": found.sessions, "erased": found.erased, "seal": found.seal, "covered": found.covered,
            "first_bad": bad,
        }))?;
        return Ok(exit);
    }
    let counts = [("rows", found.rows.to_string()), ("sessions", found.sessions.to_string())];
    cx.out.line(&cx.texts.with("audit-verify-read", &counts))?;
    if found.erased > 0 {
        cx.out.line(&cx.texts.with("audit-verify-erased", &[("count", found.erased.to_string())]))?;
    }
    match found.seal {
        Some(seal) => {
            let args = [("seal", seal.to_string()), ("rows", found.covered.to_string())];
            cx.out.line(&cx.texts.with("audit-verify-seal", &args))?;
        }
        None => cx.out.line(&cx.texts.get("audit-verify-no-seal"))?,
    }
    match found.first_bad {
        Some((session, seq, what)) => {
            let args = [("session", session.0.to_string()), ("seq", seq.to_string())];
            cx.out.line(&cx.texts.with(&format!("audit-bad-{}", what.id()), &args))?;
        }
        None => cx.out.line(&cx.texts.get("audit-verify-good"))?,
    }
    Ok(exit)
}

fn seal(args: &Args, office: &mut session::Opened, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let seal = audit::seal(&mut office.desk)?;
    // What can't be told now is kept and told with the next one; the line below is a telling too.
    let told = audit::tell(&mut office.desk, cx.config);
    if args.json {
        cx.out.json(&json!({
            "number": seal.number, "at": instant_text(seal.at), "rows": seal.deeds, "sessions": seal.sessions, "sha256": seal.hex(),
            "short": seal.short(), "text": seal.line(), "told": told.is_ok(),
        }))?;
    } else {
        cx.out.line(&seal.line())?;
    }
    match told {
        Ok(_) => Ok(Exit::Done),
        // Sealed, and not told: the message says where to.
        Err(fault) => {
            let message = cx.texts.fault(&fault);
            cx.out.line(&format!("{} {}", message.what, message.todo))?;
            Ok(Exit::Partly)
        }
    }
}
