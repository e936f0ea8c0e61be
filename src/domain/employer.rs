//! Employers, their contacts and visits (domain.md §2.7, §2.9).

use chrono::NaiveDate;

use crate::domain::ids::{ContactId, EmployerId, RowId, UserId};
use crate::domain::record::{Kind, OwnRules, Place};
use crate::record;

record! {
    /// A firm or other employer. « active » is computed, never stored.
    Employer: "employer", EmployerId {
        /// `E-LBV-26-00042-1`.
        number: String = Made, Kind::Text(20);
        /// Number in a former system.
        external_ref: Option<String> = May, Kind::Text(40);
        /// The former system.
        source: Option<String> = Made, Kind::Text(40);
        /// Agency.
        agency: String = Made, Kind::Text(3);
        /// Raison sociale.
        name: String = Must, Kind::Text(120);
        /// Enseigne.
        trade_name: Option<String> = May, Kind::Text(120);
        /// Folded name; made at save.
        sort_key: String = Made, Kind::Text(200);
        /// NIF, normalised, unique when present.
        tax_id: Option<String> = May, Kind::Text(30);
        /// RCCM.
        trade_register: Option<String> = May, Kind::Text(30);
        /// CNSS.
        cnss_number: Option<String> = May, Kind::Text(30);
        /// ISIC section.
        sector: Option<String> = Must, Kind::Code("SECTION");
        /// SIZE.
        size_class: Option<String> = Must, Kind::Code("SIZE");
        /// CAJ convention.
        caj_signed_on: Option<NaiveDate> = May, Kind::Past;
        /// Trainees due (5 %).
        apprentice_quota: Option<i64> = May, Kind::Int(0, 9999);
        /// E.164.
        phone: Option<String> = May, Kind::Phone;
        /// Syntax only.
        email: Option<String> = May, Kind::Email;
        /// Place.
        province: Option<String> = May, Kind::Place(Place::Province);
        /// Place.
        department: Option<String> = May, Kind::Place(Place::Department);
        /// Place.
        town: Option<String> = May, Kind::Place(Place::Town);
        /// Place.
        address: Option<String> = May, Kind::Text(120);
        /// Chargé d'affaires.
        owner: Option<UserId> = Made, Kind::Ref("account");
        /// What an import couldn't read.
        import_note: Option<String> = Made, Kind::Note;
    }
}
impl OwnRules for Employer {}

record! {
    /// A contact of an employer; never shown to job seekers unless `disclose`.
    Contact: "contact", ContactId {
        /// Of this employer.
        employer: EmployerId = Made, Kind::Ref("employer");
        /// Name.
        name: String = Must, Kind::Text(120);
        /// Function.
        role: Option<String> = May, Kind::Text(80);
        /// E.164.
        phone: Option<String> = May, Kind::Phone;
        /// Syntax only.
        email: Option<String> = May, Kind::Email;
        /// When or how to reach.
        preferred: Option<String> = May, Kind::Text(80);
        /// May be told to job seekers.
        disclose: bool = May, Kind::Bool;
    }
}
impl OwnRules for Contact {}

record! {
    /// A visit to an employer.
    Visit: "visit", RowId {
        /// Of this employer.
        employer: EmployerId = Made, Kind::Ref("employer");
        /// By whom.
        by: UserId = Made, Kind::Ref("account");
        /// When.
        day: Option<NaiveDate> = Must, Kind::Past;
        /// VISIT.
        purpose: Option<String> = Must, Kind::Code("VISIT");
        /// Offers taken.
        offers: Option<i64> = May, Kind::Int(0, 999);
        /// What was said.
        summary: Option<String> = May, Kind::Note;
        /// Next contact.
        next_on: Option<NaiveDate> = May, Kind::Future;
    }
}
impl OwnRules for Visit {}
