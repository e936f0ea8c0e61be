//! `guichet person dossier|restrict|hold|erase NUMBER`, `person waiting`: rights of persons (security.md §4). An erasure wants two: the auditor asks with a reason, a
//! head confirms with `--confirm`, each as `--by LOGIN` under the own password.

use std::io::Write as _;
use std::path::PathBuf;

use serde_json::json;

use crate::cli::{Cx, Exit, merge, secret};
use crate::domain::calendar;
use crate::domain::record::day_text;
use crate::domain::safeguard::Safeguard;
use crate::exchange::file::New;
use crate::fault::{Fault, Outcome};
use crate::services::dossier::{self, Dossier, Seen};
use crate::services::{erasure, session};
use crate::store::Desk;
use crate::texts::dashed;

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// What to do.
    #[arg(value_parser = ["dossier", "restrict", "hold", "erase", "waiting", "merge", "unmerge", "distinct", "verify", "pairs", "merges"])]
    pub action: String,
    /// Number of the file; of `waiting` none.
    pub number: Option<String>,
    /// The other file.
    #[arg(long)]
    pub with: Option<String>,
    /// Fields to take from the other file.
    #[arg(long, value_delimiter = ',')]
    pub take: Vec<String>,
    /// Why.
    #[arg(long)]
    pub reason: Option<String>,
    /// Ends a restriction or a hold; takes back a wish for erasure.
    #[arg(long)]
    pub lift: bool,
    /// Keeps what statistics need.
    #[arg(long)]
    pub anonymise: bool,
    /// The second person's word.
    #[arg(long)]
    pub confirm: bool,
    /// Who acts: asks for the password.
    #[arg(long)]
    pub by: Option<String>,
    /// Where the file of the person goes.
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// For a program.
    #[arg(long)]
    pub json: bool,
}

/// Does it and says what was done.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let mut office = session::open(&cx.config.db().secret_url())?;
    let desk = &mut office.desk;
    if let Some(by) = &args.by {
        secret::stand_in(desk, by, cx)?;
    }
    if args.action == "waiting" {
        return waiting(desk, &args, cx);
    }
    if matches!(args.action.as_str(), "merge" | "unmerge" | "distinct" | "verify" | "pairs" | "merges") {
        return merge::run(desk, &args, cx);
    }
    let number = args.number.clone().ok_or_else(|| Fault::wrong("wrong-argument-missing").with("option", "NUMBER"))?;
    let person = erasure::person_of(desk, &number)?;
    let reason = args.reason.clone().unwrap_or_default();
    let deed = desk.new_id();
    let said = match (args.action.as_str(), args.lift) {
        ("dossier", _) => return give(&dossier::whole(desk, person, args.reason.as_deref())?, &args, cx),
        ("restrict", false) => erasure::restrict(desk, deed, person, &reason).map(|()| "person-restricted")?,
        ("restrict", true) => erasure::lift_restriction(desk, deed, person).map(|()| "person-restriction-lifted")?,
        ("hold", false) => erasure::hold(desk, deed, person, &reason).map(|()| "person-held")?,
        ("hold", true) => erasure::lift_hold(desk, deed, person).map(|()| "person-hold-lifted")?,
        ("erase", true) => erasure::withdraw(desk, deed, person).map(|()| "person-erase-withdrawn")?,
        _ if args.confirm => {
            let folders = erasure::folders(desk, &cx.config.data_folder)?;
            let done = erasure::confirm(desk, deed, person, &folders)?;
            return erased(&done, cx);
        }
        _ => erasure::ask(desk, deed, person, args.anonymise, &reason).map(|()| "person-erase-asked")?,
    };
    cx.out.line(&cx.texts.with(said, &[("number", number)]))?;
    Ok(Exit::Done)
}

/// The wishes for an erasure that wait for a head's word.
fn waiting(desk: &mut Desk, args: &Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let all = erasure::waiting(desk)?;
    let since = |wish: &Safeguard| wish.since.map(day_text).unwrap_or_default();
    if args.json {
        let row = |(wish, number): &(Safeguard, String)| json!({ "number": number, "kind": wish.kind, "since": since(wish), "reason": wish.reason });
        cx.out.json(&serde_json::Value::Array(all.iter().map(row).collect()))?;
        return Ok(Exit::Done);
    }
    if all.is_empty() {
        cx.out.line(&cx.texts.get("person-waiting-nothing"))?;
    }
    for (wish, number) in &all {
        let kind = cx.texts.get(&format!("person-waiting-{}", wish.kind));
        let reason = crate::cli::print::neutral(wish.reason.as_deref().unwrap_or_default());
        cx.out.line(&format!("{number}  {}  {kind}  {reason}", since(wish)))?;
    }
    Ok(Exit::Done)
}

fn erased(done: &erasure::Done, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let counts = [("number", done.number.clone()), ("count", done.cleared.to_string())];
    cx.out.line(&cx.texts.with("person-erased", &counts))?;
    for path in &done.deleted {
        cx.out.line(&cx.texts.with("person-erased-file", &[("path", path.display().to_string())]))?;
    }
    for path in &done.unread {
        cx.out.line(&cx.texts.with("person-erased-unread", &[("path", path.display().to_string())]))?;
    }
    if !done.scrubbed {
        cx.out.line(&cx.texts.get("person-erased-later"))?;
    }
    cx.out.line(&cx.texts.get("person-erased-backups"))?;
    Ok(if done.scrubbed && done.unread.is_empty() { Exit::Done } else { Exit::Partly })
}

/// The whole file, to the terminal or to a new file that only its owner reads.
fn give(all: &Dossier, args: &Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let Some(out) = &args.out else {
        if args.json {
            cx.out.json(&all.json())?;
        } else {
            words(all, cx).iter().try_for_each(|line| cx.out.line(line))?;
        }
        return Ok(Exit::Done);
    };
    let text =
        if args.json { serde_json::to_string_pretty(&all.json()).map_err(Fault::broken)? } else { words(all, cx).join("\n") };
    let new = New::create(out)?;
    new.handle()?.write_all(format!("{text}\n").as_bytes()).map_err(Fault::broken)?;
    new.keep()?;
    cx.out.line(&cx.texts.with("person-dossier-written", &[("path", out.display().to_string())]))?;
    Ok(Exit::Done)
}

fn words(all: &Dossier, cx: &Cx<'_>) -> Vec<String> {
    let at = calendar::local(all.at).format("%d/%m/%Y %H:%M").to_string();
    let mut lines =
        vec![cx.texts.with("person-dossier-title", &[("number", all.number.clone()), ("name", all.name.clone()), ("at", at)])];
    for (record, rows) in &all.sections {
        lines.push(String::new());
        lines.push(cx.texts.get(&format!("record-{}", dashed(record))));
        for row in rows {
            let cells = row.iter().map(|(id, _, value)| {
                let value = value.as_text().map_or_else(|| plain(value, cx), |t| t.replace('\n', " / "));
                format!("{}{}{value}", cx.texts.field(record, id), cx.texts.get("cli-colon"))
            });
            lines.push(format!("  {}", cells.collect::<Vec<_>>().join("  ")));
        }
    }
    for (key, seen) in [("person-dossier-changes", &all.changes), ("person-dossier-readings", &all.readings)] {
        lines.push(String::new());
        lines.push(cx.texts.with(key, &[("count", seen.len().to_string())]));
        lines.extend(seen.iter().map(|s| by(s, cx)));
    }
    let shown = |line: &String| crate::cli::print::neutral(line);
    lines.iter().map(shown).collect()
}

fn by(seen: &Seen, cx: &Cx<'_>) -> String {
    let act = format!("act-{}", dashed(&seen.act));
    let act = if cx.texts.has(&act) { cx.texts.get(&act) } else { seen.act.clone() };
    let why = seen.reason.as_deref().map(|r| format!("  {r}")).unwrap_or_default();
    format!("  {}  {}  {act}{why}", calendar::local(seen.at).format("%d/%m/%Y %H:%M"), seen.name)
}

fn plain(value: &crate::fault::Value, cx: &Cx<'_>) -> String {
    use crate::fault::Value;
    match value {
        Value::Bool(yes) => cx.texts.get(if *yes { "person-yes" } else { "person-no" }),
        Value::Int(n) => n.to_string(),
        Value::Real(n) => n.to_string(),
        Value::List(all) => all.iter().filter_map(Value::as_text).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}
