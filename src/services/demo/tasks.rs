//! The tasks that the rules ask for on the training day, by the same rules that the office runs (`domain::delays`), so that a
//! later run finds nothing to add. Called by `block`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::block::Block;
use super::days::instant;
use super::lives::Life;
use super::people::some;
use super::sheaf::Tray;
use crate::domain::calendar::add_days;
use crate::domain::delays::{
    AppointmentFacts, DecisionFacts, EnrolmentFacts, Expected, PairFacts, PlacementFacts, ProposalFacts, RegistrationFacts,
    VacancyFacts, Whom, is_urgent, of_appointment, of_decision, of_enrolment, of_pair, of_placement, of_proposal,
    of_registration, of_vacancy,
};
use crate::domain::ids::{PersonId, RowId, UserId, VacancyId};
use crate::domain::lifecycle::{AppointmentState, PlacementState, ProposalState, RegistrationState as State, TaskState};
use crate::domain::record::Head;
use crate::domain::task::Task;

/// What an offer tells about its proposals.
#[derive(Debug, Clone, Default)]
struct Offered {
    start_on: Option<NaiveDate>,
    closed_on: Option<NaiveDate>,
    proposals: i64,
    proposed: i64,
}

/// A task to be given, with the user that its rule means.
struct Wanted {
    expected: Expected,
    assignee: UserId,
    done_on: Option<NaiveDate>,
}

impl Block<'_> {
    /// All tasks, and what they change in the registrations.
    pub fn tasks(&mut self) {
        let offers = self.offered();
        let mut wanted = Vec::new();
        self.of_offers(&offers, &mut wanted);
        self.of_hires(&mut wanted);
        let open: BTreeSet<PersonId> =
            self.lives.iter().filter(|l| l.record.closed_on.is_none()).map(|l| l.record.person).collect();
        for life in &self.lives {
            self.of_life(life, open.contains(&life.record.person), &mut wanted);
        }
        let contacts = self.contacts(&wanted);
        let seen: Vec<Option<NaiveDate>> =
            self.lives.iter().map(|life| self.of_contact(life, contacts.get(&life.record.person), &mut wanted)).collect();
        for (life, seen) in self.lives.iter_mut().zip(seen) {
            life.record.last_contact = seen;
        }
        self.of_head(&mut wanted);
        let mut next: BTreeMap<PersonId, NaiveDate> = BTreeMap::new();
        for one in wanted {
            let open = one.done_on.is_none();
            if let (Some(person), true) = (one.expected.person, open) {
                let due = next.entry(person).or_insert(one.expected.due);
                *due = one.expected.due.min(*due);
            }
            self.task(one);
        }
        if self.brief.team.own {
            self.free_tasks(&mut next);
        }
        for life in &mut self.lives {
            // As the store keeps it: the earliest open task, or the renewal where it runs.
            let runs = matches!(life.record.state, State::Incomplete | State::Active | State::ToRenew);
            let renewal = life.record.renewal_due.filter(|_| runs);
            let task = next.get(&life.record.person).copied();
            let due = task.into_iter().chain(renewal).min();
            life.record.next_due = due.filter(|_| life.record.closed_on.is_none());
        }
    }

    fn who(&self, life: Option<&Life>, whom: Whom) -> UserId {
        match whom {
            Whom::Counsellor => life.map_or(self.brief.team.head, |l| self.counsellor(l.who)),
            Whom::Owner => self.brief.team.officer,
            Whom::User(user) => user,
            Whom::Head | Whom::Auditor => self.brief.team.head,
        }
    }

    fn want(&self, life: Option<&Life>, all: Vec<Expected>, out: &mut Vec<Wanted>) {
        out.extend(all.into_iter().map(|expected| Wanted {
            assignee: self.who(life, expected.assignee),
            expected,
            done_on: None,
        }));
    }

    /// Days on which people were seen or reached besides their interviews, as the rules count them (T4): held appointments,
    /// walk-ins included, and calls made.
    fn contacts(&self, wanted: &[Wanted]) -> BTreeMap<PersonId, NaiveDate> {
        let held = self.sheaf.appointments.iter().map(|a| &a.record).filter(|a| a.state == AppointmentState::Held);
        let held = held.filter_map(|a| Some((a.person?, a.ended_at.or(a.starts_at)?.date_naive())));
        let called = wanted.iter().filter(|w| matches!(w.expected.rule, "T5" | "T6" | "T72"));
        let called = called.filter_map(|w| Some((w.expected.person?, w.done_on?)));
        let mut all: BTreeMap<PersonId, NaiveDate> = BTreeMap::new();
        for (person, day) in held.chain(called) {
            let last = all.entry(person).or_insert(day);
            *last = day.max(*last);
        }
        all
    }

    /// The next contact by its rhythm (T4); gives the last one.
    fn of_contact(&self, life: &Life, called: Option<&NaiveDate>, out: &mut Vec<Wanted>) -> Option<NaiveDate> {
        let mut facts = self.facts(life);
        facts.last_contact = [facts.last_contact, called.copied(), life.offered].into_iter().max().flatten();
        let contact = of_registration(&facts, self.rules).into_iter().filter(|e| e.rule == "T4");
        self.want(Some(life), contact.collect(), out);
        facts.last_contact
    }

    /// What a registration asks for, its next contact left aside. A person may have another registration that is open.
    fn of_life(&self, life: &Life, open: bool, out: &mut Vec<Wanted>) {
        self.of_calls(life, open, out);
        for expected in of_registration(&self.facts(life), self.rules).into_iter().filter(|e| e.rule != "T4") {
            let done_on = self.settled(&expected);
            out.push(Wanted { assignee: self.who(Some(life), expected.assignee), expected, done_on });
        }
    }

    fn facts(&self, life: &Life) -> RegistrationFacts {
        let record = &life.record;
        let mut refusals = life.refusals.clone();
        refusals.sort_unstable();
        RegistrationFacts {
            interviews: life.interviews.clone(),
            refusals,
            absences: life.absences.clone(),
            enrolled: true,
            newer: life.newer,
            ..RegistrationFacts::of(record)
        }
    }

    /// Calls after no-shows (T6) and before appointments (T9).
    fn of_calls(&self, life: &Life, open: bool, out: &mut Vec<Wanted>) {
        for call in &life.calls {
            let facts = AppointmentFacts {
                id: call.id,
                person: Some(life.record.person),
                counsellor: call.counsellor,
                day: Some(call.day),
                state: call.state,
                reminded_on: call.reminded,
                replaced: call.replaced,
                left: !open,
            };
            for expected in of_appointment(&facts, self.rules) {
                // Those who missed earlier were called; the last days still wait.
                let called = expected.rule == "T6" && (call.replaced || expected.due < add_days(self.today, -4));
                let done_on = called.then(|| self.calendar().next_working_day(expected.due)).filter(|day| *day < self.today);
                out.push(Wanted { assignee: self.who(Some(life), expected.assignee), expected, done_on });
            }
        }
    }

    /// Most reminders whose day has gone were made at the time; the others are what is overdue. By the record's id, so
    /// that no dice are thrown.
    fn settled(&self, expected: &Expected) -> Option<NaiveDate> {
        let tenths = match expected.rule {
            "T5" => 9,
            "T3" => 7,
            _ => 0,
        };
        let done =
            expected.due < self.today && expected.assignee == Whom::Counsellor && expected.subject.0.as_u128() % 10 < tenths;
        done.then(|| self.calendar().next_working_day(expected.due)).filter(|day| *day < self.today)
    }

    fn offered(&self) -> BTreeMap<VacancyId, Offered> {
        let mut all: BTreeMap<VacancyId, Offered> = BTreeMap::new();
        for made in &self.sheaf.vacancies {
            let vacancy = &made.record;
            let offered = Offered { start_on: vacancy.start_on, closed_on: vacancy.closed_on, ..Offered::default() };
            all.insert(vacancy.head.id, offered);
        }
        for made in &self.sheaf.proposals {
            if let Some(offered) = all.get_mut(&made.record.vacancy) {
                offered.proposals += 1;
                offered.proposed += i64::from(made.record.state != ProposalState::Prepared);
            }
        }
        all
    }

    fn of_offers(&self, offers: &BTreeMap<VacancyId, Offered>, out: &mut Vec<Wanted>) {
        for made in &self.sheaf.proposals {
            let p = &made.record;
            let offer = offers.get(&p.vacancy).cloned().unwrap_or_default();
            let facts = ProposalFacts {
                id: p.head.id,
                person: p.person,
                by: p.by,
                state: p.state,
                sent_on: p.sent_on,
                answer_due: p.answer_due,
                urgent: p.sent_on.is_some_and(|day| is_urgent(day, offer.start_on, self.rules)),
                sent_to_employer_on: p.sent_to_employer_on,
                feedback_on: p.feedback_on,
                interview_on: p.employer_interview_at.map(|at| at.date_naive()),
                told_on: p.told_on,
                offer_closed_on: offer.closed_on.filter(|_| p.answer.as_deref() == Some("1")),
            };
            self.want(None, of_proposal(&facts, self.rules), out);
        }
        for made in &self.sheaf.vacancies {
            let v = &made.record;
            let offer = offers.get(&v.head.id).cloned().unwrap_or_default();
            let facts = VacancyFacts {
                id: v.head.id,
                state: v.state,
                accepted_on: v.accepted_on,
                publish_until: v.publish_until,
                contacted_on: v.contacted_on,
                shortlisted: offer.proposals > 0,
                proposed: offer.proposed > 0,
            };
            self.want(None, of_vacancy(&facts, self.rules), out);
        }
    }

    fn of_hires(&self, out: &mut Vec<Wanted>) {
        let last: BTreeMap<PersonId, &Life> = self.lives.iter().map(|l| (l.record.person, l)).collect();
        for made in &self.sheaf.placements {
            let p = &made.record;
            let facts = PlacementFacts {
                id: p.head.id,
                person: p.person,
                by: p.proposal.map(|_| made.by),
                state: p.state,
                start_on: p.start_on,
                end_on: p.end_on,
                duration_months: p.duration_months,
                checked: [p.check_1_on, p.check_3_on, p.check_6_on],
            };
            let life = last.get(&p.person).copied();
            for expected in of_placement(&facts, self.rules) {
                // A hire broken off long ago was followed at the time; the origin says which one.
                let ended = p.end_on.filter(|day| p.state == PlacementState::Broken && *day < add_days(self.today, -10));
                out.push(Wanted { assignee: self.who(life, expected.assignee), expected, done_on: ended });
            }
        }
        for made in &self.sheaf.enrolments {
            let e = &made.record;
            let facts = EnrolmentFacts {
                id: e.head.id,
                person: e.person,
                state: e.state.clone(),
                planned_end: e.planned_end,
                end_on: e.end_on,
                outcome: e.outcome.is_some(),
            };
            self.want(last.get(&e.person).copied(), of_enrolment(&facts, self.rules), out);
        }
    }

    fn of_head(&self, out: &mut Vec<Wanted>) {
        let people: BTreeMap<RowId, PersonId> = self.lives.iter().map(|l| (RowId(l.record.head.id.0), l.record.person)).collect();
        let last: BTreeMap<PersonId, &Life> = self.lives.iter().map(|l| (l.record.person, l)).collect();
        for made in &self.sheaf.pairs {
            let pair = &made.record;
            let since = self.souls.iter().find(|s| s.id == pair.person_b).map(|s| s.since);
            let facts = PairFacts { id: pair.head.id, person: pair.person_b, state: pair.state.clone(), since };
            for expected in of_pair(&facts, self.rules) {
                let done = expected.due < add_days(self.today, -10);
                let done_on = done.then(|| self.calendar().next_working_day(expected.due));
                out.push(Wanted { assignee: self.who(last.get(&pair.person_b).copied(), expected.assignee), expected, done_on });
            }
        }
        for made in &self.sheaf.decisions {
            let d = &made.record;
            let facts = DecisionFacts {
                id: d.head.id,
                person: people.get(&d.subject).copied(),
                proposed_on: d.proposed_on,
                reply_until: d.reply_until,
                decided: d.decided_on.is_some(),
            };
            self.want(None, of_decision(&facts, self.rules), out);
        }
    }

    fn task(&mut self, wanted: Wanted) {
        let Wanted { expected, assignee, done_on } = wanted;
        // Made when its fact was: a task stands with its future day.
        let fact = expected.origin.get(..10).and_then(crate::domain::record::parse_day).unwrap_or(expected.due);
        let made = fact.min(expected.due).min(self.today);
        let task = Task {
            head: Head::new(self.chance.id(instant(made, 460))),
            kind: expected.rule.to_owned(),
            subject_kind: expected.subject_kind.to_owned(),
            subject: expected.subject,
            person: expected.person,
            agency: self.office.code.clone(),
            assignee,
            due: Some(expected.due),
            priority: expected.priority,
            state: if done_on.is_some() { TaskState::Done } else { TaskState::Open },
            done_on,
            rule_id: some(expected.rule),
            origin: some(expected.origin),
            ..Task::default()
        };
        self.sheaf.tasks.add(assignee, task);
    }

    /// Free tasks, so that the day of the counsellor who logs in has four overdue and five due at least.
    fn free_tasks(&mut self, next: &mut BTreeMap<PersonId, NaiveDate>) {
        let own = self.counsellor(0);
        let due = |day: NaiveDate, block: &Self| {
            let mine = block.sheaf.tasks.iter().map(|t| &t.record);
            mine.filter(|t| {
                t.assignee == own
                    && t.state == TaskState::Open
                    && t.due.is_some_and(|d| d == day || (d < day && day < block.today))
            })
            .count()
        };
        let yesterday = self.calendar().add_working_days(self.today, -1);
        let late = 4usize.saturating_sub(due(yesterday, self));
        let now = 5usize.saturating_sub(due(self.today, self)).max(1);
        let people: Vec<PersonId> = self
            .lives
            .iter()
            .filter(|l| l.who == 0 && l.available() && l.fixed.is_none())
            .map(|l| l.record.person)
            .take(20)
            .collect();
        for (number, person) in people.iter().take(late + now).enumerate() {
            let day =
                if number < late { self.calendar().add_working_days(yesterday, -self.chance.between(0, 3)) } else { self.today };
            let entry = next.entry(*person).or_insert(day);
            *entry = day.min(*entry);
            let source = self.source;
            let made = self.calendar().add_working_days(day, -5);
            let task = Task {
                head: Head::new(self.chance.id(instant(made, 600))),
                kind: "T99".to_owned(),
                subject_kind: "person".to_owned(),
                subject: RowId(person.0),
                person: Some(*person),
                agency: self.office.code.clone(),
                assignee: own,
                due: Some(day),
                priority: 2,
                words: some(self.chance.word(source.words("task", ""))),
                ..Task::default()
            };
            self.sheaf.tasks.add(own, task);
        }
    }
}
