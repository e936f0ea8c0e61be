//! Export of people to a file, CSV, xlsx or JSON by its ending (product.md "Exchange format", security.md §5.7 and §5.9): every column of the
//! sheet, streamed by pages, an audit row with rows, columns, SHA-256 and file name. Called by `cli/export`.

use std::path::{Path, PathBuf};

use crate::domain::dates::Precision;
use crate::domain::ids::{PersonId, RowId};
use crate::domain::neutral;
use crate::domain::person_file::{PersonFile, sheet};
use crate::domain::record::Record;
use crate::domain::registration::Registration;
use crate::domain::rights::{self, Deed, Demand, Owner};
use crate::domain::who::Who;
use crate::exchange::{self, file};
use crate::fault::{Fault, Outcome, Value};
use crate::store::Desk;
use crate::store::exports::{self, Whose};

/// Files of one page.
const PAGE: usize = 500;
/// Rows at most of one's own files (security.md §3).
const FEW: u64 = 50;

/// What was written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// The file.
    pub file: PathBuf,
    /// People.
    pub rows: u64,
    /// Columns.
    pub columns: u64,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
}

/// Writes the people one may have a list of: the office's, the agency's, or one's own caseload of 50 at most. `reason` is asked where the
/// right asks for it (`wrong-reason-missing`). Errors: denied, `wrong-file-exists`, `wrong-export-many`, `wrong-sheet-full`.
pub fn people(desk: &mut Desk, target: &Path, reason: Option<&str>) -> Outcome<Report> {
    let (whose, most, demand) = reach(&desk.who)?;
    let reason = reason.map(str::trim).filter(|r| !r.is_empty());
    if demand.reason && reason.is_none() && !owner(&desk.who) {
        return Err(Fault::wrong("wrong-reason-missing"));
    }
    let new = file::New::create(target)?;
    let mut sink = exchange::sink(target, new.handle()?)?;
    let columns = sheet().columns();
    sink.row(&columns.iter().map(|c| Value::from(c.id)).collect::<Vec<_>>())?;
    // JSON has escapes of its own and is exact; a table may be looked at in a terminal (security.md §5).
    let exact = target.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
    let (mut rows, mut after) = (0, PersonId::default());
    loop {
        let page = desk.read(|read| exports::page(read, &whose, after, PAGE))?;
        let Some(last) = page.last() else { break };
        after = last.person.head.id;
        rows += page.len() as u64;
        if rows > most {
            return Err(Fault::wrong("wrong-export-many").with("most", most));
        }
        page.iter().try_for_each(|file| sink.row(&cells(file).into_iter().map(|v| calm(v, exact)).collect::<Vec<_>>()))?;
    }
    sink.finish()?;
    let sha256 = new.sha256()?;
    let report = Report { file: target.to_owned(), rows, columns: columns.len() as u64, sha256 };
    // The trail first: a file without its audit row must not be; an audit row whose file failed does no harm.
    audit(desk, &report, reason)?;
    new.keep()?;
    Ok(report)
}

fn audit(desk: &mut Desk, report: &Report, reason: Option<&str>) -> Outcome<()> {
    let name = report.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let count = |n: u64| Value::Int(i64::try_from(n).unwrap_or(i64::MAX));
    let facts = [
        ("what", "people".into()),
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
fn reach(who: &Who) -> Outcome<(Whose, u64, Demand)> {
    if owner(who) {
        return Ok((Whose::Office, u64::MAX, Demand::default()));
    }
    // No agency has this code: whoever may is national.
    if let Ok(demand) = rights::demands(who, Deed::ExportNames, &Owner::agency("*")) {
        return Ok((Whose::Office, u64::MAX, demand));
    }
    if let Ok(demand) = rights::demands(who, Deed::ExportNames, &Owner::agency(&who.agency)) {
        return Ok((Whose::Agency(who.agency.clone()), u64::MAX, demand));
    }
    let demand = rights::demands(who, Deed::ExportFewNames, &Owner::own(who))?;
    Ok((Whose::User(who.user), FEW, demand))
}

/// Who holds all roles owns the office alone, or takes it over.
fn owner(who: &Who) -> bool {
    rights::all_roles().iter().all(|r| who.has(r))
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
    sheet().columns().iter().map(value).collect()
}
