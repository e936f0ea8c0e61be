//! Everything that is kept about one person, table by table (right of access, domain.md §6). Called by `services/dossier`.

use crate::domain::appointment::Appointment;
use crate::domain::ids::{PersonId, UserId};
use crate::domain::interview::{Diagnosis, Interview, Obstacle, PlanAction};
use crate::domain::office::{Decision, Enrolment, Letter};
use crate::domain::person::Person;
use crate::domain::profile::{Document, Education, Experience, Language, Note, Skill};
use crate::domain::proposal::{Placement, Proposal};
use crate::domain::record::{Kind, Record};
use crate::domain::registration::{JobGoal, Registration, Wishes};
use crate::domain::safeguard::Safeguard;
use crate::domain::task::Task;
use crate::fault::{Outcome, Value};
use crate::store::records::where_;
use crate::store::{Read, file};

/// One field of a record: id, kind, value.
pub type Cell = (&'static str, Kind, Value);

/// The records of one table.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Table.
    pub record: &'static str,
    /// Records, the oldest first; of each the fields that hold something.
    pub rows: Vec<Vec<Cell>>,
}

/// All of it.
#[derive(Debug, Clone, Default)]
pub struct Whole {
    /// Tables that hold something.
    pub sections: Vec<Section>,
    /// Accounts: id and name.
    pub accounts: Vec<(UserId, String)>,
    /// Deeds on the file, readings included, the newest first.
    pub traces: Vec<file::Trace>,
}

fn section<R: Record>(read: &mut dyn Read, rest: &str, person: PersonId) -> Outcome<Section> {
    let all: Vec<R> = where_(read, &format!("{rest} ORDER BY id"), &[person.into()])?;
    let rows = all.iter().map(|r| {
        let cells = R::fields().iter().map(|f| (f.id, f.kind, (f.get)(r)));
        cells.filter(|(_, _, v)| !v.is_null() && v.as_text() != Some("")).collect()
    });
    Ok(Section { record: R::TABLE, rows: rows.collect() })
}

/// Reads it whole.
pub fn whole(read: &mut dyn Read, person: PersonId) -> Outcome<Whole> {
    let registrations = "IN (SELECT id FROM registration WHERE person = $1)";
    let (own, of) = ("person = $1", format!("registration {registrations}"));
    let subject = format!("subject = $1 OR subject {registrations}");
    let mut all = vec![
        section::<Person>(read, "(id = $1 OR merged_into = $1)", person)?,
        section::<Registration>(read, own, person)?,
        section::<JobGoal>(read, &of, person)?,
        section::<Wishes>(read, &of, person)?,
        section::<Education>(read, own, person)?,
        section::<Experience>(read, own, person)?,
        section::<Skill>(read, own, person)?,
        section::<Language>(read, own, person)?,
        section::<Document>(read, own, person)?,
        section::<Appointment>(read, own, person)?,
        section::<Interview>(read, own, person)?,
        section::<Diagnosis>(read, own, person)?,
        section::<Obstacle>(read, own, person)?,
        section::<PlanAction>(read, own, person)?,
        section::<Note>(read, "subject = $1", person)?,
        section::<Proposal>(read, own, person)?,
        section::<Placement>(read, own, person)?,
        section::<Enrolment>(read, own, person)?,
        section::<Task>(read, own, person)?,
        section::<Letter>(read, &subject, person)?,
        section::<Decision>(read, &subject, person)?,
        section::<Safeguard>(read, own, person)?,
    ];
    all.retain(|s| !s.rows.is_empty());
    let accounts = read.all("SELECT id, name FROM account", &[], |r| Ok((r.id("id")?, r.text("name")?.to_owned())))?;
    Ok(Whole { sections: all, accounts, traces: file::traces_of(read, person, 10_000)? })
}
