//! Employers as rows of a file (product.md "Exchange format"). One kind of `import`.

use std::collections::HashMap;

use chrono::Datelike;

use crate::domain::duplicate_firm::{self, FirmSketch};
use crate::domain::employer_file::{EmployerFile, sheet};
use crate::domain::ids::{self, EmployerId};
use crate::domain::record::Head;
use crate::domain::rights::Deed;
use crate::domain::rules::Rules;
use crate::domain::sheet::{Column, Sheet};
use crate::domain::{duplicate, fold, neutral};
use crate::exchange::header::Header;
use crate::fault::{Flaw, Outcome};
use crate::services::import::block::{Other, Plan, Twin, many, serials};
use crate::services::import::cell::Taken;
use crate::services::import::kind::Kind;
use crate::services::import::row::{Filled, Filler, Rejection, Row, Work, rejected, two_phones};
use crate::store::employers::{self as stored, Officer};
use crate::store::imports::{self, Kept};
use crate::store::{Desk, Read, Write, search};

/// What the import of employers keeps from row to row.
#[derive(Default)]
pub(super) struct Employers {
    /// Who may be in charge, of each agency; how many each has grows with what is assigned.
    officers: HashMap<String, Vec<Officer>>,
}

impl Kind for Employers {
    type File = EmployerFile;
    type Id = EmployerId;

    const KEPT: Kept = imports::EMPLOYERS;
    const RIGHTS: (Deed, Deed) = (Deed::ImportMany, Deed::WriteOffers);
    const WANTED: &'static [&'static [&'static str]] = &[&["name", "number"]];
    const MUST: &'static [&'static str] = &["name", "external_ref"];
    const OTHER: &'static str = "flaw-import-other-employer";
    const TWIN: &'static str = "flaw-import-twin-employer";

    fn sheet() -> &'static Sheet<EmployerFile> {
        sheet()
    }
    fn load_all(read: &mut dyn Read, ids: &[EmployerId]) -> Outcome<Vec<EmployerFile>> {
        stored::load_all(read, ids)
    }
    fn id(file: &EmployerFile) -> EmployerId {
        file.employer.head.id
    }
    fn number(file: &EmployerFile) -> &str {
        &file.employer.number
    }
    fn agency(file: &EmployerFile) -> &str {
        &file.employer.agency
    }
    fn tidy(file: &mut EmployerFile) {
        file.tidy();
    }
    fn check(file: &EmployerFile, rules: &Rules) -> Vec<Flaw> {
        file.check(rules)
    }
    fn note(file: &mut EmployerFile) -> &mut Option<String> {
        &mut file.employer.import_note
    }
    fn fill(
        &mut self,
        desk: &mut Desk,
        filler: &mut Filler<'_>,
        row: &Row<EmployerFile>,
        base: Option<&EmployerFile>,
        agency: &str,
        header: &Header,
    ) -> Outcome<Result<Filled<EmployerFile>, Rejection>> {
        let officers = match self.officers.entry(agency.to_owned()) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(new) => new.insert(desk.read(|read| stored::officers(read, agency))?),
        };
        let mut work = Work::new(row, base);
        for (column, text) in &row.cells {
            put(filler, &mut work, column, text, officers);
        }
        take_over(filler, &mut work.file, base.is_none());
        work.file.tidy();
        if work.file.employer.name.is_empty() {
            return Ok(Err(rejected(Flaw::new("name", "flaw-missing"), header)));
        }
        let incomplete = match work.check(&filler.rules) {
            Ok(incomplete) => incomplete,
            Err(flaw) => return Ok(Err(rejected(flaw, header))),
        };
        work.note(filler.noted);
        let Work { mut file, warnings, .. } = work;
        if base.is_none() {
            assign(&mut file, officers);
        }
        Ok(Ok(Filled { file, warnings, incomplete }))
    }
    fn another(row: &Row<EmployerFile>, stored: &EmployerFile, came: &EmployerFile) -> bool {
        let Some(name) = row.cell("name") else { return false };
        let ours: Vec<String> = FirmSketch::of(stored).names.iter().flat_map(|n| duplicate_firm::telling(n)).collect();
        let trade_name = row.cell("trade_name").unwrap_or_default();
        let theirs = [name, trade_name].into_iter().filter(|n| !n.is_empty()).flat_map(duplicate_firm::telling);
        let named = theirs.into_iter().any(|b| ours.iter().any(|a| fold::near(a, &b)));
        let numbered = row.cell("tax_id").is_some() && stored.employer.tax_id == came.employer.tax_id;
        !named && !numbered
    }
    fn twins(desk: &mut Desk, plans: &[Plan<Self>]) -> Outcome<Vec<Twin<EmployerId>>> {
        twins(desk, plans)
    }
    fn insert(w: &mut Write<'_>, new: &mut [EmployerFile]) -> Outcome<()> {
        let year = w.rules().today.year();
        let agencies: Vec<&str> = new.iter().map(|f| f.employer.agency.as_str()).collect();
        let serials = serials(w, "employer", &agencies)?;
        for (file, serial) in new.iter_mut().zip(serials) {
            file.employer.number = ids::employer_number(&file.employer.agency, year, serial);
            file.employer.head = Head::new(w.new_id());
            for contact in &mut file.contacts {
                contact.head = Head::new(w.new_id());
                contact.employer = file.employer.head.id;
            }
        }
        w.insert_all(&new.iter().map(|f| f.employer.clone()).collect::<Vec<_>>())?;
        w.insert_all(&new.iter().flat_map(|f| f.contacts.iter().cloned()).collect::<Vec<_>>())?;
        new.iter().try_for_each(|file| search::index_employer(w, &file.employer))
    }
    fn update(w: &mut Write<'_>, before: &EmployerFile, after: &mut EmployerFile) -> Outcome<()> {
        w.update(&before.employer, &after.employer)?;
        after.contacts.iter_mut().for_each(|c| c.employer = before.employer.head.id);
        many(w, &before.contacts, &mut after.contacts)?;
        search::index_employer(w, &after.employer)
    }
}

fn put(
    filler: &mut Filler<'_>,
    work: &mut Work<'_, Employers>,
    column: &'static Column<EmployerFile>,
    text: &str,
    officers: &[Officer],
) {
    let taken = match column.id {
        "number" => return work.number(column, text),
        "import_note" => return,
        "agency" => filler.agency_of(column.id, text),
        "owner" => match officers.iter().find(|o| o.login == text || o.name == text) {
            Some(found) => {
                work.file.employer.owner = Some(found.user);
                Taken { value: Some(found.login.as_str().into()), flaw: None }
            }
            None => Taken { value: None, flaw: Some(Flaw::new("owner", "flaw-import-owner").with("value", text)) },
        },
        "phone" => match two_phones(text) {
            // The second one goes to the note: it may be anybody's.
            Some((first, second)) => {
                let flaw = Flaw::new("phone", "flaw-import-second-phone").with("value", second);
                Taken { value: Some(first.into()), flaw: Some(flaw) }
            }
            None => filler.cells.take(column.id, column.kind, text),
        },
        "contact_name" => Taken { value: Some(neutral::tidy(text).into()), flaw: None },
        id => filler.cells.take(id, column.kind, text),
    };
    work.put(column, text, taken);
}

/// What comes from a former system. A file that is there already keeps what it has.
fn take_over(filler: &Filler<'_>, file: &mut EmployerFile, new: bool) {
    let e = &mut file.employer;
    if e.agency.is_empty() {
        e.agency.clone_from(&filler.agency);
    }
    if e.source.is_none() && (new || e.external_ref.is_some()) {
        e.source = Some(filler.source.clone());
    }
}

/// Puts an officer in charge of a new employer that names none: the one with the fewest.
fn assign(file: &mut EmployerFile, officers: &mut [Officer]) {
    let named = file.employer.owner;
    let meant = match named {
        Some(user) => officers.iter_mut().find(|o| o.user == user),
        None => officers.iter_mut().filter(|o| o.officer).min_by_key(|o| o.employers),
    };
    if let Some(officer) = meant {
        officer.employers += 1;
        file.employer.owner = Some(officer.user);
        file.owner_login = Some(officer.login.clone());
    }
}

/// What another file may share, with its column before it.
fn keys(file: &EmployerFile) -> Vec<(&'static str, String)> {
    let e = &file.employer;
    [("tax_id", &e.tax_id), ("trade_register", &e.trade_register), ("phone", &e.phone)]
        .into_iter()
        .filter_map(|(column, value)| Some((column, value.clone()?)))
        .collect()
}

/// Files with the same NIF, RCCM or telephone as a row of the block, stored or earlier in it: one for each value.
fn twins(desk: &mut Desk, plans: &[Plan<Employers>]) -> Outcome<Vec<Twin<EmployerId>>> {
    let told = |p: &&Plan<Employers>| p.before.as_ref().is_none_or(|b| b.employer != p.file.employer);
    let wanted: Vec<(&'static str, String)> = plans.iter().filter(told).flat_map(|p| keys(&p.file)).collect();
    let near = desk.read(|read| {
        let mut ids = Vec::new();
        for column in ["tax_id", "trade_register", "phone"] {
            let values: Vec<String> = wanted.iter().filter(|(c, _)| *c == column).map(|(_, v)| v.clone()).collect();
            ids.extend(stored::with_values(read, column, &values)?);
        }
        ids.sort_unstable();
        ids.dedup();
        stored::sketches(read, &ids)
    })?;
    let mut first: HashMap<(&'static str, String), (Other<EmployerId>, FirmSketch)> = HashMap::new();
    for (employer, sketch) in near {
        let other = Other::Stored(employer.head.id, employer.number.clone());
        let file = EmployerFile { employer, ..EmployerFile::default() };
        for key in keys(&file) {
            first.entry(key).or_insert_with(|| (other.clone(), sketch.clone()));
        }
    }
    let mut found: Vec<Twin<EmployerId>> = Vec::new();
    for (at, plan) in plans.iter().enumerate() {
        let sketch = FirmSketch::of(&plan.file);
        for key in keys(&plan.file) {
            let Some((other, twin)) = first.get(&key) else {
                first.insert(key, (Other::Row(at), sketch.clone()));
                continue;
            };
            let itself = match other {
                Other::Stored(id, _) => *id == plan.file.employer.head.id,
                Other::Row(row) => *row == at,
            };
            if itself || !told(&plan) || found.iter().any(|t| t.at == at && t.other.same(other)) {
                continue;
            }
            let evidence = duplicate_firm::compare(&sketch, twin);
            let score = (duplicate::score(&evidence) * 1000.0).round() as i64;
            let evidence = evidence.iter().map(|e| e.key.to_owned()).collect();
            found.push(Twin { at, other: other.clone(), evidence, score });
        }
    }
    Ok(found)
}
