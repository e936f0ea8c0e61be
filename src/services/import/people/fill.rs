//! A row of a file as a person's file. Called by `people`.

use chrono::NaiveDate;

use crate::domain::calendar;
use crate::domain::lifecycle::RegistrationState;
use crate::domain::neutral;
use crate::domain::person_file::PersonFile;
use crate::domain::record::Record;
use crate::domain::registration::{JobGoal, Registration, Wishes};
use crate::domain::sheet::Column;
use crate::fault::Flaw;
use crate::services::import::cell::Taken;
use crate::services::import::people::People;
use crate::services::import::row::{Filler, Work, two_phones};
use crate::store::people::Counsellor;

/// A person's file in the filling.
pub(super) type Filling<'r> = Work<'r, People>;

/// Fills from the row's cells. Errors: `closed_on` without `exit_reason`, names, `external_ref`. Gives whether something obligatory is missing.
pub(super) fn fill(filler: &mut Filler<'_>, work: &mut Filling<'_>, counsellors: &[Counsellor]) -> Result<bool, Flaw> {
    let row = work.row;
    work.file.goal.rank = work.file.goal.rank.max(1);
    for (column, text) in &row.cells {
        put(filler, work, column, text, counsellors);
    }
    skills(filler, &mut work.file);
    exits(work)?;
    takeover(filler, work);
    work.file.tidy();
    let incomplete = work.check(&filler.rules)?;
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
    work.note(filler.noted);
    Ok(incomplete)
}

fn put(
    filler: &mut Filler<'_>,
    work: &mut Filling<'_>,
    column: &'static Column<PersonFile>,
    text: &str,
    counsellors: &[Counsellor],
) {
    let unknown = |list| Flaw::new(column.id, "flaw-unknown-code").with("value", text).with("list", list);
    let taken = match column.id {
        "number" => return work.number(column, text),
        "import_note" => return,
        "birth_date" => return birth(filler, work, column, text),
        "birth_precision" => match text.to_uppercase().as_str() {
            known @ ("D" | "M" | "Y") => Taken { value: Some(known.into()), flaw: None },
            _ => Taken { value: None, flaw: Some(unknown("D M Y")) },
        },
        "agency" => filler.agency_of(column.id, text),
        // A draft is no registration yet: nothing is said.
        "state" if filler.labels.state_of(text) == Some(RegistrationState::Draft.id()) => return,
        "state" => match filler.labels.state_of(text) {
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
            None => filler.cells.take(column.id, column.kind, text),
        },
        "languages" => filler.cells.languages(text),
        "skills" => filler.cells.skills(text),
        "occupation" => match filler.cells.find("ISCO", text) {
            Some(code) => Taken { value: Some(code.into()), flaw: None },
            // Words instead of a code are the person's own words.
            None if work.row.cell("occupation_label").is_none() && text.chars().any(char::is_alphabetic) => {
                work.file.goal.occupation_label = Some(neutral::tidy(text));
                return;
            }
            None => Taken { value: None, flaw: Some(unknown("ISCO")) },
        },
        id => filler.cells.take(id, column.kind, text),
    };
    work.put(column, text, taken);
}

fn birth(filler: &Filler<'_>, work: &mut Filling<'_>, column: &'static Column<PersonFile>, text: &str) {
    match filler.cells.birth(text) {
        Ok((day, precision)) => {
            work.file.person.birth_date = Some(day);
            work.file.person.birth_precision = Some(precision.code().to_owned());
        }
        Err(flaw) => work.leave(column, text, flaw),
    }
}

/// A skill given as a code gets its label, one given as a label its code.
fn skills(filler: &mut Filler<'_>, file: &mut PersonFile) {
    for skill in &mut file.skills {
        let typed = skill.code.clone().unwrap_or_else(|| skill.label.clone());
        if let Some(code) = filler.cells.find("SKILL", &typed)
            && let Some(known) = filler.rules.codes.get("SKILL", &code)
        {
            skill.code = Some(code);
            skill.label.clone_from(&known.fr);
        }
    }
}

/// `closed_on` and `exit_reason` are both there or none; the state follows.
fn exits(work: &mut Filling<'_>) -> Result<(), Flaw> {
    let r = &work.file.registration;
    match (r.closed_on.is_some(), r.exit_reason.is_some()) {
        (true, false) => return Err(Flaw::new("exit_reason", "flaw-exit-both-or-none")),
        (false, true) => work.revert("exit_reason", Flaw::new("exit_reason", "flaw-exit-both-or-none")),
        _ => {}
    }
    let closed = work.file.registration.closed_on.is_some();
    let said = work.file.registration.state == RegistrationState::Closed;
    if closed != said {
        if work.row.cell("state").is_some() {
            work.revert("state", Flaw::new("state", "flaw-closed-without-exit"));
        }
        if closed {
            work.file.registration.state = RegistrationState::Closed;
        }
    }
    Ok(())
}

/// What comes from a former system (domain.md §4, takeover). A file that is there already keeps what it has.
fn takeover(filler: &Filler<'_>, work: &mut Filling<'_>) {
    let new = work.base.person.head.version == 0;
    let file = &mut work.file;
    if file.person.agency.is_empty() {
        file.person.agency.clone_from(&filler.agency);
    }
    if file.person.external_ref.is_some() && (new || work.base.person.external_ref.is_none()) {
        file.person.source = Some(filler.source.clone());
    }
    let draft = |text: &str| filler.labels.state_of(text) == Some(RegistrationState::Draft.id());
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
    let days = filler.rules.delays.get("T5", "renewal");
    let first = calendar::add_days(filler.rules.today, days);
    if r.channel.as_deref() != Some("5") {
        r.renewal_due.get_or_insert(first);
        return;
    }
    // A file that says itself that the person was taken over comes from an office like this one: there the days are spread already.
    let spread_before = work.row.cell("channel").is_some() && r.renewal_due.is_some_and(|d| d >= filler.rules.today);
    let due = calendar::add_days(first, spread(work.row.nth, filler.total, days));
    let due = r.renewal_due.map_or(due, |kept: NaiveDate| if spread_before { kept } else { kept.max(due) });
    (r.renewal_due, r.no_exit_before) = (Some(due), Some(due));
}

/// Days beyond the first, spread evenly over so many days by the row.
fn spread(nth: u64, total: u64, days: i64) -> i64 {
    let all = i128::from(total.max(1));
    i64::try_from(i128::from(nth) * i128::from(days) / all).unwrap_or(0)
}
