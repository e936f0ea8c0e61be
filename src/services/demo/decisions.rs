//! Striking off (domain.md §3.1): proposed with a letter and a right to reply, decided by the head, never automatic.
//! Called by `block`.

use chrono::NaiveDate;

use super::block::Block;
use super::days::instant;
use super::people::some;
use super::sheaf::Tray;
use crate::domain::calendar::add_days;
use crate::domain::ids::RowId;
use crate::domain::lifecycle::RegistrationState as State;
use crate::domain::office::{Decision, Letter};
use crate::domain::record::Head;

impl Block<'_> {
    /// The decisions about striking off: waiting, confirmed, some dropped.
    pub fn decisions(&mut self) {
        for at in 0..self.lives.len() {
            let Some(life) = self.lives.get(at) else { continue };
            let (state, exit, end, opened) = (life.record.state, life.record.exit_reason.clone(), life.end, life.opened);
            let old = (self.today - opened).num_days() > 200;
            match (state, exit.as_deref()) {
                (State::StrikeProposed, _) => {
                    let day = self.calendar().last_working_day(add_days(self.today, -self.chance.between(1, 19)));
                    self.decision(at, day, None);
                }
                (State::Closed, Some("06" | "07" | "08")) => {
                    let day = self.calendar().last_working_day(add_days(end, -self.chance.between(17, 30)));
                    self.decision(at, day, Some((end, true)));
                }
                (State::Active, _) if old && self.chance.thousandth(8) => {
                    let day = self.calendar().last_working_day(add_days(self.today, -self.chance.between(40, 120)));
                    let decided = self.calendar().next_working_day(add_days(day, 17));
                    self.decision(at, day, Some((decided, false)));
                }
                _ => {}
            }
        }
    }

    fn decision(&mut self, at: usize, proposed: NaiveDate, decided: Option<(NaiveDate, bool)>) {
        let Some(life) = self.lives.get(at) else { return };
        let (registration, by) = (life.record.head.id, self.counsellor(life.who));
        let refusals = life.record.exit_reason.as_deref() == Some("07");
        let source = self.source;
        let made = instant(proposed, 860);
        let letter: RowId = self.chance.id(made);
        let paper = Letter {
            head: Head::new(letter),
            kind: "strike_notice".to_owned(),
            subject_kind: "registration".to_owned(),
            subject: RowId(registration.0),
            template: "strike_notice/1".to_owned(),
            made_by: by,
            made_at: Some(made),
            printed_at: Some(made),
            ..Letter::default()
        };
        self.sheaf.letters.add(by, paper);
        let reasons = source.words("strike", "");
        let texts = source.words("decision", "");
        let head = self.brief.team.head;
        let decision = Decision {
            head: Head::new(self.chance.id(made)),
            kind: "strike".to_owned(),
            subject_kind: "registration".to_owned(),
            subject: RowId(registration.0),
            agency: self.office.code.clone(),
            reasons: if refusals { reasons.last() } else { reasons.first() }.cloned().unwrap_or_default(),
            proposed_by: by,
            proposed_on: Some(proposed),
            letter: Some(letter),
            reply_until: Some(add_days(proposed, 15)),
            decided_by: decided.map(|_| head),
            decided_on: decided.map(|(day, _)| day),
            outcome: decided.and_then(|(_, struck)| some(if struck { "confirmed" } else { "dropped" })),
            text: decided.and_then(|(_, struck)| if struck { texts.first() } else { texts.last() }.cloned()),
            ..Decision::default()
        };
        self.sheaf.decisions.add(by, decision);
    }
}
