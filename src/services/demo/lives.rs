//! The life of a registration (domain.md §3.1): begun at the counter, confirmed every ninety days, left for one of the
//! EXIT reasons or still open in one of its states. Called by `block`; what happens in between is told by `story`.

use chrono::NaiveDate;

use super::block::{Block, HISTORY};
use super::days::instant;
use super::people::some;
use super::sheaf::Tray;
use super::story::{Call, Fixed};
use crate::domain::calendar::add_days;
use crate::domain::ids::UserId;
use crate::domain::lifecycle::RegistrationState as State;
use crate::domain::record::Head;
use crate::domain::registration::{JobGoal, Registration, Wishes};

/// A registration and what the rest of the office needs to know of its course.
#[derive(Debug, Clone, Default)]
pub struct Life {
    /// Place of the person in the block.
    pub soul: usize,
    /// Place of the counsellor in the team.
    pub who: usize,
    /// The record; given to the sheaf when everything is told.
    pub record: Registration,
    /// Who registered.
    pub by: UserId,
    /// First day on the list.
    pub opened: NaiveDate,
    /// Last day of its story: the exit or the training day.
    pub end: NaiveDate,
    /// Last confirmation, the registration itself at first.
    pub confirmed: NaiveDate,
    /// Another registration of the same person follows.
    pub newer: bool,
    /// Days of the interviews.
    pub interviews: Vec<NaiveDate>,
    /// Days of the no-shows that count.
    pub absences: Vec<NaiveDate>,
    /// Days of the refusals that count.
    pub refusals: Vec<NaiveDate>,
    /// Last day on which an offer was put or answered.
    pub offered: Option<NaiveDate>,
    /// Its no-shows and planned appointments.
    pub calls: Vec<Call>,
    /// What the training day wants of it.
    pub fixed: Option<Fixed>,
    /// Hired through this office: the exit is explained by an offer.
    pub placed: bool,
}

impl Life {
    /// On the list on this day.
    pub fn on_list(&self, day: NaiveDate) -> bool {
        self.record.state != State::Draft && self.opened < day && day <= self.end
    }
    /// Open at the training day and there for offers.
    pub fn available(&self) -> bool {
        matches!(self.record.state, State::Active | State::ToRenew)
    }
}

/// Shares of the reasons for leaving, but for the renewal forgotten (05) and the file never completed (17).
const EXITS: [(&str, u32); 15] = [
    ("01", 32),
    ("02", 26),
    ("03", 5),
    ("04", 9),
    ("06", 3),
    ("07", 1),
    ("08", 1),
    ("09", 1),
    ("10", 3),
    ("11", 2),
    ("12", 1),
    ("13", 9),
    ("15", 1),
    ("16", 2),
    ("18", 4),
];

impl Block<'_> {
    /// The registrations of the last person: one, and for some who left another one later.
    pub fn registrations(&mut self, at: usize, by: UserId) {
        let since = self.souls.get(at).map(|s| s.since).unwrap_or(self.today);
        let mut opened = since;
        for number in 0..3 {
            let life = self.life(at, opened, number, by);
            let closed = life.record.closed_on;
            let back = closed.and_then(|day| self.coming_back(day, life.record.exit_reason.as_deref()));
            self.lives.push(Life { newer: back.is_some(), ..life });
            let Some(day) = back else { break };
            opened = day;
        }
    }

    fn coming_back(&mut self, closed: NaiveDate, exit: Option<&str>) -> Option<NaiveDate> {
        // Within thirty days after a forgotten renewal the same registration is restored instead.
        let share = match exit {
            Some("05") => 22,
            Some("01" | "02" | "04" | "10" | "13" | "16" | "18") => 12,
            _ => 0,
        };
        // One in fifty of them came back these days.
        let late =
            if share > 0 && self.chance.percent(2) { (self.today - closed).num_days() - self.chance.between(1, 5) } else { 0 };
        let day = self.calendar().last_working_day(add_days(closed, self.chance.between(35, 220).max(late)));
        let share = if late > 35 { 100 } else { share };
        (self.chance.percent(share) && day < self.today).then_some(day)
    }

    fn life(&mut self, at: usize, opened: NaiveDate, number: usize, by: UserId) -> Life {
        let soul = self.souls.get(at).cloned().unwrap_or_default();
        let minute = self.chance.between(470, 890);
        let again = number > 0;
        let entry = match (again, soul.first_time) {
            (true, _) => self.chance.weighted(&[("2", 40), ("3", 12), ("5", 10), ("7", 14), ("8", 6), ("0", 18)]),
            (false, true) => self.chance.weighted(&[("1", 60), ("6", 40)]),
            (false, false) => self.chance.weighted(&[
                ("1", 22),
                ("2", 30),
                ("3", 14),
                ("4", 8),
                ("5", 8),
                ("7", 8),
                ("8", 4),
                ("9", 2),
                ("0", 4),
            ]),
        };
        let record = Registration {
            head: Head::new(self.chance.id(instant(opened, minute))),
            person: soul.id,
            agency: self.office.code.clone(),
            state: State::Active,
            category: some(self.chance.weighted(&[("1", 82), ("2", 9), ("3", 9)])),
            registered_on: Some(opened),
            channel: some(self.chance.weighted(&[("1", 80), ("2", 12), ("3", 3), ("4", 5)])),
            entry_reason: some(entry),
            first_time_seeker: soul.first_time && !again,
            intensity: some(self.chance.weighted(&[("STD", 56), ("AUT", 24), ("REN", 20)])),
            renewal_due: Some(add_days(opened, 90)),
            sort_key: soul.sort_key.clone(),
            occupation: self.source.crafts.get(soul.craft).map(|c| c.code.clone()),
            ..Registration::default()
        };
        let mut life = Life { soul: at, record, by, opened, end: self.today, confirmed: opened, ..Life::default() };
        if soul.merged {
            let day = self.calendar().next_working_day(add_days(opened, self.chance.between(15, 60)));
            leave(&mut life, day, "14");
        } else if again && opened >= add_days(self.today, -6) {
            // Begun again these days and not yet saved whole: a draft, without counsellor.
            life.record.state = State::Draft;
            life.record.renewal_due = None;
            life.end = opened;
        } else if !self.incomplete(&mut life) {
            self.course(&mut life);
        }
        self.pause(&mut life);
        self.wanted(&life, &soul);
        life
    }

    /// A document missing at the intake (T3): some are still waited for, some were given up (exit 17).
    fn incomplete(&mut self, life: &mut Life) -> bool {
        let age = (self.today - life.opened).num_days();
        let waiting = age <= 58 && self.chance.percent(14);
        let given_up = age > 90 && self.chance.thousandth(14);
        if waiting {
            life.record.state = State::Incomplete;
            life.record.missing_documents = vec![self.chance.weighted(&[("1", 60), ("2", 25), ("3", 15)]).to_owned()];
        } else if given_up {
            let day = self.calendar().next_working_day(add_days(life.opened, self.chance.between(61, 75)));
            leave(life, day, "17");
        }
        waiting || given_up
    }

    /// Confirmations one after the other until an exit or today.
    fn course(&mut self, life: &mut Life) {
        for _ in 0..HISTORY / 60 {
            let due = add_days(life.confirmed, 90);
            life.record.renewal_due = Some(due);
            if self.chance.percent(16) && self.left(life, due) {
                return;
            }
            if due >= self.today {
                return;
            }
            let lapse = add_days(due, 16);
            if self.chance.percent(8) {
                match lapse <= self.today {
                    true => leave(life, lapse, "05"),
                    false => life.record.state = State::ToRenew,
                }
                return;
            }
            let wish = add_days(due, self.chance.between(-9, 13));
            let day = self.calendar().last_working_day(wish).max(add_days(life.confirmed, 60));
            if day >= self.today {
                life.record.state = State::ToRenew;
                return;
            }
            life.confirmed = day;
        }
    }

    /// Leaves between the last confirmation and the next, unless that day hasn't come.
    fn left(&mut self, life: &mut Life, due: NaiveDate) -> bool {
        let day = add_days(life.confirmed, self.chance.between(8, (due - life.confirmed).num_days()));
        let day = self.calendar().last_working_day(day);
        let reason = self.chance.weighted(&EXITS);
        let early = (day - life.opened).num_days();
        // Struck off or unreachable takes its time; a hire too.
        let soon = match reason {
            "06" | "07" | "08" => 100,
            "18" => 60,
            "01" | "02" => 20,
            _ => 6,
        };
        if day >= self.today || early < soon {
            return false;
        }
        life.placed = reason == "01";
        leave(life, day, reason);
        true
    }

    /// Some of those still active are in a measure, away, or about to be struck off.
    fn pause(&mut self, life: &mut Life) {
        let known = (self.today - life.opened).num_days();
        if life.record.state != State::Active || known < 25 {
            return;
        }
        match self.chance.between(0, 99) {
            ..=7 => {
                life.record.state = State::InMeasure;
                life.record.category = some("4");
                life.record.renewal_due = None;
                life.record.pause_until = Some(add_days(self.today, self.chance.between(4, 150)));
            }
            8..=12 => {
                life.record.state = State::Suspended;
                life.record.category = some("5");
                life.record.renewal_due = None;
                life.record.pause_until = Some(add_days(self.today, self.chance.between(3, 90)));
            }
            13..=14 if known > 120 => life.record.state = State::StrikeProposed,
            _ => {}
        }
    }

    /// Job goals (one to three) and wishes.
    fn wanted(&mut self, life: &Life, soul: &super::people::Soul) {
        let mut sought = vec![(soul.craft, soul.title.clone(), soul.months)];
        for _ in 0..self.chance.weighted(&[(0, 55), (1, 32), (2, 13)]) {
            let other = self.chance.weighted(self.crafts);
            if sought.iter().all(|(craft, ..)| *craft != other) {
                let title = self.source.crafts.get(other).and_then(|c| c.titles.first()).map(|(m, _)| m.clone());
                sought.push((other, title.unwrap_or_default(), 0));
            }
        }
        let at = instant(life.opened, 600);
        for (rank, (craft, title, months)) in (1..).zip(sought) {
            let goal = JobGoal {
                head: Head::new(self.chance.id(at)),
                registration: life.record.head.id,
                rank,
                occupation: self.source.crafts.get(craft).map(|c| c.code.clone()),
                occupation_label: some(title),
                vocabulary_code: None,
                experience_months: Some(months),
            };
            self.sheaf.goals.add(life.by, goal);
        }
        let wage = self.source.crafts.get(soul.craft).map_or(100_000, |c| c.wage);
        let contracts: &[&str] = match self.chance.between(0, 9) {
            0..=5 => &[],
            6..=7 => &["01", "02"],
            8 => &["01", "02", "03", "08"],
            _ => &["02", "10", "11"],
        };
        let wishes = Wishes {
            head: Head::new(self.chance.id(at)),
            registration: life.record.head.id,
            mobility: some(self.chance.weighted(&[("1", 6), ("2", 52), ("3", 22), ("4", 17), ("5", 3)])),
            max_minutes: self.chance.percent(50).then(|| self.chance.between(2, 8) * 15),
            contract_types: contracts.iter().map(|c| (*c).to_owned()).collect(),
            working_time: if self.chance.percent(70) { Vec::new() } else { vec!["1".to_owned()] },
            wage_min: self.chance.percent(65).then(|| (wage * self.chance.between(80, 115) / 100 / 5_000 * 5_000).max(80_000)),
            available_from: Some(life.opened),
        };
        self.sheaf.wishes.add(life.by, wishes);
    }

    /// Gives each registration its counsellor: the one who logs in has about 214, the others the same load.
    pub fn assign(&mut self) {
        let count = self.brief.team.counsellors.len().max(1);
        let mut open: Vec<usize> =
            (0..self.lives.len()).filter(|at| self.lives.get(*at).is_some_and(|l| l.record.state.is_open())).collect();
        self.chance.shuffle(&mut open);
        let own = if self.brief.team.own && count > 1 { open.len().min(OWN_CASELOAD) } else { 0 };
        for (place, at) in open.into_iter().enumerate() {
            let who = match (place < own, own > 0) {
                (true, _) => 0,
                (false, true) => 1 + place % (count - 1),
                (false, false) => place % count,
            };
            self.give(at, who);
        }
        for at in 0..self.lives.len() {
            let closed = self.lives.get(at).is_some_and(|l| l.record.state == State::Closed);
            if closed {
                self.give(at, at % count);
            }
        }
    }

    fn give(&mut self, at: usize, who: usize) {
        let counsellor = self.counsellor(who);
        if let Some(life) = self.lives.get_mut(at) {
            life.who = who;
            life.record.counsellor = Some(counsellor);
        }
    }

    /// Gives the registrations to the sheaf, with what is derived from their story.
    pub fn close(&mut self) {
        for life in std::mem::take(&mut self.lives) {
            self.sheaf.registrations.add(life.by, life.record);
        }
    }
}

/// The caseload of the counsellor who logs in, as drawn in the screens.
pub const OWN_CASELOAD: usize = 214;

/// Ends a registration.
fn leave(life: &mut Life, day: NaiveDate, reason: &str) {
    life.record.state = State::Closed;
    life.record.closed_on = Some(day);
    life.record.exit_reason = some(reason);
    life.end = day;
}
