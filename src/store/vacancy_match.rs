//! What matching reads of offers and their proposals, and how it names the people and offers that it ranked. Called by
//! `services/matching`.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::domain::ids::{EmployerId, PersonId, VacancyId};
use crate::domain::matching::{Neighbours, group};
use crate::domain::person::full_name;
use crate::domain::record::day_text;
use crate::domain::vacancy::Vacancy;
use crate::fault::{Outcome, Value};
use crate::store::records::{columns, from_row};
use crate::store::{Read, Stmt};

/// A person in a ranked list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// `LBV-26-000123-7`.
    pub number: String,
    /// Capital surname, then given names.
    pub name: String,
    /// Agency that keeps the file.
    pub agency: String,
    /// Town as written.
    pub town: Option<String>,
}

/// Neighbouring occupations of all vocabularies loaded.
pub fn neighbours(read: &mut dyn Read) -> Outcome<Neighbours> {
    let text = |t: &str| t.to_owned();
    let rows = read.all("SELECT isco08, other, kind FROM near", &[], |r| {
        Ok((text(r.text("isco08")?), text(r.text("other")?), text(r.text("kind")?)))
    })?;
    Ok(Neighbours::new(rows))
}

/// The offer of this number.
pub fn vacancy_id(read: &mut dyn Read, number: &str) -> Outcome<Option<VacancyId>> {
    Ok(read.one("SELECT id FROM vacancy WHERE number = $1", &[number.into()], |r| r.id("id"))?)
}

/// The person of this number.
pub fn person_id(read: &mut dyn Read, number: &str) -> Outcome<Option<PersonId>> {
    Ok(read.one("SELECT id FROM person_card WHERE number = $1", &[number.into()], |r| r.id("id"))?)
}

/// People to whom an offer was put already and not taken back: they aren't ranked again.
pub fn known_people(vacancy: VacancyId) -> Stmt {
    Stmt::new("SELECT person FROM proposal WHERE vacancy = $1 AND state <> 'withdrawn'", vec![vacancy.into()])
}

/// Offers that were put to a person already and not taken back.
pub fn known_offers(person: PersonId) -> Stmt {
    Stmt::new("SELECT vacancy FROM proposal WHERE person = $1 AND state <> 'withdrawn'", vec![person.into()])
}

/// Streams the open offers of all occupations beside those sought, whatever their news: the caller tells the stale ones.
pub fn open_offers(read: &mut dyn Read, sought: &[&str], near: &Neighbours, take: &mut dyn FnMut(&Vacancy)) -> Outcome<()> {
    let mut wanted: BTreeSet<String> = sought.iter().flat_map(|o| near.offered_for(o)).collect();
    let groups: BTreeSet<&str> = sought.iter().map(|o| group(o)).collect();
    let args = |all: &BTreeSet<String>| all.iter().map(|o| Value::from(o.as_str())).collect::<Vec<_>>();
    // Of the same three digits: ranges of the index, for occupations of which the vocabulary has no neighbour.
    wanted.retain(|o| !groups.contains(group(o)));
    let mut values = args(&wanted);
    let mut parts: Vec<String> = Vec::new();
    if !values.is_empty() {
        let marks: Vec<String> = (1..=values.len()).map(|n| format!("${n}")).collect();
        parts.push(format!("occupation IN ({})", marks.join(", ")));
    }
    for group in groups {
        values.push(format!("{group}0").into());
        values.push(format!("{group}9").into());
        parts.push(format!("occupation >= ${} AND occupation <= ${}", values.len() - 1, values.len()));
    }
    let columns = columns::<Vacancy>();
    let one = |part: String| format!("SELECT {columns} FROM vacancy WHERE {part} AND state IN ('open', 'shortlisting')");
    let sql = parts.into_iter().map(one).collect::<Vec<_>>().join(" UNION ALL ");
    read.each(&sql, &values, &mut |row| {
        take(&from_row(row)?);
        Ok(())
    })?;
    Ok(())
}

/// All open offers in date, for reports.
pub fn all_open(read: &mut dyn Read, today: NaiveDate) -> Outcome<Vec<Vacancy>> {
    let sql = format!(
        "SELECT {} FROM vacancy WHERE state IN ('open', 'shortlisting') AND publish_until >= $1 ORDER BY id",
        columns::<Vacancy>()
    );
    Ok(read.all(&sql, &[day_text(today).into()], from_row)?)
}

/// Numbers and names of people, for the rows that are shown.
pub fn people(read: &mut dyn Read, ids: &[PersonId]) -> Outcome<HashMap<PersonId, Named>> {
    let mut found = HashMap::with_capacity(ids.len());
    for block in ids.chunks(500) {
        let (sql, args) = within("SELECT id, number, surname, given_names, agency, town FROM person_card WHERE id IN", block);
        read.each(&sql, &args, &mut |r| {
            let named = Named {
                number: r.text("number")?.to_owned(),
                name: full_name(r.text("surname")?, r.opt_text("given_names")?),
                agency: r.text("agency")?.to_owned(),
                town: r.opt_text("town")?.map(str::to_owned),
            };
            found.insert(r.id("id")?, named);
            Ok(())
        })?;
    }
    Ok(found)
}

/// Names of employers, for the rows that are shown.
pub fn employers(read: &mut dyn Read, ids: &[EmployerId]) -> Outcome<HashMap<EmployerId, String>> {
    let mut found = HashMap::with_capacity(ids.len());
    for block in ids.chunks(500) {
        let (sql, args) = within("SELECT id, name FROM employer WHERE id IN", block);
        read.each(&sql, &args, &mut |r| {
            found.insert(r.id("id")?, r.text("name")?.to_owned());
            Ok(())
        })?;
    }
    Ok(found)
}

fn within<I: Copy + Into<Value>>(sql: &str, ids: &[I]) -> (String, Vec<Value>) {
    let marks: Vec<String> = (1..=ids.len()).map(|n| format!("${n}")).collect();
    (format!("{sql} ({})", marks.join(", ")), ids.iter().map(|id| (*id).into()).collect())
}
