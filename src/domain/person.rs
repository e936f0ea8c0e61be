//! The person (domain.md §2.1): identity, contact, residence, consents. Sought occupation and situation belong to the
//! registration; one form (`services/intake`) serves the three records.

use chrono::{Datelike, NaiveDate};

use crate::domain::ids::PersonId;
use crate::domain::record::{Kind, OwnRules, Place};
use crate::domain::rules::Rules;
use crate::fault::Flaw;
use crate::record;

record! {
    /// A person known to the office, for life under one number.
    Person: "person", PersonId {
        /// `LBV-26-000123-7`, made at save.
        number: String = Made, Kind::Text(20);
        /// Position in the search index, made at save; 0 in a draft.
        index_no: i64 = Made, Kind::Int(0, i64::MAX);
        /// Number in a former system, unique per source.
        external_ref: Option<String> = May, Kind::Text(40);
        /// The former system.
        source: Option<String> = Made, Kind::Text(40);
        /// Agency that keeps the file.
        agency: String = Made, Kind::Text(3);
        /// As on the document; own name and often the father's (domain.md §6).
        surname: String = Depends, Kind::Name(80);
        /// May legally be absent: never a filler.
        given_names: Option<String> = May, Kind::Name(80);
        /// Searched like the surname.
        married_name: Option<String> = May, Kind::Name(80);
        /// Folded names, for lists; made at save.
        sort_key: String = Made, Kind::Text(200);
        /// As on the document; for statistics, never for ranking.
        sex: Option<String> = Must, Kind::Code("SEX");
        /// With `birth_precision`; one of birth date and document number is needed.
        birth_date: Option<NaiveDate> = Depends, Kind::Past;
        /// D day, M month, Y year only (« né vers 1985 »).
        birth_precision: Option<String> = Made, Kind::Text(1);
        /// Free town name.
        birth_place: Option<String> = May, Kind::Text(80);
        /// ISO 3166.
        birth_country: Option<String> = May, Kind::Country;
        /// ISO 3166; used only where the law says so (domain.md §7).
        nationality: Option<String> = Must, Kind::Country;
        /// Kind of document.
        id_document_type: Option<String> = Depends, Kind::Code("IDDOC");
        /// Upper case without blanks.
        id_document_number: Option<String> = Depends, Kind::Text(20);
        /// An expired one is accepted and marked.
        id_document_expires: Option<NaiveDate> = May, Kind::Future;
        /// For foreigners.
        residence_permit_expires: Option<NaiveDate> = Depends, Kind::Future;
        /// E.164; one telephone or `contact_via`.
        phone: Option<String> = Depends, Kind::Phone;
        /// As typed when it was an old number.
        phone_typed: Option<String> = Made, Kind::Text(40);
        /// E.164.
        phone_2: Option<String> = May, Kind::Phone;
        /// For people without a telephone: « tante, boutique PK8 ».
        contact_via: Option<String> = Depends, Kind::Text(80);
        /// Syntax only.
        email: Option<String> = May, Kind::Email;
        /// `GA-1` to `GA-9`.
        province: Option<String> = Must, Kind::Place(Place::Province);
        /// In the province.
        department: Option<String> = Must, Kind::Place(Place::Department);
        /// Free text with help from the list.
        town: Option<String> = Must, Kind::Place(Place::Town);
        /// Quartier.
        district: Option<String> = May, Kind::Text(80);
        /// Landmark.
        landmark: Option<String> = May, Kind::Text(80);
        /// Post box.
        po_box: Option<String> = May, Kind::Text(40);
        /// From imports only: shown, never asked.
        address: Option<String> = Made, Kind::Text(120);
        /// What an import couldn't read.
        import_note: Option<String> = Made, Kind::Note;
        /// EDU, one digit.
        education_level: Option<String> = Must, Kind::Code("EDU");
        /// CERT.
        diploma: Option<String> = May, Kind::Code("CERT");
        /// ISCED-F detailed field.
        study_field: Option<String> = May, Kind::Code("FIELD");
        /// Year of the diploma.
        diploma_year: Option<i64> = May, Kind::Int(1930, 2100);
        /// Country of the diploma.
        diploma_country: Option<String> = May, Kind::Country;
        /// LICENCE codes.
        driving_licences: Vec<String> = May, Kind::Codes("LICENCE");
        /// Own vehicle.
        own_vehicle: bool = May, Kind::Bool;
        /// Sensitive: consent, restricted view, never ranks (domain.md §7).
        disability_declared: bool = May, Kind::Bool;
        /// Sensitive.
        adaptation_needs: Option<String> = May, Kind::Text(200);
        /// Day on which the privacy notice was given.
        privacy_notice_at: Option<NaiveDate> = May, Kind::Past;
        /// Accord: share with employers.
        consent_employers: bool = May, Kind::Bool;
        /// Accord: SMS (recorded, not used yet).
        consent_sms: bool = May, Kind::Bool;
        /// Accord: use of health data.
        consent_health: bool = May, Kind::Bool;
        /// Merged into this person (domain.md §3.8).
        merged_into: Option<PersonId> = Made, Kind::Ref("person");
    }
}

impl Person {
    /// Capital surname, then given names; a missing given name leaves no gap (wording.md).
    pub fn name(&self) -> String {
        full_name(&self.surname, self.given_names.as_deref())
    }
    /// Age in whole years on a day; none without a birth date.
    pub fn age(&self, on: NaiveDate) -> Option<i64> {
        self.birth_date.map(|b| age(b, on))
    }
}

/// « NDONG OBAME Marie-Claire ».
pub fn full_name(surname: &str, given: Option<&str>) -> String {
    match given {
        Some(g) if !g.is_empty() && !surname.is_empty() => format!("{} {g}", surname.to_uppercase()),
        Some(g) if surname.is_empty() => g.to_owned(),
        _ => surname.to_uppercase(),
    }
}

/// Whole years from a birth to a day.
pub fn age(birth: NaiveDate, on: NaiveDate) -> i64 {
    let years = i64::from(on.year() - birth.year());
    if (on.month(), on.day()) < (birth.month(), birth.day()) { years - 1 } else { years }
}

impl OwnRules for Person {
    fn own_rules(&self, rules: &Rules, flaws: &mut Vec<Flaw>) {
        let none = |v: &Option<String>| v.as_deref().is_none_or(str::is_empty);
        if self.surname.is_empty() && none(&self.given_names) {
            flaws.push(Flaw::new("surname", "flaw-name-missing"));
        }
        self.birth_rules(rules, flaws);
        if none(&self.phone) && none(&self.phone_2) && none(&self.contact_via) {
            flaws.push(rules.soft(Flaw::new("phone", "flaw-no-way-to-reach")));
        }
        if let (Some(p), Some(d)) = (&self.province, &self.department)
            && !d.starts_with(p.as_str())
        {
            flaws.push(Flaw::new("department", "flaw-department-elsewhere").with("value", d).with("province", p));
        }
        if self.nationality.as_deref().is_some_and(|n| n != "GA") && self.residence_permit_expires.is_none() {
            flaws.push(Flaw::warn("residence_permit_expires", "flaw-permit-missing"));
        }
        if self.id_document_expires.is_some_and(|d| d < rules.today) {
            flaws.push(Flaw::warn("id_document_expires", "flaw-document-expired"));
        }
        if let Some(t) = self.id_document_type.as_deref()
            && let (Some(length), Some(n)) =
                (rules.codes.get("IDDOC", t).and_then(|c| c.number("length")), &self.id_document_number)
            && n.chars().count() as i64 != length
        {
            flaws.push(
                Flaw::new("id_document_number", "flaw-document-length").with("length", length).with("count", n.chars().count()),
            );
        }
    }
}

impl Person {
    fn birth_rules(&self, rules: &Rules, flaws: &mut Vec<Flaw>) {
        let Some(birth) = self.birth_date else {
            if self.id_document_number.is_none() {
                flaws.push(rules.soft(Flaw::new("birth_date", "flaw-birth-or-document")));
            }
            return;
        };
        let age = age(birth, rules.today);
        if birth > rules.today {
            flaws.push(Flaw::new("birth_date", "flaw-birth-future"));
        } else if age < rules.number("minimum_age", 16) {
            // Refused at the counter; of an import it only warns (product.md, Exchange format).
            let flaw = Flaw::new("birth_date", "flaw-too-young").with("age", age);
            flaws.push(rules.soft(flaw.with("minimum", rules.number("minimum_age", 16))));
        } else if age > 110 {
            flaws.push(rules.soft(Flaw::new("birth_date", "flaw-too-old").with("age", age)));
        } else if age > 65 {
            flaws.push(Flaw::warn("birth_date", "flaw-old").with("age", age));
        }
        if let Some(y) = self.diploma_year
            && y < i64::from(birth.year()) + 10
        {
            flaws.push(rules.soft(Flaw::new("diploma_year", "flaw-diploma-before-ten")));
        }
    }
}
