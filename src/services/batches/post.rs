//! Posting a balanced batch: each form one deed whose id is the form's own, so that a cut in the middle repeats nothing; what may be a
//! duplicate waits for somebody to say (domain.md §3.7: « duplicates to review »), what can't be taken is rejected with its reason.

use crate::domain::batch::{Batch, BatchForm, FormKind, FormState};
use crate::domain::duplicate::{Sketch, Strength};
use crate::domain::ids::{BatchId, DeedId, PersonId};
use crate::domain::lifecycle::BatchState;
use crate::fault::{Fault, Outcome};
use crate::services::batches::record::{self, Made, Twin};
use crate::services::batches::{self, FormRow, Page, firms, is_done, may_key};
use crate::services::search;
use crate::store::{Deed, Desk, records};

/// From this score on a weak likeness is kept as a suspected pair for the head's list; below it isn't worth a look.
const SUSPECTED: f64 = 0.4;

/// What a posting did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Posted {
    /// Forms that are records now.
    pub posted: usize,
    /// May be duplicates: to be looked at.
    pub doubtful: usize,
    /// Rejected.
    pub rejected: usize,
    /// The state of the batch.
    pub state: BatchState,
}

/// Posts a balanced batch; run again after a cut it goes on where it was. Refused while number or totals differ.
pub fn post(desk: &mut Desk, deed: DeedId, id: BatchId) -> Outcome<Posted> {
    run(desk, deed, id, false)
}

/// Posts what is verified and rejects the rest of a batch that can't be balanced, with the reject list.
pub fn reject_rest(desk: &mut Desk, deed: DeedId, id: BatchId) -> Outcome<Posted> {
    run(desk, deed, id, true)
}

fn run(desk: &mut Desk, deed: DeedId, id: BatchId, rest: bool) -> Outcome<Posted> {
    let page = batches::page(desk, id)?;
    may_key(desk, &page.batch.agency)?;
    record::same_agency(desk, &page.batch)?;
    if is_done(page.batch.state) {
        return Ok(counted(&page));
    }
    if page.batch.state != BatchState::Balanced && !rest {
        return Err(Fault::refused("refused-not-balanced").with("number", &page.batch.number));
    }
    desk.lenient(|desk| {
        for row in &page.forms {
            match row.form.state {
                FormState::Verified => one(desk, &page, row)?,
                FormState::Keyed | FormState::Aside => reject(desk, row, row.form.aside_reason.clone())?,
                FormState::Doubtful | FormState::Posted | FormState::Rejected => {}
            }
        }
        close(desk, deed, id)
    })?;
    batches::page(desk, id).map(|page| counted(&page))
}

fn counted(page: &Page) -> Posted {
    Posted {
        posted: page.count(FormState::Posted),
        doubtful: page.count(FormState::Doubtful),
        rejected: page.count(FormState::Rejected),
        state: page.batch.state,
    }
}

/// The deed of posting a form: always the same one.
fn deed_of(page: &Page, row: &FormRow) -> Deed {
    Deed::new(DeedId(row.form.head.id.0), "post_form").because(format!("{}/{}", page.batch.number, row.form.form_no))
}

fn one(desk: &mut Desk, page: &Page, row: &FormRow) -> Outcome<()> {
    if of_firms(page) {
        return one_of_firms(desk, page, row);
    }
    let made = match record::read(desk, page, row) {
        Ok(made) => made,
        Err(fault) => return refused(desk, row, fault),
    };
    let (certain, twins) = likely(desk, &made)?;
    if !certain.is_empty() {
        let after = BatchForm { state: FormState::Doubtful, doubts: certain, ..row.form.clone() };
        let deed = desk.deed("doubt_form");
        return desk.write(deed, |w| w.update(&row.form, &after));
    }
    match desk.write(deed_of(page, row), |w| record::store(w, page, row, &made, &twins).map(drop)) {
        Ok(()) => Ok(()),
        Err(fault) => refused(desk, row, fault),
    }
}

fn of_firms(page: &Page) -> bool {
    matches!(page.batch.form_kind, FormKind::Employers | FormKind::Offers)
}

fn one_of_firms(desk: &mut Desk, page: &Page, row: &FormRow) -> Outcome<()> {
    let known: Vec<String> = match firms::likely(desk, page, row) {
        Ok(found) => found.into_iter().map(|f| f.card.number).take(3).collect(),
        Err(fault) => return refused(desk, row, fault),
    };
    if !known.is_empty() {
        let after = BatchForm { state: FormState::Doubtful, doubts: known, ..row.form.clone() };
        let deed = desk.deed("doubt_form");
        return desk.write(deed, |w| w.update(&row.form, &after));
    }
    match firms::store(desk, page, row) {
        Ok(_) => Ok(()),
        Err(fault) => refused(desk, row, fault),
    }
}

/// Posts a form that was said to be nobody known: the same deed as in the posting.
pub(super) fn as_new(desk: &mut Desk, page: &Page, row: &FormRow, twins: &[Twin]) -> Outcome<BatchForm> {
    desk.lenient(|desk| {
        if of_firms(page) {
            return firms::store(desk, page, row);
        }
        let made = record::read(desk, page, row)?;
        desk.write(deed_of(page, row), |w| record::store(w, page, row, &made, twins))
    })
}

/// A fault of one form rejects it with its reason; what ends the work (line away, a right) goes up.
fn refused(desk: &mut Desk, row: &FormRow, fault: Fault) -> Outcome<()> {
    let reason = match &fault {
        Fault::Flaws(flaws) => flaws.iter().find(|f| !f.warning).or(flaws.first()).map(|f| format!("{} {}", f.key, f.field)),
        Fault::Refused(reason) => Some(reason.key.to_owned()),
        _ => return Err(fault),
    };
    reject(desk, row, reason)
}

fn reject(desk: &mut Desk, row: &FormRow, reason: Option<String>) -> Outcome<()> {
    let after = BatchForm { state: FormState::Rejected, aside_reason: reason, ..row.form.clone() };
    let deed = desk.deed("reject_form");
    desk.write(deed, |w| w.update(&row.form, &after))
}

/// Files that are probably the same (their numbers), and those that are only worth a look.
fn likely(desk: &mut Desk, made: &Made) -> Outcome<(Vec<String>, Vec<Twin>)> {
    let file = match made {
        Made::Person(file) => file,
        Made::Interview(interview, _, number) => {
            let held = record::is_held(desk, interview)?;
            return Ok((held.then(|| number.clone()).into_iter().collect(), Vec::new()));
        }
    };
    let found = search::possible_duplicates(desk, &Sketch::of(&file.person, desk.rules.today))?;
    let strong = found.iter().filter(|p| p.verdict >= Strength::Strong).map(|p| p.card.number.clone()).take(3).collect();
    let weak = found.iter().filter(|p| p.verdict == Strength::Weak && p.score >= SUSPECTED).map(|p| twin(p, "suspected"));
    Ok((strong, weak.collect()))
}

pub(super) fn twin(found: &search::Possible, state: &'static str) -> Twin {
    Twin {
        person: PersonId(found.card.id),
        state,
        evidence: found.evidence.iter().map(|e| e.key.to_owned()).collect(),
        score: (found.score * 1000.0).round() as i64,
    }
}

fn close(desk: &mut Desk, deed: DeedId, id: BatchId) -> Outcome<()> {
    let forms = desk.read(|read| crate::store::batches::forms(read, id))?;
    let before: Batch = desk.read(|read| records::by_id(read, id))?;
    let rejected = forms.iter().any(|f| f.state == FormState::Rejected);
    let state = if rejected { BatchState::PartRejected } else { BatchState::Posted };
    let after = Batch { state, ..before.clone() };
    desk.write(Deed::new(deed, "post_batch"), |w| w.update(&before, &after))
}
