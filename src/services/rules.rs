//! What falls due by itself (domain.md §3, events R; §4, Clock): renewals, ends of grace, answers that never came, offers
//! past their date, contracts at their end, escalations. Run by `guichet rules` and by the day's first session, never by the
//! screens. Each effect is stored once and dated by its due day; work is done in small transactions, so that a run that is
//! cut goes on where it was.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use crate::domain::calendar::{add_days, utc};
use crate::domain::delays::{self, Hold};
use crate::domain::ids::{PlacementId, ProposalId, RowId, VacancyId};
use crate::domain::lifecycle::{PlacementEvent, ProposalEvent, RegistrationEvent, RegistrationState, State, VacancyEvent};
use crate::domain::person::Person;
use crate::domain::proposal::{Placement, Proposal};
use crate::domain::record::instant_text;
use crate::domain::registration::Registration;
use crate::domain::rights::{self, Owner};
use crate::domain::vacancy::Vacancy;
use crate::fault::{Fault, Outcome};
use crate::services::access;
use crate::services::follow_up::{self, Settled, Staff};
use crate::services::vacancies;
use crate::store::tasks::{self as store, Due};
use crate::store::{Desk, Write, drafts, facts, records};

/// Records of one transaction.
const BLOCK: usize = 100;

/// EXIT 05: not renewed in time.
const NOT_RENEWED: &str = "05";
/// VCLOSE 1 and 4: filled by the office; expired.
const FILLED: &str = "1";
const EXPIRED: &str = "4";
/// ENDREASON 1: end of contract.
const CONTRACT_OVER: &str = "1";

/// Kinds of subjects whose tasks are looked at each day.
const KINDS: [&str; 9] =
    ["registration", "appointment", "vacancy", "proposal", "placement", "enrolment", "decision", "duplicate_pair", "carence"];

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// The day it was run for.
    pub day: NaiveDate,
    /// Registrations now « à actualiser ».
    pub to_renew: u64,
    /// Registrations ended by exit 05.
    pub lapsed: u64,
    /// Proposals without answer (T20 lapsed twice).
    pub no_answer: u64,
    /// Offers expired.
    pub expired: u64,
    /// Offers whose positions are all filled.
    pub filled: u64,
    /// Placements at the end of their contract.
    pub ended: u64,
    /// Drafts of 30 days thrown away.
    pub drafts: u64,
    /// Would have closed, but the clock had stopped: held back until `held_until`.
    pub held: u64,
    /// Records that their own rules refused: passed over, to be looked at (`check`).
    pub failed: u64,
    /// The day on which what is held back falls due.
    pub held_until: Option<NaiveDate>,
    /// Tasks made, by rule.
    pub created: BTreeMap<&'static str, u64>,
    /// Tasks moved.
    pub moved: u64,
    /// Tasks that became « sans objet ».
    pub dropped: u64,
}

impl Report {
    /// What was done, by the end of its text key, in the order in which it is said.
    pub fn counts(&self) -> Vec<(&'static str, u64)> {
        vec![
            ("to-renew", self.to_renew),
            ("lapsed", self.lapsed),
            ("no-answer", self.no_answer),
            ("expired", self.expired),
            ("filled", self.filled),
            ("ended", self.ended),
            ("drafts", self.drafts),
            ("created", self.created.values().sum()),
            ("moved", self.moved),
            ("dropped", self.dropped),
            ("held", self.held),
            ("failed", self.failed),
        ]
    }
    /// Whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        let none =
            Report { day: self.day, held: self.held, failed: self.failed, held_until: self.held_until, ..Report::default() };
        *self == none
    }
}

/// Runs what is due by today, or by another day (after today in a training office only). May be cut and repeated; a second
/// run changes nothing.
pub fn run(desk: &mut Desk, until: Option<NaiveDate>) -> Outcome<Report> {
    access::may(desk, rights::Deed::RunRules, Owner::office())?;
    let today = desk.rules.today;
    let day = until.unwrap_or(today);
    if day > today && !desk.read(store::is_training)? {
        return Err(Fault::refused("refused-rules-future").with("day", day.format("%d/%m/%Y")));
    }
    desk.rules.today = day;
    let report = desk.lenient(|desk| all(desk, day, until.is_none()));
    desk.rules.today = today;
    report
}

fn all(desk: &mut Desk, day: NaiveDate, watch_stops: bool) -> Outcome<Report> {
    let (last, mut hold) = desk.read(store::clock_marks)?;
    let stop = desk.rules.delays.get("T5", "stop");
    if watch_stops && last.is_some_and(|last| (day - last).num_days() > stop) {
        hold = Some(Hold { run: day, until: add_days(day, desk.rules.delays.get("T5", "held")) });
        marks(desk, None, hold)?;
    }
    let mut report = Report { day, held_until: hold.filter(|h| h.until > day).map(|h| h.until), ..Report::default() };
    let renewals = each(desk, Due::Renewals, |w, id| renewal(w, id, hold))?;
    let answers = each(desk, Due::Answers, no_answer)?;
    let filled = each(desk, Due::Filled, |w, id| close_offer(w, id, VacancyEvent::Fill, FILLED, None))?;
    let offers = each(desk, Due::Offers, |w, id| offer(w, id, hold))?;
    let contracts = each(desk, Due::Contracts, contract_over)?;
    report.to_renew = renewals.changed;
    report.lapsed = renewals.closed;
    report.no_answer = answers.closed;
    report.filled = filled.closed;
    report.expired = offers.closed;
    report.ended = contracts.closed;
    report.held = renewals.held + offers.held;
    report.failed = renewals.failed + answers.failed + filled.failed + offers.failed + contracts.failed;
    report.drafts = old_drafts(desk, day)?;
    tasks(desk, &mut report)?;
    if last.is_none_or(|last| last < day) {
        marks(desk, Some(day), None)?;
    }
    Ok(report)
}

fn marks(desk: &mut Desk, last: Option<NaiveDate>, hold: Option<Hold>) -> Outcome<()> {
    let deed = desk.deed("rules");
    desk.write(deed, |w| {
        store::set_clock_marks(w, last, hold);
        Ok(())
    })
}

/// What became of one record that was looked at.
#[derive(Clone, Copy)]
enum Fate {
    /// Nothing yet.
    Left,
    /// A step on.
    Changed,
    /// Ended.
    Closed,
    /// Would have ended, but the clock had stopped.
    Held,
}

/// How many met which fate.
#[derive(Default)]
struct Fates {
    changed: u64,
    closed: u64,
    held: u64,
    failed: u64,
}

impl Fates {
    fn count(&mut self, fate: Fate) {
        match fate {
            Fate::Left => {}
            Fate::Changed => self.changed += 1,
            Fate::Closed => self.closed += 1,
            Fate::Held => self.held += 1,
        }
    }
    fn add(&mut self, other: Fates) {
        self.changed += other.changed;
        self.closed += other.closed;
        self.held += other.held;
    }
}

/// Looks at every record due, in blocks. A record that its own rules refuse is passed over and counted: one damaged file
/// doesn't stop the clock of the others.
fn each(desk: &mut Desk, what: Due, f: impl Fn(&mut Write<'_>, RowId) -> Outcome<Fate>) -> Outcome<Fates> {
    let day = desk.rules.today;
    let (mut after, mut all) = (RowId::default(), Fates::default());
    loop {
        let ids = desk.read(|read| store::due(read, what, day, after, BLOCK))?;
        let Some(last) = ids.last().copied() else { return Ok(all) };
        match block(desk, &ids, &f) {
            Err(Fault::Flaws(_) | Fault::Refused(_) | Fault::Conflict(_) | Fault::Missing(_)) => {
                for id in &ids {
                    match block(desk, &[*id], &f) {
                        Ok(fates) => all.add(fates),
                        Err(Fault::Flaws(_) | Fault::Refused(_) | Fault::Conflict(_) | Fault::Missing(_)) => all.failed += 1,
                        Err(fault) => return Err(fault),
                    }
                }
            }
            fates => all.add(fates?),
        }
        after = last;
    }
}

fn block(desk: &mut Desk, ids: &[RowId], f: &impl Fn(&mut Write<'_>, RowId) -> Outcome<Fate>) -> Outcome<Fates> {
    let deed = desk.deed("rules");
    desk.write(deed, |w| {
        let mut fates = Fates::default();
        for id in ids {
            fates.count(f(w, *id)?);
        }
        Ok(fates)
    })
}

/// inscrit → à actualiser; à actualiser → sorti 05 when grace is over.
fn renewal(w: &mut Write<'_>, id: RowId, hold: Option<Hold>) -> Outcome<Fate> {
    let rules = w.rules().clone();
    let Some(found) = facts::registrations(w.reader(), &rules, &[id])?.pop() else { return Ok(Fate::Left) };
    let known = &found.known.facts;
    if let Some(day) = delays::exit_day(known, hold, &rules).filter(|d| *d <= rules.today) {
        lapse(w, &found.record, day)?;
        return Ok(Fate::Closed);
    }
    if delays::renewal_passed(known, &rules) {
        passed(w, &found.record)?;
        follow_up::refresh_registration(w, found.record.head.id)?;
        return Ok(Fate::Changed);
    }
    let held = delays::exit_day(known, None, &rules).is_some_and(|d| d <= rules.today);
    Ok(if held { Fate::Held } else { Fate::Left })
}

fn passed(w: &mut Write<'_>, before: &Registration) -> Outcome<Registration> {
    let mut after = before.clone();
    let Some(state) = before.state.after(RegistrationEvent::RenewalPassed) else { return Ok(after) };
    after.state = state;
    w.update(before, &after)?;
    after.head.version += 1;
    Ok(after)
}

/// Exit 05, dated by its due day whenever the rule ran; the head is told.
fn lapse(w: &mut Write<'_>, before: &Registration, day: NaiveDate) -> Outcome<()> {
    let before = if before.state == RegistrationState::Active { passed(w, before)? } else { before.clone() };
    follow_up::close_in(w, &before, RegistrationEvent::LapseRenewal, NOT_RENEWED, day)?;
    let person: Person = records::by_id(w.reader(), before.person)?;
    let staff = Staff::load(w)?;
    let Some(head) = staff.head(&before.agency) else { return Ok(()) };
    let arguments = vec![
        format!("number={}", person.number),
        format!("name={}", person.name().replace('|', " ")),
        format!("day={}", day.format("%d/%m/%Y")),
    ];
    follow_up::notify(w, head, "notice-lapsed", arguments, "registration", RowId(before.head.id.0))
}

/// T20 lapsed twice: sans réponse.
fn no_answer(w: &mut Write<'_>, id: RowId) -> Outcome<Fate> {
    let rules = w.rules().clone();
    let Some(known) = facts::proposals(w.reader(), &rules, &[id])?.pop() else { return Ok(Fate::Left) };
    if delays::lapse_day(&known.facts, &rules).is_none_or(|day| day >= rules.today) {
        return Ok(Fate::Left);
    }
    let before: Proposal = records::by_id(w.reader(), ProposalId(id.0))?;
    let mut after = before.clone();
    let Some(state) = before.state.after(ProposalEvent::Lapse) else { return Ok(Fate::Left) };
    after.state = state;
    w.update(&before, &after)?;
    follow_up::refresh_proposal(w, before.head.id)?;
    Ok(Fate::Closed)
}

/// An offer past its date whose employer did not answer the last call.
fn offer(w: &mut Write<'_>, id: RowId, hold: Option<Hold>) -> Outcome<Fate> {
    let rules = w.rules().clone();
    let Some(known) = facts::vacancies(w.reader(), &[id])?.pop() else { return Ok(Fate::Left) };
    let own = delays::expiry_day(&known.facts, None, &rules).filter(|d| *d < rules.today);
    let Some(own) = own else { return Ok(Fate::Left) };
    // Put off by a stop of the clock it closes on the day it was put off to.
    let day = Hold::moved(hold, own);
    if day > rules.today { Ok(Fate::Held) } else { close_offer(w, id, VacancyEvent::Expire, EXPIRED, Some(day)) }
}

/// An offer closes, on the day that it was due, or the day of the last hire.
fn close_offer(w: &mut Write<'_>, id: RowId, event: VacancyEvent, reason: &str, day: Option<NaiveDate>) -> Outcome<Fate> {
    let before: Vacancy = records::by_id(w.reader(), VacancyId(id.0))?;
    if before.state.after(event).is_none() {
        return Ok(Fate::Left);
    }
    let day = day.unwrap_or(w.rules().today);
    vacancies::close_in(w, &before, event, reason, day)?;
    if let Some(owner) = before.owner {
        let key = if event == VacancyEvent::Expire { "notice-offer-expired" } else { "notice-offer-filled" };
        let arguments = vec![format!("number={}", before.number), format!("title={}", before.title.replace('|', " "))];
        follow_up::notify(w, owner, key, arguments, "vacancy", id)?;
    }
    Ok(Fate::Closed)
}

/// confirmé, maintenu → achevé on the last day of a fixed-term contract.
fn contract_over(w: &mut Write<'_>, id: RowId) -> Outcome<Fate> {
    let today = w.rules().today;
    let Some(known) = facts::placements(w.reader(), &[id])?.pop() else { return Ok(Fate::Left) };
    let Some(end) = delays::fixed_end(&known.facts).filter(|day| *day < today) else { return Ok(Fate::Left) };
    let before: Placement = records::by_id(w.reader(), PlacementId(id.0))?;
    let mut after = before.clone();
    let Some(state) = before.state.after(PlacementEvent::End) else { return Ok(Fate::Left) };
    after.state = state;
    after.end_on = Some(end);
    after.end_reason = Some(CONTRACT_OVER.to_owned());
    w.update(&before, &after)?;
    follow_up::refresh_placement(w, before.head.id)?;
    Ok(Fate::Closed)
}

/// Forms left for 30 days: one audit row, no number used.
fn old_drafts(desk: &mut Desk, day: NaiveDate) -> Outcome<u64> {
    let before = instant_text(utc(add_days(day, -30).and_time(NaiveTime::MIN)));
    let ids = desk.read(|read| store::old_drafts(read, &before))?;
    if ids.is_empty() {
        return Ok(0);
    }
    let deed = desk.deed("drafts_expired");
    desk.write(deed, |w| {
        for id in &ids {
            drafts::discard(w, *id);
            w.saw("draft", *id);
        }
        Ok(ids.len() as u64)
    })
}

/// The tasks that the day asks for: next steps, escalations, what has become needless.
fn tasks(desk: &mut Desk, report: &mut Report) -> Outcome<()> {
    let day = desk.rules.today;
    let mut settled = Settled::default();
    for kind in KINDS {
        let mut after = RowId::default();
        loop {
            let ids = desk.read(|read| store::to_refresh(read, kind, day, after, BLOCK))?;
            let Some(last) = ids.last().copied() else { break };
            let deed = desk.deed("rules_tasks");
            settled.add(desk.write(deed, |w| {
                let staff = Staff::load(w)?;
                let done = of_kind(w, kind, &ids, &staff)?;
                done.touch(w);
                Ok(done)
            })?);
            after = last;
        }
    }
    for (person, received_on) in desk.read(store::open_requests)? {
        let deed = desk.deed("rules_tasks");
        settled.add(desk.write(deed, |w| {
            let staff = Staff::load(w)?;
            follow_up::request(w, person, received_on, &staff)
        })?);
    }
    report.created = settled.created;
    (report.moved, report.dropped) = (settled.moved, settled.dropped);
    Ok(())
}

fn of_kind(w: &mut Write<'_>, kind: &str, ids: &[RowId], staff: &Staff) -> Outcome<Settled> {
    match kind {
        "registration" => follow_up::registrations(w, ids, staff),
        "appointment" => follow_up::appointments(w, ids, staff),
        "vacancy" => follow_up::vacancies(w, ids, staff),
        "proposal" => follow_up::proposals(w, ids, staff),
        "placement" => follow_up::placements(w, ids, staff),
        "enrolment" => follow_up::enrolments(w, ids, staff),
        "decision" => follow_up::decisions(w, ids, staff),
        "duplicate_pair" => follow_up::pairs(w, ids, staff),
        _ => follow_up::carences(w, ids, staff),
    }
}

/// Whether the day's run is still to be made: the first session of the day makes it where no timer does.
pub fn due_today(desk: &mut Desk) -> Outcome<bool> {
    let today = desk.rules.today;
    let (last, _) = desk.read(store::clock_marks)?;
    Ok(last.is_none_or(|last| last < today))
}
