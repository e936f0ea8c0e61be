//! What took place in an interview: summary, diagnosis, obstacles, agreed actions (domain.md §2.8).

use chrono::NaiveDate;

use crate::domain::ids::{AppointmentId, InterviewId, PersonId, RegistrationId, RowId, UserId};
use crate::domain::record::{Kind, OwnRules};
use crate::domain::rules::Rules;
use crate::fault::Flaw;
use crate::record;

record! {
    /// An interview held.
    Interview: "interview", InterviewId {
        /// Of this registration.
        registration: RegistrationId = Made, Kind::Ref("registration");
        /// With.
        person: PersonId = Made, Kind::Ref("person");
        /// Agency.
        agency: String = Made, Kind::Text(3);
        /// The appointment, if there was one.
        appointment: Option<AppointmentId> = Made, Kind::Ref("appointment");
        /// APPT.
        kind: Option<String> = Must, Kind::Code("APPT");
        /// MEET.
        mode: Option<String> = May, Kind::Code("MEET");
        /// Day.
        day: Option<NaiveDate> = Must, Kind::Past;
        /// By whom.
        counsellor: UserId = Made, Kind::Ref("account");
        /// One line at least; shown in the history.
        summary: String = Must, Kind::Text(200);
        /// Corrected by a new version, the old one in the audit.
        notes: Option<String> = May, Kind::Note;
        /// The next one, or `no_next_reason`.
        next_appointment: Option<AppointmentId> = Made, Kind::Ref("appointment");
        /// NONEXT.
        no_next_reason: Option<String> = Depends, Kind::Code("NONEXT");
        /// The plan was signed.
        signed_by_person: bool = May, Kind::Bool;
    }
}
impl OwnRules for Interview {
    fn own_rules(&self, _: &Rules, flaws: &mut Vec<Flaw>) {
        if self.next_appointment.is_none() && self.no_next_reason.is_none() {
            flaws.push(Flaw::new("no_next_reason", "flaw-no-next"));
        }
    }
}

record! {
    /// One axis of employability rated at an interview; the latest per axis is the present one.
    Diagnosis: "diagnosis", RowId {
        /// At this interview.
        interview: InterviewId = Made, Kind::Ref("interview");
        /// Of this person.
        person: PersonId = Made, Kind::Ref("person");
        /// AXIS A–H.
        axis: String = Must, Kind::Code("AXIS");
        /// RATING 0–4.
        rating: String = Must, Kind::Code("RATING");
        /// A short note.
        note: Option<String> = May, Kind::Text(200);
    }
}
impl OwnRules for Diagnosis {}

record! {
    /// Something that hinders work; themes 4 and 9 are sensitive.
    Obstacle: "obstacle", RowId {
        /// Of this person.
        person: PersonId = Made, Kind::Ref("person");
        /// First told at this interview.
        interview: Option<InterviewId> = Made, Kind::Ref("interview");
        /// THEME.
        theme: Option<String> = Must, Kind::Code("THEME");
        /// In words.
        situation: Option<String> = May, Kind::Text(200);
        /// Wishes to work on it.
        wish_to_work_on_it: bool = May, Kind::Bool;
        /// open, in_progress, lifted.
        state: String = Made, Kind::Text(12);
    }
}
impl OwnRules for Obstacle {}

record! {
    /// An agreed step of the action plan.
    PlanAction: "plan_action", RowId {
        /// Of this registration.
        registration: RegistrationId = Made, Kind::Ref("registration");
        /// Of this person.
        person: PersonId = Made, Kind::Ref("person");
        /// Agreed at this interview.
        interview: Option<InterviewId> = Made, Kind::Ref("interview");
        /// ACTION.
        action: Option<String> = Must, Kind::Code("ACTION");
        /// THEME, when it lifts an obstacle.
        theme: Option<String> = May, Kind::Code("THEME");
        /// In words, when `action` is 99.
        title: Option<String> = May, Kind::Text(80);
        /// person, counsellor, partner.
        owner: String = Must, Kind::Text(12);
        /// By when.
        due: Option<NaiveDate> = Must, Kind::Future;
        /// todo, doing, done, dropped.
        state: String = Made, Kind::Text(12);
        /// Why dropped.
        reason: Option<String> = May, Kind::Text(120);
        /// Day done.
        done_on: Option<NaiveDate> = Made, Kind::Past;
        /// What shows it.
        evidence: Option<String> = May, Kind::Text(120);
        /// The measure it led to.
        measure: Option<RowId> = May, Kind::Ref("enrolment");
    }
}
impl OwnRules for PlanAction {
    fn own_rules(&self, _: &Rules, flaws: &mut Vec<Flaw>) {
        if self.action.as_deref() == Some("99") && self.title.is_none() {
            flaws.push(Flaw::new("title", "flaw-missing"));
        }
    }
}
