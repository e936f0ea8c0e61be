//! Import of people from a file (product.md "Exchange format"): rows → whole files by the sheet, what can't be read kept as text, the same
//! file twice changes nothing. Called by `cli/import` (and, as `work`, by the administration's screen).
//!
//! The file is read twice: first from end to end for what refuses it altogether, so that nothing is written of a broken file; then 500
//! rows a transaction. A row is known again by the digest of its cells; a row with a former number or a number also by that, and then only
//! the cells that are filled and differ are saved. An empty cell never empties a field.

mod block;
mod cell;
mod code;
mod lists;
mod row;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::domain::fold::{self, fold};
use crate::domain::ids::PersonId;
use crate::domain::lifecycle::RegistrationState;
use crate::domain::person::Person;
use crate::domain::person_file::sheet;
use crate::domain::rights::{self, Deed, Owner};
use crate::domain::who::Who;
use crate::exchange::header::{Header, Renames};
use crate::exchange::{Line, Source, file};
use crate::fault::{Fault, Flaw, Outcome, Value};
use crate::services::access;
use crate::services::audit;
use crate::services::import::block::{Outcomes, Plan};
use crate::services::import::cell::Cells;
use crate::services::import::lists::Lists;
use crate::services::import::row::{Filler, Rejection, Row};
use crate::store::people::Counsellor;
use crate::store::{Desk, imports, people as stored};

pub use crate::exchange::header::Labels;
pub use crate::exchange::{Asked, Dates, Form, Shape};

/// Rows of one transaction.
const BLOCK: usize = 500;
/// More rows than this need the head (security.md §3).
const FEW: u64 = 50;

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// The file.
    pub file: PathBuf,
    /// Agency of rows that name none; else that of who imports.
    pub agency: Option<String>,
    /// Character set, separator, order of dates, when forced.
    pub asked: Asked,
    /// File of other names of columns.
    pub map: Option<PathBuf>,
    /// The former system; else the agency.
    pub source: Option<String>,
    /// Only looks.
    pub dry_run: bool,
    /// Where rejected rows go; else beside the file.
    pub rejects: Option<PathBuf>,
}

/// Words of the files that are written.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Heading: line of the file.
    pub line: String,
    /// Heading: column.
    pub column: String,
    /// Heading: reason.
    pub reason: String,
    /// In the name of the file of rejected rows.
    pub rejects: String,
    /// In the name of the file of warnings.
    pub warnings: String,
}

/// What the face hands over: labels in, sentences out.
pub struct Face<'f> {
    /// Labels of fields and states in all languages.
    pub labels: Labels,
    /// The sentence of a flaw.
    pub say: &'f dyn Fn(&Flaw) -> String,
    /// The label of a field.
    pub label: &'f dyn Fn(&str) -> String,
    /// A line of an import note: label of a field and text.
    pub noted: &'f dyn Fn(&str, &str) -> String,
    /// Other words.
    pub words: Words,
}

/// A sentence about a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Line of the file.
    pub line: u64,
    /// The column, as named in the file or by its label.
    pub column: Option<String>,
    /// The sentence.
    pub text: String,
    /// Whether the row was rejected for it.
    pub rejected: bool,
}

/// What an import did. `read = imported + updated + same + rejected`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Rows read.
    pub read: u64,
    /// New people.
    pub imported: u64,
    /// People changed.
    pub updated: u64,
    /// Rows that changed nothing.
    pub same: u64,
    /// Rows rejected.
    pub rejected: u64,
    /// Warnings about rows taken.
    pub warnings: u64,
    /// Of the new ones: « à compléter ».
    pub incomplete: u64,
    /// Files that may be another one's twin.
    pub twins: u64,
    /// The rejected rows.
    pub rejects_file: Option<PathBuf>,
    /// The warnings.
    pub warnings_file: Option<PathBuf>,
    /// Columns that aren't known.
    pub unknown_columns: Vec<String>,
    /// How the file is written.
    pub shape: Option<Shape>,
    /// The first sentences.
    pub said: Vec<Said>,
}

/// Imports people. Rights: `import-many` from 51 rows on, else `write-identity`, for the agency of each row.
/// Errors: `wrong-…` for the file as a whole, nothing written; line away, busy, cancelled: blocks before it are in, and the same import run
/// again goes on where it was.
pub fn people(desk: &mut Desk, wish: &Wish, face: &Face<'_>) -> Outcome<Report> {
    desk.lenient(|desk| run(desk, wish, face))
}

fn run(desk: &mut Desk, wish: &Wish, face: &Face<'_>) -> Outcome<Report> {
    let agencies = desk.read(imports::agencies)?;
    let agency = wish.agency.clone().map_or_else(|| desk.who.agency.clone(), |a| a.trim().to_uppercase());
    if !agencies.iter().any(|(code, _)| *code == agency) {
        let allowed: Vec<&str> = agencies.iter().map(|(code, _)| code.as_str()).collect();
        return Err(Fault::wrong("wrong-agency").with("value", agency).with("allowed", allowed.join(", ")));
    }
    let renames = wish.map.as_deref().map(Renames::load).transpose()?.unwrap_or_default();
    let source = Source::open(&wish.file, &wish.asked)?;
    let (header, total) = survey(&source, face, &renames)?;
    let deed = if total > FEW { Deed::ImportMany } else { Deed::PersonWrite };
    access::may(desk, deed, Owner::agency(&agency))?;
    let former = wish.source.clone().unwrap_or_else(|| agency.clone());
    let names = agencies.iter().flat_map(|(code, name)| [(fold(code), code.clone()), (fold(name), code.clone())]);
    let filler = Filler {
        cells: Cells::new(desk.rules.clone(), wish.asked.dates.filter(|_| source.shape.form == Form::Csv)),
        rules: desk.rules.clone(),
        labels: &face.labels,
        agencies: names.collect(),
        agency,
        source: former,
        total,
        noted: face.noted,
    };
    let mut lists = Lists::new(face, &wish.file, wish.rejects.clone(), wish.dry_run)?;
    lists.header(&header.names)?;
    let unknown_columns = header.unknown(&face.labels);
    let report = Report { unknown_columns, shape: Some(source.shape), ..Report::default() };
    let mut import = Import {
        deed,
        dry_run: wish.dry_run,
        why: why(&wish.file, &filler.source),
        filler,
        header,
        lists,
        report,
        references: HashMap::new(),
        digests: HashSet::new(),
        counsellors: HashMap::new(),
        coded: HashMap::new(),
        rows: Vec::new(),
    };
    let mut first = true;
    source.each(&mut |line| if std::mem::take(&mut first) { Ok(()) } else { import.line(desk, line) })?;
    import.flush(desk)?;
    let Import { lists, mut report, header, dry_run, .. } = import;
    if !dry_run {
        let name = wish.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let count = |n: u64| Value::Int(i64::try_from(n).unwrap_or(i64::MAX));
        let facts = [
            ("file", name.into()),
            ("sha256", file::sha256_of(&wish.file)?.into()),
            ("rows", count(total)),
            ("columns", count(header.names.len() as u64)),
            ("imported", count(report.imported)),
            ("updated", count(report.updated)),
            ("rejected", count(report.rejected)),
        ];
        audit::event(desk, "import_file", None, &facts)?;
    }
    (report.rejects_file, report.warnings_file, report.said) = lists.keep(report.rejected)?;
    report.said.sort_by_key(|s| s.line);
    Ok(report)
}

fn why(file: &std::path::Path, source: &str) -> String {
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    format!("{name}; source={source}")
}

/// The header and the number of rows; what refuses a whole file is found here, before anything is written.
fn survey(source: &Source, face: &Face<'_>, renames: &Renames) -> Outcome<(Header, u64)> {
    let ids: Vec<&'static str> = sheet().columns().iter().map(|c| c.id).collect();
    let mut header = None;
    let mut rows = 0;
    source.each(&mut |line| {
        if header.is_some() {
            rows += 1;
            return Ok(());
        }
        if let Some(bad) = line.bad {
            return Err(Fault::wrong("wrong-header").with("why", (face.say)(&bad.flaw)));
        }
        header = Some(Header::read(line.cells, &ids, &face.labels, renames)?);
        Ok(())
    })?;
    let header = header.ok_or_else(|| Fault::wrong("wrong-file-empty").with("file", source.path().display()))?;
    if header.place("surname").is_none() && header.place("given_names").is_none() && header.place("number").is_none() {
        return Err(Fault::wrong("wrong-column-missing").with("name", (face.label)("surname")));
    }
    Ok((header, rows))
}

/// One import under way.
struct Import<'a> {
    deed: Deed,
    dry_run: bool,
    why: String,
    filler: Filler<'a>,
    header: Header,
    lists: Lists<'a>,
    report: Report,
    /// Former numbers seen in this file and the digests of their rows, eight bytes of each.
    references: HashMap<u64, u64>,
    /// Rows seen in a dry run, where none can be found in the database.
    digests: HashSet<u64>,
    /// Counsellors of each agency with their loads, which grow with what is assigned.
    counsellors: HashMap<String, Vec<Counsellor>>,
    /// Occupations found for words.
    coded: HashMap<String, Option<String>>,
    /// Rows of the block.
    rows: Vec<Row>,
}

fn short(digest: &[u8]) -> u64 {
    digest.iter().take(8).fold(0, |sum, b| sum << 8 | u64::from(*b))
}

impl Import<'_> {
    fn line(&mut self, desk: &mut Desk, line: Line) -> Outcome<()> {
        let nth = self.report.read;
        self.report.read += 1;
        let row = match Row::of(line, &self.header, nth) {
            Ok(row) => row,
            Err(refused) => return self.reject(&refused.0, &refused.1),
        };
        if let Some(reference) = &row.reference {
            let key = short(&Sha256::digest(reference.as_bytes()));
            match self.references.insert(key, short(&row.digest)) {
                Some(former) if former == short(&row.digest) => {
                    self.report.same += 1;
                    return Ok(());
                }
                Some(former) => {
                    self.references.insert(key, former);
                    let flaw = Flaw::new("external_ref", "flaw-import-ref-doubled").with("value", reference);
                    let column = self.header.place("external_ref").map(|at| at + 1);
                    return self.reject(&row.line, &Rejection { flaw, column });
                }
                None => {}
            }
        }
        // The same file twice in a block: the second row must see what the first one saved.
        if row.number.is_some() && self.rows.iter().any(|r| r.number == row.number) {
            self.flush(desk)?;
        }
        self.rows.push(row);
        if self.rows.len() >= BLOCK { self.flush(desk) } else { Ok(()) }
    }

    fn reject(&mut self, line: &Line, rejection: &Rejection) -> Outcome<()> {
        self.report.rejected += 1;
        self.lists.reject(line, rejection)
    }

    /// Takes the rows of the block in.
    fn flush(&mut self, desk: &mut Desk) -> Outcome<()> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let known = self.known(desk, &rows)?;
        let mut plans = Vec::with_capacity(rows.len());
        let mut notes: Vec<(Vec<Flaw>, bool)> = Vec::with_capacity(rows.len());
        let mut digests: HashSet<Vec<u8>> = HashSet::new();
        for row in rows {
            let again = !digests.insert(row.digest.clone()) && row.reference.is_none();
            let seen = self.dry_run && !self.digests.insert(short(&row.digest));
            if again || seen || known.rows.contains_key(&row.digest) {
                self.report.same += 1;
                continue;
            }
            if let Some((plan, warnings, incomplete)) = self.plan(desk, row, &known)? {
                plans.push(plan);
                notes.push((warnings, incomplete));
            }
        }
        self.write(desk, plans, notes)
    }

    fn known(&self, desk: &mut Desk, rows: &[Row]) -> Outcome<Known> {
        let digests: Vec<Vec<u8>> = rows.iter().map(|r| r.digest.clone()).collect();
        let numbers: Vec<String> = rows.iter().filter_map(|r| r.number.clone()).collect();
        let references: Vec<String> = rows.iter().filter_map(|r| r.reference.clone()).collect();
        desk.read(|read| {
            Ok(Known {
                rows: imports::known_rows(read, &self.filler.source, &digests)?,
                numbers: imports::by_number(read, &numbers)?,
                references: imports::by_external_ref(read, &self.filler.source, &references)?,
            })
        })
    }

    /// What is to be written for a row; none when it was rejected.
    fn plan(&mut self, desk: &mut Desk, row: Row, known: &Known) -> Outcome<Option<(Plan, Vec<Flaw>, bool)>> {
        let numbered = row.number.as_ref().and_then(|n| known.numbers.get(n));
        let stored = numbered.or_else(|| row.reference.as_ref().and_then(|r| known.references.get(r)));
        let mut before = stored.map(|id| desk.read(|read| stored::load(read, *id))).transpose()?;
        if let Some(before) = &mut before {
            // A file without a job goal has one that isn't stored: it would be the first.
            before.goal.rank = before.goal.rank.max(1);
            if before.registration.head.version == 0 {
                before.registration.sort_key.clone_from(&before.person.sort_key);
                before.registration.agency.clone_from(&before.person.agency);
            }
        }
        let named = row.cells.iter().find(|(c, _)| c.id == "agency").and_then(|(_, t)| self.filler.agencies.get(&fold(t)));
        let kept = before.as_ref().map(|b| b.person.agency.clone());
        let agency = named.cloned().or(kept.clone()).unwrap_or_else(|| self.filler.agency.clone());
        for owner in [Some(agency.clone()), kept].into_iter().flatten() {
            if !may(&desk.who, self.deed, &owner) {
                let flaw = Flaw::new("agency", "flaw-import-agency").with("value", &owner);
                let column = self.header.place("agency").map(|at| at + 1);
                self.reject(&row.line, &Rejection { flaw, column })?;
                return Ok(None);
            }
        }
        self.load_counsellors(desk, &agency)?;
        let counsellors = self.counsellors.get(&agency).map(Vec::as_slice).unwrap_or_default();
        let filled = match self.filler.fill(&row, before.as_ref(), counsellors, &self.header) {
            Ok(filled) => filled,
            Err(rejection) => {
                self.reject(&row.line, &rejection)?;
                return Ok(None);
            }
        };
        if before.as_ref().is_some_and(|b| another(&b.person, &filled.file.person)) {
            let field = if numbered.is_some() { "number" } else { "external_ref" };
            let flaw = Flaw::new(field, "flaw-import-other-person")
                .with("value", row.reference.as_ref().or(row.number.as_ref()).cloned().unwrap_or_default());
            let column = self.header.place(field).map(|at| at + 1);
            self.reject(&row.line, &Rejection { flaw, column })?;
            return Ok(None);
        }
        let (mut file, mut warnings) = (filled.file, filled.warnings);
        if let Some(words) = filled.uncoded {
            match self.occupation(desk, &words)? {
                Some(code) => {
                    file.goal.occupation = Some(code.clone());
                    file.registration.occupation = Some(code);
                }
                None => warnings.push(Flaw::warn("occupation_label", "flaw-import-occupation").with("value", words)),
            }
        }
        self.assign(desk, &agency, &mut file);
        Ok(Some((Plan { row, file, before }, warnings, filled.incomplete)))
    }

    fn write(&mut self, desk: &mut Desk, plans: Vec<Plan>, notes: Vec<(Vec<Flaw>, bool)>) -> Outcome<()> {
        let mut out = Outcomes::default();
        if self.dry_run {
            let done = |at| block::Done { at, number: String::new(), twins: Vec::new() };
            out.done = (0..plans.len()).map(done).collect();
        } else {
            block::store(desk, &plans, 0, &self.filler.source, &self.why, &mut out)?;
        }
        for done in out.done {
            let (Some(plan), Some((warnings, incomplete))) = (plans.get(done.at), notes.get(done.at)) else { continue };
            let line = plan.row.line.number;
            match &plan.before {
                None => {
                    self.report.imported += 1;
                    self.report.incomplete +=
                        u64::from(*incomplete && plan.file.registration.state == RegistrationState::Incomplete);
                }
                Some(before) if *before == plan.file => {
                    self.report.same += 1;
                    continue;
                }
                Some(_) => self.report.updated += 1,
            }
            self.report.twins += done.twins.len() as u64;
            let twin = |number: &String| Flaw::warn("", "flaw-import-twin").with("number", &done.number).with("ref", number);
            for flaw in warnings.iter().cloned().chain(done.twins.iter().map(twin)) {
                self.report.warnings += 1;
                self.lists.warn(line, &flaw)?;
            }
        }
        for (at, fault) in out.failed {
            let Some(plan) = plans.get(at) else { continue };
            // The index's name, or its columns: of the only one that a row can break by itself.
            let taken = matches!(&fault, Fault::Refused(r) if r.args.iter().any(|(_, what)| what.contains("external")));
            let flaw = if taken {
                Flaw::new("external_ref", "flaw-import-ref-taken")
            } else {
                tracing::warn!(line = plan.row.line.number, ?fault, "row not stored");
                Flaw::new("", "flaw-import-not-stored")
            };
            let column = self.header.place(flaw.field).map(|c| c + 1);
            self.reject(&plan.row.line, &Rejection { flaw, column })?;
        }
        Ok(())
    }
}

/// What of a block is in the database already.
struct Known {
    rows: HashMap<Vec<u8>, PersonId>,
    numbers: HashMap<String, PersonId>,
    references: HashMap<String, PersonId>,
}

/// Whether the one who imports may write files of an agency. Who holds all roles is the owner of a one-person office, or takes a whole
/// country over: no agency is foreign.
fn may(who: &Who, deed: Deed, agency: &str) -> bool {
    rights::allowed(who, deed, Owner::agency(agency)).is_ok() || rights::all_roles().iter().all(|r| who.has(r))
}

/// Whether the names of a row are somebody else's than those of the file that its number names: no word in common, not even nearly, and no
/// birth date in common. A number keyed wrongly never overwrites a person.
fn another(stored: &Person, came: &Person) -> bool {
    let words = |p: &Person| {
        let names = [Some(&p.surname), p.given_names.as_ref(), p.married_name.as_ref()];
        names.into_iter().flatten().flat_map(|n| fold::words(n)).collect::<Vec<_>>()
    };
    let (ours, theirs) = (words(stored), words(came));
    let named = ours.iter().any(|a| theirs.iter().any(|b| fold::near(a, b)));
    let born = came.birth_date.is_some() && stored.birth_date == came.birth_date;
    !named && !born
}
