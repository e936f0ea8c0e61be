//! Bulk entry of paper forms (domain.md §3.7, §5 « Clerk, 200 paper forms »): announcing a batch, keying its forms, verifying them by
//! another clerk, balance and posting. Called by the screens of bulk entry and `show bulk_entry`.

mod doubt;
mod firms;
mod json;
mod key;
mod post;
mod record;
mod report;

use std::collections::HashMap;

use chrono::Datelike;

use crate::domain::batch::fields::{self, BulkField};
use crate::domain::batch::report::Report;
use crate::domain::batch::totals::{self, Line, Total};
use crate::domain::batch::{Batch, BatchForm, Difference, FormKind, FormState, Keyed, report as reports, state_by_facts};
use crate::domain::ids::{BatchId, DeedId, UserId};
use crate::domain::lifecycle::BatchState;
use crate::domain::record::Head;
use crate::domain::rights::{self, Owner};
use crate::domain::rules::Rules;
use crate::fault::{Fault, Flaw, Outcome};
use crate::store::batches::{self as store, Counts};
use crate::store::{Deed, Desk, Write};

pub use crate::store::batches::Overview;
pub use doubt::{Doubt, doubts, settle};
pub use json::show;
pub use key::{Entry, Second, key, mend, verify};
pub use post::{Posted, post, reject_rest};
pub use report::{ReportLine, percent, text as report_text};

/// What the slip on the pile says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Slip {
    /// What the forms are about.
    pub kind: FormKind,
    /// Forms.
    pub announced: i64,
    /// The totals that it has.
    pub totals: Vec<(Total, i64)>,
    /// Every field is keyed twice; else the critical ones.
    pub verify_all: bool,
}

/// A form in a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FormRow {
    /// As stored.
    pub form: BatchForm,
    /// What was keyed.
    pub keyed: Keyed,
    /// Where the keyings differed.
    pub differences: Vec<Difference>,
}

/// A batch with everything that its screens show.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The batch.
    pub batch: Batch,
    /// Names of those who keyed.
    pub names: HashMap<UserId, String>,
    /// Fields of its forms, in the order of the paper.
    pub fields: Vec<BulkField>,
    /// Number and totals, slip beside keyed.
    pub lines: Vec<Line>,
    /// Its forms, in the order of the pile.
    pub forms: Vec<FormRow>,
    /// The report.
    pub report: Report,
}

impl Page {
    /// Forms in a state.
    pub fn count(&self, state: FormState) -> usize {
        self.forms.iter().filter(|f| f.form.state == state).count()
    }
    /// Name of a clerk.
    pub fn name(&self, user: Option<UserId>) -> &str {
        user.and_then(|u| self.names.get(&u)).map_or("", String::as_str)
    }
    /// Label of a field on the paper.
    pub fn label(&self, id: &str, lang: &str) -> String {
        self.fields.iter().find(|f| f.id == id).map_or_else(|| id.to_owned(), |f| f.label(lang).to_owned())
    }
}

/// The fields of a batch's forms.
pub fn fields_of(batch: &Batch, rules: &Rules) -> Vec<BulkField> {
    let serials = totals::announced(batch, Total::Serials).is_some();
    fields::of(batch.form_kind, &rules.codes, rules.today, serials)
}

/// The totals that a slip of this kind may have.
pub fn totals_of(kind: FormKind, rules: &Rules) -> Vec<Total> {
    totals::of(&fields::of(kind, &rules.codes, rules.today, true))
}

fn may_key(desk: &Desk, agency: &str) -> Outcome<()> {
    rights::allowed(&desk.who, rights::Deed::Key, Owner::agency(agency))
}

/// The batches of the agency.
pub fn list(desk: &mut Desk) -> Outcome<Vec<Overview>> {
    let agency = desk.who.agency.clone();
    may_key(desk, &agency)?;
    desk.read(|read| store::all(read, &agency))
}

/// A batch with its forms, totals and report.
pub fn page(desk: &mut Desk, id: BatchId) -> Outcome<Page> {
    let (batch, all, names) = desk.read(|read| store::whole(read, id))?;
    may_key(desk, &batch.agency)?;
    let fields = fields_of(&batch, &desk.rules);
    let forms: Vec<FormRow> = all.into_iter().map(row).collect::<Outcome<_>>()?;
    let lines = totals::lines(&batch, &fields, forms.iter().map(|f| &f.keyed));
    let pairs: Vec<_> = forms.iter().map(|f| (f.form.clone(), f.differences.clone())).collect();
    Ok(Page { batch, names: names.into_iter().collect(), fields, lines, report: reports::make(&pairs), forms })
}

fn row(form: BatchForm) -> Outcome<FormRow> {
    let keyed = json::keyed(&form.keyed)?;
    let differences = json::differences(form.differences.as_deref())?;
    Ok(FormRow { form, keyed, differences })
}

/// Announces a batch with what its slip says.
pub fn announce(desk: &mut Desk, deed: DeedId, slip: &Slip) -> Outcome<Batch> {
    let agency = desk.who.agency.clone();
    may_key(desk, &agency)?;
    desk.write(Deed::new(deed, "announce_batch"), |w| {
        let year = i64::from(w.rules().today.year());
        let serial = w.serial(&agency, "batch", year)?;
        let batch = Batch {
            head: Head::new(w.new_id()),
            number: format!("{year}-{serial:03}"),
            agency: agency.clone(),
            form_kind: slip.kind,
            announced_forms: slip.announced,
            control_totals: kept(slip),
            verify: verify_word(slip),
            ..Batch::default()
        };
        w.insert(&batch)?;
        Ok(batch)
    })
}

fn kept(slip: &Slip) -> Vec<String> {
    slip.totals.iter().map(|(total, sum)| format!("{}={sum}", total.id())).collect()
}

fn verify_word(slip: &Slip) -> String {
    if slip.verify_all { "all" } else { "critical" }.to_owned()
}

/// Corrects what was taken from the slip: before and after are in the audit. Kind and fields keyed twice stay once forms are keyed.
pub fn correct(desk: &mut Desk, deed: DeedId, before: &Batch, slip: &Slip) -> Outcome<Batch> {
    may_key(desk, &before.agency)?;
    if is_done(before.state) {
        return Err(Fault::refused("refused-batch-done").with("number", &before.number));
    }
    desk.write(Deed::new(deed, "correct_batch"), |w| {
        let counts = store::counts(w.reader(), before.head.id)?;
        let count = counts.keyed;
        if slip.announced < count && !w.replayed() {
            return Err(Fault::Flaws(vec![Flaw::new("announced_forms", "flaw-fewer-than-keyed").with("count", count)]));
        }
        let mut after = before.clone();
        after.announced_forms = slip.announced;
        after.control_totals = kept(slip);
        if count == 0 {
            (after.form_kind, after.verify) = (slip.kind, verify_word(slip));
        }
        follow(w, before, after, counts)
    })
}

fn is_done(state: BatchState) -> bool {
    matches!(state, BatchState::Posted | BatchState::PartRejected)
}

/// Whether number and totals agree with the slip, with what is in this write.
fn agrees(w: &mut Write<'_>, batch: &Batch) -> Outcome<bool> {
    let fields = fields_of(batch, w.rules());
    let all = store::forms(w.reader(), batch.head.id)?;
    let keyed: Vec<Keyed> = all.iter().map(|f| json::keyed(&f.keyed)).collect::<Outcome<_>>()?;
    Ok(totals::agree(&totals::lines(batch, &fields, keyed.iter())))
}

/// Saves a batch whose forms have changed, with the state that the facts lead to. Its forms are read only where the totals decide.
fn follow(w: &mut Write<'_>, before: &Batch, mut after: Batch, counts: Counts) -> Outcome<Batch> {
    let begun = after.second_clerk.is_some();
    let guess = state_by_facts(after.state, after.announced_forms, counts.keyed, counts.settled, begun, true);
    after.state = if guess == BatchState::Balanced && !agrees(w, &after)? { BatchState::ToReconcile } else { guess };
    w.update(before, &after)?;
    after.head.version = before.head.version + i64::from(after != *before);
    Ok(after)
}
