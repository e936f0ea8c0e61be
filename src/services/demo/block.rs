//! One block of the training office: up to two thousand people of one agency with their counsellors, employers and offers,
//! closed in itself. Blocks are made, written and forgotten one after the other, so that memory stays flat at a million
//! people. Called by `services/demo`.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::chance::Chance;
use super::days::Agenda;
use super::lives::Life;
use super::people::Soul;
use super::sheaf::Sheaf;
use super::source::{Office, Source};
use crate::domain::calendar::{Calendar, add_days};
use crate::domain::ids::{RowId, UserId};
use crate::domain::rules::Rules;

/// Months of history are this many days.
pub const HISTORY: i64 = 548;

/// The last serial given, by kind, agency and year.
#[derive(Debug, Clone, Default)]
pub struct Serials {
    last: BTreeMap<(String, &'static str, i32), i64>,
}

impl Serials {
    /// The next serial.
    pub fn next(&mut self, kind: &'static str, agency: &str, year: i32) -> i64 {
        let last = self.last.entry((agency.to_owned(), kind, year)).or_default();
        *last += 1;
        *last
    }
    /// Every counter: agency, kind, year, last.
    pub fn all(&self) -> impl Iterator<Item = (&str, &'static str, i32, i64)> {
        self.last.iter().map(|((agency, kind, year), last)| (agency.as_str(), *kind, *year, *last))
    }
}

/// Who works in a block.
#[derive(Debug, Clone, Default)]
pub struct Team {
    /// Agency head.
    pub head: UserId,
    /// At the reception.
    pub reception: UserId,
    /// Employer officer.
    pub officer: UserId,
    /// Counsellors; their place is their number in the agenda.
    pub counsellors: Vec<UserId>,
    /// Whether the first counsellor is the one who logs in.
    pub own: bool,
}

/// What a block is told.
#[derive(Debug, Clone)]
pub struct Brief<'a> {
    /// Its number, a stream of chance.
    pub number: u64,
    /// The agency.
    pub office: &'a Office,
    /// Who works there.
    pub team: Team,
    /// How many people.
    pub people: i64,
    /// Number of the first of them in the whole office, from 1.
    pub first: i64,
    /// Contacts before this day are left out, but for the first interview (large offices).
    pub depth: NaiveDate,
}

/// What all blocks are made of.
#[derive(Debug, Clone, Copy)]
pub struct Stock<'a> {
    /// Names, words, occupations.
    pub source: &'a Source,
    /// Occupations by weight.
    pub crafts: &'a [(usize, u32)],
    /// Programmes with their PROGRAMME code and months.
    pub programmes: &'a [(RowId, String, i64)],
}

/// A block being made.
pub struct Block<'a> {
    /// Names, words, occupations.
    pub source: &'a Source,
    /// Occupations by weight.
    pub crafts: &'a [(usize, u32)],
    /// Calendar, delays, today.
    pub rules: &'a Rules,
    /// Programmes with their PROGRAMME code and months.
    pub programmes: &'a [(RowId, String, i64)],
    /// What it was told.
    pub brief: Brief<'a>,
    /// The agency.
    pub office: &'a Office,
    /// The training day.
    pub today: NaiveDate,
    /// Its dice.
    pub chance: Chance,
    /// Counters of numbers.
    pub serials: &'a mut Serials,
    /// What is made.
    pub sheaf: Sheaf,
    /// Its people.
    pub souls: Vec<Soul>,
    /// Their registrations, in the order of the people.
    pub lives: Vec<Life>,
    /// Who is taken when.
    pub agenda: Agenda,
}

impl<'a> Block<'a> {
    /// Makes everything of a block; gives its records.
    pub fn make(stock: Stock<'a>, rules: &'a Rules, (seed, brief): (u64, Brief<'a>), serials: &'a mut Serials) -> Sheaf {
        let office = brief.office;
        let mut block = Block {
            source: stock.source,
            crafts: stock.crafts,
            rules,
            programmes: stock.programmes,
            chance: Chance::new(seed, brief.number),
            agenda: Agenda::new(office.opens, office.closes),
            office,
            today: rules.today,
            brief,
            serials,
            sheaf: Sheaf::default(),
            souls: Vec::new(),
            lives: Vec::new(),
        };
        block.populate();
        block.assign();
        let firms = block.employers();
        block.offers(&firms);
        block.enrolments();
        block.own_day(&firms);
        block.stories();
        block.decisions();
        block.walk_ins();
        block.tasks();
        block.close();
        block.sheaf
    }

    /// The office's working days.
    pub fn calendar(&self) -> &'a Calendar {
        &self.rules.calendar
    }
    /// A counsellor of the team.
    pub fn counsellor(&self, place: usize) -> UserId {
        self.brief.team.counsellors.get(place).copied().unwrap_or(self.brief.team.head)
    }

    fn populate(&mut self) {
        let count = usize::try_from(self.brief.people).unwrap_or(0);
        let mut since: Vec<NaiveDate> = (0..count).map(|_| self.first_day()).collect();
        since.sort_unstable();
        for (at, day) in since.into_iter().enumerate() {
            let index = self.brief.first + i64::try_from(at).unwrap_or(0);
            let by = if self.chance.percent(60) {
                self.brief.team.reception
            } else {
                self.counsellor(at % self.brief.team.counsellors.len().max(1))
            };
            let soul = self.person(index, day, by);
            self.souls.push(soul);
            self.registrations(at, by);
        }
    }

    /// A working day of the history, recent ones somewhat more often; never today.
    fn first_day(&mut self) -> NaiveDate {
        let back = if self.chance.percent(12) { self.chance.between(1, 60) } else { self.chance.between(1, HISTORY) };
        let day = add_days(self.today, -back);
        // Schools end in July: more register from August to October.
        let day = if !(8..=10).contains(&day.month()) && self.chance.percent(8) {
            add_days(self.today, -self.chance.between(1, HISTORY))
        } else {
            day
        };
        self.calendar().last_working_day(day)
    }
}
