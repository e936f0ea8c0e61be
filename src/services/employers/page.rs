//! The page of an employer's file: what was gathered, by the rights of who reads it, with the counts that its tabs show.

use chrono::NaiveDate;
use serde_json::{Map, Value as Json, json};

use super::list::days;
use crate::domain::appointment::Appointment;
use crate::domain::employer::Employer;
use crate::domain::employer_file::{EmployerFile, sheet};
use crate::domain::ids::{DeedId, EmployerId, UserId};
use crate::domain::lifecycle::ProposalState;
use crate::domain::record::{Record, Value, day_text};
use crate::domain::rights::{self, Deed, Owner};
use crate::domain::{calendar, ids};
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::services::file::ChangedField;
use crate::store::employer_file::{self as store, Gathered};
use crate::store::employer_list::Days;
use crate::store::{Desk, employers};

/// What the reader may see and do here; `Err` is the deed whose right is missing, for the sentence that says who can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct May {
    /// Change the file, its contacts, note a visit.
    pub edit: Result<(), Deed>,
    /// People proposed and hired.
    pub proposals: Result<(), Deed>,
    /// Reminders.
    pub tasks: Result<(), Deed>,
    /// Book a meeting.
    pub agenda: Result<(), Deed>,
    /// Give it to a colleague.
    pub transfer: Result<(), Deed>,
}

/// The page. What the reader may not see is not in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// All of it.
    pub all: Gathered,
    /// Rights.
    pub may: May,
    /// Who is in charge is who reads.
    pub mine: bool,
    /// The day on which the page was made.
    pub today: NaiveDate,
    /// The days by which it is late or sleeps.
    pub days: Days,
}

/// The page of this employer. Rights: offers are read; people proposed or hired only those of the own agency, and only who may.
pub fn page(desk: &mut Desk, id: EmployerId) -> Outcome<Page> {
    let (now, who, days) = (desk.now(), desk.who.clone(), days(&desk.rules));
    access::may(desk, Deed::ReadOffers, Owner::agency(&who.agency))?;
    let mut all = desk.read(|read| store::gather(read, id, &who.agency, now))?;
    let owner = Owner::of(all.file.employer.agency.clone(), all.file.employer.owner);
    let may = |deed: Deed, owner: &Owner| rights::allowed(&who, deed, owner.clone()).map_err(|_| deed);
    let own = Owner::own(&who);
    let may = May {
        edit: may(Deed::WriteOffers, &owner),
        proposals: may(Deed::ReadProposals, &own),
        tasks: may(Deed::Tasks, &own),
        agenda: may(Deed::Agenda, &own),
        transfer: may(Deed::SettleOffers, &owner),
    };
    if may.proposals.is_err() {
        all.proposals.clear();
        all.hires.clear();
    }
    let mine = all.file.employer.owner == Some(who.user);
    Ok(Page { all, may, mine, today: calendar::local(now).date(), days })
}

/// The page of a number as typed: any case, with or without its dashes.
pub fn by_number(desk: &mut Desk, typed: &str) -> Outcome<Page> {
    let number = ids::parse_number(typed).ok_or_else(|| Fault::wrong("wrong-number").with("value", typed))?;
    let id = desk.read(|read| employers::by_number(read, &number))?.ok_or(Fault::Missing(Employer::TABLE))?;
    page(desk, id)
}

impl Page {
    /// The file.
    pub fn file(&self) -> &EmployerFile {
        &self.all.file
    }
    /// Name of an account.
    pub fn account(&self, user: UserId) -> Option<&str> {
        self.all.accounts.iter().find(|(id, _)| *id == user).map(|(_, name)| name.as_str())
    }
    /// Whether it is active (domain.md §2.7).
    pub fn is_active(&self) -> bool {
        self.all.row.is_active(&self.days)
    }
    /// Offers that run: how many.
    pub fn open_offers(&self) -> usize {
        self.all.offers.iter().filter(|o| o.state.is_open()).count()
    }
    /// Proposals that run, and whether one of them is late.
    pub fn open_proposals(&self) -> (usize, bool) {
        let open = |s: ProposalState| s.is_open();
        let running = self.all.proposals.iter().filter(|p| open(p.state));
        let late = self.all.proposals.iter().any(|p| p.due.is_some_and(|d| d < self.today));
        (running.count(), late)
    }
    /// Answers of the employer that are awaited, and since when the oldest one was due.
    pub fn awaited(&self) -> (usize, Option<NaiveDate>) {
        let sent = |s: ProposalState| matches!(s, ProposalState::Sent | ProposalState::EmployerInterview);
        let waiting: Vec<NaiveDate> = self.all.proposals.iter().filter(|p| sent(p.state)).filter_map(|p| p.due).collect();
        let late: Vec<NaiveDate> = waiting.into_iter().filter(|d| *d < self.today).collect();
        (late.len(), late.into_iter().min())
    }
    /// The next meeting: in the agenda, else what the last visit said.
    pub fn next_meeting(&self) -> Option<(NaiveDate, Option<&Appointment>)> {
        let planned = self.all.meetings.first().and_then(|a| Some((calendar::local(a.starts_at?).date(), Some(a))));
        let said = || self.all.visits.first().and_then(|v| v.next_on).map(|day| (day, None));
        planned.or_else(said)
    }
    /// Days since the last contact, and after how many one is due; none where none was.
    pub fn silence(&self) -> (Option<i64>, i64) {
        let since = self.all.row.last_contact.map(|d| (self.today - d).num_days());
        let limit = if self.open_offers() > 0 { self.days.offers } else { self.days.contact };
        (since, (self.today - limit).num_days())
    }
    /// What a program gets.
    pub fn json(&self) -> Json {
        let file = self.file();
        let mut object = Map::new();
        for column in sheet().columns() {
            let value = match column.get(file) {
                Value::Null => Json::Null,
                Value::Bool(b) => b.into(),
                Value::Int(i) => i.into(),
                Value::Real(r) => r.into(),
                other => other.as_text().unwrap_or_default().into(),
            };
            object.insert(column.id.to_owned(), value);
        }
        object.insert("state".to_owned(), if self.is_active() { "active" } else { "dormant" }.into());
        object.insert("last_contact".to_owned(), self.all.row.last_contact.map(day_text).into());
        let offers = self.all.offers.iter().map(|o| {
            json!({"number": o.number, "title": o.title, "positions": o.positions, "positions_filled": o.filled,
                   "state": o.state.id(), "publish_until": o.publish_until.map(day_text)})
        });
        object.insert("offers".to_owned(), offers.collect());
        let visits = self.all.visits.iter().map(|v| {
            json!({"day": v.day.map(day_text), "purpose": v.purpose, "offers": v.offers, "summary": v.summary,
                   "next_on": v.next_on.map(day_text)})
        });
        object.insert("visits".to_owned(), visits.collect());
        let contacts = file.contacts.iter().map(|c| json!({"name": c.name, "role": c.role, "phone": c.phone}));
        object.insert("contacts".to_owned(), contacts.collect());
        Json::Object(object)
    }
}

/// What a deed changed in this employer's records.
pub fn changes(desk: &mut Desk, id: EmployerId, deed: DeedId) -> Outcome<Vec<ChangedField>> {
    access::may(desk, Deed::ReadOffers, Owner::agency(&desk.who.agency))?;
    let values = desk.read(|read| store::trace_values(read, id, deed))?;
    Ok(crate::services::file::changed_fields(values.iter()))
}
