//! Offers of a block and what becomes of them (domain.md §3.3 to §3.5): each hire by the office has its offer, its proposal
//! and its placement, so that the sums agree; other offers are open, expired, cancelled. Called by `block`.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::block::Block;
use super::days::instant;
use super::firms::Firm;
use super::people::some;
use super::sheaf::Tray;
use crate::domain::calendar::add_days;
use crate::domain::ids::{RowId, UserId};
use crate::domain::lifecycle::VacancyState as State;
use crate::domain::office::Decision;
use crate::domain::record::Head;
use crate::domain::vacancy::Vacancy;

/// The most positions that one offer of the training office fills.
const POSITIONS: usize = 4;

impl Block<'_> {
    /// All offers with their proposals and placements.
    pub fn offers(&mut self, firms: &[Firm]) {
        let near = self.lives_by_craft();
        for hires in self.hires() {
            self.offer_with_hires(firms, &near, &hires);
        }
        for number in 0..3 + self.brief.people / 18 {
            self.offer_without_hire(firms, &near, number);
        }
        self.found_alone();
    }

    /// Registrations by occupation sought, as places.
    fn lives_by_craft(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut all: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, life) in self.lives.iter().enumerate() {
            let craft = self.souls.get(life.soul).map_or(0, |s| s.craft);
            all.entry(craft).or_default().push(at);
        }
        all
    }

    /// Exits by a hire of the office, those of one occupation and season together.
    fn hires(&self) -> Vec<Vec<usize>> {
        let mut all: Vec<(usize, NaiveDate, usize)> = self
            .lives
            .iter()
            .enumerate()
            .filter(|(_, life)| life.placed)
            .map(|(at, life)| (self.souls.get(life.soul).map_or(0, |s| s.craft), life.end, at))
            .collect();
        all.sort_unstable();
        let mut groups: Vec<(usize, NaiveDate, Vec<usize>)> = Vec::new();
        for (craft, day, at) in all {
            match groups.last_mut() {
                Some((c, first, group))
                    if *c == craft && (day - *first).num_days() <= 30 && group.len() < POSITIONS && at % 2 == 0 =>
                {
                    group.push(at);
                }
                _ => groups.push((craft, day, vec![at])),
            }
        }
        groups.into_iter().map(|(_, _, group)| group).collect()
    }

    fn offer_with_hires(&mut self, firms: &[Firm], near: &BTreeMap<usize, Vec<usize>>, hires: &[usize]) {
        let Some(first) = hires.first().and_then(|at| self.lives.get(*at)) else { return };
        let (soul, first_hire) = (first.soul, first.end);
        let last_hire = hires.iter().filter_map(|at| self.lives.get(*at)).map(|l| l.end).max().unwrap_or(first_hire);
        let craft = self.souls.get(soul).map_or(0, |s| s.craft);
        // Each proposal is made before its person leaves: the offer is older than the first hire by some days.
        let received = self.calendar().last_working_day(add_days(first_hire, -self.chance.between(14, 30)));
        let mut vacancy = self.vacancy(firms, craft, received);
        let filled = i64::try_from(hires.len()).unwrap_or(1);
        let more = self.chance.weighted(&[(0, 82), (1, 12), (2, 6)]);
        vacancy.positions = Some(filled + more);
        vacancy.positions_filled = filled;
        vacancy.accepted_on = Some(self.calendar().add_working_days(received, 1));
        vacancy.publish_until = Some(add_days(received, 30).max(add_days(last_hire, 10)));
        vacancy.start_on = Some(add_days(last_hire, 10));
        if more == 0 {
            closed(&mut vacancy, State::Filled, "1", last_hire);
        } else {
            self.rest_of(&mut vacancy, last_hire);
        }
        let owner = self.brief.team.officer;
        for at in hires {
            self.hire(&vacancy, *at, owner);
        }
        let others = self.chance.between(1, 4);
        self.candidates(&vacancy, near.get(&craft), others, hires);
        self.contacted(&mut vacancy);
        self.sheaf.vacancies.add(owner, vacancy);
    }

    /// What became of an offer whose positions were not all filled.
    fn rest_of(&mut self, vacancy: &mut Vacancy, last: NaiveDate) {
        let until = vacancy.publish_until.unwrap_or(last);
        if until >= self.today {
            vacancy.state = self.chance.weighted(&[(State::Shortlisting, 80), (State::Open, 20)]);
            return;
        }
        let day = self.calendar().next_working_day(add_days(until, 1)).min(add_days(self.today, -1)).max(last);
        match self.chance.between(0, 2) {
            0 => closed(vacancy, State::Filled, "2", day),
            1 => closed(vacancy, State::Cancelled, "3", day),
            _ => closed(vacancy, State::Expired, "4", day),
        }
    }

    fn offer_without_hire(&mut self, firms: &[Firm], near: &BTreeMap<usize, Vec<usize>>, number: i64) {
        // Half of them are of these weeks: the office's present work.
        let back = if number % 2 == 0 { self.chance.between(1, 28) } else { self.chance.between(31, 420) };
        let received = self.calendar().last_working_day(add_days(self.today, -back));
        let craft = self.chance.weighted(self.crafts);
        let mut vacancy = self.vacancy(firms, craft, received);
        vacancy.positions = Some(self.chance.weighted(&[(1, 68), (2, 18), (3, 8), (5, 4), (10, 2)]));
        vacancy.state = if number % 2 == 0 {
            self.chance.weighted(&[
                (State::Open, 44),
                (State::Shortlisting, 34),
                (State::ToCheck, 8),
                (State::Draft, 4),
                (State::Paused, 7),
                (State::Refused, 3),
            ])
        } else {
            self.chance.weighted(&[
                (State::Expired, 38),
                (State::Cancelled, 20),
                (State::Filled, 14),
                (State::NoCandidate, 10),
                (State::Refused, 6),
                (State::Shortlisting, 12),
            ])
        };
        self.fate(&mut vacancy, received);
        vacancy.start_on = vacancy.publish_until.map(|day| add_days(day, 10));
        self.condition(&mut vacancy, received);
        let many = match vacancy.state {
            State::Draft | State::ToCheck | State::Refused => 0,
            // Shortlists of the last days are still to be made (T10).
            State::Open if back <= 6 || self.chance.percent(12) => 0,
            State::Open => self.chance.between(1, 3),
            State::NoCandidate => self.chance.between(0, 2),
            _ => self.chance.between(2, 6),
        };
        self.candidates(&vacancy, near.get(&craft), many, &[]);
        self.contacted(&mut vacancy);
        self.sheaf.vacancies.add(self.brief.team.officer, vacancy);
    }

    /// The days and reasons that go with the state of an offer.
    fn fate(&mut self, vacancy: &mut Vacancy, received: NaiveDate) {
        let day = self
            .calendar()
            .next_working_day(add_days(received, self.chance.between(20, 40)))
            .min(add_days(self.today, -1))
            .max(received);
        vacancy.accepted_on = Some(self.calendar().add_working_days(received, 1).min(self.today));
        match vacancy.state {
            State::Draft | State::ToCheck => vacancy.accepted_on = None,
            State::Refused => {
                vacancy.accepted_on = None;
                vacancy.refuse_reason = some(self.chance.weighted(&[("1", 35), ("2", 20), ("3", 25), ("4", 10), ("6", 10)]));
                let day = self.calendar().add_working_days(received, 1).min(add_days(self.today, -1)).max(received);
                closed(vacancy, State::Refused, "6", day);
            }
            State::Expired => {
                let until = vacancy.publish_until.unwrap_or(day).min(add_days(self.today, -1));
                closed(vacancy, State::Expired, "4", until);
            }
            State::Cancelled => closed(vacancy, State::Cancelled, "3", day),
            State::Filled => closed(vacancy, State::Filled, "2", day),
            State::NoCandidate => closed(vacancy, State::NoCandidate, "5", day),
            // Extended by the employer when it is an older one.
            _ => vacancy.publish_until = Some(add_days(received, 30).max(add_days(self.today, self.chance.between(0, 26)))),
        }
    }

    /// A CAJ offer may name its age with the legal basis and the head's visa (domain.md §7).
    fn condition(&mut self, vacancy: &mut Vacancy, received: NaiveDate) {
        if vacancy.contract.as_deref() != Some("10") || vacancy.accepted_on.is_none() {
            return;
        }
        let words = self.chance.word(self.source.words("special", "1"));
        vacancy.special_condition = some(words.clone());
        vacancy.legal_basis = some("1");
        let (officer, head) = (self.brief.team.officer, self.brief.team.head);
        let decision = Decision {
            head: Head::new(self.chance.id(instant(received, 920))),
            kind: "special_condition".to_owned(),
            subject_kind: "vacancy".to_owned(),
            subject: RowId(vacancy.head.id.0),
            agency: self.office.code.clone(),
            reasons: words.clone(),
            proposed_by: officer,
            proposed_on: Some(received),
            decided_by: Some(head),
            decided_on: vacancy.accepted_on,
            outcome: some("confirmed"),
            text: some(words),
            ..Decision::default()
        };
        self.sheaf.decisions.add(officer, decision);
    }

    /// News of the employer: never more than thirty days ago for most open offers (T12).
    fn contacted(&mut self, vacancy: &mut Vacancy) {
        let Some(accepted) = vacancy.accepted_on else { return };
        let last = vacancy.closed_on.unwrap_or(add_days(self.today, -1));
        let day = self.calendar().last_working_day(add_days(last, -self.chance.between(0, 20)));
        if day > add_days(accepted, 6) && day < self.today {
            vacancy.contacted_on = Some(day);
        }
    }

    /// Other people to whom an offer was put: of the same occupation, on the list at the time, each once.
    fn candidates(&mut self, vacancy: &Vacancy, near: Option<&Vec<usize>>, many: i64, hires: &[usize]) {
        let (Some(near), Some(from)) = (near, vacancy.accepted_on) else { return };
        let open = vacancy.state.is_open();
        let until = vacancy.closed_on.unwrap_or(self.today);
        let mut known: Vec<usize> = hires.iter().filter_map(|at| self.lives.get(*at)).map(|l| l.soul).collect();
        let mut made = 0;
        for _ in 0..many * 6 {
            if made >= many {
                break;
            }
            let Some(at) = self.chance.pick(near).copied() else { break };
            // An open offer's proposals are of these days; those of a closed one of its first half.
            let span = (until - from).num_days().max(1);
            let shift = if open { (span - self.chance.between(1, 9)).max(0) } else { self.chance.between(0, span / 2) };
            let day = self.calendar().next_working_day(add_days(from, shift));
            let Some(life) = self.lives.get(at) else { continue };
            let there =
                if open { life.available() && life.opened < day } else { life.on_list(add_days(day, 12)) && life.opened < day };
            if !there || day >= self.today || day > until || known.contains(&life.soul) {
                continue;
            }
            known.push(life.soul);
            made += 1;
            self.proposal(vacancy, at, day, made);
        }
    }

    /// Who acts for an offer or a person.
    pub fn someone(&mut self, at: usize, owner: UserId) -> UserId {
        let who = self.lives.get(at).map_or(0, |l| l.who);
        if self.chance.percent(65) { self.counsellor(who) } else { owner }
    }
}

/// Closes an offer.
fn closed(vacancy: &mut Vacancy, state: State, reason: &str, day: NaiveDate) {
    vacancy.state = state;
    vacancy.close_reason = some(reason);
    vacancy.closed_on = Some(day);
}
