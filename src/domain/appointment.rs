//! Appointments and walk-ins (domain.md §2.8, §3.2).

use chrono::{DateTime, Duration, NaiveDateTime, Utc};

use crate::domain::calendar;
use crate::domain::ids::{AppointmentId, EmployerId, PersonId, UserId, VacancyId};
use crate::domain::lifecycle::{AppointmentEvent, AppointmentState, State};
use crate::domain::record::{Kind, OwnRules};
use crate::domain::rights;
use crate::domain::rules::Rules;
use crate::domain::who::Who;
use crate::fault::{Fault, Flaw};
use crate::record;

record! {
    /// A slot booked with a person or an employer, or a walk-in (kind 7, flux: no slot).
    Appointment: "appointment", AppointmentId {
        /// APPT.
        kind: Option<String> = Must, Kind::Code("APPT");
        /// Agency.
        agency: String = Made, Kind::Text(3);
        /// With this person.
        person: Option<PersonId> = Depends, Kind::Ref("person");
        /// With this employer.
        employer: Option<EmployerId> = Depends, Kind::Ref("employer");
        /// About this offer.
        vacancy: Option<VacancyId> = May, Kind::Ref("vacancy");
        /// A walk-in's name as said.
        name_said: Option<String> = May, Kind::Text(120);
        /// WISH of a walk-in.
        wish: Option<String> = May, Kind::Code("WISH");
        /// By whom; empty until a walk-in is called.
        counsellor: Option<UserId> = Depends, Kind::Ref("account");
        /// Counter or room.
        room: Option<String> = May, Kind::Text(20);
        /// Within office hours, on a working day; empty for a walk-in.
        starts_at: Option<DateTime<Utc>> = Depends, Kind::Instant;
        /// Multiple of the agency's slot.
        minutes: Option<i64> = Must, Kind::Int(5, 480);
        /// MEET.
        mode: Option<String> = Must, Kind::Code("MEET");
        /// Lifecycle of domain.md §3.2.
        state: AppointmentState = Made, Kind::State;
        /// The person came.
        arrived_at: Option<DateTime<Utc>> = Made, Kind::Instant;
        /// The interview began.
        started_at: Option<DateTime<Utc>> = Made, Kind::Instant;
        /// It ended.
        ended_at: Option<DateTime<Utc>> = Made, Kind::Instant;
        /// Reminded by call or letter (T9).
        reminded_on: Option<chrono::NaiveDate> = Made, Kind::Past;
        /// The appointment that this one replaces.
        moved_from: Option<AppointmentId> = Made, Kind::Ref("appointment");
        /// Why a no-show is justified, an appointment cancelled or excused.
        note: Option<String> = May, Kind::Text(200);
    }
}
/// Minutes after the hour from which on someone is noted as not having come (domain.md §3.2: 15).
pub fn grace(rules: &Rules) -> i64 {
    rules.number("no_show_after", 15)
}

/// Whether who acts may cause this event from this state (the letters of domain.md §3.2).
/// Errors: [`Fault::Refused`] where the state doesn't allow it, [`Fault::Denied`] for the role.
pub fn may(who: &Who, state: AppointmentState, event: AppointmentEvent) -> Result<(), Fault> {
    let step = state.following().find(|s| s.event == event);
    let step = step.ok_or_else(|| Fault::refused("refused-appointment-state").with("state", state.id()))?;
    let mut letters = rights::ROLES.iter().filter(|(letter, _)| step.who.contains(*letter));
    // Whoever has an agenda of his own is the counsellor of his appointments.
    let owns = |role: &str| who.has(role) || (role == "counsellor" && who.has("employer_officer"));
    if letters.any(|(_, role)| owns(role)) { Ok(()) } else { Err(Fault::Denied(rights::Deed::WriteInterviews.id())) }
}

impl Appointment {
    /// When it begins, or when a walk-in came: local time.
    pub fn at(&self) -> Option<NaiveDateTime> {
        self.starts_at.or(self.arrived_at).map(calendar::local)
    }
    /// When its slot ends, local time; a walk-in has none.
    pub fn ends(&self) -> Option<NaiveDateTime> {
        self.starts_at.map(|at| calendar::local(at) + Duration::minutes(self.minutes.unwrap_or(30)))
    }
    /// Whether it is to be settled: still planned so many minutes after its hour, or left from an earlier day.
    pub fn to_settle(&self, now: NaiveDateTime, grace: i64) -> bool {
        let Some(at) = self.at() else { return false };
        let late = self.state == AppointmentState::Planned && at + Duration::minutes(grace) <= now;
        late || (self.state.is_unsettled() && at.date() < now.date())
    }
    /// The event that leads to being noted as a no-show is allowed only this many minutes after the hour (domain.md §3.2).
    pub fn may_be_missed(&self, now: NaiveDateTime, grace: i64) -> bool {
        self.starts_at.is_some_and(|at| calendar::local(at) + Duration::minutes(grace) <= now)
    }
}
impl OwnRules for Appointment {
    fn own_rules(&self, _: &Rules, flaws: &mut Vec<Flaw>) {
        let walk_in = self.kind.as_deref() == Some("7");
        if !walk_in && self.starts_at.is_none() {
            flaws.push(Flaw::new("starts_at", "flaw-missing"));
        }
        if !walk_in && self.counsellor.is_none() {
            flaws.push(Flaw::new("counsellor", "flaw-missing"));
        }
        if !walk_in && self.person.is_none() && self.employer.is_none() && self.kind.as_deref() != Some("5") {
            flaws.push(Flaw::new("person", "flaw-missing"));
        }
    }
}
