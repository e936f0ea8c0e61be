//! Équipe: what each counsellor of the agency carries, and the split that brings one of them down to the average (domain.md §5, Agency
//! head). The files themselves go by `caseload::transfer`, once for each receiver. Called by the screen of the team and `show team`.

use chrono::{Duration, NaiveDate};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::domain::calendar::{self, Calendar};
use crate::domain::ids::{DeedId, RegistrationId, UserId};
use crate::domain::rights::{self, Owner};
use crate::domain::slots::{Span, Times};
use crate::domain::team::{Average, Carried, split};
use crate::fault::{Fault, Outcome};
use crate::services::caseload::{self, Transferred};
use crate::services::day::{bounds, week_end};
use crate::services::{access, appointment, people};
use crate::store::Desk;
use crate::store::people::Counsellor;
use crate::store::team::{self as store, Team, When};

/// No-shows are counted over so many days.
pub const SHOWN_DAYS: i64 = 90;

/// A counsellor and what he carries.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Member {
    /// Account.
    pub user: UserId,
    /// Name as shown.
    pub name: String,
    /// Open files.
    pub files: i64,
    /// Weighted load.
    pub load: i64,
    /// Files of REN, STD, AUT; one without intensity is a standard one.
    pub intensive: i64,
    /// STD.
    pub standard: i64,
    /// AUT.
    pub independent: i64,
    /// First interviews to be held.
    pub first: i64,
    /// Overdue tasks.
    pub late: i64,
    /// No-shows of a hundred appointments, of the last [`SHOWN_DAYS`]; none: there was no appointment.
    pub missed: Option<i64>,
    /// Minutes of the rest of the week in which nothing is booked.
    pub free: i64,
    /// Away today.
    pub absent: bool,
}

/// The counsellors, the highest load first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// By load.
    pub members: Vec<Member>,
    /// Of their loads.
    pub average: Average,
}

impl Page {
    /// Open files of all.
    pub fn files(&self) -> i64 {
        self.members.iter().map(|m| m.files).sum()
    }
}

/// What one would receive.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Part {
    /// Account.
    pub user: UserId,
    /// Name as shown.
    pub name: String,
    /// The files.
    pub ids: Vec<RegistrationId>,
    /// Weighted load now.
    pub before: i64,
    /// Weighted load afterwards.
    pub after: i64,
    /// Appointments that go along.
    pub moved: usize,
    /// Appointments that stay, because he is taken at that hour.
    pub kept: usize,
}

/// What would bring a counsellor down to the average. Nothing is saved by it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Levelling {
    /// Name of who gives.
    pub name: String,
    /// His files now.
    pub files: i64,
    /// His load now.
    pub before: i64,
    /// His load afterwards.
    pub after: i64,
    /// The average, rounded.
    pub average: i64,
    /// Who receives what; nobody: nothing can go.
    pub parts: Vec<Part>,
    /// Reminders that follow.
    pub tasks: i64,
    /// People who have an appointment with him until the end of the week: their files stay.
    pub meets: usize,
    /// Colleagues who are at or above the average already, by name.
    pub full: Vec<String>,
}

impl Levelling {
    /// Files that would go.
    pub fn given(&self) -> usize {
        self.parts.iter().map(|p| p.ids.len()).sum()
    }
}

/// The counsellors of the agency of who acts: head only, as the transfer that follows from it. One round trip.
pub fn page(desk: &mut Desk) -> Outcome<Page> {
    access::may(desk, rights::Deed::Transfer, Owner::agency(desk.who.agency.clone()))?;
    let (agency, rules, now) = (desk.who.agency.clone(), desk.rules.clone(), calendar::local(desk.now()));
    let today = now.date();
    let days = (week_end(today) - today).num_days() + 1;
    let (from, to) = bounds(today, days);
    let since = from - Duration::days(SHOWN_DAYS);
    let team = desk.read(|read| store::team(read, &agency, When { today, since, from, to }))?;
    let times = appointment::times_of(&team.agency, &rules);
    let week: Vec<NaiveDate> = (0..days).map(|n| calendar::add_days(today, n)).collect();
    let mut members: Vec<Member> = team
        .accounts
        .iter()
        .filter(|c| c.counsels())
        .map(|c| Member {
            load: people::load_of(c, &rules.codes),
            free: free(c, &team, &times, &rules.calendar, &week, now),
            absent: c.is_away(today),
            ..counted(c, &team)
        })
        .collect();
    members.sort_by_key(|m| std::cmp::Reverse(m.load));
    let average = Average::of(members.iter().map(|m| m.load));
    Ok(Page { members, average })
}

fn counted(c: &Counsellor, team: &Team) -> Member {
    let of = |code: &str| c.files.iter().filter(|(i, _)| i == code).map(|(_, n)| n).sum::<i64>();
    let files: i64 = c.files.iter().map(|(_, n)| n).sum();
    let (intensive, independent) = (of("REN"), of("AUT"));
    let (first, late) = team.tasks.iter().find(|(u, _, _)| *u == c.user).map_or((0, 0), |(_, first, late)| (*first, *late));
    let shows = team.shows.iter().find(|(u, _, ended)| *u == c.user && *ended > 0);
    Member {
        user: c.user,
        name: c.name.clone(),
        files,
        intensive,
        standard: files - intensive - independent,
        independent,
        first,
        late,
        missed: shows.map(|(_, missed, ended)| (missed * 100 + ended / 2) / ended),
        ..Member::default()
    }
}

/// Minutes of these days that are open and not booked; none of a day on which he is away.
fn free(c: &Counsellor, team: &Team, times: &Times, calendar: &Calendar, week: &[NaiveDate], now: chrono::NaiveDateTime) -> i64 {
    let taken = team.taken.iter().filter(|t| t.user == c.user);
    let busy: Vec<Span> = taken.map(|t| Span::new(calendar::local(t.starts_at), t.minutes)).collect();
    let days = week.iter().filter(|day| !c.is_away(**day));
    days.flat_map(|day| times.gaps(*day, &busy, calendar, now)).map(Span::minutes).sum()
}

/// What would bring this counsellor down to the average: his whole caseload, never seen and longest unseen first; people whom he sees
/// this week stay with him, colleagues who are away receive nothing. Rights: as the transfer.
pub fn level(desk: &mut Desk, user: UserId) -> Outcome<Levelling> {
    let page = page(desk)?;
    let giver = page.members.iter().find(|m| m.user == user).ok_or(Fault::Missing("account"))?;
    let (agency, codes, now) = (desk.who.agency.clone(), std::sync::Arc::clone(&desk.rules.codes), desk.now());
    let today = calendar::local(now).date();
    let (_, end) = bounds(week_end(today), 1);
    let all = desk.read(|read| store::files(read, &agency, user, now, end))?;
    let meets = all.iter().filter(|f| f.meets).count();
    let own: Vec<_> = all.into_iter().filter(|f| !f.meets).collect();
    let carried: Vec<Carried> = own
        .iter()
        .map(|f| Carried {
            weight: people::weight_of(f.intensity.as_deref().unwrap_or_default(), &codes),
            occupation: f.occupation.clone(),
        })
        .collect();
    let others = page.members.iter().filter(|m| m.user != user);
    let (takers, rest): (Vec<&Member>, Vec<&Member>) = others.partition(|m| page.average.room(m.load) > 0 && !m.absent);
    let loads: Vec<i64> = takers.iter().map(|m| m.load).collect();
    let to = split(giver.load, page.average, &carried, &loads);
    let mut done = Levelling {
        name: giver.name.clone(),
        files: giver.files,
        before: giver.load,
        after: giver.load,
        average: page.average.rounded(),
        meets,
        full: rest.iter().filter(|m| !m.absent).map(|m| m.name.clone()).collect(),
        ..Levelling::default()
    };
    let part = |(at, taker): (usize, &&Member)| {
        let ids: Vec<RegistrationId> = own.iter().zip(&to).filter(|(_, to)| **to == Some(at)).map(|(f, _)| f.id).collect();
        (taker.user, ids)
    };
    let parts: Vec<_> = takers.iter().enumerate().map(part).filter(|(_, ids)| !ids.is_empty()).collect();
    let (tasks, coming) = caseload::plan_parts(desk, &parts)?;
    done.tasks = tasks;
    for ((user, ids), to) in parts.into_iter().zip(coming) {
        done.after -= to.after - to.load;
        done.parts.push(Part { user, name: to.name, ids, before: to.load, after: to.after, moved: to.moved, kept: to.kept });
    }
    Ok(done)
}

/// Gives each his part, by one transfer a receiver; both are told. Repeated after a cut it goes on where it stopped.
pub fn give(desk: &mut Desk, deed: DeedId, parts: &[(UserId, Vec<RegistrationId>)]) -> Outcome<Transferred> {
    let mut done = Transferred::default();
    for (nth, (to, ids)) in parts.iter().enumerate() {
        // Each transfer makes deeds of its own from the one it is given, a block each: far enough apart they never meet.
        let this = DeedId(Uuid::from_u128(deed.0.as_u128().wrapping_add((nth as u128) << 32)));
        let part = caseload::transfer(desk, this, ids, *to)?;
        done.files += part.files;
        done.tasks += part.tasks;
        done.moved += part.moved;
        done.kept += part.kept;
    }
    Ok(done)
}

/// What `show team --json` gives: one object a counsellor.
pub fn show(desk: &mut Desk) -> Outcome<Vec<Json>> {
    let page = page(desk)?;
    let average = page.average.rounded();
    Ok(page
        .members
        .iter()
        .map(|m| {
            json!({
                "row": "counsellor",
                "name": m.name,
                "files": m.files,
                "load": m.load,
                "average_load": average,
                "intensive": m.intensive,
                "standard": m.standard,
                "independent": m.independent,
                "first_interviews": m.first,
                "overdue_tasks": m.late,
                "no_show_percent": m.missed,
                "free_minutes": m.free,
                "away": m.absent,
            })
        })
        .collect())
}
