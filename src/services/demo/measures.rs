//! People in programmes (domain.md §2.9): those whose registration is in a measure, and some who were before or may be
//! soon. Called by `block`.

use super::block::Block;
use super::days::instant;
use super::people::some;
use super::sheaf::Tray;
use crate::domain::calendar::{add_days, add_months};
use crate::domain::ids::RowId;
use crate::domain::lifecycle::RegistrationState as State;
use crate::domain::office::Enrolment;
use crate::domain::record::Head;

impl Block<'_> {
    /// All enrolments.
    pub fn enrolments(&mut self) {
        for at in 0..self.lives.len() {
            let Some(state) = self.lives.get(at).map(|l| l.record.state) else { continue };
            match state {
                State::InMeasure => self.under_way(at),
                State::Active | State::Closed if self.chance.percent(5) => self.earlier(at),
                State::Active if self.chance.percent(2) => self.referred(at),
                _ => {}
            }
        }
    }

    /// An enrolment in a programme that takes time (CAJ, traineeship, training).
    fn enrolment(&mut self, at: usize, from: chrono::NaiveDate) -> Option<(Enrolment, i64)> {
        // A CAJ is for people up to 35 (domain.md §1).
        let young = self.lives.get(at).and_then(|l| self.souls.get(l.soul)).is_some_and(|s| s.age <= 35);
        let fits = |kind: &str| matches!(kind, "2" | "3") || (kind == "1" && young);
        let long: Vec<&(RowId, String, i64)> = self.programmes.iter().filter(|p| fits(&p.1)).collect();
        let (programme, kind, months) = self.chance.pick(&long).copied().cloned()?;
        let life = self.lives.get(at)?;
        let person = life.record.person;
        let minute = self.chance.between(470, 900);
        let enrolment = Enrolment {
            head: Head::new(self.chance.id(instant(from, minute))),
            person,
            programme,
            agency: self.office.code.clone(),
            provider: if kind == "3" { some(self.chance.word(self.source.words("provider", ""))) } else { None },
            employer: None,
            allowance: matches!(kind.as_str(), "1" | "2").then_some(75_000),
            ..Enrolment::default()
        };
        Some((enrolment, months))
    }

    fn author(&self, at: usize) -> crate::domain::ids::UserId {
        self.counsellor(self.lives.get(at).map_or(0, |l| l.who))
    }

    /// Begun after the last confirmation, ends when the registration says so.
    fn under_way(&mut self, at: usize) {
        let Some((confirmed, end)) = self.lives.get(at).map(|l| (l.confirmed, l.record.pause_until)) else { return };
        let span = (self.today - confirmed).num_days() - 1;
        let start = self.calendar().last_working_day(add_days(confirmed, self.chance.between(5, span.max(5)))).max(confirmed);
        let Some((mut enrolment, _)) = self.enrolment(at, start) else { return };
        enrolment.start_on = Some(start);
        enrolment.planned_end = end;
        enrolment.state = "started".to_owned();
        self.sheaf.enrolments.add(self.author(at), enrolment);
    }

    /// Over before the training day: finished or dropped.
    fn earlier(&mut self, at: usize) {
        let Some((opened, last)) = self.lives.get(at).map(|l| (l.opened, l.end)) else { return };
        let start = self.calendar().next_working_day(add_days(opened, 15));
        let Some((mut enrolment, months)) = self.enrolment(at, start) else { return };
        let planned = add_months(start, i32::try_from(months).unwrap_or(3).min(4));
        let dropped = self.chance.percent(18);
        let end = if dropped { add_days(start, 25) } else { planned };
        if end >= last {
            return;
        }
        enrolment.start_on = Some(start);
        enrolment.planned_end = Some(planned);
        enrolment.end_on = Some(end);
        enrolment.state = if dropped { "dropped" } else { "finished" }.to_owned();
        if !dropped && add_months(end, 6) < self.today {
            let found = self.lives.get(at).is_some_and(|l| l.record.state == State::Closed);
            enrolment.outcome = some(if found { "in_work" } else { "seeking" });
        }
        self.sheaf.enrolments.add(self.author(at), enrolment);
    }

    /// Referred, accepted or refused these weeks.
    fn referred(&mut self, at: usize) {
        let Some(opened) = self.lives.get(at).map(|l| l.opened) else { return };
        let day = self.calendar().last_working_day(add_days(self.today, -self.chance.between(1, 20)));
        if day <= opened {
            return;
        }
        let Some((mut enrolment, months)) = self.enrolment(at, day) else { return };
        enrolment.state = self.chance.weighted(&[("referred", 50), ("accepted", 35), ("refused", 15)]).to_owned();
        if enrolment.state == "accepted" {
            let start = self.calendar().next_working_day(add_days(self.today, self.chance.between(3, 20)));
            enrolment.start_on = Some(start);
            enrolment.planned_end = Some(add_months(start, i32::try_from(months).unwrap_or(3)));
        }
        self.sheaf.enrolments.add(self.author(at), enrolment);
    }
}
