//! Accounts, agencies, keys and what waits for a second person (security.md §2, §3). Called by `services/accounts`,
//! `services/access`, `services/consent`.

use chrono::{DateTime, Utc};

use crate::domain::access::{AccountKey, Consent, Reading};
use crate::domain::ids::{PersonId, RowId, UserId};
use crate::domain::office::{Agency, User};
use crate::domain::record::instant_text;
use crate::fault::Outcome;
use crate::store::Read;
use crate::store::records::{columns, from_row, where_};

/// An account as listed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AccountRow {
    /// The account.
    pub user: User,
    /// Keys that open the door.
    pub keys: i64,
    /// Whether a password is set.
    pub secret: bool,
    /// When a session of it was last opened.
    pub last: Option<DateTime<Utc>>,
}

/// Every account, by name; of one agency, or of all. One statement.
pub fn list(read: &mut dyn Read, agency: Option<&str>, now: DateTime<Utc>) -> Outcome<Vec<AccountRow>> {
    let own: Vec<String> = columns::<User>().split(", ").map(|c| format!("a.{c}")).collect();
    let only = if agency.is_some() { "WHERE a.agency = $2" } else { "" };
    let sql = format!(
        "SELECT {}, (SELECT CAST(count(*) AS BIGINT) FROM account_key k WHERE k.account = a.id AND k.ended_at IS NULL \
         AND (k.ends_on IS NULL OR k.ends_on >= $1)) AS keys, s.set_at, \
         (SELECT max(o.opened_at) FROM session o WHERE o.account = a.id) AS last \
         FROM account a LEFT JOIN account_secret s ON s.account = a.id {only} ORDER BY a.name, a.login",
        own.join(", ")
    );
    let today = now.format("%Y-%m-%d").to_string();
    let mut args = vec![today.into()];
    args.extend(agency.map(Into::into));
    Ok(read.all(&sql, &args, |row| {
        Ok(AccountRow {
            user: from_row(row)?,
            keys: row.int("keys")?,
            secret: row.opt_text("set_at")?.is_some(),
            last: row.opt_instant("last")?,
        })
    })?)
}

/// Active accounts that hold this role, of one agency or of all, by name.
pub fn holders(read: &mut dyn Read, role: &str, agency: Option<&str>) -> Outcome<Vec<User>> {
    let all = match agency {
        Some(code) => where_::<User>(read, "active = $1 AND agency = $2 ORDER BY name", &[true.into(), code.into()])?,
        None => where_::<User>(read, "active = $1 ORDER BY name", &[true.into()])?,
    };
    Ok(all.into_iter().filter(|u| u.roles.iter().any(|r| r == role)).collect())
}

/// Every agency, by code.
pub fn agencies(read: &mut dyn Read) -> Outcome<Vec<Agency>> {
    where_::<Agency>(read, "version >= $1 ORDER BY code", &[0.into()])
}

/// The agency of a code.
pub fn agency(read: &mut dyn Read, code: &str) -> Outcome<Option<Agency>> {
    Ok(where_::<Agency>(read, "code = $1", &[code.into()])?.pop())
}

/// Keys of an account, the newest first.
pub fn keys_of(read: &mut dyn Read, account: UserId) -> Outcome<Vec<AccountKey>> {
    where_::<AccountKey>(read, "account = $1 ORDER BY created_at DESC NULLS LAST, id", &[account.into()])
}

/// Every key that was not taken away, with the login of its account (none of a shared terminal), in the order of their making.
pub fn keys(read: &mut dyn Read) -> Outcome<Vec<(AccountKey, Option<String>)>> {
    let own: Vec<String> = columns::<AccountKey>().split(", ").map(|c| format!("k.{c}")).collect();
    let sql = format!(
        "SELECT {}, a.login, a.active FROM account_key k LEFT JOIN account a ON a.id = k.account \
         WHERE k.ended_at IS NULL ORDER BY k.created_at NULLS LAST, k.id",
        own.join(", ")
    );
    let all = read.all(&sql, &[], |row| {
        let active = row.opt_flag("active")?.unwrap_or(true);
        Ok((from_row::<AccountKey>(row)?, row.opt_text("login")?.map(str::to_owned), active))
    })?;
    Ok(all.into_iter().filter(|(_, _, active)| *active).map(|(key, login, _)| (key, login)).collect())
}

/// The key of a fingerprint, taken away or not.
pub fn key(read: &mut dyn Read, fingerprint: &str) -> Outcome<Option<AccountKey>> {
    Ok(where_::<AccountKey>(read, "fingerprint = $1", &[fingerprint.into()])?.pop())
}

/// What waits for a second person: of one agency, or everywhere.
pub fn waiting(read: &mut dyn Read, agency: Option<&str>) -> Outcome<Vec<Consent>> {
    match agency {
        Some(code) => where_::<Consent>(read, "outcome IS NULL AND agency = $1 ORDER BY asked_at, id", &[code.into()]),
        None => where_::<Consent>(read, "outcome IS NULL ORDER BY asked_at, id", &[]),
    }
}

/// What waits about one record, of one kind.
pub fn waiting_about(read: &mut dyn Read, kind: &str, subject: RowId) -> Outcome<Vec<Consent>> {
    let rest = "outcome IS NULL AND kind = $1 AND subject = $2 ORDER BY asked_at, id";
    where_::<Consent>(read, rest, &[kind.into(), subject.into()])
}

/// Whether this account may read this file by a reason given earlier, and that reason.
pub fn reading(read: &mut dyn Read, account: UserId, person: PersonId, now: DateTime<Utc>) -> Outcome<Option<Reading>> {
    let rest = "account = $1 AND person = $2 AND until_at > $3 ORDER BY until_at DESC NULLS LAST";
    Ok(where_::<Reading>(read, rest, &[account.into(), person.into(), instant_text(now).into()])?.into_iter().next())
}

/// The agencies of these people's files, each once.
pub fn agencies_of(read: &mut dyn Read, people: &[PersonId]) -> Outcome<Vec<String>> {
    let mut all: Vec<String> = Vec::new();
    for block in people.chunks(500) {
        let marks: Vec<String> = (1..=block.len()).map(|n| format!("${n}")).collect();
        let sql = format!("SELECT DISTINCT agency FROM person WHERE id IN ({}) ORDER BY agency", marks.join(", "));
        let args: Vec<_> = block.iter().map(|id| (*id).into()).collect();
        all.extend(read.all(&sql, &args, |r| Ok(r.text("agency")?.to_owned()))?);
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// Who is in charge of a person's file (of its registration that is open, else of the last one), and the file's agency.
pub fn in_charge(read: &mut dyn Read, person: PersonId) -> Outcome<(String, Option<UserId>)> {
    crate::store::file::owner(read, person)
}
