//! Files to another counsellor of the agency: what it will move, shown before; then fifty files a write, their reminders and the
//! appointments that fit with them; both are told (domain.md §5, Agency head).

use uuid::Uuid;

use crate::domain::appointment::Appointment;
use crate::domain::calendar;
use crate::domain::code::Codes;
use crate::domain::ids::{DeedId, PersonId, RegistrationId, RowId, UserId};
use crate::domain::registration::Registration;
use crate::domain::rights::{self, Owner};
use crate::domain::slots::Span;
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::services::{follow_up, people as services_people};
use crate::store::caseload::{self as store, Planned};
use crate::store::people::{self, Counsellor};
use crate::store::{Deed, Desk, Write, records};

/// Files of one write: others are never kept waiting for long.
pub const BLOCK: usize = 50;

/// Someone of the agency who can take files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Colleague {
    /// Account.
    pub user: UserId,
    /// Name as shown.
    pub name: String,
    /// Open files now.
    pub files: i64,
    /// Weighted load now (renforcé 3, standard 2, autonome 1).
    pub load: i64,
    /// Weighted load afterwards.
    pub after: i64,
    /// Planned appointments that fit and go along.
    pub moved: usize,
    /// Planned appointments that stay, because he is taken at that hour.
    pub kept: usize,
    /// Away today.
    pub absent: bool,
}

/// What a transfer would do. Nothing is saved by it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// Open files of the own agency among those asked for.
    pub files: usize,
    /// Those that can't be transferred: closed meanwhile, or of another agency.
    pub left: usize,
    /// Open reminders that follow.
    pub tasks: i64,
    /// To whom they could go, the lowest load first.
    pub colleagues: Vec<Colleague>,
}

/// What was transferred.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Transferred {
    /// Files.
    pub files: usize,
    /// Reminders that followed.
    pub tasks: u64,
    /// Appointments that went along.
    pub moved: usize,
    /// Appointments that stay with who held them.
    pub kept: usize,
}

fn files_of(counsellor: &Counsellor) -> i64 {
    counsellor.files.iter().map(|(_, n)| n).sum()
}

/// The counsellors of the agency, the lowest load first.
pub fn colleagues(desk: &mut Desk) -> Outcome<Vec<Colleague>> {
    let (agency, codes, today) = (desk.who.agency.clone(), std::sync::Arc::clone(&desk.rules.codes), desk.rules.today);
    let all = desk.read(|read| people::counsellors(read, &agency))?;
    let mut found: Vec<Colleague> = all
        .iter()
        .filter(|c| c.counsels())
        .map(|c| {
            let load = services_people::load_of(c, &codes);
            Colleague {
                user: c.user,
                name: c.name.clone(),
                files: files_of(c),
                load,
                after: load,
                absent: c.is_away(today),
                ..Colleague::default()
            }
        })
        .collect();
    found.sort_by_key(|c| c.load);
    Ok(found)
}

/// Open files of the own agency.
fn movable(desk: &mut Desk, ids: &[RegistrationId]) -> Outcome<Vec<Registration>> {
    let agency = desk.who.agency.clone();
    let all: Vec<Registration> = desk.read(|read| records::by_ids(read, ids))?;
    Ok(all.into_iter().filter(|r| r.closed_on.is_none() && r.agency == agency).collect())
}

/// The planned appointments of these files with whoever is in charge, and those of another that they may meet.
fn fits(planned: &[Planned], files: &[Registration], to: UserId) -> (Vec<Planned>, usize) {
    let span = |p: &Planned| Span::new(calendar::local(p.starts_at), p.minutes);
    let mut taken: Vec<Span> = planned.iter().filter(|p| p.counsellor == Some(to)).map(span).collect();
    let theirs = planned
        .iter()
        .filter(|p| files.iter().any(|r| Some(r.person) == p.person && r.counsellor == p.counsellor && r.counsellor != Some(to)));
    let (mut moved, mut kept) = (Vec::new(), 0);
    for one in theirs {
        if taken.iter().any(|t| t.meets(span(one))) {
            kept += 1;
        } else {
            taken.push(span(one));
            moved.push(one.clone());
        }
    }
    (moved, kept)
}

/// What a transfer of these files would do, for each colleague. Rights: as the transfer itself.
pub fn plan_transfer(desk: &mut Desk, ids: &[RegistrationId]) -> Outcome<Plan> {
    access::may(desk, rights::Deed::Transfer, Owner::agency(desk.who.agency.clone()))?;
    let files = movable(desk, ids)?;
    let (agency, now, codes) = (desk.who.agency.clone(), desk.now(), std::sync::Arc::clone(&desk.rules.codes));
    let open: Vec<RegistrationId> = files.iter().map(|r| r.head.id).collect();
    let (planned, tasks) = desk.read(|read| store::what_follows(read, &agency, now, &open))?;
    let mut all = colleagues(desk)?;
    // Who has all of them already can't be given them.
    all.retain(|c| files.iter().any(|r| r.counsellor != Some(c.user)));
    for colleague in &mut all {
        colleague.given(&planned, &files, &codes);
    }
    Ok(Plan { files: files.len(), left: ids.len() - files.len(), tasks, colleagues: all })
}

/// What it would do to give each of these colleagues the files beside him: reminders that follow in all, and each colleague in the same
/// order. Rights: as the transfer itself. Errors: refused where one of them doesn't work here as a counsellor.
pub fn plan_parts(desk: &mut Desk, parts: &[(UserId, Vec<RegistrationId>)]) -> Outcome<(i64, Vec<Colleague>)> {
    access::may(desk, rights::Deed::Transfer, Owner::agency(desk.who.agency.clone()))?;
    let ids: Vec<RegistrationId> = parts.iter().flat_map(|(_, ids)| ids.iter().copied()).collect();
    let files = movable(desk, &ids)?;
    let (agency, now, codes) = (desk.who.agency.clone(), desk.now(), std::sync::Arc::clone(&desk.rules.codes));
    let open: Vec<RegistrationId> = files.iter().map(|r| r.head.id).collect();
    let (planned, tasks) = desk.read(|read| store::what_follows(read, &agency, now, &open))?;
    let all = colleagues(desk)?;
    let part = |(user, ids): &(UserId, Vec<RegistrationId>)| {
        let found = all.iter().find(|c| c.user == *user);
        let mut colleague = found.cloned().ok_or_else(|| Fault::refused("refused-transfer-to"))?;
        let his: Vec<Registration> = files.iter().filter(|r| ids.contains(&r.head.id)).cloned().collect();
        colleague.given(&planned, &his, &codes);
        Ok(colleague)
    };
    Ok((tasks, parts.iter().map(part).collect::<Outcome<_>>()?))
}

impl Colleague {
    /// As he would be with these files.
    fn given(&mut self, planned: &[Planned], files: &[Registration], codes: &Codes) {
        let (moved, kept) = fits(planned, files, self.user);
        (self.moved, self.kept) = (moved.len(), kept);
        let coming = files.iter().filter(|r| r.counsellor != Some(self.user));
        let weight = |r: &Registration| services_people::weight_of(r.intensity.as_deref().unwrap_or_default(), codes);
        self.after = self.load + coming.map(weight).sum::<i64>();
    }
}

/// Gives files to another counsellor of the agency. Repeated after a cut it goes on where it stopped: each block is a deed of its own.
/// Errors: `Denied` to all but the head; refused where the other doesn't work here as a counsellor.
pub fn transfer(desk: &mut Desk, deed: DeedId, ids: &[RegistrationId], to: UserId) -> Outcome<Transferred> {
    access::may(desk, rights::Deed::Transfer, Owner::agency(desk.who.agency.clone()))?;
    let Some(taker) = colleagues(desk)?.into_iter().find(|c| c.user == to) else {
        return Err(Fault::refused("refused-transfer-to"));
    };
    let (agency, now) = (desk.who.agency.clone(), desk.now());
    let files = movable(desk, ids)?;
    let mut done = Transferred::default();
    let mut from: Vec<(UserId, usize)> = Vec::new();
    for file in &files {
        let Some(user) = file.counsellor.filter(|u| *u != to) else { continue };
        match from.iter_mut().find(|(u, _)| *u == user) {
            Some((_, count)) => *count += 1,
            None => from.push((user, 1)),
        }
    }
    let blocks = files.chunks(BLOCK).count();
    for (nth, block) in files.chunks(BLOCK).enumerate() {
        let this = DeedId(Uuid::from_u128(deed.0.as_u128().wrapping_add(nth as u128)));
        let (planned, _) = desk.read(|read| store::what_follows(read, &agency, now, &[]))?;
        let (moved, kept) = fits(&planned, block, to);
        let part = desk.lenient(|desk| {
            desk.write(Deed::new(this, "transfer"), |w| {
                let mut part = one_block(w, block, &moved, to)?;
                if nth + 1 == blocks {
                    tell(w, &from, to, &taker.name)?;
                }
                part.kept = kept;
                Ok(part)
            })
        })?;
        done.files += part.files;
        done.tasks += part.tasks;
        done.moved += part.moved;
        done.kept += part.kept;
    }
    Ok(done)
}

fn one_block(w: &mut Write<'_>, block: &[Registration], moved: &[Planned], to: UserId) -> Outcome<Transferred> {
    let mut part = Transferred { moved: moved.len(), ..Transferred::default() };
    if w.replayed() {
        part.files = block.len();
        return Ok(part);
    }
    let mut by_user: Vec<(UserId, Vec<PersonId>)> = Vec::new();
    for file in block.iter().filter(|r| r.counsellor != Some(to)) {
        w.update(file, &Registration { counsellor: Some(to), ..file.clone() })?;
        part.files += 1;
        let Some(user) = file.counsellor else { continue };
        match by_user.iter_mut().find(|(u, _)| *u == user) {
            Some((_, persons)) => persons.push(file.person),
            None => by_user.push((user, vec![file.person])),
        }
    }
    for (user, persons) in &by_user {
        part.tasks += follow_up::files_follow(w, persons, *user, to)?;
    }
    let ids: Vec<_> = moved.iter().map(|p| p.id).collect();
    for before in records::by_ids::<Appointment>(w.reader(), &ids)? {
        w.update(&before, &Appointment { counsellor: Some(to), room: None, ..before.clone() })?;
    }
    Ok(part)
}

/// Both are told, but for who does it.
fn tell(w: &mut Write<'_>, from: &[(UserId, usize)], to: UserId, taker: &str) -> Outcome<()> {
    let (me, by) = (w.who().user, w.who().name.clone());
    let plain = |name: &str| name.replace('|', " ");
    let total: usize = from.iter().map(|(_, n)| n).sum();
    if to != me && total > 0 {
        let arguments = vec![format!("count={total}"), format!("by={}", plain(&by))];
        follow_up::notify(w, to, "notice-files-received", arguments, "account", RowId(to.0))?;
    }
    for (user, count) in from.iter().filter(|(user, _)| *user != me) {
        let arguments = vec![format!("count={count}"), format!("to={}", plain(taker)), format!("by={}", plain(&by))];
        follow_up::notify(w, *user, "notice-files-given", arguments, "account", RowId(user.0))?;
    }
    Ok(())
}
