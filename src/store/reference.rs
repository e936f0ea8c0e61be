//! Reference data and what a session loads of it: code lists, days off, agencies, starter job titles and neighbours, delays
//! and settings. Called by `services/codes`.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::domain::code::Code;
use crate::domain::office::Agency;
use crate::domain::record::{Record, day_text};
use crate::fault::{Outcome, Value};
use crate::store::{DbError, Engine, Read, Row, Stmt};

/// A day off as the office keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub day: NaiveDate,
    /// Its name.
    pub name: String,
    /// fixe, mobile, islamique, ponctuel.
    pub kind: String,
    /// To be confirmed each year.
    pub estimated: bool,
}

/// A job title: ISCO-08 unit group, masculine, feminine.
pub type Title = [String; 3];
/// A neighbouring occupation: ISCO-08, the other, kind.
pub type Near = [String; 3];

/// What a session loads to check and to decide.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// All code lists.
    pub codes: Vec<Code>,
    /// Days off and their names.
    pub holidays: Vec<(NaiveDate, String)>,
    /// Delays changed by the office.
    pub delays: Vec<(String, String, i64)>,
    /// Settings.
    pub settings: BTreeMap<String, String>,
}

const CODES: &str = "SELECT list, code, fr, en, extra, valid_from, valid_to FROM code";
/// What a session holds: the classes below a section of ISIC (700 rows) are asked by no screen.
const SESSION_CODES: &str = "SELECT list, code, fr, en, extra, valid_from, valid_to FROM code WHERE list <> 'ISIC'";
const HOLIDAYS: &str = "SELECT day, name, kind, estimated FROM holiday ORDER BY day, name";
const DELAYS: &str = "SELECT rule, name, value FROM delay";
const SETTINGS: &str = "SELECT key, value FROM setting";

fn code(row: &Row<'_>) -> Result<Code, DbError> {
    Ok(Code {
        list: row.text("list")?.to_owned(),
        code: row.text("code")?.to_owned(),
        fr: row.text("fr")?.to_owned(),
        en: row.text("en")?.to_owned(),
        extra: row.text("extra")?.to_owned(),
        valid_from: row.opt_day("valid_from")?,
        valid_to: row.opt_day("valid_to")?,
    })
}

/// All that rules need, in one flight.
pub fn load(read: &mut dyn Read) -> Outcome<Loaded> {
    let all = read.gather(&[SESSION_CODES, HOLIDAYS, DELAYS, SETTINGS].map(|sql| Stmt::new(sql, Vec::new())))?;
    let [codes, holidays, delays, settings] = all.as_slice() else {
        return Err(DbError::other("four statements flew, not four came back").into());
    };
    Ok(Loaded {
        codes: codes.all(code)?,
        holidays: holidays.all(|row| Ok((row.day("day")?, row.text("name")?.to_owned())))?,
        delays: delays.all(|row| Ok((row.text("rule")?.to_owned(), row.text("name")?.to_owned(), row.int("value")?)))?,
        settings: settings.all(|row| Ok((row.text("key")?.to_owned(), row.text("value")?.to_owned())))?.into_iter().collect(),
    })
}

/// Brings code lists up to date: new codes are added, changed labels and `extra` follow; the office's own codes and its
/// dates of validity stay. Gives the number of rows written.
pub fn put_codes(engine: &mut dyn Engine, codes: &[Code]) -> Outcome<u64> {
    let read: &mut dyn Read = engine;
    let known: HashMap<(String, String), Code> =
        read.all(CODES, &[], code)?.into_iter().map(|c| ((c.list.clone(), c.code.clone()), c)).collect();
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    for code in codes {
        match known.get(&(code.list.clone(), code.code.clone())) {
            None => new.push(vec![
                code.list.as_str().into(),
                code.code.as_str().into(),
                code.fr.as_str().into(),
                code.en.as_str().into(),
                code.extra.clone().into(),
                code.valid_from.map(day_text).into(),
                code.valid_to.map(day_text).into(),
            ]),
            Some(old) if (&old.fr, &old.en, &old.extra) != (&code.fr, &code.en, &code.extra) => changed.push(Stmt::new(
                "UPDATE code SET fr = $3, en = $4, extra = $5 WHERE list = $1 AND code = $2",
                vec![
                    code.list.as_str().into(),
                    code.code.as_str().into(),
                    code.fr.as_str().into(),
                    code.en.as_str().into(),
                    code.extra.clone().into(),
                ],
            )),
            Some(_) => {}
        }
    }
    let rows = changed.len() as u64;
    if !changed.is_empty() {
        engine.flight(&changed)?;
    }
    Ok(rows + put(engine, "code", &["list", "code", "fr", "en", "extra", "valid_from", "valid_to"], new)?)
}

/// Adds the days off that aren't there; a day that the office has put or changed stays.
pub fn put_holidays(engine: &mut dyn Engine, holidays: &[Holiday]) -> Outcome<u64> {
    let read: &mut dyn Read = engine;
    let known = read.all(HOLIDAYS, &[], |row| Ok((row.day("day")?, row.text("name")?.to_owned())))?;
    let new = holidays
        .iter()
        .filter(|h| !known.iter().any(|(day, name)| *day == h.day && *name == h.name))
        .map(|h| vec![day_text(h.day).into(), h.name.as_str().into(), h.kind.as_str().into(), h.estimated.into()])
        .collect();
    put(engine, "holiday", &["day", "name", "kind", "estimated"], new)
}

/// Adds the agencies that aren't there; those of the office stay as they are.
pub fn put_agencies(engine: &mut dyn Engine, agencies: &[Agency], at: &str, by: &str) -> Outcome<u64> {
    let read: &mut dyn Read = engine;
    let known = read.all("SELECT code FROM agency", &[], |row| Ok(row.text("code")?.to_owned()))?;
    let mut columns = vec!["id", "version"];
    columns.extend(Agency::fields().iter().map(|f| f.id));
    columns.extend(["created_at", "created_by", "updated_at", "updated_by"]);
    let new = agencies.iter().filter(|a| !known.contains(&a.code)).map(|agency| {
        let mut row = vec![agency.head.id.into(), Value::Int(1)];
        row.extend(Agency::fields().iter().map(|f| (f.get)(agency)));
        row.extend([at.into(), by.into(), at.into(), by.into()]);
        row
    });
    let new = new.collect();
    put(engine, "agency", &columns, new)
}

/// Puts the job titles of a source in place of those it had, unless they are the same.
pub fn put_titles(engine: &mut dyn Engine, source: &str, titles: &[Title]) -> Outcome<u64> {
    let sql = "SELECT isco08, title_m, title_f FROM job_title WHERE source = $1 ORDER BY number";
    if same(engine, sql, source, ["isco08", "title_m", "title_f"], titles)? {
        return Ok(0);
    }
    engine.execute("DELETE FROM job_title WHERE source = $1", &[source.into()])?;
    let rows = titles.iter().zip(1i64..).map(|([isco, male, female], number)| {
        vec![source.into(), Value::Int(number), isco.as_str().into(), male.as_str().into(), female.as_str().into()]
    });
    let rows = rows.collect();
    put(engine, "job_title", &["source", "number", "isco08", "title_m", "title_f"], rows)
}

/// Puts the neighbouring occupations of a source in place of those it had, unless they are the same.
pub fn put_near(engine: &mut dyn Engine, source: &str, near: &[Near]) -> Outcome<u64> {
    let sql = "SELECT isco08, other, kind FROM near WHERE source = $1 ORDER BY isco08, other";
    if same(engine, sql, source, ["isco08", "other", "kind"], near)? {
        return Ok(0);
    }
    engine.execute("DELETE FROM near WHERE source = $1", &[source.into()])?;
    let rows = near
        .iter()
        .map(|[isco, other, kind]| vec![source.into(), isco.as_str().into(), other.as_str().into(), kind.as_str().into()])
        .collect();
    put(engine, "near", &["source", "isco08", "other", "kind"], rows)
}

fn same(engine: &mut dyn Engine, sql: &str, source: &str, columns: [&str; 3], wanted: &[[String; 3]]) -> Outcome<bool> {
    let [a, b, c] = columns;
    let read: &mut dyn Read = engine;
    let known =
        read.all(sql, &[source.into()], |row| Ok([row.text(a)?.to_owned(), row.text(b)?.to_owned(), row.text(c)?.to_owned()]))?;
    Ok(known == wanted)
}

fn put(engine: &mut dyn Engine, table: &str, columns: &[&str], rows: Vec<Vec<Value>>) -> Outcome<u64> {
    if rows.is_empty() {
        return Ok(0);
    }
    Ok(engine.fill(table, columns, &mut rows.into_iter())?)
}
