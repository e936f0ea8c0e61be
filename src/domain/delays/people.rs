//! What a registration and an appointment ask for: T1 to T9, T60, T70 to T72 (domain.md §3.1, §3.2, §4).

use chrono::NaiveDate;

use super::{Asker, Expected, Whom, event_origin};
use crate::domain::ids::{AppointmentId, PersonId, RegistrationId, RowId, UserId};
use crate::domain::lifecycle::{AppointmentState, RegistrationState};
use crate::domain::registration::Registration;
use crate::domain::rules::Rules;

/// The facts of a registration that ask for tasks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RegistrationFacts {
    /// Which.
    pub id: RegistrationId,
    /// Whose.
    pub person: PersonId,
    /// Its state.
    pub state: RegistrationState,
    /// CHAN; `5` is a takeover from a former system.
    pub channel: Option<String>,
    /// AUT, STD, REN.
    pub intensity: Option<String>,
    /// First day on the list.
    pub registered_on: Option<NaiveDate>,
    /// To be renewed by.
    pub renewal_due: Option<NaiveDate>,
    /// End of the present measure or absence.
    pub pause_until: Option<NaiveDate>,
    /// No automatic exit before.
    pub no_exit_before: Option<NaiveDate>,
    /// Last day on the list.
    pub closed_on: Option<NaiveDate>,
    /// EXIT.
    pub exit_reason: Option<String>,
    /// Documents still to be seen.
    pub missing_documents: bool,
    /// Action plan signed.
    pub plan_signed_on: Option<NaiveDate>,
    /// Last interview or contact.
    pub last_contact: Option<NaiveDate>,
    /// Days of the interviews of this registration, oldest first.
    pub interviews: Vec<NaiveDate>,
    /// Days of the refusals that count (T7: not for health, family or an illegal offer), oldest first.
    pub refusals: Vec<NaiveDate>,
    /// Days of the no-shows that count, oldest first.
    pub absences: Vec<NaiveDate>,
    /// An enrolment tells the end of the measure: it asks for T70 and T8 itself.
    pub enrolled: bool,
    /// The person has come back: a newer registration exists.
    pub newer: bool,
    /// Under a legal hold, or taken out already: nothing is to be archived (T60).
    pub kept: bool,
}

impl RegistrationFacts {
    /// What the record itself says; what other records say (interviews, refusals, absences) is the caller's to add.
    pub fn of(record: &Registration) -> Self {
        RegistrationFacts {
            id: record.head.id,
            person: record.person,
            state: record.state,
            channel: record.channel.clone(),
            intensity: record.intensity.clone(),
            registered_on: record.registered_on,
            renewal_due: record.renewal_due,
            pause_until: record.pause_until,
            no_exit_before: record.no_exit_before,
            closed_on: record.closed_on,
            exit_reason: record.exit_reason.clone(),
            missing_documents: !record.missing_documents.is_empty(),
            plan_signed_on: record.plan_signed_on,
            last_contact: record.last_contact,
            ..RegistrationFacts::default()
        }
    }
}

impl RegistrationFacts {
    /// Taken over from a former system (domain.md §4): T1, T2, T3 open nothing.
    pub fn taken_over(&self) -> bool {
        self.channel.as_deref() == Some("5")
    }
}

/// The tasks that a registration asks for.
pub fn of_registration(facts: &RegistrationFacts, rules: &Rules) -> Vec<Expected> {
    use RegistrationState as S;
    let mut asker = Asker::new(rules, "registration", RowId(facts.id.0), Some(facts.person));
    match facts.state {
        S::Draft => {}
        S::Closed => archive(&mut asker, facts),
        S::Incomplete => {
            beginning(&mut asker, facts);
            documents(&mut asker, facts);
            refusals(&mut asker, facts);
        }
        S::Active | S::ToRenew => {
            beginning(&mut asker, facts);
            contact(&mut asker, facts);
            renewal(&mut asker, facts);
            refusals(&mut asker, facts);
        }
        S::InMeasure if !facts.enrolled => {
            if let Some(end) = facts.pause_until {
                let talk = asker.before(end, "T8", "before");
                asker.ask("T8", Whom::Counsellor, 2, end, "-10", talk);
                asker.ask("T70", Whom::Counsellor, 2, end, "0", end);
            }
        }
        S::Suspended => {
            if let Some(end) = facts.pause_until {
                asker.ask("T71", Whom::Counsellor, 2, end, "0", end);
            }
        }
        // Decided by the head (T74 of the decision); until then nobody is chased.
        S::InMeasure | S::StrikeProposed => {}
    }
    asker.out
}

/// T1 and T2: first interview and signed plan, counted from the registration.
fn beginning(asker: &mut Asker<'_>, facts: &RegistrationFacts) {
    let Some(start) = facts.registered_on else { return };
    if facts.taken_over() {
        return;
    }
    if facts.interviews.is_empty() {
        let late = asker.today() >= asker.after(start, "T1", "alert");
        let due = asker.after(start, "T1", "book");
        asker.ask("T1", Whom::Counsellor, if late { 1 } else { 2 }, start, "10", due);
        let from = asker.after(start, "T1", "head");
        asker.escalate("T1", start, "30", from);
    }
    if facts.plan_signed_on.is_none() {
        let due = asker.after(start, "T2", "sign");
        asker.ask("T2", Whom::Counsellor, 2, start, "30", due);
        if asker.today() > due {
            asker.escalate("T2", start, "30", due);
        }
    }
}

/// T3: documents missing; at 60 days exit 17 is put to the head.
fn documents(asker: &mut Asker<'_>, facts: &RegistrationFacts) {
    let Some(start) = facts.registered_on.filter(|_| facts.missing_documents && !facts.taken_over()) else { return };
    let (reminder, end) = (asker.after(start, "T3", "reminder"), asker.after(start, "T3", "documents"));
    asker.steps("T3", Whom::Counsellor, start, &[("10".to_owned(), reminder), ("15".to_owned(), end)]);
    let from = asker.after(start, "T3", "exit");
    asker.escalate("T3", start, "60", from);
}

/// T4: the rhythm of contacts by intensity. A file taken over that nobody has met here yet starts none: its renewal will.
fn contact(asker: &mut Asker<'_>, facts: &RegistrationFacts) {
    let base = facts.last_contact.or(facts.registered_on.filter(|_| !facts.taken_over()));
    let Some(base) = base else { return };
    let intensity = facts.intensity.as_deref().filter(|i| asker.delay("T4", i) > 0).unwrap_or("STD");
    let due = asker.after(base, "T4", intensity);
    asker.ask("T4", Whom::Counsellor, 2, base, "contact", due);
}

/// T5: reminders before and on the day of the renewal.
fn renewal(asker: &mut Asker<'_>, facts: &RegistrationFacts) {
    let Some(due) = facts.renewal_due else { return };
    let first = asker.before(due, "T5", "reminder");
    asker.steps("T5", Whom::Counsellor, due, &[("-10".to_owned(), first), ("0".to_owned(), due)]);
}

/// T7: two refusals without good reason ask for an interview; a further one after it asks the head.
fn refusals(asker: &mut Asker<'_>, facts: &RegistrationFacts) {
    let limit = usize::try_from(asker.delay("T7", "refusals")).unwrap_or(0).saturating_sub(1);
    let Some(second) = facts.refusals.get(limit).copied() else { return };
    let Some(talk) = facts.interviews.iter().copied().find(|d| *d >= second) else {
        let due = asker.after(second, "T7", "interview");
        asker.ask("T7", Whom::Counsellor, 2, second, "interview", due);
        return;
    };
    if let Some(again) = facts.refusals.iter().copied().find(|d| *d > talk) {
        let due = asker.after(again, "T7", "head");
        asker.ask("T7", Whom::Head, 1, again, "again/head", due);
    }
}

/// T60: five years after the exit, unless the person has come back or a legal hold stops it (security.md §4). Asked for when the day has come, not five years ahead.
fn archive(asker: &mut Asker<'_>, facts: &RegistrationFacts) {
    let Some(end) = facts.closed_on.filter(|_| !facts.newer && !facts.kept && facts.exit_reason.as_deref() != Some("14")) else {
        return;
    };
    let due = asker.after(end, "T60", "archive");
    if asker.today() >= due {
        asker.ask("T60", Whom::Auditor, 3, end, "archive", due);
    }
}

/// Taking up contact again after a measure, an absence or a hire that came to nothing (T72): an interview within ten
/// working days of a return (domain.md §3.1), the same day when a hire was denied or broken off.
pub fn at_resume(facts: &RegistrationFacts, rules: &Rules, same_day: bool) -> Expected {
    let today = rules.today;
    let due = if same_day { today } else { rules.delays.after(&rules.calendar, today, "T72", "interview") };
    Expected {
        rule: "T72",
        subject_kind: "registration",
        subject: RowId(facts.id.0),
        person: Some(facts.person),
        assignee: Whom::Counsellor,
        due,
        priority: if same_day { 1 } else { 2 },
        origin: event_origin(today, if same_day { "restore" } else { "resume" }),
        follows: false,
    }
}

/// The facts of an appointment that ask for tasks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AppointmentFacts {
    /// Which.
    pub id: AppointmentId,
    /// With whom, if a person.
    pub person: Option<PersonId>,
    /// By whom.
    pub counsellor: Option<UserId>,
    /// The day at the office; none for a walk-in.
    pub day: Option<NaiveDate>,
    /// Its state.
    pub state: AppointmentState,
    /// Reminded by call or letter.
    pub reminded_on: Option<NaiveDate>,
    /// Another appointment stands after it.
    pub replaced: bool,
    /// The person has no open registration any more: nobody is chased.
    pub left: bool,
}

/// The tasks that an appointment asks for: T9 (reminder the working day before), T6 (after a no-show: call, new date).
pub fn of_appointment(facts: &AppointmentFacts, rules: &Rules) -> Vec<Expected> {
    let mut asker = Asker::new(rules, "appointment", RowId(facts.id.0), facts.person);
    let Some(day) = facts.day.filter(|_| !facts.left && facts.person.is_some()) else { return asker.out };
    let whom = facts.counsellor.map_or(Whom::Counsellor, Whom::User);
    match facts.state {
        AppointmentState::Planned if facts.reminded_on.is_none() && day > asker.today() => {
            let due = asker.before(day, "T9", "before").max(asker.today());
            asker.ask("T9", whom, 2, day, "-1", due);
            // Booked today for tomorrow: the call list of today; later it must not slide along with the day.
            if let Some(last) = asker.out.last_mut() {
                last.follows = due == rules.delays.before(&rules.calendar, day, "T9", "before");
            }
        }
        AppointmentState::Missed => {
            let due = asker.after(day, "T6", "call");
            asker.ask("T6", whom, 1, day, "call", due);
            if !facts.replaced {
                let by = asker.after(day, "T6", "new_date");
                asker.ask("T6", whom, 2, day, "new_date", by);
            }
        }
        _ => {}
    }
    asker.out
}
