//! The one question that every service asks before it reads or acts: [`may`]. It holds the deed and the record's owner against the
//! table of `domain/rights.rs` (role, scope), and besides: the password, where the table has `!`; a reason, where it has `m`; and the
//! reading of another agency's file, for four hours, once a reason is given ([`open_reading`], security.md §3). A refusal is in the audit.
//!
//! How a service asks: `access::may(desk, Deed::WriteOffers, Owner::of(vacancy.agency.clone(), vacancy.owner))?` before its
//! `desk.read` or `desk.write`; of one person's file also `.about(person_id)`. To decide only what is shown: `rights::allowed(&desk.who, …)`,
//! which leaves no trace. A list asks with `Owner::own(&desk.who)` and has its query read the own agency alone ([`scope`]).

use chrono::TimeDelta;

use crate::domain::access::Reading;
use crate::domain::ids::{DeedId, Id, PersonId, RowId, UserId};
use crate::domain::record::Head;
use crate::domain::rights::{self, Deed, Demand, Owner};
use crate::domain::task::Notice;
use crate::domain::{calendar, who::Who};
use crate::fault::{Fault, Outcome};
use crate::store::{Deed as Act, Desk, accounts};

/// A file of another agency may be read for so long (security.md §3).
const HOURS: i64 = 4;

/// Whether who acts may do this deed on what this owner has.
///
/// # Errors
/// [`Fault::Denied`] with the deed's id, and the audit says so; `refused-password` when it must be typed again; `refused-reason` when
/// a reason must be given first; `refused-other-agency` when a reason would open the file of another agency.
pub fn may(desk: &mut Desk, deed: Deed, owner: Owner) -> Outcome<()> {
    desk.still_open()?;
    let file = owner.file.map(PersonId::from_uuid);
    match rights::demands(&desk.who, deed, &owner) {
        Ok(demand) => {
            typed(desk, demand)?;
            if demand.reason && desk.reason().is_none() && !reads(desk, file)? {
                return Err(Fault::refused("refused-reason"));
            }
            Ok(())
        }
        Err(_) if rights::foreign(&desk.who, deed, &owner) => {
            if reads(desk, file)? {
                Ok(())
            } else {
                Err(Fault::refused("refused-other-agency").with("agency", owner.agency))
            }
        }
        Err(fault) => {
            refused(desk, deed, &owner)?;
            Err(fault)
        }
    }
}

/// As [`may`], for a deed that takes its own reason (exports): gives what the right asks for, the password being typed already.
pub fn demands(desk: &mut Desk, deed: Deed, owner: &Owner) -> Outcome<Demand> {
    desk.still_open()?;
    match rights::demands(&desk.who, deed, owner) {
        Ok(demand) => {
            typed(desk, demand)?;
            Ok(demand)
        }
        Err(fault) => {
            refused(desk, deed, owner)?;
            Err(fault)
        }
    }
}

/// As [`may`], on the file of this person.
pub fn of_person(desk: &mut Desk, deed: Deed, person: PersonId) -> Outcome<()> {
    let (agency, user) = desk.read(|read| accounts::in_charge(read, person))?;
    may(desk, deed, Owner::of(agency, user).about(person))
}

/// As [`may`], on files of several people that are put in the care of `user`: every agency among them is asked.
pub fn of_people(desk: &mut Desk, deed: Deed, people: &[PersonId], user: UserId) -> Outcome<()> {
    for agency in desk.read(|read| accounts::agencies_of(read, people))? {
        may(desk, deed, Owner::of(agency, Some(user)))?;
    }
    Ok(())
}

/// The agency that a list may read; none: every agency (security.md §3: a search counts only what may be seen).
pub fn scope(who: &Who, deed: Deed) -> Option<String> {
    let elsewhere = Owner::agency("\u{0}");
    if rights::allowed(who, deed, elsewhere).is_ok() { None } else { Some(who.agency.clone()) }
}

/// The password counts when it was typed within the last 15 minutes; the owner of a file has none.
fn typed(desk: &Desk, demand: Demand) -> Outcome<()> {
    if demand.password && !desk.confirmed() {
        return Err(Fault::refused("refused-password"));
    }
    Ok(())
}

/// Whether a reason was given for this file that still holds.
fn reads(desk: &mut Desk, file: Option<PersonId>) -> Outcome<bool> {
    let Some(person) = file else { return Ok(false) };
    let (account, now) = (desk.who.user, desk.now());
    Ok(desk.read(|read| accounts::reading(read, account, person, now))?.is_some())
}

/// A refused deed is in the audit: which, and of whose file.
fn refused(desk: &mut Desk, deed: Deed, owner: &Owner) -> Outcome<()> {
    let act = desk.deed("refused").because(deed.id());
    let (record, subject) = match (owner.file, owner.user) {
        (Some(person), _) => ("person", RowId::from_uuid(person)),
        (None, Some(user)) => ("account", RowId::from_uuid(user.uuid())),
        (None, None) => ("account", RowId::from_uuid(desk.who.user.uuid())),
    };
    desk.write(act, |w| {
        w.saw(record, subject);
        Ok(())
    })
}

/// Opens a file to reading with a reason, for four hours: of another agency, or as the auditor. The counsellor in charge finds a
/// notice; the reason is in the audit.
///
/// # Errors
/// [`Fault::Denied`] for who has no such right; a reason that says nothing (`flaw-…`).
pub fn open_reading(desk: &mut Desk, deed: DeedId, person: PersonId, reason: &str) -> Outcome<Reading> {
    let (agency, in_charge) = desk.read(|read| accounts::in_charge(read, person))?;
    let owner = Owner::of(agency.clone(), in_charge).about(person);
    // Who reads it by his own right and needs no reason needs no reading either.
    let right = match rights::demands(&desk.who, Deed::PersonRead, &owner) {
        Ok(_) => Ok(()),
        Err(_) if rights::foreign(&desk.who, Deed::PersonRead, &owner) => Ok(()),
        Err(fault) => Err(fault),
    };
    if let Err(fault) = right {
        refused(desk, Deed::ReadForeign, &owner)?;
        return Err(fault);
    }
    let words = reason.trim();
    let reading = Reading {
        head: Head::new(desk.new_id()),
        account: desk.who.user,
        person,
        agency: agency.clone(),
        reason: words.to_owned(),
        until_at: Some(desk.now() + TimeDelta::hours(HOURS)),
    };
    let (who, away) = (desk.who.clone(), agency != desk.who.agency);
    desk.write(Act::new(deed, "open_reading").because(words), |w| {
        w.insert(&reading)?;
        let told = in_charge.filter(|user| away && *user != who.user);
        if let Some(user) = told {
            let notice = read_by(w.new_id(), user, &who, words, person, w.now());
            w.insert(&notice)?;
        }
        Ok(())
    })?;
    Ok(reading)
}

/// What the counsellor in charge reads the next morning.
fn read_by(id: RowId, user: UserId, who: &Who, reason: &str, person: PersonId, now: chrono::DateTime<chrono::Utc>) -> Notice {
    let hour = calendar::local(now).format("%Hh%M").to_string();
    Notice {
        head: Head::new(id),
        account: user,
        key: "notice-read-elsewhere".to_owned(),
        arguments: vec![format!("by={} ({})", who.name, who.agency), format!("reason={reason}"), format!("hour={hour}")],
        subject_kind: Some("person".to_owned()),
        subject: Some(RowId::from_uuid(person.uuid())),
        at: Some(now),
        read_at: None,
    }
}

/// Who holds a right in this agency, by name, for « Réservé au chef d'agence (Mme OBAME) »: role and names, of the roles that few hold.
pub fn names(desk: &mut Desk) -> Outcome<Vec<(String, Vec<String>)>> {
    let agency = desk.who.agency.clone();
    desk.read(|read| {
        let mut all = Vec::new();
        for (role, only) in [("head", Some(agency.as_str())), ("auditor", None), ("admin", None)] {
            let names = accounts::holders(read, role, only)?.into_iter().map(|u| u.name).collect();
            all.push((role.to_owned(), names));
        }
        Ok(all)
    })
}
