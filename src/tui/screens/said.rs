//! Appointments in words: hour, kind, situation, as the day, the queue and the agenda show them; what became of a registration.

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::appointment::grace;
use crate::domain::lifecycle::AppointmentState;
use crate::domain::{dates, phone};
use crate::services::day::Meeting;
use crate::services::follow_up::Renewed;
use crate::tui::frame::hour;
use crate::tui::look::Look;
use crate::tui::screen::Words;
use crate::tui::screens::Office;

/// Where a file is, short enough for the message line: what lies in one's own folder begins with `~`.
pub fn place(path: &Path) -> String {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let home = std::env::var_os("HOME").map(PathBuf::from).filter(|home| home.parent().is_some());
    match home.as_ref().and_then(|home| path.strip_prefix(home).ok()) {
        Some(rest) => format!("~/{}", rest.display()),
        None => path.display().to_string(),
    }
}

/// A file as it is typed: `~` is one's own folder.
pub fn path(typed: &str) -> PathBuf {
    match (typed.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(typed),
    }
}

/// What became of a registration, as it is said once it is saved: renewed, restored or opened again, and until when.
pub fn renewed(done: Renewed, name: &str, look: &Look) -> Words {
    let (key, registration) = match done {
        Renewed::Renewed(r) => ("intake-renewed", r),
        Renewed::Restored(r) => ("intake-restored", r),
        Renewed::Registered(r) => ("intake-registered-again", r),
    };
    let due = registration.renewal_due.map(|d| dates::shown(d, look.lang())).unwrap_or_default();
    Words::new(key).with("name", name).with("due", due)
}

/// A person to be rung (MEET).
const BY_PHONE: &str = "2";
/// At the counter (MEET).
const AT_COUNTER: &str = "1";
/// A walk-in (APPT).
pub const WALK_IN: &str = "7";

/// The kind in words, and how where that isn't the counter: « suivi, téléphone »; of a walk-in the wish.
pub fn motif(meeting: &Meeting, house: &Office, look: &Look) -> String {
    let a = &meeting.appointment;
    let codes = &house.rules.codes;
    let kind = a.kind.as_deref().unwrap_or_default();
    if let (WALK_IN, Some(wish)) = (kind, a.wish.as_deref()) {
        return codes.label("WISH", wish, look.lang()).to_owned();
    }
    let label = codes.label("APPT", kind, look.lang());
    match a.mode.as_deref() {
        None | Some(AT_COUNTER | "") => label.to_owned(),
        Some(mode) => format!("{label}, {}", codes.label("MEET", mode, look.lang())),
    }
}

/// The state in words with what matters for it now.
pub fn situation(meeting: &Meeting, house: &Office, now: NaiveDateTime, look: &Look) -> String {
    let a = &meeting.appointment;
    let since = |at: Option<chrono::DateTime<chrono::Utc>>, key: &str, state: AppointmentState| match at {
        Some(at) => look.with(key, &[("hour", hour(look, crate::domain::calendar::local(at)))]),
        None => look.texts.state("appointment", state.id()),
    };
    match a.state {
        AppointmentState::Planned if a.to_settle(now, grace(&house.rules)) => look.text("meeting-to-settle"),
        AppointmentState::Planned => match (&meeting.vacancy, a.mode.as_deref(), &meeting.phone) {
            (Some(number), ..) => look.with("meeting-planned-vacancy", &[("number", number.clone())]),
            (None, Some(BY_PHONE), Some(number)) => look.with("meeting-planned-call", &[("number", phone::shown(number))]),
            _ => look.texts.state("appointment", a.state.id()),
        },
        AppointmentState::Arrived => since(a.arrived_at, "meeting-here-since", a.state),
        AppointmentState::InProgress => since(a.started_at, "meeting-going-on-since", a.state),
        state => look.texts.state("appointment", state.id()),
    }
}

/// The same in one or two words, for the narrow columns of the agenda.
pub fn short_situation(meeting: &Meeting, house: &Office, now: NaiveDateTime, look: &Look) -> String {
    let a = &meeting.appointment;
    if a.to_settle(now, grace(&house.rules)) {
        return look.text("state-appointment-to-settle");
    }
    if a.state == AppointmentState::Arrived {
        return look.text("meeting-here");
    }
    look.texts.state("appointment", a.state.id())
}

/// The hour of today, the day of any other: at most 6 cells.
pub fn when(at: Option<NaiveDateTime>, today: NaiveDate, look: &Look) -> String {
    match at {
        Some(at) if at.date() == today => hour(look, at),
        Some(at) => day_month(at.date(), look),
        None => "-".to_owned(),
    }
}

/// `24/11`: at most 5 cells.
pub fn day_month(day: NaiveDate, look: &Look) -> String {
    use chrono::Datelike;
    look.with("day-in-list", &[("d", format!("{:02}", day.day())), ("m", format!("{:02}", day.month()))])
}

/// `mer. 25/11/2026 09h30`.
pub fn day_and_hour(at: NaiveDateTime, look: &Look) -> String {
    format!("{} {}", dates::with_weekday(at.date(), look.lang()), hour(look, at))
}
