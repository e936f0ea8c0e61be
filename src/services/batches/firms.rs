//! Forms of employers and offers: posted through the services of their own pages, under the form's id as the deed, so that a form never
//! makes two. An offer from paper is a draft until the officer publishes it (domain.md §3.3).

use crate::domain::batch::{BatchForm, FormKind, FormState, forms};
use crate::domain::duplicate::Strength;
use crate::domain::duplicate_firm::FirmSketch;
use crate::domain::fold::fold;
use crate::domain::ids::{self, DeedId, EmployerId, RowId};
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::batches::{FormRow, Page, record};
use crate::services::employers;
use crate::services::search::Possible;
use crate::services::vacancies::{self, Aim};
use crate::store::{Deed, Desk, deeds};

/// Firms of one name that are looked at.
const NAMED: usize = 3;

/// Files that are probably the same firm, of a form whose posting wasn't begun.
pub(super) fn likely(desk: &mut Desk, page: &Page, row: &FormRow) -> Outcome<Vec<Possible>> {
    let begun = DeedId(row.form.head.id.0);
    if page.batch.form_kind != FormKind::Employers || desk.read(|read| deeds::by_id(read, begun))?.is_some() {
        return Ok(Vec::new());
    }
    let file = forms::employer(&row.keyed).map_err(|flaw| Fault::Flaws(vec![flaw]))?;
    let found = employers::possible_duplicates(desk, &FirmSketch::of(&file))?;
    Ok(found.into_iter().filter(|f| f.verdict >= Strength::Strong).collect())
}

/// Makes the employer or the offer of a form, and the form with it.
pub(super) fn store(desk: &mut Desk, page: &Page, row: &FormRow) -> Outcome<BatchForm> {
    let deed = DeedId(row.form.head.id.0);
    let (subject, number) = match page.batch.form_kind {
        FormKind::Employers => employer(desk, deed, page, row)?,
        _ => offer(desk, deed, page, row)?,
    };
    let why = format!("{}/{}", page.batch.number, row.form.form_no);
    let done = desk.deed("post_form").because(why);
    let after = BatchForm {
        state: FormState::Posted,
        subject: Some(subject),
        subject_number: Some(number),
        aside_reason: None,
        ..row.form.clone()
    };
    posted(desk, done, page, row, &after, subject)?;
    Ok(after)
}

fn posted(desk: &mut Desk, deed: Deed, page: &Page, row: &FormRow, after: &BatchForm, subject: RowId) -> Outcome<()> {
    desk.write(deed, |w| {
        record::both_values(w, page, row, None, subject)?;
        w.update(&row.form, after)
    })
}

fn employer(desk: &mut Desk, deed: DeedId, page: &Page, row: &FormRow) -> Outcome<(RowId, String)> {
    let mut file = forms::employer(&row.keyed).map_err(|flaw| Fault::Flaws(vec![flaw]))?;
    file.employer.agency.clone_from(&page.batch.agency);
    file.employer.import_note = record::unread(&page.fields, row);
    let made = employers::create(desk, deed, &file, None)?.employer;
    Ok((RowId(made.head.id.0), made.number))
}

fn offer(desk: &mut Desk, deed: DeedId, page: &Page, row: &FormRow) -> Outcome<(RowId, String)> {
    let file = forms::offer(&row.keyed).map_err(|flaw| Fault::Flaws(vec![flaw]))?;
    let mut vacancy = file.vacancy;
    vacancy.employer = firm(desk, &file.employer)?;
    vacancy.agency.clone_from(&page.batch.agency);
    vacancy.import_note = record::unread(&page.fields, row);
    let made = vacancies::create(desk, deed, &vacancy, None, Aim::Keep)?.vacancy;
    Ok((RowId(made.head.id.0), made.number))
}

/// The firm that the paper names by its number, or by a name that only one firm has.
fn firm(desk: &mut Desk, named: &str) -> Outcome<EmployerId> {
    let unknown = || Fault::Flaws(vec![Flaw::new("employer", "flaw-firm-unknown").with("value", named)]);
    let number = match ids::parse_number(named) {
        Some(number) => number,
        None => {
            let found = vacancies::firms_named(desk, named, NAMED)?;
            let mut same = found.into_iter().filter(|(_, name)| fold(name) == fold(named));
            match (same.next(), same.next()) {
                (Some((number, _)), None) => number,
                _ => return Err(unknown()),
            }
        }
    };
    match vacancies::firm(desk, &number) {
        Ok(firm) => Ok(firm.employer.head.id),
        Err(Fault::Missing(_)) => Err(unknown()),
        Err(fault) => Err(fault),
    }
}
