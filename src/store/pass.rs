//! Whether this desk's session still stands, and when its password was last typed (security.md §2): read again by the desk itself,
//! at most twice a minute, so that ending a session or disabling an account acts within 60 seconds. One's own file has no door:
//! nothing is asked there.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::ids::SessionId;
use crate::fault::{Fault, Outcome};
use crate::store::{Deed, Desk, Read, Write};

/// How old the answer of the session's row may be.
const AGE: Duration = Duration::from_secs(30);
/// A session lasts no longer (security.md §2).
const LONGEST: TimeDelta = TimeDelta::hours(12);
/// Deeds marked `!` ask for the password when it was last typed longer ago (security.md §3).
const CONFIRMED: TimeDelta = TimeDelta::minutes(15);

/// How a desk came in.
#[derive(Debug, Default)]
pub(super) struct Pass {
    /// Through the door: its row in `session`; else it is the owner of the file.
    door: Option<SessionId>,
    asked: Option<Instant>,
    confirmed_at: Option<DateTime<Utc>>,
    /// The reason given for the reading that runs now.
    reason: Option<String>,
}

impl Desk {
    /// From here on this session's row is asked. Its first desk chains its audit under the same id; a second one under its own.
    pub fn came_through_the_door(&mut self, session: SessionId) {
        self.pass.door = Some(session);
        self.pass.asked = None;
    }
    /// Whether there is a door: false for the owner of a file, who holds all roles and types no password.
    pub fn has_door(&self) -> bool {
        self.pass.door.is_some()
    }
    /// The session that came through the door.
    pub fn door_session(&self) -> Option<SessionId> {
        self.pass.door
    }
    /// The next read or write asks the session's row again.
    pub fn ask_the_door_again(&mut self) {
        self.pass.asked = None;
    }
    /// Whether the password was typed within the last 15 minutes; always so where there is no door.
    pub fn confirmed(&self) -> bool {
        let fresh = |at: DateTime<Utc>| self.now().signed_duration_since(at) <= CONFIRMED;
        self.pass.door.is_none() || self.pass.confirmed_at.is_some_and(fresh)
    }
    /// Runs with a reason, for what asks for one (`m`) without being one file.
    pub fn because<T>(&mut self, reason: impl Into<String>, f: impl FnOnce(&mut Desk) -> T) -> T {
        let was = self.pass.reason.replace(reason.into());
        let found = f(self);
        self.pass.reason = was;
        found
    }
    /// The reason that was given.
    pub fn reason(&self) -> Option<&str> {
        self.pass.reason.as_deref()
    }

    /// A write that the session's row can't be asked about: it is being made, or ended.
    pub fn write_at_the_door<T>(&mut self, deed: Deed, f: impl FnMut(&mut Write<'_>) -> Outcome<T>) -> Outcome<T> {
        let door = self.pass.door.take();
        let done = self.write(deed, f);
        self.pass.door = door;
        done
    }

    /// [`Fault::Refused`] `refused-session-ended` when the session was ended, its account disabled, or its time is over. Roles and
    /// name are taken anew from the account.
    pub fn still_open(&mut self) -> Outcome<()> {
        let Some(session) = self.pass.door.filter(|_| self.pass.asked.is_none_or(|at| at.elapsed() >= AGE)) else {
            return Ok(());
        };
        let sql = "SELECT s.valid, s.opened_at, s.confirmed_at, a.active, a.roles, a.name FROM session s \
                   JOIN account a ON a.id = s.account WHERE s.id = $1";
        let read: &mut dyn Read = self.engine();
        let row = read.one(sql, &[session.into()], |r| {
            let roles = r.opt_text("roles")?.unwrap_or_default().split('|').filter(|w| !w.is_empty());
            Ok(Row {
                open: r.flag("valid")? && r.flag("active")?,
                opened_at: r.instant("opened_at")?,
                confirmed_at: r.opt_instant("confirmed_at")?,
                roles: roles.map(str::to_owned).collect(),
                name: r.text("name")?.to_owned(),
            })
        })?;
        let now = self.now();
        match row {
            Some(row) if row.open && now.signed_duration_since(row.opened_at) < LONGEST => {
                self.pass.asked = Some(Instant::now());
                self.pass.confirmed_at = row.confirmed_at;
                (self.who.roles, self.who.name) = (row.roles, row.name);
                Ok(())
            }
            _ => Err(Fault::refused("refused-session-ended")),
        }
    }
}

struct Row {
    open: bool,
    opened_at: DateTime<Utc>,
    confirmed_at: Option<DateTime<Utc>>,
    roles: Vec<String>,
    name: String,
}
