//! Offers as rows of a file (product.md "Exchange format"). One kind of `import`. They arrive open where their words and their wage pass
//! and their date hasn't gone, else to be checked; nothing of what the employer wrote is corrected in silence.

use std::collections::HashMap;

use chrono::Datelike;

use crate::domain::duplicate_firm;
use crate::domain::employer::Employer;
use crate::domain::fold;
use crate::domain::ids::{self, EmployerId, Id, RowId, VacancyId};
use crate::domain::lifecycle::VacancyState;
use crate::domain::offer_law::{self, Law};
use crate::domain::record::{Head, Record, Value};
use crate::domain::rights::Deed;
use crate::domain::rules::Rules;
use crate::domain::sheet::{Column, Sheet};
use crate::domain::vacancy::{Vacancy, published_until};
use crate::domain::vacancy_file::{VacancyFile, sheet};
use crate::exchange::header::Header;
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::import::block::{Plan, Twin, serials};
use crate::services::import::cell::Taken;
use crate::services::import::kind::Kind;
use crate::services::import::row::{Filled, Filler, Rejection, Row, Work, rejected};
use crate::services::{follow_up, search, wording};
use crate::store::imports::{self, Kept, KnownFirms};
use crate::store::{Desk, Read, Write, records, search as index};

/// Firms compared for a name that isn't written as the file has it.
const COMPARED: usize = 20;
/// What an offer is where the file doesn't say: full time, posted, from the employer.
const DEFAULTS: [(&str, &str); 3] = [("working_time", "1"), ("mode", "1"), ("source", "1")];

/// The import of offers; it keeps the firms that it has found.
#[derive(Default)]
pub(super) struct Offers {
    firms: HashMap<String, Option<Employer>>,
}

impl Kind for Offers {
    type File = VacancyFile;
    type Id = VacancyId;

    const KEPT: Kept = imports::VACANCIES;
    const RIGHTS: (Deed, Deed) = (Deed::ImportMany, Deed::WriteOffers);
    const WANTED: &'static [&'static [&'static str]] =
        &[&["employer", "number"], &["title", "number"], &["occupation_label", "occupation", "number"]];
    const MUST: &'static [&'static str] = &["title", "employer", "external_ref"];
    const OTHER: &'static str = "flaw-import-other-offer";
    const TWIN: &'static str = "flaw-import-twin-offer";

    fn sheet() -> &'static Sheet<VacancyFile> {
        sheet()
    }
    fn load_all(read: &mut dyn Read, ids: &[VacancyId]) -> Outcome<Vec<VacancyFile>> {
        let found: HashMap<VacancyId, Vacancy> =
            records::by_ids::<Vacancy>(read, ids)?.into_iter().map(|v| (v.head.id, v)).collect();
        let file = |id: &VacancyId| {
            let vacancy = found.get(id).cloned().ok_or(Fault::Missing(Vacancy::TABLE))?;
            Ok(VacancyFile { vacancy, ..VacancyFile::default() })
        };
        ids.iter().map(file).collect()
    }
    fn id(file: &VacancyFile) -> VacancyId {
        file.vacancy.head.id
    }
    fn number(file: &VacancyFile) -> &str {
        &file.vacancy.number
    }
    fn agency(file: &VacancyFile) -> &str {
        &file.vacancy.agency
    }
    fn tidy(file: &mut VacancyFile) {
        file.tidy();
    }
    fn check(file: &VacancyFile, rules: &Rules) -> Vec<Flaw> {
        file.check(rules)
    }
    fn note(file: &mut VacancyFile) -> &mut Option<String> {
        &mut file.vacancy.import_note
    }
    fn block(&mut self, desk: &mut Desk, source: &str, rows: &[Row<VacancyFile>]) -> Outcome<()> {
        self.meet(desk, source, rows)
    }
    fn fill(
        &mut self,
        desk: &mut Desk,
        filler: &mut Filler<'_>,
        row: &Row<VacancyFile>,
        base: Option<&VacancyFile>,
        agency: &str,
        header: &Header,
    ) -> Outcome<Result<Filled<VacancyFile>, Rejection>> {
        let mut work = Work::new(row, base);
        for (column, text) in &row.cells {
            put(filler, &mut work, column, text);
        }
        let firm = match row.cell("employer") {
            Some(named) => self.firms.get(named).cloned().flatten(),
            None => None,
        };
        match (&firm, base, row.cell("employer")) {
            (Some(firm), ..) => {
                work.file.vacancy.employer = firm.head.id;
                of_firm(&mut work.file.vacancy, firm);
            }
            (None, Some(_), None) => {}
            (None, _, named) => {
                let key = if named.is_some() { "flaw-import-employer-unknown" } else { "flaw-missing" };
                let flaw = Flaw::new("employer", key).with("value", named.unwrap_or_default());
                return Ok(Err(rejected(flaw, header)));
            }
        }
        // What the row named is not kept: the record has the firm itself.
        work.file.employer.clear();
        code(desk, filler, &mut work)?;
        take_over(filler, &mut work.file.vacancy, base.is_none(), agency);
        work.file.tidy();
        if work.file.vacancy.title.is_empty() {
            return Ok(Err(rejected(Flaw::new("title", "flaw-missing"), header)));
        }
        if let Err(flaw) = work.check(&filler.rules) {
            return Ok(Err(rejected(flaw, header)));
        }
        let law = offer_law::of(&work.file.vacancy, &filler.rules, wording::list()?);
        let incomplete = state(&mut work, &law, filler);
        work.note(filler.noted);
        work.file.occupation_label = None;
        let Work { file, warnings, .. } = work;
        Ok(Ok(Filled { file, warnings, incomplete }))
    }
    fn another(row: &Row<VacancyFile>, stored: &VacancyFile, _came: &VacancyFile) -> bool {
        let Some(title) = row.cell("title") else { return false };
        let ours = fold::words(&stored.vacancy.title);
        !fold::words(title).iter().any(|t| ours.iter().any(|o| fold::near(o, t)))
    }
    fn twins(_desk: &mut Desk, _plans: &[Plan<Self>]) -> Outcome<Vec<Twin<VacancyId>>> {
        // One employer may well look twice for the same occupation: that is for the officer to see, not for a file to say.
        Ok(Vec::new())
    }
    fn insert(w: &mut Write<'_>, new: &mut [VacancyFile]) -> Outcome<()> {
        let year = w.rules().today.year();
        let agencies: Vec<&str> = new.iter().map(|f| f.vacancy.agency.as_str()).collect();
        let serials = serials(w, "vacancy", &agencies)?;
        for (file, serial) in new.iter_mut().zip(serials) {
            file.vacancy.number = ids::vacancy_number(&file.vacancy.agency, year, serial);
            file.vacancy.head = Head::new(w.new_id());
        }
        w.insert_all(&new.iter().map(|f| f.vacancy.clone()).collect::<Vec<_>>())?;
        new.iter().try_for_each(|file| index::index_vacancy(w, &file.vacancy))
    }
    fn update(w: &mut Write<'_>, before: &VacancyFile, after: &mut VacancyFile) -> Outcome<()> {
        w.update(&before.vacancy, &after.vacancy)?;
        index::index_vacancy(w, &after.vacancy)
    }
    fn follow(w: &mut Write<'_>, plans: &[Plan<Self>], stored: &[VacancyFile]) -> Outcome<()> {
        let changed = |(plan, file): &(&Plan<Self>, &VacancyFile)| match &plan.before {
            None => file.vacancy.state.is_open(),
            Some(before) => before.vacancy != file.vacancy,
        };
        let ids: Vec<RowId> = plans.iter().zip(stored).filter(changed).map(|(_, f)| RowId(f.vacancy.head.id.uuid())).collect();
        if ids.is_empty() || w.replayed() {
            return Ok(());
        }
        let staff = follow_up::Staff::load(w)?;
        follow_up::vacancies(w, &ids, &staff)?.touch(w);
        Ok(())
    }
}

impl Offers {
    /// The firms that these rows name: by number, number in the former system, name. Those not met before in one look.
    fn meet(&mut self, desk: &mut Desk, source: &str, rows: &[Row<VacancyFile>]) -> Outcome<()> {
        let mut new: Vec<String> = rows.iter().filter_map(|r| r.cell("employer")).map(str::to_owned).collect();
        new.retain(|named| !self.firms.contains_key(named));
        new.sort_unstable();
        new.dedup();
        if new.is_empty() {
            return Ok(());
        }
        let known = desk.read(|read| imports::firms(read, source, &new))?;
        for named in new {
            let found = find_firm(desk, &known, &named)?;
            self.firms.insert(named, found);
        }
        Ok(())
    }
}

fn find_firm(desk: &mut Desk, known: &KnownFirms, named: &str) -> Outcome<Option<Employer>> {
    if let Some(number) = ids::parse_number(named) {
        return Ok(known.by_number.get(&number).cloned());
    }
    let key = fold::fold(named);
    if let Some(firm) = known.by_ref.get(named) {
        return Ok(Some(firm.clone()));
    }
    if let Some([only]) = known.by_key.get(&key).map(Vec::as_slice) {
        return Ok(Some(only.clone()));
    }
    // Written otherwise: the same telling words (« Ets », « Sté » and the like apart), and only one firm that has them.
    let telling = duplicate_firm::telling(named);
    let hits = search::of_kind(desk, &telling.join(" "), search::Kind::Employer, COMPARED)?;
    let fits: Vec<EmployerId> =
        hits.into_iter().map(|h| h.card).filter(|c| alike(&telling, &c.name)).map(|c| EmployerId(c.id)).collect();
    match fits.as_slice() {
        [only] => desk.read(|read| records::by_id(read, *only)).map(Some),
        _ => Ok(None),
    }
}

/// Whether a name has the same telling words, each perhaps with a slip.
fn alike(telling: &[String], name: &str) -> bool {
    let own = duplicate_firm::telling(name);
    telling.len() == own.len() && telling.iter().all(|t| own.iter().any(|o| fold::near(o, t)))
}

/// The place of work and who is in charge, where the file doesn't say, are the firm's.
fn of_firm(v: &mut Vacancy, firm: &Employer) {
    if v.province.is_none() && v.department.is_none() && v.town.is_none() {
        (v.province, v.department, v.town) = (firm.province.clone(), firm.department.clone(), firm.town.clone());
    }
    v.owner = v.owner.or(firm.owner);
}

fn put(filler: &mut Filler<'_>, work: &mut Work<'_, Offers>, column: &'static Column<VacancyFile>, text: &str) {
    let taken = match column.id {
        "number" => return work.number(column, text),
        "import_note" | "state" | "close_reason" | "closed_on" => return,
        "agency" => filler.agency_of(column.id, text),
        "employer" | "occupation_label" => Taken { value: Some(text.into()), flaw: None },
        "languages" => filler.cells.languages(text),
        "occupation" => match filler.cells.find("ISCO", text) {
            Some(code) => Taken { value: Some(code.into()), flaw: None },
            // Words instead of a code are the employer's own words.
            None if text.chars().any(char::is_alphabetic) && work.row.cell("occupation_label").is_none() => {
                work.file.occupation_label = Some(text.to_owned());
                return;
            }
            None => {
                let flaw = Flaw::new(column.id, "flaw-unknown-code").with("value", text).with("list", "ISCO");
                Taken { value: None, flaw: Some(flaw) }
            }
        },
        id => filler.cells.take(id, column.kind, text),
    };
    work.put(column, text, taken);
}

/// The code of the occupation by the employer's own words, else by the title.
fn code(desk: &mut Desk, filler: &mut Filler<'_>, work: &mut Work<'_, Offers>) -> Outcome<()> {
    if work.file.vacancy.occupation.is_some() {
        return Ok(());
    }
    let words: Vec<String> =
        [work.file.occupation_label.clone(), Some(work.file.vacancy.title.clone())].into_iter().flatten().collect();
    for words in words.iter().filter(|w| !w.is_empty()) {
        if let Some(code) = filler.occupation(desk, words)? {
            work.file.vacancy.occupation = Some(code);
            return Ok(());
        }
    }
    if work.base.vacancy.head.version > 0 {
        // Said when it came in; its note has it.
        return Ok(());
    }
    let said = words.into_iter().next().unwrap_or_default();
    work.warnings.push(Flaw::warn("occupation_label", "flaw-import-occupation").with("value", &said));
    work.left.push(("occupation_label", said));
    Ok(())
}

/// What follows by itself, and what comes from a former system. An offer that is there already keeps what it has.
fn take_over(filler: &Filler<'_>, v: &mut Vacancy, new: bool, agency: &str) {
    if v.agency.is_empty() {
        agency.clone_into(&mut v.agency);
    }
    if v.source_system.is_none() && (new || v.external_ref.is_some()) {
        v.source_system = Some(filler.source.clone());
    }
    for (id, value) in DEFAULTS {
        if let Some(field) = crate::domain::record::field::<Vacancy>(id)
            && (field.get)(v).is_null()
        {
            // The defaults are codes of their lists.
            let _ = (field.set)(v, Value::from(value));
        }
    }
    of_town(v, &filler.rules);
    v.positions.get_or_insert(1);
    let received = *v.received_on.get_or_insert(filler.rules.today);
    v.publish_until.get_or_insert_with(|| published_until(received, &filler.rules));
}

/// Province and department of a town of the list, where the row doesn't say them.
fn of_town(v: &mut Vacancy, rules: &Rules) {
    let Some(town) = v.town.as_deref().and_then(|t| rules.codes.find("TOWN", t)) else { return };
    if v.province.is_none() && v.department.is_none() {
        v.province = town.extra("province").map(str::to_owned);
        v.department = town.extra("department").map(str::to_owned);
    }
}

/// Open, or to be checked: gives whether it has to be looked at. An offer that is open here stays so: what would make it unlawful is
/// left out.
fn state(work: &mut Work<'_, Offers>, law: &Law, filler: &Filler<'_>) -> bool {
    let today = filler.rules.today;
    for spot in law.spots.iter().filter(|s| s.blocks) {
        let words = spot.passage.words.clone();
        work.warnings.push(Flaw::warn(spot.field, "flaw-import-wording").with("value", words));
    }
    if let Some(note) = law.wage.filter(|w| w.blocks()).and_then(|w| w.note) {
        work.warnings.push(Flaw::warn("wage_min", "flaw-import-wage").with("least", note.amount()));
    }
    if work.base.vacancy.head.version > 0 {
        if work.base.vacancy.state.is_open() && !law.passes() {
            for field in
                ["title", "description", "schedule", "benefits", "required_skills", "desired_skills", "wage_min", "wage_max"]
            {
                let Some(column) = sheet().column(field) else { continue };
                let before = column.get(&work.base);
                if column.get(&work.file) != before {
                    // What was there before always passes again.
                    let _ = column.set(&mut work.file, before);
                    work.left.push((column.id, work.row.cell(field).unwrap_or_default().to_owned()));
                }
            }
        }
        return false;
    }
    let v = &mut work.file.vacancy;
    let past = v.publish_until.is_some_and(|d| d < today);
    if past {
        work.warnings.push(Flaw::warn("publish_until", "flaw-import-past"));
    }
    let opens = law.passes() && !past && v.occupation.is_some();
    v.state = if opens { VacancyState::Open } else { VacancyState::ToCheck };
    v.accepted_on = opens.then_some(today);
    !opens
}
