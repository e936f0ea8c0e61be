//! `guichet demo`: a training office of fictitious people, opened. Never over a database that isn't a training one;
//! the same seed, people and day give the same records (product.md, Commands).

use chrono::{NaiveDate, Utc};

use crate::cli::{Cx, Exit, open};
use crate::domain::calendar;
use crate::fault::{Fault, Outcome};
use crate::services::demo::{self, Plan};
use crate::services::office;

/// Arguments.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// How many people.
    #[arg(long, default_value_t = 2000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub people: u32,
    /// What chance starts from.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The office's day, `2026-11-24`; a working day.
    #[arg(long)]
    pub today: Option<NaiveDate>,
    /// Anew, even where one exists.
    #[arg(long)]
    pub fresh: bool,
    /// Made, but not opened.
    #[arg(long)]
    pub no_open: bool,
}

/// Makes it where none is, or with `--fresh`; then opens it, unless `--no-open`.
pub fn run(args: Args, cx: &mut Cx<'_>) -> Outcome<Exit> {
    let db = cx.config.training_db();
    let url = db.secret_url();
    let there = office::kind(&url)?;
    if there == office::Kind::Real {
        return Err(Fault::wrong("wrong-demo-real").with("path", &db));
    }
    if args.fresh || there == office::Kind::None {
        office::clear(&url)?;
        let today = args.today.unwrap_or_else(|| calendar::local(Utc::now()).date());
        let plan = Plan { people: i64::from(args.people), seed: args.seed, today };
        let mut engine = office::prepare(&url, Utc::now())?;
        office::begin_training(&mut *engine)?;
        let made = demo::make(&mut *engine, &plan, &mut |_| {})?;
        let day = crate::domain::dates::long_day(calendar::local(made.clock).date(), cx.texts.lang());
        let args = [("people", made.people.to_string()), ("rows", made.rows.to_string()), ("day", day), ("path", db.to_string())];
        cx.out.line(&cx.texts.with("cli-demo-made", &args))?;
    }
    if args.no_open {
        return Ok(Exit::Done);
    }
    open::run(cx.config, cx.texts, cx.at, &db)
}
