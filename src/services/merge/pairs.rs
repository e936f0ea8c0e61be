//! Pairs of files that may be of one person: those that wait for a word, and the word (domain.md §3.8).

use std::collections::HashMap;

use serde_json::{Value as Json, json};

use crate::domain::duplicate::{self, Evidence, Sketch, Strength};
use crate::domain::ids::{DeedId, PersonId};
use crate::domain::office::DuplicatePair;
use crate::domain::person::Person;
use crate::domain::rights::{Deed as Right, Owner};
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::store::{Deed, Desk, file, merge, pairs as store, records};

/// A pair that waits.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// As stored.
    pub pair: DuplicatePair,
    /// The older file.
    pub a: Person,
    /// The newer file.
    pub b: Person,
    /// What speaks for and against, as the files are now.
    pub evidence: Vec<Evidence>,
}

/// Suspected pairs of the own agency, the strongest first, so many at most.
pub fn waiting(desk: &mut Desk, most: usize) -> Outcome<Vec<Waiting>> {
    let own = Owner::own(&desk.who);
    access::may(desk, Right::PersonRead, own)?;
    let agency = desk.who.agency.clone();
    let today = desk.rules.today;
    desk.read(|read| {
        let pairs = store::waiting(read, &agency, most)?;
        let ids: Vec<PersonId> = pairs.iter().flat_map(|p| [p.person_a, p.person_b]).collect();
        let people: Vec<Person> = records::by_ids(read, &ids)?;
        let people: HashMap<PersonId, Person> = people.into_iter().map(|p| (p.head.id, p)).collect();
        let waiting = |pair: DuplicatePair| {
            let (a, b) = (people.get(&pair.person_a)?.clone(), people.get(&pair.person_b)?.clone());
            let evidence = duplicate::compare(&Sketch::of(&a, today), &Sketch::of(&b, today));
            Some(Waiting { pair, a, b, evidence })
        };
        Ok(pairs.into_iter().filter_map(waiting).collect())
    })
}

/// Pairs that `show` gives at most.
const SHOWN: usize = 500;

/// What `show duplicates` gives: the pairs that wait, then the merges that can still be undone.
pub fn show(desk: &mut Desk) -> Outcome<Vec<Json>> {
    let pair = |p: Waiting| {
        json!({
            "row": "duplicate_pair",
            "name": p.a.name(),
            "other": p.b.name(),
            "number": p.a.number,
            "with": p.b.number,
            "score": p.pair.score,
            "state": p.pair.state,
            "evidence_keys": p.evidence.iter().map(|e| e.key).collect::<Vec<_>>(),
        })
    };
    let mut all: Vec<Json> = waiting(desk, SHOWN)?.into_iter().map(pair).collect();
    all.extend(super::recent(desk)?.into_iter().map(|(lost, into, left)| {
        json!({ "row": "merge", "name": lost.name(), "number": into.number, "lost": lost.number, "days_left": left })
    }));
    Ok(all)
}

/// A file by its own number, merged or not.
pub fn by_number(desk: &mut Desk, typed: &str) -> Outcome<PersonId> {
    let number = crate::domain::ids::parse_number(typed).ok_or_else(|| Fault::wrong("wrong-number").with("value", typed))?;
    desk.read(|read| merge::own_number(read, &number))?.ok_or(Fault::Missing("person"))
}

/// Two people: remembered, never shown again. Against certain evidence that is the head's. Gives the numbers of both.
pub fn distinct(desk: &mut Desk, deed: DeedId, a: PersonId, b: PersonId) -> Outcome<(String, String)> {
    said(desk, deed, (a, b), "distinct")
}

/// To be verified: a document is asked for (T73). Gives the numbers of both.
pub fn verify(desk: &mut Desk, deed: DeedId, a: PersonId, b: PersonId) -> Outcome<(String, String)> {
    said(desk, deed, (a, b), "to_verify")
}

fn said(desk: &mut Desk, deed: DeedId, (a, b): (PersonId, PersonId), state: &'static str) -> Outcome<(String, String)> {
    let sides = super::look(desk, a, b, true)?;
    let certain = duplicate::verdict(&sides.evidence) == Some(Strength::Certain);
    let right = if state == "distinct" && certain { Right::Merge } else { Right::PersonWrite };
    for id in [a, b] {
        let (agency, user) = desk.read(|read| file::owner(read, id))?;
        access::may(desk, right, Owner::of(agency, user).about(id))?;
    }
    let act = if state == "distinct" { "distinct" } else { "verify_pair" };
    desk.write(Deed::new(deed, act), |w| {
        if w.replayed() {
            return Ok(());
        }
        super::settle(w, (a, b), &sides.evidence, state)
    })?;
    Ok((sides.survivor.number, sides.lost.number))
}
