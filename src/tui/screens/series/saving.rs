//! Answers on their way: the sign of the row, the cursor that goes on, what an answer brings along, and taking one back.

use super::answering::Word;
use super::{Item, Lens, Line, Series, part};
use crate::domain::ids::{PlacementId, ProposalId, RegistrationId, RowId, VacancyId};
use crate::domain::lifecycle::{PlacementState, ProposalState};
use crate::domain::proposal::{Placement, Proposal};
use crate::domain::registration::Registration;
use crate::fault::{Fault, Outcome};
use crate::services::follow_up::{self, Hire};
use crate::services::proposals::{self, Answered, Hired, ProposalRow, Said};
use crate::services::undo;
use crate::tui::action::Action;
use crate::tui::cx::{Desk, Slot};
use crate::tui::dialogs::{Confirm, Confirmed};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Screen, Words};
use crate::tui::screens::House;
use crate::tui::widgets::fit::Fit;
use crate::tui::widgets::table::Row;

/// EXIT 02: a job found without the office.
const FOUND_ALONE: &str = "02";
const OTHERS: Slot = Slot("others");
/// Cells for a name in the message line, so that what was done fits beside it.
const NAME: usize = 26;

/// What a row became.
enum Became {
    Proposal(Box<ProposalRow>),
    Hire(Box<Placement>),
}

impl Series {
    /// Saves what a digit or the menu said about the row under the cursor, and goes on to the next one.
    pub(super) fn answer<S: Screen>(&mut self, word: Word, cx: &mut Cx<'_>, me: Lens<S>) {
        let Some(line) = self.table.current() else { return };
        let (key, item) = (line.key(), line.item.clone());
        match (&item, word) {
            (Item::Proposal(r), Word::Said(said)) => self.say(r.proposal.head.id, said, cx, me),
            (Item::Proposal(_), _) => return cx.bell(),
            (Item::Hire(r), word) => self.hire(r.placement.head.id, r.step.clone(), word, cx, me),
        }
        self.sign(&key, "~");
        self.table.act(Action::Down);
    }
    fn sign(&mut self, key: &[u8], sign: &'static str) {
        if let Some(mut line) = self.line_of(key).cloned() {
            line.sign = sign;
            self.replace(line);
        }
    }
    fn say<S: Screen>(&mut self, id: ProposalId, said: Said, cx: &mut Cx<'_>, me: Lens<S>) {
        let key = id.0.as_bytes().to_vec();
        cx.deed(
            move |desk, deed| {
                let done = proposals::answer(desk, deed, id, &said)?;
                Ok((done, proposals::row(desk, id)?))
            },
            move |s: &mut S, done: Outcome<(Answered, ProposalRow)>, cx| {
                let Some(series) = me(s) else { return };
                let Ok((done, row)) = done else { return series.sign(&key, "!") };
                let text = told(&done, &row, &series.house, cx.look);
                let (name, vacancy) = (row.name.clone(), row.proposal.vacancy);
                series.settled(Became::Proposal(Box::new(row)), &key, cx);
                if done.filled.is_some() {
                    series.look_at_others(vacancy, &key, cx, me);
                }
                cx.say_saved(Words::new("said").with("text", text));
                if let Some(registration) = done.leaves {
                    series.offer_exit(registration, &name, cx, me);
                }
            },
        );
    }
    fn hire<S: Screen>(&mut self, id: PlacementId, step: String, word: Word, cx: &mut Cx<'_>, me: Lens<S>) {
        let key = id.0.as_bytes().to_vec();
        let name = self.subject();
        let checked = if let Word::Checked(result) = &word { Some((step.clone(), *result)) } else { None };
        cx.deed(
            move |desk, deed| match &word {
                Word::Confirmed(by) => proposals::confirm(desk, deed, id, by, None),
                Word::Denied => proposals::deny(desk, deed, id),
                Word::Checked(result) => proposals::check(desk, deed, id, &step, result),
                Word::Said(_) => Err(Fault::Missing("placement")),
            },
            move |s: &mut S, done: Outcome<Hired>, cx| {
                let Some(series) = me(s) else { return };
                let Ok(done) = done else { return series.sign(&key, "!") };
                let restores = done.restores;
                let state = match &checked {
                    Some((step, result)) => checked_words(step, result, cx.look),
                    None => cx.look.texts.state("placement", done.placement.state.id()),
                };
                series.settled(Became::Hire(Box::new(done.placement)), &key, cx);
                cx.say_saved(Words::new("series-said").with("name", &name).with("state", state));
                if let Some(registration) = restores {
                    series.offer_restore(registration, &name, cx, me);
                }
                if checked.is_some_and(|(_, result)| result == "no") {
                    series.ask_end(id, &name, cx, me);
                }
            },
        );
    }
    /// The row in its place with its new state; it is one of those answered now.
    fn settled(&mut self, became: Became, key: &[u8], cx: &Cx<'_>) {
        self.put(became, key, "=", cx);
        self.answered.retain(|k| k != key);
        self.answered.push(key.to_vec());
    }
    /// The other rows of an offer, in their places as they are now: nobody is telephoned about a place that was just taken.
    fn look_at_others<S: Screen>(&mut self, vacancy: VacancyId, key: &[u8], cx: &mut Cx<'_>, me: Lens<S>) {
        let other = |line: &Line| match &line.item {
            Item::Proposal(r) if r.proposal.vacancy == vacancy && line.key() != key => Some(r.proposal.head.id),
            _ => None,
        };
        let ids: Vec<ProposalId> = self.table.rows().iter().filter_map(other).collect();
        if ids.is_empty() {
            return;
        }
        cx.load(
            OTHERS,
            move |desk| ids.iter().map(|id| proposals::row(desk, *id)).collect::<Outcome<Vec<ProposalRow>>>(),
            move |s: &mut S, rows, cx| {
                let Some(series) = me(s) else { return };
                for row in rows.unwrap_or_default() {
                    let key = row.proposal.head.id.0.as_bytes().to_vec();
                    let sign = series.line_of(&key).map_or("", |line| line.sign);
                    series.put(Became::Proposal(Box::new(row)), &key, sign, cx);
                }
            },
        );
    }
    fn put(&mut self, became: Became, key: &[u8], sign: &'static str, cx: &Cx<'_>) {
        let Some(was) = self.line_of(key).cloned() else { return };
        let item = match (became, &was.item) {
            (Became::Proposal(row), _) => Item::Proposal(row),
            (Became::Hire(placement), Item::Hire(r)) => {
                let mut row = r.as_ref().clone();
                row.placement = *placement;
                Item::Hire(Box::new(row))
            }
            (Became::Hire(_), item) => item.clone(),
        };
        let new = Line::new(item, &self.house, cx.today(), cx.look);
        let new = if sign.is_empty() { new } else { new.settled(&was, sign) };
        self.replace(new);
    }

    /// « Déjà en emploi »: the exit can be recorded at once.
    fn offer_exit<S: Screen>(&mut self, id: RegistrationId, name: &str, cx: &mut Cx<'_>, me: Lens<S>) {
        let _ = me;
        let title = Words::new("series-exit-title").with("name", name);
        let ask = Confirm::new(title, Words::new("series-exit-question").with("name", name), "action-save");
        let name = name.to_owned();
        cx.ask(ask, move |_: &mut S, _: Confirmed, cx| {
            let name = name.clone();
            cx.deed(
                move |desk, deed| follow_up::hire(desk, deed, id, &Hire { exit: FOUND_ALONE.to_owned(), placement: None }),
                move |_: &mut S, done: Outcome<Option<PlacementId>>, cx| {
                    if done.is_ok() {
                        cx.say_saved(Words::new("series-exit-done").with("name", &name));
                    }
                },
            );
        });
    }
    /// A hire denied: the person can come back on the list.
    fn offer_restore<S: Screen>(&mut self, id: RegistrationId, name: &str, cx: &mut Cx<'_>, me: Lens<S>) {
        let _ = me;
        let title = Words::new("series-restore-title").with("name", name);
        let ask = Confirm::new(title, Words::new("series-restore-question").with("name", name), "series-restore");
        let name = name.to_owned();
        cx.ask(ask, move |_: &mut S, _: Confirmed, cx| {
            let name = name.clone();
            cx.deed(
                move |desk: &mut Desk, deed| follow_up::restore(desk, deed, id),
                move |_: &mut S, done: Outcome<Registration>, cx| {
                    if done.is_ok() {
                        cx.say_saved(Words::new("series-restored").with("name", &name));
                    }
                },
            );
        });
    }

    /// `z`: the row under the cursor if it was answered in this series, else the last one that was; the cursor goes there.
    pub(super) fn take_back<S: Screen>(&mut self, cx: &mut Cx<'_>, me: Lens<S>) {
        let here = self.table.current().map(Row::key);
        let own = here.clone().filter(|key| self.answered.contains(key));
        let Some(key) = own.or_else(|| self.answered.last().cloned()).or(here) else { return };
        let Some(line) = self.line_of(&key) else { return };
        let name = line.name().to_owned();
        match &line.item {
            Item::Proposal(r) => {
                let id = r.proposal.head.id;
                cx.deed(
                    move |desk, deed| {
                        undone(desk, deed, RowId(id.0))?;
                        proposals::row(desk, id).map(|row| Became::Proposal(Box::new(row)))
                    },
                    move |s: &mut S, done, cx| part(me, s, |it| it.taken_back(done, &key, &name, cx, me)),
                );
            }
            Item::Hire(r) => {
                let id = r.placement.head.id;
                cx.deed(
                    move |desk, deed| {
                        undone(desk, deed, RowId(id.0))?;
                        proposals::placement(desk, id).map(|placement| Became::Hire(Box::new(placement)))
                    },
                    move |s: &mut S, done, cx| part(me, s, |it| it.taken_back(done, &key, &name, cx, me)),
                );
            }
        }
    }
    fn taken_back<S: Screen>(&mut self, done: Outcome<Became>, key: &[u8], name: &str, cx: &mut Cx<'_>, me: Lens<S>) {
        let Ok(became) = done else { return };
        if !self.answered.iter().any(|k| k == key) {
            // A deed of before this series: others of the list may have been its too.
            self.load(cx, me);
        }
        self.answered.retain(|k| k != key);
        let vacancy = if let Became::Proposal(row) = &became { Some(row.proposal.vacancy) } else { None };
        self.put(became, key, "", cx);
        self.table.go_to(key);
        if let Some(vacancy) = vacancy {
            self.look_at_others(vacancy, key, cx, me);
        }
        cx.say_saved(Words::new("undone-about").with("name", name));
    }
}

fn undone(desk: &mut Desk, deed: crate::domain::ids::DeedId, subject: RowId) -> Outcome<()> {
    let last = undo::last(desk, subject)?.ok_or_else(|| Fault::refused("refused-nothing-to-undo"))?;
    undo::undo(desk, deed, last.deed, None).map(drop)
}

/// What an answer did, in one line.
pub fn told(done: &Answered, row: &ProposalRow, house: &House, look: &Look) -> String {
    let name = ("name", Fit::Name.text(&row.name, NAME));
    match (done.filled, &done.placement) {
        (Some(count), _) => look.with("series-filled", &[name, ("count", count.to_string())]),
        (None, Some(_)) => look.with("series-hired", &[name]),
        (None, None) => look.with("series-said", &[name, ("state", with_reason(&done.proposal, house, look))]),
    }
}

/// The situation of a proposal with its reason in a word: the message has room for what the column shows as a digit.
fn with_reason(p: &Proposal, house: &House, look: &Look) -> String {
    let (list, code) = match p.state {
        ProposalState::Refused => ("REFUSAL", &p.answer_reason),
        ProposalState::Rejected => ("EMPREASON", &p.employer_reason),
        _ => return super::situation(p, look),
    };
    let Some(code) = code else { return super::situation(p, look) };
    format!("{}, {}", look.texts.state("proposal", p.state.id()), house.rules.codes.label(list, code, look.lang()))
}

/// What a check gave: « en emploi au contrôle à 1 mois ».
fn checked_words(step: &str, result: &str, look: &Look) -> String {
    let result = look.text(&format!("answers-check-{result}"));
    look.with("series-checked", &[("months", step.trim_end_matches('m').to_owned()), ("result", result)])
}

/// A hire that still waits for its confirmation.
pub(super) fn announced(placement: &Placement) -> bool {
    placement.state == PlacementState::Announced
}
