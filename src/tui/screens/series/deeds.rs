//! What else is done to a row: what may follow, another day, a reminder, its whole story, a shortlist that becomes proposals.

use chrono::NaiveDateTime;

use super::answering::{Asks, Step, Word};
use super::{Item, Lens, Series, Source, part};
use crate::domain::calendar;
use crate::domain::dates::{self, Toward};
use crate::domain::ids::{PlacementId, ProposalId};
use crate::domain::lifecycle::{ProposalEvent, ProposalState, State};
use crate::domain::proposal::{Placement, Proposal};
use crate::domain::record::{day_text, parse_day};
use crate::fault::Outcome;
use crate::services::follow_up::{self, Reminded};
use crate::services::matching;
use crate::services::proposals::{self, Hired, ProposalRow, Said};
use crate::tui::dialogs::{Lines, Menu, MenuRow};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Message, Screen, Words};
use crate::tui::screens::ask_line::AskLine;
use crate::tui::screens::why;
use crate::tui::widgets::table::Row;

/// The task kind of a contact to take (domain.md §4).
const REMINDER: &str = "T4";

/// One line of the menu of what may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Event(ProposalEvent),
    Told,
    Interview,
    ForwardAll,
}

impl Next {
    fn key(self) -> String {
        match self {
            Next::Event(event) => format!("event-proposal-{}", event.id().replace('_', "-")),
            Next::Told => "event-proposal-told".to_owned(),
            Next::Interview => "event-proposal-interview".to_owned(),
            Next::ForwardAll => "event-proposal-forward-all".to_owned(),
        }
    }
}

impl Series {
    /// How many of the marked rows, or of the one under the cursor, are only prepared.
    pub(super) fn prepared(&self) -> usize {
        self.prepared_ids().len()
    }
    fn prepared_ids(&self) -> Vec<ProposalId> {
        let chosen = self.table.chosen();
        let of = |line: &super::Line| match &line.item {
            Item::Proposal(r) if r.proposal.state == ProposalState::Prepared => Some(r.proposal.head.id),
            _ => None,
        };
        self.all.iter().filter(|l| chosen.contains(&l.key())).filter_map(of).collect()
    }
    /// `p` on what was only prepared: by which channel, then proposed.
    pub(super) fn propose_prepared<S: Screen>(&mut self, cx: &mut Cx<'_>, me: Lens<S>) {
        let ids = self.prepared_ids();
        let codes: Vec<(String, String)> =
            self.house.rules.codes.list("PCHAN").map(|c| (c.code.clone(), c.label(cx.look.lang()).to_owned())).collect();
        let rows = codes.iter().map(|(_, label)| MenuRow::new(label, "")).collect();
        let menu = Menu::new(Words::new("series-prepared-title").with("count", ids.len()), rows);
        cx.ask(menu, move |_: &mut S, at: usize, cx| {
            let Some((channel, _)) = codes.get(at).cloned() else { return };
            let ids = ids.clone();
            cx.deed(
                move |desk, deed| proposals::propose_prepared(desk, deed, &ids, &channel),
                move |s: &mut S, done: Outcome<Vec<Proposal>>, cx| {
                    let Ok(done) = done else { return };
                    let due = done.iter().filter_map(|p| p.answer_due).min();
                    let day = due.map(|d| dates::with_weekday(d, cx.look.lang())).unwrap_or_default();
                    cx.say_saved(Words::new("proposed-many").with("count", done.len()).with("day", day));
                    part(me, s, |it| it.load(cx, me));
                },
            );
        });
    }

    /// `s`: what may follow, the likely one first.
    pub(super) fn next_state<S: Screen>(&mut self, cx: &mut Cx<'_>, me: Lens<S>) {
        match self.table.current().map(|l| &l.item) {
            Some(Item::Proposal(r)) => {
                let all = following(r, self.source);
                if all.is_empty() {
                    return cx.say(Message::advice(Words::new("series-nothing-follows")));
                }
                let title = Words::new("series-next-title").with("name", &r.name);
                let rows = all.iter().map(|n| MenuRow::new(cx.text(&n.key()), "")).collect();
                cx.ask(Menu::new(title, rows), move |s: &mut S, at: usize, cx| {
                    if let Some(next) = all.get(at) {
                        part(me, s, |it| it.follow(*next, cx, me));
                    }
                });
            }
            Some(Item::Hire(r)) => {
                let (id, name, open) = (r.placement.head.id, r.name.clone(), super::saving::announced(&r.placement));
                let rows = [("event-placement-confirm", !open), ("event-placement-deny", !open), ("event-placement-break", open)];
                let row =
                    |(key, no): &(&str, bool)| MenuRow::new(cx.text(key), "").refused(no.then(|| cx.text("series-not-now")));
                let menu = Menu::new(Words::new("series-next-title").with("name", &name), rows.iter().map(row).collect());
                cx.ask(menu, move |s: &mut S, at: usize, cx| match at {
                    0 => part(me, s, |it| it.answer(Word::Confirmed("1".to_owned()), cx, me)),
                    1 => part(me, s, |it| it.answer(Word::Denied, cx, me)),
                    _ => part(me, s, |it| it.ask_end(id, &name, cx, me)),
                });
            }
            None => {}
        }
    }
    fn follow<S: Screen>(&mut self, next: Next, cx: &mut Cx<'_>, me: Lens<S>) {
        use ProposalEvent as E;
        let person = |code: &str| Word::Said(Said::Person(code.to_owned(), None));
        let employer = |code: &str| Word::Said(Said::Employer(code.to_owned(), None));
        let word = match next {
            Next::Told => Word::Said(Said::Told),
            Next::Interview => return self.ask_interview(cx, me),
            Next::ForwardAll => return self.forward_all(cx, me),
            Next::Event(event) => match event {
                E::Propose => return self.propose_prepared(cx, me),
                E::Accept => person("1"),
                E::Refuse => return self.first_digit(2, cx),
                E::Reject => return self.first_digit(3, cx),
                E::Wait => person("3"),
                E::Lapse => person("4"),
                E::Send => Word::Said(Said::Sent),
                E::Invite => employer("1"),
                E::Hire => employer("2"),
                E::NotShow => employer("4"),
                E::Withdraw => Word::Said(Said::Withdrawn),
                E::HireDenied => return self.deny(cx, me),
            },
        };
        self.answer(word, cx, me);
    }
    /// As if the digit had been pressed: the reason is awaited.
    fn first_digit(&mut self, digit: u8, cx: &mut Cx<'_>) {
        let asks = self.table.current().map_or(Asks::Nobody, super::Line::asks);
        if self.answering.digit(asks, digit, &self.house.rules.codes) == Step::Ask {
            cx.hush();
        }
    }
    /// « Recruté » wasn't true: the hire that came of the proposal is denied.
    fn deny<S: Screen>(&mut self, cx: &mut Cx<'_>, me: Lens<S>) {
        let Some(r) = self.current_proposal() else { return };
        let (id, name) = (r.proposal.head.id, r.name.clone());
        cx.deed(
            move |desk, deed| {
                let hire: Option<Placement> = proposals::of_proposal(desk, id)?;
                let hire = hire.ok_or(crate::fault::Fault::Missing("placement"))?;
                proposals::deny(desk, deed, hire.head.id)
            },
            move |s: &mut S, done: Outcome<Hired>, cx| {
                if done.is_ok() {
                    cx.say_saved(Words::new("series-denied").with("name", &name));
                    part(me, s, |it| it.load(cx, me));
                }
            },
        );
    }
    fn forward_all<S: Screen>(&mut self, cx: &mut Cx<'_>, me: Lens<S>) {
        let Source::Offer(vacancy) = self.source else { return };
        cx.deed(
            move |desk, deed| proposals::forward_all(desk, deed, vacancy),
            move |s: &mut S, done: Outcome<u64>, cx| {
                if let Ok(count) = done {
                    cx.say_saved(Words::new("series-forwarded").with("count", count));
                    part(me, s, |it| it.load(cx, me));
                }
            },
        );
    }

    /// `d`: another day for the answer, or the day and hour at the employer's.
    pub(super) fn postpone<S: Screen>(&mut self, cx: &mut Cx<'_>, me: Lens<S>) {
        let Some(r) = self.current_proposal() else { return };
        if r.proposal.state == ProposalState::EmployerInterview {
            return self.ask_interview(cx, me);
        }
        let (id, name) = (r.proposal.head.id, r.name.clone());
        let next = self.house.rules.calendar.add_working_days(cx.today(), 1);
        let title = Words::new("title-task-postpone").with("about", &name);
        let ask = AskLine::day("proposal_day", title, "due", "action-postpone", &self.house, cx.look).with(day_text(next));
        cx.ask(ask, move |_: &mut S, day: String, cx| {
            let Some(day) = parse_day(&day) else { return };
            let said = dates::with_weekday(day, cx.look.lang());
            let words = Words::new("tasks-postponed").with("about", &name).with("day", said);
            cx.deed(
                move |desk, deed| {
                    proposals::postpone(desk, deed, id, day)?;
                    proposals::row(desk, id)
                },
                move |s: &mut S, row: Outcome<ProposalRow>, cx| part(me, s, |it| it.changed(row, words, cx)),
            );
        });
    }
    fn changed(&mut self, row: Outcome<ProposalRow>, words: Words, cx: &mut Cx<'_>) {
        let Ok(row) = row else { return };
        let line = super::Line::new(Item::Proposal(Box::new(row)), &self.house, cx.today(), cx.look);
        self.replace(line);
        cx.say_saved(words);
    }
    fn ask_interview<S: Screen>(&mut self, cx: &mut Cx<'_>, me: Lens<S>) {
        let Some(r) = self.current_proposal() else { return };
        let (id, name) = (r.proposal.head.id, r.name.clone());
        let title = Words::new("series-interview-title").with("name", &name);
        let ask = AskLine::text("proposal_interview", title, "employer_interview_at", 30, true, "action-save");
        cx.ask(ask.saying(cx.text("series-interview-says")), move |s: &mut S, typed: String, cx| {
            let Some(at) = moment(&typed, cx) else {
                cx.say(Message::failed(Words::new("series-interview-wrong").with("value", &typed)));
                return part(me, s, |it| it.ask_interview(cx, me));
            };
            let said = crate::tui::screens::said::day_and_hour(at, cx.look);
            let words = Words::new("series-interview-kept").with("name", &name).with("at", said);
            cx.deed(
                move |desk, deed| {
                    proposals::set_interview(desk, deed, id, calendar::utc(at))?;
                    proposals::row(desk, id)
                },
                move |s: &mut S, row: Outcome<ProposalRow>, cx| part(me, s, |it| it.changed(row, words, cx)),
            );
        });
    }
    /// A hire is over: since when and why.
    pub(super) fn ask_end<S: Screen>(&mut self, id: PlacementId, name: &str, cx: &mut Cx<'_>, me: Lens<S>) {
        let title = Words::new("series-end-title").with("name", name);
        let ask = AskLine::past("hire_end", title, "end_on", "action-save", &self.house, cx.look).with(day_text(cx.today()));
        let name = name.to_owned();
        cx.ask(ask, move |s: &mut S, day: String, cx| {
            let Some(day) = parse_day(&day) else { return };
            let Some(house) = me(s).map(|it| std::rc::Rc::clone(&it.house)) else { return };
            let codes = &house.rules.codes;
            let all: Vec<(String, String)> =
                codes.list("ENDREASON").map(|c| (c.code.clone(), c.label(cx.look.lang()).to_owned())).collect();
            let rows = all.iter().map(|(_, label)| MenuRow::new(label, "")).collect();
            let name = name.clone();
            cx.ask(Menu::new(Words::new("series-end-why").with("name", &name), rows), move |_: &mut S, at: usize, cx| {
                let Some((reason, _)) = all.get(at).cloned() else { return };
                let name = name.clone();
                cx.deed(
                    move |desk, deed| proposals::break_off(desk, deed, id, day, &reason),
                    move |s: &mut S, done: Outcome<Hired>, cx| {
                        if done.is_ok() {
                            cx.say_saved(Words::new("series-broken").with("name", &name));
                            part(me, s, |it| it.load(cx, me));
                        }
                    },
                );
            });
        });
    }

    /// `l`: a reminder about this person, by default for the next working day.
    pub(super) fn remind<S: Screen>(&mut self, cx: &mut Cx<'_>) {
        let Some(line) = self.table.current() else { return };
        let person = match &line.item {
            Item::Proposal(r) => r.proposal.person,
            Item::Hire(r) => r.placement.person,
        };
        let (name, user) = (line.name().to_owned(), self.house.who.user);
        let due = self.house.rules.calendar.add_working_days(cx.today(), 1);
        let title = Words::new("file-remind-title").with("name", &name);
        let ask = AskLine::day("remind_day", title, "due", "action-remind", &self.house, cx.look).with(day_text(due));
        cx.ask(ask, move |_: &mut S, day: String, cx| {
            let (Some(due), name) = (parse_day(&day), name.clone()) else { return };
            cx.deed(
                move |desk, deed| follow_up::remind_many(desk, Some(deed), &[person], REMINDER, due, user),
                move |_: &mut S, done: Outcome<Reminded>, cx| {
                    let Ok(done) = done else { return };
                    let kept = done.kept.first().map_or(due, |(_, _, day)| *day);
                    let day = crate::tui::screens::said::day_month(kept, cx.look);
                    cx.say_saved(Words::new("series-reminded").with("name", &name).with("day", day));
                },
            );
        });
    }

    /// `?`: the whole story of the row, with the reasons frozen when it was proposed.
    pub(super) fn explain(&mut self, cx: &mut Cx<'_>) {
        let Some(r) = self.current_proposal() else { return };
        let look = cx.look;
        let p = &r.proposal;
        let label = |field: &str, said: String| {
            look.with("file-label-value", &[("label", look.texts.field_full("proposal", field)), ("said", said)])
        };
        let codes = &self.house.rules.codes;
        let coded = |field: &str, list: &str, code: &Option<String>| {
            code.as_deref().map(|c| label(field, codes.label(list, c, look.lang()).to_owned()))
        };
        let day = |field: &str, day: Option<chrono::NaiveDate>| day.map(|d| label(field, dates::shown(d, look.lang())));
        let lines = [
            Some(format!("{}, {} ({})", r.title, r.employer, r.vacancy_number)),
            Some(label("by", r.by.clone())),
            day("sent_on", p.sent_on),
            coded("channel", "PCHAN", &p.channel),
            coded("answer", "ANSWER", &p.answer),
            coded("answer_reason", "REFUSAL", &p.answer_reason),
            day("sent_to_employer_on", p.sent_to_employer_on),
            coded("employer_answer", "EMPANS", &p.employer_answer),
            coded("employer_reason", "EMPREASON", &p.employer_reason),
            coded("override_reason", "OVERRIDE", &p.override_reason),
        ];
        let mut text: Vec<String> = lines.into_iter().flatten().collect();
        text.extend(frozen(p, look, &self.house));
        let title =
            Words::new("series-explain-title").with("name", &r.name).with("state", look.texts.state("proposal", p.state.id()));
        cx.show(Lines::new(title, text));
    }
}

/// The reasons of a proposal's rank as they were frozen with it.
pub fn frozen(p: &Proposal, look: &Look, house: &crate::tui::screens::House) -> Vec<String> {
    let Some(why) = p.explanation.as_deref().and_then(matching::thaw) else { return vec![look.text("series-no-reasons")] };
    let rank = p.rank.map_or_else(|| "-".to_owned(), |r| r.to_string());
    let head = look.with("series-frozen", &[("rank", rank), ("score", why.score.to_string()), ("rule", why.rule.clone())]);
    std::iter::once(head).chain(why::lines(&why, house, look)).collect()
}

fn following(r: &ProposalRow, source: Source) -> Vec<Next> {
    let p = &r.proposal;
    let mut all: Vec<Next> = Vec::new();
    if p.feedback_on.is_some() && p.told_on.is_none() {
        all.push(Next::Told);
    }
    let skip = |event: ProposalEvent| event == ProposalEvent::Lapse;
    all.extend(p.state.following().filter(|s| s.who != "R" && !skip(s.event)).map(|s| Next::Event(s.event)));
    if p.state == ProposalState::EmployerInterview {
        all.insert(0, Next::Interview);
    }
    if p.state == ProposalState::Accepted && matches!(source, Source::Offer(_)) {
        all.push(Next::ForwardAll);
    }
    all
}

/// `lun 30/11 9h`: the last word is the hour.
fn moment(typed: &str, cx: &Cx<'_>) -> Option<NaiveDateTime> {
    let (day, hour) = typed.trim().rsplit_once(' ')?;
    let day = dates::parse(day.trim(), cx.today(), Toward::Future).ok()?;
    Some(day.and_time(dates::parse_time(hour).ok()?))
}
