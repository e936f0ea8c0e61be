//! What one person asks and another confirms (security.md §3, « two persons »): a role that can read files, an erasure, a transfer to
//! another agency. Called by `services/accounts` and by whatever deed wants two; the head sees what waits in Administration and Équipe.
//!
//! A deed that wants two calls [`ask`] when it is wished, and runs its own work inside [`agree`], in the same transaction.

use crate::domain::access::Consent;
use crate::domain::ids::{DeedId, Id, RowId};
use crate::domain::record::Head;
use crate::domain::rights::{self, Deed, Owner};
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::store::{Deed as Act, Desk, Write, accounts, records};

/// The deeds that want two persons: kind, who asks, who confirms.
const KINDS: &[(&str, Deed, Deed)] = &[
    (ROLE, Deed::Accounts, Deed::ConfirmAccounts),
    (ERASE, Deed::AskErase, Deed::ConfirmErase),
    (TRANSFER_OUT, Deed::TransferOut, Deed::TransferOut),
];
/// A role that can read files; arguments: every role wanted.
pub const ROLE: &str = "role";
/// An erasure.
pub const ERASE: &str = "erase";
/// Files to another agency: its head confirms; the consent's agency is the one that takes them.
pub const TRANSFER_OUT: &str = "transfer_out";

/// What is wished.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wish {
    /// One of the kinds.
    pub kind: &'static str,
    /// Table of the record.
    pub subject_kind: &'static str,
    /// The record.
    pub subject: RowId,
    /// The agency whose head confirms.
    pub agency: String,
    /// What exactly.
    pub arguments: Vec<String>,
    /// Why.
    pub reason: Option<String>,
}

fn rights_of(kind: &str) -> Outcome<(Deed, Deed)> {
    let found = KINDS.iter().find(|(k, ..)| *k == kind).map(|(_, asks, confirms)| (*asks, *confirms));
    found.ok_or_else(|| Fault::broken(format!("no kind of consent: {kind}")))
}

/// Asks; a wish of the same kind about the same record that still waits is taken back first. Nothing is done until another agrees.
///
/// # Errors
/// As [`access::may`] for the right to ask.
pub fn ask(desk: &mut Desk, deed: DeedId, wish: &Wish) -> Outcome<Consent> {
    let (asks, _) = rights_of(wish.kind)?;
    access::may(
        desk,
        asks,
        Owner::agency(if wish.kind == TRANSFER_OUT { desk.who.agency.clone() } else { wish.agency.clone() }),
    )?;
    desk.write(Act::new(deed, "ask_consent"), |w| ask_in(w, wish))
}

/// As [`ask`], inside the asker's own deed, whose right was asked already.
pub fn ask_in(w: &mut Write<'_>, wish: &Wish) -> Outcome<Consent> {
    withdraw_in(w, wish.kind, wish.subject)?;
    let consent = Consent {
        head: Head::new(w.new_id()),
        kind: wish.kind.to_owned(),
        subject_kind: wish.subject_kind.to_owned(),
        subject: wish.subject,
        agency: wish.agency.clone(),
        arguments: wish.arguments.clone(),
        reason: wish.reason.clone(),
        asked_by: w.who().user,
        asked_at: Some(w.now()),
        ..Consent::default()
    };
    w.insert(&consent)?;
    Ok(consent)
}

/// What waited about this record is taken back.
pub fn withdraw_in(w: &mut Write<'_>, kind: &'static str, subject: RowId) -> Outcome<()> {
    let ran = w.reader().gather(&[accounts::waiting_about(kind, subject)])?;
    let open: Vec<Consent> = ran.first().map(|r| r.all(records::from_row)).transpose()?.unwrap_or_default();
    for before in open {
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
    let (_, confirms) = rights_of(&before.kind)?;
    access::may(desk, confirms, Owner::agency(before.agency.clone()))?;
    if before.outcome.is_some() {
        return Err(Fault::refused("refused-decided"));
    }
    if before.asked_by == desk.who.user && (desk.has_door() || another_can(desk, confirms, &before)?) {
        return Err(Fault::refused("refused-same-person"));
    }
    // Nobody lifts himself.
    if desk.has_door() && before.kind == ROLE && before.subject.uuid() == desk.who.user.uuid() {
        return Err(Fault::refused("refused-same-person"));
    }
    Ok(before)
}

/// Whether anybody but who acts could give the word: where nobody can, the owner of a file may by himself (decision 030), and the audit
/// shows one name twice.
fn another_can(desk: &mut Desk, confirms: Deed, consent: &Consent) -> Outcome<bool> {
    let own = desk.who.user;
    desk.read(|read| {
        for role in rights::who_can(confirms) {
            let only = if role == "auditor" { None } else { Some(consent.agency.as_str()) };
            let holders = accounts::holders(read, role, only)?;
            if holders.iter().any(|u| u.head.id != own && u.head.id.uuid() != consent.subject.uuid()) {
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
