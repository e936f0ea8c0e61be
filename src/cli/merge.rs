//! `guichet person pairs|merge|unmerge|distinct|verify|merges`: two files of one person (domain.md §3.8). Called by `cli/person`.

use serde_json::json;

use crate::cli::{Cx, Exit, person::Args};
use crate::domain::ids::PersonId;
use crate::fault::{Fault, Outcome};
use crate::services::merge::{self, pairs};
use crate::store::Desk;
use crate::texts::dashed;

/// Pairs shown at most.
const MOST: usize = 500;

/// Does it and says what was done.
pub fn run(desk: &mut Desk, args: &Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    match args.action.as_str() {
        "pairs" => waiting(desk, args, cx),
        "merges" => recent(desk, args, cx),
        "unmerge" => unmerge(desk, args, cx),
        _ => two(desk, args, cx),
    }
}

fn file(desk: &mut Desk, number: Option<&String>, option: &'static str) -> Outcome<PersonId> {
    let number = number.ok_or_else(|| Fault::wrong("wrong-argument-missing").with("option", option))?;
    pairs::by_number(desk, number)
}

fn rows(all: &[(&'static str, usize)]) -> serde_json::Value {
    all.iter().map(|(record, count)| ((*record).to_owned(), json!(count))).collect::<serde_json::Map<_, _>>().into()
}

fn two(desk: &mut Desk, args: &Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let (a, b) = (file(desk, args.number.as_ref(), "NUMBER")?, file(desk, args.with.as_ref(), "--with")?);
    let deed = desk.new_id();
    let ((survivor, lost), key, sides) = match args.action.as_str() {
        "distinct" => (pairs::distinct(desk, deed, a, b)?, "merge-distinct", None),
        "verify" => (pairs::verify(desk, deed, a, b)?, "merge-verify", None),
        _ => {
            let sides = merge::look(desk, a, b, true)?;
            merge::merge(desk, deed, &sides, &args.take, args.reason.as_deref())?;
            ((sides.survivor.number.clone(), sides.lost.number.clone()), "merge-done", Some(sides))
        }
    };
    if args.json {
        let (taken, moved) = sides.map(|s| (s.taken, rows(&s.moves))).unwrap_or_default();
        cx.out.json(&json!({ "action": args.action, "survivor": survivor, "lost": lost, "taken": taken, "moved": moved }))?;
        return Ok(Exit::Done);
    }
    let days = desk.rules.delays.get("T73", "unmerge").to_string();
    cx.out.line(&cx.texts.with(key, &[("survivor", survivor), ("lost", lost), ("days", days)]))?;
    if let Some(sides) = &sides {
        counted(&sides.moves, "merge-moved", "", cx)?;
    }
    Ok(Exit::Done)
}

fn counted(all: &[(&'static str, usize)], key: &str, survivor: &str, cx: &mut Cx<'_>) -> Outcome<()> {
    for (record, count) in all {
        let record = cx.texts.get(&format!("record-{}", dashed(record)));
        let line = cx.texts.with(key, &[("record", record), ("count", count.to_string()), ("survivor", survivor.to_owned())]);
        cx.out.line(&line)?;
    }
    Ok(())
}

fn unmerge(desk: &mut Desk, args: &Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let lost = file(desk, args.number.as_ref(), "NUMBER")?;
    let deed = desk.new_id();
    let done = merge::unmerge(desk, deed, lost, args.reason.as_deref().unwrap_or_default())?;
    if args.json {
        cx.out.json(
            &json!({ "survivor": done.survivor, "lost": done.lost, "stays": rows(&done.stays), "changed": done.changed }),
        )?;
        return Ok(Exit::Done);
    }
    let both = [("survivor", done.survivor.clone()), ("lost", done.lost.clone())];
    cx.out.line(&cx.texts.with("merge-unmerged", &both))?;
    counted(&done.stays, "merge-stays", &done.survivor, cx)?;
    for (record, id) in &done.changed {
        let field = cx.texts.field(record, id);
        let record = cx.texts.get(&format!("record-{}", dashed(record)));
        cx.out.line(&cx.texts.with("merge-changed", &[("record", record), ("field", field)]))?;
    }
    Ok(Exit::Done)
}

fn recent(desk: &mut Desk, args: &Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let all = merge::recent(desk)?;
    if args.json {
        let row = |(lost, into, left): &(crate::domain::person::Person, crate::domain::person::Person, i64)| json!({ "lost": lost.number, "survivor": into.number, "days_left": left });
        cx.out.json(&serde_json::Value::Array(all.iter().map(row).collect()))?;
        return Ok(Exit::Done);
    }
    if all.is_empty() {
        cx.out.line(&cx.texts.get("merge-none-late"))?;
    }
    for (lost, into, left) in &all {
        let line = [("lost", lost.number.clone()), ("survivor", into.number.clone()), ("days", left.to_string())];
        cx.out.line(&cx.texts.with("merge-left", &line))?;
    }
    Ok(Exit::Done)
}

fn waiting(desk: &mut Desk, args: &Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let all = pairs::waiting(desk, MOST)?;
    let words = |pair: &pairs::Waiting, cx: &Cx<'_>| {
        let said = pair.evidence.iter().map(|e| cx.texts.with(e.key, &e.args));
        said.collect::<Vec<_>>()
    };
    if args.json {
        let row = |p: &pairs::Waiting| json!({ "a": p.a.number, "b": p.b.number, "state": p.pair.state, "score": p.pair.score, "evidence": words(p, cx) });
        let rows: Vec<_> = all.iter().map(row).collect();
        cx.out.json(&serde_json::Value::Array(rows))?;
        return Ok(Exit::Done);
    }
    if all.is_empty() {
        cx.out.line(&cx.texts.get("merge-none"))?;
    }
    for p in &all {
        let line = format!("{}  {}  {} / {}  {}", p.a.number, p.b.number, p.a.name(), p.b.name(), words(p, cx).join(", "));
        cx.out.line(&crate::cli::print::neutral(&line))?;
    }
    Ok(Exit::Done)
}
