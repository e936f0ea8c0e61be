//! The list of offers page by page, what the form of an offer asks of the store (the employer's last offer, firms by number), and what
//! a copy is made of. Called by `services/vacancies`.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::employer::{Contact, Employer};
use crate::domain::fold;
use crate::domain::ids::{EmployerId, UserId, VacancyId};
use crate::domain::lifecycle::VacancyState;
use crate::domain::record::day_text;
use crate::domain::vacancy::Vacancy;
use crate::domain::vacancy_file::VacancyFile;
use crate::fault::{Fault, Outcome, Value};
use crate::store::exports::Whose;
use crate::store::paging::{self, Args, Mark, Order, Side};
use crate::store::records::{self, where_stmt};
use crate::store::{DbError, Read, Row, Stmt};

/// One offer of the list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OfferRow {
    /// Which.
    pub id: VacancyId,
    /// `O-LBV-26-00042-3`.
    pub number: String,
    /// Intitulé.
    pub title: String,
    /// Name of the firm.
    pub employer: String,
    /// The firm.
    pub employer_id: EmployerId,
    /// Place of work.
    pub town: Option<String>,
    /// Positions to fill.
    pub positions: Option<i64>,
    /// Filled so far.
    pub filled: i64,
    /// Where it stands.
    pub state: VacancyState,
    /// Published until.
    pub publish_until: Option<NaiveDate>,
    /// Received on.
    pub received_on: Option<NaiveDate>,
    /// Accepted on.
    pub accepted_on: Option<NaiveDate>,
    /// Last news of the employer about it.
    pub contacted_on: Option<NaiveDate>,
    /// In charge.
    pub owner: Option<UserId>,
    /// Agency.
    pub agency: String,
    /// Proposals that were not taken back.
    pub proposals: i64,
    /// Where it stands in the order that was asked.
    at: String,
}

impl OfferRow {
    /// Its place in the order in which it came.
    pub fn mark(&self) -> Mark {
        Mark::new(self.at.as_str(), self.id)
    }
    /// The last day on which the employer was heard of.
    pub fn news(&self) -> Option<NaiveDate> {
        [self.contacted_on, self.accepted_on, self.received_on].into_iter().flatten().max()
    }
}

/// What one word of the filter narrows to: any of these. All empty: nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Narrow {
    /// In one of these states.
    pub states: Vec<VacancyState>,
    /// Expiring before this day.
    pub before: Option<NaiveDate>,
    /// In one of these towns.
    pub towns: Vec<String>,
    /// A word of the title or of the firm's name begins so; folded.
    pub word: Option<String>,
}

/// Which offers: every part at once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// In these states; none: in all.
    pub states: Vec<VacancyState>,
    /// Of this agency; none: of all.
    pub agency: Option<String>,
    /// In charge.
    pub owner: Option<UserId>,
    /// Each word of the filter.
    pub parts: Vec<Narrow>,
}

/// The order of the rows; ties by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// What expires first in front.
    #[default]
    Expires,
    /// By title.
    Title,
    /// By firm.
    Employer,
    /// Newest first.
    Received,
}

impl Sort {
    /// By an expression that is never empty.
    fn order(self) -> Order {
        let (column, down) = match self {
            Sort::Expires => ("coalesce(v.publish_until, '9999-12-31')", false),
            Sort::Title => ("v.sort_key", false),
            Sort::Employer => ("e.sort_key", false),
            Sort::Received => ("coalesce(v.received_on, '0000-00-00')", true),
        };
        Order::full(column, "v.id", down)
    }
}

const FROM: &str = "FROM vacancy v JOIN employer e ON e.id = v.employer WHERE";

fn clause(filter: &Filter, args: &mut Args) -> String {
    let mut all = Vec::new();
    if !filter.states.is_empty() {
        all.push(format!("v.state IN ({})", args.list(filter.states.iter().map(|s| s.id()))));
    }
    if let Some(agency) = &filter.agency {
        all.push(format!("v.agency = {}", args.put(agency.as_str())));
    }
    if let Some(owner) = filter.owner {
        all.push(format!("v.owner = {}", args.put(owner)));
    }
    all.extend(filter.parts.iter().map(|part| format!("({})", narrow(part, args))));
    if all.is_empty() { "TRUE".to_owned() } else { all.join(" AND ") }
}

fn narrow(part: &Narrow, args: &mut Args) -> String {
    let mut any = Vec::new();
    if !part.states.is_empty() {
        any.push(format!("v.state IN ({})", args.list(part.states.iter().map(|s| s.id()))));
    }
    if let Some(day) = part.before {
        any.push(format!("v.publish_until < {}", args.put(day_text(day))));
    }
    if !part.towns.is_empty() {
        any.push(format!("v.town IN ({})", args.list(part.towns.iter().map(String::as_str))));
    }
    if let Some(word) = &part.word {
        // `~` comes after every letter and digit of a folded word.
        let (from, to) = (args.put(word.as_str()), args.put(format!("{word}~")));
        let of = |kind: &str| {
            format!("(SELECT w.subject FROM offer_word w WHERE w.kind = '{kind}' AND w.word >= {from} AND w.word < {to})")
        };
        any.push(format!("v.id IN {} OR v.employer IN {}", of("OFF"), of("ENT")));
    }
    if any.is_empty() { "FALSE".to_owned() } else { any.join(" OR ") }
}

fn columns(sort: Sort) -> String {
    format!(
        "SELECT v.id, v.number, v.title, e.name AS employer_name, v.employer, v.town, v.positions, v.positions_filled, v.state, \
         v.publish_until, v.received_on, v.accepted_on, v.contacted_on, v.owner, v.agency, {} AS place, \
         (SELECT count(*) FROM proposal p WHERE p.vacancy = v.id AND p.state <> 'withdrawn') AS proposals",
        sort.order().column
    )
}

fn page_stmt(filter: &Filter, sort: Sort, side: &Side, size: u32) -> Stmt {
    let mut args = Args::default();
    let rest = clause(filter, &mut args);
    let page = sort.order().page(side, size, &mut args);
    args.stmt(format!("{} {FROM} {rest}{page}", columns(sort)))
}

fn offer_row(row: &Row<'_>) -> Result<OfferRow, DbError> {
    Ok(OfferRow {
        id: row.id("id")?,
        number: row.text("number")?.to_owned(),
        title: row.text("title")?.to_owned(),
        employer: row.text("employer_name")?.to_owned(),
        employer_id: row.id("employer")?,
        town: row.opt_text("town")?.map(str::to_owned),
        positions: row.opt_int("positions")?,
        filled: row.int("positions_filled")?,
        state: VacancyState::from_id(row.text("state")?).unwrap_or_default(),
        publish_until: row.opt_day("publish_until")?,
        received_on: row.opt_day("received_on")?,
        accepted_on: row.opt_day("accepted_on")?,
        contacted_on: row.opt_day("contacted_on")?,
        owner: row.opt_id("owner")?,
        agency: row.text("agency")?.to_owned(),
        proposals: row.int("proposals")?,
        at: row.text("place")?.to_owned(),
    })
}

/// A page in its order, and how many offers the filter leaves in all. Two statements, one round trip.
pub fn page(read: &mut dyn Read, filter: &Filter, sort: Sort, side: &Side, size: u32) -> Outcome<(Vec<OfferRow>, usize)> {
    let mut args = Args::default();
    let rest = clause(filter, &mut args);
    let count = paging::count_stmt(&format!("{FROM} {rest}"), args);
    paging::fly(read, side, page_stmt(filter, sort, side, size), count, offer_row)
}

/// These offers as they are now, in no order.
pub fn rows(read: &mut dyn Read, ids: &[VacancyId], sort: Sort) -> Outcome<Vec<OfferRow>> {
    let mut args = Args::default();
    let list = args.list(ids.iter().copied());
    Ok(read.all(&format!("{} {FROM} v.id IN ({list})", columns(sort)), args.values(), offer_row)?)
}

/// A firm as the form of an offer shows it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Firm {
    /// The firm.
    pub employer: Employer,
    /// Its contacts, the first entered in front.
    pub contacts: Vec<Contact>,
    /// Its last offer that was published or is being made.
    pub last: Option<Vacancy>,
}

/// The firm of an id. One round trip.
pub fn firm(read: &mut dyn Read, id: EmployerId) -> Outcome<Firm> {
    let arg = || vec![Value::from(id)];
    let ran = read.gather(&[
        records::by_id_stmt::<Employer>(id),
        where_stmt::<Contact>("employer = $1 ORDER BY id", arg()),
        where_stmt::<Vacancy>(
            "employer = $1 AND state <> 'refused' ORDER BY received_on DESC NULLS LAST, created_at DESC, id DESC LIMIT 1",
            arg(),
        ),
    ])?;
    let [firm, contacts, last] = ran.as_slice() else { return Err(Fault::broken("a flight came back short")) };
    Ok(Firm {
        employer: firm.one(records::from_row)?.ok_or(Fault::Missing("employer"))?,
        contacts: contacts.all(records::from_row)?,
        last: last.one(records::from_row)?,
    })
}

/// A firm that may be the one just named: the same folded name, else the same telephone. One round trip.
pub fn firm_like(read: &mut dyn Read, name: &str, phone: &str) -> Outcome<Option<Employer>> {
    let ran = read.gather(&[
        where_stmt::<Employer>("sort_key = $1 ORDER BY id LIMIT 1", vec![fold::fold(name).into()]),
        where_stmt::<Employer>("phone = $1 ORDER BY id LIMIT 1", vec![phone.into()]),
    ])?;
    for same in &ran {
        if let Some(firm) = same.one(records::from_row)? {
            return Ok(Some(firm));
        }
    }
    Ok(None)
}

/// The next offers after `after`, by id: at most `size`, each with the number of its firm.
pub fn export(read: &mut dyn Read, whose: &Whose, after: VacancyId, size: usize) -> Outcome<Vec<VacancyFile>> {
    let mut args = vec![Value::from(after), Value::from(size as i64)];
    let own = whose.narrowed(&mut args, "AND owner = $3");
    let offers: Vec<Vacancy> = records::where_(read, &format!("id > $1 {own} ORDER BY id LIMIT $2"), &args)?;
    let firms: Vec<EmployerId> = offers.iter().map(|v| v.employer).collect();
    let firms: HashMap<EmployerId, String> =
        records::by_ids::<Employer>(read, &firms)?.into_iter().map(|e| (e.head.id, e.number)).collect();
    let file = |vacancy: Vacancy| {
        let employer = firms.get(&vacancy.employer).cloned().unwrap_or_default();
        VacancyFile { employer, vacancy, ..VacancyFile::default() }
    };
    Ok(offers.into_iter().map(file).collect())
}
