//! Proposals and placements (domain.md §3.4, §3.5): the way to a hire, the ways that end before, and hires found alone.
//! Called by `offers`.

use chrono::NaiveDate;

use super::block::Block;
use super::days::instant;
use super::people::some;
use super::sheaf::Tray;
use crate::domain::calendar::{add_days, add_months};
use crate::domain::ids::{PlacementId, UserId};
use crate::domain::lifecycle::{PlacementState, ProposalState as State};
use crate::domain::proposal::{Placement, Proposal};
use crate::domain::record::Head;
use crate::domain::vacancy::Vacancy;

impl Block<'_> {
    fn put(&mut self, vacancy: &Vacancy, at: usize, day: NaiveDate, rank: i64) -> Proposal {
        let owner = vacancy.owner.unwrap_or_default();
        let by = self.someone(at, owner);
        let minute = self.chance.between(470, 900);
        Proposal {
            head: Head::new(self.chance.id(instant(day, minute))),
            person: self.lives.get(at).map(|l| l.record.person).unwrap_or_default(),
            vacancy: vacancy.head.id,
            agency: self.office.code.clone(),
            by,
            origin: some(if by == owner { "1" } else { "2" }),
            rank: Some(rank),
            score: Some(self.chance.between(42, 97)),
            channel: some(self.chance.weighted(&[("1", 40), ("2", 48), ("3", 8), ("4", 4)])),
            sent_on: Some(day),
            answer_due: Some(self.calendar().add_working_days(day, 3)),
            attempts: 1,
            state: State::Proposed,
            ..Proposal::default()
        }
    }

    fn accept(&mut self, proposal: &mut Proposal, day: NaiveDate) {
        proposal.answer = some("1");
        proposal.answered_on = Some(day);
        proposal.state = State::Accepted;
    }

    fn send(&mut self, proposal: &mut Proposal, day: NaiveDate) {
        proposal.sent_to_employer_on = Some(day);
        proposal.feedback_due = Some(self.calendar().add_working_days(day, 5));
        proposal.state = State::Sent;
    }

    /// The proposal and placement of a person whose registration ended by this hire.
    pub fn hire(&mut self, vacancy: &Vacancy, at: usize, owner: UserId) {
        let Some(life) = self.lives.get(at) else { return };
        let (hired, opened) = (life.end, life.opened);
        let from = vacancy.accepted_on.unwrap_or(hired);
        let earliest = from.max(add_days(opened, 1)).min(hired);
        // Proposed, accepted, sent, hired: in this order, the last on the day of the exit.
        let sent = self.between_days(earliest, add_days(hired, -5));
        let answered = self.between_days(sent, add_days(hired, -4));
        let passed_on = self.between_days(answered, add_days(hired, -3));
        let mut proposal = self.put(vacancy, at, sent, 1);
        self.accept(&mut proposal, answered);
        self.send(&mut proposal, passed_on);
        if self.chance.percent(50) {
            let day = self.between_days(passed_on, hired);
            proposal.employer_interview_at = Some(instant(day, 600));
        }
        proposal.employer_answer = some("2");
        proposal.feedback_on = Some(hired);
        proposal.told_on = Some(hired);
        proposal.state = State::Hired;
        let mut placement = self.placement(at, hired);
        placement.proposal = Some(proposal.head.id);
        placement.employer = Some(vacancy.employer);
        placement.occupation = vacancy.occupation.clone();
        placement.contract = vacancy.contract.clone();
        placement.duration_months = vacancy.duration_months;
        placement.wage = vacancy.wage_min;
        self.sheaf.proposals.add(proposal.by, proposal);
        self.course_of(&mut placement, hired);
        self.sheaf.placements.add(owner, placement);
    }

    /// A working day between two, both included.
    fn between_days(&mut self, first: NaiveDate, last: NaiveDate) -> NaiveDate {
        let day = add_days(first, self.chance.between(0, (last - first).num_days().max(0)));
        self.calendar().last_working_day(day).max(first)
    }

    fn placement(&mut self, at: usize, known: NaiveDate) -> Placement {
        let id: PlacementId = self.chance.id(instant(known, 915));
        Placement {
            head: Head::new(id),
            person: self.lives.get(at).map(|l| l.record.person).unwrap_or_default(),
            agency: self.office.code.clone(),
            start_on: Some(self.calendar().next_working_day(add_days(known, self.chance.between(1, 12)))),
            state: PlacementState::Announced,
            ..Placement::default()
        }
    }

    /// Confirmed or not yet, checked at one, three and six months, kept, broken off or ended.
    fn course_of(&mut self, placement: &mut Placement, known: NaiveDate) {
        let start = placement.start_on.unwrap_or(known);
        let confirmed = self.calendar().add_working_days(start, self.chance.between(0, 9));
        if confirmed >= self.today || self.chance.percent(4) {
            return;
        }
        placement.confirmed_by = some(self.chance.weighted(&[("1", 45), ("2", 25), ("3", 30)]));
        placement.confirmed_on = Some(confirmed);
        placement.state = PlacementState::Confirmed;
        let months = placement.duration_months.and_then(|m| i32::try_from(m).ok());
        let end = months.map(|m| add_days(add_months(start, m), -1));
        let broken = self.chance.percent(11).then(|| add_days(start, self.chance.between(20, 170))).filter(|d| *d < self.today);
        let last = broken.or(end).unwrap_or(self.today).min(self.today);
        let asked = |months: i32| add_months(start, months);
        let done = |block: &mut Self, months: i32| {
            let day = block.calendar().next_working_day(add_days(asked(months), block.chance.between(-4, 8)));
            (asked(months) <= last && day < block.today).then_some(day)
        };
        let yes = || some("yes");
        placement.check_1_on = done(self, 1);
        placement.check_1 = placement.check_1_on.and_then(|_| yes());
        placement.check_3_on = done(self, 3);
        placement.check_3 = placement.check_3_on.and_then(|_| yes());
        placement.check_6_on = done(self, 6);
        placement.check_6 = placement.check_6_on.and_then(|_| yes());
        if let Some(day) = broken.filter(|day| end.is_none_or(|end| *day < end)) {
            placement.state = PlacementState::Broken;
            placement.end_on = Some(day.max(confirmed));
            placement.end_reason = some(self.chance.weighted(&[("2", 40), ("3", 30), ("4", 15), ("5", 15)]));
        } else if let Some(day) = end.filter(|day| *day < self.today) {
            placement.state = PlacementState::Ended;
            placement.end_on = Some(day);
            placement.end_reason = some("1");
        } else if placement.check_6_on.is_some() {
            placement.state = PlacementState::Kept;
        }
    }

    /// A proposal that did not lead to a hire, or not yet.
    pub fn proposal(&mut self, vacancy: &Vacancy, at: usize, day: NaiveDate, rank: i64) {
        let mut proposal = self.put(vacancy, at, day, rank + 1);
        let closed = vacancy.closed_on;
        let fate = if vacancy.state.is_open() {
            self.chance.weighted(&[(0, 34), (1, 6), (2, 8), (3, 14), (4, 24), (5, 6), (6, 4), (8, 3), (9, 1)])
        } else {
            self.chance.weighted(&[(2, 20), (3, 30), (6, 26), (7, 8), (8, 12), (9, 4)])
        };
        let limit = closed.unwrap_or(self.today).min(add_days(self.today, -1));
        let step = |block: &mut Self, from: NaiveDate, low: i64, high: i64| {
            block.calendar().add_working_days(from, block.chance.between(low, high)).min(limit).max(from)
        };
        match fate {
            1 => {
                proposal.state = State::Prepared;
                proposal.sent_on = None;
                proposal.answer_due = None;
                proposal.attempts = 0;
                proposal.channel = None;
            }
            2 => self.refuse(&mut proposal, at, limit),
            3 if vacancy.state.is_open() => {
                let answered = step(self, day, 0, 2);
                self.accept(&mut proposal, answered);
            }
            3 | 9 => {
                proposal.attempts = 2;
                proposal.state = if fate == 3 { State::NoAnswer } else { State::Withdrawn };
                proposal.told_on = (fate == 9).then_some(limit);
            }
            4..=8 => {
                let answered = step(self, day, 0, 2);
                self.accept(&mut proposal, answered);
                let sent = step(self, answered, 0, 1);
                self.send(&mut proposal, sent);
                let heard = step(self, sent, 2, 5);
                self.heard(&mut proposal, fate, heard);
            }
            // Still waiting for the person: rarely older than a week, else it had lapsed (T20).
            _ if (self.today - day).num_days() > 8 => {
                proposal.attempts = 2;
                proposal.state = State::NoAnswer;
            }
            _ => {}
        }
        let answered = proposal.answered_on.filter(|_| proposal.state != State::NoAnswer);
        if let Some(life) = self.lives.get_mut(at) {
            life.offered = life.offered.max(proposal.sent_on).max(answered);
        }
        let denied = proposal.state == State::Rejected && self.chance.percent(3);
        if denied {
            self.denied(&proposal, vacancy, at);
        }
        self.sheaf.proposals.add(proposal.by, proposal);
    }

    fn heard(&mut self, proposal: &mut Proposal, fate: i32, day: NaiveDate) {
        if fate == 4 {
            return;
        }
        proposal.feedback_on = Some(day);
        // The person is told within two days (T22): those of yesterday still wait.
        let told = self.calendar().add_working_days(day, 1);
        match fate {
            5 => {
                proposal.employer_answer = some("1");
                let meeting = self.calendar().add_working_days(self.today, self.chance.between(1, 4));
                proposal.employer_interview_at = Some(instant(meeting, 540));
                proposal.told_on = Some(day);
                proposal.state = State::EmployerInterview;
            }
            7 => {
                proposal.employer_answer = some("4");
                proposal.state = State::NotShown;
            }
            _ => {
                let answer = self.chance.weighted(&[("3", 70), ("5", 20), ("6", 10)]);
                proposal.employer_answer = some(answer);
                if answer == "3" {
                    proposal.employer_reason =
                        some(self.chance.weighted(&[("1", 22), ("2", 34), ("3", 10), ("4", 12), ("6", 8), ("8", 14)]));
                }
                proposal.told_on = Some(told).filter(|d| *d < self.today);
                proposal.state = State::Rejected;
            }
        }
    }

    fn refuse(&mut self, proposal: &mut Proposal, at: usize, limit: NaiveDate) {
        let from = proposal.sent_on.unwrap_or(limit);
        let day = self.calendar().add_working_days(from, self.chance.between(0, 3)).min(limit).max(from);
        let reason =
            self.chance.weighted(&[("1", 28), ("2", 26), ("3", 14), ("4", 8), ("5", 8), ("6", 6), ("7", 4), ("8", 4), ("0", 2)]);
        proposal.answer = some("2");
        proposal.answer_reason = some(reason);
        proposal.answered_on = Some(day);
        proposal.state = State::Refused;
        if !matches!(reason, "6" | "7")
            && let Some(life) = self.lives.get_mut(at)
        {
            life.refusals.push(day);
        }
    }

    /// Someone had said that the person was hired; it wasn't true, and the offer's count fell back.
    fn denied(&mut self, proposal: &Proposal, vacancy: &Vacancy, at: usize) {
        let day = proposal.feedback_on.unwrap_or(self.today);
        let mut placement = self.placement(at, day);
        placement.proposal = Some(proposal.head.id);
        placement.employer = Some(vacancy.employer);
        placement.occupation = vacancy.occupation.clone();
        placement.contract = vacancy.contract.clone();
        placement.duration_months = vacancy.duration_months;
        placement.state = PlacementState::Denied;
        self.sheaf.placements.add(proposal.by, placement);
    }

    /// Hires of people who found alone (exit 02) or set up on their own (exit 03).
    pub fn found_alone(&mut self) {
        for at in 0..self.lives.len() {
            let Some(life) = self.lives.get(at) else { continue };
            let (exit, known, who, soul) = (life.record.exit_reason.clone(), life.end, life.who, life.soul);
            let own = exit.as_deref() == Some("03");
            if !own && exit.as_deref() != Some("02") {
                continue;
            }
            let craft = self.souls.get(soul).and_then(|s| self.source.crafts.get(s.craft)).cloned().unwrap_or_default();
            let mut placement = self.placement(at, known);
            placement.occupation = some(craft.code);
            let contract = if own { "12" } else { self.chance.weighted(&[("01", 30), ("02", 45), ("06", 15), ("14", 10)]) };
            placement.contract = some(contract);
            placement.duration_months = (contract == "02").then(|| self.chance.weighted(&[(6, 60), (12, 40)]));
            placement.employer_name = if own { None } else { some(self.firm_name(&craft.sector)) };
            self.course_of(&mut placement, known);
            let by = self.counsellor(who);
            self.sheaf.placements.add(by, placement);
        }
    }
}
