//! Accounts, roles, absences, keys and agencies (security.md §2, §3). A role that can read files waits for the word of a second person
//! (`services/consent`). Called by the screen of the administration and by the commands `user`, `agency`.

use chrono::NaiveDate;

use crate::domain::access::{AccountKey, Consent};
use crate::domain::fold;
use crate::domain::ids::{DeedId, Id, RowId, UserId};
use crate::domain::office::{Agency, User};
use crate::domain::record::Head;
use crate::domain::rights::{self, Deed, Owner};
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::consent;
use crate::services::{access, keys, office, password};
use crate::store::{Deed as Act, Desk, Read, accounts as store, door, records};

pub use crate::store::accounts::AccountRow;

/// An account as listed, with the roles that wait.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listed {
    /// Account, keys, last use.
    pub row: AccountRow,
    /// Roles that wait for a second person.
    pub waiting: Vec<String>,
    /// The wish that waits, for [`agree`].
    pub wish: Option<RowId>,
    /// Who may give that word, by name.
    pub confirms: Vec<String>,
}

/// All accounts by name; the head sees those of the own agency. Rights: `accounts`, or `confirm-accounts`.
pub fn list(desk: &mut Desk) -> Outcome<Vec<Listed>> {
    let whole = rights::allowed(&desk.who, Deed::Accounts, Owner::office()).is_ok();
    if !whole {
        access::may(desk, Deed::ConfirmAccounts, Owner::own(&desk.who))?;
    }
    let only = if whole { None } else { access::scope(&desk.who, Deed::ConfirmAccounts) };
    let now = desk.now();
    desk.read(|read| {
        let rows = store::list(read, only.as_deref(), now)?;
        let open = store::waiting(read, None)?;
        let listed = rows.into_iter().map(|row| {
            let user = &row.user;
            let Some(wish) = open.iter().find(|c| c.subject.uuid() == user.head.id.uuid()) else {
                return Ok(Listed { row, ..Listed::default() });
            };
            let waiting = wish.arguments.iter().filter(|r| !user.roles.contains(r)).cloned().collect();
            Ok(Listed { waiting, wish: Some(wish.head.id), confirms: confirmers(read, user)?, row })
        });
        listed.collect()
    })
}

/// The account of a login, as typed in any case.
///
/// # Errors
/// `wrong-login` with what was typed.
pub fn named(desk: &mut Desk, login: &str) -> Outcome<User> {
    let wanted = login.trim().to_ascii_lowercase();
    let found = desk.read(|read| crate::store::office::account(read, &wanted))?;
    found.ok_or_else(|| Fault::wrong("wrong-login").with("value", login))
}

/// A new account.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct New {
    /// Empty: made from the name.
    pub login: String,
    /// As shown.
    pub name: String,
    /// Role ids.
    pub roles: Vec<String>,
    /// Agency's code.
    pub agency: String,
}

/// What became of a wish for roles.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Given {
    /// The account as it is now.
    pub user: User,
    /// Roles that wait for a second person.
    pub waiting: Vec<String>,
    /// Who may give that word, by name.
    pub confirms: Vec<String>,
}

/// Makes an account. Roles that can read files wait for the word of the agency's head or of the auditor.
///
/// # Errors
/// `flaw-…` at a field; as [`access::may`].
pub fn add(desk: &mut Desk, deed: DeedId, new: &New) -> Outcome<Given> {
    access::may(desk, Deed::Accounts, Owner::agency(new.agency.clone()))?;
    let login = if new.login.trim().is_empty() { office::login_of(&new.name) } else { new.login.trim().to_ascii_lowercase() };
    let mut flaws = Vec::new();
    if login.is_empty() || login.len() > 32 || !login.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)) {
        flaws.push(Flaw::new("login", "flaw-login"));
    }
    if desk.read(|read| crate::store::office::account(read, &login))?.is_some() {
        flaws.push(Flaw::new("login", "flaw-login-taken").with("login", &login));
    }
    flaws.extend(wrong_roles(&new.roles));
    if desk.read(|read| store::agency(read, &new.agency))?.is_none() {
        flaws.push(Flaw::new("agency", "flaw-agency-unknown").with("value", &new.agency));
    }
    if !flaws.is_empty() {
        return Err(Fault::Flaws(flaws));
    }
    let (now, wait) = split(&[], &new.roles);
    let user =
        User { login, name: new.name.trim().to_owned(), roles: now, agency: new.agency.clone(), active: true, ..User::default() };
    let user = desk.write(Act::new(deed, "account_new"), |w| {
        let user = User { head: Head::new(w.new_id()), ..user.clone() };
        w.insert(&user)?;
        if !wait.is_empty() {
            consent::ask_in(w, &user, &wait)?;
        }
        Ok(user)
    })?;
    given(desk, user, wait)
}

/// Sets the roles of an account: what is taken away goes at once, what can read files waits for a second person.
///
/// # Errors
/// As [`add`]; `refused-last-admin` where nobody could administer any more.
pub fn set_roles(desk: &mut Desk, deed: DeedId, login: &str, roles: &[String]) -> Outcome<Given> {
    let before = named(desk, login)?;
    access::may(desk, Deed::Accounts, Owner::agency(before.agency.clone()))?;
    let flaws = wrong_roles(roles);
    if !flaws.is_empty() {
        return Err(Fault::Flaws(flaws));
    }
    let (now, wait) = split(&before.roles, roles);
    if !now.iter().any(|r| r == "admin") {
        not_the_last(desk, &before)?;
    }
    let after = User { roles: now, ..before.clone() };
    desk.write(Act::new(deed, "account_roles"), |w| {
        w.update(&before, &after)?;
        consent::withdraw_in(w, &before)?;
        if wait.is_empty() { Ok(()) } else { consent::ask_in(w, &before, &wait) }
    })?;
    given(desk, after, wait)
}

fn wrong_roles(roles: &[String]) -> Vec<Flaw> {
    let known = |r: &&String| !rights::ROLES.iter().any(|(_, id)| id == r);
    roles.iter().filter(known).map(|r| Flaw::new("roles", "flaw-role").with("value", r)).collect()
}

/// Which roles are given at once, and all that are wished when some must wait: those that read files, and the administrator's for
/// who reads files (security.md §3).
fn split(had: &[String], wished: &[String]) -> (Vec<String>, Vec<String>) {
    let reads = |r: &String| rights::READERS.contains(&r.as_str());
    let any_reader = wished.iter().any(reads);
    let waits = |r: &&String| !had.contains(r) && (reads(r) || (r.as_str() == "admin" && any_reader));
    let wait: Vec<String> = wished.iter().filter(waits).cloned().collect();
    let now = wished.iter().filter(|r| !wait.contains(r)).cloned().collect();
    (now, wait)
}

fn given(desk: &mut Desk, user: User, waiting: Vec<String>) -> Outcome<Given> {
    let user: User = desk.read(|read| records::by_id(read, user.head.id))?;
    let confirms = if waiting.is_empty() { Vec::new() } else { desk.read(|read| confirmers(read, &user))? };
    Ok(Given { user, waiting, confirms })
}

/// Who may give the word for an account: the heads of its agency and the auditors, never the account itself.
fn confirmers(read: &mut dyn Read, user: &User) -> Outcome<Vec<String>> {
    let mut all = store::holders(read, "head", Some(&user.agency))?;
    all.extend(store::holders(read, "auditor", None)?);
    Ok(all.into_iter().filter(|u| u.head.id != user.head.id).map(|u| u.name).collect())
}

/// The second person's word: the roles are given.
///
/// # Errors
/// As [`consent::agree`].
pub fn agree(desk: &mut Desk, deed: DeedId, id: RowId) -> Outcome<User> {
    consent::agree(desk, deed, id, |w, consent| {
        let account = UserId::from_uuid(consent.subject.uuid());
        let before: User = records::by_id(w.reader(), account)?;
        if w.replayed() {
            return Ok(before);
        }
        let mut after = before.clone();
        after.roles.extend(consent.arguments.iter().filter(|r| !before.roles.contains(r)).cloned());
        w.update(&before, &after)?;
        Ok(after)
    })
}

/// Roles that wait about an account.
pub fn waiting_for(desk: &mut Desk, user: UserId) -> Outcome<Option<Consent>> {
    let all = consent::waiting(desk)?;
    Ok(all.into_iter().find(|c| c.subject.uuid() == user.uuid()))
}

/// Lets an account work, or no longer: its sessions end within a minute.
///
/// # Errors
/// `refused-last-admin`; as [`access::may`].
pub fn set_active(desk: &mut Desk, deed: DeedId, login: &str, active: bool) -> Outcome<User> {
    let before = named(desk, login)?;
    access::may(desk, Deed::Accounts, Owner::agency(before.agency.clone()))?;
    if !active {
        not_the_last(desk, &before)?;
    }
    let after = User { active, ..before.clone() };
    let by = desk.who.login.clone();
    desk.write(Act::new(deed, if active { "account_enable" } else { "account_disable" }), |w| {
        w.update(&before, &after)?;
        if active {
            door::forget_guesses(w, &before.login);
        } else {
            door::end_all_of(w, before.head.id, &by);
        }
        Ok(())
    })?;
    Ok(after)
}

fn not_the_last(desk: &mut Desk, user: &User) -> Outcome<()> {
    let admins = desk.read(|read| store::holders(read, "admin", None))?;
    let own = user.roles.iter().any(|r| r == "admin") && user.active;
    if own && admins.iter().all(|a| a.head.id == user.head.id) {
        return Err(Fault::refused("refused-last-admin"));
    }
    Ok(())
}

/// Away from, until, and who sees the tasks meanwhile: by the administrator or the agency's head.
///
/// # Errors
/// `flaw-…` at a field; as [`access::may`].
pub fn absence(
    desk: &mut Desk,
    deed: DeedId,
    login: &str,
    days: Option<(NaiveDate, Option<NaiveDate>)>,
    deputy: Option<&str>,
) -> Outcome<User> {
    let before = named(desk, login)?;
    if rights::allowed(&desk.who, Deed::Accounts, Owner::agency(before.agency.clone())).is_err() {
        access::may(desk, Deed::Decide, Owner::agency(before.agency.clone()))?;
    }
    let deputy = deputy.map(|login| named(desk, login)).transpose()?;
    if let Some((from, Some(to))) = days
        && to < from
    {
        return Err(Fault::Flaws(vec![Flaw::new("absent_to", "flaw-absent-to")]));
    }
    if let Some(other) = &deputy
        && (other.head.id == before.head.id || other.agency != before.agency || !other.active)
    {
        return Err(Fault::Flaws(vec![Flaw::new("deputy", "flaw-deputy").with("agency", &before.agency)]));
    }
    let after = User {
        absent_from: days.map(|(from, _)| from),
        absent_to: days.and_then(|(_, to)| to),
        deputy: deputy.map(|d| d.head.id),
        ..before.clone()
    };
    desk.write(Act::new(deed, "account_absence"), |w| w.update(&before, &after))?;
    Ok(after)
}

/// Makes a password for an account and gives it, once: nobody can read it again. A block after wrong guesses is lifted.
///
/// # Errors
/// As [`access::may`].
pub fn new_password(desk: &mut Desk, deed: DeedId, login: &str) -> Outcome<String> {
    let user = named(desk, login)?;
    access::may(desk, Deed::Accounts, Owner::agency(user.agency.clone()))?;
    let made = password::make()?;
    set_secret(desk, deed, &user, &made)?;
    Ok(made)
}

/// One's own password, by who typed the former one (the door asked for it). `alone`: it must do without a personal key.
///
/// # Errors
/// `flaw-password-…`; `refused-password` when the former one was not typed just now.
pub fn own_password(desk: &mut Desk, deed: DeedId, typed: &str) -> Outcome<()> {
    if !desk.confirmed() {
        return Err(Fault::refused("refused-password"));
    }
    let id = desk.who.user;
    let (user, keys): (User, Vec<AccountKey>) = desk.read(|read| Ok((records::by_id(read, id)?, store::keys_of(read, id)?)))?;
    let today = desk.rules.today;
    let least = if keys.iter().any(|k| k.opens(today)) { password::BESIDE_A_KEY } else { password::ALONE };
    let office = desk.rules.setting("office_name", "").to_owned();
    password::check(typed, least, &[&user.login, &user.name, &office])?;
    set_secret(desk, deed, &user, typed)
}

fn set_secret(desk: &mut Desk, deed: DeedId, user: &User, typed: &str) -> Outcome<()> {
    let secret = password::hash(typed)?;
    desk.write(Act::new(deed, "account_password"), |w| {
        door::set_secret(w, user.head.id, &secret);
        door::forget_guesses(w, &user.login);
        Ok(())
    })
}

/// Whose a new key is.
#[derive(Debug, Clone, PartialEq)]
pub enum KeyOf {
    /// A person's, by login.
    Person(String),
    /// A shared terminal's: the agency.
    Terminal(String),
}

/// A new key, as pasted or read from a file.
///
/// # Errors
/// `flaw-key-…`; `flaw-key-taken` when it belongs to somebody; as [`access::may`].
pub fn add_key(
    desk: &mut Desk,
    deed: DeedId,
    whose: &KeyOf,
    typed: &str,
    label: &str,
    ends_on: Option<NaiveDate>,
) -> Outcome<AccountKey> {
    let (account, agency) = match whose {
        KeyOf::Person(login) => {
            let user = named(desk, login)?;
            (Some(user.head.id), user.agency)
        }
        KeyOf::Terminal(agency) => (None, agency.to_uppercase()),
    };
    access::may(desk, Deed::Accounts, Owner::agency(agency.clone()))?;
    let public = keys::read(typed)?;
    let (taken, known) =
        desk.read(|read| Ok((store::key(read, &public.fingerprint)?, store::agency(read, &agency)?.is_some())))?;
    if let Some(other) = taken {
        return Err(Fault::Flaws(vec![Flaw::new("public_key", "flaw-key-taken").with("label", other.label)]));
    }
    if !known {
        return Err(Fault::Flaws(vec![Flaw::new("agency", "flaw-agency-unknown").with("value", &agency)]));
    }
    let key = AccountKey {
        kind: if account.is_some() { "personal" } else { "terminal" }.to_owned(),
        account,
        agency,
        label: label.trim().to_owned(),
        public_key: public.text,
        fingerprint: public.fingerprint,
        ends_on,
        ..AccountKey::default()
    };
    desk.write(Act::new(deed, "key_new"), |w| {
        let key = AccountKey { head: Head::new(w.new_id()), ..key.clone() };
        w.insert(&key)?;
        Ok(key)
    })
}

/// Takes a key away; it never opens again.
pub fn end_key(desk: &mut Desk, deed: DeedId, id: RowId) -> Outcome<AccountKey> {
    let before: AccountKey = desk.read(|read| records::by_id(read, id))?;
    access::may(desk, Deed::Accounts, Owner::agency(before.agency.clone()))?;
    let after = AccountKey { ended_at: Some(desk.now()), ..before.clone() };
    desk.write(Act::new(deed, "key_end"), |w| if before.ended_at.is_some() { Ok(()) } else { w.update(&before, &after) })?;
    Ok(after)
}

/// Every key that was not taken away, with its login. Rights: `accounts`.
pub fn all_keys(desk: &mut Desk) -> Outcome<Vec<(AccountKey, Option<String>)>> {
    access::may(desk, Deed::Accounts, Owner::office())?;
    desk.read(store::keys)
}

/// The agencies, by code.
pub fn agencies(desk: &mut Desk) -> Outcome<Vec<Agency>> {
    desk.read(store::agencies)
}

/// A new agency, with the hours of the others until it says its own.
///
/// # Errors
/// `flaw-…`; as [`access::may`].
pub fn add_agency(desk: &mut Desk, deed: DeedId, new: &Agency) -> Outcome<Agency> {
    access::may(desk, Deed::Settings, Owner::office())?;
    let code: String = fold::fold(&new.code).to_uppercase();
    if code.len() != 3 || !code.chars().all(|c| c.is_ascii_uppercase()) {
        return Err(Fault::Flaws(vec![Flaw::new("code", "flaw-agency-code")]));
    }
    if desk.read(|read| store::agency(read, &code))?.is_some() {
        return Err(Fault::Flaws(vec![Flaw::new("code", "flaw-agency-taken").with("value", &code)]));
    }
    let agency = Agency { code, ..new.clone() };
    desk.write(Act::new(deed, "agency_new"), |w| {
        let agency = Agency { head: Head::new(w.new_id()), ..agency.clone() };
        w.insert(&agency)?;
        Ok(agency)
    })
}

/// Changes an agency.
pub fn change_agency(desk: &mut Desk, deed: DeedId, before: &Agency, after: &Agency) -> Outcome<()> {
    access::may(desk, Deed::Settings, Owner::office())?;
    desk.write(Act::new(deed, "agency_change"), |w| w.update(before, after))
}

/// On the command line the owner of the file acts: for accounts under the name of an administrator, when there is one, so that the
/// head can be the second person.
pub fn as_admin(desk: &mut Desk) -> Outcome<()> {
    let admins = desk.read(|read| store::holders(read, "admin", None))?;
    if desk.has_door() || admins.iter().any(|a| a.head.id == desk.who.user) {
        return Ok(());
    }
    if let Some(admin) = admins.into_iter().next() {
        desk.who.user = admin.head.id;
        (desk.who.login, desk.who.name) = (admin.login, admin.name);
    }
    Ok(())
}
