//! People as the search for double files compares them: all once, and some again by their number in the index. Called by
//! `services/dedupe`.

use chrono::NaiveDate;

use crate::domain::duplicate::Sketch;
use crate::domain::ids::PersonId;
use crate::fault::{Outcome, Value};
use crate::store::search::cards;
use crate::store::{DbError, Read, Row, records};

/// Arguments of one statement.
const BLOCK: usize = 500;

/// A file that is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The person.
    pub id: PersonId,
    /// Its number in the index: older files have smaller ones.
    pub index_no: i64,
    /// What is compared.
    pub sketch: Sketch,
}

/// Contested files (security.md §4) and merged ones are passed over.
fn select(rest: &str) -> String {
    format!(
        "SELECT p.id, p.index_no, p.number, p.surname, p.given_names, p.married_name, p.birth_date, p.town, {} person p \
         WHERE p.merged_into IS NULL \
         AND p.id NOT IN (SELECT s.person FROM safeguard s WHERE s.kind = 'restriction' AND s.ended_on IS NULL) AND {rest}",
        cards::SKETCH
    )
}

fn known(row: &Row<'_>, today: NaiveDate) -> Result<Known, DbError> {
    Ok(Known { id: row.id("id")?, index_no: row.int("index_no")?, sketch: cards::sketch(row, today)? })
}

/// Every file of an agency, or of all; nothing is kept.
pub fn each(read: &mut dyn Read, agency: Option<&str>, today: NaiveDate, take: &mut dyn FnMut(Known)) -> Outcome<()> {
    let (rest, args) = match agency {
        Some(code) => ("p.agency = $1", vec![Value::from(code)]),
        None => ("p.index_no >= $1", vec![Value::Int(0)]),
    };
    read.each(&select(rest), &args, &mut |row| {
        take(known(row, today)?);
        Ok(())
    })?;
    Ok(())
}

/// The files with these numbers in the index.
pub fn by_index(read: &mut dyn Read, numbers: &[i64], today: NaiveDate) -> Outcome<Vec<Known>> {
    let mut found = Vec::new();
    for block in numbers.chunks(BLOCK) {
        let marks = records::marks(1, block.len());
        let args: Vec<Value> = block.iter().map(|n| Value::Int(*n)).collect();
        found.extend(read.all(&select(&format!("p.index_no IN ({marks})")), &args, |row| known(row, today))?);
    }
    Ok(found)
}
