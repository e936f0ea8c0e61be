//! One row of a file as a person's file: what is taken, what is left out and kept as text, why it is rejected. Pure but for the lists it
//! was given; called by `import`.

use std::collections::HashMap;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::domain::calendar;
use crate::domain::ids;
use crate::domain::lifecycle::RegistrationState;
use crate::domain::neutral;
use crate::domain::person_file::{PersonFile, sheet};
use crate::domain::phone;
use crate::domain::record::{Record, Value};
use crate::domain::registration::{JobGoal, Registration, Wishes};
use crate::domain::rules::Rules;
use crate::domain::sheet::Column;
use crate::exchange::header::{Header, Labels};
use crate::exchange::{Bad, Line};
use crate::fault::Flaw;
use crate::services::import::cell::{Cells, Taken};
use crate::store::people::Counsellor;

/// Flaws that say that something is missing: the registration is then « à compléter ».
const MISSING: &[&str] = &["flaw-missing", "flaw-birth-or-document"];
/// How often the check is run again after values were left out.
const CHECKS: usize = 8;

/// A row that may be taken.
pub struct Row {
    /// As it came.
    pub line: Line,
    /// The filled cells of known columns.
    pub cells: Vec<(&'static Column<PersonFile>, String)>,
    /// Digest of those.
    pub digest: Vec<u8>,
    /// `number`, when it is one.
    pub number: Option<String>,
    /// `external_ref`.
    pub reference: Option<String>,
    /// Which row of data it is, from 0.
    pub nth: u64,
}

/// Why a row is rejected.
#[derive(Debug, Clone, PartialEq)]
pub struct Rejection {
    /// The sentence.
    pub flaw: Flaw,
    /// The column, from 1, where there is one.
    pub column: Option<usize>,
}

impl From<Bad> for Rejection {
    fn from(bad: Bad) -> Self {
        Rejection { flaw: bad.flaw, column: bad.column }
    }
}

impl Row {
    /// The cells of a line under their fields. Errors: what `security.md` §5.8 refuses.
    pub fn of(line: Line, header: &Header, nth: u64) -> Result<Row, Box<(Line, Rejection)>> {
        if let Some(bad) = line.bad.clone() {
            return Err(Box::new((line, bad.into())));
        }
        let width = header.names.len();
        let extra = line.cells.iter().skip(width).any(|c| !c.trim().is_empty());
        if line.cells.len() < width || extra {
            let flaw = Flaw::new("", "flaw-row-width").with("wanted", width).with("count", line.cells.len());
            return Err(Box::new((line, Rejection { flaw, column: None })));
        }
        let mut cells = Vec::new();
        for (cell, field) in line.cells.iter().zip(&header.fields) {
            if let Some(column) = field.and_then(|id| sheet().column(id))
                && !cell.trim().is_empty()
            {
                cells.push((column, cell.trim().to_owned()));
            }
        }
        let of = |id: &str| cells.iter().find(|(c, _)| c.id == id).map(|(_, text)| text.clone());
        let number = of("number").and_then(|n| ids::parse_number(&n));
        let reference = of("external_ref").map(|r| neutral::tidy(&r)).filter(|r| !r.is_empty());
        Ok(Row { digest: digest(&cells), number, reference, cells, line, nth })
    }

    fn cell(&self, id: &str) -> Option<&str> {
        self.cells.iter().find(|(c, _)| c.id == id).map(|(_, text)| text.as_str())
    }
}

/// Over the fields and their texts, in the order of the fields' ids: the order of the columns doesn't matter.
fn digest(cells: &[(&'static Column<PersonFile>, String)]) -> Vec<u8> {
    let mut sorted: Vec<(&str, &str)> = cells.iter().map(|(c, text)| (c.id, text.as_str())).collect();
    sorted.sort_unstable();
    let mut sum = Sha256::new();
    for part in sorted.iter().flat_map(|(id, text)| [id, text]) {
        sum.update((part.len() as u64).to_be_bytes());
        sum.update(part.as_bytes());
    }
    sum.finalize().to_vec()
}

/// What a row came to.
pub struct Filled {
    /// The file as it is to be stored.
    pub file: PersonFile,
    /// Warnings, each with its field.
    pub warnings: Vec<Flaw>,
    /// Whether something obligatory is missing.
    pub incomplete: bool,
    /// Text of an occupation that is to be coded.
    pub uncoded: Option<String>,
}

/// What filling a row needs to know besides the row.
pub struct Filler<'a> {
    /// The reader of cells.
    pub cells: Cells,
    /// Rules, lenient.
    pub rules: Rules,
    /// Names of states.
    pub labels: &'a Labels,
    /// Agencies by code and by name: code.
    pub agencies: HashMap<String, String>,
    /// Agency of rows that name none.
    pub agency: String,
    /// The former system.
    pub source: String,
    /// Rows of the file.
    pub total: u64,
    /// One line of an import note, from a field's id and the text.
    pub noted: &'a dyn Fn(&str, &str) -> String,
}

/// A file in the filling.
struct Work<'r> {
    row: &'r Row,
    base: PersonFile,
    file: PersonFile,
    warnings: Vec<Flaw>,
    /// Left out: field and text.
    left: Vec<(&'static str, String)>,
}

impl Work<'_> {
    fn leave(&mut self, column: &Column<PersonFile>, text: &str, flaw: Flaw) {
        let before = column.get(&self.base);
        // What was there before always passes again.
        let _ = column.set(&mut self.file, before);
        if !self.left.iter().any(|(id, _)| *id == column.id) {
            self.left.push((column.id, text.to_owned()));
        }
        self.warnings.push(Flaw { warning: true, ..flaw });
    }
}

impl Filler<'_> {
    /// Fills a file from a row, on top of the one stored, if there is one. Rejected only for its names, `external_ref` and `closed_on` without
    /// `exit_reason` (product.md "Exchange format").
    pub fn fill(
        &mut self,
        row: &Row,
        base: Option<&PersonFile>,
        counsellors: &[Counsellor],
        at: &Header,
    ) -> Result<Filled, Rejection> {
        let base = base.cloned().unwrap_or_default();
        let mut work = Work { row, file: base.clone(), base, warnings: Vec::new(), left: Vec::new() };
        work.file.goal.rank = work.file.goal.rank.max(1);
        for (column, text) in &row.cells {
            self.put(&mut work, column, text, counsellors);
        }
        self.skills(&mut work.file);
        self.exits(&mut work).map_err(|flaw| rejected(flaw, at))?;
        self.takeover(&mut work);
        work.file.tidy();
        let incomplete = self.check(&mut work).map_err(|flaw| rejected(flaw, at))?;
        let file = &mut work.file;
        // A draft that is stored stays one; a person without a registration gets none by this.
        let registered = file.registration.head.version == 0 && file.registration.channel.is_some();
        if file.registration.state == RegistrationState::Draft && registered {
            file.registration.state = if incomplete { RegistrationState::Incomplete } else { RegistrationState::Active };
        }
        if file.registration.head.version == 0 {
            use RegistrationState as S;
            // Derived, as `follow_up` does it: without tasks the renewal is what comes next.
            let runs = matches!(file.registration.state, S::Incomplete | S::Active | S::ToRenew);
            file.registration.next_due = file.registration.renewal_due.filter(|_| runs);
        }
        self.note(&mut work);
        let file = work.file;
        let coded = file.goal.occupation.is_some();
        let uncoded = file.goal.occupation_label.clone().filter(|_| !coded);
        Ok(Filled { file, warnings: work.warnings, incomplete, uncoded })
    }

    fn put(&mut self, work: &mut Work<'_>, column: &'static Column<PersonFile>, text: &str, counsellors: &[Counsellor]) {
        let unknown = |list| Flaw::new(column.id, "flaw-unknown-code").with("value", text).with("list", list);
        let taken = match column.id {
            "number" => {
                if work.base.person.number.is_empty() {
                    let key = if work.row.number.is_some() { "flaw-import-number-unknown" } else { "flaw-import-number" };
                    work.leave(column, text, Flaw::new("number", key).with("value", text));
                }
                return;
            }
            "import_note" => return,
            "birth_date" => return self.birth(work, column, text),
            "birth_precision" => match text.to_uppercase().as_str() {
                known @ ("D" | "M" | "Y") => Taken { value: Some(known.into()), flaw: None },
                _ => Taken { value: None, flaw: Some(unknown("D M Y")) },
            },
            "agency" => match self.agencies.get(&crate::domain::fold::fold(text)) {
                Some(code) => Taken { value: Some(code.as_str().into()), flaw: None },
                None => Taken { value: None, flaw: Some(unknown("AGENCY")) },
            },
            // A draft is no registration yet: nothing is said.
            "state" if self.labels.state_of(text) == Some(RegistrationState::Draft.id()) => return,
            "state" => match self.labels.state_of(text) {
                Some(state) => Taken { value: Some(state.into()), flaw: None },
                None => Taken { value: None, flaw: Some(Flaw::new("state", "flaw-unknown-state").with("value", text)) },
            },
            "counsellor" => match counsellors.iter().find(|c| c.login == text || c.name == text) {
                Some(found) => {
                    work.file.registration.counsellor = Some(found.user);
                    Taken { value: Some(found.login.as_str().into()), flaw: None }
                }
                None => Taken { value: None, flaw: Some(Flaw::new("counsellor", "flaw-import-counsellor").with("value", text)) },
            },
            "phone" if work.row.cell("phone_2").is_none() => match two_phones(text) {
                Some((first, second)) => {
                    work.file.person.phone_2 = Some(second.to_owned());
                    Taken { value: Some(first.into()), flaw: None }
                }
                None => self.cells.take(column.id, column.kind, text),
            },
            "languages" => self.cells.languages(text),
            "skills" => self.cells.skills(text),
            "occupation" => match self.cells.find("ISCO", text) {
                Some(code) => Taken { value: Some(code.into()), flaw: None },
                // Words instead of a code are the person's own words.
                None if work.row.cell("occupation_label").is_none() && text.chars().any(char::is_alphabetic) => {
                    work.file.goal.occupation_label = Some(neutral::tidy(text));
                    return;
                }
                None => Taken { value: None, flaw: Some(unknown("ISCO")) },
            },
            id => self.cells.take(id, column.kind, text),
        };
        let set = taken.value.map(|value| column.set(&mut work.file, value));
        match (set, taken.flaw) {
            (Some(Err(flaw)), _) | (None, Some(flaw)) => work.leave(column, text, flaw),
            (Some(Ok(())), Some(flaw)) => {
                work.left.push((column.id, text.to_owned()));
                work.warnings.push(Flaw { warning: true, ..flaw });
            }
            _ => {}
        }
    }

    fn birth(&mut self, work: &mut Work<'_>, column: &'static Column<PersonFile>, text: &str) {
        match self.cells.birth(text) {
            Ok((day, precision)) => {
                work.file.person.birth_date = Some(day);
                work.file.person.birth_precision = Some(precision.code().to_owned());
            }
            Err(flaw) => work.leave(column, text, flaw),
        }
    }

    /// A skill given as a code gets its label, one given as a label its code.
    fn skills(&mut self, file: &mut PersonFile) {
        for skill in &mut file.skills {
            let typed = skill.code.clone().unwrap_or_else(|| skill.label.clone());
            if let Some(code) = self.cells.find("SKILL", &typed)
                && let Some(known) = self.rules.codes.get("SKILL", &code)
            {
                skill.code = Some(code);
                skill.label.clone_from(&known.fr);
            }
        }
    }

    /// `closed_on` and `exit_reason` are both there or none; the state follows.
    fn exits(&self, work: &mut Work<'_>) -> Result<(), Flaw> {
        let r = &work.file.registration;
        match (r.closed_on.is_some(), r.exit_reason.is_some()) {
            (true, false) => return Err(Flaw::new("exit_reason", "flaw-exit-both-or-none")),
            (false, true) => self.revert(work, "exit_reason", Flaw::new("exit_reason", "flaw-exit-both-or-none")),
            _ => {}
        }
        let closed = work.file.registration.closed_on.is_some();
        let said = work.file.registration.state == RegistrationState::Closed;
        if closed != said {
            if work.row.cell("state").is_some() {
                self.revert(work, "state", Flaw::new("state", "flaw-closed-without-exit"));
            }
            if closed {
                work.file.registration.state = RegistrationState::Closed;
            }
        }
        Ok(())
    }

    fn revert(&self, work: &mut Work<'_>, id: &str, flaw: Flaw) {
        if let Some(column) = sheet().column(id) {
            let text = work.row.cell(column.id).unwrap_or_default().to_owned();
            work.leave(column, &text, flaw);
        }
    }

    /// What comes from a former system (domain.md §4, takeover). A file that is there already keeps what it has.
    fn takeover(&self, work: &mut Work<'_>) {
        let new = work.base.person.head.version == 0;
        let file = &mut work.file;
        if file.person.agency.is_empty() {
            file.person.agency.clone_from(&self.agency);
        }
        if file.person.external_ref.is_some() && (new || work.base.person.external_ref.is_none()) {
            file.person.source = Some(self.source.clone());
        }
        let draft = |text: &str| self.labels.state_of(text) == Some(RegistrationState::Draft.id());
        let told = work.row.cells.iter().any(|(c, text)| match c.id {
            "first_time_seeker" => false,
            "state" => !draft(text),
            _ => [Registration::TABLE, JobGoal::TABLE, Wishes::TABLE].contains(&c.table),
        });
        if work.base.registration.head.version > 0 || !(new || told) {
            return;
        }
        let r = &mut file.registration;
        r.channel.get_or_insert_with(|| "5".to_owned());
        r.intensity.get_or_insert_with(|| "STD".to_owned());
        if r.closed_on.is_some() {
            r.renewal_due = None;
            return;
        }
        let days = self.rules.delays.get("T5", "renewal");
        let first = calendar::add_days(self.rules.today, days);
        if r.channel.as_deref() != Some("5") {
            r.renewal_due.get_or_insert(first);
            return;
        }
        // A file that says itself that the person was taken over comes from an office like this one: there the days are spread already.
        let spread_before = work.row.cell("channel").is_some() && r.renewal_due.is_some_and(|d| d >= self.rules.today);
        let due = calendar::add_days(first, spread(work.row.nth, self.total, days));
        let due = r.renewal_due.map_or(due, |kept: NaiveDate| if spread_before { kept } else { kept.max(due) });
        (r.renewal_due, r.no_exit_before) = (Some(due), Some(due));
    }

    /// Leaves out every value that breaks a rule. Gives whether something obligatory is missing.
    fn check(&self, work: &mut Work<'_>) -> Result<bool, Flaw> {
        for _ in 0..CHECKS {
            let flaws = work.file.check(&self.rules);
            let missing = |f: &Flaw| MISSING.contains(&f.key);
            let Some(flaw) = flaws.iter().find(|f| !f.warning).cloned() else {
                let incomplete = flaws.iter().any(missing);
                // That a cell is empty isn't said for each: the file itself lists it; without birth date and document it is.
                let quiet = |f: &Flaw| f.key == "flaw-missing" || f.key == "flaw-no-way-to-reach";
                work.warnings.extend(flaws.into_iter().filter(|f| !quiet(f)));
                return Ok(incomplete);
            };
            if matches!(flaw.field, "surname" | "given_names" | "external_ref") {
                return Err(flaw);
            }
            let Some(column) = sheet().column(flaw.field) else { return Err(flaw) };
            let text = work.row.cell(column.id).unwrap_or_default().to_owned();
            work.leave(column, &text, flaw);
            if column.get(&work.file) != column.get(&work.base) || work.row.cell(column.id).is_none() {
                // Nothing of this row is behind it, so leaving it out doesn't mend it.
                let _ = column.set(&mut work.file, Value::Null);
            }
            work.file.tidy();
        }
        work.file.check(&self.rules).into_iter().find(|f| !f.warning).map_or(Ok(true), Err)
    }

    /// The note of what couldn't be read: the row's own, and a line for each cell left out.
    fn note(&self, work: &mut Work<'_>) {
        let own = work.row.cell("import_note").map(neutral::tidy_note).or_else(|| work.base.person.import_note.clone());
        let mut lines: Vec<String> = own.into_iter().filter(|n| !n.is_empty()).collect();
        for (id, text) in work.left.iter().filter(|(_, text)| !text.is_empty()) {
            let line = (self.noted)(id, text);
            if !lines.iter().any(|l| l.split('\n').any(|old| old == line)) {
                lines.push(line);
            }
        }
        work.file.person.import_note = (!lines.is_empty()).then(|| lines.join("\n"));
    }
}

/// Two telephones in one cell: `077 12 34 56 / 066 11 22 33`. Both must be whole.
fn two_phones(text: &str) -> Option<(&str, &str)> {
    let (first, second) = text.split_once(['/', ';', ','])?;
    let whole = |t: &str| phone::parse(t.trim()).is_ok();
    (whole(first) && whole(second)).then(|| (first.trim(), second.trim()))
}

fn rejected(flaw: Flaw, header: &Header) -> Rejection {
    Rejection { column: header.place(flaw.field).map(|at| at + 1), flaw }
}

/// Days beyond the first, spread evenly over so many days by the row.
fn spread(nth: u64, total: u64, days: i64) -> i64 {
    let all = i128::from(total.max(1));
    i64::try_from(i128::from(nth) * i128::from(days) / all).unwrap_or(0)
}
