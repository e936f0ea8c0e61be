//! What the fields of a form become: a person's file, the outcome of an interview. Built from the same sheets as the screens, so that
//! the checks are the same. Called by the form on the screen (checks at a field) and by the posting.

use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::domain::batch::fields::{SERIAL, value_of};
use crate::domain::batch::{FormKind, Keyed};
use crate::domain::dates;
use crate::domain::employer_file::{self, EmployerFile};
use crate::domain::ids;
use crate::domain::interview::Interview;
use crate::domain::person_file::{self, PersonFile};
use crate::domain::record::{Cell, Kind, Need, Record, Value};
use crate::domain::rules::Rules;
use crate::domain::sheet::{Column, Sheet};
use crate::domain::vacancy_file::{self, VacancyFile};
use crate::fault::Flaw;

/// The outcome of an interview on paper: whose, and what was said.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InterviewForm {
    /// Number of the person's file.
    pub number: String,
    /// Login or name of who held it; empty: the counsellor in charge.
    pub counsellor: Option<String>,
    /// The axes rated, one digit each in their order: `23212243`.
    pub ratings: Option<String>,
    /// The interview itself.
    pub interview: Interview,
}

macro_rules! text_lens {
    ($get:ident, $set:ident, $form:ty, $field:ident, $id:literal) => {
        fn $get(form: &$form) -> Value {
            form.$field.get()
        }
        fn $set(form: &mut $form, value: Value) -> Result<(), Flaw> {
            form.$field = Cell::set(value).map_err(|key| Flaw::new($id, key))?;
            Ok(())
        }
    };
}
text_lens!(number_get, number_set, InterviewForm, number, "number");
text_lens!(by_get, by_set, InterviewForm, counsellor, "counsellor");
text_lens!(ratings_get, ratings_set, InterviewForm, ratings, "ratings");

/// The fields of an interview's outcome.
pub fn interviews() -> &'static Sheet<InterviewForm> {
    static SHEET: LazyLock<Sheet<InterviewForm>> = LazyLock::new(|| {
        Sheet::<InterviewForm>::new()
            .special("number", "person", Kind::Text(20), Need::Must, number_get, number_set)
            .special("counsellor", "registration", Kind::Text(120), Need::May, by_get, by_set)
            .special("ratings", Interview::TABLE, Kind::Text(8), Need::May, ratings_get, ratings_set)
            .fields::<Interview>(
                |f| &f.interview,
                |f| &mut f.interview,
                &["day", "kind", "mode", "summary", "notes", "no_next_reason", "signed_by_person"],
            )
    });
    &SHEET
}

type Told = (&'static str, &'static str, Kind, Need);

fn told<F>(column: &Column<F>) -> Told {
    (column.id, column.table, column.kind, column.need)
}

/// A field of a kind of form: id, table, what it holds, whether it must be there; none: the form has no such field.
pub fn column(kind: FormKind, id: &str) -> Option<Told> {
    match kind {
        FormKind::People => person_file::sheet().column(id).map(told),
        FormKind::Employers => employer_file::sheet().column(id).map(told),
        FormKind::Offers => vacancy_file::sheet().column(id).map(told),
        FormKind::Interviews => interviews().column(id).map(told),
    }
}

/// Puts what was keyed into a form by its sheet; unreadable texts are no values.
fn fill<F: Default>(sheet: &Sheet<F>, keyed: &Keyed) -> Result<F, Flaw> {
    let mut form = F::default();
    for (id, text) in keyed.iter().filter(|(id, _)| *id != SERIAL && !id.starts_with('~')) {
        if let Some(column) = sheet.column(id) {
            column.set(&mut form, value_of(column.kind, text))?;
        }
    }
    Ok(form)
}

/// The person's file that a form gives: `birth_date` as far as it is known (`1985`, `1985-03`), a paper's channel.
pub fn person(keyed: &Keyed, today: NaiveDate) -> Result<PersonFile, Flaw> {
    let mut rest = keyed.clone();
    let birth = rest.remove("birth_date");
    let mut file = fill(person_file::sheet(), &rest)?;
    if let Some(birth) = birth.filter(|b| !b.is_empty()) {
        let (day, precision) =
            dates::parse_birth(&birth, today).map_err(|key| Flaw::new("birth_date", key).with("value", &birth))?;
        file.person.birth_date = Some(day);
        file.person.birth_precision = Some(precision.code().to_owned());
    }
    file.tidy();
    Ok(file)
}

/// The outcome of an interview that a form gives.
pub fn interview(keyed: &Keyed) -> Result<InterviewForm, Flaw> {
    let mut form = fill(interviews(), keyed)?;
    if let Some(whole) = ids::parse_number(&form.number) {
        form.number = whole;
    }
    Ok(form)
}

/// The employer that a form gives.
pub fn employer(keyed: &Keyed) -> Result<EmployerFile, Flaw> {
    let mut file = fill(employer_file::sheet(), keyed)?;
    file.tidy();
    Ok(file)
}

/// The offer that a form gives, its employer as the paper names it.
pub fn offer(keyed: &Keyed) -> Result<VacancyFile, Flaw> {
    fill(vacancy_file::sheet(), keyed)
}

/// All that is wrong with a form, by the rules of its records; under lenient rules what is missing or implausible only warns.
pub fn flaws(kind: FormKind, keyed: &Keyed, rules: &Rules) -> Vec<Flaw> {
    let found = match kind {
        FormKind::People => person(keyed, rules.today).map(|file| file.check(rules)),
        FormKind::Employers => employer(keyed).map(|file| file.check(rules)),
        FormKind::Offers => offer(keyed).map(|form| form.vacancy.check(rules)),
        FormKind::Interviews => interview(keyed).map(|form| interview_flaws(&form, rules)),
    };
    found.unwrap_or_else(|flaw| vec![flaw])
}

fn interview_flaws(form: &InterviewForm, rules: &Rules) -> Vec<Flaw> {
    let mut all = form.interview.check(rules);
    if ids::parse_number(&form.number).is_none() {
        all.push(Flaw::new("number", "flaw-person-number").with("value", &form.number));
    }
    if form.interview.day.is_some_and(|day| day > rules.today) {
        all.push(Flaw::new("day", "flaw-interview-future"));
    }
    let rated = |c: char| rules.codes.get("RATING", &c.to_string()).is_some() || c == '-';
    if form.ratings.as_deref().is_some_and(|r| !r.chars().all(rated) || r.chars().count() > axes(rules)) {
        all.push(Flaw::new("ratings", "flaw-ratings").with("count", axes(rules)));
    }
    all
}

fn axes(rules: &Rules) -> usize {
    rules.codes.list("AXIS").count()
}

/// Name and what tells a form from others, for lists.
pub fn label(kind: FormKind, keyed: &Keyed) -> String {
    let text = |id: &str| keyed.get(id).map_or("", String::as_str);
    match kind {
        FormKind::People => crate::domain::person::full_name(text("surname"), Some(text("given_names"))),
        FormKind::Employers => text("name").to_owned(),
        FormKind::Offers => text("title").to_owned(),
        FormKind::Interviews => text("number").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keyed(all: &[(&str, &str)]) -> Keyed {
        all.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_form_becomes_the_file_that_the_counter_would_make() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let form = keyed(&[
            ("surname", "mengue  nkoulou"),
            ("birth_date", "1981-04"),
            ("phone", "07 12 34 56"),
            ("experience_months", "24"),
            ("driving_licences", "A|B"),
            ("~town", "illisible"),
            ("form_serial", "12"),
        ]);
        let file = person(&form, today).unwrap();
        assert_eq!(file.person.birth_precision.as_deref(), Some("M"));
        assert_eq!(file.goal.experience_months, Some(24));
        assert_eq!(file.person.driving_licences, ["A", "B"]);
        assert!(file.person.phone.is_some_and(|p| p.starts_with("+241")));
        assert_eq!(label(FormKind::People, &form), "MENGUE  NKOULOU");
    }

    #[test]
    fn an_interview_needs_a_number_whose_check_digit_is_right() {
        let wrong = interview(&keyed(&[("number", "LBV-26-000123-8")])).unwrap();
        assert!(interview_flaws(&wrong, &Rules::default()).iter().any(|f| f.key == "flaw-person-number"));
        let right = interview(&keyed(&[("number", "lbv 26 000123 7"), ("day", "2026-11-20"), ("kind", "2")])).unwrap();
        assert_eq!(right.number, "LBV-26-000123-7");
        assert_eq!(right.interview.kind.as_deref(), Some("2"));
    }
}
