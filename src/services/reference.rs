//! The reference files that the program carries in itself, and how they are read. Called by `services/codes` (into the
//! database) and `services/demo` (to make people of).

use crate::fault::{Fault, Outcome};

/// Agencies.
pub const AGENCIES: &str = include_str!("../../reference/agencies.csv");
/// The short lists.
pub const CODES: &str = include_str!("../../reference/codes.csv");
/// Countries.
pub const COUNTRIES: &str = include_str!("../../reference/countries.csv");
/// Certificates.
pub const CERTIFICATES: &str = include_str!("../../reference/education_certificates_gabon.csv");
/// Fields of study.
pub const FIELDS: &str = include_str!("../../reference/education_fields_iscedf2013.csv");
/// Departments.
pub const DEPARTMENTS: &str = include_str!("../../reference/gabon_departments.csv");
/// Provinces.
pub const PROVINCES: &str = include_str!("../../reference/gabon_provinces.csv");
/// Towns.
pub const TOWNS: &str = include_str!("../../reference/gabon_towns.csv");
/// Days off.
pub const HOLIDAYS: &str = include_str!("../../reference/holidays_gabon.csv");
/// Job titles as people say them.
pub const JOB_TITLES: &str = include_str!("../../reference/job_titles.csv");
/// Languages.
pub const LANGUAGES: &str = include_str!("../../reference/languages.csv");
/// Neighbouring occupations.
pub const NEAR: &str = include_str!("../../reference/near.csv");
/// Occupations of ISCO-08.
pub const OCCUPATIONS: &str = include_str!("../../reference/occupations_isco08.csv");
/// Sectors of ISIC.
pub const SECTORS: &str = include_str!("../../reference/sectors_isic4.csv");
/// Skills.
pub const SKILLS: &str = include_str!("../../reference/skills.csv");
/// Words of the check of an offer's text.
pub const WORDING: &str = include_str!("../../reference/wording.csv");
/// Names for the training office.
pub const NAMES: &str = include_str!("../../reference/names_gabon_demo.csv");
/// Words for the training office.
pub const DEMO_WORDS: &str = include_str!("../../reference/demo_words.csv");
/// Occupations of the training office.
pub const DEMO_OCCUPATIONS: &str = include_str!("../../reference/demo_occupations.csv");

/// The scheme of the starter list of skills and the source of its job titles: `starter:G001`.
pub const STARTER: &str = "starter";

/// A skill of the starter list as stored (domain.md §2.3: scheme:code).
pub fn skill_code(code: &str) -> String {
    format!("{STARTER}:{code}")
}

/// The rows of an embedded file, these columns of its header in this order.
pub fn rows<const N: usize>(text: &str, columns: [&str; N]) -> Outcome<Vec<[String; N]>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().map_err(Fault::broken)?.clone();
    let mut places = [0; N];
    for (place, column) in places.iter_mut().zip(columns) {
        *place = header
            .iter()
            .position(|h| h == column)
            .ok_or_else(|| Fault::broken(format!("a reference file has no column {column}")))?;
    }
    reader
        .records()
        .map(|line| {
            let line = line.map_err(Fault::broken)?;
            Ok(places.map(|place| line.get(place).unwrap_or_default().to_owned()))
        })
        .collect()
}
