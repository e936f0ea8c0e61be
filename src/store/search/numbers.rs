//! Numbers as typed: a job seeker's, vacancy's or employer's number with or without dashes, a former system's number,
//! a telephone old or new, a document. Called by the search for any text with a digit in it.

use crate::domain::phone;
use crate::fault::Outcome;
use crate::store::search::cards::{self, EMPLOYER, PERSON, VACANCY};
use crate::store::search::vocabulary::LAST;
use crate::store::search::{FoundBy, Hit, Kind};
use crate::store::{Ran, Stmt};

/// Rows of one kind at most.
const ROWS: usize = 20;
/// Signs of a number or document below which it isn't looked for.
const SHORTEST: usize = 3;

/// The look-ups that a typed text asks for.
#[derive(Debug, Default)]
pub struct Numbers {
    only: Option<Kind>,
    asked: Vec<(Kind, &'static str, Stmt)>,
}

impl Numbers {
    /// From a typed text; without a digit nothing is asked. `agency` completes a number typed without it. Of
    /// one kind, where only one is wanted.
    pub fn new(typed: &str, agency: &str, only: Option<Kind>) -> Self {
        let mut all = Numbers { only, ..Numbers::default() };
        if !typed.chars().any(|c| c.is_ascii_digit()) {
            return all;
        }
        let plain: String = typed.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
        if plain.chars().count() < SHORTEST {
            return all;
        }
        for (of, begin) in office_numbers(&plain, typed, agency) {
            all.push(of, "number", &begin, "found-number");
        }
        if let Some(digits) = phone::search_digits(typed) {
            all.push(Kind::Person, "phone", &digits, "found-phone");
            all.push(Kind::Person, "phone_2", &digits, "found-phone");
            all.push(Kind::Employer, "phone", &digits, "found-phone");
        }
        all.push(Kind::Person, "id_document_number", &plain, "found-document");
        for of in [Kind::Person, Kind::Employer, Kind::Vacancy] {
            all.push(of, "external_ref", typed.trim(), "found-former");
        }
        all
    }

    fn push(&mut self, of: Kind, column: &str, begin: &str, key: &'static str) {
        if self.only.is_some_and(|only| only != of) {
            return;
        }
        let sql = match of {
            // A file merged into another leads to the one that is kept.
            Kind::Person => format!(
                "{PERSON} FROM {} f JOIN person_card p ON p.id = COALESCE(f.merged_into, f.id) \
                 WHERE f.{column} >= $1 AND f.{column} < $2 ORDER BY f.{column} LIMIT {ROWS}",
                // The number is on the card; a telephone or a document finds the own agency's people only, where the server sees to it.
                if column == "number" { "person_card" } else { "person" }
            ),
            Kind::Employer => {
                format!("{EMPLOYER} employer e WHERE e.{column} >= $1 AND e.{column} < $2 ORDER BY e.{column} LIMIT {ROWS}")
            }
            Kind::Vacancy => format!(
                "{VACANCY} vacancy v JOIN employer e ON e.id = v.employer \
                 WHERE v.{column} >= $1 AND v.{column} < $2 ORDER BY v.{column} LIMIT {ROWS}"
            ),
        };
        self.asked.push((of, key, Stmt::new(sql, vec![begin.into(), format!("{begin}{LAST}").into()])));
    }

    /// The statements of the first flight.
    pub fn statements(&self) -> Vec<Stmt> {
        self.asked.iter().map(|(.., stmt)| stmt.clone()).collect()
    }

    /// Their hits in that order, each row once with all its reasons.
    pub fn hits(&self, answers: &[Ran], agency: &str) -> Outcome<Vec<Hit>> {
        let mut hits: Vec<Hit> = Vec::new();
        for ((of, key, _), ran) in self.asked.iter().zip(answers) {
            let cards = match of {
                Kind::Person => ran.all(|row| Ok(cards::person(row)?.card(agency)))?,
                Kind::Employer => ran.all(cards::employer)?,
                Kind::Vacancy => ran.all(cards::vacancy)?,
            };
            for card in cards {
                let reason = FoundBy::new(key);
                match hits.iter_mut().find(|h| h.card.id == card.id) {
                    Some(hit) if !hit.found_by.contains(&reason) => hit.found_by.push(reason),
                    Some(_) => {}
                    None => hits.push(Hit { card, found_by: vec![reason] }),
                }
            }
        }
        Ok(hits)
    }
}

/// Beginnings of the office's own numbers, as they are written, from letters and digits: `lbv26000123`, `26-123`
/// (completed by the own agency), `olbv26`.
fn office_numbers(plain: &str, typed: &str, agency: &str) -> Vec<(Kind, String)> {
    let letters = plain.chars().take_while(char::is_ascii_alphabetic).count();
    let (Some(head), Some(digits)) = (plain.get(..letters), plain.get(letters..)) else { return Vec::new() };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    match letters {
        3 => vec![(Kind::Person, dashed(head, digits, 6))],
        4 if head.starts_with('O') => vec![(Kind::Vacancy, dashed(&format!("O-{}", &head[1..]), digits, 5))],
        4 if head.starts_with('E') => vec![(Kind::Employer, dashed(&format!("E-{}", &head[1..]), digits, 5))],
        0 => match typed.trim().split_once('-') {
            Some((year, serial)) if year.len() == 2 && (1..=6).contains(&serial.len()) => {
                vec![(Kind::Person, format!("{agency}-{year}-{serial:0>6}"))]
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Head, two digits of the year, the serial of this length, the check digit, as far as they are there.
fn dashed(head: &str, digits: &str, serial: usize) -> String {
    let mut out = format!("{head}-");
    for (at, digit) in digits.chars().enumerate() {
        if at == 2 || at == 2 + serial {
            out.push('-');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offices_numbers_are_read_with_or_without_dashes_and_begun() {
        let begin = |typed: &str| {
            let plain: String = typed.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
            office_numbers(&plain, typed, "LBV").into_iter().map(|(_, b)| b).next()
        };
        for (typed, number) in [
            ("lbv260001237", "LBV-26-000123-7"),
            ("LBV 26 0001", "LBV-26-0001"),
            ("lbv-26", "LBV-26"),
            ("olbv26000423", "O-LBV-26-00042-3"),
            ("E-POG-26-1", "E-POG-26-1"),
            ("26-123", "LBV-26-000123"),
        ] {
            assert_eq!(begin(typed).as_deref(), Some(number), "{typed}");
        }
        assert_eq!(begin("07 12 34 56"), None);
    }

    #[test]
    fn a_text_without_digits_asks_nothing() {
        assert!(Numbers::new("moukala", "LBV", None).statements().is_empty());
        assert!(
            Numbers::new("07 12 34 56", "LBV", None).statements().iter().any(|s| s.args.first() == Some(&"+24177123456".into()))
        );
    }
}
