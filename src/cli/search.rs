//! `guichet search KIND WORDS`: the same search as on every screen, ranked (product.md, Screens 3).

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// What is looked for.
    #[arg(value_parser = ["people", "employers", "offers", "occupations", "skills"])]
    pub kind: String,
    /// Name, number, phone, document, or the words for an occupation.
    #[arg(required = true)]
    pub words: Vec<String>,
    /// How many at most.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub limit: u32,
    /// For a program: rank, number or code, label, score.
    #[arg(long)]
    pub json: bool,
}

use serde_json::json;

use crate::cli::{Cx, Exit};
use crate::fault::Outcome;
use crate::services::{audit, search, session};

/// Searches and prints the ranked rows.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let mut office = session::open(&cx.config.db().secret_url())?;
    let words = args.words.join(" ");
    let limit = usize::try_from(args.limit).unwrap_or(20);
    match args.kind.as_str() {
        "occupations" | "skills" => codes(&args, &words, limit, &mut office, cx),
        kind => cards(&args, kind, &words, limit, &mut office, cx),
    }
}

fn codes(args: &Args, words: &str, limit: usize, desk: &mut session::Opened, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let found = match args.kind.as_str() {
        "skills" => search::skills(&mut desk.desk, words, limit)?,
        _ => search::occupations(&mut desk.desk, words, limit)?,
    };
    let mut rows = Vec::new();
    for (at, one) in found.iter().enumerate() {
        if args.json {
            rows.push(json!({"rank": at + 1, "code": one.code, "label": one.title, "score": one.score}));
        } else {
            cx.out.line(&format!("{:>3}  {}  {}", at + 1, one.code, one.title))?;
        }
    }
    ended(args, rows, cx)
}

fn cards(args: &Args, kind: &str, words: &str, limit: usize, desk: &mut session::Opened, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let wanted = match kind {
        "employers" => search::Kind::Employer,
        "offers" => search::Kind::Vacancy,
        _ => search::Kind::Person,
    };
    let found = search::of_kind(&mut desk.desk, words, wanted, limit)?;
    let deed = desk.desk.new_id();
    audit::searched(&mut desk.desk, deed, words, found.len(), None)?;
    let mut rows = Vec::new();
    for (at, hit) in found.iter().enumerate() {
        let by: Vec<String> = hit.found_by.iter().map(|f| cx.texts.with(f.key, &f.args)).collect();
        let by = by.join(", ");
        let card = &hit.card;
        if args.json {
            rows.push(
                json!({"rank": at + 1, "number": card.number, "label": card.name, "score": search::score(hit), "found_by": by,
                "birth_year": card.birth_year, "agency": card.agency, "state": card.state}),
            );
        } else {
            cx.out.line(&format!("{:>3}  {:<17} {}  ({by})", at + 1, card.number, card.name))?;
        }
    }
    ended(args, rows, cx)
}

fn ended(args: &Args, rows: Vec<serde_json::Value>, cx: &mut Cx<'_>) -> Outcome<Exit> {
    if args.json {
        cx.out.json(&serde_json::Value::Array(rows))?;
    }
    Ok(Exit::Done)
}
