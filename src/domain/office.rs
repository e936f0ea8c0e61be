//! The office itself: agencies, users, saved views, programmes, decisions, letters (domain.md §2.9).

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::ids::{EmployerId, PersonId, RegistrationId, RowId, UserId};
use crate::domain::record::{Kind, OwnRules};
use crate::record;

record! {
    /// An antenne: the unit of rights and statistics.
    Agency: "agency", RowId {
        /// Three letters.
        code: String = Must, Kind::Text(3);
        /// Name as printed.
        name: String = Must, Kind::Text(80);
        /// R régionale, L locale.
        kind: String = Must, Kind::Text(1);
        /// Province.
        province: Option<String> = Must, Kind::Text(8);
        /// Town's name.
        town: Option<String> = May, Kind::Text(80);
        /// Province, department or town codes; the smallest area wins.
        serves: Vec<String> = May, Kind::Words;
        /// `1-5 07:30-15:30`.
        hours: String = Must, Kind::Text(40);
        /// `15:00`.
        reception_until: String = May, Kind::Text(5);
        /// Minutes of a slot.
        slot_minutes: i64 = Must, Kind::Int(5, 120);
        /// Minutes without a key until the pause; empty: 10 (security.md §2).
        idle_minutes: Option<i64> = May, Kind::Int(5, 30);
        /// First day.
        valid_from: Option<NaiveDate> = May, Kind::Past;
        /// Last day.
        valid_to: Option<NaiveDate> = May, Kind::Future;
    }
}
impl OwnRules for Agency {}

record! {
    /// A person who works with the program (table `account`: `user` is a reserved word).
    User: "account", UserId {
        /// ASCII, unique.
        login: String = Must, Kind::Text(32);
        /// As shown: surname in capitals, given names.
        name: String = Must, Kind::Text(120);
        /// reception counsellor employer_officer clerk head statistician auditor admin.
        /// None yet: a role that reads files waits for the word of a second person.
        roles: Vec<String> = May, Kind::Words;
        /// Agency's code.
        agency: String = Must, Kind::Text(3);
        /// fr, en; empty: the configuration's.
        language: Option<String> = May, Kind::Text(2);
        /// Name of a keymap.
        keymap: Option<String> = May, Kind::Text(40);
        /// May work.
        active: bool = Must, Kind::Bool;
        /// Away from.
        absent_from: Option<NaiveDate> = May, Kind::Future;
        /// Away until.
        absent_to: Option<NaiveDate> = May, Kind::Future;
        /// Who sees the tasks meanwhile.
        deputy: Option<UserId> = May, Kind::Ref("account");
        /// Usual counter or room.
        room: Option<String> = May, Kind::Text(20);
        /// Occupations followed by preference, two first digits.
        specialties: Vec<String> = May, Kind::Words;
    }
}
impl OwnRules for User {}

record! {
    /// Filters, sort and columns kept under a name.
    SavedView: "saved_view", RowId {
        /// Whose; empty: of the whole agency.
        account: Option<UserId> = Made, Kind::Ref("account");
        /// Agency.
        agency: String = Made, Kind::Text(3);
        /// Screen.
        screen: String = Made, Kind::Text(20);
        /// Name.
        name: String = Must, Kind::Text(40);
        /// Filter words.
        filters: Option<String> = May, Kind::Text(200);
        /// Column and direction.
        sort: Option<String> = May, Kind::Text(40);
        /// Columns.
        columns: Vec<String> = May, Kind::Words;
    }
}
impl OwnRules for SavedView {}

record! {
    /// A programme of active measures.
    Programme: "programme", RowId {
        /// Code.
        code: String = Must, Kind::Text(20);
        /// Name.
        name: String = Must, Kind::Text(120);
        /// PROGRAMME.
        kind: Option<String> = Must, Kind::Code("PROGRAMME");
        /// First day.
        valid_from: Option<NaiveDate> = May, Kind::Past;
        /// Last day.
        valid_to: Option<NaiveDate> = May, Kind::Future;
        /// Age range, level, first-time…, each with its legal basis.
        eligibility: Vec<String> = May, Kind::Words;
        /// Seats.
        seats: Option<i64> = May, Kind::Int(0, 100_000);
        /// Months.
        duration_months: Option<i64> = May, Kind::Int(1, 60);
        /// Who gives it.
        provider: Option<String> = May, Kind::Text(120);
    }
}
impl OwnRules for Programme {}

record! {
    /// A person in a programme.
    Enrolment: "enrolment", RowId {
        /// Who.
        person: PersonId = Made, Kind::Ref("person");
        /// In what.
        programme: RowId = Must, Kind::Ref("programme");
        /// Agency.
        agency: String = Made, Kind::Text(3);
        /// With this employer.
        employer: Option<EmployerId> = May, Kind::Ref("employer");
        /// Or this provider.
        provider: Option<String> = May, Kind::Text(120);
        /// First day.
        start_on: Option<NaiveDate> = May, Kind::Future;
        /// Planned last day.
        planned_end: Option<NaiveDate> = May, Kind::Future;
        /// Last day.
        end_on: Option<NaiveDate> = May, Kind::Past;
        /// referred, accepted, started, finished, dropped, refused.
        state: String = Made, Kind::Text(12);
        /// FCFA a month.
        allowance: Option<i64> = May, Kind::Money;
        /// Outcome at six months.
        outcome: Option<String> = May, Kind::Text(40);
    }
}
impl OwnRules for Enrolment {}

record! {
    /// A decision of the head: striking off, back-dating, special condition, merge, distinct, carence.
    Decision: "decision", RowId {
        /// strike, backdate, special_condition, merge, distinct, carence.
        kind: String = Must, Kind::Text(20);
        /// Table of the record.
        subject_kind: String = Made, Kind::Text(20);
        /// The record.
        subject: RowId = Made, Kind::Ref("");
        /// Agency.
        agency: String = Made, Kind::Text(3);
        /// Why.
        reasons: String = Must, Kind::Note;
        /// By whom.
        proposed_by: UserId = Made, Kind::Ref("account");
        /// When.
        proposed_on: Option<NaiveDate> = Made, Kind::Past;
        /// The notice sent.
        letter: Option<RowId> = Made, Kind::Ref("letter");
        /// Right to reply until.
        reply_until: Option<NaiveDate> = Made, Kind::Future;
        /// The reply.
        reply: Option<String> = May, Kind::Note;
        /// Who decided.
        decided_by: Option<UserId> = Made, Kind::Ref("account");
        /// When.
        decided_on: Option<NaiveDate> = Made, Kind::Past;
        /// confirmed, dropped.
        outcome: Option<String> = Made, Kind::Text(12);
        /// Text of the decision.
        text: Option<String> = Depends, Kind::Note;
    }
}
impl OwnRules for Decision {}

record! {
    /// A paper printed, never sent by the program.
    Letter: "letter", RowId {
        /// certificate, slip, convocation, reminder, strike_notice, employer_answer.
        kind: String = Made, Kind::Text(20);
        /// Table of the record.
        subject_kind: String = Made, Kind::Text(20);
        /// The record.
        subject: RowId = Made, Kind::Ref("");
        /// Name and version of the template.
        template: String = Made, Kind::Text(40);
        /// Arguments, `name=value`.
        arguments: Vec<String> = Made, Kind::Words;
        /// By whom.
        made_by: UserId = Made, Kind::Ref("account");
        /// When.
        made_at: Option<DateTime<Utc>> = Made, Kind::Instant;
        /// When printed.
        printed_at: Option<DateTime<Utc>> = Made, Kind::Instant;
    }
}
impl OwnRules for Letter {}

record! {
    /// A certificate of no candidate (attestation de carence).
    Carence: "carence", RowId {
        /// Number.
        number: String = Made, Kind::Text(20);
        /// For this employer.
        employer: EmployerId = Must, Kind::Ref("employer");
        /// Agency.
        agency: String = Made, Kind::Text(3);
        /// ISCO-08 unit group.
        occupation: Option<String> = Must, Kind::Occupation;
        /// Criteria, JSON.
        criteria: Option<String> = May, Kind::Note;
        /// asked, searched, given, refused.
        state: String = Made, Kind::Text(12);
        /// When searched.
        searched_at: Option<DateTime<Utc>> = Made, Kind::Instant;
        /// Version of the matching rules.
        rule_version: Option<String> = Made, Kind::Text(20);
        /// Eligible people found.
        eligible: Option<i64> = Made, Kind::Int(0, 1_000_000);
        /// Proposed and refused, with reasons.
        outcome: Option<String> = Made, Kind::Note;
        /// Who signed.
        signatory: Option<UserId> = Made, Kind::Ref("account");
    }
}
impl OwnRules for Carence {}

record! {
    /// Two files that may be of one person (domain.md §3.8).
    DuplicatePair: "duplicate_pair", RowId {
        /// The older file.
        person_a: PersonId = Made, Kind::Ref("person");
        /// The newer file.
        person_b: PersonId = Made, Kind::Ref("person");
        /// suspected, same, distinct, to_verify.
        state: String = Made, Kind::Text(12);
        /// Evidence keys.
        evidence: Vec<String> = Made, Kind::Words;
        /// Score of the evidence, thousandths.
        score: i64 = Made, Kind::Int(0, 1000);
        /// Registration concerned, if one.
        registration: Option<RegistrationId> = Made, Kind::Ref("registration");
    }
}
impl OwnRules for DuplicatePair {}
