//! The file of one offer as a page: what its tabs show, by the rights of who reads it, in one round trip.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use crate::domain::employer::{Contact, Employer};
use crate::domain::ids::{self, DeedId, UserId, VacancyId};
use crate::domain::lifecycle::ProposalState;
use crate::domain::offer_law::Law;
use crate::domain::office::Decision;
use crate::domain::record::{Kind, Record, Value, day_text};
use crate::domain::rights::{self, Deed, Owner};
use crate::domain::task::Task;
use crate::domain::vacancy::Vacancy;
use crate::domain::who::Who;
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::services::file::{self, ChangedField};
use crate::services::matching;
use crate::store::file::Trace;
use crate::store::vacancy_file::{self as store, Gathered, Proposed};
use crate::store::{Desk, vacancy_match};

/// What the reader may do here; `Err` is the deed whose right is missing, for the sentence that says who can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct May {
    /// Change it, note that the employer was called.
    pub write: Result<(), Deed>,
    /// Accept or refuse it, change its course.
    pub settle: Result<(), Deed>,
    /// Put the visa on its special condition.
    pub decide: Result<(), Deed>,
    /// See its proposals.
    pub proposals: Result<(), Deed>,
    /// Propose it.
    pub propose: Result<(), Deed>,
}

impl Default for May {
    fn default() -> Self {
        let no = Err(Deed::ReadOffers);
        May { write: no, settle: no, decide: no, proposals: no, propose: no }
    }
}

impl May {
    /// The rights of an account on an offer.
    pub fn of(who: &Who, owner: &Owner) -> May {
        let may = |deed: Deed| rights::allowed(who, deed, owner.clone()).map_err(|_| deed);
        May {
            write: may(Deed::WriteOffers),
            settle: may(Deed::SettleOffers),
            decide: may(Deed::DecideOffers),
            proposals: may(Deed::ReadProposals),
            propose: may(Deed::WriteProposals),
        }
    }
}

/// The page. What the reader may not see is not in it.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The offer.
    pub vacancy: Vacancy,
    /// Its firm.
    pub employer: Employer,
    /// Whom to call.
    pub contact: Option<Contact>,
    /// Name of who is in charge.
    pub owner: Option<String>,
    /// The day on which the page was made.
    pub today: NaiveDate,
    /// Rights.
    pub may: May,
    /// Its proposals, the newest first.
    pub proposals: Vec<Proposed>,
    /// Its open tasks by due day.
    pub tasks: Vec<Task>,
    /// The decision on its special condition.
    pub decision: Option<Decision>,
    /// Number of the offer that it was copied from.
    pub copied_from: Option<String>,
    /// What the law says of it.
    pub law: Law,
    /// Why it can't be proposed now; none: it can.
    pub stale: Option<Fault>,
    /// Changes, the newest first.
    pub history: Vec<Trace>,
    accounts: BTreeMap<UserId, String>,
}

impl Page {
    /// The name of an account, as it is now.
    pub fn name_of(&self, user: UserId) -> &str {
        self.accounts.get(&user).map_or("", String::as_str)
    }
    /// Proposals that aren't ended, and whether an answer is overdue.
    pub fn proposal_count(&self) -> (usize, bool) {
        let open = self.proposals.iter().filter(|p| p.state.is_open() && p.state != ProposalState::Prepared);
        open.fold((0, false), |(n, late), p| (n + 1, late || p.due().is_some_and(|d| d < self.today)))
    }
    /// Whether a special condition waits for the head's visa.
    pub fn awaits_visa(&self) -> bool {
        self.vacancy.special_condition.is_some() && self.decision.as_ref().is_some_and(|d| d.outcome.is_none())
    }
}

/// The page of an offer. Rights: offers are read; of proposals only what the reader may see.
pub fn page(desk: &mut Desk, id: VacancyId) -> Outcome<Page> {
    let all = desk.read(|read| store::gather(read, id))?;
    made(desk, all)
}

/// Opens it on a screen: the same. Offers are no personal data; only the people of its proposals are, by number until their file is opened.
pub fn open(desk: &mut Desk, id: VacancyId) -> Outcome<Page> {
    page(desk, id)
}

/// Opens the offer of a number as typed: any case, with or without its dashes.
pub fn by_number(desk: &mut Desk, typed: &str) -> Outcome<Page> {
    let number = ids::parse_number(typed).ok_or_else(|| Fault::wrong("wrong-number").with("value", typed))?;
    let id = desk.read(|read| vacancy_match::vacancy_id(read, &number))?.ok_or(Fault::Missing(Vacancy::TABLE))?;
    page(desk, id)
}

fn made(desk: &mut Desk, all: Gathered) -> Outcome<Page> {
    let owner = Owner::of(all.vacancy.agency.clone(), all.vacancy.owner);
    access::may(desk, Deed::ReadOffers, owner.clone())?;
    let may = May::of(&desk.who, &owner);
    let accounts: BTreeMap<UserId, String> = all.accounts.into_iter().collect();
    Ok(Page {
        owner: all.vacancy.owner.and_then(|o| accounts.get(&o).cloned()),
        today: desk.rules.today,
        proposals: if may.proposals.is_ok() { all.proposals } else { Vec::new() },
        law: super::law(desk, &all.vacancy)?,
        stale: if all.vacancy.state.is_open() { matching::may_propose(&all.vacancy, &desk.rules).err() } else { None },
        vacancy: all.vacancy,
        employer: all.employer,
        contact: all.contact,
        may,
        tasks: all.tasks,
        decision: all.decision,
        copied_from: all.copied_from,
        history: all.traces,
        accounts,
    })
}

/// Columns that say nothing to a reader.
const MADE: [&str; 2] = ["sort_key", "source_system"];

/// What a deed changed in this offer, field by field.
pub fn changes(desk: &mut Desk, id: VacancyId, deed: DeedId) -> Outcome<Vec<ChangedField>> {
    access::may(desk, Deed::ReadOffers, Owner::own(&desk.who))?;
    let values = desk.read(|read| store::trace_values(read, id, deed))?;
    Ok(file::changed_fields(values.iter()))
}

impl serde::Serialize for Page {
    /// The page for a program (`show vacancy --json`): field ids as keys, codes as codes.
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let day = |d: Option<NaiveDate>| d.map(day_text);
        let fields: BTreeMap<&str, Json> = Vacancy::fields()
            .iter()
            .filter(|f| !matches!(f.kind, Kind::Ref(_)) && !MADE.contains(&f.id))
            .map(|f| (f.id, plain(&(f.get)(&self.vacancy))))
            .collect();
        let passages: Vec<Json> = self
            .law
            .spots
            .iter()
            .map(|s| {
                json!({ "field": s.field, "words": s.passage.words, "blocks": s.blocks, "replace": s.passage.replace,
                "kinds": s.passage.kinds.iter().map(|k| k.id()).collect::<Vec<_>>() })
            })
            .collect();
        json!({
            "number": self.vacancy.number,
            "title": self.vacancy.title,
            "employer": { "number": self.employer.number, "name": self.employer.name },
            "owner": self.owner,
            "state": self.vacancy.state.id(),
            "fields": fields,
            "wording": passages,
            "wage": self.law.wage.map(|w| json!({ "monthly": w.monthly, "blocks": w.blocks() })),
            "may_be_proposed": self.vacancy.state.is_open() && self.stale.is_none(),
            "awaits_visa": self.awaits_visa(),
            "proposals": self.proposals.iter().map(|p| json!({ "person": p.number, "state": p.state.id(),
                "proposed_on": day(p.sent_on), "due": day(p.due()) })).collect::<Vec<_>>(),
            "tasks": self.tasks.iter().map(|t| json!({ "kind": t.kind, "due": day(t.due) })).collect::<Vec<_>>(),
            "history": self.history.iter().map(|t| json!({ "at": crate::domain::record::instant_text(t.at), "by": t.name,
                "act": t.act })).collect::<Vec<_>>(),
        })
        .serialize(to)
    }
}

fn plain(value: &Value) -> Json {
    match value {
        Value::Null | Value::Blob(_) => Json::Null,
        Value::Bool(b) => Json::Bool(*b),
        Value::Int(i) => Json::from(*i),
        Value::Real(r) => Json::from(*r),
        Value::Text(t) => Json::from(t.as_str()),
        Value::List(all) => Json::Array(all.iter().map(plain).collect()),
    }
}
