//! What the interview asks of its service: opened, an occupation changed, sensitive words shown, everything saved as one deed.

use crate::domain::ids::{DeedId, Id, PersonId, RowId};
use crate::domain::registration::JobGoal;
use crate::fault::{Fault, Outcome};
use crate::services::draft::{self, Draft};
use crate::services::interview::{self, Next, Opened, Saved, Talk};
use crate::services::people;
use crate::tui::cx::{Desk, Slot};
use crate::tui::dialogs::Help;
use crate::tui::form::Editor;
use crate::tui::screen::{Cx, Message, Words};
use crate::tui::screens::interview::goal::{Goal, GoalDialog};
use crate::tui::screens::interview::next::{self, Chosen, NextDialog};
use crate::tui::screens::interview::{FORM, Interview, Part};

const OPENED: Slot = Slot("opened");
const PROPOSED: Slot = Slot("proposed");
/// MEET: at the counter.
const COUNTER: &str = "1";

pub(super) fn new_deed() -> DeedId {
    DeedId::from_uuid(uuid::Uuid::now_v7())
}

/// The draft of an interview with this person, if one was left.
fn left_by(desk: &mut Desk, person: PersonId) -> Outcome<Option<Draft>> {
    let subject = Some(RowId::from_uuid(person.uuid()));
    Ok(draft::mine(desk)?.into_iter().find(|d| d.form == FORM && d.subject == subject))
}

impl Interview {
    /// Opens it: the appointment is « en cours » from now on, and a draft left before is taken up again. Keys wait meanwhile.
    pub(super) fn load(&mut self, cx: &mut Cx<'_>) {
        let (person, appointment, deed) = (self.person, self.appointment, self.opening);
        let job = move |desk: &mut Desk| Ok((interview::open(desk, deed, person, appointment)?, left_by(desk, person)?));
        cx.load(OPENED, job, Self::came);
        cx.hold(OPENED);
    }
    fn came(&mut self, opened: Outcome<(Opened, Option<Draft>)>, cx: &mut Cx<'_>) {
        match opened {
            Ok((opened, draft)) => {
                self.axes.put_before(&opened.left.ratings);
                self.obstacles.put_before(&opened.left.obstacles);
                self.actions.put_before(&opened.left.actions);
                self.appointment = opened.appointment.as_ref().map(|a| a.head.id);
                self.opened = Some(opened);
                let left = draft.filter(|_| !self.resumed && self.untouched());
                if let Some(draft) = left {
                    let current = self.appointment;
                    self.restore(&draft);
                    self.appointment = current;
                    cx.say(Message::advice(Words::new("interview-resumed")));
                }
            }
            Err(Fault::Refused(_) | Fault::Denied(_) | Fault::Missing(_)) if self.untouched() => cx.close(),
            // What is written goes into the draft, whatever was there before.
            Err(_) => cx.carry_on(),
        }
    }
    fn untouched(&self) -> bool {
        self.summary.text().is_empty() && self.notes.raw().trim().is_empty()
    }
    /// Ctrl+E: everything is read, then only the next appointment is asked.
    pub(super) fn finish(&mut self, cx: &mut Cx<'_>) {
        if !self.settle(cx) {
            return;
        }
        self.keep(cx);
        if self.summary.text().trim().is_empty() {
            self.part = Part::Summary;
            let words = Words::new("flaw-missing").with("field", cx.look.label("interview", "summary"));
            cx.say(Message::failed(words));
            return cx.bell();
        }
        if self.opened.is_none() {
            return self.load(cx);
        }
        self.ask_next("action-save", false, Self::save, cx);
    }
    /// The drawer of the next appointment.
    pub(super) fn ask_next(
        &mut self,
        deed: &'static str,
        typing: bool,
        then: fn(&mut Self, Chosen, &mut Cx<'_>),
        cx: &mut Cx<'_>,
    ) {
        let rhythm = if self.next.is_none() { self.rhythm(cx.look) } else { None };
        let mut dialog = NextDialog::new(&self.house, self.what_follows(), rhythm, deed);
        let unsigned = self.opened.as_ref().is_some_and(|o| o.file.registration.plan_signed_on.is_none());
        if unsigned && !self.actions.rows.is_empty() {
            dialog = dialog.signing(self.signed);
        }
        if typing {
            dialog = dialog.typing_day();
        }
        cx.ask(dialog, then);
    }
    /// What was chosen, else what is proposed.
    pub(super) fn what_follows(&self) -> Option<Next> {
        self.next.clone().or_else(|| {
            let (at, minutes) = self.opened.as_ref()?.next?;
            Some(Next::At(at, next::FOLLOW_UP.to_owned(), minutes))
        })
    }
    /// Taken, not saved yet: from the part « Prochain RDV ».
    pub(super) fn took_next(&mut self, chosen: Chosen, cx: &mut Cx<'_>) {
        self.next = Some(chosen.next);
        self.signed = chosen.signed;
        self.keep(cx);
    }
    fn save(&mut self, chosen: Chosen, cx: &mut Cx<'_>) {
        self.next = Some(chosen.next);
        self.signed = chosen.signed;
        self.keep(cx);
        self.saving = true;
        let (talk, deed, draft) = (self.talk(), self.deed, self.keeping.id);
        let ticket = cx.save(move |desk| interview::save(desk, deed, &talk, Some(draft)), Self::saved);
        cx.hold_for(ticket);
    }
    fn talk(&self) -> Talk {
        let opened = self.opened.as_ref();
        let appointment = opened.and_then(|o| o.appointment.as_ref());
        let notes = self.notes.raw();
        Talk {
            person: self.person,
            appointment: self.appointment,
            kind: opened.map(|o| o.kind.clone()).unwrap_or_default(),
            mode: appointment.and_then(|a| a.mode.clone()).unwrap_or_else(|| COUNTER.to_owned()),
            summary: self.summary.text().trim().to_owned(),
            notes: Some(notes).filter(|n| !n.trim().is_empty()),
            ratings: self.axes.rated(),
            obstacles: self.obstacles.rows.clone(),
            actions: self.actions.rows.clone(),
            signed: self.signed,
            next: self.next.clone().unwrap_or_default(),
        }
    }
    fn saved(&mut self, saved: Outcome<Saved>, cx: &mut Cx<'_>) {
        self.saving = false;
        match saved {
            Ok(saved) => {
                let next = self.next.as_ref().filter(|_| saved.next.is_some());
                let words = match next {
                    Some(next) => Words::new("interview-saved-next").with("next", next::said(next, &self.house, cx.look)),
                    None => Words::new("interview-saved"),
                };
                cx.say_saved(words);
                cx.close();
            }
            Err(Fault::Refused(reason)) if reason.key == "refused-appointment-state" => {
                // Settled by someone else: what was said is saved all the same, without it.
                self.appointment = None;
                let state = reason.args.iter().find(|(n, _)| *n == "state").map(|(_, s)| s.clone()).unwrap_or_default();
                let state = cx.look.texts.state("appointment", &state);
                cx.say(Message::failed(Words::new("interview-appointment-settled").with("state", state)));
            }
            // The message line has the sentence; another slot is proposed.
            Err(Fault::Refused(_)) => self.propose(cx),
            Err(Fault::Conflict(conflict)) => {
                cx.say(Message::failed(Words::new("interview-conflict").with("by", &conflict.by)));
            }
            Err(Fault::Flaws(flaws)) => {
                if let Some(flaw) = flaws.first() {
                    cx.say(Message::failed(Words { key: flaw.key.to_owned(), args: self.flaw_args(flaw, cx.look) }));
                }
                cx.bell();
            }
            Err(_) => {}
        }
    }
    /// Another slot, after one was taken meanwhile.
    fn propose(&mut self, cx: &mut Cx<'_>) {
        self.next = None;
        let days = self.opened.as_ref().map_or(0, |o| o.rhythm);
        cx.load(
            PROPOSED,
            move |desk| interview::propose(desk, days),
            |me: &mut Self, found, _| {
                if let (Some(opened), Ok(found)) = (&mut me.opened, found) {
                    opened.next = found;
                }
            },
        );
    }
    /// The drawer of an occupation, with what was typed.
    pub(super) fn ask_goal(&mut self, typed: &str, cx: &mut Cx<'_>) {
        if self.opened.is_some() {
            cx.ask(GoalDialog::new(self.goal + 1, typed), Self::took_goal);
        }
    }
    fn took_goal(&mut self, goal: Goal, cx: &mut Cx<'_>) {
        let Some(opened) = &self.opened else { return };
        let (before, mut after) = (opened.file.clone(), opened.file.clone());
        let put = |row: &mut JobGoal| {
            row.occupation = Some(goal.occupation.clone());
            row.occupation_label = Some(goal.title.clone());
            row.vocabulary_code = None;
            row.experience_months = Some(goal.months);
        };
        match self.goal.checked_sub(1) {
            None => put(&mut after.goal),
            Some(at) => match after.more_goals.get_mut(at) {
                Some(row) => put(row),
                None => {
                    let rank = i64::try_from(self.goal + 1).unwrap_or(3);
                    let mut row = JobGoal { rank, ..JobGoal::default() };
                    put(&mut row);
                    after.more_goals.push(row);
                }
            },
        }
        let deed = new_deed();
        let ticket = cx.save(
            move |desk| people::save(desk, deed, &before, &after, None),
            |me: &mut Self, saved, cx| match (saved, &mut me.opened) {
                (Ok(file), Some(opened)) => {
                    opened.file = file;
                    cx.say_saved(Words::new("interview-goal-saved"));
                }
                (Err(Fault::Conflict(conflict)), _) => {
                    cx.say(Message::failed(Words::new("interview-conflict-goal").with("by", &conflict.by)));
                    me.reload(cx);
                }
                _ => {}
            },
        );
        cx.hold_for(ticket);
    }
    /// The file as it is now.
    fn reload(&mut self, cx: &mut Cx<'_>) {
        let person = self.person;
        cx.load(
            Slot("file"),
            move |desk| people::load(desk, person),
            |me: &mut Self, file, _| {
                if let (Ok(file), Some(opened)) = (file, &mut me.opened) {
                    opened.file = file;
                }
            },
        );
    }
    /// The words of a sensitive obstacle, in a drawer; of one known before the audit says who saw them.
    pub(super) fn reveal(&mut self, cx: &mut Cx<'_>) {
        let Some(row) = self.obstacles.current().cloned() else { return };
        let theme = row.theme.clone().unwrap_or_default();
        let title = self.house.rules.codes.label("THEME", &theme, cx.look.lang()).to_owned();
        let show = move |words: Option<String>, cx: &mut Cx<'_>| {
            let words = words.unwrap_or_else(|| cx.text("interview-no-words"));
            cx.show(Help::new("situation", &title, Vec::new(), cx.look).saying(words));
        };
        if row.head.version == 0 {
            return show(row.situation, cx);
        }
        let (person, deed, id) = (self.person, new_deed(), row.head.id);
        cx.keep(
            move |desk| interview::reveal(desk, deed, person, id),
            move |_: &mut Self, found, cx| {
                if let Ok(found) = found {
                    show(found.situation, cx);
                }
            },
        );
    }
}
