//! The employers of an agency page by page, with what the list says of each: open offers, last contact (screens.md §12). Called by
//! `services/employers`.

use chrono::NaiveDate;

use crate::domain::ids::{EmployerId, UserId};
use crate::domain::record::day_text;
use crate::fault::{Outcome, Value};
use crate::store::paging::{self, Args, Mark, Order, Side};
use crate::store::{DbError, Read, Row, Stmt};

/// One employer of the list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FirmRow {
    /// The employer.
    pub id: EmployerId,
    /// `E-LBV-26-00042-1`.
    pub number: String,
    /// Raison sociale.
    pub name: String,
    /// Enseigne.
    pub trade_name: Option<String>,
    /// Town.
    pub town: Option<String>,
    /// ISIC section.
    pub sector: Option<String>,
    /// Telephone as stored.
    pub phone: Option<String>,
    /// Officer in charge.
    pub owner: Option<UserId>,
    /// His name.
    pub owner_name: Option<String>,
    /// Offers that are open, in preselection or paused.
    pub open_offers: i64,
    /// Last visit, note, meeting, or call about an offer; the day of the file where it was made here.
    pub last_contact: Option<NaiveDate>,
    /// Last contact, offer received or hire: « active » for twelve months from it (domain.md §2.7).
    pub last_sign: Option<NaiveDate>,
    /// Folded name: the order by name.
    pub sort_key: String,
}

/// Days that say what is late and what sleeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// With open offers: a contact before this day is too old (T12).
    pub offers: NaiveDate,
    /// Without: a contact before this day.
    pub contact: NaiveDate,
    /// A last sign before this day: « en sommeil ».
    pub active: NaiveDate,
}

impl FirmRow {
    /// « active » or « en sommeil ».
    pub fn is_active(&self, days: &Days) -> bool {
        self.last_sign.is_some_and(|d| d >= days.active)
    }
    /// A contact is due.
    pub fn is_late(&self, days: &Days) -> bool {
        let before = |day: NaiveDate| self.last_contact.is_none_or(|d| d < day);
        (self.open_offers > 0 && before(days.offers)) || (self.is_active(days) && before(days.contact))
    }
}

/// What one word of the filter narrows to: any of these. All empty: nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Narrow {
    /// In the charge of this officer.
    pub owner: Option<UserId>,
    /// With open offers.
    pub offers: bool,
    /// A contact is due.
    pub late: bool,
    /// `true` active, `false` en sommeil.
    pub active: Option<bool>,
    /// In one of these sectors.
    pub sectors: Vec<String>,
    /// In one of these towns.
    pub towns: Vec<String>,
    /// A word of the folded names begins so.
    pub name: Option<String>,
}

/// The order of the rows; ties by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By name.
    #[default]
    Name,
    /// Never called first, then called longest ago.
    LastContact,
    /// Those with most open offers first.
    Offers,
    /// By town.
    Town,
}

impl Sort {
    /// What stands for an empty cell is in the column: it is never empty.
    fn order(self) -> Order {
        let (column, down) = match self {
            Sort::Name => ("r.sort_key", false),
            Sort::LastContact => ("COALESCE(r.last_contact, '')", false),
            Sort::Offers => ("r.open_offers", true),
            Sort::Town => ("COALESCE(r.town, '')", false),
        };
        Order::full(column, "r.id", down)
    }
    /// Where a row stands in this order.
    pub fn mark(self, row: &FirmRow) -> Mark {
        let value: Value = match self {
            Sort::Name => row.sort_key.as_str().into(),
            Sort::LastContact => row.last_contact.map(day_text).unwrap_or_default().into(),
            Sort::Offers => row.open_offers.into(),
            Sort::Town => row.town.clone().unwrap_or_default().into(),
        };
        Mark::new(value, row.id)
    }
}

/// Last contact of employer `e`; that its file was made at the counter is one, that it came from a former system isn't.
const CONTACT: &str = "(SELECT max(c.d) FROM (SELECT max(v.day) AS d FROM visit v WHERE v.employer = e.id \
     UNION ALL SELECT max(n.day) FROM note n WHERE n.subject = e.id \
     UNION ALL SELECT max(o.contacted_on) FROM vacancy o WHERE o.employer = e.id \
     UNION ALL SELECT max(substr(a.starts_at, 1, 10)) FROM appointment a WHERE a.employer = e.id AND a.state = 'held' \
     UNION ALL SELECT CASE WHEN e.source IS NULL THEN substr(e.created_at, 1, 10) END) c)";
/// Offers and hires: the other signs of life.
const SIGN: &str = "(SELECT max(s.d) FROM (SELECT max(o.received_on) AS d FROM vacancy o WHERE o.employer = e.id \
     UNION ALL SELECT max(p.start_on) FROM placement p WHERE p.employer = e.id) s)";

/// The rows of an agency with what is computed of each.
fn rows_of(of: &str) -> String {
    format!(
        "(SELECT e.id, e.number, e.name, e.trade_name, e.town, e.sector, e.phone, e.owner, e.sort_key, e.agency, \
         (SELECT u.name FROM account u WHERE u.id = e.owner) AS owner_name, \
         (SELECT CAST(count(*) AS BIGINT) FROM vacancy o WHERE o.employer = e.id AND o.state IN ('open', 'shortlisting', 'paused')) \
         AS open_offers, {CONTACT} AS last_contact, {SIGN} AS last_sign FROM employer e WHERE {of}) r"
    )
}

fn narrow(part: &Narrow, days: &Days, args: &mut Args) -> String {
    let mut any = Vec::new();
    if let Some(owner) = part.owner {
        any.push(format!("r.owner = {}", args.put(owner)));
    }
    if part.offers {
        any.push("r.open_offers > 0".to_owned());
    }
    let alive = |args: &mut Args| {
        let day = args.put(day_text(days.active));
        format!("(COALESCE(r.last_sign, '') >= {day} OR COALESCE(r.last_contact, '') >= {day})")
    };
    if part.late {
        let alive = alive(args);
        let (offers, contact) = (args.put(day_text(days.offers)), args.put(day_text(days.contact)));
        let last = "COALESCE(r.last_contact, '')";
        any.push(format!("(r.open_offers > 0 AND {last} < {offers}) OR ({alive} AND {last} < {contact})"));
    }
    match part.active {
        Some(true) => any.push(alive(args)),
        Some(false) => any.push(format!("NOT {}", alive(args))),
        None => {}
    }
    if !part.sectors.is_empty() {
        any.push(format!("r.sector IN ({})", args.list(part.sectors.iter().map(String::as_str))));
    }
    if !part.towns.is_empty() {
        any.push(format!("r.town IN ({})", args.list(part.towns.iter().map(String::as_str))));
    }
    if let Some(name) = &part.name {
        // `~` comes after every letter and digit of a folded word.
        let (from, to) = (args.put(name.as_str()), args.put(format!("{name}~")));
        any.push(format!("EXISTS (SELECT 1 FROM offer_word w WHERE w.subject = r.id AND w.word >= {from} AND w.word < {to})"));
    }
    if any.is_empty() { "FALSE".to_owned() } else { any.join(" OR ") }
}

fn clause(agency: &str, parts: &[Narrow], days: &Days, args: &mut Args) -> String {
    let agency = args.put(agency);
    let mut sql = format!("FROM {} WHERE TRUE", rows_of(&format!("e.agency = {agency}")));
    for part in parts {
        sql.push_str(&format!(" AND ({})", narrow(part, days, args)));
    }
    sql
}

fn page_stmt(agency: &str, parts: &[Narrow], days: &Days, sort: Sort, side: &Side, size: u32) -> Stmt {
    let mut args = Args::default();
    let rest = clause(agency, parts, days, &mut args);
    let page = sort.order().page(side, size, &mut args);
    args.stmt(format!("SELECT r.* {rest}{page}"))
}

/// The statement that asks for one row of the list; read what it gave with [`firm_row`].
pub fn row_stmt(id: EmployerId) -> Stmt {
    Stmt::new(format!("SELECT r.* FROM {}", rows_of("e.id = $1")), vec![id.into()])
}

/// A row of the list.
pub fn firm_row(row: &Row<'_>) -> Result<FirmRow, DbError> {
    let text = |name: &str| Ok::<_, DbError>(row.opt_text(name)?.map(str::to_owned));
    let last_contact = row.opt_day("last_contact")?;
    Ok(FirmRow {
        id: row.id("id")?,
        number: row.text("number")?.to_owned(),
        name: row.text("name")?.to_owned(),
        trade_name: text("trade_name")?,
        town: text("town")?,
        sector: text("sector")?,
        phone: text("phone")?,
        owner: row.opt_id("owner")?,
        owner_name: text("owner_name")?,
        open_offers: row.int("open_offers")?,
        last_contact,
        last_sign: row.opt_day("last_sign")?.max(last_contact),
        sort_key: row.text("sort_key")?.to_owned(),
    })
}

/// A page in its order, and how many rows the filter leaves in all. Two statements, one round trip.
pub fn page(
    read: &mut dyn Read,
    agency: &str,
    parts: &[Narrow],
    days: &Days,
    sort: Sort,
    side: &Side,
    size: u32,
) -> Outcome<(Vec<FirmRow>, usize)> {
    let mut args = Args::default();
    let rest = clause(agency, parts, days, &mut args);
    let count = paging::count_stmt(&rest, args);
    paging::fly(read, side, page_stmt(agency, parts, days, sort, side, size), count, firm_row)
}

/// These employers as they are now, of any agency. In no order.
pub fn rows(read: &mut dyn Read, ids: &[EmployerId]) -> Outcome<Vec<FirmRow>> {
    let mut found = Vec::new();
    for block in ids.chunks(200) {
        let mut args = Args::default();
        let list = args.list(block.iter().copied());
        found.extend(read.all(&format!("SELECT r.* FROM {}", rows_of(&format!("e.id IN ({list})"))), args.values(), firm_row)?);
    }
    Ok(found)
}
