//! What one person asks and another confirms (security.md §3, « two persons ») about accounts: a role that can read files. Called by
//! `services/accounts`; the head sees what waits in Administration. An erasure keeps its own wish with the file's safeguards
//! (`services/erasure`), where the server holds it too.

use crate::domain::access::Consent;
use crate::domain::ids::{DeedId, Id, RowId};
use crate::domain::office::User;
use crate::domain::record::{Head, Record as _};
use crate::domain::rights::{self, Deed, Owner};
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::store::{Deed as Act, Desk, Write, accounts, records};

/// The one kind: a role that can read files; arguments: every role wanted.
const ROLE: &str = "role";

/// Asks for roles of an account, inside the asker's own deed, whose right was asked already. A wish about the same account that still
/// waits is taken back first. Nothing is done until another agrees.
pub fn ask_in(w: &mut Write<'_>, user: &User, roles: &[String]) -> Outcome<()> {
    withdraw_in(w, user)?;
    let consent = Consent {
        head: Head::new(w.new_id()),
        kind: ROLE.to_owned(),
        subject_kind: User::TABLE.to_owned(),
        subject: RowId::from_uuid(user.head.id.uuid()),
        agency: user.agency.clone(),
        arguments: roles.to_vec(),
        asked_by: w.who().user,
        asked_at: Some(w.now()),
        ..Consent::default()
    };
    w.insert(&consent)
}

/// What waited about this account is taken back.
pub fn withdraw_in(w: &mut Write<'_>, user: &User) -> Outcome<()> {
    for before in accounts::waiting_about(w.reader(), ROLE, RowId::from_uuid(user.head.id.uuid()))? {
        let after = Consent { outcome: Some("withdrawn".to_owned()), decided_at: Some(w.now()), ..before.clone() };
        w.update(&before, &after)?;
    }
    Ok(())
}

/// What waits for a second person, of the own agency, or of all for who confirms everywhere (the auditor).
pub fn waiting(desk: &mut Desk) -> Outcome<Vec<Consent>> {
    let scope = access::scope(&desk.who, Deed::ConfirmAccounts);
    desk.read(|read| accounts::waiting(read, scope.as_deref()))
}

/// Agrees: `act` does what was asked, in the same transaction. Never by who asked.
///
/// # Errors
/// `refused-same-person`, `refused-decided`; as [`access::may`] for the right to confirm; what `act` refuses.
pub fn agree<T>(
    desk: &mut Desk,
    deed: DeedId,
    id: RowId,
    mut act: impl FnMut(&mut Write<'_>, &Consent) -> Outcome<T>,
) -> Outcome<T> {
    let before = to_decide(desk, id)?;
    desk.write(Act::new(deed, "agree"), |w| {
        settle(w, &before, "agreed")?;
        act(w, &before)
    })
}

/// Says no; nothing is done.
///
/// # Errors
/// As [`agree`]. Who asked takes it back with the same call.
pub fn refuse(desk: &mut Desk, deed: DeedId, id: RowId) -> Outcome<()> {
    let before: Consent = desk.read(|read| records::by_id(read, id))?;
    if before.asked_by == desk.who.user && desk.has_door() {
        return desk.write(Act::new(deed, "withdraw"), |w| settle(w, &before, "withdrawn"));
    }
    let before = to_decide(desk, id)?;
    desk.write(Act::new(deed, "refuse_consent"), |w| settle(w, &before, "refused"))
}

fn to_decide(desk: &mut Desk, id: RowId) -> Outcome<Consent> {
    let before: Consent = desk.read(|read| records::by_id(read, id))?;
    access::may(desk, Deed::ConfirmAccounts, Owner::agency(before.agency.clone()))?;
    if before.outcome.is_some() {
        return Err(Fault::refused("refused-decided"));
    }
    if before.asked_by == desk.who.user
        && (desk.has_door() || another_can(desk, Deed::ConfirmAccounts, &before.agency, before.subject)?)
    {
        return Err(Fault::refused("refused-same-person"));
    }
    // Nobody lifts himself.
    if desk.has_door() && before.subject.uuid() == desk.who.user.uuid() {
        return Err(Fault::refused("refused-same-person"));
    }
    Ok(before)
}

/// Whether anybody but who acts could give the word: where nobody can, the owner of a file may by himself (decision 030), and the audit
/// shows one name twice.
pub(super) fn another_can(desk: &mut Desk, confirms: Deed, agency: &str, about: RowId) -> Outcome<bool> {
    let own = desk.who.user;
    desk.read(|read| {
        for role in rights::who_can(confirms) {
            let only = if role == "auditor" { None } else { Some(agency) };
            let holders = accounts::holders(read, role, only)?;
            if holders.iter().any(|u| u.head.id != own && u.head.id.uuid() != about.uuid()) {
                return Ok(true);
            }
        }
        Ok(false)
    })
}

fn settle(w: &mut Write<'_>, before: &Consent, outcome: &str) -> Outcome<()> {
    if w.replayed() {
        return Ok(());
    }
    let after = Consent {
        decided_by: Some(w.who().user),
        decided_at: Some(w.now()),
        outcome: Some(outcome.to_owned()),
        ..before.clone()
    };
    w.update(before, &after)
}
