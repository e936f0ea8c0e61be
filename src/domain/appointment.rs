//! Appointments and walk-ins (domain.md §2.8, §3.2).

use chrono::{DateTime, Utc};

use crate::domain::ids::{AppointmentId, EmployerId, PersonId, UserId, VacancyId};
use crate::domain::lifecycle::AppointmentState;
use crate::domain::record::{Kind, OwnRules};
use crate::domain::rules::Rules;
use crate::fault::Flaw;
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
