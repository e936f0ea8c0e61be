//! `guichet check`: what is wrong with the data. Every record is read back by its field table and checked, numbers by their check
//! digit, derived columns and search words against what they derive from, rows against each other, the audit chain by its
//! hashes. Nothing is changed. Used by the command and by tests.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::appointment::Appointment;
use crate::domain::batch::{Batch, BatchForm, KeyedTwice};
use crate::domain::employer::{Contact, Employer, Visit};
use crate::domain::fold;
use crate::domain::ids::parse_number;
use crate::domain::interview::{Diagnosis, Interview, Obstacle, PlanAction};
use crate::domain::office::{Agency, Carence, Decision, DuplicatePair, Enrolment, Letter, Programme, SavedView, User};
use crate::domain::person::Person;
use crate::domain::profile::{Document, Education, Experience, Language, Note, Skill};
use crate::domain::proposal::{Placement, Proposal};
use crate::domain::record::Record;
use crate::domain::registration::{JobGoal, Registration, Wishes};
use crate::domain::rights::{Deed, Owner};
use crate::domain::rules::Rules;
use crate::domain::task::{Notice, Task};
use crate::domain::vacancy::Vacancy;
use crate::fault::{Arg, Flaw, Outcome};
use crate::services::access;
use crate::store::check::{self as store, Broken};
use crate::store::{Desk, Read, audit, candidates, search};

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// Kind; the sentence is `check-` and this.
    pub kind: &'static str,
    /// Table.
    pub table: &'static str,
    /// Id of the row, hexadecimal; empty when it isn't one row.
    pub id: String,
    /// Arguments of the sentence.
    #[serde(skip)]
    pub args: Vec<Arg>,
    /// The flaw behind it, whose sentence is said too.
    #[serde(skip)]
    pub flaw: Option<Flaw>,
}

/// Numbers seen: agency, kind, year → highest serial.
type Highest = BTreeMap<(String, &'static str, i64), i64>;

struct Look<'a> {
    rules: &'a Rules,
    found: Vec<Finding>,
    most: usize,
    rows: u64,
    highest: Highest,
}

impl Look<'_> {
    fn add(&mut self, kind: &'static str, table: &'static str, id: &[u8], what: &str) {
        if self.found.len() < self.most {
            let id = id.iter().map(|b| format!("{b:02x}")).collect();
            self.found.push(Finding { kind, table, id, args: vec![("what", what.to_owned())], flaw: None });
        }
    }
    /// Reads a whole table back; `also` looks at each good record.
    fn table<R: Record>(&mut self, read: &mut dyn Read, mut also: impl FnMut(&R, &mut Self, &[u8])) -> Outcome<()> {
        let rules = self.rules;
        store::records::<R>(read, rules, &mut |id, broken| {
            self.rows += 1;
            match broken {
                Broken::Nothing(record) => also(record, self, id),
                Broken::Unreadable(detail) => self.add("unreadable", R::TABLE, id, detail),
                Broken::Flaws(record, flaws) => {
                    for flaw in flaws {
                        self.add("field", R::TABLE, id, flaw.field);
                        if let Some(last) = self.found.last_mut() {
                            last.flaw = Some(flaw);
                        }
                    }
                    also(record, self, id);
                }
            }
        })
    }
    fn plain<R: Record>(&mut self, read: &mut dyn Read) -> Outcome<()> {
        self.table::<R>(read, |_, _, _| {})
    }
    /// A number's check digit, and the highest serial of its counter.
    fn number(&mut self, number: &str, kind: &'static str, table: &'static str, id: &[u8]) {
        if parse_number(number).as_deref() != Some(number) {
            self.add("number", table, id, number);
            return;
        }
        let parts: Vec<&str> = number.split('-').filter(|p| p.len() > 1).collect();
        if let [agency, year, serial, ..] = parts.as_slice()
            && let (Ok(year), Ok(serial)) = (year.parse::<i64>(), serial.parse::<i64>())
        {
            // Two-digit years: the office was created in 1993.
            let year = if year >= 93 { 1900 + year } else { 2000 + year };
            let highest = self.highest.entry(((*agency).to_owned(), kind, year)).or_default();
            *highest = (*highest).max(serial);
        }
    }
}

/// What a look over the whole database gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Rows read.
    pub rows: u64,
    /// What is wrong, at most as many as were asked for.
    pub findings: Vec<Finding>,
}

/// Looks over the whole database and gives at most `most` findings.
pub fn run(desk: &mut Desk, most: usize) -> Outcome<Report> {
    access::may(desk, Deed::Maintain, Owner::office())?;
    let mut rules = desk.rules.clone();
    // What an import or paper may lack is no damage.
    rules.lenient = true;
    let pages = desk.engine().damaged_pages()?;
    desk.read(|read| {
        let mut look = Look { rules: &rules, found: Vec::new(), most, rows: 0, highest: Highest::new() };
        for line in &pages {
            look.add("pages", "", &[], line);
        }
        people(&mut look, read)?;
        rest(&mut look, read)?;
        words(&mut look, read)?;
        for question in store::QUESTIONS {
            store::ask(read, question, &mut |id, what| look.add(question.kind, question.table, id, what))?;
        }
        let numbers: Vec<_> = look.highest.iter().map(|((a, k, y), n)| (a.clone(), (*k).to_owned(), *y, *n)).collect();
        for (counter, last, highest) in store::counters(read, &numbers)? {
            look.add("counter", "serial", &[], &format!("{counter}: {last} < {highest}"));
        }
        let chain = audit::verify(read, None)?;
        if let Some((session, seq, _)) = chain.first_bad {
            look.add("audit-chain", "audit", session.0.as_bytes(), &seq.to_string());
        }
        Ok(Report { rows: look.rows, findings: look.found })
    })
}

fn people(look: &mut Look<'_>, read: &mut dyn Read) -> Outcome<()> {
    look.table::<Person>(read, |p, look, id| {
        look.number(&p.number, "person", Person::TABLE, id);
        if p.sort_key != fold::sort_key(&p.surname, p.given_names.as_deref().unwrap_or("")) {
            look.add("name-fold", Person::TABLE, id, &p.number);
        }
    })?;
    look.plain::<Registration>(read)?;
    look.plain::<JobGoal>(read)?;
    look.plain::<Wishes>(read)?;
    look.plain::<Education>(read)?;
    look.plain::<Experience>(read)?;
    look.plain::<Skill>(read)?;
    look.plain::<Language>(read)?;
    look.plain::<Document>(read)?;
    look.plain::<Note>(read)
}

fn rest(look: &mut Look<'_>, read: &mut dyn Read) -> Outcome<()> {
    look.table::<Employer>(read, |e, look, id| look.number(&e.number, "employer", Employer::TABLE, id))?;
    look.table::<Vacancy>(read, |v, look, id| look.number(&v.number, "vacancy", Vacancy::TABLE, id))?;
    look.plain::<Contact>(read)?;
    look.plain::<Visit>(read)?;
    look.plain::<Proposal>(read)?;
    look.plain::<Placement>(read)?;
    look.plain::<Programme>(read)?;
    look.plain::<Enrolment>(read)?;
    look.plain::<Appointment>(read)?;
    look.plain::<Interview>(read)?;
    look.plain::<Diagnosis>(read)?;
    look.plain::<Obstacle>(read)?;
    look.plain::<PlanAction>(read)?;
    look.plain::<Task>(read)?;
    look.plain::<Notice>(read)?;
    look.plain::<Agency>(read)?;
    look.plain::<User>(read)?;
    look.plain::<SavedView>(read)?;
    look.plain::<Batch>(read)?;
    look.plain::<BatchForm>(read)?;
    look.plain::<KeyedTwice>(read)?;
    look.plain::<Decision>(read)?;
    look.plain::<Letter>(read)?;
    look.plain::<Carence>(read)?;
    look.plain::<DuplicatePair>(read)
}

/// Search words of people against the names they come from, and what matching reads against the files.
fn words(look: &mut Look<'_>, read: &mut dyn Read) -> Outcome<()> {
    for (id, number, missing) in search::unfindable(read, look.most)? {
        look.add("search-word", Person::TABLE, &id, &format!("{number}: {missing}"));
    }
    for (id, number, what) in candidates::wrong(read, look.most)? {
        look.add("candidate", Person::TABLE, &id, &format!("{number}: {what}"));
    }
    Ok(())
}
