//! Entretien: everything on one screen, the cursor in the summary, because a person who sits opposite is listened to first
//! (screens.md §10, domain.md §5 « First interview »). Reached by `e` on a person or an appointment, and by a resumed draft.

mod actions;
mod axes;
mod draw;
mod goal;
mod keeping;
mod next;
mod obstacles;
mod plan;
mod saving;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::dates;
use crate::domain::ids::{AppointmentId, DeedId, Id, PersonId};
use crate::fault::{Arg, Flaw};
use crate::services::draft::Draft;
use crate::services::interview::{self as service, Next, Opened};
use crate::tui::action::Action;
use crate::tui::dialogs::{Help, PickDialog};
use crate::tui::form::note::NoteEditor;
use crate::tui::form::{Editor, azerty_digit};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Edit, Kind, Message, Offer, Screen, Typed, Words};
use crate::tui::screens::{House, fields};
use crate::tui::widgets::line::Line;
use crate::tui::widgets::pick::Choice;
use actions::{Actions, Cell};
use axes::{Axes, Took};
use keeping::Keeping;
use obstacles::Obstacles;

/// The form's name among drafts.
pub const FORM: &str = "interview";
/// Occupations that may be sought.
const GOALS: usize = 3;
/// Longest summary (domain.md §2.8).
const SUMMARY: usize = 200;

/// The parts, in the order of Tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Summary,
    Notes,
    Next,
    Axes,
    Obstacles,
    Goals,
    Actions,
}

impl Part {
    const ALL: [Part; 7] = [Part::Summary, Part::Notes, Part::Next, Part::Axes, Part::Obstacles, Part::Goals, Part::Actions];

    /// The field that names it in a draft.
    fn field(self) -> &'static str {
        match self {
            Part::Summary => "summary",
            Part::Notes => "notes",
            Part::Next => "next_appointment",
            Part::Axes => "axis",
            Part::Obstacles => "theme",
            Part::Goals => "occupation",
            Part::Actions => "action",
        }
    }
    fn of(field: &str) -> Part {
        Part::ALL.into_iter().find(|p| p.field() == field).unwrap_or(Part::Summary)
    }
    fn other(self, forward: bool) -> Part {
        let at = Part::ALL.iter().position(|p| *p == self).unwrap_or(0);
        let step = if forward { 1 } else { Part::ALL.len() - 1 };
        Part::ALL.get((at + step) % Part::ALL.len()).copied().unwrap_or(Part::Summary)
    }
}

/// The screen.
pub struct Interview {
    house: House,
    person: PersonId,
    appointment: Option<AppointmentId>,
    /// What the last interview left; none until it came.
    opened: Option<Opened>,
    /// Goes on from a draft.
    resumed: bool,
    part: Part,
    summary: Line,
    notes: NoteEditor,
    axes: Axes,
    obstacles: Obstacles,
    /// The occupation with the cursor, from 0.
    goal: usize,
    actions: Actions,
    /// What follows, when it isn't what is proposed.
    next: Option<Next>,
    signed: bool,
    keeping: Keeping,
    /// Deed of the opening, and of the save: the same until it is stored, so that it is never stored twice.
    opening: DeedId,
    deed: DeedId,
    saving: bool,
}

impl Interview {
    /// Of a person; with the appointment of the list, else the one of today that isn't settled.
    pub fn new(house: &House, person: PersonId, appointment: Option<AppointmentId>) -> Self {
        Interview {
            house: house.clone(),
            person,
            appointment,
            opened: None,
            resumed: false,
            part: Part::Summary,
            summary: Line::new(SUMMARY),
            notes: NoteEditor::new(1),
            axes: Axes::new(house),
            obstacles: Obstacles::new(house),
            goal: 0,
            actions: Actions::new(house),
            next: None,
            signed: false,
            keeping: Keeping::new(),
            opening: saving::new_deed(),
            deed: saving::new_deed(),
            saving: false,
        }
    }
    /// As it was when it was left.
    pub fn resume(house: &House, draft: &Draft) -> Self {
        let person = draft.subject.map(|s| PersonId::from_uuid(s.uuid())).unwrap_or_default();
        let mut me = Interview { resumed: true, ..Interview::new(house, person, None) };
        me.restore(draft);
        me
    }
    fn name(&self) -> String {
        self.opened.as_ref().map(|o| o.file.person.name()).unwrap_or_default()
    }
    /// `standard : 60 jours`: why the next appointment is proposed.
    fn rhythm(&self, look: &Look) -> Option<Words> {
        let opened = self.opened.as_ref()?;
        let intensity = opened.file.registration.intensity.clone().unwrap_or_else(|| "STD".to_owned());
        let label = self.house.rules.codes.label("INTENSITY", &intensity, look.lang()).to_owned();
        Some(Words::new("interview-rhythm").with("intensity", label).with("days", opened.rhythm))
    }
    fn flaw_args(&self, flaw: &Flaw, look: &Look) -> Vec<Arg> {
        let mut args = flaw.args.clone();
        args.push(("field", look.label("", flaw.field)));
        args
    }
    /// The part is left: what is typed in it is taken. False: something is wrong, it is said and the cursor stays.
    fn settle(&mut self, cx: &mut Cx<'_>) -> bool {
        self.axes.leave();
        self.obstacles.enter();
        if self.part != Part::Actions && self.actions.code.text().is_empty() {
            return true;
        }
        self.take_action(cx)
    }
    fn take_action(&mut self, cx: &mut Cx<'_>) -> bool {
        match self.actions.enter(&self.house.rules, cx.today()) {
            Ok(_) => true,
            Err(flaw) => {
                self.part = Part::Actions;
                cx.say(Message::failed(Words { key: flaw.key.to_owned(), args: self.flaw_args(&flaw, cx.look) }));
                cx.bell();
                false
            }
        }
    }
    fn go(&mut self, part: Part, cx: &mut Cx<'_>) {
        if !self.settle(cx) {
            return;
        }
        self.part = part;
        self.keep(cx);
    }
    /// Enter in a part.
    fn enter(&mut self, cx: &mut Cx<'_>) {
        match self.part {
            Part::Summary => self.go(Part::Notes, cx),
            Part::Notes => {
                self.notes.act(Action::Next);
                self.touch(cx);
            }
            Part::Axes => self.axes.enter(),
            Part::Obstacles if self.obstacles.in_words() => self.obstacles.enter(),
            Part::Obstacles => self.go(Part::Goals, cx),
            Part::Goals => self.ask_goal("", cx),
            Part::Actions if self.actions.code.text().is_empty() => self.go(Part::Summary, cx),
            Part::Actions => {
                self.take_action(cx);
            }
            Part::Next => {}
        }
        if !matches!(self.part, Part::Notes) {
            self.keep(cx);
        }
    }
    fn turn(&mut self, down: bool, cx: &mut Cx<'_>) {
        let stayed = match self.part {
            Part::Summary | Part::Next => false,
            Part::Notes => self.notes.act(if down { Action::Down } else { Action::Up }),
            Part::Axes => self.axes.turn(down),
            Part::Obstacles => {
                self.obstacles.enter();
                self.obstacles.turn(down)
            }
            Part::Goals => {
                let to = if down { self.goal + 1 } else { self.goal.wrapping_sub(1) };
                let known = to <= self.goals_known() && to < GOALS;
                self.goal = if known { to } else { self.goal };
                known
            }
            Part::Actions => self.actions.code.text().is_empty() && self.actions.turn(down),
        };
        let to = match (self.part, down) {
            (Part::Summary, false) => Part::Actions,
            (Part::Axes, true) => Part::Goals,
            (Part::Axes, false) => Part::Axes,
            (Part::Notes, true) => Part::Next,
            (Part::Goals, true) => Part::Actions,
            (Part::Actions, true) => Part::Summary,
            (Part::Goals, false) => Part::Axes,
            (Part::Obstacles, true) => Part::Goals,
            (Part::Obstacles, false) => Part::Axes,
            (Part::Actions, false) => Part::Goals,
            (Part::Next, true) => Part::Next,
            (_, true) => Part::Notes,
            (Part::Next, false) => Part::Notes,
            (_, false) => Part::Summary,
        };
        if !stayed && to != self.part {
            self.go(to, cx);
        }
    }
    fn goals_known(&self) -> usize {
        self.opened.as_ref().map_or(0, |o| usize::from(o.file.goal.occupation.is_some()) + o.file.more_goals.len())
    }
    /// `?`, F2: codes to choose from, sensitive words, else the field's help.
    fn explain(&mut self, cx: &mut Cx<'_>) {
        let list = match self.part {
            Part::Axes => "RATING",
            Part::Obstacles if self.obstacles.current().is_some_and(|o| service::is_sensitive(&self.house.rules, o)) => {
                return self.reveal(cx);
            }
            Part::Obstacles => "THEME",
            Part::Actions => "ACTION",
            Part::Goals => return self.ask_goal("", cx),
            part => {
                let label = cx.look.label("interview", part.field());
                let help = cx.look.texts.field_help("interview", part.field());
                return cx.show(Help::new(part.field(), &label, Vec::new(), cx.look).saying(help));
            }
        };
        let options = fields::choices(&self.house, list, cx.look.lang()).to_vec();
        let title = Words::new("form-pick").with("field", cx.look.label("", self.part.field()));
        cx.ask(PickDialog::new(title, options), |me: &mut Self, choice: Choice, cx| {
            match me.part {
                Part::Axes => me.rate(&choice.code, cx),
                Part::Obstacles => {
                    me.obstacles.take_theme(&choice.code);
                }
                _ => {
                    me.actions.take_code(&choice.code);
                }
            }
            me.keep(cx);
        });
    }
    fn rate(&mut self, rating: &str, cx: &mut Cx<'_>) {
        if self.axes.rate(rating) == Took::Full {
            self.go(Part::Obstacles, cx);
        }
    }
    /// The unshifted top row of a French keyboard types digits where only digits are meant (terminal.md §5).
    fn as_digit(&self, what: Typed, look: &Look) -> Typed {
        let digits = match self.part {
            Part::Axes => self.axes.note.is_none(),
            Part::Obstacles => !self.obstacles.in_words(),
            Part::Actions => self.actions.cell != Cell::Title,
            _ => false,
        };
        match what {
            Typed::Text(c) if look.azerty && digits => Typed::Text(azerty_digit(c).unwrap_or(c)),
            other => other,
        }
    }
    fn typed_in_part(&mut self, what: &Typed, cx: &mut Cx<'_>) -> bool {
        let took = match self.part {
            Part::Summary => return self.summary.typed(what),
            Part::Notes => return self.notes.typed(what) != crate::tui::form::After::No,
            Part::Axes => self.axes.typed(what),
            Part::Obstacles => self.obstacles.typed(what),
            Part::Goals => return self.typed_goal(what, cx),
            Part::Actions => self.actions.typed(what),
            Part::Next => Took::No,
        };
        if took == Took::Full {
            self.go(Part::Obstacles, cx);
        }
        took != Took::No
    }
    fn typed_goal(&mut self, what: &Typed, cx: &mut Cx<'_>) -> bool {
        match what {
            Typed::Text(c) if c.is_alphabetic() => self.ask_goal(&c.to_string(), cx),
            Typed::Edit(Edit::Right) => self.turn(true, cx),
            Typed::Edit(Edit::Left) => self.turn(false, cx),
            _ => return false,
        }
        true
    }
    fn act_on_next(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::Open => self.ask_next("pick-take", false, Self::took_next, cx),
            Action::Postpone => self.ask_next("pick-take", true, Self::took_next, cx),
            other => {
                if let Some(digit) = other.digit() {
                    self.next = Some(Next::None(digit.to_string()));
                    self.keep(cx);
                }
            }
        }
    }
    fn offers_of_part(&self, out: &mut Vec<Offer>) {
        let enter = |label| Offer::usual(Action::Next).labelled(label);
        match self.part {
            Part::Summary => out.push(Offer::silent(Action::Next)),
            Part::Notes => out.extend([Offer::silent(Action::Next), Offer::usual(Action::Stamp)]),
            Part::Next => {
                out.push(Offer::usual(Action::Open).labelled("interview-choose"));
                out.push(Offer::usual(Action::Postpone));
                let codes = self.house.rules.codes.list("NONEXT");
                let digits = codes.filter_map(|c| Action::of_digit(c.code.parse().ok()?));
                out.extend(digits.map(|d| Offer::usual(d).labelled("interview-no-next")));
            }
            Part::Axes => out.push(enter(if self.axes.note.is_some() { "pick-take" } else { "interview-axis-note" })),
            Part::Obstacles if self.obstacles.in_words() => out.push(enter("pick-take")),
            Part::Goals => out.push(enter("action-edit")),
            Part::Actions if !self.actions.code.text().is_empty() => out.push(enter("pick-take")),
            Part::Obstacles | Part::Actions => out.push(Offer::silent(Action::Next)),
        }
        if self.part != Part::Next {
            out.push(Offer::rare(Action::Explain));
        }
    }
}

impl Screen for Interview {
    fn name(&self) -> &'static str {
        "interview"
    }
    fn kind(&self) -> Kind {
        match self.part {
            Part::Summary | Part::Notes => Kind::Text,
            Part::Next => Kind::List,
            Part::Axes if self.axes.note.is_some() => Kind::Text,
            Part::Obstacles if self.obstacles.in_words() => Kind::Text,
            Part::Actions if self.actions.filling() && self.actions.cell == Cell::Title => Kind::Text,
            _ => Kind::Form,
        }
    }
    fn actions(&self, out: &mut Vec<Offer>) {
        out.push(Offer::main(Action::Save));
        out.push(Offer::main(Action::NextPane));
        self.offers_of_part(out);
        out.extend([Action::Up, Action::Down, Action::PreviousPane].map(Offer::silent));
    }
    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }
    fn closing(&mut self, cx: &mut Cx<'_>) {
        self.keep(cx);
    }
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) {
        // What is on its way is saved as it was: nothing can be typed that would not be in it.
        if self.saving {
            return;
        }
        match action {
            Action::Save => self.finish(cx),
            Action::NextPane => self.go(self.part.other(true), cx),
            Action::PreviousPane => self.go(self.part.other(false), cx),
            Action::Explain => self.explain(cx),
            Action::Stamp => {
                let day = crate::tui::frame::day(cx.look, cx.today());
                let hour = crate::tui::frame::hour(cx.look, cx.now);
                self.notes.typed(&Typed::Paste(format!("{day} {hour} ")));
                self.touch(cx);
            }
            Action::Next => self.enter(cx),
            Action::Up => self.turn(false, cx),
            Action::Down => self.turn(true, cx),
            other if self.part == Part::Next => self.act_on_next(other, cx),
            _ => {}
        }
    }
    fn typed(&mut self, what: Typed, cx: &mut Cx<'_>) -> bool {
        if self.saving {
            return false;
        }
        let what = self.as_digit(what, cx.look);
        let taken = self.typed_in_part(&what, cx);
        if taken {
            self.touch(cx);
        }
        taken
    }
    fn context(&self, look: &Look) -> String {
        let Some(opened) = &self.opened else { return String::new() };
        let person = &opened.file.person;
        let age = person.age(self.house.rules.today);
        let who = match age {
            Some(age) => look.with("interview-who", &[("name", person.name()), ("age", age.to_string())]),
            None => person.name(),
        };
        let kind = self.house.rules.codes.label("APPT", &opened.kind, look.lang());
        format!("{} {}  {kind}", draw::padded(&who, 27), person.number)
    }
    fn slot(&self, look: &Look) -> String {
        self.keeping.said(look)
    }
    fn subject(&self, _: &Look) -> String {
        self.name()
    }
    fn advice(&self, look: &Look) -> String {
        look.text(&format!("interview-advice-{}", self.part.field().replace('_', "-")))
    }
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        self.draw_parts(frame.buffer_mut(), area, look);
    }
}

/// A day in a column.
fn day(at: chrono::NaiveDate, look: &Look) -> String {
    dates::shown(at, look.lang())
}
