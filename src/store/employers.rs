//! Employers as whole files, by their number, and what the duplicate check compares. Called by `services/employers` and the import.

use uuid::Uuid;

use crate::domain::duplicate_firm::{self, FirmSketch};
use crate::domain::employer::{Contact, Employer};
use crate::domain::employer_file::EmployerFile;
use crate::domain::fold;
use crate::domain::ids::{EmployerId, UserId};
use crate::domain::record::Record;
use crate::domain::vacancy::Vacancy;
use crate::fault::{Fault, Outcome, Value};
use crate::store::records::{self, by_id_stmt, by_ids, from_row, where_, where_stmt};
use crate::store::{Ran, Read, Stmt};

/// Letters of a word from which firms are looked for by it.
const LETTERS: usize = 3;

/// A whole file: employer, contacts, login of the officer in charge. One round trip.
pub fn load(read: &mut dyn Read, id: EmployerId) -> Outcome<EmployerFile> {
    let ran = read.gather(&file_stmts(id))?;
    file_from(&mut ran.into_iter())
}

/// [`load`] of many, in their order: one flight for every 50 files. Errors: as `load`, when one of them is missing.
pub fn load_all(read: &mut dyn Read, ids: &[EmployerId]) -> Outcome<Vec<EmployerFile>> {
    records::flights(read, ids, file_stmts, file_from)
}

/// The statements of [`load`], to be flown with others; read what they gave with [`file_from`].
pub fn file_stmts(id: EmployerId) -> Vec<Stmt> {
    vec![
        by_id_stmt::<Employer>(id),
        where_stmt::<Contact>("employer = $1 ORDER BY created_at, id", vec![id.into()]),
        Stmt::new("SELECT a.login FROM account a JOIN employer e ON e.owner = a.id WHERE e.id = $1", vec![id.into()]),
    ]
}

/// A whole file from what [`file_stmts`] gave, the first of this flight's answers.
pub fn file_from(ran: &mut impl Iterator<Item = Ran>) -> Outcome<EmployerFile> {
    let mut next = || ran.next().ok_or_else(|| Fault::broken("a flight came back short"));
    Ok(EmployerFile {
        employer: next()?.one(from_row)?.ok_or(Fault::Missing(Employer::TABLE))?,
        contacts: next()?.all(from_row)?,
        owner_login: next()?.one(|r| Ok(r.text("login")?.to_owned()))?,
    })
}

/// The employer of a number as it is stored.
pub fn by_number(read: &mut dyn Read, number: &str) -> Outcome<Option<EmployerId>> {
    Ok(read.one("SELECT id FROM employer WHERE number = $1", &[number.into()], |r| r.id("id"))?)
}

/// Other employers with one of these numbers (`tax_id`, `trade_register`, `cnss_number`): the column, number and name of the file, one a
/// column at most. One round trip.
pub fn with_numbers(
    read: &mut dyn Read,
    numbers: &[(&'static str, Value)],
    but: EmployerId,
) -> Outcome<Vec<(&'static str, String, String)>> {
    let of = |(column, value): &(&'static str, Value)| {
        let sql = format!("SELECT number, name FROM employer WHERE {column} = $1 AND id <> $2 ORDER BY id LIMIT 1");
        Stmt::new(sql, vec![value.clone(), but.into()])
    };
    let all: Vec<Stmt> = numbers.iter().map(of).collect();
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for ((column, _), ran) in numbers.iter().zip(read.gather(&all)?) {
        found.extend(ran.one(|r| Ok((*column, r.text("number")?.to_owned(), r.text("name")?.to_owned())))?);
    }
    Ok(found)
}

/// Its offers that are open, in preselection or paused.
pub fn open_vacancies(read: &mut dyn Read, id: EmployerId) -> Outcome<Vec<Vacancy>> {
    where_(read, "employer = $1 AND state IN ('open', 'shortlisting', 'paused') ORDER BY id", &[id.into()])
}

/// The files that may be the same employer as this one: by a word of its names (begun, whole or alike in sound), NIF, RCCM, telephones; at
/// most so many by name. With what is compared of each.
pub fn near(read: &mut dyn Read, like: &FirmSketch, most: usize) -> Outcome<Vec<(Employer, FirmSketch)>> {
    let mut words: Vec<String> = like.names.iter().flat_map(|n| duplicate_firm::telling(n)).collect();
    words.retain(|w| w.chars().count() >= LETTERS);
    words.sort();
    words.dedup();
    let mut all = Vec::new();
    if !words.is_empty() {
        let mut args: Vec<Value> = Vec::new();
        let mut any = Vec::new();
        for word in &words {
            let n = args.len();
            any.push(format!("(word >= ${} AND word < ${}) OR sound = ${}", n + 1, n + 2, n + 3));
            args.extend([word.as_str().into(), format!("{word}~").into(), fold::sound(word).into()]);
        }
        let sql = format!(
            "SELECT subject FROM offer_word WHERE kind = 'ENT' AND ({}) GROUP BY subject ORDER BY count(*) DESC, subject LIMIT {most}",
            any.join(" OR ")
        );
        all.push(Stmt::new(sql, args));
    }
    let by = |column: &str, value: &str| {
        Stmt::new(format!("SELECT id AS subject FROM employer WHERE {column} = $1 LIMIT 20"), vec![value.into()])
    };
    for (column, value) in [("tax_id", &like.tax_id), ("trade_register", &like.trade_register)] {
        if !value.is_empty() {
            all.push(by(column, value));
        }
    }
    for phone in &like.phones {
        all.push(by("phone", phone));
    }
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let mut ids: Vec<EmployerId> = Vec::new();
    for ran in read.gather(&all)? {
        ids.extend(ran.all(|r| Uuid::from_slice(r.blob("subject")?).map(EmployerId).map_err(crate::store::DbError::other))?);
    }
    ids.sort_unstable();
    ids.dedup();
    sketches(read, &ids)
}

/// What is compared of these employers.
pub fn sketches(read: &mut dyn Read, ids: &[EmployerId]) -> Outcome<Vec<(Employer, FirmSketch)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let employers = by_ids::<Employer>(read, ids)?;
    let mut contacts: Vec<Contact> = Vec::new();
    for block in ids.chunks(500) {
        let marks: Vec<String> = (1..=block.len()).map(|n| format!("${n}")).collect();
        let args: Vec<Value> = block.iter().map(|id| (*id).into()).collect();
        contacts.extend(where_::<Contact>(read, &format!("employer IN ({})", marks.join(", ")), &args)?);
    }
    let sketch = |employer: Employer| {
        let contacts = contacts.iter().filter(|c| c.employer == employer.head.id).cloned().collect();
        let file = EmployerFile { employer, contacts, owner_login: None };
        let sketch = FirmSketch::of(&file);
        (file.employer, sketch)
    };
    Ok(employers.into_iter().map(sketch).collect())
}

/// Employers with one of these values in a column that may tell a twin.
pub fn with_values(read: &mut dyn Read, column: &'static str, values: &[String]) -> Outcome<Vec<EmployerId>> {
    let mut found = Vec::new();
    for block in values.chunks(500) {
        let marks: Vec<String> = (1..=block.len()).map(|n| format!("${n}")).collect();
        let args: Vec<Value> = block.iter().map(|v| v.as_str().into()).collect();
        let sql = format!("SELECT id FROM employer WHERE {column} IN ({}) ORDER BY id", marks.join(", "));
        found.extend(read.all(&sql, &args, |r| r.id::<EmployerId>("id"))?);
    }
    Ok(found)
}

/// Who may be in charge of employers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Officer {
    /// Account.
    pub user: UserId,
    /// Login.
    pub login: String,
    /// Name as shown.
    pub name: String,
    /// Whether it is his role.
    pub officer: bool,
    /// Employers in his charge.
    pub employers: i64,
}

/// The active accounts of an agency that may hold employers, with how many they hold: the officers first.
pub fn officers(read: &mut dyn Read, agency: &str) -> Outcome<Vec<Officer>> {
    let sql = "SELECT a.id, a.login, a.name, a.roles, \
               (SELECT CAST(count(*) AS BIGINT) FROM employer e WHERE e.owner = a.id) AS employers \
               FROM account a WHERE a.agency = $1 AND a.active ORDER BY a.name, a.id";
    let mut all = read.all(sql, &[agency.into()], |r| {
        let roles = r.text("roles")?;
        let has = |role: &str| roles.split('|').any(|r| r == role);
        let officer = Officer {
            user: r.id("id")?,
            login: r.text("login")?.to_owned(),
            name: r.text("name")?.to_owned(),
            officer: has("employer_officer"),
            employers: r.int("employers")?,
        };
        Ok((officer, has("counsellor") || has("head")))
    })?;
    all.retain(|(o, other)| o.officer || *other);
    let mut all: Vec<Officer> = all.into_iter().map(|(o, _)| o).collect();
    all.sort_by_key(|o| !o.officer);
    Ok(all)
}
