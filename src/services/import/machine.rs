//! The machine of an import, the same for every kind of row: header, rows in blocks, what is known already, what is written, rejected and
//! warned of. Called by `import`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::domain::fold::fold;
use crate::domain::rights::{self, Deed, Owner};
use crate::domain::who::Who;
use crate::exchange::header::{Header, Renames, Search};
use crate::exchange::{Form, Line, Source, file};
use crate::fault::{Fault, Flaw, Outcome, Value};
use crate::services::import::block::{self, Outcomes, Plan};
use crate::services::import::cell::Cells;
use crate::services::import::kind::Kind;
use crate::services::import::lists::Lists;
use crate::services::import::pace::Pace;
use crate::services::import::row::{Filled, Filler, Rejection, Row, rejected};
use crate::services::import::{Face, Report, Wish};
use crate::services::{access, audit};
use crate::store::{Desk, imports};

/// Rows of one transaction.
const BLOCK: usize = 500;
/// More rows than this need the head (security.md §3).
const FEW: u64 = 50;

/// Imports the rows of a file.
pub(super) fn run<K: Kind>(kind: K, desk: &mut Desk, wish: &Wish, face: &Face<'_>) -> Outcome<Report> {
    let agencies = desk.read(imports::agencies)?;
    let agency = wish.agency.clone().map_or_else(|| desk.who.agency.clone(), |a| a.trim().to_uppercase());
    if !agencies.iter().any(|(code, _)| *code == agency) {
        let allowed: Vec<&str> = agencies.iter().map(|(code, _)| code.as_str()).collect();
        return Err(Fault::wrong("wrong-agency").with("value", agency).with("allowed", allowed.join(", ")));
    }
    let renames = wish.map.as_deref().map(Renames::load).transpose()?.unwrap_or_default();
    let source = Source::open(&wish.file, &wish.asked)?;
    let (header, titles, total) = survey::<K>(&source, face, &renames)?;
    wish.pace.begin(total);
    let deed = if total > FEW { K::RIGHTS.0 } else { K::RIGHTS.1 };
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
        coded: HashMap::new(),
    };
    let mut lists = Lists::new(face, wish)?;
    lists.header(&header.names)?;
    let unknown_columns = header.unknown(&face.labels);
    let report = Report { unknown_columns, titles, shape: Some(source.shape), ..Report::default() };
    let mut import = Import {
        kind,
        deed,
        dry_run: wish.dry_run,
        why: why(&wish.file, &filler.source),
        filler,
        header,
        lists,
        pace: Arc::clone(&wish.pace),
        report,
        references: HashMap::new(),
        digests: HashSet::new(),
        rows: Vec::new(),
    };
    // The header and what stands above it.
    let mut above = titles + 1;
    let read = source.each(&mut |line| {
        if above > 0 {
            above -= 1;
            return Ok(());
        }
        import.line(desk, line)
    });
    match read.and_then(|()| import.flush(desk)) {
        // Between two blocks: what was read is in, and said as at the end.
        Err(Fault::Cancelled) if wish.pace.is_stopped() && import.rows.is_empty() => import.report.stopped = true,
        read => read?,
    }
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
    report.reasons = lists.reasons();
    (report.rejects_file, report.warnings_file, report.said) = lists.keep(report.rejected)?;
    report.said.sort_by_key(|s| s.line);
    Ok(report)
}

fn why(file: &std::path::Path, source: &str) -> String {
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    format!("{name}; source={source}")
}

/// The header, the lines above it, and the number of rows; what refuses a whole file is found here, before anything is written.
fn survey<K: Kind>(source: &Source, face: &Face<'_>, renames: &Renames) -> Outcome<(Header, u64, u64)> {
    let ids: Vec<&'static str> = K::sheet().columns().iter().map(|c| c.id).collect();
    let mut search = Search::new(&ids, &face.labels, renames);
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
        header = search.line(line.cells)?;
        Ok(())
    })?;
    let titles = search.passed();
    let empty = || Fault::wrong("wrong-file-empty").with("file", source.path().display());
    let header = header.ok_or_else(|| search.missing().unwrap_or_else(empty))?;
    let missing = K::WANTED.iter().find(|any| any.iter().all(|id| header.place(id).is_none()));
    if let Some(name) = missing.and_then(|any| any.first()) {
        return Err(Fault::wrong("wrong-column-missing").with("name", (face.label)(name)));
    }
    Ok((header, titles, rows))
}

/// One import under way.
struct Import<'a, K: Kind> {
    kind: K,
    deed: Deed,
    dry_run: bool,
    why: String,
    filler: Filler<'a>,
    header: Header,
    lists: Lists<'a>,
    report: Report,
    pace: Arc<Pace>,
    /// Former numbers seen in this file and the digests of their rows, eight bytes of each.
    references: HashMap<u64, u64>,
    /// Rows seen in a dry run, where none can be found in the database.
    digests: HashSet<u64>,
    /// Rows of the block.
    rows: Vec<Row<K::File>>,
}

fn short(digest: &[u8]) -> u64 {
    digest.iter().take(8).fold(0, |sum, b| sum << 8 | u64::from(*b))
}

impl<K: Kind> Import<'_, K> {
    fn line(&mut self, desk: &mut Desk, line: Line) -> Outcome<()> {
        let nth = self.report.read;
        self.report.read += 1;
        let row = match Row::of(line, &self.header, K::sheet(), nth) {
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
                    return self.reject(&row.line, &rejected(flaw, &self.header));
                }
                None => {}
            }
        }
        // The same file twice in a block: the second row must see what the first one saved.
        if row.number.is_some() && self.rows.iter().any(|r| r.number == row.number) {
            self.flush(desk)?;
        }
        self.rows.push(row);
        if self.rows.len() < BLOCK {
            return Ok(());
        }
        self.flush(desk)?;
        self.pace.step(self.report.read)
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
        self.kind.block(desk, &self.filler.source, &rows)?;
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

    fn known(&self, desk: &mut Desk, rows: &[Row<K::File>]) -> Outcome<Known<K>> {
        let digests: Vec<Vec<u8>> = rows.iter().map(|r| r.digest.clone()).collect();
        let numbers: Vec<String> = rows.iter().filter_map(|r| r.number.clone()).collect();
        let references: Vec<String> = rows.iter().filter_map(|r| r.reference.clone()).collect();
        desk.read(|read| {
            let seen: HashMap<Vec<u8>, K::Id> = imports::known_rows(read, K::KEPT, &self.filler.source, &digests)?;
            let numbers: HashMap<String, K::Id> = imports::by_number(read, K::KEPT, &numbers)?;
            let references: HashMap<String, K::Id> = imports::by_external_ref(read, K::KEPT, &self.filler.source, &references)?;
            // Of rows that came before nothing is looked at: most of a file that comes again.
            let mut ids: Vec<K::Id> = rows
                .iter()
                .filter(|r| !seen.contains_key(&r.digest))
                .flat_map(|r| {
                    [r.number.as_ref().and_then(|n| numbers.get(n)), r.reference.as_ref().and_then(|n| references.get(n))]
                })
                .flatten()
                .copied()
                .collect();
            ids.sort_unstable();
            ids.dedup();
            let files = K::load_all(read, &ids)?.into_iter().map(|f| (K::id(&f), f)).collect();
            Ok(Known { rows: seen, numbers, references, files })
        })
    }

    /// What is to be written for a row; none when it was rejected.
    fn plan(&mut self, desk: &mut Desk, row: Row<K::File>, known: &Known<K>) -> Outcome<Option<Planned<K>>> {
        let numbered = row.number.as_ref().and_then(|n| known.numbers.get(n));
        let stored = numbered.or_else(|| row.reference.as_ref().and_then(|r| known.references.get(r)));
        let mut before = stored.and_then(|id| known.files.get(id)).cloned();
        before.iter_mut().for_each(K::ready);
        let named = row.cell("agency").and_then(|t| self.filler.agencies.get(&fold(t)));
        let kept = before.as_ref().map(|b| K::agency(b).to_owned());
        let agency = named.cloned().or(kept.clone()).unwrap_or_else(|| self.filler.agency.clone());
        for owner in [Some(agency.clone()), kept].into_iter().flatten() {
            if !may(&desk.who, self.deed, &owner) {
                let flaw = Flaw::new("agency", "flaw-import-agency").with("value", &owner);
                self.reject(&row.line, &rejected(flaw, &self.header))?;
                return Ok(None);
            }
        }
        let filled = self.kind.fill(desk, &mut self.filler, &row, before.as_ref(), &agency, &self.header)?;
        let Filled { file, warnings, incomplete } = match filled {
            Ok(filled) => filled,
            Err(rejection) => {
                self.reject(&row.line, &rejection)?;
                return Ok(None);
            }
        };
        if before.as_ref().is_some_and(|b| K::another(&row, b, &file)) {
            let field = if numbered.is_some() { "number" } else { "external_ref" };
            let named = row.reference.as_ref().or(row.number.as_ref()).cloned().unwrap_or_default();
            let flaw = Flaw::new(field, K::OTHER).with("value", named);
            self.reject(&row.line, &rejected(flaw, &self.header))?;
            return Ok(None);
        }
        Ok(Some((Plan { row, file, before }, warnings, incomplete)))
    }

    fn write(&mut self, desk: &mut Desk, plans: Vec<Plan<K>>, notes: Vec<(Vec<Flaw>, bool)>) -> Outcome<()> {
        let mut out = Outcomes::default();
        if self.dry_run {
            let done = |at| block::Done { at, number: String::new(), twins: Vec::new() };
            out.done = (0..plans.len()).map(done).collect();
            self.report.twins += K::twins(desk, &plans)?.len() as u64;
        } else {
            block::store::<K>(desk, &plans, 0, &self.filler.source, &self.why, &mut out)?;
        }
        for done in out.done {
            let (Some(plan), Some((warnings, incomplete))) = (plans.get(done.at), notes.get(done.at)) else { continue };
            let line = plan.row.line.number;
            match &plan.before {
                None => {
                    self.report.imported += 1;
                    self.report.incomplete += u64::from(*incomplete);
                }
                Some(before) if *before == plan.file => {
                    self.report.same += 1;
                    continue;
                }
                Some(_) => self.report.updated += 1,
            }
            self.report.twins += done.twins.len() as u64;
            let twin = |number: &String| Flaw::warn("", K::TWIN).with("number", &done.number).with("ref", number);
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
            self.reject(&plan.row.line, &rejected(flaw, &self.header))?;
        }
        Ok(())
    }
}

/// What of a block is in the database already.
struct Known<K: Kind> {
    rows: HashMap<Vec<u8>, K::Id>,
    numbers: HashMap<String, K::Id>,
    references: HashMap<String, K::Id>,
    /// The files that rows are about, as stored.
    files: BTreeMap<K::Id, K::File>,
}

/// A row to be written, its warnings, and whether something obligatory is missing.
type Planned<K> = (Plan<K>, Vec<Flaw>, bool);

/// Whether the one who imports may write files of an agency.
fn may(who: &Who, deed: Deed, agency: &str) -> bool {
    rights::allowed(who, deed, Owner::agency(agency)).is_ok() || rights::owns_office(who)
}
