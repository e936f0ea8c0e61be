//! What a person brings: education, experience, skills, languages, documents seen (domain.md §2.3–2.6, §2.9).

use chrono::{Datelike, NaiveDate};

use crate::domain::ids::{PersonId, RowId, UserId};
use crate::domain::record::{Kind, OwnRules};
use crate::domain::rules::Rules;
use crate::fault::Flaw;
use crate::record;

record! {
    /// A course of education.
    Education: "education", RowId {
        /// Whose.
        person: PersonId = Made, Kind::Ref("person");
        /// EDU.
        level: Option<String> = Must, Kind::Code("EDU");
        /// CERT.
        certificate: Option<String> = Must, Kind::Code("CERT");
        /// ISCED-F.
        field: Option<String> = May, Kind::Code("FIELD");
        /// School or centre.
        school: Option<String> = May, Kind::Text(120);
        /// ISO 3166.
        country: Option<String> = Must, Kind::Country;
        /// Year of the end.
        year: Option<i64> = May, Kind::Int(1930, 2100);
        /// Whether the certificate was obtained.
        obtained: bool = Must, Kind::Bool;
        /// The document that proves it.
        proof: Option<RowId> = May, Kind::Ref("document");
    }
}
impl OwnRules for Education {
    fn own_rules(&self, rules: &Rules, flaws: &mut Vec<Flaw>) {
        if self.year.is_some_and(|y| y > i64::from(rules.today.year())) {
            flaws.push(Flaw::new("year", "flaw-year-future"));
        }
    }
}

record! {
    /// A job held; overlaps are allowed and not counted twice.
    Experience: "experience", RowId {
        /// Whose.
        person: PersonId = Made, Kind::Ref("person");
        /// ISCO-08 unit group.
        occupation: Option<String> = Must, Kind::Occupation;
        /// Employer as said.
        employer_name: Option<String> = May, Kind::Text(120);
        /// ISIC section.
        sector: Option<String> = May, Kind::Code("SECTION");
        /// First day of the first month.
        start_month: Option<NaiveDate> = Must, Kind::Month;
        /// First day of the last month; empty: current.
        end_month: Option<NaiveDate> = May, Kind::Month;
        /// CONTRACT.
        contract: Option<String> = May, Kind::Code("CONTRACT");
        /// Why it ended.
        reason_end: Option<String> = May, Kind::Code("ENDREASON");
        /// Certificat de travail seen.
        proof: Option<RowId> = May, Kind::Ref("document");
    }
}
impl OwnRules for Experience {
    fn own_rules(&self, _: &Rules, flaws: &mut Vec<Flaw>) {
        if let (Some(a), Some(b)) = (self.start_month, self.end_month)
            && b < a
        {
            flaws.push(Flaw::new("end_month", "flaw-end-before-start"));
        }
    }
}

record! {
    /// A skill of a person.
    Skill: "skill", RowId {
        /// Whose.
        person: PersonId = Made, Kind::Ref("person");
        /// `scheme:code`; empty for a free label that waits for moderation.
        code: Option<String> = May, Kind::Text(40);
        /// Label as picked or typed.
        label: String = Must, Kind::Text(120);
        /// SKILLLEVEL 1–4.
        level: Option<String> = May, Kind::Code("SKILLLEVEL");
        /// EVIDENCE 1–3.
        evidence: Option<String> = May, Kind::Code("EVIDENCE");
        /// Year last used.
        last_used: Option<i64> = May, Kind::Int(1950, 2100);
    }
}
impl OwnRules for Skill {}

record! {
    /// A language of a person.
    Language: "language", RowId {
        /// Whose.
        person: PersonId = Made, Kind::Ref("person");
        /// ISO 639-3.
        code: Option<String> = Must, Kind::Code("LANG");
        /// LANGLEVEL.
        spoken: Option<String> = Must, Kind::Code("LANGLEVEL");
        /// LANGLEVEL.
        read: Option<String> = May, Kind::Code("LANGLEVEL");
        /// LANGLEVEL.
        written: Option<String> = May, Kind::Code("LANGLEVEL");
    }
}
impl OwnRules for Language {}

record! {
    /// Proof seen: reference, date, by whom; a copy is optional.
    Document: "document", RowId {
        /// Whose.
        person: PersonId = Made, Kind::Ref("person");
        /// DOC.
        kind: Option<String> = Must, Kind::Code("DOC");
        /// Number or title on it.
        reference: Option<String> = May, Kind::Text(80);
        /// When.
        seen_on: Option<NaiveDate> = May, Kind::Past;
        /// By whom.
        seen_by: Option<UserId> = Made, Kind::Ref("account");
        /// SHA-256 of a copy kept elsewhere.
        file_hash: Option<String> = May, Kind::Text(64);
    }
}
impl OwnRules for Document {}

record! {
    /// A dated note on a file (`b` Bloc-notes); corrected by a new version, the old one kept.
    Note: "note", RowId {
        /// Table of the record.
        subject_kind: String = Made, Kind::Text(20);
        /// The record.
        subject: RowId = Made, Kind::Ref("");
        /// The text.
        text: String = Must, Kind::Note;
        /// By whom.
        by: UserId = Made, Kind::Ref("account");
        /// Day of the note.
        day: Option<NaiveDate> = Made, Kind::Past;
        /// The note that this one corrects.
        corrects: Option<RowId> = Made, Kind::Ref("note");
    }
}
impl OwnRules for Note {}
