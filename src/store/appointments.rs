//! Appointments: what is booked, and the lock that keeps two from taking one slot. Called by `services/appointment`, `day`, `agenda`.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::appointment::Appointment;
use crate::domain::calendar;
use crate::domain::ids::{AppointmentId, PersonId, UserId};
use crate::domain::office::Agency;
use crate::domain::record::{day_text, instant_text};
use crate::domain::slots::Span;
use crate::fault::{Fault, Outcome};
use crate::store::records::{self, where_};
use crate::store::{Read, Write};

/// States in which an appointment takes its slot.
const TAKES: &str = "state IN ('planned', 'arrived', 'in_progress', 'held')";

/// What takes a counsellor's time between two instants, local time, in order.
pub fn busy(read: &mut dyn Read, counsellor: UserId, from: DateTime<Utc>, to: DateTime<Utc>) -> Outcome<Vec<Span>> {
    let sql = format!(
        "SELECT starts_at, minutes FROM appointment WHERE counsellor = $1 AND starts_at >= $2 AND starts_at < $3 AND {TAKES} ORDER BY starts_at"
    );
    Ok(read.all(&sql, &[counsellor.into(), instant_text(from).into(), instant_text(to).into()], |r| {
        Ok(Span::new(calendar::local(r.instant("starts_at")?), r.opt_int("minutes")?.unwrap_or(30)))
    })?)
}

/// Makes others who book with this counsellor wait for the end of this write: a touch of the account's row, on both engines.
pub fn lock_agenda(w: &mut Write<'_>, counsellor: UserId) {
    w.execute("UPDATE account SET room = room WHERE id = $1", vec![counsellor.into()]);
}

/// The agency of this code.
pub fn agency(read: &mut dyn Read, code: &str) -> Outcome<Agency> {
    where_::<Agency>(read, "code = $1", &[code.into()])?.pop().ok_or(Fault::Missing("agency"))
}

/// Planned appointments of a person from an instant on, in order.
pub fn planned_of(read: &mut dyn Read, person: PersonId, from: DateTime<Utc>) -> Outcome<Vec<Appointment>> {
    where_::<Appointment>(
        read,
        "person = $1 AND state = 'planned' AND starts_at >= $2 ORDER BY starts_at",
        &[person.into(), instant_text(from).into()],
    )
}

/// How many appointments a person has missed (and not justified) since a day.
pub fn missed_since(read: &mut dyn Read, person: PersonId, since: NaiveDate) -> Outcome<i64> {
    let sql = "SELECT CAST(count(*) AS BIGINT) AS n FROM appointment WHERE person = $1 AND state = 'missed' AND starts_at >= $2";
    Ok(read.one(sql, &[person.into(), day_text(since).into()], |r| r.int("n"))?.unwrap_or(0))
}

/// Who saved an appointment last (login) and when.
pub fn last_saved(read: &mut dyn Read, id: AppointmentId) -> Outcome<(String, DateTime<Utc>)> {
    let sql = "SELECT updated_by, updated_at FROM appointment WHERE id = $1";
    read.one(sql, &[id.into()], |r| Ok((r.text("updated_by")?.to_owned(), r.instant("updated_at")?)))?
        .ok_or(Fault::Missing("appointment"))
}

/// One appointment.
pub fn by_id(read: &mut dyn Read, id: AppointmentId) -> Outcome<Appointment> {
    records::by_id(read, id)
}

/// The appointment of a person on a day that isn't settled: arrived before planned.
pub fn unsettled_of(read: &mut dyn Read, person: PersonId, day: NaiveDate) -> Outcome<Option<Appointment>> {
    let from = calendar::utc(day.and_time(chrono::NaiveTime::MIN));
    let to = from + chrono::Duration::days(1);
    let all = where_::<Appointment>(
        read,
        "person = $1 AND state IN ('planned', 'arrived', 'in_progress') AND COALESCE(starts_at, arrived_at) >= $2 \
         AND COALESCE(starts_at, arrived_at) < $3 ORDER BY state, starts_at NULLS LAST",
        &[person.into(), instant_text(from).into(), instant_text(to).into()],
    )?;
    Ok(all.into_iter().next())
}
