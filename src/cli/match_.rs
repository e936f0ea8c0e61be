//! `guichet match offer|person NUMBER`: the ranked candidates of an offer, or the ranked offers for a person, each with the reasons of
//! its rank (product.md, Commands). The same sentences as on the screens and in the frozen proposal.

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Of an offer, or for a person.
    #[arg(value_parser = ["offer", "person"])]
    pub side: String,
    /// Number of the offer or of the person.
    pub number: String,
    /// How many at most.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub limit: u32,
    /// For a program: rank, number, score, reasons.
    #[arg(long)]
    pub json: bool,
}

use serde_json::{Value, json};

use crate::cli::{Cx, Exit};
use crate::domain::code::Codes;
use crate::domain::matching::{Explanation, Reason};
use crate::fault::Outcome;
use crate::services::{matching, session};
use crate::texts::Texts;

/// One row, whichever side was asked.
struct Row<'a> {
    rank: i64,
    number: &'a str,
    label: &'a str,
    why: &'a Explanation,
}

/// Ranks and prints.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let mut office = session::open(&cx.config.db().secret_url())?;
    let desk = &mut office.desk;
    let limit = usize::try_from(args.limit).unwrap_or(20);
    let number = args.number.trim().to_uppercase();
    if args.side == "offer" {
        let id = matching::offer_of(desk, &number)?;
        let found = matching::for_vacancy(desk, id, limit)?;
        let rows = found.rows.iter().map(|r| Row { rank: r.rank, number: &r.named.number, label: &r.named.name, why: &r.why });
        print(&args, rows, &desk.rules.codes, cx)?;
        said(&args, "cli-match-candidates", found.rows.len(), found.total, cx)
    } else {
        let id = matching::person_of(desk, &number)?;
        let found = matching::for_person(desk, id, limit)?;
        let rows =
            found.rows.iter().map(|r| Row { rank: r.rank, number: &r.vacancy.number, label: &r.vacancy.title, why: &r.why });
        print(&args, rows, &desk.rules.codes, cx)?;
        if !args.json && found.stale > 0 {
            cx.out.line(&cx.texts.with("cli-match-stale", &[("count", found.stale.to_string())]))?;
        }
        said(&args, "cli-match-offers", found.rows.len(), found.total, cx)
    }
}

fn said(args: &Args, key: &str, shown: usize, total: usize, cx: &mut Cx<'_>) -> Outcome<Exit> {
    if !args.json {
        cx.out.line(&cx.texts.with(key, &[("shown", shown.to_string()), ("count", total.to_string())]))?;
    }
    Ok(Exit::Done)
}

fn print<'a>(args: &Args, rows: impl Iterator<Item = Row<'a>>, codes: &Codes, cx: &mut Cx<'_>) -> Outcome<()> {
    let mut all = Vec::new();
    for row in rows {
        if args.json {
            all.push(as_json(&row, codes, cx.texts));
            continue;
        }
        cx.out.line(&format!(
            "{:>3}  {:<17} {:>4}  {:<14} {}",
            row.rank,
            row.number,
            row.why.score,
            row.why.one_line(),
            row.label
        ))?;
        for reason in &row.why.reasons {
            let need = cx.texts.get(&format!("match-need-{}", reason.need.id()));
            let text = text(reason, codes, cx.texts);
            cx.out.line(&format!("       {} {need:<9} {:>2}/{:<2}  {text}", reason.sign(), reason.points, reason.weight))?;
        }
        if let Some(tie) = row.why.tie {
            cx.out.line(&format!("       = {}", cx.texts.get(tie)))?;
        }
    }
    if args.json {
        cx.out.json(&Value::Array(all))?;
    }
    Ok(())
}

fn as_json(row: &Row<'_>, codes: &Codes, texts: &Texts) -> Value {
    let reasons = row.why.reasons.iter().map(|r| {
        json!({"criterion": r.criterion.id(), "met": r.met.id(), "text": text(r, codes, texts), "need": r.need.id(),
               "points": r.points, "weight": r.weight})
    });
    json!({"rank": row.rank, "number": row.number, "label": row.label, "score": row.why.score, "rule": row.why.rule,
           "lacking": row.why.lacking, "tie": row.why.tie.map(|t| texts.get(t)), "reasons": reasons.collect::<Vec<_>>()})
}

/// The sentence of a reason in the run's language.
fn text(reason: &Reason, codes: &Codes, texts: &Texts) -> String {
    texts.with(reason.key, &reason.args_in(codes, texts.lang()))
}
