//! Ids of rows (UUIDv7, made by the client, 16 bytes in both engines) and the numbers that people see
//! (`LBV-26-000123-7`, domain.md §1) with their check digit, ISO/IEC 7064 MOD 11,10.

use std::fmt;

use uuid::Uuid;

use crate::domain::record::Cell;
use crate::fault::Value;

/// An id of one kind of row.
pub trait Id: Copy + Eq + std::hash::Hash + Default + fmt::Debug + Send + Sync + Cell + 'static {
    /// From a UUID.
    fn from_uuid(id: Uuid) -> Self;
    /// As a UUID.
    fn uuid(self) -> Uuid;
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident;)*) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        pub struct $name(pub Uuid);
        impl Id for $name {
            fn from_uuid(id: Uuid) -> Self { $name(id) }
            fn uuid(self) -> Uuid { self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl Cell for $name {
            fn get(&self) -> Value { Value::Blob(self.0.as_bytes().to_vec()) }
            fn set(value: Value) -> Result<Self, &'static str> {
                match value {
                    Value::Blob(b) => Uuid::from_slice(&b).map($name).map_err(|_| "flaw-not-id"),
                    Value::Text(t) => Uuid::parse_str(&t).map($name).map_err(|_| "flaw-not-id"),
                    Value::Null => Ok($name::default()),
                    _ => Err("flaw-not-id"),
                }
            }
        }
        impl From<$name> for Value {
            fn from(id: $name) -> Value { Value::Blob(id.0.as_bytes().to_vec()) }
        }
    )* };
}

ids! {
    /// Of a person.
    PersonId;
    /// Of a registration.
    RegistrationId;
    /// Of an employer.
    EmployerId;
    /// Of an employer's contact.
    ContactId;
    /// Of a vacancy.
    VacancyId;
    /// Of a proposal.
    ProposalId;
    /// Of a placement.
    PlacementId;
    /// Of an appointment.
    AppointmentId;
    /// Of an interview.
    InterviewId;
    /// Of a task.
    TaskId;
    /// Of a user.
    UserId;
    /// Of a batch.
    BatchId;
    /// Of any row that nothing else points at by type (education, skill, note, letter …).
    RowId;
    /// Of a deed, made before its job: a repeated job finds it in the audit and does nothing.
    DeedId;
    /// Of a session.
    SessionId;
}

/// The check digit of a number's letters (rank, A=1) and digits, ISO/IEC 7064 MOD 11,10 over their decimal digits.
/// Signs between are passed over.
pub fn check_digit(text: &str) -> u32 {
    let mut product = 10;
    let mut feed = |digit: u32| {
        let sum = match (digit + product) % 10 {
            0 => 10,
            s => s,
        };
        product = (sum * 2) % 11;
    };
    for c in text.chars() {
        if let Some(d) = c.to_digit(10) {
            feed(d);
        } else if c.is_ascii_alphabetic() {
            let rank = c.to_ascii_uppercase() as u32 - 'A' as u32 + 1;
            for d in rank.to_string().chars() {
                feed(d.to_digit(10).unwrap_or(0));
            }
        }
    }
    (11 - product) % 10
}

/// A job seeker's number: `LBV-26-000123-7`.
pub fn person_number(agency: &str, year: i32, serial: i64) -> String {
    with_check(format!("{agency}-{:02}-{serial:06}", year.rem_euclid(100)))
}
/// A vacancy's number: `O-LBV-26-00042-3`.
pub fn vacancy_number(agency: &str, year: i32, serial: i64) -> String {
    with_check(format!("O-{agency}-{:02}-{serial:05}", year.rem_euclid(100)))
}
/// An employer's number: `E-LBV-26-00042-1`.
pub fn employer_number(agency: &str, year: i32, serial: i64) -> String {
    with_check(format!("E-{agency}-{:02}-{serial:05}", year.rem_euclid(100)))
}
fn with_check(stem: String) -> String {
    let digit = check_digit(&stem);
    format!("{stem}-{digit}")
}

/// Whether a number as typed (any case, blanks and dashes anywhere) is whole and its check digit right; gives it as written.
pub fn parse_number(typed: &str) -> Option<String> {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    let letters = plain.chars().take_while(char::is_ascii_alphabetic).count();
    let (head, digits) = plain.split_at(letters);
    if !digits.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let number = match (head.len(), digits.len()) {
        (3, 9) => format!("{head}-{}-{}-{}", &digits[..2], &digits[2..8], &digits[8..]),
        (4, 8) if head.starts_with(['O', 'E']) => {
            format!("{}-{}-{}-{}-{}", &head[..1], &head[1..], &digits[..2], &digits[2..7], &digits[7..])
        }
        _ => return None,
    };
    let (stem, check) = number.rsplit_once('-')?;
    (check_digit(stem).to_string() == check).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_carry_the_check_digit_of_the_glossary() {
        assert_eq!(person_number("LBV", 2026, 123), "LBV-26-000123-7");
        assert_eq!(person_number("OYE", 2026, 1), "OYE-26-000001-5");
        assert_eq!(person_number("POG", 2025, 12345), "POG-25-012345-0");
        assert_eq!(person_number("KOU", 2026, 999_999), "KOU-26-999999-8");
        assert_eq!(vacancy_number("LBV", 2026, 42), "O-LBV-26-00042-3");
        assert_eq!(vacancy_number("POG", 2026, 1), "O-POG-26-00001-6");
        assert_eq!(vacancy_number("OYE", 2025, 99_999), "O-OYE-25-99999-4");
        assert_eq!(employer_number("LBV", 2026, 42), "E-LBV-26-00042-1");
        assert_eq!(employer_number("POG", 2026, 1), "E-POG-26-00001-5");
        assert_eq!(employer_number("OYE", 2025, 99_999), "E-OYE-25-99999-8");
    }

    #[test]
    fn a_number_is_read_as_typed_and_a_slip_in_one_digit_is_seen() {
        assert_eq!(parse_number("lbv 26 000123 7").as_deref(), Some("LBV-26-000123-7"));
        assert_eq!(parse_number("olbv26000423").as_deref(), Some("O-LBV-26-00042-3"));
        assert_eq!(parse_number("LBV-26-000124-7"), None);
        assert_eq!(parse_number("LBV-26-7"), None);
    }
}
