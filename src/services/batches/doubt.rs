//! Forms that may be duplicates, looked at after the posting: the files that they may be, with the evidence; then the same person or
//! another one. The same is what domain.md §3.8 asks: no second file, a new period where none is open.

use crate::domain::batch::{BatchForm, FormKind, FormState, forms};
use crate::domain::duplicate::{Sketch, Strength};
use crate::domain::ids::{BatchId, DeedId, PersonId, RowId};
use crate::domain::rights::{self, Owner};
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::services::batches::{self, FormRow, Page, may_key, post, record};
use crate::services::search::{self, Possible};
use crate::services::{follow_up, people};
use crate::store::{Deed, Desk};

/// What is said of a doubtful form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It is this person: nothing new but a period where none is open.
    Same(PersonId),
    /// Somebody else: a file of its own. Against certain evidence that is the head's to say.
    Another,
}

fn row(page: &Page, form: RowId) -> Outcome<&FormRow> {
    let found = page.forms.iter().find(|r| r.form.head.id == form);
    found.filter(|r| r.form.state == FormState::Doubtful).ok_or(Fault::Missing("batch_form"))
}

/// The files that a doubtful form may be, the strongest evidence first.
pub fn doubts(desk: &mut Desk, batch: BatchId, form: RowId) -> Outcome<Vec<Possible>> {
    let page = batches::page(desk, batch)?;
    let row = row(&page, form)?;
    likely(desk, &page, row)
}

fn likely(desk: &mut Desk, page: &Page, row: &FormRow) -> Outcome<Vec<Possible>> {
    if page.batch.form_kind != FormKind::People {
        return Ok(Vec::new());
    }
    let file = forms::person(&row.keyed, desk.rules.today).map_err(|flaw| Fault::Flaws(vec![flaw]))?;
    let found = search::possible_duplicates(desk, &Sketch::of(&file.person, desk.rules.today))?;
    Ok(found.into_iter().filter(|p| p.verdict >= Strength::Strong).collect())
}

/// Settles a doubtful form. Refused: another person against certain evidence, but by the head.
pub fn settle(desk: &mut Desk, deed: DeedId, batch: BatchId, form: RowId, said: Doubt) -> Outcome<BatchForm> {
    let page = batches::page(desk, batch)?;
    may_key(desk, &page.batch.agency)?;
    record::same_agency(desk, &page.batch)?;
    let row = row(&page, form)?;
    match said {
        Doubt::Another => {
            let found = likely(desk, &page, row)?;
            let certain = found.iter().find(|p| p.verdict == Strength::Certain);
            if let Some(certain) = certain {
                access::may(desk, rights::Deed::Merge, Owner::agency(&page.batch.agency))
                    .map_err(|_| Fault::refused("refused-distinct-head").with("number", &certain.card.number))?;
            }
            let twins: Vec<_> = found.iter().map(|p| post::twin(p, "distinct")).collect();
            post::as_new(desk, &page, row, &twins)
        }
        Doubt::Same(_) if page.batch.form_kind != FormKind::People => known(desk, deed, row),
        Doubt::Same(person) => same(desk, deed, &page, row, person),
    }
}

fn same(desk: &mut Desk, deed: DeedId, page: &Page, row: &FormRow, person: PersonId) -> Outcome<BatchForm> {
    let file = desk.read(|read| crate::store::people::load(read, person))?;
    let here = file.person.agency == page.batch.agency;
    if here && people::open_registration(desk, person)?.is_none() {
        let again = DeedId(row.form.head.id.0);
        let reason = row.keyed.get("entry_reason").map_or("0", String::as_str);
        follow_up::register_again(desk, again, person, reason)?;
    }
    desk.write(Deed::new(deed, "same_person").because(format!("{}/{}", page.batch.number, row.form.form_no)), |w| {
        let subject = record::row_id(person);
        let after = BatchForm {
            state: FormState::Posted,
            subject: Some(subject),
            subject_number: Some(file.person.number.clone()),
            ..row.form.clone()
        };
        record::both_values(w, page, row, Some(person), subject)?;
        w.update(&row.form, &after)?;
        Ok(after)
    })
}

/// What the form says is stored already.
fn known(desk: &mut Desk, deed: DeedId, row: &FormRow) -> Outcome<BatchForm> {
    let after = BatchForm { state: FormState::Posted, subject_number: row.form.doubts.first().cloned(), ..row.form.clone() };
    desk.write(Deed::new(deed, "known_already"), |w| w.update(&row.form, &after))?;
    Ok(after)
}
