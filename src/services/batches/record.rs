//! What a form of a batch becomes: a registration, the outcome of an interview, made through what the counter's own screens use, in one
//! write with the state of the form and what two keyings differed in.

use crate::domain::batch::fields::{BulkField, kept};
use crate::domain::batch::{Batch, BatchForm, FormKind, FormState, KeyedTwice, forms};
use crate::domain::ids::{Id, PersonId, RowId, UserId};
use crate::domain::interview::{Diagnosis, Interview};
use crate::domain::office::DuplicatePair;
use crate::domain::person_file::PersonFile;
use crate::domain::record::{Head, day_text};
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::batches::{FormRow, Page};
use crate::services::{follow_up, people};
use crate::store::{Desk, Write, batches as store, imports, people as stored};

/// What is to be made of a form.
pub(super) enum Made {
    /// A registration.
    Person(Box<PersonFile>),
    /// An interview of this person.
    Interview(Box<Interview>, Vec<(String, String)>, String),
}

/// Reads a form into what it becomes; the flaw says what refuses it.
pub(super) fn read(desk: &mut Desk, page: &Page, row: &FormRow) -> Outcome<Made> {
    let flaw = |flaw| Fault::Flaws(vec![flaw]);
    match page.batch.form_kind {
        FormKind::People => {
            let mut file = forms::person(&row.keyed, desk.rules.today).map_err(flaw)?;
            file.person.agency.clone_from(&page.batch.agency);
            file.person.import_note = unread(&page.fields, row);
            file.registration.channel = Some("2".to_owned());
            people::complete(&mut file, desk.rules.today);
            file.tidy();
            let errors: Vec<Flaw> = file.check(&desk.rules).into_iter().filter(|f| !f.warning).collect();
            if errors.is_empty() { Ok(Made::Person(Box::new(file))) } else { Err(Fault::Flaws(errors)) }
        }
        FormKind::Interviews => interview(desk, page, row),
        // Posted by `firms`.
        FormKind::Employers | FormKind::Offers => Err(Fault::broken("a firm's form is read elsewhere")),
    }
}

/// What the paper has where it can't be read: « Téléphone : 07 12 34 », kept in the file to be asked again.
pub(super) fn unread(fields: &[BulkField], row: &FormRow) -> Option<String> {
    let lines = fields.iter().filter(|f| row.keyed.contains_key(&format!("~{}", f.id)));
    let lines: Vec<String> =
        lines.map(|f| format!("{}\u{a0}: {}", f.fr, kept(&row.keyed, f.id).trim_start_matches('~'))).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn interview(desk: &mut Desk, page: &Page, row: &FormRow) -> Outcome<Made> {
    let form = forms::interview(&row.keyed).map_err(|flaw| Fault::Flaws(vec![flaw]))?;
    let numbers = vec![form.number.clone()];
    let person = desk.read(|read| imports::by_number(read, imports::PEOPLE, &numbers))?.get(&form.number).copied();
    let unknown = || Fault::Flaws(vec![Flaw::new("number", "flaw-person-number").with("value", &form.number)]);
    let person = person.ok_or_else(unknown)?;
    let file = desk.read(|read| stored::load(read, person))?;
    if file.person.agency != page.batch.agency {
        return Err(unknown());
    }
    if file.registration.head.version == 0 {
        return Err(Fault::refused("refused-interview-no-registration").with("name", file.person.name()));
    }
    let wanted = form.counsellor.as_deref().map(str::trim).filter(|c| !c.is_empty());
    let counsellor =
        match wanted {
            None => file.registration.counsellor,
            Some(wanted) => {
                let found = desk.read(|read| store::account(read, &page.batch.agency, wanted))?;
                Some(found.ok_or_else(|| {
                    Fault::Flaws(vec![Flaw::new("counsellor", "flaw-counsellor-unknown").with("value", wanted)])
                })?)
            }
        };
    let interview = Interview {
        registration: file.registration.head.id,
        person,
        agency: file.person.agency.clone(),
        counsellor: counsellor.unwrap_or(desk.who.user),
        mode: form.interview.mode.clone().or_else(|| Some("1".to_owned())),
        ..form.interview
    };
    let flaws: Vec<Flaw> = crate::domain::record::Record::check(&interview, &desk.rules);
    if flaws.iter().any(|f| !f.warning) {
        return Err(Fault::Flaws(flaws));
    }
    let axes: Vec<String> = desk.rules.codes.list("AXIS").map(|c| c.code.clone()).collect();
    let rated = form.ratings.unwrap_or_default();
    let ratings = axes.into_iter().zip(rated.chars()).filter(|(_, r)| *r != '-').map(|(axis, r)| (axis, r.to_string()));
    Ok(Made::Interview(Box::new(interview), ratings.collect(), form.number))
}

/// Stores what a form becomes inside a write, and the form with it. Gives the form as it became.
pub(super) fn store(w: &mut Write<'_>, page: &Page, row: &FormRow, made: &Made, twins: &[Twin]) -> Outcome<BatchForm> {
    let (person, subject, number) = match made {
        Made::Person(file) => {
            let done = people::store_new(w, (**file).clone())?;
            pairs(w, done.person, twins)?;
            (done.person, RowId(done.person.0), done.number)
        }
        Made::Interview(interview, ratings, number) => {
            let mut interview = (**interview).clone();
            interview.head = Head::new(w.new_id());
            w.insert(&interview)?;
            for (axis, rating) in ratings {
                let row = Diagnosis {
                    head: Head::new(w.new_id()),
                    interview: interview.head.id,
                    person: interview.person,
                    axis: axis.clone(),
                    rating: rating.clone(),
                    note: None,
                };
                w.insert(&row)?;
            }
            follow_up::refresh_registration(w, interview.registration)?;
            (interview.person, RowId(interview.head.id.0), number.clone())
        }
    };
    both_values(w, page, row, Some(person), subject)?;
    let after = BatchForm {
        state: FormState::Posted,
        subject: Some(subject),
        subject_number: Some(number),
        aside_reason: None,
        ..row.form.clone()
    };
    w.update(&row.form, &after)?;
    Ok(after)
}

/// What both clerks keyed and what was taken, in the history of the record.
pub(super) fn both_values(
    w: &mut Write<'_>,
    page: &Page,
    row: &FormRow,
    person: Option<PersonId>,
    subject: RowId,
) -> Outcome<()> {
    let name = |user: Option<UserId>| Some(page.name(user).to_owned()).filter(|n| !n.is_empty());
    for d in &row.differences {
        let text = |value: &String| Some(value.trim_start_matches('~').to_owned()).filter(|v| !v.is_empty());
        let kept = KeyedTwice {
            head: Head::new(w.new_id()),
            batch_form: row.form.head.id,
            person,
            subject: Some(subject),
            batch_number: page.batch.number.clone(),
            form_no: row.form.form_no,
            keyed_field: d.field.clone(),
            first_value: text(&d.first),
            first_clerk: name(row.form.keyed_by),
            second_value: text(&d.second),
            second_clerk: name(row.form.verified_by),
            kept_value: text(&d.kept),
        };
        w.insert(&kept)?;
    }
    Ok(())
}

/// Another file that may be the same person, to be kept as a pair.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Twin {
    /// The other file.
    pub person: PersonId,
    /// `suspected` or `distinct`.
    pub state: &'static str,
    /// What speaks for it.
    pub evidence: Vec<String>,
    /// Thousandths.
    pub score: i64,
}

fn pairs(w: &mut Write<'_>, person: PersonId, twins: &[Twin]) -> Outcome<()> {
    for twin in twins {
        let pair = DuplicatePair {
            head: Head::new(w.new_id()),
            person_a: twin.person,
            person_b: person,
            state: twin.state.to_owned(),
            evidence: twin.evidence.clone(),
            score: twin.score,
            registration: None,
        };
        w.insert(&pair)?;
    }
    Ok(())
}

/// Whether the same outcome is stored already.
pub(super) fn is_held(desk: &mut Desk, interview: &Interview) -> Outcome<bool> {
    let Some(day) = interview.day.map(day_text) else { return Ok(false) };
    desk.read(|read| store::interview_held(read, interview.person, &day))
}

/// A batch of this agency only.
pub(super) fn same_agency(desk: &Desk, batch: &Batch) -> Outcome<()> {
    if batch.agency == desk.who.agency { Ok(()) } else { Err(Fault::Missing("batch")) }
}

/// An id of any kind as that of a row.
pub(super) fn row_id(id: impl Id) -> RowId {
    RowId(id.uuid())
}
