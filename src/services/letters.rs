//! Papers of a file: registration certificate, appointment slip, convocation. Making one keeps its `letter` row with what it said
//! (domain.md §2.9); printing is the faces'. Called by the file's screen, the agenda and intake.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::appointment::Appointment;
use crate::domain::calendar;
use crate::domain::code::Codes;
use crate::domain::dates::{self, Precision};
use crate::domain::ids::{AppointmentId, DeedId, PersonId, RowId};
use crate::domain::office::{Agency, Letter, User};
use crate::domain::person::Person;
use crate::domain::person_file::PersonFile;
use crate::domain::record::{Head, Record};
use crate::domain::rights::{self, Owner};
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::store::{Deed, Desk, Read, appointments, people, records};

/// Which paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperKind {
    /// « Attestation d'inscription »: of a person with an open registration.
    Certificate,
    /// « Talon de rendez-vous »: handed over at the counter.
    Slip,
    /// « Convocation »: sent or handed over, with what to bring.
    Convocation,
    /// The employer's list of an offer (`services/proposals`).
    EmployerList,
    /// The letter with which a person presents himself to an employer (`services/proposals`).
    Introduction,
}

impl PaperKind {
    /// As stored and in keys (`paper-<id>`).
    pub const fn id(self) -> &'static str {
        match self {
            PaperKind::Certificate => "certificate",
            PaperKind::Slip => "slip",
            PaperKind::Convocation => "convocation",
            PaperKind::EmployerList => "employer-list",
            PaperKind::Introduction => "introduction",
        }
    }
    /// Those of a file, in the order of its menu.
    pub const ALL: &'static [PaperKind] = &[PaperKind::Certificate, PaperKind::Slip, PaperKind::Convocation];
}

/// What a paper is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A person; for a slip or a convocation the next appointment.
    Person(PersonId),
    /// One appointment.
    Appointment(AppointmentId),
}

/// One thing that a paper says; the faces put it into words.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// As it is.
    Text(String),
    /// A day in full.
    Day(NaiveDate),
    /// A birth by what is known of it.
    Birth(NaiveDate, Precision),
    /// A day and hour on the office's clock.
    Moment(NaiveDateTime),
    /// A code's label.
    Label {
        /// In French.
        fr: String,
        /// In English.
        en: String,
    },
    /// Nothing known.
    None,
}

/// A paper before it has words.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// Its `letter` row.
    pub letter: RowId,
    /// Which.
    pub kind: PaperKind,
    /// Number of the file, for the name of a file of it.
    pub number: String,
    /// What it says, by the names of the template's arguments.
    pub says: Vec<(&'static str, Datum)>,
    /// What it says of each of a list, by the names of the row's arguments; empty for most.
    pub rows: Vec<Vec<(&'static str, Datum)>>,
}

/// Makes a paper and keeps its row. Refused: a certificate without an open registration, a slip without an appointment to come.
pub fn make(desk: &mut Desk, deed: DeedId, kind: PaperKind, subject: Subject) -> Outcome<Paper> {
    let now = desk.now();
    let (file, appointment) = desk.read(|read| about(read, subject, now))?;
    access::may(desk, rights::Deed::Letters, Owner::of(file.person.agency.clone(), file.registration.counsellor))?;
    let appointment = match kind {
        PaperKind::Certificate if !file.registration.state.is_open() => return Err(Fault::refused("refused-no-registration")),
        PaperKind::Certificate => None,
        _ => Some(appointment.ok_or_else(|| Fault::refused("refused-no-appointment"))?),
    };
    let says = desk.read(|read| says(read, &file, appointment.as_ref()))?;
    let mut says = says;
    let rules = &desk.rules;
    says.push(("office", Datum::Text(rules.setting("office_name", "Office National de l'Emploi").to_owned())));
    says.push(("today", Datum::Day(calendar::local(now).date())));
    says.push(("by", Datum::Text(desk.who.name.clone())));
    says.extend(labels(&file, appointment.as_ref(), &rules.codes));
    let (me, now) = (desk.who.user, desk.now());
    let (record, id) = match &appointment {
        Some(a) => (Appointment::TABLE, RowId(a.head.id.0)),
        None => (Person::TABLE, RowId(file.person.head.id.0)),
    };
    let arguments: Vec<String> = says.iter().map(|(name, datum)| format!("{name}={}", kept(datum))).collect();
    let letter = desk.write(Deed::new(deed, "print_letter"), |w| {
        let letter = Letter {
            head: Head::new(w.new_id()),
            kind: kind.id().to_owned(),
            subject_kind: record.to_owned(),
            subject: id,
            template: format!("{}/1", kind.id()),
            arguments: arguments.clone(),
            made_by: me,
            made_at: Some(now),
            printed_at: None,
        };
        w.saw(Person::TABLE, file.person.head.id);
        w.insert(&letter)?;
        Ok(letter.head.id)
    })?;
    Ok(Paper { letter, kind, number: file.person.number, says, rows: Vec::new() })
}

/// The paper is out: its row says when.
pub fn printed(desk: &mut Desk, deed: DeedId, letter: RowId) -> Outcome<()> {
    let before: Letter = desk.read(|read| records::by_id(read, letter))?;
    if before.made_by != desk.who.user {
        return Err(Fault::Missing(Letter::TABLE));
    }
    desk.write(Deed::new(deed, "letter_printed"), |w| {
        let after = Letter { printed_at: Some(w.now()), ..before.clone() };
        w.update(&before, &after)
    })
}

fn about(
    read: &mut dyn Read,
    subject: Subject,
    now: chrono::DateTime<chrono::Utc>,
) -> Outcome<(PersonFile, Option<Appointment>)> {
    match subject {
        Subject::Person(id) => {
            let file = people::load(read, id)?;
            let next = appointments::planned_of(read, id, now)?.into_iter().next();
            Ok((file, next))
        }
        Subject::Appointment(id) => {
            let appointment = appointments::by_id(read, id)?;
            let person = appointment.person.ok_or(Fault::Missing(Person::TABLE))?;
            Ok((people::load(read, person)?, Some(appointment)))
        }
    }
}

fn says(read: &mut dyn Read, file: &PersonFile, appointment: Option<&Appointment>) -> Outcome<Vec<(&'static str, Datum)>> {
    let (p, r) = (&file.person, &file.registration);
    let agency: Agency = appointments::agency(read, appointment.map_or(&p.agency, |a| &a.agency))?;
    let with = appointment.map_or(r.counsellor, |a| a.counsellor);
    let counsellor = with.map(|id| records::find::<User>(read, id)).transpose()?.flatten();
    let text = |t: Option<&str>| t.filter(|t| !t.is_empty()).map_or(Datum::None, |t| Datum::Text(t.to_owned()));
    let birth =
        p.birth_date.map_or(Datum::None, |b| Datum::Birth(b, Precision::from_code(p.birth_precision.as_deref().unwrap_or("D"))));
    let day = |d: Option<NaiveDate>| d.map_or(Datum::None, Datum::Day);
    let mut all = vec![
        ("name", Datum::Text(p.name())),
        ("number", Datum::Text(p.number.clone())),
        ("birth", birth),
        ("birth_place", text(p.birth_place.as_deref())),
        ("agency", Datum::Text(agency.name)),
        ("town", text(agency.town.as_deref())),
        ("registered", day(r.registered_on)),
        ("renewal", day(r.renewal_due)),
        ("counsellor", text(counsellor.as_ref().map(|c| c.name.as_str()))),
    ];
    if let Some(a) = appointment {
        all.push(("at", a.starts_at.map_or(Datum::None, |at| Datum::Moment(calendar::local(at)))));
        all.push(("minutes", Datum::Text(a.minutes.unwrap_or(30).to_string())));
        all.push(("room", text(a.room.as_deref())));
    }
    Ok(all)
}

fn labels(file: &PersonFile, appointment: Option<&Appointment>, codes: &Codes) -> Vec<(&'static str, Datum)> {
    let label = |list: &str, code: Option<&str>| match code {
        Some(code) => Datum::Label { fr: codes.label(list, code, "fr").to_owned(), en: codes.label(list, code, "en").to_owned() },
        None => Datum::None,
    };
    let both =
        |all: &[String], lang: &str| all.iter().map(|d| codes.label("DOC", d, lang).to_owned()).collect::<Vec<_>>().join(", ");
    let missing = &file.registration.missing_documents;
    let documents = match missing.is_empty() {
        true => Datum::None,
        false => Datum::Label { fr: both(missing, "fr"), en: both(missing, "en") },
    };
    vec![
        ("category", label("CATEGORY", file.registration.category.as_deref())),
        ("kind", label("APPT", appointment.and_then(|a| a.kind.as_deref()))),
        ("mode", label("MEET", appointment.and_then(|a| a.mode.as_deref()))),
        ("documents", documents),
    ]
}

/// As the letter's row keeps it: French, one line, without the sign between arguments.
pub(crate) fn kept(datum: &Datum) -> String {
    let text = match datum {
        Datum::Text(text) => text.clone(),
        Datum::Day(day) => crate::domain::record::day_text(*day),
        Datum::Birth(day, precision) => dates::shown_birth(*day, *precision, "fr"),
        Datum::Moment(at) => at.format("%Y-%m-%dT%H:%M").to_string(),
        Datum::Label { fr, .. } => fr.clone(),
        Datum::None => String::new(),
    };
    crate::domain::neutral::shown(&text).replace('|', "/")
}
