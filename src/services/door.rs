//! The door (security.md §2): which account a key names, login and password at a shared terminal, pauses after wrong guesses, sessions
//! opened, confirmed, locked, taken over and ended. Called by `session`, by the screens of login and pause, and by `sessions`.

use chrono::{DateTime, Utc};
use rustix::time::{ClockId, clock_gettime};
use uuid::Uuid;

use crate::domain::access::AccountKey;
use crate::domain::ids::{DeedId, RowId, SessionId};
use crate::domain::office::User;
use crate::domain::rights::{self, Deed, Owner};
use crate::fault::{Fault, Outcome};
use crate::services::own_login::Way;
use crate::services::password::{self, Verified};
use crate::services::session::{self, Entry, Opened};
use crate::services::{access, keys};
use crate::store::door::{self as store, Guess, Opening};
use crate::store::{Deed as Act, Desk, Engine, accounts, office, records};

pub use crate::store::door::{SessionRow, Watch};

/// Wrong guesses in a row that block an account until an administrator acts.
const BLOCKED: i64 = 100;
/// Guesses without a pause.
const FREE: i64 = 3;
/// The longest pause, seconds.
const LONGEST: i64 = 300;
/// Wrong passwords at the pause that end a session.
pub const TRIES: u32 = 5;
/// Minutes without a key until the pause, where the agency says nothing else.
pub const IDLE_MINUTES: i64 = 10;

/// Seconds to wait after so many wrong guesses in a row: 3 are free, then 2, 4, 8 … 300.
pub fn pause(failures: i64) -> i64 {
    if failures < FREE { 0 } else { 2_i64.saturating_pow(u32::try_from(failures - FREE + 1).unwrap_or(u32::MAX)).min(LONGEST) }
}

/// The clock since boot of this machine, with the boot's own number.
pub fn watch() -> Watch {
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default().trim().to_owned();
    let now = clock_gettime(ClockId::Boottime);
    Watch { boot, ms: now.tv_sec.saturating_mul(1000).saturating_add(now.tv_nsec / 1_000_000) }
}

/// Whose key it is that sshd let in. `auth` is what `ExposeAuthInfo` wrote: a line for each method, `publickey KIND BASE64`.
///
/// # Errors
/// `refused-key`: no key of ours, taken away, at its end, or of an account that doesn't work any more.
pub fn by_key(engine: &mut dyn Engine, auth: &str, now: DateTime<Utc>) -> Outcome<(AccountKey, Option<User>)> {
    let refused = || Fault::refused("refused-key");
    for line in auth.lines() {
        let Some(typed) = line.trim().strip_prefix("publickey ") else { continue };
        let Ok(public) = keys::read(typed) else { continue };
        let Some(key) = accounts::key(engine, &public.fingerprint)? else { continue };
        if !key.opens(now.date_naive()) {
            return Err(refused());
        }
        let Some(id) = key.account else { return Ok((key, None)) };
        let user: User = records::by_id(engine, id)?;
        return if user.active { Ok((key, Some(user))) } else { Err(refused()) };
    }
    Err(refused())
}

/// A good login: who, and how many wrong guesses came before it since when.
#[derive(Debug, Clone, PartialEq)]
pub struct LoggedIn {
    /// The account.
    pub user: User,
    /// Wrong guesses before this one.
    pub refused: i64,
    /// When the first of them was made.
    pub since: DateTime<Utc>,
}

/// Login and password at a shared terminal: the same words and the same time whether login or password is wrong.
///
/// # Errors
/// `refused-login`; `refused-guess-wait` with `seconds`; `refused-guess-blocked`; `refused-password-alone` for one of under 15 characters.
pub fn login(desk: &mut Desk, login: &str, typed: &str, watch: &Watch) -> Outcome<LoggedIn> {
    let login: String = login.trim().to_ascii_lowercase().chars().filter(char::is_ascii_graphic).take(32).collect();
    let found = guessed(desk, &login, typed, watch)?;
    let (Some(user), guesses) = found else { return Err(Fault::refused("refused-login")) };
    let id = user.head.id;
    let secret = desk.read(|read| store::secret(read, id))?;
    if secret.is_some_and(|s| s.chars < password::ALONE as i64) {
        return Err(Fault::refused("refused-password-alone").with("least", password::ALONE));
    }
    Ok(LoggedIn { user, refused: guesses.failures - 1, since: guesses.first_at })
}

/// One guess, counted before the hash is computed: so that a hundred at once are a hundred.
fn guessed(desk: &mut Desk, login: &str, typed: &str, watch: &Watch) -> Outcome<(Option<User>, store::Guesses)> {
    let act = desk.deed("guess");
    let guess = desk.write(act, |w| store::guess(w, login, watch, BLOCKED, pause))?;
    let guesses = match guess {
        Guess::Made(guesses) => guesses,
        Guess::Wait(g) if g.failures >= BLOCKED => return Err(Fault::refused("refused-guess-blocked")),
        Guess::Wait(g) => return Err(Fault::refused("refused-guess-wait").with("seconds", g.wait.max(1))),
    };
    let user = desk.read(|read| office::account(read, login))?.filter(|u| u.active);
    let secret = match &user {
        Some(user) => {
            let id = user.head.id;
            desk.read(|read| store::secret(read, id))?
        }
        None => None,
    };
    let verified = password::verify(typed, secret.as_ref())?;
    let known = user.as_ref().map(|u| u.head.id);
    if verified == Verified::Wrong {
        let subject = known.unwrap_or_default();
        // Of an unknown login nothing is kept: a password typed in the wrong field would stand there for good.
        let act = desk.deed("login_refused").because(user.as_ref().map_or("", |_| login));
        desk.write(act, |w| {
            w.saw("account", subject);
            Ok(())
        })?;
        return Ok((None, guesses));
    }
    let stronger = if verified == Verified::Weak { Some(password::hash(typed)?) } else { None };
    let act = desk.deed("login_right");
    desk.write(act, |w| {
        store::forget_guesses(w, login);
        if let (Some(id), Some(secret)) = (known, &stronger) {
            store::rehash(w, id, secret);
        }
        Ok(())
    })?;
    Ok((user, guesses))
}

/// Opens the session of an account: its row, its first audit row. Sessions of the account whose process is gone are ended with it, so a
/// ghost after a cut line is taken over with its draft. Gives the office and the account's other sessions.
pub fn enter(
    engine: Box<dyn Engine>,
    user: &User,
    post: &str,
    key: Option<RowId>,
    confirmed: bool,
) -> Outcome<(Opened, Entry, Vec<SessionRow>)> {
    let id = SessionId(Uuid::now_v7());
    let entry = Entry { login: user.login.clone(), post: post.to_owned(), session: id };
    let mut opened = session::entered(engine, &entry, false)?;
    let desk = &mut opened.desk;
    let boot = watch().boot;
    let account = user.head.id;
    // The door isn't asked for the row that is being made.
    let all = store::sessions(desk.engine(), Some(account))?;
    let (gone, others): (Vec<SessionRow>, Vec<SessionRow>) = all.into_iter().partition(|s| is_gone(s, &boot));
    let gone: Vec<SessionId> = gone.into_iter().map(|s| s.id).collect();
    let opening =
        Opening { id, account, login: &user.login, post, host: &boot, process: i64::from(std::process::id()), confirmed };
    let act = desk.deed("login");
    desk.write_at_the_door(act, |w| {
        store::open_session(w, &opening, &gone);
        if let Some(key) = key {
            store::key_used(w, key);
        }
        Ok(())
    })?;
    Ok((opened, entry, others))
}

/// The session that this very process opened before it started itself anew after the login.
///
/// # Errors
/// `refused-session-ended` for any other.
pub fn seated(way: &Way, id: &str) -> Outcome<(Opened, Entry)> {
    let mut engine = crate::store::open(way.office())?;
    let ended = || Fault::refused("refused-session-ended");
    let id = SessionId(Uuid::parse_str(id).map_err(|_| ended())?);
    let all = store::sessions(&mut *engine, None)?;
    let own = i64::from(std::process::id());
    let boot = watch().boot;
    let row = all.into_iter().find(|s| s.id == id && s.process == Some(own) && s.host.as_deref() == Some(boot.as_str()));
    let row = row.ok_or_else(ended)?;
    let entry = Entry { login: row.login, post: row.post, session: id };
    let own = way.open(&mut *engine, &entry.login)?;
    Ok((session::entered(own, &entry, false)?, entry))
}

/// Whether the process of a session on this machine is there no more.
fn is_gone(row: &SessionRow, boot: &str) -> bool {
    match (&row.host, row.process) {
        (Some(host), Some(process)) if host == boot => !std::path::Path::new(&format!("/proc/{process}")).exists(),
        // Of a boot that is over on this machine nothing is left; of another machine nothing is known.
        _ => false,
    }
}

/// The last audit row of a session, and its end.
pub fn leave(desk: &mut Desk) -> Outcome<()> {
    let Some(session) = desk.door_session() else { return Ok(()) };
    let (account, by) = (desk.who.user, desk.who.login.clone());
    let act = desk.deed("logout");
    desk.write_at_the_door(act, |w| {
        w.saw("account", account);
        store::end_session(w, session, &by);
        Ok(())
    })
}

/// The post is locked: said in the audit.
pub fn lock(desk: &mut Desk, deed: DeedId) -> Outcome<()> {
    if !desk.has_door() {
        return Ok(());
    }
    let account = desk.who.user;
    desk.write(Act::new(deed, "lock"), |w| {
        w.saw("account", account);
        Ok(())
    })
}

/// What the pause asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// Nothing: one's own file without a password.
    Open,
    /// The account's password.
    Password,
}

/// What the pause asks for in this session.
pub fn lock_of(desk: &mut Desk) -> Outcome<Lock> {
    let id = desk.who.user;
    let secret = desk.read(|read| store::secret(read, id))?;
    Ok(if secret.is_none() && !desk.has_door() { Lock::Open } else { Lock::Password })
}

/// The password of who works, typed again: after the pause, or for a deed marked `!` (security.md §3).
///
/// # Errors
/// `refused-unlock`; as [`login`] for too many guesses.
pub fn confirm(desk: &mut Desk, typed: &str, watch: &Watch) -> Outcome<()> {
    if lock_of(desk)? == Lock::Open {
        return Ok(());
    }
    let login = desk.who.login.clone();
    let (user, _) = guessed(desk, &login, typed, watch)?;
    if user.is_none() {
        return Err(Fault::refused("refused-unlock"));
    }
    let account = desk.who.user;
    let Some(session) = desk.door_session() else { return Ok(()) };
    let act = desk.deed("confirmed");
    desk.write(act, |w| {
        w.saw("account", account);
        store::confirm_session(w, session);
        Ok(())
    })?;
    desk.ask_the_door_again();
    desk.still_open()
}

/// On the command line: who types the password of this account acts as it, with its own roles.
///
/// # Errors
/// As [`login`].
pub fn stand_in(desk: &mut Desk, login: &str, typed: &str, watch: &Watch) -> Outcome<()> {
    let login = login.trim().to_ascii_lowercase();
    let (Some(user), _) = guessed(desk, &login, typed, watch)? else { return Err(Fault::refused("refused-login")) };
    desk.who.user = user.head.id;
    (desk.who.login, desk.who.name, desk.who.agency, desk.who.roles) = (user.login, user.name, user.agency, user.roles);
    Ok(())
}

/// Minutes without a key until the pause.
pub fn idle_minutes(desk: &mut Desk) -> Outcome<i64> {
    let agency = desk.who.agency.clone();
    let found = desk.read(|read| accounts::agency(read, &agency))?;
    Ok(found.and_then(|a| a.idle_minutes).unwrap_or(IDLE_MINUTES).clamp(5, 30))
}

/// Open sessions: one's own; every one for who makes accounts.
pub fn sessions(desk: &mut Desk) -> Outcome<Vec<SessionRow>> {
    let own = desk.who.user;
    let all = rights::allowed(&desk.who, Deed::Accounts, Owner::office()).is_ok();
    desk.read(|read| store::sessions(read, if all { None } else { Some(own) }))
}

/// One's own open sessions.
pub fn own_sessions(desk: &mut Desk) -> Outcome<Vec<SessionRow>> {
    let own = desk.who.user;
    desk.read(|read| store::sessions(read, Some(own)))
}

/// Ends a session: one's own other one, or any for who makes accounts. It closes at its next job, within a minute, its draft kept.
pub fn end(desk: &mut Desk, deed: DeedId, id: SessionId) -> Outcome<()> {
    let all = desk.read(|read| store::sessions(read, None))?;
    let row = all.into_iter().find(|s| s.id == id).ok_or(Fault::Missing("session"))?;
    if row.account != desk.who.user {
        access::may(desk, Deed::Accounts, Owner::agency(row.agency.clone()))?;
    }
    let by = desk.who.login.clone();
    desk.write(Act::new(deed, "session_end"), |w| {
        w.saw("account", row.account);
        store::end_session(w, id, &by);
        Ok(())
    })
}

/// Ends the session whose id ends so (as listed).
pub fn end_named(desk: &mut Desk, deed: DeedId, typed: &str) -> Outcome<SessionRow> {
    let row = desk.read(|read| store::session_named(read, typed))?;
    let row = row.ok_or_else(|| Fault::wrong("wrong-session").with("value", typed))?;
    end(desk, deed, row.id)?;
    Ok(row)
}

/// What was tried at the door and refused (an original command, an unknown key): in the audit, under the post.
pub fn refused(desk: &mut Desk, act: &'static str, said: &str) -> Outcome<()> {
    let subject = desk.who.user;
    let deed = desk.deed(act).because(said);
    desk.write_at_the_door(deed, |w| {
        w.saw("account", subject);
        Ok(())
    })
}

/// A desk for what is done before anybody is known: no role, the post as its name.
pub fn threshold(engine: Box<dyn Engine>, post: &str, agency: &str) -> Outcome<Desk> {
    session::threshold(engine, post, agency)
}
