//! What happens between counsellor and person while a registration lasts: appointments on free slots of working days, kept,
//! missed, excused, moved, cancelled (domain.md §3.2), in the rhythm of the intensity (T4). Called by `block`; what was said
//! is told by `talks`.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::block::Block;
use super::days::instant;
use super::people::some;
use super::sheaf::Tray;
use crate::domain::appointment::Appointment;
use crate::domain::calendar::add_days;
use crate::domain::ids::{AppointmentId, UserId};
use crate::domain::lifecycle::{AppointmentState as State, RegistrationState};
use crate::domain::record::Head;

/// An appointment that the training day wants, set before the story is told.
#[derive(Debug, Clone)]
pub struct Fixed {
    /// Local minute of its begin.
    pub start: i64,
    /// APPT.
    pub kind: &'static str,
    /// MEET.
    pub mode: &'static str,
    /// Held, arrived or planned.
    pub state: State,
    /// About this offer.
    pub vacancy: Option<crate::domain::ids::VacancyId>,
}

/// An interview that took place, to be told.
#[derive(Debug, Clone)]
pub struct Talk {
    /// Place of its appointment among those of the registration.
    pub row: usize,
    /// Day.
    pub day: NaiveDate,
    /// When it ended.
    pub end: DateTime<Utc>,
    /// APPT.
    pub kind: String,
    /// MEET.
    pub mode: String,
}

/// A registration's story while it is told.
struct Tale {
    at: usize,
    rows: Vec<Appointment>,
    talks: Vec<Talk>,
    booked: DateTime<Utc>,
    replaces: Option<AppointmentId>,
    misses: i64,
    kind: &'static str,
}

enum Next {
    On(NaiveDate),
    Over,
}

impl Block<'_> {
    /// The stories of all registrations, oldest first, so that agendas fill as they did.
    pub fn stories(&mut self) {
        let mut order: Vec<usize> = (0..self.lives.len()).collect();
        order.sort_by_key(|at| self.lives.get(*at).map(|l| l.opened));
        for who in 0..self.brief.team.counsellors.len() {
            // Before the training day's first minute nothing is planned.
            self.agenda.block(who, self.today, self.office.opens, 30);
        }
        for at in order {
            self.story(at);
        }
    }

    fn story(&mut self, at: usize) {
        let Some(life) = self.lives.get(at) else { return };
        let (state, opened, fixed) = (life.record.state, life.opened, life.fixed.clone());
        let first_now = fixed.as_ref().is_some_and(|f| f.kind == "1");
        let none = state == RegistrationState::Draft || (state == RegistrationState::Incomplete && self.chance.percent(35));
        let patience = matches!(life.record.exit_reason.as_deref(), Some("06")) || state == RegistrationState::StrikeProposed;
        let mut tale = Tale {
            at,
            rows: Vec::new(),
            talks: Vec::new(),
            booked: instant(opened, 905),
            replaces: None,
            misses: if patience { 3 } else { 0 },
            kind: "1",
        };
        let mut day = self.calendar().add_working_days(opened, self.chance.between(2, 8));
        if !first_now && !none {
            for _ in 0..60 {
                match self.step(&mut tale, day) {
                    Next::On(next) => day = next,
                    Next::Over => break,
                }
            }
        }
        if let Some(fixed) = fixed {
            self.fix(&mut tale, &fixed);
        }
        let (rows, talks) = (tale.rows, tale.talks);
        self.talks(at, &rows, &talks);
        self.follow(at, &rows);
        let by = self.lives.get(at).map(|l| self.counsellor(l.who)).unwrap_or_default();
        for row in rows {
            self.sheaf.appointments.add(by, row);
        }
    }

    /// One appointment; then the day of the next.
    fn step(&mut self, tale: &mut Tale, day: NaiveDate) -> Next {
        let Some(life) = self.lives.get(tale.at) else { return Next::Over };
        let (who, end, opened, open) = (life.who, life.end, life.opened, life.available());
        let closed = life.record.closed_on.is_some();
        let (fixed, rhythm) = (life.fixed.is_some(), rhythm(life.record.intensity.as_deref()));
        if closed && day >= end {
            return Next::Over;
        }
        if tale.kind != "1" && day < self.brief.depth {
            return Next::On(add_days(day, rhythm - 5));
        }
        let far = self.calendar().add_working_days(self.today, 22);
        if day >= self.today && (fixed || !open || day > far || self.chance.percent(22)) {
            return Next::Over;
        }
        // Some files wait longer than their rhythm allows.
        if tale.kind != "1" && open && day > add_days(self.today, -14) && self.chance.percent(6) {
            return Next::Over;
        }
        let minutes = if tale.kind == "1" { 45 } else { 30 };
        let begin = self.chance.between(0, 31);
        let Some((day, start)) = self.agenda.book(self.calendar(), who, day, minutes, begin) else { return Next::Over };
        if (closed && day >= end) || (day >= self.today && fixed) {
            return Next::Over;
        }
        let long = (day - opened).num_days() > 180 && self.chance.percent(12);
        let kind = if long { "4" } else { tale.kind };
        let mut row = self.row(tale, who, (day, start), (kind, minutes));
        if day >= self.today {
            let soon = day <= self.calendar().add_working_days(self.today, 1);
            row.reminded_on = (soon && self.chance.percent(30)).then(|| self.calendar().add_working_days(self.today, -1));
            tale.rows.push(row);
            return Next::Over;
        }
        self.outcome(tale, row, (day, start), rhythm)
    }

    fn row(&mut self, tale: &mut Tale, who: usize, at: (NaiveDate, i64), what: (&str, i64)) -> Appointment {
        let starts = instant(at.0, at.1);
        let booked = tale.booked.min(starts - TimeDelta::hours(20));
        let phone = what.0 == "2" && self.chance.percent(16);
        Appointment {
            head: Head::new(self.chance.id(booked)),
            kind: some(what.0),
            agency: self.office.code.clone(),
            person: self.lives.get(tale.at).map(|l| l.record.person),
            counsellor: Some(self.counsellor(who)),
            starts_at: Some(starts),
            minutes: Some(what.1),
            mode: some(if phone { "2" } else { "1" }),
            state: State::Planned,
            moved_from: tale.replaces.take(),
            ..Appointment::default()
        }
    }

    fn outcome(&mut self, tale: &mut Tale, mut row: Appointment, (day, start): (NaiveDate, i64), rhythm: i64) -> Next {
        let minutes = row.minutes.unwrap_or(30);
        let first = tale.kind == "1";
        let fate = if tale.misses > 0 && !first { 80 } else { self.chance.between(0, 99) };
        let recent = day >= self.calendar().add_working_days(self.today, -2);
        match fate {
            ..=78 => {
                self.held(tale, &mut row, day, start, minutes);
                tale.rows.push(row);
                tale.kind = "2";
                Next::On(add_days(day, rhythm - self.chance.between(0, 9)))
            }
            79..=91 => {
                let justified = tale.misses == 0 && fate > 89 && !recent;
                row.state = if justified { State::Justified } else { State::Missed };
                row.note = if justified { some(self.chance.word(self.source.words("justify", ""))) } else { None };
                tale.misses -= 1;
                if !justified && let Some(life) = self.lives.get_mut(tale.at) {
                    life.absences.push(day);
                }
                tale.booked = instant(self.calendar().add_working_days(day, 1), 480);
                tale.rows.push(row);
                // Most of the missed get another date within a week (T6).
                if recent && self.chance.percent(60) { Next::Over } else { Next::On(add_days(day, self.chance.between(3, 7))) }
            }
            92..=96 => {
                row.state = if fate < 96 { State::Moved } else { State::Excused };
                row.note = some(self.chance.word(self.source.words("excuse", "")));
                tale.replaces = (fate < 96).then_some(row.head.id);
                tale.booked = instant(self.calendar().add_working_days(day, -1), 700);
                tale.rows.push(row);
                Next::On(add_days(day, self.chance.between(2, 9)))
            }
            _ => {
                row.state = State::Cancelled;
                row.note = some(self.chance.word(self.source.words("cancel", "")));
                tale.replaces = Some(row.head.id);
                tale.booked = instant(self.calendar().add_working_days(day, -1), 640);
                tale.rows.push(row);
                Next::On(add_days(day, self.chance.between(1, 6)))
            }
        }
    }

    fn held(&mut self, tale: &mut Tale, row: &mut Appointment, day: NaiveDate, start: i64, minutes: i64) {
        row.state = State::Held;
        let begun = start + self.chance.between(0, 4);
        let ended = start + minutes - self.chance.between(0, 3);
        if row.mode.as_deref() == Some("1") {
            row.arrived_at = Some(instant(day, start - self.chance.between(1, 25)));
        }
        row.started_at = Some(instant(day, begun));
        row.ended_at = Some(instant(day, ended));
        tale.booked = instant(day, ended);
        tale.talks.push(Talk {
            row: tale.rows.len(),
            day,
            end: instant(day, ended),
            kind: row.kind.clone().unwrap_or_default(),
            mode: row.mode.clone().unwrap_or_default(),
        });
    }

    /// Today's appointment of the counsellor who logs in.
    fn fix(&mut self, tale: &mut Tale, fixed: &Fixed) {
        let minutes = if fixed.kind == "1" { 45 } else { 30 };
        let mut row = self.row(tale, 0, (self.today, fixed.start), (fixed.kind, minutes));
        row.mode = some(fixed.mode);
        row.vacancy = fixed.vacancy;
        let day = self.today;
        match fixed.state {
            State::Held => self.held(tale, &mut row, day, fixed.start, minutes),
            State::Arrived => row.arrived_at = Some(instant(day, self.office.opens + 18)),
            _ => {}
        }
        row.state = fixed.state;
        tale.rows.push(row);
    }

    /// What the no-shows ask for, and when the file was last seen.
    fn follow(&mut self, at: usize, rows: &[Appointment]) {
        let today = self.today;
        let Some(life) = self.lives.get_mut(at) else { return };
        let seen = life.interviews.last().copied();
        let confirmed = Some(life.confirmed).filter(|d| *d > life.opened);
        life.record.last_contact = seen.max(confirmed);
        let counsellor = life.record.counsellor;
        for (place, row) in rows.iter().enumerate() {
            if !matches!(row.state, State::Missed | State::Planned) {
                continue;
            }
            let there = |state| matches!(state, State::Planned | State::Arrived | State::InProgress | State::Held);
            let replaced = rows.iter().skip(place + 1).any(|next| there(next.state));
            life.calls.push(Call {
                id: row.head.id,
                day: row.starts_at.map_or(today, |t| t.date_naive()),
                state: row.state,
                replaced,
                counsellor,
                reminded: row.reminded_on,
            });
        }
    }

    /// People who came without appointment: some of the past, and those who wait now.
    pub fn walk_ins(&mut self) {
        let reception = self.brief.team.reception;
        for at in (0..self.lives.len()).step_by(9) {
            let Some(life) = self.lives.get(at) else { continue };
            let (person, opened, end, who) = (life.record.person, life.opened, life.end, life.who);
            let span = (end - opened).num_days() - 1;
            let day = self.calendar().next_working_day(add_days(opened, self.chance.between(1, span.max(1))));
            if day >= end || day >= self.today {
                continue;
            }
            let came = self.chance.between(465, 860);
            let called = came + self.chance.between(5, 50);
            let counsellor = self.counsellor(who);
            let wish = self.chance.weighted(&[("2", 35), ("3", 20), ("4", 10), ("5", 20), ("6", 15)]);
            let mut row = self.walk_in(day, came, wish);
            row.person = Some(person);
            row.counsellor = Some(counsellor);
            row.started_at = Some(instant(day, called));
            row.ended_at = Some(instant(day, called + 10));
            row.state = State::Held;
            self.sheaf.appointments.add(reception, row);
        }
        let queue: &[(i64, &str)] = if self.brief.team.own { &[(2, "6"), (9, "1"), (21, "2"), (27, "7")] } else { &[(12, "6")] };
        for (minute, wish) in queue {
            let mut row = self.walk_in(self.today, self.office.opens + minute, wish);
            let source = self.source;
            match *wish {
                "2" => row.person = self.lives.iter().find(|l| l.available()).map(|l| l.record.person),
                "7" => row.name_said = some(self.firm_name("G")),
                _ => {
                    let given = self.chance.word(&source.women);
                    row.name_said = some(format!("{} {given}", self.chance.word(&source.surnames).to_uppercase()));
                }
            }
            self.sheaf.appointments.add(reception, row);
        }
    }

    fn walk_in(&mut self, day: NaiveDate, came: i64, wish: &str) -> Appointment {
        let at = instant(day, came);
        Appointment {
            head: Head::new(self.chance.id(at)),
            kind: some("7"),
            agency: self.office.code.clone(),
            wish: some(wish),
            minutes: Some(15),
            mode: some("1"),
            arrived_at: Some(at),
            state: State::Arrived,
            ..Appointment::default()
        }
    }
}

/// What a no-show or a planned appointment asks for (T6, T9).
#[derive(Debug, Clone)]
pub struct Call {
    /// The appointment.
    pub id: AppointmentId,
    /// Its day.
    pub day: NaiveDate,
    /// Its state.
    pub state: State,
    /// Another one follows.
    pub replaced: bool,
    /// By whom.
    pub counsellor: Option<UserId>,
    /// Reminded on.
    pub reminded: Option<NaiveDate>,
}

/// Days between two contacts (T4, INTENSITY).
fn rhythm(intensity: Option<&str>) -> i64 {
    match intensity {
        Some("REN") => 30,
        Some("AUT") => 90,
        _ => 60,
    }
}
