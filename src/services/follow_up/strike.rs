//! Striking off (domain.md §3.1): proposed with its reasons and a right to reply, decided by the head, never automatic.

use super::registration::{close_in, event, next};
use crate::domain::calendar::add_days;
use crate::domain::delays::may_strike;
use crate::domain::ids::{DeedId, RegistrationId, RowId};
use crate::domain::lifecycle::RegistrationEvent;
use crate::domain::office::{Decision, Letter};
use crate::domain::record::Head;
use crate::domain::registration::Registration;
use crate::domain::rights::{self, Owner};
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::access;
use crate::store::{Deed, Desk, Write, facts, records};

/// Proposes exit 06 (no-shows), 07 (refusals) or 08 (false statement): the letter with the reasons is made, the person has
/// 15 days to reply, the head has T74. Refused while the numbers of T6 and T7 aren't reached. Gives the decision.
pub fn propose_strike(desk: &mut Desk, deed: DeedId, id: RegistrationId, exit: &str, reasons: &str) -> Outcome<RowId> {
    if reasons.trim().is_empty() {
        return Err(Fault::Flaws(vec![Flaw::new("reasons", "flaw-missing")]));
    }
    let mut made = RowId::default();
    let deed = Deed::new(deed, "propose_strike");
    event(desk, deed, id, rights::Deed::ProposeStrike, RegistrationEvent::ProposeStrike, |w, after| {
        let rules = w.rules().clone();
        let known = facts::registrations(w.reader(), &rules, &[id])?.pop().ok_or(Fault::Missing("registration"))?;
        if !may_strike(&known.known.facts, exit, &rules) {
            return Err(Fault::refused("refused-strike-not-yet")
                .with("absences", known.known.facts.absences.len())
                .with("refusals", known.known.facts.refusals.len()));
        }
        made = notice(w, after, exit, reasons)?;
        super::refresh_decision(w, made)
    })?;
    Ok(made)
}

/// The letter and the decision to be taken.
fn notice(w: &mut Write<'_>, registration: &Registration, exit: &str, reasons: &str) -> Outcome<RowId> {
    let today = w.rules().today;
    let (user, now) = (w.who().user, w.now());
    let letter = Letter {
        head: Head::new(w.new_id()),
        kind: "strike_notice".to_owned(),
        subject_kind: "registration".to_owned(),
        subject: RowId(registration.head.id.0),
        template: "strike_notice/1".to_owned(),
        arguments: vec![format!("exit={exit}")],
        made_by: user,
        made_at: Some(now),
        printed_at: None,
    };
    w.insert(&letter)?;
    let decision = Decision {
        head: Head::new(w.new_id()),
        kind: "strike".to_owned(),
        subject_kind: "registration".to_owned(),
        subject: RowId(registration.head.id.0),
        agency: registration.agency.clone(),
        reasons: reasons.trim().to_owned(),
        proposed_by: user,
        proposed_on: Some(today),
        letter: Some(letter.head.id),
        reply_until: Some(add_days(today, w.rules().delays.get("T74", "reply"))),
        ..Decision::default()
    };
    w.insert(&decision)?;
    Ok(decision.head.id)
}

/// The head decides, with a text, once the person has replied or the days to reply are over: struck off with the exit that
/// was proposed, or back on the list.
pub fn decide_strike(
    desk: &mut Desk,
    deed: DeedId,
    decision: RowId,
    confirm: bool,
    text: &str,
    reply: Option<&str>,
) -> Outcome<Registration> {
    if text.trim().is_empty() {
        return Err(Fault::Flaws(vec![Flaw::new("text", "flaw-missing")]));
    }
    let seen = desk.read(|read| records::by_id::<Decision>(read, decision))?;
    access::may(desk, rights::Deed::DecideStrike, Owner::agency(seen.agency))?;
    let id = RegistrationId(seen.subject.0);
    desk.lenient(|desk| {
        desk.write(Deed::new(deed, "decide_strike"), |w| {
            if !w.replayed() {
                decide(w, decision, confirm, text, reply)?;
            }
            records::by_id(w.reader(), id)
        })
    })
}

fn decide(w: &mut Write<'_>, id: RowId, confirm: bool, text: &str, reply: Option<&str>) -> Outcome<()> {
    let today = w.rules().today;
    let before: Decision = records::by_id(w.reader(), id)?;
    if before.outcome.is_some() {
        return Err(Fault::refused("refused-already-decided"));
    }
    let mut after = before.clone();
    if let Some(reply) = reply {
        after.reply = Some(reply.to_owned());
    }
    let waiting = before.reply_until.filter(|day| confirm && after.reply.is_none() && *day >= today);
    if let Some(day) = waiting {
        return Err(Fault::refused("refused-reply-pending").with("day", day.format("%d/%m/%Y")));
    }
    after.decided_by = Some(w.who().user);
    after.decided_on = Some(today);
    after.outcome = Some(if confirm { "confirmed" } else { "dropped" }.to_owned());
    after.text = Some(text.trim().to_owned());
    w.update(&before, &after)?;
    let registration: Registration = records::by_id(w.reader(), RegistrationId(before.subject.0))?;
    if confirm {
        let letter = before.letter.map(|l| records::by_id::<Letter>(w.reader(), l)).transpose()?;
        let exit = letter.and_then(|l| l.arguments.iter().find_map(|a| a.strip_prefix("exit=").map(str::to_owned)));
        let exit = exit.ok_or_else(|| Fault::broken("a striking off without its letter"))?;
        close_in(w, &registration, RegistrationEvent::ConfirmStrike, &exit, today)?;
    } else {
        let mut open = registration.clone();
        open.state = next(&registration, RegistrationEvent::DropStrike)?;
        w.update(&registration, &open)?;
        super::refresh_registration(w, registration.head.id)?;
    }
    super::refresh_decision(w, id)
}
