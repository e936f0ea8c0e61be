//! The training office: fictitious people, deterministic by seed, number of people and day (product.md, `demo`). Called by the
//! command `demo`, by tests and by benches; reference data must be loaded first (`services::codes`).

mod block;
mod chance;
mod days;
mod decisions;
mod firms;
mod lives;
mod measures;
mod offers;
mod own_day;
mod people;
mod proposals;
mod sheaf;
mod source;
mod staff;
mod story;
mod talks;
mod tasks;
mod twins;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use self::block::{Block, HISTORY, Serials, Stock};
pub use self::sheaf::{Made, Sheaf};
use self::source::Source;
pub use self::staff::OWN_LOGIN;
use self::staff::Staff;
use crate::domain::calendar::{Calendar, add_days};
use crate::domain::record::instant_text;
use crate::domain::rules::Rules;
use crate::fault::{Fault, Outcome, Value};
use crate::store::Engine;
use crate::store::search::{self, Batch};

/// The fewest and the most people of a training office.
pub const PEOPLE: std::ops::RangeInclusive<i64> = 1..=1_000_000;
/// From so many people on only the contacts of the last months are told.
const LARGE: i64 = 50_000;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// People, 1 to 1 000 000.
    pub people: i64,
    /// The same seed gives the same records.
    pub seed: u64,
    /// The day; moved to the next working day.
    pub today: NaiveDate,
}

impl Plan {
    /// The usual office: 2 000 people, seed 1.
    pub fn new(today: NaiveDate) -> Self {
        Plan { people: 2_000, seed: 1, today }
    }
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// People made.
    pub people: i64,
    /// Rows written, all tables.
    pub rows: u64,
    /// The training clock: 08:00 of the working day.
    pub clock: DateTime<Utc>,
    /// The login of the counsellor whose day is full.
    pub login: &'static str,
}

/// How far the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// People done.
    pub done: i64,
    /// Of so many.
    pub people: i64,
}

/// Gives the records of a plan block by block, in the order in which they must be written; `take` may write, count or check.
/// Returns the counters of numbers, which the caller stores.
pub fn generate(plan: &Plan, take: &mut dyn FnMut(Sheaf, Progress) -> Outcome<()>) -> Outcome<Serials> {
    if !PEOPLE.contains(&plan.people) {
        return Err(Fault::wrong("wrong-demo-people").with("low", PEOPLE.start()).with("high", PEOPLE.end()));
    }
    let source = Source::read()?;
    let rules = rules(&source, plan.today);
    let today = rules.today;
    let depth = if plan.people > LARGE { add_days(today, -100) } else { add_days(today, -HISTORY) };
    let mut staff = Staff::new(&source, plan.seed, today);
    let programmes = staff.programmes();
    let briefs = staff.briefs(plan.people, depth);
    let mut progress = Progress { done: 0, people: plan.people };
    take(std::mem::take(&mut staff.sheaf), progress)?;
    let crafts = source.craft_shares();
    let stock = Stock { source: &source, crafts: &crafts, programmes: &programmes };
    let mut serials = Serials::default();
    for brief in briefs {
        progress.done += brief.people;
        let sheaf = Block::make(stock, &rules, (plan.seed, brief), &mut serials);
        take(sheaf, progress)?;
    }
    Ok(serials)
}

/// The working day of a plan.
pub fn working_day(day: NaiveDate) -> Outcome<NaiveDate> {
    Ok(rules(&Source::read()?, day).today)
}

/// The rules by which the training office is made: its calendar, the default delays, its day.
fn rules(source: &Source, day: NaiveDate) -> Rules {
    let calendar = Calendar::new(source.holidays.iter().map(|day| (*day, String::new())));
    let today = calendar.next_working_day(day);
    Rules { today, calendar: Arc::new(calendar), ..Rules::default() }
}

/// Makes the training office in an empty database with its schema and reference data: one transaction a block.
/// Errors: `wrong-demo-people` when the number is out of bounds, and those of the store.
pub fn make(engine: &mut dyn Engine, plan: &Plan, told: &mut dyn FnMut(Progress)) -> Outcome<Summary> {
    let clock = days::instant(working_day(plan.today)?, 8 * 60);
    let mut rows = 0;
    let mut names = Batch::default();
    let mut logins = sheaf::Logins::new();
    let serials = generate(plan, &mut |sheaf, progress| {
        logins.extend(sheaf.users.iter().map(|u| (u.record.head.id, u.record.login.clone())));
        rows += whole(engine, |engine| Ok(sheaf.write(engine, &logins)? + sheaf.index(engine, &mut names)?))?;
        told(progress);
        Ok(())
    })?;
    rows += whole(engine, |engine| {
        search::fill(engine, &names)?;
        settle(engine, &serials, plan.people, clock)
    })?;
    Ok(Summary { people: plan.people, rows, clock, login: OWN_LOGIN })
}

/// One transaction.
fn whole(engine: &mut dyn Engine, work: impl FnOnce(&mut dyn Engine) -> Outcome<u64>) -> Outcome<u64> {
    engine.begin()?;
    match work(engine) {
        Ok(rows) => {
            engine.commit()?;
            Ok(rows)
        }
        Err(fault) => {
            // The first fault is the one to tell.
            let _ = engine.rollback();
            Err(fault)
        }
    }
}

/// The counters, so that new numbers follow, and what marks a training database.
fn settle(engine: &mut dyn Engine, serials: &Serials, people: i64, clock: DateTime<Utc>) -> Outcome<u64> {
    let counters = serials.all().map(|(agency, kind, year, last)| {
        vec![Value::from(agency), Value::from(kind), Value::Int(i64::from(year)), Value::Int(last)]
    });
    // The place in the search index counts over the whole office.
    let index = vec![Value::from(""), Value::from("index"), Value::Int(0), Value::Int(people)];
    let mut counters = counters.chain(std::iter::once(index));
    let mut rows = engine.fill("serial", &["agency", "kind", "year", "last"], &mut counters)?;
    let settings = [("training", "1".to_owned()), ("training_clock", instant_text(clock))];
    let mut settings = settings.into_iter().map(|(key, value)| vec![Value::from(key), Value::from(value)]);
    rows += engine.fill("setting", &["key", "value"], &mut settings)?;
    Ok(rows)
}
