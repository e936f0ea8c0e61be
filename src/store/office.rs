//! Accounts and settings of an office. Called by `services/session` and `services/office`.

use chrono::{DateTime, Utc};

use crate::domain::office::User;
use crate::fault::{Outcome, Value};
use crate::store::records::where_;
use crate::store::{Engine, Read};

/// The account of a login, active or not.
pub fn account(read: &mut dyn Read, login: &str) -> Outcome<Option<User>> {
    Ok(where_::<User>(read, "login = $1", &[login.into()])?.pop())
}

/// The instant of the last deed; none in a new office. The training clock never goes back behind it.
pub fn last_deed(read: &mut dyn Read) -> Outcome<Option<DateTime<Utc>>> {
    let sql = "SELECT at FROM audit ORDER BY at DESC NULLS LAST LIMIT 1";
    Ok(read.one(sql, &[], |r| r.instant("at"))?)
}

/// Keeps a setting.
pub fn set(engine: &mut dyn Engine, key: &str, value: &str) -> Outcome<()> {
    let args: Vec<Value> = vec![key.into(), value.into()];
    engine.execute(
        "INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        &args,
    )?;
    Ok(())
}

/// A setting, if it is kept.
pub fn setting(read: &mut dyn Read, key: &str) -> Outcome<Option<String>> {
    Ok(read.one("SELECT value FROM setting WHERE key = $1", &[key.into()], |r| Ok(r.text("value")?.to_owned()))?)
}
