//! Code lists and what else the program brings along: into the database (`init`, `migrate`, `demo`), and out of it into the
//! rules of a session.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use sha2::{Digest, Sha256};

use crate::domain::calendar::Calendar;
use crate::domain::code::{Code, Codes};
use crate::domain::delays::Delays;
use crate::domain::ids::RowId;
use crate::domain::office::Agency;
use crate::domain::record::{Head, instant_text, parse_day};
use crate::domain::rules::Rules;
use crate::fault::Outcome;
use crate::services::reference::{self as files, rows};
use crate::store::reference::{self as stored, Holiday};
use crate::store::{Engine, Read};

/// Brings the reference data of the database up to the program's, in one transaction: code lists, days off, agencies, job
/// titles, neighbours. What the office has added or ended stays. May be run again: then it writes nothing. Gives the number of
/// rows written.
pub fn load_reference(engine: &mut dyn Engine, now: DateTime<Utc>) -> Outcome<u64> {
    let codes = reference_codes()?;
    let (holidays, agencies) = (holidays()?, agencies()?);
    let titles = rows(files::JOB_TITLES, ["isco08", "title_m", "title_f"])?;
    let mut near = rows(files::NEAR, ["isco08", "near", "kind"])?;
    near.sort_unstable();
    engine.begin()?;
    let mut work = || -> Outcome<u64> {
        let mut count = stored::put_codes(engine, &codes)?;
        count += stored::put_holidays(engine, &holidays)?;
        count += stored::put_agencies(engine, &agencies, &instant_text(now), "guichet")?;
        count += stored::put_titles(engine, files::STARTER, &titles)?;
        count += stored::put_near(engine, files::STARTER, &near)?;
        Ok(count)
    };
    match work() {
        Ok(count) => {
            engine.commit()?;
            Ok(count)
        }
        Err(fault) => {
            // The first fault is the one to tell.
            let _ = engine.rollback();
            Err(fault)
        }
    }
}

/// The rules of a session for a day: code lists, calendar, delays, settings, in one round trip.
pub fn load_rules(read: &mut dyn Read, today: NaiveDate) -> Outcome<Rules> {
    let loaded = stored::load(read)?;
    Ok(Rules {
        today,
        codes: Arc::new(Codes::new(loaded.codes)),
        calendar: Arc::new(Calendar::new(loaded.holidays)),
        delays: Arc::new(Delays::new(loaded.delays)),
        settings: Arc::new(loaded.settings),
        ..Rules::default()
    })
}

/// A code without dates; empty values of `extra` are left out.
fn code(list: &str, code: &str, fr: &str, en: &str, extra: &[(&str, &str)]) -> Code {
    let extra: Vec<String> = extra.iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k}={v}")).collect();
    let extra = extra.join(";");
    Code { list: list.to_owned(), code: code.to_owned(), fr: fr.to_owned(), en: en.to_owned(), extra, ..Code::default() }
}

/// Every code list that the program ships, also for checks without a database.
pub fn reference_codes() -> Outcome<Vec<Code>> {
    let mut all = Vec::new();
    for [list, id, fr, en, extra, from, to] in
        rows(files::CODES, ["list", "code", "fr", "en", "extra", "valid_from", "valid_to"])?
    {
        all.push(Code { list, code: id, fr, en, extra, valid_from: parse_day(&from), valid_to: parse_day(&to) });
    }
    places(&mut all)?;
    for [id, iso3, fr, en, male, female] in
        rows(files::COUNTRIES, ["iso2", "iso3", "name_fr", "name_en", "nationality_m_fr", "nationality_f_fr"])?
    {
        let alias: Vec<&str> = [iso3.as_str(), &male, &female].into_iter().filter(|a| !a.is_empty()).collect();
        let extra = [("alias", alias.join("|")), ("nationality_m", male.clone()), ("nationality_f", female.clone())];
        all.push(code("COUNTRY", &id, &fr, &en, &extra.each_ref().map(|(k, v)| (*k, v.as_str()))));
    }
    for [id, fr, en, group, alias] in rows(files::LANGUAGES, ["iso639_3", "name_fr", "name_en", "group", "alias"])? {
        all.push(code("LANG", &id, &fr, &en, &[("alias", &alias), ("group", &group)]));
    }
    studies_and_work(&mut all)?;
    Ok(all)
}

fn places(all: &mut Vec<Code>) -> Outcome<()> {
    for [id, name, chief] in rows(files::PROVINCES, ["code", "name", "chief_town"])? {
        all.push(code("PROVINCE", &id, &name, "", &[("chief_town", &chief)]));
    }
    for [id, province, name, chief, alias] in rows(files::DEPARTMENTS, ["code", "province", "name", "chief_town", "alias"])? {
        all.push(code("DEPARTMENT", &id, &name, "", &[("province", &province), ("chief_town", &chief), ("alias", &alias)]));
    }
    for [id, name, province, department, alias] in rows(files::TOWNS, ["code", "name", "province", "department", "alias"])? {
        all.push(code("TOWN", &id, &name, "", &[("province", &province), ("department", &department), ("alias", &alias)]));
    }
    Ok(())
}

fn studies_and_work(all: &mut Vec<Code>) -> Outcome<()> {
    for [id, fr, level, isced] in rows(files::CERTIFICATES, ["code", "title_fr", "level", "isced"])? {
        all.push(code("CERT", &id, &fr, "", &[("level", &level), ("isced", &isced)]));
    }
    for [id, level, parent, fr, en] in rows(files::FIELDS, ["code", "level", "parent", "title_fr", "title_en"])? {
        all.push(code("FIELD", &id, &fr, &en, &[("level", &level), ("parent", &parent)]));
    }
    for [id, level, parent, fr, en] in rows(files::OCCUPATIONS, ["code", "level", "parent", "title_fr", "title_en"])? {
        all.push(code("ISCO", &id, &fr, &en, &[("level", &level), ("parent", &parent)]));
    }
    for [id, level, parent, fr, en] in rows(files::SECTORS, ["code", "level", "parent", "title_fr", "title_en"])? {
        all.push(code("ISIC", &id, &fr, &en, &[("level", &level), ("parent", &parent)]));
        if level == "1" {
            all.push(code("SECTION", &id, &fr, &en, &[]));
        }
    }
    for [id, fr, en, isco] in rows(files::SKILLS, ["code", "title_fr", "title_en", "isco08"])? {
        all.push(code("SKILL", &files::skill_code(&id), &fr, &en, &[("isco08", &isco)]));
    }
    Ok(())
}

fn holidays() -> Outcome<Vec<Holiday>> {
    let lines = rows(files::HOLIDAYS, ["date", "name_fr", "kind", "estimated"])?;
    Ok(lines
        .into_iter()
        .filter_map(|[day, name, kind, estimated]| {
            Some(Holiday { day: parse_day(&day)?, name, kind, estimated: estimated == "1" })
        })
        .collect())
}

/// The agencies of the reference file; their ids come from their codes, so that two offices made apart agree.
pub fn agencies() -> Outcome<Vec<Agency>> {
    let towns = rows(files::TOWNS, ["code", "name"])?;
    let columns = [
        "code",
        "name",
        "kind",
        "province",
        "town",
        "serves",
        "hours",
        "reception_until",
        "slot_minutes",
        "valid_from",
        "valid_to",
    ];
    let lines = rows(files::AGENCIES, columns)?;
    Ok(lines
        .into_iter()
        .map(|[code, name, kind, province, town, serves, hours, reception_until, slot, from, to]| Agency {
            head: Head::new(agency_id(&code)),
            town: towns.iter().find(|[id, _]| *id == town).map(|[_, name]| name.clone()),
            serves: serves.split('|').map(str::to_owned).collect(),
            slot_minutes: slot.parse().unwrap_or(15),
            province: Some(province),
            valid_from: parse_day(&from),
            valid_to: parse_day(&to),
            code,
            name,
            kind,
            hours,
            reception_until,
            idle_minutes: None,
        })
        .collect())
}

fn agency_id(code: &str) -> RowId {
    /// 2026-01-01T00:00:00Z in milliseconds.
    const BEGIN: u64 = 1_767_225_600_000;
    let digest = Sha256::digest(code.as_bytes());
    let mut random = [0u8; 10];
    random.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    RowId(uuid::Builder::from_unix_timestamp_millis(BEGIN, &random).into_uuid())
}
