//! What the head sees of each counsellor of his agency, in one flight; and the files of one of them that may go to others.
//! Called by `services/team`.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::ids::{RegistrationId, UserId};
use crate::domain::office::Agency;
use crate::domain::record::{day_text, instant_text};
use crate::fault::{Fault, Outcome};
use crate::store::people::{Counsellor, counsellor_stmts, read_counsellors};
use crate::store::records::{from_row, where_stmt};
use crate::store::{Read, Stmt};

/// The day, and the spans that are looked at.
#[derive(Debug, Clone, Copy)]
pub struct When {
    /// Tasks due before this day are overdue.
    pub today: NaiveDate,
    /// No-shows are counted from here.
    pub since: DateTime<Utc>,
    /// The rest of the week begins.
    pub from: DateTime<Utc>,
    /// It ends.
    pub to: DateTime<Utc>,
}

/// What takes a counsellor's time.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// Whose.
    pub user: UserId,
    /// From.
    pub starts_at: DateTime<Utc>,
    /// How long.
    pub minutes: i64,
}

/// The agency's counsellors and what is counted of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Team {
    /// Active accounts, with their open files.
    pub accounts: Vec<Counsellor>,
    /// Account, open first interviews, overdue tasks.
    pub tasks: Vec<(UserId, i64, i64)>,
    /// Account, no-shows, appointments that ended either way.
    pub shows: Vec<(UserId, i64, i64)>,
    /// Appointments of the rest of the week.
    pub taken: Vec<Taken>,
    /// The agency itself.
    pub agency: Agency,
}

/// All of an agency. Six statements, one round trip.
pub fn team(read: &mut dyn Read, agency: &str, when: When) -> Outcome<Team> {
    let [accounts, counts] = counsellor_stmts(agency);
    let tasks = Stmt::new(
        "SELECT t.assignee, CAST(coalesce(sum(CASE WHEN t.kind = 'T1' THEN 1 ELSE 0 END), 0) AS BIGINT) AS firsts, \
         CAST(coalesce(sum(CASE WHEN t.due < $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS late FROM task t \
         WHERE t.state = 'open' AND t.assignee IN (SELECT c.id FROM account c WHERE c.agency = $1 AND c.active) GROUP BY t.assignee",
        vec![agency.into(), day_text(when.today).into()],
    );
    let shows = Stmt::new(
        "SELECT a.counsellor, CAST(coalesce(sum(CASE WHEN a.state = 'missed' THEN 1 ELSE 0 END), 0) AS BIGINT) AS missed, \
         CAST(count(*) AS BIGINT) AS ended FROM appointment a WHERE a.agency = $1 AND a.state IN ('held', 'missed', 'justified') \
         AND a.starts_at >= $2 AND a.counsellor IS NOT NULL GROUP BY a.counsellor",
        vec![agency.into(), instant_text(when.since).into()],
    );
    let taken = Stmt::new(
        "SELECT a.counsellor, a.starts_at, a.minutes FROM appointment a WHERE a.agency = $1 \
         AND a.state IN ('planned', 'arrived', 'in_progress', 'held') AND a.starts_at >= $2 AND a.starts_at < $3 \
         AND a.counsellor IS NOT NULL",
        vec![agency.into(), instant_text(when.from).into(), instant_text(when.to).into()],
    );
    let own = where_stmt::<Agency>("code = $1", vec![agency.into()]);
    let ran = read.gather(&[accounts, counts, tasks, shows, taken, own])?;
    let [accounts, counts, tasks, shows, taken, own] = ran.as_slice() else {
        return Err(Fault::broken("a flight came back short"));
    };
    Ok(Team {
        accounts: read_counsellors(accounts, counts)?,
        tasks: tasks.all(|r| Ok((r.id("assignee")?, r.int("firsts")?, r.int("late")?)))?,
        shows: shows.all(|r| Ok((r.id("counsellor")?, r.int("missed")?, r.int("ended")?)))?,
        taken: taken
            .all(|r| Ok((r.id("counsellor")?, r.opt_instant("starts_at")?, r.opt_int("minutes")?)))?
            .into_iter()
            .filter_map(|(user, at, minutes)| Some(Taken { user, starts_at: at?, minutes: minutes.unwrap_or(30) }))
            .collect(),
        agency: own.one(from_row)?.ok_or(Fault::Missing("agency"))?,
    })
}

/// An open file of a counsellor.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OwnFile {
    /// Which.
    pub id: RegistrationId,
    /// AUT, STD, REN.
    pub intensity: Option<String>,
    /// Occupation sought first.
    pub occupation: Option<String>,
    /// The person has an appointment with this counsellor until the end of the week.
    pub meets: bool,
}

/// The open files of a counsellor in his agency, never seen ones first, then seen longest ago. Data that is contested stays where it is
/// (security.md §4).
pub fn files(read: &mut dyn Read, agency: &str, user: UserId, from: DateTime<Utc>, to: DateTime<Utc>) -> Outcome<Vec<OwnFile>> {
    let sql = "SELECT r.id, r.intensity, r.occupation, CAST((SELECT count(*) FROM appointment a WHERE a.person = r.person \
               AND a.counsellor = $1 AND a.state IN ('planned', 'arrived', 'in_progress') AND a.starts_at >= $3 AND a.starts_at < $4) \
               AS BIGINT) AS meets FROM registration r WHERE r.counsellor = $1 AND r.agency = $2 AND r.closed_on IS NULL \
               AND r.person NOT IN (SELECT s.person FROM safeguard s WHERE s.kind = 'restriction' AND s.ended_on IS NULL) \
               ORDER BY r.last_contact ASC NULLS FIRST, r.id";
    let args = [user.into(), agency.into(), instant_text(from).into(), instant_text(to).into()];
    Ok(read.all(sql, &args, |r| {
        Ok(OwnFile {
            id: r.id("id")?,
            intensity: r.opt_text("intensity")?.map(str::to_owned),
            occupation: r.opt_text("occupation")?.map(str::to_owned),
            meets: r.int("meets")? > 0,
        })
    })?)
}
