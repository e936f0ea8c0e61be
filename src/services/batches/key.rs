//! Keying a form, verifying it by another clerk, mending it. Each save is one deed with its draft thrown away, the batch follows.

use crate::domain::batch::fields::{self, differs};
use crate::domain::batch::{Batch, BatchForm, Difference, Effort, FormState, Keyed};
use crate::domain::ids::{BatchId, DeedId, RowId};
use crate::domain::record::Head;
use crate::fault::{Fault, Outcome};
use crate::services::batches::{fields_of, follow, is_done, json, may_key};
use crate::store::{Deed, Desk, Write, batches as store, drafts, records};

/// A form of the first keying.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    /// Id of the form, made when it was begun.
    pub id: RowId,
    /// In this batch.
    pub batch: BatchId,
    /// Its place in the pile; another one when that is taken.
    pub form_no: i64,
    /// What was keyed.
    pub keyed: Keyed,
    /// Set aside, and why.
    pub aside: Option<String>,
    /// What it took.
    pub effort: Effort,
    /// Its draft.
    pub draft: Option<RowId>,
}

/// A form of the second keying.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Second {
    /// In this batch.
    pub batch: BatchId,
    /// The form.
    pub form: RowId,
    /// Where it differed, each settled from the paper.
    pub differences: Vec<Difference>,
    /// Fields that were keyed twice.
    pub compared: i64,
    /// Set aside, and why.
    pub aside: Option<String>,
    /// What it took.
    pub effort: Effort,
    /// Its draft.
    pub draft: Option<RowId>,
}

fn of_other(w: &mut Write<'_>, batch: &Batch, clerk: crate::domain::ids::UserId) -> Fault {
    let name = store::name(w.reader(), clerk).unwrap_or_default();
    Fault::refused("refused-batch-other-clerk").with("number", &batch.number).with("name", name)
}

/// Keeps a form of the first keying. Refused: another clerk's batch, more forms than announced, a batch that is done.
pub fn key(desk: &mut Desk, deed: DeedId, entry: &Entry) -> Outcome<BatchForm> {
    let agency = desk.who.agency.clone();
    may_key(desk, &agency)?;
    let me = desk.who.user;
    desk.write(Deed::new(deed, "key_form"), |w| {
        let mut form = BatchForm {
            head: Head::new(entry.id),
            batch: entry.batch,
            form_no: entry.form_no,
            state: if entry.aside.is_some() { FormState::Aside } else { FormState::Keyed },
            keyed: json::text(&entry.keyed)?,
            aside_reason: entry.aside.clone(),
            keyed_by: Some(me),
            keyed_strokes: entry.effort.strokes,
            keyed_seconds: entry.effort.seconds,
            keyed_slips: entry.effort.slips,
            ..BatchForm::default()
        };
        if w.replayed() {
            return Ok(form);
        }
        let (before, mut counts, _, taken) = store::facts(w.reader(), entry.batch, entry.id, entry.form_no)?;
        if before.agency != agency {
            return Err(Fault::Missing("batch"));
        }
        if is_done(before.state) || counts.keyed >= before.announced_forms {
            return Err(Fault::refused("refused-batch-full")
                .with("number", &before.number)
                .with("count", before.announced_forms));
        }
        let mut after = before.clone();
        match before.first_clerk {
            None if before.second_clerk == Some(me) => return Err(of_other(w, &before, me)),
            None => after.first_clerk = Some(me),
            Some(clerk) if clerk != me => return Err(of_other(w, &before, clerk)),
            Some(_) => {}
        }
        if taken {
            form.form_no = counts.last + 1;
        }
        w.insert(&form)?;
        counts.keyed += 1;
        counts.settled += i64::from(form.state == FormState::Aside);
        follow(w, &before, after, counts)?;
        if let Some(draft) = entry.draft {
            drafts::discard(w, draft);
        }
        Ok(form)
    })
}

/// Keeps a form of the second keying: what was settled is taken, both values stay. Refused: the clerk who keyed first.
pub fn verify(desk: &mut Desk, deed: DeedId, second: &Second) -> Outcome<BatchForm> {
    let agency = desk.who.agency.clone();
    may_key(desk, &agency)?;
    let me = desk.who.user;
    desk.write(Deed::new(deed, "verify_form"), |w| {
        let (batch, mut counts, before, _) = store::facts(w.reader(), second.batch, second.form, 0)?;
        let before = before.filter(|_| batch.agency == agency).ok_or(Fault::Missing("batch"))?;
        if w.replayed() {
            return Ok(before);
        }
        let mut following = batch.clone();
        match (batch.first_clerk, batch.second_clerk) {
            _ if is_done(batch.state) => return Err(Fault::refused("refused-batch-done").with("number", &batch.number)),
            _ if counts.keyed < batch.announced_forms && batch.second_clerk.is_none() => {
                return Err(Fault::refused("refused-first-not-closed").with("number", &batch.number));
            }
            (first, _) if first == Some(me) || before.keyed_by == Some(me) => {
                return Err(Fault::refused("refused-same-clerk").with("number", &batch.number));
            }
            (_, None) => following.second_clerk = Some(me),
            (_, Some(clerk)) if clerk != me => return Err(of_other(w, &batch, clerk)),
            _ => {}
        }
        let mut after = before.clone();
        let mut keyed = json::keyed(&before.keyed)?;
        for d in &second.differences {
            fields::keep(&mut keyed, &d.field, &d.kept);
        }
        after.keyed = json::text(&keyed)?;
        after.differences = json::differences_text(&second.differences)?;
        after.compared = second.compared;
        after.state = if second.aside.is_some() { FormState::Aside } else { FormState::Verified };
        after.aside_reason.clone_from(&second.aside);
        after.verified_by = Some(me);
        after.verified_strokes += second.effort.strokes;
        after.verified_seconds += second.effort.seconds;
        after.verified_slips += second.effort.slips;
        w.update(&before, &after)?;
        after.head.version += 1;
        counts.settled += i64::from(before.state == FormState::Keyed);
        follow(w, &batch, following, counts)?;
        if let Some(draft) = second.draft {
            drafts::discard(w, draft);
        }
        Ok(after)
    })
}

/// Mends a form that was set aside or whose values a total refutes. While the first keying is open that is the first clerk's; later a
/// form mended by whoever keyed it first waits to be verified, by anybody else it is verified, and what changed is kept as a difference.
pub fn mend(desk: &mut Desk, deed: DeedId, form: RowId, keyed: &Keyed, effort: Effort) -> Outcome<BatchForm> {
    let agency = desk.who.agency.clone();
    may_key(desk, &agency)?;
    let me = desk.who.user;
    desk.write(Deed::new(deed, "mend_form"), |w| {
        let before: BatchForm = records::by_id(w.reader(), form)?;
        if w.replayed() {
            return Ok(before);
        }
        let batch: Batch = records::by_id(w.reader(), before.batch)?;
        let settled = matches!(before.state, FormState::Posted | FormState::Rejected | FormState::Doubtful);
        if is_done(batch.state) || settled || batch.agency != agency {
            return Err(Fault::refused("refused-batch-done").with("number", &batch.number));
        }
        let mut after = before.clone();
        after.keyed = json::text(keyed)?;
        after.aside_reason = None;
        if before.keyed_by == Some(me) || batch.second_clerk.is_none() {
            if before.keyed_by != Some(me) {
                return Err(of_other(w, &batch, before.keyed_by.unwrap_or(me)));
            }
            after.state = FormState::Keyed;
            (after.verified_by, after.differences, after.compared) = (None, None, 0);
            after.keyed_strokes += effort.strokes;
            after.keyed_seconds += effort.seconds;
        } else {
            let was = json::keyed(&before.keyed)?;
            let mut differences = json::differences(before.differences.as_deref())?;
            let twice = fields::twice(&fields_of(&batch, w.rules()), &batch.verify);
            for field in &twice {
                note(&mut differences, field.id, &was, keyed);
            }
            after.differences = json::differences_text(&differences)?;
            after.compared = i64::try_from(twice.len()).unwrap_or(0);
            after.state = FormState::Verified;
            after.verified_by = Some(me);
            after.verified_strokes += effort.strokes;
            after.verified_seconds += effort.seconds;
        }
        w.update(&before, &after)?;
        after.head.version += i64::from(after != before);
        let counts = store::counts(w.reader(), before.batch)?;
        follow(w, &batch, batch.clone(), counts)?;
        Ok(after)
    })
}

/// A change of a field that is keyed twice, kept as a difference; of one known already only what was taken changes.
fn note(differences: &mut Vec<Difference>, field: &str, was: &Keyed, now: &Keyed) {
    let (first, kept) = (fields::kept(was, field), fields::kept(now, field));
    if !differs(&first, &kept) {
        return;
    }
    match differences.iter_mut().find(|d| d.field == field) {
        Some(known) => known.kept = kept,
        None => differences.push(Difference { field: field.to_owned(), second: kept.clone(), first, kept }),
    }
}
