//! The full day of the counsellor who logs in (screens: Ma journée): seven appointments, one held, one to settle, one person
//! at the reception, and unread notices. Called by `block` for the block of that counsellor.

use super::block::Block;
use super::days::instant;
use super::firms::Firm;
use super::sheaf::Tray;
use super::story::Fixed;
use crate::domain::ids::RowId;
use crate::domain::lifecycle::{AppointmentState, RegistrationState};
use crate::domain::record::Head;
use crate::domain::task::Notice;

/// The day: local minute, APPT, MEET, state at 08:00.
const DAY: [(i64, &str, &str, AppointmentState); 7] = [
    (7 * 60 + 30, "2", "1", AppointmentState::Held),
    (8 * 60, "2", "1", AppointmentState::Planned),
    (8 * 60 + 30, "1", "1", AppointmentState::Arrived),
    (9 * 60 + 15, "2", "1", AppointmentState::Planned),
    (10 * 60, "3", "1", AppointmentState::Planned),
    (10 * 60 + 45, "2", "2", AppointmentState::Planned),
    (13 * 60, "1", "1", AppointmentState::Planned),
];

impl Block<'_> {
    /// Sets the day's appointments; `stories` makes them.
    pub fn own_day(&mut self, firms: &[Firm]) {
        if !self.brief.team.own {
            return;
        }
        let offer = self.sheaf.vacancies.iter().find(|v| v.record.state.is_open()).map(|v| v.record.head.id);
        let new = self.calendar().add_working_days(self.today, -9);
        for (start, kind, mode, state) in DAY {
            let minutes = if kind == "1" { 45 } else { 30 };
            self.agenda.take(0, self.today, start, minutes);
            let fits = |wanted_new: bool| {
                self.lives.iter().position(|l| {
                    l.who == 0
                        && l.record.state == RegistrationState::Active
                        && l.fixed.is_none()
                        && (!wanted_new || l.opened >= new)
                        && (wanted_new || (self.today - l.opened).num_days() > 30)
                        && (mode != "2" || self.souls.get(l.soul).is_some_and(|s| s.phone.is_some()))
                })
            };
            let found = fits(kind == "1").or_else(|| fits(true));
            let vacancy = if kind == "3" { offer } else { None };
            if let Some(life) = found.and_then(|at| self.lives.get_mut(at)) {
                life.fixed = Some(Fixed { start, kind, mode, state, vacancy });
            }
        }
        // The rest of the day stays free for those who come unannounced.
        self.agenda.block(0, self.today, self.office.opens, self.office.closes - self.office.opens);
        self.notices(firms);
    }

    fn notices(&mut self, firms: &[Firm]) {
        let own = self.counsellor(0);
        let yesterday = self.calendar().add_working_days(self.today, -1);
        let files: Vec<(&str, RowId)> = self
            .lives
            .iter()
            .filter(|l| l.who == 0 && l.record.state == RegistrationState::Active)
            .take(2)
            .map(|l| ("person", RowId(l.record.person.0)))
            .collect();
        let firm = firms.first().map(|f| ("employer", RowId(f.id.0)));
        for (number, (kind, subject)) in (0..).zip(files.into_iter().chain(firm)) {
            let at = instant(yesterday, 700 + 40 * number);
            let notice = Notice {
                head: Head::new(self.chance.id(at)),
                account: own,
                key: if kind == "person" { "notice-file-received" } else { "notice-employer-called" }.to_owned(),
                subject_kind: Some(kind.to_owned()),
                subject: Some(subject),
                at: Some(at),
                ..Notice::default()
            };
            self.sheaf.notices.add(self.brief.team.head, notice);
        }
    }
}
