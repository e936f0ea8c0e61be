//! Proposals and placements (domain.md §2.9, §3.4, §3.5).

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::ids::{EmployerId, PersonId, PlacementId, ProposalId, RowId, UserId, VacancyId};
use crate::domain::lifecycle::{PlacementState, ProposalState};
use crate::domain::record::{Kind, OwnRules};
use crate::record;

record! {
    /// One offer put to one person by the office, followed to its end; one open per pair.
    Proposal: "proposal", ProposalId {
        /// To whom.
        person: PersonId = Made, Kind::Ref("person");
        /// What.
        vacancy: VacancyId = Made, Kind::Ref("vacancy");
        /// Agency.
        agency: String = Made, Kind::Text(3);
        /// By whom.
        by: UserId = Made, Kind::Ref("account");
        /// ORIGIN.
        origin: Option<String> = Must, Kind::Code("ORIGIN");
        /// Rank when proposed.
        rank: Option<i64> = Made, Kind::Int(1, 1_000_000);
        /// Score when proposed.
        score: Option<i64> = Made, Kind::Int(-1000, 1000);
        /// Frozen reasons, JSON: criteria met, missed, weights, rule version.
        explanation: Option<String> = Made, Kind::Note;
        /// OVERRIDE, when not taken in rank order.
        override_reason: Option<String> = Depends, Kind::Code("OVERRIDE");
        /// PCHAN.
        channel: Option<String> = May, Kind::Code("PCHAN");
        /// Day of the contact.
        sent_on: Option<NaiveDate> = Made, Kind::Past;
        /// T20.
        answer_due: Option<NaiveDate> = Made, Kind::Future;
        /// Attempts to reach.
        attempts: i64 = Made, Kind::Int(0, 99);
        /// ANSWER.
        answer: Option<String> = Made, Kind::Code("ANSWER");
        /// REFUSAL.
        answer_reason: Option<String> = Made, Kind::Code("REFUSAL");
        /// Day of the answer.
        answered_on: Option<NaiveDate> = Made, Kind::Past;
        /// Day sent to the employer.
        sent_to_employer_on: Option<NaiveDate> = Made, Kind::Past;
        /// T21.
        feedback_due: Option<NaiveDate> = Made, Kind::Future;
        /// EMPANS.
        employer_answer: Option<String> = Made, Kind::Code("EMPANS");
        /// EMPREASON.
        employer_reason: Option<String> = Made, Kind::Code("EMPREASON");
        /// Day of the feedback.
        feedback_on: Option<NaiveDate> = Made, Kind::Past;
        /// Interview at the employer's.
        employer_interview_at: Option<DateTime<Utc>> = May, Kind::Instant;
        /// Day on which the person was told the outcome (T22).
        told_on: Option<NaiveDate> = Made, Kind::Past;
        /// Lifecycle of domain.md §3.4.
        state: ProposalState = Made, Kind::State;
    }
}
impl OwnRules for Proposal {}

record! {
    /// A hire that results from a proposal or measure, or that the person found alone.
    Placement: "placement", PlacementId {
        /// Who.
        person: PersonId = Made, Kind::Ref("person");
        /// Agency.
        agency: String = Made, Kind::Text(3);
        /// From this proposal.
        proposal: Option<ProposalId> = Made, Kind::Ref("proposal");
        /// From this measure.
        measure: Option<RowId> = Made, Kind::Ref("enrolment");
        /// With.
        employer: Option<EmployerId> = May, Kind::Ref("employer");
        /// Employer as said, when not on file.
        employer_name: Option<String> = May, Kind::Text(120);
        /// ISCO-08 unit group.
        occupation: Option<String> = May, Kind::Occupation;
        /// CONTRACT.
        contract: Option<String> = May, Kind::Code("CONTRACT");
        /// Months.
        duration_months: Option<i64> = May, Kind::Int(1, 120);
        /// FCFA a month.
        wage: Option<i64> = May, Kind::Money;
        /// First day.
        start_on: Option<NaiveDate> = Must, Kind::Future;
        /// CONFIRM.
        confirmed_by: Option<String> = Made, Kind::Code("CONFIRM");
        /// Only a confirmed one counts.
        confirmed_on: Option<NaiveDate> = Made, Kind::Past;
        /// Last day.
        end_on: Option<NaiveDate> = May, Kind::Past;
        /// ENDREASON.
        end_reason: Option<String> = May, Kind::Code("ENDREASON");
        /// Check at one month: done on.
        check_1_on: Option<NaiveDate> = Made, Kind::Past;
        /// yes, no, unknown.
        check_1: Option<String> = Made, Kind::Text(10);
        /// Check at three months.
        check_3_on: Option<NaiveDate> = Made, Kind::Past;
        /// yes, no, unknown.
        check_3: Option<String> = Made, Kind::Text(10);
        /// Check at six months.
        check_6_on: Option<NaiveDate> = Made, Kind::Past;
        /// yes, no, unknown.
        check_6: Option<String> = Made, Kind::Text(10);
        /// Lifecycle of domain.md §3.5.
        state: PlacementState = Made, Kind::State;
    }
}
impl OwnRules for Placement {}
