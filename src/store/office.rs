//! What a session needs to know before its first screen: code lists, holidays, delays, settings, accounts. One round trip.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::domain::calendar::Calendar;
use crate::domain::code::{Code, Codes};
use crate::domain::delays::Delays;
use crate::domain::office::User;
use crate::domain::record::parse_day;
use crate::domain::rules::Rules;
use crate::fault::{Fault, Outcome};
use crate::store::records::where_;
use crate::store::{Read, Stmt};

/// Code lists, calendar, delays and settings; `today` is left to the caller's clock. One round trip.
pub fn rules(read: &mut dyn Read) -> Outcome<Rules> {
    let ran = read.gather(&[
        Stmt::new("SELECT key, value FROM setting", Vec::new()),
        Stmt::new("SELECT list, code, fr, en, extra, valid_from, valid_to FROM code", Vec::new()),
        Stmt::new("SELECT day, name FROM holiday", Vec::new()),
        Stmt::new("SELECT rule, name, value FROM delay", Vec::new()),
    ])?;
    let mut ran = ran.into_iter();
    let mut next = || ran.next().ok_or_else(|| Fault::broken("a flight came back short"));
    let settings: Vec<(String, String)> = next()?.all(|r| Ok((r.text("key")?.to_owned(), r.text("value")?.to_owned())))?;
    let codes: Vec<Code> = next()?.all(|r| {
        Ok(Code {
            list: r.text("list")?.to_owned(),
            code: r.text("code")?.to_owned(),
            fr: r.text("fr")?.to_owned(),
            en: r.text("en")?.to_owned(),
            extra: Code::parse_extra(r.text("extra")?),
            valid_from: r.opt_text("valid_from")?.and_then(parse_day),
            valid_to: r.opt_text("valid_to")?.and_then(parse_day),
        })
    })?;
    let holidays = next()?.all(|r| Ok((r.day("day")?, r.text("name")?.to_owned())))?;
    let delays: Vec<(String, String, i64)> =
        next()?.all(|r| Ok((r.text("rule")?.to_owned(), r.text("name")?.to_owned(), r.int("value")?)))?;
    Ok(Rules {
        codes: Arc::new(Codes::new(codes)),
        calendar: Arc::new(Calendar::new(holidays)),
        delays: Arc::new(Delays::new(delays)),
        settings: Arc::new(settings.into_iter().collect::<BTreeMap<_, _>>()),
        ..Rules::default()
    })
}

/// The account of a login, active or not.
pub fn account(read: &mut dyn Read, login: &str) -> Outcome<Option<User>> {
    Ok(where_::<User>(read, "login = $1", &[login.into()])?.pop())
}

/// The instant of the last deed; none in a new office. The training clock never goes back behind it.
pub fn last_deed(read: &mut dyn Read) -> Outcome<Option<DateTime<Utc>>> {
    let sql = "SELECT at FROM audit ORDER BY at DESC NULLS LAST LIMIT 1";
    Ok(read.one(sql, &[], |r| r.instant("at"))?)
}
