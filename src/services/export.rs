//! Export of people, employers and offers to a file, CSV, xlsx or JSON by its ending (product.md "Exchange format", security.md §5.7 and §5.9): every column of the
//! sheet, streamed by pages, an audit row with rows, columns, SHA-256 and file name. Called by `cli/export`.

use std::path::{Path, PathBuf};

use crate::domain::dates::Precision;
use crate::domain::employer_file;
use crate::domain::ids::{EmployerId, PersonId, RowId, VacancyId};
use crate::domain::neutral;
use crate::domain::person_file::{self, PersonFile};
use crate::domain::record::Record;
use crate::domain::registration::Registration;
use crate::domain::rights::{self, Deed, Demand, Owner};
use crate::domain::vacancy_file;
use crate::exchange::{self, file};
use crate::fault::{Fault, Outcome, Value};
use crate::services::access;
use crate::store::Desk;
use crate::store::exports::{self, Whose};
use crate::store::vacancies;

/// Files of one page.
const PAGE: usize = 500;
/// Rows at most of one's own files (security.md §3).
const FEW: u64 = 50;

/// What was written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// The file.
    pub file: PathBuf,
    /// Rows.
    pub rows: u64,
    /// Columns.
    pub columns: u64,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
}

/// A kind of row that can be exported.
pub struct Exportable {
    /// Its name on the command line.
    pub name: &'static str,
    /// Writes what one may have a list of. `reason` is asked where the right asks for it (`wrong-reason-missing`).
    /// Errors: denied, `wrong-file-exists`, `wrong-export-many`, `wrong-sheet-full`.
    pub run: fn(&mut Desk, &Path, Option<&str>) -> Outcome<Report>,
}

/// The kinds. A new one is a function like [`people`] and a line here.
pub const KINDS: &[Exportable] = &[
    Exportable { name: "people", run: people },
    Exportable { name: "employers", run: employers },
    Exportable { name: "offers", run: offers },
];

/// The kind of this name.
pub fn kind(name: &str) -> Option<&'static Exportable> {
    KINDS.iter().find(|k| k.name == name)
}

/// Writes the people one may have a list of: the office's, the agency's, or one's own caseload of 50 at most.
pub fn people(desk: &mut Desk, target: &Path, reason: Option<&str>) -> Outcome<Report> {
    let reach = reach(desk)?;
    let whose = reach.whose.clone();
    let mut after = PersonId::default();
    let columns = person_file::sheet().columns();
    let ids = columns.iter().map(|c| c.id).collect();
    write(desk, Wanted { kind: "people", target, reason, reach, columns: ids }, |desk| {
        let page = desk.read(|read| exports::page(read, &whose, after, PAGE))?;
        after = page.last().map_or(after, |last| last.person.head.id);
        Ok(page.iter().map(cells).collect())
    })
}

/// Writes the employers one may have a list of: those of the office, of the agency, or in one's own charge, with their first contacts.
pub fn employers(desk: &mut Desk, target: &Path, reason: Option<&str>) -> Outcome<Report> {
    let reach = reach_of_offers(desk)?;
    let whose = reach.whose.clone();
    let mut after = EmployerId::default();
    let columns = employer_file::sheet().columns();
    let ids = columns.iter().map(|c| c.id).collect();
    write(desk, Wanted { kind: "employers", target, reason, reach, columns: ids }, |desk| {
        let page = desk.read(|read| exports::employers(read, &whose, after, PAGE))?;
        after = page.last().map_or(after, |last| last.employer.head.id);
        Ok(page.iter().map(|file| columns.iter().map(|c| c.get(file)).collect()).collect())
    })
}

/// Writes the offers one may have a list of, each with its firm's number.
pub fn offers(desk: &mut Desk, target: &Path, reason: Option<&str>) -> Outcome<Report> {
    let reach = reach_of_offers(desk)?;
    let whose = reach.whose.clone();
    let mut after = VacancyId::default();
    let columns = vacancy_file::sheet().columns();
    let ids = columns.iter().map(|c| c.id).collect();
    write(desk, Wanted { kind: "offers", target, reason, reach, columns: ids }, |desk| {
        let page = desk.read(|read| vacancies::export(read, &whose, after, PAGE))?;
        after = page.last().map_or(after, |last| last.vacancy.head.id);
        Ok(page.iter().map(|file| columns.iter().map(|c| c.get(file)).collect()).collect())
    })
}

/// A file that is wanted.
pub(super) struct Wanted<'a> {
    /// Name of the kind, for the audit.
    pub(super) kind: &'static str,
    pub(super) target: &'a Path,
    pub(super) reason: Option<&'a str>,
    pub(super) reach: Reach,
    /// Ids of the columns: the header.
    pub(super) columns: Vec<&'static str>,
}

/// Writes the file; `page` gives the next rows, none at the end.
pub(super) fn write(
    desk: &mut Desk,
    wanted: Wanted<'_>,
    mut page: impl FnMut(&mut Desk) -> Outcome<Vec<Vec<Value>>>,
) -> Outcome<Report> {
    let Wanted { kind, target, reason, reach, columns } = wanted;
    let reason = reason.map(str::trim).filter(|r| !r.is_empty());
    if reach.demand.reason && reason.is_none() && !rights::owns_office(&desk.who) {
        return Err(Fault::wrong("wrong-reason-missing"));
    }
    let new = file::New::create(target)?;
    let mut sink = exchange::sink(target, new.handle()?)?;
    sink.row(&columns.iter().map(|id| Value::from(*id)).collect::<Vec<_>>())?;
    let mut rows = 0;
    // JSON has escapes of its own and is exact; a table may be looked at in a terminal (security.md §5).
    let exact = target.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
    loop {
        let page = page(desk)?;
        if page.is_empty() {
            break;
        }
        rows += page.len() as u64;
        if rows > reach.most {
            return Err(Fault::wrong("wrong-export-many").with("most", reach.most));
        }
        page.into_iter().try_for_each(|row| sink.row(&row.into_iter().map(|v| calm(v, exact)).collect::<Vec<_>>()))?;
    }
    sink.finish()?;
    let sha256 = new.sha256()?;
    let report = Report { file: target.to_owned(), rows, columns: columns.len() as u64, sha256 };
    // The trail first: a file without its audit row must not be; an audit row whose file failed does no harm.
    audit(desk, kind, &report, reason)?;
    new.keep()?;
    Ok(report)
}

fn audit(desk: &mut Desk, kind: &str, report: &Report, reason: Option<&str>) -> Outcome<()> {
    let name = report.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let count = |n: u64| Value::Int(i64::try_from(n).unwrap_or(i64::MAX));
    let facts = [
        ("what", kind.into()),
        ("rows", count(report.rows)),
        ("columns", count(report.columns)),
        ("sha256", report.sha256.as_str().into()),
        ("file", name.as_str().into()),
    ];
    let deed = desk.deed("export").because(reason.unwrap_or_default());
    let id: RowId = desk.new_id();
    desk.write(deed, |w| {
        w.note("export", id, &facts);
        Ok(())
    })
}

/// A text without a byte that commands a terminal.
fn calm(value: Value, exact: bool) -> Value {
    match value {
        Value::Text(text) if !exact => Value::Text(neutral::shown_note(&text)),
        value => value,
    }
}

/// Whose files, how many at most, and what the right asks for besides.
pub(super) struct Reach {
    pub(super) whose: Whose,
    most: u64,
    demand: Demand,
}

fn reach(desk: &mut Desk) -> Outcome<Reach> {
    let who = desk.who.clone();
    if rights::owns_office(&who) {
        return Ok(Reach { whose: Whose::Office, most: u64::MAX, demand: Demand::default() });
    }
    // No agency has this code: whoever may is national.
    let wider = [(Owner::agency("*"), Whose::Office), (Owner::agency(&who.agency), Whose::Agency(who.agency.clone()))];
    for (about, whose) in wider {
        if rights::allowed(&who, Deed::ExportNames, about.clone()).is_ok() {
            return Ok(Reach { whose, most: u64::MAX, demand: access::demands(desk, Deed::ExportNames, &about)? });
        }
    }
    let demand = access::demands(desk, Deed::ExportFewNames, &Owner::own(&who))?;
    Ok(Reach { whose: Whose::User(who.user), most: FEW, demand })
}

/// Of employers and offers, which are no lists of job seekers: who reads them and has the right to lists without names.
pub(super) fn reach_of_offers(desk: &mut Desk) -> Outcome<Reach> {
    let who = desk.who.clone();
    let all = |whose, demand| Reach { whose, most: u64::MAX, demand };
    if rights::owns_office(&who) {
        return Ok(all(Whose::Office, Demand::default()));
    }
    access::may(desk, Deed::ReadOffers, Owner::agency(&who.agency))?;
    let wider = [(Owner::agency("*"), Whose::Office), (Owner::agency(&who.agency), Whose::Agency(who.agency.clone()))];
    for (about, whose) in wider {
        if rights::allowed(&who, Deed::ExportPlain, about.clone()).is_ok() {
            return Ok(all(whose, access::demands(desk, Deed::ExportPlain, &about)?));
        }
    }
    let demand = access::demands(desk, Deed::ExportPlain, &Owner::own(&who))?;
    Ok(all(Whose::User(who.user), demand))
}

/// The cells of a file; of a birth date only what is known (`1985`, `1985-03`).
fn cells(file: &PersonFile) -> Vec<Value> {
    let value = |column: &crate::domain::sheet::Column<PersonFile>| {
        // A person who was never registered here has no situation.
        if column.table == Registration::TABLE && file.registration.head.version == 0 {
            return Value::Null;
        }
        let value = column.get(file);
        let known = file.person.birth_precision.as_deref().map_or(Precision::Day, Precision::from_code);
        match (column.id, value.as_text(), known) {
            ("birth_date", Some(day), Precision::Year) => Value::from(day.get(..4)),
            ("birth_date", Some(day), Precision::Month) => Value::from(day.get(..7)),
            _ => value,
        }
    };
    person_file::sheet().columns().iter().map(value).collect()
}
