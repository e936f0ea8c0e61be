//! The door's own rows: password hashes, wrong guesses, sessions (security.md §2). Hashes and guesses never come into the audit.
//! Called by `services/door`, `services/password`.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::ids::{Id, RowId, SessionId, UserId};
use crate::domain::record::instant_text;
use crate::fault::{Outcome, Value};
use crate::store::{DbError, Read, Row, Stmt, Write};

/// A password as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// PHC string: parameters, salt, hash.
    pub phc: String,
    /// Characters: a shared terminal asks for 15.
    pub chars: i64,
}

/// The password of an account.
pub fn secret(read: &mut dyn Read, account: UserId) -> Outcome<Option<Secret>> {
    let sql = "SELECT phc, chars FROM account_secret WHERE account = $1";
    Ok(read.one(sql, &[account.into()], |r| Ok(Secret { phc: r.text("phc")?.to_owned(), chars: r.int("chars")? }))?)
}

/// Keeps a password; the audit says that it was set, never what it is.
pub fn set_secret(write: &mut Write<'_>, account: UserId, secret: &Secret) {
    write.saw("account", account);
    rehash(write, account, secret);
}

/// The same password under greater parameters: nothing for the audit.
pub fn rehash(write: &mut Write<'_>, account: UserId, secret: &Secret) {
    let at = instant_text(write.now());
    write.execute(
        "INSERT INTO account_secret (account, phc, chars, set_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (account) DO UPDATE SET phc = excluded.phc, chars = excluded.chars, set_at = excluded.set_at",
        vec![account.into(), secret.phc.as_str().into(), secret.chars.into(), at.into()],
    );
}

/// The clock since boot of this machine: pauses are measured by it, so that a moved wall clock neither shortens nor lengthens them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// Which boot of which machine.
    pub boot: String,
    /// Milliseconds since.
    pub ms: i64,
}

/// Wrong guesses in a row at a login.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guesses {
    /// How many, this one included.
    pub failures: i64,
    /// When the first was made.
    pub first_at: DateTime<Utc>,
    /// Seconds still to wait; 0: may guess.
    pub wait: i64,
}

/// What became of the wish to guess.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guess {
    /// Counted beforehand as wrong (so that a hundred at once are a hundred); the good one clears it.
    Made(Guesses),
    /// In the pause, or blocked.
    Wait(Guesses),
}

/// Counts one more guess, unless the login is in its pause or has `most` failures. One statement decides, so two at once are two.
pub fn guess(write: &mut Write<'_>, login: &str, watch: &Watch, most: i64, pause: fn(i64) -> i64) -> Outcome<Guess> {
    let now = write.now();
    let at = instant_text(now);
    let count = Stmt::new(
        "INSERT INTO guess (login, failures, first_at, last_at, boot, until_ms, until_at) VALUES ($1, 1, $2, $2, $3, 0, $2) \
         ON CONFLICT (login) DO UPDATE SET failures = guess.failures + 1, last_at = excluded.last_at \
         WHERE guess.failures < $5 AND ((guess.boot = $3 AND guess.until_ms <= $4) OR (guess.boot <> $3 AND guess.until_at <= $2)) \
         RETURNING failures, first_at",
        vec![login.into(), at.as_str().into(), watch.boot.as_str().into(), watch.ms.into(), most.into()],
    );
    let engine = write.raw()?;
    let made = engine.flight(&[count])?.into_iter().next().unwrap_or_default();
    if let Some((failures, first_at)) = made.one(|r| Ok((r.int("failures")?, r.instant("first_at")?)))? {
        let seconds = pause(failures);
        engine.execute(
            "UPDATE guess SET boot = $2, until_ms = $3, until_at = $4 WHERE login = $1",
            &[
                login.into(),
                watch.boot.as_str().into(),
                (watch.ms + seconds * 1000).into(),
                instant_text(now + TimeDelta::seconds(seconds)).into(),
            ],
        )?;
        return Ok(Guess::Made(Guesses { failures, first_at, wait: 0 }));
    }
    let read: &mut dyn Read = engine;
    let found = guesses(read, login, watch, now)?;
    Ok(Guess::Wait(found.unwrap_or(Guesses { failures: 0, first_at: now, wait: 1 })))
}

/// The wrong guesses at a login so far.
pub fn guesses(read: &mut dyn Read, login: &str, watch: &Watch, now: DateTime<Utc>) -> Outcome<Option<Guesses>> {
    let sql = "SELECT failures, first_at, boot, until_ms, until_at FROM guess WHERE login = $1";
    Ok(read.one(sql, &[login.into()], |r| {
        let left = if r.text("boot")? == watch.boot {
            r.int("until_ms")? - watch.ms
        } else {
            r.instant("until_at")?.signed_duration_since(now).num_milliseconds()
        };
        Ok(Guesses {
            failures: r.int("failures")?,
            first_at: r.instant("first_at")?,
            wait: left.max(0).div_euclid(1000) + i64::from(left.max(0) % 1000 > 0),
        })
    })?)
}

/// The good one came, or an administrator lifts the block.
pub fn forget_guesses(write: &mut Write<'_>, login: &str) {
    write.execute("DELETE FROM guess WHERE login = $1", vec![login.into()]);
}

/// A session as listed.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionRow {
    /// Its id.
    pub id: SessionId,
    /// Whose.
    pub account: UserId,
    /// Login.
    pub login: String,
    /// Name of the account.
    pub name: String,
    /// Agency of the account.
    pub agency: String,
    /// Label of the key and address.
    pub post: String,
    /// Since when.
    pub opened_at: DateTime<Utc>,
    /// Boot of the machine on which its process runs, and the process.
    pub host: Option<String>,
    /// Number of the process.
    pub process: Option<i64>,
}

/// A session that begins: its first audit row says so.
pub struct Opening<'a> {
    /// Its id.
    pub id: SessionId,
    /// Whose.
    pub account: UserId,
    /// Login.
    pub login: &'a str,
    /// Label of the key and address.
    pub post: &'a str,
    /// Boot of this machine.
    pub host: &'a str,
    /// This process.
    pub process: i64,
    /// Whether the password was typed at the door.
    pub confirmed: bool,
}

/// Opens a session, and ends those of the account whose process is gone.
pub fn open_session(write: &mut Write<'_>, opening: &Opening<'_>, gone: &[SessionId]) {
    let at = instant_text(write.now());
    write.saw("account", opening.account);
    for id in gone {
        end_session(write, *id, "gone");
    }
    let confirmed = if opening.confirmed { at.as_str().into() } else { Value::Null };
    write.execute(
        "INSERT INTO session (id, account, login, post, opened_at, seen_at, valid, confirmed_at, host, process) \
         VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING",
        vec![
            opening.id.into(),
            opening.account.into(),
            opening.login.into(),
            opening.post.into(),
            at.as_str().into(),
            true.into(),
            confirmed,
            opening.host.into(),
            opening.process.into(),
        ],
    );
}

/// Ends a session: its next job finds it ended.
pub fn end_session(write: &mut Write<'_>, id: SessionId, by: &str) {
    let at = instant_text(write.now());
    write.execute(
        "UPDATE session SET valid = $3, ended_at = $2, ended_by = $4 WHERE id = $1 AND ended_at IS NULL",
        vec![id.into(), at.into(), false.into(), by.into()],
    );
}

/// The password was typed in this session.
pub fn confirm_session(write: &mut Write<'_>, id: SessionId) {
    let at = instant_text(write.now());
    write.execute("UPDATE session SET confirmed_at = $2 WHERE id = $1", vec![id.into(), at.into()]);
}

/// The key was used: shown in the list of keys.
pub fn key_used(write: &mut Write<'_>, key: RowId) {
    let at = instant_text(write.now());
    write.execute("UPDATE account_key SET used_at = $2 WHERE id = $1", vec![key.into(), at.into()]);
}

const SESSIONS: &str = "SELECT s.id, s.account, s.login, s.post, s.opened_at, s.host, s.process, a.name, a.agency \
                        FROM session s JOIN account a ON a.id = s.account WHERE s.ended_at IS NULL";

fn session_row(r: &Row<'_>) -> Result<SessionRow, DbError> {
    Ok(SessionRow {
        id: r.id("id")?,
        account: r.id("account")?,
        login: r.text("login")?.to_owned(),
        name: r.text("name")?.to_owned(),
        agency: r.text("agency")?.to_owned(),
        post: r.text("post")?.to_owned(),
        opened_at: r.instant("opened_at")?,
        host: r.opt_text("host")?.map(str::to_owned),
        process: r.opt_int("process")?,
    })
}

/// Sessions that are open, the oldest first: of one account, or all.
pub fn sessions(read: &mut dyn Read, account: Option<UserId>) -> Outcome<Vec<SessionRow>> {
    let (rest, args) = match account {
        Some(id) => (" AND s.account = $1", vec![id.into()]),
        None => ("", Vec::new()),
    };
    Ok(read.all(&format!("{SESSIONS}{rest} ORDER BY s.opened_at, s.id"), &args, session_row)?)
}

/// The open sessions of an account, seen inside its own deed: for ending them when it is disabled.
pub fn end_all_of(write: &mut Write<'_>, account: UserId, by: &str) {
    let at = instant_text(write.now());
    write.execute(
        "UPDATE session SET valid = $3, ended_at = $2, ended_by = $4 WHERE account = $1 AND ended_at IS NULL",
        vec![account.into(), at.into(), false.into(), by.into()],
    );
}

/// The session whose id ends so, as listed (6 characters at least); none or several: nothing.
pub fn session_named(read: &mut dyn Read, typed: &str) -> Outcome<Option<SessionRow>> {
    let plain = |id: SessionId| id.uuid().simple().to_string();
    let wanted = typed.to_ascii_lowercase().replace('-', "");
    let mut fits: Vec<SessionRow> = sessions(read, None)?.into_iter().filter(|s| plain(s.id).ends_with(&wanted)).collect();
    Ok(if wanted.len() >= 6 && fits.len() == 1 { fits.pop() } else { None })
}
