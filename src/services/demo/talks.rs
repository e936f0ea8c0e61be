//! What was said at the interviews: summary, diagnosis, obstacles, agreed actions (domain.md §2.8). Called by `story`.

use chrono::NaiveDate;

use super::block::Block;
use super::people::some;
use super::sheaf::Tray;
use super::story::Talk;
use crate::domain::appointment::Appointment;
use crate::domain::calendar::add_days;
use crate::domain::ids::{InterviewId, RowId, UserId};
use crate::domain::interview::{Diagnosis, Interview, Obstacle, PlanAction};
use crate::domain::lifecycle::RegistrationState;
use crate::domain::profile::Note;
use crate::domain::record::Head;

impl Block<'_> {
    /// The interviews of a registration, each with the appointment that followed.
    pub fn talks(&mut self, at: usize, rows: &[Appointment], talks: &[Talk]) {
        let Some(life) = self.lives.get(at) else { return };
        let (state, by) = (life.record.state, self.counsellor(life.who));
        for (number, talk) in talks.iter().enumerate() {
            let next = rows.get(talk.row + 1).map(|r| r.head.id);
            let last = number + 1 == talks.len();
            let why = match state {
                _ if next.is_some() => None,
                RegistrationState::Closed if last => some("1"),
                RegistrationState::InMeasure if last => some("2"),
                RegistrationState::Suspended if last => some("6"),
                _ => some(self.chance.weighted(&[("4", 70), ("5", 30)])),
            };
            let id = self.interview(at, talk, rows, by, (next, why));
            if let Some(life) = self.lives.get_mut(at) {
                life.interviews.push(talk.day);
            }
            if number == 0 {
                self.diagnosis(at, id, talk, by);
                self.plan(at, id, talk.day, by, talk);
            } else if self.chance.percent(30) {
                self.action(at, id, talk, by);
            }
            if self.chance.percent(4) {
                self.note(at, talk, by);
            }
        }
    }

    fn interview(
        &mut self,
        at: usize,
        talk: &Talk,
        rows: &[Appointment],
        by: UserId,
        (next, why): (Option<crate::domain::ids::AppointmentId>, Option<String>),
    ) -> InterviewId {
        let id: InterviewId = self.chance.id(talk.end);
        let Some(life) = self.lives.get(at) else { return id };
        let (registration, person) = (life.record.head.id, life.record.person);
        let source = self.source;
        let interview = Interview {
            head: Head::new(id),
            registration,
            person,
            agency: self.office.code.clone(),
            appointment: rows.get(talk.row).map(|r| r.head.id),
            kind: some(talk.kind.clone()),
            mode: some(talk.mode.clone()),
            day: Some(talk.day),
            counsellor: by,
            summary: self.chance.word(source.words("summary", &talk.kind)),
            notes: if self.chance.percent(25) { some(self.chance.word(source.words("note", ""))) } else { None },
            next_appointment: next,
            no_next_reason: why,
            signed_by_person: talk.kind == "1" && self.chance.percent(85),
        };
        self.sheaf.interviews.add(by, interview);
        id
    }

    /// A dated note in the file's notebook.
    fn note(&mut self, at: usize, talk: &Talk, by: UserId) {
        let Some(person) = self.lives.get(at).map(|l| l.record.person) else { return };
        let note = Note {
            head: Head::new(self.chance.id(talk.end)),
            subject_kind: "person".to_owned(),
            subject: RowId(person.0),
            text: self.chance.word(self.source.words("note", "")),
            by,
            day: Some(talk.day),
            corrects: None,
        };
        self.sheaf.notes.add(by, note);
    }

    fn diagnosis(&mut self, at: usize, interview: InterviewId, talk: &Talk, by: UserId) {
        let Some(person) = self.lives.get(at).map(|l| l.record.person) else { return };
        let source = self.source;
        for axis in ["A", "B", "C", "D", "E", "F", "G", "H"] {
            // At a million people only what was seen as weak is written.
            if !self.chance.percent(if self.brief.depth > add_days(self.today, -300) { 30 } else { 80 }) {
                continue;
            }
            let rating = self.chance.weighted(&[("1", 6), ("2", 34), ("3", 38), ("4", 22)]);
            let diagnosis = Diagnosis {
                head: Head::new(self.chance.id(talk.end)),
                interview,
                person,
                axis: axis.to_owned(),
                rating: rating.to_owned(),
                note: if self.chance.percent(20) { some(self.chance.word(source.words("axis", ""))) } else { None },
            };
            self.sheaf.diagnoses.add(by, diagnosis);
        }
        if self.chance.percent(34) {
            let theme = self.chance.weighted(&[
                ("1", 26),
                ("2", 10),
                ("3", 16),
                ("4", 6),
                ("5", 20),
                ("6", 12),
                ("7", 4),
                ("8", 5),
                ("0", 1),
            ]);
            let obstacle = Obstacle {
                head: Head::new(self.chance.id(talk.end)),
                person,
                interview: Some(interview),
                theme: some(theme),
                situation: some(self.chance.word(source.words("situation", theme))),
                wish_to_work_on_it: self.chance.percent(75),
                state: self.chance.weighted(&[("open", 45), ("in_progress", 30), ("lifted", 25)]).to_owned(),
            };
            self.sheaf.obstacles.add(by, obstacle);
        }
    }

    /// The action plan: signed at the first interview, or soon after (T2).
    fn plan(&mut self, at: usize, interview: InterviewId, day: NaiveDate, by: UserId, talk: &Talk) {
        for _ in 0..self.chance.between(1, 3) {
            self.action(at, interview, talk, by);
        }
        let later = self.calendar().next_working_day(add_days(day, self.chance.between(3, 18)));
        let signed = if self.chance.percent(80) { day } else { later };
        if let Some(life) = self.lives.get_mut(at)
            && signed <= life.end
            && signed <= self.today
        {
            life.record.plan_signed_on = Some(signed);
        }
    }

    fn action(&mut self, at: usize, interview: InterviewId, talk: &Talk, by: UserId) {
        let Some(life) = self.lives.get(at) else { return };
        let (registration, person, end) = (life.record.head.id, life.record.person, life.end);
        let due = self.calendar().next_working_day(add_days(talk.day, self.chance.between(7, 45)));
        let state = match (due < self.today, self.chance.between(0, 9)) {
            (true, 0) => "dropped",
            (true, 1) => "doing",
            (true, 2) => "todo",
            (true, _) => "done",
            (false, 0..=2) => "doing",
            (false, _) => "todo",
        };
        let source = self.source;
        let action = self.chance.weighted(&[
            ("01", 22),
            ("02", 10),
            ("03", 24),
            ("04", 8),
            ("05", 8),
            ("06", 5),
            ("07", 8),
            ("08", 3),
            ("09", 6),
            ("10", 4),
            ("11", 2),
        ]);
        let done = state == "done";
        let row = PlanAction {
            head: Head::new(self.chance.id(talk.end)),
            registration,
            person,
            interview: Some(interview),
            action: some(action),
            owner: self.chance.weighted(&[("person", 76), ("counsellor", 17), ("partner", 7)]).to_owned(),
            due: Some(due),
            state: state.to_owned(),
            reason: if state == "dropped" { some(self.chance.word(source.words("dropped", ""))) } else { None },
            done_on: done.then(|| due.min(end).max(talk.day)),
            evidence: if done && self.chance.percent(40) { some(self.chance.word(source.words("evidence", ""))) } else { None },
            ..PlanAction::default()
        };
        self.sheaf.actions.add(by, row);
    }
}
