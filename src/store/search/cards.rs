//! Short cards of people, employers and vacancies, and what the duplicate check compares. Called by the search.

use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

use crate::domain::dates::Precision;
use crate::domain::duplicate::Sketch;
use crate::domain::likeness::Names;
use crate::domain::person::full_name;
use crate::fault::{Outcome, Value};
use crate::store::search::{Card, Kind, vocabulary};
use crate::store::{DbError, Read, Row, Stmt};

/// Columns of a person's card, of `person_card` under the alias `p`; the state is that of the open registration, else of the last.
pub const PERSON: &str = "SELECT p.id, p.index_no, p.number, p.agency, p.surname, p.given_names, p.married_name, \
    p.sort_key, p.birth_date, p.town, p.merged_into, p.state";
/// Columns of an employer's card, alias `e`.
pub const EMPLOYER: &str = "SELECT e.id, e.number, e.name, e.trade_name, e.agency, e.town, e.sort_key FROM";
/// Columns of a vacancy's card, aliases `v` and `e`.
pub const VACANCY: &str = "SELECT v.id, v.number, v.title, v.agency, v.town, v.state, v.sort_key, e.name AS employer FROM";

/// A person's card and what is needed to say why it was found.
#[derive(Debug, Clone)]
pub struct PersonCard {
    /// Number in the index.
    pub index_no: i64,
    /// Words of the names.
    pub names: Names,
    /// Folded names.
    pub sort_key: String,
    agency: String,
    town: Option<String>,
    card: Card,
}

impl PersonCard {
    /// As a reader of this agency may see it: the town only of the own agency's people (screens.md §6).
    pub fn card(&self, agency: &str) -> Card {
        Card { town: self.town.clone().filter(|_| self.agency == agency), ..self.card.clone() }
    }
}

/// Reads a row of [`PERSON`].
pub fn person(row: &Row<'_>) -> Result<PersonCard, DbError> {
    let (surname, given) = (row.text("surname")?, row.opt_text("given_names")?);
    let agency = row.text("agency")?.to_owned();
    Ok(PersonCard {
        index_no: row.int("index_no")?,
        names: Names::new(surname, given, row.opt_text("married_name")?),
        sort_key: row.text("sort_key")?.to_owned(),
        town: row.opt_text("town")?.map(str::to_owned),
        card: Card {
            kind: Kind::Person,
            id: uuid(row, "id")?,
            number: row.text("number")?.to_owned(),
            name: full_name(surname, given),
            birth_year: row.opt_day("birth_date")?.map(|d| d.year()),
            agency: agency.clone(),
            state: row.opt_text("state")?.map(str::to_owned),
            town: None,
        },
        agency,
    })
}

/// Reads a row of [`EMPLOYER`].
pub fn employer(row: &Row<'_>) -> Result<Card, DbError> {
    Ok(Card {
        kind: Kind::Employer,
        id: uuid(row, "id")?,
        number: row.text("number")?.to_owned(),
        name: row.text("name")?.to_owned(),
        birth_year: None,
        agency: row.text("agency")?.to_owned(),
        state: Some("active".to_owned()),
        town: row.opt_text("town")?.map(str::to_owned),
    })
}

/// Reads a row of [`VACANCY`]: « Mécanicien, Ets Moukala ».
pub fn vacancy(row: &Row<'_>) -> Result<Card, DbError> {
    Ok(Card {
        kind: Kind::Vacancy,
        id: uuid(row, "id")?,
        number: row.text("number")?.to_owned(),
        name: format!("{}, {}", row.text("title")?, row.text("employer")?),
        birth_year: None,
        agency: row.text("agency")?.to_owned(),
        state: Some(row.text("state")?.to_owned()),
        town: row.opt_text("town")?.map(str::to_owned),
    })
}

fn uuid(row: &Row<'_>, name: &str) -> Result<Uuid, DbError> {
    Uuid::from_slice(row.blob(name)?).map_err(DbError::other)
}

/// Asks for the cards of people by their numbers in the index; files merged into another are passed over.
pub fn of_people(index_nos: &[u32]) -> Option<Stmt> {
    let (list, args) = numbers(index_nos)?;
    Some(Stmt::new(
        format!("{list} {PERSON} FROM v CROSS JOIN person_card p WHERE p.index_no = v.no AND p.merged_into IS NULL"),
        args,
    ))
}

fn numbers(index_nos: &[u32]) -> Option<(String, Vec<Value>)> {
    let mut args = Vec::new();
    let values = index_nos.iter().map(|no| Value::Int(i64::from(*no)));
    let list = vocabulary::list(&mut args, values, &Value::Int(-1), |n| format!("(CAST(${n} AS BIGINT))"));
    (!index_nos.is_empty()).then(|| (format!("WITH v(no) AS (VALUES {list})"), args))
}

/// The short card of one person; none: no such person.
pub fn card(read: &mut dyn Read, id: Uuid, agency: &str) -> Outcome<Option<Card>> {
    let found =
        read.one(&format!("{PERSON} FROM person_card p WHERE p.id = $1"), &[Value::Blob(id.as_bytes().to_vec())], person)?;
    Ok(found.map(|p| p.card(agency)))
}

pub(in crate::store) const SKETCH: &str = "p.sex, p.birth_precision, p.id_document_type, p.id_document_number, p.id_document_expires, p.phone, \
    p.phone_2, p.external_ref, p.source FROM";

/// What the duplicate check compares, with each person's card: of people by index, of any telephone, of a document.
/// In one flight; files merged into another are passed over.
pub fn sketches(
    read: &mut dyn Read,
    index_nos: &[u32],
    phones: &[String],
    document: Option<&str>,
    agency: &str,
    today: NaiveDate,
) -> Outcome<Vec<(Card, Sketch)>> {
    let mut all = Vec::new();
    if let Some((list, args)) = numbers(index_nos) {
        all.push(Stmt::new(
            format!("{list} {PERSON}, {SKETCH} v CROSS JOIN person_card p WHERE p.index_no = v.no AND p.merged_into IS NULL"),
            args,
        ));
    }
    let by = |column: &str, value: &str| {
        Stmt::new(
            format!(
                "{PERSON}, {SKETCH} person f JOIN person_card p ON p.id = f.id WHERE f.{column} = $1 AND p.merged_into IS NULL LIMIT 20"
            ),
            vec![value.into()],
        )
    };
    for phone in phones {
        all.push(by("phone", phone));
        all.push(by("phone_2", phone));
    }
    all.extend(document.map(|d| by("id_document_number", d)));
    let mut found: Vec<(Card, Sketch)> = Vec::new();
    if all.is_empty() {
        return Ok(found);
    }
    for ran in read.gather(&all)? {
        for (card, sketch) in ran.all(|row| Ok((person(row)?.card(agency), sketch(row, today)?)))? {
            if !found.iter().any(|(c, _)| c.id == card.id) {
                found.push((card, sketch));
            }
        }
    }
    Ok(found)
}

pub(in crate::store) fn sketch(row: &Row<'_>, today: NaiveDate) -> Result<Sketch, DbError> {
    let text = |name: &str| Ok::<_, DbError>(row.opt_text(name)?.unwrap_or_default().to_owned());
    let document = match (row.opt_text("id_document_type")?, row.opt_text("id_document_number")?) {
        (Some(kind), Some(number)) => {
            let valid = row.opt_day("id_document_expires")?.is_some_and(|d| d >= today);
            Some((kind.to_owned(), number.to_owned(), valid))
        }
        _ => None,
    };
    let former = match (row.opt_text("source")?, row.opt_text("external_ref")?) {
        (Some(source), Some(number)) => Some((source.to_owned(), number.to_owned())),
        _ => None,
    };
    Ok(Sketch {
        number: text("number")?,
        surname: text("surname")?,
        given_names: text("given_names")?,
        married_name: text("married_name")?,
        sex: text("sex")?,
        birth_date: row.opt_day("birth_date")?,
        birth_precision: match row.opt_text("birth_precision")? {
            Some("Y") => Precision::Year,
            Some("M") => Precision::Month,
            _ => Precision::Day,
        },
        document,
        phones: [row.opt_text("phone")?, row.opt_text("phone_2")?].into_iter().flatten().map(str::to_owned).collect(),
        former,
        town: text("town")?,
    })
}
